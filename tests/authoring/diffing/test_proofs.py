"""Whether any profile is decided otherwise: rewrites that mean the same, and differences with a profile."""

from datetime import date

import pytest
import yaml

pytest.importorskip("z3", reason="the extra verify is not installed")

from naikkelas.authoring.diffing import Answer, cases_of, compare, has_difference, proving
from naikkelas.authoring.diffing.telling import as_data
from naikkelas.authoring.verifying.seen import Seen
from tests.authoring.diffing.make import DAY, base, changes, compared, load, sides, small

BOOKS, ACCOUNT, SOP = ({name: {"is": True}} for name in ("keeps_books", "business_account", "written_sop"))
FOOD, HERBAL = ({"sector": {"is": name}} for name in ("processed_food", "herbal"))

#: Two ways to say one thing, which agree on profiles with unknowns too.
REWRITES = {
    "De Morgan": ({"not": {"all": [BOOKS, ACCOUNT]}}, {"any": [{"not": BOOKS}, {"not": ACCOUNT}]}),
    "another order": ({"any": [BOOKS, ACCOUNT, SOP]}, {"any": [SOP, BOOKS, ACCOUNT]}),
    "taken apart": ({"all": [BOOKS, {"all": [ACCOUNT, SOP]}]}, {"all": [BOOKS, ACCOUNT, SOP]}),
    "two ends": ({"workers": {"between": {"from": 5, "to": 9}}}, {"all": [{"workers": {"at_least": 5}}, {"workers": {"at_most": 9}}]}),
    "a list": ({"sector": {"in": ["processed_food", "herbal"]}}, {"any": [FOOD, HERBAL]}),
    "an opposite": ({"workers": {"at_least": 5}}, {"not": {"workers": {"less_than": 5}}}),
    "more than": ({"workers": {"more_than": 4}}, {"workers": {"at_least": 5}}),
    "some": ({"some": {"at_least": 1, "of": [BOOKS, ACCOUNT]}}, {"any": [BOOKS, ACCOUNT]}),
    "absorbed": ({"any": [BOOKS, {"all": [BOOKS, ACCOUNT]}]}, {"all": [BOOKS]}),
    "years": ({"operating_since": {"at_least_ago": {"years": 1}}}, {"operating_since": {"at_least_ago": {"months": 12}}}),
    "a set": (
        {"channels": {"includes_all": ["shop", "market"]}},
        {"all": [{"channels": {"includes": "shop"}}, {"channels": {"includes": "market"}}]},
    ),
}
CHANNELS = {"channels": {"type": "set", "of": ["shop", "market"]}}


def pair(old, new, **more):
    """Two rule sets that differ in one requirement."""
    facts = CHANNELS if "channels" in str(old) else {}
    found = {"facts": facts, **more} if facts else more
    return small({"k": {"require": old}, "more": {"require": SOP}}, **found), small(
        {"k": {"require": new}, "more": {"require": SOP}}, **found
    )


def claim(difference, about, name="", *, is_open=False):
    """One claim on the last period."""
    return next(each for each in difference.periods[-1].claims if (each.about, each.name, each.is_open) == (about, name, is_open))


@pytest.mark.parametrize("name", REWRITES)
def test_a_rewrite_is_equivalent(name):
    old, new = pair(*REWRITES[name])
    found = compared(old, new)
    assert all(period.answer is Answer.SAME for period in found.periods)
    assert not has_difference(found, changes(old, new))
    assert cases_of(found, "en") == ""


@pytest.mark.parametrize("name", ["a list", "two ends"])
def test_a_rewrite_holds_on_every_day_where_nothing_counts_days(name):
    assert compared(*pair(*REWRITES[name])).every_day


