"""Profiles that give a derived fact themselves are compared too: what is given wins, as it does in the engine."""

from datetime import date

import pytest
import yaml

pytest.importorskip("z3", reason="the extra verify is not installed")

import naikkelas as nk
from naikkelas.authoring.diffing import Answer, as_data, cases_of, has_difference, text_of
from naikkelas.authoring.diffing.sharing import same_shown
from naikkelas.authoring.testing import read_cases, run_case
from tests.authoring.diffing.make import DAY, changes, compared, load, small

BOOKS, ACCOUNT, SOP = ({name: {"is": True}} for name in ("keeps_books", "business_account", "written_sop"))
FEW = {"workers": {"at_most": 4}}

#: The same question asked of a derived fact, and of what it is derived from.
SHAPES = {
    "choice": (
        {"type": "choice", "of": ["micro", "small"], "table": {"rows": [{"when": FEW, "then": "micro"}], "otherwise": "small"}},
        {"is": "micro"},
    ),
    "boolean": ({"derive": FEW}, {"is": True}),
    "boolean table": ({"type": "boolean", "table": {"rows": [{"when": FEW, "then": True}], "otherwise": False}}, {"is": True}),
    "integer": ({"type": "integer", "table": {"rows": [{"when": FEW, "then": 1}], "otherwise": 5}}, {"at_most": 3}),
    "number": ({"type": "number", "decimals": 1, "table": {"rows": [{"when": FEW, "then": "0.5"}], "otherwise": 2}}, {"at_most": 1}),
    "money": ({"type": "money", "table": {"rows": [{"when": FEW, "then": 1}], "otherwise": 5}}, {"at_most": 3}),
    "date": (
        {"type": "date", "table": {"rows": [{"when": FEW, "then": "2020-01-01"}], "otherwise": "2021-01-01"}},
        {"before": "2020-06-01"},
    ),
    "sum": ({"sum": ["workers"]}, {"at_most": 4}),
}


def claims(difference, answer):
    return [each for period in difference.periods for each in period.claims if each.answer is answer]


def pasted(difference, new, folder):
    """The results of the cases that are printed for the new rule set."""
    (folder / "new.yaml").write_text(yaml.safe_dump(new), encoding="utf-8")
    (folder / "pasted.test.yaml").write_text(cases_of(difference, "en"), encoding="utf-8")
    read = read_cases(folder / "pasted.test.yaml")
    assert read.problems == ()
    return [run_case(case).passed for case in read.cases]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_asked_of_a_derived_fact_is_not_what_is_asked_of_its_facts(shape, tmp_path):
    formula, asked = SHAPES[shape]
    old, new = (small({"k": {"require": {"d": asked}}, "n": {"kind": "note", "require": {"d": asked}}}, facts={"d": formula}) for _ in "ab")
    new["criteria"]["k"] = {"require": FEW}
    difference = compared(old, new)
    assert difference.periods[0].answer is Answer.DIFFERENT
    found = [witness for each in claims(difference, Answer.DIFFERENT) for witness in each.witnesses]
    assert {(one.before["outcome"], one.expect["outcome"]) for one in found} == {("eligible", "ineligible"), ("ineligible", "eligible")}
    for one in found:
        assert "d" in one.profile
        for rules, expect in ((load(old), one.before), (load(new), one.expect)):
            assert rules.decide(one.profile, as_of=DAY).outcome.value == expect["outcome"]
    assert set(pasted(difference, new, tmp_path)) == {True}
    assert has_difference(difference, changes(old, new))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_rewritten_formula_is_equivalent_also_for_who_gives_the_fact(shape):
    formula, asked = SHAPES[shape]
    old = small({"k": {"require": {"d": asked}}}, facts={"d": formula}, outputs=["d"])
    new = yaml.safe_load(yaml.safe_dump(old).replace("at_most: 4", "less_than: 5")) if shape != "sum" else small(
        {"k": {"require": {"not": {"d": {"more_than": 4}}}}}, facts={"d": formula}, outputs=["d"]
    )  # fmt: skip
    difference = compared(old, new)
    assert difference.periods[0].answer is Answer.SAME
    data = as_data(difference, changes(old, new), "en")
    assert (data["proved"], data["different"], data["not_covered"]["derived_facts"]) == (True, False, [])


