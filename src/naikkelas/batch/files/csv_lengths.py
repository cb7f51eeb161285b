"""How many cells a row of CSV is to have. Empty ones at its end count: where they are fewer or more than in other rows, cells have moved."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from naikkelas.batch.cells import Cell, is_blank
from naikkelas.batch.header.title_rows import Numbered
from naikkelas.batch.read_before import in_other_rows
from naikkelas.problems import Words

#: So many times as many rows as are of another length make one right.
_TIMES: Final = 3


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many cells have a title, how many the line of the titles has, and how many a row: several where nobody knows which it is."""

    titled: int
    header: int
    usual: tuple[int, ...]

    def __contains__(self, length: object) -> bool:
        """Whether a row of so many cells has lost none, and none too many."""
        return self.usual == (length,)

    @property
    def one(self) -> int | None:
        """The only length of a row, where one is known."""
        return self.usual[0] if len(self.usual) == 1 else None

    @property
    def most(self) -> int:
        """How many cells a row has at most."""
        return self.usual[-1]

    def said(self, length: int) -> int | Words:
        """What a row of another length should have."""
        others = [each for each in self.usual if each not in (length, self.header)]
        return in_other_rows(str(self.header), ", ".join(map(str, others))) if others else self.header


def lengths_of(rows: Iterable[Numbered], titles: range, titled: int) -> Lengths:
    """What the first rows say, of which those with a number in ``titles`` hold titles.

    Lines may end in delimiters beyond the last title, in the titles, in the rows, or in all. So a row is as long as most are by
    far, or as the titles and most are: a cell that is split or lost in many rows must not make them right.
    """
    header = titled
    counts: Counter[int] = Counter()
    for number, cells in rows:
        if number in titles:
            header = max(header, len(cells))
        elif number >= titles.stop and _may_be_whole(cells, titled):
            counts[len(cells)] += 1
    most = max(counts.values(), default=0)
    usual = {length for length, count in counts.items() if _TIMES * count > most} or {header}
    if header == titled and counts[titled] == most and titled in usual and list(counts.values()).count(most) == 1:
        usual = {titled}  # nothing stands beyond the titles in most lines
    return Lengths(titled, header, tuple(sorted(usual)))


def _may_be_whole(cells: Sequence[Cell], titled: int) -> bool:
    return len(cells) >= titled and all(is_blank(cell) for cell in cells[titled:])
