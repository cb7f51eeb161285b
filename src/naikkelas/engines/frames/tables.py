"""Tables of every kind that is read: opened, asked for their columns, and given back as what they were."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import narwhals.stable.v2 as nw

from naikkelas.engines.frames import duckdb_plan, spark_plan
from naikkelas.engines.frames.door import BY_VALUE, FLOAT32, WIDE, Column
from naikkelas.engines.frames.given import repeated
from naikkelas.engines.frames.graph import Node
from naikkelas.engines.frames.memory import objects
from naikkelas.engines.sql.dialects import DIALECTS
from naikkelas.extras import need
from naikkelas.problems import EvaluationError, problem

if TYPE_CHECKING:
    import polars as pl

#: Kinds of tables, as a message lists them.
KINDS: Final = "Polars | pandas | PyArrow | DuckDB | PySpark | list of dict"

_IN_MEMORY: Final = frozenset({nw.Implementation.POLARS, nw.Implementation.PANDAS, nw.Implementation.PYARROW})
_LAZY: Final = frozenset({nw.Implementation.POLARS, nw.Implementation.DUCKDB, nw.Implementation.PYSPARK})
#: What a column is called that is asked for its days.
_DAY: Final = "nk_day"
_ANY_DAY: Final = f"{_DAY} BETWEEN DATE '{date.min}' AND DATE '{date.max}'"
_PANDAS_FAMILIES: Final = {"i": "int", "u": "int", "b": "bool", "M": "datetime"}
#: Columns of pandas that are texts of Arrow by another name: as Python's own they could not be had where one is none.
_ARROW_TEXTS: Final = ("string[pyarrow]", "large_string[pyarrow]")
_PANDAS_FLOATS: Final = {4: FLOAT32, 8: "float"}
#: Columns of pandas whose floating numbers have few bits, which it gives as Python's own that have 64.
_FEW_BITS: Final = {
    "float16": "float16",
    "float32": "float32",
    "halffloat[pyarrow]": "float16",
    "Float32": "float32",
    "float[pyarrow]": "float32",
}


def opened(frame: Any) -> "LazyTable | MemoryTable":
    """The table behind a frame of any kind.

    Raises:
        EvaluationError: when it is no table that can be read (NK520), or two columns have one name (NK526).
    """
    if type(frame).__module__.startswith("pandas") and hasattr(frame, "columns"):
        if getattr(frame.columns, "nlevels", 1) > 1:
            raise _not_a_table(frame, " (MultiIndex)")
        _refuse_repeated([str(name) for name in frame.columns])
    if type(frame).__module__.startswith("pyarrow") and hasattr(frame, "column_names"):
        _refuse_repeated(frame.column_names)
    try:
        wrapped = nw.from_native(frame)
    except TypeError:
        raise _not_a_table(frame) from None
    kind, lazy = wrapped.implementation, isinstance(wrapped, nw.LazyFrame)
    if kind not in (_LAZY if lazy else _IN_MEMORY):
        raise _not_a_table(frame)
    if lazy:
        return LazyTable(wrapped, frame)
    makers: Mapping[Any, type[MemoryTable]] = {nw.Implementation.PANDAS: PandasTable, nw.Implementation.PYARROW: ArrowTable}
    return makers.get(kind, PolarsTable)(wrapped, frame)


def _not_a_table(frame: object, more: str = "") -> EvaluationError:
    kind = type(frame)
    hint = "spark_connect" if kind.__module__.startswith("pyspark.sql.connect.") else None
    return EvaluationError([problem("NK520", hint=hint, read=f"{kind.__module__}.{kind.__qualname__}{more}", expected=KINDS)])


def _refuse_repeated(names: list[str], seen: Callable[[str], str] = str) -> None:
    """Raises when two names are one as the engine has ``seen`` them."""
    if found := repeated(names, seen):
        raise EvaluationError(found)


def _lower_ascii(name: str) -> str:
    """A name as DuckDB compares it: letters with accents keep their case."""
    return name.encode().lower().decode()


@dataclass
class Table:
    """A table: ``columns`` by name. A narwhals frame comes back as one."""

    frame: Any
    original: Any

    in_memory = False
    #: Whether its results may be words of an ``Enum``.
    keeps_codes = False
    #: Whether names that differ only in upper and lower case are one name to the engine.
    ignores_case = False

    def __post_init__(self) -> None:
        self.columns = {name: self.column(name, dtype) for name, dtype in self.frame.collect_schema().items()}

    def column(self, name: str, dtype: Any) -> Column:
        """A column; Polars compares what it keeps as codes with any text that is, or that could be, among them."""
        polars = self.frame.implementation is nw.Implementation.POLARS
        categories = tuple(dtype.categories) if polars and isinstance(dtype, nw.Enum) else None
        told = isinstance(dtype, nw.Decimal) and hasattr(dtype, "scale")  # the first versions of Narwhals 2 do not tell
        digits = (dtype.precision, dtype.scale) if told else None
        return Column(name, self.family(name, dtype), str(dtype), categories=categories, comparable=polars, digits=digits)

    def family(self, name: str, dtype: Any) -> str:
        """The family of a column."""
        del name
        return family_of(dtype)

    def is_empty(self, name: str) -> bool:
        """Whether a column is known to have no value at all: then its type says nothing."""
        del name
        return False

    def _given_back(self, native: Any) -> Any:
        return nw.from_native(native) if isinstance(self.original, nw.DataFrame | nw.LazyFrame) else native


def family_of(dtype: Any) -> str:
    """The family of a column by its Narwhals type."""
    if isinstance(dtype, nw.Datetime):
        return "datetime" if dtype.time_zone is None else "moment"
    if isinstance(dtype, nw.List):
        return "list" if isinstance(dtype.inner, nw.String) else "other"
    if isinstance(dtype, nw.UInt128):
        return WIDE
    if dtype.is_integer() or dtype.is_float():
        return "int" if dtype.is_integer() else FLOAT32 if isinstance(dtype, nw.Float32) else "float"
    for family, kinds in _FAMILIES:
        if isinstance(dtype, kinds):
            return family
    return "other"


_FAMILIES: Final = (
    ("bool", (nw.Boolean,)),
    ("text", (nw.String,)),
    ("category", (nw.Categorical, nw.Enum)),
    ("date", (nw.Date,)),
    ("decimal", (nw.Decimal,)),
)


class LazyTable(Table):
    """A table that is not looked into: a Polars LazyFrame, a DuckDB relation, a PySpark DataFrame."""

    def __post_init__(self) -> None:
        native, kind = self.frame.to_native(), self.frame.implementation
        self.keeps_codes = kind is nw.Implementation.POLARS
        if kind is nw.Implementation.PYSPARK:
            self.ignores_case = native.sparkSession.conf.get("spark.sql.caseSensitive") != "true"
            _refuse_repeated(native.columns, str.lower if self.ignores_case else str)
        if kind is nw.Implementation.DUCKDB:
            self.ignores_case = True
            _refuse_repeated(native.columns, _lower_ascii)
        super().__post_init__()

    def family(self, name: str, dtype: Any) -> str:
        """Engines have a type for a column of nothing but nulls, which Narwhals does not know."""
        if not isinstance(dtype, nw.Unknown):
            return super().family(name, dtype)
        native, kind = self.frame.to_native(), self.frame.implementation
        if kind is nw.Implementation.POLARS:
            found = native.collect_schema()[name]
        else:
            found = (
                native.types[native.columns.index(name)] if kind is nw.Implementation.DUCKDB else native.schema[name].dataType.typeName()
            )
        return "null" if str(found).strip('"').lower() in ("null", "void") else "other"

    def days(self, name: str, most: int) -> tuple[date, ...]:
        """The distinct dates of a column, one more than ``most`` at most: the one question that is asked of the data."""
        return tuple(sorted(self._fetched(self._distinct(name).head(most + 1))))

    def count_days(self, name: str) -> int:
        """How many different dates a column has."""
        return int(self._fetched(self._distinct(name).select(nw.col(_DAY).count()))[0])

    def _distinct(self, name: str) -> Any:
        return nw.from_native(self._alone(name)).unique()

    def _alone(self, name: str) -> Any:
        """A table of one column, which no engine can take for a pattern or a path by its name any more: the dates that Python has.

        The others, which an engine may have before the first year and after the last, are no date to decide on, as nothing is none.
        """
        native = self.frame.to_native()
        match self.frame.implementation:
            case nw.Implementation.POLARS:
                from naikkelas.engines.frames.polars_plan import days_of

                return days_of(native, name, _DAY)
            case nw.Implementation.DUCKDB:
                return native.project(f"CAST({DIALECTS['duckdb'].identifier(name)} AS DATE) AS {_DAY}").filter(_ANY_DAY)
        return native.selectExpr(f"CAST({DIALECTS['spark'].identifier(name)} AS DATE) AS {_DAY}").where(_ANY_DAY)

    def _fetched(self, asked: Any) -> list[Any]:
        """The values of a frame of one column."""
        match asked.implementation:
            case nw.Implementation.POLARS:
                return asked.collect().to_native().to_series().to_list()  # type: ignore[no-any-return]
            case nw.Implementation.DUCKDB:
                return [value for (value,) in asked.to_native().fetchall()]
        return [value for (value,) in asked.to_native().collect()]

    def with_nodes(self, made: Mapping[str, Node]) -> Any:
        """The table with one column for each node."""
        prefix = "nk_tmp_"
        while any(name.lower().startswith(prefix) for name in (*self.columns, *made)):
            prefix += "_"
        match self.frame.implementation:
            case nw.Implementation.POLARS:
                from naikkelas.engines.frames.polars_plan import with_columns

                return self._without(nw.from_native(with_columns(self.frame.to_native(), made, prefix)), prefix)
            case nw.Implementation.DUCKDB:
                return self._given_back(duckdb_plan.with_columns(self.frame.to_native(), self.columns, made, prefix))
        return self._given_back(spark_plan.with_columns(self.frame.to_native(), made, prefix))

    def _without(self, outputs: Any, prefix: str) -> Any:
        """The table without the columns in between."""
        extra = [name for name in outputs.collect_schema().names() if name.startswith(prefix)]
        return self._given_back(outputs.drop(extra).to_native())  # not by selecting: a name such as ^a$ is a pattern to Polars


class MemoryTable(Table):
    """A table in memory; Polars works on the columns that are needed, whatever kind it is."""

    in_memory = True

    def __post_init__(self) -> None:
        self.pl = need("polars", "batch")
        super().__post_init__()

    def family(self, name: str, dtype: Any) -> str:
        """Texts and lists are read value by value."""
        found = "list" if isinstance(dtype, nw.List) else super().family(name, dtype)
        return BY_VALUE if found in ("text", "category", "list") else found

    @property
    def height(self) -> int:
        """How many rows."""
        return len(self.frame)

    def polars(self, names: Iterable[str]) -> "pl.DataFrame":
        """These columns as a Polars table; it has as many rows even when there are none."""
        made = {name: self._polars(name) for name in names}
        return self.pl.DataFrame(made or [self.pl.int_range(self.height, eager=True)])  # type: ignore[no-any-return]

    def _polars(self, name: str) -> "pl.Series":
        raise NotImplementedError

    def with_results(self, made: "pl.DataFrame", assumed: Mapping[str, Any]) -> Any:
        """The table with the columns of the decision; ``assumed`` are values that every row gets."""
        extra = [self.pl.repeat(value, self.height, eager=True).alias(name) for name, value in assumed.items()]
        return self._given_back(self._added(self.pl.DataFrame([*extra, *made.get_columns()])))

    def _added(self, made: "pl.DataFrame") -> Any:
        raise NotImplementedError


class PolarsTable(MemoryTable):
    """A Polars DataFrame."""

    keeps_codes = True

    def family(self, name: str, dtype: Any) -> str:
        """A column of nothing but nulls has a type of its own."""
        return "null" if self.frame.to_native()[name].dtype == self.pl.Null else super().family(name, dtype)

    def is_empty(self, name: str) -> bool:
        """See :class:`Table`."""
        values = self._polars(name)
        values = values.fill_nan(None) if values.dtype.is_float() else values
        return bool(values.null_count() == len(values))

    def _polars(self, name: str) -> "pl.Series":
        return self.frame.to_native()[name]  # type: ignore[no-any-return]

    def _added(self, made: "pl.DataFrame") -> Any:
        return self.frame.to_native().hstack(made)


class ArrowTable(MemoryTable):
    """A PyArrow Table.

    A dictionary of what is no text, or in which nothing has a place, is what it stands for: by how it is cut, Polars would take it for
    texts, or not at all.
    """

    def _type(self, name: str) -> Any:
        """What a column holds."""
        types, kind = import_module("pyarrow").types, self.frame.to_native().schema.field(name).type
        is_text = (types.is_string, types.is_large_string, types.is_string_view)
        return kind.value_type if types.is_dictionary(kind) and not any(test(kind.value_type) for test in is_text) else kind

    def column(self, name: str, dtype: Any) -> Column:
        """A column, by what it holds."""
        if self._is_unpacked(name):
            dtype = nw.from_native(import_module("pyarrow").chunked_array([], self._type(name)), series_only=True).dtype
        return super().column(name, dtype)

    def _is_unpacked(self, name: str) -> bool:
        return bool(self._type(name) != self.frame.to_native().schema.field(name).type)

    def family(self, name: str, dtype: Any) -> str:
        """A column of nothing but nulls has a type of its own."""
        found = {"null": "null", "date64[ms]": "datetime"}.get(str(self._type(name)))
        return super().family(name, dtype) if found is None else found

    def is_empty(self, name: str) -> bool:
        """See :class:`Table`."""
        compute = import_module("pyarrow.compute")
        return compute.all(compute.is_null(self.frame.to_native()[name], nan_is_null=True)).as_py() is not False

    def _polars(self, name: str) -> "pl.Series":
        values = self.frame.to_native()[name]
        pa = import_module("pyarrow")
        if pa.types.is_dictionary(values.type) and (self._is_unpacked(name) or any(part.dictionary.null_count for part in values.chunks)):
            values = pa.chunked_array([part.dictionary_decode() for part in values.chunks], values.type.value_type)
        return self.pl.from_arrow(values).alias(name)  # type: ignore[no-any-return]

    def _added(self, made: "pl.DataFrame") -> Any:
        pa = import_module("pyarrow")

        table = self.frame.to_native()
        for values in made:
            found = values.to_arrow()
            table = table.append_column(values.name, found.cast(pa.string()) if values.dtype == self.pl.String else found)
        return table


class PandasTable(MemoryTable):
    """A pandas DataFrame. What is not a plain number, boolean or time is read value by value."""

    def family(self, name: str, dtype: Any) -> str:
        """By what pandas says, because one column of objects may hold anything."""
        del dtype
        kind = self.frame.to_native()[name].dtype
        if getattr(kind, "tz", None) is not None:
            return "moment"
        if not type(kind).__module__.startswith("numpy"):
            return BY_VALUE
        if kind.kind == "f":
            return _PANDAS_FLOATS.get(kind.itemsize, BY_VALUE)
        return _PANDAS_FAMILIES.get(kind.kind, BY_VALUE)

    def is_empty(self, name: str) -> bool:
        """See :class:`Table`."""
        return bool(self.frame.to_native()[name].isna().all())

    def _polars(self, name: str) -> "pl.Series":
        values = self.frame.to_native()[name]
        if self.columns[name].family != BY_VALUE:
            is_coarse = self.columns[name].family == "datetime" and values.dtype.name == "datetime64[s]"  # Polars has none
            values = values.astype("datetime64[us]") if is_coarse else values
            return self.pl.Series(name, values.to_numpy())  # type: ignore[no-any-return]
        kind = values.dtype
        if type(kind).__name__ == "CategoricalDtype" and all(map(_is_written, kind.categories)):
            categories = self.pl.Enum(kind.categories.tolist())
            codes = self.pl.Series(name, values.cat.codes.to_numpy())
            return self.pl.Series(name, categories.categories, dtype=categories).gather(codes.set(codes < 0, None))  # type: ignore[no-any-return]
        if (type(kind).__name__ == "StringDtype" and kind.storage == "pyarrow") or str(kind) in _ARROW_TEXTS:
            return self.pl.Series(name, values.array.__arrow_array__(), dtype=self.pl.String)  # type: ignore[no-any-return]
        plain = _cells(values)
        if {*map(type, plain)} <= {str, type(None)}:
            with suppress(UnicodeError):  # half a character, which is refused where it stands
                return self.pl.Series(name, plain, dtype=self.pl.String)  # type: ignore[no-any-return]
        return objects(plain).alias(name)

    def _added(self, made: "pl.DataFrame") -> Any:
        pd = import_module("pandas")

        table = self.frame.to_native().copy(deep=False)
        for values in made:
            kind = "Int64" if values.dtype == self.pl.Int64 else None
            table[values.name] = pd.Series(values.to_list(), index=table.index, dtype=kind)
        return table


def _is_written(value: object) -> bool:
    """Whether it is a text of whole characters."""
    return type(value) is str and (value.isascii() or not any("\ud800" <= each <= "\udfff" for each in value))


def _cells(values: Any) -> list[Any]:
    """The values of a pandas column, nothing where one is missing. Floating numbers of few bits stay such, which says how they are read."""
    categories = getattr(values.dtype, "categories", None)
    kind = values.dtype if categories is None else categories.dtype
    few = _FEW_BITS.get(str(kind))
    if few is not None and categories is not None:
        values = values.astype(kind)
    if few is not None:
        return list(values.to_numpy(dtype=few, na_value=float("nan")))
    try:
        missing = values.isna()
    except ArithmeticError:  # a signaling NaN, which cannot even be compared
        return values.tolist()  # type: ignore[no-any-return]
    return [None if is_missing else value for value, is_missing in zip(values.tolist(), missing, strict=True)]
