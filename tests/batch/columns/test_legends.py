"""What says what digits and marks mean is seen wherever it stands, and never guessed: the columns that are answered so wait for somebody who knows."""

import re
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.batch.columnar.test_engines import small_pieces
from tests.batch.columns.test_digits import scored
from tests.batch.make import text_of, xlsx_at

N = None
TITLES = ["No", "Nama Usaha", "Jenis Usaha", "Tahun Berdiri", "Tahu Pasar", "Tahu Produksi", "Ekspor"]
MAPPED = "{Jenis Usaha: {fact: sector}, Tahun Berdiri: {fact: operating_since}, Tahu Pasar: {fact: knows_market}, Tahu Produksi: {fact: knows_production}, Ekspor: {fact: has_exported}}"
ENGINES = ["rows", "polars"]


def businesses(yes=1, no=0):
    return [
        [1, "U1", "pangan", 2018, yes, yes, yes],
        [2, "U2", "pangan", 2018, no, no, no],
        [3, "U3", "pangan", 2018, yes, no, yes],
    ]


def answers(folder, rows, mapping=MAPPED, engine="rows"):
    """What is known of the market and of production of the three businesses, and the hints of what was told."""
    made, score, said = scored(folder, text_of(rows) if isinstance(rows, list) else rows, mapping, engine)
    own = [(row["nk_market"], row["nk_production"]) for row in said if str(row["Nama Usaha"]).startswith("U")]
    assert len(own) == len(made) - sum(not str(row["Nama Usaha"]).startswith("U") for row in said) == 3
    return own, {each.advice() for each in (*score.warnings, *score.first_problems)}


def answers_around(folder, rows, mapping, engine="rows"):
    """The same where rows of the legend may be read as businesses."""
    _, _, said = scored(folder, text_of(rows) if isinstance(rows, list) else rows, mapping, engine)
    own = [(row["nk_market"], row["nk_production"]) for row in said if str(row["Nama Usaha"] or "").startswith("U")]
    assert len(own) == 3
    return own


READ = [("met", "met"), ("not_met", "not_met"), ("met", "not_met")]
UNKNOWN = [("unknown", "unknown")] * 3

SIDE = [N] * 4
LEGENDS = [
    [[*SIDE, *["1=Tidak 0=Ya"] * 3]],
    [[*SIDE, *["(1=Tidak, 0=Ya)"] * 3]],
    [[*SIDE, *["1:T / 0:Y"] * 3]],
    [[*SIDE, *["Belum = 1"] * 3]],
    [["Ket", *SIDE[1:], *["1=Tidak"] * 3]],
    [["Keterangan:", N, "1 = Tidak", "0 = Ya"]],
    [["Keterangan", ":", "1 = Tidak", "0 = Ya"]],
    [["Keterangan angka", "1 : belum berizin", "0 : sudah berizin"]],
    [["Keterangan:", 1, "=", "tidak punya", 0, "=", "punya"]],
    [["Legenda", N, 1, "Tidak Memiliki"]],
    [[N, N, "Ket:", 1, "Tidak", 0, "Ya"]],
    [["Keterangan", N, N, N, N, 1, "Tidak"]],
    [["*) 1 : N", "0 : Y"]],
    [["Petunjuk", "0: Y, 1: T"]],
    [["Kode: satu = tidak, nol = ya"]],
    [["Kode", "Arti"], [1, "Tidak"], [0, "Ya"]],
    [[N, "Keterangan kode", "1 = Tidak", "0 = Ya"]],
]


@pytest.mark.parametrize(("legend", "mapping"), [*((legend, MAPPED) for legend in LEGENDS), *((legend, N) for legend in LEGENDS[:4])])
def test_a_legend_in_any_number_of_cells_below_the_rows_is_seen(tmp_path, legend, mapping):
    rows = [TITLES, *businesses(), *legend]
    made = []
    for engine in ENGINES:
        with small_pieces(200, 2):
            made.append(answers_around(tmp_path, rows, mapping, engine))
    assert made == [UNKNOWN, UNKNOWN]


