"""Tabs before the content of lines: the spaces that they stand for, where every way of showing them says the same."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from naikkelas.authoring.checking.edits import Edit, shape_of, with_edits
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import Problem
from naikkelas.ruleset.loading import Loader
from naikkelas.ruleset.reader import read_yaml

__all__ = ["STEP", "levels"]

#: One level.
STEP: Final = 2
_INDENTED: Final = re.compile(r"^(?P<lead>[ ]*\t[ \t]*)(?=[^\s])", re.MULTILINE)
_LINE: Final = re.compile(r"^(?P<lead>[ \t]*)(?P<items>(?:-[ \t]+)*)(?P<content>[^\s#][^\r\n]*)", re.MULTILINE)
#: A line below which something must stand.
_OPENS: Final = re.compile(r":[ \t]*(?:#.*)?$")
#: How far apart editors set the stops of tabs. The first that can be read is written.
_STOPS: Final = (STEP, 4, 8, 3)
#: What another way to read the lines may show: none of it is about lines.
_BESIDE: Final = frozenset({"NK109", "NK110", "NK124", "NK127"})
#: So many characters are read to find out what else some lines may belong to.
_MOST_READ: Final = 1_000_000


def levels(text: str, problems: Iterable[Problem]) -> list[Edit]:
    """Spaces for the tabs before the content of lines; none where they could mean several things, or nothing that can be read.

    ``problems`` are those of reading ``text``.
    """
    known = {_key(one) for one in problems}
    ways = [(shape, edits) for edits in _ways(text) if (shape := _read(with_edits(text, edits), known)) is not None]
    if not ways or any(shape != ways[0][0] for shape, _ in ways):
        return []
    shape, edits = ways[0]
    return edits if _is_only_way(text, edits, shape, known) else []


def _read(text: str, known: set[tuple[object, ...]]) -> Any:
    """What stands in a text; ``None`` where it is no YAML, or not without new problems."""
    root, left = read_yaml(text)
    is_read = root is not None and all(one.code in _BESIDE or _key(one) in known for one in left)
    return shape_of(root) if root is not None and is_read else None


def _key(one: Problem) -> tuple[object, ...]:
    return one.code, tuple(sorted(one.slots.items()))


def _ways(text: str) -> Iterator[list[Edit]]:
    found = [(each.start(), each.end(), each["lead"]) for each in _INDENTED.finditer(text)]
    yield [(start, end, lead.replace("\t", " " * STEP)) for start, end, lead in found]
    for stop in _STOPS:
        yield [(start, end, lead.expandtabs(stop)) for start, end, lead in found]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that says something: where it starts, what it is indented with, and how far in the way that is to be written."""

    start: int
    lead: str
    column: int
    items: str
    opens: bool

    @property
    def has_tabs(self) -> bool:
        return "\t" in self.lead


def _is_only_way(text: str, edits: list[Edit], shape: Any, known: set[tuple[object, ...]]) -> bool:
    """Whether lines with tabs could belong to nothing else, as wide as their tabs may have been shown to who wrote them.

    Lines with tabs that follow each other move together. Where a file that says something else would be as good, it is not certain what was
    meant; nor where there is too much to try.
    """
    left, errors = _MOST_READ, -1
    written = {start: (start, end, new) for start, end, new in edits}
    tried: set[str] = set()
    for moved in _other_levels(text, written):
        other = with_edits(text, ({**written, **moved}).values())
        if other in tried:
            continue
        tried.add(other)
        left -= len(text)
        if left < 0:
            return False
        said = _read(other, known)
        if said is None or said == shape:
            continue
        errors = errors if errors >= 0 else _errors(with_edits(text, edits))
        if _errors(other) <= errors:
            return False
    return True


def _errors(text: str) -> int:
    return sum(one.is_error for one in Loader(FACTS).load_text(text, None)[1])


def _other_levels(text: str, written: dict[int, Edit]) -> Iterator[dict[int, Edit]]:
    """Other spaces for lines with tabs that follow each other: the first as far in as what is open above it."""
    above: list[_Line] = []
    for has_tabs, group in groupby(_lines(text, written), key=lambda line: line.has_tabs):
        lines = list(group)
        first = lines[0]
        if has_tabs and above and not (above[-1].opens and above[-1].column < first.column):
            for level in _open_levels(above):
                if level > len(first.lead) - len(first.lead.lstrip(" ")):
                    yield from _moved(lines, level)
        above += lines


def _moved(lines: list[_Line], level: int) -> Iterator[dict[int, Edit]]:
    for stop in _STOPS:
        away = level - len(lines[0].lead.expandtabs(stop))
        columns = [len(line.lead.expandtabs(stop)) + away for line in lines]
        if min(columns) > 0:
            yield {line.start: (line.start, line.start + len(line.lead), " " * column) for line, column in zip(lines, columns, strict=True)}


def _open_levels(above: list[_Line]) -> list[int]:
    """The columns, but the first of all, where what the lines above opened goes on."""
    found: list[int] = []
    column = above[-1].column + 1
    for line in reversed(above):
        if line.column < column:
            column = line.column
            found += [column + len(line.items), column] if line.items else [column]
    return [each for each in found if each > 0]


def _lines(text: str, written: dict[int, Edit]) -> Iterator[_Line]:
    for each in _LINE.finditer(text):
        lead, edit = each["lead"], written.get(each.start())
        column = len(lead if edit is None else edit[2])
        yield _Line(each.start(), lead, column, each["items"], _OPENS.search(each["content"]) is not None)
