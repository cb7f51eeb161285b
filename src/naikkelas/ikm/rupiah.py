"""Rupiah as people write them in tables: ``Rp. 1.500.000``, ``15 juta``, ``2,5 M``, ``50.000.000 s/d 250.000.000``.

An amount is read when it has one reading, and refused with a hint when it has two: a hundredfold or thousandfold mistake is
never made silently. A point groups thousands and a comma begins decimals, as Indonesians write them; a lone comma before three
digits (``100,000``) may be either, so it is refused. Rupiah are whole: decimals other than zeros are refused.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from naikkelas.facts import FactType, money
from naikkelas.ikm.cells import MISSING, Messy, as_digits, bare, opened, refused, tidy
from naikkelas.ikm.findings import seen
from naikkelas.problems import NOWHERE, problem
from naikkelas.values import BadValue, Value, describe, read_value, scaled

#: What a column's header says about its numbers: ``rupiah`` that they are whole rupiah, the others that they count thousands, millions...
Unit = Literal["rupiah", "ribu", "juta", "miliar", "triliun"]

MONEY: Final = money()

_WORDS: Final = {
    **dict.fromkeys(("rupiah", "rp", "idr"), 0),
    **dict.fromkeys(("ribu", "rb"), 3),
    **dict.fromkeys(("juta", "jt"), 6),
    **dict.fromkeys(("miliar", "milyar", "m"), 9),
    **dict.fromkeys(("triliun", "trilyun", "t"), 12),
}
_ZEROS: Final[dict[Unit, int]] = {"rupiah": 0, "ribu": 3, "juta": 6, "miliar": 9, "triliun": 12}
_UNIT_OF_ZEROS: Final = {3: "ribu", 6: "juta", 9: "miliar", 12: "triliun"}
_EXPECTED: Final = "Rp1.500.000 | 15 juta | 2,5 miliar | 50 juta s/d 250 juta"

#: A bare number below this, grouped or not, may be thousands or millions, and one from here on under a header that says millions may be plain rupiah.
BARE_MAY_BE_UNITS: Final = 100_000

_DIGITS: Final = r"[0-9][0-9., ]*"
_AMOUNT: Final = re.compile(rf"((?:rp|idr)\.? ?)?({_DIGITS})([a-z]*)\.?(?: rupiah)?")
_DASH_AFTER: Final = re.compile(r"(?<=[0-9])[.,](?:-{1,2}|=)(?![0-9])")
_TO: Final = re.compile(r" ?(?:s/d|s\.d\.?|\bsd\b|\bsampai dengan\b|\bsampai\b|\bhingga\b|-) ?")
_BOTH: Final = re.compile(r"antara (.+) dan (.+)")
_NEGATIVE: Final = re.compile(r"(?:(?:rp|idr)\.? ?)?- ?(?:(?:rp|idr)\.? ?)?[0-9].*")
_TIMES: Final = "bulan|bln|tahun|thn|th|hari|minggu|triwulan|semester"
_PERIOD: Final = re.compile(rf"\b(?:per|tiap|setiap)\b|\b(?:per|se)(?:{_TIMES})\b|/ ?(?:[0-9]+ ?|se)?(?:{_TIMES})\b")
#: What stands behind an amount of a year.
_OF_A_YEAR: Final = re.compile(r" ?(?:/ ?(?:1 ?|se)?| per ?| ?se)(?:tahun|thn|th)\.?$")
_ABOUT: Final = re.compile(r"^(?:±|\+/-|~|kurang lebih|sekitar|kira-kira|kisaran|rata-rata)|[0-9] ?[a-z]+an$")

_PLAIN: Final = re.compile(r"0|[1-9][0-9]*")
_FRACTION: Final = re.compile(r"(0|[1-9][0-9]*)[.,]([0-9]+)")
_GROUPED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?",
        r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]{1,2})?",
        r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?:\.[0-9]{1,2})?",
        r"[1-9][0-9]{0,2},[0-9]{3}\.[0-9]{2}",
    )
)
_EITHER_WAY: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")

#: What stands before a bound: which side it bounds, and whether the amount itself is outside.
_BOUNDS: Final[tuple[tuple[str, str, bool], ...]] = (
    ("<=", "most", False), ("=<", "most", False), (">=", "least", False), ("=>", "least", False), ("<", "most", True), (">", "least", True),
    ("kurang dari ", "most", True), ("lebih dari ", "least", True),
    ("di bawah ", "most", False), ("dibawah ", "most", False), ("di atas ", "least", False), ("diatas ", "least", False),
    ("paling banyak ", "most", False), ("maksimal ", "most", False), ("maksimum ", "most", False), ("maks. ", "most", False),
    ("maks ", "most", False), ("max ", "most", False), ("sampai dengan ", "most", False), ("sampai ", "most", False),
    ("hingga ", "most", False), ("s/d ", "most", False),
    ("paling sedikit ", "least", False), ("minimal ", "least", False), ("minimum ", "least", False), ("min. ", "least", False),
    ("min ", "least", False),
)  # fmt: skip


class _Refusal(Exception):  # noqa: N818 - it never leaves this module
    """An amount that is not read: a code, what was expected, a hint."""

    def __init__(self, code: str, expected: str = _EXPECTED, hint: str | None = None) -> None:
        super().__init__(code)
        self.code, self.expected, self.hint = code, expected, hint


@dataclass(frozen=True, slots=True)
class _Part:
    """One amount as written: its digits, the zeros of its own unit (``None`` without one), and whether ``Rp`` stands before it."""

    digits: str
    zeros: int | None
    marked: bool


def read_rupiah(raw: object, unit: Unit | None = None, kind: FactType = MONEY, *, yearly: bool = False) -> Messy:
    """Rupiah from a cell: exact (``int``), a range (a pair), missing, or a problem NK436 to NK439, NK446, NK449.

    ``unit`` is what the header says of bare numbers (see :func:`header_unit`); ``yearly`` says that the amount of a year is asked for, so that
    ``5 juta per tahun`` is one. Never raises.
    """
    raw = bare(raw)
    if raw is None:
        return MISSING
    text = raw if isinstance(raw, str) else as_digits(raw)
    if text is None:
        return _read_other(raw, kind)
    cell = opened(text)
    if isinstance(cell, Messy):
        return cell
    if cell.is_empty:
        return MISSING
    try:
        return _noted(_value(cell.folded, unit, kind, yearly=yearly), cell.written)
    except _Refusal as no:
        return refused(no.code, cell.written, no.expected, no.hint)


def _read_other(raw: object, kind: FactType) -> Messy:
    """Ranges and mappings, as the strict door reads them; nothing else."""
    try:
        return Messy(read_value(raw, kind))
    except BadValue as bad:
        code = "NK439" if bad.hint == "out_of_bounds" else "NK436"
        return refused(code, seen(raw), bad.expected, bad.hint, **bad.slots)


def _noted(value: Value, written: str) -> Messy:
    return Messy(value, problem("NK448", NOWHERE, read=written)) if value == 0 else Messy(value)


def _value(text: str, unit: Unit | None, kind: FactType, *, yearly: bool) -> Value:
    text = _DASH_AFTER.sub(" rupiah", text)  # 5.000,- is written of whole rupiah only
    if yearly:
        text = _OF_A_YEAR.sub("", text, count=1)
    if _NEGATIVE.fullmatch(text):
        raise _Refusal("NK439", describe(kind), "not_negative")
    if _PERIOD.search(text):
        raise _Refusal("NK436", hint="money_period")
    if _ABOUT.search(text):
        raise _Refusal("NK436", hint="money_about")
    for sign, side, outside in _BOUNDS:
        if text.startswith(sign):
            return _one_sided(text.removeprefix(sign).strip(), side, outside, unit, kind)
    both = _BOTH.fullmatch(text)
    ends = list(both.groups()) if both else _TO.split(text)
    if len(ends) == 1:
        return _inside(_amount(_part(text), unit), kind)
    if len(ends) > 2:
        raise _Refusal("NK436", hint=_hint(text))
    return _range(_part(ends[0].strip()), _part(ends[1].strip()), unit, kind)


def _one_sided(text: str, side: str, outside: bool, unit: Unit | None, kind: FactType) -> Value:
    amount = _amount(_part(text), unit)
    low, high = kind.bounds
    made = (low, _inside(amount - outside, kind)) if side == "most" else (_inside(amount + outside, kind), high)
    return _pair(made[0], made[1], kind)


def _pair(low: int, high: int, kind: FactType) -> Value:
    if low > high:
        raise _Refusal("NK436", hint="range_reversed")
    if (low, high) == kind.bounds:
        return None
    return low if low == high else (low, high)


def _inside(amount: int, kind: FactType) -> int:
    low, high = kind.bounds
    if not low <= amount <= high:
        raise _Refusal("NK439", describe(kind), "out_of_bounds")
    return amount


def _range(first: _Part, last: _Part, unit: Unit | None, kind: FactType) -> Value:
    """Both ends; the unit of the last is the unit of the first when that has none: ``3-5 juta``."""
    if first.marked or last.marked:  # Rp before one end is meant for both
        first, last = _Part(first.digits, first.zeros, True), _Part(last.digits, last.zeros, True)
    high = _inside(_amount(last, unit), kind)
    if first.zeros is None and last.zeros:
        return _pair(_inside(_shared(first, last, high), kind), high, kind)
    return _pair(_inside(_amount(first, unit), kind), high, kind)


def _shared(first: _Part, last: _Part, high: int) -> int:
    """An amount without a unit before one with a unit."""
    if _PLAIN.fullmatch(first.digits) and int(first.digits) >= BARE_MAY_BE_UNITS:
        return int(first.digits)  # 500000 - 1 juta
    grouped = _grouped(first.digits)
    if grouped is None:
        return _amount(_Part(first.digits, last.zeros, True), None)
    zeros = last.zeros or 0
    readings = [grouped * 10**zeros]
    if _EITHER_WAY.fullmatch(first.digits):
        readings.append(grouped * 10**zeros // 1000)
    if min(readings) <= high:
        raise _Refusal("NK438", _readings(first.digits, zeros), "money_which")
    return grouped


def _part(text: str) -> _Part:
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise _Refusal("NK436", hint=_hint(text))
    mark, digits, word = match[1], match[2].strip(), match[3]
    if word and word not in _WORDS:
        raise _Refusal("NK436", hint=_hint(text))
    zeros = _WORDS[word] if word else None
    return _Part(digits, zeros or None, bool(mark) or zeros == 0)


def _hint(text: str) -> str:
    if not any(char.isdigit() for char in text):
        return "money_words"
    return "money_damaged" if re.search(r"[0-9][a-z]{1,2}[0-9]", text) else "money_forms"


def _amount(part: _Part, unit: Unit | None) -> int:
    """Whole rupiah of one amount: by its own unit, by the header's, or as plain rupiah."""
    if part.zeros:
        return _in_units(part.digits, part.zeros)
    header = 0 if unit is None else _ZEROS[unit]
    if header and not part.marked:
        _check_ungrouped(part.digits, header)
    grouped = _grouped(part.digits)
    if header and (part.marked or grouped is not None or _EITHER_WAY.fullmatch(part.digits)):
        raise _Refusal("NK438", f"Rp{part.digits} | {part.digits} {unit}", "money_which")
    if header:
        return _under_header(part.digits, unit, header)
    amount = _plain(part.digits) if grouped is None else grouped
    if unit is None and not part.marked and 0 < amount < BARE_MAY_BE_UNITS:
        raise _Refusal("NK438", f"Rp{part.digits} | {part.digits} ribu | {part.digits} juta", "money_which")
    return amount


