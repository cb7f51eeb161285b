"""The search for minimal deciding sets: by size, and, when there are too many to list, by samples.

Settling is monotone: who learns more than a deciding set is decided too. So a set is minimal when none of one fact less
settles, and what was found at a smaller size never has to be looked into again.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from naikkelas.conditions import Outcome
from naikkelas.decision import OUTCOMES
from naikkelas.engines.deciding.formula import NEVER_ENOUGH
from naikkelas.engines.deciding.rules import Rules
from naikkelas.engines.deciding.solver import GaveUp
from naikkelas.engines.deciding.terms import Cells, Level, OutOfSteps, Term, bits
from naikkelas.engines.rows.full import FullVerdict
from naikkelas.frozen import FrozenDict
from naikkelas.results import DecidingSet, DecidingSets
from naikkelas.snapshot import Exact, Snapshot

Full = Callable[[Any, Any], FullVerdict]

#: What a search may cost before it stops and says that it is not complete: steps of its own, and evaluations.
MOST_STEPS: Final = 100_000
MOST_EVALUATIONS: Final = 2_000

#: Larger sets are not looked for.
MOST_FACTS: Final = 100

#: Afterwards, for an outcome without a set: how many ways to reach it are tried, and what that may cost.
_SAMPLES: Final = 4
_SAMPLE_STEPS: Final = 20_000
_SAMPLE_EVALUATIONS: Final = 200

_RANKS: Final = (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE)


class Search:
    """One search; run it once."""

    def __init__(self, rules: Rules, snapshot: Snapshot, full: Full) -> None:
        self.rules = rules
        self.snapshot = snapshot
        self.full = full
        reached = rules.outcomes(rules.root)
        self.roots = {outcome: reached[outcome] for outcome in reversed(_RANKS)}
        self.cells = Cells(rules, list(self.roots.values()))
        self.steps = MOST_STEPS
        self.evaluations = MOST_EVALUATIONS
        self.complete = self.modelled = rules.exact and all(self.cells.exact(formula.support) for formula in self.roots.values())
        self.blocked: list[int] = []
        self.made: list[DecidingSet] = []

    def run(self) -> DecidingSets:
        """Sets of one fact, then of two, and so on, until nothing larger can be or the search has cost too much.

        Where not every way to settle is known, larger sets might not be minimal, and only single facts are looked at.
        """
        size = 1
        while size < (NEVER_ENOUGH if self.modelled else 2):
            try:
                size = self._level(size)
            except OutOfSteps:
                self.complete = False
                if self.modelled:
                    self._samples()
                break
        self.made.sort(key=lambda one: (len(one.facts), one.facts, _RANKS.index(one.outcome)))
        return DecidingSets(tuple(self.made), self.complete)

    # --- by size ------------------------------------------------------------------------------------------------------

    def _level(self, size: int) -> int:
        """Looks for sets of one size; the next size worth looking at."""
        if size > MOST_FACTS:
            raise OutOfSteps
        level = Level(self.cells, size, self.blocked, self.steps)
        found: dict[int, dict[Outcome, list[Term]]] = {}
        left, stopped = NEVER_ENOUGH, None
        try:
            for outcome, formula in self.roots.items():
                terms, cut = level.terms(formula)
                left = min(left, cut)
                for term in terms:
                    if term.facts.bit_count() == size:
                        found.setdefault(term.facts, {}).setdefault(outcome, []).append(term)
        except OutOfSteps as out:
            stopped = out
        self.steps = level.steps
        for facts in sorted(found, key=lambda facts: tuple(bits(facts))):
            self._settle(facts, found[facts])
        if stopped is not None:
            raise stopped
        return left

    def _settle(self, facts: int, found: dict[Outcome, list[Term]]) -> None:
        """Keeps the outcomes that a set really reaches. One that may or may not settle hides the larger ones."""
        self.blocked.append(facts)
        settles = unsure = False
        for outcome in _RANKS:
            try:
                example = self._example(found.get(outcome, ()), outcome)
            except GaveUp:
                unsure = True
                continue
            if example is not None:
                settles = True
                self.made.append(DecidingSet(tuple(example), outcome, FrozenDict(example)))
        self.complete = self.complete and not unsure
        if not settles and not unsure:
            self.blocked.remove(facts)

    def _example(self, terms: Iterable[Term], outcome: Outcome) -> dict[str, Exact] | None:
        """Values by which one of the terms reaches the outcome, as the engine sees it; ``None`` when there are none.

        Raises:
            GaveUp: when that was not found out.
        """
        unsure: GaveUp | None = None
        for term in terms:
            try:
                values = self.cells.example(term)
            except GaveUp as gave_up:
                unsure = gave_up
                continue
            if values is not None:
                return self._verified({self.rules.names[fact]: values[fact] for fact in sorted(values)}, outcome)
        if unsure is not None:
            raise unsure
        return None

    def _verified(self, values: dict[str, Exact], outcome: Outcome) -> dict[str, Exact]:
        if self.evaluations == 0:
            raise OutOfSteps
        self.evaluations -= 1
        ranged = {name: value for name, value in self.snapshot.ranged.items() if name not in values}
        if OUTCOMES[self.full({**self.snapshot.exact, **values}, ranged).outcome] is not outcome:
            raise GaveUp
        return values

    # --- by samples ---------------------------------------------------------------------------------------------------

    def _samples(self) -> None:
        """For every outcome without a set: a few ways to reach it, without what they do not need."""
        for outcome in _RANKS:
            self.steps, self.evaluations = _SAMPLE_STEPS, _SAMPLE_EVALUATIONS
            if any(one.outcome is outcome for one in self.made):
                continue
            try:
                for term in self._within(MOST_FACTS, self.blocked, _SAMPLES)[outcome]:
                    self._sample(term, outcome)
            except OutOfSteps:
                continue

    def _sample(self, term: Term, outcome: Outcome) -> None:
        """The minimal set inside a set that settles, unless one is known or that cannot be found out."""
        smaller = facts = term.facts
        try:
            if any(facts & known == known for known in self.blocked) or self._example([term], outcome) is None:
                return
            while smaller:
                facts = smaller
                without = (self._settling(facts ^ 1 << fact) for fact in bits(facts))
                smaller = next((found for found in without if found), 0)
        except GaveUp:
            return
        found = self._within(facts.bit_count(), self._all_but(facts), None)
        self._settle(facts, {reached: [one for one in terms if one.facts == facts] for reached, terms in found.items()})

    def _settling(self, allowed: int) -> int:
        """A set among the allowed facts that settles; 0 when there is none.

        Raises:
            GaveUp: when that was not found out.
        """
        found = self._within(allowed.bit_count(), self._all_but(allowed), None)
        for outcome, terms in found.items():
            for term in terms:
                if self._example([term], outcome) is not None:
                    return term.facts
        return 0

    def _all_but(self, allowed: int) -> list[int]:
        return [1 << fact for fact in range(len(self.rules.names)) if not allowed >> fact & 1]

    def _within(self, size: int, blocked: list[int], beam: int | None) -> dict[Outcome, list[Term]]:
        """The terms of every outcome."""
        level = Level(self.cells, size, blocked, self.steps, beam)
        found = {outcome: level.terms(formula)[0] for outcome, formula in self.roots.items()}
        self.steps = level.steps
        return found
