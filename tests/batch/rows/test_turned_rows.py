"""Rows below a heading of what is planned, asked for or missing: they are shown, and nothing of them is read, however far down it stands."""

import csv
import json

import openpyxl
import pytest

from naikkelas.batch import ColumnMapping, Use, compare_scores, read_table, score_table, select_table
from naikkelas.batch.blocks import blocks_of
from naikkelas.conditions import Outcome
from tests.batch.columnar.test_engines import small_pieces
from tests.batch.make import AS_OF, INOPAK, csv_at, text_of, xlsx_at

TITLES = ("No", "Nama Usaha", "Jenis Usaha", "Tahun Berdiri", "Tahu Pasar", "Tahu Produksi")
ENGINES = ["rows", "polars", "duckdb"]
HEADINGS = [
    ("Belum PIRT",),
    ("RENCANA TAHUN 2027",),
    ("B. Rencana 2027",),
    ("B", "RENCANA TAHUN 2027"),
    ("B.", "Belum PIRT"),
    ("Belum PIRT", None, None, None, "12 IKM"),
    (None, "Daftar IKM yang diusulkan"),
    (None, "B. USULAN CALON IKM TAHUN 2027"),
    (None, "Belum PIRT"),
    (None, "Rencana 2027"),
    ("B", "Usulan Baru"),
    ("B", "Belum PIRT"),
    ("B", "KONDISI AWAL"),
    ("B.", "Contoh pengisian"),
    ("B", "Peminat PIRT"),
    (2, "RENCANA TAHUN 2027"),
    ("2.", "Usulan IKM 2027"),
    (None, None, None, None, "RENCANA TAHUN 2027"),
    (None, None, None, None, None, "IKM yang diusulkan"),
    ("Belum PIRT", None, None, 12, 3, "12 IKM"),
    ("Belum PIRT", "12 IKM", None, None, 3),
    ("II", "Belum PIRT", None, None, 2),
    ("B", "USULAN 2027", "12 IKM"),
    ("II", "Rencana 2027", None, 3, "12.000.000"),
    ("a.", "DITOLAK", None, None, 2),
    (2, "Belum PIRT"),
    (2, "Rencana 2027", None, 3, "12.000.000"),
    ("2.1", "Belum PIRT", None, None, 5),
    ("A.1", "Usulan IKM 2027", None, None, 5),
    (None, "B.", "USULAN IKM 2027", None, 5),
    (None, "Belum PIRT", None, None, 2, 3),
    (None, "Target 2027", None, None, 10, "90.000.000"),
    (None, "Yang belum punya PIRT"),
    (None, "SEBELUM PEMBINAAN"),
    (None, "DITOLAK"),
    (None, "TIDAK LOLOS VERIFIKASI"),
    (None, "Supplier"),
    (None, "Perkiraan"),
    (None, "Target Jaya"),
]
PLAIN = [
    ("Kecamatan Gombong",),
    ("Calon Peserta",),
    ("*) belum diverifikasi",),
    ("Catatan: sebagian belum diverifikasi",),
    ("V", "Tanpa Batas", "kerajinan"),
    ("Jumlah IKM yang belum PIRT", None, None, None, 12),
    (2, "Target Jaya"),
    (2, "Calon Jaya"),
    (2, "IKM Harapan"),
    (None, None, None, None, None, "belum"),
    (None, None, None, None, None, "tidak tahu"),
    (None, None, None, None, "Tidak tahu pasar tahun 2027"),
    ("D", "Agen Sari"),
    (2, "Usaha Rencana", None, 3, "12.000.000"),
    (2, "Target Jaya", None, None, 3, 5),
    (2, "IKM Rencana", None, None, 3, 5),
    (2, "Tanpa Merek"),
    (2, "Belum ada merek", None, None, 3, 5),
    (None, "Belum ada merek", None, None, 3, 5),
    (None, "Target Jaya", None, None, 3, 5),
    (None, "Tidak ada"),
    (None, "Belum ada nama"),
    ("Belum ada data",),
    ("II", "Tidak ada IKM"),
    (None, "Realisasi 2026", None, None, 8),
    ("Jumlah belum PIRT", None, None, None, 12, 3),
    ("II", "Jumlah belum PIRT", None, None, 12),
    ("b", "Maju", None, None, 3, 5),
    (None, "Kecamatan Gombong", None, None, 3, 5),
]


