"""A row of CSV is as long as the others are, empty cells at its end included: else a cell was lost or split, and the others have moved."""

import csv
from contextlib import nullcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naikkelas.batch import TableError, propose_columns, read_table, score_table
from naikkelas.batch.blocks import blocks_of
from tests.batch.columnar.test_engines import small_pieces
from tests.batch.make import AS_OF, INOPAK, csv_at

TITLES = "Nama Usaha;Kabupaten;Jenis Usaha;Tahun Berdiri;PIRT;Rencana Ekspor;Tahu Pasar;Tahu Produksi;Minat KUR;Ket"
MAJU = "Maju;Kebumen;pangan;2018;2053305030970-28;ya;ya;ya;ya;"
#: One cell is missing, or two are one: then ``Tahu Pasar`` is read from the column behind it.
SHORT = (
    "Jaya;Kebumen;pangan;2018;2053305030970-28;tidak;ya;ya;",
    'Jaya;Kebumen;pangan;2018;2053305030970-28;"tidak;tidak";ya;ya;',
)


def told(path, quick=False, **options):
    """What is told of each row: how many cells it has, and how many are expected."""
    with small_pieces(150, 3) if quick else nullcontext():
        table = read_table(path, **options)
        found = [row.problem and (row.problem.code, row.problem.slots["read"], str(row.problem.slots["expected"])) for row in table.rows()]
        if quick:
            blocks = list(blocks_of(table))
            assert [at for block in blocks for at in block.bad] == [at for block in blocks for at, bad in block.bad.items() if bad.problem]
            assert sum(len(block.bad) for block in blocks) == sum(each is not None for each in found)
    assert table.total == len(found)
    return found


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("short", SHORT)
@pytest.mark.parametrize("count", [3, 40])
def test_a_row_that_lacks_a_cell_is_not_read_where_every_line_ends_in_a_delimiter(tmp_path, short, count, quick):
    text = "\n".join(f"{line};" for line in (TITLES, *[MAJU] * count, short)) + "\n"
    assert told(csv_at(tmp_path, text), quick) == [*[None] * count, ("NK453", "10", "11")]


@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_it_decides_nothing(tmp_path, engine):
    text = "\n".join(f"{line};" for line in (TITLES, *[MAJU] * 7, *SHORT)) + "\n"
    with small_pieces(150, 3):
        score_table(csv_at(tmp_path, text), INOPAK, tmp_path / "h.csv", as_of=AS_OF, engine=engine)
    with (tmp_path / "h.csv").open(encoding="utf-8-sig", newline="") as file:
        made = list(csv.DictReader(file, delimiter=";"))
    assert [row["nk_outcome"] for row in made] == [*["eligible"] * 7, *["needs_information"] * 2]
    assert [row["nk_problems"].split(";")[0] for row in made] == [*[""] * 7, *["baris ini berisi 10 sel, padahal judulnya 11"] * 2]


@pytest.mark.parametrize("quick", [False, True])
def test_where_only_the_rows_end_in_one_they_say_how_long_a_row_is(tmp_path, quick):
    text = f"{TITLES}\n" + "".join(f"{line};\n" for line in (MAJU, MAJU, SHORT[0], MAJU))
    assert told(csv_at(tmp_path, text), quick) == [None, None, ("NK453", "10", "10, and other rows 11"), None]


def test_that_rows_are_longer_than_their_titles_is_said(tmp_path):
    said = "rows have 11 cells and the titles 10; the last is empty in all of them"
    for rows, is_said in ((f"{MAJU};\n", True), (f"{MAJU}\n", False)):
        for titles, end in ((TITLES, ""), (f"{TITLES};", ";")):
            table = read_table(csv_at(tmp_path, f"{titles}\n{rows}{rows}"))
            assert (said in [note.en for note in table.notes]) is (is_said and not end)


@pytest.mark.parametrize("quick", [False, True])
def test_where_only_the_titles_end_in_one_the_rows_say_it_too(tmp_path, quick):
    text = f"{TITLES};\n" + "".join(f"{line}\n" for line in (MAJU, MAJU, SHORT[0], f"{MAJU};", MAJU))
    assert told(csv_at(tmp_path, text), quick) == [
        None, None, ("NK453", "9", "11, and other rows 10"), ("NK453", "11", "11, and other rows 10"), None,
    ]  # fmt: skip


