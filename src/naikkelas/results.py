"""What a decision is made of: findings, criterion results, questions, deciding sets. Data only, immutable."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from naikkelas.calendar import Duration
from naikkelas.conditions import Comparison, CriterionKind, Outcome, Status
from naikkelas.facts import Fact, FactType, Text
from naikkelas.problems import Place
from naikkelas.ruleset.model import Source
from naikkelas.values import Value


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison that mattered, with what was read.

    ``value`` is the canonical value of the left side (a pair when imprecise, ``None`` when missing; of a derived choice the
    tuple of its candidates stands in ``candidates``). ``wanted`` are the resolved right sides in the order written
    (parameters replaced by their values, ``$as_of`` by its day number). ``parameters`` names the parameter behind each
    wanted value, if any. ``limits`` are the first and last canonical value that would meet a plain ordered comparison
    (``None``: open): for "at least 12 months ago" the last day that is long enough ago. ``other`` is the fact on the
    right, with its value in ``wanted[0]``. ``negated`` says that the rule asks for the opposite. ``inputs`` say where the
    value of a derived fact comes from; ``origin`` where a value that was not given comes from. A ``hidden`` value is
    personal and is never shown.
    """

    comparison: Comparison
    truth: int
    value: Value
    type: FactType
    title: Text
    wanted: tuple[Value | Duration, ...] = ()
    parameters: tuple[str | None, ...] = ()
    limits: tuple[int | None, int | None] = (None, None)
    candidates: tuple[str, ...] = ()
    other: str | None = None
    negated: bool = False
    hidden: bool = False
    origin: Text | None = None
    inputs: tuple["Reason", ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A criterion or a programme that another condition asked about, with what became of it."""

    kind: Literal["criterion", "programme"]
    name: str
    title: Text
    wanted: tuple[str, ...]
    found: str
    truth: int
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Reasons that belong together: ``all`` of them, ``any`` of them, or ``some`` (at least ``at_least``) of them.

    Only what mattered is left in ``items``; ``size`` is how many there were.
    """

    kind: Literal["all", "any", "some"]
    truth: int
    items: tuple["Reason", ...]
    size: int
    at_least: int | None = None
    negated: bool = False


Reason = Finding | Reference | Group


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """What became of one criterion, and why.

    ``because`` are the few reasons that fixed the status: of the guard when it is not applicable, of both when it is met
    or not met under a guard, of whatever is open when it is unknown. ``points`` is a pair (low, high).
    ``not_in_force`` says that the criterion's own dates exclude the rules' date.
    """

    id: str
    kind: CriterionKind
    status: Status
    title: Text
    because: tuple[Reason, ...]
    remedy: Text | None
    source: Source | None
    at: Place
    points: tuple[int, int] = (0, 0)
    not_in_force: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for: ``criteria`` are the ids it would help to settle.

    ``settles`` is true when some answer to this question alone settles the outcome.
    """

    fact: Fact
    criteria: tuple[str, ...]
    settles: bool


@dataclass(frozen=True, slots=True)
class DecidingSet:
    """A minimal set of facts for which some answer settles the outcome; ``example`` is one (canonical values)."""

    facts: tuple[str, ...]
    outcome: Outcome
    example: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class DecidingSets:
    """All minimal deciding sets found, smallest first; ``complete`` is false when the search was cut short."""

    sets: tuple[DecidingSet, ...]
    complete: bool

    def __iter__(self) -> Iterator[DecidingSet]:
        return iter(self.sets)

    def __len__(self) -> int:
        return len(self.sets)


@dataclass(frozen=True, slots=True)
class Points:
    """How many points: between ``at_least`` and ``at_most``, equal when nothing is open."""

    at_least: int
    at_most: int

    @property
    def exact(self) -> bool:
        """True when the points are known."""
        return self.at_least == self.at_most

    def to_dict(self) -> dict[str, int]:
        """``{"at_least": ..., "at_most": ...}``"""
        return {"at_least": self.at_least, "at_most": self.at_most}


@dataclass(frozen=True, slots=True)
class OutputValue:
    """A derived fact that the rule set shows: exact, a range, candidates, or unknown (``None``)."""

    name: str
    title: Text
    type: FactType
    value: Value
    candidates: tuple[str, ...] = ()
