"""What goes into ``decide_frame`` and what comes out, whatever kind of table it is."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product

import duckdb
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import naikkelas as nk

AS_OF = date(2026, 11, 1)
RULES = nk.loads(
    """
format: naikkelas/1
rule_set: fair
version: 1
effective: {from: 2026-01-01}
facts:
  ph: {type: number, decimals: 1, at_least: 0, at_most: 14}
  machines: {type: integer, at_least: 0, at_most: 8}
  grade: {type: choice, of: [a, b]}
  village: {type: text}
  labels: {type: set, of: text}
  channels: {type: set, of: [shop, web]}
  big: {derive: {machines: {at_least: 4}}}
  total: {sum: [machines, workers]}
criteria:
  permit:
    require: {pirt_status: {is: held}, pirt_expires_on: {on_or_after: $as_of}}
  acid: {kind: note, require: {ph: {at_most: 4.6}}}
  grown: {kind: note, require: {big: {is: true}}}
  near: {kind: note, require: {village: {is: Jetis}}}
  home: {kind: note, require: {regency: {in: [3305, 3306]}}}
  halal: {kind: note, require: {labels: {includes: halal}}}
  sells: {kind: note, require: {channels: {includes_all: [shop, web]}}}
  graded: {kind: note, require: {grade: {is: a}}}
  sales:
    kind: preference
    points: 10
    require: {annual_sales: {at_most: 300 juta}, total: {at_least: 2}, insured: {is: true}}
