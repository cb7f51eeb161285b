"""Columns whose collation takes two texts for one: decided by what is written in them, as ``decide`` does."""

import json
import sqlite3
from contextlib import closing
from datetime import date

import duckdb
import pytest

import naikkelas as nk

AS_OF = date(2026, 11, 1)
RULES = nk.loads("""
format: naikkelas/1
rule_set: fair
version: 1
facts:
  grade: {type: choice, of: [a, A, b]}
  village: {type: text}
  labels: {type: set, of: text}
  channels: {type: set, of: [shop, web]}
criteria:
  graded: {require: {grade: {is: a}}}
  not_b: {require: {grade: {in: [a, A]}}}
  near: {require: {village: {is: Jetis}}}
  far: {require: {village: {not_in: [Jetis, Duren]}}}
  halal: {require: {labels: {includes: halal}}}
  sells: {require: {channels: {includes: shop}}}
  trade: {require: {kbli: {is: '10792'}}}
""")
FACTS = ("grade", "village", "labels", "channels", "kbli")
#: Texts that differ from those of the rules by their case, an accent or a blank behind them.
ROWS = [
    {"grade": "a", "village": "Jetis", "labels": ["halal"], "channels": ["shop"], "kbli": "10792"},
    {"grade": "A", "village": "JETIS", "labels": ["HALAL"], "channels": ["web"], "kbli": "10710"},
    {"grade": "b", "village": "jetis", "labels": ["Halal", "x"], "channels": [], "kbli": None},
    {"grade": "B", "village": "Duren", "labels": [], "channels": ["SHOP"], "kbli": "10792"},
    {"grade": "a", "village": "Duren", "labels": [], "channels": ["Shop", "web"], "kbli": "10792"},
    {"grade": "a ", "village": "DUREN", "labels": None, "channels": None, "kbli": "10792"},
    {"grade": "à", "village": None, "labels": None, "channels": None, "kbli": "10792 "},
]


def told(row):
    """The statuses that ``decide`` gives, or the facts that it refuses; a table that is not in memory refuses blanks around a text as well."""
    refused = {name for name, value in row.items() if isinstance(value, str) and value != value.strip()}
    try:
        decision = RULES.decide({name: value for name, value in row.items() if value is not None}, as_of=AS_OF)
    except nk.ProfileError as found:
        refused |= {problem.place.path for problem in found.problems}
    return refused or [status.value for status in decision.statuses.values()]


def seen(names, rows):
    """The same of the rows that came back."""
    made = [dict(zip(names, row, strict=True)) for row in rows]
    return [set(row["nk_problems"].split()) if row["nk_problems"] else [row[f"nk_{name}"] for name in RULES.criteria] for row in made]


EXPECTED = [told(row) for row in ROWS]


def cells(row, listed):
    return tuple(listed(value) if isinstance(value, list) else value for value in row.values())


def as_json(value):
    return json.dumps(value)


@pytest.mark.parametrize("collation", ["NOCASE", "RTRIM", "BINARY"])
def test_sqlite_compares_what_is_written(collation):
    sql = RULES.to_sql("sqlite", as_of=AS_OF, columns=FACTS)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE profiles ({', '.join(f'{name} TEXT COLLATE {collation}' for name in FACTS)})")
        connection.executemany("INSERT INTO profiles VALUES (?, ?, ?, ?, ?)", [cells(row, as_json) for row in ROWS])
        made = connection.execute(sql)
        assert seen([name for name, *_ in made.description], made.fetchall()) == EXPECTED


def test_a_date_of_sqlite_is_written_as_one():
    rules = nk.loads(
        "{format: naikkelas/1, rule_set: fair, version: 1, criteria: {p: {require: {pirt_expires_on: {on_or_after: 2026-11-01}}}}}"
    )
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE profiles (pirt_expires_on TEXT COLLATE RTRIM)")
        connection.executemany("INSERT INTO profiles VALUES (?)", [("2026-11-01",), ("2026-11-01 ",), ("never ",)])
        made = connection.execute(rules.to_sql("sqlite", as_of=AS_OF)).fetchall()
    assert [row[-1] for row in made] == [None, "pirt_expires_on", "pirt_expires_on"]


@pytest.mark.parametrize("kind", ["VARCHAR", "ENUM"])
@pytest.mark.parametrize("collation", ["NOCASE", "NOACCENT.NOCASE", "C"])
@pytest.mark.parametrize("default", [True, False], ids=["of all texts", "of the column"])
def test_duckdb_compares_what_is_written(kind, collation, default):
    with duckdb.connect() as connection:
        grades = ", ".join(f"'{row['grade']}'" for row in ROWS if row["village"] != "Duren")
        grade = kind if kind == "VARCHAR" else f"ENUM ({grades}, 'B')"
        if default:
            connection.execute(f"PRAGMA default_collation='{collation}'")
        of = "" if default else f" COLLATE {collation}"
        listed = (
            f"grade {grade}{of if kind == 'VARCHAR' else ''}, village VARCHAR{of}, labels VARCHAR[], channels VARCHAR[], kbli VARCHAR{of}"
        )
        connection.execute(f"CREATE TABLE profiles ({listed})")
        connection.executemany("INSERT INTO profiles VALUES (?, ?, ?, ?, ?)", [cells(row, list) for row in ROWS])
        sql = connection.sql(RULES.to_sql("duckdb", as_of=AS_OF, columns=FACTS))
        frame = RULES.decide_frame(connection.table("profiles"), as_of=AS_OF)
        for made in (sql, frame):
            assert seen(made.columns, made.fetchall()) == EXPECTED
