"""Scorecards with unknowns as formulas: of every profile of a few facts they say what the engine says."""

from datetime import date
from itertools import product

import pytest

pytest.importorskip("z3", reason="the extra verify is not installed")

import naikkelas as nk
from tests.engines.proof.settling import Settled, expected

DAY = date(2026, 11, 1)

RULES = """\
format: naikkelas/1
rule_set: card
version: 1
facts:
  a: {{type: boolean}}
  b: {{type: boolean}}
  c: {{type: boolean}}
  score:
    scorecard:
      scale: 10
      when_empty: {when_empty}
      groups:
        one: {{weight: 2, indicators: [{{require: {{a: {{is: true}}}}, applies_when: {{b: {{is: true}}}}, weight: 3}}, {{criterion: said}}]}}
        two: {{indicators: [{{require: {{c: {{is: true}}}}, applies_when: {{a: {{is: false}}}}}}{always}]}}
criteria:
  said: {{kind: note, applies_when: {{c: {{is: false}}}}, require: {{b: {{is: false}}}}}}
  least: {{require: {{score: {{at_least: {limit}}}}}}}
  most: {{kind: note, require: {{score: {{at_most: {limit}}}}}}}
  more: {{kind: note, require: {{score: {{more_than: {limit}}}}}}}
  less: {{kind: note, require: {{score: {{less_than: {limit}}}}}}}
  between: {{kind: note, require: {{score: {{between: {{from: 2, to: {limit}}}}}}}}}
"""

PROFILES = [
    {name: value for name, value in zip("abc", values, strict=True) if value is not None}
    for values in product((True, False, None), repeat=3)
]


@pytest.mark.parametrize("when_empty", ["met", "not_met"])
@pytest.mark.parametrize("limit", ["5", "2.5"])
def test_of_groups_that_may_be_empty(when_empty, limit):
    agree(RULES.format(when_empty=when_empty, limit=limit, always=""))


def test_where_some_indicator_always_applies():
    agree(RULES.format(when_empty="met", limit="5", always=", {b: {is: true}}").replace("      when_empty: met\n", ""))


def agree(text):
    rules = nk.loads(text)
    settled = Settled(rules.linked, DAY, DAY, is_open=True)
    for profile in PROFILES:
        told = settled.answers(profile)
        wanted = expected(rules.decide(profile, as_of=DAY), told)
        assert {name: (told[name], wanted[name]) for name in wanted if told[name] != wanted[name]} == {}, profile