""".replace("  machines:", "  insured: {type: boolean}\n  machines:")
)
EVERY = {"as_of": AS_OF, "allow_missing": True}


def decided(table, rules=RULES, **options):
    """The result as a Polars table, whatever kind went in."""
    made = rules.decide_frame(table, **{**EVERY, **options})
    if isinstance(made, pd.DataFrame | pa.Table):
        return pl.DataFrame(
            {name: made[name].tolist() if isinstance(made, pd.DataFrame) else made[name].to_pylist() for name in made_names(made)},
            strict=False,
        )
    return made.pl() if isinstance(made, duckdb.DuckDBPyRelation) else made.lazy().collect()


def made_names(table):
    return table.columns if isinstance(table, pd.DataFrame) else table.column_names


def column(name, values, criterion, **options):
    """The statuses of a criterion, and the problems, of a table with one column."""
    made = decided(values if isinstance(values, pd.DataFrame) else pl.DataFrame({name: values}, strict=False), **options)
    return made[f"nk_{criterion}"].to_list(), made["nk_problems"].to_list()


# --- kinds of tables -------------------------------------------------------------------------------------------------


def test_each_kind_comes_back_as_it_was_with_its_own_columns_first():
    table = pl.DataFrame({"^name$": ["x", "y"], "pirt_status": ["none", "held"], "row": [7, 8], "": [1, 2]})
    kinds = [table, table.lazy(), table.to_pandas(), table.to_arrow(), nw.from_native(table), nw.from_native(table.lazy())]
    for kind in kinds:
        made = RULES.decide_frame(kind, **EVERY)
        assert type(made) is type(kind)
        names = list(nw.from_native(made, pass_through=True).collect_schema().names())
        assert names[:5] == [*table.columns, "nk_outcome"]
        assert names[5:8] == ["nk_points_low", "nk_points_high", "nk_permit"]
        assert names[-2:] == ["nk_mask_0", "nk_problems"]


def test_a_duckdb_relation_stays_a_relation():
    relation = duckdb.from_arrow(pl.DataFrame({"pirt_status": ["none", None]}).to_arrow())
    made = RULES.decide_frame(relation, **EVERY)
    assert isinstance(made, duckdb.DuckDBPyRelation)
    assert made.project("nk_outcome").fetchall() == [("ineligible",), ("needs_information",)]


def test_a_lazy_frame_is_not_collected():
    def refuse(_):
        raise AssertionError("collected")

    lazy = pl.LazyFrame({"pirt_status": ["held"]}).map_batches(refuse, schema={"pirt_status": pl.String})
    assert isinstance(RULES.decide_frame(lazy, **EVERY), pl.LazyFrame)


def test_pandas_keeps_its_index_and_its_own_columns():
    table = pd.DataFrame({"pirt_status": ["none", "held", "bad"], "note": [1.5, None, 2]}, index=[30, 10, 10])
    made = RULES.decide_frame(table, **EVERY)
    assert list(made.index) == [30, 10, 10]
    assert list(table.columns) == ["pirt_status", "note"]
    pd.testing.assert_frame_equal(made[["pirt_status", "note"]], table)
    assert str(made["nk_mask_0"].dtype) == "Int64"
    assert list(made["nk_outcome"].isna()) == [False, False, True]


@pytest.mark.parametrize("day", [AS_OF, "day"])
@pytest.mark.parametrize("lazy", [False, True])
def test_polars_keeps_results_as_codes_where_that_is_asked_for(day, lazy):
    table = pl.DataFrame({"pirt_status": ["held", "none", None], "day": [AS_OF] * 3})
    words = {"nk_outcome": sorted(nk.Outcome), "nk_acid": sorted(nk.Status), "nk_permit": sorted(nk.Status)}
    given = table.lazy() if lazy else table
    texts, codes = decided(given, as_of=day), decided(given, as_of=day, codes=True)
    assert {texts.schema[name] for name in words} == {pl.String}
    assert {name: codes.schema[name].categories.to_list() for name in words} == words
    assert codes.cast(dict.fromkeys(words, pl.String)).equals(texts)
    assert codes.sort("nk_permit")["nk_permit"].to_list() == sorted(texts["nk_permit"])
    assert decided(given.head(0), as_of=day, codes=True).schema == codes.schema


def test_codes_of_a_day_on_which_nothing_is_in_force_go_below_others():
    table = pl.DataFrame({"pirt_status": ["none"], "day": [date(2020, 1, 1)]})
    late, now = (decided(table.with_columns(day=pl.lit(day)), as_of="day", codes=True) for day in (date(2020, 1, 1), AS_OF))
    assert pl.concat([late, now])["nk_outcome"].to_list() == [None, "ineligible"]


def test_only_polars_has_codes():
    table = pl.DataFrame({"pirt_status": ["held"]})
    for other in (table.to_pandas(), table.to_arrow(), table.to_dicts(), duckdb.from_arrow(table.to_arrow())):
        assert codes(other, **EVERY, codes=True)[-1:] == [("NK538", "codes")]
        with pytest.raises(nk.EvaluationError, match="NK538"):
            RULES.decide_frame(other, **EVERY, codes=True)
    with pytest.raises(nk.EvaluationError, match="NK538"):
        RULES.decide_frame(table, **EVERY, codes="ya")


def test_a_table_without_rows_or_without_facts_is_decided():
    assert RULES.decide_frame(pl.DataFrame({"pirt_status": []}, schema={"pirt_status": pl.String}), **EVERY).height == 0
    for made in (decided(pl.DataFrame({"x": [1, 2]})), decided(pl.LazyFrame({"x": [1, 2]})), decided(pd.DataFrame({"x": [1, 2]}))):
        assert made["nk_outcome"].to_list() == ["needs_information"] * 2


@pytest.mark.parametrize("thing", [[[1]], {"a": [1]}, None, 3, pl.Series([1]), "table"])
def test_what_is_no_table_is_refused(thing):
    for call in (RULES.decide_frame, RULES.check_frame):
        with pytest.raises(nk.EvaluationError) as refused:
            call(thing, **EVERY)
        assert [problem.code for problem in refused.value.problems] == ["NK520"]


def test_a_list_of_dicts_comes_back_as_one_with_every_key_it_had():
    rows = [{"id": 7, "pirt_status": "held", "ph": "4,5"}, {"pirt_status": "none", 3: "x"}, {}]
    made = RULES.decide_frame(rows, **EVERY)
    assert [list(row)[: len(given)] for row, given in zip(made, rows, strict=True)] == [list(row) for row in rows]
    assert [row["nk_outcome"] for row in made] == [RULES.decide(_facts_of(row), as_of=AS_OF).outcome.value for row in rows]
    assert rows == [{"id": 7, "pirt_status": "held", "ph": "4,5"}, {"pirt_status": "none", 3: "x"}, {}]
    assert RULES.decide_frame([], **EVERY) == []
    assert all(isinstance(row, dict) for row in made)


def _facts_of(row):
    return {name: value for name, value in row.items() if name not in ("id", 3)}


def test_a_bad_value_of_a_dict_is_told_and_the_other_rows_are_decided():
    rows = [{"pirt_status": "hold"}, {"workers": 2**70}, {"workers": True}, {"pirt_status": "held"}]
    assert [row["nk_problems"] for row in RULES.decide_frame(rows, **EVERY)] == ["pirt_status", "workers", "workers", None]
    with pytest.raises(nk.EvaluationError) as refused:
        RULES.decide_frame([{}, 3, None], **EVERY)
    assert [(found.code, found.place.path) for found in refused.value.problems] == [("NK520", "[1]"), ("NK520", "[2]")]


def test_what_follows_from_permits_and_numbers_is_written_into_a_dict():
    rules = nk.loads("""
