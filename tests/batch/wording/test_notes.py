"""Notes and footnotes around a list by which columns are none of today, others', or of other units: they wait, however short the note is."""

import pytest

from naikkelas.batch import propose_columns, read_table
from naikkelas.batch.wording.notes import is_only_of_amounts, is_plain_footnote, turned_columns
from tests.batch.make import csv_at, xlsx_at

TITLES = ["No", "Nama Usaha", "Desa", "Kab/Kota", "Tahun Berdiri", "PIRT", "NIB", "Jumlah Tenaga Kerja", "Omset"]
ROWS = [
    [1, "Tempe Maju", "Wero", "Kebumen", 2018, "ada", "ada", 6, 150000],
    [2, "Kue Sari", "Panjer", "Demak", 2019, "belum", "ada", 3, 250000],
]
ALL = {"Nama Usaha", "Kab/Kota", "Tahun Berdiri", "PIRT", "NIB", "Jumlah Tenaga Kerja", "Omset"}


def used(folder, rows, ending=".csv"):
    """The columns that are sure."""
    if ending == ".csv":
        width = max(map(len, rows))
        lines = (";".join("" if cell is None else str(cell) for cell in [*row, *[None] * (width - len(row))]) for row in rows)
        table = read_table(csv_at(folder, "".join(f"{line}\n" for line in lines)), delimiter=";")
    else:
        table = read_table(xlsx_at(folder, rows))
    return {each.column.name for each in propose_columns(table) if each.use is not None and each.sure.is_used}


def with_note(note, titles=TITLES, at=0):
    return [titles, *ROWS, [], [*[None] * at, *([note] if isinstance(note, str) else note)]]


# --- units, periods and plans in few words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "note",
    [
        "(dalam ribuan)", "(dalam jutaan)", "[dalam ribuan]", "(Rp 000)", "(Rp juta)", "(000)", "dlm ribuan", "dalam jutaan", "*dalam ribuan",
        "*) Ribuan", "Ket: jutaan", "Satuan: ribu", "Omset perbulan", "*Omset perbulan", "Omset/bln", "**Omset/bulan", "*) omset/bln", "*) sebulan",
        "*) triwulan", "per bulan", "- perbulan", "Penjualan sebulan", "(omset harian)", "Omset: bulanan",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("at", "ending"), [(0, ".csv"), (1, ".xlsx"), (8, ".csv")])
def test_a_unit_or_a_period_below_the_list_counts_in_one_word(tmp_path, note, at, ending):
    assert is_only_of_amounts(note)
    assert used(tmp_path, with_note(note, at=at), ending) == ALL - {"Omset"}


def test_a_unit_in_two_cells_below_the_list_counts(tmp_path):
    assert used(tmp_path, with_note(["Satuan:", "juta"])) == ALL - {"Omset"}
    assert used(tmp_path, with_note(["*)", "perbulan"])) == ALL - {"Omset"}


@pytest.mark.parametrize(
    "note",
    ["Data usulan", "Data contoh", "Data rencana", "Data dummy", "Catatan: usulan", "Ket: contoh", "*) data usulan", "*) data sebelum pelatihan", "Angka perkiraan"],
)  # fmt: skip
@pytest.mark.parametrize("at", [0, 1])
def test_a_note_below_the_list_says_in_two_words_that_it_is_none_of_today(tmp_path, note, at):
    assert used(tmp_path, with_note(note, at=at)) == {"Nama Usaha"}


@pytest.mark.parametrize(
    "name", ["Ribuan Rasa", "Juta Rasa", "Harian Pagi", "Toko Sebulan", "Minggu Jaya", "Warung 1000", "Mengetahui", "Kebumen", "Rumah Data"]
)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_name_alone_is_no_note(tmp_path, name, at):
    assert not is_only_of_amounts(name)
    assert used(tmp_path, with_note(name, at=at)) == ALL


def test_a_remark_alone_in_its_row_is_no_note_on_a_column(tmp_path):
    titles = [*TITLES, "Keterangan"]
    rows = [[*ROWS[0], "aktif"], [*[None] * 9, "perlu NIB tahun 2027"], [*ROWS[1], "aktif"]]
    assert used(tmp_path, [titles, *rows]) == ALL


def test_a_unit_alone_in_a_row_of_a_column_of_units_is_no_note(tmp_path):
    titles = [*TITLES, "Kapasitas", "Satuan"]
    rows = [[*ROWS[0], 500, "per bulan"], [*[None] * 10, "per hari"], [*ROWS[1], 200, "per bulan"]]
    assert used(tmp_path, [titles, *rows]) >= ALL


# --- footnotes -------------------------------------------------------------------------------------------------------

MARKED = [*TITLES[:5], "PIRT*", "NIB", "Jumlah Tenaga Kerja **", "Omset"]
MARKED_ALL = {"PIRT*" if each == "PIRT" else "Jumlah Tenaga Kerja **" if each == "Jumlah Tenaga Kerja" else each for each in ALL}


