"""Rows right below the titles that are no businesses: they number the columns, or say in what their amounts are."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of

_FEWEST: Final = 3
#: ``(7=5+6)``: how a column is worked out from others. A sheet takes ``(3)`` for -3.
_WORKED_OUT: Final = re.compile(r"\(?-?([0-9]{1,3})\)?\.? ?(?:= ?[0-9(][0-9 +×*x/:()–-]{0,40})?\)?")
_LETTER: Final = re.compile(r"\(?([a-z])[.)]{0,2}", re.IGNORECASE)
_ROMAN: Final = re.compile(r"\(?([ivxl]{1,7})[.)]{0,2}", re.IGNORECASE)
_MARKS: Final = re.compile(r"[().]")
_ROMAN_TENS: Final = ("", "x", "xx", "xxx", "xl")
_ROMAN_ONES: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def words_of(text: str) -> frozenset[str]:
    """Words that stand in one text, each once."""
    return frozenset(text.split())


#: Units and times that stand below titles also without brackets, and what may go on behind them, or stands in brackets.
_UNITS: Final = words_of(
    "rp rupiah idr ribu ribuan rb juta jutaan jt miliar miliaran milyar triliun trilyun orang org "
    "per dalam dlm perhari perminggu perbulan pertahun sehari seminggu sebulan setahun"
)
_OTHER_UNITS: Final = words_of(
    "kg kilogram gram g gr ons ton kw kuintal liter ltr ml m m2 m3 meter ha unit buah bh pcs lembar set pasang lusin kodi batang butir "
    "bungkus botol dus % persen jam hari minggu bulan bln tahun thn th triwulan semester kuartal kwartal caturwulan harian mingguan bulanan tahunan "
    "000 dd mm yy yyyy tgl laki perempuan"
)
#: ``x 1.000``: how many of it are one.
_TIMES: Final = re.compile(r"\bx ?(?=(?:rp\.? ?)?1(?:[.,]?000)+\b)|\b1(?=(?:[.,]?000)+\b)")
_ORDERED: Final = re.compile(r"[0-9]+|[a-z]+", re.IGNORECASE)


class Below(Enum):
    """What a row below the titles is; ``DOUBTFUL`` may be a business all the same."""

    NUMBERS = "numbers"
    UNITS = "units"
    DOUBTFUL = "doubtful"


def below_titles(
    titles: Sequence[str], under: Sequence[bool | None], cells: Sequence[Cell], beneath: Sequence[Sequence[Cell]]
) -> Below | None:
    """What a row is, when it is no plain row of data.

    ``under`` says of each title whether numbers, money or dates stand below it; ``None`` where nobody knows. ``beneath`` are the rows below.
    """
    found = [(at, _text(cell)) for at, cell in enumerate(cells) if not is_blank(cell)]
    texts = [text for _, text in found]
    covers = [at for at, _ in found] == [at for at, title in enumerate(titles) if title]
    if not found:
        return None
    if any(at >= len(titles) or not titles[at] for at, _ in found):
        return Below.DOUBTFUL if len(found) >= _FEWEST and _counting(texts, found[0][0] + 1, covers=True) else None
    if all(map(is_unit, texts)):
        return _of_units([(under[at], text) for at, text in found])
    if any(under[at] and is_unit(text) for at, text in found):
        return Below.DOUBTFUL
    kind = _counting(texts, found[0][0] + 1, covers=covers) if len(found) >= _FEWEST else None
    return Below.DOUBTFUL if kind and _goes_on(found[0], beneath) else kind


def _text(cell: Cell) -> str:
    return " ".join(text_of(cell).split())


def _of_units(found: Sequence[tuple[bool | None, str]]) -> Below | None:
    """Units below a name are none, but a business of that name or a wrong cell; without brackets they need a column that is counted."""
    is_bare = not all(map(in_brackets, (text for _, text in found)))
    kinds = [kind for kind, _ in found]
    if False in kinds:
        return None if is_bare and True not in kinds else Below.DOUBTFUL
    return Below.DOUBTFUL if is_bare and True not in kinds else Below.UNITS


def _goes_on(first: tuple[int, str], beneath: Sequence[Sequence[Cell]]) -> bool:
    """Whether the row begins a list: ``2`` stands below its ``1``, ``b.`` below its ``a.``. Below a numbering of the columns another one begins."""
    at, text = first
    below = next((_text(cells[at]) for cells in beneath if at < len(cells) and not is_blank(cells[at])), "").casefold()
    match = _ORDERED.search(text)
    if match is None:
        return False
    core = match[0].casefold()
    if core.isdigit():
        then = [str(int(core) + 1)]
    else:
        then = [chr(ord(core) + 1)] if len(core) == 1 else []
        then += [_roman(number + 1) for number in range(1, 10 * len(_ROMAN_TENS)) if _roman(number) == core]
    return below in {f"{text[: match.start()]}{each}{text[match.end() :]}".casefold() for each in then}


def _counting(texts: Sequence[str], first: int, *, covers: bool) -> Below | None:
    """Numbers, also such that say how a column is worked out, roman ones, or letters; ``first`` is the number of the first column.

    In brackets they need not stand below every title; plain ones that do not may be anything.
    """
    bracketed = all(map(in_brackets, texts))
    numbers = [match[1] for text in texts if (match := _WORKED_OUT.fullmatch(text))]
    if len(numbers) == len(texts):
        if (covers or bracketed) and _counts(numbers, len(texts), int(numbers[0]) if bracketed else 1):
            return Below.NUMBERS
        if any(_counts(numbers, len(texts), each) for each in (1, first)):
            return Below.DOUBTFUL
    if not covers:
        return None
    if [match[1].lower() for text in texts if (match := _ROMAN.fullmatch(text))] == [_roman(number) for number in range(1, len(texts) + 1)]:
        return Below.NUMBERS
    letters = [match[1].lower() for text in texts if (match := _LETTER.fullmatch(text))]
    if letters == [chr(ord("a") + at) for at in range(len(texts))]:
        return Below.NUMBERS if all(map(_MARKS.search, texts)) else Below.DOUBTFUL
    return None


def _counts(numbers: Sequence[str], wanted: int, first: int = 1) -> bool:
    return [int(number) for number in numbers] == list(range(first, first + wanted))


def _roman(number: int) -> str:
    return _ROMAN_TENS[number // 10] + _ROMAN_ONES[number % 10] if number < 10 * len(_ROMAN_TENS) else ""


def in_brackets(text: str) -> bool:
    """Whether brackets stand around a text."""
    return text.startswith("(") and text.endswith(")")


def is_unit(text: str) -> bool:
    """Whether a text only says in what amounts are counted, or of which time they are: ``(Rp juta)``, ``per bulan``."""
    plain = _TIMES.sub("", text.casefold())
    words = re.findall(r"[a-z0-9%]+", plain)
    signs = re.sub(r"[a-z0-9% ./,()+-]", "", plain)
    begins = bool(words) and (words[0] in _UNITS or in_brackets(text))
    return begins and not signs and all(word in _UNITS or word in _OTHER_UNITS for word in words)


def with_units(titles: Sequence[str], under: Sequence[bool | None], cells: Sequence[Cell]) -> list[str]:
    """The titles with the units below them, whatever they say: ``Omset`` over ``Rp juta`` is ``Omset (Rp juta)``."""
    made = []
    for at, (title, kind) in enumerate(zip(titles, under, strict=True)):
        unit = _text(cells[at]) if at < len(cells) and kind is not False else ""
        inner = unit[1:-1] if in_brackets(unit) else unit
        made.append(f"{title} ({inner})" if title and unit and is_unit(unit) else title)
    return made
