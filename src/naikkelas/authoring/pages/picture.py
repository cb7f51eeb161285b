"""A graph as SVG and as Mermaid: text made here, with every label escaped."""

from collections.abc import Iterator
from html import escape
from textwrap import wrap
from typing import Final

from naikkelas.authoring.pages.graph import Graph, Node

_WIDTH: Final = 204
_GAP: Final = 70
_LINE: Final = 16
_PAD: Final = 8
_BETWEEN: Final = 12
_MOST_LETTERS: Final = 27
_MOST_LINES: Final = 3

#: Letters that mean something inside a quoted label of Mermaid, or in the page around it.
_MERMAID: Final = {letter: f"#{ord(letter)};" for letter in "#\"'`<>&;\\[](){}|~"}
_SHAPES: Final = {"fact": ('(["', '"])'), "programme": ('[["', '"]]'), "derived": ('("', '")'), "result": ('{{"', '"}}')}
_BOX: Final = ('["', '"]')


def svg_of(graph: Graph) -> str:
    """The graph as one ``svg`` element with classes and without style, readable aloud by its labels."""
    return "\n".join(_svg(graph))


def _svg(graph: Graph) -> Iterator[str]:
    tops, height = _tops(graph)
    columns = 1 + max((node.column for node in graph.nodes), default=0)
    width = columns * (_WIDTH + _GAP) - _GAP + 2
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="nk-picture-title" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    )
    yield f'<title id="nk-picture-title">{escape(graph.title)}</title>'
    for start, end in graph.edges:
        yield _edge(graph.nodes[start], tops[start], graph.nodes[end], tops[end])
    for node, top in zip(graph.nodes, tops, strict=True):
        yield from _box(node, top)
    yield "</svg>"


def _tops(graph: Graph) -> tuple[list[int], int]:
    """The upper edge of every box, each column in the middle of the picture's height, and that height."""
    heights = [_height(node) for node in graph.nodes]
    columns: dict[int, int] = {}
    for node, own in zip(graph.nodes, heights, strict=True):
        columns[node.column] = columns.get(node.column, -_BETWEEN) + own + _BETWEEN
    most = max(columns.values(), default=0)
    at = {column: 1 + (most - tall) // 2 for column, tall in columns.items()}
    tops = []
    for node, own in zip(graph.nodes, heights, strict=True):
        tops.append(at[node.column])
        at[node.column] += own + _BETWEEN
    return tops, most + 2


def _height(node: Node) -> int:
    return len(_lines(node.label)) * _LINE + 2 * _PAD


def _lines(label: str) -> list[str]:
    return wrap(label, _MOST_LETTERS, max_lines=_MOST_LINES, placeholder=" …") or [""]


def _left(node: Node) -> int:
    return 1 + node.column * (_WIDTH + _GAP)


def _edge(start: Node, start_top: int, end: Node, end_top: int) -> str:
    x, y = _left(start) + _WIDTH, start_top + _height(start) // 2
    to_x, to_y = _left(end), end_top + _height(end) // 2
    bend = (to_x - x) // 2
    return f'<path class="nk-edge" d="M{x} {y} C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}"/>'


def _box(node: Node, top: int) -> Iterator[str]:
    left, lines = _left(node), _lines(node.label)
    yield f'<g class="nk-box nk-{node.kind}"><title>{escape(node.label)}</title>'
    yield f'<rect x="{left}" y="{top}" width="{_WIDTH}" height="{_height(node)}" rx="6"/>'
    for number, line in enumerate(lines, 1):
        yield f'<text x="{left + _PAD}" y="{top + _PAD + number * _LINE - 4}">{escape(line)}</text>'
    yield "</g>"


def mermaid_of(graph: Graph) -> str:
    """The graph in the language of Mermaid, which many readers of Markdown draw."""
    return "\n".join(_mermaid(graph))


def _mermaid(graph: Graph) -> Iterator[str]:
    yield "flowchart LR"
    for number, node in enumerate(graph.nodes):
        opening, closing = _SHAPES.get(node.kind, _BOX)
        yield f"    n{number}{opening}{''.join(_MERMAID.get(letter, letter) for letter in node.label)}{closing}"
    yield from (f"    n{start} --> n{end}" for start, end in graph.edges)
