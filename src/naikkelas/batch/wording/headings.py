"""Headings among the rows of a table that turn what stands below them: ``Belum PIRT``, ``RENCANA TAHUN 2027``, ``Daftar IKM yang diusulkan``.

What stands below one is none of today, and nothing but a heading of the very opposite says where it ends.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.wording.not_today import TURNS, is_of_unused_footnote, turns
from naikkelas.batch.wording.titles import PERMITS, YEAR, fact_of, is_number_of_row, is_of_names, words_of
from naikkelas.batch.wording.words import SUMS, fold
from naikkelas.facts import Kind
from naikkelas.ikm.messy import read_messy

#: What the title of a sheet begins with that says what kind of paper it is.
REPORTS: Final = words_of("daftar rekap rekapitulasi laporan tabel form formulir lampiran database pendataan halaman tgl")
#: What tells people how to fill in a sheet begins with.
GUIDES: Final = words_of("isi diisi isilah kolom petunjuk catatan keterangan ket note nb mohon harap pengisian cara")
#: What businesses that are asked for are called together, or their time.
_LISTED: Final = words_of("ikm umkm ukm industri calon tahun izin") | PERMITS
#: The last column in which the heading of a part begins.
_LAST: Final = 3
#: A heading has a cell, and its letter may have another.
MOST_CELLS: Final = 2
_MARK_OF_PART: Final = re.compile(r"\W*(?:[ivxlc]{1,5}|[a-z])\W*")
#: The letter or number of a part before its heading.
_MARKED: Final = re.compile(r"\W*(?:[ivxlc]{1,5}|[a-z]|[0-9]{1,2})[.)]\s*(?=\w)", re.IGNORECASE)
_IS_COUNT: Final = re.compile(r"[^0-9a-z]*[0-9]{1,6}\s*(?:ikm|umkm|ukm|usaha|unit|orang|pelaku usaha)?\W*", re.IGNORECASE)
_IS_NUMBER: Final = re.compile(r"\W*[0-9]{1,2}\W*")
#: Of these no number of a row makes a name: ``2 | Usulan IKM 2027``.
_WHOM: Final = words_of("ikm umkm ukm industri tahun")
#: Columns in which people write what they like.
REMARKS: Final = words_of(
    "ket keterangan catatan kendala alasan masalah permasalahan saran solusi tindak tindakan lanjut kondisi progres progress hasil kegiatan status info informasi rekomendasi "
    "deskripsi uraian bantuan pelatihan fasilitasi program pembinaan"
)
_NOT_YET: Final = words_of("belum tidak")
_BY_NOW: Final = words_of("sudah telah")


def is_mark_of_part(cell: Cell) -> bool:
    """Whether a cell holds the letter or the roman number of a part: ``B.``, ``II``."""
    return isinstance(cell, str) and _MARK_OF_PART.fullmatch(cell.casefold()) is not None


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


class Headings:
    """Finds such headings among the rows below some titles."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles
        self._numbers = [is_number_of_row(title) for title in titles]
        self._last = max(first_columns(titles, alone=True), _LAST)

    def alone(self, cells: Sequence[Cell]) -> tuple[str, bool]:
        """The text that stands alone in a row, or beside the letter or the count of its part, and whether a number should stand there.

        Nothing where none does.
        """
        filled = self._filled(cells)
        if not filled:
            return "", False
        is_in_numbers, at = self._numbers[filled[0]], filled[-1]
        if len(filled) == MOST_CELLS and not is_mark_of_part(cells[filled[0]]):
            if not is_in_numbers or not _counts(cells[filled[0]], cells[at]):
                return "", False
            at = filled[0]
        text = cells[at]
        if not isinstance(text, str) or not (is_in_numbers or at <= self._last):
            return "", False
        return text_of(text).strip(), is_in_numbers

    def turning(self, cells: Sequence[Cell]) -> str:
        """The heading in a row, where it heads others that are planned, asked for or missing: a text alone that no business has for its name."""
        text, is_in_numbers = self.alone(cells)
        text = text or self._elsewhere(cells)
        words = fold(_MARKED.sub("", text, count=1)).split()
        if not words or words[0] in GUIDES or not turns(text) or is_of_unused_footnote(text, self._titles):
            return ""
        if is_in_numbers:
            return text
        return text if words[0] in TURNS | REPORTS | _LISTED and says_of_whom(text) else ""

    def _filled(self, cells: Sequence[Cell]) -> list[int]:
        """The columns of the cells of a row that may be a heading; none where it has too many, or one beyond the table."""
        filled = []
        for at, cell in enumerate(cells):
            if not is_blank(cell):
                filled.append(at)
                if len(filled) > MOST_CELLS:
                    return []
        return filled if filled and filled[-1] < len(self._titles) else []

    def _elsewhere(self, cells: Sequence[Cell]) -> str:
        """A text alone further right than headings begin, where it is no more of the business above it, or beside the number of its part."""
        filled = self._filled(cells)
        text = cells[filled[-1]] if filled else None
        if not isinstance(text, str):
            return ""
        if len(filled) == 1:
            return text.strip() if filled[0] > self._last and not self._may_say(filled[0], text) else ""
        is_numbered = self._numbers[filled[0]] and _IS_NUMBER.fullmatch(text_of(cells[filled[0]])) is not None and filled[1] <= self._last
        words = fold(text).split()
        says_whom = not _WHOM.isdisjoint(words) or any(map(YEAR.fullmatch, words))
        return text.strip() if is_numbered and says_whom and words[0] not in _LISTED - _WHOM else ""

    def _may_say(self, at: int, text: str) -> bool:
        """Whether a text is said of a business in a column: a remark, or what its fact is read from."""
        title = self._titles[at]
        words = fold(title).split()
        if not REMARKS.isdisjoint(words) or not frozenset(words).isdisjoint(fold(text).split()) or turns(title):
            return True
        fact = fact_of(title) if title else None
        return fact is not None and (fact.type.kind is Kind.TEXT or read_messy(text, fact).value is not None)