def _under_header(digits: str, unit: Unit | None, zeros: int) -> int:
    if _PLAIN.fullmatch(digits) and int(digits) >= BARE_MAY_BE_UNITS:
        raise _Refusal("NK438", f"Rp{digits} | {digits} {unit}", "money_which")
    return _in_units(digits, zeros)


def _in_units(digits: str, zeros: int) -> int:
    """``2,5`` millions; thousands may not be grouped, because nobody could tell them from decimals."""
    _check_ungrouped(digits, zeros)
    if _EITHER_WAY.fullmatch(digits) or any(shape.fullmatch(digits) for shape in _GROUPED):
        raise _Refusal("NK438", _readings(digits, zeros), "money_ambiguous")
    if not (_PLAIN.fullmatch(digits) or _FRACTION.fullmatch(digits)):
        raise _Refusal("NK437", hint="group_by_three")
    try:
        return scaled(Decimal(digits.replace(",", ".")), zeros)
    except BadValue:
        raise _Refusal("NK436", hint="whole_rupiah") from None


def _check_ungrouped(digits: str, zeros: int) -> None:
    """Refuses groups beside decimals: ``2.500,5`` millions are whole rupiah, and 2.500,5 rupiah are none, but may have been worked out."""
    if not any(shape.fullmatch(digits) for shape in _GROUPED):
        return
    tail = re.search(r"[.,]([0-9]{1,2})$", digits)
    if tail is not None and tail[1].strip("0"):
        raise _Refusal("NK436", f"{re.sub('[., ]', '', digits[: tail.start()])},{tail[1]} {_UNIT_OF_ZEROS[zeros]}", "write_ungrouped")


