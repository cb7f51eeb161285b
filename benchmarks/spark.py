"""What Spark adds: ``decide_frame`` beside PySpark expressions that somebody wrote by hand for the same policy.

    make test-spark  # makes .venv-spark
    .venv-spark/bin/python benchmarks/spark.py [rows] [rounds] [plain|huge|small]

The hand-written one checks the same columns (choices, bounds; a row with an unusable value gets no result), handles nulls in Kleene logic and
gives outcome, statuses and points; it has no masks and does not name the columns with a mistake. Both read one cached table and write to Spark's
``noop`` sink, which works out every column and keeps none. Times are medians of interleaved rounds: of the job alone, with making the
query, and the processor time of Spark's tasks, which other work on the machine hardly changes.

Spark makes one Java method of a query, and Java does not compile methods of more than 8,000 bytes; how long those of both are is told.
``plain`` is Java and Spark as they come, ``huge`` lets Java compile such methods (-XX:-DontCompileHugeMethods), ``small`` lets Spark fall back to
several methods.
"""

import re
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from functools import reduce
from io import StringIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

import naikkelas as nk

AS_OF = date(2026, 11, 1)
RULES = nk.load(Path(__file__).with_name("policy.yaml"))
AREA = ["3302", "3303", "3304", "3305", "3306", "3307"]
FIRST, LAST = date(1800, 1, 1), date(2200, 12, 31)
GAPS = 10


def made(spark: SparkSession, count: int) -> DataFrame:
    """A table of the facts that the policy reads; every tenth cell is missing."""
    pools = {"regency": [*AREA, "3371", "3372", "5201", "5202"]}
    columns = []
    for number, (name, fact) in enumerate(RULES.facts.items()):
        drawn = F.rand(seed=number)
        if name in pools or fact.type.choices:
            pool = pools.get(name) or sorted(fact.type.choices or ())
            value = F.element_at(F.array(*map(F.lit, pool)), (drawn * len(pool)).cast("int") + 1)
        elif fact.type.kind == "boolean":
            value = drawn < 0.5
        elif fact.type.kind == "date":
            value = F.date_add(F.lit(date(2015, 1, 1)), (drawn * 5000).cast("int"))
        else:
            value = (drawn * (20 * 10**9 if name == "annual_sales" else 40)).cast("bigint")
        columns.append(F.when(F.rand(seed=100 + number) * GAPS >= 1, value).alias(name))
    return spark.range(count).select("id", *columns)


def by_hand(table: DataFrame) -> DataFrame:
    """The policy in PySpark, nulls as unknown."""
    col = F.col
    choices = {name: sorted(fact.type.choices or ()) for name, fact in RULES.facts.items() if fact.type.choices}
    checks = [col(name).isin(known) for name, known in choices.items()]
    checks += [col("annual_sales").between(0, 10**14), col("workers").between(0, 10**9)]
    checks += [col(name).between(FIRST, LAST) for name in ("operating_since", "pirt_expires_on", "md_expires_on")]
    usable = reduce(lambda a, b: a & b, [F.coalesce(check, F.lit(True)) for check in checks])
    tests = {
        "operation": col("operating_since") <= F.lit(date(2025, 11, 1)),
        "market": col("knows_market"),
        "production": col("knows_production"),
        "small": (col("annual_sales") <= 15 * 10**9) & (col("workers") <= 19),
        "registered": col("nib_status") == "held",
        "area": col("regency").isin(AREA),
        "growing": col("annual_sales") >= 300_000_000,
        "guard": col("sector") == "processed_food",
        "permit": ((col("pirt_status") == "held") & (col("pirt_expires_on") >= F.lit(AS_OF)))
        | ((col("md_status") == "held") & (col("md_expires_on") >= F.lit(AS_OF))),
    }
    asked = table.withColumns({f"t_{name}": test for name, test in tests.items()} | {"usable": usable})
    required = [
        ~col("t_guard") | col("t_permit"),
        *(col(f"t_{name}") for name in tests if name not in ("area", "growing", "guard", "permit")),
    ]
    guarded = F.when(~col("t_guard"), "not_applicable").when(col("t_guard"), word(col("t_permit"))).otherwise("unknown")
    points = [(10, col("t_area")), (5, col("t_growing"))]
    low, high = (
        reduce(lambda a, b: a + b, [F.when(F.coalesce(met, F.lit(open_)), many).otherwise(0) for many, met in points])
        for open_ in (False, True)
    )
    made = {
        "outcome": word(reduce(lambda a, b: a & b, required), "eligible", "ineligible", "needs_information"),
        "low": low,
        "high": high,
        "permit": guarded,
        **{name: word(col(f"t_{name}")) for name in tests if name not in ("guard", "permit")},
    }
    return asked.select(*table.columns, *(F.when(col("usable"), value).alias(f"hand_{name}") for name, value in made.items()))


