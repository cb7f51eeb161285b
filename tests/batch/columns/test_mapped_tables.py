"""A mapping says of which sheet and row it is; whoever scores by it, from a shell or from Python, reads that table and no other."""

from dataclasses import replace

import openpyxl
import pytest

from naikkelas.batch import TableError, compare_scores, read_mapping, read_table, score_table, select_table
from tests.batch.make import AS_OF, INOPAK, codes, csv_at
from tests.cli.console import run as shell

MAPPING = """\
format: naikkelas-mapping/1
table: {sheet: "2026", header_row: HEADER}
columns:
  Nama Usaha: {fact: business_name}
  Kabupaten: {fact: regency}
  Bisa Dipakai: {permit: pirt}
"""
ROWS = {"2025": "belum", "2026": "ada"}


@pytest.fixture
def book(tmp_path):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, answer in ROWS.items():
        sheet = made.create_sheet(name)
        sheet.append(["Nama Usaha", "Kabupaten", "Bisa Dipakai"])
        sheet.append(["Tempe", "Kebumen", answer])
    made.save(tmp_path / "dua.xlsx")
    return tmp_path / "dua.xlsx"


def mapping_at(folder, header_row="1"):
    return csv_at(folder, MAPPING.replace("HEADER", header_row), "mapping.yaml")


def answers(path):
    return [row.cells[2] for row in read_table(path).rows()]


@pytest.mark.parametrize("read", [str, read_mapping])
def test_a_path_is_read_from_the_sheet_of_its_mapping(book, tmp_path, read):
    out, mapping = tmp_path / "hasil.csv", read(mapping_at(tmp_path))
    score_table(book, INOPAK, out, as_of=AS_OF, mapping=mapping)
    assert answers(out) == ["ada"]
    places = tmp_path / "kohor.csv"
    select_table(book, INOPAK, places, as_of=AS_OF, mapping=mapping)
    assert answers(places) == ["ada"]


@pytest.mark.parametrize("run", [score_table, select_table])
def test_a_row_without_titles_is_refused_as_the_shell_does(book, tmp_path, run):
    mapping = mapping_at(tmp_path, "99")
    with pytest.raises(TableError) as refused:
        run(book, INOPAK, tmp_path / "hasil.csv", as_of=AS_OF, mapping=mapping)
    assert codes(refused) == ["NK452"]
    told = shell("score", book, "--rules", "inopak-naik-kelas", "--out", tmp_path / "hasil.csv", "--mapping", mapping)
    assert told.exit_code == 2
    assert "NK452" in told.output


@pytest.mark.parametrize("run", [score_table, select_table])
def test_a_table_that_was_read_from_elsewhere_is_refused(book, tmp_path, run):
    mapping = read_mapping(mapping_at(tmp_path))
    with pytest.raises(TableError) as refused:
        run(read_table(book, sheet="2025"), INOPAK, tmp_path / "hasil.csv", as_of=AS_OF, mapping=mapping)
    (found,) = refused.value.problems
    assert (found.code, found.place.file) == ("NK460", mapping.file)
    assert "'2025'" in found.text("en")
    assert "sheet=" in found.text("en")
    with pytest.raises(TableError) as refused:
        run(read_table(book, sheet="2026"), INOPAK, tmp_path / "hasil.csv", as_of=AS_OF, mapping=replace(mapping, header_row=2))
    assert codes(refused) == ["NK460"]
    assert not (tmp_path / "hasil.csv").exists()
    run(read_table(book, sheet="2025"), INOPAK, tmp_path / "hasil.csv", as_of=AS_OF, mapping=replace(mapping, sheet=None))
    assert answers(tmp_path / "hasil.csv") == ["belum"]


@pytest.mark.parametrize("command", ["score", "select"])
def test_what_the_shell_says_of_the_sheet_wins(book, tmp_path, command):
    arguments = (command, book, "--rules", "inopak-naik-kelas", "--as-of", AS_OF, "--out", tmp_path / "hasil.csv")
    made = shell(*arguments, "--mapping", mapping_at(tmp_path), "--sheet", "2025")
    assert made.exit_code == 0, made.output
    assert answers(tmp_path / "hasil.csv") == ["belum"]


def test_a_file_without_sheets_is_read_by_the_mapping_of_a_workbook(tmp_path):
    table = csv_at(tmp_path, "Nama Usaha;Kabupaten;Bisa Dipakai\nTempe;Kebumen;ada\n")
    score_table(table, INOPAK, tmp_path / "hasil.csv", as_of=AS_OF, mapping=mapping_at(tmp_path))
    assert answers(tmp_path / "hasil.csv") == ["ada"]


def test_no_sheet_is_read_from_a_file_that_has_none(tmp_path):
    with pytest.raises(TableError) as refused:
        read_table(csv_at(tmp_path, "Nama Usaha;Kabupaten\nTempe;Kebumen\n"), sheet="2026")
    assert codes(refused) == ["NK451"]
    assert "no sheets" in refused.value.problems[0].text("en")


def test_results_are_compared_by_the_mapping_of_the_workbook_they_were_made_from(book, tmp_path):
    mapping, results = mapping_at(tmp_path), [tmp_path / "lalu.csv", tmp_path / "kini.csv"]
    for out in results:
        score_table(book, INOPAK, out, as_of=AS_OF, mapping=mapping)
    assert compare_scores(*results, INOPAK, key="Nama Usaha", as_of=AS_OF, mapping=mapping).same == 1
