"""The parts of the search: cells, formulas, limits."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naikkelas import facts
from naikkelas.conditions import Op
from naikkelas.engines.deciding import domains, solver
from naikkelas.engines.deciding.domains import ANY, Holds, InRuns, IsTrue, Named, domain_of
from naikkelas.engines.deciding.formula import FALSE, TRUE, Pick, both, either, several
from naikkelas.engines.deciding.rules import gaps
from naikkelas.engines.deciding.solver import GaveUp, solve


def pick(fact):
    return Pick(fact, ANY, fact)


# --- cells ------------------------------------------------------------------------------------------------------------


def test_tests_cut_an_ordered_fact_into_cells():
    domain = domain_of(facts.integer(0, 100), None, [InRuns(((10, None),)), InRuns(((None, 3), (10, 12)))])
    assert domain.cells == ((0, 3), (4, 9), (10, 12), (13, 100))
    assert domain.mask(InRuns(((10, None),))) == 0b1100
    assert domain.mask(InRuns(((None, 3), (10, 12)))) == 0b0101
    assert domain.mask(ANY) == 0b1111
    assert [domain.value(1 << cell) for cell in range(4)] == [3, 4, 10, 13]


def test_a_range_is_all_the_domain_there_is():
    domain = domain_of(facts.integer(0, 100), (5, 11), [InRuns(((10, None),)), InRuns(((2, 3),))])
    assert domain.cells == ((5, 9), (10, 11))


def test_booleans_and_choices():
    assert domain_of(facts.BOOLEAN, None, []).mask(IsTrue(True)) == 0b10
    domain = domain_of(facts.choice("wood", "food", "other", "more"), None, [Named(frozenset({"wood", "food"}), False)])
    assert domain.cells == ("food", "more")
    assert domain.mask(Named(frozenset({"wood", "food"}), False)) == 0b10
    assert domain.mask(Named(frozenset({"wood", "food"}), True)) == 0b01


@pytest.mark.parametrize(("pattern", "other"), [(None, "other"), (r"[0-9]{3}", "000"), (r"a+", "aa"), (r"[a-z]x[0-9]", None)])
def test_a_text_that_is_none_of_those_named(pattern, other):
    named = Named(frozenset({"a", "other 1"}), True)
    domain = domain_of(facts.text(pattern), None, [named])
    assert domain.exact == (other is not None)
    if other is not None:
        assert domain.value(domain.mask(Named(named.names, False))) == other


MEMBERS = ("a", "b", "c", "d")
HOLDS = st.builds(
    Holds, st.sampled_from([Op.INCLUDES_ANY, Op.INCLUDES_ALL]), st.frozensets(st.sampled_from(MEMBERS), min_size=1), st.booleans()
)


@settings(deadline=None)
@given(st.lists(HOLDS, min_size=1, max_size=4))
def test_sets_have_a_cell_for_every_pattern_of_answers(tests):
    every = [frozenset(member for member, taken in zip(MEMBERS, bits, strict=True) if taken) for bits in product([0, 1], repeat=4)]
    wanted = {tuple(test.accepts(value) for test in tests) for value in every}
    domain = domain_of(facts.set_of(), None, tests)
    assert domain.exact
    assert {tuple(test.accepts(value) for test in tests) for value in domain.cells} == wanted
    assert len(domain.cells) == len(wanted)


def test_sets_with_too_many_cells_are_said_to_be_inexact(monkeypatch):
    monkeypatch.setattr(domains, "MOST_CELLS", 4)
    tests = [Holds(Op.INCLUDES_ALL, frozenset({member}), True) for member in MEMBERS]
    domain = domain_of(facts.set_of(*MEMBERS), None, tests)
    assert not domain.exact
    assert len(domain.cells) == 4


RUNS = st.lists(st.tuples(st.none() | st.integers(-5, 5), st.none() | st.integers(-5, 5)), min_size=1, max_size=3)


@settings(deadline=None)
@given(RUNS, st.integers(-8, 8))
def test_gaps_are_everything_outside_the_runs(runs, value):
    inside = InRuns(tuple(runs)).accepts(value)
    assert InRuns(tuple(gaps(runs))).accepts(value) is not inside


# --- formulas ---------------------------------------------------------------------------------------------------------


def test_constants_drop_out():
    one = pick(0)
    assert both([TRUE, one]) is one
    assert both([FALSE, one]) is FALSE
    assert either([FALSE, one]) is one
    assert either([TRUE, one]) is TRUE
    assert both([]) is TRUE
    assert either([]) is FALSE
    assert several(2, [TRUE, one, FALSE]) is one
    assert several(1, [TRUE, one]) is TRUE
    assert several(3, [one, FALSE, pick(1)]) is FALSE


def test_how_many_facts_a_formula_takes_at_least():
    one, two, three = pick(0), pick(1), pick(2)
    assert both([one, two, three]).least == 3
    assert both([one, pick(0)]).least == 1
    assert either([both([one, two]), three]).least == 1
    assert several(2, [both([one, two]), three, pick(3)]).least == 1
    assert both([one, both([two, three])]).support == 0b111


# --- limits -----------------------------------------------------------------------------------------------------------

FACTORS = st.dictionaries(st.integers(0, 2), st.integers(-3, 3).filter(bool), min_size=1).map(
    lambda factors: tuple(sorted(factors.items()))
)
LIMITS = st.lists(st.tuples(FACTORS, st.integers(-12, 12)), min_size=1, max_size=4)


def kept(limits, values):
    return all(sum(factor * values[fact] for fact, factor in factors) >= least for factors, least in limits)


@settings(deadline=None)
@given(LIMITS, st.lists(st.tuples(st.integers(-4, 0), st.integers(0, 4)), min_size=3, max_size=3))
def test_a_solution_is_found_exactly_when_there_is_one(limits, bounds):
    space = {fact: [(low, -1), (0, high)] if low < 0 else [(0, high)] for fact, (low, high) in enumerate(bounds)}
    every = product(*(range(low, high + 1) for low, high in bounds))
    exists = any(kept(limits, values) for values in every)
    found = solve(space, limits)
    assert (found is not None) == exists
    assert found is None or (kept(limits, found) and all(bounds[fact][0] <= value <= bounds[fact][1] for fact, value in found.items()))


def test_contradictions_far_apart_are_seen():
    wide = [(0, 10**14)]
    assert solve({0: wide, 1: wide}, [(((0, 1), (1, -1)), 1), (((0, -1), (1, 1)), 0)]) is None
    assert solve({0: wide, 1: wide}, [(((0, 2), (1, -2)), 1), (((0, -2), (1, 2)), -1)]) is None
    circle = [(((0, 1), (1, -1)), 1), (((1, 1), (2, -1)), 1), (((0, -1), (2, 1)), 1)]
    assert solve({0: wide, 1: wide, 2: wide}, circle) is None


def test_values_between_the_ends_are_found():
    sum_is = [(((0, 5), (1, 7)), 41), (((0, -5), (1, -7)), -41)]
    assert solve({0: [(0, 50)], 1: [(0, 50)]}, sum_is) == {0: 4, 1: 3}
    assert solve({0: [(0, 3), (5, 50)], 1: [(0, 50)]}, sum_is) is None
    halved = [(((0, -5), (1, 8), (2, 8)), -7), (((0, 5), (1, -8), (2, -8)), 7)]
    assert solve({fact: [(0, 30)] for fact in range(3)}, halved) == {0: 3, 1: 1, 2: 0}


def test_the_threshold_is_what_is_tried_first():
    assert solve({0: [(0, 10**14)]}, [(((0, 1),), 500)]) == {0: 500}
    assert solve({0: [(0, 10**14)]}, [(((0, -1),), -500)]) == {0: 500}


def test_the_solver_says_when_it_gives_up(monkeypatch):
    monkeypatch.setattr(solver, "MOST_NODES", 1)
    with pytest.raises(GaveUp):
        solve({0: [(0, 9)], 1: [(0, 9)]}, [(((0, 1), (1, 1)), 5)])
