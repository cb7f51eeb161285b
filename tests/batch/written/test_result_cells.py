"""Results that every program opens, with cells that are read back as they were."""

import json
import stat
import tempfile
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.batch import TableError, compare_scores, read_table, score_table, select_table, write_template
from naikkelas.batch.cells import text_of
from naikkelas.batch.columns.mapping import ColumnMapping, Use
from naikkelas.batch.comparison.changes import Change, Kind
from naikkelas.batch.comparison.changes_file import written
from naikkelas.batch.written import parquet_sink, workbook
from naikkelas.batch.written.draft import PART, Draft
from naikkelas.batch.written.parquet_sink import ParquetSink
from naikkelas.batch.written.sinks import JsonlSink
from naikkelas.cohorts.asking import Wanted
from naikkelas.conditions import Outcome
from tests.batch.make import AS_OF, INOPAK, codes, csv_at
from tests.batch.rows.test_score import read_back

SIGN = "_x0041_"
LARGE = [33020101010100012, 33020101010100013, 10**15, -(10**15), 2**70, 3302010101010001]


def jsonl_at(folder, rows):
    return csv_at(folder, "".join(json.dumps(row) + "\n" for row in rows), "data.jsonl")


def first_cells(path, sheet=0):
    """What stands in the first column, below the titles."""
    return [row[0] for row in openpyxl.load_workbook(path).worksheets[sheet].iter_rows(min_row=2, values_only=True)]


# --- one way to make a cell ------------------------------------------------------------------------------------------


def results_of(folder, source):
    """The same table as a score and as a cohort, both workbooks."""
    score_table(source, INOPAK, folder / "s.xlsx", as_of=AS_OF)
    select_table(source, INOPAK, folder / "k.xlsx", as_of=AS_OF, wanted=Wanted(quota=1))
    return folder / "s.xlsx", folder / "k.xlsx"


def test_numbers_with_more_digits_than_excel_keeps_are_texts(tmp_path):
    source = jsonl_at(tmp_path, [{"nik": number, "Tahu Pasar": "ya"} for number in [*LARGE, 999_999_999_999_999]])
    for path in results_of(tmp_path, source):
        assert first_cells(path) == [*map(str, LARGE), 999_999_999_999_999]
        assert [text_of(row.cells[0]) for row in read_table(path, header_row=1).rows()] == [*map(str, LARGE), "999999999999999"]


def test_the_same_number_is_the_same_key_in_every_form(tmp_path):
    source = jsonl_at(tmp_path, [{"nik": number, "Tahu Pasar": "ya"} for number in LARGE])
    for name in ("a.xlsx", "b.csv"):
        score_table(source, INOPAK, tmp_path / name, as_of=AS_OF)
    made = compare_scores(tmp_path / "a.xlsx", tmp_path / "b.csv", INOPAK, key="nik", as_of=AS_OF)
    assert (made.same, made.new, made.gone) == (len(LARGE), 0, 0)


def test_texts_that_a_workbook_would_take_for_signs_or_errors_are_read_back(tmp_path):
    texts = [SIGN, f"={SIGN}", "#N/A", "_x005F_x0041_"]
    source = jsonl_at(tmp_path, [{"a": text, SIGN: "y", "Tahu Pasar": "ya"} for text in texts])
    for path in results_of(tmp_path, source):
        table = read_table(path, header_row=1)
        assert ([row.cells[0] for row in table.rows()], table.columns[1].title) == (texts, SIGN)
        assert {cell.data_type for (cell,) in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, max_col=1)} == {"s"}


@pytest.mark.parametrize("key", [SIGN, "=1+1", "#N/A", "a\ufffeb"])
def test_a_list_of_changes_makes_its_cells_the_same_way(tmp_path, key):
    written([Change(Kind.NEW, key, None, Outcome.ELIGIBLE, row_now=10**16)], tmp_path / "u.xlsx", lang="id", overwrite=False, inputs=())
    cells = next(iter(read_table(tmp_path / "u.xlsx", header_row=1).rows())).cells
    assert (cells[1], cells[8]) == (key.replace("\ufffe", " "), str(10**16))
    sheet = openpyxl.load_workbook(tmp_path / "u.xlsx").active
    assert (sheet["B2"].data_type, sheet["B2"].quotePrefix) == ("s", key.startswith("="))


