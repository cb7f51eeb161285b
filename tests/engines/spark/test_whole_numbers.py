"""Whole numbers in columns of Spark whose type has fractions."""

import pytest

from tests.engines.frames.test_sql_whole_numbers import AS_OF, BLAMED, FACTS, ROWS, RULES

pytestmark = pytest.mark.spark


@pytest.mark.parametrize("kind", ["float", "double", "decimal(18,2)"])
def test_a_number_with_a_fraction_is_no_whole_one(spark, kind):
    schema = f"i int, {', '.join(f'{name} double' for name in FACTS)}"
    rows = [(at, *(None if each is None else float(each) for each in row)) for at, row in enumerate(ROWS)]
    table = spark.createDataFrame(rows, schema).selectExpr("i", *(f"cast({name} as {kind}) as {name}" for name in FACTS))
    table.createOrReplaceTempView("profiles")
    made = sorted(spark.sql(RULES.to_sql("spark", as_of=AS_OF, columns=["i", *FACTS])).collect(), key=lambda row: row["i"])
    assert [row["nk_problems"] and set(row["nk_problems"].split()) for row in made] == BLAMED
