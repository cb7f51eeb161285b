"""Cells of a workbook, made in one way for everything that writes one: none of them runs, and what is read back is what was written."""

import re
from datetime import date, datetime, time
from math import isfinite
from typing import Any, Final

from naikkelas.batch.cells import Cell, could_run, text_of, writable
from naikkelas.extras import need

#: What a cell of a sheet holds, in units of UTF-16: a sign beyond U+FFFF counts twice.
MOST_CHARACTERS: Final = 32_767
#: Excel keeps 15 digits of a number.
_TOO_LARGE: Final = 10**15
#: The first day that all programs count alike: Excel knows a 29 February 1900, and no day before 1900.
_FIRST_DAY: Final = date(1900, 3, 1)
#: How days are shown, and days with a time.
_DAY, _MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"
#: What begins the number of a sign.
_SIGN: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def units_of_text(text: str) -> int:
    """How much of a cell a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def held(text: str) -> str:
    """As much of a text as a cell holds, and no half sign."""
    if 2 * len(text) <= MOST_CHARACTERS or units_of_text(text) <= MOST_CHARACTERS:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * MOST_CHARACTERS].decode("utf-16-le", "ignore")


def escaped(text: str) -> str:
    """A text that a workbook takes for no sign: it would read ``_x0031_`` as ``1``."""
    return _SIGN.sub("_x005F_", text) if "_x" in text else text


def value_of(cell: Cell) -> Any:
    """What stands in a sheet for a cell: a number with more digits than are kept, and a date that is not counted, as text; no number as nothing."""
    match cell:
        case str():
            return escaped(held(writable(cell)))
        case bool() | None:
            return cell
        case int():
            return cell if abs(cell) < _TOO_LARGE else str(cell)
        case float():
            return cell if isfinite(cell) else None
        case date():
            day = cell.date() if isinstance(cell, datetime) else cell
            return cell if day >= _FIRST_DAY else text_of(cell)
        case list() | dict():
            return value_of(text_of(cell))
        case _:
            return cell


def put(target: Any, cell: Cell) -> None:
    """Puts a cell into one of openpyxl: a text stays a text, also one that looks like a formula or an error, and also when somebody edits it."""
    target.value = value = value_of(cell)
    if isinstance(value, str):
        target.data_type = "s"
        if could_run(value):
            target.quotePrefix = True


class CellMaker:
    """Makes cells for the sheets of a workbook that openpyxl writes row by row."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._cell = need("openpyxl.cell", "batch").WriteOnlyCell
        self._known: dict[tuple[Any, ...], tuple[Any, dict[str, Any]]] = {}

    def made(self, cell: Cell) -> Any:
        """What can be appended to a sheet: the value alone, where openpyxl takes it for what it is."""
        value = value_of(cell)
        if isinstance(value, date):
            is_day = not isinstance(value, datetime) or value.time() == time()
            return self.styled(cell, number_format=_DAY if is_day else _MOMENT)
        return self.styled(cell) if isinstance(value, str) and (value.startswith("#") or could_run(value)) else value

    def styled(self, cell: Cell, *, comment: Any = None, **styles: Any) -> Any:
        """A cell with a font, a filling or a form of numbers, and a note.

        openpyxl looks through all styles of a workbook for that of each cell, so styles that were looked for are remembered.
        """
        made = self._cell(self._sheet)
        put(made, cell)
        key = (tuple(made._style or ()), *((name, id(style)) for name, style in styles.items()))
        known = self._known.get(key)
        if known is None:
            for name, style in styles.items():
                setattr(made, name, style)
            self._known[key] = (made._style, styles)  # which keeps them, so that no other style gets their id
        else:
            made._style = known[0]
        if comment is not None:
            made.comment = comment
        return made
