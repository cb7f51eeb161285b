"""``score --previous`` on the command line."""

import json

import pytest

from naikkelas.batch import read_table
from naikkelas.cli import comparison
from tests.batch.make import csv_at, values
from tests.cli.console import INOPAK, data, run

TITLES = "NIB,Kab/Kota,Jenis Usaha,Tahun Berdiri,PIRT,Tahu Pasar,Tahu Produksi\n"
BEFORE = (
    f"{TITLES}11,Kab. Kebumen,pangan,2018,2053305030970-28,ya,ya\n22,Kab. Kebumen,pangan,Des 2025,2053305030970-28,ya,ya\n33,Demak,,,,,\n"
)
NOW = f"{TITLES}11,Kab. Kebumen,pangan,2018,2053305030970-28,ya,tidak\n22,Kab. Kebumen,pangan,Des 2025,2053305030970-28,ya,ya\n44,Demak,,,,,\n,x,,,,,\n"
LATER = (*INOPAK[:3], "2027-02-01")


@pytest.fixture
def before(tmp_path):
    out = tmp_path / "lalu.xlsx"
    assert run("score", csv_at(tmp_path, BEFORE, "okt.csv"), *INOPAK, "--out", out, "--quiet").exit_code == 0
    return out


def score(folder, previous, *more, rules=LATER):
    return run("score", csv_at(folder, NOW, "feb.csv"), *rules, "--out", folder / "kini.parquet", "--previous", previous, *more)


