"""Scorecards of exact facts as formulas: the share of a group is one linear term for every weight that may apply."""

from collections.abc import Sequence

from naikkelas.conditions import Scorecard
from naikkelas.engines.proof.algebra import Algebra, Formula
from naikkelas.engines.proof.comparing import fraction
from naikkelas.engines.rows.ratios import Test
from naikkelas.scores import Card

#: Guard and requirement of an indicator.
Asked = tuple[Formula, Formula]


def sums_of(weights: Sequence[tuple[int, bool]]) -> list[int]:
    """Every weight that may apply in a group; of each indicator its weight and whether it always applies.

    They are few: the linker refuses weights whose sums have a common multiple above 2^62.
    """
    reached = {0}
    for weight, always in weights:
        reached = {total + weight for total in reached} | (set() if always else reached)
    return sorted(reached)


def score_met(algebra: Algebra, scorecard: Scorecard, asked: Sequence[Asked], tests: Sequence[Test]) -> Formula:
    """Whether the score of exact facts meets every test.

    ``asked`` are guard and requirement of all indicators, in the order of :attr:`Scorecard.indicators`.
    """
    card = Card.of(scorecard)
    total: Formula = 0
    weights: Formula = 0
    left = list(asked)
    for weight, each in card.groups:
        own, left = left[: len(each)], left[len(each) :]
        sums = sums_of([(one, guard is True) for one, (guard, _) in zip(each, own, strict=True)])
        applicable = _sum(algebra, [(guard, one) for one, (guard, _) in zip(each, own, strict=True)])
        met = _sum(algebra, [(algebra.all([guard, require]), one) for one, (guard, require) in zip(each, own, strict=True)])
        share: Formula = 0
        for possible in sums:
            if possible:
                share = algebra.either(applicable == possible, met * (card.common // possible), share)
        total += share * weight
        weights += algebra.either(applicable > 0, weight, 0)
    counted = fraction(algebra, tests, total * card.scale, weights * card.common)
    empty = weights == 0
    return algebra.any([algebra.all([empty, scorecard.when_empty is True]), algebra.all([algebra.no(empty), counted])])


def _sum(algebra: Algebra, items: Sequence[tuple[Formula, int]]) -> Formula:
    return sum((algebra.either(test, weight, 0) for test, weight in items), 0)
