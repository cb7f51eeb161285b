"""What a verification says: claims, what became of each, and the profiles that refute them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from naikkelas.problems import NOWHERE, Place
from naikkelas.rules import RuleSet


class Verdict(StrEnum):
    """What became of a claim. ``by_design`` does not hold and is not meant to; ``mismatch`` is a mistake of this library."""

    PROVED = "proved"
    REFUTED = "refuted"
    BY_DESIGN = "by_design"
    NOT_DECIDED = "not_decided"
    MISMATCH = "mismatch"


class Kind(StrEnum):
    """What is claimed."""

    ASSUMPTIONS = "assumptions"
    ELIGIBLE = "eligible"
    REFUSED = "refused"
    MET = "met"
    NOT_MET = "not_met"
    MATTERS = "matters"
    COMPARISON = "comparison"
    ROW = "row"
    OVERLAP = "overlap"
    GAP = "gap"
    MORE = "more_never_hurts"
    LESS = "less_never_hurts"
    BECOMES = "becoming_never_hurts"
    STRICTER = "stricter"
    STRICTER_OPEN = "stricter_open"


@dataclass(frozen=True, slots=True)
class Witness:
    """One profile, written as a test writes it, and what the real engine decides about it."""

    rules: RuleSet
    name: str
    profile: Mapping[str, Any]
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. ``about`` is a criterion, a table, a fact or a comparison with its owner; ``why`` names a sentence, with ``slots``.

    ``witnesses`` refute it: two or three where profiles are compared.
    """

    kind: Kind
    about: str
    verdict: Verdict
    why: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    place: Place = NOWHERE
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Verification:
    """All claims about one rule set on one date."""

    rules: RuleSet
    as_of: date
    claims: tuple[Claim, ...]

    def with_verdict(self, *verdicts: Verdict) -> tuple[Claim, ...]:
        """The claims that came out so."""
        return tuple(claim for claim in self.claims if claim.verdict in verdicts)

    @property
    def proved(self) -> bool:
        """Whether nothing is refuted, not decided or mistaken."""
        return not self.with_verdict(Verdict.REFUTED, Verdict.NOT_DECIDED, Verdict.MISMATCH)
