"""A text that turns the meaning of answers is seen wherever it stands, and one that does not is in nobody's way: texts and places, each with each."""

from pathlib import Path
from struct import pack
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment

from naikkelas.batch import TableError, propose_columns, read_table
from naikkelas.batch.columns.mapping import ColumnMapping, Use
from naikkelas.batch.columns.plan import plan_of
from naikkelas.batch.files.xls_guard import _Sectors
from naikkelas.batch.rows.profiles import RowReader
from naikkelas.batch.wording.meanings import turned
from tests.batch.make import INOPAK, csv_at, ods_at, ods_cell, ods_row, ods_sheet, text_of, xlsx_at

N = None
OLD = Path(__file__).parents[1] / "files" / "ikm.xls"
TITLES = ["No", "Nama Usaha", "Jenis Usaha", "Tahun Berdiri", "PIRT", "Tahu Pasar", "Tahu Produksi", "Ekspor"]

#: Answers of four businesses, by what is read of them when nothing turns it.
DIGITS, MARKS, WORDS, LETTERS = [1, 0, 1, 0], ["v", N, "v", "x"], ["ya", "tidak", "ada", "belum"], ["Y", "N", "Y", "N"]

TURNED = {
    "digits": (DIGITS, [
        "1 = perlu dibantu\n0 = sudah punya", "1 = perlu bantuan", "1 = butuh, 0 = mandiri", "1 = diusulkan, 0 = lainnya", "1 = prioritas",
        "angka 1 = proses", "1=Dlm Proses 0=Sdh", "kode 1 belum, kode 0 sudah", "satu = belum", "0 artinya sudah", "angka 1 berarti belum",
        "1 = tidak", "Keterangan: 1 = belum, 0 = sudah", "isi 1 jika belum", "1 → belum", "Yang kosong berarti sudah punya",
        "1 | belum", "nol = sudah, satu = belum", "1 = xyz", "1 = ya, 0 = tidak tahu", "0 = tidak ada data", "1 = ada, 0 = kosong",
        "1 = ya, 0 = tidak, belum didata", "1 = pernah ada",
    ]),
    "marks": (MARKS, [
        "Ket: v = belum punya, x = sudah", "x = ada, v = tidak ada", "Yang bercentang belum punya PIRT", "yang ditandai belum memiliki izin",
        "centang menunjukkan kebutuhan", "v | belum", "Kolom yang kosong berarti sudah punya", "v = belum", "v = usulan", "- = sudah, v = belum",
        "isi v jika belum", "kosong = sudah punya", "Belum = v", "v = xyz", "V artinya diusulkan", "dicentang = perlu fasilitasi", "v = tahu", "v = pernah", "v = berkas lengkap",
        "v = sudah, dlm proses", "v = sudah ada, masa berlaku habis; x = belum",
    ]),
    "words": (WORDS, [
        "Keterangan PIRT: ya = perlu dibantu, tidak = sudah punya", "ya artinya belum", "isi ya jika belum memiliki", "ada = perlu bantuan",
        "Keterangan: Ya = butuh fasilitasi, Tidak = tidak butuh", "Tidak = sudah punya", "Ket: ya=blm, tidak=sdh", "ya = xyz",
        "tidak berarti tidak perlu dibantu lagi", "Kolom kosong artinya sudah", "Tidak = tidak tahu", "Tidak = belum ada data", "Tidak = kosong",
        "Ya = ya, sudah habis", "Ya = pernah punya", "Ada = ada, sudah mati", "Ada = ada; belum diperpanjang",
    ]),
    "letters": (LETTERS, ["Keterangan: Y = belum punya, T = sudah", "Y = Belum", "Y | belum", "Ket: Y=perlu, N=tidak perlu", "N = sudah"]),
}  # fmt: skip
HARMLESS = {
    "digits": (DIGITS, ["1 = ya, 0 = tidak", "Keterangan: 1 = ya, 0 = tidak", "1 = sudah punya izin", "0 artinya belum", "1: ada 0: tidak ada", "isi 0 jika tidak ada", "1 = ya; 0 = tidak"]),
    "marks": (MARKS, [
        "√ = Ada, - = Tidak ada", "v: ya, -: tidak", "(v) ada / (-) tidak ada", "v = valid", "v = verified", "v = telah memiliki izin edar",
        "Ket: v = sudah, x = belum", "v = ya", "isi v jika sudah", "kosong = belum", "Kolom kosong berarti belum ada", "Ya/Tidak", "v = punya, kosongkan bila tidak",
        "v = ada, isi juga nomor izin",
        "1 = tidak, 0 = ya", "ya = belum", "*) data tahun lalu", "Sumber: survei",
    ]),
    "words": (WORDS, [
        "Ya/Tidak", "ya = sudah punya, tidak = belum punya", "Keterangan: belum ada tempat", "Perlu bantuan: ya", "ya, masih proses",
        "v = belum", "1 = belum", "Sudah dikunjungi 2 kali", "Y = Ya, T = Tidak", "ada 2 oven", "Ada / Tidak ada", "ya: 12 orang",
    ]),
    "letters": (LETTERS, ["Y = Ya, N = Tidak", "Ket: Y = sudah ada, N = belum ada", "Nilai = 80", "T = Tetap"]),
}  # fmt: skip


