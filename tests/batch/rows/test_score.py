"""Scoring: every row once and in order, what cannot be read told and missing, nothing personal told, nothing that runs."""

import csv
import json
import sys
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.batch import TableError, read_table, result_columns, score_table
from naikkelas.batch.cells import could_run, neutral
from naikkelas.batch.cohort.words import PLACE_TITLES
from naikkelas.batch.columns.plan import plan_of
from naikkelas.batch.rows.profiles import RowReader
from naikkelas.batch.rows.result_words import OUTCOMES_IN, STATUSES_IN
from naikkelas.conditions import Outcome
from tests.batch.make import AS_OF, INOPAK, MAPPING, MESS, codes, csv_at, values, xlsx_at


def scored(folder, table, out="hasil.csv", **options):
    made = score_table(table, INOPAK, folder / out, as_of=AS_OF, **options)
    return made, list(read_back(folder / out))


def read_back(path):
    """The rows of a result as mappings."""
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if path.suffix == ".xlsx":  # people read words there: as codes, rows of every form are the same
        rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
        places = {text: place.value for place, title in PLACE_TITLES.items() for text in (title.id, title.en)}
        said = {**OUTCOMES_IN[None], **STATUSES_IN[None], **places}
        codes = {name: said for name in rows[0] if name.startswith("nk_")}
        made = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        return [{name: codes.get(name, {}).get(cell, cell) for name, cell in row.items()} for row in made]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";" if ";" in path.read_text(encoding="utf-8-sig").splitlines()[0] else ","))


@pytest.fixture
def mess(tmp_path):
    return csv_at(tmp_path, MESS)


@pytest.fixture
def mapping(tmp_path):
    return csv_at(tmp_path, MAPPING, "mapping.yaml")


@pytest.mark.parametrize("out", ["hasil.csv", "hasil.xlsx", "hasil.jsonl"])
def test_a_messy_table_is_scored(tmp_path, mess, mapping, out):
    score, rows = scored(tmp_path, mess, out, mapping=mapping, assume={"knows_production": "true"}, key="Nama Pemilik")
    assert [row["No"] for row in rows] == list("12345678")
    assert [row["nk_outcome"] for row in rows] == [
        *("eligible", "ineligible", "needs_information", "needs_information"),
        *("needs_information", "needs_information", "ineligible", "eligible"),
    ]
    assert list(rows[0])[13:] == result_columns(INOPAK, assumed=True)
    assert {row["nk_assumed"] for row in rows} == {"knows_production=true"}
    assert (rows[0]["nk_permit"], int(rows[0]["nk_points_low"]), int(rows[0]["nk_points_high"])) == ("met", 10, 10)
    assert rows[0]["nk_reasons"] == "Semua syarat terpenuhi (diandaikan: tahu produksi)"
    assert rows[1]["nk_reasons"].startswith("Tahu pasarnya (Tahu pasar: tidak")
    assert rows[1]["nk_next_step"] == "Catat pembeli tetap dan tempat jualnya"
    assert rows[2]["nk_next_step"].startswith("Lengkapi: status izin PIRT, ")
    assert "Kab/Kota: 'Semarang' dapat berarti" in rows[1]["nk_problems"]
    assert rows[5]["nk_problems"].endswith("; + x | y")
    assert rows[7]["nk_problems"] == "Nama Pemilik: kunci di kolom 'Nama Pemilik' sama dengan kunci baris 5"
    assert (score.rows, score.marked) == (8, 5)
    assert score.outcomes == {Outcome.ELIGIBLE: 2, Outcome.INELIGIBLE: 2, Outcome.NEEDS_INFORMATION: 4}
    assert score.lost == {"market": 1, "operation": 1}
    assert score.asked["pirt_status"] == 4
    assert score.problems == {"NK453": 2, "NK431": 1, "NK440": 1, "NK446": 1, "NK472": 1}
    assert score.assumed == ("knows_production",)
    given = {"regency", "sector", "operating_since", "pirt_status", "pirt_expires_on", "knows_market", "knows_production"}
    assert set(score.missing) == set(INOPAK.facts) - given


