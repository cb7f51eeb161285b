"""``rules``, ``check``, ``facts`` and ``schema``, and the help of all commands."""

import json
import shutil

import jsonschema
import pytest

import naikkelas as nk
from naikkelas.authoring import schema as schemas
from naikkelas.cli.program import build
from naikkelas.cli.tell import Tell, language, last_value
from naikkelas.ikm.catalogue import FACTS
from tests.cli.console import ROOT, data, run

COMMANDS = [
    [],
    ["decide"],
    ["rules"],
    ["rules", "list"],
    ["rules", "show"],
    ["check"],
    ["fmt"],
    ["facts"],
    ["schema"],
    ["permit"],
    ["regency"],
]

RICH = """\
format: naikkelas/1
rule_set: rich
version: 3
title: {id: "Kaya", en: "Rich"}
effective: {from: 2026-01-01, until: 2027-12-31}
sources: {law: {title: "UU 20/2008", date: 2008-07-04, url: "https://example.org/uu", note: {id: "catatan", en: "note"}}}
parameters:
  cap: {type: money, values: {2026-01-01: 500 juta, 2027-01-01: 600 juta}}
  months: {type: integer, unit: {id: "bulan", en: "months"}, values: {2026-01-01: 6}}
  shelf: {type: duration, title: {id: "lama", en: "time"}, values: {2026-01-01: {months: 6}}}
facts:
  ph: {type: number, decimals: 1, at_least: 0, at_most: 14, title: {id: "pH", en: "pH"}}
  size: {type: choice, of: [micro, small], title: {id: "kelas", en: "size"}, table: {rows: [{when: {capital: {at_most: $cap}}, then: micro}], otherwise: small}}
applies_when: {sector: {is: processed_food}}
criteria:
  sour: {title: {id: "Asam", en: "Sour"}, require: {ph: {at_most: 4.5}}, source: law, effective: {from: 2026-06-01}}
  older: {title: {id: "Lama", en: "Older"}, applies_when: {workers: {at_least: $months}}, require: {operating_since: {at_least_ago: $shelf}}}
  both: {kind: preference, points: 5, title: {id: "Dua", en: "Both"}, require: {all: [{criterion: {older: met}}, {programme: {inopak-naik-kelas: eligible}}]}}
outputs: [size]
data_gaps: [{id: "tidak ada", en: "nothing"}]
"""


@pytest.fixture
def rich(tmp_path):
    path = tmp_path / "rich.yaml"
    path.write_text(RICH, encoding="utf-8")
    return path


# --- help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(("lang", "words"), [("id", ("Contoh:", "Pemakaian:", "Opsi:")), ("en", ("Examples:", "Usage:", "Options:"))])
def test_help_has_examples_in_both_languages(command, lang, words):
    told = run(*command, "--help", "--lang", lang)
    assert told.exit_code == 0
    assert all(word in told.stdout for word in words)
    assert "$ naikkelas " in told.stdout
    assert ("[wajib]" in told.stdout) is (command == ["decide"] and lang == "id")
    assert run(*command, "-h", "--lang", lang).stdout == told.stdout


@pytest.mark.parametrize("command", ["score", "select", "columns", "diff"])
def test_help_says_which_sheet_is_read_as_the_pages_do(command):
    told = " ".join(run(command, "--help", "--lang", "en").stdout.split())
    assert "the one that lists businesses and whose titles are known best" in told


def test_without_a_command_there_is_help():
    assert run().stdout == run("--help").stdout
    assert run("rules").stdout == run("rules", "--help").stdout


def test_commands_stand_in_the_order_of_use():
    told = run("--help").stdout
    places = [told.index(f"\n  {name} ") for name in ("decide", "rules", "check", "facts", "schema")]
    assert places == sorted(places)


def test_version():
    assert run("--version").stdout == f"naikkelas {nk.__version__}\n"


