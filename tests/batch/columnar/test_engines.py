"""One table, one result: rows one by one, Polars and DuckDB write the same files to the byte, whatever the rules and the cells are."""

import json
import tempfile
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.batch import ColumnMapping, Use, blocks, read_mapping, read_table, score_table
from naikkelas.batch.columnar import facts as facts_module
from naikkelas.batch.columnar.facts import FactColumn, Facts, RowValues
from naikkelas.batch.columnar.texts import Texts
from naikkelas.batch.files import csv_blocks
from naikkelas.batch.rows.summary import Score
from tests.batch.make import AS_OF, INOPAK, MAPPING, MESS, csv_at, xlsx_at
from tests.strategies import cases, seeded_case
from tests.strategies_profiles import written

ENGINES = ("rows", "polars", "duckdb")
NO_DEADLINE = settings(deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def small_pieces(size=300, rows=7):
    """Every CSV is taken apart in columns, a few rows at a time."""
    before = csv_blocks.WORTHWHILE, csv_blocks._CHARACTERS, csv_blocks.ROWS, blocks.ROWS
    from naikkelas.batch.files import csv_file

    csv_file.WORTHWHILE, csv_blocks._CHARACTERS, csv_blocks.ROWS, blocks.ROWS = 0, size, rows, rows
    try:
        yield
    finally:
        csv_file.WORTHWHILE, csv_blocks._CHARACTERS, csv_blocks.ROWS, blocks.ROWS = before


def results(source, rules, engine, out, **options):
    """What an engine writes, and what it counts."""
    with tempfile.TemporaryDirectory() as folder:
        result, problems = Path(folder) / f"hasil{out}", Path(folder) / "masalah.csv"
        score = score_table(source, rules, result, problems=problems, engine=engine, **{"as_of": AS_OF, **options})
        assert score.engine == engine
        counted = {name: getattr(score, name) for name in Score.__slots__ if name not in ("out", "engine")}
        lists = {name: list(value.items()) for name, value in counted.items() if isinstance(value, dict) and name != "outcomes"}
        return result.read_bytes(), problems.read_bytes(), counted, lists


def same(source, rules, out=".csv", engines=ENGINES, **options):
    """The result of row by row, after every other engine has given the same."""
    source = read_table(source)
    first = results(source, rules, engines[0], out, **options)
    for engine in engines[1:]:
        made = results(source, rules, engine, out, **options)
        for one, other in zip(made, first, strict=True):
            assert one == other, engine
    return first


def table_of(folder, rows, names, out):
    """Rows of a profile each, as JSON Lines or as CSV."""
    path = folder / f"data{out}"
    if out == ".jsonl":
        path.write_text("".join(f"{json.dumps({name: row.get(name) for name in names})}\n" for row in rows), encoding="utf-8")
    else:
        lines = [";".join(["no", *names]), *(";".join([str(at), *(text(row.get(name)) for name in names)]) for at, row in enumerate(rows))]
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


def text(value):
    """A value as somebody types it."""
    if isinstance(value, dict):
        return f"{value.get('at_least', '0')} s/d {value.get('at_most', '')}"
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value).replace("\n", " ").replace(";", ",")


def check_case(case, count, assume=None):
    """Profiles for a rule set: written as JSON, and as people type them."""
    rows = [written(case.rules.linked, case.applicant.profile()) for _ in range(count)]
    names = sorted({name for row in rows for name in row} | set(case.rules.facts))
    mapping = ColumnMapping({name: Use("fact", name) for name in names if name in case.rules.catalogue})
    if not mapping.columns:
        return
    options = {"as_of": case.as_of, "rules_as_of": case.rules_as_of, "mapping": mapping, "assume": assume}
    with tempfile.TemporaryDirectory() as folder, small_pieces(2000, 9):
        for out in (".jsonl", ".csv"):
            same(table_of(Path(folder), rows, names, out), case.rules, out, **options)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_rules_and_any_profiles(seed):
    check_case(seeded_case(seed), 25)


