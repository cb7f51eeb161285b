"""Comparing a ratio of two ranges with constants, by integer cross-multiplication."""

from collections.abc import Sequence

from naikkelas.logic import MET, NOT_MET, UNKNOWN

#: A relation and the fraction (numerator, positive denominator) on its right.
Test = tuple[str, tuple[int, int]]


def ratio_truth(tests: Sequence[Test], of_low: int, of_high: int, to_low: int, to_high: int, step: int, when_zero: bool) -> int:
    """The truth of ``of / to`` meeting every test, for independent ranges; a zero denominator answers ``when_zero``.

    ``step`` is the smallest denominator above zero.
    """
    zero = MET if when_zero else NOT_MET
    if to_high == 0:
        return zero
    positive = _positive(tests, of_low, of_high, max(to_low, step), to_high)
    return positive if to_low > 0 or positive == zero else UNKNOWN


def _positive(tests: Sequence[Test], of_low: int, of_high: int, to_low: int, to_high: int) -> int:
    low = (of_low, to_high if of_low >= 0 else to_low)
    high = (of_high, to_low if of_high >= 0 else to_high)
    truths = [_truth(relation, low, high, fraction) for relation, fraction in tests]
    if NOT_MET in truths:
        return NOT_MET
    return MET if all(truth == MET for truth in truths) else UNKNOWN


def _truth(relation: str, low: tuple[int, int], high: tuple[int, int], fraction: tuple[int, int]) -> int:
    lowest, highest = _sign(low, fraction), _sign(high, fraction)
    if relation in ("<=", "<"):
        lowest, highest = -highest, -lowest
    if relation in (">=", "<="):
        return MET if lowest >= 0 else UNKNOWN if highest >= 0 else NOT_MET
    return MET if lowest > 0 else UNKNOWN if highest > 0 else NOT_MET


def _sign(value: tuple[int, int], fraction: tuple[int, int]) -> int:
    """The sign of ``value - fraction``, both with positive denominators."""
    return value[0] * fraction[1] - fraction[0] * value[1]