def _counts(text: Cell, number: Cell) -> bool:
    """Whether a heading has beside it how many it heads: ``Belum PIRT``, ``12 IKM``; that of a sum has what it sums up."""
    words = fold(text).split() if isinstance(text, str) else []
    return any(map(str.isalpha, words)) and words[0] not in SUMS and _IS_COUNT.fullmatch(text_of(number)) is not None


@dataclass(slots=True)
class Turned:
    """Below which heading the rows stand that go by one after the other: its text and the number of its row; ``heading`` is ``None`` above all of them."""

    headings: Headings
    heading: tuple[str, int] | None = None
    _is_endless: bool = False

    def pass_by(self, number: int, cells: Sequence[Cell]) -> None:
        """Goes on below a row: one that is a heading counts for those below it."""
        text, _ = self.headings.alone(cells)
        if turning := self.headings.turning(cells):
            self._is_endless = self.heading is not None and (self._is_endless or not _is_alike(turning, self.heading[0]))
            self.heading = self.heading or (turning, number)
        elif text and self.heading is not None and not self._is_endless and is_opposite(text, self.heading[0]):
            self.heading = None


def _words(text: str) -> list[str]:
    """The words of a heading, without the letter of its part."""
    return fold(_MARKED.sub("", text, count=1)).split()


def _is_alike(one: str, other: str) -> bool:
    return _words(one) == _words(other)


def is_opposite(text: str, heading: str) -> bool:
    """Whether a heading says of what it heads that it is there, where another says the same words of what is missing: ``Sudah PIRT``, ``Belum PIRT``."""
    said, missing = _words(text), _words(heading)
    places = [at for at, word in enumerate(missing) if word in _NOT_YET]
    if len(places) != 1 or len(said) != len(missing) or said[places[0]] not in _BY_NOW:
        return False
    return all(one == other for at, (one, other) in enumerate(zip(said, missing, strict=True)) if at != places[0])