@pytest.mark.slow
@given(cases())
@settings(NO_DEADLINE, max_examples=15)
def test_any_rules_and_any_profiles_that_hypothesis_finds(case):
    check_case(case, 8)


def test_no_rows_have_no_values():
    facts = Facts({"workers": FactColumn(pl.Series([1, 2]))})
    assert list(RowValues(facts).of(["workers"], [])) == []
    assert list(RowValues(facts).of(["workers"], [1])) == [2]


# --- tables as people make them ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "out"),
    [
        *(("inopak-naik-kelas", out) for out in (".csv", ".jsonl")),
        *((rules, ".csv") for rules in ("permen-umkm-2-2026", "stipark-pra-inkubasi", "modern-retail-readiness")),
    ],
)
def test_a_messy_table(tmp_path, rules, out):
    mapping = read_mapping(csv_at(tmp_path, MAPPING, "mapping.yaml"))
    source = csv_at(tmp_path, MESS)
    with small_pieces():
        for options in ({"mapping": mapping}, {"key": "Nama Pemilik", "lang": "en", "check_unused": True}):
            same(source, nk.bundled(rules), out, **options)


WORDS = st.sampled_from(
    [
        *(
            "",
            " ",
            "-",
            "ya",
            "tidak",
            "YA ",
            "sudah",
            "?",
            "kuliner",
            "pangan",
            "batik",
            "=1+1",
            "+62",
            "-5",
            "@x",
            "jumlah",
            " TOTAL:",
            "«Jumlah»",
        ),
        *(
            "2018",
            "2018-03-04",
            "2025-10-31",
            "2018-02-30",
            "4 Maret 2019",
            "s/d 2027",
            "seumur hidup",
            "2.05337E+14",
            "1500000",
            "99999",
            "0",
        ),
        *(
            "12",
            "3-5",
            "5 orang",
            "Rp. 1.500.000",
            "1,5 M",
            "50 juta s/d 250 juta",
            "15 juta",
            "100000000000000",
            "Kab. Kebumen",
            "Semarang",
            "3305",
        ),
        *("2053305020970-28", "206/3374/2025", "Proses", "belum", "held", "none", "NIB, PIRT No. 2053305020970-28", "\x1c", "\xa0", "日本"),
    ]
)
TITLES = (
    *("Nama Usaha", "Kab/Kota", "Jenis Usaha", "Bulan Mulai Usaha", "Tahun Mulai Usaha", "PIRT", "Tgl Kedaluwarsa PIRT", "TK L", "TK P"),
    *("Legalitas", "Tahu Pasar", "Tahu Produksi", "Omset Tahunan", "capital__low", "capital__high", "pirt_number", "md_status"),
)
USES = {"Legalitas": Use("permits"), "PIRT": Use("permit", "pirt"), "pirt_number": Use("fact", "pirt_number"), "Catatan": Use("ignore")}
RULES = [nk.bundled(name) for name in ("inopak-naik-kelas", "permen-umkm-2-2026", "kur-kecil", "ukuran-usaha", "pangan-pirt")]


@st.composite
def typed_tables(draw):
    """Titles, and rows of cells; some rows are too long, too short or blank."""
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=2, max_size=7, unique=True))
    row = st.lists(WORDS, min_size=len(titles), max_size=len(titles)) | st.lists(WORDS, max_size=len(titles) + 1)
    return titles, draw(st.lists(row, min_size=1, max_size=12))


def outcome_of(table, rules, engine, options):
    """What an engine writes, or why nothing."""
    try:
        return results(table, rules, engine, ".csv", **options)
    except nk.ProblemsError as refused:
        return type(refused), refused.problems


