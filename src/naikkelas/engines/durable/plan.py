"""One rule set on one date: the waves of messages that lead from a profile to a verdict."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from naikkelas.conditions import CriterionKind
from naikkelas.engines.durable.comparisons import Codes, asked
from naikkelas.engines.durable.expressions import Kleene
from naikkelas.engines.durable.host import HostFailureError, Rules
from naikkelas.engines.durable.network import RESULTS, Network, Node, Unit
from naikkelas.engines.durable.reading import Reading
from naikkelas.engines.durable.shards import Shard, packed
from naikkelas.engines.folded import Folded
from naikkelas.engines.rows.full import FullVerdict
from naikkelas.facts import Kind
from naikkelas.snapshot import Snapshot


class Fired(NamedTuple):
    """A rule that fired: in which wave, for which node, and what it says of it."""

    wave: int
    node: Node
    says: str


class Run(NamedTuple):
    """What came of one profile."""

    verdict: FullVerdict
    fired: tuple[Fired, ...]
    reading: Reading


#: A shard to be asked in a wave: the rules it is compiled in, and its place there.
_Step = tuple[Rules, int]


class Compiled:
    """Nodes of all waves compiled; which shards belong to which wave."""

    def __init__(self, waves: Sequence[Sequence[tuple[Node, tuple[tuple[str, Any], ...]]]]) -> None:
        shards: list[Shard] = []
        self._places: list[range] = []
        for nodes in waves:
            made = packed(nodes)
            self._places.append(range(len(shards), len(shards) + len(made)))
            shards += made
        self.rules = Rules(shards)

    def steps(self, wave: int) -> list[_Step]:
        """The shards of a wave."""
        return [(self.rules, place) for place in self._places[wave]]


def compile_logic(network: Network) -> Compiled:
    """Everything but comparisons: the same on every date."""
    return Compiled([[(node, node.rules) for node in wave if node.comparison is None] for wave in network.waves])


def _labelled(found: Kleene) -> tuple[tuple[str, Any], ...]:
    return (("met", found.met), ("not_met", found.not_met))


class DurablePlan:
    """A rule set on one date. ``logic`` is shared between dates."""

    def __init__(self, network: Network, logic: Compiled, folded: tuple[Folded, ...]) -> None:
        self.network = network
        self.folded = folded
        self._codes: Codes = {}
        waves = [
            [
                (node, _labelled(asked(network.units[node.unit], node, folded[node.unit], self._codes)))
                for node in wave
                if node.comparison is not None
            ]
            for wave in network.waves
        ]
        self.comparisons = Compiled(waves)
        self._steps = [self.comparisons.steps(wave) + logic.steps(wave) for wave in range(len(waves))]

    def run(self, snapshot: Snapshot) -> Run:
        """Asks the waves one after the other.

        Raises:
            HostFailureError: when durable-rules fails.
            EvaluationError: for a value that is not of its fact's type (NK513).
        """
        reading = Reading(self.network, self.folded, self._codes, snapshot)
        fired: list[Fired] = []
        for wave, steps in enumerate(self._steps):
            for rules, place in steps:
                shard = rules.shards[place]
                said = [Fired(wave, *shard.rules[name]) for name in rules.ask(place, reading.message(shard.names))]
                _note(reading, said)
                fired += said
        return Run(verdict(reading, self.network.units[-1]), tuple(fired), reading)


def _note(reading: Reading, said: list[Fired]) -> None:
    """Writes down what was said of each node; two answers to one question would mean that the library has failed."""
    if len({each.node.number for each in said}) < len(said):
        raise HostFailureError(f"two answers to one question {said}")
    for each in said:
        reading.results[each.node.number] = RESULTS[each.says]


def verdict(reading: Reading, unit: Unit) -> FullVerdict:
    """What the decoder reads, of a rule set or of one of its programmes."""
    linked, value = unit.linked, reading.value
    names = sorted(linked.criteria)
    points = [reading.points(unit, linked.criteria[name]) for name in names if linked.criteria[name].kind is CriterionKind.PREFERENCE]
    shown = [name for name in sorted(linked.derived) if linked.derived[name].is_value]
    return FullVerdict(
        value(unit.outcome),
        sum(low for low, _ in points),
        sum(high for _, high in points),
        tuple(value(unit.statuses[name]) for name in names),
        _codes(reading, unit),
        tuple(value(unit.guards[name]) for name in names),
        tuple(value(unit.requires[name]) for name in names),
        value(unit.scope),
        tuple(_shown(reading, unit, name) for name in shown),
        tuple(value(reading.network.outcome_of(linked.programmes[name])) for name in sorted(linked.programmes)),
    )


def _codes(reading: Reading, unit: Unit) -> tuple[int, ...]:
    """The truths of all comparisons in the order of the masks; of one that is shared, that of the last rule set that has it."""
    nodes: dict[Any, Node] = {}
    for each in reading.network.units[: unit.number + 1]:
        nodes |= each.comparisons
    return tuple(reading.results[nodes[comparison].number] for comparison in unit.linked.comparisons)


def _shown(reading: Reading, unit: Unit, name: str) -> Any:
    """A derived value as the decoder has it: candidates are a mask."""
    kind = unit.linked.derived[name].type
    found = reading.derived(unit, name)
    if kind.kind is not Kind.CHOICE:
        return found
    return sum(1 << place for place, choice in enumerate(kind.choices or ()) if choice in found)
