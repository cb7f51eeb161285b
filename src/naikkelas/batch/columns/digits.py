"""Digits as answers: ``1`` and ``0`` are yes and no where both stand and no other number does, in the whole table; else they may be codes.

``1 = tidak, 2 = ya`` is as common as ``1 = ya``, and a column of which everybody has the code 1 looks like one of yes. So one of the two
alone says nothing, and neither does a pair where something in the table says that digits mean something else: a legend, see :mod:`naikkelas.batch.wording.legends`.
A mark such as ``v`` and a word such as ``ya`` are answers by themselves, unless a legend may say that they are not. The first rows tell whether
to look at all: where they show no answer, digits further down are none, and the table is not read twice for nothing.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import islice
from typing import Final, NamedTuple

from naikkelas.batch.blocks import text_blocks
from naikkelas.batch.cells import Cell, Doubtful, text_of
from naikkelas.batch.columns.legend_places import FILLED, Place, Places, told_above, told_elsewhere
from naikkelas.batch.columns.legend_rows import LegendRows, signs_of
from naikkelas.batch.columns.mapping import Use
from naikkelas.batch.columns.units_beside import UnitsBeside
from naikkelas.batch.header.notes import MOST_CELLS, has_few, signs_in
from naikkelas.batch.header.title_rows import Numbered
from naikkelas.batch.table import Column, Row, Table
from naikkelas.batch.wording.legends import DIGITS, MARKS, WORDS, Sort, is_mark, speaks_for_all, unnumbered
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.answers import folded, table_of
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS, STATUS_TYPE
from naikkelas.ikm.cells import whole

#: How many rows are looked at before a table is used.
SAMPLED: Final = 200

#: A longer number is refused by itself, and is none that answers.
_MOST_DIGITS: Final = 4
_PAIR: Final = frozenset({"0", "1"})

#: Under a permit a number of so many digits may be that of the permit, and is no code.
_LONG: Final = re.compile("[0-9]{9}")
#: What stands for something else than yes or no: ``2.5``, ``-1``, ``1/2``, ``kode 2``, ``2a``, ``II``. ``v`` and ``x`` are marks.
_CODE: Final = re.compile(
    r"[\W_]*(?:(?:kode|code|nilai|skor|no|nomor|pilihan|opsi|angka|[a-z])?[\W_]*(?:\d+(?:[.,]\d+)*|\d(?:[\W_]+\d)+)[a-z]?"
    r"|i{1,3}|i[vx]|vi{1,3})[\W_]*"
)
#: What a cell has that may be matched by it, as Polars reads it.
_MAY_BE_CODE: Final = r"\p{N}|^[^\p{L}]*[ivxIVX]{1,4}[^\p{L}]*$"
#: What marks and digits answer too: that a permit is in process, only its own words say.
_SETTLED: Final = (True, False, "held", "none")
_ONE: Final = re.compile(r"[01](?:[.,]0+)?")

Uses = dict[Column, Use | None]


def is_of_status(use: Use, fact: Fact | None) -> bool:
    """Whether a column is read as what became of a permit."""
    return use.name in PERMIT_KINDS if use.role == "permit" else use.role == "fact" and fact is not None and fact.type == STATUS_TYPE


def takes_answers(use: Use, fact: Fact | None) -> bool:
    """Whether a column is read as yes and no, or as what became of a permit."""
    return is_of_status(use, fact) or (use.role == "fact" and fact is not None and fact.type.kind is Kind.BOOLEAN)


def code_in(cell: Cell) -> str | None:
    """The digits of a cell that holds no more than a small number; ``None`` for every other."""
    if cell is None or isinstance(cell, bool | list | dict | Doubtful):
        return None
    word = folded(whole(text_of(cell).strip()))
    return word if word.isdecimal() and len(word) <= _MOST_DIGITS else None


def sort_of(cell: Cell, fact: Fact) -> str | None:
    """Which sort of answers a cell holds: a digit, a mark, or a word that settles the answer; ``None`` for every other."""
    if code_in(cell) is not None:
        return DIGITS.name
    if is_mark(cell):
        return MARKS.name
    return WORDS.name if isinstance(cell, str) and _words_of(fact).get(folded(cell)) in _SETTLED else None


def _words_of(fact: Fact) -> Mapping[str, bool | str | None]:
    """The words that answer a fact, or what became of the permit of which it is the number."""
    if fact.type.kind is Kind.BOOLEAN or fact.type == STATUS_TYPE:
        return table_of(fact)
    return {}


def meant_by(use: Use) -> dict[str, str]:
    """What the digits of a pair are read as, in the words of a mapping. Of a permit ``0`` may be none, or nothing filled in."""
    return {"1": "held"} if is_of_status(use, FACTS.get(use.name)) else {"1": "true", "0": "false"}


def with_digits(table: Table, uses: Mapping[Column, Use | None], facts: Mapping[str, Fact]) -> Uses:
    """The uses of columns, with ``digits`` where ``1`` and ``0`` answer, or with the row of the legend for which they, or marks, do not."""
    return looked_through(table, uses, facts).uses


class Looked(NamedTuple):
    """What a look through a table finds: the uses of its columns, and where notes are asked for the last of the rows of few cells, which may be some.

    ``signs`` are those of footnotes in the other rows.
    """

    uses: Uses
    lone: Sequence[Numbered] = ()
    signs: frozenset[str] = frozenset()


def looked_through(
    table: Table,
    uses: Mapping[Column, Use | None],
    facts: Mapping[str, Fact],
    rows: Iterable[Sequence[Cell]] | None = None,
    *,
    for_notes: bool = False,
    units: UnitsBeside | None = None,
) -> Looked:
    """See :func:`with_digits`. ``rows`` are the first of the table, where they are at hand; ``for_notes``: all rows are looked at, whatever these say.

    ``units`` looks at all rows too.
    """
    asked = {
        column.index: is_of_status(use, facts.get(use.name))
        for column, use in uses.items()
        if use is not None and takes_answers(use, facts.get(use.name))
    }
    coded = [column.index for column, use in uses.items() if use is not None and any(word.isdecimal() for word in use.values)]
    first = [] if not asked else list(_first(table) if rows is None else rows)
    of = {column.index: use for column, use in uses.items() if use is not None}
    found = {at: _codes((cells[at] for cells in first), is_status=is_status) for at, is_status in asked.items() if at not in coded}
    maybe = {index: asked[index] for index, codes in found.items() if codes and codes <= _PAIR}
    stand = _sorts_in(first, {at: _fact_of(use, facts) for at, use in of.items() if at in asked})
    sorts = ([DIGITS] if maybe else []) + [sort for sort in (MARKS, WORDS) if sort in stand]
    places = Places(table.columns, (column.index for column, use in uses.items() if use is not None and use.role != "ignore"), asked)
    looking = _Looking(table, places, maybe, sorts, for_notes=for_notes, units=units)
    seen = looking.look() if sorts or looking.for_all else _Seen()
    own = {sort: {column.index for column in table.columns if sort.alone(unnumbered(column.title))} for sort in (DIGITS, MARKS, WORDS)}

    def told(column: Column, use: Use) -> Use:
        at = column.index
        rows = {sort: seen.legends.get(sort) or (table.header_row or 1) for sort in own if sort in seen.legends or at in own[sort]}
        rows = {sort: row for sort, row in rows.items() if at in (maybe if sort is DIGITS else asked)}
        if rows:
            use = replace(use, legend=next(iter(rows.values())), turned=frozenset(sort.name for sort in rows))
        return replace(use, digits=True) if at in maybe and at in seen.pairs and DIGITS not in rows else use

    return Looked({column: None if use is None else told(column, use) for column, use in uses.items()}, seen.lone, seen.signs)


def _fact_of(use: Use, facts: Mapping[str, Fact]) -> Fact:
    return FACTS[f"{use.name}_status"] if use.role == "permit" else facts[use.name]


def _sorts_in(rows: Iterable[Sequence[Cell]], asked: Mapping[int, Fact]) -> set[Sort]:
    """The sorts of answers that stand in some rows."""
    named = {sort_of(cells[at], fact) for cells in rows for at, fact in asked.items()}
    return {sort for sort in (DIGITS, MARKS, WORDS) if sort.name in named}


def _first(table: Table) -> Iterator[Sequence[Cell]]:
    return (row.cells for row in islice(table.rows(), SAMPLED) if row.problem is None)


def _codes(cells: Iterable[Cell], *, is_status: bool) -> set[str]:
    """The numbers and codes of some cells. ``1,00`` is refused where it stands, but is no other number than 1."""
    return {code for cell in cells if (code := _code(cell, is_status=is_status)) is not None}


def _code(cell: Cell, *, is_status: bool) -> str | None:
    if cell is None or isinstance(cell, bool | list | dict | date | time):
        return None
    text = text_of(cell).strip()[:200].casefold()
    if _CODE.fullmatch(text) is None or (is_status and _LONG.search(text)):
        return None
    if text.startswith("-"):
        return text
    code = code_in(cell)
    if code is not None:
        return code
    return None if folded(text) in _PAIR or _ONE.fullmatch(text) else text


# --- the whole table -------------------------------------------------------------------------------------------------


#: Notes stand at the end of a list: of so many rows the last are kept.
MOST_NOTES: Final = 1_000

_Found = dict[int, set[str]]
_Legends = dict[Sort, Place]


@dataclass(frozen=True, slots=True)
class _Seen:
    """The columns in which both digits stand and no other number, and the rows that say what answers of a sort mean."""

    pairs: frozenset[int] = frozenset()
    legends: Mapping[Sort, Place] = field(default_factory=dict)
    lone: Sequence[Numbered] = ()
    signs: frozenset[str] = frozenset()


class _Looking:
    """A look at a whole table for legends of some ``sorts``, and for the digits of the columns that are ``asked``."""

    def __init__(
        self,
        table: Table,
        places: Places,
        asked: Mapping[int, bool],
        sorts: Sequence[Sort],
        *,
        for_notes: bool,
        units: UnitsBeside | None = None,
    ) -> None:
        self.table, self.places, self.asked, self.sorts, self.for_notes, self.units = table, places, asked, sorts, for_notes, units
        self.for_all = for_notes or units is not None
        self._lone = deque[Numbered](maxlen=MOST_NOTES if for_notes else 0)
        self._signs = set[str]()

    def look(self) -> _Seen:
        """What is found; what is no longer of use is not looked for."""
        legends = {sort: row for sort in self.sorts if (row := self._above(sort)) is not None}
        found: _Found = {index: set() for index in self.asked}
        parts = self._in_rows() if self.table.blocks is None else self._in_blocks()
        while (self.for_all or len(legends) < len(self.sorts)) and (part := next(parts, None)) is not None:
            codes, told = part
            legends = told | legends
            for index, made in codes.items():
                found[index] |= made
        pairs = () if DIGITS in legends else (index for index, codes in found.items() if codes == _PAIR)
        return _Seen(frozenset(pairs), legends, tuple(self._lone), frozenset(self._signs))

    def _above(self, sort: Sort) -> Place | None:
        """The row of the legend in the titles, above the rows, or in another sheet."""
        found = told_above(self.table.above, sort)
        if found is None:
            found = told_elsewhere(self.table.elsewhere, sort)
        if found is not None:
            return found
        return (self.table.header_row or 1) if any(speaks_for_all(column.title, sort) for column in self.table.columns) else None

    def _legends(self, rows: Iterable[Row]) -> _Legends:
        found: _Legends = {}
        for row in rows:
            found |= {sort: row.number for sort in self.sorts if sort not in found and self.places.has(row, sort)}
        return found

    def _in_rows(self) -> Iterator[tuple[_Found, _Legends]]:
        titles = [column.title for column in self.table.columns]
        for row in self.table.rows():
            if self.for_notes and has_few(row.cells):
                self._lone.append((row.number, row.cells))
            if self.for_notes:
                self._signs |= signs_in(titles, row.cells)
            asked = {} if row.problem is not None else self.asked
            if self.units is not None and row.problem is None:
                self.units.row(row.cells)
            yield {at: _codes([row.cells[at]], is_status=is_status) for at, is_status in asked.items()}, self._legends([row])

    def _in_blocks(self) -> Iterator[tuple[_Found, _Legends]]:
        """The same of many rows at once: only those that may be legends are looked at one by one."""
        rows = LegendRows(self.places, self.sorts)
        for block in text_blocks(self.table):
            columns = [block.texts(column.index) for column in self.table.columns]
            codes = {
                at: _codes(columns[at].filter(columns[at].str.contains(_MAY_BE_CODE)).unique(), is_status=is_status)
                for at, is_status in self.asked.items()
            }
            if self.units is not None:
                self.units.texts(columns)
            if self.for_notes:
                few = block.hardly_filled(range(block.frame.width), MOST_CELLS, FILLED)
                self._lone.extend((block.numbers[at], block.frame.row(at)) for at in few.tail(MOST_NOTES))
                self._signs |= signs_of(block, few if block.frame.width > MOST_CELLS else few.head(0))
            found = rows.of(block) if self.sorts else []
            cells = zip(*(texts.gather(found) for texts in columns), strict=True)
            yield codes, self._legends(block.bad.get(at) or Row(block.numbers[at], each) for at, each in zip(found, cells, strict=True))
