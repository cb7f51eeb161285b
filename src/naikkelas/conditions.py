"""The linked condition tree: what a rule set means, after names, types and bounds are checked and before dates are folded.

The tree is shared by every engine, so it holds no behaviour. Nodes are compared by identity (the same comparison written
twice is two nodes, with two explanations); what a node *means* is its ``to_dict``, from which a rule set's hash is made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Literal

from naikkelas.calendar import Duration
from naikkelas.facts import FactType, Text
from naikkelas.frozen import FrozenDict
from naikkelas.problems import NOWHERE, Place
from naikkelas.values import plain


class Op(StrEnum):
    """The comparisons of the language."""

    IS = "is"
    IS_NOT = "is_not"
    IN = "in"
    NOT_IN = "not_in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    BEFORE = "before"
    AFTER = "after"
    ON_OR_BEFORE = "on_or_before"
    ON_OR_AFTER = "on_or_after"
    AT_LEAST_AGO = "at_least_ago"
    LESS_THAN_AGO = "less_than_ago"
    AT_LEAST_AHEAD = "at_least_ahead"
    KNOWN = "known"
    INCLUDES = "includes"
    INCLUDES_ANY = "includes_any"
    INCLUDES_ALL = "includes_all"


#: Ordered comparisons by what they ask of the left side: ``>=``, ``<=``, ``>`` or ``<``.
RELATIONS: Final = {
    Op.AT_LEAST: ">=",
    Op.ON_OR_AFTER: ">=",
    Op.AT_MOST: "<=",
    Op.ON_OR_BEFORE: "<=",
    Op.MORE_THAN: ">",
    Op.AFTER: ">",
    Op.LESS_THAN: "<",
    Op.BEFORE: "<",
}


class Status(StrEnum):
    """What became of one criterion."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Outcome(StrEnum):
    """What became of the whole. It has four values, so it has no truth value: compare it."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    NEEDS_INFORMATION = "needs_information"
    OUT_OF_SCOPE = "out_of_scope"

    def __bool__(self) -> bool:
        raise TypeError("an Outcome is not a bool: compare it, for example `outcome is Outcome.ELIGIBLE`")


class CriterionKind(StrEnum):
    """What a criterion is for: a requirement feeds the outcome, a preference the points, a note only the explanation."""

    REQUIREMENT = "requirement"
    PREFERENCE = "preference"
    NOTE = "note"


# --- operands and right-hand sides -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact, given or derived."""

    name: str

    def to_dict(self) -> Any:
        """``{"fact": name}``"""
        return {"fact": self.name}


@dataclass(frozen=True, slots=True)
class ParamRef:
    """A parameter: a value that the rules' date picks."""

    name: str

    def to_dict(self) -> Any:
        """``{"parameter": name}``"""
        return {"parameter": self.name}


@dataclass(frozen=True, slots=True)
class AsOf:
    """The as-of date of the decision, written ``$as_of``."""

    def to_dict(self) -> Any:
        """``{"as_of": true}``"""
        return {"as_of": True}


@dataclass(frozen=True, slots=True)
class Const:
    """A canonical constant and its type."""

    value: int | bool | str | frozenset[str] | Duration
    type: FactType

    def to_dict(self) -> Any:
        """The value as plain data, with its kind."""
        value = self.value.to_dict() if isinstance(self.value, Duration) else plain(self.value, self.type)
        return {self.type.kind.value: value}


Right = FactRef | ParamRef | AsOf | Const


