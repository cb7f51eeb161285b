"""A pytest plugin: files that end in ``.test.yaml`` and say ``format: naikkelas-tests/1`` are collected, one item a case.

It is found by pytest as soon as naikkelas is installed. While there are no such files it does nothing and imports nothing of
naikkelas that costs time. ``-p no:naikkelas`` turns it off.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naikkelas.authoring.case_format import ENDING, is_case_file

if TYPE_CHECKING:
    from naikkelas.authoring.testing import Case, CaseFile


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """The file as a collector, when it is one of ours."""
    if not file_path.name.endswith(ENDING) or not is_case_file(file_path):
        return None
    made: pytest.File = RuleTests.from_parent(parent, path=file_path)
    return made


class MistakesInTestsError(Exception):
    """A file of tests, or the rule set under test, has errors."""


class RuleTests(pytest.File):
    """One file of tests."""

    def collect(self) -> Iterator[pytest.Item]:
        """An item for every case; the mistakes of the file are told as an error of collecting it."""
        from naikkelas.authoring.testing import read_cases

        file: CaseFile = read_cases(self.path)
        if not file.usable:
            raise MistakesInTestsError("\n".join(problem.text("en") for problem in file.problems))
        for case in file.cases:
            yield RuleCase.from_parent(self, name=case.name, case=case)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The mistakes, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, MistakesInTestsError) else super().repr_failure(excinfo)


class CaseFailedError(Exception):
    """A case did not give what it expects."""


class RuleCase(pytest.Item):
    """One case."""

    def __init__(self, *, case: "Case", **more: Any) -> None:
        super().__init__(**more)
        self.case = case

    def runtest(self) -> None:
        """Decides the case and compares."""
        from naikkelas.authoring.testing import case_lines, run_case

        result = run_case(self.case)
        if not result.passed:
            raise CaseFailedError("\n".join(case_lines(result, "en")))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was expected, what came, and why; without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, CaseFailedError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """File, line and name."""
        line = self.case.place.line
        return self.path, None if line is None else line - 1, self.case.name
