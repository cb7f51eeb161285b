"""Nodes as Polars expressions, every one of them row by row, so that a lazy table can stream.

Constants carry their types (2^63 beside floats, a date beside a text), a division is never made of integers, sums are of 64 bits,
``is_in`` has no null on its right, and nothing is worked out by a Python function. A text that is chosen by conditions is looked up by a
code of one byte, because Polars copies 16 bytes a row for each ``when`` of texts; masks are summed by bytes before they become 64 bits wide.
"""

from collections.abc import Callable, Mapping
from operator import add, and_, eq, ge, gt, le, lt, or_
from typing import Final

import polars as pl

from naikkelas.engines.frames.door import PLAIN_TEXT
from naikkelas.engines.frames.graph import Node, Type, day_of
from naikkelas.engines.frames.stages import Stages, plan

Expr = pl.Expr

#: Texts that are looked for one by one: up to so many that is faster than ``in``.
FEW_TEXTS: Final = 12
_BYTE: Final = 256
_TYPES: Final[Mapping[Type, pl.DataType]] = {
    "bool": pl.Boolean(),
    "int": pl.Int64(),
    "float": pl.Float64(),
    "date": pl.Date(),
    "text": pl.String(),
    "list": pl.List(pl.String()),
}
_COMPARED: Final[Mapping[str, Callable[[Expr, Expr], Expr]]] = {"ge": ge, "le": le, "gt": gt, "lt": lt, "eq": eq}


