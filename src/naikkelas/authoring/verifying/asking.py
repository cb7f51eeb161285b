"""What all claims about one rule set share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from naikkelas.authoring.verifying.model import Claim, Kind, Verdict
from naikkelas.authoring.verifying.prover import Goal, Prover
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.logic import MET
from naikkelas.problems import Place
from naikkelas.rules import RuleSet


@dataclass(eq=False)
class Asking:
    """A rule set on a date, and the prover that all its claims share."""

    rules: RuleSet
    as_of: date
    prover: Prover

    @property
    def day(self) -> int:
        """The day number."""
        return self.as_of.toordinal()

    @cached_property
    def _switched(self) -> Prover:
        """The same rules with any value of the parameters that conditions ask about."""
        return Prover([self.rules], self.as_of, self.prover.budget, open_switches=True)

    @cached_property
    def _limited(self) -> Prover:
        """The same with any value of those that facts are compared with, too."""
        return Prover([self.rules], self.as_of, self.prover.budget, open_limits=True)

    def is_limited(self, goal: Goal) -> bool:
        """Whether a profile is there with other values of the parameters."""
        return self._limited.could(goal)

    def in_scope(self, seen: Seen) -> bool:
        """Whether the rule set's own ``applies_when`` is met."""
        applies = self.rules.linked.applies_when
        return applies is None or seen.truth(applies) == MET

    def off_or_refuted(self, kind: Kind, about: str, why: str, goal: Goal, place: Place, slots: Mapping[str, Any] | None = None) -> Claim:
        """No profile was found: by design where a parameter's value on this date is the reason, else refuted."""
        if self._switched.could(goal):
            return Claim(kind, about, Verdict.BY_DESIGN, "parameters", place=place)
        return Claim(kind, about, Verdict.REFUTED, why, slots or {}, place)

    def names(self, found: Iterable[str]) -> str:
        """A list for a sentence."""
        return ", ".join(found) or "-"
