"""The nodes of a rule set and of its programmes: what follows from what, in waves.

A node is something that can be said of a profile: a comparison is met, a criterion applies, a row of a table may be hit, the
outcome is "eligible". It has one rule for each thing that can be said; when none fires, it is unknown. A node reads
only what is known before its wave: given facts, and what nodes of earlier waves have said. Nothing here depends on a date or
on a profile, and nothing is decided here: this is only how the rules are arranged.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    ConditionFormula,
    CriterionIs,
    CriterionKind,
    Derived,
    EveryYear,
    FactRef,
    Indicator,
    MonthsSince,
    Not,
    Outcome,
    ParamRef,
    PointsOf,
    ProgrammeIs,
    Ratio,
    Scorecard,
    Some,
    Status,
    Sum,
    Table,
)
from naikkelas.engines.durable.expressions import ALWAYS, NEVER, Expression, Key, Kleene, Test, all_of, any_of, both, either, tests, truth
from naikkelas.engines.durable.refusals import Refusals
from naikkelas.engines.folded import read_fact
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.ruleset.model import Criterion, LinkedRuleSet

Kind = Literal["comparison", "row", "fact", "guard", "require", "criterion", "satisfied", "earned", "scope", "all", "outcome", "part"]

#: What the rule that fired makes of a node; without one it is 1, unknown. Outcomes are numbered as the decoder has them.
RESULTS: Final = {
    "met": MET,
    "not_met": NOT_MET,
    Status.NOT_APPLICABLE.value: 2,
    Outcome.ELIGIBLE.value: 3,
    Outcome.INELIGIBLE.value: 0,
    Outcome.OUT_OF_SCOPE.value: 2,
}

_CHUNK: Final = 8


@dataclass(slots=True, eq=False)
class Node:
    """One thing to be found out. ``rules`` are empty for a comparison: what it asks depends on the date."""

    number: int
    kind: Kind
    unit: int
    name: str
    wave: int
    rules: tuple[tuple[str, Expression], ...] = ()
    comparison: Comparison | None = None
    row: int = -1

    @property
    def key(self) -> Key:
        """The property that says what became of it."""
        return ("truth", self.number)


@dataclass(slots=True)
class Unit:
    """Where the answers about one rule set are found."""

    linked: LinkedRuleSet
    number: int
    guards: dict[str, Key] = field(default_factory=dict)
    requires: dict[str, Key] = field(default_factory=dict)
    statuses: dict[str, Key] = field(default_factory=dict)
    earned: dict[str, Key] = field(default_factory=dict)
    #: Derived facts by name: the truth of a condition, or whether each row of a table may be hit, ``otherwise`` last.
    truths: dict[str, Key] = field(default_factory=dict)
    rows: dict[str, list[Key]] = field(default_factory=dict)
    scope: Key = ("always", MET)
    outcome: Key = ("always", UNKNOWN)
    #: Of scorecards by name: guard and requirement of every indicator.
    indicators: dict[str, list[tuple[Key, Key]]] = field(default_factory=dict)
    #: The wave in which the value of a derived fact can first be read.
    ready: dict[str, int] = field(default_factory=dict)
    comparisons: dict[Comparison, Node] = field(default_factory=dict)


class Network:
    """All nodes. ``units`` are the programmes, each once, and last the rule set itself.

    Raises:
        EvaluationError: when the rule set has something that this engine cannot express (NK510) or that is too large (NK511).
    """

    def __init__(self, linked: LinkedRuleSet) -> None:
        self.nodes: list[Node] = []
        self.units: list[Unit] = []
        self._numbers: dict[LinkedRuleSet, int] = {}
        self.refusals = Refusals()
        self.refusals.size(linked)
        for each in _programmes_first(linked):
            unit = Unit(each, len(self.units))
            self._numbers[each] = unit.number
            self.units.append(unit)
            _Builder(self, unit).build()
        self.refusals.tell()

    @property
    def waves(self) -> list[list[Node]]:
        """The nodes by wave."""
        made: list[list[Node]] = [[] for _ in range(1 + max((node.wave for node in self.nodes), default=-1))]
        for node in self.nodes:
            made[node.wave].append(node)
        return made

    def add(self, kind: Kind, unit: Unit, name: str, rules: Iterable[tuple[str, Expression]], row: int = -1) -> Node:
        """A node in the first wave in which everything that its rules read is known."""
        kept = tuple(rules)
        wave = max((self.ready(test.key) for _, asked in kept for test in tests(asked)), default=0)
        node = Node(len(self.nodes), kind, unit.number, name, wave, kept, row=row)
        self.nodes.append(node)
        return node

    def compare(self, unit: Unit, comparison: Comparison, wave: int) -> Node:
        """The node of a comparison; each rule set has its own for a comparison that several share."""
        name = comparison.left.name
        node = unit.comparisons[comparison] = Node(len(self.nodes), "comparison", unit.number, name, wave, comparison=comparison)
        self.nodes.append(node)
        return node

    def ready(self, key: Key) -> int:
        """The wave in which a property can first be written into a message."""
        match key:
            case ("truth", int(number)):
                return self.nodes[number].wave + 1
            case ("must" | "may", *counted):
                return max(map(self.ready, counted))
        return 0

    def outcome_of(self, programme: LinkedRuleSet) -> Key:
        """The property that holds the outcome of a programme."""
        return self.units[self._numbers[programme]].outcome


def _programmes_first(linked: LinkedRuleSet) -> list[LinkedRuleSet]:
    found: dict[LinkedRuleSet, None] = {}

    def add(unit: LinkedRuleSet) -> None:
        if unit not in found:
            for name in sorted(unit.programmes):
                add(unit.programmes[name])
            found[unit] = None

    add(linked)
    return list(found)


class _Builder:
    """Makes the nodes of one rule set, each after those that it reads."""

    def __init__(self, network: Network, unit: Unit) -> None:
        self.network = network
        self.unit = unit
        self.linked = unit.linked
        self.refusals = network.refusals

    def build(self) -> None:
        for kind, name in self.linked.order:
            if kind == "criterion":
                self._criterion(self.linked.criteria[name])
            else:
                self._derived(self.linked.derived[name])
        self._outcome()

    # --- derived facts ------------------------------------------------------------------------------------------------

    def _derived(self, derived: Derived) -> None:
        ready, name = self.network.ready, derived.name
        formula: Any = derived.formula  # the language may have grown since
        match formula:
            case ConditionFormula():
                key = self.unit.truths[name] = self._key(self.truth(formula.condition), "fact", name)
                self.unit.ready[name] = ready(key)
            case Table():
                self.refusals.rows(self.linked, derived, formula)
                rows = self.unit.rows[name] = self._rows(name, formula)
                self.unit.ready[name] = max(map(ready, rows))
            case Sum():
                self.unit.ready[name] = max((self._readable(term) for term, _ in formula.terms), default=0)
            case Ratio():
                self.unit.ready[name] = max(self._readable(formula.of), self._readable(formula.to))
            case PointsOf():
                self.unit.ready[name] = max((self._points_ready(self.linked.criteria[each]) for each in formula.criteria), default=0)
            case MonthsSince():
                self.unit.ready[name] = self._readable(formula.date)
            case EveryYear():
                self.unit.ready[name] = 0
            case Scorecard():
                pairs = self.unit.indicators[name] = [self._indicator(name, each) for each in formula.indicators]
                self.unit.ready[name] = max((ready(key) for pair in pairs for key in pair), default=0)
            case _:
                self.unit.ready[name] = 0
                self.refusals.part(self.linked, formula, derived.place)

    def _indicator(self, name: str, indicator: Indicator) -> tuple[Key, Key]:
        if indicator.criterion is not None:
            return self.unit.guards[indicator.criterion], self.unit.requires[indicator.criterion]
        guard = ALWAYS if indicator.guard is None else self.truth(indicator.guard)
        return self._key(guard, "part", name), self._key(self.truth(indicator.require), "part", name)

    def _readable(self, operand: FactRef | ParamRef) -> int:
        return self.unit.ready.get(operand.name, 0) if isinstance(operand, FactRef) else 0

    def _points_ready(self, criterion: Criterion) -> int:
        worth = 0 if isinstance(criterion.points, int) else self._readable(criterion.points)
        return max(worth, self.network.ready(self.unit.earned[criterion.id]))

    def _rows(self, name: str, table: Table) -> list[Key]:
        """Whether each row may be hit: a ``first`` row when no row above is certain; ``otherwise`` when no row is certain."""
        whens = [self._key(self.truth(row.when), "part", name) for row in table.rows]
        made = []
        for place, when in enumerate(whens):
            above = whens[:place] if table.hit == "first" else []
            made.append(self._possible(name, place, above, Test(when, ">=", UNKNOWN), Test(when, "=", NOT_MET)))
        made.append(self._possible(name, len(whens), whens, None, None))
        return made

    def _possible(self, name: str, place: int, above: list[Key], may: Test | None, cannot: Test | None) -> Key:
        """Met when the row may be hit, not met when it cannot; never unknown."""
        open_above = [Test(key, "<", MET) for key in above] + ([may] if may else [])
        closed = [truth(key).met for key in above] + ([cannot] if cannot else [])
        return self._key(Kleene(both(open_above), either(closed)), "row", name, place)

    # --- conditions ---------------------------------------------------------------------------------------------------

    def _key(self, asked: Kleene, kind: Kind, name: str, row: int = -1, own: bool = False) -> Key:
        """The property that holds a truth: one that there is already, unless it gets a node of its ``own``."""
        known = asked.key
        if known is not None and (not own or known[0] == "always"):
            return known
        return self.network.add(kind, self.unit, name, (("met", asked.met), ("not_met", asked.not_met)), row).key

    def _small(self, join: Iterable[Kleene], all_: bool) -> Kleene:
        """Items joined; what is too much for one rule gets nodes for its parts."""
        combine = all_of if all_ else any_of
        items = list(join)
        made = combine(items)
        if made.fits:
            return made
        parts = [truth(self._key(item, "part", "")) for item in items]
        while not (made := combine(parts)).fits:
            chunks = [parts[start : start + _CHUNK] for start in range(0, len(parts), _CHUNK)]
            parts = [truth(self._key(combine(chunk), "part", "")) for chunk in chunks]
        return made

    def truth(self, node: Condition) -> Kleene:
        """What a condition asks."""
        part: Any = node  # the language may have grown since
        match part:
            case Comparison():
                return self._comparison(part)
            case AllOf(items):
                return self._small(map(self.truth, items), all_=True)
            case AnyOf(items):
                return self._small(map(self.truth, items), all_=False)
            case Not(item):
                return self.truth(item).negated()
            case Some(count, items):
                counted = tuple(self._key(self.truth(item), "part", "") for item in items)
                return Kleene(Test(("must", *counted), ">=", count), Test(("may", *counted), "<", count))
            case CriterionIs():
                return self._status(part)
            case ProgrammeIs():
                return self._programme(part)
        self.refusals.part(self.linked, part, getattr(part, "place", None))
        return NEVER

    def _comparison(self, node: Comparison) -> Kleene:
        self.refusals.comparison(self.linked, node)
        read = [node.left, *(right for right in node.right if isinstance(right, FactRef))]
        wave = 0
        for operand in read:
            if isinstance(operand, FactRef):
                behind = read_fact(operand.name, self.linked)
                wave = max(wave, self.unit.ready.get(operand.name, 0), self.unit.ready.get(behind, 0))
        return truth(self.network.compare(self.unit, node, wave).key)

    def _status(self, node: CriterionIs) -> Kleene:
        """Whether the status is among those named, from whether the criterion applies and whether its requirement is met."""
        applies, met = truth(self.unit.guards[node.criterion]), truth(self.unit.requires[node.criterion])
        inside = {Status.MET: met, Status.NOT_MET: met.negated()}
        named = [inside[status] for status in sorted(node.statuses) if status in inside]
        of_those_that_apply = ALWAYS if len(named) == len(inside) else any_of(named)
        if Status.NOT_APPLICABLE in node.statuses:
            return any_of([applies.negated(), of_those_that_apply])
        return all_of([applies, of_those_that_apply])

    def _programme(self, node: ProgrammeIs) -> Kleene:
        key = self.network.outcome_of(self.linked.programmes[node.programme])
        known = (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE)
        asked = {outcome: Test(key, "=", RESULTS[outcome.value]) for outcome in known}
        inside = either(asked[outcome] for outcome in known if outcome in node.outcomes)
        return Kleene(inside, either(asked[outcome] for outcome in known if outcome not in node.outcomes))

    # --- criteria -----------------------------------------------------------------------------------------------------

    def _criterion(self, criterion: Criterion) -> None:
        unit, name = self.unit, criterion.id
        applies = ALWAYS if criterion.guard is None else self.truth(criterion.guard)
        if criterion.effective != (None, None):
            applies = self._small([truth(("in_force", unit.number, name)), applies], all_=True)
        met = self.truth(criterion.require)
        guard = unit.guards[name] = self._key(applies, "guard", name)
        if applies == ALWAYS:
            require = self._key(met, "criterion", name, own=True)
            unit.requires[name] = unit.statuses[name] = unit.earned[name] = require
            return
        require = unit.requires[name] = self._key(met, "require", name)
        unit.statuses[name] = self._status_node(name, truth(guard), truth(require))
        if criterion.kind is CriterionKind.PREFERENCE:
            unit.earned[name] = self._key(all_of([truth(guard), truth(require)]), "earned", name)

    def _status_node(self, name: str, applies: Kleene, met: Kleene) -> Key:
        rules = (
            (Status.MET.value, both([applies.met, met.met])),
            (Status.NOT_MET.value, both([applies.met, met.not_met])),
            (Status.NOT_APPLICABLE.value, applies.not_met),
        )
        return self.network.add("criterion", self.unit, name, rules).key

    def _outcome(self) -> None:
        unit, linked = self.unit, self.linked
        required = [name for name in sorted(linked.criteria) if linked.criteria[name].kind is CriterionKind.REQUIREMENT]
        scope = NEVER if not required else self._small((truth(unit.guards[name]) for name in required), all_=False)
        if linked.applies_when is not None:
            scope = self._small([self.truth(linked.applies_when), scope], all_=True)
        unit.scope = self._key(scope, "scope", "")
        every = self._small((truth(self._satisfied(name)) for name in required), all_=True)
        applies, satisfied = truth(unit.scope), truth(self._key(every, "all", ""))
        rules = (
            (Outcome.ELIGIBLE.value, both([applies.met, satisfied.met])),
            (Outcome.INELIGIBLE.value, both([applies.met, satisfied.not_met])),
            (Outcome.OUT_OF_SCOPE.value, applies.not_met),
        )
        unit.outcome = self.network.add("outcome", unit, "", rules).key

    def _satisfied(self, name: str) -> Key:
        applies, met = truth(self.unit.guards[name]), truth(self.unit.requires[name])
        return self._key(any_of([applies.negated(), met]), "satisfied", name)
