"""Titles and headings by which data are those of an earlier state; the year of a list is only when it was made."""

import pytest

from naikkelas.batch import propose_columns, read_table
from naikkelas.batch.wording.not_today import turns
from tests.batch.make import csv_at

TITLES = "No;Nama Usaha;Kab/Kota;PIRT;NIB\n"
ROWS = "1;Tempe;Kebumen;ada;ada\n2;Kue;Demak;ada;ada\n"
ALL = {"Nama Usaha", "Kab/Kota", "PIRT", "NIB"}


def used(folder, text):
    table = read_table(csv_at(folder, text), delimiter=";")
    return {each.column.name for each in propose_columns(table) if each.use is not None and each.sure.is_used}


@pytest.mark.parametrize(
    "title",
    [
        "KONDISI TAHUN 2019",
        "KONDISI IKM KABUPATEN KEBUMEN TAHUN 2019",
        "KEADAAN PER DESEMBER 2019",
        "POSISI 31-12-2020",
        "DATA IKM PER 31 DESEMBER 2019",
        "PROFIL IKM KEADAAN 2020",
        "KONDISI TAHUN LALU",
        "DATA TAHUN LALU",
        "KONDISI SEMULA",
        "DATA LAMA",
        "DATABASE LAMA 2019",
        "DATA TERDAHULU",
        "DATA 2019 (LAMA)",
        "DATA IKM MASA PANDEMI",
        "PRA PEMBINAAN",
        "PRA-PEMBINAAN",
        "KONDISI PRAPELATIHAN",
        "DATA IKM PRA PANDEMI",
        "DATA AWAL PEMBINAAN",
        "DATA IKM AWAL PROGRAM",
    ],
)
def test_a_title_of_an_earlier_state_turns_a_list(tmp_path, title):
    assert turns(title)
    assert used(tmp_path, f"{title};;;;\n;;;;\n{TITLES}{ROWS}") == {"Nama Usaha"}


@pytest.mark.parametrize(
    "title",
    [
        "DATA IKM TAHUN 2026",
        "DATA IKM TAHUN 2020",
        "DATA IKM BINAAN TAHUN 2025",
        "LAPORAN PEMBINAAN IKM NOVEMBER 2026",
        "KONDISI IKM TAHUN 2026",
        "KEADAAN PER 30 JUNI 2026",
        "POSISI DESEMBER 2025",
        "KONDISI IKM TAHUN 2019 DAN 2026",
        "KONDISI SAAT INI IKM YANG BERDIRI SEJAK 2019",
        "PERATURAN BUPATI NOMOR 5 TAHUN 2019 TENTANG KONDISI KERJA",
        "REKAP IKM PER KECAMATAN 2020",
        "DATA LAMA USAHA IKM",
        "DATA IKM LAMA DAN BARU",
        "DAFTAR PENERIMA BANTUAN TAHUN LALU",
        "PESERTA PRA INKUBASI",
        "DATA IKM PRA INKUBASI",
        "IKM PRA SEJAHTERA",
        "PESERTA TAHAP AWAL PELATIHAN",
        "LAPORAN AWAL KEGIATAN",
        "DATA IKM AWAL TAHUN 2026",
        "STATUS USAHA IKM 2019",
        "DATA IKM TERDAMPAK PANDEMI COVID-19",
        "DATA IKM LAMA",
        "DRAFT DATA IKM",
        "Prakarya",
    ],
)
def test_the_year_of_a_list_and_what_is_of_today_changes_nothing(tmp_path, title):
    assert not turns(title)
    assert used(tmp_path, f"{title};;;;\n;;;;\n{TITLES}{ROWS}") == ALL


@pytest.mark.parametrize("note", ["Catatan: kondisi tahun 2019", "Keterangan: data per Desember 2019", "*) Data pra pembinaan"])
def test_a_note_below_the_list_says_it_too(tmp_path, note):
    assert used(tmp_path, f"{TITLES}{ROWS};;;;\n{note};;;;\n") == {"Nama Usaha"}


@pytest.mark.parametrize("note", ["Sumber: pendataan tahun 2019", "Keterangan: data per November 2026", "Catatan: data tahun 2019"])
def test_a_note_of_its_year_or_of_today_does_not(tmp_path, note):
    assert used(tmp_path, f"{TITLES}{ROWS};;;;\n{note};;;;\n") == ALL


def test_a_footnote_says_it_of_the_title_that_has_its_sign(tmp_path):
    text = f"{TITLES}{ROWS}".replace("PIRT", "PIRT*", 1)
    assert used(tmp_path, f"{text};;;;\n*) kondisi per Desember 2019;;;;\n") == ALL - {"PIRT"}
    assert used(tmp_path, f"{text};;;;\n*) kondisi per November 2026;;;;\n") == {*ALL, "PIRT*"} - {"PIRT"}


@pytest.mark.parametrize("heading", ["KONDISI TAHUN 2019;;;;", ";KONDISI TAHUN 2019;;;", "PRA PEMBINAAN;;;;", "DATA LAMA;;;;"])
@pytest.mark.parametrize("again", ["", TITLES])
def test_below_such_a_heading_no_row_is_read(tmp_path, heading, again):
    table = read_table(csv_at(tmp_path, f"{TITLES}{ROWS}{heading}\n{again}1;Roti;Demak;ada;belum\n"), delimiter=";")
    found = {row.cells[1]: row.problem for row in table.rows()}
    assert found["Kue"] is None
    assert found["Roti"] is not None
    assert found["Roti"].code == "NK571"


@pytest.mark.parametrize(
    "title",
    [
        "NON AKTIF",
        "DATA IKM NON-AKTIF",
        "DATA IKM NONAKTIF",
        "IKM NONPIRT",
        "SUDAH TUTUP",
        "DATA IKM TUTUP",
        "IKM YANG VAKUM",
        "UMKM GULUNG TIKAR",
        "IKM BANGKRUT",
        "DATA PIRT MATI",
        "HABIS MASA BERLAKU",
        "PIRT MASIH PROSES",
        "PIRT ON PROCESS",
        "NIB PROSES",
    ],
)
def test_what_is_no_more_or_not_yet_there_turns_a_list(tmp_path, title):
    assert turns(title)
    assert used(tmp_path, f"{title};;;;\n;;;;\n{TITLES}{ROWS}") == {"Nama Usaha"}


@pytest.mark.parametrize(
    "title",
    [
        "DATA IKM TUTUP BOTOL",
        "IKM KEMASAN VAKUM",
        "DATA IKM AKTIF",
        "IKM MASIH PRODUKSI",
        "IKM MASIH PROSES PRODUKSI",
        "DATA ANAK PERUSAHAAN",
        "IKM NON PANGAN",
        "Data ini tidak untuk disebarluaskan",
        "BUKAN UNTUK UMUM",
    ],
)
def test_what_businesses_make_or_who_owns_them_does_not(tmp_path, title):
    assert not turns(title)
    assert used(tmp_path, f"{title};;;;\n;;;;\n{TITLES}{ROWS}") == ALL
