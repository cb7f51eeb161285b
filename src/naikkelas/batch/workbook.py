"""A result as a workbook: the rows with coloured statuses, a summary, and the problems."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from naikkelas.batch.cells import Cell, could_run, letter_of, text_of, writable
from naikkelas.batch.draft import Draft
from naikkelas.batch.profiles import CellProblem
from naikkelas.batch.sinks import PROBLEM_COLUMNS, problem_row
from naikkelas.batch.summary import Score
from naikkelas.batch.table import Column, Table
from naikkelas.conditions import Outcome
from naikkelas.explain.words import in_lang, say
from naikkelas.extras import need
from naikkelas.problems import Lang, Place, Problem, problem
from naikkelas.rules import RuleSet

#: What a sheet holds, its header included.
MOST_ROWS: Final = 1_048_576
#: What a cell of a sheet holds, in units of UTF-16: a sign beyond U+FFFF counts twice.
MOST_CHARACTERS: Final = 32_767
_MOST_PROBLEMS: Final = 100_000
_WIDE: Final = ("reasons", "next_step", "problems", "rules")

#: What begins the number of a sign.
_SIGN: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_COLOURS: Final = {
    **dict.fromkeys(("eligible", "met"), "C6EFCE"),
    **dict.fromkeys(("ineligible", "not_met"), "FFC7CE"),
    **dict.fromkeys(("needs_information", "unknown"), "FFEB9C"),
    **dict.fromkeys(("out_of_scope", "not_applicable"), "E7E6E6"),
}
_SHEETS: Final[dict[Lang, tuple[str, str, str]]] = {"id": ("Hasil", "Ringkasan", "Masalah"), "en": ("Result", "Summary", "Problems")}


def units_of_text(text: str) -> int:
    """How much of a cell a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def too_long(cells: Sequence[Cell], first: int = 0) -> Iterator[tuple[int, int]]:
    """The cells, counted from ``first``, that a sheet cannot hold whole, each with how much of a cell it takes."""
    for at, cell in enumerate(cells, first):
        if isinstance(cell, str):
            text = cell
        elif isinstance(cell, list | dict):
            text = text_of(cell)
        else:
            continue
        if 2 * len(text) > MOST_CHARACTERS and (length := units_of_text(text)) > MOST_CHARACTERS:
            yield at, length


def cut(place: Place, length: int) -> Problem:
    """What is told of a cell that a sheet does not hold whole."""
    return problem("NK560", place, "write_csv", read=length, expected=MOST_CHARACTERS)


def cut_cells(table: Table, number: int, cells: Sequence[Cell], names: Sequence[str], first: int = 0) -> list[CellProblem]:
    """What is told of the cells of a row, counted from ``first``, that a sheet does not hold whole; those that a result adds have no place."""
    made = []
    for at, length in too_long(cells, first):
        column = table.columns[at] if at < len(table.columns) else None
        made.append(CellProblem(number, column or Column(at, names[at], ""), cut(table.place(number, column), length)))
    return made


def held(text: str) -> str:
    """As much of a text as a cell holds, and no half sign."""
    if 2 * len(text) <= MOST_CHARACTERS or units_of_text(text) <= MOST_CHARACTERS:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * MOST_CHARACTERS].decode("utf-16-le", "ignore")


