"""Lints of what follows from what stands beside it: comparisons that say nothing more, pairs that leave nothing out, dead rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import Final

from naikkelas.authoring.testing.wording import compared
from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FactRef,
    Not,
    Op,
    ParamRef,
    Some,
    Table,
    comparisons,
    conditions_of,
    operands_in,
    references,
)
from naikkelas.problems import Problem, problem
from naikkelas.ruleset.disjoint import apart
from naikkelas.ruleset.document import TOP, Where
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.together import as_met, literals

__all__ = ["lint_implied"]

#: So many comparisons of one fact side by side are looked at.
_MOST: Final = 20


def lint_implied(linked: LinkedRuleSet) -> Iterator[Problem]:
    """NK335, NK336 and NK337 of what stands in the file itself."""
    for where, condition in _roots(linked):
        for group, found in _side_by_side(condition):
            for one, two in ((one, two) for one, two in combinations(found[:_MOST], 2) if one[2] is not two[2]):
                yield from _pair(group, one, two, where, linked)
    for name, derived in linked.derived.items():
        if isinstance(derived.formula, Table) and derived.formula.hit == "first" and derived.place.file == linked.file:
            yield from _rows(name, derived.formula, linked)


def _roots(linked: LinkedRuleSet) -> Iterator[tuple[Where, Condition]]:
    for name, derived in linked.derived.items():
        if derived.place.file == linked.file:
            yield from ((Where("fact", name), condition) for condition in conditions_of(derived.formula))
    if linked.applies_when is not None:
        yield TOP, linked.applies_when
    for name, criterion in linked.criteria.items():
        if criterion.place.file == linked.file:
            yield from ((Where("criterion", name), asked) for asked in (criterion.guard, criterion.require) if asked is not None)


_Literal = tuple[Comparison, bool, Condition]


def _side_by_side(node: Condition) -> Iterator[tuple[AllOf | AnyOf, list[_Literal]]]:
    """The comparisons of one fact with constants, under one "and" or "or". What a parameter may move is left alone."""
    match node:
        case AllOf() | AnyOf():
            by_fact: dict[str, list[_Literal]] = defaultdict(list)
            for found in literals(node):
                if found[0].op is not Op.KNOWN and not _moves(found[0]):
                    by_fact[found[0].left.name].append(found)
            yield from ((node, found) for found in by_fact.values())
            for item in node.items:
                yield from _side_by_side(item)
        case Some():
            for item in node.items:
                yield from _side_by_side(item)
        case Not():
            yield from _side_by_side(node.item)


def _moves(node: Comparison) -> bool:
    return any(isinstance(operand, ParamRef) for operand in operands_in(node)) or not isinstance(node.left, FactRef)


def _pair(group: AllOf | AnyOf, one: _Literal, two: _Literal, where: Where, linked: LinkedRuleSet) -> Iterator[Problem]:
    """Under "and" what another one implies says nothing more; under "or" what implies another one does."""
    first, second = as_met(*one[:2]), as_met(*two[:2])
    if isinstance(group, AnyOf) and apart(Not(first), Not(second), linked, {}):
        yield _told("NK335", two, where, "lint_leave_out_both", read=_said(one), name=_said(two))
        return
    ways = ((one, two, first, second), (two, one, second, first))
    implied = next(((a, b) for a, b, met, other in ways if apart(met, Not(other), linked, {})), None)
    if implied is not None:
        needless, other = implied[::-1] if isinstance(group, AllOf) else implied
        yield _told("NK336", needless, where, "lint_leave_out", read=_said(needless), name=_said(other))


def _said(one: _Literal) -> str:
    return f"not {compared(one[0])}" if one[1] else compared(one[0])


def _rows(name: str, table: Table, linked: LinkedRuleSet) -> Iterator[Problem]:
    """NK337: a row that cannot be the first that is met, with any value of the parameters over time."""
    used = [operand.name for row in table.rows for operand in operands_in(row.when) if isinstance(operand, ParamRef)]
    values = list(linked.values_over_time(used))
    whens: Sequence[Condition] = [row.when for row in table.rows]
    for at, when in enumerate(whens[1:], 1):
        before = AllOf(tuple(Not(each) for each in whens[:at]))
        dead = all(apart(when, before, linked, found) for found in values)
        if dead and not all(apart(when, when, linked, found) for found in values):
            first = next(chain(comparisons(when), references(when)))
            where = Where("fact", name)
            yield problem("NK337", first.place, "lint_row", where=str(where), where_id=where.indonesian, name=at + 1)


def _told(code: str, at: _Literal, where: Where, hint: str, **slots: object) -> Problem:
    return problem(code, at[0].place, hint, where=str(where), where_id=where.indonesian, **slots)
