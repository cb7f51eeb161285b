"""Why: the few comparisons that fixed a truth, with the values read. Branches that did not matter are left out."""

from collections.abc import Iterable
from typing import Any

from naikkelas.calendar import months_between
from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    ConditionFormula,
    CriterionIs,
    Derived,
    FactRef,
    Indicator,
    MonthsSince,
    Not,
    Op,
    ParamRef,
    ProgrammeIs,
    Ratio,
    Scorecard,
    Some,
    Status,
    Sum,
    Table,
    conditions_of,
)
from naikkelas.decision import OUTCOMES
from naikkelas.engines.folded import STATUS_CODES, STATUSES, Folded, Shape, shape_of
from naikkelas.engines.rows.full import FullVerdict
from naikkelas.engines.scored import score_value, scored
from naikkelas.facts import FactType, Kind, Text
from naikkelas.folding import NEGATIVE
from naikkelas.logic import MET, NOT_MET, UNKNOWN, all_of, any_of, at_least, negate
from naikkelas.ranges import NEVER, Bounds
from naikkelas.results import Asked, Finding, Group, Reason, Reference, Rule, Scored
from naikkelas.ruleset.model import Criterion, LinkedRuleSet
from naikkelas.ruleset.types import MONTHS_TYPE
from naikkelas.snapshot import Snapshot
from naikkelas.values import Value

#: So many levels of derived facts are told below a reason.
_MOST_LEVELS = 60
_PLAIN_SHAPES = frozenset({Shape.LOW, Shape.HIGH, Shape.BOTH})


def derived_value(linked: LinkedRuleSet, derived: Derived, verdict: FullVerdict) -> tuple[Value, tuple[str, ...]]:
    """The canonical value of a derived fact in a verdict, and the candidates of an open choice."""
    names = [name for name in sorted(linked.derived) if linked.derived[name].is_value]
    found: Any = verdict.derived[names.index(derived.name)]
    if derived.type.kind.is_ordered:
        return (found[0] if found[0] == found[1] else found), ()
    if derived.type.kind is Kind.BOOLEAN:
        return (None if found == UNKNOWN else found == MET), ()
    candidates = tuple(name for i, name in enumerate(derived.type.choices or ()) if found >> i & 1)
    return (candidates[0], ()) if len(candidates) == 1 else (None, candidates)


def as_bounds(value: Any) -> Bounds:
    """An ordered value as a pair."""
    return value if isinstance(value, tuple) else (value, value)


def what_is_asked(linked: LinkedRuleSet, folded: Folded, node: Comparison, negated: bool) -> Asked:
    """All of a finding that depends on rules and date only."""
    other = node.right[0].name if node.right and isinstance(node.right[0], FactRef) else None
    return Asked(
        node,
        node.type,
        _title(linked, node.left),
        () if other else tuple(folded.rights(node)),
        tuple(right.name if isinstance(right, ParamRef) else None for right in node.right),
        folded.tested_runs(node)[0] if shape_of(node, linked) in _PLAIN_SHAPES else (None, None),
        other,
        negated,
        isinstance(node.left, FactRef) and linked.is_personal(node.left.name),
    )


def rule_of(linked: LinkedRuleSet, criterion: Criterion, in_force: bool) -> Rule:
    """All of a criterion's result that depends on rules and date only."""
    source = linked.sources.get(criterion.source) if criterion.source else None
    return Rule(criterion.id, criterion.kind, criterion.title, criterion.remedy, source, criterion.place, not in_force, criterion.firmness)


def _title(linked: LinkedRuleSet, left: FactRef | ParamRef) -> Text:
    if isinstance(left, ParamRef):
        return linked.parameters[left.name].title or Text(left.name, left.name)
    derived = linked.derived.get(left.name)
    return linked.facts[left.name].title if derived is None else derived.title


def _height(node: Condition) -> int:
    """How many levels of explanation a condition takes."""
    match node:
        case AllOf() | AnyOf() | Some():
            return 1 + max(map(_height, node.items))
        case Not():
            return 1 + _height(node.item)
    return 1


