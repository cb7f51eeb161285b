"""The codes inside a PIRT number, each table with its ground: the line of domain.md it was taken from and how firm that is.

What is not here is not known: most of table C, the meaning of packaging 0 and 9, the names of regions where two codings differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from naikkelas.facts import Text
from naikkelas.ikm.numbers.base import Ground
from naikkelas.ikm.regions import PROVINCES, REGENCIES, Regency

# --- packaging ---------------------------------------------------------------------------------------------------------

PACKAGING_GROUND: Final = Ground("domain.md §1.4 (BPOM app, tabel_kemasan; Tempo on PerBPOM 22/2018)", "found")

#: Digit 1. Codes 7 and 8 came with PerBPOM 22/2018; the rule of 2012 had 1 to 6.
PACKAGING: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "1": Text("gelas/kaca", "glass"),
        "2": Text("plastik", "plastic"),
        "3": Text("karton/kertas", "carton or paper"),
        "4": Text("kaleng", "can"),
        "5": Text("aluminium foil", "aluminium foil"),
        "6": Text("lain-lain", "other"),
        "7": Text("komposit", "composite"),
        "8": Text("ganda", "double (primary and secondary)"),
    }
)

# --- food groups -------------------------------------------------------------------------------------------------------

Table = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The food groups of one era. ``codes`` are those that are known: of table C most are not."""

    letter: Table
    title: Text
    ground: Ground
    codes: Mapping[str, Text]
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class FoodGroup:
    """What digits 2 and 3 mean in one table; ``name`` is ``None`` where the table has no such code, or where nobody here knows it."""

    code: str
    table: GroupTable

    @property
    def name(self) -> Text | None:
        """The food group, in both languages."""
        return self.table.codes.get(self.code)


_A: Final = {
    "01": Text("hasil olahan daging kering", "dried meat products"),
    "02": Text("hasil olahan ikan kering", "dried fish products"),
    "03": Text("hasil olahan unggas kering", "dried poultry products"),
    "04": Text("sayur asin dan sayur kering", "pickled and dried vegetables"),
    "05": Text("hasil olahan kelapa", "coconut products"),
    "06": Text("tepung dan hasil olahnya", "flour and its products"),
    "07": Text("minyak dan lemak", "oils and fats"),
    "08": Text("selai, jeli dan sejenisnya", "jam, jelly and the like"),
    "09": Text("gula, kembang gula dan madu", "sugar, sweets and honey"),
    "10": Text("kopi, teh, coklat kering atau campurannya", "coffee, tea, dry chocolate or their mixtures"),
    "11": Text("bumbu", "seasonings"),
    "12": Text("rempah-rempah", "spices"),
    "13": Text("minuman ringan, minuman serbuk", "soft drinks, powdered drinks"),
    "14": Text("hasil olahan buah", "fruit products"),
    "15": Text("hasil olahan biji-bijian dan umbi", "products of grains and tubers"),
}
_B: Final = _A | {
    "04": Text("hasil olahan sayur", "vegetable products"),
    "10": Text("kopi dan teh kering", "dry coffee and tea"),
    "13": Text("minuman serbuk", "powdered drinks"),
    "15": Text("hasil olahan biji-bijian, kacang-kacangan dan umbi", "products of grains, nuts and tubers"),
    "16": Text("lain-lain: es", "other: ice"),
}
_C: Final = {
    "02": Text("hasil olahan perikanan", "fishery products"),
    "05": Text("tepung dan hasil olahnya", "flour and its products"),
    "09": Text("bumbu", "seasonings"),
    "11": Text("biji-bijian, kacang-kacangan dan umbi", "grains, nuts and tubers"),
}

