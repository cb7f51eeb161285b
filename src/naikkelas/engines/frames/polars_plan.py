"""Nodes as Polars expressions, every one of them row by row, so that a lazy table can stream.

Constants carry their types (2^63 beside floats, a date beside a text), a division is never made of integers, sums are of 64 bits,
``is_in`` has no null on its right, and nothing is worked out by a Python function. A word that is chosen by conditions is looked up by
its place, and kept as a code of one byte: texts would be 16 bytes a row to write; masks are summed by bytes before they become 64 bits wide.

A file comes in pieces of some thousand rows, in which every expression costs more to begin than to work out: so there are few. What only rows
with a mistake need stands behind a ``when``, of which Polars leaves out the side that no row of a piece takes.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from functools import lru_cache
from operator import add, and_, eq, ge, gt, le, lt, or_
from typing import Any, Final

import polars as pl

from naikkelas.engines.frames.door import PLAIN_TEXT
from naikkelas.engines.frames.graph import WORDS, Node, Type, day_of
from naikkelas.engines.frames.stages import Stages, arguments_first, plan
from naikkelas.ranges import Bounds

Expr = pl.Expr

#: Texts that are looked for one by one: up to so many that is faster than ``in``.
FEW_TEXTS: Final = 12
_BYTE: Final = 256
_BYTE_TYPE: Final = pl.UInt8()
_WIDEST: Final = pl.Int64()
#: What whole numbers are added up in, by what they lie between: memory is what a sum of wide ones costs.
_NARROW: Final[tuple[tuple[int, int, pl.DataType], ...]] = (
    (0, 2**8 - 1, _BYTE_TYPE),
    (-(2**15), 2**15 - 1, pl.Int16()),
    (-(2**31), 2**31 - 1, pl.Int32()),
)
#: Two bytes, then two of those and so on, until a number has as many as a mask.
_PAIRED: Final[tuple[pl.DataType, ...]] = (pl.UInt16(), pl.UInt32(), _WIDEST)
#: The two bits of a truth.
_UNKNOWN: Final = 1
_MET: Final = 3
_TYPES: Final[Mapping[Type, pl.DataType]] = {
    "bool": pl.Boolean(),
    "int": pl.Int64(),
    "float": pl.Float64(),
    "date": pl.Date(),
    "text": pl.String(),
    "list": pl.List(pl.String()),
    **{kind: pl.Enum(words) for kind, words in WORDS.items()},
}
_COMPARED: Final[Mapping[str, Callable[[Expr, Expr], Expr]]] = {"ge": ge, "le": le, "gt": gt, "lt": lt, "eq": eq}


#: Arguments, from the place given, that are worked out for a piece only when a row of it needs them: nothing is kept for them.
_RARE: Final[Mapping[str, int]] = {"blamed": 0, "backed": 1}


class Writer:
    """Writes nodes; those that were kept in columns are read back.

    ``texts`` are columns that say where a text is one certain text, ``places`` are columns that hold the two bits of a truth: by the number of
    its test, the name and where in a byte the bits are.
    """

    def __init__(
        self, stages: Stages, texts: Mapping[tuple[int, str], str] | None = None, places: Mapping[int, tuple[str, int]] | None = None
    ) -> None:
        self._stages, self._kept = stages, stages.names
        self._texts, self._places = texts or {}, places or {}

    def with_places(self, places: Mapping[int, tuple[str, int]]) -> "Writer":
        """The same with columns that hold the bits of truths."""
        return Writer(self._stages, self._texts, places)

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
        return _constant(value, _TYPES[node.type])

    def _null(self, node: Node) -> Expr:
        return _constant(None, _TYPES[node.type])

    def _byte(self, value: int) -> Expr:
        return _constant(value, _BYTE_TYPE)

    def _column(self, node: Node) -> Expr:
        return named(node.value)

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
        kind = self._narrow(node) if node.type == "int" else None
        if kind is not None:
            return self._sized(node, kind).cast(_WIDEST)
        condition, then, otherwise = node.args
        return pl.when(self.holds(condition)).then(self.read(then)).otherwise(self.read(otherwise))

    def _backed(self, node: Node) -> Expr:
        surely, rest = node.args
        return pl.when(self.read(surely)).then(_constant(value=True, dtype=_TYPES["bool"])).otherwise(self.read(rest))

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
        (of,) = node.args
        if len(node.value) > FEW_TEXTS:
            return self.read(of).is_in(list(node.value))
        return _halved([self._is_text(of, member) for member in node.value], or_)

    def _is_text(self, of: Node, member: str) -> Expr:
        name = self._texts.get((of.number, member))
        return self.read(of) == _constant(member, _TYPES["text"]) if name is None else pl.col(name)

    def _category(self, node: Node) -> Expr:
        return self.read(node.args[0])

    def _named(self, node: Node) -> Expr:
        wheres, names = list(node.args), list(node.value)
        useless = wheres.pop(0) if names[0] is None and len(wheres) > 1 else None
        if useless is not None:
            names.pop(0)
        by_bits = self._by_bits(wheres, names)
        if by_bits is None:
            *cases, code = map(self._byte, range(len(names)))
            for where, case in reversed(list(zip(wheres, cases, strict=True))):
                code = pl.when(self.holds(where)).then(case).otherwise(code)
        else:
            code, names = by_bits
        if useless is not None and useless.op == "no":
            code = pl.when(self.read(useless.args[0])).then(code)
        elif useless is not None:
            code = pl.when(self.holds(useless)).then(_constant(None, _BYTE_TYPE)).otherwise(code)
        return _words(_TYPES[node.type], *names).gather(code)

    def _by_bits(self, wheres: list[Node], names: list[str | None]) -> tuple[Expr, list[str | None]] | None:
        """Not met, met, or else unknown: looked up by the very bits that a mask has, where they have a column."""
        test = _asked_by(*wheres) if len(wheres) == 2 else None
        column = None if test is None else self._places.get(test.number)
        if column is None:
            return None
        name, place = column
        table = [names[-1]] * ((_MET << place) + 1)  # a table with a null costs more
        table[0], table[_MET << place], table[_UNKNOWN << place] = names
        return pl.col(name), table

    def _on_days(self, node: Node) -> Expr:
        day = self.read(node.args[0])
        return _halved([day == pl.lit(day_of(number)) for number in node.value], or_)

    def _contains(self, node: Node) -> Expr:
        return self.read(node.args[0]).list.contains(node.value)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _add(self, node: Node) -> Expr:
        kind = self._narrow(node)
        return (_halved(self._args(node), add) if kind is None else self._sized(node, kind)).cast(_WIDEST)

    def _narrow(self, node: Node) -> pl.DataType | None:
        """The type that a sum or a choice can be made in, when it is made of constants alone."""
        span = self._span(node)
        return next((kind for low, high, kind in _NARROW if span is not None and low <= span[0] and span[1] <= high), None)

    def _span(self, node: Node) -> Bounds | None:
        """Between what a number lies on the way to it; nothing when it is made of more than constants."""
        if node.op in ("lit", "null"):
            return node.bounds or (0, 0)
        parts = {"when": node.args[1:], "add": node.args}.get(node.op, ())
        spans = [None if part.number in self._kept else self._span(part) for part in parts]
        known = [span for span in spans if span is not None]
        if not known or len(known) < len(spans):
            return None
        if node.op == "when":
            return min(low for low, _ in known), max(high for _, high in known)
        return sum(min(low, 0) for low, _ in known), sum(max(high, 0) for _, high in known)

    def _sized(self, node: Node, kind: pl.DataType) -> Expr:
        """A sum or a choice in a type of its own."""
        if node.op == "when":
            condition, then, otherwise = node.args
            return pl.when(self.holds(condition)).then(self._sized(then, kind)).otherwise(self._sized(otherwise, kind))
        return _halved([self._sized(arg, kind) for arg in node.args], add) if node.op == "add" else _constant(node.value, kind)

    def _bits(self, node: Node) -> Expr:
        *places, constant = node.value
        codes: dict[int, list[Expr]] = {}
        for must, may, place in zip(node.args[::2], node.args[1::2], places, strict=True):
            test = _tested(must, may)
            name, where = self._places.get(-1 if test is None else test.number, ("", None))
            bits = pl.col(name) if where == place % 8 else self.bits_at(must, may, place % 8)
            codes.setdefault(place // 8, []).append(bits)
        wide = _side_by_side({place: _halved(found, add) for place, found in codes.items()})
        return wide + _constant(constant, _WIDEST) if constant else wide

    def bits_at(self, must: Node, may: Node, place: int) -> Expr:
        """The bits of a truth at a place of a byte."""
        none, unknown, met = (self._byte(code << place) for code in (0, _UNKNOWN, _MET))
        if must is not may:
            test = _tested(must, may)
            none = pl.when(self.read(may) if test is None else self.read(test).is_null()).then(unknown).otherwise(none)
        return pl.when(self.holds(must)).then(met).otherwise(none)

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

    def _short(self, node: Node) -> Expr:
        raw, (decimals, *digits) = self.read(node.args[0]), node.value
        return raw.cast(pl.Decimal(38, decimals), strict=False).cast(pl.Decimal(*digits), strict=False).eq_missing(raw)

    def _widened(self, node: Node) -> Expr:
        return self.read(node.args[0]).cast(pl.String).cast(pl.Float64)

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
        """What Polars has no day for, as when nanoseconds were read as milliseconds, is the first day, of which no fact is."""
        raw = self.read(node.args[0])
        beyond = pl.when(raw.is_not_null()).then(_constant(date.min, _TYPES["date"]))
        return pl.coalesce(raw.cast(pl.Date, strict=False), beyond)

    def _at_midnight(self, node: Node) -> Expr:
        return self.read(node.args[0]).dt.time() == time()

    def _only_of(self, node: Node) -> Expr:
        """As many different members as there are choices among them."""
        raw = self.read(node.args[0])
        known = [raw.list.contains(member).cast(pl.Int64) for member in node.value]
        return raw.list.unique().list.len().cast(pl.Int64) == _halved(known, add)

    def _only_plain(self, node: Node) -> Expr:
        told = pl.element().str.contains(rf"\A(?:{PLAIN_TEXT})\z").fill_null(value=False)
        return self.read(node.args[0]).list.eval(told).list.all()

    def _blamed(self, node: Node) -> Expr:
        names = [pl.when(~self.read(arg)).then(_constant(name, _TYPES["text"])) for arg, name in zip(node.args, node.value, strict=True)]
        return pl.concat_str(*names, separator=" ", ignore_nulls=True)


def named(name: str) -> Expr:
    """The column of that very name: what starts with ``^`` and ends with ``$`` is a pattern to Polars, and ``*`` is all columns."""
    is_pattern = name == "*" or (name.startswith("^") and name.endswith("$"))
    return pl.col(f"^{re.escape(name)}$" if is_pattern else name)


def days_of(frame: pl.LazyFrame, name: str, called: str) -> pl.LazyFrame:
    """One column alone, as the dates that Python has."""
    day = pl.col(called)
    return frame.select(**{called: named(name).cast(pl.Date, strict=False)}).filter(day.is_between(date.min, date.max))


@lru_cache(4096)
def _constant(value: Any, dtype: pl.DataType) -> Expr:
    """A constant, which takes longer to make than any other expression."""
    return pl.lit(value) if type(value) is str and dtype == pl.String else pl.lit(value, dtype=dtype)


@lru_cache(1024)
def _words(dtype: pl.DataType, *words: str | None) -> Expr:
    """Words to take from by their place."""
    return pl.lit(pl.Series(words, dtype=dtype))


def _side_by_side(parts: dict[int, Expr]) -> Expr:
    """Bytes by their place as one number."""
    for level, kind in enumerate(_PAIRED):
        if parts.keys() == {0}:
            break
        pairs: dict[int, list[Expr]] = {}
        for place, part in parts.items():
            wide = part.cast(kind)
            pairs.setdefault(place // 2, []).append(wide * _constant(_BYTE ** (2**level), kind) if place % 2 else wide)
        parts = {place: _halved(pair, add) for place, pair in pairs.items()}
    return parts[0].cast(_WIDEST)


def _halved(items: list[Expr], join: Callable[[Expr, Expr], Expr]) -> Expr:
    """Joined as a tree that is as flat as it can be."""
    while len(items) > 1:
        pairs = [join(a, b) for a, b in zip(items[::2], items[1::2], strict=False)]
        items = [*pairs, *items[2 * len(pairs) :]]
    return items[0]


Steps = list[dict[str, Expr]]


def with_columns(frame: pl.LazyFrame, made: Mapping[str, Node], prefix: str) -> pl.LazyFrame:
    """A lazy table with the steps in between, whose names start with ``prefix``, and a column for each node."""
    steps, found = _in_steps(made, prefix)
    return _taken(frame, steps).with_columns(**found)


class Prepared:
    """Nodes written down once, to be worked out for tables in memory that have the same columns. Immutable."""

    def __init__(self, made: Mapping[str, Node]) -> None:
        self._steps, self._found = _in_steps(made, "t")

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The nodes alone for each ``row``; Polars sees all steps at once and keeps only what is asked for."""
        made = _taken(frame.lazy(), self._steps).select("row", **self._found).collect()
        made.drop_in_place("row")
        return made