def test_each_row_says_what_decide_says(tmp_path, mess, mapping):
    _, rows = scored(tmp_path, mess, mapping=mapping)
    profile = {
        "regency": "3305",
        "sector": "processed_food",
        "operating_since": "2018-03",
        "pirt_number": "2053305020970-28",
        "knows_market": True,
    }
    decision = INOPAK.decide(profile, as_of=AS_OF)
    assert rows[0]["nk_outcome"] == decision.outcome.value
    assert {name: rows[0][f"nk_{name}"] for name in INOPAK.criteria} == {name: s.value for name, s in decision.statuses.items()}


def test_without_a_mapping_only_what_is_sure_is_used(tmp_path, mess):
    score, _ = scored(tmp_path, mess)
    assert dict(score.used) == {
        "Kab/Kota": "fact: regency",
        "Jenis Usaha": "fact: sector",
        "Bulan Mulai Usaha": "fact: operating_since, part: month",
        "Tahun Mulai Usaha": "fact: operating_since, part: year",
        "PIRT": "permit: pirt",
        "Tahu Pasar": "fact: knows_market",
    }
    assert [(p.code, p.place.line, p.place.column) for p in score.warnings] == [("NK464", 4, 12)]


def test_every_problem_stands_in_the_file_of_problems_with_its_place(tmp_path, mess, mapping):
    score_table(mess, INOPAK, tmp_path / "hasil.csv", as_of=AS_OF, mapping=mapping, problems=tmp_path / "masalah.csv", lang="en")
    rows = read_back(tmp_path / "masalah.csv")
    assert [(row["row"], row["column"], row["title"], row["code"], row["text"]) for row in rows] == [
        ("6", "D", "Kab/Kota", "NK431", "Semarang"),
        ("7", "F", "Bulan Mulai Usaha", "NK440", "Januri 2020"),
        ("7", "K", "PIRT", "NK446", "2.05337E+14"),
        ("11", "", "", "NK453", ""),
        ("12", "", "", "NK453", ""),
    ]
    assert rows[0]["file"] == str(mess)
    assert rows[2]["hint"] == "format the column as text and type the number again"
    score_table(mess, INOPAK, tmp_path / "b.csv", as_of=AS_OF, mapping=mapping, problems=tmp_path / "masalah.jsonl")
    assert [row["row"] for row in read_back(tmp_path / "masalah.jsonl")] == [6, 7, 7, 11, 12]


def test_no_personal_value_is_told(tmp_path):
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: pribadi\nversion: 1\neffective: {from: 2020-01-01}\n"
        "criteria:\n  nik: {require: {owner_nik: {known: true}}}\n  nib: {require: {nib_status: {is: held}}}\n  credit: {require: {credit_quality: {is: current}}}\n"
    )
    secret, other = "330501xx10101000", "91203rahasia01234567"
    text = f"owner_nik;NIB;credit_quality\n{secret};{other};macet total\n{secret};9120;lancar\n"
    mapping = csv_at(
        tmp_path,
        "format: naikkelas-mapping/1\ncolumns:\n  owner_nik: {fact: owner_nik}\n  NIB: {permit: nib}\n  credit_quality: {fact: credit_quality}\n",
        "m.yaml",
    )
    score = score_table(
        csv_at(tmp_path, text), rules, tmp_path / "h.xlsx", as_of=AS_OF, mapping=mapping, problems=tmp_path / "p.csv", key="owner_nik"
    )
    told = (tmp_path / "p.csv").read_text(encoding="utf-8") + "".join(p.text("id") for p in score.first_problems)
    assert "NK472" in told
    assert score.problems
    for hidden in (secret, other, "macet total"):
        assert hidden not in told
    problems = openpyxl.load_workbook(tmp_path / "h.xlsx")["Masalah"]
    assert not any(hidden in str(cell) for row in problems.values for cell in row for hidden in (secret, other, "macet total"))


