"""Whether any profile is decided otherwise on one date, with z3; every profile is looked up with the real engine before it is told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from naikkelas.authoring.diffing.matching import Names
from naikkelas.authoring.diffing.model import Answer, Claim, Moment, Witness
from naikkelas.authoring.diffing.periods import Print, Span
from naikkelas.authoring.testing.model import UNKNOWN_WORD
from naikkelas.authoring.verifying.prover import Answer as Found
from naikkelas.authoring.verifying.prover import Budget, types_of, written
from naikkelas.authoring.verifying.prover import Found as Came
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.conditions import CriterionKind, FactRef, MonthsSince, Outcome, Ratio, Scorecard
from naikkelas.engines.folded import Folded
from naikkelas.engines.proof.algebra import Algebra, Formula, Truth
from naikkelas.engines.proof.encoder import Encoder, Judged, NotEncoded
from naikkelas.engines.proof.facts import Facts, Ordered, facts_of
from naikkelas.facts import FactType, Kind
from naikkelas.problems import ProfileError
from naikkelas.results import OutputValue
from naikkelas.rules import RuleSet
from naikkelas.values import Value

#: Profiles in which everything is known end in one of these.
_DECIDED: Final = (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE)

#: The door works these out from each other, so a profile found with unknowns may be none.
_FOLLOWS: Final = ("pirt_number", "workers_men", "workers_women")

#: Facts are left out of a witness one by one as long as it still shows what it is there for; of longer profiles only so many.
_MOST_TRIED: Final = 200

Pair = tuple[Seen, Seen]


def claims_of(old: RuleSet, new: RuleSet, span: Span, names: Names, budget: Budget) -> tuple[Claim, ...]:
    """What is the same and what is not, on the date of one span.

    Raises:
        MissingExtraError: when z3 is not installed.
    """
    return tuple(_Comparing(old, new, span, names, budget).claims())


class _Both:
    """Two rule sets over the same facts, each with the parameters of its own day. Only profiles that both can read are spoken of."""

    def __init__(self, rule_sets: Sequence[RuleSet], moment: Moment, budget: Budget, *, is_open: bool = False) -> None:
        self._rule_sets = tuple(rule_sets)
        self._as_of = moment.as_of
        self._days = (moment.old, moment.new)
        self._budget, self.is_open = budget, is_open
        self.algebra = Algebra()
        units = {
            id(unit): Folded.at(unit, moment.as_of.toordinal(), day.toordinal())
            for rules, day in zip(rule_sets, self._days, strict=True)
            for unit in rules.linked.units()
        }
        self._facts: Facts = facts_of(self.algebra, units.values(), is_open=is_open)
        one, two = (Encoder(self.algebra, rules.linked, units, self._facts) for rules in rule_sets)
        for encoder in (one, two):
            encoder.prepare()
        self.encoders = one, two
        self.told: list[Pair] = []
        self._solver = self.algebra.z3.SimpleSolver(ctx=self.algebra.context)
        self._solver.add(*self._facts.constraints, *_shared(self._facts, rule_sets))
        self._defined = 0

    def ask(self, goal: Callable[[], Sequence[Formula]], confirm: Callable[[Pair], bool]) -> Found:
        """A profile of the goal, decided by both."""
        model = self._model(goal)
        if isinstance(model, Found):
            return model
        try:
            seen = self.look(self._facts.values(model))
        except ProfileError:
            return Found(Came.OPEN, why="door")
        if confirm(seen):
            return Found(Came.ONE, seen)
        if self.is_open and any(name in self._facts.variables for name in _FOLLOWS):
            return Found(Came.OPEN, why="follows")
        return Found(Came.DENIED, seen)

    def _model(self, goal: Callable[[], Sequence[Formula]]) -> Any:
        """A model of the goal, or an answer without a profile."""
        try:
            wanted = self.algebra.all(goal())
        except NotEncoded as refused:
            return Found(Came.OPEN, why=refused.why, slots={"name": refused.name})
        left = self._budget.milliseconds
        if wanted is not False and not left:
            return Found(Came.OPEN, why="time")
        result = "unsat" if wanted is False else self._checked(wanted, left)
        if isinstance(result, str) and result == "unsat" and self._facts.partial:
            return Found(Came.OPEN, why="texts", slots={"name": ", ".join(self._facts.partial)})
        return result if not isinstance(result, str) else Found(Came.NONE) if result == "unsat" else Found(Came.OPEN, why="time")

    def _checked(self, wanted: Formula, milliseconds: int) -> Any:
        """The model, or what the solver says instead."""
        solver = self._solver
        solver.set("timeout", milliseconds)
        solver.add(*self.algebra.definitions[self._defined :])
        self._defined = len(self.algebra.definitions)
        solver.push()
        try:
            solver.add(wanted)
            result = str(solver.check())
            return solver.model() if result == "sat" else result
        finally:
            solver.pop()

    def look(self, values: Mapping[str, Value]) -> Pair:
        """What both engines decide about a profile.

        Raises:
            ProfileError: when the door refuses it.
        """
        old, new = (self._decided(rules, day, values) for rules, day in zip(self._rule_sets, self._days, strict=True))
        return old, new

    def _decided(self, rules: RuleSet, day: date, values: Mapping[str, Value]) -> Seen:
        types = types_of(rules.linked)
        own = {name: value for name, value in values.items() if name in types}
        return Seen(own, rules.decide(written(own, rules), as_of=self._as_of, rules_as_of=day))


def _shared(facts: Facts, rule_sets: Sequence[RuleSet]) -> Iterator[Formula]:
    """What keeps the values to those that both types of a fact allow."""
    for types in (types_of(rules.linked) for rules in rule_sets):
        for name, kind in types.items():
            fact = facts.variables[name]
            if isinstance(fact, Ordered):
                low, high = kind.bounds
                yield fact.low >= low
                yield fact.high <= high
            elif kind.choices is not None and fact.names:
                yield from (fact.value != place for place, each in enumerate(fact.names) if each not in kind.choices)
            elif kind.choices is not None:
                yield from (fact.members[each] == False for each in fact.members if each not in kind.choices)  # noqa: E712 - a formula


def clashing(old: RuleSet, new: RuleSet) -> tuple[dict[str, bool], ...]:
    """The facts that both read with different types; true of those whose values cannot be compared at all."""
    one, two = types_of(old.linked), types_of(new.linked)
    return tuple({name: _unlike(kind, two[name])} for name, kind in one.items() if name in two and kind.to_dict() != two[name].to_dict())


def _unlike(one: FactType, two: FactType) -> bool:
    return one.kind is not two.kind or one.decimals != two.decimals


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked about: its name among the new names, and what each side calls it."""

    name: str
    old: str
    new: str


