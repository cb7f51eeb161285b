"""Titles in several rows: whether a row goes on with the titles above it, and what they say together.

``Tenaga Kerja`` may stand over ``L`` and ``P``, merged or not: both look alike once the file is read. A row is joined to the titles only
where it can be nothing else; where it may be a business too, it stays one, and the columns it could belong to wait for somebody who knows.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

from naikkelas.batch.below_titles import in_brackets, is_unit, words_of
from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.words import (
    MAYBE,
    NAMES,
    as_month_of,
    as_year,
    fold,
    is_known,
    known_titles,
    spellings_of,
    within_group,
    without_unit,
)
from naikkelas.facts import Kind
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.messy import read_messy

#: A row as it was read: its number in the file, and its cells.
Numbered = tuple[int, Sequence[Cell]]

KNOWN: Final = known_titles(FACTS.values())
#: Known titles that are the names of permits: what cells of data say too.
PERMITS: Final = frozenset(
    spelling for spelling, name in KNOWN.items() if name.endswith("_status") and name.removesuffix("_status") in PERMIT_KINDS
)
_LONGEST_TITLE: Final = 120
_LONGEST_PART: Final = 40

_MEN: Final = frozenset({"l", "lk", "laki", "laki laki", "pria", "men", "male"})
_WOMEN: Final = frozenset({"p", "pr", "perempuan", "wanita", "women", "female"})
_PEOPLE: Final = _MEN | _WOMEN
#: What stands below the title of a date or a permit, and is no answer there.
_PARTS: Final = frozenset({"no", "tgl", "bulan", "tahun", "masa berlaku", "berlaku sampai", "berlaku s d", "kedaluwarsa", "month", "year"})
#: Words below titles that no business has in such a column; folded.
_WORDS: Final = _PEOPLE | _PARTS | {"jumlah", "total", "nilai", "volume", "rata rata"}
#: What tells people how to fill in a column.
_QUESTIONS: Final = frozenset({"ya tidak", "ada tidak", "sudah belum", "ya tdk", "ada tdk", "yes no"})
_ANSWERS: Final = words_of("ya tidak ada belum sudah v x proses yes no punya")
#: What the titles of whole sheets begin with, and those of groups do not.
_OF_SHEETS: Final = words_of("kabupaten kab kota provinsi kecamatan dinas periode")
_OTHER_TIMES: Final = words_of("target rencana proyeksi sebelum sesudah setelah awal akhir before after planned")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_OF_A_YEAR: Final = re.compile(r"(?:tahun|year) (?:19|20)[0-9]{2}")
#: Columns that say which business a row is: facts, and titles that no fact stands for.
_IDENTIFYING: Final = frozenset({"business_name", "owner_name", "owner_nik"})
_KEYS: Final = NAMES | {"no", "no urut", "id", "no kk", "telp", "telepon", "no hp", "no hp wa", "no telp", "email", "kontak"}


def title_of(cell: Cell) -> str:
    """A title on one line; one of signs alone is none."""
    text = " ".join(text_of(cell).split())
    return text if any(map(str.isalnum, text)) else ""


def is_title(text: str) -> bool:
    """Whether a text could be a title at all."""
    return len(text) <= _LONGEST_TITLE and any(char.isalpha() for char in text)


def known_in(cells: Sequence[Cell]) -> set[str]:
    """The folded titles of a row that are known."""
    titles = {title_of(cell) for cell in cells if isinstance(cell, str)}
    return {fold(title) for title in titles if is_title(title) and is_known(title, KNOWN)}


def is_counted(title: str) -> bool | None:
    """Whether numbers, money or dates stand below a title; ``None`` where nobody knows."""
    names = [KNOWN[spelling] for spelling in spellings_of(title) if spelling in KNOWN]
    if names:
        return FACTS[names[0]].type.kind.is_ordered
    if is_known(title, {}) or fold(title) in NAMES:
        return False
    return True if any(spelling in MAYBE for spelling in spellings_of(title)) else None


def holds_numbers(cells: Sequence[Cell]) -> bool:
    """Whether most filled cells begin with a digit."""
    filled = [cell for cell in cells if not is_blank(cell)]
    numbers = sum(isinstance(cell, int | float) or text_of(cell).strip()[0].isdigit() for cell in filled)
    return 2 * numbers > len(filled)


def may_stand_over(cells: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row above titles may hold those of groups: texts, each with something right below it, or known and not over the first column."""
    first = next((at for at, cell in enumerate(below) if not is_blank(cell)), 0)
    for at, cell in enumerate(cells):
        if is_blank(cell):
            continue
        if not isinstance(cell, str) or not is_title(cell):
            return False
        if (at >= len(below) or is_blank(below[at])) and (at <= first or not is_known(cell, KNOWN)):
            return False
    return True


