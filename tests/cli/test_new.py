"""``naikkelas new`` on the command line, with options and in a dialogue."""

import pytest

import naikkelas as nk
from naikkelas.cli import new
from tests.cli.console import run


@pytest.fixture
def somebody(monkeypatch):
    """Somebody who can answer."""
    monkeypatch.setattr(new, "_may_ask", lambda: True)


def files(folder):
    return sorted(str(path.relative_to(folder)).replace("\\", "/") for path in folder.rglob("*") if path.is_file())


def test_options_make_files_that_check_and_pass(tmp_path):
    result = run(
        "new", "pameran", "--title", "Stan pameran", "--from", "2026-01-01", "--for", "regency: {in: [3305]}", "--criteria", "nib_status",
        "--criteria", "workers: {at_most: 19}", "--dir", tmp_path,
    )  # fmt: skip
    assert result.exit_code == 0
    assert files(tmp_path) == ["pameran.yaml", "tests/pameran.test.yaml"]
    assert run("check", tmp_path).exit_code == 0
    assert "0 gagal" in run("test", tmp_path).stdout
    rules = nk.load(tmp_path / "pameran.yaml")
    assert (rules.name, rules.linked.title.id, list(rules.criteria)) == ("pameran", "Stan pameran", ["nib_status", "workers"])
    assert "naikkelas test" in result.stdout


def test_a_name_alone_is_enough_where_nobody_can_answer(tmp_path):
    result = run("new", "pameran", "--dir", tmp_path / "a" / "b", "--lang", "en")
    assert result.exit_code == 0
    assert files(tmp_path) == ["a/b/pameran.yaml", "a/b/tests/pameran.test.yaml"]
    assert "An example only" in (tmp_path / "a" / "b" / "pameran.yaml").read_text(encoding="utf-8")


def test_without_a_name_and_without_somebody_it_says_what_is_missing(tmp_path):
    result = run("new", "--dir", tmp_path, "--lang", "en")
    assert (result.exit_code, "NAME is required" in result.stderr, files(tmp_path)) == (2, True, [])


@pytest.mark.parametrize("there", ["pameran.yaml", "tests/pameran.test.yaml"])
def test_nothing_is_written_over_without_force(tmp_path, there):
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("kept", encoding="utf-8")
    result = run("new", "pameran", "--dir", tmp_path)
    assert (result.exit_code, files(tmp_path), path.read_text(encoding="utf-8")) == (2, [there], "kept")
    assert f"sudah ada: {path}; --force menimpanya" in result.stderr
    assert run("new", "pameran", "--dir", tmp_path, "--force").exit_code == 0
    assert path.read_text(encoding="utf-8") != "kept"


def test_a_file_that_is_linked_to_stays_linked_to(tmp_path):
    real = tmp_path / "real" / "kept.yaml"
    real.parent.mkdir()
    real.write_text("kept", encoding="utf-8")
    (tmp_path / "pameran.yaml").symlink_to(real)
    assert run("new", "pameran", "--dir", tmp_path, "--force").exit_code == 0
    assert (tmp_path / "pameran.yaml").is_symlink()
    assert "rule_set: pameran" in real.read_text(encoding="utf-8")


def test_the_mistakes_of_all_options_come_at_once(tmp_path):
    result = run(
        "new",
        "pameran",
        "--for",
        "regensi: {is: 3305}",
        "--criteria",
        "workers",
        "--criteria",
        "pirt_stauts",
        "--dir",
        tmp_path,
        "--lang",
        "en",
    )
    assert (result.exit_code, files(tmp_path)) == (2, [])
    assert [code for code in ("NK201", "NK402", "NK401") if code in result.stderr] == ["NK201", "NK402", "NK401"]
    assert "did you mean 'pirt_status'?" in result.stderr


def test_a_name_that_cannot_be_used_writes_nothing(tmp_path):
    result = run("new", "../Pameran", "--dir", tmp_path / "here")
    assert (result.exit_code, "NK154" in result.stderr, files(tmp_path)) == (2, True, [])


def answers(*lines):
    return "".join(f"{line}\n" for line in lines)


def test_a_dialogue_asks_for_everything_and_again_where_it_must(tmp_path, somebody):
    given = answers(
        "Stan Gratis", "stan-gratis",  # the name, at the second attempt
        "Stan gratis di pameran",
        "kemarin", "2026-01-01",
        "Semarang", "Kebumen, 33.02",  # ambiguous at first
        "keeps_boks", "pembukuan", "mungkin", "ya",
        "pirt_status", "",
        "sector", ",", "pangan olahan, wood",
        "regency", "kebumen",
        "omzet", "", "", "banyak", "", "2,5 miliar",
        "workers", "2", "19",
        "operating_since", "setahun", "6",
        "pirt_expires_on",
        "main_product",
        "",
    )  # fmt: skip
    result = run("new", "--dir", tmp_path, given=given)
    assert result.exit_code == 0, result.output
    rules = nk.load(tmp_path / "stan-gratis.yaml")
    assert rules.problems == ()
    conditions = [line.strip() for line in (tmp_path / "stan-gratis.yaml").read_text(encoding="utf-8").splitlines() if "require:" in line]
    assert conditions == [
        "require: {keeps_books: {is: true}}",
        "require: {pirt_status: {is: held}}",
        "require: {sector: {in: [processed_food, wood]}}",
        "require: {regency: {is: 3305}}",
        'require: {annual_sales: {at_most: "2,5 miliar"}}',
        "require: {workers: {at_least: 2, at_most: 19}}",
        "require: {operating_since: {at_least_ago: {months: 6}}}",
        "require: {pirt_expires_on: {on_or_after: $as_of}}",
        "require: {main_product: {known: true}}",
    ]
    assert "applies_when: {regency: {in: [3305, 3302]}}" in (tmp_path / "stan-gratis.yaml").read_text(encoding="utf-8")
    assert result.stderr.count("galat") == 8
    assert "maksud Anda 'keeps_books'?" in result.stderr
    assert "Isi salah satu batasnya." in result.stdout
    assert run("test", tmp_path).exit_code == 0


def test_a_dialogue_takes_what_the_options_say_and_needs_no_facts(tmp_path, somebody):
    result = run("new", "pameran", "--from", "2026-01-01", "--lang", "en", "--dir", tmp_path, given=answers("A booth", "", ""))
    assert result.exit_code == 0
    rules = nk.load(tmp_path / "pameran.yaml")
    assert (rules.linked.title.en, rules.linked.applies_when) == ("A booth", None)
    assert run("new", "Pameran", "--dir", tmp_path, given="").exit_code == 2


def test_with_options_nothing_is_asked(tmp_path, somebody):
    assert run("new", "pameran", "--criteria", "keeps_books", "--dir", tmp_path, given="").exit_code == 0


def test_a_dialogue_that_is_given_up_writes_nothing(tmp_path, somebody):
    result = run("new", "pameran", "--dir", tmp_path, given=answers("Judul"))
    assert (result.exit_code, files(tmp_path)) == (130, [])


def test_a_pipe_is_nobody_who_can_answer():
    assert new._may_ask() is False
