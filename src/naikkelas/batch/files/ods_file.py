"""Sheets of .ods, read row by row and never held. A cell that shows an error is the text that it shows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - a class of that name

from naikkelas.batch.cells import Cell
from naikkelas.batch.files.date_formats import as_far_as_shown, parts_in, says_more, shows_time
from naikkelas.batch.files.number_formats import (
    as_shown,
    hidden,
    is_plain_text,
    is_typed_year,
    times_of,
    uncalculated,
    written,
    year_as_date,
)
from naikkelas.batch.files.ods_comments import OFFICE, TABLE, TEXT, Comments, counted
from naikkelas.batch.files.spreadsheet import MOST_COLUMNS, MOST_ROWS, SPREAD, is_spread, refuse_entities, table_of, unreadable
from naikkelas.batch.header import merges as merged
from naikkelas.batch.table import Table
from naikkelas.ikm.cells import ERROR
from naikkelas.ikm.dates import EXCEL_ZERO
from naikkelas.problems import Words

#: Small, because a piece of a file may become thousands of wide rows.
_CHUNK: Final = 1 << 14
_EXACT: Final = 10**15
_STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_DRAW: Final = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_CALCEXT: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_TIME: Final = re.compile(r"PT([0-9]{1,2})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
#: A number with what stands before and behind it.
_SHOWN: Final = re.compile(r"(?P<before>[^0-9]*?)(?P<digits>[0-9](?:[0-9.,\s]*[0-9])?(?:[eE][-+]?[0-9]+)?)(?P<behind>[^0-9].*)?", re.DOTALL)
_SPACES: Final = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}

_DAMAGED: Final = Words("it is damaged, or no .ods", "rusak, atau bukan .ods")

_Attributes = Mapping[str, str]
_Made = tuple[int, list[Cell]]


def open_ods(path: Path, *, sheet: str | None = None, header_row: int | None = None) -> Table:
    """The table of a sheet; without its name, of the visible one that lists businesses and whose titles are known best.

    Raises:
        TableError: when the file is damaged (NK450), has no such sheet (NK451), or no header (NK452).
    """
    return table_of(path, _Book(path), sheet=sheet, header_row=header_row)


class _Book:
    form = "ods"

    def __init__(self, path: Path) -> None:
        self._path = path
        sheets = _Names()
        for _ in self._fed(sheets.parser):
            pass
        self.names: Sequence[str] = sheets.visible()
        self.hidden: Sequence[str] = sheets.hidden()
        self.day_zero = sheets.day_zero

    def records(self, sheet: str) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Every row with its number; blank rows at the end are left out."""
        rows, number, cells_made = _Rows(sheet, self.day_zero), 0, 0
        for _ in self._fed(rows.parser):
            made, rows.made = rows.made, []
            for times, cells in made:
                if not cells:
                    number += times
                    continue
                for _each in range(min(times, MOST_ROWS - number)):
                    number += 1
                    cells_made += len(cells)
                    if is_spread(cells_made, rows.written):
                        raise unreadable(self._path, SPREAD)
                    yield number, cells
            if rows.is_over:
                return

    def merges(self, sheet: str) -> Sequence[merged.Merge]:
        """The merged cells, which the first of their cells tells of."""
        spans = _Spans(sheet)
        for _ in self._fed(spans.parser):
            if len(spans.made) > merged.MOST:
                raise unreadable(self._path, merged.TOO_MANY)
            if spans.is_over:
                break
        return spans.made

    def comments(self, sheet: str) -> Sequence[tuple[str, str]]:
        """The comments, each with its cell."""
        found = Comments(sheet)
        for _ in self._fed(found.parser):
            if found.is_over:
                break
        return found.made

    def _fed(self, parser: expat.XMLParserType) -> Iterator[None]:
        """Gives the parser the file, and the caller a turn after each piece."""
        parser.EntityDeclHandler = refuse_entities
        try:
            with ZipFile(self._path) as archive, archive.open("content.xml") as file:
                while chunk := file.read(_CHUNK):
                    parser.Parse(chunk, False)
                    yield
                parser.Parse(b"", True)
                yield
        except (BadZipFile, KeyError, expat.ExpatError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, ZlibError):
            raise unreadable(self._path, _DAMAGED, "save_as_xlsx") from None


def _is_apart(name: str) -> bool:
    """Whether an element only lies over or beside the cells of a sheet, with texts and even tables of its own: a drawing, or a comment."""
    return name.startswith(_DRAW) or name == f"{OFFICE}annotation"


