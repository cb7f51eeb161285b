"""A comparison says what trying every profile by both rule sets says."""

import json
from datetime import date
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra verify is not installed")

from naikkelas.authoring.diffing import Answer, Side, changes_of, compare, has_difference, names_of
from tests.authoring.verifying.small import CONDITIONS, DOMAINS, EVERYBODY, documents, load, open_profiles

DAY = date(2026, 11, 1)


@st.composite
def pairs(draw):
    """A rule set, and the same with a few conditions changed, so that most pairs are near each other."""
    old = draw(documents())
    new = json.loads(json.dumps(old))
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
    return old, new


def said(difference, about, name="", *, is_open=False):
    """The answer to one claim; nothing is claimed of what is said in the same words."""
    claims = [each for each in difference.periods[0].claims if (each.about, each.name, each.is_open) == (about, name, is_open)]
    return claims[0] if claims else None


def check(old, new, difference):
    """Everything that is claimed, against every exact profile; witnesses are what they say."""
    ours, theirs = ([rules.decide(profile, as_of=DAY) for profile in EVERYBODY] for rules in (old, new))
    both = list(zip(ours, theirs, strict=True))
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


def check_open(old, new, difference):
    """Where everything known is the same: with unknowns, ranges not tried, nothing may be missed."""
    for profile in open_profiles():
        one, two = old.decide(profile, as_of=DAY), new.decide(profile, as_of=DAY)
        same = (one.outcome, dict(one.statuses), one.points) == (two.outcome, dict(two.statuses), two.points)
        assert same or difference.periods[0].answer is Answer.DIFFERENT, profile


def compared(first, second):
    old, new = load(first), load(second)
    assume(old is not None and new is not None)
    sides = Side("old", old), Side("new", new)
    difference = compare(*sides, day=DAY, only=True)
    changes = changes_of(*sides, names_of(old.linked, new.linked), "en", DAY)
    if difference.same_hash:
        assert all(old.decide(profile, as_of=DAY).outcome is new.decide(profile, as_of=DAY).outcome for profile in EVERYBODY)
        assert not has_difference(difference, changes)
        return
    assert difference.periods[0].answer is not Answer.NOT_DECIDED
    check(old, new, difference)
    if all(each.answer is Answer.SAME for each in difference.periods[0].claims if not each.is_open):
        check_open(old, new, difference)


@settings(max_examples=25, deadline=None)
@given(pairs())
def test_two_rule_sets_that_are_near_each_other(pair):
    compared(*pair)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(pairs())
def test_many_rule_sets_that_are_near_each_other(pair):
    compared(*pair)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(documents(), documents())
def test_any_two_rule_sets(first, second):
    compared(first, second)


def test_the_domains_are_small_enough_to_try_everybody():
    assert len(EVERYBODY) == len(list(product(*DOMAINS.values())))