@pytest.mark.parametrize("legend", LEGENDS[:4])
@pytest.mark.parametrize("numbering", [[], [[f"({at + 1})" for at in range(len(TITLES))]]])
def test_a_legend_under_each_title_is_seen(tmp_path, legend, numbering):
    assert answers_around(tmp_path, [TITLES, *numbering, *legend, *businesses()], MAPPED) == UNKNOWN
    path = xlsx_at(tmp_path, [TITLES, *numbering, *legend, *businesses()])
    assert answers_around(tmp_path, path, MAPPED) == UNKNOWN


def beside(titles, *cells):
    """The table with more columns on the right."""
    more = [*cells, *[[N] * len(titles)] * (3 - len(cells))]
    return [[*TITLES, *titles], *([*row, *each] for row, each in zip(businesses(), more, strict=True))]


@pytest.mark.parametrize(
    "rows",
    [
        beside([N, "Kode", "Arti"], [N, 1, "Tidak"], [N, 0, "Ya"]),
        beside(["Ket"], ["1 = Tidak"], ["0 = Ya"]),
        beside(["Keterangan Kode"], ["1 = Tidak, 0 = Ya"]),
        beside([N, N, N], [N, 1, "Tidak"], [N, 0, "Ya"]),
        beside([N, N, N, N], [N, 1, "=", "Tidak"], [N, 0, "=", "Ya"]),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_legend_beside_the_rows_is_seen_with_and_without_titles(tmp_path, rows, engine):
    with small_pieces(200, 2):
        assert answers(tmp_path, rows, MAPPED, engine)[0] == UNKNOWN


@pytest.mark.parametrize("engine", ENGINES)
def test_what_businesses_have_beside_their_answers_is_no_legend(tmp_path, engine):
    innocent = ["https://a.id/?id=1", "Jl. Mawar 1: ada pos", "Rasa: 1. ada manis 2. pedas", "RT 1 / RW 0, ada gang", 1, "ya", "v"]
    titles = ["Foto", "Alamat", "Catatan", "Lokasi", "Jumlah Mesin", "Tanah Sendiri", "Hadir"]
    rows = [[*TITLES, *titles], *([*row, *innocent] for row in businesses())]
    with small_pieces(200, 2):
        assert answers(tmp_path, rows, MAPPED, engine)[0] == READ


def test_a_row_without_its_name_is_no_legend(tmp_path):
    rows = [TITLES, *businesses(), [4, N, "pangan", 2018, 1, "ya", 0]]
    assert answers_around(tmp_path, rows, MAPPED) == READ


MARKS = [
    "Keterangan: v = belum",
    "Ket : v = belum, x = sudah",
    "Beri tanda V bila belum memiliki/tidak",
    "Catatan: V = tidak",
    "Isi dengan tanda ✓ jika tidak punya",
    "Belum memiliki = v",
    "Ket: v : perlu dibantu",
]

TURNED = [
    "Keterangan: v berarti belum punya", "Tanda v berarti tidak", "v berarti blm", "tanda cek berarti belum",
    "v = berakhir masa berlakunya", "v = berkas belum lengkap", "dicentang = belum punya", "kolom dicentang artinya belum memiliki",
    "kolom yang dicentang itu artinya belum", "diceklis jika belum", "checklis = belum", "contreng jika belum",
    "tanda contreng artinya tidak punya", "dicontreng = belum", "yang belum diberi tanda v", "yang belum diberi (tanda) v",
    "yang belum diberi v", "Bila belum punya, beri tanda v", "centang yang dibutuhkan", "Centang izin yang diperlukan", "√ sedang diurus",
    "v = mau diurus", "v = minat", "v = bersedia mengurus", "v = sudah kadaluarsa", "v = sudah habis masa berlaku",
    "v = sudah diajukan", "v = sudah tidak ada", "v = ada/tidak", "v - jika belum", "v = sudah tapi belum terbit", "v = sudah - diajukan", "Sedang diurus = v", "v jika berminat",
]  # fmt: skip
HARMLESS = [
    "v berarti sudah punya", "Tanda v artinya memiliki izin", "dicentang = sudah ada", "diceklis jika sudah memiliki NIB",
    "centang yang sudah dimiliki", "Beri tanda centang (v) pada kolom yang sesuai", "v = Ya (sudah punya nomor PIRT)",
    "v = ada - tidak ada", "beri v jika ya dan - jika tidak", "v = sudah x = belum", "v = ya 0 = tidak", "Ada = v",
    "v = sudah bersertifikat", "v jika memenuhi; kosongkan jika belum", "yang sudah diberi tanda v", "CHECKLIST IKM KABUPATEN KEBUMEN",
    "Jika jawabannya ya, beri tanda v", "v : sudah kosong : belum",
    "v = Ya T = Tidak", "✓: ya  ✗: tidak", "v = 1, kosong = 0", "v = 12",
]  # fmt: skip


@pytest.mark.parametrize("legend", MARKS)
@pytest.mark.parametrize(("place", "mark"), [("above", "v"), ("below", "✓")])
def test_a_mark_that_may_say_no_is_not_read(tmp_path, legend, place, mark):
    own = [TITLES, *businesses(mark, "tidak")]
    legend = re.sub(r"\b[vV✓](?!\w)|✓", mark, legend)
    rows = [[legend], [], *own] if place == "above" else [*own, [], [legend]]
    for engine in ENGINES:
        with small_pieces(200, 2):
            made = answers_around(tmp_path, rows, MAPPED, engine)
        assert made == [("unknown", "unknown"), ("not_met", "not_met"), ("unknown", "not_met")]


@pytest.mark.parametrize("legend", TURNED)
def test_a_mark_is_no_yes_where_it_is_said_to_mean_anything_but_a_plain_yes(tmp_path, legend):
    made = answers(tmp_path, [[legend], [], TITLES, *businesses("v", "tidak")])[0]
    assert made == [("unknown", "unknown"), ("not_met", "not_met"), ("unknown", "not_met")]


@pytest.mark.parametrize("legend", HARMLESS)
def test_a_mark_that_means_a_plain_yes_is_read(tmp_path, legend):
    assert answers(tmp_path, [[legend], [], TITLES, *businesses("v", "tidak")])[0] == READ


SIGNED = [
    ["v = sudah punya", N, N, N, "Kepala Dinas"],
    ["Ket: v = ada", N, N, N, "Kepala Dinas"],
    ["Ket: v = ada", N, N, N, "Kebumen, 3 Juni 2026"],
    ["Ket:", "v = ada", N, N, "Sri Rahayu"],
    ["v", "=", "sudah punya", N, "Kepala Dinas"],
    ["Ket: ada = sudah punya", "Mengetahui"],
]


@pytest.mark.parametrize("legend", SIGNED)
@pytest.mark.parametrize("engine", ENGINES)
def test_who_signs_beside_a_harmless_legend_says_no_more_of_it(tmp_path, legend, engine):
    assert answers_around(tmp_path, [TITLES, *businesses("v", "tidak"), [], legend], MAPPED, engine) == READ
    assert answers_around(tmp_path, [TITLES, *businesses("ada", "tidak"), [], legend], MAPPED, engine) == READ


@pytest.mark.parametrize(
    "legend",
    [
        ["v = sudah", "diajukan"], ["v = sudah", N, "diajukan"], ["v = sudah", N, N, "tetapi mati"], ["v = ada", "milik mitra"],
        ["v = ada", N, N, N, "2027"], ["v =", N, N, N, "Belum"], ["v = belum", N, N, N, "Kepala Dinas"], ["v = 2027"], ["Ket: v = 2027", N, "Kepala Dinas"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("engine", ENGINES)
def test_what_goes_on_beside_a_legend_counts_and_so_does_a_year(tmp_path, legend, engine):
    made = answers_around(tmp_path, [TITLES, *businesses("v", "tidak"), [], legend], MAPPED, engine)
    assert made == [("unknown", "unknown"), ("not_met", "not_met"), ("unknown", "not_met")]


@pytest.mark.parametrize("legend", ["v = belum", "v berarti belum", "dicentang = belum punya", "Catatan: v belum punya", "Belum = v"])
def test_a_legend_of_marks_beside_a_business_is_seen(tmp_path, legend):
    text = text_of([[*TITLES, "Catatan"], *([*row, legend if row[0] == 2 else N] for row in businesses("v", "tidak"))])
    for engine in ENGINES:
        with small_pieces(200, 2):
            assert answers(tmp_path, text, MAPPED, engine)[0][0] == ("unknown", "unknown")


@pytest.mark.parametrize("remark", ["Ceklis: kurang foto", "NIB v belum diambil", "hadir v: baru", "belum dicentang petugas"])
def test_a_remark_on_a_business_says_nothing_of_marks(tmp_path, remark):
    text = text_of([[*TITLES, "Catatan"], *([*row, remark if row[0] == 2 else N] for row in businesses("v", "tidak"))])
    for engine in ENGINES:
        with small_pieces(200, 2):
            assert answers(tmp_path, text, MAPPED, engine)[0] == READ


@pytest.mark.parametrize(("legend", "mark", "hint"), [("v = belum", "v", "{v: "), ("1 = tidak, 0 = ya", 1, "{1: ")])
def test_the_hint_of_a_column_that_is_not_used_speaks_of_what_stands_in_it(tmp_path, legend, mark, hint):
    rows = [[f'"{legend}"'], [], TITLES, *businesses(mark, 0 if mark == 1 else mark)]
    _, score, _ = scored(tmp_path, text_of(rows))
    told = [each.advice() for each in score.warnings if each.code == "NK464" and each.slots["read"].startswith("Tahu ")]
    assert told
    assert all(hint in each for each in told)


@pytest.mark.parametrize("legend", ["Keterangan: v = belum", "Belum memiliki = v"])
def test_the_hint_names_the_row_of_the_legend_of_a_mark(tmp_path, legend):
    own, hints = answers(tmp_path, [[legend], [], TITLES, *businesses("v", "tidak")])
    assert own[0] == ("unknown", "unknown")
    assert own[1] == ("not_met", "not_met")
    assert any(each and each.startswith("row 1 ") for each in hints)


@pytest.mark.parametrize(
    "legend",
    [
        "Keterangan: v = sudah, x = belum",
        "Beri tanda V bila sudah memiliki",
        "v = ada; - = tidak ada",
        "V. DATA IKM YANG TIDAK HADIR",
        "Sudah/Belum (v)",
    ],
)
def test_a_mark_that_says_yes_is_read(tmp_path, legend):
    assert answers(tmp_path, [[f'"{legend}"'], [], TITLES, *businesses("v", "tidak")])[0] == READ


def test_a_mark_of_which_a_title_says_that_it_means_no_is_not_read_in_that_column(tmp_path):
    titles = [title.replace("Tahu Pasar", "Tahu Pasar (v = tidak)") for title in TITLES]
    mapping = MAPPED.replace("Tahu Pasar:", '"Tahu Pasar (v = tidak)":')
    own, _ = answers(tmp_path, [titles, *businesses("v", "tidak")], mapping)
    assert own == [("unknown", "met"), ("not_met", "not_met"), ("unknown", "not_met")]


def test_a_mapping_says_what_a_mark_means(tmp_path):
    mapping = MAPPED.replace("{fact: knows_market}", "{fact: knows_market, values: {v: tidak}}")
    own, _ = answers(tmp_path, [["Keterangan: v = belum"], [], TITLES, *businesses("v", "ya")], mapping)
    assert [market for market, _ in own] == ["not_met", "met", "not_met"]


@pytest.mark.parametrize("name", ["Keterangan", "Kode", "LEGENDA", "Arti kode"])
@pytest.mark.parametrize(
    "legend", [[["Kode", "Arti"], [1, "Tidak"], [0, "Ya"]], [["1 = tidak, 0 = ya"]], [["Angka", ":", "Maksud"], [0, ":", "sudah"]]]
)
def test_a_legend_in_a_sheet_of_its_own_is_seen_and_told(tmp_path, name, legend):
    path = xlsx_at(tmp_path, [TITLES, *businesses()])
    book = openpyxl.load_workbook(path)
    for row in legend:
        book.create_sheet(name) if name not in book.sheetnames else None
        book[name].append(row)
    book.save(path)
    own, hints = answers(tmp_path, path)
    assert own == UNKNOWN
    assert any(each and f"({name})" in each for each in hints)


LISTS = [
    [["No", "PIRT"], [1, "Belum"], [2, "Sudah"], [3, "Belum"]],
    [["DATA PIRT"], [], ["No.", "PIRT", "Halal"], [1, "Belum", "Sudah"], [2, "belum", "Belum"]],
    [["No Urut", "Status PIRT"], ["1.", "Sudah"], ["2.", "Belum"], ["3.", None], ["4.", "Belum"]],
]
NO_LISTS = [
    [["No", "PIRT"], [1, "Belum"], [2, "Sudah"]],  # nobody knows
    [["No", "PIRT"], [1, "Belum"], [2, "Sudah"], [3, None]],
    [["No", "PIRT"], [0, "Sudah"], [1, "Belum"], [2, "Belum"]],
    [["Kode", "PIRT"], [1, "Belum"], [2, "Sudah"], [3, "Belum"]],
    [["Kode", "Keterangan"], [1, "Belum"], [2, "Sudah"], [3, "Belum"]],
    [["No", "Keterangan"], [1, "Belum"], [2, "Sudah"], [3, "Belum"]],
    [["No", "PIRT"], [1, "Belum"], [2, "1 = belum, 0 = sudah"], [3, "Belum"]],
    [["No", "PIRT"], [1, "Belum"], [2, "Belum"], [], ["Kode", "Arti"], [1, "Belum"]],
    [["1 = belum"], ["No", "PIRT"], [1, "Belum"], [2, "Belum"]],
]


@pytest.mark.parametrize(("rows", "is_legend"), [*((rows, False) for rows in LISTS), *((rows, True) for rows in NO_LISTS)])
def test_numbered_answers_of_businesses_in_another_sheet_are_no_legend_where_answers_come_again(tmp_path, rows, is_legend):
    path = xlsx_at(tmp_path, [TITLES, *businesses()])
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("Rekap")
    for row in rows:
        other.append(row)
    book.save(path)
    own, _ = answers(tmp_path, path)
    assert own == (UNKNOWN if is_legend else READ)


def test_what_other_sheets_hold_is_no_legend(tmp_path):
    path = xlsx_at(tmp_path, [TITLES, *businesses()])
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("Tahap 2")  # the list of another year
    for row in ([*TITLES, "Catatan"], *([*row, "1: sudah dikunjungi"] for row in businesses()), [1, "Sudah Ada"], ["Tempe", "v", "belum"]):
        other.append(row)
    book.create_sheet("Daftar").append(["ya", "tidak"])
    book["Daftar"].append(["tidak", "ya"])
    book.create_sheet("Kode Pos").append(["Kebumen", 54311])
    guide = book.create_sheet("Petunjuk")  # as templates have one
    for row in (
        ["Barcode", "Apakah produk punya barcode (GS1/EAN-13)?", "ya, tidak"],
        ["KUR", "Sudah berapa kali?", "angka bulat; misalnya 3-5"],
    ):
        guide.append(row)
    book.save(path)
    assert answers(tmp_path, path)[0] == READ


@pytest.mark.parametrize(
    ("comment", "made"), [("1 = belum punya, 0 = punya", UNKNOWN), ("Dinas:\n1: tidak", UNKNOWN), ("Sudah 1 kali ditanya? ya, tidak", READ)]
)
def test_a_legend_in_a_comment_of_a_workbook_is_seen(tmp_path, comment, made):
    path = xlsx_at(tmp_path, [TITLES, *businesses()])
    book = openpyxl.load_workbook(path)
    book.active["E1"].comment = Comment(comment, "dinas")
    book.save(path)
    own, hints = answers(tmp_path, path)
    assert own == made
    assert any(each and each.startswith("row 1 (E1)") for each in hints) is (made == UNKNOWN)


@pytest.mark.parametrize("damage", ["<comments", None])
def test_comments_that_cannot_be_read_leave_the_sheet_as_it_is(tmp_path, damage):
    path = xlsx_at(tmp_path, [TITLES, *businesses()])
    book = openpyxl.load_workbook(path)
    book.active["E1"].comment = Comment("1 = tidak", "dinas")
    book.save(path)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            if "comments" in name and name.endswith("xml") and damage is None:
                continue
            archive.writestr(name, damage.encode() if damage and "comments" in name and name.endswith("xml") else content)
    assert answers(tmp_path, path)[0] == READ
