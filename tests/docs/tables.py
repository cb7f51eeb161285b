"""The tables of a Markdown page, each with what stands around it, for tests that hold them to the code."""

import re
from dataclasses import dataclass

_CELL = re.compile(r"(?<!\\)\|")
_RULE_SET = "format: naikkelas/1"


@dataclass(frozen=True)
class Table:
    """One table: the cells of its header and rows as they are written, the line of its header, and where it stands.

    ``before`` is the text between the last table, block or heading and this table; ``rule_set`` is the nearest complete
    rule set above it.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int
    heading: str
    before: str
    rule_set: str | None

    def __str__(self) -> str:
        return f"line {self.line}, under '{self.heading}': {' | '.join(self.header)}"


def cells(line: str) -> tuple[str, ...]:
    """The cells of one line of a table, stripped; a bar with a backslash before it belongs to its cell."""
    return tuple(cell.strip().replace(r"\|", "|") for cell in _CELL.split(line.strip().strip("|")))


def code(cell: str) -> str | None:
    """The text of a cell that is one piece of code, or ``None``."""
    found = re.fullmatch(r"`([^`]+)`", cell)
    return found.group(1) if found else None


def codes(cell: str) -> list[str]:
    """Every piece of code in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def tables(page: str) -> list[Table]:
    """Every table of a page, in order. Fenced blocks are left out, but the last rule set among them is remembered."""
    found: list[Table] = []
    heading = before = ""
    rule_set: str | None = None
    lines = page.splitlines()
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.startswith("```"):
            end = next(i for i in range(number + 1, len(lines)) if lines[i].startswith("```"))
            text = "\n".join(lines[number + 1 : end]) + "\n"
            rule_set = text if _RULE_SET in text else rule_set
            before, number = "", end + 1
        elif line.startswith("|"):
            end = next((i for i in range(number, len(lines)) if not lines[i].startswith("|")), len(lines))
            rows = tuple(cells(row) for row in lines[number + 2 : end])
            found.append(Table(cells(line), rows, number + 1, heading, before, rule_set))
            before, number = "", end
        else:
            heading = line.lstrip("# ") if line.startswith("#") else heading
            before = "" if line.startswith("#") else f"{before}{line}\n"
            number += 1
    return found
