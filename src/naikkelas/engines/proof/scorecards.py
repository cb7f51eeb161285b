"""Scorecards as formulas: the share of a group is one linear term for every weight that may apply.

Of exact facts a score is one fraction. Of facts with unknowns it is a range, and only what a comparison asks of its ends is said:
how far a group lies above or below the limit counts with its weight, and a group that may be empty counts only where that
makes the end more extreme. That is what :meth:`naikkelas.scores.Card.score` works out for one profile.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from naikkelas.conditions import Scorecard
from naikkelas.engines.proof.algebra import Algebra, Formula, Truth, exact
from naikkelas.engines.proof.comparing import fraction
from naikkelas.engines.rows.ratios import Test
from naikkelas.scores import Card

_ABOVE: Final = (">=", ">")


class Asked(NamedTuple):
    """Guard and requirement of an indicator."""

    guard: Truth
    require: Truth

    @property
    def is_exact(self) -> bool:
        """Whether its status cannot be unknown."""
        return self.guard.is_exact and self.require.is_exact


def sums_of(weights: Sequence[tuple[int, bool]]) -> list[int]:
    """Every weight that may apply in a group; of each indicator its weight and whether it always applies.

    They are few: the linker refuses weights whose sums have a common multiple above 2^62.
    """
    reached = {0}
    for weight, always in weights:
        reached = {total + weight for total in reached} | (set() if always else reached)
    return sorted(reached)


def score_truth(algebra: Algebra, scorecard: Scorecard, asked: Sequence[Asked], tests: Sequence[Test]) -> Truth:
    """Whether the score meets every test.

    ``asked`` are guard and requirement of all indicators, in the order of :attr:`Scorecard.indicators`.
    """
    card = Card.of(scorecard)
    empty = scorecard.when_empty is True
    if all(one.is_exact for one in asked):
        return exact(_score_met(algebra, card, asked, tests, empty=empty))
    return _open_score(algebra, card, asked, tests, empty=empty)


def _groups(card: Card, asked: Sequence[Asked]) -> list[tuple[int, list[tuple[int, Asked]]]]:
    """Weight of each group, and its indicators with theirs."""
    made, left = [], list(asked)
    for weight, each in card.groups:
        own, left = left[: len(each)], left[len(each) :]
        made.append((weight, list(zip(each, own, strict=True))))
    return made


# --- exact facts -----------------------------------------------------------------------------------------------------


def _score_met(algebra: Algebra, card: Card, asked: Sequence[Asked], tests: Sequence[Test], *, empty: bool) -> Formula:
    total: Formula = 0
    weights: Formula = 0
    for weight, own in _groups(card, asked):
        sums = sums_of([(one, each.guard.must is True) for one, each in own])
        applicable = _sum(algebra, [(each.guard.must, one) for one, each in own])
        met = _sum(algebra, [(algebra.all([each.guard.must, each.require.must]), one) for one, each in own])
        total += _part(algebra, card, met, applicable, sums, 0) * weight
        weights += algebra.either(applicable > 0, weight, 0)
    counted = fraction(algebra, tests, total * card.scale, weights * card.common)
    nothing = weights == 0
    return algebra.any([algebra.all([nothing, empty]), algebra.all([algebra.no(nothing), counted])])


def _part(algebra: Algebra, card: Card, met: Formula, applicable: Formula, sums: Sequence[int], otherwise: int) -> Formula:
    """A share in parts of the common denominator; ``otherwise`` where nothing is applicable."""
    share: Formula = otherwise
    for possible in sums:
        if possible:
            share = algebra.either(applicable == possible, met * (card.common // possible), share)
    return share


def _sum(algebra: Algebra, items: Sequence[tuple[Formula, int]]) -> Formula:
    return sum((algebra.either(test, weight, 0) for test, weight in items), 0)


# --- facts with unknowns ---------------------------------------------------------------------------------------------


class _Share(NamedTuple):
    """The least and greatest share of a group, its weight, whether it must count, and whether it may."""

    low: Formula
    high: Formula
    weight: int
    must: Formula
    may: Formula


def _open_score(algebra: Algebra, card: Card, asked: Sequence[Asked], tests: Sequence[Test], *, empty: bool) -> Truth:
    shares = [_share(algebra, card, weight, own) for weight, own in _groups(card, asked)]
    some = algebra.any(share.must for share in shares)
    any_at_all = algebra.any(share.may for share in shares)
    surely = algebra.all(_end(algebra, card, shares, some, test, least=test[0] in _ABOVE) for test in tests)
    maybe = algebra.all(_end(algebra, card, shares, some, test, least=test[0] not in _ABOVE) for test in tests)
    return Truth(
        algebra.any([algebra.all([algebra.no(any_at_all), empty]), algebra.all([any_at_all, surely, algebra.any([some, empty])])]),
        algebra.any(
            [
                algebra.all([algebra.no(any_at_all), empty]),
                algebra.all([any_at_all, algebra.any([maybe, algebra.all([algebra.no(some), empty])])]),
            ]
        ),
    )


def _share(algebra: Algebra, card: Card, weight: int, own: Sequence[tuple[int, Asked]]) -> _Share:
    """The range of the share of a group, as :meth:`naikkelas.scores.Card.share` has it."""
    sums = sums_of([(one, each.guard.must is True) for one, each in own])
    surely_met = _sum(algebra, [(algebra.all([each.guard.must, each.require.must]), one) for one, each in own])
    surely_not = _sum(algebra, [(algebra.all([each.guard.must, algebra.no(each.require.may)]), one) for one, each in own])
    can_be_met = _sum(algebra, [(algebra.all([each.guard.may, each.require.may]), one) for one, each in own])
    can_be_not = _sum(algebra, [(algebra.all([each.guard.may, algebra.no(each.require.must)]), one) for one, each in own])
    return _Share(
        _part(algebra, card, surely_met, surely_met + can_be_not, sums, card.common),
        _part(algebra, card, can_be_met, can_be_met + surely_not, sums, 0),
        weight,
        algebra.any(each.guard.must for _, each in own),
        algebra.any(each.guard.may for _, each in own),
    )


def _end(algebra: Algebra, card: Card, shares: Sequence[_Share], some: Formula, test: Test, *, least: bool) -> Formula:
    """Whether the least (or the greatest) score meets a test.

    A mean lies above a limit exactly where the weighted distances from it add up to more than nothing. Of the groups that may
    be empty those are counted that make the end more extreme; where no group must count, the most extreme one alone is the end.
    """
    sign, (numerator, denominator) = test
    fixed: Formula = 0
    alone = []
    for share in shares:
        value = share.low if least else share.high
        away = (value * (card.scale * denominator) - numerator * card.common) * share.weight
        extreme = away < 0 if least else away > 0
        fixed += algebra.either(algebra.any([share.must, algebra.all([share.may, extreme])]), away, 0)
        alone.append((share.may, _against_nothing(sign, away)))
    # the least of several meets ">=" when all do, the greatest when one does; for "<=" the other way round
    every = least == (sign in _ABOVE)
    if every:
        without = algebra.all(algebra.any([algebra.no(may), met]) for may, met in alone)
    else:
        without = algebra.any(algebra.all([may, met]) for may, met in alone)
    return algebra.any([algebra.all([some, _against_nothing(sign, fixed)]), algebra.all([algebra.no(some), without])])


def _against_nothing(sign: str, value: Formula) -> Formula:
    return {">=": lambda: value >= 0, ">": lambda: value > 0, "<=": lambda: value <= 0, "<": lambda: value < 0}[sign]()
