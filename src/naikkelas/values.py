"""Reading one value by its expected type: the only door from text and Python objects to canonical values.

Rule sets and profiles share it, so ``2,5 miliar`` or ``2019-05`` mean the same in both. Nothing is guessed: a text that
could be read in two ways is refused with a hint (``5M`` is five million to some and five miliar to others).

=========  ===================================================================================
type       what is read
=========  ===================================================================================
integer    ``12``; no separators
number     ``7.05`` or ``7,05``, at most the declared decimals; no separators
money      ``500000``, ``Rp2.500.000``, ``500 juta``, ``2,5 miliar``, ``1 triliun``: whole rupiah
date       ``2019-05-31``; ``2019-05`` and ``2019`` are ranges; ``never`` where the fact allows it
boolean    ``true``, ``false``
choice     one of the choices, as written
text       any text, NFC and trimmed
set        a list of members
duration   ``{months: 12}``, ``{years: 1, months: 6}``, ``{days: 90}``, ``{weeks: 2}``
=========  ===================================================================================
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from math import isnan
from operator import index
from typing import Any, Final, TypeGuard, cast

from naikkelas.calendar import MOST_DAYS, MOST_MONTHS, Duration
from naikkelas.facts import MOST_DECIMALS, MOST_MONEY, FactType, Kind, choices_words, day, integer, money, number
from naikkelas.problems import Words, suggestion
from naikkelas.ranges import NEVER, NEVER_WORD, Bounds, Range
from naikkelas.slips import broken_length, length_in_words, slip

#: What the types are called in messages.
KIND_WORDS: Final[Mapping[Kind, Words]] = {
    Kind.INTEGER: Words("integer", "bilangan bulat"),
    Kind.NUMBER: Words("number", "bilangan"),
    Kind.MONEY: Words("money", "rupiah"),
    Kind.DATE: Words("date", "tanggal"),
    Kind.BOOLEAN: Words("boolean", "benar/salah"),
    Kind.CHOICE: Words("choice", "pilihan"),
    Kind.TEXT: Words("text", "teks"),
    Kind.SET: Words("set", "himpunan"),
    Kind.DURATION: Words("duration", "lama waktu"),
}

#: A canonical value: exact (int, bool, str, frozenset), a pair of bounds, or ``None`` for missing.
Value = int | bool | str | frozenset[str] | Bounds | None

_MOST_TEXT: Final = 10_000
_MOST_DIGITS: Final = 40
_UNITS: Final = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12, "t": 12}
_MONEY: Final = re.compile(r"(-?)(?:rp\.?\s*)?(-?)(\d[\d.,]*)\s*([a-z]*)", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"\d{1,3}(\.\d{3})+(,0+)?")
_EITHER_WAY: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_PLAIN_NUMBER: Final = re.compile(r"-?\d+(?:[.,]\d+)?")
_PLAIN_INTEGER: Final = re.compile(r"-?\d+")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FIRST_YEAR: Final = 1000
_SIDES: Final = frozenset({"at_least", "at_most"})
_TIMES: Final = frozenset({"datetime64", "timedelta64"})
#: Types that are certainly no range, and types that are certainly no scalar of numpy or pandas: asking takes time.
_SINGLE: Final = frozenset({int, bool, str, date, float})
_OWN: Final = frozenset({int, bool, date, dict, list, Range})
_DURATION_UNITS: Final = {"years": ("months", 12), "months": ("months", 1), "weeks": ("days", 7), "days": ("days", 1)}
_EXAMPLES: Final = {
    Kind.INTEGER: "12",
    Kind.NUMBER: "7.5",
    Kind.MONEY: "500 juta",
    Kind.DATE: "2019-05-31",
    Kind.BOOLEAN: "true",
    Kind.TEXT: "PIRT",
    Kind.DURATION: "{months: 12}",
}
#: Hints that a closer look may better.
_VAGUE: Final = frozenset({None, "money_forms", "date_form", "no_separators"})
_TRUE_WORDS: Final = frozenset({"ya", "yes", "y", "on", "1", "benar", "ada", "sudah"})
_FALSE_WORDS: Final = frozenset({"tidak", "no", "n", "off", "0", "salah", "belum", "bukan"})


class BadValue(Exception):  # noqa: N818 - it is caught at the door and becomes a Problem, never seen outside
    """A value that cannot be read: what was expected, and which hint of the catalogue says what to do."""

    def __init__(self, expected: str, hint: str | None = None, slots: Mapping[str, object] | None = None) -> None:
        super().__init__(expected)
        self.expected = expected
        self.hint = hint
        self.slots: Mapping[str, object] = slots or {}


def read_value(raw: object, kind: FactType) -> Value:
    """``raw`` as a canonical value of type ``kind``; ``None`` when it is missing.

    Raises:
        BadValue: when it cannot be read without guessing, or lies outside the type's bounds.
    """
    if isinstance(raw, str):
        raw = _trimmed(raw)
    elif type(raw) not in _OWN:
        raw = _native(raw)
    if raw is None:
        return None
    if is_length(raw) and kind.kind is not Kind.DURATION:
        raise other_kind(Kind.DURATION, kind)
    if _is_range(raw) and kind.kind.is_ordered:
        return _read_range(raw, kind)
    try:
        return _READERS[kind.kind](raw, kind)
    except BadValue as bad:
        meant = slip(raw, kind, lambda text: _is_value(text, kind)) if isinstance(raw, str) and bad.hint in _VAGUE else None
        raise (bad if meant is None else BadValue(bad.expected, *meant)) from None


def _trimmed(raw: str) -> str | None:
    """An exact ``str``, NFC and without blanks around it; ``None`` when nothing is left."""
    text = str.__str__(raw)  # what a subclass holds, whatever it shows
    if len(text) > _MOST_TEXT:
        raise BadValue(Words(f"at most {_MOST_TEXT} characters", f"paling banyak {_MOST_TEXT} karakter"))
    return unicodedata.normalize("NFC", text).strip() or None


def _native(raw: Any) -> object:
    """Scalars of numpy and pandas as Python's own, and ``None`` for every kind of NaN."""
    kind = type(raw)
    if kind.__module__.partition(".")[0] in ("numpy", "pandas"):
        raw = _foreign(raw, kind.__name__)
    if (isinstance(raw, float) and isnan(raw)) or (isinstance(raw, Decimal) and raw.is_nan()):
        return None
    return cast("object", raw)


