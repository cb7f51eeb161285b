"""A title that is not merged may begin where it stands or stand over the middle of its columns: a column that says something else in one of the two waits."""

import pytest

from naikkelas.batch import propose_columns, read_table
from tests.batch.make import csv_at, text_of, xlsx_at


def split(*lines):
    return [[cell.strip() or None for cell in line.split("|")] for line in lines]


def csv_of(folder, *lines, **options):
    return read_table(csv_at(folder, text_of(split(*lines))), delimiter=";", **options)


def told(table):
    return [(found.code, found.slots["read"]) for found in table.problems if found.code in ("NK480", "NK562")]


def uses(table):
    return {each.column.title: each.use.name for each in propose_columns(table) if each.use is not None and each.sure.is_used}


def why(table, at):
    return next(each.why for each in propose_columns(table) if each.column.index == at)


#: Titles that may stand over the middle of their columns, and what is sure all the same.
CENTRED = {
    "above all titles": (
        ("|||Mitra|", "No|Nama Usaha|PIRT|NIB|Halal", "1|Maju|ada|ada|ada"),
        {"Nama Usaha"},
    ),
    "over the last two of three": (
        ("||||Rencana|", "No|Nama Usaha|Kab/Kota|PIRT|NIB|Halal", "1|Maju|Demak|ada|ada|ada"),
        {"Nama Usaha"},
    ),
    "right of the middle of four": (
        ("||||Pesaing|", "No|Nama Usaha|PIRT|NIB|Halal|Merek", "1|Maju|ada|ada|ada|ada"),
        {"Nama Usaha"},
    ),
    "beside a group that says nothing": (
        ("No|Nama Usaha|Legalitas||Rencana Izin|", "||NIB|PIRT|PIRT|Halal", "1|Maju|ada|ada|ada|ada"),
        {"Nama Usaha", "Legalitas NIB"},
    ),
    "below another": (
        ("No|Nama Usaha|Data Usaha||||", "|||Pelatihan|||Tenaga Kerja", "||NIB|PIRT|Halal|Merek|", "1|Maju|ada|ada|ya|ya|3"),
        {"Nama Usaha", "Data Usaha Tenaga Kerja"},
    ),
    "people end": (
        ("||||Tenaga Kerja||", "No|Nama Usaha|PIRT|L|P|Jumlah|Merek", "1|Maju|ada|1|2|3|ada"),
        {"Nama Usaha", "PIRT", "Tenaga Kerja L", "Tenaga Kerja P", "Tenaga Kerja Jumlah", "Merek"},
    ),
    "parts stay where they are": (
        ("No|Nama Usaha|Tenaga Kerja||Rencana||", "||L|P|NIB|PIRT|Halal", "1|Maju|1|2|ada|ada|ada"),
        {"Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P"},
    ),
    "over the last column": (
        ("||||Rencana", "No|Nama Usaha|Kab/Kota|PIRT|Halal", "1|Maju|Demak|ada|ada"),
        {"Nama Usaha", "Kab/Kota", "PIRT"},
    ),
    "the titles on its left stand above": (
        ("No|Nama Usaha|PIRT|NIB|Pelatihan||", "||||Halal|Merek|Kemasan", "1|Maju|ada|ada|ya|ya|ya"),
        {"Nama Usaha", "PIRT", "NIB"},
    ),
    "the name of the business ends it": (
        ("|||Rencana||", "No|PIRT|Nama Usaha|NIB|Halal|Merek", "1|ada|Maju|ada|ada|ada"),
        {"PIRT", "Nama Usaha"},
    ),
    "another shows that titles begin where they stand": (
        ("||||Rencana||Legalitas||", "No|Nama Usaha|Kab/Kota|Merek|Tahu Pasar|Tahu Produksi|NIB|PIRT|Halal", "1|Maju|Demak|ada|ya|ya|ada|ada|ada"),
        {"Nama Usaha", "Kab/Kota", "Merek", "Legalitas NIB", "Legalitas PIRT", "Legalitas Halal"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CENTRED)
def test_what_a_title_may_stand_over_waits(tmp_path, case):
    lines, kept = CENTRED[case]
    for table in (csv_of(tmp_path, *lines), read_table(xlsx_at(tmp_path, split(*lines)))):
        assert set(uses(table)) == kept


def test_why_a_column_on_the_left_of_a_group_waits_is_said(tmp_path):
    table = csv_of(tmp_path, *CENTRED["beside a group that says nothing"][0])
    assert "'Rencana Izin' on its right may be a part of its title" in why(table, 3).en
    assert "'Rencana Izin' di kanannya mungkin bagian judulnya" in why(table, 3).id


def test_merged_cells_say_that_a_group_has_nothing_on_its_left(tmp_path):
    lines, _ = CENTRED["beside a group that says nothing"]
    merged = read_table(xlsx_at(tmp_path, split(*lines), merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"]))
    assert set(uses(merged)) == {"Nama Usaha", "Legalitas NIB", "Legalitas PIRT"}
    lines, _ = CENTRED["above all titles"]
    merged = read_table(xlsx_at(tmp_path, split(*lines), merged=["D1:E1"]))
    assert set(uses(merged)) == {"Nama Usaha", "PIRT"}


def test_the_title_of_a_sheet_of_plans_may_stand_over_the_middle_of_all(tmp_path):
    lines = ("|||TARGET IKM TAHUN 2027|||", "||PIRT|Tenaga Kerja|||", "No|Nama Usaha||L|P|Jumlah|Merek", "1|Maju|ada|1|2|3|ada")
    table = csv_of(tmp_path, *lines)
    assert set(uses(table)) == {"Nama Usaha"}


def test_a_month_is_as_sure_as_its_year(tmp_path):
    table = csv_of(tmp_path, "|||||Mitra|", "No|Nama Usaha|Bulan Berdiri|Tahun Berdiri|PIRT|NIB|Halal", "1|Maju|Mei|2010|ada|ada|ada")
    assert set(uses(table)) == {"Nama Usaha"}
    assert "'Tahun Berdiri'" in why(table, 2).en
    table = csv_of(tmp_path, "No|Nama Usaha|Mulai Usaha||Mitra||", "||Bulan|Tahun|PIRT|NIB|Halal", "1|Maju|Mei|2010|ada|ada|ada")
    assert uses(table) == {"Nama Usaha": "business_name", "Mulai Usaha Bulan": "operating_since", "Mulai Usaha Tahun": "operating_since"}


#: A third row of titles of which nobody knows the words.
SPLIT = [
    (
        ("Nama Usaha|Tenaga Kerja||Kabupaten/Kota||Data Usaha||Ket|No HP", "|L|P||Tenaga Kerja||Jenis Usaha||", "||||Tetap|Tidak Tetap|||"),
        "Maju|0|0|Kebumen|0|0|pangan|perlu dibina|081234567890",
        "workers",
    ),
    (
        ("Nama Usaha|Kab/Kota||Keadaan Sekarang|||", "||PIRT||NIB|Jenis Usaha|", "||Diusulkan|Diterima|||"),
        "Maju|Demak|v|v|ada|pangan|",
        "pirt_status",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("titles", "business", "fact"), SPLIT)
def test_a_third_row_of_words_below_a_title_over_two_columns_is_told(tmp_path, titles, business, fact):
    table = csv_of(tmp_path, *titles, business, business.replace("Maju", "Jaya"))
    assert ("NK562", "3") in told(table)
    assert fact not in uses(table).values()
    assert uses(table)["Nama Usaha"] == "business_name"


@pytest.mark.parametrize(
    "lines",
    [
        ("Nama Usaha|Legalitas||Kab/Kota", "|NIB|PIRT|", "||ada|Demak", "Maju|ada|ada|Demak"),
        ("Nama Usaha|Legalitas||Ket", "|NIB|PIRT|", "||ada|pindah", "Maju|ada|ada|"),
        ("Nama Usaha|Tenaga Kerja||PIRT", "|L|P|", "|2|3|ada", "Maju|1|2|ada"),
    ],
)
def test_a_business_without_a_name_below_two_rows_of_titles_is_one_without_a_word(tmp_path, lines):
    table = csv_of(tmp_path, *lines)
    assert (told(table), [row.number for row in table.rows()]) == ([], [3, 4])


@pytest.mark.parametrize(
    ("row", "is_sum"),
    [
        ("17|30 juta|JUMLAH|", True),
        ("17|Rp 30.000.000|Sub Jumlah|", True),
        ("17||Total Kec. Ayah|", True),
        ("17|30 juta|Jumlah Rejeki|ada", False),
        ("17|30 juta|Maju|", False),
        ("tetap|30 juta|JUMLAH|", False),
    ],
)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_word_of_a_sum_may_stand_behind_its_amounts(tmp_path, row, is_sum, form):
    rows = split("Tenaga Kerja|Omset|Nama Usaha|PIRT", "2|5 juta|Maju|ada", row)
    table = read_table(csv_at(tmp_path, text_of(rows)) if form == "csv" else xlsx_at(tmp_path, rows))
    assert [each.is_no_business for each in table.rows()] == [False, is_sum]


def test_what_may_be_a_sum_behind_years_is_told(tmp_path):
    lines = ("Tahun Berdiri|Omset|Nama Usaha|PIRT", "2010|5 juta|Maju|ada", "2011|30 juta|JUMLAH|")
    table = csv_of(tmp_path, *lines)
    found = table.judge().about(list(table.rows())[1].cells)
    assert (found.word, found.is_sure) == ("JUMLAH", False)
