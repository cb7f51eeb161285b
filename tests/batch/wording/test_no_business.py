"""Rows that are no business: sums, headings of a part, notes and signatures. None is lost, none is judged, and no business is taken for one."""

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naikkelas.batch import compare_scores, read_table, score_table, select_table
from naikkelas.batch.columns.mapping import ColumnMapping, Use
from naikkelas.batch.wording.no_business import RowJudge
from naikkelas.cohorts.model import CohortPlace
from tests.batch.columnar.test_engines import same, small_pieces
from tests.batch.make import AS_OF, INOPAK, csv_at, xlsx_at

TITLES = ["No", "Nama Usaha", "Jenis Usaha", "Tahun Berdiri", "Tahu Pasar", "Tahu Produksi", "Omset"]
BUSINESS = ["1", "Maju", "kerajinan", "2010", "ya", "ya", "5 juta"]
ENGINES = ["rows", "polars"]

SUM_WORDS = [
    *(
        "JUMLAH",
        "Jumlah",
        "total",
        "Jml",
        "Jml.",
        "Jumlah :",
        "J U M L A H",
        "T O T A L",
        "TOTAL KESELURUHAN",
        "Jumlah Total",
        "Grand Total",
    ),
    *(
        "Sub Jumlah",
        "Subtotal",
        "Sub-total",
        "Rerata",
        "Rata-rata",
        "Rata - rata",
        "Rataan",
        "Jumlah Kec. Gombong",
        "Jumlah Kecamatan Ayah",
    ),
    *(
        "Total Desa Sidomulyo",
        "JUMLAH I",
        "Jumlah A",
        "Jumlah IKM",
        "Total (12 IKM)",
        "Jumlah s/d halaman ini",
        "Jumlah 2025",
        "Total Kab. Kebumen",
    ),
]
NOTES = [
    *(
        "Kecamatan Gombong",
        "Kec. Ayah",
        "I. Kecamatan Gombong",
        "A. KEC. KUWARASAN",
        "Kelurahan Jatinegara",
        "Desa Sidomulyo",
        "Kabupaten Kebumen",
    ),
    *(
        "Keterangan: v = ada",
        "Ket.",
        "Catatan : data sementara",
        "*) masih proses",
        "Sumber: Dinas Perindustrian 2023",
        "NB: lihat lampiran",
    ),
    *("Mengetahui,", "Mengetahui", "Kepala Dinas,", "Kepala Bidang Perindustrian", "NIP. 19600101 198503 1 001", "NIP 196001011985031001"),
    *("Kebumen, 1 Januari 2022", "Dibuat oleh:", "Petugas Pendata", "a.n. Kepala Dinas", "Halaman 2 dari 5"),
]
SUMS = [[word, *[""] * 3, "1", "1", more] for word in SUM_WORDS for more in ("", "3", "Rp 5.000.000")]
HEADINGS = [[*[""] * at, word, *[""] * (6 - at)] for word in NOTES for at in (0, 1)]
PAIRS = [["Mengetahui,", "", "", "", "Kebumen, 1 Januari 2022", "", ""], ["", "Kepala Dinas", "", "", "Petugas Pendata,", "", ""]]
NUMBERED = [["Drs. BUDI, M.Si", *[""] * 6], ["Binaan Baru", *[""] * 6], ["III", *[""] * 6]]
#: Sums of a name beside no number, and under no name; titles once more; more of the business above.
NAMELESS = [
    ["", "Total Snack", "", "", "1", "1", "5000000"],
    ["", "Total 88", "", "", "1", "1", "5000000"],
    ["", "Jumlah Gombong", "", "", "", "1", ""],
    ["", "Jumlah laki-laki", "", "", "", "1", ""],
    ["", "", "", "", "", "", "5000000"],
    ["", "-", "", "", "1", "1", ""],
    ["", "", "", "", "1", "1", "Jumlah"],
    ["", "", "", "", "Setelah pelatihan", "Setelah pelatihan", ""],
    ["", "", "kerajinan", "2010", "ya", "ya", "5 juta"],
    ["", "%", "", "", "1", "1", ""],
]
MORE_SUMS = [["", word, "", "", "1", "1", ""] for word in ("Akumulasi", "REKAP", "Persentase", "Rata2", "Banyaknya", "Pindahan", "J m l")]
EXAMPLES = [
    ["Contoh", *BUSINESS[1:]],
    ["cth.", *BUSINESS[1:]],
    ["(contoh)", *BUSINESS[1:]],
    ["1", "Contoh: Keripik Bu Ani", *BUSINESS[2:]],
    ["1", "(contoh) Keripik Bu Ani", *BUSINESS[2:]],
    ["1", "Keripik Bu Ani (contoh)", *BUSINESS[2:]],
    ["", "CONTOH PENGISIAN", *BUSINESS[2:]],
]
PARTS = [
    ["B", "RENCANA TAHUN 2027", "", "", "", "", ""],
    ["II", "USULAN CALON IKM", "", "", "", "", ""],
    ["", "B.", "USULAN CALON IKM", "", "", "", ""],
    ["I", "KECAMATAN GOMBONG", "", "", "", "", ""],
    ["II.", "Kec. Ayah", "", "", "", "", ""],
    ["A", "Desa Sidomulyo", "", "", "", "", ""],
    ["a.", "Kabupaten Kebumen", "", "", "", "", ""],
    ["(C)", "Kota Semarang", "", "", "", "", ""],
    ["", "B", "Kecamatan Gombong", "", "", "", ""],
    ["A", "IKM Binaan", "", "", "", "", ""],
    ["B.", "Industri Kecil", "", "", "", "", ""],
    ["III", "IKM Pangan", "", "", "", "", ""],
]
#: Headings with the sums of what they head, and sums by other words.
SUBTOTALS = [
    ["Kec. Gombong", "", "", "", "", "6", ""],
    ["Gombong", "", "", "", "6", "6", "Rp 12.000.000"],
    ["Binaan Baru", "12 IKM", "", "", "", "", "5 juta"],
    ["I", "Kecamatan Gombong", "", "", "", "", "12.000.000"],
    ["I", "Kecamatan Jaya", "", "", "", "", "5 juta"],
    ["II.", "Kabupaten Kebumen", "12 IKM", "", "6", "", ""],
    ["A", "Kebumen", "", "", "", "6", ""],
    ["A", "IKM Binaan", "", "", "", "6", ""],
    ["b.", "IKM Pangan", "", "12", "", "", "5 juta"],
    ["", "Kec. Ayah", "", "", "", "6", "12.000.000"],
    ["", "Demak", "", "", "5", "5", "3"],
    ["", "Jawa Tengah", "", "", "5", "5", "3"],
    ["-", "Kota Semarang", "", "", "5", "5", "3"],
    ["Realisasi 2026", "", "", "", "", "8", "40.000.000"],
    ["", "Realisasi 2026", "", "", "", "8", "40.000.000"],
    ["", "Realisasi s/d Triwulan III", "", "", "", "8", "40.000.000"],
    ["", "Target 2027", "", "", "", "10", "90.000.000"],
    ["", "Target", "", "", "", "10", ""],
    ["C", "Selisih", "", "", "", "10", ""],
    *(
        ["", word, "", "", "", "1", "5"]
        for word in ("Selisih", "Tertinggi", "Nilai Terendah", "Rata-rata tertinggi", "Dipindahkan", "TTL", "Grand Tot.", "Sub Tot")
    ),
    *(["", word, "", "", "", "1", "5"] for word in ("Pindahan dari halaman 1", "Jumlah dipindahkan", "Kumulatif", "Capaian Kec. Ayah")),
    ["", "Selisih", "", "", "", "", ""],
    ["C", "Sudah NIB", "", "", "", "3", ""],
    ["", "Yang sudah NIB", "", "", "", "", ""],
    ["1", "Sudah memiliki NIB", "", "", "", "3", ""],
]
NONE = [*SUMS, *HEADINGS, *PAIRS, *NUMBERED, *NAMELESS, *MORE_SUMS, *EXAMPLES, *PARTS, *SUBTOTALS]
NAMED = [
    ["1", "Jumlah Rejeki", "kerajinan", "2010", "ya", "ya", "5 juta"],
    ["", "Jumlah Rejeki", "kerajinan", "2010", "ya", "ya", ""],
    ["", "Total Snack", "pangan", "", "ya", "", ""],
    ["", "TOTAL", "kerajinan", "2010", "ya", "ya", "5 juta"],
    ["2", "Total", "", "", "", "", "5000000"],
    ["", "Total", "", "2015", "", "1", "5000000"],
    ["", "Jumlah", "", "", "", "2053305030970", ""],
    ["", "Kecamatan Jaya", "kerajinan", "2010", "ya", "", ""],
    ["4", "Desa Sidomulyo", "", "", "", "", ""],
    ["", "Sumber Rejeki", "", "", "", "", ""],
    ["", "Sumber: Rejeki", "kerajinan", "", "", "", ""],
    ["", "Kepala Ikan Bu Sri", "", "", "", "", ""],
    ["", "Rata Jaya", "", "", "", "", ""],
    ["", "Desain Ayu", "", "", "", "", ""],
    ["", "Notes Craft", "", "", "", "", ""],
    ["", "Niponindo", "", "", "", "", ""],
    ["", "Maju", "", "", "", "", ""],
    ["7", "", "", "", "", "", ""],
    ["7", "", "kerajinan", "2010", "ya", "ya", "5 juta"],
    ["1", "Contoh Jaya", "kerajinan", "2010", "ya", "ya", "5 juta"],
    ["", "Rencana Jaya", "kerajinan", "", "", "", ""],
    ["b", "Maju", "", "", "", "", ""],
    ["b", "IKM Maju", "", "", "", "", ""],
    ["b", "Industri Rejeki", "", "", "", "", ""],
    ["I", "Kecamatan Jaya", "kerajinan", "", "", "", ""],
    ["1.", "Kecamatan Jaya", "", "", "", "", ""],
    ["", "Jumlah Rejeki", "", "", "", "", ""],
    ["2", "Usaha Rencana", "", "", "3", "", "12.000.000"],
    ["2", "Target", "", "", "3", "", "5"],
    ["2", "Kebumen", "", "", "1", "1", "5 juta"],
    ["2", "Kec. Ayah", "", "", "1", "1", "5 juta"],
    ["", "Selisih Jaya", "", "", "1", "1", "5"],
    ["", "Target Jaya", "", "", "1", "1", "5"],
    ["", "Gombong Jaya", "", "", "", "3", "5"],
    ["", "Kebumen", "kerajinan", "", "", "", ""],
    ["", "Solo", "", "2015", "1", "", "5"],
    ["b", "Maju", "", "", "1", "1", "5 juta"],
    ["b", "IKM Maju", "", "", "", "3", "5 juta"],
    ["7", "", "", "", "1", "", "5"],
    ["3", "Sudah Jaya", "", "", "1", "", "5"],
    ["3", "Yang Penting Enak 2010", "", "", "1", "", "5"],
    ["3", "Sudah NIB", "kerajinan", "", "1", "", "5"],
    ["A-7", "", "", "", "1", "", "5"],
]


