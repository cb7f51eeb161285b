"""What a decision rests on that was assumed: without anything else that was, it is the same; and what is the same without, rests on nothing."""

import pickle
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.conditions import CriterionKind, Outcome, Status
from naikkelas.results import Assumed
from naikkelas.snapshot import AssumedOrigin, with_assumed
from tests.strategies import cases, seeded_case, text_of

AS_OF = date(2026, 11, 1)
HEAD = "format: naikkelas/1\nrule_set: {name}\nversion: 1\neffective: {{from: 2020-01-01}}\n"


def rules_of(text, name="pasar"):
    return nk.loads(HEAD.format(name=name) + text)


def assuming(rules, profile, **assumed):
    """The decision about a profile of which some facts are assumed."""
    snapshot = rules.admit({**profile, **assumed})
    return rules.decide(with_assumed(snapshot, assumed), as_of=AS_OF)


def without(snapshot, names):
    exact, ranged = ({name: value for name, value in part.items() if name not in names} for part in (snapshot.exact, snapshot.ranged))
    return replace(snapshot, exact=exact, ranged=ranged, origins={})


# --- the law ----------------------------------------------------------------------------------------------------------


def behind_outcome(decision):
    """What is said to be behind an outcome: whether the rules apply, and each requirement, or those that are not met."""
    found = set(decision.assumed.scope)
    if decision.outcome is Outcome.OUT_OF_SCOPE:
        return found
    lost = decision.outcome is Outcome.INELIGIBLE
    for name, made in decision.criteria.items():
        if made.kind is CriterionKind.REQUIREMENT and (not lost or made.status is Status.NOT_MET):
            found.update((decision.assumed.criteria if lost else decision.assumed.satisfied).get(name, ()))
    return found


def check(case, values, assumed):
    snapshot = with_assumed(case.decide(values)._snapshot, assumed)
    days = {"as_of": case.as_of, "rules_as_of": case.rules_as_of}
    decision, names = case.rules.decide(snapshot, **days), snapshot.assumed
    bare = case.rules.decide(without(snapshot, names), **days)

    def again(kept):
        return case.rules.decide(without(snapshot, names - set(kept)), **days)

    assert set(decision.assumed.facts) <= names
    if decision.outcome is not Outcome.NEEDS_INFORMATION:
        assert again(behind_outcome(decision)).outcome is decision.outcome
    for name, status in decision.statuses.items():
        if status is not Status.UNKNOWN:
            assert again(decision.assumed.criteria.get(name, ())).statuses[name] is status
            assert not (bare.statuses[name] is status and name in decision.assumed.criteria)
        if decision.criteria[name].kind is CriterionKind.PREFERENCE and status is not Status.UNKNOWN:
            points = decision.criteria[name].points
            assert again(decision.assumed.points.get(name, ())).criteria[name].points == points
    for name, output in decision.facts.items():
        if output.score is None and not isinstance(output.value, tuple | None):
            assert again(decision.assumed.outputs.get(name, ())).facts[name].value == output.value
    assert pickle.loads(pickle.dumps(decision)).assumed == decision.assumed  # noqa: S301 - its own


@pytest.mark.slow
@pytest.mark.no_cover
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.data())
def test_without_what_is_not_named_every_decided_part_is_the_same(case, data):
    for _ in range(3):
        values = case.applicant.profile()
        assumed = data.draw(st.sets(st.sampled_from(sorted(values)))) if values else set()
        note(text_of(case.document, as_json=False) + repr((case.as_of, case.rules_as_of, values, assumed)))
        check(case, values, assumed)


@pytest.mark.parametrize("seed", [*range(8), 182, 189, 194, 197, 237, 247, 324, 330])
def test_the_same_of_cases_that_stay_the_same(seed):
    """Those from 182 on have programmes that only what is assumed decides."""
    case, random = seeded_case(seed), Random(seed)  # noqa: S311 - no secret
    for _ in range(3):
        values = case.applicant.profile()
        check(case, values, {name for name in sorted(values) if random.random() < 0.5})


# --- by example -------------------------------------------------------------------------------------------------------

BOOKS = "criteria:\n  books: {require: {keeps_books: {is: true}}}\n"


def test_where_nothing_is_assumed_nothing_rests_on_it():
    decision = assuming(rules_of(BOOKS), {"keeps_books": True})
    assert decision.assumed == Assumed()
    assert "assumed" not in decision.to_dict()


def test_whether_the_rules_apply():
    rules = rules_of("applies_when: {sector: {is: wood}}\n" + BOOKS)
    for books, outcome in ((True, "eligible"), (False, "ineligible"), (None, "needs_information")):
        decision = assuming(rules, {"keeps_books": books}, sector="wood")
        assert (decision.outcome, decision.assumed) == (outcome, Assumed(("sector",)))
    out = assuming(rules, {"keeps_books": True}, sector="textile")
    assert (out.outcome, out.assumed) == ("out_of_scope", Assumed(("sector",)))