def good(number, name=None):
    return (number, name or f"U{number}", "kerajinan", 2010, "ya", "ya")


def rows_with(*between, first=240, then=10):
    """So many businesses, a heading or more, and businesses below it."""
    return [
        TITLES,
        *map(good, range(1, first + 1)),
        *(row + (None,) * (6 - len(row)) for row in between),
        *map(good, range(301, 301 + then)),
    ]


def file_of(folder, rows, ending):
    return csv_at(folder, text_of(rows)) if ending == ".csv" else xlsx_at(folder, rows)


def scored(folder, rows, ending=".csv", engine="rows", **options):
    with small_pieces(900, 60):
        score = score_table(file_of(folder, rows, ending), INOPAK, folder / "h.csv", as_of=AS_OF, engine=engine, overwrite=True, **options)
    with (folder / "h.csv").open(encoding="utf-8-sig", newline="") as file:
        return score, list(csv.DictReader(file, delimiter=";" if ending == ".csv" else ","))


def codes(path):
    """What is told of each row, read one by one and many at a time; both say the same."""
    table = read_table(path)
    one_by_one = {row.number: row.problem.code for row in table.rows() if row.problem is not None}
    with small_pieces(900, 60):
        for block in blocks_of(read_table(path)):
            assert {row.number: row.problem.code for row in block.bad.values()} == {
                number: code for number, code in one_by_one.items() if number in block.numbers
            }
    return one_by_one


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("heading", HEADINGS)
def test_a_late_heading_turns_the_rows_below_it(tmp_path, heading, ending):
    found = codes(file_of(tmp_path, rows_with(heading), ending))
    assert found == {242: "NK570", **dict.fromkeys(range(243, 253), "NK571")}


@pytest.mark.parametrize(
    ("ending", "engine"), [(".csv", "rows"), (".csv", "polars"), (".csv", "duckdb"), (".xlsx", "rows"), (".xlsx", "polars")]
)
def test_nothing_of_a_row_below_a_late_heading_is_read(tmp_path, engine, ending):
    heading = ("Belum PIRT",)
    score, rows = scored(tmp_path, rows_with(heading), ending, engine, lang="en")
    assert len(rows) == 251
    assert score.outcomes == {Outcome.ELIGIBLE: 240, Outcome.NEEDS_INFORMATION: 11}
    assert {row["nk_outcome"] for row in rows[240:]} == {"needs_information"}
    assert "no business" in rows[240]["nk_problems"]
    assert all(f"below '{heading[-1]}' in row 242" in row["nk_problems"] for row in rows[241:])
    assert (score.problems["NK570"], score.problems["NK571"]) == (1, 10)


@pytest.mark.parametrize("row", PLAIN)
def test_what_heads_nothing_of_another_day_changes_nothing(tmp_path, row):
    assert "NK571" not in codes(csv_at(tmp_path, text_of(rows_with(row)))).values()


def test_a_row_that_is_told_says_where_it_stands(tmp_path):
    table = read_table(xlsx_at(tmp_path, rows_with(("Belum PIRT",))))
    found = [row.problem for row in table.rows() if row.problem is not None]
    assert [(each.code, each.place.line) for each in found] == [("NK570", 242), *(("NK571", row) for row in range(243, 253))]
    assert "the rows below it" in (found[0].advice() or "")
    assert "'Belum PIRT' (baris 242)" in found[1].text("id")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_mapping_that_is_sure_of_the_columns_says_nothing_of_the_rows_below_a_heading(tmp_path, engine):
    uses = {"Jenis Usaha": "sector", "Tahun Berdiri": "operating_since", "Tahu Pasar": "knows_market", "Tahu Produksi": "knows_production"}
    mapping = ColumnMapping({title: Use("fact", name) for title, name in uses.items()})
    score, rows = scored(tmp_path, rows_with(("Belum PIRT",), first=4, then=3), engine=engine, mapping=mapping)
    assert [row["nk_outcome"] for row in rows] == [*["eligible"] * 4, *["needs_information"] * 4]
    assert score.problems["NK571"] == 3


