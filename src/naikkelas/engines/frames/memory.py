"""Tables in memory: every column that is read becomes a canonical one first.

Texts go through the very door of profiles, one distinct value at a time, so a table read from a CSV file may say ``Rp2.500.000``,
``2019-05`` or ``never`` in its cells and mean what a profile means by it. Columns without gaps are noticed: they cost less.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from naikkelas.engines.frames.door import BY_VALUE, Column, Source, TableDoor
from naikkelas.engines.frames.graph import Graph, Node, day_of
from naikkelas.engines.frames.stages import Stages
from naikkelas.extras import need
from naikkelas.facts import FactType, Kind, day
from naikkelas.values import BadValue, Value, read_value

if TYPE_CHECKING:
    import polars as pl

    from naikkelas.engines.frames.quick import TestOf

#: The type of an as-of column.
_ANY_DAY: Final = day(1, date.max.toordinal())


class Memory:
    """Makes canonical columns from the columns of a table in memory."""

    def __init__(self, table: "pl.DataFrame") -> None:
        self.table = table
        self.pl = need("polars", "batch")
        self.made: list[pl.Series] = []

    def canonical(self, sources: Mapping[str, Source], types: Mapping[str, FactType], test: "TestOf") -> dict[str, Source]:
        """Where the facts are in the table that :meth:`columns` gives."""
        from naikkelas.engines.frames.quick import as_they_stand

        asked = [(column, types[name]) for name, source in sources.items() for column in source.columns]
        quick = {name: self._column(values, None) for name, values in as_they_stand(self.table, asked, test).items()}
        typed = [(column, kind) for column, kind in asked if column.name not in quick and column.family != BY_VALUE]
        numbers = quick | self._checked(typed)
        return {name: self._source(source, types[name], numbers) for name, source in sources.items()}

    def columns(self) -> "pl.DataFrame":
        """The canonical columns, and one more so that there are rows even without them."""
        rows = self.pl.int_range(self.table.height, eager=True).alias("row")
        return self.pl.DataFrame([rows, *self.made])  # type: ignore[no-any-return]

    def days(self, column: Column) -> Column:
        """A column of dates, each row's own; what is not a date is null."""
        read = (
            self._checked([(column, _ANY_DAY)])[column.name]
            if column.family != BY_VALUE
            else self._column(self._read(column, _ANY_DAY)[0], None)
        )
        if not read.checked:
            return self._column(self.pl.repeat(None, self.table.height, dtype=self.pl.Date, eager=True), None)
        if read.bad is not None:  # a day with a time is none
            return self._column(self._kept(read.name).set(self._kept(read.bad).fill_null(False), None), None)
        return read

    def by_days(
        self, table: "pl.DataFrame", column: str, most: int, decide: Callable[["pl.DataFrame", tuple[date, ...]], "pl.DataFrame"]
    ) -> "pl.DataFrame":
        """The table in parts of at most ``most`` days each, and together again in the order of the rows."""
        days = table[column].unique().drop_nulls().sort().to_list()
        groups = [tuple(days[start : start + most]) for start in range(0, len(days), most)] or [()]
        if len(groups) == 1:
            return decide(table, groups[0])
        parts = []
        for number, group in enumerate(groups):
            rows = self.pl.col(column).is_between(group[0], group[-1])
            part = table.filter(rows | self.pl.col(column).is_null() if number == 0 else rows)
            parts.append(decide(part, group).with_columns(part["row"]))
        return self.pl.concat(parts).sort("row").drop("row")  # type: ignore[no-any-return]

    def _keep(self, values: "pl.Series") -> str:
        name = f"c{len(self.made)}"
        self.made.append(values.alias(name))
        return name

    def _column(self, values: "pl.Series", bad: "pl.Series | None") -> Column:
        unusable = None if bad is None or not bad.any() else self._keep(bad)
        categories = tuple(values.dtype.categories) if isinstance(values.dtype, self.pl.Enum) else None
        found = Column(self._keep(values), "canonical", nullable=values.null_count() > 0, checked=True, bad=unusable)
        return found if categories is None else replace(found, categories=categories)

    # --- numbers, dates, booleans: whole columns at once ----------------------------------------------------------------

    def _checked(self, typed: Iterable[tuple[Column, FactType]]) -> dict[str, Column]:
        """Columns of one type, by name; the checks are those of a table that is not in memory."""
        from naikkelas.engines.frames.polars_plan import Writer

        graph, nodes, found = Graph(), [], {}
        write = Writer(Stages((), {})).make
        for column, kind in typed:
            if column.family == "null":
                found[column.name] = column
                continue
            door = TableDoor(graph, {column.name: kind}, {column.name: Source(column)}, {})
            value = door.single(column.name) if not kind.kind.is_ordered else _inner(door.ordered(column.name)[0])
            nodes.append((column.name, value, graph.no(door.valid.get(column.name, graph.true))))
        asked = [
            write(node).alias(f"{number}{side}") for number, (_, *two) in enumerate(nodes) for side, node in zip("vb", two, strict=True)
        ]
        done = self.table.select(asked) if asked else None
        for number, (name, _, _) in enumerate(nodes):
            assert done is not None  # noqa: S101 - there is something to ask for
            found[name] = self._column(done[f"{number}v"], done[f"{number}b"])
        return found

    # --- texts and lists: value by value --------------------------------------------------------------------------------

    def _source(self, source: Source, kind: FactType, numbers: Mapping[str, Column]) -> Source:
        """One fact. A text may say a range, so the exact column may fill both sides as well."""
        found: list[Column | None] = []
        said: tuple[pl.Series | None, pl.Series | None] = (None, None)
        for place, column in enumerate((source.exact, source.low, source.high)):
            if column is None or column.name in numbers:
                found.append(None if column is None else numbers[column.name])
                continue
            values, *sides, bad = self._read(column, kind)
            if place == 0:
                said = (sides[0], sides[1])
            elif (side := sides[place - 1]) is not None:
                values = self._first_of(values, side)
            found.append(self._column(values, bad))
        exact, low, high = found
        return Source(exact, self._with(low, said[0], "gt"), self._with(high, said[1], "lt"))

    def _with(self, column: Column | None, said: "pl.Series | None", beyond: str) -> Column | None:
        """A side of a range that the text of the fact gives, or else its own column, which the text may not go beyond."""
        if said is None or column is None:
            return column if said is None else self._column(said, None)
        if column.family == "null":
            return self._column(said, None)
        own, bad = self._kept(column.name), None if column.bad is None else self._kept(column.bad)
        outside = getattr(own, beyond)(said).fill_null(value=False)
        return self._column(self._first_of(said, own), outside if bad is None else outside | bad.fill_null(value=False))

    def _kept(self, name: str) -> "pl.Series":
        return self.made[int(name[1:])]

    def _first_of(self, first: "pl.Series", second: "pl.Series") -> "pl.Series":
        return self.pl.select(self.pl.coalesce(first, second)).to_series()  # type: ignore[no-any-return]

    def _read(self, column: Column, kind: FactType) -> tuple["pl.Series", "pl.Series | None", "pl.Series | None", "pl.Series | None"]:
        """Exact values, both sides of ranges, and where nothing could be read; ``None`` where there are none of these."""
        series, dtype, flags = self.table[column.name], self._dtype(kind), self.pl.Boolean
        distinct = series.dtype in (self.pl.String, self.pl.Categorical, self.pl.Enum) or series.dtype.is_numeric()
        if distinct and not series.dtype.is_numeric():
            series = series.cast(self.pl.String)
        several = series.unique().drop_nulls() if distinct else series
        broken = None
        if distinct and self._readable(several).null_count():  # bytes that are no text, which Python cannot have and Polars does not mind
            whole = self._readable(series)
            broken, series = whole.is_null() & series.is_not_null(), whole
            several = series.unique().drop_nulls()
        raws = (several if distinct else self._readable(several)).to_list()
        read = _each(raws, kind)
        exact, low, high = ([_outside(value, side, kind) for value in read] for side in (None, 0, 1))
        bad = [True if value is _BAD else None for value in read]

        def spread(values: list[Any], wanted: Any) -> "pl.Series":
            if not distinct:
                return self.pl.Series(values, dtype=wanted, strict=True)  # type: ignore[no-any-return]
            pairs = {raw: value for raw, value in zip(raws, values, strict=True) if value is not None}
            if not pairs:
                return self.pl.repeat(None, len(series), dtype=wanted, eager=True)  # type: ignore[no-any-return]
            return series.replace_strict(list(pairs), self.pl.Series(pairs.values(), dtype=wanted), default=None, return_dtype=wanted)

        values = series if dtype == series.dtype == self.pl.String and exact == raws else spread(exact, dtype)
        first, last = (spread(side, dtype) if any(value is not None for value in side) else None for side in (low, high))
        unusable = spread(bad, flags).fill_null(False) if any(bad) else None
        if broken is not None:
            unusable = broken if unusable is None else unusable | broken
        return values, first, last, unusable

    def _readable(self, series: "pl.Series") -> "pl.Series":
        """The texts of a column, null where what a table says to be text is not: tables of Arrow are believed what they say."""
        stored = _as_bytes(self.pl, series.dtype)
        if stored == series.dtype:
            return series
        try:
            return series.cast(stored).cast(series.dtype)
        except self.pl.exceptions.ComputeError:  # Polars does not say which of them it is
            return self.pl.Series([*map(_decoded, series.cast(stored).to_list())], dtype=series.dtype)  # type: ignore[no-any-return]

    def _dtype(self, kind: FactType) -> Any:
        own = {Kind.DATE: self.pl.Date, Kind.BOOLEAN: self.pl.Boolean, Kind.SET: self.pl.List(self.pl.String)}
        return own.get(kind.kind, self.pl.Int64 if kind.kind.is_ordered else self.pl.String)


