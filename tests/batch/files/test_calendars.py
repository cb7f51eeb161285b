"""Workbooks that count their days from another one than Excel does."""

from datetime import date
from pathlib import Path

import pytest

from naikkelas.batch import TableError, read_table, score_table
from tests.batch.make import AS_OF, INOPAK, codes, csv_at, ods_at, ods_cell, ods_row, ods_sheet, values
from tests.batch.raw import book_at, row, sheet_of

OLD = Path(__file__).parent / "ikm.xls"

#: The record of an old workbook that says from when it counts, and a date in a cell.
COUNTS, DAY = b"\x22\x00\x02\x00\x00\x00", b"\x82\xa9\x02\x00"
MAPPING = "format: naikkelas-mapping/1\ncolumns:\n  {}: {{fact: operating_since, excel_dates: {}}}\n"
TITLES = ("Nama Usaha", "Kab/Kota", "Mulai", "Tahu Pasar")
SERIAL = (date(2025, 12, 1) - date(1904, 1, 1)).days


def new(folder, from_1904):
    about = f'<workbookPr date1904="{int(from_1904)}"/>'
    return book_at(folder, sheet_of(row(1, *TITLES), row(2, "A", "Kab. Demak", SERIAL, "ya")), about=about), "Mulai"


def old(folder, from_1904, put=DAY):
    data = OLD.read_bytes()
    assert (data.count(COUNTS), data.count(DAY)) == (1, 1)
    (folder / "data.xls").write_bytes(data.replace(COUNTS, COUNTS[:4] + bytes([from_1904, 0])).replace(DAY, put))
    return folder / "data.xls", "Mulai Usaha"


def open_form(folder, from_1904, *cells):
    since = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    cells = cells or ("A", "Kab. Demak", ods_cell(str(SERIAL), "float", value=str(SERIAL)), "ya")
    return ods_at(folder, (since if from_1904 else "") + ods_sheet("Data", ods_row(*TITLES), ods_row(*cells))), "Mulai"


FORMS = pytest.mark.parametrize("form", [new, old, open_form])


def scored(folder, path, column, answer):
    mapping = csv_at(folder, MAPPING.format(column, answer), "mapping.yaml")
    return score_table(path, INOPAK, folder / "hasil.csv", as_of=AS_OF, mapping=mapping, overwrite=True)


@FORMS
def test_numbers_of_such_a_workbook_are_no_dates_of_excel_whatever_a_mapping_says(tmp_path, form):
    path, column = form(tmp_path, True)
    with pytest.raises(TableError) as refused:
        scored(tmp_path, path, column, "true")
    assert codes(refused) == ["NK460"]
    assert refused.value.problems[0].place.line == 3
    assert "1904-01-01" in refused.value.problems[0].text("en")
    assert scored(tmp_path, path, column, "false").rows > 0
    path, column = form(tmp_path, False)
    assert scored(tmp_path, path, column, "true").rows > 0


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_year_typed_into_a_date_of_an_old_workbook_is_told_whatever_it_counts_from(tmp_path, from_1904):
    year = (2019 << 2 | 2).to_bytes(4, "little")
    assert type(values(read_table(old(tmp_path, from_1904, year)[0]))[0][5]).__name__ == "Doubtful"
    assert str(values(read_table(old(tmp_path, from_1904)[0]))[0][5]) == ("2023-06-01" if from_1904 else "2019-05-31")


@pytest.mark.parametrize(
    ("from_1904", "day", "is_told"), [(True, "1909-07-12", True), (True, "1905-07-11", False), (False, "1909-07-12", False)]
)
def test_a_year_typed_into_a_date_of_ods_is_told_whatever_it_counts_from(tmp_path, from_1904, day, is_told):
    shown = date.fromisoformat(day).strftime("%d/%m/%y")
    path, _ = open_form(tmp_path, from_1904, "A", "Kab. Demak", ods_cell(shown, "date", date_value=day), "ya")
    cell = values(read_table(path))[0][2]
    assert (type(cell).__name__ == "Doubtful", str(cell)) == (is_told, day)


def test_a_workbook_whose_first_day_is_none_is_damaged(tmp_path):
    since = '<table:calculation-settings><table:null-date table:date-value="kemarin"/></table:calculation-settings>'
    with pytest.raises(TableError) as refused:
        read_table(ods_at(tmp_path, since + ods_sheet("Data", ods_row(*TITLES))))
    assert codes(refused) == ["NK450"]
