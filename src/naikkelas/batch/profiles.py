"""A row to a profile: every cell that can be read is given, every other is missing and told with its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from naikkelas.batch.cell_reading import Found, reader_of
from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.mapping import Use
from naikkelas.batch.plan import ReadingPlan, UsedColumn
from naikkelas.batch.table import Column, Row, Table
from naikkelas.batch.words import SUMS, fold
from naikkelas.facts import Text
from naikkelas.ikm.catalogue import PERMIT_KINDS
from naikkelas.ikm.cells import EMPTY
from naikkelas.ikm.door import PERMITS
from naikkelas.ikm.findings import HIDDEN
from naikkelas.ikm.outside import to_python
from naikkelas.problems import Problem, ProfileError, shown
from naikkelas.problems import problem as make
from naikkelas.rules import RuleSet
from naikkelas.snapshot import Snapshot

_ASSUMED: Final = Text("dari andaian untuk seluruh tabel, bukan dari data", "from what is assumed for the whole table, not from the data")


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something wrong with a cell, or with a row (then ``column`` is ``None``). ``text`` is what stood there; hidden if it is personal."""

    row: int
    column: Column | None
    problem: Problem
    text: str = ""


class RowReader:
    """Reads the rows of one table by one plan."""

    def __init__(self, table: Table, plan: ReadingPlan, rules: RuleSet, assume: Mapping[str, Any]) -> None:
        self._table, self._plan, self._rules = table, plan, rules
        self._assume = dict(assume)
        rules.admit(self._assume)  # what is wrong with it is told before any row
        joined = {each.use.name for each in plan.used if each.use.role in ("month", "year")}
        self._dates = {name: _Joined(name, [each for each in plan.used if each.use.name == name], rules) for name in joined}
        self._single = [each for each in plan.used if each.use.name not in joined]

    def read(self, row: Row) -> tuple[Snapshot, list[CellProblem]]:
        """The snapshot of a row, without what cannot be read, and everything that is wrong with the row."""
        if row.problem is not None:
            return self._admitted(dict(self._assume), row.number, {})[0], [CellProblem(row.number, None, row.problem)]
        raw: dict[str, Any] = dict(self._assume)
        problems: list[CellProblem] = []
        origin: dict[str, tuple[UsedColumn, Cell]] = {}
        for each in self._single:
            cell = row.cells[each.column.index]
            found = each.read(cell)
            self._take(each, cell, found, raw, origin)
            problems += self._problems(each, cell, row.number, found)
        for date in self._dates.values():
            each, cell, found = date.read(row)
            self._take(each, cell, found, raw, origin)
            problems += self._problems(each, cell, row.number, found)
        snapshot, more = self._admitted(raw, row.number, origin)
        return snapshot, [*self._sum(row), *problems, *more]

    def _sum(self, row: Row) -> Iterable[CellProblem]:
        """The warning about a row that sums up the others: it is decided all the same, and would be counted as a business."""
        first = next((cell for cell in row.cells if not is_blank(cell)), None)
        if isinstance(first, str) and fold(first) in SUMS:
            yield CellProblem(row.number, None, make("NK457", self._table.place(row.number), "delete_the_row", read=first.strip()))

    def _take(self, each: UsedColumn, cell: Cell, found: Found, raw: dict[str, Any], origin: dict[str, tuple[UsedColumn, Cell]]) -> None:
        for name, value in found.values:
            kind = self._rules.catalogue[name].type
            origin[name] = (each, cell)
            if each.use.role in ("low", "high"):
                side = "at_least" if each.use.role == "low" else "at_most"
                end = value[each.use.role == "high"] if isinstance(value, tuple) else value
                raw[name] = {**raw.get(name, {}), side: to_python(end, kind)}
            elif name not in raw or each.use.role == "fact":
                raw[name] = to_python(value, kind)
        if found.permits:
            origin[PERMITS] = (each, cell)
            raw[PERMITS] = [dict(permit) for permit in found.permits]

    def _problems(self, each: UsedColumn, cell: Cell, number: int, found: Found) -> Iterable[CellProblem]:
        for problem in found.problems:
            yield self._placed(each, cell, number, problem)

    def _placed(self, each: UsedColumn, cell: Cell, number: int, problem: Problem) -> CellProblem:
        text = HIDDEN if is_personal(each) else shown(text_of(cell))
        return CellProblem(number, each.column, replace(problem, place=self._table.place(number, each.column)), text)

    def _admitted(
        self, raw: dict[str, Any], number: int, origin: Mapping[str, tuple[UsedColumn, Cell]]
    ) -> tuple[Snapshot, list[CellProblem]]:
        """The door's reading; what it refuses is left out, until nothing is refused."""
        problems: list[CellProblem] = []
        snapshot = None
        while snapshot is None:
            try:
                snapshot = self._rules.admit(raw)
            except ProfileError as error:
                for problem in error.problems:
                    raw.pop(_fact_of(problem), None)
                    problems.append(self._from_door(number, origin, problem))
        problems += [self._from_door(number, origin, each) for each in snapshot.problems]
        if self._assume:
            snapshot = replace(snapshot, origins={**snapshot.origins, **dict.fromkeys(self._assume, _ASSUMED)})
        return snapshot, problems

    def _from_door(self, number: int, origin: Mapping[str, tuple[UsedColumn, Cell]], problem: Problem) -> CellProblem:
        name = _fact_of(problem)
        if name in origin:
            return self._placed(*origin[name], number, problem)
        return CellProblem(number, None, replace(problem, place=self._table.place(number)))


def _fact_of(problem: Problem) -> str:
    """The fact that a problem of the door is about: ``permits[1].number`` is about ``permits``."""
    return (problem.place.path or "").partition("[")[0].partition(".")[0]


def is_personal(each: UsedColumn) -> bool:
    """Whether what stands in a column is never shown."""
    if each.use.role == "permits":
        return True
    if each.use.role == "permit":
        return PERMIT_KINDS[each.use.name].personal_number
    return each.fact is not None and each.fact.personal


class _Joined:
    """One date from a column of months and a column of years."""

    def __init__(self, name: str, columns: list[UsedColumn], rules: RuleSet) -> None:
        self._month = next((each for each in columns if each.use.role == "month"), None)
        self._year = next((each for each in columns if each.use.role == "year"), None)
        self._read = reader_of(Use("fact", name), rules.catalogue[name])

    def read(self, row: Row) -> tuple[UsedColumn, Cell, Found]:
        """The date; without a year nobody knows it, without a month the year is all that is known."""
        if self._year is None:
            assert self._month is not None  # noqa: S101 - one of the two is there
            return self._month, None, Found()
        year = row.cells[self._year.column.index]
        month = None if self._month is None else row.cells[self._month.column.index]
        has_month = not is_blank(month) and text_of(month).strip().casefold() not in EMPTY
        if is_blank(year) or text_of(year).strip().casefold() in EMPTY:
            return self._year, year, Found()
        if not has_month or self._month is None:
            return self._year, year, self._read(text_of(year))
        text = text_of(month).strip()
        between = "/" if text.isdigit() else " "
        return self._month, f"{text}{between}{text_of(year).strip()}", self._read(f"{text}{between}{text_of(year).strip()}")
