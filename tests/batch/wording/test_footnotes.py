"""A footnote to the names or the numbers of some businesses is about what they are: unless it is harmless, nothing of the list is sure."""

import pytest

from naikkelas.batch.wording.footnotes import explained_in, is_harmless, sign_beside
from tests.batch.wording.test_notes import ALL, MANY, TITLES, used


def listed(name="Tempe Maju", number=1, at=0):
    """A list whose business in one row is called so."""
    return [[number, name, *row[2:]] if each == at else row for each, row in enumerate(MANY)]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("Tempe Maju *)", "*) usulan 2027"),
        ("Tempe Maju*", "*) calon"),
        ("*Tempe Maju", "*) rencana 2027"),
        ("Tempe Maju (*)", "* = usulan tahun 2027"),
        ("Tempe Maju **", "**) belum beroperasi"),
        ("Tempe Maju *)", "Catatan: *) sudah tutup"),
        ("Tempe Maju *", "Usaha bertanda *) sudah tutup"),
        ("Tempe Maju *", "** sudah pindah"),
        ("Tempe Maju †", "† data tahun 2019"),
        ("Tempe Maju¹", "¹ usulan"),
        ("Tempe Maju 1)", "1) belum beroperasi"),
    ],
)
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_nothing_is_sure_where_a_footnote_says_that_some_businesses_are_none_of_today(tmp_path, name, note, ending):
    for rows in (listed(name)[:3], listed(name), listed(name, at=290)):
        assert used(tmp_path, [TITLES, *rows, [], [note]], ending) == {"Nama Usaha"}
        assert used(tmp_path, [[note], [], TITLES, *rows], ending) == {"Nama Usaha"}


def test_the_sign_may_stand_beside_the_number_of_the_row_or_in_a_remark(tmp_path):
    assert used(tmp_path, [TITLES, *listed(number="1*")[:3], [], ["*) usulan 2027"]]) == {"Nama Usaha"}
    rows = [[*row, "*" if at else None] for at, row in enumerate(MANY[:3])]
    assert used(tmp_path, [[*TITLES, "Ket"], *rows, [], ["*) usulan 2027"]]) == {"Nama Usaha"}


@pytest.mark.parametrize(
    "note",
    [
        "*) ketua kelompok", "*) peserta pelatihan 2025", "*) IKM binaan dinas", "*) urut abjad", "*) sesuai KTP pemilik", "*) anggota koperasi",
        "*) penerima bantuan alat tahun 2025", "*) juara lomba 2025", "*) aktif", "*) wajib diisi", "*) nama merek", "*) sudah diverifikasi", "*) IKM baru",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_above", [True, False])
def test_a_harmless_footnote_to_a_name_changes_nothing(tmp_path, note, is_above):
    rows = listed("Tempe Maju *)")[:3]
    assert used(tmp_path, [[note], [], TITLES, *rows] if is_above else [TITLES, *rows, [], [note]]) == ALL


@pytest.mark.parametrize(
    ("name", "note"), [("Tempe Maju", "*) usulan 2027"), ("Tempe Maju *)", "†) usulan 2027"), ("Tempe (isi 1)", "1) usulan")]
)
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_footnote_whose_sign_no_business_has_changes_nothing(tmp_path, name, note, ending):
    assert used(tmp_path, [TITLES, *listed(name), [], [note]], ending) == ALL


@pytest.mark.parametrize("name", ["Toko #1", "UD. Maju", "PT Jaya.", "CV. A (Persero)", "Kue (isi 1)", "7", "C&D", "A - B"])
def test_what_names_end_in_is_no_sign(name):
    assert not sign_beside(name, may_lead=True)


def test_several_footnotes_in_one_cell_are_told_apart():
    assert explained_in("*) ketua kelompok **) sudah tutup") == [("*", "ketua kelompok"), ("**", "sudah tutup")]
    assert not is_harmless("tahun 2019")
    assert not is_harmless("usulan penerima bantuan")
