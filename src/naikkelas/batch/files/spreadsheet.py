"""Sheets of any kind of workbook: which one is read, its header and its rows. How a file is taken apart is the business of its own module."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Final, Protocol
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - a class of that name

from naikkelas.batch.cells import Cell, is_blank
from naikkelas.batch.files.explaining import explaining
from naikkelas.batch.files.which_sheet import Seen, best_of, seen, waiting, what_is_told
from naikkelas.batch.header.finding import LOOKED_AT, Header, find_header
from naikkelas.batch.header.merges import Filling, Merge, among, told
from naikkelas.batch.table import Row, Table, TableError, closest, fitted
from naikkelas.facts import Text
from naikkelas.problems import Place, Words, problem

#: What a file of another form begins with.
ZIP_MARK: Final = b"PK\x03\x04"
OLD_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PARQUET_MARK: Final = b"PAR1"

#: A part that unpacks to more than this and this many times its size is no sheet that anybody filled in.
_MOST_BYTES: Final = 64 << 20
_MOST_TIMES: Final = 300

LOCKED: Final = Words("it is protected by a password", "dikunci dengan kata sandi")
_HUGE: Final = Words("it unpacks to far more than a sheet ever holds", "isinya mengembang jauh melebihi isi sebuah lembar")
_PAGE: Final = Words(
    "it is a web page that only has the name of a table",
    "isinya halaman web yang hanya bernama seperti tabel",
)
_XML: Final = Words("it is a workbook in XML, of Excel 2003", "isinya lembar kerja XML dari Excel 2003")
_WIDE: Final = Words("it is a text in UTF-32", "isinya teks UTF-32")
_PACKED: Final = Words("it is compressed; unpack it first", "isinya dimampatkan; buka dulu kompresinya")
_PDF: Final = Words("it is a PDF", "isinya PDF")

#: How files begin that are no table that is read, what they are, and what to do.
_NOT_READ: Final = (
    (re.compile(rb"(?:\xff\xfe\0\0|\0\0\xfe\xff)"), _WIDE, "save_as_xlsx"),
    (re.compile(rb"\x1f\x8b|BZh[1-9]1AY&SY|\xfd7zXZ\0|7z\xbc\xaf"), _PACKED, None),
    (re.compile(rb"%PDF"), _PDF, "save_as_xlsx"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml.*?urn:schemas-microsoft-com:office:spreadsheet", re.IGNORECASE | re.DOTALL),
        _XML,
        "save_as_xlsx",
    ),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml|meta|style|head)", re.IGNORECASE), _PAGE, "save_as_xlsx"),
)
_MARKS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

#: From where old workbooks of the Macintosh count their days.
MAC_ZERO: Final = date(1904, 1, 1)

#: As wide and as long as a sheet can be.
MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576
#: A table of more cells than this, and this many times as many as are written, was filled in by nobody.
_MOST_CELLS: Final = 1 << 23
_MOST_CELLS_TIMES: Final = 100
SPREAD: Final = Words(
    "it has far more cells than anybody filled in, blank or repeated",
    "selnya jauh lebih banyak daripada yang diisi, kosong atau diulang",
)

_ENCRYPTED_ODS: Final = b"<manifest:encryption-data"


class Book(Protocol):
    """A workbook that was opened."""

    @property
    def form(self) -> str:
        """What it is called in messages: ``xlsx``, ``xls``, ``ods``."""
        ...

    @property
    def day_zero(self) -> date:
        """The day that has the number 0."""
        ...

    @property
    def names(self) -> Sequence[str]:
        """The sheets that people see, in order."""
        ...

    @property
    def hidden(self) -> Sequence[str]:
        """The sheets that nobody sees, and that are not read."""
        ...

    def records(self, sheet: str) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Every row of a sheet with its number, in order; blank ones may be left out."""
        ...

    def merges(self, sheet: str) -> Sequence[Merge]:
        """The merged cells of a sheet."""
        ...

    def comments(self, sheet: str) -> Sequence[tuple[str, str]]:
        """The comments of a sheet, each with the cell it belongs to (``F1``), as far as the form gives them."""
        ...


def table_of(path: Path, book: Book, *, sheet: str | None = None, header_row: int | None = None) -> Table:
    """The table of a sheet; without its name, of the visible one that lists businesses and whose titles are known best.

    Raises:
        TableError: when there is no such sheet (NK451), or no header (NK452).
    """
    file, names = str(path), book.names
    if sheet is not None and sheet not in names:
        meant = closest(sheet, names) or ""
        raise TableError(
            [problem("NK451", Place(file), "did_you_mean" if meant else None, name=sheet, expected=", ".join(names), suggestion=meant)]
        )
    name, first, header, lists = _chosen(path, book, [sheet] if sheet is not None else names, header_row)
    if every := book.merges(name):
        header = find_header(first, header_row, file, merges=every)
    notes: tuple[Text, ...] = (
        Text(f"lembar '{name}'", f"sheet '{name}'"),
        Text(f"judul kolom di baris {header.row}", f"titles in row {header.row}"),
    )
    others = ", ".join(each for each in names if each != name)
    if others and sheet is None:
        notes = (*notes, Text(f"lembar lain tidak dibaca: {others}", f"other sheets are not read: {others}"))
    notes = (*notes, *what_is_told(name, lists))
    if book.hidden:
        hidden = ", ".join(book.hidden)
        notes = (*notes, Text(f"lembar tersembunyi tidak dibaca: {hidden}", f"hidden sheets are not read: {hidden}"))
    merges = among(every, header.below, len(header.columns))
    return Table(
        file, book.form, waiting(header.columns, name), _rows_of(path, book, name, header, merges), sheet=name, header_row=header.row, day_zero=book.day_zero,
        above=header.above, elsewhere=tuple(explaining(book, name)), notes=(*notes, *header.notes), problems=(*header.problems, *told(merges, Place(file, path=name))),
    )  # fmt: skip


