"""What a note says first of a column makes it wait unless that is harmless; amounts that are no rupiah of a year wait wherever a note says so."""

import pytest

from naikkelas.batch.wording.about_columns import doubted_columns
from naikkelas.batch.wording.notes import turned_columns
from tests.batch.wording.test_notes import ALL, MANY, ROWS, TITLES, used, with_note


@pytest.mark.parametrize(
    ("note", "waits"),
    [
        ("Catatan: omset dalam USD", "Omset"),
        ("Catatan: angka omset dikalikan 1.000", "Omset"),
        ("Ket: omset belum dikali 12", "Omset"),
        ("Catatan: omset sekali produksi", "Omset"),
        ("Catatan: omset gabungan tiga usaha", "Omset"),
        ("Catatan: kabupaten asal pemilik", "Kab/Kota"),
        ("Catatan: kabupaten sesuai KTP", "Kab/Kota"),
        ("Kabupaten = tujuan pemasaran", "Kab/Kota"),
        ("Catatan: PIRT sudah tidak berlaku", "PIRT"),
        ("Catatan: PIRT masih proses, hubungi dinas", "PIRT"),
        ("Catatan: NIB sesuai OSS, tetapi sudah dicabut", "NIB"),
        ("Ket: NIB = 2027", "NIB"),
        ("Catatan: tahun berdiri = tahun terbit NIB", "Tahun Berdiri"),
        ("Catatan: tenaga kerja termasuk musiman", "Jumlah Tenaga Kerja"),
        (["Keterangan", "omset dalam ringgit"], "Omset"),
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_column_waits_of_which_a_note_says_what_nobody_knows_to_be_harmless(tmp_path, note, waits, is_above, ending):
    cells = [note] if isinstance(note, str) else note
    rows = [cells, [], TITLES, *ROWS] if is_above else [TITLES, *ROWS, [], cells]
    assert used(tmp_path, rows, ending) == ALL - {waits}


def test_notes_that_are_listed_below_their_name_are_notes(tmp_path):
    notes = [["Catatan:"], ["1. omset dalam USD"], ["2. kabupaten asal pemilik"], ["3. data diisi oleh petugas"]]
    assert used(tmp_path, [TITLES, *ROWS, [], *notes]) == ALL - {"Omset", "Kab/Kota"}
    assert used(tmp_path, [*notes, [], TITLES, *ROWS]) == ALL - {"Omset", "Kab/Kota"}
    assert used(tmp_path, [TITLES, *MANY, [], *notes]) == ALL - {"Omset", "Kab/Kota"}


@pytest.mark.parametrize(
    "note",
    [
        "Catatan: omset per bulan", "Catatan: per bulan", "NB: angka bulanan", "Catatan: omset per triwulan", "Ket: sekali produksi",
        "Catatan: tiga angka nol dihilangkan", "Catatan: angka dikalikan seribu", "Catatan: angka dalam USD", "x 1.000", "x1000",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_above", [True, False])
def test_amounts_wait_for_a_note_of_their_size_or_time(tmp_path, note, is_above):
    assert used(tmp_path, [[note], [], TITLES, *ROWS] if is_above else with_note(note)) == ALL - {"Omset"}


@pytest.mark.parametrize("note", [["Keterangan :", "omset per bulan"], ["Keterangan", ":", "omset per bulan"], ["Ket", "omset per bulan"]])
@pytest.mark.parametrize("is_above", [True, False])
def test_a_note_and_its_name_may_be_two_cells(tmp_path, note, is_above):
    assert used(tmp_path, [note, [], TITLES, *ROWS] if is_above else with_note(note)) == ALL - {"Omset"}


@pytest.mark.parametrize("note", ["dikali seribu", "belum dikali 12", "tiga angka nol dihilangkan", "sekali produksi"])
def test_amounts_wait_for_few_words_below_the_list(tmp_path, note):
    assert used(tmp_path, with_note(note)) == ALL - {"Omset"}


@pytest.mark.parametrize(
    "note",
    [
        "Catatan: data diisi oleh petugas",
        "NIB bisa diurus gratis di oss.go.id",
        "Catatan: NIB bisa diurus gratis di oss.go.id",
        "Sumber: Dinas Perindustrian Kabupaten Kebumen",
        "Catatan: data diperbarui setiap bulan",
        "Catatan: data per 30 Juni 2026",
        "Catatan: Kabupaten Kebumen memiliki 26 kecamatan",
        "Catatan: Kabupaten = lokasi usaha",
        "Catatan: omset berdasarkan pengakuan pelaku usaha",
        "Catatan: omset dan tenaga kerja berdasarkan wawancara petugas dengan pemilik",
        "Catatan: omset dalam rupiah per tahun",
        "Ket: omset = omset penjualan per tahun (Rp)",
        "Catatan: omset diisi angka tanpa titik",
        "Ket: NIB : Nomor Induk Berusaha, PIRT : Pangan Industri Rumah Tangga",
        "NIB = Nomor Induk Berusaha",
        "Keterangan: PIRT = 12, NIB = 20",
        "Catatan: PIRT berlaku 5 tahun",
        "Catatan: PIRT yang masih berlaku",
        "Catatan: PIRT diterbitkan oleh Dinas Kesehatan Kabupaten Kebumen",
        "Catatan: NIB kosong berarti belum punya",
        "Catatan: NIB sudah diverifikasi oleh petugas",
        "Catatan: tenaga kerja termasuk pemilik",
        "Catatan: tahun berdiri = tahun mulai usaha",
        "Catatan: jika ada kesalahan data hubungi admin",
        "Catatan: nomor HP ditulis tanpa angka nol di depan",
        "Kontak: Bu Sri 0812345678",
    ],
)
def test_an_ordinary_note_changes_nothing(tmp_path, note):
    assert not turned_columns(note, TITLES)
    assert not doubted_columns(note, TITLES, is_note=False)
    assert used(tmp_path, with_note(note)) == ALL
    assert used(tmp_path, [[note], [], TITLES, *ROWS]) == ALL


def test_what_people_can_do_for_a_permit_is_no_plan_below_the_list(tmp_path):
    assert used(tmp_path, with_note("Pengurusan NIB gratis melalui oss.go.id")) == ALL
    assert used(tmp_path, with_note("Catatan: NIB masih diurus, bisa diurus gratis di dinas")) == ALL - {"NIB"}
    assert used(tmp_path, [["PENGURUSAN NIB GRATIS MELALUI DINAS"], [], TITLES, *ROWS]) == {"Nama Usaha"}
