"""A comparison before any format: headings, items below each other, tables, code."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from naikkelas.explain.as_markdown import escaped
from naikkelas.explain.words import clean

_FENCE: Final = "```"
_WIDEST: Final = 60

#: What a forge makes a link or calls somebody with, whatever is escaped: mentions, addresses, numbers of issues.
_LINKED: Final = re.compile(r"@(?=\w)|:(?=//)|(?<=\bwww)(?=\.)|#(?=\d)|\bGH(?=-\d)", re.IGNORECASE)
_JOINER: Final = "\u200d"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is that of the whole."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, ``depth`` deep below others. ``places`` are file and line on both sides; ``strong`` is what matters most."""

    text: str
    depth: int = 0
    places: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Something to paste."""

    kind: str
    text: str


Block = Heading | Item | Grid | Code


def as_text(blocks: Sequence[Block]) -> str:
    """For a terminal."""
    lines: list[str] = []
    for line in (each for block in blocks for each in _text(block)):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).rstrip() + "\n"


def _text(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield ""
            yield clean(text)
        case Item(text, depth, places, _):
            yield "  " * (depth + 1) + clean(text) + (f" [{clean(places)}]" if places else "")
        case Grid(heads, rows):
            yield ""
            lines = [heads, *rows]
            widths = [min(_WIDEST, max(len(line[column]) for line in lines)) for column in range(len(heads))]
            for line in lines:
                yield "  " + "  ".join(clean(cell).ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            yield ""
        case Code(_, text):
            yield from text.rstrip("\n").split("\n")


def as_markdown(blocks: Sequence[Block]) -> str:
    """For a comment on a pull request: CommonMark with tables; whatever the files say is escaped."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and not (isinstance(before, Item) and isinstance(block, Item)):
            lines.append("")
        lines += _markdown(block)
        before = block
    return "\n".join(lines) + "\n"


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * (level + 1)} {defused(text)}"
        case Item(text, depth, places, strong):
            said = f"**{defused(text)}**" if strong else defused(text)
            yield "  " * depth + f"- {said}" + (f" ({defused(places)})" if places else "")
        case Grid(heads, rows):
            yield f"| {' | '.join(defused(head) for head in heads)} |"
            yield f"|{'---|' * len(heads)}"
            yield from (f"| {' | '.join(defused(cell) for cell in row)} |" for row in rows)
        case Code(kind, text):
            fence = _FENCE
            while fence in text:
                fence += "`"
            yield f"{fence}{kind}"
            yield text.rstrip("\n")
            yield fence


def defused(text: str) -> str:
    """``text`` as it is, calling nobody and linking nowhere: an invisible joiner stands where a forge would see more than text."""
    return _LINKED.sub(lambda found: found.group() + _JOINER, escaped(text))
