"""The three laws on random rule sets and profiles, and that two ways of saying one thing are decided alike.

``CASES`` rule sets a test, several profiles each. A failure prints the rule set; ``oracle.laws`` says what each line means.
"""

from copy import deepcopy
from datetime import date

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from naikkelas.conditions import Outcome
from naikkelas.decision import Decision
from tests.oracle import laws
from tests.strategies import cases, loaded, make_case, text_of
from tests.strategies_choices import Seeded
from tests.strategies_rules import TITLE
from tests.strategies_words import EFFECTIVE_FROM

CASES = 60
PROFILES = 4

bounded = settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def shown(case, *profiles):
    """Notes everything needed to repeat a failure by hand."""
    for document in (*case.programmes.values(), case.document):
        note(text_of(document, as_json=False))
    note(f"as_of={case.as_of} rules_as_of={case.rules_as_of}")
    for values in profiles:
        note(repr(values))


@pytest.mark.no_cover
@bounded
@given(cases())
def test_the_engine_agrees_with_the_interpreter(case):
    for _ in range(PROFILES):
        values = case.applicant.profile()
        found = laws.disagreements(case, values, case.decide(values)) + laws.inner_disagreements(case, values)
        if found:
            shown(case, values)
        assert not found


@pytest.mark.no_cover
@bounded
@given(cases())
def test_sound_filling_in_a_fact_overturns_nothing(case):
    for _ in range(PROFILES):
        values = case.applicant.profile()
        before = case.decide(values)
        for _ in range(2):
            completed = case.applicant.completed(values)
            found = laws.overturned(before, case.decide(completed)) + laws.unsatisfied(case, values, completed)
            if found:
                shown(case, values, completed)
            assert not found


@pytest.mark.no_cover
@bounded
@given(cases())
def test_total_an_exact_profile_leaves_nothing_open(case):
    for _ in range(PROFILES):
        values = case.applicant.exact_profile()
        found = laws.left_open(case.decide(values))
        if found:
            shown(case, values)
        assert not found


def wide_and_deep(document):
    """The document with criteria of more conditions than fit one generated expression, and with many ``not``."""
    people = [{"workers": {"is": count}} for count in range(1, 131)]
    deep = {"machines": {"at_least": 3}}
    for _ in range(12):
        deep = {"not": {"any": [deep, {"machines": {"is": 8}}]}}
    added = {
        "wide_any": {"title": TITLE, "applies_when": {"any": people}, "require": {"not": {"some": {"at_least": 60, "of": people}}}},
        "wide_all": {"title": TITLE, "require": {"all": [{"workers": {"is_not": count}} for count in range(5, 125)]}},
        "deep": {"title": TITLE, "kind": "preference", "points": 3, "require": deep},
    }
    declared = {"machines": {"type": "integer", "at_least": 0, "at_most": 8, "title": TITLE}}
    return document | {"criteria": document["criteria"] | added, "facts": document.get("facts", {}) | declared}


@pytest.mark.parametrize("seed", range(4))
def test_large_rule_sets_agree_with_the_interpreter(seed):
    case = make_case(Seeded(seed), change=wide_and_deep, most_criteria=150)
    for _ in range(6):
        values = case.applicant.profile()
        assert not laws.disagreements(case, values, case.decide(values))


REVERSED = {
    "as a date": {"opens_on": {"between": {"from": "$as_of", "to": "$closed"}}},
    "in turn": {"opens_on": {"between": {"from": "2020-02-01", "to": "$as_of"}}},
}


@pytest.mark.parametrize("what", REVERSED)
def test_a_between_that_the_as_of_date_turns_round_is_never_met(what):
    """Also when the fact is missing: no value meets it."""
    document = {
        "format": "naikkelas/1",
        "rule_set": "reversed",
        "version": "1",
        "effective": {"from": EFFECTIVE_FROM},
        "parameters": {"closed": {"type": "date", "values": {EFFECTIVE_FROM: "2020-01-31"}}},
        "facts": {"opens_on": {"type": "date"}},
        "criteria": {"c": {"require": REVERSED[what]}},
    }
    rules, as_of = loaded(document), date(2020, 2, 29) if what == "as a date" else date(2020, 1, 31)
    for profile in ({}, {"opens_on": "2020-01-31"}, {"opens_on": "2020"}):
        assert rules.decide(profile, as_of=as_of).outcome is Outcome.INELIGIBLE


def test_the_least_denominator_of_a_ratio_is_one_of_its_last_decimal():
    """A range that holds 0 goes on at 0.1 where there is one decimal, not at the smallest number inside."""
    document = {
        "format": "naikkelas/1",
        "rule_set": "decimals",
        "version": "1",
        "effective": {"from": EFFECTIVE_FROM},
        "facts": {
            "above": {"type": "number", "decimals": 2, "at_least": 0, "at_most": 9},
            "below": {"type": "number", "decimals": 1, "at_least": 0, "at_most": 9},
            "share": {"ratio": {"of": "above", "to": "below", "when_zero": "met"}},
        },
        "criteria": {"c": {"require": {"share": {"at_most": 10}}}},
    }
    rules, below = loaded(document), {"at_least": 0, "at_most": 5}
    for above, outcome in (("1", Outcome.ELIGIBLE), ("1.01", Outcome.NEEDS_INFORMATION)):
        assert rules.decide({"above": above, "below": below}, as_of=date(2020, 2, 29)).outcome is outcome


def one_value(document, name, value):
    """The document with a parameter that has had this value from the start."""
    made = deepcopy(document)
    made["parameters"][name]["values"] = {EFFECTIVE_FROM: value}
    return made


@pytest.mark.no_cover
@bounded
@given(cases(), st.data())
def test_with_parameters_is_the_same_file_with_that_value(case, data):
    entries = case.document.get("parameters", {})
    for name in case.choices.some_of(entries, 1, 2) if entries else []:
        value = data.draw(st.sampled_from(list(entries[name]["values"].values())), label=name)
        changed = case.rules.with_parameters(**{name: value})
        written = loaded(one_value(case.document, name, value), case.programmes)
        values = case.applicant.profile()
        shown(case, values)
        assert changed.hash == written.hash
        assert laws.seen(case.decide(values, changed)) == laws.seen(case.decide(values, written))


@pytest.mark.no_cover
@bounded
@given(cases())
def test_the_quick_path_says_what_the_full_path_says(case):
    """Also in its reasons, which straight-line code makes for plain criteria."""
    plan = case.rules._engine.plan(case.as_of, case.rules_as_of)
    for values in (case.applicant.exact_profile(), case.applicant.exact_profile(), case.applicant.profile()):
        snapshot = laws.snapshot_of(values)
        quick, full = plan.decide(snapshot), Decision.of(plan.decoder, snapshot, plan.full(snapshot.exact, snapshot.ranged))
        shown(case, values)
        assert quick.to_dict() == full.to_dict()
        assert dict(quick.criteria) == dict(full.criteria)
