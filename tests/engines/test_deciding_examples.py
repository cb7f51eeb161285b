"""Deciding sets and questions on rule sets that people wrote, worked out by hand; and what a search may cost."""

import json
from datetime import date

import pytest

import naikkelas as nk
from naikkelas.conditions import Outcome
from naikkelas.engines.deciding.asker import Asker
from naikkelas.engines.deciding.search import MOST_EVALUATIONS, Search
from naikkelas.engines.folded import Folded
from naikkelas.engines.rows.engine import RowsEngine
from naikkelas.ranges import NEVER
from naikkelas.snapshot import Snapshot

AS_OF = date(2026, 11, 1)
TITLE = {"id": "Contoh", "en": "Example"}
KNOWN = {"knows_market": True, "knows_production": True, "operating_since": "2019"}


def decided(rules, profile, as_of=AS_OF):
    return rules.decide(profile, as_of=as_of)


def listed(decision):
    return [(" ".join(one.facts), one.outcome.value) for one in decision.deciding_sets]


def asked(decision):
    return [question.fact.name for question in decision.questions]


def rule_set(criteria, facts=None, **more):
    named = {name: {"title": TITLE, **entry} for name, entry in criteria.items()}
    declared = {name: {"title": TITLE, **entry} for name, entry in (facts or {}).items()}
    document = {"format": "naikkelas/1", "rule_set": "example", "version": "1", "effective": {"from": "2015-01-01"}, "criteria": named}
    return nk.loads(json.dumps({**document, **({"facts": declared} if declared else {}), **more}))


# --- inopak-naik-kelas ------------------------------------------------------------------------------------------------


def test_inopak_with_nothing_known():
    decision = decided(nk.bundled("inopak-naik-kelas"), {})
    assert listed(decision) == [
        ("knows_market", "ineligible"),
        ("knows_production", "ineligible"),
        ("operating_since", "ineligible"),
        ("md_expires_on pirt_expires_on sector", "ineligible"),
        ("md_expires_on pirt_status sector", "ineligible"),
        ("md_status pirt_expires_on sector", "ineligible"),
        ("md_status pirt_status sector", "ineligible"),
    ]
    assert decision.deciding_sets.complete
    too_young = next(iter(decision.deciding_sets.sets[2].example.values()))
    assert date.fromordinal(too_young) == date(2025, 11, 2), "the first day that is less than a year ago"


def test_inopak_asks_for_what_settles_first_and_for_nothing_else():
    decision = decided(nk.bundled("inopak-naik-kelas"), {})
    assert asked(decision) == [
        "operating_since",
        "knows_market",
        "knows_production",
        "sector",
        "pirt_status",
        "pirt_expires_on",
        "md_status",
        "md_expires_on",
    ]
    assert [question.settles for question in decision.questions] == [True] * 3 + [False] * 5
    assert [question.criteria for question in decision.questions] == [("operation",), ("market",), ("production",), *[("permit",)] * 5]


def test_inopak_when_only_the_permit_is_open():
    decision = decided(nk.bundled("inopak-naik-kelas"), {**KNOWN, "sector": "processed_food"})
    assert listed(decision) == [
        ("md_expires_on md_status", "eligible"),
        ("md_expires_on pirt_expires_on", "ineligible"),
        ("md_expires_on pirt_status", "ineligible"),
        ("md_status pirt_expires_on", "ineligible"),
        ("md_status pirt_status", "ineligible"),
        ("pirt_expires_on pirt_status", "eligible"),
    ]
    assert dict(decision.deciding_sets.sets[0].example) == {"md_expires_on": AS_OF.toordinal(), "md_status": "held"}


def test_inopak_when_one_permit_is_known_to_be_none():
    decision = decided(nk.bundled("inopak-naik-kelas"), {**KNOWN, "sector": "processed_food", "md_status": "none"})
    assert listed(decision) == [
        ("pirt_expires_on", "ineligible"),
        ("pirt_status", "ineligible"),
    ]
    assert asked(decision) == ["pirt_status", "pirt_expires_on"]


def test_inopak_outside_processed_food_needs_no_permit():
    decision = decided(nk.bundled("inopak-naik-kelas"), KNOWN)
    assert listed(decision)[0] == ("sector", "eligible")
    assert asked(decision)[0] == "sector"


