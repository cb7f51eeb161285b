"""A quotation mark that nobody closed may find one that belongs to another row: then rows would be lost without a word."""

import csv
import io
from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.batch import read_table, score_table
from naikkelas.batch.blocks import blocks_of
from naikkelas.batch.files.csv_records import records_of
from tests.batch.columnar.test_engines import small_pieces
from tests.batch.make import AS_OF, INOPAK, csv_at

TITLES = "Nama Usaha;Jenis Usaha;Tahun Berdiri;Tahu Pasar;Tahu Produksi\n"
SWALLOWED = TITLES + (
    '"Bu Sri;kerajinan;2010;ya;ya\nJaya;kerajinan;2010;tidak;ya\n"Pak Joko" Mebel;kerajinan;2012;ya;ya\nSari;kerajinan;2011;ya;ya\n'
)


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    ("text", "read"),
    [
        (SWALLOWED, [("NK453", "15"), None]),
        (TITLES + '"Bu Sri;kerajinan;2010;ya;ya\nJaya;kerajinan;2010;tidak;"ya"\n', [("NK453", "10")]),
        (TITLES + '"Bu Sri;kerajinan;2010;ya;ya\r\n"Jaya";kerajinan;2010;tidak;ya\r\n', [("NK453", "10")]),
        (
            TITLES + '"Bu ""Sri"";kerajinan;2010;ya;ya\n\n"Jaya";kerajinan;2010;tidak;ya\nSari;kerajinan;2011;ya;ya\n',
            [("NK453", "11"), None],
        ),
    ],
)
def test_rows_that_a_quotation_mark_of_another_row_holds_together_are_not_read(tmp_path, text, read, quick):
    with small_pieces(40, 3) if quick else nullcontext():
        made = list(read_table(csv_at(tmp_path, text)).rows())
    assert [row.problem and (row.problem.code, row.problem.slots["read"]) for row in made] == read
    assert made[0].number == 2


@pytest.mark.parametrize("quick", [False, True])
def test_they_are_found_far_down_and_told(tmp_path, quick):
    text = TITLES + "Sari;kerajinan;2011;ya;ya\n" * 400 + SWALLOWED.removeprefix(TITLES)
    with small_pieces(200, 3) if quick else nullcontext():
        score_table(csv_at(tmp_path, text), INOPAK, tmp_path / "hasil.csv", as_of=AS_OF)
    with (tmp_path / "hasil.csv").open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file, delimiter=";")
    assert len(rows) == 402
    assert [number for number, row in enumerate(rows) if any("berisi 15 sel" in cell for cell in row)] == [400]


def test_a_long_cell_that_another_row_seems_to_close_is_not_read(tmp_path):
    text = TITLES + '"' + "x" * 140_000 + ';a;2010;ya;ya\n"Jaya";a;2010;ya;ya\n'
    (row,) = read_table(csv_at(tmp_path, text)).rows()
    assert (row.problem.code, row.problem.slots["read"]) == ("NK453", "10")


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ('"Bu Sri\nKebumen";a;2010;ya;ya\n', ["Bu Sri\nKebumen"]),
        ('"Bu Sri;\r\n;Kebumen" ;a;2010;ya;ya\n', ["Bu Sri;\r\n;Kebumen "]),
        ('"Bu ""Sri""\nKebumen";a;2010;ya;"y\na"\n', ['Bu "Sri"\nKebumen']),
        ('"Pak Joko" Mebel;a;2010;ya;ya\n"Bu Sri\n\n\n";a;2010;ya;ya', ["Pak Joko Mebel", "Bu Sri\n\n\n"]),
        ('Pipa 5";a;2010;ya;ya\nPak "Joko;a;2010;ya;ya\n', ['Pipa 5"', 'Pak "Joko']),
    ],
)
def test_line_breaks_in_cells_and_marks_within_words_still_work(tmp_path, rows, names):
    assert [row.cells[0] for row in read_table(csv_at(tmp_path, TITLES + rows)).rows()] == names
    with small_pieces(20, 2):
        assert [row.cells[0] for row in read_table(csv_at(tmp_path, TITLES + rows)).rows()] == names


CELLS = st.text(st.sampled_from("ab\";,\n\r '"), max_size=12)


