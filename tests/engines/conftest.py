from collections.abc import Iterator

import pytest

from tests.engines.counted import counted, lines

__all__ = ["counted"]

#: What an engine of a test is called first; ``-m duckdb`` runs what is tested with it.
_MARKS = ("records", "polars", "pandas", "pyarrow", "duckdb", "sqlite", "durable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that have an engine for a parameter, or stand in its folder, have its mark."""
    for item in items:
        for name in _engines(item):
            item.add_marker(getattr(pytest.mark, name))


def _engines(item: pytest.Item) -> Iterator[str]:
    callspec = getattr(item, "callspec", None)
    engine = str(callspec.params.get("engine", "")) if callspec is not None else ""
    yield from (name for name in _MARKS if engine.split("_")[0] == name or f"/engines/{name}/" in item.path.as_posix())


def pytest_terminal_summary(terminalreporter):
    """What every engine was compared on."""
    reports = [each for found in terminalreporter.stats.values() for each in found if isinstance(each, pytest.TestReport)]
    for line in lines(reports):
        terminalreporter.write_line(line)