@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_what_is_assumed_of_every_row_is_not_assumed_of_those(tmp_path, engine):
    rows = [row[:5] for row in rows_with(("Belum PIRT",))]
    score, _ = scored(tmp_path, rows, engine=engine, assume={"knows_production": False})
    assert score.outcomes == {Outcome.INELIGIBLE: 240, Outcome.NEEDS_INFORMATION: 11}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("one", "other"), [("Belum PIRT", "Sudah PIRT"), ("B. IKM yang belum memiliki PIRT", "C. IKM yang telah memiliki PIRT")]
)
def test_a_heading_of_the_opposite_ends_it(tmp_path, one, other, ending):
    found = codes(file_of(tmp_path, [*rows_with((one,)), (other,) + (None,) * 5, good(401), good(402)], ending))
    assert found == {242: "NK570", **dict.fromkeys(range(243, 253), "NK571"), 253: "NK570"}


@pytest.mark.parametrize(
    "between",
    [
        (("Rencana 2027",), ("Sudah PIRT",)),
        (("Rencana 2027",), ("Belum PIRT",), ("Sudah PIRT",)),
        (("Belum PIRT",), ("Belum Halal",), ("Sudah PIRT",)),
        (("Belum PIRT",), ("Sudah NIB",)),
        (("Belum PIRT",), ("Kecamatan Gombong",)),
        (("Belum PIRT",), ("Jumlah", None, None, None, 5)),
        (("Belum PIRT",), TITLES),
    ],
)
def test_no_other_heading_ends_it(tmp_path, between):
    found = codes(csv_at(tmp_path, text_of(rows_with(*between))))
    assert min(found) == 242
    assert [*found.values()][-10:] == ["NK571"] * 10


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_heading_of_the_opposite_may_have_sums_too(tmp_path, ending):
    rows = [*rows_with(("II", "Belum PIRT", None, None, 10)), ("III", "Sudah PIRT", None, None, 2, None), good(401)]
    assert codes(file_of(tmp_path, rows, ending)) == {242: "NK570", **dict.fromkeys(range(243, 253), "NK571"), 253: "NK570"}


@pytest.mark.parametrize("row", [("Belum PIRT", None, 2, 5), ("Rencana 2027", None, None, "12.000.000"), ("B.", "Usulan 2027", 2, 5)])
def test_without_numbers_of_rows_a_heading_has_sums_too(tmp_path, row):
    titles, one = ("Nama Usaha", "Kab/Kota", "Tenaga Kerja", "Omset"), ("Tempe", "Kebumen", 3, "5 juta")
    assert [*codes(csv_at(tmp_path, text_of([titles, one, row, one]))).values()] == ["NK570", "NK571"]
    for name in ("Tanpa Merek", "Target Jaya", "Industri Rencana", "IKM Usul"):
        assert codes(csv_at(tmp_path, text_of([titles, one, (name, None, 2, 5), one]))) == {}


def test_columns_wait_for_a_heading_with_sums_above_all_of_them(tmp_path):
    text = text_of(rows_with(first=0)).replace("301;", "B;Belum PIRT;;;2;3\n301;", 1)
    assert [each.code for each in read_table(csv_at(tmp_path, text)).problems] == []
    assert all(column.doubt is not None for column in read_table(csv_at(tmp_path, text)).columns[2:])


def test_a_heading_alone_in_its_line_counts_though_the_line_is_too_short(tmp_path):
    text = text_of(rows_with()).replace("301;", "Belum PIRT\n301;", 1)
    assert codes(csv_at(tmp_path, text)) == {242: "NK453", **dict.fromkeys(range(243, 253), "NK571")}


@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_rows_below_a_heading_are_counted_apart_and_ask_for_nothing(tmp_path, engine):
    score, _ = scored(tmp_path, rows_with(("Belum PIRT",)), engine=engine)
    assert score.not_today == {Outcome.NEEDS_INFORMATION: 10}
    assert score.no_business == {Outcome.NEEDS_INFORMATION: 1}
    assert (score.open, score.asked) == ({}, {})
    assert score.totals()["not_today"]["needs_information"] == 10