@given(typed_tables(), st.sampled_from(RULES), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.integers(40, 400), st.data())
@settings(NO_DEADLINE, max_examples=25)
def test_any_cells(table, rules, ending, quoted, size, data):
    titles, rows = table
    cell = (lambda text: f'"{text}"') if quoted else (lambda text: text)
    lines = [";".join(titles), *(";".join(map(cell, row)) for row in rows)]
    assumed = data.draw(st.sampled_from([None, {"knows_production": True}, {"pirt_status": "none"}, {"workers": 4}]))
    with tempfile.TemporaryDirectory() as folder, small_pieces(size):
        path = csv_at(Path(folder), ending.join(lines) + data.draw(st.sampled_from(["", ending])))
        options = {"assume": assumed, "check_unused": data.draw(st.booleans()), "key": titles[0]}
        if data.draw(st.booleans()):
            options["mapping"] = ColumnMapping({title: USES[title] for title in titles if title in USES})
        table = read_table(path, header_row=1, delimiter=";")
        expected = outcome_of(table, rules, "rows", options)
        for engine in ("polars", "duckdb"):
            assert outcome_of(table, rules, engine, options) == expected


@given(
    st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=20),
    st.booleans(),
    st.integers(20, 200),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(NO_DEADLINE, max_examples=60)
def test_a_text_taken_apart_in_columns_has_the_cells_of_its_records(rows, quoted, size, encoding, ending):
    cell = (lambda text: '"' + text.replace("a", '""\n') + '"') if quoted else (lambda text: text)
    lines = ["Nama Usaha;Kab/Kota;Tahu Pasar", *(";".join(map(cell, row)) for row in rows)]
    with tempfile.TemporaryDirectory() as folder, small_pieces(size):
        path = Path(folder) / "data.csv"
        path.write_bytes(ending.join(lines).encode(encoding, errors="replace"))
        table = read_table(path, header_row=1, delimiter=";")
        taken = [(number, *cells) for block in table.blocks() for number, cells in zip(block.numbers, block.rows(), strict=True)]
        assert taken == [(row.number, *row.cells) for row in table.rows()]
        assert table.total == len(taken)


def test_a_mark_that_a_piece_begins_with_stays_in_its_cell(tmp_path):
    path = csv_at(tmp_path, "Nama Usaha,Kab/Kota\n" + "\ufeffab,cd\n" * 9)
    with small_pieces(12):
        table = read_table(path, header_row=1)
        taken = [tuple(cells) for block in table.blocks() for cells in block.rows()]
    assert taken == [row.cells for row in table.rows()] == [("\ufeffab", "cd")] * 9


def test_a_mark_that_a_piece_begins_with_hides_no_short_row(tmp_path):
    path = csv_at(tmp_path, "Nama Usaha,Kab/Kota,Tahu Pasar\n\ufeffa,b,c\na,b\nd\nq,e,f\n")
    with small_pieces(32):
        table = read_table(path, header_row=1)
        bad = [block.numbers[at] for block in table.blocks() for at in block.bad]
    assert bad == [row.number for row in table.rows() if row.problem is not None]
    assert len(bad) == 2


@pytest.mark.parametrize("few", [0, 2, 5])
def test_columns_of_many_different_texts_say_the_same(tmp_path, monkeypatch, few):
    monkeypatch.setattr(facts_module, "_FEW", few)
    days, permits, sales = (
        ("2018-03-04", "2019", "31/02/2020", "", "2018-03-05"),
        ("ada", "belum", "??", ""),
        ("1500000", "1 juta", "x", "2-5 juta", ""),
    )
    lines = ["Nama Usaha,operating_since,pirt_status,Omset Tahunan,workers_men,workers_women"]
    lines += [
        f"{at},{days[at % 5]},{permits[at % 4]},{sales[at * at % 5]},{at % 3},{at % 7 or 'x'}" + ",zu viel" * (at % 11 == 5)
        for at in range(60)
    ]
    with small_pieces(250):
        for options in ({}, {"assume": {"knows_market": True}}):
            *_, counted, _ = same(csv_at(tmp_path, "\n".join(lines)), nk.bundled("permen-umkm-2-2026"), check_unused=True, **options)
    assert counted["problems"]


