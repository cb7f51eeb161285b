"""What stands below a question of a numbered form, or below a heading among its columns, is judged as what stands below the title of a group."""

import json

import pytest

from naikkelas.batch import propose_columns, read_table
from tests.batch.make import csv_at

#: What stands in the columns, by the end of their titles; in others a word that no fact is.
CELLS = {"Kabupaten": "Kab. Kebumen", "PIRT": "ada", "NIB": "ada", "Halal": "belum", "L": "2", "P": "3", "Laki-laki": "2", "Perempuan": "3"}
CELLS |= {"Omset per tahun": "5 juta", "Omset": "5 juta", "Omset (Rp juta)": "5", "Tahun Berdiri": "2019", "Nomor PIRT": "2053305030970-28"}
CELLS |= {"PIRT?": "ya", "Nomor": "2053305030970-28", "Masa berlaku": "31/12/2028", "Tenaga Kerja": "5", "Modal": "5 juta"}


def cell_below(title):
    """What stands below a title; one that ends in ``#`` has nothing below it."""
    return "" if title.endswith("#") else next((CELLS[end] for end in sorted(CELLS, key=len, reverse=True) if title.endswith(end)), "x")


def proposed(folder, line):
    titles = line.split(";")
    cells = ";".join(map(cell_below, titles))
    table = read_table(csv_at(folder, f"{line.replace('#', '')}\n{cells}\n{cells}\n"))
    return {each.column.name: each for each in propose_columns(table)}


def used(made):
    return {name: each.use.name for name, each in made.items() if each.use is not None and each.sure.is_used}


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("1. Nama Usaha;2. Legalitas#;2.1 NIB;2.2 PIRT;3. Kabupaten", ["business_name", "nib_status", "pirt_status", "regency"]),
        ("P1. Nama Usaha;P2. Kabupaten;P3. Izin yang dimiliki#;P3.1. PIRT", ["business_name", "regency", "pirt_status"]),
        ("1. Profil Usaha#;1.1 Nama Usaha;1.2 Kabupaten;2. Legalitas Usaha#;2.1 PIRT", ["business_name", "regency", "pirt_status"]),
        ("1. Nama Usaha;2. Keuangan#;2.1 Omset (Rp juta);3. Kabupaten", ["business_name", "annual_sales", "regency"]),
        ("1. Nama Usaha;2. NIB;3. Tenaga Kerja#;3.1 L;3.2 P", ["business_name", "nib_status", "workers", "workers_men", "workers_women"]),
        ("1. Nama Usaha;2. Jumlah Tenaga Kerja;2.1 Laki-laki;2.2 Perempuan", ["business_name", "workers", "workers_men", "workers_women"]),
        ("1. Nama Usaha;2. PIRT;2.1 Nomor;2.2 Masa berlaku", ["business_name", "pirt_status", "pirt_number", "pirt_expires_on"]),
        ("1. Nama Usaha;2. Kabupaten;3. Apakah punya PIRT?;3.1 Nomor PIRT", ["business_name", "regency", "pirt_status", "pirt_number"]),
        ("1. Nama Usaha;2. Kabupaten;3. Omset#;3.1 Omset per tahun", ["business_name", "regency", "annual_sales"]),
        ("1. Nama Usaha;1.1 Kabupaten;2. NIB", ["business_name", "regency", "nib_status"]),
        ("1. Nama Usaha;2. Alamat Usaha;2.1 Desa;2.2 Kabupaten;3. NIB", ["business_name", "address", "regency", "nib_status"]),
        ("1.1 Nama Usaha;1.2 Kabupaten;2.1 NIB;2.2 PIRT", ["business_name", "regency", "nib_status", "pirt_status"]),
        ("A. Profil Usaha#;A1. Nama Usaha;A2. Kabupaten;B. Legalitas#;B1. PIRT", ["business_name", "regency", "pirt_status"]),
        ("I. Profil Usaha#;1. Nama Usaha;2. Kabupaten;II. Legalitas#;3. PIRT", ["business_name", "regency", "pirt_status"]),
        ("Bagian I Profil Usaha#;1. Nama Usaha;2. Kabupaten;Bagian II Legalitas#;3. PIRT", ["business_name", "regency", "pirt_status"]),
        ("No;Nama Usaha;Kabupaten;Legalitas#;1. NIB;2. PIRT;3. Halal", ["business_name", "regency", "nib_status", "pirt_status", "halal_status"]),
        ("Timestamp;1. Nama Usaha;2. Kabupaten;Foto;3. NIB;Skor", ["business_name", "regency", "nib_status"]),
        ("1. Nama Usaha;2. Kabupaten;3. NIB;P.IRT;4. Halal", ["business_name", "regency", "nib_status", "halal_status"]),
        ("1. Nama Usaha;2. Kabupaten;3. NIB;4. Saran;PIRT", ["business_name", "regency", "nib_status", "pirt_status"]),
        ("1. Nama Usaha;Kabupaten;2. NIB;3. Keterangan;PIRT;4. Halal", ["business_name", "regency", "nib_status", "pirt_status", "halal_status"]),
    ],
)  # fmt: skip
def test_what_stands_below_a_title_that_changes_nothing_is_sure(tmp_path, line, facts):
    made = used(proposed(tmp_path, line))
    assert [fact for fact in made.values() if fact != "permits"] == facts