def _readings(digits: str, zeros: int) -> str:
    """What grouped digits before a unit may mean."""
    unit = _UNIT_OF_ZEROS[zeros]
    whole = re.sub(r"[., ]", "", digits)
    if not _EITHER_WAY.fullmatch(digits):
        return f"Rp{digits} | {whole} {unit}"
    fraction = digits.replace(".", ",").rstrip("0").rstrip(",")
    return f"{whole} {unit} | {fraction} {unit}"


def _grouped(digits: str) -> int | None:
    """Digits in groups of three as a number, ``None`` when they are not grouped."""
    if not any(shape.fullmatch(digits) for shape in _GROUPED):
        return None
    tail = re.search(r"[.,]([0-9]{1,2})$", digits)
    if tail is not None and tail[1].strip("0"):
        raise _Refusal("NK436", hint="whole_rupiah")
    return int(re.sub(r"[., ]", "", digits[: tail.start()] if tail else digits))


def _plain(digits: str) -> int:
    """Digits without groups, at most with one or two zeros as decimals."""
    if _PLAIN.fullmatch(digits):
        return int(digits)
    if _EITHER_WAY.fullmatch(digits):  # with a point it would have been grouped
        whole = digits.partition(",")[0]
        raise _Refusal("NK438", f"Rp{digits.replace(',', '.')} | Rp{whole}", "money_which")
    fraction = _FRACTION.fullmatch(digits)
    lost = "." in digits and len(digits.partition(".")[0]) <= 3  # 150.00 may have been 150.000
    if fraction is None or len(fraction[2]) > 2 or lost:
        raise _Refusal("NK437", hint="group_by_three")
    if fraction[2].strip("0"):
        raise _Refusal("NK436", hint="whole_rupiah")
    return int(fraction[1])


