"""Folding against brute force: whatever an operator folds to holds exactly the values that meet it."""

from datetime import date
from itertools import combinations_with_replacement

import pytest

from naikkelas.calendar import Duration, earliest_end, latest_start, months_between
from naikkelas.conditions import Op
from naikkelas.folding import NEGATIVE, fold_to_runs, months_to_dates, range_truth, runs, truth_of_runs
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.ranges import NEVER

AS_OF = date(2024, 2, 29).toordinal()
NUMBERS = range(-3, 13)

#: What each comparison asks of a value ``v`` and its right sides ``r``.
ASKED = {
    Op.IS: lambda v, r: v == r[0],
    Op.IS_NOT: lambda v, r: v != r[0],
    Op.IN: lambda v, r: v in r,
    Op.NOT_IN: lambda v, r: v not in r,
    Op.AT_LEAST: lambda v, r: v >= r[0],
    Op.AT_MOST: lambda v, r: v <= r[0],
    Op.MORE_THAN: lambda v, r: v > r[0],
    Op.LESS_THAN: lambda v, r: v < r[0],
    Op.BETWEEN: lambda v, r: r[0] <= v <= r[1],
    Op.ON_OR_AFTER: lambda v, r: v >= r[0],
    Op.ON_OR_BEFORE: lambda v, r: v <= r[0],
    Op.AFTER: lambda v, r: v > r[0],
    Op.BEFORE: lambda v, r: v < r[0],
}
RIGHTS = {Op.IN: [[1], [1, 2, 3, 7], [9, 0, 4, 2]], Op.NOT_IN: [[5], [3, 1, 2]], Op.BETWEEN: [[2, 6], [4, 4], [6, 2]]}
CASES = [(op, rights) for op in ASKED for rights in RIGHTS.get(op, [[0], [4], [-3]])]


def brute(truths):
    return MET if all(truths) else UNKNOWN if any(truths) else NOT_MET


@pytest.mark.parametrize(("op", "rights"), CASES)
def test_a_comparison_is_decided_when_every_value_of_the_range_agrees(op, rights):
    tested = runs(op, rights, AS_OF)
    for low, high in combinations_with_replacement(NUMBERS, 2):
        expected = brute([ASKED[op](value, rights) for value in range(low, high + 1)])
        found = truth_of_runs(op, tested, low, high)
        assert found == expected or (rights == [6, 2] and low < high and found == UNKNOWN)


def test_two_operators_are_folded_to_what_does_not_meet_them():
    assert frozenset({Op.IS_NOT, Op.NOT_IN}) == NEGATIVE
    assert runs(Op.IS_NOT, [4], AS_OF) == runs(Op.IS, [4], AS_OF) == ((4, 4),)


@pytest.mark.parametrize(
    ("values", "folded"),
    [
        ([7, 1, 2, 3], ((1, 3), (7, 7))),
        ([1, 1, 1], ((1, 1),)),
        ([-1, 0, 1], ((-1, 1),)),
        ([2, 4, 6], ((2, 2), (4, 4), (6, 6))),
        (range(1000), ((0, 999),)),
        ([], ()),
    ],
)
def test_listed_numbers_become_runs(values, folded):
    assert fold_to_runs(list(values)) == folded


def test_a_range_inside_one_run_is_met():
    folded = fold_to_runs([1, 2, 3, 7])
    assert range_truth(folded, 1, 3) == MET
    assert range_truth(folded, 3, 7) == UNKNOWN
    assert range_truth(folded, 4, 6) == NOT_MET
    assert range_truth((), 4, 6) == NOT_MET


# --- lengths of time -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "length", [Duration("months", 0), Duration("months", 1), Duration("months", 12), Duration("days", 0), Duration("days", 30)]
)
def test_lengths_of_time_become_days(length):
    ago, ahead = latest_start(AS_OF, length), earliest_end(AS_OF, length)
    assert runs(Op.AT_LEAST_AGO, [length], AS_OF) == ((None, ago),)
    assert runs(Op.LESS_THAN_AGO, [length], AS_OF) == ((ago + 1, None),)
    assert runs(Op.AT_LEAST_AHEAD, [length], AS_OF) == ((ahead, None),)
    for day in range(AS_OF - 400, AS_OF + 60):
        met = [range_truth(runs(op, [length], AS_OF), day, day) == MET for op in (Op.AT_LEAST_AGO, Op.LESS_THAN_AGO)]
        assert met in ([True, False], [False, True])


def test_never_is_not_long_ago_and_always_ahead():
    length = Duration("months", 6000)
    assert range_truth(runs(Op.AT_LEAST_AGO, [Duration("months", 0)], AS_OF), NEVER, NEVER) == NOT_MET
    assert range_truth(runs(Op.LESS_THAN_AGO, [length], AS_OF), NEVER, NEVER) == MET
    assert range_truth(runs(Op.AT_LEAST_AHEAD, [length], date.max.toordinal()), NEVER, NEVER) == MET


@pytest.mark.parametrize("as_of", ["2023-02-28", "2024-02-29", "2024-03-31", "2024-12-31"])
@pytest.mark.parametrize("op", [Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.LESS_THAN, Op.IS, Op.BETWEEN, Op.IN])
def test_months_since_become_dates(op, as_of):
    today = date.fromisoformat(as_of).toordinal()
    rights = {Op.BETWEEN: [[-2, 3], [12, 12]], Op.IN: [[0, 1, 2, 12], [-1, 6]]}.get(op, [[-1], [0], [1], [12]])
    for wanted in rights:
        tested = months_to_dates(runs(op, wanted, today), today)
        for day in range(today - 500, today + 200):
            expected = ASKED[op](months_between(day, today), wanted)
            assert (range_truth(tested, day, day) == MET) == expected, (date.fromordinal(day), wanted)


def test_a_date_that_never_comes_is_no_months_ago_at_all():
    for op, met in ((Op.AT_LEAST, NOT_MET), (Op.LESS_THAN, MET)):
        tested = months_to_dates(runs(op, [-6000], AS_OF), AS_OF)
        assert range_truth(tested, NEVER, NEVER) == met


@pytest.mark.parametrize("op", [Op.AT_LEAST, Op.LESS_THAN, Op.IS])
def test_months_at_the_ends_of_the_calendar(op):
    for as_of in (date.min.toordinal(), date.max.toordinal()):
        for count in (-6000, -1, 0, 1, 6000):
            tested = months_to_dates(runs(op, [count], as_of), as_of)
            for day in (date.min.toordinal(), date.min.toordinal() + 31, date.max.toordinal() - 31, date.max.toordinal()):
                expected = ASKED[op](months_between(day, as_of), [count])
                assert (range_truth(tested, day, day) == MET) == expected
