"""Lines of CSV as records, as :mod:`csv` takes them apart, but for cells without a bound: it takes none of more than 131,072 characters."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Final

from naikkelas.batch.table import TableError
from naikkelas.problems import Place, problem

#: A cell with more line breaks than this is a quotation mark that nobody closed.
_MOST_LINES: Final = 200

_QUOTE: Final = '"'
#: A quoted text to its last mark, with the marks inside it doubled.
_QUOTED: Final = re.compile(r'"[^"]*(?:""[^"]*)*"')


class _TooManyLinesError(Exception):
    """A record goes on and on."""


class _Lines:
    """The lines of a file for :mod:`csv`, remembering those of the record that is being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.of_record: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.of_record.append(line)
        if len(self.of_record) > _MOST_LINES:
            raise _TooManyLinesError
        return line


class Torn(list[str]):
    """The cells of several rows, which a quotation mark that nobody closed holds together; ``extent`` is how many cells their lines have."""

    def __init__(self, cells: Iterable[str], extent: int) -> None:
        super().__init__(cells)
        self.extent = extent


def records_of(source: Iterable[str], first: int, delimiter: str, file: str) -> Iterator[tuple[int, list[str], int]]:
    """The records of lines of which the first has a number, with the line each begins in and the one behind it. Lines are read as needed.

    Raises:
        TableError: when a quotation mark is not closed (NK454).
    """
    for begins, cells, after, text in _taken_apart(source, first, delimiter, file):
        is_torn = after > begins + 1 and _swallows("".join(text), delimiter)
        yield begins, Torn(cells, sum(line.count(delimiter) + 1 for line in text)) if is_torn else cells, after


def _taken_apart(source: Iterable[str], first: int, delimiter: str, file: str) -> Iterator[tuple[int, list[str], int, list[str]]]:
    """As :func:`records_of`, each with its lines."""
    lines = _Lines(source)
    reader = csv.reader(lines, delimiter=delimiter)
    begins = before = first
    more = 0
    last: list[str] = []
    try:
        while True:
            try:
                for cells in reader:
                    after = first + reader.line_num + more
                    last, lines.of_record = lines.of_record, []
                    yield begins, cells, after, last
                    begins, before = after, begins
                break
            except csv.Error:  # a cell that is too long for it
                had = len(lines.of_record)
                made = _long(lines, delimiter)
                if made is None:
                    raise _open_quote(file, begins) from None
                more += len(lines.of_record) - had
                after = begins + len(lines.of_record)
                own, last, lines.of_record = lines.of_record, [], []
                yield begins, made, after, own
                begins, before = after, begins
    except _TooManyLinesError:
        raise _open_quote(file, begins) from None
    if last and cells_of("".join(last), delimiter) is None:
        raise _open_quote(file, before)


def _long(lines: _Lines, delimiter: str) -> list[str] | None:
    """The cells of the record that is being read, which may go on in the next lines; ``None`` when a quotation mark stays open."""
    while (made := cells_of("".join(lines.of_record), delimiter)) is None:
        if next(lines, None) is None:
            return None
    return made


def _swallows(text: str, delimiter: str) -> bool:
    """Whether a cell of several lines ends in a quotation mark that belongs to another row: words follow it before the next delimiter."""
    at = 0
    while True:
        if (quoted := _QUOTED.match(text, at)) is not None:
            at = quoted.end()
        end = text.find(delimiter, at)
        rest = text[at:end] if end >= 0 else text[at:]
        if quoted is not None and rest.strip() and ("\n" in quoted[0] or "\r" in quoted[0]):
            return True
        if end < 0:
            return False
        at = end + len(delimiter)


def cells_of(text: str, delimiter: str) -> list[str] | None:
    """The cells of a record, whose text ends where its last line does; ``None`` when a quotation mark is open there."""
    cells, at = [], 0
    while True:
        quoted: list[str] = []
        if text.startswith(_QUOTE, at):
            while True:
                closed = text.find(_QUOTE, at + 1)
                if closed < 0:
                    return None
                quoted.append(text[at + 1 : closed])
                at = closed + 1
                if not text.startswith(_QUOTE, at):
                    break
        end = text.find(delimiter, at)
        rest = text[at:end] if end >= 0 else text[at:].rstrip("\r\n")
        cells.append(_QUOTE.join(quoted) + rest)
        if end < 0:
            return cells
        at = end + 1


def _open_quote(file: str, line: int) -> TableError:
    return TableError([problem("NK454", Place(file, line), "check_the_quotes", expected=_MOST_LINES)])
