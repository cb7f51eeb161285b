"""A profile as the real engine sees it: every claim is looked up here before it is told."""

from dataclasses import dataclass, field
from typing import Any

from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    CriterionIs,
    CriterionKind,
    Not,
    Outcome,
    ProgrammeIs,
    Some,
    Status,
)
from naikkelas.decision import Decision
from naikkelas.logic import MET, NOT_MET, UNKNOWN, all_of, any_of, at_least, from_bool, negate
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.values import Value

_PER_MASK = 31


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A profile in canonical values and the decision about it. Truths of conditions are put together from the decision's masks."""

    values: dict[str, Value]
    decision: Decision
    _judged: dict[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    _outcomes: dict[int, Outcome] = field(default_factory=dict)

    @property
    def linked(self) -> LinkedRuleSet:
        """The rules that decided."""
        return self.decision.rules

    def settle(self) -> None:
        """Judges every criterion, what rests on nothing first, so that however deep they are nothing nests."""
        for unit in self.linked.units():
            for sort, name in unit.order:
                if sort == "criterion":
                    self.criterion(name, unit)
            self._outcome(unit)

    def criterion(self, name: str, unit: LinkedRuleSet | None = None) -> tuple[int, int]:
        """Guard and requirement of a criterion."""
        unit = unit or self.linked
        key = (id(unit), name)
        if key not in self._judged:
            criterion = unit.criteria[name]
            guard = MET if criterion.guard is None else self.truth(criterion.guard, unit)
            in_force = criterion.in_force(self.decision.rules_as_of.toordinal())
            self._judged[key] = (guard if in_force else NOT_MET, self.truth(criterion.require, unit))
        return self._judged[key]

    def satisfied(self, name: str, unit: LinkedRuleSet | None = None) -> int:
        """Not the guard, or the requirement."""
        guard, require = self.criterion(name, unit)
        return negate(guard) | require

    def truth(self, node: Condition, unit: LinkedRuleSet | None = None) -> int:
        """The truth of a condition of the rule set, or of one of its programmes."""
        unit = unit or self.linked
        match node:
            case Comparison():
                place = self.linked.positions[node]
                code: int = self.decision.masks[place // _PER_MASK] >> 2 * (place % _PER_MASK) & 3
                return code
            case AllOf():
                return all_of(self.truth(item, unit) for item in node.items)
            case AnyOf():
                return any_of(self.truth(item, unit) for item in node.items)
            case Not():
                return negate(self.truth(node.item, unit))
            case Some():
                return at_least(node.at_least, [self.truth(item, unit) for item in node.items])
            case CriterionIs():
                return _status(*self.criterion(node.criterion, unit), node.statuses)
            case ProgrammeIs():
                found = self._outcome(unit.programmes[node.programme])
                return UNKNOWN if found is Outcome.NEEDS_INFORMATION else from_bool(found in node.outcomes)

    def _outcome(self, unit: LinkedRuleSet) -> Outcome:
        found = self._outcomes.get(id(unit))
        if found is None:
            found = self._outcomes[id(unit)] = self._judge(unit)
        return found

    def _judge(self, unit: LinkedRuleSet) -> Outcome:
        required = [name for name, one in unit.criteria.items() if one.kind is CriterionKind.REQUIREMENT]
        scope = MET if unit.applies_when is None else self.truth(unit.applies_when, unit)
        scope &= any_of(self.criterion(name, unit)[0] for name in required)
        if scope != MET:
            return Outcome.OUT_OF_SCOPE if scope == NOT_MET else Outcome.NEEDS_INFORMATION
        satisfied = all_of(self.satisfied(name, unit) for name in required)
        return {MET: Outcome.ELIGIBLE, NOT_MET: Outcome.INELIGIBLE}.get(satisfied, Outcome.NEEDS_INFORMATION)


def _status(guard: int, require: int, statuses: frozenset[Status]) -> int:
    parts: dict[Status, Any] = {
        Status.MET: guard & require,
        Status.NOT_MET: guard & negate(require),
        Status.NOT_APPLICABLE: negate(guard),
    }
    return any_of(parts[status] for status in statuses)
