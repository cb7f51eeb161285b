"""What a decision rests on that was only assumed: the assumed facts without which something of it would be open, or more would be asked.

A verdict is compared with that of the same profile without what is assumed. A condition that is decided alike in both rests on nothing
that is assumed, because what fills a missing fact overturns nothing that is decided. Any other rests on those of its parts that fixed it;
an open one on all of them. So what is not named here may be anything, and what is decided stays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Final

from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    CriterionIs,
    CriterionKind,
    Derived,
    FactRef,
    Indicator,
    Not,
    Outcome,
    PointsOf,
    ProgrammeIs,
    Scorecard,
    Some,
    Status,
    Table,
    conditions_of,
    operands_of,
    references,
)
from naikkelas.conditions import comparisons as comparisons_in
from naikkelas.logic import MET, NOT_MET, UNKNOWN, all_of, any_of, at_least, negate
from naikkelas.ruleset.model import Criterion, LinkedRuleSet

#: What is always met, and what never is.
_ALWAYS: Final = AllOf(())
_NEVER: Final = AnyOf(())

#: A status in terms of the guard and the requirement of a criterion.
_STATUSES: Final[Mapping[Status, Callable[[Condition, Condition], Condition]]] = {
    Status.MET: lambda guard, require: AllOf((guard, require)),
    Status.NOT_MET: lambda guard, require: AllOf((guard, Not(require))),
    Status.NOT_APPLICABLE: lambda guard, _: Not(guard),
}

_Names = frozenset[str]
_NOBODY: Final[_Names] = frozenset()


class Plain:
    """A rule set and its programmes on one date as nothing but comparisons under all, any, some and not. It keeps nothing of a profile."""

    def __init__(self, linked: LinkedRuleSet, rules_as_of: int) -> None:
        self.linked, self._rules_as_of = linked, rules_as_of
        self.positions = linked.positions
        self._units: dict[int, LinkedRuleSet] = {}
        for unit in linked.units():
            for root in unit.conditions():
                self._units.update((id(node), unit) for node in (*comparisons_in(root), *references(root)))
        self._meanings: dict[object, Condition] = {}

    def unit_of(self, node: Condition) -> LinkedRuleSet:
        """The rule set in which a comparison or a reference stands."""
        return self._units[id(node)]

    def meaning(self, node: CriterionIs) -> Condition:
        """What a reference to a criterion asks, as a condition."""
        return self._kept(node, lambda: self._status_in(self.unit_of(node).criteria[node.criterion], node.statuses))

    def programme(self, node: ProgrammeIs) -> tuple[Condition, Condition]:
        """Whether the programme that is asked applies, and whether its requirements are satisfied."""
        asked = self.unit_of(node).programmes[node.programme]
        return self.scope(asked), self.satisfied(asked)

    def _status_in(self, criterion: Criterion, statuses: frozenset[Status]) -> Condition:
        guard = self.guard(criterion)
        if statuses == {Status.MET, Status.NOT_MET}:
            return guard
        if statuses == {Status.MET, Status.NOT_APPLICABLE}:
            return AnyOf((Not(guard), criterion.require))
        if statuses == {Status.NOT_MET, Status.NOT_APPLICABLE}:
            return AnyOf((Not(guard), Not(criterion.require)))
        return AnyOf(tuple(_STATUSES[each](guard, criterion.require) for each in sorted(statuses)))

    def guard(self, criterion: Criterion) -> Condition:
        """Whether a criterion applies."""
        if not criterion.in_force(self._rules_as_of):
            return _NEVER
        return _ALWAYS if criterion.guard is None else criterion.guard

    def scope(self, unit: LinkedRuleSet) -> Condition:
        """Whether a rule set applies: itself, and one of its requirements."""
        return self._kept(
            (id(unit), "scope"),
            lambda: AllOf((unit.applies_when or _ALWAYS, AnyOf(tuple(self.guard(each) for each in _required(unit))))),
        )

    def satisfied(self, unit: LinkedRuleSet) -> Condition:
        """Whether all requirements of a rule set are satisfied."""
        return self._kept((id(unit), "satisfied"), lambda: AllOf(tuple(self.satisfies(each) for each in _required(unit))))

    def satisfies(self, criterion: Criterion) -> Condition:
        """Whether a criterion stands in nobody's way."""
        return self._kept((id(criterion), "satisfies"), lambda: AnyOf((Not(self.guard(criterion)), criterion.require)))

    def _kept(self, key: object, make: Callable[[], Condition]) -> Condition:
        found = self._meanings.get(key)
        if found is None:
            found = self._meanings[key] = make()
        return found


