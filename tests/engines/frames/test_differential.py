"""Every table engine says of every row what ``decide`` says of it: outcome, statuses, points, masks bit for bit."""

from collections import Counter

import pytest

import naikkelas as nk
from tests.engines.frames.doors import ENGINES
from tests.strategies import seeded_case

SEEDS = range(14)
MORE_SEEDS = range(1000, 1150)
ROWS = 40
MOST_REFUSED = 0.2


def seen(rules, row, prefix="nk_"):
    """What a row of results says."""
    masks = [row[name] for name in row if name.startswith(f"{prefix}mask_")]
    statuses = {name: row[prefix + name] for name in rules.criteria}
    return (row[f"{prefix}outcome"], statuses, (row[f"{prefix}points_low"], row[f"{prefix}points_high"]), tuple(masks))


def expected(decision):
    """The same of a decision."""
    points = decision.points
    statuses = {name: status.value for name, status in decision.statuses.items()}
    return (decision.outcome.value, statuses, (points.at_least, points.at_most), tuple(decision.masks))


def differing(engine, case):
    """The first row on which an engine differs, as (profile, its row, the decision); ``None`` when there is none."""
    applicant = case.applicant
    rows = [applicant.profile() if number % 3 else applicant.exact_profile() for number in range(ROWS)]
    made = ENGINES[engine](case.rules, rows, as_of=case.as_of, rules_as_of=case.rules_as_of)
    assert len(made) == len(rows)
    for values, row in zip(rows, made, strict=True):
        decided = expected(case.decide(values))
        assert row["nk_problems"] is None, (values, row["nk_problems"])
        if seen(case.rules, row) != decided:
            return values, seen(case.rules, row), decided
    return None


def run(engine, seeds):
    counted = Counter()
    for seed in seeds:
        case = seeded_case(seed)
        try:
            found = differing(engine, case)
        except nk.EvaluationError as refused:
            assert {problem.code for problem in refused.problems} <= {"NK522", "NK529", "NK532"}, refused
            counted["refused"] += 1
            continue
        counted["run"] += 1
        assert found is None, (seed, found)
    assert counted["refused"] <= MOST_REFUSED * counted.total(), counted


@pytest.mark.parametrize("engine", ENGINES)
def test_tables_are_decided_as_profiles_are(engine):
    run(engine, SEEDS)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_many_tables_are_decided_as_profiles_are(engine):
    run(engine, MORE_SEEDS)
