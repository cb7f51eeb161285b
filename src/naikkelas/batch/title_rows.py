"""Titles in several rows: whether a row goes on with the titles above it, and what they say together.

``Tenaga Kerja`` may stand over ``L`` and ``P``, merged or not: both look alike once the file is read. A row is joined to the titles only
where it can be nothing else; where it may be a business too, it stays one, and the columns it could belong to wait for somebody who knows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

from naikkelas.batch.below_titles import in_brackets, is_unit, words_of
from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.words import (
    MAYBE,
    NAMES,
    PERMIT_LISTS,
    as_month_of,
    as_year,
    fold,
    is_known,
    is_of_other_period,
    known_titles,
    spellings_of,
    within_group,
    without_unit,
)
from naikkelas.facts import Kind
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.messy import read_messy
from naikkelas.ikm.rupiah import header_unit

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
_REPORTS: Final = words_of("daftar rekap rekapitulasi laporan tabel form formulir lampiran database pendataan halaman tgl")
#: ``Data IKM`` is the title of a sheet or of nearly all columns, ``Data Pemilik`` of a group.
_HEADS: Final = words_of("data identitas profil")
_OF_ALL: Final = words_of("ikm umkm usaha industri perusahaan umum dasar")
#: Words above titles that make them say something else.
_CHANGES: Final = words_of(
    "target rencana proyeksi sebelum sesudah setelah awal akhir before after planned belum tidak tanpa bukan proses pengurusan diurus "
    "pesaing lain lainnya cabang mitra"
)
#: The size of amounts, wherever it is said; ``5 juta`` is an amount.
_SIZE: Final = re.compile(
    r"(?<![0-9])(?<![0-9] )\b(?:ribu(?:an)?|rb|juta(?:an)?|jt|mil[iy]ar(?:an)?|tril[iy]un(?:an)?|thousands?|millions?|billions?)\b"
    r"|\b(?:rp|rupiah|idr)\W{0,3}(?:1[.,]?)?(?:000[.,]?)+(?![0-9])|\bx ?1(?:[.,]?000)+\b"
)
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_OF_A_YEAR: Final = re.compile(r"(?:tahun|year) (?:19|20)[0-9]{2}")
#: Columns that say which business a row is: facts, and titles that no fact stands for.
_IDENTIFYING: Final = frozenset({"business_name", "owner_name", "owner_nik"})
_NUMBERS_OF_ROWS: Final = frozenset({"no", "no urut", "id"})
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
        if not isinstance(cell, str) or not is_title(cell) or is_unit(cell):
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


def left_open(titles: Sequence[str], cells: Sequence[Cell]) -> set[int]:
    """The columns with the title of a group and nothing below it, where the row below says what others of the group are."""
    pair = _Pair(titles, cells)
    return {at for at in pair.filled_groups if not pair.below[at]}


def hang_over(cells: Sequence[Cell], titles: Sequence[str], over: Sequence[Cell] = ()) -> set[int]:
    """The columns below the cells of a row above the titles, where these may be titles of groups; ``over`` is the row above that.

    What stands over the first columns is the title of the sheet, and so is what begins like one and changes nothing, and the year below that.
    """
    above = [at for at, cell in enumerate(cells) if not is_blank(cell)]
    texts = {at: text_of(cells[at]).strip() for at in above}
    if not all(_YEAR.fullmatch(text) or (isinstance(cells[at], str) and is_title(text)) for at, text in texts.items()):
        return set()
    first = next((at for at, title in enumerate(titles) if title), len(titles))
    while first + 1 < len(titles) and identifies(titles[first + 1]):
        first += 1
    groups, before = [], ""
    for at in above:
        is_size = is_unit(texts[at]) and not is_of_other_period(texts[at])
        is_below = (
            at < len(over) and isinstance(over[at], str) and _OF_A_YEAR.fullmatch(fold(texts[at])) and _is_of_sheet(text_of(over[at]), "")
        )
        if at > first and not is_size and not is_below and not _is_of_sheet(texts[at], before):
            groups.append(at)
        before = texts[at]
    return {at for at, title in enumerate(titles) if groups and at >= groups[0] and title}


def tells_size(cells: Sequence[Cell]) -> bool:
    """Whether a row says in what amounts are counted: ``DATA IKM (dalam ribuan rupiah)``."""
    return any(isinstance(cell, str) and _SIZE.search(" ".join(cell.casefold().split())) for cell in cells)


def lacks_size(title: str) -> bool:
    """Whether amounts of money may stand below a title that does not say their size; what nobody knows may be money."""
    spellings = (*spellings_of(title), without_unit(title), as_year(title), within_group(title, KNOWN))
    names = [name for each in spellings if each is not None and (name := KNOWN.get(each, MAYBE.get(each)))]
    may_be = FACTS[names[0]].type.kind is Kind.MONEY if names else not _is_meant(title)
    return may_be and header_unit(title) in (None, "rupiah")


def names_more(titles: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Whether a row below titles has the title of the names or numbers of businesses where these have none."""
    return any(
        at >= len(titles) or not titles[at] for at, cell in enumerate(cells)
        if isinstance(cell, str) and (_is_of_businesses(cell) or fold(cell) in NAMES)
    )  # fmt: skip


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
        self.filled_groups = {group for at, group in enumerate(self.groups) if group is not None and group != at}
        self.joined = [self._title(at) for at in range(width)]

    def begins(self, at: int) -> bool:
        """Whether a title stands over other columns too."""
        return bool(self.above[at]) and at in self.filled_groups

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
        if identifies(over):
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
    if not said:
        return False
    if _Says.NAME in said.values():
        return _beside_names(pair, said)
    shows = _Says.TITLE in said.values()
    if all(pair.above[at] for at in said):
        return _below_titles_alone(pair, said, shows=shows)
    next_shows = looks_on and bool(rows) and bool(_goes_on(_Pair(pair.joined, rows[0][1]), rows[1:], looks_on=False))
    if pair.is_full and not any(pair.is_evident(at) for at, title in enumerate(pair.above) if title):
        return bool(next_shows and shows)
    loose = [at for at, says in said.items() if says is _Says.DATA or (says is _Says.WORD and not pair.is_inside(at))]
    if loose:
        may_be = not any(map(_is_of_data, pair.cells)) or (all(map(pair.is_inside, said)) and _may_be_titles(pair, loose))
        return None if shows or may_be else False
    words = [at for at, says in said.items() if says is not _Says.TITLE]
    if shows or next_shows or all(holds_numbers([row[at] for _, row in rows if at < len(row)]) for at in words):
        return True
    return None


