"""``select`` on the command line."""

import json
import os
import signal
import subprocess
import sys

import openpyxl
import pytest

from tests.batch.make import csv_at
from tests.cli.console import ROOT, data, environment, run

RULES = """\
format: naikkelas/1
rule_set: stan
version: 2
effective: {from: 2025-01-01}
parameters: {places: {type: integer, values: {2025-01-01: 2}}}
criteria:
  books: {title: {id: Punya pembukuan, en: Keeps books}, require: {keeps_books: {is: true}}}
  wood: {kind: preference, points: 5, require: {sector: {is: wood}}}
selection: {quota: $places, order: [{most: points}, {earliest: operating_since}], waiting_list: 1, firmness: inferred}
"""
TABLE = """\
No;Kab/Kota;Jenis Usaha;operating_since;keeps_books
A1;Kebumen;mebel;2019-01-01;ya
A2;Demak;pangan;2010-01-01;ya
A3;Demak;pangan;2011-01-01;ya
A4;Demak;batik;2001-01-01;tidak
A5;Kebumen;pangan;2012;ya
"""


@pytest.fixture
def rules(tmp_path):
    return csv_at(tmp_path, RULES, "stan.yaml")


@pytest.fixture
def table(tmp_path):
    return csv_at(tmp_path, TABLE)


def select(table, *more):
    return run("select", table, "--as-of", "2026-11-01", *more)


def test_the_places_are_told_and_written(tmp_path, table, rules):
    out = tmp_path / "k.csv"
    done = select(table, "--rules", rules, "--key", "No", "--out", out, "--lang", "en")
    assert done.exit_code == 0
    told = done.stdout.splitlines()
    assert told[:3] == [
        "quota: 2",
        "order: most points, then earliest operating since, then a lot drawn with the seed “stan 2” (the default: name and version of the rules)",
        "waiting list at most: 1",
    ]
    assert told[3].split("  ") == ["group", "admitted", "could still be admitted", "waiting list", "may be on the waiting list", "refused"]
    assert told[4].split() == ["all", "2", "0", "1", "0", "2"]
    assert told[5] == f"5 rows read, 5 rows written: {out}"
    assert "All rows are decided now." in done.stderr
    assert "The column 'Jenis Usaha' is read as fact: sector." in done.stderr
    assert "--key COLUMN" not in done.stderr
    assert out.read_text(encoding="utf-8-sig").count("\n") == 6


def test_options_say_otherwise_than_the_rules_and_what_was_used_is_told(table, rules):
    options = (
        "--quota",
        "3",
        "--by",
        "regency",
        "--minimum",
        "1",
        "--maximum",
        "2",
        "--groups",
        "3305, 3321",
        "--order",
        "least:points,latest:operating_since",
    )
    done = select(table, "--rules", rules, "--key", "No", *options, "--waiting-list", "5", "--seed", "x")
    told = done.stdout.splitlines()
    assert told[:6] == [
        "kuota: 3",
        "kelompok menurut: kabupaten/kota",
        "minimum tiap kelompok: 1 untuk Kabupaten Kebumen, Kabupaten Demak",
        "maksimum tiap kelompok: 2",
        "urutan: poin tersedikit, lalu mulai beroperasi paling akhir, lalu undian dengan benih “x”",
        "daftar tunggu paling banyak: 5",
    ]
    assert [line.split()[0] for line in told[7:]] == ["Kabupaten", "Kabupaten", "semua"]
    assert told[-1].split() == ["semua", "3", "0", "1", "0", "1"]


def test_a_scored_table_needs_no_rules(tmp_path, table, rules):
    run("score", table, "--rules", rules, "--as-of", "2026-11-01", "--out", tmp_path / "s.csv", "--quiet")
    done = select(tmp_path / "s.csv", "--quota", "2", "--order", "points,operating_since", "--lang", "en")
    assert "all    2         0" in done.stdout
    assert "Outcomes are those of the column 'nk_outcome'; nothing is decided again." in done.stderr
    assert "a lot drawn with the seed “naikkelas” (the default)\n" in done.stdout
    assert "Lots are drawn by the whole row" in done.stderr
    again = select(tmp_path / "s.csv", "--rules", rules, "--key", "No")
    assert "Hasil penilaian diambil dari kolom 'nk_outcome', tidak dinilai ulang." in again.stderr


