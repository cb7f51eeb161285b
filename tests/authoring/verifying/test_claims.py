"""What a rule set itself says never hurts, and what it assumes, against trying every profile."""

from datetime import date

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra verify is not installed")

import naikkelas as nk
from naikkelas.authoring.testing import read_cases, run_cases
from naikkelas.authoring.verifying import Kind, Verdict, as_data, cases_of, changing, lines, verify
from naikkelas.authoring.verifying.prover import Answer, Found
from naikkelas.conditions import Outcome, Status
from naikkelas.ruleset.hashing import meaning_hash
from tests.authoring.verifying.small import DOMAINS, EVERYBODY, LEAVES, NUMBERS, Tried, documents, load

DAY = date(2026, 11, 1)

RULES = """\
format: naikkelas/1
rule_set: stall
version: 1
facts:
  age: {months_since: operating_since}
  channels: {type: set, of: [shop, market]}
criteria:
  running: {require: {age: {at_least: 12}}}
  men: {require: {workers_men: {at_least: 3}}}
  few: {require: {workers: {at_most: 9}}}
  permit: {require: {any: [{pirt_status: {is: held}}, {md_status: {is: held}}]}}
  sells: {kind: preference, points: 3, require: {channels: {includes: shop}}}
  known: {kind: preference, points: 2, require: {knows_market: {is: true}}}
"""


def verified(more):
    return verify(nk.loads(RULES + more, file="stall.yaml"), DAY)


def verdicts(found, *kinds):
    return {(claim.kind, claim.about): claim.verdict for claim in found.claims if claim.kind in kinds}


HARMLESS = (Kind.MORE, Kind.LESS, Kind.BECOMES)


@pytest.mark.parametrize(
    ("written", "kind", "about", "holds"),
    [
        ("{more: age}", Kind.MORE, "age", True),
        ("{less: age}", Kind.LESS, "age", False),
        ("{earlier: operating_since}", Kind.LESS, "operating_since", True),
        ("{later: operating_since}", Kind.MORE, "operating_since", False),
        ("{more: workers_men}", Kind.MORE, "workers_men", True),
        ("{more: workers}", Kind.MORE, "workers", False),
        ("{less: workers}", Kind.LESS, "workers", True),
        ("{more: channels}", Kind.MORE, "channels", True),
        ("{less: channels}", Kind.LESS, "channels", False),
        ("{more: knows_market}", Kind.MORE, "knows_market", True),
        ("{becomes: {knows_market: true}}", Kind.BECOMES, "knows_market: true", True),
        ("{becomes: {knows_market: false}}", Kind.BECOMES, "knows_market: false", False),
        ("{becomes: {pirt_status: held}}", Kind.BECOMES, "pirt_status: held", True),
        ("{becomes: {pirt_status: none}}", Kind.BECOMES, "pirt_status: none", False),
    ],
)
def test_what_the_rule_set_says_never_hurts_is_proved_or_refuted(written, kind, about, holds):
    found = verified(f"never_hurts:\n  - {written}\n")
    assert verdicts(found, *HARMLESS) == {(kind, about): Verdict.PROVED if holds else Verdict.REFUTED}
    (claim,) = (claim for claim in found.claims if claim.kind in HARMLESS)
    assert (claim.place.line, claim.place.column) == (15, 6)
    assert len(claim.witnesses) == (0 if holds else 2)


def test_the_two_profiles_that_refute_it_are_tests_that_pass(tmp_path):
    path = tmp_path / "stall.yaml"
    path.write_text(f"{RULES}never_hurts:\n  - becomes: {{pirt_status: none}}\n", encoding="utf-8")
    found = verify(nk.load(path), DAY)
    (text,) = cases_of(found, lambda _: "./stall.yaml")
    (tmp_path / "made.test.yaml").write_text(text, encoding="utf-8")
    report = run_cases([read_cases(tmp_path / "made.test.yaml")])
    assert report.passed
    before, after = report.results
    assert before.decision.outcome is Outcome.ELIGIBLE
    assert after.decision.outcome is not Outcome.ELIGIBLE
    changed = {name for name in {**before.case.raw, **after.case.raw} if before.case.raw.get(name) != after.case.raw.get(name)}
    assert changed == {"pirt_status"}


