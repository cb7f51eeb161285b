"""A result of an earlier run, read again: its own columns, and what was decided, by which rules and on which date."""

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from naikkelas.batch.cells import Cell, could_run, key_of, name_of, plain_again, text_of
from naikkelas.batch.columns.mapping import Use
from naikkelas.batch.columns.plan import ReadingPlan
from naikkelas.batch.files.reading import read_table
from naikkelas.batch.read_before import said_unread
from naikkelas.batch.rows.result_words import outcome_said, status_said
from naikkelas.batch.table import Column, Row, Table, TableError, closest
from naikkelas.conditions import Outcome
from naikkelas.problems import NOWHERE, Place, Problem, Words, problem
from naikkelas.rules import RuleSet
from naikkelas.version import __version__

#: What the names of the columns end in that say on which date and by which rules a row was decided.
AS_OF: Final = "as_of"
RULES: Final = "rules"
READING: Final = "reading"

_HASH: Final = 16
_RULES: Final = re.compile(rf"(?P<words>\S+ .*) (?P<hash>[0-9a-f]{{{_HASH}}})(?: @(?P<on>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}))?")

#: The sheets that a result is written to, and the row of its titles.
_SHEETS: Final = ("Hasil", "Result", None)
_PROBLEMS: Final = "problems"
_ASSUMED: Final = "assumed"
_FIXED: Final = ("outcome", "reasons", "next_step", "points_low", "points_high", _PROBLEMS, AS_OF, RULES, READING, _ASSUMED)

_REMEMBERED: Final = 4096


def stamp(rules: RuleSet, as_of: date, rules_as_of: date | None = None) -> tuple[str, str]:
    """What a result says of a row beside its decision: the as-of date, and the rules with the first 16 signs of their hash.

    Another date for the parameters stands behind the rules.
    """
    on = f" @{rules_as_of.isoformat()}" if rules_as_of is not None and rules_as_of != as_of else ""
    return as_of.isoformat(), f"{rules.name} {rules.version} {rules.hash[:_HASH]}{on}"


def reading_of(plan: ReadingPlan) -> str:
    """How a table is read, as a result says it: the first 16 signs of a SHA-256 of which column is what, and of the version of naikkelas.

    Two tables with one sign give the same facts for the same cells, to any rules that know the same facts: columns that these rules do
    not read count too. The order of the columns plays no part.
    """
    uses = sorted([each.column.name, *_read_as(each.use)] for each in (*plan.used, *plan.unread))
    return sha256(json.dumps([__version__, uses], ensure_ascii=True).encode()).hexdigest()[:_HASH]


def _read_as(use: Use) -> tuple[Any, ...]:
    read: tuple[Any, ...] = (use.role, use.name, use.unit or "", use.excel_dates, sorted(use.values.items()), use.number_means or "")
    read = (*read, "month first") if use.month_first else read
    return (*read, "digits") if use.digits else read


@dataclass(frozen=True, slots=True)
class Stamp:
    """When and by which rules a row was decided, as far as the result says so.

    ``assumed`` is what was assumed, in its words; ``is_read`` whether the row was read at all (NK453, NK570, NK571); ``reading`` is what
    :func:`reading_of` wrote, ``None`` in results of earlier versions.
    """

    as_of: date | None = None
    rules_as_of: date | None = None
    rules: str | None = None
    hash: str | None = None
    assumed: str = ""
    is_read: bool = True
    reading: str | None = None

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The as-of date, and the date that picked the parameters."""
        return self.as_of, self.rules_as_of

    @property
    def programme(self) -> str | None:
        """The name of the rules, without their version."""
        return None if self.rules is None else self.rules.partition(" ")[0]

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is missing."""
        return self.as_of is not None and self.hash is not None


@dataclass(frozen=True, slots=True)
class Scored:
    """One row of a result: its key, what was decided, and when. ``outcome`` is ``None`` where that cannot be read."""

    key: str
    outcome: Outcome | None
    statuses: tuple[str, ...]
    stamp: Stamp