def businesses(answers, more=()):
    return [[at + 1, f"U{at}", "pangan", 2018, *[answer] * 4, *more] for at, answer in enumerate(answers)]


def in_comment(folder, text, answers):
    path = xlsx_at(folder, [TITLES, *businesses(answers)])
    book = openpyxl.load_workbook(path)
    book.active["E1"].comment = Comment(text, "Dinas")
    book.save(path)
    return path


def in_sheet(name):
    def made(folder, text, answers):
        path = xlsx_at(folder, [TITLES, *businesses(answers)])
        book = openpyxl.load_workbook(path)
        book.create_sheet(name).append([f"'{text}" if text.startswith("=") else text])
        book.save(path)
        return path

    return made


def in_comment_of_ods(folder, text, answers):
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    titled = f'<table:table-cell office:value-type="string"><office:annotation>{lines}</office:annotation><text:p>Tahu Pasar</text:p></table:table-cell>'
    head = [titled if title == "Tahu Pasar" else title for title in TITLES]
    rows = [
        ods_row(*("" if cell is N else ods_cell(str(cell), "float", value=str(cell)) if isinstance(cell, int) else cell for cell in row))
        for row in businesses(answers)
    ]
    return ods_at(folder, ods_sheet("Data", ods_row(*head), *rows))


def csv_of(folder, rows):
    return csv_at(folder, text_of([[f'"{cell}"' if isinstance(cell, str) else cell for cell in row] for row in rows]))


def beside(title, at, *more):
    """In a column on the right, in the row of a business or in that of the titles."""

    def made(folder, text, answers):
        rows = [[*TITLES, title, *more], *([*row, N, *more] for row in businesses(answers))]
        rows[at][len(TITLES)] = text
        return csv_of(folder, rows)

    return made


WIDE = [N] * (len(TITLES) - 1)
PLACES = {
    "above": lambda folder, text, answers: csv_of(folder, [[text, *WIDE], TITLES, *businesses(answers)]),
    "above and apart": lambda folder, text, answers: csv_of(
        folder, [["DATA IKM", *WIDE], [text, *WIDE], [N, *WIDE], TITLES, *businesses(answers)]
    ),
    "below": lambda folder, text, answers: csv_of(folder, [TITLES, *businesses(answers), [text, *WIDE]]),
    "below names": lambda folder, text, answers: csv_of(folder, [TITLES, *businesses(answers), [N, *WIDE], [N, text, *WIDE[1:]]]),
    "comment": in_comment,
    "comment of ods": in_comment_of_ods,
    **{f"sheet {name}": in_sheet(name) for name in ("Keterangan", "Sheet2")},
    "remark": beside("Keterangan", 2),
    "remark below a title of nobody": beside("Catatan Petugas", 3),
    "beside": beside("", 2, "Alamat"),
    "among the titles": beside("", 0),
}


def known(path):
    """What is known of the market of the businesses, without a mapping; ``None`` where nothing is."""
    table = read_table(path)
    try:
        plan = plan_of(table, INOPAK, None, {})
    except TableError:  # no column is sure
        return [N] * 4
    reader = RowReader(table, plan, INOPAK, {})
    own = [row for row in table.rows() if str(row.cells[1]).startswith("U") and row.problem is None]
    assert len(own) == 4
    return [reader.read(row)[0].exact.get("knows_market") for row in own]