def test_a_template_runs_no_title_and_takes_none_for_a_sign(tmp_path):
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: t\nversion: 1\nfacts:\n"
        "  knows_x: {title: {id: \"=cmd|'/C calc'!A0\", en: x}, type: boolean}\n"
        f"  knows_y: {{title: {{id: 'tahu {SIGN}', en: y}}, question: {{id: '={SIGN}?', en: y}}, type: boolean}}\n"
        "criteria:\n  a: {require: {all: [{knows_x: {is: true}}, {knows_y: {is: true}}]}}\n"
    )
    titles = write_template(rules, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert (book["Data"]["B1"].quotePrefix, book["Petunjuk"]["A2"].value) == (True, titles[1])
    assert [column.title for column in read_table(tmp_path / "t.xlsx", sheet="Data").columns] == list(titles)
    assert titles[1:] == ("=cmd|'/C calc'!A0", f"Tahu {SIGN}")


@pytest.mark.parametrize("cell", [date(1850, 1, 1), datetime(1899, 12, 30, 8), date(1900, 2, 28), date(1900, 3, 1), time(8)])  # noqa: DTZ001
def test_dates_that_no_sheet_counts_are_texts(tmp_path, cell):
    pq.write_table(pa.table({"Tanggal": [cell], "Tahu Pasar": ["ya"]}), tmp_path / "d.parquet")
    for path in results_of(tmp_path, tmp_path / "d.parquet"):
        (row,) = read_table(path, header_row=1).rows()
        assert text_of(row.cells[0]) == text_of(cell)
        assert "#" not in text_of(openpyxl.load_workbook(path).worksheets[0]["A2"].value)


def test_what_is_no_number_is_no_cell(tmp_path):
    pq.write_table(pa.table({"x": [float("nan"), float("inf"), 1.5], "Tahu Pasar": ["ya"] * 3}), tmp_path / "d.parquet")
    for path in results_of(tmp_path, tmp_path / "d.parquet"):
        assert first_cells(path) == [None, None, 1.5]
        assert "<v></v>" not in path.read_bytes().decode("latin-1")


def test_json_lines_hold_json(tmp_path):
    pq.write_table(pa.table({"x": [float("nan"), float("-inf"), 1.5], "Tahu Pasar": ["ya"] * 3}), tmp_path / "d.parquet")
    score_table(tmp_path / "d.parquet", INOPAK, tmp_path / "h.jsonl", as_of=AS_OF)
    with Draft(tmp_path / "j.jsonl") as draft:
        sink = JsonlSink(draft, ["x"])
        sink.row([[1, float("nan"), {"y": float("-inf"), "z": "ya"}]])
        sink.finish()
        draft.commit()

    def strict(path):
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(line, parse_constant=pytest.fail)["x"] for line in lines]

    assert strict(tmp_path / "h.jsonl") == [None, None, 1.5]
    assert strict(tmp_path / "j.jsonl") == [[1, None, {"y": None, "z": "ya"}]]


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.sampled_from([0, 5, 3302010101010001, 2**53, 10**15, 10**15 - 1]),
    st.floats(allow_nan=False), st.sampled_from([0.5, 1e15, 5.0, "kata", "5"]), st.dates(), st.datetimes(), st.times(),
)  # fmt: skip


def parquet_of(folder, cells, group):
    with pytest.MonkeyPatch.context() as patch, Draft(folder / "out.parquet", overwrite=True) as draft:
        patch.setattr(parquet_sink, "GROUP", group)
        sink = ParquetSink(draft, ["a"])
        sink.begin()
        for cell in cells:
            sink.row([cell])
        sink.finish(None)
        sink.close()
        draft.commit()
    made = pq.read_table(folder / "out.parquet")
    return made.schema.field("a").type, made["a"].to_pylist()


@settings(max_examples=40)
@given(st.lists(CELLS, min_size=1, max_size=6))
@example([3302010101010001, 0.5, "kata"])
@example([10**15, 0.5])
@example([1e15, 5, "kata"])
def test_a_column_is_the_same_however_its_rows_come_in_groups(tmp_path_factory, cells):
    folder = tmp_path_factory.getbasetemp()
    assert parquet_of(folder, cells, 1) == parquet_of(folder, cells, 99)


def test_a_column_that_becomes_text_late_has_the_digits_it_had(tmp_path):
    kind, made = parquet_of(tmp_path, [3302010101010001, 0.5, 7, 8, "tidak ada"], 2)
    assert (str(kind), made) == ("string", ["3302010101010001", "0.5", "7", "8", "tidak ada"])