def test_what_could_run_is_made_harmless(tmp_path):
    titles = ["=HYPERLINK(1)", "knows_market", "a", "b", "c", "d"]
    cells = ["=1+1", "ya", "+62812", "-", "@SUM(A1)", "-5"]
    path = xlsx_at(tmp_path, [["x"] * 6, cells])
    book = openpyxl.load_workbook(path)
    for index, title in enumerate(titles, 1):
        book.active.cell(1, index).value = title
        for row in (1, 2):
            book.active.cell(row, index).data_type = "s"
    book.save(path)
    table = read_table(path, header_row=1)
    score_table(table, INOPAK, tmp_path / "h.csv", as_of=AS_OF)
    first, second = csv.reader((tmp_path / "h.csv").read_text(encoding="utf-8-sig").splitlines())
    assert first[0] == "'=HYPERLINK(1)"
    assert second[:6] == ["'=1+1", "ya", "+62812", "-", "'@SUM(A1)", "-5"]
    score_table(table, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    sheet = openpyxl.load_workbook(tmp_path / "h.xlsx").worksheets[0]
    for cell in (sheet["A1"], sheet["A2"], sheet["E2"]):
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert sheet["A2"].value == "=1+1"


@given(st.text(max_size=20))
def test_nothing_that_begins_like_a_formula_is_left(text):
    made = neutral(text)
    assert not could_run(made)
    assert made in (text, f"'{text}")


def test_a_workbook_has_colours_a_summary_and_the_problems(tmp_path, mess, mapping):
    score_table(mess, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF, mapping=mapping, lang="en", assume={"knows_production": True})
    book = openpyxl.load_workbook(tmp_path / "h.xlsx")
    assert book.sheetnames == ["Result", "Summary", "Problems"]
    outcome = book["Result"]["N2"]
    assert (outcome.value, outcome.fill.start_color.rgb[-6:]) == ("eligible", "C6EFCE")
    assert book["Result"]["A2"].fill.fill_type is None
    summary = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True, max_col=2) if row[0]}
    assert (summary["rows"], summary["eligible"], summary["rows with problems"]) == (8, 2, 4)
    headings = [row[0] for row in book["Summary"].iter_rows(values_only=True, max_col=2) if row[0] and row[1] is None]
    assert headings[1:3] == ["Outcomes", "Funnel of requirements"]
    assert [each for each in headings if each.startswith("Requirements")] == [
        "Requirements that are not met",
        "Requirements nobody knows yet",
    ]
    assert summary["status of the PIRT permit"] == 4
    assert summary["Kab/Kota"] == "regency or city (regency)"
    assert "knows_production=true" in summary
    assert [row[5] for row in book["Problems"].iter_rows(values_only=True, min_row=2)] == ["NK431", "NK440", "NK446", "NK453", "NK453"]


def test_cells_of_a_workbook_keep_their_types_and_lose_what_no_workbook_holds(tmp_path):
    rows = [("Nama Usaha", "Tahu Pasar", "Mulai Usaha", "Catatan"), ("a", True, datetime.fromisoformat("2019-05-31"), 2.5)]
    path = xlsx_at(tmp_path, rows)
    _, made = scored(tmp_path, path, "h.xlsx")
    assert (made[0]["Tahu Pasar"], made[0]["Mulai Usaha"], made[0]["Catatan"]) == (True, datetime.fromisoformat("2019-05-31"), 2.5)
    assert scored(tmp_path, path, "h.jsonl")[1][0]["Mulai Usaha"] == "2019-05-31"
    odd = csv_at(tmp_path, '{"knows_market": "ya", "x": "a\\u0007b", "y": [1]}\n', "odd.jsonl")
    assert (scored(tmp_path, odd, "o.xlsx")[1][0]["x"], scored(tmp_path, odd, "p.xlsx")[1][0]["y"]) == ("a b", "[1]")


