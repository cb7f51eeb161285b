"""The bench that the bundled rule sets stand on: checked, laid out, tested in full, and nothing in them changes unnoticed.

That they are verified is tested in `tests/authoring/verifying/test_bundled.py`.
"""

from pathlib import Path

import pytest

import naikkelas as nk
from naikkelas.authoring.checking import Checker
from naikkelas.authoring.formatting import formatted
from naikkelas.authoring.testing import coverage_of, mutate, mutation_lines, read_cases, run_cases

RULES = Path(__file__).parents[2] / "rules"

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", nk.bundled_names())
def test_a_bundled_rule_set_passes_everything_its_authors_have(name):
    verifying = pytest.importorskip("naikkelas.authoring.verifying")
    pytest.importorskip("z3", reason="the extra verify is not installed")
    files = [RULES / f"{name}.yaml", RULES / "tests" / f"{name}.test.yaml"]

    checker = Checker()
    assert [str(problem) for path in files for problem in checker.check(path).problems] == []
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert formatted(text) == text, path.name

    report = run_cases([read_cases(files[1])])
    assert report.passed
    (covered,) = coverage_of(report)
    assert [f"{point.owner}: {point.text}: {point.unseen}" for point in covered.points if point.unseen] == []

    (changes,) = mutate(report, equal=verifying.is_equal)
    assert changes.noticed > 0
    assert changes.survivors == (), "\n".join(mutation_lines(changes, "en"))