def lines(rows):
    return "\n".join(";".join(f'"{cell}"' if ";" in cell else cell for cell in row) for row in [TITLES, *rows]) + "\n"


def scored(folder, path, **options):
    out = folder / "hasil.jsonl"
    score = score_table(path, INOPAK, out, as_of=AS_OF, overwrite=True, lang="en", **options)
    return score, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", NONE, ids="|".join)
def test_rows_that_are_no_business(row, tmp_path):
    made = list(read_table(csv_at(tmp_path, lines([BUSINESS, row]))).rows())
    assert [each.problem and each.problem.code for each in made] == [None, "NK570"]
    assert [cell or "" for cell in made[1].cells] == row


@pytest.mark.parametrize("row", NAMED, ids="|".join)
def test_a_business_of_such_a_name_is_read(row, tmp_path):
    made = list(read_table(csv_at(tmp_path, lines([BUSINESS, row]))).rows())
    assert [each.problem for each in made] == [None, None]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("assume", [{}, {"knows_market": True, "knows_production": True, "operating_since": "2010", "sector": "wood"}])
def test_every_row_stands_in_the_result_once_and_none_of_them_is_judged(tmp_path, engine, assume):
    rows = [BUSINESS, *(row for row in NONE for _ in (1, 2)), BUSINESS, *NAMED]
    text = lines(rows)
    if assume:
        text = text.replace(";".join(TITLES), "No;Nama Usaha;A;Tahun X;C;D;Omset;PIRT").replace("\n", ";\n").replace("PIRT;", "PIRT")
    with small_pieces(3_000, 40):
        score, made = scored(tmp_path, csv_at(tmp_path, text), engine=engine, assume=assume)
    assert score.engine == engine
    assert [row["Nama Usaha"] or "" for row in made] == [row[1] for row in rows]
    for row, said in zip(rows, made, strict=True):
        if row in NONE:
            assert said["nk_outcome"] == "needs_information", row
            assert "no business" in said["nk_problems"]
    assert made[0]["nk_outcome"] == "eligible"
    assert score.problems["NK570"] == 2 * len(NONE)


