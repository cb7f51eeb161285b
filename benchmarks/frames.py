"""What a million rows cost: ``decide_frame`` beside a Polars expression that somebody wrote by hand for the same policy.

    python benchmarks/frames.py [rows]

The hand-written one checks the same twelve columns (choices, bounds), handles nulls in Kleene logic and gives outcome, statuses and points;
it knows no ranges, gives no masks and explains nothing. Prints seconds and the ratio to it, for exact columns and for columns with gaps.
"""

import sys
from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import duckdb
import polars as pl

import naikkelas as nk

AS_OF = date(2026, 11, 1)
ROUNDS = 5
RULES = nk.load(Path(__file__).with_name("policy.yaml"))
AREA = ["3302", "3303", "3304", "3305", "3306", "3307"]
BOUNDS = {"annual_sales": (0, 10**14), "workers": (0, 10**9)}
FIRST, LAST = date(1800, 1, 1), date(2200, 12, 31)


def made(count: int, gaps: float) -> pl.DataFrame:
    """A table of the facts that the policy reads; a share of the cells is missing."""
    random = Random(7)  # noqa: S311 - test data
    facts, columns = RULES.facts, {}
    pools: dict[str, list[Any]] = {
        "annual_sales": [random.randrange(0, 20 * 10**9) for _ in range(5000)],
        "workers": list(range(40)),
        "regency": [*AREA, "3371", "3372", "5201", "5202"],
    }
    days = [date(2015 + number % 14, 1 + number % 12, 1 + number % 28) for number in range(3000)]
    for name, fact in facts.items():
        pool = pools.get(name) or list(fact.type.choices or ()) or ([True, False] if fact.type.kind == "boolean" else days)
        columns[name] = [None if gaps and random.random() < gaps else random.choice(pool) for _ in range(min(count, 100_000))]
    table = pl.DataFrame(columns)
    return pl.concat([table] * -(-count // table.height)).head(count).rechunk()


def by_hand(table: pl.DataFrame) -> pl.DataFrame:
    """The policy as an expression, nulls as unknown."""
    col, choices = pl.col, {name: list(fact.type.choices or ()) for name, fact in RULES.facts.items() if fact.type.choices}
    checks = [col(name).is_in(known).all() for name, known in choices.items()]
    checks += [col(name).is_between(*ends).all() for name, ends in BOUNDS.items()]
    checks += [col(name).is_between(FIRST, LAST).all() for name in ("operating_since", "pirt_expires_on", "md_expires_on")]
    if not all(table.select(check.alias(str(number)) for number, check in enumerate(checks)).row(0)):
        raise ValueError("a value is out of bounds")
    permit = ((col("pirt_status") == "held") & (col("pirt_expires_on") >= AS_OF)) | (
        (col("md_status") == "held") & (col("md_expires_on") >= AS_OF)
    )
    tests = {
        "operation": col("operating_since") <= date(2025, 11, 1),
        "market": col("knows_market"),
        "production": col("knows_production"),
        "small": (col("annual_sales") <= 15 * 10**9) & (col("workers") <= 19),
        "registered": col("nib_status") == "held",
        "area": col("regency").is_in(AREA),
        "growing": col("annual_sales") >= 300_000_000,
    }
    guard = col("sector") == "processed_food"
    lazy = table.lazy().with_columns(guard.alias("guard"), permit.alias("permit"), **tests)
    required = [~col("guard") | col("permit"), *(col(name) for name in tests if name not in ("area", "growing"))]
    statuses = {name: word(col(name)) for name in tests}
    guarded = (
        pl.when(~col("guard")).then(pl.lit("not_applicable")).when(col("guard")).then(word(col("permit"))).otherwise(pl.lit("unknown"))
    )
    points = [(10, col("area")), (5, col("growing"))]
    return lazy.select(
        word(pl.all_horizontal(required), "eligible", "ineligible", "needs_information").alias("outcome"),
        pl.sum_horizontal(pl.when(met.fill_null(value=False)).then(many).otherwise(0) for many, met in points).alias("low"),
        pl.sum_horizontal(pl.when(met.fill_null(value=True)).then(many).otherwise(0) for many, met in points).alias("high"),
        guarded.alias("permit"),
        **statuses,
    ).collect()


def word(truth: pl.Expr, met: str = "met", not_met: str = "not_met", unknown: str = "unknown") -> pl.Expr:
    """The name of a truth."""
    return pl.when(truth).then(pl.lit(met)).when(~truth).then(pl.lit(not_met)).otherwise(pl.lit(unknown))


def timed(call: Any) -> float:
    """The best of some rounds, in seconds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        call()
        best = min(best, perf_counter() - start)
    return best


def measure(count: int, gaps: float) -> None:
    """Prints one comparison."""
    table = made(count, gaps)
    relation = duckdb.from_arrow(table.to_arrow())
    decided, hand = RULES.decide_frame(table, as_of=AS_OF), by_hand(table)
    assert decided["nk_outcome"].equals(hand["outcome"].alias("nk_outcome"))
    assert decided["nk_permit"].equals(hand["permit"].alias("nk_permit"))
    assert decided["nk_points_high"].to_list() == hand["high"].to_list()
    outcome = RULES.decide_frame(table.lazy(), as_of=AS_OF).select("nk_outcome", "nk_problems")
    contenders = {
        "by hand, Polars": lambda: by_hand(table),
        "decide_frame, Polars": lambda: RULES.decide_frame(table, as_of=AS_OF),
        "decide_frame, Polars lazy": lambda: RULES.decide_frame(table.lazy(), as_of=AS_OF).collect(),
        "decide_frame, lazy, outcome only": outcome.collect,
        "decide_frame, DuckDB": lambda: RULES.decide_frame(relation, as_of=AS_OF).to_arrow_table(),
    }
    found = {name: timed(call) for name, call in contenders.items()}
    print(f"{count:,} rows, {gaps:.0%} of the cells missing")
    for name, seconds in found.items():
        print(f"  {name:<34} {seconds:7.3f} s {count / seconds / 1e6:7.2f} M rows/s {seconds / found['by hand, Polars']:6.2f}")


if __name__ == "__main__":
    for share in (0.0, 0.1):
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, share)
