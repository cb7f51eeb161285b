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
    listed,
    said,
    text_for_people,
)
from naikkelas.conditions import CriterionKind, Derived
from naikkelas.facts import BOOLEAN as BOOLEAN_TYPE
from naikkelas.facts import MOST_DECIMALS, Fact, FactType, Kind, Text, money
from naikkelas.ikm.catalogue import FACTS
from naikkelas.rules import RuleSet
from naikkelas.ruleset.document import RULE_SET_NAME
from naikkelas.ruleset.formulas import FORMULAS
from naikkelas.ruleset.linker import FORMAT, REQUIRED_KEYS
from naikkelas.ruleset.model import Firmness
from naikkelas.ruleset.names import RESERVED, nature_of
from naikkelas.ruleset.types import TEXT_KEYS, TYPE_KEYS

_ARITHMETIC: Final = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY)
_TEXT: Final[Schema] = {"$ref": "#/$defs/text"}
_FIRMNESS: Final[Schema] = {"enum": [each.value for each in Firmness]}
_DATES: Final = closed({"from": said("mulai", "from", DAY), "until": said("sampai dengan", "up to and including", DAY)})


def rule_set_parts(rules: RuleSet | None) -> Schema:
    """Everything of the schema but its dialect."""
    conditions = Conditions(_facts(rules), _parameters(rules), rules.criteria if rules else (), strict=rules is not None)
    title = "Rule set naikkelas" if rules is None else f"Rule set naikkelas: {rules.name}"
    properties = {
        "format": said("format bahasa aturan", "format of the language", {"const": FORMAT}),
        "rule_set": said("nama rule set", "name of the rule set", {"type": "string", "pattern": f"^{RULE_SET_NAME.pattern}$"}),
        "version": said("versi, misalnya 2026.1", "version, such as 2026.1", SCALAR),
        "title": said("judul", "title", _TEXT),
        "firmness": said("seberapa kuat dasar aturan ini", "how sure it is that these rules are so", _FIRMNESS),
        "effective": said("masa berlaku", "when it is in force", _DATES),
        "sources": said("sumber aturan", "where the rules come from", _named(_source())),
        "parameters": said("nilai yang dapat diubah pemilik program", "values that the owner can set", _named(_parameter())),
        "facts": said("fakta tambahan dan fakta turunan", "declared and derived facts", _named(_fact(conditions), FACTS)),
        "uses": said("kriteria dari rule set lain", "criteria of other rule sets", _uses()),
        "applies_when": said("berlaku untuk siapa", "whom the rule set is for", condition()),
        "criteria": said("kriteria", "criteria", _named(_criterion(conditions), minProperties=1)),
        "outputs": said("fakta turunan yang ditampilkan", "derived facts to show", listed(NAMED)),
        "data_gaps": said("yang diminta program tetapi tidak diperiksa", "what is asked but not checked", listed(_TEXT)),
    }
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


def _named(body: Schema, taken: Iterable[str] = (), **more: int) -> Schema:
    """A mapping of the author's names; words of the language and names that are taken are refused."""
    names = {"pattern": NAME_PATTERN, "not": {"enum": sorted({*RESERVED, *taken})}}
    return {"type": "object", "propertyNames": names, "additionalProperties": body, **more}


def _source() -> Schema:
    return closed({"title": _TEXT, "date": DAY, "url": SCALAR, "firmness": _FIRMNESS, "note": _TEXT})


def _uses() -> Schema:
    return {"type": "object", "additionalProperties": listed(NAMED)}


