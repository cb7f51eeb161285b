"""A table of any form: its columns, what was found out about it, and its rows, one at a time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from naikkelas.batch.cells import Cell, letter_of, text_of
from naikkelas.batch.read_before import READ_THE_SOURCE, said_unread, telling_columns
from naikkelas.batch.wording.headings import Turned
from naikkelas.batch.wording.no_business import RowJudge
from naikkelas.batch.wording.numbered import without_numbers
from naikkelas.batch.wording.question_parts import read_parts
from naikkelas.facts import Text
from naikkelas.ikm.dates import EXCEL_ZERO
from naikkelas.problems import Place, Problem, ProblemsError, Words, problem, suggestion

#: What stands for bytes that are no letter.
LOST: Final = "\N{REPLACEMENT CHARACTER}"

#: What is told of a row that is no business.
NO_BUSINESS: Final = "NK570"
#: What is told of a row below a heading of what is planned, asked for or missing.
NOT_TODAY: Final = "NK571"
#: Why a path is no file, when it is empty.
NOT_NAMED: Final = Words("no file is named", "nama berkasnya tidak disebut")

#: How many columns are told by their letters.
_FEW: Final = 5


class TableError(ProblemsError):
    """A table, its mapping or its result cannot be used."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands (from 0), what it is called in this table, and its title as written.

    Names are unique; a title that stands twice, or is empty, gets a name of its own. Of titles that are numbered in turn only the name has the number. ``doubt`` says why the title may not be all that
    the sheet says of the column; such a column is used only when somebody confirms it.
    """

    index: int
    name: str
    title: str
    doubt: Text | None = None

    @property
    def letter(self) -> str:
        """What a spreadsheet calls it."""
        return letter_of(self.index)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``number`` is where it begins: a line of a text file, or a row of a sheet (from 1).

    A row with a ``problem`` has another number of cells than the header, so nobody knows which cell is what: ``cells`` are as they
    stand, cut or filled up to the columns, ``surplus`` are those beyond, and none may be read. Or it is no business at all, or none of today.
    """

    number: int
    cells: tuple[Cell, ...]
    problem: Problem | None = None
    surplus: tuple[Cell, ...] = ()

    @property
    def is_no_business(self) -> bool:
        """Whether it is a sum, a heading or a note."""
        return self.problem is not None and self.problem.code == NO_BUSINESS

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is known of it, not even what is assumed of every business: it is none, or none of today."""
        return self.problem is not None and self.problem.code in (NO_BUSINESS, NOT_TODAY)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was looked at, and whose rows are read when they are asked for.

    ``notes`` say how the file was understood (encoding, delimiter, header row); ``problems`` are warnings. ``total`` is the number of
    rows where it was counted beforehand, blank ones left out. ``blocks`` gives the same rows many at a time, where the form has a quicker
    way to read them (see :mod:`naikkelas.batch.blocks`). ``damaged``: some bytes of the file are no letters, and are ``LOST``.
    ``above`` are the rows before the first that are no titles, with their numbers; ``elsewhere`` are those of other sheets that may explain this one.
    ``day_zero`` is the day that has the number 0 where days are counted; old workbooks of the Macintosh begin in 1904.
    """

    file: str
    form: str
    columns: tuple[Column, ...]
    open: Callable[[], Iterator[Row]]
    sheet: str | None = None
    header_row: int | None = None
    delimiter: str | None = None
    notes: tuple[Text, ...] = ()
    problems: tuple[Problem, ...] = ()
    total: int | None = None
    blocks: Callable[[], Iterator[Any]] | None = None
    damaged: bool = False
    above: tuple[tuple[int, tuple[Cell, ...]], ...] = ()
    elsewhere: tuple[tuple[str, tuple[Cell, ...]], ...] = ()
    day_zero: date = EXCEL_ZERO

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank, from the first, each time it is called. The file is never held in memory.

        A row that is no business has a problem (NK570), and so has one below a heading that turns what follows (NK571), and one of a result that the
        earlier run did not read (NK453).

        Raises:
            TableError: when the file stops being readable on the way.
        """
        return map(self.judging(), self.open())

    def judging(self) -> Callable[[Row], Row]:
        """What judges the rows, given one after the other from the first on."""
        judge = self.judge()
        turned = Turned(judge.headings)

        def judged(row: Row) -> Row:
            made = self.judged(row, judge)
            if turned.heading is not None:
                made = self.not_today(made, *turned.heading)
            if not any(map(text_of, row.surplus)):
                turned.pass_by(row.number, row.cells)
            return made

        return judged

    def not_today(self, row: Row, heading: str, number: int) -> Row:
        """A row below a heading, which stands in the row of a ``number``: it is not read, unless it was not read before."""
        if row.problem is not None:
            return row
        return replace(row, problem=problem(NOT_TODAY, self.place(row.number), "apart_from_heading", read=heading, row=number))

    def judge(self) -> RowJudge:
        """What tells which rows are no business."""
        return RowJudge((column.title for column in self.columns), telling_columns(column.name for column in self.columns))

    def judged(self, row: Row, judge: RowJudge) -> Row:
        """A row, with a problem where it is no business, or an earlier run whose result this is did not read it."""
        if row.problem is None and judge.telling:
            said = next(filter(None, (said_unread(text_of(row.cells[at])) for at in judge.telling)), None)
            if said is not None:
                return replace(row, problem=problem(said[0], self.place(row.number), READ_THE_SOURCE, **said[1]))
        found = None if row.problem is not None else judge.about(row.cells)
        if found is None or not found.is_sure:
            return row
        hint = "apart_from_plans" if found.turns else "name_or_delete" if found.is_nameless else "delete_the_row"
        return replace(row, problem=problem(NO_BUSINESS, self.place(row.number), hint, read=found.word))

    def column(self, name: str) -> Column | None:
        """The column of a name."""
        return next((column for column in self.columns if column.name == name), None)

    def place(self, row: int | None = None, column: Column | None = None) -> Place:
        """Where a row or a cell stands; a column without a row is where its title stands."""
        row = self.header_row if row is None else row
        title = None if column is None else column.name
        path = title if self.sheet is None else f"{self.sheet}!{column.letter}{row or ''} {title}" if column else self.sheet
        return Place(self.file, row, None if column is None or row is None else column.index + 1, path)


def fitted(number: int, cells: Sequence[Cell], width: int) -> Row:
    """A row of exactly ``width`` cells: filled up with nothing, the rest kept apart."""
    missing = width - len(cells)
    return Row(number, (*cells, *([None] * missing)) if missing > 0 else tuple(cells[:width]), surplus=tuple(cells[width:]))


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like ``name``, whatever their case, or ``None`` when none is."""
    folded = {each.casefold(): each for each in known}
    return folded.get(suggestion(name.casefold(), folded) or "")


