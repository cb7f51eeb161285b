"""The comments of a sheet of .ods, each with the cell it belongs to."""

from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from naikkelas.batch.cells import letter_of
from naikkelas.batch.files.spreadsheet import MOST_COLUMNS, MOST_ROWS

OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "


class Comments:
    """Takes the content of a workbook, and knows the comments of one sheet."""

    def __init__(self, sheet: str) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.made: list[tuple[str, str]] = []
        self.is_over = False
        self._sheet = sheet
        self._tables = 0
        self._row, self._next_row, self._column, self._next_column = 0, 1, 0, 0
        self._lines: list[str] | None = None

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        if name == f"{TABLE}table" and (self._tables or given.get(f"{TABLE}name") == self._sheet):
            self._tables += 1
        elif not self._tables:
            return
        elif name == f"{TABLE}table-row" and self._tables == 1:
            self._row, self._next_column = self._next_row, 0
            self._next_row += counted(given, "rows-repeated", MOST_ROWS)
        elif name in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell") and self._tables == 1:
            self._column = self._next_column
            self._next_column += counted(given, "columns-repeated", MOST_COLUMNS)
        elif name == f"{OFFICE}annotation":
            self._lines, self.parser.CharacterDataHandler = [], self._characters
        elif name == f"{TEXT}p" and self._lines is not None:
            self._lines.append("")

    def _characters(self, text: str) -> None:
        if self._lines:
            self._lines[-1] += text

    def _end(self, name: str) -> None:
        if name == f"{OFFICE}annotation" and self._lines is not None:
            self.made.append((f"{letter_of(self._column)}{self._row}", "\n".join(self._lines)))
            self._lines, self.parser.CharacterDataHandler = None, None
        elif name == f"{TABLE}table" and self._tables:
            self._tables -= 1
            self.is_over = self._tables == 0


def counted(given: Mapping[str, str], what: str, most: int) -> int:
    """How often something stands there, or over how many rows or columns."""
    text = given.get(f"{TABLE}number-{what}", "1")
    return min(int(text[:8]), most) if text.isdecimal() else 1