def cases(texts):
    """Each text in a few of the places, others for the next text; all in all is the work of a longer run."""
    made = [(kind, answers, text) for kind, (answers, each) in texts.items() for text in each]
    names = list(PLACES)
    for at, (kind, answers, text) in enumerate(made):
        few = [names[(5 * at + step) % len(names)] for step in range(2)]
        yield pytest.param(answers, text, few, id=f"{kind}: {text}")
        if at % 4 == 0:
            yield pytest.param(answers, text, names, id=f"{kind}: {text} everywhere", marks=pytest.mark.slow)


RIGHT = {1: True, 0: False, "v": True, "ya": True, "ada": True, "Y": True, "N": False, "tidak": False, "belum": False}


@pytest.mark.parametrize(("answers", "text", "places"), list(cases(TURNED)))
def test_a_text_that_turns_answers_is_seen_wherever_it_stands(tmp_path, answers, text, places):
    assert [place for place in places if set(known(PLACES[place](tmp_path, text, answers))) != {N}] == []


@pytest.mark.parametrize(("answers", "text", "places"), list(cases(HARMLESS)))
def test_a_text_that_turns_nothing_is_in_nobodys_way(tmp_path, answers, text, places):
    right = [RIGHT.get(answer) for answer in answers]
    assert [place for place in places if known(PLACES[place](tmp_path, text, answers)) != right] == []


SPLIT = [
    (DIGITS, [["Kode", 1, 0], ["Arti", "belum", "sudah"]]),
    (DIGITS, [["Kode", "Arti"], [1, "Belum"], [0, "Sudah"]]),
    (DIGITS, [[1, "Perlu dibantu"]]),
    (DIGITS, [[1, ":", "butuh"]]),
    (MARKS, [["Simbol", "Arti"], ["v", "usulan"]]),
    (MARKS, [["Keterangan:"], [N, "v", "usulan"]]),
    (MARKS, [[N, "Keterangan", N, "v", "xyz"]]),
    (WORDS, [["Jawaban", "ya", "tidak"], ["Arti", "butuh", "punya"]]),
    (WORDS, [["Keterangan", "ya", "perlu dibantu"]]),
]


@pytest.mark.parametrize(("answers", "rows"), SPLIT)
def test_a_legend_in_several_cells_is_seen_in_other_sheets_above_and_below(tmp_path, answers, rows):
    path = xlsx_at(tmp_path, [TITLES, *businesses(answers)])
    book = openpyxl.load_workbook(path)
    for row in [["Isi sheet ini", N, N, N], [], *rows]:
        book["Lain" if "Lain" in book.sheetnames else book.create_sheet("Lain").title].append(row)
    book.save(path)
    wide = [[*row, *[N] * (len(TITLES) - len(row))] for row in rows]
    made = [path, csv_at(tmp_path, text_of([TITLES, *businesses(answers), [N, *WIDE], *wide]))]
    assert [known(each) for each in made] == [[N] * 4] * 2
    above = csv_at(tmp_path, text_of([*wide, [N, *WIDE], [N, *WIDE], TITLES, *businesses(answers)]))
    assert known(above) == [N] * 4


@pytest.mark.parametrize("row", [[5, N, N, N, N, N, "ada"], [5, "Warung Ada Rasa"], [5, "U5", N, N, "ya"], [5, N, N, N, "v", "tidak"]])
@pytest.mark.parametrize("answers", [DIGITS, MARKS, WORDS])
def test_a_business_that_is_not_finished_is_no_legend(tmp_path, row, answers):
    cells = [*row, *[N] * (len(TITLES) - len(row))]
    path = csv_at(tmp_path, text_of([TITLES, *businesses(answers), [N, *WIDE], cells]))
    if row[1] == "U5":
        path.write_text(path.read_text(encoding="utf-8").replace("U5", "Tempe"), encoding="utf-8")
    assert known(path) == [RIGHT.get(answer) for answer in answers]


@pytest.mark.parametrize(
    "remark",
    [
        "hadir v: baru",
        "Ceklis: kurang foto",
        "belum dicentang petugas",
        "1: sudah dikunjungi",
        "ya: kurang foto",
        "Kompor ada (1)",
        "Ada = 2 oven",
        "PIRT: belum",
        "ya, jika ada modal",
    ],
)
@pytest.mark.parametrize("answers", [DIGITS, MARKS, WORDS])
def test_a_remark_on_a_business_is_no_legend(tmp_path, remark, answers):
    assert known(PLACES["remark"](tmp_path, remark, answers)) == [RIGHT.get(answer) for answer in answers]