class WorkbookSink:
    """Writes a workbook row by row; openpyxl keeps what is not yet saved in temporary files, not in memory.

    ``own`` is the number of columns of the table itself: only what stands behind them is coloured.
    """

    def __init__(self, draft: Draft, names: Sequence[str], own: int, about: tuple[RuleSet, str, str | None], lang: Lang) -> None:
        openpyxl = need("openpyxl", "batch")
        self._cell = need("openpyxl.cell", "batch").WriteOnlyCell
        styles = need("openpyxl.styles", "batch")
        self._fills = {word: styles.PatternFill("solid", start_color=colour) for word, colour in _COLOURS.items()}
        self._bold = styles.Font(bold=True)
        self._draft, self._own, self._lang = draft, own, lang
        self._rules, self._file, self._sheet_name = about
        self._book = openpyxl.Workbook(write_only=True)
        self._rows, self._summary, self._problems = (self._book.create_sheet(title) for title in _SHEETS[lang])
        self._left = _MOST_PROBLEMS
        self._rows.freeze_panes = self._problems.freeze_panes = "A2"
        self._rows.auto_filter.ref = f"A1:{letter_of(len(names) - 1)}1"
        for index in range(own, len(names)):
            self._rows.column_dimensions[letter_of(index)].width = 45 if names[index].endswith(_WIDE) else 16
        for index, width in enumerate((30, 12, 8, 8, 24, 9, 10, 30, 60, 60)):
            self._problems.column_dimensions[letter_of(index)].width = width
        self._summary.column_dimensions["A"].width = 60
        self._names = tuple(names)

    def begin(self) -> None:
        """Writes the titles of both sheets."""
        self._rows.append([self._head(name) for name in self._names])
        self._problems.append([self._head(name) for name in PROBLEM_COLUMNS])

    def row(self, cells: Sequence[Cell]) -> None:
        """Writes one row."""
        own = self._own
        self._rows.append([self._safe(cell) if at < own else self._coloured(cell) for at, cell in enumerate(cells)])

    def problem(self, found: CellProblem) -> None:
        """Writes a line of the sheet of problems, as long as it is not too long to be read."""
        if self._left:
            self._left -= 1
            self._problems.append([self._safe(cell) for cell in problem_row(found, self._file, self._sheet_name, self._lang)])

    def finish(self, score: Score) -> None:
        """Writes the summary and saves the workbook."""
        for row in summary_rows(score, self._rules, self._lang):
            self._summary.append([self._head(row[0])] if len(row) == 1 and row[0] else [self._safe(cell) for cell in row])
        self._book.save(self._draft.temporary)

    def close(self) -> None:
        """Ends what openpyxl began, and removes its temporary files; after :meth:`finish` there are none."""
        for sheet in self._book.worksheets:
            if not sheet.closed:
                thrown_away(sheet)

    def _head(self, text: Cell) -> Any:
        words = _escaped(writable(text)) if isinstance(text, str) else text
        made = self._as_text(words) if isinstance(words, str) and could_run(words) else self._cell(self._rows, value=words)
        made.font = self._bold
        return made

    def _coloured(self, cell: Cell) -> Any:
        fill = self._fills.get(cell) if isinstance(cell, str) else None
        if fill is None:
            return self._safe(cell)
        made = self._cell(self._rows, value=cell)
        made.fill = fill
        return made

    def _safe(self, cell: Cell) -> Any:
        """A cell that no spreadsheet runs and every workbook can hold."""
        if isinstance(cell, list | dict):
            return self._safe(text_of(cell))
        if not isinstance(cell, str):
            return cell
        text = _escaped(held(writable(cell)))
        return self._as_text(text) if could_run(text) else text

    def _as_text(self, text: str) -> Any:
        """A text that looks like a formula, marked as a text also for when somebody edits it."""
        made = self._cell(self._rows, value=text)
        made.data_type = "s"
        made.quotePrefix = True
        return made


def _escaped(text: str) -> str:
    """A text that a workbook takes for no sign: it would read ``_x0031_`` as ``1``."""
    return _SIGN.sub("_x005F_", text) if "_x" in text else text


def thrown_away(sheet: Any) -> None:
    """Closes a sheet that nobody will read; on a full disk even that fails, and what is left goes when Python ends."""
    with suppress(OSError, ValueError, RuntimeError, StopIteration):
        sheet.close()
    with suppress(OSError, ValueError, AttributeError):
        sheet._writer.cleanup()


def summary_rows(score: Score, rules: RuleSet, lang: Lang) -> list[list[Cell]]:
    """The summary as rows of cells; a row of one cell is a heading."""

    def tell(indonesian: str, english: str) -> str:
        return indonesian if lang == "id" else english

    titles = {name: in_lang(each.title, lang) for name, each in rules.criteria.items()}
    facts = {name: in_lang(fact.title, lang) for name, fact in rules.facts.items()}
    checked = tell("diperiksa", "checked") if score.checked else tell("tidak diperiksa", "not checked")
    unread = tell(f"Fakta yang tidak dipakai aturan ini ({checked})", f"Facts that these rules do not use ({checked})")
    parts: list[tuple[str, Iterable[tuple[str, Cell]]]] = [
        (tell("Hasil", "Outcomes"), [(say(lang, f"outcome.{each.value}"), score.outcomes.get(each, 0)) for each in Outcome]),
        (tell("Syarat yang tidak terpenuhi", "Requirements that are not met"), [(titles[key], count) for key, count in score.lost.items()]),
        (tell("Syarat yang belum diketahui", "Requirements nobody knows yet"), [(titles[key], count) for key, count in score.open.items()]),
        (tell("Data yang kurang", "Missing facts"), [(facts[key], count) for key, count in score.asked.items()]),
        (tell("Masalah", "Problems"), list(score.problems.items())),
        (tell("Kolom yang dibaca", "Columns that are read"), score.used),
        (tell("Diandaikan untuk semua baris", "Assumed for every row"), [(each, "") for each in score.assumed_words.split("; ") if each]),
        (unread, score.unread),
        (tell("Cara membaca", "How it was read"), [(in_lang(note, lang), "") for note in score.notes]),
    ]
    made: list[list[Cell]] = [
        [in_lang(rules.linked.title, lang)],
        [tell("versi", "version"), rules.version],
        [tell("sidik aturan", "hash of the rules"), rules.hash],
        [tell("baris", "rows"), score.rows],
        [tell("baris dengan masalah", "rows with problems"), score.marked],
    ]
    for heading, lines in parts:
        told = [[text, cell] for text, cell in lines]
        if told:
            made += [[], [heading], *told]
    return made
