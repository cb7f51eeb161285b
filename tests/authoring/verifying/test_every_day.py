"""What is proved equal is equal on every day of a rule set's life, however rare the days on which a change shows."""

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra verify is not installed")

import naikkelas as nk
from naikkelas.authoring.testing.mutants import mutants_of
from naikkelas.authoring.verifying import is_equal
from naikkelas.authoring.verifying.equal import equal_days
from naikkelas.authoring.verifying.prover import Budget
from naikkelas.calendar import add_months
from naikkelas.rules import RuleSet

HEAD = "format: naikkelas/1\nrule_set: stall\nversion: 1\n"
FROM = "effective: {from: 2026-01-01}\n"
BOOKS = "  books: {require: {keeps_books: {is: true}}}\n"
ALL = "{all: [{operating_since: {at_least_ago: {months: 12}}}, {operating_since: {at_least_ago: {days: 365}}}]}"
LEAP = f"{HEAD}effective: {{from: 2025-03-01}}\ncriteria: {{c: {{require: {ALL}}}}}\n"
CENTURY = LEAP.replace("{months: 12}", "{years: 8}").replace("{days: 365}", "{days: 2922}")
BOUNDS = f"{HEAD}{FROM}facts: {{due: {{type: date, at_least: 2030-01-01, at_most: 2040-12-31}}}}\ncriteria: {{c: {{require: {{due: {{at_least_ago: {{months: 12}}}}}}}}}}\n"
UPPER = f"{HEAD}{FROM}facts: {{due: {{type: date, at_most: 2026-02-10}}}}\ncriteria: {{c: {{require: {{due: {{at_least_ahead: {{days: 30}}}}}}}}}}\n"
YEARLY = (
    f"{HEAD}{FROM}facts: {{deadline: {{every_year: 03-31}}}}\n"
    "criteria: {c: {require: {any: [{operating_since: {on_or_before: 2032-05-01}}, {operating_since: {before: {fact: deadline}}}]}}}\n"
)
KNOWN = UPPER.replace("{due: {at_least_ahead: {days: 30}}}", "{all: [{due: {known: true}}, {due: {at_least_ahead: {days: 30}}}]}")
MONTHS = (
    f"{HEAD}{FROM}facts:\n  opened: {{type: date, table: {{rows: [{{when: {{keeps_books: {{is: true}}}}, then: 2025-01-15}}], otherwise: 2025-06-15}}}}\n"
    f"  age: {{months_since: opened}}\ncriteria:\n{BOOKS}outputs: [age]\n"
)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (LEAP, "all:", "any:"),
        (LEAP, "months: 12", "months: 11"),
        (CENTURY, "all:", "any:"),
        (BOUNDS, "months: 12", "months: 11"),
        (BOUNDS, "months: 12", "months: 13"),
        (BOUNDS, "at_least_ago", "less_than_ago"),
        (UPPER, "days: 30", "days: 31"),
        (KNOWN, "days: 30", "days: 31"),
        (KNOWN, "all:", "any:"),
        (YEARLY, "before: {fact", "on_or_before: {fact"),
        (YEARLY, "03-31", "04-01"),
        (MONTHS, "2025-01-15", "2025-02-15"),
    ],
)
def test_a_change_that_shows_on_rare_days_or_in_what_is_shown_is_not_equal(text, before, after):
    assert before in text
    assert not is_equal(nk.loads(text), nk.loads(text.replace(before, after)), seconds=60)


@pytest.mark.parametrize("text", [LEAP, CENTURY, BOUNDS, UPPER, KNOWN, YEARLY, MONTHS])
def test_what_is_said_twice_is_equal(text):
    assert is_equal(nk.loads(text), nk.loads(text.replace("version: 1", "version: 2")), seconds=60)


def test_a_term_that_another_implies_on_every_day_is_needless():
    text = LEAP.replace("{days: 365}", "{days: 360}")
    assert is_equal(nk.loads(text), nk.loads(text.replace("{days: 360}", "{days: 361}")), seconds=60)


# --- programmes with lives of their own ------------------------------------------------------------------------------


def nested(folder, most, life="{from: 2026-06-01, until: 2026-06-30}"):
    """A rule set that asks a programme with a shorter life."""
    (folder / "inner.yaml").write_text(
        f"{HEAD.replace('stall', 'inner')}effective: {life}\ncriteria: {{p: {{require: {{workers: {{at_least: 3}}}}}}}}\n"
    )
    outer = (
        f"{HEAD}{FROM}criteria:\n  p: {{require: {{programme: {{inner: eligible}}}}}}\n  q: {{require: {{workers: {{at_most: {most}}}}}}}\n"
    )
    (folder / f"outer{most}.yaml").write_text(outer)
    return nk.load(folder / f"outer{most}.yaml")


