"""Rows that say by themselves that they are businesses are no titles; right below the titles, a row that says neither of what all others say may be."""

import pytest

from naikkelas.batch import propose_columns, read_table
from tests.batch.make import csv_at, text_of, xlsx_at

P = "2053305020970-28"
TITLES = "No|Nama Usaha|Kab/Kota|Tahun Berdiri|PIRT|Tahu Pasar|Tahu Produksi"
BUSINESSES = (f"1|Tempe|Kebumen|2018|{P}|ya|ya", f"2|Kue|Demak|2018|{P}|ya|ya")


def split(*lines):
    return [[cell.strip() or None for cell in line.split("|")] for line in lines]


def forms_of(folder, *lines):
    rows = split(*lines)
    return read_table(csv_at(folder, text_of(rows)), delimiter=";"), read_table(xlsx_at(folder, rows))


def told(table, code="NK562"):
    return [found.slots["read"] for found in table.problems if found.code == code]


def sure(table):
    return {each.column.title for each in propose_columns(table) if each.use is not None and each.sure.is_used}


# --- rows without number and name ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "waiting"),
    [
        ("||||target 2027|target 2027|target 2027", {"PIRT", "Tahu Pasar", "Tahu Produksi"}),
        ("||||||kondisi 2019", {"Tahu Produksi"}),
        ("||||s/d 2024|s/d 2024|", {"PIRT", "Tahu Pasar"}),
        ("|||||TW I 2026|Tahap 2", {"Tahu Pasar", "Tahu Produksi"}),
        ("|||||setelah pelatihan|setelah pelatihan", {"Tahu Pasar", "Tahu Produksi"}),
        ("||||Pengajuan||", {"PIRT"}),
        ("||||||(dalam proses)", {"Tahu Produksi"}),
        ("|||||rencana|", {"Tahu Pasar"}),
        ("||||milik orang lain||3 bulan terakhir", {"PIRT", "Tahu Produksi"}),
        ("||||proses|proses|proses", {"PIRT", "Tahu Pasar", "Tahu Produksi"}),
        ("||||Dicabut||", {"PIRT"}),
        ("||||2023|2024|", {"PIRT", "Tahu Pasar"}),
    ],
)
def test_a_row_without_number_and_name_right_below_the_titles_may_hold_more(tmp_path, row, waiting):
    all_sure = set(TITLES.split("|")) - {"No"}
    for table in forms_of(tmp_path, TITLES, row, *BUSINESSES):
        assert told(table) == ["2"]
        assert sure(table) == all_sure - waiting


def test_all_rows_without_number_and_name_right_below_the_titles_are_told(tmp_path):
    for table in forms_of(tmp_path, TITLES, "|||||sebelum|sesudah", "|||||pelatihan 2024|pelatihan 2024", *BUSINESSES):
        assert told(table) == ["2, 3"]
        assert {"Tahu Pasar", "Tahu Produksi"}.isdisjoint(sure(table))


@pytest.mark.parametrize(
    "row",
    [
        f"||Demak|2018|{P}|ya|ya",
        "||Demak||ada|ya|ya",
        "||Kec. Ayah||||",
        "|||2018||rencana|",
        "||||v||v",
        "||||2|5|",
        "||||Rp 5 juta||3 kg",
        "||||-|-|-",
        "||||perlu dibina karena izinnya habis tahun lalu||",
    ],
)
def test_a_row_with_a_value_that_only_a_business_has_is_no_row_of_titles(tmp_path, row):
    for table in forms_of(tmp_path, TITLES, row, *BUSINESSES):
        assert told(table) == []
        assert {"PIRT", "Tahu Pasar", "Tahu Produksi"} <= sure(table)


def test_where_others_have_no_number_either_a_row_may_have_none(tmp_path):
    for table in forms_of(tmp_path, TITLES, "||||ada|rencana|", "|Tempe|Demak|2018|ada|ya|ya", "|Kue|Demak|2018|ada|ya|ya"):
        assert told(table) == []


