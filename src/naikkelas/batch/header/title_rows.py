"""Titles in several rows: whether a row goes on with the titles above it, and what they say together.

``Tenaga Kerja`` may stand over ``L`` and ``P``, merged or not: both look alike once the file is read. A row is joined to the titles only
where it can be nothing else; where it may be a business too, it stays one, and the columns it could belong to wait for somebody who knows.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.header.merges import NO_SPREAD, Spread
from naikkelas.batch.wording.groups import ends_before
from naikkelas.batch.wording.titles import (
    KNOWN,
    MEN,
    OF_A_YEAR,
    PERMITS,
    WOMEN,
    YEAR,
    are_couple,
    fact_of,
    holds_numbers,
    identifies,
    in_brackets,
    is_counted,
    is_meant,
    is_of_businesses,
    is_of_names,
    is_title,
    is_unit,
    known_fact,
    may_be_of_businesses,
    title_of,
    words_of,
)
from naikkelas.batch.wording.words import NAMES, fold, is_known, lists_permits
from naikkelas.facts import Kind
from naikkelas.ikm.messy import read_messy

#: A row as it was read: its number in the file, and its cells.
Numbered = tuple[int, Sequence[Cell]]
#: What is longer is no part of a title.
LONGEST_PART: Final = 40
_FEWEST_UNREAD: Final = 3
#: So many businesses must answer what a title says that stands alone below one of permits.
_FEWEST_ANSWERS: Final = 2
_PEOPLE: Final = MEN | WOMEN
#: What stands below the title of a date or a permit, and is no answer there.
_PARTS: Final = frozenset({"no", "tgl", "bulan", "tahun", "masa berlaku", "berlaku sampai", "berlaku s d", "kedaluwarsa", "month", "year"})
#: Words below titles that no business has in such a column; folded.
_WORDS: Final = _PEOPLE | _PARTS | {"jumlah", "total", "nilai", "volume", "rata rata"}
#: What tells people how to fill in a column.
_QUESTIONS: Final = frozenset({"ya tidak", "ada tidak", "sudah belum", "ya tdk", "ada tdk", "yes no"})
_ANSWERS: Final = words_of("ya tidak ada belum sudah v x proses yes no punya")


def joined(titles: Sequence[str], cells: Sequence[Cell], spread: Spread = NO_SPREAD) -> list[str]:
    """The titles with what the row below says of each; ``spread`` is what merged cells say of the titles."""
    return _Pair(titles, cells, spread).joined


def goes_on(titles: Sequence[str], cells: Sequence[Cell], rows: Sequence[Numbered], spread: Spread = NO_SPREAD) -> bool | None:
    """Whether a row goes on with the titles above it; ``None`` where it may be a business too. ``rows`` are those below it.

    One into which a title is merged down does.
    """
    return spread.goes_down or _goes_on(_Pair(titles, cells, spread), rows, looks_on=True)


def columns_of(titles: Sequence[str], cells: Sequence[Cell], spread: Spread = NO_SPREAD) -> set[int]:
    """The columns whose titles a row would change if it went on with them."""
    pair = _Pair(titles, cells, spread)
    return {*pair.filled, *(group for at in pair.filled if (group := pair.groups[at]) is not None)}


def left_open(titles: Sequence[str], cells: Sequence[Cell], spread: Spread = NO_SPREAD) -> set[int]:
    """The columns with the title of a group and nothing below it, where the row below says what others of the group are."""
    pair = _Pair(titles, cells, spread)
    return {at for at in pair.filled_groups if not pair.below[at]}


class _Says(Enum):
    """What a cell below the titles says: more of a title, a unit, a word that may be anything, a value, or which business it is."""

    TITLE = "title"
    UNIT = "unit"
    WORD = "word"
    DATA = "data"
    NAME = "name"


class _Pair:
    """A row of titles and the row below it, column by column, with the column of the title that each one below belongs to."""

    def __init__(self, titles: Sequence[str], cells: Sequence[Cell], spread: Spread = NO_SPREAD) -> None:
        width = max(len(titles), len(cells))
        self.spread = spread
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
        if is_meant(f"{self.above[group]} {self.below[at]}"):
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
        if are_couple({self.below[each] for each in (at, *others)}):
            return True
        return bool(others) and is_counted(self.above[at]) is True and not self.is_alone(at) and is_title(self.below[at])

    def _ends_before(self, left: int, at: int) -> bool:
        parts = [self.below[each] for each in range(left, at) if self.below[each]]
        return ends_before(self.above[left], self.below[at], parts)

    def _grouped(self) -> list[int | None]:
        groups: list[int | None] = []
        left, ended = None, False
        for at, title in enumerate(self.above):
            if title:
                left, ended = None if at in self.spread.closed else at, False
                groups.append(at)
                continue
            if at in self.spread.owners:
                groups.append(self.spread.owners[at] if self.below[at] else None)
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
        right = right if right is not None and self.above[right] and self.below[right] and right not in self.spread.closed else None
        if fold(self.below[at]) == "no" and self._begins_list(at):
            return None
        if left is not None and before == left and are_couple({self.below[at - 1], self.below[at]}):
            return left
        to_left, to_right = self.fits(left, at), self.fits(right, at)
        has_below = left is not None and bool(self.below[left])
        if left is not None and has_below and to_right and not self._ends_before(left, at):
            to_right = 0  # nobody knows that the group on the left has ended
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

    def _begins_list(self, at: int) -> bool:
        """Whether the number of a row begins another list: names of businesses stand beside it, or an empty column is before it."""
        is_apart = at > 0 and not self.above[at - 1] and not self.below[at - 1]
        return is_apart or (at + 1 < len(self.below) and is_of_names(self.below[at + 1]))

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
        if not isinstance(cell, str) or len(cell) > LONGEST_PART or not text:
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
        if are_couple((self.below[at], *others)):
            return True
        over = self.above[at]
        return is_meant(f"{over} {self.below[at]}") and all(is_meant(f"{over} {other}") or is_known(other, KNOWN) for other in others)

    def _of_unit(self, text: str, kind: bool | None, *, alone: bool) -> _Says:
        """A unit stands below amounts; in brackets also below what nobody knows."""
        if kind is False:
            return _Says.DATA
        return _Says.UNIT if kind or (in_brackets(text) and not alone) else _Says.WORD

    def _is_part(self, at: int, kind: bool | None, *, inside: bool) -> bool:
        """Whether a text can only be a part of a title."""
        folded = fold(self.below[at])
        if folded in PERMITS:
            return inside and (len(self.permits) >= 2 or (self.groups[at] is not None and is_meant(self.joined[at])))
        if is_meant(self.joined[at]) or (inside and (self.is_alone(at) or OF_A_YEAR.fullmatch(folded))):
            return True
        if folded in _PEOPLE:
            return inside
        return folded in _WORDS and (inside or kind is True or (kind is False and folded in _PARTS))

    def is_inside(self, at: int) -> bool:
        """Whether a column has no title of its own, or one that stands over others too."""
        return not self.above[at] or self.begins(at) or at in self.spread.owners


def _goes_on(pair: _Pair, rows: Sequence[Numbered], *, looks_on: bool) -> bool | None:
    said = {at: pair.says(at) for at in pair.filled}
    if not said:
        return False
    if _Says.NAME in said.values():
        return _beside_names(pair, said)
    shows = _Says.TITLE in said.values()
    if all(pair.above[at] for at in said):
        return _name_permits(pair, rows) or _below_titles_alone(pair, said, shows=shows)
    next_shows = looks_on and bool(rows) and bool(_goes_on(_Pair(pair.joined, rows[0][1]), rows[1:], looks_on=False))
    if pair.is_full and not any(pair.is_evident(at) for at, title in enumerate(pair.above) if title):
        return bool(next_shows and shows)
    loose = [at for at, says in said.items() if says is _Says.DATA or (says is _Says.WORD and not pair.is_inside(at))]
    if loose and not (_are_years_of_one(pair, said, loose) or _are_parts_of_one(pair, said, loose, rows)):
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
    of_businesses = {at for at, over in enumerate(pair.above) if may_be_of_businesses(over)}
    if (of_businesses and of_businesses.isdisjoint(said)) or not all(pair.above[at] for at in said):
        return None
    words = all(_is_word(pair, at) for at in names)
    shows = _Says.TITLE in others.values()
    return None if words and _below_titles_alone(pair, others, shows=shows) is not False else False


def _is_own(pair: _Pair, at: int) -> bool:
    """Whether what stands below the title of a name can only be that of a business, or a number, an address."""
    cell, text = pair.cells[at], pair.below[at]
    if not isinstance(cell, str) or not text or len(text) > LONGEST_PART or "@" in text or any(map(str.isdigit, text)):
        return True
    over = pair.above[at]
    is_of_business = is_of_businesses(over) or (fold(over) in NAMES and not any(map(is_of_businesses, pair.above[at + 1 :])))
    return is_of_business and not _is_word(pair, at)


def _is_word(pair: _Pair, at: int) -> bool:
    text = pair.below[at]
    return in_brackets(text) or fold(text) in _WORDS or is_known(text, KNOWN)


def _is_of_data(cell: Cell) -> bool:
    """Whether a cell holds a number that is no year and no unit."""
    text = text_of(cell).strip()
    return any(map(str.isdigit, text)) and not YEAR.fullmatch(text) and not OF_A_YEAR.fullmatch(fold(text)) and not is_unit(text)


def _below_titles_alone(pair: _Pair, said: Mapping[int, _Says], *, shows: bool) -> bool | None:
    """Of a row that has nothing where there is no title: it goes on with them when every word does."""
    kinds = set(said.values())
    if kinds <= {_Says.TITLE, _Says.UNIT}:
        return shows
    if shows or all(YEAR.fullmatch(text_of(pair.cells[at]).strip()) and _is_no_date(pair.above[at]) for at in said):
        return None
    asks = [in_brackets(pair.below[at]) or fold(pair.below[at]) in _QUESTIONS for at in said]
    words = kinds <= {_Says.WORD, _Says.UNIT} and all(ask or is_counted(pair.above[at]) for at, ask in zip(said, asks, strict=True))
    return None if words else False


def _may_be_titles(pair: _Pair, loose: Sequence[int]) -> bool:
    """Whether values below the title of a group may be titles all the same: answers, or years one after the other."""
    texts = [text_of(pair.cells[at]).strip() for at in loose]
    return are_in_turn(texts) if all(map(YEAR.fullmatch, texts)) else not any(char.isdigit() for text in texts for char in text)


def are_in_turn(texts: Sequence[str]) -> bool:
    """Whether years stand one after the other."""
    return len(texts) >= 2 and {abs(int(one) - int(other)) for one, other in pairwise(texts)} == {1}


def _are_years_of_one(pair: _Pair, said: Mapping[int, _Says], loose: Sequence[int]) -> bool:
    """Whether years stand one after the other below one title of amounts: no business has them there beside other titles."""
    if list(said.values()).count(_Says.TITLE) <= 1:
        return False
    texts = [text_of(pair.cells[at]).strip() for at in loose]
    groups = {pair.groups[at] for at in loose}
    group = groups.pop()
    return not groups and group is not None and _is_no_date(pair.above[group]) and all(map(YEAR.fullmatch, texts)) and are_in_turn(texts)


def _are_parts_of_one(pair: _Pair, said: Mapping[int, _Says], loose: Sequence[int], rows: Sequence[Numbered]) -> bool:
    """Whether words below titles of their own go on with these, as one ``PIRT`` below ``Legalitas``: beside them stand titles of a group that no business has.

    They have neither number nor name, and the ``rows`` below do.
    """
    if any(said[at] is not _Says.WORD for at in loose) or not are_nameless_words(pair.above, pair.cells, rows):
        return False
    groups = {group for group in pair.filled_groups if pair.is_evident(group)}
    parts = [[at for at, says in said.items() if pair.groups[at] == group and says is _Says.TITLE] for group in groups]
    return any(len(each) > 1 for each in parts)


def _name_permits(pair: _Pair, rows: Sequence[Numbered]) -> bool:
    """Whether a row says of columns of permits alone which one each is of: the businesses in the ``rows`` below have names, and answers there that name none."""
    if not all(fold(pair.below[at]) in PERMITS and lists_permits(pair.above[at]) for at in pair.filled):
        return False
    if not are_nameless_words(pair.above, pair.cells, rows):
        return False
    for at in pair.filled:
        held = [fold(text_of(cells[at])) for _, cells in rows if at < len(cells)]
        if sum(text in _ANSWERS for text in held) < _FEWEST_ANSWERS or any(not PERMITS.isdisjoint([text, *text.split()]) for text in held):
            return False
    return True


def _is_no_date(title: str) -> bool:
    """Whether amounts stand below a title, among which nobody writes a year."""
    fact = known_fact(title)
    return is_counted(title) is True and not (fact is not None and fact.type.kind is Kind.DATE)


def _may_be_people(title: str) -> bool:
    fact = known_fact(title)
    return fact.name.startswith("workers") if fact is not None else is_counted(title) is not False


def _is_value(text: str, title: str) -> bool:
    """Whether a text may be what a business has below a title."""
    if any(map(str.isdigit, text)) or fold(text) in _ANSWERS:
        return True
    fact = known_fact(title)
    return fact is not None and fact.type.kind is not Kind.TEXT and read_messy(text, fact).value is not None


def may_be_titles(titles: Sequence[str], cells: Sequence[Cell], rows: Sequence[Numbered], *, is_next: bool) -> bool:
    """Whether a row below the titles that does not go on with them may be none of a business all the same.

    It holds titles alone and no name, where most rows below have one, or any words, and another such row stands beside it; or words of which none
    can be read below the title of a fact. Below a title that is written over each column of its group any words may be parts of it.
    """
    pair = _Pair(titles, cells)
    if _stand_again(pair) and may_go_on_with(titles, cells):
        return True
    if not _are_words(pair):
        return False
    names = _names(titles)
    if rows and are_nameless_words(titles, cells, rows):
        beneath = _Pair(titles, rows[0][1])
        if all(_is_of_title(pair, at) for at in pair.filled) or not is_next or (not _has_name(rows[0][1], names) and _are_words(beneath)):
            return not any(fold(text) in _ANSWERS for text in pair.below)
    tried = [at for at in pair.filled if (fact := fact_of(pair.above[at])) is not None and fact.type.kind is not Kind.TEXT]
    return len(tried) > 1 and len(pair.filled) >= _FEWEST_UNREAD and not any(_is_value(pair.below[at], pair.above[at]) for at in tried)


def may_go_on_with(titles: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Whether a row right below one of titles may hold more of them: it has words, years and units alone, and no name or number of a business."""
    texts = {at: text_of(cell).strip() for at, cell in enumerate(cells) if not is_blank(cell)}
    if not texts.keys().isdisjoint(_names(titles) or [0]):
        return False
    return all(is_unit(text) or not any(map(str.isdigit, YEAR.sub("", text))) for text in texts.values())


