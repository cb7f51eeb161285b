"""Rows of canonical values, decided by PostgreSQL."""

from psycopg import sql
from psycopg.rows import dict_row

from naikkelas.facts import Kind
from tests.engines.frames.doors import columns_of, native

TYPES = {
    Kind.INTEGER: "BIGINT",
    Kind.MONEY: "BIGINT",
    Kind.NUMBER: "DOUBLE PRECISION",
    Kind.DATE: "DATE",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.SET: "TEXT[]",
}


def filled(connection, columns, rows, table="profiles"):
    """A new table with typed columns, given as name and type, and these rows."""
    listed = sql.SQL(", ").join(sql.SQL("{} " + kind).format(sql.Identifier(name)) for name, kind in columns.items())
    connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(table)))
    connection.execute(sql.SQL("CREATE TABLE {} ({})").format(sql.Identifier(table), listed))
    into = sql.SQL("INSERT INTO {} VALUES ({})").format(sql.Identifier(table), sql.SQL(", ").join([sql.Placeholder()] * len(columns)))
    with connection.cursor() as cursor:
        cursor.executemany(into, rows)


def selected(connection, text):
    """The rows of a SELECT as dicts."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(text).fetchall()


def postgresql(connection, rules, rows, **options):
    columns = columns_of(rules, rows)
    cells = [[native(value, kind) for value in values] for kind, values in columns.values()]
    types = {"row": "BIGINT"} | {name: TYPES.get(kind.kind, "TEXT") for name, (kind, _) in columns.items()}
    filled(connection, types, list(zip(range(len(rows)), *cells, strict=True)))
    made = rules.to_sql("postgresql", columns=["row", *columns], allow_missing=True, **options)
    return sorted(selected(connection, made), key=lambda row: row["row"])
