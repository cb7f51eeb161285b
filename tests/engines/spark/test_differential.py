"""Spark says of every row what ``decide`` says of it: outcome, statuses, points, masks bit for bit."""

from functools import partial

import pytest

from tests.engines.frames.test_differential import compare
from tests.engines.spark.doors import ENGINES

pytestmark = pytest.mark.spark

#: A rule set costs a Spark job of a second or more, whatever the number of its rows.
SEEDS = range(2000, 2014)
ROWS = 150


@pytest.mark.parametrize("engine", ENGINES)
def test_spark_decides_as_profiles_are(counted, spark, engine):
    compare(counted, engine, partial(ENGINES[engine], spark), SEEDS, ROWS)
