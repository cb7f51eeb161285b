"""Conditions as truths: one comparison at a time, and how they are combined."""

from typing import Any

from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    CriterionIs,
    FactRef,
    Not,
    Op,
    Outcome,
    ProgrammeIs,
    Ratio,
    Some,
    Status,
)
from naikkelas.engines.folded import Folded, Shape, relation, shape_of
from naikkelas.engines.frames.graph import Node, Truth
from naikkelas.engines.frames.parts import Compiling
from naikkelas.engines.frames.scorecards import score_truth
from naikkelas.facts import Kind
from naikkelas.folding import NEGATIVE, Run

_RELATIONS = {">=": "ge", "<=": "le", ">": "gt", "<": "lt"}


class Conditions:
    """The conditions of one rule set."""

    def __init__(self, unit: Compiling) -> None:
        self.unit = unit
        self.graph = unit.graph
        self.linked = unit.linked

    def truth(self, node: Condition) -> Truth:
        """The truth of a condition, all comparisons below it noted for the mask."""
        graph = self.graph
        match node:
            case Comparison():
                return self.unit.noted(node, self._comparison(node))
            case AllOf():
                return graph.all_of([self.truth(item) for item in node.items])
            case AnyOf():
                return graph.any_of([self.truth(item) for item in node.items])
            case Not():
                return graph.negated(self.truth(node.item))
            case Some():
                return graph.at_least(node.at_least, [self.truth(item) for item in node.items])
            case CriterionIs():
                return self._criterion_is(node)
            case ProgrammeIs():
                return self._programme_is(node)

    def _criterion_is(self, node: CriterionIs) -> Truth:
        graph, criterion = self.graph, self.unit.criteria[node.criterion]
        guard, require = criterion.guard, criterion.require
        if node.statuses == {Status.MET, Status.NOT_MET}:
            return guard
        inside = {Status.MET: require, Status.NOT_MET: graph.negated(require)}
        asked = [inside[status] for status in inside if status in node.statuses]
        if Status.NOT_APPLICABLE in node.statuses:
            return graph.any_of([graph.negated(guard), *asked])
        return graph.all_of([guard, *asked])

    def _programme_is(self, node: ProgrammeIs) -> Truth:
        graph, other = self.graph, self.unit.others[id(self.linked.programmes[node.programme])]
        settled = {Outcome.ELIGIBLE: other.eligible, Outcome.INELIGIBLE: other.ineligible, Outcome.OUT_OF_SCOPE: other.out_of_scope}
        if other.scope.exact and other.satisfied.exact:
            return graph.certain(graph.either(settled[outcome] for outcome in node.outcomes))
        excluded = [where for outcome, where in settled.items() if outcome not in node.outcomes]
        return Truth(graph.either(settled[outcome] for outcome in node.outcomes), graph.no(graph.either(excluded)))

    # --- comparisons --------------------------------------------------------------------------------------------------

    def _comparison(self, node: Comparison) -> Truth:
        shape = shape_of(node, self.linked)
        if shape is Shape.PAIR:
            return self._pair(node)
        if shape is Shape.KNOWN and isinstance(node.left, FactRef):
            return self._known(node.left, node.type.kind)
        negative = node.op in NEGATIVE and shape in (Shape.BOTH, Shape.RUNS, Shape.MEMBER)

        def on(folded: Folded) -> Truth:
            truth = self._with_constants(node, shape, folded.constants(node, shape))
            return self.graph.negated(truth) if negative else truth

        return self.unit.dated_truth(on)

    def _with_constants(self, node: Comparison, shape: Shape, k: tuple[Any, ...]) -> Truth:
        """On one date."""
        if shape is Shape.CONSTANT:
            return self.graph.constant(k[0])
        assert isinstance(node.left, FactRef)  # noqa: S101 - a parameter on the left is a constant
        if shape is Shape.RATIO:
            return self._ratio(node, k)
        if shape is Shape.SCORE:
            return score_truth(self.graph, node, self.unit.scores[node.left.name], k)
        if not node.type.kind.is_ordered:
            return self._named(node, shape, k)
        match shape:
            case Shape.LOW:
                return self._in_run(node, (k[0], None))
            case Shape.HIGH:
                return self._in_run(node, (None, k[0]))
            case Shape.BOTH:
                return self._in_run(node, (k[0], k[1]))
        return self.graph.any_of([self._in_run(node, run) for run in k[0]])

    def _in_run(self, node: Comparison, run: Run) -> Truth:
        """Met where all that is possible lies in the run, not met where nothing does."""
        graph = self.graph
        low, high = self.unit.bounds(node.left)
        musts, mays = [], []
        for end, op, must, may in ((run[0], "ge", low, high), (run[1], "le", high, low)):
            if end is not None:
                limit = graph.lit(end, low.type)
                musts.append(graph.compare(op, must, limit))
                mays.append(graph.compare(op, may, limit))
        return Truth(graph.every(musts), graph.every(mays))

    def _pair(self, node: Comparison) -> Truth:
        right = node.right[0]
        assert isinstance(right, FactRef)  # noqa: S101 - that is what the shape says
        (a, b), (c, d) = self.unit.bounds(node.left), self.unit.bounds(right)
        op = _RELATIONS[relation(node)]
        must, may = ((a, d), (b, c)) if op in ("ge", "gt") else ((b, c), (a, d))
        return Truth(self.graph.compare(op, *must), self.graph.compare(op, *may))

    def _known(self, fact: FactRef, kind: Kind) -> Truth:
        graph, unit = self.graph, self.unit
        if kind.is_ordered:
            low, high = unit.bounds(fact)
            if low is high:
                return graph.constant(3)
            same_column = low.op == high.op == "fill" and low.args[0] is high.args[0]
            # bounds of one column differ only where it is null, unless the type has one value
            sure = (
                graph.no(graph.is_null(low.args[0])) if same_column and low.args[1] is not high.args[1] else graph.compare("eq", low, high)
            )
        elif fact.name in unit.truths:
            truth = unit.truths[fact.name]
            sure = graph.true if truth.exact else graph.either((truth.must, graph.no(truth.may)))
        elif fact.name in unit.choices:
            made = unit.choices[fact.name]
            count = graph.add([graph.number_of(node, 1) for node in made.possible.values()])
            sure = graph.true if made.exact else graph.compare("le", count, graph.lit(1, "int"))
        else:
            sure = graph.no(graph.is_null(unit.facts.single(fact.name)))
        return Truth(sure, graph.true)

    def _named(self, node: Comparison, shape: Shape, k: tuple[Any, ...]) -> Truth:
        """A boolean, choice, text or set."""
        graph, unit, name = self.graph, self.unit, node.left.name
        if name in unit.truths:
            return unit.truths[name] if k[0] else graph.negated(unit.truths[name])
        if name in unit.choices:
            made = unit.choices[name]
            may = graph.either(where for choice, where in made.possible.items() if choice in k[0])
            others = graph.either(where for choice, where in made.possible.items() if choice not in k[0])
            return Truth(may, may) if made.exact else Truth(graph.no(others), may)
        value = unit.facts.single(name)
        if shape is Shape.BOOLEAN:
            return graph.asked(value if k[0] else graph.no(value))
        if shape is Shape.MEMBER:
            return graph.asked(graph.one_of(value, k[0]))
        wanted = [k[0]] if node.op is Op.INCLUDES else sorted(k[0])
        found = [graph.fill(graph.contains(value, member), graph.false) for member in wanted]
        joined = graph.either(found) if node.op is Op.INCLUDES_ANY else graph.every(found)
        missing = graph.is_null(value)
        must = graph.every((joined, graph.no(missing)))
        return Truth(must, graph.either((must, missing)))

    # --- ratios -------------------------------------------------------------------------------------------------------

    def _ratio(self, node: Comparison, k: tuple[tuple[int, int], ...]) -> Truth:
        """As :func:`naikkelas.engines.rows.ratios.ratio_truth`."""
        graph, ratio = self.graph, self.linked.derived[node.left.name].formula
        assert isinstance(ratio, Ratio)  # noqa: S101 - that is what the shape says
        f, t = graph.lit(ratio.of_factor, "int"), graph.lit(ratio.to_factor, "int")
        of = [graph.times(side, f) for side in self.unit.bounds(ratio.of)]
        to = [graph.times(side, t) for side in self.unit.bounds(ratio.to)]
        relations = (">=", "<=") if node.op is Op.BETWEEN else (relation(node),)
        tests = list(zip(relations, k, strict=True))
        zero, when_zero = graph.lit(0, "int"), graph.true if ratio.when_zero else graph.false
        if of[0] is of[1] and to[0] is to[1]:
            positive = graph.certain(graph.every(self._fraction(rel, of[0], to[0], k_) for rel, k_ in tests))
            return graph.choose(graph.compare("le", to[0], zero), graph.certain(when_zero), positive)
        positive = graph.all_of([self._open_fraction(rel, of, [graph.greatest([to[0], t]), to[1]], k_) for rel, k_ in tests])
        above = graph.compare("gt", to[0], zero)
        opened = Truth(
            graph.every((positive.must, graph.either((above, when_zero)))),
            graph.either((positive.may, graph.every((graph.no(above), when_zero)))),
        )
        return graph.choose(graph.compare("le", to[1], zero), graph.certain(when_zero), opened)

    def _open_fraction(self, rel: str, of: list[Node], to: list[Node], k: tuple[int, int]) -> Truth:
        """The smallest fraction has the largest denominator unless it is negative, and the other way round."""
        graph, zero = self.graph, self.graph.lit(0, "int")
        low = self._fraction(rel, of[0], graph.when(graph.compare("ge", of[0], zero), to[1], to[0]), k)
        high = self._fraction(rel, of[1], graph.when(graph.compare("ge", of[1], zero), to[0], to[1]), k)
        return Truth(low, high) if rel in (">=", ">") else Truth(high, low)

    def _fraction(self, rel: str, of: Node, to: Node, k: tuple[int, int]) -> Node:
        graph = self.graph
        left, right = graph.times(of, graph.lit(k[1], "int")), graph.times(to, graph.lit(k[0], "int"))
        return graph.compare(_RELATIONS[rel], left, right)
