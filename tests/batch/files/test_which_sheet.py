"""Which sheet of a workbook is read: the list of the businesses, and neither its recap, nor a sample, nor titles without rows."""

import openpyxl
import pytest

from naikkelas.batch import propose_columns, read_table
from naikkelas.batch.files.which_sheet import Seen, best_of

TITLES = ("No", "Nama Usaha", "Kab/Kota", "Tahun Berdiri", "PIRT", "Tahu Pasar", "Tahu Produksi")
ONE = (1, "Tempe", "Kebumen", 2018, "ada", "ya", "ya")
TWO = (2, "Kue", "Demak", 2019, "ada", "ya", "ya")
LIST = (TITLES, ONE, TWO)
RECAP = (
    ("No", "Kab/Kota", "Jumlah IKM", "Jumlah Tenaga Kerja", "Omset per Tahun (Rp)", "PIRT", "Halal", "NIB", "Merek", "Ekspor"),
    (1, "Kebumen", 20, 100, 16_000_000_000, 5, 5, 5, 2, 1),
)
CHOICES = (("Kab/Kota", "Jenis Usaha", "PIRT", "Halal", "NIB", "Badan Usaha", "Tahu Pasar", "Tahu Produksi"), ("Kebumen", "pangan", "ada", "ada", "ada", "CV", "ya", "ya"))  # fmt: skip
NUMBERED = (TITLES, *((number,) for number in range(1, 6)))


def book(folder, **sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    made.save(folder / "data.xlsx")
    return folder / "data.xlsx"


def notes(table):
    return " | ".join(note.en for note in table.notes)


def used(table):
    return {each.column.name for each in propose_columns(table) if each.use is not None and each.sure.is_used}


@pytest.mark.parametrize(
    "other",
    [
        {"Rekap": RECAP},
        {"Ringkasan": RECAP},
        {"Per_Kabupaten": RECAP},
        {"Format": (TITLES,)},
        {"Isian": (TITLES,)},
        {"Format": NUMBERED},
        {"Contoh": LIST},
        {"Contoh_Pengisian": (TITLES, ONE)},
        {"Sampel": LIST},
        {"Template": LIST},
        {"Daftar_Pilihan": CHOICES},
        {"Master": CHOICES},
        {"Petunjuk": LIST},
        {"Kosong": ()},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_list_of_businesses_is_read_wherever_it_stands(tmp_path, other):
    assert read_table(book(tmp_path, **other, Data=LIST)).sheet == "Data"
    assert read_table(book(tmp_path, Data=LIST, **other)).sheet == "Data"


def test_a_sheet_that_says_what_it_is_not_is_read_where_no_other_is_a_list(tmp_path):
    assert read_table(book(tmp_path, Petunjuk=[("Isi lembar berikutnya",), ("Terima kasih",)], Format=LIST)).sheet == "Format"
    assert read_table(book(tmp_path, Wilayah=[("Kecamatan", "Desa"), ("Gombong", "Semondo")], Template=LIST)).sheet == "Template"
    assert read_table(book(tmp_path, Sheet2=[("Nama Usaha", "Ket"), ("Tempe", "x")], Rekap_IKM=LIST)).sheet == "Rekap IKM"


def test_titles_without_rows_are_read_where_nothing_else_is_a_table(tmp_path):
    assert read_table(book(tmp_path, Petunjuk=[("Isi lembar berikutnya",), ("Terima kasih",)], Data=(TITLES,))).sheet == "Data"
    assert read_table(book(tmp_path, Daftar_Pilihan=CHOICES, Data=(TITLES,))).sheet == "Data"


def test_other_lists_are_named_with_what_chooses_them(tmp_path):
    table = read_table(book(tmp_path, Gombong=LIST, Ayah=LIST, Rekap=RECAP, Buayan=LIST))
    assert table.sheet == "Gombong"
    assert "other sheets are not read: Ayah, Rekap, Buayan" in notes(table)
    assert "lists of businesses too: 'Ayah', 'Buayan'; choose one with --sheet" in notes(table)
    assert "lists of businesses too: 'Usulan 2027', 'Rekap IKM';" in notes(
        read_table(book(tmp_path, Usulan_2027=LIST, Data=LIST, Contoh=LIST, Rekap_IKM=LIST))
    )
    assert "lists of businesses" not in notes(read_table(book(tmp_path, Data=LIST, Rekap=RECAP)))
    assert "lists of businesses" not in notes(read_table(tmp_path / "data.xlsx", sheet="Data"))


@pytest.mark.parametrize("name", ["USULAN_2027", "Rencana", "Target_2027", "Contoh", "Belum_PIRT", "Calon_PIRT"])
def test_the_name_of_a_sheet_may_say_that_it_is_none_of_today(tmp_path, name):
    table = read_table(book(tmp_path, **{name: LIST}))
    assert used(table) == {"Nama Usaha"}
    assert name.replace("_", " ") in next(each.why.en for each in propose_columns(table) if each.column.name == "PIRT")
    assert "the name of the sheet" in notes(table)
    assert used(read_table(tmp_path / "data.xlsx", sheet=name.replace("_", " "))) == {"Nama Usaha"}


@pytest.mark.parametrize("name", ["Data", "Calon_Peserta", "Usulan_Peserta", "Sheet1", "2026", "Pendaftar", "Gombong"])
def test_the_name_of_a_sheet_changes_nothing_where_it_says_where_or_who(tmp_path, name):
    assert len(used(read_table(book(tmp_path, **{name: LIST})))) == 6


def test_of_lists_of_today_and_of_plans_that_of_today_is_read(tmp_path):
    assert read_table(book(tmp_path, Usulan_2027=LIST, Eksisting=LIST)).sheet == "Eksisting"


def test_of_equal_sheets_the_first_is_read():
    sheets = [Seen(name, 5, has_rows=True, has_names=True) for name in ("Gombong", "Ayah")]
    assert best_of(sheets).name == "Gombong"
