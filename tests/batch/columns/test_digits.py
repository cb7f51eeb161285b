"""A digit under yes and no may be a code: 1 and 0 answer only as a pair, or as a mapping says."""

import json

import pytest

from naikkelas.batch import propose_columns, read_mapping, read_table, score_table
from naikkelas.batch.columns.mapping_text import mapping_text
from naikkelas.batch.columns.proposing import SAMPLED
from tests.batch.columnar.test_engines import small_pieces
from tests.batch.make import AS_OF, INOPAK, csv_at, values, xlsx_at

TITLES = ["Nama Usaha", "Jenis Usaha", "Tahun Berdiri", "Tahu Pasar", "Tahu Produksi"]
ENGINES = ["rows", "polars"]


def table_of(answers, more=()):
    """A CSV whose businesses are told apart by what they know of the market."""
    rows = [";".join(TITLES), *more, *(f"U{at};kerajinan;2010;{answer};ya" for at, answer in enumerate(answers))]
    return "\n".join(rows) + "\n"


def jsonl_at(folder, rows):
    return csv_at(folder, "".join(json.dumps(row) + "\n" for row in rows), "data.jsonl")


def scored(folder, source, mapping=None, engine=None):
    """The outcomes and problems of each row."""
    path = source if not isinstance(source, str) else csv_at(folder, source)
    if isinstance(mapping, str):
        (folder / "mapping.yaml").write_text(f"format: naikkelas-mapping/1\ncolumns: {mapping}\n", encoding="utf-8")
        mapping = folder / "mapping.yaml"
    out = folder / "hasil.jsonl"
    options = {"as_of": AS_OF, "mapping": mapping, "overwrite": True, "lang": "en", "engine": engine}
    score = score_table(path, INOPAK, out, **options)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return [(row["nk_market"], row["nk_problems"]) for row in rows], score, rows


MAPPED = "{Nama Usaha: {ignore: true}, Jenis Usaha: {fact: sector}, Tahun Berdiri: {fact: operating_since}, Tahu Pasar: {fact: knows_market}, Tahu Produksi: {fact: knows_production}}"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_pair_of_ones_and_zeros_is_yes_and_no(tmp_path, engine):
    rows, score, _ = scored(tmp_path, table_of(["1", "0", "", "ya", "1"]), engine=engine)
    assert [status for status, _ in rows] == ["met", "not_met", "unknown", "met", "met"]
    assert score.problems == {"NK448": 1}


@pytest.mark.parametrize("mapping", [None, MAPPED])
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("answers", [["1", "1", "2", "1"], ["2", "1", "0", "1"], ["1", "0", "0", "9"], ["0", "1", "1", "2"]])
def test_other_numbers_make_a_code_of_all_of_them(tmp_path, answers, engine, mapping):
    rows, _, _ = scored(tmp_path, table_of([*answers, "ya", "ya", "ya", "ya", "tidak"]), mapping, engine)
    assert [status for status, _ in rows] == ["unknown"] * 4 + ["met"] * 4 + ["not_met"]
    assert all("Tahu Pasar" in told for _, told in rows[:4])


@pytest.mark.parametrize("answers", [["1", "1", "1", ""], ["0", "0", ""], ["1"], ["1", "tidak", "ya", "ya"]])
def test_one_digit_alone_is_no_pair_and_is_told(tmp_path, answers):
    rows, score, _ = scored(tmp_path, table_of(answers))
    assert all(status == "unknown" for (status, _), answer in zip(rows, answers, strict=True) if answer in ("1", "0", ""))
    told = [*score.warnings, *score.first_problems]
    assert any(each.code in ("NK445", "NK464") for each in told)


@pytest.mark.parametrize("mapping", [None, MAPPED])
def test_a_digit_far_down_counts_as_much_as_one_at_the_top(tmp_path, mapping):
    far = ["1", "0"] * SAMPLED + ["2"]
    for answers in (far, far[::-1]):
        rows, _, _ = scored(tmp_path, table_of(answers), mapping)
        assert {status for status, _ in rows} == {"unknown"}
        with small_pieces(2_000, 50):
            again, _, _ = scored(tmp_path, table_of(answers), mapping, "polars")
        assert [status for status, _ in again] == [status for status, _ in rows]