class Writer:
    """Writes nodes; those that were kept in columns are read back."""

    def __init__(self, stages: Stages) -> None:
        self._kept = stages.names

    def read(self, node: Node) -> Expr:
        """The expression of a node, from its column when it has one."""
        name = self._kept.get(node.number)
        return self.make(node) if name is None else pl.col(name)

    def make(self, node: Node) -> Expr:
        """The expression of a node itself."""
        if node.op in _COMPARED:
            left, right = node.args
            return _COMPARED[node.op](self.read(left), self.read(right))
        made: Callable[[Node], Expr] | None = getattr(self, f"_{node.op}", None)
        if made is None:
            raise AssertionError("unreachable")
        return made(node)

    def _args(self, node: Node) -> list[Expr]:
        return [self.read(arg) for arg in node.args]

    def holds(self, node: Node) -> Expr:
        """A condition, of which nothing is as good as false."""
        bare = node.op == "fill" and node.args[1].value is False and node.number not in self._kept
        return self.read(node.args[0] if bare else node)

    # --- leaves -------------------------------------------------------------------------------------------------------

    def _lit(self, node: Node) -> Expr:
        value = day_of(node.value) if node.type == "date" else float(node.value) if node.type == "float" else node.value
        return pl.lit(value, dtype=_TYPES[node.type])

    def _null(self, node: Node) -> Expr:
        return pl.lit(None, dtype=_TYPES[node.type])

    def _column(self, node: Node) -> Expr:
        return pl.col(node.value)

    # --- nulls --------------------------------------------------------------------------------------------------------

    def _is_null(self, node: Node) -> Expr:
        return self.read(node.args[0]).is_null()

    def _fill(self, node: Node) -> Expr:
        inner, other = node.args
        value = self.read(inner)
        return value.fill_null(other.value) if other.type == "bool" else pl.coalesce(value, self.read(other))

    def _coalesce(self, node: Node) -> Expr:
        return pl.coalesce(*self._args(node))

    def _when(self, node: Node) -> Expr:
        condition, then, otherwise = node.args
        return pl.when(self.holds(condition)).then(self.read(then)).otherwise(self.read(otherwise))

    def _backed(self, node: Node) -> Expr:
        return self.read(node.args[1])

    def _only_if(self, node: Node) -> Expr:
        condition, then = node.args
        return pl.when(self.holds(condition)).then(self.read(then))

    # --- logic --------------------------------------------------------------------------------------------------------

    def _no(self, node: Node) -> Expr:
        return ~self.read(node.args[0])

    def _every(self, node: Node) -> Expr:
        return _halved(self._args(node), and_)

    def _either(self, node: Node) -> Expr:
        return _halved(self._args(node), or_)

    def _one_of(self, node: Node) -> Expr:
        value = self.read(node.args[0])
        if len(node.value) > FEW_TEXTS:
            return value.is_in(list(node.value))
        return _halved([value == pl.lit(member) for member in node.value], or_)

    def _category(self, node: Node) -> Expr:
        return self.read(node.args[0])

    def _named(self, node: Node) -> Expr:
        *cases, otherwise = (pl.lit(code, dtype=pl.UInt8) for code in range(len(node.value)))
        for where, case in reversed(list(zip(node.args, cases, strict=True))):
            otherwise = pl.when(self.holds(where)).then(case).otherwise(otherwise)
        return pl.lit(pl.Series(node.value, dtype=pl.String)).gather(otherwise)

    def _on_days(self, node: Node) -> Expr:
        day = self.read(node.args[0])
        return _halved([day == pl.lit(day_of(number)) for number in node.value], or_)

    def _contains(self, node: Node) -> Expr:
        return self.read(node.args[0]).list.contains(node.value)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _add(self, node: Node) -> Expr:
        return _halved(self._args(node), add).cast(pl.Int64)

    def _bits(self, node: Node) -> Expr:
        *places, constant = node.value
        codes: dict[int, list[Expr]] = {}
        for must, may, place in zip(node.args[::2], node.args[1::2], places, strict=True):
            none, unknown, met = (pl.lit(code << place % 8, dtype=pl.UInt8) for code in (0, 1, 3))
            otherwise = none if must is may else pl.when(self.read(may)).then(unknown).otherwise(none)
            codes.setdefault(place // 8, []).append(pl.when(self.holds(must)).then(met).otherwise(otherwise))
        wide = [_halved(found, add).cast(pl.Int64) * _BYTE**place for place, found in codes.items()]
        return _halved([*wide, *([pl.lit(constant, dtype=pl.Int64)] if constant else [])], add)

    def _times(self, node: Node) -> Expr:
        left, right = self._args(node)
        return left * right

    def _quotient(self, node: Node) -> Expr:
        left, right = self._args(node)
        return (left // right).cast(pl.Int64)

    def _least(self, node: Node) -> Expr:
        return pl.min_horizontal(*self._args(node))

    def _greatest(self, node: Node) -> Expr:
        return pl.max_horizontal(*self._args(node))

    # --- the door -----------------------------------------------------------------------------------------------------

    def _checked(self, node: Node) -> Expr:
        valid, raw = node.args
        chosen = pl.when(self.read(valid)).then(self.read(raw))
        return chosen.cast(pl.Int64) if node.type == "int" else chosen

    def _as_float(self, node: Node) -> Expr:
        return self.read(node.args[0]).cast(pl.Float64)

    def _as_text(self, node: Node) -> Expr:
        return self.read(node.args[0]).cast(pl.String)

    def _not_nan(self, node: Node) -> Expr:
        raw = self.read(node.args[0])
        return pl.when(~raw.is_nan()).then(raw)

    def _not_blank(self, node: Node) -> Expr:
        raw = self.read(node.args[0])
        return pl.when(raw != pl.lit("")).then(raw)

    def _scaled(self, node: Node) -> Expr:
        return (self.read(node.args[0]) * float(node.value)).round(0)

    def _unscaled(self, node: Node) -> Expr:
        """Divided by a column: Polars multiplies by the reciprocal of a constant, and 71 / 10 would not be 7.1."""
        scaled = self.read(node.args[0])
        return scaled / (scaled * 0.0 + float(node.value))

    def _matches(self, node: Node) -> Expr:
        return self.read(node.args[0]).str.contains(rf"\A(?:{node.value})\z")

    def _day_of(self, node: Node) -> Expr:
        return self.read(node.args[0]).cast(pl.Date)

    def _at_midnight(self, node: Node) -> Expr:
        raw = self.read(node.args[0])
        return raw.cast(pl.Date).cast(pl.Datetime("us")) == raw.cast(pl.Datetime("us"))

    def _only_of(self, node: Node) -> Expr:
        """As many different members as there are choices among them."""
        raw = self.read(node.args[0])
        known = [raw.list.contains(member).cast(pl.Int64) for member in node.value]
        return raw.list.unique().list.len().cast(pl.Int64) == _halved(known, add)

    def _only_plain(self, node: Node) -> Expr:
        told = pl.element().str.contains(rf"\A(?:{PLAIN_TEXT})\z").fill_null(value=False)
        return self.read(node.args[0]).list.eval(told).list.all()

    def _blamed(self, node: Node) -> Expr:
        names = [pl.when(~self.read(arg)).then(pl.lit(name, dtype=pl.String)) for arg, name in zip(node.args, node.value, strict=True)]
        return pl.concat_str(*names, separator=" ", ignore_nulls=True)


def _halved(items: list[Expr], join: Callable[[Expr, Expr], Expr]) -> Expr:
    """Joined as a tree that is as flat as it can be."""
    while len(items) > 1:
        pairs = [join(a, b) for a, b in zip(items[::2], items[1::2], strict=False)]
        items = [*pairs, *items[2 * len(pairs) :]]
    return items[0]


def with_columns(frame: pl.LazyFrame, made: Mapping[str, Node], prefix: str) -> pl.LazyFrame:
    """A lazy table with the steps in between, whose names start with ``prefix``, and a column for each node."""
    frame, found = _in_steps(frame, made, prefix)
    return frame.with_columns(**found)


def results(frame: pl.DataFrame, made: Mapping[str, Node]) -> pl.DataFrame:
    """The nodes alone for each ``row``, worked out; Polars sees all steps at once and keeps only what is asked for."""
    lazy, found = _in_steps(frame.lazy(), made, "t")
    return lazy.select("row", **found).collect().drop("row")


def _in_steps(frame: pl.LazyFrame, made: Mapping[str, Node], prefix: str) -> tuple[pl.LazyFrame, dict[str, Expr]]:
    stages = plan(made.values(), prefix)
    writer = Writer(stages)
    for step in stages.steps:
        frame = frame.with_columns(**{stages.names[node.number]: writer.make(node) for node in step})
    return frame, {name: writer.read(node) for name, node in made.items()}
