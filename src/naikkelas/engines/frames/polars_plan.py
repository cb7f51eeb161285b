"""The same nodes written for Polars itself, where it has a faster way than Narwhals can say.

A text that is chosen by conditions is looked up by a code of one byte, because Polars copies 16 bytes a row for each ``when`` of texts;
masks are summed by bytes before they become 64 bits wide; a comparison that is false where there is nothing is one step.
"""

from collections.abc import Mapping
from functools import reduce
from typing import Any, Final

import polars as pl

from naikkelas.engines.frames.door import PLAIN_TEXT
from naikkelas.engines.frames.expressions import Expr, Writer
from naikkelas.engines.frames.graph import Node
from naikkelas.engines.frames.stages import plan

_BYTE: Final = 256


class PolarsWriter(Writer):
    """Writes Polars expressions, every one of them row by row, so that a lazy table can stream."""

    ns = pl

    def _fill(self, node: Node) -> Expr:
        inner, other = node.args
        if inner.op == "one_of" and len(inner.value) == 1 and other.value is False and inner.number not in self._kept:
            return self.read(inner.args[0]).eq_missing(pl.lit(inner.value[0]))
        return super()._fill(node)

    def _when(self, node: Node) -> Expr:
        condition, then, otherwise = node.args
        return pl.when(self.holds(condition)).then(self.read(then)).otherwise(self.read(otherwise))

    def _named(self, node: Node) -> Expr:
        *cases, otherwise = (pl.lit(code, dtype=pl.UInt8) for code in range(len(node.value)))
        for where, case in reversed(list(zip(node.args, cases, strict=True))):
            otherwise = pl.when(self.holds(where)).then(case).otherwise(otherwise)
        return pl.lit(pl.Series(node.value, dtype=pl.String)).gather(otherwise)

    def _bits(self, node: Node) -> Expr:
        *places, constant = node.value
        codes: dict[int, list[Expr]] = {}
        for must, may, place in zip(node.args[::2], node.args[1::2], places, strict=True):
            none, unknown, met = (pl.lit(code << place % 8, dtype=pl.UInt8) for code in (0, 1, 3))
            otherwise = none if must is may else pl.when(self.read(may)).then(unknown).otherwise(none)
            codes.setdefault(place // 8, []).append(pl.when(self.holds(must)).then(met).otherwise(otherwise))
        wide = [_sum(found).cast(pl.Int64) * _BYTE**place if place else _sum(found).cast(pl.Int64) for place, found in codes.items()]
        return _sum([*wide, *([pl.lit(constant, dtype=pl.Int64)] if constant else [])])

    def _only_plain(self, node: Node) -> Expr:
        told = pl.element().str.contains(rf"\A(?:{PLAIN_TEXT})\z").fill_null(value=False)
        return self.read(node.args[0]).list.eval(told).list.all()


def _sum(parts: list[Expr]) -> Expr:
    return reduce(lambda a, b: a + b, parts)


def with_columns(frame: pl.LazyFrame, made: Mapping[str, Node], prefix: str) -> pl.LazyFrame:
    """A lazy table with the steps in between, whose names start with ``prefix``, and a column for each node."""
    stages = plan(made.values(), prefix)
    writer = PolarsWriter(stages)
    for step in stages.steps:
        frame = frame.with_columns(**{stages.names[node.number]: writer.make(node) for node in step})
    return frame.with_columns(**{name: writer.read(node) for name, node in made.items()})


def results(frame: pl.DataFrame, made: Mapping[str, Node]) -> pl.DataFrame:
    """The nodes alone, worked out; Polars sees all steps at once and keeps only what is asked for."""
    stages = plan(made.values(), "t")
    writer, lazy = PolarsWriter(stages), frame.lazy()
    for step in stages.steps:
        lazy = lazy.with_columns(**{stages.names[node.number]: writer.make(node) for node in step})
    found: Any = lazy.select("row", **{name: writer.read(node) for name, node in made.items()}).collect()
    return found.drop("row")  # type: ignore[no-any-return]
