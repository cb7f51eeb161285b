"""Workbooks of the other forms: .ods, .xls, and files whose name says something else than they are."""

import shutil
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from naikkelas.batch import TableError, propose_columns, read_table
from tests.batch.make import codes, csv_at, names, ods_at, ods_cell, ods_row, ods_sheet, values, xlsx_at

#: Written with xlwt by hand: two sheets that people see, titles in two merged rows; and one with a record that says it is locked.
FILES = Path(__file__).parent

TITLES = ods_row("Nama Usaha", "Kab/Kota", "Tahun Berdiri", "PIRT")
COVERED = '<table:covered-table-cell office:value-type="string"><text:p>tertutup</text:p></table:covered-table-cell>'


def test_a_sheet_of_ods_has_its_titles_and_the_types_of_its_cells(tmp_path):
    rows = [
        ods_row(ods_cell("REKAP DATA IKM", times=1), COVERED),
        ods_row('<table:table-cell table:number-columns-repeated="1024"/>', times=2),
        ods_row("Nama Usaha", "Kab/Kota", "Tenaga Kerja", COVERED, "Mulai Usaha", "Omset", "Tahu Pasar"),
        ods_row("", "", "L", "P"),
        ods_row(
            "Tempe", ods_cell("3305", "float", value="3305"), ods_cell("2", "float", value="2"), "3",
            ods_cell("31/05/19", "date", date_value="2019-05-31"), ods_cell("Rp1,5", "currency", value="1.5"),
            ods_cell("YA", "boolean", boolean_value="true"),
        ),
        ods_row("", times=3),
        ods_row(
            "Tahu", "00123", ods_cell("08:00", "time", time_value="PT08H00M00S"), ods_cell("30:00", "time", time_value="PT30H00M00S"),
            ods_cell("31/05/19 08:30", "date", date_value="2019-05-31T08:30:00"), "#DIV/0!", ods_cell("rusak", "float", value="?"),
        ),
        ods_row('<table:table-cell table:number-columns-repeated="16384"/>', times=1_000_000),
    ]  # fmt: skip
    table = read_table(ods_at(tmp_path, ods_sheet("Data", *rows)))
    assert (table.form, table.sheet, table.header_row) == ("ods", "Data", 4)
    assert names(table) == [
        "Nama Usaha", "Kab/Kota", "Tenaga Kerja L", "Tenaga Kerja P", "Mulai Usaha", "Omset", "Tahu Pasar",
    ]  # fmt: skip
    assert [row.number for row in table.rows()] == [6, 10]
    assert values(table) == [
        ("Tempe", 3305, 2, "3", date(2019, 5, 31), 1.5, True),
        ("Tahu", "00123", time(8), "30:00", datetime.fromisoformat("2019-05-31T08:30"), "#DIV/0!", "rusak"),
    ]


def test_texts_of_ods_are_as_they_are_shown_and_comments_are_no_text(tmp_path):
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>catatan</text:p></office:annotation>'
        '<text:p>Kue<text:s text:c="2"/><text:span>Basah</text:span><text:s/>x<text:tab/>y</text:p><text:p>Bu Sri</text:p></table:table-cell>'
    )
    rows = [TITLES, ods_row(cell, "Kebumen", ods_cell("x", string_value="2019"), ods_cell("ada", times=2))]
    table = read_table(ods_at(tmp_path, ods_sheet("Data", *rows)))
    assert [(row.cells, row.surplus) for row in table.rows()] == [(("Kue  Basah x\ty\nBu Sri", "Kebumen", "2019", "ada"), ("ada",))]


def test_a_hidden_sheet_of_ods_is_not_read_and_another_can_be_chosen(tmp_path):
    body = ods_sheet("Rahasia", TITLES, style="off") + ods_sheet("Petunjuk", ods_row("Isi", "lembar")) + ods_sheet("Data", TITLES, TITLES)
    path = ods_at(tmp_path, body)
    assert read_table(path).sheet == "Data"
    assert names(read_table(path, sheet="Petunjuk")) == ["Isi", "lembar"]
    with pytest.raises(TableError) as refused:
        read_table(path, sheet="Rahasia")
    assert codes(refused) == ["NK451"]


def test_a_sheet_of_ods_that_claims_a_million_full_rows_is_read_row_by_row(tmp_path):
    full = ods_row(ods_cell("x", times=100), times=99_999_999)
    table = read_table(ods_at(tmp_path, ods_sheet("Data", TITLES, full)))
    assert next(table.rows()).cells == ("x", "x", "x", "x")
    book = ods_at(
        tmp_path, ods_sheet("Data", ods_row('<table:table-cell table:number-columns-repeated="9999"/>', ods_cell("x", times=9999)))
    )
    with pytest.raises(TableError) as refused:
        read_table(book, header_row=2)
    assert codes(refused) == ["NK452"]