def test_a_row_that_only_may_be_a_sum_is_read_and_told(tmp_path):
    rows = [BUSINESS, ["", "Total Snack", "", "", "1", "1", "5"], ["", "TOTAL", "kerajinan", "2010", "ya", "ya", "5 juta"]]
    score, made = scored(tmp_path, csv_at(tmp_path, lines(rows)))
    assert (score.problems["NK457"], score.problems["NK570"]) == (1, 1)
    assert [row["nk_outcome"] for row in made] == ["eligible", "needs_information", "eligible"]
    assert made[2]["nk_problems"].startswith("this row begins with 'TOTAL'")


def test_it_is_told_in_words_with_what_to_do(tmp_path):
    score, made = scored(tmp_path, csv_at(tmp_path, lines([BUSINESS, ["", "Jumlah Kec. Gombong", "", "", "1", "", ""]])))
    assert made[1]["nk_problems"] == "this row begins with 'Jumlah Kec. Gombong': it is no business, and is not read"
    assert score.marked == 1


def test_they_take_no_part_in_a_selection(tmp_path):
    twice = [["JUMLAH", "", "", "", "1", "1", ""]] * 2
    text = lines([["Kecamatan Gombong", *[""] * 6], BUSINESS, *twice, ["Kecamatan Ayah", *[""] * 6], ["Mengetahui,", *[""] * 6]])
    out = tmp_path / "kohor.jsonl"
    made = select_table(csv_at(tmp_path, text), INOPAK, out, as_of=AS_OF, lang="en")
    assert {place: count for place, count in made.cohort.counts.items() if count} == {CohortPlace.ADMITTED: 1, CohortPlace.REFUSED: 5}
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["No"] or "" for row in rows] == ["Kecamatan Gombong", "1", "JUMLAH", "JUMLAH", "Kecamatan Ayah", "Mengetahui,"]
    for row in [rows[0], *rows[2:]]:
        assert row["nk_place"] == "refused"
        assert "it is no business" in row["nk_place_reason"]
        assert "it is no business" in row["nk_place_problems"]


