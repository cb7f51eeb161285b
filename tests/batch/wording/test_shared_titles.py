"""A title that stands for two facts is never used before somebody says which."""

from datetime import date

import pytest

import naikkelas as nk
from naikkelas.batch import propose_columns, read_mapping, read_table, score_table
from naikkelas.batch.wording.words import shared_titles
from naikkelas.ikm.catalogue import FACTS

HEAD = "format: naikkelas/1\nrule_set: contoh\nversion: 1\n"
TAKES = HEAD + (
    "facts:\n  turnover: {aliases: [omset], sum: [annual_sales, capital]}\n"
    "criteria:\n  a: {require: {turnover: {at_least: 5 juta}, annual_sales: {at_least: 1 juta}}}\n"
)
TWO_DERIVED = HEAD + (
    "facts:\n  one: {aliases: [jumlah orang], sum: [workers_men, workers_women]}\n"
    "  two: {aliases: [Jumlah-Orang], sum: [workers, workers_women]}\n"
    "criteria:\n  a: {require: {one: {at_least: 1}, two: {at_least: 1}}}\n"
)
DERIVED_AND_DECLARED = HEAD + (
    "facts:\n  one: {aliases: [jumlah orang], sum: [workers_men, workers_women]}\n  two: {type: integer, aliases: [jumlah orang]}\n"
    "criteria:\n  a: {require: {one: {at_least: 1}, two: {at_least: 1}}}\n"
)
TWO_DECLARED = DERIVED_AND_DECLARED.replace("sum: [workers_men, workers_women]", "type: integer")
SHARED = [(TAKES, "Omset"), (TWO_DERIVED, "Jumlah Orang"), (DERIVED_AND_DECLARED, "Jumlah Orang"), (TWO_DECLARED, "Jumlah Orang")]


@pytest.mark.parametrize(("text", "title"), SHARED)
def test_a_shared_title_is_not_sure(tmp_path, text, title):
    rules = nk.loads(text)
    (tmp_path / "a.csv").write_text(f"{title},Tenaga Kerja\n{7_000_000 if title == 'Omset' else 7},3\n", encoding="utf-8")
    made = propose_columns(read_table(tmp_path / "a.csv"), rules.catalogue)
    assert [(each.sure.value, each.use.name) for each in made][1] == ("sure", "workers")
    assert made[0].sure.value == "unsure"
    other = {"Omset": "annual_sales", "Jumlah Orang": "one"}[title]
    assert other in made[0].why.en
    assert other in made[0].why.id


def test_a_shared_title_is_told_and_not_used(tmp_path):
    rules = nk.loads(TAKES)
    (tmp_path / "a.csv").write_text("Omset,Modal\n7000000,1000000\n", encoding="utf-8")
    score = score_table(tmp_path / "a.csv", rules, tmp_path / "b.csv", as_of=date(2026, 11, 1))
    assert [(one.code, one.slots["read"]) for one in score.warnings if one.code == "NK464"] == [("NK464", "Omset")]
    (tmp_path / "m.yaml").write_text("format: naikkelas-mapping/1\ncolumns: {Omset: {fact: annual_sales}}\n", encoding="utf-8")
    mapping = read_mapping(tmp_path / "m.yaml")
    score = score_table(tmp_path / "a.csv", rules, tmp_path / "c.csv", as_of=date(2026, 11, 1), mapping=mapping)
    assert [one.code for one in score.warnings if one.code == "NK464"] == []


def test_the_title_that_is_the_name_of_a_fact_is_of_that_fact(tmp_path):
    rules = nk.loads(TWO_DECLARED.replace("two: {type: integer, aliases: [jumlah orang]}", "two: {type: integer, aliases: [one]}"))
    (tmp_path / "a.csv").write_text("one,Jumlah Orang\n7,3\n", encoding="utf-8")
    made = propose_columns(read_table(tmp_path / "a.csv"), rules.catalogue)
    assert made[0].sure.value == "named"


def test_catalogue_titles_are_not_shared():
    assert shared_titles(FACTS.values()) == {}


def test_an_engine_that_nobody_has_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("Omset\n7000000\n", encoding="utf-8")
    with pytest.raises(ValueError, match="'nonsense'; expected: polars"):
        score_table(tmp_path / "a.csv", nk.loads(TAKES), tmp_path / "b.csv", as_of=date(2026, 11, 1), engine="nonsense")
    assert not (tmp_path / "b.csv").exists()
