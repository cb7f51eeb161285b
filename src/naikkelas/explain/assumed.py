"""What of a decision rests on assumptions, in words: one way of saying it, for pages and tables."""

from collections.abc import Iterable, Iterator, Sequence

from naikkelas.conditions import Outcome
from naikkelas.explain.findings import finding_text, reading_text
from naikkelas.explain.reads import date_behind, is_kept_back, is_reading
from naikkelas.explain.scorecards import scored_in
from naikkelas.explain.told import Told
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import clean
from naikkelas.results import CriterionResult, Finding, Group, Reason
from naikkelas.snapshot import AssumedOrigin


def assumed_list(voice: Voice, names: Iterable[str]) -> str:
    """The titles of assumed facts, each once and all of them."""
    return ", ".join(dict.fromkeys(clean(_title(voice, name)) for name in names))


def with_assumed(voice: Voice, said: str, names: Sequence[str]) -> str:
    """``Semua syarat terpenuhi (diandaikan: tahu produksi)``: what was said, with the assumed facts that it rests on."""
    return voice.say("assumed.part", said=said, facts=assumed_list(voice, names)) if names else said


def unsaid(voice: Voice, names: Sequence[str], reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The assumed facts that the sentences of some reasons do not say to be assumed."""
    said = {name for reason in reasons for name in _said(voice, reason)} if names else set()
    return tuple(name for name in names if name not in said)


def behind_all(decision: Told) -> tuple[str, ...]:
    """The assumed facts behind all that an explanation tells."""
    assumed = decision.assumed
    if decision.outcome is Outcome.OUT_OF_SCOPE and decision.scope:
        return tuple(dict.fromkeys((*assumed.scope, *(name for names in assumed.outputs.values() for name in names))))
    return assumed.facts


def behind(decision: Told, result: CriterionResult) -> tuple[str, ...]:
    """The assumed facts behind the status and the points of a criterion."""
    assumed = decision.assumed
    return tuple(dict.fromkeys((*assumed.criteria.get(result.id, ()), *assumed.points.get(result.id, ()))))


def _title(voice: Voice, name: str) -> str:
    """What a fact is called, also one that only a programme reads."""
    for unit in voice.rules.units()[::-1] if voice.rules is not None else ():
        known = unit.facts.get(name) or unit.derived.get(name)
        if known is not None:
            return voice.text(known.title)
    return name


def _said(voice: Voice, reason: Reason) -> Iterator[str]:
    """The facts of which the sentences of a reason say that they are assumed."""
    if isinstance(reason, Group):
        for item in reason.items:
            yield from _said(voice, item)
    elif isinstance(reason, Finding) and not is_kept_back(voice, reason):
        text = reading_text(voice, reason) if is_reading(reason) else finding_text(voice, reason)
        date = date_behind(voice, reason)
        yield from (each.comparison.left.name for each in (reason, date) if each is not None and _says(voice, each, text))
        if scored_in(reason) is None and not reason.hidden:
            for item in reason.inputs if date is None else date.inputs:
                yield from _said(voice, item)


def _says(voice: Voice, finding: Finding, text: str) -> bool:
    origin = finding.origin
    return isinstance(origin, AssumedOrigin) and voice.text(origin) in text
