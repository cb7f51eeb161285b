"""A decision as the cells of one row of a result: outcome, points, statuses, and in words why and what next."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from naikkelas.batch.columns.plan import facts_read
from naikkelas.conditions import CriterionKind, FactRef, Outcome, Status
from naikkelas.decision import Decision
from naikkelas.explain import LANGS
from naikkelas.explain.assumed import unsaid, with_assumed
from naikkelas.explain.lines import sentence
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import capital, clean, in_lang, say
from naikkelas.facts import Text
from naikkelas.problems import Lang, Problem
from naikkelas.results import CriterionResult, Finding, Group, Reason, Reference, Scored
from naikkelas.rules import RuleSet
from naikkelas.ruleset.given import deriving
from naikkelas.snapshot import Snapshot

#: How many different rows are remembered: tables repeat themselves.
_REMEMBERED: Final = 8192
_MOST_ASKED: Final = 8

#: Between the requirements that are not met.
LOST_BY: Final = "; "

#: What the reasons of those begin with who are eligible, and of those of whom something is missing.
_ALL_SATISFIED: Final = Text("Semua syarat terpenuhi", "Every requirement is satisfied")
_NOT_KNOWN: Final = Text("Belum diketahui", "Not known yet")
_BEGINNINGS: Final = {Outcome.ELIGIBLE: _ALL_SATISFIED, Outcome.NEEDS_INFORMATION: _NOT_KNOWN}
#: How reasons say what was assumed, in either language.
_ASSUMED: Final = "|".join(re.escape(say(lang, "assumed.part", said="", facts="").strip(" ()")) for lang in LANGS)
_ASSUMED_PART: Final = re.compile(rf"\((?:{_ASSUMED}) (.+?)\)(?=; |$)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row of the result says.

    ``lost`` and ``open`` are the requirements that are not met, and those that nobody knows yet; ``asked`` the facts that are missing
    for the open ones.
    """

    outcome: Outcome
    points: tuple[int, int]
    statuses: tuple[Status, ...]
    reasons: str
    next_step: str
    lost: tuple[str, ...]
    open: tuple[str, ...]
    asked: tuple[str, ...]


def is_of_other(reasons: str, outcome: Outcome) -> bool:
    """Whether reasons, as :class:`Judge` words them, are surely those of another outcome: somebody changed it since."""
    said = next((each for each, words in _BEGINNINGS.items() if reasons.startswith((words.id, words.en))), outcome)
    return said is not outcome


def assumed_told(reasons: str) -> str:
    """The assumed facts that reasons, as :class:`Judge` words them, say an outcome and its points rest on; empty where they say of none."""
    return ", ".join(dict.fromkeys(name for told in _ASSUMED_PART.findall(reasons) for name in told.split(", ")))


