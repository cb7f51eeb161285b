"""Whole numbers in columns of PostgreSQL whose type has fractions, or is a domain over one that has."""

import pytest

import naikkelas as nk
from tests.engines.frames.test_sql_whole_numbers import AS_OF, BLAMED, FACTS, ROWS, RULES
from tests.engines.postgres.doors import filled, selected

pytestmark = pytest.mark.postgres

ACID = nk.loads("""
format: naikkelas/1
rule_set: acid
version: 1
facts: {ph: {type: number, decimals: 1, at_least: 0, at_most: 14}}
criteria: {mild: {require: {ph: {at_least: 6.3}}}}
""")


@pytest.mark.parametrize("kind", ["REAL", "DOUBLE PRECISION", "NUMERIC", "NUMERIC(18, 2)", "amount", "narrow"])
def test_a_number_with_a_fraction_is_no_whole_one(connection, kind):
    connection.execute("DROP DOMAIN IF EXISTS amount, narrow CASCADE")
    connection.execute("CREATE DOMAIN amount AS NUMERIC")
    connection.execute("CREATE DOMAIN narrow AS REAL")
    filled(connection, {"row": "BIGINT", **dict.fromkeys(FACTS, kind)}, [(at, *row) for at, row in enumerate(ROWS)])
    made = selected(connection, RULES.to_sql("postgresql", as_of=AS_OF, columns=["row", *FACTS]))
    made.sort(key=lambda row: row["row"])
    assert [row["nk_problems"] and set(row["nk_problems"].split()) for row in made] == BLAMED
    assert [row["nk_outcome"] is None for row in made] == [each is not None for each in BLAMED]


def test_a_number_of_a_domain_of_32_bits_is_the_shortest_that_it_can_be(connection):
    connection.execute("DROP DOMAIN IF EXISTS narrow CASCADE")
    connection.execute("CREATE DOMAIN narrow AS REAL")
    filled(connection, {"row": "BIGINT", "ph": "narrow"}, [(0, 6.3), (1, 6.35), (2, None)])
    made = sorted(selected(connection, ACID.to_sql("postgresql", as_of=AS_OF, columns=["row", "ph"])), key=lambda row: row["row"])
    assert [row["nk_outcome"] for row in made] == ["eligible", None, "needs_information"]
