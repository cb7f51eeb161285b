"""In which steps a graph is worked out: what is needed more than once gets a column of its own, and no expression nests deep."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from naikkelas.engines.frames.graph import Node

#: Nodes that cost nothing to repeat.
_LEAVES: Final = frozenset({"lit", "null", "column", "category"})
#: What is as cheap as a column when it is made of one.
_CHEAP: Final = frozenset({"is_null", "no", "fill"})
_DEEPEST: Final = 12
#: The most nodes that a column is written with in full, tried in turn until all that is written is not too much, and how deep they nest.
_LARGEST: Final = (250, 120, 60, 30, 15, 8)
_TALLEST: Final = 30
#: All that is written may be so many times the nodes there are; so many are never too much.
_TIMES: Final = 4
_FEW: Final = 1000
#: So many members of a list are as long as a node.
_LISTED: Final = 8


@dataclass(frozen=True, slots=True)
class Stages:
    """``steps`` are the nodes to keep in columns, one step after another; ``names`` are those columns by node number."""

    steps: tuple[tuple[Node, ...], ...]
    names: Mapping[int, str]
    #: How much is written in all of them, where that was counted: nodes; how many a step says once, and how many it says more than once.
    written: int = 0
    once: int = 0
    shared: int = 0


def plan(outputs: Iterable[Node], prefix: str, rare: Mapping[str, int] | None = None, *, stops_early: bool = False) -> Stages:
    """The steps before ``outputs`` can be written down in one go. ``prefix`` starts the names of the columns in between.

    ``rare`` are operations whose arguments, from the place given, are worked out for few rows only: nothing is kept for them.
    ``stops_early``: the engine works out the rest of a condition only where it is not settled, so keeping it in between does not pay.
    """
    order = arguments_first(outputs)
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


def _args(node: Node) -> tuple[Node, ...]:
    return node.args


def arguments_first(outputs: Iterable[Node], args: Callable[[Node], tuple[Node, ...]] = _args) -> list[Node]:
    """Everything below the outputs, arguments first: a node is always made after its arguments."""
    found: dict[int, Node] = {}
    todo = list(outputs)
    while todo:
        node = todo.pop()
        if node.number not in found:
            found[node.number] = node
            todo.extend(args(node))
    return [found[number] for number in sorted(found)]


def in_full(outputs: Iterable[Node], prefix: str) -> Stages:
    """Few steps, for an engine that works out only once what one projection says more than once.

    A column is written with all that it rests on, columns of the same step included, as long as that is not too much: neither for the column
    nor for all of them together, because what rests on itself twice at every level would double with each. Masks are columns too, so that
    their comparisons are said twice.
    """
    made = list(outputs)
    order = arguments_first(made, _worked_out)
    most = max(_FEW, _TIMES * len(order))
    found = Stages((), {})
    for largest in _LARGEST:
        found = _in_full(made, order, prefix, largest)
        if found.written <= most:
            break
    return found


def _in_full(outputs: list[Node], order: list[Node], prefix: str, largest: int) -> Stages:
    uses: dict[int, int] = {}
    for node in order:
        for arg in _worked_out(node):
            uses[arg.number] = uses.get(arg.number, 0) + 1
    level: dict[int, int] = {}  # the first step in which a node can be written
    height: dict[int, int] = {}
    steps: dict[int, list[Node]] = {}
    names: dict[int, str] = {}
    sizes: dict[tuple[int, int], tuple[int, int]] = {}

    def size(node: Node, step: int) -> tuple[int, int]:
        """How many nodes are written for it in a step, and how deep."""
        if node.op in _LEAVES or (node.number in names and level[node.number] < step):
            return 1, 0
        found = sizes.get((node.number, step))
        if found is None:
            parts = [size(arg, step) for arg in _worked_out(node)]
            own = 1 + (len(node.value) // _LISTED if node.op == "one_of" else 0)
            found = sizes[node.number, step] = own + sum(many for many, _ in parts), 1 + max((deep for _, deep in parts), default=0)
        return found

    for node in order:
        step = max((level[arg.number] for arg in _worked_out(node)), default=0)
        tall = max((height[arg.number] for arg in _worked_out(node)), default=0) + (node.op not in _LEAVES)
        many, deep = size(node, step)
        level[node.number] = step + (many > largest or deep > _TALLEST)
        if node.op == "bits" or _is_kept(node, uses.get(node.number, 0), tall):
            steps.setdefault(level[node.number], []).append(node)
            names[node.number] = f"{prefix}{node.number}"
            tall = 0
        height[node.number] = tall
    ordered = tuple(tuple(steps[step]) for step in sorted(steps))
    return Stages(ordered, names, *_counted((*ordered, tuple(outputs))))


def _counted(steps: Iterable[tuple[Node, ...]]) -> tuple[int, int, int]:
    """How many nodes are written in steps, each after those whose columns it reads; how many a step says once, how many more than once."""
    kept: set[int] = set()
    written = once = shared = 0

    def written_out(node: Node) -> tuple[Node, ...]:
        return () if node.number in kept else _worked_out(node)

    for step in steps:
        said = dict.fromkeys((node.number for node in step), 1)
        order = arguments_first(step, written_out)
        for node in reversed(order):
            for arg in written_out(node):
                said[arg.number] = said.get(arg.number, 0) + said[node.number]
        made = [said[node.number] for node in order if node.op not in _LEAVES and node.number not in kept]
        written += sum(said.values())
        once += made.count(1)
        shared += len(made) - made.count(1)
        kept |= {node.number for node in step}
    return written, once, shared


def _worked_out(node: Node) -> tuple[Node, ...]:
    """Its arguments without what only tells the rest faster."""
    return node.args[1:] if node.op == "backed" else node.args
