"""A block on its way: read, decided, put in words, and given to whatever takes rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from naikkelas.batch.blocks import Block
from naikkelas.batch.cells import Cell
from naikkelas.batch.columnar.contradictions import Contradictions
from naikkelas.batch.columnar.deciding import Decider, TableEngine
from naikkelas.batch.columnar.facts import FactReader, Facts, TellOf
from naikkelas.batch.columnar.parts import parts_of
from naikkelas.batch.columnar.telling import Teller, Told
from naikkelas.batch.columns.plan import ReadingPlan, facts_read
from naikkelas.batch.rows.derived import DerivedColumns
from naikkelas.batch.rows.profiles import CellProblem, damaged_of, damaged_row, place_of, sum_of, told_when_read
from naikkelas.batch.rows.verdicts import Judge, Verdict
from naikkelas.batch.table import Table
from naikkelas.engines.frames.given import table_types
from naikkelas.rules import RuleSet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

#: A problem of a row, and what the result says of it there.
Told_ = tuple[CellProblem, str | None]


@dataclass(slots=True)
class ScoredBlock:
    """A block with what its rows say. ``problems`` are those of the rows that have any, by their place in the block."""

    block: Block
    told: Told
    problems: dict[int, list[Told_]]

    def verdicts(self) -> Iterator[tuple[Verdict, int]]:
        """Every verdict and how many rows have it."""
        return ((self.told.verdicts[number], count) for number, count in Counter(self.told.of.to_list()).items())

    def verdict(self, at: int) -> Verdict:
        """The verdict of the row at a place in the block."""
        number: int = self.told.of[at]
        return self.told.verdicts[number]

    def rows(self) -> Iterator[tuple[Sequence[Cell], Verdict, str]]:
        """The cells of each row, its verdict and its reasons."""
        told = self.told
        for cells, number, reason in zip(self.block.rows(), told.of, told.reason_of, strict=True):
            verdict = told.verdicts[number]
            yield cells, verdict, verdict.reasons if reason is None else told.reasons[reason]


class BlockScorer:
    """Scores blocks of one table.

    ``tell`` gives what a result says of a problem in the row itself.

    Raises:
        EvaluationError: when no table engine can decide by these rules (NK525, NK532).
        MissingExtraError: when the engine is not installed.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - a run is made of these
        self,
        table: Table,
        rules: RuleSet,
        plan: ReadingPlan,
        assume: "Mapping[str, Any]",
        judge: Judge,
        derived: DerivedColumns,
        days: tuple[date, date | None],
        engine: TableEngine,
        tell: Callable[[CellProblem], str | None],
    ) -> None:
        self._table, self._tell, self._told = table, tell, told_when_read(plan)
        self._decider = Decider(rules, engine, *days)
        names = facts_read(rules)
        self._types = {name: kind for name, kind in table_types(rules.linked, rules.catalogue).items() if name in names}
        self._facts = FactReader(parts_of(table, plan, rules, assume), self._types, tell)
        self._teller = Teller(rules, judge, self._types)
        self._contradictions = Contradictions(derived)
        self._judge = table.judge()

    def score(self, block: Block) -> ScoredBlock:
        """What every row of a block says."""
        facts = self._facts.read(block)
        facts.forget([at for at, row in block.bad.items() if row.says_nothing])
        decided, unsure = self._decider.decide(facts, self._types, len(block.numbers))
        told = self._teller.tell(facts, decided, unsure)
        return ScoredBlock(block, told, self._problems(block, facts))

    def _problems(self, block: Block, facts: Facts) -> dict[int, list[Told_]]:
        """What is wrong with each row: first with all of it, then by column."""
        made: dict[int, list[Told_]] = {}
        for at, cells in dict(block.suspects(self._judge)).items():
            made.setdefault(at, []).extend(self._new(sum_of(self._table, block.numbers[at], self._judge.about(cells))))
        for at, cells in enumerate(block.rows() if self._table.damaged else ()):
            made.setdefault(at, []).extend(self._new(damaged_of(self._table, block.numbers[at], cells, self._told)))
        for at, found in facts.problems.items():
            if at not in block.bad:
                made.setdefault(at, []).extend(self._placed(block.numbers[at], found))
        for at, each in self._contradictions.of(block, facts):
            made.setdefault(at, []).extend(self._new([each]))
        for at, row in block.bad.items():
            if row.problem is not None:
                made[at] = list(self._new([CellProblem(row.number, None, row.problem), *damaged_row(self._table, row)]))
        return {at: found for at, found in made.items() if found}

    def _new(self, problems: Iterable[CellProblem]) -> Iterator[Told_]:
        return ((each, self._tell(each)) for each in problems)

    def _placed(self, number: int, found: list[TellOf]) -> Iterator[Told_]:
        """Problems of cells, in the row they are now found in."""
        for (_, each), text in sorted(found, key=lambda one: place_of(one[0])):
            place = self._table.place(number, each.column)
            yield CellProblem(number, each.column, replace(each.problem, place=place), each.text), text