def test_the_comparison_is_printed_below_the_totals_and_the_changes_are_written(tmp_path, before):
    done = score(tmp_path, before, "--key", "NIB", "--changes", tmp_path / "ubah.jsonl", "--lang", "en")
    assert done.exit_code == 0
    lines = [line.rsplit("  ", 1) for line in done.stdout.splitlines()]
    at = next(number for number, line in enumerate(lines) if line[0].startswith("compared with"))
    assert [(text.strip(), count.strip()) for text, count in lines[at + 1 :]] == [
        ("the same", "0"),
        ("changed", "2"),
        ("eligible → not eligible", "1"),
        ("not eligible → eligible", "1"),
        ("criterion: Knows the production", "1"),
        ("criterion: Running for at least one year", "1"),
        ("cause: the data changed", "1"),
        ("cause: the as-of date is another", "1"),
        ("new", "1"),
        ("gone", "1"),
        ("rows without a key, not compared", "1"),
    ]
    assert f"Changes written: {tmp_path / 'ubah.jsonl'}" in done.stderr
    changes = [json.loads(line) for line in (tmp_path / "ubah.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(each["key"], each["change"], each["cause"]) for each in changes] == [
        ("11", "changed", "data"),
        ("22", "changed", "date"),
        ("44", "new", None),
        ("33", "gone", None),
    ]
    assert [row[0] for row in values(read_table(tmp_path / "kini.parquet"))] == ["11", "22", "44", ""]


def test_the_comparison_as_json_is_all_that_is_printed_and_names_no_key(tmp_path, before):
    done = score(tmp_path, before, "--key", "NIB", "--json")
    made = data(done)
    assert (made["changed"], made["causes"], made["previous"]) == (2, {"data": 1, "date": 1}, str(before))
    assert made["moves"][0] == {"before": "eligible", "after": "ineligible", "rows": 1}
    assert "33" not in json.dumps(made["causes"])


def test_quiet_prints_nothing_of_it(tmp_path, before):
    done = score(tmp_path, before, "--key", "NIB", "--quiet", "--changes", tmp_path / "ubah.csv")
    assert (done.exit_code, done.output) == (0, "")
    assert (tmp_path / "ubah.csv").exists()


def test_a_key_that_the_list_of_changes_cannot_hold_is_told_in_every_form(tmp_path):
    long = "k" * 40_000
    tables = [csv_at(tmp_path, f"ID,Tahu Pasar,Tahu Produksi\n{long},{said},ya\n", f"{said}.csv") for said in ("ya", "tidak")]
    assert run("score", tables[0], *INOPAK, "--out", tmp_path / "a.csv", "--quiet").exit_code == 0
    more = (
        "--out",
        tmp_path / "b.csv",
        "--previous",
        tmp_path / "a.csv",
        "--key",
        "ID",
        "--changes",
        tmp_path / "ubah.xlsx",
        "--overwrite",
    )
    stderr = run("score", tables[1], *INOPAK, *more).stderr
    assert any("ubah.xlsx:2:2 key" in line and "NK560" in line for line in stderr.splitlines())
    assert "NK560" in run("score", tables[1], *INOPAK, *more, "--quiet").stderr
    assert [each["code"] for each in data(run("score", tables[1], *INOPAK, *more, "--json"))["problems"]] == ["NK560"]


def test_an_old_result_that_does_not_say_enough_and_repeated_keys_are_told(tmp_path):
    old = csv_at(tmp_path, "NIB,nk_outcome,nk_market\n11,ineligible,met\n22,eligible,met\n22,eligible,met\n", "lama.csv")
    done = score(tmp_path, old, "--key", "NIB")
    assert "hasil lama tidak mempunyai kolom nk_as_of, nk_rules" in done.stderr
    assert "lama.csv:4:1 NIB peringatan NK485" in done.stderr
    assert "\nkunci ganda, tidak dibandingkan" in done.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "--previous"),
        (("--key", "NIK"), "NK461"),
        (("--key", "NIB", "--prefix", "x_"), "NK484"),
        (("--key", "NIB", "--changes", "lalu.xlsx", "--overwrite"), "NK470"),
    ],
)
def test_what_cannot_be_compared_is_told_before_anything_is_written(tmp_path, before, options, message):
    words = [str(before) if word == "lalu.xlsx" else word for word in options]
    done = score(tmp_path, before, *words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not (tmp_path / "kini.parquet").exists()


def test_an_interrupted_comparison_says_that_the_result_stands(tmp_path, before, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(comparison, "compare_scores", stop)
    done = score(tmp_path, before, "--key", "NIB")
    assert (done.exit_code, (tmp_path / "kini.parquet").exists()) == (130, True)
    assert done.stderr.splitlines()[-1] == f"Dihentikan; sudah ditulis: {tmp_path / 'kini.parquet'}"


def test_changes_need_something_to_compare_with(tmp_path):
    done = run("score", csv_at(tmp_path, NOW), *INOPAK, "--out", tmp_path / "h.csv", "--changes", tmp_path / "ubah.csv")
    assert (done.exit_code, "--previous BERKAS" in done.stderr) == (2, True)


def test_without_an_earlier_result_json_has_the_totals(tmp_path):
    made = data(run("score", csv_at(tmp_path, NOW), *INOPAK, "--out", tmp_path / "h.csv", "--json"))
    assert (made["out"], made["rule_set"]) == (str(tmp_path / "h.csv"), "inopak-naik-kelas")
    assert made["totals"]["rows"] == sum(made["totals"]["outcomes"].values()) > 0
    assert "33" not in json.dumps([made["totals"], made["problems"]])  # no key


@pytest.mark.parametrize("same", ["feb.csv", "peta.yaml", "kini.parquet", "masalah.csv", "lalu.xlsx", "aturan.csv"])
def test_the_changes_go_to_no_other_file_of_the_run(tmp_path, before, same):
    mapping = csv_at(tmp_path, "format: naikkelas-mapping/1\ncolumns:\n  PIRT: {fact: pirt_number}\n", "peta.yaml")
    csv_at(tmp_path, "lama\n", "masalah.csv")
    criteria = "criteria:\n  market: {require: {knows_market: {is: true}}}\n"
    rules = csv_at(tmp_path, f"format: naikkelas/1\nrule_set: pasar\nversion: 1\n{criteria}", "aturan.csv")
    csv_at(tmp_path, NOW, "feb.csv")
    held = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    more = ("--mapping", mapping, "--problems", tmp_path / "masalah.csv", "--key", "NIB", "--overwrite")
    done = score(tmp_path, before, *more, "--changes", tmp_path / same, rules=("--rules", rules, *LATER[2:]))
    assert (done.exit_code, "NK470" in done.stderr) == (2, True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == held


def test_the_problems_do_not_go_to_the_earlier_result(tmp_path, before):
    before = csv_at(tmp_path, "NIB,nk_outcome\n11,eligible\n", "lama.csv")
    held = before.read_bytes()
    done = score(tmp_path, before, "--key", "NIB", "--problems", before, "--overwrite")
    assert (done.exit_code, "NK470" in done.stderr, before.read_bytes()) == (2, True, held)
