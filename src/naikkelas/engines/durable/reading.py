"""What is written into the messages: integers only, worked out from one profile, one date and what the rules have said so far.

This is the arithmetic that durable-rules is not asked to do: bounds of facts, sums, differences, products, and how many
items of a list are met. What follows from those numbers (larger or smaller, met or not met) is decided by the rules.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from naikkelas.conditions import (
    Derived,
    EveryYear,
    FactRef,
    ParamRef,
    PointsOf,
    Ratio,
    Scorecard,
    Sum,
    Table,
)
from naikkelas.engines.durable.expressions import Key
from naikkelas.engines.durable.network import Network, Node, Unit
from naikkelas.engines.folded import Folded, Shape, read_fact, shape_of
from naikkelas.facts import MOST_ANYWHERE, FactType, Kind
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.problems import EvaluationError, Place, problem
from naikkelas.ranges import Bounds, hull
from naikkelas.ruleset.model import Criterion
from naikkelas.scores import POSSIBLE, Card, Score
from naikkelas.snapshot import Snapshot
from naikkelas.values import describe

#: The number of a value that no rule asks for; 0 stands for a missing fact. Values that are asked for follow.
OTHER_VALUE: Final = 1

Operand = FactRef | ParamRef


def clamped(value: int) -> int:
    """``value``, or the end of the range in which durable-rules compares whole numbers exactly."""
    return max(-MOST_ANYWHERE, min(MOST_ANYWHERE, value))


class Reading:
    """One profile on one date. ``results`` grow wave by wave."""

    def __init__(self, network: Network, folded: tuple[Folded, ...], codes: Mapping[str, Mapping[object, int]], snapshot: Snapshot) -> None:
        self.network = network
        self.folded = folded
        self.codes = codes
        self.snapshot = snapshot
        self.results = [UNKNOWN] * len(network.nodes)
        self._kept: dict[tuple[int, str], Any] = {}

    def value(self, key: Key) -> int:
        """What a property is in a message."""
        kind, *rest = key
        found: int = getattr(self, f"_{kind}")(*rest)
        return found

    def message(self, names: Mapping[Key, str]) -> dict[str, Any]:
        """The message of a shard."""
        return {name: self.value(key) for key, name in names.items()}

    # --- properties by kind: `("low", unit, name, is a parameter)`, `("truth", node)`, ... -----------------------------

    def _always(self, code: int) -> int:
        return code

    def _truth(self, node: int) -> int:
        return self.results[node]

    def _must(self, *counted: Key) -> int:
        """How many of these are met."""
        return sum(self.value(key) == MET for key in counted)

    def _may(self, *counted: Key) -> int:
        """How many of these may be met."""
        return sum(self.value(key) != NOT_MET for key in counted)

    def _low(self, number: int, name: str, parameter: bool) -> int:
        return clamped(self._operand(number, name, parameter)[0])

    def _high(self, number: int, name: str, parameter: bool) -> int:
        return clamped(self._operand(number, name, parameter)[1])

    def _boolean(self, number: int, name: str) -> int:
        found: int = self.derived(self.network.units[number], name)
        return found

    def _inside(self, number: int) -> int:
        """How many candidates of a derived choice are among the names that a comparison asks for."""
        return len(self._candidates(number) & self._asked(number))

    def _outside(self, number: int) -> int:
        return len(self._candidates(number) - self._asked(number))

    def _difference_low(self, number: int) -> int:
        return clamped(self._difference(number)[0])

    def _difference_high(self, number: int) -> int:
        return clamped(self._difference(number)[1])

    def _ratio_low(self, number: int, index: int) -> int:
        return clamped(self._ratio(number, index)[0])

    def _ratio_high(self, number: int, index: int) -> int:
        return clamped(self._ratio(number, index)[1])

    def _score_low(self, number: int, index: int) -> int:
        return clamped(self._score_beside(number, index)[0])

    def _score_high(self, number: int, index: int) -> int:
        return clamped(self._score_beside(number, index)[1])

    # --- given facts --------------------------------------------------------------------------------------------------

    def given(self, name: str, kind: FactType) -> Any:
        """The exact value of a fact, its range, or ``None``.

        Raises:
            EvaluationError: when it is not of its type, as only a snapshot made by hand can be (NK513).
        """
        value = self.snapshot.exact.get(name)
        if value is not None:
            if kind.kind.is_ordered:
                fits = type(value) is int
            else:
                fits = isinstance(value, {Kind.BOOLEAN: bool, Kind.SET: frozenset}.get(kind.kind, str))
            return value if fits else self._unfit(name, kind, value)
        pair = self.snapshot.ranged.get(name) if kind.kind.is_ordered else None
        if pair is None:
            return None
        found: Any = pair  # a snapshot made by hand may hold anything
        fits = isinstance(found, tuple) and len(found) == 2 and all(type(end) is int for end in found) and found[0] <= found[1]
        return found if fits else self._unfit(name, kind, found)

    def _unfit(self, name: str, kind: FactType, value: object) -> Any:
        read = type(value).__name__  # never the value: it may be personal
        raise EvaluationError([problem("NK513", Place(path=name), "admit_profile", name=name, read=read, expected=describe(kind))])

    def _type(self, name: str) -> FactType:
        return next(unit.linked.facts[name].type for unit in self.network.units if name in unit.linked.facts)

    def _code(self, name: str) -> int:
        """The number of a value: equal values have equal numbers, and no text of a profile ever reaches durable-rules."""
        value = self.given(name, self._type(name))
        return 0 if value is None else self.codes.get(name, {}).get(value, OTHER_VALUE)

    def _known(self, number: int, name: str) -> int:
        """1 when a fact has one value."""
        unit = self.network.units[number]
        derived = unit.linked.derived.get(name)
        if derived is None or derived.type.kind.is_ordered:
            kind = self._type(name) if derived is None else derived.type
            if not kind.kind.is_ordered:
                return int(self.given(name, kind) is not None)
            low, high = self.bounds(unit, FactRef(name))
            return int(low == high)
        value = self.derived(unit, name)
        return int(value != UNKNOWN) if derived.type.kind is Kind.BOOLEAN else int(len(value) == 1)

    def _in_force(self, number: int, name: str) -> int:
        folded = self.folded[number]
        return MET if folded.linked.criteria[name].in_force(folded.rules_as_of) else NOT_MET

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _operand(self, number: int, name: str, parameter: bool) -> Bounds:
        return self.bounds(self.network.units[number], ParamRef(name) if parameter else FactRef(name))

    def bounds(self, unit: Unit, operand: Operand) -> Bounds:
        """The lowest and the highest value of an ordered operand; a missing fact has those of its type."""
        if isinstance(operand, ParamRef):
            found: Any = self.folded[unit.number].parameters[operand.name]
            return (found, found)
        name = read_fact(operand.name, unit.linked)
        if name in unit.linked.derived:
            value: Bounds = self.derived(unit, name)
            return value
        kind = self._type(name)
        given = self.given(name, kind)
        if given is None:
            return kind.bounds
        return given if isinstance(given, tuple) else (given, given)

    def derived(self, unit: Unit, name: str) -> Any:
        """The value of a derived fact: bounds, a truth, or the candidates of a choice. A given value wins."""
        key = (unit.number, name)
        if key not in self._kept:
            derived = unit.linked.derived[name]
            given = self.given(name, derived.type)
            self._kept[key] = self._follows(unit, derived) if given is None else _as_derived(given, derived.type)
        return self._kept[key]

    def _follows(self, unit: Unit, derived: Derived) -> Any:
        formula = derived.formula
        match formula:
            case Table():
                return self._hit(unit, derived, formula)
            case Sum():
                parts = [(self.bounds(unit, term), factor) for term, factor in formula.terms]
                ends = [sorted((low * factor, high * factor)) for (low, high), factor in parts]
                return (sum(low for low, _ in ends), sum(high for _, high in ends))
            case PointsOf():
                points = [self.points(unit, unit.linked.criteria[name]) for name in formula.criteria]
                return (sum(low for low, _ in points), sum(high for _, high in points))
            case EveryYear():
                year = date.fromordinal(self.folded[unit.number].rules_as_of).year
                day = date(year, formula.month, formula.day).toordinal()
                return (day, day)
        return self.value(unit.truths[derived.name])

    def _hit(self, unit: Unit, derived: Derived, table: Table) -> Any:
        """What the rows that may be hit give: the hull of numbers, the truth of booleans, the choices."""
        possible = [self.value(key) != NOT_MET for key in unit.rows[derived.name]]
        results = [*(row.then for row in table.rows), table.otherwise]
        parameters = self.folded[unit.number].parameters
        values: list[Any] = [
            parameters[then.name] if isinstance(then, ParamRef) else then.value for then, hit in zip(results, possible, strict=True) if hit
        ]
        if derived.type.kind.is_ordered:
            return hull((min(values), min(values)), (max(values), max(values)))
        if derived.type.kind is Kind.BOOLEAN:
            return UNKNOWN if len(set(values)) > 1 else _as_derived(values[0], derived.type)
        return frozenset(values)

    def points(self, unit: Unit, criterion: Criterion) -> Bounds:
        """The points of a preference, given whether they are earned."""
        worth = (criterion.points, criterion.points) if isinstance(criterion.points, int) else self.bounds(unit, criterion.points)
        earned = self.value(unit.earned[criterion.id])
        if earned == UNKNOWN:
            return hull((0, 0), worth)
        return worth if earned == MET else (0, 0)

    # --- comparisons --------------------------------------------------------------------------------------------------

    def _parts(self, number: int) -> tuple[Unit, Node, Folded]:
        node = self.network.nodes[number]
        return self.network.units[node.unit], node, self.folded[node.unit]

    def _asked(self, number: int) -> frozenset[str]:
        """The names a comparison asks for."""
        unit, node, folded = self._parts(number)
        assert node.comparison is not None  # noqa: S101 - only comparisons ask so
        found = folded.constants(node.comparison, shape_of(node.comparison, unit.linked))[0]
        return found if isinstance(found, frozenset) else frozenset({found})

    def _candidates(self, number: int) -> frozenset[str]:
        unit, node, _ = self._parts(number)
        found: frozenset[str] = self.derived(unit, node.name)
        return found

    def _members(self, number: int) -> int:
        """How many of the names are in a set, or are the value; -1 when the fact is missing."""
        node = self.network.nodes[number]
        value = self.given(node.name, self._type(node.name))
        if value is None:
            return -1
        return len((value if isinstance(value, frozenset) else frozenset({value})) & self._asked(number))

    def _difference(self, number: int) -> Bounds:
        """The left side minus the right side."""
        unit, node, _ = self._parts(number)
        assert node.comparison is not None  # noqa: S101 - only comparisons ask so
        left, right = node.comparison.left, node.comparison.right[0]
        assert isinstance(right, FactRef)  # noqa: S101 - that is what the shape says
        (low, high), (other_low, other_high) = self.bounds(unit, left), self.bounds(unit, right)
        return (low - other_high, high - other_low)

    def _ratio(self, number: int, index: int) -> Bounds:
        """Bounds of ``of * q - p * to`` for the fraction p/q, where ``to`` is above 0: its sign is that of the ratio minus p/q."""
        unit, node, folded = self._parts(number)
        assert node.comparison is not None  # noqa: S101 - only comparisons ask so
        ratio = unit.linked.derived[node.name].formula
        assert isinstance(ratio, Ratio)  # noqa: S101 - that is what the shape says
        p, q = folded.constants(node.comparison, Shape.RATIO)[index]
        tops = [end * ratio.of_factor * q for end in self.bounds(unit, ratio.of)]
        low, high = (end * ratio.to_factor for end in self.bounds(unit, ratio.to))
        bottoms = [p * max(low, ratio.to_factor), p * max(high, ratio.to_factor)]
        return (min(tops) - max(bottoms), max(tops) - min(bottoms))

    def _score(self, number: int) -> Score:
        """The range of a score, from whether each indicator applies and whether it is met."""
        unit, node, _ = self._parts(number)
        key = (unit.number, node.name)
        if key not in self._kept:
            scorecard = unit.linked.derived[node.name].formula
            assert isinstance(scorecard, Scorecard)  # noqa: S101 - that is what the shape says
            possible = [POSSIBLE[self.value(guard), self.value(require)] for guard, require in unit.indicators[node.name]]
            self._kept[key] = Card.of(scorecard).score(possible)
        found: Score = self._kept[key]
        return found

    def _score_applies(self, number: int) -> int:
        score = self._score(number)
        return NOT_MET if score.ends is None else UNKNOWN if score.may_be_empty else MET

    def _score_beside(self, number: int, index: int) -> Bounds:
        """Bounds that have the signs of the least and the greatest score minus a fraction; 0 where no indicator applies."""
        _, node, folded = self._parts(number)
        assert node.comparison is not None  # noqa: S101 - only comparisons ask so
        ends = self._score(number).ends
        if ends is None:
            return (0, 0)
        p, q = folded.constants(node.comparison, Shape.SCORE)[index]
        least, most = (numerator * q - p * denominator for numerator, denominator in ends)
        return (least, most)


def _as_derived(value: Any, kind: FactType) -> Any:
    """A canonical value as the value of a derived fact."""
    if kind.kind.is_ordered:
        return value if isinstance(value, tuple) else (value, value)
    if kind.kind is Kind.BOOLEAN:
        return MET if value else NOT_MET
    return frozenset({value})
