"""The schemas: what the linker accepts they accept, common mistakes they refuse, and decisions fit theirs."""

import copy
import json
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import naikkelas as nk
from naikkelas.authoring.schema import decision_schema, profile_schema, rule_set_schema
from naikkelas.conditions import Op
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ruleset.conditions_linker import OPERATORS
from naikkelas.ruleset.linker import CRITERION_KEYS, SOURCE_KEYS, TOP_KEYS
from naikkelas.ruleset.types import TEXT_KEYS, TYPE_KEYS
from tests.authoring.editor import as_an_editor_reads
from tests.cli.console import ROOT
from tests.strategies import cases, documents, text_of

GENERIC = Draft202012Validator(rule_set_schema())
RULES = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "rules").glob("*.yaml")}

EVERYTHING = """\
format: naikkelas/1
rule_set: everything
version: 2020.10
title: {id: "Semua", en: "All"}
effective: {from: 2020-01-01, until: 2030-12-31}
sources:
  law: {title: 2008, date: 2008-07-04, url: "https://example.org", note: "catatan"}
parameters:
  cap: {type: money, at_least: 1000, values: {2020-01-01: 2.500, 2021-1-1: 500 juta}}
  share_cap: {type: number, decimals: 2, title: "batas", values: {2020-01-01: "0,75"}}
  gate: {type: boolean, values: {2020-01-01: true}}
  wanted: {type: set, of: regency, values: {2020-01-01: [3305, "3301"]}}
  level: {type: choice, of: [on, "true", 1, 2.5], values: {2020-01-01: true}, source: law}
  wait: {type: duration, values: {2020-01-01: {years: 1, months: 6}}}
  places: {type: set, of: text, values: {2020-01-01: [10, abc]}}
  count: {type: integer, unit: {id: orang, en: people}, values: {2020-01-01: -5}}
  last: {type: date, may_be_never: true, values: {2020-01-01: never}}
facts:
  ovens: {type: integer, at_most: 9, title: "oven", question: {id: "Berapa?", en: "How many?"}, aliases: [oven], personal: false}
  ph: {type: number, decimals: 1, at_least: 0, at_most: "14", unit: pH}
  home: {type: regency, title: {id: "asal", en: "home"}}
  mark: {type: choice, of: [true, 1, a], choice_titles: {a: "A"}}
  mark_too: {type: choice, of: mark}
  shops: {type: set, of: [a, b]}
  names: {type: set, of: text, remedy: "tulis", source: "domain"}
  codes: {type: set, of: kbli}
  note: {type: text}
  opens: {type: date}
  closes: {type: date, may_be_never: true}
  knows: {derive: {all: [{knows_market: {is: true}}, {knows_production: {is: "true"}}]}}
  size: {type: choice, of: [micro, small], table: {hit: unique, rows: [{when: {capital: {at_most: 1 miliar}}, then: micro}], otherwise: small}}
  number: {type: number, decimals: 1, table: {rows: [{when: {ovens: {is: 1}}, then: "1,5"}], otherwise: 2}}
  day: {type: date, table: {rows: [{when: {ovens: {is: 2}}, then: 2020-02-03}], otherwise: $last_day}}
  all_money: {sum: [capital, annual_sales, $cap], type: money, title: "jumlah"}
  left: {difference: [annual_sales, requested_loan], unit: "Rp"}
  most: {times: {fact: capital, constant: 1.5}}
  share: {ratio: {of: requested_loan, to: annual_sales, when_zero: not_met}}
  age: {months_since: operating_since}
  score:
    title: "skor"
    scorecard:
      scale: "10"
      groups:
        one: {weight: "2", title: {id: "satu", en: "one"}, indicators: [{knows_market: {is: true}, ovens: {is: 1}}, {criterion: first}]}
        two:
          indicators:
            - {require: {ovens: {at_least: 2}}, applies_when: {$gate: {is: true}}, weight: 3, title: "dua"}
            - {criterion: guarded, weight: 2, title: "tiga"}
            - {criterion: {guarded: [met, not_applicable]}}
  rare: {scorecard: {scale: 1, when_empty: met, groups: {one: {indicators: [{criterion: guarded}]}}}}
  deadline: {type: date, every_year: 03-31}
  total: {points: [near]}
uses: {inopak-naik-kelas: [market]}
applies_when: {sector: {in: [processed_food, herbal]}, not: {regency: {is: 1101}}}
criteria:
  first:
    title: "Pertama"
    require:
      all:
        - capital: {at_most: $cap, at_least: 50_000, more_than: Rp1.000, less_than: {fact: annual_sales}}
      any:
        - workers: {in: [1, 2, 3]}
        - workers: {not_in: ["4"]}
        - workers: {between: {from: $count, to: 3}}
        - not: {ovens: {is_not: 3}}
      some: {at_least: 1, of: [{ph: {at_least: 4.5}}, {ph: {known: true}}]}
  dates:
    require:
      operating_since: {at_least_ago: $wait, less_than_ago: {weeks: 200}}
      pirt_expires_on: {at_least_ahead: {days: 90}, on_or_after: $as_of, before: {fact: opens}}
      closes: {after: 2020-01-01, on_or_before: {fact: closes_too}, between: {from: $as_of, to: never}}
  sets:
    require:
      shops: {includes: a, includes_any: [a, b]}
      names: {includes_all: [x, 12], includes_any: $places, known: true}
      codes: {includes: 10710}
      kbli: {in: [10794, "01111"]}
      note: {is: 2020}
      mark: {is: true}
      mark_too: {is_not: a, not_in: [1]}
      regency: {in: $wanted}
      home: {is: 3305}
      $level: {is: 1}
      $gate: {is: true}
      $count: {more_than: -6}
  derived: {require: {share: {at_most: 0.3, more_than: $share_cap}, score: {at_least: $share_cap, at_most: 7.5}, rare: {more_than: 0}, age: {at_least: 12}, total: {at_least: 1}, size: {is: micro}, knows: {is: true}}}
  guarded: {applies_when: {$gate: {is: true}}, require: {criterion: first}, effective: {from: 2021-01-01}}
  refers:
    require: {criterion: {guarded: [met, not_applicable], first: met}, programme: {stipark-pra-inkubasi: [eligible, out_of_scope]}}
    remedy: {id: "Urus", en: "Do"}
    source: law
  near: {kind: preference, points: 10, require: {regency: {in: [3305]}}}
  ranked: {kind: preference, points: {fact: ovens}, require: {workers: {at_least: 1}}}
  priced: {kind: preference, points: $count, require: {workers: {at_least: 1}}}
  seen: {kind: note, require: {packaging_ready: {is: true}}}
outputs: [size, deadline, score]
data_gaps: [{id: "x", en: "y"}, z]
"""
# What the linker would refuse in it for other reasons than its structure is written out of it here.
EVERYTHING = EVERYTHING.replace("$last_day", "2021-01-01").replace("{fact: closes_too}", "never").replace("50_000", "50000")


