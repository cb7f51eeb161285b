"""Fixes that are marked sure, after single slips that could turn a rule round: what loads afterwards decides as it was plainly meant."""

import re
from datetime import date
from itertools import product

import pytest

import naikkelas as nk
from naikkelas.authoring.checking import with_edits
from naikkelas.problems import RuleSetError
from naikkelas.rules import RuleSet
from tests.authoring.serving.test_sure_fixes import look, sure_fixes

TEXT = """\
format: naikkelas/1
rule_set: slips
version: 1
parameters:
  few: {type: integer, values: {1800-01-01: 5}}
  secs: {type: set, of: sector, values: {1800-01-01: [wood, herbal]}}
criteria:
  either:
    require:
      any:
        - keeps_books: {is: true}
        - knows_market: {is: true}
        - sector: {in: [wood]}
  both:
    applies_when:
      not:
        all:
          - sells_online: {is: true}
          - sector: {in: $secs}
    require:
      all:
        - pirt_status: {is: held}
        - workers: {at_least: $few}
  two:
    require:
      some:
        at_least: 2
        of:
          - knows_market: {is: true}
          - keeps_books: {is_not: true}
          - sector:
              not_in:
                - herbal
                - processed_food
  refers:
    require: {criterion: either}
  states:
    require: {not: {criterion: {both: met}}}
"""
PROFILES = [
    {"keeps_books": books, "knows_market": market, "sells_online": online, "sector": sector, "pirt_status": permit, "workers": workers}
    for books, market, online, (sector, permit, workers) in product(
        (True, False), (True, False), (True, False), (("wood", "held", 9), ("herbal", "none", 3), ("processed_food", "held", 3))
    )
]
BULLETS = ["o ", "_ ", "atau ", "-", "\u2013 ", "\u2014", "\u2022 ", "--", "-- ", "1. ", "+ ", "* ", "", "  "]
SIGNS = ["!", "! ", "~", "\u00ac", "-", "\u2013", "<>", "!=", "\u2260", "not ", "bukan_"]


def decided(text):
    """What a rule set makes of the profiles; ``None`` where it does not load."""
    try:
        rules = nk.loads(text)
    except RuleSetError:
        return None
    return [(each.outcome, *(one.status for one in each.criteria.values())) for each in _decisions(rules)]


def _decisions(rules: RuleSet):
    return [rules.decide(profile, as_of=date(2026, 11, 1)) for profile in PROFILES]


def _tokens():
    """Every name, comparison and word of the rules, with its place."""
    start = TEXT.index("criteria:") + len("criteria:")
    return [found for found in re.finditer(r"\$?[a-z]\w+", TEXT) if found.start() > start]


def dashes():
    """Each list item behind each other sign."""
    places = [found.start() for found in re.finditer(r"(?m)(?<= )- (?=\w)", TEXT)]
    return [TEXT[:at] + bullet + TEXT[at + 2 :] for at, bullet in product(places, BULLETS)]


def negated():
    """Each word behind each sign that negates, in quotes."""
    return [TEXT[: each.start()] + f'"{sign}{each.group()}"' + TEXT[each.end() :] for each, sign in product(_tokens(), SIGNS)]


def check(wrong, is_meant):
    """No sure fix makes rules of a slip that decide otherwise than they may be meant."""
    if not [one for one in look(wrong).problems if one.is_error]:
        return
    for fix in sure_fixes(wrong):
        found = decided(with_edits(wrong, fix.edits))
        assert found is None or is_meant(found), (fix.title, wrong)


MEANT = decided(TEXT)


def as_it_was(found):
    return found == MEANT


def not_as_it_was(found):
    return found != MEANT


def _spread(slips, part):
    return slips[part::11]


def test_no_sure_fix_turns_an_alternative_into_a_demand():
    for wrong in _spread(dashes(), 0):
        check(wrong, as_it_was)


def test_no_sure_fix_takes_a_negation_away():
    for wrong in _spread(negated(), 3):
        check(wrong, not_as_it_was)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(11))
def test_no_sure_fix_of_any_such_slip_makes_another_rule(part):
    for wrong in _spread(dashes(), part):
        check(wrong, as_it_was)
    for wrong in _spread(negated(), part):
        check(wrong, not_as_it_was)


@pytest.mark.parametrize("part", range(2))
def test_nothing_that_is_said_of_a_sign_is_the_bare_word(part):
    slips = [(each.group(), sign) for each, sign in product(_tokens(), SIGNS)]
    for (word, _), wrong in list(zip(slips, negated(), strict=True))[part::40]:
        for one in look(wrong).problems:
            assert one.slots.get("suggestion") != word
            assert one.slots.get("meant") != word


def test_the_slips_are_many():
    assert len(dashes()) + len(negated()) > 300
    assert MEANT is not None
    assert all(len(set(answers)) > 1 for answers in zip(*MEANT, strict=True))


def test_a_fix_after_which_something_else_is_wrong_is_not_sure():
    head = "format: naikkelas/1\nrule_set: slips\nversion: 1\ncriteria:\n  a: {require: "
    assert [fix.title for fix in sure_fixes(head + "{sectr: {is: wood}}}\n")] == ["Replace with 'sector'"]
    assert sure_fixes(head + "{sectr: {at_least: 5}}}\n") == []
