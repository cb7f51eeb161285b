"""The tables behind a PIRT number: complete, grounded, and no more than is known."""

import pytest

from naikkelas.ikm.numbers import GROUPS, NUMBER_KINDS, PACKAGING
from naikkelas.ikm.numbers.pirt_tables import (
    CONFIRMED_REGENCIES,
    PACKAGING_GROUND,
    PROVINCE_CODES,
    REGION_GROUND,
    SAFE_PROVINCES,
    YEAR_GROUND,
    province_name,
    regency_of,
    region_exists,
    tables_of,
)
from naikkelas.ikm.regions import PROVINCES, REGENCIES


def test_packaging_has_the_eight_codes_of_2018():
    assert "".join(PACKAGING) == "12345678"


def test_tables_have_the_codes_that_are_known():
    assert [list(table.codes) for table in GROUPS.values()] == [
        [f"{code:02}" for code in range(1, 16)],
        [f"{code:02}" for code in range(1, 17)],
        ["02", "05", "09", "11"],
    ]
    differ = [code for code in GROUPS["A"].codes if GROUPS["A"].codes[code] != GROUPS["B"].codes[code]]
    assert differ == ["04", "10", "13", "15"]
    assert [table.is_complete for table in GROUPS.values()] == [True, True, False]


@pytest.mark.parametrize(
    ("year", "letters"),
    [(2015, "A"), (2020, "A"), (2021, "AB"), (2025, "AB"), (2026, "ABC"), (2027, "BC"), (2028, "C"), (2099, "C")],
)
def test_tables_by_the_year_of_expiry(year, letters):
    assert "".join(table.letter for table in tables_of(year)) == letters


def test_everything_says_where_it_is_from():
    grounds = [PACKAGING_GROUND, REGION_GROUND, YEAR_GROUND, *(table.ground for table in GROUPS.values())]
    grounds += [each.ground for each in NUMBER_KINDS.values()]
    assert all(ground.firmness for ground in grounds)
    assert all("domain.md §" in ground.source or "metacpan" in ground.source for ground in grounds)


def test_provinces_that_exist_in_either_coding():
    assert set(PROVINCES) < PROVINCE_CODES
    assert PROVINCE_CODES - set(PROVINCES) == {"97"}
    assert not {"00", "20", "88", "98"} & PROVINCE_CODES
    assert province_name("33") == "Jawa Tengah"
    assert province_name("91") is province_name("88") is None


def test_confirmed_codes_are_outside_the_provinces_that_are_safe_anyway():
    assert set(REGENCIES) >= CONFIRMED_REGENCIES
    assert not {code[:2] for code in CONFIRMED_REGENCIES} & SAFE_PROVINCES


def test_regions():
    assert regency_of("3399") is regency_of("1101") is None
    assert region_exists("1199")
    assert not region_exists("1100")
    assert not region_exists("3399")
