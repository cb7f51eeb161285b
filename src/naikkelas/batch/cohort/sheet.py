"""Where the rows of a cohort go: a workbook with coloured places and a summary, or rows alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, cast

from naikkelas.batch.cells import Cell
from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.batch.written.draft import Draft
from naikkelas.batch.written.sinks import Sink
from naikkelas.batch.written.workbook import WorkbookSink
from naikkelas.cohorts.asking import NO_RULES
from naikkelas.cohorts.model import CohortPlace
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
    """A form that holds rows and nothing beside them."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.begin, self.row, self.problem, self.close = sink.begin, sink.row, sink.problem, sink.close

    def summary(self, lines: Iterable[Line]) -> None:
        """Closes the file; there is no room for a summary."""
        self._sink.finish(cast("Any", None))  # such a form writes nothing of a score


class CohortBook(WorkbookSink):
    """A workbook as scoring writes it, with the places coloured and the summary of the cohort."""

    _all_of_them: Mapping[Lang, str] = {"id": "", "en": ""}

    def __init__(self, draft: Draft, names: Sequence[str], own: int, table: tuple[str, str | None], lang: Lang) -> None:
        super().__init__(draft, names, own, (RuleSet(NO_RULES), *table), lang)
        fill = need("openpyxl.styles", "batch").PatternFill
        self._fills |= {place.value: fill("solid", start_color=colour) for place, colour in _COLOURS.items()}
        self._summary.column_dimensions["B"].width = 24

    def summary(self, lines: Iterable[Line]) -> None:
        """Writes the summary and saves the workbook."""
        for line in lines:
            self._summarise(line)
        self._save()
