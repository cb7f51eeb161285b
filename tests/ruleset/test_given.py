"""Derived facts that a profile gives, where several rule sets derive them."""

import json
from datetime import date

import pytest

import naikkelas as nk
from tests.cli.console import run

AS_OF = date(2026, 11, 1)
CROWD = {"crowd": {"sum": ["workers_men", "workers_women"]}}


def written(folder, name, require, facts=None, **more):
    document = {"format": "naikkelas/1", "rule_set": name, "version": "1", "effective": {"from": "2020-01-01"}}
    document |= {"criteria": {"c": {"require": require}}} | ({"facts": facts} if facts else {}) | more
    (folder / f"{name}.yaml").write_text(json.dumps(document), encoding="utf-8")
    return folder / f"{name}.yaml"


def asking(*names):
    asked = [{"programme": {name: "eligible"}} for name in names]
    return {"all": asked} if len(asked) > 1 else asked[0]


def ready(limit):
    return {"ready": {"derive": {"workers": {"at_least": limit}}}}


def outcome(rules, profile):
    return rules.decide(profile, as_of=AS_OF).outcome.value


def refused(rules, profile):
    with pytest.raises(nk.ProfileError) as caught:
        rules.decide(profile, as_of=AS_OF)
    return [(p.code, p.slots["name"], p.slots.get("expected")) for p in caught.value.problems]


def test_a_derived_fact_of_a_programme_of_a_programme_may_be_given(tmp_path):
    written(tmp_path, "lowest", {"ready": {"is": True}}, ready(3))
    written(tmp_path, "middle", asking("lowest"))
    rules = nk.load(written(tmp_path, "highest", asking("middle")))
    assert [outcome(rules, {"ready": given}) for given in (True, False)] == ["eligible", "ineligible"]
    assert rules.profile_model(ready=True).ready is True
    assert rules.catalogue["ready"].group == "derived"


def test_a_name_that_programmes_derive_differently_says_nothing(tmp_path):
    written(tmp_path, "strict", {"ready": {"is": True}}, ready(9))
    written(tmp_path, "mild", {"ready": {"is": True}}, ready(3))
    rules = nk.load(written(tmp_path, "both", asking("strict", "mild")))
    assert refused(rules, {"ready": True}) == [("NK408", "ready", "workers")]
    assert "ready" not in rules.catalogue
    assert [outcome(rules, {"workers": workers}) for workers in (9, 5)] == ["eligible", "ineligible"]
    assert outcome(nk.load(tmp_path / "mild.yaml"), {"ready": True}) == "eligible"


def test_nor_does_one_that_the_rule_set_itself_derives_differently(tmp_path):
    written(tmp_path, "below", {"ready": {"is": True}}, {"ready": {"derive": {"keeps_books": {"is": True}}}})
    rules = nk.load(written(tmp_path, "above", {"all": [asking("below"), {"ready": {"is": True}}]}, ready(3)))
    assert refused(rules, {"ready": True}) == [("NK408", "ready", "workers, keeps_books")]


def test_a_name_that_is_derived_alike_is_shared(tmp_path):
    for name in ("one", "two"):
        written(tmp_path, name, {"ready": {"is": True}}, ready(3))
    rules = nk.load(written(tmp_path, "both", asking("one", "two")))
    assert [outcome(rules, {"ready": given}) for given in (True, False)] == ["eligible", "ineligible"]


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        ({"ready": {"derive": {"workers": {"at_least": "$least"}}}}, {"parameters": {"least": {"type": "integer", "values": {"2020-01-01": 3}}}}),
        ({**CROWD, "ready": {"derive": {"crowd": {"at_least": 3}}}}, {}),
        ({"ready": {"derive": {"criterion": "asked"}}}, {"criteria": {"asked": {"kind": "note", "require": {"workers": {"at_least": 3}}}, "c": {"require": {"ready": {"is": True}}}}}),
    ],
)  # fmt: skip
def test_alike_means_down_to_what_it_rests_on(facts, more, tmp_path):
    written(tmp_path, "one", {"ready": {"is": True}}, facts, **more)
    alike = json.loads((tmp_path / "one.yaml").read_text(encoding="utf-8")) | {"rule_set": "two"}
    (tmp_path / "two.yaml").write_text(json.dumps(alike), encoding="utf-8")
    both = written(tmp_path, "both", asking("one", "two"))
    assert outcome(nk.load(both), {"ready": True}) == "eligible"
    different = json.dumps(alike).replace(": 3}", ": 4}").replace('["workers_men", "workers_women"]', '["workers_men", "workers_men"]')
    (tmp_path / "two.yaml").write_text(different, encoding="utf-8")
    assert refused(nk.load(both), {"ready": True})[0][:2] == ("NK408", "ready")