def word(truth: Column, met: str = "met", not_met: str = "not_met", unknown: str = "unknown") -> Column:
    """The name of a truth."""
    return F.when(truth, met).when(~truth, not_met).otherwise(unknown)


def decided(table: DataFrame) -> DataFrame:
    return RULES.decide_frame(table, as_of=AS_OF)


def same(table: DataFrame) -> None:
    """Both say the same of every row."""
    both = by_hand(table).join(decided(table), "id")
    pairs = {"outcome": "outcome", "low": "points_low", "high": "points_high", "permit": "permit", "area": "area", "small": "small"}
    apart = reduce(lambda a, b: a | b, [~F.col(f"hand_{one}").eqNullSafe(F.col(f"nk_{other}")) for one, other in pairs.items()])
    assert both.where(apart).count() == 0


def timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def run(query: DataFrame) -> None:
    query.write.format("noop").mode("overwrite").save()


def worked(spark: SparkSession, group: str) -> float:
    """Seconds of processor time that the tasks of a group of jobs took."""
    context = spark.sparkContext
    tracker, kept = context.statusTracker(), context._jsc.sc().statusStore()
    jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup(group)]
    return sum(kept.lastStageAttempt(stage).executorCpuTime() for job in jobs for stage in job.stageIds) / 1e9  # type: ignore[union-attr]


def longest(query: DataFrame) -> int:
    """Bytes of the longest Java method that Spark makes of a query."""
    told = StringIO()
    with redirect_stdout(told):
        query.explain("codegen")
    return max(map(int, re.findall(r"maxMethodCodeSize:(\d+)", told.getvalue())), default=0)


#: Settings of Spark that the third argument names.
SETTINGS = {
    "huge": {"spark.driver.extraJavaOptions": "-XX:-DontCompileHugeMethods"},
    "plain": {},
    "small": {"spark.sql.codegen.hugeMethodLimit": "8000"},
}


def main(count: int, rounds: int, settings: str) -> None:
    with TemporaryDirectory() as folder:
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "2g")
        for name, value in SETTINGS[settings].items():
            builder = builder.config(name, value)
        spark = builder.config("spark.sql.warehouse.dir", folder).config("spark.driver.host", "127.0.0.1").getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        same(made(spark, 20_000).cache())
        path = str(Path(folder, "table"))
        made(spark, count).write.parquet(path)
        table = spark.read.parquet(path).cache()
        table.count()
        ways = {"by hand": by_hand, "decide_frame": decided}
        lengths = {name: longest(way(table)) for name, way in ways.items()}
        found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ways}
        for number in range(rounds + 1):
            for name, way in ways.items():
                start = perf_counter()
                query = way(table)
                planned = perf_counter() - start
                group = f"{name} {number}"
                spark.sparkContext.setJobGroup(group, group)
                spent = timed(lambda query=query: run(query))  # type: ignore[misc]
                if number:
                    found[name].append((spent, planned, worked(spark, group)))
        spark.stop()
    print(f"{count:,} rows, {1 / GAPS:.0%} of the cells missing, {settings}, medians of {rounds} rounds")
    base = [median(column) for column in zip(*found["by hand"], strict=True)]
    for name, times in found.items():
        job, plan, tasks = (median(column) for column in zip(*times, strict=True))
        print(
            f"  {name:<14} job {job:6.2f} s {job / base[0]:5.2f}   query made in {plan:5.2f} s   together {(job + plan) / (base[0] + base[1]):5.2f}"
            f"   processor {tasks:6.2f} s {tasks / base[2]:5.2f}   longest method {lengths[name]:,} bytes"
        )


if __name__ == "__main__":
    given = (*sys.argv[1:], *("2000000", "7", "plain")[len(sys.argv) - 1 :])
    main(int(given[0]), int(given[1]), given[2])
