"""The schemas beside the bundled rule sets: every file names one, fits it, and every key in them says what it is for."""

import copy
import json
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import naikkelas as nk
from naikkelas.authoring.formatting import formatted
from naikkelas.authoring.schema import FOLDER, MODELINE, case_file_schema, modeline, rule_set_schema, schema_files
from naikkelas.authoring.testing import CaseReader
from tests.authoring.editor import as_an_editor_reads
from tests.cli.console import ROOT, run

RULES = sorted((ROOT / "rules").glob("*.yaml"))
TESTS = sorted((ROOT / "rules" / "tests").glob("*.yaml"))
NAMED = re.compile(re.escape(MODELINE) + r"(\S+)\n")


def named(path):
    """The schema that the first line of a file names, seen from the file."""
    return (path.parent / NAMED.match(path.read_text(encoding="utf-8"))[1]).resolve()


@pytest.mark.parametrize("name", schema_files())
def test_the_schemas_in_the_checkout_are_up_to_date(name):
    assert (ROOT / "rules" / FOLDER / name).read_text(encoding="utf-8") == schema_files()[name], "run: python -m tests.docs.generate"


@pytest.mark.parametrize("path", [*RULES, *TESTS], ids=lambda path: path.name)
def test_every_bundled_file_fits_the_schema_that_its_first_line_names(path):
    schema = json.loads(named(path).read_text(encoding="utf-8"))
    found = Draft202012Validator(schema).iter_errors(as_an_editor_reads(path.read_text(encoding="utf-8")))
    assert [error.json_path for error in found] == []


@pytest.mark.parametrize("path", RULES[:3], ids=lambda path: path.name)
def test_the_line_changes_no_hash_and_stays_first(path):
    text = path.read_text(encoding="utf-8")
    without = NAMED.sub("", text, count=1)
    assert nk.loads(text).hash == nk.loads(without).hash
    assert formatted(text) == text
    assert formatted(text.replace("\n", "\n\n\n", 1)).startswith(MODELINE)
    assert formatted(without.replace("criteria:", "criteria:   ")) == without


def described(schema, path="$"):
    """Every property of a schema, and whether it says what it is for."""
    if isinstance(schema, dict):
        for key, inner in schema.get("properties", {}).items() if isinstance(schema.get("properties"), dict) else ():
            yield f"{path}.{key}", "description" in inner
        for key, inner in schema.items():
            if key not in ("if", "then", "not", "const", "enum", "examples", "one condition") and not path.endswith("one condition"):
                yield from described(inner, f"{path}.{key}")
    elif isinstance(schema, list):
        for number, inner in enumerate(schema):
            yield from described(inner, f"{path}[{number}]")


@pytest.mark.parametrize("make", [rule_set_schema, case_file_schema])
@pytest.mark.parametrize("rules", [None, "inopak-naik-kelas", "ukuran-usaha"])
def test_every_property_says_what_it_is_for(make, rules):
    found = dict(described(make(None if rules is None else nk.bundled(rules))))
    assert len(found) > 100
    assert [path for path, said in found.items() if not said] == []


