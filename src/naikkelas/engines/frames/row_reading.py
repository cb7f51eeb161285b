"""The facts of one row of a table, as the door of profiles reads them.

Most values of a table are what they should be already: an int within bounds, a boolean, a choice, a date. Those are taken by straight-line
code, written once for a rule set; any other value goes through :func:`naikkelas.values.read_value`, as it does at the door of profiles.
A row of which the door would say more (a mistake, or what follows from a number) is left to it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from struct import pack, unpack
from typing import Any, Final

from naikkelas.engines.frames.door import HIGH, LOW, WORKERS_PARTS
from naikkelas.engines.rows.source import Source
from naikkelas.facts import TEXT, Fact, FactType, Kind
from naikkelas.problems import Place, Problem, problem, shown
from naikkelas.snapshot import Snapshot
from naikkelas.values import BadValue, plain, read_value

#: A row to its snapshot, or to nothing where the door has more to say.
QuickReader = Callable[[Mapping[str, Any]], Snapshot | None]

_AS_IT_IS: Final = frozenset({bool, int, float, str})
_NEVER_MISSING: Final = frozenset({bool, int, date})
_LAST_DAY: Final = date.max.toordinal()
_LONG_TEXT: Final = 1000
#: So many digits are in every number of 32 bits, and no such number has more.
_MOST_DIGITS: Final = 9
#: Beyond this nobody counts.
_MOST: Final = 2.0**63

#: Whether a value ``v`` is canonical as it stands, and what it then is; other kinds of facts are always looked at closely.
_TESTS: Final = {
    Kind.INTEGER: ("type(v) is int and {low} <= v <= {high}", "v"),
    Kind.MONEY: ("type(v) is int and {low} <= v <= {high}", "v"),
    Kind.DATE: ("type(v) is date and {low} <= (d := v.toordinal()) <= {high}", "d"),
    Kind.BOOLEAN: ("v is True or v is False", "v"),
    Kind.CHOICE: ("type(v) is str and v in {choices}", "v"),
    Kind.TEXT: ("type(v) is str and 0 < len(v) < {longest} and v.isascii() and v.isprintable() and v.strip() == v", "v"),
}


def compile_quick(types: Mapping[str, FactType], catalogue: Mapping[str, Fact]) -> QuickReader:
    """A function that reads the facts of a row; ``catalogue`` are the facts that the door knows."""
    source = Source()
    source.add("get, x, y = row.get, {}, {}")
    for name, kind in types.items():
        key = source.fixed(name)
        source.add(f"v = get({key})")
        if not _is_plain(name, kind, catalogue):
            source.add(f"if v is not None{_or_sides(source, name, kind)}: return None")
            continue
        look = f"if not closely(row, {key}, x, y): return None"
        source.add("if v is not None:")
        if kind.kind in _TESTS:
            test, value = _test(source, kind)
            alone = f" and not ({_or_sides(source, name, kind)[4:]})" if kind.kind.is_ordered else ""
            source.add(f"if {test}{alone}: x[{key}] = {value}", 3)
            source.add(f"el{look}", 3)
        else:
            source.add(look, 3)
        if kind.kind.is_ordered:
            source.add(f"elif {_or_sides(source, name, kind)[4:]}:")
            source.add(look, 3)
    source.add("return Snapshot(x, y)")

    def closely(row: Mapping[str, Any], name: str, exact: dict[str, Any], ranged: dict[str, Any]) -> bool:
        """Whether a value could be read that is not canonical as it stands, or that may be in the columns of its sides."""
        kind = types[name]
        if row.get(name) is not None and _sides(row, name, kind):
            return False
        try:
            value = read_value(told_of(row, name, kind), kind)
        except BadValue:
            return False
        if value is not None:
            (ranged if isinstance(value, tuple) else exact)[name] = value
        return True

    return source.compile("read", "row", {"date": date, "Snapshot": Snapshot, "closely": closely})({})


def _is_plain(name: str, kind: FactType, catalogue: Mapping[str, Fact]) -> bool:
    """Whether the value of a fact is all that the door makes of it: numbers of permits prove things, men and women are all workers."""
    return name in catalogue and catalogue[name].type == kind and name not in WORKERS_PARTS and not name.endswith("_number")


def _or_sides(source: Source, name: str, kind: FactType) -> str:
    """The columns of its sides, where a fact may have them."""
    return "".join(f" or get({source.fixed(name + end)}) is not None" for end in (LOW, HIGH) if kind.kind.is_ordered)


def _test(source: Source, kind: FactType) -> tuple[str, str]:
    test, value = _TESTS[kind.kind]
    slots = {"longest": source.fixed(_LONG_TEXT), "choices": source.fixed(frozenset(kind.choices or ()))}
    if kind.kind.is_ordered:
        low, high = kind.bounds
        slots |= {"low": source.fixed(low), "high": source.fixed(min(high, _LAST_DAY - 1) if kind.kind is Kind.DATE else high)}
    if kind.pattern is not None:
        pattern = kind.pattern
        test += f" and {source.constant(lambda _: re.compile(pattern).fullmatch)}(v)"
    return test.format(**slots), value


def profile_of(row: Mapping[str, Any], types: Mapping[str, FactType]) -> dict[str, Any]:
    """The facts of a row that the rules read, whose ``types`` are given, as a profile gives them; other columns are left out."""
    told = ((name, told_of(row, name, kind)) for name, kind in types.items())
    return {name: value for name, value in told if value is not None}


def contradictions(row: Mapping[str, Any], types: Mapping[str, FactType]) -> list[Problem]:
    """Exact values that lie outside what the columns of their sides say (NK534), which no profile could say."""
    found = []
    for name, kind in types.items():
        value, sides = _plain(row.get(name), kind), _sides(row, name, kind)
        if sides and not is_missing(value, kind) and not _fits(value, sides, kind):
            said = ", ".join(f"{key}: {side if isinstance(side, date) else shown(side)}" for key, side in sides.items())
            read = shown(plain(read_value(value, kind), kind))
            found.append(problem("NK534", Place(path=name), name=name, read=read, expected=said))
    return found


def _fits(value: Any, sides: Mapping[str, Any], kind: FactType) -> bool:
    """Whether a value, or all of a range, lies within its sides. What cannot be read is left to the door."""
    try:
        known = read_value(value, kind)
    except BadValue:
        return True
    try:
        around = read_value(sides, kind)
    except BadValue:
        return False
    (low, high), (least, most) = (_ends(each, kind) for each in (known, around))
    return known is None or bool(least <= low and high <= most)


def _ends(value: Any, kind: FactType) -> tuple[Any, Any]:
    """The first and the last value it can be."""
    return kind.bounds if value is None else value if isinstance(value, tuple) else (value, value)


def told_of(row: Mapping[str, Any], name: str, kind: FactType) -> Any:
    """What a row says of a fact: its value, or else the sides that are known, or nothing."""
    value = _plain(row.get(name), kind)
    return _sides(row, name, kind) or None if is_missing(value, kind) else value


def _sides(row: Mapping[str, Any], name: str, kind: FactType) -> dict[str, Any]:
    """The sides of a range that a row knows."""
    if not kind.kind.is_ordered:
        return {}
    sides = {key: _plain(row.get(name + end), kind) for key, end in (("at_least", LOW), ("at_most", HIGH))}
    return {key: side for key, side in sides.items() if not is_missing(side, kind)}


def _plain(value: Any, kind: FactType) -> Any:
    """What a table writes otherwise than a profile: the last day there is stands for ``never``, and lists may be arrays."""
    if type(value) in _AS_IT_IS:
        return value
    if kind.may_be_never and isinstance(value, date) and (value.year, value.month, value.day) == (9999, 12, 31):
        return "never"
    return value.tolist() if type(value).__name__ == "ndarray" else value


def of_32_bits(row: Mapping[str, Any], types: Mapping[str, FactType]) -> dict[str, float]:
    """The columns whose number cannot be read as it stands, and can as one of 32 bits: ``0.949999988079071`` is 0.95 there.

    A row has Python's own numbers, of 64 bits, whatever its table had; where the table had fewer, they were read as the shortest number that they are.
    """
    columns = ((name + end, kind) for name, kind in types.items() if kind.kind is Kind.NUMBER for end in ("", LOW, HIGH))
    near = ((name, _shortest(row.get(name)), kind) for name, kind in columns if not _is_read(row.get(name), kind))
    return {name: value for name, value, kind in near if value is not None and _is_read(value, kind)}


def _is_read(value: Any, kind: FactType) -> bool:
    try:
        read_value(value, kind)
    except BadValue:
        return False
    return True


def _shortest(value: Any) -> float | None:
    """The shortest number that is the same in 32 bits; nothing for what is no such number."""
    if not isinstance(value, float) or not abs(value) < _MOST:
        return None
    tried = (float(f"{value:.{digits}g}") for digits in range(1, _MOST_DIGITS + 1))
    return next((made for made in tried if unpack("f", pack("f", made))[0] == value), None)


def is_missing(value: Any, kind: FactType = TEXT) -> bool:
    """Whether a cell says nothing, as the door finds it."""
    if value is None or type(value) in _NEVER_MISSING or isinstance(value, list | tuple | set | frozenset):
        return value is None
    if type(value) is str and len(value) < _LONG_TEXT:
        return not value.strip()
    try:
        return read_value(value, kind) is None
    except BadValue:
        return False