# --- conditions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One comparison: two bits of the mask.

    ``right`` has one item for most operators, two for ``between``, and for ``in``/``not_in`` either the listed constants
    (sorted) or one parameter of type set. ``known`` has none. When ``left`` is a parameter no fact stands on the right
    (the linker turns such a comparison round).
    """

    left: FactRef | ParamRef
    op: Op
    right: tuple[Right, ...]
    type: FactType
    place: Place = NOWHERE

    def to_dict(self) -> Any:
        """``{"left": ..., "op": ..., "right": [...]}``"""
        return {"left": self.left.to_dict(), "op": self.op.value, "right": [item.to_dict() for item in self.right]}


@dataclass(frozen=True, slots=True, eq=False)
class AllOf:
    """Kleene conjunction."""

    items: tuple["Condition", ...]

    def to_dict(self) -> Any:
        """``{"all": [...]}``"""
        return {"all": [item.to_dict() for item in self.items]}


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf:
    """Kleene disjunction."""

    items: tuple["Condition", ...]

    def to_dict(self) -> Any:
        """``{"any": [...]}``"""
        return {"any": [item.to_dict() for item in self.items]}


@dataclass(frozen=True, slots=True, eq=False)
class Not:
    """Kleene negation."""

    item: "Condition"

    def to_dict(self) -> Any:
        """``{"not": ...}``"""
        return {"not": self.item.to_dict()}


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """At least ``at_least`` of the items."""

    at_least: int
    items: tuple["Condition", ...]

    def to_dict(self) -> Any:
        """``{"some": {"at_least": n, "of": [...]}}``"""
        return {"some": {"at_least": self.at_least, "of": [item.to_dict() for item in self.items]}}


@dataclass(frozen=True, slots=True, eq=False)
class CriterionIs:
    """The status of another criterion of the same rule set is one of ``statuses`` (never ``unknown``, never all three)."""

    criterion: str
    statuses: frozenset[Status]
    place: Place = NOWHERE

    def to_dict(self) -> Any:
        """``{"criterion": id, "statuses": [...]}``"""
        return {"criterion": self.criterion, "statuses": sorted(self.statuses)}


@dataclass(frozen=True, slots=True, eq=False)
class ProgrammeIs:
    """The outcome of another rule set is one of ``outcomes``; its ``needs_information`` is unknown."""

    programme: str
    outcomes: frozenset[Outcome]
    place: Place = NOWHERE

    def to_dict(self) -> Any:
        """``{"programme": name, "outcomes": [...]}``"""
        return {"programme": self.programme, "outcomes": sorted(self.outcomes)}


Condition = Comparison | AllOf | AnyOf | Not | Some | CriterionIs | ProgrammeIs


# --- formulas of derived facts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class ConditionFormula:
    """A boolean: the truth of a condition."""

    condition: Condition

    def to_dict(self) -> Any:
        """``{"derive": ...}``"""
        return {"derive": self.condition.to_dict()}


@dataclass(frozen=True, slots=True, eq=False)
class TableRow:
    """One row of a decision table: when this, then that."""

    when: Condition
    then: Const | ParamRef


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A decision table that gives a boolean, choice, integer, number, money or date.

    ``first``: the possible rows are all up to the first certainly met. ``unique``: all possible rows; the linker has shown
    that no two can be met at once. ``otherwise`` is possible when no row is certainly met.
    """

    hit: Literal["first", "unique"]
    rows: tuple[TableRow, ...]
    otherwise: Const | ParamRef

    def to_dict(self) -> Any:
        """``{"table": {...}}``"""
        rows = [{"when": row.when.to_dict(), "then": row.then.to_dict()} for row in self.rows]
        return {"table": {"hit": self.hit, "rows": rows, "otherwise": self.otherwise.to_dict()}}


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """The sum of the terms, each a value of an ordered type times a whole factor.

    ``sum``, ``difference`` (factors 1 and -1) and ``times`` all become this; factors also align the decimals.
    """

    terms: tuple[tuple[FactRef | ParamRef, int], ...]

    def to_dict(self) -> Any:
        """``{"sum": [[term, factor], ...]}``"""
        return {"sum": [[term.to_dict(), factor] for term, factor in self.terms]}


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """``of / to``, compared by cross-multiplication and never divided.

    Each part is multiplied by its whole factor first (the factors align the decimals). ``to`` is never negative; where it
    is 0 a comparison answers ``when_zero``. Constants it is compared with are scaled by ``10**RATIO_DECIMALS``.
    """

    of: FactRef | ParamRef
    to: FactRef | ParamRef
    of_factor: int
    to_factor: int
    when_zero: bool

    def to_dict(self) -> Any:
        """``{"ratio": {...}}``"""
        return {
            "ratio": {
                "of": [self.of.to_dict(), self.of_factor],
                "to": [self.to.to_dict(), self.to_factor],
                "when_zero": self.when_zero,
            }
        }


RATIO_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class MonthsSince:
    """Whole months from a date to the as-of date; compared with constants only, by folding to dates."""

    date: FactRef

    def to_dict(self) -> Any:
        """``{"months_since": fact}``"""
        return {"months_since": self.date.to_dict()}


@dataclass(frozen=True, slots=True, eq=False)
class PointsOf:
    """The points of the named preferences."""

    criteria: tuple[str, ...]

    def to_dict(self) -> Any:
        """``{"points": [...]}``"""
        return {"points": sorted(self.criteria)}


@dataclass(frozen=True, slots=True, eq=False)
class EveryYear:
    """A day of the year of the rules' date."""

    month: int
    day: int

    def to_dict(self) -> Any:
        """``{"every_year": "03-31"}``"""
        return {"every_year": f"{self.month:02}-{self.day:02}"}