def test_who_gives_no_derived_fact_is_shown_where_there_is_somebody():
    old, new = (small({"k": {"require": {"d": {"is": True}}}}, facts={"d": {"derive": asked}}) for asked in (BOOKS, ACCOUNT))
    for each in claims(compared(old, new), Answer.DIFFERENT):
        assert all("d" not in one.profile for one in each.witnesses)


def test_that_only_who_gives_a_derived_fact_is_decided_otherwise_is_told():
    fact = {"d": {"derive": BOOKS}}
    old, new = (
        small({"k": {"require": asked}, "n": {"kind": "note", "require": {"d": {"is": True}}}}, facts=fact)
        for asked in ({"d": {"is": True}}, BOOKS)
    )
    difference = compared(old, new)
    told = text_of(difference, changes(old, new), "en")
    assert "Only profiles that give a derived fact themselves are decided otherwise: d" in told
    other = compared(old, small({"k": {"require": ACCOUNT}, "n": {"kind": "note", "require": {"d": {"is": True}}}}, facts=fact))
    assert "Only profiles that give" not in text_of(other, (), "en")


def test_an_unknown_fact_behind_a_given_one_is_not_asked_for(tmp_path):
    """Everything known they agree, and so they do where the derived fact is given."""
    either = {"any": [{"all": [BOOKS, ACCOUNT]}, {"all": [BOOKS, {"not": ACCOUNT}]}]}
    old, new = (small({"k": {"require": {"d": {"is": True}}}}, facts={"d": {"derive": asked}}) for asked in (BOOKS, either))
    difference = compared(old, new)
    found = claims(difference, Answer.DIFFERENT)
    assert {each.is_open for each in found} == {True}
    assert all("d" not in one.profile for each in found for one in each.witnesses)
    assert set(pasted(difference, new, tmp_path)) == {True}


def test_a_given_range_is_compared(tmp_path):
    """What is worked out is 1 or 2, and every number that is given is below 3 or not; only of a range nobody knows."""
    facts = {"d": {"type": "integer", "table": {"rows": [{"when": BOOKS, "then": 1}], "otherwise": 2}}}
    old, new = (
        small({"k": {"require": asked}, "n": {"require": ACCOUNT}}, facts=facts)
        for asked in ({"any": [{"d": {"at_least": 3}}, {"d": {"less_than": 3}}]}, {"d": {"at_least": 0}})
    )
    difference = compared(old, new)
    found = claims(difference, Answer.DIFFERENT)
    assert {each.is_open for each in found} == {True}
    for one in (witness for each in found for witness in each.witnesses):
        assert one.profile["d"].get("at_least", 0) < 3 <= one.profile["d"].get("at_most", 3)
    assert set(pasted(difference, new, tmp_path)) == {True}


def test_names_that_were_exchanged_are_told_apart():
    def made(one, two):
        return small(
            {"k": {"require": {"x": {"is": True}}}, "m": {"require": {"y": {"is": True}}}},
            facts={"x": {"derive": one}, "y": {"derive": two}},
        )

    old = made(BOOKS, BOOKS)
    new = made(BOOKS, BOOKS)
    new["criteria"]["k"]["require"], new["criteria"]["m"]["require"] = {"y": {"is": True}}, {"x": {"is": True}}
    difference = compared(old, new)
    assert {each.about for each in claims(difference, Answer.DIFFERENT)} == {"status"}  # together they ask the same
    del old["criteria"]["m"], new["criteria"]["m"]
    (one,) = claims(compared(old, new), Answer.DIFFERENT)[:1]
    assert {(w.before["outcome"], w.expect["outcome"]) for w in one.witnesses} == {("eligible", "ineligible"), ("ineligible", "eligible")}


# --- what only one side can be given ---------------------------------------------------------------------------------


def test_a_derived_fact_that_went_can_be_given_to_the_old_rules_alone():
    old = small({"k": {"require": {"d": {"is": True}}}}, facts={"d": {"derive": BOOKS}})
    new = small({"k": {"require": BOOKS}})
    difference = compared(old, new)
    assert difference.periods[0].answer is Answer.SAME
    assert as_data(difference, (), "en")["not_covered"]["derived_facts"] == ["d"]
    assert "read by one side only" in text_of(difference, (), "en")
    with pytest.raises(nk.ProfileError):
        load(new).decide({"d": True}, as_of=DAY)


