"""Decimals that a floating number cannot hold: what ``decide`` refuses is no value of a table either."""

from datetime import date
from decimal import Decimal

import duckdb
import polars as pl
import pytest

import naikkelas as nk

AS_OF = date(2026, 11, 1)
RULES = nk.loads("""
format: naikkelas/1
rule_set: fair
version: 1
facts: {ph: {type: number, decimals: 1, at_least: -14, at_most: 14}}
criteria:
  many: {require: {workers: {at_least: 5}}}
  sour: {require: {ph: {at_most: 4.6}}}
  large: {require: {annual_sales: {more_than: 500 juta}}}
""")
#: By the precision and the scale of a type: the fact, its criterion and values of it.
VALUES = {
    (38, 20): ("workers", "many", ["5", "4.99999999999999999999", "4", "5.00000000000000000001", "999999999999999999.5", None]),
    (38, 37): ("workers", "many", ["5", "4.9999999999999999999999999999999999999", "9.9", None]),
    (38, 18): ("ph", "sour", ["4.6", "4.600000000000000001", "-4.6", "-0.000000000000000001", "4.7", "4.65", None]),
    (38, 38): ("ph", "sour", ["0.1", "-0.1", "0.99999999999999999999999999999999999999", "0", None]),
    (18, 8): ("annual_sales", "large", ["500000000", "500000000.00000001", "500000001", "9999999999.99999999", None]),
    (18, 2): ("annual_sales", "large", ["500000000", "500000000.01", "100000000000000", "99999999999999.99", "9999999999999999.99", None]),
    (16, 2): ("annual_sales", "large", ["99999999999999.99", "99999999999999", "500000001", "0.01", None]),
    (9, 2): ("workers", "many", ["5", "4.99", "4", None]),
    (4, 1): ("ph", "sour", ["4.6", "4.7", "14.1", None]),
    (38, 0): ("workers", "many", ["5", "4", "99999999999999999999999999999999999999", None]),
}


def told(fact, criterion, value):
    """What ``decide`` says of a value: a status, or nothing where it refuses it."""
    try:
        return RULES.decide({} if value is None else {fact: value}, as_of=AS_OF).statuses[criterion].value
    except nk.ProfileError:
        return None


def tables(fact, digits, values):
    """The values as tables of every kind that has decimals."""
    frame = pl.DataFrame({fact: pl.Series(values, dtype=pl.Decimal(*digits))})
    yield frame
    yield frame.lazy()
    yield frame.to_arrow()
    yield frame.to_pandas(use_pyarrow_extension_array=True)
    yield frame.to_pandas()
    with duckdb.connect() as connection:
        connection.register("profiles", frame.to_arrow())
        yield connection.table("profiles")


@pytest.mark.parametrize("digits", VALUES, ids=str)
def test_a_decimal_is_compared_to_its_last_digit(digits):
    fact, criterion, written = VALUES[digits]
    values = [None if value is None else Decimal(value) for value in written]
    expected = [told(fact, criterion, value) for value in values]
    for table in tables(fact, digits, values):
        made = RULES.decide_frame(table, as_of=AS_OF, allow_missing=True)
        made = made.pl() if hasattr(made, "pl") else made.collect() if hasattr(made, "collect") else made
        assert list(map(seen, made[f"nk_{criterion}"])) == expected, type(table)


def seen(status):
    """A status, or nothing in whichever way a kind of table writes that."""
    found = status.as_py() if hasattr(status, "as_py") else status
    return found if isinstance(found, str) else None
