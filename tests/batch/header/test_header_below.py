"""Rows below the titles that are no businesses, and forms above the titles: never read silently, never lost silently."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naikkelas.batch import TableError, propose_columns, read_table, score_table
from tests.batch.make import AS_OF, INOPAK, csv_at, names, ods_at, ods_row, ods_sheet, text_of, values, xlsx_at

FORM = [["Kab/Kota", "Tahu Pasar"], ["Kab. Kebumen", "ya"], [None, None]]
TABLE = [["Nama Usaha", "Tahu Produksi", "Tahu Pasar", "Keterangan"], ["A", "ya", "tidak", "x"], ["B", "tidak", "ya", None]]


def told(table):
    return [(found.code, found.place.line) for found in table.problems]


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
        (["", "(kg)", "(orang)", ""], ["No", "Omset (kg)", "Tenaga Kerja (orang)", "Kab/Kota"]),
        (["", "Rp/bulan", "", ""], ["No", "Omset (Rp/bulan)", "Tenaga Kerja", "Kab/Kota"]),
        (["", "(x 1.000)", "", ""], ["No", "Omset (x 1.000)", "Tenaga Kerja", "Kab/Kota"]),
        (["1", "2", "3", "4"], None),
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
        passed = range(2, len(rows))
        table = read_table(csv_at(tmp_path, text_of(rows)), header_row=wanted)
        assert values(table) == [tuple(data)]
        assert names(table) == (titles or head)
        assert told(table) == [("NK561", number) for number in passed]
        assert all(any(f"row {number} " in note.en for note in table.notes) for number in passed)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        *(
            ("Omset", unit)
            for unit in ("(per bulan)", "(Rp/bulan)", "Rp/bulan", "(000)", "(x 1.000)", "(Rp x 1.000)", "(bulanan)", "(bulan)", "(kg)")
        ),
        *(
            ("Omset", unit)
            for unit in (
                "(Rp/triwulan)",
                "(Rp sebulan)",
                "(Rp/unit)",
                "(Rp/orang)",
                "(orang)",
                "(Rp per semester)",
                "($)",
                "US$",
                "(€)",
                "(USD)",
            )
        ),
        *(
            ("Omset Setahun", "(bulan)"),
            ("Omset (Rp juta)", "(ribuan)"),
            ("Tanggal Berdiri", "(mm/dd/yyyy)"),
            ("Tenaga Kerja", "(orang/hari)"),
        ),
    ],
)
def test_what_a_row_of_units_says_is_never_dropped(tmp_path, title, unit):
    cell = "03/04/2018" if "Tanggal" in title else "5000000"
    table = read_table(csv_at(tmp_path, text_of([["Nama Usaha", title, "PIRT"], ["", unit, ""], ["Tempe", cell, "ada"]])))
    assert (names(table)[1], told(table)) == (f"{title} ({unit.strip('()')})", [("NK561", 2)])
    assert not propose_columns(table)[1].sure.is_used


@pytest.mark.parametrize(
    "rows",
    [
        [["PIRT", "Halal", "NIB"], ["(ya)", "(tidak)", "(ya)"], ["(tidak)", "(ya)", "(ya)"]],
        [["PIRT", "Halal", "NIB"], ["(x)", "(x)", ""], ["(x)", "", "(x)"]],
        [["Nama Usaha"], ["Juta"], ["Maju"]],
        [["Nama Usaha", "Alamat"], ["Juta", ""], ["Maju", "Jl. A"]],
        [["Satuan", "Tenaga Kerja L"], ["(kg)", "(orang)"], ["pcs", "3"]],
    ],
)
def test_a_business_is_no_row_of_units(tmp_path, rows):
    table = read_table(csv_at(tmp_path, text_of(rows)))
    assert [[cell or "" for cell in row] for row in values(table)] == rows[1:]
    assert "NK561" not in dict(told(table))


def test_one_row_of_units_is_enough(tmp_path):
    table = read_table(csv_at(tmp_path, "Nama Usaha;Omset\n;(Rp)\n;(juta)\nTempe;5\n"))
    assert (names(table), len(values(table)), told(table)) == (["Nama Usaha", "Omset (Rp) (juta)"], 2, [("NK561", 2), ("NK562", 3)])


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (["1", "2", "3"], ["2", "4", "5"]),
        (["(1)", "(2)", "(3)"], ["(2)", "x", "y"]),
        (["I", "II", "III"], ["II", "III", "IV"]),
        (["a.", "b.", "c."], ["b.", "x", "y"]),
    ],
)
def test_what_goes_on_below_is_a_business_and_told(tmp_path, first, then):
    for between in ([], [["", "(Rp)", ""]]):
        rows = [["ID", "Omset", "Tenaga Kerja P"], first, *between, then]
        for table in (read_table(csv_at(tmp_path, text_of(rows))), read_table(xlsx_at(tmp_path, rows))):
            assert len(values(table)) == len(rows) - 1
            assert told(table) == [("NK562", 2)]


def test_numbers_of_a_sheet_that_go_on_below_are_a_business(tmp_path):
    table = read_table(xlsx_at(tmp_path, [["ID", "Tenaga Kerja L", "Tenaga Kerja P"], [1, 2, 3], [2, 4, 5]]))
    assert (values(table), told(table)) == ([(1, 2, 3), (2, 4, 5)], [("NK562", 2)])


def test_numbers_below_some_of_the_titles_are_read_and_told(tmp_path):
    table = read_table(csv_at(tmp_path, "No;Nama Usaha;Omset;Tenaga Kerja;Catatan\n1;2;3;4;\n1;Tempe;5 juta;2;\n"))
    assert (len(values(table)), told(table)) == (2, [("NK562", 2)])


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
    assert "row 1" in str(refused.value)
    assert "--header-row NUMBER" in str(refused.value)
    assert "--delimiter" in str(refused.value)


@pytest.mark.parametrize("form", ["xlsx", "jsonl"])
def test_without_any_column_only_what_the_form_has_is_suggested(tmp_path, form):
    path = xlsx_at(tmp_path, [["alfa", "beta"], ["x", "y"]]) if form == "xlsx" else tmp_path / "data.jsonl"
    if form == "jsonl":
        path.write_text('{"alfa": "x", "beta": "y"}\n', encoding="utf-8")
    with pytest.raises(TableError) as refused:
        score_table(path, INOPAK, tmp_path / "out.csv", as_of=AS_OF)
    assert "--delimiter" not in str(refused.value)
    assert ("--header-row NUMBER" in str(refused.value)) is (form == "xlsx")
    assert "naikkelas columns" in str(refused.value)


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