format: naikkelas/1
rule_set: a
version: 1
criteria: {pirt: {require: {pirt_status: {is: held}, pirt_expires_on: {on_or_after: $as_of}}}, halal: {require: {halal_status: {is: held}}}}
""")
    rows = [
        {"permits": [{"kind": "pirt", "status": "held", "expires_on": 2028}, {"kind": "halal", "status": "held"}]},
        {"pirt_number": "2053374020970-28", "halal_status": "none"},
        {"permits": [{"kind": "pirt", "status": "held", "expires_on": 2028}], "pirt_status": "lapsed", "halal_status": "held"},
        {"permits": None, "pirt_number": None},
    ]
    made = rules.decide_frame(rows, as_of=AS_OF)
    for row, given in zip(made, rows, strict=True):
        decision = rules.decide(given, as_of=AS_OF)
        assert (row["nk_outcome"], row["nk_pirt"], row["nk_halal"]) == (
            decision.outcome.value,
            *(s.value for s in decision.statuses.values()),
        )
        assert rules.explain_row(row, as_of=AS_OF).statuses == decision.statuses
    assert made[0]["halal_status"] == "held"
    assert len({row["nk_outcome"] for row in made}) == 3
    (bad,) = rules.decide_frame([{"permits": [{"kind": "pirt", "status": "hold"}]}], as_of=AS_OF)
    assert (bad["nk_outcome"], bad["nk_problems"]) == (None, "halal_status pirt_expires_on pirt_status")
    table = pl.DataFrame({"permits": ["x"], "pirt_status": ["held"]})
    assert [(each.code, each.place.path) for each in rules.check_frame(table, **EVERY)] == [("NK530", "permits")]


def test_two_columns_of_one_name_are_refused():
    table = pd.DataFrame([["held", "none"]], columns=["pirt_status", "pirt_status"])
    with pytest.raises(nk.EvaluationError, match="NK526"):
        RULES.decide_frame(table, **EVERY)


def test_pandas_may_have_names_that_are_no_texts():
    table = pd.DataFrame({0: [1], "grade": ["a"], None: [2]})
    assert decided_statuses(table, "graded") == ["met"]
    assert ("NK521", "workers") in codes(table, as_of=AS_OF)
    levels = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")]))
    with pytest.raises(nk.EvaluationError, match=r"NK520.*MultiIndex"):
        RULES.decide_frame(levels, **EVERY)


def decided_statuses(table, criterion):
    return RULES.decide_frame(table, **EVERY)[f"nk_{criterion}"].to_list()


# --- values ----------------------------------------------------------------------------------------------------------

MET, NOT, OPEN, NONE = "met", "not_met", "unknown", None


@pytest.mark.parametrize(
    ("fact", "criterion", "values", "statuses"),
    [
        ("ph", "acid", [4.6, 4.7, float("nan"), None], [MET, NOT, OPEN, OPEN]),
        ("ph", "acid", [4.65, 14.1, -0.1, float("inf")], [NONE] * 4),
        ("ph", "acid", [4, 5, 15], [MET, NOT, NONE]),
        ("ph", "acid", [Decimal("4.6"), Decimal("4.7"), Decimal("4.65")], [MET, NOT, NONE]),
        ("ph", "acid", ["4,6", "4.7", "about 4", "", " "], [MET, NOT, NONE, OPEN, OPEN]),
        ("machines", "grown", [4, 3, 9, -1, 2**62], [MET, NOT, NONE, NONE, NONE]),
        ("machines", "grown", [4.0, 3.0, 4.5, 1e300], [MET, NOT, NONE, NONE]),
        ("machines", "grown", pl.Series([4, 3, 2**63, 2**64 - 1], dtype=pl.UInt64), [MET, NOT, NONE, NONE]),
        ("machines", "grown", pl.Series([4, 3, None], dtype=pl.Int8), [MET, NOT, OPEN]),
        ("machines", "grown", [None, None], [OPEN, OPEN]),
        ("grade", "graded", ["a", "b", "c", None, "A", " a "], [MET, NOT, NONE, OPEN, NONE, MET]),
        ("grade", "graded", pl.Series(["a", "b", None], dtype=pl.Categorical), [MET, NOT, OPEN]),
        ("grade", "graded", pl.Series(["a", "b"], dtype=pl.Enum(["a", "b", "z"])), [MET, NOT]),
        ("grade", "graded", pl.Series(["a", "b", "z", None], dtype=pl.Enum(["a", "b", "z"])), [MET, NOT, NONE, OPEN]),
        ("grade", "graded", pl.Series(["a", "", " b ", "z"], dtype=pl.Categorical), [MET, OPEN, NOT, NONE]),
        ("grade", "graded", pl.Series(["a", "", None], dtype=pl.Enum(["", "a"])), [MET, OPEN, OPEN]),
        ("machines", "grown", pl.Series([4, 3, 9], dtype=pl.UInt32), [MET, NOT, NONE]),
        ("ph", "acid", pl.Series([4, 5, None], dtype=pl.Int16), [MET, NOT, OPEN]),
        ("village", "near", ["Jetis", " Jetis", "Duren", "", "a\x07"], [MET, MET, NOT, OPEN, NONE]),
        ("regency", "home", [3305, 3302, 9999, None], [MET, NOT, NONE, OPEN]),
        ("regency", "home", [3305.0, 3302.0, 3305.5, float("nan")], [MET, NOT, NONE, OPEN]),
        ("labels", "halal", [["halal", "x"], [], ["halal "], None, [None]], [MET, NOT, MET, OPEN, NONE]),
        ("channels", "sells", [["web", "shop"], ["web"], ["fax", "web", "shop"]], [MET, NOT, NONE]),
    ],
    ids=str,
)
def test_values_are_checked_as_a_profile_is(fact, criterion, values, statuses):
    made, problems = column(fact, values, criterion)
    assert made == statuses
    assert problems == [fact if status is NONE else None for status in statuses]


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
@pytest.mark.parametrize(
    ("fact", "criterion", "values", "statuses"),
    [
        ("ph", "acid", [4.6, 4.7, float("nan"), None, 4.65, 14.1, float("inf")], [MET, NOT, OPEN, OPEN, NONE, NONE, NONE]),
        ("ph", "acid", [4, 5, 15], [MET, NOT, NONE]),
        ("ph", "acid", [Decimal("4.6"), Decimal("4.7"), Decimal("4.65")], [MET, NOT, NONE]),
        ("machines", "grown", [4, 3, 9, 2**62], [MET, NOT, NONE, NONE]),
        ("machines", "grown", pl.Series([4, 3, 2**63, 2**64 - 1], dtype=pl.UInt64), [MET, NOT, NONE, NONE]),
        ("machines", "grown", [4.0, 3.0, 4.5, 1e300, float("nan")], [MET, NOT, NONE, NONE, OPEN]),
        ("grade", "graded", ["a", "b", "c", None, " a", ""], [MET, NOT, NONE, OPEN, NONE, OPEN]),
        ("grade", "graded", pl.Series(["a", "b", None], dtype=pl.Categorical), [MET, NOT, OPEN]),
        ("grade", "graded", pl.Series(["a", "z", None], dtype=pl.Enum(["a", "z"])), [MET, NONE, OPEN]),
        ("grade", "graded", pl.Series(["a", "", None], dtype=pl.Enum(["", "a"])), [MET, OPEN, OPEN]),
        ("grade", "graded", pl.Series(["a", "", " b ", None], dtype=pl.Categorical), [MET, OPEN, NONE, OPEN]),
        ("pirt_expires_on", "permit", [datetime.combine(AS_OF, time()), datetime.combine(AS_OF, time(12)), None], [OPEN, NONE, OPEN]),
        ("regency", "home", [3305.0, 3302.0, 3305.5, float("nan")], [MET, NOT, NONE, OPEN]),
        ("village", "near", pl.Series(["x", "Jetis"], dtype=pl.Categorical), [NOT, MET]),
        ("machines", "grown", [None, None], [OPEN, OPEN]),
        ("village", "near", ["Jetis", " Jetis", "Duren", "Jetis\n", "Jetís", ""], [MET, NONE, NOT, NONE, NONE, OPEN]),
        ("regency", "home", [3305, 3302, 9999, None], [MET, NOT, NONE, OPEN]),
        ("labels", "halal", [["halal", "x"], [], ["halal "], None, [None]], [MET, NOT, NONE, OPEN, NONE]),
        ("channels", "sells", [["web", "shop", "web"], ["web"], ["fax", "web", "shop"], [None]], [MET, NOT, NONE, NONE]),
    ],
    ids=str,
)
def test_a_table_that_is_not_in_memory_checks_as_much(kind, fact, criterion, values, statuses):
    table = pl.DataFrame({"row": range(len(values)), fact: values}, strict=False)
    made = decided(table.lazy() if kind == "polars" else duckdb.from_arrow(table.to_arrow())).sort("row")
    assert made[f"nk_{criterion}"].to_list() == statuses
    assert made["nk_problems"].to_list() == [fact if status is NONE else None for status in statuses]


@pytest.mark.parametrize("kind", ["category", "str", "object"])
def test_texts_of_pandas_are_read_however_they_are_kept(kind):
    table = pd.DataFrame(
        {"grade": pd.Series(["a", None, " b ", "z"], dtype=kind), "village": pd.Series(["Jetis", "", None, "x"], dtype=kind)}
    )
    made = RULES.decide_frame(table, **EVERY)
    said = {name: [None if missing else value for value, missing in zip(made[name], made[name].isna(), strict=True)] for name in made}
    assert said["nk_graded"] == [MET, OPEN, NOT, NONE]
    assert said["nk_near"] == [MET, OPEN, OPEN, NONE]
    assert said["nk_problems"] == [None, None, None, "grade"]


def test_a_choice_may_be_written_in_another_form_of_unicode():
    rules = nk.loads(
        '{format: naikkelas/1, rule_set: few, version: 1, facts: {drink: {type: choice, of: ["t\u00e8h", kopi]}}, '
        'criteria: {c: {require: {drink: {is: "t\u00e8h"}}}}}'
    )
    table = pl.DataFrame({"drink": ["t\u00e8h", "te\u0300h", "kopi", "x"]})
    assert decided(table, rules)["nk_c"].to_list() == [MET, MET, NOT, NONE]


def test_categories_that_are_no_texts_are_read_as_what_they_are():
    table = pd.DataFrame({"regency": pd.Series([3305, 3302, None, 9999], dtype="category")})
    made = RULES.decide_frame(table, **EVERY)
    assert made["nk_home"].to_list()[:3] == [MET, NOT, OPEN]
    assert made["nk_problems"].to_list()[3] == "regency"


def test_what_is_asked_of_a_lazy_table_can_be_filtered_and_cut():
    table = pl.DataFrame({"row": range(6), "grade": ["a", "b", None] * 2, "machines": [5, 1, None, None, 8, 2]})
    whole = decided(table)
    lazily = RULES.decide_frame(table.lazy(), **EVERY)
    for engine in ("in-memory", "streaming"):
        kept = lazily.filter(pl.col("nk_graded") == "met", pl.col("row") > 0).collect(engine=engine)
        assert kept.equals(whole.filter(pl.col("nk_graded") == "met", pl.col("row") > 0))
        assert lazily.slice(2, 3).collect(engine=engine).equals(whole.slice(2, 3))
        assert lazily.select("nk_outcome").collect(engine=engine).equals(whole.select("nk_outcome"))


def test_every_step_of_a_lazy_table_can_stream():
    columns = {
        "grade": ["a"],
        "ph": [1.0],
        "labels": [["x"]],
        "channels": [["web"]],
        "village": ["x"],
        "machines__low": [1],
        "regency": [3305],
    }
    table = pl.LazyFrame(columns).with_columns(pl.lit(AS_OF).alias("day"))
    for kind in (table, table.with_columns(pl.col("grade").cast(pl.Categorical))):
        made = RULES.decide_frame(kind, **{**EVERY, "as_of": "day"})
        steps = made.show_graph(engine="streaming", plan_stage="physical", raw_output=True)
        assert "select" in steps
        assert "in-memory-map" not in steps  # how Polars calls what it cannot stream


def test_a_row_with_an_unusable_value_has_no_result_at_all():
    made = decided(pl.DataFrame({"machines": [99, 2], "grade": ["z", "a"], "ph": [1.0, 1.0]}))
    first, second = made.select(pl.selectors.starts_with("nk_")).to_dicts()
    assert set(first.pop("nk_problems").split()) == {"machines", "grade"}
    assert set(first.values()) == {None}
    assert second["nk_graded"] == "met"


DAYS = [date(2026, 11, 1), date(2026, 10, 31), None, date(2201, 1, 1), date(1700, 1, 1), date(9999, 12, 31)]


@pytest.mark.parametrize("lazy", [False, True])
def test_dates_and_moments_at_midnight(lazy):
    expiry = [MET, NOT, OPEN, MET, NONE, NONE]
    moments = [None if day is None else datetime.combine(day, time()) for day in DAYS]
    for values in (DAYS, moments):
        table = pl.DataFrame({"pirt_status": ["held"] * 6, "pirt_expires_on": values})
        made = decided(table.lazy() if lazy else table)
        assert made["nk_permit"].to_list() == [*expiry[:3], NONE, NONE, NONE]
    late = pl.DataFrame({"pirt_expires_on": [datetime.combine(AS_OF, time(1))]})
    assert decided(late.lazy() if lazy else late)["nk_problems"].to_list() == ["pirt_expires_on"]


def test_texts_of_dates_say_ranges_and_years_are_numbers():
    table = {"pirt_status": ["held"] * 4, "pirt_expires_on": ["2027", "2026", "2025-12", "2026-11-01"]}
    assert decided(pl.DataFrame(table))["nk_permit"].to_list() == [MET, OPEN, NOT, MET]
    years = pl.DataFrame({"pirt_status": ["held"] * 4, "pirt_expires_on": [2027, 2026, 2025, None]})
    assert decided(years)["nk_permit"].to_list() == [MET, OPEN, NOT, OPEN]
    objects = pd.DataFrame({"pirt_status": "held", "pirt_expires_on": pd.Series(["2027", date(2025, 1, 1), None, 2026], dtype=object)})
    assert decided(objects)["nk_permit"].to_list() == [MET, NOT, OPEN, OPEN]


def test_never_is_the_last_day_where_the_fact_allows_it():
    rules = nk.loads("""
