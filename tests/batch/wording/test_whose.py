"""Whose an address is: that of the business where nobody else stands between it and the name."""

import pytest

from naikkelas.batch import propose_columns, read_table
from tests.batch.make import csv_at

CELLS = {"Bulan Mulai Usaha": "Mei", "Tahun Mulai Usaha": "2019", "Mulai Usaha Bulan": "Mei", "Mulai Usaha Tahun": "2019"}


def is_used(folder, before):
    titles = ["No", "Nama Usaha", *before, "Alamat Desa", "Alamat Kabupaten"]
    row = ";".join(["1", "Tempe", *(CELLS.get(title, "x") for title in before), "Wero", "Kab. Kebumen"])
    made = propose_columns(read_table(csv_at(folder, f"{';'.join(titles)}\n{row}\n{row}\n")))
    return made[-1].sure.is_used


@pytest.mark.parametrize(
    "before",
    [
        ["Ket"],
        ["Keterangan"],
        ["Catatan"],
        ["Mulai Usaha Bulan", "Mulai Usaha Tahun"],
        ["Tahun Mulai Usaha", "Bulan Mulai Usaha"],
        ["Modal Sendiri", "Nilai Produksi"],
        ["Legalitas", "Status"],
    ],
)
def test_what_nobody_has_an_address_of_changes_nothing(tmp_path, before):
    assert is_used(tmp_path, before)


@pytest.mark.parametrize(
    "before",
    [
        ["Nama Pemilik"],
        ["Nama Pemilik", "Keterangan"],
        ["Nama Pemilik", "Bulan Mulai Usaha", "Tahun Mulai Usaha"],
        ["Pendamping", "Ket"],
        ["Koperasi"],
        ["Jenis Kelamin"],
        ["Tanggal Lahir"],
        ["NIK", "Status"],
    ],
)
def test_behind_somebody_it_may_be_theirs_whatever_stands_between(tmp_path, before):
    assert not is_used(tmp_path, before)