def joined(titles: Sequence[str], cells: Sequence[Cell]) -> list[str]:
    """The titles with what the row below says of each."""
    return _Pair(titles, cells).joined


def goes_on(titles: Sequence[str], cells: Sequence[Cell], rows: Sequence[Numbered]) -> bool | None:
    """Whether a row goes on with the titles above it; ``None`` where it may be a business too. ``rows`` are those below it."""
    return _goes_on(_Pair(titles, cells), rows, looks_on=True)


def columns_of(titles: Sequence[str], cells: Sequence[Cell]) -> set[int]:
    """The columns whose titles a row would change if it went on with them."""
    pair = _Pair(titles, cells)
    return {*pair.filled, *(group for at in pair.filled if (group := pair.groups[at]) is not None)}


def hang_over(cells: Sequence[Cell], titles: Sequence[str]) -> set[int]:
    """The columns below the cells of a row above the titles, where these look like titles of groups: none over the first column.

    One alone mostly is the title of the sheet; what speaks of another time is not.
    """
    above = [at for at, cell in enumerate(cells) if not is_blank(cell)]
    texts = [text_of(cells[at]).strip() for at in above]
    first = next((at for at, title in enumerate(titles) if title), len(titles))
    apart = all(later - at > 1 for at, later in pairwise(above))
    plain = all(isinstance(cells[at], str) and is_title(text) and len(text) <= _LONGEST_PART for at, text in zip(above, texts, strict=True))
    of_form = any(":" in text or fold(text).split()[0] in _OF_SHEETS for text in texts if plain)
    of_time = any(not _OTHER_TIMES.isdisjoint(fold(text).split()) for text in texts if plain)
    if not above or (len(above) < 2 and not of_time) or above[0] <= first or not apart or not plain or of_form:
        return set()
    return {at for at, title in enumerate(titles) if at >= above[0] and title}


class _Says(Enum):
    """What a cell below the titles says: more of a title, a unit, a word that may be anything, a value, or which business it is."""

    TITLE = "title"
    UNIT = "unit"
    WORD = "word"
    DATA = "data"
    NAME = "name"


