"""Columns in memory that are canonical as they stand: all of them are looked at together, once, and none is copied."""

from collections.abc import Callable, Iterable
from typing import Final

import polars as pl

from naikkelas.engines.frames.door import Column
from naikkelas.engines.frames.graph import day_of
from naikkelas.engines.frames.polars_plan import FEW_TEXTS
from naikkelas.facts import FactType, Kind

#: Whole numbers that Polars compares with one of 64 bits without a detour.
_WHOLE: Final = (pl.Int64, pl.Int32, pl.Int16, pl.Int8, pl.UInt32, pl.UInt16, pl.UInt8)

#: The test of a column with this name, of this type and for this fact; nothing where each value has to be looked at.
TestOf = Callable[[str, pl.DataType, FactType], pl.Expr | None]


def as_they_stand(table: pl.DataFrame, asked: Iterable[tuple[Column, FactType]], test: TestOf) -> dict[str, pl.Series]:
    """By name the columns of which every value is what the door would make of it; a choice may be a text or kept as codes."""
    types = table.schema
    found = {column.name: test(column.name, types[column.name], kind) for column, kind in asked}
    tests = {name: test for name, test in found.items() if test is not None}
    told = table.select(**{str(number): test for number, test in enumerate(tests.values())}).row(0) if tests else ()
    return {name: _wide(table[name]) for name, good in zip(tests, told, strict=True) if good}


def test_of(name: str, dtype: pl.DataType, kind: FactType) -> pl.Expr | None:
    """See :data:`TestOf`."""
    made = _TESTS.get(kind.kind)
    return None if made is None else made(pl.col(name), dtype, kind)


def _choices(value: pl.Expr, dtype: pl.DataType, kind: FactType) -> pl.Expr | None:
    choices = kind.choices or ()
    if not all(choice.isascii() and choice.isprintable() and choice.strip() == choice != "" for choice in choices):
        return None  # the door would change how it is written
    if isinstance(dtype, pl.Enum):
        known = set(dtype.categories).intersection(choices)
        return pl.lit(True) if len(known) == len(dtype.categories) else value.is_in(sorted(known)).all()
    if dtype == pl.String and len(choices) <= FEW_TEXTS:
        return pl.any_horizontal([value == pl.lit(choice) for choice in choices]).all()
    return value.is_in(list(choices)).all() if isinstance(dtype, pl.String | pl.Categorical) else None


def _whole(value: pl.Expr, dtype: pl.DataType, kind: FactType) -> pl.Expr | None:
    low, high = (pl.lit(bound, dtype=pl.Int64) for bound in kind.bounds)
    return value.is_between(low, high).all() if dtype in _WHOLE and not kind.decimals else None


def _dates(value: pl.Expr, dtype: pl.DataType, kind: FactType) -> pl.Expr | None:
    low, high = (pl.lit(day_of(bound)) for bound in kind.bounds)
    return value.is_between(low, high).all() if dtype == pl.Date else None


def _booleans(value: pl.Expr, dtype: pl.DataType, kind: FactType) -> pl.Expr | None:
    del value, kind
    return pl.lit(True) if dtype == pl.Boolean else None


_TESTS: Final[dict[Kind, Callable[[pl.Expr, pl.DataType, FactType], pl.Expr | None]]] = {
    Kind.INTEGER: _whole,
    Kind.NUMBER: _whole,
    Kind.MONEY: _whole,
    Kind.DATE: _dates,
    Kind.BOOLEAN: _booleans,
    Kind.CHOICE: _choices,
}


def _wide(values: pl.Series) -> pl.Series:
    """Numbers of 64 bits: sums of shorter ones would overflow."""
    return values.cast(pl.Int64) if values.dtype in _WHOLE else values