def test_they_take_no_part_in_a_selection_from_a_scored_table_or_by_a_key(tmp_path):
    text = lines([BUSINESS, ["JUMLAH", "", "", "", "1", "1", ""], ["JUMLAH", "", "", "", "1", "1", ""], ["Kecamatan Ayah", *[""] * 6]])
    score_table(csv_at(tmp_path, text), INOPAK, tmp_path / "hasil.csv", as_of=AS_OF)
    for source, key in ((tmp_path / "hasil.csv", None), (tmp_path / "hasil.csv", "Nama Usaha"), (csv_at(tmp_path, text), "Nama Usaha")):
        made = select_table(source, INOPAK, tmp_path / "kohor.jsonl", as_of=AS_OF, key=key, overwrite=True)
        assert {place: count for place, count in made.cohort.counts.items() if count} == {CohortPlace.ADMITTED: 1, CohortPlace.REFUSED: 3}


def test_a_sum_is_no_answer_that_makes_a_code_of_a_column(tmp_path):
    rows = [
        ["1", "A", "kerajinan", "2010", "1", "ya", ""],
        ["2", "B", "kerajinan", "2010", "0", "ya", ""],
        ["", "JUMLAH", "", "", "1", "2", ""],
    ]
    rows += [["", "TOTAL", "", "", "7", "", ""]]
    _, made = scored(tmp_path, csv_at(tmp_path, lines(rows)))
    assert [row["nk_market"] for row in made] == ["met", "not_met", "unknown", "unknown"]