def test_ranges_may_stand_in_two_columns_or_in_json(tmp_path):
    text = "operating_since__low,operating_since__high,knows_market\n2018-01-01,2019,ya\n2026-06-01,2026-06-30,ya\n,2019,ya\n2020,2019,ya\n"
    _, rows = scored(tmp_path, csv_at(tmp_path, text))
    assert [row["nk_operation"] for row in rows] == ["met", "not_met", "met", "unknown"]
    assert "kisaran" in rows[3]["nk_problems"] or "operating_since" in rows[3]["nk_problems"]
    given_so = '{"operating_since": {"at_least": "2018-01-01", "at_most": "2019-01-01"}, "knows_market": true}\n'
    _, rows = scored(tmp_path, csv_at(tmp_path, given_so, "r.jsonl"), "h.jsonl")
    assert rows[0]["nk_operation"] == "met"


@pytest.mark.parametrize(
    ("month", "year", "status", "problem"),
    [
        ("11", "2025", "unknown", False),
        ("Nov", "2024", "met", False),
        ("-", "2019", "met", False),
        ("", "2026", "not_met", False),
        ("3", "", "unknown", False),
        ("13", "2019", "unknown", True),
        ("3", "null", "unknown", False),
    ],
)
def test_a_month_and_a_year_are_one_date(tmp_path, month, year, status, problem):
    _, rows = scored(tmp_path, csv_at(tmp_path, f"Bulan Mulai Usaha,Tahun Mulai Usaha\n{month},{year}\n2,2001\n"))
    assert (rows[0]["nk_operation"], bool(rows[0]["nk_problems"])) == (status, problem)


def test_a_month_without_a_column_of_years_says_nothing(tmp_path):
    mapping = csv_at(tmp_path, "format: naikkelas-mapping/1\ncolumns:\n  Bulan: {fact: operating_since, part: month}\n", "m.yaml")
    _, rows = scored(tmp_path, csv_at(tmp_path, "Bulan,Nama Usaha\nMei,x\n"), mapping=mapping)
    assert rows[0]["nk_operation"] == "unknown"


def test_men_and_women_are_added(tmp_path):
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: kerja\nversion: 1\neffective: {from: 2020-01-01}\ncriteria:\n  staff: {require: {workers: {at_least: 5}}}\n"
    )
    score = score_table(csv_at(tmp_path, "TK L;TK P\n2;3\n2;2\n2;-\n"), rules, tmp_path / "h.csv", as_of=AS_OF)
    assert [row["nk_outcome"] for row in read_back(tmp_path / "h.csv")] == ["eligible", "ineligible", "needs_information"]
    assert score.missing == ()


def test_what_the_door_refuses_is_missing_and_told(tmp_path):
    table = read_table(csv_at(tmp_path, "pirt_number,knows_market\n206/3374/2025,ya\n2053374020970-28,ya\n"))
    reader = RowReader(table, plan_of(table, INOPAK, None, {}), INOPAK, {})
    (snapshot, problems), (other, none) = (reader.read(row) for row in table.rows())
    assert dict(snapshot.exact) == {"knows_market": True}
    assert [(each.row, each.column.name, each.problem.code, each.text) for each in problems] == [
        (2, "pirt_number", "NK414", "206/3374/2025")
    ]
    assert str(problems[0].problem.place) == f"{tmp_path}/data.csv:2:1 pirt_number"
    assert (other.exact["pirt_status"], none) == ("held", [])


def test_several_permits_of_a_cell_give_the_best_one(tmp_path):
    mapping = csv_at(
        tmp_path, "format: naikkelas-mapping/1\ncolumns:\n  Legalitas: {permits: true}\n  PIRT: {fact: pirt_status}\n", "m.yaml"
    )
    text = 'Legalitas;PIRT\n"NIB, PIRT No. 2053305020970-28";\n"2053305020970-28; 2053305030970-20";\nNIB;Proses\nPIRT proses;\nPIRT 2053305020970-28;belum\n'
    score, rows = scored(tmp_path, csv_at(tmp_path, text), mapping=mapping, assume={"sector": "processed_food"})
    assert [row["nk_permit"] for row in rows] == ["met", "met", "unknown", "unknown", "unknown"]
    assert score.problems["NK476"] == 1
    assert score.problems["NK404"] == 1
    assert rows[4]["nk_problems"].startswith("Legalitas: ") or rows[4]["nk_problems"].startswith("PIRT: ")


