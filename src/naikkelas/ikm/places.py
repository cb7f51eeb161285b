"""Finding a regency, a city or a province by what people write: ``Kab. Lombok Timur``, ``Lotim``, ``52.03``, ``KOTA SEMARANG``.

Case, blanks, dots and hyphens do not count (``Gunung Kidul`` is ``Gunungkidul``); letters do. A name that fits several places is
ambiguous, and a name that fits none is unknown: the nearest names are told, and none is taken. This module knows how to search, and
:mod:`naikkelas.ikm.regions` what there is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, Generic, TypeVar

from naikkelas.ikm.cells import Cell, opened
from naikkelas.problems import NOWHERE, Problem, problem

T = TypeVar("T")

REGENCY_WORD: Final = "kabupaten/kota"
PROVINCE_WORD: Final = "provinsi"

_KIND_WORDS: Final = {
    "kab": "kabupaten", "kabupaten": "kabupaten", "kota": "kota", "kotamadya": "kota", "kodya": "kota",
    "prov": PROVINCE_WORD, "provinsi": PROVINCE_WORD, "propinsi": PROVINCE_WORD,
}  # fmt: skip
_ADMINISTRATIVE: Final = frozenset({"adm", "administrasi"})
_FULL_WORDS: Final = {"kep": "kepulauan"}

_WORD: Final = re.compile(r"[^\W_]+")
_REGENCY_CODE: Final = re.compile(r"([0-9]{2})\.?([0-9]{2})")
_PROVINCE_CODE: Final = re.compile(r"[0-9]{2}")
_CODE_AND_NAME: Final = re.compile(r"([0-9]{2})\.?([0-9]{2})[ \-:.,)]+([^0-9].*)")
_NAME_AND_OUTER: Final = re.compile(r"(.+?)(?: ?\(([^()]+)\)| ?, ?([^,]+))")

_MOST_SUGGESTIONS: Final = 3
_MOST_LETTERS: Final = 60
_CLOSE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a text may mean. ``ambiguous`` says that it may mean several things, a province of the same name among them."""

    matches: tuple[T, ...] = ()
    ambiguous: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def only(self) -> T | None:
        """The one match, when there is no doubt which it is."""
        return self.matches[0] if len(self.matches) == 1 and not self.ambiguous else None

    def of(self, table: "Mapping[T, Place]") -> "Found[Place]":
        """The same with what ``table`` holds for each match."""
        return Found(tuple(table[match] for match in self.matches), self.ambiguous, self.problems)


Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the tables: four digits for a regency or city, two for a province."""

    code: str
    name: str
    kind: str

    @property
    def shown(self) -> str:
        """Its name, such that a province and a city of one name can be told apart."""
        return f"Provinsi {self.name}" if self.kind == PROVINCE_WORD else self.name


def _words(name: str) -> tuple[str | None, str]:
    """The kind that stands before a name, and the name itself without blanks."""
    words = [_FULL_WORDS.get(word, word) for word in _WORD.findall(name.casefold())]
    kind = _KIND_WORDS.get(words[0]) if len(words) > 1 else None
    if kind is not None:
        del words[0]
        if len(words) > 1 and words[0] in _ADMINISTRATIVE:
            del words[0]
    return kind, "".join(words)


class Gazetteer:
    """All places, ready to be searched. ``short`` are further names: pairs of a name and a code."""

    def __init__(self, places: Iterable[Known], short: Iterable[tuple[str, str]], same_codes: frozenset[str]) -> None:
        self._by_code = {place.code: place for place in places}
        self._same_codes = same_codes
        self._by_name: dict[str, list[Known]] = {}
        for place in self._by_code.values():
            self._name(place.name, place)
        for name, code in short:
            self._name(name, self._by_code[code])
        self.regency = lru_cache(maxsize=4096)(self._regency)  # a table names the same few regencies over and over
        self.province = lru_cache(maxsize=256)(self._province)

    def _name(self, name: str, place: Known) -> None:
        self._by_name.setdefault(_words(name)[1], []).append(place)

    def _called(self, name: str) -> tuple[list[Known], list[Known]]:
        """The regencies and the provinces of a name, of the kind that stands before it."""
        kind, key = _words(name)
        held = [place for place in self._by_name.get(key, ()) if kind in (None, place.kind)]
        regencies = [place for place in held if place.kind != PROVINCE_WORD]
        return regencies, [place for place in held if place.kind == PROVINCE_WORD]

    # --- regencies ---------------------------------------------------------------------------------------------------

    def _regency(self, text: str) -> Found[str]:
        """The codes of the regencies and cities that ``text`` may mean."""
        cell = opened(text)
        if not isinstance(cell, Cell):
            return _nothing(cell.problem)
        code = _REGENCY_CODE.fullmatch(cell.written)
        if code is not None:
            return self._of_code(code[1] + code[2], cell.written)
        both = _CODE_AND_NAME.fullmatch(cell.written)
        if both is not None:
            return self._of_code_and_name(both[1] + both[2], both[3], cell.written)
        if cell.written and not _WORD.sub("", cell.written).strip(" .-") and cell.written.replace(".", "").isdigit():
            return self._of_other_digits(cell.written)
        outer = _NAME_AND_OUTER.fullmatch(cell.written)
        if outer is not None:
            return self._inside(outer[1], outer[2] or outer[3], cell.written)
        return self._settled(*self._called(cell.written), cell.written)

    def _of_code(self, code: str, text: str) -> Found[str]:
        place = self._by_code.get(code)
        if place is None:
            return _nothing(problem("NK433", NOWHERE, "name_beside_code", read=text, expected=REGENCY_WORD))
        if code[:2] in self._same_codes:
            return Found((code,))
        return Found((code,), False, (problem("NK434", NOWHERE, "name_beside_code", read=text, expected=place.name),))

    def _of_other_digits(self, text: str) -> Found[str]:
        province = self._by_code.get(text) if _PROVINCE_CODE.fullmatch(text) else None
        if province is not None:
            return _nothing(problem("NK432", NOWHERE, "write_the_regency", read=text, expected=province.name))
        return _nothing(problem("NK433", NOWHERE, "name_beside_code", read=text, expected=REGENCY_WORD))

    def _of_code_and_name(self, code: str, name: str, text: str) -> Found[str]:
        """Both must name the same place: that tells the two codings apart."""
        place = self._by_code.get(code)
        if place is not None and place in self._called(name)[0]:
            return Found((code,))
        expected = f"{code}: {'?' if place is None else place.name}"
        return _nothing(problem("NK435", NOWHERE, read=text, expected=expected))

    def _inside(self, name: str, outer: str, text: str) -> Found[str]:
        """``Kota Bima, NTB`` and ``Kabupaten Lombok Timur (Lotim)``: the second part must fit the first."""
        regencies, provinces = self._called(name)
        others, around = self._called(outer)
        if not regencies or not (others or around):
            return self._settled([], provinces if around else [], text)
        codes = {place.code for place in around}
        fitting = [place for place in regencies if place.code[:2] in codes or place in others]
        if not fitting:
            expected = " | ".join(f"{place.name}: {self._by_code[place.code[:2]].name}" for place in regencies)
            return _nothing(problem("NK435", NOWHERE, read=text, expected=expected))
        return self._settled(fitting, [], text)

    def _settled(self, regencies: list[Known], provinces: list[Known], text: str) -> Found[str]:
        if not regencies:
            return _nothing(self._no_regency(provinces, text))
        codes = tuple(place.code for place in regencies)
        if len(regencies) + len(provinces) == 1:
            return Found(codes)
        expected = " | ".join(place.shown for place in (*regencies, *provinces))
        return Found(codes, True, (problem("NK431", NOWHERE, "write_kab_or_kota", read=text, expected=expected),))

    def _no_regency(self, provinces: list[Known], text: str) -> Problem:
        if provinces:
            return problem("NK432", NOWHERE, "write_the_regency", read=text, expected=provinces[0].name)
        return self._unknown(text, REGENCY_WORD)

    # --- provinces ---------------------------------------------------------------------------------------------------

    def _province(self, text: str) -> Found[str]:
        """The code of the province that ``text`` means."""
        cell = opened(text)
        if not isinstance(cell, Cell):
            return _nothing(cell.problem)
        if _PROVINCE_CODE.fullmatch(cell.written):
            return self._of_province_code(cell.written)
        found = self._called(cell.written)[1]
        return Found(tuple(place.code for place in found)) if found else _nothing(self._unknown(cell.written, PROVINCE_WORD))

    def _of_province_code(self, code: str) -> Found[str]:
        place = self._by_code.get(code)
        if place is None:
            return _nothing(problem("NK433", NOWHERE, "name_beside_code", read=code, expected=PROVINCE_WORD))
        if not code.startswith("9"):
            return Found((code,))  # only Papua's provinces changed their codes
        return Found((code,), False, (problem("NK434", NOWHERE, "name_beside_code", read=code, expected=place.name),))

    def _unknown(self, text: str, word: str) -> Problem:
        near = self._near(text, word)
        hint = None if not near else "did_you_mean" if len(near) == 1 else "one_of_these"
        return problem("NK430", NOWHERE, hint, read=text, expected=word, suggestion=", ".join(near))

    def _near(self, text: str, word: str) -> list[str]:
        """The names nearest to a text, of the kind it names first."""
        kind, key = _words(text[:_MOST_LETTERS])
        whole = "".join(_WORD.findall(text[:_MOST_LETTERS].casefold()))  # Kota Baru may be Kotabaru
        names = dict.fromkeys([whole, *get_close_matches(key, self._by_name, _MOST_SUGGESTIONS, _CLOSE)])
        held = [place for name in names for place in self._by_name.get(name, ())]
        places = [place for place in held if (place.kind == PROVINCE_WORD) == (word == PROVINCE_WORD)]
        places.sort(key=lambda place: place.kind != kind if kind else False)
        return list(dict.fromkeys(place.name for place in places))[:_MOST_SUGGESTIONS]


def _nothing(found: Problem | None) -> Found[str]:
    return Found((), False, () if found is None else (found,))
