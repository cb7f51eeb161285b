"""A row of a table whose numbers have 32 bits: Python has its numbers with 64, so the result in the row has to say how they were read."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import naikkelas as nk

AS_OF = date(2026, 11, 1)
EVERY = {"as_of": AS_OF, "allow_missing": True}
RULES = nk.loads(
    """
format: naikkelas/1
rule_set: acid
version: 1
facts:
  ph: {type: number, decimals: 2, at_least: 0, at_most: 14}
  brix: {type: number, decimals: 1, at_least: 0, at_most: 100}
criteria:
  mild: {require: {ph: {at_least: 0.95}}}
  sweet: {kind: preference, points: 5, require: {brix: {at_least: 12.3}}}
"""
)


def rows_as(kind, values):
    """The rows of a decided table of numbers of 32 bits, as its library gives them to Python."""
    table = pl.DataFrame({name: pl.Series(column, dtype=pl.Float32) for name, column in values.items()})
    match kind:
        case "polars":
            return RULES.decide_frame(table, **EVERY).rows(named=True)
        case "arrow":
            return RULES.decide_frame(table.to_arrow(), **EVERY).to_pylist()
        case "pandas":
            made = RULES.decide_frame(table.to_pandas(), **EVERY)
            return [made.iloc[at] for at in range(len(made))]
    connection = duckdb.connect()
    connection.register("narrow", table.to_arrow())
    made = RULES.decide_frame(connection.table("narrow"), **EVERY)
    return [dict(zip(made.columns, row, strict=True)) for row in made.fetchall()]


@pytest.mark.parametrize("kind", ["polars", "arrow", "pandas", "duckdb"])
def test_a_row_is_decided_as_its_table_was(kind):
    values = {"ph": [0.95, 0.94, None, 6.3], "brix": [12.3, 12.2, 12.3, None]}
    for row, ph, brix in zip(rows_as(kind, values), *values.values(), strict=True):
        decision = RULES.explain_row(row, as_of=AS_OF)
        assert decision.problems == ()
        assert decision.masks == RULES.decide({"ph": ph, "brix": brix}, as_of=AS_OF).masks


def test_what_the_table_could_not_read_is_refused_in_the_row_too():
    for row in rows_as("polars", {"ph": [0.951, 0.95], "brix": [12.3, 12.34]}):
        assert row["nk_outcome"] is None
        with pytest.raises(nk.ProfileError) as caught:
            RULES.explain_row(row, as_of=AS_OF)
        assert [each.place.path for each in caught.value.problems] == [row["nk_problems"]]


def test_a_number_of_64_bits_that_the_table_refused_is_none_of_32():
    table = pl.DataFrame({"ph": [float(np.float32(0.95))], "brix": [None]}, schema={"ph": pl.Float64, "brix": pl.Float64})
    (row,) = RULES.decide_frame(table, **EVERY).rows(named=True)
    assert row["nk_problems"] == "ph"
    with pytest.raises(nk.ProfileError, match=r"0\.949999988079071"):
        RULES.explain_row(row, as_of=AS_OF)


@pytest.mark.parametrize("name", ["ph", "ph__low", "ph__high"])
def test_without_a_result_the_way_out_is_told_and_nothing_is_decided(name):
    with pytest.raises(nk.ProfileError) as caught:
        RULES.explain_row({name: float(np.float32(0.95))}, as_of=AS_OF)
    (told,) = caught.value.problems
    assert "0.95 is meant" in told.text()
    assert "0.95" in told.advice("id")


def test_a_number_that_is_none_of_32_bits_is_told_as_before():
    for value in (0.951, 1e300, float("inf")):
        with pytest.raises(nk.ProfileError) as caught:
            RULES.explain_row({"ph": value}, as_of=AS_OF)
        assert "32" not in caught.value.problems[0].text()


def test_sides_of_ranges_and_results_of_any_prefix_are_read_alike():
    table = pl.DataFrame(
        {"ph__low": [0.95, 0.94], "ph__high": [6.3, 6.3], "brix": [None, None]},
        schema=dict.fromkeys(("ph__low", "ph__high", "brix"), pl.Float32),
    )
    for row in RULES.decide_frame(table, prefix="hasil_", **EVERY).rows(named=True):
        decision = RULES.explain_row(row, as_of=AS_OF, prefix="hasil_")
        assert (decision.outcome.value, decision.problems) == (row["hasil_outcome"], ())


@given(st.lists(st.floats(0, 14, width=32) | st.integers(0, 1400).map(lambda each: each / 100), min_size=1, max_size=8))
def test_every_number_of_32_bits_is_decided_as_in_its_table_or_refused_there_too(values):
    for row in rows_as("polars", {"ph": values, "brix": [None] * len(values)}):
        if row["nk_outcome"] is None:
            with pytest.raises(nk.ProfileError):
                RULES.explain_row(row, as_of=AS_OF)
        else:
            assert RULES.explain_row(row, as_of=AS_OF).problems == ()


def test_a_series_of_pandas_alone_keeps_its_32_bits():
    row = pd.Series({"ph": np.float32(0.95), "brix": np.float32(12.3)}, dtype=object)
    assert RULES.explain_row(row, as_of=AS_OF).outcome is nk.Outcome.ELIGIBLE