def test_what_a_scorecard_misses_is_asked_for(tmp_path):
    rules = nk.bundled("permen-umkm-2-2026")
    score = score_table(csv_at(tmp_path, "knows_market,keeps_books,x\nya,ya,y\n"), rules, tmp_path / "h.csv", as_of=AS_OF)
    assert score.rows == 1
    assert set(score.asked) <= set(rules.facts)


def test_a_row_that_seems_to_sum_up_the_others_is_decided_and_marked(tmp_path):
    score, rows = scored(tmp_path, csv_at(tmp_path, "No,Tahu Pasar,TK L\n1,ya,2\n JUMLAH ,ya,2\nJumlah Rasa,ya,\n"), lang="en")
    assert [row["nk_problems"] for row in rows] == [
        "",
        "this row begins with 'JUMLAH': it seems to sum up the others, and to be no business",
        "",
    ]
    assert (score.rows, score.problems) == (3, {"NK457": 1})


def test_out_of_scope_rows_say_why(tmp_path):
    rules = nk.bundled("stipark-pra-inkubasi")
    score_table(csv_at(tmp_path, "regency,sector\n3305,wood\n,wood\n5203,wood\n"), rules, tmp_path / "h.csv", as_of=AS_OF, lang="en")
    rows = read_back(tmp_path / "h.csv")
    assert [row["nk_outcome"] for row in rows] == ["out_of_scope", "needs_information", "ineligible"]
    assert rows[0]["nk_reasons"].startswith("Regency or city: Kabupaten Kebumen")
    assert rows[0]["nk_next_step"] == ""
    assert "whether these rules apply" in rows[1]["nk_reasons"]
    assert rows[1]["nk_next_step"].startswith("Fill in: regency or city")


def test_a_range_that_is_too_wide_is_to_be_made_exact(tmp_path):
    text = "format: naikkelas/1\nrule_set: usia\nversion: 1\neffective: {from: 2020-01-01}\ncriteria:\n  old: {require: {operating_since: {at_least_ago: {years: 1}}}}\n"
    score_table(csv_at(tmp_path, "operating_since,x\n2025,y\n"), nk.loads(text), tmp_path / "h.csv", as_of=AS_OF)
    assert read_back(tmp_path / "h.csv")[0]["nk_next_step"] == "Pastikan nilai yang berupa kisaran"


def test_another_prefix_and_a_table_that_was_scored_before(tmp_path):
    path = csv_at(tmp_path, "knows_market,x\nya,y\n")
    scored(tmp_path, path, "h.csv")
    with pytest.raises(TableError) as refused:
        scored(tmp_path, tmp_path / "h.csv", "i.csv")
    assert codes(refused) == ["NK471"]
    assert scored(tmp_path, tmp_path / "h.csv", "i.csv", prefix="lagi_")[1][0]["lagi_market"] == "met"


def test_a_key_that_is_no_column_is_told(tmp_path, mess):
    with pytest.raises(TableError) as refused:
        scored(tmp_path, mess, key="Nama Pemilk")
    assert str(refused.value).endswith("did you mean 'Nama Pemilik'?")


def test_a_date_outside_the_life_of_the_rules_is_told_before_anything_is_written(tmp_path, mess):
    with pytest.raises(nk.EvaluationError):
        score_table(mess, INOPAK, tmp_path / "h.csv", as_of=date(2001, 1, 1))
    assert not (tmp_path / "h.csv").exists()


def test_an_assumption_that_cannot_be_read_is_told_before_anything_is_written(tmp_path, mess):
    with pytest.raises(nk.ProfileError):
        scored(tmp_path, mess, assume={"knows_production": "mungkin"})
    assert not (tmp_path / "hasil.csv").exists()


