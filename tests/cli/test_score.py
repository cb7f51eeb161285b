"""``score`` and ``columns`` on the command line."""

import errno
import json
import os
import signal
import subprocess
import sys
import tempfile

import pytest

from naikkelas.batch import read_mapping
from naikkelas.batch.comparison import store as comparison_store
from naikkelas.cli import pace
from naikkelas.cli import score as score_command
from naikkelas.cli.pace import Pace
from naikkelas.cli.tell import Tell
from tests.batch.make import MAPPING, MESS, csv_at, xlsx_at
from tests.cli.console import INOPAK, ROOT, Terminal, data, environment, program, run


@pytest.fixture
def mess(tmp_path):
    return csv_at(tmp_path, MESS)


def score(file, out, *more):
    return run("score", file, *INOPAK, "--out", out, *more)


def test_a_table_is_scored_and_the_totals_are_printed(tmp_path, mess):
    mapping = csv_at(tmp_path, MAPPING, "mapping.yaml")
    done = score(mess, tmp_path / "h.csv", "--mapping", mapping, "--assume", "knows_production=true", "--lang", "en")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"8 rows read, 8 rows written: {tmp_path / 'h.csv'}",
        "  eligible: 2",
        "  not eligible: 2",
        "  more information needed: 4",
        "  rows with problems (nk_problems): 4",
        "  not met: Running for at least one year: 1",
        "  not met: Knows the market: 1",
    ]
    told = done.stderr.splitlines()
    assert told[0] == "Assessed as of 1 November 2026."
    assert told[1] == "Read as: encoding utf-8, delimiter ';'; titles in row 4; rows that are not as long as the header: 2."
    assert "The column 'PIRT' is read as permit: pirt." in told
    assert any(line.startswith(f"{mess}:7:11 PIRT error NK446") for line in told)
    assert any(line.startswith("Without a column, so nobody knows: interested in export, ") for line in told)


@pytest.mark.parametrize("engine", ["rows", "polars", "duckdb"])
def test_the_engine_can_be_chosen_and_what_was_not_read_is_said(tmp_path, mess, engine):
    more = ("--engine", engine, "--assume", "knows_production=true", "--lang", "en")
    done = score(mess, tmp_path / "h.csv", *more)
    assert done.exit_code == 0
    told = done.stderr.splitlines()
    assert "Assumed for every row: knows_production=true." in told
    assert (
        "Not used by these rules, so not checked (see --check-unused): 'Nama Usaha', 'Nama Pemilik', 'Omset Tahunan', 'TK L', 'TK P'."
        in told
    )
    done = score(mess, tmp_path / "i.csv", "--check-unused", *more)
    assert "Not used by these rules, but checked: 'Nama Usaha', 'Nama Pemilik', 'Omset Tahunan', 'TK L', 'TK P'." in done.stderr
    assert ":7:8 Omset Tahunan error NK438" in done.stderr


