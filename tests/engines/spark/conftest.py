from collections import Counter

import pytest

from tests.engines.spark.session import started, why_not

#: By engine: rule sets run and refused, and rows.
COUNTED: dict[str, Counter[str]] = {}


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """One session for all tests. Who asks for Spark tests gets them, or is told why not."""
    if reason := why_not():
        pytest.fail(reason, pytrace=False)
    session = started(tmp_path_factory.mktemp("spark"))
    yield session
    session.stop()


@pytest.fixture(scope="session")
def counted():
    """Where the differential tests count what they ran; told at the end of the run."""
    return COUNTED


def pytest_terminal_summary(terminalreporter):
    for engine, found in COUNTED.items():
        terminalreporter.write_line(
            f"{engine}: {found['run']} rule sets and {found['rows']} rows compared with decide, {found['refused']} rule sets refused"
        )
