"""Titles of the sheet over any column, groups above a blank row, and other tables beside and below the list."""

import pytest

from naikkelas.batch import propose_columns, read_table
from tests.batch.make import csv_at, xlsx_at


def split(*lines):
    return [[cell.strip() or None for cell in line.split("|")] for line in lines]


def of_text(folder, *lines):
    return read_table(csv_at(folder, "\n".join(lines).replace("|", ";") + "\n"), delimiter=";")


def used(table):
    return {each.column.name for each in propose_columns(table) if each.use is not None and each.sure.is_used}


def told(table):
    return [(found.code, found.place.line) for found in table.problems]


TITLES = "No|Nama Usaha|Kab/Kota|Tahun Berdiri|PIRT|Tahu Pasar|Tahu Produksi"
ROWS = ("1|Tempe|Kebumen|2018|ada|ya|ya", "2|Kue|Demak|2019|ada|ya|ya")


def over(text, at, width=7):
    return "|".join(text if place == at else "" for place in range(width))


@pytest.mark.parametrize(
    "title",
    [
        "DATA IKM PANGAN",
        "DAFTAR IKM BINAAN DINPERINDAG",
        "Data Base IKM Kab. Kebumen",
        "SENTRA IKM LANTING DESA LEMAHDUWUR",
        "Data per 30 Juni 2026",
        "Keadaan s.d. 31 Desember 2025",
        "DAFTAR UMKM PANGAN OLAHAN TAHUN 2026",
        "IKM NAIK KELAS",
        "Lampiran II",
        "Lampiran 1 Surat Kepala Dinas",
        "Surat Kepala Dinas No 530/12/2026",
    ],
)
@pytest.mark.parametrize("at", [2, 6])
@pytest.mark.parametrize("between", [(), ("||||||",)])
def test_the_title_of_a_sheet_may_stand_over_any_column(tmp_path, title, at, between):
    table = of_text(tmp_path, over(title, at), *between, TITLES, *ROWS)
    assert (len(used(table)), told(table)) == (6, [])


@pytest.mark.parametrize(
    "title",
    ["Data IKM Mitra", "DATA IKM INDUK", "Daftar IKM Pesaing", "Data Usaha Lama", "Lampiran", "Laporan 2022", "Data Sebelum Pelatihan", "Data IKM Asal", "IKM Mitra", "Data"],
)  # fmt: skip
def test_what_may_be_the_title_of_a_group_stays_one(tmp_path, title):
    assert used(of_text(tmp_path, over(title, 3), TITLES, *ROWS)) <= {"Nama Usaha", "Kab/Kota"}


@pytest.mark.parametrize(
    "row",
    ["Kabupaten|Kebumen||Tahun|2026||", "Tahun|2026||Kabupaten|Kebumen||", "Kabupaten|: Kebumen||Tahun|: 2026||", "Kecamatan|Gombong|||||"],
)
@pytest.mark.parametrize("between", [(), ("||||||",)])
def test_labels_with_their_values_are_no_groups(tmp_path, row, between):
    assert len(used(of_text(tmp_path, row, *between, TITLES, *ROWS))) == 6


def test_two_years_with_their_labels_are_groups(tmp_path):
    assert len(used(of_text(tmp_path, "|||Tahun|2019|Tahun|2020", TITLES, *ROWS))) < 6
    assert len(used(of_text(tmp_path, "|||||Tahun|2019", TITLES, *ROWS))) < 6


@pytest.mark.parametrize(
    "day", ["Hari/Tanggal: Senin, 2 November 2026", "Hari, Tanggal : Senin 2 November 2026", "Hari: Senin", "Hari / Tgl"]
)
def test_the_day_of_a_list_is_no_period_of_its_amounts(tmp_path, day):
    table = of_text(tmp_path, over(day, 0, 4), "No|Nama Usaha|Kab/Kota|Omset", "1|Tempe|Kebumen|5 juta")
    assert "Omset" in used(table)
    assert "Omset" not in used(of_text(tmp_path, over("OMSET PER HARI", 0, 4), "No|Nama Usaha|Kab/Kota|Omset", "1|Tempe|Kebumen|5 juta"))


