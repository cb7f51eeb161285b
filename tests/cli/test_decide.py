"""``naikkelas decide``: what it reads, what it prints, and with which exit code it ends."""

import json
from datetime import date, datetime

import jsonschema
import pytest

import naikkelas as nk
from naikkelas.authoring.schema import decision_schema
from naikkelas.cli.decide import today
from tests.cli.console import ELIGIBLE, INOPAK, PROFILES, STIPARK, data, run

KERIPIK = PROFILES / "keripik-kebumen.yaml"
SEVERAL = PROFILES / "kelompok-lombok-timur.yaml"


@pytest.fixture
def write(tmp_path):
    def write(text, name="profil.yaml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_the_explanation_is_that_of_the_library_in_bahasa_indonesia(write):
    result = run("decide", write(ELIGIBLE), *INOPAK)
    profile = {"regency": "3305", "sector": "processed_food", "operating_since": "2018-03-12", "pirt_status": "held"}
    profile |= {"pirt_expires_on": "2028-12-31", "knows_market": True, "knows_production": True}
    decision = nk.bundled("inopak-naik-kelas").decide(profile, as_of=date(2026, 11, 1))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == decision.explain()


def test_english_when_asked_for(write):
    assert run("decide", write(ELIGIBLE), *INOPAK, "--lang", "en").stdout.startswith("Eligible")
    assert run("--lang=en", "decide", write(ELIGIBLE), *INOPAK).stdout.startswith("Eligible")


@pytest.mark.parametrize(
    ("name", "rules", "outcome"),
    [
        ("keripik-kebumen", INOPAK, "eligible"),
        ("abon-semarang", INOPAK, "ineligible"),
        ("roti-wonosobo", INOPAK, "needs_information"),
        ("keripik-kebumen", STIPARK, "out_of_scope"),
    ],
)
def test_every_outcome_is_a_success(name, rules, outcome):
    result = run("decide", PROFILES / f"{name}.yaml", *rules, "--format", "json")
    assert (result.exit_code, data(result)["outcome"]) == (0, outcome)


def test_markdown_and_html(write):
    markdown = run("decide", write(ELIGIBLE), *INOPAK, "--format", "markdown").stdout
    assert markdown.startswith("#")
    page = run("decide", write(ELIGIBLE, "a&b.yaml"), write(ELIGIBLE, "c.yaml"), *INOPAK, "--format", "html").stdout
    assert page.startswith('<!doctype html>\n<html lang="id">')
    assert '<meta charset="utf-8">' in page
    assert "a&amp;b.yaml</h1>" in page
    assert page.count('<section class="nk-decision') == 2
    assert page.endswith("</html>\n")


# --- JSON ------------------------------------------------------------------------------------------------------------


def test_one_profile_is_one_object_and_several_are_a_list(write):
    one = run("decide", KERIPIK, *INOPAK, "--format", "json")
    two = run("decide", KERIPIK, write(ELIGIBLE), *INOPAK, "--format", "json")
    listed = run("decide", write(f"[{json.dumps({'sector': 'wood'})}]"), *INOPAK, "--format", "json")
    assert data(one)["profile"] == str(KERIPIK)
    assert data(two)[0]["profile"] == str(KERIPIK)
    assert [each["profile"].partition("#")[2] for each in data(listed)] == ["1"]


def test_the_json_is_the_librarys_with_the_name_of_the_file():
    found = data(run("decide", KERIPIK, *INOPAK, "--format", "json", "--lang", "en"))
    jsonschema.validate(found, decision_schema(nk.bundled("inopak-naik-kelas")))
    assert found["as_of"] == "2026-11-01"
    assert found["criteria"]["permit"]["because"][0]["sentence"]


def test_a_bad_profile_among_several_stands_in_its_place(write):
    bad = write("sektor: kayu\nworkers: banyak\n", "b.yaml")
    result = run("decide", KERIPIK, bad, SEVERAL, *STIPARK, "--format", "json")
    found = data(result)
    assert result.exit_code == 2
    assert [("outcome" in each, each["profile"].rpartition("/")[2]) for each in found] == [
        (True, "keripik-kebumen.yaml"),
        (False, "b.yaml"),
        (True, "kelompok-lombok-timur.yaml#1"),
        (True, "kelompok-lombok-timur.yaml#2"),
        (True, "kelompok-lombok-timur.yaml#3"),
    ]
    assert [(p["code"], p["place"]["line"], p["place"]["column"]) for p in found[1]["problems"]] == [("NK401", 1, 1), ("NK402", 2, 10)]


def test_a_bad_profile_alone_is_an_object_with_problems(write):
    result = run("decide", write("workers: -1"), *INOPAK, "--format", "json", "--lang", "en")
    assert result.exit_code == 2
    assert data(result)["problems"][0]["hint"] == "the value is out of bounds"


# --- several profiles in words ---------------------------------------------------------------------------------------


def test_the_others_are_decided_and_all_problems_come_last(write):
    result = run("decide", write("workers: x", "a.yaml"), KERIPIK, write("[]", "c.yaml"), write("- 1\n- {workers: y}", "d.yaml"), *INOPAK)
    assert result.exit_code == 2
    assert result.stdout.count("Memenuhi syarat: ") == 1
    lines = result.stderr.splitlines()
    assert lines[1] == "5 profil: 1 memenuhi syarat, 4 tidak dapat dibaca."
    assert [line.split("/")[-1].split(" galat")[0] for line in lines[2:]] == [
        "a.yaml:1:10 workers",
        "c.yaml:1:1",
        "d.yaml:1:3",
        "d.yaml:2:13 workers",
    ]


def test_where_a_long_list_of_choices_is_found(write):
    told = run("decide", write("regency: Kebumen\nsector: pangan\npermits: x"), *INOPAK)
    assert told.stderr.splitlines()[-1] == "Semua pilihan: naikkelas facts regency"


def test_several_profiles_have_headings_and_a_summary():
    result = run("decide", SEVERAL, *STIPARK, "--lang", "en")
    assert [line for line in result.stdout.splitlines() if "────" in line] == [f"──── {SEVERAL}#{n} ────" for n in (1, 2, 3)]
    assert result.stderr.strip() == "3 profiles: 1 eligible, 2 not eligible."
    markdown = run("decide", SEVERAL, *STIPARK, "--format", "markdown").stdout
    assert markdown.startswith(f"# `{SEVERAL}#1`\n")


# --- reading ---------------------------------------------------------------------------------------------------------


def test_standard_input(write):
    result = run("decide", "-", *INOPAK, "--format", "json", given=ELIGIBLE)
    assert (data(result)["outcome"], data(result)["profile"]) == ("eligible", "<stdin>")
    bad = run("decide", "-", *INOPAK, given="a: [")
    assert bad.exit_code == 2
    assert bad.stderr.startswith("<stdin>:1:4 galat NK131")


def test_what_is_empty_or_null_is_missing(write):
    same = [
        run("decide", write(text), *INOPAK).stdout
        for text in ("sector: wood\nregency:\n", "sector: wood\nregency: null\nkbli: ~", "sector: wood")
    ]
    assert same[0] == same[1] == same[2]
    quoted = run("decide", write("business_name: 'null'\nworkers: 'null'"), *INOPAK)
    assert quoted.stderr.count("NK402") == 1


def test_json_numbers_are_numbers(write):
    text = (
        '{"sector": "wood", "capital": %s, "operating_since": 2019, "knows_market": true, "regency": null, "workers": NaN, "kbli": "01111"}'
    )
    assert run("decide", write(text % "2500000.0", "p.json"), *INOPAK).exit_code == 0
    refused = run("decide", write(text % "2500.5", "p.json"), *INOPAK)
    assert "capital" in refused.stderr
    assert run("decide", "-", *INOPAK, given=text % "25e5").exit_code == 0
    assert run("decide", write("capital: 2.500"), *INOPAK).exit_code == 0


def test_facts_a_rule_set_declares_are_known(write):
    rules = write(
        """\
format: naikkelas/1
rule_set: with-own-fact
version: 1
title: {id: "Contoh", en: "Example"}
facts: {ovens: {type: integer, at_most: 9, title: {id: "oven", en: "ovens"}}}
criteria:
  enough: {title: {id: "Cukup oven", en: "Enough ovens"}, require: {ovens: {at_least: 2}}}
""",
        "own.yaml",
    )
    decided = run("decide", write("ovens: 3"), "--rules", rules, "--as-of", "2026-11-01", "--format", "json")
    assert data(decided)["outcome"] == "eligible"
    assert "NK402" in run("decide", write("ovens: 10"), "--rules", rules, "--as-of", "2026-11-01").stderr


def test_places_inside_permits(write):
    text = "permits:\n  - kind: pirt\n    statos: held\n  - kind: md\n    expires_on: besok\n  - status: held\n"
    result = run("decide", write(text), *INOPAK)
    places = [line.split(" galat ")[0].rpartition("profil.yaml:")[2] for line in result.stderr.splitlines()]
    assert places == ["3:5 permits[0].statos", "5:17 permits[1].expires_on", "6:5 permits[2].kind"]


# --- rule sets, dates and parameters ---------------------------------------------------------------------------------


def test_a_rule_set_by_path_and_a_folder_of_versions(write, tmp_path):
    text = "format: naikkelas/1\nrule_set: r\nversion: {0}\ntitle: r\neffective: {{from: {0}-01-01, until: {0}-12-31}}\n"
    text += "criteria: {{c: {{title: c, require: {{knows_market: {{is: true}}}}}}}}\n"
    for year in (2025, 2026):
        write(text.format(year), f"r{year}.yaml")
    profile = write("knows_market: true", "p.txt")
    for rules, day in ((tmp_path / "r2025.yaml", "2025-05-01"), (tmp_path, "2026-05-01")):
        found = data(run("decide", profile, "--rules", rules, "--as-of", day, "--format", "json"))
        assert found["version"] == day[:4]
    past = run("decide", profile, "--rules", tmp_path, "--as-of", "2026-05-01", "--rules-as-of", "2025-06-01", "--format", "json")
    assert (data(past)["version"], data(past)["rules_as_of"]) == ("2025", "2025-06-01")
    assert "NK501" in run("decide", profile, "--rules", tmp_path, "--as-of", "2030-05-01").stderr


def test_warnings_of_the_rule_set_are_told(write):
    rules = write(
        "format: naikkelas/1\nrule_set: r\nversion: 1\ntitle: r\ncriteria: {n: {kind: preference, points: 1, title: n, require: {workers: {at_least: 1}}}}\n"
    )
    result = run("decide", KERIPIK, "--rules", rules, "--as-of", "2026-11-01")
    assert result.exit_code == 0
    assert "peringatan NK305" in result.stderr


def test_a_date_outside_the_rule_sets_life_is_told_once():
    result = run("decide", KERIPIK, KERIPIK, "--rules", "inopak-naik-kelas", "--as-of", "2019-01-01")
    assert result.exit_code == 2
    assert result.stderr.count("NK501") == 1


def test_today_is_said_and_shown(monkeypatch):
    monkeypatch.setattr("naikkelas.cli.decide.today", lambda: date(2027, 2, 3))
    result = run("decide", KERIPIK, *INOPAK[:2])
    assert result.stderr == "Dinilai per hari ini, 3 Februari 2027. Tanggal lain: --as-of TTTT-BB-HH.\n"
    assert "3 Februari 2027" in result.stdout
    as_json = run("decide", KERIPIK, *INOPAK[:2], "--format", "json")
    assert (as_json.stderr, data(as_json)["as_of"]) == ("", "2027-02-03")


@pytest.mark.parametrize(
    ("settings", "outcome"),
    [
        ([], "eligible"),
        (["minimum_operation={years: 10}"], "ineligible"),
        (["regencies_are_a_gate=true", "priority_regencies=[3305, 3301]"], "eligible"),
        (["regencies_are_a_gate=true", "$priority_regencies = [3301]"], "ineligible"),
        (["counted_from=first_production"], "needs_information"),
    ],
)
def test_parameters_are_set_as_in_yaml(settings, outcome):
    options = [word for setting in settings for word in ("--set-parameter", setting)]
    assert data(run("decide", KERIPIK, *INOPAK, *options, "--format", "json"))["outcome"] == outcome


def test_the_clock_is_read_for_the_day_alone(monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 11, 1, 23, 59, tzinfo=tz)

    monkeypatch.setattr("naikkelas.cli.decide.datetime", Clock)
    assert today() == date(2026, 11, 1)


def test_output_goes_to_a_file(tmp_path):
    target = tmp_path / "hasil.json"
    target.write_text("something longer that was here before" * 99)
    result = run("decide", KERIPIK, *INOPAK, "--format", "json", "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["outcome"] == "eligible"
    run("decide", KERIPIK, *INOPAK, "-o", target)
    assert "✓ memenuhi" in target.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    result = run("decide", KERIPIK, *INOPAK, "-o", tmp_path / "no" / "such" / "folder")
    assert result.exit_code == 2
    assert result.stderr.startswith("galat: ")


@pytest.mark.parametrize(
    ("text", "place", "said", "in_indonesian"),
    [
        ('{"workers": 5,}', "1:14", "JSON has no comma before } or ]", "tidak ada koma sebelum } atau ]"),
        ('{"permits": [1,]}', "1:15", "JSON has no comma before } or ]", "tidak ada koma sebelum } atau ]"),
        ("{'workers': 5}", "1:2", 'JSON has only the quote "', 'JSON hanya mengenal tanda kutip "'),
        ("{\"sector\": 'herbal'}", "1:12", 'JSON has only the quote "', 'JSON hanya mengenal tanda kutip "'),
        ('{"workers": 05}', "1:14", "JSON has no number that begins with 0", "tidak ada angka yang diawali 0"),
    ],
)
def test_why_a_json_profile_is_no_json_is_said(write, text, place, said, in_indonesian):
    path = write(text, "p.json")
    told = run("decide", path, *INOPAK, "--lang", "en").stderr
    assert f":{place} error NK149" in told
    assert said in told
    assert in_indonesian in run("decide", path, *INOPAK, "--lang", "id").stderr
