"""A comparison says what trying every profile by both rule sets says."""

import json
from datetime import date
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra verify is not installed")

from naikkelas.authoring.diffing import Answer, Side, changes_of, compare, has_difference, names_of
from tests.authoring.verifying.small import CONDITIONS, DOMAINS, EVERYBODY, NUMBERS, documents, load, open_profiles

DAY = date(2026, 11, 1)


@st.composite
def pairs(draw):
    """A rule set, and the same with a few conditions changed, so that most pairs are near each other."""
    old = draw(documents())
    new = json.loads(json.dumps(old))
    if draw(st.integers(0, 3)) == 0:
        row = new["facts"]["size"]["table"]["rows"][0]
        row["when"] = draw(st.one_of(NUMBERS, st.just({"any": [row["when"], {"all": [row["when"], {"p": {"is": True}}]}]})))
    for name in draw(st.sets(st.sampled_from(sorted(new["criteria"])), max_size=2)):
        one = new["criteria"][name]
        match draw(st.integers(0, 5)):
            case 0:
                one["require"] = draw(CONDITIONS)
            case 1:
                one["require"] = {"not": {"not": one["require"]}}
            case 2:
                one["applies_when"] = draw(CONDITIONS)
            case 3:
                one["require"] = {"all": [one["require"], draw(CONDITIONS)]}
            case 4:
                one["require"] = {"any": [one["require"], {"all": [one["require"], {"p": {"is": True}}]}]}
            case 5 if one.get("kind") == "preference":
                one["points"] += draw(st.integers(0, 1))
    return told_or_not(draw, old), told_or_not(draw, new)


def told_or_not(draw, document):
    """Some rule sets are told what others work out."""
    if draw(st.integers(0, 7)) == 0:
        document["facts"]["total"] = {"type": "integer", "at_most": draw(st.sampled_from([5, 7]))}
    return document


def said(difference, about, name="", *, is_open=False):
    """The answer to one claim; nothing is claimed of what is said in the same words."""
    claims = [each for each in difference.periods[0].claims if (each.about, each.name, each.is_open) == (about, name, is_open)]
    return claims[0] if claims else None


def profiles(old, new, everybody, totals):
    """The profiles of everybody, each with every derived fact that is looked at and that both can be given; a total where somebody has to be told."""
    read = {one.left.name for rules in (old, new) for one in rules.linked.comparisons}
    if any("total" in rules.facts for rules in (old, new)):
        totals = [total for total in totals if total is not None or everybody is not EVERYBODY]
    sizes = [None, "small", "middle", "large"]
    for profile, size, total in product(everybody, sizes if "size" in read else [None], totals if "total" in read else [None]):
        yield profile | {name: value for name, value in (("size", size), ("total", total)) if value is not None}


def check(old, new, difference):
    """Everything that is claimed, against every exact profile; witnesses are what they say."""
    both = [
        tuple(rules.decide(profile, as_of=DAY) for rules in (old, new))
        for profile in profiles(old, new, EVERYBODY, [None, 0, 1, 2, 3, 4, 5])
    ]
    outcomes = {(a.outcome, b.outcome) for a, b in both if a.outcome is not b.outcome}
    claim = said(difference, "outcome")
    shown = {(one.before["outcome"], one.expect["outcome"]) for one in (claim.witnesses if claim else ())}
    assert shown == {(a.value, b.value) for a, b in outcomes}
    for name in set(old.criteria) & set(new.criteria):
        found = said(difference, "status", name)
        differs = any(a.statuses[name] is not b.statuses[name] for a, b in both)
        assert (found is not None and found.answer is Answer.DIFFERENT) == differs, name
    points = said(difference, "points")
    assert (points is not None and points.answer is Answer.DIFFERENT) == any(a.points != b.points for a, b in both)
    shown_facts = said(difference, "output", "size")
    assert (shown_facts is not None and shown_facts.answer is Answer.DIFFERENT) == any(
        a.facts["size"].plain != b.facts["size"].plain for a, b in both
    )


RANGES = [None, *range(6), *({"at_least": low, "at_most": high} for low, high in ((0, 2), (1, 4), (2, 3), (3, 5))), {"at_least": 2}]


def check_open(old, new, difference):
    """Where everything known is the same: with unknowns, and some ranges that are given, nothing may be missed."""
    common = set(old.criteria) & set(new.criteria)
    for profile in profiles(old, new, open_profiles(), RANGES):
        one, two = old.decide(profile, as_of=DAY), new.decide(profile, as_of=DAY)
        told = [
            (each.outcome, {name: each.statuses[name] for name in common}, each.points, each.facts["size"].plain) for each in (one, two)
        ]
        same = told[0] == told[1]
        assert same or difference.periods[0].answer is Answer.DIFFERENT, profile


