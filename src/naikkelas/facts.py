"""Fact types and what is known about a fact: the one source for types, schema, questions and documentation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from naikkelas.frozen import FrozenDict
from naikkelas.problems import Words
from naikkelas.ranges import NEVER, Bounds

#: Bounds that no engine can overflow: money within 10^14 rupiah, other numbers within 10^12 units of their last decimal.
MOST_MONEY: Final = 10**14
MOST_NUMBER: Final = 10**12
MOST_DECIMALS: Final = 6
#: Every formula must stay inside this, or the linker refuses it.
MOST_ANYWHERE: Final = 2**62

FIRST_DAY: Final = date(1800, 1, 1).toordinal()
LAST_DAY: Final = date(2200, 12, 31).toordinal()

#: Longer lists of choices are codes, which a message does not list.
_MOST_CHOICES: Final = 40


class Kind(StrEnum):
    """What a fact is made of. The first four have an order; a duration is a parameter or a constant, never a fact."""

    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    TEXT = "text"
    SET = "set"
    DURATION = "duration"

    @property
    def is_ordered(self) -> bool:
        """True for the kinds whose values can be compared by size and can be ranges."""
        return self in _ORDERED


_ORDERED: Final = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.DATE})


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people in both languages."""

    id: str
    en: str

    def to_dict(self) -> dict[str, str]:
        """``{"id": ..., "en": ...}``"""
        return {"id": self.id, "en": self.en}


@dataclass(frozen=True, slots=True)
class FactType:
    """The type of a fact, a parameter or a formula.

    ``low`` and ``high`` are canonical integers (see :mod:`naikkelas.ranges`) and are set for ordered kinds only; for a
    date that may be ``never``, ``high`` is ``NEVER``. ``choices`` are the choices of a choice, or the members a set may
    have (``None``: any text). ``unit`` is for people ("hari", "orang").
    ``pattern`` (a regular expression of the built-in catalogue, never of a file) is what a text must match, and
    ``pattern_words`` says it for people.
    """

    kind: Kind
    low: int | None = None
    high: int | None = None
    decimals: int = 0
    choices: tuple[str, ...] | None = None
    unit: Text | None = None
    pattern: str | None = None
    pattern_words: str | None = None

    @property
    def may_be_never(self) -> bool:
        """True for a date that may be ``never``."""
        return self.kind is Kind.DATE and self.high == NEVER

    @property
    def bounds(self) -> Bounds:
        """The widest range of an ordered type; ``TypeError`` for the others."""
        if self.low is None or self.high is None:
            raise TypeError(f"{self.kind} has no bounds")
        return (self.low, self.high)

    def to_dict(self) -> dict[str, Any]:
        """What of the type can change a decision; part of a rule set's hash."""
        made: dict[str, Any] = {"kind": self.kind.value}
        if self.kind.is_ordered:
            made |= {"low": self.low, "high": self.high, "decimals": self.decimals}
        if self.choices is not None:
            made["choices"] = sorted(self.choices)
        if self.pattern is not None:
            made["pattern"] = self.pattern
        return made


def integer(low: int = 0, high: int = 10**9, unit: Text | None = None) -> FactType:
    """A whole number; counts start at 0."""
    return FactType(Kind.INTEGER, low, high, unit=unit)


def number(decimals: int, low: int = -MOST_NUMBER, high: int = MOST_NUMBER, unit: Text | None = None) -> FactType:
    """A number with declared decimals; ``low`` and ``high`` are scaled by ``10**decimals``."""
    return FactType(Kind.NUMBER, low, high, decimals, unit=unit)


def money(low: int = 0, high: int = MOST_MONEY) -> FactType:
    """Whole rupiah."""
    return FactType(Kind.MONEY, low, high)


def day(low: int = FIRST_DAY, high: int = LAST_DAY, may_be_never: bool = False) -> FactType:
    """A date, by default from 1800 to 2200; with ``may_be_never`` also a date that cannot come."""
    return FactType(Kind.DATE, low, NEVER if may_be_never else high)


def choice(*choices: str) -> FactType:
    """One of ``choices``."""
    return FactType(Kind.CHOICE, choices=choices)


def set_of(*choices: str) -> FactType:
    """Any subset of ``choices``; without choices, a set of texts."""
    return FactType(Kind.SET, choices=choices or None)


def text(pattern: str | None = None, words: str | None = None) -> FactType:
    """A text without order, optionally of one shape."""
    return FactType(Kind.TEXT, pattern=pattern, pattern_words=words)


BOOLEAN: Final = FactType(Kind.BOOLEAN)
TEXT: Final = FactType(Kind.TEXT)


def choices_words(choices: tuple[str, ...], form: str) -> str:
    """The choices in ``form``; of a long list of codes only the first few, and how many there are."""
    if len(choices) <= _MOST_CHOICES:
        return form.format(" | ".join(choices[:12]) + (" | …" if len(choices) > 12 else ""))
    some = form.format(" | ".join(choices[:2]) + " | …")
    return Words(f"{some} (one of {len(choices)} codes)", f"{some} (salah satu dari {len(choices)} kode)")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact and everything that is said about it.

    ``question`` asks the owner for it; ``remedy`` says how it can be changed (``None``: the owner cannot change it);
    ``aliases`` are column headers seen in the field; a ``personal`` fact's value never enters an explanation or a log;
    ``choice_titles`` name the choices for people; ``source`` is the line of the domain notes the fact rests on.
    """

    name: str
    type: FactType
    title: Text
    question: Text | None = None
    remedy: Text | None = None
    aliases: tuple[str, ...] = ()
    personal: bool = False
    choice_titles: Mapping[str, Text] = field(default_factory=dict, hash=False)
    source: str | None = None
    group: str = "other"

    def __post_init__(self) -> None:
        object.__setattr__(self, "choice_titles", FrozenDict(self.choice_titles))

    def __repr__(self) -> str:
        return f"<Fact {self.name}: {self.type.kind.value}>"
