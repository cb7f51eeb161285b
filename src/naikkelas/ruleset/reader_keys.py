"""What is particular to keys: merge keys, and keys that braces make out of a number or of a missing space."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

from naikkelas.problems import Problem, problem
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence

__all__ = ["NO_DASH_SPACE", "OTHER_DASH", "Entries", "Merge", "joined", "merged", "split_key"]

_NO_SPACE: Final = re.compile(r"[\w$]+:(?=\S)")
#: A dash of a list whose space is missing.
NO_DASH_SPACE: Final = re.compile(r"-(?=[^\W\d]|[\"'{\[$])")
#: Another sign where a list item begins with a dash: dashes of other lengths, bullets, numbers.
OTHER_DASH: Final = re.compile(
    r"(?P<sign>--+|[‐‑‒–—―−﹣－•‣⁃▪▫●○◦∙·■□◆◇★☆➢➤→»✓✔\uf0a7\uf0b7\uf0d8\uf0fc]|[*+](?=\s)|\d{1,3}[.)](?=\s)|[a-z]\)(?=\s))\s*(?=\w|[\"'{\[$])"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+")

_LAST_DIGITS: Final = re.compile(r"(?<=\s)\d{1,40}$")
#: What is written behind an amount without cents.
_NO_CENTS: Final = frozenset({"-", "--"})

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
    whole = joined(entries, key)
    if whole is not None and key.text in _NO_CENTS:
        return problem("NK123", key.place, "read_only_no_commas", read=key.text, whole=whole.text, plain=whole.text.partition(",")[0])
    if key.text[0].isdigit():
        text = whole.text if whole else _before_colon(entries) + key.text
        grouped = "read_only_no_commas" if text.count(",") > 1 else "read_no_commas"
        hint = grouped if _GROUPED.fullmatch(text) else "read_quote_comma"
        return problem("NK123", key.place, hint, read=key.text, whole=text, plain=text.replace(",", ""))
    return None


def _before_colon(entries: Entries) -> str:
    """The beginning of a number that stands in a key without its colon: ``{at_most 2,5 miliar}``."""
    key, value = entries[-1] if entries else (None, None)
    found = _LAST_DIGITS.search(key.text) if key is not None and isinstance(value, Scalar) and not value.text and not key.quoted else None
    return f"{found.group()}," if found is not None else ""


def joined(entries: Entries, key: Scalar) -> Scalar | None:
    """The number before the comma, the comma and ``key``, as the author meant it."""
    before = entries[-1][1] if entries else None
    if isinstance(before, Scalar) and before.text[-1:].isdigit() and not before.quoted and len(before.text) < _LONG_NUMBER:
        return Scalar(f"{before.text},{key.text}", before.place, False)
    return None
