"""Workbooks and JSON Lines."""

from datetime import date, datetime, time
from zipfile import ZipFile

import openpyxl
import pytest

from naikkelas.batch import TableError, read_table
from naikkelas.batch.cells import letter_of, text_of
from tests.batch.make import codes, csv_at, names, xlsx_at

TITLES = ("Nama Usaha", "Kab/Kota", "Tahun Berdiri", "PIRT")


def test_a_sheet_with_merged_titles_keeps_the_types_of_its_cells(tmp_path):
    rows = [("REKAP DATA IKM",), (), ("Nama Usaha", "Kab/Kota", "Tenaga Kerja", None, "Mulai Usaha"), (None, None, "L", "P", None)]
    rows += [("Tempe", "Kebumen", 2, "3", datetime.fromisoformat("2019-05-31")), (), ("Tahu", 3305, 1.0, None, 2020)]
    table = read_table(xlsx_at(tmp_path, rows, merged=("A1:E1", "C3:D3", "A3:A4")))
    assert names(table) == ["Nama Usaha", "Kab/Kota", "Tenaga Kerja L", "Tenaga Kerja P", "Mulai Usaha"]
    read = list(table.rows())
    assert [row.number for row in read] == [5, 7]
    assert read[0].cells == ("Tempe", "Kebumen", 2, "3", datetime.fromisoformat("2019-05-31"))
    assert read[1].cells == ("Tahu", 3305, 1, None, 2020)


def test_the_sheet_with_known_titles_is_read_and_the_others_are_named(tmp_path):
    path = xlsx_at(tmp_path, [TITLES, ("a", "b", 2019, "ada")], before=("Petunjuk",))
    book = openpyxl.load_workbook(path)
    book["Petunjuk"].append(["Isi lembar berikutnya"])
    book["Petunjuk"].append(["Terima kasih"])
    book.save(path)
    table = read_table(path)
    assert table.sheet == "Data"
    assert "other sheets are not read: Petunjuk" in [note.en for note in table.notes]
    assert read_table(path, sheet="Data").notes == table.notes[:2]


def test_a_sheet_that_is_not_there_is_told_with_the_nearest(tmp_path):
    path = xlsx_at(tmp_path, [TITLES, ("a", "b", 2019, "ada")])
    with pytest.raises(TableError) as refused:
        read_table(path, sheet="data")
    assert codes(refused) == ["NK451"]
    assert refused.value.problems[0].advice("en") == "did you mean 'Data'?"


def test_a_workbook_without_titles_or_that_is_damaged_is_refused(tmp_path):
    with pytest.raises(TableError) as refused:
        read_table(xlsx_at(tmp_path, [(1, 2), (3, 4)]))
    assert codes(refused) == ["NK452"]
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04 rusak")
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / "rusak.xlsx")
    assert codes(refused) == ["NK450"]


def test_a_sheet_that_is_damaged_inside_or_hidden_is_not_read(tmp_path):
    path = xlsx_at(tmp_path, [TITLES, ("a", "b", 2019, "ada")], before=("Rahasia",))
    book = openpyxl.load_workbook(path)
    book["Rahasia"].sheet_state = "hidden"
    book.save(path)
    with pytest.raises(TableError) as refused:
        read_table(path, sheet="Rahasia")
    assert codes(refused) == ["NK451"]
    broken = tmp_path / "rusak.xlsx"
    with ZipFile(path) as old, ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-60] if "sheet2" in name else old.read(name))
    with pytest.raises(TableError) as refused:
        list(read_table(broken).rows())
    assert codes(refused) == ["NK450"]


def test_a_row_that_is_wider_than_the_titles_loses_nothing(tmp_path):
    rows = [TITLES] + [("a", "b", 2019, "ada")] * 3 + [("a", "b", 2019, "ada", None, "catatan")]
    last = list(read_table(xlsx_at(tmp_path, rows)).rows())[-1]
    assert (last.surplus, last.problem.code, last.problem.place.line) == ((None, "catatan"), "NK453", last.number)


def test_json_lines_have_every_key_as_a_column(tmp_path):
    path = csv_at(tmp_path, '{"a": 1, "b": "x"}\n\n{"b": null}\n{"c": [1], "a": true}\n', "data.jsonl")
    table = read_table(path)
    assert names(table) == ["a", "b", "c"]
    assert [(row.number, row.cells) for row in table.rows()] == [(1, (1, "x", None)), (4, (True, None, [1]))]
    assert table.total == 2


def test_every_line_that_is_no_object_is_told_before_anything_is_read(tmp_path):
    text = '{"a": 1}\n[1]\n{"a": }\n{"a": 1, "a": 2}\n' + "[" * 100_000 + "\n"
    with pytest.raises(TableError) as refused:
        read_table(csv_at(tmp_path, text, "data.ndjson"))
    assert [(p.code, p.place.line, p.place.column) for p in refused.value.problems] == [
        ("NK455", 2, 1),
        ("NK455", 3, 7),
        ("NK455", 4, 1),
        ("NK455", 5, 1),
    ]


@pytest.mark.parametrize(("data", "code"), [(b"", "NK452"), (b'{"a": "\xff"}\n', "NK450"), (b"[]\n" * 30, "NK455")])
def test_json_lines_that_hold_nothing_are_refused(tmp_path, data, code):
    (tmp_path / "data.jsonl").write_bytes(data)
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / "data.jsonl")
    assert set(codes(refused)) == {code}
    assert len(codes(refused)) <= 20


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (5.0, "5"),
        (2.5, "2.5"),
        (1e20, "1e+20"),
        (True, "true"),
        (date(2019, 5, 31), "2019-05-31"),
        (datetime.fromisoformat("2019-05-31"), "2019-05-31"),
        (datetime.fromisoformat("2019-05-31T08:00"), "2019-05-31 08:00:00"),
        (time(8), "08:00:00"),
        ([1, "x"], '[1, "x"]'),
    ],
)
def test_a_cell_as_text(cell, text):
    assert text_of(cell) == text


def test_letters_of_columns():
    assert [letter_of(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
