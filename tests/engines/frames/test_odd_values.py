"""Values of Python, pandas and PyArrow that are almost what they look like: a table takes them as ``decide`` does, or not at all."""

import enum
from datetime import date, datetime

import duckdb
import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import naikkelas as nk

AS_OF = date(2026, 11, 1)
RULES = nk.loads("""
format: naikkelas/1
rule_set: fair
version: 1
facts:
  channels: {type: set, of: [shop, market]}
  labels: {type: set, of: text}
  nick: {type: text}
  floors: {type: set, of: ["1", "2"]}
criteria:
  able: {kind: note, require: {knows_market: {is: true}}}
  wooden: {kind: note, require: {sector: {is: wood}}}
  crew: {kind: note, require: {workers: {at_least: 3}}}
  sells: {kind: note, require: {channels: {includes: shop}}}
  halal: {kind: note, require: {labels: {includes: halal}}}
  low: {kind: note, require: {floors: {includes: "1"}}}
  called: {kind: note, require: {nick: {is: wood}}}
  year: {kind: note, require: {nick: {is: "2025"}}}
  old: {require: {operating_since: {at_least_ago: {days: 1}}}}
""")
EVERY = {"as_of": AS_OF, "allow_missing": True}


def rows_of(made):
    if isinstance(made, list):
        return made
    frame = nw.from_native(made)
    frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    rows = frame.rows(named=True)
    return [{name: None if name.startswith("nk_") and not _is_told(value) else value for name, value in row.items()} for row in rows]


def _is_told(value):
    return isinstance(value, str | int) and value is not pd.NA


def as_decided(row):
    """The statuses of a row and its problems, as ``decide`` finds them."""
    try:
        decision = RULES.decide(row, as_of=AS_OF)
    except nk.ProfileError as error:
        return dict.fromkeys(f"nk_{name}" for name in RULES.criteria) | {
            "nk_problems": " ".join(sorted({str(found.place.path).split("[")[0] for found in error.problems}))
        }
    return {f"nk_{name}": status.value for name, status in decision.statuses.items()} | {"nk_problems": None}


def check(made, rows):
    """Every row of a result is what ``decide`` makes of it, and so is what ``explain_row`` says of it."""
    made = rows_of(made)
    assert len(made) == len(rows)
    for result, row in zip(made, rows, strict=True):
        expected = as_decided(row)
        assert {name: result[name] for name in expected} == expected
        if expected["nk_problems"] is None:
            assert RULES.explain_row(result, as_of=AS_OF).problems == ()
        else:
            with pytest.raises(nk.ProfileError):
                RULES.explain_row(result, as_of=AS_OF)


# --- enumerations ----------------------------------------------------------------------------------------------------


class Plain(enum.Enum):
    WOOD = "wood"
    YES = True
    THREE = 3
    DAY = date(2020, 1, 1)
    LIST = ("shop",)


class Flags(enum.Flag):
    ONE = 1
    TWO = 2


class Texts(str, enum.Enum):  # noqa: UP042 - both are written
    WOOD = "wood"


class Shops(enum.StrEnum):
    SHOP = "shop"


class MoreTexts(enum.StrEnum):
    WOOD = "wood"


class Numbers(enum.IntEnum):
    THREE = 3


class Bits(enum.IntFlag):
    THREE = 3


class Floats(float, enum.Enum):
    THREE = 3.0


class Days(date, enum.Enum):
    FIRST = 2020, 1, 1


MEMBERS = {
    "sector": ("wood", [Plain.WOOD, Texts.WOOD, MoreTexts.WOOD]),
    "nick": ("wood", [Plain.WOOD, Texts.WOOD, MoreTexts.WOOD]),
    "knows_market": (True, [Plain.YES, Numbers.THREE]),
    "workers": (3, [Plain.THREE, Numbers.THREE, Bits.THREE, Flags.ONE | Flags.TWO, Floats.THREE]),
    "operating_since": (date(2020, 1, 1), [Plain.DAY, Days.FIRST]),
    "channels": (["shop"], [Plain.LIST, Plain.WOOD, Texts.WOOD, [Plain.WOOD], [Shops.SHOP, "market"]]),
}


