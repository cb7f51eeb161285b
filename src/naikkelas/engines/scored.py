"""Scorecards in words' reach: the range of a score, and the status of every indicator with what fixed it."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import ceil, floor
from typing import Final

from naikkelas.conditions import (
    RATIO_DECIMALS,
    Condition,
    CriterionIs,
    Derived,
    FactRef,
    Indicator,
    Scorecard,
    Status,
    comparisons,
    references,
)
from naikkelas.facts import Text
from naikkelas.logic import MET, NOT_MET, UNKNOWN, all_of
from naikkelas.ranges import Bounds
from naikkelas.results import IndicatorResult, Reason, Scored, ScoredGroup
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.scores import CAN_BE_MET, CAN_BE_NOT_APPLICABLE, CAN_BE_NOT_MET, POSSIBLE, Card

#: Guard and requirement of an indicator, as a verdict has them.
Truths = Callable[[Indicator], tuple[int, int]]

_STATUSES: Final = {CAN_BE_MET: Status.MET, CAN_BE_NOT_MET: Status.NOT_MET, CAN_BE_NOT_APPLICABLE: Status.NOT_APPLICABLE}
_TRUTHS: Final = {Status.MET: MET, Status.NOT_MET: NOT_MET, Status.UNKNOWN: UNKNOWN, Status.NOT_APPLICABLE: MET}


#: The truth of a condition.
Truth = Callable[[Condition], int]


def scored(
    linked: LinkedRuleSet, derived: Derived, truths: Truths, truth_of: Truth, why: Callable[[Indicator, Status], tuple[Reason, ...]]
) -> Scored:
    """The whole of a scorecard: its range, and its groups in the order of the file."""
    card = derived.formula
    assert isinstance(card, Scorecard)  # noqa: S101 - the callers ask for scorecards only
    possible = [POSSIBLE[truths(one)] for one in card.indicators]
    score = Card.of(card).score(possible)
    status = {id(one): _STATUSES.get(bits, Status.UNKNOWN) for one, bits in zip(card.indicators, possible, strict=True)}
    groups = tuple(
        ScoredGroup(
            group.name,
            group.title or Text(group.name, group.name),
            group.weight,
            tuple(
                IndicatorResult(
                    title_of(linked, one),
                    status[id(one)],
                    one.weight,
                    why(one, status[id(one)]),
                    _open_guard(linked, one, truths, truth_of),
                )
                for one in group.indicators
            ),
        )
        for group in card.groups
    )
    low, high = (None, None) if score.ends is None else (Fraction(*end) for end in score.ends)
    truth = all_of(_TRUTHS[found] for found in status.values())
    return Scored(derived.name, derived.title, card.scale, low, high, score.may_be_empty, groups, truth)


def _open_guard(linked: LinkedRuleSet, one: Indicator, truths: Truths, truth_of: Truth) -> tuple[Text, ...]:
    """What the open guard of an indicator asks that nobody knows; nothing where its requirement is open too."""
    guard, require = truths(one)
    if guard != UNKNOWN or require == UNKNOWN:
        return ()
    asked = one.guard if one.criterion is None else linked.criteria[one.criterion].guard
    return () if asked is None else tuple(dict.fromkeys(_titles(linked, asked, lambda each: truth_of(each) == UNKNOWN)))


def title_of(linked: LinkedRuleSet, one: Indicator) -> Text:
    """The title of an indicator; without one, of the criterion or the facts that it asks about."""
    if one.title is not None:
        return one.title
    found = dict.fromkeys(_titles(linked, one.require))
    return Text(*(", ".join(dict.fromkeys(said)) for said in zip(*((text.id, text.en) for text in found), strict=True)))


def _titles(linked: LinkedRuleSet, asked: Condition, wanted: Callable[[Condition], bool] = lambda _: True) -> Iterable[Text]:
    for comparison in filter(wanted, comparisons(asked)):
        name = comparison.left.name
        if isinstance(comparison.left, FactRef):
            yield linked.derived[name].title if name in linked.derived else linked.facts[name].title
        else:
            yield linked.parameters[name].title or Text(name, name)
    for reference in filter(wanted, references(asked)):
        if isinstance(reference, CriterionIs):
            yield linked.criteria[reference.criterion].title
        else:
            yield linked.programmes[reference.programme].title


def score_value(found: Scored) -> int | Bounds | None:
    """The score in units of its type's last decimal, ends rounded outwards: for people only, nothing is decided by it."""
    if found.low is None or found.high is None:
        return None
    low, high = floor(found.low * 10**RATIO_DECIMALS), ceil(found.high * 10**RATIO_DECIMALS)
    return low if low == high else (low, high)
