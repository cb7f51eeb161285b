"""Titles that are numbered in turn, as questionnaires are exported: ``1. Nama Usaha``, ``2. Kabupaten``. Such numbers say nothing but what stands below what."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from naikkelas.batch.cells import Cell
from naikkelas.batch.wording.titles import known_in

#: ``1.``, ``2)``, ``P3.``, ``1.2``, ``(4)``, ``Q5_`` before a title.
_NUMBER: Final = re.compile(
    r"\s*\(?(?P<letters>[A-Za-z]{0,2})(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2}){0,2})(?:\s*[.):\]_]+\s*|\s+-\s+|(?<=\.[0-9])\s+|(?<=\.[0-9]{2})\s+)(?=[^\W\d_])"
)
#: Fewer may be in turn by chance.
_FEWEST: Final = 3
#: So many of a row must be titles that are known.
_FEWEST_KNOWN: Final = 2

#: The letters before a number, and its parts: ``P4.1``.
Number = tuple[str, tuple[int, ...]]


def numbered(title: str) -> tuple[Number, int] | None:
    """The number that a title begins with, and where what it says begins; ``None`` where it has none."""
    made = _NUMBER.match(title)
    return None if made is None else ((made["letters"].casefold(), tuple(map(int, made["number"].split(".")))), made.end())


def without_numbers(cells: Sequence[Cell]) -> list[Cell]:
    """The titles of a row without their numbers, where these are in turn and the rest of some is known; every other row as it is.

    Others may stand among them that have none: the time of an answer, what a program adds.
    """
    found = {at: (cell, *made) for at, cell in enumerate(cells) if isinstance(cell, str) and (made := numbered(cell)) is not None}
    numbers = [number for _, number, _ in found.values()]
    plain = list(cells)
    if len(numbers) < _FEWEST or not all(_follows(one, then) for one, then in pairwise(numbers)):
        return plain
    for at, (title, _, begins) in found.items():
        plain[at] = title[begins:]
    return plain if len(known_in([plain[at] for at in found])) >= _FEWEST_KNOWN else list(cells)


def _follows(number: Number, then: Number) -> bool:
    """Whether a number is the next: ``P4`` after ``P3``, ``2.1`` after ``1.5``, ``1.1`` after ``1``, ``B1`` after ``A7``."""
    (letters, parts), (letters_then, parts_then) = number, then
    if letters != letters_then:
        is_section = len(letters) == len(letters_then) and letters[:-1] == letters_then[:-1]
        return is_section and ord(letters_then[-1]) - ord(letters[-1]) == 1 and set(parts_then) == {1}
    for at, (one, other) in enumerate(zip(parts, parts_then, strict=False)):
        if one != other:
            return other == one + 1 and set(parts_then[at + 1 :]) <= {1}
    return parts_then == (*parts, 1)
