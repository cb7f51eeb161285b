"""What to ask: the minimal fact sets that can settle an open decision, and the questions in order of use."""

from collections.abc import Callable
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from naikkelas.conditions import Outcome
from naikkelas.decision import OUTCOMES
from naikkelas.engines.deciding_formula import NEVER_ENOUGH
from naikkelas.engines.deciding_rules import Rules
from naikkelas.engines.deciding_solver import GaveUp
from naikkelas.engines.deciding_terms import Cells, Level, OutOfSteps, Term, bits
from naikkelas.engines.folded import Folded
from naikkelas.engines.rows.full import FullVerdict
from naikkelas.results import DecidingSet, DecidingSets, Question
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Exact, Snapshot

Full = Callable[[Any, Any], FullVerdict]

#: What a search may cost before it stops and says that it is not complete: steps of its own, and evaluations.
MOST_STEPS: Final = 300_000
MOST_EVALUATIONS: Final = 5_000

_RANKS: Final = (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE)


class Asker:
    """Searches one open decision. Works once and keeps what it found; for one thread."""

    def __init__(self, linked: LinkedRuleSet, folded: Folded, snapshot: Snapshot, verdict: FullVerdict, full: Full) -> None:
        self.linked = linked
        self.folded = folded
        self.snapshot = snapshot
        self.verdict = verdict
        self.full = full

    def deciding_sets(self) -> DecidingSets:
        """All minimal sets of open facts for which some answer settles the outcome, smallest first."""
        return self._found

    def questions(self) -> tuple[Question, ...]:
        """The facts to ask for: what settles alone first, then what occurs in small sets, then what feeds many criteria."""
        if not self._is_open:
            return ()
        rules, relevant = self._rules, 0
        for formula in rules.outcomes(rules.root).values():
            relevant |= formula.support
        smallest: dict[str, tuple[int, int]] = {}
        for one in self._found:
            for name in one.facts:
                size, count = smallest.get(name, (len(one.facts), 0))
                smallest[name] = (size, count - (size == len(one.facts)))
        fed = {name: rules.fed(self.linked.criteria[name]) for name in sorted(self.linked.criteria)}
        asked = [self._question(rules, index, smallest, fed) for index in bits(relevant)]
        asked.sort(key=lambda one: (smallest.get(one.fact.name, (NEVER_ENOUGH, 0)), -len(one.criteria), one.fact.name))
        return tuple(asked)

    def _question(self, rules: Rules, index: int, smallest: dict[str, tuple[int, int]], fed: dict[str, int]) -> Question:
        criteria = tuple(name for name, facts in fed.items() if facts >> index & 1)
        return Question(rules.facts[index], criteria, smallest.get(rules.names[index], (0, 0))[0] == 1)

    @property
    def _is_open(self) -> bool:
        return OUTCOMES[self.verdict.outcome] is Outcome.NEEDS_INFORMATION

    @cached_property
    def _rules(self) -> Rules:
        return Rules(self.linked, self.folded, self.snapshot)

    @cached_property
    def _found(self) -> DecidingSets:
        return _Search(self._rules, self.snapshot, self.full).run() if self._is_open else DecidingSets((), True)


class _Search:
    """Sets of one fact first, then of two, and so on: what was found at a smaller size is never looked into again."""

    def __init__(self, rules: Rules, snapshot: Snapshot, full: Full) -> None:
        self.rules = rules
        self.snapshot = snapshot
        self.full = full
        reached = rules.outcomes(rules.root)
        self.roots = {outcome: reached[outcome] for outcome in reversed(_RANKS)}
        self.cells = Cells(rules, list(self.roots.values()))
        self.steps = MOST_STEPS
        self.evaluations = MOST_EVALUATIONS
        self.complete = rules.exact and all(self.cells.exact(formula.support) for formula in self.roots.values())
        self.blocked: list[int] = []
        self.made: list[DecidingSet] = []

    def run(self) -> DecidingSets:
        """Until nothing larger can be, or the search has cost too much."""
        size = 1
        while size < NEVER_ENOUGH:
            try:
                size = self._level(size)
            except OutOfSteps:
                self.complete = False
                break
        return DecidingSets(tuple(self.made), self.complete)

    def _level(self, size: int) -> int:
        """Looks for sets of one size; the next size worth looking at."""
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
        settles = unsure = False
        for outcome in _RANKS:
            example = None
            gave_up = False
            for term in found.get(outcome, ()):
                try:
                    example = self.cells.example(term)
                except GaveUp:
                    gave_up = True
                if example is not None:
                    break
            if example is not None and self._reaches(example, outcome):
                settles = True
            else:
                unsure = unsure or gave_up or example is not None
        self.complete = self.complete and not unsure
        if settles or unsure:
            self.blocked.append(facts)

    def _reaches(self, example: dict[int, Exact], outcome: Outcome) -> bool:
        """Whether the engine agrees; if so, the set is kept."""
        if self.evaluations == 0:
            raise OutOfSteps
        self.evaluations -= 1
        named = {self.rules.names[fact]: example[fact] for fact in sorted(example)}
        ranged = {name: value for name, value in self.snapshot.ranged.items() if name not in named}
        if OUTCOMES[self.full({**self.snapshot.exact, **named}, ranged).outcome] is not outcome:
            return False
        self.made.append(DecidingSet(tuple(named), outcome, MappingProxyType(named)))
        return True