def test_what_is_said_for_proofs_changes_no_decision_and_no_hash():
    plain, more = nk.loads(RULES), nk.loads(RULES + "never_hurts: [{more: age}]\nassumptions: [{then: {workers: {at_most: 500}}}]\n")
    assert meaning_hash(plain.linked) == meaning_hash(more.linked) == more.hash
    assert (len(more.linked.never_hurts), len(more.linked.assumptions)) == (1, 1)
    assert more.facts.keys() == plain.facts.keys()
    profile = {"workers": 900, "workers_men": 900, "pirt_status": "held", "operating_since": "2020-01-01"}
    assert more.decide(profile, as_of=DAY).outcome is plain.decide(profile, as_of=DAY).outcome


# --- assumptions -----------------------------------------------------------------------------------------------------

IMPLIED = """\
format: naikkelas/1
rule_set: stall
version: 1
criteria:
  men: {require: {workers_men: {at_least: 3}}}
  all_of_them: {require: {workers: {at_least: 3}}}
"""
MEN = "assumptions:\n  - title: {id: laki-laki termasuk tenaga kerja, en: men are workers}\n    then: {workers_men: {at_most: {fact: workers}}}\n"


EMPTY = """\
format: naikkelas/1
rule_set: stall
version: 1
criteria:
  staff: {require: {workers: {at_least: 5}}}
  permit: {require: {pirt_status: {is: held}}}
never_hurts:
  - %s
assumptions:
  - when: {pirt_status: {is: none}}
    then: {workers: {at_most: %d}}
"""


@pytest.mark.parametrize(
    ("change", "most", "verdict", "why"),
    [
        ("becomes: {pirt_status: none}", 4, Verdict.REFUTED, "empty"),
        ("becomes: {pirt_status: none}", 5, Verdict.REFUTED, "case"),
        ("becomes: {pirt_status: held}", 4, Verdict.PROVED, None),  # nobody eligible has anything else, whatever is assumed
        ("more: workers", 4, Verdict.PROVED, None),
    ],
)
def test_what_holds_because_assumptions_leave_nobody_is_not_proved(change, most, verdict, why):
    found = verify(nk.loads(EMPTY % (change, most)), DAY)
    (claim,) = (claim for claim in found.claims if claim.kind in HARMLESS)
    assert (claim.verdict, claim.why, found.proved) == (verdict, why, verdict is Verdict.PROVED)
    if why == "empty":
        assert "under the assumptions of the file nobody eligible can change so, and nothing is proved" in "\n".join(lines(found, "en"))


def test_what_follows_from_an_assumption_is_proved_under_it():
    without, under = (verify(nk.loads(IMPLIED + more), DAY) for more in ("", MEN))
    assert verdicts(without, Kind.MATTERS)[Kind.MATTERS, "all_of_them"] is Verdict.PROVED
    (claim,) = under.with_verdict(Verdict.REFUTED)
    assert (claim.kind, claim.about, claim.slots) == (Kind.MATTERS, "all_of_them", {"names": "men"})
    assert verdicts(under, Kind.ASSUMPTIONS) == {(Kind.ASSUMPTIONS, "stall"): Verdict.PROVED}
    assert not verdicts(without, Kind.ASSUMPTIONS)


