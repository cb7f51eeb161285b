"""The fast path: every fact that is read is exact, so conditions are plain booleans that may stop early.

A fact that is missing or imprecise raises ``KeyError`` where it is first needed, and the caller turns to the full path. In
an exact profile Kleene logic and two-valued logic agree, so stopping early changes nothing.
"""

from collections.abc import Callable
from sys import intern
from typing import Any

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
    Op,
    ParamRef,
    PointsOf,
    ProgrammeIs,
    Ratio,
    Scorecard,
    Some,
    Status,
    Sum,
    Table,
)
from naikkelas.engines.folded import OUTCOME_CODES, Folded, Shape, read_fact, relation
from naikkelas.engines.rows.scorecards import exact_compared, exact_score
from naikkelas.engines.rows.source import Source, units_of
from naikkelas.folding import NEGATIVE
from naikkelas.ruleset.model import Criterion, LinkedRuleSet

#: How a set of statuses is asked of a status code (0 not met, 2 not applicable, 3 met).
_STATUS_TESTS = {
    frozenset({Status.MET}): "== 3",
    frozenset({Status.NOT_MET}): "== 0",
    frozenset({Status.NOT_APPLICABLE}): "== 2",
    frozenset({Status.MET, Status.NOT_APPLICABLE}): "!= 0",
    frozenset({Status.NOT_MET, Status.NOT_APPLICABLE}): "!= 3",
    frozenset({Status.MET, Status.NOT_MET}): "!= 2",
}
#: How each shape is asked of an exact value ``v`` with constants ``k`` and ``m``; ``n`` is "not " for a negative operator.
_TESTS = {
    Shape.LOW: "({v} >= {k})",
    Shape.HIGH: "({v} <= {k})",
    Shape.BOTH: "({n}{k} <= {v} <= {m})",
    Shape.RUNS: "({n}any([(a is None or a <= {v}) and (b is None or {v} <= b) for a, b in {k}]))",
    Shape.MEMBER: "({v} {n}in {k})",
    Shape.BOOLEAN: "({v} is {k})",
    Shape.KNOWN: "({v} is not None)",
}
_SET_TESTS = {
    Op.INCLUDES: "({k} in {v})",
    Op.INCLUDES_ANY: "(not {k}.isdisjoint({v}))",
    Op.INCLUDES_ALL: "({k} <= {v})",
}


def compile_exact(linked: LinkedRuleSet) -> Callable[[dict[int, Folded]], Callable[[Any], tuple[int, ...]]]:
    """A binder that gives ``exact(snapshot) -> (outcome code, points, status code, status code, ...)``, criteria in canonical order.

    Of the ranged facts it looks only for derived ones: a range that is given wins over what would follow.
    """
    source = Source()
    source.add("x = snapshot.exact")
    for number, unit in enumerate(units := units_of(linked)):
        ExactUnit(source, unit, number, {id(u): n for n, u in enumerate(units)}).emit()
    last = len(units) - 1
    statuses = "".join(f"s{last}_{i}," for i in range(len(linked.criteria)))
    source.add(f"return (o{last}, p{last}, {statuses})")
    return source.compile("exact", "snapshot", {})


