"""What an engine reads of a profile: canonical values, exact and ranged apart, taken once at the door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from naikkelas.facts import Text
from naikkelas.problems import Problem
from naikkelas.ranges import Bounds

#: An exact canonical value.
Exact = int | bool | str | frozenset[str]


@dataclass(frozen=True, slots=True, repr=False)  # a repr would show owners in logs
class Snapshot:
    """An immutable reading of one profile. A fact in neither mapping is missing; no fact is in both.

    ``origins`` tells of facts that were not given but follow from others (the best permit held, men + women workers)
    where they come from; ``problems`` are warnings of the door.
    """

    exact: Mapping[str, Exact]
    ranged: Mapping[str, Bounds]
    origins: Mapping[str, Text] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "exact", MappingProxyType(self.exact))
        put(self, "ranged", MappingProxyType(self.ranged))
        put(self, "origins", MappingProxyType(self.origins))

    def __reduce__(self) -> tuple[Any, ...]:  # a mappingproxy cannot be pickled
        return (Snapshot, (dict(self.exact), dict(self.ranged), dict(self.origins), self.problems))

    def value(self, fact: str) -> Exact | Bounds | None:
        """The exact value, the range, or ``None`` when the fact is missing."""
        value = self.exact.get(fact)
        return self.ranged.get(fact) if value is None else value