def _taken(frame: pl.LazyFrame, steps: Steps) -> pl.LazyFrame:
    for step in steps:
        frame = frame.with_columns(**step)
    return frame


def _in_steps(made: Mapping[str, Node], prefix: str) -> tuple[Steps, dict[str, Expr]]:
    """The columns in between, one step after another, and the nodes made of them."""
    nodes, stages = arguments_first(made.values()), plan(made.values(), prefix, _RARE)
    texts = {key: (f"{prefix}t{number}", of) for number, (key, of) in enumerate(_repeated_texts(nodes).items())}
    writer, steps = Writer(stages), list[dict[str, Expr]]()
    if texts:
        steps.append({name: named(of.value) == pl.lit(member) for (_, member), (name, of) in texts.items()})
        writer = Writer(stages, {key: name for key, (name, _) in texts.items()})
    steps += [{stages.names[node.number]: writer.make(node) for node in step} for step in stages.steps]
    places = _shared_bits(nodes)
    if places:
        steps.append({f"{prefix}b{number}": writer.bits_at(*found) for number, found in places.items()})
        writer = writer.with_places({number: (f"{prefix}b{number}", place) for number, (_, _, place) in places.items()})
    return steps, {name: writer.read(node) for name, node in made.items()}


def _repeated_texts(nodes: Iterable[Node]) -> dict[tuple[int, str], Node]:
    """The columns and texts that more than one question compares."""
    asked: dict[tuple[int, str], list[Node]] = {}
    for node in nodes:
        if node.op == "one_of" and node.args[0].op == "column" and len(node.value) <= FEW_TEXTS:
            for member in node.value:
                asked.setdefault((node.args[0].number, member), []).append(node.args[0])
    return {key: found[0] for key, found in asked.items() if len(found) > 1}


