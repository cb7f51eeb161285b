"""What a linked rule set means, or fails to mean: comparisons that decide nothing, overlaps, things never used."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from math import gcd
from typing import Final, cast

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
    Scorecard,
    Sum,
    Table,
    comparisons,
    conditions_of,
    operands_in,
)
from naikkelas.facts import MOST_ANYWHERE, Kind
from naikkelas.folding import NEGATIVE, runs, truth_of_runs
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.problems import Place, Words
from naikkelas.ranges import Bounds
from naikkelas.ruleset.disjoint import overlapping
from naikkelas.ruleset.document import TOP, Document, Where
from naikkelas.ruleset.model import Criterion, LinkedRuleSet, ParamValue
from naikkelas.ruleset.names import Names
from naikkelas.ruleset.selection_linker import check_limits, check_points_of
from naikkelas.ruleset.together import check_ends, check_together
from naikkelas.ruleset.types import POINTS_TYPE
from naikkelas.scores import Card
from naikkelas.values import describe, plain

#: So many overlaps of one table are told.
_MOST_OVERLAPS: Final = 10
_WHEN_KNOWN: Final = Words(" whenever it is known", " bila nilainya diketahui")


def check_meaning(linked: LinkedRuleSet, document: Document, names: Names, places: Mapping[str, Place]) -> None:
    """Reports what is wrong with a rule set whose names and types are right."""
    _check_comparisons(linked, document)
    check_values(linked, document)
    check_together(linked, document)
    check_points_of(linked, document)
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
    if not linked.is_report and not any(each.kind is CriterionKind.REQUIREMENT for each in linked.criteria.values()):
        document.report("NK305", places.get("criteria", Place(document.file)), hint="need_requirement")


def check_values(linked: LinkedRuleSet, document: Document) -> None:
    """The checks that depend on the values of parameters; also run when an owner sets one."""
    check_ends(linked, document)
    check_limits(linked, document)
    for name, derived in linked.derived.items():
        table = derived.formula
        if isinstance(table, Table) and table.hit == "unique":
            used = [operand.name for row in table.rows for operand in operands_in(row.when) if isinstance(operand, ParamRef)]
            for values in linked.values_over_time(used):
                _check_unique(name, table, linked, values, document)
    for where, comparison in _roots(linked):
        formula = _formula(comparison, linked)
        if isinstance(formula, Ratio | Scorecard):
            _check_crosswise(where, comparison, _sides(formula, linked), linked, document)


def _roots(linked: LinkedRuleSet) -> Iterator[tuple[Where, Comparison]]:
    for name in linked.derived:
        for asked in conditions_of(linked.derived[name].formula):
            yield from ((Where("fact", name), c) for c in comparisons(asked))
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
        if truth == MET:
            slots["when"] = "" if _is_met_unknown(comparison) else _WHEN_KNOWN
        code, hint = ("NK302", "delete_comparison") if truth == MET else ("NK301", "mend_limit")
        document.report(code, comparison.place, where, hint, **slots)


def _is_met_unknown(comparison: Comparison) -> bool:
    """Whether what is always met is met by a missing fact too: where bounds say it, and not the list of choices."""
    return comparison.type.kind.is_ordered and not any(isinstance(right, FactRef) for right in comparison.right)


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
    if len(values) < len(comparison.right):
        return UNKNOWN
    if comparison.type.kind.is_ordered:
        numbers = [value for value in values if isinstance(value, int)]
        return _truth_of_numbers(comparison, numbers, linked) if len(numbers) == len(values) else UNKNOWN
    if comparison.type.kind is Kind.CHOICE and set(values) >= set(comparison.type.choices or ()):
        return NOT_MET if comparison.op in NEGATIVE else MET
    return UNKNOWN


def _truth_of_numbers(comparison: Comparison, numbers: list[int], linked: LinkedRuleSet) -> int:
    formula = _formula(comparison, linked)
    if isinstance(formula, Ratio | MonthsSince):
        return UNKNOWN
    truth = truth_of_runs(comparison.op, runs(comparison.op, numbers, 0), *comparison.type.bounds)
    empty = formula.when_empty if isinstance(formula, Scorecard) else None
    return truth if empty is None or empty == (truth == MET) else UNKNOWN


def _formula(comparison: Comparison, linked: LinkedRuleSet) -> object:
    derived: Derived | None = linked.derived.get(comparison.left.name)
    return derived.formula if derived is not None else None


def _check_unique(name: str, table: Table, linked: LinkedRuleSet, values: Mapping[str, ParamValue], document: Document) -> None:
    found = overlapping([row.when for row in table.rows], linked, values)
    for one, two in islice(found, _MOST_OVERLAPS):
        document.report("NK303", linked.derived[name].place, Where("fact", name), "use_first", name=one + 1, read=two + 1)


def _sides(formula: Ratio | Scorecard, linked: LinkedRuleSet) -> tuple[int, int]:
    """The largest numerator and denominator that a ratio or a score can have."""
    if isinstance(formula, Scorecard):
        card = Card.of(formula)
        return card.most, card.most // card.scale
    of, to = linked.type_of(formula.of).bounds, linked.type_of(formula.to).bounds
    return max(map(abs, of)) * formula.of_factor, max(map(abs, to)) * formula.to_factor


def _check_crosswise(where: Where, comparison: Comparison, sides: tuple[int, int], linked: LinkedRuleSet, document: Document) -> None:
    """Ratios and scores are compared by cross-multiplication, which must not leave 2^62."""
    for right in comparison.right:
        if isinstance(right, ParamRef):
            decimals = linked.parameters[right.name].type.decimals
            values = [found[right.name] for found in linked.values_over_time([right.name])]
        else:
            decimals, values = RATIO_DECIMALS, [cast("Const", right).value]
        for value in cast("list[int]", values):
            shared = gcd(value, 10**decimals)
            low, high = value // shared, 10**decimals // shared
            if max(sides[0] * high, sides[1] * abs(low)) > MOST_ANYWHERE:
                document.report("NK217", comparison.place, where, expected="2^62")


def _check_points(linked: LinkedRuleSet, document: Document) -> None:
    """Only preferences have points, and no sum of them leaves the type of points."""
    known: dict[str, Bounds] = {}
    for derived in (linked.derived[name] for kind, name in linked.order if kind == "fact"):
        if isinstance(derived.formula, Sum):
            known[derived.name] = _sum_bounds(derived.formula, linked, known)
        elif isinstance(derived.formula, PointsOf):
            where = Where("fact", derived.name)
            criteria = [linked.criteria[name] for name in derived.formula.criteria]
            known[derived.name] = _points_bounds(criteria, linked, known)
            _check_most_points(known[derived.name], derived.place, where, document)
            for made in criteria:
                if made.kind is not CriterionKind.PREFERENCE:
                    document.report("NK309", derived.place, Where("criterion", made.id), "give_points")
    preferences = [made for made in linked.criteria.values() if made.kind is CriterionKind.PREFERENCE]
    for made in preferences:
        if made.points == 0:
            document.report("NK315", made.place, Where("criterion", made.id), "give_points_here")
    if preferences:
        _check_most_points(_points_bounds(preferences, linked, known), preferences[-1].place, TOP, document)


def _check_most_points(bounds: Bounds, place: Place, where: Where, document: Document) -> None:
    most = POINTS_TYPE.bounds[1]
    if max(-bounds[0], bounds[1]) > most:
        document.report("NK217", place, where, expected=most)


def _points_bounds(criteria: Iterable[Criterion], linked: LinkedRuleSet, known: Mapping[str, Bounds]) -> Bounds:
    """The smallest and the largest sum of some of the points."""
    each = [(made.points, made.points) if isinstance(made.points, int) else _bounds(made.points, linked, known) for made in criteria]
    return sum(min(low, 0) for low, _ in each), sum(max(high, 0) for _, high in each)


def _sum_bounds(formula: Sum, linked: LinkedRuleSet, known: Mapping[str, Bounds]) -> Bounds:
    ends = [sorted(end * factor for end in _bounds(term, linked, known)) for term, factor in formula.terms]
    return sum(low for low, _ in ends), sum(high for _, high in ends)


def _bounds(operand: FactRef | ParamRef, linked: LinkedRuleSet, known: Mapping[str, Bounds]) -> Bounds:
    """The bounds of an operand, narrower than those of its type where it is made of points."""
    found = known.get(operand.name) if isinstance(operand, FactRef) else None
    return linked.type_of(operand).bounds if found is None else found
