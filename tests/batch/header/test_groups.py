"""A text that stands over some of the titled columns is the title of a group, whatever it begins with; a label of the sheet has a place for its value."""

import pytest

from naikkelas.batch import read_table
from tests.batch.header.test_around_titles import csv_of, split, told, uses, why, xlsx_of
from tests.batch.make import xlsx_at

TITLES = "No|Nama Usaha|PIRT|Tahu Pasar|Tahu Produksi|Jenis Usaha"
ROWS = ("1|Maju|ada|ya|ya|pangan", "2|Jaya|ada|ya|ya|pangan")
GROUPS = [
    "Periode 2019",
    "Periode Lalu",
    "Laporan 2022",
    "Rekap 2020",
    "Kabupaten Asal Bahan Baku",
    "Kabupaten Asal",
    "Kecamatan Asal",
    "Kab. Pemasaran",
    "Kota Tujuan",
    "Provinsi Tujuan",
    "Kabupaten",
    "Kecamatan",
    "Dinas Koperasi Demak",
    "Dinas",
    "Data Usaha Tahun 2019",
    "Data Usaha di Kabupaten Lain",
    "Data IKM Tahun Lalu",
    "Data Umum Pemilik",
    "Profil Usaha Mitra",
    "Daftar Usaha Keluarga",
    "Daftar Tunggu",
    "Tabel A",
    "Form Lama",
    "Lampiran",
]


SHEET = ("DATA IKM KABUPATEN KEBUMEN|||||",)


@pytest.mark.parametrize(("group", "first"), [*((group, ()) for group in GROUPS), *((group, SHEET) for group in GROUPS[:4])])
def test_what_stands_over_some_columns_makes_them_wait(tmp_path, group, first):
    lines = (*first, f"||{group}|||", TITLES, *ROWS)
    inside = {"PIRT", "Tahu Pasar", "Tahu Produksi"}
    row = len(first) + 1
    merged = xlsx_of(tmp_path, lines, [f"C{row}:E{row}"])
    assert set(uses(merged)) == {"Nama Usaha", "Jenis Usaha"}
    for table in (csv_of(tmp_path, *lines), merged):
        assert inside.isdisjoint(uses(table))
        assert told(table) == ["NK480"]


@pytest.mark.parametrize("over", ["Kabupaten", "Kecamatan", "Kabupaten Asal", "Alamat"])
@pytest.mark.parametrize("group", ["Pelatihan", "Tahun 2019"])
@pytest.mark.parametrize("merged", [(), ("C1:D1", "E1:F1")])
def test_what_stands_right_of_a_place_is_no_value_of_it(tmp_path, over, group, merged):
    lines = (f"||{over}||{group}|", "No|Nama Usaha|Rumah|Usaha|PIRT|Halal", "1|Maju|Ayah|Ayah|ada|ada", "2|Jaya|Ayah|Ayah|ada|ada")
    table = xlsx_of(tmp_path, lines, merged)
    assert {"PIRT", "Halal"}.isdisjoint(uses(table))
    assert "NK480" in told(table)


def test_the_origin_of_an_owner_is_not_where_the_business_is(tmp_path):
    lines = ("||Kabupaten||Koperasi|", "No|Nama Usaha|Asal|Usaha|NIB|Anggota", "1|Maju|Demak|Kebumen|ada|20", "2|Jaya|Demak|Kebumen|ada|20")
    for merged in ((), ("C1:D1", "E1:F1")):
        assert set(uses(xlsx_of(tmp_path, lines, merged))) <= {"Nama Usaha"}
    lines = ("||Kabupaten Pasar||", "No|Nama Usaha|Asal|Tujuan|Jenis Usaha", "1|Maju|Demak|Kebumen|pangan")
    assert set(uses(xlsx_of(tmp_path, lines, ["C1:D1"]))) == {"Nama Usaha", "Jenis Usaha"}
    assert "Asal" not in uses(csv_of(tmp_path, *lines))


