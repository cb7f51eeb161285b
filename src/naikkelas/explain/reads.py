"""What was read: the left side of a finding in words, and how exactly it is known."""

from typing import Literal, NamedTuple

from naikkelas.conditions import RATIO_DECIMALS, FactRef, MonthsSince, Op, ParamRef, Ratio, Sum
from naikkelas.explain.asked import EXPIRY_SUFFIX
from naikkelas.explain.scorecards import is_open, score_words, scored_in, wanted_scores
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import list_words, open_sides, value_words
from naikkelas.facts import Kind
from naikkelas.ikm.persons import names_person
from naikkelas.logic import UNKNOWN
from naikkelas.ranges import NEVER, Bounds
from naikkelas.results import Finding, Reason, Scored
from naikkelas.values import Value

#: ``computed`` is a derived value that is not told, although it is known well enough to decide; ``by_zero`` and ``empty`` are those
#: that have none, which the rules decide on their own.
State = Literal["exact", "never", "range", "missing", "hidden", "computed", "by_zero", "empty"]


class Read(NamedTuple):
    """A value in words, and how exactly it is known."""

    state: State
    words: str


def read(voice: Voice, finding: Finding) -> Read:
    """The left side of a finding, with where it comes from when it was not given."""
    scored = scored_in(finding)
    if scored is not None:
        return _score(voice, finding, scored)
    quotient = ratio_bounds(voice, finding)
    value = finding.value if quotient is None else quotient
    state = _state(finding, value)
    if state == "computed" and is_by_zero(voice, finding):
        state = "by_zero"
    perhaps = None if state not in ("missing", "computed") else _perhaps_by_zero(voice, finding)
    if perhaps is not None:
        return Read("range", perhaps)
    if state in ("missing", "hidden", "computed", "by_zero"):
        return Read(state, voice.say(f"value.{state}"))
    return Read(state, with_origin(voice, finding, _words(voice, finding, value)))


def _score(voice: Voice, finding: Finding, scored: Scored) -> Read:
    """The score of a scorecard; nothing applies is an exact answer too."""
    if is_open(scored):
        return Read("missing", voice.say("value.missing"))
    if scored.low is None and finding.truth != UNKNOWN:
        return Read("empty", voice.say("score.empty"))
    exact = scored.low == scored.high and (scored.low is None or not scored.may_be_empty)
    return Read("exact" if exact else "range", score_words(voice, scored, wanted_scores(voice, finding)))


def title_of(voice: Voice, finding: Finding) -> str:
    """What the left side is called; a parameter is told apart from what was read of the business."""
    title = voice.text(finding.title)
    return voice.say("value.setting", title=title) if isinstance(finding.comparison.left, ParamRef) else title


def is_hidden(finding: Finding) -> bool:
    """Whether the value is personal, names a person, or is an amount or date from which a personal one could be worked out."""
    from_personal = any(isinstance(item, Finding) and is_reading(item) and item.hidden for item in finding.inputs)
    names = isinstance(finding.value, str) and finding.type.kind is Kind.TEXT and names_person(finding.value)
    return finding.hidden or names or (finding.type.kind.is_ordered and from_personal)


def is_kept_back(voice: Voice, finding: Finding) -> bool:
    """Whether neither the value nor what it is compared with is told, because the two together would tell a personal value.

    What is asked of a personal value that nobody knows yet may be told. With another fact on the right, whether one of the two is
    known is personal too.
    """
    if not (is_hidden(finding) or voice.is_personal(finding.other)) or finding.comparison.op is Op.KNOWN:
        return False
    return finding.other is not None or finding.truth != UNKNOWN or finding.value is not None


def _state(finding: Finding, value: Value) -> State:
    if is_hidden(finding) and (value is not None or finding.truth != UNKNOWN):
        return "hidden"
    if finding.candidates:
        return "range" if len(finding.candidates) > 1 else "exact"
    if isinstance(value, tuple):
        return "missing" if all(open_sides(value, finding.type)) else "range"
    if value is None:
        return "computed" if finding.inputs and finding.truth != UNKNOWN else "missing"
    return "never" if finding.type.kind is Kind.DATE and isinstance(value, int) and value >= NEVER else "exact"


def _words(voice: Voice, finding: Finding, value: Value) -> str:
    titles = voice.choice_titles(finding.comparison.left.name)
    if finding.candidates:
        words = [value_words(candidate, finding.type, voice.lang, titles) for candidate in finding.candidates]
        return list_words(voice.lang, words, "or")
    if value != finding.value and isinstance(value, tuple) and value[1] - value[0] == 1:
        return voice.say("value.about", value=value_words(value[0], finding.type, voice.lang))
    if isinstance(value, tuple):
        no_low, no_high = _unknown_ends(voice, finding)
        if no_low != no_high:
            return voice.say(
                "value.to" if no_low else "value.from",
                **{"high" if no_low else "low": value_words(value[no_low], finding.type, voice.lang)},
            )
    return ended_words(voice, finding, value_words(value, finding.type, voice.lang, titles))