class _Pair:
    """A row of titles and the row below it, column by column, with the column of the title that each one below belongs to."""

    def __init__(self, titles: Sequence[str], cells: Sequence[Cell]) -> None:
        width = max(len(titles), len(cells))
        self.above = [*titles, *[""] * (width - len(titles))]
        self.cells: list[Cell] = [*cells, *[None] * (width - len(cells))]
        self.below = [title_of(cell) for cell in self.cells]
        self.filled = [at for at, cell in enumerate(self.cells) if not is_blank(cell)]
        self.is_full = all(under for over, under in zip(self.above, self.below, strict=True) if over)
        self.permits = {fold(text) for text in self.below} & PERMITS
        self.groups = self._grouped()
        self.joined = [self._title(at) for at in range(width)]

    def begins(self, at: int) -> bool:
        """Whether a title stands over other columns too."""
        return bool(self.above[at]) and any(group == at for other, group in enumerate(self.groups) if other != at)

    def fits(self, group: int | None, at: int) -> int:
        """How well what stands in a column goes with a title: 2 together they are known, 1 such words stand below titles, 0 nobody knows."""
        if group is None or not self.above[group] or not self.below[at]:
            return 0
        if fold(self.below[at]) == "no" and not any(self.below[:at]):  # the numbers of the rows
            return 0
        if _is_meant(f"{self.above[group]} {self.below[at]}"):
            return 2
        folded = fold(self.below[at])
        if folded in _PEOPLE:
            return int(_may_be_people(self.above[group]))
        return int(folded in _WORDS and not self.is_alone(at))

    def is_alone(self, at: int) -> bool:
        """Whether what stands in a column is a title by itself; the names of permits are none."""
        return is_known(self.below[at], KNOWN) and fold(self.below[at]) not in PERMITS

    def is_evident(self, at: int) -> bool:
        """Whether a title with something below it surely is that of a group, by what that is."""
        others = [other for other, group in enumerate(self.groups) if group == at and other != at]
        if self.fits(at, at) == 2:
            return not self.is_alone(at) or any(self.fits(at, other) and not self.is_alone(other) for other in others)
        if _are_couple({self.below[each] for each in (at, *others)}):
            return True
        return bool(others) and is_counted(self.above[at]) is True and not self.is_alone(at) and is_title(self.below[at])

    def _grouped(self) -> list[int | None]:
        groups: list[int | None] = []
        left, ended = None, False
        for at, title in enumerate(self.above):
            if title:
                left, ended = at, False
                groups.append(at)
                continue
            group = self._group(at, left, groups[-1] if groups else None, ended=ended) if self.below[at] else None
            ended = ended or (self.is_full and bool(self.below[at]) and group is None)
            groups.append(group)
        return groups

    def _group(self, at: int, left: int | None, before: int | None, *, ended: bool) -> int | None:
        """The title of a column that has none: the one on its left, or the one on its right where that stands over the middle of its group.

        ``before`` is that of the column before it.
        """
        right = next((other for other in range(at, len(self.above)) if self.above[other] or not self.below[other]), None)
        right = right if right is not None and self.above[right] and self.below[right] else None
        if left is not None and before == left and _are_couple({self.below[at - 1], self.below[at]}):
            return left
        to_left, to_right = self.fits(left, at), self.fits(right, at)
        has_below = left is not None and bool(self.below[left])
        if to_left or (to_right and not has_below) or to_right == 2:
            return left if to_left > to_right or (to_left and has_below) else right
        if ended or (self.is_alone(at) and not has_below):
            return None
        shown = left is not None and (self.fits(left, left) or is_unit(self.below[left]))
        if self.is_full and shown and is_known(self.below[at], KNOWN):  # another title, and no part
            return None
        if not has_below and right is not None:
            return right
        return left

    def _title(self, at: int) -> str:
        group, under = self.groups[at], self.below[at]
        over = self.above[at] or (self.above[group] if group is not None and under else "")
        if over and under and is_unit(under):
            return f"{over} ({under[1:-1] if in_brackets(under) else under})"
        return f"{over} {under}".strip()

    # --- what the cells say ------------------------------------------------------------------------------------------

    def says(self, at: int) -> _Says:
        """What a filled cell says."""
        cell, text, over = self.cells[at], self.below[at], self.above[at]
        if _identifies(over):
            return _Says.TITLE if isinstance(cell, str) and text and self._is_part_of_name(at) else _Says.NAME
        if not isinstance(cell, str) or len(cell) > _LONGEST_PART or not text:
            return _Says.DATA
        inside = self.is_inside(at)
        group = self.groups[at]
        kind = is_counted(self.above[group]) if group is not None else None
        if is_unit(text):
            return self._of_unit(text, kind, alone=group is None)
        if self._is_part(at, kind, inside=inside):
            return _Says.TITLE
        return _Says.DATA if _is_value(text, over) else _Says.WORD

    def _is_part_of_name(self, at: int) -> bool:
        """Whether what stands below ``Nama`` or ``Pemilik`` goes on with that title, as ``Usaha`` does, or men beside women."""
        others = [self.below[other] for other, group in enumerate(self.groups) if group == at and other != at and self.below[other]]
        if _are_couple((self.below[at], *others)):
            return True
        over = self.above[at]
        return _is_meant(f"{over} {self.below[at]}") and all(_is_meant(f"{over} {other}") or is_known(other, KNOWN) for other in others)

    def _of_unit(self, text: str, kind: bool | None, *, alone: bool) -> _Says:
        """A unit stands below amounts; in brackets also below what nobody knows."""
        if kind is False:
            return _Says.DATA
        return _Says.UNIT if kind or (in_brackets(text) and not alone) else _Says.WORD

    def _is_part(self, at: int, kind: bool | None, *, inside: bool) -> bool:
        """Whether a text can only be a part of a title."""
        folded = fold(self.below[at])
        if folded in PERMITS:
            return inside and (len(self.permits) >= 2 or (self.groups[at] is not None and _is_meant(self.joined[at])))
        if _is_meant(self.joined[at]) or (inside and (self.is_alone(at) or _OF_A_YEAR.fullmatch(folded))):
            return True
        if folded in _PEOPLE:
            return inside
        return folded in _WORDS and (inside or kind is True or (kind is False and folded in _PARTS))

    def is_inside(self, at: int) -> bool:
        """Whether a column has no title of its own, or one that stands over others too."""
        return not self.above[at] or self.begins(at)


