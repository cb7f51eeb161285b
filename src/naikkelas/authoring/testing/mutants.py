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
    Formula,
    Indicator,
    IndicatorGroup,
    Not,
    Op,
    ParamRef,
    ProgrammeIs,
    Scorecard,
    Some,
    Table,
    TableRow,
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
        changed = replace(criterion, **changes)
        criteria = {**linked.criteria, criterion.id: changed}
        derived = {name: _following(each, changed) for name, each in linked.derived.items()}
        return Mutant(place, criterion.id, before, after, replace(linked, criteria=criteria, derived=derived))

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
    changes: Iterator[tuple[Place, str, str, Formula]]
    match derived.formula:
        case ConditionFormula(condition=condition):
            changes = ((place, old, new, ConditionFormula(made)) for place, old, new, made in _of_condition(condition))
        case Table():
            changes = _of_table(derived.formula, derived.place)
        case Scorecard():
            changes = _of_scorecard(derived.formula, derived.place)
        case _:
            return
    for place, before, after, formula in changes:
        every = {**linked.derived, derived.name: replace(derived, formula=formula)}
        yield Mutant(place, derived.name, before, after, replace(linked, derived=every))


def _of_table(table: Table, place: Place) -> Iterator[tuple[Place, str, str, Formula]]:
    """Other conditions, and other results."""
    for at, row in enumerate(table.rows):

        def made(changed: TableRow, at: int = at) -> Table:
            return replace(table, rows=(*table.rows[:at], changed, *table.rows[at + 1 :]))

        for where, before, after, condition in _of_condition(row.when):
            yield where, before, after, made(replace(row, when=condition))
        for then in _others(row.then):
            yield _place(row.when), f"then: {_text(row.then)}", f"then: {_text(then)}", made(replace(row, then=then))
    for then in _others(table.otherwise):
        yield place, f"otherwise: {_text(table.otherwise)}", f"otherwise: {_text(then)}", replace(table, otherwise=then)


def _of_scorecard(card: Scorecard, place: Place) -> Iterator[tuple[Place, str, str, Formula]]:
    """Other weights, and other conditions of the indicators that are no criteria."""

    def made(group: IndicatorGroup, **changes: Any) -> Scorecard:
        return replace(card, groups=tuple(replace(each, **changes) if each is group else each for each in card.groups))

    for group in card.groups:
        if len(card.groups) > 1:  # alone, a weight means nothing
            yield place, f"weight of {group.name}: {group.weight}", f"{group.weight + 1}", made(group, weight=group.weight + 1)
        for at, one in enumerate(group.indicators):
            before, behind = group.indicators[:at], group.indicators[at + 1 :]
            heavier = replace(one, weight=one.weight + 1)
            if len(group.indicators) > 1:
                yield one.place, f"weight: {one.weight}", f"weight: {heavier.weight}", made(group, indicators=(*before, heavier, *behind))
            if one.criterion is None:
                for where, old, new, condition in _of_condition(one.require):
                    yield where, old, new, made(group, indicators=(*before, replace(one, require=condition), *behind))


def _following(derived: Derived, changed: Criterion) -> Derived:
    """A scorecard that asks for the status of a criterion, after the criterion has changed."""
    card = derived.formula
    if not isinstance(card, Scorecard) or all(one.criterion != changed.id for one in card.indicators):
        return derived

    def follow(one: Indicator) -> Indicator:
        return replace(one, require=changed.require, guard=changed.guard) if one.criterion == changed.id else one

    groups = tuple(replace(group, indicators=tuple(map(follow, group.indicators))) for group in card.groups)
    return replace(derived, formula=replace(card, groups=groups))


def _of_parameter(parameter: Parameter, linked: LinkedRuleSet) -> Iterator[Mutant]:
    """Another value for each date of its history."""
    for at, (day, value) in enumerate(parameter.values):
        for other in _values(value, parameter.type):
            values = (*parameter.values[:at], (day, other), *parameter.values[at + 1 :])
            parameters = {**linked.parameters, parameter.name: replace(parameter, values=values)}
            before = "values" if isinstance(value, frozenset) else value_text(value, parameter.type)
            after = _other_text(other, value, parameter.type)
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
        case Not():
            yield "not", "without not", node.item
        case _:
            yield from _of_group(node)


def _of_group(node: AllOf | AnyOf | Some) -> Iterator[tuple[str, str, Condition]]:
    if isinstance(node, Some):
        for count in (node.at_least - 1, node.at_least + 1):
            if 1 <= count <= len(node.items):
                yield f"some at_least: {node.at_least}", f"some at_least: {count}", replace(node, at_least=count)
    elif len(node.items) > 1:
        other = AnyOf(node.items) if isinstance(node, AllOf) else AllOf(node.items)
        yield ("all", "any", other) if isinstance(node, AllOf) else ("any", "all", other)


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


def _others(right: Const | ParamRef) -> Iterator[Const]:
    """Constants that are almost the same; a parameter is changed where its values stand."""
    if isinstance(right, Const):
        yield from (replace(right, value=value) for value in _values(right.value, right.type))


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
            at = choices.index(value)
            yield from (choices[at + 1 :] + choices[:at])[:1]


def _other_text(other: Any, value: Any, kind: FactType) -> str:
    """A value as it is written; of a set only what is gone."""
    return f"without {', '.join(sorted(value - other))}" if isinstance(other, frozenset) else value_text(other, kind)


def _text(right: Const | ParamRef) -> str:
    return value_text(right.value, right.type) if isinstance(right, Const) else f"${right.name}"
