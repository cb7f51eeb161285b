"""Moments for a date: midnight stands for its day, and nothing else does, whatever holds it."""

from datetime import UTC, date, datetime, timedelta, timezone

import duckdb
import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import naikkelas as nk

RULES = nk.loads("""
format: naikkelas/1
rule_set: fair
version: 1
criteria:
  age: {require: {operating_since: {at_least_ago: {days: 1}}}}
""")
AS_OF = date(2026, 11, 1)
WIB = timezone(timedelta(hours=7))
MOMENTS = {
    "a midnight": ("2026-03-01T00:00:00", True),
    "an hour": ("2026-03-01T07:00:00", False),
    "a microsecond": ("2026-03-01T00:00:00.000001", False),
    "a nanosecond": ("2026-03-01T00:00:00.000000001", False),
}


def outcomes(made):
    if isinstance(made, list):
        return [row["nk_outcome"] for row in made]
    frame = nw.from_native(made)
    frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return [value or None for value in frame["nk_outcome"].to_list()]


def relation(raw):
    return duckdb.connect().sql(f"SELECT TIMESTAMP_NS '{raw.replace('T', ' ')}' AS operating_since")


TABLES = {
    "list": lambda raw: [{"operating_since": np.datetime64(raw)}],
    "list of pandas": lambda raw: [{"operating_since": pd.Timestamp(raw)}],
    "polars": lambda raw: pl.DataFrame({"operating_since": np.array([np.datetime64(raw, "ns")])}),
    "polars lazy": lambda raw: pl.LazyFrame({"operating_since": np.array([np.datetime64(raw, "ns")])}),
    "pandas": lambda raw: pd.DataFrame({"operating_since": np.array([np.datetime64(raw, "ns")])}),
    "pyarrow": lambda raw: pa.table({"operating_since": pa.array(np.array([np.datetime64(raw, "ns")]))}),
    "duckdb": relation,
}


@pytest.mark.parametrize(("raw", "usable"), MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_reads_a_moment_as_a_profile_does(table, raw, usable):
    assert outcomes(RULES.decide_frame(table(raw), as_of=AS_OF)) == (["eligible"] if usable else [None])
    for value in (np.datetime64(raw), pd.Timestamp(raw)):
        if usable:
            assert RULES.decide({"operating_since": value}, as_of=AS_OF).outcome is nk.Outcome.ELIGIBLE
        else:
            with pytest.raises(nk.ProfileError, match="NK402"):
                RULES.decide({"operating_since": value}, as_of=AS_OF)


@pytest.mark.parametrize(
    "moment", [datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, 7, tzinfo=WIB), datetime(2026, 3, 1, tzinfo=WIB)]
)
@pytest.mark.parametrize("others", [[], [date(2026, 3, 1)], [datetime(2026, 3, 1)]], ids=["alone", "beside a date", "beside a midnight"])  # noqa: DTZ001
def test_a_moment_with_a_time_zone_undecides_its_own_row_alone(moment, others):
    rows = [{"operating_since": value} for value in (moment, *others)]
    assert outcomes(RULES.decide_frame(rows, as_of=AS_OF)) == [None, *["eligible"] * len(others)]


def test_a_column_of_seconds_is_one_of_days():
    table = pd.DataFrame({"operating_since": np.array(["2026-03-01", "2026-12-01"], dtype="datetime64[s]")})
    assert outcomes(RULES.decide_frame(table, as_of=AS_OF)) == ["eligible", "ineligible"]
