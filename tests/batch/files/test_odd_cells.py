"""Cells that hold what no program should write: numbers that are none, drawings, formulas without a value."""

import json
from datetime import date

import pytest

from naikkelas.batch import TableError, read_table, score_table
from naikkelas.batch.files.date_formats import Parts, parts_in
from tests.batch.make import AS_OF, INOPAK, codes, csv_at, ods_at, ods_cell, ods_row, ods_sheet, values
from tests.batch.raw import TITLES, book_at, row, sheet_of

HEAD = row(1, *TITLES)
DRAW = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'


def of_ods(folder, *cells):
    rows = [
        ods_row("Nama Usaha", "Kab/Kota", "Tahun Berdiri", "Omset Tahunan"),
        *(ods_row("A", "Kab. Demak", "2019", cell) for cell in cells),
    ]
    return [made[3] for made in values(read_table(ods_at(folder, ods_sheet("Data", *rows))))]


# --- drawings --------------------------------------------------------------------------------------------------------

SHAPES = [
    f"<draw:custom-shape {DRAW}><text:p>12</text:p></draw:custom-shape>",
    f"<draw:frame {DRAW}><draw:text-box><text:p>12</text:p><text:p>orang<text:s/></text:p></draw:text-box></draw:frame>",
    f"<draw:g {DRAW}><draw:line><text:p>12</text:p></draw:line><draw:rect/></draw:g>",
    f"<draw:frame {DRAW}><draw:object><table:table table:name='Data'><table:table-row><table:table-cell><text:p>12</text:p></table:table-cell>"
    "</table:table-row></table:table></draw:object></draw:frame>",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_drawn_over_a_cell_of_ods_is_no_part_of_it(tmp_path, shape):
    cells = (
        f"<table:table-cell>{shape}</table:table-cell>",
        f'<table:table-cell office:value-type="string">{shape}<text:p>ya</text:p></table:table-cell>',
        f'<table:table-cell office:value-type="float" office:value="5">{shape}<text:p>5</text:p></table:table-cell>',
        f'<table:table-cell office:value-type="string"><text:p>dua{shape} ribu</text:p></table:table-cell>',
    )
    assert of_ods(tmp_path, *cells) == [None, "ya", 5, "dua ribu"]


def test_a_table_inside_a_drawing_of_ods_is_no_sheet_and_merges_nothing(tmp_path):
    inside = (
        '<table:table table:name="Lain"><table:table-row><table:table-cell table:number-rows-spanned="3"/></table:table-row></table:table>'
    )
    cell = f"<table:table-cell><draw:frame {DRAW}><draw:object>{inside}</draw:object></draw:frame><text:p>5</text:p></table:table-cell>"
    rows = (ods_row("Nama Usaha", "Kab/Kota", "Tahun Berdiri"), ods_row("A", cell, "2019"), ods_row("B", "", "2020"))
    table = read_table(ods_at(tmp_path, ods_sheet("Data", *rows)))
    assert (values(table), table.problems) == ([("A", "5", "2019"), ("B", None, "2020")], ())
    assert not any("Lain" in note.en for note in table.notes)


# --- numbers that are none -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "shown"), [("NaN", "5"), ("INF", "5"), ("-inf", "5"), ("1e999", "5")])
def test_a_number_of_ods_that_is_none_is_what_the_cell_shows(tmp_path, value, shown):
    assert of_ods(tmp_path, ods_cell(shown, "float", value=value)) == [shown]


@pytest.mark.parametrize("shown", ["1e99999999", "5e-99999999", "1,5e99999999", "9" * 5000, "1e9999999999999999999 ribu", "1e99999999%"])
@pytest.mark.parametrize("value", ["5", "1e308", "5e-324"])
def test_a_number_of_ods_that_shows_one_beyond_all_numbers_is_told(tmp_path, value, shown):
    (cell,) = of_ods(tmp_path, ods_cell(shown, "float", value=value))
    assert type(cell).__name__ == "Doubtful"


def test_a_date_of_ods_that_shows_far_too_much_is_told(tmp_path):
    (cell,) = of_ods(tmp_path, ods_cell("01 " * 50_000, "date", date_value="2001-01-15"))
    assert type(cell).__name__ == "Doubtful"
    assert parts_in("01 " * 13, date(2001, 1, 15)) == Parts(0)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_a_line_of_json_with_what_json_calls_no_number_is_told_with_its_place(tmp_path, number):
    before = '{"a": "NaN, \\"Infinity\\"", "b": [1, '
    path = csv_at(tmp_path, f'{{"a": 1}}\n{before}{number}]}}\n', "data.jsonl")
    with pytest.raises(TableError) as refused:
        read_table(path)
    (found,) = refused.value.problems
    assert (found.code, found.place.line, found.place.column) == ("NK455", 2, len(before) + 1)
    assert number.removeprefix("-") in found.text("en")


def test_a_text_of_json_may_say_nan(tmp_path):
    table = read_table(csv_at(tmp_path, json.dumps({"a": "NaN", "Infinity": 1}) + "\n", "data.jsonl"))
    assert values(table) == [("NaN", 1)]


# --- formulas --------------------------------------------------------------------------------------------------------

RECALCULATED = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'


def of_xlsx(folder, inside, calculating=""):
    cell = f'<c r="D2"{inside}</c>'
    path = book_at(
        folder,
        sheet_of(HEAD, row(2, "A", "Kab. Demak", 2019, cell)),
        changed=lambda part, text: (part, text.replace("</sheets>", f"</sheets>{calculating}")),
    )
    return values(read_table(path))[0][3]


@pytest.mark.parametrize("kind", ["", ' t="str"', ' t="n"', ' t="b"', ' t="e"', ' t="s"', ' t="inlineStr"', ' t="d"'])
def test_a_formula_that_was_never_calculated_is_told_whatever_kind_of_value_it_would_have(tmp_path, kind):
    cell = of_xlsx(tmp_path, f"{kind}><f>B9</f>")
    assert (cell, cell.problem.code) == ("=B9", "NK567")


@pytest.mark.parametrize(
    "inside", [' t="str"><f>B9</f><v></v>', ' t="str"><f>B9</f><v/>', ' t="inlineStr"><f>B9</f><is><t></t></is>', ' t="str">']
)
def test_a_formula_that_comes_to_an_empty_text_is_an_empty_cell(tmp_path, inside):
    assert of_xlsx(tmp_path, inside, RECALCULATED) is None


@pytest.mark.parametrize("zero", ["0", "0.0", "-0", "0e5"])
@pytest.mark.parametrize("formula", ["<f>B9+3</f>", '<f t="shared" si="0"/>'])
def test_a_formula_with_the_zero_of_a_program_that_does_not_calculate_is_told(tmp_path, zero, formula):
    cell = of_xlsx(tmp_path, f">{formula}<v>{zero}</v>", RECALCULATED)
    assert (str(cell)[:1], cell.problem.code) == ("=", "NK567")


@pytest.mark.parametrize(
    ("inside", "calculating", "read"),
    [
        ("><f>B9</f><v>0</v>", "", 0),
        ("><f>B9</f><v>0</v>", RECALCULATED.replace('"1"', '"0"'), 0),
        ("><v>0</v>", RECALCULATED, 0),
        ("><f>B9</f><v>7</v>", RECALCULATED, 7),
        (' t="str"><f>B9</f><v>0</v>', RECALCULATED, "0"),
        (' t="b"><f>B9</f><v>0</v>', RECALCULATED, False),
    ],
)
def test_other_values_of_formulas_are_read(tmp_path, inside, calculating, read):
    made = of_xlsx(tmp_path, inside, calculating)
    assert (made, type(made)) == (read, type(read))


def test_a_zero_that_nobody_calculated_decides_nothing(tmp_path):
    sum_of = '<c r="C2"><f>2000+19</f><v>0</v></c>'
    rows = [row(1, "Nama Usaha", "Tahu Pasar", "Tahun Berdiri"), row(2, "A", "ya", sum_of), row(3, "B", "ya", 2019)]
    path = book_at(tmp_path, sheet_of(*rows), changed=lambda part, text: (part, text.replace("</sheets>", f"</sheets>{RECALCULATED}")))
    score = score_table(path, INOPAK, tmp_path / "hasil.csv", as_of=AS_OF)
    assert score.problems == {"NK567": 1}


def test_a_file_that_holds_numbers_that_are_none_is_refused_and_not_half_read(tmp_path):
    lines = "".join(f'{{"a": {number}}}\n' for number in ("1", "NaN", "2", "Infinity"))
    with pytest.raises(TableError) as refused:
        read_table(csv_at(tmp_path, lines, "data.jsonl"))
    assert codes(refused) == ["NK455", "NK455"]
