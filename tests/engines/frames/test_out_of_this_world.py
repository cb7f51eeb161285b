"""Days before the first year and after the last, and whole numbers larger than any other: of no use, and their rows alone."""

from datetime import date

import duckdb
import polars as pl
import pytest

import naikkelas as nk

RULES = nk.loads("""
format: naikkelas/1
rule_set: fair
version: 1
criteria:
  permit: {require: {pirt_expires_on: {on_or_after: $as_of}}}
  many: {kind: note, require: {workers: {at_least: 5}}}
  home: {kind: note, require: {regency: {is: 3305}}}
""")
ON = {"as_of": "day", "allow_missing": True}
AS_OF = {"as_of": date(2026, 11, 1), "allow_missing": True}
USED, REFUSED = ("eligible", None), (None, "as_of")


@pytest.mark.parametrize(
    ("kind", "days", "outside"),
    [
        (pl.Date, 1, (-800_000, 5_000_000, 2_932_897, -719_163, 2**31 - 1, -(2**31))),
        (pl.Datetime("us"), 86_400_000_000, (-800_000, 5_000_000, 2_932_897)),
        (pl.Datetime("ms"), 86_400_000, (-800_000, 5_000_000, 10**9, 10**11, -(10**11))),
    ],
    ids=str,
)
def test_a_day_that_python_does_not_have_is_no_day_to_judge_on(kind, days, outside):
    numbers = pl.Series([20_758 * days, *(number * days for number in outside), None])
    day = numbers.cast(pl.Int32 if kind == pl.Date else pl.Int64).cast(kind)
    table = pl.DataFrame({"day": day}).with_columns(pirt_expires_on=pl.lit(date(2027, 1, 1)))
    for made in (RULES.decide_frame(table, **ON), RULES.decide_frame(table.lazy(), **ON).collect()):
        assert made.select("nk_outcome", "nk_problems").rows() == [USED, *[REFUSED] * (len(outside) + 1)]


@pytest.mark.parametrize("kind", ["DATE", "TIMESTAMP"])
def test_an_endless_day_of_duckdb_is_no_day_to_judge_on(kind):
    days = ("2026-11-01", "infinity", "-infinity", "0044-03-15 (BC)", "12000-01-01", None)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE profiles (day {kind}, pirt_expires_on DATE)")
        connection.executemany("INSERT INTO profiles VALUES (?, '2027-01-01')", [(day,) for day in days])
        made = RULES.decide_frame(connection.table("profiles"), **ON).project("nk_outcome, nk_problems")
        assert made.fetchall() == [USED, *[REFUSED] * 5]
        useless = connection.table("profiles").filter("day IS NULL OR day <> '2026-11-01'")
        assert RULES.decide_frame(useless, **ON).project("nk_outcome, nk_problems").fetchall() == [REFUSED] * 5


def test_too_many_days_are_counted_without_those_of_no_use():
    days = pl.Series(range(20_000, 20_070), dtype=pl.Int32).append(pl.Series([5_000_000, None], dtype=pl.Int32)).cast(pl.Date)
    table = pl.DataFrame({"day": days, "pirt_expires_on": [date(2027, 1, 1)] * 72})
    with pytest.raises(nk.EvaluationError) as refused:
        RULES.decide_frame(table.lazy(), **ON)
    assert [(problem.code, problem.slots["read"]) for problem in refused.value.problems] == [("NK531", "70")]


WIDE = (5, 0, 3305, None, 2**53 + 1, 2**64 - 1, 2**127, 2**128 - 1)


def wide_tables():
    """Columns of the widest whole numbers without a sign."""
    named = ("workers", "regency")
    with duckdb.connect() as connection:
        values = ", ".join("(NULL)" if value is None else f"('{value}')" for value in WIDE)
        listed = ", ".join(f"CAST(v AS UHUGEINT) AS {name}" for name in named)
        yield connection.sql(f"SELECT {listed} FROM (VALUES {values}) AS t(v)")  # noqa: S608 - written here
    if hasattr(pl, "UInt128"):
        frame = pl.DataFrame({name: pl.Series(WIDE, dtype=pl.UInt128) for name in named})
        yield frame
        yield frame.lazy()


def test_the_widest_whole_numbers_are_read_or_refused():
    for table in wide_tables():
        made = RULES.decide_frame(table, **AS_OF)
        made = made.pl() if hasattr(made, "pl") else made.lazy().collect()
        both = (None, None, "regency workers")
        codes = [(None, None, "regency")] * 2  # of no regency
        rows = [tuple(row) for row in made.select("nk_many", "nk_home", "nk_problems").rows()]
        assert rows == [*codes, ("met", "met", None), ("unknown", "unknown", None), *[both] * 4], type(table)
