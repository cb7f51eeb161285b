"""Profiles in which one comparison decides: everything beside it is set so that its answer is the criterion's answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from naikkelas.authoring.testing.coverage import truths_of
from naikkelas.authoring.testing.trials import Trial, trials_of
from naikkelas.authoring.testing.wording import value_text
from naikkelas.conditions import (
    RELATIONS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    ConditionFormula,
    CriterionKind,
    Derived,
    EveryYear,
    FactRef,
    Not,
    Op,
    ParamRef,
    Scorecard,
    Some,
    Table,
    comparisons,
)
from naikkelas.engines.folded import Folded
from naikkelas.logic import MET, NOT_MET
from naikkelas.problems import ProblemsError
from naikkelas.rules import RuleSet
from naikkelas.ruleset.model import Criterion


@dataclass(slots=True)
class Setting:
    """Facts and parameters as they are set, in the words of a profile."""

    facts: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)

    def add(self, facts: Mapping[str, str], parameters: Mapping[str, str]) -> None:
        """Adds what is not set yet."""
        for name, value in facts.items():
            self.facts.setdefault(name, value)
        for name, value in parameters.items():
            self.parameters.setdefault(name, value)


class Decisive:
    """Finds settings for the comparisons of one rule set on one date."""

    def __init__(self, rules: RuleSet, folded: Folded) -> None:
        self._rules = rules
        self._folded = folded
        self._truths: dict[tuple[Comparison, int], Trial | None] = {}

    def setting(self, criterion: Criterion, comparison: Comparison) -> Setting:
        """What makes ``comparison`` decide ``criterion``: its own facts are left out, they are what is tried."""
        made, taken = Setting(), self._taken(comparison)
        in_guard = criterion.guard is not None and comparison in set(comparisons(criterion.guard))
        if in_guard and criterion.guard is not None:
            self._beside(criterion.guard, comparison, made, taken)
            self._force(criterion.require, False, made, taken)
        else:
            self._beside(criterion.require, comparison, made, taken)
            if criterion.guard is not None:
                self._force(criterion.guard, True, made, taken)
        return made

    def setting_of_fact(self, derived: Derived, comparison: Comparison) -> Setting:
        """What makes ``comparison`` decide a derived truth or the row of a table: the rows before it are not met."""
        made, taken = Setting(), self._taken(comparison)
        match derived.formula:
            case ConditionFormula(condition=condition):
                self._beside(condition, comparison, made, taken)
            case Table(rows=rows):
                at = next(number for number, row in enumerate(rows) if comparison in set(comparisons(row.when)))
                self._beside(rows[at].when, comparison, made, taken)
                for row in rows[:at]:
                    self._force(row.when, False, made, taken)
        return made

    def scores(self, comparison: Comparison) -> Iterator[Setting]:
        """For a comparison of a score: no indicator met, the first, the first two, and so on to all of them."""
        derived = self._rules.linked.derived.get(comparison.left.name)
        if derived is None or not isinstance(derived.formula, Scorecard):
            return
        indicators = derived.formula.indicators
        for met in range(len(indicators) + 1):
            made = Setting()
            for at, one in enumerate(indicators):
                if one.guard is not None:
                    self._force(one.guard, True, made, set())
                self._force(one.require, at < met, made, set())
            yield made

    def two_rows(self, derived: Derived) -> Iterator[tuple[int, Setting]]:
        """For rows that are asked in turn: each with the next, both met and those before them not."""
        table = derived.formula
        if not isinstance(table, Table) or table.hit != "first":
            return
        whens = [row.when for row in table.rows]
        for at in range(len(whens) - 1):
            made = Setting()
            for when, wanted in (*((when, True) for when in whens[at : at + 2]), *((when, False) for when in whens[:at])):
                self._force(when, wanted, made, set())
            yield at, made

    def truth(self, comparison: Comparison, setting: Setting) -> int | None:
        """What a comparison answers in a setting; ``None`` where that is no profile."""
        return self._answer(comparison, Trial("at", setting.facts, setting.parameters))

    def _taken(self, comparison: Comparison) -> set[str]:
        return {name for trial in trials_of(comparison, self._folded) for name in (*trial.facts, *trial.parameters)}

    def eligible(self) -> Setting:
        """What meets every requirement, as far as setting facts can do it; parameters stay as they are."""
        made = Setting()
        linked = self._rules.linked
        required = [found for found in linked.criteria.values() if found.kind is CriterionKind.REQUIREMENT]
        conditions = [linked.applies_when, *(found.require for found in required), *(found.guard for found in required)]
        for condition in conditions:
            if condition is not None:
                self._force(condition, True, made, set())
        return Setting(made.facts)

    def _beside(self, node: Condition, comparison: Comparison, made: Setting, taken: set[str]) -> None:
        """Sets what stands beside ``comparison`` on the way down to it."""
        while not isinstance(node, Comparison):
            if isinstance(node, Not):
                node = node.item
                continue
            if not isinstance(node, AllOf | AnyOf | Some):
                return
            inside = next((item for item in node.items if comparison in set(comparisons(item))), None)
            others = [item for item in node.items if item is not inside]
            needed = len(others) if isinstance(node, AllOf) else node.at_least - 1 if isinstance(node, Some) else 0
            for number, item in enumerate(others):
                self._force(item, number < needed, made, taken)
            if inside is None:
                return
            node = inside

    def _force(self, node: Condition, wanted: bool, made: Setting, taken: set[str]) -> None:
        """Sets facts so that a condition is met, or not met; what cannot be set is left."""
        match node:
            case Comparison(left=ParamRef()) if self._answer(node, Trial("at")) == (MET if wanted else NOT_MET):
                pass
            case Comparison(left=FactRef()) if (below := self._below(node, wanted)) is not None:
                for condition, so in below:
                    self._force(condition, so, made, taken)
            case Comparison():
                trial = self._apart(node, wanted) if _is_derived_pair(node, self._rules) else self._trial(node, MET if wanted else NOT_MET)
                if trial is not None and not taken & {*trial.facts, *trial.parameters}:
                    made.add(trial.facts, trial.parameters)
            case Not():
                self._force(node.item, not wanted, made, taken)
            case AllOf() | AnyOf() | Some():
                for item in _needed(node, wanted):
                    self._force(item, wanted, made, taken)

    def _below(self, comparison: Comparison, wanted: bool) -> list[tuple[Condition, bool]] | None:
        """For a fact that follows from conditions: those to set instead of the fact itself, what matters most first."""
        derived = self._rules.linked.derived.get(comparison.left.name)
        if derived is None or isinstance(comparison.right[0] if comparison.right else None, FactRef):
            return None
        match derived.formula:
            case Scorecard():
                upwards = RELATIONS.get(comparison.op) in (">=", ">")
                return [(indicator.require, wanted is upwards) for indicator in derived.formula.indicators]
            case ConditionFormula() if comparison.op in (Op.IS, Op.IS_NOT):
                value = self._folded.rights(comparison)[0] is (comparison.op is Op.IS)
                return [(derived.formula.condition, value is wanted)]
            case Table():
                return self._row(derived, comparison, wanted)
        return None

    def _row(self, derived: Derived, comparison: Comparison, wanted: bool) -> list[tuple[Condition, bool]] | None:
        """The row of a table whose result gives a comparison the wanted truth: it is met, and those before it are not."""
        table = derived.formula
        assert isinstance(table, Table)  # noqa: S101 - asked for nothing else
        whens = [row.when for row in table.rows]
        for at, then in enumerate([*(row.then for row in table.rows), table.otherwise]):
            result = value_text(self._folded.resolve(then), derived.type)
            if self._answer(comparison, Trial("at", {derived.name: result})) == (MET if wanted else NOT_MET):
                return [*((when, True) for when in whens[at : at + 1]), *((when, False) for when in whens[:at])]
        return None

    def _apart(self, comparison: Comparison, wanted: bool) -> Trial | None:
        """For a given fact beside a table: a value that compares so with every result of the table."""
        left, right, linked = comparison.left.name, comparison.right[0], self._rules.linked
        derived = linked.derived.get(right.name) if isinstance(right, FactRef) else None
        if left in linked.derived or derived is None or not isinstance(derived.formula, Table):
            return None
        table = derived.formula
        results = [self._folded.resolve(then) for then in (*(row.then for row in table.rows), table.otherwise)]
        upwards = RELATIONS[comparison.op] in (">=", ">")
        value = max(results) + 1 if upwards is wanted else min(results) - 1
        kind = linked.type_of(FactRef(left))
        low, high = kind.bounds
        return Trial("at", {left: value_text(value, kind)}) if low <= value <= high else None

    def _trial(self, comparison: Comparison, truth: int) -> Trial | None:
        """A trial that gives a comparison this truth."""
        key = (comparison, truth)
        if key not in self._truths:
            tried = ((trial, self._answer(comparison, trial)) for trial in trials_of(comparison, self._folded))
            self._truths[key] = next((trial for trial, answer in tried if answer == truth), None)
        return self._truths[key]

    def _answer(self, comparison: Comparison, trial: Trial) -> int | None:
        day, rules_day = self._folded.as_of, self._folded.rules_as_of
        try:
            rules = self._rules.with_parameters(**trial.parameters) if trial.parameters else self._rules
            decision = rules.decide(trial.facts, as_of=date.fromordinal(day), rules_as_of=date.fromordinal(rules_day))
        except ProblemsError:
            return None
        return truths_of(decision)[self._rules.linked.positions[comparison]]


def _is_derived_pair(comparison: Comparison, rules: RuleSet) -> bool:
    """Whether two facts are compared of which one is worked out from others."""
    sides = [side.name for side in (comparison.left, *comparison.right) if isinstance(side, FactRef)]
    formulas = [rules.linked.derived[name].formula for name in sides if name in rules.linked.derived]
    return len(sides) > 1 and any(not isinstance(formula, EveryYear) for formula in formulas)


def _needed(node: AllOf | AnyOf | Some, wanted: bool) -> Iterator[Condition]:
    """The items that have to be so, when the group is to be so."""
    at_least = len(node.items) if isinstance(node, AllOf) else node.at_least if isinstance(node, Some) else 1
    count = at_least if wanted else len(node.items) - at_least + 1
    yield from node.items[:count]
