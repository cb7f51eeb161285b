"""Deciding sets of scorecards against brute force, and what is said where a scorecard has too many ways."""

from datetime import date

import pytest

import naikkelas as nk
from tests.engines.test_properties_deciding import Search, wrong_questions, wrong_sets
from tests.strategies import make_case, text_of
from tests.strategies_choices import Seeded
from tests.strategies_words import Operand

FACTS = tuple(Operand(name, "boolean", declared={"type": "boolean"}) for name in ("a", "b", "c", "d"))
SEEDS = range(160)
AS_OF = date(2020, 2, 29)


def asked(choices):
    return {choices.pick(FACTS).name: {"is": choices.chance(75)}}


def indicator(choices, guarded):
    made = {"require": asked(choices), "weight": choices.integer(1, 3)}
    return {**made, "applies_when": asked(choices)} if guarded or choices.chance(50) else made


def with_scorecard(choices):
    """A change of a drawn document: one requirement, which asks for a scorecard."""

    def change(document):
        guarded = choices.chance(40)
        groups = {
            f"g{number}": {
                "weight": choices.integer(1, 3),
                "indicators": [indicator(choices, guarded) for _ in range(choices.integer(1, 3))],
            }
            for number in range(choices.integer(1, 3))
        }
        empty = all("applies_when" in one for group in groups.values() for one in group["indicators"])
        card = {"scale": 12, "groups": groups, **({"when_empty": choices.pick(["met", "not_met"])} if empty else {})}
        limits = sorted(choices.some_of([3, 4, 6, 8, 9], 2, 2))
        comparison = choices.pick([{"at_least": limits[1]}, {"more_than": limits[0]}, {"at_most": limits[0]}, {"less_than": limits[1]}])
        if choices.chance(25):
            comparison = {"between": {"from": limits[0], "to": limits[1]}}
        facts = {each.name: each.declared for each in FACTS}
        named = {
            "rule_set": "scored",
            "facts": {**facts, "score": {"scorecard": card}},
            "criteria": {"c": {"require": {"score": comparison}}},
        }
        return {"format": "naikkelas/1", "version": "1", "effective": {"from": "2015-01-01"}, **named}

    return change


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, len(SEEDS), 40))
def test_every_way_to_settle_a_score_is_found(start):
    complete = looked_at = 0
    for seed in SEEDS[start : start + 40]:
        choices = Seeded(seed)
        case = make_case(choices, vocabulary=FACTS, most_criteria=1, change=with_scorecard(choices))
        for values in ({}, {choices.pick(list(case.rules.facts)): True}):
            decision = case.decide(values)
            if decision.outcome is nk.Outcome.NEEDS_INFORMATION:
                search = Search(case, values)
                found = wrong_sets(search, decision) + wrong_questions(search, decision)
                assert not found, f"{text_of(case.document, as_json=False)}\n{values}\n{found}"
                looked_at += 1
                complete += decision.deciding_sets.complete
    assert looked_at > 10
    assert complete == looked_at


def wide(count):
    """One group of so many guarded indicators, each with facts of its own."""
    names = [f"{letter}{number}" for number in range(count) for letter in "rg"]
    listed = [{"require": {f"r{number}": {"is": True}}, "applies_when": {f"g{number}": {"is": True}}} for number in range(count)]
    groups = {"g": {"indicators": [*listed, {"require": {"sure": {"is": True}}, "weight": 8}]}}
    facts = {**{name: {"type": "boolean"} for name in [*names, "sure"]}, "score": {"scorecard": {"scale": 100, "groups": groups}}}
    document = {"format": "naikkelas/1", "rule_set": "wide", "version": "1", "facts": facts}
    return nk.loads(text_of({**document, "criteria": {"c": {"require": {"score": {"at_least": 50}}}}}))


def test_a_scorecard_with_too_many_ways_says_that_its_sets_are_not_complete():
    decision = wide(7).decide({}, as_of=AS_OF)
    assert decision.outcome is nk.Outcome.NEEDS_INFORMATION
    assert not decision.deciding_sets.complete
    assert {(one.facts, one.outcome.value) for one in decision.deciding_sets} == {(("sure",), "eligible"), (("sure",), "ineligible")}
    assert {question.fact.name for question in decision.questions} == {
        "sure",
        *(f"{letter}{number}" for number in range(7) for letter in "rg"),
    }
    assert decision.questions[0].fact.name == "sure"
