"""Where the rows of a cohort go: a workbook with coloured places and a summary, or rows alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, cast

from naikkelas.batch.cells import Cell
from naikkelas.batch.cohort.decided import Before
from naikkelas.batch.cohort.words import PLACE_TITLES
from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.batch.table import Table
from naikkelas.batch.written.column_words import column_notes, said_columns
from naikkelas.batch.written.draft import Draft
from naikkelas.batch.written.result_form import sink_of
from naikkelas.batch.written.sinks import Sink
from naikkelas.batch.written.workbook import WorkbookSink
from naikkelas.cohorts.asking import NO_RULES
from naikkelas.cohorts.model import CohortPlace
from naikkelas.explain.words import in_lang
from naikkelas.extras import need
from naikkelas.problems import Lang
from naikkelas.rules import RuleSet

_COLOURS: Final = {
    CohortPlace.ADMITTED: "C6EFCE",
    CohortPlace.POSSIBLE: "FFEB9C",
    CohortPlace.WAITING: "DDEBF7",
    CohortPlace.WAITING_POSSIBLE: "FFF8DC",
    CohortPlace.REFUSED: "FFC7CE",
}

#: A row of cells; one of a single text is a heading.
Line = Sequence[Cell]


class CohortSink(Protocol):
    """A cohort while it is written."""

    def begin(self) -> None:
        """Writes what comes first."""
        ...

    def row(self, cells: Sequence[Cell]) -> None:
        """Writes one row."""
        ...

    def problem(self, found: CellProblem) -> None:
        """Notes a problem, where the form has room for it."""
        ...

    def summary(self, lines: Iterable[Line]) -> None:
        """Writes the summary, where the form has room for it, and closes the file."""
        ...

    def close(self) -> None:
        """Closes the file, finished or not."""
        ...


class RowsAlone:
    """A form that holds rows and nothing beside them. Where words for people stand that an earlier workbook has, codes are written.

    ``said`` are those words with their codes, by the column they stand in.
    """

    def __init__(self, sink: Sink, said: Mapping[int, Mapping[str, str]]) -> None:
        self._sink, self._said = sink, said
        self.begin, self.problem, self.close = sink.begin, sink.problem, sink.close

    def row(self, cells: Sequence[Cell]) -> None:
        """Writes one row."""
        made = list(cells)
        for at, codes in self._said.items():
            cell = made[at]
            if isinstance(cell, str):
                made[at] = codes.get(cell, cell)
        self._sink.row(made)

    def summary(self, lines: Iterable[Line]) -> None:
        """Closes the file; there is no room for a summary."""
        self._sink.finish(cast("Any", None))  # such a form writes nothing of a score


class CohortBook(WorkbookSink):
    """A workbook as scoring writes it, with the places coloured and the summary of the cohort."""

    _all_of_them: Mapping[Lang, str] = {"id": "", "en": ""}

    def __init__(
        self,
        draft: Draft,
        names: Sequence[str],
        own: int,
        table: tuple[str, str | None],
        lang: Lang,
        said: Mapping[int, Mapping[str, str]],
        notes: Mapping[int, str],
    ) -> None:
        super().__init__(draft, names, own, (RuleSet(NO_RULES), *table), lang, said, notes)
        fill = need("openpyxl.styles", "batch").PatternFill
        for place, colour in _COLOURS.items():
            self._fills |= dict.fromkeys((place.value, in_lang(PLACE_TITLES[place], lang)), fill("solid", start_color=colour))
        self._summary.column_dimensions["B"].width = 24

    def summary(self, lines: Iterable[Line]) -> None:
        """Writes the summary and saves the workbook."""
        for line in lines:
            self._summarise(line)
        self._save()


def cohort_sink(  # noqa: PLR0913, PLR0917 - a result is made of these
    draft: Draft, table: Table, names: Sequence[str], own: int, before: Before | None, rules: RuleSet | None, prefix: str, lang: Lang
) -> CohortSink:
    """What writes a cohort: outcomes and statuses in words where people read them, and else in codes, whatever the table had.

    Raises:
        TableError: when the name has another ending, or no sheet holds so much (NK470).
    """
    criteria = {} if rules is None else rules.criteria

    def book() -> CohortBook:
        said = said_columns(names, len(table.columns), prefix, criteria, lang) if before is None else before.said(table, lang)
        said[names.index(f"{prefix}place", len(table.columns))] = {
            place.value: in_lang(title, lang) for place, title in PLACE_TITLES.items()
        }
        return CohortBook(draft, names, own, (table.file, table.sheet), lang, said, column_notes(names, own, prefix, criteria, lang))

    made = sink_of(draft, names, delimiter=table.delimiter, book=book, rows=table.total)
    return made if isinstance(made, CohortBook) else RowsAlone(made, {} if before is None else before.said(table, None))