def test_a_proof_says_what_it_rests_on():
    found = verify(nk.loads(IMPLIED + MEN), DAY)
    assert "Assuming what the file says: men are workers." in lines(found, "en")
    assert "Dengan asumsi dari berkasnya: laki-laki termasuk tenaga kerja." in lines(found, "id")
    assert as_data(found, "en", lambda rules: rules.name)["assumptions"] == ["men are workers"]
    bare = verify(nk.loads(IMPLIED + "assumptions: [{then: {workers: {at_most: 9}}}]\n", file="stall.yaml"), DAY)
    assert "Assuming what the file says: stall.yaml:7:15." in lines(bare, "en")


def test_assumptions_that_nobody_meets_prove_nothing():
    more = "assumptions:\n  - {title: few, then: {workers: {at_most: 2}}}\n  - {title: many, when: {workers: {at_least: 0}}, then: {workers: {at_least: 5}}}\n"
    found = verify(nk.loads(IMPLIED + more), DAY)
    (claim,) = (claim for claim in found.claims if claim.kind is Kind.ASSUMPTIONS)
    assert (claim.verdict, claim.why, claim.slots) == (Verdict.REFUTED, "contradict", {"names": "few, many"})
    assert not found.proved


def test_whether_assumptions_can_hold_is_not_decided_without_time():
    found = verify(nk.loads(IMPLIED + MEN), DAY, seconds=0)
    assert verdicts(found, Kind.ASSUMPTIONS) == {(Kind.ASSUMPTIONS, "stall"): Verdict.NOT_DECIDED}


class Impatient:
    """Answers as a prover does, as long as it is asked; then there is no time left."""

    def __init__(self, ask, times):
        self.ask, self.left = ask, times

    def __call__(self, *args):
        self.left -= 1
        return self.ask(*args) if self.left >= 0 else Answer(Found.OPEN, why="time")


#: Nobody is eligible under this, so that it is asked whether somebody is without it.
NOBODY = "never_hurts: [{more: age}]\nassumptions: [{title: none, then: {age: {at_most: 3}}}]\n"


@pytest.mark.parametrize(("times", "verdict", "why"), [(0, "not_decided", "time"), (1, "not_decided", "time"), (2, "refuted", "empty")])
def test_what_is_proved_under_assumptions_is_not_decided_when_time_runs_out(monkeypatch, times, verdict, why):
    monkeypatch.setattr(changing, "_some_pair", Impatient(changing._some_pair, times))
    (claim,) = (claim for claim in verified(NOBODY).claims if claim.kind is Kind.MORE)
    assert (claim.verdict.value, claim.why) == (verdict, why)


def test_a_change_that_nobody_can_make_is_proved_under_assumptions_too():
    rules = RULES.replace("few: {require: {workers: {at_most: 9}}}", "few: {require: {workers: {at_most: 0}}}")
    rules = rules.replace("men: {require: {workers_men: {at_least: 3}}}", "men: {require: {workers: {at_least: 3}}}")
    found = verify(nk.loads(rules + NOBODY), DAY)
    assert verdicts(found, Kind.MORE) == {(Kind.MORE, "age"): Verdict.PROVED}


def test_witnesses_meet_the_assumptions():
    more = "never_hurts: [{more: workers}]\nassumptions: [{when: {workers: {at_least: 10}}, then: {md_status: {is: held}}}]\n"
    found = verified(more)
    (claim,) = found.with_verdict(Verdict.REFUTED)
    before, after = (witness.profile for witness in claim.witnesses)
    assert before.get("workers", 0) <= 9 < after["workers"]
    (text,) = cases_of(found, lambda _: "stall.yaml")
    assert "md_status" in text or "pirt_status" in text


def test_a_profile_that_breaks_an_assumption_is_a_mistake_of_ours_and_told(monkeypatch):
    monkeypatch.setattr("naikkelas.authoring.verifying.prover.Prover.assumed", lambda self, encoder: [])
    found = verify(nk.loads(IMPLIED + "assumptions: [{then: {workers: {at_least: 900}}}]\n"), DAY)
    assert found.with_verdict(Verdict.MISMATCH)


