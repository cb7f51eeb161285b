"""The comments of the sheets of a .xls, which the library that reads it does not tell. Of Excel 97 and later.

A comment is a shape with a number, the text of that shape behind it, and at the end of the sheet a record that says on which cell it lies.
"""

from collections.abc import Sequence
from struct import unpack_from
from typing import Final

from naikkelas.batch.cells import letter_of

_BEGIN: Final = 0x809
_SHEET: Final = 0x85
_SHAPE: Final = 0x5D
_TEXT: Final = 0x1B6
_MORE: Final = 0x3C
_COMMENT: Final = 0x1C
_WIDE: Final = 0x01


class Comments:
    """Takes every record of a file, in order, and knows the comments of its sheets; a damaged one is none."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._of: dict[str, list[tuple[str, str]]] = {}
        self._sheet = ""
        self._texts: dict[int, str] = {}
        self._shape, self._left = 0, 0

    def of(self, sheet: str) -> Sequence[tuple[str, str]]:
        """The comments of a sheet, each with its cell."""
        return self._of.get(sheet, [])

    def take(self, at: int, kind: int, record: memoryview) -> None:
        """The next record, and where it stands."""
        if kind == _MORE and self._left:
            self._go_on(record)
            return
        self._left = 0
        if kind == _SHEET and len(record) >= 8:
            self._names[unpack_from("<I", record)[0]] = _letters(record[8:], is_wide=record[7] & _WIDE, most=record[6])
        elif kind == _BEGIN and at in self._names:
            self._sheet, self._texts = self._names[at], {}
        elif kind == _SHAPE and len(record) >= 8:
            self._shape = unpack_from("<H", record, 6)[0]
        elif kind == _TEXT and len(record) >= 12:
            self._texts[self._shape], self._left = "", unpack_from("<H", record, 10)[0]
        elif kind == _COMMENT and len(record) >= 8:
            row, column, _, shape = unpack_from("<HHHH", record)
            if self._texts.get(shape):
                self._of.setdefault(self._sheet, []).append((f"{letter_of(column)}{row + 1}", self._texts[shape]))

    def _go_on(self, record: memoryview) -> None:
        """The next part of a text, behind the byte that says how wide its letters are."""
        if not len(record):
            self._left = 0
            return
        made = _letters(record[1:], is_wide=record[0] & _WIDE, most=self._left)
        self._texts[self._shape] += made
        self._left = max(self._left - max(len(made), 1), 0)


def _letters(record: memoryview, *, is_wide: int, most: int) -> str:
    found = bytes(record[: most * 2 if is_wide else most])
    return found.decode("utf-16-le" if is_wide else "latin-1", "replace")
