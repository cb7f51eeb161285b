"""How firm a rule is: said by its author, shown to the reader, and without any say in the decision."""

import json
from datetime import date

import jsonschema
import pytest

import naikkelas as nk
from naikkelas.authoring.schema import decision_schema, rule_set_schema
from tests.cli.console import run

AS_OF = date(2026, 11, 1)

RULES = """
format: naikkelas/1
rule_set: firmness
version: 1
firmness: uncertain
sources:
  news: {title: {id: "Berita", en: "News"}, date: 2026-01-16, firmness: reported}
  silent: {title: {id: "Catatan", en: "Notes"}, date: 2026-01-16}
criteria:
  inherits: {title: {id: "Ikut", en: "Inherits"}, require: {workers: {at_least: 1}}, source: news}
  own: {title: {id: "Sendiri", en: "Own"}, require: {workers: {at_least: 2}}, source: news, firmness: inferred}
  unsourced: {title: {id: "Tanpa", en: "Unsourced"}, require: {workers: {at_least: 3}}, firmness: firm}
  silent: {title: {id: "Diam", en: "Silent"}, require: {workers: {at_least: 4}}, source: silent}
"""


@pytest.fixture
def rules():
    return nk.loads(RULES)


@pytest.fixture
def decision(rules):
    return rules.decide({"workers": 4}, as_of=AS_OF)


def test_a_criterion_without_firmness_is_as_firm_as_its_source(decision):
    assert {name: result.firmness for name, result in decision.criteria.items()} == {
        "inherits": "reported",
        "own": "inferred",
        "unsourced": "firm",
        "silent": None,
    }


def test_json_has_firmness_where_it_is_stated_only(decision):
    data = json.loads(decision.to_json())
    jsonschema.validate(data, decision_schema())
    assert data["firmness"] == "uncertain"
    assert [data["criteria"][name].get("firmness") for name in ("inherits", "own", "unsourced", "silent")] == [
        "reported",
        "inferred",
        "firm",
        None,
    ]
    assert data["criteria"]["own"]["source"]["firmness"] == "reported"
    assert "firmness" not in data["criteria"]["silent"]
    assert "firmness" not in data["criteria"]["silent"]["source"]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "id",
            (
                "Dasar aturan ini: belum pasti, periksa dulu.",
                "Sumber: [1] (menurut berita atau ringkasan)",
                "Sumber: [1] (kesimpulan penyusun aturan)",
                "Dasar: dibaca langsung, atau dua sumber sepakat",
                "Sumber: [2]\n",
                "1. Berita, 16 Januari 2026, menurut berita atau ringkasan",
            ),
        ),
        (
            "en",
            (
                "What these rules rest on: uncertain, check first.",
                "Source: [1] (as news or summaries report it)",
                "Source: [1] (concluded by the authors of the rules)",
                "Basis: read directly, or two sources agree",
                "Source: [2]\n",
                "1. News, 16 January 2026, as news or summaries report it",
            ),
        ),
    ],
)
def test_the_explanation_says_how_firm(decision, lang, told):
    text = decision.explain(lang=lang)
    assert [words for words in told if words not in text] == []


def test_rules_show_says_how_firm(tmp_path):
    path = tmp_path / "firmness.yaml"
    path.write_text(RULES, encoding="utf-8")
    text = run("rules", "show", str(path), "--lang", "en").stdout
    for words in (
        "rest on: uncertain, check first",
        "rests on: concluded by the authors of the rules (news)",
        "rests on: read directly, or two sources agree\n",
    ):
        assert words in text
    data = json.loads(run("rules", "show", str(path), "--format", "json").stdout)
    assert (data["firmness"], data["criteria"]["own"]["firmness"], data["sources"]["news"]["firmness"]) == (
        "uncertain",
        "inferred",
        "reported",
    )


def test_firmness_decides_nothing(rules):
    other = nk.loads(RULES.replace("firmness: inferred", "firmness: uncertain"))
    assert other.hash == rules.hash
    assert other.text_hash != rules.text_hash


def test_taken_criteria_bring_their_firmness(tmp_path):
    (tmp_path / "firmness.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "taker.yaml").write_text(
        "format: naikkelas/1\nrule_set: taker\nversion: 1\nuses: {firmness: [inherits, own]}\n"
        "criteria: {books: {require: {keeps_books: {is: true}}, source: news}}\n",
        encoding="utf-8",
    )
    taken = nk.load(tmp_path / "taker.yaml").criteria
    assert {name: made.firmness for name, made in taken.items()} == {"books": "reported", "inherits": "reported", "own": "inferred"}


@pytest.mark.parametrize("words", ["firmness: sure", "firmness: [firm]"])
def test_another_word_is_refused_at_its_place(words):
    with pytest.raises(nk.RuleSetError) as raised:
        nk.loads(RULES.replace("firmness: inferred", words))
    (found,) = raised.value.problems
    assert found.code in ("NK215", "NK152")
    assert (found.place.line, "own" in found.message("en")) == (11, True)


def test_the_schema_completes_the_four_words():
    schema = rule_set_schema()
    four = ["firm", "reported", "inferred", "uncertain"]
    properties = schema["properties"]
    places = [
        properties["firmness"],
        properties["sources"]["additionalProperties"]["properties"]["firmness"],
        properties["criteria"]["additionalProperties"]["properties"]["firmness"],
    ]
    assert [place["enum"] for place in places] == [four] * 3
