"""Scorecards as sums: what it takes to bring a score above or below a limit.

A weighted mean is at least a limit when the groups lie above it as much as below: the sum over the groups of weight times
(share - limit) is at least 0, and a group that is empty adds nothing. So a comparison of a score asks for a sum, and each
group, or each indicator where it is settled which of them apply, is one term of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from math import prod
from operator import or_
from typing import Final

from naikkelas.engines.deciding.formula import FALSE, TRUE, Formula, Way, both
from naikkelas.engines.deciding.sums import Limits, OpenPart, Part, gated
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.ranges import Bounds
from naikkelas.scores import CAN_BE_MET, CAN_BE_NOT_APPLICABLE, CAN_BE_NOT_MET, POSSIBLE, Card, Fraction

#: A group has at most so many ways to narrow; where there are more the search is not complete.
MOST_WAYS: Final = 1024

_CLOSEST: Final = {">=": 0, "<=": 0, ">": 1, "<": -1}


@dataclass(frozen=True, slots=True)
class Asked:
    """What it takes for one indicator to apply or not, and to be met or not."""

    weight: int
    applies: Formula
    exempt: Formula
    met: Formula
    not_met: Formula

    @property
    def truths(self) -> tuple[int, int]:
        """The truths of guard and requirement as they are."""
        return _truth(self.applies, self.exempt), _truth(self.met, self.not_met)

    @property
    def possible(self) -> int:
        """The statuses it may have."""
        return POSSIBLE[self.truths]

    @property
    def support(self) -> int:
        """The facts that can settle it."""
        return 0 if self.exempt is TRUE else reduce(or_, (f.support for f in (self.applies, self.exempt, self.met, self.not_met)))

    def narrowed(self, higher: bool) -> list[tuple[Formula, int]]:
        """As it is, and every way to make the score of its group surely higher (or lower), with the statuses that are left."""
        guard, require = self.truths
        made: list[tuple[Formula, int]] = [(TRUE, self.possible)]
        wanted, good, bad = (self.met, CAN_BE_MET, CAN_BE_NOT_MET) if higher else (self.not_met, CAN_BE_NOT_MET, CAN_BE_MET)
        if guard == NOT_MET:
            return made
        if guard == UNKNOWN:
            made += [(self.exempt, CAN_BE_NOT_APPLICABLE), (both([self.applies, wanted]), good)]
        if require == UNKNOWN:
            made.append((wanted, self.possible & ~bad))
        return [(formula, left) for formula, left in made if formula is not FALSE]


def _truth(yes: Formula, no: Formula) -> int:
    return MET if yes is TRUE else NOT_MET if no is TRUE else UNKNOWN


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of a score: the fraction that it must not fall below, or not exceed, equality allowed."""

    card: Card
    fraction: Fraction

    @classmethod
    def of(cls, card: Card, relation: str, fraction: Fraction) -> "Limit":
        """Two different scores and limits lie apart at least so much that "more than" is "at least" a little more."""
        step = card.common * sum(weight for weight, _ in card.groups)
        return cls(card, (fraction[0] * step + _CLOSEST[relation], fraction[1] * step))

    def worth(self, group: int, share: int) -> int:
        """What a group with a share (in parts of the common denominator) adds to the sum."""
        above, below = self.fraction
        return group * (self.card.scale * below * share - above * self.card.common)

    def bounds(self, group: int, indicators: Sequence[tuple[int, int]]) -> Bounds:
        """What a group may add; ``indicators`` are weights and possible statuses."""
        share = self.card.share(group, indicators)
        if share is None:
            return (0, 0)
        low, high = self.worth(group, share.low), self.worth(group, share.high)
        return (min(low, 0), max(high, 0)) if share.may_be_empty else (low, high)


@dataclass(frozen=True, slots=True)
class GroupPart(OpenPart):
    """A group of which it is open which indicators apply."""

    limit: Limit
    weight: int
    asked: tuple[Asked, ...]
    unsure: Callable[[], None]

    @property
    def support(self) -> int:
        """The facts of its indicators."""
        return reduce(or_, (one.support for one in self.asked))

    def ways(self, limits: Limits, origin: object) -> list[Way]:
        """Every way to settle some of its indicators; where those are too many, one at a time and all at once."""
        higher = limits[0] is not None
        options = [one.narrowed(higher) for one in self.asked]
        are_many = prod(map(len, options)) > MOST_WAYS
        if are_many:
            self.unsure()
        chosen = _few(options) if are_many else product(*options)
        made = {}
        for combination in chosen:
            bounds = self.limit.bounds(self.weight, [(one.weight, left) for one, (_, left) in zip(self.asked, combination, strict=True)])
            if bounds[0] > self.low if higher else bounds[1] < self.high:
                made[tuple(formula for formula, _ in combination)] = bounds
        return [Way(both(formulas), (low, ()), (high, ())) for formulas, (low, high) in made.items()]

    def known(self, origin: object) -> Formula:
        """Nobody asks whether a score is known."""
        raise AssertionError("unreachable")


def _few(options: Sequence[list[tuple[Formula, int]]]) -> Iterator[tuple[tuple[Formula, int], ...]]:
    """Each option by itself, and of all at once what asks for least and for most."""
    as_it_is = tuple(each[0] for each in options)
    for place, each in enumerate(options):
        for option in each[1:]:
            yield (*as_it_is[:place], option, *as_it_is[place + 1 :])
    yield tuple(each[-1] for each in options)
    yield tuple(max(each, key=lambda option: option[0].support.bit_count()) for each in options)


def group_parts(limit: Limit, weight: int, asked: tuple[Asked, ...], unsure: Callable[[], None]) -> list[Part]:
    """The terms of one group."""
    guards = [one.truths[0] for one in asked]
    if UNKNOWN in guards:
        low, high = limit.bounds(weight, [(one.weight, one.possible) for one in asked])
        return [GroupPart(low, high, limit, weight, asked, unsure)]
    applying = [one for one, guard in zip(asked, guards, strict=True) if guard == MET]
    if not applying:
        return []
    common = limit.card.common // sum(one.weight for one in applying)
    nothing = limit.worth(weight, 0)
    return [Part(nothing, nothing), *(_indicator(limit.worth(weight, one.weight * common) - nothing, one, unsure) for one in applying)]


def _indicator(value: int, one: Asked, unsure: Callable[[], None]) -> Part:
    """What an indicator adds when it is met."""
    truth = one.truths[1]
    if truth == UNKNOWN:
        return gated(one.met, one.not_met, [Part(value, value)], unsure)
    return Part(value, value) if truth == MET else Part(0, 0)
