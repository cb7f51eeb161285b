"""Halves of a letter, which JSON can write and no other form can hold: told where they stand, and never a traceback."""

import csv

import pytest

from naikkelas.batch import TableError, read_table, score_table
from naikkelas.batch.table import LOST
from naikkelas.batch.written.draft import Draft
from naikkelas.batch.written.parquet_sink import ParquetSink
from tests.batch.make import AS_OF, INOPAK, codes, names, values

ENDS = [".csv", ".xlsx", ".parquet", ".jsonl"]


def lines_at(folder, *lines):
    path = folder / "data.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def told(folder):
    with (folder / "masalah.csv").open(encoding="utf-8-sig", newline="") as file:
        return sorted((each["row"], each["title"], each["code"]) for each in csv.DictReader(file))


def scored(folder, path, end, engine="rows"):
    out = folder / f"{engine}{end}"
    score_table(path, INOPAK, out, as_of=AS_OF, problems=folder / "masalah.csv", engine=engine, overwrite=True)
    return read_table(out)


@pytest.mark.parametrize("end", ENDS)
def test_half_a_letter_in_a_name_is_told_and_the_result_is_written(tmp_path, end):
    path = lines_at(tmp_path, '{"Tahu Pasar": "ya"}', '{"Nama\\ud800Usaha": "x", "Tahu Pasar": "ya"}')
    result = scored(tmp_path, path, end)
    assert names(result)[:2] == ["Tahu Pasar", f"Nama{LOST}Usaha"]
    assert [row[:2] for row in values(result)] == [("ya", None if end != ".csv" else ""), ("ya", "x")]
    assert told(tmp_path) == [("2", f"Nama{LOST}Usaha", "NK559")]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_half_a_letter_in_a_cell_is_told_also_where_the_cell_is_only_copied(tmp_path, end, engine):
    path = lines_at(tmp_path, '{"Tahu Pasar": "ya\\udfff", "lain": "a\\uD800b"}', '{"Tahu Pasar": "ya", "lain": "a\\ud83d\\ude00b"}')
    result = scored(tmp_path, path, end, engine)
    assert [row[:2] for row in values(result)] == [(f"ya{LOST}", f"a{LOST}b"), ("ya", "a\N{GRINNING FACE}b")]
    assert told(tmp_path) == [("1", "Tahu Pasar", "NK559"), ("1", "lain", "NK559")]


@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_half_a_letter_inside_a_list_is_told(tmp_path, engine):
    path = lines_at(tmp_path, '{"Tahu Pasar": "ya", "lain": ["a", {"b\\ud800": ["\\udc00", 1, null]}]}')
    result = scored(tmp_path, path, ".jsonl", engine)
    assert values(result)[0][1] == ["a", {f"b{LOST}": [LOST, 1, None]}]
    assert told(tmp_path) == [("1", "lain", "NK559")]


def test_names_that_differ_in_halves_of_letters_only_stay_apart(tmp_path):
    line = f'{{"a\\ud800": 1, "a\\ud801": 2, "a{LOST}": 3, "a{LOST} (2)": 4, "Tahu Pasar": "ya"}}'
    table = read_table(lines_at(tmp_path, line))
    assert sorted(names(table)) == sorted({*names(table)})
    assert names(table)[2:] == [f"a{LOST}", f"a{LOST} (2)", "Tahu Pasar"]
    assert values(table) == [(1, 2, 3, 4, "ya")]
    assert [found.code for found in table.problems] == ["NK559", "NK559"]


def test_a_table_without_halves_of_letters_is_not_damaged(tmp_path):
    table = read_table(lines_at(tmp_path, '{"Tahu Pasar": "ya", "lain": "\\ud83d\\ude00 \\\\ud800"}'))
    assert (table.damaged, table.problems, values(table)) == (False, (), [("ya", "\N{GRINNING FACE} \\ud800")])


def test_a_sink_of_parquet_takes_any_name(tmp_path):
    with Draft(tmp_path / "a.parquet") as draft:
        sink = ParquetSink(draft, ["a\ud800"])
        sink.row(["x\ud800"])
        sink.finish(None)
        draft.commit()
    assert (names(read_table(tmp_path / "a.parquet")), values(read_table(tmp_path / "a.parquet"))) == (["a?"], [("x?",)])


def test_a_line_of_halves_of_letters_that_is_nested_too_deep_is_refused(tmp_path):
    deep = '{"\\ud800": ' + "[" * 100_000 + "]" * 100_000 + "}"
    with pytest.raises(TableError) as refused:
        read_table(lines_at(tmp_path, deep))
    assert codes(refused) == ["NK455"]


def test_keys_inside_a_cell_that_differ_in_halves_of_letters_only_stay_apart(tmp_path):
    table = read_table(lines_at(tmp_path, '{"Tahu Pasar": {"a\\ud800": 1, "a\\ud801": 2}}'))
    assert values(table) == [({f"a{LOST}": 1, f"a{LOST}{LOST}": 2},)]
