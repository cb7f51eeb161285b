"""What is read as a whole column is what the reader of cells and the door say of each cell."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.batch import ColumnMapping, Use, read_table
from naikkelas.batch.columnar.plainly import plain_values
from naikkelas.batch.columns.plan import plan_of
from naikkelas.batch.rows.profiles import RowReader
from naikkelas.ikm.cells import EMPTY
from tests.batch.make import csv_at

RULES = nk.loads(
    "format: naikkelas/1\nrule_set: lurus\nversion: 1\neffective: {from: 2020-01-01}\n"
    "facts:\n  ph: {type: number, decimals: 1, at_least: 0, at_most: 14}\n  code: {type: text}\n"
    "criteria:\n" + "".join(
        f"  about_{name}: {{require: {{{name}: {{known: true}}}}}}\n"
        for name in ("annual_sales", "workers_men", "ph", "operating_since", "halal_expires_on", "code", "business_name")
    )
)  # fmt: skip
CELLS = st.one_of(
    st.integers(0, 10**16).map(str),
    st.integers(0, 2000).map(str),
    st.dates().map(str),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True),
    st.sampled_from(sorted(EMPTY)),
    st.sampled_from([word.upper() for word in sorted(EMPTY)]),
    st.text(max_size=90),
    st.from_regex(r"[A-Za-z][ -~]{0,90}", fullmatch=True),
    st.sampled_from(
        ["500", "1e5", "E5", "1.5", "0", "01", "+1", " 7", "7 ", "2019-05-31 ", "9999-12-31", "1799-12-31", "2201-01-01", "7\n"]
    ),
)


@pytest.fixture(scope="module")
def columns(tmp_path_factory):
    """For each fact and unit: the column, and the reader of its cells."""
    made = []
    for name in RULES.facts:
        for unit in ("rupiah", "juta", None) if name == "annual_sales" else (None,):
            table = read_table(csv_at(tmp_path_factory.mktemp("plain"), "x,y\n1,2\n"), header_row=1)
            plan = plan_of(table, RULES, ColumnMapping({"x": Use("fact", name, unit)}), {})
            made.append((plan.used[0], RowReader(table, plan, RULES, {})))
    return made


@given(st.lists(CELLS, min_size=1, max_size=12))
def test_plain_cells_mean_what_their_reader_says(columns, cells):
    for each, reader in columns:
        made = plain_values(pl.Series(cells, dtype=pl.String), each)
        for cell, value in zip(cells, [None] * len(cells) if made is None else made, strict=True):
            if value is not None:
                snapshot, problems = reader.read_ordered([cell, None], 1)
                assert (dict(snapshot.exact), problems) == ({each.use.name: value}, [])


def test_what_is_plain_is_read_so(columns):
    plain = {"annual_sales": "1500000", "workers_men": "12", "ph": "7", "operating_since": "2019-05-31", "halal_expires_on": "2030-01-01"}
    for each, _ in columns:
        made = plain_values(pl.Series([plain.get(each.use.name, "Keripik Bu Sri"), None], dtype=pl.String), each)
        assert (made is None) is (each.use.unit == "juta")
        assert made is None or made.is_not_null().to_list() == [True, False]


def test_words_of_a_table_of_its_own_are_left_to_the_reader(columns):
    each, _ = columns[0]
    worded = type(each)(each.column, Use("fact", each.use.name, values={"7": "8"}), each.fact, each.read)
    assert plain_values(pl.Series(["7"]), worded) is None