def test_an_old_workbook_has_its_titles_and_the_types_of_its_cells():
    table = read_table(FILES / "ikm.xls")
    assert (table.form, table.sheet, table.header_row) == ("xls", "Data IKM", 3)
    assert "other sheets are not read: Petunjuk" in [note.en for note in table.notes]
    assert names(table)[1:] == ["Nama Usaha", "Kab/Kota", "Tenaga Kerja L", "Tenaga Kerja P", "Mulai Usaha", "Tahu Pasar"]
    assert [(row.number, row.cells[1:]) for row in table.rows()] == [
        (5, ("Tempe", 3305, 2, "3", date(2019, 5, 31), True)),
        (7, ("Tahu", "Kab. Kebumen", 2, None, "2020", None)),
    ]
    assert {each.use.name for each in propose_columns(table) if each.use} >= {"workers_men", "workers_women", "operating_since"}


def test_what_a_workbook_is_its_content_says_and_not_its_name(tmp_path):
    shutil.copy(FILES / "ikm.xls", tmp_path / "lama.xlsx")
    assert read_table(tmp_path / "lama.xlsx").form == "xls"
    new = xlsx_at(tmp_path, [("Nama Usaha", "Kab/Kota"), ("a", "b")], name="baru.xls")
    assert values(read_table(new)) == [("a", "b")]
    assert read_table(ods_at(tmp_path, ods_sheet("D", TITLES, TITLES), "buka.xlsx")).form == "ods"
    text = csv_at(tmp_path, "Nama Usaha\tKab/Kota\nTempe\tKebumen\n", "ekspor.xls")
    assert (read_table(text).form, values(read_table(text))) == ("csv", [("Tempe", "Kebumen")])


LOCKED = "it is protected by a password; open it with its password, and save it without one"


def test_a_workbook_with_a_password_is_told(tmp_path):
    new = tmp_path / "baru.xlsx"
    new.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    manifest = '<manifest:manifest><manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>'
    for path in (new, FILES / "terkunci.xls", ods_at(tmp_path, ods_sheet("D", TITLES), manifest=manifest)):
        with pytest.raises(TableError) as refused:
            read_table(path)
        assert refused.value.problems[0].text("en").endswith(LOCKED)


