"""Which row holds the titles of the columns: titles of the whole table, blank rows and rows of numbers stand around it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from naikkelas.batch.cells import Cell, is_blank
from naikkelas.batch.header.above_titles import Asides, may_stand_over, names_more
from naikkelas.batch.header.below_titles import Below, counts_columns, what_is, with_units
from naikkelas.batch.header.doubts import Doubts, blank_between
from naikkelas.batch.header.merges import Merge, Spread, spread_of
from naikkelas.batch.header.own_rows import Values, is_of_business, lacks_keys
from naikkelas.batch.header.title_reach import may_split, read_otherwise
from naikkelas.batch.header.title_rows import Numbered, are_nameless_words, columns_of, joined, left_open, may_go_on_with
from naikkelas.batch.table import Column, TableError, columns_named, no_titles, repeated_titles
from naikkelas.batch.wording.no_business import RowJudge
from naikkelas.batch.wording.numbered import without_numbers
from naikkelas.batch.wording.question_parts import read_parts
from naikkelas.batch.wording.titles import (
    KNOWN,
    PERMITS,
    identifies,
    is_number_of_row,
    is_of_businesses,
    is_title,
    is_unit,
    known_in,
    title_of,
    titles_in,
)
from naikkelas.batch.wording.words import fold, is_known
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

    ``known`` is how many of the titles are those of such tables, ``above`` the other rows above the data.
    """

    columns: tuple[Column, ...]
    row: int
    below: int
    notes: tuple[Text, ...]
    problems: tuple[Problem, ...]
    known: int
    above: tuple[tuple[int, tuple[Cell, ...]], ...]


def find_header(
    rows: Sequence[Numbered], wanted: int | None, file: str, *, delimited: bool = False, merges: Sequence[Merge] = ()
) -> Header:
    """The header among the first rows of a table; ``wanted`` is the number of its row where somebody said it.

    Of a ``delimited`` text a row may be too long because a delimiter stands in a cell. ``merges`` are the merged cells of a sheet.

    Raises:
        TableError: when there is none (NK452).
    """
    near = [each for each in merges if rows and each.top <= rows[-1][0]]
    written, rows = rows, [(number, without_numbers(cells)) for number, cells in rows]
    made = _found(rows, near, file) if wanted is None else _told(rows, wanted, near, file)
    if made is None:
        raise TableError([_missing(rows, wanted, file)])
    made.look_around(rows, near, delimited=delimited)
    titles = made.titles[: _width(made.titles, rows[made.after :])]
    if not delimited:
        titles = _as_wide_as(titles, [cells for number, cells in rows if number in made.kept])
    doubts, below = made.doubts, [cells for _, cells in rows[made.after :]]
    parts = read_parts([written[at][1] for at in made.own], titles, partial(_is_empty, below))
    for at, why in parts.doubts.items():
        doubts.of.setdefault(at, why)
    columns, place = columns_named(_with_numbers(titles, made.own, rows, written), doubts.of), Place(file, rows[made.at][0])
    problems = repeated_titles(columns, place)
    if wanted is None:
        problems += _above(rows[: made.at], rows[made.at][0], len([title for title in titles if title]), doubts.groups, file)
    problems += [*made.problems, *_again(rows, made, file), *no_titles(_untitled(columns, rows[made.after :]), place)]
    columns = tuple(replace(column, title=title) for column, title in zip(columns, parts.titles, strict=True))
    known = sum(is_known(column.title, KNOWN) for column in columns)
    others = tuple((number, tuple(cells)) for number, cells in (*rows[: made.at], *rows[made.at + 1 + made.joined : made.after]))
    return Header(columns, rows[made.at][0], rows[made.after - 1][0] + 1, tuple(made.notes), tuple(problems), known, others)


def _is_empty(rows: Sequence[Sequence[Cell]], at: int) -> bool:
    """Whether a column holds nothing."""
    return all(is_blank(cells[at]) for cells in rows if at < len(cells))


def _with_numbers(titles: Sequence[str], own: Iterable[int], rows: Sequence[Numbered], written: Sequence[Numbered]) -> list[str]:
    """The titles as they were written in their ``own`` rows, with the numbers that the ``rows`` are looked at without."""
    made = list(titles)
    for each in own:
        for at, (title, cell) in enumerate(zip(made, rows[each][1], strict=False)):
            if cell != written[each][1][at]:
                made[at] = title.replace(title_of(cell), title_of(written[each][1][at]), 1)
    return made