def _foreign(raw: Any, name: str) -> object:
    """Known by their names, because neither package is imported. Times stay as they are: only a date may read them."""
    if name in ("NaTType", "NAType") or (name in _TIMES and str(raw) == "NaT"):
        return None
    if name.startswith(("float", "longdouble")):
        return float(str(raw))  # the shortest text that is that number: 7.05 of a float32 stays 7.05
    if name not in _TIMES and hasattr(raw, "item") and not getattr(raw, "shape", ()):
        return cast("object", raw.item())
    return list(raw) if name == "ndarray" and raw.shape else cast("object", raw)  # to pandas a list of a Parquet file is an array


def read_exact(raw: object, kind: FactType) -> Value:
    """As :func:`read_value`, but a range or a missing value is refused: a constant of a rule set is exact."""
    value = read_value(raw, kind)
    if value is None:
        raise BadValue(describe(kind), "constant_missing")
    if isinstance(value, tuple):
        raise BadValue(describe(kind), "constant_exact")
    return value


def kinds_words(*kinds: Kind) -> Words:
    """Several types, for the ``expected`` slot of a problem."""
    return Words(" | ".join(KIND_WORDS[kind] for kind in kinds), " | ".join(KIND_WORDS[kind].indonesian for kind in kinds))


def typed_words(typed: Iterable[tuple[str, Kind]]) -> Words:
    """Names with their types, for the ``read`` slot of a problem."""
    pairs = [(name, KIND_WORDS[kind]) for name, kind in typed]
    return Words(", ".join(f"{name}: {words}" for name, words in pairs), ", ".join(f"{name}: {words.indonesian}" for name, words in pairs))


def is_length(raw: object) -> bool:
    """Whether ``raw`` is written as a duration: ``{months: 12}``."""
    kind = type(raw)
    if kind in _SINGLE:
        return False
    return kind is Duration or (isinstance(raw, Mapping) and bool(raw) and raw.keys() <= _DURATION_UNITS.keys())


def other_kind(found: Kind, wanted: FactType) -> BadValue:
    """What is said when a value of one type stands where another is expected."""
    example = _EXAMPLES.get(wanted.kind) or (wanted.choices or ("a",))[0]
    slots = {
        "found": KIND_WORDS[found],
        "wanted": KIND_WORDS[wanted.kind],
        "example": f"[{example}]" if wanted.kind is Kind.SET else example,
    }
    return BadValue(describe(wanted), "other_kind", slots)


