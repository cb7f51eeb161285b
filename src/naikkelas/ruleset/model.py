"""A linked rule set: every name resolved, every type and bound checked, nothing left to guess.

It is what engines compile and what the hash is made of. Criteria keep the order of the file (for people); the canonical
order (for masks and the hash) is by name.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from io import BytesIO
from typing import Any

from naikkelas.calendar import Duration
from naikkelas.conditions import (
    AnyOf,
    Comparison,
    Condition,
    CriterionKind,
    Derived,
    FactRef,
    Not,
    ParamRef,
    comparisons,
    conditions_of,
    operands_of,
)
from naikkelas.facts import FIRST_DAY, Fact, FactType, Text
from naikkelas.frozen import FrozenDict
from naikkelas.problems import NOWHERE, Place, Words
from naikkelas.ruleset.selection import Selection

#: A canonical parameter value.
ParamValue = int | bool | str | frozenset[str] | Duration


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A value with a history: ``values`` are (first day, value), oldest first; the rules' date picks.

    ``item`` is the type of the members of a set.
    """

    name: str
    type: FactType
    values: tuple[tuple[int, ParamValue], ...]
    title: Text | None = None
    place: Place = NOWHERE

    def at(self, day: int) -> ParamValue | None:
        """The value in force on a day number, or ``None`` before the first."""
        found = None
        for start, value in self.values:
            if start > day:
                break
            found = value
        return found

    def to_dict(self) -> Any:
        """Type and history."""
        history = [[start, value.to_dict() if isinstance(value, Duration) else _plain(value)] for start, value in self.values]
        return {"type": self.type.to_dict(), "values": history}


def _plain(value: ParamValue) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


class Firmness(StrEnum):
    """How sure it is that a rule is so: read in the rule itself, told by others, concluded by the authors, or to be checked."""

    FIRM = "firm"
    REPORTED = "reported"
    INFERRED = "inferred"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a title, and a date, URL, note or firmness as far as known."""

    name: str
    title: Text
    date: str | None = None
    url: str | None = None
    note: Text | None = None
    firmness: Firmness | None = None


def in_force_words(effective: tuple[int, int | None]) -> Words:
    """The days of a rule set, for a message: ``from 2020-11-05 on``."""
    first, last = effective
    start, until = date.fromordinal(first), None if last is None else date.fromordinal(last)
    if until is None:
        return Words(f"from {start} on", f"sejak {start}")
    return (
        Words(f"until {until}", f"sampai {until}") if first <= FIRST_DAY else Words(f"from {start} to {until}", f"{start} sampai {until}")
    )


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """One criterion. ``guard`` is its ``applies_when`` (``None``: always); ``effective`` are its first and last day.

    ``points`` is a constant, a parameter or a derived fact, and 0 for anything but a preference. ``firmness`` is its own,
    or else that of its source.
    """

    id: str
    kind: CriterionKind
    title: Text
    guard: Condition | None
    require: Condition
    points: int | ParamRef | FactRef = 0
    effective: tuple[int | None, int | None] = (None, None)
    remedy: Text | None = None
    source: str | None = None
    place: Place = NOWHERE
    firmness: Firmness | None = None

    def in_force(self, day: int) -> bool:
        """Whether the criterion's own dates hold the day number."""
        first, last = self.effective
        return (first is None or first <= day) and (last is None or day <= last)

    def to_dict(self) -> Any:
        """What of it can change a decision."""
        return {
            "kind": self.kind.value,
            "guard": self.guard.to_dict() if self.guard else None,
            "require": self.require.to_dict(),
            "points": self.points if isinstance(self.points, int) else self.points.to_dict(),
            "effective": list(self.effective),
        }


class Change(StrEnum):
    """How a fact may change: a larger or smaller number, an earlier or later date, more or fewer members, ``true``, or one value."""

    MORE = "more"
    LESS = "less"
    EARLIER = "earlier"
    LATER = "later"
    BECOMES = "becomes"


@dataclass(frozen=True, slots=True, eq=False)
class Harmless:
    """A change of one fact of which the author says that it never hurts; ``value`` is what the fact becomes.

    ``fact`` is a given fact, or one that counts ``months_since`` a date. It decides nothing: it is there to be proved.
    """

    fact: str
    change: Change
    value: bool | str | None = None
    place: Place = NOWHERE

    def to_dict(self) -> dict[str, object]:
        """As it is written."""
        return {self.change.value: self.fact if self.value is None else {self.fact: self.value}}


@dataclass(frozen=True, slots=True, eq=False)
class Assumption:
    """What holds of every business, so that a proof need not look at others: ``then`` holds, where ``when`` does."""

    when: Condition | None
    then: Condition
    title: Text | None = None
    place: Place = NOWHERE

    @property
    def condition(self) -> Condition:
        """Both as one condition."""
        return self.then if self.when is None else AnyOf((Not(self.when), self.then))

    def to_dict(self) -> dict[str, object]:
        """For JSON: title and conditions as the linked tree."""
        title, when = (None if each is None else each.to_dict() for each in (self.title, self.when))
        return {"title": title, "when": when, "then": self.then.to_dict()}


