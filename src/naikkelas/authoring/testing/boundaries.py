"""Cases at the limits of a rule set, made from its own comparisons.

For every comparison: just below, at and just above what it compares with, a range across it, in and not in; for lengths in months
also the ends of February; for scores the indicators that make them cross; two rows of a table met at once; the days on which the rules
begin, change and end; and one case per fact that is missing. What each case expects is what the engine gives: the cases
pin down what the rules do now. Whether that is what the programme means, their author says.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from naikkelas.authoring.testing.decisive import Decisive, Setting
from naikkelas.authoring.testing.running import shown_output
from naikkelas.authoring.testing.trials import Trial, limit_days, month_ends, trials_of
from naikkelas.authoring.testing.turning import turns_of
from naikkelas.authoring.testing.wording import compared, parts_of, value_text
from naikkelas.conditions import Comparison, CriterionKind, FactRef, Outcome, comparisons, operands_in, operands_of
from naikkelas.decision import Decision
from naikkelas.engines.folded import Folded, read_fact
from naikkelas.problems import Lang, ProblemsError
from naikkelas.rules import RuleSet
from naikkelas.ruleset.model import Criterion
from naikkelas.values import read_value

_PLAIN: Final = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./-]*")

_REMARK: Final[Mapping[Lang, tuple[str, str]]] = {
    "id": (
        "# Dibuat oleh `naikkelas cases`: yang diharapkan di sini adalah hasil rule set saat ini.",
        "# Periksalah apakah memang itu yang dimaksud program.",
    ),
    "en": (
        "# Made by `naikkelas cases`: what is expected here is what the rule set gives now.",
        "# Check that it is what the programme means.",
    ),
}


@dataclass(frozen=True, slots=True)
class BoundaryCase:
    """One generated case: what is set, on which date, and what the engine makes of it.

    ``facts`` is the whole profile; ``outputs`` is the derived fact the case is about, where the rule set shows it; ``points`` are
    there for preferences, ``missing`` for cases about a missing fact, ``rules_as_of`` for those about a day on which the rules change.
    """

    name: str
    facts: Mapping[str, str]
    parameters: Mapping[str, str]
    as_of: date
    outcome: str
    statuses: Mapping[str, str]
    outputs: Mapping[str, str] = field(default_factory=dict)
    points: str | None = None
    missing: tuple[str, ...] | None = None
    rules_as_of: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Boundaries:
    """The generated cases of one rule set on one date.

    ``base`` is a profile that is eligible, as far as one was found; ``without`` are the comparisons that no case was made for.
    """

    rules: RuleSet
    as_of: date
    rules_as_of: date
    base: Mapping[str, str]
    cases: tuple[BoundaryCase, ...]
    without: tuple[Comparison, ...] = ()


def boundary_cases(rules: RuleSet, as_of: date, rules_as_of: date | None = None, lang: Lang = "id") -> Boundaries:
    """The cases at the limits of a rule set. The same rules and dates give the same cases.

    Args:
        rules: the rule set; comparisons of rule sets it asks by ``programme:`` are left to their own tests.
        as_of: the date the cases are judged on, unless they are about the ends of February.
        rules_as_of: the date that picks parameter values; ``as_of`` unless given.
        lang: the language of the cases' names.

    Raises:
        EvaluationError: when the rule set is not in force on the rules' date (NK501).
    """
    return _Maker(rules, as_of, rules_as_of or as_of, lang).make()


@dataclass(slots=True)
class _Maker:
    rules: RuleSet
    as_of: date
    rules_as_of: date
    lang: Lang
    cases: dict[str, BoundaryCase] = field(default_factory=dict)

    def make(self) -> Boundaries:
        folded = self._folded(self.as_of)
        decisive = Decisive(self.rules, folded)
        bases = self._bases(decisive.eligible())
        without: list[Comparison] = []
        settings: dict[str, tuple[str, Setting]] = {}
        for owner, comparison in parts_of(self.rules.linked):
            trials = trials_of(comparison, folded)
            setting = self._setting(owner, comparison, trials, bases, decisive)
            if not trials and not self._scores(owner, comparison, bases[0], decisive):
                without.append(comparison)
            for trial in trials:
                self._add(owner, comparison, trial, setting, self.as_of)
            if isinstance(comparison.left, FactRef):
                settings.setdefault(read_fact(comparison.left.name, self.rules.linked), (owner, setting))
            for day in month_ends(self.as_of):
                for trial in limit_days(comparison, self._folded(day)):
                    self._add(owner, comparison, trial, setting, day)
        for name in self.rules.facts:
            if name in settings:
                self._missing(name, *settings[name])
        self._rows(bases[0], decisive)
        self._turns(bases, settings)
        return Boundaries(self.rules, self.as_of, self.rules_as_of, bases[0], tuple(self.cases.values()), tuple(without))

    def _folded(self, day: date) -> Folded:
        return Folded.at(self.rules.linked, day.toordinal(), self.rules_as_of.toordinal())

    def _bases(self, likely: Setting) -> list[dict[str, str]]:
        """Profiles that are eligible: one that meets every requirement, else what would settle a profile of which nothing is known."""
        if self._decide(likely, self.as_of).outcome is Outcome.ELIGIBLE:
            return [likely.facts]
        found = [one.answers for one in self._decide(Setting(), self.as_of).deciding_sets if one.outcome is Outcome.ELIGIBLE]
        return [{name: self._text(name, value) for name, value in answers.items()} for answers in found] or [likely.facts]

    def _text(self, name: str, value: Any) -> str:
        kind = self.rules.facts[name].type
        return value_text(read_value(value, kind), kind)

    def _decide(self, setting: Setting, day: date, rules_day: date | None = None) -> Decision:
        rules = self.rules.with_parameters(**setting.parameters) if setting.parameters else self.rules
        return rules.decide(_profile(setting.facts), as_of=day, rules_as_of=rules_day or self.rules_as_of)

    # --- settings ----------------------------------------------------------------------------------------------------

    def _setting(self, owner: str, comparison: Comparison, trials: list[Trial], bases: list[dict[str, str]], decisive: Decisive) -> Setting:
        """The first setting in which the trials give the criterion different answers, else different outcomes, else any."""
        criterion, derived = self.rules.criteria.get(owner), self.rules.linked.derived.get(owner)
        settings = [Setting(dict(base)) for base in bases]
        own = decisive.setting(criterion, comparison) if criterion is not None and _asks(criterion, comparison) else None
        if own is None and derived is not None:
            own = decisive.setting_of_fact(derived, comparison)
        if own is not None:
            settings = [Setting(base | own.facts, dict(own.parameters)) for base in bases] + settings
        seen = [self._answers(owner, trials, setting) for setting in settings]
        for at in (0, 1):
            for setting, answers in zip(settings, seen, strict=True):
                if len({answer[at] for answer in answers}) > 1:
                    return setting
        return settings[0]

    def _answers(self, owner: str, trials: list[Trial], setting: Setting) -> list[tuple[Any, ...]]:
        made = []
        for trial in trials:
            try:
                decision = self._decide(_with(setting, trial), self.as_of)
            except ProblemsError:
                continue
            own = tuple(decision.statuses[name] for name in self._told_by(owner))
            made.append((own, (decision.outcome, tuple(decision.statuses.values()))))
        return made

    # --- cases -------------------------------------------------------------------------------------------------------

    def _add(self, owner: str, comparison: Comparison, trial: Trial, setting: Setting, day: date) -> None:
        tried = ", ".join(f"{name} {value}" for name, value in {**trial.facts, **trial.parameters}.items())
        on = f", {day}" if day != self.as_of else ""
        self._keep(f"{owner}: {tried} ({trial.words(self.lang)}; {compared(comparison)}{on})", owner, _with(setting, trial), day)

    def _missing(self, name: str, owner: str, setting: Setting) -> None:
        facts = {fact: value for fact, value in setting.facts.items() if fact != name}
        words = "tidak diketahui" if self.lang == "id" else "not known"
        self._keep(f"{owner}: {name} {words}", owner, Setting(facts, setting.parameters), self.as_of, about_missing=True)

    def _scores(self, owner: str, comparison: Comparison, base: Mapping[str, str], decisive: Decisive) -> bool:
        """The scores on either side of a limit: as few indicators more are met as will do. Whether there were any."""
        name = comparison.left.name
        before: tuple[int, Setting] | None = None
        found = False
        for made in decisive.scores(comparison):
            setting = Setting({**base, **made.facts}, dict(made.parameters))
            truth = decisive.truth(comparison, setting)
            if truth is not None and before is not None and before[0] != truth:
                found = True
                for word, each in (("below", before[1]), ("above", setting)):
                    words = Trial(word).words(self.lang)
                    self._keep(f"{owner}: {name} {words} ({compared(comparison)})", owner, each, self.as_of)
            before = before if truth is None else (truth, setting)
        return found

    def _rows(self, base: Mapping[str, str], decisive: Decisive) -> None:
        """Of rows that are asked in turn: two of them met at once."""
        words = "keduanya terpenuhi" if self.lang == "id" else "both met"
        for derived in self.rules.linked.derived.values():
            for at, made in decisive.two_rows(derived):
                setting = Setting({**base, **made.facts}, dict(made.parameters))
                self._keep(f"{derived.name}: {at + 1}, {at + 2} ({words})", derived.name, setting, self.as_of)

    def _turns(self, bases: list[dict[str, str]], settings: Mapping[str, tuple[str, Setting]]) -> None:
        """The days on which the rules begin, change and end."""
        beside = dict(settings.values())
        for turn in turns_of(self.rules.linked):
            day = date.fromordinal(turn.day)
            asked = turn.comparison
            tried = "".join(f", {name} {value}" for name, value in {**turn.trial.facts, **turn.trial.parameters}.items())
            about = f"; {compared(asked)}" if asked is not None else ""
            setting = beside.get(turn.owner, Setting(dict(bases[0]))) if asked is not None else Setting(dict(bases[0]))
            name = f"{turn.owner}: {day}{tried} ({turn.words(self.lang)}{about})"
            self._keep(name, turn.owner, _with(setting, turn.trial), day, on_that_day=True)

    def _told_by(self, owner: str) -> list[str]:
        """The criteria that tell what became of a comparison: its own, or those that read the derived fact it belongs to."""
        linked = self.rules.linked
        if owner not in linked.derived:
            return [owner] if owner in linked.criteria else []
        read = {owner}
        for kind, name in linked.order:
            if kind == "fact" and read & {operand.name for operand in operands_of(linked.derived[name].formula)}:
                read.add(name)
        conditions = {name: [each for each in (one.guard, one.require) if each is not None] for name, one in linked.criteria.items()}
        return [name for name, found in conditions.items() if read & {operand.name for each in found for operand in operands_in(each)}]

    def _keep(self, name: str, owner: str, setting: Setting, day: date, *, about_missing: bool = False, on_that_day: bool = False) -> None:
        try:
            decision = self._decide(setting, day, day if on_that_day else None)
        except ProblemsError:  # a value that the profile's door refuses together with the others
            return
        statuses = {name: decision.statuses[name].value for name in self._told_by(owner)}
        shown = owner in decision.facts and not self.rules.linked.is_personal(owner)
        outputs = {owner: shown_output(decision.facts[owner])} if shown else {}
        missing = tuple(question.fact.name for question in decision.questions) if about_missing else None
        points = _points(decision) if any(self.rules.criteria[name].kind is CriterionKind.PREFERENCE for name in statuses) else None
        about = (dict(setting.facts), dict(setting.parameters), day)
        case = BoundaryCase(name, *about, decision.outcome.value, statuses, outputs, points, missing, day if on_that_day else None)
        self.cases.setdefault(name, case)


def _asks(criterion: Criterion, comparison: Comparison) -> bool:
    """Whether a comparison is the criterion's own, and not that of a fact of the same name."""
    return any(each is comparison for root in (criterion.guard, criterion.require) if root is not None for each in comparisons(root))