format: naikkelas/1
rule_set: halal
version: 1
facts: {closes_on: {type: date, may_be_never: true}}
criteria:
  halal: {require: {closes_on: {on_or_after: never}}}
  later: {require: {closes_on: {on_or_after: 2200-01-01}}}
  other: {require: {closes_on: {before: never}}}
""")
    days = [date(9999, 12, 31), date(2300, 1, 1), None]
    expected = {"nk_halal": [MET, NOT, OPEN], "nk_later": [MET, MET, OPEN], "nk_other": [NOT, MET, OPEN]}
    relation = duckdb.from_arrow(pl.DataFrame({"row": [0, 1, 2], "closes_on": days}).to_arrow())
    for table in (pl.DataFrame({"row": [0, 1, 2], "closes_on": days}), relation):
        made = decided(table, rules).sort("row")
        assert {name: made[name].to_list() for name in expected} == expected
    texts = decided(pl.DataFrame({"closes_on": ["never", "2300-01-01", None]}), rules)
    assert {name: texts[name].to_list() for name in expected} == expected
    row = pl.DataFrame({"closes_on": days}).row(0, named=True)
    assert rules.explain_row(row, as_of=AS_OF).statuses["halal"].value == "met"


@pytest.mark.parametrize("lazy", [False, True])
def test_ranges_are_in_two_columns(lazy):
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    table = pl.DataFrame(
        {
            "pirt_status": ["held"] * 6,
            "pirt_expires_on": [None, None, None, date(2027, 1, 1), date(2025, 1, 1), None],
            "pirt_expires_on__low": [first, date(2026, 11, 1), None, first, first, last],
            "pirt_expires_on__high": [last, None, date(2026, 10, 31), None, last, first],
        }
    )
    made = decided(table.lazy() if lazy else table)
    assert made["nk_permit"].to_list() == [OPEN, MET, NOT, MET, NONE, NONE]
    assert made["nk_problems"].to_list() == [None] * 4 + ["pirt_expires_on"] * 2
    assert decided(table.drop("pirt_expires_on", "pirt_expires_on__high"))["nk_permit"].to_list() == [OPEN, MET, OPEN, OPEN, OPEN, MET]


def test_sides_of_ranges_may_be_texts():
    table = pl.DataFrame(
        {
            "pirt_status": ["held"] * 4,
            "pirt_expires_on": [None, None, "2027", None],
            "pirt_expires_on__low": ["2027", "2026", "2020", "maybe"],
            "pirt_expires_on__high": ["2028", "2026", None, None],
        }
    )
    made = decided(table)
    assert made["nk_permit"].to_list() == [MET, OPEN, MET, NONE]
    assert made["nk_problems"].to_list() == [None, None, None, "pirt_expires_on__low"]


def test_a_derived_fact_may_be_given_and_wins():
    table = pl.DataFrame({"machines": [1, 1, 8], "big": [True, None, False]})
    for kind in (table, table.lazy()):
        assert decided(kind)["nk_grown"].to_list() == [MET, NOT, NOT]


@pytest.mark.parametrize("kind", ["polars", "lazy", "duckdb"])
def test_men_and_women_are_all_workers_as_in_a_profile(kind):
    rules = nk.loads("""
