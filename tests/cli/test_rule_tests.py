"""``naikkelas test`` and ``naikkelas cases``."""

import shutil
import xml.etree.ElementTree as ET

import pytest

from tests.authoring.testing.folder import BASE, ELIGIBLE, HEAD, RULES, beside
from tests.cli.console import data, run

FAILING = f"{HEAD}{BASE}cases:\n  - {{name: good one, expect: {{outcome: eligible}}}}\n  - {{name: bad one, expect: {{points: 3}}}}\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", ["test", "cases"])
@pytest.mark.parametrize(("lang", "words"), [("id", ("Contoh:", "Pemakaian:", "Opsi:")), ("en", ("Examples:", "Usage:", "Options:"))])
def test_help_has_examples_in_both_languages(command, lang, words):
    told = run(command, "--help", "--lang", lang)
    assert told.exit_code == 0
    assert all(word in told.stdout for word in words)
    assert f"$ naikkelas {command}" in told.stdout


def test_passing_tests(here):
    path = beside(here, ELIGIBLE)
    told = run("test", path, "--lang", "en")
    assert (told.stdout, told.exit_code) == ("1 file, 1 case: 1 passed, 0 failed.\n", 0)
    assert run("test", path).stdout == "1 berkas, 1 kasus: 1 lulus, 0 gagal.\n"


def test_failing_tests(here):
    told = run("test", beside(here, FAILING), "--lang", "en")
    assert told.exit_code == 1
    assert f"{here / 'stall.test.yaml'}:7:12 FAILED bad one" in told.stdout
    assert "points: expected 3, got 10" in told.stdout
    assert told.stdout.endswith("1 file, 2 cases: 1 passed, 1 failed.\n")
    assert "GAGAL bad one" in run("test", here).stdout


def test_mistakes_in_the_tests_themselves(here):
    told = run("test", beside(here, HEAD), "--lang", "en")
    assert told.exit_code == 2
    assert "error NK162" in told.stdout
    assert told.stdout.endswith("1 file cannot be used.\n")
    assert run("test", here / "gone.test.yaml", "--lang", "en").exit_code == 2


def test_without_a_path_the_folder_of_rules_or_this_one(here):
    assert run("test", "--lang", "en").exit_code == 2
    assert "there are no files of tests (*.test.yaml) in ." in run("test", "--lang", "en").stderr
    beside(here, ELIGIBLE)
    assert run("test").exit_code == 0
    (here / "rules").mkdir()
    assert "tidak ada berkas uji (*.test.yaml) di rules" in run("test").stderr
    beside(here / "rules", FAILING)
    assert run("test").exit_code == 1


def test_some_cases(here):
    path = beside(here, FAILING)
    assert run("test", path, "-k", "GOOD", "--lang", "en").stdout == "1 file, 1 case: 1 passed, 0 failed.\n"
    told = run("test", path, "-k", "ugly", "--lang", "en")
    assert (told.exit_code, "no case has 'ugly' in its name" in told.stderr) == (2, True)


def test_json(here):
    told = run("test", beside(here, FAILING), "--format", "json", "--coverage")
    assert told.exit_code == 1
    made = data(told)
    assert [case["passed"] for case in made["files"][0]["cases"]] == [True, False]
    assert made["coverage"][0]["rule_set"] == "stall"
    assert "coverage" not in data(run("test", here, "--format", "json"))


def test_junit(here):
    path = beside(here, FAILING)
    beside(here, "format: x\n", "broken.test.yaml")
    told = run("test", here, "--junit", here / "out.xml", "--lang", "en")
    assert told.exit_code == 2
    root = ET.fromstring((here / "out.xml").read_text(encoding="utf-8"))  # noqa: S314 - our own
    assert root.attrib == {"name": "naikkelas", "tests": "3", "failures": "1", "errors": "1"}
    broken, suite = root
    assert "NK160" in broken.find("testcase/error").attrib["message"]
    good, bad = suite
    assert good.attrib == {"classname": str(path), "name": "good one", "file": str(path), "line": "6"}
    assert bad.find("failure").attrib["message"].startswith("points: expected 3, got 10")
    assert run("test", here, "--format", "junit", "--lang", "en").stdout == (here / "out.xml").read_text(encoding="utf-8")


