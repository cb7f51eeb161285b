"""The rows of one sheet of a .xlsx as they stand in it, each once; of a formula the value that was saved."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from math import isfinite
from typing import Any, Final

from naikkelas.batch.cells import Cell
from naikkelas.batch.files.number_formats import (
    FIRST_YEAR,
    LAST_YEAR,
    NumberFormat,
    Section,
    as_shown,
    hidden_text,
    uncalculated,
    year_as_date,
)
from naikkelas.batch.files.spreadsheet import MOST_COLUMNS, MOST_ROWS, SPREAD, is_spread
from naikkelas.batch.files.xlsx_parts import Attributes, names_of, new_parser, unescaped
from naikkelas.extras import need
from naikkelas.problems import Words

_NAMES: Final = names_of("sheetData", "row", "c", "v", "f", "is", "t", "rPh")
_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_FRACTION: Final = frozenset(".eE")
_LONGEST_NUMBER: Final = 400
_ORDER: Final = Words(
    "its rows or cells are out of order or stand twice; open it in Excel or LibreOffice and save it again",
    "baris atau selnya tidak berurutan atau tertulis dua kali; buka di Excel atau LibreOffice lalu simpan lagi",
)
_BEYOND: Final = Words(
    "it has rows or columns beyond the last of a sheet (1,048,576 rows, 16,384 columns)",
    "ada baris atau kolom di luar batas lembar (1.048.576 baris, 16.384 kolom)",
)


class OddError(ValueError):
    """A sheet whose cells do not stand where they could; ``reason`` says why."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason)
        self.reason = reason


