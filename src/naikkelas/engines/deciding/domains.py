"""What a comparison asks of one fact, and the few values of a fact that are worth trying.

The tests on a fact cut its values into cells: within a cell every test answers alike, so one value of a cell speaks for all.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from naikkelas.conditions import Op
from naikkelas.facts import FactType, Kind
from naikkelas.folding import Run
from naikkelas.ranges import Bounds
from naikkelas.snapshot import Exact

#: A set fact has at most so many cells; where more are needed the search is not complete.
MOST_CELLS: Final = 256
_LONGEST_SHAPE: Final = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """Any value will do."""

    def accepts(self, value: Exact) -> bool:
        """Whether an exact value passes."""
        return value is not None


@dataclass(frozen=True, slots=True)
class InRuns(Wanted):
    """An ordered value in one of the runs."""

    runs: tuple[Run, ...]

    def accepts(self, value: Exact) -> bool:
        """Whether an exact value passes."""
        assert isinstance(value, int)  # noqa: S101 - ordered values are integers
        return any((low is None or low <= value) and (high is None or value <= high) for low, high in self.runs)


@dataclass(frozen=True, slots=True)
class Named(Wanted):
    """A choice or text among the names, or among all others."""

    names: frozenset[str]
    inside: bool

    def accepts(self, value: Exact) -> bool:
        """Whether an exact value passes."""
        return (value in self.names) == self.inside


@dataclass(frozen=True, slots=True)
class IsTrue(Wanted):
    """A boolean with this value."""

    wanted: bool

    def accepts(self, value: Exact) -> bool:
        """Whether an exact value passes."""
        return value is self.wanted


@dataclass(frozen=True, slots=True)
class Holds(Wanted):
    """A set that includes any or all of the members, or (``inside`` false) does not."""

    op: Op
    members: frozenset[str]
    inside: bool

    def accepts(self, value: Exact) -> bool:
        """Whether an exact value passes."""
        assert isinstance(value, frozenset)  # noqa: S101 - the value of a set
        met = bool(self.members & value) if self.op is Op.INCLUDES_ANY else self.members <= value
        return met == self.inside


ANY: Final = Wanted()


class Domain:
    """The cells of one fact: pairs of bounds of an ordered one, else one value each. ``exact`` says that none is left out."""

    def __init__(self, cells: Sequence[Bounds] | Sequence[Exact], exact: bool = True) -> None:
        self.cells = tuple(cells)
        self.exact = exact
        self._starts = [cell[0] for cell in self.cells if isinstance(cell, tuple)]
        self._places = {cell: place for place, cell in enumerate(self.cells) if isinstance(cell, str)}

    def mask(self, test: Wanted) -> int:
        """The cells whose values pass, a bit each."""
        if isinstance(test, InRuns):
            return self._in_runs(test.runs)
        if isinstance(test, Named):
            inside = sum(1 << self._places[name] for name in test.names if name in self._places)
            return inside if test.inside else inside ^ ((1 << len(self.cells)) - 1)
        return sum(1 << place for place, cell in enumerate(self.cells) if isinstance(cell, tuple) or test.accepts(cell))

    def _in_runs(self, runs: Iterable[Run]) -> int:
        mask = 0
        for first, last in runs:
            low = 0 if first is None else bisect_left(self._starts, first)
            high = len(self._starts) if last is None else bisect_right(self._starts, last)
            mask |= max(0, (1 << high) - (1 << low))
        return mask

    def value(self, mask: int) -> Exact:
        """A value of the first cell of the mask: of an ordered fact the one at a threshold."""
        index = (mask & -mask).bit_length() - 1
        cell = self.cells[index]
        if not isinstance(cell, tuple):
            return cell
        return cell[1] if index == 0 and len(self.cells) > 1 else cell[0]

    def bounds(self, mask: int) -> list[Bounds]:
        """The cells of the mask, of an ordered fact."""
        return [cell for i, cell in enumerate(self.cells) if mask >> i & 1 and isinstance(cell, tuple)]

    def ends(self) -> Bounds:
        """The first and last value of an ordered fact; nothing of any use for others."""
        cells = self.bounds(-1)
        return (cells[0][0], cells[-1][1]) if cells else (0, 0)


def domain_of(kind: FactType, bounds: Bounds | None, tests: Sequence[Wanted]) -> Domain:
    """The cells that the tests cut a fact into, within the range it has (``None``: any value of its type)."""
    if kind.kind.is_ordered:
        return Domain(_cut(bounds or kind.bounds, tests))
    if kind.kind is Kind.BOOLEAN:
        return Domain((False, True))
    if kind.kind is Kind.SET:
        return _sets(tests)
    names = sorted({name for test in tests if isinstance(test, Named) for name in test.names})
    if kind.choices is not None:
        other = next((choice for choice in sorted(kind.choices) if choice not in names), None)
        return _named([name for name in names if name in kind.choices], other, tests, True)
    fits = [name for name in names if kind.pattern is None or re.fullmatch(kind.pattern, name)]
    other = _other_text(kind.pattern, names)
    return _named(fits, other, tests, other is not None)


def _cut(bounds: Bounds, tests: Iterable[Wanted]) -> tuple[Bounds, ...]:
    low, high = bounds
    starts = {low}
    for test in tests:
        for first, last in test.runs if isinstance(test, InRuns) else ():
            starts |= {start for start in (first, None if last is None else last + 1) if start is not None and low < start <= high}
    cuts = sorted(starts)
    return tuple(zip(cuts, [*(start - 1 for start in cuts[1:]), high], strict=True))


def _named(names: list[str], other: str | None, tests: Sequence[Wanted], exact: bool) -> Domain:
    """One value of each kind: names that all tests treat alike are one cell."""
    alike = dict.fromkeys([*names, *([] if other is None else [other])], 0)
    for place, test in enumerate(tests):
        for name in test.names & alike.keys() if isinstance(test, Named) else ():
            alike[name] |= 1 << place
    found: dict[int, str] = {}
    for name, signature in alike.items():
        found.setdefault(signature, name)
    return Domain(tuple(found.values()), exact)


def _other_text(pattern: str | None, names: Sequence[str]) -> str | None:
    """A text of the wanted shape that is none of the names."""
    if pattern is None:
        return next(text for number in range(len(names) + 1) if (text := f"other {number}" if number else "other") not in names)
    for length in range(1, _LONGEST_SHAPE + 1):
        for number in range(len(names) + 1):
            for text in (str(number).zfill(length), "a" * (length - len(str(number))) + str(number) if number else "a" * length):
                if text not in names and re.fullmatch(pattern, text):
                    return text
    return None


def _sets(tests: Sequence[Wanted]) -> Domain:
    """The smallest sets that the tests tell apart. Members are taken one by one; what counts so far is kept once."""
    holds = [test for test in tests if isinstance(test, Holds)]
    found: dict[tuple[bool, ...], frozenset[str]] = {tuple(test.op is not Op.INCLUDES_ANY for test in holds): frozenset()}
    for member in sorted({member for test in holds for member in test.members}):
        before, found = found, {}
        for state, value in before.items():
            for taken in (value, value | {member}):
                found.setdefault(_after(state, holds, member, member in taken), taken)
        if len(found) > MOST_CELLS:
            return Domain(tuple(found.values())[:MOST_CELLS], False)
    return Domain(tuple(found.values()))


def _after(state: tuple[bool, ...], tests: Sequence[Holds], member: str, taken: bool) -> tuple[bool, ...]:
    """Of "any": whether one was taken; of "all": whether all were, so far."""
    return tuple(
        so_far if member not in test.members else so_far or taken if test.op is Op.INCLUDES_ANY else so_far and taken
        for so_far, test in zip(state, tests, strict=True)
    )
