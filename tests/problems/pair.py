"""Two inputs that lie side by side: one gets a problem code, the other does not."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import naikkelas as nk

MARK = "»"
_WORDS = re.compile(r"\w+|[^\w\s]|\s+")

#: What reads an input, in an empty folder: the problems it returns, or their codes, or those it is refused with.
Door = Callable[[Path, Any], Iterable[nk.Problem | str]]


@dataclass(frozen=True)
class Pair:
    """``bad`` gets the code and no other but those of ``also``; ``good`` does not get it. ``door`` reads both."""

    code: str
    bad: Any
    good: Any
    door: Door
    also: frozenset[str] = field(default=frozenset())

    def __str__(self) -> str:
        return f"{self.code}: {written(self.bad)[:300]!r} beside {written(self.good)[:300]!r}"


def family(door: Door, *pairs: tuple[Any, ...]) -> tuple[Pair, ...]:
    """Pairs that go through one door: (code, bad, good) each, and the codes that come along where there are any."""
    return tuple(Pair(code, bad, good, door, frozenset(also)) for code, bad, good, *also in pairs)


def written(given: Any) -> str:
    """What is tried, as text."""
    return given.replace(MARK, "") if isinstance(given, str) else repr(given)


def distance(pair: Pair) -> int:
    """How many words and signs one text has that the other does not; blanks do not count, where words differ too."""
    one, other = (_WORDS.findall(written(each)) for each in (pair.bad, pair.good))
    changed = [
        max(_told(one[start:end]), _told(other[first:last]))
        for tag, start, end, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return sum(changed) or int(written(pair.bad) != written(pair.good))


def _told(words: list[str]) -> int:
    return sum(not word.isspace() for word in words)


def codes(pair: Pair, folder: Path, *, good: bool) -> set[str]:
    """The codes that one of the two gets, in a folder of its own."""
    folder.mkdir()
    try:
        return {str(getattr(found, "code", found)) for found in pair.door(folder, pair.good if good else pair.bad)}
    except nk.ProblemsError as refused:
        return {problem.code for problem in refused.problems}
