"""The same nodes over a PySpark DataFrame, as Spark SQL expressions: one projection a step, and nothing is worked out by Python.

Spark compiles a query to one Java method, and HotSpot runs a method of more than 8,000 bytes ten times slower. So what is written here is
what compiles to little: comparisons without nulls, and bits that are joined instead of added with a check for overflow.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from naikkelas.engines.frames.graph import Node, day_of
from naikkelas.engines.frames.stages import plan
from naikkelas.engines.sql.dialects import DIALECTS
from naikkelas.engines.sql.writer import COMPARED, SqlWriter, halved

_SPARK: Final = DIALECTS["spark"]
#: By how much a constant that stands in for a null differs from the constant it is compared with, so that the answer is false.
_APART: Final = {"ge": -1, "gt": 0, "le": 1, "lt": 0, "eq": 1}


class SparkWriter(SqlWriter):
    """Writes what compiles to little."""

    def _fill(self, node: Node) -> str:
        inner, other = node.args
        kept = inner.number in self._kept
        if other.type == "bool" and inner.op in ("is", "equals") and not other.value and not kept:
            value, members = inner.args[0], (inner.value,) if inner.op == "is" else inner.value
            return halved([f"({self.read(value)} <=> {self.dialect.text(member)})" for member in members], "OR")
        if other.type == "bool" and inner.op in COMPARED and inner.args[1].op == "lit" and not kept and inner.args[0].nullable:
            value, limit = inner.args
            return f"({self._or_else(value, inner.op, limit, met=bool(other.value))} {COMPARED[inner.op]} {self.read(limit)})"
        return super()._fill(node)

    def _or_else(self, value: Node, op: str, limit: Node, *, met: bool) -> str:
        """A value, or a constant with which the comparison is met or not where there is none."""
        stand_in = limit.value + (_APART[op] if not met else -_APART[op])
        stand_in += {"gt": met, "lt": -met}.get(op, 0) 
        literal = self._lit(Node(-1, "lit", limit.type, (), stand_in))
        return f"COALESCE({self.read(value)}, {literal})"

    def _bits(self, node: Node) -> str:
        *places, constant = node.value
        flags = [self.dialect.integer(constant)] if constant else []
        for must, may, place in zip(node.args[::2], node.args[1::2], places, strict=True):
            none, unknown, met = (self.dialect.integer(code << place) for code in (0, 1, 3))
            if must is may:
                flags.append(f"IF({self.read(must)}, {met}, {none})")
            elif _is_one(must, may):
                truth = self.read(must.args[0])
                flags.append(f"IF({truth}, {met}, IF({truth} IS NULL, {unknown}, {none}))")
            else:
                flags.append(f"IF({self.read(must)}, {met}, IF({self.read(may)}, {unknown}, {none}))")
        return halved(flags, "|")

    def _join(self, node: Node) -> str:
        """A function with a lambda in it: Spark then compiles the projection by itself, in methods of their own."""
        return f"ARRAY_JOIN(FILTER(ARRAY({', '.join(self._args(node))}), e -> e IS NOT NULL), {self.dialect.text(node.value)})"


def _is_one(must: Node, may: Node) -> bool:
    """Whether both are the same truth, with the null taken away."""
    return must.op == may.op == "fill" and must.args[0] is may.args[0] and not must.args[1].value and bool(may.args[1].value)


def with_columns(frame: Any, columns: Iterable[str], made: Mapping[str, Node], prefix: str) -> Any:
    """A DataFrame with a column for each node after its own ``columns``; steps in between have names that start with ``prefix``."""
    stages = plan(made.values(), prefix)
    writer, named = SparkWriter(_SPARK, stages), _SPARK.identifier
    for step in stages.steps:
        frame = frame.selectExpr("*", *(f"{writer.make(node)} AS {named(stages.names[node.number])}" for node in step))
    outputs = (f"{writer.read(node)} AS {named(name)}" for name, node in made.items())
    return frame.selectExpr("*", *outputs).drop(*stages.names.values())
