"""What one comparison asks on one date: two questions about numbers in the message.

A fact is in the message as its lowest and its highest value, so that durable-rules itself decides what a range, or nothing at
all, is enough for: "at least 5" is met when the lowest is at least 5, not met when the highest is below.
"""

from typing import Any, Final

from naikkelas.conditions import Comparison, FactRef, Op, Ratio, Scorecard
from naikkelas.engines.durable.expressions import ALWAYS, FAILS, NEVER, Expression, Key, Kleene, Relation, Test, all_of, both, either
from naikkelas.engines.durable.network import Node, Unit
from naikkelas.engines.durable.reading import OTHER_VALUE
from naikkelas.engines.folded import Folded, Shape, relation, shape_of
from naikkelas.folding import NEGATIVE, Run
from naikkelas.logic import MET, NOT_MET

#: Longer lists of names are looked up outside; durable-rules is told only whether the value is among them.
_MOST_NAMES: Final = 16

_BELOW: Final[dict[str, Relation]] = {">=": "<", ">": "<=", "<=": ">", "<": ">="}

Codes = dict[str, dict[object, int]]


def asked(unit: Unit, node: Node, folded: Folded, codes: Codes) -> Kleene:
    """The two questions of a comparison; ``codes`` are the numbers of the values that are asked for."""
    comparison = node.comparison
    assert comparison is not None  # noqa: S101 - only comparisons are asked
    shape = shape_of(comparison, unit.linked)
    found = _Asked(unit, node, comparison, folded, codes).by_shape(shape)
    negative = comparison.op in NEGATIVE and shape in (Shape.BOTH, Shape.RUNS, Shape.MEMBER)
    return found.negated() if negative else found