def words_without_titles(schema):
    if isinstance(schema, dict):
        if "enumDescriptions" in schema:
            yield len(schema["enumDescriptions"]) == len(schema["enum"])
        for inner in schema.values():
            yield from words_without_titles(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from words_without_titles(inner)


def test_words_of_closed_lists_have_a_meaning_each():
    assert all(words_without_titles([rule_set_schema(), case_file_schema()]))
    kinds = rule_set_schema()["properties"]["criteria"]["additionalProperties"]["properties"]["kind"]
    assert dict(zip(kinds["enum"], kinds["enumDescriptions"], strict=True))["preference"].startswith("nilai tambah")


# --- files of tests ---------------------------------------------------------------------------------------------------

RIGHT = """\
format: naikkelas-tests/1
rules: inopak-naik-kelas
note: bebas
as_of: 2026-11-01
rules_as_of:
lang: en
parameters: {minimum_operation: {months: 6}, md_counts: false}
base: {sector: wood, regency: 3305, operating_since: 2019-05, workers: {at_least: 2}, kbli: 01111, annual_sales: 500 juta, halal_expires_on: never}
cases:
  - name: 1
    profile: {operating_since: 2019, keeps_books: true, business_name: 12, capital: {at_most: 1 miliar, at_least: }}
    without: [sector]
    expect: {outcome: ineligible, statuses: {permit: not_met}, missing: [], points: {at_least: 0}, explains: Kayu}
  - name: tabel
    columns: [profile.workers, expect.outcome]
    rows: [[3, eligible], [4, ~]]
    expect: {points: 3, explains: [a, 2]}
"""
MISTAKES = [
    ("format: naikkelas-tests/1", "format: naikkelas/1"),
    ("rules: inopak-naik-kelas\n", ""),
    ("lang: en", "lang: fr"),
    ("as_of: 2026-11-01", "as_of: kemarin"),
    ("sector: wood", "sector: kayu"),
    ("regency: 3305", "regency: 9999"),
    ("keeps_books: true", "keeps_books: ya"),
    ("workers: {at_least: 2}", "workers: {minimal: 2}"),
    ("outcome: ineligible", "outcome: gagal"),
    ("permit: not_met", "permit: ditolak"),
    ("name: 1\n", "nama: 1\n"),
    ("expect: {outcome", "expects: {outcome"),
    ("missing: []", "missing: semua"),
    ("rows: [[3, eligible], [4, ~]]", "rows: [3]"),
]


def fits(text, schema):
    return Draft202012Validator(schema).is_valid(as_an_editor_reads(text))


def test_what_a_file_of_tests_may_say_is_accepted(tmp_path):
    assert CaseReader().read(tmp_path / "a.test.yaml", RIGHT).problems == () or fits(RIGHT, case_file_schema())
    assert fits(RIGHT, case_file_schema())
    assert fits(RIGHT, case_file_schema(nk.bundled("inopak-naik-kelas")))


@pytest.mark.parametrize(("right", "wrong"), MISTAKES)
def test_common_mistakes_are_refused(right, wrong):
    assert right in RIGHT
    assert not fits(RIGHT.replace(right, wrong, 1), case_file_schema())


def test_what_is_left_out_may_be_an_empty_text():
    assert fits(RIGHT.replace("lang: en", "lang: ''").replace("rules_as_of:", "rules_as_of: ''"), case_file_schema())


def test_with_rules_other_criteria_are_refused():
    rules = nk.bundled("inopak-naik-kelas")
    assert not fits(RIGHT.replace("permit: not_met", "permitt: not_met"), case_file_schema(rules))
    assert (
        "permit"
        in case_file_schema(rules)["properties"]["cases"]["items"]["properties"]["expect"]["anyOf"][0]["properties"]["statuses"]["anyOf"][
            0
        ]["properties"]
    )


ANY_TESTS = Draft202012Validator(case_file_schema())
WORDS = st.sampled_from(
    [
        None,
        True,
        0,
        3,
        "3",
        2.5,
        "",
        "x",
        "wood",
        "met",
        "2026-01-01",
        2020,
        [],
        ["a"],
        {},
        {"at_least": 1},
        {"at_least": None, "at_most": 2},
        "500 juta",
    ]
)


def leaves(node, path=()):
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield (*path, key)
        yield from leaves(value, (*path, key))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_it_never_refuses_what_the_reader_accepts(data):
    path = data.draw(st.sampled_from([*TESTS, None]))
    document = copy.deepcopy(as_an_editor_reads(RIGHT if path is None else path.read_text(encoding="utf-8")))
    where = data.draw(st.sampled_from(list(leaves(document))))
    holder = document
    for step in where[:-1]:
        holder = holder[step]
    holder[where[-1]] = data.draw(WORDS)
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    read = CaseReader().read(path or ROOT / "rules" / "tests" / "x.test.yaml", text)
    if read.usable:
        found = ANY_TESTS.iter_errors(as_an_editor_reads(text))
        assert [error.json_path for error in found] == []


# --- the command line -------------------------------------------------------------------------------------------------


def test_the_schemas_are_written_where_the_line_looks_for_them(tmp_path):
    assert run("new", "pameran", "--dir", tmp_path).exit_code == 0
    result = run("schema", "--out", tmp_path / FOLDER, "--lang", "en")
    assert result.exit_code == 0
    for path in (tmp_path / "pameran.yaml", tmp_path / "tests" / "pameran.test.yaml"):
        assert f"Written: {named(path)}" in result.stdout.replace("\\", "/")
        schema = json.loads(named(path).read_text(encoding="utf-8"))
        assert fits(path.read_text(encoding="utf-8"), schema)
        assert path.read_text(encoding="utf-8").startswith(modeline(tests=".test." in path.name) + "\n")


def test_the_schema_of_tests_is_printed(tmp_path):
    assert json.loads(run("schema", "tests").stdout) == case_file_schema()
    made = json.loads(run("schema", "tests", "--rules", "kur-mikro").stdout)
    assert made == case_file_schema(nk.bundled("kur-mikro"))
    assert run("schema", "--out", tmp_path, "--rules", "kur-mikro").exit_code == 0
    assert json.loads((tmp_path / "tests.schema.json").read_text(encoding="utf-8")) == made


@pytest.mark.parametrize("options", [(), ("tests", "--out", "x"), ("--out", "x", "-o", "y")])
def test_one_thing_at_a_time(options, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("schema", *options, "--lang", "en")
    assert (result.exit_code, "name one: rule-set | tests" in result.stderr, list(tmp_path.iterdir())) == (2, True, [])


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run("schema", "--out", tmp_path / "file", "--lang", "en")
    assert (result.exit_code, "Traceback" in result.stderr) == (2, False)