@pytest.mark.parametrize(
    ("row", "waiting"),
    [("|rencana|", {"Tahu Pasar"}), ("|2023|2024", {"Tahu Pasar", "Tenaga Kerja"}), ("|ya|", set()), ("|2024|2024", set())],
)
def test_in_a_table_without_numbers_words_that_cannot_be_read_may_be_titles(tmp_path, row, waiting):
    for table in forms_of(tmp_path, "Nama Usaha|Tahu Pasar|Tenaga Kerja", row, "Tempe|ya|3", "Kue|tidak|4"):
        assert told(table) == (["2"] if waiting else [])
        assert sure(table) == {"Nama Usaha", "Tahu Pasar", "Tenaga Kerja"} - waiting


def test_years_alone_below_one_title_in_a_third_row_are_told(tmp_path):
    lines = ("Nama Usaha|Thn Mulai Usaha||Rencana 2027||Nilai Investasi", "||Tenaga Kerja||Jml Karyawan|", "||2023|2024||")
    for table in forms_of(tmp_path, *lines, "Tempe|1998|4|10|7|75000", "Kue|2010|5|11|9|75000"):
        assert told(table) == ["3"]


# --- rows that are businesses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "first", "second"),
    [
        ("Jangkauan|Promosi", "Ekspor|Website", "Lokal|-"),
        ("Bantuan Diterima|Kebutuhan", "Kemasan|Modal", "-|-"),
    ],
)
@pytest.mark.parametrize("has_numbers", [True, False])
@pytest.mark.parametrize("turned", [True, False])
def test_a_business_with_words_that_are_titles_elsewhere_is_one(tmp_path, more, first, second, has_numbers, turned):
    rows = [f"{BUSINESSES[0]}|{first}", f"{BUSINESSES[1]}|{second}"]
    lines = [f"{TITLES}|{more}", *(reversed(rows) if turned else rows)]
    lines = lines if has_numbers else [line.partition("|")[2] for line in lines]
    for table in forms_of(tmp_path, *lines):
        assert told(table) == []
        assert set(TITLES.split("|")) - {"No"} <= sure(table)


@pytest.mark.parametrize("wishes", ["Kemasan|Modal|Pelatihan|Label", "Kemasan|Modal|Pelatihan|Label|NIB|Ekspor|Website|Merek"])
def test_no_business_is_taken_for_the_titles(tmp_path, wishes):
    many = wishes.count("|") + 1
    rest = "|-" * (many - 1)
    titles = "|".join(f"Prioritas {at}" for at in range(1, many + 1))
    lines = (f"No|Nama Usaha|Kab/Kota|{titles}", f"1|Tempe|Kebumen|bantuan{rest}", f"2|Kue|Demak|{wishes}", f"3|Roti|Demak|Modal{rest}")
    for table in forms_of(tmp_path, *lines):
        assert (table.header_row, [row.number for row in table.rows()]) == (1, [2, 3, 4])
        assert {"Nama Usaha", "Kab/Kota"} <= sure(table)


def test_no_business_with_a_number_is_taken_for_titles_that_nobody_knows(tmp_path):
    for table in forms_of(tmp_path, "No|Debitur|JK|Promosi|Kota Asal", "1|Maju|L|Website|Demak", "2|Jaya|P|Marketplace|NIB"):
        assert (table.header_row, [row.number for row in table.rows()]) == (1, [2, 3])


WORDED = [
    ("Nama Usaha|Kebutuhan 1|Kebutuhan 2|Kebutuhan 3", "Tempe|Modal|Kemasan|Label", "Kue|Kemasan|Modal|Label", "Roti|Modal|Label|Kemasan"),
    (
        "Nama Usaha|Bidang|Izin 1|Izin 2|Butuh",
        "Tempe|makanan|Halal|Merek|Modal",
        "Kue|makanan|PIRT|Merek|Kemasan",
        "Roti|rajin|Halal|NIB|Modal",
    ),
]


@pytest.mark.parametrize("lines", WORDED)
def test_a_business_of_words_that_others_have_too_is_never_taken_for_titles(tmp_path, lines):
    for table in forms_of(tmp_path, *lines):
        assert (table.header_row, [row.number for row in table.rows()]) == (1, [2, 3, 4])
        assert table.problems == ()
        assert "Nama Usaha" in sure(table)


@pytest.mark.parametrize("body", ["Tempe|NIB|PIRT|Halal", "Tempe|ada|ada|Halal"])
def test_titles_of_permits_below_a_form_are_titles_though_who_ticks_writes_them_too(tmp_path, body):
    lines = ("Nama Usaha|Koperasi Maju", "", "Debitur|NIB|PIRT|Halal", body, body.replace("Tempe", "Kue"))
    for table in forms_of(tmp_path, *lines):
        assert table.header_row == 3


