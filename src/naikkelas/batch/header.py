"""Which row holds the titles of the columns: titles of the whole table, blank rows and rows of numbers stand around it."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from naikkelas.batch.below_titles import Below, below_titles, is_unit, with_units
from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.table import Column, TableError
from naikkelas.batch.title_rows import (
    KNOWN,
    PERMITS,
    Numbered,
    columns_of,
    goes_on,
    hang_over,
    holds_numbers,
    identifies,
    is_counted,
    is_title,
    joined,
    known_in,
    lacks_size,
    left_open,
    may_stand_over,
    names_more,
    tells_size,
    title_of,
)
from naikkelas.batch.words import fold, is_known
from naikkelas.facts import Text
from naikkelas.problems import Place, Problem, problem

#: How many rows at the top of a file are looked at.
LOOKED_AT: Final = 200
_SEARCHED: Final = 40
_FEW: Final = 5
#: What is said of titles in more than one row.
_ROWS: Final = (
    Text("judul kolom terdiri atas dua baris", "the titles stand in two rows"),
    Text("judul kolom terdiri atas tiga baris", "the titles stand in three rows"),
)
#: How many rows below the titles may number the columns or tell their units.
_MOST_BELOW: Final = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The columns, the number of their row, and the number of the first row that may be data.

    ``known`` is how many of the titles are those of such tables.
    """

    columns: tuple[Column, ...]
    row: int
    below: int
    notes: tuple[Text, ...]
    problems: tuple[Problem, ...]
    known: int


def find_header(rows: Sequence[Numbered], wanted: int | None, file: str, *, delimited: bool = False) -> Header:
    """The header among the first rows of a table; ``wanted`` is the number of its row where somebody said it.

    Of a ``delimited`` text a row may be too long because a delimiter stands in a cell.

    Raises:
        TableError: when there is none (NK452).
    """
    at = _chosen(rows, wanted) if wanted is not None else _likely(rows)
    if at is None:
        raise TableError([problem("NK452", Place(file, wanted), "say_header_row")])
    made = _made(rows, at if wanted is not None else _first_of(rows, at), file)
    if wanted is None and (better := _better(rows, made)) is not None:
        made = _made(rows, _first_of(rows, better), file)
    titles = made.titles[: _width(made.titles, rows[made.after :])]
    if wanted is None:
        made.doubt_groups_above(rows)
    made.doubt_sizes(rows)
    made.doubt_titles_beside_data(rows, delimited=delimited)
    made.doubt_titles_that_differ(rows)
    columns, problems = _named(titles, made.doubts, Place(file, rows[made.at][0]))
    if wanted is None:
        problems += _above(rows[: made.at], len([title for title in titles if title]), made.groups, file)
    problems += [*made.problems, *_again(rows, made, file), *_untitled(columns, rows[made.after :], Place(file, rows[made.at][0]))]
    known = sum(is_known(column.title, KNOWN) for column in columns)
    return Header(columns, rows[made.at][0], rows[made.after - 1][0] + 1, tuple(made.notes), tuple(problems), known)