def compared(first, second):
    old, new = load(first), load(second)
    assume(old is not None and new is not None)
    sides = Side("old", old), Side("new", new)
    difference = compare(*sides, day=DAY, only=True)
    changes = changes_of(*sides, names_of(old.linked, new.linked), "en", DAY)
    if difference.same_hash:
        everybody = profiles(old, new, EVERYBODY, [None, 2, 3])
        assert all(old.decide(profile, as_of=DAY).outcome is new.decide(profile, as_of=DAY).outcome for profile in everybody)
        types = [{name: one.type.to_dict() for name, one in rules.linked.declared.items()} for rules in (old, new)]
        assert not has_difference(difference, changes) or types[0] != types[1]  # what nobody reads is no part of the hash
        return
    assert difference.periods[0].answer is not Answer.NOT_DECIDED
    check(old, new, difference)
    if all(each.answer is Answer.SAME for each in difference.periods[0].claims if not each.is_open):
        check_open(old, new, difference)


@settings(max_examples=12, deadline=None)
@given(pairs())
def test_two_rule_sets_that_are_near_each_other(pair):
    compared(*pair)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(pairs())
def test_many_rule_sets_that_are_near_each_other(pair):
    compared(*pair)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(documents(), documents())
def test_any_two_rule_sets(first, second):
    compared(first, second)


def test_the_domains_are_small_enough_to_try_everybody():
    assert len(EVERYBODY) == len(list(product(*DOMAINS.values())))


# --- dates -----------------------------------------------------------------------------------------------------------

STARTS = st.sets(st.sampled_from(["2025-06-01", "2026-01-01", "2026-07-01"]), max_size=2)


@st.composite
def histories(draw):
    """A rule set whose threshold changes, for some days."""
    values = {"2025-01-01": draw(st.integers(1, 3)), **{day: draw(st.integers(1, 3)) for day in draw(STARTS)}}
    life = {"from": "2025-01-01"} | ({"until": "2026-03-31"} if draw(st.booleans()) else {})
    asked = draw(st.sampled_from([{"a": {"at_least": "$p"}}, {"not": {"a": {"less_than": "$p"}}}]))
    criterion = {"require": asked} | ({"effective": {"from": "2026-02-01"}} if draw(st.booleans()) else {})
    head = {
        "format": "naikkelas/1",
        "rule_set": "one",
        "version": "1",
        "effective": life,
        "facts": {"a": {"type": "integer", "at_most": 3}},
    }
    kept = {"kept": {"require": {"keeps_books": {"is": True}}}}
    return {**head, "parameters": {"p": {"type": "integer", "values": values}}, "criteria": {"k": criterion, **kept}}


@pytest.mark.no_cover
@settings(max_examples=20, deadline=None)
@given(histories(), histories())
def test_what_holds_on_the_day_of_a_period_holds_on_all_its_days(first, second):
    old, new = load(first), load(second)
    difference = compare(Side("old", old), Side("new", new), day=DAY)
    days = [date(2025, 1, 1), date(2025, 5, 31), date(2025, 6, 1), date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 7, 1)]
    for day in days if not difference.same_hash else ():
        within = [each for each in difference.periods if each.first <= day and (each.last is None or day <= each.last)]
        if not within:
            assert day > date(2026, 3, 31)
            continue
        (period,) = within
        decisions = [[rules.decide({"a": a, "keeps_books": True}, as_of=day) for rules in (old, new)] for a in range(4)]
        same = all((a.outcome, dict(a.statuses)) == (b.outcome, dict(b.statuses)) for a, b in decisions)
        assert (period.answer is Answer.SAME) == same


# --- what counts days ------------------------------------------------------------------------------------------------

LENGTHS = [{"months": 12}, {"months": 1}, {"days": 30}]
SINCE = st.builds(
    lambda op, each: {"operating_since": {op: each}}, st.sampled_from(["at_least_ago", "less_than_ago"]), st.sampled_from(LENGTHS)
)
DATED = st.one_of(
    SINCE,
    SINCE,
    SINCE,
    st.builds(
        lambda op, day: {"operating_since": {op: day}}, st.sampled_from(["before", "after"]), st.sampled_from(["2026-06-01", "2027-03-02"])
    ),
    st.builds(lambda op: {"operating_since": {op: {"fact": "yearly"}}}, st.sampled_from(["before", "after"])),
    st.just({"keeps_books": {"is": True}}),
    st.builds(lambda least: {"age": {"at_least": least}}, st.sampled_from([1, 12])),
)
ON = [date(2026, 2, 28), date(2026, 11, 1), date(2027, 3, 1), date(2028, 2, 29), date(2028, 3, 1), date(2031, 5, 31), date(2032, 3, 1)]
AGES = [*range(27, 33), *range(363, 369), 700, *range(-3, 3)]