@pytest.mark.parametrize(
    "row", ["No|Jenis Bantuan|Kab/Kota|Omset|Modal", "|Nama Alat|Kab/Kota|Omset|Modal", "|Jenis Bantuan|Kab/Kota|Omset|Modal"]
)
def test_titles_of_a_second_table_are_no_business(tmp_path, row):
    lines = ("No|Nama Usaha|Kab/Kota|Modal|Omset", "1|Tempe|Demak|5 juta|6 juta", "", row, "1|Mesin|Demak|5 juta|6 juta")
    for table in forms_of(tmp_path, *lines):
        assert told(table) == ["4"]
        assert {"Modal", "Omset"}.isdisjoint(sure(table))


# --- the number of another list --------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", ["|", "|||"])
@pytest.mark.parametrize("named", ["Nama IKM", "Kecamatan"])
def test_the_number_of_a_second_list_is_none_of_a_permit(tmp_path, gap, named):
    lines = (
        f"No|Nama Usaha|Tenaga Kerja||NIB|{gap}||",
        f"||L|P||{gap}No|{named}|PIRT",
        f"1|Tempe|1|2|belum|{gap}1|Ayah|25",
        f"2|Kue|1|2|ada|{gap}2|Ayah|17",
    )
    for table in forms_of(tmp_path, *lines):
        assert "NIB No" not in sure(table)
        assert "Tenaga Kerja L" in sure(table)


# --- numbers of columns ----------------------------------------------------------------------------------------------

COUNTED = "No|Nama Usaha|Kab/Kota|Tenaga Kerja|Tahun Berdiri|Omset"
ROWS = ("1|Tempe|Kebumen|1|2018|5 juta", "2|Kue|Demak|1|2018|6 juta")


@pytest.mark.parametrize(
    "row", ["1|2|3|4a|4b|5", "(1)|(2)|(3a)|(3b)|(3c)|(4)", "kol 1|kol 2|kol 3|kol 4|kol 5|kol 6", "[1]|[2]|[3]|[4]|[5]|[6]", "Kolom (1)|Kolom (2)|Kolom (3)|Kolom (4)|Kolom (5)|Kolom (6)"]
)  # fmt: skip
def test_columns_are_numbered_in_many_ways(tmp_path, row):
    for table in forms_of(tmp_path, COUNTED, row, *ROWS):
        assert told(table, "NK561") == ["2"]
        assert [each.number for each in table.rows()] == [3, 4]


@pytest.mark.parametrize(
    "lines", [(COUNTED, "1|2|4|5|6|7", *ROWS), (COUNTED, ROWS[0], "1|2|3|4|5|6", ROWS[1]), (COUNTED, ROWS[0], "(1)|(2)|(3)|(4)|(5)|(6)")]
)
def test_what_looks_like_numbers_of_the_columns_is_told(tmp_path, lines):
    for table in forms_of(tmp_path, *lines):
        assert told(table) == [str(next(at for at, line in enumerate(lines, 1) if "Tempe" not in line and at > 1))]
        assert len(list(table.rows())) == 3 if len(lines) == 4 else 2


def test_a_numbering_further_down_is_told_also_behind_an_empty_column(tmp_path):
    for table in forms_of(tmp_path, f"|{COUNTED}", f"|{ROWS[0]}", "|1|2|3|4|5|6", f"|{ROWS[1]}"):
        assert told(table) == ["3"]


@pytest.mark.parametrize("row", ["1|2|3|5|4|6", "1|Tempe|3|4|5|6", "4a|4b|4c|5|6|7", "1|2|3|4a|4c|5", "1|3|6|9|12|15"])
def test_other_numbers_are_none_of_the_columns(tmp_path, row):
    for table in forms_of(tmp_path, COUNTED, row, *ROWS):
        assert (told(table), told(table, "NK561")) == ([], [])


@pytest.mark.parametrize("then", ["5|4|30", "2|4|30"])
def test_numbers_below_numbers_alone_may_be_a_business(tmp_path, then):
    for table in forms_of(tmp_path, "No|Tenaga Kerja|Masa Simpan (hari)", "1|2|3", then):
        assert (told(table), [row.number for row in table.rows()]) == (["2"], [2, 3])