@pytest.mark.parametrize("kind", [list, pd.DataFrame])
@pytest.mark.parametrize(("name", "plain", "member"), [(name, plain, each) for name, (plain, many) in MEMBERS.items() for each in many])
def test_a_member_of_an_enumeration_is_read_as_decide_reads_it(kind, name, plain, member):
    for values in ([member], [member, None], [None, member], [member, plain], [plain, member], [member, member, plain, None]):
        rows = [{name: value} for value in values]
        table = rows if kind is list else pd.DataFrame({name: pd.Series(values, dtype=object)})
        check(RULES.decide_frame(table, **EVERY), rows)


def test_a_member_of_an_enumeration_is_no_day_to_judge_on():
    for days in ([Plain.DAY], [Plain.DAY, None, AS_OF]):
        rows = [{"operating_since": date(2020, 1, 1), "day": day} for day in days]
        made = RULES.decide_frame(rows, as_of="day", allow_missing=True)
        assert [row["nk_outcome"] for row in made] == ["eligible" if day == AS_OF else None for day in days]
        assert [row["nk_problems"] for row in made] == [None if day == AS_OF else "as_of" for day in days]


@pytest.mark.parametrize("kind", [list, tuple, set, frozenset])
def test_equal_members_are_not_the_same(kind):
    rows = [{"floors": kind([1])}, {"floors": kind([True])}, {"floors": kind(["1"])}, {"floors": kind([1.0])}, {"floors": kind([True])}]
    check(RULES.decide_frame(rows, **EVERY), rows)
    check(RULES.decide_frame(rows[::-1], **EVERY), rows[::-1])


# --- a day with a time -----------------------------------------------------------------------------------------------

KINDS = {
    "polars": lambda table: table,
    "lazy": pl.DataFrame.lazy,
    "pandas": pl.DataFrame.to_pandas,
    "pyarrow": pl.DataFrame.to_arrow,
    "duckdb": lambda table: duckdb.from_arrow(table.to_arrow()),
    "dicts": pl.DataFrame.to_dicts,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_a_day_to_judge_on_has_no_time(kind, unit):
    midnight, hour = datetime(2026, 11, 1), datetime(2026, 11, 1, 23, 59)  # noqa: DTZ001 - as a table holds it
    for days in ([midnight, hour, None, datetime(2026, 11, 2, 0, 1)], [hour], [midnight]):  # noqa: DTZ001
        table = pl.DataFrame({"operating_since": [date(2020, 1, 1)] * len(days), "day": pl.Series(days, dtype=pl.Datetime(unit))})
        made = rows_of(RULES.decide_frame(KINDS[kind](table), as_of="day", allow_missing=True))
        told = {day: (row["nk_outcome"], row["nk_problems"]) for day, row in zip(days, made, strict=True)}
        assert told == {day: ("eligible", None) if day == midnight else (None, "as_of") for day in days}
        for row in made:
            if row["nk_outcome"] is None:
                with pytest.raises(nk.EvaluationError, match="NK504"):
                    RULES.explain_row(row, as_of="day")
            else:
                assert RULES.explain_row(row, as_of="day").outcome is nk.Outcome.ELIGIBLE


# --- arrays of numpy -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("channels", [["shop"], [], None, ["market", "shop"], ["fax"], ["shop", None]]),
        ("labels", [["halal"], [], None, ["x"], [""], [3]]),
    ],
)
def test_an_array_of_numpy_is_a_list(name, values):
    arrays = [None if value is None else np.array(value, dtype=object) for value in values]
    rows = [{name: value} for value in arrays]
    for plain, row in zip(values, rows, strict=True):
        assert as_decided({name: plain}) == as_decided(row)
    check(RULES.decide_frame(rows, **EVERY), rows)
    check(RULES.decide_frame(pd.DataFrame({name: pd.Series(arrays, dtype=object)}), **EVERY), rows)
    check(RULES.decide_frame([rows[-1]], **EVERY), [rows[-1]])