def test_sheets_and_json_have_such_rows_too(tmp_path):
    rows = [[1, "Maju", "kerajinan", 2010, "ya", "ya", 5_000_000], [None, "JUMLAH", None, None, None, None, 5_000_000.0], ["Kec. Ayah"]]
    book = xlsx_at(tmp_path, [TITLES, *rows])
    objects = csv_at(
        tmp_path,
        "".join(json.dumps(dict(zip(TITLES, [*row, *[None] * (7 - len(row))], strict=True))) + "\n" for row in rows),
        "data.jsonl",
    )
    for path in (book, objects):
        assert [row.problem and row.problem.code for row in read_table(path).rows()] == [None, "NK570", "NK570"]


def test_what_changed_knows_that_such_a_row_was_not_read(tmp_path):
    texts = [
        lines([BUSINESS, ["Kecamatan Ayah", *[""] * 6]]),
        lines([BUSINESS, ["Kecamatan Ayah", "Maju", "kerajinan", "2010", "ya", "ya", ""]]),
    ]
    outs = []
    for at, text in enumerate(texts):
        outs.append(tmp_path / f"h{at}.csv")
        score_table(csv_at(tmp_path, text), INOPAK, outs[-1], as_of=AS_OF)
    made = compare_scores(*outs, INOPAK, key="No", as_of=AS_OF)
    assert {cause.value: count for cause, count in made.causes.items()} == {"row_not_read": 1}


def test_a_place_is_no_heading_where_places_stand_and_a_city_only_where_there_is_one():
    judge = RowJudge(["Nama Usaha", "Kab/Kota", "Omset"])
    assert judge.about(("Kota Semarang", "", "")).is_sure
    assert judge.about(("Kabupaten Kebumen", "", "")).is_sure
    for cells in (("", "Kota Semarang", ""), ("", "Kab. Kebumen", ""), ("Kota Mas", "", ""), ("Kota Semarang", "Kota Semarang", "")):
        assert judge.about(cells) is None
    assert judge.about(("Mengetahui", "", 5)) is None


def test_cells_with_types_beside_a_sum():
    judge = RowJudge(["Nama Usaha", "x", "y"])
    assert judge.about(("JUMLAH", 5, 2.5)).is_sure
    assert judge.about(("JUMLAH", "-", "JUMLAH")).is_sure
    for cell in (True, date(2020, 1, 1), ["a"]):
        assert judge.about(("JUMLAH", cell, 5)).is_sure is False
    assert judge.about((5, "JUMLAH", 5)) is None


