"""Collations that Spark has since its version 4, and settings that read a constant in another way."""

import pytest

import naikkelas as nk
from tests.engines.frames.test_collations import AS_OF, EXPECTED, FACTS, ROWS, RULES, cells, seen

pytestmark = pytest.mark.spark

KINDS = {"labels": "array<string{}>", "channels": "array<string{}>"}


@pytest.mark.parametrize("collation", ["UTF8_LCASE", "UNICODE_CI_AI", "UTF8_BINARY_RTRIM"])
def test_spark_compares_what_is_written(spark, collation):
    if int(spark.version.split(".")[0]) < 4:
        pytest.skip("no collations before Spark 4")
    plain = spark.createDataFrame(
        [cells(row, list) for row in ROWS], ", ".join(f"{name} {KINDS.get(name, 'string').format('')}" for name in FACTS)
    )
    of = f" collate {collation}"
    table = plain.selectExpr(*(f"cast({name} as {KINDS.get(name, 'string{}').format(of)}) as {name}" for name in FACTS))
    assert collation in table.schema.simpleString().upper()
    table.createOrReplaceTempView("profiles")
    for made in (RULES.decide_frame(table, as_of=AS_OF), spark.sql(RULES.to_sql("spark", as_of=AS_OF, columns=FACTS))):
        assert seen(made.columns, [tuple(row) for row in made.collect()]) == EXPECTED


TEXTS = ("it's", "a\\b", "\\'", "${spark.app.name}", "'", "\\", "$", "${", "")


@pytest.mark.parametrize("escaped", ["true", "false"])
def test_a_text_of_the_rules_is_that_text_however_spark_reads_constants(spark, escaped):
    listed = ", ".join("'" + text.replace("'", "''") + "'" for text in TEXTS if text)
    rules = nk.loads(
        f"{{format: naikkelas/1, rule_set: fair, version: 1, facts: {{v: {{type: text}}}}, criteria: {{c: {{require: {{v: {{in: [{listed}]}}}}}}}}}}"
    )
    table = spark.createDataFrame([(text,) for text in (*TEXTS, "its", "a\\\\b", "b")], "v string")
    table.createOrReplaceTempView("profiles")
    setting = "spark.sql.parser.escapedStringLiterals"
    spark.conf.set(setting, escaped)
    try:
        for made in (rules.decide_frame(table, as_of=AS_OF), spark.sql(rules.to_sql("spark", as_of=AS_OF))):
            assert [row["nk_c"] for row in made.collect()] == ["met"] * (len(TEXTS) - 1) + ["unknown"] + ["not_met"] * 3
    finally:
        spark.conf.unset(setting)
