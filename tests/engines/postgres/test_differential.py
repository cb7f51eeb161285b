"""A real PostgreSQL server says of every row what ``decide`` says of it: outcome, statuses, points, masks bit for bit."""

import pytest

from tests.engines.frames.test_differential import expected, profiles, seen
from tests.strategies import seeded_case

pytestmark = pytest.mark.postgres


def run(connection, seeds, rows=40):
    from tests.engines.postgres.doors import postgresql

    for seed in seeds:
        case = seeded_case(seed)
        given = profiles(case, rows)
        made = postgresql(connection, case.rules, given, as_of=case.as_of, rules_as_of=case.rules_as_of)
        for values, row in zip(given, made, strict=True):
            found = (row["nk_problems"], seen(case.rules, row))
            assert found == (None, expected(case.decide(values))), (seed, values)


def test_postgresql_decides_as_profiles_are(connection):
    run(connection, range(8))


@pytest.mark.slow
def test_postgresql_decides_many_tables_as_profiles_are(connection):
    run(connection, range(1000, 1100))
