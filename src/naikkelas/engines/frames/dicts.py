"""Results as dicts, one for each row: what a list of mappings becomes.

Many rows have the same outcome and the same statuses. Polars finds those, each is made into a dict once, and a row gets a copy of it: that
takes half the time of putting every value into every row. No two rows share anything that can be changed: where they share their keys,
Python parts them when one of them gets another key.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import or_
from sys import getsizeof
from typing import TYPE_CHECKING, Any, Final

from naikkelas.extras import need

if TYPE_CHECKING:
    import polars as pl

#: Rows that are worked on together: so few that they stay in the nearest memory.
_TOGETHER: Final = 128

#: How many rows are looked at to learn how different they are, and below how many it does not pay. Among all rows more are alike than here.
_SAMPLE: Final = 1000
_FEW: Final = 2000


def as_dicts(
    rows: Sequence[Mapping[str, Any]], made: "pl.DataFrame", assumed: Mapping[str, Any], keys: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """The rows as new dicts, with what is ``assumed`` and the columns of ``made`` after what was there.

    ``keys`` are those of the rows when they are dicts that all have the same, in the same order.
    """
    blank = dict.fromkeys((*assumed, *made.columns)) | dict(assumed)
    whole = None if keys is None else _sharing(keys, blank)
    groups = _groups(made)
    alone = {name: made[name].to_list() for name in made.columns if not any(name in names for names in groups)}
    shared = [_shared(made.select(names), {} if number else whole or blank) for number, names in enumerate(groups)]
    first, *others = shared or [[whole or blank] * len(rows)]
    found: list[dict[str, Any]] = []
    for these in _parts(len(rows)):
        if whole:
            part = [*map(or_, first[these], rows[these])]
        else:
            part = [{**row, **results} for row, results in zip(rows[these], first[these], strict=True)]
        for more in others:
            for row, results in zip(part, more[these], strict=True):
                row.update(results)
        _put(part, alone, these)
        found += part
    return found


def _sharing(keys: Iterable[str], results: dict[str, Any]) -> dict[str, Any] | None:
    """A dict with these keys and then the results, whose copies share all keys as objects of a class do; nothing where they would be larger."""

    class Row:
        pass

    usual = dict.fromkeys(keys) | results
    shared = vars(Row())
    for name, value in usual.items():  # one by one: an update would make it as usual
        shared[name] = value
    return shared if getsizeof(shared) < getsizeof(usual) and results.keys().isdisjoint(keys) else None


def _parts(count: int) -> Iterator[slice]:
    return (slice(start, start + _TOGETHER) for start in range(0, count, _TOGETHER))


def _put(part: Iterable[dict[str, Any]], columns: Mapping[str, Sequence[Any]], these: slice) -> None:
    """Puts these values of each column into the dicts."""
    for name, values in columns.items():
        for row, value in zip(part, values[these], strict=True):
            row[name] = value


def _groups(made: "pl.DataFrame") -> list[list[str]]:
    """Columns that together have but few different rows; some columns may be in none."""
    if made.height < _FEW:
        return []
    places = need("polars", "batch").int_range(0, made.height, made.height // _SAMPLE, eager=True)
    sample = made[places]  # fifty times as fast as gather_every
    few = [values.name for values in sample if values.n_unique() * 4 <= sample.height]  # masks are seldom among them
    return list(_halved(sample, few))


def _halved(sample: "pl.DataFrame", names: list[str]) -> Iterator[list[str]]:
    """These columns whole or in parts: as few as have at most half as many different rows as there are."""
    if len(names) < 2 or sample.select(names).hash_rows().n_unique() * 2 <= sample.height:
        yield from [names] if names else []
        return
    half = len(names) // 2
    yield from _halved(sample, names[:half])
    yield from _halved(sample, names[half:])


def _shared(columns: "pl.DataFrame", blank: dict[str, Any]) -> list[dict[str, Any]]:
    """For each row a dict of these columns, put into a copy of ``blank``; equal rows have the same dict."""
    pl = need("polars", "batch")
    row = "".join(columns.columns) + "_"  # no column is called so
    index = pl.int_range(0, columns.height, eager=True).alias(row)
    first = columns.with_columns(index).select(pl.col(row).first().over(columns.columns)).to_series()
    starts = first == index
    texts: dict[Any, Any] = {}  # a word is kept once, not once for each of its rows
    found = columns.filter(starts).to_dict(as_series=False)
    cells = {name: [*map(texts.setdefault, values, values)] for name, values in found.items()}
    known = [blank.copy() for _ in range(starts.sum())]
    for these in _parts(len(known)):
        _put(known[these], cells, these)
    of = dict(zip(starts.arg_true().to_list(), known, strict=True))
    return [*map(of.__getitem__, first.to_list())]
