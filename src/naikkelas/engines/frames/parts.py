"""What the modules that compile a rule set hand to each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol, cast

from naikkelas.conditions import Comparison, FactRef, ParamRef
from naikkelas.engines.folded import Folded
from naikkelas.engines.frames.graph import Graph, Node, Truth, Type
from naikkelas.engines.frames.scorecards import Shares
from naikkelas.facts import FactType, Kind
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Exact
from naikkelas.values import unscaled

#: The bounds of an ordered value, without nulls; one node twice when it is exact.
Pair = tuple[Node, Node]


class Facts(Protocol):
    """What the door made of the columns of a table."""

    def ordered(self, name: str) -> Pair:
        """The bounds of an ordered fact, those of its type where nothing is known."""
        ...

    def single(self, name: str) -> Node:
        """A boolean, choice, text or set; null where it is missing."""
        ...

    def given(self, name: str) -> Node:
        """Where a derived fact is given, false when it has no column."""
        ...


@dataclass(frozen=True, slots=True)
class Candidates:
    """A derived choice: for each choice whether it is possible; at least one is, and exactly one when ``exact``."""

    possible: Mapping[str, Node]
    exact: bool


class Judged(NamedTuple):
    """A criterion: guard, requirement, and its points (low, high)."""

    guard: Truth
    require: Truth
    points: Pair


class Programme(Protocol):
    """A rule set whose outcome another one asks for."""

    scope: Truth
    satisfied: Truth
    eligible: Node
    ineligible: Node
    out_of_scope: Node


class Compiling(Protocol):
    """A rule set being compiled, as its conditions see it."""

    graph: Graph
    linked: LinkedRuleSet
    facts: Facts
    truths: dict[str, Truth]
    choices: dict[str, Candidates]
    scores: dict[str, Shares]
    criteria: dict[str, Judged]

    @property
    def others(self) -> Mapping[int, Programme]:
        """The rule sets it asks for, by identity."""
        ...

    def bounds(self, operand: FactRef | ParamRef) -> Pair:
        """The bounds of an ordered operand."""
        ...

    def dated_truth(self, of: Callable[[Folded], Truth]) -> Truth:
        """A truth that depends on the constants of each date."""
        ...

    def noted(self, comparison: Comparison, truth: Truth) -> Truth:
        """Keeps the truth of a comparison for the mask."""
        ...


#: Comparisons in one mask column: two bits each in 64, the sign left alone.
PER_MASK: Final = 31


def type_of(kind: Kind) -> Type:
    """How a fact of this kind travels through expressions."""
    return _TYPES[kind]


def assumed_column(graph: Graph, value: Exact, kind: FactType) -> Node:
    """An assumed value as a table that is not in memory writes it: a number with its decimals."""
    if kind.kind is Kind.NUMBER:
        return graph.lit(unscaled(cast("int", value), kind.decimals), "float")
    return graph.lit(value, type_of(kind.kind))


_TYPES: Final[Mapping[Kind, Type]] = {
    Kind.INTEGER: "int",
    Kind.NUMBER: "int",
    Kind.MONEY: "int",
    Kind.DATE: "date",
    Kind.BOOLEAN: "bool",
    Kind.CHOICE: "text",
    Kind.TEXT: "text",
    Kind.SET: "list",
}
