"""Columns of PostgreSQL of a type that is not that of their fact, and types that somebody made."""

import pytest

from tests.engines.frames.test_sql_column_types import AS_OF, BLAMED, CRITERIA, MET, RULES
from tests.engines.postgres.doors import selected

pytestmark = pytest.mark.postgres

KEPT = [
    ("pirt_expires_on", "DATE '2026-11-01'", MET),
    ("pirt_expires_on", "CAST('2026-11-01' AS a_day)", MET),
    ("pirt_expires_on", "TIMESTAMP '2026-11-01 00:00'", MET),
    ("pirt_expires_on", "TIMESTAMP '2026-11-01 10:00'", BLAMED),
    ("pirt_expires_on", "TIMESTAMPTZ '2026-11-01 00:00+07'", BLAMED),
    ("pirt_expires_on", "CAST('2026-11-01 00:00+07' AS a_moment)", BLAMED),
    ("pirt_expires_on", "CAST(NULL AS TIMESTAMPTZ)", "unknown"),
    ("grade", "CAST('held' AS CHAR(10))", MET),
    ("grade", "CAST('held' AS a_word)", MET),
    ("grade", "CAST('held' AS a_text)", MET),
    ("grade", "7", MET),
    ("grade", "TRUE", BLAMED),
    ("grade", "CAST('held' AS BYTEA)", BLAMED),
    ("village", "CAST('held' AS NAME)", MET),
    ("village", "CAST('held' AS a_word)", MET),
    ("village", "CAST('held' AS a_text)", MET),
    ("village", "7", BLAMED),
    ("village", "CAST('held' AS BYTEA)", BLAMED),
    ("village", "CAST('7' AS JSONB)", BLAMED),
    ("labels", "CAST('{held}' AS VARCHAR[])", MET),
    ("labels", "CAST('{held}' AS a_word[])", MET),
    ("labels", "CAST('{held}' AS some_texts)", MET),
    ("labels", "CAST('{}' AS TEXT[])", "not_met"),
    ("labels", "ARRAY[7]", BLAMED),
    ("labels", "ARRAY[['held', 'x'], ['x', 'held']]", BLAMED),
    ("channels", "ARRAY[['held'], ['web']]", BLAMED),
    ("channels", "CAST('{held}' AS TEXT)", BLAMED),
]


@pytest.fixture
def made_types(connection):
    for name in ("a_day", "a_moment", "a_text", "some_texts", "a_word"):
        connection.execute(f"DROP {'TYPE' if name == 'a_word' else 'DOMAIN'} IF EXISTS {name} CASCADE")
    connection.execute("CREATE TYPE a_word AS ENUM ('held', 'other')")
    for name, kind in (("a_day", "DATE"), ("a_moment", "TIMESTAMPTZ"), ("a_text", "TEXT"), ("some_texts", "TEXT[]")):
        connection.execute(f"CREATE DOMAIN {name} AS {kind}")
    return connection


def decided(connection, fact, kept):
    connection.execute("DROP TABLE IF EXISTS profiles")
    connection.execute(f"CREATE TABLE profiles AS SELECT {kept} AS {fact}")
    return selected(connection, RULES.to_sql("postgresql", as_of=AS_OF, columns=[fact], allow_missing=True))


@pytest.mark.parametrize(("fact", "kept", "status"), KEPT)
def test_postgresql_decides_what_is_of_the_type_of_its_fact_alone(made_types, fact, kept, status):
    (row,) = decided(made_types, fact, kept)
    assert (row[f"nk_{CRITERIA[fact]}"], row["nk_problems"]) == (status, fact if status is BLAMED else None)


@pytest.mark.parametrize(("setting", "fact", "kept"), [
    ("TIME ZONE 'Asia/Jakarta'", "pirt_expires_on", "TIMESTAMPTZ '2026-11-01 00:00+07'"),
    ("TIME ZONE 'UTC'", "pirt_expires_on", "TIMESTAMPTZ '2026-11-01 00:00+07'"),
    ("bytea_output = 'escape'", "grade", "CAST('held' AS BYTEA)"),
])  # fmt: skip
def test_no_setting_of_the_session_makes_a_value_of_what_is_none(made_types, setting, fact, kept):
    made_types.execute(f"SET {setting}")
    try:
        (row,) = decided(made_types, fact, kept)
    finally:
        made_types.execute("RESET TIME ZONE")
        made_types.execute("RESET bytea_output")
    assert (row["nk_outcome"], row["nk_problems"]) == (None, fact)
