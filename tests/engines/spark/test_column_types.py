"""Columns of Spark of a type that is not that of their fact."""

import pytest

from tests.engines.frames.test_sql_column_types import AS_OF, BLAMED, CRITERIA, MET, RULES

pytestmark = pytest.mark.spark

KEPT = [
    ("pirt_expires_on", "DATE '2026-11-01'", MET),
    ("pirt_expires_on", "TIMESTAMP_NTZ '2026-11-01 00:00:00'", MET),
    ("pirt_expires_on", "TIMESTAMP_NTZ '2026-11-01 10:00:00'", BLAMED),
    ("pirt_expires_on", "TIMESTAMP_LTZ '2026-11-01 00:00:00'", BLAMED),
    ("machines", "CAST(5 AS TINYINT)", MET),
    ("ph", "CAST(6.3 AS DECIMAL(4, 1))", MET),
    ("ph", "'6.3'", BLAMED),
    ("grade", "'held'", MET),
    ("grade", "7", MET),
    ("grade", "CAST('held' AS BINARY)", BLAMED),
    ("village", "'held'", MET),
    ("village", "7", BLAMED),
    ("village", "CAST('held' AS BINARY)", BLAMED),
    ("labels", "ARRAY('held')", MET),
    ("labels", "ARRAY(7)", BLAMED),
]


@pytest.mark.parametrize(("fact", "kept", "status"), KEPT)
def test_spark_decides_what_is_of_the_type_of_its_fact_alone(spark, fact, kept, status):
    spark.sql(f"SELECT {kept} AS {fact}").createOrReplaceTempView("profiles")
    (row,) = spark.sql(RULES.to_sql("spark", as_of=AS_OF, columns=[fact], allow_missing=True)).collect()
    assert (row[f"nk_{CRITERIA[fact]}"], row["nk_problems"]) == (status, fact if status is BLAMED else None)
