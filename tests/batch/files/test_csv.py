"""CSV as people save it: every row comes, once, with its line."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.batch import TableError, read_table
from tests.batch.make import MESS, codes, csv_at, names, values

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)


def test_a_really_messy_file_is_understood(tmp_path):
    table = read_table(csv_at(tmp_path, MESS))
    assert (table.delimiter, table.header_row, table.total) == (";", 4, 8)
    assert names(table)[:4] == ["No", "Nama Usaha", "Nama Pemilik", "Kab/Kota"]
    rows = list(table.rows())
    assert [row.number for row in rows] == [5, 6, 7, 9, 11, 12, 13, 14]
    assert rows[0].cells[1] == 'Keripik "Bu Sri"'
    assert rows[2].cells[1] == "Kue\nBasah"
    assert [note.en for note in table.notes] == [
        "encoding utf-8, delimiter ';'",
        "titles in row 4",
        "rows that are not as long as the header: 2",
    ]


def test_a_row_of_another_length_is_told_with_its_line_and_keeps_its_cells(tmp_path):
    short, long = (row for row in read_table(csv_at(tmp_path, MESS)).rows() if row.problem is not None)
    assert (short.number, short.problem.code, short.problem.hint) == (11, "NK453", "cells_missing")
    assert (short.problem.slots["read"], short.problem.slots["expected"]) == ("4", "13")
    assert short.cells[:5] == ("5", "Rusak", "Tono", "Kab. Kebumen", None)
    assert (long.number, long.problem.hint, long.surplus) == (12, "check_the_delimiters", ("x", "y"))


def test_short_rows_are_read_when_somebody_says_so(tmp_path):
    path = csv_at(tmp_path, "nama,kota,nib\na,b,c\nd,e\nf,g,h,i\n")
    assert [row.problem is None for row in read_table(path).rows()] == [True, False, False]
    assert [row.problem is None for row in read_table(path, short_rows=True).rows()] == [True, True, False]


def test_empty_cells_beyond_the_header_are_no_mistake(tmp_path):
    table = read_table(csv_at(tmp_path, "nama,kota,nib,,\na,b,c,,\nd,e,f,, \n"))
    assert names(table) == ["nama", "kota", "nib"]
    assert [row.problem for row in table.rows()] == [None, None]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    lines = [delimiter.join(cells) for cells in (("nama", "kota", "nib"), ("a", "b", "1"), ("c", "d", "2"))]
    table = read_table(csv_at(tmp_path, "\n".join(lines)))
    assert table.delimiter == delimiter
    assert values(table) == [("a", "b", "1"), ("c", "d", "2")]


def test_a_delimiter_that_is_told_is_taken(tmp_path):
    table = read_table(csv_at(tmp_path, "nama;a,kota;b\nx;1,y;2\n"), delimiter=",")
    assert names(table) == ["nama;a", "kota;b"]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
def test_the_encoding_is_found_and_said(tmp_path, encoding, said):
    table = read_table(csv_at(tmp_path, "nama,kota\nCafé Ñ,Kebumen\n", encoding=encoding))
    assert names(table) == ["nama", "kota"]
    assert values(table) == [("Café Ñ", "Kebumen")]
    assert f"encoding {said}," in table.notes[0].en


def test_a_letter_that_is_not_utf_8_is_found_far_down(tmp_path):
    text = "nama,kota\n" + "a,b\n" * 400_000
    path = tmp_path / "data.csv"
    path.write_bytes(text.encode() + "Ñ,b\n".encode("cp1252"))
    table = read_table(path)
    assert "cp1252" in table.notes[0].en
    assert table.total == 400_001


def test_a_quotation_mark_that_is_never_closed_refuses_the_file_at_its_line(tmp_path):
    with pytest.raises(TableError) as refused:
        read_table(csv_at(tmp_path, 'nama,kota\na,b\n"c,d\ne,f\ng,h\n'))
    assert codes(refused) == ["NK454"]
    assert refused.value.problems[0].place.line == 3


def test_a_quotation_mark_that_swallows_hundreds_of_lines_refuses_the_file(tmp_path):
    with pytest.raises(TableError) as refused:
        read_table(csv_at(tmp_path, 'nama,kota\n"c,d\n' + "e,f\n" * 500 + '"g,h\n'))
    assert [(p.code, p.place.line) for p in refused.value.problems] == [("NK454", 2)]


def test_a_quotation_mark_inside_a_plain_cell_is_a_character(tmp_path):
    assert values(read_table(csv_at(tmp_path, 'nama,kota\npipa 5",Kebumen\nx,5"')))[1] == ("x", '5"')


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"PAR1\0\0", "a.csv"), (b"x", "a.parquet"), (b"x", "a.ods"), (b"x", "a.xls"), (b"x", "tanpa")],
)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path, data, name):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / name)
    assert codes(refused) == ["NK450"]
    assert "simpan sebagai .xlsx" in refused.value.problems[0].text("id")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / "tiada.csv")
    assert "there is no such file" in str(refused.value)


@pytest.mark.parametrize("text", ["\n\n", "1,2\n3,4\n"])
def test_a_file_without_titles_is_refused(tmp_path, text):
    with pytest.raises(TableError) as refused:
        read_table(csv_at(tmp_path, text))
    assert codes(refused) == ["NK452"]


@pytest.mark.no_cover
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=12))
def test_what_csv_writes_is_what_comes_back(rows):
    text = io.StringIO()
    csv.writer(text).writerows([["nama usaha", "kab/kota", "pirt"], ["x", "y", "z"], *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.csv"
        path.write_bytes(text.getvalue().encode())
        table = read_table(path, delimiter=",", header_row=1)
        read = values(table)
    kept = [tuple(row) for row in rows if any(cell and not cell.isspace() for cell in row)]
    assert read == [("x", "y", "z"), *kept]
