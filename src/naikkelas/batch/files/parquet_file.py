"""Parquet: a batch of rows at a time is held, however large the file is. Columns have types here, so nothing is guessed from texts."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from struct import pack, unpack
from typing import Any, Final

from naikkelas.batch.cells import Cell, Doubtful
from naikkelas.batch.files.spreadsheet import unreadable
from naikkelas.batch.table import Column, Row, Table, TableError, columns_named, no_titles, repeated_titles, unnumbered
from naikkelas.extras import need
from naikkelas.facts import Text
from naikkelas.problems import NOWHERE, Place, Problem, Words, problem

#: How many rows are held at a time, and how much of the file is read ahead.
BATCH: Final = 4096
_BUFFER: Final = 1 << 18

#: Below this every whole number is a float of its own.
_EXACT: Final = 1 << 53
#: From here on digits say no more of a float of 32 bits.
_MOST_DIGITS: Final = 10

_NO_LETTERS: Final = problem("NK559", NOWHERE, "save_as_utf8")
_DAMAGED: Final = Words("it is damaged, locked, or no Parquet", "rusak, dikunci, atau bukan Parquet")


def open_parquet(path: Path) -> Table:
    """The table of a Parquet file.

    Raises:
        TableError: when it is damaged (NK450), has no columns (NK452), or columns that hold more than one value in a cell (NK483).
        MissingExtraError: when pyarrow is not installed.
    """
    arrow = need("pyarrow", "batch")
    with _opened(path) as file:
        schema, metadata = file.schema_arrow, file.metadata
    if not schema.names:
        raise TableError([problem("NK452", Place(str(path)))])
    columns = columns_named(schema.names)
    readers = [_reader(arrow, field.type) for field in schema]
    nested = [_nested(path, column, field) for column, field, read in zip(columns, schema, readers, strict=True) if read is None]
    if nested:
        raise TableError(nested)

    def rows() -> Iterator[Row]:
        yield from _rows(path, [read for read in readers if read is not None])

    groups = metadata.num_row_groups
    notes = [Text(f"Parquet, {groups} kelompok baris", f"Parquet, row groups: {groups}")]
    kinds = [
        (column, field.type.value_type if arrow.types.is_dictionary(field.type) else field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    notes += [_of_letters(column.name) for column, kind in kinds if _is_bytes(arrow.types, kind)]
    notes += [_in_utc(column.name) for column, field in zip(columns, schema, strict=True) if getattr(field.type, "tz", None)]
    told = _told(path, columns, metadata)
    return Table(str(path), "parquet", unnumbered(columns), rows, notes=tuple(notes), total=metadata.num_rows, problems=told)


def _in_utc(name: str) -> Text:
    return Text(f"kolom '{name}' berisi saat menurut UTC, bukan tanggal", f"the column '{name}' holds moments of UTC, and no dates")


def _of_letters(name: str) -> Text:
    return Text(f"kolom '{name}' berisi byte, yang dibaca sebagai UTF-8", f"the column '{name}' holds bytes, which are read as UTF-8")


def _told(path: Path, columns: tuple[Column, ...], metadata: Any) -> tuple[Problem, ...]:
    """What is told of titles that stand twice, and of columns without one in which something may stand."""
    filled = [column for column in columns if not column.title.strip() and _may_hold(metadata, column.index)]
    return (*repeated_titles(columns, Place(str(path))), *no_titles(filled, Place(str(path))))


def _may_hold(metadata: Any, index: int) -> bool:
    """Whether something stands in a column, by what the file tells of each group of rows."""
    groups = [metadata.row_group(at).column(index) for at in range(metadata.num_row_groups)]
    counts = [(group.num_values, group.statistics and group.statistics.null_count) for group in groups]
    return any(values and values != nulls for values, nulls in counts)


def _nested(path: Path, column: Column, field: Any) -> Problem:
    return problem("NK483", Place(str(path), path=column.name), "one_value_a_cell", name=column.name, read=field.type)


def _opened(path: Path) -> Any:
    arrow, parquet = need("pyarrow", "batch"), need("pyarrow.parquet", "batch")
    try:
        return parquet.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER)
    except (arrow.ArrowException, OSError, ValueError, KeyError, TypeError):
        raise unreadable(path, _DAMAGED, "save_as_xlsx") from None


def _rows(path: Path, readers: list[Callable[[Any], list[Cell]]]) -> Iterator[Row]:
    arrow = need("pyarrow", "batch")
    number = 0
    with _opened(path) as file:
        try:
            for batch in file.iter_batches(BATCH, use_threads=False):
                made = [read(column) for read, column in zip(readers, batch.columns, strict=True)]
                for cells in zip(*made, strict=True):
                    number += 1
                    yield Row(number, cells)  # a blank one too: nobody spaces out such a file
        except (arrow.ArrowException, OSError, ValueError, KeyError):
            raise unreadable(path, _DAMAGED, "save_as_xlsx") from None


# --- values ----------------------------------------------------------------------------------------------------------


def _reader(arrow: Any, kind: Any) -> Callable[[Any], list[Cell]] | None:
    """What makes cells of a column of a type; ``None`` for one that holds several values."""
    types = arrow.types
    if types.is_dictionary(kind):
        read = _reader(arrow, kind.value_type)
        return None if read is None else lambda column: read(column.dictionary_decode())
    if types.is_decimal(kind):
        return lambda column: [None if value is None else _of_decimal(value) for value in column.to_pylist()]
    if types.is_timestamp(kind):
        return lambda column: _times(arrow, column, kind)
    if types.is_float16(kind) or types.is_float32(kind):
        code = "e" if types.is_float16(kind) else "f"
        return lambda column: [None if value is None else short(value, code) for value in column.to_pylist()]
    plain = (
        types.is_null, types.is_boolean, types.is_integer, types.is_float64, types.is_string, types.is_large_string, types.is_date,
        types.is_time, lambda kind: hasattr(types, "is_string_view") and types.is_string_view(kind),
    )  # fmt: skip
    if any(is_kind(kind) for is_kind in plain):
        return _plainly(arrow, kind)
    return _as_texts(arrow, kind)


def _as_texts(arrow: Any, kind: Any) -> Callable[[Any], list[Cell]] | None:
    """What makes texts of bytes and of lengths of time, which are no fact; ``None`` for what is neither."""
    types = arrow.types
    if _is_bytes(types, kind):
        return lambda column: [None if value is None else _of_bytes(value) for value in column.cast(arrow.large_binary()).to_pylist()]
    if types.is_duration(kind):
        return lambda column: [None if value is None else f"{value} {kind.unit}" for value in column.cast(arrow.int64()).to_pylist()]
    return None


def _is_bytes(types: Any, kind: Any) -> bool:
    return bool(types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind))


def _of_bytes(value: bytes) -> Cell:
    """Old programs write texts as bytes; other bytes are copied as digits, and never read."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return Doubtful(f"0x{value.hex()}", _NO_LETTERS)


