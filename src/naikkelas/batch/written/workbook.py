"""A result as a workbook: the rows with coloured statuses, a summary, and the problems."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from naikkelas.batch.cells import Cell, letter_of, text_of
from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.batch.rows.summary import Score, day_lines, outcome_lines, without_no_business
from naikkelas.batch.table import Column, Table
from naikkelas.batch.written.book import Book
from naikkelas.batch.written.draft import Draft
from naikkelas.batch.written.result_form import refuse_too_large
from naikkelas.batch.written.sheet_cells import MOST_CHARACTERS, CellMaker, units_of_text
from naikkelas.batch.written.sinks import PROBLEM_COLUMNS, problem_row
from naikkelas.explain.words import in_lang
from naikkelas.extras import need
from naikkelas.problems import Lang, Place, Problem, counted, problem
from naikkelas.rules import RuleSet

_MOST_PROBLEMS: Final = 100_000
_WIDE: Final = ("reasons", "next_step", "problems", "rules")

_COLOURS: Final = {
    **dict.fromkeys(("eligible", "met"), "C6EFCE"),
    **dict.fromkeys(("ineligible", "not_met"), "FFC7CE"),
    **dict.fromkeys(("needs_information", "unknown"), "FFEB9C"),
    **dict.fromkeys(("out_of_scope", "not_applicable"), "E7E6E6"),
}
_SHEETS: Final[dict[Lang, tuple[str, str, str]]] = {"id": ("Hasil", "Ringkasan", "Masalah"), "en": ("Result", "Summary", "Problems")}


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


class WorkbookSink:
    """Writes a workbook row by row.

    ``own`` is the number of columns of the table itself: only what stands behind them is coloured.
    """

    #: Where problems are listed that the sheet has no room for.
    _all_of_them: Mapping[Lang, str] = {
        "id": ", dan --problems menulis semuanya ke .csv",
        "en": ", and --problems writes them all to a .csv",
    }

    def __init__(self, draft: Draft, names: Sequence[str], own: int, about: tuple[RuleSet, str, str | None], lang: Lang) -> None:
        self._book = Book(draft)
        styles = need("openpyxl.styles", "batch")
        self._fills = {word: styles.PatternFill("solid", start_color=colour) for word, colour in _COLOURS.items()}
        self._bold = styles.Font(bold=True)
        self._draft, self._own, self._lang = draft, own, lang
        self._rules, self._file, self._sheet_name = about
        self._rows, self._summary, self._problems = (self._book.sheet(title) for title in _SHEETS[lang])
        self._cells = CellMaker(self._rows)
        self._count = 0
        self._left = _MOST_PROBLEMS
        self._more = 0
        self._rows_of_more = (0, 0)
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
        self._book.append(self._rows, [self._head(name) for name in self._names])
        self._book.append(self._problems, [self._head(name) for name in PROBLEM_COLUMNS])

    def row(self, cells: Sequence[Cell]) -> None:
        """Writes one row."""
        self._count += 1
        refuse_too_large(self._draft.path, self._count, len(cells))
        own, made = self._own, self._cells.made
        self._book.append(self._rows, [made(cell) if at < own else self._coloured(cell) for at, cell in enumerate(cells)])

    def problem(self, found: CellProblem) -> None:
        """Writes a line of the sheet of problems; beyond those that can be read they are counted."""
        if self._left:
            self._left -= 1
            self._book.append(
                self._problems, [self._cells.made(cell) for cell in problem_row(found, self._file, self._sheet_name, self._lang)]
            )
            return
        first, last = self._rows_of_more if self._more else (found.row, found.row)
        self._more += 1
        self._rows_of_more = min(first, found.row), max(last, found.row)

    def finish(self, score: Score) -> None:
        """Writes the summary and saves the workbook."""
        for row in summary_rows(score, self._rules, self._lang):
            self._summarise(row)
        self._save()

    def close(self) -> None:
        """Removes the temporary files; after :meth:`finish` there are none."""
        self._book.close()

    def _summarise(self, line: Sequence[Cell]) -> None:
        """A line of the summary; of a single text, a heading."""
        is_heading = len(line) == 1 and line[0]
        self._book.append(self._summary, [self._head(line[0])] if is_heading else [self._cells.made(cell) for cell in line])

    def _head(self, text: Cell) -> Any:
        return self._cells.styled(text, font=self._bold)

    def _coloured(self, cell: Cell) -> Any:
        fill = self._fills.get(cell) if isinstance(cell, str) else None
        return self._cells.made(cell) if fill is None else self._cells.styled(cell, fill=fill)

    def _save(self) -> None:
        """Says how many problems the sheet has no room for, and saves the workbook."""
        if self._more:
            line: list[Cell] = [""] * len(PROBLEM_COLUMNS)
            line[PROBLEM_COLUMNS.index("message")] = self._said_of_more()
            self._book.append(self._problems, [self._cells.made(cell) for cell in line])
        self._book.save()

    def _said_of_more(self) -> str:
        count, first, last = self._more, *self._rows_of_more
        column = next((name for name in reversed(self._names) if name.endswith("problems")), "")
        words = {
            "id": f"{count} masalah lagi, di baris {first} sampai {last}, tidak muat di sini; yang salah di sebuah baris ada di kolomnya {column}",
            "en": f"{counted(count, 'more problem')}, in rows {first} to {last}, had no room here; what is wrong with a row is in its column {column}",
        }
        return f"{words[self._lang]}{self._all_of_them[self._lang]}."


def summary_rows(score: Score, rules: RuleSet, lang: Lang) -> list[list[Cell]]:
    """The summary as rows of cells; a row of one cell is a heading."""

    def tell(indonesian: str, english: str) -> str:
        return indonesian if lang == "id" else english

    titles = {name: in_lang(each.title, lang) for name, each in rules.criteria.items()}
    facts = {name: in_lang(fact.title, lang) for name, fact in rules.facts.items()}
    checked = tell("diperiksa", "checked") if score.checked else tell("tidak diperiksa", "not checked")
    unread = tell(f"Fakta yang tidak dipakai aturan ini ({checked})", f"Facts that these rules do not use ({checked})")
    without = without_no_business(score, lang)
    lost = tell("Syarat yang tidak terpenuhi", "Requirements that are not met") + without
    unknown = tell("Syarat yang belum diketahui", "Requirements nobody knows yet") + without
    parts: list[tuple[str, Iterable[tuple[str, Cell]]]] = [
        (tell("Hasil", "Outcomes"), outcome_lines(score, lang)),
        (lost, [(titles[key], count) for key, count in score.lost.items()]),
        (unknown, [(titles[key], count) for key, count in score.open.items()]),
        (tell("Data yang kurang", "Missing facts") + without, [(facts[key], count) for key, count in score.asked.items()]),
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
        *map(list[Cell], day_lines(score.as_of, score.rules_as_of, lang)),
        [tell("baris", "rows"), score.rows],
        [tell("baris dengan masalah", "rows with problems"), score.marked],
    ]
    for heading, lines in parts:
        told = [[text, cell] for text, cell in lines]
        if told:
            made += [[], [heading], *told]
    return made