def errors(document, validator=GENERIC):
    return [error.json_path for error in validator.iter_errors(document)]


@pytest.mark.parametrize("make", [rule_set_schema, profile_schema, decision_schema])
@pytest.mark.parametrize("name", [None, *(pytest.param(name, marks=pytest.mark.slow) for name in nk.bundled_names())])
def test_they_are_schemas(make, name):
    schema = make(nk.bundled(name) if name else None)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(schema)) == schema


# --- rule sets: what is accepted -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RULES)
def test_bundled_rule_sets_are_accepted(name):
    document = as_an_editor_reads(RULES[name])
    assert errors(document) == []
    assert errors(document, Draft202012Validator(rule_set_schema(nk.bundled(name)))) == []


def test_every_construct_of_the_language_is_accepted(tmp_path):
    (tmp_path / "everything.yaml").write_text(EVERYTHING, encoding="utf-8")
    rules = nk.load(tmp_path / "everything.yaml")
    document = as_an_editor_reads(EVERYTHING)
    assert errors(document) == []
    assert errors(document, Draft202012Validator(rule_set_schema(rules))) == []


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(documents())
def test_what_loads_is_accepted(document):
    text = text_of(document, as_json=False)
    rules = nk.loads(text)
    assert errors(document) == []
    assert errors(as_an_editor_reads(text)) == []
    assert errors(as_an_editor_reads(text), Draft202012Validator(rule_set_schema(rules))) == []