def test_texts_are_numbered_as_they_come_and_too_many_are_none():
    texts = Texts(pl, 3)
    assert texts.codes(pl.Series([None, None], dtype=pl.String)).to_list() == [0, 0]
    assert texts.codes(pl.Series(["b", "a", "b"])).to_list() == [0, 1, 0]
    assert texts.codes(pl.Series(["a", None, "", "b"])).to_list() == [1, 3, 2, 0]
    assert texts.all.to_list() == ["b", "a", ""]
    assert texts.codes(pl.Series(["c"])) is None


def test_typed_cells_of_a_workbook_and_of_json(tmp_path):
    rows = [
        ("Nama Usaha", "Tahu Pasar", "Mulai Usaha", "Omset Tahunan", "TK L", "Catatan"),
        ("a", True, datetime.fromisoformat("2019-05-31"), 2.5, 3, time(1)),
        ("b", 1, date(2025, 12, 1), 1_500_000, 3.0, 1.0),
        ("c", 1.0, 2019, "1 juta", "3", True),
        ("jumlah", None, None, 0, -0.0, 1),
    ]
    same(xlsx_at(tmp_path, rows), INOPAK, ".jsonl")
    lines = [
        {"knows_market": True, "operating_since": {"at_least": "2018-01-01", "at_most": "2019-01-01"}, "x": [1, {"y": None}]},
        {"knows_market": 1, "operating_since": [2018], "x": "\ud800"},
        {"knows_market": [True], "operating_since": "2018", "pirt_number": 2053305020970},
    ]
    source = csv_at(tmp_path, "".join(f"{json.dumps(line)}\n" for line in lines), "data.jsonl")
    for out in (".jsonl", ".csv"):
        same(source, INOPAK, out)


DERIVED = """
format: naikkelas/1
rule_set: turunan
version: 1
effective: {from: 2020-01-01}
facts:
  class_of_sales: {type: choice, of: [small, large], table: {hit: unique, rows: [{when: {annual_sales: {at_most: 1 miliar}}, then: small}], otherwise: large}}
  secret_class: {type: choice, of: [good, bad], table: {hit: first, rows: [{when: {credit_quality: {is: current}}, then: good}], otherwise: bad}}
criteria:
  size: {require: {class_of_sales: {is: small}}}
  credit: {require: {secret_class: {is: good}}}
"""


def test_a_derived_fact_that_is_given_stands_and_a_contradiction_is_told(tmp_path):
    text = "annual_sales,class_of_sales,credit_quality,secret_class\n5000000,large,current,bad\n5000000,,current,\n,small,,\n5 M,large,current,good\n"
    rules = nk.loads(DERIVED)
    result, problems, counted, _ = same(csv_at(tmp_path, text), rules)
    outcomes = [line.split(",")[4] for line in result.decode("utf-8-sig").splitlines()]
    assert outcomes == ["nk_outcome", "ineligible", "eligible", "needs_information", "ineligible"]
    profile = {"annual_sales": 5_000_000, "class_of_sales": "large", "credit_quality": "current", "secret_class": "bad"}
    told = rules.decide(profile, as_of=AS_OF).problems
    lines = problems.decode("utf-8-sig").splitlines()[1:]
    assert counted["problems"] == {"NK404": 2}
    assert all(each.message("id").split("'")[1] in line for each, line in zip(told, lines, strict=True))
    assert "(data pribadi)" in lines[1]
    assert "'bad'" not in lines[1]