def describe(kind: FactType) -> str:
    """What a value of the type looks like, for the ``expected`` slot of a problem; where it has words, in both languages."""
    match kind.kind:
        case Kind.BOOLEAN:
            return "true | false"
        case Kind.CHOICE | Kind.SET if kind.choices is not None:
            return choices_words(kind.choices, "{}" if kind.kind is Kind.CHOICE else "[{}]")
        case Kind.DATE:
            never = f" | {NEVER_WORD}" if kind.may_be_never else ""
            return Words(f"YYYY-MM-DD{never}", f"TTTT-BB-HH{never}")
        case Kind.INTEGER | Kind.NUMBER | Kind.MONEY:
            low, high = kind.bounds
            ends = f"{plain(low, kind)} .. {plain(high, kind)}"
            return Words(f"{kind.kind.value} {ends}", f"{KIND_WORDS[kind.kind].indonesian} {ends}")
        case Kind.DURATION:
            return "{months: 12} | {years: 1} | {days: 90} | {weeks: 2}"
    return KIND_WORDS[kind.kind]


def plain(value: Value, kind: FactType) -> Any:
    """A canonical value as plain data that :func:`read_value` reads back: for JSON, YAML and messages."""
    if isinstance(value, tuple):
        return {"at_least": plain(value[0], kind), "at_most": plain(value[1], kind)}
    if isinstance(value, frozenset):
        return sorted(value)
    if kind.kind is Kind.DATE and isinstance(value, int):
        return NEVER_WORD if value >= NEVER else date.fromordinal(value).isoformat()
    if kind.kind is Kind.NUMBER and isinstance(value, int):
        return str(unscaled(value, kind.decimals)) if kind.decimals else value
    return value


def _read_range(raw: Mapping[Any, Any] | Range, kind: FactType) -> Value:
    sides = {"at_least": raw.at_least, "at_most": raw.at_most} if isinstance(raw, Range) else raw
    if not sides or not sides.keys() <= _SIDES:
        raise BadValue("{at_least: …, at_most: …}", "range_keys")
    low, high = kind.bounds
    first, last = _read_side(sides.get("at_least"), kind), _read_side(sides.get("at_most"), kind)
    low, high = low if first is None else first[0], high if last is None else last[1]
    if low > high:
        raise BadValue("at_least <= at_most", "range_reversed")
    if (low, high) == kind.bounds:
        return None
    return low if low == high else (low, high)


def _is_range(raw: object) -> TypeGuard[Mapping[Any, Any] | Range]:
    kind = type(raw)
    return kind is dict or kind is Range or (kind not in _SINGLE and isinstance(raw, Mapping))


def _read_side(raw: object, kind: FactType) -> Bounds | None:
    if raw is None:
        return None
    if type(raw) is date and kind.kind is Kind.DATE:
        day = _bounded(raw.toordinal(), kind)
        return (day, day)
    if _is_range(raw):
        raise BadValue("{at_least: …, at_most: …}", "range_keys")
    value = read_value(raw, kind)
    return value if value is None or isinstance(value, tuple) else (cast("int", value), cast("int", value))


def _bounded(value: int, kind: FactType) -> int:
    low, high = kind.bounds
    if not low <= value <= high:
        raise BadValue(describe(kind), "out_of_bounds")
    return value


def _whole(raw: object, kind: FactType) -> int | None:
    """A native whole number, or ``None`` when ``raw`` is a text."""
    if isinstance(raw, str):
        if len(raw) > _MOST_DIGITS:
            raise BadValue(describe(kind))
        return None
    if isinstance(raw, float | Decimal):
        if not -(2**53) < raw < 2**53 or raw != int(raw):
            raise BadValue(describe(kind))
        return int(raw)
    try:
        if not isinstance(raw, bool) and type(raw).__name__ not in _TIMES:
            return index(raw)  # type: ignore[arg-type]
    except (TypeError, ValueError, ArithmeticError):
        pass
    raise BadValue(describe(kind))


def _read_integer(raw: object, kind: FactType) -> int:
    whole = _whole(raw, kind)
    if whole is None:
        if not _PLAIN_INTEGER.fullmatch(str(raw)) or not str(raw).isascii():
            raise BadValue(describe(kind), "no_separators" if re.fullmatch(r"-?[0-9.,]+", str(raw)) else None)
        whole = int(str(raw))
    return _bounded(whole, kind)


def _read_number(raw: object, kind: FactType) -> int:
    if isinstance(raw, str):
        if len(raw) > _MOST_DIGITS or not raw.isascii() or not _PLAIN_NUMBER.fullmatch(raw):
            raise BadValue(describe(kind), "no_separators" if re.fullmatch(r"-?[0-9.,]+", raw) else None)
        exact = Decimal(raw.replace(",", "."))
    elif isinstance(raw, float):
        exact = Decimal(repr(float(raw)))
    elif isinstance(raw, Decimal):
        exact = raw
    else:
        return _bounded((_whole(raw, kind) or 0) * 10**kind.decimals, kind)
    return _bounded(scaled(exact, kind.decimals), kind)


