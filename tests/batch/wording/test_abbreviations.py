"""Words that are written short say what they say in full: in titles, in names of sheets, in headings and in notes."""

import pytest

from naikkelas.batch import Sure, propose_columns, read_table
from naikkelas.batch.wording.abbreviations import ABBREVIATIONS, written_out
from naikkelas.batch.wording.not_today import turns
from naikkelas.batch.wording.words import fold
from tests.batch.make import csv_at, xlsx_at

TITLES = "No;Nama Usaha;Kab/Kota;PIRT;NIB\n"
ROWS = "1;Tempe;Kebumen;ada;ada\n2;Kue;Demak;ada;ada\n"
ALL = {"Nama Usaha", "Kab/Kota", "PIRT", "NIB"}


def used_of(table):
    return {each.column.name for each in propose_columns(table) if each.use is not None and each.sure.is_used}


def used(folder, text):
    return used_of(read_table(csv_at(folder, text), delimiter=";"))


SHORT = [
    "DAFTAR IKM YG BLM PUNYA PIRT",
    "Blm PIRT",
    "IKM blm. ber-NIB",
    "DATA IKM TDK AKTIF",
    "PIRT TDK ADA",
    "IKM TAK BERIZIN",
    "MSH PROSES PIRT",
    "IKM DLM PROSES PIRT",
    "RENC. 2027",
    "RCN PEMBINAAN 2027",
    "KONDISI SBLM PELATIHAN",
    "DAFTAR IKM BKN BINAAN",
    "PIRT sdh tdk berlaku",
]


@pytest.mark.parametrize("title", SHORT)
def test_a_title_of_short_words_turns_a_list(tmp_path, title):
    assert turns(title)
    assert used(tmp_path, f"{title};;;;\n;;;;\n{TITLES}{ROWS}") == {"Nama Usaha"}


@pytest.mark.parametrize(
    "title",
    [
        "DAFTAR IKM YG DIBINA",
        "DATA IKM UTK PAMERAN",
        "DATA IKM DLM BINAAN DINAS",
        "IKM SDH BERIZIN",
        "DATA IKM DGN PIRT",
        "IKM MSH AKTIF",
        "JML IKM THN 2026",
        "DAFTAR IKM SDH/BLM PIRT",
    ],
)
def test_short_words_that_turn_nothing_still_do_not(tmp_path, title):
    assert not turns(title)
    assert used(tmp_path, f"{title};;;;\n;;;;\n{TITLES}{ROWS}") == ALL


def test_the_name_of_a_sheet_counts(tmp_path):
    rows = [["No", "Nama Usaha", "Kab/Kota", "PIRT", "NIB"], [1, "Tempe", "Kebumen", "ada", "ada"]]
    assert used_of(read_table(xlsx_at(tmp_path, rows, sheet="Blm PIRT"))) == {"Nama Usaha"}
    assert used_of(read_table(xlsx_at(tmp_path, rows, sheet="Sdh PIRT"))) == ALL


@pytest.mark.parametrize("heading", ["B;Blm PIRT;;;", "Blm PIRT;;;;", "Renc. 2027;;;;", "TDK AKTIF;;;;"])
def test_a_heading_among_the_rows_counts(tmp_path, heading):
    table = read_table(csv_at(tmp_path, f"{TITLES}{ROWS}{heading}\n1;Roti;Demak;ada;ada\n"), delimiter=";")
    (below,) = [row for row in table.rows() if "Roti" in row.cells]
    assert below.problem is not None
    assert below.problem.code == "NK571"


@pytest.mark.parametrize(
    "note",
    [
        "PIRT blm terbit",
        "PIRT msh proses",
        "PIRT sdh mati",
        "PIRT sudah tidak berlaku",
        "PIRT tdk aktif lagi",
        "PIRT baru mendaftar",
        "PIRT sdg didaftarkan",
    ],
)
def test_a_note_counts(tmp_path, note):
    assert used(tmp_path, f"{TITLES}{ROWS};;;;\nCatatan: {note};;;;\n") == ALL - {"PIRT"}


@pytest.mark.parametrize(
    "note",
    [
        "PIRT diisi sdh/blm/msh proses",
        "PIRT msh berlaku",
    ],
)
def test_a_note_that_tells_how_to_answer_does_not(tmp_path, note):
    assert used(tmp_path, f"{TITLES}{ROWS};;;;\nCatatan: {note};;;;\n") == ALL


@pytest.mark.parametrize("title", ["Sdh memiliki PIRT", "PIRT (sdh/blm)", "Sdh punya P-IRT"])
def test_the_title_of_a_column_is_known(tmp_path, title):
    table = read_table(csv_at(tmp_path, f"No;Nama Usaha;{title}\n1;Tempe;sdh\n2;Kue;blm\n"), delimiter=";")
    made = {each.column.title: each for each in propose_columns(table)}[title]
    assert (made.use.name, made.sure) == ("pirt_status", Sure.SURE)


def test_words_are_written_out_and_signs_stay():
    assert written_out("PIRT: Sdh/BLM (msh proses)") == "PIRT: sudah/belum (masih proses)"
    assert fold("PIRT: Sdh/BLM (msh proses)") == "pirt sudah belum masih proses"


def test_what_is_written_out_is_not_short_for_something_else():
    assert not {word for meant in ABBREVIATIONS.values() for word in meant.split()} & ABBREVIATIONS.keys()