def test_a_programme_that_lives_shorter_is_asked_in_its_life(tmp_path):
    assert not is_equal(nested(tmp_path, 9), nested(tmp_path, 10), seconds=60)
    assert is_equal(nested(tmp_path, 9), nested(tmp_path, 9), seconds=60)


def test_where_nobody_is_ever_decided_nothing_is_claimed(tmp_path):
    never = "{from: 2020-06-01, until: 2020-06-30}"
    assert not is_equal(nested(tmp_path, 9, never), nested(tmp_path, 9, never), seconds=60)


# --- within the time -------------------------------------------------------------------------------------------------


def test_looking_for_days_counts_as_time_too():
    rules = nk.loads(CENTURY)
    assert equal_days(rules.linked, budget=Budget(0)) is None
    assert equal_days(rules.linked, budget=Budget(60)) == equal_days(rules.linked)
    assert not is_equal(rules, rules, seconds=0)


# --- against looking on every day that a change may show -------------------------------------------------------------

FIRST = date(2026, 1, 1)
LENGTHS = st.sampled_from([{"months": 12}, {"days": 365}, {"days": 366}, {"months": 1}, {"days": 31}, {"days": 30}, {"months": 13}])
OPS = st.sampled_from(["before", "after", "on_or_before", "on_or_after"])
DATES = st.sampled_from(["2026-02-28", "2027-03-01", "2028-02-29", "2030-01-01", "2031-12-31"])
FACTS = st.sampled_from(["operating_since", "due", "opened"])
LEAVES = st.one_of(
    st.builds(lambda op: {"operating_since": {op: "$length"}}, st.sampled_from(["at_least_ago", "less_than_ago"])),
    st.builds(
        lambda fact, op, length: {fact: {op: length}}, FACTS, st.sampled_from(["at_least_ago", "less_than_ago", "at_least_ahead"]), LENGTHS
    ),
    st.builds(lambda fact, op, day: {fact: {op: day}}, FACTS, OPS, DATES),
    st.builds(lambda fact, op: {fact: {op: "$as_of"}}, FACTS, OPS),
    st.builds(lambda fact, op: {fact: {op: {"fact": "yearly"}}}, FACTS, OPS),
    st.builds(lambda op: {"due": {op: {"fact": "operating_since"}}}, OPS),
    st.builds(lambda op, count: {"age": {op: count}}, st.sampled_from(["at_least", "less_than"]), st.sampled_from([0, 1, 12, 13])),
    st.just({"keeps_books": {"is": True}}),
)


@st.composite
def documents(draw, name="stall"):
    """Dates with bounds, derived ones, of every year and in months, in all lengths of life."""
    conditions = st.builds(lambda how, items: {how: items}, st.sampled_from(["all", "any"]), st.lists(LEAVES, min_size=1, max_size=3))
    life = {"from": draw(st.sampled_from(["2025-03-01", "2026-01-01", "2028-02-29"]))}
    life |= draw(st.sampled_from([{}, {}, {"until": "2028-03-31"}]))
    table = {"rows": [{"when": {"keeps_books": {"is": True}}, "then": draw(DATES)}], "otherwise": draw(DATES)}
    facts = {
        "due": {"type": "date", **draw(st.sampled_from([{}, {"at_least": "2030-01-01"}, {"at_most": "2027-06-30"}]))},
        "opened": {"type": "date", "table": table},
        "yearly": {"every_year": draw(st.sampled_from(["01-01", "02-28", "03-01", "12-31"]))},
        "age": {"months_since": draw(st.sampled_from(["operating_since", "opened"]))},
    }
    used = [{"yearly": {"before": "2100-01-01"}}, {"age": {"at_least": 0}}, {"opened": {"before": "$as_of"}}, {"due": {"before": "$as_of"}}]
    criteria = {"k": {"require": draw(conditions)}, "used": {"kind": "note", "require": {"any": used}}}
    if draw(st.booleans()):
        criteria["liked"] = {"kind": "preference", "points": 2, "require": draw(conditions)}
    values = {life["from"]: draw(LENGTHS)} | draw(st.sampled_from([{}, {"2028-03-01": {"months": 2}}]))
    criteria["used"]["require"]["any"].append({"operating_since": {"at_least_ago": "$length"}})
    head = {"format": "naikkelas/1", "rule_set": name, "version": "1", "effective": life, "facts": facts}
    head["parameters"] = {"length": {"type": "duration", "values": values}}
    return {**head, "criteria": criteria} | draw(
        st.sampled_from([{}, {"outputs": ["age"]}, {"outputs": ["opened"]}, {"outputs": ["yearly"]}])
    )


def load(document):
    try:
        return nk.loads(json.dumps(document))
    except nk.RuleSetError:
        return None


