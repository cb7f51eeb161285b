"""The as-of dates of a table: one for all rows, or one a row, each folded to constants before anything runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from naikkelas.engines.folded import Folded
from naikkelas.engines.frames.graph import Graph, Node, Truth

#: Every rule set compiled together, by identity, on one date.
Units = Mapping[int, Folded]


@dataclass(frozen=True, slots=True)
class Days:
    """The dates that occur. ``column`` is the as-of date of each row, ``None`` when all rows have the same one."""

    graph: Graph
    units: Mapping[int, Units]
    column: Node | None = None

    def node(self, of: Callable[[Units], Node]) -> Node:
        """What ``of`` makes on the date of each row; dates on which it makes the same are not told apart."""
        groups: dict[Node, list[int]] = {}
        for day, units in self.units.items():
            groups.setdefault(of(units), []).append(day)
        last, *others = sorted(groups, key=lambda node: -len(groups[node]))
        for node in reversed(others):
            last = self.graph.when(self._on(groups[node]), node, last)
        return last

    def truth(self, of: Callable[[Units], Truth]) -> Truth:
        """As :meth:`node` for a truth; the same comparison on every date is made once."""
        made = {day: of(units) for day, units in self.units.items()}
        must, may = (self._picked({day: truth[side] for day, truth in made.items()}) for side in (0, 1))
        return Truth(must, may)

    def _picked(self, made: Mapping[int, Node]) -> Node:
        days = iter(self.units)
        return self.node(lambda _: made[next(days)])

    def _on(self, days: list[int]) -> Node:
        assert self.column is not None  # noqa: S101 - one date makes one node
        return self.graph.make("on_days", "bool", (self.column,), tuple(sorted(days)))