def _required(unit: LinkedRuleSet) -> Iterator[Criterion]:
    return (each for each in unit.criteria.values() if each.kind is CriterionKind.REQUIREMENT)


class Resting:
    """What one verdict rests on.

    ``codes`` are the truths of its comparisons, ``without`` those without what is ``assumed``; ``given`` tells whether a profile gives a fact.
    """

    def __init__(
        self, plain: Plain, codes: Sequence[int], without: Sequence[int], assumed: frozenset[str], given: Callable[[str], bool]
    ) -> None:
        self._plain, self._codes, self._assumed, self._given = plain, (codes, without), assumed, given
        self._truths: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._found: dict[object, _Names] = {}

    # --- parts of a decision ------------------------------------------------------------------------------------------

    def of_scope(self) -> tuple[str, ...]:
        """What it rests on whether the rules apply."""
        return _listed(self._of(self._plain.scope(self._plain.linked)))

    def of_satisfied(self, criterion: Criterion) -> tuple[str, ...]:
        """What it rests on that a requirement stands in nobody's way, or that this is open."""
        return _listed(self._of(self._plain.satisfies(criterion)))

    def of_status(self, criterion: Criterion) -> tuple[str, ...]:
        """What the status of a criterion rests on."""
        return _listed(self._of_status(criterion))

    def of_points(self, criterion: Criterion) -> tuple[str, ...]:
        """What the points of a preference rest on."""
        return _listed(self._of_points(self._plain.linked, criterion))

    def of_fact(self, name: str) -> tuple[str, ...]:
        """What a derived fact rests on."""
        return _listed(self._of_fact(self._plain.linked, name))

    # --- conditions ---------------------------------------------------------------------------------------------------

    def _truth(self, node: Condition, side: int) -> int:
        known = self._truths[side]
        found = known.get(id(node))
        if found is None:
            found = known[id(node)] = self._worked_out(node, side)
        return found

    def _worked_out(self, node: Condition, side: int) -> int:
        match node:
            case Comparison():
                return self._codes[side][self._plain.positions[node]]
            case AllOf():
                return all_of(self._truth(item, side) for item in node.items)
            case AnyOf():
                return any_of(self._truth(item, side) for item in node.items)
            case Not():
                return negate(self._truth(node.item, side))
            case Some():
                return at_least(node.at_least, [self._truth(item, side) for item in node.items])
            case CriterionIs():
                return self._truth(self._plain.meaning(node), side)
            case ProgrammeIs():
                return self._truth_of_programme(node, side)

    def _truth_of_programme(self, node: ProgrammeIs, side: int) -> int:
        """An outcome that is open answers nothing, also where only some outcomes are left."""
        scope, satisfied = (self._truth(each, side) for each in self._plain.programme(node))
        if scope == UNKNOWN or (scope == MET and satisfied == UNKNOWN):
            return UNKNOWN
        outcome = Outcome.OUT_OF_SCOPE if scope == NOT_MET else Outcome.ELIGIBLE if satisfied == MET else Outcome.INELIGIBLE
        return MET if outcome in node.outcomes else NOT_MET

    def _of(self, node: Condition) -> _Names:
        """What the truth of a condition rests on."""
        truth = self._truth(node, 0)
        if truth == self._truth(node, 1) != UNKNOWN:
            return _NOBODY
        found = self._found.get(id(node))
        if found is None:
            found = self._found[id(node)] = self._of_parts(node, truth)
        return found

    def _of_parts(self, node: Condition, truth: int) -> _Names:
        match node:
            case Comparison():
                return self._of_comparison(node)
            case AllOf() | AnyOf() | Some():
                return _all(self._of(item) for item in self._that_fixed(node, truth))
            case Not():
                return self._of(node.item)
            case CriterionIs():
                return self._of(self._plain.meaning(node))
            case ProgrammeIs():
                return self._of_both(*self._plain.programme(node))

    def _that_fixed(self, node: AllOf | AnyOf | Some, truth: int) -> Iterator[Condition]:
        return (item for item in node.items if truth == UNKNOWN or self._truth(item, 0) == truth)

    def _of_comparison(self, node: Comparison) -> _Names:
        unit = self._plain.unit_of(node)
        return _all(self._of_fact(unit, each.name) for each in (node.left, *node.right) if isinstance(each, FactRef))

    # --- facts and criteria -------------------------------------------------------------------------------------------

    def _of_fact(self, unit: LinkedRuleSet, name: str) -> _Names:
        """What the value of a fact rests on."""
        derived = unit.derived.get(name)
        if derived is None or self._given(name):
            return frozenset({name}) & self._assumed
        key = (id(unit), name)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = _all(self._behind(unit, derived))
        return found

    def _behind(self, unit: LinkedRuleSet, derived: Derived) -> Iterator[_Names]:
        formula = derived.formula
        if isinstance(formula, PointsOf):
            yield from (self._of_points(unit, unit.criteria[each]) for each in formula.criteria)
        elif isinstance(formula, Scorecard):
            yield from (self._of_indicator(unit, one) for one in formula.indicators)
        elif isinstance(formula, Table):
            yield from (self._of(row) for row in self._possible(formula))
        else:
            conditions = conditions_of(formula)
            yield from map(self._of, conditions)
            yield from (self._of_fact(unit, each.name) for each in operands_of(formula) if isinstance(each, FactRef) and not conditions)

    def _possible(self, table: Table) -> Iterator[Condition]:
        """The rows of a table that were looked at: of one in which the first counts, those up to the first that is met."""
        for row in table.rows:
            yield row.when
            if table.hit == "first" and self._truth(row.when, 0) == MET:
                return

    def _of_indicator(self, unit: LinkedRuleSet, one: Indicator) -> _Names:
        if one.criterion is not None:
            return self._of_status(unit.criteria[one.criterion])
        return self._of_both(one.guard or _ALWAYS, one.require)

    def _of_status(self, criterion: Criterion) -> _Names:
        return self._of_both(self._plain.guard(criterion), criterion.require)

    def _of_both(self, guard: Condition, require: Condition) -> _Names:
        """What a status or an outcome rests on: on the guard, or the scope, alone where that is not met."""
        return self._of(guard) if self._truth(guard, 0) == NOT_MET else self._of(guard) | self._of(require)

    def _of_points(self, unit: LinkedRuleSet, criterion: Criterion) -> _Names:
        """What points rest on: none are given where the guard or the requirement is surely not met."""
        guard = self._plain.guard(criterion)
        parts = (guard, criterion.require)
        if any(self._truth(each, 0) == self._truth(each, 1) == NOT_MET for each in parts):
            return _NOBODY
        refused = [each for each in parts if self._truth(each, 0) == NOT_MET]
        if refused:
            return _all(self._of(each) for each in refused)
        value = self._of_fact(unit, criterion.points.name) if isinstance(criterion.points, FactRef) else _NOBODY
        return _all(self._of(each) for each in parts) | value


def _all(found: Iterable[_Names]) -> _Names:
    return reduce(or_, found, _NOBODY)


def _listed(found: _Names) -> tuple[str, ...]:
    return tuple(sorted(found))
