"""Rows of CSV that a quotation mark holds together though nobody meant it to: such a mark takes rows, or half of one, into a cell.

A mark that nobody closed finds the next one, which closes a cell of another row or opens one. Nothing says so but the lines themselves: of a
remark or an address of several lines few are rows, and none begins with the number of the next row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from naikkelas.batch.cells import is_blank
from naikkelas.batch.files.csv_records import Torn

_BREAK: Final = re.compile(r"\r\n|\r|\n")

#: A line of an address hardly ever has as many cells as a table of so many columns.
_WIDE: Final = 5

#: So many lines within a cell, each of several cells, are rows, however many cells they lack.
_MANY: Final = 3

#: So many blank lines a cell may begin with that a mark opens, and another row had.
_BLANK: Final = 2

#: Where a cell of several lines stands, and the cells that its lines would be.
Several = tuple[int, list[list[str]]]

_NUMBER: Final = re.compile(r"\s*([0-9]{1,7})\.?\s*")
_QUOTE: Final = '"'


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows have in common: their delimiter, how many columns there are, and whether rows may lack cells at their end.

    ``titled`` is how many columns there are up to the last title: what a mark holds together may itself be all that is beyond.
    """

    delimiter: str
    width: int
    may_be_short: bool = False
    titled: int | None = None

    def is_row(self, cells: Sequence[str]) -> bool:
        """Whether cells are a whole row."""
        return len(cells) >= self.least and all(map(is_blank, cells[self.width :]))

    @property
    def least(self) -> int:
        """How many cells a row has at least."""
        return self.width if self.titled is None else self.titled

    def held_together(self, cells: Sequence[str], several: Sequence[Several] | None = None) -> int:
        """How many cells the lines of a record have, if a quotation mark holds rows together in it; else 0."""
        if isinstance(cells, Torn):
            return cells.extent
        for at, lines in self.several(cells) if several is None else several:
            if self._holds_rows(cells, at, lines):
                return self._extent(cells, at)
        return 0

    def ends_in_half(self, cells: Sequence[str], several: Sequence[Several]) -> int:
        """How many cells its lines have, if a record may end within a row whose next cell a mark opens: behind a delimiter, at the end of a line."""
        for at, lines in several:
            if (
                lines[-1][1:]
                and not lines[-1][-1]
                and all(map(is_blank, cells[at + 1 :]))
                and (self.may_be_short or self.is_row([*cells[:at], *lines[0]]))
            ):
                return self._extent(cells, at)
        return 0

    def several(self, cells: Sequence[str]) -> list[Several]:
        """The cells of several lines with delimiters that are no sentence."""
        delimiter = self.delimiter
        return [
            (at, [line.split(delimiter) for line in _BREAK.split(cell)])
            for at, cell in enumerate(cells)
            if delimiter in cell and ("\n" in cell or "\r" in cell) and not self._is_prose(cells, at)
        ]

    def _is_prose(self, cells: Sequence[str], at: int) -> bool:
        """Whether a blank stands behind every delimiter of a cell, and behind none before the other cells: then it is one of a sentence."""
        if any(cell[:1] == " " for place, cell in enumerate(cells) if place not in (0, at)):
            return False
        return cells[at].count(self.delimiter) == cells[at].count(f"{self.delimiter} ")

    def _holds_rows(self, cells: Sequence[str], at: int, lines: list[list[str]]) -> bool:
        """Whether a cell opened in one row and closed in another, or behind others.

        A line inside is a row by itself; or the first and the last are, and every one between them has delimiters; or many of these have;
        or one of them is, and another line begins with the number that follows that of the row.
        """
        begins, *between, ends = lines
        inside = [line for line in between if not all(map(is_blank, line))]
        has_first = self.is_row([*cells[:at], *begins])
        if (has_first or self.least >= _WIDE) and any(len(line) > 1 and self._has_row(line) for line in inside):
            return True
        has_last = self.is_row([*ends, *cells[at + 1 :]])
        are_cells = all(len(line) > 1 for line in inside)
        if has_first and has_last and are_cells:
            return True
        if (has_first or self.may_be_short) and are_cells and len(inside) >= _MANY:
            return True
        if not (has_first or has_last or self.may_be_short):
            return False
        return _follows(cells[0] if at else begins[0], [*between, [*ends, *cells[at + 1 :]]])

    def _has_row(self, line: Sequence[str]) -> bool:
        """Whether a line inside a cell has cells enough for a row; in a wide table it may have too many."""
        return self.is_row(line) or len(line) >= self.least >= _WIDE

    def _extent(self, cells: Sequence[str], at: int) -> int:
        return len(cells) + cells[at].count(self.delimiter) + len(_BREAK.findall(cells[at]))


def _follows(first: str, lines: Sequence[Sequence[str]]) -> bool:
    """Whether one of the lines begins with a number behind that of the row, by no more than there are lines."""
    number = _NUMBER.fullmatch(first)
    if number is None:
        return False
    for at, line in enumerate(lines, 1):
        other = _NUMBER.fullmatch(line[0]) if len(line) > 1 else None
        if other is not None and 0 < int(other[1]) - int(number[1]) <= at:
            return True
    return False


@dataclass(slots=True)
class Halves:
    """Rows of which one may have half of the next one in its last cell. It does where the next is not whole, or has a mark of its own.

    So may the row behind rows that a mark holds together be the rest of a cell: such a mark turns all that follow it inside out.
    That is found out while the rows are counted: they are all looked at before any is read.
    """

    shape: Shape
    found: dict[int, int] = field(default_factory=dict)
    _open: tuple[int, int, int] | None = None
    _torn: int | None = None
    _late: int = 0
    _is_done: bool = False

    def look(self, number: int, cells: Sequence[str], several: Sequence[Several], *, is_whole: bool, is_torn: bool = False) -> None:
        """Looks at the next row, of which ``several`` are the cells of several lines; ``is_torn`` where a mark holds rows together in it."""
        if self._is_done or not (several or self._open or is_torn or self._torn is not None):
            return
        ends = number + sum(len(_BREAK.findall(cell)) for cell in cells) + 1
        has_mark = any(cell.count(_QUOTE) % 2 for cell in cells)
        if self._open is not None:
            before, after, extent = self._open
            if 0 <= number - after <= _BLANK and (not is_whole or has_mark):
                self.found[before] = extent
                self._late += 1
                if is_whole:
                    self.found[number] = len(cells)
        is_rest = (
            self._torn is not None and 0 <= number - self._torn <= _BLANK and (not is_whole or len(cells) < self.shape.least or has_mark)
        )
        if is_rest and is_whole:
            self.found[number] = len(cells)
        self._torn = ends if is_torn or (is_rest and not is_whole and not has_mark) else None
        half = self.shape.ends_in_half(cells, several) if is_whole else 0
        self._open = (number, ends, half) if half else None

    def done(self) -> int:
        """Says that every row was looked at; how many were found when they had been given away."""
        self._is_done = True
        return self._late
