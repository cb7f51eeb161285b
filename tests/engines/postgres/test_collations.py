"""Types and collations of PostgreSQL that take two texts for one, and settings that read a constant in another way."""

import pytest
from psycopg import sql as pg

from tests.engines.frames.test_collations import AS_OF as DAY
from tests.engines.frames.test_collations import EXPECTED, FACTS, ROWS, RULES, cells, seen
from tests.engines.frames.test_sql import AS_OF, HOSTILE
from tests.engines.frames.test_sql import RULES as OF_SQL
from tests.engines.postgres.doors import filled, selected

pytestmark = pytest.mark.postgres

UNLIKE = "CREATE COLLATION IF NOT EXISTS unlike (provider = icu, locale = 'und-u-ks-level1', deterministic = false)"


@pytest.mark.parametrize(
    ("kind", "before"),
    [("CITEXT", "CREATE EXTENSION IF NOT EXISTS citext"), ("TEXT COLLATE unlike", UNLIKE), ("VARCHAR(9) COLLATE unlike", UNLIKE)],
)
def test_postgresql_compares_what_is_written(connection, kind, before):
    import psycopg

    try:
        connection.execute(before)
    except psycopg.Error as refused:
        pytest.skip(f"this server cannot: {refused}")
    base, _, collation = kind.partition(" ")
    kinds = {name: f"{base}[] {collation}" if name in ("labels", "channels") else kind for name in FACTS}
    filled(connection, {"row": "BIGINT", **kinds}, [(number, *cells(row, list)) for number, row in enumerate(ROWS)])
    made = selected(connection, RULES.to_sql("postgresql", as_of=DAY, columns=["row", *FACTS]))
    made.sort(key=lambda row: row["row"])
    assert seen(made[0], [tuple(row.values()) for row in made]) == EXPECTED


@pytest.mark.parametrize("conforming", ["on", "off"])
def test_a_backslash_in_the_rules_is_a_backslash(connection, conforming):
    connection.execute(pg.SQL("SET standard_conforming_strings = {}").format(pg.SQL(conforming)))
    filled(connection, {"row": "BIGINT", "village": "TEXT"}, [(0, HOSTILE), (1, HOSTILE.replace("\\", "")), (2, "Jetis")])
    made = selected(connection, OF_SQL.to_sql("postgresql", as_of=AS_OF, columns=["row", "village"], allow_missing=True))
    assert [row["nk_near"] for row in sorted(made, key=lambda row: row["row"])] == ["met", "not_met", "met"]
