"""Whatever a file holds, it is a table or it is refused with a problem; never another exception, never a lost row."""

import csv
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.batch import TableError, propose_columns, read_mapping, read_table, score_table
from tests.batch.make import AS_OF, INOPAK

SIGNS = st.sampled_from(
    [",", ";", '"', "\n", "\r", "\r\n", "a", "Kab/Kota", "knows_market", "ya", "1", "(1)", "=", " ", "\t", "|", "é", "\u2028", "\ufeff"]
)
SOUP = st.lists(SIGNS, max_size=60).map("".join)


def tried(name, data):
    """The problems that refuse a file, or the rows of its result."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            table = read_table(path)
            propose_columns(table)
            rows = list(table.rows())
            score = score_table(table, INOPAK, Path(folder) / "hasil.jsonl", as_of=AS_OF)
        except TableError as error:
            assert not (Path(folder) / "hasil.jsonl").exists()
            return error.problems
        assert score.rows == len(rows) == sum(score.outcomes.values())
        made = (Path(folder) / "hasil.jsonl").read_text(encoding="utf-8").split("\n")
        assert len(made) == len(rows) + 1
        return rows


@pytest.mark.no_cover
@given(st.one_of(SOUP.map(str.encode), SOUP.map(lambda text: f"knows_market,Kab/Kota\n{text}".encode()), st.binary(max_size=80)))
def test_any_bytes_are_a_csv_or_are_refused(data):
    assert isinstance(tried("data.csv", data), list | tuple)


@given(st.one_of(st.binary(max_size=60), SOUP.map(str.encode)))
def test_any_bytes_are_json_lines_or_are_refused(data):
    assert isinstance(tried("data.jsonl", data), list | tuple)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.no_cover
@given(st.tuples(JSON, JSON, JSON, JSON))
def test_any_value_of_json_is_read_or_told(values):
    keys = ("knows_market", "operating_since", "pirt_number", "regency")
    line = json.dumps(dict(zip(keys, values, strict=True)))
    rows = tried("data.jsonl", f"{line}\n".encode())
    assert len(rows) <= 1


@pytest.mark.parametrize("data", [b"", b"\0", b"PK\x03\x04", b"<html></html>"])
def test_what_is_no_workbook_is_refused(data):
    assert {found.code for found in tried("data.xlsx", data)} == {"NK450"}


@given(st.sampled_from(["data.xlsx", "data.ods", "data.parquet"]), st.sampled_from([b"", b"PK\x03\x04", b"PAR1"]), st.binary(max_size=80))
def test_any_bytes_are_no_workbook_and_no_parquet(name, start, data):
    assert {found.code for found in tried(name, start + data)} <= {"NK450", "NK452", "NK465"}  # NK465: text by another name


@given(SOUP)
def test_any_text_is_a_mapping_or_is_refused(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mapping.yaml"
        path.write_text(f"format: naikkelas-mapping/1\ncolumns:\n  A: {text}\n", encoding="utf-8")
        with pytest.raises(TableError) as refused:
            read_mapping(path)
        assert refused.value.problems


def test_a_table_that_is_written_and_read_again_is_the_same(tmp_path):
    source = tmp_path / "data.csv"
    cells = [["a;b", 'c"d', "e\nf", "é", "'x", "1.5"], ["", " ", "x", "-", "--", "0"]]
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["knows_market", "Kab/Kota", "nama", "x", "y", "z"], *cells])
    score_table(source, INOPAK, tmp_path / "h.csv", as_of=AS_OF)
    score_table(source, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    assert [list(row.cells[:6]) for row in read_table(tmp_path / "h.csv").rows()] == cells
    assert [["" if cell is None else cell for cell in row.cells[:6]] for row in read_table(tmp_path / "h.xlsx").rows()] == cells
