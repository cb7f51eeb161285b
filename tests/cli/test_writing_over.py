"""No command writes over a file that it reads; and when something fails after files were written, it says that they are there."""

import os
import sys

import pytest

from naikkelas.batch import TableError, read_table
from naikkelas.batch.written.draft import Draft, refuse_inputs
from naikkelas.cli import score
from naikkelas.cli.start import main
from tests.batch.make import csv_at
from tests.cli.console import run

RULES = (
    "format: naikkelas/1\nrule_set: stan\nversion: 1\ncriteria: {market: {require: {knows_market: {is: true}}}}\nselection: {quota: 1}\n"
)
ASKING = "format: naikkelas/1\nrule_set: atas\nversion: 1\ncriteria: {below: {require: {programme: {stan: eligible}}}}\n"
TABLE = "No,Tahu Pasar\n1,ya\n2,tidak\n"
TESTS = (
    "format: naikkelas-tests/1\nrules: ./stan.yaml\ncases: {satu: {as_of: 2026-11-01, profile: {knows_market: true}, expect: eligible}}\n"
)
MAPPING = "format: naikkelas-mapping/1\ncolumns: {Tahu Pasar: {fact: knows_market}}\n"
SCORE = ("score", "data.csv", "--rules", "stan.yaml", "--mapping", "peta.yaml", "--overwrite", "--out")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = {"stan.yaml": RULES, "data.csv": TABLE, "peta.yaml": MAPPING, "stan.test.yaml": TESTS, "profil.yaml": "knows_market: true\n"}
    for name, text in files.items():
        csv_at(tmp_path, text, name)
    (tmp_path / "versi").mkdir()
    csv_at(tmp_path, RULES + "effective: {from: 2020-01-01, until: 2026-01-01}\n", "versi/stan-1.yaml")
    csv_at(tmp_path, RULES.replace("version: 1", "version: 2") + "effective: {from: 2026-01-02}\n", "versi/stan-2.yaml")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "target"),
    [
        (("columns", "data.csv", "--rules", "stan.yaml", "--overwrite", "--out"), "stan.yaml"),
        (("columns", "data.csv", "--overwrite", "--out"), "data.csv"),
        (("template", "--rules", "stan.yaml", "--overwrite", "--out"), "stan.yaml"),
        ((*SCORE,), "stan.yaml"),
        ((*SCORE,), "peta.yaml"),
        ((*SCORE, "hasil.csv", "--problems"), "stan.yaml"),
        ((*SCORE, "hasil.csv", "--key", "No", "--previous", "data.csv", "--changes"), "stan.yaml"),
        ((*SCORE[:3], "versi/", *SCORE[4:], "hasil.csv", "--problems"), "versi/stan-1.yaml"),
        (("select", "data.csv", "--rules", "stan.yaml", "--overwrite", "--out"), "stan.yaml"),
        (("diff", "stan.yaml", "versi/stan-2.yaml", "--on", "data.csv", "--overwrite", "--out"), "stan.yaml"),
        (("diff", "stan.yaml", "versi/stan-2.yaml", "--on", "data.csv", "--mapping", "peta.yaml", "--overwrite", "--out"), "peta.yaml"),
        (("docs", "stan.yaml", "--out"), "stan.yaml"),
        (("cases", "stan.yaml", "-o"), "stan.yaml"),
        (("decide", "profil.yaml", "--rules", "stan.yaml", "-o"), "profil.yaml"),
        (("decide", "profil.yaml", "--rules", "stan.yaml", "-o"), "stan.yaml"),
        (("facts", "--rules", "stan.yaml", "-o"), "stan.yaml"),
        (("schema", "profile", "--rules", "stan.yaml", "-o"), "stan.yaml"),
        (("test", "stan.test.yaml", "--junit"), "stan.yaml"),
        (("test", "stan.test.yaml", "--coverage-html"), "stan.test.yaml"),
    ],
)
def test_what_is_read_is_not_written_over(folder, arguments, target):
    held = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = run(*arguments, target)
    assert (done.exit_code, "NK470" in done.stderr, "itu berkas yang dibaca" in done.stderr) == (2, True, True)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == held