@pytest.mark.parametrize("years", [("2023", "2024"), (2023, 2024)])
def test_parts_of_a_place_are_no_titles_of_names(tmp_path, years):
    rows = split("No|Nama Usaha|Kabupaten||PIRT|")
    rows += [[None, None, "Asal", "Usaha", *years], *([at, f"U{at}", "Demak", "Kebumen", "ada", "tidak"] for at in (1, 2))]
    for merged in ((), ("C1:D1", "E1:F1")):
        table = read_table(xlsx_at(tmp_path, rows, merged=merged))
        assert "regency" not in uses(table).values()
        assert [name for name, use in uses(table).items() if use == "business_name"] in ([], ["Nama Usaha"])


def test_a_word_in_brackets_says_as_much_as_one_without(tmp_path):
    table = csv_of(tmp_path, "No|Nama Usaha|Kabupaten (asal)|PIRT", "1|Maju|Demak|ada")
    assert set(uses(table)) == {"Nama Usaha", "PIRT"}


@pytest.mark.parametrize(
    "above",
    [
        ("Kabupaten|: Kebumen||||",),
        ("Kabupaten||: Kebumen|||",),
        ("Kabupaten||Kebumen|||",),
        ("Kecamatan||Gombong|||",),
        ("Periode||2026|||",),
        ("||Kabupaten|: Kebumen||",),
        ("||KABUPATEN KEBUMEN||Tahun 2026|",),
        ("||Kabupaten : Kebumen||Periode : 2026|",),
        ("||PROVINSI JAWA TENGAH|||",),
        ("||KECAMATAN GOMBONG|||",),
        ("||REKAPITULASI DATA UMKM KABUPATEN KEBUMEN TAHUN 2026|||",),
        ("||DAFTAR IKM BINAAN|||", "||PERIODE 2026|||"),
        ("||DINAS PERINDUSTRIAN KABUPATEN KEBUMEN|||", "||DAFTAR IKM|||"),
        ("||LAPORAN 2022|||", "|||||"),
        ("DINAS KOPERASI DAN UKM|||||",),
    ],
)
def test_labels_and_the_title_of_the_sheet_change_nothing(tmp_path, above):
    lines = (*above, TITLES, *ROWS)
    table = csv_of(tmp_path, *lines)
    assert set(uses(table)) == {"Nama Usaha", "PIRT", "Tahu Pasar", "Tahu Produksi", "Jenis Usaha"}
    assert told(table) == []


APART = "|||||"
OF_SHEETS = [
    "DATA IKM KABUPATEN KEBUMEN TAHUN 2026",
    "DATA IKM TAHUN 2026",
    "DATA IKM KABUPATEN KEBUMEN",
    "DATA UMKM KAB KEBUMEN PROV JAWA TENGAH",
    "DATABASE IKM KAB. KEBUMEN 2026",
    "FORMULIR PENDATAAN IKM",
    "DATA USAHA KABUPATEN KEBUMEN",
]


@pytest.mark.parametrize("text", OF_SHEETS)
@pytest.mark.parametrize("column", [2, 5])
@pytest.mark.parametrize(
    "below", [(), (APART,), ("KABUPATEN KEBUMEN TAHUN 2026",), ("KABUPATEN KEBUMEN TAHUN 2026", APART), ("TAHUN 2026", APART)]
)
def test_the_title_of_the_sheet_changes_nothing_in_whatever_row_it_stands(tmp_path, text, column, below):
    above = [line if line == APART else over(column, line) for line in (text, *below)]
    lines = (*above, TITLES, *ROWS)
    for table in (csv_of(tmp_path, *lines), xlsx_of(tmp_path, lines, ())):
        assert set(uses(table)) == {"Nama Usaha", "PIRT", "Tahu Pasar", "Tahu Produksi", "Jenis Usaha"}
        assert told(table) == []