def _points(decision: Decision) -> str:
    low, high = decision.points.at_least, decision.points.at_most
    return str(low) if low == high else f"{{at_least: {low}, at_most: {high}}}"


def _with(setting: Setting, trial: Trial) -> Setting:
    return Setting(setting.facts | dict(trial.facts), setting.parameters | dict(trial.parameters))


def _profile(facts: Mapping[str, str]) -> dict[str, Any]:
    """Values as the door takes them: lists and ranges are no texts."""
    return {name: _raw(text) for name, text in facts.items()}


def _raw(text: str) -> Any:
    if text.startswith("{at_least: "):
        low, _, high = text.removeprefix("{at_least: ").removesuffix("}").partition(", at_most: ")
        return {"at_least": low, "at_most": high}
    return [item for item in text.strip("[]").split(", ") if item] if text.startswith("[") else text


def boundaries_yaml(found: Boundaries, rules: str, lang: Lang = "id") -> str:
    """The cases as a file of tests; ``rules`` is what stands under ``rules:``, a path seen from that file or a bundled name."""
    return "\n".join(_lines(found, rules, lang)) + "\n"


def _lines(found: Boundaries, rules: str, lang: Lang) -> Iterator[str]:
    yield from _REMARK[lang]
    yield "format: naikkelas-tests/1"
    yield f"rules: {_quoted(rules)}"
    yield f"as_of: {found.as_of}"
    yield f"rules_as_of: {found.rules_as_of}"
    yield f"base: {_mapping(found.base)}"
    for comparison in found.without:
        yield f"# no case was made for {comparison.place} {compared(comparison)}"
    yield "cases:"
    for case in found.cases:
        yield from _case(case, found)


