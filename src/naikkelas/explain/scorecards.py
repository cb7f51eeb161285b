"""Scorecards in words: the score, and of the indicators the few that would move it."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Final

from naikkelas.conditions import RATIO_DECIMALS, Status
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import list_words, number_words
from naikkelas.logic import MET, UNKNOWN
from naikkelas.results import Finding, IndicatorResult, Scored, ScoredGroup

#: A score that four decimals cannot say is told with so many, where that does not put it on another side of a threshold.
_FEW_DECIMALS: Final = 2

#: Where the groups are told one by one, the first line names at most so many indicators.
_MOST_NAMED: Final = 4

#: What is asked when a score should be higher, and what when it should be lower.
_HIGHER: Final = frozenset({"at_least", "more_than"})
_LOWER: Final = frozenset({"at_most", "less_than"})

_WORDS: Final = {
    Status.NOT_MET: "score.lacking",
    Status.MET: "score.reached",
    Status.UNKNOWN: "score.open",
    Status.NOT_APPLICABLE: "score.exempt",
}


def scored_in(finding: Finding) -> Scored | None:
    """The scorecard that a finding is about, unless its value is personal."""
    return None if finding.hidden else next((item for item in finding.inputs if isinstance(item, Scored)), None)


def wanted_scores(voice: Voice, finding: Finding) -> tuple[Fraction, ...]:
    """What a score is compared with; a parameter has decimals of its own."""
    return tuple(
        Fraction(value, 10 ** _decimals(voice, finding, index)) for index, value in enumerate(finding.wanted) if isinstance(value, int)
    )


def _decimals(voice: Voice, finding: Finding, index: int) -> int:
    name = finding.parameters[index] if index < len(finding.parameters) else None
    known = None if name is None else voice.parameter_decimals(name)
    return finding.type.decimals if known is None else known


def is_open(scored: Scored) -> bool:
    """Whether nothing is known of the score."""
    return scored.low == 0 and scored.high == scored.scale


def score_words(voice: Voice, scored: Scored, wanted: Sequence[Fraction] = ()) -> str:
    """``60 dari 100``, or both ends; rounded for people, but never across a threshold in ``wanted``."""
    if scored.low is None or scored.high is None:
        return voice.say("score.empty")
    decimals, *ends = _ends(scored, scored.low, scored.high, wanted)
    low, high, scale = (
        number_words(voice.lang, end, places) for end, places in ((ends[0], decimals), (ends[1], decimals), (scored.scale, 0))
    )
    words = voice.say("score.exact", score=low, scale=scale) if low == high else voice.say("score.between", low=low, high=high, scale=scale)
    return voice.say("score.maybe_empty", score=words) if scored.may_be_empty else words


def _ends(scored: Scored, low: Fraction, high: Fraction, wanted: Sequence[Fraction]) -> tuple[int, int, int]:
    """Decimals and both ends in units of the last of them; an exact score has the same end twice."""
    written = scored.written or (0, 0, 0)
    if written[0] <= RATIO_DECIMALS:
        return written
    step = 10**_FEW_DECIMALS
    cut = (floor(low * step), floor(high * step) if low == high else ceil(high * step))
    sides = [(Fraction(end, step), exact, limit) for end, exact in zip(cut, (low, high), strict=True) for limit in wanted]
    fits = all((end > limit, end < limit) == (exact > limit, exact < limit) for end, exact, limit in sides)
    return (_FEW_DECIMALS, *cut) if fits else written


def what_counts(voice: Voice, scored: Scored, kind: str, truth: int) -> Iterator[str]:
    """The indicators that would move the score to where it is wanted: ``belum: rekening terpisah, SOP tertulis``.

    Where all are open that goes without saying; where there are several groups, which are told one by one, only what counts most.
    """
    if truth == MET or (len(scored.groups) > 1 and is_open(scored)):
        return
    movable = [Status.MET] if kind in _LOWER else [Status.NOT_MET] if kind in _HIGHER else [Status.NOT_MET, Status.MET]
    for status in [Status.UNKNOWN, *movable] if truth == UNKNOWN else [*movable, Status.UNKNOWN]:
        found = [(group, one) for group in scored.groups for one in group.indicators if one.status is status]
        found.sort(key=lambda pair: -_worth(*pair))
        if found and len(scored.groups) > 1:
            named = [voice.say("score.indicator", title=indicator_words(voice, one), group=voice.text(group.title)) for group, one in found]
            yield voice.say(_WORDS[status], indicators=_first_words(voice, named))
            return
        if found:
            yield _listed(voice, status, [indicator_words(voice, one) for _, one in found])


def group_texts(voice: Voice, scored: Scored) -> Iterator[str]:
    """Each group with what became of its indicators."""
    for group in scored.groups:
        parts = [
            _listed(voice, status, [indicator_words(voice, one) for one in group.indicators if one.status is status])
            for status in (Status.NOT_MET, Status.UNKNOWN, Status.MET, Status.NOT_APPLICABLE)
            if any(one.status is status for one in group.indicators)
        ]
        weight = number_words(voice.lang, group.weight)
        yield voice.say("score.group", title=voice.text(group.title), weight=weight, parts="; ".join(parts))


def indicator_words(voice: Voice, one: IndicatorResult) -> str:
    """What an indicator is called; of one of which only is open whether it applies, what decides that."""
    facts = list_words(voice.lang, [voice.text(fact) for fact in one.open_guard])
    return voice.say("score.depends", facts=facts, title=voice.text(one.title)) if one.open_guard else voice.text(one.title)


def _listed(voice: Voice, status: Status, titles: Iterable[str]) -> str:
    return voice.say(_WORDS[status], indicators=list_words(voice.lang, list(titles)))


def _worth(group: ScoredGroup, one: IndicatorResult) -> Fraction:
    """How much an indicator moves the score: its part of what may apply in its group, by the weight of the group."""
    return Fraction(group.weight * one.weight, sum(each.weight for each in group.indicators if each.status is not Status.NOT_APPLICABLE))


def _first_words(voice: Voice, named: Sequence[str]) -> str:
    """The first few; the lines below have them all."""
    if len(named) <= _MOST_NAMED:
        return list_words(voice.lang, named)
    return voice.say("list.more", head=", ".join(named[: _MOST_NAMED - 1]), count=len(named) - _MOST_NAMED + 1)
