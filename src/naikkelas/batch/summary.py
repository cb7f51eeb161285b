"""What a scoring run found, counted: outcomes, the requirements that lose rows, the facts that are missing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from naikkelas.batch.profiles import CellProblem
from naikkelas.batch.table import NO_BUSINESS
from naikkelas.batch.verdicts import Verdict
from naikkelas.conditions import Outcome
from naikkelas.facts import Text
from naikkelas.problems import Problem

#: How many problems are kept to be shown; the file of problems has them all.
KEPT: Final = 20

#: Warnings that are shown with the errors: the row is, or may be, no business.
_OF_NO_BUSINESS: Final = frozenset({"NK457", NO_BUSINESS})


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

    def add(self, verdict: Verdict, rows: int = 1) -> None:
        """Counts rows with one verdict."""
        self.rows += rows
        self.outcomes[verdict.outcome] += rows
        for counter, names in ((self.lost, verdict.lost), (self.open, verdict.open), (self.asked, verdict.asked)):
            for name in names:
                counter[name] += rows

    def note(self, problems: Iterable[CellProblem]) -> None:
        """Counts the problems of one row."""
        for each in problems:
            self.problems[each.problem.code] += 1
            if len(self.first) < KEPT and (each.problem.is_error or each.problem.code in _OF_NO_BUSINESS):
                self.first.append(each.problem)


def most_first(counter: Counter[str], order: Iterable[str]) -> dict[str, int]:
    """The counts, the largest first; equal ones in a given order, whatever came first in the table."""
    places = {name: place for place, name in enumerate(order)}
    behind = len(places)
    return dict(sorted(counter.items(), key=lambda item: (-item[1], places.get(item[0], behind), item[0])))


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a table. ``rows`` were read and written; ``marked`` have a problem in ``nk_problems``.

    ``lost`` says how many ineligible rows each requirement loses, ``open`` how many rows it leaves open, ``asked`` how often each fact
    is missing in rows that need information. ``first_problems`` are the first twenty errors of cells, and warnings about rows that are no business. ``unread`` are the columns that
    surely are facts which the rules do not read, and ``checked`` says whether their cells were looked at all the same. ``engine`` is what
    decided. ``assumed_words`` says what stands in ``nk_assumed``.
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
    unread: tuple[tuple[str, str], ...] = ()
    checked: bool = False
    engine: str = "rows"
    assumed_words: str = ""
