"""Tables of Arrow may say that bytes are text which are none: their row is not decided, and says why."""

from datetime import date

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import naikkelas as nk

RULES = nk.loads("""
format: naikkelas/1
rule_set: texts
version: 1
facts:
  labels: {type: set, of: text}
criteria:
  product: {kind: note, require: {main_product: {is: tempe}}}
  sector: {kind: note, require: {sector: {is: wood}}}
  permit: {kind: note, require: {pirt_expires_on: {on_or_after: 2020-01-01}}}
  tagged: {kind: note, require: {labels: {includes: tempe}}}
""")


def texts(*values):
    """An array of texts of these bytes, which nobody has looked at."""
    return pa.array(values, pa.binary()).view(pa.string())


def problems(frame, **options):
    made = RULES.decide_frame(frame, as_of=date(2026, 1, 1), allow_missing=True, **options)
    told = made.column("nk_problems").to_pylist() if isinstance(made, pa.Table) else list(made["nk_problems"])
    return [None if not isinstance(each, str) else each for each in told]


@pytest.mark.parametrize(
    "made",
    [
        lambda values: values,
        lambda values: values.cast(pa.large_string()),
        lambda values: values.cast(pa.string_view()),
        lambda values: pa.DictionaryArray.from_arrays(pa.array([0, 1, 2]), values),
        lambda values: pa.chunked_array([values.slice(0, 1), values.slice(1)]),
    ],
)
@pytest.mark.parametrize(("fact", "good"), [("main_product", b"tempe"), ("sector", b"wood"), ("pirt_expires_on", b"2026-01-01")])
def test_bytes_that_are_no_text_are_told_in_their_row(made, fact, good):
    values = made(texts(good, b"kop\xe9an", None))
    assert problems(pa.table({fact: values})) == [None, fact, None]


def test_among_the_members_of_a_set_too():
    values = pa.ListArray.from_arrays([0, 1, 3], texts(b"tempe", b"tempe", b"kop\xe9an"))
    assert problems(pa.table({"labels": values})) == [None, "labels"]


def test_pandas_has_them_from_arrow():
    table = pa.table({"main_product": texts(b"tempe", b"kop\xe9an")})
    assert problems(table.to_pandas()) == [None, "main_product"]
    kept = pd.DataFrame({"main_product": pd.array(table.column(0), dtype=pd.ArrowDtype(pa.string()))})
    assert problems(kept) == [None, "main_product"]


def test_polars_has_them_from_arrow():
    assert problems(pl.from_arrow(pa.table({"main_product": texts(b"tempe", b"kop\xe9an")}))) == [None, "main_product"]


def test_other_values_of_such_a_column_are_read_as_ever():
    values = texts(b"", b"soy\xc3\xa9", b"kop\xe9an", b"a\x00b")
    assert problems(pa.table({"main_product": values})) == [None, None, "main_product", "main_product"]


def test_a_category_of_numbers_of_32_bits_is_read_as_a_plain_column_of_them():
    rules = nk.loads("""
format: naikkelas/1
rule_set: acid
version: 1
facts: {ph: {type: number, decimals: 1}}
criteria: {mild: {require: {ph: {at_least: 6.3}}}}
""")
    plain = pd.Series([6.3, None, 6.2, 6.25], dtype="float32")
    told = [
        list(rules.decide_frame(pd.DataFrame({"ph": column}), as_of=date(2026, 1, 1))["nk_problems"].notna())
        for column in (plain, plain.astype("category"))
    ]
    assert told == [[False, False, False, True]] * 2
