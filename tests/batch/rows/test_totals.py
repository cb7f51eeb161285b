"""The totals of a run: rows that are no business are told apart, and no requirement is said to lose them."""

import openpyxl
import pytest

import naikkelas as nk
from naikkelas.batch import score_table
from naikkelas.conditions import Outcome
from tests.batch.columnar.test_engines import small_pieces
from tests.batch.make import AS_OF, INOPAK, csv_at

TITLES = "No;Nama Usaha;Jenis Usaha;Tahun Berdiri;Tahu Pasar;Tahu Produksi;Omset\n"
GOOD = "1;Maju;kerajinan;2010;ya;ya;5 juta\n"
ROWS = (
    "Kecamatan Gombong;;;;;;\n"
    + GOOD
    + "2;Jaya;kerajinan;2010;;ya;\n"
    + "Jumlah;;;;1;1;5\n"
    + "Kecamatan Ayah;;;;;;\n"
    + ";TOTAL;kerajinan;2010;;ya;5 juta\n"
    + ";TOTAL;kerajinan;2010;ya;ya;5 juta\n"
    + "3;Makmur;kerajinan;2010;tidak;ya;\n"
    + "Mengetahui;;;;;;\n"
)
ENGINES = ["rows", "polars", "duckdb"]


def scored(folder, text, out="h.csv", **options):
    with small_pieces(60, 3):
        return score_table(csv_at(folder, text), INOPAK, folder / out, as_of=AS_OF, overwrite=True, **options)


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_that_are_no_business_are_counted_by_what_they_are_counted_under(tmp_path, engine):
    score = scored(tmp_path, TITLES + ROWS, engine=engine)
    assert score.outcomes == {Outcome.ELIGIBLE: 2, Outcome.INELIGIBLE: 1, Outcome.NEEDS_INFORMATION: 6}
    assert score.no_business == {Outcome.NEEDS_INFORMATION: 4}
    assert score.perhaps_no_business == {Outcome.NEEDS_INFORMATION: 1, Outcome.ELIGIBLE: 1}
    assert sum(score.outcomes.values()) == score.rows == 9


@pytest.mark.parametrize("engine", ENGINES)
def test_no_requirement_is_left_open_and_no_fact_is_missing_because_of_them(tmp_path, engine):
    score = scored(tmp_path, TITLES + ROWS, engine=engine)
    without = scored(
        tmp_path, TITLES + "".join(line for line in ROWS.splitlines(keepends=True) if not line[0].isalpha()), "o.csv", engine=engine
    )
    assert (score.lost, score.open, score.asked) == (without.lost, without.open, without.asked)
    assert score.open == {"market": 2}
    assert without.no_business == {}


@pytest.mark.parametrize(
    ("lang", "lines", "heading"),
    [
        (
            "id",
            [
                ["memenuhi syarat", 2],
                ["  di antaranya mungkin bukan usaha (NK457)", 1],
                ["tidak memenuhi syarat", 1],
                ["perlu keterangan lagi", 6],
                ["  di antaranya bukan usaha, tidak dibaca (NK570)", 4],
                ["  di antaranya mungkin bukan usaha (NK457)", 1],
            ],
            "Data yang kurang (tanpa 4 baris yang bukan usaha)",
        ),
        (
            "en",
            [
                ["eligible", 2],
                ["  of these perhaps no business (NK457)", 1],
                ["not eligible", 1],
                ["more information needed", 6],
                ["  of these no business, not read (NK570)", 4],
                ["  of these perhaps no business (NK457)", 1],
            ],
            "Missing facts (without 4 rows that are no business)",
        ),
    ],
)
def test_the_summary_sheet_tells_them_apart(tmp_path, lang, lines, heading):
    scored(tmp_path, TITLES + ROWS, "h.xlsx", lang=lang)
    rows = [list(row) for row in openpyxl.load_workbook(tmp_path / "h.xlsx").worksheets[1].iter_rows(values_only=True, max_col=2)]
    at = next(number for number, row in enumerate(rows) if row[0] in ("Hasil", "Outcomes"))
    assert rows[at + 1 : at + 1 + len(lines)] == lines
    assert [heading, None] in rows
    scored(tmp_path, TITLES + GOOD, "o.xlsx", lang=lang)
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets[1].iter_rows(values_only=True) if row[0]]
    assert not any("NK570" in cell or "NK457" in cell for cell in cells)


def test_one_row_is_told_as_one(tmp_path):
    scored(tmp_path, TITLES + GOOD + "2;Jaya;kerajinan;2010;;ya;\nJumlah;;;;1;1;5\n", "h.xlsx", lang="en")
    rows = [row[0] for row in openpyxl.load_workbook(tmp_path / "h.xlsx").worksheets[1].iter_rows(values_only=True)]
    assert "Missing facts (without 1 row that is no business)" in rows


