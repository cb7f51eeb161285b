"""A result as Parquet: typed columns, written a group of rows at a time.

What type a column has is known when its last row is seen. So each group is written with the types seen so far, and when a later group
has another type, what was written is written again with one that holds both: a column of numbers and words becomes text, as it
would be read in any other form.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from naikkelas.batch.cells import Cell, text_of
from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.batch.rows.summary import Score
from naikkelas.batch.written.draft import PART, Draft
from naikkelas.extras import need

#: How many rows are held before they are written, and make one group of the file.
GROUP: Final = 16_384

_LARGEST: Final = 2**63
#: Whole numbers below this are written the same when they are floats.
_EXACT: Final = 10**15


class _Type(StrEnum):
    """What a column holds; the value is what Arrow calls it."""

    NOTHING = "null"
    BOOLEAN = "bool_"
    INTEGER = "int64"
    LONG = "int64 of more digits than a float is written with"
    NUMBER = "float64"
    DAY = "date32"
    MOMENT = "timestamp"
    CLOCK = "time64"
    TEXT = "string"


#: Pairs of types that one of them, or a third, holds; all others are held by text.
_HOLD: Final[dict[frozenset[_Type], _Type]] = {
    frozenset((_Type.INTEGER, _Type.LONG)): _Type.LONG,
    frozenset((_Type.INTEGER, _Type.NUMBER)): _Type.NUMBER,
    frozenset((_Type.DAY, _Type.MOMENT)): _Type.MOMENT,
}


class ParquetSink:
    """Writes Parquet to the temporary name of a draft. Statuses and outcomes are texts, points whole numbers."""

    def __init__(self, draft: Draft, names: Sequence[str]) -> None:
        self._arrow, self._parquet = need("pyarrow", "batch"), need("pyarrow.parquet", "batch")
        self._draft = draft
        self._final = self._file = draft.temporary
        self._other = self._file.with_name(f"{self._file.name.removesuffix(PART)}.2{PART}")
        self._names = tuple(map(_as_text, names))
        self._types = [_Type.NOTHING] * len(names)
        self._held: list[Sequence[Cell]] = []
        self._writer: Any = None

    def begin(self) -> None:
        """The titles stand in the schema, which is written with the first group."""

    def row(self, cells: Sequence[Cell]) -> None:
        """Takes one row, and writes a group when there are enough."""
        self._held.append(cells)
        if len(self._held) >= GROUP:
            with self._named():
                self._write()

    def problem(self, found: CellProblem) -> None:
        """Parquet has no room beside its rows."""

    def finish(self, score: Score | None = None) -> None:
        """Writes what is left, and closes the file."""
        with self._named():
            if self._held or self._writer is None:
                self._write()
            self._writer.close()
        if self._file != self._final:
            self._file.replace(self._final)
            self._file, self._other = self._final, self._file

    def close(self) -> None:
        """Closes the file, finished or not, and removes what stood beside it; the draft removes its own."""
        if self._writer is not None:
            with suppress(OSError, ValueError, self._arrow.ArrowException):
                self._writer.close()
        for each in {self._file, self._other} - {self._final}:
            with suppress(FileNotFoundError):
                each.unlink()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Around what Arrow writes: of what the system refuses it says neither the file nor the reason alone."""
        try:
            yield
        except OSError as error:
            if error.errno is None:
                raise
            raise OSError(error.errno, os.strerror(error.errno), str(self._final)) from None

    def _write(self) -> None:
        columns = list(zip(*self._held, strict=True)) if self._held else [()] * len(self._names)
        before = self._types
        self._types = [_joined(known, _type_of(cells)) for known, cells in zip(before, columns, strict=True)]
        if self._writer is None:
            self._writer = self._opened(self._file)
        elif self._types != before:
            self._widen(before)
        made = [self._array(cells, kind) for cells, kind in zip(columns, self._types, strict=True)]
        self._writer.write_table(self._arrow.Table.from_arrays(made, schema=self._schema()), row_group_size=GROUP)
        self._held = []

    def _opened(self, path: Path) -> Any:
        return self._parquet.ParquetWriter(path, self._schema(), compression="zstd")

    def _schema(self) -> Any:
        return self._arrow.schema([(name, self._kind(kind)) for name, kind in zip(self._names, self._types, strict=True)])

    def _kind(self, kind: _Type) -> Any:
        made = getattr(self._arrow, "int64" if kind is _Type.LONG else kind.value)
        return made("us") if kind in (_Type.MOMENT, _Type.CLOCK) else made()

    def _array(self, cells: Sequence[Cell], kind: _Type) -> Any:
        into = _INTO.get(kind)
        return self._arrow.array(cells if into is None else [None if cell is None else into(cell) for cell in cells], self._kind(kind))

    def _widen(self, before: Sequence[_Type]) -> None:
        """Writes the groups again that were written with narrower types."""
        self._writer.close()
        self._draft.private(self._other)
        self._writer = self._opened(self._other)
        with self._parquet.ParquetFile(self._file, pre_buffer=False) as old:
            for group in range(old.num_row_groups):
                columns = [
                    column if known is kind else self._array(column.to_pylist(), kind)
                    for column, known, kind in zip(old.read_row_group(group).columns, before, self._types, strict=True)
                ]
                self._writer.write_table(self._arrow.table(columns, schema=self._schema()), row_group_size=GROUP)
        self._file.unlink()
        self._file, self._other = self._other, self._file


def _type_of(cells: Sequence[Cell]) -> _Type:
    """The narrowest type that holds all cells of a column."""
    kind = _Type.NOTHING
    for each in set(map(type, cells)):
        if each in _TYPES:
            kind = _joined(kind, _TYPES[each])
        elif each is int:
            kind = _joined(kind, _of_whole([cell for cell in cells if type(cell) is int]))
        elif each is datetime:
            is_day = all(cell.time() == time() for cell in cells if type(cell) is datetime)
            kind = _joined(kind, _Type.DAY if is_day else _Type.MOMENT)
        else:
            return _Type.TEXT
    return kind


def _of_whole(numbers: Sequence[int]) -> _Type:
    least, most = min(numbers), max(numbers)
    if least < -_LARGEST or most >= _LARGEST:
        return _Type.TEXT
    return _Type.INTEGER if least > -_EXACT and most < _EXACT else _Type.LONG


_TYPES: Final[dict[type, _Type]] = {
    type(None): _Type.NOTHING,
    bool: _Type.BOOLEAN,
    float: _Type.NUMBER,
    str: _Type.TEXT,
    date: _Type.DAY,
    time: _Type.CLOCK,
}


def _joined(one: _Type, other: _Type) -> _Type:
    if one is other or other is _Type.NOTHING:
        return one
    return other if one is _Type.NOTHING else _HOLD.get(frozenset((one, other)), _Type.TEXT)


def _as_text(cell: Cell) -> str:
    """As text that UTF-8 can hold; half a sign, which JSON allows, is a question mark."""
    return text_of(cell).encode("utf-8", "replace").decode("utf-8")


def _as_moment(cell: Cell) -> Cell:
    return datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) and not isinstance(cell, datetime) else cell  # noqa: DTZ001 - cells have no zone


def _as_day(cell: Cell) -> Cell:
    return cell.date() if isinstance(cell, datetime) else cell


#: What makes the cells of a column alike.
_INTO: Final[dict[_Type, Callable[[Any], Cell]]] = {
    _Type.TEXT: _as_text,
    _Type.NUMBER: float,
    _Type.MOMENT: _as_moment,
    _Type.DAY: _as_day,
}