@given(st.lists(st.tuples(*[CELLS] * 5), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_what_programs_write_is_never_taken_for_an_open_mark(rows, ending):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows(rows)
    lines = io.StringIO(file.getvalue(), newline="")
    assert [tuple(cells) for _, cells, _ in records_of(lines, 1, ";", "data.csv")] == rows


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ('"Bu Sri;kerajinan;2010;ya;ya\nPipa 5";kerajinan;2010;tidak;ya\n', 10),
        ('Sari;kerajinan;"2010;ya;ya\nBagus;kerajinan;2010";tidak;ya\n', 10),
        ('"Bu Sri;kerajinan;2010;ya;ya\r\nSari;pangan;2012;ya;ya\r\nPipa 5";kerajinan;2010;tidak;ya\r\n', 15),
    ],
)
def test_a_mark_that_another_row_closes_where_a_cell_ends_makes_a_row_that_is_not_read(tmp_path, rows, read, quick):
    text = TITLES + rows + "Jaya;kerajinan;2010;ya;ya\n"
    with small_pieces(40, 3) if quick else nullcontext():
        table = read_table(csv_at(tmp_path, text))
        made = list(table.rows())
    assert [row.problem and row.problem.code for row in made] == ["NK453", None]
    assert (made[0].problem.slots["read"], made[0].problem.hint) == (str(read), "check_the_quotes")
    assert table.total == 2


@pytest.mark.parametrize(
    "cell",
    ['"Bu Sri\nPipa 5"', '"a;b;c;d;e;f\nKebumen"', '"a;b;c;d\nKebumen"', '"Jl. A; RT 1\nKebumen"', '"a;b;c;d;e\nf;g"', '"a;b;c;d;e"'],
)
def test_a_cell_of_several_lines_with_delimiters_is_still_a_cell(tmp_path, cell):
    made = list(read_table(csv_at(tmp_path, TITLES + f"{cell};kerajinan;2010;ya;ya\n")).rows())
    assert [row.problem for row in made] == [None]
    assert made[0].cells[0] == cell.strip('"')


WIDE = "No;Nama Usaha;PIRT;Tahu Pasar;Keterangan\n"


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ('1;Kecap;ada;"merk Sari;tidak\n2;Tahu;tidak;merk Ani";ya\n', 10),
        ('1;Kecap;ada;ya;"x\n' + "".join(f"{at};B{at};ada;ya;\n" for at in range(198)) + '9;Z;tidak;tidak;x"\n', 1000),
        ('3;C;ada;ya;"\n4;D;tidak;ya;"\n', 10),
        ('3;C;ada;ya;"\r\n\r\n5;E;ada;ya;x\r\n6;ragged;ada\r\n7;F;ada;ya;y\r\n4;D;tidak;ya;"\r\n', 24),
        ('3;C;ada;ya;"x;;\n4;D;tidak;ya;y";;\n', 14),
        ('3;"C; D";ada;ya;"x\n4;D;tidak;ya;y"\n', 10),
        ('3; C; ada; ya;"x\n4; D; tidak; ya; y"\n', 10),
    ],
)
def test_a_mark_in_the_last_columns_swallows_no_row_in_silence(tmp_path, rows, read, quick):
    text = WIDE + rows + "8;Jaya;ada;ya;\n"
    with small_pieces(40, 3) if quick else nullcontext():
        made = list(read_table(csv_at(tmp_path, text)).rows())
    assert [row.problem and row.problem.code for row in made] == ["NK453", None]
    assert (made[0].problem.slots["read"], made[0].problem.hint) == (str(read), "check_the_quotes")


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ('1;A;ada;ya;"aktif\n2;B;ada;ya;\n3;C;ada;ya;\n4;"\nTani";ada;ya;\n', 17),
        ('1;A;ada;ya;"aktif\r\n2;B;ada;ya;\r\n3;C;ada;ya;\r\n4;"\r\nTani";ada;ya;\r\n', 17),
        ('1;A;ada;ya;"aktif""\n2;B;ada;ya;\n4;"\nTani";ada;ya;\n', 12),
        ('1;A;ada;ya;"aktif\n\nx\ny;\nz\n2;B;ada;ya;\n4;"\nTani";ada;ya;\n', 17),
    ],
)
def test_whole_rows_inside_the_last_cell_are_told_though_its_last_line_is_none(tmp_path, rows, read, quick):
    text = WIDE + rows + "8;Jaya;ada;ya;\n"
    with small_pieces(40, 3) if quick else nullcontext():
        made = list(read_table(csv_at(tmp_path, text)).rows())
    assert [row.problem and row.problem.code for row in made] == ["NK453", "NK453", None]
    assert (made[0].problem.slots["read"], made[0].problem.hint) == (str(read), "check_the_quotes")


