"""Looking for profiles with z3, and looking at each with the real engine before it counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from time import monotonic
from typing import Any, Final

from naikkelas.authoring.verifying.seen import Seen
from naikkelas.conditions import CriterionKind, Status
from naikkelas.engines.folded import Folded
from naikkelas.engines.proof.algebra import Algebra, Formula
from naikkelas.engines.proof.encoder import Encoder, NotEncoded
from naikkelas.engines.proof.facts import NO_TYPES, Facts, facts_of
from naikkelas.facts import FactType
from naikkelas.problems import ProfileError
from naikkelas.rules import RuleSet
from naikkelas.ruleset.given import may_be_given
from naikkelas.ruleset.model import Criterion, LinkedRuleSet
from naikkelas.values import Value, plain

#: What has to hold, as formulas over one encoder.
Goal = Callable[[Encoder], Sequence[Formula]]

#: Whether the engine confirms what a model promises.
Confirm = Callable[[Seen], bool]

#: The profile's door works these out from each other, so with unknowns they are not independent.
_FOLLOWS: Final = ("pirt_number", "workers_men", "workers_women")

#: Rule sets of more than so many programmes, or criteria and derived facts, may be deep.
_FEW_UNITS: Final = 3
_FEW_PARTS: Final = 100


class Found(Enum):
    """What came of a search: a profile, proof that there is none, no answer, or a profile that the engine denies."""

    ONE = "one"
    NONE = "none"
    OPEN = "open"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a search; ``why`` names the reason where it is open."""

    found: Found
    seen: tuple[Seen, ...] = ()
    why: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)