@pytest.mark.parametrize(
    ("line", "waiting", "parent"),
    [
        ("1. Nama Usaha;2. NIB;3. Izin yang dibutuhkan;3.1 PIRT;3.2 Halal;4. Omset", ["3.1 PIRT", "3.2 Halal"], "3. Izin yang dibutuhkan"),
        ("1. Nama Usaha;2. NIB;3. Alamat pemilik;3.1 Desa;3.2 Kabupaten", ["3.2 Kabupaten"], "3. Alamat pemilik"),
        ("1. Nama Usaha;2. NIB;3. Rencana 2027;3.1 Halal", ["3.1 Halal"], "3. Rencana 2027"),
        ("P1. Nama Usaha;P2. NIB;P3. Pelatihan yang diikuti;P3.1. PIRT", ["P3.1. PIRT"], "P3. Pelatihan yang diikuti"),
        ("1. Nama Usaha;2. NIB;3. Omset sebelum bantuan;3.1 Omset per tahun", ["3.1 Omset per tahun"], "3. Omset sebelum bantuan"),
        ("1. Nama Usaha;2. NIB;3. Omset ($)#;3.1 Omset per tahun", ["3.1 Omset per tahun"], "3. Omset ($)"),
        ("1. Nama Usaha;2. NIB;3. Omset (juta)#;3.1 Omset", ["3.1 Omset"], "3. Omset (juta)"),
        ("1. Nama Usaha;2. NIB;3. Omset (Rp/bulan);3.1 Omset", ["3.1 Omset"], "3. Omset (Rp/bulan)"),
        ("1. Nama Usaha;2. NIB;3. Legalitas;3.1 PIRT;3.2 Modal", ["3.2 Modal"], "3. Legalitas"),
        ("1. Nama Usaha;2. NIB;3. Rencana 2027;3.1 Legalitas;3.1.1 PIRT", ["3.1.1 PIRT"], "3. Rencana 2027"),
        ("1 Nama Usaha;2 Kabupaten;3 Izin yang dibutuhkan;3.1 PIRT;3.2 Halal;3.3 NIB", ["3.1 PIRT", "3.2 Halal", "3.3 NIB"], "3 Izin yang dibutuhkan"),
        ("A1. Nama Usaha;A2. Kabupaten;B Mitra;B1. PIRT;B2. Halal", ["B1. PIRT", "B2. Halal"], "B Mitra"),
        ("A. Profil Usaha;A1. Nama Usaha;A2. Kabupaten;B. Rencana 2027;B1. PIRT;B2. Halal", ["B1. PIRT", "B2. Halal"], "B. Rencana 2027"),
        ("I. Profil Usaha;1. Nama Usaha;2. Kabupaten;II. Izin yang dibutuhkan;3. PIRT", ["3. PIRT"], "II. Izin yang dibutuhkan"),
        ("I. Profil Usaha;Nama Usaha;Kabupaten;II. Rencana 2027;PIRT;Halal", ["PIRT", "Halal"], "II. Rencana 2027"),
        ("BLOK I PROFIL USAHA;1. Nama Usaha;2. Kabupaten;BLOK II MITRA;3. NIB;4. PIRT", ["3. NIB", "4. PIRT"], "BLOK II MITRA"),
        ("1. Nama Usaha;2. Kabupaten;3. Pelatihan yang diikuti;PIRT;4. NIB", ["PIRT"], "3. Pelatihan yang diikuti"),
        ("1. Nama Usaha;2. Kabupaten;3. Pelatihan;PIRT;4. NIB", ["PIRT"], "3. Pelatihan"),
        ("1. Nama Usaha;2. Kabupaten;3. NIB;4. Pelatihan yang diikuti#;PIRT", ["PIRT"], "4. Pelatihan yang diikuti"),
        ("1. Profil Usaha;Nama Usaha;Kabupaten;2. Rencana 2027;PIRT", ["PIRT"], "2. Rencana 2027"),
        ("No;Nama Usaha;Kabupaten;Izin yang dibutuhkan;1. NIB;2. PIRT;3. Halal", ["1. NIB", "2. PIRT", "3. Halal"], "Izin yang dibutuhkan"),
        ("No;Nama Usaha;Kabupaten;Pengajuan#;1. NIB;2. PIRT;3. Halal", ["1. NIB", "2. PIRT", "3. Halal"], "Pengajuan"),
        ("1. Nama Usaha;2. Kabupaten;Rencana 2027;3. NIB;4. PIRT", ["3. NIB", "4. PIRT"], "Rencana 2027"),
        ("1.1 Nama Usaha;1.2 Kabupaten;Pendampingan#;2.1 NIB;2.2 PIRT", ["2.1 NIB", "2.2 PIRT"], "Pendampingan"),
    ],
)  # fmt: skip
def test_what_stands_below_a_title_that_may_change_it_waits_and_says_below_which(tmp_path, line, waiting, parent):
    made = proposed(tmp_path, line)
    assert not set(waiting) & used(made).keys()
    for name in waiting:
        assert f"may be a part of '{parent}'" in made[name].why.en
        assert f"mungkin bagian dari '{parent}'" in made[name].why.id
    others = {name for name in made if name.endswith(("Nama Usaha", "Kabupaten", "NIB")) and name not in waiting and name[1:2] != " "}
    assert others <= used(made).keys()