@dataclass(frozen=True, slots=True, eq=False)
class Indicator:
    """One question of a scorecard; not applicable where ``guard`` is not met. Of a ``criterion`` it takes over the status."""

    require: Condition
    guard: Condition | None
    weight: int
    criterion: str | None = None
    title: Text | None = None
    place: Place = NOWHERE

    def to_dict(self) -> Any:
        """``{"require": ..., "applies_when": ..., "weight": n}``"""
        guard = None if self.guard is None else self.guard.to_dict()
        asked = {"status_of": self.criterion} if self.criterion else {"require": self.require.to_dict(), "applies_when": guard}
        return {**asked, "weight": self.weight}


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorGroup:
    """Indicators whose weighted share counts with the weight of the group."""

    name: str
    weight: int
    indicators: tuple[Indicator, ...]
    title: Text | None = None

    def to_dict(self) -> Any:
        """Weight and indicators."""
        return {"weight": self.weight, "indicators": [indicator.to_dict() for indicator in self.indicators]}


@dataclass(frozen=True, slots=True, eq=False)
class Scorecard:
    """``scale`` times the weighted mean, over the groups that are not empty, of the share of met among applicable indicators.

    Groups keep the order of the file. Where no indicator applies a comparison answers ``when_empty``; ``None``: that cannot be.
    """

    scale: int
    groups: tuple[IndicatorGroup, ...]
    when_empty: bool | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all groups, by the names of the groups."""
        groups = sorted(self.groups, key=lambda group: group.name)
        return tuple(indicator for group in groups for indicator in group.indicators)

    def to_dict(self) -> Any:
        """``{"scorecard": {...}}``"""
        groups = {group.name: group.to_dict() for group in self.groups}
        return {"scorecard": {"scale": self.scale, "groups": groups, "when_empty": self.when_empty}}


Formula = ConditionFormula | Table | Sum | Ratio | MonthsSince | PointsOf | EveryYear | Scorecard


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """A fact that follows from others; ``choice_titles`` name its choices for people, ``aliases`` its column in tables."""

    name: str
    type: FactType
    formula: Formula
    title: Text
    place: Place = NOWHERE
    choice_titles: Mapping[str, Text] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "choice_titles", FrozenDict(self.choice_titles))

    @property
    def is_value(self) -> bool:
        """False for ratios, months since and scorecards, which can be compared but have no value of their own."""
        return not isinstance(self.formula, Ratio | MonthsSince | Scorecard)

    def to_dict(self) -> Any:
        """Type and formula."""
        return {"type": self.type.to_dict(), **self.formula.to_dict()}


def comparisons(node: Condition) -> Iterator[Comparison]:
    """Every comparison below ``node``, in the order of the mask."""
    match node:
        case Comparison():
            yield node
        case AllOf() | AnyOf() | Some():
            for item in node.items:
                yield from comparisons(item)
        case Not():
            yield from comparisons(node.item)


def references(node: Condition) -> Iterator[CriterionIs | ProgrammeIs]:
    """Every reference to a criterion or a programme below ``node``."""
    match node:
        case CriterionIs() | ProgrammeIs():
            yield node
        case AllOf() | AnyOf() | Some():
            for item in node.items:
                yield from references(item)
        case Not():
            yield from references(node.item)


#: What a condition or a formula reads.
Operand = FactRef | ParamRef


def operands_in(node: Condition) -> Iterator[Operand]:
    """Every fact and parameter a condition reads, left or right."""
    match node:
        case Comparison():
            for operand in (node.left, *node.right):
                if isinstance(operand, FactRef | ParamRef):
                    yield operand
        case AllOf() | AnyOf() | Some():
            for item in node.items:
                yield from operands_in(item)
        case Not():
            yield from operands_in(node.item)


def conditions_of(formula: Formula) -> tuple[Condition, ...]:
    """The conditions a formula is made of."""
    if isinstance(formula, ConditionFormula):
        return (formula.condition,)
    if isinstance(formula, Scorecard):
        return tuple(asked for one in formula.indicators for asked in (one.guard, one.require) if asked is not None)
    return tuple(row.when for row in formula.rows) if isinstance(formula, Table) else ()


def operands_of(formula: Formula) -> Iterator[Operand]:
    """Every fact and parameter a formula reads, its conditions included."""
    match formula:
        case Sum():
            yield from (term for term, _ in formula.terms)
        case Ratio():
            yield from (formula.of, formula.to)
        case MonthsSince():
            yield formula.date
        case Table():
            results = (*(row.then for row in formula.rows), formula.otherwise)
            yield from (then for then in results if isinstance(then, ParamRef))
    for condition in conditions_of(formula):
        yield from operands_in(condition)
