"""Text that a spreadsheet takes apart otherwise than it was written: no part of it runs, and reading it back gives what it was."""

import csv
import io
import unicodedata

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naikkelas.batch import compare_scores, read_table, score_table, select_table
from naikkelas.batch.blocks import TextBlock
from naikkelas.batch.cells import neutral, plain_again
from naikkelas.batch.columnar.csv_text import CsvText
from naikkelas.batch.written.draft import Draft
from naikkelas.batch.written.sinks import CsvSink
from naikkelas.cohorts.asking import Wanted
from tests.batch.make import AS_OF, INOPAK, csv_at
from tests.batch.rows.test_score import read_back

RUNS = "=cmd|'/C calc'!A0"
SIGNS = st.text(st.sampled_from("=+-@＝－,;\t|\n\r'\"! (a.0"), max_size=14)

#: What people write, and no spreadsheet runs however it takes the line apart.
CLEAN = [
    "Rp1.000.000,-", "Rp 5.000,-/kg", "Rp500.000,- (lima ratus ribu)", "Jl. Merdeka 1, RT 02; RW 03", "+62812", "-", "-5,5", "a-b, c-d",
    "keripik, tempe; tahu", "toko@contoh.id, @toko", "3 = 4", "NIB\n- PIRT\n- Halal", "x; + a | b", "'tes", "O'Neil, 'x'", "2,-5", "-1e-07", "+2,05E+14",
]  # fmt: skip


def csv_of(folder, rows, delimiter=","):
    """Rows as a result writes them."""
    with Draft(folder / "hasil.csv", overwrite=True) as draft:
        sink = CsvSink(draft, [f"k{at}" for at in range(len(rows[0]))], delimiter)
        sink.begin()
        for row in rows:
            sink.row(row)
        sink.finish()
        draft.commit()
    return (folder / "hasil.csv").read_bytes().decode("utf-8-sig")


def fields(text):
    """What any program may take for a field, whichever sign it takes for the delimiter."""
    for delimiter in ",;\t|":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield from row


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "text",
    [
        f"Toko A;{RUNS};x", f"Toko A,{RUNS},x", f"Toko A\t{RUNS}", f"Toko A\n{RUNS}", f"Toko A\r{RUNS}", f"Toko A|{RUNS}",
        f'Toko "A";"{RUNS}"', f'a;""{RUNS}', "a;@SUM(1)", "a;-2+3+cmd|'/C calc'!A0", "a;+HYPERLINK (1)", f"a\r\n{RUNS}", f"a;\t{RUNS}",
    ],
)  # fmt: skip
def test_no_field_runs_whatever_the_delimiter_is_taken_for(tmp_path, text, delimiter):
    written = csv_of(tmp_path, [("x", text, "y"), (text, text, "")], delimiter)
    assert not [field for field in fields(written) if field.startswith(("=", "@", "+", "-2"))]
    assert [row[1] for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)][1:] == [neutral(text)] * 2
    assert plain_again(neutral(text)) == text


@given(st.lists(st.lists(SIGNS, min_size=3, max_size=3), min_size=1, max_size=3), st.sampled_from(",;\t|"))
@example([["a;", "=b", '"'], ['"=', '";="', "="]], ",")
def test_no_field_begins_like_a_formula_whatever_the_delimiter_is_taken_for(tmp_path_factory, rows, delimiter):
    written = csv_of(tmp_path_factory.getbasetemp(), rows, delimiter)
    assert not [field for field in fields(written) if field.startswith(("=", "＝"))]


@given(SIGNS)
@example("'=1")
@example("''=1")
@example("a;'=1")
@example("a;'\"=1")
@example("\t'=1")
@example("-5,-x!")
def test_reading_back_gives_what_was_written(text):
    assert plain_again(neutral(text)) == text


@pytest.mark.parametrize("text", CLEAN)
def test_what_runs_nowhere_stays_as_it_is(tmp_path, text):
    assert (neutral(text), plain_again(text)) == (text, text)
    assert [row[1] for row in csv.reader(io.StringIO(csv_of(tmp_path, [("x", text)]), newline=""))] == ["k1", text]


