"""A rule set and a profile as formulas: what it takes to settle each condition, criterion and outcome.

What the profile settles already drops out. Derived facts are seen through to the facts behind them, and programmes to their
own rules; a derived fact that was given is what was given.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import eq, itemgetter
from typing import Any, Final

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
    Indicator,
    Not,
    Op,
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
from naikkelas.engines.deciding.domains import ANY, Holds, IsTrue, Named, Wanted
from naikkelas.engines.deciding.formula import FALSE, TRUE, Formula, Pick, both, constant, either, several
from naikkelas.engines.deciding.scores import Asked, Limit, group_parts
from naikkelas.engines.deciding.sums import FactPart, Limits, Part, TablePart, gated, inside, known
from naikkelas.engines.folded import Folded, Shape, read_fact, relation, shape_of
from naikkelas.engines.rows.source import units_of
from naikkelas.facts import MOST_ANYWHERE, Fact, Kind
from naikkelas.folding import NEGATIVE, Run
from naikkelas.logic import MET
from naikkelas.ranges import Bounds
from naikkelas.ruleset.model import Criterion, LinkedRuleSet
from naikkelas.scores import Card
from naikkelas.snapshot import Exact, Snapshot

_LIMITS: Final[Mapping[str, Limits]] = {">=": (0, None), ">": (1, None), "<=": (None, 0), "<": (None, -1)}
_OPPOSITE: Final = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


@dataclass(frozen=True, slots=True)
class Unit:
    """A rule set on one date."""

    linked: LinkedRuleSet
    folded: Folded


def gaps(runs: Sequence[Run]) -> list[Limits]:
    """Everything between and beside the runs. They come in any order, and some may be empty."""
    found: list[Limits] = []
    start: int | None = None
    for first, last in sorted(runs, key=lambda run: -MOST_ANYWHERE if run[0] is None else run[0]):
        if first is not None and last is not None and first > last:
            continue
        if first is not None and (start is None or start < first):
            found.append((start, first - 1))
        if last is None:
            return found
        start = last + 1 if start is None else max(start, last + 1)
    return [*found, (start, None)]


class Rules:
    """The formulas of one rule set (and of the programmes it refers to) for one snapshot.

    ``names`` are the given facts that are missing or imprecise; a formula knows them by their place in it. ``exact`` turns
    false when a construct was met whose ways to narrow are not all known.
    """

    def __init__(self, linked: LinkedRuleSet, folded: Folded, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        units = units_of(linked)
        self.units = {id(unit): Unit(unit, folded if unit is linked else _folded(unit, folded)) for unit in units}
        self.root = self.units[id(linked)]
        facts: dict[str, Fact] = {}
        for unit in units:
            facts = {**unit.facts, **facts}
        self.names = tuple(sorted(name for name in facts if name not in snapshot.exact))
        self.facts = tuple(facts[name] for name in self.names)
        self.bounds = tuple(self._bounds(fact) for fact in self.facts)
        self.exact = not any(name in unit.derived for unit in units for name in self.names)
        self._index = {name: i for i, name in enumerate(self.names)}
        self._done: dict[tuple[int, int, bool], Formula] = {}
        self._outcomes: dict[int, Mapping[Outcome, Formula]] = {}

    def _bounds(self, fact: Fact) -> Bounds | None:
        return self.snapshot.ranged.get(fact.name, fact.type.bounds) if fact.type.kind.is_ordered else None

    # --- outcomes and criteria ----------------------------------------------------------------------------------------

    def outcomes(self, unit: Unit) -> Mapping[Outcome, Formula]:
        """What it takes to reach each outcome but ``needs_information``."""
        key = id(unit.linked)
        if key not in self._outcomes:
            for one in units_of(unit.linked):
                if id(one) not in self._outcomes:
                    self._in_order(self.units[id(one)])
                    self._outcomes[id(one)] = self._reached(self.units[id(one)])
        return self._outcomes[key]

    def _in_order(self, unit: Unit) -> None:
        """Reads each criterion and derived fact after what it refers to, as programmes are read: so no chain of references nests."""
        for kind, name in unit.linked.order:
            if kind == "criterion":
                criterion = unit.linked.criteria[name]
                conditions = [criterion.require] if criterion.guard is None else [criterion.guard, criterion.require]
            else:
                conditions = list(conditions_of(unit.linked.derived[name].formula))
            for condition in conditions:
                self.condition(unit, condition, True)
                self.condition(unit, condition, False)

    def _reached(self, unit: Unit) -> Mapping[Outcome, Formula]:
        criteria = [unit.linked.criteria[name] for name in sorted(unit.linked.criteria)]
        required = [criterion for criterion in criteria if criterion.kind is CriterionKind.REQUIREMENT]
        applies = unit.linked.applies_when
        scope = TRUE if applies is None else self.condition(unit, applies, True)
        outside = FALSE if applies is None else self.condition(unit, applies, False)
        guards = {settled: [self.guard(unit, criterion, settled) for criterion in required] for settled in (True, False)}
        satisfied = [either([self.guard(unit, c, False), self.require(unit, c, True)]) for c in required]
        failed = [both([self.guard(unit, c, True), self.require(unit, c, False)]) for c in required]
        return {
            Outcome.ELIGIBLE: both([scope, either(guards[True]), *satisfied]),
            Outcome.INELIGIBLE: both([scope, either(failed)]),
            Outcome.OUT_OF_SCOPE: either([outside, both(guards[False])]),
        }

    def guard(self, unit: Unit, criterion: Criterion, met: bool) -> Formula:
        """What it takes for a criterion to apply, or not to."""
        if not criterion.in_force(unit.folded.rules_as_of):
            return constant(not met)
        return constant(met) if criterion.guard is None else self.condition(unit, criterion.guard, met)

    def require(self, unit: Unit, criterion: Criterion, met: bool) -> Formula:
        """What it takes for its requirement to be met, or not met."""
        return self.condition(unit, criterion.require, met)

    def fed(self, criterion: Criterion) -> int:
        """The facts that can settle the status of a criterion of the rule set itself."""
        guard, require = ([ask(self.root, criterion, met) for met in (True, False)] for ask in (self.guard, self.require))
        if guard[1] is TRUE:
            return 0
        return _support([*guard, *require])

    # --- conditions ---------------------------------------------------------------------------------------------------

    def condition(self, unit: Unit, node: Condition, met: bool) -> Formula:
        """What it takes for a condition to become met, or not met."""
        key = (id(unit), id(node), met)
        if key not in self._done:
            self._done[key] = self._condition(unit, node, met)
        return self._done[key]

    def _condition(self, unit: Unit, node: Condition, met: bool) -> Formula:
        match node:
            case Comparison():
                return self._comparison(unit, node, met)
            case AllOf() | AnyOf():
                join = both if isinstance(node, AllOf) == met else either
                return join(self.condition(unit, item, met) for item in node.items)
            case Not():
                return self.condition(unit, node.item, not met)
            case Some():
                count = node.at_least if met else len(node.items) - node.at_least + 1
                return several(count, [self.condition(unit, item, met) for item in node.items])
            case CriterionIs():
                return self._status(unit, node, met)
            case ProgrammeIs():
                reached = self.outcomes(self.units[id(unit.linked.programmes[node.programme])])
                return either(formula for outcome, formula in reached.items() if (outcome in node.outcomes) == met)

    def _status(self, unit: Unit, node: CriterionIs, met: bool) -> Formula:
        criterion = unit.linked.criteria[node.criterion]
        wanted = node.statuses if met else frozenset({Status.MET, Status.NOT_MET, Status.NOT_APPLICABLE}) - node.statuses
        ways = []
        if Status.NOT_APPLICABLE in wanted:
            ways.append(self.guard(unit, criterion, False))
        elif len(wanted) == 2:
            return self.guard(unit, criterion, True)
        if Status.MET in wanted or Status.NOT_MET in wanted:
            settled = self.require(unit, criterion, Status.MET in wanted)
            ways.append(settled if Status.NOT_APPLICABLE in wanted else both([self.guard(unit, criterion, True), settled]))
        return either(ways)

    # --- comparisons --------------------------------------------------------------------------------------------------

    def _comparison(self, unit: Unit, node: Comparison, met: bool) -> Formula:
        shape = shape_of(node, unit.linked)
        if shape is Shape.KNOWN:
            return self._known(unit, node.left.name, node) if met else FALSE
        if shape is Shape.PAIR:
            return self._pair(unit, node, met)
        constants = unit.folded.constants(node, shape)
        if shape is Shape.CONSTANT:
            return constant((constants[0] == MET) == met)
        if shape in (Shape.RATIO, Shape.SCORE):
            return (self._ratio if shape is Shape.RATIO else self._score)(unit, node, constants, met)
        if node.op in NEGATIVE and shape is not Shape.BOOLEAN:
            met = not met
        if shape in (Shape.LOW, Shape.HIGH, Shape.BOTH, Shape.RUNS):
            runs = constants[0] if shape is Shape.RUNS else [_run(shape, constants)]
            return inside(self.parts(unit, node.left, 1), runs if met else gaps(runs), _origin(unit, node))
        return self._names(unit, node, shape, constants[0], met)

    def _known(self, unit: Unit, name: str, node: Comparison) -> Formula:
        if node.type.kind.is_ordered:
            return known(self.parts(unit, node.left, 1), _origin(unit, node))
        derived = unit.linked.derived.get(name)
        if derived is None or name in self.snapshot.exact:
            return self._pick(unit, name, ANY, node)
        if isinstance(derived.formula, Table):
            values = dict.fromkeys(self._result(unit, then) for then in _results(derived.formula))
            return either(self.among(unit, derived.formula, partial(eq, one)) for one in values)
        return either([self._truth(unit, derived, True), self._truth(unit, derived, False)])

    def _pair(self, unit: Unit, node: Comparison, met: bool) -> Formula:
        right = node.right[0]
        assert isinstance(right, FactRef)  # noqa: S101 - that is what the shape says
        wanted = relation(node) if met else _OPPOSITE[relation(node)]
        parts = [*self.parts(unit, node.left, 1), *self.parts(unit, right, -1)]
        return inside(parts, [_LIMITS[wanted]], _origin(unit, node))

    def _ratio(self, unit: Unit, node: Comparison, fractions: Sequence[tuple[int, int]], met: bool) -> Formula:
        """As :mod:`naikkelas.engines.rows.ratios` has it: a denominator that may be 0 must agree with ``when_zero``."""
        ratio = unit.linked.derived[node.left.name].formula
        assert isinstance(ratio, Ratio)  # noqa: S101 - that is what the shape says
        relations = (">=", "<=") if node.op is Op.BETWEEN else (relation(node),)
        agrees, origin = ratio.when_zero == met, _origin(unit, node)
        wanted = [rel if met else _OPPOSITE[rel] for rel in relations]
        tests = [self._quotient(unit, ratio, (rel, one), agrees, origin) for rel, one in zip(wanted, fractions, strict=True)]
        divided = both(tests) if met else either(tests)
        to = self.parts(unit, ratio.to, ratio.to_factor)
        if agrees:
            return either([inside(to, [(None, 0)], (origin, "zero")), divided])
        return both([inside(to, [(1, None)], (origin, "positive")), divided])

    def _score(self, unit: Unit, node: Comparison, fractions: Sequence[tuple[int, int]], met: bool) -> Formula:
        """As :mod:`naikkelas.scores` has it; where no indicator may apply, that must agree with ``when_empty``."""
        scorecard = unit.linked.derived[node.left.name].formula
        assert isinstance(scorecard, Scorecard)  # noqa: S101 - that is what the shape says
        relations = (">=", "<=") if node.op is Op.BETWEEN else (relation(node),)
        card, origin = Card.of(scorecard), _origin(unit, node)
        asked = [self._asked(unit, one) for one in scorecard.indicators]
        wanted = [rel if met else _OPPOSITE[rel] for rel in relations]
        limits = [(rel, Limit.of(card, rel, one)) for rel, one in zip(wanted, fractions, strict=True)]
        tests = [self._limited(asked, limit, (0, None) if ">" in rel else (None, 0), (origin, rel)) for rel, limit in limits]
        found = both(tests) if met else either(tests)
        if scorecard.when_empty is None:
            return found
        empty = both(one.exempt for one in asked)
        return either([empty, found]) if scorecard.when_empty == met else both([found, either(one.applies for one in asked)])

    def _limited(self, asked: Sequence[Asked], limit: Limit, wanted: Limits, origin: object) -> Formula:
        """The sum over the groups lies on the wanted side of 0."""
        parts: list[Part] = []
        start = 0
        for weight, weights in limit.card.groups:
            parts += group_parts(limit, weight, tuple(asked[start : start + len(weights)]), self._unsure)
            start += len(weights)
        return inside(parts, [wanted], origin)

    def _asked(self, unit: Unit, one: Indicator) -> Asked:
        """What it takes to settle an indicator: of a criterion, its guard and its requirement."""
        if one.criterion is not None:
            criterion = unit.linked.criteria[one.criterion]
            applies, exempt = (self.guard(unit, criterion, truth) for truth in (True, False))
            met, not_met = (self.require(unit, criterion, truth) for truth in (True, False))
            return Asked(one.weight, applies, exempt, met, not_met)
        guard = one.guard
        applies, exempt = (constant(truth) if guard is None else self.condition(unit, guard, truth) for truth in (True, False))
        met, not_met = (self.condition(unit, one.require, truth) for truth in (True, False))
        return Asked(one.weight, applies, exempt, met, not_met)

    def _quotient(self, unit: Unit, ratio: Ratio, asked: tuple[str, tuple[int, int]], from_one: bool, origin: object) -> Formula:
        """``of / to`` against a fraction p / q is ``q * of - p * to`` against 0; ``from_one`` takes 0 out of ``to``."""
        wanted, (p, q) = asked
        of, limits = self.parts(unit, ratio.of, q * ratio.of_factor), [_LIMITS[wanted]]
        found = inside([*of, *self.parts(unit, ratio.to, -p * ratio.to_factor)], limits, (origin, wanted))
        least_counts = p < 0 if wanted in (">=", ">") else p > 0
        return either([found, inside([*of, Part(-p, -p)], limits, (origin, wanted, 1))]) if from_one and least_counts else found

    # --- names --------------------------------------------------------------------------------------------------------

    def _names(self, unit: Unit, node: Comparison, shape: Shape, wanted: object, met: bool) -> Formula:
        name = node.left.name
        derived = unit.linked.derived.get(name)
        if shape is Shape.BOOLEAN:
            test: Wanted = IsTrue((wanted is True) == met)
        elif shape is Shape.MEMBER:
            test = Named(wanted if isinstance(wanted, frozenset) else frozenset(), met)
        else:
            test = Holds(node.op, wanted if isinstance(wanted, frozenset) else frozenset({str(wanted)}), met)
        if derived is None or name in self.snapshot.exact:
            return self._pick(unit, name, test, node)
        if isinstance(derived.formula, Table):
            return self.among(unit, derived.formula, test.accepts)
        return self._truth(unit, derived, test.accepts(True))

    def _pick(self, unit: Unit, name: str, test: Wanted, node: Comparison) -> Formula:
        value = self.snapshot.exact.get(name)
        if value is not None:
            return constant(test.accepts(value))
        index = self._index[name]
        choices = self.facts[index].type.choices if self.facts[index].type.kind is Kind.CHOICE else None
        reached = choices is None or any(test.accepts(choice) for choice in choices)
        return Pick(index, test, _origin(unit, node)) if reached else FALSE

    def _truth(self, unit: Unit, derived: Derived, value: bool) -> Formula:
        assert isinstance(derived.formula, ConditionFormula)  # noqa: S101 - what is neither ordered nor a table
        return self.condition(unit, derived.formula.condition, value)

    # --- tables -------------------------------------------------------------------------------------------------------

    def _result(self, unit: Unit, then: Const | ParamRef) -> Exact:
        value = unit.folded.resolve(then)
        assert isinstance(value, int | str)  # noqa: S101 - a boolean, a choice or an ordered value
        return value

    def among(self, unit: Unit, table: Table, accepts: Callable[[Any], bool]) -> Formula:
        """Every row that stays possible gives an accepted result."""
        rows = [(accepts(self._result(unit, row.then)), row.when) for row in table.rows]
        last = constant(accepts(self._result(unit, table.otherwise)))
        if table.hit == "unique":
            out = [self.condition(unit, when, False) for fits, when in rows if not fits]
            return both([*out, either([last, *(self.condition(unit, when, True) for _, when in rows)])])
        for fits, run in groupby(reversed(rows), key=itemgetter(0)):
            whens = [self.condition(unit, when, fits) for _, when in run]
            last = either([*whens, last]) if fits else both([*whens, last])
        return last

    def _possible(self, unit: Unit, table: Table) -> set[int]:
        """The results that a table of numbers or dates may still have."""
        found: list[Const | ParamRef] = []
        certain = False
        for row in table.rows:
            if self.condition(unit, row.when, False) is not TRUE:
                found.append(row.then)
            certain = certain or self.condition(unit, row.when, True) is TRUE
            if certain and table.hit == "first":
                break
        results = found if certain else [*found, table.otherwise]
        return {value for then in results if isinstance(value := self._result(unit, then), int)}

    # --- terms of sums ------------------------------------------------------------------------------------------------

    def parts(self, unit: Unit, operand: FactRef | ParamRef, factor: int) -> list[Part]:
        """An ordered operand times a factor, as terms of a sum."""
        if isinstance(operand, ParamRef):
            return [_fixed(unit.folded.parameters[operand.name], factor)]
        name = read_fact(operand.name, unit.linked)
        given = self.snapshot.value(name)
        derived = unit.linked.derived.get(name)
        if given is not None and (derived is not None or not isinstance(given, tuple)):
            return [_fixed(given, factor)]
        if derived is not None:
            return self._derived_parts(unit, derived, factor)
        index = self._index[name]
        return [FactPart.of(index, factor, self.bounds[index] or (0, 0))]

    def _derived_parts(self, unit: Unit, derived: Derived, factor: int) -> list[Part]:
        match derived.formula:
            case Sum(terms=terms):
                return [part for term, times in terms for part in self.parts(unit, term, times * factor)]
            case PointsOf(criteria=names):
                return [part for name in names for part in self._points(unit, unit.linked.criteria[name], factor)]
            case EveryYear():
                return [_fixed(unit.folded.every_year(derived.formula), factor)]
            case Table():
                return [self._table_part(unit, derived.formula, factor)]
        raise AssertionError("unreachable")

    def _table_part(self, unit: Unit, table: Table, factor: int) -> Part:
        values = sorted({value * factor for value in self._possible(unit, table)})
        if len(values) == 1:
            return Part(values[0], values[0])

        def among(accepts: Callable[[int], bool]) -> Formula:
            return self.among(unit, table, lambda value: accepts(value * factor))

        rows = _support([self.condition(unit, row.when, met) for row in table.rows for met in (True, False)])
        return TablePart(values[0], values[-1], tuple(values), rows, among, self._unsure)

    def _unsure(self) -> None:
        self.exact = False

    def _points(self, unit: Unit, criterion: Criterion, factor: int) -> list[Part]:
        met = both([self.guard(unit, criterion, True), self.require(unit, criterion, True)])
        not_met = either([self.guard(unit, criterion, False), self.require(unit, criterion, False)])
        if not_met is TRUE:
            return []
        points = criterion.points
        inner = [_fixed(points, factor)] if isinstance(points, int) else self.parts(unit, points, factor)
        if met is TRUE:
            return inner
        return [gated(met, not_met, inner, self._unsure)]


def _origin(unit: Unit, node: Comparison) -> tuple[int, int]:
    """Which comparison asks. Criteria that are taken over by ``uses`` are the same nodes in two rule sets."""
    return (id(unit), id(node))


def _folded(unit: LinkedRuleSet, folded: Folded) -> Folded:
    return Folded.at(unit, folded.as_of, folded.rules_as_of)


def _fixed(value: object, factor: int) -> Part:
    """An exact value or a range that stays, times a factor."""
    low, high = value if isinstance(value, tuple) else (value, value)
    assert isinstance(low, int)  # noqa: S101 - ordered values are integers
    assert isinstance(high, int)  # noqa: S101 - as above
    return Part(min(low * factor, high * factor), max(low * factor, high * factor))


def _run(shape: Shape, constants: Sequence[int]) -> Run:
    """The run of a plain ordered comparison."""
    if shape is Shape.LOW:
        return (constants[0], None)
    return (None, constants[0]) if shape is Shape.HIGH else (constants[0], constants[1])


def _results(table: Table) -> list[Const | ParamRef]:
    return [*(row.then for row in table.rows), table.otherwise]


def _support(formulas: Sequence[Formula]) -> int:
    found = 0
    for formula in formulas:
        found |= formula.support
    return found
