"""What it takes to settle something: a formula of AND and OR over small steps, each of which is "give these facts a value".

A condition has two such formulas, one for becoming met and one for becoming not met, so there is no negation here. What is
settled already is :data:`TRUE` or :data:`FALSE` and drops out. ``support`` are the facts a formula can use (a bit each) and
``least`` is a lower bound on how many it takes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from naikkelas.engines.deciding.domains import Wanted

#: More facts than there are: what can never be settled.
NEVER_ENOUGH: Final = 10**9


@dataclass(frozen=True, slots=True, eq=False)
class Pick:
    """One fact gets a value that passes the test. ``origin`` is the place that asks, for counting who reads a fact."""

    fact: int
    test: Wanted
    origin: object
    depth: int = 0

    @property
    def support(self) -> int:
        """The fact."""
        return 1 << self.fact

    @property
    def least(self) -> int:
        """One fact."""
        return 1


#: A constant and what is added for facts that get a value: pairs of a fact and its factor.
Line = tuple[int, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way to narrow one term of a sum: what it takes, and the bounds of the term afterwards."""

    formula: "Formula"
    low: Line
    high: Line


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One open term of a sum: its bounds as they are, the ways to narrow them, and the facts of all ways."""

    low: int
    high: int
    ways: tuple[Way, ...]
    support: int


@dataclass(frozen=True, slots=True, eq=False)
class Inside:
    """A sum lies between two limits (``None``: open), whatever the facts that stay open turn out to be.

    ``base`` are the bounds of what is fixed.
    """

    items: tuple[Item, ...]
    base: tuple[int, int]
    low: int | None
    high: int | None
    origin: object
    support: int
    depth: int
    least: int


@dataclass(frozen=True, slots=True, eq=False)
class Both:
    """All of the items."""

    items: tuple["Formula", ...]
    support: int
    least: int
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Either:
    """One of the items."""

    items: tuple["Formula", ...]
    support: int
    least: int
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Several:
    """``count`` of the items."""

    count: int
    items: tuple["Formula", ...]
    support: int
    least: int
    depth: int


Formula = Pick | Inside | Both | Either | Several

TRUE: Final = Both((), 0, 0, 0)
FALSE: Final = Either((), 0, NEVER_ENOUGH, 0)


def constant(value: bool) -> Formula:
    """:data:`TRUE` or :data:`FALSE`."""
    return TRUE if value else FALSE


def both(items: Iterable[Formula]) -> Formula:
    """All of the items."""
    kept = _flat(items, Both)
    if FALSE in kept:
        return FALSE
    return kept[0] if len(kept) == 1 else Both(kept, _support(kept), _least_of_all(kept), _depth(kept)) if kept else TRUE


def either(items: Iterable[Formula]) -> Formula:
    """One of the items."""
    kept = _flat(items, Either)
    if TRUE in kept:
        return TRUE
    least = min((item.least for item in kept), default=0)
    return kept[0] if len(kept) == 1 else Either(kept, _support(kept), least, _depth(kept)) if kept else FALSE


def several(count: int, items: Iterable[Formula]) -> Formula:
    """At least ``count`` of the items; an item may count more than once."""
    listed = list(items)
    count -= listed.count(TRUE)
    kept = tuple(item for item in listed if item is not TRUE and item is not FALSE)
    if count <= 0 or count > len(kept):
        return constant(count <= 0)
    if count in (1, len(kept)):
        return either(kept) if count == 1 else both(kept)
    return Several(count, kept, _support(kept), sorted(item.least for item in kept)[count - 1], _depth(kept))


def _flat(items: Iterable[Formula], kind: type[Both | Either]) -> tuple[Formula, ...]:
    """The items, those of the same kind taken apart, each once. The neutral constant is taken apart to nothing."""
    found: dict[Formula, None] = {}
    for item in items:
        if isinstance(item, kind):
            found.update(dict.fromkeys(item.items))
        else:
            found[item] = None
    return tuple(found)


def _support(items: Iterable[Formula]) -> int:
    found = 0
    for item in items:
        found |= item.support
    return found


def _depth(items: Iterable[Formula]) -> int:
    return 1 + max(item.depth for item in items)


def _least_of_all(items: Sequence[Formula]) -> int:
    return apart(sorted(items, key=lambda item: -item.least), 0)


def apart(items: Iterable[Formula], used: int) -> int:
    """How many facts the items take at least, of those that share no fact with each other or with ``used``."""
    total = 0
    for item in items:
        if not item.support & used:
            total += item.least
            used |= item.support
    return total


def apart_from_each_other(supports: Iterable[int]) -> bool:
    """Whether no fact is in two of the supports."""
    used = 0
    for support in supports:
        if used & support:
            return False
        used |= support
    return True
