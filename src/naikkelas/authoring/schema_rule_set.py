"""JSON Schema of a whole rule set; conditions are in ``schema_conditions``, values in ``schema_values``."""

from collections.abc import Iterable
from typing import Final

from naikkelas.authoring.schema_conditions import Conditions, Named, condition
from naikkelas.authoring.schema_scorecards import scorecard
from naikkelas.authoring.schema_values import (
    BOOLEAN,
    COUNT,
    DAY,
    DAY_PATTERN,
    NAME_PATTERN,
    NAMED,
    PARAMETER,
    SCALAR,
    Schema,
    closed,
    constant,
    either,
    keyed,
    listed,
    text_for_people,
    worded,
)
from naikkelas.conditions import CriterionKind, Derived
from naikkelas.facts import BOOLEAN as BOOLEAN_TYPE
from naikkelas.facts import MOST_DECIMALS, Fact, FactType, Kind, Text, money
from naikkelas.ikm.catalogue import FACTS
from naikkelas.rules import RuleSet
from naikkelas.ruleset.document import RULE_SET_NAME
from naikkelas.ruleset.formulas import FORMULAS
from naikkelas.ruleset.linker import FORMAT, REQUIRED_KEYS
from naikkelas.ruleset.model import Change, Firmness
from naikkelas.ruleset.names import RESERVED, RESERVED_FOR_CRITERIA, nature_of
from naikkelas.ruleset.selection import Best
from naikkelas.ruleset.types import TEXT_KEYS, TYPE_KEYS

_ARITHMETIC: Final = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY)
_TEXT: Final[Schema] = {"$ref": "#/$defs/text"}
_FIRMNESS: Final[Schema] = worded(each.value for each in Firmness)
_DATES: Final = closed(keyed("dates", {"from": DAY, "until": DAY}))


def rule_set_parts(rules: RuleSet | None) -> Schema:
    """Everything of the schema but its dialect."""
    conditions = Conditions(_facts(rules), _parameters(rules), rules.criteria if rules else (), strict=rules is not None)
    title = "Rule set naikkelas" if rules is None else f"Rule set naikkelas: {rules.name}"
    schemas = {
        "format": {"const": FORMAT},
        "rule_set": {"type": "string", "pattern": f"^{RULE_SET_NAME.pattern}$"},
        "version": SCALAR,
        "title": _TEXT,
        "firmness": _FIRMNESS,
        "effective": _DATES,
        "sources": _named(_source()),
        "parameters": _named(_parameter()),
        "facts": _named(_fact(conditions), FACTS),
        "uses": _uses(),
        "applies_when": condition(),
        "criteria": _named(_criterion(conditions), but=RESERVED_FOR_CRITERIA.pattern, minProperties=1),
        "outputs": listed(NAMED),
        "selection": _selection(),
        "data_gaps": listed(_TEXT),
        "never_hurts": _harmless(),
        "assumptions": _assumptions(),
    }
    properties = keyed("rules", schemas)
    return {"title": title, **closed(properties, REQUIRED_KEYS), "$defs": {"text": text_for_people(), **conditions.definitions}}


def _facts(rules: RuleSet | None) -> Iterable[Named]:
    yield from map(_given, FACTS.values())
    if rules is not None:
        yield from map(_given, rules.linked.declared.values())
        yield from map(_derived, rules.linked.derived.values())


def _given(fact: Fact) -> Named:
    return Named(fact.name, fact.type, fact.title, fact.question, fact.choice_titles)


def _derived(derived: Derived) -> Named:
    return Named(derived.name, derived.type, derived.title, titles=derived.choice_titles, nature=nature_of(derived.formula))


def _parameters(rules: RuleSet | None) -> Iterable[Named]:
    for name, made in rules.parameters.items() if rules is not None else ():
        yield Named(name, made.type, made.title or Text(name, name))


