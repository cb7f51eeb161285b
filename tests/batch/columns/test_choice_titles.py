"""Titles of choices that differ by their signs alone: each is read back as its choice, from a cell and from a template."""

import openpyxl
import pytest

import naikkelas as nk
from naikkelas.batch import read_table, score_table, write_template
from naikkelas.ikm import read_messy
from tests.batch.make import AS_OF
from tests.cli.console import run


def text_of(titles):
    lines = "".join(f"      {name}: {{id: {title!r}, en: {title + ' rupiah'!r}}}\n" for name, title in titles.items())
    return (
        "format: naikkelas/1\nrule_set: modal\nversion: 1\neffective: {from: 2020-01-01}\nfacts:\n"
        f"  size:\n    type: choice\n    of: [{', '.join(titles)}]\n    title: {{id: kelas, en: size}}\n    choice_titles:\n{lines}"
        f"criteria:\n  here: {{require: {{size: {{is: {next(iter(titles))}}}}}}}\n"
    )


def rules_of(titles):
    return nk.loads(text_of(titles))


CLASSES = {
    "low": "< 5 juta",
    "high": "> 5 juta",
    "same": "5 juta",
    "about": "± 5 juta",
    "none_yet": "-",
    "nobody": "tidak tahu",
    "long": "x" * 150,
}


@pytest.mark.parametrize("name", CLASSES)
def test_a_cell_that_is_the_title_of_a_choice_is_that_choice(name):
    fact = rules_of(CLASSES).catalogue["size"]
    for cell in (CLASSES[name], f"  {CLASSES[name]} ", f"{CLASSES[name]} rupiah", name):
        assert read_messy(cell, fact).value == name


def test_a_title_of_two_choices_is_neither_and_a_name_is_its_own_choice():
    fact = rules_of({"a": "Sama", "b": "sama", "c": "a"}).catalogue["size"]
    assert read_messy("a", fact).value == "a"
    assert [read_messy(cell, fact).value for cell in ("Sama", "sama", "SAMA")] == ["a", "b", None]
    twice = rules_of({"a": "Sama", "b": "Sama"}).catalogue["size"]
    assert read_messy("Sama", twice).problem.code == "NK445"


@pytest.mark.parametrize("titles", [CLASSES, {"a": "Sama", "b": "Sama"}, {"a": "b", "b": "a"}, {"a": "satu", "b": "a"}])
def test_what_is_picked_from_a_template_is_scored_as_it_was_meant(tmp_path, titles):
    rules = rules_of(titles)
    path = tmp_path / "isian.xlsx"
    write_template(rules, path)
    book = openpyxl.load_workbook(path)
    picked = [row[0].value for row in book["_"].iter_rows(min_col=2, max_col=2)]
    for at, word in enumerate(picked):
        book["Data"].append([f"Usaha {at}", word])
    book.save(path)
    assert len(picked) == len(titles)
    fact = rules.catalogue["size"]
    assert [read_messy(word, fact).value for word in picked] == list(titles)
    score = score_table(read_table(path), rules, tmp_path / "h.csv", as_of=AS_OF)
    assert {outcome.value: count for outcome, count in score.outcomes.items()} == {"eligible": 1, "ineligible": len(titles) - 1}


@pytest.mark.parametrize(
    ("titles", "told"), [({"a": "< 5 juta", "b": "> 5 juta"}, False), ({"a": "Sama", "b": "Sama"}, True), ({"a": "=1+1", "b": "x"}, True)]
)
def test_choices_that_are_called_by_their_names_are_told(tmp_path, titles, told):
    (tmp_path / "modal.yaml").write_text(text_of(titles), encoding="utf-8")
    done = run("template", "--rules", tmp_path / "modal.yaml", "--out", tmp_path / "isian.xlsx", "--lang", "en")
    assert ("the choices of 'size' are called by their names" in done.stdout) is told
    listed = [row[0].value for row in openpyxl.load_workbook(tmp_path / "isian.xlsx")["_"].iter_rows(min_col=2, max_col=2)]
    assert listed == (["a", "b"] if told else [f"{title} rupiah" for title in titles.values()])
