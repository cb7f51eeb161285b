"""Nothing in a cell is nothing, however a table writes it: as ``decide`` takes it, so does every table."""

import math
from datetime import date
from decimal import Decimal

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import naikkelas as nk

AS_OF = date(2026, 11, 1)
EVERY = {"as_of": AS_OF, "allow_missing": True}
PERMITS = nk.loads("""
format: naikkelas/1
rule_set: permits
version: 1
criteria:
  pirt: {require: {pirt_status: {is: held}, pirt_expires_on: {on_or_after: $as_of}}}
  home: {kind: note, require: {regency: {in: ["3302"]}}}
  halal: {kind: note, require: {halal_expires_on: {on_or_after: $as_of}}}
""")
NOTHING = [None, math.nan, np.float32("nan"), "", " ", "\u00a0\n", pd.NA, pd.NaT, np.datetime64("NaT"), Decimal("NaN"), Decimal("sNaN")]
FOLLOWING = [
    {
        "permits": [
            {"kind": "pirt", "status": "held", "expires_on": "2028-01-01"},
            {"kind": "halal", "status": "held", "expires_on": "never"},
        ]
    },
    {"permits": [{"kind": "pirt", "status": "lapsed", "expires_on": "2020-01-01"}]},
    {"pirt_number": "2053302020970-28"},
]


@pytest.mark.parametrize("nothing", NOTHING, ids=repr)
@pytest.mark.parametrize("fact", ["pirt_status", "pirt_expires_on", "regency", "halal_expires_on", "pirt_number"])
def test_what_follows_stands_where_a_dict_says_nothing(nothing, fact):
    rows = [{**row, fact: nothing} for row in FOLLOWING]
    for row, result in zip(rows, PERMITS.decide_frame(rows, **EVERY), strict=True):
        decision = PERMITS.decide(row, as_of=AS_OF)
        assert (result["nk_problems"], result["nk_outcome"]) == (None, decision.outcome.value)
        assert {name: result[f"nk_{name}"] for name in PERMITS.criteria} == {name: str(s) for name, s in decision.statuses.items()}
        assert PERMITS.explain_row(result, as_of=AS_OF).problems == ()


def test_a_range_that_says_nothing_and_one_that_says_something():
    row = FOLLOWING[0]
    asked = [{**row, "pirt_expires_on": {"at_least": None}}, {**row, "pirt_expires_on": {"at_most": "2020-01-01"}}]
    assert [made["nk_pirt"] for made in PERMITS.decide_frame(asked, **EVERY)] == ["met", "not_met"]
    assert [PERMITS.decide(one, as_of=AS_OF).statuses["pirt"] for one in asked] == ["met", "not_met"]


def test_the_sides_of_a_range_say_something_too():
    row = {**FOLLOWING[0], "pirt_expires_on": None, "pirt_expires_on__high": date(2020, 1, 1)}
    (made,) = PERMITS.decide_frame([row], **EVERY)
    assert (made["nk_pirt"], made["nk_problems"]) == ("not_met", None)
    assert PERMITS.explain_row(row, as_of=AS_OF).statuses["pirt"] == "not_met"
    assert PERMITS.explain_row(made, as_of=AS_OF).problems == ()


# --- columns without any value ----------------------------------------------------------------------------------------

