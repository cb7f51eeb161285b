"""Small changes to conditions and values: what stands almost the same in their place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from naikkelas.authoring.testing.wording import compared, value_text
from naikkelas.calendar import Duration
from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Const,
    CriterionIs,
    Not,
    Op,
    ParamRef,
    ProgrammeIs,
    Some,
    comparisons,
    references,
)
from naikkelas.facts import FactType, Kind
from naikkelas.problems import Place
from naikkelas.ranges import NEVER

# --- conditions ------------------------------------------------------------------------------------------------------

Change = tuple[Place, str, str, Condition]


def changed_conditions(root: Condition) -> Iterator[Change]:
    """Every change below a condition, each with the whole condition as it is then."""
    for node in _nodes(root):
        for before, after, made in _of_node(node):
            yield place_of(node), before, after, _swapped(root, node, made)


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
            for made in _with_other_ends(node):
                yield text, compared(made), made
        case CriterionIs():
            yield f"criterion: {node.criterion}", f"not criterion: {node.criterion}", Not(node)
            for status in sorted(node.statuses) if len(node.statuses) > 1 else ():
                fewer = replace(node, statuses=node.statuses - {status})
                yield f"criterion: {node.criterion}", f"criterion: {node.criterion} without {status.value}", fewer
        case ProgrammeIs():
            yield f"programme: {node.programme}", f"not programme: {node.programme}", Not(node)
            for outcome in sorted(node.outcomes) if len(node.outcomes) > 1 else ():
                less = replace(node, outcomes=node.outcomes - {outcome})
                yield f"programme: {node.programme}", f"programme: {node.programme} without {outcome.value}", less
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
            for other in other_results(right):
                yield replace(node, right=(*node.right[:at], other, *node.right[at + 1 :]))


#: The same limit with and without its end.
_ENDS: Final[Mapping[Op, Op]] = {
    Op.AT_LEAST: Op.MORE_THAN,
    Op.MORE_THAN: Op.AT_LEAST,
    Op.AT_MOST: Op.LESS_THAN,
    Op.LESS_THAN: Op.AT_MOST,
    Op.ON_OR_AFTER: Op.AFTER,
    Op.AFTER: Op.ON_OR_AFTER,
    Op.ON_OR_BEFORE: Op.BEFORE,
    Op.BEFORE: Op.ON_OR_BEFORE,
    Op.INCLUDES_ANY: Op.INCLUDES_ALL,
    Op.INCLUDES_ALL: Op.INCLUDES_ANY,
}


def _with_other_ends(node: Comparison) -> Iterator[Comparison]:
    """The limit itself in or out; of a constant that is the same as the constant a step away, and is not tried twice."""
    constants = sum(isinstance(right, Const) for right in node.right)
    if node.op not in _ENDS or (len(node.right) == constants and node.type.kind is not Kind.SET):
        return
    if node.type.kind is Kind.SET and len(node.right) == constants == 1:
        return
    yield replace(node, op=_ENDS[node.op])


def _swapped(root: Condition, old: Condition, new: Condition) -> Condition:
    if root is old:
        return new
    match root:
        case AllOf() | AnyOf() | Some():
            return replace(root, items=tuple(_swapped(item, old, new) for item in root.items))
        case Not():
            return Not(_swapped(root.item, old, new))
    return root


def place_of(node: Condition) -> Place:
    """Where a condition stands: its first comparison or reference."""
    first = next(iter(comparisons(node)), None) or next(iter(references(node)))
    return first.place


# --- values ----------------------------------------------------------------------------------------------------------


def other_results(right: Const | ParamRef) -> Iterator[Const]:
    """Constants that are almost the same; a parameter is changed where its values stand."""
    if isinstance(right, Const):
        yield from (replace(right, value=value) for value in near_values(right.value, right.type))


def near_values(value: Any, kind: FactType) -> Iterator[Any]:
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


def other_text(other: Any, value: Any, kind: FactType) -> str:
    """A value as it is written; of a set only what is gone."""
    return f"without {', '.join(sorted(value - other))}" if isinstance(other, frozenset) else value_text(other, kind)


def result_text(right: Const | ParamRef) -> str:
    """The result of a row as it is written."""
    return value_text(right.value, right.type) if isinstance(right, Const) else f"${right.name}"