def test_numbers_run_nothing(tmp_path):
    assert csv_of(tmp_path, [(-1e-07, -1e16, -5, True, None)]).splitlines()[1] == "-1e-07,-1e+16,-5,true,"


@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_every_engine_writes_the_same(tmp_path, engine):
    cells = [f"Toko A;{RUNS};x", "'=1", "Rp1.000,-", f"b|{RUNS}", "=1+1"]
    source = tmp_path / "data.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Nama Usaha", "Tahu Pasar"], *([cell, "ya"] for cell in cells)])
    score_table(source, INOPAK, tmp_path / "hasil.csv", as_of=AS_OF, engine=engine)
    assert [row["Nama Usaha"] for row in read_back(tmp_path / "hasil.csv")] == [
        f"Toko A;'{RUNS};x", "''=1", "Rp1.000,-", f"b|'{RUNS}", "'=1+1",
    ]  # fmt: skip


@given(st.lists(SIGNS, min_size=1, max_size=4), st.sampled_from(",;"))
def test_text_of_columns_is_made_harmless_as_rows_are(texts, delimiter):
    frame = pl.DataFrame({"0": [*texts, "x"]})
    (column,) = CsvText(delimiter, ())._own(TextBlock(frame, range(frame.height), {}))
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([neutral(text), "x"] for text in [*texts, "x"])
    assert "".join(f"{cell}{delimiter}x\r\n" for cell in column) == written.getvalue()


def test_a_selection_knows_the_cells_of_a_result_as_they_were(tmp_path):
    rows = [f"=a;Toko,{RUNS}", "'=b;c", "=c;d"]
    table = csv_at(tmp_path, "\n".join(["No;Nama Usaha;Tahu Pasar", *(f"{row};ya" for row in rows)]) + "\n")
    options = {"as_of": AS_OF, "key": "No", "wanted": Wanted(quota=1, order="points", seed="x")}
    direct = select_table(table, INOPAK, tmp_path / "a.csv", **options)
    score_table(table, INOPAK, tmp_path / "s.csv", as_of=AS_OF)
    later = select_table(tmp_path / "s.csv", INOPAK, tmp_path / "b.csv", **options)
    select_table(tmp_path / "s.csv", INOPAK, tmp_path / "b.xlsx", **options)
    assert later.cohort.standings == direct.cohort.standings
    once, twice = ([[row["No"], row["Nama Usaha"]] for row in read_back(tmp_path / name)] for name in ("s.csv", "b.csv"))
    assert once == twice == [["'=a", f"Toko,'{RUNS}"], ["''=b", "c"], ["'=c", "d"]]
    assert [row.cells[0] for row in read_table(tmp_path / "b.xlsx", header_row=1).rows()] == ["=a", "'=b", "=c"]


# --- keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_name_is_the_same_key_however_its_letters_are_put_together(tmp_path, ending):
    files = {}
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, f"Nama Usaha;Tahu Pasar\nRumah Café;ya\nB,{RUNS};ya\n'=C;ya\n")
        files[form] = tmp_path / f"{form}.{ending if form == 'NFD' else 'csv'}"
        score_table(csv_at(tmp_path, text), INOPAK, files[form], as_of=AS_OF)
    made = compare_scores(files["NFC"], files["NFD"], INOPAK, key="Nama Usaha", as_of=AS_OF)
    assert (made.same, made.new, made.gone) == (3, 0, 0)


def test_a_key_that_comes_again_in_other_letters_is_told_everywhere(tmp_path):
    text = "Nama Usaha;Tahu Pasar\nCafé A;ya\n" + unicodedata.normalize("NFD", "CAFÉ A") + ";ya\n"
    table = csv_at(tmp_path, text)
    score = score_table(table, INOPAK, tmp_path / "h.csv", as_of=AS_OF, key="Nama Usaha")
    assert score.problems == {"NK472": 1}
    with pytest.raises(Exception, match="NK491"):
        select_table(table, INOPAK, as_of=AS_OF, key="Nama Usaha", wanted=Wanted(quota=1))
    made = compare_scores(tmp_path / "h.csv", tmp_path / "h.csv", INOPAK, key="Nama Usaha", as_of=AS_OF)
    assert (made.same, made.repeated) == (0, 1)