class _Bad:
    """Stands for a value that could not be read."""


_BAD: Final = _Bad()
_NEW: Final = _Bad()


def objects(values: Sequence[Any]) -> "pl.Series":
    """A column of any values, as they are. One that starts with a member of an enumeration Polars would unpack."""
    pl = need("polars", "batch")
    return pl.Series([_NEW, *values], dtype=pl.Object).slice(1)  # type: ignore[no-any-return]


def _as_bytes(pl: Any, dtype: Any) -> Any:
    """The type of the same values when texts are but bytes."""
    if isinstance(dtype, pl.List):
        return pl.List(_as_bytes(pl, dtype.inner))
    return pl.Binary() if dtype == pl.String else dtype


def _decoded(value: Any) -> Any:
    """Bytes, or a list of them, as text; nothing where they are none."""
    if isinstance(value, list):
        return [*map(_decoded, value)]
    try:
        return value if value is None else value.decode()
    except UnicodeDecodeError:
        return None


def _inner(node: Node) -> Node:
    """The value itself of "the value, or the bound of its type"."""
    return node.args[0] if node.op == "fill" else node


def _each(raws: Iterable[Any], kind: FactType) -> list[Value | _Bad]:
    """Each value as the door reads it; equal ones are read once."""
    known: dict[Any, Value | _Bad] = {}
    found = []
    for raw in raws:
        many = isinstance(raw, list | tuple | set | frozenset)  # whose members may be equal and not the same, as 1 and True are
        key = (type(raw), tuple(map(type, raw)), tuple(raw)) if many else (type(raw), raw)
        try:
            value = known.get(key, _NEW)
        except TypeError:  # what cannot be hashed cannot be recognised
            value, known_too = _read(raw, kind), False
        else:
            known_too = True
        if value is _NEW:
            value = _read(raw, kind)
        if known_too:
            known[key] = value
        found.append(value)
    return found


def _read(raw: object, kind: FactType) -> Value | _Bad:
    try:
        return read_value(raw, kind)
    except BadValue:
        return _BAD


def _outside(value: Any, side: int | None, kind: FactType) -> Any:
    """A canonical value, or a side of a range, as a canonical column holds it."""
    if isinstance(value, tuple) is (side is None) or value is None or value is _BAD:
        return None
    if side is not None:
        value = value[side]
    if kind.kind is Kind.DATE:
        return day_of(value)
    return sorted(value) if isinstance(value, frozenset) else value