class Budget:
    """So many seconds for everything together."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    @property
    def milliseconds(self) -> int:
        """What is left; 0 when it is used up."""
        return max(0, int((self._end - monotonic()) * 1000))


class Prover:
    """One or two rule sets on one date over the same facts, all exact or with unknowns (``is_open``).

    What the first assumes is assumed; what the second does is not, for nobody asked about it. Derived facts are worked out, but for
    those of ``derived``, which a profile may give.
    """

    def __init__(  # noqa: PLR0913 - all but three by name
        self,
        rule_sets: Sequence[RuleSet],
        as_of: date,
        budget: Budget,
        *,
        is_open: bool = False,
        open_switches: bool = False,
        open_limits: bool = False,
        any_date: bool = False,
        derived: Mapping[str, FactType] = NO_TYPES,
    ) -> None:
        self.rule_sets = tuple(rule_sets)
        self.as_of = as_of
        self.budget = budget
        self.is_open = is_open
        self.algebra = Algebra()
        day = as_of.toordinal()
        self.units: dict[int, Folded] = {id(unit): Folded.at(unit, day, day) for rules in rule_sets for unit in rules.linked.units()}
        self.facts: Facts = facts_of(self.algebra, self.units.values(), is_open=is_open, any_date=any_date, derived=derived)
        self._opened = {"open_switches": open_switches, "open_limits": open_limits}
        self.encoders = tuple(self.encoder_of(rules.linked, self.facts) for rules in rule_sets)
        self._assumed = self.assumed(self.encoder)
        self._checked = [_with_assumptions(rules) for rules in rule_sets[:1] if rules.linked.assumptions]
        self.pool: list[Seen] = []
        self._solver = self.algebra.z3.SimpleSolver(ctx=self.algebra.context)
        self._solver.add(*self.facts.constraints, *self._assumed)
        self._told = 0

    @property
    def encoder(self) -> Encoder:
        """The formulas of the (first) rule set."""
        return self.encoders[0]

    def encoder_of(self, linked: LinkedRuleSet, facts: Facts, algebra: Algebra | None = None) -> Encoder:
        """The formulas of a rule set over some facts, in a branch of the algebra where only one question needs them."""
        made = Encoder(algebra or self.algebra, linked, self.units, facts, **self._opened)
        if algebra is None or _is_deep(linked):
            made.prepare()
        return made

    def assumed(self, encoder: Encoder) -> list[Formula]:
        """What is assumed of every profile; of one with unknowns, that it may still hold."""
        truths = [encoder.truth(one.condition) for one in encoder.linked.assumptions]
        return [truth.may for truth in truths]

    def find(self, goal: Goal, confirm: Confirm) -> Answer:
        """A profile of the first rule set, one that was seen before if it will do."""
        for seen in self.pool:
            if confirm(seen):
                return Answer(Found.ONE, (seen,))
        answer = self.search(lambda: goal(self.encoder), [self.facts], lambda seen: confirm(seen[0]))
        self.pool += answer.seen
        return answer

    def search(
        self,
        goal: Callable[[], Sequence[Formula]],
        profiles: Sequence[Facts],
        confirm: Callable[[Sequence[Seen]], bool],
        branch: Algebra | None = None,
    ) -> Answer:
        """One profile for each choice of facts, all from one model of the goal, each decided by each rule set in turn."""
        if self.is_open and any(name in self.facts.variables for name in _FOLLOWS):
            return Answer(Found.OPEN, why="follows")
        model = self._model(goal, profiles, branch)
        if isinstance(model, Answer):
            return model
        try:
            seen = tuple(self._look(rules, facts.values(model)) for facts in profiles for rules in self.rule_sets)
            real = all(self.is_assumed(facts.values(model)) for facts in profiles)
        except ProfileError:
            return Answer(Found.OPEN, why="door")
        return Answer(Found.ONE if real and confirm(seen) else Found.DENIED, seen)

    def is_assumed(self, values: Mapping[str, Value]) -> bool:
        """Whether the real engine finds no assumption broken by a profile."""
        for rules, names in self._checked:
            decision = self._look(rules, values).decision
            if any(decision.statuses[name] is Status.NOT_MET for name in names):
                return False
        return True

    def could(self, goal: Goal) -> bool:
        """Whether the goal has any model at all."""
        return self.answer(lambda: goal(self.encoder)).found is Found.ONE

    def answer(self, goal: Callable[[], Sequence[Formula]], profiles: Sequence[Facts] = (), branch: Algebra | None = None) -> Answer:
        """Whether nothing meets the goal; what is found is not looked at by the engine, and what is open stays so."""
        model = self._model(goal, profiles or [self.facts], branch)
        return model if isinstance(model, Answer) else Answer(Found.ONE)

    def _model(self, goal: Callable[[], Sequence[Formula]], profiles: Sequence[Facts], branch: Algebra | None = None) -> Any:
        """A model of the goal, or an answer without a profile."""
        try:
            formulas = goal()
        except NotEncoded as refused:
            return Answer(Found.OPEN, why=refused.why, slots={"name": refused.name})
        wanted = self.algebra.all(formulas)
        if wanted is False:
            return self._nothing()
        left = self.budget.milliseconds
        if not left:
            return Answer(Found.OPEN, why="time")
        solver = self._ready(left)
        solver.push()
        try:
            solver.add(*(constraint for facts in profiles if facts is not self.facts for constraint in facts.constraints), wanted)
            solver.add(*([] if branch is None else branch.definitions))
            result = str(solver.check())
            if result == "sat":
                return solver.model()
            return self._nothing() if result == "unsat" else Answer(Found.OPEN, why="time")
        finally:
            solver.pop()

    def _nothing(self) -> Answer:
        if self.facts.partial:
            return Answer(Found.OPEN, why="texts", slots={"name": ", ".join(self.facts.partial)})
        return Answer(Found.NONE)

    def _ready(self, milliseconds: int) -> Any:
        self._solver.set("timeout", milliseconds)
        self._solver.add(*self.algebra.definitions[self._told :])
        self._told = len(self.algebra.definitions)
        return self._solver

    def conflict(self, always: Sequence[Formula], parts: Mapping[str, Formula]) -> tuple[str, ...]:
        """A few parts that cannot all hold together with what always does; empty where there is no time to say which."""
        open_parts = {name: self.algebra.named(formula) for name, formula in parts.items()}
        if any(formula is False for formula in open_parts.values()):
            return tuple(name for name, formula in open_parts.items() if formula is False)[:1]
        kept = {name: formula for name, formula in open_parts.items() if formula is not True}
        fixed = self.algebra.named(self.algebra.all(always))
        for name in list(kept):
            if name not in kept:
                continue
            tried = [formula for other, formula in kept.items() if other != name]
            left = self.budget.milliseconds
            if not left:
                return ()
            solver = self._ready(left)
            if str(solver.check(*([] if fixed is True else [fixed]), *tried)) == "unsat":
                core = {str(literal) for literal in solver.unsat_core()}
                kept = {other: formula for other, formula in kept.items() if other != name and str(formula) in core}
        return tuple(kept)

    def _look(self, rules: RuleSet, values: Mapping[str, Value]) -> Seen:
        types = types_of(rules.linked)
        own = {name: value for name, value in values.items() if name in types}
        return look(rules, own, self.as_of)


def _with_assumptions(rules: RuleSet) -> tuple[RuleSet, tuple[str, ...]]:
    """The same rules with each assumption as a note, for the engine to judge, and the names of these notes."""
    linked = rules.linked
    made = {
        f"_assumed_{at}": Criterion(f"_assumed_{at}", CriterionKind.NOTE, linked.title, None, one.condition)
        for at, one in enumerate(linked.assumptions)
    }
    order = (*linked.order, *(("criterion", name) for name in made))
    return RuleSet(replace(linked, criteria={**linked.criteria, **made}, order=order)), tuple(made)


def _is_deep(linked: LinkedRuleSet) -> bool:
    """Whether so much may rest on each other that it has to be worked out from below."""
    return len(linked.units()) > _FEW_UNITS or len(linked.order) > _FEW_PARTS


def look(rules: RuleSet, values: Mapping[str, Value], as_of: date) -> Seen:
    """What the real engine decides about a profile.

    Raises:
        ProfileError: when the door refuses it.
    """
    seen = Seen(dict(values), rules.decide(written(values, rules), as_of=as_of))
    if _is_deep(rules.linked):
        seen.settle()
    return seen


def types_of(linked: LinkedRuleSet) -> dict[str, FactType]:
    """The types of all given facts that a rule set and its programmes read."""
    return {name: fact.type for unit in linked.units() for name, fact in unit.facts.items()}


def readable(linked: LinkedRuleSet) -> dict[str, FactType]:
    """The types of all facts that a profile may give a rule set and that it looks at: given ones, and derived ones where they may be."""
    return types_of(linked) | derived_types(linked)


def derived_types(linked: LinkedRuleSet) -> dict[str, FactType]:
    """The types of the derived facts that a profile may give."""
    return {name: made.type for name, made in may_be_given(linked).items()}


def written(values: Mapping[str, Value], rules: RuleSet) -> dict[str, Any]:
    """Canonical values as a profile writes them."""
    types = readable(rules.linked)
    return {name: plain(value, types[name]) for name, value in values.items()}
