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
from naikkelas.batch.csv_lengths import Lengths, lengths_of
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
    first = [record for record in islice(_records(shape), LOOKED_AT + (header_row or 0)) if any(cell.strip() for cell in record[1])]
    header = find_header(first, header_row, file, delimited=True)
    width = len(header.columns)
    whole = [record for record in first if not _held_together(record[1], shape.delimiter, width)]
    lengths = lengths_of(whole, range(header.row, header.below), width)

    def row_of(number: int, cells: Sequence[str]) -> Row:
        made = _row(file, number, cells, lengths, short_rows)
        read = _held_together(cells, shape.delimiter, width)
        torn = problem("NK453", Place(file, number), "check_the_quotes", read=read, expected=lengths.said(read)) if read else made.problem
        return replace(made, problem=torn)

    def rows() -> Iterator[Row]:
        for number, cells in _records(shape):
            if number >= header.below and any(cell and not cell.isspace() for cell in cells):
                yield row_of(number, cells)

    def quick() -> Iterator[TextBlock]:
        looked = Shape(path, shape.encoding, shape.delimiter, header.below, width, lengths.one)
        return csv_blocks(looked, lambda lines, first: _of_lines(lines, first, shape), row_of)

    blocks = quick if path.stat().st_size >= WORTHWHILE and _has_polars() else None
    notes = (_how(shape), Text(f"judul kolom di baris {header.row}", f"titles in row {header.row}"), *header.notes)
    notes += tuple(_longer(lengths))
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


def _longer(lengths: Lengths) -> Iterator[Text]:
    """Said where rows end in delimiters and the titles do not: if a cell of every row held one instead, all cells behind it have moved."""
    many, titles = lengths.one or 0, lengths.header
    if many > titles:
        last, which = (
            ("the last is", "yang terakhir") if many == titles + 1 else (f"the last {many - titles} are", f"{many - titles} yang terakhir")
        )
        yield Text(
            f"baris berisi {many} sel dan judulnya {titles}; {which} kosong di semua baris itu",
            f"rows have {many} cells and the titles {titles}; {last} empty in all of them",
        )


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


def _row(file: str, number: int, cells: Sequence[str], lengths: Lengths, short_rows: bool) -> Row:
    """A row as wide as the header; another length is a problem, because nobody knows which cell was lost or split."""
    width, length = lengths.titled, len(cells)
    extent = length
    while extent > width and is_blank(cells[extent - 1]):
        extent -= 1
    made = fitted(number, cells[: max(extent, width)], width)
    if extent <= width and (length in lengths or (short_rows and length <= lengths.most)):
        return made
    hint = "cells_missing" if length < lengths.most and extent <= width else "check_the_delimiters"
    read, expected = (length, lengths.said(length)) if length not in lengths else (extent, width)
    return replace(made, problem=problem("NK453", Place(file, number), hint, read=read, expected=expected))


def _held_together(cells: Sequence[str], delimiter: str, width: int) -> int:
    """How many cells the lines of a record have, if a quotation mark holds rows together in it; else 0."""
    return cells.extent if isinstance(cells, Torn) else _lines_of(cells, delimiter, width)


def _lines_of(cells: Sequence[str], delimiter: str, width: int) -> int:
    """How many cells a row has if a quotation mark opened a cell of another row; else 0.

    Then its first line is a row by itself, and so is one inside the cell, or its last where none is inside.
    """
    for at, cell in enumerate(cells):
        if delimiter not in cell or not ("\n" in cell or "\r" in cell) or _is_prose(cells, at, delimiter):
            continue
        begins, *between, ends = [line.split(delimiter) for line in _BREAK.split(cell)]
        inside = [line for line in between if not all(map(is_blank, line))]
        has_row = any(len(line) > 1 and _is_row(line, width) for line in inside)
        if _is_row([*cells[:at], *begins], width) and (has_row or (not inside and _is_row([*ends, *cells[at + 1 :]], width))):
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
