"""JSON Schema of a scorecard."""

from typing import Final

from naikkelas.authoring.schema_conditions import Conditions, condition
from naikkelas.authoring.schema_values import NAME_PATTERN, NAMED, Schema, closed, either, listed, said
from naikkelas.ruleset.scorecards import MOST_SCALE, MOST_WEIGHT

_TEXT: Final[Schema] = {"$ref": "#/$defs/text"}


def scorecard(conditions: Conditions) -> Schema:
    """Groups of indicators; an indicator is a condition, or a mapping that says more."""
    weight = said("bobot; bila kosong 1", "weight; 1 when left out", _whole(MOST_WEIGHT))
    title = said("judul", "title", _TEXT)
    described = closed(
        {
            "require": said("yang ditanyakan", "what is asked", condition()),
            "applies_when": said("berlaku bila", "applies when", condition()),
            "weight": weight,
            "title": title,
        },
        ("require",),
    )
    known: Schema = either({"enum": list(conditions.criteria)}, NAMED) if conditions.criteria else NAMED
    status = closed(
        {"criterion": said("status kriteria ini", "the status of this criterion", known), "weight": weight, "title": title}, ("criterion",)
    )
    indicators = listed(either(described, status, condition()))
    group = closed({"weight": weight, "title": title, "indicators": said("indikator", "indicators", indicators)}, ("indicators",))
    groups = {"type": "object", "propertyNames": {"pattern": NAME_PATTERN}, "additionalProperties": group, "minProperties": 1}
    return closed(
        {
            "scale": said("skor tertinggi", "the highest score", _whole(MOST_SCALE)),
            "groups": said("kelompok indikator", "groups of indicators", groups),
            "when_empty": said(
                "jawaban bila tidak ada indikator yang berlaku", "the answer where no indicator applies", {"enum": ["met", "not_met"]}
            ),
        },
        ("scale", "groups"),
    )


def _whole(most: int) -> Schema:
    """A whole number from 1, also as text."""
    return either({"type": "integer", "minimum": 1, "maximum": most}, {"type": "string", "pattern": "^[1-9][0-9]*$"})
