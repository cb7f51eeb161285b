"""A real PostgreSQL server says of every row what ``decide`` says of it: outcome, statuses, points, masks bit for bit."""

from functools import partial

import pytest

from tests.engines.frames.test_differential import compare

pytestmark = pytest.mark.postgres


def run(counted, connection, seeds):
    from tests.engines.postgres.doors import postgresql

    compare(counted, "postgresql", partial(postgresql, connection), seeds, 40)


def test_postgresql_decides_as_profiles_are(counted, connection):
    run(counted, connection, range(8))


@pytest.mark.slow
def test_postgresql_decides_many_tables_as_profiles_are(counted, connection):
    run(counted, connection, range(1000, 1060))
