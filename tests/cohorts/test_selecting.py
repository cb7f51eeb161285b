"""A cohort from profiles, by the selection of a rule set or as the caller wants it."""

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas import CohortPlace
from tests.ruleset.cases import HEAD
from tests.ruleset.cases_selection import RULES

AS_OF = date(2024, 6, 1)
SIMPLE = nk.loads(
    HEAD
    + "parameters:\n  places: {type: integer, values: {2020-01-01: 1, 2024-01-01: 2}}\n  areas: {type: set, of: regency, values: {2020-01-01: [3302, 3303]}}\n"
    "criteria:\n  books: {require: {keeps_books: {is: true}}}\n  area: {kind: preference, points: 10, require: {regency: {in: $areas}}}\n"
    "selection: {quota: $places, order: [{most: points}, {earliest: operating_since}], waiting_list: 1}\n"
)


def business(regency="3302", since="2015-01-01", **more):
    return {"keeps_books": True, "regency": regency, "operating_since": since, **more}


CROWD = {
    "old": business(since="2010-05-01"),
    "young": business(since="2020-01-01"),
    "far": business("5203", "2001-01-01"),
    "none": business(keeps_books=False),
}


def places(cohort):
    return {key: standing.place.value for key, standing in cohort.standings.items()}


def test_the_selection_of_the_rules_is_used():
    cohort = nk.select_cohort(SIMPLE, CROWD, as_of=AS_OF)
    assert places(cohort) == {"old": "admitted", "young": "admitted", "far": "waiting", "none": "refused"}
    assert cohort.terms.seed == "tried 1"
    assert [step.en for step in cohort.order] == ["most points", "earliest operating since"]
    assert [step.id for step in cohort.order] == ["poin terbanyak", "mulai beroperasi paling awal"]
    assert (cohort.admitted, cohort.waiting, cohort.possible, len(cohort)) == (("old", "young"), ("far",), (), 4)
    assert pickle.loads(pickle.dumps(cohort)) == cohort  # noqa: S301 - our own


def test_parameters_have_the_values_of_the_rules_date():
    assert nk.select_cohort(SIMPLE, CROWD, as_of=AS_OF, rules_as_of=date(2023, 1, 1)).admitted == ("old",)
    assert nk.select_cohort(SIMPLE.with_parameters(places=3), CROWD, as_of=AS_OF).admitted == ("old", "young", "far")


def test_a_caller_may_want_it_otherwise():
    cohort = nk.select_cohort(SIMPLE, CROWD, as_of=AS_OF, quota="$places", order="operating_since", waiting_list=0, seed="s")
    assert places(cohort) == {"far": "admitted", "old": "admitted", "young": "refused", "none": "refused"}
    assert cohort.terms.seed == "s"
    cohort = nk.select_cohort(SIMPLE, CROWD, as_of=AS_OF, by="regency", groups=["5203"], minimum=1, maximum=1)
    assert places(cohort) == {"old": "admitted", "far": "admitted", "young": "waiting", "none": "refused"}
    assert {tally.group: tally.minimum for tally in cohort.groups} == {"3302": 0, "5203": 1}
    cohort = nk.select_cohort(SIMPLE, CROWD, as_of=AS_OF, by="regency", groups="$areas", minimum=1)
    assert {tally.group: tally.is_met for tally in cohort.groups} == {"3302": True, "3303": False, "5203": True}
    assert nk.select_cohort(SIMPLE, CROWD, as_of=AS_OF, order=[{"latest": "operating_since"}]).admitted == ("young", "old")
    assert nk.select_cohort(SIMPLE, CROWD, as_of=AS_OF, order=["least:points", "operating_since"]).admitted == ("far", "old")


