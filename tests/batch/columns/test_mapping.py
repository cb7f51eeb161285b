"""Mappings: a strict reader, each mistake at its place, and a mapping that does not fit the table or the rules."""

import pytest

from naikkelas.batch import TableError, read_mapping, read_table
from naikkelas.batch.columns.plan import plan_of
from tests.batch.make import INOPAK, MAPPING, MESS, csv_at

HEAD = "format: naikkelas-mapping/1\ncolumns:\n"


def mapping_at(folder, text):
    return csv_at(folder, text, "mapping.yaml")


def wrong(folder, text):
    with pytest.raises(TableError) as refused:
        read_mapping(mapping_at(folder, text))
    return [f"{p.place.line}:{p.place.column} {p.code} {p.slots.get('read', '')}".strip() for p in refused.value.problems]


def test_a_mapping_is_read(tmp_path):
    made = read_mapping(mapping_at(tmp_path, MAPPING))
    assert (made.header_row, made.sheet) == (4, None)
    assert made.columns["Jenis Usaha"].values == {"kuliner": "processed_food", "batik": "textile"}
    assert made.columns["Bulan Mulai Usaha"].role == "month"
    more = read_mapping(
        mapping_at(
            tmp_path,
            HEAD
            + "  A: {fact: capital, unit: juta}\n  B: {permit: nib, number_means: held}\n  C: {fact: x, sure: false, excel_dates: true}\n",
        )
    )
    assert (more.columns["A"].unit, more.columns["B"].number_means) == ("juta", "held")
    assert (more.columns["C"].sure, more.columns["C"].excel_dates) == (False, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", ["1:1 NK460 a"]),
        ("columns: {}\n", ["1:1 NK460 {…}"]),
        ("format: naikkelas/1\ncolumns: {}\n", ["1:9 NK460 naikkelas/1"]),
        ("format: naikkelas-mapping/1\n", ["1:1 NK460 {…}"]),
        ("format: naikkelas-mapping/1\nsheets: x\ncolumns: {}\n", ["2:1 NK460 sheets"]),
        ("format: naikkelas-mapping/1\ntable: {header_row: nol}\ncolumns: {}\n", ["2:21 NK460 nol"]),
        ("format: naikkelas-mapping/1\ntable: x\ncolumns: {}\n", ["2:8 NK460 x"]),
        (HEAD + "  A: capital\n", ["3:6 NK460 capital"]),
        (HEAD + "  A: {}\n", ["3:6 NK460 {…}"]),
        (HEAD + "  A: {unit: juta}\n", ["3:6 NK460 {…}"]),
        (HEAD + "  A: {fact: capital, ignore: true}\n", ["3:22 NK460 ignore"]),
        (HEAD + "  A: {fakt: capital}\n", ["3:7 NK460 fakt"]),
        (HEAD + "  A: {fact: capital, unit: jt}\n", ["3:28 NK460 jt"]),
        (HEAD + "  A: {fact: [a]}\n", ["3:13 NK460 […]"]),
        (HEAD + "  A: {ignore: ya}\n", ["3:15 NK460 ya"]),
        (HEAD + "  A: {permit: prit}\n", ["3:15 NK460 prit"]),
        (HEAD + "  A: {fact: x, values: y}\n", ["3:24 NK460 y"]),
        (HEAD + "  A: {fact: x}\n  A: {fact: y}\n", ["4:3 NK113"]),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path, text, expected):
    assert wrong(tmp_path, text) == expected


def test_a_near_miss_is_told(tmp_path):
    with pytest.raises(TableError) as refused:
        read_mapping(mapping_at(tmp_path, HEAD + "  A: {permit: prit}\n"))
    assert refused.value.problems[0].advice("en") == "did you mean 'pirt'?"


