"""Columns of one permit whose number means that it is held: numbers of something else, and numbers that say less, do not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naikkelas.batch.columns.cell_reading import reader_of
from naikkelas.batch.columns.mapping import Use
from naikkelas.ikm import FACTS
from tests.batch.signs import STRANGE, TICKS


def read(kind, cell, means="held"):
    made = reader_of(Use("permit", kind, number_means=means), None)(cell)
    return dict(made.values), [found.code for found in made.problems]


@pytest.mark.parametrize("number", ["DID2026090542", "JID2026090542", "did 2026090542"])
def test_the_number_of_an_application_is_in_process_and_told(number):
    written = number.upper().replace(" ", "")
    assert read("brand", number)[0]["brand_status"] == "in_process"
    assert read("brand", number)[1] == ["NK427"]
    assert read("brand", number, None) == ({"brand_number": number}, ["NK427"])
    assert read("brand", "IDM000987654") == ({"brand_number": "IDM000987654", "brand_status": "held"}, [])
    assert written.startswith(("DID", "JID"))


OTHERS = {
    "NIB": ("9120001000011", "NIB 9120001000011"),
    "telepon": ("081234567890", "0812-3456-7890", "+62 812-3456-7890", "6281234567890", "62 857 1234 567", "0857123456789"),
    "P-IRT": ("2053305030970-28", "PIRT 2053305030970-28"),
    "NPWP": ("02.183.241.5-000.000",),
    "NIK": ("NIK 3305014101800001", "KTP: 3305014101800001"),
}
OWN = {"nib": "NIB", "npwp": "NPWP", "pirt": "P-IRT"}


@pytest.mark.parametrize("kind", ["brand", "nib", "npwp", "pirt", "md", "tr", "na", "halal"])
@pytest.mark.parametrize(("other", "cell"), [(other, cell) for other, cells in OTHERS.items() for cell in cells])
def test_the_number_of_something_else_is_refused(kind, other, cell):
    if OWN.get(kind) == other:
        assert read(kind, cell)[0][f"{kind}_status"] == "held"
        return
    values, codes = read(kind, cell)
    assert values == {}
    assert len(codes) == 1
    told = reader_of(Use("permit", kind, number_means="held"), None)(cell).problems[0]
    assert cell not in told.text("id") or other == "P-IRT"


def test_what_another_number_seems_to_be_is_said():
    use = Use("permit", "brand", number_means="held")
    told = [reader_of(use, None)(cell).problems[0].text("en") for cell in ("9120001000011", "081234567890", "PIRT 2053305030970-28")]
    assert ["it looks like NIB" in told[0], "a telephone" in told[1], "it looks like P-IRT" in told[2]] == [True] * 3


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("0812250012345", None),  # of the 8th of December 2025, or a telephone
        ("NIB 0812250012345", "held"),
        ("0803250012345", "held"),  # no telephone begins so
        ("0813250012345", None),
    ],
)
def test_digits_that_may_be_a_telephone_are_a_nib_where_they_are_called_so(cell, status):
    values, codes = read("nib", cell)
    assert (values.get("nib_status"), codes) == (status, [] if status else ["NK416"])


@pytest.mark.parametrize("cell", ["NPWP (NIK) 3305014101800001", "NPWP 3305014101800001", "3305014101800001"])
def test_a_tax_number_may_be_an_identity_number(cell):
    assert read("npwp", cell)[0]["npwp_status"] == "held"


def test_what_is_doubtful_about_a_number_is_told():
    assert read("npwp", "02.183.241.6-000.000")[1] == ["NK429"]
    assert read("npwp", "02.183.241.6-000.000")[0]["npwp_status"] == "held"


@given(st.sampled_from(STRANGE), st.sampled_from(["{} 9120301234567", "9120301234567 {}", "NIB {} 9120301234567", "9120301234567{}"]))
@example("+", "NIB {} 9120301234567")
def test_a_number_beside_a_sign_of_which_nobody_knows_what_it_says_is_not_read(sign, form):
    if (sign, form[0]) in ((sign, "{") if sign == "—" else (), ("°", "9")):
        return
    cell = form.format(sign)
    if cell in ("NIB = 9120301234567", "NIB # 9120301234567", "NIB — 9120301234567", "NIB − 9120301234567", "— 9120301234567"):
        return
    values, codes = read("nib", cell)
    assert (values, len(codes)) == ({}, 1)


@pytest.mark.parametrize(
    "cell", ["NIB: 9120301234567", "'9120301234567", "9120301234567;", "No. NIB 9120301234567.", "(9120301234567)", '"9120301234567"']
)
def test_signs_beside_a_number_that_say_nothing_are_passed_over(cell):
    assert read("nib", cell)[0]["nib_status"] == "held"
    number = reader_of(Use("fact", "nib_number"), FACTS["nib_number"])(cell)
    assert number.problems == ()


@pytest.mark.parametrize("tick", TICKS)
def test_a_tick_beside_a_number_says_nothing_more(tick):
    assert read("nib", f"{tick} 9120301234567")[0]["nib_status"] == "held"
