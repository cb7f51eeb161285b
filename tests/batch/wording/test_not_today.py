"""Titles and notes by which a list is none of today: planned, asked for, missing, a sample. Who takes part in a programme is of today."""

import pytest

from naikkelas.batch import propose_columns, read_table
from naikkelas.batch.wording.not_today import is_note_of_other_days, turns
from tests.batch.make import csv_at

TABLE = "No;Nama Usaha;Kab/Kota;Tahun Berdiri;PIRT;Tahu Pasar;Tahu Produksi\n1;Tempe;Kebumen;2018;ada;ya;ya\n2;Kue;Demak;2019;ada;ya;ya\n"
ALL = {"Nama Usaha", "Kab/Kota", "Tahun Berdiri", "PIRT", "Tahu Pasar", "Tahu Produksi"}


def used(folder, text):
    table = read_table(csv_at(folder, text), delimiter=";")
    return {each.column.name for each in propose_columns(table) if each.use is not None and each.sure.is_used}


TURNED = [
    "DAFTAR IKM YANG DIUSULKAN MEMPEROLEH PIRT",
    "DAFTAR IKM YANG DIUSULKAN",
    "IKM YANG DIAJUKAN HALAL",
    "DAFTAR IKM DALAM PROSES PENGURUSAN PIRT",
    "DATA IKM PROSES HALAL",
    "IKM YANG AKAN MENGURUS PIRT",
    "DAFTAR IKM YANG AKAN DIBANTU PIRT",
    "DAFTAR PEMOHON PIRT",
    "PERMOHONAN BANTUAN MODAL",
    "CALON IKM",
    "CALON WIRAUSAHA BARU",
    "CALON PENERIMA SERTIFIKAT HALAL",
    "DATA IKM YANG DIRENCANAKAN",
    "KEGIATAN YANG DITARGETKAN 2027",
    "KONDISI SEBELUM PELATIHAN",
    "DATA SEBELUM PELATIHAN",
    "KONDISI AWAL",
    "PERKIRAAN 2027",
    "OMSET YANG DIPERKIRAKAN",
    "KONDISI YANG DIHARAPKAN",
    "CONTOH PENGISIAN",
    "TABEL CONTOH",
    "IKM NON PIRT",
    "DAFTAR IKM NON-HALAL",
    "DAFTAR IKM NON BERIZIN",
    "USULAN 2027",
    "USULAN FASILITASI",
    "RENCANA PEMBINAAN IKM 2027",
    "IKM YANG BELUM MEMILIKI",
    "DAFTAR IKM YANG MEMBUTUHKAN PIRT",
    "IZIN YANG DIBUTUHKAN",
    "KONDISI YANG DIINGINKAN",
    "KUESIONER MINAT",
    "Minat Fasilitasi",
    "DAFTAR PEMINAT FASILITASI",
    "IKM YANG BERSEDIA DIFASILITASI NIB",
    "IKM YANG PERLU SERTIFIKAT HALAL",
    "REKAP PERMINTAAN FASILITASI",
    "DATA DUMMY",
    "DATA DUMMY IKM 2026",
    "SIMULASI",
    "DATA UJI COBA",
    "DATA LATIHAN",
    "ESTIMASI",
    "TAKSIRAN OMSET",
    "BASELINE 2019",
    "DATA BASELINE",
    "DAFTAR TUNGGU NIB",
    "ANTREAN PIRT 2026",
    "DATA SUPPLIER",
    "DAFTAR NAMA RESELLER",
    "PELANGGAN",
    "DATA TOKO MITRA",
    "Data istri",
    "DAFTAR IKM PIRT KADALUARSA",
    "IKM PRIORITAS PENERBITAN NIB",
    "DATA IKM YANG DICABUT IZINNYA",
]


@pytest.mark.parametrize("title", TURNED)
def test_a_title_may_say_that_a_list_is_none_of_today(tmp_path, title):
    assert turns(title)
    assert used(tmp_path, f"{title};;;;;;\n;;;;;;\n{TABLE}") == {"Nama Usaha"}