def scaled(exact: Decimal, decimals: int) -> int:
    """``exact`` times ``10**decimals`` as an integer; ``BadValue`` when it has more decimals than that.

    Done on the digits: arithmetic of :mod:`decimal` would round as the caller's context says.
    """
    _, digits, exponent = exact.as_tuple()
    if not isinstance(exponent, int) or len(digits) > 2 * _MOST_DIGITS or exact.adjusted() >= _MOST_DIGITS:
        raise BadValue(decimals_words(decimals))
    shift = exponent + decimals
    number = int("".join(map(str, digits)))
    if shift < 0:
        number, rest = divmod(number, 10 ** min(-shift, 3 * _MOST_DIGITS))
        if rest:
            raise BadValue(decimals_words(decimals), "too_many_decimals", {"decimals": decimals})
        shift = 0
    return (-1 if exact.is_signed() else 1) * number * 10**shift if number else 0


def decimals_words(decimals: int) -> Words:
    """What a number of so many decimals is called."""
    return Words(f"number, {decimals} decimal{'' if decimals == 1 else 's'}", f"bilangan, {decimals} angka di belakang koma")


def unscaled(value: int, decimals: int) -> Decimal:
    """The number that :func:`scaled` made ``value`` of, exactly."""
    return Decimal(f"{value}E-{decimals}")


def _read_money(raw: object, kind: FactType) -> int:
    whole = _whole(raw, kind)
    return _bounded(_money_of(str(raw), kind) if whole is None else whole, kind)


def _money_of(text: str, kind: FactType) -> int:
    match = _MONEY.fullmatch(text)
    if match is None or not text.isascii():
        raise BadValue(describe(kind), "money_forms")
    sign, digits, unit = match[1] or match[2], match[3], match[4].lower()
    if match[4] == "t" or (unit and unit not in _UNITS):  # only the capital T; M is a million to some and a miliar to others
        raise BadValue(describe(kind), "money_forms")
    if not unit and _THOUSANDS.fullmatch(digits):
        amount = int(digits.split(",")[0].replace(".", ""))
    elif not unit and not digits.isdigit():
        raise BadValue(describe(kind), "money_forms")
    elif unit and _EITHER_WAY.fullmatch(digits):
        raise BadValue(describe(kind), "money_ambiguous")
    elif _PLAIN_NUMBER.fullmatch(digits):
        amount = _rupiah(digits, _UNITS.get(unit, 0), kind)
    else:
        raise BadValue(describe(kind), "money_forms")
    return -amount if sign else amount


def _rupiah(digits: str, zeros: int, kind: FactType) -> int:
    try:
        return scaled(Decimal(digits.replace(",", ".")), zeros)
    except BadValue as bad:
        raise BadValue(describe(kind), "whole_rupiah" if bad.hint else None) from None


def _read_date(raw: Any, kind: FactType) -> Value:
    finer = getattr(raw, "nanosecond", 0)  # of pandas, beyond what Python's own moments hold
    if type(raw).__name__ == "datetime64":  # 2019 and 2019-05 keep their precision
        has_time = "T" in str(raw)
        whole = raw.astype("datetime64[us]") if has_time else raw
        finer = whole != raw
        raw = whole.item() if has_time else str(raw)
    if isinstance(raw, datetime):
        if raw.tzinfo is not None or raw.time() != time() or finer:
            raise BadValue(describe(kind), "date_has_time")
        raw = raw.date()
    if isinstance(raw, date):
        return _bounded(raw.toordinal(), kind)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and _FIRST_YEAR <= raw <= date.max.year and raw == int(raw):
        raw = str(int(raw))  # a float too: a column of years with a gap is made of floats
    if not isinstance(raw, str):
        raise BadValue(describe(kind))
    if raw == NEVER_WORD:
        if not kind.may_be_never:
            raise BadValue(describe(kind), "not_never")
        return NEVER
    match = _DATE.fullmatch(raw) if raw.isascii() else None
    if match is None:
        raise BadValue(describe(kind), "date_form")
    return _date_of(match, kind)


def _date_of(match: re.Match[str], kind: FactType) -> Value:
    year, month, dom = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if dom is None else dom)
    except ValueError:
        raise BadValue(describe(kind), "no_such_date") from None
    if dom is not None:
        return _bounded(first.toordinal(), kind)
    last = first.replace(day=monthrange(first.year, first.month)[1]) if month else first.replace(month=12, day=31)
    return (_bounded(first.toordinal(), kind), _bounded(last.toordinal(), kind))


