"""``to_sql``: what it refuses, what it quotes, and what it checks. That it means what ``decide`` means is in test_differential."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import date, datetime, time

import duckdb
import polars as pl
import pytest

import naikkelas as nk

AS_OF = date(2026, 11, 1)
DIALECTS = ("duckdb", "sqlite", "postgresql", "spark")
HOSTILE = "x'); DROP TABLE profiles; -- \\' \" `"
RULES = nk.loads(f"""
format: naikkelas/1
rule_set: fair
version: '1\\n; DROP TABLE profiles'
effective: {{from: 2026-01-01}}
facts:
  ph: {{type: number, decimals: 1, at_least: 0, at_most: 14}}
  machines: {{type: integer, at_least: 0, at_most: 8}}
  insured: {{type: boolean}}
  village: {{type: text}}
  labels: {{type: set, of: text}}
  channels: {{type: set, of: [shop, web]}}
criteria:
  permit: {{require: {{pirt_status: {{is: held}}, pirt_expires_on: {{on_or_after: $as_of}}}}}}
  acid: {{kind: note, require: {{ph: {{at_most: 4.6}}}}}}
  grown: {{kind: note, require: {{machines: {{at_least: 4}}}}}}
  safe: {{kind: note, require: {{insured: {{is: true}}}}}}
  near: {{kind: note, require: {{village: {{in: [Jetis, {json.dumps(HOSTILE)}]}}}}}}
  trade: {{kind: note, require: {{kbli: {{is: '10792'}}}}}}
  halal: {{kind: note, require: {{labels: {{includes: halal}}}}}}
  sells: {{kind: note, require: {{channels: {{includes_any: [shop, web]}}}}}}
