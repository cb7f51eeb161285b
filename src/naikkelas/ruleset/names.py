"""The names a rule set may use, and which of them it does use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from naikkelas.conditions import FactRef, ParamRef
from naikkelas.facts import Fact, FactType, Text
from naikkelas.ruleset.model import LinkedRuleSet, Parameter

#: What a derived fact can be used for: a value, or only the left side of a comparison with constants.
Nature = Literal["value", "ratio", "months"]

RESERVED: Final = frozenset(
    {"all", "any", "not", "some", "criterion", "programme", "fact", "as_of", "derive", "table", "when", "then", "otherwise", "points"}
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of a derived fact before its formula is linked."""

    type: FactType
    nature: Nature
    title: Text


@dataclass(slots=True)
class Names:
    """Everything that can be referred to.

    ``guarded`` tells of each criterion of the file whether it has a guard; ``declared_here`` are the derived facts of the
    file.
    """

    facts: dict[str, Fact]
    parameters: dict[str, Parameter] = field(default_factory=dict)
    derived: dict[str, Signature] = field(default_factory=dict)
    guarded: dict[str, bool] = field(default_factory=dict)
    declared_here: frozenset[str] = frozenset()
    sources: Mapping[str, object] = field(default_factory=dict)
    programme: Callable[[str], LinkedRuleSet | None] = lambda name: None
    used_facts: set[str] = field(default_factory=set)
    used_parameters: set[str] = field(default_factory=set)
    used_sources: set[str] = field(default_factory=set)
    used_programmes: dict[str, LinkedRuleSet] = field(default_factory=dict)

    def type_of(self, operand: FactRef | ParamRef) -> FactType:
        """The type of an operand that is known to exist."""
        if isinstance(operand, ParamRef):
            return self.parameters[operand.name].type
        if operand.name in self.derived:
            return self.derived[operand.name].type
        return self.facts[operand.name].type

    def nature_of(self, operand: FactRef | ParamRef) -> Nature:
        """Ratios and months since can be compared, but are not values."""
        signature = self.derived.get(operand.name) if isinstance(operand, FactRef) else None
        return "value" if signature is None else signature.nature
