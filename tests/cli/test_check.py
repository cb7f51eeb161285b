"""``naikkelas check``: its formats and settings."""

import json
import os
import sys

import pytest

from tests.cli.console import data, program, run

BODY = """\
format: naikkelas/1
rule_set: tried
version: 1
criteria:
  a: {require: {workers: {at_least: 0}}}
  b: {require: {wrokers: {at_least: 1}}}
"""
WARNS = BODY.replace("wrokers", "workers")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, text, name="tried.yaml"):
    (folder / name).write_text(text, encoding="utf-8")


def test_github_gets_a_command_for_each_problem(folder):
    write(folder, BODY.replace("wrokers", "'100%,: x'"), "a,b.yaml")
    told = run("check", "a,b.yaml", "--format", "github", "--lang", "en")
    assert told.exit_code == 1
    assert told.stdout == "::error file=a%2Cb.yaml,line=6,col=17,title=NK201::unknown fact '100%25,: x' in criterion 'b'\n"


def test_sarif_has_rules_levels_and_places(folder):
    write(folder, BODY, "naik kelas.yaml")
    told = data(run("check", "naik kelas.yaml", "--format", "sarif", "--lang", "en"))
    (done,) = told["runs"]
    assert (told["version"], done["tool"]["driver"]["name"]) == ("2.1.0", "naikkelas")
    assert [rule["id"] for rule in done["tool"]["driver"]["rules"]] == ["NK201"]
    (result,) = done["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("NK201", 0, "error")
    assert result["message"]["text"] == "unknown fact 'wrokers' in criterion 'b'; did you mean 'workers'?"
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "naik%20kelas.yaml"}, "region": {"startLine": 6, "startColumn": 17}}}
    ]


def test_sarif_of_what_is_right_and_of_what_is_not_there(folder):
    write(folder, WARNS.replace("at_least: 0", "at_least: 2"))
    assert data(run("check", "tried.yaml", "--format", "sarif"))["runs"][0]["results"] == []
    missing = data(run("check", "missing.yaml", "--format", "sarif"))["runs"][0]["results"]
    assert missing[0]["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "missing.yaml"}}}]
    assert run("check", "missing.yaml", "--format", "github").stdout == "::error file=missing.yaml,title=NK101::berkas ini tidak ada\n"


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        (None, None, 0, "0 errors, 1 warning"),
        ("naikkelas.toml", 'severity = {NK302 = "error"}', 1, "1 error, 0 warnings"),
        ("naikkelas.toml", '[severity]\nNK302 = "off"', 0, "0 errors, 0 warnings"),
        ("pyproject.toml", '[tool.naikkelas]\nseverity = {NK302 = "error"}', 1, "1 error, 0 warnings"),
        ("pyproject.toml", "[project]\nname = 'x'", 0, "0 errors, 1 warning"),
    ],
)
def test_the_settings_of_a_project_decide_how_bad_a_warning_is(folder, name, text, code, said):
    write(folder, WARNS)
    if name is not None:
        write(folder, text, name)
    told = run("check", "tried.yaml", "--lang", "en")
    assert (told.exit_code, told.stdout.splitlines()[-1]) == (code, f"1 file checked: {said}.")


def test_settings_may_be_named(folder):
    write(folder, WARNS)
    write(folder, 'severity = {NK302 = "off"}', "strict.toml")
    assert run("check", "tried.yaml", "--config", "strict.toml", "--lang", "en").stdout == "1 file checked: 0 errors, 0 warnings.\n"