# --- what no program opens -------------------------------------------------------------------------------------------


def wide(folder, columns):
    return csv_at(folder, "Nama Usaha,Tahu Pasar," + ",".join(f"c{at}" for at in range(columns)) + "\nA,ya" + ",1" * columns + "\n")


def test_more_columns_than_a_sheet_has_are_refused_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr("naikkelas.batch.written.result_form.MOST_COLUMNS", 30)
    source = wide(tmp_path, 28)
    for write in (score_table, select_table):
        with pytest.raises(TableError) as refused:
            write(source, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
        assert codes(refused) == ["NK470"]
        assert "a sheet holds 30 columns" in str(refused.value)
        write(source, INOPAK, tmp_path / "h.csv", as_of=AS_OF, overwrite=True)
    assert not (tmp_path / "h.xlsx").exists()


def test_more_rows_than_a_sheet_has_are_refused_by_every_writer(tmp_path, monkeypatch):
    monkeypatch.setattr("naikkelas.batch.written.result_form.MOST_ROWS", 2)
    source = csv_at(tmp_path, "Nama Usaha,Tahu Pasar\nA,ya\nB,tidak\n")
    for write in (score_table, select_table):
        with pytest.raises(TableError) as refused:
            write(source, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
        assert "a sheet holds 1 row;" in str(refused.value)
    changes = [Change(Kind.NEW, key, None, Outcome.ELIGIBLE) for key in "abc"]
    with pytest.raises(TableError) as refused:
        written(changes, tmp_path / "u.xlsx", lang="id", overwrite=False, inputs=())
    assert "satu lembar memuat 1 baris; tulis ke .csv" in refused.value.problems[0].message("id")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv"]


def test_rows_that_nobody_counted_are_counted_on_the_way(tmp_path, monkeypatch):
    source = tmp_path / "data.xlsx"
    book = openpyxl.Workbook()
    for row in (["Nama Usaha", "Tahu Pasar"], ["A", "ya"], ["B", "ya"]):
        book.active.append(row)
    book.save(source)
    assert read_table(source).total is None
    monkeypatch.setattr("naikkelas.batch.written.result_form.MOST_ROWS", 2)
    for write in (score_table, select_table):
        with pytest.raises(TableError) as refused:
            write(source, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
        assert codes(refused) == ["NK470"]
    assert [path.name for path in tmp_path.iterdir()] == ["data.xlsx"]


@pytest.mark.parametrize(
    ("write", "endings"),
    [
        (lambda source, out: score_table(source, INOPAK, out, as_of=AS_OF), ".csv, .xlsx, .parquet or .jsonl"),
        (lambda source, out: select_table(source, INOPAK, out, as_of=AS_OF), ".csv, .xlsx, .parquet or .jsonl"),
        (lambda source, out: written([], out, lang="id", overwrite=False, inputs=()), ".csv, .xlsx or .jsonl"),
        (
            lambda source, out: score_table(source, INOPAK, out.with_name("h.csv"), as_of=AS_OF, problems=out),
            ".csv or .jsonl",
        ),
    ],
)
@pytest.mark.parametrize("ending", [".xlsm", ".xls", ".ods", ""])
def test_another_ending_is_refused_with_those_that_are_written(tmp_path, write, endings, ending):
    source = csv_at(tmp_path, "Nama Usaha,Tahu Pasar\nA,ya\n")
    with pytest.raises(TableError) as refused:
        write(source, tmp_path / f"hasil{ending}")
    assert f"its name must end in {endings}" in str(refused.value)


# --- the sheet of problems -------------------------------------------------------------------------------------------

PLACES = ColumnMapping({"Kab/Kota": Use("fact", "regency"), "Tahu Pasar": Use("fact", "knows_market")})


@pytest.mark.parametrize(("lang", "sheet", "said"), [("id", "Masalah", "2 masalah lagi"), ("en", "Problems", "2 more problems")])
def test_problems_that_the_sheet_has_no_room_for_are_counted(tmp_path, monkeypatch, lang, sheet, said):
    monkeypatch.setattr(workbook, "_MOST_PROBLEMS", 2)
    source = csv_at(tmp_path, "Nama Usaha;Tahu Pasar;Kab/Kota\n" + "A;ya;Semarang\n" * 4)
    score_table(source, INOPAK, tmp_path / "s.xlsx", as_of=AS_OF, lang=lang, mapping=PLACES)
    rows = list(openpyxl.load_workbook(tmp_path / "s.xlsx")[sheet].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == [2, 3, None]
    assert rows[2][8].startswith(said)
    assert all(word in rows[2][8] for word in ("4", "5", "nk_problems"))


def test_a_cohort_counts_them_too(tmp_path, monkeypatch):
    source = csv_at(tmp_path, "Nama Usaha;Tahu Pasar;Kab/Kota\n" + "".join(f"{name};ya;Semarang\n" for name in "ABC"))
    select_table(source, INOPAK, tmp_path / "whole.xlsx", as_of=AS_OF, mapping=PLACES)
    assert len(first_cells(tmp_path / "whole.xlsx", 2)) == 3
    monkeypatch.setattr(workbook, "_MOST_PROBLEMS", 2)
    select_table(source, INOPAK, tmp_path / "k.xlsx", as_of=AS_OF, mapping=PLACES)
    last = list(openpyxl.load_workbook(tmp_path / "k.xlsx")["Masalah"].iter_rows(values_only=True))[-1]
    assert last[8].startswith("1 masalah lagi")
    assert "nk_place_problems" in last[8]


# --- what is left when it goes wrong, and who may read it ------------------------------------------------------------


@pytest.mark.parametrize("failing", ["write", "writestr"])
def test_a_workbook_that_cannot_be_saved_leaves_no_rows_behind(tmp_path, monkeypatch, failing):
    folder = tmp_path / "sementara"
    folder.mkdir()
    source = csv_at(tmp_path, "Nama Usaha,Tahu Pasar\nA,ya\n")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ZipFile, failing, full)
    changes = [Change(Kind.NEW, "a", None, Outcome.ELIGIBLE)]
    for write in (
        lambda: score_table(source, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF),
        lambda: select_table(source, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF),
        lambda: written(changes, tmp_path / "h.xlsx", lang="id", overwrite=False, inputs=()),
    ):
        with pytest.raises(OSError, match="No space left"):
            write()
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["h.csv", "h.xlsx", "h.jsonl", "h.parquet"])
def test_a_file_that_is_replaced_is_read_by_nobody_else_than_before(tmp_path, name):
    source = csv_at(tmp_path, "Nama Usaha,Tahu Pasar\nA,ya\nB,tidak\n")
    out = tmp_path / name
    out.write_text("yang lama", encoding="utf-8")
    out.chmod(0o600)
    modes = []

    def seen(*_):
        modes.extend(stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir() if path.name.endswith(PART))

    score_table(source, INOPAK, out, as_of=AS_OF, overwrite=True, progress=seen)
    assert [oct(mode) for mode in {stat.S_IMODE(out.stat().st_mode), *modes}] == ["0o600"]
    assert read_back(out)[0]["nk_outcome"] if name != "h.parquet" else pq.read_table(out).num_rows == 2


def test_a_file_that_others_may_read_stays_so_and_a_new_one_is_like_every_other(tmp_path):
    source = csv_at(tmp_path, "Nama Usaha,Tahu Pasar\nA,ya\n")
    Path(tmp_path / "biasa").write_text("x", encoding="utf-8")
    score_table(source, INOPAK, tmp_path / "h.csv", as_of=AS_OF)
    assert stat.S_IMODE((tmp_path / "h.csv").stat().st_mode) == stat.S_IMODE((tmp_path / "biasa").stat().st_mode)
    (tmp_path / "h.csv").chmod(0o664)
    score_table(source, INOPAK, tmp_path / "h.csv", as_of=AS_OF, overwrite=True)
    assert oct(stat.S_IMODE((tmp_path / "h.csv").stat().st_mode)) == "0o664"


def test_a_file_that_somebody_took_away_meanwhile_is_not_read_by_more_people(tmp_path):
    out = tmp_path / "h.csv"
    out.write_text("yang lama", encoding="utf-8")
    out.chmod(0o600)
    with Draft(out, overwrite=True) as draft:
        draft.temporary.write_text("baru", encoding="utf-8")
        out.unlink()
        draft.commit()
    assert (out.read_text(encoding="utf-8"), oct(stat.S_IMODE(out.stat().st_mode))) == ("baru", "0o600")