@st.composite
def dated(draw, name):
    """One to three criteria of any kind, some of them with the same names, which may count days."""
    facts = {"yearly": {"every_year": "03-01"}, "age": {"months_since": "operating_since"}}
    criteria = {"read": {"kind": "note", "require": {"any": [{"yearly": {"before": "2100-01-01"}}, {"age": {"at_least": 1}}]}}}
    for each in draw(st.lists(st.sampled_from(["c", "d", "e"]), min_size=1, max_size=3, unique=True)):
        kind = draw(st.sampled_from([{}, {}, {"kind": "preference", "points": 5}, {"kind": "note"}]))
        items = draw(st.lists(DATED, min_size=1, max_size=2))
        criteria[each] = {"require": items[0] if len(items) == 1 else {draw(st.sampled_from(["all", "any"])): items}, **kind}
    if all("kind" in each for each in criteria.values()):
        criteria["f"] = {"require": {"keeps_books": {"is": True}}}
    made = {
        "format": "naikkelas/1",
        "rule_set": "one",
        "version": name,
        "effective": {"from": "2026-01-01"},
        "facts": facts,
        "criteria": criteria,
    }
    return made | ({"applies_when": draw(DATED)} if draw(st.integers(0, 4)) == 0 else {})


@st.composite
def dated_pairs(draw):
    """A rule set, and another, or the same in which a criterion is taken apart, called otherwise or said in another way."""
    old = draw(dated("1"))
    if draw(st.integers(0, 4)) == 0:
        return old, draw(dated("2"))
    new = json.loads(json.dumps(old)) | {"version": "2"}
    criteria = new["criteria"]
    for name in draw(st.sets(st.sampled_from(sorted(set(criteria) - {"read"})), min_size=1, max_size=2)):
        one = criteria[name]
        if draw(st.integers(0, 3)):
            text = json.dumps(one).replace('{"months": 12}', '{"days": 365}').replace('{"months": 1}', '{"days": 31}')
            one = criteria[name] = json.loads(text)
        match draw(st.integers(0, 4)):
            case 0 | 1 if "all" in one["require"]:
                del criteria[name]
                criteria |= {f"{name}{at}": {**one, "require": each} for at, each in enumerate(one["require"]["all"])}
            case 2:
                one["require"] = {"not": {"not": one["require"]}}
            case _:
                del criteria[name]
                criteria[f"z{name}"] = one
    return old, new


def told(rules, profile, day):
    decision = rules.decide(profile, as_of=day)
    return decision.outcome, decision.points, dict(decision.statuses)


@pytest.mark.no_cover
@settings(max_examples=30, deadline=None)
@given(dated_pairs())
def test_what_is_said_to_hold_on_every_day_of_a_period_does(pair):
    holds_on_every_day(*pair)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(dated_pairs())
def test_what_is_said_of_many_to_hold_on_every_day_does(pair):
    holds_on_every_day(*pair)


def holds_on_every_day(first, second):
    """What is called the same, and not for its date only, is the same on days about the ends of February and others."""
    old, new = load(first), load(second)
    assume(old is not None and new is not None)
    difference = compare(Side("old", old), Side("new", new), day=DAY)
    if difference.same_hash:
        return
    (period,) = difference.periods
    assert period.answer is not Answer.NOT_DECIDED
    same = {(each.about, each.name) for each in period.claims if each.answer is Answer.SAME}
    same -= {(each.about, each.name) for each in period.claims if each.answer is not Answer.SAME}
    for day in ON if not period.is_dated else ():
        for age in AGES:
            for books in ({"keeps_books": True}, {"keeps_books": False}):
                profile = {"operating_since": date.fromordinal(day.toordinal() - age).isoformat(), **books}
                one, two = told(old, profile, day), told(new, profile, day)
                assert one[0] is two[0] or ("outcome", "") not in same, (day, profile)
                assert one[1] == two[1] or ("points", "") not in same, (day, profile)
                for _, name in (each for each in same if each[0] == "status"):
                    assert one[2][name] is two[2][name], (day, profile)
