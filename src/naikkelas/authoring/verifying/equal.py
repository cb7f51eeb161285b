"""Whether two readings of one rule set can ever be told apart: for changes to a rule set that no test notices.

They are equal when they decide every profile alike, with unknowns too: outcome, statuses, points and outputs. That is proved on
days that stand for all others: the first and last of every stretch in which no parameter and no criterion changes, of both
readings, the days about which a date in the rules meets the as-of date, and the ends of February within them. What cannot be said in
formulas, or not on all these days in time, is not proved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from naikkelas.authoring.verifying.meeting import Meetings
from naikkelas.authoring.verifying.prover import Budget, Found, Prover
from naikkelas.conditions import Derived, Outcome, Scorecard
from naikkelas.engines.proof.algebra import Algebra, Formula, Truth
from naikkelas.engines.proof.encoder import Encoder
from naikkelas.facts import FIRST_DAY, LAST_DAY, Kind
from naikkelas.problems import EvaluationError
from naikkelas.rules import RuleSet
from naikkelas.ruleset.model import LinkedRuleSet

__all__ = ["equal_days", "is_equal"]

#: Seconds for one pair of readings.
SECONDS: Final = 5.0
#: So long after its last change a rule set is looked at once more.
_LATER: Final = timedelta(days=800)
#: Days of four years: so long until a date of every year has met every other one.
_CYCLE: Final = 1461
_OUTCOMES: Final = (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE)


def is_equal(one: RuleSet, two: RuleSet, seconds: float = SECONDS) -> bool:
    """Whether it is proved that no profile is decided differently by two readings of one rule set on any of :func:`equal_days`.

    Raises:
        MissingExtraError: when z3 is not installed.
    """
    budget = Budget(seconds)
    one, two = (RuleSet(replace(each.linked, assumptions=())) for each in (one, two))
    return all(_is_equal_on(one, two, day, budget) for day in equal_days(one.linked, two.linked))


def equal_days(*linked: LinkedRuleSet) -> list[date]:
    """The days on which two readings of a rule set are compared."""
    meetings = Meetings(linked)
    first = min(each.effective[0] for each in linked)
    ends = [each.effective[1] for each in linked if each.effective[1] is not None]
    turns = sorted({day for each in linked for day in _turns(each) if first < day <= max(ends, default=day)})
    met = [day for day in meetings.anchors() if first < day < LAST_DAY - _CYCLE]
    later = _CYCLE if meetings.is_yearly or met else _LATER.days
    seen = sorted([*turns, *met])
    start = first if first > FIRST_DAY else (seen[0] if seen else date(2026, 1, 1).toordinal()) - later
    start = max(start, first)
    last = max(ends) if len(ends) == len(linked) else max([*seen, start, *ends]) + later
    turns = [*turns, *meetings.between(start, last)]
    days = {start, last, *turns, *(day - 1 for day in turns if day > start)}
    leap = next((day for day in range(start, last + 1) if _ends_february(day)), None)
    return [date.fromordinal(day) for day in sorted(days | ({leap} if leap is not None else set()))]


def _ends_february(day: int) -> bool:
    found = date.fromordinal(day)
    return (found.month, found.day) == (2, 29)


def _turns(linked: LinkedRuleSet) -> Iterator[int]:
    """The days from which on something is different."""
    for unit in linked.units():
        for parameter in unit.parameters.values():
            yield from (day for day, _ in parameter.values)
        for criterion in unit.criteria.values():
            yield from (end + at for at, end in enumerate(criterion.effective) if end is not None)


def _is_equal_on(one: RuleSet, two: RuleSet, day: date, budget: Budget) -> bool:
    in_force = [_is_in_force(rules, day) for rules in (one, two)]
    if not all(in_force):
        return not any(in_force)
    prover = Prover([one, two], day, budget, is_open=True)

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
        yield from _scores(algebra, one, two, first, second)
    elif first.type.kind is Kind.BOOLEAN:
        yield from _apart(algebra, one.boolean(name), two.boolean(name))
    elif first.type.kind.is_ordered:
        yield from (a != b for a, b in zip(one.value(name), two.value(name), strict=True) if a is not b)
    else:
        ours, theirs = one.candidates(name), two.candidates(name)
        for choice in {**ours, **theirs}:
            yield from _apart(algebra, Truth(ours.get(choice, False), True), Truth(theirs.get(choice, False), True))


def _scores(algebra: Algebra, one: Encoder, two: Encoder, first: Derived, second: Derived) -> Iterator[Formula]:
    """A score that is shown is the same where all its indicators are, and the weights; months are told of the same date only."""
    mine, theirs = first.formula, second.formula
    if not isinstance(mine, Scorecard) or not isinstance(theirs, Scorecard):
        yield first.to_dict() != second.to_dict()
        return
    shapes = [
        (card.scale, [(group.name, group.weight, [each.weight for each in group.indicators]) for group in card.groups])
        for card in (mine, theirs)
    ]
    yield shapes[0] != shapes[1]
    for ours, other in zip(one.asked(mine), two.asked(theirs), strict=False):
        for a, b in zip(ours, other, strict=True):
            yield from _apart(algebra, a, b)