def test_words_complete_in_a_shell():
    param = next(param for param in build(Tell("id")).commands["decide"].params if param.name == "format")
    assert [item.value for item in param.type.shell_complete(None, param, "m")] == ["markdown"]


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "id"),
        ([], {"NAIKKELAS_LANG": "en"}, "en"),
        ([], {"NAIKKELAS_LANG": "en_GB.UTF-8"}, "en"),
        ([], {"NAIKKELAS_LANG": "zz"}, "id"),
        (["decide", "--lang", "id"], {"NAIKKELAS_LANG": "en"}, "id"),
        (["--lang=en"], {}, "en"),
        (["--lang", "en", "--lang", "id"], {}, "id"),
        (["--", "--lang", "en"], {}, "id"),
        (["--lang"], {}, "id"),
    ],
)
def test_the_language(arguments, environment, expected):
    assert language(arguments, environment) == expected


def test_the_last_value_of_an_option_counts():
    assert last_value(["--format", "text", "--format=json"], "--format") == "json"


# --- rules -----------------------------------------------------------------------------------------------------------


def test_rules_list():
    told = run("rules", "list")
    lines = [line.split()[:3] for line in told.stdout.splitlines()[1:]]
    assert [name for name, _, _ in lines] == list(nk.bundled_names())
    assert ["inopak-naik-kelas", "2020.11", "2020-11-05"] in lines
    assert ["stipark-pra-inkubasi", "2021.02", "2021-02-16"] in lines
    found = data(run("rules", "list", "--format", "json"))
    assert [each["hash"] for each in found] == [nk.bundled(name).hash for name in nk.bundled_names()]


def test_rules_show_tells_everything(rich):
    told = run("rules", "show", rich, "--lang", "en").stdout
    for words in (
        "Rich\nrich version 3, in force from 1 January 2026 to 31 December 2027\nhash ",
        "Applies when (facts read)\n  sector",
        "sour: Sour",
        "reads ph",
        "does not always apply; depends on workers",
        "both: Both (5 points)\n    reads older, inopak-naik-kelas",
        "cap = Rp500.000.000 from 2026-01-01; Rp600.000.000 from 2027-01-01",
        "months = 6 months",
        "shelf = {months: 6} (time)",
        "ph: pH",
        "size: size",
        "inopak-naik-kelas 2020.11",
        "nothing",
        "law: UU 20/2008, 4 July 2008, note, https://example.org/uu",
    ):
        assert words in told
    assert "yang dapat dilakukan: Urus atau perpanjang SPP-IRT" in run("rules", "show", "inopak-naik-kelas").stdout


def test_rules_show_as_data(rich):
    found = data(run("rules", "show", rich, "--format", "json"))
    assert found["effective"] == {"from": "2026-01-01", "until": "2027-12-31"}
    assert found["criteria"]["sour"]["effective"] == {"from": "2026-06-01", "until": None}
    assert found["parameters"]["shelf"]["values"] == {"2026-01-01": {"months": 6}}
    assert found["derived"]["size"]["title"]["en"] == "size"
    assert found["hash"] == nk.load(rich).hash
    for name in nk.bundled_names():
        assert data(run("rules", "show", name, "--format", "json"))["rule_set"] == name


def test_rules_show_the_file_itself(rich):
    assert run("rules", "show", rich, "--format", "yaml").stdout == RICH
    assert run("rules", "show", "inopak-naik-kelas", "--format", "yaml").stdout == (ROOT / "rules/inopak-naik-kelas.yaml").read_text(
        "utf-8"
    )


# --- check -----------------------------------------------------------------------------------------------------------


@pytest.mark.no_cover
def test_check_of_what_is_right():
    told = run("check", ROOT / "rules")
    count = len(list((ROOT / "rules").rglob("*.yaml")))
    assert (told.exit_code, told.stdout) == (0, f"{count} berkas diperiksa: 0 galat, 0 peringatan.\n")


