"""What was assumed is said wherever it counts, in both languages and all formats, and nowhere else."""

from datetime import date

import pytest

import naikkelas as nk

HEAD = "format: naikkelas/1\nrule_set: {name}\nversion: 1\neffective: {{from: 2020-01-01}}\n"
BOOKS = "criteria:\n  books: {title: {id: Buku, en: Books}, require: {keeps_books: {is: true}}}\n"
WOOD = nk.loads(HEAD.format(name="kayu") + "applies_when: {sector: {is: wood}}\n" + BOOKS)
AS_OF = date(2026, 11, 1)
SAID = {
    "id": "Diandaikan untuk seluruh tabel, bukan dari data, dan dipakai di sini: ",
    "en": "Assumed for the whole table, not from the data, and used here: ",
}
PART = {"id": "Diandaikan, bukan dari data", "en": "Assumed, not from the data"}
INLINE = {"id": "dari andaian untuk seluruh tabel", "en": "from what is assumed for the whole table"}


def explained(rules, row, **assume):
    """A row of a table of which something is assumed, explained."""
    return rules.explain_row(row, as_of=AS_OF, assume=assume)


@pytest.fixture
def programme(tmp_path):
    (tmp_path / "base.yaml").write_text(HEAD.format(name="base") + BOOKS, encoding="utf-8")
    text = "criteria:\n  base: {title: {id: Dasar, en: Base}, require: {programme: {base: eligible}}}\n"
    (tmp_path / "top.yaml").write_text(HEAD.format(name="top") + text, encoding="utf-8")
    return nk.load(tmp_path / "top.yaml")


@pytest.mark.parametrize("shape", ["text", "markdown", "html"])
@pytest.mark.parametrize(("lang", "title"), [("id", "bidang usaha"), ("en", "sector")])
@pytest.mark.parametrize("books", [True, False, None])
def test_that_the_rules_apply_because_of_it(books, lang, title, shape):
    told = explained(WOOD, {"keeps_books": books}, sector="wood").explain(lang, shape)
    assert SAID[lang] + title in told
    assert SAID[lang] not in explained(WOOD, {"keeps_books": books, "sector": "wood"}).explain(lang, shape)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("books", [True, False])
def test_behind_a_programme_the_criterion_says_it_too(programme, books, lang):
    told = explained(programme, {}, keeps_books=books).explain(lang)
    assert SAID[lang] in told
    assert PART[lang] in told


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_criterion_whose_reason_says_it_says_it_once(lang):
    told = explained(WOOD, {"sector": "wood"}, keeps_books=True).explain(lang)
    assert told.count(INLINE[lang]) == 1
    assert PART[lang] not in told


@pytest.mark.parametrize("lang", ["id", "en"])
def test_where_it_does_not_count_nothing_is_said(lang):
    rules = nk.loads(
        HEAD.format(name="izin") + "criteria:\n  permit: {require: {any: [{pirt_status: {is: held}}, {md_status: {is: held}}]}}\n"
    )
    decision = explained(rules, {"pirt_status": "held"}, md_status="none")
    assert decision.outcome == "eligible"
    assert not {SAID[lang], PART[lang], INLINE[lang]} & {
        each for each in (SAID[lang], PART[lang], INLINE[lang]) if each in decision.explain(lang)
    }
    assert "assumed" not in decision.to_dict(lang)


def test_out_of_scope_tells_only_what_it_shows():
    rules = nk.loads(HEAD.format(name="kayu") + "applies_when: {sector: {is: wood}}\n" + BOOKS)
    decision = explained(rules, {}, sector="textile", keeps_books=True)
    assert SAID["en"] + "sector." in decision.explain("en")
    assert decision.to_dict()["assumed"] == {"scope": ["sector"], "criteria": {"books": ["keeps_books"]}}


def test_points_and_a_date_say_it_at_the_criterion():
    rules = nk.loads(
        HEAD.format(name="umur") + "criteria:\n  age: {require: {operating_since: {at_least_ago: {years: 1}}}}\n"
        "  market: {kind: preference, points: 5, require: {knows_market: {is: true}}}\n"
    )
    decision = explained(rules, {"knows_market": True}, operating_since="2020-01-01")
    told = decision.explain("en")
    assert INLINE["en"] in told
    assert PART["en"] not in told
    assert decision.assumed.facts == ("operating_since",)


def test_a_personal_fact_is_named_and_its_value_is_not():
    rules = nk.loads(
        HEAD.format(name="usia")
        + "facts:\n  owner_code: {type: integer, personal: true}\ncriteria:\n  old: {require: {owner_code: {at_least: 17}}}\n"
    )
    told = explained(rules, {}, owner_code=4711).explain("en")
    assert SAID["en"] in told
    assert "4711" not in told
