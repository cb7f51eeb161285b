"""Rows below the titles that are no businesses, and forms above the titles: never read silently, never lost silently."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naikkelas.batch import TableError, propose_columns, read_table, score_table
from tests.batch.make import AS_OF, INOPAK, csv_at, names, ods_at, ods_row, ods_sheet, values, xlsx_at

FORM = [["Kab/Kota", "Tahu Pasar"], ["Kab. Kebumen", "ya"], [None, None]]
TABLE = [["Nama Usaha", "Tahu Produksi", "Tahu Pasar", "Keterangan"], ["A", "ya", "tidak", "x"], ["B", "tidak", "ya", None]]


def told(table):
    return [(found.code, found.place.line) for found in table.problems]


def text_of(rows):
    return "".join(";".join(cell or "" for cell in row) + "\n" for row in rows)


def test_a_form_above_the_titles_is_not_the_header(tmp_path):
    for table in (read_table(csv_at(tmp_path, text_of(FORM + TABLE))), read_table(xlsx_at(tmp_path, FORM + TABLE))):
        assert (table.header_row, names(table)) == (4, TABLE[0])
        assert told(table) == [("NK480", 1)]
        assert [row[2] for row in values(table)] == ["tidak", "ya"]


def test_titles_that_come_again_are_told(tmp_path):
    rows = [*TABLE, TABLE[0], ["C", "ya", "ya", "y"]]
    for table in (
        read_table(csv_at(tmp_path, text_of(rows))),
        read_table(xlsx_at(tmp_path, rows)),
        read_table(csv_at(tmp_path, text_of(rows)), header_row=1),
    ):
        assert told(table) == [("NK562", 4)]
        assert len(values(table)) == 4
    score_table(tmp_path / "data.csv", INOPAK, tmp_path / "out.csv", as_of=AS_OF, problems=tmp_path / "masalah.csv")
    assert "NK562" in (tmp_path / "masalah.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("row", "titles"),
    [
        (["", "(Rp)", "(orang)", ""], ["No", "Omset (Rp)", "Tenaga Kerja (orang)", "Kab/Kota"]),
        (["", "Rp juta", "org", ""], ["No", "Omset (Rp juta)", "Tenaga Kerja (org)", "Kab/Kota"]),
        (["", "(kg)", "(orang)", ""], ["No", "Omset", "Tenaga Kerja (orang)", "Kab/Kota"]),
        (["I", "II", "III", "IV"], None),
        (["(a)", "(b)", "(c)", "(d)"], None),
        (["a.", "b.", "c.", "d."], None),
        (["1", "2", "3", "4=2+3"], None),
        (["(1)", "(2)", "(3)", "(4 = 2 x 3)"], None),
        (["", "(2)", "(3)", "(4)"], None),
    ],
)
@pytest.mark.parametrize("wanted", [None, 1])
def test_a_row_of_units_or_numbering_is_passed_over_and_told(tmp_path, row, titles, wanted):
    head = ["No", "Omset", "Tenaga Kerja", "Kab/Kota"]
    data = ["1", "Rp500.000", "4", "Kab. Kebumen"]
    for rows in ([head, row, data], [head, row, ["(1)", "(2)", "(3)", "(4)"], data], [head, ["1", "2", "3", "4"], row, data]):
        table = read_table(csv_at(tmp_path, text_of(rows)), header_row=wanted)
        assert values(table) == [tuple(data)]
        assert names(table) == (titles or head)
        assert told(table) == [("NK561", rows.index(row) + 1)]
        assert any(f"row {rows.index(row) + 1} " in note.en for note in table.notes)


def test_units_below_a_title_are_those_of_its_amounts(tmp_path):
    table = read_table(csv_at(tmp_path, "Nama Usaha;Omset\n;(Rp juta)\nA;205\n"))
    assert [each.use.unit for each in propose_columns(table) if each.use and each.use.name == "annual_sales"] == ["juta"]


@pytest.mark.parametrize(
    "row",
    [["a", "b", "c"], ["A", "B", "C"], ["Nama Usaha", "x", "Kab/Kota"]],
)
def test_a_row_that_may_be_either_is_read_and_told(tmp_path, row):
    table = read_table(csv_at(tmp_path, text_of([["Nama Usaha", "PIRT", "Kab/Kota"], row, ["Tempe", "ada", "Kebumen"]])))
    assert (len(values(table)), told(table)) == (2, [("NK562", 2)])


@pytest.mark.parametrize("row", [["kg", "3", "Kebumen"], ["", "kg", ""], ["C", "B", "A"], ["IV", "V", "VI"], ["-", "-", "-"]])
def test_a_row_of_data_is_no_row_of_units_or_numbering(tmp_path, row):
    table = read_table(csv_at(tmp_path, text_of([["Nama Usaha", "Satuan", "Kab/Kota"], row, ["Tempe", "pcs", "Kebumen"]])))
    assert (len(values(table)), told(table)) == (2, [])


def test_cells_of_a_sheet_beyond_its_titles_are_told_as_in_csv(tmp_path):
    body = ods_sheet("Data", ods_row("Nama Usaha", "Kab/Kota"), ods_row("A", "Kebumen", "", "catatan"), ods_row("B", "Demak", "", ""))
    for path in (
        xlsx_at(tmp_path, [["Nama Usaha", "Kab/Kota"], ["A", "Kebumen", None, "catatan"], ["B", "Demak", None, " "]]),
        ods_at(tmp_path, body),
    ):
        first, last = read_table(path).rows()
        assert (first.problem.code, first.problem.place.line, first.problem.hint) == ("NK453", 2, "title_the_column")
        assert first.surplus[-1] == "catatan"
        assert last.problem is None


def test_a_header_far_down_is_asked_for(tmp_path):
    with pytest.raises(TableError) as refused:
        read_table(csv_at(tmp_path, "catatan\n" * 45 + "Nama Usaha,Kab/Kota\nx,y\n"))
    assert [(found.code, found.hint) for found in refused.value.problems] == [("NK452", "say_header_row")]


def test_without_any_column_the_header_row_and_the_delimiter_are_suggested(tmp_path):
    with pytest.raises(TableError) as refused:
        score_table(csv_at(tmp_path, "alfa;beta\nx;y\n"), INOPAK, tmp_path / "out.csv", as_of=AS_OF)
    assert [found.code for found in refused.value.problems] == ["NK465"]
    assert "--header-row" in str(refused.value)
    assert "--delimiter" in str(refused.value)


CELLS = st.sampled_from(["", "Nama Usaha", "Kab/Kota", "PIRT", "Omset", "No", "(Rp)", "(orang)", "kg", "1", "2", "3", "(1)", "(2)", "3=1+2", "I", "II", "a", "b", "c", "A", "ya", "Kebumen", "L", "P"])  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
@example([["No", "Omset", "PIRT"], ["", "(Rp)", ""], ["1", "2", "3"], ["I", "II", "III"], ["1", "2", "3"]])
@settings(deadline=None)
def test_no_row_below_the_titles_is_lost_without_a_word(rows):
    with tempfile.TemporaryDirectory() as folder:
        try:
            table = read_table(csv_at(Path(folder), text_of(rows)), delimiter=";")
        except TableError:
            return
        filled = [number for number, row in enumerate(rows, 1) if any(row)]
        read = [row.number for row in table.rows()]
        joined = sum(("two rows" in note.en) + 2 * ("three rows" in note.en) for note in table.notes)
        passed = sum(" passed over" in note.en for note in table.notes)
        below = [number for number in filled if number > table.header_row]
        assert read == below[joined + passed :]