def test_two_things_that_one_column_cannot_be_are_told(tmp_path):
    with pytest.raises(TableError) as refused:
        read_mapping(mapping_at(tmp_path, HEAD + "  Tahu Pasar: {fact: knows_market, permit: pirt}\n"))
    (found,) = refused.value.problems
    assert (
        found.message("en") == "'permit' cannot be used here; expected: only one of fact | permit | permits | ignore; fact stands there too"
    )
    assert "hanya satu dari fact | permit | permits | ignore; fact juga tertulis" in found.message("id")
    assert "Tahu Pasar" not in str(found)


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("Tahun Berdiri: 2018: {fact: operating_since}", '"Tahun Berdiri: 2018": {fact: operating_since}'),
        ("Omset: Tahunan (Rp): {fact: annual_sales}", '"Omset: Tahunan (Rp)": {fact: annual_sales}'),
        ("Kab/Kota: Asal Usaha: {fact: regency, sure: false}", '"Kab/Kota: Asal Usaha": {fact: regency, sure: false}'),
    ],
)
def test_a_title_with_a_colon_is_put_in_quotes_as_a_whole(tmp_path, line, whole):
    with pytest.raises(TableError) as refused:
        read_mapping(mapping_at(tmp_path, f"{HEAD}  {line}\n"))
    (found,) = refused.value.problems
    assert (found.code, found.place.line, found.advice("en")) == ("NK132", 3, f"write '{whole}'")
    assert len(read_mapping(mapping_at(tmp_path, f"{HEAD}  {whole}\n")).columns) == 1


def test_a_mapping_that_is_not_there_is_told(tmp_path):
    with pytest.raises(TableError) as refused:
        read_mapping(tmp_path / "tiada.yaml")
    assert refused.value.problems[0].code == "NK101"


def fitted(folder, columns, assume=()):
    mapping = read_mapping(mapping_at(folder, HEAD + columns))
    return plan_of(read_table(csv_at(folder, MESS)), INOPAK, mapping, dict(assume))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("  Kab/Kotta: {fact: regency}\n", [("NK461", 3, "did you mean 'Kab/Kota'?")]),
        ("  KAB/KOTA: {fact: regency}\n", [("NK461", 3, "did you mean 'Kab/Kota'?")]),
        ("  Zzz: {fact: regency}\n", [("NK461", 3, None)]),
        ("  Kab/Kota: {fact: regenci}\n", [("NK462", 3, "did you mean 'regency'?")]),
        ("  Kab/Kota: {fact: omzet}\n", [("NK462", 3, "did you mean 'annual_sales'?")]),
        ("  Kab/Kota: {fact: regency, part: low}\n", [("NK460", 3, None)]),
        ("  Kab/Kota: {fact: regency, part: year}\n", [("NK460", 3, None)]),
        ("  Jenis Usaha: {fact: sector, values: {kuliner: processed_fod}}\n", [("NK460", 3, "did you mean 'processed food'?")]),
        ("  PIRT: {permit: pirt, values: {A: ada, B: heldd}}\n", [("NK460", 3, "did you mean 'held'?")]),
        ("  Tahu Pasar: {fact: knows_market, unit: juta}\n", [("NK460", 3, None)]),
        ("  Legalitas: {permits: true, unit: juta}\n", [("NK460", 3, None)]),
        ("  PIRT: {permit: pirt, unit: juta}\n", [("NK460", 3, None)]),
        ("  Kab/Kota: {fact: regency}\n  No: {fact: regency}\n", [("NK463", 3, "keep one, and give the others ignore: true")]),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(tmp_path, columns, expected):
    with pytest.raises(TableError) as refused:
        fitted(tmp_path, columns)
    assert [(p.code, p.place.line, p.advice("en")) for p in refused.value.problems] == expected


