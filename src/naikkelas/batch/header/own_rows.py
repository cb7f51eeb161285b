"""Which rows say by themselves that they are businesses, by their number or their name, and which say neither where all others do."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import dropwhile
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.header.title_rows import LONGEST_PART, Numbered, are_in_turn, is_of_words
from naikkelas.batch.wording.no_business import RowJudge, are_empty
from naikkelas.batch.wording.places import AREAS
from naikkelas.batch.wording.titles import (
    KNOWN,
    OF_A_YEAR,
    PERMITS,
    YEAR,
    fact_of,
    identifies,
    in_brackets,
    is_number_of_row,
    is_of_names,
    is_place,
    is_unit,
    title_of,
)
from naikkelas.batch.wording.words import fold, is_known
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.messy import read_messy

_NUMBER: Final = re.compile(r"[0-9]{1,6}[.)]?")
#: The beginning of an amount with its unit: ``Rp 5 juta``, ``3 kg``; of no ``Triwulan 1`` or ``3 bulan terakhir``.
_AMOUNT: Final = re.compile(r"(?:rp|idr)\b|[^a-z]+(?:[a-z%]+\W*)?$", re.IGNORECASE)
#: Marks that people set below titles, and never as titles.
_MARKS: Final = frozenset({"v", "x"})
#: So many rows of four have what all have: one business without a name changes nothing.
_MOST: Final = 3
_OF: Final = 4
#: So many words beside its name show that a row is a business, where each is said of others too.
_FEWEST_VALUES: Final = 2
#: A row of fewer cells may be a heading, a note or a signature.
_FEWEST: Final = 3


def is_of_business(titles: Sequence[str], cells: Sequence[Cell], values: "Values | None" = None) -> bool:
    """Whether a row can only be a business below titles, whatever else it says: it has its number, or a name and something that is no title.

    Where the number of the row should be stands another title, it holds titles.
    """
    number = next((at for at, title in enumerate(titles) if is_number_of_row(title)), None)
    if number is not None and number < len(cells) and not is_blank(cells[number]):
        return _NUMBER.fullmatch(text_of(cells[number]).strip()) is not None
    name = next((at for at, title in enumerate(titles) if is_of_names(title)), None)
    if name is None or not _is_name(_at(cells, name)):
        return False
    if values is not None and values.are_of_business(titles, cells):
        return True
    return any(at != name and _is_data(title, cell) for at, (title, cell) in enumerate(zip(titles, cells, strict=False)))


class Values:
    """What stands in some rows more than once, as choices do, and titles do not."""

    def __init__(self, rows: Sequence[Numbered]) -> None:
        self._given = rows

    @cached_property
    def _rows(self) -> dict[str, list[Sequence[Cell]]]:
        """The rows in which a text stands, folded."""
        made: dict[str, list[Sequence[Cell]]] = {}
        for _, cells in self._given:
            for text in {fold(title_of(cell)) for cell in cells if isinstance(cell, str)}:
                made.setdefault(text, []).append(cells)
        return made

    def are_of_business(self, titles: Sequence[str], cells: Sequence[Cell]) -> bool:
        """Whether a row can only be a business below titles though all of it are words: each but its name is said of another business too.

        The names of permits do not count: who ticks writes them below the titles that they are.
        """
        name = next((at for at, title in enumerate(titles) if is_of_names(title)), None)
        if name is None or not _is_name(_at(cells, name)):
            return False
        others = [text for at, cell in enumerate(cells) if at != name and (text := fold(title_of(cell)))]
        if not all(map(is_of_words, others)) or sum(text not in PERMITS for text in others) < _FEWEST_VALUES:
            return False
        return all(any(self._is_of_another(row, cells, name) for row in self._rows.get(text, ())) for text in others)

    @staticmethod
    def _is_of_another(row: Sequence[Cell], cells: Sequence[Cell], name: int) -> bool:
        return _is_name(_at(row, name)) and fold(_at(row, name)) != fold(_at(cells, name))


def _at(cells: Sequence[Cell], at: int) -> str:
    return title_of(cells[at]) if at < len(cells) else ""


def _is_name(text: str) -> bool:
    """Whether a text may be the name of a business: it has letters, and is no title."""
    return any(map(str.isalpha, text)) and not (is_known(text, KNOWN) or identifies(text) or is_unit(text))


def lacks_keys(judge: RowJudge, titles: Sequence[str], cells: Sequence[Cell], rows: Iterable[Numbered]) -> bool:
    """Whether a row right below titles has neither the number nor the name that those of the ``rows`` below it have, and may hold titles.

    Where the ``judge`` of the titles calls a row that lacks both no business, this says that it may be more of the titles too.

    It may where nothing in it is a value that only a business has. Where rows have no numbers it needs more: words below a title that
    cannot be read there, or years in turn.
    """
    said = {at: cell for at, cell in enumerate(cells) if not is_blank(cell)}
    keys = [at for at in (judge.number, judge.name) if at is not None]
    if judge.name is None or not any(map(title_of, said.values())) or not are_empty(cells, keys) or not _all_have(keys, rows):
        return False
    over = {at: titles[at] if at < len(titles) else "" for at in said}
    if not all(_may_be_title(over[at], cell) for at, cell in said.items()):
        return False
    return judge.number is not None or _are_unread(over, said)


def _all_have(keys: Sequence[int], rows: Iterable[Numbered]) -> bool:
    """Whether what stands in the columns of ``keys`` is filled in nearly all rows from the first on in which it is."""
    have = [all(at < len(cells) and not is_blank(cells[at]) for at in keys) for _, cells in rows if _is_wide(cells)]
    have = list(dropwhile(lambda each: not each, have))
    return bool(have) and _OF * sum(have) >= _MOST * len(have)


def _is_wide(cells: Sequence[Cell]) -> bool:
    return sum(not is_blank(cell) for cell in cells) >= _FEWEST


def _are_unread(over: dict[int, str], said: dict[int, Cell]) -> bool:
    """Whether words stand below titles of facts and none of them can be read there, or years that follow each other."""
    texts = [text_of(cell).strip() for cell in said.values()]
    if all(map(YEAR.fullmatch, texts)):
        return are_in_turn(texts)
    tried = {at: fact for at, title in over.items() if (fact := fact_of(title)) is not None and fact.type.kind is not Kind.TEXT}
    return bool(tried) and all(map(is_of_words, texts)) and not any(_reads(fact, said[at]) for at, fact in tried.items())


def _may_be_title(title: str, cell: Cell) -> bool:
    """Whether what stands below a title may be a title all the same."""
    text = text_of(cell).strip()
    if YEAR.fullmatch(text) or OF_A_YEAR.fullmatch(fold(text)):
        return not _is_date(title)
    return isinstance(cell, str) and len(text) <= LONGEST_PART and "@" not in text and not _is_data(title, cell)


def _is_data(title: str, cell: Cell) -> bool:
    """Whether a cell holds what only a business has: a number, an amount, a day, a place, a person, a mark."""
    text = text_of(cell).strip()
    if YEAR.fullmatch(text):
        return _is_date(title)
    if not any(map(str.isalnum, text)) or is_known(text, KNOWN):
        return False
    if fold(text) in _MARKS or not any(map(str.isalpha, text)) or _AMOUNT.match(text):
        return True
    if is_place(title) and not AREAS.isdisjoint(fold(text).split()):
        return True
    if identifies(title):
        return not in_brackets(text)
    fact = fact_of(title)
    return fact is not None and _is_told(fact) and _reads(fact, cell)


def _is_told(fact: Fact) -> bool:
    """Whether what is said of a fact is no word that titles say too, as ``ada`` and ``proses`` are."""
    return fact.type.kind.is_ordered or (fact.type.kind is Kind.CHOICE and not fact.name.endswith("_status"))


def _reads(fact: Fact, cell: Cell) -> bool:
    return read_messy(cell, fact).value is not None


def _is_date(title: str) -> bool:
    fact = fact_of(title)
    return fact is not None and fact.type.kind is Kind.DATE
