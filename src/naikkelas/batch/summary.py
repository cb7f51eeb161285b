"""What a scoring run found, counted: outcomes, the requirements that lose rows, the facts that are missing."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from naikkelas.batch.profiles import CellProblem
from naikkelas.batch.verdicts import Verdict
from naikkelas.conditions import Outcome
from naikkelas.facts import Text
from naikkelas.problems import Problem

#: How many problems are kept to be shown; the file of problems has them all.
KEPT: Final = 20


@dataclass(slots=True)
class Counts:
    """Counted while the rows go by; nothing of a row is kept but the first problems."""

    rows: int = 0
    marked: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    first: list[Problem] = field(default_factory=list)

    def add(self, verdict: Verdict, problems: list[CellProblem], marked: bool) -> None:
        """Counts one row."""
        self.rows += 1
        self.marked += marked
        self.outcomes[verdict.outcome] += 1
        self.lost.update(verdict.lost)
        self.open.update(verdict.open)
        self.asked.update(verdict.asked)
        for each in problems:
            self.problems[each.problem.code] += 1
            if len(self.first) < KEPT and each.problem.is_error:
                self.first.append(each.problem)


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a table. ``rows`` were read and written; ``marked`` have a problem in ``nk_problems``.

    ``lost`` says how many ineligible rows each requirement loses, ``open`` how many rows it leaves open, ``asked`` how often each fact
    is missing in rows that need information. ``first_problems`` are the first twenty errors of cells.
    """

    out: str
    rows: int
    marked: int
    outcomes: dict[Outcome, int]
    lost: dict[str, int]
    open: dict[str, int]
    asked: dict[str, int]
    problems: dict[str, int]
    first_problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    used: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    missing: tuple[str, ...]
    assumed: tuple[str, ...]
    notes: tuple[Text, ...]
