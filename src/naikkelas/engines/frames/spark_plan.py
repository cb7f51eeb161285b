"""The same nodes over a PySpark DataFrame, as Spark SQL expressions: one projection a step, and nothing is worked out by Python.

Texts, because an expression made by calls costs a trip to the Java side for each of its parts: thousands for a rule set.
"""

from collections.abc import Mapping
from typing import Any, Final

from naikkelas.engines.frames.graph import Node
from naikkelas.engines.frames.stages import plan
from naikkelas.engines.sql.dialects import DIALECTS
from naikkelas.engines.sql.writer import RARE, SqlWriter

_SPARK: Final = DIALECTS["spark"]


class SparkWriter(SqlWriter):
    """Writes what Spark compiles to little; the one method it makes of a query is slow when it is long."""

    def _bits(self, node: Node) -> str:
        """Joined instead of added, which would be checked for overflow."""
        *places, constant = node.value
        flags = [self.dialect.integer(constant)]
        for must, may, place in zip(node.args[::2], node.args[1::2], places, strict=True):
            none, unknown, met = (self.dialect.integer(code << place) for code in (0, 1, 3))
            otherwise = none if must is may else f"IF({self.read(may)}, {unknown}, {none})"
            flags.append(f"IF({self.read(must)}, {met}, {otherwise})")
        return f"({' | '.join(flags)})"

    def _at_midnight(self, node: Node) -> str:
        """Without a time zone, in some of which a day has no midnight."""
        raw = self.read(node.args[0])
        return f"(CAST({self.dialect.cast(raw, 'date')} AS TIMESTAMP_NTZ) = {raw})"

    def _lit(self, node: Node) -> str:
        """A number with a point is a decimal to Spark."""
        written = super()._lit(node)
        return self.dialect.cast(written, "float") if node.type == "float" else written


def with_columns(frame: Any, made: Mapping[str, Node], prefix: str) -> Any:
    """A DataFrame with a column for each node after its own; steps in between have names that start with ``prefix``."""
    stages = plan(made.values(), prefix, RARE, stops_early=True)
    writer, named = SparkWriter(_SPARK, stages), _SPARK.identifier
    for step in stages.steps:
        frame = frame.selectExpr("*", *(f"{writer.make(node)} AS {named(stages.names[node.number])}" for node in step))
    outputs = (f"{writer.read(node)} AS {named(name)}" for name, node in made.items())
    return frame.selectExpr("*", *outputs).drop(*stages.names.values())