class _Comparing:
    """The comparison on one date."""

    def __init__(self, old: RuleSet, new: RuleSet, span: Span, names: Names, budget: Budget) -> None:
        self._old, self._new, self._span, self._names, self._budget = old, new, span, names, budget
        clash = {name: unlike for each in clashing(old, new) for name, unlike in each.items()}
        self._unlike = sorted(name for name, unlike in clash.items() if unlike)
        self._clash = sorted(clash)
        back = {self._names.new("criterion", name): name for name in old.criteria}
        self._common = [_Asked(name, back[name], name) for name in new.criteria if name in back]
        self._alone = self._one_sided(back)
        self._worths = _worth(old, span.old, names), _worth(new, span.new, Names())
        self._has_other_worth = self._worths[0] != self._worths[1]
        self._differing = [each for each in self._common if _differs(span, "criteria", each.name)]

    def _one_sided(self, back: Mapping[str, str]) -> bool:
        """Whether a requirement stands on one side only, or is one on one side only."""
        required = CriterionKind.REQUIREMENT
        gone = [one for name, one in self._old.criteria.items() if self._names.new("criterion", name) not in self._new.criteria]
        come = [one for name, one in self._new.criteria.items() if name not in back]
        kinds = [(self._old.criteria[each.old].kind, self._new.criteria[each.new].kind) for each in self._common]
        return any(one.kind is required for one in (*gone, *come)) or any(a is not b and required in (a, b) for a, b in kinds)

    def claims(self) -> Iterator[Claim]:
        """Of profiles in which everything is known; where all of that is the same, of profiles with unknowns too."""
        if self._unlike:
            yield Claim("outcome", Answer.NOT_DECIDED, why="types", slots={"name": ", ".join(self._unlike)})
            return
        exact = [*self._exact()]
        yield from exact
        if all(claim.answer is Answer.SAME for claim in exact):
            yield from self._open()

    # --- everything is known -----------------------------------------------------------------------------------------

    def _exact(self) -> Iterator[Claim]:
        both = _Both([self._old, self._new], self._span.moment, self._budget)
        parts = [(each, both.ask(_status_goal(both, each), _status_shown(each))) for each in self._differing]
        same = all(answer.found is Came.NONE for _, answer in parts)
        yield from self._outcome(both, same=same)
        for each, answer in parts:
            yield self._claim(both, "status", each.name, answer, _status_shown(each), each)
        yield from self._points(both, same=same)
        yield from self._outputs(both)
        if self._span.old.selection != self._span.new.selection:
            yield Claim("selection", Answer.DIFFERENT)

    def _outcome(self, both: _Both, *, same: bool) -> Iterator[Claim]:
        """Of each pair of outcomes a profile; none is looked for where every criterion and the scope are the same."""
        if same and not self._alone and self._span.old.applies == self._span.new.applies:
            yield Claim("outcome", Answer.SAME)
            return
        found: list[Witness] = []
        for first, second in ((one, two) for one in _DECIDED for two in _DECIDED if one is not two):

            def confirm(seen: Pair, first: Outcome = first, second: Outcome = second) -> bool:
                return seen[0].decision.outcome is first and seen[1].decision.outcome is second

            answer = both.ask(lambda first=first, second=second: _outcomes(both, first, second), confirm)  # type: ignore[misc]
            if answer.found is Came.ONE:
                found.append(self._witness(both, answer, confirm, "outcome"))
            elif answer.found is not Came.NONE:
                yield self._undecided("outcome", "", answer)
                break
        else:
            yield Claim("outcome", Answer.DIFFERENT if found else Answer.SAME, witnesses=tuple(found))
            return
        if found:
            yield Claim("outcome", Answer.DIFFERENT, witnesses=tuple(found))

    def _points(self, both: _Both, *, same: bool) -> Iterator[Claim]:
        """The sum of the points; nothing is claimed where no preference is touched."""
        if (same and not self._has_other_worth) or not self._touches_points():
            return

        def goal() -> Sequence[Formula]:
            one, two = (encoder.points()[0] for encoder in both.encoders)
            return [one != two]

        def confirm(seen: Pair) -> bool:
            one, two = (side.decision.points for side in seen)
            return one.at_least == one.at_most != two.at_most == two.at_least

        yield self._claim(both, "points", "", both.ask(goal, confirm), confirm)

    def _touches_points(self) -> bool:
        """Whether a preference asks or gives something else."""
        prefers = {name for each in self._worths for name in each}
        return self._has_other_worth or any(asked.name in prefers for asked in self._differing)

    def _outputs(self, both: _Both) -> Iterator[Claim]:
        old, new = self._span.old.outputs, self._span.new.outputs
        back = {self._names.new("fact", name): name for name in self._old.linked.outputs}
        for name in (each for each in new if each in old and old[each] != new[each]):
            asked = _Asked(name, back[name], name)
            derived = self._new.linked.derived[name]
            if not all(_has_value(rules, own) for rules, own in ((self._old, asked.old), (self._new, name))):
                yield Claim("output", Answer.NOT_DECIDED, name, why="no_value", slots={"name": name})
                continue

            def confirm(seen: Pair, asked: _Asked = asked) -> bool:
                one, two = (side.decision.facts[own] for side, own in zip(seen, (asked.old, asked.new), strict=True))
                return bool((one.plain, one.candidates) != (two.plain, two.candidates))

            answer = both.ask(lambda asked=asked, kind=derived.type.kind: [_values_differ(both, asked, kind)], confirm)  # type: ignore[misc]
            yield self._claim(both, "output", name, answer, confirm, asked)

    # --- with unknowns -----------------------------------------------------------------------------------------------

    def _open(self) -> Iterator[Claim]:
        if self._clash:
            yield Claim("outcome", Answer.NOT_DECIDED, is_open=True, why="types", slots={"name": ", ".join(self._clash)})
            return
        both = _Both([self._old, self._new], self._span.moment, self._budget, is_open=True)
        if self._differing or self._alone or self._span.old.applies != self._span.new.applies:
            yield self._open_outcome(both)
        for each in self._differing:
            if both.ask(_fed_goal(both, each, self._new.criteria[each.new].kind), _status_shown(each)).found is not Came.NONE:
                answer = both.ask(_status_goal(both, each), _status_shown(each))
                yield self._claim(both, "status", each.name, answer, _status_shown(each), each)
        yield from self._open_points(both)
        yield from self._outputs(both)

    def _open_outcome(self, both: _Both) -> Claim:
        """Everything known, they agree; so with unknowns one can only be decided where the other still asks."""
        found: list[Witness] = []
        decided = frozenset(_DECIDED)
        for side in (0, 1):

            def goal(side: int = side) -> Sequence[Formula]:
                one, two = both.encoders[side], both.encoders[1 - side]
                return [one.outcome(decided).must, both.algebra.no(two.outcome(decided).must)]

            def confirm(seen: Pair, side: int = side) -> bool:
                one, two = seen[side].decision.outcome, seen[1 - side].decision.outcome
                return one is not Outcome.NEEDS_INFORMATION and two is Outcome.NEEDS_INFORMATION

            answer = both.ask(goal, confirm)
            if answer.found is Came.ONE:
                found.append(self._witness(both, answer, confirm, "outcome"))
            elif answer.found is not Came.NONE:
                return self._undecided("outcome", "", answer, is_open=True)
        return Claim("outcome", Answer.DIFFERENT if found else Answer.SAME, is_open=True, witnesses=tuple(found))

    def _open_points(self, both: _Both) -> Iterator[Claim]:
        if not self._touches_points():
            return

        def goal() -> Sequence[Formula]:
            (a, b), (c, d) = (encoder.points() for encoder in both.encoders)
            return [both.algebra.any([a != c, b != d])]

        def confirm(seen: Pair) -> bool:
            return bool(seen[0].decision.points != seen[1].decision.points)

        yield self._claim(both, "points", "", both.ask(goal, confirm), confirm)

    # --- claims and witnesses ----------------------------------------------------------------------------------------

    def _claim(
        self, both: _Both, about: str, name: str, answer: Found, confirm: Callable[[Pair], bool], asked: _Asked | None = None
    ) -> Claim:
        if answer.found is Came.NONE:
            return Claim(about, Answer.SAME, name, both.is_open)
        if answer.found is not Came.ONE:
            return self._undecided(about, name, answer, is_open=both.is_open)
        witness = self._witness(both, answer, confirm, about, asked)
        return Claim(about, Answer.DIFFERENT, name, both.is_open, witnesses=(witness,))

    def _undecided(self, about: str, name: str, answer: Found, *, is_open: bool = False) -> Claim:
        why = "mismatch" if answer.found is Came.DENIED else answer.why
        return Claim(about, Answer.NOT_DECIDED, name, is_open, why, answer.slots)

    def _witness(self, both: _Both, answer: Found, confirm: Callable[[Pair], bool], shows: str, asked: _Asked | None = None) -> Witness:
        """A profile with as few facts as will do; one that was told before if it shows this too."""
        seen = next((pair for pair in both.told if confirm(pair)), None)
        if seen is None:
            seen = self._fewer(both, (answer.seen[0], answer.seen[1]), confirm)
            both.told.append(seen)
        own = ("", "") if asked is None else (asked.old, asked.new)
        before, expect = (_expected(side, shows, name) for side, name in zip(seen, own, strict=True))
        slots = {"old": _about(before), "new": _about(expect), "name": "" if asked is None else asked.name}
        values = {**seen[0].values, **seen[1].values}
        return Witness(shows, slots, _profile(values, (self._old, self._new)), before, expect)

    def _fewer(self, both: _Both, seen: Pair, confirm: Callable[[Pair], bool]) -> Pair:
        values = {**seen[0].values, **seen[1].values}
        for name in list(values)[:_MOST_TRIED]:
            left = {other: value for other, value in values.items() if other != name}
            with suppress(ProfileError):  # what the door wants together stays together
                if confirm(tried := both.look(left)) and _kept(tried, seen):
                    values, seen = left, tried
        return seen