class _Asked:
    def __init__(self, unit: Unit, node: Node, comparison: Comparison, folded: Folded, codes: Codes) -> None:
        self.unit = unit
        self.node = node
        self.comparison = comparison
        self.folded = folded
        self.codes = codes
        self.name = comparison.left.name
        self.derived = comparison.left.name in unit.linked.derived

    def by_shape(self, shape: Shape) -> Kleene:
        constants = self.folded.constants(self.comparison, shape)
        match shape:
            case Shape.CONSTANT:
                return ALWAYS if constants[0] == MET else NEVER
            case Shape.KNOWN:
                return Kleene(Test(("known", self.unit.number, self.name), "=", 1), FAILS)
            case Shape.MEMBER:
                return self._member(constants[0])
            case Shape.BOOLEAN:
                return self._boolean(constants[0])
            case Shape.SET:
                return self._set(constants[0])
        return self._by_number(shape, constants)

    def _by_number(self, shape: Shape, constants: tuple[Any, ...]) -> Kleene:
        number = self.node.number
        match shape:
            case Shape.PAIR:
                return self._ordered(("difference_low", number), ("difference_high", number), relation(self.comparison))
            case Shape.RATIO:
                return self._ratio()
            case Shape.SCORE:
                return self._score(constants)
            case Shape.RUNS:
                return self._runs(constants[0])
        return self._between(*{Shape.LOW: (*constants, None), Shape.HIGH: (None, *constants), Shape.BOTH: constants}[shape])

    # --- ordered ------------------------------------------------------------------------------------------------------

    def _ends(self, operand: Any = None) -> tuple[Key, Key]:
        """The properties of the lowest and the highest value of an operand."""
        of = self.comparison.left if operand is None else operand
        rest = (self.unit.number, of.name, not isinstance(of, FactRef))
        return ("low", *rest), ("high", *rest)

    def _between(self, first: int | None, last: int | None) -> Kleene:
        low, high = self._ends()
        met = [Test(low, ">=", first)] if first is not None else []
        met += [Test(high, "<=", last)] if last is not None else []
        outside = [Test(high, "<", first)] if first is not None else []
        outside += [Test(low, ">", last)] if last is not None else []
        return Kleene(both(met), either(outside))

    def _runs(self, runs: tuple[Run, ...]) -> Kleene:
        """Met inside one run, not met inside one gap between the runs. Months come as dates, latest first."""
        tried = sorted((first, last) for first, last in runs if first is not None and last is not None and first <= last)
        inside: list[Expression] = [self._between(first, last).met for first, last in tried]
        edges = [None, *(edge for run in tried for edge in run), None]
        low, high = self._ends()
        gaps = []
        for after, before in zip(edges[::2], edges[1::2], strict=True):
            ends: list[Expression] = [] if after is None else [Test(low, ">", after)]
            ends += [] if before is None else [Test(high, "<", before)]
            gaps.append(both(ends))
        return Kleene(either(inside), either(gaps))

    def _ordered(self, low: Key, high: Key, asked_relation: str) -> Kleene:
        """A range against 0."""
        wanted: Relation = asked_relation  # type: ignore[assignment]  # one of the four
        first, last = (low, high) if wanted.startswith(">") else (high, low)
        return Kleene(Test(first, wanted, 0), Test(last, _BELOW[wanted], 0))

    def _ratio(self) -> Kleene:
        """Where the denominator is 0 the answer is fixed; above it, the sign of a difference decides."""
        ratio = self.unit.linked.derived[self.name].formula
        assert isinstance(ratio, Ratio)  # noqa: S101 - that is what the shape says
        low, high = self._ends(ratio.to)
        return _or_else(self._fractions("ratio"), Test(low, ">", 0), Test(high, "<=", 0), ratio.when_zero)

    def _score(self, fractions: tuple[tuple[int, int], ...]) -> Kleene:
        """As a ratio: where no indicator applies the answer is fixed."""
        scorecard = self.unit.linked.derived[self.name].formula
        assert isinstance(scorecard, Scorecard)  # noqa: S101 - that is what the shape says
        turned = len(fractions) > 1 and fractions[0][0] * fractions[1][1] > fractions[1][0] * fractions[0][1]
        key: Key = ("score_applies", self.node.number)
        found = NEVER if turned else self._fractions("score")
        return _or_else(found, Test(key, "=", MET), Test(key, "=", NOT_MET), scorecard.when_empty is True)

    def _fractions(self, what: str) -> Kleene:
        """A quotient against fractions: the signs of differences."""
        relations = (">=", "<=") if self.comparison.op is Op.BETWEEN else (relation(self.comparison),)
        number = self.node.number
        return all_of(self._ordered((f"{what}_low", number, i), (f"{what}_high", number, i), each) for i, each in enumerate(relations))

    # --- names --------------------------------------------------------------------------------------------------------

    def _boolean(self, wanted: bool) -> Kleene:
        if self.derived:
            key = ("boolean", self.unit.number, self.name)
            found = Kleene(Test(key, "=", MET), Test(key, "=", NOT_MET))
            return found if wanted else found.negated()
        yes, no = (Test(("code", self.name), "=", self._code(value)) for value in (wanted, not wanted))
        return Kleene(yes, no)

    def _member(self, names: frozenset[str]) -> Kleene:
        number = self.node.number
        if self.derived:
            return Kleene(Test(("outside", number), "=", 0), Test(("inside", number), "=", 0))
        if len(names) > _MOST_NAMES:
            return Kleene(Test(("members", number), "=", 1), Test(("members", number), "=", 0))
        key: Key = ("code", self.name)
        codes = [self._code(name) for name in sorted(names)]
        others: list[Expression] = [Test(key, "!=", code) for code in codes]
        return Kleene(either(Test(key, "=", code) for code in codes), both([Test(key, ">=", OTHER_VALUE), *others]))

    def _set(self, names: str | frozenset[str]) -> Kleene:
        """By how many of the names are in the set."""
        key: Key = ("members", self.node.number)
        all_ = len(names) if self.comparison.op is Op.INCLUDES_ALL else 1
        return Kleene(Test(key, ">=", all_), both([Test(key, ">=", 0), Test(key, "<", all_)]))

    def _code(self, value: object) -> int:
        numbers = self.codes.setdefault(self.name, {})
        return numbers.setdefault(value, OTHER_VALUE + 1 + len(numbers))


def _or_else(found: Kleene, surely: Expression, surely_not: Expression, otherwise: bool) -> Kleene:
    """``found`` where there is a quotient, and a fixed answer where there is none; while that is open, what both say."""
    if otherwise:
        return Kleene(either([surely_not, found.met]), both([surely, found.not_met]))
    return Kleene(both([surely, found.met]), either([surely_not, found.not_met]))
