"""What to ask: the minimal fact sets that can settle an open decision, and the questions in order of use."""

from functools import cached_property

from naikkelas.conditions import Outcome
from naikkelas.decision import OUTCOMES
from naikkelas.engines.deciding.formula import NEVER_ENOUGH
from naikkelas.engines.deciding.rules import Rules
from naikkelas.engines.deciding.search import Full, Search
from naikkelas.engines.deciding.terms import bits
from naikkelas.engines.folded import Folded
from naikkelas.engines.rows.full import FullVerdict
from naikkelas.ikm.catalogue import FACTS
from naikkelas.results import DecidingSets, Question
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Snapshot

#: The order of the catalogue is the order in which people ask: whether a permit is held before until when it is valid.
_ORDER = {name: number for number, name in enumerate(FACTS)}


def _place(fact: str) -> tuple[int, str]:
    return (_ORDER.get(fact, len(_ORDER)), fact)


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
        """The facts to ask for: what settles alone first, then what occurs in small sets, then what feeds many criteria, then by catalogue."""
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
        fed = {name: rules.fed(criterion) for name, criterion in self.linked.criteria.items()}
        asked = [self._question(rules, index, smallest, fed) for index in bits(relevant)]
        asked.sort(key=lambda one: (smallest.get(one.fact.name, (NEVER_ENOUGH, 0)), -len(one.criteria), _place(one.fact.name)))
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
        return Search(self._rules, self.snapshot, self.full).run() if self._is_open else DecidingSets((), True)