def test_coverage(here):
    path = beside(here, ELIGIBLE)
    told = run("test", path, "--coverage", "--coverage-html", here / "c.html", "--lang", "en")
    assert told.exit_code == 0
    assert "answers seen in 1 case" in told.stdout
    assert "operating_since: {at_least_ago: $months}" in told.stdout
    assert "<h1>Coverage of the tests</h1>" in (here / "c.html").read_text(encoding="utf-8")
    assert run("test", path, "--fail-under", "10").exit_code == 0
    low = run("test", path, "--fail-under", "99,5", "--lang", "en")
    assert (low.exit_code, low.stderr.startswith("coverage is too low: stall: ")) == (1, True)
    assert "answers seen" not in low.stdout
    for wrong in ("many", "101"):
        refused = run("test", path, "--fail-under", wrong, "--lang", "en")
        assert (refused.exit_code, "--fail-under" in refused.stderr) == (2, True)


def test_update(here):
    path = beside(here, FAILING)
    told = run("test", path, "--update", "--lang", "en")
    assert (told.exit_code, told.stderr) == (0, f"{path}: 1 expectation rewritten.\n")
    assert path.read_text(encoding="utf-8") == FAILING.replace("points: 3", "points: 10")
    beside(here, FAILING.replace("{points: 3}", "{explains: nothing}"))
    told = run("test", path, "--update", "--lang", "en")
    assert told.exit_code == 1
    assert "error NK175" in told.stderr


def test_check_looks_at_files_of_tests_too(here):
    beside(here, HEAD + "cases: [{name: a, expect: {outcome: elegible}}]\n")
    told = run("check", here, "--lang", "en")
    assert told.exit_code == 1
    assert "error NK169" in told.stdout
    assert "2 files checked: 1 error" in told.stdout
    beside(here, ELIGIBLE)
    assert run("check", here).exit_code == 0


# --- cases -----------------------------------------------------------------------------------------------------------


def test_cases_of_a_file_are_tests_that_pass(here):
    (here / "deep").mkdir()
    (here / "stall.yaml").write_text(RULES, encoding="utf-8")
    for target in ("cases.test.yaml", "deep/cases.test.yaml"):
        told = run("cases", "stall.yaml", "--as-of", "2026-11-01", "-o", target, "--lang", "en")
        assert (told.exit_code, told.stdout) == (0, "")
        assert told.stderr.endswith(" cases.\n")
    assert "rules: ./stall.yaml\n" in (here / "cases.test.yaml").read_text(encoding="utf-8")
    assert "rules: ../stall.yaml\n" in (here / "deep" / "cases.test.yaml").read_text(encoding="utf-8")
    assert run("test", here).exit_code == 0


def test_cases_of_a_bundled_rule_set(here):
    told = run("cases", "stipark-pra-inkubasi", "--as-of", "2026-11-01")
    assert told.stdout.startswith("# Dibuat oleh `naikkelas cases`")
    assert "\nrules: stipark-pra-inkubasi\nas_of: 2026-11-01\n" in told.stdout
    (here / "out.test.yaml").write_text(told.stdout, encoding="utf-8")
    assert run("test").exit_code == 0


def test_cases_of_the_version_in_force(here):
    (here / "versions").mkdir()
    (here / "versions" / "stall.yaml").write_text(RULES, encoding="utf-8")
    told = run("cases", "versions/", "--as-of", "2026-11-01", "--rules-as-of", "2024-01-01")
    assert "\nrules: ./versions/stall.yaml\nas_of: 2026-11-01\nrules_as_of: 2024-01-01\n" in told.stdout
    shutil.rmtree(here / "versions")
    assert run("cases", "gone.yaml").exit_code == 2


def test_cases_are_of_today_when_no_date_is_given(here, monkeypatch):
    from datetime import date

    monkeypatch.setattr("naikkelas.cli.cases.today", lambda: date(2025, 5, 5))
    assert "\nas_of: 2025-05-05\n" in run("cases", "stipark-pra-inkubasi").stdout


@pytest.mark.slow
def test_mutate(here):
    path = beside(here, ELIGIBLE)
    told = run("test", path, "--mutate", "--lang", "en")
    assert told.exit_code == 0
    assert "of the changes noticed" in told.stdout
    assert "not noticed: " in told.stdout
    made = data(run("test", path, "--mutate", "--format", "json"))
    assert made["mutation"][0]["survivors"]
    assert "coverage" not in made