def test_a_stricter_rule_set_is_stricter_under_what_is_assumed():
    men = "format: naikkelas/1\nrule_set: men\nversion: 1\ncriteria:\n  men: {require: {workers_men: {at_least: 3}, workers: {at_least: 0}}}\n"
    everybody = nk.loads("format: naikkelas/1\nrule_set: every\nversion: 1\ncriteria:\n  everyone: {require: {workers: {at_least: 3}}}\n")
    without = verify(nk.loads(men), DAY, stricter=everybody)
    under = verify(nk.loads(men + MEN), DAY, stricter=everybody)
    assert verdicts(without, Kind.STRICTER) == {(Kind.STRICTER, "men -> every"): Verdict.REFUTED}
    assert verdicts(under, Kind.STRICTER) == {(Kind.STRICTER, "men -> every"): Verdict.PROVED}


# --- against trying everybody ----------------------------------------------------------------------------------------

CHANGES = st.sampled_from([("more", fact) for fact in ("a", "b", "p")] + [("less", fact) for fact in ("a", "b", "p")])


def meeting(document, condition):
    """The profiles that meet a condition, judged by the engine as a note of the same rules."""
    criteria = {"asked": {"kind": "note", "require": condition}, "x": {"require": {"a": {"known": True}}}}
    own = {name: value for name, value in document.items() if name != "applies_when"}
    rules = load({**own, "criteria": criteria})
    assume(rules is not None)  # a comparison that is never met is refused in a criterion
    return {tuple(one.values()) for one in EVERYBODY if rules.decide(one, as_of=DAY).statuses["asked"] is Status.MET}


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(documents(), CHANGES, NUMBERS, LEAVES)
@example({"format": "naikkelas/1", "rule_set": "small", "version": "1",
          "facts": {"a": {"type": "integer", "at_most": 3}, "b": {"type": "integer", "at_most": 2}, "p": {"type": "boolean"},
                    "c": {"type": "choice", "of": ["x", "y", "z"]}},
          "criteria": {"k0": {"require": {"a": {"at_most": 2}, "b": {"at_least": 0}}}}},
         ("more", "a"), {"b": {"at_least": 1}}, {"a": {"at_most": 2}})  # fmt: skip
def test_under_assumptions_it_says_what_trying_those_who_meet_them_says(document, change, when, then):
    word, fact = change
    rules = load({**document, "assumptions": [{"when": when, "then": then}], "never_hurts": [{word: fact}]})
    assume(rules is not None)
    tried = Tried(rules, DAY)
    real = {tuple(one.values()) for one in EVERYBODY} - (meeting(document, when) - meeting(document, then))
    found = verify(rules, DAY)
    assert not found.with_verdict(Verdict.MISMATCH, Verdict.NOT_DECIDED)
    assert verdicts(found, Kind.ASSUMPTIONS)[Kind.ASSUMPTIONS, "small"] is (Verdict.PROVED if real else Verdict.REFUTED)
    place = list(DOMAINS).index(fact)
    hurts, pairs = False, {True: False, False: False}
    for values in tried.by_profile:
        for value in DOMAINS[fact]:
            other = (*values[:place], value, *values[place + 1 :])
            bigger = values[place] < value if word == "more" else value < values[place]
            before, after = tried.by_profile[values], tried.by_profile[other]
            if bigger and before.outcome is Outcome.ELIGIBLE:
                worse = after.outcome is not Outcome.ELIGIBLE or after.points.at_most < before.points.at_least
                assumed = values in real and other in real
                pairs[assumed] = True
                hurts = hurts or (assumed and worse)
    refuted = hurts or (pairs[False] and not pairs[True])  # those who could change so are only ruled out by what is assumed
    assert verdicts(found, Kind.MORE, Kind.LESS) == {
        (Kind.MORE if word == "more" else Kind.LESS, fact): Verdict.REFUTED if refuted else Verdict.PROVED
    }
