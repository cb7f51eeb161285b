"""Titles of questionnaires that are numbered in turn are read without their numbers, and written as they were."""

import csv
import json
from io import StringIO

import pytest

from naikkelas.batch import Sure, propose_columns, read_table, score_table
from naikkelas.batch.wording.numbered import without_numbers
from tests.batch.make import AS_OF, INOPAK, csv_at, xlsx_at

TITLES = ["Nama Usaha", "Kabupaten", "Tenaga Kerja", "Tahun Berdiri", "PIRT", "Tahu Pasar"]
FACTS = ["business_name", "regency", "workers", "operating_since", "pirt_status", "knows_market"]
ROWS = [["Keripik Ani", "Kab. Kebumen", "6", "2019", "Ada", "Ya"], ["Tempe Jaya", "Kab. Demak", "3", "2025", "Belum", "Tidak"]]
NUMBERS = {
    "points": ["1. ", "2. ", "3. ", "4. ", "5. ", "6. "],
    "brackets": ["1) ", "2) ", "3) ", "4) ", "5) ", "6) "],
    "questions": ["P1. ", "P2. ", "P3. ", "P4. ", "P5. ", "P6. "],
    "from seven on": ["7.", "8.", "9.", "10.", "11.", "12."],
    "parts": ["1.1 ", "1.2 ", "2.1 ", "2.2 ", "2.3 ", "3.1 "],
    "letters": ["A1. ", "A2. ", "B1. ", "B2. ", "B3. ", "C1. "],
    "programs": ["q1_", "q2_", "q3_", "q4_", "q5_", "q6_"],
}


def numbered(numbers, titles=TITLES):
    return [number + title for number, title in zip(numbers, titles, strict=True)]


def text(*rows):
    return "".join(";".join(row) + "\n" for row in rows)


def used(table):
    return [each.use.name for each in propose_columns(table) if each.use is not None and each.sure is Sure.SURE]


@pytest.mark.parametrize("kind", NUMBERS)
@pytest.mark.parametrize("above", [[], [["DATA IKM", *[""] * 6], [""] * 7]])
def test_titles_that_are_numbered_in_turn_are_known(tmp_path, kind, above):
    titles = ["Timestamp", *numbered(NUMBERS[kind])]
    rows = [*above, titles, *(["1/10/2026 10:00", *row] for row in ROWS)]
    for path in (csv_at(tmp_path, text(*rows)), xlsx_at(tmp_path, rows)):
        table = read_table(path)
        assert used(table) == FACTS
        assert [column.name for column in table.columns] == titles
        assert "NK456" not in [each.code for each in table.problems]


def test_the_result_has_the_titles_as_they_were_and_is_read_again(tmp_path):
    titles = numbered(NUMBERS["points"])
    first = csv_at(tmp_path, text(titles, *ROWS))
    for out in (tmp_path / "hasil.csv", tmp_path / "lagi.csv"):
        score_table(first, INOPAK, out, as_of=AS_OF, prefix="nk_" if out.stem == "hasil" else "lagi_")
        first = out
        made = list(csv.DictReader(StringIO(out.read_text(encoding="utf-8-sig")), delimiter=";"))
        assert list(made[0])[:6] == titles
        assert [row[next(name for name in row if name.endswith("_market"))] for row in made] == ["met", "not_met"]


def test_a_mapping_names_a_numbered_column_as_it_is_written(tmp_path):
    path = csv_at(tmp_path, text(numbered(NUMBERS["points"]), *ROWS))
    mapping = csv_at(tmp_path, 'format: naikkelas-mapping/1\ncolumns:\n  "6. Tahu Pasar": {fact: knows_market}\n', "mapping.yaml")
    score_table(path, INOPAK, tmp_path / "hasil.jsonl", as_of=AS_OF, mapping=mapping)
    made = [json.loads(line) for line in (tmp_path / "hasil.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["nk_market"] for row in made] == ["met", "not_met"]


def test_titles_in_two_rows_and_other_forms(tmp_path):
    rows = [
        ["1. Nama Usaha", "2. Tenaga Kerja", None, "3. Legalitas", None, "4. Tahun Berdiri"],
        [None, "L", "P", "NIB", "PIRT", None],
        ["Keripik Ani", 2, 3, "ada", "ada", 2019],
        ["Tempe Jaya", 1, 3, "ada", "belum", 2020],
    ]
    table = read_table(xlsx_at(tmp_path, rows, merged=["A1:A2", "B1:C1", "D1:E1", "F1:F2"]))
    assert used(table) == ["business_name", "workers_men", "workers_women", "nib_status", "pirt_status", "operating_since"]
    titles = numbered(NUMBERS["points"])
    lines = "".join(json.dumps(dict(zip(titles, row, strict=True))) + "\n" for row in ROWS)
    table = read_table(csv_at(tmp_path, lines, "data.jsonl"))
    assert used(table) == FACTS
    assert [column.name for column in table.columns] == titles
    assert not table.problems


def test_other_columns_of_parquet_too(tmp_path):
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    titles = numbered(NUMBERS["questions"])
    parquet.write_table(arrow.table(dict(zip(titles, zip(*ROWS, strict=True), strict=True))), tmp_path / "data.parquet")
    table = read_table(tmp_path / "data.parquet")
    assert used(table) == FACTS
    assert [column.name for column in table.columns] == titles
    assert not table.problems


@pytest.mark.parametrize(
    "row",
    [
        ["1. Nama Usaha", "3. Kabupaten", "2. PIRT", "4. Halal"],
        ["1. Nama Usaha", "2. Kabupaten"],
        ["2024. Omset", "2025. Omset", "2026. Omset"],
        ["1. Ada", "2. Tidak", "3. Proses"],
        ["1 = ya", "2 = tidak", "3 = proses"],
        ["Omset 1", "Omset 2", "Omset 3"],
        ["1", "2", "3"],
        ["A1. Nama Usaha", "C1. Kabupaten", "C2. PIRT"],
        ["1.1 Nama Usaha", "1.3 Kabupaten", "1.4 PIRT"],
        [1, None, 3.5],
    ],
)
def test_numbers_out_of_turn_or_before_anything_else_stay(row):
    assert without_numbers(row) == row


def test_numbers_that_may_say_something_make_columns_wait(tmp_path):
    table = read_table(
        csv_at(tmp_path, text(["No", "Nama Usaha", "1. PIRT", "5. Kabupaten", "2. Tahu Pasar"], ["1", "A", "ada", "Kab. Demak", "ya"]))
    )
    assert used(table) == ["business_name"]


def test_a_legend_above_numbered_titles_is_still_one(tmp_path):
    titles = ["No", *numbered(["1. ", "2. ", "3. "], ["Nama Usaha", "PIRT", "Tahu Pasar"])]
    rows = [["Keterangan: 1 = tidak, 0 = ya", "", "", ""], titles, ["1", "Keripik", "1", "1"], ["2", "Tempe", "0", "0"]]
    made = {each.column.name: each for each in propose_columns(read_table(csv_at(tmp_path, text(*rows))))}
    assert not made["3. Tahu Pasar"].sure.is_used
    assert "row 1" in made["3. Tahu Pasar"].why.en