@dataclass(frozen=True, eq=False)
class LinkedRuleSet:
    """A rule set ready for any engine.

    ``facts`` are the given facts it reads (built-in and declared), ``declared`` those its own file adds to the catalogue;
    ``order`` lists derived facts (``"fact"``, name) and criteria (``"criterion"``, id) so that each comes after what it
    refers to; ``programmes`` are the rule sets whose outcome it asks for. ``never_hurts`` and ``assumptions`` are there for
    proofs and change no decision. ``effective_at`` is where its days stand, or where it begins when it names none.
    """

    name: str
    version: str
    title: Text
    effective: tuple[int, int | None]
    facts: Mapping[str, Fact]
    declared: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    derived: Mapping[str, Derived]
    criteria: Mapping[str, Criterion]
    applies_when: Condition | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    data_gaps: tuple[Text, ...] = ()
    outputs: tuple[str, ...] = ()
    programmes: Mapping[str, "LinkedRuleSet"] = field(default_factory=dict)
    order: tuple[tuple[str, str], ...] = ()
    file: str | None = None
    firmness: Firmness | None = None
    selection: Selection | None = None
    never_hurts: tuple[Harmless, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    effective_at: Place = NOWHERE

    def __post_init__(self) -> None:
        for name in ("facts", "declared", "parameters", "derived", "criteria", "sources", "programmes"):
            object.__setattr__(self, name, FrozenDict(getattr(self, name)))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_unpacked, (_packed(self),))

    def __copy__(self) -> "LinkedRuleSet":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "LinkedRuleSet":
        return self

    def units(self) -> list["LinkedRuleSet"]:
        """The rule set and every programme below it, each once, programmes first."""
        found: dict[int, LinkedRuleSet] = {}

        def add(unit: LinkedRuleSet) -> None:
            if id(unit) not in found:
                for name in sorted(unit.programmes):
                    add(unit.programmes[name])
                found[id(unit)] = unit

        add(self)
        return list(found.values())

    def conditions(self) -> Iterator[Condition]:
        """Every root condition of this rule set (not of its programmes), in canonical order."""
        for name in sorted(self.derived):
            yield from conditions_of(self.derived[name].formula)
        if self.applies_when is not None:
            yield self.applies_when
        for name in sorted(self.criteria):
            criterion = self.criteria[name]
            if criterion.guard is not None:
                yield criterion.guard
            yield criterion.require

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every comparison in the order of the mask bits: those of the programmes (by name) first, each once, then its own."""
        below = [c for name in sorted(self.programmes) for c in self.programmes[name].comparisons]
        own = [c for condition in self.conditions() for c in comparisons(condition)]
        return tuple(dict.fromkeys((*below, *own)))

    @property
    def is_report(self) -> bool:
        """Whether every criterion is a note: such rules tell what they find, and decide nothing."""
        return bool(self.criteria) and all(criterion.kind is CriterionKind.NOTE for criterion in self.criteria.values())

    def type_of(self, operand: FactRef | ParamRef) -> FactType:
        """The type of a fact or parameter of this rule set."""
        if isinstance(operand, ParamRef):
            return self.parameters[operand.name].type
        derived = self.derived.get(operand.name)
        return self.facts[operand.name].type if derived is None else derived.type

    def values_over_time(self, names: Iterable[str]) -> Iterator[Mapping[str, ParamValue]]:
        """The values of some parameters together, from the rule set's first day on; the same values only once."""
        wanted = [self.parameters[name] for name in dict.fromkeys(names)]
        first = self.effective[0]
        days = sorted({first} | {day for parameter in wanted for day, _ in parameter.values if day > first})
        for values in dict.fromkeys(tuple(parameter.at(day) for parameter in wanted) for day in days):
            found = zip(wanted, values, strict=True)
            yield {parameter.name: value for parameter, value in found if value is not None}

    def is_personal(self, name: str) -> bool:
        """Whether the value of a fact is personal, or is worked out from one that is."""
        return name in self._personal

    @cached_property
    def _personal(self) -> frozenset[str]:
        found = {name for name, fact in self.facts.items() if fact.personal}
        for kind, name in self.order:
            if kind == "fact" and any(
                operand.name in found for operand in operands_of(self.derived[name].formula) if isinstance(operand, FactRef)
            ):
                found.add(name)
        return frozenset(found)

    @cached_property
    def positions(self) -> Mapping[Comparison, int]:
        """The place of every comparison in the mask."""
        return FrozenDict({comparison: i for i, comparison in enumerate(self.comparisons)})

    @cached_property
    def canonical(self) -> Mapping[str, int]:
        """The place of every criterion in canonical order."""
        return FrozenDict({name: i for i, name in enumerate(sorted(self.criteria))})


# --- pickling --------------------------------------------------------------------------------------------------------


class _Packer(pickle.Pickler):
    """Writes what a rule set is made of, without what was worked out from it."""

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, LinkedRuleSet):
            return (LinkedRuleSet, tuple(getattr(obj, each.name) for each in fields(obj)))
        return NotImplemented


def _packed(linked: LinkedRuleSet) -> bytes:
    """A rule set after the programmes it asks for, so that however many ask for each other in a row nothing nests."""
    written = BytesIO()
    _Packer(written, protocol=5).dump(linked.units())
    return written.getvalue()


def _unpacked(data: bytes) -> LinkedRuleSet:
    return pickle.loads(data)[-1]  # type: ignore[no-any-return] # noqa: S301 - part of a pickle that the caller chose to load
