"""Tables: in columns that wrap on a terminal, one row a line for other programs, and in Markdown."""

import io
import sys
from collections.abc import Sequence

from naikkelas.cli.screen import Screen, is_terminal

_WIDEST = 40

Rows = Sequence[Sequence[str]]


def print_table(screen: Screen, heads: Sequence[str], rows: Rows, *, stacked: bool = False) -> None:
    """Prints a table. On a terminal it fits the width; ``stacked``: what stands behind the second column goes below one another."""
    if screen.target is not None or not is_terminal(sys.stdout):
        screen.out(_aligned(heads, rows))
    elif stacked:
        screen.out(_wrapped(screen, _three(heads, ", "), [_three(row, "\n") for row in rows]))
    else:
        screen.out(_wrapped(screen, heads, rows))


def _three(cells: Sequence[str], between: str) -> list[str]:
    return [*cells[:2], between.join(cell for cell in cells[2:] if cell)]


def _wrapped(screen: Screen, heads: Sequence[str], rows: Rows) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, no_wrap=number == 0, overflow="fold", style="cyan" if number == 0 else None)
    for row in rows:
        table.add_row(*map(Text, row))
    width = Console(file=sys.stdout).width
    console = Console(file=io.StringIO(), width=width, force_terminal=screen.colour, no_color=not screen.colour, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def _aligned(heads: Sequence[str], rows: Rows) -> str:
    """Columns padded up to a width, nothing wrapped and nothing cut, so that ``grep`` and ``sort`` work."""
    lines = [heads, *rows]
    widths = [min(max(len(line[column]) for line in lines), _WIDEST) for column in range(len(heads))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def markdown_table(heads: Sequence[str], rows: Rows) -> str:
    """A table in Markdown; bars in cells are escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines)