def _read_boolean(raw: object, kind: FactType) -> bool:
    if isinstance(raw, bool):
        return raw
    word = raw if isinstance(raw, str) else str(int(raw)) if isinstance(raw, int | float) and raw in (0, 1) else ""
    if word in ("true", "false"):
        return word == "true"
    word = word.lower()
    hint = "write_true" if word in _TRUE_WORDS | {"true"} else "write_false" if word in _FALSE_WORDS | {"false"} else None
    raise BadValue(describe(kind), hint)


def _read_choice(raw: object, kind: FactType) -> str:
    choices = kind.choices or ()
    text = _code(raw) if isinstance(raw, int | float) else raw
    if isinstance(text, str) and text in choices:
        return text
    close = suggestion(text, choices) if isinstance(text, str) and not text.isdigit() else None
    raise BadValue(describe(kind), "did_you_mean" if close else None, {"suggestion": close} if close else {})


def _code(raw: float) -> str | None:
    """A code that came as a number, ``3305`` or ``3305.0``, as its text."""
    return f"{raw:.0f}" if not isinstance(raw, bool) and abs(raw) < 10**15 and raw == int(raw) else None


def _read_text(raw: object, kind: FactType) -> str:
    if not isinstance(raw, str):
        raise BadValue(describe(kind), "quote_it")
    if any(unicodedata.category(c) in ("Cs", "Cc") and c not in "\n\t" for c in raw):
        raise BadValue(describe(kind), "control_characters")
    if kind.pattern is not None and not re.fullmatch(kind.pattern, raw):
        raise BadValue(kind.pattern_words or kind.pattern)
    return str(raw)


def _read_set(raw: object, kind: FactType) -> frozenset[str]:
    if not isinstance(raw, list | tuple | set | frozenset):
        raise BadValue(describe(kind), "write_a_list")
    reader = _read_text if kind.choices is None else _read_choice
    return frozenset(reader(_trimmed(item) if isinstance(item, str) else _native(item), kind) for item in raw)


def read_duration(raw: object) -> Duration:
    """A duration from ``{months: 12}``; years become months and weeks days, but months and days are never mixed."""
    expected = describe(FactType(Kind.DURATION))
    if isinstance(raw, Duration):
        return raw
    if not is_length(raw):
        raise _no_length(raw)
    raw = cast("Mapping[str, object]", raw)
    kinds = {_DURATION_UNITS[key][0] for key in raw}
    if len(kinds) > 1:
        raise BadValue(expected, "duration_mixed")
    unit = kinds.pop()
    most = MOST_MONTHS if unit == "months" else MOST_DAYS
    total = sum(_counted(item, key, most) for key, item in raw.items())
    if total > most:
        raise BadValue(expected, "out_of_bounds")
    return Duration("months" if unit == "months" else "days", total)


def _counted(raw: object, unit: str, most: int) -> int:
    """So many of ``unit``, as months or days."""
    smaller, factor = _DURATION_UNITS[unit]
    try:
        return cast("int", read_exact(raw, FactType(Kind.INTEGER, 0, most // factor))) * factor
    except BadValue as bad:
        meant = broken_length(raw, smaller, factor)
        raise (bad if meant is None else BadValue(bad.expected, *meant)) from None


def _no_length(raw: object) -> BadValue:
    """Why ``raw`` is no duration: what it is instead, or how what was meant is written."""
    wanted = FactType(Kind.DURATION)
    meant = length_in_words(raw)
    if meant is not None:
        return BadValue(describe(wanted), *meant)
    widest = (integer(-(10**9)), money(-MOST_MONEY), number(MOST_DECIMALS), day(), FactType(Kind.BOOLEAN))
    found = next((kind.kind for kind in widest if _is_value(raw, kind)), None)
    return BadValue(describe(wanted), "duration_units") if found is None else other_kind(found, wanted)


def _is_value(raw: object, kind: FactType) -> bool:
    try:
        return not isinstance(raw, Mapping) and read_value(raw, kind) is not None
    except BadValue:
        return False


def _refuse_duration(raw: object, kind: FactType) -> Value:
    raise BadValue(describe(kind)) if is_length(raw) else _no_length(raw)


_READERS: Final[Mapping[Kind, Callable[[object, FactType], Value]]] = {
    Kind.INTEGER: _read_integer,
    Kind.NUMBER: _read_number,
    Kind.MONEY: _read_money,
    Kind.DATE: _read_date,
    Kind.BOOLEAN: _read_boolean,
    Kind.CHOICE: _read_choice,
    Kind.TEXT: _read_text,
    Kind.SET: _read_set,
    Kind.DURATION: _refuse_duration,
}
