"""Whole numbers that keep a few linear limits: propagation of bounds, then trying ends, then halving.

The systems are tiny (the sums one set of facts must keep within limits). An answer is either found, or shown not to exist, or
the search gave up, which is said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Final

from naikkelas.ranges import Bounds

#: A limit: the sum of factor times fact is at least the constant.
Limit = tuple[tuple[tuple[int, int], ...], int]

#: The values each fact may have: runs in order.
Space = dict[int, list[Bounds]]

MOST_NODES: Final = 400
_MOST_ROUNDS: Final = 12
_MOST_LIMITS: Final = 24


class GaveUp(Exception):  # noqa: N818 - caught by the search, never seen outside
    """Neither found nor shown not to exist."""


def solve(space: Space, limits: Sequence[Limit]) -> dict[int, int] | None:
    """Values that keep every limit, or ``None`` when there are none.

    Raises:
        GaveUp: when neither was shown within the nodes allowed.
    """
    return _Solver(_combined(limits)).run(space)


def _combined(limits: Sequence[Limit]) -> list[Limit]:
    """The limits, and what follows from two that pull a fact in opposite directions: bounds alone may not see it."""
    found = dict.fromkeys(_tightened(dict(factors), least) for factors, least in limits)
    listed = list(found)
    for place, two in enumerate(listed):
        for one in listed[:place]:
            for made in _follows(one, two):
                if made not in found and len(listed) < _MOST_LIMITS:
                    found[made] = None
                    listed.append(made)
    return listed


def _follows(one: Limit, two: Limit) -> Iterator[Limit]:
    for fact, factor in one[0]:
        other = dict(two[0]).get(fact, 0)
        if factor * other < 0:
            yield _without(one, two, abs(other), abs(factor))


def _without(one: Limit, two: Limit, times_one: int, times_two: int) -> Limit:
    factors: dict[int, int] = {}
    for limit, times in ((one, times_one), (two, times_two)):
        for fact, factor in limit[0]:
            factors[fact] = factors.get(fact, 0) + factor * times
    return _tightened(factors, one[1] * times_one + two[1] * times_two)


def _tightened(factors: dict[int, int], least: int) -> Limit:
    """The limit without common factors: whole numbers cannot come closer."""
    shared = gcd(*factors.values()) or 1
    return (tuple((fact, factor // shared) for fact, factor in sorted(factors.items()) if factor), -(-least // shared))


@dataclass(slots=True)
class _Solver:
    limits: list[Limit]
    nodes: int = 0

    def run(self, space: Space) -> dict[int, int] | None:
        """Depth first; every branch is narrowed before it is looked into."""
        waiting: list[Iterator[Space]] = [iter((space,))]
        while waiting:
            tried = next(waiting[-1], None)
            if tried is None:
                waiting.pop()
                continue
            self.nodes += 1
            if self.nodes > MOST_NODES:
                raise GaveUp
            narrowed = self._narrowed(tried)
            if narrowed is None:
                continue
            opened = [fact for fact, runs in narrowed.items() if runs[0][0] < runs[-1][1]]
            if not opened:
                return {fact: runs[0][0] for fact, runs in narrowed.items()}
            waiting.append(_branches(narrowed, space, opened[0]))
        return None

    def _narrowed(self, space: Space) -> Space | None:
        """The space without values that no limit allows, or ``None`` when a limit cannot be kept."""
        made = dict(space)
        for _ in range(_MOST_ROUNDS):
            changed = False
            for factors, least in self.limits:
                most = sum(factor * made[fact][-1 if factor > 0 else 0][factor > 0] for fact, factor in factors)
                if most < least:
                    return None
                for fact, factor in factors:
                    changed |= _narrow(made, fact, factor, least - most)
            if not changed:
                break
        return made


def _narrow(space: Space, fact: int, factor: int, slack: int) -> bool:
    """Takes from a fact what it cannot be even when all others do their most; ``slack`` is how far below that it may fall."""
    runs = space[fact]
    if factor > 0:
        low = runs[-1][1] - (-slack) // factor
        if low <= runs[0][0]:
            return False
        space[fact] = [(max(first, low), last) for first, last in runs if last >= low]
    else:
        high = runs[0][0] + (-slack) // -factor
        if high >= runs[-1][1]:
            return False
        space[fact] = [(first, min(last, high)) for first, last in runs if first <= high]
    return True


def _branches(space: Space, before: Space, fact: int) -> Iterator[Space]:
    """One fact at the end that a limit has moved (a threshold), at its other end, and the halves of what is between."""
    runs = space[fact]
    low, high = runs[0][0], runs[-1][1]
    ends = (high, low) if low == before[fact][0][0] and high < before[fact][-1][1] else (low, high)
    for end in ends:
        yield {**space, fact: [(end, end)]}
    middle = (low + high) // 2
    for first, last in ((low + 1, middle), (middle + 1, high - 1)):
        inner = [(max(a, first), min(b, last)) for a, b in runs if a <= last and b >= first]
        if first <= last and inner:
            yield {**space, fact: inner}
