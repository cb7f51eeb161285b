"""How far a date is shown: ``mmm-yy`` shows 1 November 2025 as ``Nov-25``, and nobody who reads that knows a day.

A date that is shown whole is a date. A month of a year and a year are texts that mean all their days (``2025-11``, ``2025``); a month
alone is its name. What shows a day without its year, or only a time, hides the date. A time that is not shown is not there.
Whatever stands beside the parts of a date and does not only part them belongs to what is shown: ``2025?`` is no year.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import Flag, auto
from typing import Final

from naikkelas.batch.cells import Cell, Doubtful
from naikkelas.ikm.dates import MONTHS, WEEKDAYS
from naikkelas.problems import NOWHERE, Words, problem

_REASON: Final = Words("the format of its date hides a part of it", "format tanggalnya menyembunyikan sebagian tanggalnya")
_HIDDEN: Final = problem("NK566", NOWHERE, "whole_date", reason=_REASON)

#: The first name of each month.
_NAMES: Final = {number: name for name, number in reversed(MONTHS.items())}
#: From so many letters on a month is written as a word; of five, only its first letter is.
_WORD, _LETTER = 3, 5
#: What stands in dates and says nothing of them: weekdays, their short names, times of the day and their words.
_WEEKDAYS: Final = (*WEEKDAYS, "jum", "at", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_NAMES: Final = frozenset({*_WEEKDAYS, *(name[:_WORD] for name in _WEEKDAYS)})
_NOONS: Final = frozenset({"am", "pm"})
_CLOCK: Final = frozenset({"pukul", "jam"})
_SILENT: Final = _DAY_NAMES | _NOONS | _CLOCK | {"t", "z"}
_KNOWN: Final = _SILENT.union(MONTHS)
#: What formats put between the parts of a date is a word from so many letters on; ``d" de "mmmm`` has none.
_SAYING: Final = 3
_MIDNIGHT: Final = time()
#: A text with more numbers and words than this is no date.
_MOST_PIECES: Final = 12
#: Blanks, and signs that nobody sees and that only turn the direction of writing.
_BLANKS: Final = r"\s\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_DASHES: Final = r"\-\u2010-\u2015\u2212"
#: What may stand before, between and behind the parts of a date and says nothing. A dash behind may mean that it goes on.
_BEFORE: Final = re.compile(rf"[{_BLANKS}{_DASHES}'\u2019]*")
_BETWEEN: Final = re.compile(rf"[{_BLANKS}{_DASHES}/.,:'\u2019]*")
_BEHIND: Final = re.compile(rf"[{_BLANKS}]*[.,]?[{_BLANKS}]*")
_PIECE: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_TIME: Final = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?")


class Parts(Flag):
    """What is shown of a date."""

    YEAR = auto()
    MONTH = auto()
    DAY = auto()


NONE: Final = Parts(0)
WHOLE: Final = Parts.YEAR | Parts.MONTH | Parts.DAY


def parts_of(runs: Sequence[str]) -> Parts:
    """What a format shows, by the runs of letters of its date: ``dd``, ``mmm``, ``yy``. Months beside hours or seconds are minutes."""
    made = NONE
    for at, run in enumerate(runs):
        match run[0]:
            case "y" | "e":
                made |= Parts.YEAR
            case "d" if len(run) < _WORD:
                made |= Parts.DAY
            case "m" if len(run) != _LETTER and (len(run) >= _WORD or not _are_minutes(runs, at)):
                made |= Parts.MONTH
    return made


def _are_minutes(runs: Sequence[str], at: int) -> bool:
    return (at > 0 and runs[at - 1][0] == "h") or (at + 1 < len(runs) and runs[at + 1][0] == "s")


def as_far_as_shown(day: date, parts: Parts, *, has_time: bool) -> Cell:
    """The date, with its time if that is shown; or the text of the parts that are shown, or a cell that nobody may read."""
    if parts == WHOLE:
        return day if has_time or not isinstance(day, datetime) else datetime.combine(day, _MIDNIGHT)
    if Parts.YEAR in parts and Parts.DAY not in parts:
        return f"{day.year:04}-{day.month:02}" if Parts.MONTH in parts else f"{day.year:04}"
    return _NAMES[day.month].capitalize() if parts == Parts.MONTH else Doubtful(day.isoformat()[:10], _HIDDEN)


def are_words(before: str, between: str, behind: str, *, has_weekday: bool) -> bool:
    """Whether what a format puts before, between and behind the parts of a date says more than the date."""
    if any(map(str.isalnum, before + behind)):
        return True
    if any((len(word) >= _SAYING and word not in _CLOCK) or not word.isalpha() for word in _PIECE.findall(between.casefold())):
        return True
    return _are_signs(before, _PIECE.sub("", between), behind, has_weekday=has_weekday)


def _are_signs(before: str, between: str, behind: str, *, has_weekday: bool) -> bool:
    """Whether any sign does more than part a date. Brackets part a weekday from it."""
    if "\0" in before + between + behind:
        return True
    if has_weekday:
        before, between, behind = re.sub(r"\(([^()]*)\)", r"\1", f"{before}\0{between}\0{behind}", count=1).split("\0")
    return not (_BEFORE.fullmatch(before) and _BETWEEN.fullmatch(between) and _BEHIND.fullmatch(behind))


def says_more(shown: str) -> bool:
    """Whether anything stands in the text of a date that is no part of one and does not only part it: ``sebelum 2025``, ``2025?``."""
    text = _TIME.sub("0", shown.casefold())
    pieces = list(_PIECE.finditer(text))
    if not pieces:
        return False
    words = {piece[0] for piece in pieces if not piece[0].isdecimal()}
    first, last = pieces[0].start(), pieces[-1].end()
    between = _PIECE.sub("", text[first:last])
    has_weekday = not _DAY_NAMES.isdisjoint(words)
    return not words <= _KNOWN or _are_signs(text[:first], between, text[last:], has_weekday=has_weekday)


def shows_time(shown: str) -> bool:
    """Whether the text of a whole date has more than that."""
    pieces = _PIECE.findall(shown.casefold())
    return _TIME.search(shown) is not None or not _NOONS.isdisjoint(pieces) or sum(piece not in _SILENT for piece in pieces) > len(WHOLE)


def parts_in(shown: str, day: date) -> Parts:
    """What a text shows of the date that a cell holds; nothing where it may be one thing or another (``Nov 25`` on a 25th).

    A month is known by its number or by a name that dates are read with; in other languages it is not shown.
    """
    pieces = _PIECE.findall(_TIME.sub(" ", shown).casefold())
    if len(pieces) > _MOST_PIECES:
        return NONE
    year, short, month = f"{day.year:04}", f"{day.year % 100:02}", f"{day.month:02}"
    joined = (f"{year}{month}{day.day:02}", f"{day.day:02}{month}{year}", f"{day.day:02}{month}{short}", f"{short}{month}{day.day:02}")
    if len(pieces) == 1 and pieces[0] in joined:
        return WHOLE
    years = {at for at, piece in enumerate(pieces) if piece == year} or {at for at, piece in enumerate(pieces) if piece == short}
    is_full = any(pieces[at] == year for at in years)
    months = {at for at, piece in enumerate(pieces) if MONTHS.get(piece) == day.month or _is(piece, day.month)}
    days = {at for at, piece in enumerate(pieces) if at not in (years if is_full else ()) and _is(piece, day.day)}
    if any(len({one, two, three}) == len(WHOLE) for one in years for two in months for three in days):
        return WHOLE
    if _are_apart(months, days):
        return NONE
    if _are_apart(years, months):
        return Parts.YEAR | Parts.MONTH
    if is_full and not days:
        return Parts.YEAR
    return Parts.MONTH if len(pieces) == 1 and pieces[0] in MONTHS and months else NONE


def _is(piece: str, number: int) -> bool:
    return piece.isdecimal() and len(piece) <= len("31") and int(piece) == number


def _are_apart(some: set[int], others: set[int]) -> bool:
    """Whether one piece can be of the ones and another one of the others."""
    return any(one != other for one in some for other in others)