GROUPS: Final[Mapping[str, GroupTable]] = MappingProxyType(
    {
        "A": GroupTable(
            "A",
            Text("tabel A (aturan 2012)", "table A (rule of 2012)"),
            Ground("domain.md §1.5 A (linesvi 2014; DKP Kota Semarang)", "found"),
            MappingProxyType(_A),
        ),
        "B": GroupTable(
            "B",
            Text("tabel B (PerBPOM 22/2018)", "table B (PerBPOM 22/2018)"),
            Ground("domain.md §1.5 B (BPOM app 2019, tabel_grup_jenis_pangan; 16 is in the app, perhaps not in every list)", "found"),
            MappingProxyType(_B),
        ),
        "C": GroupTable(
            "C",
            Text("tabel C (sejak OSS 2021, disimpulkan)", "table C (since OSS 2021, inferred)"),
            Ground("domain.md §1.5 C (numbers that expire 2028 to 2031, and known products)", "inferred"),
            MappingProxyType(_C),
            is_complete=False,
        ),
    }
)

#: No table has a higher code, so far as is known.
HIGHEST_GROUP: Final = 16

#: Tables by the year of expiry: domain.md §1.5 ("<= 2025 A/B; >= 2026 probably C, overlap"). A number is issued by the table of its
#: day and seen to end 3 to 8 years later, rarely 11 (§1.3). Table B began in 2018, so what ends before 2021 (2018 + 3) is A, and A may
#: run to 2026 (2018 + 8). Table C began in 2021, and most numbers end 5 or 6 years on: B is usual to 2027 (2021 + 6). A B of 2028 or
#: 2029 (7 or 8 years) is possible, but rare; it is told as C.
_ERAS: Final = ((2020, "A"), (2025, "AB"), (2026, "ABC"), (2027, "BC"))


def tables_of(year: int) -> tuple[GroupTable, ...]:
    """The tables that a number which expires in this year may follow."""
    letters = next((letters for last, letters in _ERAS if year <= last), "C")
    return tuple(GROUPS[letter] for letter in letters)


# --- regions -----------------------------------------------------------------------------------------------------------

REGION_GROUND: Final = Ground("domain.md §1.3 (digits 4 to 7), §6.3 (two codings)", "found")

#: Digits 4 and 5 that exist in either coding: domain.md §6.3, "province codes that exist".
PROVINCE_CODES: Final = frozenset(
    map(str, (*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)))
)

#: Provinces in which BPS and Kemendagri agree on every code: domain.md §6.3 (32 Jabar, 33, 35, 36, 52).
SAFE_PROVINCES: Final = frozenset({"32", "33", "35", "36", "52"})

#: Single codes elsewhere, each confirmed by a real number and the place of its maker: 1402, 6101, 7271 in the BPOM dump
#: (bpom_sppirt_issuance.csv), 1505 and 3403 among the numbers seen (pirt_numbers_seen.csv). One code says nothing of its neighbours.
CONFIRMED_REGENCIES: Final = frozenset({"1402", "1505", "3403", "6101", "7271"})

#: Of 91 to 97 the codings differ even on the province (domain.md §6.3: BPS 94xx is Papua). That they agree on the others is inferred.
_NAMED_PROVINCES: Final = frozenset(code for code in PROVINCES if code < "91")


def province_name(code: str) -> str | None:
    """The province of digits 4 and 5, where the codings do not differ."""
    return PROVINCES[code] if code in _NAMED_PROVINCES else None


def regency_of(code: str) -> Regency | None:
    """The regency of digits 4 to 7, only where both codings agree on it."""
    is_sure = code[:2] in SAFE_PROVINCES or code in CONFIRMED_REGENCIES
    return REGENCIES.get(code) if is_sure else None


def region_exists(code: str) -> bool:
    """Whether there may be such a regency: the province exists, digits 6 and 7 are possible, and a table we can trust has it.

    Regencies are 01 to 69, cities 71 to 99 (domain.md §6.2).
    """
    if code[:2] not in PROVINCE_CODES or code[2:] in ("00", "70"):
        return False
    return code in REGENCIES if code[:2] in SAFE_PROVINCES else True


# --- years -------------------------------------------------------------------------------------------------------------

CENTURY: Final = 2000

YEAR_GROUND: Final = Ground("domain.md §1.3 (last two digits of the year of expiry), §1.2 (5 years)", "found")

#: The rule of 2012, and the shortest term seen: 3 years (domain.md §1.3, table of 174 certificates).
FIRST_YEAR: Final = 2015
#: 2026, the year these facts were gathered, and the longest term seen, 11 years. It moves on with the years.
LAST_YEAR: Final = 2037
