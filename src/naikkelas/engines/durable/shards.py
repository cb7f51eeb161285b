"""Rules packed into rule sets small enough for durable-rules, each with the message it is asked with.

durable-rules gives up on a message with more than 64 matches pending, on one with more than 252 properties, and hangs on
very wide rule sets. So a rule set gets as many rules as can never come near that, and the next ones go into another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from naikkelas.engines.durable.expressions import FAILS, HOLDS, ONE, Expression, Key, pending, tests, ways, written
from naikkelas.engines.durable.network import Node

_MOST_PENDING: Final = 52
_MOST_PROPERTIES: Final = 120
_MOST_NODES: Final = 40

#: The rule that fires for every message: a session in which no rule ever fired cannot be deleted safely.
SEEN: Final = "#seen"

#: What a node's rules are called, with what each asks.
Rules = tuple[tuple[str, Expression], ...]


@dataclass(slots=True)
class Shard:
    """Some nodes, the properties of their message (their names say nothing of any fact), and their rules by name."""

    names: dict[Key, str] = field(default_factory=lambda: {ONE: "one"})
    rules: dict[str, tuple[Node, str]] = field(default_factory=dict)
    conditions: dict[str, Expression] = field(default_factory=dict)
    nodes: int = 0
    pending: int = 1
    #: More firings than this cannot come from one message.
    budget: int = 1

    def takes(self, rules: Rules) -> bool:
        """Whether there is room for the rules of one more node."""
        keys = {test.key for _, asked in rules for test in tests(asked)} - self.names.keys()
        return not self.nodes or (
            self.nodes < _MOST_NODES and self.pending + _pending(rules) <= _MOST_PENDING and len(self.names) + len(keys) <= _MOST_PROPERTIES
        )

    def add(self, node: Node, rules: Rules) -> None:
        """Adds a node. A rule that can never fire is left out."""
        self.nodes += 1
        self.pending += _pending(rules)
        for label, asked in rules:
            if asked == FAILS:
                continue
            for test in tests(asked):
                self.names.setdefault(test.key, f"p{len(self.names)}")
            name = f"{node.kind}|{node.number}|{label}"
            self.rules[name] = (node, label)
            self.conditions[name] = asked
            self.budget += ways(asked)

    def definition(self) -> dict[str, Any]:
        """The rule set as durable-rules reads it, without actions."""
        asked = self.conditions | {SEEN: HOLDS}
        return {name: {"all": [{"m": written(expression, self.names)}]} for name, expression in asked.items()}


def _pending(rules: Rules) -> int:
    return sum(pending(asked) for _, asked in rules)


def packed(nodes: Iterable[tuple[Node, Rules]]) -> list[Shard]:
    """Nodes in shards, in their order; a node without a rule that can fire is in none."""
    made: list[Shard] = []
    for node, rules in nodes:
        if all(asked == FAILS for _, asked in rules):
            continue
        if not made or not made[-1].takes(rules):
            made.append(Shard())
        made[-1].add(node, rules)
    return made
