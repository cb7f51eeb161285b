"""Derived facts that are given otherwise than they follow, in whole blocks: looked into once for each set of values below them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from naikkelas.batch.blocks import Block
from naikkelas.batch.cells import Cell
from naikkelas.batch.columnar.facts import Facts, RowValues
from naikkelas.batch.columnar.reach import reach_of
from naikkelas.batch.rows.derived import DerivedColumns
from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.problems import Problem

_REMEMBERED: Final = 32_768


class Contradictions:
    """Finds what :class:`DerivedColumns` finds row by row."""

    def __init__(self, derived: DerivedColumns) -> None:
        self._derived = derived
        self._below = {name: tuple(sorted(reach_of(derived.deriving[name], (), [name]).facts)) for name in derived.names}
        self._known: dict[object, Problem | None] = {}

    def of(self, block: Block, facts: Facts) -> Iterator[tuple[int, CellProblem]]:
        """The warnings, each with the place of its row in the block; those of one row in the order of the columns."""
        values = RowValues(facts)
        for name, below in self._below.items():
            if name not in facts.columns:
                continue
            rows = facts.columns[name].known.arg_true().to_list()
            present = tuple(fact for fact in below if fact in facts.columns)
            columns: dict[int, Sequence[Cell]] = {}
            for row, key in zip(rows, values.of(present, rows), strict=True):
                found = self._problem(name, (present, key), facts, row)
                if found is not None:
                    yield from (
                        (row, each) for each in self._derived.placed({name: found}, block.numbers[row], _cell_of(block, row, columns))
                    )

    def _problem(self, name: str, key: object, facts: Facts, row: int) -> Problem | None:
        if (name, key) not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[name, key] = self._derived.problems(facts.snapshot(row)).get(name)
        return self._known[name, key]


def _cell_of(block: Block, row: int, columns: dict[int, Sequence[Cell]]) -> Callable[[int], Cell]:
    """The cells of a row; columns are taken out of the block once."""

    def cell(index: int) -> Cell:
        if index not in columns:
            columns[index] = block.column(index)
        return columns[index][row]

    return cell
