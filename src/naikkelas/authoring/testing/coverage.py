"""What the cases cover: which answers each comparison, each criterion and the outcome were seen to give.

Code that runs is no measure for rules, because every comparison is worked out for every profile. What counts is whether the
tests have seen a comparison *met*, *not met* and *unknown*.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from naikkelas.authoring.testing.possible import answers_of, outcomes_of, statuses_of
from naikkelas.authoring.testing.running import Report
from naikkelas.authoring.testing.wording import compared, parts_of
from naikkelas.decision import Decision
from naikkelas.logic import TRUTH_NAMES
from naikkelas.problems import NOWHERE, Place
from naikkelas.rules import RuleSet

_PER_MASK: Final = 31


@dataclass(frozen=True, slots=True)
class Point:
    """Something that can answer in several ways.

    ``seen`` counts the cases for each answer in ``possible``, in that order; an answer that cannot come is not among them.
    """

    kind: Literal["outcome", "status", "comparison"]
    owner: str
    text: str
    place: Place
    seen: Mapping[str, int]

    @property
    def possible(self) -> tuple[str, ...]:
        """The answers it can give."""
        return tuple(self.seen)

    @property
    def unseen(self) -> tuple[str, ...]:
        """The answers that no case has brought about."""
        return tuple(answer for answer, count in self.seen.items() if not count)


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """What the cases of one rule set cover. Rule sets that it asks by ``programme:`` are covered by tests of their own."""

    rules: RuleSet
    cases: int
    points: tuple[Point, ...]

    @property
    def possible(self) -> int:
        """How many answers there are."""
        return sum(len(point.seen) for point in self.points)

    @property
    def covered(self) -> int:
        """How many of them were seen."""
        return self.possible - sum(len(point.unseen) for point in self.points)

    @property
    def percent(self) -> float:
        """The share of answers seen, of 100."""
        return 100 * self.covered / self.possible if self.possible else 100.0


def coverage_of(report: Report) -> tuple[Coverage, ...]:
    """The coverage of every rule set that the files of a report test, in the order of the files; failed cases count too."""
    return tuple(_cover(rules, [result.decision for result in found]) for rules, found in report.by_rules)


def _cover(rules: RuleSet, decisions: list[Decision]) -> Coverage:
    linked = rules.linked
    outcomes = Counter(decision.outcome.value for decision in decisions)
    points = [Point("outcome", "", "outcome", NOWHERE, _counted(outcomes_of(linked), outcomes))]
    statuses = {name: Counter(decision.statuses[name].value for decision in decisions) for name in linked.criteria}
    for name, criterion in linked.criteria.items():
        points.append(Point("status", name, name, criterion.place, _counted(statuses_of(criterion, linked), statuses[name])))
    truths = [truths_of(decision) for decision in decisions]
    for owner, comparison in parts_of(linked):
        at = linked.positions[comparison]
        seen = Counter(TRUTH_NAMES[row[at]] for row in truths)
        points.append(Point("comparison", owner, compared(comparison), comparison.place, _counted(answers_of(comparison, linked), seen)))
    return Coverage(rules, len(decisions), tuple(points))


def truths_of(decision: Decision) -> list[int]:
    """The truth of every comparison, in the order of the mask."""
    count = len(decision.rules.comparisons)
    return [decision.masks[at // _PER_MASK] >> 2 * (at % _PER_MASK) & 3 for at in range(count)]


def _counted(possible: Iterable[str], seen: Mapping[str, int]) -> dict[str, int]:
    return {answer: seen.get(answer, 0) for answer in possible}
