"""Sheets of .xls, the form of Excel until 2003. The file is read once and held: a sheet of it has at most 65,536 rows.

A cell that shows an error (``#DIV/0!``) is empty here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from itertools import repeat
from pathlib import Path
from typing import Final

from naikkelas.batch.cells import Cell
from naikkelas.batch.files.number_formats import NumberFormat, is_typed_year, year_as_date
from naikkelas.batch.files.spreadsheet import LOCKED, MAC_ZERO, table_of, unreadable
from naikkelas.batch.files.xls_comments import Comments
from naikkelas.batch.files.xls_formats import Formats
from naikkelas.batch.files.xls_guard import look_through
from naikkelas.batch.header.merges import Merge
from naikkelas.batch.table import Table
from naikkelas.extras import need
from naikkelas.ikm.dates import EXCEL_ZERO
from naikkelas.problems import Words

#: What a newer workbook with a password has, which looks like an old one.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")

#: From here on a number of a sheet no longer shows its last digits.
_EXACT: Final = 10**15


def open_xls(path: Path, *, sheet: str | None = None, header_row: int | None = None) -> Table:
    """The table of a sheet; without its name, of the visible one that lists businesses and whose titles are known best.

    Raises:
        TableError: when the file is damaged or locked (NK450), has no such sheet (NK451), or no header (NK452).
        MissingExtraError: when python-calamine is not installed.
    """
    return table_of(path, _Book(path), sheet=sheet, header_row=header_row)


class _Book:
    form = "xls"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._formats, self._comments = Formats(), Comments()
        data = path.read_bytes()
        if _ENCRYPTED in data:
            raise unreadable(path, LOCKED, "take_password_off")
        self._calamine = need("python_calamine", "batch")
        with self._refusing():
            look_through(data, self._take)
            # by its content where the name says something else
            book = self._book = self._calamine.load_workbook(str(path) if path.suffix.lower() == ".xls" else BytesIO(data))
        self.day_zero = MAC_ZERO if self._formats.counts_from_1904 else EXCEL_ZERO
        visible, sheet = self._calamine.SheetVisibleEnum.Visible, self._calamine.SheetTypeEnum.WorkSheet
        self.names: Sequence[str] = [each.name for each in book.sheets_metadata if each.visible == visible and each.typ == sheet]
        self.hidden: Sequence[str] = [each.name for each in book.sheets_metadata if each.visible != visible and each.typ == sheet]

    def _take(self, at: int, kind: int, record: memoryview) -> None:
        self._formats.take(at, kind, record)
        self._comments.take(at, kind, record)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except self._calamine.PasswordError:
            raise unreadable(self._path, LOCKED, "take_password_off") from None
        except (self._calamine.CalamineError, ValueError, EOFError, OSError):  # a DamagedError is a ValueError
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
            made = self._book.get_sheet_by_name(sheet)
            before = made.start[1] if made.start else 0
            rows = made.iter_rows()
        formats = self._formats.of(sheet)
        for number, cells in enumerate(rows, 1):
            made = [*repeat(None, before), *(_cell(cell, self.day_zero) for cell in cells)]
            if formats:
                made = [_shown(cell, formats.get((number - 1, at))) for at, cell in enumerate(made)]
            yield number, made

    def merges(self, sheet: str) -> Sequence[Merge]:
        """The merged cells of a sheet."""
        with self._refusing():
            found = self._book.get_sheet_by_name(sheet).merged_cell_ranges or []
        return [Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in found]

    def comments(self, sheet: str) -> Sequence[tuple[str, str]]:
        """The comments, each with its cell."""
        return self._comments.of(sheet)


def _shown(cell: Cell, made: NumberFormat | None) -> Cell:
    """A number or a date as its format shows it."""
    if made is None or isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return made.shown(cell)
    return made.of_date(cell) if isinstance(cell, date) and made.is_date else cell


def _cell(cell: object, day_zero: date) -> Cell:
    if cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return int(cell)  # every number of these forms is a float
    if isinstance(cell, date) and is_typed_year(cell, day_zero):
        return year_as_date(cell.isoformat()[:10])
    return cell if isinstance(cell, str | int | float | date | datetime | time) else str(cell)