def _named(body: Schema, taken: Iterable[str] = (), but: str = "", **more: int) -> Schema:
    """A mapping of the author's names; words of the language and names that are taken, or look like ``but``, are refused."""
    refused: Schema = {"enum": sorted({*RESERVED, *taken})}
    refused = either(refused, {"pattern": f"^({but})$"}) if but else refused
    return {"type": "object", "propertyNames": {"pattern": NAME_PATTERN, "not": refused}, "additionalProperties": body, **more}


def _source() -> Schema:
    return closed(keyed("source", {"title": _TEXT, "date": DAY, "url": SCALAR, "firmness": _FIRMNESS, "note": _TEXT}))


def _uses() -> Schema:
    return {"type": "object", "additionalProperties": listed(NAMED)}


def _selection() -> Schema:
    limit = either(COUNT, PARAMETER)
    by = keyed("by", {"fact": NAMED, "groups": either(listed(SCALAR), PARAMETER), "minimum": limit, "maximum": limit})
    step = closed(keyed("step", dict.fromkeys([best.value for best in Best], NAMED)), minProperties=1, maxProperties=1)
    schemas = {
        "quota": limit,
        "by": closed(by, ("fact",)),
        "order": listed(step),
        "waiting_list": limit,
        "seed": SCALAR,
        "source": SCALAR,
        "firmness": _FIRMNESS,
    }
    return closed(keyed("selection", schemas), minProperties=1)


def _harmless() -> Schema:
    """Items with one change each."""
    one: Schema = {"type": "object", "minProperties": 1, "maxProperties": 1}
    changes = {change.value: one if change is Change.BECOMES else NAMED for change in Change}
    return listed(closed(keyed("harmless", changes), **one))


def _assumptions() -> Schema:
    return listed(closed(keyed("assumption", {"title": _TEXT, "when": condition(), "then": condition()}), ("then",)))


def _criterion(conditions: Conditions) -> Schema:
    points = either(
        {"type": "integer"},
        {"type": "string", "pattern": "^-?[0-9]+$"},
        PARAMETER,
        closed(keyed("points", {"fact": conditions.operand()}), ("fact",)),
    )
    schemas = {
        "title": _TEXT,
        "kind": worded(kind.value for kind in CriterionKind),
        "points": points,
        "applies_when": condition(),
        "require": condition(),
        "remedy": _TEXT,
        "source": SCALAR,
        "firmness": _FIRMNESS,
        "effective": _DATES,
    }
    properties = keyed("criterion", schemas)
    preference = {"if": {"required": ["points"]}, "then": {"required": ["kind"], "properties": {"kind": {"const": "preference"}}}}
    return closed(properties, ("require",), **preference)


# --- types -----------------------------------------------------------------------------------------------------------


def _type_properties(kinds: Iterable[Kind]) -> dict[str, Schema]:
    """The keys that describe a type. In place of a kind may stand a fact whose type is meant."""
    names = {"enum": [*(kind.value for kind in kinds), *FACTS]}
    schemas = {
        "type": either(names, {**NAMED, "not": {"enum": [kind.value for kind in Kind]}}),
        "of": _choices(),
        "decimals": {**COUNT, "examples": list(range(MOST_DECIMALS + 1))},
        "at_least": SCALAR,
        "at_most": SCALAR,
        "unit": _TEXT,
        "may_be_never": BOOLEAN,
    }
    return keyed("fact", schemas)


def _choices() -> Schema:
    borrowed = ["text", *(name for name, fact in FACTS.items() if fact.type.choices or fact.type.kind is Kind.TEXT)]
    return either({"enum": borrowed}, listed(SCALAR), NAMED)


def _type_rules() -> list[Schema]:
    """A number has decimals and nothing else has; a choice and a set say of what."""
    number = {"properties": {"type": {"const": "number"}}, "required": ["type"]}
    ordered = {"properties": {"type": {"enum": ["integer", "money", "date"]}}, "required": ["type"]}
    listed_kind = {"properties": {"type": {"enum": ["choice", "set"]}}, "required": ["type"]}
    return [
        {"if": number, "then": {"required": ["decimals"]}},
        {"if": ordered, "then": {"not": {"required": ["decimals"]}}},
        {"if": listed_kind, "then": {"required": ["of"]}},
    ]


