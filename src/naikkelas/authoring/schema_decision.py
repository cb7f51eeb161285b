"""JSON Schema of a decision as ``to_dict`` and ``naikkelas decide --format json`` give it.

Keys may be added in later versions, so keys that are not described here are allowed.
"""

from collections.abc import Iterable
from typing import Any, Final

from naikkelas.authoring.schema_values import Schema, both, said
from naikkelas.conditions import CriterionKind, Op, Outcome, Status
from naikkelas.facts import Text
from naikkelas.logic import TRUTH_NAMES
from naikkelas.problem_texts import Severity
from naikkelas.rules import RuleSet
from naikkelas.ruleset.model import Firmness

_STRING: Final[Schema] = {"type": "string"}
_FIRMNESS: Final[Schema] = {"enum": [each.value for each in Firmness]}
_STRINGS: Final[Schema] = {"type": "array", "items": _STRING}
_BOOLEAN: Final[Schema] = {"type": "boolean"}
_DAY: Final[Schema] = {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_REASONS: Final[Schema] = {"type": "array", "items": {"$ref": "#/$defs/reason"}}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _record(properties: dict[str, Schema], optional: Iterable[str] = ()) -> Schema:
    """A mapping that has all of these keys but the optional ones."""
    return {"type": "object", "properties": properties, "required": [name for name in properties if name not in set(optional)]}


def decision_parts(rules: RuleSet | None) -> Schema:
    """Everything of the schema but its dialect."""
    properties = {
        "profile": said("nama berkas, hanya dari perintah decide", "name of the file, from the command decide only", _STRING),
        "rule_set": _STRING if rules is None else {"const": rules.name},
        "version": said("versi rule set", "version of the rule set", _STRING),
        "hash": said("hash makna rule set", "hash of what the rule set means", {"type": "string", "pattern": "^[0-9a-f]{64}$"}),
        "as_of": said("tanggal penilaian", "the date the profile is judged on", _DAY),
        "rules_as_of": said("tanggal nilai parameter", "the date that picks parameter values", _DAY),
        "engine_version": said("mesin dan versinya", "the engine and its version", _STRING),
        "firmness": said("seberapa kuat dasar aturan", "how sure it is that the rules are so", _FIRMNESS),
        "outcome": said("hasil", "the outcome", {"enum": [outcome.value for outcome in Outcome]}),
        "criteria": _criteria(rules),
        "facts": _outputs(rules),
        "questions": {"type": "array", "items": _ref("question")},
        "deciding_sets": {"type": "array", "items": _ref("deciding_set")},
        "deciding_sets_complete": said("tidak ada kumpulan lain", "there are no other sets", _BOOLEAN),
        "points": _ref("points"),
        "problems": {"type": "array", "items": _ref("problem")},
        "data_gaps": {"type": "array", "items": _ref("text")},
        "scope": said("mengapa di luar cakupan", "why it is out of scope", _REASONS),
    }
    made = _record(properties, ("profile", "firmness", "problems", "data_gaps", "scope"))
    return {"title": "Keputusan naikkelas / decision", **made, "$defs": _definitions()}


def _criteria(rules: RuleSet | None) -> Schema:
    if rules is None:
        return {"type": "object", "additionalProperties": _ref("criterion")}
    return _record({name: {"title": made.title.id, **_ref("criterion")} for name, made in rules.criteria.items()})


def _outputs(rules: RuleSet | None) -> Schema:
    words = ("fakta turunan yang ditampilkan", "the derived facts that are shown")
    if rules is None:
        return said(*words, {"type": "object", "additionalProperties": _ref("value")})
    return said(*words, _record({name: {"description": both(_title(rules, name)), **_ref("value")} for name in rules.linked.outputs}))


def _title(rules: RuleSet, name: str) -> Text:
    return rules.linked.derived[name].title


def _definitions() -> dict[str, Schema]:
    text = _ref("text")
    deciding = _record({"facts": _STRINGS, "outcome": {"enum": [outcome.value for outcome in Outcome]}})
    question = _record({"fact": _STRING, "question": text, "criteria": _STRINGS, "settles": _BOOLEAN})
    told = {"name": _STRING, "title": text, "date": _maybe(_STRING), "url": _maybe(_STRING), "note": _maybe(text)}
    source = _record(told | {"firmness": _FIRMNESS}, ("firmness",))
    return {
        "text": _record({"id": _STRING, "en": _STRING}),
        "value": _value(),
        "points": _record({"at_least": {"type": "integer"}, "at_most": {"type": "integer"}}),
        "source": source,
        "criterion": _criterion(),
        "reason": _reason(),
        "question": question,
        "deciding_set": deciding,
        "problem": _problem(),
    }


def _value() -> Schema:
    """Exact, a range, one of several choices, or ``null``: nobody knows."""
    exact: dict[str, Any] = {"type": ["string", "integer", "boolean"]}
    side = {"type": ["string", "integer"]}
    empty = said("mungkin tidak ada indikator yang berlaku", "maybe no indicator of the scorecard applies", {"const": True})
    sides: Schema = {"type": "object", "properties": {"at_least": side, "at_most": side, "may_be_empty": empty}, "minProperties": 1}
    return {
        "anyOf": [
            exact,
            _STRINGS,
            sides | {"additionalProperties": False},
            _record({"one_of": _STRINGS}) | {"additionalProperties": False},
            {"type": "null"},
        ]
    }


def _criterion() -> Schema:
    properties = {
        "status": {"enum": [status.value for status in Status]},
        "kind": {"enum": [kind.value for kind in CriterionKind]},
        "title": _ref("text"),
        "because": said("alasan yang menentukan status", "the reasons that fixed the status", _REASONS),
        "remedy": _maybe(_ref("text")),
        "source": _maybe(_ref("source")),
        "firmness": said("seberapa kuat kriterianya", "how sure it is that the criterion is so", _FIRMNESS),
        "at": said("tempat dalam berkas aturan", "the place in the rule file", _STRING),
        "points": said("hanya untuk nilai tambah", "of a preference only", _ref("points")),
        "not_in_force": said("di luar masa berlaku kriteria", "outside the dates of the criterion", {"const": True}),
    }
    return _record(properties, ("firmness", "points", "not_in_force"))


def _reason() -> Schema:
    """A comparison, a reference to a criterion or programme, or a group of reasons."""
    duration: Schema = {"type": "object", "additionalProperties": {"type": "integer"}}
    finding = {
        "fact": _STRING,
        "title": _ref("text"),
        "op": {"enum": [op.value for op in Op]},
        "wanted": {"type": "array", "items": {"anyOf": [_ref("value"), duration]}},
        "value": _ref("value"),
        "hidden": said("data pribadi", "a personal value", {"const": True}),
        "parameters": _STRINGS,
        "limits": _ref("value"),
        "other": _maybe(_STRING),
        "origin": _maybe(_ref("text")),
        "inputs": _REASONS,
    }
    asked = {"title": _ref("text"), "wanted": _STRINGS, "found": _STRING}
    size = {"size": {"type": "integer"}}
    variants = [
        _record(finding, ("value", "hidden")) | {"anyOf": [{"required": ["value"]}, {"required": ["hidden"]}]},
        *(_record({kind: _STRING, **asked}) for kind in ("criterion", "programme")),
        *(_record({kind: _REASONS, **size}) for kind in ("all", "any")),
        _record({"some": _REASONS, **size, "at_least": {"type": "integer"}}),
        _scorecard(),
    ]
    shared: dict[str, Schema] = {"status": {"enum": list(TRUTH_NAMES.values())}, "negated": _BOOLEAN}
    return _record({**shared, "sentence": said("kalimatnya", "in words", _STRING)}, ("sentence",)) | {"oneOf": variants}


def _scorecard() -> Schema:
    """A scorecard: its score, and of every indicator what became of it."""
    weight: Schema = {"type": "integer", "minimum": 1}
    statuses = {"enum": [status.value for status in Status]}
    indicator = _record({"title": _ref("text"), "status": statuses, "weight": weight, "because": _REASONS})
    group = _record({"title": _ref("text"), "weight": weight, "indicators": {"type": "array", "items": indicator}})
    groups: Schema = {"type": "object", "additionalProperties": group}
    return _record({"scorecard": _STRING, "title": _ref("text"), "scale": weight, "score": _ref("value"), "groups": groups})


def _problem() -> Schema:
    properties: dict[str, Schema] = {
        "code": {"type": "string", "pattern": "^NK[0-9]{3}$"},
        "severity": {"enum": [severity.value for severity in Severity]},
        "place": {"type": "object"},
        "message": _STRING,
        "hint": _maybe(_STRING),
        "read": _STRING,
        "expected": _STRING,
    }
    return _record(properties, ("read", "expected"))
