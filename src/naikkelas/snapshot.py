"""What an engine reads of a profile: canonical values, exact and ranged apart, taken once at the door."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

from naikkelas.facts import FactType, Text
from naikkelas.frozen import FrozenDict
from naikkelas.problems import Problem
from naikkelas.ranges import Bounds

#: An exact canonical value.
Exact = int | bool | str | frozenset[str]

_NO_RANGES: Final[Mapping[str, Bounds]] = FrozenDict()
_NO_ORIGINS: Final[Mapping[str, Text]] = FrozenDict()

#: What follows at the door from other facts: all workers, and anything of a permit, from these.
_PARTS_OF_WORKERS: Final = frozenset({"workers_men", "workers_women"})
_PERMIT: Final = frozenset({"permits", "pirt_number"})


@dataclass(frozen=True, slots=True)
class AssumedOrigin(Text):
    """Where a value comes from that was assumed, or that follows from one that was."""


#: Where an assumed value comes from.
ASSUMED: Final = AssumedOrigin(
    "dari andaian untuk seluruh tabel, bukan dari data", "from what is assumed for the whole table, not from the data"
)


@dataclass(frozen=True, slots=True, repr=False, init=False, eq=False)  # a repr would show owners in logs
class Snapshot:
    """An immutable reading of one profile. A fact in neither mapping is missing; no fact is in both.

    ``origins`` tells of facts that were not given but follow from others (the best permit held, men + women workers)
    where they come from; ``problems`` are warnings of the door.
    """

    exact: Mapping[str, Exact]
    ranged: Mapping[str, Bounds]
    origins: Mapping[str, Text]
    problems: tuple[Problem, ...]

    def __init__(
        self,
        exact: Mapping[str, Exact],
        ranged: Mapping[str, Bounds],
        origins: Mapping[str, Text] = _NO_ORIGINS,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        put = object.__setattr__
        put(self, "exact", exact if type(exact) is FrozenDict else FrozenDict(exact))
        put(self, "ranged", ranged if type(ranged) is FrozenDict else FrozenDict(ranged) if ranged else _NO_RANGES)
        put(self, "origins", origins if type(origins) is FrozenDict else FrozenDict(origins) if origins else _NO_ORIGINS)
        put(self, "problems", problems)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snapshot):
            return NotImplemented
        mine, its = ((each.exact, each.ranged, each.origins, each.problems) for each in (self, other))
        return mine == its

    __hash__ = None  # type: ignore[assignment]

    def value(self, fact: str) -> Exact | Bounds | None:
        """The exact value, the range, or ``None`` when the fact is missing."""
        value = self.exact.get(fact)
        return self.ranged.get(fact) if value is None else value

    @property
    def assumed(self) -> frozenset[str]:
        """The facts whose values are assumed, or follow from what is."""
        return frozenset(name for name, origin in self.origins.items() if isinstance(origin, AssumedOrigin))


def with_assumed(snapshot: Snapshot, names: Iterable[str]) -> Snapshot:
    """The snapshot, saying of facts that they were assumed, and of those that follow from them at the door that they follow from such."""
    told = dict.fromkeys(names)
    if not told:
        return snapshot
    origins = {name: _following(name, origin, told) for name, origin in snapshot.origins.items()}
    return replace(snapshot, origins={**origins, **dict.fromkeys((name for name in told if snapshot.value(name) is not None), ASSUMED)})


def _following(name: str, origin: Text, assumed: Mapping[str, None]) -> Text:
    sources = _PARTS_OF_WORKERS if name == "workers" else _PERMIT
    if isinstance(origin, AssumedOrigin) or sources.isdisjoint(assumed):
        return origin
    return AssumedOrigin(f"{origin.id}, sebagian dari andaian", f"{origin.en}, partly assumed")


@dataclass(frozen=True, slots=True, init=False)
class Declared:
    """How the facts beyond the built-in ones were declared where a profile was read. Equal ones read every value alike."""

    types: Mapping[str, FactType] = field(compare=False)
    mark: str

    def __init__(self, types: Mapping[str, FactType]) -> None:
        put = object.__setattr__
        put(self, "types", FrozenDict(types))
        put(self, "mark", sha256(json.dumps({name: kind.to_dict() for name, kind in types.items()}, sort_keys=True).encode()).hexdigest())


@dataclass(frozen=True, slots=True, repr=False, init=False, eq=False)
class DeclaredSnapshot(Snapshot):
    """A snapshot read by a catalogue with facts of its own; another catalogue may declare them otherwise.

    It equals one that was made by hand of the same values, but none that was read by other declarations.
    """

    declared: Declared

    def __init__(
        self,
        exact: Mapping[str, Exact],
        ranged: Mapping[str, Bounds],
        declared: Declared,
        origins: Mapping[str, Text] = _NO_ORIGINS,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        put = object.__setattr__  # as Snapshot, without a call
        put(self, "exact", exact if type(exact) is FrozenDict else FrozenDict(exact))
        put(self, "ranged", ranged if type(ranged) is FrozenDict else FrozenDict(ranged) if ranged else _NO_RANGES)
        put(self, "origins", origins if type(origins) is FrozenDict else FrozenDict(origins) if origins else _NO_ORIGINS)
        put(self, "problems", problems)
        put(self, "declared", declared)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, DeclaredSnapshot) and self.declared != other.declared:
            return False
        return Snapshot.__eq__(self, other)

    __hash__ = None
