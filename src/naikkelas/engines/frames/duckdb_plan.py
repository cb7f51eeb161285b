"""The same nodes over a DuckDB relation, as the SQL that ``to_sql`` writes: one projection a step, and nothing is kept in between."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from naikkelas.engines.frames.graph import Node
from naikkelas.engines.frames.stages import plan
from naikkelas.engines.sql.dialects import DIALECTS
from naikkelas.engines.sql.writer import RARE, SqlWriter

_DUCKDB: Final = DIALECTS["duckdb"]


def with_columns(relation: Any, columns: Iterable[str], made: Mapping[str, Node], prefix: str) -> Any:
    """A relation with a column for each node after its own ``columns``; steps in between have names that start with ``prefix``."""
    stages = plan(made.values(), prefix, RARE, stops_early=True)
    writer, named = SqlWriter(_DUCKDB, stages), _DUCKDB.identifier
    for step in stages.steps:
        relation = relation.project(_listed("*", *(f"{writer.make(node)} AS {named(stages.names[node.number])}" for node in step)))
    outputs = (f"{writer.read(node)} AS {named(name)}" for name, node in made.items())
    return relation.project(_listed(*map(named, columns), *outputs))


def _listed(*items: str) -> str:
    return ", ".join(items)
