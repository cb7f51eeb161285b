"""One finding to one sentence: the value read, what is asked of it, and what is lacking."""

from dataclasses import replace
from typing import Final

from naikkelas.calendar import Duration, earliest_end
from naikkelas.conditions import AsOf, Const, ParamRef
from naikkelas.explain.asked import Ask, Wanted, asked, validity
from naikkelas.explain.reads import Read, date_behind, ended_words, is_kept_back, read, title_of, with_origin
from naikkelas.explain.spans import AGO, AHEAD, Span, run_words, span_text
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import day_words, list_words, open_sides, value_words
from naikkelas.facts import FactType
from naikkelas.logic import TRUTH_NAMES, UNKNOWN
from naikkelas.ranges import Bounds
from naikkelas.results import Finding

#: How many whole months a comparison with "months since" asks to have passed: what it is called, and what to add.
_MONTHS: Final = {
    "at_least": ("at_least_ago", 0),
    "more_than": ("at_least_ago", 1),
    "less_than": ("less_than_ago", 0),
    "at_most": ("less_than_ago", 1),
}
_ONE_OF_MANY: Final = frozenset({"in", "not_in", "includes_any", "includes_none"})
_KNOWING: Final = frozenset({"known", "not_known"})


def finding_text(voice: Voice, finding: Finding) -> str:
    """The sentence of a finding, without its inputs and without the names of its parameters."""
    ask = asked(finding)
    if is_kept_back(voice, finding):
        return _personal_text(voice, finding, ask)
    date = date_behind(voice, finding)
    if date is not None:
        return _months_text(voice, finding, date, ask)
    length = ask.wanted[0] if ask.wanted else None
    value = dated(finding)
    if ask.kind in AGO | AHEAD and isinstance(length, Duration) and value is not None:
        return span_text(voice, _span(voice, finding, finding, value, ask, length))
    return _plain_text(voice, finding, ask, read(voice, finding))


def _personal_text(voice: Voice, finding: Finding, ask: Ask) -> str:
    """Which fact mattered and whether it does, and nothing from which its value follows."""
    title = title_of(voice, finding)
    if finding.other is not None:
        title = voice.say("value.compared", title=title, other=voice.fact_title(finding.other))
    return voice.say(f"asked.{TRUTH_NAMES[ask.truth]}", title=title, value=voice.say("value.hidden"))


def reading_text(voice: Voice, finding: Finding) -> str:
    """What was read and nothing else, as of an input of a derived value."""
    return voice.say("reading", title=title_of(voice, finding), value=read(voice, finding).words)


def right_type(voice: Voice, finding: Finding, index: int) -> FactType:
    """The type of a right side: like the left side, but a constant and a parameter of a ratio have decimals of their own."""
    rights = finding.comparison.right
    right = rights[index] if index < len(rights) else None
    if isinstance(right, Const):
        return right.type
    decimals = voice.parameter_decimals(right.name) if isinstance(right, ParamRef) else None
    return finding.type if decimals is None else replace(finding.type, decimals=decimals)


# --- any comparison --------------------------------------------------------------------------------------------------


def _plain_text(voice: Voice, finding: Finding, ask: Ask, left: Read) -> str:
    kind = left.state if left.state in ("by_zero", "empty") else validity(finding.comparison, ask.kind) or ask.kind
    truth = TRUTH_NAMES[ask.truth]
    gap = _gap(voice, finding, ask) if left.state == "exact" else ""
    slots = _slots(voice, finding, ask, kind) | {"value": left.words, "gap": gap, "lacking": gap}
    if left.state == "missing":
        sentence = voice.say(f"{kind}.missing", **slots)
        return sentence if ask.truth == UNKNOWN or kind in _KNOWING else voice.say(f"any_value.{truth}", sentence=sentence)
    if left.state == "computed" and ask.kind in AGO | AHEAD:  # what they say needs the date
        return voice.say(f"asked.{truth}", **slots)
    state = "" if left.state == "exact" and not gap else "range" if left.state == "computed" else left.state
    return voice.say_best(f"{kind}.{truth}", state, **slots)