def _criterion(conditions: Conditions) -> Schema:
    kinds = [kind.value for kind in CriterionKind]
    points = either(
        {"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]+$"}, PARAMETER, closed({"fact": conditions.operand()}, ("fact",))
    )
    properties = {
        "title": said("judul kriteria", "title of the criterion", _TEXT),
        "kind": said("syarat, nilai tambah atau catatan", "requirement, preference or note", {"enum": kinds}),
        "points": said("poin bila terpenuhi", "points when met", points),
        "applies_when": said("berlaku bila", "applies when", condition()),
        "require": said("yang harus terpenuhi", "what must be met", condition()),
        "remedy": said("apa yang dapat dilakukan", "what can be done about it", _TEXT),
        "source": said("nama sumber", "name of a source", SCALAR),
        "firmness": said("seberapa kuat; bila kosong, seperti sumbernya", "how sure it is; without it, as its source", _FIRMNESS),
        "effective": said("masa berlaku kriteria", "when the criterion is in force", _DATES),
    }
    preference = {"if": {"required": ["points"]}, "then": {"required": ["kind"], "properties": {"kind": {"const": "preference"}}}}
    return closed(properties, ("require",), **preference)


# --- types -----------------------------------------------------------------------------------------------------------


def _type_properties(kinds: Iterable[Kind]) -> dict[str, Schema]:
    """The keys that describe a type. In place of a kind may stand a fact whose type is meant."""
    names = {"enum": [*(kind.value for kind in kinds), *FACTS]}
    return {
        "type": said("jenis nilai", "type", either(names, {**NAMED, "not": {"enum": [kind.value for kind in Kind]}})),
        "of": said("pilihan, atau fakta yang pilihannya sama", "choices, or a fact with the same ones", _choices()),
        "decimals": said("angka di belakang koma", "decimals", {**COUNT, "examples": list(range(MOST_DECIMALS + 1))}),
        "at_least": said("batas bawah", "lower bound", SCALAR),
        "at_most": said("batas atas", "upper bound", SCALAR),
        "unit": said("satuan", "unit", _TEXT),
        "may_be_never": said("boleh 'never'", "may be 'never'", BOOLEAN),
    }


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
    properties = _type_properties(Kind) | {
        "title": said("judul", "title", _TEXT),
        "values": said("nilai mulai tanggal tertentu", "the value from each date on", _history({})),
        "source": said("nama sumber", "name of a source", SCALAR),
    }
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
    return {
        "title": said("judul", "title", _TEXT),
        "question": said("pertanyaan kepada pemilik usaha", "question to the owner", _TEXT),
        "remedy": said("cara mengubahnya", "how it can be changed", _TEXT),
        "aliases": said("judul kolom yang sering dipakai", "column headers seen in the field", listed(SCALAR)),
        "personal": said("data pribadi, tidak ditampilkan", "personal, never shown", BOOLEAN),
        "choice_titles": said("judul setiap pilihan", "title of each choice", {"type": "object", "additionalProperties": _TEXT}),
        "source": said("asal pengetahuan ini", "what it rests on", SCALAR),
    }


def _formulas(conditions: Conditions) -> dict[str, Schema]:
    number, day = conditions.operand(_ARITHMETIC), conditions.operand([Kind.DATE])
    row = closed({"when": condition(), "then": SCALAR}, ("when", "then"))
    table = closed({"hit": {"enum": ["first", "unique"]}, "rows": listed(row), "otherwise": SCALAR}, ("rows", "otherwise"))
    times = closed({"fact": number, "constant": either({"type": "number"}, {"type": "string"})}, ("fact", "constant"))
    ratio = closed({"of": number, "to": number, "when_zero": {"enum": ["met", "not_met"]}}, ("of", "to", "when_zero"))
    return {
        "derive": said("benar bila syarat ini terpenuhi", "true when this condition is met", condition()),
        "table": said("tabel keputusan", "decision table", table),
        "sum": said("jumlah", "sum", listed(number)),
        "difference": said("selisih [a, b]", "difference [a, b]", listed(number, minItems=2, maxItems=2)),
        "times": said("dikalikan dengan angka tetap", "times a constant", times),
        "ratio": said("perbandingan of / to", "ratio of / to", ratio),
        "months_since": said("bulan sejak tanggal", "months since a date", day),
        "scorecard": said("skor dari kelompok indikator berbobot", "score of groups of weighted indicators", scorecard(conditions)),
        "points": said("jumlah poin kriteria", "points of these criteria", listed(NAMED)),
        "every_year": said(
            "tanggal MM-DD setiap tahun", "the day MM-DD of every year", {"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"}
        ),
    }