def test_of_a_derived_fact_of_two_kinds_no_value_can_be_read_by_both():
    old = small({"k": {"require": {"d": {"is": True}}}}, facts={"d": {"derive": BOOKS}})
    table = {"type": "choice", "of": ["a", "b"], "table": {"rows": [{"when": BOOKS, "then": "a"}], "otherwise": "b"}}
    new = small({"k": {"require": {"d": {"is": "a"}}}}, facts={"d": table})
    difference = compared(old, new)
    assert difference.periods[0].answer is Answer.SAME
    assert as_data(difference, (), "en")["not_covered"]["derived_facts"] == ["d"]


# --- derived by one, given to the other ------------------------------------------------------------------------------


def test_a_fact_that_one_derives_and_the_other_is_given(tmp_path):
    old = small({"k": {"require": {"x": {"is": True}}}}, facts={"x": {"derive": BOOKS}})
    new = small({"k": {"require": {"x": {"is": True}}}}, facts={"x": {"type": "boolean"}})
    difference = compared(old, new)
    found = claims(difference, Answer.DIFFERENT)
    assert {(each.about, each.is_open) for each in found} == {("outcome", True), ("status", True)}  # the new one has to be told
    shown = {(one.before["outcome"], one.expect["outcome"]) for each in found for one in each.witnesses}
    assert shown <= {("eligible", "needs_information"), ("ineligible", "needs_information")}
    assert set(pasted(difference, new, tmp_path)) == {True}
    turned = compared(new, old)
    assert {each.is_open for each in claims(turned, Answer.DIFFERENT)} == {True}
    assert not claims(turned, Answer.NOT_DECIDED)


def test_what_is_given_to_both_may_decide_otherwise(tmp_path):
    old = small({"k": {"require": {"d": {"at_least": 3}}}}, facts={"d": {"sum": ["workers"]}})
    new = small({"k": {"require": {"d": {"at_least": 5}}}}, facts={"d": {"type": "integer"}})
    difference = compared(old, new)
    for one in (witness for each in claims(difference, Answer.DIFFERENT) if not each.is_open for witness in each.witnesses):
        assert 3 <= one.profile["d"] < 5
    assert set(pasted(difference, new, tmp_path)) == {True}


def test_who_does_not_give_it_is_looked_at_even_where_others_differ():
    """What the old rules work out from men and women the new ones have to be told, whatever else is different."""
    crowd = {"require": {"crowd": {"at_least": 2}}}
    old = small({"a": {"require": BOOKS}, "b": crowd}, facts={"crowd": {"sum": ["workers_men", "workers_women"]}})
    new = small({"a": {"require": ACCOUNT}, "b": crowd}, facts={"crowd": {"type": "integer"}})
    difference = compared(old, new)
    found = {(each.about, each.name, each.is_open): each.answer for each in difference.periods[0].claims}
    assert found["status", "b", False] is Answer.SAME  # of those who give it
    assert found["status", "b", True] is Answer.DIFFERENT
    assert found.get(("outcome", "", True)) is not Answer.SAME
    assert "they differ only in what is still asked" not in text_of(difference, (), "en")


def test_a_fact_that_one_can_only_compare_and_the_other_is_given_is_not_decided():
    old = small(
        {"k": {"require": {"x": {"at_most": "0.5"}}}}, facts={"x": {"ratio": {"of": "capital", "to": "annual_sales", "when_zero": "met"}}}
    )
    new = small({"k": {"require": {"x": {"at_most": "0.5"}}}}, facts={"x": {"type": "number", "decimals": 4}})
    (found,) = compared(old, new).periods[0].claims
    assert (found.answer, found.why, dict(found.slots)) == (Answer.NOT_DECIDED, "given_and_derived", {"name": "x"})


# --- programmes ------------------------------------------------------------------------------------------------------