def test_other_groups_leave_nothing_of_those_of_the_rules():
    rules = nk.loads(HEAD + RULES + "selection: {quota: 2, by: {fact: regency, groups: $areas, minimum: 1}}\n")
    wanted = {"as_of": AS_OF, "by": "sector", "maximum": 1}
    terms = nk.select_cohort(rules, {}, **wanted).terms
    assert (terms.minimum, terms.maximum, terms.groups) == (0, 1, None)
    terms = nk.select_cohort(rules, {}, as_of=AS_OF, maximum=2).terms
    assert (terms.minimum, terms.maximum, terms.groups) == (1, 2, frozenset({"3302", "3303"}))


def test_what_nobody_knows_is_a_range():
    crowd = {**CROWD, "open": business(since="2019"), "nowhere": business(None, "2018-01-01"), "unknown": {"operating_since": "2000-01-01"}}
    cohort = nk.select_cohort(SIMPLE, crowd, as_of=AS_OF, quota=3, waiting_list=9)
    sure = {"old": "admitted", "far": "waiting", "none": "refused"}
    assert places(cohort) == {**sure, **dict.fromkeys(("unknown", "nowhere", "open", "young"), "possible")}
    assert [cohort[key].rank for key in ("old", "unknown", "nowhere", "open", "young", "far")] == [
        (1, 2),
        (1, 5),
        (2, 6),
        (2, 4),
        (3, 5),
        (4, 6),
    ]
    cohort = nk.select_cohort(SIMPLE, crowd, as_of=AS_OF, quota=3, by="regency", maximum=1)
    assert cohort["nowhere"].group is None
    assert cohort.groups[-1].group is None


@pytest.mark.parametrize("value", [True, False, None])
def test_yes_and_no_make_groups(value):
    cohort = nk.select_cohort(SIMPLE, {"a": business(knows_market=value)}, as_of=AS_OF, by="knows_market", groups=[True], minimum=1)
    assert cohort["a"].group == {True: "true", False: "false", None: None}[value]


def test_profiles_may_be_of_every_kind():
    profile = nk.IKMProfile(**business(since=date(2010, 5, 1)))
    made = nk.select_cohort(SIMPLE, {"a": profile, "b": SIMPLE.admit(business()), 3: business()}, as_of=AS_OF)
    assert set(made.standings) == {"a", "b", "3"}


def wrong(**wanted):
    with pytest.raises(nk.EvaluationError) as refused:
        nk.select_cohort(SIMPLE, CROWD, as_of=AS_OF, **wanted)
    return [(each.code, str(each.place)) for each in refused.value.problems]


def test_what_cannot_be_used_is_told_with_the_name_of_the_argument():
    assert wrong(quota=0) == [("NK207", "quota")]
    assert wrong(quota="many", waiting_list=-1, order="most:sector") == [("NK235", "order"), ("NK207", "quota"), ("NK207", "waiting_list")]
    assert wrong(order="annual_sales") == [("NK402", "")]
    assert wrong(order="operating_sinse") == [("NK201", "order")]
    assert wrong(order="sector") == [("NK235", "order")]
    assert wrong(by="sectr", minimum=1) == [("NK201", "by")]
    assert wrong(by="sector") == [("NK179", "by")]
    assert wrong(minimum=1) == [("NK151", "minimum")]
    assert wrong(by="sector", minimum=3) == [("NK238", "minimum")]
    assert wrong(quota="$plces") == [("NK202", "quota")]


def test_what_is_wrong_with_profiles_is_told_at_once_each_under_its_key():
    profiles = {"LT-001": business(), "LT-002": business(regency="nowhere"), 3: business(keeps_books="x", since="y"), "LT-004": None}
    with pytest.raises(nk.ProfileError) as refused:
        nk.select_cohort(SIMPLE, profiles, as_of=AS_OF)
    assert [(each.code, each.place.path) for each in refused.value.problems] == [
        ("NK402", "3.keeps_books"),
        ("NK402", "3.operating_since"),
        ("NK402", "LT-002.regency"),
        ("NK403", "LT-004"),
    ]


def test_two_keys_that_are_one_as_a_text_are_refused():
    with pytest.raises(nk.EvaluationError) as refused:
        nk.select_cohort(SIMPLE, {1: business(), "2": business(), "1": business()}, as_of=AS_OF)
    assert [(each.code, each.place.path, each.slots["read"]) for each in refused.value.problems] == [("NK491", "1", "1")]


