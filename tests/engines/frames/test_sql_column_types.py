"""Columns of a type that is not that of their fact: their rows are not decided, and the column is named."""

from datetime import date

import duckdb
import pytest

import naikkelas as nk

AS_OF = date(2026, 11, 1)
RULES = nk.loads("""
format: naikkelas/1
rule_set: typed
version: 1
facts:
  machines: {type: integer, at_least: 0, at_most: 100}
  ph: {type: number, decimals: 1, at_least: 0, at_most: 14}
  insured: {type: boolean}
  grade: {type: choice, of: [held, x, "true", "7"]}
  village: {type: text}
  labels: {type: set, of: text}
  channels: {type: set, of: [held, web]}
criteria:
  permit: {kind: note, require: {pirt_expires_on: {on_or_after: $as_of}}}
  few: {kind: note, require: {machines: {at_most: 5}}}
  acid: {kind: note, require: {ph: {at_most: 6.3}}}
  safe: {kind: note, require: {insured: {is: true}}}
  good: {kind: note, require: {grade: {in: [held, "true", "7"]}}}
  near: {kind: note, require: {village: {in: [held, "7"]}}}
  tagged: {kind: note, require: {labels: {includes: held}}}
  sells: {kind: note, require: {channels: {includes: held}}}
""")
CRITERIA = dict(
    zip(("pirt_expires_on", "machines", "ph", "insured", "grade", "village", "labels", "channels"), RULES.criteria, strict=True)
)
MET, BLAMED = "met", None

#: A fact, what DuckDB keeps in its column, and the status of its criterion; none where the row is not decided.
DUCKDB = [
    ("pirt_expires_on", "DATE '2026-11-01'", MET),
    ("pirt_expires_on", "TIMESTAMP '2026-11-01 00:00:00'", MET),
    ("pirt_expires_on", "TIMESTAMP_NS '2026-11-01 00:00:00'", MET),
    ("pirt_expires_on", "TIMESTAMP '2026-11-01 10:00:00'", BLAMED),
    ("pirt_expires_on", "TIMESTAMPTZ '2026-11-01 00:00:00+07'", BLAMED),
    ("pirt_expires_on", "NULL::TIMESTAMPTZ", "unknown"),
    ("machines", "5::UTINYINT", MET),
    ("ph", "6.3::DECIMAL(4, 1)", MET),
    ("ph", "6::TINYINT", MET),
    ("ph", "'6.3'", BLAMED),
    ("insured", "1", BLAMED),
    ("insured", "'true'", BLAMED),
    ("grade", "'held'::ENUM('held', 'other')", MET),
    ("grade", "7", MET),
    ("grade", "'held'::BLOB", BLAMED),
    ("grade", "true", BLAMED),
    ("village", "'held' COLLATE NOCASE", MET),
    ("village", "'held'::ENUM('held', 'other')", MET),
    ("village", "7", BLAMED),
    ("village", "'held'::BLOB", BLAMED),
    ("village", "'7'::JSON", BLAMED),
    ("labels", "['held']", MET),
    ("labels", "['held']::ENUM('held', 'other')[]", MET),
]


@pytest.mark.parametrize(("fact", "kept", "status"), DUCKDB)
def test_duckdb_decides_what_is_of_the_type_of_its_fact_alone(fact, kept, status):
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE profiles AS SELECT {kept} AS {fact}")
        made = RULES.to_sql("duckdb", as_of=AS_OF, columns=[fact], allow_missing=True)
        told = connection.sql(f"SELECT nk_{CRITERIA[fact]}, nk_problems FROM ({made})").fetchall()  # noqa: S608 - our own statement
    assert told == [(status, fact if status is BLAMED else None)]


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "UTC", "America/New_York"])
def test_a_moment_is_no_day_wherever_the_session_is(zone):
    with duckdb.connect() as connection:
        connection.execute(f"SET timezone = '{zone}'")
        connection.execute("CREATE TABLE profiles AS SELECT TIMESTAMPTZ '2026-11-01 00:00:00+07' AS pirt_expires_on")
        made = RULES.to_sql("duckdb", as_of=AS_OF, columns=["pirt_expires_on"], allow_missing=True)
        ((outcome, blamed),) = connection.sql(f"SELECT nk_outcome, nk_problems FROM ({made})").fetchall()  # noqa: S608 - our own statement
    assert (outcome, blamed) == (None, "pirt_expires_on")


@pytest.mark.parametrize(
    ("fact", "kept"), [("pirt_expires_on", "'2026-11-01'"), ("machines", "true"), ("labels", "[7]"), ("channels", "['held'::BLOB]")]
)
def test_what_duckdb_cannot_compare_it_refuses_before_it_reads_a_row(fact, kept):
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE profiles AS SELECT {kept} AS {fact} WHERE FALSE")
        made = RULES.to_sql("duckdb", as_of=AS_OF, columns=[fact], allow_missing=True)
        with pytest.raises(duckdb.BinderException):
            connection.sql(made)
