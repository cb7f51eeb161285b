"""With a mapping only what it names is used; columns that it leaves out and that surely are facts are told, with the line to add."""

from datetime import date

import pytest

import naikkelas as nk
from naikkelas.batch import TableError, score_table, select_table
from tests.batch.make import csv_at

INOPAK = nk.bundled("inopak-naik-kelas")
AS_OF = date(2026, 11, 1)
ROWS = "No,Nama Usaha,Kab/Kota,Tahun Berdiri,Omset Tahunan,PIRT,Tahu Pasar,Bersertifikat\n1,Tempe,Demak,2018,5 juta,ada,ya,x\n2,Tahu,Demak,2019,6 juta,belum,ya,\n"


def scored(folder, columns, rows=ROWS, **options):
    mapping = csv_at(folder, f"format: naikkelas-mapping/1\ncolumns: {columns}\n", "peta.yaml")
    return score_table(csv_at(folder, rows), INOPAK, folder / "hasil.csv", as_of=AS_OF, mapping=mapping, overwrite=True, **options)


def lines(problems):
    return {p.slots["read"]: p.slots["line"] for p in problems if p.code == "NK572"}


def test_with_a_mapping_only_what_it_names_and_what_is_called_like_a_fact_is_used(tmp_path):
    made = scored(tmp_path, "{Kab/Kota: {fact: regency}}", ROWS.replace("Tahu Pasar", "knows_market"))
    assert made.used == (("Kab/Kota", "fact: regency"), ("knows_market", "fact: knows_market"))
    assert {"operating_since", "pirt_status"} <= set(made.missing)


def test_what_surely_is_a_missing_fact_is_told_with_its_line(tmp_path):
    made = scored(tmp_path, "{Kab/Kota: {fact: regency}}")
    assert lines(made.warnings) == {
        "Tahun Berdiri": '"Tahun Berdiri": {fact: operating_since}',
        "PIRT": '"PIRT": {fact: pirt_status}',
        "Tahu Pasar": '"Tahu Pasar": {fact: knows_market}',
    }
    assert str(made.warnings[0].place).endswith("data.csv:1:4 Tahun Berdiri")
    assert 'tambahkan di bawah columns: "PIRT": {fact: pirt_status}' in made.warnings[1].text("id")


def test_with_those_lines_nothing_is_left_out(tmp_path):
    told = lines(scored(tmp_path, "{Kab/Kota: {fact: regency}}").warnings)
    made = scored(tmp_path, f"{{Kab/Kota: {{fact: regency}}, {', '.join(told.values())}}}")
    assert (len(made.used), made.warnings) == (4, ())


@pytest.mark.parametrize("said", ["Tahun Berdiri: {ignore: true}", "Tahun Berdiri: {fact: operating_since, sure: false}"])
def test_what_the_mapping_says_of_a_column_is_not_told_again(tmp_path, said):
    made = scored(tmp_path, f"{{Kab/Kota: {{fact: regency}}, PIRT: {{permit: pirt}}, Tahu Pasar: {{fact: knows_market}}, {said}}}")
    assert lines(made.warnings) == {}


def test_a_fact_that_is_given_elsewhere_or_assumed_is_not_missing(tmp_path):
    rows = "Kota,Mulai,Tahun Berdiri,Tahu Pasar\nDemak,2018,2019,ya\n"
    made = scored(tmp_path, "{Kota: {fact: regency}, Mulai: {fact: operating_since}}", rows, assume={"knows_market": True})
    assert made.warnings == ()


def test_what_is_not_sure_or_not_read_by_the_rules_is_not_told(tmp_path):
    rows = "Kota,Legalitas,Tahu Pasr,Omset Tahunan,Nama Usaha\nDemak,NIB,ya,5 juta,Tempe\n"
    assert scored(tmp_path, "{Kota: {fact: regency}}", rows).warnings == ()


def test_digits_come_with_what_they_mean(tmp_path):
    rows = "Kota,Tahu Pasar\nDemak,1\nDemak,0\n"
    assert lines(scored(tmp_path, "{Kota: {fact: regency}}", rows).warnings) == {
        "Tahu Pasar": '"Tahu Pasar": {fact: knows_market, values: {"1": true, "0": false}}'
    }


def test_a_few_are_told_and_how_many_more_there_are(tmp_path):
    rows = "Kab/Kota,Tahun Berdiri,PIRT,Tahu Pasar,Tahu Produksi,Jenis Usaha,Minat Ekspor\nDemak,2018,ada,ya,ya,pangan,ya\n"
    with pytest.raises(TableError) as refused:
        scored(tmp_path, "{Kab/Kota: {ignore: true}}", rows)
    told = [p for p in refused.value.problems if p.code == "NK572"]
    assert [p.slots["read"] for p in told] == ["Tahun Berdiri", "PIRT", "Tahu Pasar", "Tahu Produksi", "Jenis Usaha"]
    assert told[-1].advice("en").endswith("; 1 more column is like it: naikkelas columns FILE")
    assert told[-1].advice("id").endswith("; 1 kolom lain juga begitu: naikkelas columns BERKAS")
    assert "more" not in told[0].advice("en")


def test_a_mapping_that_names_nothing_the_rules_read_is_refused_with_what_it_leaves_out(tmp_path):
    with pytest.raises(TableError) as refused:
        scored(tmp_path, "{No: {ignore: true}}")
    nothing = refused.value.problems[0]
    assert nothing.code == "NK465"
    assert nothing.advice("en") == "name in the mapping the columns that these rules read; a proposal: naikkelas columns FILE"
    assert "confirm" not in str(refused.value)
    assert list(lines(refused.value.problems)) == ["Kab/Kota", "Tahun Berdiri", "PIRT", "Tahu Pasar"]


def test_a_cohort_tells_it_too(tmp_path):
    mapping = csv_at(tmp_path, "format: naikkelas-mapping/1\ncolumns: {Kab/Kota: {fact: regency}}\n", "peta.yaml")
    made = select_table(csv_at(tmp_path, ROWS), INOPAK, as_of=AS_OF, mapping=mapping, key="No", wanted={"quota": 1})
    assert list(lines(made.warnings)) == ["Tahun Berdiri", "PIRT", "Tahu Pasar"]


def test_an_unsure_line_of_a_mapping_is_told_to_be_confirmed_there(tmp_path):
    told = scored(tmp_path, "{Kab/Kota: {fact: regency, sure: false}, Tahu Pasar: {fact: knows_market}}").warnings
    assert [p.advice("en") for p in told if p.code == "NK464"] == ["delete sure: false in the mapping if it is right"]
