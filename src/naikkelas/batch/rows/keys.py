"""The column that names rows: a key that stood in an earlier row is told, and never shown, because it may be personal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from naikkelas.batch.cells import Cell, is_blank, key_of
from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.batch.table import Column, Row, Table, TableError, closest
from naikkelas.problems import Place, problem


class _Block(Protocol):
    @property
    def numbers(self) -> Sequence[int]: ...

    @property
    def bad(self) -> Mapping[int, Row]: ...

    def column(self, index: int) -> Sequence[Cell]: ...


class Keys:
    """The keys of a table, each with the row it first stood in. They are all remembered.

    Raises:
        TableError: when there is no such column (NK461).
    """

    def __init__(self, table: Table, name: str | None) -> None:
        self._table = table
        self._column = None if name is None else _column(table, name)
        self._seen: dict[str, int] = {}

    def repeated(self, number: int, cells: Sequence[Cell]) -> Iterable[CellProblem]:
        """The warning about a key that stood in an earlier row."""
        if self._column is not None:
            yield from self._told(number, cells[self._column.index])

    def repeated_in(self, block: _Block) -> Iterator[tuple[int, CellProblem]]:
        """The same for many rows: the warnings and the place of their rows in the block."""
        if self._column is None:
            return
        for at, (number, cell) in enumerate(zip(block.numbers, block.column(self._column.index), strict=True)):
            if at not in block.bad:
                yield from ((at, each) for each in self._told(number, cell))

    def _told(self, number: int, cell: Cell) -> Iterator[CellProblem]:
        if is_blank(cell) or self._column is None:
            return
        first = self._seen.setdefault(key_of(cell), number)
        if first != number:
            place = self._table.place(number, self._column)
            yield CellProblem(number, self._column, problem("NK472", place, name=self._column.name, read=first))


def _column(table: Table, name: str) -> Column:
    found = table.column(name)
    if found is None:
        close = closest(name, [column.name for column in table.columns])
        raise TableError([problem("NK461", Place(table.file), "did_you_mean" if close else None, name=name, suggestion=close or "")])
    return found
