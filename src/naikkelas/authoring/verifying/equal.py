"""Whether two readings of one rule set can ever be told apart: for changes to a rule set that no test notices.

They are equal when they decide every profile alike, with unknowns and with derived facts that it gives itself: outcome, statuses, points
and outputs, on every as-of date, each judged by the rules of that date and with the rule set's own parameters. That is proved on days that
stand for all others. What cannot be said in formulas, or not on all these days in time, is not proved; nor is anything of rules that are
never in force.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from naikkelas.authoring.verifying.days import equal_days
from naikkelas.authoring.verifying.prover import Budget, Found, Prover, derived_types, types_of
from naikkelas.conditions import Derived, Outcome, Scorecard, operands_of
from naikkelas.engines.proof.algebra import Algebra, Formula, Truth
from naikkelas.engines.proof.encoder import Encoder
from naikkelas.facts import FactType, Kind
from naikkelas.problems import EvaluationError
from naikkelas.rules import RuleSet

__all__ = ["equal_days", "is_equal"]

#: Seconds for one pair of readings.
SECONDS: Final = 5.0
_OUTCOMES: Final = (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE)


def is_equal(one: RuleSet, two: RuleSet, seconds: float = SECONDS) -> bool:
    """Whether it is proved that no profile is decided differently by two readings of one rule set on any of :func:`equal_days`.

    Raises:
        MissingExtraError: when z3 is not installed.
    """
    budget = Budget(seconds)
    derived, other = (derived_types(each.linked) for each in (one, two))
    if {name: kind.to_dict() for name, kind in derived.items()} != {name: kind.to_dict() for name, kind in other.items()}:
        return False  # one can be given what the other refuses
    if not _are_readings_of_one(one, two):
        return False
    one, two = (RuleSet(replace(each.linked, assumptions=())) for each in (one, two))
    days = equal_days(one.linked, two.linked, budget=budget)
    is_decided = False
    for day in days or ():
        in_force = [_is_in_force(rules, day) for rules in (one, two)]
        if any(in_force) and not (all(in_force) and _is_equal_on(one, two, day, budget, derived)):
            return False
        is_decided = is_decided or any(in_force)
    return is_decided


def _are_readings_of_one(one: RuleSet, two: RuleSet) -> bool:
    """Whether both have the same criteria and outputs, and nothing that a profile gives is of another type to the other."""
    mine, theirs = (types_of(each.linked) for each in (one, two))
    same_names = one.criteria.keys() == two.criteria.keys() and {*one.linked.outputs} == {*two.linked.outputs}
    return same_names and all(kind.to_dict() == theirs[name].to_dict() for name, kind in mine.items() if name in theirs)


def _is_equal_on(one: RuleSet, two: RuleSet, day: date, budget: Budget, derived: Mapping[str, FactType]) -> bool:
    prover = Prover([one, two], day, budget, is_open=True, any_date=True, derived=derived)

    def goal() -> Sequence[Formula]:
        first, second = prover.encoders
        return [prover.algebra.any(_differences(prover.algebra, first, second))]

    return prover.answer(goal).found is Found.NONE


def _is_in_force(rules: RuleSet, day: date) -> bool:
    """Whether anybody is decided on a day: not before or after the rule set's own days, nor those of a programme it asks."""
    try:
        rules.decide({}, as_of=day)
    except EvaluationError:
        return False
    return True


def _differences(algebra: Algebra, one: Encoder, two: Encoder) -> Iterator[Formula]:
    """Everything that a decision tells, where it is not the same."""
    for outcome in _OUTCOMES:
        yield from _apart(algebra, one.outcome(frozenset({outcome})), two.outcome(frozenset({outcome})))
    for name in one.linked.criteria:
        for first, second in zip(one.criterion(name), two.criterion(name), strict=True):
            yield from _apart(algebra, first, second)
    yield from (first != second for first, second in zip(one.points(), two.points(), strict=True) if first is not second)
    for name in one.linked.outputs:
        yield from _output(algebra, one, two, name)


def _apart(algebra: Algebra, one: Truth, two: Truth) -> Iterator[Formula]:
    for first, second in zip(one, two, strict=True):
        yield algebra.any([algebra.all([first, algebra.no(second)]), algebra.all([second, algebra.no(first)])])


def _output(algebra: Algebra, one: Encoder, two: Encoder, name: str) -> Iterator[Formula]:
    first, second = one.linked.derived[name], two.linked.derived[name]
    if not first.is_value:
        yield from parts_apart(algebra, one, two, first, second)
    elif first.type.kind is Kind.BOOLEAN:
        yield from _apart(algebra, one.boolean(name), two.boolean(name))
    elif first.type.kind.is_ordered:
        yield from (a != b for a, b in zip(one.value(name), two.value(name), strict=True) if a is not b)
    else:
        ours, theirs = one.candidates(name), two.candidates(name)
        for choice in {**ours, **theirs}:
            yield from _apart(algebra, Truth(ours.get(choice, False), True), Truth(theirs.get(choice, False), True))


def parts_apart(algebra: Algebra, one: Encoder, two: Encoder, first: Derived, second: Derived) -> Iterator[Formula]:
    """Where what months, ratios and scores are worked out from is not the same; what is shown of them is, wherever all of that is."""
    mine, theirs = first.formula, second.formula
    if isinstance(mine, Scorecard) and isinstance(theirs, Scorecard):
        yield from _scores(algebra, (one, two), mine, theirs)
        return
    yield first.to_dict() != second.to_dict()
    for ours, other in zip(operands_of(mine), operands_of(theirs), strict=False):
        yield from (a != b for a, b in zip(one.span(ours), two.span(other), strict=True) if a is not b)


def _scores(algebra: Algebra, encoders: tuple[Encoder, Encoder], mine: Scorecard, theirs: Scorecard) -> Iterator[Formula]:
    """A score is the same where all its indicators are, and the weights."""
    one, two = encoders
    shapes = [
        (card.scale, [(group.name, group.weight, [each.weight for each in group.indicators]) for group in card.groups])
        for card in (mine, theirs)
    ]
    yield shapes[0] != shapes[1]
    for ours, other in zip(one.asked(mine), two.asked(theirs), strict=False):
        for a, b in zip(ours, other, strict=True):
            yield from _apart(algebra, a, b)