def test_check_tells_every_problem_with_its_place(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(RICH.replace("sector: {is: processed_food}", "sektor: {is: food}").replace("at_most: 4.5", "atmost: 4.5"))
    told = run("check", bad, "--lang", "en")
    assert told.exit_code == 1
    lines = told.stdout.splitlines()
    assert [line.split()[:3] for line in lines[:-1]] == [[f"{bad}:14:16", "error", "NK201"], [f"{bad}:16:58", "error", "NK205"]]
    assert lines[-1] == "1 file checked: 2 errors, 0 warnings."


def test_a_warning_is_no_failure(tmp_path):
    rules = tmp_path / "w.yml"
    rules.write_text(RICH.replace("data_gaps", "# data_gaps").replace("outputs: [size]", ""))
    told = run("check", rules, "--lang", "en")
    assert told.exit_code == 0
    assert "warning NK306" in told.stdout
    assert told.stdout.endswith("1 file checked: 0 errors, 1 warning.\n")


def test_check_of_a_folder_passes_over_other_files(tmp_path, rich):
    (tmp_path / "below").mkdir()
    shutil.copy(rich, tmp_path / "below" / "again.yml")
    (tmp_path / "profile.yaml").write_text("sector: wood")
    (tmp_path / "broken.yaml").write_text("a: [")
    told = data(run("check", tmp_path, "--format", "json"))
    names = {key: sorted(name.rpartition("/")[2] for name in told[key]) for key in ("checked", "skipped")}
    assert names == {"checked": ["again.yml", "broken.yaml", "rich.yaml"], "skipped": ["profile.yaml"]}
    assert [problem["code"] for problem in told["problems"]] == ["NK131"]
    assert "1 dilewati karena bukan rule set" in run("check", tmp_path).stdout


@pytest.mark.parametrize("name", ["missing.yaml", "empty-folder"])
def test_nothing_to_check_is_unusable_input(tmp_path, name):
    (tmp_path / "empty-folder").mkdir()
    told = run("check", tmp_path / name)
    assert told.exit_code == 2
    assert "NK101" in told.stdout


# --- facts -----------------------------------------------------------------------------------------------------------


def test_facts_lists_the_whole_catalogue_one_a_line():
    lines = run("facts").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(FACTS)
    sector = next(line for line in lines if line.startswith("sector"))
    assert all(words in sector for words in ("processed_food | herbal", "bidang usaha", "Apa bidang usaha Anda"))


def test_facts_of_a_rule_set(rich):
    names = [line.split()[0] for line in run("facts", "--rules", rich).stdout.splitlines()[1:]]
    assert {"sector", "ph", "size", "workers", "operating_since", "capital", "pirt_status"} <= set(names)
    assert "owner_name" not in names
    assert names[-2:] == ["ph", "size"]


def test_everything_about_some_facts():
    told = run("facts", "pirt_*", "regency", "operating_since", "owner_name", "workers", "kbli", "--lang", "en").stdout
    for words in (
        "pirt_expires_on: ",
        "3305: Kabupaten Kebumen",
        "bounds: 1800-01-01 .. 2200-12-31",
        "personal: yes",
        "other names: tenaga",
        "00000",
    ):
        assert words in told


def test_an_unknown_fact_is_told_with_what_was_meant():
    told = run("facts", "omzet")
    assert told.exit_code == 2
    assert "maksud Anda 'annual_sales'?" in told.stderr


def test_facts_in_markdown_and_json(rich):
    markdown = run("facts", "--format", "markdown").stdout
    assert markdown.startswith("## Identitas\n\n| nama | jenis |")
    assert "processed_food \\| herbal" in markdown
    found = {each["name"]: each for each in data(run("facts", "--rules", rich, "--format", "json"))}
    assert found["ph"] | {"decimals": 1, "at_least": "0.0", "at_most": "14.0", "group": "declared"} == found["ph"]
    assert found["sector"]["choices"][0] == {"value": "processed_food", "title": {"id": "pangan olahan", "en": "processed food"}}
    assert found["size"]["choices"] == [{"value": "micro", "title": None}, {"value": "small", "title": None}]
    assert found["workers"]["unit"] == {"id": "orang", "en": "people"}


# --- schema ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["rule-set", "profile", "decision"])
@pytest.mark.parametrize("rules", [None, "inopak-naik-kelas"])
def test_schemas_are_those_of_the_library(what, rules, tmp_path):
    target = tmp_path / "naikkelas.schema.json"
    options = [] if rules is None else ["--rules", rules]
    made = data(run("schema", what, *options))
    run("schema", what, *options, "--output", target)
    jsonschema.Draft202012Validator.check_schema(made)
    wanted = getattr(schemas, f"{what.replace('-', '_')}_schema")(None if rules is None else nk.bundled(rules))
    assert made == json.loads(target.read_text(encoding="utf-8")) == json.loads(json.dumps(wanted))
