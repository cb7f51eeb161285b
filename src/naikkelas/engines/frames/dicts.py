"""Results as dicts, one for each row: what a list of mappings becomes.

Many rows have the same outcome and the same statuses. Polars finds those, each is made into a dict once, and a row gets a copy of it: that
takes half the time of putting every value into every row. No two rows share anything that can be changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from naikkelas.extras import need

if TYPE_CHECKING:
    import polars as pl

#: Rows that are worked on together: so few that they stay in the nearest memory.
TOGETHER: Final = 128

#: How many rows are looked at to learn how different they are, and below how many it does not pay. Among all rows more are alike than here.
_SAMPLE: Final = 250
_FEW: Final = 2000


def as_dicts(rows: Sequence[Mapping[str, Any]], made: "pl.DataFrame", assumed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows as new dicts, with what is ``assumed`` and the columns of ``made`` after what was there."""
    blank = dict.fromkeys((*assumed, *made.columns)) | dict(assumed)
    groups = _groups(made)
    alone = {name: made[name].to_list() for name in made.columns if not any(name in names for names in groups)}
    shared = [_shared(made.select(names), {} if number else blank) for number, names in enumerate(groups)]
    first, *others = shared or [[blank] * len(rows)]
    found: list[dict[str, Any]] = []
    for start in range(0, len(rows), TOGETHER):
        these = slice(start, start + TOGETHER)
        part = [{**row, **results} for row, results in zip(rows[these], first[these], strict=True)]
        for more in others:
            for row, results in zip(part, more[these], strict=True):
                row.update(results)
        for name, values in alone.items():
            for row, value in zip(part, values[these], strict=True):
                row[name] = value
        found += part
    return found


def _groups(made: "pl.DataFrame") -> list[list[str]]:
    """Columns that together have but few different rows; some columns may be in none."""
    if made.height < _FEW:
        return []
    sample = made.gather_every(made.height // _SAMPLE).rows()
    values = dict(zip(made.columns, zip(*sample, strict=True), strict=True))
    few = [name for name, told in values.items() if len(set(told)) * 4 <= len(sample)]  # masks are seldom among them
    return list(_halved(values, few, len(sample) // 2))


def _halved(values: Mapping[str, Sequence[Any]], names: list[str], most: int) -> Iterator[list[str]]:
    """These columns whole or in parts: as few as have at most so many different rows each."""
    if len(names) < 2 or len(set(zip(*(values[name] for name in names), strict=True))) <= most:
        yield from [names] if names else []
        return
    half = len(names) // 2
    yield from _halved(values, names[:half], most)
    yield from _halved(values, names[half:], most)


def _shared(columns: "pl.DataFrame", blank: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For each row a dict of these columns, put into ``blank``; equal rows have the same dict."""
    pl = need("polars", "batch")
    row = "".join(columns.columns) + "_"  # no column is called so
    first = columns.with_row_index(row).select(pl.col(row).first().over(columns.columns)).to_series()
    numbers = first.unique()
    texts: dict[Any, Any] = {}  # a word is kept once, not once for each of its rows
    known = {
        number: {**blank, **dict(zip(columns.columns, map(texts.setdefault, row, row), strict=True))}
        for number, row in zip(numbers.to_list(), columns[numbers].iter_rows(), strict=True)
    }
    return [known[number] for number in first.to_list()]
