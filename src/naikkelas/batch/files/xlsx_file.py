"""Sheets of .xlsx, read row by row and never held. Cells keep their types; of a formula the value that was saved is read."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - a class of that name

from naikkelas.batch.cells import Cell
from naikkelas.batch.files.spreadsheet import MAC_ZERO, table_of, unreadable
from naikkelas.batch.files.xlsx_parts import Attributes, BinaryError, Package, fed, names_of, new_parser
from naikkelas.batch.files.xlsx_rows import OddError, SheetRows
from naikkelas.batch.header import merges as merged
from naikkelas.batch.table import Table
from naikkelas.extras import need
from naikkelas.ikm.dates import EXCEL_ZERO
from naikkelas.problems import Words

_CHUNK: Final = 1 << 16
_DAMAGED: Final = Words("it is damaged, protected by a password, or no .xlsx", "rusak, dikunci kata sandi, atau bukan .xlsx")
_BINARY: Final = Words("it is a .xlsb, which is not read", "isinya .xlsb, yang tidak dibaca")

_MERGED: Final = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([^"']*)["']""")
_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_MERGED_NAMES: Final = names_of("mergeCell")


def open_xlsx(path: Path, *, sheet: str | None = None, header_row: int | None = None) -> Table:
    """The table of a sheet; without its name, of the visible one that lists businesses and whose titles are known best.

    Raises:
        TableError: when the file is damaged (NK450), has no such sheet (NK451), or no header (NK452).
        MissingExtraError: when openpyxl is not installed.
    """
    return table_of(path, _Book(path), sheet=sheet, header_row=header_row)


class _Book:
    form = "xlsx"

    def __init__(self, path: Path) -> None:
        need("openpyxl", "batch")  # which reads its dates
        self._path = path
        with self._opened() as package:
            self._parts = {name: part for name, part, _ in package.sheets}
            self.names: Sequence[str] = [name for name, _, is_visible in package.sheets if is_visible]
            self.hidden: Sequence[str] = [name for name, _, is_visible in package.sheets if not is_visible]
            self.day_zero = MAC_ZERO if package.counts_from_1904 else EXCEL_ZERO
            self._calculates_anew = package.calculates_anew
            self._texts, self._formats = package.texts(), package.formats()

    @contextmanager
    def _opened(self) -> Iterator[Package]:
        """The workbook, by its content and not its name."""
        with _refusing(self._path), ZipFile(self._path) as archive:
            yield Package(archive)

    def records(self, sheet: str) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Every row with a cell, with its number; what the file says of its own size is not believed."""
        rows = SheetRows(self._texts, self._formats, day_zero=self.day_zero, calculates_anew=self._calculates_anew)
        with self._opened() as package, package.open(self._parts[sheet]) as file:
            for _ in fed(rows.parser, file):
                made, rows.made = rows.made, []
                yield from made

    def merges(self, sheet: str) -> Sequence[merged.Merge]:
        """The merged cells, which stand behind all rows; looked for without taking the sheet apart."""
        made = []
        with self._opened() as package, package.open(self._parts[sheet]) as file:
            for ref in _merged_in(file):
                made.append(_merge(ref))
                if len(made) > merged.MOST:
                    raise unreadable(self._path, merged.TOO_MANY)
        return made

    def comments(self, sheet: str) -> Sequence[tuple[str, str]]:
        """The comments, each with its cell."""
        with self._opened() as package:
            return package.comments(self._parts[sheet])


def _merged_in(file: IO[bytes]) -> Iterator[str]:
    """What merged cells are called in a sheet."""
    rest = file.read(_CHUNK)
    if b"\0" in rest[:4]:
        yield from _merged_by_parser(file, rest)
        return
    while rest:
        chunk = file.read(_CHUNK)
        rest += chunk
        end = rest.rfind(b"<") if chunk else len(rest)
        for found in _MERGED.finditer(rest, 0, max(end, 0)):
            yield found[1].decode("ascii", "replace")
        rest = rest[end:] if end >= 0 and len(rest) - end <= _CHUNK else b""


def _merged_by_parser(file: IO[bytes], start: bytes) -> Iterator[str]:
    """The same, of a sheet whose letters have two bytes."""
    found: list[str] = []

    def note(name: str, given: Attributes) -> None:
        if name in _MERGED_NAMES:
            found.append(given.get("ref", ""))

    parser = new_parser()
    parser.StartElementHandler = note
    parser.Parse(start, False)
    for _ in fed(parser, file):
        made, found[:] = found[:], []
        yield from made


def _merge(ref: str) -> merged.Merge:
    found = _RANGE.fullmatch(ref)
    if found is None:
        raise ValueError
    left, right = (_index(found[at]) for at in (1, 3))
    return merged.Merge(int(found[2]), left, int(found[4]), right)


def _index(letters: str) -> int:
    made = 0
    for letter in letters:
        made = 26 * made + ord(letter) - ord("A") + 1
    return made - 1


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """A damaged file fails in many ways."""
    try:
        yield
    except OddError as error:
        raise unreadable(path, error.reason) from None
    except BinaryError:
        raise unreadable(path, _BINARY, "save_as_xlsx") from None
    except (BadZipFile, expat.ExpatError, LookupError, ValueError, NotImplementedError, EOFError, OSError, RuntimeError, ZlibError):
        raise unreadable(path, _DAMAGED) from None
