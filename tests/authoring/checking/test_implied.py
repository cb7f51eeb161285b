"""What the lints call implied, always met or never reached is so for everybody."""

import json
from datetime import date

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.authoring.checking.implied import lint_implied
from naikkelas.authoring.testing.coverage import truths_of
from naikkelas.authoring.testing.wording import compared
from naikkelas.logic import MET, NOT_MET
from tests.authoring.verifying.small import EVERYBODY, NUMBERS, documents, load

DAY = date(2026, 11, 1)

pytestmark = pytest.mark.slow


def met(rules, decisions, text):
    """For every profile whether a comparison that reads so is met; the same words always say the same."""
    bare = text.removeprefix("not ")
    place = next(at for node, at in rules.linked.positions.items() if compared(node) == bare)
    return [truths_of(decision)[place] == (MET if bare == text else NOT_MET) for decision in decisions]


@settings(max_examples=60, deadline=None)
@given(documents(), st.sampled_from(["all", "any"]), NUMBERS, NUMBERS, st.integers(0, 5))
def test_it_is_so_for_everybody(document, word, one, two, form):
    if form % 3:  # turned round, alone or in brackets that say the same
        one = {"not": one} if form % 3 == 1 else {"not": {"any" if word == "all" else "all": [one, {"p": {"is": True}}]}}
    pair = [one, two] if form < 3 else [two, one]
    document["criteria"]["pair"] = {"kind": "note", "require": {word: pair}}  # two at least that the lint looks at
    rules = load(document)
    assume(rules is not None)
    found = list(lint_implied(rules.linked))
    event("something found" if found else "nothing found")
    decisions = [rules.decide(profile, as_of=DAY) for profile in EVERYBODY]
    for problem in found:
        if problem.code == "NK337":
            assert_never_reached(document, int(problem.slots["name"]) - 1, decisions)
            continue
        one, two = (met(rules, decisions, problem.slots[slot]) for slot in ("read", "name"))
        if problem.code == "NK335":
            assert all(a or b for a, b in zip(one, two, strict=True))
        else:
            assert all(b for a, b in zip(one, two, strict=True) if a) or all(a for a, b in zip(one, two, strict=True) if b)


def assert_never_reached(document, row, decisions):
    """The row may say anything, and nobody is told something else."""
    changed = json.loads(json.dumps(document))
    rows = changed["facts"]["size"]["table"]["rows"]
    for word in {"small", "middle", "large"} - {rows[row]["then"]}:
        rows[row]["then"] = word
        other = nk.loads(json.dumps(changed))
        told = [other.decide(profile, as_of=DAY).facts["size"].plain for profile in EVERYBODY]
        assert told == [decision.facts["size"].plain for decision in decisions]