@pytest.mark.parametrize("quick", [False, True])
def test_a_delimiter_within_a_cell_is_told_where_the_last_cell_is_empty(tmp_path, quick):
    split = "Jaya;Jl. Mawar; 12;pangan;2018;2053305030970-28;ya;ya;ya;ya;"
    assert told(csv_at(tmp_path, "\n".join((TITLES, MAJU, MAJU, split))), quick) == [None, None, ("NK453", "11", "10")]


@pytest.mark.parametrize("quick", [False, True])
def test_where_rows_of_two_lengths_are_as_many_nobody_knows(tmp_path, quick):
    text = "\n".join((TITLES, MAJU, f"{MAJU};"))
    assert told(csv_at(tmp_path, text), quick) == [("NK453", "10", "10, and other rows 11"), ("NK453", "11", "10")]


#: A cell that is split, which makes a row longer where the last cells are empty.
SPLIT = "Jaya;Jl. Mawar; 12;pangan;2018;2053305030970-28;ya;ya;ya;"


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("line", [TITLES, f"{TITLES};"])
@pytest.mark.parametrize(("sound", "split"), [(1, 1), (2, 1), (2, 3)])
def test_rows_that_are_split_are_never_the_right_ones(tmp_path, line, sound, split, quick):
    text = "\n".join((line, *[MAJU] * sound, *[f"{SPLIT};"] * split)) + "\n"
    found = told(csv_at(tmp_path, text), quick)
    assert all(each is not None for each in found[sound:])
    rows = read_table(csv_at(tmp_path, "\n".join((line, *[MAJU] * 4, f"{SPLIT};")) + "\n")).rows()
    assert [row.problem is None for row in rows] == [*[True] * 4, False]


FULL = f"{MAJU}baik"
LACKS = "Jaya;Kebumen;pangan;2018;2053305030970-28;ya;ya;ya;baik"


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("end", ["", ";", ";;"])
def test_a_row_whose_last_titled_cell_is_its_last_and_filled_has_lost_none_whatever_the_others_end_in(tmp_path, end, quick):
    """A lost cell would have left that one to a delimiter at the end, and a split one would have made a cell more."""
    text = (
        "\n".join((f"{TITLES}{end}", FULL, *[f"{FULL};"] * 3, f"{FULL};;", MAJU, f"{MAJU};", f"{LACKS};", f"{LACKS};;", SPLIT, FULL)) + "\n"
    )
    found = told(csv_at(tmp_path, text), quick)
    assert [each is None for each in found] == [True, *[False] * 9, True]


@pytest.mark.parametrize("quick", [False, True])
def test_where_every_row_has_a_comma_more_than_the_titles_no_column_behind_it_is_sure(tmp_path, quick):
    titles = "Nama Usaha,Kapasitas (ton),Tahu Pasar,Tahu Produksi,Ket"
    rows = "".join(f"Usaha {at},2,{at % 9},ya,tidak,\n" for at in range(20))  # 2,1 tons: the answers have moved
    with small_pieces(150, 3) if quick else nullcontext():
        table = read_table(csv_at(tmp_path, f"{titles}\n{rows}"))
    assert [column.doubt is not None for column in table.columns] == [False, *[True] * 4]
    assert "end the line of the titles in a delimiter" in table.columns[1].doubt.en
    sure = {each.column.name: each.sure for each in propose_columns(table)}
    assert (sure["Tahu Pasar"], sure["Tahu Produksi"]) == ("unsure", "unsure")
    with pytest.raises(TableError) as error:
        score_table(table, INOPAK, tmp_path / "h.csv", as_of=AS_OF)
    assert {each.code for each in error.value.problems} == {"NK464", "NK465"}


@pytest.mark.parametrize("text", ["{},\n{}", "{}\n{}"])
def test_they_are_where_the_titles_end_as_the_rows_do(tmp_path, text):
    text = text.format("Nama Usaha,Tahu Pasar,Tahu Produksi,Ket", "A,ya,tidak,,\n" * 4 if ",\n" in text else "A,ya,tidak,\n" * 4)
    assert [column.doubt for column in read_table(csv_at(tmp_path, text)).columns] == [None] * 4