@pytest.mark.parametrize("end", ["", ";"])
def test_so_they_are_where_every_line_ends_in_a_delimiter(tmp_path, end):
    rows = f'{WIDE.strip()}{end}\n1;A;ada;ya;"aktif{end}\n2;B;ada;ya;{end}\n4;"\nTani";ada;ya;{end}\n' + f"8;Jaya;ada;ya;{end}\n" * 4
    made = list(read_table(csv_at(tmp_path, rows)).rows())
    assert [row.problem and (row.problem.code, row.problem.hint) for row in made] == [
        ("NK453", "check_the_quotes"), ("NK453", "cells_missing"), *[None] * 4,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (WIDE + '1;A;ada;ya;"Alamat:\nJl. Melati\nRT 1;RW 2;;;Kebumen"\n', "Alamat:\nJl. Melati\nRT 1;RW 2;;;Kebumen"),
        (WIDE + '1;A;ada;ya;"dua\nbaris; tiga"\n', "dua\nbaris; tiga"),
        (WIDE + '1;A;ada;ya;"Alamat:\nRT 1;RW 2;Kebumen\nJl. Melati"\n', "Alamat:\nRT 1;RW 2;Kebumen\nJl. Melati"),
        ('Nama Usaha,Alamat\nA,"Jl. Melati 5\nKebumen, Jateng\nIndonesia"\n', "Jl. Melati 5\nKebumen, Jateng\nIndonesia"),
        ('Nama Usaha,Alamat\nA,"Jl. Melati 5\nKebumen, Jateng"\n', "Jl. Melati 5\nKebumen, Jateng"),
        ('No,Nama Usaha,Alamat\n1,A,"Jl. X\nSruni, Kebumen, Jateng"\n', "Jl. X\nSruni, Kebumen, Jateng"),
        ('Nama Usaha,Alamat\nA,"Jl. Melati 5\nKebumen"\n', "Jl. Melati 5\nKebumen"),
        ('Nama Usaha\n"Bu Sri\nKebumen"\n', "Bu Sri\nKebumen"),
        ('Nama Usaha\n"Bu Sri\nRT 1\nRW 2;Kebumen"\n', "Bu Sri\nRT 1\nRW 2;Kebumen"),
    ],
)
def test_remarks_and_addresses_of_several_lines_in_the_last_column_are_still_cells(tmp_path, text, cell):
    (row,) = read_table(csv_at(tmp_path, text), header_row=1).rows()
    assert (row.problem, row.cells[-1]) == (None, cell)


def test_a_short_table_tells_that_two_lines_may_be_two_rows(tmp_path):
    (row,) = read_table(csv_at(tmp_path, 'Nama Usaha;Tahu Pasar\nA;"\nB;"\n')).rows()
    assert (row.problem.code, row.problem.slots["read"]) == ("NK453", "4")


def told(path, quick, **options):
    """What is told of each row, one by one or in pieces; the rows that are not read are counted alike."""
    with small_pieces(40, 3) if quick else nullcontext():
        table = read_table(path, **options)
        made = list(table.rows())
        if quick:
            blocks = list(blocks_of(table))
            bad = [block.bad[at].problem if at in block.bad else None for block in blocks for at in range(len(block.numbers))]
            assert bad == [row.problem for row in made]
    assert table.total == len(made)
    return [row.problem and (row.problem.code, row.problem.hint) for row in made]