def unnamed(index: int) -> str:
    """What a column without a title is called."""
    return f"kolom_{index + 1}"


def names_of(titles: Sequence[str], mended: Collection[int] = frozenset()) -> list[str]:
    """A name for each column: its title, if it is the first that has it; else one that no other column has and that is no title.

    ``mended`` are places of titles that are not as they were written; others of the same title come before them.
    """
    owners: dict[str, int] = {}
    for index in sorted(range(len(titles)), key=lambda index: index in mended):
        owners.setdefault(titles[index], index)
    taken, numbers = set(owners), dict[str, int]()
    names = []
    for index, title in enumerate(titles):
        name = base = title if title.strip() else unnamed(index)
        if owners.get(name) != index:
            number = numbers.get(base, 2)
            while name in taken:
                name, number = f"{base} ({number})", number + 1
            numbers[base] = number
            taken.add(name)
        names.append(name)
    return names


def columns_named(
    titles: Sequence[str], doubts: Mapping[int, Text] | None = None, mended: Collection[int] = frozenset()
) -> tuple[Column, ...]:
    """The columns of titles, with names of their own; ``doubts`` are those of columns."""
    made = zip(names_of(titles, mended), titles, strict=True)
    return tuple(Column(index, name, title, (doubts or {}).get(index)) for index, (name, title) in enumerate(made))


def repeated_titles(columns: Iterable[Column], place: Place) -> list[Problem]:
    """A warning of each title that another column has; the titles stand in the row of a place."""
    return [
        problem("NK456", _title_at(place, column), read=column.title, name=column.name)
        for column in columns
        if column.title.strip() and column.name != column.title
    ]


def unnumbered(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with titles that leave out their numbers where these are in turn; they are called as before. Some may be parts of others by their numbers."""
    written = [column.title for column in columns]
    parts = read_parts([written], list(map(text_of, without_numbers(written))), lambda _: True)
    return tuple(replace(column, title=parts.titles[at], doubt=parts.doubts.get(at)) for at, column in enumerate(columns))


def no_titles(columns: Sequence[Column], place: Place) -> list[Problem]:
    """A warning of columns that hold something and have no title."""
    if not columns:
        return []
    letters = [column.letter for column in columns]
    read = ", ".join([*letters[:_FEW], *(["…"] if letters[_FEW:] else [])])
    return [problem("NK564", _title_at(place, columns[0]), "title_or_name_it", read=read, name=columns[0].name)]


def _title_at(place: Place, column: Column) -> Place:
    return Place(place.file, path=column.name) if place.line is None else Place(place.file, place.line, column.index + 1)


def damaged_titles(columns: Iterable[Column], place: Place) -> Iterator[Problem]:
    """What is told of titles in which a letter was lost; they stand in the row of a place."""
    for column in columns:
        if LOST in column.title:
            yield problem("NK559", Place(place.file, place.line, column.index + 1, column.name), "save_as_utf8")


def is_damaged(cell: Cell) -> bool:
    """Whether a letter of a cell was lost."""
    return LOST in cell if isinstance(cell, str) else isinstance(cell, list | dict) and LOST in text_of(cell)