def test_inopak_with_a_range_over_the_threshold():
    rules = nk.bundled("inopak-naik-kelas")
    decision = decided(rules, {**KNOWN, "sector": "wood", "operating_since": {"at_least": "2025-10-30", "at_most": "2025-11-05"}})
    assert listed(decision) == [("operating_since", "eligible"), ("operating_since", "ineligible")]
    examples = [date.fromordinal(one.example["operating_since"]) for one in decision.deciding_sets]
    assert examples == [date(2025, 11, 1), date(2025, 11, 2)]


def test_inopak_with_the_gate_asks_for_the_regency():
    rules = nk.bundled("inopak-naik-kelas").with_parameters(regencies_are_a_gate=True)
    decision = decided(rules, {**KNOWN, "sector": "wood"})
    assert listed(decision) == [("regency", "eligible"), ("regency", "ineligible")]
    assert decision.questions[0].criteria == ("area_gate", "priority_area")


# --- stipark-pra-inkubasi ---------------------------------------------------------------------------------------------


def test_stipark_with_nothing_known():
    decision = decided(nk.bundled("stipark-pra-inkubasi"), {})
    assert listed(decision) == [("regency", "out_of_scope")]
    assert asked(decision) == ["regency", "sector", "field_verified"]
    assert [question.criteria for question in decision.questions] == [(), ("sector",), ("verified",)]


def test_stipark_in_the_right_regency():
    decision = decided(nk.bundled("stipark-pra-inkubasi"), {"regency": "5203"})
    assert listed(decision) == [("field_verified", "ineligible"), ("sector", "ineligible")]


def test_stipark_with_one_fact_missing():
    decision = decided(nk.bundled("stipark-pra-inkubasi"), {"regency": "5203", "sector": "machinery"})
    assert listed(decision) == [("field_verified", "eligible"), ("field_verified", "ineligible")]
    assert [dict(one.example) for one in decision.deciding_sets] == [{"field_verified": True}, {"field_verified": False}]


def test_a_decided_outcome_asks_nothing():
    decision = decided(nk.bundled("stipark-pra-inkubasi"), {"regency": "3305"})
    assert decision.outcome is Outcome.OUT_OF_SCOPE
    assert not decision.questions
    assert not decision.deciding_sets.sets
    assert decision.deciding_sets.complete


# --- what is asked for ------------------------------------------------------------------------------------------------


def test_the_facts_behind_a_derived_fact_are_asked_for():
    rules = rule_set(
        {"share": {"require": {"burden": {"at_most": "0.3"}}}},
        {"burden": {"ratio": {"of": "requested_loan", "to": "annual_sales", "when_zero": "not_met"}}},
    )
    decision = decided(rules, {"requested_loan": 30_000_000})
    assert listed(decision) == [("annual_sales", "eligible"), ("annual_sales", "ineligible")]
    assert [one.example["annual_sales"] for one in decision.deciding_sets] == [100_000_000, 0]
    assert asked(decision) == ["annual_sales"]


def test_the_facts_behind_a_derived_fact_that_is_given_are_not_asked_for():
    facts = {"ready": {"derive": {"all": [{"knows_market": {"is": True}}, {"knows_production": {"is": True}}]}}}
    rules = rule_set({"ready": {"require": {"ready": {"is": True}}}, "books": {"require": {"keeps_books": {"is": True}}}}, facts)
    assert set(asked(decided(rules, {}))) == {"knows_market", "knows_production", "keeps_books"}
    assert asked(decided(rules, {"ready": True})) == ["keeps_books"]


def test_preferences_and_notes_are_not_asked_for_but_count():
    rules = rule_set(
        {
            "market": {"require": {"knows_market": {"is": True}}},
            "selling": {"kind": "preference", "points": 5, "require": {"criterion": "market"}},
            "books": {"kind": "note", "require": {"keeps_books": {"is": True}}},
            "both": {"kind": "note", "require": {"all": [{"keeps_books": {"is": True}}, {"knows_market": {"is": True}}]}},
        }
    )
    questions = decided(rules, {}).questions
    assert [question.fact.name for question in questions] == ["knows_market"]
    assert questions[0].criteria == ("market", "selling", "both"), "in the order of the file"


def test_points_that_a_requirement_asks_for_are_asked_for():
    rules = rule_set(
        {
            "market": {"kind": "preference", "points": 5, "require": {"knows_market": {"is": True}}},
            "production": {"kind": "preference", "points": 3, "require": {"knows_production": {"is": True}}},
            "enough": {"require": {"total": {"at_least": 8}}},
        },
        {"total": {"points": ["market", "production"]}},
    )
    decision = decided(rules, {})
    assert listed(decision) == [("knows_market", "ineligible"), ("knows_production", "ineligible")]
    assert decision.questions[0].criteria == ("market", "enough")
    assert listed(decided(rules, {"knows_market": True})) == [("knows_production", "eligible"), ("knows_production", "ineligible")]