def test_a_rule_set_that_another_asks_for_is_read_too(folder):
    csv_at(folder, ASKING, "atas.yaml")
    done = run("columns", "data.csv", "--rules", "atas.yaml", "--out", "stan.yaml", "--overwrite")
    assert (done.exit_code, "itu berkas yang dibaca" in done.stderr) == (2, True)
    assert (folder / "stan.yaml").read_text(encoding="utf-8") == RULES


def test_a_file_is_known_by_every_name(folder):
    os.link(folder / "data.csv", folder / "lain.csv")
    for name in ("lain.csv", "versi/../data.csv"):
        with pytest.raises(TableError):
            refuse_inputs(folder / name, ["data.csv"])
    refuse_inputs(folder / "baru.csv", ["data.csv", "tidak-ada.csv"])


# --- after files were written ----------------------------------------------------------------------------------------


class Full:
    """A stream that takes nothing."""

    encoding = "utf-8"

    def write(self, text):
        raise OSError(28, "No space left on device")

    def flush(self):
        pass

    def isatty(self):
        return False


GIVEN = ("score", "data.csv", "--rules", "stan.yaml", "--as-of", "2026-11-01", "--out", "hasil.csv", "--lang", "en")


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (GIVEN, "hasil.csv"),
        ((*GIVEN, "--problems", "p.csv"), "hasil.csv, p.csv"),
        (("select", "data.csv", "--rules", "stan.yaml", "--as-of", "2026-11-01", "--out", "k.csv", "--lang", "en"), "k.csv"),
        (("template", "--rules", "stan.yaml", "--out", "t.xlsx", "--lang", "en"), "t.xlsx"),
        (("new", "baru", "--criteria", "keeps_books", "--lang", "en"), "baru.yaml, tests/baru.test.yaml"),
    ],
)
def test_a_full_disk_after_the_result_says_that_the_result_is_there(folder, monkeypatch, capsys, arguments, written):
    monkeypatch.setattr(sys, "stdout", Full())
    assert main(arguments) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[-2:] == [f"Written already: {written}", "error: No space left on device"]
    assert all((folder / name).exists() for name in written.split(", "))


def test_an_interruption_after_the_result_says_that_the_result_is_there(folder, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(score, "_print", interrupted)
    done = run(*GIVEN)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (130, "Interrupted; written already: hasil.csv")
    assert read_table("hasil.csv").column("nk_outcome") is not None


def test_only_counts_are_not_said_to_be_written(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["select", "data.csv", "--rules", "stan.yaml", "--as-of", "2026-11-01", "--lang", "en"]) == 2
    assert "Written" not in capsys.readouterr().err


# --- where nothing can be written ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (13, "nothing may be written in its folder"),
        (30, "its folder can only be read"),
        (28, "its disk is full"),
        (5, "Input/output error"),
    ],
)
@pytest.mark.parametrize("arguments", [GIVEN, ("template", "--rules", "stan.yaml", "--out", "hasil.xlsx", "--lang", "en")])
def test_a_folder_that_takes_no_file_is_told_before_the_run(folder, monkeypatch, arguments, number, reason):
    def refused(path, **_):
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr("pathlib.Path.touch", refused)
    done = run(*arguments)
    name = next(each for each in arguments if each.startswith("hasil"))
    assert done.exit_code == 2
    assert f"error NK470 the result is not written to '{name}': {reason}" in done.stderr
    assert ".part" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names are of POSIX")
def test_a_device_is_no_result(tmp_path):
    os.mkfifo(tmp_path / "pipa.csv")
    with pytest.raises(TableError, match="device"):
        Draft(tmp_path / "pipa.csv", overwrite=True)


def test_files_that_cannot_be_made_are_told_by_their_own_name(folder, monkeypatch):
    def refused(prefix, dir):  # noqa: A002 - as tempfile calls it
        raise OSError(30, "Read-only file system", f"{dir}/{prefix}x")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    done = run("docs", "stan.yaml", "--out", "halaman.md")
    assert (done.exit_code, done.stderr) == (2, "galat: halaman.md: Read-only file system\n")
