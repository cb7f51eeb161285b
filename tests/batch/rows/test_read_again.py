"""A result scored again: what an earlier run did not read is not read now either, for its cells may have moved."""

from contextlib import nullcontext

import pytest

from naikkelas.batch import read_table, score_table
from naikkelas.batch.blocks import blocks_of
from naikkelas.batch.rows.result_words import outcome_said
from tests.batch.columnar.test_engines import small_pieces
from tests.batch.make import AS_OF, INOPAK, csv_at

TITLES = "No;Nama Usaha;Jenis Usaha;Tahun Berdiri;PIRT;Tahu Pasar;Keterangan;Tahu Produksi\n"
SOUND = "{};Kecap;pangan;2015;2053305030970-28;ya;;ya\n"
ROWS = (
    SOUND.format(1)
    + '2;Tempe;pangan;2015;2053305030970-28;ya;"merk Sari;tidak\n3;Tahu;pangan;2015;2053305030970-28;tidak;merk Ani";ya\n'
    + "4;Abon;Kebumen;pangan;2015;2053305030970-28;ya;;ya\n"
    + "5\n"
    + "JUMLAH;;;;;;;\n"
    + SOUND.format(6)
)
TOLD = ["", "NK453 16 8", "NK453 9 8", "NK453 1 8", "NK570 JUMLAH", ""]


def again(folder, ending, lang="id", engine="rows", rounds=2):
    source = csv_at(folder, TITLES + ROWS)
    for number in range(rounds):
        out = folder / f"{number}{ending}"
        score_table(source, INOPAK, out, as_of=AS_OF, prefix=f"p{number}_", lang=lang, engine=engine)
        source = out
    return source


def told_of(table):
    return ["" if row.problem is None else " ".join((row.problem.code, *row.problem.slots.values())) for row in table.rows()]


@pytest.mark.parametrize(
    ("ending", "lang", "engine"),
    [(".csv", "id", "rows"), (".csv", "en", "polars"), (".xlsx", "id", "rows"), (".jsonl", "en", "polars"), (".parquet", "id", "polars")],
)
def test_rows_that_were_not_read_are_not_read_again_however_often(tmp_path, ending, lang, engine):
    made = read_table(again(tmp_path, ending, lang, engine))
    assert told_of(made) == TOLD
    outcomes = [[outcome_said(row.cells[made.column(f"p{at}_outcome").index]) for row in made.rows()] for at in (0, 1)]
    assert outcomes[0] == outcomes[1] == ["eligible", *["needs_information"] * 4, "eligible"]


def test_many_rows_at_a_time_too(tmp_path):
    with small_pieces(40, 3):
        assert told_of(read_table(again(tmp_path, ".csv", engine="polars", rounds=3))) == TOLD


def test_the_run_says_where_to_put_it_right(tmp_path):
    (found,) = [row.problem for row in read_table(again(tmp_path, ".csv", rounds=1)).rows() if row.number == 3]
    assert found.hint == "read_the_source"
    assert "tabel asalnya" in found.text("id")


SENTENCE = "baris ini berisi 5 sel, padahal judulnya 4; baris ini tidak dibaca"


@pytest.mark.parametrize("title", ["nk_problems", "problems", "NK_PROBLEMS", "b_place_problems", "hasil problems"])
@pytest.mark.parametrize("quick", [False, True])
def test_a_column_that_says_it_is_believed_whatever_else_of_the_result_was_deleted(tmp_path, title, quick):
    path = csv_at(tmp_path, f'Nama Usaha,Tahu Pasar,{title}\nKue,ya,"{SENTENCE}"\nRoti,ya,\n')
    with small_pieces(40, 3) if quick else nullcontext():
        table = read_table(path)
        assert told_of(table) == ["NK453 5 4", ""]
        assert [len(block.bad) for block in blocks_of(table) if block.bad] == [1]


@pytest.mark.parametrize("words", [f"Cek: {SENTENCE}", SENTENCE.capitalize(), f"Nama Usaha: teks ini dipotong; {SENTENCE}; + a | b"])
def test_the_sentence_is_found_wherever_it_stands_in_the_cell(tmp_path, words):
    assert told_of(read_table(csv_at(tmp_path, f'Nama Usaha,Tahu Pasar,nk_problems\nKue,ya,"{words}"\n'))) == ["NK453 5 4"]


@pytest.mark.parametrize("title", ["Keterangan", "nk_problem", "problems_lain"])
def test_a_column_that_only_seems_to_be_of_a_result_changes_nothing(tmp_path, title):
    assert told_of(read_table(csv_at(tmp_path, f'Nama Usaha,Tahu Pasar,{title}\nKue,ya,"{SENTENCE}"\n'))) == [""]


def test_how_other_rows_are_long_is_told_again_in_each_language(tmp_path):
    text = f"{TITLES}" + "".join(f"{line};\n" for line in (*(SOUND.format(at).strip() for at in (1, 2, 4)), "3;Roti;pangan;2015;;ya;"))
    score_table(csv_at(tmp_path, text), INOPAK, tmp_path / "h.csv", as_of=AS_OF)
    (found,) = [row.problem for row in read_table(tmp_path / "h.csv").rows() if row.problem]
    assert "this row has 8 cells, but the header has 8, and other rows 9;" in found.text("en")
    assert "baris ini berisi 8 sel, padahal judulnya 8, dan baris lain 9;" in found.text("id")


def test_other_problems_of_a_result_are_no_reason_not_to_read_a_row(tmp_path):
    source = csv_at(tmp_path, TITLES + SOUND.format(1) + "2;Kecap;pangan;31/02/2015;2053305030970-28;ya;;ya\n")
    score_table(source, INOPAK, tmp_path / "h.csv", as_of=AS_OF)
    made = read_table(tmp_path / "h.csv")
    _, row = made.rows()
    assert row.cells[made.column("nk_problems").index]
    assert row.problem is None


def test_a_text_that_a_workbook_would_take_for_a_sign_comes_back_as_it_was(tmp_path):
    cells = ["Kode_x0031_A", "_x0041_x0042_", "_x005F_", "_x0007_ _xD800_", "_x1_"]
    source = csv_at(tmp_path, "Nama Usaha;Tahu Pasar;c_x0031_d\n" + "".join(f"{cell};ya;b\n" for cell in cells))
    score_table(source, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    made = read_table(tmp_path / "h.xlsx")
    assert [row.cells[0] for row in made.rows()] == cells
    assert made.columns[2].name == "c_x0031_d"
