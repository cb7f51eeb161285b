"""Titles of groups that say which permits a business has change nothing of what stands below them; those that ask, plan or help do."""

import pytest

from naikkelas.batch import Sure, propose_columns, read_table
from tests.batch.header.test_around_titles import csv_of
from tests.batch.make import csv_at, xlsx_at

PERMITS = ("NIB", "PIRT", "Halal")
HELD = [
    "Perizinan (Ada/Tidak)",
    "Legalitas (v)",
    "Legalitas (Y/T)",
    "Legalitas/Perizinan",
    "Legalitas yang dimiliki",
    "Izin yang sudah dimiliki",
    "Legalitas yang telah dimiliki (ada/tidak)",
    "Data Perizinan",
    "Data Legalitas Usaha",
    "Status Legalitas",
    "Status Perizinan",
    "Kepemilikan Legalitas",
    "Kepemilikan Izin",
    "Kepemilikan Sertifikat/Izin",
    "Kepemilikan",
    "Sertifikat",
    "Sertifikasi",
    "Sertifikat yang dimiliki",
    "Izin/Sertifikat",
    "Perizinan dan Sertifikasi",
    "Perijinan & Legalitas",
    "Legalitas Produk",
    "Legalitas Usaha/Produk",
    "Dokumen Legalitas",
    "Aspek Legalitas",
    "Perizinan Berusaha",
    "Sudah dimiliki",
]
OTHER = [
    "Kepemilikan Rumah",
    "Legalitas yang dibutuhkan",
    "Legalitas yang belum dimiliki",
    "Izin yang akan dimiliki",
    "Rencana Legalitas",
    "Legalitas Mitra",
    "Legalitas Lama",
    "Sertifikasi 2027",
    "Fasilitasi Sertifikat",
    "Pelatihan Sertifikasi",
    "Proses Perizinan",
    "Status Pengajuan Izin",
    "Data",
    "Dokumen",
    "Legalitas (1/0)",
    "Legalitas (bila belum)",
]


def table_under(folder, group, parts=PERMITS):
    rows = [
        ["No", "Nama Usaha", "Desa", group, None, None, "Pembukuan"],
        [None, None, None, *parts, None],
        [1, "Keripik Ani", "Wero", "Ada", "Belum", "Ada", "Ya"],
        [2, "Tempe Jaya", "Panjer", "Belum", "Ada", "Ada", "Tidak"],
    ]
    merged = ["D1:F1", "A1:A2", "B1:B2", "C1:C2", "G1:G2"]
    return read_table(xlsx_at(folder, rows, merged=merged))


def sure_of(table):
    return {each.use.name: each.sure for each in propose_columns(table) if each.use is not None}


@pytest.mark.parametrize("group", HELD)
def test_a_group_of_what_a_business_has_says_no_more_than_the_permits_below_it(tmp_path, group):
    made = sure_of(table_under(tmp_path, group))
    assert [made[name] for name in ("nib_status", "pirt_status", "halal_status", "keeps_books")] == [Sure.SURE] * 4
    lines = (f"||{group}|||", "No|Nama Usaha|NIB|PIRT|Halal|Pembukuan", "1|Maju|ada|ada|belum|ya", "2|Jaya|belum|ada|ada|ya")
    made = sure_of(csv_of(tmp_path, *lines))
    assert [made[name] for name in ("nib_status", "pirt_status", "halal_status", "keeps_books")] == [Sure.SURE] * 4


@pytest.mark.parametrize("group", OTHER)
def test_a_group_that_may_say_more_makes_its_columns_wait(tmp_path, group):
    made = sure_of(table_under(tmp_path, group))
    assert not any(made[name].is_used for name in ("nib_status", "pirt_status", "halal_status") if name in made)
    assert made["keeps_books"] is Sure.SURE


def test_what_is_no_permit_waits_below_such_a_group(tmp_path):
    made = {each.column.title: each.sure for each in propose_columns(table_under(tmp_path, "Kepemilikan", ("NIB", "PIRT", "Modal")))}
    assert made["Kepemilikan NIB"] is Sure.SURE
    assert not made["Kepemilikan Modal"].is_used


