"""Tabs before the content of lines: the spaces that they stand for, where every way of showing them says the same."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from naikkelas.authoring.checking.edits import Edit, shape_of, with_edits
from naikkelas.problems import Problem
from naikkelas.ruleset.reader import read_yaml

__all__ = ["STEP", "levels"]

#: One level.
STEP: Final = 2
_INDENTED: Final = re.compile(r"^(?P<lead>[ ]*\t[ \t]*)(?=[^\s])", re.MULTILINE)
#: How far apart editors set the stops of tabs. The first that can be read is written.
_STOPS: Final = (STEP, 4, 8, 3)
#: What another way to read the lines may show: none of it is about lines.
_BESIDE: Final = frozenset({"NK109", "NK110", "NK124", "NK127"})


def levels(text: str, problems: Iterable[Problem]) -> list[Edit]:
    """Spaces for the tabs before the content of lines; none where they could mean several things, or nothing that can be read.

    ``problems`` are those of reading ``text``.
    """
    known = {_key(one) for one in problems}
    ways = []
    for edits in _ways(text):
        root, left = read_yaml(with_edits(text, edits))
        if root is not None and all(one.code in _BESIDE or _key(one) in known for one in left):
            ways.append((shape_of(root), edits))
    return ways[0][1] if ways and all(shape == ways[0][0] for shape, _ in ways) else []


def _key(one: Problem) -> tuple[object, ...]:
    return one.code, tuple(sorted(one.slots.items()))


def _ways(text: str) -> Iterator[list[Edit]]:
    found = [(each.start(), each.end(), each["lead"]) for each in _INDENTED.finditer(text)]
    yield [(start, end, lead.replace("\t", " " * STEP)) for start, end, lead in found]
    for stop in _STOPS:
        yield [(start, end, lead.expandtabs(stop)) for start, end, lead in found]