GROUPS = ("No|Nama Usaha|PIRT|Halal|Tahu Pasar|Tahu Produksi", "1|Tempe|ada|ada|ya|ya", "2|Kue|ada|belum|tidak|ya")


@pytest.mark.parametrize(
    "groups", ["||Periode 2019||Periode 2020|", "||Laporan 2019||Laporan 2020|", "||Kabupaten Asal||Kabupaten Tujuan|", "||Form A||Form B|"]
)
@pytest.mark.parametrize("between", [(), ("|||||",)])
def test_groups_side_by_side_are_groups_also_above_a_blank_row(tmp_path, groups, between):
    lines = (groups, *between, *GROUPS)
    tables = [
        of_text(tmp_path, *lines),
        *(read_table(xlsx_at(tmp_path, split(*lines), merged=merged)) for merged in ((), ("C1:D1", "E1:F1"))),
    ]
    for table in tables:
        assert used(table) == {"Nama Usaha"}
        assert told(table) == [("NK480", 1)]


@pytest.mark.parametrize("group", ["Laporan 2022", "Kabupaten Asal", "Periode 2019", "Dinas Lama"])
def test_what_is_merged_over_a_part_is_a_group_also_above_a_blank_row(tmp_path, group):
    table = read_table(xlsx_at(tmp_path, split(f"||{group}|||", "|||||", *GROUPS), merged=("C1:E1",)))
    assert used(table) == {"Nama Usaha", "Tahu Produksi"}
    whole = read_table(xlsx_at(tmp_path, split("Laporan 2022|||||", "|||||", *GROUPS), merged=("A1:F1",)))
    assert len(used(whole)) == 5


BESIDE = ("No|Nama Usaha|Tahun Berdiri||Kecamatan|Omset per Tahun (Rp)", "1|Tempe|2018||Gombong|20000000000", "2|Kue|2018||Ayah|1000000")


@pytest.mark.parametrize(
    "more",
    [
        ("3|Roti|2018||Jumlah|20001000000",),
        ("3|Roti|2018||Total Kecamatan|20001000000",),
        ("3|Roti|2018|||", "4|Sale|2018|||"),
        ("||||Buayan|3000000", "||||Sempor|3000000"),
    ],
    ids=["sum", "total of", "ends earlier", "goes on"],
)
def test_a_recap_behind_an_empty_column_waits(tmp_path, more):
    table = of_text(tmp_path, *BESIDE, *more)
    assert used(table) == {"Nama Usaha", "Tahun Berdiri"}
    assert "another table" in next(each.why.en for each in propose_columns(table) if each.column.name == "Omset per Tahun (Rp)")


def test_a_recap_with_a_title_of_the_list_waits(tmp_path):
    table = of_text(
        tmp_path,
        "No|Nama Usaha|Kecamatan|Tahun Berdiri||Kecamatan|Omset per Tahun (Rp)",
        "1|Tempe|Ayah|2018||Gombong|20000000000",
        "2|Kue|Ayah|2018||Ayah|1000000",
    )
    assert used(table) == {"Nama Usaha", "Tahun Berdiri"}


@pytest.mark.parametrize(
    "more",
    [
        (),
        ("3|Roti|2018||Ayah|",),
        ("3|Roti|2018|||5000000", "4|Sale|2018||Ayah|"),
        ("3|Roti|2018|||",),
        ("|Jumlah||||20001000000",),
        ("Jumlah|||||20001000000",),
        ("||||Jumlah|20001000000",),
        ("|||||20001000000",),
    ],
)
def test_an_empty_column_in_a_table_changes_nothing_by_itself(tmp_path, more):
    assert used(of_text(tmp_path, *BESIDE, *more)) == {"Nama Usaha", "Tahun Berdiri", "Omset per Tahun (Rp)"}


LIST = ("No|Nama Usaha|Kab/Kota|Omset per Tahun (Rp)|Ket", "1|Tempe|Kebumen|100000000|", "2|Kue|Demak|90000000|")


