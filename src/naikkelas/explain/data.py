"""A decision as plain data: the JSON that other systems rely on (design §7). Everything here survives ``json.dumps``."""

from collections.abc import Iterable
from typing import Any

from naikkelas.calendar import Duration
from naikkelas.conditions import CriterionKind, ParamRef
from naikkelas.explain.asked import Wanted, unfolded
from naikkelas.explain.findings import right_type
from naikkelas.explain.lines import sentence
from naikkelas.explain.page import question_words
from naikkelas.explain.reads import date_behind, is_hidden, is_kept_back
from naikkelas.explain.scorecards import scored_in
from naikkelas.explain.told import Told
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import open_sides
from naikkelas.facts import FactType, Kind, Text
from naikkelas.logic import TRUTH_NAMES
from naikkelas.problems import Lang
from naikkelas.results import (
    CriterionResult,
    Finding,
    Group,
    IndicatorResult,
    OutputValue,
    Question,
    Reason,
    Reference,
    Scored,
    score_number,
)
from naikkelas.ruleset.model import Source
from naikkelas.values import Value, plain


def as_dict(decision: Told, lang: Lang | None = None) -> dict[str, Any]:
    """The decision as plain data, dates in ISO form; with ``lang`` each reason also carries its sentence.

    ``firmness``, ``problems``, ``data_gaps``, ``scope`` and ``assumed`` are there when there is something to say.
    """
    rules, writer = decision.rules, _Writer(decision, lang)
    made = {
        "rule_set": rules.name,
        "version": rules.version,
        "hash": decision.hash,
        "as_of": decision.as_of.isoformat(),
        "rules_as_of": decision.rules_as_of.isoformat(),
        "engine_version": decision.engine_version,
        "outcome": decision.outcome.value,
        "criteria": {name: writer.criterion(result) for name, result in decision.criteria.items()},
        "facts": {name: {"hidden": True} if rules.is_personal(name) else _output(output) for name, output in decision.facts.items()},
        "questions": [_question(question) for question in decision.questions],
        "deciding_sets": [{"facts": list(found.facts), "outcome": found.outcome.value} for found in decision.deciding_sets],
        "deciding_sets_complete": decision.deciding_sets.complete,
        "points": decision.points.to_dict(),
    }
    extra = {
        "firmness": rules.firmness,
        "problems": [problem.to_dict(lang or "en") for problem in decision.problems],
        "data_gaps": [gap.to_dict() for gap in rules.data_gaps],
        "scope": writer.reasons(decision.scope),
        "assumed": decision.assumed.to_dict(),
    }
    return made | {key: value for key, value in extra.items() if value}


