"""Lints: rule sets that load, but look as if something else was meant. What refuses a rule set is found by the linker."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from naikkelas.authoring.checking.days import lint_days
from naikkelas.authoring.checking.implied import lint_implied
from naikkelas.authoring.checking.texts import lint_texts
from naikkelas.authoring.checking.titles import lint_titles
from naikkelas.conditions import (
    Comparison,
    Condition,
    Const,
    CriterionKind,
    FactRef,
    ParamRef,
    PointsOf,
    Scorecard,
    comparisons,
    conditions_of,
    operands_in,
    operands_of,
    references,
)
from naikkelas.facts import Fact, Kind
from naikkelas.problems import Place, Problem, problem
from naikkelas.ruleset.document import TOP, Where
from naikkelas.ruleset.model import Criterion, LinkedRuleSet
from naikkelas.ruleset.nodes import Mapping as MappingNode
from naikkelas.ruleset.nodes import Node

__all__ = ["lint"]

#: Amounts of one fact that are so many times apart were mostly meant in different units.
_FAR: Final = 1000
#: Lists of conditions that mean the same in any order.
_UNORDERED: Final = frozenset({"all", "any", "of"})


def lint(linked: LinkedRuleSet, node: Node | None, catalogue: Mapping[str, Fact]) -> list[Problem]:
    """What looks wrong in a rule set without errors; ``node`` is the root of its file. Criteria of other files are passed over."""
    if not isinstance(node, MappingNode):
        return []
    own = [each for each in linked.criteria.values() if each.place.file == linked.file]
    found = [
        *_twice(own),
        *_far_amounts(linked),
        *lint_texts(node),
        *lint_titles(linked, node, catalogue),
        *lint_implied(linked),
        *lint_days(linked, own),
    ]
    required = [each for each in own if each.kind is CriterionKind.REQUIREMENT]
    without = [each for each in required if each.source is None]
    if len(without) < len(required) - len(without):
        found += [_told("NK319", each.place, Where("criterion", each.id), "lint_source") for each in without]
    for each in own:
        found += _remedies(each, linked, catalogue)
    return found


def _told(code: str, place: Place, where: Where, hint: str, **slots: object) -> Problem:
    return problem(code, place, hint, where=str(where), where_id=where.indonesian, **slots)


def _twice(criteria: list[Criterion]) -> Iterator[Problem]:
    """NK316: two criteria of one kind that ask the same."""
    seen: dict[str, str] = {}
    for each in criteria:
        asked = _written(_in_one_order({**each.to_dict(), "points": None}))
        first = seen.setdefault(asked, each.id)
        if first != each.id:
            yield _told("NK316", each.place, Where("criterion", each.id), "lint_one_of_two", name=first)


def _in_one_order(data: Any) -> Any:
    """The data of a condition, with what stands under "and", "or" and "some" in one order: none of them has one."""
    if isinstance(data, dict):
        ordered = {key: _in_one_order(item) for key, item in data.items()}
        return {key: sorted(item, key=_written) if key in _UNORDERED else item for key, item in ordered.items()}
    return [_in_one_order(item) for item in data] if isinstance(data, list) else data


def _written(data: Any) -> str:
    return json.dumps(data, sort_keys=True, default=str)


# --- remedies ---------------------------------------------------------------------------------------------------------


def _remedies(made: Criterion, linked: LinkedRuleSet, catalogue: Mapping[str, Fact]) -> Iterator[Problem]:
    """NK320 and NK322."""
    where, required = Where("criterion", made.id), made.kind is CriterionKind.REQUIREMENT
    asked = _given(made.require, linked)
    facts = None if asked is None else [catalogue[name] for name in sorted(asked) if name in catalogue]
    if required and made.remedy is None and facts and any(fact.remedy is not None for fact in facts):
        yield _told("NK320", made.place, where, "lint_remedy")
    if made.remedy is not None and facts and asked is not None and len(facts) == len(asked) and not any(map(_may_change, facts)):
        yield _told("NK322", made.place, where, "lint_no_remedy", fact=", ".join(fact.name for fact in facts))


def _may_change(fact: Fact) -> bool:
    """Whether the owner can change a fact, or time does."""
    return fact.remedy is not None or fact.type.kind is Kind.DATE


def _given(condition: Condition, linked: LinkedRuleSet) -> set[str] | None:
    """The facts that a condition rests on; ``None`` where it asks for a criterion, a programme or points too."""
    found: set[str] = set()
    waiting = [condition]
    while waiting:
        this = waiting.pop()
        if any(True for _ in references(this)):
            return None
        names = {operand.name for operand in operands_in(this) if isinstance(operand, FactRef)}
        while names:
            name = names.pop()
            derived = linked.derived.get(name)
            if derived is None:
                found.add(name)
            elif isinstance(derived.formula, PointsOf | Scorecard):
                return None
            else:
                names |= {operand.name for operand in operands_of(derived.formula) if isinstance(operand, FactRef)}
                waiting += conditions_of(derived.formula)
    return found


# --- amounts ----------------------------------------------------------------------------------------------------------


def _far_amounts(linked: LinkedRuleSet) -> Iterator[Problem]:
    """NK321: an amount that is a thousand times smaller than the next one that the same fact is compared with."""
    amounts: dict[str, list[tuple[int, Place, Where]]] = {}
    for where, comparison in _comparisons(linked):
        if comparison.type.kind is Kind.MONEY and isinstance(comparison.left, FactRef):
            amounts.setdefault(comparison.left.name, []).extend(_amounts(comparison, where, linked))
    for name, found in amounts.items():
        values = sorted({value for value, _, _ in found})
        jump = next((at for at in range(len(values) - 1, 0, -1) if values[at] >= _FAR * values[at - 1]), 0)
        for value, place, where in found:
            if jump and value < values[jump] and place.file == linked.file:
                yield _told("NK321", place, where, "lint_unit", fact=name, read=_rupiah(value), expected=_rupiah(values[jump]))


def _comparisons(linked: LinkedRuleSet) -> Iterator[tuple[Where, Comparison]]:
    for name, derived in linked.derived.items():
        for condition in conditions_of(derived.formula):
            yield from ((Where("fact", name), each) for each in comparisons(condition))
    if linked.applies_when is not None:
        yield from ((TOP, each) for each in comparisons(linked.applies_when))
    for name, made in linked.criteria.items():
        for asked in (made.guard, made.require):
            yield from ((Where("criterion", name), each) for each in comparisons(asked)) if asked is not None else ()


def _amounts(comparison: Comparison, where: Where, linked: LinkedRuleSet) -> Iterator[tuple[int, Place, Where]]:
    """The amounts above Rp1 of a comparison: "more than nothing" is compared with no unit in mind."""
    for right in comparison.right:
        if isinstance(right, Const):
            found = [(right.value, comparison.place, where)]
        elif isinstance(right, ParamRef):
            parameter = linked.parameters[right.name]
            found = [(value, parameter.place, Where("parameter", right.name)) for _, value in parameter.values]
        else:
            continue
        yield from ((value, place, told) for value, place, told in found if isinstance(value, int) and value > 1)


def _rupiah(value: int) -> str:
    return f"Rp{value:,}".replace(",", ".")
