"""A full disk is told in a line, with what became of the files that were there."""

import errno
import os
import subprocess
import sys

import pytest

from tests.batch.make import csv_at
from tests.cli.console import INOPAK, ROOT, environment, program, run

resource = pytest.importorskip("resource", reason="limits of a process are of Unix")
FULL = os.strerror(errno.EFBIG)

#: The command line, on a disk that is full as soon as a sheet of a workbook is put into its file.
FILLING = """
import resource, sys, zipfile
from naikkelas.cli import main
taken = zipfile.ZipFile.write
def write(self, *given, **more):
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
    return taken(self, *given, **more)
zipfile.ZipFile.write = write
raise SystemExit(main(sys.argv[1:]))
"""


def filled(*arguments):
    command = [sys.executable, "-X", "dev", "-c", FILLING, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, env=environment(), cwd=ROOT, text=True)


@pytest.fixture
def table(tmp_path):
    return csv_at(tmp_path, "No,Tahu Pasar,Tahu Produksi\n1,ya,ya\n2,ya,tidak\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "data.csv", *INOPAK, "--quiet", "--out", "lama.xlsx"),
        ("select", "data.csv", *INOPAK, "--key", "No", "--quiet", "--out", "lama.xlsx"),
        ("template", "--rules", "inopak-naik-kelas", "--out", "lama.xlsx"),
    ],
)
@pytest.mark.parametrize(("lang", "kept", "error"), [("id", "tetap seperti semula", "galat"), ("en", "is as it was", "error")])
def test_a_workbook_on_a_full_disk_leaves_the_old_one_and_says_so(tmp_path, table, arguments, lang, kept, error):
    old = csv_at(tmp_path, "yang lama", "lama.xlsx")
    done = filled(*(tmp_path / word if word in ("data.csv", "lama.xlsx") else word for word in arguments), "--overwrite", "--lang", lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [f"{old} {kept}.", f"{error}: {old}: {FULL}"]
    assert old.read_text(encoding="utf-8") == "yang lama"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv", "lama.xlsx"]


def test_each_file_is_told_for_itself(tmp_path, table):
    before, out, changes = tmp_path / "a.csv", tmp_path / "b.csv", csv_at(tmp_path, "yang lama", "ubah.xlsx")
    assert run("score", table, *INOPAK, "--out", before, "--quiet").exit_code == 0
    more = ("--out", out, "--previous", before, "--key", "No", "--changes", changes, "--overwrite", "--quiet", "--lang", "en")
    done = filled("score", table, *INOPAK, *more)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [f"Written already: {out}", f"{changes} is as it was.", f"error: {changes}: {FULL}"]
    assert changes.read_text(encoding="utf-8") == "yang lama"


def test_a_file_that_was_not_there_is_not_said_to_be_as_it_was(tmp_path, table):
    done = filled("score", table, *INOPAK, "--quiet", "--out", tmp_path / "h.xlsx", "--lang", "en")
    assert done.stderr.splitlines() == [f"error: {tmp_path / 'h.xlsx'}: {FULL}"]


@pytest.mark.parametrize("name", ["h.csv", "h.jsonl", "h.parquet"])
def test_the_file_that_had_no_room_is_named_among_several(tmp_path, name):
    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    many = csv_at(tmp_path, "knows_market,x\n" + "".join(f"ya,{number * number}\n" for number in range(20_000)), "banyak.csv")
    old, problems = csv_at(tmp_path, "yang lama", name), csv_at(tmp_path, "yang lama", "p.csv")
    more = ("--out", old, "--problems", problems, "--overwrite", "--quiet", "--lang", "en")
    done = program("score", many, *INOPAK, *more, preexec_fn=limited)
    assert done.stderr.decode().splitlines() == [f"{old}, {problems} are as they were.", f"error: {old}: {FULL}"]
    assert [path.read_text(encoding="utf-8") for path in (old, problems)] == ["yang lama", "yang lama"]


def test_a_mapping_and_rules_to_edit_stay_what_they_were(tmp_path, table):
    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))

    mapping, rules = csv_at(tmp_path, "yang lama", "peta.yaml"), csv_at(tmp_path, "yang lama", "baru.yaml")
    done = program("columns", table, "--out", mapping, "--overwrite", "--lang", "en", preexec_fn=limited)
    assert done.stderr.decode().splitlines()[-2:] == [f"{mapping} is as it was.", f"error: {mapping}: {FULL}"]
    done = program("new", "baru", "--criteria", "keeps_books", "--dir", tmp_path, "--force", "--lang", "en", preexec_fn=limited)
    assert done.stderr.decode().splitlines()[0] == f"{rules} is as it was."
    assert [path.read_text(encoding="utf-8") for path in (mapping, rules)] == ["yang lama", "yang lama"]
