"""The chapter that says who gets a place."""

import naikkelas as nk
from tests.authoring.pages.make import page

RULES = """\
format: naikkelas/1
rule_set: cohort
version: 1
effective: {from: 2025-01-01}
sources: {letter: {title: {id: "Surat edaran", en: "Circular"}, firmness: firm}}
parameters:
  places: {title: {id: "jumlah tempat", en: "number of places"}, type: integer, values: {2025-01-01: 30}}
  areas: {type: set, of: regency, values: {2025-01-01: [5203, 5202]}}
criteria:
  books: {require: {keeps_books: {is: true}}}
  near: {kind: preference, points: 5, require: {regency: {in: $areas}}}
selection:
"""

FULL = """\
  quota: $places
  by: {fact: regency, groups: $areas, minimum: 5, maximum: 20}
  order: [{most: points}, {earliest: operating_since}, {least: annual_sales}, {latest: pirt_expires_on}, {most: workers}]
  waiting_list: 10
  seed: first round
  source: letter
  firmness: reported
"""


def chosen(body, lang="en"):
    """The chapter of a selection."""
    text = page(nk.loads(RULES + body), lang, "markdown")
    return text.partition("## Who gets a place\n" if lang == "en" else "## Siapa yang mendapat tempat\n")[2].partition("\n## ")[0].strip()


def selections():
    """Rule sets with selections that say all there is to say."""
    return [
        nk.loads(RULES + body)
        for body in (FULL, "  by: {fact: sector, minimum: 1}\n", "  quota: 1\n  by: {fact: sector, groups: [wood], minimum: 1}\n")
    ]


def test_the_chapter_says_all_of_a_selection():
    assert (
        chosen(FULL)
        == """\
Among those who qualify the places are given out so:

- Places: 30 (number of places).
- Groups by regency or city: the best of each of these groups first get 5: Kabupaten Lombok Tengah and Kabupaten Lombok Timur.
- Groups by regency or city: no group gets more than 20.
- On the waiting list are at most 10.

First come, step by step:

- the most: points
- the earliest: operating since
- the least: annual sales
- the latest: PIRT permit valid until
- the most: workers
- between equals: a lot

* Seed of the lots: first round
* Source: Circular
* Rests on: as news or summaries report it"""
    )


def test_what_a_selection_leaves_open_is_said_too():
    text = chosen("  by: {fact: knows_market, groups: [true], minimum: 1}\n", "id")
    assert "- Jumlah tempat disebutkan setiap kali seleksi.\n" in text
    assert "yang terbaik dari tiap kelompok ini lebih dulu mendapat 1: ya.\n" in text
    assert "- Semua yang tersisa masuk daftar tunggu.\n" in text
    assert text.endswith("- bila sama: undian")


def test_the_facts_that_a_selection_reads_are_asked_for():
    text = page(nk.loads(RULES + "  quota: 3\n  order: [{least: annual_sales}]\n"), "en", "markdown")
    assert "| annual sales `annual_sales` | How much does your business sell in a year? | rupiah | Who gets a place |" in text


def test_without_a_selection_there_is_no_chapter():
    assert "Who gets a place" not in page(nk.bundled("kur-mikro"), "en", "markdown")
