"""What cannot be met at once: comparisons of one fact side by side under "and", and the two ends of one ``between``."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from naikkelas.calendar import Duration
from naikkelas.conditions import AllOf, AnyOf, Comparison, Condition, Const, FactRef, Not, Op, ParamRef, Some, comparisons, conditions_of
from naikkelas.facts import FactType
from naikkelas.ruleset.disjoint import apart
from naikkelas.ruleset.document import TOP, Document, Where
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue
from naikkelas.values import describe, plain


def check_together(linked: LinkedRuleSet, document: Document) -> None:
    """Reports NK311 for pairs that exclude each other whatever values the parameters have over time."""
    for where, condition in _conditions(linked):
        for one, two in _pairs(condition):
            (first, is_not), (second, is_second_not) = one, two
            names = [right.name for right in (*first.right, *second.right) if isinstance(right, ParamRef)]
            if all(apart(as_met(*one), as_met(*two), linked, found) for found in linked.values_over_time(names)):
                slots = {"fact": second.left.name, "name": _op(first, is_not), "read": _op(second, is_second_not)}
                document.report("NK311", second.place, where, "one_of_them", **slots)


def _op(node: Comparison, negated: bool) -> str:
    return f"not {node.op.value}" if negated else node.op.value


def check_ends(linked: LinkedRuleSet, document: Document) -> None:
    """Reports NK301 for a ``between`` whose ends parameters turn round, on any date: no value lies between them."""
    for where, condition in _conditions(linked):
        for comparison in comparisons(condition):
            names = [right.name for right in comparison.right if isinstance(right, ParamRef)]
            if comparison.op is Op.BETWEEN and isinstance(comparison.left, FactRef) and names:
                _check_ends(comparison, names, linked, document, where)


def _check_ends(comparison: Comparison, names: list[str], linked: LinkedRuleSet, document: Document, where: Where) -> None:
    for values in linked.values_over_time(names):
        ends = [_end(right, values, linked) for right in comparison.right]
        if None not in ends and ends[0] > ends[1]:  # type: ignore[operator]
            read = ", ".join(_written(right, values, linked) for right in comparison.right)
            slots = {"fact": comparison.left.name, "name": comparison.op.value, "read": read, "expected": describe(comparison.type)}
            document.report("NK301", comparison.place, where, "mend_limit", **slots)
            return


def _end(right: object, values: Mapping[str, ParamValue], linked: LinkedRuleSet) -> Fraction | None:
    """One end as it is meant: those of a ratio may have different decimals. ``None`` for the as-of date, which nobody knows yet."""
    value, kind = _constant(right, values, linked)
    return Fraction(value, 10**kind.decimals) if kind is not None and isinstance(value, int) else None


def _written(right: object, values: Mapping[str, ParamValue], linked: LinkedRuleSet) -> str:
    value, kind = _constant(right, values, linked)
    words = str(plain(value, kind)) if kind is not None and not isinstance(value, Duration) else ""
    return f"{words} (${right.name})" if isinstance(right, ParamRef) else words


def _constant(right: object, values: Mapping[str, ParamValue], linked: LinkedRuleSet) -> tuple[ParamValue | None, FactType | None]:
    if isinstance(right, ParamRef):
        return values[right.name], linked.parameters[right.name].type
    return (right.value, right.type) if isinstance(right, Const) else (None, None)


def _conditions(linked: LinkedRuleSet) -> Iterator[tuple[Where, Condition]]:
    for name, derived in linked.derived.items():
        yield from ((Where("fact", name), condition) for condition in conditions_of(derived.formula))
    if linked.applies_when is not None:
        yield TOP, linked.applies_when
    for name, criterion in linked.criteria.items():
        yield from ((Where("criterion", name), found) for found in (criterion.guard, criterion.require) if found is not None)


def literals(group: AllOf | AnyOf) -> Iterator[tuple[Comparison, bool, Condition]]:
    """The comparisons that stand side by side in a group, each with whether it is turned round by "not", and the item that it is part of.

    What says the same without brackets is looked through: ``not: {any: [a, b]}`` under "and" is not a, and not b.
    """
    for item in group.items:
        yield from ((node, negated, item) for node, negated in _literals(item, isinstance(group, AllOf), negated=False))


def _literals(node: Condition, of_all: bool, *, negated: bool) -> Iterator[tuple[Comparison, bool]]:
    match node:
        case Comparison():
            yield node, negated
        case Not():
            yield from _literals(node.item, of_all, negated=not negated)
        case AllOf() | AnyOf() if (isinstance(node, AllOf) != negated) == of_all:
            for item in node.items:
                yield from _literals(item, of_all, negated=negated)


def _pairs(node: Condition) -> Iterator[tuple[tuple[Comparison, bool], tuple[Comparison, bool]]]:
    """Pairs of comparisons of one fact, side by side under one "and", each with whether it is turned round."""
    if isinstance(node, AllOf):
        by_fact: dict[str, list[tuple[Comparison, bool, Condition]]] = defaultdict(list)
        for found in literals(node):
            if isinstance(found[0].left, FactRef):
                by_fact[found[0].left.name].append(found)
        for group in by_fact.values():
            yield from ((one[:2], two[:2]) for one, two in combinations(group[:_MOST_OF_ONE_FACT], 2) if one[2] is not two[2])
    if isinstance(node, AllOf | AnyOf | Some):
        for item in node.items:
            yield from _pairs(item)
    elif isinstance(node, Not):
        yield from _pairs(node.item)


def as_met(node: Comparison, negated: bool) -> Condition:
    """A comparison, or its opposite."""
    return Not(node) if negated else node


_MOST_OF_ONE_FACT = 20
