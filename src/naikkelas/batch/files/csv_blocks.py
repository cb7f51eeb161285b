"""CSV many rows at a time: what has no quotation marks is taken apart in columns, the rest record by record as :mod:`csv` does.

Both give the same cells. A piece of the file is taken apart in columns only where that is sure to be the same: every line is a record and
has as many cells as most have, those beyond the columns empty, no line is blank, and lines end in one way.
"""

import io
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from naikkelas.batch.blocks import ROWS, TextBlock, has
from naikkelas.batch.cells import DIVIDING
from naikkelas.batch.table import Row
from naikkelas.extras import need

if TYPE_CHECKING:
    import polars as pl

#: How many characters are read at a time; some ten thousand rows.
_CHARACTERS: Final = 4_000_000

#: How many bytes a file has before it pays to take it apart in columns.
WORTHWHILE: Final = 1_000_000

#: What can be seen.
_SEEN: Final = "[!-~]"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is to be taken apart: its rows begin below line ``below``, have ``width`` cells below titles, and ``length`` with those beyond.

    ``length`` is ``None`` where nobody knows how long a row is.
    """

    path: Path
    encoding: str
    delimiter: str
    below: int
    width: int
    length: int | None


#: Makes a row of a record; the records of lines, each with the line it begins in and the number of lines read so far.
RowOf = Callable[[int, Sequence[str]], Row]
Records = Callable[[Iterable[str], int], Iterator[tuple[int, list[str], int]]]


def csv_blocks(shape: Shape, records: Records, row_of: RowOf) -> Iterator[TextBlock]:
    """Every row that is not blank.

    Raises:
        TableError: as ``records`` does, for a quotation mark that is not closed.
    """
    pl = need("polars", "batch")
    with _Source(shape) as source:
        line = 1
        while line < shape.below:
            line = next((after for _, _, after in records(source.lines(), line)), shape.below)
        while text := source.piece():
            frame = _in_columns(text, shape, pl)
            if frame is not None:
                is_undivided = not any(sign in text for sign in DIVIDING if sign != shape.delimiter)
                yield TextBlock(frame, range(line, line + frame.height), {}, shape.delimiter, is_undivided=is_undivided)
                line += frame.height
                continue
            piece = _Piece(text, source, line, records)
            made: list[tuple[int, list[str]]] = []
            for begins, cells in piece:
                if any(cell and not cell.isspace() for cell in cells):
                    made.append((begins, cells))
                if len(made) == ROWS:
                    yield _block(made, row_of, pl)
                    made = []
            if made:
                yield _block(made, row_of, pl)
            line = piece.line


class _Source:
    """A file as pieces of whole lines, and as single lines. ``ahead`` was read already, and belongs to what comes next."""

    def __init__(self, shape: Shape) -> None:
        self._file = shape.path.open(encoding=shape.encoding, errors="replace", newline="")
        self.ahead = ""

    def __enter__(self) -> "_Source":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def piece(self) -> str:
        """Some thousand lines; nothing at the end."""
        text, self.ahead = self.ahead + self._file.read(_CHARACTERS), ""
        return text + self._file.readline()

    def line(self) -> str:
        """One line; nothing at the end."""
        return self._file.readline()

    def lines(self) -> Iterator[str]:
        """The lines that follow, as :mod:`csv` takes them."""
        return iter(self.line, "")


def _in_columns(text: str, shape: Shape, pl: Any) -> "pl.DataFrame | None":
    """The cells of a piece in columns; ``None`` where that might differ from its records."""
    if shape.length is None or '"' in text or "\0" in text:
        return None
    if "\r" in text:
        if text.count("\r") != text.count("\r\n"):
            return None
        text = text.replace("\r\n", "\n")
    encoded = text.encode()
    schema = {str(index): pl.String for index in range(shape.length)}
    options = {"has_header": False, "separator": shape.delimiter, "quote_char": None, "empty_string_is_null": False}
    try:
        frame: pl.DataFrame = pl.read_csv(encoded, schema=schema, **options)
    except pl.exceptions.PolarsError:  # a line with more cells than there are columns
        return None
    if not _is_whole(frame, encoded, pl) or any(frame[name].str.len_bytes().max() for name in frame.columns[shape.width :]):
        return None
    frame = frame.select(frame.columns[: shape.width])
    return frame if _is_filled(frame, pl) else None


def _is_whole(frame: "pl.DataFrame", encoded: bytes, pl: Any) -> bool:
    """Whether every line is a row, and none had too few cells: cells, delimiters and ends of lines are all there is. (None had too many.)"""
    if encoded.startswith(BOM_UTF8):  # Polars leaves it out, and its bytes would stand for cells that are not there
        return False
    between = frame.height * frame.width - (not encoded.endswith(b"\n"))
    within: int = frame.select(pl.sum_horizontal(pl.all().str.len_bytes().cast(pl.Int64).sum())).item()
    return within + between == len(encoded)


def _is_filled(frame: "pl.DataFrame", pl: Any) -> bool:
    """Whether every row has a character that can be seen."""
    if has(frame.to_series(0), _SEEN).all():
        return True
    return bool(frame.select(pl.any_horizontal(pl.all().str.contains(_SEEN).fill_null(value=False)).all()).item())


class _Piece:
    """The records that begin in a piece of a file, the last one to its end. Then ``line`` is the next."""

    def __init__(self, text: str, source: _Source, line: int, records: Records) -> None:
        self._lines = list(io.StringIO(text, newline=""))
        self._source, self._records = source, records
        self.line = line

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Each record and the line it begins in."""
        ends = self.line + len(self._lines)
        for begins, cells, after in self._records(chain(self._lines, self._source.lines()), self.line):
            self.line = after
            yield begins, cells
            if after >= ends and (ahead := self._source.line()):  # at the end of the file the records see to a quote that is open
                self._source.ahead = ahead
                return


def _block(records: list[tuple[int, list[str]]], row_of: RowOf, pl: Any) -> TextBlock:
    """Records as columns, with those of another width as rows that cannot be read."""
    rows = [row_of(begins, cells) for begins, cells in records]
    bad = {at: row for at, row in enumerate(rows) if row.problem is not None}
    columns = zip(*(row.cells for row in rows), strict=True)
    frame = pl.DataFrame({str(index): pl.Series(cells, dtype=pl.String) for index, cells in enumerate(columns)})
    return TextBlock(frame, [begins for begins, _ in records], bad)