@pytest.mark.parametrize(
    "array",
    [
        np.array(["2026-03-01"], dtype="datetime64[ns]"),
        np.array([["shop"]]),
        np.array([True]),
        np.array(3),
        np.array(["shop"]),
        np.array([3]),
    ],
    ids=repr,
)
@pytest.mark.parametrize("name", ["channels", "workers", "knows_market", "sector", "operating_since", "nick"])
def test_an_array_is_taken_for_nothing_but_a_list(name, array):
    rows = [{name: array}]
    check(RULES.decide_frame(rows, **EVERY), rows)
    assert (as_decided(rows[0])["nk_problems"] is None) is ((name, array.tolist()) in [("channels", ["shop"]), ("workers", 3)])


def test_what_pandas_wrote_to_parquet_is_what_it_reads(tmp_path):
    rows = [{"channels": ["shop"]}, {"channels": []}, {"channels": None}, {"channels": ["fax"]}]
    pd.DataFrame(rows).to_parquet(tmp_path / "table.parquet")
    check(RULES.decide_frame(pd.read_parquet(tmp_path / "table.parquet"), **EVERY), rows)
    check(RULES.decide_frame(pd.read_parquet(tmp_path / "table.parquet", dtype_backend="pyarrow"), **EVERY), rows)


# --- dictionaries of PyArrow -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("nick", pa.array([2025, 3, None, 2025])),
        ("sector", pa.array(["wood", "textile", None, "x"])),
        ("nick", pa.array(["2025", " wood", None, ""], pa.large_string())),
        ("nick", pa.array([b"2025", b"wood", None, b"2025"])),
        ("workers", pa.array([3, 2, None, 3])),
        ("workers", pa.array([3.0, 2.5, None, 3.0])),
        ("workers", pa.array(["3", "2", None, "x"])),
        ("operating_since", pa.array([date(2020, 1, 1), date(2027, 1, 1), None, date(2020, 1, 1)])),
        ("operating_since", pa.array([datetime(2020, 1, 1), datetime(2027, 1, 1), None, datetime(2020, 1, 1, 7)], pa.timestamp("us"))),  # noqa: DTZ001
        ("operating_since", pa.array([datetime(2020, 1, 1), None, None, None], pa.timestamp("us", "UTC"))),  # noqa: DTZ001
        ("knows_market", pa.array([True, False, None, True])),
        ("knows_market", pa.nulls(4)),
        ("channels", pa.array([["shop"], ["fax"], None, []])),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value.type),
)
def test_a_dictionary_of_pyarrow_is_what_it_stands_for_however_it_is_cut(name, values):
    def coded(part):
        return pa.DictionaryArray.from_arrays(pa.array(range(len(part)), pa.int32()), part)

    whole = coded(values)
    parts = [coded(values[:1]), coded(values[1:3]), coded(values[3:])]
    told = []
    for column in (values, whole, pa.chunked_array([whole[:1], whole[1:]]), pa.chunked_array(parts)):
        table = pa.table({name: column, "note": column})
        try:
            made = RULES.decide_frame(table, **EVERY)
        except nk.EvaluationError as error:
            told.append([(found.code, found.place.path) for found in error.problems])
            assert [found.code for found in RULES.check_frame(table, **EVERY) if found.is_error] == ["NK522"]
        else:
            assert made.schema.field("note") == table.schema.field("note")
            told.append([{key: value for key, value in row.items() if key.startswith("nk_")} for row in made.to_pylist()])
    assert told == [told[0]] * 4
