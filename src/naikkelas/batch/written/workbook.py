"""A result as a workbook: the rows with coloured statuses, a summary, and the problems."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from naikkelas.batch.cells import Cell, letter_of, text_of
from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.batch.rows.result_words import OUTCOME_WORDS, STATUS_WORDS
from naikkelas.batch.rows.summary import Score
from naikkelas.batch.table import Column, Table
from naikkelas.batch.written.book import Book
from naikkelas.batch.written.draft import Draft
from naikkelas.batch.written.result_form import refuse_too_large
from naikkelas.batch.written.sheet_cells import MOST_CHARACTERS, CellMaker, units_of_text
from naikkelas.batch.written.sinks import PROBLEM_COLUMNS, problem_row
from naikkelas.batch.written.summary_sheet import summary_rows
from naikkelas.explain.words import in_lang
from naikkelas.extras import need
from naikkelas.facts import Text
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
#: What codes are called in every language.
_CALLED: Final = tuple(words for kind in (OUTCOME_WORDS, STATUS_WORDS) for words in kind.values())
#: By the cells of so many rows a column gets its width; within these, in characters.
_MEASURED: Final = 300
_NARROWEST, _WIDEST, _OF_WORDS = 8, 40, 45
_PROBLEM_TITLES: Final[Mapping[str, Text]] = {
    "file": Text("berkas", "file"),
    "sheet": Text("lembar", "sheet"),
    "row": Text("baris", "row"),
    "column": Text("kolom", "column"),
    "title": Text("judul kolom", "title"),
    "code": Text("kode", "code"),
    "severity": Text("tingkat", "severity"),
    "text": Text("isi sel", "text"),
    "message": Text("masalah", "message"),
    "hint": Text("saran", "hint"),
}
_SEVERITIES: Final[Mapping[Lang, Mapping[str, str]]] = {"id": {"error": "galat", "warning": "peringatan"}, "en": {}}
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

    ``own`` is the number of columns of the table itself: only what stands behind them is coloured. ``said`` tells what people call the codes
    of a column, by where it stands, and ``notes`` what a column means.
    """

    #: Where problems are listed that the sheet has no room for.
    _all_of_them: Mapping[Lang, str] = {
        "id": ", dan --problems menulis semuanya ke .csv",
        "en": ", and --problems writes them all to a .csv",
    }

    def __init__(
        self,
        draft: Draft,
        names: Sequence[str],
        own: int,
        about: tuple[RuleSet, str, str | None],
        lang: Lang,
        said: Mapping[int, Mapping[str, str]],
        notes: Mapping[int, str],
    ) -> None:
        self._book = Book(draft)
        styles = need("openpyxl.styles", "batch")
        self._fills = {word: styles.PatternFill("solid", start_color=colour) for word, colour in _COLOURS.items()}
        self._fills |= {words[code]: fill for code, fill in self._fills.items() for words in _CALLED if code in words}
        self._bold = styles.Font(bold=True)
        self._draft, self._own, self._lang, self._said, self._notes = draft, own, lang, said, notes
        self._rules, self._file, self._sheet_name = about
        self._rows, self._summary, self._problems = (self._book.sheet(title) for title in _SHEETS[lang])
        self._cells = CellMaker(self._rows)
        self._count = 0
        self._left = _MOST_PROBLEMS
        self._more = 0
        self._rows_of_more = (0, 0)
        self._rows.freeze_panes = self._problems.freeze_panes = "A2"
        self._rows.auto_filter.ref = f"A1:{letter_of(len(names) - 1)}1"
        for index, width in enumerate((30, 12, 8, 8, 24, 9, 11, 30, 60, 60)):
            self._problems.column_dimensions[letter_of(index)].width = width
        for letter, width in (("A", 60), ("B", 26), ("C", 12)):
            self._summary.column_dimensions[letter].width = width
        self._names = tuple(names)
        #: The first rows, until the widths of their columns are known, which a sheet tells before its rows.
        self._first: list[Sequence[Cell]] | None = []

    def begin(self) -> None:
        """Writes the titles of the problems; those of the rows come with the first of them."""
        self._book.append(self._problems, [self._head(in_lang(_PROBLEM_TITLES[name], self._lang)) for name in PROBLEM_COLUMNS])

    def row(self, cells: Sequence[Cell]) -> None:
        """Writes one row."""
        self._count += 1
        refuse_too_large(self._draft.path, self._count, len(cells))
        if self._first is None:
            self._write(cells)
            return
        self._first.append(cells)
        if len(self._first) >= _MEASURED:
            self._write_first()

    def _write_first(self) -> None:
        """Writes the titles and the rows that were held back."""
        first, self._first = self._first or (), None
        shown = [self._shown(cells) for cells in first]
        for index, name in enumerate(self._names):
            is_words = index >= self._own and name.endswith(_WIDE)
            width = _OF_WORDS if is_words else _width(name, [cells[index] for cells in shown])
            self._rows.column_dimensions[letter_of(index)].width = width
        comment = need("openpyxl.comments", "batch").Comment
        heads = [self._head(name) for name in self._names]
        for index, note in self._notes.items():
            heads[index].comment = comment(note, "naikkelas", height=40 + len(note), width=260)
        self._book.append(self._rows, heads)
        for cells in first:
            self._write(cells)

    def _write(self, cells: Sequence[Cell]) -> None:
        own, made = self._own, self._cells.made
        shown = self._shown(cells)
        self._book.append(self._rows, [made(cell) if at < own else self._coloured(cell) for at, cell in enumerate(shown)])

    def _shown(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells of a row, with words where a code stands that people call otherwise."""
        shown = list(cells)
        for at, words in self._said.items():
            cell = shown[at]
            if isinstance(cell, str):
                shown[at] = words.get(cell, cell)
        return shown

    def problem(self, found: CellProblem) -> None:
        """Writes a line of the sheet of problems; beyond those that can be read they are counted."""
        if self._left:
            self._left -= 1
            line = problem_row(found, self._file, self._sheet_name, self._lang)
            severity = PROBLEM_COLUMNS.index("severity")
            line[severity] = _SEVERITIES[self._lang].get(found.problem.severity.value, found.problem.severity.value)
            self._book.append(self._problems, [self._cells.made(cell) for cell in line])
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
        if self._first is not None:
            self._write_first()
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


def _width(name: str, cells: Collection[Cell]) -> int:
    """How wide a column has to be to show its title and its cells, within bounds."""
    longest = max((_length(cell) for cell in cells), default=0)
    return min(max(_NARROWEST, len(name) + 2, longest + 2), _WIDEST)


def _length(cell: Cell) -> int:
    """How many characters a cell takes, as a sheet shows it."""
    if isinstance(cell, date):
        return len("31/12/2026")
    return len(text_of(cell))
