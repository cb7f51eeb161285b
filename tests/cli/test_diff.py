"""``naikkelas diff``."""

import csv
import shutil

import pytest

pytest.importorskip("z3", reason="the extra verify is not installed")

from naikkelas.cli import diff as command
from tests.authoring.diffing.test_revisions import git
from tests.cli.console import data, run

RULES = """\
format: naikkelas/1
rule_set: booth
version: 1
criteria:
  staff:
    title: {{id: "Cukup orang", en: "Enough people"}}
    require: {{workers: {{at_least: {least}}}}}
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, least in (("old", 5), ("new", 9)):
        (tmp_path / f"{name}.yaml").write_text(RULES.format(least=least), encoding="utf-8")
    same = RULES.format(least=5).replace("{workers: {at_least: 5}}", "{not: {workers: {less_than: 5}}}")
    (tmp_path / "same.yaml").write_text(same, encoding="utf-8")
    return tmp_path


@pytest.fixture
def repository(here):
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(here, "init", "-q", "-b", "main")
    (here / "rules").mkdir()
    (here / "old.yaml").rename(here / "rules" / "booth.yaml")
    git(here, "add", "rules")
    git(here, "commit", "-q", "-m", "one")
    (here / "new.yaml").rename(here / "rules" / "booth.yaml")
    return here


@pytest.mark.parametrize(("lang", "words"), [("id", ("Contoh:", "Pemakaian:", "Opsi:")), ("en", ("Examples:", "Usage:", "Options:"))])
def test_help_has_examples_in_both_languages(lang, words):
    told = run("diff", "--help", "--lang", lang)
    assert told.exit_code == 0
    assert all(word in told.stdout for word in (*words, "$ naikkelas diff HEAD~1:rules/program.yaml rules/program.yaml"))


def test_nothing_changed(here):
    told = run("diff", "old.yaml", "./old.yaml")
    assert (told.exit_code, "Tidak ada yang berubah." in told.stdout) == (0, True)


def test_another_way_to_say_the_same(here):
    told = run("diff", "old.yaml", "same.yaml", "--lang", "en")
    assert told.exit_code == 0
    assert "Equivalent" in told.stdout


def test_a_difference(here):
    told = run("diff", "old.yaml", "new.yaml", "--as-of", "2026-11-01", "--lang", "en")
    assert told.exit_code == 1
    assert "workers is at least 5 people → workers is at least 9 people [old.yaml:7:15 → new.yaml:7:15]" in told.stdout
    assert "as of 1 November 2026: DIFFERENT" in told.stdout
    assert "rules: ./new.yaml\n" in told.stdout


def test_without_a_date_it_is_compared_as_near_to_today_as_can_be(here, monkeypatch):
    from datetime import date

    monkeypatch.setattr(command, "today", lambda: date(2026, 5, 4))
    assert "always (as of 4 May 2026): DIFFERENT" in run("diff", "old.yaml", "new.yaml", "--lang", "en").stdout


def test_markdown_and_json(here):
    assert run("diff", "old.yaml", "new.yaml", "--format", "markdown").stdout.startswith("## old.yaml (booth 1, ")
    told = run("diff", "old.yaml", "new.yaml", "--json")
    assert (told.exit_code, data(told)["different"]) == (1, True)
    assert data(run("diff", "old.yaml", "new.yaml", "--format", "json"))["new"]["name"] == "new.yaml"


def test_a_bundled_rule_set_against_a_file(here):
    told = run("diff", "inopak-naik-kelas", "./old.yaml", "--as-of", "2026-11-01", "--json")
    assert (told.exit_code, data(told)["old"]["rule_set"]) == (1, "inopak-naik-kelas")
    assert "rules: inopak-naik-kelas\n" in run("diff", "./old.yaml", "inopak-naik-kelas", "--as-of", "2026-11-01").stdout


def test_a_revision_of_git(repository):
    told = run("diff", "HEAD:rules/booth.yaml", "rules/booth.yaml", "--lang", "en", "--as-of", "2026-11-01")
    assert told.exit_code == 1
    assert "[HEAD:rules/booth.yaml:7:15 → rules/booth.yaml:7:15]" in told.stdout
    assert "naikkelas-" not in told.stdout.replace("naikkelas-tests", "")
    assert run("diff", "HEAD:rules/booth.yaml", "main:rules/booth.yaml").exit_code == 0
    assert "working tree" not in told.stdout
    back = run("diff", "rules/booth.yaml", "HEAD:./rules/booth.yaml", "--lang", "en")
    assert "rules: ./rules/booth.yaml\n" in back.stdout
    said = "These cases are of HEAD:./rules/booth.yaml; the file they name is the one in the working tree"
    assert (f"  {said}" in back.stdout, f"\n# {said}" in back.stdout) == (True, True)


def test_a_folder_of_versions_of_a_revision(repository):
    told = run("diff", "HEAD:rules", "HEAD:rules/", "--as-of", "2026-11-01")
    assert told.exit_code == 0
    nothing = run("diff", "HEAD:", "HEAD:rules")
    assert (nothing.exit_code, nothing.stderr.startswith("HEAD:. galat NK515")) == (2, True)


def test_the_cases_name_a_file_and_not_its_folder(repository):
    (repository / "one.yaml").write_text(RULES.format(least=7), encoding="utf-8")
    for folder in ("rules/", "HEAD:rules/", "HEAD:./rules"):
        assert "rules: ./rules/booth.yaml\n" in run("diff", "one.yaml", folder).stdout


def test_a_broken_file_of_a_revision_is_named_by_it(repository):
    (repository / "rules" / "booth.yaml").write_text("format: naikkelas/1\nrule_set: [\n", encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", "two")
    told = run("diff", "HEAD:rules/booth.yaml", "HEAD~1:rules/booth.yaml", "--lang", "en")
    assert told.exit_code == 2
    assert told.stderr.startswith("HEAD:rules/booth.yaml:")
    assert "error NK1" in told.stderr


@pytest.mark.parametrize(("names", "code"), [
    (("none.yaml", "old.yaml"), "NK101"),
    (("old.yaml", "nothing"), "NK505"),
    (("old.yaml", "nowhere/"), "NK101"),
    (("old.yaml", "broken.yaml"), "NK1"),
    (("HEAD:x.yaml", "old.yaml"), "NK554"),
])  # fmt: skip
def test_what_cannot_be_compared(here, names, code, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    (here / "broken.yaml").write_bytes(b"\xff\xfe: [")
    told = run("diff", *names)
    assert (told.exit_code, code in told.stderr) == (2, True)
    assert data(run("diff", *names, "--format", "json"))["problems"][0]["code"].startswith(code)


def test_names_that_look_like_options(here):
    told = run("diff", "--", "-x:y", "old.yaml")
    assert told.exit_code == 2
    (here / "-x.yaml").write_text(RULES.format(least=5), encoding="utf-8")
    assert run("diff", "--", "-x.yaml", "old.yaml").exit_code == 0


def test_a_timeout(here):
    told = run("diff", "old.yaml", "new.yaml", "--timeout", "0", "--lang", "en")
    assert (told.exit_code, "time ran out (--timeout)" in told.stdout) == (1, True)
    assert run("diff", "old.yaml", "new.yaml", "--timeout", "0", "--allow-undecided").exit_code == 0
    assert run("diff", "old.yaml", "new.yaml", "--timeout", "soon").exit_code == 2


def test_without_the_extra(here, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "z3", None)
    told = run("diff", "old.yaml", "new.yaml", "--lang", "en")
    assert told.exit_code == 1
    assert "workers is at least 5 people → workers is at least 9 people" in told.stdout
    assert "z3 is not installed (pip install 'naikkelas[verify]')" in told.stdout


# --- tables ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def table(here):
    (here / "data.csv").write_text("pemilik;regency;tenaga;kode\nSiti;Cilacap;7;A\nBudi;Banyumas;12;B\n", encoding="utf-8")
    (here / "mapping.yaml").write_text(
        "format: naikkelas-mapping/1\ncolumns:\n  tenaga: {fact: workers}\n  pemilik: {fact: owner_name}\n", encoding="utf-8"
    )
    return here / "data.csv"


def test_a_table_by_a_column(table):
    told = run("diff", "old.yaml", "new.yaml", "--on", "data.csv", "--mapping", "mapping.yaml", "--by", "regency", "--key", "kode",
               "--out", "out.csv", "--lang", "en")  # fmt: skip
    assert told.exit_code == 1
    assert "1 of 2 rows changes its outcome" in told.stdout
    assert "row 2: eligible → not eligible, because of staff “Enough people”" in told.stdout
    assert "Siti" not in told.stdout + told.stderr
    with (table.parent / "out.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert (row["pemilik"], row["nk_because"], row["nk_key"]) == ("Siti", "staff", "A")
    again = run("diff", "old.yaml", "new.yaml", "--on", "data.csv", "--mapping", "mapping.yaml", "--out", "out.csv")
    assert (again.exit_code, "NK470" in again.stderr) == (2, True)
    assert (
        run("diff", "old.yaml", "new.yaml", "--on", "data.csv", "--mapping", "mapping.yaml", "--out", "out.csv", "--overwrite").exit_code
        == 1
    )


def test_a_table_that_shows_no_change_does_not_make_them_the_same(table):
    told = run("diff", "old.yaml", "same.yaml", "--on", "data.csv", "--mapping", "mapping.yaml", "--delimiter", ";")
    assert told.exit_code == 0
    (table.parent / "rich.csv").write_text("workers\n7\n", encoding="utf-8")
    assert run("diff", "old.yaml", "new.yaml", "--on", "rich.csv", "--assume", "keeps_books=true").exit_code == 1


def test_rows_are_not_counted_by_owners(table):
    told = run("diff", "old.yaml", "new.yaml", "--on", "data.csv", "--mapping", "mapping.yaml", "--by", "pemilik")
    assert (told.exit_code, "NK558" in told.stderr) == (2, True)


@pytest.mark.parametrize(
    "option", [("--by", "x"), ("--key", "x"), ("--out", "x.csv"), ("--mapping", "m.yaml"), ("--overwrite",), ("--assume", "a=b")]
)
def test_options_of_a_table_need_a_table(here, option):
    told = run("diff", "old.yaml", "new.yaml", *option)
    assert (told.exit_code, f"{option[0]}" in told.stderr, "--on" in told.stderr) == (2, True, True)


def test_a_table_that_is_not_there(here):
    told = run("diff", "old.yaml", "new.yaml", "--on", "none.csv")
    assert (told.exit_code, "NK450" in told.stderr) == (2, True)


def test_a_key_is_for_the_file(table):
    told = run("diff", "old.yaml", "new.yaml", "--on", "data.csv", "--key", "kode")
    assert (told.exit_code, "--key" in told.stderr, "--out" in told.stderr) == (2, True, True)


def test_json_says_what_the_exit_code_says(here):
    for options in ((), ("--allow-undecided",)):
        told = run("diff", "old.yaml", "new.yaml", "--timeout", "0", "--json", *options)
        assert data(told)["different"] is (told.exit_code == 1)
        assert data(told)["proved"] is False