def _parameter() -> Schema:
    more = keyed("parameter", {"title": _TEXT, "values": _history({}), "source": SCALAR})
    properties = _type_properties(Kind) | more
    typed = [_values_of(kind.value, schema) for kind, schema in _VALUES.items()]
    return closed(properties, ("type", "values"), allOf=[*_type_rules(), *typed])


def _history(value: Schema) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": DAY_PATTERN}, "additionalProperties": value, "minProperties": 1}


def _values_of(kind: str, value: Schema) -> Schema:
    return {
        "if": {"properties": {"type": {"const": kind}}, "required": ["type"]},
        "then": {"properties": {"values": {"additionalProperties": value}}},
    }


_VALUES: Final[dict[Kind, Schema]] = {
    Kind.BOOLEAN: constant(BOOLEAN_TYPE),
    Kind.INTEGER: constant(FactType(Kind.INTEGER, -(10**9), 10**9)),
    Kind.NUMBER: constant(FactType(Kind.NUMBER, -(10**12), 10**12)),
    Kind.MONEY: constant(money(-(10**14))),
    Kind.DATE: either(DAY, {"const": "never"}),
    Kind.DURATION: constant(FactType(Kind.DURATION)),
    Kind.CHOICE: SCALAR,
    Kind.TEXT: SCALAR,
    Kind.SET: listed(SCALAR),
}


# --- facts -----------------------------------------------------------------------------------------------------------


def _fact(conditions: Conditions) -> Schema:
    """A declared fact has a type, a derived one a formula; each formula goes with some of the other keys only."""
    properties = {**_formulas(conditions), **_type_properties(kind for kind in Kind if kind is not Kind.DURATION), **_text_properties()}
    without = {"not": {"anyOf": [{"required": [name]} for name in FORMULAS]}}
    declared = {"if": without, "then": {"required": ["type"]}}
    return closed(properties, allOf=[declared, *map(_keys_beside, FORMULAS), *_type_rules()])


def _keys_beside(formula: str) -> Schema:
    types = TYPE_KEYS if formula in ("table", "every_year") else ("type", "unit")
    then: Schema = {"propertyNames": {"enum": [formula, *TEXT_KEYS, *types]}}
    if formula == "table":
        then["required"] = ["type"]
    if formula in ("sum", "difference", "times"):
        then["properties"] = {"type": {"enum": [kind.value for kind in _ARITHMETIC]}}
    return {"if": {"required": [formula]}, "then": then}


def _text_properties() -> dict[str, Schema]:
    titles = {"type": "object", "additionalProperties": _TEXT}
    schemas: dict[str, Schema] = {
        "title": _TEXT,
        "question": _TEXT,
        "remedy": _TEXT,
        "aliases": listed(SCALAR),
        "personal": BOOLEAN,
        "choice_titles": titles,
        "source": SCALAR,
    }
    return keyed("fact", schemas)


def _formulas(conditions: Conditions) -> dict[str, Schema]:
    number, day = conditions.operand(_ARITHMETIC), conditions.operand([Kind.DATE])
    row = closed(keyed("row", {"when": condition(), "then": SCALAR}), ("when", "then"))
    table = closed(keyed("table", {"hit": worded(("first", "unique")), "rows": listed(row), "otherwise": SCALAR}), ("rows", "otherwise"))
    times = closed(keyed("times", {"fact": number, "constant": either({"type": "number"}, {"type": "string"})}), ("fact", "constant"))
    keys = ("of", "to", "when_zero")
    ratio = closed(keyed("ratio", {"of": number, "to": number, "when_zero": worded(("met", "not_met"))}), keys)
    schemas = {
        "derive": condition(),
        "table": table,
        "sum": listed(number),
        "difference": listed(number, minItems=2, maxItems=2),
        "times": times,
        "ratio": ratio,
        "months_since": day,
        "scorecard": scorecard(conditions),
        "points": listed(NAMED),
        "every_year": {"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"},
    }
    return keyed("fact", schemas)
