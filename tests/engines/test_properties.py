"""The three laws on random rule sets and profiles, and that two ways of saying one thing are decided alike.

``CASES`` rule sets a test, several profiles each. A failure prints the rule set; ``oracle.laws`` says what each line means.
"""

from copy import deepcopy

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from naikkelas.decision import Decision
from tests.oracle import laws
from tests.strategies import cases, loaded, text_of
from tests.strategies_words import EFFECTIVE_FROM

CASES = 60
PROFILES = 4

bounded = settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def shown(case, *profiles):
    """Notes everything needed to repeat a failure by hand."""
    for document in (*case.programmes.values(), case.document):
        note(text_of(document, as_json=False))
    note(f"as_of={case.as_of} rules_as_of={case.rules_as_of}")
    for values in profiles:
        note(repr(values))


@bounded
@given(cases())
def test_the_engine_agrees_with_the_interpreter(case):
    for _ in range(PROFILES):
        values = case.applicant.profile()
        found = laws.disagreements(case, values, case.decide(values))
        if found:
            shown(case, values)
        assert not found


@bounded
@given(cases())
def test_sound_filling_in_a_fact_overturns_nothing(case):
    for _ in range(PROFILES):
        values = case.applicant.profile()
        before = case.decide(values)
        for _ in range(2):
            completed = case.applicant.completed(values)
            found = laws.overturned(before, case.decide(completed))
            if found:
                shown(case, values, completed)
            assert not found


@bounded
@given(cases())
def test_total_an_exact_profile_leaves_nothing_open(case):
    for _ in range(PROFILES):
        values = case.applicant.exact_profile()
        found = laws.left_open(case.decide(values))
        if found:
            shown(case, values)
        assert not found


def one_value(document, name, value):
    """The document with a parameter that has had this value from the start."""
    made = deepcopy(document)
    made["parameters"][name]["values"] = {EFFECTIVE_FROM: value}
    return made


@bounded
@given(cases(), st.data())
def test_with_parameters_is_the_same_file_with_that_value(case, data):
    for name, entry in case.document.get("parameters", {}).items():
        value = data.draw(st.sampled_from(list(entry["values"].values())), label=name)
        changed = case.rules.with_parameters(**{name: value})
        written = loaded(one_value(case.document, name, value), case.programmes)
        values = case.applicant.profile()
        shown(case, values)
        assert laws.seen(case.decide(values, changed)) == laws.seen(case.decide(values, written))


@bounded
@given(cases())
def test_the_quick_path_says_what_the_full_path_says(case):
    """Also in its reasons, which straight-line code makes for plain criteria."""
    plan = case.rules._engine.plan(case.as_of, case.rules_as_of)
    for values in (case.applicant.exact_profile(), case.applicant.exact_profile(), case.applicant.profile()):
        snapshot = laws.snapshot_of(values)
        quick, full = plan.decide(snapshot), Decision(plan.decoder, snapshot, plan.full(snapshot.exact, snapshot.ranged))
        shown(case, values)
        assert quick.to_dict() == full.to_dict()
        assert dict(quick.criteria) == dict(full.criteria)
