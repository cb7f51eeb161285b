"""The columns that a decision becomes, as nodes over the columns of a table: the same for every engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from naikkelas.conditions import Outcome, Status
from naikkelas.engines.folded import Folded
from naikkelas.engines.frames.days import Days, Units
from naikkelas.engines.frames.door import TableDoor
from naikkelas.engines.frames.graph import Graph, Node, Truth, Type
from naikkelas.engines.frames.parts import PER_MASK
from naikkelas.engines.frames.unit import Unit
from naikkelas.problems import Problem, problem
from naikkelas.ruleset.model import LinkedRuleSet, in_force_words

#: Columns that every table gets, besides one for each criterion and the masks.
OWN: Final = ("outcome", "points_low", "points_high", "problems", "assumed")


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates to decide on: ``column`` is the as-of date of each row, among ``days``; without it ``days`` has one."""

    days: tuple[date, ...]
    rules_as_of: date | None = None
    column: str | None = None

    def in_force(self, linked: LinkedRuleSet) -> tuple[date, ...]:
        """The days on which all of the rules are in force."""
        return tuple(day for day in self.days if self._is_in_force(linked.units(), (self.rules_as_of or day).toordinal()))

    @staticmethod
    def _is_in_force(units: Iterable[LinkedRuleSet], day: int) -> bool:
        return all(unit.effective[0] <= day <= (unit.effective[1] or day) for unit in units)

    def problems(self, linked: LinkedRuleSet) -> list[Problem]:
        """For one date: the rule sets that are not in force on it (NK501)."""
        day = self.rules_as_of or self.days[0]
        late = [unit for unit in linked.units() if not self._is_in_force((unit,), day.toordinal())]
        return [problem("NK501", name=unit.name, read=day.isoformat(), expected=in_force_words(unit.effective)) for unit in late]

    def folded(self, linked: LinkedRuleSet) -> dict[int, Units]:
        """The constants of each of these days."""
        return {day.toordinal(): self._units(linked, day) for day in self.in_force(linked)}

    def _units(self, linked: LinkedRuleSet, day: date) -> dict[int, Folded]:
        rules = (self.rules_as_of or day).toordinal()
        return {id(unit): Folded.at(unit, day.toordinal(), rules) for unit in linked.units()}


def output_names(linked: LinkedRuleSet, prefix: str, assumed: bool = False) -> list[str]:
    """The names of the columns in their order."""
    masks = range(-(-len(linked.comparisons) // PER_MASK))
    own = [name for name in OWN if assumed or name != "assumed"]
    return [prefix + name for name in (*own[:3], *linked.criteria, *(f"mask_{number}" for number in masks), *own[3:])]


def verdict(linked: LinkedRuleSet, graph: Graph, door: TableDoor, dates: Dates, prefix: str) -> dict[str, Node]:
    """The columns by name. Where ``dates`` has none on which the rules are in force there is nothing to decide."""
    day = None if dates.column is None else graph.column(dates.column, "date")
    door.read_all()
    valid, surely = dict(door.valid), dict(door.surely)
    folded = dates.folded(linked)
    if day is not None:
        on = graph.make("on_days", "bool", (day,), tuple(sorted(folded)), nullable=True) if folded else graph.false
        valid["as_of"] = surely["as_of"] = graph.fill(on, graph.false)
    made = _columns(compiled(linked, graph, door, Days(graph, folded, day)), prefix) if folded else _nothing(linked, graph, prefix)
    usable = graph.backed(graph.every(surely.values()), graph.every(valid.values()))
    columns = {name: graph.only_where(usable, node) for name, node in made.items()}
    columns[f"{prefix}problems"] = _problems(graph, valid, usable)
    if door.assumed:
        columns[f"{prefix}assumed"] = graph.lit(" ".join(sorted(door.assumed)), "text")
    return {name: columns[name] for name in output_names(linked, prefix, bool(door.assumed))}


def compiled(linked: LinkedRuleSet, graph: Graph, door: TableDoor, days: Days) -> Unit:
    """The rule set, compiled after those whose outcome it asks for."""
    comparisons: dict[int, Truth] = {}
    made: dict[int, Unit] = {}
    for unit in linked.units():
        made[id(unit)] = Unit(graph, unit, days, door, made, comparisons)
        made[id(unit)].compile()
    return made[id(linked)]


def _columns(unit: Unit, prefix: str) -> dict[str, Node]:
    graph = unit.graph
    cases = (
        (unit.eligible, Outcome.ELIGIBLE.value),
        (unit.ineligible, Outcome.INELIGIBLE.value),
        (unit.out_of_scope, Outcome.OUT_OF_SCOPE.value),
    )
    low, high = unit.points
    outcome = graph.named(graph.words("outcome"), cases, Outcome.NEEDS_INFORMATION.value)
    made = {"outcome": outcome, "points_low": low, "points_high": high}
    for name, where in unit.statuses().items():
        statuses = zip(where, (Status.NOT_APPLICABLE.value, Status.NOT_MET.value, Status.MET.value), strict=True)
        made[name] = graph.named(graph.words("status"), statuses, Status.UNKNOWN.value)
    made |= {f"mask_{number}": node for number, node in enumerate(unit.masks())}
    return {prefix + name: node for name, node in made.items()}


def _nothing(linked: LinkedRuleSet, graph: Graph, prefix: str) -> dict[str, Node]:
    """When no row has a date on which the rules are in force."""
    status = graph.words("status")
    kinds: dict[str, Type] = {f"{prefix}outcome": graph.words("outcome"), **{prefix + name: status for name in linked.criteria}}
    names = [name for name in output_names(linked, prefix) if name != f"{prefix}problems"]
    return {name: graph.null(kinds.get(name, "int")) for name in names}


def _problems(graph: Graph, valid: Mapping[str, Node], usable: Node) -> Node:
    """The names of the columns with a value that cannot be used; null where there is none."""
    if usable is graph.true:
        return graph.null("text")
    blamed = graph.make("blamed", "text", tuple(valid.values()), tuple(valid), nullable=True)
    return graph.when(usable, graph.null("text"), blamed)
