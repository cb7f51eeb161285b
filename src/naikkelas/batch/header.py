"""Which row holds the titles of the columns: titles of the whole table, blank rows and rows of numbers stand around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from naikkelas.batch.below_titles import Below, below_titles, with_units
from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.table import Column, TableError
from naikkelas.batch.words import MAYBE, NAMES, fold, is_known, known_titles, spellings_of
from naikkelas.facts import Text
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.problems import Place, Problem, problem

#: How many rows at the top of a file are looked at.
LOOKED_AT: Final = 200
_SEARCHED: Final = 40
_LONGEST_TITLE: Final = 120
_KNOWN: Final = known_titles(FACTS.values())
#: Known titles that are the names of permits: what cells of data say too.
_PERMITS: Final = frozenset(
    spelling for spelling, name in _KNOWN.items() if name.endswith("_status") and name.removesuffix("_status") in PERMIT_KINDS
)
_FEW: Final = 5
#: What is said of titles in more than one row.
_ROWS: Final = (
    Text("judul kolom terdiri atas dua baris", "the titles stand in two rows"),
    Text("judul kolom terdiri atas tiga baris", "the titles stand in three rows"),
)
#: How many rows below the titles may number the columns or tell their units.
_MOST_BELOW: Final = 3

#: A row as it was read: its number in the file, and its cells.
Numbered = tuple[int, Sequence[Cell]]


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


def find_header(rows: Sequence[Numbered], wanted: int | None, file: str) -> Header:
    """The header among the first rows of a table; ``wanted`` is the number of its row where somebody said it.

    Raises:
        TableError: when there is none (NK452).
    """
    at = _chosen(rows, wanted) if wanted is not None else _likely(rows)
    if at is None:
        raise TableError([problem("NK452", Place(file, wanted), "say_header_row")])
    made = _made(rows, at, file, joins=wanted is None)
    if wanted is None and (better := _better(rows, made)) is not None:
        made = _made(rows, better, file)
    titles = made.titles[: _width(made.titles, rows[made.after :])]
    columns, problems = _named(titles, Place(file, rows[made.at][0]))
    if wanted is None:
        problems += _above(rows[: made.at], len([title for title in titles if title]), file)
    problems += [*made.problems, *_again(rows, made, file)]
    known = sum(is_known(column.title, _KNOWN) for column in columns)
    return Header(columns, rows[made.at][0], rows[made.after - 1][0] + 1, tuple(made.notes), tuple(problems), known)


@dataclass(slots=True)
class _Made:
    """Titles from the row ``at`` on; ``after`` is the first row of data; ``kept`` are rows of data that may be none."""

    at: int
    after: int
    titles: list[str]
    notes: list[Text] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)


def _made(rows: Sequence[Numbered], at: int, file: str, *, joins: bool = True) -> _Made:
    """The titles that begin in a row, with those in the rows below, and without rows that number the columns or say their units."""
    made = _Made(at, at + 1, [_title(cell) for cell in rows[at][1]])
    while (
        joins
        and made.after < len(rows)
        and made.after - at <= len(_ROWS)
        and _completes(made.titles, rows[made.after][1], rows[made.after + 1 :])
    ):
        made.titles = _joined(made.titles, rows[made.after][1])
        made.after += 1
    if made.after - at > 1:
        made.notes.append(_ROWS[made.after - at - 2])
    _pass_over(rows, made, file)
    return made


def _pass_over(rows: Sequence[Numbered], made: _Made, file: str) -> None:
    """Passes over the rows that number the columns and the one that tells units; what units say stands in the titles, wherever it is read."""
    has_units = False
    for at in range(made.after, min(made.after + _MOST_BELOW, len(rows))):
        number, cells = rows[at]
        under = [_is_counted(title) for title in made.titles]
        kind = below_titles(made.titles, under, cells, [below for _, below in rows[at + 1 :]])
        if kind is None:
            break
        titles = with_units(made.titles, under, cells) if kind is not Below.NUMBERS else made.titles
        if kind is Below.DOUBTFUL or made.kept or (kind is Below.UNITS and has_units):
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


def _is_counted(title: str) -> bool | None:
    """Whether numbers, money or dates stand below a title; ``None`` where nobody knows."""
    names = [_KNOWN[spelling] for spelling in spellings_of(title) if spelling in _KNOWN]
    if names:
        return FACTS[names[0]].type.kind.is_ordered
    if is_known(title, {}) or fold(title) in NAMES:
        return False
    return True if any(spelling in MAYBE for spelling in spellings_of(title)) else None


def _better(rows: Sequence[Numbered], made: _Made) -> int | None:
    """A row below with more titles that are known: what seemed to be the titles is a form above them."""
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


def _title(cell: Cell) -> str:
    """A title on one line; one of signs alone is none."""
    text = " ".join(text_of(cell).split())
    return text if any(map(str.isalnum, text)) else ""


def _chosen(rows: Sequence[Numbered], wanted: int) -> int | None:
    return next((at for at, (number, cells) in enumerate(rows) if number == wanted and not all(map(is_blank, cells))), None)


def _likely(rows: Sequence[Numbered]) -> int | None:
    """The first row with two titles that are known and nearly as many as any; without one, the first full row of short texts.

    A row of data may name permits (``NIB;PIRT;Halal``), so these only count where no other title is known.
    """
    searched = rows[:_SEARCHED]
    known = [_known_in(cells) for _, cells in searched]
    telling = [len(titles - _PERMITS) for titles in known]
    most = max(telling, default=0)
    found = next((at for at, titles in enumerate(known) if len(titles) >= 2 and 2 * telling[at] >= most), None)
    full = _first_full(rows)
    if found is not None and telling[found] == 0 and full is not None:
        return min(found, full)
    return full if found is None else found


def _known_in(cells: Sequence[Cell]) -> set[str]:
    titles = {_title(cell) for cell in cells if isinstance(cell, str)}
    return {fold(title) for title in titles if _is_title(title) and is_known(title, _KNOWN)}


def titles_in(cells: Sequence[Cell]) -> int:
    """How many different titles of a row are known; the names of permits are none, because data says them too."""
    return len(_known_in(cells) - _PERMITS)


def _first_full(rows: Sequence[Numbered]) -> int | None:
    full = max((sum(not is_blank(cell) for cell in cells) for _, cells in rows), default=0)
    for at, (_, cells) in enumerate(rows[:_SEARCHED]):
        filled = [cell for cell in cells if not is_blank(cell)]
        if filled and 2 * len(filled) > full and all(isinstance(cell, str) and _is_title(cell) for cell in filled):
            return at
    return None


def _above(rows: Sequence[Numbered], titles: int, file: str) -> list[Problem]:
    """A warning of the rows above the header that are as full as those of data, or hold titles that are known."""
    told = [number for number, cells in rows if len(_known_in(cells)) >= 2 or _filled(cells) >= max(2, (titles + 1) // 2)]
    if not told:
        return []
    return [problem("NK480", Place(file, told[0]), "say_header_row", read=_listed(told))]


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and any(char.isalpha() for char in text)


def _completes(titles: Sequence[str], cells: Sequence[Cell], rows: Sequence[Numbered], looks_on: bool = True) -> bool:
    """Whether a row below gives the columns of merged titles their names: ``Tenaga Kerja`` above, ``L`` and ``P`` below."""
    below = [_title(cell) for cell in cells]
    pairs = [(above, below[at] if at < len(below) else "") for at, above in enumerate(titles)]
    under_blanks = [under for above, under in pairs if not above and under]
    alone = [above for above, under in pairs if above and not under]
    texts = all(isinstance(cell, str) and _is_title(cell) and len(cell) <= 40 for cell in cells if not is_blank(cell))
    starts = all(_starts_group(pairs, at) for at, (above, under) in enumerate(pairs) if above and under)
    return bool(under_blanks) and len(alone) >= 1 and texts and starts and _are_titles(titles, cells, rows, looks_on)


def _are_titles(titles: Sequence[str], cells: Sequence[Cell], rows: Sequence[Numbered], looks_on: bool) -> bool:
    """Whether texts below merged titles are titles, and not a first row of data with gaps: known ones, or such as stand above numbers.

    Of three rows the last one may be what shows it.
    """
    said = {fold(_title(cell)) for cell in cells if not is_blank(cell)}
    joined = _joined(titles, cells)
    new = [title for at, title in enumerate(joined) if title and not (at < len(titles) and title == titles[at])]
    if any(is_known(title, _KNOWN) for title in new) or _known_in(cells) - _PERMITS or (len(said) >= 2 and said <= _PERMITS):
        return True
    at_numbers = [at for at, cell in enumerate(cells) if not is_blank(cell)]
    if looks_on and rows and _completes(joined, rows[0][1], rows[1:], looks_on=False):
        return True
    return bool(at_numbers) and all(_holds_numbers([row[at] for _, row in rows if at < len(row)]) for at in at_numbers)


def _holds_numbers(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if not is_blank(cell)]
    numbers = sum(isinstance(cell, int | float) or text_of(cell).strip()[0].isdigit() for cell in filled)
    return 2 * numbers > len(filled)


def _starts_group(pairs: Sequence[tuple[str, str]], at: int) -> bool:
    """A title with something below it begins a group: columns without titles of their own follow, and one of them has something below."""
    group = takewhile(lambda pair: not pair[0], pairs[at + 1 :])
    return any(under for _, under in group)


def _joined(titles: Sequence[str], cells: Sequence[Cell]) -> list[str]:
    made, group = [], ""
    below = [_title(cell) for cell in cells]
    pairs = [tuple(row[at] if at < len(row) else "" for row in (titles, below)) for at in range(max(len(titles), len(below)))]
    for at, (above, under) in enumerate(pairs):
        goes_on = under or any(each for _, each in takewhile(lambda pair: not pair[0], pairs[at + 1 :]))
        group = above or (group if goes_on else "")
        made.append(f"{group} {under}".strip() if above or under else "")
    return made


def _width(titles: Sequence[str], rows: Sequence[Numbered]) -> int:
    """Up to the last title; beyond it, up to the last column in which most rows have something."""
    width = max((at + 1 for at, title in enumerate(titles) if title), default=0)
    used = [sum(at < len(cells) and not is_blank(cells[at]) for _, cells in rows) for at in range(len(titles))]
    return max([width, *(at + 1 for at, count in enumerate(used) if 2 * count > len(rows))])


def _named(titles: Sequence[str], place: Place) -> tuple[tuple[Column, ...], list[Problem]]:
    """Columns with names of their own, and a warning for each title that stands twice."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    columns, problems = [], []
    for index, title in enumerate(titles):
        base = title or f"kolom_{index + 1}"
        name, number = base, numbers.get(base, 2)
        while name in taken:
            name, number = f"{base} ({number})", number + 1
        taken.add(name)
        numbers[base] = number
        columns.append(Column(index, name, title))
        if title and name != title:
            problems.append(problem("NK456", Place(place.file, place.line, index + 1), read=title, name=name))
    return tuple(columns), problems
