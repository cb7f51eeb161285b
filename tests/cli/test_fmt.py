"""``naikkelas fmt``."""

import stat

import pytest

from tests.cli.console import ROOT, run

LOOSE = "format: naikkelas/1\nrule_set: tried\nversion: 1\ncriteria:\n    a: { require: {workers: {at_least: 3}} } # why\n"
NEAT = "format: naikkelas/1\nrule_set: tried\nversion: 1\n\ncriteria:\n  a: {require: {workers: {at_least: 3}}} # why\n"
CASES = "format: naikkelas-tests/1\nrules: tried.yaml\nas_of: 2026-11-01\ncases:\n- {name: a, expect: {outcome: needs_information}}\n"


@pytest.fixture
def loose(tmp_path):
    path = tmp_path / "tried.yaml"
    path.write_text(LOOSE, encoding="utf-8")
    return path


def test_a_file_is_laid_out_in_place(loose):
    loose.chmod(0o640)
    told = run("fmt", loose, "--lang", "en")
    assert (told.exit_code, told.stdout) == (0, f"laid out: {loose}\n1 file laid out, 0 already so.\n")
    assert loose.read_text("utf-8") == NEAT
    assert stat.S_IMODE(loose.stat().st_mode) == 0o640
    again = run("fmt", loose)
    assert (again.exit_code, again.stdout) == (0, "0 berkas dirapikan, 1 sudah rapi.\n")
    assert [path.name for path in loose.parent.iterdir()] == ["tried.yaml"]


def test_a_file_that_is_linked_to_stays_linked_to(loose, tmp_path):
    link = tmp_path / "link.yaml"
    link.symlink_to(loose)
    run("fmt", link)
    assert link.is_symlink()
    assert loose.read_text("utf-8") == NEAT


def test_check_lists_what_would_change_and_changes_nothing(loose):
    told = run("fmt", "--check", loose, "--lang", "en")
    assert (told.exit_code, told.stdout) == (1, f"would be laid out: {loose}\n1 file would be laid out, 0 already so.\n")
    assert run("fmt", "--check", loose).stdout == f"akan dirapikan: {loose}\n1 berkas akan dirapikan, 0 sudah rapi.\n"
    assert loose.read_text("utf-8") == LOOSE
    loose.write_text(NEAT, encoding="utf-8")
    assert run("fmt", "--check", loose).exit_code == 0


def test_diff_shows_the_changes_and_changes_nothing(loose):
    told = run("fmt", "--diff", loose)
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        f"--- {loose}",
        f"+++ {loose}",
        "@@ -1,5 +1,6 @@",
        " format: naikkelas/1",
        " rule_set: tried",
        " version: 1",
        "+",
        " criteria:",
        "-    a: { require: {workers: {at_least: 3}} } # why",
        "+  a: {require: {workers: {at_least: 3}}} # why",
    ]
    assert loose.read_text("utf-8") == LOOSE
    assert run("fmt", "--diff", "--check", loose).exit_code == 1


def test_a_diff_of_line_ends_only_says_so(loose):
    loose.write_bytes(NEAT.replace("\n", "\r\n").encode())
    assert "\\r\\n, BOM -> \\n" in run("fmt", "--diff", loose).stdout
    run("fmt", loose)
    assert loose.read_bytes() == NEAT.encode()


def test_of_a_folder_rule_sets_and_tests_are_laid_out_and_nothing_else(loose, tmp_path, monkeypatch):
    (tmp_path / ".hidden").mkdir()
    others = {
        "profile.yaml": "sector:   wood\n",
        "flow.yml": "on: {format:  x}\n",
        ".hidden/rules.yaml": LOOSE,
        "list.yaml": "-   a\n",
        "broken.yaml": "a: [\n",
    }
    for name, text in others.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "tried.test.yaml").write_text(CASES, encoding="utf-8")
    (tmp_path / "old.yml").write_text(LOOSE.replace("format: naikkelas/1\n", ""), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = run("fmt", "--lang", "en")
    assert (told.exit_code, told.stdout) == (
        0,
        "laid out: old.yml\nlaid out: tried.test.yaml\nlaid out: tried.yaml\n3 files laid out, 0 already so.\n",
    )
    assert {name: (tmp_path / name).read_text("utf-8") for name in others} == others


def test_a_file_that_cannot_be_read_is_left_and_the_others_are_laid_out(loose, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("a:   1\na: 2\n", encoding="utf-8")
    told = run("fmt", bad, tmp_path / "missing.yaml", loose, "--lang", "en")
    assert told.exit_code == 2
    assert [line.removeprefix(f"{tmp_path}/").split()[:3] for line in told.stderr.splitlines()] == [
        ["bad.yaml:2:1", "error", "NK113"],
        ["missing.yaml", "error", "NK101"],
    ]
    assert told.stdout.endswith("1 file laid out, 0 already so, 2 cannot be read.\n")
    assert bad.read_text("utf-8") == "a:   1\na: 2\n"
    assert loose.read_text("utf-8") == NEAT


def test_a_layout_that_would_say_something_else_is_not_written(tmp_path):
    path = tmp_path / "odd.yaml"
    path.write_text(f"a: [{', '.join(['x' * 50] * 3)}, -]\n", encoding="utf-8")
    told = run("fmt", path)
    assert told.exit_code == 2
    assert "NK144" in told.stderr
    assert "1 tidak dapat dibaca" in told.stdout


def test_a_folder_without_rule_sets_is_unusable_input(tmp_path):
    told = run("fmt", tmp_path)
    assert told.exit_code == 2
    assert "NK101" in told.stderr


def test_a_file_that_cannot_be_replaced_is_as_it_was(loose, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device", str(loose))

    monkeypatch.setattr("pathlib.Path.replace", full)
    told = run("fmt", loose)
    assert told.exit_code == 2
    assert "No space left on device" in told.stderr
    assert loose.read_text("utf-8") == LOOSE
    assert [path.name for path in loose.parent.iterdir()] == ["tried.yaml"]


def test_the_files_that_come_with_the_library_are_laid_out():
    assert run("fmt", "--check", ROOT / "rules").exit_code == 0
