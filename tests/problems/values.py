"""Pairs of one value each: profiles, permit numbers, and cells as people write them (NK401 to NK449)."""

from datetime import date
from pathlib import Path
from typing import Any

import naikkelas as nk
from naikkelas.facts import day
from naikkelas.ikm import FACTS, Regency, read_date, read_messy, read_rupiah
from naikkelas.ikm.numbers import BrandNumber, EanNumber, HalalNumber, NpwpNumber, PirtNumber
from tests.problems.pair import family

SHARE = nk.loads(
    "format: naikkelas/1\nrule_set: loan\nversion: 1\nfacts: {share: {ratio: {of: requested_loan, to: annual_sales, when_zero: not_met}}}\n"
    "criteria: {loan: {require: {share: {at_most: 0.3}}}}\n"
)


def admitted(_: Path, given: Any):
    return nk.IKMProfile.admit(given).problems


def shared(_: Path, given: Any):
    return SHARE.decide(given, as_of=date(2026, 11, 1)).problems


def number_of(kind):
    return lambda _, text: kind.parse(text).problems


def place(_: Path, text: str):
    return Regency.find(text).problems


def read_by(reader, *more):
    def problems(_: Path, text: str):
        problem = reader(text, *more).problem
        return [problem] if problem else []

    return problems


def cell_of(fact: str):
    return read_by(read_messy, FACTS[fact])


PROFILES = family(
    admitted,
    ("NK401", {"wrokers": 5}, {"workers": 5}),
    ("NK401", {"omzet": 5_000_000}, {"annual_sales": 5_000_000}),
    ("NK402", {"workers": -1}, {"workers": 0}),
    ("NK402", {"annual_sales": "1.500 juta"}, {"annual_sales": "1500 juta"}),
    ("NK402", {"knows_market": "ya"}, {"knows_market": "true"}),
    ("NK403", [("workers", 5)], {"workers": 5}),
    ("NK404", {"workers": 6, "workers_men": 2, "workers_women": 3}, {"workers": 5, "workers_men": 2, "workers_women": 3}),
    ("NK405", {"permits": [{"kind": "pirt", "expires": "2028-05-01"}]}, {"permits": [{"kind": "pirt", "expires_on": "2028-05-01"}]}),
    ("NK406", {"permits": [{"kind": None, "status": "held"}]}, {"permits": [{"kind": "nib", "status": "held"}]}),
    (
        "NK407",
        {"permits": [{"kind": "pirt", "status": "held", "issued_on": "2028-05-02", "expires_on": "2028-05-01"}]},
        {"permits": [{"kind": "pirt", "status": "held", "issued_on": "2028-05-01", "expires_on": "2028-05-01"}]},
    ),
    ("NK409", {"md_number": "3305013101900001"}, {"md_number": "3305013201900001"}),
    ("NK409", {"md_number": "3305010101900001"}, {"owner_nik": "3305010101900001"}),
    ("NK428", {"regency": "3305", "pirt_number": "2053374020970-28"}, {"regency": "3374", "pirt_number": "2053374020970-28"}),
)

DECIDED = family(shared, ("NK408", {"share": 1, "requested_loan": 1}, {"annual_sales": 1, "requested_loan": 1}))

PIRT = family(
    number_of(PirtNumber),
    ("NK410", "-", "2053374020970-28"),
    ("NK410", "P-IRT", "P-IRT 2053374020970-28"),
    ("NK411", "205337000000000", "205337000000028"),
    ("NK411", "2.05337E+14", "205337402097028"),
    ("NK412", "205337402097-28", "2053374020970-28"),
    ("NK413", "2O53374020970-28", "2053374020970-28"),
    ("NK414", "2053374020970-2028", "2053374020970-28"),
    ("NK415", "1234567890123-45", "2053374020970-28"),
    ("NK418", "2053374020970-28, 2053374030970-30", "2053374020970-28, 2053374020970-28"),
    ("NK419", "20533740209701-28", "2053374020970-28"),
    ("NK420", "9053374020970-28", "8053374020970-28"),
    ("NK421", "2053399020970-28", "2053374020970-28"),
    ("NK422", "2051101020970-28", "2053374020970-28"),
    ("NK423", "2173374020970-22", "2163374020970-22"),
    ("NK424", "205337402097", "205337402097028"),
    ("NK425", "2053374020970-14", "2053374020970-15"),
    ("NK425", "2053374020970-38", "2053374020970-37"),
    ("NK426", "PIRT keripik 2053374020970-28", "PIRT no 2053374020970-28"),
)

NUMBERS = (
    *family(number_of(HalalNumber), ("NK416", "KH32110000474710722", "ID32110000474710722")),
    *family(number_of(EanNumber), ("NK417", "4006381333930", "4006381333931")),
    *family(number_of(BrandNumber), ("NK427", "DID2026090542", "IDM2026090542")),
    *family(number_of(NpwpNumber), ("NK429", "02.183.241.4-000.000", "02.183.241.5-000.000")),
)

PLACES = family(
    place,
    ("NK430", "Kebumn", "Kebumen"),
    ("NK430", "Kota Kebumen", "Kabupaten Kebumen"),
    ("NK431", "Semarang", "Kota Semarang"),
    ("NK432", "Jawa Tengah", "Kabupaten Klaten"),
    ("NK432", "33", "3310"),
    ("NK433", "3399", "3310"),
    ("NK434", "1101", "3305"),
    ("NK434", "1101", "1101 Aceh Selatan"),
    ("NK435", "1101 Simeulue", "1109 Simeulue"),
    ("NK435", "Kebumen, Jatim", "Kebumen, Jateng"),
)

AMOUNTS = family(
    read_by(read_rupiah),
    ("NK436", "lima juta", "5 juta"),
    ("NK436", "± 5 juta", "5 juta"),
    ("NK437", "1.50.000", "1.500.000"),
    ("NK438", "100,000", "Rp100.000"),
    ("NK438", "99999", "100000"),
    ("NK438", "1.500 juta", "1500 juta"),
    ("NK439", "-5.000.000", "5.000.000"),
    ("NK439", "101 triliun", "100 triliun"),
)

DATES = family(
    read_by(read_date),
    ("NK440", "16 Febuari 2021", "16 Februari 2021"),
    ("NK441", "29/02/2023", "29/02/2024"),
    ("NK442", "16/02/21", "16/02/2021"),
    ("NK443", "31/12/1799", "1/1/1800"),
    ("NK443", "1/1/2201", "31/12/2200"),
    ("NK443", "seumur hidup", "2030"),
)

CELLS = (
    *family(cell_of("pirt_status"), ("NK444", "kadaluwarsaa", "kadaluwarsa"), ("NK445", "0", "tidak")),
    *family(cell_of("knows_market"), ("NK445", "Proses", "sudah")),
    *family(cell_of("pirt_number"), ("NK446", "2.05337E+14", "205337402097028")),
    *family(cell_of("capital"), ("NK446", "1,5E+09", "1500000000")),
    *family(cell_of("workers"), ("NK447", "1.200", "1200"), ("NK448", "0", "1")),
    *family(cell_of("sector"), ("NK449", f"{'kerajinan':>121}", f"{'kerajinan':>120}")),
    *family(read_by(read_date, day(may_be_never=True)), ("NK443", "1799", "seumur hidup")),
)

PAIRS = (*PROFILES, *DECIDED, *PIRT, *NUMBERS, *PLACES, *AMOUNTS, *DATES, *CELLS)
