"""Sheets as wide as a sheet can be are read with as much work for a cell as narrow ones, and tables within cells lose no row."""

import pytest

from naikkelas.batch import TableError, read_table
from naikkelas.batch.files import spreadsheet
from naikkelas.batch.wording import words
from tests.batch.make import codes, names, ods_at, ods_cell, ods_row, ods_sheet, values, xlsx_at

TITLES = ("Nama Usaha", "Kab/Kota", "NIB", "PIRT")


def wide(columns):
    rows = [[f"Usaha {row}", "3305", "ada", "ada", *(f"isi {row} {at}" for at in range(4, columns))] for row in range(6)]
    return [[*TITLES, *(f"Kolom {at}" for at in range(4, columns))], *rows]


def folded(monkeypatch, path):
    """How many texts are folded to read the titles of a table."""
    asked = []
    fold = words.fold
    with monkeypatch.context() as patch:
        patch.setattr(words, "_folded", lambda text, real=words._folded: asked.append(text) or real(text))
        assert fold("a") == "a"
        table = read_table(path)
    return len(asked), table


def test_the_work_grows_as_the_columns_do(tmp_path, monkeypatch):
    few, _ = folded(monkeypatch, xlsx_at(tmp_path, wide(50), name="few.xlsx"))
    many, table = folded(monkeypatch, xlsx_at(tmp_path, wide(400), name="many.xlsx"))
    assert (len(table.columns), len(values(table))) == (400, 6)
    assert many < 10 * few


@pytest.mark.parametrize(("merged", "times"), [((), 1), (("A1:B1",), 2)])
def test_titles_are_looked_for_once_more_only_where_cells_are_merged(tmp_path, monkeypatch, merged, times):
    looked = []
    find = spreadsheet.find_header
    monkeypatch.setattr(spreadsheet, "find_header", lambda *given, **more: looked.append(1) or find(*given, **more))
    table = read_table(
        xlsx_at(tmp_path, [["DATA IKM", "", ""], ["Nama Usaha", "NIB", "PIRT"], ["Tempe Maju", "ada", "ada"]], merged=merged)
    )
    assert (names(table), len(looked)) == (["Nama Usaha", "NIB", "PIRT"], times)


def test_a_table_within_a_cell_refuses_the_sheet_and_loses_no_row(tmp_path):
    inner = '<table:table-cell office:value-type="string"><text:p>Tempe</text:p><table:table table:name="x"><table:table-row/></table:table></table:table-cell>'
    rows = (ods_row("Nama Usaha", "PIRT"), ods_row(inner, "ada"), ods_row("Tahu Jaya", "ada"))
    with pytest.raises(TableError) as caught:
        values(read_table(ods_at(tmp_path, ods_sheet("Data", *rows))))
    assert codes(caught) == ["NK450"]


def test_a_count_that_is_no_number_repeats_nothing(tmp_path):
    odd = ods_cell("ada").replace('columns-repeated="1"', 'columns-repeated="²"')
    path = ods_at(tmp_path, ods_sheet("Data", ods_row("Nama Usaha", "PIRT"), ods_row("Tempe", odd)))
    assert values(read_table(path)) == [("Tempe", "ada")]
