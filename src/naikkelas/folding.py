"""Folding a comparison to plain runs of integers: where dates, durations and parameters turn into numbers.

Every ordered comparison with a constant becomes "the value lies in one of these runs" (or in none, when negated). After
this no engine knows what a month is.
"""

from collections.abc import Sequence
from typing import Final, cast

from naikkelas.calendar import Duration, earliest_end, latest_start
from naikkelas.conditions import Op
from naikkelas.logic import MET, NOT_MET, UNKNOWN, negate

#: An inclusive run of canonical integers; ``None`` leaves a side open.
Run = tuple[int | None, int | None]

NEGATIVE: Final = frozenset({Op.IS_NOT, Op.NOT_IN})


def runs(op: Op, rights: Sequence[int | Duration | frozenset[int]], as_of: int) -> tuple[Run, ...]:
    """The runs that meet an ordered comparison, or, for a negative operator, the runs that do not."""
    first = cast("int | Duration", rights[0])
    if op in (Op.IN, Op.NOT_IN):
        return fold_to_runs([value for value in rights if isinstance(value, int)])
    if isinstance(first, Duration):
        return _duration_runs(op, first, as_of)
    match op:
        case Op.AT_LEAST | Op.ON_OR_AFTER:
            return ((first, None),)
        case Op.AT_MOST | Op.ON_OR_BEFORE:
            return ((None, first),)
        case Op.MORE_THAN | Op.AFTER:
            return ((first + 1, None),)
        case Op.LESS_THAN | Op.BEFORE:
            return ((None, first - 1),)
        case Op.BETWEEN:
            return ((first, cast("int", rights[1])),)
    return ((first, first),)


def _duration_runs(op: Op, length: Duration, as_of: int) -> tuple[Run, ...]:
    if op is Op.AT_LEAST_AHEAD:
        return ((earliest_end(as_of, length), None),)
    last = latest_start(as_of, length)
    return ((None, last),) if op is Op.AT_LEAST_AGO else ((last + 1, None),)


def fold_to_runs(values: Sequence[int]) -> tuple[Run, ...]:
    """Consecutive integers joined: 1, 2, 3, 7 is two runs."""
    folded: list[list[int]] = []
    for value in sorted(set(values)):
        if folded and folded[-1][1] == value - 1:
            folded[-1][1] = value
        else:
            folded.append([value, value])
    return tuple((low, high) for low, high in folded)


def months_to_dates(months: Sequence[Run], as_of: int) -> tuple[Run, ...]:
    """Runs of "months since" as runs of the date itself: more months is an earlier date."""
    made: list[Run] = []
    for low, high in months:
        first = None if high is None else latest_start(as_of, Duration("months", high + 1)) + 1
        last = None if low is None else latest_start(as_of, Duration("months", low))
        made.append((first, last))
    return tuple(made)


def range_truth(tested: Sequence[Run], low: int, high: int) -> int:
    """The truth of "somewhere from ``low`` to ``high`` lies in a run": met when one run holds all of it."""
    touched = False
    for first, last in tested:
        if (first is None or first <= low) and (last is None or high <= last):
            return MET
        if (first is None or first <= high) and (last is None or low <= last):
            touched = True
    return UNKNOWN if touched else NOT_MET


def truth_of_runs(op: Op, tested: Sequence[Run], low: int, high: int) -> int:
    """As :func:`range_truth`, turned round for a negative operator."""
    truth = range_truth(tested, low, high)
    return negate(truth) if op in NEGATIVE else truth