def test_a_length_of_time_holds_for_the_date_only():
    old, new = pair({"operating_since": {"at_least_ago": {"months": 12}}}, {"operating_since": {"at_least_ago": {"days": 365}}})
    same = compared(old, new, day=date(2027, 6, 1), only=True)
    other = compared(old, new, day=date(2028, 6, 1), only=True)  # a leap year lies in between
    assert (same.periods[0].answer, other.periods[0].answer) == (Answer.SAME, Answer.DIFFERENT)
    assert not same.every_day
    assert compared(old, new).periods[0].is_dated


def test_another_requirement_that_is_the_same_does_not_matter():
    old, new = pair({"operating_since": {"at_least_ago": {"months": 12}}}, {"operating_since": {"at_least_ago": {"months": 12}}})
    found = compared(old, new)
    assert (found.same_hash, found.periods, found.every_day) == (True, (), True)
    old, new = pair(BOOKS, {"any": [BOOKS, {"all": [BOOKS, ACCOUNT]}]})
    old["criteria"]["age"] = new["criteria"]["age"] = {"require": {"operating_since": {"at_least_ago": {"months": 12}}}}
    assert compared(old, new).every_day


def test_a_witness_in_each_direction():
    old, new = pair({"workers": {"between": {"from": 5, "to": 9}}}, {"workers": {"between": {"from": 6, "to": 10}}})
    found = claim(compared(old, new), "outcome")
    assert found.answer is Answer.DIFFERENT
    shown = {(one.before["outcome"], one.expect["outcome"]): one.profile["workers"] for one in found.witnesses}
    assert shown == {("eligible", "ineligible"): 5, ("ineligible", "eligible"): 10}


def test_witnesses_are_what_the_engine_says():
    old, new = base(), base()
    new["criteria"]["staffed"]["require"]["any"][0] = {"staff": {"at_least": 3}}
    new["criteria"]["small"]["points"] = 20
    del new["applies_when"]
    first, second = load(old), load(new)
    difference = compared(old, new)
    seen = set()
    for period in difference.periods:
        for one in (witness for each in period.claims for witness in each.witnesses):
            for rules, expect in ((first, one.before), (second, one.expect)):
                decision = rules.decide(one.profile, as_of=period.moment.as_of)
                assert decision.outcome.value == expect["outcome"]
                assert {name: decision.statuses[name].value for name in expect.get("statuses", {})} == expect.get("statuses", {})
                assert expect.get("points", decision.points.at_least) == decision.points.at_least
            assert one.before != one.expect
            seen.add((one.before["outcome"], one.expect["outcome"]))
    assert {("eligible", "ineligible"), ("out_of_scope", "eligible"), ("out_of_scope", "ineligible")} <= seen


def test_the_cases_can_be_pasted_and_pass(tmp_path):
    from naikkelas.authoring.testing import read_cases, run_case

    old, new = pair(BOOKS, ACCOUNT, effective={"from": "2026-01-01"})
    (tmp_path / "new.yaml").write_text(yaml.safe_dump(new), encoding="utf-8")
    text = cases_of(compared(old, new), "en")
    (tmp_path / "pasted.test.yaml").write_text(text, encoding="utf-8")
    cases = read_cases(tmp_path / "pasted.test.yaml")
    assert cases.problems == ()
    assert cases.cases
    assert "&id" not in text
    assert all(run_case(case).passed for case in cases.cases)


def test_the_scope_is_compared():
    old, new = pair(BOOKS, BOOKS)
    old["applies_when"], new["applies_when"] = FOOD, HERBAL
    found = claim(compared(old, new), "outcome")
    assert {(one.before["outcome"], one.expect["outcome"]) for one in found.witnesses} >= {
        ("eligible", "out_of_scope"),
        ("out_of_scope", "eligible"),
    }


def test_points_are_compared_beside_the_outcome():
    old = small({"k": {"require": BOOKS}, "p": {"kind": "preference", "points": 5, "require": ACCOUNT}})
    new = small({"k": {"require": BOOKS}, "p": {"kind": "preference", "points": 7, "require": ACCOUNT}})
    found = compared(old, new)
    assert claim(found, "outcome").answer is Answer.SAME
    (one,) = claim(found, "points").witnesses
    assert (one.before["points"], one.expect["points"]) == (5, 7)