def _pass_over(parser: expat.XMLParserType) -> None:
    """The parser tells nothing of the element that has just begun."""
    told = parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler
    depth = 1

    def start(_: str, __: _Attributes) -> None:
        nonlocal depth
        depth += 1

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0:
            parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = told

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, None


class _Names:
    """The sheets, which styles hide one, and the day from which days are counted.

    Raises:
        ValueError: when that is no day.
    """

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.day_zero = EXCEL_ZERO
        self._style = ""
        self._hiding: set[str] = set()
        self._sheets: list[tuple[str, str]] = []

    def _start(self, name: str, given: _Attributes) -> None:
        if name == f"{_STYLE}style":
            self._style = given.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and given.get(f"{TABLE}display") == "false":
            self._hiding.add(self._style)
        elif name == f"{TABLE}table" and f"{TABLE}name" in given:
            self._sheets.append((given[f"{TABLE}name"], given.get(f"{TABLE}style-name", "")))
        elif name == f"{TABLE}null-date":
            self.day_zero = date.fromisoformat(given.get(f"{TABLE}date-value", EXCEL_ZERO.isoformat()))
        elif _is_apart(name):
            _pass_over(self.parser)

    def visible(self) -> list[str]:
        """The sheets that people see, in order."""
        return [name for name, style in self._sheets if style not in self._hiding]

    def hidden(self) -> list[str]:
        """The others."""
        return [name for name, style in self._sheets if style in self._hiding]


class _Spans:
    """The merged cells of one sheet."""

    def __init__(self, sheet: str) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.made: list[merged.Merge] = []
        self.is_over = False
        self._sheet = sheet
        self._inside = False
        self._row, self._next_row, self._column = 0, 1, 0

    def _start(self, name: str, given: _Attributes) -> None:
        if not self._inside:
            self._inside = not self.is_over and name == f"{TABLE}table" and given.get(f"{TABLE}name") == self._sheet
        elif name == f"{TABLE}table-row":
            self._row, self._column = self._next_row, 0
            self._next_row = min(self._row + counted(given, "rows-repeated", MOST_ROWS), MOST_ROWS)
        elif name in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            down, across = counted(given, "rows-spanned", MOST_ROWS), counted(given, "columns-spanned", MOST_COLUMNS)
            if down > 1 or across > 1:
                self.made.append(merged.Merge(self._row, self._column, self._row + down - 1, self._column + across - 1))
            self._column += counted(given, "columns-repeated", MOST_COLUMNS)
        elif _is_apart(name):
            _pass_over(self.parser)

    def _end(self, name: str) -> None:
        if self._inside and name == f"{TABLE}table":
            self._inside, self.is_over = False, True


class _Rows:
    """The rows of one sheet as they come: how often each stands there, and its cells up to the last that is filled.

    ``written`` is how many cells were met so far, each once.

    Raises:
        ValueError: when a cell holds a table of its own, which no program of spreadsheets writes.
    """

    def __init__(self, sheet: str, day_zero: date) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._characters
        self.made: list[_Made] = []
        self.written = 0
        self.is_over = False
        self._sheet, self._day_zero = sheet, day_zero
        self._inside = False
        self._cells: list[Cell] = []
        self._given: _Attributes | None = None
        self._lines: list[list[str]] = []
        self._paragraphs = 0
        self._rows = 1
        self._blank = self._blank_rows = 0

    def _start(self, name: str, given: _Attributes) -> None:
        if not self._inside:
            self._inside = name == f"{TABLE}table" and given.get(f"{TABLE}name") == self._sheet
        elif name == f"{TABLE}table":
            raise ValueError  # its end would be taken for that of the sheet, and the rows behind it would be lost
        elif name == f"{TABLE}table-row":
            self._cells, self._blank, self._rows = [], 0, counted(given, "rows-repeated", MOST_ROWS)
        elif name in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            self._given, self._lines = given, []
        elif _is_apart(name):
            _pass_over(self.parser)
        elif self._given is not None:
            self._started_text(name, given)

    def _started_text(self, name: str, given: _Attributes) -> None:
        if name == f"{TEXT}p":
            self._paragraphs += 1
            self._lines.append([])
        elif self._paragraphs and name == f"{TEXT}s":
            count = given.get(f"{TEXT}c", "1")
            self._lines[-1].append(" " * min(int(count[:8]), 100) if count.isdecimal() else " ")
        elif self._paragraphs and name in _SPACES:
            self._lines[-1].append(_SPACES[name])

    def _characters(self, text: str) -> None:
        if self._paragraphs:
            self._lines[-1].append(text)

    def _end(self, name: str) -> None:
        if not self._inside:
            return
        if name == f"{TEXT}p":
            self._paragraphs = max(self._paragraphs - 1, 0)
        elif name in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell") and self._given is not None:
            self._add(name == f"{TABLE}covered-table-cell")
        elif name == f"{TABLE}table-row":
            self._end_row()
        elif name == f"{TABLE}table":
            self._inside, self.is_over = False, True

    def _add(self, is_covered: bool) -> None:
        given, self._given = self._given or {}, None
        self.written += 1
        times = counted(given, "columns-repeated", MOST_COLUMNS)
        shown = "\n".join(map("".join, self._lines))
        cell = None if is_covered else _cell(given, shown, self._day_zero, has_text=bool(self._lines))
        if cell is None:
            self._blank += times
            return
        room = MOST_COLUMNS - len(self._cells)
        self._cells += [None] * min(self._blank, room)
        self._cells += [cell] * min(times, max(room - self._blank, 0))
        self._blank = 0

    def _end_row(self) -> None:
        """A blank row waits until something follows it: sheets end in a million of them."""
        if not self._cells:
            self._blank_rows += self._rows
            return
        if self._blank_rows:
            self.made.append((self._blank_rows, []))
            self._blank_rows = 0
        self.made.append((self._rows, self._cells))


