"""Whole numbers, and numbers with decimals, as people write them: ``5``, ``5 orang``, ``30hari``, ``7-10 hari``, ``<20``.

A point or comma in a whole number is refused: ``1.200`` may be twelve hundred or one and a fifth. One or two zeros behind it say nothing:
programs that write a column of numbers with gaps make ``6.0`` of every ``6``, and no thousands are parted so.
"""

import re
from typing import Final

from naikkelas.facts import FactType
from naikkelas.ikm.cells import MISSING, Messy, as_digits, bare, opened, refused
from naikkelas.ikm.findings import seen
from naikkelas.problems import NOWHERE, problem
from naikkelas.values import BadValue, Value, describe, read_exact, read_value

_TO: Final = re.compile(r"(?<=[0-9a-z.]) ?(?:s/d|\bsampai dengan\b|\bsampai\b|\bhingga\b|-) ?")
_BOTH: Final = re.compile(r"antara (.+) dan (.+)")
_NUMBER: Final = re.compile(r"(-?[0-9][0-9.,]*) ?([a-z]*)\.?")
_NO_DECIMALS: Final = re.compile(r"(-?[0-9]+)[.,]0{1,2}")
_SIDES: Final[tuple[tuple[str, bool, int], ...]] = (  # what stands before a bound; whether it is the lower one; how far inside it
    ("<=", False, 0), (">=", True, 0), ("<", False, 1), (">", True, 1), ("kurang dari ", False, 1), ("lebih dari ", True, 1),
    ("paling banyak ", False, 0), ("paling sedikit ", True, 0), ("maksimal ", False, 0), ("minimal ", True, 0),
)  # fmt: skip

#: Words after a number that say no more than the unit of the fact does.
_UNITS: Final = {
    "orang": frozenset({"orang", "org", "pekerja", "karyawan"}),
    "hari": frozenset({"hari", "hr"}),
    "bulan": frozenset({"bulan", "bln"}),
}


def read_count(raw: object, kind: FactType) -> Messy:
    """A number from a cell: exact, a range, missing, or a problem NK446, NK447, NK449. Never raises."""
    raw = bare(raw)
    if raw is None:
        return MISSING
    text = raw if isinstance(raw, str) else as_digits(raw)
    cell = None if text is None else opened(text)
    if isinstance(cell, Messy):
        return cell
    if cell is not None and cell.is_empty:
        return MISSING
    try:
        value = read_value(raw, kind) if cell is None else _read(cell.folded, kind)
    except BadValue as bad:
        return refused("NK447", seen(raw) if cell is None else cell.written, bad.expected, bad.hint, **bad.slots)
    return Messy(value, problem("NK448", NOWHERE, read=seen(raw)) if value == 0 else None)


def _read(text: str, kind: FactType) -> Value:
    low, high = kind.bounds
    for sign, is_lower, inside in _SIDES:
        if text.startswith(sign):
            bound = _exact(text.removeprefix(sign).strip(), kind)
            return _range(bound + inside, high, kind) if is_lower else _range(low, bound - inside, kind)
    both = _BOTH.fullmatch(text)
    ends = list(both.groups()) if both else _TO.split(text)
    if len(ends) != 2:
        return _exact(text, kind)
    return _range(_exact(ends[0], kind), _exact(ends[1], kind), kind)


def _range(low: int, high: int, kind: FactType) -> Value:
    if low > high:
        raise BadValue(describe(kind), "range_reversed")
    if (low, high) == kind.bounds:
        return None
    return low if low == high else (low, high)


def _exact(text: str, kind: FactType) -> int:
    match = _NUMBER.fullmatch(text)
    unit = "" if kind.unit is None else kind.unit.id
    if match is None or match[2] not in {"", unit, *_UNITS.get(unit, ())}:
        raise BadValue(describe(kind), "count_forms", {"unit": unit})
    whole = _NO_DECIMALS.fullmatch(match[1])
    return int(read_exact(match[1] if whole is None else whole[1], kind))  # type: ignore[arg-type]  # an ordered exact value is a number
