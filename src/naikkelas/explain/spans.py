"""Dates against the as-of date: how long it has run, how long it must, and when it will be enough."""

from dataclasses import dataclass
from typing import Final

from naikkelas.calendar import Duration, add_months, earliest_end, months_between
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import day_words, duration_words, number_words, open_sides, value_words
from naikkelas.facts import FactType, day
from naikkelas.logic import TRUTH_NAMES, UNKNOWN
from naikkelas.ranges import NEVER, Bounds

#: What can be asked of a date and a duration.
AGO: Final = frozenset({"at_least_ago", "less_than_ago"})
AHEAD: Final = frozenset({"at_least_ahead", "less_than_ahead"})

_ANY_DAY: Final = day(1, may_be_never=True)


@dataclass(frozen=True, slots=True)
class Span:
    """A date (exact or a range, never missing) that is asked to be long enough ago, or far enough ahead.

    ``words`` say the date.
    """

    kind: str
    truth: int
    title: str
    value: int | Bounds
    type: FactType
    length: Duration
    words: str

    @property
    def ends(self) -> Bounds:
        """The first and last day it can be."""
        return self.value if isinstance(self.value, tuple) else (self.value, self.value)

    @property
    def open_sides(self) -> tuple[bool, bool]:
        """Which of the ends say nothing."""
        return open_sides(self.value, self.type) if isinstance(self.value, tuple) else (False, False)


def span_text(voice: Voice, span: Span) -> str:
    """The sentence of a date that is compared with a duration."""
    state = _state(span, voice.as_of)
    return voice.say_best(
        f"{span.kind}.{TRUTH_NAMES[span.truth]}",
        state,
        title=span.title,
        value=span.words,
        wanted=duration_words(voice.lang, span.length),
        as_of=day_words(voice.lang, voice.as_of),
        needed=day_words(voice.lang, earliest_end(voice.as_of, span.length)),
        run=run_words(voice, span),
        enough=_enough_words(voice, span),
        sure=day_words(voice.lang, _later(span.ends[1], span.length)),
    )


def _state(span: Span, as_of: int) -> str:
    """Which wording fits the date; a range whose last day is open has no day from which it is surely enough."""
    low, high = span.ends
    if span.kind in AHEAD:
        return "never" if low >= NEVER else "past" if high < as_of else "range"
    if low > as_of:
        return "never" if low >= NEVER and span.kind == "at_least_ago" and not span.truth else "ahead"
    unsure = span.truth == UNKNOWN and span.open_sides[1]
    return "range" if low != high and not unsure else "exact"


def run_words(voice: Voice, span: Span) -> str:
    """``8 bulan``, ``10 sampai 22 bulan``, ``paling sedikit 70 bulan``: since the date, or until it."""
    counts = sorted(_count(end, span, voice.as_of) for end in span.ends)
    least_open, most_open = reversed(span.open_sides) if span.kind in AGO else span.open_sides
    least, most = (duration_words(voice.lang, Duration(span.length.unit, count)) for count in counts)
    if most_open:
        return voice.say("run.from", low=least)
    if least_open:
        return voice.say("run.to", high=most)
    return most if least == most else voice.say("run.between", low=number_words(voice.lang, counts[0]), high=most)


def _count(day_number: int, span: Span, as_of: int) -> int:
    """Whole months or days from the earlier of two days to the later; 0 when they stand the wrong way round."""
    start, end = (day_number, as_of) if span.kind in AGO else (as_of, day_number)
    if start >= end:
        return 0
    end = min(end, NEVER - 1)
    return end - start if span.length.unit == "days" else months_between(start, end)


def _later(start: int, length: Duration) -> int:
    return add_months(start, length.count) if length.unit == "months" else min(start + length.count, NEVER)


def _enough_words(voice: Voice, span: Span) -> str:
    """When the length is reached: ``pada 1 Maret 2027``, or between two days when the date is a range."""
    first, last = (_later(end, span.length) for end in span.ends)
    if first == last:
        return voice.say("when.on", day=day_words(voice.lang, first))
    no_first, no_last = span.open_sides
    return value_words((1 if no_first else first, NEVER if no_last else last), _ANY_DAY, voice.lang)
