"""Provinces and regencies of Indonesia, and the dated lists of the poorest regencies of Central Java.

The codes are those of Kemendagri (Kepmendagri 300.2.2-2430 Tahun 2025). BPS has other codes for 182 of the 514; in Central
Java and West Nusa Tenggara both codings agree (domain.md §6.3). The tables are (c) 2017-2025 Cahya DSN, MIT licence: the
notice is in ``data/NOTICE``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pkgutil import get_data
from types import MappingProxyType
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Regency:
    """A regency (kabupaten) or city (kota): its four-digit code, its official name, its province."""

    code: str
    name: str
    province: str
    kind: Literal["kabupaten", "kota"]


@dataclass(frozen=True, slots=True)
class RegionList:
    """Regencies named together by somebody on some day: such a list has a date, it is not a property of the regency."""

    announced: date
    codes: frozenset[str]
    source: str


def _rows(name: str) -> list[list[str]]:
    """The rows below the header; no field has a comma or a quote, so nothing slower than a split is needed at import."""
    data = get_data(__package__, f"data/{name}")
    if data is None:  # a loader that keeps no data files
        raise FileNotFoundError(f"naikkelas/ikm/data/{name}")
    return [line.split(",") for line in data.decode("utf-8").splitlines()[1:]]


def _regency(code: str, name: str, province: str, kind: str) -> Regency:
    return Regency(code, name, province, "kota" if kind == "kota" else "kabupaten")


#: The 38 provinces: two-digit code -> name.
PROVINCES: Final[Mapping[str, str]] = MappingProxyType({row[0]: row[1] for row in _rows("provinces.csv")})

#: The 514 regencies and cities by four-digit code; the first two digits are the province.
REGENCIES: Final[Mapping[str, Regency]] = MappingProxyType({row[0]: _regency(*row) for row in _rows("regencies.csv")})

_POOREST_SOURCES: Final = {
    "2016-04-26": "mediajateng 2016-04-26",
    "2020-02-17": "semarang.bisnis.com 2020-02-17 (Bappeda Jateng); solopos 2020-02-18",
    "2023-02-14": "rmol 2023-02-14",
}


def _poorest_lists() -> dict[int, RegionList]:
    codes: dict[str, set[str]] = {}
    for announced, code in _rows("poorest_central_java.csv"):
        codes.setdefault(announced, set()).add(code)
    lists = (RegionList(date.fromisoformat(day), frozenset(held), _POOREST_SOURCES[day]) for day, held in codes.items())
    return {made.announced.year: made for made in lists}


#: The poorest regencies of Central Java as announced in 2016 (15), 2020 (14) and 2023 (17), by year (domain.md §6.1).
#: The list of 2020 was in force when Inopak named "the 14 poorest regencies" in November 2020.
POOREST_CENTRAL_JAVA: Final[Mapping[int, RegionList]] = MappingProxyType(_poorest_lists())