@pytest.mark.parametrize(
    ("engine", "steps"), [("rows", [(500, 1200), (1000, 1200), (1200, 1200)]), ("polars", [(700, 1200), (1200, 1200), (1200, 1200)])]
)
def test_progress_is_told_now_and_then_and_at_the_end(tmp_path, monkeypatch, engine, steps):
    monkeypatch.setattr("naikkelas.batch.blocks.ROWS", 700)
    path = csv_at(tmp_path, "knows_market,x\n" + "ya,y\n" * 1200)
    told = []
    score_table(path, INOPAK, tmp_path / "h.csv", as_of=AS_OF, engine=engine, progress=lambda rows, total: told.append((rows, total)))
    assert told == steps


WEIGHTS = "\n".join(
    f"        g{total}: {{indicators: [{{weight: 1000, require: {{workers: {{at_least: 2}}}}}}, {{weight: {total - 1000}, require: {{workers: {{is: 3}}}}}}]}}"
    for total in (1999, 1997, 1993, 1987, 1979)
)
TOO_FINE = f"""
format: naikkelas/1
rule_set: weights
version: 1
effective: {{from: 2026-01-01}}
facts:
  ready:
    scorecard:
      scale: 1
      groups:
{WEIGHTS}
criteria:
  ready: {{title: Ready, require: {{ready: {{at_least: 1}}}}}}
"""


@pytest.mark.parametrize("engine", [None, "polars", "duckdb"])
def test_what_no_table_engine_can_do_is_done_row_by_row_and_said(tmp_path, monkeypatch, engine):
    monkeypatch.setattr("naikkelas.batch.score.FEW", 0)
    source = csv_at(tmp_path, "workers,x\n3,\n1,\n")
    score = score_table(source, nk.loads(TOO_FINE), tmp_path / "h.csv", as_of=AS_OF, engine=engine)
    assert (score.engine, [each.code for each in score.warnings]) == ("rows", ["NK478"])
    assert "'ready' (scorecard > 2^53)" in score.warnings[0].message("id")
    assert [row["nk_outcome"] for row in read_back(tmp_path / "h.csv")] == ["eligible", "ineligible"]


def test_a_row_of_a_result_is_explained_with_its_assumptions():
    row = {"operating_since": "2019-01-01", "knows_market": False, "nk_assumed": "knows_market=false; sector=wood"}
    told = INOPAK.explain_row(row, as_of=AS_OF).explain(lang="en")
    assert "from what is assumed for the whole table, not from the data" in told


def test_a_large_file_is_read_without_polars_too(tmp_path, monkeypatch):
    monkeypatch.setattr("naikkelas.batch.files.csv_file.WORTHWHILE", 0)
    path = csv_at(tmp_path, 'knows_market,x\nya,"a\nb"\n')
    assert read_table(path).blocks is not None
    monkeypatch.setitem(sys.modules, "polars", None)
    assert (read_table(path).blocks, read_table(path).total) == (None, 1)


@pytest.mark.parametrize(("rows", "engine"), [(499, "rows"), (500, "polars")])
def test_a_few_rows_are_decided_one_by_one_and_more_of_them_together(tmp_path, rows, engine):
    score = score_table(csv_at(tmp_path, "knows_market,x\n" + "ya,y\n" * rows), INOPAK, tmp_path / "h.csv", as_of=AS_OF)
    assert (score.rows, score.engine, score.warnings) == (rows, engine, ())


