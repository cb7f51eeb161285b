"""What was assumed is said in the reasons of every row in which it counts, by every engine, in both languages, and beside a place."""

import csv
from datetime import date

import pytest

import naikkelas as nk
from naikkelas.batch import score_table, select_table
from naikkelas.batch.rows.verdicts import assumed_told
from naikkelas.cohorts.asking import Wanted
from tests.batch.make import csv_at

AS_OF = date(2026, 11, 1)
HEAD = "format: naikkelas/1\nrule_set: {name}\nversion: 1\neffective: {{from: 2020-01-01}}\n"
BOOKS = "criteria:\n  books: {title: {id: Buku, en: Books}, require: {keeps_books: {is: true}}}\n"
MARKET = "  market: {kind: preference, title: {id: Pasar, en: Market}, points: 5, require: {knows_market: {is: true}}}\n"
ENGINES = pytest.mark.parametrize("engine", ["rows", "polars", "duckdb"])


def reasons(folder, table, rules, engine="rows", lang="id", **assume):
    """The reasons of every row."""
    out = folder / f"hasil-{engine}.csv"
    score_table(csv_at(folder, table), rules, out, as_of=AS_OF, assume=assume, engine=engine, lang=lang, overwrite=True)
    with out.open(encoding="utf-8-sig", newline="") as file:
        return [row["nk_reasons"] for row in csv.DictReader(file, delimiter=";")]


def rules_of(text, name="kayu"):
    return nk.loads(HEAD.format(name=name) + text)


@ENGINES
def test_that_the_rules_apply(tmp_path, engine):
    rules = rules_of("applies_when: {sector: {is: wood}}\n" + BOOKS)
    table = "No;keeps_books\n1;ya\n2;tidak\n3;\n"
    assert reasons(tmp_path, table, rules, engine, sector="wood") == [
        "Semua syarat terpenuhi (diandaikan: bidang usaha)",
        "Buku (Punya pembukuan: tidak; syaratnya ya); aturan ini berlaku (diandaikan: bidang usaha)",
        "Belum diketahui: Buku (diandaikan: bidang usaha)",
    ]
    assert reasons(tmp_path, table, rules, engine, "en", sector="wood") == [
        "Every requirement is satisfied (assumed: sector)",
        "Books (Keeps books: no; required: yes); these rules apply (assumed: sector)",
        "Not known yet: Books (assumed: sector)",
    ]


@ENGINES
def test_behind_a_programme_and_a_note(tmp_path, engine):
    (tmp_path / "base.yaml").write_text(HEAD.format(name="base") + BOOKS, encoding="utf-8")
    (tmp_path / "top.yaml").write_text(
        HEAD.format(name="top") + "criteria:\n  seen: {kind: note, title: {id: N, en: N}, require: {knows_market: {is: true}}}\n"
        "  market: {title: {id: R, en: R}, require: {criterion: {seen: met}}}\n"
        "  base: {title: {id: D, en: D}, require: {programme: {base: eligible}}}\n  made: {require: {knows_production: {is: true}}}\n",
        encoding="utf-8",
    )
    rules = nk.load(tmp_path / "top.yaml")
    told = reasons(tmp_path, "No;knows_production\n1;ya\n", rules, engine, "en", keeps_books="false", knows_market="false")
    assert told == [
        "R (Criterion 'N' is not met; required: met) (assumed: knows the market); "
        "D (Programme 'base': not eligible; required: eligible) (assumed: keeps books)"
    ]
    told = reasons(tmp_path, "No;knows_production\n1;ya\n", rules, engine, "en", keeps_books="true", knows_market="true")
    assert told == ["Every requirement is satisfied (assumed: knows the market, keeps books)"]


@ENGINES
def test_only_rows_in_which_it_counts_say_it(tmp_path, engine):
    rules = rules_of(
        "criteria:\n  permit: {title: {id: Izin, en: Permit}, require: {any: [{pirt_status: {is: held}}, {md_status: {is: held}}]}}\n"
    )
    one, other, third = reasons(tmp_path, "No;pirt_status\n1;ada\n2;tidak ada\n3;\n", rules, engine, md_status="none")
    assert one == "Semua syarat terpenuhi"
    assert other.count("andai") == 1
    assert third == "Belum diketahui: Izin (diandaikan: status izin edar BPOM MD)"


@ENGINES
def test_sums_with_an_assumed_part_tell_each_row_apart(tmp_path, engine):
    """What the masks of the two rows say is the same; without what is assumed it is not."""
    rules = rules_of(
        "facts:\n  total: {type: integer, sum: [workers_men, workers_women]}\ncriteria:\n  many: {require: {total: {at_least: 5}}}\n"
    )
    assert reasons(tmp_path, "No;workers_men\n1;9\n2;4\n", rules, engine, workers_women=3) == [
        "Semua syarat terpenuhi",
        "Semua syarat terpenuhi (diandaikan: tenaga kerja perempuan)",
    ]


@ENGINES
def test_all_workers_of_whom_some_are_assumed(tmp_path, engine):
    rules = rules_of("criteria:\n  few: {title: {id: S, en: S}, require: {workers: {at_most: 5}}}\n")
    table = "No;workers;workers_men\n1;4;\n2;;2\n3;;9\n"
    one, two, three = reasons(tmp_path, table, rules, engine, "en", workers_women=1)
    assert one == "Every requirement is satisfied"
    assert two == "Every requirement is satisfied (assumed: workers)"
    assert "partly assumed" in three


@ENGINES
def test_points_say_what_they_rest_on(tmp_path, engine):
    told = reasons(tmp_path, "No;keeps_books\n1;ya\n2;\n3;tidak\n", rules_of(BOOKS + MARKET), engine, "en", knows_market="true")
    assert told == [
        "Every requirement is satisfied; points (assumed: knows the market)",
        "Not known yet: Books; points (assumed: knows the market)",
        "Books (Keeps books: no; required: yes)",
    ]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("on_the_way", [True, False])
def test_a_place_says_what_it_rests_on(tmp_path, on_the_way, lang):
    rules = rules_of("applies_when: {sector: {is: wood}}\n" + BOOKS + "selection: {quota: 1}\n")
    source = csv_at(tmp_path, "No;Nama Usaha;keeps_books\n1;Ani;ya\n2;Budi;tidak\n3;Cici;\n")
    if not on_the_way:
        score_table(source, rules, tmp_path / "s.csv", as_of=AS_OF, assume={"sector": "wood"}, lang=lang)
        source = tmp_path / "s.csv"
    out = tmp_path / "k.csv"
    assume = {"sector": "wood"} if on_the_way else {}
    select_table(source, rules, out, as_of=AS_OF, assume=assume, key="No", lang=lang, wanted=Wanted(quota=1))
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["No"]: row["nk_place_reason"] for row in csv.DictReader(file, delimiter=";")}
    words = {"id": "(diandaikan: bidang usaha)", "en": "(assumed: sector)"}[lang]
    assert all(words in told for told in rows.values()), rows
    assert rows["1"].split(" ")[0] in {"Peringkat", "Rank"}


def test_what_reasons_say_is_read_again():
    assert assumed_told("Semua syarat terpenuhi (diandaikan: a (b), c); poin (diandaikan: c, d)") == "a (b), c, d"
    assert assumed_told("Every requirement is satisfied (assumed: sector)") == "sector"
    assert not assumed_told("Semua syarat terpenuhi")