@dataclass(slots=True)
class _Made:
    """Titles from the row ``at`` on; ``after`` is the first row of data; ``kept`` are rows of data that may be none.

    ``joined`` is how many more rows hold titles; ``doubts`` says of columns why their titles may not be whole; ``groups`` are the rows above that may be a part of them.
    """

    at: int
    after: int
    titles: list[str]
    notes: list[Text] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    joined: int = 0
    doubts: dict[int, Text] = field(default_factory=dict)
    groups: list[int] = field(default_factory=list)

    def doubt_groups_above(self, rows: Sequence[Numbered]) -> None:
        """Titles of groups right above that nobody knows make the columns below them doubtful."""
        for at in range(self.at - 1, -1, -1):
            if not _are_next(rows[at], rows[at + 1]):
                return
            number, cells = rows[at]
            over = rows[at - 1][1] if at and _are_next(rows[at - 1], rows[at]) else ()
            if columns := hang_over(cells, self.titles, over):
                self._doubt(
                    columns, f"baris {number} di atasnya mungkin bagian judulnya", f"row {number} above it may be a part of its title"
                )
                self.groups.append(number)

    def doubt_sizes(self, rows: Sequence[Numbered]) -> None:
        """What is said above the titles of the size of amounts holds for those that do not say their own, or for none: nobody knows."""
        for number, cells in rows[: self.at]:
            columns = [at for at, title in enumerate(self.titles) if title and lacks_size(title)] if tells_size(cells) else []
            if columns:
                self._doubt(
                    columns,
                    f"baris {number} di atasnya menyebut satuan jumlah uang",
                    f"row {number} above it tells a unit of amounts of money",
                )
                self.groups.append(number)

    def _doubt(self, columns: Iterable[int], text: str, english: str) -> None:
        why = Text(text, english)
        for at in columns:
            self.doubts.setdefault(at, why)

    def join(self, rows: Sequence[Numbered], at: int) -> None:
        """A row goes on with the titles; one over columns of which it only says what some are may be any of them."""
        number = rows[at][0]
        cells = rows[at][1]
        self._doubt(
            left_open(self.titles, cells),
            f"baris {number} di bawahnya hanya menyebut bagian lain dari judulnya",
            f"row {number} below it only names other parts of its title",
        )
        self.titles = joined(self.titles, cells)
        self.joined += 1
        self.after = at + 1

    def doubt_row_below(self, number: int, cells: Sequence[Cell]) -> None:
        """A row that may go on with the titles makes its columns doubtful."""
        why = Text(f"baris {number} di bawahnya mungkin bagian judulnya", f"row {number} below it may be a part of its title")
        self.doubts |= dict.fromkeys(columns_of(self.titles, cells), why)
        self.kept.append(number)

    def doubt_words_below(self, number: int, cells: Sequence[Cell]) -> None:
        """Words beside units below the titles may be parts of titles as well."""
        columns = columns_of(self.titles, [cell if isinstance(cell, str) and not is_unit(cell) else None for cell in cells])
        columns = {at for at in columns if at < len(self.titles) and self.titles[at] and not identifies(self.titles[at])}
        self._doubt(columns, f"baris {number} di bawahnya mungkin bagian judulnya", f"row {number} below it may be a part of its title")

    def doubt_titles_beside_data(self, rows: Sequence[Numbered], *, delimited: bool) -> None:
        """A title may stand over what is beside it too, which has none; that of a name does not change by it.

        What stands alone in a row, as a signature below a list, is no data.
        """
        titled = [at for at, title in enumerate(self.titles) if title]
        data = [cells for _, cells in rows[self.after :] if any(at < len(cells) and not is_blank(cells[at]) for at in titled)]
        beside = Counter(at for cells in data for at, cell in enumerate(cells) if not is_blank(cell))
        for at in sorted(set(beside).difference(titled)):
            if delimited and at >= len(self.titles) and beside[at] == 1 < len(data):  # one row that is too long
                continue
            place = bisect(titled, at)
            over, then = titled[place - 1] if place else None, titled[place] if place < len(titled) else None
            if over is None:
                continue
            if not identifies(self.titles[over]):
                self._doubt(
                    [over],
                    f"kolom '{_unnamed(at)}' di kanannya berisi data tanpa judul",
                    f"the column '{_unnamed(at)}' beside it holds data without a title",
                )
            elif then is not None and is_counted(self.titles[then]) and holds_numbers([cells[at] for cells in data if at < len(cells)]):
                self._doubt(
                    [then],
                    f"kolom '{_unnamed(at)}' di kirinya berisi angka tanpa judul",
                    f"the column '{_unnamed(at)}' before it holds numbers without a title",
                )

    def doubt_titles_that_differ(self, rows: Sequence[Numbered]) -> None:
        """Where titles come again further down and are others, nobody knows what the column is."""
        own = [{fold(title)} for title in self.titles]
        for _, cells in rows[self.at : self.after]:
            for at, said in enumerate(own):
                said.add(fold(title_of(cells[at])) if at < len(cells) else "")
        for number, cells in rows[self.after :]:
            if titles_in(cells) < 2:
                continue
            again = [fold(title_of(cell)) for cell in cells]
            is_whole = any(identifies(said) and said in own[at] for at, said in enumerate(again[: len(own)]))
            then = [*again, *[""] * (len(own) - len(again))]
            differ = [at for at, said in enumerate(own) if then[at] not in said and (then[at] or is_whole)]
            self._doubt(differ, f"judul di baris {number} lain", f"the titles in row {number} say something else")