def test_a_fact_that_can_only_be_compared_is_not_given_however_deep(tmp_path):
    written(
        tmp_path, "lowest", {"share": {"at_most": 0.5}}, {"share": {"ratio": {"of": "capital", "to": "annual_sales", "when_zero": "met"}}}
    )
    written(tmp_path, "middle", asking("lowest"))
    rules = nk.load(written(tmp_path, "highest", asking("middle")))
    assert refused(rules, {"share": 0.4}) == [("NK408", "share", "capital, annual_sales")]


ALIASED = """
format: naikkelas/1
rule_set: aliased
version: 1
facts:
  size:
    aliases: [skala usaha]
    type: choice
    of: [micro, small]
    table: {rows: [{when: {workers: {at_most: 4}}, then: micro}], otherwise: small}
criteria: {small: {require: {size: {is: micro}}}}
"""


def test_a_column_may_be_called_by_an_alias_of_a_derived_fact(tmp_path):
    rules = nk.loads(ALIASED)
    assert rules.linked.derived["size"].aliases == ("skala usaha",)
    assert rules.catalogue["size"].aliases == ("skala usaha",)
    table = tmp_path / "a.csv"
    table.write_text("No,Skala Usaha\n1,micro\n2,small\n", encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(ALIASED, encoding="utf-8")
    told = run("score", table, "--rules", tmp_path / "rules.yaml", "--as-of", "2026-11-01", "--out", tmp_path / "b.csv", "--lang", "en")
    assert told.exit_code == 0, told.stderr
    assert [line.split(",")[2] for line in (tmp_path / "b.csv").read_text("utf-8-sig").splitlines()[1:]] == ["eligible", "ineligible"]


def test_an_alias_of_a_derived_fact_is_part_of_the_texts():
    one, two = nk.loads(ALIASED), nk.loads(ALIASED.replace("skala usaha", "besar usaha"))
    assert (one.hash, one.text_hash != two.text_hash) == (two.hash, True)


@pytest.fixture
def chained(tmp_path):
    """A rule set that asks another for its outcome, which asks a third that derives a fact."""
    written(tmp_path, "third", {"crowd": {"at_least": 3}}, CROWD)
    written(tmp_path, "second", {"programme": {"third": "eligible"}})
    return written(tmp_path, "first", {"programme": {"second": "eligible"}})


@pytest.mark.parametrize("engine", ["rows", "durable"])
def test_a_derived_fact_of_a_programme_that_is_given_otherwise_is_told(chained, engine):
    if engine == "durable":
        pytest.importorskip("durable.engine", reason="the extra durable is not installed")
    rules = nk.load(chained) if engine == "rows" else nk.DurableEngine(nk.load(chained))
    decision = rules.decide({"crowd": 9, "workers_men": 1, "workers_women": 1}, as_of=AS_OF)
    assert decision.outcome == "eligible"
    assert [(each.code, each.place.path, each.slots["read"], each.slots["expected"]) for each in decision.problems] == [
        ("NK404", "crowd", "9", "2")
    ]
    assert rules.decide({"crowd": 2, "workers_men": 1, "workers_women": 1}, as_of=AS_OF).problems == ()
    assert rules.decide({"crowd": 9, "workers_men": 1}, as_of=AS_OF).problems == ()


def test_a_row_with_a_derived_fact_of_a_programme_given_otherwise_is_told(chained, tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("No,crowd,workers_men,workers_women\n1,9,1,1\n2,2,1,1\n", encoding="utf-8")
    for engine in ("rows", "polars"):
        told = run(
            "score", table, "--rules", chained, "--as-of", "2026-11-01", "--out", tmp_path / "b.csv", "--lang", "en", "--engine", engine
        )
        assert "and 1 more problem or warning" in told.stderr, (engine, told.stderr)
        assert ["crowd" in line for line in (tmp_path / "b.csv").read_text("utf-8-sig").splitlines()[1:]] == [True, False]
        (tmp_path / "b.csv").unlink()
