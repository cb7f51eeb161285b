"""JSON Schema of a file of tests: its cases, profiles with every fact, and what is expected of decisions."""

from collections.abc import Mapping
from typing import Any, Final

from naikkelas.authoring.case_format import FORMAT
from naikkelas.authoring.schema_conditions import Named
from naikkelas.authoring.schema_values import (
    DAY,
    NAME_PATTERN,
    NAMED,
    SCALAR,
    Schema,
    both,
    closed,
    constant,
    either,
    keyed,
    listed,
    worded,
)
from naikkelas.conditions import Outcome, Status
from naikkelas.facts import Fact, FactType, Kind, Text
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.door import PERMITS
from naikkelas.ranges import NEVER_WORD
from naikkelas.rules import RuleSet

__all__ = ["tests_parts"]

#: What is left out: nothing, or an empty text.
_NULL: Final[Schema] = {"enum": [None, ""]}
_ANY: Final[Schema] = {}
_DATE: Final[Schema] = {"anyOf": [{"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?)?$"}, {"type": "integer"}]}
_PERMITS: Final = Text("semua izin usaha ini", "every permit of the business")


def tests_parts(rules: RuleSet | None) -> Schema:
    """Everything of the schema but its dialect; with ``rules`` the facts, criteria and parameters of that rule set are completed."""
    facts = {**FACTS, **({} if rules is None else rules.catalogue)}
    profile = {"$ref": "#/$defs/profile"}
    schemas = {
        "format": {"const": FORMAT},
        "rules": {"type": "string"},
        "note": _ANY,
        "as_of": _maybe(DAY),
        "rules_as_of": _maybe(DAY),
        "lang": _maybe({"enum": ["id", "en"]}),
        "parameters": _maybe(_settings(rules)),
        "base": _maybe(profile),
        "cases": listed(_case(rules, profile)),
    }
    definitions = {"profile": _profile(facts)}
    title = "Uji rule set naikkelas / tests" if rules is None else f"Uji rule set naikkelas / tests: {rules.name}"
    return {"title": title, **closed(keyed("tests", schemas), ("format", "rules", "cases")), "$defs": definitions}


def _maybe(schema: Schema) -> Schema:
    """What is left out may stand there as nothing."""
    return either(schema, _NULL)


def _settings(rules: RuleSet | None) -> Schema:
    known = {} if rules is None else rules.parameters
    properties = {name: {"description": both(made.title or Text(name, name))} for name, made in known.items()}
    return {"type": "object", "properties": properties, "propertyNames": {"pattern": NAME_PATTERN}}


def _case(rules: RuleSet | None, profile: Schema) -> Schema:
    schemas = {
        "name": SCALAR,
        "note": _ANY,
        "as_of": _maybe(DAY),
        "rules_as_of": _maybe(DAY),
        "lang": _maybe({"enum": ["id", "en"]}),
        "parameters": _maybe(_settings(rules)),
        "profile": _maybe(profile),
        "without": _maybe({"type": "array", "items": NAMED}),
        "expect": _maybe(_expect(rules)),
        "columns": _maybe({"type": "array", "items": {"type": "string"}}),
        "rows": _maybe({"type": "array", "items": {"type": "array"}}),
    }
    return closed(keyed("case", schemas), ("name",))


def _expect(rules: RuleSet | None) -> Schema:
    number: Schema = {"type": ["integer", "string"]}
    side = _maybe(number)
    span = closed(keyed("expected_points", {"at_least": side, "at_most": side}), minProperties=1)
    schemas = {
        "outcome": _maybe(worded(outcome.value for outcome in Outcome)),
        "statuses": _maybe(_statuses(rules)),
        "missing": _maybe({"type": "array", "items": NAMED}),
        "points": _maybe(either(number, span)),
        "facts": _maybe(_outputs(rules)),
        "explains": _maybe(either(SCALAR, {"type": "array", "items": SCALAR})),
    }
    return closed(keyed("expect", schemas))


def _statuses(rules: RuleSet | None) -> Schema:
    word = _maybe(worded(status.value for status in Status))
    known = {} if rules is None else {name: {"description": both(made.title), **word} for name, made in rules.criteria.items()}
    return {"type": "object", "properties": known, "additionalProperties": word if rules is None else False}


def _outputs(rules: RuleSet | None) -> Schema:
    """What is expected of derived facts; their values are left to ``naikkelas check``."""
    names = () if rules is None else rules.linked.outputs
    known = {} if rules is None else {name: {"description": both(rules.linked.derived[name].title)} for name in names}
    return {"type": "object", "properties": known, **({} if rules is None else {"additionalProperties": False})}


def _profile(facts: Mapping[str, Fact]) -> Schema:
    """A profile as a file of tests writes it: every value is a text there, so a code may stand without quotes."""
    properties: dict[str, Any] = {name: _given(fact) for name, fact in facts.items()}
    properties[PERMITS] = {"description": both(_PERMITS), **_maybe({"type": "array"})}
    return {"type": "object", "properties": properties, "propertyNames": {"pattern": NAME_PATTERN}}


def _given(fact: Fact) -> Schema:
    """Exact, a range of an ordered type, or missing."""
    value = _exact(fact)
    if fact.type.kind.is_ordered:
        side = _maybe(value)
        value = either(value, closed(keyed("expected_points", {"at_least": side, "at_most": side}), minProperties=1))
    described = Named(fact.name, fact.type, fact.title, fact.question).description
    return {"title": fact.title.id, "description": described, **_maybe(value)}


def _exact(fact: Fact) -> Schema:
    kind: FactType = fact.type
    if kind.kind is Kind.DATE:
        return either(_DATE, {"const": NEVER_WORD}) if kind.may_be_never else _DATE
    if kind.kind is Kind.SET:
        return {"type": "array", "items": constant(kind, fact.choice_titles)}
    return SCALAR if kind.kind is Kind.TEXT else constant(kind, fact.choice_titles)
