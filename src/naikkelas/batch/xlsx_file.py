"""Sheets of .xlsx, read row by row. Cells keep their types; of a formula the value that was saved is read."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from naikkelas.batch.cells import Cell, is_blank
from naikkelas.batch.header import LOOKED_AT, Header, find_header
from naikkelas.batch.table import Row, Table, TableError, closest, fitted
from naikkelas.extras import need
from naikkelas.facts import Text
from naikkelas.problems import Place, Words, problem

_DAMAGED: Final = Words("it is damaged, protected by a password, or no .xlsx", "rusak, dikunci kata sandi, atau bukan .xlsx")


def open_xlsx(path: Path, *, sheet: str | None = None, header_row: int | None = None) -> Table:
    """The table of a sheet; without its name, of the visible one whose titles are known best.

    Raises:
        TableError: when the file is damaged (NK450), has no such sheet (NK451), or no header (NK452).
        MissingExtraError: when openpyxl is not installed.
    """
    file = str(path)
    names = _sheets(path)
    if sheet is not None and sheet not in names:
        meant = closest(sheet, names) or ""
        raise TableError(
            [problem("NK451", Place(file), "did_you_mean" if meant else None, name=sheet, expected=", ".join(names), suggestion=meant)]
        )
    name, header = _chosen(path, [sheet] if sheet is not None else names, header_row)
    notes: tuple[Text, ...] = (
        Text(f"lembar '{name}'", f"sheet '{name}'"),
        Text(f"judul kolom di baris {header.row}", f"titles in row {header.row}"),
    )
    others = ", ".join(each for each in names if each != name)
    if others and sheet is None:
        notes = (*notes, Text(f"lembar lain tidak dibaca: {others}", f"other sheets are not read: {others}"))
    return Table(
        file, "xlsx", header.columns, _rows_of(path, name, header.below, len(header.columns)),
        sheet=name, header_row=header.row, notes=(*notes, *header.notes), problems=header.problems,
    )  # fmt: skip


def _chosen(path: Path, names: Sequence[str], header_row: int | None) -> tuple[str, Header]:
    """The sheet whose titles are known best, and of equals the first."""
    found: list[tuple[str, Header]] = []
    refused: list[TableError] = []
    for name in names:
        first = [row for row in islice(_records(path, name), max(LOOKED_AT, header_row or 0)) if not all(map(is_blank, row[1]))]
        try:
            found.append((name, find_header(first, header_row, str(path))))
        except TableError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return max(found, key=lambda each: each[1].known)


def _rows_of(path: Path, sheet: str, below: int, width: int) -> Callable[[], Iterator[Row]]:
    def rows() -> Iterator[Row]:
        for number, cells in _records(path, sheet):
            if number >= below and not all(map(is_blank, cells)):
                extent = len(cells)
                while extent > width and is_blank(cells[extent - 1]):
                    extent -= 1
                yield fitted(number, cells[: max(extent, width)], width)

    return rows


def _sheets(path: Path) -> list[str]:
    book = _book(path)
    try:
        return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    finally:
        book.close()


def _book(path: Path) -> Any:
    openpyxl = need("openpyxl", "batch")
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (BadZipFile, KeyError, ValueError, TypeError, EOFError, openpyxl.utils.exceptions.InvalidFileException):
        raise TableError([problem("NK450", Place(str(path)), reason=_DAMAGED)]) from None


def _records(path: Path, sheet: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Every row with its number; what the file says of its own size is not believed."""
    book = _book(path)
    try:
        made = book[sheet]
        made.reset_dimensions()
        for number, cells in enumerate(made.iter_rows(values_only=True), 1):
            yield number, tuple(_cell(cell) for cell in cells)
    except (BadZipFile, SyntaxError, EOFError):  # a ParseError of the XML is a SyntaxError
        raise TableError([problem("NK450", Place(str(path)), reason=_DAMAGED)]) from None
    finally:
        book.close()


def _cell(cell: object) -> Cell:
    if cell is None or isinstance(cell, str | int | float | date | datetime | time):
        return cell
    return str(cell)
