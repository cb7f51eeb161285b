"""Canonical values as people hold them: Python objects for attributes, plain data for JSON and YAML."""

from datetime import date
from typing import Any

from naikkelas.facts import FactType, Kind
from naikkelas.ranges import NEVER, NEVER_WORD, Bounds, Range
from naikkelas.values import Value, plain, unscaled


def bounds_of(value: Value, kind: FactType) -> Bounds:
    """The range of an ordered value: missing is the widest, exact has both ends equal."""
    if value is None:
        return kind.bounds
    if isinstance(value, tuple):
        return value
    assert isinstance(value, int)  # noqa: S101 - what an ordered type is read to
    return (value, value)


def from_bounds(low: int, high: int, kind: FactType) -> int | Bounds | None:
    """The canonical value of a range: collapsed when exact, ``None`` when it says nothing."""
    if (low, high) == kind.bounds:
        return None
    return low if low == high else (low, high)


def to_python(value: Value, kind: FactType) -> Any:
    """An int, Decimal, date, ``"never"``, bool, str, frozenset or :class:`Range`; ``None`` for missing.

    A side of a range that says no more than the type's bounds is left open.
    """
    if isinstance(value, tuple):
        first, last = value
        return Range(None if first == kind.low else to_python(first, kind), None if last == kind.high else to_python(last, kind))
    if kind.kind is Kind.DATE and isinstance(value, int):
        return NEVER_WORD if value >= NEVER else date.fromordinal(value)
    if kind.kind is Kind.NUMBER and isinstance(value, int):
        return unscaled(value, kind.decimals)
    return value


def to_plain(value: Value, kind: FactType) -> Any:
    """As :func:`naikkelas.values.plain`, with the sides of a range that say nothing left out."""
    if not isinstance(value, tuple):
        return plain(value, kind)
    sides = zip(("at_least", "at_most"), value, kind.bounds, strict=True)
    return {name: plain(side, kind) for name, side, bound in sides if side != bound}


def told(value: Value, kind: FactType) -> str:
    """A value as it may stand in a message: a range as ``2028-01-01 .. 2028-12-31``, an open side as nothing."""
    shown = to_plain(value, kind)
    if isinstance(shown, dict):
        return f"{shown.get('at_least', '')} .. {shown.get('at_most', '')}".strip()
    return str(shown).lower() if isinstance(shown, bool) else str(shown)
