"""The arithmetic of scorecards, in whole numbers: the score of known statuses, and the range of scores of open ones.

An indicator may be met, not met or not applicable, or any of several of these: :data:`POSSIBLE` has them as bits. The
statuses of different indicators are taken to be independent. A score is a fraction (numerator, positive denominator).

The share of a group is ``met / applicable``. Every denominator that can occur divides :attr:`Card.common`, so shares are
whole numbers of ``1 / common``, and no score has a denominator that grows with the number of groups.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Final, NamedTuple

from naikkelas.conditions import IndicatorGroup, Scorecard
from naikkelas.facts import MOST_ANYWHERE
from naikkelas.logic import MET, NOT_MET, UNKNOWN

CAN_BE_MET: Final = 1
CAN_BE_NOT_MET: Final = 2
CAN_BE_NOT_APPLICABLE: Final = 4

_OF_REQUIRE: Final = {MET: CAN_BE_MET, NOT_MET: CAN_BE_NOT_MET, UNKNOWN: CAN_BE_MET | CAN_BE_NOT_MET}

#: The possible statuses by the truth of the guard and of the requirement.
POSSIBLE: Final = {
    **{(MET, truth): inner for truth, inner in _OF_REQUIRE.items()},
    **{(NOT_MET, truth): CAN_BE_NOT_APPLICABLE for truth in _OF_REQUIRE},
    **{(UNKNOWN, truth): inner | CAN_BE_NOT_APPLICABLE for truth, inner in _OF_REQUIRE.items()},
}

#: The weights of the indicators of one group add up to no more.
MOST_WEIGHT_OF_A_GROUP: Final = 100_000

#: A numerator and a positive denominator.
Fraction = tuple[int, int]

#: A relation and the fraction on its right.
Test = tuple[str, Fraction]


class Score(NamedTuple):
    """The least and the greatest score; ``None`` where no indicator can apply. ``may_be_empty``: maybe none applies."""

    ends: tuple[Fraction, Fraction] | None
    may_be_empty: bool


class Share(NamedTuple):
    """The least and the greatest share of a group, in parts of the common denominator, and whether it may be empty."""

    low: int
    high: int
    weight: int
    may_be_empty: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The numbers of a scorecard: its groups as their weight and the weights of their indicators."""

    scale: int
    common: int
    groups: tuple[tuple[int, tuple[int, ...]], ...]

    @classmethod
    def of(cls, scorecard: Scorecard) -> "Card":
        """The numbers of a scorecard that the linker has accepted; groups sorted by name."""
        groups = sorted(scorecard.groups, key=lambda group: group.name)
        weights = tuple((group.weight, tuple(one.weight for one in group.indicators)) for group in groups)
        return cls(scorecard.scale, common_denominator(scorecard), weights)

    @property
    def most(self) -> int:
        """The largest number that a score of this card is made of."""
        return self.scale * self.common * sum(weight for weight, _ in self.groups)

    def score(self, possible: Sequence[int]) -> Score:
        """The range of the score for the possible statuses of all indicators, in the order of the groups."""
        shares = list(self._shares(possible))
        fixed = [share for share in shares if not share.may_be_empty]
        if not shares:
            return Score(None, True)
        low = self._mean([(-share.low, share) for share in fixed], [(-share.low, share) for share in shares if share.may_be_empty])
        high = self._mean([(share.high, share) for share in fixed], [(share.high, share) for share in shares if share.may_be_empty])
        return Score(((-low[0], low[1]), high), not fixed)

    def _shares(self, possible: Sequence[int]) -> Iterator[Share]:
        """The groups that may be anything but empty."""
        start = 0
        for weight, weights in self.groups:
            share = self.share(weight, list(zip(weights, possible[start : start + len(weights)], strict=True)))
            start += len(weights)
            if share is not None:
                yield share

    def share(self, group: int, indicators: Iterable[tuple[int, int]]) -> Share | None:
        """The range of the share of a group (by its weight, and weights and possible statuses); ``None``: it is empty.

        An indicator counts for the greatest share where it can be met, and against it only where it must.
        """
        surely_met = surely_not = can_be_met = can_be_not = 0
        may_be_empty, seen = True, 0
        for weight, possible in indicators:
            seen |= possible
            may_be_empty = may_be_empty and bool(possible & CAN_BE_NOT_APPLICABLE)
            surely_met += weight if possible == CAN_BE_MET else 0
            surely_not += weight if possible == CAN_BE_NOT_MET else 0
            can_be_met += weight if possible & CAN_BE_MET else 0
            can_be_not += weight if possible & CAN_BE_NOT_MET else 0
        if not seen & (CAN_BE_MET | CAN_BE_NOT_MET):
            return None
        # Where nothing counts against it, the least share is that of something met; the other way round for the greatest.
        low = self._part(surely_met, surely_met + can_be_not) if surely_met + can_be_not else self.common
        high = self._part(can_be_met, can_be_met + surely_not) if can_be_met + surely_not else 0
        return Share(low, high, group, may_be_empty)

    def _part(self, met: int, applicable: int) -> int:
        """A share in parts of the common denominator, which every sum of weights that may apply divides."""
        return met * (self.common // applicable)

    def _mean(self, fixed: Sequence[tuple[int, Share]], optional: Sequence[tuple[int, Share]]) -> Fraction:
        """The greatest weighted mean: of groups that may be empty, those above the mean of the better ones are kept."""
        total = sum(value * share.weight for value, share in fixed)
        weights = sum(share.weight for _, share in fixed)
        for value, share in sorted(optional, key=lambda item: -item[0]):
            if weights == 0 or value * weights > total:
                total += value * share.weight
                weights += share.weight
        return self.scale * total, self.common * weights


def common_denominator(scorecard: Scorecard) -> int:
    """The least common multiple of every sum of weights that may apply in a group; more than 2^62 where that is exceeded."""
    made = 1
    for group in scorecard.groups:
        for total in _sums(group):
            made = made * total // gcd(made, total)
            if made > MOST_ANYWHERE:
                return made
    return made


def _sums(group: IndicatorGroup) -> list[int]:
    """Every sum of weights that may apply, without 0: bit n of the number stands for the sum n."""
    if sum(one.weight for one in group.indicators) > MOST_WEIGHT_OF_A_GROUP:
        return [MOST_ANYWHERE + 1]
    reached = 1
    for one in group.indicators:
        reached = reached << one.weight if one.guard is None else reached | reached << one.weight
    return [total for total, digit in enumerate(reversed(f"{reached:b}")) if digit == "1" and total]


def score_truth(tests: Sequence[Test], score: Score, when_empty: bool | None) -> int:
    """The truth of a score meeting every test; where no indicator applies, ``when_empty``."""
    empty = MET if when_empty else NOT_MET
    if score.ends is None:
        return empty
    truths = [_truth(relation, *score.ends, fraction) for relation, fraction in tests]
    found = NOT_MET if NOT_MET in truths else MET if all(truth == MET for truth in truths) else UNKNOWN
    return found if not score.may_be_empty or found == empty else UNKNOWN


def _truth(relation: str, low: Fraction, high: Fraction, fraction: Fraction) -> int:
    least, most = _difference(low, fraction), _difference(high, fraction)
    if relation in ("<=", "<"):
        least, most = -most, -least
    if relation in (">=", "<="):
        return MET if least >= 0 else NOT_MET if most < 0 else UNKNOWN
    return MET if least > 0 else NOT_MET if most <= 0 else UNKNOWN


def _difference(one: Fraction, two: Fraction) -> int:
    """Has the sign of ``one - two``."""
    return one[0] * two[1] - two[0] * one[1]