def test_a_derived_fact_of_a_programme_may_be_given_too(tmp_path):
    below = small({"c": {"require": {"ready": {"is": True}}}}, name="below", facts={"ready": {"derive": BOOKS}})
    (tmp_path / "below.yaml").write_text(yaml.safe_dump(below), encoding="utf-8")
    from naikkelas.authoring.diffing import Side, compare

    made = []
    for name, asked in (("one", {"programme": {"below": "eligible"}}), ("two", BOOKS)):
        document = small({"k": {"require": asked}, "n": {"kind": "note", "require": {"programme": {"below": "eligible"}}}}, name=name)
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
        made.append(Side(name, nk.load(tmp_path / f"{name}.yaml"), f"./{name}.yaml"))
    difference = compare(*made, day=DAY)
    found = [one for each in claims(difference, Answer.DIFFERENT) for one in each.witnesses]
    assert found
    assert all("ready" in one.profile for one in found)


def test_a_name_that_two_programmes_derive_differently_is_worked_out_by_each(tmp_path):
    from naikkelas.authoring.diffing import Side, compare

    for name, asked in (("strict", ACCOUNT), ("mild", BOOKS)):
        below = small({"c": {"require": {"ready": {"is": True}}}}, name=name, facts={"ready": {"derive": asked}})
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(below), encoding="utf-8")
    made = []
    for name, asked in (("one", {"programme": {"mild": "eligible"}}), ("two", BOOKS)):
        require = {"all": [asked, {"programme": {"strict": "eligible"}}]}
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(small({"k": {"require": require}}, name=name)), encoding="utf-8")
        made.append(Side(name, nk.load(tmp_path / f"{name}.yaml"), f"./{name}.yaml"))
    assert compare(*made, day=DAY).periods[0].answer is Answer.SAME


# --- types that differ -----------------------------------------------------------------------------------------------


def bounded(low, high, asked=4, **more):
    table = {"type": "integer", "at_least": low, "at_most": high, "table": {"rows": [{"when": FEW, "then": 3}], "otherwise": 5}}
    return small({"k": {"require": {"not": {"d": {"more_than": asked}}}}}, facts={"d": table | more})


def test_a_derived_fact_with_other_bounds_is_compared_for_what_both_can_read(tmp_path):
    old, new = bounded(0, 9), bounded(1, 6)
    difference = compared(old, new)
    found = [one for each in claims(difference, Answer.DIFFERENT) for one in each.witnesses]
    assert not claims(difference, Answer.NOT_DECIDED)
    for one in found:
        for rules, expect in ((load(old), one.before), (load(new), one.expect)):
            assert rules.decide(one.profile, as_of=DAY).outcome.value == expect["outcome"]
    assert set(pasted(difference, new, tmp_path)) <= {True}


def test_a_range_without_an_end_is_as_wide_as_each_side_reads_it(tmp_path):
    """From 3 on the old rules read 3 to 9, of which some are too many, and the new ones 3 to 5, of which none are."""
    old, new = (small({"k": {"require": {"x": {"at_most": 5}}}}, facts={"x": {"type": "integer", "at_most": most}}) for most in (9, 5))
    difference = compared(old, new)
    (found,) = [each for each in claims(difference, Answer.DIFFERENT) if each.about == "outcome"]
    assert found.is_open
    (one,) = found.witnesses
    assert (one.before["outcome"], one.expect["outcome"]) == ("needs_information", "eligible")
    assert set(pasted(difference, new, tmp_path)) == {True}
    assert load(old).decide(one.profile, as_of=DAY).outcome.value == "needs_information"


def test_a_fact_that_the_other_only_declares_has_a_value_it_can_read(tmp_path):
    old = small({"k": {"require": {"x": {"at_least": 8}}}, "m": {"require": FEW}}, facts={"x": {"type": "integer", "at_most": 99}})
    new = small({"m": {"require": FEW}}, facts={"x": {"type": "integer", "at_least": 3, "at_most": 9}})
    for one, two in ((old, new), (new, old)):
        difference = compared(one, two)
        assert claims(difference, Answer.DIFFERENT)
        assert set(pasted(difference, two, tmp_path)) == {True}
        for witness in (each for claim in claims(difference, Answer.DIFFERENT) for each in claim.witnesses):
            assert load(one).decide(witness.profile, as_of=DAY).outcome.value == witness.before["outcome"]