def test_an_engine_that_is_not_installed_is_one_line(tmp_path, mess, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = score(mess, tmp_path / "h.csv", "--engine", "duckdb")
    assert done.exit_code == 2
    assert "NK507" in done.stderr or "NK508" in done.stderr
    assert not (tmp_path / "h.csv").exists()
    assert score(mess, tmp_path / "h.csv", "--engine", "spark").exit_code == 2


def test_it_speaks_indonesian_and_says_how_much_more_there_is(tmp_path):
    text = "Kab/Kota;Tahu Pasar\n" + "Kebumn;ya\nKebumen;ya\nKebumen;ya\n" * 400
    done = score(csv_at(tmp_path, text), tmp_path / "h.csv")
    assert "1.200 baris dibaca, 1.200 baris ditulis" in done.stdout
    assert "… dan 380 masalah atau peringatan lain; semuanya: --problems" in done.stderr


def test_quiet_prints_nothing(tmp_path, mess):
    done = score(mess, tmp_path / "h.xlsx", "--quiet", "--problems", tmp_path / "p.csv")
    assert (done.exit_code, done.output) == (0, "")
    assert (tmp_path / "h.xlsx").exists()
    assert (tmp_path / "p.csv").exists()


def test_the_options_that_say_how_a_table_is_opened(tmp_path):
    path = xlsx_at(tmp_path, [("judul",), ("Tahu Pasar", "Kab/Kota"), ("ya", "Kebumen")], before=("Petunjuk",))
    assert score(path, tmp_path / "a.csv", "--sheet", "Data", "--header-row", "2").exit_code == 0
    text = csv_at(tmp_path, "Tahu Pasar|Kab/Kota|x\nya|Kebumen|\nya|Kebumen\n", "b.csv")
    assert "nk_problems" not in score(text, tmp_path / "b1.csv", "--delimiter", "|", "--short-rows").stdout
    assert score(text, tmp_path / "b2.csv", "--delimiter", "ab").exit_code == 2
    tabbed = csv_at(tmp_path, "Tahu Pasar\tKab/Kota\nya\tKebumen\n", "c.tsv")
    assert score(tabbed, tmp_path / "c1.tsv", "--delimiter", "tab").exit_code == 0
    assert (tmp_path / "c1.tsv").read_text(encoding="utf-8-sig").startswith("Tahu Pasar\tKab/Kota\tnk_outcome")


def test_a_mapping_says_which_sheet_and_row(tmp_path):
    path = xlsx_at(tmp_path, [("catatan a", "catatan b"), ("Tahu?", "Kab/Kota"), ("ya", "Kebumen")], before=("Petunjuk",))
    mapping = csv_at(
        tmp_path,
        "format: naikkelas-mapping/1\ntable: {sheet: Data, header_row: 2}\ncolumns:\n  Tahu?: {fact: knows_market}\n",
        "m.yaml",
    )
    assert score(path, tmp_path / "h.csv", "--mapping", mapping).exit_code == 0


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--assume", "knows_market"), "NK402"),
        (("--assume", "knows_production=true", "--assume", "knows_production=false"), "NK402"),
        (("--assume", "knows_production=barangkali"), "NK402"),
        (("--assume", "knows_prod=true"), "NK462"),
        (("--assume", "knows_market=true"), "NK477"),
        (("--key", "tiada"), "NK461"),
        (("--mapping", "tiada.yaml"), "NK101"),
        (("--set-parameter", "x=1"), "NK502"),
        (("--as-of", "2001-01-01"), "NK501"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(tmp_path, mess, more, code):
    done = score(mess, tmp_path / "h.csv", *more)
    assert done.exit_code == 2
    assert f"galat {code}" in done.stderr
    assert not (tmp_path / "h.csv").exists()


def test_a_file_that_exists_is_kept(tmp_path, mess):
    (tmp_path / "h.csv").write_text("lama", encoding="utf-8")
    done = score(mess, tmp_path / "h.csv")
    assert done.exit_code == 2
    assert "tambahkan --overwrite" in done.stderr
    assert score(mess, tmp_path / "h.csv", "--overwrite").exit_code == 0


def test_today_is_the_day_when_none_is_told(tmp_path):
    done = run("score", csv_at(tmp_path, "knows_market,x\nya,y\n"), "--rules", "inopak-naik-kelas", "--out", tmp_path / "h.csv")
    assert done.exit_code == 0
    assert done.stderr.startswith("Dinilai per ")


@pytest.mark.parametrize("existed", [True, False])
def test_ctrl_c_leaves_the_old_file_and_says_so(tmp_path, existed):
    out = tmp_path / "h.csv"
    if existed:
        out.write_text("lama", encoding="utf-8")
    source = csv_at(tmp_path, "knows_market,x\n" + "ya,y\n" * 300_000)
    command = [sys.executable, "-m", "naikkelas", "score", str(source), *INOPAK, "--out", str(out), "--overwrite"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd=ROOT) as process:
        while not any(name.endswith(".part") for name in os.listdir(tmp_path)) and process.poll() is None:  # noqa: PTH208
            pass
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.decode().splitlines()[-1] == (
        f"Dihentikan; {out} tetap seperti semula." if existed else f"Dihentikan; {out} tidak ditulis."
    )
    assert out.exists() is existed
    assert sorted(path.name for path in tmp_path.iterdir()) == (["data.csv", "h.csv"] if existed else ["data.csv"])


def test_a_full_disk_is_one_line(tmp_path):
    source = csv_at(tmp_path, "knows_market,x\n" + "ya,y\n" * 20_000)
    resource = pytest.importorskip("resource", reason="limits of a process are of Unix")

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = program("score", source, *INOPAK, "--out", tmp_path / "h.csv", "--quiet", preexec_fn=limited)
    assert done.returncode == 2
    assert done.stderr.decode() == f"galat: {tmp_path / 'h.csv'}: File too large\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv"]


def test_a_log_gets_a_line_now_and_then_and_a_terminal_a_bar(monkeypatch, capsys):
    monkeypatch.setattr(pace, "_LINE_EVERY", 1000)
    with Pace(Tell("id"), quiet=False) as told:
        for rows in (500, 1000, 1500, 2000):
            told.step(rows, 5000)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(" (")[0] for line in lines] == ["1.000 baris", "2.000 baris"]
    assert all(line.endswith(" baris/detik)") for line in lines)
    with Pace(Tell("id"), quiet=True) as told:
        told.step(5000, None)
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Pace(Tell("en"), quiet=False) as told:
        told.step(2000, 5000)
        told._bar.refresh()
    assert "2,000 rows (" in terminal.shown