def test_what_is_settled_anyway_is_not_asked_for():
    rules = rule_set({"one": {"require": {"any": [{"knows_market": {"is": True}}, {"keeps_books": {"is": True}}]}},
        "two": {"applies_when": {"sector": {"is": "wood"}}, "require": {"knows_production": {"is": True}}}
    })  # fmt: skip
    assert asked(decided(rules, {"knows_market": True})) == ["sector", "knows_production"]
    assert asked(decided(rules, {"keeps_books": True, "sector": "wood"})) == ["knows_production"]


def test_a_programme_is_asked_through(tmp_path):
    below = rule_set({"market": {"require": {"knows_market": {"is": True}}}}).linked
    assert set(below.facts) == {"knows_market"}
    for name, criteria in (
        ("below", {"market": {"title": TITLE, "require": {"knows_market": {"is": True}}}}),
        ("above", {"first": {"title": TITLE, "require": {"programme": {"below": "eligible"}, "keeps_books": {"is": True}}}}),
    ):
        document = {"format": "naikkelas/1", "rule_set": name, "version": "1", "effective": {"from": "2015-01-01"}, "criteria": criteria}
        (tmp_path / f"{name}.yaml").write_text(json.dumps(document), encoding="utf-8")
    decision = decided(nk.load(tmp_path / "above.yaml"), {})
    assert listed(decision) == [("keeps_books", "ineligible"), ("knows_market", "ineligible")]
    assert [question.criteria for question in decision.questions] == [("first",), ("first",)]


def nested(inner, levels):
    """A condition that comes down to another one, so many levels below."""
    for level in range(levels):
        inner = {"not": {"any": [inner, yes("keeps_books")]}} if level % 2 else {"all": [inner, yes("knows_market")]}
    return inner


def written(folder, name, criteria, facts=None):
    document = {"format": "naikkelas/1", "rule_set": name, "version": "1", "effective": {"from": "2015-01-01"}, "criteria": criteria}
    (folder / f"{name}.yaml").write_text(json.dumps(document | ({"facts": facts} if facts else {})), encoding="utf-8")
    return folder / f"{name}.yaml"


#: Levels of one condition, and how many conditions ask for each other: together far more than Python can call in a row.
LEVELS, IN_A_ROW = 12, 40


def test_programmes_in_a_row_may_be_deep(tmp_path):
    path = written(tmp_path, "p0", {"c": {"require": nested(yes("knows_production"), LEVELS)}})
    for number in range(1, IN_A_ROW):
        asked_for = {"programme": {f"p{number - 1}": "eligible"}}
        path = written(tmp_path, f"p{number}", {"c": {"require": nested(asked_for, LEVELS)}})
    assert_deep(nk.load(path))


@pytest.mark.parametrize("count", [3, IN_A_ROW])
def test_criteria_in_a_row_may_be_deep(count):
    criteria = {"c0": {"kind": "note", "require": nested(yes("knows_production"), LEVELS)}}
    criteria |= {
        f"c{number}": {"kind": "note", "require": nested({"criterion": {f"c{number - 1}": "met"}}, LEVELS)} for number in range(1, count)
    }
    assert_deep(rule_set({**criteria, "last": {"require": {"criterion": {f"c{count - 1}": "met"}}}}))


def test_derived_facts_in_a_row_may_be_deep():
    facts = {"d0": {"derive": nested(yes("knows_production"), LEVELS)}}
    facts |= {f"d{number}": {"derive": nested(yes(f"d{number - 1}"), LEVELS)} for number in range(1, IN_A_ROW)}
    assert_deep(rule_set({"last": {"require": yes(f"d{IN_A_ROW - 1}")}}, facts))


def assert_deep(rules):
    """Whatever the rules come to: questions and deciding sets are told, and every example holds."""
    decision = decided(rules, {})
    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert decision.deciding_sets.complete
    assert decision.deciding_sets.sets
    assert set(asked(decision)) <= {"knows_market", "knows_production", "keeps_books"}
    for one in decision.deciding_sets:
        assert decided(rules, one.answers).outcome is one.outcome
    assert decision.explain()
    assert decision.to_json()