def told(rules, profile, day):
    """All that a decision says, or that there is none."""
    try:
        decision = rules.decide(profile, as_of=day)
    except nk.EvaluationError:
        return None
    facts = {name: (output.plain, tuple(output.candidates)) for name, output in decision.facts.items()}
    return decision.outcome, dict(decision.statuses), decision.points, facts


def near(day):
    """Dates that a profile may have to show what a rule says on a day."""
    number = day.toordinal()
    ends = [number, *(number + step * days for step in (-1, 1) for days in (30, 31, 365, 366))]
    ends += [add_months(number, step * months) for step in (-1, 1) for months in (1, 2, 12, 13, 14)]
    fixed = ["2026-02-28", "2027-03-01", "2027-06-30", "2028-02-29", "2030-01-01", "2031-12-31"]
    ends += [date.fromisoformat(each).toordinal() for each in fixed]
    ends += [date(day.year, month, at).toordinal() for month, at in ((1, 1), (2, 28), (3, 1), (12, 31))]
    return sorted({end + away for end in ends for away in (-1, 0, 1)})


def apart(one, two, which, days=8, profiles=14):
    """A day and a profile that are told otherwise, of a sample that follows from a number."""
    every = [FIRST + timedelta(at) for at in range(-310, 800)] + [date(2030, 1, 1) + timedelta(at) for at in range(900)]
    every += [date(year, month, at) for year in (2035, 2036, 2099, 2100, 2101) for month in (1, 2, 3, 12) for at in (1, 2, 27, 28)]
    for step in range(days):
        day = every[(which * 31 + step * 7919) % len(every)]
        for number in range(profiles):
            profile = some_profile(day, which * 104729 + step * 1299709 + number * 15485863)
            try:
                if told(one, profile, day) != told(two, profile, day):
                    return day, profile
            except nk.ProfileError:  # outside the bounds of a fact
                continue
    return None


def some_profile(day, number):
    """A profile from a number: dates near the day, of which each may be missing or a range."""
    ends = near(day)
    profile = {}
    for name in ("operating_since", "due"):
        number, first = divmod(number, len(ends))
        number, second = divmod(number, len(ends))
        low, high = sorted((first, second))
        value = date.fromordinal(ends[first]).isoformat()
        span = {"at_least": date.fromordinal(ends[low]).isoformat(), "at_most": date.fromordinal(ends[high]).isoformat()}
        profile |= ({name: value}, {name: value}, {name: span}, {})[number % 4]
        number = number * 48271 % 2147483647
    return profile | ({"keeps_books": True}, {"keeps_books": False}, {})[number % 3]


def pick(rules, which):
    mutants = list(mutants_of(rules.linked))
    return RuleSet(mutants[which % len(mutants)].linked)


def none_notices(rules, which):
    changed = pick(rules, which)
    if is_equal(rules, changed, seconds=10):
        event("equal")
        assert apart(rules, changed, which) is None


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(documents(), st.integers(0, 10**6))
def test_of_changes_to_dates_that_are_proved_equal_nobody_notices_anything(document, which):
    rules = load(document)
    assume(rules is not None)
    none_notices(rules, which)


LIVES = [
    {"from": "2025-03-01"},
    {"from": "2026-01-01"},
    {"from": "2026-06-01", "until": "2026-06-30"},
    {"from": "2027-02-27", "until": "2028-02-29"},
]


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(documents("inner"), st.sampled_from(LIVES), st.lists(LEAVES, max_size=1), st.sampled_from(["all", "any"]), st.integers(0, 10**6))
def test_nor_of_what_asks_a_programme_with_a_life_of_its_own(inner, life, items, how, which):
    inner = {**inner, "effective": life, "parameters": {"length": {"type": "duration", "values": {life["from"]: {"months": 2}}}}}
    reads = [
        {"operating_since": {"at_least_ago": {"months": 1}}},
        *(each for each in items if set(each) <= {"operating_since", "keeps_books"}),
    ]
    asked = {how: [{"programme": {"inner": "eligible"}}, {"all": reads}]}
    assume("$length" not in json.dumps(reads) and "yearly" not in json.dumps(reads))
    outer = {
        "format": "naikkelas/1",
        "rule_set": "outer",
        "version": "1",
        "effective": {"from": "2026-01-01"},
        "criteria": {"k": {"require": asked}},
    }
    with TemporaryDirectory() as folder:
        for made in (inner, outer):
            Path(folder, f"{made['rule_set']}.yaml").write_text(json.dumps(made))
        try:
            rules = nk.load(Path(folder, "outer.yaml"))
        except nk.RuleSetError:
            rules = None
    assume(rules is not None)
    none_notices(rules, which)
