"""How dates lie among each other on a day: only that tells apart the days between two changes of a rule set.

What a comparison of a date says depends on where its ends lie among all dates that the same facts are compared with. Some ends stand
still (constants, values of parameters, results of tables, bounds of facts), some move with the as-of date (``$as_of``, durations,
months since) and some with its year (``every_year``). On two days on which all of them lie alike, every profile of the one day has one
of the other that is decided in the same way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from naikkelas.calendar import Duration
from naikkelas.conditions import (
    AsOf,
    Comparison,
    Condition,
    Const,
    EveryYear,
    FactRef,
    MonthsSince,
    Op,
    ParamRef,
    Table,
    comparisons,
    conditions_of,
)
from naikkelas.engines.folded import Folded, read_fact
from naikkelas.facts import FIRST_DAY, LAST_DAY, FactType, Kind
from naikkelas.folding import months_to_dates, runs
from naikkelas.ranges import NEVER
from naikkelas.ruleset.given import may_be_given
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue

__all__ = ["Meetings"]

#: So many days a length in months differs at most from day to day.
SWAYS: Final = 8

#: Which sides of a comparison are open is the same on every day.
_ANY_DAY: Final = date(2026, 1, 1).toordinal()

_DAYS_OF_YEAR: Final = 365

#: The first day above an end of a comparison, by the as-of date.
_Edge = Callable[[int], int]


@dataclass(slots=True)
class _Group:
    """Facts that are compared with each other, and the edges at which a comparison of them turns: the first day on the other side."""

    given: set[str] = field(default_factory=set)
    still: set[int] = field(default_factory=set)
    moving: dict[Any, _Edge] = field(default_factory=dict)
    yearly: set[tuple[int, int]] = field(default_factory=set)
    asks_known: bool = False

    def join(self, other: "_Group") -> None:
        """Takes over what the other has."""
        self.given |= other.given
        self.still |= other.still
        self.moving |= other.moving
        self.yearly |= other.yearly
        self.asks_known |= other.asks_known

    @property
    def cap(self) -> int:
        """Between two edges so many values are as good as any number of them: one fact may be a range, several differ from each other."""
        return 2 * len(self.given) if len(self.given) > 1 or self.asks_known else 1

    def order(self, day: int) -> tuple[tuple[int, int], ...]:
        """The edges in their order on a day, each with its way from the one before, as far as that matters."""
        edges = [*sorted(self.still), *(edge(day) for edge in self.moving.values())]
        if self.yearly:
            year = date.fromordinal(day).year
            for month, at in sorted(self.yearly):
                found = date(year, month, at).toordinal()
                edges += (found, found + 1)
        cap, before, made = self.cap, 0, []
        for edge, number in sorted(zip(edges, range(len(edges)), strict=True)):
            made.append((number, min(cap, edge - before)))
            before = edge
        return tuple(made)


class Meetings:
    """The dates of some readings of a rule set, grouped by the facts that they are compared with.

    A derived date that a profile may give is one of them, in all rule sets that derive it.
    """

    def __init__(self, read: Iterable[LinkedRuleSet]) -> None:
        self._groups: dict[Any, _Group] = {}
        readings = list(read)
        given = [may_be_given(linked) for linked in readings]
        self._given = {name: made.type for each in given for name, made in each.items() if made.type.kind is Kind.DATE}
        for linked in readings:
            for unit in linked.units():
                self._unit(unit)
        for name in {name: None for linked in readings for name in linked.outputs if name in linked.derived}:
            self._shown([linked for linked in readings if name in linked.derived], name)
        every = {id(group): group for group in self._groups.values()}.values()
        self._all = [group for group in every if group.moving or group.yearly]

    def order(self, day: int) -> tuple[Any, ...]:
        """How all dates lie among each other on a day."""
        return tuple(group.order(day) for group in self._all)

    def anchors(self) -> Iterator[tuple[int, int]]:
        """The first and last day about which a date that moves meets one that stands still."""
        for group in self._all:
            about = group.cap + SWAYS
            for day in (each for each in group.still if each < NEVER):
                yield from ((2 * day - edge(day) - about, 2 * day - edge(day) + about) for edge in group.moving.values())
                if group.yearly:
                    year = date.fromordinal(day).year
                    yield date(year - 1, 1, 1).toordinal(), date(year + 1, 12, 31).toordinal()

    @property
    def is_still(self) -> bool:
        """Whether nothing moves, so that the day does not matter."""
        return not self._all

    @property
    def years(self) -> int:
        """So many years before and after a day its leap years matter to how the dates that move lie among each other."""
        far = [0]
        for group in self._all:
            if len(group.moving) > 1 or group.yearly:
                far += [abs(edge(_ANY_DAY) - _ANY_DAY) // _DAYS_OF_YEAR + 1 for edge in group.moving.values()]
        return max(far)

    # --- what there is -----------------------------------------------------------------------------------------------

    def _unit(self, unit: LinkedRuleSet) -> None:
        for condition in _conditions(unit):
            for comparison in comparisons(condition):
                self._comparison(unit, comparison)
        for name, derived in unit.derived.items():
            group = self._derived(unit, name)
            if isinstance(derived.formula, EveryYear):
                group.yearly.add((derived.formula.month, derived.formula.day))
            elif isinstance(derived.formula, Table) and derived.type.kind is Kind.DATE:
                for then in (*(row.then for row in derived.formula.rows), derived.formula.otherwise):
                    group.still.update(_values(unit, then))

    def _shown(self, readings: list[LinkedRuleSet], name: str) -> None:
        """What is shown of a derived date in one reading is compared with what the other shows."""
        first, *others = (self._side(linked, FactRef(name)) for linked in readings)
        for other in others:
            first = self._joined(first, other)

    def _comparison(self, unit: LinkedRuleSet, comparison: Comparison) -> None:
        left = comparison.left
        turned = isinstance(left, FactRef) and isinstance(getattr(unit.derived.get(left.name), "formula", None), MonthsSince)
        if comparison.type.kind is not Kind.DATE and not turned and not _counts(comparison):
            return
        group = self._side(unit, left)
        if comparison.op is Op.KNOWN:
            group.asks_known = True
            return
        facts = [right for right in comparison.right if isinstance(right, FactRef)]
        for right in facts:
            group = self._joined(group, self._side(unit, right))
        if facts:
            return
        used = [right.name for right in comparison.right if isinstance(right, ParamRef)]
        for values in unit.values_over_time(used):
            for key, edge in _edges(unit, comparison, values, turned=turned):
                if isinstance(edge, int):
                    group.still.add(edge)
                else:
                    group.moving.setdefault(key, edge)

    def _side(self, unit: LinkedRuleSet, side: FactRef | ParamRef) -> _Group:
        if isinstance(side, ParamRef):
            group = self._group((id(unit), "$", side.name))
            group.still.update(_values(unit, side))
            return group
        name = read_fact(side.name, unit)
        if name in unit.derived:
            return self._derived(unit, name)
        fact = unit.facts.get(name)
        return self._open(name, None if fact is None else fact.type)

    def _derived(self, unit: LinkedRuleSet, name: str) -> _Group:
        return self._open(name, self._given[name]) if name in self._given else self._group((id(unit), name))

    def _open(self, name: str, kind: FactType | None) -> _Group:
        """A fact that may be any date of its type."""
        group = self._group(name)
        group.given.add(name)
        if kind is not None and kind.kind is Kind.DATE:
            low, high = kind.bounds
            group.still.update(edge for edge in (low, high + 1) if FIRST_DAY < edge <= LAST_DAY)
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
    """Both edges of the values of a constant or of a parameter over time."""
    found = [operand.value] if isinstance(operand, Const) else [value for _, value in unit.parameters[operand.name].values]
    for value in found:
        if isinstance(value, int):
            yield from (value, value + 1)


def _counts(comparison: Comparison) -> bool:
    return comparison.op in (Op.AT_LEAST_AGO, Op.LESS_THAN_AGO, Op.AT_LEAST_AHEAD)


def _edges(
    unit: LinkedRuleSet, comparison: Comparison, values: Mapping[str, ParamValue], *, turned: bool
) -> Iterator[tuple[Any, int | _Edge]]:
    """The edges of what a comparison asks for: a day where they stand still, else by the as-of date."""
    folded = Folded(unit, _ANY_DAY, _ANY_DAY, values)
    rights = tuple(right if isinstance(right, AsOf) else folded.resolve(right) for right in comparison.right)
    moves = [turned or isinstance(right, AsOf | Duration) for right in rights]
    for number, run in enumerate(_runs(comparison.op, rights, _ANY_DAY, turned=turned)):
        for at, end in enumerate(run):
            if end is not None and (moves[at] if comparison.op is Op.BETWEEN and not turned else any(moves)):
                yield (comparison.op, rights, turned, number, at), _edge(comparison.op, rights, (number, at), turned=turned)
            elif end is not None:
                yield None, end + at


def _runs(op: Op, rights: tuple[Any, ...], day: int, *, turned: bool) -> tuple[Any, ...]:
    found = runs(op, [day if isinstance(right, AsOf) else right for right in rights], day)
    return months_to_dates(found, day) if turned else found


def _edge(op: Op, rights: tuple[Any, ...], place: tuple[int, int], *, turned: bool) -> _Edge:
    """The first or the first day after the last of a run that a comparison asks for, by the as-of date."""
    number, at = place

    def edge(day: int) -> int:
        found: int = _runs(op, rights, day, turned=turned)[number][at]
        return found + at

    return edge
