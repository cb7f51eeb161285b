"""CSV that is not what it should be: bytes that are no letters, quotation marks left open, cells without end, misleading delimiters."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naikkelas.batch import ColumnMapping, TableError, Use, propose_columns, read_table, score_table
from naikkelas.batch.files.csv_records import cells_of
from tests.batch.columnar.test_engines import same, small_pieces
from tests.batch.make import AS_OF, INOPAK, codes, csv_at, names, values

ENGINES = ("rows", "polars")


def scored(folder, data, out="hasil.csv", **options):
    """The score of a file of bytes, the rows of the result, and the lines of its problems."""
    (folder / "data.csv").write_bytes(data)
    score = score_table(folder / "data.csv", INOPAK, folder / out, as_of=AS_OF, problems=folder / "masalah.csv", overwrite=True, **options)
    told = list(csv.DictReader(io.StringIO((folder / "masalah.csv").read_bytes().decode("utf-8-sig")), delimiter=";"))
    return score, values(read_table(folder / out)), told


# --- bytes ---------------------------------------------------------------------------------------------------------------

MOSTLY = "ID;Tahu Pasar;Nama Usaha\n1;ya;Café Señora – “Bu Sri”\n2;ya;Kopi™\n3;ya;x".encode() + b"\xff\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bad_byte_leaves_the_other_letters_as_they_were_and_is_told_at_its_cell(tmp_path, engine):
    score, rows, told = scored(tmp_path, MOSTLY, engine=engine)
    assert [row[2] for row in rows] == ["Café Señora – “Bu Sri”", "Kopi™", "x\N{REPLACEMENT CHARACTER}"]
    assert [(each["code"], each["row"], each["column"], each["title"]) for each in told] == [("NK559", "4", "C", "Nama Usaha")]
    assert (score.problems, score.marked) == ({"NK559": 1}, 1)
    assert any("Nama Usaha: " in cell for cell in rows[2])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("letter", ["é", "€", "\N{DOG FACE}"])
def test_a_file_that_ends_within_a_letter_is_still_utf8(tmp_path, letter, engine):
    score, rows, told = scored(tmp_path, f"ID;Tahu Pasar;Nama Usaha\n1;ya;Café\n2;ya;Kopi {letter}".encode()[:-1], engine=engine)
    assert [row[2] for row in rows] == ["Café", "Kopi \N{REPLACEMENT CHARACTER}"]
    assert [(each["code"], each["row"], each["column"]) for each in told] == [("NK559", "3", "C")]
    assert any("utf-8" in note.en for note in score.notes)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cell_with_a_bad_byte_gives_no_fact(tmp_path, engine):
    data = MOSTLY.replace(b"3;ya;x\xff", b"3;ya\xff;x")
    score, rows, told = scored(tmp_path, data, engine=engine)
    assert [(each["code"], each["row"], each["column"]) for each in told] == [("NK559", "4", "B")]
    assert score.problems == {"NK559": 1}
    assert rows[2][1] == "ya\N{REPLACEMENT CHARACTER}"


def test_a_byte_that_cp1252_does_not_know_is_told(tmp_path):
    score, rows, told = scored(tmp_path, "ID;Tahu Pasar;Nama Usaha\n1;ya;Café ".encode("cp1252") + b"\x81\n")
    assert rows[0][2] == "Café \N{REPLACEMENT CHARACTER}"
    assert [(each["code"], each["row"], each["column"]) for each in told] == [("NK559", "2", "C")]
    assert any("cp1252" in note.en for note in score.notes)


def test_a_bad_byte_in_a_title_or_a_row_of_another_length_is_told(tmp_path):
    data = "ID;Tahu Pasar;Nama Usaha – é".encode() + b"\xff\n1;ya;a;b\xff\n2;ya;x\n"
    score, _, told = scored(tmp_path, data)
    assert [(each["code"], each["row"], each["column"]) for each in told] == [("NK559", "1", "C"), ("NK453", "2", ""), ("NK559", "2", "")]
    assert score.problems["NK559"] == 1


def test_bytes_that_only_mark_utf_8_do_not_make_it_so(tmp_path):
    path = tmp_path / "data.csv"
    path.write_bytes("nama,kota\nCafé Ñ,Kebumen\nÃ\N{POUND SIGN} é,Demak\n".encode("cp1252"))
    assert values(read_table(path))[0] == ("Café Ñ", "Kebumen")
    path.write_bytes("\N{BYTE ORDER MARK}nama,kota\nx".encode() + b"\xff,Kebumen\n")
    table = read_table(path)
    assert (names(table), table.damaged) == (["nama", "kota"], True)


def test_a_sign_that_was_lost_before_is_in_no_fact(tmp_path):
    table = read_table(csv_at(tmp_path, "ID;Tahu Pasar\n1;ya\N{REPLACEMENT CHARACTER}\n2;ya\n"))
    assert not table.damaged
    assert [sample.becomes for each in propose_columns(table) for sample in each.samples if sample.refused] == ["NK559"]


@pytest.mark.no_cover
@given(
    st.lists(st.tuples(st.sampled_from(["ya", "é", "tidak", ""]), st.sampled_from(["é", "Ñ", "x", "", '"a\nb"', "a;b"])), max_size=9),
    st.randoms(),
)
@example([("ya", "é"), ("é", "x"), ("", "a;b")], None)
@settings(deadline=None, max_examples=15)
def test_every_engine_tells_the_same_of_bad_bytes(rows, random):
    lines = [f"{at};{one};{two}\n".encode() for at, (one, two) in enumerate(rows)]
    data = bytearray(b"No;Tahu Pasar;Nama Usaha\n" + "0;ya;ééé\n".encode() * 4 + b"".join(lines))
    start = data.index(b"0;ya")
    for _ in range(3 if random else 0):
        at = random.randrange(start, len(data))
        if data[at : at + 1].isalpha():
            data[at] = 0xFF
    with tempfile.TemporaryDirectory() as folder, small_pieces(60, 3):
        path = Path(folder) / "data.csv"
        path.write_bytes(bytes(data))
        made = same(path, INOPAK, engines=ENGINES, mapping=ColumnMapping({"Tahu Pasar": Use("fact", "knows_market")}))
        assert b"NK559" in made[1] or b"\xff" not in data


# --- quotation marks -----------------------------------------------------------------------------------------------------


def refused(folder, text, **options):
    with pytest.raises(TableError) as error:
        read_table(csv_at(folder, text), **options)
    return [(found.code, found.place.line) for found in error.value.problems]


def test_an_open_quotation_mark_among_the_first_rows_is_told_as_one(tmp_path):
    lines = "".join(f"{at};ya;Jl. X {at}\n" for at in range(2, 300))
    assert refused(tmp_path, f'ID;Tahu Pasar;Alamat\n1;ya;"Jl. Melati\n{lines}') == [("NK454", 2)]
    lines = "".join(f"{at},b;ya;Jl\n" for at in range(2, 300))
    assert refused(tmp_path, f'a,x;b;c\n1,a;ya;"Jl\n{lines}') == [("NK454", 2)]


def test_a_cell_of_more_lines_than_any_has_is_told_truthfully(tmp_path):
    text = 'ID;Tahu Pasar;Catatan\n1;ya;"' + "l\n" * 250 + '"\n2;ya;b\n'
    with pytest.raises(TableError) as error:
        read_table(csv_at(tmp_path, text))
    assert codes(error) == ["NK454"]
    assert "within 200 lines" in str(error.value)


# --- long cells ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["x" * 140_000, '"' + "x;\n" + 'y""' * 70_000 + '"'])
def test_a_cell_may_be_as_long_as_it_is(tmp_path, cell):
    text = f"ID;Catatan;Tahu Pasar\n1;{cell};ya\n2;{cell};tidak"
    for more in ("\n", "\n3;a;ya\n"):
        table = read_table(csv_at(tmp_path, text + more))
        long = next(csv.reader([cell.replace("\n", " ")], delimiter=";")) if len(cell) < 131_072 else None
        expected = long[0] if long else cell.strip('"').replace('""', '"')
        assert [row[2] for row in values(table)][:2] == ["ya", "tidak"]
        assert values(table)[1][1] in (expected, expected + '"')
    assert csv.field_size_limit() == 131_072


def test_a_long_cell_that_is_not_closed_is_told(tmp_path):
    assert refused(tmp_path, 'ID;Catatan;Tahu Pasar\n1;a;ya\n2;"' + "x" * 140_000 + "\n3;b;ya\n") == [("NK454", 3)]


@given(st.text(st.sampled_from('a";\n\r \t'), max_size=20))
@example('"a""b";"c"d;e"f\n')
@example('"')
@example("")
def test_a_record_is_taken_apart_as_csv_does(text):
    lines = list(io.StringIO(text, newline=""))
    if not lines:
        return
    records = list(csv.reader([*lines, "end"] if lines[-1].endswith(("\n", "\r")) else [*lines, "\n", "end"], delimiter=";"))
    first = next((records[0] for _ in (1,) if records), [])
    taken = []
    for line in lines:
        taken.append(line)
        made = cells_of("".join(taken), ";")
        if made is not None:
            assert made == (first or [""])
            return
    assert records[-1] != ["end"]


# --- delimiters ----------------------------------------------------------------------------------------------------------


def test_titles_decide_the_delimiter_before_commas_in_addresses(tmp_path):
    text = "ID;Tahu Pasar;Alamat\n" + "".join(f"{at};ya;Jl. A No. {at}, RT 1, RW 2, Desa B\n" for at in range(6))
    table = read_table(csv_at(tmp_path, text))
    assert (table.delimiter, names(table)) == (";", ["ID", "Tahu Pasar", "Alamat"])


def test_permits_in_cells_are_no_titles_that_decide_the_delimiter(tmp_path):
    text = "alfa;beta;gama\n" + "1;x;NIB,PIRT\n2;y;NIB,PIRT\n3;z;NIB,PIRT\n"
    assert read_table(csv_at(tmp_path, text)).delimiter == ";"


def test_the_words_of_a_result_do_not_decide_its_delimiter(tmp_path):
    _, rows, _ = scored(tmp_path, b"ID;Tahu Pasar;Nama Usaha\n1;ya;a\n2;ya;b\n3;;c\n")
    assert [row[:3] for row in rows] == [("1", "ya", "a"), ("2", "ya", "b"), ("3", "", "c")]


def test_a_sentence_above_the_titles_does_not_decide_the_delimiter(tmp_path):
    text = "Data nama usaha, alamat, telepon\nNama Usaha;Alamat;Kab/Kota\nA;Jl. B;Kebumen\nC;Jl. D, RT 1;Demak\n"
    assert read_table(csv_at(tmp_path, text)).delimiter == ";"