class ExactUnit:
    """One rule set among those compiled together; its variables carry its number."""

    def __init__(self, source: Source, linked: LinkedRuleSet, number: int, numbers: dict[int, int]) -> None:
        self.source = source
        self.linked = linked
        self.number = number
        self.numbers = numbers
        self.criteria = {name: f"{number}_{i}" for i, name in enumerate(sorted(linked.criteria))}
        self.derived = {name: f"d{number}_{i}" for i, name in enumerate(sorted(linked.derived))}
        self.indent = 2

    def emit(self) -> None:
        """Writes everything of this rule set."""
        for kind, name in self.linked.order:
            if kind == "criterion":
                self._criterion(name, self.linked.criteria[name])
            elif isinstance(scorecard := self.linked.derived[name].formula, Scorecard):
                exact_score(self, scorecard, self.derived[name])
            elif self.linked.derived[name].is_value:
                self._derived(self.linked.derived[name])
        self._outcome()

    # --- values -------------------------------------------------------------------------------------------------------

    def value(self, operand: FactRef | ParamRef | Const) -> str:
        """An expression for the exact value of an operand."""
        if isinstance(operand, ParamRef):
            return self.source.constant(self._folded(lambda folded: folded.parameters[operand.name]))
        if isinstance(operand, Const):
            return self.source.fixed(operand.value)
        name = read_fact(operand.name, self.linked)
        return self.derived[name] if name in self.derived else f"x[{self.source.fixed(name)}]"

    def _folded(self, of: Callable[[Folded], Any]) -> Callable[[dict[int, Folded]], Any]:
        key = id(self.linked)
        return lambda folded: of(folded[key])

    def _derived(self, derived: Derived) -> None:
        variable, key = self.derived[derived.name], self.source.fixed(derived.name)
        formula = derived.formula
        self.source.add(f"if {key} in x: {variable} = x[{key}]")
        if derived.type.kind.is_ordered:
            self.source.add(f"elif {key} in snapshot.ranged: raise KeyError")
        self.source.add("else:")
        self.indent = 3
        if isinstance(formula, Table):
            self._table(variable, formula)
        else:
            self.source.add(f"{variable} = {self._formula(formula)}", 3)
        self.indent = 2

    def _formula(self, formula: object) -> str:
        match formula:
            case ConditionFormula():
                return self.test(formula.condition)
            case Sum():
                terms = [f"{self.value(term)} * {self.source.fixed(factor)}" for term, factor in formula.terms]
                return f"sum(({', '.join(terms)},))"
            case PointsOf():
                return "sum((" + "".join(f"p{self.criteria[name]}, " for name in formula.criteria) + "))"
            case EveryYear():
                return self.source.constant(self._folded(lambda folded: folded.every_year(formula)))
        raise AssertionError("unreachable")

    def _table(self, variable: str, table: Table) -> None:
        self.source.add("while 1:", 3)
        for row in table.rows:
            self.source.add(f"if {self.test(row.when)}: {variable} = {self.value(row.then)}; break", 4)
        self.source.add(f"{variable} = {self.value(table.otherwise)}; break", 4)

    # --- conditions ---------------------------------------------------------------------------------------------------

    def test(self, node: Condition) -> str:
        """A Python expression that is true when the condition is met."""
        match node:
            case Comparison():
                return self._comparison(node)
            case AllOf():
                return "(" + " and ".join(self.test(item) for item in node.items) + ")"
            case AnyOf():
                return "(" + " or ".join(self.test(item) for item in node.items) + ")"
            case Not():
                return f"(not {self.test(node.item)})"
            case Some():
                counted = "".join(f"bool({self.test(item)}), " for item in node.items)
                return f"(sum(({counted})) >= {self.source.fixed(node.at_least)})"
            case CriterionIs():
                return f"(s{self.criteria[node.criterion]} {_STATUS_TESTS[node.statuses]})"
            case ProgrammeIs():
                other = self.numbers[id(self.linked.programmes[node.programme])]
                codes = ", ".join(str(OUTCOME_CODES[outcome]) for outcome in sorted(node.outcomes))
                return f"(o{other} in ({codes},))"

    def _comparison(self, node: Comparison) -> str:
        shape, k = self.source.comparison(self.linked, node)
        negation = "not " if node.op in NEGATIVE else ""
        if shape is Shape.CONSTANT:
            return f"({k[0]} == 3)"
        assert isinstance(node.left, FactRef)  # noqa: S101 - a parameter on the left is a constant
        if shape in (Shape.RATIO, Shape.SCORE):
            return self._ratio(node, k) if shape is Shape.RATIO else exact_compared(self, node, k, self.derived[node.left.name])
        value = self.value(node.left)
        if shape is Shape.PAIR:
            other = node.right[0]
            return f"({value} {relation(node)} {self.value(other)})" if isinstance(other, FactRef) else "False"
        if shape is Shape.MEMBER and node.op in (Op.IS, Op.IS_NOT):
            one = self.source.literal(self._folded(lambda folded: intern(folded.rights(node)[0])))
            return f"({value} {'!=' if negation else '=='} {one})"
        template = _SET_TESTS[node.op] if shape is Shape.SET else _TESTS[shape]
        return template.format(v=value, k=k[0] if k else "", m=k[-1] if k else "", n=negation)

    def _ratio(self, node: Comparison, k: list[str]) -> str:
        ratio = self.linked.derived[node.left.name].formula
        assert isinstance(ratio, Ratio)  # noqa: S101 - that is what the shape says
        of = f"{self.value(ratio.of)} * {self.source.fixed(ratio.of_factor)}"
        to = f"{self.value(ratio.to)} * {self.source.fixed(ratio.to_factor)}"
        relations = [">=", "<="] if node.op is Op.BETWEEN else [relation(node)]
        tests = [f"{of} * {c}[1] {rel} {c}[0] * {to}" for rel, c in zip(relations, k, strict=True)]
        return f"({' and '.join(tests)} if {to} else {ratio.when_zero})"

    # --- criteria -----------------------------------------------------------------------------------------------------

    def _criterion(self, name: str, criterion: Criterion) -> None:
        variable = self.criteria[name]
        guards = [] if criterion.guard is None else [self.test(criterion.guard)]
        if criterion.effective != (None, None):
            guards.insert(0, self.source.constant(self._folded(lambda folded: criterion.in_force(folded.rules_as_of))))
        status = f"(3 if {self.test(criterion.require)} else 0)"
        self.source.add(f"s{variable} = {status}" + (f" if {' and '.join(guards)} else 2" if guards else ""))
        if criterion.kind is CriterionKind.PREFERENCE:
            points = self.source.fixed(criterion.points) if isinstance(criterion.points, int) else self.value(criterion.points)
            met = f"s{variable} == 3" if guards else f"s{variable}"  # without a guard it is 3 or 0
            self.source.add(f"p{variable} = {points} if {met} else 0")

    def _outcome(self) -> None:
        by_kind = {
            kind: [self.criteria[n] for n in sorted(self.linked.criteria) if self.linked.criteria[n].kind is kind] for kind in CriterionKind
        }
        required = [f"s{v}" for v in by_kind[CriterionKind.REQUIREMENT]]
        scope = ["True" if self.linked.applies_when is None else self.test(self.linked.applies_when)]
        always = any(
            c.guard is None and c.effective == (None, None) for c in self.linked.criteria.values() if c.kind is CriterionKind.REQUIREMENT
        )
        if not always:
            scope.append("(" + (" or ".join(f"{s} != 2" for s in required) or "False") + ")")
        satisfied = " and ".join(required) or "True"
        self.source.add(f"o{self.number} = (3 if {satisfied} else 0) if {' and '.join(scope)} else 2")
        preferred = [f"p{v}" for v in by_kind[CriterionKind.PREFERENCE]]
        self.source.add(f"p{self.number} = {self.source.chain('+', preferred or ['0'], f'p{self.number}')}")
