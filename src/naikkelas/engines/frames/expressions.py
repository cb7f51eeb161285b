"""Nodes as expressions of Narwhals, and of Polars, which it takes after: with the traps of its engines.

Constants carry their types (2^63 beside floats, a date beside a text), a division is never made of integers, sums are of 64 bits,
``is_in`` has no null on its right, and nothing is worked out by a Python function.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from typing import Any, Final

import narwhals.stable.v2 as nw

from naikkelas.engines.frames.graph import Node, Type, day_of
from naikkelas.engines.frames.stages import Stages, plan

#: An expression of the namespace that a writer writes in.
Expr = Any

#: Texts that are looked for one by one: up to so many that is faster than ``in``.
_SHORT_IN: Final = 12
_YEAR_1000: Final = date(1000, 1, 1).toordinal()
_TYPES: Final[Mapping[Type, str]] = {"bool": "Boolean", "int": "Int64", "float": "Float64", "date": "Date", "text": "String"}
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

    #: The module that has ``col``, ``lit``, ``when`` and the types.
    ns: Any = nw

    def __init__(self, stages: Stages, plain: Mapping[str, str] | None = None, *, early: bool = False) -> None:
        self._early = early
        self._kept = stages.names
        self._plain = plain or {}

    def read(self, node: Node) -> Expr:
        """The expression of a node, from its column when it has one."""
        name = self._kept.get(node.number)
        return self.make(node) if name is None else self.ns.col(name)

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
        if self._early and node.type == "date" and node.value < _YEAR_1000:
            return self.ns.lit(day_of(node.value).isoformat()).cast(self.ns.Date())
        value = day_of(node.value) if node.type == "date" else float(node.value) if node.type == "float" else node.value
        return self.ns.lit(value, dtype=self._type(node.type))

    def _null(self, node: Node) -> Expr:
        return self.ns.lit(None, dtype=self._type(node.type))

    def _type(self, kind: Type) -> Any:
        return self.ns.List(self.ns.String()) if kind == "list" else getattr(self.ns, _TYPES[kind])()

    def _column(self, node: Node) -> Expr:
        return self.ns.col(node.value)

    # --- nulls --------------------------------------------------------------------------------------------------------

    def _is_null(self, node: Node) -> Expr:
        return self.read(node.args[0]).is_null()

    def _fill(self, node: Node) -> Expr:
        inner, other = node.args
        if other.type == "bool":
            return self.read(inner).fill_null(other.value)
        return self.ns.coalesce(self.read(inner), self.read(other))

    def _coalesce(self, node: Node) -> Expr:
        return self.ns.coalesce(*self._args(node))

    def _when(self, node: Node) -> Expr:
        condition, then, otherwise = node.args
        if node.type == "int" and then.op == otherwise.op == "lit" and not otherwise.value:
            number = self.read(condition).cast(self.ns.Int64())
            return number if then.value == 1 else number * self.read(then)
        chosen = self.ns.when(self.holds(condition)).then(self.read(then))
        return chosen if otherwise.op == "null" else chosen.otherwise(self.read(otherwise))

    def _backed(self, node: Node) -> Expr:
        return self.read(node.args[1])

    def _only_if(self, node: Node) -> Expr:
        condition, then = node.args
        return self.ns.when(self.holds(condition)).then(self.read(then))

    # --- logic --------------------------------------------------------------------------------------------------------

    def _no(self, node: Node) -> Expr:
        return ~self.read(node.args[0])

    def _every(self, node: Node) -> Expr:
        return _halved(self._args(node), lambda a, b: a & b)

    def _either(self, node: Node) -> Expr:
        return _halved(self._args(node), lambda a, b: a | b)

    def _one_of(self, node: Node) -> Expr:
        value = self.read(node.args[0])
        if len(node.value) > _SHORT_IN:
            return value.is_in(list(node.value))
        return _halved([value == self.ns.lit(member) for member in node.value], lambda a, b: a | b)

    def _category(self, node: Node) -> Expr:
        return self.read(node.args[0])

    def _named(self, node: Node) -> Expr:
        *names, otherwise = (self.ns.lit(name, dtype=self.ns.String()) for name in node.value)
        for where, name in reversed(list(zip(node.args, names, strict=True))):
            otherwise = self.ns.when(self.holds(where)).then(name).otherwise(otherwise)
        return otherwise

    def _on_days(self, node: Node) -> Expr:
        day = self.read(node.args[0])
        return _halved([day == self.ns.lit(day_of(number)) for number in node.value], lambda a, b: a | b)

    def _contains(self, node: Node) -> Expr:
        return self.read(node.args[0]).list.contains(node.value)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _add(self, node: Node) -> Expr:
        return _halved(self._args(node), lambda a, b: a + b).cast(self.ns.Int64())

    def _bits(self, node: Node) -> Expr:
        *places, constant = node.value
        kind = self.ns.Int64()
        flags = [self.ns.lit(constant, dtype=kind)] if constant else []
        for must, may, place in zip(node.args[::2], node.args[1::2], places, strict=True):
            if must is may:
                flags.append(self.read(must).cast(kind) * (3 << place))
            else:
                flags.append(self.read(may).cast(kind) * (1 << place) + self.read(must).cast(kind) * (2 << place))
        return _halved(flags, lambda a, b: a + b)

    def _times(self, node: Node) -> Expr:
        left, right = self._args(node)
        return left * right

    def _quotient(self, node: Node) -> Expr:
        left, right = self._args(node)
        return (left // right).cast(self.ns.Int64())

    def _least(self, node: Node) -> Expr:
        return self.ns.min_horizontal(*self._args(node))

    def _greatest(self, node: Node) -> Expr:
        return self.ns.max_horizontal(*self._args(node))

    # --- the door -----------------------------------------------------------------------------------------------------

    def _checked(self, node: Node) -> Expr:
        valid, raw = node.args
        chosen = self.ns.when(self.read(valid)).then(self.read(raw))
        return chosen.cast(self.ns.Int64()) if node.type == "int" else chosen

    def _as_float(self, node: Node) -> Expr:
        return self.read(node.args[0]).cast(self.ns.Float64())

    def _as_text(self, node: Node) -> Expr:
        return self.read(node.args[0]).cast(self.ns.String())

    def _not_nan(self, node: Node) -> Expr:
        raw = self.read(node.args[0])
        return self.ns.when(~raw.is_nan()).then(raw)

    def _not_blank(self, node: Node) -> Expr:
        raw = self.read(node.args[0])
        return self.ns.when(raw != self.ns.lit("")).then(raw)

    def _scaled(self, node: Node) -> Expr:
        return (self.read(node.args[0]) * float(node.value)).round(0)

    def _unscaled(self, node: Node) -> Expr:
        """Divided by a column: Polars multiplies by the reciprocal of a constant, and 71 / 10 would not be 7.1."""
        scaled = self.read(node.args[0])
        return scaled / (scaled * 0.0 + float(node.value))

    def _matches(self, node: Node) -> Expr:
        return self.read(node.args[0]).str.contains(rf"\A(?:{node.value})\z")

    def _day_of(self, node: Node) -> Expr:
        return self.read(node.args[0]).cast(self.ns.Date())

    def _at_midnight(self, node: Node) -> Expr:
        raw = self.read(node.args[0])
        return raw.cast(self.ns.Date()).cast(self.ns.Datetime("us")) == raw.cast(self.ns.Datetime("us"))

    def _only_of(self, node: Node) -> Expr:
        """As many different members as there are choices among them."""
        raw = self.read(node.args[0])
        known = [raw.list.contains(member).cast(self.ns.Int64()) for member in node.value]
        return raw.list.unique().list.len().cast(self.ns.Int64()) == reduce(lambda a, b: a + b, known)

    def _only_plain(self, node: Node) -> Expr:
        return self.ns.col(self._plain[node.args[0].value])

    def _blamed(self, node: Node) -> Expr:
        text = self.ns.String()
        names = [self.ns.when(~self.read(arg)).then(self.ns.lit(name, dtype=text)) for arg, name in zip(node.args, node.value, strict=True)]
        return self.ns.concat_str(*names, separator=" ", ignore_nulls=True)


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