def test_a_fact_that_is_assumed_must_exist_and_have_no_column(tmp_path):
    with pytest.raises(TableError) as refused:
        fitted(tmp_path, "  Kab/Kota: {fact: regency}\n", {"regency": "3305"})
    assert [p.code for p in refused.value.problems] == ["NK477"]
    with pytest.raises(TableError) as refused:
        fitted(tmp_path, "  Kab/Kota: {fact: regency}\n", {"knows_markt": "true"})
    assert [p.advice("en") for p in refused.value.problems] == ["did you mean 'knows_market'?"]


def test_what_is_not_sure_is_not_used_and_what_the_rules_do_not_read_is_left_alone(tmp_path):
    plan = fitted(
        tmp_path, "  Kab/Kota: {fact: regency, sure: false}\n  Omset Tahunan: {fact: annual_sales}\n  Legalitas: {permits: true}\n"
    )
    assert [each.column.name for each in plan.used] == ["Legalitas"]
    assert [(p.code, p.place.line) for p in plan.problems if p.code != "NK572"] == [("NK464", 3)]
    assert "regency" in plan.missing
    assert "pirt_status" not in plan.missing


def test_a_column_called_like_a_fact_needs_no_mapping(tmp_path):
    table = read_table(csv_at(tmp_path, "knows_market,Kab/Kota\ntrue,Kebumen\n"))
    mapping = read_mapping(mapping_at(tmp_path, HEAD + "  Kab/Kota: {fact: regency}\n"))
    assert [each.use.words for each in plan_of(table, INOPAK, mapping, {}).used] == ["fact: knows_market", "fact: regency"]
    taken = read_mapping(mapping_at(tmp_path, HEAD + "  Kab/Kota: {fact: knows_market}\n"))
    assert [each.column.name for each in plan_of(table, INOPAK, taken, {}).used] == ["Kab/Kota"]


def test_what_a_word_is_said_to_mean_is_told_at_its_place(tmp_path):
    with pytest.raises(TableError) as refused:
        fitted(tmp_path, "  Jenis Usaha:\n    fact: sector\n    values:\n      kuliner: processed_food\n      batik: txtile\n")
    (found,) = refused.value.problems
    assert (found.code, found.place.line, found.place.column, found.slots["read"]) == ("NK460", 7, 14, "txtile")
    plan = fitted(
        tmp_path,
        "  Jenis Usaha: {fact: sector, values: {kuliner: pangan, batik: '-'}}\n  Tahu Pasar: {fact: knows_market, values: {1: ya, 2: tidak}}\n",
    )
    assert len(plan.used) == 2


def test_an_empty_meaning_is_refused_with_what_to_write(tmp_path):
    with pytest.raises(TableError) as refused:
        read_mapping(mapping_at(tmp_path, HEAD + '  A: {fact: sector, values: {kuliner: ""}}\n'))
    (found,) = refused.value.problems
    assert found.text("en").endswith("NK460 '' cannot be used here; expected: a value, or '-' where nobody knows")


@pytest.mark.parametrize("text", ["columns: {}\n", "columns:\n  Kab/Kota: {fact: regency}\n"])
def test_a_missing_first_line_is_told_as_such(tmp_path, text):
    with pytest.raises(TableError) as refused:
        read_mapping(mapping_at(tmp_path, text))
    (found,) = refused.value.problems
    assert found.advice("en") == "write 'format: naikkelas-mapping/1' in its first line"


def test_months_without_years_are_told(tmp_path):
    plan = fitted(tmp_path, "  Kab/Kota: {fact: regency}\n  Bulan Mulai Usaha: {fact: operating_since, part: month}\n")
    told = [p for p in plan.problems if p.code != "NK572"]
    assert [(p.code, p.place.line, p.advice("en")) for p in told] == [("NK464", 4, "give the column of its years part: year")]
    years = "  Tahun Mulai Usaha: {fact: operating_since, part: year}\n"
    plan = fitted(tmp_path, f"  Kab/Kota: {{fact: regency}}\n  Bulan Mulai Usaha: {{fact: operating_since, part: month}}\n{years}")
    assert [p.code for p in plan.problems if p.code != "NK572"] == []
