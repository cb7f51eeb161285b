import pytest

from tests.engines.spark.session import started, why_not


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """One session for all tests. Who asks for Spark tests gets them, or is told why not."""
    if reason := why_not():
        pytest.fail(reason, pytrace=False)
    session = started(tmp_path_factory.mktemp("spark"))
    yield session
    session.stop()