def test_the_summary_sheet_tells_them_in_words(tmp_path):
    score_table(csv_at(tmp_path, text_of(rows_with(("Belum PIRT",), (11,)))), INOPAK, tmp_path / "h.xlsx", as_of=AS_OF, lang="en")
    cells = [list(row) for row in openpyxl.load_workbook(tmp_path / "h.xlsx").worksheets[1].iter_rows(values_only=True, max_col=2)]
    assert ["  of these below a heading of what is not yet so, not read (NK571)", 11] in cells
    assert ["  of these no business, not read (NK570)", 1] in cells


@pytest.mark.parametrize(
    ("ending", "engine", "lang"), [(".csv", "rows", "id"), (".csv", "polars", "en"), (".xlsx", "polars", "id"), (".jsonl", "polars", "en")]
)
def test_a_result_of_a_result_says_so_however_often(tmp_path, ending, engine, lang):
    source = csv_at(tmp_path, text_of(rows_with(("Belum PIRT",))))
    for number in range(2):
        out = tmp_path / f"{number}{ending}"
        score_table(source, INOPAK, out, as_of=AS_OF, prefix=f"p{number}_", lang=lang, engine=engine)
        source = out
    found = [row.problem for row in read_table(source).rows() if row.problem is not None]
    assert [each.code for each in found] == ["NK570", *["NK571"] * 10]
    assert {(each.hint, each.slots["read"], each.slots["row"]) for each in found[1:]} == {("read_the_source", "Belum PIRT", "242")}
    if ending == ".csv":
        with small_pieces(900, 60):
            assert sum(len(block.bad) for block in blocks_of(read_table(source))) == 11


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_they_may_still_get_a_place_and_surely_have_none(tmp_path, ending):
    rows = rows_with(("Belum PIRT",))
    table = file_of(tmp_path, rows, ending)
    direct = select_table(table, INOPAK, as_of=AS_OF, out=tmp_path / "k.csv")
    score_table(table, INOPAK, tmp_path / f"h{ending}", as_of=AS_OF)
    again = select_table(tmp_path / f"h{ending}", INOPAK, as_of=AS_OF)
    for made in (direct, again):
        assert made.cohort.counts == again.cohort.counts
        assert {each.code for each in made.problems} >= {"NK571"}
    with (tmp_path / "k.csv").open(encoding="utf-8-sig", newline="") as file:
        places = [row["nk_place"] for row in csv.DictReader(file, delimiter=";" if ending == ".csv" else ",")]
    assert "selected" not in places[240:]


def test_a_result_that_did_not_see_the_heading_gives_its_rows_no_sure_place(tmp_path):
    score_table(csv_at(tmp_path, text_of(rows_with(("Belum PIRT",)))), INOPAK, tmp_path / "h.jsonl", as_of=AS_OF)
    lines = [json.loads(line) for line in (tmp_path / "h.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in lines[241:]:
        line.update(nk_outcome="eligible", nk_problems=None)
    (tmp_path / "h.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    made = select_table(tmp_path / "h.jsonl", INOPAK, as_of=AS_OF)
    assert sum(each.code == "NK571" for each in made.problems) == 10


def test_a_comparison_says_that_the_row_was_not_read(tmp_path):
    before, now = rows_with(("Kecamatan Ayah",)), rows_with(("Belum PIRT",))
    for name, rows in (("lalu", before), ("kini", now)):
        score_table(csv_at(tmp_path, text_of(rows), f"{name}.asal.csv"), INOPAK, tmp_path / f"{name}.csv", as_of=AS_OF)
    made = compare_scores(tmp_path / "lalu.csv", tmp_path / "kini.csv", INOPAK, key="No", as_of=AS_OF)
    assert {cause.value: count for cause, count in made.causes.items()} == {"row_not_read": 10}
    assert made.moves == {(Outcome.ELIGIBLE, Outcome.NEEDS_INFORMATION): 10}
