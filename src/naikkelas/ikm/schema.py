"""JSON Schema of facts, as a person writes them: for editors of profiles and for whoever calls over the wire.

A schema takes what the door takes in its plain forms, so an editor underlines no more than the door refuses, but for texts
that only look like numbers (``kbli: 10794``): those want quotes, because the zero of ``01111`` counts.
"""

from typing import Any, Final

from naikkelas.facts import Fact, FactType, Kind
from naikkelas.ranges import NEVER_WORD
from naikkelas.values import plain

_NULL: Final = {"type": "null"}
_NUMBER_TEXT: Final = {"type": "string", "pattern": r"^-?[0-9]+([.,][0-9]+)?$"}
_MONEY_TEXT: Final = {"type": "string", "pattern": r"^-?([Rr][Pp]\.?\s*)?[0-9][0-9.,]*\s*[A-Za-z]*$"}
_DATE_TEXT: Final = {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?)?$"}
_YEAR: Final = {"type": "integer", "minimum": 1000, "maximum": 9999}

_EXAMPLES: Final[dict[Kind, list[Any]]] = {
    Kind.INTEGER: [12, {"at_least": 5, "at_most": 19}],
    Kind.NUMBER: [7.5, {"at_least": 7, "at_most": 8}],
    Kind.MONEY: [250_000_000, "500 juta", {"at_least": "50 juta", "at_most": "250 juta"}],
    Kind.DATE: ["2019-05-31", "2019-05", 2019, {"at_most": "2019-12-31"}],
    Kind.BOOLEAN: [True, False],
}


def fact_schema(fact: Fact) -> dict[str, Any]:
    """The schema of one fact: title in Bahasa Indonesia, description in both languages, what may be written, examples."""
    asked = f"\n{fact.question.id} / {fact.question.en}" if fact.question else ""
    unit = f" ({fact.type.unit.id} / {fact.type.unit.en})" if fact.type.unit else ""
    made: dict[str, Any] = {"title": fact.title.id, "description": f"{fact.title.id} / {fact.title.en}{unit}{asked}"}
    made["anyOf"] = [*_forms(fact), _NULL]
    examples = _EXAMPLES.get(fact.type.kind) or list(fact.type.choices or ())[:3]
    return made | ({"examples": examples} if examples else {})


def _forms(fact: Fact) -> list[dict[str, Any]]:
    """What may stand for the fact, without null."""
    kind = fact.type
    if kind.kind.is_ordered:
        sides = _sides(kind)
        side = {"anyOf": [*sides, _NULL]}
        return [*sides, {"type": "object", "properties": {"at_least": side, "at_most": side}, "additionalProperties": False}]
    if kind.kind is Kind.BOOLEAN:
        return [{"type": "boolean"}]
    if kind.kind is Kind.SET:
        items = {"type": "string"} if kind.choices is None else {"enum": list(kind.choices)}
        return [{"type": "array", "items": items}]
    if kind.kind is Kind.CHOICE:
        return _choices(fact)
    return [{"type": "string"} | ({"pattern": f"^{kind.pattern}$"} if kind.pattern else {})]


def _sides(kind: FactType) -> list[dict[str, Any]]:
    """What may stand for an exact value, or for one side of a range."""
    if kind.kind is Kind.DATE:
        return [_DATE_TEXT, _YEAR, *([{"const": NEVER_WORD}] if kind.may_be_never else [])]
    low, high = (float(plain(bound, kind)) if kind.decimals else bound for bound in kind.bounds)
    limits = {"minimum": low, "maximum": high}
    if kind.kind is Kind.NUMBER:
        return [{"type": "number"} | limits, _NUMBER_TEXT]
    return [{"type": "integer"} | limits, *([_MONEY_TEXT] if kind.kind is Kind.MONEY else [])]


def _choices(fact: Fact) -> list[dict[str, Any]]:
    choices = list(fact.type.choices or ())
    made: dict[str, Any] = {"enum": choices}
    titles = [fact.choice_titles.get(name) for name in choices]
    if all(titles):
        made["enumDescriptions"] = [title.id if title.id == title.en else f"{title.id} / {title.en}" for title in titles if title]
    codes = [int(name) for name in choices if name.isdigit()]
    return [made, *([{"type": "integer", "minimum": min(codes), "maximum": max(codes)}] if codes else [])]
