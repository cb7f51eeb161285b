"""Rows right below the titles that are no businesses: they number the columns, or say in what their amounts are."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of

_FEWEST: Final = 3
_PLAIN: Final = re.compile(r"\(?([0-9]{1,3})\)?\.?")
#: ``(7=5+6)``: how a column is worked out from others. A sheet takes ``(3)`` for -3.
_WORKED_OUT: Final = re.compile(r"\(?-?([0-9]{1,3})\)?\.? ?(?:= ?[0-9(][0-9 +×*x/:()–-]{0,40})?\)?")
_LETTER: Final = re.compile(r"\(?([a-z])[.)]{0,2}", re.IGNORECASE)
_ROMAN: Final = re.compile(r"\(?([ivxl]{1,7})[.)]{0,2}", re.IGNORECASE)
_MARKS: Final = re.compile(r"[().]")
_ROMAN_TENS: Final = ("", "x", "xx", "xxx", "xl")
_ROMAN_ONES: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")

#: Units that stand below titles also without brackets, and those that do in brackets only.
_UNITS: Final = frozenset({"rp", "rupiah", "idr", "ribu", "ribuan", "rb", "juta", "jutaan", "jt", "miliar", "milyar", "orang", "org"})
_UNITS_IN_BRACKETS: Final = frozenset(
    {
        *("kg", "kilogram", "gram", "g", "gr", "ons", "ton", "kw", "kuintal", "liter", "ltr", "l", "ml", "m", "m2", "m3", "meter", "ha"),
        *("unit", "buah", "bh", "pcs", "lembar", "set", "pasang", "lusin", "kodi", "batang", "butir", "bungkus", "botol", "dus", "%"),
        *("persen", "jam", "hari", "minggu", "bulan", "bln", "tahun", "thn", "th", "per", "dalam", "x", "000", "ya", "tidak", "l", "p"),
        *("dd", "mm", "yyyy", "tgl", "laki", "perempuan"),
    }
)


class Below(Enum):
    """What a row below the titles is; ``DOUBTFUL`` may be a business all the same."""

    NUMBERS = "numbers"
    WORKED_OUT = "worked_out"
    UNITS = "units"
    DOUBTFUL = "doubtful"


def below_titles(titles: Sequence[str], cells: Sequence[Cell]) -> Below | None:
    """What a row is, when it is no plain row of data."""
    found = [(at, " ".join(text_of(cell).split())) for at, cell in enumerate(cells) if not is_blank(cell)]
    texts = [text for _, text in found]
    covers = [at for at, _ in found] == [at for at, title in enumerate(titles) if title]
    if not found or any(at >= len(titles) or not titles[at] for at, _ in found):
        return None
    if all(map(_is_unit, texts)):
        return Below.UNITS
    if len(found) < _FEWEST:
        return None
    if covers and _counts([match[1] for text in texts if (match := _PLAIN.fullmatch(text))], len(texts)):
        return Below.NUMBERS
    return _counting(texts, covers=covers)


def _counting(texts: Sequence[str], *, covers: bool) -> Below | None:
    """Numbers that say how a column is worked out, in brackets, roman, or letters; in brackets they need not stand below every title."""
    in_brackets = all(text.startswith("(") and text.endswith(")") for text in texts)
    numbers = [match[1] for text in texts if (match := _WORKED_OUT.fullmatch(text))]
    if len(numbers) == len(texts) and (covers or in_brackets):
        first = int(numbers[0]) if in_brackets else 1
        if _counts(numbers, len(texts), first):
            return Below.WORKED_OUT
    if not covers:
        return None
    if [match[1].lower() for text in texts if (match := _ROMAN.fullmatch(text))] == [_roman(number) for number in range(1, len(texts) + 1)]:
        return Below.WORKED_OUT
    letters = [match[1].lower() for text in texts if (match := _LETTER.fullmatch(text))]
    if letters == [chr(ord("a") + at) for at in range(len(texts))]:
        return Below.WORKED_OUT if all(map(_MARKS.search, texts)) else Below.DOUBTFUL
    return None


def _counts(numbers: Sequence[str], wanted: int, first: int = 1) -> bool:
    return [int(number) for number in numbers] == list(range(first, first + wanted))


def _roman(number: int) -> str:
    return _ROMAN_TENS[number // 10] + _ROMAN_ONES[number % 10] if number < 10 * len(_ROMAN_TENS) else ""


def _is_unit(text: str) -> bool:
    in_brackets = text.startswith("(") and text.endswith(")")
    words = re.findall(r"[a-z0-9%]+", text.casefold())
    signs = re.sub(r"[a-z0-9% ./,()+-]", "", text.casefold())
    return bool(words) and not signs and all(word in _UNITS or (in_brackets and word in _UNITS_IN_BRACKETS) for word in words)


def with_units(titles: Sequence[str], cells: Sequence[Cell]) -> list[str]:
    """The titles with the units of money and of people below them: ``Omset`` over ``Rp juta`` is ``Omset (Rp juta)``."""
    made = []
    for at, title in enumerate(titles):
        unit = " ".join(text_of(cells[at]).split()).strip("()") if at < len(cells) else ""
        is_kept = bool(unit) and not _UNITS.isdisjoint(re.findall(r"[a-z]+", unit.casefold()))
        made.append(f"{title} ({unit})" if is_kept else title)
    return made