def test_digits_that_come_after_the_first_rows_are_refused_and_told(tmp_path):
    answers = ["ya"] * SAMPLED + ["1", "0"]
    rows, score, _ = scored(tmp_path, table_of(answers))
    assert [status for status, _ in rows][-2:] == ["unknown", "unknown"]
    assert score.problems == {"NK445": 2}


@pytest.mark.parametrize(
    "legend", [";;;1=tidak 2=ya;", ";;;0=ya, 1=tidak;", "Keterangan: 1 = belum, 0 = sudah;;;;", ";;;ya = 0;", ";;;(1) tidak (0) ya;"]
)
@pytest.mark.parametrize("at", ["first", "last"])
def test_a_legend_makes_a_code_of_them(tmp_path, legend, at):
    text = table_of(["1", "0", "1"], [legend] if at == "first" else [])
    rows, _, said = scored(tmp_path, text if at == "first" else f"{text}{legend}\n")
    own = [row for (row, made) in zip(rows, said, strict=True) if made["Nama Usaha"].startswith("U")]
    assert len(own) == 3
    assert {status for status, _ in own} == {"unknown"}


def test_a_legend_in_the_title_makes_a_code_of_them(tmp_path):
    text = table_of(["1", "0", "1"]).replace("Tahu Pasar", "Tahu Pasar (0=ya 1=tidak)")
    mapping = MAPPED.replace("Tahu Pasar:", '"Tahu Pasar (0=ya 1=tidak)":')
    rows, _, _ = scored(tmp_path, text, mapping)
    assert {status for status, _ in rows} == {"unknown"}
    assert all("0=ya" in told for _, told in rows)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_mapping_says_what_digits_mean(tmp_path, engine):
    mapping = MAPPED.replace("{fact: knows_market}", "{fact: knows_market, values: {1: tidak, 2: ya}}")
    rows, score, _ = scored(tmp_path, table_of(["1", "2.0", "1.0", "0", "2?"]), mapping, engine)
    assert [status for status, _ in rows] == ["not_met", "met", "not_met", "unknown", "unknown"]
    assert score.problems == {"NK445": 2}


def test_words_of_a_mapping_are_not_read_through_a_sign_of_doubt(tmp_path):
    mapping = MAPPED.replace("{fact: knows_market}", '{fact: knows_market, values: {siap: ya, "siap*": tidak}}')
    rows, _, _ = scored(tmp_path, table_of(["Siap", "siap?", "siap *", "siap*", "Siap."]), mapping)
    assert [status for status, _ in rows] == ["met", "unknown", "unknown", "not_met", "met"]


@pytest.mark.parametrize("permit", ["fact: pirt_status", "permit: pirt"])
def test_the_status_of_a_permit_is_read_by_the_same_rule(tmp_path, permit):
    def statuses(*answers):
        text = "Nama Usaha,Jenis Usaha,PIRT\n" + "".join(f"U,pangan,{answer}\n" for answer in answers)
        mapping = f"{{Nama Usaha: {{ignore: true}}, Jenis Usaha: {{fact: sector}}, PIRT: {{{permit}}}}}"
        return [row["nk_problems"] for row in scored(tmp_path, text, mapping)[2]]

    assert [bool(told) for told in statuses("1", "0", "1")] == [False, True, False]
    assert [bool(told) for told in statuses("1", "3", "0", "ada")] == [True, True, True, False]
    assert [bool(told) for told in statuses("1", "1")] == [True, True]


def test_numbers_of_permits_are_no_codes(tmp_path):
    text = "Nama Usaha;Jenis Usaha;PIRT\nA;pangan;1\nB;pangan;0\nC;pangan;2053305030970-28\nD;pangan;2053305030970\n"
    _, _, rows = scored(tmp_path, text)
    assert "PIRT" not in rows[0]["nk_problems"]


