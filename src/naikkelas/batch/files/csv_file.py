"""CSV as people save it: any common delimiter and encoding, titles above the header, line breaks in cells, ragged rows.

The file is read twice, and never held: once to learn its encoding, delimiter and header and to see that every quotation mark is
closed, and then for its rows. So nothing is found out at row 900,000 that would end the run.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from naikkelas.batch.blocks import TextBlock
from naikkelas.batch.cells import is_blank
from naikkelas.batch.files.csv_blocks import WORTHWHILE, Shape, csv_blocks
from naikkelas.batch.files.csv_guess import delimiter_of, encoding_of
from naikkelas.batch.files.csv_lengths import Lengths, lengths_of
from naikkelas.batch.files.csv_records import records_of
from naikkelas.batch.files.csv_torn import Halves
from naikkelas.batch.files.csv_torn import Shape as RowShape
from naikkelas.batch.header.finding import LOOKED_AT, find_header
from naikkelas.batch.read_before import said_unread, telling_columns
from naikkelas.batch.table import Column, Row, Table, damaged_titles, fitted
from naikkelas.extras import need
from naikkelas.facts import Text
from naikkelas.problems import MissingExtraError, Place, problem

_NAMES: Final = {"\t": "tab"}

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
    titled = max((column.index + 1 for column in header.columns if column.title), default=width)
    halves = Halves(RowShape(shape.delimiter, width, short_rows, titled))
    held_together = halves.shape.held_together
    whole = [record for record in first if not held_together(record[1])]
    lengths = lengths_of(whole, range(header.row, header.below), width)
    telling = telling_columns(column.name for column in header.columns)

    def row_of(number: int, cells: Sequence[str]) -> Row:
        made = _row(file, number, cells, lengths, short_rows)
        if telling and made.problem is None and any(said_unread(cells[at]) for at in telling if at < len(cells) and cells[at]):
            return made  # a result says so in words of its own
        several = halves.shape.several(cells)
        read = held_together(cells, several)
        halves.look(number, cells, several, is_whole=not read and made.problem is None, is_torn=bool(read))
        read = read or (halves.found.get(number, 0) if made.problem is None else 0)
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
    uneven += halves.done()
    if uneven:
        notes = (*notes, Text(f"baris yang tidak sepanjang judulnya: {uneven}", f"rows that are not as long as the header: {uneven}"))
    return Table(
        file, "csv", _may_have_moved(header.columns, lengths, shape.delimiter), rows,
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
    if extent <= width and (length in lengths or _is_full(cells, width) or (short_rows and length <= lengths.most)):
        return made
    hint = "cells_missing" if length < lengths.most and extent <= width else "check_the_delimiters"
    read, expected = (length, lengths.said(length)) if length not in lengths else (extent, width)
    return replace(made, problem=problem("NK453", Place(file, number), hint, read=read, expected=expected))


def _is_full(cells: Sequence[str], width: int) -> bool:
    """Whether a row has just the cells of the titles and the last is filled: whatever other rows end in, none was lost or split.

    Had one been lost, a delimiter at the end would stand for it, and leave the last cell empty; had one been split, there would be one more.
    """
    return len(cells) == width and not is_blank(cells[-1])


def _may_have_moved(columns: Sequence[Column], lengths: Lengths, delimiter: str) -> tuple[Column, ...]:
    """The columns, not sure from the second on where every row has more commas than the titles: amounts and addresses have commas too."""
    if delimiter != "," or (lengths.one or 0) <= lengths.header:
        return tuple(columns)
    doubt = Text(
        "semua baris berisi lebih banyak sel daripada judulnya; koma di dalam sel mungkin menggesernya. Kalau tidak, "
        "akhiri baris judul dengan pemisah pula",
        "all rows have more cells than the titles; a comma inside a cell may have moved it. If none has, "
        "end the line of the titles in a delimiter too",
    )
    return tuple(column if column.doubt or not column.index else replace(column, doubt=doubt) for column in columns)


def _records(shape: _Shape) -> Iterator[Record]:
    """Every record and the line it begins in; blank ones too."""
    with shape.path.open(encoding=shape.encoding, errors="replace", newline="") as file:
        yield from ((begins, cells) for begins, cells, _ in _of_lines(file, 1, shape))


def _of_lines(source: Iterable[str], first: int, shape: _Shape) -> Iterator[tuple[int, list[str], int]]:
    return records_of(source, first, shape.delimiter, str(shape.path))