class Reasons:
    """Explains one verdict."""

    def __init__(
        self, linked: LinkedRuleSet, folded: Folded, snapshot: Snapshot, verdict: FullVerdict, asked: dict[tuple[object, bool], Asked]
    ) -> None:
        self._asked = asked
        self.linked = linked
        self.folded = folded
        self.snapshot = snapshot
        self.verdict = verdict
        self._index = linked.positions
        self._told: set[str] = set()
        self._room = _MOST_LEVELS

    # --- truths -------------------------------------------------------------------------------------------------------

    def truth(self, node: Condition) -> int:
        """The truth of any condition of this rule set, from the truths of its comparisons."""
        match node:
            case Comparison():
                return self.verdict.codes[self._index[node]]
            case AllOf():
                return all_of(self.truth(item) for item in node.items)
            case AnyOf():
                return any_of(self.truth(item) for item in node.items)
            case Not():
                return negate(self.truth(node.item))
            case Some():
                return at_least(node.at_least, [self.truth(item) for item in node.items])
            case CriterionIs():
                return self._criterion_truth(node)
            case ProgrammeIs():
                outcome = OUTCOMES[self._programme(node)]
                return UNKNOWN if self._programme(node) == UNKNOWN else MET if outcome in node.outcomes else NOT_MET

    def _programme(self, node: ProgrammeIs) -> int:
        return self.verdict.programmes[list(self.linked.programmes).index(node.programme)]

    def _criterion_truth(self, node: CriterionIs) -> int:
        possible = self._possible(node.criterion)
        wanted = {STATUS_CODES[status] for status in node.statuses}
        return MET if possible <= wanted else UNKNOWN if possible & wanted else NOT_MET

    def _possible(self, criterion: str) -> set[int]:
        """The status codes a criterion may still get."""
        at = self.linked.canonical[criterion]
        guard, require = self.verdict.guards[at], self.verdict.requires[at]
        inside = {MET, NOT_MET} if require == UNKNOWN else {require}
        return inside if guard == MET else {2} if guard == NOT_MET else inside | {2}

    def status(self, criterion: str) -> int:
        """The status code of a criterion."""
        return self.verdict.statuses[self.linked.canonical[criterion]]

    def points(self, criterion: Criterion) -> tuple[int, int]:
        """The points (low, high) of one preference."""
        at = self.linked.canonical[criterion.id]
        truth = self.verdict.guards[at] & self.verdict.requires[at]
        low, high = self._points_value(criterion)
        if truth == MET:
            return (low, high)
        return (0, 0) if truth == NOT_MET else (min(low, 0), max(high, 0))

    def _points_value(self, criterion: Criterion) -> Bounds:
        if isinstance(criterion.points, int):
            return (criterion.points, criterion.points)
        low, high = self.bounds(criterion.points)
        return (low, high)

    # --- values -------------------------------------------------------------------------------------------------------

    def bounds(self, operand: FactRef | ParamRef) -> Bounds:
        """The bounds of an ordered operand; a missing fact has those of its type."""
        if isinstance(operand, ParamRef):
            value: Any = self.folded.parameters[operand.name]
        else:
            value = self.value_of(operand.name)[0]
        if value is None:
            return self.linked.type_of(operand).bounds
        return as_bounds(value)

    def value_of(self, name: str) -> tuple[Value, tuple[str, ...]]:
        """The value of a fact, given or derived, and the candidates of an open choice."""
        derived = self.linked.derived.get(name)
        if derived is None:
            return self.snapshot.value(name), ()
        if isinstance(derived.formula, MonthsSince):
            return self._months(derived.formula), ()
        if isinstance(derived.formula, Ratio):
            return self._ratio(derived.formula), ()
        if isinstance(derived.formula, Scorecard):
            return score_value(self.scored(derived)), ()
        return derived_value(self.linked, derived, self.verdict)

    def _months(self, formula: MonthsSince) -> Value:
        low, high = self.bounds(formula.date)
        if self.value_of(formula.date.name)[0] is None or low >= NEVER:
            return None
        most = months_between(low, self.folded.as_of)
        least = MONTHS_TYPE.bounds[0] if high >= NEVER else months_between(high, self.folded.as_of)
        return most if least == most else (least, most)

    def _ratio(self, formula: Ratio) -> Value:
        """For people only: the quotient when both parts are exact, rounded down to the decimals of a ratio."""
        (of, of_high), (to, to_high) = self.bounds(formula.of), self.bounds(formula.to)
        if of != of_high or to != to_high or to == 0:
            return None
        return of * formula.of_factor * 10**4 // (to * formula.to_factor)

    def scored(self, derived: Derived, *, told: bool = False) -> Scored:
        """A scorecard worked out; ``told`` with what fixed the status of each indicator."""
        return scored(self.linked, derived, self._guarded, self.truth, self._of_indicator if told else lambda *_: ())

    def _guarded(self, one: Indicator) -> tuple[int, int]:
        """The truths of guard and requirement of an indicator: of a criterion its own."""
        if one.criterion is not None:
            at = self.linked.canonical[one.criterion]
            return self.verdict.guards[at], self.verdict.requires[at]
        return MET if one.guard is None else self.truth(one.guard), self.truth(one.require)

    def _of_indicator(self, one: Indicator, status: Status) -> tuple[Reason, ...]:
        """What fixed the status of an indicator, or keeps it open."""
        if one.guard is not None and (status is Status.NOT_APPLICABLE or self.truth(one.guard) == UNKNOWN):
            return self.why(one.guard)
        return self.why(one.require)

    # --- reasons ------------------------------------------------------------------------------------------------------

    def of_criterion(self, criterion: Criterion) -> tuple[Reason, ...]:
        """What fixed the status of a criterion, or keeps it open."""
        self._told.clear()
        guard = MET if criterion.guard is None else self.truth(criterion.guard)
        if criterion.guard is not None and guard == NOT_MET:
            return self.why(criterion.guard)
        found = () if guard == UNKNOWN and self.truth(criterion.require) == MET else self.why(criterion.require)
        return (*self.why(criterion.guard), *found) if criterion.guard is not None and guard == UNKNOWN else found

    def why(self, node: Condition, negated: bool = False) -> tuple[Reason, ...]:
        """The reasons for the truth of a condition; ``negated`` when an odd number of ``not`` stand above."""
        match node:
            case Comparison():
                return (self._finding(node, negated),)
            case Not():
                return self.why(node.item, not negated)
            case AllOf():
                return self._why_all(node, negated)
            case AnyOf():
                return self._why_any(node, negated)
            case Some():
                return self._why_some(node, negated)
            case CriterionIs():
                return (self._criterion_reference(node, negated),)
            case ProgrammeIs():
                return (self._programme_reference(node, negated),)

    def _why_all(self, node: AllOf, negated: bool) -> tuple[Reason, ...]:
        """What fixed a conjunction, one by one; "not all" that is still open is a choice of ways, with those that have failed."""
        if not (negated and self.truth(node) == UNKNOWN):
            return tuple(reason for item in self._chosen(node) for reason in self.why(item, negated))
        ways = self._open(list(node.items))
        if len(ways) == 1:
            return self.why(ways[0], negated)
        return (Group("all", UNKNOWN, self._each(ways, negated), len(ways), negated=True),)

    def _chosen(self, node: AllOf) -> list[Condition]:
        """The items that fixed a conjunction; one that parameters alone keep from being met does so whatever the profile says."""
        truth = self.truth(node)
        chosen = [item for item in node.items if truth == MET or self.truth(item) == truth]
        closed = [item for item in chosen if self._settled(item) == NOT_MET]
        return closed or self._open(chosen)

    def _why_any(self, node: AnyOf, negated: bool) -> tuple[Reason, ...]:
        truth = self.truth(node)
        chosen = self._open([item for item in node.items if self.truth(item) in (truth, self._failed(truth, negated))])
        if truth == MET or len(chosen) == 1:
            return self.why(chosen[0], negated)
        return (Group("any", truth, self._each(chosen, negated), len(chosen), negated=negated),)

    @staticmethod
    def _failed(truth: int, negated: bool) -> int:
        """The truth of the ways that are told beside the open ones: those that have failed already; of what is decided no others."""
        return truth if truth != UNKNOWN else MET if negated else NOT_MET

    def _open(self, items: list[Condition]) -> list[Condition]:
        """The items that a profile can change; those that parameters alone settle are left out where others remain."""
        found = [item for item in items if self._settled(item) == UNKNOWN]
        return found or items

    def _settled(self, node: Condition) -> int:
        """The truth of a condition when nothing is known of any profile."""
        match node:
            case Comparison():
                return self.truth(node) if isinstance(node.left, ParamRef) else UNKNOWN
            case AllOf():
                return all_of(self._settled(item) for item in node.items)
            case AnyOf():
                return any_of(self._settled(item) for item in node.items)
            case Not():
                return negate(self._settled(node.item))
            case Some():
                return at_least(node.at_least, [self._settled(item) for item in node.items])
        return UNKNOWN

    def _why_some(self, node: Some, negated: bool) -> tuple[Reason, ...]:
        truth = self.truth(node)
        chosen = [item for item in node.items if self.truth(item) in (truth, self._failed(truth, negated))]
        return (Group("some", truth, self._each(chosen, negated), len(node.items), node.at_least, negated),)

    def _each(self, items: Iterable[Condition], negated: bool) -> tuple[Reason, ...]:
        """One reason an item; an item with several becomes a group of its own."""
        made: list[Reason] = []
        for item in items:
            reasons = self.why(item, negated)
            made.append(reasons[0] if len(reasons) == 1 else Group("all", self.truth(item), reasons, len(reasons), negated=negated))
        return tuple(made)

    def _criterion_reference(self, node: CriterionIs, negated: bool) -> Reference:
        title = self.linked.criteria[node.criterion].title
        found = STATUSES[self.status(node.criterion)]
        return Reference("criterion", node.criterion, title, tuple(sorted(node.statuses)), found.value, self.truth(node), negated)

    def _programme_reference(self, node: ProgrammeIs, negated: bool) -> Reference:
        title = self.linked.programmes[node.programme].title
        found = OUTCOMES[self._programme(node)].value
        return Reference("programme", node.programme, title, tuple(sorted(node.outcomes)), found, self.truth(node), negated)

    def asked(self, node: Comparison, negated: bool) -> Asked:
        """:func:`what_is_asked`, kept where the plan keeps it."""
        key: tuple[object, bool] = (node, negated)
        found = self._asked.get(key)
        if found is None:
            found = self._asked[key] = what_is_asked(self.linked, self.folded, node, negated)
        return found

    # --- findings -----------------------------------------------------------------------------------------------------

    def _finding(self, node: Comparison, negated: bool) -> Finding:
        value, candidates = self._left(node.left)
        asked = self.asked(node, negated)
        wanted = asked.wanted if asked.other is None else self._other(asked.other)
        if asked.hidden:
            value, candidates = None, ()
        origin = self.snapshot.origins.get(node.left.name)
        return Finding.of(asked, self.truth(node), value, wanted, candidates, origin, self._inputs(node, negated))

    def _other(self, name: str) -> tuple[Value]:
        """The value of the fact on the right, unless it is personal."""
        return (None,) if self.linked.is_personal(name) else (self.value_of(name)[0],)

    def _left(self, left: FactRef | ParamRef) -> tuple[Value, tuple[str, ...]]:
        if isinstance(left, FactRef):
            return self.value_of(left.name)
        value: Any = self.folded.parameters[left.name]
        return value, ()

    def _inputs(self, node: Comparison, negated: bool) -> tuple[Reason, ...]:
        """Where the value of a derived fact comes from."""
        derived = self.linked.derived.get(node.left.name) if isinstance(node.left, FactRef) else None
        if derived is None or self.snapshot.value(derived.name) is not None:
            return ()
        match derived.formula:
            case ConditionFormula() | Table():
                return self._conditions_behind(derived, node, negated)
            case Scorecard():
                return self._scorecard_behind(derived)
            case Sum(terms=terms):
                return tuple(self._read(term) for term, _ in terms)
            case Ratio(of=of, to=to):
                return (self._read(of), self._read(to))
            case MonthsSince(date=day):
                return (self._read(day),)
        return ()

    def _scorecard_behind(self, derived: Derived) -> tuple[Reason, ...]:
        """The scorecard: what fixed its indicators once a criterion, and not deeper than anybody would read."""
        levels = 1 + max(map(_height, conditions_of(derived.formula)))
        if derived.name in self._told or levels > self._room:
            return (self.scored(derived),)
        self._told.add(derived.name)
        self._room -= levels
        try:
            return (self.scored(derived, told=True),)
        finally:
            self._room += levels

    def _conditions_behind(self, derived: Derived, node: Comparison, negated: bool) -> tuple[Reason, ...]:
        """The conditions a derived fact follows from: once a criterion, and not deeper than anybody would read."""
        levels = max(map(_height, conditions_of(derived.formula)))
        if derived.name in self._told or levels > self._room:
            return ()
        self._told.add(derived.name)
        self._room -= levels
        try:
            if isinstance(derived.formula, Table):
                return self._table_inputs(derived.formula)
            assert isinstance(derived.formula, ConditionFormula)  # noqa: S101 - the caller asked for these two
            wanted = self.folded.rights(node)[:1] == [True]
            return self.why(derived.formula.condition, negated == (wanted != (node.op in NEGATIVE)) and node.op is not Op.KNOWN)
        finally:
            self._room += levels

    def _read(self, operand: FactRef | ParamRef) -> Finding:
        """A value that was read, said as "known"."""
        kind: FactType = self.linked.type_of(operand)
        value, candidates = self._left(operand)
        truth = UNKNOWN if value is None or isinstance(value, tuple) else MET
        asked = self._asked.get((operand, False))  # kept by operand: a comparison made here would be another key every time
        if asked is None:
            known = Comparison(operand, Op.KNOWN, (), kind)
            asked = self._asked[operand, False] = what_is_asked(self.linked, self.folded, known, False)
        if asked.hidden:
            value, candidates = None, ()
        return Finding.of(asked, truth, value, (), candidates, self.snapshot.origins.get(operand.name))

    def _table_inputs(self, table: Table) -> tuple[Reason, ...]:
        """The row that was hit, or those that still may be."""
        certain = next((row for row in table.rows if self.truth(row.when) == MET), None)
        if certain is not None and table.hit == "unique":
            return self.why(certain.when)
        open_rows = []
        for row in table.rows:
            if self.truth(row.when) == UNKNOWN:
                open_rows.append(row)
            elif self.truth(row.when) == MET:
                break
        if open_rows:
            return tuple(dict.fromkeys(reason for row in open_rows for reason in self.why(row.when)))
        chosen = [certain] if certain is not None else list(table.rows)
        return tuple(reason for row in chosen for reason in self.why(row.when))