def _as_wide_as(titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The titles with nothing for the columns beyond them in which rows stand that may be titles: the first is over the others."""
    width = max((at + 1 for cells in rows for at, cell in enumerate(cells) if not is_blank(cell)), default=0)
    return [*titles, *[""] * (width - len(titles))]


def _found(rows: Sequence[Numbered], merges: Sequence[Merge], file: str) -> "_Made | None":
    """The titles that are found where nobody said their row."""
    at = _likely(rows)
    if at is None:
        return None
    made = _made(rows, _first_of(rows, at, merges), merges, file)
    better = _better(rows, made)
    return made if better is None else _made(rows, _first_of(rows, better, merges), merges, file)


def _told(rows: Sequence[Numbered], wanted: int, merges: Sequence[Merge], file: str) -> "_Made | None":
    """The titles that begin in the row that somebody said, or ``None`` where it is blank or beyond the table."""
    at = next((at for at, (number, cells) in enumerate(rows) if number == wanted and not all(map(is_blank, cells))), None)
    return None if at is None else _made(rows, at, merges, file)


def _missing(rows: Sequence[Numbered], wanted: int | None, file: str) -> Problem:
    """What is told where no titles are: which row looks like them, or to tell it; of nothing no row can be told."""
    seen = None if wanted is None else _found(rows, (), file)
    if seen is not None:
        return problem("NK452", Place(file, wanted), "titles_seem_at", row=rows[seen.at][0])
    return problem("NK452", Place(file, wanted), "say_header_row" if rows else None)


@dataclass(slots=True)
class _Made:
    """Titles from the row ``at`` on; ``after`` is the first row of data; ``kept`` are rows of data that may be none.

    ``joined`` is how many more rows hold titles, ``own`` are all that do.
    """

    at: int
    after: int
    titles: list[str]
    notes: list[Text] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    joined: int = 0
    has_units: bool = False
    doubts: Doubts = field(default_factory=Doubts)

    def look_around(self, rows: Sequence[Numbered], merges: Sequence[Merge], *, delimited: bool) -> None:
        """What stands around the titles may say that columns are something else, also where somebody told their row."""
        doubts, below = self.doubts, rows[self.after :]
        own = [rows[at] for at in self.own]
        asides = Asides(self.titles, [cells for _, cells in below], are_all=bool(rows) and rows[-1][0] < LOOKED_AT)
        doubts.by_rows_above(rows[: self.at], self.titles, own, merges, asides.says_nothing)
        doubts.by_titles_beside(*read_otherwise(own, self.titles, merges))
        doubts.by_second_list(self.titles)
        doubts.by_other_tables(below, self.titles)
        doubts.by_notes_below(below, self.titles)
        doubts.by_notes_about_titles(rows[: self.at], below, self.titles)
        doubts.by_heading_of_all(below, self.titles)
        doubts.by_data_beside(below, self.titles, delimited=delimited)
        values = Values(rows)
        doubts.by_titles_that_differ(self.called(rows), [each for each in below if not is_of_business(self.titles, each[1], values)])

    def called(self, rows: Sequence[Numbered]) -> list[dict[str, None]]:
        """What each column is called in one of the rows of the titles, or in all of them, folded."""
        own = [{fold(title): None} for title in self.titles]
        for _, cells in rows[self.at : self.after]:
            for at, said in enumerate(own):
                said[fold(title_of(cells[at])) if at < len(cells) else ""] = None
        return own

    def join(self, rows: Sequence[Numbered], at: int, spread: Spread) -> None:
        """A row goes on with the titles; where nothing says over which columns one stands, none of those is sure."""
        number, cells = rows[at]
        self.doubts.say(
            left_open(self.titles, cells, spread),
            f"baris {number} di bawahnya hanya menyebut bagian lain dari judulnya",
            f"row {number} below it only names other parts of its title",
        )
        self.titles = joined(self.titles, cells, spread)
        self.joined += 1
        self.own.append(at)
        self.after = at + 1

    def pass_over(self, rows: Sequence[Numbered], at: int, kind: Below, file: str) -> None:
        """A row of units or numbers of the columns is no business; what units say stands in the titles, wherever it is read.

        Below a row that may be a business all are, and so is a second row of units.
        """
        number, cells = rows[at]
        is_kept = kind is Below.MARKS or bool(self.kept) or (kind is Below.UNITS and self.has_units)
        if is_kept and any(isinstance(cell, str) and is_unit(cell) for cell in cells):
            self._doubt_words_below(number, cells)
        if kind is not Below.NUMBERS:
            self.titles = with_units(self.titles, cells)
        self.has_units |= kind is Below.UNITS
        if is_kept:
            self.kept.append(number)
            return
        self.after = at + 1
        self.notes.append(_passed(number, kind))
        self.problems.append(problem("NK561", Place(file, number), read=number))

    def doubt_row_below(self, number: int, cells: Sequence[Cell], spread: Spread) -> None:
        """A row that may go on with the titles makes its columns doubtful."""
        self._may_go_on(number, columns_of(self.titles, cells, spread))
        self.kept.append(number)

    def may_be_more(self, rows: Sequence[Numbered], at: int) -> bool:
        """Whether a row may hold more titles though nothing in it is known: it has neither number nor name, or stands below titles in three rows."""
        cells, below = rows[at][1], rows[at + 1 :]
        judge = RowJudge(self.titles)
        found = judge.about(cells)
        is_other = found is not None and found.is_sure and not found.is_nameless
        if not is_other and lacks_keys(judge, self.titles, cells, (each for each in below if judge.about(each[1]) is None)):
            return True
        return not self.kept and may_split([rows[own] for own in self.own], cells) and are_nameless_words(self.titles, cells, below)

    def _doubt_words_below(self, number: int, cells: Sequence[Cell]) -> None:
        """Words beside units below the titles may be parts of titles as well."""
        columns = columns_of(self.titles, [cell if isinstance(cell, str) and not is_unit(cell) else None for cell in cells])
        self._may_go_on(number, {at for at in columns if at < len(self.titles) and self.titles[at] and not identifies(self.titles[at])})

    def _may_go_on(self, number: int, columns: Iterable[int]) -> None:
        self.doubts.say(columns, f"baris {number} di bawahnya mungkin bagian judulnya", f"row {number} below it may be a part of its title")


def _first_of(rows: Sequence[Numbered], at: int, merges: Sequence[Merge]) -> int:
    """The first of the rows that hold the titles, when one in which titles stand is known: those of groups may stand above it."""
    leftmost = len(rows[at][1])
    while at and not blank_between(rows[at - 1], rows[at]):
        above, below = rows[at - 1][1], rows[at][1]
        kind = None
        leftmost = min(leftmost, next((at for at, cell in enumerate(below) if not is_blank(cell)), leftmost))
        if may_stand_over(above, below, leftmost):
            spread = spread_of(_of_groups(merges, below), rows[at - 1 : at], rows[at][0])
            kind = what_is(list(map(title_of, above)), below, rows[at + 1 :], spread, is_next=True)
        if kind is not Below.TITLES:
            break
        at -= 1
    return at


def _of_groups(merges: Sequence[Merge], below: Sequence[Cell]) -> list[Merge]:
    """Merged cells that stand over a part of the titles below: one over all is the title of the sheet."""
    filled = [at for at, cell in enumerate(below) if not is_blank(cell)]
    return [each for each in merges if each.left > filled[0] or each.right < filled[-1]]


def _made(rows: Sequence[Numbered], at: int, merges: Sequence[Merge], file: str) -> _Made:
    """The titles that begin in a row, with what the rows below say of them, and without those that are no businesses."""
    made = _Made(at, at + 1, [title_of(cell) for cell in rows[at][1]], own=[at])
    others, values = 0, Values(rows)
    for here, (number, cells) in enumerate(rows[at + 1 :], at + 1):
        spread = spread_of(merges, rows[at : made.after], number)
        kind = what_is(made.titles, cells, rows[here + 1 :], spread, is_next=not made.kept)
        if kind is Below.BUSINESS and made.may_be_more(rows, here):
            kind = Below.WORDS
        if kind is Below.BUSINESS or others == _MOST_BELOW or values.are_of_business(made.titles, cells):
            break
        if kind is Below.TITLES and made.joined < len(_ROWS):
            made.join(rows, here, spread)
        elif kind in (Below.TITLES, Below.WORDS):
            made.doubt_row_below(number, cells, spread)
        else:
            made.pass_over(rows, here, kind, file)
            others += 1
    if made.joined:
        made.notes.insert(0, _ROWS[made.joined - 1])
    return made


def _passed(number: int, kind: Below) -> Text:
    """What is said of a row that is no business."""
    if kind is Below.UNITS:
        return Text(f"baris {number} hanya menyebut satuan dan dilewati", f"row {number} only tells units and is passed over")
    return Text(f"baris {number} hanya menomori kolom dan dilewati", f"row {number} only numbers the columns and is passed over")


def _better(rows: Sequence[Numbered], made: _Made) -> int | None:
    """A row below with more titles that are known: what seemed to be the titles is a form above them."""
    values = Values(rows)
    counts = [0 if is_of_business(made.titles, cells, values) else titles_in(cells) for _, cells in rows[made.after : _SEARCHED]]
    if counts and counts[0] >= 2 and names_more(made.titles, rows[made.after][1]):
        return made.after
    have = max(titles_in(made.titles), *(titles_in(cells) for _, cells in rows[made.at : made.after]))
    most = max(counts, default=0)
    return made.after + counts.index(most) if most >= 2 and most > have else None


def _again(rows: Sequence[Numbered], made: _Made, file: str) -> list[Problem]:
    """A warning of rows that are read as data and look like titles or like a numbering of the columns."""
    own = made.called(rows)
    of_titles = [cells for at, (number, cells) in enumerate(rows) if at < made.after or number in made.kept]
    whole = [said for cells in of_titles if (said := _said(cells))]
    told: list[int] = []
    values = Values(rows)
    for at, (number, cells) in enumerate(rows[made.after :], made.after):
        looks_so = titles_in(cells) >= 2 and not is_of_business(made.titles, cells, values)
        looks_so |= counts_columns(made.titles, cells)
        is_again = looks_so or _says_again(own, cells) or _said(cells) in whole or number in made.doubts.others
        if is_again or number in made.kept or (told[-1:] == [rows[at - 1][0]] and _goes_with(made.titles, cells, rows[at + 1 :])):
            told.append(number)
    if not told:
        return []
    hint = "no_business_or_titles" if made.doubts.others else "no_business_or_part" if made.kept else "no_business"
    return [problem("NK562", Place(file, min(told)), hint, read=_listed(told), row=next(iter(made.doubts.others), ""))]


def _says_again(own: Sequence[Mapping[str, None]], cells: Sequence[Cell]) -> bool:
    """Whether the title of the names or numbers of businesses stands below itself."""
    said = [title_of(cell) for cell in cells[: len(own)]]
    return any(fold(title) in own[at] and is_of_businesses(title) for at, title in enumerate(said) if title)


def _goes_with(titles: Sequence[str], cells: Sequence[Cell], rows: Sequence[Numbered]) -> bool:
    """Whether a row right below one that looks like titles belongs to it: more titles, units, numbers of the columns; ``rows`` are those below."""
    return what_is(titles, cells, rows, is_next=False) is not Below.BUSINESS or may_go_on_with(titles, cells)


def _said(cells: Sequence[Cell]) -> list[tuple[int, str]]:
    """The folded titles of a row, with their columns."""
    return [(at, fold(title)) for at, cell in enumerate(cells) if (title := title_of(cell))]


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join([*map(str, numbers[:_FEW]), *(["…"] if numbers[_FEW:] else [])])


def _likely(rows: Sequence[Numbered]) -> int | None:
    """The first row with two titles that are known and nearly as many as any; without one, the first full row of short texts.

    A row of data may name permits (``NIB;PIRT;Halal``), so these only count where no other title is known.
    """
    searched = rows[:_SEARCHED]
    known = [known_in(cells) for _, cells in searched]
    telling = [len(titles - PERMITS) for titles in known]
    first = next((at for at, titles in enumerate(known) if len(titles) >= 2 or any(map(is_number_of_row, titles))), len(searched))
    for at in range(first + 1, len(searched)):
        if is_of_business(list(map(title_of, searched[first][1])), searched[at][1]):
            telling[at] = 0
    most = max(telling, default=0)
    found = next((at for at, titles in enumerate(known) if len(titles) >= 2 and 2 * telling[at] >= most), None)
    full = _first_full(rows)
    if found is not None and full is not None and Values(rows).are_of_business(list(map(title_of, rows[full][1])), rows[found][1]):
        return full
    if found is not None and telling[found] == 0 and full is not None:
        return min(found, full)
    return full if found is None else found


def _first_full(rows: Sequence[Numbered]) -> int | None:
    full = max((sum(not is_blank(cell) for cell in cells) for _, cells in rows), default=0)
    for at, (_, cells) in enumerate(rows[:_SEARCHED]):
        filled = [cell for cell in cells if not is_blank(cell)]
        if filled and 2 * len(filled) > full and all(isinstance(cell, str) and is_title(cell) for cell in filled):
            return at
    return None


def _above(rows: Sequence[Numbered], row: int, titles: int, groups: Sequence[int], file: str) -> list[Problem]:
    """A warning of the rows above the header, which is in ``row``, that are as full as those of data, hold titles that are known, or may be those of groups."""
    told = [
        number for number, cells in rows
        if number in groups or len(known_in(cells)) >= 2 or _filled(cells) >= max(2, (titles + 1) // 2)
    ]  # fmt: skip
    if not told:
        return []
    hint = "title_or_map" if set(told) <= set(groups) else "titles_begin_at"
    return [problem("NK480", Place(file, told[0]), hint, read=_listed(told), row=row)]


def _untitled(columns: Sequence[Column], rows: Sequence[Numbered]) -> list[Column]:
    """The columns that hold something and have no title."""
    return [
        column for column in columns
        if not column.title and any(column.index < len(cells) and not is_blank(cells[column.index]) for _, cells in rows)
    ]  # fmt: skip


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _width(titles: Sequence[str], rows: Sequence[Numbered]) -> int:
    """Up to the last title; beyond it, up to the last column in which most rows have something."""
    width = max((at + 1 for at, title in enumerate(titles) if title), default=0)
    used = [sum(at < len(cells) and not is_blank(cells[at]) for _, cells in rows) for at in range(len(titles))]
    return max([width, *(at + 1 for at, count in enumerate(used) if 2 * count > len(rows))])
