"""The pytest plugin: an item a case, mistakes as errors of collecting, and nothing where there are no files of tests."""

import os
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from naikkelas.authoring import pytest_plugin
from naikkelas.authoring.testing import read_cases
from tests.authoring.testing.folder import BASE, ELIGIBLE, HEAD, beside

ROOT = Path(__file__).parents[3]


def pytest_in(folder, *arguments):
    """The output and the exit code of pytest in a folder, with our plugin and no other."""
    command = [sys.executable, "-m", "pytest", "-p", "naikkelas.authoring.pytest_plugin", "-p", "no:cacheprovider", *arguments]
    env = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=120)
    return done.stdout, done.returncode


def test_pytest_runs_files_of_tests(tmp_path):
    beside(tmp_path, f"{HEAD}{BASE}cases:\n  - {{name: good, expect: {{outcome: eligible}}}}\n  - {{name: bad, expect: {{points: 3}}}}\n")
    told, code = pytest_in(tmp_path, "-v")
    assert code == 1
    assert "stall.test.yaml::good PASSED" in told
    assert "stall.test.yaml::bad FAILED" in told
    assert "points: expected 3, got 10" in told
    assert "Traceback" not in told
    assert "runtest" not in told
    told, code = pytest_in(tmp_path, "-k", "good")
    assert (code, "1 passed, 1 deselected" in told) == (0, True)


def test_mistakes_in_a_file_are_errors(tmp_path):
    beside(tmp_path, ELIGIBLE.replace("outcome: eligible", "outcome: elegible"))
    told, code = pytest_in(tmp_path)
    assert code == 2
    assert "NK169" in told
    assert "did you mean 'eligible'?" in told
    assert "Traceback" not in told


def test_other_files_are_left_alone(tmp_path):
    (tmp_path / "data.yaml").write_text(ELIGIBLE, encoding="utf-8")
    (tmp_path / "other.test.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "test_own.py").write_text(
        "import sys\n\n\ndef test_own():\n    assert 'naikkelas.rules' not in sys.modules\n", encoding="utf-8"
    )
    told, code = pytest_in(tmp_path, "test_own.py")
    assert (code, "1 passed" in told) == (0, True)
    told, code = pytest_in(tmp_path)
    assert (code, "1 passed" in told) == (0, True)


def test_pytest_finds_the_plugin_when_naikkelas_is_installed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    module = project["project"]["entry-points"]["pytest11"]["naikkelas"]
    assert import_module(module) is pytest_plugin


# In this process, because the one above is seen by no measure of coverage.


def test_the_parts_of_the_plugin(tmp_path, request):
    path = beside(
        tmp_path, f"{HEAD}{BASE}cases:\n  - {{name: good, expect: {{outcome: eligible}}}}\n  - {{name: bad, expect: {{points: 3}}}}\n"
    )
    parent = request.node.parent
    assert pytest_plugin.pytest_collect_file(tmp_path / "stall.yaml", parent) is None
    (tmp_path / "other.test.yaml").write_text("a: 1\n", encoding="utf-8")
    assert pytest_plugin.pytest_collect_file(tmp_path / "other.test.yaml", parent) is None
    file = pytest_plugin.pytest_collect_file(path, request.session)
    good, bad = file.collect()
    good.runtest()
    assert good.reportinfo() == (path, 5, "good")
    with pytest.raises(pytest_plugin.CaseFailedError) as failed:
        bad.runtest()
    assert bad.repr_failure(failed).startswith(f"{path}:7:12 FAILED bad")
    path.write_text(HEAD, encoding="utf-8")
    with pytest.raises(pytest_plugin.MistakesInTestsError) as refused:
        list(file.collect())
    assert "NK162" in file.repr_failure(refused)
    assert not read_cases(path).usable
