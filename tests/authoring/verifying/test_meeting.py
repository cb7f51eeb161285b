"""Changes to a date that meets the as-of date: told apart on the days about that date only."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra verify is not installed")

import naikkelas as nk
from naikkelas.authoring.testing.mutants import mutants_of
from naikkelas.authoring.verifying import is_equal
from naikkelas.authoring.verifying.equal import equal_days
from naikkelas.rules import RuleSet

HEAD = "format: naikkelas/1\nrule_set: stall\nversion: 1\n"
FROM = "effective: {from: 2026-01-01}\n"
LATE = "effective: {from: 2020-11-05}\n"
BOOKS = "  books: {require: {keeps_books: {is: true}}}\n"
PARAMETER = f"{HEAD}{FROM}parameters: {{end: {{type: date, values: {{2026-01-01: 2026-06-30}}}}}}\ncriteria:\n{BOOKS}  a: {{require: {{$end: {{on_or_after: $as_of}}}}}}\n"
YEARLY = f"{HEAD}{FROM}facts: {{end: {{every_year: 03-31}}}}\ncriteria:\n{BOOKS}  a: {{require: {{end: {{on_or_after: $as_of}}}}}}\n"
BETWEEN = f"{HEAD}{LATE}criteria:\n{BOOKS}  a: {{require: {{operating_since: {{between: {{from: 2025-01-01, to: $as_of}}}}}}}}\n"
TABLE = (
    f"{HEAD}facts:\n  end: {{type: date, table: {{rows: [{{when: {{keeps_books: {{is: true}}}}, then: 2026-06-30}}], otherwise: 2031-02-01}}}}\n"
    "criteria: {a: {require: {end: {before: $as_of}}}}\n"
)
MONTHS = f"{HEAD}{LATE}facts: {{age: {{months_since: operating_since}}}}\ncriteria: {{a: {{require: {{all: [{{age: {{at_least: 6}}}}, {{operating_since: {{after: 2024-08-31}}}}]}}}}}}\n"
AGO = f"{HEAD}criteria: {{a: {{require: {{all: [{{operating_since: {{at_least_ago: {{days: 30}}}}}}, {{operating_since: {{after: 2031-08-31}}}}]}}}}}}\n"
AHEAD = f"{HEAD}criteria: {{a: {{require: {{any: [{{halal_expires_on: {{at_least_ahead: {{months: 2}}}}}}, {{halal_expires_on: {{before: 2031-08-31}}}}]}}}}}}\n"
PAIR = f"{HEAD}facts: {{end: {{every_year: 03-31}}}}\ncriteria: {{a: {{require: {{all: [{{operating_since: {{after: {{fact: end}}}}}}, {{operating_since: {{on_or_before: $as_of}}}}]}}}}}}\n{FROM}"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (PARAMETER, "2026-06-30", "2026-07-01"),
        (PARAMETER, "2026-06-30", "2026-06-29"),
        (PARAMETER, "on_or_after", "after"),
        (YEARLY, "03-31", "04-01"),
        (YEARLY, "03-31", "03-30"),
        (YEARLY, "on_or_after", "after"),
        (BETWEEN, "from: 2025-01-01", "from: 2025-01-02"),
        (BETWEEN, "from: 2025-01-01", "from: 2024-12-31"),
        (TABLE, "2026-06-30", "2026-06-29"),
        (TABLE, "2031-02-01", "2031-02-02"),
        (TABLE, "before:", "on_or_before:"),
        (MONTHS, "2024-08-31", "2024-08-30"),
        (AGO, "after", "on_or_after"),
        (AHEAD, "2031-08-31", "2031-09-01"),
        (PAIR, "03-31", "03-30"),
    ],
)
def test_a_change_that_shows_on_a_few_days_only_is_not_equal(text, before, after):
    assert before in text
    assert not is_equal(nk.loads(text), nk.loads(text.replace(before, after)), seconds=60)


@pytest.mark.parametrize("text", [PARAMETER, YEARLY, BETWEEN, TABLE, MONTHS, AGO, AHEAD, PAIR])
def test_what_is_said_twice_is_equal(text):
    assert is_equal(nk.loads(text), nk.loads(text.replace("version: 1", "version: 2")), seconds=60)


def test_a_date_that_nothing_moves_to_asks_for_no_more_days():
    text = f"{HEAD}{FROM}criteria: {{a: {{require: {{operating_since: {{after: 2026-06-30}}}}}}}}\n"
    assert equal_days(nk.loads(text).linked) == equal_days(nk.loads(f"{HEAD}{FROM}criteria:\n{BOOKS}").linked)


def test_months_and_days_of_one_length_are_told_apart_where_a_month_is_longer():
    text = f"{HEAD}{FROM}criteria: {{a: {{require: {{operating_since: {{at_least_ago: {{months: 1}}}}}}}}}}\n"
    assert not is_equal(nk.loads(text), nk.loads(text.replace("months: 1", "days: 31")), seconds=60)


# --- against looking on every day ------------------------------------------------------------------------------------

FIRST = date(2026, 1, 1)
NEAR = st.integers(-3, 40).map(lambda days: (FIRST + timedelta(days)).isoformat())
OPS = st.sampled_from(["before", "after", "on_or_before", "on_or_after"])
LEAVES = st.one_of(
    st.builds(lambda op, day: f"{{operating_since: {{{op}: {day}}}}}", OPS, NEAR),
    st.builds(lambda op: f"{{operating_since: {{{op}: $as_of}}}}", OPS),
    st.builds(lambda op, days: f"{{operating_since: {{{op}: {{days: {days}}}}}}}", st.sampled_from(["at_least_ago", "less_than_ago"]), st.integers(1, 20)),
    st.builds(lambda op: f"{{$end: {{{op}: $as_of}}}}", OPS),
    st.builds(lambda op: f"{{yearly: {{{op}: $as_of}}}}", OPS),
    st.builds(lambda op: f"{{operating_since: {{{op}: {{fact: yearly}}}}}}", OPS),
    st.builds(lambda day: f"{{operating_since: {{between: {{from: {day}, to: $as_of}}}}}}", NEAR),
)  # fmt: skip
LISTS = st.lists(LEAVES, min_size=1, max_size=3).map(", ".join)


def made(how, conditions, end, yearly):
    head = f"{HEAD}effective: {{from: {FIRST}, until: {FIRST + timedelta(35)}}}\nparameters: {{end: {{type: date, values: {{{FIRST}: {end}}}}}}}\n"
    used = "b: {kind: note, require: {all: [{$end: {before: 2027-01-01}}, {yearly: {before: 2030-01-01}}]}}"
    return f"{head}facts: {{yearly: {{every_year: {yearly}}}}}\ncriteria: {{a: {{require: {{{how}: [{conditions}]}}}}, {used}}}\n"


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.builds(made, st.sampled_from(["all", "any"]), LISTS, NEAR, st.sampled_from(["01-01", "01-15", "02-05"])), st.integers(0, 10**6))
def test_what_is_proved_equal_is_equal_on_every_day(text, which):
    rules = nk.loads(text)
    mutants = [each for each in mutants_of(rules.linked) if each.linked.effective == rules.linked.effective]
    changed = RuleSet(mutants[which % len(mutants)].linked)
    days = [FIRST + timedelta(at) for at in range(36)]
    alike = all(
        rules.decide({"operating_since": since}, as_of=day).outcome is changed.decide({"operating_since": since}, as_of=day).outcome
        for day in days
        for since in (FIRST + timedelta(at) for at in range(-24, 42, 1))
        if since <= day
    )
    assert alike or not is_equal(rules, changed, seconds=20)
