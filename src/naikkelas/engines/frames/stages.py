"""In which steps a graph is worked out: what is needed more than once gets a column of its own, and no expression nests deep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from naikkelas.engines.frames.graph import Node

#: Nodes that cost nothing to repeat.
_LEAVES: Final = frozenset({"lit", "null", "column", "category"})
#: What is as cheap as a column when it is made of one.
_CHEAP: Final = frozenset({"is_null", "no", "fill"})
_DEEPEST: Final = 12


@dataclass(frozen=True, slots=True)
class Stages:
    """``steps`` are the nodes to keep in columns, one step after another; ``names`` are those columns by node number."""

    steps: tuple[tuple[Node, ...], ...]
    names: Mapping[int, str]


def plan(outputs: Iterable[Node], prefix: str, rare: Mapping[str, int] | None = None, *, stops_early: bool = False) -> Stages:
    """The steps before ``outputs`` can be written down in one go. ``prefix`` starts the names of the columns in between.

    ``rare`` are operations whose arguments, from the place given, are worked out for few rows only: nothing is kept for them.
    ``stops_early``: the engine works out the rest of a condition only where it is not settled, so keeping it in between does not pay.
    """
    order = _sorted(outputs)
    uses: dict[int, int] = {}
    for node in order:
        for arg in node.args[: (rare or {}).get(node.op)]:
            uses[arg.number] = uses.get(arg.number, 0) + 1
    level: dict[int, int] = {}  # the first step in which a node can be used
    height: dict[int, int] = {}
    steps: dict[int, list[Node]] = {}
    names: dict[int, str] = {}
    for node in order:
        ready = max((level[arg.number] for arg in node.args), default=0)
        tall = max((height[arg.number] for arg in node.args), default=0) + (node.op not in _LEAVES)
        asked = uses.get(node.number, 0)
        inline = stops_early and asked <= 2 and tall == 1 and node.op in ("every", "either")
        if not inline and _is_kept(node, asked, tall):
            steps.setdefault(ready, []).append(node)
            names[node.number] = f"{prefix}{node.number}"
            ready, tall = ready + 1, 0
        level[node.number], height[node.number] = ready, tall
    return Stages(tuple(tuple(steps[step]) for step in sorted(steps)), names)


def _is_kept(node: Node, uses: int, tall: int) -> bool:
    if node.op in _LEAVES:
        return False
    if uses > 1:
        return not (node.op in _CHEAP and tall == 1)
    return tall > _DEEPEST


def _sorted(outputs: Iterable[Node]) -> list[Node]:
    """Everything below the outputs, arguments first: a node is always made after its arguments."""
    found: dict[int, Node] = {}
    todo = list(outputs)
    while todo:
        node = todo.pop()
        if node.number not in found:
            found[node.number] = node
            todo.extend(node.args)
    return [found[number] for number in sorted(found)]
