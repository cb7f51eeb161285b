"""Which answers can come at all: what a comparison, a criterion and a rule set could say to some profile.

Never too few: an answer left out here cannot come. Some may stay in that cannot come for reasons that only all facts together know.
"""

from collections.abc import Iterable
from typing import Final

from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    CriterionIs,
    CriterionKind,
    EveryYear,
    Not,
    Op,
    Outcome,
    ParamRef,
    ProgrammeIs,
    Some,
    Status,
)
from naikkelas.ruleset.model import Criterion, LinkedRuleSet

_ALL: Final = ("met", "not_met", "unknown")
_TURNED: Final = {"met": "not_met", "not_met": "met", "unknown": "unknown"}


def answers_of(comparison: Comparison, linked: LinkedRuleSet) -> tuple[str, ...]:
    """The answers of a comparison: a parameter and a yearly date are never unknown, ``known`` is never not met."""
    derived = linked.derived.get(comparison.left.name)
    if comparison.op is Op.KNOWN:
        return ("met", "unknown")
    if isinstance(comparison.left, ParamRef) or (derived is not None and isinstance(derived.formula, EveryYear)):
        return ("met", "not_met")
    return _ALL


def _truths(node: Condition, linked: LinkedRuleSet) -> frozenset[str]:
    match node:
        case Comparison():
            return frozenset(answers_of(node, linked))
        case Not():
            return frozenset(_TURNED[answer] for answer in _truths(node.item, linked))
        case AllOf():
            return _some(len(node.items), [_truths(item, linked) for item in node.items])
        case AnyOf():
            return _some(1, [_truths(item, linked) for item in node.items])
        case Some():
            return _some(node.at_least, [_truths(item, linked) for item in node.items])
        case CriterionIs() | ProgrammeIs():
            return frozenset(_ALL)


def _some(at_least: int, items: list[frozenset[str]]) -> frozenset[str]:
    """At least so many of the items."""
    met, failed = sum("met" in item for item in items), sum("not_met" in item for item in items)
    found = {"unknown"} if any("unknown" in item for item in items) else set()
    found |= {"met"} if met >= at_least else set()
    return frozenset(found | ({"not_met"} if failed > len(items) - at_least else set()))


def statuses_of(criterion: Criterion, linked: LinkedRuleSet) -> list[str]:
    """The statuses a criterion can have."""
    require = _truths(criterion.require, linked)
    guard = frozenset({"met"}) if criterion.guard is None else _truths(criterion.guard, linked)
    found = set(require) if guard & {"met", "unknown"} else set()
    found |= {"unknown"} if "unknown" in guard else set()
    if "not_met" in guard or criterion.effective != (None, None):
        found.add("not_applicable")
    return [status.value for status in Status if status.value in found]


def outcomes_of(linked: LinkedRuleSet) -> list[str]:
    """The outcomes a rule set can have."""
    required = [criterion for criterion in linked.criteria.values() if criterion.kind is CriterionKind.REQUIREMENT]
    if not required:
        return [Outcome.OUT_OF_SCOPE.value]
    statuses = [statuses_of(criterion, linked) for criterion in required]
    scope = frozenset({"met"}) if linked.applies_when is None else _truths(linked.applies_when, linked)
    found = {Outcome.ELIGIBLE}
    if _any("not_met", statuses):
        found.add(Outcome.INELIGIBLE)
    if _any("unknown", statuses) or "unknown" in scope:
        found.add(Outcome.NEEDS_INFORMATION)
    if "not_met" in scope or all("not_applicable" in each for each in statuses):
        found.add(Outcome.OUT_OF_SCOPE)
    return [outcome.value for outcome in Outcome if outcome in found]


def _any(status: str, statuses: Iterable[list[str]]) -> bool:
    return any(status in each for each in statuses)
