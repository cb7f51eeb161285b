"""Rows of canonical values, decided by Spark: through ``decide_frame``, and through ``to_sql``."""

import polars as pl

from tests.engines.frames.doors import as_polars, frame, results


def table(spark, made):
    """A Polars table as a Spark one."""
    return spark.createDataFrame(made.to_arrow())


def fetched(made):
    """A Spark table as a Polars one."""
    return pl.from_arrow(made.toArrow())


def pyspark(spark, rules, rows, **options):
    made = frame(rules, table(spark, as_polars(rules, rows)), **options)
    assert type(made).__module__ == "pyspark.sql.classic.dataframe"
    return results(fetched(made))


def spark_sql(spark, rules, rows, **options):
    given = table(spark, as_polars(rules, rows))
    given.createOrReplaceTempView("profiles")
    return results(fetched(spark.sql(rules.to_sql("spark", columns=given.columns, allow_missing=True, **options))))


ENGINES = {made.__name__: made for made in (pyspark, spark_sql)}
