"""Small files that become huge tables: refused with a sentence, and never held."""

import tracemalloc
from itertools import islice

import pytest

from naikkelas.batch import TableError, read_table
from naikkelas.batch.files import spreadsheet
from tests.batch.make import codes, csv_at, names, ods_at, ods_cell, ods_row, ods_sheet, values
from tests.batch.raw import TITLES, book_at, row, sheet_of

HEAD = ods_row(*TITLES)


def refused_after(path, rows):
    """How many rows are read before a file is refused, of so many at the most."""
    read = []
    with pytest.raises(TableError) as refused:
        read.extend(row.number for row in islice(read_table(path).rows(), rows))
    assert codes(refused) == ["NK450"]
    return len(read), refused.value.problems[0].text("en")


@pytest.fixture
def few(monkeypatch):
    """Tables of a few cells that nobody wrote are too large."""
    monkeypatch.setattr(spreadsheet, "_MOST_CELLS", 50_000)


@pytest.mark.usefixtures("few")
def test_a_row_of_ods_that_is_repeated_to_the_end_of_the_sheet_is_refused(tmp_path):
    wide = ods_row(ods_cell("x", times=100), times=1_048_000)
    read, said = refused_after(ods_at(tmp_path, ods_sheet("Data", HEAD, wide)), 2_000)
    assert read < 1_000
    assert "filled in" in said


@pytest.mark.usefixtures("few")
def test_lone_cells_at_the_end_of_the_rows_of_a_sheet_are_refused(tmp_path):
    lone = "".join(f'<row r="{at}"><c r="GZ{at}"><v>1</v></c></row>' for at in range(2, 2_002))
    read, said = refused_after(book_at(tmp_path, sheet_of(row(1, *TITLES), lone)), 2_000)
    assert read < 1_000
    assert "filled in" in said


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("form", ["ods", "xlsx"])
def test_blank_cells_between_filled_ones_and_repeated_rows_are_read(tmp_path, form):
    if form == "ods":
        path = ods_at(tmp_path, ods_sheet("Data", HEAD, ods_row("A", "", "", "5", times=10_000)))
    else:
        path = book_at(tmp_path, sheet_of(row(1, *TITLES), *(row(at, "A", None, None, 5) for at in range(2, 3_002))))
    rows = values(read_table(path))
    assert (len(rows), set(map(str, rows[-1]))) == (10_000 if form == "ods" else 3_000, {"A", "None", "5"})


@pytest.mark.usefixtures("few")
def test_lines_of_json_that_each_have_keys_of_their_own_are_refused(tmp_path):
    lines = "".join(f'{{"business_name": "A", "k{at}": 1}}\n' for at in range(300))
    with pytest.raises(TableError) as refused:
        read_table(csv_at(tmp_path, lines, "data.jsonl"))
    assert codes(refused) == ["NK450"]
    assert "filled in" in refused.value.problems[0].text("en")


def test_json_with_more_keys_than_a_sheet_has_columns_is_refused_where_the_first_one_stands(tmp_path):
    def line(count):
        return "{" + ", ".join(f'"k{at}": {at}' for at in range(count)) + "}\n"

    assert len(names(read_table(csv_at(tmp_path, line(16_384), "data.jsonl")))) == 16_384
    with pytest.raises(TableError) as refused:
        read_table(csv_at(tmp_path, line(5) + line(16_385), "data.jsonl"))
    (found,) = refused.value.problems
    assert (found.code, found.place.line) == ("NK450", 2)
    assert "16,384" in found.text("en")


def test_a_text_of_ods_of_many_pieces_is_whole(tmp_path):
    pieces = '<text:s text:c="100"/>a<text:tab/>' * 3_000
    cell = f'<table:table-cell office:value-type="string"><text:p>{pieces}</text:p><text:p>b</text:p></table:table-cell>'
    path = ods_at(tmp_path, ods_sheet("Data", HEAD, ods_row("A", cell)))
    assert values(read_table(path))[0][1] == (" " * 100 + "a\t") * 3_000 + "\nb"


def test_parts_of_a_workbook_are_not_held_while_they_are_looked_through(tmp_path):
    more = dict.fromkeys(("xl/styles.xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"), "<x/>" * 40_000)
    path = book_at(
        tmp_path,
        sheet_of(row(1, *TITLES), row(2, "A", "B", 2019, 5)),
        changed=lambda part, text: (
            part,
            text[: text.rindex("</")] + more.get(part, "") + text[text.rindex("</") :] if part in more else text,
        ),
    )
    tracemalloc.start()
    try:
        assert values(read_table(path)) == [("A", "B", 2019, 5)]
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_workbook_with_more_styles_than_a_program_can_hold_is_damaged(tmp_path):
    def changed(part, text):
        return part, text.replace("</cellXfs>", "<xf/>" * 70_000 + "</cellXfs>")

    with pytest.raises(TableError) as refused:
        read_table(book_at(tmp_path, sheet_of(row(1, *TITLES), row(2, "A", "B", 2019, 5)), changed=changed))
    assert codes(refused) == ["NK450"]