@pytest.mark.parametrize(
    "below",
    [
        ("No|Jenis Bantuan|Lokasi|Anggaran (Rp)|Sumber", "1|Alat|Kebumen|20000000000|APBD"),
        ("|Kabupaten||Total Omset|", "|Kebumen||20000000000|"),
        ("|Kab/Kota||Jumlah Omset (Rp)|", "|Kebumen||20000000000|", "|Demak||20000000000|"),
        ("|Kecamatan|Jumlah IKM|Nilai Investasi|", "|Gombong|20|20000000000|"),
        ("|Uraian||Anggaran (Rp)|", "|Alat||20000000000|"),
    ],
)
@pytest.mark.parametrize("between", [("||||",), ("||||", "||||"), ()])
def test_rows_behind_the_titles_of_another_table_are_not_decided(tmp_path, below, between):
    table = of_text(tmp_path, *LIST, *between, *below)
    assert "Omset per Tahun (Rp)" not in used(table)
    assert told(table) == [("NK562", 4 + len(between))]


PEOPLE = ("No|Nama Usaha|Kab/Kota|Tenaga Kerja|PIRT", "1|Tempe|Kebumen|3|ada", "2|Kue|Demak|4|ada", "||||")


@pytest.mark.parametrize("titles", ["|Kecamatan|Jumlah|L|P", "Kecamatan||Jumlah|L|P", "|Jenis Usaha|Total|Laki-laki|Perempuan"])
def test_rows_behind_the_titles_of_a_recap_of_people_are_not_decided(tmp_path, titles):
    table = of_text(tmp_path, *PEOPLE, titles, "|Gombong|2|2|0", "|Ayah|5|5|3")
    assert "Tenaga Kerja" not in used(table)
    assert told(table) == [("NK562", 5)]


@pytest.mark.parametrize("titles", ["|Kabupaten|Jumlah|L|P", "Kabupaten||Jumlah|L|P"])
def test_no_column_waits_for_a_recap_of_places_whose_rows_are_none_by_themselves(tmp_path, titles):
    rows = ("|Kebumen|2|2|0", "|Demak|5|5|3", "|Jumlah|7|7|3")
    table = of_text(tmp_path, *PEOPLE, titles, *rows)
    assert "Tenaga Kerja" in used(table)
    assert told(table) == []
    assert [row.problem and row.problem.code for row in table.rows()][3:] == ["NK570"] * 3


@pytest.mark.parametrize(
    "row",
    [
        "3|Roti|Kebumen|belum ada|",
        "|Roti|Kebumen|tidak tahu|",
        "|Usaha|Kebumen|belum tahu|",
        "|Jumlah||190000000|",
        "3|Roti|Kebumen||",
        "|Kelompok Tani||-|",
        "a|Roti|Kebumen|nilai belum tahu|",
        "|Roti|Kebumen|total 5 juta|",
    ],
)
@pytest.mark.parametrize("between", [("||||",), ()])
def test_a_business_with_words_for_its_amounts_is_no_title(tmp_path, row, between):
    table = of_text(tmp_path, *LIST, *between, row, "4|Sale|Kebumen|80000000|")
    assert "Omset per Tahun (Rp)" in used(table)
    assert told(table) == []


@pytest.mark.parametrize("amount", ["Rp -", "-", "besar", "satu unit", "belum ada", "tidak menentu"])
def test_a_business_without_a_number_of_its_row_is_no_title_either(tmp_path, amount):
    table = of_text(
        tmp_path, "Nama Usaha|Kab/Kota|Omset per Tahun (Rp)", "Tempe|Kebumen|5000000", f"Roti|Demak|{amount}", "Sale|Demak|7000000"
    )
    assert "Omset per Tahun (Rp)" in used(table)
    assert told(table) == []


def test_the_list_may_begin_behind_an_empty_column(tmp_path):
    table = of_text(tmp_path, *(f"|{line}" for line in (*BESIDE, "3|Roti|2018||Jumlah|20001000000")))
    assert used(table) == {"Nama Usaha", "Tahun Berdiri"}
