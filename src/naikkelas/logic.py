"""Strong Kleene logic in two bits: *may be met* and *must be met*.

A truth is one of three small integers, so that ``and`` is ``&`` and ``or`` is ``|`` on every engine that has bits:

========  ======  ==========================================
name      bits    meaning
========  ======  ==========================================
NOT_MET   ``00``  no value the facts allow meets it
UNKNOWN   ``01``  some value may meet it, another may not
MET       ``11``  every value the facts allow meets it
========  ======  ==========================================

``10`` never occurs. The three numbers keep their order: not met < unknown < met.
"""

from collections.abc import Iterable
from typing import Final

NOT_MET: Final = 0
UNKNOWN: Final = 1
MET: Final = 3

TRUTH_NAMES: Final = {NOT_MET: "not_met", UNKNOWN: "unknown", MET: "met"}

_NEGATED: Final = (MET, UNKNOWN, UNKNOWN, NOT_MET)


def negate(truth: int) -> int:
    """The Kleene negation: met and not met change places, unknown stays."""
    return _NEGATED[truth]


def from_bool(value: bool) -> int:
    """``True`` is met, ``False`` is not met."""
    return MET if value else NOT_MET


def all_of(truths: Iterable[int]) -> int:
    """Kleene conjunction; met when there is nothing to meet."""
    result = MET
    for truth in truths:
        result &= truth
    return result


def any_of(truths: Iterable[int]) -> int:
    """Kleene disjunction; not met when there is nothing to choose from."""
    result = NOT_MET
    for truth in truths:
        result |= truth
    return result


def at_least(count: int, truths: Iterable[int]) -> int:
    """Met when ``count`` truths are met, not met when fewer than ``count`` still may be."""
    must = may = 0
    for truth in truths:
        must += truth == MET
        may += truth != NOT_MET
    if must >= count:
        return MET
    return UNKNOWN if may >= count else NOT_MET
