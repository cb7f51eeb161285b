"""Tables: in columns that wrap on a terminal, one row a line for other programs, and in Markdown."""

import io
import sys
from collections.abc import Sequence

from naikkelas.cli.screen import Screen

_WIDEST = 40

Rows = Sequence[Sequence[str]]


def print_table(screen: Screen, heads: Sequence[str], rows: Rows) -> None:
    """Prints a table; on a terminal it fits the width."""
    screen.out(_wrapped(screen, heads, rows) if screen.target is None and sys.stdout.isatty() else _aligned(heads, rows))


def _wrapped(screen: Screen, heads: Sequence[str], rows: Rows) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", safe_box=True)
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
