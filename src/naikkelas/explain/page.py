"""A decision as a page of sections, before any format: which parts are shown, in which order, in which words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from naikkelas.conditions import CriterionKind, Outcome, Status
from naikkelas.explain.asked import EXPIRY_SUFFIX
from naikkelas.explain.assumed import assumed_list, behind, behind_all, unsaid
from naikkelas.explain.lines import Line, group_lines, lines
from naikkelas.explain.scorecards import score_words, scored_in
from naikkelas.explain.told import Told
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import MOST_LISTED, capital, day_words, list_words, number_words, value_words
from naikkelas.facts import Kind, day
from naikkelas.problems import Lang
from naikkelas.ranges import NEVER
from naikkelas.results import CriterionResult, DecidingSet, Finding, OutputValue, Question
from naikkelas.ruleset.model import Firmness, Source

#: The mark of each status; the word always stands beside it.
MARKS: Final = {"met": "✓", "not_met": "✗", "unknown": "?", "not_applicable": "–"}

_WEB: Final = re.compile(r"https?://[^\s<>\"\\`|]+")
_ANY_DAY: Final = day(1, may_be_never=True)


@dataclass(frozen=True, slots=True)
class Detail:
    """A labelled remark on a criterion: remedy, points or source."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a section: a criterion with its status, a question, an output, a source.

    ``url`` is a web address and safe to link to.
    """

    text: str
    status: str = ""
    word: str = ""
    url: str = ""
    lines: tuple[Line, ...] = ()
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it: entries, or lines only."""

    key: str
    title: str
    items: tuple[Item, ...] = ()
    lines: tuple[Line, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is told of one decision."""

    lang: Lang
    outcome: str
    headline: str
    meta: tuple[str, ...]
    sections: tuple[Section, ...]


def page_of(decision: Told, lang: Lang) -> Page:
    """The page of a decision; sections without content are left out."""
    voice = Voice(lang, decision.as_of.toordinal(), decision.rules)
    outcome = decision.outcome.value
    key = "report" if _is_report(decision) else outcome
    headline = voice.say(f"headline.{key}", title=voice.text(decision.rules.title))
    sections = tuple(section for section in _sections(voice, decision) if section.items or section.lines)
    return Page(lang, outcome, headline, tuple(_meta(voice, decision)), sections)


def _is_report(decision: Told) -> bool:
    """Whether nothing was asked, because the rule set only tells what it finds: "out of scope" would be misunderstood."""
    return decision.rules.is_report and decision.outcome is Outcome.OUT_OF_SCOPE and not decision.scope


def _meta(voice: Voice, decision: Told) -> Iterator[str]:
    rules, as_of = decision.rules, day_words(voice.lang, decision.as_of.toordinal())
    yield voice.say("meta.rules", rule_set=rules.name, version=rules.version, as_of=as_of)
    if decision.rules_as_of != decision.as_of:
        yield voice.say("meta.rules_as_of", rules_as_of=day_words(voice.lang, decision.rules_as_of.toordinal()))
    if rules.firmness is not None:
        yield voice.say("meta.firmness", firmness=firmness_words(voice, rules.firmness))
    if assumed := behind_all(decision):
        yield voice.say("meta.assumed", facts=assumed_list(voice, assumed))


def _sections(voice: Voice, decision: Told) -> Iterator[Section]:
    yield _scope(voice, decision)
    if decision.outcome is Outcome.NEEDS_INFORMATION:
        yield Section("questions", voice.say("section.questions"), tuple(_questions(voice, decision)), numbered=True)
        yield Section("deciding", voice.say("section.deciding"), tuple(_deciding(voice, decision)))
    yield from _criteria(voice, decision)
    outputs = tuple(Item(_output_text(voice, output), lines=_output_lines(voice, decision, output)) for output in decision.facts.values())
    yield Section("outputs", voice.say("section.outputs"), outputs)
    yield Section("warnings", voice.say("section.warnings"), tuple(Item(text) for text in _warnings(voice, decision)))
    gaps = tuple(Item(voice.text(gap)) for gap in decision.rules.data_gaps)
    yield Section("gaps", voice.say("section.gaps"), gaps)
    sources = tuple(source_item(voice, source) for source in _cited(decision))
    yield Section("sources", voice.say("section.sources"), sources, numbered=True)


def _scope(voice: Voice, decision: Told) -> Section:
    out = decision.outcome is Outcome.OUT_OF_SCOPE
    reasons = lines(voice, decision.scope)
    if out and not reasons and not _is_report(decision):
        reasons = (Line(voice.say("scope.none")),)
    return Section("scope", voice.say("section.scope" if out else "section.scope_open"), lines=reasons)


# --- what to ask -----------------------------------------------------------------------------------------------------


def _questions(voice: Voice, decision: Told) -> Iterator[Item]:
    for question in decision.questions:
        titles = [voice.text(decision.criteria[name].title) if name in decision.criteria else name for name in question.criteria]
        remarks = [Line(voice.say("question.criteria", criteria=list_words(voice.lang, titles)))] if titles else []
        if question.settles:
            remarks.append(Line(voice.say("question.settles")))
        yield Item(question_words(voice, question), lines=tuple(remarks))


def question_words(voice: Voice, question: Question) -> str:
    """The question as it is put to the owner; a fact without one asks for its title."""
    fact = question.fact
    return voice.say("question.fallback", title=capital(voice.text(fact.title))) if fact.question is None else voice.text(fact.question)


def _deciding(voice: Voice, decision: Told) -> Iterator[Item]:
    found = decision.deciding_sets
    if not found.sets:
        return
    for deciding in found.sets[:MOST_LISTED]:
        yield Item(_deciding_text(voice, deciding))
    if len(found) > MOST_LISTED:
        yield Item(voice.say("deciding.more", count=len(found) - MOST_LISTED))
    if not found.complete:
        yield Item(voice.say("deciding.incomplete"))


def _deciding_text(voice: Voice, deciding: DecidingSet) -> str:
    facts = list_words(voice.lang, [voice.fact_title(name) for name in deciding.facts])
    return voice.say("deciding.set", facts=facts, outcome=voice.say(f"outcome.{deciding.outcome.value}"))


# --- criteria --------------------------------------------------------------------------------------------------------


def _criteria(voice: Voice, decision: Told) -> Iterator[Section]:
    titles = {
        CriterionKind.REQUIREMENT: ("requirements", voice.say("section.requirements")),
        CriterionKind.PREFERENCE: (
            "preferences",
            voice.say("section.preferences", points=_points(voice, decision.points.to_dict().values())),
        ),
        CriterionKind.NOTE: ("notes", voice.say("section.notes")),
    }
    numbers = {source: number for number, source in enumerate(_cited(decision), 1)}
    for kind, (key, title) in titles.items():
        found = (result for result in _shown(decision) if result.kind is kind)
        yield Section(key, title, tuple(_criterion(voice, decision, result, numbers) for result in found))


def _shown(decision: Told) -> Iterable[CriterionResult]:
    """The criteria that are told: none where the whole rule set does not apply."""
    return () if decision.outcome is Outcome.OUT_OF_SCOPE and decision.scope else decision.criteria.values()


def _cited(decision: Told) -> tuple[Source, ...]:
    """The sources of the criteria that are told, each once."""
    return tuple(dict.fromkeys(result.source for result in _shown(decision) if result.source is not None))


def _criterion(voice: Voice, decision: Told, result: CriterionResult, numbers: Mapping[Source, int]) -> Item:
    status = result.status.value
    told = tuple(_inapplicable(voice, result)) if result.status is Status.NOT_APPLICABLE else lines(voice, result.because)
    details = tuple(_details(voice, decision, result, numbers))
    return Item(voice.text(result.title), status, voice.say(f"status.{status}"), "", told, details)


def _inapplicable(voice: Voice, result: CriterionResult) -> Iterator[Line]:
    """Why a criterion does not apply. Its reasons carry no marks: nothing was asked of the business."""
    if result.not_in_force:
        yield Line(_out_of_force(voice, result.id))
    elif result.because:
        yield Line(voice.say("guard"), below=tuple(_unmarked(line) for line in lines(voice, result.because)))


def _unmarked(line: Line) -> Line:
    return replace(line, status="", below=tuple(_unmarked(item) for item in line.below))


def _out_of_force(voice: Voice, name: str) -> str:
    known = voice.rules.criteria.get(name) if voice.rules is not None else None
    first, last = known.effective if known is not None else (None, None)
    if first is None and last is None:
        return voice.say("not_in_force")
    span = (_ANY_DAY.bounds[0] if first is None else first, NEVER if last is None else last)
    return voice.say("not_in_force.span", span=value_words(span, _ANY_DAY, voice.lang))


def _details(voice: Voice, decision: Told, result: CriterionResult, numbers: Mapping[Source, int]) -> Iterator[Detail]:
    if assumed := unsaid(voice, behind(decision, result), result.because):
        yield Detail("assumed", voice.say("detail.assumed"), assumed_list(voice, assumed))
    wanted = {Status.NOT_MET: "remedy", Status.UNKNOWN: "prepare"}.get(result.status)
    if wanted is not None and result.remedy is not None and result.kind is CriterionKind.REQUIREMENT:
        yield Detail("remedy", voice.say(f"detail.{wanted}"), voice.text(result.remedy))
    if result.kind is CriterionKind.PREFERENCE and result.status is not Status.NOT_APPLICABLE:
        yield Detail("points", voice.say("detail.points"), _points(voice, result.points))
    if result.source is not None:
        firm = firmness_words(voice, result.firmness)
        yield Detail("source", voice.say("detail.source"), f"[{numbers[result.source]}]" + (f" ({firm})" if firm else ""))
    elif result.firmness is not None:
        yield Detail("source", voice.say("detail.firmness"), firmness_words(voice, result.firmness))


def firmness_words(voice: Voice, firmness: Firmness | None) -> str:
    """How sure it is that a rule is so; empty where nobody says."""
    return "" if firmness is None else voice.say(f"firmness.{firmness.value}")


def _points(voice: Voice, points: Iterable[int]) -> str:
    low, high = (number_words(voice.lang, number) for number in points)
    return low if low == high else voice.say("points.between", low=low, high=high)


def source_item(voice: Voice, source: Source) -> Item:
    """A source in one line, with its address where that is safe to link to."""
    firm = firmness_words(voice, source.firmness)
    parts = [voice.text(source.title), _source_day(voice.lang, source.date), firm, voice.text(source.note) if source.note else ""]
    url = source.url or ""
    is_web = _WEB.fullmatch(url) is not None
    text = ", ".join(part for part in (*parts, "" if is_web else url) if part)
    return Item(text, url=url if is_web else "")


def _source_day(lang: Lang, written: str | None) -> str:
    """The date of a source in words when it is a whole date, else as it is written."""
    try:
        return day_words(lang, date.fromisoformat(written or "").toordinal())
    except ValueError:
        return written or ""


# --- the rest --------------------------------------------------------------------------------------------------------


def _output_text(voice: Voice, output: OutputValue) -> str:
    titles = voice.choice_titles(output.name)
    candidates = [value_words(candidate, output.type, voice.lang, titles) for candidate in output.candidates]
    if voice.is_personal(output.name) and (candidates or output.value is not None):
        return voice.say("output", title=voice.text(output.title), value=voice.say("value.hidden"))
    if output.score is not None:
        return voice.say("output", title=voice.text(output.title), value=score_words(voice, output.score))
    value = list_words(voice.lang, candidates, "or") if candidates else value_words(output.value, output.type, voice.lang, titles)
    if output.name.endswith(EXPIRY_SUFFIX) and output.type.kind is Kind.DATE and isinstance(output.value, int) and output.value >= NEVER:
        value = voice.say("value.endless")
    return voice.say("output", title=voice.text(output.title), value=value)


def _output_lines(voice: Voice, decision: Told, output: OutputValue) -> tuple[Line, ...]:
    """What became of the groups of a scorecard, unless a criterion has told it."""
    reasons = [reason for result in _shown(decision) for reason in result.because if isinstance(reason, Finding)]
    told = {scored.name for reason in reasons if (scored := scored_in(reason)) is not None}
    return () if output.score is None or output.name in told or voice.is_personal(output.name) else group_lines(voice, output.score)


def _warnings(voice: Voice, decision: Told) -> Iterator[str]:
    for problem in decision.problems:
        message, advice = problem.message(voice.lang), problem.advice(voice.lang)
        yield voice.say("warning", message=message, advice=advice) if advice else message