def test_one_search_serves_questions_and_deciding_sets(monkeypatch):
    runs = []
    run = Search.run
    monkeypatch.setattr(Search, "run", lambda self: runs.append(1) or run(self))
    decision = decided(nk.bundled("inopak-naik-kelas"), {})
    assert decision.questions
    assert decision.deciding_sets.sets
    assert decision.explain()
    assert decision.to_json()
    assert len(runs) == 1


# --- answers ----------------------------------------------------------------------------------------------------------


def test_never_is_an_answer():
    rules = rule_set({"halal": {"require": {"halal_expires_on": {"after": "2200-12-31"}}}})
    decision = decided(rules, {})
    assert listed(decision) == [("halal_expires_on", "eligible"), ("halal_expires_on", "ineligible")]
    assert decision.deciding_sets.sets[0].example["halal_expires_on"] > date(2200, 12, 31).toordinal()
    rules = rule_set({"halal": {"require": {"halal_expires_on": {"after": "9999-12-31"}}}})
    assert decided(rules, {}).deciding_sets.sets[0].example["halal_expires_on"] == NEVER


def test_a_text_that_nobody_named_has_the_shape_of_the_fact():
    rules = rule_set({"crisps": {"require": {"kbli": {"in": ["00000", "00001", "10794"]}}}})
    yes, no = decided(rules, {}).deciding_sets
    assert (yes.example["kbli"], no.example["kbli"]) == ("00000", "00002")


def test_sums_are_settled_by_as_few_facts_as_it_takes():
    months = {f"month_{i}": {"type": "money", "at_least": 0, "at_most": 30} for i in range(4)}
    rules = rule_set({"sales": {"require": {"quarter": {"at_least": 60}}}}, {**months, "quarter": {"sum": list(months)}})
    sets = decided(rules, {"month_3": 0}).deciding_sets
    assert [(len(one.facts), one.outcome.value) for one in sets] == [(1, "ineligible")] * 0 + [(2, "eligible"), (2, "ineligible")] * 3
    assert all(sum(one.example.values()) == (60 if one.outcome is Outcome.ELIGIBLE else 29) for one in sets)


def test_facts_that_pull_against_each_other():
    rules = rule_set(
        {
            "room": {"require": {"capacity": {"at_least": {"fact": "demand"}}}},
            "need": {"require": {"demand": {"more_than": {"fact": "capacity"}}}},
        },
        {"capacity": {"type": "money"}, "demand": {"type": "money"}},
    )
    decision = decided(rules, {})
    assert decision.deciding_sets.complete
    assert {one.outcome for one in decision.deciding_sets} == {Outcome.INELIGIBLE}


def test_points_of_a_fact_with_both_signs_are_said_to_be_incomplete():
    change = {"type": "integer", "at_least": -5, "at_most": 5}
    rules = rule_set(
        {
            "growth": {"kind": "preference", "points": {"fact": "change"}, "require": {"knows_market": {"is": True}}},
            "enough": {"require": {"total": {"at_least": 1}}},
        },
        {"change": change, "total": {"points": ["growth"]}},
    )
    decision = decided(rules, {})
    assert not decision.deciding_sets.complete
    assert all(len(one.facts) == 1 for one in decision.deciding_sets)
    assert listed(decision) == [("knows_market", "ineligible")]
    assert set(asked(decision)) == {"knows_market", "change"}


@pytest.mark.parametrize("asked", [{"at_least": 30}, {"known": True}])
def test_a_sum_with_a_long_table_is_said_to_be_incomplete(asked):
    rows = [{"when": {"machines": {"at_least": 60 - i}}, "then": i} for i in range(60)]
    facts = {
        "machines": {"type": "integer"},
        "shops": {"type": "integer"},
        "worth": {"type": "integer", "at_least": 0, "at_most": 60, "table": {"rows": rows, "otherwise": 60}},
        "total": {"sum": ["worth", "shops"]},
    }
    decision = decided(rule_set({"enough": {"require": {"total": asked}}}, facts), {})
    assert not decision.deciding_sets.complete
    assert all(one.facts == ("shops",) for one in decision.deciding_sets)
    assert {question.fact.name for question in decision.questions} == {"machines", "shops"}


# --- what it costs ----------------------------------------------------------------------------------------------------


def cost(rules, profile=None):
    """The deciding sets, and how often the engine was asked."""
    day = AS_OF.toordinal()
    plan = RowsEngine(rules.linked).plan(AS_OF, AS_OF)
    snapshot = rules.admit(profile or {})
    calls = []

    def full(exact, ranged):
        calls.append(1)
        return plan.full(exact, ranged)

    verdict = plan.full(snapshot.exact, snapshot.ranged)
    return Asker(rules.linked, Folded.at(rules.linked, day, day), snapshot, verdict, full).deciding_sets(), len(calls)


