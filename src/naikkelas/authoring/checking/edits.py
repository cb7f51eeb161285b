"""Edits of a text, and whether it then reads as it did but for what they write: for mends and for what editors offer."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from naikkelas.problems import Place
from naikkelas.ruleset.nodes import Mapping as MappingNode
from naikkelas.ruleset.nodes import Node, Scalar, Sequence
from naikkelas.ruleset.reader import read_yaml

__all__ = ["Edit", "Spot", "reads_as", "shape_of", "spot_of", "spots_of", "texts_of", "with_edits"]

#: From, to, and what to put there.
Edit: TypeAlias = tuple[int, int, str]
#: Line and column.
Spot: TypeAlias = tuple[int | None, int | None]


def with_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits made; one that begins within another is left out."""
    pieces, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= at:
            pieces += [text[at:start], new]
            at = end
    return "".join([*pieces, text[at:]])


def texts_of(node: Node | None) -> list[str]:
    """Every text that is read, in order."""
    return [one.text for one in _scalars(node)]


def spots_of(node: Node | None) -> list[Spot]:
    """Where the texts stand, in order; one that an alias repeats is there more than once."""
    return [spot_of(one.place) for one in _scalars(node)]


def _scalars(node: Node | None) -> list[Scalar]:
    found: list[Scalar] = []
    waiting: list[Node | None] = [node]
    while waiting:
        this = waiting.pop()
        if isinstance(this, Scalar):
            found.append(this)
        elif isinstance(this, Sequence):
            waiting += reversed(this.items)
        elif this is not None:
            waiting += [each for pair in reversed(this.entries) for each in reversed(pair)]
    return found


def spot_of(place: Place) -> Spot:
    """Where a place is, in whatever file."""
    return place.line, place.column


def shape_of(node: Node) -> Any:
    """What stands in a tree, without places."""
    return _shape(node, {}, set())


def reads_as(made: str, root: Node, changes: Mapping[Spot, Node]) -> bool:
    """Whether a text reads as the tree ``root`` with other things at some places, each of which is there."""
    found, _ = read_yaml(made)
    used: set[Spot] = set()
    return found is not None and _shape(root, changes, used) == shape_of(found) and used == {*changes}


def _shape(node: Node, changes: Mapping[Spot, Node], used: set[Spot]) -> Any:
    """A list in lines and a mapping stand where what they begin with does."""
    spot = spot_of(node.place)
    wanted = changes.get(spot)
    if wanted is not None and not isinstance(node, MappingNode) and not (isinstance(node, Scalar) and not node.text):
        used.add(spot)
        return shape_of(wanted) if _holds(wanted, node) else None
    if isinstance(node, Scalar):
        return (node.text, node.quoted)
    if isinstance(node, MappingNode):
        return {"": [(_shape(key, changes, used), _shape(value, changes, used)) for key, value in node.entries]}
    return [_shape(item, changes, used) for item in node.items]


def _holds(wanted: Node, node: Node) -> bool:
    """Whether the texts of what stood there stand in the same order in what is written; another name is one text for one."""
    if isinstance(wanted, Scalar):
        return isinstance(node, Scalar)
    left = iter(texts_of(wanted))
    return isinstance(node, Scalar) or all(text in left for text in texts_of(node))