format: naikkelas/1
rule_set: people
version: 1
facts: {twice: {times: {fact: workers, constant: 2}}}
criteria:
  crowd: {require: {workers: {at_least: 5}}}
  few: {require: {workers: {at_most: 4}}}
  known: {require: {workers: {known: true}}}
  many: {require: {twice: {between: {from: 3, to: 12}}}}
""")
    names = ("workers", "workers_men", "workers_women")
    values = (None, 0, 4, {"at_least": 3}, {"at_least": 1, "at_most": 2}, {"at_most": 3})
    rows = [dict(zip(names, row, strict=True)) for row in product(values, repeat=3)]
    columns = {"row": range(len(rows))}
    for name in names:
        said = [row[name] for row in rows]
        columns[name] = [None if isinstance(value, dict) else value for value in said]
        for end, key in (("__low", "at_least"), ("__high", "at_most")):
            columns[name + end] = [value.get(key) if isinstance(value, dict) else None for value in said]
    table = pl.DataFrame(columns)
    kinds = {"polars": table, "lazy": table.lazy(), "duckdb": duckdb.from_arrow(table.to_arrow())}
    made = decided(kinds[kind], rules, allow_missing=False).sort("row").to_dicts()
    for row, result in zip(rows, made, strict=True):
        decision = rules.decide(row, as_of=AS_OF)
        assert {name: status.value for name, status in decision.statuses.items()} == {
            name: result[f"nk_{name}"] for name in decision.statuses
        }
        assert decision.masks == (result["nk_mask_0"],)
        assert rules.explain_row(result, as_of=AS_OF).to_dict() == decision.to_dict()


# --- refusals --------------------------------------------------------------------------------------------------------


def codes(table, **options):
    return [(problem.code, problem.place.path) for problem in RULES.check_frame(table, **options)]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("insured", [1, 0]),
        ("insured", [1.0, None]),
        ("grade", [True]),
        ("village", [12345]),
        ("ph", [True]),
        ("pirt_expires_on", [True]),
        ("pirt_expires_on", [timedelta(1)]),
        ("labels", [{"a": 1}]),
        ("machines", [date(2020, 1, 1)]),
        ("machines__low", [date(2020, 1, 1)]),
    ],
    ids=str,
)
def test_a_column_of_the_wrong_type_is_refused(name, values):
    table = pl.DataFrame({name: values})
    for kind in (table, table.lazy()):
        assert codes(kind, **EVERY) == [("NK522", name)]
        with pytest.raises(nk.EvaluationError, match="NK522"):
            RULES.decide_frame(kind, **EVERY)


@pytest.mark.parametrize("values", [["4.6"], ["x"]])
def test_texts_for_numbers_are_refused_where_nobody_can_read_them(values):
    problem = RULES.check_frame(pl.LazyFrame({"ph": values}), **EVERY)[0]
    assert (problem.code, problem.place.path) == ("NK522", "ph")
    assert "collect" in problem.advice("id")


def test_moments_with_a_zone_are_no_dates():
    table = pl.DataFrame({"pirt_expires_on": [datetime.combine(AS_OF, time())]}).with_columns(
        pl.col("pirt_expires_on").dt.replace_time_zone("UTC")
    )
    assert codes(table, **EVERY) == [("NK522", "pirt_expires_on")]
    assert codes(table.to_pandas(), **EVERY) == [("NK522", "pirt_expires_on")]


def test_absent_facts_are_refused_unless_somebody_says_so():
    few = nk.loads(
        "{format: naikkelas/1, rule_set: few, version: 1, criteria: {c: {require: {nib_status: {is: held}, workers: {at_least: 1}}}}}"
    )
    table = pl.DataFrame({"Workers": [2]})
    found = few.check_frame(table, as_of=AS_OF)
    assert [(p.code, p.place.path) for p in found] == [("NK529", "Workers"), ("NK521", "nib_status"), ("NK521", "workers")]
    assert "'Workers'" in found[2].advice()
    with pytest.raises(nk.EvaluationError) as refused:
        few.decide_frame(table, as_of=AS_OF, allow_missing=["workers"])
    assert [p.place.path for p in refused.value.problems] == ["nib_status"]
    assert [p.place.path for p in few.check_frame(table, as_of=AS_OF, allow_missing="workers") if p.is_error] == ["nib_status"]
    made = few.decide_frame(table, as_of=AS_OF, allow_missing=["workers"], assume={"nib_status": "none"})
    assert made.columns[:3] == ["Workers", "nib_status", "nk_outcome"]
    assert made.select("nk_outcome", "nib_status", "nk_assumed").row(0) == ("ineligible", "none", "nib_status")


def test_what_is_assumed_is_said_in_explanations_and_in_every_kind_of_table():
    table = pl.DataFrame({"pirt_status": ["held"]})
    options = {"as_of": AS_OF, "allow_missing": True, "assume": {"pirt_expires_on": "2027-01-01", "ph": "4.6", "insured": True}}
    for kind in (table, table.lazy(), table.to_pandas(), table.to_arrow(), duckdb.from_arrow(table.to_arrow())):
        row = decided(kind, **options).to_dicts()[0]
        assert (row["nk_outcome"], row["nk_acid"], row["nk_assumed"]) == ("eligible", "met", "insured ph pirt_expires_on")
    decision = RULES.explain_row(decided(table, **options).row(0, named=True), as_of=AS_OF)
    assert "diandaikan" in decision.explain() or "andaian" in decision.explain()
    assert "assumed for the whole table" in decision.explain(lang="en")
    assert not decision.problems


def test_a_fact_with_a_column_is_not_assumed():
    table = pl.DataFrame({"pirt_status": [None], "ph__low": [1.0]})
    assert codes(table, **EVERY, assume={"pirt_status": "none", "ph": 3}) == [("NK523", "ph"), ("NK523", "pirt_status")]
    assumed = {"labels": ["x"], "nothing": 1, "grade": "z", "ph": "2..3"}
    assert codes(pl.DataFrame({"pirt_status": ["held"]}), **EVERY, assume=assumed) == [
        ("NK402", "grade"),
        ("NK524", "labels"),
        ("NK524", "nothing"),
        ("NK402", "ph"),
    ]


def test_results_never_replace_columns():
    table = pl.DataFrame({"pirt_status": ["held"], "nk_outcome": ["x"]})
    assert codes(table, **EVERY) == [("NK525", "nk_outcome"), ("NK529", "nk_outcome")]
    made = RULES.decide_frame(table, **EVERY, prefix="q ")
    assert made["nk_outcome"].to_list() == ["x"]
    assert made["q outcome"].to_list() == ["needs_information"]


def test_what_is_assumed_is_a_column_that_no_result_replaces():
    rules = nk.loads("{format: naikkelas/1, rule_set: few, version: 1, criteria: {workers: {require: {workers: {at_least: 1}}}}}")
    how = {"as_of": AS_OF, "assume": {"workers": 3}}
    for table in (pl.DataFrame({"note": ["x"]}), pl.LazyFrame({"note": ["x"]}), pd.DataFrame({"note": ["x"]}), [{"note": "x"}]):
        with pytest.raises(nk.EvaluationError, match="NK525") as refused:
            rules.decide_frame(table, **how, prefix="")
        assert [problem.place.path for problem in refused.value.problems if problem.is_error] == ["workers"]
        made = rules.decide_frame(table, **how)
        row = made[0] if isinstance(made, list) else nw.from_native(made).lazy().collect().rows(named=True)[0]
        assert (row["workers"], row["nk_workers"]) == (3, "met")


def test_a_criterion_may_be_called_like_a_mask_that_has_no_number():
    rules = nk.loads("{format: naikkelas/1, rule_set: few, version: 1, criteria: {mask_worn: {require: {workers: {at_least: 1}}}}}")
    table = pl.DataFrame({"workers": [1, 0]})
    for prefix in ("nk_", "x_", ""):
        assert rules.check_frame(table, as_of=AS_OF, prefix=prefix) == []
        made = rules.decide_frame(table, as_of=AS_OF, prefix=prefix)
        assert made[f"{prefix}mask_worn"].to_list() == ["met", "not_met"]
        assert made[f"{prefix}mask_0"].to_list() == [3, 0]


def test_columns_that_a_profile_would_make_more_of_are_said():
    table = pl.DataFrame({"pirt_number": ["2123517010001-22"]})
    assert codes(table, **EVERY) == [("NK530", "pirt_number")]


def test_a_fact_that_can_only_be_worked_out_is_no_column():
    rules = nk.loads("""