def _first_of(rows: Sequence[Numbered], at: int) -> int:
    """The first of the rows that hold the titles, when one in which titles stand is known: those of groups may stand above it."""
    while at and _are_next(rows[at - 1], rows[at]):
        above, below = rows[at - 1][1], rows[at][1]
        if not may_stand_over(above, below) or not goes_on(list(map(title_of, above)), below, rows[at + 1 :]):
            break
        at -= 1
    return at


def _are_next(one: Numbered, other: Numbered) -> bool:
    """Whether no blank row stands between two; cells of a text file may hold line breaks."""
    return other[0] - one[0] in (1, 1 + sum(text_of(cell).count("\n") for cell in one[1]))


def _made(rows: Sequence[Numbered], at: int, file: str) -> _Made:
    """The titles that begin in a row, with those in the rows below, and without rows that number the columns or say their units."""
    made = _Made(at, at + 1, [title_of(cell) for cell in rows[at][1]])
    while made.after < len(rows) and made.joined < len(_ROWS) and goes_on(made.titles, rows[made.after][1], rows[made.after + 1 :]):
        made.join(rows, made.after)
    _pass_over(rows, made, file)
    if made.joined:
        made.notes.insert(0, _ROWS[made.joined - 1])
    return made


def _pass_over(rows: Sequence[Numbered], made: _Made, file: str) -> None:
    """Passes over the rows that number the columns and the one that tells units; what units say stands in the titles, wherever it is read."""
    has_units = False
    for at in range(made.after, min(made.after + _MOST_BELOW, len(rows))):
        number, cells = rows[at]
        under = [is_counted(title) for title in made.titles]
        kind = below_titles(made.titles, under, cells, [below for _, below in rows[at + 1 :]])
        if kind is None:
            more = not made.kept and goes_on(made.titles, cells, rows[at + 1 :])
            if more and made.joined < len(_ROWS):
                made.join(rows, at)
                continue
            if more is not False:
                made.doubt_row_below(number, cells)
            break
        titles = with_units(made.titles, under, cells) if kind is not Below.NUMBERS else made.titles
        if kind is Below.DOUBTFUL or made.kept or (kind is Below.UNITS and has_units):
            if any(isinstance(cell, str) and is_unit(cell) for cell in cells):
                made.doubt_words_below(number, cells)
            made.kept.append(number)
        elif kind is Below.UNITS:
            made.notes.append(
                Text(f"baris {number} hanya menyebut satuan dan dilewati", f"row {number} only tells units and is passed over")
            )
        else:
            made.notes.append(
                Text(f"baris {number} hanya menomori kolom dan dilewati", f"row {number} only numbers the columns and is passed over")
            )
        made.titles, has_units = titles, has_units or kind is Below.UNITS
        if not made.kept:
            made.after = at + 1
            made.problems.append(problem("NK561", Place(file, number), read=number))


def _better(rows: Sequence[Numbered], made: _Made) -> int | None:
    """A row below with more titles that are known: what seemed to be the titles is a form above them."""
    if made.after < len(rows) and titles_in(below := rows[made.after][1]) >= 2 and names_more(made.titles, below):
        return made.after
    have = max(titles_in(rows[made.at][1]), titles_in(made.titles))
    counts = [titles_in(cells) for _, cells in rows[made.after : _SEARCHED]]
    most = max(counts, default=0)
    return made.after + counts.index(most) if most >= 2 and most > have else None


def _again(rows: Sequence[Numbered], made: _Made, file: str) -> list[Problem]:
    """A warning of rows that are read as data and look like titles or like a numbering of the columns."""
    told = [number for number, cells in rows[made.after :] if titles_in(cells) >= 2]
    told += [number for number in made.kept if number not in told]
    return [problem("NK562", Place(file, min(told)), "no_business", read=_listed(sorted(told)))] if told else []


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join([*map(str, numbers[:_FEW]), *(["…"] if numbers[_FEW:] else [])])


