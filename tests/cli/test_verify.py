"""``naikkelas verify``."""

import sys

import pytest

pytest.importorskip("z3", reason="the extra verify is not installed")

from tests.cli.console import data, run

HEAD = "format: naikkelas/1\nrule_set: {name}\nversion: 1\ncriteria:\n"
STRICT = HEAD.format(name="strict") + "  staff: {require: {workers: {at_least: 5}}}\n"
LOOSE = HEAD.format(name="loose") + "  staff: {require: {workers: {at_least: 2}}}\n"
DEAD = HEAD.format(name="dead") + "  staff: {require: {workers: {at_least: 5}}}\n  more: {require: {workers: {at_least: 2}}}\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("strict", STRICT), ("loose", LOOSE), ("dead", DEAD)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("lang", "words"), [("id", ("Contoh:", "Pemakaian:", "Opsi:")), ("en", ("Examples:", "Usage:", "Options:"))])
def test_help_has_examples_in_both_languages(lang, words):
    told = run("verify", "--help", "--lang", lang)
    assert told.exit_code == 0
    assert all(word in told.stdout for word in (*words, "$ naikkelas verify"))


def test_what_is_proved(here):
    told = run("verify", "./strict.yaml", "loose.yaml", "--as-of", "2026-11-01", "--lang", "en")
    assert told.exit_code == 0
    assert [line.split(":")[0] for line in told.stdout.splitlines()] == ["strict 1 as of 2026-11-01", "loose 1 as of 2026-11-01"]


def test_what_is_refuted_has_a_place_and_a_reason(here):
    told = run("verify", "dead.yaml")
    assert told.exit_code == 1
    assert told.stdout.startswith(
        "dead.yaml:6:3 TERBANTAHKAN kriteria 'more' bisa menjadi satu-satunya alasan penolakan: sudah tersirat dalam: staff\n"
    )


def test_a_stricter_rule_set(here):
    assert run("verify", "strict.yaml", "--stricter", "./loose.yaml").exit_code == 0
    told = run("verify", "loose.yaml", "--stricter", "./strict.yaml", "--as-of", "2026-11-01", "--lang", "en")
    assert told.exit_code == 1
    assert "rules: ./loose.yaml\nas_of: 2026-11-01\ncases:\n" in told.stdout
    assert "rules: ./strict.yaml\n" in told.stdout


def test_what_never_hurts(here):
    assert run("verify", "strict.yaml", "--never-hurts", "workers").exit_code == 0
    assert run("verify", "strict.yaml", "--less-never-hurts", "workers").exit_code == 1
    told = run("verify", "strict.yaml", "--never-hurts", "sector")
    assert (told.exit_code, "NK550" in told.stderr) == (2, True)


def test_what_the_rules_say_never_hurts(here):
    (here / "said.yaml").write_text(STRICT + "never_hurts:\n  - more: workers\n  - less: workers\n", encoding="utf-8")
    told = run("verify", "said.yaml", "--as-of", "2026-11-01", "--lang", "en")
    assert told.exit_code == 1
    assert told.stdout.startswith("said.yaml:8:5 REFUTED a smaller or earlier 'workers' never hurts: ")
    assert "1 refuted" in told.stdout


def test_what_is_not_decided_is_no_success_unless_allowed(here):
    assert run("verify", "strict.yaml", "--timeout", "0").exit_code == 1
    assert run("verify", "strict.yaml", "--timeout", "0,0", "--allow-undecided").exit_code == 0


@pytest.mark.parametrize("timeout", ["soon", "-1", "nan"])
def test_a_timeout_that_is_none(here, timeout):
    told = run("verify", "strict.yaml", "--timeout", timeout)
    assert (told.exit_code, "NK402" in told.stderr) == (2, True)


def test_as_data(here):
    (strict, dead) = data(run("verify", "strict.yaml", "dead.yaml", "--format", "json", "--lang", "en"))["verifications"]
    assert (strict["proved"], dead["proved"]) == (True, False)
    (refuted,) = (claim for claim in dead["claims"] if claim["verdict"] == "refuted")
    assert (refuted["reason"], refuted["place"]["line"]) == ("it is implied by: staff", 6)


def test_bundled_rule_sets_and_folders_of_versions(here):
    told = run("verify", "inopak-naik-kelas", "--as-of", "2026-11-01", "--less-never-hurts", "knows_market", "--lang", "en")
    assert "rules: inopak-naik-kelas\n" in told.stdout
    folder = here / "versions"
    folder.mkdir()
    (folder / "dead.yaml").write_text(DEAD, encoding="utf-8")
    told = run("verify", "versions/", "--less-never-hurts", "workers", "--lang", "en")
    assert "rules: ./versions/dead.yaml" in told.stdout
    told = run("verify", "../" + here.name + "/versions/", "--less-never-hurts", "workers", "--lang", "en")
    assert told.exit_code == 1


def test_what_cannot_be_used(here):
    assert run("verify", "gone.yaml").exit_code == 2
    assert run("verify").exit_code == 2
    told = run("verify", "inopak-naik-kelas", "--as-of", "2019-01-01")
    assert (told.exit_code, "NK501" in told.stderr) == (2, True)


def test_without_z3_it_says_what_to_install(here, monkeypatch):
    monkeypatch.setitem(sys.modules, "z3", None)
    told = run("verify", "strict.yaml", "--lang", "en")
    assert (told.exit_code, "NK507" in told.stderr, "naikkelas[verify]" in told.stderr) == (2, True, True)
