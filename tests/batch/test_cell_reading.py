"""Cells to facts: by fact, by permit, and cells that list several permits."""

import pytest

from naikkelas.batch.cell_reading import NOTHING, reader_of
from naikkelas.batch.mapping import Use
from naikkelas.ikm import FACTS


def permits(cell):
    made = reader_of(Use("permits"), None)(cell)
    return [dict(permit) for permit in made.permits], [found.code for found in made.problems]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("NIB, PIRT", [{"kind": "nib", "status": "held"}, {"kind": "pirt", "status": "held"}]),
        ("PIRT No. 2053305020970-28, Halal", [{"kind": "pirt", "number": "2053305020970-28"}, {"kind": "halal", "status": "held"}]),
        ("2053374020970-28; 2053374030970-28", [{"kind": "pirt", "number": n} for n in ("2053374020970-28", "2053374030970-28")]),
        ("P-IRT/Halal dan Merek", [{"kind": kind, "status": "held"} for kind in ("pirt", "halal", "brand")]),
        ("-", []),
        ("", []),
        (None, []),
    ],
)
def test_a_list_of_permits(cell, expected):
    assert permits(cell) == (expected, [])


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("NIB, PIRT proses", ["NK476"]),
        ("NIB,PIRT,N.C", ["NK476"]),
        ("belum", ["NK476"]),
        ("NIB, PIRT 2.05337E+14", ["NK411"]),
        (12, ["NK476"]),
    ],
)
def test_a_list_of_permits_that_is_not_wholly_understood_gives_nothing(cell, codes):
    assert permits(cell) == ([], codes)


def test_a_column_of_a_permit_holds_its_number_or_its_status():
    read = reader_of(Use("permit", "pirt"), None)
    assert read("2053305020970-28").values == (("pirt_number", "2053305020970-28"),)
    assert read("Proses").values == (("pirt_status", "in_process"),)
    assert read("-") == read(None) == NOTHING
    assert [p.code for p in read("2.05337E+14").problems] == ["NK446"]
    assert [p.code for p in read("090/SKU/180/2025").problems] == ["NK414"]
    assert reader_of(Use("permit", "umot"), None)("1234567890").values == (("umot_number", "1234567890"),)


def test_a_number_means_held_only_where_somebody_says_so():
    number = "9120301234567"
    assert dict(reader_of(Use("permit", "nib"), None)(number).values) == {"nib_number": number}
    said = reader_of(Use("permit", "nib", number_means="held"), None)
    assert dict(said(number).values) == {"nib_number": number, "nib_status": "held"}
    refused = said("090/SKU/180/2025")
    assert refused.values == ()
    assert "090" not in refused.problems[0].text("id")


@pytest.mark.parametrize(
    ("fact", "use", "cell", "value"),
    [
        ("capital", {}, "Rp. 1.500.000", 1_500_000),
        ("capital", {}, 1_500_000.0, 1_500_000),
        ("capital", {"unit": "juta"}, "205", 205_000_000),
        ("capital", {}, "205", None),
        ("sector", {"values": {"Kuliner ": "processed_food"}}, "KULINER", "processed_food"),
        ("sector", {}, "KULINER", None),
        ("kbli", {}, 10710, "10710"),
        ("kbli", {}, 10710.0, "10710"),
        ("knows_market", {}, True, True),
        ("workers", {}, {"at_least": 3}, (3, 1_000_000)),
        ("operating_since", {"excel_dates": True}, 43831, 737425),
        ("capital", {}, "  ", None),
    ],
)
def test_a_cell_of_a_fact(fact, use, cell, value):
    made = reader_of(Use("fact", fact, **use), FACTS[fact])(cell)
    assert made.values == (() if value is None else ((fact, value),))


def test_true_and_one_are_remembered_apart():
    read = reader_of(Use("fact", "workers"), FACTS["workers"])
    assert read(1).values == (("workers", 1),)
    assert read(True).values == ()