@pytest.mark.parametrize(
    "line", ["P1. Nama Usaha;P2. Kabupaten;P3. NIB;P4.1 PIRT;P4.2 Halal", "1. Nama Usaha;2. Kabupaten;3. NIB;4.1 PIRT"]
)
def test_what_stands_below_a_number_that_no_title_has_waits(tmp_path, line):
    made = proposed(tmp_path, line)
    name = next(name for name in made if name.endswith("PIRT"))
    number = name.removesuffix(" PIRT")
    assert f"its number is {number}, and no title has the number {number.removesuffix('.1')}" in made[name].why.en
    assert f"nomornya {number}, dan tidak ada judul bernomor {number.removesuffix('.1')}" in made[name].why.id
    assert list(used(made).values()) == ["business_name", "regency", "nib_status"]


def test_a_row_of_units_below_changes_nothing_of_that(tmp_path):
    lines = ("P1. Nama Usaha;P2. Kabupaten;P3. NIB;P4.1 Omset", ";;;(Rp)", *["A;Kab. Demak;ada;5.000.000"] * 2)
    made = {each.column.index: each for each in propose_columns(read_table(csv_at(tmp_path, "\n".join((*lines, "")))))}
    assert "no title has the number P4" in made[3].why.en
    assert [each.sure.is_used for each in made.values()] == [True, True, True, False]


def test_letters_behind_a_number_are_no_numbers_in_turn(tmp_path):
    assert "pirt_status" not in used(proposed(tmp_path, "1. Nama Usaha;2. Kabupaten;3a. Izin yang dibutuhkan;3b. PIRT;4. NIB")).values()
    assert "pirt_status" not in used(proposed(tmp_path, "1. Nama Usaha;2. Kabupaten;3. Fasilitasi;a. PIRT;4. NIB")).values()


@pytest.mark.parametrize(("group", "is_sure"), [("3. Legalitas", True), ("3. Izin yang dibutuhkan", False)])
def test_titles_in_two_rows_stand_below_numbers_of_the_row_above(tmp_path, group, is_sure):
    lines = (f"1. Nama Usaha;2. Kabupaten;{group};;4. Tenaga Kerja;", ";;3.1 NIB;3.2 PIRT;4.1 L;4.2 P", *["A;Kab. Demak;ada;ada;1;2"] * 2)
    made = {each.column.name: each for each in propose_columns(read_table(csv_at(tmp_path, "\n".join((*lines, "")))))}
    permits = ["nib_status", "pirt_status"] if is_sure else []
    assert list(used(made).values()) == ["business_name", "regency", *permits, "workers_men", "workers_women"]
    assert list(made)[2:4] == [f"{group} 3.1 NIB", f"{group.removeprefix('3. ')} 3.2 PIRT"]


def test_so_do_the_keys_of_jsonl(tmp_path):
    titles = ["1. Nama Usaha", "2. Kabupaten", "3. Rencana 2027", "3.1 PIRT", "4. Tenaga Kerja", "4.1 L", "4.2 P"]
    line = json.dumps(dict(zip(titles, ["A", "Kab. Demak", "", "ada", "", 1, 2], strict=True)))
    made = {each.column.name: each for each in propose_columns(read_table(csv_at(tmp_path, f"{line}\n{line}\n", "data.jsonl")))}
    assert list(used(made).values()) == ["business_name", "regency", "workers", "workers_men", "workers_women"]
    assert "may be a part of '3. Rencana 2027'" in made["3.1 PIRT"].why.en