@pytest.mark.parametrize(
    "text", ["DATA IKM KABUPATEN KEBUMEN TAHUN 2026", "DATA USAHA KABUPATEN KEBUMEN", "REKAP UMKM PROVINSI JAWA TENGAH"]
)
@pytest.mark.parametrize("below", [(), ("||TAHUN 2026|||",)])
def test_the_title_of_the_sheet_may_be_merged_over_a_part_of_the_columns(tmp_path, text, below):
    merged = [f"C{row}:E{row}" for row in range(1, len(below) + 2)]
    table = xlsx_of(tmp_path, (over(2, text), *below, TITLES, *ROWS), merged)
    assert set(uses(table)) == {"Nama Usaha", "PIRT", "Tahu Pasar", "Tahu Produksi", "Jenis Usaha"}
    assert told(table) == []
    beside = xlsx_of(tmp_path, (f"{over(2, text)}Mitra", TITLES, *ROWS), merged[:1])
    assert "PIRT" not in uses(beside)


@pytest.mark.parametrize("text", ["DAFTAR PESERTA", "DINAS PERINDUSTRIAN KABUPATEN KEBUMEN"])
def test_what_may_be_a_group_right_above_is_none_over_the_first_columns_or_apart(tmp_path, text):
    for above in ((over(0, text),), (over(1, text),), (over(2, text), APART), (over(5, text), APART)):
        assert told(csv_of(tmp_path, *above, TITLES, *ROWS)) == []
    assert told(csv_of(tmp_path, over(2, text), TITLES, *ROWS)) == ["NK480"]


@pytest.mark.parametrize(
    "above",
    [
        ("||DATA IKM TAHUN 2024||DATA IKM TAHUN 2025|",),
        ("||DATA IKM TAHUN 2024||DATA IKM TAHUN 2025|", APART),
        ("||DATA IKM TAHUN 2024||DATA IKM TAHUN 2025|", "||Legalitas|||"),
        ("||KECAMATAN GOMBONG||KECAMATAN ADIMULYO|",),
    ],
)
def test_two_titles_of_the_same_kind_in_one_row_are_groups(tmp_path, above):
    table = csv_of(tmp_path, *above, TITLES, *ROWS)
    assert set(uses(table)) == {"Nama Usaha"}
    assert told(table) == ["NK480"]


@pytest.mark.parametrize(
    "text", ["DATA IKM TAHUN LALU", "DATA IKM YANG BELUM ADA", "DATA IKM KABUPATEN LAIN", "Kabupaten 2026", "Kecamatan Asal 2026"]
)
def test_what_says_more_than_the_title_of_a_sheet_makes_columns_wait(tmp_path, text):
    assert told(csv_of(tmp_path, over(2, text), TITLES, *ROWS)) == ["NK480"]


WHOLE = [
    "LAPORAN PENDATAAN IKM BULAN NOVEMBER 2026",
    "LAPORAN PENDATAAN IKM BINAAN DINAS PERINDUSTRIAN, KOPERASI DAN UKM KABUPATEN KEBUMEN BULAN NOVEMBER 2026",
    "LAPORAN HASIL PENDATAAN IKM DI KABUPATEN KEBUMEN NOVEMBER 2026",
]


@pytest.mark.parametrize("text", WHOLE)
@pytest.mark.parametrize("column", [2, 3, 5])
def test_the_title_of_a_sheet_is_one_over_any_column(tmp_path, text, column):
    for above in ((over(column, text),), (over(column, text), APART), (over(column, text), over(column, "TAHUN 2026"))):
        assert told(csv_of(tmp_path, *above, TITLES, *ROWS)) == []


def test_a_year_below_the_title_of_some_columns_is_theirs(tmp_path):
    table = csv_of(tmp_path, "||DATA IKM PEMULA||DATA IKM LANJUTAN|", "||TAHUN 2025|||", TITLES, *ROWS)
    assert set(uses(table)) == {"Nama Usaha"}


@pytest.mark.parametrize("text", ["LAPORAN PENDATAAN IKM BULAN NOVEMBER 2026", "DATA IKM BULAN NOVEMBER 2026"])
@pytest.mark.parametrize("column", [0, 2, 4])
def test_amounts_below_a_title_of_a_month_may_be_those_of_the_month(tmp_path, text, column):
    titles = TITLES.replace("Jenis Usaha", "Omset")
    table = csv_of(tmp_path, over(column, text), titles, *(row.replace("pangan", "5 juta") for row in ROWS))
    assert set(uses(table)) == {"Nama Usaha", "PIRT", "Tahu Pasar", "Tahu Produksi"}