def _chosen(rows: Sequence[Numbered], wanted: int) -> int | None:
    return next((at for at, (number, cells) in enumerate(rows) if number == wanted and not all(map(is_blank, cells))), None)


def _likely(rows: Sequence[Numbered]) -> int | None:
    """The first row with two titles that are known and nearly as many as any; without one, the first full row of short texts.

    A row of data may name permits (``NIB;PIRT;Halal``), so these only count where no other title is known.
    """
    searched = rows[:_SEARCHED]
    known = [known_in(cells) for _, cells in searched]
    telling = [len(titles - PERMITS) for titles in known]
    most = max(telling, default=0)
    found = next((at for at, titles in enumerate(known) if len(titles) >= 2 and 2 * telling[at] >= most), None)
    full = _first_full(rows)
    if found is not None and telling[found] == 0 and full is not None:
        return min(found, full)
    return full if found is None else found


def titles_in(cells: Sequence[Cell]) -> int:
    """How many different titles of a row are known; the names of permits are none, because data says them too."""
    return len(known_in(cells) - PERMITS)


def _first_full(rows: Sequence[Numbered]) -> int | None:
    full = max((sum(not is_blank(cell) for cell in cells) for _, cells in rows), default=0)
    for at, (_, cells) in enumerate(rows[:_SEARCHED]):
        filled = [cell for cell in cells if not is_blank(cell)]
        if filled and 2 * len(filled) > full and all(isinstance(cell, str) and is_title(cell) for cell in filled):
            return at
    return None


def _above(rows: Sequence[Numbered], titles: int, groups: Sequence[int], file: str) -> list[Problem]:
    """A warning of the rows above the header that are as full as those of data, hold titles that are known, or may be those of groups."""
    told = [
        number for number, cells in rows
        if number in groups or len(known_in(cells)) >= 2 or _filled(cells) >= max(2, (titles + 1) // 2)
    ]  # fmt: skip
    if not told:
        return []
    return [problem("NK480", Place(file, told[0]), "say_header_row", read=_listed(told))]


def _untitled(columns: Sequence[Column], rows: Sequence[Numbered], place: Place) -> list[Problem]:
    """A warning of the columns that hold something and have no title."""
    found = [
        column for column in columns
        if not column.title and any(column.index < len(cells) and not is_blank(cells[column.index]) for _, cells in rows)
    ]  # fmt: skip
    if not found:
        return []
    letters = [column.letter for column in found]
    read = ", ".join([*letters[:_FEW], *(["…"] if letters[_FEW:] else [])])
    return [problem("NK564", Place(place.file, place.line, found[0].index + 1), "title_or_name_it", read=read, name=found[0].name)]


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _width(titles: Sequence[str], rows: Sequence[Numbered]) -> int:
    """Up to the last title; beyond it, up to the last column in which most rows have something."""
    width = max((at + 1 for at, title in enumerate(titles) if title), default=0)
    used = [sum(at < len(cells) and not is_blank(cells[at]) for _, cells in rows) for at in range(len(titles))]
    return max([width, *(at + 1 for at, count in enumerate(used) if 2 * count > len(rows))])


def _unnamed(index: int) -> str:
    """What a column without a title is called."""
    return f"kolom_{index + 1}"


def _named(titles: Sequence[str], doubts: Mapping[int, Text], place: Place) -> tuple[tuple[Column, ...], list[Problem]]:
    """Columns with names of their own, and a warning for each title that stands twice."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    columns, problems = [], []
    for index, title in enumerate(titles):
        base = title or _unnamed(index)
        name, number = base, numbers.get(base, 2)
        while name in taken:
            name, number = f"{base} ({number})", number + 1
        taken.add(name)
        numbers[base] = number
        columns.append(Column(index, name, title, doubts.get(index)))
        if title and name != title:
            problems.append(problem("NK456", Place(place.file, place.line, index + 1), read=title, name=name))
    return tuple(columns), problems
