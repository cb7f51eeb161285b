"""Titles as they stand in many tables: those that are clear need nobody's word, and those that may be somebody else's wait."""

import pytest

from naikkelas.batch import Sure, propose_columns, read_table
from tests.batch.make import csv_at


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
