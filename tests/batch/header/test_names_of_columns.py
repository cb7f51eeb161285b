"""Every column has a name of its own, and a title that stands once is the name of its column, in whatever form the table is."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naikkelas.batch import read_mapping, read_table
from naikkelas.batch.columns.plan import plan_of
from naikkelas.batch.table import names_of
from tests.batch.make import INOPAK, csv_at, names

TITLES = st.sampled_from(["", "A", "A (2)", "A (3)", "A (2) (2)", "kolom_1", "kolom_2", "kolom_1 (2)", "B"])


@settings(deadline=None)
@given(st.lists(TITLES, max_size=9))
@example(["A", "A", "A (2)"])
@example(["", "kolom_1"])
@example(["kolom_2", ""])
def test_names_are_unique_and_a_title_that_stands_once_keeps_its_own(titles):
    made = names_of(titles)
    assert len(set(made)) == len(made) == len(titles)
    for at, title in enumerate(titles):
        if title and title not in titles[:at]:
            assert made[at] == title
        else:
            base = title or f"kolom_{at + 1}"
            assert made[at] == base or made[at].startswith(f"{base} (")
            assert made[at] not in {each for each in titles if each}


@settings(deadline=None)
@given(st.lists(TITLES, max_size=9), st.data())
def test_what_is_no_longer_as_it_was_written_has_no_name_before_what_is(titles, data):
    mended = frozenset(data.draw(st.sets(st.integers(0, 8))))
    made = names_of(titles, mended)
    assert len(set(made)) == len(titles)
    for at, title in enumerate(titles):
        if title and at not in mended and title not in [each for place, each in enumerate(titles[:at]) if place not in mended]:
            assert made[at] == title


def test_many_columns_of_one_title_are_named_at_once():
    titles = ["A"] * 20_000 + [f"A ({number})" for number in range(2, 20_000)]
    assert names_of(titles)[1:3] == ["A (20000)", "A (20001)"]


def told(table):
    return [(each.code, each.slots["name"]) for each in table.problems]


def parquet_at(folder, titles, cells=("x",)):
    path = folder / "t.parquet"
    pq.write_table(pa.Table.from_arrays([pa.array(cells, pa.string())] * len(titles), names=titles), path)
    return path


@pytest.mark.parametrize(
    ("titles", "expected", "codes"),
    [
        (["A", "A", "A (2)"], ["A", "A (3)", "A (2)"], [("NK456", "A (3)")]),
        (["", "kolom_1", "B"], ["kolom_1 (2)", "kolom_1", "B"], [("NK564", "kolom_1 (2)")]),
        (["kolom_2", "", "B"], ["kolom_2", "kolom_2 (2)", "B"], [("NK564", "kolom_2 (2)")]),
        (["B", "C"], ["B", "C"], []),
    ],
)
def test_every_form_names_columns_alike_and_tells_it(tmp_path, titles, expected, codes):
    csv = read_table(csv_at(tmp_path, f"{','.join(titles)}\n{','.join('xyz'[: len(titles)])}\n"), header_row=1)
    parquet = read_table(parquet_at(tmp_path, titles))
    assert names(csv) == names(parquet) == expected
    assert told(csv) == told(parquet) == codes
    if len(set(titles)) == len(titles):
        lines = read_table(csv_at(tmp_path, json.dumps(dict.fromkeys(titles, "x")), "t.jsonl"))
        assert (names(lines), told(lines)) == (expected, codes)


def test_a_column_without_a_title_that_holds_nothing_is_not_told(tmp_path):
    assert told(read_table(parquet_at(tmp_path, ["A", ""], (None, None)))) == []
    assert told(read_table(parquet_at(tmp_path, ["A", ""], ()))) == []
    assert told(read_table(csv_at(tmp_path, '{"A": "x", "": " "}\n{"A": "y", "": null}\n', "t.jsonl"))) == []


def test_where_the_file_does_not_say_whether_something_stands_there_it_may(tmp_path):
    pq.write_table(pa.table({"A": ["x"], "": ["y"]}), tmp_path / "t.parquet", write_statistics=False)
    assert told(read_table(tmp_path / "t.parquet")) == [("NK564", "kolom_2")]


@pytest.mark.parametrize("first", ["csv", "parquet"])
def test_a_mapping_means_the_column_whose_title_it_writes(tmp_path, first):
    titles = ["PIRT", "PIRT", "PIRT (2)"]
    path = csv_at(tmp_path, f"{','.join(titles)}\na,b,ya\n") if first == "csv" else parquet_at(tmp_path, titles)
    written = 'format: naikkelas-mapping/1\ncolumns:\n  "PIRT (2)": {permit: pirt}\n'
    plan = plan_of(read_table(path), INOPAK, read_mapping(csv_at(tmp_path, written, "m.yaml")), {})
    assert [each.column.index for each in plan.used if each.use.name == "pirt"] == [2]