@pytest.mark.parametrize(
    ("titles", "below", "cells", "facts"),
    [
        (
            "Kabupaten;Legalitas;Tenaga Kerja;",
            ";PIRT;L;P",
            "Kab. Demak;ada;2;3",
            {"pirt_status", "workers_men", "workers_women", "regency"},
        ),
        ("Tenaga Kerja;;Perizinan;Omset", "L;P;NIB;", "2;3;ada;5 juta", {"nib_status", "workers_men", "workers_women", "annual_sales"}),
        ("Legalitas;Mulai Usaha;;Produk", "PIRT;Bulan;Tahun;Jenis", "ada;Mei;2019;keripik", {"pirt_status", "operating_since"}),
        ("Legalitas;Izin;Tenaga Kerja;", "PIRT;NIB;L;P", "ada;ada;2;3", {"pirt_status", "nib_status", "workers_men", "workers_women"}),
    ],
)
def test_a_group_over_one_permit_is_one_where_titles_that_no_business_has_stand_beside_it(tmp_path, titles, below, cells, facts):
    lines = (f"No;Nama Usaha;{titles}", f";;{below}", f"1;Maju;{cells}", f"2;Jaya;{cells}")
    table = read_table(csv_at(tmp_path, "\n".join(lines) + "\n"))
    assert [row.number for row in table.rows()] == [3, 4]
    assert not table.problems
    assert {each.use.name for each in propose_columns(table) if each.sure.is_used} == {"business_name", *facts}


@pytest.mark.parametrize(
    ("titles", "below"),
    [
        ("Legalitas;Keterangan;", "PIRT;Halal;"),
        ("Legalitas;Jenis Kelamin;Omset", "PIRT;L;"),
        ("Legalitas;Tenaga Kerja;Omset", "PIRT;Tetap;"),
        ("PIRT;Tenaga Kerja;", "ada;L;P"),
    ],
)
def test_where_nothing_shows_that_a_row_holds_titles_it_stays_among_the_businesses(tmp_path, titles, below):
    lines = (f"No;Nama Usaha;{titles}", f";;{below}", "1;Maju;ada;2;3", "2;Jaya;ada;2;3")
    table = read_table(csv_at(tmp_path, "\n".join(lines) + "\n"))
    assert [row.number for row in table.rows()] == [2, 3, 4]


@pytest.mark.parametrize(
    ("titles", "below", "cells", "facts"),
    [
        ("Perizinan;Kabupaten", "PIRT;", ["v;Kab. Demak", ";Kab. Demak", "proses;Kab. Demak", "v;Kab. Demak"], {"pirt_status", "regency"}),
        ("Legalitas;Izin;Omset", "PIRT;NIB;", ["ada;belum;5 juta", "ada;ada;6 juta"], {"pirt_status", "nib_status", "annual_sales"}),
        ("Legalitas;Kabupaten", "PIRT;", ["ada;Kab. Demak", "PIRT;Kab. Demak", "ada;Kab. Demak"], {"regency"}),
        ("Legalitas;Kabupaten", "PIRT;", ["NIB, Halal;Kab. Demak", "ada;Kab. Demak", "ada;Kab. Demak"], {"regency"}),
        ("Legalitas;Kabupaten", "PIRT;", ["ada;Kab. Demak"], {"regency"}),
        ("Bantuan;Kabupaten", "PIRT;", ["ada;Kab. Demak", "ada;Kab. Demak"], {"regency"}),
        ("Legalitas;Rencana", "PIRT;Halal", ["ada;ada", "ada;ada"], set()),
    ],
)
def test_one_permit_alone_below_a_title_of_permits_is_what_businesses_answer_there(tmp_path, titles, below, cells, facts):
    lines = (f"No;Nama Usaha;{titles}", f";;{below}", *(f"{at};Maju {at};{row}" for at, row in enumerate(cells, 1)))
    made = propose_columns(read_table(csv_at(tmp_path, "\n".join(lines) + "\n")))
    assert {each.use.name for each in made if each.sure.is_used} == {"business_name", *facts}