def test_totals_are_plain_data_too(tmp_path):
    score = scored(tmp_path, TITLES + ROWS)
    assert score.totals() == {
        "rows": 9,
        "marked": 6,
        "outcomes": {"eligible": 2, "ineligible": 1, "needs_information": 6, "out_of_scope": 0},
        "no_business": {"eligible": 0, "ineligible": 0, "needs_information": 4, "out_of_scope": 0},
        "not_today": {"eligible": 0, "ineligible": 0, "needs_information": 0, "out_of_scope": 0},
        "perhaps_no_business": {"eligible": 1, "ineligible": 0, "needs_information": 1, "out_of_scope": 0},
        "in_scope": 5,
        "funnel": [
            *({"criterion": name, "fallen": 0, "left": 5} for name in ("permit", "sector_permit", "permit_commitment", "operation")),
            *({"criterion": name, "fallen": int(name == "market"), "left": 4} for name in ("market", "production", "area_gate")),
        ],
    }


# --- the funnel ------------------------------------------------------------------------------------------------------

MIXED = (
    "4;Dua;kerajinan;2010;tidak;tidak;\n"  # not met twice, and counted once
    "5;Satu;kerajinan;2010;ya;tidak;\n"
    "6;Baru;kerajinan;Okt 2026;tidak;ya;\n"
    "Jumlah;;;;3;2;5\n"
    "7;Entah;kerajinan;2010;;ya;\n"
)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_falls_out_of_the_funnel_once_by_the_first_requirement_that_it_does_not_meet(tmp_path, engine):
    score = scored(tmp_path, TITLES + GOOD + MIXED, engine=engine)
    assert score.lost == {"market": 2, "production": 2, "operation": 1}
    falls = {step.criterion: (step.fallen, step.left) for step in score.funnel if step.fallen}
    assert (score.in_scope, falls) == (5, {"operation": (1, 4), "market": (1, 3), "production": (1, 2)})
    assert sum(step.fallen for step in score.funnel) == score.outcomes[Outcome.INELIGIBLE] == 3


def test_rows_that_are_no_business_stand_outside_of_the_funnel(tmp_path):
    score = scored(tmp_path, TITLES + GOOD + MIXED, assume={"keeps_books": False})
    without = scored(tmp_path, TITLES + GOOD + MIXED.replace("Jumlah;;;;3;2;5\n", ""), "o.csv", assume={"keeps_books": False})
    assert (score.rows, without.rows) == (6, 5)
    assert (score.in_scope, score.funnel) == (without.in_scope, without.funnel)


def test_rows_out_of_scope_stand_outside_of_the_funnel(tmp_path):
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: t\nversion: 1\neffective: {from: 2020-01-01}\napplies_when: {sector: {is: handicraft}}\n"
        "criteria:\n  market: {require: {knows_market: {is: true}}}\n  extra: {kind: preference, points: 5, require: {knows_production: {is: true}}}\n"
    )
    text = "Nama Usaha,Jenis Usaha,Tahu Pasar\nA,kerajinan,ya\nB,pangan,tidak\nC,kerajinan,tidak\nD,,ya\n"
    score = score_table(csv_at(tmp_path, text), rules, tmp_path / "h.csv", as_of=AS_OF)
    assert score.outcomes[Outcome.OUT_OF_SCOPE] == 1
    assert (score.in_scope, [(step.criterion, step.fallen, step.left) for step in score.funnel]) == (3, [("market", 1, 2)])


def test_the_summary_says_where_rows_fall_out_and_how_many_are_left(tmp_path):
    scored(tmp_path, TITLES + GOOD + MIXED, "h.xlsx")
    lines = [list(row) for row in openpyxl.load_workbook(tmp_path / "h.xlsx")["Ringkasan"].iter_rows(values_only=True, max_col=3)]
    start = lines.index(["Corong syarat (tanpa 1 baris yang bukan usaha)", None, None])
    assert lines[start + 1 : start + 13] == [
        [None, "gugur pertama kali di sini", "tersisa"],
        ["baris dalam cakupan, atau yang cakupannya belum diketahui", None, 5],
        ["Izin PIRT atau MD berlaku", 0, 5],
        ["Izin BPOM TR (herbal) atau NA (kosmetik) berlaku", 0, 5],
        ["Komitmen PIRT terpenuhi", 0, 5],
        ["Berjalan minimal satu tahun", 1, 4],
        ["Tahu pasarnya", 1, 3],
        ["Tahu cara produksinya", 1, 2],
        ["Berada di 14 kabupaten sasaran", 0, 2],
        ["semua yang gugur: tidak memenuhi syarat", 3, None],
        ["tersisa: memenuhi syarat", None, 1],
        ["tersisa: perlu keterangan lagi", None, 1],
    ]
