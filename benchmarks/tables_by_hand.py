"""benchmarks/policy.yaml written by hand for tables: Polars expressions and DuckDB SQL, nulls in Kleene logic.

Each checks the same twelve columns (choices, bounds) and gives outcome, a status per criterion and points; it has no masks, names no column
with a mistake (a mistake anywhere is an error), knows no blank texts and explains nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

import naikkelas as nk

AS_OF, YEAR_AGO = date(2026, 11, 1), date(2025, 11, 1)
RULES = nk.load(Path(__file__).with_name("policy.yaml"))
CHOICES = {name: list(fact.type.choices) for name, fact in RULES.facts.items() if fact.type.choices}
AREA = ["3302", "3303", "3304", "3305", "3306", "3307"]
FIRST, LAST = date(1800, 1, 1), date(2200, 12, 31)
ORDERED = {
    "annual_sales": (0, 10**14),
    "workers": (0, 10**6),
    "operating_since": (FIRST, LAST),
    "pirt_expires_on": (FIRST, LAST),
    "md_expires_on": (FIRST, LAST),
}
REQUIRED = ("operation", "market", "production", "small", "registered")
col = pl.col


def made(count: int, gaps: float) -> pl.DataFrame:
    """A table of the facts that the policy reads; a share of the cells is missing."""
    random = Random(7)  # noqa: S311 - test data
    pools: dict[str, list[Any]] = {
        "annual_sales": [random.randrange(0, 20 * 10**9) for _ in range(5000)],
        "workers": list(range(40)),
        "regency": [*AREA, "3371", "3372", "5201", "5202"],
    }
    days = [date(2015 + number % 14, 1 + number % 12, 1 + number % 28) for number in range(3000)]
    columns = {}
    for name, fact in RULES.facts.items():
        pool = pools.get(name) or CHOICES.get(name) or ([True, False] if fact.type.kind == "boolean" else days)
        columns[name] = [None if gaps and random.random() < gaps else random.choice(pool) for _ in range(min(count, 100_000))]
    table = pl.DataFrame(columns)
    return pl.concat([table] * -(-count // table.height)).head(count).rechunk()


def ranged(table: pl.DataFrame) -> pl.DataFrame:
    """The same table with a third of the ordered values known only as a range."""
    vague, columns = (pl.int_range(pl.len()) * 7) % 3 == 0, []
    for name in ORDERED:
        low = col(name) - timedelta(200) if table[name].dtype == pl.Date else (col(name) - 3).clip(0)
        columns += [
            pl.when(~vague).then(col(name)).alias(name),
            pl.when(vague).then(low).alias(f"{name}__low"),
            pl.when(vague).then(col(name)).alias(f"{name}__high"),
        ]
    return table.with_columns(columns)


def word(truth: pl.Expr, met: str = "met", not_met: str = "not_met", unknown: str = "unknown") -> pl.Expr:
    """The name of a truth."""
    return pl.when(truth).then(pl.lit(met)).when(~truth).then(pl.lit(not_met)).otherwise(pl.lit(unknown))


def polars(table: pl.DataFrame) -> pl.DataFrame:
    """On exact columns."""
    checks = [col(name).is_in(known).all() for name, known in CHOICES.items()]
    checks += [col(name).is_between(*ends).all() for name, ends in ORDERED.items()]
    tests = {
        "operation": col("operating_since") <= YEAR_AGO,
        "small": (col("annual_sales") <= 15 * 10**9) & (col("workers") <= 19),
        "growing": col("annual_sales") >= 300_000_000,
        "pirt_lasts": col("pirt_expires_on") >= AS_OF,
        "md_lasts": col("md_expires_on") >= AS_OF,
    }
    return _polars(table, checks, tests)


def polars_ranged(table: pl.DataFrame) -> pl.DataFrame:
    """On columns with sides of ranges."""
    checks = [col(name).is_in(known).all() for name, known in CHOICES.items()]
    for name, ends in ORDERED.items():
        exact, low, high = col(name), col(f"{name}__low"), col(f"{name}__high")
        checks += [each.is_between(*ends).all() for each in (exact, low, high)]
        checks += [(low <= high).all(), (low <= exact).all(), (exact <= high).all()]

    def at_least(name: str, value: Any) -> pl.Expr:
        low, high = (pl.coalesce(col(name), col(f"{name}__{side}")) for side in ("low", "high"))
        return pl.when(low >= value).then(statement=True).when(high < value).then(statement=False)

    def at_most(name: str, value: Any) -> pl.Expr:
        low, high = (pl.coalesce(col(name), col(f"{name}__{side}")) for side in ("low", "high"))
        return pl.when(high <= value).then(statement=True).when(low > value).then(statement=False)

    tests = {
        "operation": at_most("operating_since", YEAR_AGO),
        "small": at_most("annual_sales", 15 * 10**9) & at_most("workers", 19),
        "growing": at_least("annual_sales", 300_000_000),
        "pirt_lasts": at_least("pirt_expires_on", AS_OF),
        "md_lasts": at_least("md_expires_on", AS_OF),
    }
    return _polars(table, checks, tests)


def _polars(table: pl.DataFrame, checks: Iterable[pl.Expr], ordered: Mapping[str, pl.Expr]) -> pl.DataFrame:
    if not all(table.select(check.alias(str(number)) for number, check in enumerate(checks)).row(0)):
        raise ValueError("a value is out of bounds")
    tests = dict(ordered)
    permit = ((col("pirt_status") == "held") & tests.pop("pirt_lasts")) | ((col("md_status") == "held") & tests.pop("md_lasts"))
    tests |= {
        "market": col("knows_market"),
        "production": col("knows_production"),
        "registered": col("nib_status") == "held",
        "area": col("regency").is_in(AREA),
    }
    guard = (col("sector") == "processed_food").alias("guard")
    lazy = table.lazy().with_columns(guard, permit.alias("permit"), **tests)
    required = [~col("guard") | col("permit"), *(col(name) for name in REQUIRED)]
    applies = pl.when(col("guard")).then(word(col("permit"))).otherwise(pl.lit("unknown"))
    points = [(10, col("area")), (5, col("growing"))]
    return lazy.select(
        word(pl.all_horizontal(required), "eligible", "ineligible", "needs_information").alias("outcome"),
        pl.sum_horizontal(pl.when(met.fill_null(value=False)).then(many).otherwise(0) for many, met in points).alias("low"),
        pl.sum_horizontal(pl.when(met.fill_null(value=True)).then(many).otherwise(0) for many, met in points).alias("high"),
        pl.when(~col("guard")).then(pl.lit("not_applicable")).otherwise(applies).alias("permit"),
        **{name: word(col(name)) for name in tests},
    ).collect()


def duckdb(connection: Any, table: str) -> Any:
    """On a table of DuckDB: the check at once, the decision as a relation."""
    bad = [f"{name} NOT IN ({_listed(known)})" for name, known in CHOICES.items()]
    bad += [f"{name} NOT BETWEEN {_sql(low)} AND {_sql(high)}" for name, (low, high) in ORDERED.items()]
    if connection.sql(f"SELECT count(*) FROM {table} WHERE {' OR '.join(bad)}").fetchall() != [(0,)]:  # noqa: S608 - written here
        raise ValueError("a value is out of bounds")
    lasts = f">= {_sql(AS_OF)}"
    tests = {
        "h_operation": f"operating_since <= {_sql(YEAR_AGO)}",
        "h_market": "knows_market",
        "h_production": "knows_production",
        "h_small": "annual_sales <= 15000000000 AND workers <= 19",
        "h_registered": "nib_status = 'held'",
        "h_area": f"regency IN ({_listed(AREA)})",
        "h_growing": "annual_sales >= 300000000",
        "h_guard": "sector = 'processed_food'",
        "h_permit": f"(pirt_status = 'held' AND pirt_expires_on {lasts}) OR (md_status = 'held' AND md_expires_on {lasts})",
    }
    inner = f"SELECT *, {', '.join(f'({test}) AS {name}' for name, test in tests.items())} FROM {table}"  # noqa: S608 - written here
    all_of = " AND ".join(["(NOT h_guard OR h_permit)", *(f"h_{name}" for name in REQUIRED)])
    words = ", ".join(f"{_word(name)} AS {name[2:]}" for name in tests if name not in ("h_guard", "h_permit"))
    return connection.sql(f"""
        SELECT * EXCLUDE ({", ".join(tests)}, h_all),
            CASE WHEN h_all THEN 'eligible' WHEN NOT h_all THEN 'ineligible' ELSE 'needs_information' END AS outcome,
            CASE WHEN h_area THEN 10 ELSE 0 END + CASE WHEN h_growing THEN 5 ELSE 0 END AS low,
            CASE WHEN coalesce(h_area, TRUE) THEN 10 ELSE 0 END + CASE WHEN coalesce(h_growing, TRUE) THEN 5 ELSE 0 END AS high,
            CASE WHEN NOT h_guard THEN 'not_applicable' WHEN h_guard THEN {_word("h_permit")} ELSE 'unknown' END AS permit,
            {words}
        FROM (SELECT *, ({all_of}) AS h_all FROM ({inner}))
    """)  # noqa: S608 - written here


def _word(test: str) -> str:
    return f"CASE WHEN {test} THEN 'met' WHEN NOT {test} THEN 'not_met' ELSE 'unknown' END"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _sql(value: Any) -> str:
    return f"DATE '{value.isoformat()}'" if isinstance(value, date) else str(value)