def _slots(voice: Voice, finding: Finding, ask: Ask, kind: str) -> dict[str, str]:
    wanted = [_wanted_words(voice, finding, index, item) for index, item in enumerate(ask.wanted)]
    length = ask.wanted[0] if ask.wanted else None
    return {
        "title": title_of(voice, finding),
        "wanted": list_words(voice.lang, wanted, "or" if kind in _ONE_OF_MANY else "and"),
        "low": wanted[0] if wanted else "",
        "high": wanted[-1] if wanted else "",
        "as_of": day_words(voice.lang, voice.as_of),
        "needed": day_words(voice.lang, earliest_end(voice.as_of, length)) if isinstance(length, Duration) else "",
    }


def _wanted_words(voice: Voice, finding: Finding, index: int, item: Wanted) -> str:
    """A right side in words: the as-of date and another fact are named."""
    titles = voice.choice_titles(finding.comparison.left.name)
    words = value_words(item, right_type(voice, finding, index), voice.lang, titles)
    if finding.other is not None:
        return voice.say("value.other", title=voice.fact_title(finding.other), value=words)
    return voice.say("value.as_of", day=words) if finding.comparison.right[index : index + 1] == (AsOf(),) else words


def _gap(voice: Voice, finding: Finding, ask: Ask) -> str:
    """How much is lacking or too much, or which members of a set are lacking; empty where that says nothing."""
    value, first = finding.value, ask.wanted[0] if ask.wanted else None
    if ask.kind == "includes_all" and isinstance(value, frozenset):
        lacking = [_wanted_words(voice, finding, 0, item) for item in ask.wanted if item not in value]
        return list_words(voice.lang, lacking) if lacking else ""
    if ask.kind not in ("at_least", "at_most") or not isinstance(value, int) or not isinstance(first, int):
        return ""
    first *= 10 ** (finding.type.decimals - right_type(voice, finding, 0).decimals)
    gap = first - value if ask.kind == "at_least" else value - first
    return value_words(gap, finding.type, voice.lang) if gap > 0 else ""


# --- dates and months ------------------------------------------------------------------------------------------------


def dated(finding: Finding) -> int | Bounds | None:
    """The date of a finding, when there is one from which something can be computed."""
    value = finding.value
    if isinstance(value, tuple):
        return None if all(open_sides(value, finding.type)) else value
    return value if isinstance(value, int) else None


def _months_text(voice: Voice, finding: Finding, date: Finding, ask: Ask) -> str:
    """The sentence of a "months since": as of the date itself where the question allows it."""
    value, first = dated(date), ask.wanted[0] if ask.wanted else None
    if value is not None and ask.kind in _MONTHS and isinstance(first, int) and first + _MONTHS[ask.kind][1] >= 0:
        kind, more = _MONTHS[ask.kind]
        length = Duration("months", first + more)
        return span_text(voice, _span(voice, finding, date, value, ask._replace(kind=kind), length))
    wanted = tuple(Duration("months", item) if isinstance(item, int) else item for item in ask.wanted)
    return _plain_text(voice, finding, ask._replace(wanted=wanted), _months_read(voice, finding, date))


def _months_read(voice: Voice, finding: Finding, date: Finding) -> Read:
    left, value = read(voice, date), dated(date)
    if value is None or left.state == "never":
        return left
    span = _span(voice, finding, date, value, Ask("at_least_ago", UNKNOWN, ()), Duration("months", 0))
    first, last = span.ends
    key = "value.since" if last <= voice.as_of else "value.since_later" if first > voice.as_of else "value.since_perhaps"
    return Read(left.state, voice.say(key, run=run_words(voice, span), value=span.words, as_of=day_words(voice.lang, voice.as_of)))


def _span(voice: Voice, finding: Finding, date: Finding, value: int | Bounds, ask: Ask, length: Duration) -> Span:
    words = with_origin(voice, date, ended_words(voice, date, value_words(value, date.type, voice.lang)))
    return Span(ask.kind, ask.truth, title_of(voice, finding), value, date.type, length, words)
