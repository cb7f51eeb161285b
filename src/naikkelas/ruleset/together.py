"""Comparisons of one fact that stand together under "and" but exclude each other: a rule that would silently never fire."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from naikkelas.conditions import AllOf, AnyOf, Comparison, Condition, ConditionFormula, FactRef, Not, ParamRef, Some, Table
from naikkelas.ruleset.disjoint import apart
from naikkelas.ruleset.document import TOP, Document, Where
from naikkelas.ruleset.model import LinkedRuleSet


def check_together(linked: LinkedRuleSet, document: Document) -> None:
    """Reports NK311 for pairs that exclude each other whatever values the parameters have over time."""
    for where, condition in _conditions(linked):
        for first, second in _pairs(condition):
            names = [right.name for right in (*first.right, *second.right) if isinstance(right, ParamRef)]
            if all(apart(first, second, linked, found) for found in linked.values_over_time(names)):
                slots = {"fact": second.left.name, "name": first.op.value, "read": second.op.value}
                document.report("NK311", second.place, where, **slots)


def _conditions(linked: LinkedRuleSet) -> Iterator[tuple[Where, Condition]]:
    for name, derived in linked.derived.items():
        if isinstance(derived.formula, ConditionFormula):
            yield Where("fact", name), derived.formula.condition
        elif isinstance(derived.formula, Table):
            yield from ((Where("fact", name), row.when) for row in derived.formula.rows)
    if linked.applies_when is not None:
        yield TOP, linked.applies_when
    for name, criterion in linked.criteria.items():
        yield from ((Where("criterion", name), found) for found in (criterion.guard, criterion.require) if found is not None)


def _pairs(node: Condition) -> Iterator[tuple[Comparison, Comparison]]:
    """Pairs of comparisons of one fact, side by side under one "and"."""
    if isinstance(node, AllOf):
        by_fact: dict[str, list[Comparison]] = defaultdict(list)
        for item in node.items:
            if isinstance(item, Comparison) and isinstance(item.left, FactRef):
                by_fact[item.left.name].append(item)
        for found in by_fact.values():
            yield from combinations(found[:_MOST_OF_ONE_FACT], 2)
    if isinstance(node, AllOf | AnyOf | Some):
        for item in node.items:
            yield from _pairs(item)
    elif isinstance(node, Not):
        yield from _pairs(node.item)


_MOST_OF_ONE_FACT = 20
