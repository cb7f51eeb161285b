"""Two columns whose titles are known to be one fact: neither is used by itself, also where the cells of only one can be read."""

import pytest

from naikkelas.batch import Sure, propose_columns, read_table, score_table
from naikkelas.batch.columns.digits import SAMPLED
from tests.batch.make import AS_OF, INOPAK, csv_at


def sure(folder, titles, *rows):
    text = "\n".join(";".join(["Nama Usaha", *titles]) if row is None else ";".join(["Tempe", *row]) for row in (None, *rows))
    table = read_table(csv_at(folder, text + "\n"))
    return [each.sure for each in propose_columns(table)][1:]


@pytest.mark.parametrize(
    ("titles", "unread", "read"),
    [
        (("PIRT", "PIRT"), "proses di Dinkes", "ada"),
        (("PIRT", "Izin PIRT"), "belum lengkap", "ada"),
        (("Izin PIRT", "PIRT"), "NIB, PIRT, Halal", "ada"),
        (("Tahu Pasar", "Paham Pasar"), "pasar lokal", "ya"),
        (("Tahun Berdiri", "Tahun Berdiri"), "sejak dulu", "2015"),
        (("Tenaga Kerja", "Jumlah Karyawan"), "keluarga", "4"),
        (("Omset Tahunan", "Omset per Tahun"), "cukup baik", "Rp150.000.000"),
    ],
)
def test_a_column_is_not_used_because_its_twin_cannot_be_read(tmp_path, titles, unread, read):
    for ours in (titles, titles[::-1]):
        assert sure(tmp_path, ours, (read, read)) == [Sure.UNSURE, Sure.UNSURE]
        assert sure(tmp_path, ours, (unread, read)) == [Sure.UNSURE, Sure.UNSURE]
        assert sure(tmp_path, ours, (read, unread)) == [Sure.UNSURE, Sure.UNSURE]


def test_what_waits_says_for_which_other_column(tmp_path):
    table = read_table(csv_at(tmp_path, "Nama Usaha;PIRT;PIRT\nTempe;proses di Dinkes;ada\n"))
    assert propose_columns(table)[2].why.en.endswith("but so is 'PIRT'")


@pytest.mark.parametrize("at", [0, 1])
def test_a_twin_that_is_empty_everywhere_says_nothing(tmp_path, at):
    cells = ["", "ada"] if at == 0 else ["ada", ""]
    assert sure(tmp_path, ("PIRT", "Izin PIRT"), cells)[at] is Sure.NONE
    assert sure(tmp_path, ("PIRT", "Izin PIRT"), cells)[1 - at] is Sure.SURE
    assert sure(tmp_path, ("PIRT", "Izin PIRT"), ("", "")) == [Sure.UNSURE, Sure.UNSURE]


def test_a_twin_that_may_be_filled_further_down_is_not_empty(tmp_path):
    rows = [("", "ada")] * SAMPLED
    assert sure(tmp_path, ("PIRT", "Izin PIRT"), *rows) == [Sure.NONE, Sure.SURE]
    assert sure(tmp_path, ("PIRT", "Izin PIRT"), *rows, ("belum", "ada")) == [Sure.UNSURE, Sure.UNSURE]


def test_a_table_with_an_empty_twin_is_scored(tmp_path):
    path = csv_at(tmp_path, "Nama Usaha;Kabupaten;PIRT;Izin PIRT\nTempe;Kebumen;;ada\n")
    made = score_table(path, INOPAK, tmp_path / "hasil.csv", as_of=AS_OF)
    assert [title for title, _ in made.used] == ["Kabupaten", "Izin PIRT"]


def test_the_name_of_a_fact_wins_over_a_title_that_is_known(tmp_path):
    assert sure(tmp_path, ("pirt_status", "PIRT"), ("held", "proses di Dinkes")) == [Sure.NAMED, Sure.UNSURE]
    assert sure(tmp_path, ("knows_market", "Tahu Pasar"), ("true", "ya")) == [Sure.NAMED, Sure.UNSURE]