QUOTES, SHORT = ("NK453", "check_the_quotes"), ("NK453", "cells_missing")


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # the mark that opens a cell of the next row closes this one: its half row would stand in the cell, and nobody say so
        ('Kecap;pangan;ada;ya;"aktif\nSari;"\nTani";ada;ya;\n', [QUOTES, SHORT]),
        ('Kecap;pangan;ada;ya;"aktif\nSari;pangan;ada;"\n\nTani";\n', [QUOTES, SHORT]),
        ('Kecap;pangan;ada;ya;"\nSari;"\nTani;lama";ada;ya;\n', [QUOTES, QUOTES]),
        # a row that lacks cells, with a mark of its own at the end of the line
        ('1;Kecap;ada;ya;"aktif\n2;Pipa 5"\n', [QUOTES]),
        ('1.;Kecap;ada;ya;"aktif\n\n2.;Pipa 5"\n', [QUOTES]),
        ('7;Kecap;ada;ya;"aktif\nx\n8;Pipa;ada"\n', [QUOTES]),
        ('"7;Kecap\n8";Pipa;ada;ya;x\n', [QUOTES]),
        ('7;Kecap;"ada\n8;Pipa;ada";ya;x\n', [QUOTES]),
    ],
)
def test_half_a_row_is_never_left_in_a_cell_in_silence(tmp_path, rows, expected, ending, quick):
    text = (WIDE + rows + "8;Jaya;ada;ya;\n").replace("\n", ending)
    assert told(csv_at(tmp_path, text), quick) == [*expected, None]


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    "rows",
    [
        '1;Kecap;"ada\n2;Tahu;ada;ya;x\n3;Tempe";ya;y\n',  # the first line lacks cells
        '1;Kecap;x;"ada;ya;z\n2;Tahu;ada;ya;x\n3;Tempe;ada;ya";x\n',  # the first line has one too many
        '1;Kecap;ada;ya;"x\n2;Tahu;lama;ada;ya;y\nTempe;b;ada;ya;z"\n',  # the line inside has one too many
        'A;Kecap;ada;ya;"x\nB;Tahu;ada\nC;Tempe;ada;ya;z"\n',  # the line inside lacks some, the last is whole
        'A;Kecap;ada;ya;"x\nB;Tahu\nC;Tempe\nD;Pecel\nE;Rujak"\n',  # all of them lack some
    ],
)
def test_rows_that_are_swallowed_are_told_where_some_of_them_are_broken_too(tmp_path, rows, quick):
    assert told(csv_at(tmp_path, WIDE + rows + "8;Jaya;ada;ya;\n"), quick) == [QUOTES, None]


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('Kecap;pangan;ada;ya;"aktif\nSari;"\nTani";ada;ya\n', [QUOTES, QUOTES]),
        ('1;"Kecap;ada\n2;Tahu";ada\n', [QUOTES]),
        ('A;"Kecap;ada\nB;Tahu\nC;Tempe\nD;Pecel\nE;Rujak";ada\n', [QUOTES]),
        ('A;"Jl. Melati\nKebumen";ada\nB;Tahu\n', [None, None]),
        ('A;"RT 1;RW 2\nKebumen";ada\nB;Tahu\n', [None, None]),
    ],
)
def test_so_they_are_where_rows_may_be_short(tmp_path, rows, expected, quick):
    text = WIDE + rows + "8;Jaya;ada;ya;x\n"
    assert told(csv_at(tmp_path, text), quick, short_rows=True) == [*expected, None]


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    "cell",
    [
        "Jl. Melati 5;\nKebumen;",
        "Alamat\nRT 1;RW 2;",
        "3;kg\n7;dus",
        "1. kecap;\n2. tahu;\n3. tempe;",
        "a;b\nc;d\ne;f",
        "Desa\nRT 1;RW 2\nKebumen\nRT 3;RW 4",
        "catatan\n1;lama\n2",
    ],
)
def test_what_only_looks_a_little_like_rows_is_a_cell(tmp_path, cell, quick):
    text = WIDE + f'1;Kecap;ada;ya;"{cell}"\n2;Tahu;"{cell}";ya;x\n' + "8;Jaya;ada;ya;\n" * 2
    path = csv_at(tmp_path, text)
    assert told(path, quick) == [None] * 4
    assert [row.cells[4] for row in read_table(path).rows()][:1] == [cell]