def _beside_names(pair: _Pair, said: dict[int, _Says]) -> bool | None:
    """Of a row with something below the title of a name: it may be titles where that is no name of a business, and all else are words."""
    names = [at for at, says in said.items() if says is _Says.NAME]
    others = {at: says for at, says in said.items() if says is not _Says.NAME}
    if not others or any(_is_own(pair, at) for at in names) or any(_is_of_data(pair.cells[at]) for at in others):
        return False
    of_businesses = {at for at, over in enumerate(pair.above) if _is_of_businesses(over) or fold(over) in NAMES}
    if (of_businesses and of_businesses.isdisjoint(said)) or not all(pair.above[at] for at in said):
        return None
    words = all(_is_word(pair, at) for at in names)
    shows = _Says.TITLE in others.values()
    return None if words and _below_titles_alone(pair, others, shows=shows) is not False else False


def _is_own(pair: _Pair, at: int) -> bool:
    """Whether what stands below the title of a name can only be that of a business, or a number, an address."""
    cell, text = pair.cells[at], pair.below[at]
    if not isinstance(cell, str) or not text or len(text) > _LONGEST_PART or "@" in text or any(map(str.isdigit, text)):
        return True
    over = pair.above[at]
    is_of_business = _is_of_businesses(over) or (fold(over) in NAMES and not any(map(_is_of_businesses, pair.above[at + 1 :])))
    return is_of_business and not _is_word(pair, at)


def _is_word(pair: _Pair, at: int) -> bool:
    text = pair.below[at]
    return in_brackets(text) or fold(text) in _WORDS or is_known(text, KNOWN)


def _is_of_data(cell: Cell) -> bool:
    """Whether a cell holds a number that is no year and no unit."""
    text = text_of(cell).strip()
    return any(map(str.isdigit, text)) and not _YEAR.fullmatch(text) and not _OF_A_YEAR.fullmatch(fold(text)) and not is_unit(text)


def _below_titles_alone(pair: _Pair, said: Mapping[int, _Says], *, shows: bool) -> bool | None:
    """Of a row that has nothing where there is no title: it goes on with them when every word does."""
    kinds = set(said.values())
    if kinds <= {_Says.TITLE, _Says.UNIT}:
        return shows
    if shows or all(_YEAR.fullmatch(text_of(pair.cells[at]).strip()) and _is_no_date(pair.above[at]) for at in said):
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


def _is_no_date(title: str) -> bool:
    """Whether amounts stand below a title, among which nobody writes a year."""
    names = [KNOWN[spelling] for spelling in spellings_of(title) if spelling in KNOWN]
    return is_counted(title) is True and not (names and FACTS[names[0]].type.kind is Kind.DATE)


def _is_of_sheet(text: str, before: str) -> bool:
    """Whether a text above titles speaks of the whole sheet; ``before`` stands on its left: ``Kabupaten`` beside ``: Kebumen``."""
    if text.startswith(":"):
        return True
    words = fold(text).split() or [""]
    if not _CHANGES.isdisjoint(words) or is_of_other_period(text):
        return False
    if ":" in text or words[0] in _OF_SHEETS or words[0] in _REPORTS or " ".join(words) in PERMIT_LISTS:
        return True
    if words[0] in _HEADS and not _OF_ALL.isdisjoint(words):
        return True
    label = fold(before).split()
    is_label = before.endswith(":") or (bool(label) and _OF_SHEETS.issuperset(label))
    return is_label or (bool(label) and label[0] in _OF_SHEETS and bool(_OF_A_YEAR.fullmatch(fold(text))))


def _is_of_businesses(title: str) -> bool:
    """Whether the names of businesses or the numbers of rows stand below a title."""
    return fold(title) in _NUMBERS_OF_ROWS or any(KNOWN.get(spelling) == "business_name" for spelling in spellings_of(title))


def identifies(title: str) -> bool:
    """Whether what stands below a title says which business a row is."""
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
