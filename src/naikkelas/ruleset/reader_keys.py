"""What is particular to keys: merge keys, and keys that braces make out of a number or of a missing space."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

from naikkelas.problems import Problem, problem
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence

__all__ = ["Entries", "Merge", "joined", "merged", "split_key"]

_NO_SPACE: Final = re.compile(r"[\w$]+:(?=\S)")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+")

_LONG_NUMBER: Final = 80

Entries: TypeAlias = list[tuple[Scalar, Node]]


@dataclass(frozen=True, slots=True)
class Merge:
    """``<<: value``, met when its mapping already had ``position`` entries."""

    key: Scalar
    value: Node
    position: int


def merged(entries: Entries, merge: Merge) -> tuple[Entries, Iterator[Problem]]:
    """``entries`` with the merged ones at their position. A key that stands twice is a problem; the first one met stays."""
    maps = _maps(merge.value)
    if maps is None:
        return entries, iter([problem("NK122", merge.key.place)])
    taken = {key.text: key for key, _ in entries}
    added: Entries = []
    hidden: list[tuple[Scalar, Scalar]] = []
    for key, node in chain.from_iterable(mapping.entries for mapping in maps):
        if key.text in taken:
            hidden.append((key, taken[key.text]))
        else:
            taken[key.text] = key
            added.append((key, node))
    return entries[: merge.position] + added + entries[merge.position :], (_hides(merge, *pair) for pair in hidden)


def _maps(value: Node) -> list[Mapping] | None:
    values = value.items if isinstance(value, Sequence) else (value,)
    maps = [item for item in values if isinstance(item, Mapping)]
    return maps if maps and len(maps) == len(values) else None


def _hides(merge: Merge, key: Scalar, first: Scalar) -> Problem:
    return problem("NK121", merge.key.place, key=key.text, line=key.place.line, other=first.place.line)


def split_key(entries: Entries, key: Scalar) -> Problem | None:
    """The problem of a plain ``key`` that has no value inside braces, when it looks like a slip."""
    glued = _NO_SPACE.match(key.text)
    if glued:
        return problem("NK124", key.place, key=glued.group())
    if key.text[0].isdigit():
        whole = joined(entries, key)
        grouped = whole is not None and _GROUPED.fullmatch(whole.text)
        text = whole.text if whole else key.text
        hint = "read_no_commas" if grouped else "read_quote_comma"
        return problem("NK123", key.place, hint, read=key.text, whole=text, plain=text.replace(",", ""))
    return None


def joined(entries: Entries, key: Scalar) -> Scalar | None:
    """The number before the comma, the comma and ``key``, as the author meant it."""
    before = entries[-1][1] if entries else None
    if isinstance(before, Scalar) and before.text[-1:].isdigit() and not before.quoted and len(before.text) < _LONG_NUMBER:
        return Scalar(f"{before.text},{key.text}", before.place, False)
    return None
