"""Severities of one's own, from naikkelas.toml or pyproject.toml."""

import os

import pytest

import naikkelas as nk
from naikkelas.authoring.checking import DEFAULT, Checker, find_settings, read_settings
from tests.ruleset.cases import HEAD

ALWAYS = "criteria:\n  staff:\n    require: {workers: {at_least: 0}}\n"


def settings(folder, text, name="naikkelas.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def refused(folder, text, name="naikkelas.toml"):
    with pytest.raises(nk.EvaluationError) as found:
        read_settings(settings(folder, text, name))
    return [str(p).removeprefix(f"{folder}/{name} ") for p in found.value.problems]


@pytest.mark.parametrize(("level", "expected"), [("error", ["error NK302"]), ("warning", ["warning NK302"]), ("off", [])])
def test_a_warning_is_made_what_the_settings_say(tmp_path, level, expected):
    path = tmp_path / "tried.yaml"
    path.write_text(HEAD + ALWAYS)
    made = read_settings(settings(tmp_path, f'severity = {{NK302 = "{level}"}}'))
    problems = Checker(made).check(path).problems
    assert [f"{p.severity} {p.code}" for p in problems] == expected
    assert [p.is_error for p in problems] == [level == "error"] * len(expected)
    assert [p.to_dict()["severity"] for p in problems] == [level] * len(expected)


def test_errors_stay_errors(tmp_path):
    made = read_settings(settings(tmp_path, 'severity = {NK201 = "error"}'))
    path = tmp_path / "tried.yaml"
    path.write_text(HEAD + "criteria: {a: {require: {wrokers: {at_least: 1}}}}\n")
    assert [f"{p.severity} {p.code}" for p in Checker(made).check(path).problems] == ["error NK201"]


def test_a_lint_that_is_off_can_be_asked_for(tmp_path):
    made = read_settings(settings(tmp_path, '[tool.naikkelas.severity]\nNK320 = "warning"\n', "pyproject.toml"))
    path = tmp_path / "tried.yaml"
    path.write_text(HEAD + "criteria: {a: {require: {pirt_status: {is: held}}}}\n")
    assert [p.code for p in Checker(made).check(path).problems] == ["NK320"]
    assert made.severity["NK322"] == "off"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('severity = {NK201 = "off"}', ["error NK333 the setting severity.NK201 cannot be used: 'off'; possible: error"]),
        ('severity = {NK302 = "ignore"}', ["error NK333 the setting severity.NK302 cannot be used: 'ignore'; possible: error | warning | off"]),
        ("severity = {NK302 = 1}", ["error NK333 the setting severity.NK302 cannot be used: '1'; possible: error | warning | off"]),
        ('severity = {nk302 = "off"}', ["error NK333 the setting severity.nk302 cannot be used: 'nk302'; possible: NKnnn; did you mean 'NK302'?"]),
        ('severity = {x = "off"}', ["error NK333 the setting severity.x cannot be used: 'x'; possible: NKnnn"]),
        ('severity = "off"', ["error NK333 the setting severity cannot be used: 'off'; possible: {NK304 = \"off\"}"]),
        ("severty = {}\nwidth = 80", ["error NK333 the setting severty cannot be used: 'severty'; possible: severity", "error NK333 the setting width cannot be used: 'width'; possible: severity"]),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used(tmp_path, text, expected):
    assert sorted(refused(tmp_path, text)) == sorted(expected)


def test_settings_that_cannot_be_read(tmp_path):
    assert refused(tmp_path, "severity = {NK304: off}")[0].startswith("error NK334 the settings cannot be read: ")
    with pytest.raises(nk.EvaluationError) as found:
        read_settings(tmp_path / "missing.toml")
    assert [p.code for p in found.value.problems] == ["NK334"]


def test_settings_are_looked_for_upwards_to_the_end_of_the_project(tmp_path):
    inner = tmp_path / "project" / "rules" / "deep"
    inner.mkdir(parents=True)
    outer = settings(tmp_path, "")
    assert find_settings(inner) == outer
    project = settings(tmp_path / "project", "[project]\nname = 'x'\n", "pyproject.toml")
    assert find_settings(inner) == outer
    settings(tmp_path / "project", "[tool.naikkelas]\n", "pyproject.toml")
    assert find_settings(inner) == project
    near = settings(tmp_path / "project", "")
    assert find_settings(inner) == near
    near.unlink()
    project.write_text("not = [toml")
    (tmp_path / "project" / ".git").mkdir()
    assert find_settings(inner) is None


@pytest.mark.parametrize("name", ["naikkelas.toml", "pyproject.toml"])
def test_settings_that_notepad_saved_are_read(tmp_path, name):
    text = '[severity]\nNK320 = "warning"\n' if name == "naikkelas.toml" else '[tool.naikkelas.severity]\nNK320 = "warning"\n'
    assert read_settings(settings(tmp_path, "\ufeff" + text, name)).severity == read_settings(settings(tmp_path, text, name)).severity
    assert find_settings(settings(tmp_path, "\ufeff" + text, name)) == tmp_path / name


def test_a_project_without_settings_has_the_defaults(tmp_path):
    assert read_settings(settings(tmp_path, "[tool]\nruff = {}\n", "pyproject.toml")).severity == DEFAULT.severity


@pytest.mark.parametrize("text", ["tool = 3\n", "tool = [1]\n", "[tool]\nruff = 1\n"])
def test_a_project_that_says_nothing_about_this_library_has_no_settings(tmp_path, text):
    (tmp_path / ".git").mkdir()
    path = settings(tmp_path, text, "pyproject.toml")
    assert find_settings(tmp_path) is None
    assert read_settings(path).severity == DEFAULT.severity


@pytest.mark.parametrize(("text", "read"), [("[tool]\nnaikkelas = 3\n", "3"), ("[[tool.naikkelas]]\n", "[{}]")])
def test_settings_that_are_no_table_are_told(tmp_path, text, read):
    path = settings(tmp_path, text, "pyproject.toml")
    assert find_settings(tmp_path / "rules") == path
    assert refused(tmp_path, text, "pyproject.toml") == [
        f"error NK333 the setting tool.naikkelas cannot be used: '{read}'; possible: [tool.naikkelas]"
    ]


def test_what_is_called_like_settings_and_cannot_be_read_is_told(tmp_path):
    (tmp_path / "naikkelas.toml").mkdir()
    assert find_settings(tmp_path) == tmp_path / "naikkelas.toml"
    with pytest.raises(nk.EvaluationError) as found:
        read_settings(tmp_path / "naikkelas.toml")
    assert [p.code for p in found.value.problems] == ["NK334"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_file_of_settings_and_nothing_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "naikkelas.toml")
    assert find_settings(tmp_path) == tmp_path / "naikkelas.toml"
    with pytest.raises(nk.EvaluationError) as found:
        read_settings(tmp_path / "naikkelas.toml")
    assert [p.code for p in found.value.problems] == ["NK334"]


@pytest.mark.parametrize("text", [b"[tool.naikkelas\nx = 1\n", b"[tool.naikkelas]\n# \xff\n", b"[tool.naikkelas]\nx = " + b"[" * 5000])
def test_a_broken_project_file_that_may_hold_settings_is_told(tmp_path, text):
    (tmp_path / "pyproject.toml").write_bytes(text)
    assert find_settings(tmp_path) == tmp_path / "pyproject.toml"
    with pytest.raises(nk.EvaluationError) as found:
        read_settings(tmp_path / "pyproject.toml")
    assert [p.code for p in found.value.problems] == ["NK334"]
