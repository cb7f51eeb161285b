"""Columns of derived facts: what is given there stands, and a row where it is not what follows from the others is told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from naikkelas.batch.cells import Cell, text_of
from naikkelas.batch.columns.plan import ReadingPlan
from naikkelas.batch.rows.profiles import CellProblem, is_personal
from naikkelas.batch.rows.verdicts import Judge
from naikkelas.batch.table import Table
from naikkelas.ikm.findings import HIDDEN
from naikkelas.problems import Problem, shown
from naikkelas.rules import RuleSet
from naikkelas.ruleset.given import deriving
from naikkelas.snapshot import Snapshot


class DerivedColumns:
    """The columns of a table that give derived facts; most tables have none."""

    def __init__(self, table: Table, plan: ReadingPlan, rules: RuleSet, judge: Judge) -> None:
        self._table, self._judge, self._linked = table, judge, rules.linked
        #: The rule set that works out each fact: the one that decides, or a programme it asks for.
        self.deriving = deriving(rules.linked)
        self._columns = {each.use.name: each for each in plan.used if each.use.name in self.deriving}

    @property
    def names(self) -> Sequence[str]:
        """The facts."""
        return tuple(self._columns)

    def problems(self, snapshot: Snapshot) -> Mapping[str, Problem]:
        """What contradicts itself in a snapshot, by fact."""
        if not self._columns:
            return {}
        found = {str(each.place.path): each for each in self._judge.contradictions(snapshot)}
        return {name: found[name] for name in self._columns if name in found}

    def placed(self, problems: Mapping[str, Problem], number: int, cell: Callable[[int], Cell]) -> Iterator[CellProblem]:
        """The problems of a row where they stand; ``cell`` gives the cell of a column."""
        for name, problem in problems.items():
            each = self._columns[name]
            text = (
                HIDDEN
                if is_personal(each) or any(unit.is_personal(name) for unit in (self._linked, self.deriving[name]))
                else shown(text_of(cell(each.column.index)))
            )
            yield CellProblem(number, each.column, replace(problem, place=self._table.place(number, each.column)), text)
