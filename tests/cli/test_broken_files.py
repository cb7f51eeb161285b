"""Files that cannot be what they should be: no command of the bench ends in a traceback, each says what is wrong and where."""

import os
import stat
from pathlib import Path

import pytest

from tests.cli.console import run

RULES = "format: naikkelas/1\nrule_set: stall\nversion: 1\ncriteria: {staff: {require: {workers: {at_least: 3}}}}\n"
CASES = "format: naikkelas-tests/1\nrules: ./stall.yaml\nas_of: 2026-11-01\ncases: [{name: a, profile: {workers: 3}, expect: {outcome: eligible}}]\n"

#: What stands in the file; ``None``: the file is not there.
BROKEN = {
    "binary": b"\x00\x01\x02\xff\xfe" * 40,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "utf-16": RULES.encode("utf-16"),
    "latin-1": RULES.replace("stall", "st\xe4ll").encode("latin-1"),
    "empty": b"",
    "spaces": b"   \n\n",
    "comment": b"# nothing else\n",
    "null": b"null\n",
    "scalar": b"hello\n",
    "list": b"- 1\n- 2\n",
    "tabs": b"format: naikkelas/1\nrule_set:\tstall\n\tversion: 1\n",
    "half": RULES.encode()[: len(RULES) - 6],
    "json lines": b'{"format": "naikkelas/1"}\n{"a": 1}\n',
    "two documents": RULES.encode() + b"---\n" + RULES.encode(),
    "tags": b"!!python/object/apply:os.system ['echo no']\n",
    "deep": b"a: " + b"[" * 5000 + b"]" * 5000 + b"\n",
    "huge": b"a: [" + b"x, " * 900_000 + b"x]\n",
    "laughing": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" + b"".join(f"k{i}: [*c, *c, *c]\n".encode() for i in range(9)),
    "cyclic uses": b"format: naikkelas/1\nrule_set: broken\nversion: 1\nuses: {other: [a]}\ncriteria: {b: {require: {workers: {at_least: 3}}}}\n",
    "cyclic programmes": b"format: naikkelas/1\nrule_set: broken\nversion: 1\ncriteria: {b: {require: {programme: {loop: eligible}}}}\n",
    "missing": None,
}
OTHER = "format: naikkelas/1\nrule_set: other\nversion: 1\nuses: {broken: [b]}\ncriteria: {a: {require: {workers: {at_least: 3}}}}\n"
LOOP = "format: naikkelas/1\nrule_set: loop\nversion: 1\ncriteria: {b: {require: {programme: {broken: eligible}}}}\n"

COMMANDS = {
    "check": ("check", "{file}"),
    "check --fix": ("check", "--fix", "{file}"),
    "check sarif": ("check", "{file}", "--format", "sarif"),
    "fmt": ("fmt", "{file}"),
    "fmt --check": ("fmt", "--check", "{file}"),
    "test": ("test", "{tests}"),
    "test --mutate": ("test", "--mutate", "--coverage", "{tests}"),
    "test the file": ("test", "{file}"),
    "test --update": ("test", "--update", "{file}"),
    "cases": ("cases", "{file}", "--as-of", "2026-11-01"),
    "verify": ("verify", "{file}", "--as-of", "2026-11-01"),
    "verify --stricter": ("verify", "stall.yaml", "--stricter", "{file}", "--as-of", "2026-11-01"),
}

#: Files that ``fmt`` can lay out all the same: it looks at the layout, and not at what a rule set needs.
LAID_OUT = {"fmt", "fmt --check"}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("stall", RULES), ("other", OTHER), ("loop", LOOP)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "broken.test.yaml").write_text(CASES.replace("stall", "broken"), encoding="utf-8")
    return tmp_path


def told(command, file="./broken.yaml"):
    if command.startswith("verify"):
        pytest.importorskip("z3", reason="the extra verify is not installed")
    return run(*(part.format(file=file, tests="broken.test.yaml") for part in COMMANDS[command]))