OF_TODAY = [
    "DAFTAR CALON PESERTA",
    "DAFTAR CALON PESERTA FASILITASI SERTIFIKASI HALAL",
    "CALON PENERIMA BANTUAN",
    "USULAN PESERTA",
    "USULAN CALON PESERTA PELATIHAN",
    "DAFTAR IKM YANG DIUSULKAN MENGIKUTI PELATIHAN",
    "IKM YANG AKAN MENGIKUTI PAMERAN",
    "DAFTAR PEMOHON",
    "PEMOHON BANTUAN ALAT",
    "PENDAFTAR INKUBASI",
    "DAFTAR IKM PENDAFTAR",
    "DAFTAR IKM NON PANGAN",
    "DATA INDUSTRI SEDANG",
    "DATA IKM SETELAH VERIFIKASI",
    "LAPORAN AKHIR",
    "DATA PROSES PRODUKSI IKM",
    "DAFTAR IKM DESA HARAPAN",
    "KONDISI SAAT INI",
    "DESA PERCONTOHAN",
    "IKM KEPULAUAN SERIBU",
    "Mohon diisi dengan lengkap",
    "Untuk keperluan internal",
    "DAFTAR IKM YANG BERMINAT MENGIKUTI PAMERAN",
    "DAFTAR PEMINAT PELATIHAN",
    "DAFTAR TUNGGU PESERTA",
    "IKM SUPPLIER HOTEL",
    "Agen Sembako Jaya",
    "DATA IKM DESA MINAT",
    "IKM PRIORITAS",
    "DATA IKM PENERIMA BANTUAN",
    "DAFTAR FASILITASI SERTIFIKASI HALAL 2026",
    "DATA HASIL PELATIHAN",
    "DATA PESERTA TES",
    "UJI PRODUK IKM",
]


@pytest.mark.parametrize("title", OF_TODAY)
def test_who_takes_part_and_what_is_of_today_changes_nothing(tmp_path, title):
    assert not turns(title)
    assert used(tmp_path, f"{title};;;;;;\n;;;;;;\n{TABLE}") == ALL


@pytest.mark.parametrize(
    "above",
    [
        "Jenis Data;: Usulan 2027;;;;;\n;;;;;;\n",
        "Jenis Data:;Usulan 2027;;;;;\n;;;;;;\n",
        "Jenis Data;:;Usulan 2027;;;;\n;;;;;;\n",
        "Jenis Data;: Usulan 2027;;;;;\n",
        ";;;RENCANA PEMBINAAN IKM 2027;;;Lampiran 1\n;;;;;;\n;;;;;;\n",
        "Catatan: DATA USULAN;;;;;;\n;;;;;;\n",
        "Keterangan: data di bawah ini rencana tahun 2027;;;;;;\n",
    ],
)
def test_such_a_title_may_stand_in_two_cells_beside_others_or_in_a_note(tmp_path, above):
    assert used(tmp_path, above + TABLE) == {"Nama Usaha"}


@pytest.mark.parametrize(
    "note",
    [
        "Catatan: DATA USULAN",
        "*) Data di atas masih rencana 2027",
        "Keterangan: angka di atas adalah target tahun 2027",
        "Ket.: IKM yang diusulkan tahun 2027",
    ],
)
@pytest.mark.parametrize("at", [0, 1])
def test_a_note_below_the_list_may_say_it_too(tmp_path, note, at):
    row = ";".join(note if place == at else "" for place in range(7))
    assert used(tmp_path, f"{TABLE};;;;;;\n{row}\n") == {"Nama Usaha"}


@pytest.mark.parametrize(
    "note",
    [
        "Catatan: jangan mengosongkan yang tidak perlu",
        "Catatan: data yang belum lengkap agar dilengkapi",
        "Catatan: kolom target diisi oleh dinas",
        "Keterangan: data usulan dikirim paling lambat Juni",
        "Catatan: data calon peserta pelatihan",
        "Sumber: Dinas Perindustrian",
        "Isi sesuai contoh di lembar lain",
    ],
)
def test_other_notes_change_nothing(tmp_path, note):
    assert not is_note_of_other_days(note)
    assert used(tmp_path, f"{TABLE};;;;;;\n{note};;;;;;\n") == ALL


