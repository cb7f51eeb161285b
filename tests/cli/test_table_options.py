"""Options of tables that contradict each other, or themselves, are told as what they are."""

import os
import subprocess
import sys

import pytest

from tests.batch.make import csv_at
from tests.cli.console import INOPAK, ROOT, environment, run

ROWS = "No,Tahu Pasar,Tahu Produksi\n1,ya,ya\n"


def scored(folder, *more):
    done = run("score", csv_at(folder, ROWS), *INOPAK, "--out", folder / "h.csv", "--quiet", "--lang", "en", *more)
    assert not (folder / "h.csv").exists()
    return done.exit_code, done.stderr.splitlines()


def test_a_fact_that_is_assumed_twice_is_told_so(tmp_path):
    code, (line,) = scored(tmp_path, "--assume", "nib_status=held", "--assume", "nib_status=none")
    assert code == 2
    assert line.endswith("expected: one value for nib_status; it is given twice")


def test_an_assumption_that_cannot_be_read_is_told_beside_what_else_is_wrong(tmp_path):
    code, lines = scored(tmp_path, "--assume", "knows_market=mungkin", "--assume", "nib_status=mungkin")
    assert (code, [line.split(" error ")[1].split()[0] for line in lines]) == (2, ["NK402", "NK402", "NK477"])
    code, lines = scored(tmp_path, "--assume", "nib_statu=held", "--assume", "nib_status=mungkin")
    assert (code, [line.split(" error ")[1].split()[0] for line in lines]) == (2, ["NK462", "NK402"])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--changes", "x.csv"), "--changes goes only with --previous FILE"),
        (("--previous", "x.csv"), "--previous needs --key COLUMN: the column that names a business"),
    ],
)
def test_an_option_of_a_comparison_says_that_it_needs_another(tmp_path, more, told):
    assert scored(tmp_path, *more) == (2, [f"error: {told} (try: naikkelas score --help)"])


@pytest.mark.skipif(os.name != "posix", reason="a pipe with a name is of POSIX")
def test_a_result_that_goes_to_a_pipe_says_that_it_is_one(tmp_path):
    words = ("score", csv_at(tmp_path, ROWS), *INOPAK, "--out", "/dev/stdout", "--quiet", "--overwrite", "--lang", "en")
    command = [sys.executable, "-m", "naikkelas", *map(str, words)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60, env=environment(), cwd=ROOT, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "/dev/stdout error NK470 the result is not written to 'stdout': that is a device or a pipe, and no file\n"
