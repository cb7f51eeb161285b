"""Optional packages: what is told when one is not there, or is there and broken."""

import copy
import pickle
import re
import sys
from pathlib import Path

import pytest

import naikkelas as nk
from naikkelas.extras import need

CURE = 'CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject" pip install --force-reinstall --no-deps --no-cache-dir --no-binary durable-rules durable-rules'
UNDEFINED = "/somewhere/durable_rules_engine.cpython-313-x86_64-linux-gnu.so: undefined symbol: PyEval_CallObject"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Writes a package `tried_package` with this text in it, to be imported in this test only."""

    def write(text):
        folder = tmp_path / "tried_package"
        folder.mkdir()
        (folder / "__init__.py").write_text(text, encoding="utf-8")
        (folder / "inner.py").write_text("ANSWER = 42\n", encoding="utf-8")

    monkeypatch.syspath_prepend(tmp_path)
    yield write
    for name in ("tried_package", "tried_package.inner"):
        sys.modules.pop(name, None)


def refused(module="tried_package", extra="durable"):
    with pytest.raises(nk.MissingExtraError) as caught:
        need(module, extra)
    (problem,) = caught.value.problems
    return problem, caught.value


def test_what_is_installed_is_handed_over(package):
    package("")
    assert need("tried_package.inner", "batch").ANSWER == 42
    assert need("tried_package", "batch").__name__ == "tried_package"


@pytest.mark.parametrize("module", ["tried_package", "tried_package.inner"])
def test_what_is_not_installed_names_the_extra_and_the_line(module):
    problem, error = refused(module, "batch")
    assert (problem.code, problem.place) == ("NK507", nk.Place())
    assert "pip install 'naikkelas[batch]'" in str(error)
    assert "'tried_package' is needed for this and is not installed" in str(error)
    assert "belum terpasang" in problem.text("id")
    assert "pasang dengan: pip install 'naikkelas[batch]'" in problem.text("id")
    assert isinstance(error.__cause__, ModuleNotFoundError)


def test_a_package_that_is_blocked_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "tried_package", None)
    assert refused()[0].code == "NK507"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("import a_part_that_is_not_here", "ModuleNotFoundError: No module named 'a_part_that_is_not_here'"),
        ("from tried_package.inner import NOTHING", "ImportError: cannot import name 'NOTHING'"),
        ("raise OSError('libz3.so: no such file')", "OSError: libz3.so: no such file"),
        ("raise AttributeError('numpy has no bool')", "AttributeError: numpy has no bool"),
    ],
)
def test_what_is_installed_and_broken_says_why(package, text, cause):
    package(text)
    problem, error = refused(extra="verify")
    assert problem.code == "NK508"
    for lang in ("id", "en"):
        assert cause in problem.message(lang)
        assert "pip install --force-reinstall 'naikkelas[verify]'" in problem.text(lang)
    assert cause.partition(":")[0] == type(error.__cause__).__name__


def test_a_submodule_that_is_not_there_is_a_broken_package(package):
    package("")
    problem, _ = refused("tried_package.gone")
    assert problem.code == "NK508"
    assert "No module named 'tried_package.gone'" in problem.message()


def test_durable_rules_on_python_3_13_says_how_to_build_it(package):
    package(f"raise ImportError({UNDEFINED!r})")
    problem, _ = refused()
    assert problem.code == "NK508"
    for lang in ("id", "en"):
        assert UNDEFINED in problem.message(lang)
        assert problem.text(lang).endswith(CURE)


def test_what_it_says_is_how_the_project_builds_it_itself():
    """With less, pip says that it is there already, or takes the broken build that it kept."""
    text = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")
    (flag,) = re.findall(r"^DURABLE_FLAGS := (\S+)$", text, re.MULTILINE)
    (line,) = [each for each in text.splitlines() if each.endswith("durable-rules \\")]
    assert CURE.startswith(f'CPPFLAGS="{flag}" pip install ')
    assert {"--force-reinstall", "--no-deps", "--no-cache-dir"} <= set(line.split()) & set(CURE.split())


def test_interrupting_an_import_is_no_missing_package(package):
    package("raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        need("tried_package", "batch")


def test_the_error_is_an_import_error_and_one_of_ours():
    _, error = refused()
    assert isinstance(error, ImportError)
    assert isinstance(error, nk.ProblemsError)
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):  # noqa: S301 - our own bytes
        assert type(again) is nk.MissingExtraError
        assert str(again) == str(error)
        assert again.problems == error.problems
