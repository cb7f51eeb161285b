"""The facts of a block as columns: every different cell is read once by the readers of cells and the door, and its value spread."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from naikkelas.batch.blocks import Block
from naikkelas.batch.cells import Cell
from naikkelas.batch.columnar.parts import Part
from naikkelas.batch.columnar.plainly import plain_values
from naikkelas.batch.columnar.texts import Texts
from naikkelas.batch.rows.profiles import CellProblem, Ordered
from naikkelas.extras import need
from naikkelas.facts import FactType, Kind, Text
from naikkelas.ranges import Bounds
from naikkelas.snapshot import Exact, Snapshot

if TYPE_CHECKING:
    import polars as pl

#: What Polars holds a fact as that is no number.
_DTYPES: Final = {Kind.BOOLEAN: "Boolean", Kind.CHOICE: "String", Kind.TEXT: "String"}

#: How many different cells of a part are remembered from block to block; then all are forgotten.
_REMEMBERED: Final = 32_768

#: How many different texts of a column are looked up; beyond, they are taken for as many as there are rows.
_FEW: Final = 8_192


#: A problem without its row, with its place among those of a row, and what a result says of it there.
TellOf = tuple[Ordered, str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the cells of one part of a row say."""

    values: Mapping[str, Exact | Bounds]
    origins: Mapping[str, Text]
    problems: tuple[TellOf, ...]


#: What is said by a text that is read without asking a reader: the value alone, which stands elsewhere.
_PLAIN: Final = Entry({}, {}, ())


@dataclass(slots=True)
class FactColumn:
    """One fact of a block, in canonical values. ``low`` and ``high`` hold ranges; ``origin`` says which of ``origins``, null for none.

    A set is the number of one of ``sets``.
    """

    exact: "pl.Series"
    low: "pl.Series | None" = None
    high: "pl.Series | None" = None
    origin: "pl.Series | None" = None
    origins: tuple[Text, ...] = ()
    sets: tuple[frozenset[str], ...] = ()

    @property
    def known(self) -> "pl.Series":
        """Where there is a value at all."""
        return self.exact.is_not_null() if self.low is None else self.exact.is_not_null() | self.low.is_not_null()

    @property
    def sides(self) -> "tuple[pl.Series, ...]":
        """All that tells its values apart."""
        return tuple(side for side in (self.exact, self.low, self.high, self.origin) if side is not None)

    def gather(self, rows: "pl.Series") -> "FactColumn":
        """The column that has these rows of this one."""
        return self._spread(lambda series: series.gather(rows))

    def repeated(self, height: int) -> "FactColumn":
        """The column that has the first row of this one so many times."""
        return self._spread(lambda series: series.new_from_index(0, height))

    def without(self, rows: Sequence[int]) -> "FactColumn":
        """The column with nothing in some rows."""
        return self._spread(lambda series: series.clone().scatter(list(rows), None))

    def _spread(self, spread: "Callable[[pl.Series], pl.Series]") -> "FactColumn":
        low, high, origin = (None if series is None else spread(series) for series in (self.low, self.high, self.origin))
        return FactColumn(spread(self.exact), low, high, origin, self.origins, self.sets)


@dataclass(slots=True)
class Facts:
    """The facts of a block by name, and what is wrong with its rows by their place in it."""

    columns: dict[str, FactColumn] = field(default_factory=dict)
    problems: dict[int, list[TellOf]] = field(default_factory=dict)

    def forget(self, rows: Sequence[int]) -> None:
        """Leaves nothing known of some rows."""
        if rows:
            self.columns = {name: column.without(rows) for name, column in self.columns.items()}

    def snapshot(self, row: int) -> Snapshot:
        """The snapshot of one row."""
        exact: dict[str, Any] = {}
        ranged: dict[str, Bounds] = {}
        origins: dict[str, Text] = {}
        for name, column in self.columns.items():
            value = column.exact[row]
            if value is not None:
                exact[name] = column.sets[value] if column.sets else value
            elif column.low is not None and column.high is not None and (low := column.low[row]) is not None:
                ranged[name] = (low, column.high[row])
            if column.origin is not None and (number := column.origin[row]) is not None:
                origins[name] = column.origins[number]
        return Snapshot(exact, ranged, origins)


