"""Large texts are looked through for legends by whole columns, others row by row: both find the same, whatever stands where."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from naikkelas.batch import propose_columns, read_table
from tests.batch.columnar.test_engines import small_pieces
from tests.batch.make import csv_at

NO_DEADLINE = settings(deadline=None, suppress_health_check=list(HealthCheck))

ANSWERS = ["1", "0", "v", "V", "x", "-", "ya", "Tidak", "sudah", "belum", "ada", "Y", "T", "2", "", " ", "?"]
SIGNS = [
    "1", "0", "2", "v", "(v)", "✓", "✗", "x", "(-)", "-", "–", "ya", "Y", "N", "tidak", "belum ada", "satu", "nol", "silang", "strip", "kosong",
    "dikosongkan", "dicentang", "ditandai", "bertanda", "tidak diisi", "belum terisi", "kode satu", "Angka 1", "tanda v", "yang dicentang",
]  # fmt: skip
LINKS = [
    " = ",
    "=",
    ": ",
    " → ",
    " > ",
    " - ",
    " – ",
    " | ",
    " artinya ",
    " berarti ",
    " adalah ",
    " jika ",
    " untuk ",
    " (",
    " ",
    " isi ",
    " diisikan ",
    ", isi ",
]
MEANINGS = ["belum", "sudah", "ya", "tidak ada", "yang belum", "perlu dibantu", "usulan", "sudah punya izin", "v", "1", "xyz", "", "="]
GUIDES = ["", "", "", "Keterangan: ", "Ket. ", "Kode ", "isi ", "yang belum ", "bila belum, beri tanda ", "Catatan "]
WORDS = [
    "Kode", "Keterangan", "Jawaban", "Arti", "tanda", "=", ":", "→", "Catatan: kurang foto", "x-1", "2.05E+14", "Kompor ada (1)", "RT 1: ada gang",
    "A-12", "31/02/2020", "kondisi baik", "https://a.id/?v=1", "lihat lampiran", "jumlah", "Total", "v", "\u00a0", "\x1f", "ſ = 1", "ya\u0301 = belum",
]  # fmt: skip

legends = st.builds(lambda *parts: "".join(parts), *map(st.sampled_from, (GUIDES, SIGNS, LINKS, MEANINGS)))
answers, bits = st.sampled_from(ANSWERS), st.sampled_from([*SIGNS, *MEANINGS, *WORDS])
odd = st.one_of(st.just(""), bits, legends, st.builds("{}, {}".format, legends, legends))
TITLES = ["PIRT", "Tahu Pasar", "Tahu Produksi", "", "", "Kode", "Keterangan", "Catatan Petugas", "Jawaban", "Arti", "Lebar", "nk_problems"]


@st.composite
def tables(draw):
    """A table of businesses in which some cells and some rows are of a legend, or look like it."""
    titles = [*draw(st.sampled_from([("No", "Nama Usaha"), ("Nama Usaha",), ("No",), ("Kecamatan", "Nama Usaha")]))]
    titles += draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=5, unique_by=lambda title: title or object()))
    asked = [title in ("PIRT", "Tahu Pasar", "Tahu Produksi") for title in titles]

    def usual(at):
        row = ["a" * (at % 3 + 3) + " b", "U" + "abc"[at % 3]][: 2 if "Kecamatan" in titles else 1]
        row = [str(at), f"Usaha {at}"] if titles[:2] == ["No", "Nama Usaha"] else [str(at)] if titles[0] == "No" else row
        return [*row, *(draw(answers) if is_asked else "" for is_asked in asked[len(row) :])]

    rows = [usual(at) for at in range(1, draw(st.integers(1, 5)) + 1)]
    for _ in range(draw(st.integers(0, 3))):
        row, at = list(draw(st.sampled_from(rows))), draw(st.integers(0, len(titles) - 1))
        match draw(st.integers(0, 3)):
            case 0:
                row = [""] * len(row)
                row[at] = draw(legends)
            case 1:
                row = ["" if title in ("No", "Nama Usaha") else cell for title, cell in zip(titles, row, strict=True)]
                row[at] = draw(odd)
            case 2:
                row = ["", *(draw(st.one_of(st.just(""), bits)) for _ in row[1:])]
            case _:
                row[at:] = [draw(odd), *(draw(st.one_of(st.just(cell), bits)) for cell in row[at + 1 :])]
        rows.insert(draw(st.integers(0, len(rows))), row)
    return [titles, *rows]


FIRST = ["1", "Usaha 1"]


@pytest.mark.slow
@NO_DEADLINE
@given(rows=tables())
@example(rows=[["No", "Nama Usaha", "PIRT", ""], [*FIRST, "v", ""], ["2", "Usaha 2", "v", "yang ditandai belum punya"]])
@example(rows=[["No", "Nama Usaha", "PIRT", ""], [*FIRST, "ya", ""], ["2", "Usaha 2", "ya", "ya - belum punya"]])
@example(rows=[["No", "Nama Usaha", "PIRT", "", ""], [*FIRST, "v", "", ""], ["2", "Usaha 2", "v", "✗", "sudah"]])
@example(rows=[["No", "Nama Usaha", "PIRT", "Catatan"], [*FIRST, "v", ""], ["2", "Usaha 2", "v", "tidak diisi = sudah punya"]])
@example(rows=[["No", "Nama Usaha", "PIRT", "Kode", "Keterangan"], [*FIRST, "1", "", ""], ["2", "Usaha 2", "0", "2", "belum"]])
def test_the_quick_look_and_the_full_look_find_the_same(rows, tmp_path_factory):
    path = csv_at(tmp_path_factory.mktemp("tabel"), "\n".join(";".join(row) for row in rows) + "\n")
    with small_pieces():
        table = read_table(path, header_row=1, delimiter=";")
        assert table.blocks is not None
        quick = [each.use for each in propose_columns(table)]
        assert quick == [each.use for each in propose_columns(replace(table, blocks=None))]