def test_only_what_the_engine_confirms_is_told():
    rules = nk.bundled("stipark-pra-inkubasi")
    plan, day = RowsEngine(rules.linked).plan(AS_OF, AS_OF), AS_OF.toordinal()
    nothing = plan.full({}, {})
    asker = Asker(rules.linked, Folded.at(rules.linked, day, day), Snapshot({}, {}), nothing, lambda exact, ranged: nothing)
    assert not asker.deciding_sets().sets
    assert not asker.deciding_sets().complete


def yes(name):
    return {name: {"is": True}}


def booleans(count):
    return {f"f{i:02}": {"type": "boolean"} for i in range(count)}


def all_of_thirty():
    return rule_set({f"c{i:02}": {"require": yes(f"f{i:02}")} for i in range(30)}, booleans(30))


def pairs_of_thirty():
    return rule_set({f"c{i:02}": {"require": {"any": [yes(f"f{i:02}"), yes(f"f{i + 15:02}")]}} for i in range(15)}, booleans(30))


def half_of_thirty():
    return rule_set({"c": {"require": {"some": {"at_least": 15, "of": [yes(name) for name in booleans(30)]}}}}, booleans(30))


def points_of_thirty():
    preferences = {f"p{i:02}": {"kind": "preference", "points": 10, "require": yes(f"f{i:02}")} for i in range(30)}
    total = {"total": {"points": list(preferences)}}
    return rule_set({**preferences, "c": {"require": {"total": {"at_least": 180}}}}, {**booleans(30), **total})


@pytest.mark.parametrize("name", ["inopak-naik-kelas", "stipark-pra-inkubasi"])
def test_the_bundled_rule_sets_cost_little(name):
    found, calls = cost(nk.bundled(name))
    assert found.complete
    assert calls <= 20


def test_thirty_requirements_cost_one_evaluation_each():
    found, calls = cost(all_of_thirty())
    assert found.complete
    assert len(found) == calls == 30


@pytest.mark.parametrize("make", [pairs_of_thirty, half_of_thirty, points_of_thirty])
def test_thirty_open_facts_cost_a_bounded_number_of_evaluations(make):
    found, calls = cost(make())
    assert not found.complete
    assert found.sets, "some sets are found even where all would be too many"
    assert calls <= MOST_EVALUATIONS + 3 * 200


def test_an_outcome_out_of_reach_of_the_search_is_sampled():
    found, _ = cost(half_of_thirty())
    assert all(len(one.facts) == 15 for one in found)
    assert Outcome.ELIGIBLE in {one.outcome for one in found}


def test_long_chains_and_tables_are_no_danger():
    chain = {"c000": {"require": yes("f00")}}
    for i in range(1, 300):
        before = {"criterion": f"c{i - 1:03}"}
        chain[f"c{i:03}"] = {"require": {"any": [before, yes("f01")]} if i % 2 else {"all": [before, yes("f02")]}}
    found, _ = cost(rule_set(chain, booleans(3)))
    assert {one.facts for one in found} == {("f00",), ("f02",)}
    rows = [{"when": {"machines": {"at_least": 400 - i}}, "then": i * 7 % 11} for i in range(400)]
    facts = {
        "machines": {"type": "integer"},
        "worth": {"type": "integer", "at_least": 0, "at_most": 11, "table": {"rows": rows, "otherwise": 3}},
    }
    found, _ = cost(rule_set({"worth": {"require": {"worth": {"at_least": 5}}}}, facts))
    assert [one.outcome for one in found] == [Outcome.ELIGIBLE, Outcome.INELIGIBLE]


def test_a_sum_with_very_many_terms_is_cut_short():
    facts = {f"n{i:03}": {"type": "integer", "at_least": 0, "at_most": 5} for i in range(300)}
    found, calls = cost(rule_set({"enough": {"require": {"total": {"at_least": 1000}}}}, {**facts, "total": {"sum": list(facts)}}))
    assert not found.complete
    assert calls <= MOST_EVALUATIONS + 3 * 200


def test_a_snapshot_without_anything_is_enough():
    rules = nk.bundled("inopak-naik-kelas")
    assert listed(rules.decide(Snapshot({}, {}), as_of=AS_OF)) == listed(rules.decide({}, as_of=AS_OF))
