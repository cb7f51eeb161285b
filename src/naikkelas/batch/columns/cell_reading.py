"""Cells to facts: each column reads its cells as its use says, and remembers the last few thousand it read."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from naikkelas.batch.cells import Cell, Doubtful, is_blank, text_of
from naikkelas.batch.columns.date_orders import is_either
from naikkelas.batch.columns.digits import code_in, sort_of, takes_answers
from naikkelas.batch.columns.mapping import Use, word_of
from naikkelas.batch.table import is_damaged
from naikkelas.batch.wording.legends import hint_of
from naikkelas.batch.wording.permit_parts import parts_of
from naikkelas.batch.wording.words import PERMIT_LISTS, fold
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.cells import EMPTY, MISSING, Messy, as_digits, refused
from naikkelas.ikm.messy import read_messy
from naikkelas.ikm.numbers.base import Number
from naikkelas.ikm.numbers.find import NUMBER_KINDS, find_numbers
from naikkelas.ikm.numbers.others import BrandNumber
from naikkelas.ikm.numbers.others_than import problem_of_kind
from naikkelas.ikm.numbers.scan import Sort, tokens
from naikkelas.ikm.numbers.written import tidy
from naikkelas.ikm.proof import has_words_beside
from naikkelas.problems import NOWHERE, Place, Problem, problem
from naikkelas.values import Value, describe

#: How many different cells of one column are remembered.
MOST_REMEMBERED: Final = 4096

_FEWEST_DIGITS: Final = 5
_OTHER_KIND: Final = "NK416"
#: Digits with what may stand between them.
_ONLY_DIGITS: Final = re.compile(r"[0-9](?:[ ./-]?[0-9])*")
#: Of a list, what stands beside a number are the other permits.
_WORDS_BESIDE: Final = "NK426"
#: Signs that part a list, and that stand beside a number for something else.
_ADDING: Final = frozenset("+&")
_IN_LIST: Final = Place(path="permits")
_MOST_LISTED: Final = 500
#: What a list of permits calls each kind, folded; the title of such a list names none.
_KIND_WORDS: Final = {
    **{
        fold(word): kind
        for kind, info in PERMIT_KINDS.items()
        for word in (kind, info.name.id, *info.aliases)
        if fold(word) not in PERMIT_LISTS and word != "na"  # which also says that there is nothing
    },
}
#: The facts whose cells hold a number of a permit.
_NUMBERS: Final = {f"{kind}_number": parser for kind, parser in NUMBER_KINDS.items()}


@dataclass(frozen=True, slots=True)
class Found:
    """What one cell says: values by fact, permits, and problems."""

    values: tuple[tuple[str, Value], ...] = ()
    permits: tuple[tuple[tuple[str, str], ...], ...] = ()
    problems: tuple[Problem, ...] = ()


NOTHING: Final = Found()
_DAMAGED: Final = Found(problems=(problem("NK559", NOWHERE, "save_as_utf8"),))
Reader = Callable[[Cell], Found]


def reader_of(use: Use, fact: Fact | None) -> Reader:
    """The function that reads the cells of a column. It never raises."""
    match use.role:
        case "permits":
            read: Reader = _permits
        case "permit":
            read = _Permit(use).read
        case _:
            assert fact is not None  # noqa: S101 - every other use names one
            read = _OneFact(fact, use).read
    return _remembering(lambda cell: unreadable(cell) or read(cell))


def unreadable(cell: Cell) -> Found | None:
    """What is found in a cell that nobody may read; ``None`` for every other."""
    if isinstance(cell, Doubtful):
        return Found(problems=(cell.problem,))
    return _DAMAGED if is_damaged(cell) else None


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
        self.words.update({word_of(word): value for word, value in self.use.values.items()})

    def read(self, cell: Cell) -> Found:
        """The value of a fact, or of a side of its range."""
        made = self._value(cell)
        problems = (made.problem,) if made.problem is not None else ()
        if self.fact.name in _NUMBERS and isinstance(made.value, str) and _says_more(made.value, _NUMBERS[self.fact.name]):
            return Found(problems=(problem("NK479", Place(path=self.fact.name), "status_apart"),))
        return Found(((self.fact.name, made.value),) if made.value is not None else (), problems=problems)

    def _value(self, cell: Cell) -> Messy:
        if is_blank(cell):
            return MISSING
        meant = self.words.get(word_of(text_of(cell))) if self.words else None
        if meant is None and takes_answers(self.use, self.fact):
            sort, row = sort_of(cell, self.fact), self.use.legend
            if row is not None and sort in self.use.turned:
                return refused("NK445", text_of(cell).strip(), describe(self.fact.type), hint_of((sort,)), row=row)
            if not self.use.digits and code_in(cell) is not None:
                return refused("NK445", text_of(cell).strip(), describe(self.fact.type), "digit_codes")
        if meant is None and self.use.month_first and is_either(cell):
            return refused("NK458", text_of(cell).strip(), hint="month_as_word", row=self.use.month_first)
        raw: object = cell if meant is None else meant
        if self.fact.type.kind is Kind.TEXT and isinstance(cell, int | float) and not isinstance(cell, bool):
            raw = as_digits(cell) or text_of(cell)  # a number that a spreadsheet made of a text of digits
        return read_messy(raw, self.fact, unit=self.use.unit, excel=self.use.excel_dates)


@lru_cache(2)
def _parsed(kind: str, text: str) -> Number:
    """A number, which is looked at twice."""
    return NUMBER_KINDS[kind].parse(text)


def _says_more(text: str, parser: type[Number]) -> bool:
    """Whether words or signs stand beside a number that can be read: nobody knows what they say of the permit."""
    number = _parsed(parser.kind, text)
    if number.status == "error" or has_words_beside(number):
        return number.status != "error"
    if _ONLY_DIGITS.fullmatch(text):
        return False
    parts = parts_of(text)
    return parts is None or (len(parts) > 1 and not _ADDING.isdisjoint(text))


@dataclass(frozen=True, slots=True)
class _Permit:
    """A column that holds the number of a permit in some rows, and its status in others."""

    use: Use

    def read(self, cell: Cell) -> Found:
        """A number where there are digits enough for one, else a status."""
        if is_blank(cell):
            return NOTHING
        text = text_of(cell)
        kind, number_means = self.use.name, self.use.number_means
        if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
            return _OneFact(FACTS[f"{kind}_status"], replace(self.use, role="fact", name=f"{kind}_status")).read(cell)
        found = _OneFact(FACTS[f"{kind}_number"], Use("fact")).read(text)
        if kind not in NUMBER_KINDS or not found.values:
            return found
        number = _parsed(kind, text)
        other = None if any(each.code == _OTHER_KIND for each in number.problems) else problem_of_kind(number)
        errors = (other,) if other is not None else tuple(each for each in number.problems if each.is_error)
        # what is doubtful about a PIRT number, the door tells
        told = tuple(replace(each, place=Place(path=f"{kind}_number")) for each in errors or (number.problems if kind != "pirt" else ()))
        if errors:
            return Found(problems=told)
        if isinstance(number, BrandNumber) and number.is_registered is False:
            number_means = number_means and "in_process"
        means = ((f"{kind}_status", number_means),) if number_means else ()
        return Found((*found.values, *means), problems=told)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a list that is understood: the kind it names, or the digits of numbers and what announces them."""

    named: str | None = None
    keywords: frozenset[str] = frozenset()
    runs: tuple[str, ...] = ()