format: naikkelas/1
rule_set: loan
version: 1
facts: {share: {ratio: {of: requested_loan, to: annual_sales, when_zero: not_met}}}
criteria: {loan: {require: {share: {at_most: 0.3}}}}
""")
    found = rules.check_frame(pl.DataFrame({"share": [0.2]}), **EVERY)
    assert [(p.code, p.place.path) for p in found] == [("NK408", "share")]


# --- dates -----------------------------------------------------------------------------------------------------------


def test_dates_of_the_call_are_dates():
    table = pl.DataFrame({"pirt_status": ["held"]})
    assert codes(table, **{**EVERY, "as_of": datetime.combine(AS_OF, time())}) == [("NK504", "as_of")]
    assert codes(table, **EVERY, rules_as_of="2026-01-01") == [("NK504", "rules_as_of")]
    assert codes(table, **{**EVERY, "as_of": "pirt_statu"}) == [("NK528", "pirt_statu")]
    assert codes(pl.DataFrame({"day": [3]}), **{**EVERY, "as_of": "day"}) == [("NK522", "day")]
    assert [p.code for p in RULES.check_frame(table, **{**EVERY, "as_of": date(2025, 1, 1)})] == ["NK501"]


def test_a_row_without_a_usable_date_is_not_decided():
    days = ["2026-11-01", "2026", None, "2025-01-01", "someday"]
    table = pl.DataFrame({"pirt_status": ["none"] * 5, "day": days})
    made = decided(table, as_of="day")
    assert made["nk_outcome"].to_list() == ["ineligible", None, None, None, None]
    assert made["nk_problems"].to_list() == [None] + ["as_of"] * 4
    nobody = decided(pl.DataFrame({"pirt_status": ["none"], "day": [None]}), as_of="day")
    assert nobody.select("nk_outcome", "nk_mask_0", "nk_problems").row(0) == (None, None, "as_of")
    assert nobody.schema["nk_mask_0"] == pl.Int64
    lazily = decided(table.head(1).with_columns(pl.lit(date(2020, 1, 1)).alias("day")).lazy(), as_of="day")
    assert lazily["nk_problems"].to_list() == ["as_of"]


def test_a_table_in_memory_may_have_any_number_of_dates_and_keeps_its_order():
    days = [date(2026, 1, 1) + timedelta(number * 37 % 300) for number in range(300)]
    table = pl.DataFrame({"row": range(300), "day": days, "pirt_status": ["held"] * 300, "pirt_expires_on": [date(2026, 6, 1)] * 300})
    table = table.with_columns(pl.when(pl.col("row") == 5).then(None).otherwise("day").alias("day"))
    made = decided(table, as_of="day")
    assert made["row"].to_list() == list(range(300))
    statuses = [NONE if day is None else MET if day <= date(2026, 6, 1) else NOT for day in table["day"]]
    assert made["nk_permit"].to_list() == statuses
    with pytest.raises(nk.EvaluationError, match="NK531"):
        RULES.decide_frame(table.lazy(), **{**EVERY, "as_of": "day"})


# --- one row ---------------------------------------------------------------------------------------------------------


def test_a_row_that_has_changed_says_so():
    row = decided(pl.DataFrame({"pirt_status": ["none"], "grade": ["a"]})).row(0, named=True)
    assert not RULES.explain_row(row, as_of=AS_OF).problems
    changed = RULES.explain_row(row | {"grade": "b"}, as_of=AS_OF)
    assert {(p.code, p.place.path) for p in changed.problems} == {("NK527", "nk_graded"), ("NK527", "nk_mask_0")}
    assert changed.statuses["graded"].value == "not_met"


def test_a_row_of_pandas_is_read_like_any_other():
    table = pd.DataFrame(
        {
            "pirt_status": ["held", None],
            "pirt_expires_on": pd.to_datetime(["2027-01-01", None]),
            "machines": [3, None],
            "labels": [["halal"], None],
        }
    )
    made = RULES.decide_frame(table, **EVERY)
    for number, outcome in enumerate(("eligible", "needs_information")):
        decision = RULES.explain_row(made.iloc[number].to_dict(), as_of=AS_OF)
        assert (decision.outcome.value, tuple(decision.problems)) == (outcome, ())
    assert RULES.explain_row(made.iloc[0].to_dict(), as_of=AS_OF).statuses["halal"].value == "met"


def test_a_row_may_carry_its_date():
    row = {"pirt_status": "held", "pirt_expires_on": date(2026, 6, 1), "day": "2026-05-01", "bad": "x"}
    assert RULES.explain_row(row, as_of="day").outcome.value == "eligible"
    for name, code in (("dya", "NK528"), ("bad", "NK504")):
        with pytest.raises(nk.EvaluationError) as refused:
            RULES.explain_row(row, as_of=name)
        assert [(p.code, p.place.path) for p in refused.value.problems] == [(code, name)]


def test_a_bad_value_of_a_row_is_told():
    for name, value in (("grade", "z"), ("ph", 4.65)):
        row = decided(pl.DataFrame({name: [value]})).row(0, named=True)
        with pytest.raises(nk.ProfileError, match="NK402"):
            RULES.explain_row(row, as_of=AS_OF)