def _cell(given: _Attributes, shown: str, day_zero: date, *, has_text: bool) -> Cell:
    """The value of a cell; what cannot be one is what the cell shows. Without a text nobody knows what that is."""
    kind = given.get(f"{OFFICE}value-type")
    if given.get(f"{_CALCEXT}value-type") == "error" or ERROR.fullmatch(shown.strip()):
        return shown.strip() or "#VALUE!"  # LibreOffice writes a zero beside it
    try:
        match kind:
            case "float" | "percentage" | "currency":
                number = _finite(given[f"{OFFICE}value"])
                exact = int(number) if number.is_integer() and abs(number) < _EXACT else number
                is_hidden = has_text and not shown.strip()
                return hidden(exact) if is_hidden else _as_shown(exact, shown.strip(), given.get(f"{OFFICE}currency", ""))
            case "date":
                return _day(given[f"{OFFICE}date-value"], shown if has_text else None, day_zero)
            case "time" if found := _TIME.fullmatch(given[f"{OFFICE}time-value"]):
                hours, minutes, seconds = map(int, found.groups())
                return time(hours, minutes, seconds)
            case "boolean":
                return given[f"{OFFICE}boolean-value"] == "true"
    except (KeyError, ValueError):
        return shown or None
    formula = given.get(f"{TABLE}formula")
    if kind is None and formula is not None and not shown:
        return uncalculated(formula.partition("=")[2])
    return given.get(f"{OFFICE}string-value") or shown or None


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError
    return number


def _day(text: str, shown: str | None, day_zero: date) -> Cell:
    """A date as far as it is shown, with its time of day if that is; or a year that somebody typed."""
    day = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    if is_typed_year(day, day_zero):
        return year_as_date(text)
    if shown is None:
        return day
    return shown.strip() if says_more(shown) else as_far_as_shown(day, parts_in(shown, day), has_time=shows_time(shown))


def _as_shown(number: int | float, shown: str, currency: str) -> Cell:
    """The number, or with the texts that the sheet shows beside it; where it shows another number, a cell that nobody may read."""
    found = _SHOWN.fullmatch(shown)
    if found is None:
        is_other = any(map(str.isalpha, shown)) and not is_plain_text(shown.rstrip("- "), "")
        return hidden(number) if is_other and number else number
    before, behind = ((found[part] or "").strip() for part in ("before", "behind"))
    if number < 0:
        before, behind = before.replace("-", "").replace("(", "").strip(), behind.replace("-", "").replace(")", "").strip()
    if currency not in ("", "IDR") and not before and not behind:
        before = currency
    exact = Decimal(str(number))
    if "%" not in before + behind and _is_about(found["digits"], exact):
        return number if is_plain_text(before, behind) else as_shown(before, written(number), behind)
    other = exact.scaleb(2) if "%" in before + behind else exact.scaleb(-3 * times_of(behind))
    return as_shown(before, written(other), behind) if other != exact and _is_about(found["digits"], other) else hidden(number)


def _is_about(digits: str, number: Decimal) -> bool:
    """Whether digits, grouped either way, are the number as it is rounded."""
    joined = "".join(digits.split())
    for group, comma in ((".", ","), (",", ".")):
        try:
            read = Decimal(joined.replace(group, "").replace(comma, "."))
            if abs(read - abs(number)) <= Decimal("0.51").scaleb(int(read.as_tuple().exponent)):
                return True
        except ArithmeticError:  # no number, or one beyond all that are
            continue
    return False