def _case(case: BoundaryCase, found: Boundaries) -> Iterator[str]:
    yield f"  - name: {_quoted(case.name)}"
    if case.as_of != found.as_of:
        yield f"    as_of: {case.as_of}"
    if case.rules_as_of is not None and case.rules_as_of != found.rules_as_of:
        yield f"    rules_as_of: {case.rules_as_of}"
    if case.parameters:
        yield f"    parameters: {_mapping(case.parameters)}"
    away = [name for name in found.base if name not in case.facts]
    if away:
        yield f"    without: [{', '.join(away)}]"
    changed = {name: value for name, value in case.facts.items() if found.base.get(name) != value}
    if changed:
        yield f"    profile: {_mapping(changed)}"
    expected = {"outcome": case.outcome}
    if case.statuses:
        expected["statuses"] = _mapping(case.statuses)
    if case.outputs:
        expected["facts"] = _mapping(case.outputs)
    if case.points is not None:
        expected["points"] = case.points
    if case.missing is not None:
        expected["missing"] = f"[{', '.join(case.missing)}]"
    yield f"    expect: {{{', '.join(f'{key}: {value}' for key, value in expected.items())}}}"


def _mapping(values: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{name}: {_quoted(value)}' for name, value in values.items())}}}"


def _quoted(text: str) -> str:
    """The text as a YAML value: as it is where nothing in it means something, else in quotes; lists and ranges stay."""
    if text.startswith(("{at_least: ", "{months: ", "{days: ", "[")) or _PLAIN.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)
