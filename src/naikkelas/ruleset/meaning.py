"""What a linked rule set means, or fails to mean: comparisons that decide nothing, overlaps, things never used."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import gcd

from naikkelas.conditions import (
    RATIO_DECIMALS,
    RELATIONS,
    Comparison,
    Const,
    CriterionKind,
    Derived,
    FactRef,
    MonthsSince,
    ParamRef,
    PointsOf,
    Ratio,
    Table,
    comparisons,
)
from naikkelas.facts import MOST_ANYWHERE, Kind
from naikkelas.folding import NEGATIVE, runs, truth_of_runs
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.problems import Place
from naikkelas.ruleset.disjoint import apart
from naikkelas.ruleset.document import TOP, Document, Where
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue
from naikkelas.ruleset.names import Names
from naikkelas.values import describe, plain


def check_meaning(linked: LinkedRuleSet, document: Document, names: Names, places: Mapping[str, Place]) -> None:
    """Reports what is wrong with a rule set whose names and types are right."""
    _check_comparisons(linked, document)
    check_values(linked, document)
    _check_points(linked, document)
    for name, parameter in linked.parameters.items():
        if name not in names.used_parameters:
            document.report("NK304", places.get(f"parameter {name}", parameter.place), hint="delete_it", name=name)
    for name in (*linked.declared, *linked.derived):
        if name not in names.used_facts and f"fact {name}" in places:
            document.report("NK306", places[f"fact {name}"], hint="delete_it", name=name)
    for name in linked.sources:
        if name not in names.used_sources:
            document.report("NK310", places.get(f"source {name}"), hint="delete_it", name=name)
    if not any(criterion.kind is CriterionKind.REQUIREMENT for criterion in linked.criteria.values()):
        document.report("NK305", Place(document.file))


def check_values(linked: LinkedRuleSet, document: Document) -> None:
    """The checks that depend on the values of parameters; also run when an owner sets one."""
    for values in parameter_values(linked):
        for name, derived in linked.derived.items():
            if isinstance(derived.formula, Table) and derived.formula.hit == "unique":
                _check_unique(name, derived.formula, linked, values, document)
        _check_ratios(linked, values, document)


def parameter_values(linked: LinkedRuleSet) -> Iterator[Mapping[str, ParamValue]]:
    """The values of all parameters on every day one of them changes, from the rule set's first day on."""
    starts = {linked.effective[0]} | {day for p in linked.parameters.values() for day, _ in p.values if day > linked.effective[0]}
    for day in sorted(starts):
        found = {name: parameter.at(day) for name, parameter in linked.parameters.items()}
        yield {name: value for name, value in found.items() if value is not None}


def _roots(linked: LinkedRuleSet) -> Iterator[tuple[Where, Comparison]]:
    for name in linked.derived:
        formula = linked.derived[name].formula
        for condition in [getattr(formula, "condition", None), *(row.when for row in getattr(formula, "rows", ()))]:
            if condition is not None:
                yield from ((Where("fact", name), c) for c in comparisons(condition))
    if linked.applies_when is not None:
        yield from ((TOP, c) for c in comparisons(linked.applies_when))
    for name, criterion in linked.criteria.items():
        for condition in (criterion.guard, criterion.require):
            if condition is not None:
                yield from ((Where("criterion", name), c) for c in comparisons(condition))


def _check_comparisons(linked: LinkedRuleSet, document: Document) -> None:
    for where, comparison in _roots(linked):
        truth = _constant_truth(comparison, linked)
        if truth == UNKNOWN or isinstance(comparison.left, ParamRef):
            continue
        read = ", ".join(_written(right) for right in comparison.right)
        expected = describe(comparison.type)
        slots = {"fact": comparison.left.name, "name": comparison.op.value, "read": read, "expected": expected}
        document.report("NK302" if truth == MET else "NK301", comparison.place, where, **slots)


def _written(right: object) -> str:
    if isinstance(right, Const):
        return str(right.value.to_dict() if not isinstance(right.value, int | str | frozenset) else plain(right.value, right.type))
    return str(getattr(right, "name", "$as_of"))


def _constant_truth(comparison: Comparison, linked: LinkedRuleSet) -> int:
    """Met or not met when no value of the fact can make a difference, else unknown."""
    if not comparison.right or isinstance(comparison.left, ParamRef):
        return UNKNOWN
    first = comparison.right[0]
    if isinstance(first, FactRef):
        if first.name != comparison.left.name:
            return UNKNOWN
        return MET if RELATIONS[comparison.op] in (">=", "<=") else NOT_MET
    values = [right.value for right in comparison.right if isinstance(right, Const)]
    if len(values) < len(comparison.right) or isinstance(_formula(comparison, linked), Ratio | MonthsSince):
        return UNKNOWN
    if comparison.type.kind.is_ordered:
        numbers = [value for value in values if isinstance(value, int)]
        if len(numbers) < len(values):
            return UNKNOWN
        return truth_of_runs(comparison.op, runs(comparison.op, numbers, 0), *comparison.type.bounds)
    if comparison.type.kind is Kind.CHOICE and set(values) >= set(comparison.type.choices or ()):
        return NOT_MET if comparison.op in NEGATIVE else MET
    return UNKNOWN


def _formula(comparison: Comparison, linked: LinkedRuleSet) -> object:
    derived: Derived | None = linked.derived.get(comparison.left.name)
    return derived.formula if derived is not None else None


def _check_unique(name: str, table: Table, linked: LinkedRuleSet, values: Mapping[str, ParamValue], document: Document) -> None:
    place = linked.derived[name].place
    for (one, first), (two, second) in combinations(enumerate(table.rows, 1), 2):
        if not apart(first.when, second.when, linked, values):
            document.report("NK303", place, Where("fact", name), "use_first", name=one, read=two)


def _check_ratios(linked: LinkedRuleSet, values: Mapping[str, ParamValue], document: Document) -> None:
    """A ratio is compared by cross-multiplication, which must not leave 2^62."""
    for where, comparison in _roots(linked):
        formula = _formula(comparison, linked)
        if not isinstance(formula, Ratio):
            continue
        of, to = linked.type_of(formula.of).bounds, linked.type_of(formula.to).bounds
        for right in comparison.right:
            value = values.get(right.name) if isinstance(right, ParamRef) else right.value if isinstance(right, Const) else None
            if not isinstance(value, int):
                continue
            decimals = linked.parameters[right.name].type.decimals if isinstance(right, ParamRef) else RATIO_DECIMALS
            shared = gcd(value, 10**decimals)
            low, high = value // shared, 10**decimals // shared
            most = max(max(map(abs, of)) * formula.of_factor * high, max(map(abs, to)) * formula.to_factor * abs(low))
            if most > MOST_ANYWHERE:
                document.report("NK217", comparison.place, where)


def _check_points(linked: LinkedRuleSet, document: Document) -> None:
    for name, derived in linked.derived.items():
        for criterion in derived.formula.criteria if isinstance(derived.formula, PointsOf) else ():
            if linked.criteria[criterion].kind is not CriterionKind.PREFERENCE:
                document.report("NK309", derived.place, Where("criterion", criterion), "give_points")
