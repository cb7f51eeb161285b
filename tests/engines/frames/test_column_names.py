"""A column of dates may have any name: what an engine takes for a pattern, or for a path, is a name here."""

from datetime import date

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import naikkelas as nk

RULES = nk.loads("""
format: naikkelas/1
rule_set: fair
version: 1
criteria: {old: {require: {operating_since: {at_least_ago: {months: 12}}}}}
""")
KINDS = {
    "polars": lambda table: table,
    "lazy": lambda table: table.lazy(),
    "pandas": lambda table: pd.DataFrame(table.to_dict(as_series=False)),
    "pyarrow": lambda table: table.to_arrow(),
    "duckdb": lambda table: duckdb.from_arrow(table.to_arrow()),
    "records": lambda table: table.to_dicts(),
}
NAMES = ["^d.*$", "^.*$", "*", "^judged on$", "a.b", 'a"b', "a`b", "tgl (dinilai)", "^\\d$", "^a\nb<c>$", "^é -~#$", ""]


def outcomes(made):
    if isinstance(made, list):
        return [row["nk_outcome"] for row in made]
    made = made.pl() if isinstance(made, duckdb.DuckDBPyRelation) else made
    made = made.collect() if isinstance(made, pl.LazyFrame) else made
    told = made["nk_outcome"].to_pylist() if isinstance(made, pa.Table) else made["nk_outcome"].to_list()
    return [value if isinstance(value, str) else None for value in told]


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in NAMES for kind in KINDS if name or kind != "duckdb"])
def test_a_date_of_its_own_is_read_from_the_column_of_that_very_name(name, kind):
    days = [date(2026, 11, 1), date(2020, 6, 1), None]
    others = {"d1": [date(2020, 1, 2)] * 3, "judged on!": [date(2020, 1, 3)] * 3, "b": [date(2020, 1, 4)] * 3}
    table = pl.DataFrame({"operating_since": [date(2020, 1, 1)] * 3, name: days, **others}, schema_overrides={name: pl.Date})
    made = RULES.decide_frame(KINDS[kind](table), as_of=name)
    assert outcomes(made) == ["eligible", "ineligible", None]
