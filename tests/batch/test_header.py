"""Where the titles are."""

import pytest

from naikkelas.batch import TableError, read_table
from tests.batch.make import csv_at, names, values


def table_of(folder, text, **options):
    return read_table(csv_at(folder, text), **options)


def test_titles_in_two_rows_are_joined(tmp_path):
    text = "No;Nama Usaha;Tenaga Kerja;;Kab/Kota\n;;L;P;\n1;Tempe;2;3;Kebumen\n"
    table = table_of(tmp_path, text)
    assert names(table) == ["No", "Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P", "Kab/Kota"]
    assert values(table) == [("1", "Tempe", "2", "3", "Kebumen")]


def test_a_first_row_with_gaps_is_no_second_row_of_titles(tmp_path):
    table = table_of(tmp_path, "Nama Usaha;Kab/Kota;PIRT\nTempe;;ada\nTahu;Kebumen;\n")
    assert names(table) == ["Nama Usaha", "Kab/Kota", "PIRT"]
    assert len(values(table)) == 2


def test_a_row_that_numbers_the_columns_is_passed_over_and_said(tmp_path):
    table = table_of(tmp_path, "No;Nama Usaha;PIRT\n(1);(2);(3)\n1;Tempe;ada\n")
    assert values(table) == [("1", "Tempe", "ada")]
    assert any("row 2 only numbers" in note.en for note in table.notes)


def test_a_title_that_stands_twice_gets_a_name_of_its_own_and_a_warning(tmp_path):
    table = table_of(tmp_path, "Nama,Nama,Kota,\nTempe,Sri,Demak,enak\n")
    assert names(table) == ["Nama", "Nama (2)", "Kota", "kolom_4"]
    assert [(p.code, p.place.line, p.place.column) for p in table.problems] == [("NK456", 1, 2), ("NK564", 1, 4)]


def test_unknown_titles_are_found_by_their_look(tmp_path):
    assert names(table_of(tmp_path, "Laporan\n\nalfa,beta,gama\n1,2,3\n4,5,6\n")) == ["alfa", "beta", "gama"]


def test_the_row_can_be_told(tmp_path):
    text = "Nama Usaha,Kab/Kota\nalfa,beta\n1,2\n"
    table = table_of(tmp_path, text, header_row=2)
    assert (names(table), values(table)) == (["alfa", "beta"], [("1", "2")])
    with pytest.raises(TableError) as refused:
        table_of(tmp_path, text, header_row=9)
    assert [(p.code, p.place.line) for p in refused.value.problems] == [("NK452", 9)]


def test_a_header_far_down_can_be_told(tmp_path):
    text = "catatan\n" * 250 + "Nama,Kota\nx,y\n"
    assert values(table_of(tmp_path, text, header_row=251)) == [("x", "y")]


def test_a_row_of_answers_is_no_header(tmp_path):
    text = "business name,knows the market,keeps books,exports\nTempe,no,no,no\n"
    assert names(table_of(tmp_path, text))[0] == "business name"