@pytest.mark.parametrize(
    "unit",
    ["dalam 1.000 rupiah", "Nilai dalam 000", "000 rupiah", "(000 Rp)", "Satuan: seribu rupiah", "(dalam sejuta rupiah)", "Omset dalam 1.000.000 rupiah", "(dalam Rp 1.000)", "('000)"],
)  # fmt: skip
@pytest.mark.parametrize("at", [0, 3])
def test_units_above_the_table_are_seen_however_they_are_written(tmp_path, unit, at):
    above = ";".join(unit if place == at else "" for place in range(4))
    table = "No;Nama Usaha;Kab/Kota;Omset per Tahun\n1;Tempe;Kebumen;500000\n2;Kue;Demak;20000000\n"
    assert "Omset per Tahun" not in used(tmp_path, f"DATA IKM;;;\n{above}\n{table}")


@pytest.mark.parametrize("text", ["KEPULAUAN SERIBU", "Kode 5000 rupiah", "RW 000", "Anggaran Rp 25.000.000 rupiah"])
def test_what_is_no_unit_changes_nothing(tmp_path, text):
    table = "No;Nama Usaha;Kab/Kota;Omset per Tahun\n1;Tempe;Kebumen;500000\n2;Kue;Demak;20000000\n"
    assert "Omset per Tahun" in used(tmp_path, f"{text};;;\n;;;\n{table}")


THREE = f"{TABLE}3;Batik;Demak;2019;belum;ya;ya\n"
ASIDES = [
    "2 IKM belum PIRT",
    "1 pelaku usaha tidak memiliki NIB",
    "2 UMKM dalam proses PIRT",
    "Jumlah IKM belum NIB: 2",
    "Jumlah IKM belum NIB : 12 unit",
    "Jumlah IKM belum NIB;12",
    "Jumlah IKM belum NIB;: 12",
    ";;2 IKM belum PIRT",
    "*) belum diverifikasi",
    "(**) rencana 2027",
    ";;*) belum diverifikasi",
]


@pytest.mark.parametrize("text", ASIDES)
def test_a_count_of_some_businesses_and_a_footnote_of_nothing_turn_no_list(tmp_path, text):
    line = text + ";" * (6 - text.count(";"))
    assert used(tmp_path, f"{line}\n{THREE}") == ALL
    assert read_table(tmp_path / "data.csv").problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "3 IKM belum PIRT",  # all of them
        "12 IKM belum PIRT",  # and these may be some of them
        "Jumlah IKM belum NIB: 3",
        "Jumlah IKM belum NIB",
        "2 IKM calon penerima sertifikat halal",
        "2 IKM diusulkan",
        "Jumlah IKM yang diusulkan: 2",
        "Usulan: 2 IKM",
        "Belum PIRT",
        "IKM yang belum PIRT",
        "* Belum PIRT",
        "*** BELUM PIRT ***",
    ],
)
def test_a_count_of_all_businesses_or_of_plans_turns_the_list(tmp_path, text):
    assert used(tmp_path, f"{text};;;;;;\n{THREE}") == {"Nama Usaha"}


@pytest.mark.parametrize(("said", "marked"), [("PIRT;", "PIRT*;"), ("PIRT;", "PIRT *);"), ("Kue;", "Kue*;")])
def test_a_footnote_turns_the_list_that_has_its_sign(tmp_path, said, marked):
    assert used(tmp_path, f"*) belum diverifikasi;;;;;;\n{THREE}".replace(said, marked)) == {"Nama Usaha"}


def test_a_count_in_a_long_table_is_held_against_the_rows_that_are_looked_at(tmp_path):
    rows = "".join(f"{at};U{at};Demak;2019;ada;ya;ya\n" for at in range(4, 260))
    assert used(tmp_path, f"150 IKM belum PIRT;;;;;;\n{THREE}{rows}") == ALL
    for text in ("259 IKM belum PIRT", "Jumlah IKM belum PIRT: 259"):
        assert used(tmp_path, f"{text};;;;;;\n{THREE}{rows}") == {"Nama Usaha"}
