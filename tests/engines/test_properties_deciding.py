"""Deciding sets against brute force: over facts with few values, every set of facts and every answer is tried."""

from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from naikkelas.facts import Kind
from tests.strategies import cases, make_case, text_of
from tests.strategies_choices import Drawn, Seeded
from tests.strategies_profiles import snapshot
from tests.strategies_words import Operand

pytestmark = pytest.mark.slow

MOST_OPEN = 4
PROFILES = 3
TRIALS = 8

bounded = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
)


def _small(name, pool):
    return Operand(name, "integer", 0, 6, pool, declared={"type": "integer", "at_least": 0, "at_most": 6})


def _words(name, choices):
    return Operand(name, "choice", choices=choices, declared={"type": "choice", "of": list(choices)})


#: Facts of which every value can be tried.
VOCABULARY = (
    Operand("knows_market", "boolean"),
    _small("machines", (1, 2, 3, 5)),
    _words("grade", ("a", "b", "c")),
    Operand("insured", "boolean", declared={"type": "boolean"}),
    _small("shifts", (1, 2, 3, 5)),
    _words("route", ("x", "y", "z")),
    Operand("audited", "boolean", declared={"type": "boolean"}),
)


def domain(linked, name, values):
    """Every value that a missing or imprecise fact may have."""
    kind = linked.facts[name].type
    if kind.kind is Kind.BOOLEAN:
        return [False, True]
    if kind.kind is Kind.CHOICE:
        return list(kind.choices)
    low, high = values.get(name, kind.bounds)
    return list(range(low, high + 1))


class Search:
    """All answers to all questions about one profile."""

    def __init__(self, case, values):
        self.case = case
        self.values = values
        self.open = case.applicant.open_facts(values)
        self.domains = {name: domain(case.rules.linked, name, values) for name in self.open}
        self.settled = {}

    def outcome(self, answers):
        """The outcome with some of the facts answered."""
        found = self.case.rules.decide(snapshot(self.values | answers), as_of=self.case.as_of, rules_as_of=self.case.rules_as_of)
        return found.outcome.value

    def outcomes(self, facts):
        """The settled outcomes that some answers to these facts lead to."""
        if facts not in self.settled:
            answers = product(*(self.domains[name] for name in facts))
            found = {self.outcome(dict(zip(facts, values, strict=True))) for values in answers}
            self.settled[facts] = found - {"needs_information"}
        return self.settled[facts]

    def minimal(self):
        """The smallest sets of facts that some answer settles the outcome with, and the outcomes each can reach."""
        found = {}
        for size in range(1, len(self.open) + 1):
            for facts in combinations(sorted(self.open), size):
                if not any(set(smaller) <= set(facts) for smaller in found) and self.outcomes(facts):
                    found[facts] = self.outcomes(facts)
        return found


def narrowed(case, values):
    """The profile with so many facts answered that at most ``MOST_OPEN`` are left open."""
    extra = case.applicant.open_facts(values)[MOST_OPEN:]
    return values | {name: case.applicant.allowed(name, values.get(name)) for name in extra}


def wrong_sets(search, decision):
    """What is wrong with the deciding sets of a decision, as lines."""
    sets, made = decision.deciding_sets, []
    right = search.minimal()
    for each in sets:
        facts = tuple(sorted(each.facts))
        if set(each.example) != set(facts) or search.outcome(dict(each.example)) != each.outcome.value:
            made.append(f"the example of {facts} does not lead to {each.outcome.value}: {each.example}")
        if any(each.example[name] not in search.domains[name] for name in facts):
            made.append(f"the example of {facts} is not allowed: {each.example}")
        if facts not in right:
            made.append(f"{facts} is not a smallest set")
        elif each.outcome.value not in right[facts]:
            made.append(f"{facts} cannot lead to {each.outcome.value}")
    told = {tuple(sorted(each.facts)) for each in sets}
    if sets.complete and told != set(right):
        made.append(f"said to be complete, but {sorted(set(right) - told)} are missing")
    if [len(each.facts) for each in sets] != sorted(len(each.facts) for each in sets):
        made.append("not the smallest first")
    return made


def wrong_questions(search, decision):
    """What is wrong with the questions of a decision, as lines."""
    made = []
    for question in decision.questions:
        name = question.fact.name
        if name not in search.open:
            made.append(f"asks for {name}, which is known")
        elif question.settles != bool(search.outcomes((name,))):
            made.append(f"says that {name} {'settles' if question.settles else 'does not settle'} it")
    return made


def small_case(choices):
    return make_case(choices, vocabulary=VOCABULARY, most_criteria=3)


@st.composite
def small_cases(draw):
    return small_case(Drawn(draw))


@bounded
@given(small_cases())
def test_deciding_sets_are_those_of_a_search_through_everything(case):
    for _ in range(PROFILES):
        values = narrowed(case, case.applicant.profile())
        decision = case.decide(values)
        search = Search(case, values)
        if decision.outcome.value != "needs_information":
            assert not decision.deciding_sets
            assert not decision.questions
            continue
        event(f"complete: {decision.deciding_sets.complete}")
        found = wrong_sets(search, decision) + wrong_questions(search, decision)
        if found:
            note(text_of(case.document, as_json=False))
            note(f"{case.as_of} {case.rules_as_of} {values}")
        assert not found


def wrong_on_trial(case, values, decision):
    """For facts with too many values to try them all: examples must settle it, and what settles it must hold a deciding set."""
    made, sets = [], decision.deciding_sets
    open_facts = case.applicant.open_facts(values)
    for each in sets:
        found = case.decide(values | dict(each.example)).outcome.value
        if found != each.outcome.value or not set(each.facts) <= set(open_facts):
            made.append(f"the example of {each.facts} leads to {found}, not {each.outcome.value}: {each.example}")
    for _ in range(TRIALS if sets.complete else 0):
        answers = {name: case.applicant.allowed(name, values.get(name)) for name in case.choices.some_of(open_facts, 1, 3)}
        found = case.decide(values | answers).outcome.value
        if found != "needs_information" and not any(set(each.facts) <= set(answers) for each in sets):
            made.append(f"{answers} leads to {found}, but no deciding set is told among these facts")
    return made


@bounded
@given(cases())
def test_examples_settle_it_and_nothing_settles_it_that_is_not_told(case):
    for _ in range(PROFILES):
        values = case.applicant.profile()
        decision = case.decide(values)
        if decision.outcome.value == "needs_information" and case.applicant.open_facts(values):
            found = wrong_on_trial(case, values, decision)
            if found:
                note(text_of(case.document, as_json=False))
                note(f"{case.as_of} {case.rules_as_of} {values}")
            assert not found


def test_the_search_is_nearly_always_complete_on_few_facts():
    """Or the comparison above would compare nothing."""
    complete = asked = 0
    for seed in range(60):
        case = small_case(Seeded(seed))
        values = narrowed(case, case.applicant.profile())
        decision = case.decide(values)
        if decision.outcome.value == "needs_information":
            asked += 1
            complete += decision.deciding_sets.complete
    assert asked >= 10
    assert complete >= 0.9 * asked
