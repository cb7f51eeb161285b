"""The worked examples of docs/cohorts.md: 56 places in Lombok Timur, 350 in 14 regencies."""

import csv
import runpy
from collections import Counter
from datetime import date

import pytest

import naikkelas as nk
from naikkelas.batch import select_table
from naikkelas.cohorts.asking import Wanted
from naikkelas.cohorts.model import CohortPlace
from tests.batch.rows.test_score import read_back
from tests.cli.console import ROOT

AS_OF = date(2021, 3, 1)
MAKE = runpy.run_path(str(ROOT / "examples" / "cohort_tables.py"))
LIMITS = Wanted(by="regency", groups="$priority_regencies", minimum=20, maximum=30, order="points,operating_since")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("cohorts")
    MAKE["main"](made)
    return made


def selected(path, rules, out, wanted=None):
    made = select_table(path, nk.bundled(rules), out, as_of=AS_OF, key="No Daftar", wanted=wanted, overwrite=True)
    return made.cohort, read_back(out)


def rewritten(path, to, change):
    """The same table with every row changed."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = change(list(csv.DictReader(file, delimiter=";")))
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return to


def test_56_of_200_in_lombok_timur(folder):
    table = folder / "ikm-lombok-timur.csv"
    cohort, rows = selected(table, "stipark-pra-inkubasi", folder / "k.csv")
    assert (len(cohort), cohort.terms.quota) == (200, 56)
    assert len(cohort.admitted) + len(cohort.possible) >= 56 >= len(cohort.admitted)
    filled = rewritten(
        table, folder / "filled.csv", lambda rows: [{**row, "Verifikasi Lapangan": row["Verifikasi Lapangan"] or "ya"} for row in rows]
    )
    whole, again = selected(filled, "stipark-pra-inkubasi", folder / "k2.csv")
    assert whole.counts[CohortPlace.POSSIBLE] == whole.counts[CohortPlace.WAITING_POSSIBLE] == 0
    assert len(whole.admitted) == 56
    assert set(cohort.admitted) <= set(whole.admitted) <= {*cohort.admitted, *cohort.possible}
    assert set(cohort.waiting) <= set(whole.waiting)
    assert [row["No Daftar"] for row in again] == [row["No Daftar"] for row in rows]


def test_the_order_of_the_applications_plays_no_part(folder):
    table = folder / "ikm-lombok-timur.csv"
    cohort, _ = selected(table, "stipark-pra-inkubasi", folder / "k.csv")
    turned, _ = selected(rewritten(table, folder / "turned.csv", lambda rows: rows[::-1]), "stipark-pra-inkubasi", folder / "k3.csv")
    assert turned == cohort


def test_350_places_in_14_regencies(folder):
    cohort, rows = selected(folder / "ikm-jawa-tengah.csv", "inopak-naik-kelas", folder / "k4.csv", LIMITS)
    assert (len(rows), cohort.terms.quota, len(cohort.terms.groups)) == (900, 350, 14)
    admitted = Counter(row["nk_group"] for row in rows if row["nk_place"] == "admitted")
    eligible = Counter(row["nk_group"] for row in rows if row["nk_outcome"] == "eligible")
    assert max(admitted.values()) <= 30
    for tally in cohort.groups:
        if tally.minimum and tally.is_met:
            assert admitted[tally.group] >= 20
        if tally.is_met is False:
            assert eligible[tally.group] <= tally.most < 20
    assert sum(admitted.values()) <= 350 <= sum(admitted.values()) + len(cohort.possible)


def test_without_the_assumptions_of_the_page_regencies_have_no_limits(folder):
    cohort, _ = selected(folder / "ikm-jawa-tengah.csv", "inopak-naik-kelas", folder / "k5.csv")
    assert (cohort.terms.quota, cohort.terms.minimum, cohort.terms.maximum) == (350, 0, None)
    assert [step.en for step in cohort.order] == ["most points"]


def test_the_tables_are_always_the_same(folder, tmp_path):
    MAKE["main"](tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes()
