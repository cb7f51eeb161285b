"""The fast explainer of exact facts gives what the general one gives, object for object."""

import pytest
from hypothesis import HealthCheck, given, settings

from naikkelas.engines.rows.explained import is_plain
from naikkelas.results import CriterionResult
from tests.strategies import cases, seeded_case

SEEDS = 150


def both(case, values):
    """The results of one profile by both explainers; ``None`` when the profile is not exact enough for the fast one."""
    decision = case.decide(values)
    decoder, snapshot, verdict = decision._reader, decision._snapshot, decision._verdict
    if type(verdict) is not tuple or snapshot.origins:
        return None
    try:
        fast = decoder._plan.explain()(snapshot.exact, verdict)
    except KeyError:
        return None
    reasons = decoder._reasons(snapshot, verdict)
    general = {name: decoder._result(made, reasons) for name, made in decoder.linked.criteria.items()}
    return fast, general, decision


def parts(reason):
    """A reason as comparable data, whichever explainer made it."""
    if hasattr(reason, "items") and not hasattr(reason, "asked"):
        return (reason.kind, reason.truth, reason.size, reason.negated, [parts(item) for item in reason.items])
    if not hasattr(reason, "asked"):
        return reason
    shown = (reason.truth, reason.value, reason.wanted, reason.candidates, reason.origin, reason.inputs)
    return (id(reason.comparison), reason.negated, reason.hidden, reason.limits, reason.parameters, reason.title, *shown)


def data(result):
    return (result.rule, result.status, result.points, [parts(reason) for reason in result.because])


@pytest.mark.no_cover
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_both_explainers_say_the_same(case):
    for _ in range(4):
        found = both(case, case.applicant.profile())
        if found is None:
            continue
        fast, general, decision = found
        assert list(fast) == list(general) == list(decision.criteria)
        for name, made in fast.items():
            assert (made is not None) == is_plain(case.rules.criteria[name], case.rules.linked)
            assert data(decision.criteria[name]) == data(general[name])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_one_criterion_is_what_it_is_among_all_of_them(case):
    for values in (case.applicant.profile(), {}):
        decision, again = case.decide(values), case.decide(values)
        for name, made in decision.criteria.items():
            assert data(again.criterion(name)) == data(made)
            assert decision.criterion(name) is made
        for each in (decision, again):
            with pytest.raises(KeyError):
                each.criterion("no such criterion")


@pytest.mark.no_cover
def test_the_fast_explainer_is_really_used():
    plain = used = 0
    for seed in range(SEEDS):
        case = seeded_case(seed)
        found = both(case, case.applicant.profile())
        if found is not None:
            used += 1
            plain += sum(isinstance(made, CriterionResult) for made in found[0].values())
    assert used > SEEDS // 10
    assert plain > used // 2