def test_statuses_are_compared_beside_the_outcome():
    old = small({"k": {"require": BOOKS}, "n": {"kind": "note", "require": ACCOUNT}})
    new = small({"k": {"require": BOOKS}, "n": {"kind": "note", "require": SOP}})
    found = compared(old, new)
    assert claim(found, "outcome").answer is Answer.SAME
    (one,) = claim(found, "status", "n").witnesses
    assert one.before["statuses"] != one.expect["statuses"]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("choice", {"type": "choice", "of": ["a", "b"], "table": {"rows": [{"when": BOOKS, "then": "a"}], "otherwise": "b"}}),
        ("boolean", {"derive": BOOKS}),
        ("integer", {"type": "integer", "table": {"rows": [{"when": BOOKS, "then": 1}], "otherwise": 2}}),
    ],
)
def test_what_is_shown_is_compared(kind, facts):
    old = small({"k": {"require": SOP}}, facts={"d": facts}, outputs=["d"])
    new = small(
        {"k": {"require": SOP}},
        facts={"d": yaml.safe_load(yaml.safe_dump(facts).replace("keeps_books", "business_account"))},
        outputs=["d"],
    )
    found = compared(old, new)
    assert claim(found, "outcome").answer is Answer.SAME
    (one,) = claim(found, "output", "d").witnesses
    assert one.before["facts"] != one.expect["facts"], kind


def test_a_shown_fact_without_a_value_is_not_decided():
    old = small({"k": {"require": SOP}}, facts={"age": {"months_since": "operating_since"}}, outputs=["age"])
    new = small({"k": {"require": SOP}}, facts={"age": {"months_since": "producing_since"}}, outputs=["age"])
    assert claim(compared(old, new), "output", "age").answer is Answer.NOT_DECIDED


def test_equivalent_when_all_is_known_and_asking_more_otherwise():
    old, new = pair(BOOKS, {"any": [{"all": [BOOKS, ACCOUNT]}, {"all": [BOOKS, {"not": ACCOUNT}]}]})
    difference = compared(old, new)
    assert claim(difference, "outcome").answer is Answer.SAME
    found = claim(difference, "outcome", is_open=True)
    shown = {(one.before["outcome"], one.expect["outcome"]) for one in found.witnesses}
    assert shown <= {("eligible", "needs_information"), ("ineligible", "needs_information")}
    assert shown
    assert claim(difference, "status", "k", is_open=True).answer is Answer.DIFFERENT
    assert has_difference(difference, changes(old, new))


def test_points_with_unknowns():
    either = {"any": [{"all": [BOOKS, ACCOUNT]}, {"all": [BOOKS, {"not": ACCOUNT}]}]}
    old = small({"k": {"require": SOP}, "p": {"kind": "preference", "points": 5, "require": BOOKS}})
    new = small({"k": {"require": SOP}, "p": {"kind": "preference", "points": 5, "require": either}})
    (one,) = claim(compared(old, new), "points", is_open=True).witnesses
    assert (one.before["points"], one.expect["points"]) == (5, {"at_least": 0, "at_most": 5})


def test_a_timeout_is_not_decided_and_never_the_same():
    old, new = pair(BOOKS, ACCOUNT)
    difference = compared(old, new, seconds=0)
    assert difference.periods[0].answer is Answer.NOT_DECIDED
    assert {each.why for each in difference.periods[0].claims} == {"time"}
    assert has_difference(difference, changes(old, new))
    assert not has_difference(difference, changes(old, new), allow_undecided=True)


def test_without_z3_everything_else_is_done(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "z3", None)
    old, new = pair(BOOKS, ACCOUNT)
    difference = compared(old, new)
    assert difference.without_proof
    assert difference.periods[0].claims[0].why == "without_proof"
    assert changes(old, new)
    assert has_difference(difference, changes(old, new))