# --- columns ---------------------------------------------------------------------------------------------------------


def test_columns_are_proposed(tmp_path, mess):
    done = run("columns", mess, "--lang", "en")
    assert done.exit_code == 0
    lines = {line.split("  ")[0].strip(): line for line in done.stdout.splitlines()}
    assert "sure" in lines["D"]
    assert "fact: regency" in lines["D"]
    assert "not sure" in lines["L"]
    assert "2.05337E+14 → NK446" in lines["K"]
    assert "Sri Rahayu" not in done.output
    assert "delimiter ';'" in done.stderr


def test_columns_as_data(mess):
    made = data(run("columns", mess, "--format", "json", "--rules", "inopak-naik-kelas"))
    assert [each["sure"] for each in made["columns"]].count("unsure") == 1
    assert made["columns"][3]["use"] == {"role": "fact", "name": "regency", "unit": None}
    assert "Sri Rahayu" not in json.dumps(made)


def test_a_folder_of_versions_says_the_facts_too(tmp_path, mess):
    rules = tmp_path / "versi"
    rules.mkdir()
    facts = "facts:\n  nilai_tahu: {type: boolean, title: {id: Nilai pengetahuan, en: Value of knowledge}}\n"
    criteria = "criteria:\n  knows: {require: {nilai_tahu: {is: true}}}\n"
    csv_at(rules, f"format: naikkelas/1\nrule_set: pasar\nversion: 1\neffective: {{from: 2020-01-01}}\n{facts}{criteria}", "pasar-1.yaml")
    table = csv_at(tmp_path, "Nilai Pengetahuan\nya\n", "nilai.csv")
    made = data(run("columns", table, "--rules", rules, "--format", "json"))
    assert made["columns"][0]["use"]["name"] == "nilai_tahu"


def test_a_mapping_is_written_to_edit_and_then_used(tmp_path, mess):
    mapping = tmp_path / "mapping.yaml"
    done = run("columns", mess, "--out", mapping)
    assert done.exit_code == 0
    assert f"Mapping ditulis: {mapping}" in done.stderr
    assert read_mapping(mapping).header_row == 4
    assert score(mess, tmp_path / "h.csv", "--mapping", mapping).exit_code == 0
    assert run("columns", mess, "--out", mapping).exit_code == 2
    assert run("columns", mess, "--out", mapping, "--overwrite").exit_code == 0
    assert run("columns", mess, "--out", mess, "--overwrite").exit_code == 2


def test_a_full_folder_of_temporary_files_is_one_line_and_says_what_is_written(tmp_path, monkeypatch):
    source = csv_at(tmp_path, "No,knows_market\n" + "".join(f"{number},ya\n" for number in range(3000)))
    before, out = tmp_path / "a.csv", tmp_path / "b.csv"
    assert run("score", source, *INOPAK, "--out", before, "--quiet").exit_code == 0
    monkeypatch.setattr(comparison_store, "_TABLES", f"PRAGMA max_page_count = 12;{comparison_store._TABLES}")
    done = run("score", source, *INOPAK, "--out", out, "--previous", before, "--key", "No", "--quiet", "--lang", "en")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [f"Written already: {out}", f"error: {tempfile.gettempdir()}: {os.strerror(errno.ENOSPC)}"]


def test_an_error_of_the_system_without_a_number_is_told_in_its_words(tmp_path, monkeypatch):
    def failing(*_, **__):
        error = OSError("No space left on device (os error 28)")
        error.filename = "h.csv"
        raise error

    monkeypatch.setattr(score_command, "score_table", failing)
    done = run("score", csv_at(tmp_path, "knows_market\nya\n"), *INOPAK, "--out", tmp_path / "h.csv", "--lang", "en")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == "error: h.csv: No space left on device (os error 28)"
