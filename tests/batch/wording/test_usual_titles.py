"""Titles as they stand in many tables: those that are clear need nobody's word, and those that may be somebody else's wait."""

import pytest

from naikkelas.batch import Sure, propose_columns, read_table
from tests.batch.make import csv_at, xlsx_at


def proposed(folder, titles, cells):
    path = csv_at(folder, f"No;{titles}\n1;{cells}\n")
    return {each.column.title: each for each in propose_columns(read_table(path))}


@pytest.mark.parametrize(
    ("title", "cell", "fact"),
    [
        ("Sertifikat PIRT", "ada", "pirt_status"),
        ("Memiliki PIRT", "ya", "pirt_status"),
        ("Punya PIRT", "ya", "pirt_status"),
        ("Mempunyai Izin P-IRT", "ya", "pirt_status"),
        ("Kepemilikan PIRT", "ada", "pirt_status"),
        ("Apakah memiliki PIRT?", "ya", "pirt_status"),
        ("Kepemilikan NIB", "ada", "nib_status"),
        ("Memiliki NIB", "ya", "nib_status"),
        ("Sertifikasi Halal", "sudah", "halal_status"),
        ("Memiliki Sertifikat Halal", "ya", "halal_status"),
        ("Tahun Berdiri Usaha", "2015", "operating_since"),
        ("Tahun Berdiri Perusahaan", "2015", "operating_since"),
        ("Tahun Operasional", "2015", "operating_since"),
        ("Omset Pertahun", "Rp150.000.000", "annual_sales"),
        ("Penyerapan Tenaga Kerja", "4", "workers"),
        ("Apakah tahu pasar?", "ya", "knows_market"),
        ("Nama UKM", "Tempe", "business_name"),
        ("Nama Usaha/Merk", "Tempe", "business_name"),
    ],
)
def test_a_clear_title_is_used(tmp_path, title, cell, fact):
    made = proposed(tmp_path, f"x;{title}", f"y;{cell}")[title]
    assert (made.use.name, made.sure) == (fact, Sure.SURE)


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Sertifikat Halal MUI", "tidak"),  # certificates are BPJPH's since 2019: one that is not of MUI may be there
        ("Kepemilikan PIRT/NIB", "ada"),
        ("Nama Pelaku Usaha", "Sri"),
        ("Rencana Memiliki PIRT", "ya"),
        ("Apakah Omset Tahunan?", "Rp5.000.000"),
        ("Apakah ingin punya PIRT?", "ya"),
    ],
)
def test_what_may_mean_something_else_is_not(tmp_path, title, cell):
    assert not proposed(tmp_path, f"x;{title}", f"y;{cell}")[title].sure.is_used


@pytest.mark.parametrize(
    "titles",
    [
        "Nama Supplier;Alamat;Kota",
        "Alamat Pemasok;Kab/Kota",
        "Bank;Kota;Alamat",
        "Bahan Baku;Asal",
        "Pemasaran;Wilayah",
        "Tujuan Ekspor;Kota",
        "Tempat Lahir;Kota",
    ],
)
def test_a_place_behind_somebody_else_or_a_thing_waits(tmp_path, titles):
    made = proposed(tmp_path, f"Nama Usaha;{titles}", "Tempe;x" + ";Demak" * titles.count(";"))
    first, *places = titles.split(";")
    assert [made[title].sure for title in places] == [Sure.UNSURE] * len(places)
    assert f"'{first}'" in made[places[0]].why.en


@pytest.mark.parametrize(
    "titles",
    [
        "Nama Usaha;Alamat;Kota",
        "Nama Pemilik;Alamat;Kab/Kota",
        "Tempat Lahir;Tanggal Lahir;Alamat;Kota",
        "Tempat Lahir;Alamat;Kota",
        "Bahan Baku;Alamat;Kabupaten",
        "Nama Supplier;Nama Usaha;Alamat;Kota",
        "Jenis Produk;Wilayah",
        "Nama Supplier;Kabupaten Usaha",
    ],
)
def test_a_place_of_the_business_does_not(tmp_path, titles):
    made = proposed(tmp_path, titles, ";".join("Demak" for _ in titles.split(";")))
    assert made[titles.split(";")[-1]].sure is Sure.SURE