def test_a_file_that_would_burst_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bom.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
        for _ in range(80):
            part.write(b"\0" * (1 << 20))
    with pytest.raises(TableError) as refused:
        read_table(path)
    assert "unpacks to far more" in refused.value.problems[0].text("en")
    entities = '<!DOCTYPE x [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with pytest.raises(TableError) as refused:
        read_table(ods_at(tmp_path, ods_sheet("D", ods_row("&b;")), before=entities))
    assert codes(refused) == ["NK450"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods"])
@pytest.mark.parametrize(
    "data", [b"", b"x", b"PK\x03\x04 rusak", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 700, b"<html><table>", b"\0\1\2" * 300]
)
def test_what_is_no_workbook_is_refused_with_a_sentence(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / name)
    assert codes(refused) == ["NK450"]


@pytest.mark.parametrize("name", ["ikm.xls", "data.ods", "data.xlsx"])
def test_a_workbook_that_ends_too_early_is_refused(tmp_path, name):
    if name == "ikm.xls":
        shutil.copy(FILES / name, tmp_path)
    elif name == "data.ods":
        ods_at(tmp_path, ods_sheet("Data", TITLES, TITLES))
    else:
        xlsx_at(tmp_path, [("Nama Usaha", "Kab/Kota"), ("a", "b")])
    whole = (tmp_path / name).read_bytes()
    for end in range(600, len(whole) - 100, len(whole) // 7):
        (tmp_path / name).write_bytes(whole[:end])
        with pytest.raises(TableError) as refused:
            list(read_table(tmp_path / name).rows())
        assert codes(refused) == ["NK450"]


def test_a_sheet_of_ods_that_breaks_off_inside_is_refused(tmp_path):
    with pytest.raises(TableError) as refused:
        read_table(ods_at(tmp_path, ods_sheet("Data", TITLES, "<table:table-row>")))
    assert codes(refused) == ["NK450"]


def test_a_workbook_without_a_sheet_that_people_see_has_no_titles(tmp_path):
    with pytest.raises(TableError) as refused:
        read_table(ods_at(tmp_path, ods_sheet("Data", TITLES, style="off")))
    assert codes(refused) == ["NK452"]


def test_a_workbook_of_excel_with_an_error_keeps_its_name(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Nama Usaha", "Kab/Kota", "Tahun Berdiri"])
    book.active.append(["Tempe", "Kebumen", None])
    book.active["C2"].value, book.active["C2"].data_type = "#REF!", "e"
    book.save(tmp_path / "data.xlsx")
    assert values(read_table(tmp_path / "data.xlsx")) == [("Tempe", "Kebumen", "#REF!")]


def test_titles_in_three_rows_are_joined(tmp_path):
    rows = [
        ("REKAP IKM",),
        ("Nama Usaha", "Kab/Kota", "Tenaga Kerja", None, None, None, "Omset"),
        (None, None, "Tetap", None, "Lepas", None, None),
        (None, None, "L", "P", "L", "P", None),
        ("Tempe", "Demak", 1, 2, 3, 4, "5 juta"),
    ]
    table = read_table(xlsx_at(tmp_path, rows, merged=("A1:G1", "A2:A4", "B2:B4", "C2:F2", "C3:D3", "E3:F3", "G2:G4")))
    assert names(table)[2:6] == ["Tenaga Kerja Tetap L", "Tenaga Kerja Tetap P", "Tenaga Kerja Lepas L", "Tenaga Kerja Lepas P"]
    assert "the titles stand in three rows" in [note.en for note in table.notes]
    assert [row.number for row in table.rows()] == [5]


def patched(folder, find, put, *, skip=0, name="rusak.xls"):
    """The old workbook with a few bytes of it replaced, ``skip`` behind those that are looked for."""
    data = bytearray((FILES / "ikm.xls").read_bytes())
    at = data.index(find) + skip
    data[at : at + len(put)] = put
    (folder / name).write_bytes(data)
    return folder / name


SIZE = b"\x00\x02\x0e\x00"
TEXTS = b"\xfc\x00"
TRUE = b"\x05\x02\x08\x00"
SHEET = b"\x85\x00"
FOLDER = "Workbook\0".encode("utf-16-le")


@pytest.mark.parametrize(
    ("find", "put", "skip"),
    [
        (SIZE, b"\xff\xff\xff\x7f", 8),  # a sheet of two milliard rows
        (SIZE, b"\xff\xff", 14),  # and 65,535 columns
        (TEXTS, b"\xff\xff\xff\x7f", 8),  # two milliard texts
        (TRUE, b"\xff\xff", 6),  # a cell beyond the last column
        (SHEET, b"\x01\x00\x00\x00", 4),  # a sheet that begins in the middle of another record
        (SHEET, b"\x85\x00\xff\xff", 0),  # a record that is longer than the file
        (FOLDER, b"X", 0),  # no stream of records
        (FOLDER, b"\xff\xff", 64),  # a name that is longer than its place
        (FOLDER, b"\x10\x00\x00\x00", 120),  # a stream that is said to be small, and stands nowhere
        (FOLDER, b"\xff\xff\xff\x00", 120),  # a stream that is longer than the file
        (b"\xd0\xcf", b"\x01\x00", 30),  # sectors of two bytes
        (b"\xd0\xcf", b"\xff\xff\x00\x00", 44),  # a table that is longer than the file
        (b"\xd0\xcf", b"\x00\x01\x00\x00", 48),  # a folder behind the end
    ],
)
def test_an_old_workbook_that_says_impossible_things_of_itself_is_refused_before_it_is_read(tmp_path, find, put, skip):
    with pytest.raises(TableError) as refused:
        read_table(patched(tmp_path, find, put, skip=skip))
    assert codes(refused) == ["NK450"]


def test_a_chain_of_sectors_that_bites_its_tail_ends(tmp_path):
    data = bytearray((FILES / "ikm.xls").read_bytes())
    table = 512 * (1 + int.from_bytes(data[76:80], "little"))
    for sector in range(128):
        data[table + 4 * sector : table + 4 * sector + 4] = sector.to_bytes(4, "little")
    (tmp_path / "rusak.xls").write_bytes(data)
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / "rusak.xls")
    assert codes(refused) == ["NK450"]


def test_warnings_of_openpyxl_reach_nobody(tmp_path):
    path = xlsx_at(tmp_path, [("Nama Usaha", "Kab/Kota"), ("a", "b")])
    extended = tmp_path / "pilihan.xlsx"
    more = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    with ZipFile(path) as old, ZipFile(extended, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</worksheet>", more) if "sheet1" in name else old.read(name))
    assert values(read_table(extended)) == [("a", "b")]
