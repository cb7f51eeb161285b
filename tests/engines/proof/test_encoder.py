"""The formulas say of every profile what the engine decides about it: of exact ones, of those with unknowns, and of those that give derived facts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra verify is not installed")

from tests.engines.proof.settling import Settled, expected
from tests.strategies import seeded_case

pytestmark = pytest.mark.slow


def disagreements(seed, *, is_open):
    case = seeded_case(seed)
    settled = Settled(case.rules.linked, case.as_of, case.rules_as_of, is_open=is_open)
    profile = case.applicant.profile() if is_open else case.applicant.exact_profile()
    values = settled.seen(profile)
    told = settled.answers(values)
    wanted = expected(case.decide(values), told)
    return [(name, told[name], wanted[name]) for name in wanted if told[name] != wanted[name]]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_of_exact_profiles(seed):
    assert disagreements(seed, is_open=False) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_of_profiles_with_unknowns(seed):
    assert disagreements(seed, is_open=True) == []
