"""Two columns of one name: which is meant cannot be told, so no engine picks one."""

from datetime import date

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import naikkelas as nk

RULES = nk.loads("{format: naikkelas/1, rule_set: fair, version: 1, criteria: {c: {require: {knows_market: {is: true}}}}}")
EVERY = {"as_of": date(2026, 11, 1), "allow_missing": True}


def relation(names):
    listed = ", ".join(f'true AS "{name}"' for name in names)
    return duckdb.connect().sql(f"SELECT {listed}")


TABLES = {
    "pandas": lambda names: pd.DataFrame([[True] * len(names)], columns=names),
    "pyarrow": lambda names: pa.Table.from_arrays([pa.array([True])] * len(names), names=names),
    "duckdb": relation,
}


def refusals(table):
    found = []
    for call in (RULES.check_frame, RULES.decide_frame):
        with pytest.raises(nk.EvaluationError) as refused:
            call(table, **EVERY)
        found.append(sorted((problem.code, problem.place.path) for problem in refused.value.problems))
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize(
    ("names", "repeated"),
    [
        (["knows_market", "knows_market"], ["knows_market"]),
        (["knows_market", "note", "note", "id", "note", "id"], ["id", "note"]),
    ],
    ids=["a fact", "a note"],
)
def test_a_name_that_is_there_twice_is_refused_whether_the_rules_read_it_or_not(kind, names, repeated):
    assert refusals(TABLES[kind](names)) == [("NK526", name) for name in repeated]


@pytest.mark.parametrize("names", [["knows_market", "KNOWS_MARKET"], ["knows_market", "id", "ID"], ["KNOWS_market", "knows_market"]])
def test_names_that_differ_in_case_only_are_one_name_to_duckdb_alone(names):
    assert refusals(relation(names)) == [("NK526", names[-1])]
    for kind in ("pandas", "pyarrow"):
        RULES.decide_frame(TABLES[kind](names), **EVERY)
    for table in (pl.DataFrame({name: [True] for name in names}), pl.LazyFrame({name: [True] for name in names})):
        RULES.decide_frame(table, **EVERY)


def test_duckdb_tells_letters_with_accents_apart():
    names = ["knows_market", "é", "É"]
    made = RULES.decide_frame(duckdb.sql('SELECT true AS knows_market, 1 AS "é", 2 AS "É"'), **EVERY)
    assert made.columns[:3] == names
    assert made.fetchall()[0][:4] == (True, 1, 2, "eligible")


@pytest.mark.parametrize("first", ["ikm", "old"])
def test_a_join_that_keeps_both_columns_is_not_decided_on_either(first):
    connection = duckdb.connect()
    connection.execute("CREATE TABLE ikm AS SELECT 1 AS id, false AS knows_market")
    connection.execute("CREATE TABLE old AS SELECT 1 AS id, true AS knows_market")
    second = {"ikm": "old", "old": "ikm"}[first]
    joined = connection.sql(f"SELECT * FROM {first} JOIN {second} ON ikm.id = old.id")  # noqa: S608 - written here
    assert refusals(joined) == [("NK526", "id"), ("NK526", "knows_market")]


@pytest.mark.parametrize("name", ["Knows_Market", "knows_market"])
def test_a_fact_is_not_assumed_beside_a_column_of_its_name(name):
    options = {**EVERY, "assume": {"knows_market": True}}
    same = RULES.check_frame(relation([name]), **options)
    assert [(problem.code, problem.place.path) for problem in same if problem.is_error] == [("NK523", "knows_market")]
    with pytest.raises(nk.EvaluationError, match="NK523"):
        RULES.to_sql("sqlite", columns=[name], **options)