PIECES = [
    *SUM_WORDS,
    *("Contoh", "Contoh: Keripik", "(cth) Maju", "B", "RENCANA TAHUN 2027", "-", "\u2026", "Akumulasi"),
    *NOTES,
    *[""] * 20,
    *["1", "0", "ya", "Maju", "kerajinan", "2010", "Rp 5.000.000", "2053305030970-28", "Total Snack"] * 2,
]
PIECES += [
    "\xa0JUMLAH",
    "\uff2a\uff35\uff2d\uff2c\uff21\uff28",
    "J\tU\tM\tL\tA\tH",
    "\x1fTOTAL",
    "Kota Semarang",
    "1=tidak 2=ya",
    "\u0130tal",
    "*",
]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=7, max_size=7), min_size=1, max_size=8))
def test_all_engines_take_the_same_rows_for_no_business(rows):
    with tempfile.TemporaryDirectory() as folder, small_pieces(80, 3):
        path = Path(folder) / "data.csv"
        path.write_text(lines([BUSINESS, *rows]), encoding="utf-8", newline="")
        uses = {"Tahu Pasar": Use("fact", "knows_market"), "Tahun Berdiri": Use("fact", "operating_since")}
        made = same(path, INOPAK, engines=ENGINES, mapping=ColumnMapping(uses))
        sure = sum(row.is_no_business for row in read_table(path).rows())
        assert made[1].count(b"NK570") == sure


def test_without_numbers_of_rows_only_amounts_without_a_name_are_no_business():
    judge = RowJudge(["Nama Usaha", "Tahu Pasar", "Omset"])
    assert judge.about((None, None, 19_100_000_000)).is_nameless
    assert judge.about(("", "ya", "5 juta")) is None
    assert RowJudge(["Tahu Pasar", "Omset"]).about((None, 5_000_000)) is None  # nothing tells apart any of them
    owned = RowJudge(["No", "Nama Usaha", "Nama Pemilik", "Omset"])
    assert owned.about((None, None, "Ani", "5 juta")) is None


def test_without_numbers_of_rows_a_place_beside_amounts_may_be_a_name_and_other_words_of_sums_are_none():
    judge = RowJudge(["Nama Usaha", "Kab/Kota", "Tenaga Kerja", "Omset"])
    for cells in (("Demak", "", "5", "3"), ("Solo", None, 5, 3.5), ("Target Jaya", "", "5", "3"), ("Selisih", "Demak", "5", "3")):
        assert judge.about(cells) is None
    for word in ("Selisih", "Realisasi 2026", "Tertinggi", "Target 2027"):
        assert judge.about((word, "", "5", "3")).is_sure


def test_a_table_of_few_columns_has_no_headings(tmp_path):
    made = list(read_table(csv_at(tmp_path, "Nama Usaha;Jenis Usaha\nKecamatan Ayah;\nMaju;kerajinan\n")).rows())
    assert [row.problem for row in made] == [None, None]
    assert RowJudge(()).about(("JUMLAH", None)).is_sure
    assert RowJudge(()).about((None, None)) is None


@pytest.mark.parametrize("heading", ["B;RENCANA TAHUN 2027", "II;USULAN CALON IKM", ";B.;USULAN CALON IKM", ";;;RENCANA TAHUN 2027"])
def test_a_heading_of_plans_has_its_letter_anywhere_and_nothing_below_it_is_read(heading, tmp_path):
    text = f"{';'.join(TITLES)}\n{';'.join(BUSINESS)}\n{heading}\n{';'.join(BUSINESS)}\n2;Kue;pangan;2012;ya;ya;\n"
    score, rows = scored(tmp_path, csv_at(tmp_path, text))
    assert [row["nk_outcome"] for row in rows] == ["eligible", *["needs_information"] * 3]
    assert (score.problems["NK571"], sum(score.not_today.values())) == (2, 2)
