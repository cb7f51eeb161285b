"""CSV as people save it: any common delimiter and encoding, titles above the header, line breaks in cells, ragged rows.

The file is read twice, and never held: once to learn its encoding, delimiter and header and to see that every quotation mark is
closed, and then for its rows. So nothing is found out at row 900,000 that would end the run.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from naikkelas.batch.cells import is_blank
from naikkelas.batch.columnar.blocks import TextBlock
from naikkelas.batch.csv_blocks import WORTHWHILE, Shape, csv_blocks
from naikkelas.batch.csv_guess import delimiter_of, encoding_of
from naikkelas.batch.csv_records import Torn, records_of
from naikkelas.batch.header import LOOKED_AT, find_header
from naikkelas.batch.table import Row, Table, damaged_titles, fitted
from naikkelas.extras import need
from naikkelas.facts import Text
from naikkelas.problems import MissingExtraError, Place, problem

_NAMES: Final = {"\t": "tab"}

_BREAK: Final = re.compile(r"\r\n|\r|\n")

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
    shape = _Shape(path, encoding.name, delimiter or delimiter_of(path, encoding.name))
    first = [record for record in islice(_records(shape), max(LOOKED_AT, header_row or 0)) if any(cell.strip() for cell in record[1])]
    header = find_header(first, header_row, file, delimited=True)
    width = len(header.columns)

    def row_of(number: int, cells: Sequence[str]) -> Row:
        made = _row(file, number, cells, width, short_rows)
        read = cells.extent if isinstance(cells, Torn) else _lines_of(cells, shape.delimiter, width) if made.problem is None else 0
        torn = problem("NK453", Place(file, number), "check_the_quotes", read=read, expected=width) if read else made.problem
        return replace(made, problem=torn)

    def rows() -> Iterator[Row]:
        for number, cells in _records(shape):
            if number >= header.below and any(cell and not cell.isspace() for cell in cells):
                yield row_of(number, cells)

    def quick() -> Iterator[TextBlock]:
        looked = Shape(path, shape.encoding, shape.delimiter, header.below, width)
        return csv_blocks(looked, lambda lines, first: _of_lines(lines, first, shape), row_of)

    blocks = quick if path.stat().st_size >= WORTHWHILE and _has_polars() else None
    notes = (_how(shape), Text(f"judul kolom di baris {header.row}", f"titles in row {header.row}"), *header.notes)
    total, uneven = _counted(rows()) if blocks is None else _counted_in(blocks())
    if uneven:
        notes = (*notes, Text(f"baris yang tidak sepanjang judulnya: {uneven}", f"rows that are not as long as the header: {uneven}"))
    return Table(
        file, "csv", header.columns, rows,
        header_row=header.row, delimiter=shape.delimiter, notes=notes, total=total, blocks=blocks, damaged=not encoding.is_whole,
        above=header.above, problems=(*header.problems, *(damaged_titles(header.columns, Place(file, header.row)) if not encoding.is_whole else ())),
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


def _lines_of(cells: Sequence[str], delimiter: str, width: int) -> int:
    """How many cells a row has if a quotation mark opened a cell of another row, so that its first and last line are rows by themselves; else 0."""
    for at, cell in enumerate(cells):
        if delimiter not in cell or not ("\n" in cell or "\r" in cell) or _is_prose(cells, at, delimiter):
            continue
        begins, *between, ends = [line.split(delimiter) for line in _BREAK.split(cell)]
        inside = [_is_row(line, width) for line in between if not all(map(is_blank, line))]
        if _is_row([*cells[:at], *begins], width) and _is_row([*ends, *cells[at + 1 :]], width) and 2 * sum(inside) >= len(inside):
            return len(cells) + cell.count(delimiter) + len(between) + 1
    return 0


def _is_row(cells: Sequence[str], width: int) -> bool:
    return len(cells) >= width and all(map(is_blank, cells[width:]))


def _is_prose(cells: Sequence[str], at: int, delimiter: str) -> bool:
    """Whether a blank stands behind every delimiter of a cell, and behind none before the other cells: then it is one of a sentence."""
    if any(cell[:1] == " " for place, cell in enumerate(cells) if place not in (0, at)):
        return False
    return cells[at].count(delimiter) == cells[at].count(f"{delimiter} ")


def _records(shape: _Shape) -> Iterator[Record]:
    """Every record and the line it begins in; blank ones too."""
    with shape.path.open(encoding=shape.encoding, errors="replace", newline="") as file:
        yield from ((begins, cells) for begins, cells, _ in _of_lines(file, 1, shape))


def _of_lines(source: Iterable[str], first: int, shape: _Shape) -> Iterator[tuple[int, list[str], int]]:
    return records_of(source, first, shape.delimiter, str(shape.path))
