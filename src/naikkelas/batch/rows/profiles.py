"""A row to a profile: every cell that can be read is given, every other is missing and told with its place."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from naikkelas.batch.cells import Cell, Doubtful, is_blank, text_of
from naikkelas.batch.columns.cell_reading import Found, reader_of
from naikkelas.batch.columns.mapping import Use
from naikkelas.batch.columns.plan import ReadingPlan, UsedColumn
from naikkelas.batch.table import Column, Row, Table, is_damaged
from naikkelas.batch.wording.no_business import NoBusiness
from naikkelas.ikm.catalogue import PERMIT_KINDS
from naikkelas.ikm.cells import EMPTY
from naikkelas.ikm.door import PERMITS
from naikkelas.ikm.findings import HIDDEN
from naikkelas.ikm.outside import to_python
from naikkelas.problems import Problem, ProfileError, shown
from naikkelas.problems import problem as make
from naikkelas.rules import RuleSet
from naikkelas.snapshot import Snapshot, with_assumed


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something wrong with a cell, or with a row (then ``column`` is ``None``). ``text`` is what stood there; hidden if it is personal."""

    row: int
    column: Column | None
    problem: Problem
    text: str = ""


#: A problem, and where among those of its row it is told: by column, a cell before what the door says, by fact.
Ordered = tuple[tuple[int, int, str], CellProblem]

#: Behind the last column.
_BEHIND: Final = 10**9


class RowReader:
    """Reads the rows of one table by one plan, or the cells of some of its columns."""

    def __init__(self, table: Table, plan: ReadingPlan, rules: RuleSet, assume: Mapping[str, Any]) -> None:
        self._table, self._rules = table, rules
        self._assume = dict(assume)
        rules.admit(self._assume)  # what is wrong with it is told before any row
        self._single, self._dates = _apart(plan.used, rules)
        self._checked, self._checked_dates = _apart(plan.checked, rules)
        self._told = told_when_read(plan)
        self._judge = table.judge()

    def read(self, row: Row) -> tuple[Snapshot, list[CellProblem]]:
        """The snapshot of a row, without what cannot be read, and everything that is wrong with the row: first with all of it, then by column."""
        if row.problem is not None:
            told = [CellProblem(row.number, None, row.problem), *damaged_row(self._table, row)]
            if row.says_nothing:  # what is assumed of every business says nothing of it
                return self._rules.admit({}), told
            return self._admitted(dict(self._assume), row.number, {})[0], told
        snapshot, problems = self.read_cells(row.cells, row.number)
        damaged = damaged_of(self._table, row.number, row.cells, self._told)
        return snapshot, [*sum_of(self._table, row.number, self._judge.about(row.cells)), *damaged, *problems]

    def read_cells(self, cells: Sequence[Cell], number: int) -> tuple[Snapshot, list[CellProblem]]:
        """The snapshot of the cells of a row, and what is wrong with any of them, in the order of the columns."""
        snapshot, problems = self.read_ordered(cells, number)
        return snapshot, [made for _, made in problems]

    def read_ordered(self, cells: Sequence[Cell] | Mapping[int, Cell], number: int) -> tuple[Snapshot, list[Ordered]]:
        """As :meth:`read_cells`, each problem with its place among those of the row. Only the cells of its columns are looked at."""
        raw: dict[str, Any] = dict(self._assume)
        problems: list[Ordered] = []
        origin: dict[str, tuple[UsedColumn, Cell]] = {}
        for each in self._single:
            cell = cells[each.column.index]
            found = each.read(cell)
            self._take(each, cell, found, raw, origin)
            problems += self._problems(each, cell, number, found)
        for date in self._dates:
            each, cell, found = date.read(cells)
            self._take(each, cell, found, raw, origin)
            problems += self._problems(each, cell, number, found)
        for each in self._checked:
            cell = cells[each.column.index]
            problems += self._problems(each, cell, number, each.read(cell))
        for date in self._checked_dates:
            each, cell, found = date.read(cells)
            problems += self._problems(each, cell, number, found)
        snapshot, more = self._admitted(raw, number, origin)
        return snapshot, sorted([*problems, *more], key=place_of)

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

    def _problems(self, each: UsedColumn, cell: Cell, number: int, found: Found) -> Iterable[Ordered]:
        for problem in found.problems:
            yield (each.column.index, 0, ""), self._placed(each, cell, number, problem)

    def _placed(self, each: UsedColumn, cell: Cell, number: int, problem: Problem) -> CellProblem:
        text = HIDDEN if is_personal(each) else shown(text_of(cell))
        return CellProblem(number, each.column, replace(problem, place=self._table.place(number, each.column)), text)

    def _admitted(self, raw: dict[str, Any], number: int, origin: Mapping[str, tuple[UsedColumn, Cell]]) -> tuple[Snapshot, list[Ordered]]:
        """The door's reading; what it refuses is left out, until nothing is refused. Warnings are those about what is left."""
        problems: list[Ordered] = []
        snapshot = None
        while snapshot is None:
            try:
                snapshot = self._rules.admit(raw)
            except ProfileError as error:
                for problem in error.problems:
                    if problem.is_error:
                        raw.pop(_fact_of(problem), None)
                        problems.append(self._from_door(number, origin, problem))
        problems += [self._from_door(number, origin, each) for each in snapshot.problems]
        return with_assumed(snapshot, self._assume), problems

    def _from_door(self, number: int, origin: Mapping[str, tuple[UsedColumn, Cell]], problem: Problem) -> Ordered:
        name = _fact_of(problem)
        if name in origin:
            each, cell = origin[name]
            return (each.column.index, 1, name), self._placed(each, cell, number, problem)
        return (_BEHIND, 1, name), CellProblem(number, None, replace(problem, place=self._table.place(number)))