@pytest.mark.parametrize("quick", [False, True])
def test_what_stands_beyond_the_titles_is_told_as_before(tmp_path, quick):
    text = "\n".join(f"{line};" for line in (TITLES, MAJU, MAJU)) + f"\n{MAJU};x\n"
    assert told(csv_at(tmp_path, text), quick) == [None, None, ("NK453", "11", "10")]


@pytest.mark.parametrize("quick", [False, True])
def test_somebody_may_say_that_only_empty_cells_are_missing(tmp_path, quick):
    rows = (*[f"{MAJU};"] * 4, MAJU, "Jaya", f"{MAJU};;")
    text = f"{TITLES};\n" + "\n".join(rows) + "\n"
    assert told(csv_at(tmp_path, text), quick, short_rows=True) == [*[None] * 6, ("NK453", "12", "11")]


def test_titles_far_down_have_rows_below_that_say_how_long_they_are(tmp_path):
    text = "Catatan: x\n" * 229 + f"{TITLES}\n" + "".join(f"{line};\n" for line in (MAJU, MAJU, MAJU, SHORT[0]))
    assert told(csv_at(tmp_path, text), header_row=230, delimiter=";") == [None, None, None, ("NK453", "10", "10, and other rows 11")]


@pytest.mark.parametrize("blank", ["", "\n\n", "Rekap;;\n;;;;\n"])
def test_blank_lines_and_what_is_no_row_count_for_nothing(tmp_path, blank):
    text = f"{blank}{TITLES};\n{blank if not blank.strip() else ''};;;;;\nKecamatan Gombong\n{MAJU};\nMengetahui;\n"
    assert told(csv_at(tmp_path, text)) == [("NK453", "1", "11"), None, ("NK453", "2", "11")]


@settings(max_examples=40, deadline=None)
@given(st.integers(3, 6), st.integers(0, 2), st.integers(0, 2), st.integers(3, 12), st.randoms(use_true_random=False), st.booleans())
def test_one_row_in_many_that_lost_or_split_a_cell_is_always_told(
    tmp_path_factory, width, over_titles, over_rows, count, draw, last_is_empty
):
    """Whatever stands empty at the end of all lines; both ways of reading agree."""
    path = tmp_path_factory.mktemp("rows") / "data.csv"
    titles = ["Nama Usaha", "Tahu Pasar", "PIRT", "NIB", "Omset Tahunan", "Ket"][:width]
    rows = [[f"a{at}b{row}" for at in range(width)] for row in range(count + 1)]
    for row in rows:
        row[-1] = "" if last_is_empty else row[-1]
    at, odd = draw.randrange(width - 1), draw.randrange(count + 1)
    rows[odd][at : at + 1] = draw.choice([[], ["x", "y"]])
    lines = [";".join(titles) + ";" * over_titles, *(";".join(row) + ";" * over_rows for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for quick in (False, True):
        assert [at for at, each in enumerate(told(path, quick)) if each is not None] == [odd]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2),
    st.lists(st.lists(st.sampled_from(["", "a", " ", '"b"', '"c\nd"', "\u00a0"]), min_size=1, max_size=6), max_size=12),
    st.sampled_from(["\n", "\r\n"]),
)
def test_rows_come_alike_one_by_one_and_in_pieces(tmp_path_factory, over_titles, rows, ending):
    path = tmp_path_factory.mktemp("alike") / "data.csv"
    lines = ["Nama Usaha;Tahu Pasar;PIRT" + ";" * over_titles, *map(";".join, rows)]
    path.write_text(ending.join(lines) + ending, encoding="utf-8", newline="")
    slow = [(row.number, row.cells, row.problem and row.problem.text("id")) for row in read_table(path, header_row=1, delimiter=";").rows()]
    quick = []
    with small_pieces(20, 2):
        for block in blocks_of(read_table(path, header_row=1, delimiter=";")):
            told_of = [block.bad[at].problem.text("id") if at in block.bad else None for at in range(len(block.numbers))]
            quick += zip(block.numbers, block.rows(), told_of, strict=True)
    assert [(number, [cell or "" for cell in cells], told) for number, cells, told in quick] == [
        (number, [cell or "" for cell in cells], told) for number, cells, told in slow
    ]
