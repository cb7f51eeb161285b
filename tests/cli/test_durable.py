"""``naikkelas decide --engine durable``: the same words, and the rules that fired."""

import sys

import pytest

from tests.cli.console import ELIGIBLE, INOPAK, PROFILES, data, run
from tests.engines.durable.needed import durable_rules

durable_rules()

KERIPIK = PROFILES / "keripik-kebumen.yaml"
SEVERAL = PROFILES / "kelompok-lombok-timur.yaml"
DURABLE = ("--engine", "durable")


@pytest.fixture
def profile(tmp_path):
    path = tmp_path / "profil.yaml"
    path.write_text(ELIGIBLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_words_are_those_of_the_other_engine(profile, form):
    rows, durable = (run("decide", profile, *INOPAK, "--format", form, "--engine", engine) for engine in ("rows", "durable"))
    assert durable.exit_code == 0
    assert durable.stdout == rows.stdout


def test_json_names_the_engine(profile):
    rows, durable = (data(run("decide", profile, *INOPAK, "--format", "json", "--engine", engine)) for engine in ("rows", "durable"))
    assert durable.pop("engine_version").endswith("durable")
    assert rows.pop("engine_version").endswith("rows")
    assert durable == rows


@pytest.mark.parametrize(
    ("lang", "heading", "last"),
    [
        ("id", "Aturan yang terpicu, menurut urutannya", "✓ Hasil: memenuhi syarat"),
        ("en", "Rules that fired, in their order", "✓ Outcome: eligible"),
    ],
)
def test_the_trace_follows_the_explanation(profile, lang, heading, last):
    plain = run("decide", profile, *INOPAK, "--lang", lang).stdout
    traced = run("decide", profile, *INOPAK, *DURABLE, "--trace", "--lang", lang).stdout
    assert traced.startswith(plain)
    assert traced.removeprefix(plain).strip().splitlines()[0] == heading
    assert traced.rstrip().endswith(last)


def test_every_profile_has_a_trace_of_its_own():
    result = run("decide", KERIPIK, SEVERAL, *INOPAK, *DURABLE, "--trace", "--lang", "en")
    assert result.stdout.count("Rules that fired, in their order") == result.stdout.count("────") / 2 > 2


def test_a_trace_needs_the_engine_and_text(profile):
    without = run("decide", profile, *INOPAK, "--trace", "--lang", "en")
    assert (without.exit_code, without.stdout) == (2, "")
    assert "NK402" in without.stderr
    assert "durable (--trace)" in without.stderr
    as_json = run("decide", profile, *INOPAK, *DURABLE, "--trace", "--format", "json")
    assert as_json.exit_code == 2
    assert "text (--trace)" in as_json.output
    assert run("decide", profile, *INOPAK, "--engine", "durabel", "--lang", "en").stderr.count("did you mean 'durable'?") == 1


def test_without_durable_rules_the_extra_is_named(profile, monkeypatch):
    monkeypatch.setitem(sys.modules, "durable", None)
    monkeypatch.delitem(sys.modules, "durable.engine", raising=False)
    result = run("decide", profile, *INOPAK, *DURABLE, "--lang", "en")
    assert result.exit_code == 2
    assert "naikkelas[durable]" in result.stderr