KINDS = nk.loads("""
format: naikkelas/1
rule_set: kinds
version: 1
facts:
  ph: {type: number, decimals: 1}
  village: {type: text}
  channels: {type: set, of: [shop, web]}
  labels: {type: set, of: text}
criteria:
  number: {kind: note, require: {ph: {at_most: 7}}}
  text: {kind: note, require: {village: {is: Jetis}}}
  set: {kind: note, require: {channels: {includes: shop}}}
  texts: {kind: note, require: {labels: {includes: halal}}}
  boolean: {kind: note, require: {keeps_books: {is: true}}}
  choice: {kind: note, require: {sector: {is: wood}}}
  date: {kind: note, require: {operating_since: {before: 2020-01-01}}}
  integer: {kind: note, require: {workers: {at_least: 2}}}
  money: {require: {annual_sales: {at_most: 300 juta}}}
""")
TYPED_NULLS = [pl.Null, pl.Float64, pl.Float32, pl.Int64, pl.String, pl.Boolean, pl.Date, pl.Datetime, pl.List(pl.String), pl.Categorical]
WITHOUT_A_VALUE = {
    "pandas": lambda: pd.DataFrame(dict.fromkeys(KINDS.facts, [math.nan] * 2)),
    "pandas of 32 bits": lambda: pd.DataFrame(dict.fromkeys(KINDS.facts, [math.nan] * 2), dtype="float32"),
    "pandas without rows": lambda: pd.DataFrame({name: [] for name in KINDS.facts}, dtype="float64"),
    "pandas, NA": lambda: pd.DataFrame(dict.fromkeys(KINDS.facts, [None] * 2), dtype="Float64"),
    "pandas, objects": lambda: pd.DataFrame({name: [None, math.nan] for name in KINDS.facts}, dtype=object),
    "pandas, Arrow": lambda: pd.DataFrame(dict.fromkeys(KINDS.facts, [None] * 2), dtype=pd.ArrowDtype(pa.null())),
    "dicts": lambda: [dict.fromkeys(KINDS.facts, math.nan)] * 2,
    "lazy": lambda: nulls(pl.Null).lazy(),
    "pyarrow": lambda: pa.table(dict.fromkeys(KINDS.facts, pa.nulls(2))),
    "pyarrow, numbers": lambda: pa.table(dict.fromkeys(KINDS.facts, pa.array([None, math.nan]))),
    "duckdb": lambda: duckdb.from_arrow(pa.table(dict.fromkeys(KINDS.facts, pa.nulls(2)))),
} | {f"polars, {dtype}": lambda dtype=dtype: nulls(dtype) for dtype in TYPED_NULLS}


def nulls(dtype):
    return pl.DataFrame(dict.fromkeys(KINDS.facts, [None] * 2), schema=dict.fromkeys(KINDS.facts, dtype))


def rows_of(made):
    if isinstance(made, duckdb.DuckDBPyRelation | pl.LazyFrame):
        made = made.pl() if isinstance(made, duckdb.DuckDBPyRelation) else made.collect()
    if isinstance(made, pd.DataFrame):
        return [{name: value if isinstance(value, str) else None for name, value in row.items()} for row in made.to_dict("records")]
    return made if isinstance(made, list) else made.to_pylist() if isinstance(made, pa.Table) else made.to_dicts()


@pytest.mark.parametrize("table", WITHOUT_A_VALUE.values(), ids=WITHOUT_A_VALUE)
def test_a_column_without_any_value_says_nothing_of_any_fact(table):
    made = rows_of(KINDS.decide_frame(table(), as_of=AS_OF))
    assert len(made) in (0, 2)
    assert {row[f"nk_{name}"] for row in made for name in KINDS.criteria} <= {"unknown"}
    assert {row["nk_problems"] for row in made} <= {None}


@pytest.mark.parametrize(
    "empty", [pd.Series([math.nan] * 2), pd.Series([None] * 2, dtype=object), pd.Series([pd.NaT] * 2)], ids=["nan", "objects", "NaT"]
)
def test_rows_without_any_date_of_their_own_are_not_decided(empty):
    made = rows_of(KINDS.decide_frame(pd.DataFrame({"workers": [2, 3], "day": empty}), as_of="day", allow_missing=True))
    assert [(row["nk_outcome"], row["nk_problems"]) for row in made] == [(None, "as_of")] * 2
    table = pd.DataFrame({"workers": [2, 3], "day": [math.nan, 1.5]})
    assert [found.code for found in KINDS.check_frame(table, as_of="day", allow_missing=True) if found.is_error] == ["NK522"]


def test_a_column_with_one_value_is_read_as_what_it_holds():
    table = pd.DataFrame({"keeps_books": [math.nan, 1.0]})
    assert [found.code for found in KINDS.check_frame(table, **EVERY) if found.is_error] == ["NK522"]


# --- values that no column can hold, or that cannot be compared --------------------------------------------------------


@pytest.mark.parametrize("coded", [False, True])
def test_half_a_character_spoils_its_own_row_only(coded):
    table = pd.DataFrame(
        {"village": ["caf\udce9", "Jetis", None], "sector": ["wood", "wo\udce9d", "wood"], "note": ["a", "caf\udce9", "b"]}, dtype=object
    )
    if coded:
        for name in ("village", "sector"):
            words = [word for word in table[name].unique() if isinstance(word, str)]
            codes = [words.index(word) if isinstance(word, str) else -1 for word in table[name]]
            table[name] = pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(pd.Index(words, dtype=object)))
    made = rows_of(KINDS.decide_frame(table, **EVERY))
    assert [(row["nk_text"], row["nk_choice"], row["nk_problems"]) for row in made] == [
        (None, None, "village"),
        (None, None, "sector"),
        ("unknown", "met", None),
    ]
    dicts = KINDS.decide_frame(table.astype(object).where(table.notna(), None).to_dict("records"), **EVERY)
    assert [row["nk_problems"] for row in dicts] == ["village", "sector", None]


