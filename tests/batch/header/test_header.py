"""Where the titles are."""

import re

import pytest

import naikkelas as nk
from naikkelas.batch import TableError, propose_columns, read_table
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


def advice_of(folder, text, **options):
    """What is said to do about a table that is read or refused, in both languages."""
    try:
        problems = table_of(folder, text, **options).problems
    except TableError as error:
        problems = error.problems
    return [(found.code, found.advice(), found.advice("id")) for found in problems]


@pytest.mark.parametrize(
    ("text", "wanted", "code", "row"),
    [
        ("Laporan\n\n;;Tenaga Kerja;\nNama Usaha;Kab/Kota;L;P\nTempe;Demak;2;3\n", 9, "NK452", 3),  # as it would be found
        ("Laporan\n\nNama Usaha;Kab/Kota\nTempe;Demak\n", 2, "NK452", 3),
        ("1;Tempe;7\nNama Usaha;Kab/Kota;PIRT\nTahu;Kebumen;ada\n", None, "NK480", 2),
        ("Nama Usaha;Omset;Modal\nTempe;5 juta;1 juta\nNama Usaha;Modal;Omset\nTahu;5 juta;1 juta\n", 1, "NK562", 3),
    ],
)
def test_the_row_that_looks_like_the_titles_is_named(tmp_path, text, wanted, code, row):
    ((found, *advice),) = advice_of(tmp_path, text, header_row=wanted)
    assert found == code
    assert all(f"--header-row {row}" in each and each.count("--header-row") == 1 for each in advice)


@pytest.mark.parametrize(
    ("text", "wanted", "code"),
    [
        ("1;2;3\n4;5;6\n", None, "NK452"),
        ("1;2;3\n4;5;6\n", 9, "NK452"),
        ("Nama Usaha;Kab/Kota\nTempe;Demak\nNama Usaha;Kab/Kota\nTahu;Demak\n", None, "NK562"),  # the same titles, of another page
        ("ID;Omset;Tenaga Kerja P\n1;2;3\n2;4;5\n", None, "NK562"),  # perhaps a numbering
        ("No;Nama Usaha;Omset;;PIRT\n;;2024;2025;\n1;Tempe;5 juta;6 juta;ada\n", None, "NK562"),  # perhaps a part of the titles
    ],
)
def test_where_no_row_looks_like_the_titles_none_is_named(tmp_path, text, wanted, code):
    found = next(each for each in advice_of(tmp_path, text, header_row=wanted) if each[0] == code)
    assert all(not re.search(r"--header-row [0-9]", each) for each in found[1:])
    if code == "NK452":
        assert (found[1].endswith("--header-row NUMBER"), found[2].endswith("--header-row NOMOR")) == (True, True)


@pytest.mark.parametrize(
    "title", ["Omset ($)", "Omset US$", "$ Omset", "Omset (€)", "Omset (%)", "Modal (£)", "Tenaga Kerja (%)", "Omset ($ juta)"]
)
def test_a_title_with_the_sign_of_another_unit_is_not_sure(tmp_path, title):
    cell = "50" if "Kerja" in title else "5000000"
    table = table_of(tmp_path, f"Nama Usaha;{title}\nTempe;{cell}\n")
    assert not propose_columns(table)[1].sure.is_used


def test_the_sign_of_the_fact_itself_is_no_other_unit(tmp_path):
    of_shares = "facts:\n  lokal: {type: integer, title: {id: Bahan lokal (%), en: local material}, aliases: [TKDN %]}\n"
    rules = nk.loads(
        f"format: naikkelas/1\nrule_set: contoh\nversion: 1\n{of_shares}criteria:\n  a: {{require: {{lokal: {{at_least: 40}}}}}}\n"
    )
    made = propose_columns(table_of(tmp_path, "Nama Usaha;Bahan Lokal (%);TKDN (‰)\nTempe;50;40\n"), rules.catalogue)
    assert [(each.use.name, each.sure.is_used) for each in made[1:]] == [("lokal", True), ("lokal", False)]


def test_of_nothing_no_row_is_asked_for(tmp_path):
    assert advice_of(tmp_path, "\n\n", header_row=2) == [("NK452", None, None)]


def test_a_header_far_down_can_be_told(tmp_path):
    text = "catatan\n" * 250 + "Nama,Kota\nx,y\n"
    assert values(table_of(tmp_path, text, header_row=251)) == [("x", "y")]


def test_a_row_of_answers_is_no_header(tmp_path):
    text = "business name,knows the market,keeps books,exports\nTempe,no,no,no\n"
    assert names(table_of(tmp_path, text))[0] == "business name"
