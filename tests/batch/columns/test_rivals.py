"""Titles beside a column that show that it is of an earlier time, of a month, or one end of a range: it waits."""

import pytest

from naikkelas.batch import propose_columns
from tests.batch.make import csv_at


def used(folder, *titles):
    """The columns that are sure, where every cell can be read."""
    cells = ";".join("ada" if "PIRT" in title else "4" if "Tenaga" in title else "90000000" for title in titles)
    path = csv_at(folder, f"Nama Usaha;{';'.join(titles)}\nTempe;{cells}\nKue;{cells}\n")
    return {each.column.name for each in propose_columns(path)[1:] if each.use is not None and each.sure.is_used}


@pytest.mark.parametrize(
    "titles",
    [
        ("Omset", "Omset Bulan Lalu"),
        ("Omset Bulan Ini", "Omset"),
        ("Omset (Rp)", "Omset bulan lalu (Rp)"),
        ("Omset", "Omset Minggu Sebelumnya"),
        ("Omset", "Omset Sesudah Pelatihan"),
        ("Omset", "Omset Saat Ini"),
        ("Tenaga Kerja", "Tenaga Kerja Sekarang"),
        ("Modal", "Modal terbaru"),
        ("Omset", "s/d"),
        ("Omset (Rp)", "Sampai dengan"),
        ("Tenaga Kerja", "Maks."),
    ],
)
def test_a_column_is_not_used_beside_one_that_tells_another_time_or_end(tmp_path, titles):
    assert used(tmp_path, *titles) == set()


@pytest.mark.parametrize(
    ("titles", "sure"),
    [
        (("Omset", "Omset Tahun Lalu"), {"Omset"}),
        (("Omset", "Omset per Bulan"), {"Omset"}),
        (("Omset", "Omset Rata-rata Bulanan"), {"Omset"}),
        (("Omset per Tahun", "Omset Bulan Ini"), {"Omset per Tahun"}),
        (("Omset", "Target Omset"), {"Omset"}),
        (("Modal", "Omset Bulan Lalu"), {"Modal"}),
        (("Tenaga Kerja", "Tenaga Kerja Sebelumnya"), {"Tenaga Kerja"}),
        (("PIRT", "PIRT Sebelum Pelatihan"), {"PIRT"}),
        (("Tenaga Kerja", "Jumlah Produk Baru"), {"Tenaga Kerja"}),
        (("s/d", "Omset"), {"Omset"}),
        (("PIRT", "s/d"), {"PIRT"}),
    ],
)
def test_it_is_used_beside_others(tmp_path, titles, sure):
    assert used(tmp_path, *titles) == sure


def test_the_sentence_names_the_other_column(tmp_path):
    path = csv_at(tmp_path, "Nama Usaha;Omset;Omset Bulan Lalu\nTempe;90000000;8000000\n")
    assert "'Omset Bulan Lalu'" in propose_columns(path)[1].why.id
