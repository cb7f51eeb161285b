"""What is made ready for one table serves the next one that is alike, and no other."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from unittest.mock import patch

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.engines.frames import ready

TEXT = """
format: naikkelas/1
rule_set: stall
version: 1
parameters:
  most: {type: integer, values: {2026-01-01: 19, 2027-01-01: 29}}
criteria:
  permit: {require: {pirt_status: {is: held}, pirt_expires_on: {on_or_after: $as_of}}}
  small: {require: {workers: {at_most: $most}}}
effective: {from: 2026-01-01}
"""
RULES = nk.loads(TEXT)
DAYS = st.sampled_from([date(2026, 6, 1), date(2027, 6, 1)])
CELLS = {
    "pirt_status": ["held", "none", "Held", None],
    "pirt_expires_on": [date(2026, 9, 1), date(2028, 1, 1), None],
    "workers": [5, 25, 2000000, None],
}
ROWS = st.lists(st.fixed_dictionaries({}, optional={name: st.sampled_from(pool) for name, pool in CELLS.items()}), max_size=4)
ASSUMED = st.sampled_from([None, {"nib_status": "held"}, {"workers": 1}, {"workers": 25}])
CALLS = st.tuples(ROWS, DAYS, st.none() | DAYS, st.sampled_from(["nk_", "x_"]), ASSUMED)


def decided(rules, rows, as_of, rules_as_of, prefix, assume):
    """The rows, decided, or the problems of the call."""
    try:
        return rules.decide_frame(rows, as_of=as_of, rules_as_of=rules_as_of, prefix=prefix, assume=assume, allow_missing=True)
    except nk.EvaluationError as error:
        return [(each.code, each.place) for each in error.problems]


@settings(max_examples=60, deadline=None)
@given(st.lists(CALLS, min_size=2, max_size=5))
def test_no_call_changes_what_a_later_one_decides(calls):
    for call in calls:
        assert decided(RULES, *call) == decided(nk.loads(TEXT), *call)


def test_a_table_that_is_alike_is_not_made_ready_again():
    rules, rows = nk.loads(TEXT), [{"workers": 5}, {"workers": 25}]
    call = {"allow_missing": True, "rules_as_of": date(2026, 6, 1)}
    with patch.object(ready, "verdict", wraps=ready.verdict) as made:
        for day, of in ((1, rows), (1, rows * 3), (2, rows), (1, rows[::-1]), (2, [{"workers": None}, *rows])):
            rules.decide_frame(of, as_of=date(2026, 6, day), **call)
    assert made.call_count == 3  # two days, and a column with a gap


def test_columns_with_other_categories_are_other_tables():
    for named in (["held", "none"], ["none", "held"], ["lapsed", "held", "unheard of"]):
        frame = pl.DataFrame({"pirt_status": pl.Series(named, dtype=pl.Enum(named))})
        made = RULES.decide_frame(frame, as_of=date(2026, 6, 1), allow_missing=True)
        assert made["nk_permit"].to_list() == [{"held": "unknown", "unheard of": None}.get(each, "not_met") for each in named]


def test_threads_share_what_is_ready_and_another_process_makes_it_again():
    rows = [{"workers": number, "pirt_status": "none"} for number in range(40)]
    before = RULES.decide_frame(rows, as_of=date(2026, 6, 1), allow_missing=True)
    assert [row["nk_small"] for row in before] == ["met"] * 20 + ["not_met"] * 20
    again = pickle.loads(pickle.dumps(RULES))  # noqa: S301 - our own
    for rules in (RULES, again):
        with ThreadPoolExecutor(4) as threads:
            every = list(threads.map(lambda _, rules=rules: rules.decide_frame(rows, as_of=date(2026, 6, 1), allow_missing=True), range(8)))
        assert every == [before] * 8
