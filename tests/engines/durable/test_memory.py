"""Deciding again and again takes no more memory: what a profile leaves in the C library is deleted."""

import gc
import resource
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

import naikkelas as nk
from tests.engines.durable.needed import durable_rules

durable_rules()

DAY = date(2026, 11, 1)
PROFILES = [
    {"regency": "3305", "sector": "processed_food", "operating_since": "2019", "pirt_status": "held", "pirt_expires_on": "2028-12-31"},
    {"regency": "5203", "sector": "wood", "knows_market": False},
    {},
]


def resident():
    """Bytes that this process holds; the highest so far where the system does not tell the present."""
    gc.collect()
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def growth(work, first, times):
    """How many bytes are held more after ``times`` than after ``first``."""
    for number in range(first):
        work(number)
    before = resident()
    for number in range(times):
        work(number)
    return resident() - before


@pytest.mark.parametrize(
    ("name", "times"),
    [("stipark-pra-inkubasi", 3_000), pytest.param("inopak-naik-kelas", 100_000, marks=pytest.mark.slow)],
)
def test_decisions_leave_nothing_behind(name, times):
    rules = nk.bundled(name)
    snapshots = [rules.admit(profile) for profile in PROFILES]
    with nk.DurableEngine(rules) as engine:
        more = growth(lambda number: engine.decide(snapshots[number % 3], as_of=DAY).outcome, 1_000, times)
    assert more < 2_000_000


@pytest.mark.parametrize("times", [100, pytest.param(2_000, marks=pytest.mark.slow)])
def test_engines_and_dates_that_are_given_up_leave_nothing_behind(times):
    rules = nk.bundled("stipark-pra-inkubasi")

    def one(number):
        with nk.DurableEngine(rules) as engine:
            for days in range(3):
                engine.decide({}, as_of=DAY + timedelta(days))

    more = growth(one, 50, times)
    assert more < 6_000_000
