"""Decimals that a floating number cannot hold, and days that Python does not have, in columns of Spark."""

from decimal import Decimal

import pytest

from tests.engines.frames.test_long_decimals import AS_OF, RULES, VALUES, told
from tests.engines.frames.test_out_of_this_world import ON, REFUSED, USED
from tests.engines.frames.test_out_of_this_world import RULES as DATED

pytestmark = pytest.mark.spark


@pytest.mark.parametrize("digits", VALUES, ids=str)
def test_a_decimal_is_compared_to_its_last_digit(spark, digits):
    fact, criterion, written = VALUES[digits]
    values = [None if value is None else Decimal(value) for value in written]
    expected = [told(fact, criterion, value) for value in values]
    given = ((number, None if value is None else str(value)) for number, value in enumerate(values))
    texts = spark.createDataFrame(list(given), "row int, written string")
    table = texts.selectExpr("row", f"cast(written as decimal({digits[0]}, {digits[1]})) as {fact}")
    made = RULES.decide_frame(table, as_of=AS_OF, allow_missing=True).sort("row").collect()
    assert [row[f"nk_{criterion}"] for row in made] == expected


@pytest.mark.parametrize("kind", ["date", "timestamp_ntz"])
def test_a_day_that_python_does_not_have_is_no_day_to_judge_on(spark, kind):
    days = ["date'2026-11-01'", "date_add(date'9999-12-31', 800000)", "date_add(date'0001-01-01', -800)", "null"]
    rows = " union all ".join(f"select {number} as row, {day} as day" for number, day in enumerate(days))
    table = spark.sql(f"select row, cast(day as {kind}) as day, date'2027-01-01' as pirt_expires_on from ({rows})")  # noqa: S608 - written here
    made = DATED.decide_frame(table, **ON).select("row", "nk_outcome", "nk_problems").sort("row").collect()
    assert [tuple(row)[1:] for row in made] == [USED, *[REFUSED] * 3]
    useless = DATED.decide_frame(table.where("row > 0"), **ON).select("nk_outcome", "nk_problems").collect()
    assert [tuple(row) for row in useless] == [REFUSED] * 3