def test_without_z3_what_is_said_in_another_order_is_the_same(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "z3", None)
    old, new = pair(*REWRITES["another order"])
    difference = compared(old, new)
    assert not difference.without_proof
    assert not has_difference(difference, changes(old, new))


# --- dates -----------------------------------------------------------------------------------------------------------


def with_history(*values, **life):
    """A rule set whose threshold changes."""
    return small(
        {"k": {"require": {"workers": {"at_least": "$least"}}}},
        effective={"from": "2025-01-01", **life},
        parameters={"least": {"type": "integer", "values": dict(values)}},
    )


def test_each_date_from_which_something_changes_is_compared():
    old = with_history(("2025-01-01", 2), ("2026-01-01", 3), ("2028-01-01", 4))
    new = with_history(("2025-01-01", 2), ("2026-01-01", 3), ("2027-01-01", 9), ("2028-01-01", 4))
    difference = compared(old, new)
    told = [(str(each.first), str(each.last), str(each.moment.as_of), each.is_same, each.answer) for each in difference.periods]
    assert told == [
        ("2025-01-01", "2025-12-31", "2025-12-31", True, Answer.SAME),
        ("2026-01-01", "2026-12-31", "2026-11-01", True, Answer.SAME),
        ("2027-01-01", "2027-12-31", "2027-01-01", False, Answer.DIFFERENT),
        ("2028-01-01", "None", "2028-01-01", True, Answer.SAME),
    ]


def test_a_date_on_which_nothing_changes_begins_no_period():
    old, new = with_history(("2025-01-01", 2)), with_history(("2025-01-01", 2), ("2026-01-01", 2), ("2027-01-01", 3))
    told = [(str(each.first), str(each.last), each.is_same) for each in compared(old, new).periods]
    assert told == [("2025-01-01", "2026-12-31", True), ("2027-01-01", "None", False)]


def test_one_date_alone():
    old, new = with_history(("2025-01-01", 2)), with_history(("2025-01-01", 2), ("2027-01-01", 9))
    same, other = (compared(old, new, day=day, only=True) for day in (DAY, date(2027, 6, 1)))
    assert [each.answer for each in same.periods] == [Answer.SAME]
    assert [each.answer for each in other.periods] == [Answer.DIFFERENT]
    assert not same.every_day
    assert not has_difference(same, changes(old, new))


def test_only_days_within_both_lives_are_compared():
    old, new = with_history(("2025-01-01", 2), until="2026-12-31"), with_history(("2025-01-01", 2), ("2026-06-01", 3), ("2027-06-01", 4))
    assert [(str(each.first), str(each.last)) for each in compared(old, new).periods] == [
        ("2025-01-01", "2026-05-31"),
        ("2026-06-01", "2026-12-31"),
    ]


def test_lives_that_lie_apart_are_compared_by_the_rules_of_the_nearest_day():
    old = with_history(("2025-01-01", 2), until="2025-12-31")
    new = with_history(("2025-01-01", 3)) | {"effective": {"from": "2026-07-01"}}
    (period,) = compared(old, new).periods
    assert (period.moment.as_of, period.moment.old, period.moment.new) == (date(2026, 7, 1), date(2025, 12, 31), date(2026, 7, 1))
    assert period.answer is Answer.DIFFERENT
    assert period.first is None


def test_dates_of_criteria_are_compared():
    old = small({"k": {"require": BOOKS}, "m": {"require": ACCOUNT, "effective": {"from": "2026-01-01"}}})
    new = small({"k": {"require": BOOKS}, "m": {"require": ACCOUNT, "effective": {"from": "2027-01-01"}}})
    difference = compared(old, new)
    assert [(each.is_same, each.answer) for each in difference.periods] == [
        (True, Answer.SAME),
        (False, Answer.DIFFERENT),
        (True, Answer.SAME),
    ]


