"""What may explain a sheet of a workbook: its comments, and every other sheet, whatever that is called.

How people call such sheets nobody can list. Of each only so much is looked at as somebody writes who explains; those whose names say that they
explain come first.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from string import ascii_letters
from typing import Final, Protocol

from naikkelas.batch.cells import Cell, is_blank
from naikkelas.batch.header.finding import LOOKED_AT
from naikkelas.batch.table import TableError
from naikkelas.batch.wording.meanings import MOST as LONGEST
from naikkelas.batch.wording.titles import words_of
from naikkelas.batch.wording.words import fold

#: Of no more sheets, and of no more filled cells of a row.
MOST_SHEETS: Final = 50
_MOST_CELLS: Final = 100
#: At most so many comments of a sheet are looked at.
_MOST_COMMENTS: Final = 10_000
#: What sheets are often called that explain another.
_EXPLAINS: Final = words_of(
    "keterangan ket legenda legend kode petunjuk pengisian catatan arti kamus referensi ref readme panduan penjelasan definisi notes info"
    " instruksi juknis cara pilihan master metadata istilah glosarium"
)


class Explained(Protocol):
    """As much of a workbook as is needed here; see :class:`naikkelas.batch.files.spreadsheet.Book`."""

    @property
    def names(self) -> Sequence[str]:
        """The sheets that people see, in order."""
        ...

    @property
    def hidden(self) -> Sequence[str]:
        """The sheets that nobody sees."""
        ...

    def records(self, sheet: str) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Every row of a sheet with its number, in order."""
        ...

    def comments(self, sheet: str) -> Sequence[tuple[str, str]]:
        """The comments of a sheet, each with the cell it belongs to (``F1``)."""
        ...


def explaining(book: Explained, chosen: str) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """The comments of the sheet that is read, and the first rows of all others, each with where it stands."""
    for cell, text in islice(book.comments(chosen), _MOST_COMMENTS):
        yield f"{cell.lstrip(ascii_letters)} ({cell})", (text[:LONGEST],)
    others = [name for name in (*book.names, *book.hidden) if name != chosen]
    for name in sorted(others, key=lambda name: _EXPLAINS.isdisjoint(fold(name).split()))[:MOST_SHEETS]:
        for number, cells in _first_of(book, name):
            yield f"{number} ({name})", tuple(cell[:LONGEST] if isinstance(cell, str) else cell for cell in cells[:_MOST_CELLS])


def _first_of(book: Explained, name: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The first rows of a sheet that are not blank. One that is damaged has none: it is not the one that is read."""
    rows = takewhile(lambda row: row[0] <= LOOKED_AT, book.records(name))
    while True:
        try:
            row = next(rows, None)
        except TableError:
            return
        if row is None:
            return
        if not all(map(is_blank, row[1])):
            yield row