@pytest.mark.parametrize("cells", [(1, 0, 1), (1.0, 0.0, 1.0), ("1", 0, 1.0), ("1.0", "0.0", "1")])
def test_numbers_of_a_workbook_and_of_json_are_digits_too(tmp_path, cells):
    rows = [[f"U{at}", "kerajinan", 2010, cell, "ya"] for at, cell in enumerate(cells)]
    book = xlsx_at(tmp_path, [TITLES, *rows])
    lines = jsonl_at(tmp_path, [dict(zip(TITLES, row, strict=True)) for row in rows])
    for path in (book, lines):
        assert [status for status, _ in scored(tmp_path, path)[0]] == ["met", "not_met", "met"]
    book = xlsx_at(tmp_path, [TITLES, *rows, ["V", "kerajinan", 2010, 2, "ya"]])
    assert {status for status, _ in scored(tmp_path, book)[0]} == {"unknown"}


@pytest.mark.parametrize("other", ["2.0", "1.5", "-1.0"])
def test_digits_as_programs_write_them_are_codes_like_others(tmp_path, other):
    text = table_of(["1.0", "0.0", "1.0"])
    for engine in ("rows", "polars"):
        assert [status for status, _ in scored(tmp_path, text, engine=engine)[0]] == ["met", "not_met", "met"]
        made, _, _ = scored(tmp_path, table_of(["1.0", "0.0", other]), engine=engine)
        assert {status for status, _ in made} == {"unknown"}


def test_true_and_false_of_a_file_with_types_are_no_digits(tmp_path):
    lines = [dict(zip(TITLES, ("U", "kerajinan", 2010, answer, True), strict=True)) for answer in (True, False)]
    assert [status for status, _ in scored(tmp_path, jsonl_at(tmp_path, lines))[0]] == ["met", "not_met"]


def test_the_proposed_mapping_says_what_the_digits_of_a_pair_mean_and_reads_the_same(tmp_path):
    text = table_of(["1", "0", "1"]).replace("Tahun Berdiri", "PIRT").replace("2010", "0").replace("0;1;ya", "1;1;ya", 1)
    table = read_table(csv_at(tmp_path, text))
    made = mapping_text(propose_columns(table), table)
    (tmp_path / "usul.yaml").write_text(made, encoding="utf-8")
    mapping = read_mapping(tmp_path / "usul.yaml")
    assert mapping.columns["Tahu Pasar"].values == {"1": "true", "0": "false"}
    assert mapping.columns["PIRT"].values == {"1": "held"}
    assert mapping.columns["Tahu Produksi"].values == {}
    alone, mapped = (scored(tmp_path, text, each)[2] for each in (None, tmp_path / "usul.yaml"))
    assert [row["nk_outcome"] for row in alone] == [row["nk_outcome"] for row in mapped]


def test_the_result_says_that_digits_were_read(tmp_path):
    readings = [scored(tmp_path, table_of([*answers, "ya", "ya"]))[2][0]["nk_reading"] for answers in (["1", "0"], ["1", "2"], ["tidak"])]
    assert readings[0] != readings[1] == readings[2]


def test_rows_that_are_not_read_are_no_part_of_a_pair(tmp_path):
    text = table_of(["1", "1", "ya", "ya"]) + "X;kerajinan;2010;0\n"
    assert [status for status, _ in scored(tmp_path, text)[0]][:2] == ["unknown", "unknown"]
    assert len(values(read_table(csv_at(tmp_path, text)))) == 5


MATTERS = "U0;kerajinan;2010;1;ya\nU1;kerajinan;2010;0;ya\nU2;kerajinan;2010;1;ya\n"


def is_read(folder, text, engine=None, mapping=MAPPED):
    """Whether the digits of the businesses were read, and the hints of what was told."""
    rows, score, made = scored(folder, text, mapping, engine)
    own = [row for row, each in zip(rows, made, strict=True) if (each["Nama Usaha"] or "").startswith("U")]
    assert len(own) >= 3
    hints = {each.advice() for each in (*score.warnings, *score.first_problems)}
    return {status for status, _ in own} == {"met", "not_met"}, hints


ABOVE = [
    "Keterangan: 1 = tidak, 0 = ya",
    "Petunjuk pengisian: 1 = Belum; 0 = Sudah",
    "Isilah 1 = tidak, 0 = ya",
    "Ket. 1=Tidak 0=Ya",
    "Catatan: kolom PIRT diisi 1 bila belum, 0 bila sudah",
    "Keterangan;1;Tidak;0;Ya",
]


