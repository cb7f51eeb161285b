"""The examples: every profile is read and together they reach every outcome and status; both scripts run."""

import subprocess
import sys
from datetime import date

import pytest
from jsonschema import Draft202012Validator

import naikkelas as nk
from naikkelas.authoring.schema import profile_schema
from tests.authoring.editor import as_an_editor_reads
from tests.cli.console import PROFILES, ROOT, data, environment, run

PROFILE = Draft202012Validator(profile_schema())
FILES = sorted(PROFILES.glob("*.yaml"))


def decided(name):
    return data(run("decide", *FILES, "--rules", name, "--as-of", "2026-11-01", "--format", "json"))


def test_the_examples_reach_every_outcome_and_every_status():
    found = [each for name in nk.bundled_names() for each in decided(name)]
    assert {each["outcome"] for each in found} == {outcome.value for outcome in nk.Outcome}
    assert {result["status"] for each in found for result in each["criteria"].values()} == {status.value for status in nk.Status}


@pytest.mark.parametrize(
    ("name", "rules", "outcome"),
    [
        ("keripik-kebumen", "inopak-naik-kelas", "eligible"),
        ("ukiran-jepara", "inopak-naik-kelas", "eligible"),
        ("jamu-sukoharjo", "inopak-naik-kelas", "ineligible"),
        ("bengkel-lombok-timur", "stipark-pra-inkubasi", "eligible"),
        ("roti-wonosobo", "inopak-naik-kelas", "needs_information"),
        ("sirup-purworejo", "inopak-naik-kelas", "ineligible"),
        ("abon-semarang", "inopak-naik-kelas", "ineligible"),
        ("kopi-banjarnegara", "inopak-naik-kelas", "eligible"),
        ("tempe-banyumas", "inopak-naik-kelas", "needs_information"),
        ("kue-kering-klaten", "inopak-naik-kelas", "ineligible"),
        ("tenun-mataram", "stipark-pra-inkubasi", "out_of_scope"),
        ("ikan-asin-rembang", "inopak-naik-kelas", "eligible"),
        ("ikan-asin-rembang", "pangan-pirt", "eligible"),
        ("ikan-asin-rembang", "sehati-self-declare", "eligible"),
        ("ikan-asin-rembang", "fisheries-six-aspects", "eligible"),
        ("ikan-asin-rembang", "halal-obligation", "ineligible"),
        ("belum-lengkap", "stipark-pra-inkubasi", "needs_information"),
    ],
)
def test_each_example_shows_what_its_comment_says(name, rules, outcome):
    path = PROFILES / f"{name}.yaml"
    assert data(run("decide", path, "--rules", rules, "--as-of", "2026-11-01", "--format", "json"))["outcome"] == outcome


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_example_is_right_for_an_editor_and_says_who_it_is(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    found = as_an_editor_reads(text)
    for profile in found if isinstance(found, list) else [found]:
        PROFILE.validate(profile)
        assert not {"owner_name", "owner_nik", "address", "nib_number"} & set(profile)


@pytest.mark.parametrize("name", ["demo.py", "decide_in_python.py"])
def test_the_scripts_run(name):
    command = [sys.executable, str(ROOT / "examples" / name)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, env=environment({"PYTHONIOENCODING": "utf-8"}))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "memenuhi" in done.stdout.decode("utf-8") or "eligible" in done.stdout.decode("utf-8")


def test_the_demo_tells_each_business_under_both_rule_sets():
    command = [sys.executable, str(ROOT / "examples" / "demo.py")]
    told = subprocess.run(
        command, capture_output=True, check=True, timeout=120, env=environment({"PYTHONIOENCODING": "utf-8"})
    ).stdout.decode("utf-8")
    as_of = date(2026, 11, 1)
    assert told.count("dinilai per 1 November 2026") == 2 * len(decided("inopak-naik-kelas"))
    assert f"Hasil per {as_of.isoformat()}" in told
    assert "assessed as of 1 November 2026" in told
