"""Cells to facts: each column reads its cells as its use says, and remembers the last few thousand it read."""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.mapping import Use
from naikkelas.batch.words import PERMIT_LISTS, fold
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.cells import MISSING, Messy, as_digits
from naikkelas.ikm.messy import read_messy
from naikkelas.ikm.numbers.find import NUMBER_KINDS, find_numbers
from naikkelas.problems import Place, Problem, problem
from naikkelas.values import Value

#: How many different cells of one column are remembered.
MOST_REMEMBERED: Final = 4096

_FEWEST_DIGITS: Final = 5
_IN_LIST: Final = Place(path="permits")
_MOST_LISTED: Final = 500
#: What a list of permits calls each kind, folded; the title of such a list names none.
_KIND_WORDS: Final = {
    **{
        fold(word): kind
        for kind, info in PERMIT_KINDS.items()
        for word in (kind, info.name.id, *info.aliases)
        if fold(word) not in PERMIT_LISTS
    },
}
_SEPARATORS: Final = re.compile(r"[,;/\n+&]| dan ")


@dataclass(frozen=True, slots=True)
class Found:
    """What one cell says: values by fact, permits, and problems."""

    values: tuple[tuple[str, Value], ...] = ()
    permits: tuple[tuple[tuple[str, str], ...], ...] = ()
    problems: tuple[Problem, ...] = ()


NOTHING: Final = Found()
Reader = Callable[[Cell], Found]


def reader_of(use: Use, fact: Fact | None) -> Reader:
    """The function that reads the cells of a column. It never raises."""
    match use.role:
        case "permits":
            read: Reader = _permits
        case "permit":
            read = _Permit(use.name, use.number_means).read
        case _:
            assert fact is not None  # noqa: S101 - every other use names one
            read = _OneFact(fact, use).read
    return _remembering(read)


def _remembering(read: Reader) -> Reader:
    """Reads each cell once, as long as it is among the last few thousand; JSON lists are read anew."""
    cached: Callable[[Hashable], Found] = lru_cache(MOST_REMEMBERED, typed=True)(read)

    def remembered(cell: Cell) -> Found:
        return read(cell) if isinstance(cell, list | dict) else cached(cell)

    return remembered


@dataclass(frozen=True, slots=True)
class _OneFact:
    fact: Fact
    use: Use
    words: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.words.update({fold(word): value for word, value in self.use.values.items()})

    def read(self, cell: Cell) -> Found:
        """The value of a fact, or of a side of its range."""
        made = self._value(cell)
        problems = (made.problem,) if made.problem is not None else ()
        return Found(((self.fact.name, made.value),) if made.value is not None else (), problems=problems)

    def _value(self, cell: Cell) -> Messy:
        if is_blank(cell):
            return MISSING
        meant = self.words.get(fold(text_of(cell))) if self.words else None
        raw: object = cell if meant is None else meant
        if self.fact.type.kind is Kind.TEXT and isinstance(cell, int | float) and not isinstance(cell, bool):
            raw = as_digits(cell) or text_of(cell)  # a number that a spreadsheet made of a text of digits
        return read_messy(raw, self.fact, unit=self.use.unit, excel=self.use.excel_dates)


@dataclass(frozen=True, slots=True)
class _Permit:
    """A column that holds the number of a permit in some rows, and its status in others."""

    kind: str
    number_means: str | None

    def read(self, cell: Cell) -> Found:
        """A number where there are digits enough for one, else a status."""
        if is_blank(cell):
            return NOTHING
        text = text_of(cell)
        if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
            return _OneFact(FACTS[f"{self.kind}_status"], Use("fact")).read(cell)
        found = _OneFact(FACTS[f"{self.kind}_number"], Use("fact")).read(text)
        parser = NUMBER_KINDS.get(self.kind)
        if parser is None or not found.values:
            return found
        problems = tuple(replace(each, place=Place(path=f"{self.kind}_number")) for each in parser.parse(text).problems if each.is_error)
        if problems:
            return Found(problems=problems)
        means = ((f"{self.kind}_status", self.number_means),) if self.number_means else ()
        return Found((*found.values, *means))


def _permits(cell: Cell) -> Found:
    """Every permit of a cell that lists several: numbers with their kind, and kinds that are only named, which are then held."""
    text = "" if is_blank(cell) else text_of(cell)
    parts = [part.strip() for part in _SEPARATORS.split(text[:_MOST_LISTED]) if part.strip()]
    numbers = [number for number in find_numbers(text) if number.kind in PERMIT_KINDS]
    numbered = {number.kind for number in numbers}
    named = [_KIND_WORDS[fold(part)] for part in parts if fold(part) in _KIND_WORDS]
    permits = [
        *((("kind", number.kind), ("number", number.canonical)) for number in numbers if number.canonical is not None),
        *((("kind", kind), ("status", "held")) for kind in dict.fromkeys(named) if kind not in numbered),
    ]
    problems = [replace(each, place=_IN_LIST) for number in numbers for each in number.problems if each.is_error]
    unknown = [part for part in parts if not _is_understood(part, bool(numbers))]
    if unknown and not problems:
        problems.append(problem("NK476", _IN_LIST, expected="NIB, PIRT, Halal, …"))
    return Found(problems=tuple(problems)) if problems else Found(permits=tuple(permits))  # an unread one may be the best


def _is_understood(part: str, has_numbers: bool) -> bool:
    """Whether a part of a list names a kind, is nothing, or goes with a number that was found."""
    if fold(part) in _KIND_WORDS or not fold(part):
        return True
    return has_numbers and any(map(str.isdigit, part))
