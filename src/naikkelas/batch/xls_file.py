"""Sheets of .xls, the form of Excel until 2003. A sheet is held while it is read: it has at most 65,536 rows.

A cell that shows an error (``#DIV/0!``) is empty here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from itertools import repeat
from pathlib import Path
from struct import unpack, unpack_from
from typing import Any, Final

from naikkelas.batch.cells import Cell
from naikkelas.batch.spreadsheet import OLD_MARK, table_of, unreadable
from naikkelas.batch.table import Table
from naikkelas.extras import need
from naikkelas.problems import Words

#: From here on a number of a sheet no longer shows its last digits.
_EXACT: Final = 10**15

#: Such a file is a row of sectors; a table says which follows which, and its head lists the first parts of the table.
_SECTOR: Final = 512
_LISTED: Final = 109
_FREE: Final = 0xFFFFFFFF


def open_xls(path: Path, *, sheet: str | None = None, header_row: int | None = None) -> Table:
    """The table of a sheet; without its name, of the visible one whose titles are known best.

    Raises:
        TableError: when the file is damaged or locked (NK450), has no such sheet (NK451), or no header (NK452).
        MissingExtraError: when python-calamine is not installed.
    """
    return table_of(path, _Book(path), sheet=sheet, header_row=header_row)


class _Book:
    form = "xls"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._calamine = need("python_calamine", "batch")
        book = self._open()
        visible, sheet = self._calamine.SheetVisibleEnum.Visible, self._calamine.SheetTypeEnum.WorkSheet
        self.names: Sequence[str] = [each.name for each in book.sheets_metadata if each.visible == visible and each.typ == sheet]

    def _open(self) -> Any:
        if _is_cut(self._path):
            raise self._damaged()
        with self._refusing():
            named = self._path.suffix.lower() == ".xls"  # by its content where the name says something else
            return self._calamine.load_workbook(str(self._path) if named else BytesIO(self._path.read_bytes()))

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except self._calamine.PasswordError:
            reason = Words("it is protected by a password", "dikunci dengan kata sandi")
            raise unreadable(self._path, reason, "take_password_off") from None
        except (self._calamine.CalamineError, ValueError, EOFError, OSError):
            raise self._damaged() from None
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what calamine does when a record leads nowhere; it is no Exception
                raise
            raise self._damaged() from None

    def _damaged(self) -> Exception:
        return unreadable(self._path, Words("it is damaged, or no .xls", "rusak, atau bukan .xls"), "save_as_xlsx")

    def records(self, sheet: str) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Every row with its number; columns before the first filled one are there too."""
        with self._refusing():
            made = self._open().get_sheet_by_name(sheet)
            before = made.start[1] if made.start else 0
            rows = made.iter_rows()
        for number, cells in enumerate(rows, 1):
            yield number, (*repeat(None, before), *map(_cell, cells))


def _is_cut(path: Path) -> bool:
    """Whether the end of the file is missing: its table of sectors, or one that the table names, lies behind it."""
    size, last = path.stat().st_size, 0
    with path.open("rb") as file:
        head = file.read(_SECTOR)
        if len(head) < _SECTOR or not head.startswith(OLD_MARK):
            return True
        count = int.from_bytes(head[44:48], "little")
        if head[30:32] != b"\x09\0" or count >= _LISTED:
            return False  # of another build, or so large that the table is listed elsewhere
        for part, sector in enumerate(unpack_from(f"<{count}I", head, 76)):
            file.seek((sector + 1) * _SECTOR)
            table = file.read(_SECTOR)
            if len(table) < _SECTOR:
                return True
            last = max([last, *(part * 128 + at for at, each in enumerate(unpack("<128I", table)) if each != _FREE)])
    return (last + 1) * _SECTOR >= size


def _cell(cell: object) -> Cell:
    if cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return int(cell)  # every number of these forms is a float
    return cell if isinstance(cell, str | int | float | date | datetime | time) else str(cell)
