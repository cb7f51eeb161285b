"""Sheets of .xlsx, read row by row and never held. Cells keep their types; of a formula the value that was saved is read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any, Final
from warnings import catch_warnings
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - a class of that name

from naikkelas.batch.cells import Cell
from naikkelas.batch.spreadsheet import table_of, unreadable
from naikkelas.batch.table import Table
from naikkelas.extras import need
from naikkelas.problems import Words

#: How many rows openpyxl reads at once.
_AT_ONCE: Final = 64

_DAMAGED: Final = Words("it is damaged, protected by a password, or no .xlsx", "rusak, dikunci kata sandi, atau bukan .xlsx")


def open_xlsx(path: Path, *, sheet: str | None = None, header_row: int | None = None) -> Table:
    """The table of a sheet; without its name, of the visible one whose titles are known best.

    Raises:
        TableError: when the file is damaged (NK450), has no such sheet (NK451), or no header (NK452).
        MissingExtraError: when openpyxl is not installed.
    """
    return table_of(path, _Book(path), sheet=sheet, header_row=header_row)


class _Book:
    form = "xlsx"

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._opened() as book:
            self.names: Sequence[str] = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
            self.hidden: Sequence[str] = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        """The workbook, by its content: openpyxl would refuse one that is called ``.xls``."""
        openpyxl = need("openpyxl", "batch")
        with self._path.open("rb") as file, _refusing(self._path):
            with catch_warnings(action="ignore"):
                book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            try:
                yield book
            finally:
                book.close()

    def records(self, sheet: str) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Every row with its number; what the file says of its own size is not believed."""
        with self._opened() as book:
            made = book[sheet]
            made.reset_dimensions()
            rows = made.iter_rows(values_only=True)
            number = 0
            while several := _next(rows):
                for cells in several:
                    number += 1
                    yield number, tuple(_cell(cell) for cell in cells)


def _next(rows: Iterator[Sequence[object]]) -> list[Sequence[object]]:
    """The next few rows; openpyxl warns of parts that it does not read, none of which are cells."""
    with catch_warnings(action="ignore"):
        return list(islice(rows, _AT_ONCE))


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """A damaged file makes openpyxl fail in many ways; a ParseError of the XML is a SyntaxError, one of texts a ValueError."""
    try:
        yield
    except (BadZipFile, LookupError, ValueError, TypeError, AttributeError, EOFError, SyntaxError, OSError, RuntimeError, ZlibError):
        raise unreadable(path, _DAMAGED) from None
    except need("openpyxl.utils.exceptions", "batch").InvalidFileException:
        raise unreadable(path, _DAMAGED) from None


def _cell(cell: object) -> Cell:
    if cell is None or isinstance(cell, str | int | float | date | datetime | time):
        return cell
    return str(cell)
