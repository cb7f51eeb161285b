"""A cohort as plain data: who asks for a place, on which terms, and where each of them stands."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from naikkelas.facts import Text
from naikkelas.frozen import FrozenDict
from naikkelas.ranges import Bounds

#: More places than anybody asks for: where nothing limits.
UNLIMITED: Final = 2**62


class CohortPlace(StrEnum):
    """Where a candidate stands.

    ``admitted``, ``waiting`` and ``refused`` are sure: no value that an unknown fact may have, of this candidate or of another, changes
    them. ``possible`` could still enter the cohort; ``waiting_possible`` cannot, and nobody knows yet whether it waits or is refused.
    """

    ADMITTED = "admitted"
    POSSIBLE = "possible"
    WAITING = "waiting"
    WAITING_POSSIBLE = "waiting_possible"
    REFUSED = "refused"


class Cause(StrEnum):
    """Why a candidate stands where it does.

    ``rank``: its rank is high enough. ``minimum``: it is in by the minimum of its group. ``quota``: all places are taken before it.
    ``maximum``: its group has as many as it may. ``not_eligible``: the rules turn it away. ``own_unknowns`` and ``others_unknowns``:
    it is open, by what nobody knows of it, or of others.
    """

    RANK = "rank"
    MINIMUM = "minimum"
    QUOTA = "quota"
    MAXIMUM = "maximum"
    NOT_ELIGIBLE = "not_eligible"
    OWN_UNKNOWNS = "own_unknowns"
    OTHERS_UNKNOWNS = "others_unknowns"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who asks for a place. ``key`` is unique among the candidates; the lot is drawn by it.

    ``eligible`` is ``None`` while nobody knows. ``order`` has a pair of whole numbers for each step of the order, from the best to the
    worst value it may have; less is better. ``group`` is ``None`` while nobody knows; without groups it is empty. Without ``has_lot``
    nobody knows what the lot is drawn by, so it may be any.
    """

    key: str
    eligible: bool | None
    order: tuple[Bounds, ...] = ()
    group: str | None = ""
    has_lot: bool = True

    @property
    def is_exact(self) -> bool:
        """Whether nothing about it is open."""
        return self.eligible is not None and self.group is not None and self.has_lot and all(best == worst for best, worst in self.order)


