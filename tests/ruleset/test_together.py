"""The ends of a ``between`` that parameters hold."""

from datetime import date

import pytest

import naikkelas as nk

SHARE = """\
format: naikkelas/1
rule_set: tried
version: 1
effective: {from: 2020-01-01}
parameters:
  least: {type: number, decimals: 2, values: {2020-01-01: 0.3, 2022-01-01: 0.5}}
  most: {type: number, decimals: 1, values: {2020-01-01: 0.7}}
facts:
  share: {ratio: {of: workers_men, to: workers, when_zero: not_met}}
criteria:
  asked: {require: {share: {between: {from: $least, to: $most}}}}
"""


def test_the_owner_of_a_programme_cannot_turn_the_ends_round():
    rules = nk.loads(SHARE)
    with pytest.raises(nk.RuleSetError, match=r"NK301 'share between 0\.80 \(\$least\), 0\.7 \(\$most\)' in criterion 'asked'"):
        rules.with_parameters(least="0.8")
    assert rules.with_parameters(least="0.8", most="0.8").decide({}, as_of=date(2026, 1, 1)).outcome is nk.Outcome.NEEDS_INFORMATION


def test_the_ends_are_looked_at_on_every_date():
    with pytest.raises(nk.RuleSetError, match="NK301"):
        nk.loads(SHARE.replace("2022-01-01: 0.5", "2022-01-01: 0.71"))


def test_each_is_told_once_where_it_stands():
    text = SHARE.replace("0.3, 2022-01-01: 0.5", "0.8, 2022-01-01: 0.9")
    text += "  guarded: {applies_when: {share: {between: {from: 0.1, to: $most}}}, require: {share: {between: {from: $least, to: 0.2}}}}\n"
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(text)
    assert [(p.code, p.place.line) for p in refused.value.problems if p.is_error] == [("NK301", 11), ("NK301", 12)]


def test_a_date_that_passes_the_other_end_only_makes_it_not_met():
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {from: 2020-01-01}\n"
        "parameters: {closed: {type: date, values: {2020-01-01: 2025-12-31}}}\n"
        "criteria: {asked: {require: {operating_since: {between: {from: $as_of, to: $closed}}}}}\n"
    )
    assert rules.decide({}, as_of=date(2025, 12, 31)).criteria["asked"].status is nk.Status.UNKNOWN
    assert rules.decide({}, as_of=date(2026, 1, 1)).criteria["asked"].status is nk.Status.NOT_MET


def test_months_are_no_exception():
    text = SHARE.replace("share: {ratio: {of: workers_men, to: workers, when_zero: not_met}}", "share: {months_since: operating_since}")
    text = text.replace("type: number, decimals: 2", "type: integer").replace("type: number, decimals: 1", "type: integer")
    text = text.replace("0.3", "3").replace("0.5", "9").replace("0.7", "7")
    with pytest.raises(nk.RuleSetError, match=r"NK301 'share between 9 \(\$least\), 7 \(\$most\)'"):
        nk.loads(text)
    assert nk.loads(text.replace(": 9", ": 5")).decide({}, as_of=date(2026, 1, 1)).outcome is nk.Outcome.NEEDS_INFORMATION
