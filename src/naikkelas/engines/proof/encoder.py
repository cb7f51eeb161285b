"""A rule set on one date as formulas over the facts of a profile, exact or with unknowns.

Derived facts are worked out, but for those that the facts say a profile may give: what is given wins. What cannot be said in formulas
raises :class:`NotEncoded` where it is asked for, with the reason.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final, Literal, NamedTuple, TypeVar

from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    ConditionFormula,
    Const,
    CriterionIs,
    CriterionKind,
    Derived,
    EveryYear,
    FactRef,
    Not,
    Outcome,
    ParamRef,
    PointsOf,
    ProgrammeIs,
    Ratio,
    Scorecard,
    Some,
    Status,
    Sum,
    Table,
    conditions_of,
)
from naikkelas.engines.folded import Folded, Shape, read_fact, relation, shape_of
from naikkelas.engines.proof.algebra import Algebra, Formula, Truth, exact
from naikkelas.engines.proof.comparing import Candidates, Span, among, ordered, pair, plain, ratio, tests_of
from naikkelas.engines.proof.facts import Facts, Ordered, Plain
from naikkelas.engines.proof.opened import Opened
from naikkelas.engines.proof.scorecards import Asked, score_truth
from naikkelas.facts import Kind
from naikkelas.folding import NEGATIVE
from naikkelas.logic import MET
from naikkelas.ruleset.model import Criterion, LinkedRuleSet

Why = Literal["given_and_derived"]

T = TypeVar("T")

_NEGATIVE_SHAPES: Final = frozenset({Shape.BOTH, Shape.RUNS, Shape.MEMBER})


class NotEncoded(Exception):  # noqa: N818 - it is no error: the question stays open
    """A part of a rule set that is not said in formulas; ``name`` is the derived fact."""

    def __init__(self, why: Why, name: str) -> None:
        super().__init__(why, name)
        self.why = why
        self.name = name


class Judged(NamedTuple):
    """A criterion: whether it applies, whether it is met, and what it gives."""

    guard: Truth
    require: Truth


class Judgement(NamedTuple):
    """A whole rule set: whether it is for this business, and whether every requirement is satisfied."""

    scope: Truth
    satisfied: Truth


class Encoder:
    """One rule set over one choice of facts.

    ``open_switches`` stands for any value of the parameters that conditions ask about, ``open_limits`` for any value of those that
    facts are compared with too. ``units`` are the dated rule sets by the identity of their linked ones; encoders of programmes are made when first asked for.
    """

    def __init__(
        self,
        algebra: Algebra,
        linked: LinkedRuleSet,
        units: Mapping[int, Folded],
        facts: Facts,
        *,
        open_switches: bool = False,
        open_limits: bool = False,
    ) -> None:
        self.algebra = algebra
        self.linked = linked
        self.units = units
        self.folded = units[id(linked)]
        self.facts = facts
        self._opened = Opened(algebra, self.folded) if open_switches or open_limits else None
        self._open = {"open_switches": open_switches, "open_limits": open_limits}
        self._memo: dict[tuple[str, object], Any] = {}
        self._programmes: dict[int, Encoder] = {id(linked): self}

    def _once(self, sort: str, key: object, make: Callable[[], T]) -> T:
        found = self._memo.get((sort, key))
        if found is None:
            try:
                found = make()
            except NotEncoded as refused:
                found = refused
            self._memo[sort, key] = found
        if isinstance(found, NotEncoded):
            raise found
        made: T = found
        return made

    def prepare(self) -> None:
        """Encodes everything, what rests on nothing first, so that however deep it is nothing nests."""
        for unit in self.linked.units():
            other = self if unit is self.linked else self._of(unit)
            for sort, name in unit.order:
                with suppress(NotEncoded):  # whoever asks for it is told
                    other.criterion(name) if sort == "criterion" else other._derived(unit.derived[name])
            with suppress(NotEncoded):
                other.judgement()

    def _derived(self, derived: Derived) -> None:
        if derived.is_value:
            kind = derived.type.kind
            made = self.boolean if kind is Kind.BOOLEAN else self.candidates if not kind.is_ordered else None
            self.span(FactRef(derived.name)) if made is None else made(derived.name)
        for condition in conditions_of(derived.formula):
            self.truth(condition)

    # --- the whole ---------------------------------------------------------------------------------------------------

    def criterion(self, name: str) -> Judged:
        """Guard and requirement of a criterion; a guard includes its own dates."""
        return self._once("criterion", name, lambda: self._criterion(self.linked.criteria[name]))

    def _criterion(self, criterion: Criterion) -> Judged:
        guard = exact(True) if criterion.guard is None else self.truth(criterion.guard)
        if not criterion.in_force(self.folded.rules_as_of):
            guard = exact(False)
        return Judged(self.algebra.named_truth(guard), self.algebra.named_truth(self.truth(criterion.require)))

    def satisfied(self, name: str) -> Truth:
        """Not the guard, or the requirement."""
        judged = self.criterion(name)
        return self.algebra.any_of([self.algebra.negated(judged.guard), judged.require])

    def judgement(self) -> Judgement:
        """What the outcome is made of."""
        return self._once("judgement", "", self._judgement)

    def _judgement(self) -> Judgement:
        algebra = self.algebra
        required = [name for name, one in self.linked.criteria.items() if one.kind is CriterionKind.REQUIREMENT]
        asked = algebra.any_of([self.criterion(name).guard for name in required])
        scope = algebra.all_of([self.applies(), asked])
        return Judgement(algebra.named_truth(scope), algebra.named_truth(algebra.all_of([self.satisfied(name) for name in required])))

    def applies(self) -> Truth:
        """The rule set's own ``applies_when``."""
        return exact(True) if self.linked.applies_when is None else self.truth(self.linked.applies_when)

    def outcome(self, outcomes: frozenset[Outcome]) -> Truth:
        """Whether the outcome is one of several, none of which is ``needs_information``."""
        algebra, (scope, satisfied) = self.algebra, self.judgement()
        parts = {
            Outcome.ELIGIBLE: [scope, satisfied],
            Outcome.INELIGIBLE: [scope, algebra.negated(satisfied)],
            Outcome.OUT_OF_SCOPE: [algebra.negated(scope)],
        }
        must = algebra.any(algebra.all(truth.must for truth in parts[outcome]) for outcome in outcomes)
        if scope.is_exact and satisfied.is_exact:
            return exact(must)
        decided = algebra.any(algebra.all(truth.must for truth in each) for each in parts.values())
        return Truth(must, algebra.any([must, algebra.no(decided)]))

    def points(self) -> Span:
        """The points of all preferences together."""
        return self._points_of([name for name, one in self.linked.criteria.items() if one.kind is CriterionKind.PREFERENCE])

    def _points_of(self, names: list[str] | tuple[str, ...]) -> Span:
        spans = [self._once("points", name, lambda name=name: self._points(name)) for name in names]  # type: ignore[misc]
        if all(low is high for low, high in spans):
            total = sum((low for low, _ in spans), 0)
            return total, total
        return sum((low for low, _ in spans), 0), sum((high for _, high in spans), 0)

    def _points(self, name: str) -> Span:
        algebra, worth = self.algebra, self.linked.criteria[name].points
        if self.linked.criteria[name].kind is not CriterionKind.PREFERENCE:
            return 0, 0
        met = algebra.all_of(self.criterion(name))
        low, high = (worth, worth) if isinstance(worth, int) else self.span(worth)
        if met.is_exact and low is high:
            made = algebra.either(met.must, low, 0)
            return made, made
        no_more = algebra.either(low < 0, low, 0)
        no_less = algebra.either(high > 0, high, 0)
        return (
            algebra.either(met.must, low, algebra.either(met.may, no_more, 0)),
            algebra.either(met.must, high, algebra.either(met.may, no_less, 0)),
        )

    # --- conditions --------------------------------------------------------------------------------------------------

    def truth(self, node: Condition) -> Truth:
        """The truth of a condition."""
        algebra = self.algebra
        match node:
            case Comparison():
                return self._once("comparison", node, lambda: algebra.named_truth(self._comparison(node)))
            case AllOf():
                return algebra.all_of([self.truth(item) for item in node.items])
            case AnyOf():
                return algebra.any_of([self.truth(item) for item in node.items])
            case Not():
                return algebra.negated(self.truth(node.item))
            case Some():
                return algebra.some_of(node.at_least, [self.truth(item) for item in node.items])
            case CriterionIs():
                return self._status(self.criterion(node.criterion), node.statuses)
            case ProgrammeIs():
                return self._programme(node.programme).outcome(node.outcomes)

    def _status(self, judged: Judged, statuses: frozenset[Status]) -> Truth:
        algebra, (guard, require) = self.algebra, judged
        no_guard, not_required = algebra.negated(guard), algebra.negated(require)
        match sorted(statuses):
            case [Status.MET]:
                return algebra.all_of([guard, require])
            case [Status.NOT_MET]:
                return algebra.all_of([guard, not_required])
            case [Status.NOT_APPLICABLE]:
                return no_guard
            case [Status.MET, Status.NOT_APPLICABLE]:
                return algebra.any_of([no_guard, require])
            case [Status.NOT_APPLICABLE, Status.NOT_MET]:
                return algebra.any_of([no_guard, not_required])
        return guard

    def _programme(self, name: str) -> "Encoder":
        return self._of(self.linked.programmes[name])

    def _of(self, other: LinkedRuleSet) -> "Encoder":
        found = self._programmes.get(id(other))
        if found is None:
            found = Encoder(self.algebra, other, self.units, self.facts, **self._open)
            found._programmes = self._programmes
            self._programmes[id(other)] = found
        return found

    def _comparison(self, node: Comparison) -> Truth:
        shape = shape_of(node, self.linked)
        if self._opened is not None and shape is Shape.CONSTANT:
            return exact(self._opened.switch(node))
        if self._opened is not None and self._open["open_limits"] and any(isinstance(right, ParamRef) for right in node.right):
            is_plain = (
                shape in (Shape.LOW, Shape.HIGH, Shape.BOTH)
                and isinstance(node.left, FactRef)
                and read_fact(node.left.name, self.linked) == node.left.name
            )
            return exact(self._opened.limit(node, self.span(node.left) if is_plain else None))
        constants = self.folded.constants(node, shape)
        if shape is Shape.CONSTANT:
            return exact(constants[0] == MET)
        made = self._plainly(node, shape, constants)
        return self.algebra.negated(made) if node.op in NEGATIVE and shape in _NEGATIVE_SHAPES else made

    def _plainly(self, node: Comparison, shape: Shape, constants: tuple[Any, ...]) -> Truth:
        algebra, left = self.algebra, node.left
        assert isinstance(left, FactRef)  # noqa: S101 - a parameter on the left is a constant
        derived = self.linked.derived.get(left.name)
        if shape is Shape.RATIO and derived is not None and isinstance(derived.formula, Ratio):
            parts = (self.span(derived.formula.of), self.span(derived.formula.to))
            return ratio(algebra, tests_of(node, constants), parts, derived.formula)
        if shape is Shape.SCORE and derived is not None and isinstance(derived.formula, Scorecard):
            return score_truth(algebra, derived.formula, self.asked(derived.formula), tests_of(node, constants))
        if node.type.kind.is_ordered:
            if shape is Shape.PAIR:
                assert isinstance(node.right[0], FactRef)  # noqa: S101 - that is what the shape says
                return pair(relation(node), self.span(left), self.span(node.right[0]))
            return ordered(algebra, shape, constants, self.span(left))
        if derived is None:
            fact = self.facts.variables[left.name]
            assert isinstance(fact, Plain)  # noqa: S101 - the linker looked at the types
            return plain(algebra, node, shape, constants, fact)
        if derived.type.kind is not Kind.BOOLEAN:
            made = self.candidates(left.name)
            return among(algebra, shape, constants, made, is_exact=self._is_exact(derived))
        value = self.boolean(left.name)
        if shape is Shape.KNOWN:
            return exact(True) if value.is_exact else Truth(algebra.any([value.must, algebra.no(value.may)]), True)
        return value if constants[0] else algebra.negated(value)

    def asked(self, scorecard: Scorecard) -> list[Asked]:
        """Guard and requirement of every indicator of a scorecard."""
        made = []
        for one in scorecard.indicators:
            if one.criterion is not None:
                made.append(Asked(*self.criterion(one.criterion)))
            else:
                made.append(Asked(exact(True) if one.guard is None else self.truth(one.guard), self.truth(one.require)))
        return made

    # --- values ------------------------------------------------------------------------------------------------------

    def span(self, operand: FactRef | ParamRef) -> Span:
        """The bounds of an ordered operand."""
        if isinstance(operand, ParamRef):
            value = self.folded.parameters[operand.name]
            return value, value
        name = read_fact(operand.name, self.linked)
        if name in self.linked.derived:
            return self._once("span", name, lambda: self._span_or_given(self._derived_fact(name)))
        fact = self.facts.variables[name]
        assert isinstance(fact, Ordered)  # noqa: S101 - the linker looked at the types
        return fact.low, fact.high

    def value(self, name: str) -> Span:
        """The bounds of a derived fact of an ordered type."""
        return self.span(FactRef(name))

    def boolean(self, name: str) -> Truth:
        """A derived boolean."""
        return self._once("boolean", name, lambda: self.algebra.named_truth(self._boolean_or_given(self._derived_fact(name))))

    def candidates(self, name: str) -> Candidates:
        """A derived choice: what it may be."""
        return self._once("candidates", name, lambda: self._candidates_or_given(self._derived_fact(name)))

    def _derived_fact(self, name: str) -> Derived:
        if name in self.facts.variables and name not in self.facts.given:
            raise NotEncoded("given_and_derived", name)
        return self.linked.derived[name]

    # --- what is given wins ------------------------------------------------------------------------------------------

    def _span_or_given(self, derived: Derived) -> Span:
        low, high = self._span(derived)
        given = self.facts.given.get(derived.name)
        if given is None:
            return low, high
        is_given, value = given
        assert isinstance(value, Ordered)  # noqa: S101 - as the formula is
        made = self.algebra.either(is_given, value.low, low)
        return made, made if low is high and value.low is value.high else self.algebra.either(is_given, value.high, high)

    def _boolean_or_given(self, derived: Derived) -> Truth:
        worked_out = self._boolean(derived)
        given = self.facts.given.get(derived.name)
        if given is None:
            return worked_out
        is_given, value = given
        assert isinstance(value, Plain)  # noqa: S101 - as the formula is

        def side(formula: Formula) -> Formula:
            return self._given_or(is_given, value.value, formula)

        must = side(worked_out.must)
        return exact(must) if worked_out.is_exact else Truth(must, side(worked_out.may))

    def _candidates_or_given(self, derived: Derived) -> Candidates:
        worked_out = self._candidates(derived)
        given = self.facts.given.get(derived.name)
        if given is None:
            return worked_out
        is_given, value = given
        assert isinstance(value, Plain)  # noqa: S101 - as the formula is
        places = {name: value.value == place for place, name in enumerate(value.names)}
        return {
            name: self.algebra.named(self._given_or(is_given, places.get(name, False), worked_out.get(name, False)))
            for name in {**worked_out, **places}
        }

    def _given_or(self, is_given: Formula, given: Formula, otherwise: Formula) -> Formula:
        algebra = self.algebra
        return algebra.any([algebra.all([is_given, given]), algebra.all([algebra.no(is_given), otherwise])])

    # --- worked out --------------------------------------------------------------------------------------------------

    def _boolean(self, derived: Derived) -> Truth:
        if isinstance(derived.formula, ConditionFormula):
            return self.truth(derived.formula.condition)
        possible = self.possible(derived)
        yes = self.algebra.any(test for test, then in possible if then)
        if self._is_exact(derived):
            return exact(yes)
        return Truth(self.algebra.no(self.algebra.any(test for test, then in possible if not then)), yes)

    def _candidates(self, derived: Derived) -> Candidates:
        grouped: dict[str, list[Formula]] = {}
        for test, then in self.possible(derived):
            grouped.setdefault(then, []).append(test)
        return {name: self.algebra.named(self.algebra.any(tests)) for name, tests in grouped.items()}

    def _span(self, derived: Derived) -> Span:
        match derived.formula:
            case Sum(terms=terms):
                spans = [(self.span(term), factor) for term, factor in terms]
                if all(low is high for (low, high), _ in spans):
                    total = sum((low * factor for (low, _), factor in spans), 0)
                    return total, total
                lows = sum(((low if factor >= 0 else high) * factor for (low, high), factor in spans), 0)
                return lows, sum(((high if factor >= 0 else low) * factor for (low, high), factor in spans), 0)
            case PointsOf(criteria=names):
                return self._points_of(names)
            case EveryYear():
                day = self.folded.every_year(derived.formula)
                return day, day
        results = sorted(self.possible(derived), key=lambda item: item[1])
        low = self._first(results)
        return (low, low) if self._is_exact(derived) else (low, self._first(results[::-1]))

    def _first(self, results: list[tuple[Formula, Any]]) -> Formula:
        """The value of the first possible result; there is always one."""
        made = results[-1][1]
        for test, then in reversed(results[:-1]):
            made = self.algebra.either(test, then, made)
        return made

    def possible(self, derived: Derived) -> list[tuple[Formula, Any]]:
        """The results of a table, ``otherwise`` last, each with the formula by which it is possible."""
        return self._once("possible", derived.name, lambda: self._possible(derived))

    def _possible(self, derived: Derived) -> list[tuple[Formula, Any]]:
        table, algebra = derived.formula, self.algebra
        assert isinstance(table, Table)  # noqa: S101 - the callers have looked at the others
        whens = self.rows(derived)
        made: list[tuple[Formula, Any]] = []
        before: list[Formula] = []
        for row, when in zip(table.rows, whens, strict=True):
            skipped = before if table.hit == "first" else []
            made.append((algebra.named(algebra.all([when.may, *(algebra.no(must) for must in skipped)])), self._result(row.then)))
            before.append(when.must)
        made.append((algebra.named(algebra.all(algebra.no(must) for must in before)), self._result(table.otherwise)))
        return made

    def rows(self, derived: Derived) -> list[Truth]:
        """The truth of every row of a table."""
        table = derived.formula
        assert isinstance(table, Table)  # noqa: S101 - the callers ask for tables only
        return self._once("rows", derived.name, lambda: [self.algebra.named_truth(self.truth(row.when)) for row in table.rows])

    def _is_exact(self, derived: Derived) -> bool:
        """Whether exactly one result of a table is possible."""
        return all(when.is_exact for when in self.rows(derived))

    def _result(self, then: Const | ParamRef) -> Any:
        return then.value if isinstance(then, Const) else self.folded.parameters[then.name]