def test_json_has_the_terms_and_the_counts_and_no_key(table, rules):
    told = data(select(table, "--rules", rules, "--key", "No", "--json", "--by", "regency", "--maximum", "1", "--lang", "en"))
    assert told["counts"] == {"admitted": 2, "possible": 0, "waiting": 1, "waiting_possible": 0, "refused": 2}
    assert [(group["group"], group["title"]) for group in told["groups"]] == [("3305", "Kabupaten Kebumen"), ("3321", "Kabupaten Demak")]
    assert (told["quota"], told["maximum"], told["seed"], told["decided_before"], told["by"]) == (2, 1, "stan 2", False, "regency")
    assert told["order_words"] == ["most points", "earliest operating since"]
    assert "A1" not in json.dumps(told)


def test_quiet_prints_nothing(tmp_path, table, rules):
    done = select(table, "--rules", rules, "--key", "No", "--out", tmp_path / "k.xlsx", "--quiet")
    assert (done.exit_code, done.output) == (0, "")
    assert (tmp_path / "k.xlsx").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--quota", "lima"), "--quota galat NK207"),
        (("--quota", "0"), "--quota galat NK207"),
        (
            ("--order", "annual_sales"),
            "NK402 nilai 'annual_sales' untuk --order tidak dapat dibaca; yang diharapkan: most:annual_sales | least:annual_sales",
        ),
        (("--order", "operating_sinse"), "--order galat NK201"),
        (("--by", "regensi"), "--by galat NK201"),
        (("--by", "regency"), "--by galat NK179"),
        (
            ("--minimum", "2"),
            "--minimum galat NK151 seleksi memerlukan kunci 'by'; sebutkan juga fakta yang membentuk kelompok: --by regency",
        ),
        (("--by", "regency", "--minimum", "5"), "--minimum galat NK238 'minimum' pada seleksi bernilai 5; yang diharapkan: <= 2 (quota)"),
        (
            ("--by", "regency", "--minimum", "2", "--quota", "1"),
            "--minimum galat NK238 'minimum' pada seleksi bernilai 2; yang diharapkan: <= 1 (quota)",
        ),
        (("--waiting-list", "-1"), "--waiting-list galat NK207"),
        (("--assume", "x"), "NK402"),
        (("--key", "Nomor"), "NK461"),
        (("--out", "k.pdf"), "NK470"),
        (("--out", "tidak-ada/k.csv"), "NK470 hasil tidak ditulis ke 'k.csv': foldernya tidak ada"),
    ],
)
def test_a_mistake_is_told_with_the_option(table, rules, options, told):
    done = select(table, "--rules", rules, *(("--key", "No") if "--key" not in options else ()), *options)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_a_limit_that_contradicts_the_rules_is_told_at_its_option(tmp_path, table):
    grouped = csv_at(tmp_path, RULES.replace("waiting_list: 1", "waiting_list: 1, by: {fact: regency, minimum: 1, maximum: 2}"), "g.yaml")
    assert "--minimum error NK238" in select(table, "--rules", grouped, "--key", "No", "--minimum", "3", "--lang", "en").stderr
    of_two = csv_at(tmp_path, grouped.read_text(encoding="utf-8").replace("minimum: 1, maximum: 2", "minimum: 2"), "h.yaml")
    told = select(table, "--rules", of_two, "--key", "No", "--maximum", "1", "--lang", "en").stderr
    assert "--maximum error NK238 'minimum' in selection is 2; expected: <= 1 (maximum)" in told


def test_one_row_is_one_row(tmp_path, rules):
    table = csv_at(tmp_path, "".join(TABLE.splitlines(keepends=True)[:2]), "satu.csv")
    done = select(table, "--rules", rules, "--key", "No", "--out", tmp_path / "k.csv", "--lang", "en")
    assert "1 row read, 1 row written: " in done.stdout


def test_what_is_missing_is_told(table):
    assert "NK490" in select(table, "--rules", "kur-mikro").stderr
    done = select(table, "--quota", "2", "--lang", "en")
    assert done.exit_code == 2
    assert (
        "NK497 this table has no column 'nk_outcome', and there are no rules to decide it by; name the rules: --rules NAME" in done.stderr
    )


def test_help_speaks_both_languages():
    told = run("select", "--help").stdout
    assert "Contoh:" in told
    assert "daftar tunggu" in told
    told = run("select", "--help", "--lang", "en").stdout
    assert "Examples:" in told
    assert "$ naikkelas select hasil.csv --rules stipark-pra-inkubasi" in told