def test_without_the_extra_rows_are_decided_one_by_one_unless_an_engine_was_asked_for(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setattr("naikkelas.batch.score.FEW", 0)
    source = csv_at(tmp_path, "knows_market,x\nya,\n")
    score = score_table(source, INOPAK, tmp_path / "h.csv", as_of=AS_OF)
    assert (score.engine, [each.code for each in score.warnings]) == ("rows", ["NK478"])
    with pytest.raises(nk.MissingExtraError):
        score_table(source, INOPAK, tmp_path / "i.csv", as_of=AS_OF, engine="polars")
    assert not (tmp_path / "i.csv").exists()


@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_columns_that_the_rules_do_not_use_are_checked_only_when_that_is_asked_and_this_is_said(tmp_path, engine):
    text = "knows_market,Omset Tahunan,Bulan Mulai Produksi,Tahun Mulai Produksi,Kredit\nya,sekian,3,2020,macet total\ntidak,1500000,Januri,2020,lancar\n"
    source = csv_at(tmp_path, text)
    mapping = csv_at(
        tmp_path,
        "format: naikkelas-mapping/1\ncolumns:\n  Omset Tahunan: {fact: annual_sales}\n  Kredit: {fact: credit_quality}\n"
        "  Bulan Mulai Produksi: {fact: halal_expires_on, part: month}\n"
        "  Tahun Mulai Produksi: {fact: halal_expires_on, part: year}\n",
        "m.yaml",
    )
    options = {"as_of": AS_OF, "mapping": mapping, "engine": engine}
    score = score_table(source, INOPAK, tmp_path / "a.csv", **options)
    unread = ["Omset Tahunan", "Bulan Mulai Produksi", "Tahun Mulai Produksi", "Kredit"]
    assert ([name for name, _ in score.unread], score.checked, score.problems) == (unread, False, {})
    score = score_table(source, INOPAK, tmp_path / "b.csv", check_unused=True, **options)
    assert score.checked
    first, second = read_back(tmp_path / "b.csv")
    assert first["nk_problems"].startswith("Omset Tahunan: ")
    assert "Kredit: " in first["nk_problems"]
    assert "macet total" not in first["nk_problems"]
    assert second["nk_problems"].startswith("Bulan Mulai Produksi: ")
    assert [row["nk_outcome"] for row in (first, second)] == ["needs_information", "ineligible"]


def test_an_assumption_is_written_into_the_result_and_said_wherever_it_counts(tmp_path):
    assume = {"knows_production": "true", "knows_market": False}
    for engine in ("rows", "polars"):
        score = score_table(
            csv_at(tmp_path, "operating_since,x\n2019,a\n"), INOPAK, tmp_path / f"{engine}.csv", as_of=AS_OF, assume=assume, engine=engine
        )
        (row,) = read_back(tmp_path / f"{engine}.csv")
        assert row["nk_assumed"] == score.assumed_words == "knows_production=true; knows_market=false"
        assert "dari andaian untuk seluruh tabel, bukan dari data" in row["nk_reasons"]
    score_table(csv_at(tmp_path, "operating_since,x\n2019,a\n"), INOPAK, tmp_path / "h.xlsx", as_of=AS_OF, assume={"owner_name": "Bu Sri"})
    assert read_back(tmp_path / "h.xlsx")[0]["nk_assumed"] == "owner_name=(data pribadi)"


def test_an_empty_table_gives_an_empty_result(tmp_path):
    score, rows = scored(tmp_path, csv_at(tmp_path, "knows_market,Kab/Kota\n"))
    assert (score.rows, rows) == (0, [])
    assert (tmp_path / "hasil.csv").read_text(encoding="utf-8-sig").startswith("knows_market,Kab/Kota,nk_outcome")


@given(
    st.lists(
        st.lists(st.sampled_from(["", "ya", "tidak", "-", "3305", "Kebumen", "2019", "=1", "x;y", "2.05E+14", "a\nb"]), max_size=6),
        max_size=8,
    )
)
def test_every_row_comes_out_once_in_order_with_its_cells(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("rows")
    path = folder / "data.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "knows_market", "Kab/Kota", "Tahun Berdiri", "PIRT"], ["first", "ya", "", "", ""]])
        csv.writer(file).writerows([[f"r{number}", *row] for number, row in enumerate(rows)])
    score, made = scored(folder, path)
    read = values(read_table(path))
    assert score.rows == len(rows) + 1 == sum(score.outcomes.values()) == len(made)
    assert [row["id"] for row in made] == ["first", *(f"r{number}" for number in range(len(rows)))]
    assert [[neutral(cell or "") for cell in cells] for cells in read] == [list(row.values())[:5] for row in made]
