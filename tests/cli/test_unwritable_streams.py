"""Standard output or standard error that takes nothing: what happened is told where that is possible, and is the exit code."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from naikkelas.cli import main
from tests.batch.make import csv_at
from tests.cli.console import INOPAK, ROOT, environment

FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="a device that is always full is of Linux")
NO_SPACE = f"error: {os.strerror(errno.ENOSPC)}"
NO_FILE = "no-such.csv error NK450 this file cannot be read as a table: there is no such file"

#: A command line, the exit code of what it does, and whether that prints something on standard output.
COMMANDS = [
    (("columns", "data.csv", "--format", "json"), 0, True),
    (("columns", "no-such.csv", "--format", "json"), 2, True),
    (("columns", "no-such.csv"), 2, False),
    (("columns", "--no-such-option", "--format=json"), 2, True),
    (("check", "rules.yaml", "--format", "json"), 1, True),
    (("check", "rules.yaml"), 1, True),
    (("score", "data.csv", *INOPAK, "--out", "hasil.csv"), 0, True),
    (("score", "data.csv", *INOPAK, "--out", "hasil.csv", "--key", "x"), 2, False),
    (("facts", "--format", "json"), 0, True),
    (("--help",), 0, True),
    (("no-such-command",), 2, False),
]
commands = pytest.mark.parametrize(("words", "code", "prints"), COMMANDS)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    csv_at(tmp_path, "Nama Usaha,Tahu Pasar,Tahu Produksi\nTempe,ya,20\n")
    csv_at(tmp_path, "format: naikkelas/1\nrule_set: x\n", "rules.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NAIKKELAS_LANG", "en")
    return tmp_path


def full():
    """A stream to a disk that is full."""
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(FULL, "w")), encoding="utf-8", line_buffering=True)


def deserted():
    """A stream whose reader went away."""
    ours, theirs = os.pipe()
    os.close(ours)
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(theirs, "w")), encoding="utf-8", line_buffering=True)


@pytest.fixture
def done(folder, monkeypatch):
    """Runs a command line with two streams; the exit code, and what an ordinary stream shows."""

    def run(words, out=io.StringIO, err=io.StringIO):
        streams = [None if make is None else make() for make in (out, err)]
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", streams[0])
            patched.setattr(sys, "stderr", streams[1])
            code = main(list(words))
        shown = [stream.getvalue() if isinstance(stream, io.StringIO) else "" for stream in streams]
        for stream in streams:
            if stream is not None:
                stream.close()  # what is left in it fails no more
        return code, *shown

    return run


@commands
def test_what_cannot_be_printed_is_told_in_a_line(done, words, code, prints):
    got, _, err = done(words, out=full)
    assert got == (2 if prints else code)
    assert (NO_SPACE in err.splitlines()) == prints


def test_why_nothing_was_done_is_told_in_words_where_no_json_goes(done):
    assert done(("columns", "no-such.csv", "--format", "json"), out=full) == (2, "", f"{NO_FILE}\n{NO_SPACE}\n")


@commands
@pytest.mark.parametrize("err", [full, deserted, None])
def test_a_remark_that_nobody_can_read_changes_nothing_else(done, folder, words, code, prints, err):
    got, out, _ = done(words, err=err)
    assert (got, bool(out)) == (code, prints)
    assert (folder / "hasil.csv").exists() == (words[0] == "score" and code == 0)
    assert "NK450" not in out or "json" in words  # remarks go nowhere else


@commands
def test_nothing_can_be_told_at_all(done, words, code, prints):
    assert done(words, out=full, err=full)[0] == (2 if prints else code)


@commands
def test_a_result_whose_reader_went_away_is_no_mistake(done, words, code, prints):
    got, _, err = done(words, out=deserted)
    assert got == (141 if prints else code)
    assert "Broken" not in err


@pytest.mark.parametrize(("words", "code"), [(("columns", "no-such.csv"), 2), (("columns", "data.csv"), 0)])
@pytest.mark.parametrize("is_closed", [True, False])
def test_a_program_without_standard_error_ends_with_the_code_of_what_happened(folder, words, code, is_closed):
    command = [sys.executable, "-m", "naikkelas", *words]
    env = environment({"PYTHONPATH": str(ROOT / "src")})
    with FULL.open("w") as nowhere:
        streams = {"preexec_fn": lambda: os.close(2)} if is_closed else {"stderr": nowhere}
        made = subprocess.run(command, stdout=subprocess.PIPE, check=False, timeout=60, env=env, cwd=folder, **streams)
    assert (made.returncode, bool(made.stdout)) == (code, code == 0)
