"""Labels of a form above the titles have their values beside them, also some empty cells further; they are no titles of groups, but what they say of the list counts."""

import pytest

from tests.batch.header.test_around_titles import csv_of, told, uses, why, xlsx_of

TITLES = "No|Nama Usaha|PIRT|Tahu Pasar|Tahu Produksi|Jenis Usaha"
ROWS = ("1|Maju|ada|ya|ya|pangan", "2|Jaya|ada|ya|ya|pangan")
ALL = {"Nama Usaha", "PIRT", "Tahu Pasar", "Tahu Produksi", "Jenis Usaha"}
APART = [(), ("|||||",)]


def tables(folder, above, apart):
    lines = (*above, *apart, TITLES, *ROWS)
    return csv_of(folder, *lines), xlsx_of(folder, lines, ())


@pytest.mark.parametrize("apart", APART)
@pytest.mark.parametrize(
    "above",
    [
        ("Nama Petugas:||Andi|||",),
        ("Nama Petugas:||||Andi|",),
        ("Nama Desa :||Wero|||",),
        ("Nama Desa :||Wero|||", "Kecamatan :||Gombong|||", "Nama Enumerator :|||Budi Santoso||"),
        ("Kecamatan:||Gombong|||",),
        ("Nama Pendata||: Andi|||",),
    ],
)
def test_the_value_of_a_label_may_stand_further_right(tmp_path, above, apart):
    for table in tables(tmp_path, above, apart):
        assert set(uses(table)) == ALL
        assert told(table) == []


def test_two_labels_may_stand_beside_each_other(tmp_path):
    for table in tables(tmp_path, ("Nama Desa :||Wero|Nama Petugas :||Andi",), ()):
        assert set(uses(table)) == ALL


@pytest.mark.parametrize("apart", APART)
@pytest.mark.parametrize("above", ["Jenis Data:||Usulan 2027|||", "Nama Data:|||Usulan 2027||", "Nama Kegiatan :||Rencana IKM|||"])
def test_a_value_that_turns_the_list_does_so_wherever_it_stands(tmp_path, above, apart):
    for table in tables(tmp_path, (above,), apart):
        assert set(uses(table)) == {"Nama Usaha"}
        assert "speaks of plans" in why(table, "Tahu Pasar") or "part of its title" in why(table, "Tahu Pasar")


@pytest.mark.parametrize(
    "above",
    [
        "|Nama Usaha:||Minat||",
        "|Nama Usaha:||Rencana:||",
        "|Data Usaha:||Rencana:||",
        "|Data Usaha:||Rencana||",
        "||Nama Data:|Usulan 2027||",
        "Nama Petugas:|Andi||Minat||",
        "Nama Petugas||Andi|Minat||",
    ],
)
def test_what_may_be_a_group_beside_a_label_is_one(tmp_path, above):
    for table in tables(tmp_path, (above,), ()):
        assert {"Tahu Pasar", "Tahu Produksi", "Jenis Usaha"}.isdisjoint(uses(table))