BASE = """
format: naikkelas/1
rule_set: dasar
version: 1
effective: {from: 2020-01-01}
applies_when: {regency: {in: [3305, 3321]}}
facts:
  both: {derive: {all: [{knows_market: {is: true}}, {keeps_books: {is: true}}]}}
criteria:
  both: {require: {both: {is: true}}}
  sales: {applies_when: {both: {is: true}}, require: {annual_sales: {at_least: 5 juta}}}
"""
DEEP = """
format: naikkelas/1
rule_set: dalam
version: 1
effective: {from: 2020-01-01}
facts:
  total: {points: [online, books]}
  ready:
    scorecard:
      scale: 100
      groups: {legal: {weight: 1, indicators: [{nib_status: {is: held}}, {criterion: market, weight: 2}]}, use: {weight: 2, indicators: [{knows_production: {is: true}}]}}
  bonus: {type: integer, at_least: 0, at_most: 9, table: {hit: first, rows: [{when: {workers: {at_least: 5}}, then: 7}], otherwise: 2}}
criteria:
  market: {require: {knows_market: {is: true}}}
  base: {require: {programme: {dasar: eligible}}}
  again: {require: {any: [{criterion: {market: met}}, {criterion: {base: met}}]}}
  ready: {require: {ready: {at_least: 60}}}
  total: {require: {total: {at_least: 3}}}
  online: {kind: preference, points: 3, require: {sector: {is_not: other}}}
  books: {kind: preference, points: {fact: bonus}, require: {keeps_books: {is: true}}}
"""


def test_rules_that_ask_other_rules_and_count_points(tmp_path):
    (tmp_path / "dasar.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "dalam.yaml").write_text(DEEP, encoding="utf-8")
    rules = nk.load(tmp_path / "dalam.yaml")
    choices = {"ya": 3, "tidak": 2, "": 1}
    words = [word for word, times in choices.items() for _ in range(times)]
    lines = ["no,regency,knows_market,keeps_books,annual_sales,nib_status,knows_production,workers,sector"]
    for at in range(80):
        yes = [words[at * step % len(words)] for step in (1, 5, 7)]
        sales, held, sector = (
            ("4 juta", "7500000", "4-6 juta", "")[at % 4],
            ("held", "none", "")[at % 3],
            ("other", "wood", "")[at // 3 % 3],
        )
        lines.append(f"{at},{('3305', '3374', '')[at // 5 % 3]},{yes[0]},{yes[1]},{sales},{held},{yes[2]},{at % 9},{sector}")
    with small_pieces(700):
        _, _, counted, _ = same(csv_at(tmp_path, "\n".join(lines)), rules)
    assert {outcome.value for outcome in counted["outcomes"]} >= {"ineligible", "needs_information"}
    alone = nk.load(tmp_path / "dasar.yaml")
    _, _, counted, _ = same(csv_at(tmp_path, "\n".join(lines)), alone)
    assert "out_of_scope" in {outcome.value for outcome in counted["outcomes"]}


FINE = """
format: naikkelas/1
rule_set: halus
version: 1
effective: {from: 2020-01-01}
facts:
  fine: {type: number, decimals: 4, at_least: 0, at_most: 100000000}
  word: {type: text}
criteria:
  fine: {require: {fine: {at_least: 99999999.0993}}}
  word: {require: {word: {is: "Kué"}}}
"""


def test_what_an_engine_cannot_hold_is_decided_by_itself(tmp_path):
    rows = [("99999999.0992", "Kué"), ("99999999.0993", "Kué"), ("99999999.0994", "日本"), ("1", ""), ("", "Kue")]
    lines = [json.dumps({"fine": fine or None, "word": word or None}) for fine, word in rows]
    mapping = ColumnMapping({"fine": Use("fact", "fine"), "word": Use("fact", "word")})
    result, *_ = same(csv_at(tmp_path, "\n".join(lines), "data.jsonl"), nk.loads(FINE), ".jsonl", mapping=mapping)
    outcomes = [json.loads(line)["nk_outcome"] for line in result.decode().splitlines()]
    assert outcomes == ["ineligible", "eligible", "ineligible", "ineligible", "ineligible"]