@pytest.mark.parametrize("legend", ABOVE)
def test_a_legend_above_the_titles_makes_a_code_of_them_and_its_row_is_told(tmp_path, legend):
    first = f"DATA IKM KABUPATEN KEBUMEN;;;;\n{legend if legend.count(';') > 1 else chr(34) + legend + chr(34) + ';;;;'}\n"
    read, told = is_read(tmp_path, first + ";".join(TITLES) + "\n" + MATTERS)
    assert not read
    assert any(each and each.startswith("row 2 ") for each in told)
    alone = is_read(tmp_path, first + ";".join(TITLES) + "\n" + MATTERS, mapping=None)
    assert not alone[0]
    assert any(each and each.startswith("row 2 ") for each in alone[1])


def test_a_legend_above_the_titles_of_a_workbook_counts_and_no_meaning_is_proposed(tmp_path):
    cells = [line.split(";") for line in MATTERS.splitlines()]
    path = xlsx_at(tmp_path, [["DATA IKM"], ["Keterangan: 1 = tidak, 0 = ya"], TITLES, *[[*c[:2], 2010, int(c[3]), c[4]] for c in cells]])
    assert not is_read(tmp_path, path)[0]
    table = read_table(path)
    proposals = propose_columns(table)
    assert '"1":' not in mapping_text(proposals, table)
    assert "baris 2" in next(each.why.id for each in proposals if each.column.name == "Tahu Pasar")


BELOW = [
    ["Keterangan:", "0;Sudah", "1;Belum"],
    *[
        [legend]
        for legend in (
            "1 untuk tidak, 0 untuk ya", "1 berarti tidak", "1 artinya belum", "kode 1 tidak kode 0 ya", "Tidak (1)", "1 Tidak",
            "1 – tidak", "1 -> belum", "1 → tidak", "1 => tidak", "isi 1 jika belum", "1 = nihil", ";;1;=;Tidak",
        )
    ],
]  # fmt: skip


@pytest.mark.parametrize("legend", BELOW)
def test_a_legend_below_the_rows_makes_a_code_of_them(tmp_path, legend):
    text = ";".join(TITLES) + "\n" + MATTERS + "".join(f"{each}{';' * (4 - each.count(';'))}\n" for each in legend)
    read, told = is_read(tmp_path, text, "rows")
    assert not read
    assert any(each and each.startswith("row ") for each in told)
    with small_pieces(50, 2):
        assert is_read(tmp_path, text, "polars") == (read, told)


def test_cells_of_a_business_are_no_legend(tmp_path):
    innocent = "https://drive.google.com/open?id=1aBcDeF;RT 2: Ada gang;Jl. Mawar 5. Ada pos;Rasa: 1. ada manis 2. pedas;L=2 P=3;https://wa.me/62?x=5;1 tidak"
    more = [f"Catatan {letter}" for letter in "ABCDEFG"]
    text = ";".join([*TITLES, *more]) + "\n" + MATTERS.replace("\n", f";{innocent}\n")
    assert is_read(tmp_path, text, "rows")[0]
    with small_pieces(50, 2):
        assert is_read(tmp_path, text, "polars")[0]


REMARKS = [
    ("Peralatan", "Spinner ada 1"),
    ("Peralatan", "Oven (1), mixer (1)"),
    ("Peralatan", "ada: 1 oven"),
    ("Peralatan", "Kompor ada (1)"),
    ("Peralatan", "Spinner: ada (1 unit)"),
    ("Keterangan", "1: sudah dikunjungi"),
    ("Keterangan", "1 - belum ada tempat"),
    ("Catatan", "NPWP ada=1"),
]


def with_remark(title, remark):
    return ";".join([*TITLES, title]) + "\n" + MATTERS.replace("\n", ";\n").replace("ya;\n", f"ya;{remark}\n", 1)