def test_too_many_periods_are_told_and_not_taken_as_the_same():
    values = [(f"{year}-01-01", year - 2000) for year in range(2025, 2060)]
    old = with_history(*values)
    new = with_history(*values) | {"criteria": {"k": {"require": {"not": {"workers": {"less_than": "$least"}}}}}}
    difference = compared(old, new)
    assert (len(difference.periods), difference.not_compared) == (24, 11)
    assert not difference.every_day
    assert has_difference(difference, changes(old, new))


# --- what cannot be compared -----------------------------------------------------------------------------------------


def test_facts_of_other_kinds_cannot_be_compared():
    old = small({"k": {"require": {"x": {"is": True}}}}, facts={"x": {"type": "boolean"}})
    new = small({"k": {"require": {"x": {"at_least": 1}}}}, facts={"x": {"type": "integer"}})
    (found,) = compared(old, new).periods[0].claims
    assert (found.answer, found.why, dict(found.slots)) == (Answer.NOT_DECIDED, "types", {"name": "x"})


@pytest.mark.parametrize(
    ("before", "after", "condition", "changed"),
    [
        ({"type": "integer", "at_most": 9}, {"type": "integer", "at_most": 99}, {"x": {"at_least": 5}}, {"x": {"at_least": 6}}),
        ({"type": "choice", "of": ["a", "b"]}, {"type": "choice", "of": ["b", "c", "a"]}, {"x": {"is": "a"}}, {"x": {"is": "b"}}),
        (
            {"type": "set", "of": ["a", "b"]},
            {"type": "set", "of": ["a", "b", "c"]},
            {"x": {"includes": "a"}},
            {"x": {"includes_all": ["a", "b"]}},
        ),
    ],
)
def test_of_facts_with_other_bounds_what_both_can_read_is_compared(before, after, condition, changed):
    old, same, other = (
        small({"k": {"require": asked}}, facts={"x": kind}) for asked, kind in ((condition, before), (condition, after), (changed, after))
    )
    first = compared(old, same).periods[0].claims
    assert [(each.answer, each.is_open) for each in first if each.about == "outcome"] == [(Answer.SAME, False), (Answer.SAME, True)]
    for one in claim(compared(old, other), "outcome").witnesses:
        assert load(old).decide(one.profile, as_of=DAY).outcome.value == one.before["outcome"]


def test_a_programme_that_is_never_in_force_with_the_rules_is_not_decided():
    life = {"effective": {"from": "2019-01-01", "until": "2019-12-31"}}
    asked = {"programme": {"inopak-naik-kelas": "eligible"}}
    old, new = small({"k": {"require": asked}}, **life), small({"k": {"require": {"not": asked}}}, **life)
    assert claim(compared(old, new), "outcome").why == "not_in_force"


def test_sides_may_have_other_names():
    old, new = pair(BOOKS, {"not": {"not": BOOKS}})
    new["criteria"]["ledger"] = new["criteria"].pop("k")
    first, second = sides(old, new)
    assert first.rules.hash != second.rules.hash
    assert claim(compared(old, new), "outcome").answer is Answer.SAME


def test_what_rests_on_a_criterion_follows_it():
    def made(fact):
        return small(
            {
                "a": {"kind": "preference", "points": 3, "require": {fact: {"is": True}}},
                "enough": {"require": {"sum": {"at_least": 3}}},
                "same": {"require": {"criterion": {"a": "met"}}},
            },
            facts={"sum": {"points": ["a"]}},
        )

    found = compared(made("keeps_books"), made("written_sop"))
    assert {each.name for each in found.periods[0].claims if each.about == "status"} == {"a", "enough", "same"}
    assert claim(found, "outcome").answer is Answer.DIFFERENT
    assert claim(found, "points").answer is Answer.DIFFERENT


