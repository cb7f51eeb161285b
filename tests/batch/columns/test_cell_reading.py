"""Cells to facts: by fact, by permit, and cells that list several permits."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from naikkelas.batch.columns.cell_reading import NOTHING, reader_of
from naikkelas.batch.columns.mapping import Use
from naikkelas.ikm import FACTS
from tests.batch.signs import STRANGE, TICKS


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


# --- no part of a list is forgotten ------------------------------------------------------------------------------------

HELD = {
    "NIB": "nib",
    "PIRT": "pirt",
    "P-IRT": "pirt",
    "izin PIRT": "pirt",
    "Halal": "halal",
    "sertifikat halal": "halal",
    "Merek": "brand",
    "SLHS": "slhs",
}
NUMBERS = {
    "9120301234567": "nib",
    "2053305030970-28": "pirt",
    "2053305030970-23": "pirt",
    "2053374020970-28": "pirt",
    "ID33110000123450121": "halal",
    "09.254.294.3-407.000": "npwp",
    "8991234567898": "ean",
}
ANNOUNCED = {"nib": "NIB", "pirt": "PIRT No.", "halal": "Halal", "npwp": "NPWP", "ean": "EAN"}
PARTS = st.one_of(
    st.sampled_from(sorted(HELD)).map(lambda word: (word, HELD[word], None)),
    st.sampled_from(sorted(NUMBERS)).map(lambda number: (f"{ANNOUNCED[NUMBERS[number]]} {number}", NUMBERS[number], number)),
    st.sampled_from(sorted(NUMBERS)).map(lambda number: (number, None, number)),
    st.tuples(st.sampled_from(sorted(HELD)), st.sampled_from(sorted(NUMBERS))).map(
        lambda two: (f"{two[0]} {two[1]}", HELD[two[0]], two[1])
    ),
    st.tuples(st.sampled_from(sorted(NUMBERS)), st.sampled_from(sorted(HELD))).map(
        lambda two: (f"{two[0]} {two[1]}", HELD[two[1]], two[0])
    ),
    st.sampled_from(["SIUP", "belum", "?", "2019"]).map(lambda word: (word, "other", None)),
)


@given(
    st.lists(st.tuples(st.sampled_from(["", "{}. ", "{}) ", "- "]), PARTS), min_size=1, max_size=5),
    st.sampled_from([", ", "; ", "\n", " dan ", " & ", "/ ", " "]),
)
@example([("{}. ", ("NIB", "nib", None)), ("{}. ", ("PIRT", "pirt", None))], "; ")
@example([("", ("NIB", "nib", None)), ("{}. ", ("PIRT", "pirt", None)), ("", ("Halal", "halal", None))], ", ")
@example([("{}. ", ("PIRT 2053305030970-23", "pirt", "2053305030970-23")), ("{}. ", ("PIRT", "pirt", None))], ", ")
@example([("", ("NIB 2053305030970-28", "nib", "2053305030970-28"))], ", ")
@example([("", ("9120301234567 PIRT", "pirt", "9120301234567"))], ", ")
@example([("", ("NPWP 09.254.294.3-407.000", "npwp", "09.254.294.3-407.000")), ("{}. ", ("Halal", "halal", None))], "/ ")
@example([("", ("NIB", "nib", None)), ("", ("EAN 8991234567898", "ean", "8991234567898"))], ", ")
def test_every_part_of_a_list_of_permits_has_an_effect_or_the_cell_is_told(parts, separator):
    cell = separator.join(f"{marker.format(at)}{text}" for at, (marker, (text, _, _)) in enumerate(parts, 1))
    assume(separator != " " or [text for _, (text, _, _) in parts].count("2019") < 3)  # years that make up one number
    made, told = permits(cell)
    if set(told) - {"NK429"} or cell == "?":  # a check digit is doubted; a cell that nobody filled in
        assert made == []
        return
    kinds, numbers = [permit["kind"] for permit in made], {permit.get("number") for permit in made}
    for _, (_, kind, number) in parts:
        assert kind is None or kind in kinds
        assert number is None or number in numbers
    assert len(made) <= len(parts)


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [
        ("1. NIB; 2. PIRT", ["nib", "pirt"]),
        ("1. PIRT", ["pirt"]),
        ("1) NIB\n2) Halal", ["nib", "halal"]),
        ("NIB, 2. PIRT, Halal", ["nib", "pirt", "halal"]),
    ],
)
def test_numbered_names_are_permits_that_are_held(cell, kinds):
    assert permits(cell) == ([{"kind": kind, "status": "held"} for kind in kinds], [])


@pytest.mark.parametrize(
    "cell",
    [
        "1. PIRT 2053305030970-23, 2. PIRT",
        "2053305030970-23 dan PIRT",
        "NIB PIRT 2053305030970-28",
        "PIRT 2053305030970-28 Halal",
        "NIB 9120301234567, EAN 8991234567898",
    ],
)
def test_a_name_that_would_be_forgotten_beside_a_number_is_told(cell):
    assert permits(cell) == ([], ["NK476"])


def test_a_name_before_its_number_announces_it():
    assert permits("PIRT, 2053305030970-28, 2053374020970-28; NIB\n9120301234567") == (
        [
            {"kind": "pirt", "number": "2053305030970-28"},
            {"kind": "pirt", "number": "2053374020970-28"},
            {"kind": "nib", "number": "9120301234567"},
        ],
        [],
    )


# --- signs beside permits ------------------------------------------------------------------------------------------------

REFUSED = ([], ["NK476"])
FORMS = ("{} NIB", "{}NIB", "NIB {}", "NIB{}", "{} NIB, PIRT", "PIRT, {}NIB", "PIRT; NIB {}", "NIB {} PIRT", "PIRT, {}")


@given(st.sampled_from(STRANGE), st.sampled_from(FORMS))
@example("−", "NIB {}")
@example("NIB:", "{}")
@example("NIB: ....", "{}")
@example("☐ NIB, ☑ PIRT", "{}")
@example("✅NIB, ⬜PIRT", "{}")
@example("NIB +, PIRT −", "{}")
def test_a_sign_of_which_nobody_knows_what_it_says_gives_no_permit(sign, form):
    cell = form.format(sign)
    assume(form != "PIRT, {}" or sign not in ("—", "−", "–"))  # a dash alone names nothing
    assume((form[0] != "{" and form != "PIRT, {}NIB") or sign != "—")  # the bullet of a list
    assume(cell not in ("NIB+ PIRT", "NIB + PIRT"))
    assert permits(cell) == REFUSED


@pytest.mark.parametrize("sign", [*STRANGE, ":", "&", "/"])
def test_a_sign_beside_a_number_of_a_list_gives_no_permit(sign):
    assume_numbers = [f"NIB 9120301234567 {sign}", f"NIB 9120301234567, {sign} PIRT"]
    assert [permits(cell) for cell in assume_numbers if not (sign == "—" and cell[-1] == "T")] == [REFUSED] * (2 - (sign == "—"))


@pytest.mark.parametrize("tick", TICKS)
def test_ticks_beside_every_permit_say_that_it_is_held(tick):
    held = ([{"kind": kind, "status": "held"} for kind in ("nib", "pirt")], [])
    for cell in (f"{tick} NIB, {tick} PIRT", f"NIB {tick}; PIRT ({tick})", f"{tick}NIB\n{tick}\ufe0fPIRT", f"[{tick}] NIB, [{tick}] PIRT"):
        assert permits(cell) == held
    for cell in (f"{tick} NIB, PIRT", f"NIB, PIRT {tick}", tick, f"NIB, {tick}", f"{tick} NIB 9120301234567, PIRT"):
        assert permits(cell) == REFUSED
    assert permits(f"{tick} NIB 9120301234567") == ([{"kind": "nib", "number": "9120301234567"}], [])


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [
        ("\"NIB\", 'PIRT'", ["nib", "pirt"]),
        ("(NIB); [PIRT]; “Halal”", ["nib", "pirt", "halal"]),
        ("(NIB, PIRT)", ["nib", "pirt"]),
        ("NIB, PIRT.", ["nib", "pirt"]),
        ("- NIB\n- PIRT", ["nib", "pirt"]),
        ("-NIB\n-PIRT", ["nib", "pirt"]),
        ("• NIB; • P.IRT", ["nib", "pirt"]),
        ("'NIB,,PIRT;", ["nib", "pirt"]),
        ("'- NIB\n- PIRT", ["nib", "pirt"]),
        ("NIB+PIRT & Halal", ["nib", "pirt", "halal"]),
        ("NIB, -, PIRT", ["nib", "pirt"]),
    ],
)
def test_signs_that_only_part_or_hold_together_say_nothing(cell, kinds):
    assert permits(cell) == ([{"kind": kind, "status": "held"} for kind in kinds], [])


@pytest.mark.parametrize(
    "cell", ["-NIB", "NIB, -PIRT", "+NIB", "+NIB -PIRT", "NIB(+), PIRT(-)", "NA", "NIB, N/A", "NIB ()", "(NIB", "NIB: PIRT:"]
)
def test_what_may_say_that_there_is_none_gives_no_permit(cell):
    assert permits(cell) == REFUSED


def test_the_number_of_an_application_in_a_list_is_told():
    assert permits("NIB, DID2026090542") == (
        [{"kind": "brand", "number": "DID2026090542"}, {"kind": "nib", "status": "held"}],
        ["NK427"],
    )
