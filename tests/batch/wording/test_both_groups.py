"""Titles that name both those that have something and those that lack it head them all, and turn nothing."""

import pytest

from naikkelas.batch import propose_columns, read_table
from naikkelas.batch.wording.not_today import turns
from tests.batch.make import csv_at

TABLE = "No;Nama Usaha;Kab/Kota;PIRT;NIB\n1;Tempe;Kebumen;ada;ada\n2;Kue;Demak;belum;ada\n"
ALL = {"Nama Usaha", "Kab/Kota", "PIRT", "NIB"}


def used(folder, text):
    table = read_table(csv_at(folder, text), delimiter=";")
    return {each.column.name for each in propose_columns(table) if each.use is not None and each.sure.is_used}


@pytest.mark.parametrize(
    "title",
    [
        "DATA IKM BER-PIRT DAN BELUM BER-PIRT",
        "DATA IKM AKTIF DAN TIDAK AKTIF",
        "DATA IKM AKTIF/NON AKTIF",
        "DAFTAR IKM AKTIF & NONAKTIF",
        "DATA IKM TIDAK AKTIF DAN AKTIF",
        "DAFTAR IKM PIRT DAN NON PIRT",
        "DAFTAR IKM YANG SUDAH DAN BELUM MEMILIKI PIRT",
        "DAFTAR IKM YANG SUDAH MAUPUN YANG BELUM BERIZIN",
        "DAFTAR IKM SUDAH / BELUM PIRT",
        "DAFTAR IKM MEMILIKI DAN TIDAK MEMILIKI NIB",
        "DATA IKM MEMILIKI PIRT SERTA IKM YANG TIDAK MEMILIKI PIRT",
        "DAFTAR IKM BELUM PIRT DAN SUDAH PIRT",
    ],
)
@pytest.mark.parametrize("at", [0, 2])
@pytest.mark.parametrize("gap", ["", ";;;;\n"])
def test_a_title_of_both_groups_turns_nothing(tmp_path, title, at, gap):
    assert not turns(title)
    line = ";".join(title if place == at else "" for place in range(5))
    assert used(tmp_path, f"{line}\n{gap}{TABLE}") == ALL


@pytest.mark.parametrize(
    "title",
    [
        "DATA IKM SUDAH NIB DAN BELUM PIRT",
        "IKM TERDAFTAR DAN BELUM MEMILIKI PIRT",
        "IKM MEMILIKI NIB DAN TIDAK MEMILIKI PIRT",
        "IKM BELUM BER-NIB DAN BELUM BER-PIRT",
        "IKM BELUM PIRT DAN TIDAK PIRT",
        "IKM YANG SUDAH TIDAK AKTIF",
        "USULAN IKM YANG SUDAH DAN BELUM PIRT",
        "DATA IKM AKTIF DAN TIDAK AKTIF YANG BELUM PIRT",
        "IKM PIRT, BELUM HALAL",
    ],
)
def test_a_title_of_those_that_lack_something_does(tmp_path, title):
    assert turns(title)
    assert used(tmp_path, f"{title};;;;\n;;;;\n{TABLE}") == {"Nama Usaha"}
