"""One rule set of those compiled together: its derived facts, criteria and outcome as nodes.

The semantics are those of :mod:`naikkelas.engines.rows.full`, on whole columns: nothing stops early, every comparison is made.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from naikkelas.conditions import (
    Comparison,
    Condition,
    ConditionFormula,
    Const,
    CriterionKind,
    Derived,
    EveryYear,
    FactRef,
    Indicator,
    ParamRef,
    PointsOf,
    Scorecard,
    Sum,
    Table,
)
from naikkelas.engines.folded import Folded, read_fact
from naikkelas.engines.frames.conditions import Conditions
from naikkelas.engines.frames.days import Days, Units
from naikkelas.engines.frames.graph import Graph, Node, Truth, Type
from naikkelas.engines.frames.parts import PER_MASK, Candidates, Facts, Judged, Pair, type_of
from naikkelas.engines.frames.scorecards import Shares, shares
from naikkelas.facts import Kind
from naikkelas.ruleset.model import Criterion, LinkedRuleSet


@dataclass
class Unit:
    """A rule set being compiled, and what became of it."""

    graph: Graph
    linked: LinkedRuleSet
    days: Days
    facts: Facts
    others: Mapping[int, "Unit"]
    comparisons: dict[int, Truth]
    numbers: dict[str, Pair] = field(default_factory=dict)
    truths: dict[str, Truth] = field(default_factory=dict)
    choices: dict[str, Candidates] = field(default_factory=dict)
    scores: dict[str, Shares] = field(default_factory=dict)
    criteria: dict[str, Judged] = field(default_factory=dict)

    def compile(self) -> None:
        """Everything in the order in which it depends on each other."""
        graph = self.graph
        self.conditions = Conditions(self)
        for kind, name in self.linked.order:
            if kind == "criterion":
                self.criteria[name] = self._criterion(self.linked.criteria[name])
            elif isinstance(formula := self.linked.derived[name].formula, Scorecard):
                self.scores[name] = shares(graph, formula, [[self._asked(one) for one in group.indicators] for group in formula.groups])
            elif self.linked.derived[name].is_value:
                self._derive(self.linked.derived[name])
        required = [self.criteria[n] for n in sorted(self.linked.criteria) if self.linked.criteria[n].kind is CriterionKind.REQUIREMENT]
        applies = graph.constant(3) if self.linked.applies_when is None else self.truth(self.linked.applies_when)
        self.scope = graph.all_of([applies, graph.any_of([one.guard for one in required])])
        self.satisfied = graph.all_of([graph.any_of([graph.negated(one.guard), one.require]) for one in required])
        self.eligible = graph.every((self.scope.must, self.satisfied.must))
        self.ineligible = graph.every((self.scope.must, graph.no(self.satisfied.may)))
        self.out_of_scope = graph.no(self.scope.may)
        self.points = self._total([n for n in sorted(self.linked.criteria) if self.linked.criteria[n].kind is CriterionKind.PREFERENCE])

    def truth(self, condition: Condition) -> Truth:
        """The truth of a condition."""
        return self.conditions.truth(condition)

    # --- values -------------------------------------------------------------------------------------------------------

    def dated(self, of: Callable[[Folded], Node]) -> Node:
        """A node that depends on this rule set's constants of each date."""
        key = id(self.linked)
        return self.days.node(lambda units: of(units[key]))

    def dated_truth(self, of: Callable[[Folded], Truth]) -> Truth:
        """A truth that depends on this rule set's constants of each date."""
        key = id(self.linked)

        def on(units: Units) -> Truth:
            return of(units[key])

        return self.days.truth(on)

    def bounds(self, operand: FactRef | ParamRef) -> Pair:
        """The bounds of an ordered operand."""
        if isinstance(operand, ParamRef):
            kind = type_of(self.linked.parameters[operand.name].type.kind)
            node = self.dated(lambda folded: self.graph.lit(folded.parameters[operand.name], kind))
            return node, node
        name = read_fact(operand.name, self.linked)
        return self.numbers[name] if name in self.linked.derived else self.facts.ordered(name)

    # --- derived facts ------------------------------------------------------------------------------------------------

    def _derive(self, derived: Derived) -> None:
        """Given, else worked out; the conditions are compiled either way, because they are in the mask."""
        graph, name, formula = self.graph, derived.name, derived.formula
        given = self.facts.given(name)
        if derived.type.kind.is_ordered:
            low, high = self._number(derived)
            if given is not graph.false:
                first, last = self.facts.ordered(name)
                low, high = graph.when(given, first, low), graph.when(given, last, high)
            self.numbers[name] = (low, high)
        elif derived.type.kind is Kind.BOOLEAN:
            truth = self._boolean(formula)
            if given is not graph.false:
                truth = graph.choose(given, graph.certain(graph.fill(self.facts.single(name), graph.false)), truth)
            self.truths[name] = truth
        else:
            self.choices[name] = self._choice(derived, given)

    def _number(self, derived: Derived) -> Pair:
        graph, formula = self.graph, derived.formula
        match formula:
            case Sum():
                return self._sum(formula)
            case PointsOf():
                return self._total(formula.criteria)
            case EveryYear():
                day = self.dated(lambda folded: graph.lit(folded.every_year(formula), "date"))
                return day, day
            case Table():
                return self._number_table(derived, formula)
        raise AssertionError("unreachable")

    def _sum(self, formula: Sum) -> Pair:
        lows, highs = [], []
        for term, factor in formula.terms:
            low, high = self.bounds(term)
            k = self.graph.lit(factor, "int")
            lows.append(self.graph.times(low if factor >= 0 else high, k))
            highs.append(self.graph.times(high if factor >= 0 else low, k))
        return self.graph.add(lows), self.graph.add(highs)

    def _total(self, names: Iterable[str]) -> Pair:
        parts = [self.criteria[name].points for name in names]
        return self.graph.add([low for low, _ in parts]), self.graph.add([high for _, high in parts])

    def _boolean(self, formula: object) -> Truth:
        if isinstance(formula, ConditionFormula):
            return self.truth(formula.condition)
        assert isinstance(formula, Table)  # noqa: S101 - nothing else gives a boolean
        graph, exact = self.graph, True
        sides = {True: graph.false, False: graph.false}
        for when, then, certain in self._rows(formula):
            exact = exact and certain
            for side, so_far in sides.items():
                sides[side] = graph.either((so_far, graph.every((when, self._gives(then, side)))))
        return Truth(sides[True], sides[True]) if exact else Truth(graph.no(sides[False]), sides[True])

    def _choice(self, derived: Derived, given: Node) -> Candidates:
        graph, exact = self.graph, True
        possible = dict.fromkeys(derived.type.choices or (), graph.false)
        assert isinstance(derived.formula, Table)  # noqa: S101 - nothing else gives a choice
        for when, then, certain in self._rows(derived.formula):
            exact = exact and certain
            for choice in possible:
                possible[choice] = graph.either((possible[choice], graph.every((when, self._gives(then, choice)))))
        if given is not graph.false:
            value = self.facts.single(derived.name)
            for choice, node in possible.items():
                possible[choice] = graph.when(given, graph.fill(graph.one_of(value, [choice]), graph.false), node)
        return Candidates(possible, exact)

    def _gives(self, then: Const | ParamRef, value: bool | str) -> Node:
        """On which dates a row of a table gives this value."""
        return self.dated(lambda folded: self.graph.true if folded.resolve(then) == value else self.graph.false)

    def _rows(self, table: Table) -> list[tuple[Node, Const | ParamRef, bool]]:
        """The rows and ``otherwise``: where each is possible, what it gives, and whether that is exact."""
        graph, rows = self.graph, []
        whens = [self.truth(row.when) for row in table.rows]
        reached = graph.true
        for row, when in zip(table.rows, whens, strict=True):
            rows.append((graph.every((reached, when.may)), row.then, when.exact))
            if table.hit == "first":
                reached = graph.every((reached, graph.no(when.must)))
        if table.hit == "unique":
            reached = graph.no(graph.either(when.must for when in whens))
        return [*rows, (reached, table.otherwise, True)]

    def _number_table(self, derived: Derived, table: Table) -> Pair:
        graph, kind = self.graph, type_of(derived.type.kind)
        rows = [(when, self._result(then, kind), exact) for when, then, exact in self._rows(table)]
        if all(exact for _, _, exact in rows):
            value = rows[-1][1]
            for when, result, _ in reversed(rows[:-1]):
                value = graph.when(when, result, value)
            return value, value
        low, high = (graph.lit(bound, kind) for bound in derived.type.bounds)
        return (
            graph.least([graph.when(when, result, high) for when, result, _ in rows]),
            graph.greatest([graph.when(when, result, low) for when, result, _ in rows]),
        )

    def _result(self, then: Const | ParamRef, kind: Type) -> Node:
        return self.dated(lambda folded: self.graph.lit(folded.resolve(then), kind))

    def _asked(self, one: Indicator) -> tuple[Truth, Truth]:
        """Guard and requirement of an indicator; of a criterion its own."""
        if one.criterion is not None:
            return self.criteria[one.criterion].guard, self.criteria[one.criterion].require
        guard = self.graph.constant(3) if one.guard is None else self.truth(one.guard)
        return guard, self.truth(one.require)

    # --- criteria -----------------------------------------------------------------------------------------------------

    def _criterion(self, criterion: Criterion) -> Judged:
        graph = self.graph
        guard = graph.constant(3) if criterion.guard is None else self.truth(criterion.guard)
        if criterion.effective != (None, None):
            in_force = self.dated(lambda folded: graph.true if criterion.in_force(folded.rules_as_of) else graph.false)
            guard = graph.all_of([graph.certain(in_force), guard])
        require = self.truth(criterion.require)
        points = self._points(criterion, graph.all_of([guard, require]))
        return Judged(guard, require, points)

    def _points(self, criterion: Criterion, counts: Truth) -> Pair:
        """Nothing where it does not count, and a span down or up to nothing where it may not."""
        graph, zero = self.graph, self.graph.lit(0, "int")
        if criterion.kind is not CriterionKind.PREFERENCE:
            return zero, zero
        if isinstance(criterion.points, int):
            low = high = graph.lit(criterion.points, "int")
        else:
            low, high = self.bounds(criterion.points)
        if counts.exact:
            least = graph.when(counts.must, low, zero)
            return least, least if low is high else graph.when(counts.must, high, zero)
        return self._open(counts, low, graph.least), self._open(counts, high, graph.greatest)

    def _open(self, counts: Truth, points: Node, end: Callable[[list[Node]], Node]) -> Node:
        graph, zero = self.graph, self.graph.lit(0, "int")
        unsure = end([points, zero])
        if unsure is points:  # what must count may count
            return graph.when(counts.may, points, zero)
        return graph.when(counts.must, points, zero if unsure is zero else graph.when(counts.may, unsure, zero))

    def statuses(self) -> dict[str, tuple[Node, Node, Node]]:
        """Of every criterion: where it is not applicable, not met, and met; it is unknown elsewhere."""
        graph = self.graph
        return {
            name: (
                graph.no(one.guard.may),
                graph.every((one.guard.must, graph.no(one.require.may))),
                graph.every((one.guard.must, one.require.must)),
            )
            for name, one in self.criteria.items()
        }

    def masks(self) -> list[Node]:
        """Two bits a comparison, 31 comparisons a column, in canonical order."""
        graph, found = self.graph, [self.comparisons[id(comparison)] for comparison in self.linked.comparisons]
        chunks = [found[start : start + PER_MASK] for start in range(0, len(found), PER_MASK)]
        return [graph.bits(chunk) for chunk in chunks]

    def noted(self, comparison: Comparison, truth: Truth) -> Truth:
        """Keeps the truth of a comparison for the mask."""
        self.comparisons[id(comparison)] = truth
        return truth
