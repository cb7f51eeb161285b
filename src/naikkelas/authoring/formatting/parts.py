"""What a file is made of when it is laid out anew: texts, lists and mappings, and the comments that belong to them."""

from dataclasses import dataclass, field

__all__ = ["Branch", "Comment", "Entry", "Leaf", "Part", "preorder"]


@dataclass(slots=True)
class Comment:
    """A comment without the spaces around it. ``own`` says that it has a line of its own, ``blank`` that an empty one is above."""

    text: str
    start: int
    column: int
    own: bool
    blank: bool = False


@dataclass(slots=True)
class Leaf:
    """A text or an alias, as it is to stand in the file; ``body`` are the lines of a block text without their indentation."""

    text: str
    start: int
    end: int
    anchor: str | None = None
    body: tuple[str, ...] = ()
    keeps: bool = False
    """Whether the empty lines behind a block text belong to it."""


@dataclass(slots=True)
class Branch:
    """A list or a mapping. ``flow`` is how it was written; ``broken`` that a comment in it needs lines of its own."""

    is_map: bool
    flow: bool
    start: int
    column: int
    anchor: str | None = None
    end: int = 0
    entries: list["Entry"] = field(default_factory=list)
    tail: list[Comment] = field(default_factory=list)
    broken: bool = False


@dataclass(slots=True)
class Entry:
    """One key with its value, or one item of a list (without ``key``). ``leads`` stand above it, ``trail`` behind its first line."""

    parent: Branch
    key: Leaf | None
    value: "Part"
    start: int
    blank: bool = False
    leads: list[Comment] = field(default_factory=list)
    trail: list[Comment] = field(default_factory=list)


Part = Leaf | Branch


def preorder(root: Branch) -> list[Entry]:
    """Every entry in the order of the file, an outer one before those in it."""
    found: list[Entry] = []
    for entry in root.entries:
        found.append(entry)
        if isinstance(entry.value, Branch):
            found += preorder(entry.value)
    return found