def ended_words(voice: Voice, finding: Finding, words: str) -> str:
    """Of an expiry that cannot come: "never expires"; of anything else what was said."""
    is_end = finding.type.kind is Kind.DATE and finding.comparison.left.name.endswith(EXPIRY_SUFFIX)
    return voice.say("value.endless") if is_end and isinstance(finding.value, int) and finding.value >= NEVER else words


def with_origin(voice: Voice, finding: Finding, words: str) -> str:
    """``dimiliki (dari PIRT 2053374020970-28)``: a value that was not given says where it comes from."""
    if finding.origin is None:
        return words
    origin = voice.text(finding.origin)
    return voice.say("value.origin", value=words, origin=origin.removeprefix("dari " if voice.lang == "id" else "from "))


def is_reading(reason: Reason) -> bool:
    """Whether a reason only says what was read: an input that is ``known``."""
    return isinstance(reason, Finding) and reason.comparison.op is Op.KNOWN and not reason.negated


def date_behind(voice: Voice, finding: Finding) -> Finding | None:
    """The date of a "months since", or ``None`` when the left side is something else.

    Without a rule set it is recognised by its shape: a whole number with one date as its only input.
    """
    formula = voice.formula(finding.comparison.left.name)
    if formula is not None and not isinstance(formula, MonthsSince):
        return None
    if finding.type.kind is not Kind.INTEGER or len(finding.inputs) != 1:
        return None
    item = finding.inputs[0]
    return item if isinstance(item, Finding) and item.type.kind is Kind.DATE and is_reading(item) else None


def ratio_bounds(voice: Voice, finding: Finding) -> Value:
    """The value of a ratio, for people only: its parts divided and rounded outwards; ``None`` when that cannot be said."""
    formula = voice.formula(finding.comparison.left.name)
    if not isinstance(formula, Ratio):
        return None
    tops, bottoms = _part(finding, formula.of), _part(finding, formula.to)
    if tops is None or bottoms is None or bottoms[0] <= 0:
        return None
    scale = 10**RATIO_DECIMALS * formula.of_factor
    pairs = [(top * scale, bottom * formula.to_factor) for top in tops for bottom in bottoms]
    low, high = min(top // bottom for top, bottom in pairs), max(-(-top // bottom) for top, bottom in pairs)
    return low if low == high else (low, high)


def _perhaps_by_zero(voice: Voice, finding: Finding) -> str | None:
    """A ratio whose denominator may be zero, but is not negative: the least it is otherwise, or ``None`` when that says nothing."""
    formula = voice.formula(finding.comparison.left.name)
    if not isinstance(formula, Ratio):
        return None
    tops, bottoms = _part(finding, formula.of), _part(finding, formula.to)
    if tops is None or bottoms is None or bottoms[0] != 0 or bottoms[1] <= 0 or tops[0] < 0:
        return None
    least = tops[0] * 10**RATIO_DECIMALS * formula.of_factor // (bottoms[1] * formula.to_factor)
    words = value_words(least, finding.type, voice.lang)
    if tops == (0, 0):
        return voice.say("value.perhaps_by_zero", value=words)
    return voice.say("value.perhaps_by_zero", value=voice.say("value.from", low=words)) if least > 0 else None


def _unknown_ends(voice: Voice, finding: Finding) -> tuple[bool, bool]:
    """Which ends of a sum come from bounds that stand for "nobody knows": a bound of zero is a fact, any other is not."""
    formula = voice.formula(finding.comparison.left.name)
    ends = [False, False]
    for operand, factor in formula.terms if isinstance(formula, Sum) else ():
        item = next((each for each in finding.inputs if isinstance(each, Finding) and each.comparison.left == operand), None)
        if item is None or item.hidden or isinstance(item.value, int):
            continue
        bounds = item.value if isinstance(item.value, tuple) else item.type.bounds
        for side, unbounded in enumerate(open_sides(bounds, item.type)):
            ends[side if factor > 0 else 1 - side] |= unbounded and bounds[side] != 0
    return ends[0], ends[1]


def is_by_zero(voice: Voice, finding: Finding) -> bool:
    """Whether a ratio has no value because it divides by zero."""
    formula = voice.formula(finding.comparison.left.name)
    return isinstance(formula, Ratio) and _part(finding, formula.to) == (0, 0)


def _part(finding: Finding, operand: FactRef | ParamRef) -> Bounds | None:
    """What was read of one part of a ratio; ``None`` when it is missing or personal."""
    for item in finding.inputs:
        if isinstance(item, Finding) and item.comparison.left == operand and not item.hidden:
            value = item.value
            return value if isinstance(value, tuple) else (value, value) if isinstance(value, int) else None
    return None
