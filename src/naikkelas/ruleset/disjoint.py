"""Showing that two conditions cannot be met at once, for the rows of a ``unique`` table.

A condition is widened to a few boxes: on each axis (a fact, its distance from the as-of date, its difference from another
fact) the values it allows. Two conditions exclude each other when every pair of boxes has an axis on which they do not
meet. What a box cannot say is left open, so "apart" is always true and "not apart" may only mean "not shown".
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from math import comb
from typing import Any, Final

from naikkelas.calendar import Duration
from naikkelas.conditions import (
    RATIO_DECIMALS,
    RELATIONS,
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
    Outcome,
    ParamRef,
    ProgrammeIs,
    Ratio,
    Scorecard,
    Some,
    Status,
)
from naikkelas.facts import Kind
from naikkelas.folding import NEGATIVE, Run, runs
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue

_MOST_BOXES: Final = 64
_FAR: Final = 2**80
#: A month has at least and at most so many days.
_SHORT, _LONG = 28, 31
_STATUSES: Final = frozenset({Status.MET, Status.NOT_MET, Status.NOT_APPLICABLE})
_OUTCOMES: Final = frozenset({Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE})
_BOOLEANS: Final = (True, False)
_DAYS_AHEAD, _MONTHS_AHEAD, _MONTHS_AGO = "days ahead", "months ahead", "months ago"
_SIGNS: Final[Mapping[str, Run]] = {">=": (0, None), ">": (1, None), "<=": (None, 0), "<": (None, -1)}


@dataclass(frozen=True, slots=True)
class Allowed:
    """The values an axis allows: runs of integers, or names in or (negated) out of a set."""

    runs: tuple[Run, ...] | None = None
    names: frozenset[Any] = frozenset()
    negated: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing is allowed."""
        return not self.runs if self.runs is not None else not self.names and not self.negated

    def both(self, other: "Allowed") -> "Allowed":
        """What both allow."""
        if self.runs is not None and other.runs is not None:
            return Allowed(tuple(run for a in self.runs for b in other.runs if (run := _meet(a, b)) is not None))
        if self.negated and other.negated:
            return Allowed(names=self.names | other.names, negated=True)
        if self.negated or other.negated:
            inside, outside = (other, self) if self.negated else (self, other)
            return Allowed(names=inside.names - outside.names)
        return Allowed(names=self.names & other.names)


Box = Mapping[object, Allowed]
_ANYTHING: Final[list[Box]] = [{}]


def _meet(first: Run, second: Run) -> Run | None:
    low = first[0] if second[0] is None else second[0] if first[0] is None else max(first[0], second[0])
    high = first[1] if second[1] is None else second[1] if first[1] is None else min(first[1], second[1])
    return None if low is not None and high is not None and low > high else (low, high)


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


# --- looking for pairs -----------------------------------------------------------------------------------------------


def overlapping(conditions: Sequence[Condition], linked: LinkedRuleSet, values: Mapping[str, ParamValue]) -> Iterator[tuple[int, int]]:
    """The pairs of conditions (their positions) that are not shown to exclude each other, with the parameters at these values."""
    widener = _Widener(linked, values)
    rows = [(at, box) for at, condition in enumerate(conditions) for box in widener.boxes(condition, False)]
    found: set[tuple[int, int]] = set()
    for (one, first), (two, second) in _candidates(rows):
        pair = (min(one, two), max(one, two))
        if one != two and pair not in found and _met_together(first, second):
            found.add(pair)
            yield pair


def apart(first: Condition, second: Condition, linked: LinkedRuleSet, values: Mapping[str, ParamValue]) -> bool:
    """Whether two conditions are shown to exclude each other."""
    return next(overlapping([first, second], linked, values), None) is None


_Row = tuple[int, Box]


