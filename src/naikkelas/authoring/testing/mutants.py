"""Small changes to a rule set, one at a time: thresholds, operators, connectives, guards, parameters, points, results of tables.

A change that no test notices is a part of the rules that no test holds fast. Every comparison, connective, guard, parameter value,
points and table result is changed; formulas that only reckon (sums, shares, months, yearly dates) are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from naikkelas.authoring.testing.wording import compared, value_text
from naikkelas.calendar import Duration
from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    ConditionFormula,
    Const,
    CriterionIs,
    Derived,
    Not,
    Op,
    ProgrammeIs,
    Some,
    Table,
    comparisons,
    references,
)
from naikkelas.facts import FactType, Kind
from naikkelas.problems import Place
from naikkelas.ranges import NEVER
from naikkelas.ruleset.model import Criterion, LinkedRuleSet, Parameter


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """One change: where it is, what stood there and what stands there now, and the rule set that has it."""

    place: Place
    owner: str
    before: str
    after: str
    linked: LinkedRuleSet

    def __str__(self) -> str:
        return f"{self.place} {self.owner}: {self.before} -> {self.after}".strip()


def mutants_of(linked: LinkedRuleSet) -> Iterator[Mutant]:
    """Every mutant of a rule set, in the order of its parts."""
    for parameter in linked.parameters.values():
        yield from _of_parameter(parameter, linked)
    if linked.applies_when is not None:
        for place, before, after, made in _of_condition(linked.applies_when):
            yield Mutant(place, "applies_when", before, after, replace(linked, applies_when=made))
        yield Mutant(_place(linked.applies_when), "applies_when", "applies_when", "always", replace(linked, applies_when=None))
    for derived in linked.derived.values():
        yield from _of_derived(derived, linked)
    for criterion in linked.criteria.values():
        yield from _of_criterion(criterion, linked)


def _of_criterion(criterion: Criterion, linked: LinkedRuleSet) -> Iterator[Mutant]:
    def made(place: Place, before: str, after: str, **changes: Any) -> Mutant:
        criteria = {**linked.criteria, criterion.id: replace(criterion, **changes)}
        return Mutant(place, criterion.id, before, after, replace(linked, criteria=criteria))

    if criterion.guard is not None:
        for place, before, after, changed in _of_condition(criterion.guard):
            yield made(place, before, after, guard=changed)
        yield made(_place(criterion.guard), "applies_when", "always", guard=None)
    for place, before, after, changed in _of_condition(criterion.require):
        yield made(place, before, after, require=changed)
    if isinstance(criterion.points, int) and criterion.points:
        for step in (-1, 1):
            points = criterion.points + step
            yield made(criterion.place, f"points: {criterion.points}", f"points: {points}", points=points)


def _of_derived(derived: Derived, linked: LinkedRuleSet) -> Iterator[Mutant]:
    formula = derived.formula

    def made(place: Place, before: str, after: str, changed: Any) -> Mutant:
        every = {**linked.derived, derived.name: replace(derived, formula=changed)}
        return Mutant(place, derived.name, before, after, replace(linked, derived=every))

    if isinstance(formula, ConditionFormula):
        for place, before, after, condition in _of_condition(formula.condition):
            yield made(place, before, after, ConditionFormula(condition))
    if not isinstance(formula, Table):
        return
    for at, row in enumerate(formula.rows):
        for place, before, after, condition in _of_condition(row.when):
            rows = (*formula.rows[:at], replace(row, when=condition), *formula.rows[at + 1 :])
            yield made(place, before, after, replace(formula, rows=rows))
        if isinstance(row.then, Const):
            for then in _others(row.then):
                rows = (*formula.rows[:at], replace(row, then=then), *formula.rows[at + 1 :])
                yield made(_place(row.when), f"then: {_text(row.then)}", f"then: {_text(then)}", replace(formula, rows=rows))
    if isinstance(formula.otherwise, Const):
        for then in _others(formula.otherwise):
            before, after = f"otherwise: {_text(formula.otherwise)}", f"otherwise: {_text(then)}"
            yield made(derived.place, before, after, replace(formula, otherwise=then))


def _of_parameter(parameter: Parameter, linked: LinkedRuleSet) -> Iterator[Mutant]:
    """Another value for each date of its history."""
    for at, (day, value) in enumerate(parameter.values):
        for other in _values(value, parameter.type):
            values = (*parameter.values[:at], (day, other), *parameter.values[at + 1 :])
            parameters = {**linked.parameters, parameter.name: replace(parameter, values=values)}
            before, after = value_text(value, parameter.type), value_text(other, parameter.type)
            yield Mutant(parameter.place, f"${parameter.name}", before, after, replace(linked, parameters=parameters))


# --- conditions ------------------------------------------------------------------------------------------------------

Change = tuple[Place, str, str, Condition]


def _of_condition(root: Condition) -> Iterator[Change]:
    """Every change below a condition, each with the whole condition as it is then."""
    for node in _nodes(root):
        for before, after, made in _of_node(node):
            yield _place(node), before, after, _swapped(root, node, made)


def _nodes(node: Condition) -> Iterator[Condition]:
    yield node
    match node:
        case AllOf() | AnyOf() | Some():
            for item in node.items:
                yield from _nodes(item)
        case Not():
            yield from _nodes(node.item)


def _of_node(node: Condition) -> Iterator[tuple[str, str, Condition]]:
    match node:
        case Comparison():
            text = compared(node)
            yield text, f"not {text}", Not(node)
            for made in _with_other_constants(node):
                yield text, compared(made), made
        case CriterionIs():
            yield f"criterion: {node.criterion}", f"not criterion: {node.criterion}", Not(node)
        case ProgrammeIs():
            yield f"programme: {node.programme}", f"not programme: {node.programme}", Not(node)
        case AllOf() if len(node.items) > 1:
            yield "all", "any", AnyOf(node.items)
        case AnyOf() if len(node.items) > 1:
            yield "any", "all", AllOf(node.items)
        case Not():
            yield "not", "without not", node.item
        case Some():
            for count in (node.at_least - 1, node.at_least + 1):
                if 1 <= count <= len(node.items):
                    yield f"some at_least: {node.at_least}", f"some at_least: {count}", replace(node, at_least=count)


def _with_other_constants(node: Comparison) -> Iterator[Comparison]:
    """Each constant a step lower and higher; of lists, each member left out."""
    listed = node.op in (Op.IN, Op.NOT_IN, Op.INCLUDES_ANY, Op.INCLUDES_ALL)
    for at, right in enumerate(node.right):
        if not isinstance(right, Const):
            continue
        if listed:
            if len(node.right) > 1:
                yield replace(node, right=(*node.right[:at], *node.right[at + 1 :]))
        elif isinstance(right.value, Duration) or right.type.kind.is_ordered:
            for other in _others(right):
                yield replace(node, right=(*node.right[:at], other, *node.right[at + 1 :]))


def _swapped(root: Condition, old: Condition, new: Condition) -> Condition:
    if root is old:
        return new
    match root:
        case AllOf() | AnyOf() | Some():
            return replace(root, items=tuple(_swapped(item, old, new) for item in root.items))
        case Not():
            return Not(_swapped(root.item, old, new))
    return root


def _place(node: Condition) -> Place:
    """Where a condition stands: its first comparison or reference."""
    first = next(iter(comparisons(node)), None) or next(iter(references(node)))
    return first.place


# --- values ----------------------------------------------------------------------------------------------------------


def _others(constant: Const) -> Iterator[Const]:
    yield from (replace(constant, value=value) for value in _values(constant.value, constant.type))


def _values(value: Any, kind: FactType) -> Iterator[Any]:
    """Values that are almost the same."""
    match value:
        case bool():
            yield not value
        case Duration():
            yield from (Duration(value.unit, value.count + step) for step in (-1, 1) if value.count + step >= 0)
        case int():
            low, high = kind.bounds
            yield from (value + step for step in (-1, 1) if low <= value + step <= high and NEVER not in (value, value + step))
        case frozenset():
            yield from (value - {member} for member in sorted(value) if len(value) > 1)
        case str() if kind.kind is Kind.CHOICE:
            choices = kind.choices or ()
            yield from (choice for choice in choices[choices.index(value) + 1 :] + choices[: choices.index(value)] if len(choices) < 2 or choice != value)


def _text(constant: Const) -> str:
    return value_text(constant.value, constant.type)
