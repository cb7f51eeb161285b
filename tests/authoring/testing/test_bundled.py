"""The tests of the bundled rule sets pass, and each of them has some."""

from pathlib import Path

import pytest

import naikkelas as nk
from naikkelas.authoring.testing import case_lines, coverage_of, read_cases, run_cases

FOLDER = Path(__file__).parents[3] / "rules" / "tests"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.name)
def test_the_tests_of_a_bundled_rule_set_pass(path):
    file = read_cases(path)
    assert [str(problem) for problem in file.problems if problem.is_error] == []
    report = run_cases([file])
    assert ["\n".join(case_lines(result, "en")) for result in report.failed] == []
    assert report.results
    assert [f"{each.percent:.0f} %" for each in coverage_of(report) if each.percent < 100] == []


@pytest.mark.parametrize("name", nk.bundled_names())
def test_every_bundled_rule_set_has_tests(name):
    assert read_cases(FOLDER / f"{name}.test.yaml").rules == nk.bundled(name)


def test_files_of_tests_are_no_bundled_rule_sets():
    assert not [name for name in nk.bundled_names() if "test" in name]
