"""The durable engine decides as the rows engine does, bit for bit: on random rule sets and on the bundled ones."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, note, settings

import naikkelas as nk
from tests.engines.durable.needed import durable_rules
from tests.oracle import laws
from tests.strategies import cases, make_case, seeded_case, text_of
from tests.strategies_choices import Seeded
from tests.strategies_profiles import Applicant, snapshot
from tests.strategies_rules import TITLE

durable_rules()

PROFILES = 4


def parts(decision):
    """Everything a decision says, but for the name of its engine."""
    told = decision.to_dict("en")
    del told["engine_version"]
    return {
        "told": told,
        "masks": decision.masks,
        "statuses": dict(decision.statuses),
        "problems": decision.problems,
        "explanation": [decision.explain(lang) for lang in ("id", "en")],
    }


def both(case, engine, values):
    """The same snapshot decided by both engines."""
    dates = {"as_of": case.as_of, "rules_as_of": case.rules_as_of}
    return engine.decide(snapshot(values), **dates), case.rules.decide(snapshot(values), **dates)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_random_rule_sets_and_profiles(counted, case):
    """With missing and imprecise facts, given derived facts, programmes, and dates of the rules apart from those of the profile."""
    with nk.DurableEngine(case.rules) as engine:
        for _ in range(PROFILES):
            values = case.applicant.profile()
            ours, theirs = both(case, engine, values)
            if parts(ours) != parts(theirs):
                for document in (*case.programmes.values(), case.document):
                    note(text_of(document, as_json=False))
                note(f"as_of={case.as_of} rules_as_of={case.rules_as_of} {values}")
            assert parts(ours) == parts(theirs)
    counted.run("durable", PROFILES)


@pytest.mark.parametrize("seeds", [range(30), pytest.param(range(30, 300), marks=pytest.mark.slow)], ids=len)
def test_hardly_a_rule_set_is_refused_and_none_is_decided_otherwise(counted, seeds):
    ran = refused = differing = 0
    for seed in seeds:
        case = seeded_case(seed)
        engine = made(case.rules)
        if engine is None:
            refused += 1
            counted.refuse("durable")
            continue
        with engine:
            for _ in range(PROFILES):
                ours, theirs = both(case, engine, case.applicant.profile())
                ran += 1
                differing += laws.seen(ours) != laws.seen(theirs) or ours._verdict != full(case, ours)
        counted.run("durable", PROFILES)
    assert differing == 0
    assert ran + refused * PROFILES == len(seeds) * PROFILES


def made(rules):
    """The engine, or ``None`` when the rule set is refused in the way that is documented."""
    try:
        return nk.DurableEngine(rules)
    except nk.EvaluationError as error:
        return None if {problem.code for problem in error.problems} <= {"NK510", "NK511"} else pytest.fail(str(error))


def full(case, decision):
    """The whole verdict of the rows engine: guards, requirements, scope and derived facts as well."""
    plan = case.rules._plan(case.as_of, case.rules_as_of)
    return plan.full(decision._snapshot.exact, decision._snapshot.ranged)


def wide_and_deep(document):
    """More conditions than one rule, and more rules than one rule set of durable-rules, may hold."""
    people = [{"workers": {"is": count}} for count in range(1, 131)]
    deep = {"machines": {"at_least": 3}}
    for _ in range(12):
        deep = {"not": {"any": [deep, {"machines": {"is": 8}}]}}
    pairs = [{"any": [{"machines": {"is": count}}, {"keeps_books": {"is": True}}]} for count in range(9)]
    added = {
        "wide_any": {"title": TITLE, "applies_when": {"any": people}, "require": {"not": {"some": {"at_least": 60, "of": people}}}},
        "wide_all": {"title": TITLE, "require": {"all": [{"workers": {"is_not": count}} for count in range(5, 125)]}},
        "pairs": {"title": TITLE, "require": {"all": pairs}},
        "deep": {"title": TITLE, "kind": "preference", "points": 3, "require": deep},
    }
    declared = {"machines": {"type": "integer", "at_least": 0, "at_most": 8, "title": TITLE}}
    return document | {"criteria": document["criteria"] | added, "facts": document.get("facts", {}) | declared}


@pytest.mark.parametrize("seed", range(2))
def test_large_rule_sets_are_cut_into_parts(seed):
    case = make_case(Seeded(seed), change=wide_and_deep, most_criteria=60)
    with nk.DurableEngine(case.rules) as engine:
        for _ in range(4):
            ours, theirs = both(case, engine, case.applicant.profile())
            assert laws.seen(ours) == laws.seen(theirs)


class Anybody(Applicant):
    """Also where a rule set reads a text that it compares with nothing."""

    def values_of(self, name):
        return super().values_of(name) or ["keripik"]


@pytest.mark.no_cover
@pytest.mark.parametrize("name", nk.bundled_names())
def test_bundled_rule_sets(name):
    rules, choices = nk.bundled(name), Seeded(7)
    day = date(2026, 11, 1)
    applicant = Anybody(choices, rules.linked, day, day)
    with nk.DurableEngine(rules) as engine:
        for _ in range(20):
            given_facts = snapshot(applicant.profile())
            assert parts(engine.decide(given_facts, as_of=day)) == parts(rules.decide(given_facts, as_of=day))