def test_the_hint_of_a_word_names_the_row_and_a_mapping_settles_it(tmp_path):
    path = PLACES["below"](tmp_path, "ya = belum, tidak = sudah", WORDS)
    told = [each.advice() for each in propose_problems(path)]
    assert any(each and each.startswith("row 6 ") and "values: {ya: " in each for each in told)
    assert "baris 6" in next(each.why.id for each in propose_columns(read_table(path)) if each.column.name == "Tahu Pasar")
    use = Use("fact", "knows_market", values={"ya": "false", "tidak": "true"})
    plan = plan_of(read_table(path), INOPAK, ColumnMapping({"Tahu Pasar": use}), {})
    reader, rows = RowReader(read_table(path), plan, INOPAK, {}), list(read_table(path).rows())
    assert [reader.read(row)[0].exact.get("knows_market") for row in rows[:4]] == [False, True, N, N]


def propose_problems(path):
    return plan_of(read_table(path), INOPAK, None, {}).problems


def test_a_sheet_beside_that_is_damaged_leaves_the_table_as_it_is(tmp_path):
    path = in_sheet("Lain")(tmp_path, "v = belum", MARKS)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[:200] if name.endswith("sheet2.xml") else content)
    table = read_table(path, sheet="Data")
    assert len(list(table.rows())) == 4
    assert table.elsewhere == ()


# --- comments of old workbooks ---------------------------------------------------------------------------------------


def record(kind, content):
    return pack("<HH", kind, len(content)) + content


def comment_of_xls(text, row, column, shape=1, *, parts=1):
    """The records of a comment: its shape, its text in some parts, and where it lies."""
    step = -(-len(text) // parts)
    pieces = [record(0x3C, b"\x01" + text[at : at + step].encode("utf-16-le")) for at in range(0, len(text), step)]
    runs = record(0x3C, bytes(16))
    head = record(0x5D, pack("<HHHH", 0x15, 0x12, 0x19, shape) + bytes(14)) + record(
        0x1B6, bytes(10) + pack("<HH", len(text), 16) + bytes(4)
    )
    return head + b"".join(pieces) + runs + record(0x1C, pack("<HHHH", row, column, 0, shape) + bytes(4))


def packed(stream):
    """A file of one stream, as old workbooks are."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    assert len(table) <= 128
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + pack("<109I", 0, *[0xFFFFFFFF] * 108)

    def entry(name, kind, child, first, size):
        letters = (name + "\0").encode("utf-16-le")
        made = letters.ljust(64, b"\0") + pack("<HBBIII", len(letters), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return made.ljust(116, b"\0") + pack("<III", first, size, 0)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream)) + bytes(256)
    return head + pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table))) + folder + stream


def old_book(comments):
    """The workbook of the tests with comments in its last sheet."""
    stream = _Sectors(OLD.read_bytes()).stream()
    end = stream.rindex(record(0x0A, b""))
    return packed(stream[:end] + comments + stream[end:])


@pytest.mark.parametrize("parts", [1, 3])
def test_a_comment_of_an_old_workbook_is_seen(tmp_path, parts):
    path = tmp_path / "a.xls"
    path.write_bytes(old_book(comment_of_xls("v = belum punya", 0, 4, parts=parts) + comment_of_xls("lama", 2, 1, 2)))
    assert read_table(path).elsewhere[:2] == (("1 (E1)", ("v = belum punya",)), ("3 (B3)", ("lama",)))


@pytest.mark.parametrize(
    "damaged",
    [
        record(0x1C, b"\0"),
        record(0x1B6, b"\0"),
        record(0x5D, b"\0"),
        record(0x1B6, bytes(10) + pack("<HHI", 9, 0, 0)) + record(0x3C, b""),
        record(0x1C, bytes(12)),
    ],
)
def test_a_damaged_comment_of_an_old_workbook_is_none(tmp_path, damaged):
    path = tmp_path / "a.xls"
    path.write_bytes(old_book(damaged))
    assert list(read_table(path).rows())
    assert not any("(E1)" in place or "(A1)" in place for place, _ in read_table(path).elsewhere)


def test_what_is_not_read_says_nothing_of_a_no():
    assert not turned("di antaranya bukan usaha, tidak dibaca (NK570)")
    assert turned("ya dibaca belum")
