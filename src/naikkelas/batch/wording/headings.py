"""Headings among the rows of a table that turn what stands below them: ``Belum PIRT``, ``RENCANA TAHUN 2027``, ``Daftar IKM yang diusulkan``.

What stands below one is none of today, and nothing but a heading of the very opposite says where it ends.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.wording.abbreviations import ABBREVIATIONS
from naikkelas.batch.wording.amounts import is_amount
from naikkelas.batch.wording.earlier import STATES
from naikkelas.batch.wording.not_today import TURNS, is_of_unused_footnote, turns
from naikkelas.batch.wording.titles import PERMITS, YEAR, fact_of, is_number_of_row, is_of_names, may_be_of_names, words_of
from naikkelas.batch.wording.words import PERMIT_LISTS, SUMS, fold
from naikkelas.facts import Kind
from naikkelas.ikm.messy import read_messy

#: What the title of a sheet begins with that says what kind of paper it is.
REPORTS: Final = words_of("daftar rekap rekapitulasi laporan tabel form formulir lampiran database pendataan halaman tgl")
#: What tells people how to fill in a sheet begins with.
GUIDES: Final = words_of("isi diisi isilah kolom petunjuk catatan keterangan ket note nb mohon harap pengisian cara")
#: What businesses that are asked for are called together, or their time.
_LISTED: Final = words_of("ikm umkm ukm industri calon tahun izin") | PERMITS
#: What people write for the name of a business that has none.
_OF_NAMES: Final = words_of("merek merk")
#: What no name of a business has together with a word that turns.
_HELD: Final = PERMITS - _OF_NAMES
_WHAT: Final = _HELD | words_of("yang tahun")
#: The last column in which the heading of a part begins.
_LAST: Final = 3
#: A heading has a cell, and its letter may have another; what else stands in its row are sums of what it heads.
MOST_CELLS: Final = 2
_MARK_OF_PART: Final = re.compile(r"\W*(?:[ivxlc]{1,5}|[a-z])\W*")
_LONGEST_MARK: Final = 12
#: No heading is longer.
_LONGEST: Final = 1_000
#: The letter or number of a part before its heading.
_MARKED: Final = re.compile(r"\W*(?:[ivxlc]{1,5}|[a-z]|[0-9]{1,2})[.)]\s*(?=\w)", re.IGNORECASE)
#: The number of a part, and of a part of that: ``2.``, ``2.1``, ``A.1``, ``2a``.
_IS_NUMBER: Final = re.compile(r"\W*(?:(?:[ivx]{1,4}|[a-z])\W?)?[0-9]{1,2}(?:\.[0-9]{1,2})?[a-z]?\W*", re.IGNORECASE)
#: Of these no number of a row makes a name: ``2 | Usulan IKM 2027``.
_WHOM: Final = words_of("ikm umkm ukm industri tahun")
#: Columns in which people write what they like.
REMARKS: Final = words_of(
    "ket keterangan catatan kendala alasan masalah permasalahan saran solusi tindak tindakan lanjut kondisi progres progress hasil kegiatan status info informasi rekomendasi "
    "deskripsi uraian bantuan pelatihan fasilitasi program pembinaan"
)
_NOT_YET: Final = words_of("belum tidak")
#: What there is none of in a part of the list.
_NOTHING: Final = words_of("data nama ikm umkm ukm usaha industri pelaku binaan")
_BY_NOW: Final = words_of("sudah telah")
#: What a heading of those begins with that have something.
_HAVING: Final = _BY_NOW | words_of("yang memiliki mempunyai punya")
#: What a heading begins with that turns what it heads where a business may have such a name, and where it may have others of its words too.
_BEGIN: Final = TURNS | REPORTS | _LISTED
_LEADS: Final = TURNS | REPORTS | _HAVING


def is_mark_of_part(cell: Cell) -> bool:
    """Whether a cell holds the letter or the roman number of a part: ``B.``, ``II``."""
    return isinstance(cell, str) and len(cell) <= _LONGEST_MARK and _MARK_OF_PART.fullmatch(cell.casefold()) is not None


def first_columns(titles: Sequence[str], *, alone: bool) -> int:
    """The last of the first columns: the numbers of the rows and the names of the businesses. What stands ``alone`` may be over any first column."""
    first = at = next((at for at, title in enumerate(titles) if title), len(titles))
    while at < len(titles) and is_number_of_row(titles[at]):
        at += 1
    if at < len(titles) and is_of_names(titles[at]):
        return at
    return max(at - 1, first) if alone or at > first else first - 1


def says_of_whom(text: str) -> bool:
    """Whether a text says whom it heads, or of which permits or year."""
    words = fold(text).split()
    return not _LISTED.isdisjoint(words) or any(map(YEAR.fullmatch, words))


@dataclass(frozen=True, slots=True)
class _Alone:
    """A text that stands alone in its row, but for the letter or number of its part and for sums of what it heads. ``is_sure``: no business has its name there."""

    text: str
    is_sure: bool = False


class Headings:
    """Finds such headings among the rows below some titles."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles
        self._numbers = [is_number_of_row(title) for title in titles]
        self.last = max(first_columns(titles, alone=True), _LAST)
        self.numbers = [at for at, is_number in enumerate(self._numbers) if is_number]
        self.names = [at for at, title in enumerate(titles) if may_be_of_names(title)]
        self._named = {*self.names, *(at for at, title in enumerate(titles) if fold(title).startswith("nama "))}

    def alone(self, cells: Sequence[Cell]) -> str:
        """The text that stands alone in a row, or beside the letter of its part and the sums of what it heads. Nothing where none does."""
        found = self._found(cells)
        return "" if found is None else found.text

    def may_head(self, cells: Sequence[Cell]) -> bool:
        """Whether a row has no more cells than a heading, or is one with sums: no row of a business, as far as its cells say."""
        return sum(not is_blank(cell) for cell in cells) <= MOST_CELLS or bool(self.turning(cells))

    def turning(self, cells: Sequence[Cell]) -> str:
        """The heading in a row, where it heads others that are planned, asked for or missing: a text alone that no business has for its name."""
        found = self.heading(cells)
        return found[0] if found is not None and found[1] else ""

    def heading(self, cells: Sequence[Cell]) -> tuple[str, bool] | None:
        """The heading in a row and whether it turns what it heads; one that does not says that others have something: ``Sudah PIRT``."""
        found = self._found(cells)
        words = [] if found is None else _words(found.text)
        if found is None or not words:
            return None
        if self._turns(found, words):
            return found.text, True
        return (found.text, False) if words[0] in _HAVING and not _HELD.isdisjoint(words) else None

    def _turns(self, found: _Alone, words: Sequence[str]) -> bool:
        if words[0] in GUIDES or not (found.is_sure or words[0] in _BEGIN) or not turns(found.text):
            return False
        if _is_empty(words) or is_of_unused_footnote(found.text, self._titles):
            return False
        return found.is_sure or says_of_whom(found.text)

    def _found(self, cells: Sequence[Cell]) -> _Alone | None:
        """See :class:`_Alone`. What the text says is asked for before what stands beside it: most rows are of businesses."""
        filled = self._first_filled(cells)
        if not filled:
            return None
        first, is_marked = filled[0], len(filled) > 1 and is_mark_of_part(cells[filled[0]])
        if len(filled) > 1 and not is_marked and self._numbers[first] and _IS_NUMBER.fullmatch(text_of(cells[first])) is not None:
            return self._numbered(cells, filled)
        at, has_sums = filled[is_marked], len(filled) > 1 + is_marked
        cell, is_in_numbers = cells[at], self._numbers[first]
        if not isinstance(cell, str):
            return None
        if not (is_in_numbers or at <= self.last):
            return _Alone(cell.strip()) if len(filled) == 1 and not self._may_say(at, cell) else None
        if not is_in_numbers and at not in self._named and self._lists_permits(at):
            return None
        if not has_sums:
            return _Alone(cell.strip(), is_in_numbers or (len(filled) == 1 and at in self._named and bool(self.numbers)))
        words, is_sure = _words(cell), is_in_numbers and (is_marked or bool(self.names) or len(filled) == MOST_CELLS)
        if not any(map(str.isalpha, words)) or words[0] in SUMS or not (is_sure or _is_strong(words)):
            return None
        return _Alone(cell.strip(), is_sure) if self._are_sums(cells[at + 1 :]) else None

    def _first_filled(self, cells: Sequence[Cell]) -> list[int]:
        """The first columns of a row in which something stands, one more than a heading has; a stroke is no number. None where one is beyond the table."""
        filled: list[int] = []
        for at, cell in enumerate(cells):
            if is_blank(cell) or (not filled and self._is_stroke(at, cell)):
                continue
            filled.append(at)
            if len(filled) > MOST_CELLS:
                break
        return filled if filled and filled[-1] < len(self._titles) and all(map(is_blank, cells[len(self._titles) :])) else []

    def _is_stroke(self, at: int, cell: Cell) -> bool:
        return at < len(self._numbers) and self._numbers[at] and not any(map(str.isalnum, text_of(cell)))

    def _are_sums(self, cells: Sequence[Cell]) -> bool:
        return all(is_blank(cell) or is_amount(cell) for cell in cells)

    def _numbered(self, cells: Sequence[Cell], filled: Sequence[int]) -> _Alone | None:
        """The text beside the number of a part, which may be one of a row too."""
        text = cells[filled[1]]
        if not isinstance(text, str) or filled[1] > self.last or not (words := _words(text)):
            return None
        if len(filled) <= MOST_CELLS and (not _WHOM.isdisjoint(words) or any(map(YEAR.fullmatch, words))):
            return _Alone(text.strip()) if words[0] not in _LISTED - _WHOM else None
        is_one = words[0] in _LEADS and _is_strong(words) and self._are_sums(cells[filled[1] + 1 :])
        return _Alone(text.strip()) if is_one else None

    def _lists_permits(self, at: int) -> bool:
        """Whether a column lists the permits of a business: what stands there alone is its own."""
        return fold(self._titles[at]) in PERMIT_LISTS

    def _may_say(self, at: int, text: str) -> bool:
        """Whether a text is said of a business in a column: a remark, or what its fact is read from."""
        title = self._titles[at]
        words = fold(title).split()
        said = fold(text).split()
        if not REMARKS.isdisjoint(words) or not frozenset(words).isdisjoint(said) or not STATES.isdisjoint(said) or turns(title):
            return True
        fact = fact_of(title) if title else None
        return fact is not None and (fact.type.kind is Kind.TEXT or read_messy(text, fact).value is not None)


