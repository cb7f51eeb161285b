"""Whole or not at all: whoever kills the process, fills the disk or presses Ctrl-C finds the old file as it was."""

import csv
import errno
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.batch import TableError, compare_scores, read_table, score_table, select_table, write_template
from naikkelas.batch.cells import neutral
from naikkelas.batch.columnar.csv_text import CsvText
from naikkelas.batch.written.draft import PART, Draft
from naikkelas.batch.written.sinks import CsvSink
from naikkelas.cohorts.asking import Wanted
from tests.batch.make import AS_OF, INOPAK, codes, csv_at, xlsx_at

ROWS = "knows_market,Kab/Kota\n" + "ya,Kebumen\n" * 40_000

#: Scores a table, and tells as soon as some rows are written. The limit on the size of a file stands for a disk that is full.
PROGRAM = """
import sys
from datetime import date
import naikkelas as nk
from naikkelas.batch import score_table

source, out, limit, engine = sys.argv[1:]
if limit != "0":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))

def told(rows, total):
    print(rows, flush=True)
    if limit == "0":
        sys.stdin.readline()

score_table(source, nk.bundled("inopak-naik-kelas"), out, as_of=date(2026, 11, 1), overwrite=True, engine=engine, progress=told)
"""


def parts(folder):
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(PART))


@pytest.fixture
def source(tmp_path):
    return csv_at(tmp_path, ROWS)


def started(source, out, limit=0, engine="polars"):
    command = [sys.executable, "-c", PROGRAM, str(source), str(out), str(limit), engine]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize(
    ("name", "engine"),
    [("hasil.csv", "polars"), ("hasil.jsonl", "polars"), ("hasil.xlsx", "rows"), ("hasil.csv", "rows"), ("hasil.parquet", "polars")],
)
def test_a_process_that_is_killed_leaves_the_old_file(tmp_path, source, name, engine):
    out = tmp_path / name
    out.write_text("yang lama", encoding="utf-8")
    with started(source, out, engine=engine) as process:
        assert 0 < int(process.stdout.readline()) < 40_000
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert out.read_text(encoding="utf-8") == "yang lama"
    assert all(part.startswith(".") for part in parts(tmp_path))  # what is left of the result is hidden, and ends in .part


@pytest.mark.parametrize("name", ["hasil.csv", "hasil.jsonl", "hasil.xlsx", "hasil.parquet"])
def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_else(tmp_path, source, name):
    out = tmp_path / name
    out.write_text("yang lama", encoding="utf-8")
    limit = 2_000 if name == "hasil.parquet" else 30_000  # many rows that are alike take little there
    process = started(source, out, limit, "rows" if name == "hasil.jsonl" else "polars")
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"OSError" in told
    assert b"Exception ignored" not in told
    assert out.read_text(encoding="utf-8") == "yang lama"
    assert parts(tmp_path) == []


def test_a_full_folder_of_temporary_files_is_named_and_not_the_result(tmp_path, source):
    process = started(source, tmp_path / "hasil.xlsx", 30_000)  # the rows of a sheet are there until they are put into the result
    _, told = process.communicate(timeout=60)
    assert told.decode().splitlines()[-1].endswith(f"'{tempfile.gettempdir()}'")


