"""Names of files that cannot be: what is said of them is what is wrong with them."""

import pytest

from tests.cli.console import run

SCORE = ("--rules", "inopak-naik-kelas", "--as-of", "2026-11-01", "--lang", "en")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("Nama Usaha,Tahu Pasar\nA,ya\n", encoding="utf-8")
    return path


def test_one_file_for_the_result_and_its_problems_is_refused_as_that(tmp_path, table):
    one = tmp_path / "nn.csv"
    done = run("score", table, *SCORE, "--out", one, "--problems", one)
    assert done.exit_code == 2
    assert "the result goes there" in done.output
    assert "is read" not in done.output
    assert not one.exists()


@pytest.mark.parametrize("command", ["score", "columns"])
def test_a_folder_where_a_table_belongs_is_called_a_folder(tmp_path, command):
    options = ("--out", tmp_path / "h.csv", *SCORE) if command == "score" else ("--lang", "en")
    done = run(command, tmp_path, *options)
    assert (done.exit_code, "that is a folder" in done.output, "no such file" in done.output) == (2, True, False)
    assert "there is no such file" in run(command, tmp_path / "tiada.csv", *options).output


def test_a_name_of_nothing_is_called_that(tmp_path, table):
    assert "no file is named" in run("score", table, *SCORE, "--out", "").output
    assert "no file is named" in run("score", table, *SCORE, "--out", tmp_path / "h.csv", "--problems", "").output
    assert "no file is named" in run("score", "", *SCORE, "--out", tmp_path / "h.csv").output
    assert "'/'" in run("score", table, *SCORE, "--out", "/").output
    assert "that is a folder" in run("score", table, *SCORE, "--out", tmp_path).output