def _permits(cell: Cell) -> Found:
    """Every permit of a cell that lists several: numbers with their kind, and kinds that are only named, which are then held.

    Every part of the cell is one of these, or announces the number behind it; else the cell gives nothing, and that is told.
    """
    text = "" if is_blank(cell) else text_of(cell)
    if text.strip().casefold() in EMPTY:
        return NOTHING
    found = [_part(part) for part in parts_of(text[:_MOST_LISTED]) or ("",)]
    parts = [part for part in found if part is not None]
    numbers = [number for number in find_numbers(text) if number.kind in PERMIT_KINDS]
    problems = [replace(each, place=_IN_LIST) for number in numbers for each in number.problems if each.is_error]
    read = [number for number in numbers if number.canonical is not None]
    is_strange = len(text) > _MOST_LISTED or len(parts) < len(found)
    if not problems and (is_strange or not _are_used(parts, read)):
        problems.append(problem("NK476", _IN_LIST, None if is_strange else "one_permit_a_part", expected="NIB, PIRT, Halal, …"))
    if problems:
        return Found(problems=tuple(problems))  # an unread one may be the best
    numbered = {number.kind for number in read}
    doubts = [each for number in read if number.kind != "pirt" for each in number.problems if each.code != _WORDS_BESIDE]
    named = dict.fromkeys(part.named for part in parts if part.named is not None and part.named not in numbered)
    return Found(
        permits=(
            *((("kind", number.kind), ("number", str(number.canonical))) for number in read),
            *((("kind", kind), ("status", "held")) for kind in named),
        ),
        problems=tuple(replace(each, place=_IN_LIST) for each in doubts),
    )


def _part(text: str) -> _Part | None:
    """A part of a list, when it says no more than a kind, or digits with what announces them."""
    if fold(text) in _KIND_WORDS:
        return _Part(_KIND_WORDS[fold(text)])
    said = list(tokens(tidy(text)))
    runs = tuple("".join(filter(str.isdigit, token.piece.text)) for token in said if token.sort is Sort.RUN)
    if not runs or any(token.sort not in (Sort.KEYWORD, Sort.LINK, Sort.RUN) for token in said):
        return None
    return _Part(keywords=frozenset(token.kind for token in said if token.sort is Sort.KEYWORD), runs=runs)


def _are_used(parts: Sequence[_Part], numbers: Sequence[Number]) -> bool:
    """Whether digits are those of numbers, keywords announce one of them, and a kind with a number is named right before it if at all."""
    kinds = {"".join(filter(str.isdigit, str(number.canonical))): number.kind for number in numbers}
    made = [_kinds_of(part, kinds) for part in parts]
    for at, (part, found) in enumerate(zip(parts, made, strict=True)):
        if found is None or not part.keywords <= found:
            return False
        is_announced = at + 1 < len(parts) and not parts[at + 1].keywords and part.named in (made[at + 1] or ())
        if part.named in kinds.values() and not is_announced:
            return False  # another permit of that kind, of which nobody knows the number
    return True


def _kinds_of(part: _Part, kinds: Mapping[str, str]) -> frozenset[str] | None:
    """The kinds of the numbers of which the digits of a part are made, one or several one after the other; ``None`` for other digits."""
    found = set()
    for digits in part.runs:
        run = digits
        for number in sorted(kinds, key=len, reverse=True):
            if number and number in run:
                found.add(kinds[number])
                run = run.replace(number, "", 1)
        if run:
            return None
    return frozenset(found)
