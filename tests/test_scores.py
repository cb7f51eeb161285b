"""The arithmetic of scorecards against every combination of statuses."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naikkelas.conditions import AnyOf, Indicator, IndicatorGroup, Scorecard
from naikkelas.facts import MOST_ANYWHERE
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.scores import POSSIBLE, Card, Score, common_denominator, score_truth
from tests.oracle.scorecards import possible_scores

ASKED = AnyOf(())
BITS = {1: "met", 2: "not_met", 4: "not_applicable"}


def statuses(possible):
    return {word for bit, word in BITS.items() if possible & bit}


def scorecard(groups, scale=100):
    """A scorecard of (weight, [(weight, possible statuses), ...]); what may be not applicable has a guard."""
    made = [
        IndicatorGroup(
            f"g{number}", weight, tuple(Indicator(ASKED, ASKED if possible & 4 else None, share) for share, possible in indicators)
        )
        for number, (weight, indicators) in enumerate(groups)
    ]
    return Scorecard(scale, tuple(made))


GROUPS = st.lists(
    st.tuples(st.integers(1, 4), st.lists(st.tuples(st.integers(1, 5), st.integers(1, 7)), min_size=1, max_size=4)), min_size=1, max_size=4
)


@given(GROUPS, st.sampled_from([1, 7, 100]))
@example([(1, [(1, 5)]), (1, [(1, 2)])], 100)
@example([(1, [(1, 6), (2, 6)])], 100)
@example([(2, [(1, 6)]), (1, [(1, 1)]), (3, [(1, 7)])], 100)
def test_the_range_is_the_least_and_the_greatest_of_every_combination(groups, scale):
    found = Card.of(scorecard(groups, scale)).score([possible for _, indicators in groups for _, possible in indicators])
    every = possible_scores(scale, [(weight, [(one, statuses(possible)) for one, possible in group]) for weight, group in groups])
    numbers = every - {None}
    assert found.may_be_empty == (None in every)
    ends = None if found.ends is None else tuple(Fraction(*end) for end in found.ends)
    assert ends == ((min(numbers), max(numbers)) if numbers else None)


@given(GROUPS)
def test_no_number_of_a_score_leaves_the_bound_that_the_linker_checks(groups):
    card = Card.of(scorecard(groups))
    found = card.score([possible for _, indicators in groups for _, possible in indicators])
    assert all(0 <= number <= card.most for end in found.ends or () for number in end)


@given(GROUPS, st.data())
def test_learning_more_never_leaves_the_range(groups, data):
    possible = [bits for _, indicators in groups for _, bits in indicators]
    narrowed = [data.draw(st.sampled_from([sub for sub in range(1, 8) if sub & ~bits == 0])) for bits in possible]
    card = Card.of(scorecard(groups))
    before, after = card.score(possible), card.score(narrowed)
    assert before.may_be_empty or not after.may_be_empty
    if after.ends is not None:
        assert Fraction(*before.ends[0]) <= Fraction(*after.ends[0]) <= Fraction(*after.ends[1]) <= Fraction(*before.ends[1])


@pytest.mark.parametrize(
    ("groups", "common"),
    [
        ([(1, [(2, 1), (3, 1)])], 5),
        ([(1, [(2, 1), (3, 5)])], 10),
        ([(1, [(2, 5), (3, 5)])], 30),
        ([(9, [(2, 1)]), (9, [(3, 1)]), (9, [(2, 1), (1, 1)])], 6),
    ],
)
def test_the_common_denominator_is_that_of_every_sum_of_weights_that_may_apply(groups, common):
    assert common_denominator(scorecard(groups)) == common


@pytest.mark.parametrize("groups", [[(1, [(1000, 5)] * 101)], [(1, [(prime, 1)]) for prime in (997, 991, 983, 977, 971, 967, 953)]])
def test_a_common_denominator_that_is_too_large_is_seen_without_working_it_out(groups):
    assert common_denominator(scorecard(groups)) > MOST_ANYWHERE


def ends(low, high, may_be_empty=False):
    return Score(((low, 1), (high, 1)), may_be_empty)


@pytest.mark.parametrize(
    ("relation", "limit", "low", "high", "truth"),
    [
        (">=", 75, 75, 80, MET),
        (">=", 75, 74, 75, UNKNOWN),
        (">=", 75, 60, 74, NOT_MET),
        (">", 75, 75, 80, UNKNOWN),
        (">", 75, 75, 75, NOT_MET),
        (">", 75, 76, 80, MET),
        ("<=", 75, 60, 75, MET),
        ("<=", 75, 75, 76, UNKNOWN),
        ("<=", 75, 76, 80, NOT_MET),
        ("<", 75, 60, 75, UNKNOWN),
        ("<", 75, 75, 75, NOT_MET),
        ("<", 75, 60, 74, MET),
    ],
)
def test_a_comparison_is_decided_when_the_whole_range_agrees(relation, limit, low, high, truth):
    assert score_truth(((relation, (limit, 1)),), ends(low, high), None) == truth


def test_a_between_asks_for_both_ends():
    inside = ((">=", (50, 1)), ("<=", (75, 1)))
    assert [score_truth(inside, ends(*each), None) for each in ((50, 75), (40, 60), (76, 80))] == [MET, UNKNOWN, NOT_MET]


@pytest.mark.parametrize("when_empty", [True, False])
def test_where_nothing_may_apply_that_answer_must_agree(when_empty):
    at_least, empty = ((">=", (75, 1)),), MET if when_empty else NOT_MET
    assert score_truth(at_least, Score(None, True), when_empty) == empty
    assert score_truth(at_least, ends(80, 90, True), when_empty) == (MET if when_empty else UNKNOWN)
    assert score_truth(at_least, ends(10, 20, True), when_empty) == (UNKNOWN if when_empty else NOT_MET)
    assert score_truth(at_least, ends(10, 90, True), when_empty) == UNKNOWN


def test_possible_statuses_follow_from_guard_and_requirement():
    assert {truths: statuses(bits) for truths, bits in POSSIBLE.items() if truths[0] == UNKNOWN} == {
        (UNKNOWN, MET): {"met", "not_applicable"},
        (UNKNOWN, NOT_MET): {"not_met", "not_applicable"},
        (UNKNOWN, UNKNOWN): {"met", "not_met", "not_applicable"},
    }
    assert {POSSIBLE[NOT_MET, truth] for truth in (MET, NOT_MET, UNKNOWN)} == {4}
    assert [POSSIBLE[MET, truth] for truth in (MET, NOT_MET, UNKNOWN)] == [1, 2, 3]