def test_of_choices_those_that_both_know_are_compared():
    def made(asked, names, *, derived=True):
        table = {"rows": [{"when": FEW, "then": names[0]}], "otherwise": names[1]}
        return small(
            {"k": {"require": {"d": {"in": asked}}}}, facts={"d": {"type": "choice", "of": names, **({"table": table} if derived else {})}}
        )

    old, same = made(["a"], ["a", "b"]), made(["a", "c"], ["a", "b", "c"])
    assert compared(old, same).periods[0].answer is Answer.SAME  # nobody can give c to the old rules
    assert {each.is_open for each in claims(compared(old, made(["a", "c"], ["a", "b", "c"], derived=False)), Answer.DIFFERENT)} == {True}
    difference = compared(old, made(["b"], ["a", "b", "c"], derived=False))
    found = [one for each in claims(difference, Answer.DIFFERENT) if not each.is_open for one in each.witnesses]
    assert found
    assert {one.profile["d"] for one in found} <= {"a", "b"}


def test_of_sets_the_members_that_both_know_are_compared():
    old, new = (
        small({"k": {"require": {"x": {"includes_any": asked}}}}, facts={"x": {"type": "set", "of": names}})
        for asked, names in ((["a"], ["a", "b"]), (["a", "c"], ["a", "b", "c"]))
    )
    assert compared(old, new).periods[0].answer is Answer.SAME


def test_words_that_look_like_numbers_are_words():
    assert same_shown("nan", "nan")
    assert same_shown("1.0", 1)
    assert same_shown({"at_least": "1.0", "at_most": "2.0"}, {"at_least": 1, "at_most": 2})
    assert same_shown(None, None)
    assert not same_shown(1, True)
    assert not same_shown("inf", "nan")
    assert not same_shown({"at_least": 1}, 1)
    assert not same_shown("2026-01-01", "2026-01-02")


@pytest.mark.parametrize("bounds", [(0, 9), (3, 9), (0, 3), (2, 4), (3, 4)])
@pytest.mark.parametrize("derived", [True, False])
def test_whatever_its_bounds_a_profile_is_one_that_both_can_read(bounds, derived):
    """A derived fact with other bounds, and one that the others are given, or of which they only say that there is such a fact."""
    old, kind = bounded(1, 6), {"type": "integer", "at_least": bounds[0], "at_most": bounds[1]}
    table = {"rows": [{"when": FEW, "then": 3}], "otherwise": min(4, bounds[1])}
    seen = 0
    for asked in ({"d": {"at_most": 3}}, {"not": {"d": {"at_most": 3}}}, {"d": {"at_least": 3}}, FEW):
        criteria = {"k": {"require": asked}, "n": {"kind": "note", "require": {"any": [asked, BOOKS]}}}
        new = small(criteria, facts={"d": {**kind, "table": table} if derived else kind})
        for witness in (one for each in claims(compared(old, new), Answer.DIFFERENT) for one in each.witnesses):
            for rules, expect in ((load(old), witness.before), (load(new), witness.expect)):
                assert rules.decide(witness.profile, as_of=DAY).outcome.value == expect["outcome"]
                seen += 1
    assert seen


def test_numbers_with_other_decimals_are_compared():
    kinds = {"type": "integer"}, {"type": "number", "decimals": 1}, {"type": "money"}
    made = [small({"k": {"require": {"x": {"at_least": 5}}}, "n": {"require": BOOKS}}, facts={"x": kind}) for kind in kinds]
    for other in made[1:]:
        difference = compared(made[0], other)
        exact = [each for period in difference.periods for each in period.claims if not each.is_open]
        assert {each.answer for each in exact} == {Answer.SAME}
    other = small({"k": {"require": {"x": {"at_least": "4.5"}}}, "n": {"require": BOOKS}}, facts={"x": kinds[1]})
    assert {each.answer for each in compared(made[0], other).periods[0].claims if not each.is_open} == {Answer.SAME}
    other = small({"k": {"require": {"x": {"at_least": 4}}}, "n": {"require": BOOKS}}, facts={"x": kinds[1]})
    found = [one for each in claims(compared(made[0], other), Answer.DIFFERENT) for one in each.witnesses]
    assert {one.profile["x"] for one in found} == {4}


# --- a case that can be pasted ---------------------------------------------------------------------------------------