@pytest.mark.parametrize(("text", "code"), [('severity = {NK201 = "off"}', "NK333"), ("severity = {NK304: off}", "NK334")])
def test_settings_that_cannot_be_used_are_unusable_input(folder, text, code):
    write(folder, WARNS)
    write(folder, text, "naikkelas.toml")
    told = run("check", "tried.yaml")
    assert (told.exit_code, told.stdout) == (2, "")
    assert code in told.stderr


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_settings_that_cannot_be_used_are_told_in_the_form_that_was_asked_for(folder, form):
    write(folder, WARNS)
    write(folder, 'severity = {NK201 = "off"}', "naikkelas.toml")
    told = run("check", "tried.yaml", "--format", form, "--lang", "en")
    assert (told.exit_code, told.stderr) == (2, "")
    if form == "json":
        assert [(one["code"], one["place"]["file"]) for one in data(told)["problems"]] == [("NK333", str(folder / "naikkelas.toml"))]
        assert (data(told)["checked"], data(told)["skipped"]) == ([], [])
    elif form == "sarif":
        assert [one["ruleId"] for one in data(told)["runs"][0]["results"]] == ["NK333"]
    else:
        assert told.stdout.startswith("::error file=")
        assert ",title=NK333::the setting severity.NK201" in told.stdout


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="file names there are always text")
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_a_file_name_that_is_no_text(folder, form):
    (folder / os.fsdecode(b"a\xff.yaml")).write_text(BODY, encoding="utf-8")
    done = program("check", folder, "--format", form)
    assert (done.returncode, b"NK201" in done.stdout) == (1, True)
    if form == "sarif":
        location = json.loads(done.stdout)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"].endswith("/a%FF.yaml")
    if form == "json":
        assert json.loads(done.stdout)["checked"] == [f"{folder}/a?.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_file_and_nothing_waits_for_it(folder):
    os.mkfifo(folder / "pipe.yaml")
    write(folder, WARNS)
    for what in ("pipe.yaml", "."):
        done = run("check", what)
        assert (done.exit_code, "NK102" in done.stdout) == (2, True)


def test_an_ignored_warning_is_not_told(folder):
    write(folder, WARNS.replace("at_least: 0}}}", "at_least: 0}}} # naikkelas: ignore[NK302] the form asks for it"))
    assert run("check", ".", "--lang", "en").stdout == "1 file checked: 0 errors, 0 warnings.\n"


def test_versions_of_one_rule_set_in_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (
        "format: naikkelas/1\nrule_set: stall\nversion: {}\neffective: {}\ncriteria: {{staff: {{require: {{workers: {{at_least: 3}}}}}}}}\n"
    )
    (tmp_path / "one.yaml").write_text(text.format(2025, "{until: 2025-12-31}"), encoding="utf-8")
    (tmp_path / "two.yaml").write_text(text.format(2026, "{from: 2026-03-01}"), encoding="utf-8")
    told = run("check", ".", "--lang", "en")
    assert told.exit_code == 0
    assert "two.yaml:4:12 warning NK340 rule set 'stall' is not in force from 2026-01-01 to 2026-02-28" in told.stdout
    (tmp_path / "naikkelas.toml").write_text('[severity]\nNK340 = "error"\n', encoding="utf-8")
    assert run("check", ".").exit_code == 1
    assert run("check", "two.yaml").exit_code == 1
    assert "NK340" not in run("check", "one.yaml").stdout
    noted = "{from: 2026-03-01} # naikkelas: ignore[NK340] the programme paused"
    (tmp_path / "two.yaml").write_text(text.format(2026, noted), encoding="utf-8")
    assert run("check", ".").exit_code == 0
    for what in (".", "two.yaml"):
        told = run("check", what, "--fix", "--lang", "en")
        assert (told.exit_code, "mended" in told.stderr) == (0, False)
        assert noted in (tmp_path / "two.yaml").read_text(encoding="utf-8")


RULES_OF = "format: naikkelas/1\nrule_set: {name}\nversion: 1\n{uses}criteria:\n  {criterion}: {{require: {{workers: {{at_least: 0}}}}}}\n"


def test_a_file_has_one_name_however_it_was_reached(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rules, folder = tmp_path / "rules", tmp_path / "sama"
    (rules / "tests").mkdir(parents=True)
    folder.symlink_to(rules)
    (rules / "a.yaml").write_text(RULES_OF.format(name="a", uses="uses: {b: [d]}\n", criterion="c"), encoding="utf-8")
    (rules / "b.yaml").write_text(RULES_OF.format(name="b", uses="", criterion="d").replace("require", "requires"), encoding="utf-8")
    for spelled in ("rules/b.yaml", "./rules/b.yaml", "rules/tests/../b.yaml", "sama/b.yaml", str(rules / "b.yaml")):
        told = run("check", "rules/a.yaml", spelled, "rules", "--lang", "en").stdout.splitlines()
        named = {line.partition(":")[0] for line in told if "NK150" in line}
        assert (named, sum("NK150" in line for line in told)) == ({"rules/b.yaml"}, 1), told
        assert told[-1].startswith("2 files checked")


def test_a_comment_counts_in_a_file_that_another_one_asked_for_first(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(RULES_OF.format(name="a", uses="uses: {b: [d]}\n", criterion="c"), encoding="utf-8")
    text = RULES_OF.format(name="b", uses="", criterion="d").replace("  d:", "  # naikkelas: ignore[NK302] the form asks\n  d:")
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    told = run("check", "a.yaml", "b.yaml", "--lang", "en").stdout.splitlines()
    assert [line.partition(":")[0] for line in told[:-1]] == ["a.yaml", "a.yaml"]


def test_a_mapping_of_columns_in_the_folder_is_no_rule_set(folder):
    write(folder, WARNS.replace("at_least: 0", "at_least: 2"))
    write(folder, "format: naikkelas-mapping/1\ncolumns: {Kab/Kota: {fact: regency}}\n", "mapping.yaml")
    told = run("check", ".", "--lang", "en")
    assert (told.exit_code, told.stdout) == (0, "1 file checked: 0 errors, 0 warnings; 1 passed over, being no rule set.\n")


def test_rules_that_say_they_are_columns_are_told(folder):
    write(folder, WARNS.replace("naikkelas/1", "naikkelas-mapping/1"))
    told = run("check", ".", "--lang", "en")
    assert told.exit_code == 1
    assert " error NK153 " in told.stdout


def test_the_case_of_an_ending_does_not_count(folder):
    write(folder, WARNS.replace("at_least: 0", "at_least: 2"), "A.YAML")
    write(folder, "a: 1\n", "B.YML")
    told = run("check", ".", "--lang", "en")
    assert (told.exit_code, told.stdout) == (0, "1 file checked: 0 errors, 0 warnings; 1 passed over, being no rule set.\n")


def test_mending_keeps_a_second_name_of_a_file(folder):
    write(folder, WARNS.replace("is: true", "is: ya").replace("rule_set: ", "rule_set:\u00a0"))
    (folder / "b.yml.kept").hardlink_to(folder / "tried.yaml")
    run("check", "tried.yaml", "--fix")
    mended = (folder / "tried.yaml").read_bytes()
    assert b"\xc2\xa0" not in mended
    assert (folder / "b.yml.kept").read_bytes() == mended


def test_mending_goes_on_until_there_is_nothing_left_to_mend(folder):
    text = "format:\u00a0naikkelas/1\nrule_set: stall\nversion: 1\ncriteria:\n  a: {require:{field_verified: {is: ya}}} # naikkelas: ignore[NK302] old\n"
    write(folder, text)
    first = run("check", "tried.yaml", "--fix", "--lang", "en")
    mended = (folder / "tried.yaml").read_text(encoding="utf-8")
    again = run("check", "tried.yaml", "--fix", "--lang", "en")
    assert (folder / "tried.yaml").read_text(encoding="utf-8") == mended
    assert first.stdout == again.stdout
    assert "require: {field_verified: {is: true}}}\n" in mended