@pytest.mark.parametrize("key", [None, float("nan")])
def test_nothing_is_no_key(key):
    with pytest.raises(nk.ArgumentError) as refused:
        nk.select_cohort(SIMPLE, {"a": business(), key: business()}, as_of=AS_OF)
    assert [(each.code, each.place.path) for each in refused.value.problems] == [("NK538", "profiles")]


def test_without_a_number_of_places_nobody_is_selected():
    rules = nk.bundled("kur-mikro")
    with pytest.raises(nk.EvaluationError, match="NK490"):
        nk.select_cohort(rules, {}, as_of=date(2026, 3, 1))
    assert nk.select_cohort(rules, {}, as_of=date(2026, 3, 1), quota=5).terms.seed == f"kur-mikro {rules.version}"


def test_a_date_that_is_none_is_refused():
    with pytest.raises(nk.EvaluationError, match="NK504"):
        nk.select_cohort(SIMPLE, CROWD, as_of="2024")
    with pytest.raises(nk.EvaluationError, match="NK504"):
        nk.select_cohort(SIMPLE, CROWD, as_of=AS_OF, rules_as_of="2024")


#: What may stand for each fact when somebody asks.
ANSWERS = {
    "keeps_books": [True, False],
    "regency": ["3302", "3303", "5203"],
    "operating_since": ["2010-01-01", "2019-03-01", "2019-12-31", "2023-01-01"],
}


@st.composite
def crowds(draw):
    """Businesses of which some facts are not known, and the same with every fact filled in."""
    known, filled = {}, {}
    for number in range(draw(st.integers(1, 7))):
        whole = {name: draw(st.sampled_from(values)) for name, values in ANSWERS.items()}
        part = {name: value for name, value in whole.items() if draw(st.integers(0, 3))}
        if "operating_since" in part and draw(st.booleans()):
            part["operating_since"] = part["operating_since"][:4]
        known[f"k{number}"], filled[f"k{number}"] = part, whole
    return known, filled


@given(crowds(), st.integers(1, 4), st.sampled_from([{}, {"by": "regency", "minimum": 1}, {"by": "regency", "maximum": 1}]))
def test_filling_in_what_is_missing_overturns_no_place_that_was_sure(crowd, quota, groups):
    known, filled = crowd
    before = nk.select_cohort(SIMPLE, known, as_of=AS_OF, quota=quota, **groups)
    after = nk.select_cohort(SIMPLE, filled, as_of=AS_OF, quota=quota, **groups)
    for key, standing in before.standings.items():
        found = after[key].place
        assert found in (CohortPlace.ADMITTED, CohortPlace.WAITING, CohortPlace.REFUSED)
        if standing.place in (CohortPlace.ADMITTED, CohortPlace.WAITING, CohortPlace.REFUSED):
            assert found is standing.place
        if standing.place is CohortPlace.WAITING_POSSIBLE:
            assert found is not CohortPlace.ADMITTED


@given(crowds(), st.randoms())
def test_the_order_of_profiles_changes_nothing(crowd, shuffler):
    items = list(crowd[0].items())
    shuffler.shuffle(items)
    assert nk.select_cohort(SIMPLE, dict(items), as_of=AS_OF) == nk.select_cohort(SIMPLE, crowd[0], as_of=AS_OF)


def test_the_same_seed_draws_the_same_lots():
    equals = {f"k{number}": business() for number in range(30)}
    shuffled = dict(reversed(equals.items()))
    first = nk.select_cohort(SIMPLE, equals, as_of=AS_OF, quota=5, seed="a")
    assert nk.select_cohort(SIMPLE, shuffled, as_of=AS_OF, quota=5, seed="a").admitted == first.admitted
    assert nk.select_cohort(SIMPLE, equals, as_of=AS_OF, quota=5, seed="b").admitted != first.admitted