def _candidates(rows: Sequence[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """Pairs of boxes that may meet: sorted along the axis that most boxes have a limit on, so that few are compared."""
    axes = Counter(axis for _, box in rows for axis, allowed in box.items() if not allowed.negated)
    best = axes.most_common(1)[0][0] if axes else None
    tied = [(box[best], (at, box)) for at, box in rows if best in box and not box[best].negated]
    free = [(at, box) for at, box in rows if best not in box or box[best].negated]
    yield from combinations(free, 2)
    yield from product(free, (row for _, row in tied))
    yield from _swept(tied) if tied and tied[0][0].runs is not None else _shared(tied)


def _swept(tied: Iterable[tuple[Allowed, _Row]]) -> Iterator[tuple[_Row, _Row]]:
    """Pairs whose runs, from the first to the last, meet."""
    ends = [(min(_low(run) for run in allowed.runs or ()), max(_high(run) for run in allowed.runs or ()), row) for allowed, row in tied]
    ends.sort(key=lambda end: end[0])
    for at, (_, high, row) in enumerate(ends):
        for low, _, other in islice(ends, at + 1, None):
            if low > high:
                break
            yield row, other


def _shared(tied: Iterable[tuple[Allowed, _Row]]) -> Iterator[tuple[_Row, _Row]]:
    """Pairs that have a name in common."""
    holders: dict[Any, list[_Row]] = {}
    for allowed, row in tied:
        for name in allowed.names:
            holders.setdefault(name, []).append(row)
    for rows in holders.values():
        yield from combinations(rows, 2)


def _low(run: Run) -> int:
    return -_FAR if run[0] is None else run[0]


def _high(run: Run) -> int:
    return _FAR if run[1] is None else run[1]


def _met_together(first: Box, second: Box) -> bool:
    return not any(allowed.both(second[axis]).is_empty for axis, allowed in first.items() if axis in second)


# --- widening a condition --------------------------------------------------------------------------------------------


class _Widener:
    def __init__(self, linked: LinkedRuleSet, values: Mapping[str, ParamValue]) -> None:
        self.linked = linked
        self.values = values

    def boxes(self, node: Condition, negated: bool) -> list[Box]:
        """Boxes that hold everything that meets the condition (``negated``: everything that does not); none if nothing does."""
        match node:
            case Comparison():
                return self._comparison(node, negated)
            case Not():
                return self.boxes(node.item, not negated)
            case AllOf() | AnyOf():
                parts = [self.boxes(item, negated) for item in node.items]
                return _joined(parts) if isinstance(node, AllOf) != negated else _gathered(parts)
            case Some():
                return self._some(node, negated)
            case CriterionIs():
                return _named(("criterion", node.criterion), node.statuses, negated, _STATUSES)
            case ProgrammeIs():
                return _named(("programme", node.programme), node.outcomes, negated, _OUTCOMES)

    def _some(self, node: Some, negated: bool) -> list[Box]:
        """Every way to meet enough of the items; not meeting k of n is meeting the opposite of n - k + 1."""
        wanted = len(node.items) - node.at_least + 1 if negated else node.at_least
        if comb(len(node.items), wanted) > _MOST_BOXES:
            return _ANYTHING
        parts = [self.boxes(item, negated) for item in node.items]
        return _gathered([_joined(list(chosen)) for chosen in combinations(parts, wanted)])

    def _comparison(self, node: Comparison, negated: bool) -> list[Box]:
        kind = node.type.kind
        if not node.right or (kind is Kind.SET and isinstance(node.right[0], FactRef)):
            return _ANYTHING
        if kind is Kind.SET:
            return self._members(node, negated)
        if isinstance(node.right[0], FactRef):
            return self._pair(node.left.name, RELATIONS[node.op], node.right[0].name, negated)
        if kind.is_ordered:
            found = self._ordered(node, negated)
        else:
            names = frozenset(name for right in node.right for name in self._names(right))
            domain = frozenset(_BOOLEANS if kind is Kind.BOOLEAN else node.type.choices or ())
            found = _named(node.left, names, negated != (node.op in NEGATIVE), domain)
        return _joined([found, self._fixed(node.left, kind)]) if isinstance(node.left, ParamRef) else found

    def _members(self, node: Comparison, negated: bool) -> list[Box]:
        """A comparison with a set asks of each name whether it is a member."""
        names = [name for right in node.right for name in self._names(right)]
        parts = [_named(("member", node.left, name), (True,), negated, frozenset(_BOOLEANS)) for name in names]
        return _gathered(parts) if (node.op is Op.INCLUDES_ANY) != negated else _joined(parts)

    def _fixed(self, left: ParamRef, kind: Kind) -> list[Box]:
        """The one value a parameter has."""
        value = self.values[left.name]
        if kind.is_ordered and isinstance(value, int):
            return [{left: Allowed(((value, value),))}]
        return [{left: Allowed(names=frozenset({value}))}]

    def _pair(self, left: str, relation: str, right: str, negated: bool) -> list[Box]:
        """A comparison with another fact is a limit on their difference."""
        low, high = _SIGNS[relation]
        if negated:
            low, high = _complement(((low, high),))[0]
        if left > right:
            left, right, low, high = right, left, None if high is None else -high, None if low is None else -low
        return [{("difference", left, right): Allowed(((low, high),))}]

    def _names(self, right: object) -> Iterable[Any]:
        value = self._value(right)
        return value if isinstance(value, frozenset) else (value,)

    def _value(self, right: object) -> ParamValue | None:
        if isinstance(right, ParamRef):
            return self.values[right.name]
        return right.value if isinstance(right, Const) else None

    # --- ordered comparisons ------------------------------------------------------------------------------------------

    def _ordered(self, node: Comparison, negated: bool) -> list[Box]:
        if node.op in (Op.IN, Op.NOT_IN, Op.IS, Op.IS_NOT):
            numbers = [value for right in node.right if isinstance(value := self._value(right), int)]
            found = runs(Op.IN, numbers, 0)
            return [{node.left: Allowed(_complement(found) if negated != (node.op in NEGATIVE) else found)}]
        derived = self.linked.derived.get(node.left.name) if isinstance(node.left, FactRef) else None
        formula = derived.formula if derived is not None and isinstance(derived.formula, Ratio | Scorecard) else None
        if formula is not None and _may_lack_a_value(formula, negated):
            return _ANYTHING
        relations = (">=", "<=") if node.op is Op.BETWEEN else (RELATIONS.get(node.op, ""),)
        sides = [self._side(node, relation, right, formula is not None) for relation, right in zip(relations, node.right, strict=True)]
        if negated:
            return [box for axis, run in sides for other in _complement((run,)) for box in [_limit(axis, other)]]
        return _joined([[_limit(axis, run)] for axis, run in sides])

    def _side(self, node: Comparison, relation: str, right: object, is_ratio: bool) -> tuple[object, Run]:
        """The axis and the run of one limit. Those of a ratio or a score lie on even numbers, so that something is left between any two."""
        value = self._value(right)
        axis: object = node.left
        at = 0
        if isinstance(value, Duration):
            axis, relation, at = _distance(node.left, node.op, value)
        elif isinstance(right, AsOf):
            axis = (_DAYS_AHEAD, node.left)
        elif isinstance(value, int):
            decimals = self.linked.parameters[right.name].type.decimals if isinstance(right, ParamRef) else RATIO_DECIMALS
            at = 2 * value * 10 ** (RATIO_DECIMALS - decimals) if is_ratio else value
        low, high = _SIGNS[relation]
        return axis, (None if low is None else at + low, None if high is None else at + high)


def _may_lack_a_value(formula: Ratio | Scorecard, negated: bool) -> bool:
    """Whether a comparison that holds may hold because a ratio divides by zero or a scorecard is empty."""
    if isinstance(formula, Scorecard):
        return formula.when_empty is not None and formula.when_empty != negated
    return negated or formula.when_zero


def _distance(left: FactRef | ParamRef, op: Op, length: Duration) -> tuple[object, str, int]:
    """A length of time before or after the as-of date: an axis, a relation and a number."""
    if length.unit == "days":
        relation, sign = {Op.AT_LEAST_AGO: ("<=", -1), Op.LESS_THAN_AGO: (">", -1), Op.AT_LEAST_AHEAD: (">=", 1)}[op]
        return (_DAYS_AHEAD, left), relation, sign * length.count
    axis = _MONTHS_AHEAD if op is Op.AT_LEAST_AHEAD else _MONTHS_AGO
    return (axis, left), "<" if op is Op.LESS_THAN_AGO else ">=", length.count


def _limit(axis: object, run: Run) -> Box:
    """A box with one limit; one in months also says something about the days."""
    box = {axis: Allowed((run,))}
    if not isinstance(axis, tuple) or axis[0] not in (_MONTHS_AHEAD, _MONTHS_AGO):
        return box
    low, high = run
    nearest, farthest = None if low is None else _SHORT * low, None if high is None else _LONG * (high + 1) - 1
    if axis[0] == _MONTHS_AGO:
        nearest, farthest = None if farthest is None else -farthest, None if nearest is None else -nearest
    return {**box, (_DAYS_AHEAD, axis[1]): Allowed(((nearest, farthest),))}


def _named(axis: object, names: Iterable[Any], negated: bool, domain: frozenset[Any]) -> list[Box]:
    """A box with some names; an empty domain has no end."""
    found = Allowed(names=domain - frozenset(names)) if negated and domain else Allowed(names=frozenset(names), negated=negated)
    return [] if found.is_empty else [{axis: found}]


def _joined(parts: Sequence[list[Box]]) -> list[Box]:
    """Boxes that hold what is in a box of every part; a part that would make too many is left out."""
    made: list[Box] = _ANYTHING
    for part in parts:
        if len(made) * len(part) <= _MOST_BOXES:
            made = [box for a in made for b in part if (box := _merged(a, b)) is not None]
    return made


def _merged(first: Box, second: Box) -> Box | None:
    shared = {axis: allowed.both(second[axis]) for axis, allowed in first.items() if axis in second}
    return None if any(allowed.is_empty for allowed in shared.values()) else {**first, **second, **shared}


def _gathered(parts: Sequence[list[Box]]) -> list[Box]:
    """Boxes that hold what is in a box of some part."""
    made = [box for part in parts for box in part]
    return made if len(made) <= _MOST_BOXES else _ANYTHING
