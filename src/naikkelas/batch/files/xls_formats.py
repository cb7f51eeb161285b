"""Which numbers of a .xls are shown with words beside them, and from when it counts days, which the library that reads it does not tell.

Formats are those of Excel 97 and later.
"""

from collections.abc import Mapping
from struct import unpack_from
from typing import Final

from naikkelas.batch.files.number_formats import BUILT_IN, NumberFormat, format_of

_BEGIN: Final = 0x809
_FROM_1904: Final = 0x22
_NEWER: Final = 0x600
_FORMAT: Final = 0x41E
_STYLE: Final = 0xE0
_SHEET: Final = 0x85
#: Cells of one number, and of several that follow each other.
_ONE: Final = frozenset({0x06, 0x203, 0x27E})
_SEVERAL: Final = 0xBD
_WIDE: Final = 0x01


class Formats:
    """Takes every record of a file, in order, and knows the formats of the cells that are not plain, and whether days are counted from 1904."""

    def __init__(self) -> None:
        self.counts_from_1904 = self._is_newer = False
        self._codes: dict[int, str] = {}
        self._styles: list[int] = []
        self._sheets: dict[int, str] = {}
        self._known: dict[int, NumberFormat] = {}
        self._of: dict[str, dict[tuple[int, int], NumberFormat]] = {}
        self._cells: dict[tuple[int, int], NumberFormat] = {}

    def of(self, sheet: str) -> Mapping[tuple[int, int], NumberFormat]:
        """The cells of a sheet that are not plain, by row and column from 0."""
        return self._of.get(sheet, {})

    def take(self, at: int, kind: int, record: memoryview) -> None:
        """The next record, and where it stands."""
        if kind in _ONE and len(record) >= 6:
            row, column, style = unpack_from("<HHH", record)
            self._note(row, column, style)
        elif kind == _SEVERAL and len(record) >= 6:
            row, first = unpack_from("<HH", record)
            for number, place in enumerate(range(4, len(record) - 7, 6)):
                self._note(row, first + number, unpack_from("<H", record, place)[0])
        elif kind == _BEGIN and len(record) >= 2:
            self._is_newer = unpack_from("<H", record)[0] >= _NEWER
            self._cells = self._of.setdefault(self._sheets.get(at, ""), {})
        elif kind == _FROM_1904 and len(record) >= 2:
            self.counts_from_1904 = unpack_from("<H", record)[0] != 0
        elif kind == _FORMAT and len(record) >= 5 and self._is_newer:
            self._codes[unpack_from("<H", record)[0]] = _text(record, 4, unpack_from("<H", record, 2)[0])
        elif kind == _STYLE and len(record) >= 4:
            self._styles.append(unpack_from("<H", record, 2)[0])
        elif kind == _SHEET and len(record) >= 8 and self._is_newer:
            self._sheets[unpack_from("<I", record)[0]] = _text(record, 7, record[6])

    def _note(self, row: int, column: int, style: int) -> None:
        made = self._known.get(style)
        if made is None:
            number = self._styles[style] if style < len(self._styles) else 0
            made = self._known[style] = format_of(self._codes.get(number, BUILT_IN.get(number, "General")))
        if not (made.is_plain or made.is_whole_date):
            self._cells[row, column] = made


def _text(record: memoryview, at: int, length: int) -> str:
    """A text behind the byte that says how wide its letters are."""
    is_wide = record[at] & _WIDE if at < len(record) else 0
    found = bytes(record[at + 1 : at + 1 + length * (2 if is_wide else 1)])
    return found.decode("utf-16-le" if is_wide else "latin-1", "replace")
