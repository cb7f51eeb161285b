"""The days on which a date in a rule set meets the as-of date: only on these may a decision about one profile's dates turn.

What a comparison of a date says depends on where its ends lie among all dates that the same facts are compared with. Some ends stand
still (constants, values of parameters, results of tables, bounds of facts), some move with the as-of date (``$as_of``, durations,
months since) and some with its year (``every_year``). Between two of the days given here all of them lie alike.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any, Final

from naikkelas.calendar import Duration
from naikkelas.conditions import (
    AsOf,
    Comparison,
    Condition,
    Const,
    EveryYear,
    FactRef,
    Op,
    ParamRef,
    Table,
    comparisons,
    conditions_of,
    operands_in,
)
from naikkelas.engines.folded import Folded, read_fact
from naikkelas.facts import FIRST_DAY, LAST_DAY, Kind
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue

__all__ = ["Meetings"]

#: Two ends that move in months and in days come no nearer to each other than by so many days.
_SWAYS: Final = 8

#: Which sides of a comparison are open is the same on every day.
_ANY_DAY: Final = date(2026, 1, 1).toordinal()

#: An end of a comparison by the as-of date.
_End = Callable[[int], int]


@dataclass(slots=True)
class _Group:
    """Facts that are compared with each other, and what they are compared with."""

    given: set[str] = field(default_factory=set)
    still: set[int] = field(default_factory=set)
    moving: dict[Any, _End] = field(default_factory=dict)
    yearly: set[tuple[int, int]] = field(default_factory=set)
    bounds: set[int] = field(default_factory=set)

    def join(self, other: "_Group") -> None:
        """Takes over what the other has."""
        self.given |= other.given
        self.still |= other.still
        self.moving |= other.moving
        self.yearly |= other.yearly
        self.bounds |= other.bounds


class Meetings:
    """The dates of some readings of a rule set, grouped by the facts that they are compared with."""

    def __init__(self, read: Iterable[LinkedRuleSet]) -> None:
        self._groups: dict[Any, _Group] = {}
        for linked in read:
            for unit in linked.units():
                self._unit(unit)
        self._all = list({id(group): group for group in self._groups.values()}.values())

    @property
    def is_yearly(self) -> bool:
        """Whether a date comes back every year."""
        return any(group.yearly for group in self._all)

    def anchors(self) -> Iterator[int]:
        """The as-of dates about which a date that stands still is met."""
        for group in self._all:
            for day in group.still:
                if FIRST_DAY < day < LAST_DAY:
                    yield from (2 * day - end(day) for end in group.moving.values())

    def between(self, start: int, last: int) -> Iterator[int]:
        """The first days on which dates lie among each other in another way, from one day to another."""
        years = range(date.fromordinal(start).year, date.fromordinal(last).year + 1)
        if self.is_yearly:
            yield from (day for year in years if start < (day := date(year, 1, 1).toordinal()) <= last)
        for group in self._all:
            near = max(1, len(group.given))
            for end in group.moving.values():
                for value in group.still | group.bounds:
                    yield from _met(end, value, near, (start, last))
                for month, day in group.yearly:
                    for year in years:
                        span = max(start, date(year, 1, 1).toordinal()), min(last, date(year, 12, 31).toordinal())
                        yield from _met(end, date(year, month, day).toordinal(), near, span)
            for one, two in combinations(group.moving.values(), 2):
                yield from _crossings(one, two, near, (start, last))

    # --- what there is -----------------------------------------------------------------------------------------------

    def _unit(self, unit: LinkedRuleSet) -> None:
        for condition in _conditions(unit):
            for comparison in comparisons(condition):
                self._comparison(unit, comparison)
        for name, derived in unit.derived.items():
            group = self._group((id(unit), name))
            if isinstance(derived.formula, EveryYear):
                group.yearly.add((derived.formula.month, derived.formula.day))
            elif isinstance(derived.formula, Table) and derived.type.kind is Kind.DATE:
                for then in (*(row.then for row in derived.formula.rows), derived.formula.otherwise):
                    group.still.update(_values(unit, then))

    def _comparison(self, unit: LinkedRuleSet, comparison: Comparison) -> None:
        turned = isinstance(comparison.left, FactRef) and read_fact(comparison.left.name, unit) != comparison.left.name
        if comparison.op is Op.KNOWN or (comparison.type.kind is not Kind.DATE and not turned and not _counts(comparison)):
            return
        group = self._side(unit, comparison.left)
        facts = [right for right in comparison.right if isinstance(right, FactRef)]
        for right in facts:
            group = self._joined(group, self._side(unit, right))
        if facts:
            return
        used = [operand.name for operand in operands_in(comparison) if isinstance(operand, ParamRef)]
        for values in unit.values_over_time(used):
            for key, end in _ends(unit, comparison, values, turned=turned):
                if key is None:
                    group.still.add(end)
                else:
                    group.moving.setdefault(key, end)

    def _side(self, unit: LinkedRuleSet, side: FactRef | ParamRef) -> _Group:
        if isinstance(side, ParamRef):
            group = self._group((id(unit), "$", side.name))
            group.still.update(_values(unit, side))
            return group
        name = read_fact(side.name, unit)
        if name in unit.derived:
            return self._group((id(unit), name))
        group = self._group(name)
        group.given.add(name)
        fact = unit.facts.get(name)
        if fact is not None and fact.type.kind is Kind.DATE:
            group.bounds.update(fact.type.bounds)
        return group

    def _group(self, key: Any) -> _Group:
        return self._groups.setdefault(key, _Group())

    def _joined(self, one: _Group, two: _Group) -> _Group:
        if one is not two:
            one.join(two)
            for key, group in self._groups.items():
                if group is two:
                    self._groups[key] = one
        return one


def _conditions(unit: LinkedRuleSet) -> Iterator[Condition]:
    for derived in unit.derived.values():
        yield from conditions_of(derived.formula)
    for criterion in unit.criteria.values():
        yield from (each for each in (criterion.guard, criterion.require) if each is not None)
    if unit.applies_when is not None:
        yield unit.applies_when


def _values(unit: LinkedRuleSet, operand: Const | ParamRef) -> Iterator[int]:
    """The values of a constant or of a parameter over time."""
    found = [operand.value] if isinstance(operand, Const) else [value for _, value in unit.parameters[operand.name].values]
    yield from (value for value in found if isinstance(value, int))


def _counts(comparison: Comparison) -> bool:
    return comparison.op in (Op.AT_LEAST_AGO, Op.LESS_THAN_AGO, Op.AT_LEAST_AHEAD)


def _ends(unit: LinkedRuleSet, comparison: Comparison, values: Mapping[str, ParamValue], *, turned: bool) -> Iterator[tuple[Any, Any]]:
    """The ends of what a comparison asks for: without a key where they stand still, else by the as-of date."""
    resolved = tuple("$as_of" if isinstance(right, AsOf) else Folded(unit, 0, 0, values).resolve(right) for right in comparison.right)
    moves = [turned or right == "$as_of" or isinstance(right, Duration) for right in resolved]
    for number, run in enumerate(Folded(unit, _ANY_DAY, _ANY_DAY, values).tested_runs(comparison)):
        for at, end in enumerate(run):
            if end is not None and (moves[at] if comparison.op is Op.BETWEEN and not turned else any(moves)):
                yield (comparison.op, resolved, turned, number, at), _end(unit, comparison, values, (number, at))
            elif end is not None:
                yield None, end


def _end(unit: LinkedRuleSet, comparison: Comparison, values: Mapping[str, ParamValue], place: tuple[int, int]) -> _End:
    """The first or the last day of a run that a comparison asks for, by the as-of date."""
    number, at = place

    def end(day: int) -> int:
        found = Folded(unit, day, day, values).tested_runs(comparison)[number][at]
        assert found is not None  # noqa: S101 - a side is open on every day or on none
        return found

    return end


def _met(end: _End, value: int, near: int, span: tuple[int, int]) -> Iterator[int]:
    """The first days on which an end is so near to a value, from just before it to just after; ends never move back."""
    start, last = span
    if start > last:
        return
    highest = end(last)
    for away in range(-near, near + 2):
        low, high = start, last
        if highest < value + away:
            return
        while low < high:
            middle = (low + high) // 2
            if end(middle) >= value + away:
                high = middle
            else:
                low = middle + 1
        yield low


def _crossings(one: _End, two: _End, near: int, span: tuple[int, int]) -> Iterator[int]:
    """The days from which on two moving ends lie otherwise: months are not all of one length."""
    if abs(one(span[0]) - two(span[0])) > near + _SWAYS:
        return
    before: int | None = None
    for day in range(span[0], span[1] + 1):
        apart = max(-near - 1, min(near + 1, one(day) - two(day)))
        if before is not None and apart != before:
            yield day
        before = apart
