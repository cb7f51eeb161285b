"""CSV as people save it: any common delimiter and encoding, titles above the header, line breaks in cells, ragged rows.

The file is read twice, and never held: once to learn its encoding, delimiter and header and to see that every quotation mark is
closed, and then for its rows. So nothing is found out at row 900,000 that would end the run.
"""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from naikkelas.batch.cells import is_blank
from naikkelas.batch.columnar.blocks import TextBlock
from naikkelas.batch.csv_blocks import WORTHWHILE, Shape, csv_blocks
from naikkelas.batch.header import LOOKED_AT, find_header
from naikkelas.batch.table import Row, Table, TableError, fitted
from naikkelas.extras import need
from naikkelas.facts import Text
from naikkelas.problems import MissingExtraError, Place, Words, problem

DELIMITERS: Final = (";", ",", "\t", "|")
_NAMES: Final = {"\t": "tab"}
_CHUNK: Final = 1 << 20
#: A cell with more line breaks than this is a quotation mark that nobody closed.
_MOST_LINES: Final = 200
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SENTINEL: Final = "naikkelas"

Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the text is to be taken apart."""

    path: Path
    encoding: str
    delimiter: str


def open_csv(path: Path, *, header_row: int | None = None, delimiter: str | None = None, short_rows: bool = False) -> Table:
    """The table of a CSV file.

    Raises:
        TableError: when it cannot be read (NK450), has no header (NK452), or a quotation mark is not closed (NK454).
    """
    file = str(path)
    encoding = encoding_of(path)
    shape = _Shape(path, encoding, delimiter or _delimiter(path, encoding))
    first = [record for record in islice(_records(shape), max(LOOKED_AT, header_row or 0)) if any(cell.strip() for cell in record[1])]
    header = find_header(first, header_row, file)
    width = len(header.columns)

    def rows() -> Iterator[Row]:
        for number, cells in _records(shape):
            if number >= header.below and any(cell and not cell.isspace() for cell in cells):
                yield _row(file, number, cells, width, short_rows)

    def quick() -> Iterator[TextBlock]:
        looked = Shape(path, encoding, shape.delimiter, header.below, width)
        return csv_blocks(
            looked, lambda lines, first: _of_lines(lines, first, shape), lambda number, cells: _row(file, number, cells, width, short_rows)
        )

    blocks = quick if path.stat().st_size >= WORTHWHILE and _has_polars() else None
    notes = (_how(shape), Text(f"judul kolom di baris {header.row}", f"titles in row {header.row}"), *header.notes)
    total, uneven = _counted(rows()) if blocks is None else _counted_in(blocks())
    if uneven:
        notes = (*notes, Text(f"baris yang tidak sepanjang judulnya: {uneven}", f"rows that are not as long as the header: {uneven}"))
    return Table(
        file, "csv", header.columns, rows,
        header_row=header.row, delimiter=shape.delimiter, notes=notes, problems=header.problems, total=total, blocks=blocks,
    )  # fmt: skip


def _how(shape: _Shape) -> Text:
    sign = _NAMES.get(shape.delimiter, shape.delimiter)
    name = shape.encoding.removesuffix("-sig")
    return Text(f"pengodean {name}, pemisah '{sign}'", f"encoding {name}, delimiter '{sign}'")


def _counted(rows: Iterable[Row]) -> tuple[int, int]:
    total = uneven = 0
    for row in rows:
        total += 1
        uneven += row.problem is not None
    return total, uneven


def _counted_in(blocks: Iterable[TextBlock]) -> tuple[int, int]:
    total = uneven = 0
    for block in blocks:
        total += len(block.numbers)
        uneven += len(block.bad)
    return total, uneven


def _has_polars() -> bool:
    try:
        need("polars", "batch")
    except MissingExtraError:
        return False
    return True


def _row(file: str, number: int, cells: Sequence[str], width: int, short_rows: bool) -> Row:
    """A row as wide as the header; another width is a problem, because nobody knows which cell was lost or split."""
    extent = len(cells)
    while extent > width and is_blank(cells[extent - 1]):
        extent -= 1
    made = fitted(number, cells[: max(extent, width)], width)
    if extent == width or (extent < width and short_rows):
        return made
    hint = "check_the_delimiters" if extent > width else "cells_missing"
    return replace(made, problem=problem("NK453", Place(file, number), hint, read=extent, expected=width))


# --- encoding --------------------------------------------------------------------------------------------------------


def encoding_of(path: Path) -> str:
    """``utf-8``, by its mark ``utf-8-sig`` or ``utf-16``, and else ``cp1252``: what Excel saves where nobody asked for UTF-8.

    Raises:
        TableError: for a file that is no text (NK450).
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(_CHUNK)
        for mark, name in _BOMS:
            if start.startswith(mark):
                return name
        chunk, encoding = start, "utf-8"
        while chunk:
            if b"\0" in chunk:
                raise TableError([problem("NK450", Place(str(path)), "save_as_xlsx", reason=Words("it is no text", "isinya bukan teks"))])
            if encoding == "utf-8":
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    encoding = "cp1252"
            chunk = file.read(_CHUNK)
    return encoding


# --- records ---------------------------------------------------------------------------------------------------------


def _delimiter(path: Path, encoding: str) -> str:
    """The delimiter that gives most rows the same number of cells, and most of them."""
    scored = {}
    for delimiter in DELIMITERS:
        try:
            records = [cells for _, cells in islice(_records(_Shape(path, encoding, delimiter)), LOOKED_AT)]
        except TableError:  # a quotation mark inside a cell of another delimiter; told when that one is chosen
            records = []
        widths = Counter(len(cells) for cells in records if any(cell.strip() for cell in cells))
        scored[delimiter] = max(((width - 1) * count for width, count in widths.items()), default=0)
    return max(DELIMITERS, key=lambda delimiter: scored[delimiter]) if any(scored.values()) else ","


class _Lines:
    """The lines of a file for :mod:`csv`, remembering those of the record that is being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.of_record: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.of_record.append(line)
        if len(self.of_record) > _MOST_LINES:
            raise csv.Error("too many lines")
        return line


def _records(shape: _Shape) -> Iterator[Record]:
    """Every record and the line it begins in; blank ones too."""
    with shape.path.open(encoding=shape.encoding, errors="replace", newline="") as file:
        yield from ((begins, cells) for begins, cells, _ in _of_lines(file, 1, shape))


def _of_lines(source: Iterable[str], first: int, shape: _Shape) -> Iterator[tuple[int, list[str], int]]:
    """The records of lines of which the first has a number, with the line each begins in and the one behind it. Lines are read as needed."""
    lines = _Lines(source)
    reader = csv.reader(lines, delimiter=shape.delimiter)
    begins = before = first
    last: list[str] = []
    try:
        for cells in reader:
            after = first + reader.line_num
            last, lines.of_record = lines.of_record, []
            yield begins, cells, after
            begins, before = after, begins
        if last and not _is_closed(last, shape.delimiter):
            raise _open_quote(shape, before)
    except csv.Error:
        raise _open_quote(shape, begins) from None


def _is_closed(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a record ends where its last line does: a line added below must become a record of its own."""
    ended = [*lines[:-1], lines[-1] if lines[-1].endswith(("\n", "\r")) else f"{lines[-1]}\n"]
    return list(csv.reader([*ended, _SENTINEL], delimiter=delimiter))[-1] == [_SENTINEL]


def _open_quote(shape: _Shape, line: int) -> TableError:
    return TableError([problem("NK454", Place(str(shape.path), line), "check_the_quotes")])