@dataclass(frozen=True, slots=True)
class Terms:
    """How many places there are and for whom. ``None`` means no limit.

    ``minimum`` and ``maximum`` are of every group; with ``groups``, the minimum is of those only.

    Raises:
        ValueError: when a limit is negative, or the minimum above the maximum.
    """

    quota: int | None = None
    minimum: int = 0
    maximum: int | None = None
    groups: frozenset[str] | None = None
    waiting_list: int | None = None
    seed: str = ""

    def __post_init__(self) -> None:
        limits = (self.quota, self.minimum, self.maximum, self.waiting_list)
        if any(limit is not None and limit < 0 for limit in limits) or self.minimum > self.most:
            raise ValueError("limits are not negative, and the minimum is not above the maximum")

    @property
    def places(self) -> int:
        """The quota as a number."""
        return UNLIMITED if self.quota is None else self.quota

    @property
    def most(self) -> int:
        """The maximum of a group as a number."""
        return UNLIMITED if self.maximum is None else self.maximum

    @property
    def waiting(self) -> int:
        """How many may wait, as a number."""
        return UNLIMITED if self.waiting_list is None else self.waiting_list

    def least(self, group: str) -> int:
        """The minimum of a group."""
        return self.minimum if self.groups is None or group in self.groups else 0

    def lot(self, key: str) -> str:
        """The lot of a candidate; of two that are equal the one with the smaller lot comes first.

        It is the SHA-256 of the seed, a line break and the key, in hexadecimal: anybody can draw it again.
        """
        return sha256(f"{self.seed}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands.

    ``rank`` (among all who are eligible) and ``waiting`` (on the list) are pairs, from the best to the worst they may be; ``None`` for
    those who have none.
    """

    key: str
    place: CohortPlace
    cause: Cause
    rank: Bounds | None = None
    waiting: Bounds | None = None
    group: str | None = ""

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        return {
            "key": self.key, "place": self.place.value, "cause": self.cause.value, "group": self.group,
            "rank": _range(self.rank), "waiting": _range(self.waiting),
        }  # fmt: skip


def _range(bounds: Bounds | None) -> dict[str, int] | None:
    return None if bounds is None else {"at_least": bounds[0], "at_most": bounds[1]}


@dataclass(frozen=True, slots=True)
class Tally:
    """One group counted. ``minimum`` is its own; ``is_met`` is ``None`` while nobody knows whether it gets so many places.

    ``strays`` may be in the cohort and of this group: nobody knows their group. They are not among ``places``.
    """

    group: str | None
    places: Mapping[CohortPlace, int]
    minimum: int = 0
    is_met: bool | None = True
    strays: int = 0

    @property
    def most(self) -> int:
        """How many places the group may get at most, with all whose group nobody knows."""
        return self.places.get(CohortPlace.ADMITTED, 0) + self.places.get(CohortPlace.POSSIBLE, 0) + self.strays

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        counts = {place.value: self.places.get(place, 0) for place in CohortPlace}
        return {"group": self.group, **counts, "minimum": self.minimum, "minimum_is_met": self.is_met}


@dataclass(frozen=True, slots=True)
class Cohort:
    """Where everybody stands, by key, best rank first. The same candidates, terms and seed give the same cohort, in whatever order."""

    standings: Mapping[str, Standing]
    terms: Terms
    groups: tuple[Tally, ...] = ()
    order: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "standings", FrozenDict(self.standings))

    def __getitem__(self, key: str) -> Standing:
        return self.standings[key]

    def __len__(self) -> int:
        return len(self.standings)

    def of(self, place: CohortPlace) -> tuple[str, ...]:
        """The keys of those who stand somewhere, best rank first."""
        return tuple(key for key, standing in self.standings.items() if standing.place is place)

    @property
    def admitted(self) -> tuple[str, ...]:
        """Who is surely in."""
        return self.of(CohortPlace.ADMITTED)

    @property
    def possible(self) -> tuple[str, ...]:
        """Who could still enter."""
        return self.of(CohortPlace.POSSIBLE)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who surely waits."""
        return self.of(CohortPlace.WAITING)

    @property
    def counts(self) -> dict[CohortPlace, int]:
        """How many stand where."""
        found = Counter(standing.place for standing in self.standings.values())
        return {place: found[place] for place in CohortPlace}

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        terms = self.terms
        return {
            "quota": terms.quota, "minimum": terms.minimum, "maximum": terms.maximum, "waiting_list": terms.waiting_list,
            "seed": terms.seed, "order": [step.to_dict() for step in self.order],
            "counts": {place.value: count for place, count in self.counts.items()},
            "groups": [tally.to_dict() for tally in self.groups],
            "standings": [standing.to_dict() for standing in self.standings.values()],
        }  # fmt: skip


def tallies(standings: Iterable[Standing], terms: Terms) -> tuple[Tally, ...]:
    """The groups counted, those of the terms included, sorted by name; those whose group nobody knows come last."""
    counts: dict[str | None, Counter[CohortPlace]] = {group: Counter() for group in terms.groups or ()}
    for standing in standings:
        counts.setdefault(standing.group, Counter())[standing.place] += 1
    unknown = counts.get(None, Counter())
    strays = unknown[CohortPlace.ADMITTED] + unknown[CohortPlace.POSSIBLE]
    return tuple(
        _tally(group, counts[group], 0 if group is None else terms.least(group), 0 if group is None else strays)
        for group in sorted(counts, key=lambda each: (each is None, each or ""))
    )


def _tally(group: str | None, found: Counter[CohortPlace], least: int, strays: int) -> Tally:
    """One group; ``strays`` may belong to it too."""
    made = Tally(group, dict(found), least, True, strays)
    if found[CohortPlace.ADMITTED] >= least:
        return made
    return replace(made, is_met=None if made.most >= least else False)
