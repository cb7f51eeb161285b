"""A file whose name has no ending is read by its content."""

import shutil
from datetime import date

import pytest

import naikkelas as nk
from naikkelas.batch import TableError, read_table, score_table
from tests.batch.make import INOPAK, csv_at

ROWS = "No,Nama Usaha,Tahu Pasar,Tahu Produksi\n1,Tempe,ya,ya\n2,Tahu,ya,tidak\n"
TITLES = ["No", "Nama Usaha", "Tahu Pasar", "Tahu Produksi"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """One table in every form."""
    folder = tmp_path_factory.mktemp("forms")
    source = csv_at(folder, ROWS)
    for ending in ("xlsx", "parquet", "jsonl"):
        score_table(source, INOPAK, folder / f"t.{ending}", as_of=date(2026, 11, 1))
    (folder / "t.csv").write_bytes(source.read_bytes())
    (folder / "t.tsv").write_text(ROWS.replace(",", "\t"), encoding="utf-16")
    return folder


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx", "parquet", "jsonl"])
@pytest.mark.parametrize("name", ["data", "data per 30.11.2026", "data.", ".data", "data.1"])
def test_it_is_what_its_content_is(tables, tmp_path, form, name):
    shutil.copy(tables / f"t.{form}", tmp_path / name)
    sheet = "Hasil" if form == "xlsx" else None
    table = read_table(tmp_path / name, sheet=sheet)
    assert [column.name for column in table.columns][:4] == TITLES
    assert [row.cells[1] for row in table.rows()] == ["Tempe", "Tahu"]


@pytest.mark.parametrize("content", [b"x", b"\x7fELF\0\0,\n", b"satu kata\ndua kata\n", b"%PDF-1.4\n1,2\n", b""])
def test_what_is_no_table_is_refused_in_words(tmp_path, content):
    (tmp_path / "data").write_bytes(content)
    with pytest.raises(TableError, match="NK450") as refused:
        read_table(tmp_path / "data")
    assert "''" not in str(refused.value)


def test_other_endings_are_refused_by_name(tmp_path):
    for name in ("data.json", "data.doc", "data.yaml"):
        with pytest.raises(TableError, match=rf"files that end in '\.{name.split('.')[1]}' are not read"):
            read_table(csv_at(tmp_path, ROWS, name))


def test_a_run_reads_it(tmp_path):
    made = score_table(csv_at(tmp_path, ROWS, "data"), nk.bundled("inopak-naik-kelas"), tmp_path / "hasil.csv", as_of=date(2026, 11, 1))
    assert made.rows == 2
