"""What the strict reader hands on: scalars, sequences and mappings, each with its place.

A scalar is the text that stands in the file. Nothing is a number, a date or a boolean yet: the type that is expected at
that spot reads it. So ``2020.10``, ``01111``, ``no`` and ``1_000`` stay what the author wrote.
"""

from dataclasses import dataclass
from typing import TypeAlias

from naikkelas.problems import Place

__all__ = ["Mapping", "Node", "Scalar", "Sequence"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text. ``quoted`` is true for ``'...'``, ``"..."`` and for block text (``|`` and ``>``).

    A value that was left out (``key:``) is the empty text, not quoted, at the place of its key.
    """

    text: str
    place: Place
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in the order of the file."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the file; no key stands twice."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """The value under ``key``, or ``None``."""
        return next((node for name, node in self.entries if name.text == key), None)

    def key(self, name: str) -> Scalar | None:
        """The key ``name`` itself, for its place, or ``None``."""
        return next((key for key, _ in self.entries if key.text == name), None)


Node: TypeAlias = Scalar | Sequence | Mapping
