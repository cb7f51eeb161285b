"""Cells that are written plainly, read as whole columns: what the readers of cells would say of them, without asking each."""

from typing import TYPE_CHECKING, Final

from naikkelas.batch.columns.plan import UsedColumn
from naikkelas.extras import need
from naikkelas.facts import Kind, day
from naikkelas.ikm.cells import EMPTY
from naikkelas.ikm.rupiah import BARE_MAY_BE_UNITS

if TYPE_CHECKING:
    import polars as pl

#: The days that are read in tables.
_DAYS: Final = day().bounds

#: A text that begins with a letter, so it is no number, has no blanks around it and is not long.
_WORDS: Final = "^[A-Za-z](?:[ -~]{0,80}[!-~])?$"
_EMPTY: Final = sorted(EMPTY)
_DIGITS: Final = "^[1-9][0-9]{0,13}$"
_DAY: Final = "^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$"

#: What the day number of 1970-01-01 is, from which Polars counts.
EPOCH: Final = 719_163


def plain_values(texts: "pl.Series", each: UsedColumn) -> "pl.Series | None":
    """Canonical values of plain digits (``1500000``), whole days (``2019-05-31``) and free texts; null where a reader has to look.

    ``None`` for columns that are never read so.
    """
    fact, use = each.fact, each.use
    if fact is None or use.role != "fact" or use.values:
        return None
    pl, kind = need("polars", "batch"), fact.type
    if kind.kind is Kind.TEXT and kind.pattern is None and not fact.name.endswith("_number"):
        return texts.set(~texts.str.contains(_WORDS) | texts.str.to_lowercase().is_in(_EMPTY), None)
    if not kind.kind.is_ordered:
        return None
    low, high = kind.bounds
    if kind.kind is Kind.DATE:
        days = texts.set(~texts.str.contains(_DAY), None).str.to_date("%Y-%m-%d", strict=False)
        values = days.cast(pl.Int64) + EPOCH
        low, high = max(low, _DAYS[0]), min(high, _DAYS[1])  # a day of another century is a slip, also where a date may be "never"
    else:
        if kind.kind is Kind.MONEY:
            if use.unit not in (None, "rupiah"):
                return None
            low = max(low, BARE_MAY_BE_UNITS)
        values = texts.set(~texts.str.contains(_DIGITS), None).cast(pl.Int64, strict=False) * 10**kind.decimals
    return values.set(~values.is_between(low, high), None)
