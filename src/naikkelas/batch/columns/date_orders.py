"""Dates whose month may come first: ``3/12/2026`` is 3 December, unless another date of its column can only be written the other way round.

The day comes first in Indonesia, but a table of a programme that was set up for America has ``12/25/2025`` in it, and then nobody knows of
``3/12/2026``. Such a column is read twice: first for a date that must begin with its month. The first rows tell whether to look, as with digits:
where all dates of a column lead with the year, are years or are dates of the spreadsheet, there is nothing to look for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final

from naikkelas.batch.blocks import blocks_of
from naikkelas.batch.cells import Cell, Doubtful, is_blank
from naikkelas.batch.columns.digits import SAMPLED
from naikkelas.batch.columns.mapping import Use
from naikkelas.batch.table import Column, Row, Table
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.cells import MOST_CHARACTERS, tidy

_MONTHS: Final = 12
_DAYS: Final = 31
#: Two numbers and a year. One of two digits may be seconds behind points: ``10.30.45``.
_DATE: Final = re.compile(
    r"(?<![0-9])([0-9]{1,2}) ?(?:/ ?([0-9]{1,2}) ?/|- ?([0-9]{1,2}) ?-|\. ?([0-9]{1,2}) ?\.) ?'?([0-9]{4}|[0-9]{2})(?![0-9])"
)
#: What all texts have that can only begin with their month, as Polars reads them; few others have it.
_MAY_BE: Final = r"(?:^|[^0-9])(?:0?[1-9]|1[0-2])[^0-9]+(?:1[3-9]|2[0-9]|3[01])[^0-9]+[0-9]"

Uses = dict[Column, Use | None]


def is_month_first(cell: Cell) -> bool:
    """Whether a text holds a date that can only begin with its month: ``12/25/2025``."""
    return any(1 <= first <= _MONTHS < second <= _DAYS for first, second in _pairs(cell))


def is_either(cell: Cell) -> bool:
    """Whether a cell holds a date whose day may be its month: ``3/12/2026``, or a day that a spreadsheet may have made of it."""
    if isinstance(cell, date):
        return cell.day <= _MONTHS and cell.day != cell.month
    return any(1 <= first <= _MONTHS and 1 <= second <= _MONTHS and first != second for first, second in _pairs(cell))


def _pairs(cell: Cell) -> Iterator[tuple[int, int]]:
    """What stands first and second in the dates of a text."""
    if not isinstance(cell, str) or isinstance(cell, Doubtful) or len(cell) > MOST_CHARACTERS:
        return
    for found in _DATE.finditer(tidy(cell)):
        first, *second, year = found.groups()
        if len(year) > 2 or second[2] is None:
            yield int(first), int(next(filter(None, second)))


def with_orders(table: Table, uses: Mapping[Column, Use | None], facts: Mapping[str, Fact], first: Sequence[Row] | None = None) -> Uses:
    """The uses of columns, with the row among the first of a date that can only begin with its month, where a column of dates has one.

    0 says that one may stand further down. ``first`` are the first rows, one more than are looked at, where they are at hand.
    """
    asked = [column.index for column, use in uses.items() if use is not None and _is_of_dates(use, facts.get(use.name))]
    rows = list(islice(table.rows() if first is None else first, SAMPLED + 1)) if asked else []
    found = _in_rows(rows, asked)
    if len(rows) > SAMPLED:
        found |= {at: 0 for at in asked if at not in found and _may_hold(row.cells[at] for row in rows if row.problem is None)}
    return {
        column: replace(use, month_first=found.get(column.index)) if use is not None and column.index in asked else use
        for column, use in uses.items()
    }


def looked_for(table: Table, uses: Mapping[Column, Use]) -> dict[Column, Use]:
    """The columns of which :func:`with_orders` left it open, after a look at the whole table."""
    left = [column.index for column, use in uses.items() if use.month_first == 0]
    found = {} if not left else _in_rows(table.rows(), left) if table.blocks is None else _in_blocks(table, left)
    return {column: replace(use, month_first=found.get(column.index)) for column, use in uses.items() if column.index in left}


def _is_of_dates(use: Use, fact: Fact | None) -> bool:
    return use.role in ("fact", "low", "high") and fact is not None and fact.type.kind is Kind.DATE


def _may_hold(cells: Iterable[Cell]) -> bool:
    """Whether dates with their month first may stand further down, by the first cells: some have their year last, or all are blank."""
    filled = [cell for cell in cells if not is_blank(cell)]
    return not filled or any(True for cell in filled for _ in _pairs(cell))


def _in_rows(rows: Iterable[Row], asked: Sequence[int]) -> dict[int, int]:
    """The first row of each column that has such a date; no more rows than that takes."""
    found: dict[int, int] = {}
    for row in rows:
        if row.problem is None:
            found |= {at: row.number for at in asked if at not in found and is_month_first(row.cells[at])}
        if len(found) == len(asked):
            break
    return found


def _in_blocks(table: Table, asked: Sequence[int]) -> dict[int, int]:
    """The same of many rows at once: only texts that may be such dates are looked at one by one."""
    found: dict[int, int] = {}
    for block in blocks_of(table):
        for at in asked:
            texts = block.texts(at)
            if at in found or texts is None:
                continue
            maybe = texts.filter(texts.str.contains(_MAY_BE).fill_null(value=False))
            first = next((text for text in maybe if is_month_first(text)), None)
            if first is not None:
                found[at] = block.numbers[(texts == first).arg_true()[0]]
        if len(found) == len(asked):
            break
    return found