def _is_strong(words: Sequence[str]) -> bool:
    """Whether words say whom they head where a business may stand too, with its number or amounts: ``Tanpa Merek`` may be what it says of its name."""
    is_of_year = any(map(YEAR.fullmatch, words))
    if words[0] in _LISTED:
        return is_of_year or not _WHAT.isdisjoint(words)
    return words[0] in _LEADS and (is_of_year or not (_LISTED - _OF_NAMES).isdisjoint(words))


def _written(words: Iterable[str]) -> str:
    """A pattern of words, also abbreviated."""
    found = {each for each in words if " " not in each}
    return "|".join(sorted(found | {each for each, meant in ABBREVIATIONS.items() if meant in found}))


_APART: Final = "[^0-9a-z]"
#: What every text has that says whom it heads where a business may stand too, as Python and Polars both read it: letters may be spaced out.
STRONG: Final = (
    rf"(?i)[^ -~]|(?:^|{_APART})(?:(?:19|20)[0-9]{{2}}|irt|{_written(_WHAT)}|[a-z]{_APART}+[a-z]{_APART}+[a-z])(?:{_APART}|$)"
    rf"|^{_APART}*(?:(?:[ivxlc]{{1,5}}|[a-z]|[0-9]{{1,2}})[.)]{_APART}*)?(?:{_written(_LEADS)})(?:{_APART}|$)"
)
#: The letter of a part, as both read it.
MARK: Final = rf"(?i)^{_MARK_OF_PART.pattern}$"


