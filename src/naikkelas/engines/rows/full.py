"""The full path: missing and imprecise facts, every comparison worked out, nothing stopped early."""

from collections.abc import Callable
from typing import Any, NamedTuple

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
from naikkelas.engines.rows.ratios import ratio_truth
from naikkelas.engines.rows.scorecards import score_compared, score_of
from naikkelas.engines.rows.source import Source, units_of
from naikkelas.facts import Kind
from naikkelas.folding import NEGATIVE, range_truth
from naikkelas.logic import at_least
from naikkelas.ruleset.model import Criterion, LinkedRuleSet
from naikkelas.scores import POSSIBLE, score_truth

_NEGATED = (3, 1, 1, 0)

#: A set of statuses in terms of guard ``g`` and requirement ``r`` (``n`` negates).
_STATUS_FORMULAS = {
    frozenset({Status.MET}): "{g} & {r}",
    frozenset({Status.NOT_MET}): "{g} & n[{r}]",
    frozenset({Status.NOT_APPLICABLE}): "n[{g}]",
    frozenset({Status.MET, Status.NOT_APPLICABLE}): "n[{g}] | {r}",
    frozenset({Status.NOT_MET, Status.NOT_APPLICABLE}): "n[{g}] | n[{r}]",
    frozenset({Status.MET, Status.NOT_MET}): "{g}",
}
_PAIRS = {
    ">=": "3 if {a} >= {d} else 0 if {b} < {c} else 1",
    ">": "3 if {a} > {d} else 0 if {b} <= {c} else 1",
    "<=": "3 if {b} <= {c} else 0 if {a} > {d} else 1",
    "<": "3 if {b} < {c} else 0 if {a} >= {d} else 1",
}


class FullVerdict(NamedTuple):
    """Everything the decoder needs; tuples are in canonical order.

    ``codes`` are the truths of all comparisons in mask order; ``derived`` the values of derived facts that are values: a pair
    for ordered ones, a truth for booleans, a bit mask of choices (bit i is the i-th choice of the type) for choices;
    ``programmes`` the outcome codes of the programmes by name.
    """

    outcome: int
    low: int
    high: int
    statuses: tuple[int, ...]
    codes: tuple[int, ...]
    guards: tuple[int, ...]
    requires: tuple[int, ...]
    scope: int
    derived: tuple[Any, ...]
    programmes: tuple[int, ...]


def compile_full(linked: LinkedRuleSet) -> Callable[[dict[int, Folded]], Callable[[Any, Any], FullVerdict]]:
    """A binder that gives ``full(x, y) -> FullVerdict`` for exact facts ``x`` and ranged facts ``y``."""
    source = Source()
    units = units_of(linked)
    numbers = {id(unit): number for number, unit in enumerate(units)}
    index = {id(comparison): i for i, comparison in enumerate(linked.comparisons)}
    loaded: dict[str, tuple[str, str]] = {}
    for number, unit in enumerate(units):
        _Unit(source, unit, number, numbers, index, loaded).emit()
    last = len(units) - 1
    count = range(len(linked.criteria))
    every = "".join(f"c{index[id(comparison)]}, " for comparison in linked.comparisons)
    names = [i for i, name in enumerate(sorted(linked.derived)) if linked.derived[name].is_value]
    shown = "".join(_derived_tuple(linked, last, i) for i in names)
    programmes = "".join(f"o{numbers[id(linked.programmes[name])]}, " for name in sorted(linked.programmes))
    parts = [f"({''.join(f'{letter}{last}_{i}, ' for i in count)})" for letter in "sgr"]
    source.add(f"return V(o{last}, lo{last}, hi{last}, {parts[0]}, ({every}), {parts[1]}, {parts[2]}, z{last}, ({shown}), ({programmes}))")
    helpers = {
        "n": _NEGATED,
        "runs": range_truth,
        "ratio": ratio_truth,
        "score": score_truth,
        "P": POSSIBLE,
        "least": at_least,
        "V": FullVerdict,
    }
    return source.compile("full", "x, y", helpers)