def test_a_selection_by_a_parameter_is_compared_on_its_dates():
    def made(most):
        return small(
            {"k": {"require": BOOKS}}, effective={"from": "2026-01-01"}, selection={"quota": "$most", "order": [{"earliest": "operating_since"}]},
            parameters={"most": {"type": "integer", "values": {"2026-01-01": 5, "2027-01-01": most}}},
        )  # fmt: skip

    difference = compared(made(6), made(7))
    assert [(each.is_same, each.answer) for each in difference.periods] == [(True, Answer.SAME), (False, Answer.DIFFERENT)]
    assert claim(difference, "selection").witnesses == ()


def test_the_same_said_otherwise_of_a_length_of_time_is_proved_for_every_day():
    year, months = ({"operating_since": {"at_least_ago": length}} for length in ({"years": 1}, {"months": 12}))
    old, new = (small({"k": {"require": BOOKS}}, applies_when=one) for one in ({"not": {"not": year}}, months))
    assert [(each.is_dated, each.answer) for each in compared(old, new).periods] == [(False, Answer.SAME)]
    counted = {"points": ["p"]}
    old, new = (
        small(
            {"p": {"kind": "preference", "points": 2, "require": year}, "k": {"require": one}}, facts={"sum": counted},
        )
        for one in ({"sum": {"at_least": 1}}, {"not": {"sum": {"less_than": 1}}})
    )  # fmt: skip
    assert [(each.is_dated, each.answer) for each in compared(old, new).periods] == [(False, Answer.SAME)]


YEAR, DAYS = ({"operating_since": {"at_least_ago": length}} for length in ({"months": 12}, {"days": 365}))
FROM = {"effective": {"from": "2026-01-01"}}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (  # a requirement that counts days went, and others came
            {"c": {"require": {"all": [YEAR, {"workers": {"at_least": 2}}]}}},
            {"c1": {"require": DAYS}, "c2": {"require": {"workers": {"at_least": 2}}}},
        ),
        (  # a preference that does
            {"books": {"require": BOOKS}, "old": {"kind": "preference", "points": 5, "require": YEAR}},
            {"books": {"require": BOOKS}, "young": {"kind": "preference", "points": 5, "require": DAYS}},
        ),
        (  # another kind
            {"c": {"require": BOOKS}, "e": {"require": {"all": [BOOKS, YEAR]}}, "n": {"kind": "note", "require": {"all": [BOOKS, DAYS]}}},
            {"c": {"require": BOOKS}, "e": {"kind": "note", "require": {"all": [BOOKS, YEAR]}}, "n": {"require": {"all": [BOOKS, DAYS]}}},
        ),
    ],
)  # fmt: skip
def test_what_rests_on_a_length_of_time_beside_it_is_looked_at_on_other_days(old, new):
    difference = compared(small(old, **FROM), small(new, **FROM))
    (period,) = difference.periods
    assert (period.is_dated, period.answer) == (True, Answer.DIFFERENT)
    assert (compared(small(old, **FROM), small(new, **FROM), only=True).periods[0].answer) is Answer.SAME
    assert period.moment.as_of == date(2028, 2, 29)  # the next leap year, and no other day of these four hundred years
    assert not difference.every_day


def test_what_is_the_same_on_every_day_that_was_looked_at_is_not_decided_without_a_proof():
    old = small({"c": {"require": {"all": [YEAR, {"workers": {"at_least": 2}}]}}})
    new = small({"c1": {"require": YEAR}, "c2": {"require": {"all": [YEAR, {"workers": {"at_least": 2}}]}}})
    difference = compared(old, new)
    (period,) = difference.periods
    assert (period.is_dated, period.answer, difference.every_day) == (True, Answer.SAME, False)
    asked = compared(old, new, only=True)
    told = [has_difference(difference, ()), has_difference(difference, (), allow_undecided=True), has_difference(asked, ())]
    assert told == [True, False, False]
    assert [as_data(each, (), "en")["proved"] for each in (difference, asked)] == [False, True]


