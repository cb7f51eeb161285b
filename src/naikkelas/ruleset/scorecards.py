"""Linking scorecards: groups of weighted indicators, counted to a score from 0 to the scale."""

import json
from typing import Final

from naikkelas.conditions import RATIO_DECIMALS, CriterionIs, Indicator, IndicatorGroup, Scorecard, Status
from naikkelas.facts import MOST_ANYWHERE, FactType, integer, number
from naikkelas.ruleset.conditions_linker import ConditionLinker
from naikkelas.ruleset.document import Document, Where, written
from naikkelas.ruleset.names import Names
from naikkelas.ruleset.nodes import Mapping, Node, Scalar
from naikkelas.scores import Card

SCORECARD_KEYS: Final = ("scale", "groups", "when_empty")
GROUP_KEYS: Final = ("weight", "title", "indicators")
INDICATOR_KEYS: Final = ("require", "criterion", "applies_when", "weight", "title")

MOST_SCALE: Final = 10**6
MOST_WEIGHT: Final = 1000

_SCALE: Final = integer(1, MOST_SCALE)
_WEIGHT: Final = integer(1, MOST_WEIGHT)


def score_type(node: Node | None, document: Document, where: Where) -> FactType | None:
    """The type of what a score is compared with: from 0 to the scale; ``None`` after reporting."""
    found = document.mapping(node, "scorecard", where, SCORECARD_KEYS, ("scale", "groups")) if node is not None else None
    scale = found.get("scale") if found is not None else None
    value = document.value(scale, _SCALE, "scale", where) if scale is not None else None
    return number(RATIO_DECIMALS, 0, value * 10**RATIO_DECIMALS) if isinstance(value, int) else None


class ScorecardLinker:
    """Links the scorecards of one rule set."""

    def __init__(self, document: Document, names: Names, conditions: ConditionLinker) -> None:
        self.document = document
        self.names = names
        self.conditions = conditions

    def link(self, node: Node, kind: FactType, where: Where) -> Scorecard | None:
        """The scorecard; ``kind`` is its type. ``None`` after reporting."""
        groups_node = node.get("groups") if isinstance(node, Mapping) else None
        found = self.document.mapping(groups_node, "groups", where) if groups_node is not None else None
        if found is None or not isinstance(node, Mapping):
            return None
        if not found.entries:
            self.document.report("NK156", found, where, name="groups")
        groups = [self._group(key, value, where) for key, value in found.entries]
        empty_node = node.get("when_empty")
        empty = self.document.choice(empty_node, "when_empty", where, ("met", "not_met"), "not_met")
        done = tuple(group for group in groups if group is not None)
        if not done or len(done) < len(groups):
            return None
        may_be_empty = all(one.guard is not None for group in done for one in group.indicators)
        if may_be_empty and empty_node is None:
            self.document.report("NK227", node, where, "say_when_empty", name=where.name)
            return None
        if not may_be_empty and empty_node is not None:
            self.document.report("NK312", empty_node, where, "delete_when_empty", name=written(empty_node))
            return None
        made = Scorecard(kind.bounds[1] // 10**RATIO_DECIMALS, done, empty == "met" if may_be_empty else None)
        self._check_twice(made, where)
        if Card.of(made).most > MOST_ANYWHERE:
            self.document.report("NK313", node, where, "smaller_weights", expected="2^62")
            return None
        return made

    def _group(self, key: Scalar, node: Node, where: Where) -> IndicatorGroup | None:
        name = self.document.name(key, where)
        found = self.document.mapping(node, key.text, where, GROUP_KEYS, ("indicators",))
        listed = found.get("indicators") if found is not None else None
        nodes = self.document.sequence(listed, "indicators", where) if listed is not None else ()
        indicators = [self._indicator(item, where) for item in nodes]
        weight = self._weight(found, where)
        title = self.document.text(found.get("title"), "title", where) if found is not None else None
        done = tuple(one for one in indicators if one is not None)
        if name is None or weight is None or not done or len(done) < len(indicators):
            return None
        return IndicatorGroup(name, weight, done, title)

    def _weight(self, node: Mapping | None, where: Where) -> int | None:
        found = node.get("weight") if node is not None else None
        if found is None:
            return 1
        value = self.document.value(found, _WEIGHT, "weight", where)
        return value if isinstance(value, int) else None

    def _indicator(self, node: Node, where: Where) -> Indicator | None:
        """A bare condition, or a mapping with ``require`` or ``criterion`` and what is said about it."""
        if not _is_described(node):
            bare = self.conditions.link(node, where, name="indicators")
            return None if bare is None else Indicator(bare, None, 1, place=node.place)
        assert isinstance(node, Mapping)  # noqa: S101 - only a mapping is described
        criterion = node.get("criterion")
        if isinstance(criterion, Scalar) and node.get("require") is None:
            return self._status_of(node, criterion, where)
        allowed = [key for key in INDICATOR_KEYS if key != "criterion"]
        self.document.mapping(node, "indicators", where, allowed, ("require",))
        weight = self._weight(node, where)
        title = self.document.text(node.get("title"), "title", where)
        require_node, guard_node = node.get("require"), node.get("applies_when")
        guard = self.conditions.link(guard_node, where, name="applies_when") if guard_node is not None else None
        require = self.conditions.link(require_node, where, name="require") if require_node is not None else None
        if require is None or weight is None or (guard is None and guard_node is not None):
            return None
        return Indicator(require, guard, weight, None, title, node.place)

    def _status_of(self, node: Mapping, criterion: Scalar, where: Where) -> Indicator | None:
        """The status of a criterion: where that does not apply, neither does the indicator."""
        self.document.mapping(node, "indicators", where, ("criterion", "weight", "title"))
        weight = self._weight(node, where)
        title = self.document.text(node.get("title"), "title", where)
        name = criterion.text
        if name not in self.names.guarded:
            self.document.unknown("NK203", criterion, where, self.names.guarded, name=name)
            return None
        applies = CriterionIs(name, frozenset({Status.MET, Status.NOT_MET}), criterion.place) if self.names.guarded[name] else None
        met = CriterionIs(name, frozenset({Status.MET}), criterion.place)
        return None if weight is None else Indicator(met, applies, weight, name, title, node.place)

    def _check_twice(self, made: Scorecard, where: Where) -> None:
        """An indicator that stands twice counts twice, which is mostly a slip."""
        seen: set[str] = set()
        for one in made.indicators:
            asked = json.dumps({**one.to_dict(), "weight": 1}, sort_keys=True)
            if asked in seen:
                self.document.report("NK314", one.place, where, "lint_one_of_two")
            seen.add(asked)


def _is_described(node: Node) -> bool:
    """Whether an item says ``require`` or ``applies_when``, or names a criterion and nothing that is a condition beside it."""
    if not isinstance(node, Mapping):
        return False
    keys, weight = {key.text for key, _ in node.entries}, node.get("weight")  # "weight" may be the name of a fact
    if keys & {"require", "applies_when"}:
        return True
    return isinstance(node.get("criterion"), Scalar) and keys <= {"criterion", "weight", "title"} and not isinstance(weight, Mapping)