class _Writer:
    """Writes reasons; it knows whose decision they belong to and whether sentences are wanted."""

    def __init__(self, decision: Told, lang: Lang | None) -> None:
        self.lang = lang
        self.as_of = decision.as_of
        self.voice = Voice(lang or "en", decision.as_of.toordinal(), decision.rules)

    def criterion(self, result: CriterionResult) -> dict[str, Any]:
        """Status and reasons; points where they are given, and whether the criterion is out of its own dates."""
        made: dict[str, Any] = {
            "status": result.status.value,
            "kind": result.kind.value,
            "title": result.title.to_dict(),
            "because": self.reasons(result.because),
            "remedy": None if result.remedy is None else result.remedy.to_dict(),
            "source": None if result.source is None else _source(result.source),
            "at": str(result.at),
        }
        if result.firmness is not None:
            made["firmness"] = result.firmness.value
        if result.kind is CriterionKind.PREFERENCE:
            made["points"] = {"at_least": result.points[0], "at_most": result.points[1]}
        return made | ({"not_in_force": True} if result.not_in_force else {})

    def reasons(self, reasons: Iterable[Reason]) -> list[dict[str, Any]]:
        """A list of reasons."""
        return [self.reason(reason) for reason in reasons]

    def reason(self, reason: Reason) -> dict[str, Any]:
        """One reason: a finding has a ``fact``, a reference a ``criterion`` or ``programme``, a group one of all, any, some."""
        made = self.told(reason) | {"status": TRUTH_NAMES[reason.truth], "negated": reason.negated}
        return made if self.lang is None else made | {"sentence": sentence(reason, self.lang, self.as_of, self.voice.rules)}

    def told(self, reason: Reason) -> dict[str, Any]:
        """What is told of each class of reasons alone."""
        match reason:
            case Finding():
                return self.finding(reason)
            case Reference():
                return _reference(reason)
            case Group():
                return self.group(reason)
            case Scored():
                return self.scored(reason)

    def finding(self, finding: Finding) -> dict[str, Any]:
        """What was compared. A personal value is left out, and so is what it is compared with."""
        left = finding.comparison.left
        tells = is_kept_back(self.voice, finding)
        hidden = tells or is_hidden(finding)
        return {
            "fact": f"${left.name}" if isinstance(left, ParamRef) else left.name,
            "title": finding.title.to_dict(),
            "op": finding.comparison.op.value,
            "wanted": []
            if tells
            else [_wanted(finding, item, right_type(self.voice, finding, i)) for i, item in enumerate(unfolded(finding.wanted))],
            **({"hidden": True} if hidden else {"value": _read(finding)}),
            "parameters": [] if tells else [name for name in finding.parameters if name is not None],
            "limits": None if tells else self.limits(finding),
            "other": finding.other,
            "origin": None if finding.origin is None or hidden else finding.origin.to_dict(),
            "inputs": [] if tells or finding.hidden else self.reasons(finding.inputs),
        }

    def limits(self, finding: Finding) -> dict[str, Any] | None:
        """The first and last value that would do, of "months since" the first and last date; nothing before the calendar."""
        date = date_behind(self.voice, finding)
        kind = finding.type if date is None else date.type
        least = 1 if kind.kind is Kind.DATE else None
        sides = zip(("at_least", "at_most"), finding.limits, strict=True)
        made = {key: plain(side if least is None else max(side, least), kind) for key, side in sides if side is not None}
        return made or None

    def scored(self, scored: Scored) -> dict[str, Any]:
        """A scorecard: its score, and every indicator with its status and reasons."""
        groups = {
            group.name: {
                "title": group.title.to_dict(),
                "weight": group.weight,
                "indicators": [self.indicator(one) for one in group.indicators],
            }
            for group in scored.groups
        }
        return {"scorecard": scored.name, "title": scored.title.to_dict(), "scale": scored.scale, "score": scored.plain, "groups": groups}

    def indicator(self, one: IndicatorResult) -> dict[str, Any]:
        """One indicator of a scorecard."""
        said = {"title": one.title.to_dict(), "status": one.status.value, "weight": one.weight}
        return {**said, "because": self.reasons(one.because)}

    def group(self, group: Group) -> dict[str, Any]:
        """The reasons that mattered, and how many there were."""
        made: dict[str, Any] = {group.kind: self.reasons(group.items), "size": group.size}
        return made | ({"at_least": group.at_least} if group.kind == "some" else {})


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        reference.kind: reference.name,
        "title": reference.title.to_dict(),
        "wanted": list(reference.wanted),
        "found": reference.found,
    }


def _read(finding: Finding) -> Any:
    """The value of a finding; of a scorecard its score, which is never rounded across a threshold."""
    scored = scored_in(finding)
    return _value(finding.value, finding.type, finding.candidates) if scored is None else scored.plain


def _value(value: Value, kind: FactType, candidates: tuple[str, ...] = ()) -> Any:
    """Exact as it is, a range as ``at_least`` and ``at_most``, several candidates as ``one_of``, missing as ``None``."""
    if candidates:
        return {"one_of": list(candidates)} if len(candidates) > 1 else candidates[0]
    unknown = isinstance(value, tuple) and all(open_sides(value, kind))
    return None if unknown else plain(value, kind)


def _wanted(finding: Finding, item: Wanted, kind: FactType) -> Any:
    if scored_in(finding) is not None and isinstance(item, int):
        return score_number(item, kind.decimals)
    return item.to_dict() if isinstance(item, Duration) else plain(item, kind)


def _output(output: OutputValue) -> Any:
    return output.plain if output.score is not None else _value(output.value, output.type, output.candidates)


def _question(question: Question) -> dict[str, Any]:
    asked = Text(*(question_words(Voice(lang, 0), question) for lang in ("id", "en")))
    return {
        "fact": question.fact.name,
        "question": asked.to_dict(),
        "criteria": list(question.criteria),
        "settles": question.settles,
    }


def _source(source: Source) -> dict[str, Any]:
    note = None if source.note is None else source.note.to_dict()
    made = {"name": source.name, "title": source.title.to_dict(), "date": source.date, "url": source.url, "note": note}
    return made if source.firmness is None else made | {"firmness": source.firmness.value}
