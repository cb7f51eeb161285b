"""What to ask: the minimal fact sets that can settle an open decision, and the questions in order of use."""

from collections.abc import Callable
from typing import Any

from naikkelas.engines.folded import Folded
from naikkelas.engines.rows.full import FullVerdict
from naikkelas.results import DecidingSets, Question
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Snapshot

Full = Callable[[Any, Any], FullVerdict]


class Asker:
    """Searches one open decision."""

    def __init__(self, linked: LinkedRuleSet, folded: Folded, snapshot: Snapshot, verdict: FullVerdict, full: Full) -> None:
        self.linked = linked
        self.folded = folded
        self.snapshot = snapshot
        self.verdict = verdict
        self.full = full

    def deciding_sets(self) -> DecidingSets:
        """Placeholder."""
        return DecidingSets((), False)

    def questions(self) -> tuple[Question, ...]:
        """Placeholder."""
        return ()