def _shared_bits(nodes: Iterable[Node]) -> dict[int, tuple[Node, Node, int]]:
    """The truths that stand in a mask and have a status that says just them: by the number of their test, with the place in a byte of the mask."""
    asked: set[int] = set()
    found: dict[int, tuple[Node, Node, int]] = {}
    for node in nodes:
        if node.op == "named" and len(node.args) > 1 and (test := _asked_by(*node.args[-2:])) is not None:
            asked.add(test.number)
        elif node.op == "bits":
            for must, may, place in zip(node.args[::2], node.args[1::2], node.value[:-1], strict=True):
                if (test := _tested(must, may)) is not None:
                    found.setdefault(test.number, (must, may, place % 8))
    return {number: pair for number, pair in found.items() if number in asked}


def _tested(must: Node, may: Node) -> Node | None:
    """The test of which a truth is unknown where it is null."""
    asked = must.op == may.op == "fill" and must.args[0] is may.args[0] and must.args[1].value is False and may.args[1].value is True
    return must.args[0] if asked else None


def _asked_by(missed: Node, met: Node) -> Node | None:
    """The test that is not met in the first case, met in the second, and null in all others."""
    if not missed.op == met.op == "fill" or missed.args[1].value or met.args[1].value:
        return None
    test, denied = met.args[0], missed.args[0]
    opposed = (denied.op == "no" and denied.args[0] is test) or (test.op == "no" and test.args[0] is denied)
    return test if opposed else None
