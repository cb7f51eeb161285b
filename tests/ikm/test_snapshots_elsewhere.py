"""A snapshot of one rule set in another: values mean what they meant where they were read, or the profile is refused."""

import pickle
from datetime import date

import pytest

import naikkelas as nk

DAYS = {2025: date(2025, 6, 1), 2026: date(2026, 6, 1)}


def fair(facts, year=2026, criteria="{k: {require: {workers: {at_least: 1}}}}"):
    return f"format: naikkelas/1\nrule_set: fair\nversion: {year}\neffective: {{from: {year}-01-01, until: {year}-12-31}}\n{facts}\ncriteria: {criteria}\n"


def acid(decimals, year=2026):
    return fair(
        f"facts: {{ph: {{type: number, decimals: {decimals}, at_least: 0, at_most: 14}}}}", year, "{k: {require: {ph: {at_most: 7}}}}"
    )


def of_ph(decimals):
    return nk.loads(acid(decimals))


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("6.5", "eligible"),
        ("9.5", "ineligible"),
        ({"at_most": "6.5"}, "eligible"),
        ({"at_least": "6"}, "needs_information"),
        ({"at_least": "9.5"}, "ineligible"),
    ],
)
@pytest.mark.parametrize(("then", "now"), [(1, 2), (2, 1), (1, 1), (3, 1)])
def test_a_number_stays_the_number_it_was(value, outcome, then, now):
    snapshot = of_ph(then).admit({"ph": value, "workers": 3})
    for read in (snapshot, pickle.loads(pickle.dumps(snapshot))):  # noqa: S301 - our own
        decision = of_ph(now).decide(read, as_of=DAYS[2026])
        assert decision.outcome == outcome
        assert decision.explain() == of_ph(now).decide({"ph": value, "workers": 3}, as_of=DAYS[2026]).explain()


def test_versions_of_a_library_read_a_snapshot_each_in_its_way(tmp_path):
    (tmp_path / "fair-2025.yaml").write_text(acid(2, 2025))
    (tmp_path / "fair-2026.yaml").write_text(acid(1, 2026))
    fairs = nk.library(tmp_path)
    for value, outcome in (("6.5", "eligible"), ("9.5", "ineligible")):
        for made in DAYS.values():
            snapshot = fairs.at(made).admit({"ph": value})
            assert [fairs.decide(snapshot, as_of=day).outcome for day in DAYS.values()] == [outcome] * 2


@pytest.mark.parametrize(
    ("then", "now", "given", "code"),
    [
        ("{ph: {type: number, decimals: 2}}", "{ph: {type: number, decimals: 1}}", {"ph": "6.55"}, "NK402"),
        ("{ph: {type: number, decimals: 1}}", "{ph: {type: number, decimals: 1, at_most: 14}}", {"ph": 20}, "NK402"),
        ("{kind: {type: choice, of: [a, b]}}", "{kind: {type: choice, of: [b, c]}}", {"kind": "a"}, "NK402"),
        ("{kind: {type: set, of: [a, b]}}", "{kind: {type: set, of: [b, c]}}", {"kind": ["a"]}, "NK402"),
        ("{ends: {type: date, may_be_never: true}}", "{ends: {type: date}}", {"ends": "never"}, "NK402"),
        ("{kind: {type: text}}", "{kind: {type: boolean}}", {"kind": "a"}, "NK402"),
    ],
)  # fmt: skip
def test_what_cannot_be_that_value_here_is_refused_as_the_profile_itself_would_be(then, now, given, code):
    name = next(iter(given))
    other = nk.loads(fair(f"facts: {now}", criteria=f"{{k: {{require: {{{name}: {{known: true}}}}}}}}"))
    snapshot = nk.loads(fair(f"facts: {then}", criteria=f"{{k: {{require: {{{name}: {{known: true}}}}}}}}")).admit(given)
    with pytest.raises(nk.ProfileError) as refused:
        other.decide(snapshot, as_of=DAYS[2026])
    with pytest.raises(nk.ProfileError) as told:
        other.decide(given, as_of=DAYS[2026])
    assert [(one.code, one.place.path) for one in refused.value.problems] == [(code, name)]
    assert [(one.code, one.place.path) for one in told.value.problems] == [(code, name)]


def test_a_value_is_not_taken_for_one_that_can_only_be_worked_out():
    given = nk.loads(fair("facts: {share: {type: number, decimals: 1}}", criteria="{k: {require: {share: {at_most: 1}}}}"))
    derived = nk.loads(
        fair(
            "facts: {share: {ratio: {of: requested_loan, to: annual_sales, when_zero: not_met}}}",
            criteria="{k: {require: {share: {at_most: 1}}}}",
        )
    )
    with pytest.raises(nk.ProfileError, match="NK408"):
        derived.decide(given.admit({"share": "0.5"}), as_of=DAYS[2026])


def test_the_same_declarations_are_not_read_again():
    first, again = of_ph(1), of_ph(1)
    snapshot = first.admit({"ph": "6.5", "workers": 3})
    assert first._snapshot(snapshot) is again._snapshot(snapshot) is snapshot
    other = nk.loads(fair("facts: {machines: {type: integer}}", criteria="{k: {require: {machines: {at_least: 1}}}}"))
    assert other._snapshot(snapshot) is snapshot
    assert snapshot == again.admit({"ph": "6.5", "workers": 3}) != of_ph(2).admit({"ph": "0.65", "workers": 3})


def test_what_others_warned_of_is_kept():
    profile = {"ph": "6.5", "permits": [{"kind": "pirt", "status": "held"}], "pirt_status": "lapsed"}
    decision = of_ph(2).decide(of_ph(1).admit(profile), as_of=DAYS[2026])
    assert [one.code for one in decision.problems] == [one.code for one in of_ph(2).decide(profile, as_of=DAYS[2026]).problems] == ["NK404"]


def test_a_cohort_is_ordered_by_values_that_mean_the_same():
    profiles = {"0.65": of_ph(2).admit({"ph": "0.60"}), "0.6": of_ph(1).admit({"ph": "0.7"}), "1": {"ph": 1}}
    cohort = nk.select_cohort(of_ph(1), profiles, as_of=DAYS[2026], quota=1, order=[{"least": "ph"}])
    assert cohort == nk.select_cohort(
        of_ph(1), {"0.65": {"ph": "0.6"}, "0.6": {"ph": "0.7"}, "1": {"ph": 1}}, as_of=DAYS[2026], quota=1, order=[{"least": "ph"}]
    )