@pytest.mark.parametrize("text", ["LAPORAN OMSET BULAN NOVEMBER 2026", "DATA IKM PER BULAN", "DATA IKM KOPERASI", "DATA IKM DINAS MITRA"])
def test_what_may_be_of_some_columns_is_no_title_of_a_sheet(tmp_path, text):
    assert told(csv_of(tmp_path, over(2, text), TITLES, *ROWS)) == ["NK480"]


def over(column: int, text: str) -> str:
    """A row with one text in a column."""
    return "|" * column + text + "|" * (5 - column)


HEADED = "No|Nama Usaha|Kabupaten|PIRT|Tahu Pasar"
BETWEEN = [
    ("RENCANA TAHUN 2027||||",),
    ("|USULAN CALON IKM TAHUN 2027|||",),
    ("USULAN CALON IKM TAHUN 2027||||", HEADED),
    ("||||", "DAFTAR IKM YANG BELUM MEMILIKI PIRT||||", HEADED),
]


@pytest.mark.parametrize("between", BETWEEN)
def test_plans_below_a_list_are_not_taken_for_what_is(tmp_path, between):
    lines = (HEADED, "1|Maju|Kebumen|ada|ya", "2|Jaya|Kebumen|ada|ya", *between, "1|Batik|Demak|ada|ya")
    for table in (csv_of(tmp_path, *lines), xlsx_of(tmp_path, lines, ())):
        assert uses(table)["PIRT"] == "pirt_status"
        assert [row.says_nothing for row in table.rows()] == [False, False] + [True] * (len(lines) - 3 - (between[0] == "||||"))


def test_a_heading_of_plans_above_all_rows_makes_their_columns_wait(tmp_path):
    lines = (HEADED, "RENCANA TAHUN 2027||||", "1|Maju|Kebumen|ada|ya", "2|Jaya|Kebumen|ada|ya")
    for table in (csv_of(tmp_path, *lines), xlsx_of(tmp_path, lines, ())):
        assert set(uses(table)) == {"Nama Usaha"}
        assert "row 2 below it speaks of plans" in why(table, "PIRT")


def test_the_row_that_speaks_of_plans_says_what_stands_below_it_wherever_it_is(tmp_path):
    rows = [HEADED, *(f"{at}|U{at}|Kebumen|ada|ya" for at in range(1, 300)), "RENCANA TAHUN 2027||||", "1|Batik|Demak|ada|ya"]
    found, *below = [row.problem for row in csv_of(tmp_path, *rows).rows() if row.problem is not None]
    assert (found.code, found.place.line) == ("NK570", 301)
    assert [(each.code, each.place.line) for each in below] == [("NK571", 302)]
    assert "the rows below it" in (found.advice() or "")


@pytest.mark.parametrize(
    "row",
    [
        "KECAMATAN GOMBONG||||",
        "Keterangan: v = belum||||",
        "Catatan: data belum lengkap||||",
        "3|Tanpa Nama|Kebumen|ada|ya",
        "|Target Jaya|||",
        "|Usaha Belum Bernama|||",
        "JUMLAH||||",
    ],
)
def test_other_rows_between_businesses_change_nothing(tmp_path, row):
    table = csv_of(tmp_path, HEADED, "1|Maju|Kebumen|ada|ya", "2|Jaya|Kebumen|ada|ya", row, "4|Batik|Demak|ada|ya")
    assert set(uses(table)) == {"Nama Usaha", "Kabupaten", "PIRT", "Tahu Pasar"}


def test_a_note_below_the_last_business_is_no_heading(tmp_path):
    table = csv_of(
        tmp_path, HEADED, "1|Maju|Kebumen|ada|ya", "2|Jaya|Kebumen|ada|ya", "Usulan fasilitasi IKM menyusul||||", "Kebumen, 3 Mei 2026||||"
    )
    assert set(uses(table)) == {"Nama Usaha", "Kabupaten", "PIRT", "Tahu Pasar"}