def assert_said(result, codes):
    """An exit code of ours, words for people, and no traceback."""
    assert result.exit_code in codes, (result.exit_code, result.stdout[:500], result.stderr[:500])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    said = result.stdout + result.stderr
    assert "Traceback" not in said
    assert said.strip()


@pytest.mark.parametrize("content", BROKEN)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_cannot_be_a_rule_set(here, command, content):
    if BROKEN[content] is not None:
        (here / "broken.yaml").write_bytes(BROKEN[content])
    before = None if BROKEN[content] is None else (here / "broken.yaml").read_bytes()
    result = told(command)
    if command in LAID_OUT:
        assert_said(result, (0, 1, 2))
    else:
        assert_said(result, (1, 2))
        assert "NK" in result.stdout + result.stderr or result.exit_code == 2
    if command not in ("fmt", "check --fix") and before is not None:
        assert (here / "broken.yaml").read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_where_a_file_belongs(here, command):
    (here / "broken.yaml").mkdir()
    (here / "empty").mkdir()
    assert_said(told(command), (1, 2))
    if "{file}" in COMMANDS[command]:
        assert_said(told(command, "./empty"), (0, 1, 2) if command in LAID_OUT else (1, 2))


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0, reason="whoever may read everything meets no such file")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_nobody_may_read(here, command):
    (here / "broken.yaml").write_text(RULES, encoding="utf-8")
    (here / "broken.yaml").chmod(0)
    assert_said(told(command), (1, 2))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_the_system_refuses_to_read(here, command, monkeypatch):
    (here / "broken.yaml").write_text(RULES, encoding="utf-8")
    opened, open_path = os.open, Path.open

    def refuse(path):
        if str(path).endswith("broken.yaml"):
            raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", lambda path, *args, **options: refuse(path) or opened(path, *args, **options))
    monkeypatch.setattr(Path, "open", lambda path, *args, **options: refuse(path) or open_path(path, *args, **options))
    result = told(command)
    assert_said(result, (2,))
    assert "NK103" in result.stdout + result.stderr


@pytest.mark.parametrize("command", ["check", "fmt", "test", "cases", "verify"])
def test_a_link_to_nowhere(here, command):
    (here / "broken.yaml").symlink_to(here / "gone.yaml")
    assert_said(told(command), (1, 2))


@pytest.mark.parametrize("command", ["fmt", "check --fix", "test --update"])
def test_a_file_that_may_not_be_written(here, command):
    path = here / "broken.yaml"
    path.write_text(RULES.replace("{staff", "{ staff"), encoding="utf-8")
    path.chmod(stat.S_IRUSR)
    (here).chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert_said(told(command), (0, 1, 2))
    finally:
        here.chmod(stat.S_IRWXU)


@pytest.mark.parametrize(
    "text",
    [
        "cases: 3",
        "cases: []",
        "cases: [3]",
        "cases: [{name: a}]",
        "cases: [{name: a, profile: [1], expect: {outcome: eligible}}]",
        "cases: [{name: a, profile: {workers: x}, expect: {outcome: eligible}}]",
        "cases: [{name: a, expect: {outcome: great}}]",
        "cases: [{name: a, columns: [x], rows: [[1, 2]]}]",
        "base: [1]\ncases: [{name: a, expect: {outcome: eligible}}]",
        "rules_as_of: soon\ncases: [{name: a, expect: {outcome: eligible}}]",
    ],
)
def test_a_file_of_tests_that_cannot_be_one(here, text):
    (here / "bad.test.yaml").write_text(f"format: naikkelas-tests/1\nrules: ./stall.yaml\nas_of: 2026-11-01\n{text}\n", encoding="utf-8")
    for arguments in (
        ("test", "bad.test.yaml"),
        ("test", "bad.test.yaml", "--update"),
        ("check", "bad.test.yaml"),
        ("test", "bad.test.yaml", "--mutate"),
    ):
        result = run(*arguments)
        assert_said(result, (1, 2))
        assert "NK" in result.stdout + result.stderr