def sum_of(table: Table, number: int, found: NoBusiness | None) -> Iterable[CellProblem]:
    """The warning about a row that may sum up the others: it is decided all the same, and would be counted as a business."""
    if found is not None and not found.is_sure:
        yield CellProblem(number, None, make("NK457", table.place(number), "delete_the_row", read=found.word))


def told_when_read(plan: ReadingPlan) -> frozenset[int]:
    """The columns whose readers tell of letters that were lost: all but those that are joined to a date."""
    return frozenset(each.column.index for each in (*plan.used, *plan.checked) if each.use.role not in ("month", "year"))


def damaged_of(table: Table, number: int, cells: Sequence[Cell], told: Container[int] = ()) -> Iterable[CellProblem]:
    """Cells in which a letter was lost because bytes of the file are none; those of some columns are ``told`` when they are read."""
    if not table.damaged:
        return
    for column, cell in zip(table.columns, cells, strict=True):
        if is_damaged(cell) and column.index not in told:
            yield CellProblem(number, column, make("NK559", table.place(number, column), "save_as_utf8"))


def damaged_row(table: Table, row: Row) -> Iterable[CellProblem]:
    """As :func:`damaged_of`, of a row that is not read: also of its cells that belong to no column."""
    yield from damaged_of(table, row.number, row.cells)
    if table.damaged and any(map(is_damaged, row.surplus)):
        yield CellProblem(row.number, None, make("NK559", table.place(row.number), "save_as_utf8"))


def place_of(found: Ordered) -> tuple[int, int, str]:
    """The place of a problem among those of its row."""
    return found[0]


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


def _apart(columns: Sequence[UsedColumn], rules: RuleSet) -> "tuple[list[UsedColumn], list[_Joined]]":
    """The columns that are read one by one, and the dates that two columns give."""
    joined = dict.fromkeys(each.use.name for each in columns if each.use.role in ("month", "year"))
    dates = [_Joined(name, [each for each in columns if each.use.name == name], rules) for name in joined]
    return [each for each in columns if each.use.name not in joined], dates


class _Joined:
    """One date from a column of months and a column of years."""

    def __init__(self, name: str, columns: list[UsedColumn], rules: RuleSet) -> None:
        self._month = next((each for each in columns if each.use.role == "month"), None)
        self._year = next((each for each in columns if each.use.role == "year"), None)
        self._read = reader_of(Use("fact", name), rules.catalogue[name])

    def read(self, cells: Sequence[Cell] | Mapping[int, Cell]) -> tuple[UsedColumn, Cell, Found]:
        """The date; without a year nobody knows it, without a month the year is all that is known."""
        if self._year is None:
            assert self._month is not None  # noqa: S101 - one of the two is there
            return self._month, None, Found()
        year = cells[self._year.column.index]
        month = None if self._month is None else cells[self._month.column.index]
        if is_damaged(year) or is_damaged(month):  # that is told of the cells themselves
            return self._year, year, Found()
        for each, cell in ((self._year, year), (self._month, month)):
            if isinstance(cell, Doubtful) and each is not None:
                return each, cell, Found(problems=(cell.problem,))
        has_month = not is_blank(month) and text_of(month).strip().casefold() not in EMPTY
        if is_blank(year) or text_of(year).strip().casefold() in EMPTY:
            return self._year, year, Found()
        if not has_month or self._month is None:
            return self._year, year, self._read(text_of(year))
        text = text_of(month).strip()
        between = "/" if text.isdigit() else " "
        return self._month, f"{text}{between}{text_of(year).strip()}", self._read(f"{text}{between}{text_of(year).strip()}")