# --- headers ---------------------------------------------------------------------------------------------------------

_OF_HEADERS: Final[tuple[tuple[Unit, re.Pattern[str]], ...]] = (
    ("triliun", re.compile(r"\b(?:triliun|trilyun)(?:an)?\b")),
    ("miliar", re.compile(r"\b(?:miliar|milyar)(?:an)?\b")),
    ("juta", re.compile(r"\b(?:juta|jutaan|jt)\b|(?:rp\.? ?\.?|\()000[.,]000(?![.,]?[0-9])")),
    ("ribu", re.compile(r"\b(?:ribu|ribuan|rb)\b|(?:rp\.? ?\.?|\()000(?![.,]?[0-9])")),
)
_RUPIAH_HEADER: Final = re.compile(r"\b(?:rp|rupiah|idr)\b")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_OTHER_NUMBERS: Final = re.compile(r"[1-9]|[0-9] ?(?:triliun|trilyun|miliar|milyar|juta|jt|ribu|rb)")


def header_unit(header: str) -> Unit | None:
    """What a column's header says of its bare numbers: ``Omzet (juta)`` is ``juta``, ``Modal (Rp)`` is ``rupiah``.

    ``None`` when it says nothing or two things, or holds a number of its own (``Modal > 500 juta``).
    """
    text = tidy(header[:500]).casefold()
    found: list[Unit] = [unit for unit, pattern in _OF_HEADERS if pattern.search(text)]
    if len(found) > 1 or (_OTHER_NUMBERS.search(text) and not _YEAR.fullmatch("".join(re.findall(r"[0-9]", text)))):
        return None
    if found:
        return found[0]
    return "rupiah" if _RUPIAH_HEADER.search(text) else None
