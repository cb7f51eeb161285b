"""Digits as answers: ``1`` and ``0`` are yes and no where both stand and no other number does, in the whole table; else they may be codes.

``1 = tidak, 2 = ya`` is as common as ``1 = ya``, and a column of which everybody has the code 1 looks like one of yes. So one of the two
alone says nothing, and neither does a pair where something in the table says what digits mean: a legend. One stands in the titles, in a
row above them, in a row of at most two cells, or beside the table; never in the row of a business, where links and addresses look like
one. The first rows tell whether to look at all: where they show no pair in the making, digits further down are no answers, and the table
is not read twice for nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from functools import reduce
from itertools import islice
from operator import add
from typing import Final

from naikkelas.batch.cells import Cell, Doubtful, is_blank, text_of
from naikkelas.batch.columnar.blocks import blocks_of
from naikkelas.batch.mapping import Use
from naikkelas.batch.table import Column, Row, Table
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.answers import folded
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS, STATUS_TYPE

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
_ONE: Final = re.compile(r"[01](?:[.,]0+)?")

#: At most so many cells are filled in the row of a legend.
_FEW: Final = 2
#: A cell that holds more than the sign between a digit and what it means.
_FILLED: Final = r"[^\s\x1c-\x1f=:→>]"
_IS_FILLED: Final = re.compile(_FILLED).search
_LONE: Final = r"(?<![0-9])[0-9](?![0-9]|[.,][0-9]{3})"
_ANSWERS: Final = (
    r"\b(?:i?ya|tidak|tdk|tak|n?gg?ak|bukan|belum|blm|sudah|sdh|ada|punya|memiliki|pernah|bisa|terbit|terdaftar|kosong|nihil|benar|betul|salah|aktif"
    r"|yes|no(?!\s*[.:]?\s*[0-9])|true|false)\b"
)
_IS_LONE: Final = re.compile(_LONE).search
_IS_ANSWER: Final = re.compile(_ANSWERS + r"|\b(?:bila|jika|kalau|apabila|berarti|artinya)\b", re.IGNORECASE).search
#: ``1 = nihil`` needs no word that is known.
_IS_EQUAL: Final = re.compile(rf"{_LONE}\s*=|=\s*[01](?![0-9.,])").search
#: A digit right beside an answer; such a title speaks for all columns, another only for its own.
_IS_BESIDE: Final = re.compile(rf"{_LONE}[\W_]*{_ANSWERS}|{_ANSWERS}[\W_]*{_LONE}", re.IGNORECASE).search
#: What numbers a question: ``1. Apakah sudah punya NIB?``
_NUMBERING: Final = re.compile(r"\s*[A-Za-z]?[0-9]{1,2}[.)]\s*")

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
    word = folded(text_of(cell))
    return word if word.isdecimal() and len(word) <= _MOST_DIGITS else None


def meant_by(use: Use) -> dict[str, str]:
    """What the digits of a pair are read as, in the words of a mapping. Of a permit ``0`` may be none, or nothing filled in."""
    return {"1": "held"} if is_of_status(use, FACTS.get(use.name)) else {"1": "true", "0": "false"}


def with_digits(
    table: Table, uses: Mapping[Column, Use | None], facts: Mapping[str, Fact], rows: Iterable[Sequence[Cell]] | None = None
) -> Uses:
    """The uses of columns, with ``digits`` where ``1`` and ``0`` answer, or with the row of the legend for which they do not.

    ``rows`` are the first of the table, where they are at hand.
    """
    asked = {
        column.index: is_of_status(use, facts.get(use.name))
        for column, use in uses.items()
        if use is not None and takes_answers(use, facts.get(use.name)) and not any(word.isdecimal() for word in use.values)
    }
    first = [] if not asked else list(_first(table) if rows is None else rows)
    found = {index: _codes((cells[index] for cells in first), is_status=is_status) for index, is_status in asked.items()}
    maybe = {index: asked[index] for index, codes in found.items() if codes and codes <= _PAIR}
    pairs, legend = _pairs(table, maybe) if maybe else (frozenset(), None)
    own = {column.index for column in table.columns if is_legend(_unnumbered(column.title))}

    def told(column: Column, use: Use) -> Use:
        if column.index not in maybe:
            return use
        if legend is not None or column.index in own:
            return replace(use, legend=table.header_row if legend is None else legend)
        return replace(use, digits=True) if column.index in pairs else use

    return {column: None if use is None else told(column, use) for column, use in uses.items()}


def _first(table: Table) -> Iterator[Sequence[Cell]]:
    return (row.cells for row in islice(table.rows(), SAMPLED) if row.problem is None)


def _codes(cells: Iterable[Cell], *, is_status: bool) -> set[str]:
    """The numbers and codes of some cells. ``1.0`` is refused where it stands, but is no other number than 1."""
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


# --- what says what digits mean --------------------------------------------------------------------------------------


def is_legend(text: str) -> bool:
    """Whether a text, of a row that is no business, may say what digits mean: ``1 = tidak``, ``isi 1 jika belum``."""
    return _IS_LONE(text) is not None and (_IS_ANSWER(text) is not None or _IS_EQUAL(text) is not None)


def _unnumbered(title: str) -> str:
    made = _NUMBERING.match(title)
    return title if made is None else title[made.end() :]


def _legend_above(table: Table) -> int | None:
    """The row of the legend in the titles or above the rows."""
    for number, cells in table.above:
        if is_legend(_joined(cells)):
            return number
    speaks = any(_IS_BESIDE(_unnumbered(column.title)) for column in table.columns)
    return (table.header_row or 1) if speaks else None


def _joined(cells: Iterable[Cell]) -> str:
    return " ".join(text_of(cell) for cell in cells if not is_blank(cell))


def _is_legend_row(row: Row, untitled: Sequence[int]) -> bool:
    """Whether a row of at most two cells, or what is no business, is a legend; or one stands in a cell that belongs to no column."""
    every = [cell for cell in (*row.cells, *row.surplus) if not is_blank(cell)]
    filled = sum(_IS_FILLED(text_of(cell)) is not None for cell in every)
    if (filled <= _FEW or row.is_no_business) and is_legend(_joined(every)):
        return True
    return any(not is_blank(cell) and is_legend(text_of(cell)) for cell in (*(row.cells[at] for at in untitled), *row.surplus))


# --- the whole table -------------------------------------------------------------------------------------------------


def _pairs(table: Table, asked: Mapping[int, bool]) -> tuple[frozenset[int], int | None]:
    """Of some columns those in which both digits stand and no other number; and the row that says what digits mean, if one does."""
    above = _legend_above(table)
    if above is not None:
        return frozenset(), above
    found: dict[int, set[str]] = {index: set() for index in asked}
    untitled = [column.index for column in table.columns if not column.title.strip()]
    for codes, legend in _in_rows(table, asked, untitled) if table.blocks is None else _in_blocks(table, asked, untitled):
        if legend is not None:
            return frozenset(), legend
        for index, made in codes.items():
            found[index] |= made
    return frozenset(index for index, codes in found.items() if codes == _PAIR), None


_Looked = Iterator[tuple[dict[int, set[str]], int | None]]


def _in_rows(table: Table, asked: Mapping[int, bool], untitled: Sequence[int]) -> _Looked:
    for row in table.rows():
        codes = {} if row.problem is not None else {at: _codes([row.cells[at]], is_status=is_status) for at, is_status in asked.items()}
        yield codes, row.number if _is_legend_row(row, untitled) else None


def _in_blocks(table: Table, asked: Mapping[int, bool], untitled: Sequence[int]) -> _Looked:
    """The same of many rows at once: only those that may be legends are looked at one by one."""
    for block in blocks_of(table):
        columns = [texts for column in table.columns if (texts := block.texts(column.index)) is not None]
        filled = reduce(add, (texts.str.contains(_FILLED).fill_null(value=False).cast(int) for texts in columns))
        may_be = filled <= _FEW
        for at in untitled:
            may_be = may_be | columns[at].str.contains("[0-9]").fill_null(value=False)
        cells = [block.column(column.index) for column in table.columns] if may_be.any() else []
        rows = (block.bad.get(at) or Row(block.numbers[at], tuple(each[at] for each in cells)) for at in may_be.arg_true())
        legends = [row.number for row in rows if _is_legend_row(row, untitled)]
        codes = {
            at: _codes(columns[at].filter(columns[at].str.contains(_MAY_BE_CODE)).unique(), is_status=is_status)
            for at, is_status in asked.items()
        }
        yield codes, min(legends, default=None)