def _derived_tuple(linked: LinkedRuleSet, number: int, index: int) -> str:
    derived = linked.derived[sorted(linked.derived)[index]]
    return f"(a{number}_{index}, b{number}_{index}), " if derived.type.kind.is_ordered else f"d{number}_{index}, "


class _Unit:
    """One rule set among those compiled together; its variables carry its number."""

    def __init__(
        self,
        source: Source,
        linked: LinkedRuleSet,
        number: int,
        numbers: dict[int, int],
        index: dict[int, int],
        loaded: dict[str, tuple[str, str]],
    ) -> None:
        self.source = source
        self.linked = linked
        self.number = number
        self.numbers = numbers
        self.index = index
        self.loaded = loaded
        self.criteria = {name: f"{number}_{i}" for i, name in enumerate(sorted(linked.criteria))}
        self.derived = {name: f"{number}_{i}" for i, name in enumerate(sorted(linked.derived))}
        self.temporary = 0

    def emit(self) -> None:
        for name in self.linked.facts:
            self._load(name)
        for kind, name in self.linked.order:
            if kind == "criterion":
                self._criterion(name, self.linked.criteria[name])
            elif isinstance(scorecard := self.linked.derived[name].formula, Scorecard):
                self.source.add(f"d{self.derived[name]} = {score_of(self, scorecard)}")
            elif self.linked.derived[name].is_value:
                self._derived(self.linked.derived[name])
        self._outcome()

    # --- values -------------------------------------------------------------------------------------------------------

    def _load(self, name: str) -> None:
        """Reads a given fact once: bounds of an ordered one, else the value or ``None``."""
        if name in self.loaded:
            return
        kind = self.linked.facts[name].type
        number, key = len(self.loaded), self.source.fixed(name)
        self.loaded[name] = (f"a_{number}", f"b_{number}")
        self.source.add(f"a_{number} = x.get({key})")
        if kind.kind.is_ordered:
            self.source.add(f"if a_{number} is None: a_{number}, b_{number} = y.get({key}, {self.source.fixed(kind.bounds)})")
            self.source.add(f"else: b_{number} = a_{number}")

    def bounds(self, operand: FactRef | ParamRef) -> tuple[str, str]:
        """The variables of the bounds of an ordered operand."""
        if isinstance(operand, ParamRef):
            k = self.source.constant(self._folded(lambda folded: folded.parameters[operand.name]))
            return k, k
        name = read_fact(operand.name, self.linked)
        if name in self.derived:
            return f"a{self.derived[name]}", f"b{self.derived[name]}"
        return self.loaded[name]

    def _folded(self, of: Callable[[Folded], Any]) -> Callable[[dict[int, Folded]], Any]:
        key = id(self.linked)
        return lambda folded: of(folded[key])

    def _derived(self, derived: Derived) -> None:
        """Comparisons first, because they are in the mask even when the value is given; then given, else worked out."""
        formula, at = derived.formula, self.derived[derived.name]
        whens: list[str] = []
        if isinstance(formula, ConditionFormula):
            whens = [self.truth(formula.condition)]
        elif isinstance(formula, Table):
            whens = [self._kept(self.truth(row.when)) for row in formula.rows]
        key = self.source.fixed(derived.name)
        ordered = derived.type.kind.is_ordered
        self.source.add(f"if {key} in x: " + self._given(derived, at, key))
        if ordered:
            self.source.add(f"elif {key} in y: a{at}, b{at} = y[{key}]")
        self.source.add("else:")
        if isinstance(formula, Table):
            self._table(derived, formula, at, whens)
        elif ordered:
            self._ordered(formula, at)
        else:
            self.source.add(f"d{at} = {whens[0]}", 3)

    def _given(self, derived: Derived, at: str, key: str) -> str:
        if derived.type.kind.is_ordered:
            return f"a{at} = b{at} = x[{key}]"
        if derived.type.kind is Kind.BOOLEAN:
            return f"d{at} = 3 if x[{key}] else 0"
        return f"d{at} = {self.source.constant(lambda _: _bits(derived))}[x[{key}]]"

    def _ordered(self, formula: object, at: str) -> None:
        if isinstance(formula, Sum):
            lows, highs = [], []
            for term, factor in formula.terms:
                low, high = self.bounds(term)
                k = self.source.fixed(factor)
                lows.append(f"{low if factor >= 0 else high} * {k}")
                highs.append(f"{high if factor >= 0 else low} * {k}")
            self.source.add(f"a{at} = sum(({', '.join(lows)},)); b{at} = sum(({', '.join(highs)},))", 3)
        elif isinstance(formula, PointsOf):
            parts = [self.criteria[name] for name in formula.criteria]
            self.source.add(f"a{at} = sum(({''.join(f'l{p}, ' for p in parts)})); b{at} = sum(({''.join(f'h{p}, ' for p in parts)}))", 3)
        elif isinstance(formula, EveryYear):
            k = self.source.constant(self._folded(lambda folded: folded.every_year(formula)))
            self.source.add(f"a{at} = b{at} = {k}", 3)

    def _table(self, derived: Derived, table: Table, at: str, whens: list[str]) -> None:
        """The possible rows; ``first`` stops at a certain row, ``unique`` only skips ``otherwise`` after one."""
        add = self._adder(derived, at)
        self.source.add(f"a{at} = b{at} = None" if derived.type.kind.is_ordered else f"d{at} = 0", 3)
        self.source.add("while 1:", 3)
        for row, when in zip(table.rows, whens, strict=True):
            self.source.add(f"if {when}:", 4)
            add(row.then, 5)
            if table.hit == "first":
                self.source.add(f"if {when} == 3: break", 4)
        if table.hit == "unique":
            for when in whens:
                self.source.add(f"if {when} == 3: break", 4)
        add(table.otherwise, 4)
        self.source.add("break", 4)
        if derived.type.kind is Kind.BOOLEAN:
            self.source.add(f"d{at} = (0, 3, 0, 1)[d{at}]", 3)

    def _adder(self, derived: Derived, at: str) -> Callable[[Const | ParamRef, int], None]:
        kind = derived.type.kind

        def add(then: Const | ParamRef, depth: int) -> None:
            if kind.is_ordered:
                k = self._result(then)
                self.source.add(f"a{at} = {k} if a{at} is None or {k} < a{at} else a{at}", depth)
                self.source.add(f"b{at} = {k} if b{at} is None or {k} > b{at} else b{at}", depth)
            elif kind is Kind.BOOLEAN:
                # bit 0: may be true, bit 1: may be false
                self.source.add(f"d{at} |= 1 if {self._result(then)} else 2", depth)
            else:
                bits = self.source.constant(lambda _: _bits(derived))
                self.source.add(f"d{at} |= {bits}[{self._result(then)}]", depth)

        return add

    def _result(self, then: Const | ParamRef) -> str:
        if isinstance(then, Const):
            return self.source.constant(lambda _: then.value)
        return self.source.constant(self._folded(lambda folded: folded.parameters[then.name]))

    # --- conditions ---------------------------------------------------------------------------------------------------

    def _kept(self, expression: str) -> str:
        """The expression in a variable of its own, so that it is worked out once."""
        self.temporary += 1
        self.source.add(f"t{self.number}_{self.temporary} = {expression}")
        return f"t{self.number}_{self.temporary}"

    def truth(self, node: Condition) -> str:
        """An expression for the truth of a condition; comparisons become statements before it."""
        match node:
            case Comparison():
                return self._comparison(node)
            case AllOf() | AnyOf():
                operator = "&" if isinstance(node, AllOf) else "|"
                parts = [self.truth(item) for item in node.items]
                self.temporary += 1
                return "(" + self.source.chain(operator, parts, f"t{self.number}_{self.temporary}") + ")"
            case Not():
                return f"n[{self.truth(node.item)}]"
            case Some():
                parts = [self.truth(item) for item in node.items]
                return f"least({self.source.fixed(node.at_least)}, ({', '.join(parts)},))"
            case CriterionIs():
                at = self.criteria[node.criterion]
                return "(" + _STATUS_FORMULAS[node.statuses].format(g=f"g{at}", r=f"r{at}") + ")"
            case ProgrammeIs():
                other = self.numbers[id(self.linked.programmes[node.programme])]
                codes = ", ".join(str(OUTCOME_CODES[outcome]) for outcome in sorted(node.outcomes))
                return f"(1 if o{other} == 1 else 3 if o{other} in ({codes},) else 0)"

    def _comparison(self, node: Comparison) -> str:
        variable = f"c{self.index[id(node)]}"
        shape, k = self.source.comparison(self.linked, node)
        negative = node.op in NEGATIVE and shape in (Shape.BOTH, Shape.RUNS, Shape.MEMBER)
        expression = k[0] if shape is Shape.CONSTANT else self._expression(node, shape, k)
        self.source.add(f"{variable} = n[{expression}]" if negative else f"{variable} = {expression}")
        return variable

    def _expression(self, node: Comparison, shape: Shape, k: list[str]) -> str:
        assert isinstance(node.left, FactRef)  # noqa: S101 - a parameter on the left is a constant
        name = node.left.name
        if shape in (Shape.RATIO, Shape.SCORE):
            return self._ratio(node, k) if shape is Shape.RATIO else score_compared(self, node, k)
        if not node.type.kind.is_ordered:
            return self._derived_names(node, shape, k) if name in self.derived else self._names(node, shape, k)
        a, b = self.bounds(node.left)
        match shape:
            case Shape.LOW:
                return f"3 if {a} >= {k[0]} else 1 if {b} >= {k[0]} else 0"
            case Shape.HIGH:
                return f"3 if {b} <= {k[0]} else 1 if {a} <= {k[0]} else 0"
            case Shape.BOTH:
                return f"3 if {a} >= {k[0]} and {b} <= {k[1]} else 0 if {b} < {k[0]} or {a} > {k[1]} else 1"
            case Shape.RUNS:
                return f"runs({k[0]}, {a}, {b})"
            case Shape.KNOWN:
                return f"3 if {a} == {b} else 1"
        assert isinstance(node.right[0], FactRef)  # noqa: S101 - only a pair is left
        c, d = self.bounds(node.right[0])
        return _PAIRS[relation(node)].format(a=a, b=b, c=c, d=d)

    def _names(self, node: Comparison, shape: Shape, k: list[str]) -> str:
        value = self.loaded[node.left.name][0]
        if shape is Shape.KNOWN:
            return f"1 if {value} is None else 3"
        test = {
            Shape.MEMBER: lambda: f"{value} in {k[0]}",
            Shape.BOOLEAN: lambda: f"{value} is {k[0]}",
            Shape.SET: lambda: {
                Op.INCLUDES: f"{k[0]} in {value}",
                Op.INCLUDES_ANY: f"not {k[0]}.isdisjoint({value})",
                Op.INCLUDES_ALL: f"{k[0]} <= {value}",
            }[node.op],
        }[shape]()
        return f"1 if {value} is None else 3 if {test} else 0"

    def _derived_names(self, node: Comparison, shape: Shape, k: list[str]) -> str:
        value = f"d{self.derived[node.left.name]}"
        if shape is Shape.BOOLEAN:
            return f"{value} if {k[0]} else n[{value}]"
        if shape is Shape.KNOWN:
            return f"3 if {value} != 1 else 1" if node.type.kind is Kind.BOOLEAN else f"1 if {value} & ({value} - 1) else 3"
        key, derived = id(self.linked), self.linked.derived[node.left.name]

        def mask(folded: dict[int, Folded]) -> int:
            bits = _bits(derived)
            return sum(bits[name] for name in folded[key].constants(node, shape)[0] if name in bits)

        inside = self.source.constant(mask)
        return f"0 if not {value} & {inside} else 1 if {value} & ~{inside} else 3"

    def _ratio(self, node: Comparison, k: list[str]) -> str:
        ratio = self.linked.derived[node.left.name].formula
        assert isinstance(ratio, Ratio)  # noqa: S101 - that is what the shape says
        of, to = self.bounds(ratio.of), self.bounds(ratio.to)
        f, t = self.source.fixed(ratio.of_factor), self.source.fixed(ratio.to_factor)
        tests = self.tests(node, k)
        zero = self.source.fixed(ratio.when_zero)
        return f"ratio({tests}, {of[0]} * {f}, {of[1]} * {f}, {to[0]} * {t}, {to[1]} * {t}, {t}, {zero})"

    def tests(self, node: Comparison, k: list[str]) -> str:
        """What a fraction is tested against: a tuple of relations and fractions."""
        relations = (">=", "<=") if node.op is Op.BETWEEN else (relation(node),)
        return f"({', '.join(f'({self.source.fixed(rel)}, {c})' for rel, c in zip(relations, k, strict=True))},)"

    # --- criteria -----------------------------------------------------------------------------------------------------

    def _criterion(self, name: str, criterion: Criterion) -> None:
        at = self.criteria[name]
        guard = "3" if criterion.guard is None else self.truth(criterion.guard)
        if criterion.effective != (None, None):
            in_force = self.source.constant(self._folded(lambda folded: 3 if criterion.in_force(folded.rules_as_of) else 0))
            guard = in_force if criterion.guard is None else f"{in_force} & {guard}"
        require = self.truth(criterion.require)
        self.source.add(f"g{at} = {guard}; r{at} = {require}")
        self.source.add(f"s{at} = r{at} if g{at} == 3 else 2 if g{at} == 0 else 1")
        if criterion.kind is CriterionKind.PREFERENCE:
            self._points(criterion, at)

    def _points(self, criterion: Criterion, at: str) -> None:
        if isinstance(criterion.points, int):
            low = high = self.source.fixed(criterion.points)
        else:
            low, high = self.bounds(criterion.points)
        self.source.add(f"l{at} = h{at} = 0")
        self.source.add(f"if g{at} & r{at} == 3: l{at} = {low}; h{at} = {high}")
        self.source.add(f"elif g{at} & r{at}: l{at} = {low} if {low} < 0 else 0; h{at} = {high} if {high} > 0 else 0")

    def _outcome(self) -> None:
        number = self.number
        required = [self.criteria[n] for n in sorted(self.linked.criteria) if self.linked.criteria[n].kind is CriterionKind.REQUIREMENT]
        preferred = [self.criteria[n] for n in sorted(self.linked.criteria) if self.linked.criteria[n].kind is CriterionKind.PREFERENCE]
        scope = "3" if self.linked.applies_when is None else self.truth(self.linked.applies_when)
        guards = self.source.chain("|", [f"g{v}" for v in required] or ["0"], f"y{number}")
        self.source.add(f"z{number} = {scope} & ({guards})")
        satisfied = self.source.chain("&", [f"(n[g{v}] | r{v})" for v in required] or ["3"], f"w{number}")
        self.source.add(f"o{number} = 2 if z{number} == 0 else 1 if z{number} == 1 else {satisfied}")
        for side, letter in (("lo", "l"), ("hi", "h")):
            self.source.add(f"{side}{number} = sum(({''.join(f'{letter}{v}, ' for v in preferred)}))")


def _bits(derived: Derived) -> dict[str, int]:
    """One bit per choice of a derived choice."""
    return {name: 1 << i for i, name in enumerate(derived.type.choices or ())}
