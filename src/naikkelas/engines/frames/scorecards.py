"""Scorecards: of every group the least and the greatest share, and a score compared without dividing by the weights.

A score is a weighted mean of shares, and groups that may be empty are in it or not. Its least value meets ``>= t`` exactly when the sum of
``weight * (share - t)`` does, with the optional groups in it that make the sum smaller; so no group has to be sorted or chosen. The
arithmetic is that of :mod:`naikkelas.scores`, in whole numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from naikkelas.conditions import Comparison, IndicatorGroup, Op, Scorecard
from naikkelas.engines.folded import relation
from naikkelas.engines.frames.graph import Graph, Node, Truth
from naikkelas.scores import Card

#: The largest common denominator by which every engine divides exactly.
MOST_COMMON = 2**53


class Share(NamedTuple):
    """One group: its least and greatest share in parts of the common denominator, where it may count, and where it must."""

    low: Node
    high: Node
    present: Node
    fixed: Node
    weight: int


@dataclass(frozen=True, slots=True)
class Shares:
    """A scorecard of which every indicator has been compiled."""

    scale: int
    common: int
    groups: tuple[Share, ...]
    exact: bool
    when_empty: bool


def shares(graph: Graph, card: Scorecard, statuses: Sequence[Sequence[tuple[Truth, Truth]]]) -> Shares:
    """The groups with guard and requirement of their indicators, in the order of ``card.groups``."""
    common = Card.of(card).common
    groups = [_share(graph, group, truths, common) for group, truths in zip(card.groups, statuses, strict=True)]
    exact = all(truth.exact for truths in statuses for pair in truths for truth in pair)
    return Shares(card.scale, common, tuple(groups), exact, bool(card.when_empty))


def _share(graph: Graph, group: IndicatorGroup, truths: Sequence[tuple[Truth, Truth]], common: int) -> Share:
    met: tuple[list[Node], list[Node]] = ([], [])  # surely, possibly
    missed: tuple[list[Node], list[Node]] = ([], [])
    for one, (guard, require) in zip(group.indicators, truths, strict=True):
        counts = graph.all_of([guard, require])
        denied = graph.all_of([guard, graph.negated(require)])
        for side in (0, 1):
            met[side].append(graph.number_of(counts[side], one.weight))
            missed[side].append(graph.number_of(denied[side], one.weight))
    present = graph.either(guard.may for guard, _ in truths)
    fixed = graph.either(guard.must for guard, _ in truths)
    # Where nothing counts against it, the least share is that of something met; the other way round for the greatest.
    low = _part(graph, graph.add(met[0]), graph.add(missed[1]), common, 0 if present is fixed else common)
    high = _part(graph, graph.add(met[1]), graph.add(missed[0]), common, 0)
    return Share(low, high, present, fixed, group.weight)


def _part(graph: Graph, met: Node, missed: Node, common: int, otherwise: int) -> Node:
    total, one = graph.add([met, missed]), graph.lit(1, "int")
    part = graph.times(met, graph.quotient(common, graph.greatest([total, one])))
    part = graph.within(part, (0, common))
    return graph.when(graph.compare("ge", total, one), part, graph.lit(otherwise, "int"))


def score_truth(graph: Graph, node: Comparison, card: Shares, k: Sequence[tuple[int, int]]) -> Truth:
    """As :func:`naikkelas.scores.score_truth`, on the constants of one date."""
    relations = (">=", "<=") if node.op is Op.BETWEEN else (relation(node),)
    empty, seen = graph.certain(graph.true if card.when_empty else graph.false), graph.either(share.present for share in card.groups)
    reversed_ = len(k) > 1 and k[0][0] * k[1][1] > k[1][0] * k[0][1]  # parameters may turn a "between" round
    found = (
        graph.constant(0) if reversed_ else graph.all_of([_compared(graph, card, rel, k_) for rel, k_ in zip(relations, k, strict=True)])
    )
    if card.exact:
        return graph.choose(seen, found, empty)
    fixed = graph.either(share.fixed for share in card.groups)
    opened = Truth(
        graph.every((found.must, graph.either((fixed, empty.must)))),
        graph.either((found.may, graph.every((graph.no(fixed), empty.must)))),
    )
    return graph.choose(seen, opened, empty)


def _compared(graph: Graph, card: Shares, rel: str, k: tuple[int, int]) -> Truth:
    zero, (p, q) = graph.lit(0, "int"), k
    lows = [_above(graph, share.low, card, p, q) for share in card.groups]
    highs = [_above(graph, share.high, card, p, q) for share in card.groups]
    if card.exact:
        total = graph.add(
            [graph.when(share.present, _weighed(graph, low, share), zero) for low, share in zip(lows, card.groups, strict=True)]
        )
        return graph.certain(graph.compare({">=": "ge", "<=": "le", ">": "gt", "<": "lt"}[rel], total, zero))
    fixed = graph.either(share.fixed for share in card.groups)
    least = graph.add([_least(graph, low, share, graph.least) for low, share in zip(lows, card.groups, strict=True)])
    most = graph.add([_least(graph, high, share, graph.greatest) for high, share in zip(highs, card.groups, strict=True)])
    strict = rel in (">", "<=")
    op = "gt" if strict else "ge"
    above_least, above_most = graph.compare(op, least, zero), graph.compare(op, most, zero)
    if strict:  # without a fixed group the sum says only "not below"
        alone = graph.every(
            graph.either((graph.no(s.present), graph.compare("gt", low, zero))) for low, s in zip(lows, card.groups, strict=True)
        )
        above_least = graph.when(fixed, above_least, alone)
    else:
        alone = graph.either(graph.every((s.present, graph.compare("ge", high, zero))) for high, s in zip(highs, card.groups, strict=True))
        above_most = graph.when(fixed, above_most, alone)
    return Truth(above_least, above_most) if rel in (">", ">=") else Truth(graph.no(above_most), graph.no(above_least))


def _above(graph: Graph, share: Node, card: Shares, p: int, q: int) -> Node:
    """A share less the fraction, times what makes both whole."""
    return graph.add([graph.times(share, graph.lit(q * card.scale, "int")), graph.lit(-p * card.common, "int")])


def _weighed(graph: Graph, value: Node, share: Share) -> Node:
    return graph.times(value, graph.lit(share.weight, "int"))


def _least(graph: Graph, value: Node, share: Share, end: Callable[[Sequence[Node]], Node]) -> Node:
    """What a group adds to the sum: all where it must count, and where it may only what moves the sum to its end."""
    zero, weighed = graph.lit(0, "int"), _weighed(graph, value, share)
    return graph.when(share.fixed, weighed, graph.when(share.present, end([weighed, zero]), zero))
