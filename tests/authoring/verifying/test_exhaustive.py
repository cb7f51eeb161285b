"""Verification says what trying every profile says."""

from datetime import date

import pytest
from hypothesis import assume, given, settings

pytest.importorskip("z3", reason="the extra verify is not installed")

from naikkelas.authoring.verifying import Direction, Kind, Verdict, verify
from naikkelas.authoring.verifying.prover import Budget, Found, Prover
from naikkelas.conditions import Outcome, Status
from tests.authoring.verifying.small import DOMAINS, Tried, documents, load, open_profiles

DAY = date(2026, 11, 1)

pytestmark = pytest.mark.slow


def verdicts(found, kind):
    return {claim.about: claim.verdict for claim in found.claims if claim.kind is kind}


def proved(test):
    return Verdict.PROVED if test else Verdict.REFUTED


@settings(max_examples=60, deadline=None)
@given(documents())
def test_it_says_what_trying_everybody_says(document):
    rules = load(document)
    assume(rules is not None)
    tried = Tried(rules, DAY)
    directions = [Direction(fact, more) for fact in ("a", "b", "p") if fact in rules.facts for more in (True, False)]
    found = verify(rules, DAY, directions=directions)

    assert not found.with_verdict(Verdict.MISMATCH, Verdict.NOT_DECIDED)
    assert verdicts(found, Kind.ELIGIBLE)["small"] == proved(tried.some(lambda each: each.outcome is Outcome.ELIGIBLE))
    assert verdicts(found, Kind.REFUSED)["small"] == proved(tried.some(lambda each: each.outcome is Outcome.INELIGIBLE))
    for kind, status in ((Kind.MET, Status.MET), (Kind.NOT_MET, Status.NOT_MET)):
        for name, verdict in verdicts(found, kind).items():
            assert verdict == proved(tried.some(lambda each, n=name, s=status: tried.in_scope(each) and each.statuses[n] is s)), name
    for name, verdict in verdicts(found, Kind.MATTERS).items():
        assert verdict == proved(tried.only_reason(name)), name
    for kind, more in ((Kind.MORE, True), (Kind.LESS, False)):
        for fact, verdict in verdicts(found, kind).items():
            assert verdict == proved(not tried.hurts(fact, more)), (fact, more)
    for about, verdict in verdicts(found, Kind.GAP).items():
        assert verdict == proved(not tried.falls_through(about.removeprefix("size: "))), about


@settings(max_examples=60, deadline=None)
@given(documents("one"), documents("two"))
def test_one_rule_set_is_stricter_than_another_exactly_when_nobody_shows_otherwise(first, second):
    rules, other = load(first), load(second)
    assume(rules is not None and other is not None)
    ours, theirs = Tried(rules, DAY), Tried(other, DAY)
    both = [(ours.by_profile[values], theirs.by_profile[values]) for values in ours.by_profile]
    follows = all(b.outcome is Outcome.ELIGIBLE for a, b in both if a.outcome is Outcome.ELIGIBLE)
    found = verify(rules, DAY, stricter=other)
    assert verdicts(found, Kind.STRICTER) == {"one -> two": proved(follows)}
    if follows:
        pairs = [(rules.decide(profile, as_of=DAY), other.decide(profile, as_of=DAY)) for profile in open_profiles()]
        asks = any(a.outcome is Outcome.ELIGIBLE and b.outcome is not Outcome.ELIGIBLE for a, b in pairs)
        verdict = verdicts(found, Kind.STRICTER_OPEN)["one -> two"]
        # ranges are not among the profiles that were tried, so it may find one that asks more
        assert verdict is Verdict.BY_DESIGN if asks else verdict in (Verdict.PROVED, Verdict.BY_DESIGN)


@settings(max_examples=40, deadline=None)
@given(documents())
def test_a_comparison_that_is_constant_everywhere_is_found(document):
    rules = load(document)
    assume(rules is not None)
    found = verify(rules, DAY)
    claims = {(claim.place.line, claim.place.column): claim for claim in found.claims if claim.kind is Kind.COMPARISON}
    decisions = Tried(rules, DAY).decisions
    for node, place in rules.linked.positions.items():
        claim = claims.get((node.place.line, node.place.column))
        answers = {decision.masks[place // 31] >> 2 * (place % 31) & 3 for decision in decisions}
        if claim is not None and len(answers) == 1:
            assert claim.verdict is Verdict.REFUTED


@settings(max_examples=40, deadline=None)
@given(documents())
def test_with_unknowns_it_says_what_trying_every_open_profile_says(document):
    rules = load(document)
    assume(rules is not None)
    prover = Prover([rules], DAY, Budget(30), is_open=True)
    decisions = [rules.decide(profile, as_of=DAY) for profile in open_profiles()]
    for outcome in (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE):
        found = prover.answer(lambda o=outcome: [prover.encoder.outcome(frozenset({o})).must])
        if any(decision.outcome is outcome for decision in decisions):
            assert found.found is Found.ONE
        elif found.found is Found.ONE:  # with ranges, which were not among the profiles that were tried
            confirmed = prover.search(
                lambda o=outcome: [prover.encoder.outcome(frozenset({o})).must],
                [prover.facts],
                lambda seen, o=outcome: seen[0].decision.outcome is o,
            )
            assert confirmed.found is Found.ONE
    for name in rules.criteria:
        asked = prover.answer(lambda n=name: [prover.algebra.no(prover.encoder.satisfied(n).must), prover.encoder.satisfied(n).may])
        if any(decision.statuses[name] is Status.UNKNOWN and rules.criteria[name].guard is None for decision in decisions):
            assert asked.found is Found.ONE, name


def test_the_domains_are_small_enough_to_try_everybody():
    assert len(list(open_profiles())) == 5 * 4 * 3 * 4
    assert set(DOMAINS) == {"a", "b", "p", "c"}