def _kept(tried: Pair, seen: Pair) -> bool:
    """Whether a shorter profile ends as the longer one does."""
    return all(a.decision.outcome is b.decision.outcome for a, b in zip(tried, seen, strict=True))


def _profile(values: Mapping[str, Value], rule_sets: Sequence[RuleSet]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for rules in rule_sets:
        types = types_of(rules.linked)
        made |= written({name: value for name, value in values.items() if name in types}, rules)
    return made


def _expected(seen: Seen, shows: str, name: str) -> dict[str, Any]:
    decision = seen.decision
    made: dict[str, Any] = {"outcome": decision.outcome.value}
    if shows == "status":
        made["statuses"] = {name: decision.statuses[name].value}
    elif shows == "points":
        low, high = decision.points.at_least, decision.points.at_most
        made["points"] = low if low == high else {"at_least": low, "at_most": high}
    elif shows == "output" and not decision.rules.is_personal(name):
        made["facts"] = {name: _shown(decision.facts[name])}
    return made


def _shown(output: OutputValue) -> Any:
    """A shown fact as a test expects it: a value, a range, the choices it may still be, or that it is not known."""
    if output.plain is None:
        return list(output.candidates) or UNKNOWN_WORD
    return output.plain


def _about(expect: Mapping[str, Any]) -> Any:
    """What a witness is about."""
    for key in ("statuses", "facts"):
        if key in expect:
            return next(iter(expect[key].values()))
    return expect.get("points", expect["outcome"])


# --- formulas --------------------------------------------------------------------------------------------------------


def _differs(span: Span, what: str, name: str) -> bool:
    one, two = getattr(span.old, what), getattr(span.new, what)
    return bool(one[name] != two[name])


def _worth(rules: RuleSet, print_: Print, names: Names) -> dict[str, str]:
    """What each preference asks and gives."""
    own = {names.new("criterion", name): one.kind for name, one in rules.criteria.items()}
    return {name: print_.points[name] for name, kind in own.items() if kind is CriterionKind.PREFERENCE}


def _has_value(rules: RuleSet, name: str) -> bool:
    derived = rules.linked.derived.get(name)
    return derived is not None and not isinstance(derived.formula, Ratio | MonthsSince | Scorecard) and derived.type.kind is not Kind.SET


def _outcomes(both: _Both, first: Outcome, second: Outcome) -> list[Formula]:
    one, two = both.encoders
    return [one.outcome(frozenset({first})).must, two.outcome(frozenset({second})).must]


def _judged(both: _Both, each: _Asked) -> tuple[Judged, Judged]:
    one, two = both.encoders
    return one.criterion(each.old), two.criterion(each.new)


def _bits(algebra: Algebra, judged: Judged) -> list[Formula]:
    """Met for sure, not met for sure, not applicable for sure."""
    guard, require = judged
    return [
        algebra.all([guard.must, require.must]),
        algebra.all([guard.must, algebra.no(require.may)]),
        algebra.no(guard.may),
    ]


def _unequal(algebra: Algebra, one: Formula, two: Formula) -> Formula:
    return algebra.any([algebra.all([one, algebra.no(two)]), algebra.all([two, algebra.no(one)])])


def _status_differs(both: _Both, each: _Asked) -> Formula:
    algebra = both.algebra
    pairs = zip(*(_bits(algebra, judged) for judged in _judged(both, each)), strict=True)
    return algebra.any(_unequal(algebra, one, two) for one, two in pairs)


def _seen_differs(both: _Both, each: _Asked, kind: CriterionKind) -> Formula:
    """Whether anything that a criterion feeds differs: its status, whether it is satisfied, whether it gives its points."""
    algebra = both.algebra

    def fed(encoder: Encoder, name: str) -> list[Truth]:
        judged = encoder.criterion(name)
        return [encoder.satisfied(name), *([algebra.all_of(judged)] if kind is CriterionKind.PREFERENCE else [])]

    one, two = both.encoders
    pairs = [pair for a, b in zip(fed(one, each.old), fed(two, each.new), strict=True) for pair in ((a.must, b.must), (a.may, b.may))]
    return algebra.any([_status_differs(both, each), *(_unequal(algebra, a, b) for a, b in pairs)])


def _values_differ(both: _Both, asked: _Asked, kind: Kind) -> Formula:
    one, two = both.encoders
    algebra = both.algebra
    if kind.is_ordered:
        ends = zip(one.span(FactRef(asked.old)), two.span(FactRef(asked.new)), strict=True)
        return algebra.any(first != second for first, second in ends)
    if kind is Kind.BOOLEAN:
        truths = zip(one.boolean(asked.old), two.boolean(asked.new), strict=True)
        return algebra.any(_unequal(algebra, first, second) for first, second in truths)
    first, second = one.candidates(asked.old), two.candidates(asked.new)
    return algebra.any(_unequal(algebra, first.get(name, False), second.get(name, False)) for name in sorted({*first, *second}))


def _status_goal(both: _Both, each: _Asked) -> Callable[[], Sequence[Formula]]:
    return lambda: [_status_differs(both, each)]


def _fed_goal(both: _Both, each: _Asked, kind: CriterionKind) -> Callable[[], Sequence[Formula]]:
    return lambda: [_seen_differs(both, each, kind)]


def _status_shown(each: _Asked) -> Callable[[Pair], bool]:
    return lambda seen: seen[0].decision.statuses[each.old] is not seen[1].decision.statuses[each.new]
