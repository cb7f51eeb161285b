"""Tables that hit ``unique``: what the linker lets pass never has two rows met at once, and is decided as any other."""

import pytest

import naikkelas as nk
from naikkelas.conditions import Table
from tests.oracle import laws
from tests.oracle.answers import YES
from tests.oracle.interpreter import Reading
from tests.strategies import make_case
from tests.strategies_choices import Seeded
from tests.strategies_words import GIVEN

pytestmark = pytest.mark.slow

#: Every kind of fact, and few of them, so that rows often ask about the same one.
VOCABULARY = [word for word in GIVEN if word.name in {"machines", "grade", "insured", "opens_on", "closes_on", "ph", "kbli"}]

PROFILES = 12


def all_unique(node):
    """The same document with every table of at least two rows hitting ``unique``."""
    if isinstance(node, dict):
        hit = {"hit": "unique"} if "rows" in node else {}
        return {key: all_unique(value) for key, value in node.items()} | hit
    return [all_unique(item) for item in node] if isinstance(node, list) else node


def cases_let_pass(seeds):
    """The cases whose tables all hit ``unique`` and that the linker accepts."""
    for seed in seeds:
        try:
            yield make_case(Seeded(seed), change=all_unique, vocabulary=VOCABULARY, most_criteria=4)
        except nk.RuleSetError as refused:
            if {problem.code for problem in refused.problems if problem.is_error} != {"NK303"}:
                raise


def tables(linked):
    found = [derived.formula for derived in linked.derived.values() if isinstance(derived.formula, Table)]
    return [table for table in found if table.hit == "unique" and len(table.rows) > 1]


@pytest.mark.parametrize("start", range(0, 600, 300))
def test_no_two_rows_are_ever_met_at_once(start):
    checked = 0
    for case in cases_let_pass(range(start, start + 300)):
        for table in tables(case.rules.linked):
            checked += 1
            for _ in range(PROFILES):
                values = case.applicant.exact_profile()
                reading = Reading(case.rules.linked, laws.snapshot_of(values), case.as_of, case.rules_as_of)
                met = [place for place, row in enumerate(table.rows) if reading.condition(row.when) == YES]
                assert len(met) < 2, (case.document["facts"], values, met)
    assert checked > 15


def test_unique_tables_are_decided_as_the_interpreter_decides_them():
    for case in cases_let_pass(range(5000, 5150)):
        for _ in range(4):
            values = case.applicant.profile()
            assert not laws.disagreements(case, values, case.decide(values))