class Full(io.RawIOBase):
    """A file on a full disk."""

    def writable(self):
        return True

    def write(self, data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_workbook_is_not_put_in_place_where_somebody_made_light_of_a_full_disk(tmp_path, monkeypatch):
    def save(book, file):
        with suppress(OSError):
            file.write(b"x" * 100_000)
        file.seek(file.write(b"y"))
        file.flush()

    monkeypatch.setattr(openpyxl.Workbook, "save", save)
    monkeypatch.setattr(Draft, "opened", lambda self: io.BufferedWriter(Full()))
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_template(INOPAK, tmp_path / "isian.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["hasil.csv", "hasil.jsonl", "hasil.xlsx"])
def test_what_goes_wrong_on_the_way_leaves_nothing(tmp_path, source, name):
    def interrupted(rows, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score_table(source, INOPAK, tmp_path / name, as_of=AS_OF, engine="rows", progress=interrupted, problems=tmp_path / "masalah.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv"]


def test_an_error_of_the_disk_names_the_file_people_know(tmp_path, source, monkeypatch):
    def full(self, cells):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(CsvSink, "row", full)
    with pytest.raises(OSError, match="No space left") as raised:
        score_table(source, INOPAK, tmp_path / "hasil.csv", as_of=AS_OF)
    assert raised.value.filename == str(tmp_path / "hasil.csv")
    assert parts(tmp_path) == []


@pytest.mark.no_cover
def test_a_file_that_changed_while_it_was_read_is_told_and_nothing_is_written(tmp_path, source):
    table = read_table(source)
    with source.open("a", encoding="utf-8") as file:
        file.write("ya,Demak\n")
    with pytest.raises(TableError) as refused:
        score_table(table, INOPAK, tmp_path / "hasil.csv", as_of=AS_OF)
    assert [(p.code, p.slots["read"], p.slots["expected"]) for p in refused.value.problems] == [("NK475", "40001", "40000")]
    assert not (tmp_path / "hasil.csv").exists()


def test_a_line_of_json_that_broke_meanwhile_is_told(tmp_path):
    path = csv_at(tmp_path, '{"knows_market": "ya"}\n', "data.jsonl")
    table = read_table(path)
    path.write_text("rusak\n", encoding="utf-8")
    with pytest.raises(TableError) as refused:
        list(table.rows())
    assert codes(refused) == ["NK455"]


def test_a_file_that_exists_is_replaced_only_when_somebody_says_so(tmp_path):
    source = csv_at(tmp_path, "knows_market,x\nya,y\n")
    out = tmp_path / "hasil.csv"
    out.write_text("yang lama", encoding="utf-8")
    with pytest.raises(TableError) as refused:
        score_table(source, INOPAK, out, as_of=AS_OF)
    assert (codes(refused), refused.value.problems[0].hint) == (["NK470"], "say_overwrite")
    assert out.read_text(encoding="utf-8") == "yang lama"
    score_table(source, INOPAK, out, as_of=AS_OF, overwrite=True)
    assert "nk_outcome" in out.read_text(encoding="utf-8-sig")


def test_a_result_never_replaces_what_it_is_made_of(tmp_path):
    source = csv_at(tmp_path, "knows_market,x\nya,y\n")
    for options in ({"out": source}, {"out": tmp_path / "h.csv", "problems": tmp_path / "h.csv"}):
        with pytest.raises(TableError) as refused:
            score_table(source, INOPAK, as_of=AS_OF, overwrite=True, **options)
        assert codes(refused) == ["NK470"]
    assert source.read_text(encoding="utf-8") == "knows_market,x\nya,y\n"
    assert parts(tmp_path) == []


@pytest.mark.parametrize("options", [{"out": "h.xls"}, {"out": "h"}, {"out": "h.csv", "problems": "p.xlsx"}, {"out": "folder.csv"}])
def test_a_place_where_no_result_can_go_is_told(tmp_path, options):
    (tmp_path / "folder.csv").mkdir()
    source = csv_at(tmp_path, "knows_market,x\nya,y\n")
    with pytest.raises(TableError) as refused:
        score_table(source, INOPAK, as_of=AS_OF, **{name: tmp_path / path for name, path in options.items()})
    assert codes(refused) == ["NK470"]
    assert not (tmp_path / "h.csv").exists()


def test_more_rows_than_a_sheet_holds_are_refused_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr("naikkelas.batch.written.result_form.MOST_ROWS", 2)
    source = csv_at(tmp_path, "knows_market,x\nya,y\ntidak,z\n")
    with pytest.raises(TableError) as refused:
        score_table(source, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    assert "a sheet holds 1 row;" in str(refused.value)


def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path):
    (tmp_path / "lain").mkdir()
    real, link = tmp_path / "lain" / "hasil.csv", tmp_path / "hasil.csv"
    real.write_text("yang lama", encoding="utf-8")
    link.symlink_to(real)
    score_table(csv_at(tmp_path, "knows_market,x\nya,y\n"), INOPAK, link, as_of=AS_OF, overwrite=True)
    assert link.is_symlink()
    assert "nk_outcome" in real.read_text(encoding="utf-8-sig")


def test_a_file_that_somebody_made_meanwhile_is_not_replaced(tmp_path):
    with Draft(tmp_path / "x") as draft:
        draft.temporary.write_text("baru", encoding="utf-8")
        draft.path.write_text("punya orang", encoding="utf-8")
        with pytest.raises(TableError):
            draft.commit()
    assert draft.path.read_text(encoding="utf-8") == "punya orang"
    assert parts(tmp_path) == []


def test_a_workbook_can_be_scored_into_a_workbook(tmp_path):
    source = xlsx_at(tmp_path, [("Tahu Pasar", "Kab/Kota"), ("ya", "Kebumen")])
    score = score_table(source, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    assert score.rows == 1


@given(st.text(max_size=12), st.sampled_from([",", ";", "\t", "|"]))
def test_text_of_columns_is_quoted_as_csv_quotes_it(text, delimiter):
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerow([neutral(text), "x"])
    assert f"{CsvText(delimiter, ()).cell(text)}{delimiter}x\r\n" == written.getvalue()


#: Signs that XML 1.0 forbids, each of which makes a workbook unreadable.
FORBIDDEN = ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff"]


@pytest.mark.parametrize("sign", FORBIDDEN)
def test_a_workbook_holds_no_sign_that_makes_it_unreadable(tmp_path, sign):
    title, cell, formula = f"Nama{sign}", f"Te{sign}mpe\tdan\U0001f600", f"={sign}1"
    row = {title: cell, formula: formula, "knows_market": f"entah{sign}lah", "Kab/Kota": "Kebumen", "Nomor": 1}
    table = csv_at(tmp_path, json.dumps(row) + "\n", "data.jsonl")
    score_table(table, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF, lang="en")
    book = openpyxl.load_workbook(tmp_path / "h.xlsx")
    assert [each.value for each in book["Result"][1]][:2] == ["Nama ", "= 1"]
    assert [each.value for each in book["Result"][2]][:2] == ["Te mpe\tdan\U0001f600", "= 1"]
    assert book["Result"]["B2"].data_type == "s"
    assert [each.value for each in book["Problems"][2]][4] == "knows_market"
    assert book["Problems"]["H2"].value.startswith("entah")


@pytest.mark.parametrize("sign", FORBIDDEN[4:])
def test_a_list_of_changes_and_a_template_hold_none_either(tmp_path, sign):
    for name, wanted in (("a", "ya"), ("b", "tidak")):
        table = csv_at(tmp_path, json.dumps({"id": f"k{sign}", "Tahu Pasar": wanted}) + "\n", "data.jsonl")
        score_table(table, INOPAK, tmp_path / f"{name}.jsonl", as_of=AS_OF)
    changes = tmp_path / "ubah.xlsx"
    compare_scores(tmp_path / "a.jsonl", tmp_path / "b.jsonl", INOPAK, key="id", as_of=AS_OF, changes=changes)
    assert openpyxl.load_workbook(changes).active["B2"].value == "k "
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: lain\nversion: 1\n"
        f'facts:\n  tag: {{type: choice, of: [a, b], title: {{id: "tanda\\u{ord(sign):04x}", en: tags}}}}\n'
        "criteria:\n  here: {require: {tag: {is: a}}}\n"
    )
    write_template(rules, tmp_path / "isian.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "isian.xlsx")["Data"]
    assert sign not in sheet["B1"].value + sheet["B1"].comment.text


@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_a_text_that_no_workbook_holds_is_told_and_whole_elsewhere(tmp_path, engine):
    long = "x" * 40_000
    source = csv_at(tmp_path, f"ID;Catatan;Tahu Pasar\n1;{long};ya\n2;{'y' * 32_767};ya\n3;a;ya;{long}\n")
    score = score_table(source, INOPAK, tmp_path / "hasil.xlsx", as_of=AS_OF, problems=tmp_path / "masalah.csv", engine=engine)
    assert score.problems == {"NK560": 2, "NK453": 1}
    assert [(found.code, found.place.line, found.place.column) for found in score.first_problems] == [
        ("NK560", 2, 2), ("NK453", 4, None), ("NK560", 4, None),
    ]  # fmt: skip
    told = list(csv.DictReader(io.StringIO((tmp_path / "masalah.csv").read_bytes().decode("utf-8-sig")), delimiter=";"))
    assert [(each["code"], each["row"], each["title"]) for each in told] == [
        ("NK560", "2", "Catatan"), ("NK453", "4", ""), ("NK560", "4", "nk_problems"),
    ]  # fmt: skip
    book = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    assert [len(row[1].value) for row in book["Hasil"].iter_rows(min_row=2)] == [32_767, 32_767, 1]
    assert "40000" in book["Hasil"].cell(2, score_columns(book).index("nk_problems") + 1).value
    summary = {str(row[0].value).split(":")[0].split()[0]: row[1].value for row in book["Ringkasan"].iter_rows() if row[0].value}
    assert summary["NK560"] == 2
    assert [row[5].value for row in book["Masalah"].iter_rows(min_row=2)] == ["NK560", "NK453", "NK560"]
    score = score_table(source, INOPAK, tmp_path / "hasil.csv", as_of=AS_OF, engine=engine)
    assert score.problems == {"NK453": 1}
    assert (tmp_path / "hasil.csv").read_text("utf-8-sig").count(long) == 2


@pytest.mark.parametrize("engine", ["rows", "polars", "duckdb"])
def test_signs_that_a_workbook_counts_twice_are_counted_twice(tmp_path, engine):
    dog = "\N{DOG FACE}"
    source = csv_at(tmp_path, f"ID;Catatan;Tahu Pasar\n1;{dog * 20_000};ya\n2;{dog * 16_383};ya\n3;{'x' * 32_766}{dog};ya\n")
    score = score_table(source, INOPAK, tmp_path / "hasil.xlsx", as_of=AS_OF, engine=engine)
    assert [(found.code, found.place.line) for found in score.first_problems] == [("NK560", 2), ("NK560", 4)]
    assert ["40000" in str(score.first_problems[0]), "32768" in str(score.first_problems[1])] == [True, True]
    book = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    assert [row[1].value for row in book["Hasil"].iter_rows(min_row=2)] == [dog * 16_383, dog * 16_383, "x" * 32_766]


def test_a_cohort_tells_a_text_that_no_workbook_holds(tmp_path):
    long = "x" * 40_000
    source = csv_at(tmp_path, f"ID,Catatan,Tahu Pasar\n1,{long},ya\n2,{'y' * 32_767},ya\n3,a,ya,{long}\n")
    made = select_table(source, INOPAK, tmp_path / "hasil.xlsx", as_of=AS_OF, wanted=Wanted(quota=1), lang="en")
    told = [(found.code, found.place.line, found.place.column) for found in made.problems]
    assert told == [("NK453", 4, None), ("NK560", 2, 2), *[("NK560", 4, None)] * 2]  # of the row, and of its place
    assert made.problem_count == 4
    book = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    at = [cell.value for cell in next(book["Result"].iter_rows())].index("nk_place_problems")
    rows = list(book["Result"].iter_rows(min_row=2, values_only=True))
    assert [len(row[1]) for row in rows] == [32_767, 32_767, 1]
    assert rows[0][at].startswith("Catatan: this text has 40000 characters")
    assert rows[1][at] is None
    assert [row[5].value for row in book["Problems"].iter_rows(min_row=2)] == ["NK560", "NK453", "NK560", "NK560"]
    made = select_table(source, INOPAK, tmp_path / "hasil.csv", as_of=AS_OF, wanted=Wanted(quota=1))
    assert [found.code for found in made.problems] == ["NK453"]
    assert (tmp_path / "hasil.csv").read_text("utf-8-sig").count(long) == 3


def test_a_list_of_changes_tells_a_text_that_no_workbook_holds(tmp_path):
    long = "k" * 40_000
    for name, said in (("a", "ya"), ("b", "tidak")):
        source = csv_at(tmp_path, f"ID,Tahu Pasar,Tahu Produksi\n{long},{said},ya\nk2,{said},ya\n")
        score_table(source, INOPAK, tmp_path / f"{name}.csv", as_of=AS_OF)
    options = {"key": "ID", "as_of": AS_OF}
    made = compare_scores(tmp_path / "a.csv", tmp_path / "b.csv", INOPAK, changes=tmp_path / "perubahan.xlsx", **options)
    assert made.changed == 2
    assert [(found.code, found.place.line, found.place.column, found.slots["read"]) for found in made.problems] == [
        ("NK560", 2, 2, "40000")
    ]
    assert made.problems[0].place.file.endswith("perubahan.xlsx")
    assert [len(row[1]) for row in openpyxl.load_workbook(tmp_path / "perubahan.xlsx").active.iter_rows(min_row=2, values_only=True)] == [
        32_767, 2,
    ]  # fmt: skip
    made = compare_scores(tmp_path / "a.csv", tmp_path / "b.csv", INOPAK, changes=tmp_path / "perubahan.csv", **options)
    assert made.problems == ()


def score_columns(book):
    return [cell.value for cell in next(book["Hasil"].iter_rows())]
