"""What an engine reads of a profile: canonical values, exact and ranged apart, taken once at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from naikkelas.facts import Text
from naikkelas.problems import Problem
from naikkelas.ranges import Bounds

#: An exact canonical value.
Exact = int | bool | str | frozenset[str]

_NO_ORIGINS: Final[Mapping[str, Text]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, repr=False, init=False)  # a repr would show owners in logs
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
        put(self, "exact", exact if type(exact) is MappingProxyType else MappingProxyType(exact))
        put(self, "ranged", ranged if type(ranged) is MappingProxyType else MappingProxyType(ranged))
        put(self, "origins", origins if type(origins) is MappingProxyType else MappingProxyType(origins))
        put(self, "problems", problems)

    def __reduce__(self) -> tuple[Any, ...]:  # a mappingproxy cannot be pickled
        return (Snapshot, (dict(self.exact), dict(self.ranged), dict(self.origins), self.problems))

    def value(self, fact: str) -> Exact | Bounds | None:
        """The exact value, the range, or ``None`` when the fact is missing."""
        value = self.exact.get(fact)
        return self.ranged.get(fact) if value is None else value
