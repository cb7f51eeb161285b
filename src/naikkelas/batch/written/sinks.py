"""Where the rows of a result go: CSV and JSON Lines here, workbooks in :mod:`naikkelas.batch.written.workbook`."""

import csv
import json
from collections.abc import Sequence
from datetime import date, datetime, time
from io import TextIOWrapper
from math import isfinite
from typing import Any, BinaryIO, Protocol, cast

from naikkelas.batch.cells import Cell, letter_of, neutral, text_of
from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.batch.rows.summary import Score
from naikkelas.batch.written.draft import Draft
from naikkelas.problems import Lang


class Sink(Protocol):
    """A result while it is written, to the temporary name of its draft."""

    def begin(self) -> None:
        """Writes what comes first."""
        ...

    def row(self, cells: Sequence[Cell]) -> None:
        """Writes one row."""
        ...

    def problem(self, found: CellProblem) -> None:
        """Notes a problem, where the form has room for it."""
        ...

    def finish(self, score: Score) -> None:
        """Writes what comes last, and closes the file."""
        ...

    def close(self) -> None:
        """Closes the file, finished or not."""
        ...


class CsvSink:
    """CSV that Excel opens as it is: UTF-8 with its mark, and nothing in it that runs."""

    def __init__(self, draft: Draft, names: Sequence[str], delimiter: str) -> None:
        self._file = TextIOWrapper(draft.opened(), encoding="utf-8-sig", errors="replace", newline="")
        self.delimiter = delimiter
        self._writer = csv.writer(self._file, delimiter=delimiter)
        self._names = tuple(names)

    def begin(self) -> None:
        """Writes the titles."""
        self.row(self._names)

    def row(self, cells: Sequence[Cell]) -> None:
        """Writes one row."""
        self._writer.writerow([neutral(text_of(cell)) if isinstance(cell, str | list | dict) else text_of(cell) for cell in cells])

    @property
    def file(self) -> BinaryIO:
        """Where rows can be written that are text in UTF-8 already."""
        self._file.flush()
        return cast("BinaryIO", self._file.buffer)

    def problem(self, found: CellProblem) -> None:
        """CSV has no room beside its rows."""

    def finish(self, score: Score | None = None) -> None:
        """Closes the file."""
        self._file.close()

    def close(self) -> None:
        """Closes the file."""
        _close(self._file)


class JsonlSink:
    """JSON Lines: cells keep their types, dates are texts, and what JSON has no number for (NaN, infinity) is null."""

    def __init__(self, draft: Draft, names: Sequence[str]) -> None:
        self._file = TextIOWrapper(draft.opened(), encoding="utf-8", errors="replace", newline="\n")
        self._names = tuple(names)

    def begin(self) -> None:
        """JSON Lines has no titles."""

    def row(self, cells: Sequence[Cell]) -> None:
        """Writes one row."""
        made = {name: _plain(cell) for name, cell in zip(self._names, cells, strict=True)}
        try:
            line = json.dumps(made, ensure_ascii=False, allow_nan=False)
        except ValueError:
            line = json.dumps(_finite(made), ensure_ascii=False)
        self._file.write(line + "\n")

    def problem(self, found: CellProblem) -> None:
        """JSON Lines has no room beside its rows."""

    def finish(self, score: Score | None = None) -> None:
        """Closes the file."""
        self._file.close()

    def close(self) -> None:
        """Closes the file."""
        _close(self._file)


def _close(file: Any) -> None:
    """Closes a file that is thrown away; what a full disk did not take does not matter then."""
    try:
        file.close()
    except OSError:
        return


def _plain(cell: Cell) -> Any:
    return text_of(cell) if isinstance(cell, datetime | date | time) else cell


def _finite(value: Any) -> Any:
    """A value without numbers that JSON does not have."""
    match value:
        case dict():
            return {name: _finite(each) for name, each in value.items()}
        case list():
            return [_finite(each) for each in value]
        case float() if not isfinite(value):
            return None
        case _:
            return value


PROBLEM_COLUMNS = ("file", "sheet", "row", "column", "title", "code", "severity", "text", "message", "hint")


def problem_row(found: CellProblem, file: str, sheet: str | None, lang: Lang) -> list[Cell]:
    """One line of the file of problems; ``column`` is the letter of a spreadsheet."""
    column = found.column
    each = found.problem
    return [
        file,
        sheet or "",
        found.row,
        "" if column is None else letter_of(column.index),
        "" if column is None else column.name,
        each.code,
        each.severity.value,
        found.text,
        each.message(lang),
        each.advice(lang) or "",
    ]
