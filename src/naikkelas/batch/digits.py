"""Digits as answers: ``1`` and ``0`` are yes and no where both stand and no other number does, in the whole table; else they may be codes.

``1 = tidak, 2 = ya`` is as common as ``1 = ya``, and a column of which everybody has the code 1 looks like one of yes. So one of the two
alone says nothing, and neither does a pair where something in the table says what digits mean. The first rows tell whether to look at all:
where they show no pair in the making, digits further down are no answers, and the table is not read twice for nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from naikkelas.batch.cells import Cell, Doubtful, text_of
from naikkelas.batch.columnar.blocks import blocks_of
from naikkelas.batch.mapping import Use
from naikkelas.batch.table import Column, Table
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.answers import folded
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS, STATUS_TYPE

#: How many rows are looked at before a table is used.
SAMPLED: Final = 200

#: A longer number is that of a permit or a phone, and no code.
_MOST_DIGITS: Final = 4
_PAIR: Final = frozenset({"0", "1"})
_DIGITS: Final = rf"^[^0-9A-Za-z]*[0-9]{{1,{_MOST_DIGITS}}}[^0-9A-Za-z]*$"
_ANSWERS: Final = r"(?:ya|tidak|tdk|ada|belum|blm|sudah|sdh|punya|memiliki|yes|no|benar|salah|aktif)"
#: What says what digits mean: ``1 = tidak``, ``(2) ya``, ``ya: 1``. As Python and Polars both read it.
_LEGEND: Final = (
    rf"(?i)(?:^|[^0-9])[0-9]{{1,2}}\s*(?:=\s*[a-z]|[):.-]\s*{_ANSWERS}\b)|\b{_ANSWERS}\s*[=:]\s*[0-9]|[a-z]\s*=\s*[0-9]{{1,2}}(?:[^0-9]|$)"
)
_IS_LEGEND: Final = re.compile(_LEGEND).search

Uses = dict[Column, Use | None]


def takes_answers(use: Use, fact: Fact | None) -> bool:
    """Whether a column is read as yes and no, or as what became of a permit."""
    if use.role == "permit":
        return use.name in PERMIT_KINDS
    return use.role == "fact" and fact is not None and (fact.type.kind is Kind.BOOLEAN or fact.type == STATUS_TYPE)


def code_in(cell: Cell) -> str | None:
    """The digits of a cell that holds no more than a small number; ``None`` for every other."""
    if cell is None or isinstance(cell, bool | list | dict | Doubtful):
        return None
    word = folded(text_of(cell))
    return word if word.isdecimal() and len(word) <= _MOST_DIGITS else None


def meant_by(use: Use) -> dict[str, str]:
    """What the digits of a pair are read as, in the words of a mapping. Of a permit ``0`` may be none, or nothing filled in."""
    is_status = use.role == "permit" or (use.name in FACTS and FACTS[use.name].type == STATUS_TYPE)
    return {"1": "held"} if is_status else {"1": "true", "0": "false"}


def with_digits(
    table: Table, uses: Mapping[Column, Use | None], facts: Mapping[str, Fact], rows: Iterable[Sequence[Cell]] | None = None
) -> Uses:
    """The uses of columns, with ``digits`` where ``1`` and ``0`` answer. ``rows`` are the first of the table, where they are at hand."""
    asked = [
        column
        for column, use in uses.items()
        if use is not None and takes_answers(use, facts.get(use.name)) and not any(word.isdecimal() for word in use.values)
    ]
    first = [] if not asked else list(_first(table) if rows is None else rows)
    found = {column.index: _codes(cells[column.index] for cells in first) for column in asked if not _IS_LEGEND(column.title)}
    maybe = [index for index, codes in found.items() if codes and codes <= _PAIR]
    pairs = _pairs(table, maybe) if maybe and not any(map(_has_legend, first)) else frozenset()
    return {column: replace(use, digits=True) if use is not None and column.index in pairs else use for column, use in uses.items()}


def _first(table: Table) -> Iterator[Sequence[Cell]]:
    return (row.cells for row in islice(table.rows(), SAMPLED) if row.problem is None)


def _codes(cells: Iterable[Cell]) -> set[str]:
    return {code for cell in cells if (code := code_in(cell)) is not None}


def _has_legend(cells: Iterable[Cell]) -> bool:
    return any(isinstance(cell, str) and _IS_LEGEND(cell) is not None for cell in cells)


def _pairs(table: Table, indices: Sequence[int]) -> frozenset[int]:
    """Of some columns those in which both digits stand and no other number; none where the table says what digits mean."""
    found: dict[int, set[str]] = {index: set() for index in indices}
    for codes, has_legend in _in_rows(table, indices) if table.blocks is None else _in_blocks(table, indices):
        if has_legend:
            return frozenset()
        for index, made in codes.items():
            found[index] |= made
    return frozenset(index for index, codes in found.items() if codes == _PAIR)


_Looked = Iterator[tuple[dict[int, set[str]], bool]]


def _in_rows(table: Table, indices: Sequence[int]) -> _Looked:
    for row in table.rows():
        codes = {} if row.problem is not None else {index: _codes([row.cells[index]]) for index in indices}
        yield codes, _has_legend(row.cells) or _has_legend(row.surplus)


def _in_blocks(table: Table, indices: Sequence[int]) -> _Looked:
    for block in blocks_of(table):
        columns = [texts for column in table.columns if (texts := block.texts(column.index)) is not None]
        bad = any(_has_legend(row.cells) or _has_legend(row.surplus) for row in block.bad.values())
        codes = {index: _codes(columns[index].filter(columns[index].str.contains(_DIGITS)).unique()) for index in indices}
        yield codes, bad or any(texts.str.contains(_LEGEND).any() for texts in columns)
