"""What the reasons of a condition can rest on: the facts below it, and the bits of its comparisons in the masks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from naikkelas.conditions import (
    Condition,
    CriterionIs,
    FactRef,
    Scorecard,
    comparisons,
    conditions_of,
    operands_of,
    references,
)
from naikkelas.conditions import PointsOf as Points
from naikkelas.engines.frames.parts import PER_MASK
from naikkelas.ruleset.model import LinkedRuleSet


@dataclass(frozen=True, slots=True)
class Reach:
    """``facts``: the given facts, and the derived ones on the way to them. ``masks``: the bits that matter of each mask column."""

    facts: frozenset[str]
    masks: tuple[int, ...]


def reach_of(linked: LinkedRuleSet, roots: Iterable[Condition], names: Iterable[str] = ()) -> Reach:
    """All that some conditions, and the derived facts of some names, can rest on."""
    walk = _Walk(linked)
    for condition in roots:
        walk.condition(linked, condition)
    for name in names:
        walk.fact(linked, name)
    masks = [0] * -(-len(linked.comparisons) // PER_MASK)
    for position in walk.positions:
        masks[position // PER_MASK] |= _BITS << 2 * (position % PER_MASK)
    return Reach(frozenset(walk.facts), tuple(masks))


#: Every comparison has two bits.
_BITS: Final = 3


@dataclass
class _Walk:
    linked: LinkedRuleSet
    facts: set[str] = field(default_factory=set)
    positions: set[int] = field(default_factory=set)
    _seen: set[tuple[int, str, str]] = field(default_factory=set)

    def condition(self, unit: LinkedRuleSet, node: Condition) -> None:
        """A condition of a rule set: its comparisons, the facts on both sides, the criteria and programmes that it asks about."""
        for comparison in comparisons(node):
            self.positions.add(self.linked.positions[comparison])
            for operand in (comparison.left, *comparison.right):
                if isinstance(operand, FactRef):
                    self.fact(unit, operand.name)
        for asked in references(node):
            if isinstance(asked, CriterionIs):
                self.criterion(unit, asked.criterion)
            else:
                self._whole(unit.programmes[asked.programme])

    def fact(self, unit: LinkedRuleSet, name: str) -> None:
        """A fact, and what it is worked out from."""
        self.facts.add(name)
        derived = unit.derived.get(name)
        if derived is None or not self._is_new(unit, "fact", name):
            return
        formula = derived.formula
        for operand in operands_of(formula):
            if isinstance(operand, FactRef):
                self.fact(unit, operand.name)
        for condition in conditions_of(formula):
            self.condition(unit, condition)
        asked = formula.criteria if isinstance(formula, Points) else ()
        if isinstance(formula, Scorecard):
            asked = tuple(one.criterion for one in formula.indicators if one.criterion is not None)
        for criterion in asked:
            self.criterion(unit, criterion)

    def criterion(self, unit: LinkedRuleSet, name: str) -> None:
        """A criterion: its guard, its requirement and its points."""
        if not self._is_new(unit, "criterion", name):
            return
        made = unit.criteria[name]
        for condition in (made.guard, made.require):
            if condition is not None:
                self.condition(unit, condition)
        if isinstance(made.points, FactRef):
            self.fact(unit, made.points.name)

    def _whole(self, unit: LinkedRuleSet) -> None:
        if not self._is_new(unit, "unit", ""):
            return
        if unit.applies_when is not None:
            self.condition(unit, unit.applies_when)
        for name in unit.criteria:
            self.criterion(unit, name)

    def _is_new(self, unit: LinkedRuleSet, what: str, name: str) -> bool:
        key = (id(unit), what, name)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True