def leaves(node, path=()):
    """The path of every value and key of a document."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*path, key)
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield (*path, index)
            yield from leaves(value, (*path, index))


WORDS = st.sampled_from(
    [True, "true", "ya", 0, 1, 12, -3, 2.5, "2,5 miliar", "500 juta", 2020, "2020-01-01", "never", "$as_of", "$p1", "held", "a", "micro", "", [],
     ["a"], [1, 2], {}, {"is": True}, {"fact": "workers"}, {"months": 6}, {"days": 1, "months": 1}, {"id": "x", "en": "y"}, {"at_least": 1},
     "workers", "capital", "processed_food", "met", {"workers": {"at_least": 3}}, [{"workers": {"at_least": 3, "at_most": 4}}], "first", "preference"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["is", "in", "at_least", "before", "known", "includes", "all", "any", "not", "workers", "capital", "type", "of", "decimals", "title", "points",
     "kind", "require", "remedy", "effective", "unit", "source", "table", "sum", "derive", "aliases", "format", "uses", "wrong_key"]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_it_never_refuses_what_the_linker_accepts(data):
    document = data.draw(st.sampled_from(MUTABLE) | documents())
    document = copy.deepcopy(document)
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(list(leaves(document))))
        holder = document
        for step in path[:-1]:
            holder = holder[step]
        change = data.draw(st.sampled_from(["value", "delete", "key", "add"]))
        if change == "add" and isinstance(holder[path[-1]], dict):
            holder[path[-1]][data.draw(KEYS)] = data.draw(WORDS)
        elif change == "key" and isinstance(holder, dict):
            holder[data.draw(KEYS)] = holder.pop(path[-1])
        elif change == "delete":
            del holder[path[-1]]
        else:
            holder[path[-1]] = data.draw(WORDS)
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    try:
        nk.loads(text)
    except nk.RuleSetError:
        return
    found = errors(as_an_editor_reads(text))
    assert [path for path in found if path != "$.rule_set"] == []  # a rule set may be called true, which no editor reads as a name


MUTABLE = [as_an_editor_reads(RULES[name]) for name in sorted(RULES)] + [as_an_editor_reads(EVERYTHING)]


# --- rule sets: what is refused --------------------------------------------------------------------------------------

RIGHT = {
    "format": "naikkelas/1",
    "rule_set": "r",
    "version": 1,
    "parameters": {"p": {"type": "money", "values": {"2020-01-01": "5 juta"}}},
    "facts": {"ovens": {"type": "integer"}, "n": {"sum": ["workers", "ovens"]}},
    "criteria": {"c": {"require": {"sector": {"in": ["wood"]}}}},
}


def scorecard(indicator, **more):
    """A scorecard with one indicator."""
    return {"scorecard": {"scale": 100, "groups": {"g": {"indicators": [indicator]}}, **more}}


MISTAKES = {
    "unknown top key": [(("criterias",), {})],
    "wrong format": [(("format",), "naikkelas/2")],
    "missing version": [(("version",), None)],
    "bad rule set name": [(("rule_set",), "Nama Saya")],
    "no criteria": [(("criteria",), {})],
    "unknown key of a criterion": [(("criteria", "c", "requires"), {})],
    "criterion without require": [(("criteria", "c"), {"title": "x"})],
    "reserved name of a criterion": [(("criteria", "any"), {"require": {"workers": {"at_least": 1}}})],
    "criterion called as a column of results": [(("criteria", "next_step"), {"require": {"workers": {"at_least": 1}}})],
    "criterion called as a mask": [(("criteria", "mask_3"), {"require": {"workers": {"at_least": 1}}})],
    "bad name of a criterion": [(("criteria", "Syarat Satu"), {"require": {"workers": {"at_least": 1}}})],
    "unknown kind": [(("criteria", "c", "kind"), "requirment")],
    "points of a requirement": [(("criteria", "c", "points"), 5)],
    "unknown comparison": [(("criteria", "c", "require"), {"sector": {"equals": "wood"}})],
    "comparison of another type": [(("criteria", "c", "require"), {"sector": {"at_least": "wood"}})],
    "is on money": [(("criteria", "c", "require"), {"capital": {"is": 5}})],
    "comparison without a value": [(("criteria", "c", "require"), {"sector": {}})],
    "unknown choice": [(("criteria", "c", "require"), {"sector": {"is": "kayu"}})],
    "unknown choice in a list": [(("criteria", "c", "require"), {"sector": {"in": ["wood", "kayu"]}})],
    "unknown regency": [(("criteria", "c", "require"), {"regency": {"in": [9999]}})],
    "empty list": [(("criteria", "c", "require"), {"sector": {"in": []}})],
    "text for a list": [(("criteria", "c", "require"), {"sector": {"in": "wood"}})],
    "ya for true": [(("criteria", "c", "require"), {"knows_market": {"is": "ya"}})],
    "known false": [(("criteria", "c", "require"), {"knows_market": {"known": False}})],
    "negative workers": [(("criteria", "c", "require"), {"workers": {"at_least": -1}})],
    "money in other words": [(("criteria", "c", "require"), {"capital": {"at_most": "lima juta"}})],
    "a month for a date": [(("criteria", "c", "require"), {"operating_since": {"before": "2020-05"}})],
    "mixed duration": [(("criteria", "c", "require"), {"operating_since": {"at_least_ago": {"months": 1, "days": 1}}})],
    "duration without a unit": [(("criteria", "c", "require"), {"operating_since": {"at_least_ago": 12}})],
    "fact of another type on the right": [(("criteria", "c", "require"), {"workers": {"at_least": {"fact": "capital"}}})],
    "several keys in any": [(("criteria", "c", "require"), {"any": [{"workers": {"at_least": 1}, "capital": {"at_least": 1}}]})],
    "several comparisons in any": [(("criteria", "c", "require"), {"any": [{"workers": {"at_least": 1, "at_most": 5}}]})],
    "several keys in not": [(("criteria", "c", "require"), {"not": {"workers": {"at_least": 1}, "capital": {"at_least": 1}}})],
    "some without of": [(("criteria", "c", "require"), {"some": {"at_least": 1}})],
    "unknown status": [(("criteria", "c", "require"), {"criterion": {"d": "unknown"}})],
    "all statuses": [(("criteria", "c", "require"), {"criterion": {"d": ["met", "not_met", "not_applicable"]}})],
    "unknown outcome": [(("criteria", "c", "require"), {"programme": {"other": "needs_information"}})],
    "parameter without values": [(("parameters", "p"), {"type": "money"})],
    "parameter without type": [(("parameters", "p"), {"values": {"2020-01-01": 1}})],
    "parameter value of another type": [(("parameters", "p"), {"type": "boolean", "values": {"2020-01-01": "ya"}})],
    "parameter value without a date": [(("parameters", "p"), {"type": "money", "values": {"now": 1}})],
    "declared fact without type": [(("facts", "ovens"), {"title": "x"})],
    "number without decimals": [(("facts", "ovens"), {"type": "number"})],
    "integer with decimals": [(("facts", "ovens"), {"type": "integer", "decimals": 2})],
    "choice without choices": [(("facts", "ovens"), {"type": "choice"})],
    "built-in name": [(("facts", "capital"), {"type": "money"})],
    "two formulas": [(("facts", "n"), {"sum": ["workers"], "derive": {"workers": {"at_least": 1}}})],
    "bounds on a sum": [(("facts", "n"), {"sum": ["workers"], "at_most": 5})],
    "table without otherwise": [
        (("facts", "n"), {"type": "integer", "table": {"rows": [{"when": {"workers": {"at_least": 1}}, "then": 1}]}})
    ],
    "table without type": [(("facts", "n"), {"table": {"rows": [{"when": {"workers": {"at_least": 1}}, "then": 1}], "otherwise": 1}})],
    "difference of three": [(("facts", "n"), {"difference": ["workers", "workers", "workers"]})],
    "sum of a text": [(("facts", "n"), {"sum": ["sector"]})],
    "ratio without when_zero": [(("facts", "n"), {"ratio": {"of": "capital", "to": "capital"}})],
    "scorecard without groups": [(("facts", "n"), {"scorecard": {"scale": 100}})],
    "scorecard without scale": [(("facts", "n"), {"scorecard": {"groups": {"g": {"indicators": [{"workers": {"at_least": 1}}]}}}})],
    "scorecard without indicators": [(("facts", "n"), {"scorecard": {"scale": 1, "groups": {"g": {"indicators": []}}}})],
    "indicator of no weight": [(("facts", "n"), scorecard({"require": {"workers": {"at_least": 1}}, "weight": 0}))],
    "indicator of weight and no question": [(("facts", "n"), scorecard({"applies_when": {"workers": {"at_least": 1}}, "weight": 2}))],
    "indicator of an unknown key": [(("facts", "n"), scorecard({"require": {"workers": {"at_least": 1}}, "points": 2}))],
    "indicator of two questions": [(("facts", "n"), scorecard({"require": {"workers": {"at_least": 1}}, "criterion": "c"}))],
    "scorecard with a third answer": [(("facts", "n"), scorecard({"workers": {"at_least": 1}}, when_empty="unknown"))],
    "scorecard with a type": [(("facts", "n"), {**scorecard({"workers": {"at_least": 1}}), "decimals": 1})],
    "every year in words": [(("facts", "n"), {"every_year": "31 March"})],
    "unknown key of a source": [(("sources",), {"s": {"link": "x"}})],
    "outputs that are no list": [(("outputs",), "n")],
    "third language": [(("title",), {"id": "x", "fr": "y"})],
}


def changed(document, changes):
    made = copy.deepcopy(document)
    for path, value in changes:
        holder = made
        for step in path[:-1]:
            holder = holder.setdefault(step, {})
        if value is None:
            del holder[path[-1]]
        else:
            holder[path[-1]] = value
    return made


def test_the_starting_point_of_the_mistakes_is_right():
    assert errors(RIGHT) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_common_mistakes_are_refused_as_the_linker_does(name):
    document = changed(RIGHT, MISTAKES[name])
    assert errors(document)
    with pytest.raises(nk.RuleSetError):
        nk.loads(yaml.safe_dump(document))


def test_with_rules_unknown_facts_and_parameters_are_refused():
    document = as_an_editor_reads(RULES["inopak-naik-kelas"])
    validator = Draft202012Validator(rule_set_schema(nk.bundled("inopak-naik-kelas")))
    for condition in ({"pirt_stauts": {"is": "held"}}, {"$md_count": {"is": True}}, {"regency": {"in": "$md_counts"}}):
        assert errors(changed(document, [(("criteria", "market", "require"), condition)]), validator) != []


# --- rule sets: what an editor completes -----------------------------------------------------------------------------


def resolved(schema, node):
    return schema["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def test_every_fact_has_exactly_its_comparisons_and_texts_in_both_languages():
    schema = rule_set_schema()
    asked = schema["$defs"]["condition"]["properties"]
    for name, fact in FACTS.items():
        assert fact.title.id in asked[name]["description"]
        assert fact.title.en in asked[name]["description"]
        assert set(resolved(schema, asked[name])["properties"]) == {op.value for op in OPERATORS[fact.type.kind]}


def test_choices_have_titles():
    schema = rule_set_schema()
    regencies = schema["$defs"]["choices of regency"]
    assert {"3305", 3305} <= set(regencies["enum"])
    assert "Kabupaten Kebumen" in regencies["enumDescriptions"]
    assert len(regencies["enum"]) == len(regencies["enumDescriptions"])


def test_with_rules_parameters_and_own_facts_are_completed(tmp_path):
    (tmp_path / "everything.yaml").write_text(EVERYTHING, encoding="utf-8")
    schema = rule_set_schema(nk.load(tmp_path / "everything.yaml"))
    asked = schema["$defs"]["condition"]["properties"]
    assert {"ovens", "share", "$gate", "$count"} <= set(asked)
    assert "$wait" not in asked  # a duration stands on the right only
    assert "known" not in resolved(schema, asked["share"])["properties"]
    ago = resolved(schema, asked["operating_since"])["properties"]["at_least_ago"]
    assert {"enum": ["$wait"]} in ago["anyOf"]


def test_no_key_of_the_language_is_forgotten():
    schema = rule_set_schema()
    assert set(schema["properties"]) == set(TOP_KEYS)
    assert set(schema["properties"]["criteria"]["additionalProperties"]["properties"]) == set(CRITERION_KEYS)
    assert set(schema["properties"]["sources"]["additionalProperties"]["properties"]) == set(SOURCE_KEYS)
    assert {*TYPE_KEYS, *TEXT_KEYS} <= set(schema["properties"]["facts"]["additionalProperties"]["properties"])
    assert {*TYPE_KEYS, "title", "values", "source"} == set(schema["properties"]["parameters"]["additionalProperties"]["properties"])
    assert {op.value for op in Op} == set(schema["$defs"]["any fact"]["properties"])


# --- profiles --------------------------------------------------------------------------------------------------------


def test_profiles(tmp_path):
    (tmp_path / "everything.yaml").write_text(EVERYTHING, encoding="utf-8")
    own = profile_schema(nk.load(tmp_path / "everything.yaml"))
    assert Draft202012Validator(own).is_valid({"ovens": 3, "sector": "wood"})
    built_in = Draft202012Validator(profile_schema())
    assert not built_in.is_valid({"ovens": 3})
    assert not built_in.is_valid({"sector": "kayu"})


# --- decisions -------------------------------------------------------------------------------------------------------


def closed(schema):
    """The schema with no other keys allowed, so that a key nobody described is found."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if made.get("type") == "object" and "properties" in made and "oneOf" not in made and "additionalProperties" not in made:
        made["unevaluatedProperties"] = False
    return made


def strict(rules=None):
    """As :func:`closed`; the variants of a reason share keys with the reason itself, so there the whole is closed."""
    schema = decision_schema(rules)
    reason = schema["$defs"].pop("reason")
    schema = closed(schema)
    schema["$defs"]["reason"] = {**reason, "unevaluatedProperties": False}
    return Draft202012Validator(schema)


STRICT = strict()


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(cases(), st.sampled_from(["id", "en", None]))
def test_every_decision_fits(case, lang):
    decision = case.decide(case.applicant.profile())
    made = json.loads(decision.to_json(lang))
    STRICT.validate(made)
    Draft202012Validator(decision_schema(case.rules)).validate(made)


@pytest.mark.parametrize("change", [("outcome", "maybe"), ("as_of", "today"), ("points", {"at_least": 1}), ("criteria", {}), ("hash", "x")])
def test_what_is_no_decision_is_refused(change):
    rules = nk.bundled("inopak-naik-kelas")
    made = rules.decide({"sector": "wood"}, as_of=date(2026, 1, 1)).to_dict()
    validator = Draft202012Validator(decision_schema(rules))
    validator.validate(made)
    assert not validator.is_valid({**made, change[0]: change[1]})
