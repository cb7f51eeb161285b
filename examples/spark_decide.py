"""For those who outgrow one machine: decide a partitioned Parquet data set with Spark, and write another with the same partitions.

    spark-submit examples/spark_decide.py profiles/ decided/ --rules inopak-naik-kelas --as-of 2026-11-01

Rows never come to the driver. It sees names of columns, names of files, and how many rows there are of each outcome.
"""

import argparse
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

import naikkelas as nk

DONE, UNUSABLE, INTERRUPTED = 0, 2, 130

EXAMPLES = """\
examples:
  spark-submit spark_decide.py profiles/ decided/ --rules inopak-naik-kelas --as-of 2026-11-01
  spark-submit spark_decide.py s3a://lake/ikm s3a://lake/decided --rules my-rules.yaml --as-of visited_on --overwrite
  spark-submit spark_decide.py profiles/ decided/ --rules inopak-naik-kelas --as-of 2026-11-01 \\
      --allow-missing md_status --allow-missing md_expires_on --assume nib_status=held

exit codes: 0 done, 2 unusable input or options, 130 interrupted
"""


class Unusable(Exception):  # noqa: N818 - what the input or an option is
    """The input or an option cannot be used; says why."""


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Decide every row of a Parquet data set and write a data set with the same partitions.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", metavar="IN", help="folder of the data set, on anything that Spark reads")
    parser.add_argument("target", metavar="OUT", help="folder to write; must not exist")
    parser.add_argument("--rules", required=True, metavar="NAME|PATH", help="a bundled rule set, or a YAML file on the driver's machine")
    parser.add_argument("--as-of", required=True, metavar="DATE|COLUMN", help="the date to judge on (YYYY-MM-DD), or a column that has it")
    parser.add_argument("--allow-missing", action="append", default=[], metavar="FACT", help="a fact that may have no column")
    parser.add_argument("--assume", action="append", default=[], metavar="FACT=VALUE", help="a fact that is the same for every row")
    parser.add_argument("--partition-by", action="append", metavar="COLUMN", help="write these partitions instead of those of IN")
    parser.add_argument("--overwrite", action="store_true", help="replace OUT when it exists")
    return parser.parse_args(arguments)


def rule_set(name: str) -> nk.RuleSet:
    is_path = name.endswith((".yaml", ".yml")) or Path(name).exists()
    return nk.load(name) if is_path else nk.bundled(name)


def assumed(pairs: Sequence[str]) -> dict[str, str]:
    found = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    if len(found) < len(pairs):
        raise Unusable("--assume is written FACT=VALUE, each fact once")
    return found


def partitions(frame: DataFrame) -> list[str]:
    """The columns that are folders of the data set (``regency=3305/part-0.parquet``), in their order."""
    files = frame.inputFiles()  # names only; Spark has listed them already
    folders = [unquote(folder).partition("=")[0] for folder in files[0].split("/")[:-1] if "=" in folder] if files else []
    return [name for name in folders if name in frame.columns]


def decide(spark: SparkSession, asked: argparse.Namespace) -> dict[str | None, int]:
    """Decides and writes; how many rows of the written data set have each outcome, ``None`` for those that could not be decided."""
    rules = rule_set(asked.rules)
    frame = spark.read.parquet(asked.source)
    by = partitions(frame) if asked.partition_by is None else asked.partition_by
    try:
        as_of: date | str = date.fromisoformat(asked.as_of)
    except ValueError:
        as_of = asked.as_of
        if dict(frame.dtypes).get(as_of) == "string":  # the values of partitions are texts
            frame = frame.withColumn(as_of, F.col(as_of).try_cast("date"))
    decided = rules.decide_frame(frame, as_of=as_of, allow_missing=asked.allow_missing, assume=assumed(asked.assume))
    decided.write.partitionBy(*by).mode("overwrite" if asked.overwrite else "errorifexists").parquet(asked.target)
    written = spark.read.parquet(asked.target).groupBy("nk_outcome").count()  # one column is read, and a few numbers come back
    counts = {row["nk_outcome"]: row["count"] for row in written.toLocalIterator()}
    given = spark.read.parquet(asked.source).count()
    if sum(counts.values()) != given:
        raise Unusable(f"{given:,} rows went in and {sum(counts.values()):,} came out; do not use {asked.target}")
    return counts


def report(counts: dict[str | None, int], target: str) -> None:
    for outcome in (*nk.Outcome, None):
        label = "not decided (see nk_problems)" if outcome is None else str(outcome)
        print(f"{counts.get(outcome, 0):>15,}  {label}")
    print(f"{sum(counts.values()):>15,}  rows in {target}, as many as went in")


def run(spark: SparkSession, asked: argparse.Namespace) -> int:
    """Does it, and says what happened; the exit code."""
    try:
        report(decide(spark, asked), asked.target)
    except KeyboardInterrupt:
        print(f"interrupted; without a file _SUCCESS in it, {asked.target} is not complete", file=sys.stderr)
        return INTERRUPTED
    except (nk.ProblemsError, Unusable, OSError) as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    except (PySparkException, Py4JError) as error:
        print(str(error).strip().splitlines()[0], file=sys.stderr)
        return UNUSABLE
    return DONE


def main(arguments: Sequence[str] | None = None) -> int:
    asked = options(arguments)
    spark = (
        SparkSession.builder.appName("naikkelas")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")  # a code such as 01111 keeps its zero
        .config("spark.sql.codegen.hugeMethodLimit", "8000")  # Java does not compile longer methods, and runs them slowly
        .getOrCreate()
    )
    # That of PySpark speaks to Java in the middle of another answer, and what comes of it is no KeyboardInterrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return run(spark, asked)
    finally:
        stop = Thread(target=spark.stop)  # with a connection of its own: that of this thread may be in the middle of an answer
        stop.start()
        stop.join()


if __name__ == "__main__":
    sys.exit(main())
