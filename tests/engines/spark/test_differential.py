"""Spark says of every row what ``decide`` says of it: outcome, statuses, points, masks bit for bit."""

from collections import Counter

import polars as pl
import pytest

from tests.engines.frames.test_differential import MOST_REFUSED, expected, profiles, seen
from tests.engines.spark.doors import ENGINES
from tests.strategies import seeded_case

pytestmark = pytest.mark.spark

#: A rule set costs a Spark job of a second or more, whatever the number of its rows.
SEEDS = range(2000, 2016)
ROWS = 150


@pytest.mark.parametrize("engine", ENGINES)
def test_spark_decides_as_profiles_are(spark, counted, engine):
    found = counted[engine] = Counter()
    for seed in SEEDS:
        case = seeded_case(seed)
        if any(problem.code == "NK532" for problem in case.rules.check_frame(pl.DataFrame(), as_of=case.as_of)):
            found["refused"] += 1
            continue
        rows = profiles(case, ROWS)
        made = ENGINES[engine](spark, case.rules, rows, as_of=case.as_of, rules_as_of=case.rules_as_of)
        assert len(made) == len(rows)
        for values, row in zip(rows, made, strict=True):
            told = (row["nk_problems"], seen(case.rules, row))
            assert told == (None, expected(case.decide(values))), (seed, values)
        found["run"] += 1
        found["rows"] += len(rows)
    assert found["refused"] <= MOST_REFUSED * len(SEEDS), found
