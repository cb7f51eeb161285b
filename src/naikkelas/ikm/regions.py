"""Provinces and regencies of Indonesia, and the dated lists of the poorest regencies of Central Java.

The codes are those of Kemendagri (Kepmendagri 300.2.2-2430 Tahun 2025). BPS has other codes for 182 of the 514; in Central
Java and West Nusa Tenggara both codings agree (domain.md §6.3). BPS's own list is under the ODbL and is not here. The tables
are (c) 2017-2025 Cahya DSN, MIT licence: the notice is in ``data/NOTICE``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pkgutil import get_data
from types import MappingProxyType
from typing import Final, Literal

from naikkelas.ikm.places import PROVINCE_WORD, Found, Gazetteer, Known


@dataclass(frozen=True, slots=True)
class Regency:
    """A regency (kabupaten) or city (kota): its four-digit code, its official name, its province."""

    code: str
    name: str
    province: str
    kind: Literal["kabupaten", "kota"]

    @staticmethod
    def find(text: str) -> "Found[Regency]":
        """What ``text`` may mean: a name with or without ``Kab.`` or ``Kota``, a well-known short name, a code with or without its dot.

        Never raises. A text that fits several places is ambiguous; one that fits none has a problem that names the nearest.
        """
        return _gazetteer().regency(text).of(REGENCIES)


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its two-digit code and its name."""

    code: str
    name: str

    @staticmethod
    def find(text: str) -> "Found[Province]":
        """As :meth:`Regency.find`, for provinces: ``Jateng``, ``Prov. Jawa Tengah``, ``33``."""
        return _gazetteer().province(text).of({code: Province(code, name) for code, name in PROVINCES.items()})


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

#: The provinces in which every code of Kemendagri is that of BPS: 33 and 52 were compared row by row, 32, 35 and 36 are named by
#: domain.md §6.3. Elsewhere a bare code may be one of BPS for another regency.
SAME_CODES_AS_BPS: Final = frozenset({"32", "33", "35", "36", "52"})


@dataclass(frozen=True, slots=True)
class ShortName:
    """A name in use that is not the official one: ``Lotim``; ``source`` says where it was found, or that it is known from memory."""

    written: str
    code: str
    firmness: Literal["found", "memory"]
    source: str


def short_names() -> tuple[ShortName, ...]:
    """Every short name that :meth:`Regency.find` and :meth:`Province.find` know, of regencies (four digits) and provinces (two)."""
    return tuple(
        ShortName(written, code, "found" if firm == "found" else "memory", source)
        for written, code, firm, source in _rows("place_names.csv")
    )


@cache
def _gazetteer() -> Gazetteer:
    regencies = (Known(regency.code, regency.name, regency.kind) for regency in REGENCIES.values())
    provinces = (Known(code, name, PROVINCE_WORD) for code, name in PROVINCES.items())
    return Gazetteer((*regencies, *provinces), ((short.written, short.code) for short in short_names()), SAME_CODES_AS_BPS)
