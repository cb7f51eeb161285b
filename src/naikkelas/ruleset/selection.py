"""``selection:`` of a rule set: how many places a cohort has, for whom, and in which order they are given out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from naikkelas.conditions import ParamRef
from naikkelas.facts import Fact, Kind
from naikkelas.frozen import FrozenDict
from naikkelas.problems import NOWHERE, Place

#: What stands where a fact stands for the points of a decision.
POINTS: Final = "points"


class Best(StrEnum):
    """Which value of a fact comes first: ``most`` and ``least`` of a number, ``earliest`` and ``latest`` of a date."""

    MOST = "most"
    LEAST = "least"
    EARLIEST = "earliest"
    LATEST = "latest"

    @property
    def is_low(self) -> bool:
        """Whether the smaller value comes first."""
        return self in (Best.LEAST, Best.EARLIEST)

    @classmethod
    def of(cls, kind: Kind) -> "tuple[Best, ...]":
        """The words that fit a type, the likely one first; none where it has no order."""
        if kind is Kind.DATE:
            return (cls.EARLIEST, cls.LATEST)
        return (cls.MOST, cls.LEAST) if kind.is_ordered else ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the order. ``fact`` is a given fact, or ``points``."""

    best: Best
    fact: str

    def to_dict(self) -> dict[str, str]:
        """As a rule set writes it."""
        return {self.best.value: self.fact}


#: What a limit may be: a number, or a parameter whose value the rules' date picks.
Limit = int | ParamRef

#: The limits, by their keys; the last two stand under ``by``.
LIMITS: Final = ("quota", "waiting_list", "minimum", "maximum")


@dataclass(frozen=True, eq=False)
class Selection:
    """A linked selection. ``facts`` are those it reads, ``groups`` the groups that ``minimum`` is promised to (``None``: all).

    A limit that is ``None`` limits nothing.
    """

    quota: Limit | None = None
    order: tuple[Step, ...] = ()
    by: str | None = None
    groups: frozenset[str] | ParamRef | None = None
    minimum: Limit | None = None
    maximum: Limit | None = None
    waiting_list: Limit | None = None
    seed: str | None = None
    source: str | None = None
    firmness: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    place: Place = NOWHERE

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", FrozenDict(self.facts))

    @property
    def limits(self) -> dict[str, Limit]:
        """The limits that are set, by their keys."""
        return {name: limit for name in LIMITS if (limit := getattr(self, name)) is not None}

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it reads."""
        return tuple(each.name for each in (*self.limits.values(), self.groups) if isinstance(each, ParamRef))

    def plain(self) -> dict[str, Any]:
        """As a rule set writes it."""
        made: dict[str, Any] = {}
        for name in ("quota", "waiting_list"):
            if name in self.limits:
                made[name] = _written(self.limits[name])
        if self.by is not None:
            by: dict[str, Any] = {"fact": self.by}
            if self.groups is not None:
                by["groups"] = _written(self.groups)
            made["by"] = by | {name: _written(self.limits[name]) for name in ("minimum", "maximum") if name in self.limits}
        if self.order:
            made["order"] = [step.to_dict() for step in self.order]
        texts = {"seed": self.seed, "source": self.source, "firmness": self.firmness}
        return made | {name: text for name, text in texts.items() if text is not None}

    def to_dict(self) -> dict[str, Any]:
        """What of it can change a cohort."""
        made = {name: value for name, value in self.plain().items() if name not in ("source", "firmness")}
        return made | {"facts": {name: fact.type.to_dict() for name, fact in self.facts.items()}}


def _written(value: Limit | frozenset[str]) -> Any:
    if isinstance(value, ParamRef):
        return f"${value.name}"
    return sorted(value) if isinstance(value, frozenset) else value
