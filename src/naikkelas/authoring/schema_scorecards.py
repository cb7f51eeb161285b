"""JSON Schema of a scorecard."""

from typing import Final

from naikkelas.authoring.schema_conditions import Conditions, condition
from naikkelas.authoring.schema_values import NAME_PATTERN, NAMED, Schema, closed, either, keyed, listed, worded
from naikkelas.ruleset.scorecards import MOST_SCALE, MOST_WEIGHT

_TEXT: Final[Schema] = {"$ref": "#/$defs/text"}


def scorecard(conditions: Conditions) -> Schema:
    """Groups of indicators; an indicator is a condition, or a mapping that says more."""
    weight = _whole(MOST_WEIGHT)
    told = {"weight": weight, "title": _TEXT}
    described = closed(keyed("indicator", {"require": condition(), "applies_when": condition(), **told}), ("require",))
    known: Schema = either({"enum": list(conditions.criteria)}, NAMED) if conditions.criteria else NAMED
    status = closed(keyed("indicator", {"criterion": known, **told}), ("criterion",))
    indicators = listed(either(described, status, condition()))
    group = closed(keyed("group", {**told, "indicators": indicators}), ("indicators",))
    groups = {"type": "object", "propertyNames": {"pattern": NAME_PATTERN}, "additionalProperties": group, "minProperties": 1}
    schemas = {"scale": _whole(MOST_SCALE), "groups": groups, "when_empty": worded(("met", "not_met"))}
    return closed(keyed("scorecard", schemas), ("scale", "groups"))


def _whole(most: int) -> Schema:
    """A whole number from 1, also as text."""
    return either({"type": "integer", "minimum": 1, "maximum": most}, {"type": "string", "pattern": "^[1-9][0-9]*$"})
