import pytest

from tests.engines.postgres.server import running, why_not


@pytest.fixture(scope="session")
def server():
    """How to reach a PostgreSQL server that only these tests know."""
    psycopg = pytest.importorskip("psycopg", reason="psycopg cannot be imported here", exc_type=ImportError)
    assert psycopg.__version__
    if reason := why_not():
        pytest.skip(reason)
    with running() as reached:
        yield reached


@pytest.fixture
def connection(server):
    import psycopg

    with psycopg.connect(**server, autocommit=True, prepare_threshold=None) as made:  # tables of one name with other columns
        yield made
