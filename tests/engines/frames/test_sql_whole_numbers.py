"""Whole numbers in columns whose type has fractions: what a statement says of them is what ``decide_frame`` says, or their row is not decided."""

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
  machines: {type: integer, at_least: 0, at_most: 100}
  debt: {type: money, at_least: -1000000}
  left: {difference: [debt, annual_sales]}
criteria:
  few: {require: {machines: {at_most: 2}}}
  owes: {require: {debt: {at_most: 500000}}}
  more: {kind: preference, points: 5, require: {left: {at_most: 0}}}
""")
FACTS = ("machines", "debt", "annual_sales")
ROWS = [(2, 500000, 5), (2.5, 500000, 5), (3, 500000.25, 5), (1.75, -0.5, 4.5), (None, 1, None), (-2, 1, 1), (101, 1, 1), (2, 123456789, 0)]
#: What is wrong with each of them, where the type keeps its fractions.
BLAMED = [None, {"machines"}, {"debt"}, {"machines", "debt", "annual_sales"}, None, {"machines"}, {"machines"}, None]
TYPES = ["FLOAT", "DOUBLE", "DECIMAL(18, 2)", "BIGINT", "INTEGER", "HUGEINT", "UBIGINT"]


def told(made):
    """The results of rows in order; the columns that are to blame as a set."""
    at = made.columns.index("nk_outcome")
    rows = sorted(made.fetchall(), key=lambda row: row[0])
    return [(*row[at:-1], None if row[-1] is None else frozenset(row[-1].split())) for row in rows]


@pytest.mark.parametrize("kind", TYPES)
def test_duckdb_says_of_every_type_what_decide_frame_says(kind):
    whole = "." not in kind and kind not in ("FLOAT", "DOUBLE", "DECIMAL(18, 2)")
    rows = [
        row for row in ROWS if not whole or all(each is None or (each == int(each) and (each >= 0 or kind != "UBIGINT")) for each in row)
    ]
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE profiles (i INTEGER, {', '.join(f'{name} {kind}' for name in FACTS)})")
    connection.executemany("INSERT INTO profiles VALUES (?, ?, ?, ?)", [(at, *row) for at, row in enumerate(rows)])
    selected = told(connection.sql(RULES.to_sql("duckdb", as_of=AS_OF, columns=["i", *FACTS])))
    assert selected == told(RULES.decide_frame(connection.table("profiles"), as_of=AS_OF))
    if not whole:
        assert [row[-1] for row in selected] == BLAMED


def test_what_is_no_number_is_told_and_never_decided():
    connection = duckdb.connect()
    connection.execute("CREATE TABLE profiles AS SELECT 'nan'::DOUBLE AS machines, 1 AS debt, 'inf'::FLOAT AS annual_sales")
    ((*_, outcome, blamed),) = connection.sql(f"SELECT nk_outcome, nk_problems FROM ({RULES.to_sql('duckdb', as_of=AS_OF)})").fetchall()  # noqa: S608 - our own statement
    assert (outcome, set(blamed.split())) == (None, {"machines", "annual_sales"})