class Judge:
    """Decides snapshots on one date and puts the decisions in words of one language."""

    def __init__(self, rules: RuleSet, as_of: date, lang: Lang, rules_as_of: date | None = None) -> None:
        self._rules, self._as_of, self._rules_as_of, self._lang = rules, as_of, rules_as_of, lang
        self._voice = Voice(lang, as_of.toordinal(), rules.linked)
        self._read, self._given = facts_read(rules), frozenset(deriving(rules.linked))
        self._remembered = lru_cache(_REMEMBERED)(self._of_key)
        rules.decide({}, as_of=as_of, rules_as_of=rules_as_of)  # a date outside the life of the rules is told before any row

    def judge(self, snapshot: Snapshot) -> Verdict:
        """The verdict of a row; rows that are alike in every fact the rules read are decided once."""
        read = self._read
        exact = tuple((name, value) for name, value in snapshot.exact.items() if name in read)
        ranged = tuple((name, value) for name, value in snapshot.ranged.items() if name in read)
        origins = tuple((name, origin) for name, origin in snapshot.origins.items() if name in read)
        return self._remembered(exact, ranged, origins)

    def _of_key(self, exact: tuple, ranged: tuple, origins: tuple) -> Verdict:  # type: ignore[type-arg]  # pairs of a snapshot
        return self.verdict(self.decide(Snapshot(dict(exact), dict(ranged), dict(origins))))

    def contradictions(self, snapshot: Snapshot) -> tuple[Problem, ...]:
        """The warnings about derived facts that are given otherwise than they follow (NK404); their places name the facts."""
        if not any(snapshot.value(name) is not None for name in self._given):
            return ()
        return self.decide(replace(snapshot, problems=())).problems

    def decide(self, snapshot: Snapshot) -> Decision:
        """The decision itself."""
        return self._rules.decide(snapshot, as_of=self._as_of, rules_as_of=self._rules_as_of)

    def verdict(self, decision: Decision) -> Verdict:
        """What the result says of a decision."""
        required = [each for each in decision.criteria.values() if each.kind is CriterionKind.REQUIREMENT]
        lost = [each for each in required if each.status is Status.NOT_MET]
        unknown = [each for each in required if each.status is Status.UNKNOWN]
        asked = tuple(dict.fromkeys(name for each in unknown for reason in each.because for name in self._missing(reason)))
        if decision.outcome is not Outcome.NEEDS_INFORMATION:
            unknown, asked = [], ()
        elif decision.scope:
            asked = tuple(dict.fromkeys([*(name for reason in decision.scope for name in self._missing(reason)), *asked]))
        return Verdict(
            decision.outcome,
            (decision.points.at_least, decision.points.at_most),
            tuple(decision.statuses.values()),
            self._reasons(decision, lost, unknown),
            self._next(decision, lost, asked),
            tuple(each.id for each in lost),
            tuple(each.id for each in unknown),
            asked,
        )

    def _reasons(self, decision: Decision, lost: list[CriterionResult], unknown: list[CriterionResult]) -> str:
        match decision.outcome:
            case Outcome.ELIGIBLE:
                return self.rest(decision, in_lang(_ALL_SATISFIED, self._lang))
            case Outcome.INELIGIBLE:
                return self.rest(decision, LOST_BY.join(self.of_criterion(decision, each) for each in lost))
            case Outcome.NEEDS_INFORMATION:
                head = in_lang(_NOT_KNOWN, self._lang)
                titles = ", ".join(clean(in_lang(each.title, self._lang)) for each in unknown)
                more = self._say("apakah aturan ini berlaku", "whether these rules apply")
                return self.rest(decision, f"{head}: {', '.join(part for part in (more if decision.scope else '', titles) if part)}")
        return self.of_scope(decision)

    def rest(self, decision: Decision, said: str) -> str:
        """What is said of an outcome, with what of it rests on assumptions; what a requirement that is not met rests on, that says."""
        assumed = decision.assumed
        if decision.outcome is Outcome.INELIGIBLE:
            if not assumed.scope:
                return said
            applies = self._say("aturan ini berlaku", "these rules apply")
            return f"{said}{LOST_BY}{with_assumed(self._voice, applies, assumed.scope)}"
        behind = tuple(dict.fromkeys((*assumed.scope, *(name for names in assumed.satisfied.values() for name in names))))
        points = tuple(dict.fromkeys(name for names in assumed.points.values() for name in names))
        told = with_assumed(self._voice, said, behind)
        return f"{told}{LOST_BY}{with_assumed(self._voice, self._say('poin', 'points'), points)}" if points else told

    def of_scope(self, decision: Decision) -> str:
        """Why the rules do not apply."""
        scope = " ".join(self._sentence(reason) for reason in decision.scope)
        said = scope or self._say("Tidak ada syarat yang berlaku", "No requirement applies")
        return with_assumed(self._voice, said, unsaid(self._voice, decision.assumed.scope, decision.scope))

    def of_criterion(self, decision: Decision, result: CriterionResult) -> str:
        """A criterion that is not met, and why."""
        because = " ".join(self._sentence(reason) for reason in result.because)
        said = f"{clean(in_lang(result.title, self._lang))} ({because})" if because else clean(in_lang(result.title, self._lang))
        assumed = decision.assumed.criteria.get(result.id, ())
        return with_assumed(self._voice, said, unsaid(self._voice, assumed, result.because))

    def _next(self, decision: Decision, lost: list[CriterionResult], asked: tuple[str, ...]) -> str:
        match decision.outcome:
            case Outcome.INELIGIBLE:
                remedies = [clean(in_lang(each.remedy, self._lang)) for each in lost if each.remedy is not None]
                return "; ".join(dict.fromkeys(remedies))
            case Outcome.NEEDS_INFORMATION if asked:
                titles = [clean(in_lang(self._rules.facts[name].title, self._lang)) for name in asked[:_MOST_ASKED]]
                more = [self._say(f"dan {len(asked) - _MOST_ASKED} lainnya", f"and {len(asked) - _MOST_ASKED} more")]
                return f"{self._say('Lengkapi', 'Fill in')}: {', '.join([*titles, *(more if len(asked) > _MOST_ASKED else [])])}"
            case Outcome.NEEDS_INFORMATION:
                return self._say("Pastikan nilai yang berupa kisaran", "Make the values exact that are ranges")
        return ""

    def _sentence(self, reason: Reason) -> str:
        return capital(sentence(reason, self._lang, self._as_of, self._rules.linked))

    def _say(self, indonesian: str, english: str) -> str:
        return indonesian if self._lang == "id" else english

    def _missing(self, reason: Reason) -> Iterator[str]:
        """The given facts without a value below a reason."""
        return missing_in(reason, self._rules.facts)


def missing_in(reason: Reason, facts: Iterable[str]) -> Iterator[str]:
    """The facts that a reason asks about and nobody knows."""
    if isinstance(reason, Finding):
        left = reason.comparison.left
        if isinstance(left, FactRef) and left.name in facts and reason.value is None:
            yield left.name
    for each in below(reason):
        yield from missing_in(each, facts)


def below(reason: Reason) -> Iterable[Reason]:
    """The reasons that a reason is made of."""
    match reason:
        case Finding():
            return reason.inputs
        case Group():
            return reason.items
        case Scored():
            return [each for group in reason.groups for indicator in group.indicators for each in indicator.because]
        case Reference():
            return ()
