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
from naikkelas.ikm.cells import EMPTY, MISSING, Messy, as_digits
from naikkelas.ikm.messy import read_messy
from naikkelas.ikm.numbers.find import NUMBER_KINDS, find_numbers
from naikkelas.ikm.numbers.reading import is_doubted
from naikkelas.ikm.numbers.scan import Sort, tokens
from naikkelas.ikm.numbers.written import tidy
from naikkelas.ikm.proof import has_words_beside
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
#: A slash between digits is part of a number.
_SEPARATORS: Final = re.compile(r"[,;\n+&]| dan |(?<![0-9])/|/(?![0-9])")
#: ``1.`` or ``2)`` before a part of a list.
_MARKER: Final = re.compile(r"[0-9]{1,2}[.)](?![0-9])")
#: ``PIRT -`` and ``PIRT (-)`` say that there is none.
_STRUCK: Final = re.compile(r"[-–—_]\W*$")
#: The facts whose cells hold a number of a permit.
_NUMBERS: Final = {f"{kind}_number": parser for kind, parser in NUMBER_KINDS.items()}


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
        if self.fact.name in _NUMBERS and isinstance(made.value, str) and has_words_beside(_NUMBERS[self.fact.name].parse(made.value)):
            return Found(problems=(problem("NK479", Place(path=self.fact.name), "status_apart"),))
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
    if text.strip().casefold() in EMPTY:
        return NOTHING
    parts = [part.strip() for part in _SEPARATORS.split(text[:_MOST_LISTED]) if part.strip()]
    found = find_numbers(text)
    numbers = [number for number in found if number.kind in PERMIT_KINDS]
    numbered = {number.kind for number in numbers}
    named = [_KIND_WORDS[fold(part)] for part in parts if fold(part) in _KIND_WORDS]
    permits = [
        *((("kind", number.kind), ("number", number.canonical)) for number in numbers if number.canonical is not None),
        *((("kind", kind), ("status", "held")) for kind in dict.fromkeys(named) if kind not in numbered),
    ]
    problems = [replace(each, place=_IN_LIST) for number in numbers for each in number.problems if each.is_error]
    digits = {"".join(filter(str.isdigit, number.canonical)) for number in found if number.canonical is not None}
    unknown = len(text) > _MOST_LISTED or not all(_is_understood(part, digits) for part in parts)
    if unknown and not problems:
        problems.append(problem("NK476", _IN_LIST, expected="NIB, PIRT, Halal, …"))
    return Found(problems=tuple(problems)) if problems else Found(permits=tuple(permits))  # an unread one may be the best


def _is_understood(part: str, numbers: set[str]) -> bool:
    """Whether a part of a list says no more than a kind, or a number that was found with what announces it; ``numbers`` are their digits."""
    if is_doubted(part) or (fold(part) and _STRUCK.search(part)):
        return False
    if fold(part) in _KIND_WORDS or not fold(part):
        return True
    bare = _MARKER.sub("", part, count=1) if _MARKER.match(part) else part
    said = list(tokens(tidy(bare)))
    runs = ["".join(filter(str.isdigit, token.piece.text)) for token in said if token.sort is Sort.RUN]
    is_plain = all(token.sort in (Sort.KEYWORD, Sort.LINK, Sort.RUN) for token in said)
    return is_plain and (fold(bare) in _KIND_WORDS if not runs else all(_is_made_of(run, numbers) for run in runs))


def _is_made_of(run: str, numbers: set[str]) -> bool:
    """Whether digits are those of the numbers, one or several one after the other."""
    for number in sorted(numbers, key=len, reverse=True):
        run = run.replace(number, "", 1) if number else run
    return not run