@pytest.mark.parametrize(
    ("title", "cell", "fact"),
    [
        ("Omset Penjualan", "Rp150.000.000", "annual_sales"),
        ("Omzet Penjualan per Tahun (Rp)", "150000000", "annual_sales"),
        ("Jumlah Omset", "Rp150.000.000", "annual_sales"),
        ("Total Omset", "Rp150.000.000", "annual_sales"),
        ("Total Omzet Setahun", "Rp150.000.000", "annual_sales"),
        ("Nilai Omset (Rp)", "150000000", "annual_sales"),
        ("Nilai Omset Pertahun", "Rp150.000.000", "annual_sales"),
        ("Pembukuan (Y/T)", "Ya", "keeps_books"),
        ("Pembukuan Ya/Tidak", "Ya", "keeps_books"),
        ("Pembukuan (sdh/blm)", "Ya", "keeps_books"),
        ("Pembukuan (Ya / Tidak Ada)", "Ya", "keeps_books"),
        ("PIRT ada/tidak", "ada", "pirt_status"),
        ("PIRT sudah/belum", "sudah", "pirt_status"),
        ("PIRT (punya/tidak punya)", "punya", "pirt_status"),
        ("N I B", "ada", "nib_status"),
        ("P I R T", "ada", "pirt_status"),
        ("P - I R T", "ada", "pirt_status"),
        ("No. N I B", "9120001000011", "nib_number"),
    ],
)
def test_a_title_says_the_same_however_it_is_put(tmp_path, title, cell, fact):
    made = proposed(tmp_path, f"x;{title}", f"y;{cell}")[title]
    assert (made.use.name, made.sure) == (fact, Sure.SURE)


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Total Omset per Bulan", "Rp5.000.000"),
        ("Jumlah Omset Bulanan", "Rp5.000.000"),
        ("Target Omset", "Rp5.000.000"),
        ("Omset Penjualan Ekspor", "Rp5.000.000"),
        ("Total Penjualan", "5"),
        ("Rencana PIRT ya/tidak", "ya"),
        ("PIRT ya/proses", "ya"),
        ("Omset ada/tidak", "Rp5.000.000"),
        ("PIRT (1/0)", "1"),
    ],
)
def test_what_changes_a_title_still_does(tmp_path, title, cell):
    assert not proposed(tmp_path, f"x;{title}", f"y;{cell}")[title].sure.is_used


@pytest.mark.parametrize(
    ("before", "group", "place"),
    [
        ("Nama Usaha", "Alamat", "Kabupaten"),
        ("Nama IKM", "Alamat", "Kab/Kota"),
        ("Nama Pemilik|Nama Usaha", "Alamat", "Kab."),
        ("Nama Usaha|Jenis Usaha", "Alamat Lengkap", "Kota"),
        ("Nama Usaha|Jenis Usaha|No HP", "Alamat", "Kabupaten/Kota"),
    ],
)
def test_the_address_right_behind_the_name_of_a_business_is_its_own(tmp_path, before, group, place):
    titles = before.split("|")
    rows = [["No", *titles, group, None, None, "PIRT"], [None, *[None] * len(titles), "Desa", "Kecamatan", place, None]]
    rows += [[at, *["Tempe"] * len(titles), "Wero", "Gombong", "Kab. Kebumen", "ada"] for at in (1, 2)]
    first, last = len(titles) + 1, len(titles) + 3
    letters = "ABCDEFGHIJ"
    merged = [f"{letters[first]}1:{letters[last]}1", *(f"{letters[at]}1:{letters[at]}2" for at in (*range(first), last + 1))]
    made = {
        each.use.name: each.sure for each in propose_columns(read_table(xlsx_at(tmp_path, rows, merged=merged))) if each.use is not None
    }
    assert made["regency"] is Sure.SURE
    titles = ";".join((*titles, f"{group} {place}"))
    flat = proposed(tmp_path, titles, ";".join(["Tempe"] * titles.count(";") + ["Kab. Kebumen"]))
    assert flat[f"{group} {place}"].sure is Sure.SURE


@pytest.mark.parametrize(
    "before",
    [
        "Nama Pemilik",
        "Nama Usaha;Nama Pemilik",
        "Nama Usaha;Nama Pemilik;Jenis Kelamin",
        "Nama Usaha;NIK",
        "Nama Usaha;Nama Supplier",
        "Nama Usaha;Mitra",
        "Nama Usaha;Ketua Kelompok;No HP",
        "Nama",
    ],
)
def test_an_address_behind_somebody_else_may_be_theirs(tmp_path, before):
    for title in ("Alamat Kabupaten", "Alamat Lengkap Kab/Kota", "Alamat Rumah Kabupaten", "Alamat Pemilik Kabupaten"):
        made = proposed(tmp_path, f"{before};{title}", ";".join(["Sri"] * (before.count(";") + 1) + ["Kab. Kebumen"]))
        assert not made[title].sure.is_used


def test_an_address_beside_no_name_waits(tmp_path):
    made = proposed(tmp_path, "Alamat Kabupaten;Nama Usaha", "Kab. Kebumen;Tempe")["Alamat Kabupaten"]
    assert (made.sure, made.why.en) == (Sure.UNSURE, "its title is known, but nothing says whose it is")


def test_an_address_that_says_whose_it_is_needs_no_name_beside_it(tmp_path):
    made = proposed(tmp_path, "Nama Usaha;Nama Pemilik;Alamat Usaha Kabupaten", "Tempe;Sri;Kab. Kebumen")
    assert made["Alamat Usaha Kabupaten"].sure is Sure.SURE
