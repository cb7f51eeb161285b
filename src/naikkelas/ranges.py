"""Values as they travel inside: everything ordered is an integer, and an imprecise one is a pair of integers.

=========  ==========================================================
integer    itself
number     scaled by ``10**decimals``
money      whole rupiah
date       its proleptic day number (``date.toordinal``), or ``NEVER``
=========  ==========================================================

Outside, an imprecise value is a :class:`Range` of ints, Decimals or dates.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

#: The day number of a date that cannot come: later than every date.
NEVER: Final = date.max.toordinal() + 1

#: How ``never`` is written in profiles and rule sets.
NEVER_WORD: Final = "never"

#: An inclusive pair of canonical integers.
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Range:
    """An imprecise value: somewhere from ``at_least`` to ``at_most``, both inclusive; ``None`` leaves a side open."""

    at_least: int | Decimal | date | None = None
    at_most: int | Decimal | date | None = None

    def to_dict(self) -> dict[str, Any]:
        """The sides that are known, as a profile writes them."""
        sides = (("at_least", self.at_least), ("at_most", self.at_most))
        return {key: value for key, value in sides if value is not None}


def hull(first: Bounds, second: Bounds) -> Bounds:
    """The smallest pair that holds both."""
    return (min(first[0], second[0]), max(first[1], second[1]))
