"""Cells of a sheet that are merged among its rows. Words in them hold for every row that they cover; a number may be a sum, and is not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from naikkelas.batch.cells import Cell, Doubtful, is_blank, letter_of, text_of
from naikkelas.problems import NOWHERE, Place, Problem, Words, problem

#: So many nobody merges by hand.
MOST: Final = 100_000
TOO_MANY: Final = Words("more of its cells are merged than anybody can merge", "sel gabungannya terlalu banyak")
_NAMED: Final = 5
_SUM: Final = problem("NK569", NOWHERE, "unmerge")


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: rows from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """What a spreadsheet calls it."""
        return f"{letter_of(self.left)}{self.top}:{letter_of(self.right)}{self.bottom}"


def among(merges: Sequence[Merge], first: int, width: int) -> list[Merge]:
    """Those among the rows from ``first`` on that touch one of ``width`` columns, in the order of their rows."""
    return sorted(
        (each for each in merges if each.top >= first and each.left < width and (each.bottom, each.right) != (each.top, each.left)),
        key=lambda each: (each.top, each.left),
    )


def told(merges: Sequence[Merge], place: Place) -> list[Problem]:
    """One warning for all."""
    if not merges:
        return []
    named = ", ".join([*(each.name for each in merges[:_NAMED]), *(["…"] if merges[_NAMED:] else [])])
    return [problem("NK568", Place(place.file, merges[0].top, path=place.path), "unmerge", read=named)]


@dataclass(frozen=True, slots=True)
class Spread:
    """What merged cells say of titles.

    ``owners``: of columns that stand together under one title, the column of that; ``closed``: the columns whose titles stand over no others;
    ``goes_down``: one of them goes down into the row below.
    """

    owners: Mapping[int, int] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()
    goes_down: bool = False


NO_SPREAD: Final = Spread()


def spread_of(merges: Sequence[Merge], rows: Sequence[tuple[int, Sequence[Cell]]], below: int | None = None) -> Spread:
    """What merged cells say of rows of titles; ``below`` is the row that may go on with them.

    A title of a lower row that is not merged may stand over what is beside it, whatever is merged above.
    """
    owners: dict[int, int] = {}
    closed: set[int] = set()
    goes_down = False
    for number, cells in rows if merges else ():
        own = {each.left: each for each in merges if each.top == number}
        open_from = None
        for at in range(max([len(cells), *(each.right + 1 for each in own.values())])):
            merge = own.get(at)
            if merge is not None and at < len(cells) and not is_blank(cells[at]):
                columns = range(at, merge.right + 1)
                owners |= dict.fromkeys(columns, at) if merge.right > at else {}
                closed |= set(columns)
                goes_down |= below is not None and number < below <= merge.bottom
                open_from = None
            elif at < len(cells) and not is_blank(cells[at]):
                owners.pop(at, None)
                closed.discard(at)
                open_from = at
            elif open_from is not None and owners.get(at, at + 1) <= open_from:
                owners.pop(at)
    return Spread(owners, frozenset(closed), goes_down)


class Filling:
    """Goes through the rows of a sheet, in order, and gives each what the merged cells that cover it hold."""

    def __init__(self, merges: Sequence[Merge]) -> None:
        self._waiting = list(reversed(merges))
        self._open: dict[int, tuple[int, Cell]] = {}

    def filled(self, number: int, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The cells of a row."""
        if not self._open and (not self._waiting or self._waiting[-1].top > number):
            return cells
        made = list(cells)
        for column, (bottom, held) in list(self._open.items()):
            if bottom < number:
                del self._open[column]
            elif is_blank(made[column]):
                made[column] = held
            elif made[column] != held:  # what is covered nobody sees
                made[column] = Doubtful(text_of(made[column]), _SUM)
        while self._waiting and self._waiting[-1].top <= number:
            merge = self._waiting.pop()
            if merge.top == number and not is_blank(made[merge.left]):
                made[merge.left] = _held(made[merge.left])
                self._open[merge.left] = (merge.bottom, made[merge.left])
        return tuple(made)


def _held(cell: Cell) -> Cell:
    """Words as they are; what has digits may be a sum."""
    text = text_of(cell)
    return Doubtful(text, _SUM) if any(map(str.isdigit, text)) and not isinstance(cell, Doubtful) else cell