def are_nameless_words(titles: Sequence[str], cells: Sequence[Cell], rows: Sequence[Numbered]) -> bool:
    """Whether a row holds words alone and no name, where most ``rows`` below it have one."""
    names = _names(titles)
    below = [each for _, each in rows if sum(not is_blank(cell) for cell in each) > 1]  # a note or a signature stands alone
    if not below or _has_name(cells, names) or not _are_words(_Pair(titles, cells)):
        return False
    return 2 * sum(_has_name(each, names) for each in below) >= len(below)


def _names(titles: Sequence[str]) -> list[int]:
    """The columns that say which business a row is."""
    return [at for at, title in enumerate(titles) if may_be_of_businesses(title)]


def _has_name(cells: Sequence[Cell], names: Sequence[int]) -> bool:
    return any(at < len(cells) and not is_blank(cells[at]) for at in names)


def _stand_again(pair: _Pair) -> bool:
    """Whether something stands below two titles side by side that are the same."""
    same = [at for at, (one, other) in enumerate(pairwise(pair.above)) if one and fold(one) == fold(other)]
    return any(at in pair.filled or at + 1 in pair.filled for at in same)


def _are_words(pair: _Pair) -> bool:
    """Whether a row has words alone; ``Target 2027`` are words, a year by itself is none."""
    return any(pair.below) and all(isinstance(pair.cells[at], str) and is_of_words(pair.below[at]) for at in pair.filled)


def is_of_words(text: str) -> bool:
    """Whether a text has words and no digits but those of a year, or nothing."""
    return not text or (not any(map(str.isdigit, YEAR.sub("", text))) and any(map(str.isalpha, text)))


def _is_of_title(pair: _Pair, at: int) -> bool:
    text = pair.below[at]
    return bool(text) and (fold(text) in _WORDS or is_known(text, KNOWN) or is_meant(pair.joined[at]))
