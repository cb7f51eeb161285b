"""What differential tests compared with ``decide``: counted by engine, told at the end of a run, and red where an engine refuses too many rule sets.

What a test counts travels with its report, so that it arrives from every process of a run.
"""

from collections import Counter
from collections.abc import Iterable

import pytest

#: Of the rule sets of the common generator.
MOST_REFUSED = 0.2
_NAME = "compared with decide"


class Counted:
    """What one test compares: ``run`` and ``refused`` rule sets, and ``rows``, by engine."""

    def __init__(self) -> None:
        self.found: dict[str, Counter[str]] = {}

    def run(self, engine: str, rows: int) -> None:
        """A rule set was decided."""
        self._of(engine).update(run=1, rows=rows)

    def refuse(self, engine: str) -> None:
        """A rule set was refused."""
        self._of(engine).update(refused=1)

    def _of(self, engine: str) -> Counter[str]:
        return self.found.setdefault(engine, Counter())

    def check(self) -> None:
        """An engine that refuses too many is not tested by this."""
        for engine, found in self.found.items():
            assert found["refused"] <= MOST_REFUSED * (found["run"] + found["refused"]), (engine, found)


@pytest.fixture
def counted(record_property):
    """Counts what a test compares."""
    made = Counted()
    yield made
    record_property(_NAME, {engine: dict(found) for engine, found in made.found.items()})
    made.check()


def lines(reports: Iterable[pytest.TestReport]) -> list[str]:
    """What was counted in all tests, a line for each engine."""
    total: dict[str, Counter[str]] = {}
    for report in reports:
        for name, found in report.user_properties if report.when == "teardown" else ():
            for engine, counts in found.items() if name == _NAME else ():
                total.setdefault(engine, Counter()).update(counts)
    return [
        f"{engine}: {found['run']} rule sets and {found['rows']} rows compared with decide, {found['refused']} rule sets refused"
        for engine, found in sorted(total.items())
    ]
