"""examples/spark_decide.py: a partitioned data set into another, through the real ``spark-submit``."""

import os
import re
import runpy
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

import naikkelas as nk
from tests.engines.spark.session import SETTINGS

pytestmark = pytest.mark.spark

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "examples" / "spark_decide.py"
MEASURED = Path(__file__).with_name("measured.py")
AS_OF = date(2026, 11, 1)
RULES = nk.bundled("inopak-naik-kelas")
MIB = 1024 * 1024
ROWS = 200_000
#: What all results of a job may need on the driver: Spark stops a job that brings more.
MOST_RESULTS = 4 * MIB
MOST_OF_PYTHON = 300 * MIB
COMMON = ["--rules", "inopak-naik-kelas", "--as-of", "2026-11-01"]


def profiles(spark, count):
    """Random profiles with every fact of the rules, a quarter of the values missing, and a few that cannot be used."""
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

    columns = []
    for number, (name, fact) in enumerate(RULES.facts.items()):
        drawn, kind = F.rand(seed=number), fact.type
        if kind.choices:
            pool = ["3302", "3305", "3371"] if name == "regency" else sorted(kind.choices)
            value = F.element_at(F.array(*map(F.lit, pool)), (drawn * len(pool)).cast("int") + 1)
        elif kind.kind == "boolean":
            value = drawn < 0.5
        elif kind.kind == "date":
            value = F.when(drawn < 0.001, date(1700, 1, 1)).otherwise(F.date_add(F.lit(date(2015, 1, 1)), (drawn * 6000).cast("int")))
        else:
            value = F.floor(drawn * 1000)
        columns.append(F.when(F.rand(seed=100 + number) < 0.75, value).alias(name))
    return spark.range(count).select("id", *columns)


@pytest.fixture(scope="module")
def source(spark, tmp_path_factory):
    folder = tmp_path_factory.mktemp("source") / "profiles"
    profiles(spark, 3000).repartition(1).write.partitionBy("regency", "sector").parquet(str(folder))
    return folder


@pytest.fixture(scope="module")
def example():
    return runpy.run_path(str(SCRIPT))


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def environment():
    return os.environ | {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}


def submitted(*arguments, memory="512m"):
    settings = [part for name, value in SETTINGS.items() for part in ("--conf", f"{name}={value}") if name != "spark.driver.memory"]
    command = [str(Path(sys.executable).with_name("spark-submit")), "--master", "local[2]", "--driver-memory", memory, *settings]
    return subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=240, env=environment()
    )  # fmt: skip


def folders(path):
    """The folders of partitions that have files."""
    return sorted({str(file.parent.relative_to(path)) for file in path.rglob("*.parquet")})


def test_more_rows_than_the_driver_may_hold_are_decided_and_counted(spark, tmp_path):
    given, written = tmp_path / "profiles", tmp_path / "decided"
    profiles(spark, ROWS).write.partitionBy("regency").parquet(str(given))
    done = submitted("--conf", f"spark.driver.maxResultSize={MOST_RESULTS}", MEASURED, SCRIPT, given, written, *COMMON)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert folders(written) == folders(given)
    made = spark.read.parquet(str(written))
    assert ROWS * len(made.columns) * 8 > 10 * MOST_RESULTS  # Spark keeps at least eight bytes of every value
    peak = int(re.search(r"peak memory of Python, KiB: (\d+)", done.stdout)[1])
    assert peak * 1024 < MOST_OF_PYTHON
    told = {label: int(count.replace(",", "")) for count, label in re.findall(r"^ *([\d,]+)  (\w+)", done.stdout, re.MULTILINE)}
    counted = {row["nk_outcome"] or "not": row["count"] for row in made.groupBy("nk_outcome").count().collect()}
    assert told.pop("rows") == ROWS == sum(counted.values())
    assert {name: count for name, count in told.items() if count} == counted
    assert min(told[name] for name in ("ineligible", "needs_information", "not")) > 0
    assert made.select("id").distinct().count() == ROWS


