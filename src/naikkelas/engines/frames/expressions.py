"""Nodes as Narwhals expressions: the one place that knows Narwhals, with the traps of its engines.

Constants carry their types (2^63 beside floats, a date beside a text), a division is never made of integers, sums are of 64 bits,
``is_in`` has no null on its right, and nothing is worked out by a Python function.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from typing import Any, Final, cast

import narwhals.stable.v2 as nw

from naikkelas.engines.frames.graph import Node, Type, day_of
from naikkelas.engines.frames.stages import Stages, plan

Expr = nw.Expr

_YEAR_1000: Final = date(1000, 1, 1).toordinal()
_TYPES: Final[Mapping[Type, Callable[[], Any]]] = {
    "bool": nw.Boolean,
    "int": nw.Int64,
    "float": nw.Float64,
    "date": nw.Date,
    "text": nw.String,
}
_COMPARED: Final[Mapping[str, Callable[[Expr, Expr], Expr]]] = {
    "ge": lambda a, b: a >= b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "lt": lambda a, b: a < b,
    "eq": lambda a, b: a == b,
}


class Writer:
    """Writes nodes; those that were kept in columns are read back.

    ``plain`` are the columns that say of which rows of a list all members are plain texts: Narwhals cannot ask that. ``early``:
    days before the year 1000 are written as texts, because PySpark leaves out the zeros of such years and then refuses them.
    """

    def __init__(self, stages: Stages, plain: Mapping[str, str] | None = None, *, early: bool = False) -> None:
        self._early = early
        self._kept = stages.names
        self._plain = plain or {}

    def read(self, node: Node) -> Expr:
        """The expression of a node, from its column when it has one."""
        name = self._kept.get(node.number)
        return self.make(node) if name is None else nw.col(name)

    def make(self, node: Node) -> Expr:
        """The expression of a node itself."""
        if node.op in _COMPARED:
            left, right = node.args
            return _COMPARED[node.op](self.read(left), self.read(right))
        made = getattr(self, f"_{node.op}", None)
        if made is None:
            raise AssertionError("unreachable")
        return cast("Expr", made(node))

    def _args(self, node: Node) -> list[Expr]:
        return [self.read(arg) for arg in node.args]

    # --- leaves -------------------------------------------------------------------------------------------------------

    def _lit(self, node: Node) -> Expr:
        if self._early and node.type == "date" and node.value < _YEAR_1000:
            return nw.lit(day_of(node.value).isoformat()).cast(nw.Date())
        value = day_of(node.value) if node.type == "date" else float(node.value) if node.type == "float" else node.value
        return nw.lit(value, dtype=_TYPES[node.type]())

    def _null(self, node: Node) -> Expr:
        return nw.lit(None, dtype=_TYPES[node.type]() if node.type != "list" else nw.List(nw.String()))

    def _column(self, node: Node) -> Expr:
        return nw.col(node.value)

    # --- nulls --------------------------------------------------------------------------------------------------------

    def _is_null(self, node: Node) -> Expr:
        return self.read(node.args[0]).is_null()

    def _fill(self, node: Node) -> Expr:
        inner, other = node.args
        if other.type == "bool":
            return self.read(inner).fill_null(other.value)
        return nw.coalesce(self.read(inner), self.read(other))

    def _coalesce(self, node: Node) -> Expr:
        return nw.coalesce(*self._args(node))

    def _when(self, node: Node) -> Expr:
        condition, then, otherwise = node.args
        if node.type == "int" and then.op == otherwise.op == "lit" and not otherwise.value:
            number = self.read(condition).cast(nw.Int64())
            return number if then.value == 1 else number * self.read(then)
        chosen = nw.when(self.read(condition)).then(self.read(then))
        return chosen if otherwise.op == "null" else chosen.otherwise(self.read(otherwise))

    # --- logic --------------------------------------------------------------------------------------------------------

    def _no(self, node: Node) -> Expr:
        return ~self.read(node.args[0])

    def _every(self, node: Node) -> Expr:
        return _halved(self._args(node), lambda a, b: a & b)

    def _either(self, node: Node) -> Expr:
        return _halved(self._args(node), lambda a, b: a | b)

    def _one_of(self, node: Node) -> Expr:
        return self.read(node.args[0]).is_in(list(node.value))

    def _equals(self, node: Node) -> Expr:
        value = self.read(node.args[0])
        return reduce(lambda a, b: a | b, [value == nw.lit(member) for member in node.value])

    def _on_days(self, node: Node) -> Expr:
        day = self.read(node.args[0])
        return _halved([day == nw.lit(day_of(number)) for number in node.value], lambda a, b: a | b)

    def _contains(self, node: Node) -> Expr:
        return self.read(node.args[0]).list.contains(node.value)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _add(self, node: Node) -> Expr:
        return _halved(self._args(node), lambda a, b: a + b).cast(nw.Int64())

    def _times(self, node: Node) -> Expr:
        left, right = self._args(node)
        return left * right

    def _quotient(self, node: Node) -> Expr:
        left, right = self._args(node)
        return (left // right).cast(nw.Int64())

    def _least(self, node: Node) -> Expr:
        return nw.min_horizontal(*self._args(node))

    def _greatest(self, node: Node) -> Expr:
        return nw.max_horizontal(*self._args(node))

    # --- the door -----------------------------------------------------------------------------------------------------

    def _checked(self, node: Node) -> Expr:
        valid, raw = node.args
        chosen = nw.when(self.read(valid)).then(self.read(raw))
        return chosen.cast(nw.Int64()) if node.type == "int" else chosen

    def _as_float(self, node: Node) -> Expr:
        return self.read(node.args[0]).cast(nw.Float64())

    def _as_text(self, node: Node) -> Expr:
        return self.read(node.args[0]).cast(nw.String())

    def _not_nan(self, node: Node) -> Expr:
        raw = self.read(node.args[0])
        return nw.when(~raw.is_nan()).then(raw)

    def _not_blank(self, node: Node) -> Expr:
        raw = self.read(node.args[0])
        return nw.when(raw != nw.lit("")).then(raw)

    def _scaled(self, node: Node) -> Expr:
        return (self.read(node.args[0]) * float(node.value)).round(0)

    def _unscaled(self, node: Node) -> Expr:
        """Divided by a column: Polars multiplies by the reciprocal of a constant, and 71 / 10 would not be 7.1."""
        scaled = self.read(node.args[0])
        return scaled / (scaled * 0.0 + float(node.value))

    def _matches(self, node: Node) -> Expr:
        return self.read(node.args[0]).str.contains(rf"\A(?:{node.value})\z")

    def _day_of(self, node: Node) -> Expr:
        return self.read(node.args[0]).cast(nw.Date())

    def _at_midnight(self, node: Node) -> Expr:
        raw = self.read(node.args[0])
        return raw.cast(nw.Date()).cast(nw.Datetime("us")) == raw.cast(nw.Datetime("us"))

    def _only_of(self, node: Node) -> Expr:
        """As many different members as there are choices among them."""
        raw = self.read(node.args[0])
        known = [raw.list.contains(member).cast(nw.Int64()) for member in node.value]
        return raw.list.unique().list.len().cast(nw.Int64()) == reduce(lambda a, b: a + b, known)

    def _only_plain(self, node: Node) -> Expr:
        return nw.col(self._plain[node.args[0].value])

    def _join(self, node: Node) -> Expr:
        return nw.concat_str(*self._args(node), separator=node.value, ignore_nulls=True)


def _halved(items: list[Expr], join: Callable[[Expr, Expr], Expr]) -> Expr:
    """Joined as a tree that is as flat as it can be."""
    while len(items) > 1:
        pairs = [join(a, b) for a, b in zip(items[::2], items[1::2], strict=False)]
        items = [*pairs, *items[2 * len(pairs) :]]
    return items[0]


def worked_out(frame: Any, made: Mapping[str, Node], prefix: str, plain: Mapping[str, str] | None = None) -> Any:
    """A Narwhals frame with the steps and a column for each node."""
    stages = plan(made.values(), prefix)
    writer = Writer(stages, plain, early=frame.implementation is nw.Implementation.PYSPARK)
    for step in stages.steps:
        frame = frame.with_columns(**{stages.names[node.number]: writer.make(node) for node in step})
    return frame.with_columns(**{name: writer.read(node) for name, node in made.items()})