@pytest.mark.parametrize(("title", "remark"), REMARKS)
def test_one_remark_on_a_business_is_no_legend(tmp_path, title, remark):
    for engine in ENGINES:
        with small_pieces(50, 2):
            assert is_read(tmp_path, with_remark(title, remark), engine)[0]


@pytest.mark.parametrize(
    "legend",
    [
        "1 = tidak",
        "1 = belum punya izin",
        "Belum: 1",
        "Tidak (1)",
        "1 = perlu, 0 = tidak",
        "1 : T / 0 : Y",
        "Ket: isian 1 = belum dst",
        "0=Ya 1=Tidak",
    ],
)
def test_a_plain_legend_in_the_row_of_a_business_makes_a_code_of_them(tmp_path, legend):
    for engine in ENGINES:
        with small_pieces(50, 2):
            assert not is_read(tmp_path, with_remark("Catatan", legend), engine)[0]


@pytest.mark.parametrize("number", ["DATA IKM BINAAN TAHUN 2024 YANG SUDAH TERDATA", "Dasar: Permenperin No. 9 Tahun 2020"])
def test_years_and_numbers_of_rules_above_the_titles_are_no_legend(tmp_path, number):
    assert is_read(tmp_path, f"{number};;;;\n" + ";".join(TITLES) + "\n" + MATTERS)[0]


def test_a_title_that_is_numbered_is_no_legend(tmp_path):
    mapping = MAPPED.replace("Tahu Pasar:", '"1. Apakah sudah tahu pasar?":')
    rows, _, _ = scored(tmp_path, table_of(["1", "0"]).replace("Tahu Pasar", "1. Apakah sudah tahu pasar?"), mapping)
    assert [status for status, _ in rows] == ["met", "not_met"]


def test_a_legend_in_one_title_is_one_for_the_others(tmp_path):
    text = table_of(["1", "0", "1"]).replace("Jenis Usaha", "PIRT (1=tidak 0=ya)").replace("kerajinan", "1")
    mapping = MAPPED.replace("Jenis Usaha: {fact: sector}", '"PIRT (1=tidak 0=ya)": {ignore: true}')
    assert {status for status, _ in scored(tmp_path, text, mapping)[0]} == {"unknown"}


def test_a_legend_beside_the_table_makes_a_code_of_them(tmp_path):
    text = ";".join([*TITLES, ""]) + "\n" + MATTERS.replace("\n", ";\n") + "U3;kerajinan;2010;1;ya;1 = tidak\n"
    for engine in ENGINES:
        with small_pieces(50, 2):
            rows, _, _ = scored(tmp_path, text, MAPPED, engine)
        assert {status for status, _ in rows} == {"unknown"}


@pytest.mark.parametrize("other", ["2.5", "12345", "2.0", "1,2", "kode 2", "II", "-1", "1/2", "123456789012"])
def test_any_other_number_or_code_makes_a_code_of_all_of_them(tmp_path, other):
    text = table_of(["1", "0", "1", "ya", "ya", "ya", "ya", "ya", "ya", "tidak", "ya", other])
    made = [scored(tmp_path, text, MAPPED, "rows")[0]]
    with small_pieces(50, 2):
        made.append(scored(tmp_path, text, MAPPED, "polars")[0])
    assert made[0] == made[1]
    assert {status for status, _ in made[0][:3]} == {"unknown"}


def test_a_fraction_of_a_workbook_makes_a_code_of_all_of_them(tmp_path):
    rows = [[f"U{at}", "kerajinan", 2010, cell, "ya"] for at, cell in enumerate([1, 0, 0.5, 1])]
    assert {status for status, _ in scored(tmp_path, xlsx_at(tmp_path, [TITLES, *rows]), MAPPED)[0]} == {"unknown"}


def test_marks_and_words_are_no_other_numbers(tmp_path):
    text = table_of(["1", "0", "1", "v", "x", "ya?", "1.0", "1?", "belum 2019"])
    made = [scored(tmp_path, text, MAPPED, "rows")[0]]
    with small_pieces(50, 2):
        made.append(scored(tmp_path, text, MAPPED, "polars")[0])
    assert made[0] == made[1]
    assert [status for status, _ in made[0][:3]] == ["met", "not_met", "met"]
