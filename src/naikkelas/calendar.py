"""Month arithmetic, done once per as-of date and never by an engine.

Adding months clamps to the month's end: 31 January + 1 month is 28 (or 29) February. "At least n months ago" is then
one comparison with one date: the last day ``d`` whose ``d + n months`` is not after the as-of date. That is *not* "as-of
minus n months": for 29 February 2024 and n = 1 it is 31 January, because 31 January + 1 month is 29 February.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from naikkelas.ranges import NEVER

_MONTHS_PER_YEAR: Final = 12
_LAST_MONTH: Final = date.max.year * _MONTHS_PER_YEAR + 11
_FIRST_MONTH: Final = date.min.year * _MONTHS_PER_YEAR

#: The longest duration a rule set may name, in months and in days.
MOST_MONTHS: Final = 12 * 500
MOST_DAYS: Final = 366 * 500


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in one unit: whole months (a year is 12) or whole days (a week is 7). Never a mix of both."""

    unit: Literal["months", "days"]
    count: int

    def to_dict(self) -> dict[str, int]:
        """As a rule set writes it."""
        return {self.unit: self.count}


def _month_number(day: date) -> int:
    return day.year * _MONTHS_PER_YEAR + day.month - 1


def add_months(day: int, months: int) -> int:
    """The day number ``months`` after ``day`` (a day number), month ends clamped; outside the calendar, 0 or ``NEVER``."""
    if day >= NEVER:
        return NEVER
    if day < 1:
        return 0
    start = date.fromordinal(day)
    number = _month_number(start) + months
    if number > _LAST_MONTH:
        return NEVER
    if number < _FIRST_MONTH:
        return 0
    year, month = divmod(number, _MONTHS_PER_YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()


def latest_start(as_of: int, length: Duration) -> int:
    """The last day number ``d`` with ``d + length <= as_of``: what "at least ``length`` ago" is compared with.

    0 when no day of the calendar is that long ago, and the calendar's last day when all are.
    """
    last = NEVER - 1
    if length.unit == "days":
        return min(max(as_of - length.count, 0), last)
    guess = add_months(as_of, -length.count)
    if guess in (0, NEVER):
        return min(guess, last)
    start = date.fromordinal(guess)
    month_end = start.replace(day=monthrange(start.year, start.month)[1]).toordinal()
    return month_end if add_months(month_end, length.count) <= as_of else guess


def earliest_end(as_of: int, length: Duration) -> int:
    """The day number ``as_of + length``: what "at least ``length`` ahead" is compared with. ``NEVER`` past the calendar."""
    if length.unit == "days":
        return min(as_of + length.count, NEVER)
    return add_months(as_of, length.count)


def months_between(start: int, as_of: int) -> int:
    """Whole months from ``start`` to ``as_of`` (day numbers): the largest n with ``start + n months <= as_of``."""
    first, last = date.fromordinal(start), date.fromordinal(as_of)
    guess = _month_number(last) - _month_number(first)
    return guess if add_months(start, guess) <= as_of else guess - 1
