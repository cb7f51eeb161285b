"""JSON Schema of what stands in a rule set for one value: a text, a constant of a type, a name, a parameter.

A YAML editor hands the schema ``2020.10`` as a number and ``true`` as a boolean, where the strict reader keeps the text; so
a value is described by everything an editor may make of it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from naikkelas.authoring.schema_words import ALLOWED, words_of
from naikkelas.facts import FactType, Kind, Text
from naikkelas.ranges import NEVER_WORD
from naikkelas.ruleset.document import NAME
from naikkelas.values import plain

Schema = dict[str, Any]

NAME_PATTERN: Final = f"^{NAME.pattern}$"
PARAMETER_PATTERN: Final = rf"^\${NAME.pattern}$"
DAY_PATTERN: Final = r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"

_INTEGER_TEXT: Final = {"type": "string", "pattern": r"^-?[0-9]+$"}
_NUMBER_TEXT: Final = {"type": "string", "pattern": r"^-?[0-9]+([.,][0-9]+)?$"}
_MONEY_TEXT: Final = {"type": "string", "pattern": r"^-?([Rr][Pp]\.?\s*)?-?[0-9][0-9.,]*\s*[A-Za-z]*$"}
_DAY_TEXT: Final = {"type": "string", "pattern": DAY_PATTERN, "examples": ["2026-01-31"]}
_WHOLE: Final = re.compile(r"[-+]?[0-9]+")
_BROKEN: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_TRUTHS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

#: A text without quotes may look like a number or a truth.
SCALAR: Final[Schema] = {"type": ["string", "number", "boolean"]}
BOOLEAN: Final[Schema] = {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^(true|false)$"}]}
COUNT: Final[Schema] = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}]}
PARAMETER: Final[Schema] = {"type": "string", "pattern": PARAMETER_PATTERN}
NAMED: Final[Schema] = {"type": "string", "pattern": NAME_PATTERN}
DAY: Final[Schema] = _DAY_TEXT
TRUE: Final[Schema] = {"enum": [True, "true"]}


def both(text: Text) -> str:
    """A text in both languages for a description."""
    return text.id if text.id == text.en else f"{text.id} / {text.en}"


def said(indonesian: str, english: str, schema: Mapping[str, Any]) -> Schema:
    """``schema`` with a description in both languages."""
    return {"description": f"{indonesian} / {english}", **schema}


def keyed(place: str, schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, Schema]:
    """The schemas of the keys that stand at a place of the language, each with what it is for."""
    return {key: {"description": both(words_of(place, key)), **schema} for key, schema in schemas.items()}


def closed(properties: Mapping[str, Schema], required: Iterable[str] = (), **more: Any) -> Schema:
    """A mapping with these keys and no others."""
    made: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False, **more}
    return made | ({"required": list(required)} if required else {})


def listed(items: Schema, **more: Any) -> Schema:
    """A list that is not empty."""
    return {"type": "array", "items": items, "minItems": 1, **more}


def either(*schemas: Schema) -> Schema:
    """Any of these; of one, itself."""
    return schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}


def worded(words: Iterable[str]) -> Schema:
    """One of a few words of the language, each with what it means."""
    names = list(words)
    return {"enum": names, "enumDescriptions": [both(ALLOWED[name]) for name in names]}


def text_for_people() -> Schema:
    """``{id: ..., en: ...}``, or one text for both languages."""
    sides = closed(keyed("text", {"id": SCALAR, "en": SCALAR}))
    return either({**sides, "minProperties": 1}, SCALAR)


def duration() -> Schema:
    """``{months: 12}``: months and years, or days and weeks."""
    mixed = [{"required": [long, short]} for long in ("months", "years") for short in ("days", "weeks")]
    properties = keyed("right", dict.fromkeys(("months", "years", "days", "weeks"), COUNT))
    return closed(properties, minProperties=1, **{"not": {"anyOf": mixed}})


def as_read(text: str) -> list[Any]:
    """The text, and what an editor makes of it when it stands without quotes."""
    if text in _TRUTHS:
        return [text, _TRUTHS[text]]
    if _WHOLE.fullmatch(text):
        return [text, int(text)]
    return [text, float(text)] if _BROKEN.fullmatch(text) else [text]


def choices(names: Iterable[str], titles: Mapping[str, Text] | None = None) -> Schema:
    """One of ``names``, each with its title for completion."""
    known = titles or {}
    pairs = [(value, both(known[name]) if name in known else name) for name in names for value in as_read(name)]
    return {"enum": [value for value, _ in pairs], "enumDescriptions": [words for _, words in pairs]}


def constant(kind: FactType, titles: Mapping[str, Text] | None = None) -> Schema:
    """An exact value of a type, as it is written in a rule set; of a set, one member."""
    match kind.kind:
        case Kind.BOOLEAN:
            return BOOLEAN
        case Kind.DATE:
            return either(_DAY_TEXT, {"const": NEVER_WORD}) if kind.may_be_never else _DAY_TEXT
        case Kind.DURATION:
            return duration()
        case Kind.INTEGER | Kind.NUMBER | Kind.MONEY:
            return _number(kind)
    if kind.choices is not None:
        return choices(kind.choices, titles)
    return SCALAR if kind.pattern is None else either({"type": "string", "pattern": f"^({kind.pattern})$"}, {"type": "number"})


def _number(kind: FactType) -> Schema:
    low, high = (float(plain(bound, kind)) if kind.decimals else bound for bound in kind.bounds)
    if kind.kind is Kind.INTEGER:
        return either({"type": "integer", "minimum": low, "maximum": high}, _INTEGER_TEXT)
    if kind.kind is Kind.NUMBER:
        return either({"type": "number", "minimum": low, "maximum": high}, _NUMBER_TEXT)
    examples = {"examples": [50_000_000, "500 juta"]}  # an editor reads 2.500, which is 2500 rupiah, as 2.5
    return {**either({"type": "number", "minimum": min(low, 0), "maximum": high}, _MONEY_TEXT), **examples}
