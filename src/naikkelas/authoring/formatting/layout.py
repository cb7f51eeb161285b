"""Writing the parts of a file in the one layout: what was written in blocks stays so, what stands in brackets does while it fits."""

import re
from typing import Final

from naikkelas.authoring.formatting.parts import Branch, Comment, Entry, Leaf, Part

__all__ = ["WIDTH", "laid_out"]

WIDTH: Final = 120
_INDENT: Final = 2

#: The parts of a rule set or a file of tests that always stand in lines of their own.
_IN_LINES: Final = frozenset({"sources", "parameters", "facts", "criteria", "cases"})
#: The parts of a rule set that an empty line parts from what is above.
_APART: Final = frozenset({"sources", "parameters", "facts", "criteria", "selection", "data_gaps", "never_hurts", "assumptions"})

#: In a list or mapping that fills several lines no piece is longer.
_SHORT: Final = 40
_FEW: Final = 3

#: Such a line stays together: the comment is about what stands on it.
_IGNORE: Final = re.compile(r"#\s*naikkelas:\s*ignore")


def laid_out(root: Branch) -> str:
    """The text of the whole file."""
    root.broken = True
    for entry in root.entries:
        value = entry.value
        if root.is_map and entry.key is not None and entry.key.text in _IN_LINES and isinstance(value, Branch) and not _stays(entry):
            value.broken = value.broken or value.flow
    anchor = [] if root.anchor is None else [f"&{root.anchor}"]
    return "\n".join([*anchor, *_block(root, 0, top=True)]) + "\n"


def _block(branch: Branch, indent: int, top: bool = False, raised: list[Comment] | None = None) -> list[str]:
    """The lines of a list or mapping, one entry after the other; ``raised`` takes the comments above the first."""
    lines: list[str] = []
    space = " " * indent
    kept = False
    for number, entry in enumerate(branch.entries):
        head, leads = _entry(entry, indent)
        if raised is not None and number == 0:
            raised += leads
            leads = []
        apart = top and branch.is_map and number > 0 and entry.key is not None and entry.key.text in _APART
        for at, lead in enumerate(leads):
            _part(lines, lead.blank or (apart and at == 0), kept)
            lines.append(space + lead.text)
            kept = False
        _part(lines, entry.blank or (apart and not leads), kept)
        lines += head
        kept = _keeps(entry.value)
    for comment in branch.tail:
        _part(lines, comment.blank, kept)
        lines.append(space + comment.text)
        kept = False
    return lines


def _part(lines: list[str], blank: bool, kept: bool) -> None:
    """An empty line, where it is wanted and would change nothing."""
    if blank and lines and not kept and lines[-1]:
        lines.append("")


def _keeps(part: Part) -> bool:
    """Whether a part ends with a block text to which the empty lines behind it belong."""
    while isinstance(part, Branch):
        if part.tail or not part.entries:
            return False
        part = part.entries[-1].value
    return part.keeps


def _entry(entry: Entry, indent: int) -> tuple[list[str], list[Comment]]:
    """The lines of one entry, and the comments above it."""
    space, value = " " * indent, entry.value
    head = "-" if entry.key is None else f"{_flow(entry.key)}{' ' if entry.key.text[:1] == '*' else ''}:"
    if isinstance(value, Leaf):
        body = (" " * (indent + _INDENT) + line if line else "" for line in value.body)
        lines = [f"{space}{head} {_flow(value)}".rstrip(), *body]
    elif not value.entries:
        lines = [f"{space}{head} {_flow(value)}"]
        return [_with(lines[0], entry.trail), *lines[1:]], _above(entry, [*entry.trail[1:], *value.tail])
    else:
        lines = _branch(entry, value, f"{space}{head} ")
        if not lines:
            return _nested(entry, value, indent, head)
        # Within brackets over several lines a comment would part them; behind the last it is about all of them.
        return [*lines[:-1], _with(lines[-1], entry.trail)], _above(entry, entry.trail[1:])
    return [_with(lines[0], entry.trail), *lines[1:]], _above(entry, entry.trail[1:])


def _nested(entry: Entry, value: Branch, indent: int, head: str) -> tuple[list[str], list[Comment]]:
    """An entry whose value goes on in the lines below. An item and its first entry share a line."""
    space = " " * indent
    if entry.key is None and value.anchor is None:
        raised: list[Comment] = []
        below = _block(value, indent + _INDENT, raised=raised)
        below[0] = f"{space}- {below[0].lstrip(' ')}"
        return below, _above(entry, [*entry.trail, *raised])
    anchor = f" &{value.anchor}" if value.anchor is not None else ""
    return [_with(f"{space}{head}{anchor}", entry.trail), *_block(value, indent + _INDENT)], _above(entry, entry.trail[1:])


def _with(line: str, trail: list[Comment]) -> str:
    return f"{line} {trail[0].text}" if trail else line


def _above(entry: Entry, more: list[Comment]) -> list[Comment]:
    """All comments above an entry. Those that come to stand there stand directly above it."""
    for number, comment in enumerate(more):
        comment.blank = entry.blank and number == 0
    if more:
        entry.blank = False
    return [*entry.leads, *more]


# --- in brackets ------------------------------------------------------------------------------------------------------


def _stays(entry: Entry) -> bool:
    return any(_IGNORE.match(comment.text) for comment in entry.trail)


def _branch(entry: Entry, value: Branch, before: str) -> list[str]:
    """The lines of a value in brackets, or none where it has to go on in lines of its own."""
    if not value.flow or value.broken:
        return []
    whole = before + _flow(value)
    if len(whole) <= WIDTH or _stays(entry):
        return [whole]
    pieces = [_piece(each) for each in value.entries]
    if not _fills(entry, value, pieces):
        return []
    opening, closing = "{}" if value.is_map else "[]"
    anchor = f"&{value.anchor} " if value.anchor is not None else ""
    lines = [f"{before}{anchor}{opening}"]
    margin = " " * len(lines[0])
    for number, piece in enumerate(pieces):
        ending = "," if number + 1 < len(pieces) else closing
        if number and len(lines[-1]) + len(piece) + 2 > WIDTH:
            lines.append(margin + piece + ending)
        else:
            lines[-1] += (" " if number else "") + piece + ending
    return lines


def _fills(entry: Entry, value: Branch, pieces: list[str]) -> bool:
    """Whether a value in brackets may fill several lines: a row of a table, or many short pieces."""
    if entry.key is None and not value.is_map:
        return True
    leaves = all(isinstance(each.value, Leaf) for each in value.entries)
    return leaves and len(pieces) > _FEW and max(map(len, pieces)) <= _SHORT


def _flow(part: Part) -> str:
    """A part on one line."""
    anchor = f"&{part.anchor} " if part.anchor is not None else ""
    if isinstance(part, Leaf):
        return (anchor + part.text).rstrip()
    opening, closing = "{}" if part.is_map else "[]"
    return f"{anchor}{opening}{', '.join(map(_piece, part.entries))}{closing}"


def _piece(entry: Entry) -> str:
    """One entry in brackets."""
    value = _flow(entry.value)
    if entry.key is None:
        return value
    key = _flow(entry.key) + (" " if entry.key.text[:1] == "*" else "")
    return f"{key}: {value}" if value else key
