"""Every way a table can be decided, each as a function from rows of canonical values to rows of results."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from math import isnan

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from naikkelas.facts import Kind
from naikkelas.ranges import NEVER
from naikkelas.values import plain
from tests.strategies_profiles import type_of, written

POLARS = {
    Kind.INTEGER: pl.Int64,
    Kind.MONEY: pl.Int64,
    Kind.NUMBER: pl.Float64,
    Kind.DATE: pl.Date,
    Kind.BOOLEAN: pl.Boolean,
    Kind.CHOICE: pl.String,
    Kind.TEXT: pl.String,
    Kind.SET: pl.List(pl.String),
}
SQLITE = {Kind.NUMBER: "REAL", Kind.INTEGER: "INTEGER", Kind.MONEY: "INTEGER", Kind.BOOLEAN: "INTEGER"}


def native(value, kind):
    """A canonical value as a table of typed columns holds it."""
    if value is None:
        return None
    if kind.kind is Kind.DATE:
        return date.max if value >= NEVER else date.fromordinal(value)
    if kind.kind is Kind.NUMBER:
        return value / 10**kind.decimals
    return sorted(value) if isinstance(value, frozenset) else value


def columns_of(rules, rows):
    """The columns of a table: name, type of its fact, canonical values. Sides of ranges only where some row has one."""
    found = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        kind, values = type_of(rules.linked, name), [row.get(name) for row in rows]
        found[name] = (kind, [None if isinstance(value, tuple) else value for value in values])
        if any(isinstance(value, tuple) for value in values):
            for side, end in enumerate(("__low", "__high")):
                bound = kind.bounds[side]
                sides = [value[side] if isinstance(value, tuple) and value[side] != bound else None for value in values]
                found[name + end] = (kind, sides)
    return found


def as_polars(rules, rows):
    columns = columns_of(rules, rows)
    made = [pl.Series(name, [native(value, kind) for value in values], dtype=POLARS[kind.kind]) for name, (kind, values) in columns.items()]
    return pl.DataFrame([pl.Series("row", range(len(rows))), *made])


def results(table):
    """The results of a Polars table as dicts."""
    return table.sort("row").to_dicts()


def frame(rules, table, **options):
    return rules.decide_frame(table, allow_missing=True, **options)


def polars_eager(rules, rows, **options):
    return results(frame(rules, as_polars(rules, rows), **options))


def polars_lazy(rules, rows, **options):
    made = frame(rules, as_polars(rules, rows).lazy(), **options)
    assert isinstance(made, pl.LazyFrame)
    return results(made.collect())


def polars_streaming(rules, rows, **options):
    return results(frame(rules, as_polars(rules, rows).lazy(), **options).collect(engine="streaming"))


def polars_texts(rules, rows, **options):
    """All columns as texts, as a CSV file has them; sets stay lists."""

    def told(value, kind):
        if value is None or kind.kind is Kind.SET:
            return native(value, kind)
        return json.dumps(value) if kind.kind is Kind.BOOLEAN else str(plain(value, kind))

    made = {name: [told(value, kind) for value in values] for name, (kind, values) in columns_of(rules, rows).items()}
    schema = {name: pl.List(pl.String) if kind.kind is Kind.SET else pl.String for name, (kind, _) in columns_of(rules, rows).items()}
    return results(frame(rules, pl.DataFrame({"row": range(len(rows))} | made, schema={"row": pl.Int64} | schema), **options))


def pandas(rules, rows, **options):
    made = {name: [native(value, kind) for value in values] for name, (kind, values) in columns_of(rules, rows).items()}
    table = frame(rules, pd.DataFrame({"row": range(len(rows))} | made), **options)
    assert isinstance(table, pd.DataFrame)
    return [{name: None if _is_missing(value) else value for name, value in row.items()} for row in table.to_dict("records")]


def _is_missing(value):
    return value is pd.NA or value is None or (isinstance(value, float) and isnan(value))


def pyarrow(rules, rows, **options):
    table = frame(rules, as_polars(rules, rows).to_arrow(), **options)
    assert isinstance(table, pa.Table)
    return table.to_pylist()


def duckdb_relation(rules, rows, **options):
    with duckdb.connect() as connection:
        connection.register("profiles", as_polars(rules, rows).to_arrow())
        made = frame(rules, connection.table("profiles"), **options)
        assert isinstance(made, duckdb.DuckDBPyRelation)
        return results(made.pl())


def duckdb_sql(rules, rows, **options):
    table = as_polars(rules, rows)
    sql = rules.to_sql("duckdb", columns=table.columns, allow_missing=True, **options)
    with duckdb.connect() as connection:
        connection.register("profiles", table.to_arrow())
        return results(connection.sql(sql).pl())


def sqlite_sql(rules, rows, **options):
    columns = columns_of(rules, rows)

    def told(value, kind):
        value = native(value, kind)
        if isinstance(value, list):
            return json.dumps(value)
        return "never" if value == date.max else value.isoformat() if isinstance(value, date) else value

    cells = [[told(value, kind) for value in values] for kind, values in columns.values()]
    listed = ", ".join(f'"{name}" {SQLITE.get(kind.kind, "TEXT")}' for name, (kind, _) in columns.items())
    sql = rules.to_sql("sqlite", columns=["row", *columns], allow_missing=True, **options)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute(f'CREATE TABLE profiles ("row" INTEGER, {listed})' if listed else 'CREATE TABLE profiles ("row" INTEGER)')
        marks = ", ".join("?" * (len(columns) + 1))
        connection.executemany(f"INSERT INTO profiles VALUES ({marks})", list(zip(range(len(rows)), *cells, strict=True)))  # noqa: S608
        return [dict(row) for row in connection.execute(sql + ' ORDER BY "row"')]


def records(rules, rows, **options):
    """Plain dicts, every other one with typed values and the rest as a profile is written: texts, and ranges as mappings."""

    def told(name, value):
        kind = type_of(rules.linked, name)
        return native(value, kind) if not isinstance(value, tuple) else plain(value, kind)

    texts = [{"row": number, **written(rules.linked, row)} for number, row in enumerate(rows)]
    made = [{"row": number, **{name: told(name, value) for name, value in row.items()}} for number, row in enumerate(rows)]
    return frame(rules, [typed if number % 2 else text for number, (typed, text) in enumerate(zip(made, texts, strict=True))], **options)


def encoded(rules, rows, dtype, texts=False):
    """The table with its choices (and texts) kept as codes."""
    kinds = {name: kind for name, (kind, _) in columns_of(rules, rows).items()}
    wanted = [name for name, kind in kinds.items() if kind.kind is Kind.CHOICE or (texts and kind.kind is Kind.TEXT)]
    return as_polars(rules, rows).with_columns(pl.col(name).cast(dtype(kinds[name])) for name in wanted)


def own_choices(kind):
    return pl.Enum(kind.choices)


def more_than_choices(kind):
    return pl.Enum(["", "zz", *reversed(kind.choices)])


def categorical(kind):
    del kind
    return pl.Categorical()


def polars_enum(rules, rows, **options):
    return results(frame(rules, encoded(rules, rows, own_choices), **options))


def polars_wider_enum(rules, rows, **options):
    return results(frame(rules, encoded(rules, rows, more_than_choices), **options))


def polars_categorical(rules, rows, **options):
    return results(frame(rules, encoded(rules, rows, categorical, texts=True), **options))


def polars_enum_lazy(rules, rows, **options):
    return results(frame(rules, encoded(rules, rows, own_choices).lazy(), **options).collect())


def polars_wider_enum_streaming(rules, rows, **options):
    return results(frame(rules, encoded(rules, rows, more_than_choices).lazy(), **options).collect(engine="streaming"))


def polars_categorical_streaming(rules, rows, **options):
    return results(frame(rules, encoded(rules, rows, categorical, texts=True).lazy(), **options).collect(engine="streaming"))


def pyarrow_dictionary(rules, rows, **options):
    table = encoded(rules, rows, categorical, texts=True).to_arrow()
    return frame(rules, table, **options).to_pylist()


def duckdb_enum(rules, rows, **options):
    """A dictionary of Arrow is an ENUM to DuckDB."""
    with duckdb.connect() as connection:
        connection.register("profiles", encoded(rules, rows, own_choices).to_arrow())
        return results(frame(rules, connection.table("profiles"), **options).pl())


def pandas_category(rules, rows, **options):
    columns = columns_of(rules, rows)
    made = pd.DataFrame(
        {"row": range(len(rows))} | {name: [native(each, kind) for each in values] for name, (kind, values) in columns.items()}
    )
    wanted = {name: "category" for name, (kind, _) in columns.items() if kind.kind in (Kind.CHOICE, Kind.TEXT)}
    table = frame(rules, made.astype(wanted), **options)
    return [{name: None if _is_missing(value) else value for name, value in row.items()} for row in table.to_dict("records")]


#: The same engines on columns that they keep as codes.
ENCODED = {
    made.__name__: made
    for made in (
        polars_enum,
        polars_wider_enum,
        polars_categorical,
        polars_enum_lazy,
        polars_wider_enum_streaming,
        polars_categorical_streaming,
        pandas_category,
        pyarrow_dictionary,
        duckdb_enum,
    )
}
ENGINES = {
    made.__name__: made
    for made in (
        records,
        polars_eager,
        polars_lazy,
        polars_streaming,
        polars_texts,
        pandas,
        pyarrow,
        duckdb_relation,
        duckdb_sql,
        sqlite_sql,
    )
}