def test_the_written_rows_are_those_of_decide(spark, source, example, tmp_path):
    assert example["run"](spark, example["options"]([str(source), str(tmp_path / "out"), *COMMON])) == 0
    assert folders(tmp_path / "out") == folders(source)
    rows = (
        spark.read.option("partitionOverwriteMode", "static")
        .parquet(str(tmp_path / "out"))
        .where("nk_problems is null")
        .limit(200)
        .collect()
    )
    assert {row["nk_outcome"] for row in rows} >= {"ineligible", "needs_information"}
    for row in rows:
        decision = RULES.explain_row(row, as_of=AS_OF)
        assert decision.outcome.value == row["nk_outcome"]
        assert not decision.problems


def test_the_date_may_be_a_partition_and_the_partitions_may_change(spark, example, tmp_path, capsys):
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

    dated = profiles(spark, 300).withColumn("day", F.when(F.col("id") % 3 == 0, "2026-11-01").when(F.col("id") % 3 == 1, "2027-01-01"))
    dated.write.partitionBy("day").parquet(str(tmp_path / "in"))
    spark.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    try:
        options = [
            str(tmp_path / "in"),
            str(tmp_path / "out"),
            "--rules",
            "inopak-naik-kelas",
            "--as-of",
            "day",
            "--partition-by",
            "sector",
        ]
        assert example["run"](spark, example["options"](options)) == 0
    finally:
        spark.conf.unset("spark.sql.sources.partitionColumnTypeInference.enabled")
    assert "300  rows in" in capsys.readouterr().out
    assert all(folder.startswith("sector=") for folder in folders(tmp_path / "out"))
    late = spark.read.parquet(str(tmp_path / "out")).where("day is null")
    assert {row["nk_problems"].split()[-1] for row in late.collect()} == {"as_of"}


def test_an_empty_data_set_is_decided(spark, example, tmp_path, capsys):
    profiles(spark, 0).write.parquet(str(tmp_path / "in"))
    assert example["run"](spark, example["options"]([str(tmp_path / "in"), str(tmp_path / "out"), *COMMON])) == 0
    assert "  0  rows in" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere", "out", *COMMON], "nowhere"),
        (["IN", "IN", *COMMON], "already exists"),
        (["IN", "out", "--rules", "inopak-naik-klas", "--as-of", "2026-11-01"], "NK505"),
        (["IN", "out", "--rules", "nowhere.yaml", "--as-of", "2026-11-01"], "nowhere.yaml"),
        (["IN", "out", "--rules", "inopak-naik-kelas", "--as-of", "2026-13-01"], "NK528"),
        (["IN", "out", *COMMON, "--assume", "md_status"], "FACT=VALUE"),
        (["IN", "out", *COMMON, "--assume", "md_status=none"], "NK523"),
        (["IN", "out", *COMMON, "--partition-by", "village"], "village"),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_said_in_a_line(spark, source, example, here, capsys, arguments, said):
    assert here.is_dir()
    given = [str(source) if each == "IN" else each for each in arguments]
    assert example["run"](spark, example["options"](given)) == 2
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 1
    assert not Path("out").exists()


def test_help_has_examples_and_an_unknown_option_ends_with_2(example, capsys):
    for arguments, code in ((["--help"], 0), (["--nonsense"], 2), ([], 2)):
        with pytest.raises(SystemExit) as ended:
            example["options"](arguments)
        assert ended.value.code == code
    assert "spark-submit spark_decide.py profiles/ decided/" in capsys.readouterr().out


def test_an_interrupted_run_ends_with_130_and_leaves_no_complete_data_set(spark, tmp_path):
    profiles(spark, 200_000).write.parquet(str(tmp_path / "in"))
    settings = " ".join(f"--conf {name}={value}" for name, value in SETTINGS.items())
    started = subprocess.Popen(
        [sys.executable, SCRIPT, tmp_path / "in", tmp_path / "out", *COMMON],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment() | {"PYSPARK_SUBMIT_ARGS": f"--master local[1] {settings} pyspark-shell"},
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while not (tmp_path / "out").exists() and started.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=120)
    assert started.returncode == 130, said
    assert "interrupted" in said
    assert not (tmp_path / "out" / "_SUCCESS").exists()
