"""Days that stand for all others: on every day of two readings' life something is decided as on one of these."""

from bisect import bisect_right
from calendar import isleap
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from naikkelas.authoring.verifying.meeting import Meetings
from naikkelas.authoring.verifying.prover import Budget
from naikkelas.ruleset.model import LinkedRuleSet

__all__ = ["equal_days"]

#: After so many years the calendar is the same again; four are not enough, for 2100 is no leap year.
_CYCLE: Final = 400


def equal_days(*linked: LinkedRuleSet, budget: Budget | None = None) -> list[date] | None:
    """The days on which two readings of a rule set are compared; ``None`` when the time is used up before they are found.

    One day for each way in which dates lie among each other, in each stretch in which no parameter, no criterion and no rule set begins
    or ends, until the calendar has come round after the last date that stands still.
    """
    meetings = Meetings(linked)
    first = min(each.effective[0] for each in linked)
    ends = [each.effective[1] for each in linked if each.effective[1] is not None]
    last = max(ends) if len(ends) == len(linked) else None
    turns = sorted({day for each in linked for day in _turns(each) if first < day and (last is None or day <= last)})
    if meetings.is_still:
        return [date.fromordinal(day) for day in (first, *turns)]
    anchors = sorted((start, end) for start, end in meetings.anchors() if end >= first)
    settled = date.fromordinal(max([first, *turns, *(end for _, end in anchors)])).year
    horizon = date(settled + _CYCLE + 1, 12, 31).toordinal()
    found: dict[Any, int] = {}
    for start, end in _stretches((first, horizon if last is None else min(last, horizon)), turns, anchors, meetings.years):
        if budget is not None and not budget.milliseconds:
            return None
        for day in range(start, end + 1):
            found.setdefault((bisect_right(turns, day), meetings.order(day)), day)
    return [date.fromordinal(day) for day in sorted(found.values())]


def _stretches(life: tuple[int, int], turns: Sequence[int], anchors: Sequence[tuple[int, int]], near: int) -> Iterator[tuple[int, int]]:
    """The years to look at day by day: not those in which nothing begins or is met, and whose leap years lie as in one before."""
    first, last = life
    busy = {date.fromordinal(day).year for day in turns}
    for start, end in anchors:
        busy.update(range(date.fromordinal(start).year, date.fromordinal(end).year + 1))
    starts = [start for start, _ in anchors]
    seen: set[Any] = set()
    for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
        start, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        if year not in busy and first <= start and end <= last:
            leap = tuple(isleap(other) for other in range(year - near, year + near + 1))
            key = (bisect_right(turns, start), bisect_right(starts, start), leap)
            if key in seen:
                continue
            seen.add(key)
        yield max(first, start), min(last, end)


def _turns(linked: LinkedRuleSet) -> Iterator[int]:
    """The days from which on something is different."""
    for unit in linked.units():
        for parameter in unit.parameters.values():
            yield from (day for day, _ in parameter.values)
        for life in (unit.effective, *(criterion.effective for criterion in unit.criteria.values())):
            yield from (end + at for at, end in enumerate(life) if end is not None)