class RowValues:
    """What was read of the facts of a block, for rows: values that tell apart what a text tells apart."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def of(self, names: Sequence[str], rows: list[int]) -> Iterable[object]:
        """The values of some facts together, for some rows."""
        columns = [self._facts.columns[name] for name in names if name in self._facts.columns]
        if not columns or not rows:
            return [()] * len(rows)
        picked = need("polars", "batch").Series(rows)
        values = [_values(column.gather(picked)) for column in columns]
        return values[0] if len(values) == 1 else zip(*values, strict=True)


def _values(column: FactColumn) -> Sequence[object]:
    """What was read of one fact in each row, with where it comes from if it was not given."""
    exact: list[Any] = column.exact.to_list()
    if column.sets:
        exact = [None if value is None else column.sets[value] for value in exact]
    if column.low is not None and column.high is not None:
        exact = [(low, high) if low is not None else value for value, low, high in zip(exact, column.low, column.high, strict=True)]
    if column.origin is not None:
        origins = (None if number is None else column.origins[number] for number in column.origin)
        exact = [value if origin is None else (value, origin) for value, origin in zip(exact, origins, strict=True)]
    return exact


class FactReader:
    """Reads the parts of blocks of one table.

    ``types`` are those of the facts that are wanted; others are not kept. ``tell`` gives what a result says of a problem.
    """

    def __init__(self, parts: Iterable[Part], types: Mapping[str, FactType], tell: Callable[[CellProblem], str | None]) -> None:
        self._parts = [_PartReader(part, types, tell) for part in parts]

    def read(self, block: Block) -> Facts:
        """The facts of a block."""
        facts = Facts()
        for part in self._parts:
            part.read(block, facts)
        return facts


@dataclass(slots=True)
class _Seen:
    """What the different texts of a column say, by their numbers, and last of all what no text says. ``plain`` are the values of plain texts."""

    count: int = 0
    entries: list[Entry] = field(default_factory=list)
    plain: "pl.Series | None" = None
    columns: dict[str, FactColumn] = field(default_factory=dict)
    bad: "pl.Series | None" = None


class _PartReader:
    def __init__(self, part: Part, types: Mapping[str, FactType], tell: Callable[[CellProblem], str | None]) -> None:
        self._part, self._types, self._tell = part, types, tell
        self._indices = sorted({each.column.index for each in part.columns})
        self._known: dict[object, Entry] = {}
        self._pl = need("polars", "batch")
        self._texts = Texts(self._pl, _FEW) if len(self._indices) == 1 else None
        self._seen = _Seen()

    def read(self, block: Block, facts: Facts) -> None:
        """Adds what this part says of each row."""
        if self._texts is not None and (texts := block.texts(self._indices[0])) is not None:
            codes = self._texts.codes(texts)
            if codes is not None:
                self._look_up(self._texts.all, codes, block, facts)
                return
            self._texts = None  # as many texts as rows: nothing is gained by remembering them
        self._read_all(block, facts)

    def _look_up(self, texts: "pl.Series", codes: "pl.Series", block: Block, facts: Facts) -> None:
        """Cells of which few are different: each is read when it is first seen, and looked up in all blocks."""
        seen = self._seen
        if not seen.entries or seen.count < len(texts):
            self._learn(texts, block)
        facts.columns.update((name, column.gather(codes)) for name, column in seen.columns.items())
        if seen.bad is not None:
            self._tell_of(seen.bad.gather(codes).arg_true(), codes, seen.entries, facts)

    def _learn(self, texts: "pl.Series", block: Block) -> None:
        """Reads the texts that are new; behind all of them stands what a row without a text says."""
        pl, seen, each = self._pl, self._seen, self._part.columns[0]
        name, new = each.use.name, texts[seen.count :]
        plain = plain_values(new, each) if self._part.is_plain else None
        read = [True] * len(new) if plain is None else plain.is_null().to_list()
        entries = [self._entry((text,), block) if odd else _PLAIN for text, odd in zip(new, read, strict=True)]
        entries = seen.entries = [*seen.entries[:-1], *entries, self._entry((None,), block)]
        seen.count = len(texts)
        if plain is not None:
            seen.plain = plain if seen.plain is None else pl.concat([seen.plain, plain])
        seen.columns = {name: self._column(name, entries) for name in dict.fromkeys(name for entry in entries for name in entry.values)}
        if seen.plain is not None and name in self._types:
            values = pl.concat([seen.plain, pl.Series([None], dtype=seen.plain.dtype)])
            made = seen.columns.setdefault(name, FactColumn(values))
            made.exact = values.zip_with(values.is_not_null(), made.exact)
        bad = [bool(entry.problems) for entry in entries]
        seen.bad = pl.Series(bad) if any(bad) else None

    def _read_all(self, block: Block, facts: Facts) -> None:
        columns = self._part.columns
        plain = None
        if self._part.is_plain and (texts := block.texts(self._indices[0])) is not None:
            plain = plain_values(texts, columns[0])
        keys = block.keys(self._indices)
        if plain is not None:
            if columns[0].use.name in self._types:
                facts.columns[columns[0].use.name] = FactColumn(plain)
            if plain.null_count() == 0:
                return
            keys = keys.with_columns(self._pl.when(plain.is_null()).then(self._pl.all()).name.keep())
        codes, entries = self._read(block, keys)
        for name in dict.fromkeys(name for entry in entries for name in entry.values):
            column = self._column(name, entries)
            found = facts.columns[name] = column.gather(codes) if codes is not None else column.repeated(len(block.numbers))
            if plain is not None:
                found.exact = plain.zip_with(plain.is_not_null(), found.exact)
        self._note(entries, codes, block, facts)

    def _read(self, block: Block, keys: "pl.DataFrame") -> "tuple[pl.Series | None, list[Entry]]":
        """The different cells as entries, and which of them each row has; without columns there is one entry for all."""
        if not self._indices:
            return None, [self._entry((), block)]
        names = keys.columns
        different = keys.unique(maintain_order=True).with_columns(self._pl.int_range(self._pl.len(), dtype=self._pl.UInt32).alias("code"))
        joined = keys.join(different, on=names, how="left", nulls_equal=True, maintain_order="left")
        return joined["code"], [self._entry(key[:-1], block) for key in different.iter_rows()]

    def _entry(self, key: Sequence[Any], block: Block) -> Entry:
        cells = block.cells(self._indices, key)
        remembered = (cells, tuple(map(type, cells)))
        try:
            found = self._known.get(remembered)
        except TypeError:  # a list or a mapping of JSON, which nothing can be remembered by
            return self._read_cells(cells)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[remembered] = self._read_cells(cells)
        return found

    def _read_cells(self, cells: tuple[Cell, ...]) -> Entry:
        snapshot, problems = self._part.reader.read_ordered(dict(zip(self._indices, cells, strict=True)), 0)
        kept = self._types.keys()
        values = {name: value for name, value in (*snapshot.exact.items(), *snapshot.ranged.items()) if name in kept}
        origins = {name: origin for name, origin in snapshot.origins.items() if name in kept}
        return Entry(values, origins, tuple((each, self._tell(each[1])) for each in problems))

    def _column(self, name: str, entries: list[Entry]) -> FactColumn:
        """What entries say of a fact, a row each."""
        pl, kind = self._pl, self._types[name].kind
        values = [entry.values.get(name) for entry in entries]
        ranges = [value if isinstance(value, tuple) else None for value in values]
        exact: list[Any] = [None if isinstance(value, tuple) else value for value in values]
        made = FactColumn(pl.Series(dtype=pl.Null))
        if kind is Kind.SET:
            made.sets = tuple(dict.fromkeys(value for value in exact if value is not None))
            places = {value: place for place, value in enumerate(made.sets)}
            exact = [None if value is None else places[value] for value in exact]

        made.exact = pl.Series(exact, dtype=getattr(pl, _DTYPES.get(kind, "Int64")))
        if any(ranges):
            made.low, made.high = (pl.Series([None if pair is None else pair[side] for pair in ranges], dtype=pl.Int64) for side in (0, 1))
        origins = [entry.origins.get(name) for entry in entries]
        if any(origins):
            made.origins = tuple(dict.fromkeys(origin for origin in origins if origin is not None))
            numbers = {origin: number for number, origin in enumerate(made.origins)}
            made.origin = pl.Series([None if origin is None else numbers[origin] for origin in origins], dtype=pl.Int64)
        return made

    def _note(self, entries: list[Entry], codes: "pl.Series | None", block: Block, facts: Facts) -> None:
        """The problems of the rows that have any."""
        bad = [code for code, entry in enumerate(entries) if entry.problems]
        if codes is not None and bad:
            self._tell_of(codes.is_in(bad).arg_true(), codes, entries, facts)
        elif bad:
            for at in range(len(block.numbers)):
                facts.problems.setdefault(at, []).extend(entries[0].problems)

    def _tell_of(self, rows: "pl.Series", codes: "pl.Series", entries: list[Entry], facts: Facts) -> None:
        for at, code in zip(rows.to_list(), codes.gather(rows).to_list(), strict=True):
            facts.problems.setdefault(at, []).extend(entries[code].problems)