class SheetRows:
    """Takes a sheet apart; ``made`` has the rows that were finished since somebody took them. Rows without a cell are left out.

    Of a workbook that is to be calculated anew when it is opened, a formula that came to zero was not calculated: programs that cannot
    do so write that, as XlsxWriter does.

    Raises:
        OddError: when rows or cells are out of order, stand twice, or beyond the last, or far apart.
        ValueError, LookupError: when a cell holds what it cannot.
    """

    def __init__(self, texts: Sequence[str], formats: Sequence[NumberFormat], *, day_zero: date, calculates_anew: bool) -> None:
        self.parser = new_parser()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.made: list[tuple[int, list[Cell]]] = []
        self._texts, self._epoch = texts, datetime.combine(day_zero, time())
        self._calculates_anew = calculates_anew
        self._formats = {str(at): made for at, made in enumerate(formats) if not made.is_plain}
        self._of_texts = {at: made for at, made in self._formats.items() if made.of_texts is not None or made.hides_texts}
        self._columns: dict[str, int] = {}
        self._row = 0
        self._name = ""
        self._cells: list[Cell] = []
        self._column = 0
        self._given: Attributes = {}
        self._value: list[str] = []
        self._inline: list[str] = []
        self._formula: list[str] | None = None
        self._is_spoken = self._is_inside = self._has_value = False
        self._made = self._written = 0

    def _start(self, name: str, given: Attributes) -> None:
        kind = _NAMES.get(name)
        if kind == "c":
            self._given, self._formula, self._has_value = given, None, False
            self._written += 1
            if self._value:
                self._value = []
        elif kind == "v":
            self._has_value = True
            self.parser.CharacterDataHandler = self._value.append
        elif kind == "row":
            self._begin_row(given.get("r"))
        elif kind == "f":
            self._formula = []
            self.parser.CharacterDataHandler = self._formula.append
        elif kind == "is":
            self._inline, self._has_value = [], True
        elif kind == "t" and not self._is_spoken:
            self.parser.CharacterDataHandler = self._inline.append
        elif kind == "rPh":
            self._is_spoken = True

    def _end(self, name: str) -> None:
        kind = _NAMES.get(name)
        if kind == "c":
            self._end_cell()
        elif kind == "row":
            self._is_inside = False
            if self._cells:
                self.made.append((self._row, self._cells))
                self._made += len(self._cells)
                if is_spread(self._made, self._written):
                    raise OddError(SPREAD)
        elif kind is not None:
            self.parser.CharacterDataHandler = None
            if kind == "rPh":
                self._is_spoken = False

    def _begin_row(self, named: str | None) -> None:
        number = self._row + 1 if named is None else _count(named)
        if number <= self._row or self._is_inside:
            raise OddError(_ORDER)
        if number > MOST_ROWS:
            raise OddError(_BEYOND)
        self._row, self._cells, self._column, self._name, self._is_inside = number, [], 0, str(number), True

    def _end_cell(self) -> None:
        named = self._given.get("r")
        if named is None:
            at = self._column
        else:
            letters = named.rstrip("0123456789")
            if named[len(letters) :] != self._name:
                raise OddError(_ORDER)
            found = self._columns.get(letters)
            at = self._known_column(letters) if found is None else found
        if at >= MOST_COLUMNS:
            raise OddError(_BEYOND)
        self._column = at + 1
        cell = self._cell()
        if cell is None:
            return
        if self._of_texts and type(cell) is str and (made := self._of_texts.get(self._given.get("s", ""))):
            cell = _text(cell, made)
        cells = self._cells
        if at == len(cells):
            cells.append(cell)
        elif at > len(cells):
            cells += [None] * (at - len(cells))
            cells.append(cell)
        elif cells[at] is None:
            cells[at] = cell
        else:
            raise OddError(_ORDER)

    def _known_column(self, letters: str) -> int:
        at = 0
        for letter in letters.upper():
            if not "A" <= letter <= "Z":
                raise OddError(_ORDER)
            at = min(26 * at + ord(letter) - ord("A") + 1, MOST_COLUMNS + 1)
        if at == 0:
            raise OddError(_ORDER)
        self._columns[letters] = at - 1
        return at - 1

    def _cell(self) -> Cell:
        """What the cell holds, by its kind and its format."""
        kind = self._given.get("t", "n")
        if not self._has_value:
            return None if self._formula is None else uncalculated("".join(self._formula))
        if kind == "inlineStr":
            made, self._inline = unescaped("".join(self._inline)) or None, []
            return made
        value = self._value[0] if len(self._value) == 1 else "".join(self._value)
        if not value.strip() and kind != "str":
            return None if self._formula is None else uncalculated("".join(self._formula))
        match kind:
            case "s":
                index = int(value)
                if index < 0:
                    raise LookupError
                return self._texts[index] or None
            case "n":
                return self._number(value.strip())
            case "b":
                return {"1": True, "0": False, "true": True, "false": False}[value.strip()]
            case "d":
                return self._moment(value.strip())
        return unescaped(value) or None

    def _number(self, text: str) -> Cell:
        if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
            raise ValueError
        number = float(text) if not _FRACTION.isdisjoint(text) else int(text)
        if number == 0 and self._calculates_anew and self._formula is not None:
            return uncalculated("".join(self._formula))
        if isinstance(number, float) and not isfinite(number):
            raise ValueError
        made = self._formats.get(self._given.get("s", ""))
        if made is None:
            return number
        if not made.is_date:
            return made.shown(number)
        section = made.section(number)
        return self._date(number, section) if section.is_date else made.shown(number)

    def _date(self, number: float, section: Section) -> Cell:
        days: Any = need("openpyxl.utils.datetime", "batch")
        try:
            if number < 0 and not section.is_span:
                return "#VALUE!"
            read: Cell = days.from_excel(number, self._epoch, timedelta=section.is_span)
        except (OverflowError, ValueError):
            return "#VALUE!"
        if section.is_span:
            return str(read)
        if FIRST_YEAR <= number <= LAST_YEAR and number == int(number):
            return year_as_date(str(read)[:10])
        return section.of_date(read) if isinstance(read, date) else read

    def _moment(self, text: str) -> Cell:
        """A date as the strict form writes it; what is none is a text."""
        try:
            read = datetime.fromisoformat(text)
        except ValueError:
            return text
        if read.tzinfo:
            return text
        made = self._formats.get(self._given.get("s", ""))
        return read if made is None or not made.is_date else made.of_date(read)


def _text(cell: str, made: NumberFormat) -> str:
    """A text as its format shows it."""
    around = made.of_texts
    return hidden_text(cell) if around is None else as_shown(around.before, cell, around.behind)


def _count(named: str) -> int:
    """The number of a row; 0 where it is none."""
    return min(int(named[:8]), MOST_ROWS + 1) if named.isascii() and named.isdigit() else 0