def test_whether_a_criterion_applies():
    rules = rules_of(
        "criteria:\n  books: {applies_when: {sector: {is: wood}}, require: {keeps_books: {is: true}}}\n  age: {require: {workers: {at_least: 1}}}\n"
    )
    decision = assuming(rules, {"keeps_books": False, "workers": 1}, sector="textile")
    assert (decision.outcome, decision.assumed.satisfied, decision.assumed.scope) == ("eligible", {"books": ("sector",)}, ())
    satisfied = assuming(rules, {"keeps_books": True, "workers": 1}, sector="textile")
    assert (satisfied.assumed.satisfied, satisfied.assumed.criteria) == ({}, {"books": ("sector",)})


def test_a_way_that_the_data_open_rests_on_nothing_that_is_assumed():
    rules = rules_of("criteria:\n  permit: {require: {any: [{pirt_status: {is: held}}, {md_status: {is: held}}]}}\n")
    for pirt, found in (("held", {}), ("none", {"permit": ("md_status",)}), (None, {"permit": ("md_status",)})):
        assert assuming(rules, {"pirt_status": pirt}, md_status="none").assumed.criteria == found
    assert assuming(rules, {"pirt_status": "held"}, md_status="held").assumed == Assumed()


def test_what_is_not_met_for_certain_rests_on_nothing_that_is_assumed():
    rules = rules_of("criteria:\n  both: {require: {all: [{keeps_books: {is: true}}, {knows_market: {is: true}}]}}\n")
    assert assuming(rules, {"keeps_books": False}, knows_market=False).assumed == Assumed()
    assert assuming(rules, {"keeps_books": None}, knows_market=True).assumed.criteria == {"both": ("knows_market",)}


def test_points_and_outputs():
    rules = rules_of(
        "facts:\n  left: {type: integer, difference: [workers_men, workers_women]}\n"
        "criteria:\n  books: {require: {keeps_books: {is: true}}}\n"
        "  market: {kind: preference, points: 5, require: {knows_market: {is: true}}}\noutputs: [left]\n"
    )
    decision = assuming(rules, {"keeps_books": True, "workers_men": 3}, knows_market=True, workers_women=2)
    assert decision.assumed == Assumed((), {}, {"market": ("knows_market",)}, {"market": ("knows_market",)}, {"left": ("workers_women",)})
    assert decision.to_dict()["assumed"] == {
        "criteria": {"market": ["knows_market"]},
        "points": {"market": ["knows_market"]},
        "outputs": {"left": ["workers_women"]},
    }


def test_behind_other_criteria_and_programmes(tmp_path):
    (tmp_path / "base.yaml").write_text(HEAD.format(name="base") + BOOKS, encoding="utf-8")
    (tmp_path / "top.yaml").write_text(
        HEAD.format(name="top") + "criteria:\n  seen: {kind: note, require: {knows_market: {is: true}}}\n"
        "  market: {require: {criterion: {seen: met}}}\n  base: {require: {programme: {base: eligible}}}\n",
        encoding="utf-8",
    )
    rules = nk.load(tmp_path / "top.yaml")
    for books in (True, False):
        for market in (True, False):
            decision = assuming(rules, {}, keeps_books=books, knows_market=market)
            assert decision.assumed.satisfied == {"base": ("keeps_books",), "market": ("knows_market",)}
            assert decision.assumed.criteria["seen"] == ("knows_market",)


def test_what_follows_at_the_door_from_what_is_assumed():
    rules = rules_of("criteria:\n  few: {require: {workers: {at_most: 5}}}\n")
    decision = assuming(rules, {"workers_men": 2}, workers_women=1)
    assert isinstance(decision._snapshot.origins["workers"], AssumedOrigin)
    assert decision.assumed.criteria == {"few": ("workers",)}
    assert "sebagian dari andaian" in decision.explain()
    assert assuming(rules, {"workers": 2}, workers_women=1).assumed == Assumed()


def test_derived_facts_and_tables_of_them():
    rules = rules_of(
        "facts:\n  known: {derive: {all: [{keeps_books: {is: true}}, {knows_market: {is: true}}]}}\n"
        "  size: {type: choice, of: [small, big], table: {hit: first, rows: [{when: {workers: {at_most: 5}}, then: small}], otherwise: big}}\n"
        "criteria:\n  knows: {require: {known: {is: true}}}\n  small: {require: {size: {is: small}}}\n"
    )
    decision = assuming(rules, {"keeps_books": True}, knows_market=True, workers=3)
    assert decision.assumed.criteria == {"knows": ("knows_market",), "small": ("workers",)}
    refused = assuming(rules, {"keeps_books": False, "workers": 9}, knows_market=True)
    assert refused.assumed == Assumed()