def test_an_outcome_that_is_the_same_beside_a_length_of_time_is_so_for_the_date_only():
    beside = {"require": {"operating_since": {"at_least_ago": {"years": 10}}}}
    old, new = (
        small({"c": {"require": {"operating_since": {"before": day}}}, "e": beside}, **FROM) for day in ("2026-06-01", "2026-06-05")
    )
    difference = compared(old, new)
    (period,) = difference.periods
    assert claim(difference, "outcome").answer is Answer.SAME
    assert (period.is_dated, period.answer) == (True, Answer.DIFFERENT)


def test_a_period_of_one_day_is_proved_on_all_its_days():
    old = small({"k": {"require": YEAR}}, effective={"from": "2026-01-01"})
    new = small({"k": {"require": DAYS}}, effective={"from": "2027-06-01", "until": "2027-06-01"})
    difference = compared(old, new)
    (period,) = difference.periods
    assert (str(period.first), str(period.last), period.answer) == ("2027-06-01", "2027-06-01", Answer.SAME)
    assert not period.is_dated
    assert difference.every_day
    longer = compared(old, new | {"effective": {"from": "2027-06-01", "until": "2027-06-02"}})
    assert longer.periods[0].is_dated


def test_a_scope_that_counts_days_dates_every_requirement_beside_it():
    old, new = (small({"k": {"require": one}, "m": {"require": two}}, applies_when=YEAR) for one, two in ((BOOKS, SOP), (SOP, BOOKS)))
    assert compared(old, new).periods[0].is_dated
    old, new = (small({"k": {"require": one}}, applies_when=YEAR) for one in (BOOKS, {"not": {"not": BOOKS}}))
    assert not compared(old, new).periods[0].is_dated  # who is out of scope is so under both, on every day


def test_what_touches_nothing_that_counts_days_holds_on_every_day():
    note = {"kind": "note", "require": YEAR}
    liked = {"kind": "preference", "points": 2, "require": DAYS}
    old, new = (small({"k": {"require": one}, "n": note, "l": liked}, **FROM) for one in (BOOKS, {"not": {"not": BOOKS}}))
    difference = compared(old, new)
    assert [(each.is_dated, each.answer) for each in difference.periods] == [(False, Answer.SAME)]
    assert difference.every_day


def test_no_day_in_common_in_the_middle_of_periods():
    old = small({"k": {"require": BOOKS}}, effective={"from": "2026-01-01", "until": "2026-12-31"})
    new = small({"k": {"require": {"not": {"not": BOOKS}}}}, effective={"from": "2026-01-01", "until": "2027-12-31"})
    (period,) = compared(old, new).periods
    assert (str(period.first), str(period.last)) == ("2026-01-01", "2026-12-31")


def test_profiles_that_the_door_works_out_are_not_decided_or_right():
    men, women = ({name: {"at_least": 1}} for name in ("workers_men", "workers_women"))
    total = {"workers": {"at_least": 2}}
    old, new = (
        small({"k": {"require": {"all": [men, women]}}}),
        small({"k": {"require": {"all": [men, women, {"any": [total, {"not": total}]}]}}}),
    )
    found = [each for each in compared(old, new).periods[0].claims if each.is_open]
    assert {each.why for each in found} <= {"follows", "door", None}
    assert all(each.witnesses for each in found if each.answer is Answer.DIFFERENT)


def test_texts_that_cannot_all_be_tried_are_not_decided(monkeypatch):
    monkeypatch.setattr("naikkelas.engines.deciding.domains._other_text", lambda *_: None)
    old, new = (small({"k": {"require": one}}) for one in ({"kbli": {"is": "10710"}}, {"not": {"kbli": {"is_not": "10710"}}}))
    assert claim(compared(old, new), "outcome").why == "texts"


def test_a_profile_that_the_door_refuses_is_not_decided():
    old, new = (small({"k": {"require": one}}) for one in ({"pirt_number": {"is": "abc"}}, {"pirt_number": {"is_not": "abc"}}))
    assert {each.why for each in compared(old, new).periods[0].claims} == {"door"}