@pytest.mark.parametrize(
    ("note", "waits"),
    [
        ("*) dalam proses pengajuan", "PIRT*"),
        ("* masih diurus", "PIRT*"),
        ("(*) atas nama koperasi", "PIRT*"),
        ("* = dibantu dinas", "PIRT*"),
        ("*akhir 2026", "PIRT*"),
        (["*)", "dalam proses pengajuan"], "PIRT*"),
        (["*", ":", "milik kelompok"], "PIRT*"),
        ("**) rencana tahun 2027", "Jumlah Tenaga Kerja **"),
        ("** termasuk tenaga lepas", "Jumlah Tenaga Kerja **"),
        ("Catatan: *) atas nama koperasi", "PIRT*"),
        ("*) sudah diajukan", "PIRT*"),
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_title_with_a_footnote_waits(tmp_path, note, waits, is_above, ending):
    cells = [note] if isinstance(note, str) else note
    rows = [cells, [], MARKED, *ROWS] if is_above else [MARKED, *ROWS, [], cells]
    made = used(tmp_path, rows, ending)
    assert waits not in made
    assert is_above or made == MARKED_ALL - {waits}


@pytest.mark.parametrize(
    "note",
    [
        "*) wajib diisi", "* Wajib", "*wajib diisi", "(*) harus diisi", "* = wajib diisi", "*) kolom wajib diisi", "* menunjukkan pertanyaan yang wajib diisi",
        "*) coret yang tidak perlu", "*) pilih salah satu", "*) bila ada", "*) jika ada", "* required", "* Indicates required question",
        "*) sudah terbit", "*) yang masih berlaku", "*) ada/tidak", "*) tidak wajib", "*) opsional", "*) diisi petugas", "*) sesuai OSS",
        "*) PIRT: Pangan Industri Rumah Tangga", "*) P-IRT = Sertifikat Produksi Pangan Industri Rumah Tangga", "*) nomor terlampir", "*) per tahun",
        "*) omset dalam rupiah setahun",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_above", [True, False])
def test_a_footnote_that_says_nothing_new_changes_nothing(tmp_path, note, is_above):
    rows = [[note], [], MARKED, *ROWS] if is_above else with_note(note, MARKED)
    assert used(tmp_path, rows) == MARKED_ALL


@pytest.mark.parametrize(
    "note", ["*) belum ada", "*) wajib diisi bila belum ada", "*) tidak ada", "*) diisi yang berminat", "*) coret yang ada", "*) perlu"]
)
def test_what_is_not_on_the_list_is_not_plain(note):
    assert not is_plain_footnote(note)


def test_a_name_with_a_footnote_tells_of_all_columns_where_it_turns_them(tmp_path):
    titles = ["No", "Nama Usaha *", *TITLES[2:]]
    names = {"Nama Usaha *" if each == "Nama Usaha" else each for each in ALL}
    assert used(tmp_path, with_note("*) usulan tahun 2027", titles)) == {"Nama Usaha *"}
    assert used(tmp_path, with_note("*) sesuai KTP pemilik", titles)) == names
    assert used(tmp_path, with_note("*) urut abjad", titles)) == names


@pytest.mark.parametrize("title", ["PIRT 1)", "PIRT¹", "PIRT¹⁾", "PIRT #", "PIRT †", "PIRT a)"])
def test_a_title_with_another_mark_is_not_sure_by_itself(tmp_path, title):
    titles = [title if each == "PIRT" else each for each in TITLES]
    assert used(tmp_path, [titles, *ROWS]) == ALL - {"PIRT"}


# --- notes that name a column ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "waits"),
    [
        ("*) PIRT milik mitra", {"PIRT"}),
        ("Catatan: PIRT masih dalam proses", {"PIRT"}),
        ("Keterangan: kolom PIRT berisi minat", {"PIRT"}),
        ("Catatan: kolom NIB diisi untuk yang membutuhkan", {"NIB"}),
        ("*) tenaga kerja yang dibutuhkan", {"Jumlah Tenaga Kerja"}),
        ("NB : Nomor Induk Berusaha masih diurus", {"NIB"}),
        ("- PIRT dan NIB adalah usulan", {"PIRT", "NIB"}),
        ("Kolom izin berisi yang diusulkan", {"PIRT", "NIB"}),
        ("Tahun berdiri = tahun rencana", {"Tahun Berdiri"}),
        ("Catatan: omset yang diharapkan", {"Omset"}),
        ("Ket. tenaga kerja sebelum pandemi", {"Jumlah Tenaga Kerja"}),
        ("Catatan: PIRT belum terbit", {"PIRT"}),
        ("Catatan: NIB atas nama koperasi", {"NIB"}),
        ("Catatan: jumlah omset adalah perkiraan saja", {"Omset"}),
        (["Catatan", ":", "PIRT masih dalam proses"], {"PIRT"}),
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_note_that_names_a_column_turns_it(tmp_path, note, waits, is_above):
    cells = [note] if isinstance(note, str) else note
    rows = [cells, [], TITLES, *ROWS] if is_above else [TITLES, *ROWS, [], cells]
    made = used(tmp_path, rows)
    assert made.isdisjoint(waits)
    assert is_above or made == ALL - waits


@pytest.mark.parametrize(
    "note",
    [
        "Catatan: PIRT diisi ada/proses/belum",
        "Ket: isi kolom PIRT dengan Ada, Belum, atau Proses",
        "PIRT: sudah / dalam proses / belum",
        "Catatan: PIRT, NIB sesuai dokumen asli",
        "Keterangan: PIRT = Pangan Industri Rumah Tangga",
        "Keterangan: kolom NIB diisi nomornya",
        "Bagi yang belum memiliki NIB akan difasilitasi dinas",
        "Catatan: IKM yang belum punya PIRT akan dibantu",
        "Untuk permohonan NIB hubungi dinas",
        "Catatan: NIB milik sendiri",
        "Catatan: tenaga kerja dihitung dengan pemilik",
        "Sumber: Dinas Perindustrian dan mitra",
        "Jl. Usaha Bersama No. 5, mitra tani",
        "Proses produksi rumahan",
        "Catatan: tahun berdiri sesuai akta",
        "Tindak lanjut: fasilitasi PIRT dan NIB",
        "Kesimpulan: 1 IKM memiliki PIRT, 1 dalam proses",
    ],
)
def test_other_notes_that_name_a_column_change_nothing(tmp_path, note):
    assert not turned_columns(note, TITLES)
    assert used(tmp_path, with_note(note)) == ALL
    if note.startswith(("Cat", "Ket")):
        assert used(tmp_path, [[note], [], TITLES, *ROWS]) == ALL


def test_a_title_merged_over_a_part_is_that_of_the_sheet_where_it_says_whom_it_lists(tmp_path):
    for title, made in (("DAFTAR TUNGGU PIRT", {"Nama Usaha"}), ("Daftar Tunggu", {"Nama Usaha", "NIB", "Jumlah Tenaga Kerja", "Omset"})):
        path = xlsx_at(tmp_path, [[None, None, title], TITLES, *ROWS], merged=["C1:F1"])
        assert {each.column.name for each in propose_columns(read_table(path)) if each.use is not None and each.sure.is_used} == made


# --- far below the titles --------------------------------------------------------------------------------------------

MANY = [
    [number, f"Usaha {number}", "Wero", "Kebumen", 2018, "ada" if number % 2 else "belum", "ada", 6, 150000] for number in range(1, 301)
]
SIGNED = [
    [None, None, None, None, None, "Kebumen, 3 November 2026"],
    [None, None, None, None, None, "Kepala Dinas"],
    [None, None, None, None, None, "Sri Rahayu"],
]


@pytest.mark.parametrize(
    ("note", "waits"),
    [
        ("(dalam ribuan)", {"Omset"}),
        ("*) omset perbulan", {"Omset"}),
        ("Catatan: PIRT masih dalam proses", {"PIRT"}),
        ("Data usulan", ALL - {"Nama Usaha"}),
    ],
)
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_note_counts_however_far_below_the_titles(tmp_path, note, waits, ending):
    assert used(tmp_path, [TITLES, *MANY, [], [note], *SIGNED], ending) == ALL - waits


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_footnote_counts_however_far_below_the_titles(tmp_path, ending):
    assert used(tmp_path, [MARKED, *MANY, [], ["*) atas nama koperasi"], ["**) per orang"]], ending) == MARKED_ALL - {
        "PIRT*",
        "Jumlah Tenaga Kerja **",
    }
    assert used(tmp_path, [["*) wajib diisi"], ["**) tenaga tetap"], MARKED, *MANY, *SIGNED], ending) == MARKED_ALL - {
        "Jumlah Tenaga Kerja **"
    }


def test_it_counts_where_no_column_takes_answers(tmp_path):
    rows = [[cells[1], cells[3], cells[4], cells[8]] for cells in MANY]
    titles = ["Nama Usaha", "Kab/Kota", "Tahun Berdiri", "Omset"]
    assert used(tmp_path, [titles, *rows, [], ["(dalam ribuan)"]]) == {"Nama Usaha", "Kab/Kota", "Tahun Berdiri"}
    assert used(tmp_path, [titles, *rows, *SIGNED]) == {"Nama Usaha", "Kab/Kota", "Tahun Berdiri", "Omset"}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_long_list_without_notes_is_sure(tmp_path, ending):
    gaps = [[number, f"Warung {number}", *[None] * 6, "" if number % 3 else 5] for number in range(301, 340)]
    assert used(tmp_path, [TITLES, *MANY, *gaps, [None, "JUMLAH", *[None] * 6, 999], *SIGNED], ending) == ALL


def test_a_list_of_few_columns_is_no_list_of_notes(tmp_path):
    rows = [[number, f"Ribuan Rasa {number}", 150000] for number in range(1, 2500)]
    assert used(tmp_path, [["No", "Nama Usaha", "Omset"], *rows]) == {"Nama Usaha", "Omset"}
