"""Scorecards as a rule set has them: what they rest on, what takes them along, and what is written into the linked tree."""

from datetime import date

import pytest

import naikkelas as nk
from naikkelas.conditions import Scorecard
from tests.ruleset.cases import HEAD, NIB, PIRT_OF_FOOD, indicators, require, scorecard

AS_OF = date(2026, 11, 1)

WHOLE = (
    HEAD
    + scorecard(
        indicators("{require: {workers: {at_least: $least}}, weight: 2, title: {id: pekerja, en: workers}}", "{criterion: permit}", NIB),
        "{f: {at_least: $wanted}}",
    ).replace("criteria: {", "criteria: {permit: {kind: note, applies_when: {sector: {is: wood}}, require: {svlk_status: {is: held}}}, ")
    + (
        "parameters:\n  least: {type: integer, values: {2020-01-01: 5}}\n  wanted: {type: number, decimals: 1, values: {2020-01-01: 62.5}}\n"
    )
)
PROFILE = {"workers": 9, "sector": "food", "nib_status": "none"}


def test_facts_parameters_and_criteria_inside_are_read():
    rules = nk.loads(WHOLE)
    assert set(rules.facts) == {"workers", "sector", "svlk_status", "nib_status"}
    assert rules.problems == ()
    card = rules.linked.derived["f"].formula
    assert isinstance(card, Scorecard)
    assert [(one.weight, one.criterion, one.guard is None) for one in card.indicators] == [
        (2, None, True),
        (1, "permit", False),
        (1, None, True),
    ]


@pytest.mark.parametrize(
    ("profile", "status"),
    [
        ({"workers": 9, "sector": "wood", "svlk_status": "held", "nib_status": "none"}, "met"),
        ({"workers": 9, "sector": "wood", "svlk_status": "none", "nib_status": "none"}, "not_met"),
        ({"workers": 9, "sector": "textile", "nib_status": "none"}, "met"),
        ({"workers": 4, "sector": "textile", "nib_status": "held"}, "not_met"),
        ({"workers": 9, "nib_status": "held"}, "met"),
        ({"workers": 9, "svlk_status": "held"}, "met"),
        ({"workers": 9, "nib_status": "none"}, "unknown"),
        ({"workers": 4}, "not_met"),
        ({}, "unknown"),
    ],
)
def test_the_score_is_compared_with_a_parameter(profile, status):
    assert nk.loads(WHOLE).decide(profile, as_of=AS_OF).statuses["asked"].value == status


def test_an_owner_may_set_the_parameters_and_overflow_is_refused_then_too():
    rules = nk.loads(WHOLE)
    profile = {"workers": 9, "sector": "textile", "nib_status": "none"}
    assert rules.with_parameters(wanted="66.7").decide(profile, as_of=AS_OF).statuses["asked"].value == "not_met"
    assert rules.with_parameters(least=10).decide(profile, as_of=AS_OF).statuses["asked"].value == "not_met"


@pytest.mark.parametrize("fact", ["f"])
def test_a_profile_cannot_give_a_score(fact):
    with pytest.raises(nk.ProfileError):
        nk.loads(WHOLE).decide({fact: 60}, as_of=AS_OF)


def test_uses_takes_a_scorecard_along_with_what_it_rests_on(tmp_path):
    (tmp_path / "tried.yaml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(
        "format: naikkelas/1\nrule_set: other\nversion: 1\neffective: {from: 2020-01-01}\nuses: {tried: [asked]}\n"
        "criteria: {more: {require: {f: {at_least: 10}}}}\noutputs: [f]\n",
        encoding="utf-8",
    )
    rules = nk.load(tmp_path / "other.yaml")
    assert set(rules.criteria) == {"more", "asked", "permit"}
    decision = rules.decide({"workers": 9, "sector": "textile", "nib_status": "none"}, as_of=AS_OF)
    assert decision.facts["f"].plain == "66.66666"
    assert {name: status.value for name, status in decision.statuses.items()} == {"more": "met", "asked": "met", "permit": "not_applicable"}


def test_a_programme_with_a_scorecard_is_asked_for_its_outcome(tmp_path):
    (tmp_path / "tried.yaml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(HEAD.replace("tried", "other") + require("{programme: {tried: eligible}}"), encoding="utf-8")
    rules = nk.load(tmp_path / "other.yaml")
    assert rules.decide({"workers": 9, "nib_status": "held"}, as_of=AS_OF).outcome is nk.Outcome.ELIGIBLE
    assert rules.decide({"workers": 9, "nib_status": "none"}, as_of=AS_OF).outcome is nk.Outcome.NEEDS_INFORMATION


def test_what_is_named_like_a_key_of_an_indicator_is_still_a_fact():
    text = "facts: {weight: {type: integer}, f: {scorecard: {scale: 1, groups: {g: {indicators: [{weight: {at_least: 5}}, {criterion: c, weight: {at_most: 9}}]}}}}}\n"
    rules = nk.loads(HEAD + text + "criteria: {c: {require: {weight: {at_least: 1}}}, asked: {require: {f: {at_least: 1}}}}\n")
    assert rules.decide({"weight": 7}, as_of=AS_OF).outcome is nk.Outcome.ELIGIBLE
    assert rules.decide({"weight": 10}, as_of=AS_OF).outcome is nk.Outcome.INELIGIBLE


def test_a_bare_criterion_with_a_guard_takes_its_status_over_and_a_condition_on_it_does_not():
    text = "criteria: {{permit: {{kind: note, applies_when: {{sector: {{is: wood}}}}, require: {{svlk_status: {{is: held}}}}}}, asked: {{require: {{f: {{at_least: 100}}}}}}}}\n"
    over = scorecard(indicators("{criterion: permit}", NIB)).split("criteria")[0] + text.format()
    only = scorecard(indicators("{criterion: {permit: met}}", NIB)).split("criteria")[0] + text.format()
    profile = {"sector": "textile", "nib_status": "held"}
    assert nk.loads(HEAD + over).decide(profile, as_of=AS_OF).outcome is nk.Outcome.ELIGIBLE
    assert nk.loads(HEAD + only).decide(profile, as_of=AS_OF).outcome is nk.Outcome.INELIGIBLE


def test_a_scorecard_that_may_be_empty_answers_what_it_says():
    for answer, outcome in (("met", nk.Outcome.ELIGIBLE), ("not_met", nk.Outcome.INELIGIBLE)):
        rules = nk.loads(HEAD + scorecard(indicators(PIRT_OF_FOOD), more=f", when_empty: {answer}") + "outputs: [f]\n")
        decision = rules.decide({"sector": "wood"}, as_of=AS_OF)
        assert decision.outcome is outcome
        assert decision.facts["f"].plain is None
        assert decision.facts["f"].value is None
        opened = rules.decide({"pirt_status": "held"}, as_of=AS_OF)
        assert opened.facts["f"].plain == {"at_least": 100, "at_most": 100, "may_be_empty": True}