def _says_of_whom_by_itself(text: str) -> bool:
    """As :func:`says_of_whom`, where a business may have a number of its row or sums beside its name: ``Tanpa Merek`` may be what it says of that."""
    words = fold(text).split()
    return not (_LISTED - _OF_NAMES).isdisjoint(words) or any(map(YEAR.fullmatch, words))


def _is_empty(words: Sequence[str]) -> bool:
    """Whether a remark says that nothing stands in a part of the list: ``Tidak ada``, ``Belum ada data``."""
    return words[0] in _NOT_YET and words[1:2] == ["ada"] and _NOTHING.issuperset(words[2:])


@dataclass(slots=True)
class Turned:
    """Below which heading the rows stand that go by one after the other: its text and the number of its row; ``heading`` is ``None`` above all of them."""

    headings: Headings
    heading: tuple[str, int] | None = None
    _is_endless: bool = False

    def pass_by(self, number: int, cells: Sequence[Cell]) -> None:
        """Goes on below a row: one that is a heading counts for those below it."""
        text = self.headings.alone(cells)
        if turning := self.headings.turning(cells):
            self._is_endless = self.heading is not None and (self._is_endless or not _is_alike(turning, self.heading[0]))
            self.heading = self.heading or (turning, number)
        elif text and self.heading is not None and not self._is_endless and is_opposite(text, self.heading[0]):
            self.heading = None


def _words(text: str) -> list[str]:
    """The words of a heading, without the letter of its part; a text that is too long is none."""
    if len(text) > _LONGEST:
        return []
    marked = _MARKED.match(text)
    return fold(text if marked is None else text[marked.end() :]).split()


def _is_alike(one: str, other: str) -> bool:
    return _words(one) == _words(other)


def is_opposite(text: str, heading: str) -> bool:
    """Whether a heading says of what it heads that it is there, where another says the same words of what is missing: ``Sudah PIRT``, ``Belum PIRT``."""
    said, missing = _words(text), _words(heading)
    places = [at for at, word in enumerate(missing) if word in _NOT_YET]
    if len(places) != 1 or len(said) != len(missing) or said[places[0]] not in _BY_NOW:
        return False
    return all(one == other for at, (one, other) in enumerate(zip(said, missing, strict=True)) if at != places[0])