def test_many_problems_are_counted(tmp_path, rules):
    lines = "".join(f"A{number};Kebumn{number};mebel;kemarin;ya\n" for number in range(30))
    done = select(csv_at(tmp_path, TABLE.splitlines()[0] + "\n" + lines), "--rules", rules, "--key", "No", "--lang", "en")
    assert done.stderr.count("NK440") == 20
    assert "… and 10 more problems; see nk_place_problems" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGINT") or os.name == "nt", reason="Windows has no such signals")
def test_ctrl_c_leaves_nothing_behind(tmp_path, rules):
    rows = "".join(f"B{number};Kebumen;mebel;2019-01-01;ya\n" for number in range(50_000))
    table = csv_at(tmp_path, TABLE + rows)
    command = [
        sys.executable,
        "-m",
        "naikkelas",
        "select",
        table,
        "--rules",
        rules,
        "--key",
        "No",
        "--out",
        tmp_path / "k.csv",
        "--as-of",
        "2026-11-01",
    ]
    with subprocess.Popen([str(each) for each in command], stderr=subprocess.PIPE, env=environment(), cwd=ROOT) as process:
        while not list(tmp_path.glob("*.part")):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert f"Dihentikan; {tmp_path / 'k.csv'} tidak ditulis." in told.decode()
    assert not list(tmp_path.glob("*k.csv*"))


def test_parameters_without_the_rules_that_have_them_are_refused(table):
    done = select(table, "--quota", "2", "--key", "No", "--set-parameter", "places=3", "--lang", "en")
    assert (done.exit_code, "--rules NAME beside it" in done.stderr) == (2, True)


def test_it_is_said_which_sheet_is_read_and_which_others_list_businesses(tmp_path, rules):
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Demak")):
        for row in (["Nama Usaha", "keeps_books"], ["Keripik Sri", "ya"], ["Tempe Maju", "ya"]):
            sheet.append(row)
    book.active.title = "Kebumen"
    book.save(tmp_path / "d.xlsx")
    done = select(tmp_path / "d.xlsx", "--rules", rules, "--lang", "en")
    assert "Kebumen" in done.stderr.splitlines()[0]
    assert "other sheets look like lists of businesses too: 'Demak'; choose one with --sheet" in done.stderr
    assert "Demak" not in select(tmp_path / "d.xlsx", "--rules", rules, "--quiet").output


def test_rules_show_says_who_gets_a_place(tmp_path):
    text = RULES.replace(
        "parameters: {", "sources: {letter: {title: Surat}}\nparameters: {areas: {type: set, of: regency, values: {2025-01-01: [3305]}}, "
    )
    full = "by: {fact: regency, groups: $areas, minimum: 1, maximum: 2}, waiting_list: 4, source: letter"
    path = csv_at(tmp_path, text.replace("waiting_list: 1", full), "penuh.yaml")
    told = run("rules", "show", path, "--lang", "en").stdout.partition("Selection of a cohort\n")[2].partition("\n\n")[0]
    assert told.splitlines() == [
        "  quota: $places",
        "  groups by regency or city, at least 1 for $areas, at most 2",
        "  order: most points, then earliest operating since, then a lot",
        "  waiting list of at most 4",
        "  rests on: concluded by the authors of the rules (letter)",
    ]
    assert data(run("rules", "show", path, "--format", "json"))["selection"]["by"]["groups"] == "$areas"
    path = csv_at(
        tmp_path,
        text.replace("quota: $places", "by: {fact: sector, groups: [wood, herbal], minimum: 1}").replace(", firmness: inferred", ""),
        "lain.yaml",
    )
    told = run("rules", "show", path).stdout.partition("Seleksi kohor\n")[2].partition("\n\n")[0]
    assert told.splitlines() == [
        "  kelompok menurut bidang usaha, paling sedikit 1 untuk herbal, wood",
        "  urutan: poin terbanyak, lalu mulai beroperasi paling awal, lalu undian",
        "  daftar tunggu paling banyak 1",
    ]
    plain = csv_at(
        tmp_path,
        text.replace("{quota: $places", "{quota: 3, by: {fact: sector, minimum: 1}").replace(", waiting_list: 1", ""),
        "biasa.yaml",
    )
    assert "paling sedikit 1\n" in run("rules", "show", plain).stdout
    assert "Seleksi kohor" not in run("rules", "show", "kur-mikro").stdout
