"""Edits that change a text at one place into what was meant, tried before they are offered: the rest must stay what it is."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from naikkelas.authoring.checking import Edit, Spot, reads_as, spot_of, with_edits
from naikkelas.problems import Problem
from naikkelas.ruleset.nodes import Node
from naikkelas.ruleset.reader import read_yaml

__all__ = ["Check", "Trial", "kept"]

#: The problems of a text in place of the file.
Check = Callable[[str], Iterable[Problem]]

_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
#: Comments, anchors, aliases and tags, which stand nowhere in the tree.
_BESIDE: Final = re.compile(r"[#&*!]")
#: So many edits are tried one by one where together they would not do: each asks for a whole check.
_ONE_BY_ONE: Final = 10
#: What an edit makes of a text: less wrong and nothing new, or something else that was hidden behind it.
_WHOLE, _OTHERS = 2, 1


@dataclass(frozen=True, slots=True)
class Trial:
    """An edit for a problem. ``is_name`` says that it writes another name, which may show what else is wrong there; then it is not ``is_whole``."""

    problem: Problem
    edit: Edit
    is_name: bool
    is_whole: bool = True


def kept(text: str, trials: Sequence[Trial], check: Check) -> list[Trial]:
    """The edits after which the text, read and checked again, says what they write at their places, the same elsewhere, and has less wrong.

    They are tried together, and one by one only where that fails.
    """
    root, _ = read_yaml(text)
    fit = [each for each in trials if not _BESIDE.search(_QUOTED.sub("", text[each.edit[0] : each.edit[1]]))]
    if root is None or not fit:
        return []
    before = list(check(text))
    if _made_better(text, root, before, fit, check, len({each.problem for each in fit})) == _WHOLE:
        return fit
    alone = ((each, _made_better(text, root, before, [each], check, 0 if each.is_name else 1)) for each in islice(fit, _ONE_BY_ONE))
    return [replace(each, is_whole=found == _WHOLE) for each, found in alone if found]


def _made_better(text: str, root: Node, before: list[Problem], trials: list[Trial], check: Check, fewer: int) -> int:
    """``_WHOLE`` where edits leave less wrong, ``_OTHERS`` where they show something else that is, 0 where they do not help."""
    made = with_edits(text, [each.edit for each in trials])
    if not _says(made, root, trials):
        return 0
    after = list(check(made))
    mended = Counter(_key(each.problem) for each in trials)
    had, has = Counter(map(_key, before)), Counter(map(_key, after))
    is_better = sum(one.is_error for one in after) <= sum(one.is_error for one in before) - fewer and all(
        has[key] <= had[key] - count for key, count in mended.items()
    )
    is_new = any(one.is_error and has[_key(one)] > had[_key(one)] for one in after)
    return 0 if not is_better else _OTHERS if is_new else _WHOLE


def _key(one: Problem) -> tuple[object, ...]:
    """A problem wherever it stands: an edit before it moves it."""
    return one.code, one.hint, tuple(sorted(one.slots.items()))


def _says(made: str, root: Node, trials: list[Trial]) -> bool:
    """Whether a text reads as it did but for what the edits write."""
    changes: dict[Spot, Node] = {}
    for each in trials:
        wanted, problems = read_yaml(each.edit[2])
        if wanted is None or problems:
            return False
        changes[spot_of(each.problem.place)] = wanted
    return reads_as(made, root, changes)
