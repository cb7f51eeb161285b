"""Scorecards as the oracle has them: every combination of the statuses that the indicators may have, each with its score.

Indicators are independent, so the statuses of a group can be combined by themselves first; of each group only the shares
that can come out are kept, and these are combined again. Nothing is optimised: the range is the least and the greatest.
"""

from fractions import Fraction
from itertools import product


def possible_shares(indicators):
    """Every share of met among applicable that a group may get; ``None`` stands for "nothing applies".

    ``indicators`` are (weight, possible statuses).
    """
    found = {(0, 0)}
    for weight, statuses in indicators:
        steps = {"met": (weight, weight), "not_met": (0, weight), "not_applicable": (0, 0)}
        found = {(met + steps[one][0], applies + steps[one][1]) for (met, applies), one in product(found, statuses)}
    return {Fraction(met, applies) if applies else None for met, applies in found}


def possible_scores(scale, groups):
    """Every score that may come out; ``None`` where no indicator applies. ``groups`` are (weight, indicators)."""
    found = {(Fraction(0), 0)}
    for weight, indicators in groups:
        shares = possible_shares(indicators)
        found = {
            (total, weights) if share is None else (total + weight * share, weights + weight)
            for (total, weights), share in product(found, shares)
        }
    return {scale * total / weights if weights else None for total, weights in found}
