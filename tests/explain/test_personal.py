"""What a personal fact is never leaves with an explanation, nor what would tell it to somebody who reads one."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naikkelas as nk

DAY = date(2026, 11, 1)
CHOICES = nk.FACTS["credit_quality"].type.choices

HEAD = """\
format: naikkelas/1
rule_set: private
version: 1
effective: {from: 2020-01-01}
parameters: {oldest: {type: money, values: {2020-01-01: 5000}}}
facts:
  debt: {title: {id: utang, en: debt}, type: money, personal: true}
  in_court: {title: {id: berperkara, en: in court}, type: boolean, personal: true}
  born_on: {title: {id: tanggal lahir, en: date of birth}, type: date, personal: true}
  risk:
    title: {id: risiko, en: risk}
    type: choice
    of: [low, middle, high]
    table:
      rows:
        - {when: {credit_quality: {is: current}}, then: low}
        - {when: {workers: {at_least: 5}}, then: middle}
      otherwise: high
  age: {title: {id: umur, en: age}, type: integer, months_since: born_on}
"""


def decided(profile, *requires):
    criteria = "".join(f"  c{number}: {{title: 'Asked {number}', require: {require}}}\n" for number, require in enumerate(requires))
    return nk.loads(HEAD + "criteria:\n" + criteria).decide(profile, as_of=DAY)


def everything_told(decision):
    """Every form of an explanation, without what names the rule set."""
    formats = [decision.explain(lang, shape) for lang in ("id", "en") for shape in ("text", "markdown", "html")]
    data = [decision.to_dict(lang) | {"hash": ""} for lang in (None, "id", "en")]
    return [*formats, *data]


def lines_of(decision, lang):
    return [line.strip() for line in decision.explain(lang).splitlines() if "data pribadi" in line or "personal data" in line]


def test_what_is_asked_of_a_personal_value_is_not_told_with_the_answer():
    decision = decided({"credit_quality": "loss"}, "{credit_quality: {is_not: loss}}")
    assert lines_of(decision, "id") == ["✗ Kolektibilitas kredit: data pribadi, tidak ditampilkan; tidak memenuhi yang diminta"]
    assert lines_of(decision, "en") == ["✗ Credit quality: personal data, not shown; does not meet what is asked"]
    assert "loss" not in "".join(map(str, everything_told(decision)))
    assert "macet" not in "".join(map(str, everything_told(decision))).lower()


def test_what_is_asked_of_a_personal_value_that_nobody_knows_is_told():
    decision = decided({}, "{credit_quality: {is_not: loss}}")
    assert "not known yet; required: not" in decision.explain("en")
    (reason,) = decision.to_dict()["criteria"]["c0"]["because"]
    assert (reason["wanted"], reason["hidden"]) == (["loss"], True)


@pytest.mark.parametrize(
    ("profile", "met", "also_met"),
    [
        ({"credit_quality": "current"}, "{credit_quality: {is: current}}", "{credit_quality: {is: current}}"),
        ({"credit_quality": "loss"}, "{not: {credit_quality: {is: current}}}", "{not: {credit_quality: {is: doubtful}}}"),
        ({"credit_quality": "loss"}, "{credit_quality: {in: [loss, current]}}", "{credit_quality: {in: [loss, doubtful]}}"),
        ({"debt": 70}, "{debt: {at_most: 71}}", "{debt: {at_most: 99}}"),
        ({"debt": 70}, "{debt: {at_most: $oldest}}", "{debt: {at_most: 5000}}"),
        ({"debt": 70}, "{debt: {between: {from: 70, to: 70}}}", "{debt: {between: {from: 1, to: 100}}}"),
        ({"debt": {"at_least": 5, "at_most": 7}}, "{debt: {less_than: 8}}", "{debt: {less_than: 10}}"),
        ({"born_on": "2000-01-01"}, "{born_on: {at_least_ago: {years: 17}}}", "{born_on: {at_least_ago: {months: 1}}}"),
        ({"born_on": "2000-01-01"}, "{age: {at_least: 204}}", "{age: {at_least: 9}}"),
        ({"debt": 70, "capital": 5}, "{capital: {at_most: {fact: debt}}}", "{capital: {at_most: {fact: debt}}}"),
    ],
)
def test_an_explanation_does_not_depend_on_what_a_personal_value_is_compared_with(profile, met, also_met):
    one, other = decided(profile, met), decided(profile, also_met)
    assert one.criteria["c0"].status is nk.Status.MET
    assert everything_told(one) == everything_told(other)


def test_who_is_asked_to_compare_two_facts_hears_neither_value():
    for require in ("{capital: {more_than: {fact: debt}}}", "{debt: {less_than: {fact: capital}}}"):
        decision = decided({"debt": 70, "capital": 71}, require)
        (reason,) = decision.to_dict("en")["criteria"]["c0"]["because"]
        assert (reason["hidden"], reason["wanted"], reason["limits"], "value" in reason) == (True, [], None, False)
        assert reason["sentence"].endswith("personal data, not shown; meets what is asked")
        assert not any(value in str(everything_told(decision)) for value in ("Rp71", "Rp70", "'70'", "'71'"))


def test_a_value_that_is_known_and_waits_for_another_is_not_called_unknown():
    decision = decided({"debt": 70}, "{debt: {less_than: {fact: capital}}}")
    assert "Debt compared with business capital: personal data, not shown; not certain to meet what is asked" in decision.explain("en")


def test_candidates_that_follow_from_a_personal_value_are_not_told():
    known, unknown = ({"credit_quality": quality} for quality in ("loss", "current"))
    asked = decided(known, "{risk: {is: low}}", "{risk: {in: [low, middle]}}")
    assert asked.criteria["c1"].status is nk.Status.UNKNOWN
    assert not asked.criteria["c1"].because[0].candidates
    assert decided(unknown, "{risk: {is: low}}").criteria["c0"].status is nk.Status.MET
    assert all(word not in str(everything_told(asked)) for word in ("high", "tinggi", "one_of"))


REQUIRES = [
    "{credit_quality: {is_not: loss}}",
    "{credit_quality: {in: [current, special_mention]}}",
    "{any: [{credit_quality: {is: doubtful}}, {risk: {is: low}}]}",
    "{in_court: {is: false}}",
    "{not: {debt: {between: {from: 10, to: 20}}}}",
    "{capital: {at_least: {fact: debt}}}",
    "{age: {between: {from: 200, to: 500}}}",
    "{born_on: {before: $as_of}}",
]
PEOPLE = st.fixed_dictionaries(
    {"capital": st.sampled_from([5, 15])},
    optional={
        "credit_quality": st.sampled_from(CHOICES),
        "in_court": st.booleans(),
        "debt": st.sampled_from([0, 9, 12, 14, 30]),
        "born_on": st.sampled_from(["1970-02-02", "1990-05-05", "2010-10-10"]),
    },
)


RULES = nk.loads(HEAD + "criteria:\n" + "".join(f"  c{n}: {{require: {text}}}\n" for n, text in enumerate(REQUIRES)))


@pytest.mark.no_cover
@settings(max_examples=40, deadline=None)
@given(st.lists(PEOPLE, min_size=5, max_size=5))
def test_people_who_are_judged_alike_are_explained_alike(people):
    decisions = [RULES.decide(person, as_of=DAY) for person in people]
    for (one, first), (other, second) in combinations(zip(people, decisions, strict=True), 2):
        same_keys = one.keys() == other.keys() and one["capital"] == other["capital"]
        if same_keys and first.masks == second.masks and first.statuses == second.statuses:
            assert everything_told(first) == everything_told(second)