def _plainly(arrow: Any, kind: Any) -> Callable[[Any], list[Cell]]:
    """As Python sees it; of a time the parts of a second that Python does not know are cut."""
    if arrow.types.is_time64(kind):
        return lambda column: _seen(column.cast(arrow.time64("us"), safe=False))
    return _seen


def _seen(column: Any) -> list[Cell]:
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except (ValueError, OverflowError):  # one day of a year that Python does not know spoils no other
        return [_one(value) for value in column]


def _one(value: Any) -> Cell:
    try:
        return value.as_py()  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        return value.as_buffer().to_pybytes().decode("utf-8", "replace")  # type: ignore[no-any-return]
    except (ValueError, OverflowError):
        return f"? {value.value}"


def _times(arrow: Any, column: Any, kind: Any) -> list[Cell]:
    """Days and times; moments of a zone are texts, because their day depends on where the clock stands.

    Parts of a second that Python does not know are cut; seconds and their thousandths stay as they are, because they may be too many.
    """
    known = column.cast(arrow.timestamp("us", kind.tz), safe=False) if kind.unit == "ns" else column
    made = _seen(known.cast(arrow.timestamp(known.type.unit)))
    if kind.tz is None:
        return made
    return [f"{each.isoformat(' ')}+00:00" if isinstance(each, datetime) else each for each in made]


def short(value: float, code: str) -> float:
    """A float of 32 bits (``f``) or 16 (``e``) as people know it: ``2.4`` and not ``2.4000000953674316``. Whole numbers are as they are."""
    if not isfinite(value) or (value.is_integer() and abs(value) < _EXACT):
        return value
    tried = (float(f"{value:.{digits}g}") for digits in range(1, _MOST_DIGITS))
    return next((made for made in tried if unpack(code, pack(code, made))[0] == value), value)


def _of_decimal(value: Decimal) -> Cell:
    """A number where it stays the same as one, else its digits as text."""
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else format(value, "f")
