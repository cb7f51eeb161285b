"""Several numbers in one cell are several permits; and what is no number is passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.ikm.numbers import NUMBER_KINDS, find_numbers
from tests.ikm.numbers.written import firm_digits, spelling

PIRT, OTHER_PIRT, NIB, HALAL = "2053374020970-28", "2053374030970-30", "1408230135849", "ID32110000474710722"


def found(text):
    return [(number.kind, number.canonical or number.problems[0].code) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # domain.md §7.2, 8
        ("NIB, PIRT No. 2123517010002-22", [("pirt", "2123517010002-22")]),
        ("NIB,PIRT,HALAL,N.C,HAKI", []),
        # several of a kind
        (f"{PIRT}; {OTHER_PIRT}", [("pirt", PIRT), ("pirt", OTHER_PIRT)]),
        (f"PIRT {PIRT}, {OTHER_PIRT} dan {PIRT}", [("pirt", PIRT), ("pirt", OTHER_PIRT)]),
        (f"{PIRT} {OTHER_PIRT}", [("pirt", PIRT), ("pirt", OTHER_PIRT)]),
        (f"{PIRT}/{OTHER_PIRT}", [("pirt", PIRT), ("pirt", OTHER_PIRT)]),
        (f"{PIRT} - {OTHER_PIRT}", [("pirt", PIRT), ("pirt", OTHER_PIRT)]),
        (f"PIRT 1: {PIRT}, PIRT 2: {OTHER_PIRT}", [("pirt", PIRT), ("pirt", OTHER_PIRT)]),
        (f"1. {PIRT}\n2. {OTHER_PIRT}", [("pirt", PIRT), ("pirt", OTHER_PIRT)]),
        (f"PIRT {PIRT}, PIRT: {PIRT}", [("pirt", PIRT)]),
        # several kinds
        (f"NIB & PIRT: {NIB} & {PIRT}", [("nib", NIB), ("pirt", PIRT)]),
        (f"NIB {NIB} P-IRT {PIRT} HALAL {HALAL}", [("nib", NIB), ("pirt", PIRT), ("halal", HALAL)]),
        (f"NIB: {NIB}, {PIRT}", [("nib", NIB), ("pirt", PIRT)]),
        (
            "MD 224510107115, TR193312341, NA18191300159, IDM000987654",
            [("md", "MD 224510107115"), ("tr", "TR193312341"), ("na", "NA18191300159"), ("brand", "IDM000987654")],
        ),
        ("barcode 4006381333931 NPWP 02.183.241.5-000.000", [("ean", "4006381333931"), ("npwp", "02.183.241.5-000.000")]),
        ("LP-POM No. 15060012340112 PIRT " + PIRT, [("pirt", PIRT)]),
        # by shape alone
        ("206321301065519", [("pirt", "2063213010655-19")]),
        (205337402097028, [("pirt", PIRT)]),
        ("02.183.241.5-000.000", [("npwp", "02.183.241.5-000.000")]),
        (NIB, [("nib", NIB)]),
        ("140823013584900000001", [("pb_umku", "140823013584900000001")]),
        # a kind goes on, but only while it fits
        ("MD 224510107115, 224510107116", [("md", "MD 224510107115"), ("md", "MD 224510107116")]),
        ("MD 224510107115, 2245", [("md", "MD 224510107115")]),
        ("MD 224510107115 telp 224510107116", [("md", "MD 224510107115")]),
        # announced, and no good
        ("PIRT 206740502", [("pirt", "NK412")]),
        ("PIRT 2.05337E+14", [("pirt", "NK411")]),
        ("PIRT 2O53374020970-28", [("pirt", "NK413")]),
        ("PIRT 2053374020970-28A", [("pirt", "NK413")]),
        ("P-IRT No. 206/3374/2025", [("pirt", "NK414")]),
        ("KH 12345678901", [("halal", "NK416")]),
        ("ML 224510107115", [("md", "NK416")]),
        ("SP 185/10.19/02", [("pirt", "SP 185/10.19/02")]),
        ("NIB " + PIRT, [("nib", "NK412")]),
        # not numbers of permits
        ("HP 081234567890", []),
        ("0812123456789", []),
        ("NIK 3374010101800001", []),
        ("3374010101800001", []),
        ("PIRT tahun 2019", []),
        ("PIRT 2", []),
        ("2063216010385", []),
        ("KODE" + PIRT, []),
        (PIRT + "A", []),
        ("2051101020970-28", [("pirt", "2051101020970-28")]),
        ("205110102097028", []),
        ("2.05337E+14", []),
        ("ne 150000000, tr 12, harga 150.000 s/d 2.500.000", []),
        ("", []),
        (None, []),
        (5, []),
    ],
)
def test_the_numbers_of_a_cell(text, expected):
    assert found(text) == expected


@given(st.data(), st.lists(firm_digits(), max_size=4, unique=True), st.sampled_from(["; ", ", ", "\n", " dan ", " & ", "\t|\t"]))
def test_every_number_of_a_list_is_found_in_order(data, numbers, between):
    text = between.join("PIRT " + data.draw(spelling(digits)) for digits in numbers)
    assert [number.digits for number in find_numbers(text)] == numbers


@given(st.one_of(st.text(), st.binary(), st.integers(), st.floats(), st.none()))
def test_nothing_raises(raw):
    assert all(number.kind in NUMBER_KINDS for number in find_numbers(raw))


@given(
    st.lists(st.sampled_from(["PIRT", "NIB", "No.", PIRT, NIB, "12", " ", ",", "/", "x", "-", "E+14", "2.05"]), max_size=12).map(" ".join)
)
def test_what_is_found_without_an_error_is_found_again(text):
    for number in find_numbers(text):
        if number.canonical is not None:
            assert NUMBER_KINDS[number.kind].parse(number.canonical).canonical == number.canonical