def _chosen(
    path: Path, book: Book, names: Sequence[str], header_row: int | None
) -> tuple[str, list[tuple[int, Sequence[Cell]]], Header, list[str]]:
    """The sheet that is read, with its first rows and their header as it is without merged cells, and the others that list businesses too."""
    found: list[tuple[Seen, list[tuple[int, Sequence[Cell]]], Header]] = []
    refused: list[TableError] = []
    most = max(LOOKED_AT, header_row or 0)
    for name in names:
        first = [row for row in takewhile(lambda row: row[0] <= most, book.records(name)) if not all(map(is_blank, row[1]))]
        try:
            header = find_header(first, header_row, str(path))
        except TableError as error:
            refused.append(error)
        else:
            below = [row for row in first if row[0] >= header.below]
            found.append((seen(name, header.known, header.columns, below), first, header))
    if not found:
        if book.hidden:
            shown = ", ".join(f"'{name}'" for name in book.hidden)
            raise TableError([problem("NK452", Place(str(path), header_row), "unhide_sheets", name=shown)])
        raise refused[0] if refused else TableError([problem("NK452", Place(str(path)))])
    best = best_of([each for each, *_ in found])
    others = [each.name for each, *_ in found if each.may_be_meant and each is not best]
    rows, header = next((rows, header) for each, rows, header in found if each is best)
    return best.name, rows, header, others


def _rows_of(path: Path, book: Book, sheet: str, header: Header, merges: Sequence[Merge]) -> Callable[[], Iterator[Row]]:
    width = len(header.columns)

    def rows() -> Iterator[Row]:
        filling = Filling(merges)
        for number, cells in book.records(sheet):
            if number >= header.below and not all(map(is_blank, cells)):
                extent = len(cells)
                while extent > width and is_blank(cells[extent - 1]):
                    extent -= 1
                made = fitted(number, cells[: max(extent, width)], width)
                if extent > width:  # nobody knows what stands where no title does
                    place = Place(str(path), number, path=sheet)
                    made = replace(made, problem=problem("NK453", place, "title_the_column", read=extent, expected=width))
                elif merges:
                    made = replace(made, cells=filling.filled(number, made.cells))
                yield made

    return rows


# --- before a library opens it ---------------------------------------------------------------------------------------


def unreadable(path: Path, reason: Words, hint: str | None = None) -> TableError:
    """The refusal of a file that is no table."""
    return TableError([problem("NK450", Place(str(path)), hint, reason=reason)])


def is_spread(cells: int, written: int) -> bool:
    """Whether a table has far more cells than are written in its file: blank ones before lone ones, or repeated ones."""
    return cells > _MOST_CELLS and cells > _MOST_CELLS_TIMES * written


def refuse_entities(*_: object) -> None:
    """A file of a spreadsheet declares none; one that does may be made to burst."""
    raise ValueError


def form_of(path: Path, ending: str) -> str:
    """What a file is, whatever its name says: ``xlsx``, ``ods``, ``xls``, ``parquet`` or ``text``; else what the name says.

    Programs of the web hand out texts and newer workbooks under the name ``.xls``, and people give files any name.

    Raises:
        TableError: when it is locked by a password, of a form that is not read, or made to burst (NK450).
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(ZIP_MARK):
        return _zip_form(path, ending)
    if start.startswith(OLD_MARK):
        return "xls"  # a newer one that is locked looks like it too
    for found, reason, hint in _NOT_READ:
        if found.match(start):
            raise unreadable(path, reason, hint)
    if start.startswith(PARQUET_MARK) and _ends_with(path, PARQUET_MARK):
        return "parquet"
    return "text" if ending in ("xlsx", "xls", "ods") and _is_text(start) else ending


def _ends_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        file.seek(-len(mark), os.SEEK_END)
        return file.read() == mark


def _is_text(start: bytes) -> bool:
    """Whether a file begins like a table of texts."""
    encoding = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    if encoding is not None:
        start = start[: len(start) // 2 * 2].decode(encoding, "replace").encode("utf-8", "replace")
    return re.search(rb"[\t;,|]", start) is not None and b"\n" in start and b"\0" not in start


def _zip_form(path: Path, ending: str) -> str:
    """The kind of a workbook that is a zip, after a look at what its parts claim to be."""
    try:
        with ZipFile(path) as archive:
            for part in archive.infolist():
                if part.file_size > _MOST_BYTES and part.file_size > _MOST_TIMES * max(part.compress_size, 1):
                    raise unreadable(path, _HUGE)
            names = set(archive.namelist())
            if "content.xml" not in names:
                is_new = any(name.lower().replace("\\", "/").startswith("xl/") for name in names)
                return "xlsx" if is_new else ending
            if "META-INF/manifest.xml" in names and _ENCRYPTED_ODS in archive.read("META-INF/manifest.xml"):
                raise unreadable(path, LOCKED, "take_password_off")
            return "ods"
    except (BadZipFile, KeyError, ValueError, NotImplementedError, EOFError, OSError, RuntimeError, ZlibError):
        return ending