class ScoredTable:
    """A result, by the name of its key.

    ``own`` are the columns of the table that was decided, ``key`` that of the key; ``criteria`` those whose status stands in the result.

    Raises:
        TableError: when the file is no result (NK484), or has no such key (NK461).
    """

    def __init__(self, path: str | os.PathLike[str], key: str, prefix: str) -> None:
        table = as_it_was(_opened(path, prefix))
        self.prefix = prefix
        outcome = _column(table, f"{prefix}outcome")
        self.own = tuple(column for column in table.columns if column.index < outcome.index)
        found = column_named(self.own, key)
        if found is None:
            meant = closest(key, [column.name for column in self.own])
            raise TableError([problem("NK461", Place(table.file), "did_you_mean" if meant else None, name=key, suggestion=meant or "")])
        self.table = replace(table, columns=self.own)
        fixed = {f"{prefix}{each}" for each in _FIXED}
        named = {column.name: column for column in table.columns if column.index > outcome.index and column.name.startswith(prefix)}
        self.criteria = {name.removeprefix(prefix): column for name, column in named.items() if name not in fixed}
        self.key, self._outcome = found, outcome
        self._as_of, self._rules = (named.get(f"{prefix}{each}") for each in (AS_OF, RULES))
        self._assumed, self._problems, self._reading = (named.get(f"{prefix}{each}") for each in (_ASSUMED, _PROBLEMS, READING))

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns without which nobody knows what made a row change."""
        found = {AS_OF: self._as_of, RULES: self._rules}
        return tuple(f"{self.prefix}{name}" for name, column in found.items() if column is None)

    def reader(self, criteria: Sequence[str]) -> Callable[[Row], Scored]:
        """What reads a row's key, outcome, stamp, and the statuses of these criteria; ``""`` where that is no status."""
        key = self.key.index
        columns = [self._outcome.index, *(self.criteria[name].index for name in criteria)]
        stamped = (self._as_of, self._rules, self._assumed, self._problems, self._reading)
        stamps = [None if column is None else column.index for column in stamped]

        def read(row: Row) -> Scored:
            cells = row.cells
            outcome, statuses = _decided(tuple(text_of(cells[at]).strip() for at in columns))
            stamp = stamp_of(*("" if at is None else text_of(cells[at]).strip() for at in stamps))
            return Scored(key_of(cells[key]), outcome, statuses, stamp)

        return read

    def key_as_written(self, row: Row) -> str:
        """The key of a row, without what was put before it so that no spreadsheet runs it."""
        return name_of(row.cells[self.key.index])


def as_it_was(table: Table) -> Table:
    """A result with the cells, and the names of columns, of the table it was made from; the titles stay as they are written.

    In a text file apostrophes stand before what a spreadsheet could run.
    """
    if table.delimiter is None:  # a workbook marks them otherwise
        return table
    taken = {column.name for column in table.columns}
    columns = (replace(each, name=plain_again(each.name)) for each in table.columns)
    named = tuple(new if new.name not in taken else old for old, new in zip(table.columns, columns, strict=True))
    return replace(table, columns=named, open=lambda: map(_plain, table.open()), blocks=None)


def _plain(row: Row) -> Row:
    """A row with its cells as they were before they were made harmless."""
    if not any(isinstance(cell, str) and "'" in cell for cell in (*row.cells, *row.surplus)):
        return row
    return replace(row, cells=_plain_cells(row.cells), surplus=_plain_cells(row.surplus))


def _plain_cells(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(plain_again(cell) if isinstance(cell, str) else cell for cell in cells)


def column_named(columns: Sequence[Column], name: str) -> Column | None:
    """The column of a name; else the only one whose title is written so."""
    written = [column for column in columns if column.title == name]
    found = next((column for column in columns if column.name == name), None)
    return found or (written[0] if len(written) == 1 else None)


def check_prefix(prefix: str, option: str = "prefix") -> None:
    """Refuses a prefix whose titles would not be read again as they are written.

    Raises:
        TableError: when a spreadsheet could run them, or blanks begin or break them (NK402); ``option`` is how the caller calls it.
    """
    title = f"{prefix}outcome"
    if could_run(title) or not title.isprintable() or " ".join(title.split()) != title:
        expected = Words("letters, digits and _, such as nk_", "huruf, angka dan _, misalnya nk_")
        raise TableError([problem("NK402", NOWHERE, name=option, read=prefix, expected=expected)])


def _opened(path: str | os.PathLike[str], prefix: str) -> Table:
    """The table; its titles are looked for where a result has them before anywhere else."""
    refused: list[Problem] = []
    for sheet in _SHEETS:
        for header_row in (1, None):
            try:
                table = read_table(path, sheet=sheet, header_row=header_row)
            except TableError as error:
                refused += error.problems
                continue
            if table.column(f"{prefix}outcome") is not None:
                return table
    others = [each for each in refused if each.code not in ("NK451", "NK452")]
    raise TableError(others or [problem("NK484", Place(os.fspath(path)), "score_it_first", name=f"{prefix}outcome")])


def _column(table: Table, name: str) -> Column:
    return next(column for column in table.columns if column.name == name)


@lru_cache(_REMEMBERED)
def _decided(texts: tuple[str, ...]) -> tuple[Outcome | None, tuple[str, ...]]:
    """The outcome of a row and the codes of its statuses: tables repeat themselves."""
    statuses = (status_said(text) for text in texts[1:])
    return outcome_said(texts[0]), tuple("" if status is None else status.value for status in statuses)


@lru_cache(_REMEMBERED)
def stamp_of(as_of: str, rules: str, assumed: str = "", problems: str = "", reading: str = "") -> Stamp:
    """What :func:`stamp` wrote, read again; with what was assumed, the problems of the row, and how the table was read."""
    day, written = _day(as_of), _RULES.fullmatch(rules)
    is_read = said_unread(problems) is None
    if written is None:
        return Stamp(day, assumed=assumed, is_read=is_read, reading=reading or None)
    on = _day(written["on"]) if written["on"] else day
    return Stamp(day, on, written["words"], written["hash"], assumed, is_read, reading or None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
