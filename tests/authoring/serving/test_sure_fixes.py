"""Fixes that are marked sure, on rule sets that were damaged in a known way: what can be loaded afterwards is what was meant."""

from functools import cache
from pathlib import Path

import pytest

from naikkelas.authoring.checking import mended, with_edits
from naikkelas.authoring.serving.acting import actions
from naikkelas.authoring.serving.diagnosing import checked_alone, diagnose
from naikkelas.authoring.serving.sheet import Sheet
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ruleset.hashing import meaning_hash, text_hash
from naikkelas.ruleset.loading import Loader
from tests.authoring.formatting.writing import Writer
from tests.authoring.serving.slips import NAMES, damaged
from tests.strategies_choices import Seeded
from tests.strategies_rules import Author

PATH = Path("contoh.yaml").absolute()


def meaning(text):
    """Both hashes of a rule set; ``None`` where it does not load."""
    linked, _ = Loader(FACTS, {PATH: text}).load_file(PATH)
    return None if linked is None else (meaning_hash(linked), text_hash(linked))


@cache
def written(seed):
    """A rule set as somebody wrote it, and its meaning."""
    choices = Seeded(seed)
    text = Writer(choices).text(Author(choices, most_criteria=3).document()).replace("\ufeff", "")
    return text, meaning(text)


def look(text):
    return checked_alone(PATH, {PATH: text})


def sure_fixes(text):
    sheet = Sheet(PATH, text)
    found = [each for each in diagnose(PATH, {PATH: text}, "en") if each.problem is not None]
    return [each for each in actions(sheet, found, "en", lambda made: look(made).problems) if each.is_sure]


def attack(seed, *names):
    """What slips become: no sure fix, and not all mends together, make rules of another meaning of them. Whether all were mended."""
    text, meant = written(seed)
    wrong, choices = text, Seeded(seed * 101 + sum(NAMES.index(name) * 17**at for at, name in enumerate(names)))
    for name in names:
        wrong = damaged(choices, wrong, name) or wrong
    if wrong == text or meaning(wrong) not in (None, meant):
        return None  # nothing to damage, or another rule set that is as good
    for fix in sure_fixes(wrong):
        made = with_edits(wrong, fix.edits)
        assert meaning(made) in (None, meant), (fix.title, wrong, made)
    whole = mended(wrong, look)
    found = meaning(whole)
    assert found in (None, meant), (wrong, whole)
    return found == meant


#: Slips that `check --fix` mends wherever they are made; of others it depends on what stands around.
MENDED = {"space", "nothing", "comment", "truth", "list", "plain quotes"}


@pytest.mark.parametrize("name", NAMES)
def test_a_sure_fix_makes_what_was_meant_of_a_slip(name):
    results = {attack(seed, name) for seed in range(2)} - {None}
    assert name not in MENDED or results <= {True}


@pytest.mark.parametrize("seed", range(6))
def test_sure_fixes_of_several_slips_make_what_was_meant_or_nothing_that_loads(seed):
    assert attack(seed, *several(seed)) in (None, True, False)


@pytest.mark.slow
def test_sure_fixes_of_many_slips_make_what_was_meant_or_nothing_that_loads():
    results = [attack(seed, *several(seed)) for seed in range(100, 160)]
    assert results.count(True) > 20


def several(seed):
    choices = Seeded(seed)
    return [choices.pick(NAMES) for _ in range(choices.integer(1, 3))]


def test_a_name_that_the_file_gives_once_may_be_the_one_that_is_misspelled():
    head = "format: naikkelas/1\nrule_set: contoh\nversion: 1\nfacts:\n  incom: {type: integer}\ncriteria:\n"
    once = head + "  a: {require: {income: {at_least: 1}}}\n"
    again = once + "  b: {require: {incom: {at_least: 2}}}\n"
    assert [fix.title for fix in sure_fixes(once)] == []
    assert [fix.title for fix in sure_fixes(again)] == ["Replace with 'incom'"]
