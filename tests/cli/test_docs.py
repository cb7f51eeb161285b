"""``naikkelas docs`` on the command line."""

import pytest

import naikkelas as nk
from tests.cli.console import data, run

AT = ("--as-of", "2026-11-01")


def test_one_rule_set_goes_to_standard_output_as_markdown():
    result = run("docs", "inopak-naik-kelas", *AT)
    assert result.exit_code == 0
    assert result.stdout.startswith("# IKM naik kelas menurut Inopak Institute\n")
    assert "IKM naik kelas after Inopak Institute" in run("docs", "inopak-naik-kelas", *AT, "--lang", "en").stdout


def test_html_can_be_printed_too():
    assert run("docs", "kur-mikro", *AT, "--format", "html").stdout.startswith("<!doctype html>\n")


@pytest.mark.parametrize(
    ("name", "start"), [("page.html", "<!doctype html>"), ("page.HTM", "<!doctype html>"), ("page.md", "# "), ("page.txt", "# ")]
)
def test_the_name_of_the_file_says_its_format(tmp_path, name, start):
    assert run("docs", "kur-mikro", *AT, "--out", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_format_wins_over_the_name_of_the_file(tmp_path):
    run("docs", "kur-mikro", *AT, "--format", "markdown", "-o", tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("# ")


def test_a_folder_gets_a_page_for_each_rule_set(tmp_path):
    result = run("docs", "kur-mikro", "kur-kecil", "kur-mikro", *AT, "--format", "html", "--out", tmp_path / "new" / "pages")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "new" / "pages").iterdir()) == ["kur-kecil.html", "kur-mikro.html"]
    assert [line.rsplit("/")[-1] for line in result.stderr.splitlines()] == ["kur-mikro.html", "kur-kecil.html"]


def test_a_folder_of_rule_sets_is_read_without_its_tests(tmp_path):
    for version in ("2026.1", "2026/2"):
        text = f"format: naikkelas/1\nrule_set: one\nversion: {version}\ncriteria: {{a: {{require: {{keeps_books: {{is: true}}}}}}}}\n"
        (tmp_path / f"{version[-1]}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "one.test.yaml").write_text("format: naikkelas-tests/1\nrules: ./1.yaml\ncases: []\n", encoding="utf-8")
    assert run("docs", tmp_path, *AT, "--out", tmp_path / "pages").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["one-2026-2.md", "one-2026.1.md"]


def test_several_rule_sets_need_a_folder(tmp_path):
    for target in ((), ("--out", tmp_path / "page.md")):
        (tmp_path / "page.md").write_text("kept", encoding="utf-8")
        result = run("docs", "kur-mikro", "kur-kecil", *AT, *target, "--lang", "en")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "for --out cannot be read; expected: a folder, because these are several rule sets" in result.stderr
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == "kept"


def test_a_folder_without_rule_sets_is_told(tmp_path):
    result = run("docs", tmp_path, *AT)
    assert (result.exit_code, "NK402" in result.stderr) == (2, True)
    assert "folder yang berisi rule set" in result.stderr


def test_the_problems_of_all_rule_sets_come_at_once_and_nothing_is_written(tmp_path):
    (tmp_path / "bad.yaml").write_text("format: naikkelas/1\nrule_set: bad\nversion: 1\n", encoding="utf-8")
    result = run("docs", "kur-mikr", tmp_path / "bad.yaml", "kur-kecil", *AT, "--out", tmp_path / "pages")
    assert result.exit_code == 2
    assert {"NK505", "NK151"} <= {word for line in result.stderr.splitlines() for word in line.split()}
    assert not (tmp_path / "pages").exists()


def test_the_date_picks_the_values():
    assert "per 1 Januari 2025" in run("docs", "kur-mikro", "--as-of", "2025-01-01").stdout
    assert data(run("docs", "kur-mikro", "--as-of", "2025-13-01", "--format", "json"))["problems"][0]["code"] == "NK402"


def test_a_page_that_cannot_be_written_leaves_what_was_there(tmp_path):
    (tmp_path / "kur-kecil.md").mkdir()
    (tmp_path / "kur-mikro.md").write_text("kept", encoding="utf-8")
    result = run("docs", "kur-mikro", "kur-kecil", *AT, "--out", tmp_path)
    assert result.exit_code == 2
    assert (tmp_path / "kur-mikro.md").read_text(encoding="utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kur-kecil.md", "kur-mikro.md"]


def test_the_facts_of_a_page_are_those_of_rules_show():
    shown = run("rules", "show", "kur-mikro").stdout
    assert all(f"`{name}`" in run("docs", "kur-mikro", *AT).stdout and name in shown for name in nk.bundled("kur-mikro").facts)