def test_a_case_leaves_out_what_the_new_rules_cannot_read(tmp_path):
    old = small({"a": {"require": {"booth": {"at_least": 3}}}, "b": {"require": FEW}}, facts={"booth": {"type": "integer"}})
    new = small({"b": {"require": FEW}})
    difference = compared(old, new)
    assert set(pasted(difference, new, tmp_path)) == {True}
    assert "booth" not in yaml.safe_load(cases_of(difference, "en"))["cases"][0]["profile"]
    assert "the old rules read {booth: 0} too" in cases_of(difference, "en").splitlines()[0]


def test_a_date_that_comes_every_year_may_be_given():
    fact = {"deadline": {"every_year": "03-31"}}
    old = small({"k": {"require": {"operating_since": {"before": {"fact": "deadline"}}}}}, facts=fact, effective={"from": "2026-01-01"})
    new = small({"k": {"require": {"operating_since": {"before": "2026-03-31"}}}}, facts=fact, effective={"from": "2026-01-01"})
    difference = compared(old, new, day=date(2026, 11, 1), only=True)
    assert difference.periods[0].answer is Answer.DIFFERENT
    assert all("deadline" in one.profile for each in claims(difference, Answer.DIFFERENT) for one in each.witnesses)


# --- what is shown, of another type or without a value ---------------------------------------------------------------

SHOWN = {
    "boolean": {"derive": BOOKS},
    "choice": {"type": "choice", "of": ["a", "b"], "table": {"rows": [{"when": BOOKS, "then": "a"}], "otherwise": "b"}},
    "integer": {"type": "integer", "table": {"rows": [{"when": BOOKS, "then": 1}], "otherwise": 0}},
    "money": {"type": "money", "table": {"rows": [{"when": BOOKS, "then": 1}], "otherwise": 0}},
    "number": {"type": "number", "decimals": 1, "at_least": 0, "table": {"rows": [{"when": BOOKS, "then": 1}], "otherwise": 0}},
    "date": {"every_year": "03-31"},
    "score": {"scorecard": {"scale": 100, "groups": {"a": {"indicators": [BOOKS]}}}},
}


@pytest.mark.parametrize("first", SHOWN)
@pytest.mark.parametrize("second", SHOWN)
def test_what_is_shown_as_another_type_is_compared(first, second):
    old, new = (small({"k": {"require": SOP}}, facts={"d": SHOWN[each]}, outputs=["d"]) for each in (first, second))
    found = [each for period in compared(old, new).periods for each in period.claims if each.about == "output" and not each.is_open]
    numbers = {"integer", "money", "number"}
    if first == second:
        assert found == []
    elif {first, second} <= numbers:
        assert [each.answer for each in found] == [Answer.SAME]
    elif "score" in (first, second):
        assert [each.answer for each in found] in ([Answer.DIFFERENT], [Answer.NOT_DECIDED])
        assert {each.why for each in found} <= {None, "no_value"}
    else:
        assert [each.answer for each in found] == [Answer.DIFFERENT]
        (one,) = found[0].witnesses
        assert one.before["facts"] != one.expect["facts"]


def test_a_shown_score_of_which_all_parts_are_the_same_is_the_same():
    double = {"scorecard": {"scale": 100, "groups": {"a": {"indicators": [{"not": {"not": BOOKS}}]}}}}
    other = {"scorecard": {"scale": 100, "groups": {"a": {"indicators": [ACCOUNT]}}}}
    old, same, new = (small({"k": {"require": SOP}}, facts={"d": each}, outputs=["d"]) for each in (SHOWN["score"], double, other))
    assert compared(old, same).periods[0].answer is Answer.SAME
    (found,) = [each for each in compared(old, new).periods[0].claims if each.about == "output"]
    assert found.answer is Answer.DIFFERENT


def test_a_case_that_shows_several_things_expects_all_of_them(tmp_path):
    old, new = (
        small({"a": {"require": {"workers": {"at_least": few}}}, "b": {"require": {"workers_men": {"at_least": few}}}}) for few in (3, 5)
    )
    difference = compared(old, new)
    for case in yaml.safe_load(cases_of(difference, "en"))["cases"]:
        told = {name for name in "ab" if f"{name}: was met, now not met" in case["name"]}
        assert told == {name for name, status in case["expect"].get("statuses", {}).items() if status == "not_met"}
    assert any(len(case["expect"].get("statuses", {})) > 1 for case in yaml.safe_load(cases_of(difference, "en"))["cases"])
    assert set(pasted(difference, new, tmp_path)) == {True}
