"""The rows of a table that nobody decided before, decided on the way to a cohort: every cell that :func:`naikkelas.batch.score_table` writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from naikkelas.batch.cells import Cell
from naikkelas.batch.columns.plan import ReadingPlan
from naikkelas.batch.rows.derived import DerivedColumns
from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.batch.rows.row_words import mark, told
from naikkelas.batch.rows.verdicts import Judge
from naikkelas.batch.score import assumed_words, result_columns
from naikkelas.batch.scored_table import reading_of, stamp
from naikkelas.batch.table import Row, Table
from naikkelas.conditions import Outcome
from naikkelas.problems import Lang
from naikkelas.ranges import Bounds
from naikkelas.rules import RuleSet
from naikkelas.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision about a row, from the table or made here; ``cells`` are those of the result, without what all rows have in common."""

    outcome: Outcome | None
    points: Bounds
    cells: tuple[Cell, ...] = ()
    reasons: str = ""
    next_step: str = ""


class Deciding:
    """Decides the rows of one table.

    Raises:
        EvaluationError: when the rules are not in force on that date.
        ProfileError: when an assumed value cannot be read.
    """

    def __init__(
        self, table: Table, rules: RuleSet, plan: ReadingPlan, assume: Mapping[str, Any], days: tuple[date, date | None], lang: Lang
    ) -> None:
        self._rules, self._lang, self._has_assumed = rules, lang, bool(assume)
        self._judge = Judge(rules, days[0], lang, days[1])
        self._derived = DerivedColumns(table, plan, rules, self._judge)
        assumed = assumed_words(rules, assume)
        #: The cells that stand behind those of every decision: the date, the rules, how the table is read, and what is assumed.
        self.last: tuple[Cell, ...] = (*stamp(rules, *days), reading_of(plan), *([assumed] if assume else ()))

    def columns(self, prefix: str) -> list[str]:
        """The names of the columns of a decision and of what stands behind it."""
        return result_columns(self._rules, prefix, assumed=self._has_assumed)

    def of(self, row: Row, snapshot: Snapshot, problems: Sequence[CellProblem]) -> Decided:
        """What a row says; ``problems`` are those of reading it."""
        verdict = self._judge.judge(snapshot)
        found = [*problems]
        if row.problem is None:
            found += self._derived.placed(self._derived.problems(snapshot), row.number, row.cells.__getitem__)
        statuses = (status.value for status in verdict.statuses)
        problem_words = told((mark(each, self._lang) for each in found), row.surplus)
        cells = (verdict.outcome.value, verdict.reasons, verdict.next_step, *verdict.points, *statuses, problem_words)
        return Decided(verdict.outcome, verdict.points, cells, verdict.reasons, verdict.next_step)
