"""Deciding sets against brute force: on small rule sets every set of facts and every answer is tried.

A failure prints the rule sets and the profile. ``MOST_TRIED`` profiles a case are what the brute force may try; facts beyond
that are given.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.conditions import Outcome
from naikkelas.decision import OUTCOMES
from naikkelas.engines.deciding import search, solver
from naikkelas.engines.deciding.asker import Asker
from naikkelas.engines.folded import Folded
from naikkelas.engines.rows.engine import RowsEngine
from naikkelas.facts import Kind
from naikkelas.snapshot import Snapshot
from tests.strategies import loaded, make_case, text_of
from tests.strategies_choices import Drawn, Seeded
from tests.strategies_profiles import type_of
from tests.strategies_rules import TITLE, Author
from tests.strategies_words import EFFECTIVE_FROM, Operand, day_number

pytestmark = pytest.mark.slow

AS_OF = date(2020, 3, 1)
FIRST = day_number("2020-02-27")
DAYS = tuple(range(FIRST, FIRST + 6))
MOST_TRIED = 3_000
CASES = 60

bounded = settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def counted(name, low, high, kind="integer"):
    return Operand(
        name, kind, low, high, tuple(range(low + 1, high)), declared={"type": kind, "at_least": low, "at_most": high}
    )  # fmt: skip


MIXED = (
    Operand("insured", "boolean", declared={"type": "boolean"}),
    Operand("ready", "boolean", declared={"type": "boolean"}),
    Operand("grade", "choice", choices=("a", "b", "c"), declared={"type": "choice", "of": ["a", "b", "c"]}),
    Operand("branch", "choice", choices=("x", "y", "z"), declared={"type": "choice", "of": ["x", "y", "z"]}),
    counted("machines", 0, 6),
    counted("people", 0, 6),
    counted("change", -3, 3),
    counted("rent", 0, 5, "money"),
    counted("debt", -2, 4, "money"),
    Operand("ph", "number", 0, 6, (1, 3, 5), 1, declared={"type": "number", "decimals": 1, "at_least": "0", "at_most": "0.6"}),
    Operand("channels", "set", choices=("shop", "web"), declared={"type": "set", "of": ["shop", "web"]}),
    Operand("opens_on", "date", day_number("1800-01-01"), day_number("2200-12-31"), DAYS[1:5], declared={"type": "date"}),
    Operand("closes_on", "date", day_number("1800-01-01"), day_number("2200-12-31"), DAYS[1:5], declared={"type": "date"}),
)
NUMBERS = (
    counted("machines", 0, 4),
    counted("people", 0, 4),
    counted("change", -2, 2),
    counted("loss", -2, 3),
    counted("rooms", 0, 3),
    Operand("insured", "boolean", declared={"type": "boolean"}),
)


@dataclass(frozen=True)
class Case:
    """A rule set, what it was loaded from, and a profile past the door."""

    documents: tuple
    rules: nk.RuleSet
    snapshot: Snapshot
    as_of: date = AS_OF
    rules_as_of: date = AS_OF

    @cached_property
    def full(self):
        return RowsEngine(self.rules.linked).plan(self.as_of, self.rules_as_of).full

    @cached_property
    def verdict(self):
        return self.full(self.snapshot.exact, self.snapshot.ranged)

    @property
    def is_open(self):
        return OUTCOMES[self.verdict.outcome] is Outcome.NEEDS_INFORMATION

    def asker(self, full=None):
        folded = Folded.at(self.rules.linked, self.as_of.toordinal(), self.rules_as_of.toordinal())
        return Asker(self.rules.linked, folded, self.snapshot, self.verdict, full or self.full)

    def outcome_with(self, values):
        ranged = {name: bounds for name, bounds in self.snapshot.ranged.items() if name not in values}
        return OUTCOMES[self.full({**self.snapshot.exact, **values}, ranged).outcome]

    def values_of(self, name):
        """Every value the profile leaves to a fact."""
        kind = type_of(self.rules.linked, name)
        if kind.kind.is_ordered:
            low, high = self.snapshot.ranged.get(name, kind.bounds)
            return range(low, high + 1)
        if kind.kind is Kind.BOOLEAN:
            return (False, True)
        if kind.kind is Kind.CHOICE:
            return kind.choices
        return [frozenset(members) for size in range(len(kind.choices) + 1) for members in combinations(kind.choices, size)]

    def shown(self):
        """Everything needed to repeat a failure by hand."""
        profile = f"exact={dict(self.snapshot.exact)} ranged={dict(self.snapshot.ranged)}"
        return "\n".join([*(text_of(document, as_json=False) for document in self.documents), profile])


def given_facts(linked):
    return sorted({*linked.facts, *(name for below in linked.programmes.values() for name in given_facts(below))})


def profile_for(choices, rules):
    """Some facts given, some as ranges, sometimes a derived one; and no more open than can be tried."""
    case = Case((), rules, Snapshot({}, {}))
    exact, ranged, tried = {}, {}, 1
    missing = choices.pick([100, 80, 60])
    for name in given_facts(rules.linked):
        kind = type_of(rules.linked, name)
        values = DAYS if kind.kind is Kind.DATE else case.values_of(name)
        first, last = sorted((choices.integer(0, len(values) - 1), choices.integer(0, len(values) - 1)))
        as_range = kind.kind is Kind.DATE or (kind.kind.is_ordered and choices.chance(40))
        count = last - first + 2 if as_range else len(values) + 1
        if (as_range and first == last) or tried * count > MOST_TRIED or not choices.chance(missing):
            exact[name] = values[first]
            continue
        tried *= count
        if as_range:
            ranged[name] = (values[first], values[last])
    for name in sorted(rules.linked.derived):
        if rules.linked.derived[name].is_value and choices.chance(5):
            give_derived(choices, rules.linked.derived[name], exact, ranged)
    return Snapshot(exact, ranged)


def give_derived(choices, derived, exact, ranged):
    if derived.type.kind.is_ordered:
        low, high = sorted(choices.integer(*derived.type.bounds) for _ in range(2))
        (exact if low == high else ranged)[derived.name] = low if low == high else (low, high)
    else:
        exact[derived.name] = choices.pick([True, False] if derived.type.kind is Kind.BOOLEAN else derived.type.choices)


def drawn_case(choices, vocabulary, most_criteria):
    programmes = {}
    if choices.chance(15):
        below = Author(choices, name="below", prefix="q", most_criteria=2, vocabulary=vocabulary)
        programmes["below"] = below.document()
    document = Author(choices, programmes=programmes, vocabulary=vocabulary, most_criteria=most_criteria).document()
    rules = loaded(document, programmes)
    return Case((document, *programmes.values()), rules, profile_for(choices, rules))


# --- brute force ------------------------------------------------------------------------------------------------------


def settling(case, values_of=None):
    """Every set of open facts by which some answer settles the outcome, and the outcomes."""
    names = [name for name in given_facts(case.rules.linked) if name not in case.snapshot.exact]
    values = [list((values_of or case.values_of)(name)) for name in names]
    found = {}

    def try_from(place, answered):
        if place == len(names):
            outcome = case.outcome_with(answered)
            if outcome is not Outcome.NEEDS_INFORMATION:
                found.setdefault(frozenset(answered), set()).add(outcome)
            return
        try_from(place + 1, answered)
        for value in values[place]:
            try_from(place + 1, {**answered, names[place]: value})

    try_from(0, {})
    return found


def minimal(found):
    return {(facts, outcome) for facts, outcomes in found.items() if not any(other < facts for other in found) for outcome in outcomes}


def pairs(sets):
    return {(frozenset(one.facts), one.outcome) for one in sets}


def check(case):
    """What is found is all there is, or, when the search was cut short, a part of it."""
    found, wanted = case.asker().deciding_sets(), minimal(settling(case))
    check_examples(case, found)
    assert pairs(found) <= wanted, case.shown()
    assert not found.complete or pairs(found) == wanted, case.shown()
    return found


def check_examples(case, found):
    assert len(pairs(found)) == len(found)
    assert [len(one.facts) for one in found] == sorted(len(one.facts) for one in found)
    for one in found:
        assert list(one.example) == list(one.facts) == sorted(one.facts)
        assert case.outcome_with(one.example) is one.outcome, case.shown()
        for name, value in one.example.items():
            assert name not in case.snapshot.exact
            if type_of(case.rules.linked, name).kind.is_ordered:
                low, high = case.snapshot.ranged.get(name, type_of(case.rules.linked, name).bounds)
                assert low <= value <= high


@bounded
@given(st.data())
@pytest.mark.parametrize(("vocabulary", "most_criteria"), [(MIXED, 4), (NUMBERS, 3)], ids=["mixed", "numbers"])
def test_the_minimal_sets_are_those_of_brute_force(vocabulary, most_criteria, data):
    case = drawn_case(Drawn(data.draw), vocabulary, most_criteria)
    if case.is_open:
        check(case)
    else:
        assert case.asker().deciding_sets().complete
        assert not case.asker().deciding_sets().sets
        assert case.asker().questions() == ()


@pytest.mark.slow
@pytest.mark.parametrize(("vocabulary", "most_criteria"), [(MIXED, 4), (NUMBERS, 3)], ids=["mixed", "numbers"])
def test_nearly_every_search_is_complete(vocabulary, most_criteria):
    cases = [drawn_case(Seeded(seed), vocabulary, most_criteria) for seed in range(350)]
    found = [check(case) for case in cases if case.is_open]
    assert len(found) > 100
    assert sum(one.complete for one in found) >= 0.98 * len(found)
    assert sum(len(one.facts) > 1 for sets in found for one in sets) > 25


# --- points -----------------------------------------------------------------------------------------------------------


def scores(choices):
    """Points of preferences, from constants, facts and tables, with requirements on their total."""
    facts = {
        "flag": {"type": "boolean"},
        "other": {"type": "boolean"},
        "size": {"type": "integer", "at_least": 0, "at_most": 3},
        "change": {"type": "integer", "at_least": -2, "at_most": 2},
    }
    leaves = [
        {"flag": {"is": True}},
        {"other": {"is": False}},
        {"size": {"at_least": 2}},
        {"size": {"is_not": 1}},
        {"change": {"at_most": 0}},
    ]
    rows = [{"when": choices.pick(leaves), "then": choices.integer(-2, 4)} for _ in range(choices.integer(1, 3))]
    bounds = {"type": "integer", "at_least": -9, "at_most": 9}
    facts["bracket"] = {**bounds, "table": {"rows": rows, "otherwise": choices.integer(-2, 4)}}
    facts["lot"] = {"sum": choices.pick([["bracket", "size"], ["bracket", "change"], ["size", "size"]])}
    worth = [2, -1, 3, {"fact": "bracket"}, {"fact": "size"}, {"fact": "lot"}, *[{"fact": "change"}] * choices.chance(15)]
    criteria = {
        f"p{i}": {"kind": "preference", "require": choices.pick(leaves), "points": choices.pick(worth)}
        for i in range(choices.integer(1, 3))
    }
    for criterion in criteria.values():
        if choices.chance(40):
            criterion["applies_when"] = choices.pick(leaves)
    facts["total"] = {"points": list(criteria)}
    facts["more"] = {"sum": ["total", choices.pick(["size", "change", "bracket"])]}
    for i in range(choices.integer(1, 2)):
        asked = choices.pick([{"at_least": choices.integer(-2, 6)}, {"is": choices.integer(-1, 4)}, {"known": True}, {"at_most": 2}])
        criteria[f"r{i}"] = {"require": {choices.pick(["total", "more"]): asked}}
    entries = {name: {"title": TITLE, **entry} for name, entry in facts.items()}
    named = {name: {"title": TITLE, **entry} for name, entry in criteria.items()}
    return {
        "format": "naikkelas/1",
        "rule_set": "scores",
        "version": "1",
        "effective": {"from": EFFECTIVE_FROM},
        "facts": entries,
        "criteria": named,
    }


def score_case(choices):
    document = scores(choices)
    rules = loaded(document)
    return Case((document,), rules, profile_for(choices, rules))


@bounded
@given(st.data())
def test_totals_of_points(data):
    case = score_case(Drawn(data.draw))
    if case.is_open:
        check(case)


@pytest.mark.slow
def test_nearly_every_search_in_points_is_complete():
    cases = [score_case(Seeded(seed)) for seed in range(400)]
    found = [check(case) for case in cases if case.is_open]
    assert len(found) > 100
    assert sum(one.complete for one in found) >= 0.9 * len(found)


# --- cut short --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("steps", "evaluations", "nodes"), [(5, 2000, 400), (25, 2000, 400), (60, 1, 400), (10**6, 2000, 1)])
def test_a_search_that_is_cut_short_tells_nothing_wrong(monkeypatch, steps, evaluations, nodes):
    monkeypatch.setattr(search, "MOST_STEPS", steps)
    monkeypatch.setattr(search, "MOST_EVALUATIONS", evaluations)
    monkeypatch.setattr(solver, "MOST_NODES", nodes)
    cases = [drawn_case(Seeded(seed), vocabulary, 3) for seed in range(60) for vocabulary in (MIXED, NUMBERS)]
    found = [check(case) for case in cases if case.is_open]
    assert not all(one.complete for one in found)


@pytest.mark.parametrize("seed", range(0, 150, 10))
def test_samples_are_minimal(monkeypatch, seed):
    monkeypatch.setattr(search, "MOST_STEPS", 3)
    for each in range(seed, seed + 10):
        case = drawn_case(Seeded(each), NUMBERS, 3)
        if case.is_open:
            check(case)


# --- the whole vocabulary ---------------------------------------------------------------------------------------------

MOST_OPEN = 4
MOST_VALUES = 8


def wide_case(choices):
    """A case of the general strategies with few open facts."""
    made = make_case(choices)
    values = made.applicant.profile()
    opened = [name for name in given_facts(made.rules.linked) if name not in values or isinstance(values[name], tuple)]
    for name in opened[MOST_OPEN:]:
        values[name] = made.applicant.allowed(name, values.get(name))
    exact = {name: value for name, value in values.items() if not isinstance(value, tuple)}
    ranged = {name: value for name, value in values.items() if isinstance(value, tuple)}
    return made, Case((made.document, *made.programmes.values()), made.rules, Snapshot(exact, ranged), made.as_of, made.rules_as_of)


def likely_values(made, case, name):
    """Values at the thresholds, inside what the profile leaves; a text that nobody names among them."""
    kind = type_of(case.rules.linked, name)
    values = list(dict.fromkeys(made.applicant.values_of(name)))
    if not kind.kind.is_ordered:
        return values[:MOST_VALUES] + ["99999"] * (kind.kind is Kind.TEXT)
    low, high = case.snapshot.ranged.get(name, kind.bounds)
    inside = sorted({value for value in values if low <= value <= high} | {low, high})
    return inside[:: max(1, len(inside) // MOST_VALUES)][:MOST_VALUES]


@bounded
@given(st.data())
def test_nothing_settles_that_was_not_found(data):
    made, case = wide_case(Drawn(data.draw))
    if not case.is_open:
        return
    found, tried = case.asker().deciding_sets(), settling(case, lambda name: likely_values(made, case, name))
    check_examples(case, found)
    known = {}
    for one in found:
        known.setdefault(frozenset(one.facts), set()).add(one.outcome)
    assert not any(facts < deciding for facts in tried for deciding in known), case.shown()
    for facts, outcomes in tried.items() if found.complete else ():
        assert any(deciding <= facts for deciding in known), case.shown()
        assert facts not in known or outcomes <= known[facts], case.shown()


# --- the same every time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_keys_changes_nothing(seed):
    case = drawn_case(Seeded(seed), MIXED, 4)
    turned = loaded(*(backwards(documents) for documents in (case.documents[0], {one["rule_set"]: one for one in case.documents[1:]})))
    snapshot = Snapshot(backwards(dict(case.snapshot.exact)), backwards(dict(case.snapshot.ranged)))
    other = Case((), turned, snapshot)
    assert other.rules.hash == case.rules.hash
    assert other.asker().deciding_sets() == case.asker().deciding_sets()
    assert [dict(one.example) for one in other.asker().deciding_sets()] == [dict(one.example) for one in case.asker().deciding_sets()]
    assert [told(one) for one in other.asker().questions()] == [told(one) for one in case.asker().questions()]


def told(question):
    """A question without the order of its criteria, which is that of the file."""
    return question.fact.name, set(question.criteria), question.settles


def backwards(value):
    if isinstance(value, dict):
        return {key: backwards(inner) for key, inner in reversed(value.items())}
    return [backwards(inner) for inner in value] if isinstance(value, list) and "when" not in json.dumps(value) else value


@pytest.mark.parametrize("seed", range(40))
def test_questions_are_the_facts_of_the_sets_and_more(seed):
    case = drawn_case(Seeded(seed), MIXED, 4)
    questions, sets = case.asker().questions(), case.asker().deciding_sets()
    asked = [question.fact.name for question in questions]
    assert len(asked) == len(set(asked))
    assert {name for one in sets for name in one.facts} <= set(asked)
    assert not set(asked) & case.snapshot.exact.keys()
    alone = {one.facts[0] for one in sets if len(one.facts) == 1}
    assert {question.fact.name for question in questions if question.settles} == alone
    assert set(asked[: len(alone)]) == alone
