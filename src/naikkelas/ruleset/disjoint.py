"""Showing that two conditions cannot be met at once, for the rows of a ``unique`` table.

A condition is widened to a few boxes: on each axis (a fact, or a fact's distance from the as-of date) the values it allows.
Two conditions exclude each other when every pair of boxes has an axis on which they do not meet. What a box cannot say is
left open, so "apart" is always true and "not apart" may only mean "not shown".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from naikkelas.calendar import Duration
from naikkelas.conditions import (
    AllOf,
    AnyOf,
    AsOf,
    Comparison,
    Condition,
    Const,
    CriterionIs,
    FactRef,
    Not,
    Op,
    ParamRef,
    ProgrammeIs,
    Ratio,
)
from naikkelas.facts import Kind
from naikkelas.folding import NEGATIVE, Run, runs
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue

_MOST_BOXES: Final = 64


@dataclass(frozen=True, slots=True)
class _Some:
    """The values an axis allows: runs of integers, or names in or (negated) out of a set."""

    runs: tuple[Run, ...] | None = None
    names: frozenset[Any] = frozenset()
    negated: bool = False

    def apart(self, other: "_Some") -> bool:
        if self.runs is not None and other.runs is not None:
            return not any(_meet(a, b) for a in self.runs for b in other.runs)
        if self.negated and other.negated:
            return False
        if self.negated or other.negated:
            inside, outside = (other, self) if self.negated else (self, other)
            return inside.names <= outside.names
        return not self.names & other.names


_Box = Mapping[object, tuple[_Some, ...]]
_ANYTHING: Final[list[_Box]] = [{}]


def _meet(first: Run, second: Run) -> bool:
    low = max(x for x in (first[0], second[0], -(2**63)) if x is not None)
    high = min(x for x in (first[1], second[1], 2**63) if x is not None)
    return low <= high


def apart(first: Condition, second: Condition, linked: LinkedRuleSet, values: Mapping[str, ParamValue]) -> bool:
    """Whether two conditions are shown to exclude each other, with the parameters at these values."""
    widener = _Widener(linked, values)
    boxes = product(widener.boxes(first, False), widener.boxes(second, False))
    return all(_boxes_apart(a, b) for a, b in boxes)


def _boxes_apart(first: _Box, second: _Box) -> bool:
    shared = first.keys() & second.keys()
    if any(a.apart(b) for axis in shared for a in first[axis] for b in second[axis]):
        return True
    return any(a.apart(b) for box in (first, second) for sides in box.values() for a in sides for b in sides)


class _Widener:
    def __init__(self, linked: LinkedRuleSet, values: Mapping[str, ParamValue]) -> None:
        self.linked = linked
        self.values = values

    def boxes(self, node: Condition, negated: bool) -> list[_Box]:
        match node:
            case Comparison():
                return self._comparison(node, negated)
            case Not():
                return self.boxes(node.item, not negated)
            case AllOf() | AnyOf():
                parts = [self.boxes(item, negated) for item in node.items]
                return _joined(parts) if isinstance(node, AllOf) != negated else _gathered(parts)
            case CriterionIs():
                return [{("criterion", node.criterion): (_Some(names=frozenset(node.statuses), negated=negated),)}]
            case ProgrammeIs():
                return [{("programme", node.programme): (_Some(names=frozenset(node.outcomes), negated=negated),)}]
        return _ANYTHING

    def _comparison(self, node: Comparison, negated: bool) -> list[_Box]:
        if isinstance(node.left, ParamRef) or any(isinstance(right, FactRef) for right in node.right):
            return _ANYTHING
        derived = self.linked.derived.get(node.left.name)
        if derived is not None and isinstance(derived.formula, Ratio) and (negated or derived.formula.when_zero):
            return _ANYTHING
        if node.type.kind.is_ordered and node.right:
            return self._ordered(node, negated)
        if node.type.kind in (Kind.CHOICE, Kind.TEXT, Kind.BOOLEAN) and node.right:
            names = frozenset(name for right in node.right for name in self._names(right))
            out = negated != (node.op in NEGATIVE)
            if out and node.type.choices is not None:
                return [{node.left: (_Some(names=frozenset(node.type.choices) - names),)}]
            return [{node.left: (_Some(names=names, negated=out),)}]
        return _ANYTHING

    def _names(self, right: object) -> Iterable[Any]:
        value = self._value(right)
        return value if isinstance(value, frozenset) else (value,)

    def _value(self, right: object) -> ParamValue | None:
        if isinstance(right, ParamRef):
            return self.values[right.name]
        return right.value if isinstance(right, Const) else None

    def _ordered(self, node: Comparison, negated: bool) -> list[_Box]:
        axis: object = node.left
        rights: list[int] = []
        for right in node.right:
            value = self._value(right)
            if isinstance(right, AsOf):
                if len(node.right) > 1:
                    return _ANYTHING
                axis, value = (node.left, "as_of"), 0
            elif isinstance(value, Duration):
                axis, value = (node.left, value.unit, node.op is Op.AT_LEAST_AHEAD), value.count
            if isinstance(value, bool) or not isinstance(value, int):
                return _ANYTHING
            rights.append(value)
        op = {Op.AT_LEAST_AGO: Op.AT_LEAST, Op.LESS_THAN_AGO: Op.LESS_THAN, Op.AT_LEAST_AHEAD: Op.AT_LEAST}.get(node.op, node.op)
        found = runs(op, rights, 0)
        inside = negated == (op in NEGATIVE)
        return [{axis: (_Some(runs=found if inside else _complement(found)),)}]


def _complement(found: tuple[Run, ...]) -> tuple[Run, ...]:
    made: list[Run] = []
    start: int | None = None
    for low, high in found:
        if low is not None:
            made.append((start, low - 1))
        if high is None:
            return tuple(made)
        start = high + 1
    return (*made, (start, None))


def _joined(parts: list[list[_Box]]) -> list[_Box]:
    made: list[_Box] = _ANYTHING
    for part in parts:
        if len(made) * len(part) > _MOST_BOXES:
            continue
        made = [{axis: (*a.get(axis, ()), *b.get(axis, ())) for axis in {**a, **b}} for a in made for b in part]
    return made


def _gathered(parts: list[list[_Box]]) -> list[_Box]:
    made = [box for part in parts for box in part]
    return made if len(made) <= _MOST_BOXES else _ANYTHING