def _goes_on(pair: _Pair, rows: Sequence[Numbered], *, looks_on: bool) -> bool | None:
    said = {at: pair.says(at) for at in pair.filled}
    if not said or _Says.NAME in said.values():
        return False
    shows = _Says.TITLE in said.values()
    if all(pair.above[at] for at in said):
        return _below_titles_alone(pair, said, shows=shows)
    next_shows = looks_on and bool(rows) and bool(_goes_on(_Pair(pair.joined, rows[0][1]), rows[1:], looks_on=False))
    if pair.is_full and not any(pair.is_evident(at) for at, title in enumerate(pair.above) if title):
        return bool(next_shows and shows)
    loose = [at for at, says in said.items() if says is _Says.DATA or (says is _Says.WORD and not pair.is_inside(at))]
    if loose:
        return None if shows or (all(map(pair.is_inside, said)) and _may_be_titles(pair, loose)) else False
    words = [at for at, says in said.items() if says is not _Says.TITLE]
    if shows or next_shows or all(holds_numbers([row[at] for _, row in rows if at < len(row)]) for at in words):
        return True
    return None


def _below_titles_alone(pair: _Pair, said: dict[int, _Says], *, shows: bool) -> bool | None:
    """Of a row that has nothing where there is no title: it goes on with them when every word does."""
    kinds = set(said.values())
    if kinds <= {_Says.TITLE, _Says.UNIT}:
        return shows
    if shows:
        return None
    asks = [in_brackets(pair.below[at]) or fold(pair.below[at]) in _QUESTIONS for at in said]
    words = kinds <= {_Says.WORD, _Says.UNIT} and all(ask or is_counted(pair.above[at]) for at, ask in zip(said, asks, strict=True))
    return None if words else False


def _may_be_titles(pair: _Pair, loose: Sequence[int]) -> bool:
    """Whether values below the title of a group may be titles all the same: answers, or years one after the other."""
    texts = [text_of(pair.cells[at]).strip() for at in loose]
    if all(map(_YEAR.fullmatch, texts)):
        years = [int(text) for text in texts]
        return len(years) >= 2 and {abs(one - other) for one, other in pairwise(years)} == {1}
    return not any(char.isdigit() for text in texts for char in text)


def _identifies(title: str) -> bool:
    names = [KNOWN[spelling] for spelling in spellings_of(title) if spelling in KNOWN]
    return bool(_IDENTIFYING.intersection(names)) or fold(title) in _KEYS or fold(title).startswith("nama ")


def _are_couple(texts: Iterable[str]) -> bool:
    """Whether men and women are among them."""
    said = {fold(text) for text in texts}
    return not said.isdisjoint(_MEN) and not said.isdisjoint(_WOMEN)


def _may_be_people(title: str) -> bool:
    names = [KNOWN[spelling] for spelling in spellings_of(title) if spelling in KNOWN]
    return names[0].startswith("workers") if names else is_counted(title) is not False


def _is_meant(title: str) -> bool:
    """Whether a title is known, also as what stands below the title of a group."""
    spellings = (without_unit(title), as_year(title), as_month_of(title), within_group(title, KNOWN))
    return is_known(title, KNOWN) or any(each in KNOWN or each in MAYBE for each in spellings if each is not None)


def _is_value(text: str, title: str) -> bool:
    """Whether a text may be what a business has below a title."""
    if any(map(str.isdigit, text)) or fold(text) in _ANSWERS:
        return True
    names = [KNOWN[spelling] for spelling in spellings_of(title) if spelling in KNOWN]
    fact = FACTS[names[0]] if names else None
    return fact is not None and fact.type.kind is not Kind.TEXT and read_messy(text, fact).value is not None
