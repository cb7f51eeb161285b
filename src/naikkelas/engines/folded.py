"""One date's view of a rule set: parameters resolved, every comparison reduced to plain constants.

Engines ask for the *shape* of a comparison once (it depends on types and operators only) and for its constants per date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import gcd
from typing import Any, Final

from naikkelas.conditions import (
    RATIO_DECIMALS,
    RELATIONS,
    AsOf,
    Comparison,
    Const,
    EveryYear,
    FactRef,
    MonthsSince,
    Op,
    ParamRef,
    Ratio,
    Scorecard,
    Status,
)
from naikkelas.decision import OUTCOMES
from naikkelas.facts import MOST_ANYWHERE, Kind
from naikkelas.folding import NEGATIVE, Run, months_to_dates, runs, truth_of_runs
from naikkelas.logic import MET, NOT_MET
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue

#: Statuses by the code an engine gives: a truth, or 2 for not applicable.
STATUSES: Final = (Status.NOT_MET, Status.UNKNOWN, Status.NOT_APPLICABLE, Status.MET)

#: Codes by status and by outcome, as engines write them.
STATUS_CODES: Final = {status: code for code, status in enumerate(STATUSES)}
OUTCOME_CODES: Final = {outcome: code for code, outcome in enumerate(OUTCOMES)}


class Shape(Enum):
    """How a comparison is worked out; the constants that each needs are in brackets."""

    LOW = "low"  # value >= k (int,)
    HIGH = "high"  # value <= k (int,)
    BOTH = "both"  # k <= value <= l (int, int)
    RUNS = "runs"  # value in one of the runs (tuple of runs,)
    MEMBER = "member"  # value in a set of names (frozenset,)
    BOOLEAN = "boolean"  # value is k (bool,)
    KNOWN = "known"  # ()
    PAIR = "pair"  # value against another fact ()
    RATIO = "ratio"  # ((p, q), ...) one fraction a right side
    SCORE = "score"  # the same
    SET = "set"  # set operator (str or frozenset,)
    CONSTANT = "constant"  # a parameter on the left: (truth,)


_LOW_OPS = frozenset({Op.AT_LEAST, Op.MORE_THAN, Op.AFTER, Op.ON_OR_AFTER, Op.AT_LEAST_AHEAD, Op.LESS_THAN_AGO})
_HIGH_OPS = frozenset({Op.AT_MOST, Op.LESS_THAN, Op.BEFORE, Op.ON_OR_BEFORE, Op.AT_LEAST_AGO})


def shape_of(comparison: Comparison, linked: LinkedRuleSet) -> Shape:
    """The shape of a comparison, whatever the date."""
    if isinstance(comparison.left, ParamRef):
        return Shape.CONSTANT
    if comparison.op is Op.KNOWN:
        return Shape.KNOWN
    if isinstance(comparison.right[0], FactRef):
        return Shape.PAIR
    derived = linked.derived.get(comparison.left.name)
    if derived is not None and isinstance(derived.formula, Ratio | Scorecard):
        return Shape.RATIO if isinstance(derived.formula, Ratio) else Shape.SCORE
    if not comparison.type.kind.is_ordered:
        kinds = {Kind.BOOLEAN: Shape.BOOLEAN, Kind.SET: Shape.SET}
        return kinds.get(comparison.type.kind, Shape.MEMBER)
    if comparison.op in (Op.IN, Op.NOT_IN):
        return Shape.RUNS
    if comparison.op not in _LOW_OPS | _HIGH_OPS:
        return Shape.BOTH
    turned = derived is not None and isinstance(derived.formula, MonthsSince)
    return Shape.LOW if (comparison.op in _LOW_OPS) != turned else Shape.HIGH


def read_fact(name: str, linked: LinkedRuleSet) -> str:
    """The fact whose value a comparison looks at: itself, or the date behind a "months since"."""
    derived = linked.derived.get(name)
    return derived.formula.date.name if derived is not None and isinstance(derived.formula, MonthsSince) else name


@dataclass(frozen=True, slots=True)
class Folded:
    """A rule set on one as-of date (day number) with the parameter values of one rules' date."""

    linked: LinkedRuleSet
    as_of: int
    rules_as_of: int
    parameters: Mapping[str, ParamValue]

    @classmethod
    def at(cls, linked: LinkedRuleSet, as_of: int, rules_as_of: int) -> "Folded":
        """Resolves the parameters; every parameter has a value inside the rule set's life (the linker saw to it)."""
        found = {name: parameter.at(rules_as_of) for name, parameter in linked.parameters.items()}
        return cls(linked, as_of, rules_as_of, {name: value for name, value in found.items() if value is not None})

    def resolve(self, right: object) -> Any:
        """The canonical value of a right side that is not a fact."""
        if isinstance(right, ParamRef):
            return self.parameters[right.name]
        if isinstance(right, AsOf):
            return self.as_of
        assert isinstance(right, Const)  # noqa: S101 - the linker leaves nothing else
        return right.value

    def rights(self, comparison: Comparison) -> list[Any]:
        """All right sides resolved; a set parameter under ``in`` is its members."""
        return [self.resolve(right) for right in comparison.right if not isinstance(right, FactRef)]

    def tested_runs(self, comparison: Comparison) -> tuple[Run, ...]:
        """The runs of an ordered comparison with constants, on the fact that is really looked at."""
        found = runs(comparison.op, self.rights(comparison), self.as_of)
        derived = self.linked.derived.get(comparison.left.name) if isinstance(comparison.left, FactRef) else None
        turned = derived is not None and isinstance(derived.formula, MonthsSince)
        return months_to_dates(found, self.as_of) if turned else found

    def constants(self, comparison: Comparison, shape: Shape) -> tuple[Any, ...]:
        """The constants the shape asks for."""
        if shape in (Shape.LOW, Shape.HIGH, Shape.BOTH):
            low, high = self.tested_runs(comparison)[0]
            if low is not None and high is not None and low > high:  # parameters or $as_of may turn a "between" round
                low, high = MOST_ANYWHERE, -MOST_ANYWHERE
            return {Shape.LOW: (low,), Shape.HIGH: (high,), Shape.BOTH: (low, high)}[shape]
        if shape in (Shape.RATIO, Shape.SCORE):
            return tuple(self._fraction(right) for right in comparison.right)
        match shape:
            case Shape.RUNS:
                return (self.tested_runs(comparison),)
            case Shape.MEMBER:
                return (self._names(comparison),)
            case Shape.BOOLEAN:
                return (self.rights(comparison)[0] != (comparison.op in NEGATIVE),)
            case Shape.SET:
                return (self.rights(comparison)[0] if comparison.op is Op.INCLUDES else self._names(comparison),)
            case Shape.CONSTANT:
                return (self._constant_truth(comparison),)
        return ()

    def _names(self, comparison: Comparison) -> frozenset[str]:
        found: set[str] = set()
        for value in self.rights(comparison):
            found |= value if isinstance(value, frozenset) else {value}
        return frozenset(found)

    def _fraction(self, right: object) -> tuple[int, int]:
        value = self.resolve(right)
        decimals = self.linked.parameters[right.name].type.decimals if isinstance(right, ParamRef) else RATIO_DECIMALS
        shared = gcd(value, 10**decimals)
        return (value // shared, 10**decimals // shared)

    def _constant_truth(self, comparison: Comparison) -> int:
        value = self.parameters[comparison.left.name]
        if comparison.op is Op.KNOWN:
            return MET
        if isinstance(value, frozenset):
            wanted = self._names(comparison)
            met = {Op.INCLUDES: wanted <= value, Op.INCLUDES_ALL: wanted <= value, Op.INCLUDES_ANY: bool(wanted & value)}[comparison.op]
        elif comparison.type.kind.is_ordered:
            assert isinstance(value, int)  # noqa: S101 - an ordered parameter is an integer
            return truth_of_runs(comparison.op, runs(comparison.op, self.rights(comparison), self.as_of), value, value)
        else:
            met = (value in self._names(comparison)) != (comparison.op in NEGATIVE)
        return MET if met else NOT_MET

    def every_year(self, formula: EveryYear) -> int:
        """The day number of a yearly date in the year of the rules' date."""
        return date(date.fromordinal(self.rules_as_of).year, formula.month, formula.day).toordinal()


def relation(comparison: Comparison) -> str:
    """``>=``, ``<=``, ``>`` or ``<`` of a comparison with another fact, of a ratio or of a score."""
    return RELATIONS[comparison.op]