""")
FACTS = tuple(RULES.facts)


def codes(dialect="duckdb", **options):
    with pytest.raises(nk.EvaluationError) as refused:
        RULES.to_sql(dialect, **{"as_of": AS_OF, **options})
    return [(problem.code, problem.place.path) for problem in refused.value.problems]


def sqlite_rows(columns, rows, table="profiles", **options):
    """The results of rows in a SQLite table whose columns have no types."""
    sql = RULES.to_sql("sqlite", as_of=AS_OF, columns=columns, allow_missing=True, table=table, **options)
    quoted = ".".join(f'"{part}"' for part in table.split("."))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        names = ", ".join('"' + name.replace('"', '""') + '"' for name in columns)
        connection.execute(f"CREATE TABLE {quoted} ({names})")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {quoted} VALUES ({marks})", rows)  # noqa: S608 - written here
        return [dict(row) for row in connection.execute(sql)]


@pytest.mark.parametrize(("dialect", "meant"), [("postgres", "postgresql"), ("duck_db", "duckdb"), ("oracle", None), ("", None)])
def test_a_dialect_nobody_writes_is_refused(dialect, meant):
    with pytest.raises(nk.EvaluationError) as refused:
        RULES.to_sql(dialect, as_of=AS_OF)
    (problem,) = refused.value.problems
    assert problem.code == "NK533"
    assert (problem.advice() or "").count("'") == (2 if meant else 0)
    assert meant is None or meant in problem.advice()


def test_the_call_is_checked_like_that_of_a_table():
    for no_day in ("pirt_status", datetime.combine(AS_OF, time()), None):
        assert codes(as_of=no_day) == [("NK504", "as_of")]
    assert codes(as_of=date(2025, 1, 1)) == [("NK501", None)]
    assert codes(columns=[name for name in FACTS if name != "ph"]) == [("NK521", "ph")]
    assert codes(columns=[*FACTS, "nk_outcome"]) == [("NK525", "nk_outcome")]
    assert codes(columns=[*FACTS, "ph", "ph"]) == [("NK526", "ph")]
    assert codes(assume={"ph": 3}, columns=FACTS) == [("NK523", "ph")]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_is_one_statement_and_nothing_of_the_rules_becomes_sql(dialect):
    sql = RULES.to_sql(dialect, as_of=AS_OF, columns=[*FACTS, HOSTILE], table=f"lake.{HOSTILE}")
    comment, statement = sql.split("\n", 1)
    assert comment.startswith("-- fair 1")
    quotes = "`" if dialect == "spark" else '"'
    text = r"'(?:[^'\\]|\\.)*'" if dialect == "spark" else r"'(?:[^']|'')*'"
    bare = re.sub(f"{quotes}(?:[^{quotes}]|{quotes}{quotes})*{quotes}|{text}", "?", statement)
    assert "DROP" in statement
    assert "DROP" not in bare
    assert not re.search(r"['\"`;\\]|--", bare)
    assert bare.startswith(("WITH ", "SELECT "))
    assert RULES.to_sql(dialect, as_of=AS_OF, columns=[*FACTS, HOSTILE], table=f"lake.{HOSTILE}") == sql


def test_hostile_names_and_texts_are_only_names_and_texts():
    rows = [("Jetis", 1), (HOSTILE, 2), (HOSTILE + "x", 3), (None, 4)]
    made = sqlite_rows(["village", HOSTILE], rows)
    assert [(row["nk_near"], row[HOSTILE]) for row in made] == [("met", 1), ("met", 2), ("not_met", 3), ("unknown", 4)]
    sql = RULES.to_sql("duckdb", as_of=AS_OF, columns=["village", HOSTILE], allow_missing=True)
    with duckdb.connect() as connection:
        connection.register("profiles", pl.DataFrame(rows, schema=["village", HOSTILE], orient="row").to_arrow())
        assert sorted(connection.sql(sql).project("nk_near").fetchall()) == [("met",), ("met",), ("not_met",), ("unknown",)]


@pytest.mark.parametrize(
    ("fact", "criterion", "values", "statuses"),
    [
        ("machines", "grown", [4, 3, 9, "4", 4.0, None, b"4"], ["met", "not_met", None, None, None, "unknown", None]),
        ("ph", "acid", [4.6, 4.7, 4, 4.65, 15, "4.6", None], ["met", "not_met", "met", None, None, None, "unknown"]),
        ("insured", "safe", [1, 0, 2, "true", None], ["met", "not_met", None, None, "unknown"]),
        ("village", "near", ["Jetis", "Duren", " Jetis", "Jetís", 5, "", None], ["met", "not_met", None, None, None, "unknown", "unknown"]),
        ("kbli", "trade", ["10792", "10710", "1079", "10792 ", 10792], ["met", "not_met", None, None, None]),
        (
            "labels",
            "halal",
            ['["halal"]', "[]", '["halal "]', "halal", '{"a": 1}', "[1]", None],
            ["met", "not_met", *[None] * 4, "unknown"],
        ),
        ("channels", "sells", ['["web"]', "[]", '["fax"]', None], ["met", "not_met", None, "unknown"]),
    ],
    ids=str,
)
def test_sqlite_checks_the_type_of_every_value(fact, criterion, values, statuses):
    made = sqlite_rows([fact], [(value,) for value in values])
    assert [row[f"nk_{criterion}"] for row in made] == statuses
    assert [row["nk_problems"] for row in made] == [fact if status is None else None for status in statuses]


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("village", ["Jetis\0", "\0", "Jetis\0x", "x\0"]),
        ("kbli", ["10792\0", "1079\0", "\x0010792"]),
        ("pirt_status", ["held\0", "held\0x"]),
        ("pirt_expires_on", ["2027-01-01\0", "2027-01-01\0x"]),
        ("channels", [["shop\0lift"], ["shop\0"], ["\0shop"], ["web", "shop\0"]]),
        ("labels", [["halal\0x"], ["halal\0"], ["\0"], ["\\\0"], ["\\", "\\\\\0"]]),
    ],
)
def test_a_text_with_a_null_character_is_refused_and_not_cut(fact, values):
    for value in values:
        with pytest.raises(nk.ProfileError, match="NK402"):
            RULES.decide({fact: value}, as_of=AS_OF)
    made = sqlite_rows([fact], [(json.dumps(value) if isinstance(value, list) else value,) for value in values])
    assert [(row["nk_outcome"], row["nk_problems"]) for row in made] == [(None, fact)] * len(values)


def test_what_only_looks_like_a_null_character_is_a_text():
    values = [["\\u0000"], ["\\\\u0000", "halal"], ["u0000"], ["\\", "u0000"], ['"\\u0000"']]
    made = sqlite_rows(["labels"], [(json.dumps(value),) for value in values])
    statuses = [RULES.decide({"labels": value}, as_of=AS_OF).statuses["halal"].value for value in values]
    assert [(row["nk_halal"], row["nk_problems"]) for row in made] == [(status, None) for status in statuses]


@pytest.mark.parametrize(
    "value", [b'["shop"]', b"[]", '["shop"]\0', '["shop"]\0x', "", " ", 1, "1", "{}", '"shop"', "null", b"\x0b"], ids=repr
)
@pytest.mark.parametrize("fact", ["channels", "labels"])
def test_a_set_of_sqlite_is_the_text_of_an_array(fact, value):
    (made,) = sqlite_rows([fact], [(value,)])
    assert (made["nk_outcome"], made["nk_problems"]) == (None, fact)


def test_sqlite_reads_dates_as_texts():
    days = ["2026-11-01", "2026-10-31", "2026-02-30", "2026", "2201-01-01", 20261101, None, "never"]
    statuses = ["met", "not_met", None, None, None, None, "unknown", None]
    made = sqlite_rows(["pirt_status", "pirt_expires_on"], [("held", day) for day in days])
    assert [row["nk_permit"] for row in made] == statuses


def test_ranges_assumptions_and_schemas():
    columns = ["pirt_status", "pirt_expires_on__low", "pirt_expires_on__high"]
    rows = [("held", "2027-01-01", None), ("held", None, "2026-12-31"), ("held", "2027-01-01", "2026-01-01")]
    made = sqlite_rows(columns, rows, table="main.ikm", assume={"ph": "4,6", "insured": False, "village": "Duren"}, prefix="q_")
    assert [row["q_permit"] for row in made] == ["met", "unknown", None]
    assert [(row["ph"], row["q_acid"], row["q_assumed"]) for row in made[:2]] == [(4.6, "met", "insured ph village")] * 2
    assert list(made[0])[:6] == [*columns, "ph", "insured", "village"]
    assert made[2]["q_problems"] == "pirt_expires_on"


def test_without_columns_the_facts_of_the_rules_are_read():
    assert set(FACTS) < set(sqlite_rows_of_default())


def sqlite_rows_of_default():
    sql = RULES.to_sql("sqlite", as_of=AS_OF)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE profiles ({', '.join(FACTS)})")
        return [name for name, *_ in connection.execute(sql).description]


def test_a_name_that_postgresql_would_cut_is_refused():
    long = "é" * 32
    assert codes("postgresql", columns=[*FACTS, long]) == [("NK537", long)]
    prefix = "p" * 54
    assert codes("postgresql", prefix=prefix) == [("NK537", f"{prefix}points_high"), ("NK537", f"{prefix}points_low")]
    assert "SELECT" in RULES.to_sql("duckdb", as_of=AS_OF, columns=[*FACTS, long])


@pytest.mark.parametrize(("dialect", "refused"), [("duckdb", True), ("sqlite", True), ("spark", True), ("postgresql", False)])
def test_names_that_differ_in_case_only_are_one_name_to_most(dialect, refused):
    for columns, code in (([*FACTS, "x", "X"], "NK526"), ([*FACTS, "NK_OUTCOME"], "NK525")):
        if refused:
            assert codes(dialect, columns=columns) == [(code, columns[-1] if code == "NK526" else "nk_outcome")]
        else:
            assert "SELECT" in RULES.to_sql(dialect, as_of=AS_OF, columns=columns)