def test_what_the_engine_denies_is_never_shown(monkeypatch):
    old, new = pair(BOOKS, ACCOUNT)
    same = load(old)
    first, second = sides(old, new)

    def look(self, values):
        found = Seen({}, same.decide({}, as_of=DAY))
        return found, found

    monkeypatch.setattr(proving.Looking, "look", look)
    difference = compare(first, second, day=DAY)
    claims = difference.periods[0].claims
    assert {each.why for each in claims if each.answer is not Answer.SAME} == {"mismatch"}
    assert not any(each.witnesses for each in claims)


def test_what_was_found_before_time_ran_out_is_told(monkeypatch):
    old, new = pair({"workers": {"between": {"from": 5, "to": 9}}}, {"workers": {"between": {"from": 6, "to": 10}}})
    asked = []
    ask = proving.Looking.ask

    def tired(self, goal, confirm):
        asked.append(goal)
        return ask(self, goal, confirm) if len(asked) < 3 else proving.Found(proving.Came.OPEN, why="time")

    monkeypatch.setattr(proving.Looking, "ask", tired)
    claims = [each for each in compared(old, new).periods[0].claims if each.about == "outcome"]
    assert [(each.answer, each.why) for each in claims] == [(Answer.NOT_DECIDED, "time"), (Answer.DIFFERENT, None)]


def test_unknowns_that_run_out_of_time_are_not_the_same(monkeypatch):
    old, new = pair(*REWRITES["De Morgan"])
    ask = proving.Looking.ask
    monkeypatch.setattr(
        proving.Looking,
        "ask",
        lambda self, goal, confirm: proving.Found(proving.Came.OPEN, why="time") if self.is_open else ask(self, goal, confirm),
    )
    difference = compared(old, new)
    assert difference.periods[0].answer is Answer.NOT_DECIDED
    assert claim(difference, "outcome", is_open=True).why == "time"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"type": "integer", "table": {"rows": [{"when": BOOKS, "then": 1}], "otherwise": 2}}, {"then": 1, "otherwise": 2}),
        (
            {"type": "choice", "of": ["a", "b"], "table": {"rows": [{"when": BOOKS, "then": "a"}], "otherwise": "b"}},
            {"then": "a", "otherwise": "b"},
        ),
        ({"type": "boolean", "table": {"rows": [{"when": BOOKS, "then": True}], "otherwise": False}}, {"then": True, "otherwise": False}),
    ],
)
def test_what_is_shown_with_unknowns_is_compared_too(first, second):
    either = {"any": [{"all": [BOOKS, ACCOUNT]}, {"all": [BOOKS, {"not": ACCOUNT}]}]}
    table = {"rows": [{"when": either, "then": second["then"]}], "otherwise": second["otherwise"]}
    old = small({"k": {"require": SOP}}, facts={"d": first}, outputs=["d"])
    new = small({"k": {"require": SOP}}, facts={"d": {**first, "table": table}}, outputs=["d"])
    found = compared(old, new)
    assert claim(found, "output", "d").answer is Answer.SAME
    (one,) = claim(found, "output", "d", is_open=True).witnesses
    assert one.before["facts"] != one.expect["facts"]


def test_points_by_a_parameter_of_the_same_value_are_the_same():
    old = small({"k": {"require": SOP}, "p": {"kind": "preference", "points": 5, "require": BOOKS}})
    new = small(
        {"k": {"require": SOP}, "p": {"kind": "preference", "points": "$worth", "require": BOOKS}},
        parameters={"worth": {"type": "integer", "values": {"1800-01-01": 5}}},
    )
    found = compared(old, new)
    assert [(each.about, each.is_open, each.answer) for each in found.periods[0].claims] == [
        ("outcome", False, Answer.SAME), ("points", False, Answer.SAME), ("points", True, Answer.SAME),
    ]  # fmt: skip
    assert not has_difference(found, changes(old, new))