def test_a_row_that_is_not_whole_far_below_such_a_cell_says_nothing_of_it(tmp_path):
    text = WIDE + '1;Kecap;ada;ya;"Jl. Melati;\nKebumen;"\n8;Jaya;ada;ya;\n9;Rusak;ada;ya\n' + "8;Jaya;ada;ya;\n" * 2
    assert told(csv_at(tmp_path, text), False) == [None, None, SHORT, None, None]


@pytest.mark.parametrize("quick", [False, True])
def test_such_a_cell_before_rows_that_are_held_together_is_told_too(tmp_path, quick):
    text = WIDE + 'Kecap;pangan;ada;ya;"aktif\nSari;"\nTani;a;"ada;ya;x\nTahu;b;ada";ya;y\n8;Jaya;ada;ya;\n'
    assert told(csv_at(tmp_path, text), quick) == [QUOTES, QUOTES, None]


def test_rows_of_which_one_has_half_of_the_other_are_counted_with_those_that_are_not_read(tmp_path):
    text = WIDE + 'Kecap;pangan;ada;ya;"\nSari;"\nTani;lama";ada;ya;\n' + "8;Jaya;ada;ya;\n" * 3
    assert "rows that are not as long as the header: 2" in [note.en for note in read_table(csv_at(tmp_path, text)).notes]


def test_nothing_is_decided_of_rows_that_are_torn(tmp_path):
    text = WIDE + 'Kecap;pangan;ada;ya;"aktif\nSari;"\nTani";ada;ya;\n' + "8;Jaya;ada;ya;\n" * 3
    for engine in ("rows", "polars"):
        score_table(csv_at(tmp_path, text), INOPAK, tmp_path / "h.csv", as_of=AS_OF, engine=engine, overwrite=True, lang="en")
        made = list(csv.DictReader(io.StringIO((tmp_path / "h.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
        assert [row["nk_market"] for row in made] == ["unknown", "unknown", "met", "met", "met"]
        assert made[0]["Keterangan"] == "aktif\nSari;"


#: Titles, rows as people write them, and what is told of each record.
TORN = {
    "titles end in delimiters, and what is held together is all that is beyond the last": (
        'No;Nama Usaha;Kab/Kota;Tahun;PIRT;Ket;;;\n1;Tempe;Demak;2018;ada;"baik\n2;Kue;Demak;2018;ada;jauh\n3;Roti;Demak;2018;belum";baik;x\n',
        [QUOTES],
    ),
    "the rest of a quoted cell stands behind": (
        'No;Nama Usaha;PIRT;Pasar\n1;Tempe;"ada;ya\n2;Kue;ada;ya\n3;"Roti; dan\nlain; itu";ada;ya\n4;Tahu;ada;ya\n',
        [QUOTES, QUOTES, None],
    ),
    "so it does behind a line of it": (
        'No;Nama Usaha;PIRT;Pasar\n1;Tempe;"ada;ya\n2;Kue;ada;ya\n3;"Roti; dan\nsatu; dua\nlain; itu";ada;ya\n4;Tahu;ada;ya\n',
        [QUOTES, SHORT, QUOTES, None],
    ),
    "a whole row ends it": (
        'No;Nama Usaha;PIRT;Pasar\n1;Tempe;"ada;ya\n2;Kue";ada;ya\n3;Roti;ada;ya\n4;Rasa 5";ada;ya\n5;Tahu;ada;ya\n',
        [QUOTES, None, None, None],
    ),
}


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("case", TORN)
def test_what_stands_behind_rows_that_are_held_together_is_told(tmp_path, case, quick):
    text, expected = TORN[case]
    assert told(csv_at(tmp_path, text), quick) == expected


def test_a_short_row_behind_rows_that_are_held_together_may_be_the_rest_of_a_cell(tmp_path):
    text = 'No;Nama Usaha;PIRT;Pasar\n1;Tempe;"ada;ya\n2;Kue;ada;ya\n3;"Roti; dan\nsatu; dua\n4;Tahu;ada\n5;Tahu;ada\n'
    assert told(csv_at(tmp_path, text), False, short_rows=True) == [QUOTES, QUOTES, None, None]