def test_a_signaling_nan_is_no_number_either():
    table = pd.DataFrame({"ph": [Decimal("sNaN"), Decimal("6.5"), Decimal("NaN"), Decimal("6.55")]}, dtype=object)
    made = rows_of(KINDS.decide_frame(table, **EVERY))
    assert [(row["nk_number"], row["nk_problems"]) for row in made] == [("unknown", None), ("met", None), ("unknown", None), (None, "ph")]
    assert [KINDS.decide({"ph": value}, as_of=AS_OF).statuses["number"] for value in table["ph"][:3]] == ["unknown", "met", "unknown"]


# --- floating numbers of 32 bits ---------------------------------------------------------------------------------------


def test_a_number_of_32_bits_is_the_shortest_that_it_can_be():
    told = [6.3, 6.5, 7.1, 6.55, 0.1, 13.9, 999999.9, 123456.7, 3539341.75, 16777217.0, 5e8, -0.0, math.nan, None]
    values = [None if value is None else np.float32(value) for value in told]
    expected = [decided_number(value) for value in values]
    assert {one for one, _ in expected} == {"met", "not_met", "unknown", None}
    narrow = pl.DataFrame({"i": range(len(told)), "ph": pl.Series(told, dtype=pl.Float32)})
    connection = duckdb.connect()
    connection.register("profiles", narrow.to_arrow())
    sql = KINDS.to_sql("duckdb", as_of=AS_OF, columns=["i", "ph"], allow_missing=True)
    tables = {
        "polars": KINDS.decide_frame(narrow, **EVERY),
        "lazy": KINDS.decide_frame(narrow.lazy(), **EVERY),
        "pyarrow": KINDS.decide_frame(narrow.to_arrow(), **EVERY),
        "duckdb": KINDS.decide_frame(connection.table("profiles"), **EVERY).order("i"),
        "sql": connection.sql(sql).order("i"),
        "pandas": KINDS.decide_frame(pd.DataFrame({"ph": told}, dtype="float32"), **EVERY),
        "pandas, NA": KINDS.decide_frame(pd.DataFrame({"ph": told}, dtype="Float32"), **EVERY),
        "pandas, Arrow": KINDS.decide_frame(pd.DataFrame({"ph": told}, dtype="float[pyarrow]"), **EVERY),
        "pandas, objects": KINDS.decide_frame(pd.DataFrame({"ph": values}, dtype=object), **EVERY),
        "dicts": KINDS.decide_frame([{"ph": value} for value in values], **EVERY),
    }
    for kind, made in tables.items():
        assert (kind, [(row["nk_number"], row["nk_problems"]) for row in rows_of(made)]) == (kind, expected)


def decided_number(value):
    try:
        return KINDS.decide({"ph": value}, as_of=AS_OF).statuses["number"].value, None
    except nk.ProfileError:
        return None, "ph"


@pytest.mark.parametrize("dtype", ["float16", "float32"])
def test_whole_numbers_and_codes_may_be_floating_numbers_of_few_bits(dtype):
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: a\nversion: 1\ncriteria: {k: {require: {workers: {at_least: 3}, regency: {is: 3305}}}}\n"
    )
    table = pd.DataFrame({"workers": [3.0, 2.5], "regency": ["3305", "3305"]}).astype({"workers": dtype, "regency": "float32"})
    made = rows_of(rules.decide_frame(table, **EVERY))
    assert [(row["nk_outcome"], row["nk_problems"]) for row in made] == [("eligible", None), (None, "workers")]


def test_a_day_in_milliseconds_is_a_day():
    table = pa.table({"operating_since": pa.array([date(2019, 5, 1), date(2020, 5, 1), None], type=pa.date64())})
    assert [row["nk_date"] for row in rows_of(KINDS.decide_frame(table, **EVERY))] == ["met", "not_met", "unknown"]
