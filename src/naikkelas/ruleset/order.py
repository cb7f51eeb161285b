"""The order in which derived facts and criteria are worked out, and the circles that have none."""

from collections.abc import Iterator, Mapping
from typing import Any

from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CriterionIs,
    Derived,
    FactRef,
    Not,
    Operand,
    PointsOf,
    ProgrammeIs,
    Some,
    conditions_of,
    operands_in,
    operands_of,
    references,
)
from naikkelas.ruleset.model import Criterion, LinkedRuleSet

#: ``("fact", name)`` or ``("criterion", id)``.
Key = tuple[str, str]


def criteria_in(node: Condition) -> Iterator[str]:
    """Every criterion a condition refers to."""
    match node:
        case CriterionIs():
            yield node.criterion
        case AllOf() | AnyOf() | Some():
            for item in node.items:
                yield from criteria_in(item)
        case Not():
            yield from criteria_in(node.item)


def reads(made: Derived | Criterion) -> tuple[list[Operand], list[str]]:
    """The facts and parameters, and the criteria, that a derived fact or a criterion refers to."""
    if isinstance(made, Derived):
        others = list(made.formula.criteria) if isinstance(made.formula, PointsOf) else []
        others += [name for condition in conditions_of(made.formula) for name in criteria_in(condition)]
        return list(operands_of(made.formula)), others
    conditions = [condition for condition in (made.guard, made.require) if condition is not None]
    operands = [operand for condition in conditions for operand in operands_in(condition)]
    if not isinstance(made.points, int):
        operands.append(made.points)
    return operands, [name for condition in conditions for name in criteria_in(condition)]


def programmes_in(made: Derived | Criterion) -> list[str]:
    """Every rule set whose outcome a derived fact or a criterion asks for."""
    conditions = conditions_of(made.formula) if isinstance(made, Derived) else (made.guard, made.require)
    found = [reference for condition in conditions if condition is not None for reference in references(condition)]
    return [reference.programme for reference in found if isinstance(reference, ProgrammeIs)]


def rests_on(name: str, linked: LinkedRuleSet) -> dict[Key, Any]:
    """What a derived fact means: itself and everything it rests on, each as plain data (a programme as itself)."""
    found: dict[Key, Any] = {}
    waiting: list[Key] = [("fact", name)]
    while waiting:
        kind, each = key = waiting.pop()
        if key in found:
            continue
        if kind == "parameter":
            found[key] = linked.parameters[each].to_dict()
        elif kind == "fact" and each not in linked.derived:
            found[key] = linked.facts[each].type.to_dict()
        else:
            made = linked.derived[each] if kind == "fact" else linked.criteria[each]
            operands, others = reads(made)
            found[key] = made.to_dict()
            found |= {("programme", below): linked.programmes[below] for below in programmes_in(made)}
            waiting += [("fact" if isinstance(operand, FactRef) else "parameter", operand.name) for operand in operands]
            waiting += [("criterion", other) for other in others]
    return found


def _needs(key: Key, derived: Mapping[str, Derived], criteria: Mapping[str, Criterion]) -> list[Key]:
    kind, name = key
    operands, others = reads(derived[name] if kind == "fact" else criteria[name])
    facts = dict.fromkeys(item.name for item in operands if isinstance(item, FactRef) and item.name in derived)
    return [*(("fact", fact) for fact in facts), *(("criterion", other) for other in others if other in criteria)]


def in_dependency_order(derived: Mapping[str, Derived], criteria: Mapping[str, Criterion]) -> tuple[tuple[Key, ...], list[list[Key]]]:
    """Derived facts and criteria, each after what it refers to; and the circles found, if any. Works without recursion."""
    done: dict[Key, None] = {}
    circles: list[list[Key]] = []
    for root in [("fact", name) for name in sorted(derived)] + [("criterion", name) for name in sorted(criteria)]:
        path: dict[Key, Iterator[Key]] = {}
        if root not in done:
            path[root] = iter(_needs(root, derived, criteria))
        while path:
            key, rest = next(reversed(path.items()))
            found = next(rest, None)
            if found is None:
                path.popitem()
                done[key] = None
            elif found in path:
                keys = list(path)
                circles.append([*keys[keys.index(found) :], found])
            elif found not in done:
                path[found] = iter(_needs(found, derived, criteria))
    return tuple(done), circles
