"""Dates as Indonesians write them in tables: ``26 Agustus 2026``, ``16/2/2021``, ``Sep 2027``, ``2019``.

The day always comes first (``03/04/2021`` is 3 April), except where the year leads (``2021-04-03``). A month or a year alone is a
range. A year of two digits, or none, is refused: nobody knows which was meant. Date serials of Excel are read only where the caller
says that the column holds them.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from naikkelas.facts import FactType, day
from naikkelas.ikm.cells import MISSING, Messy, as_digits, bare, opened, refused
from naikkelas.ikm.findings import seen
from naikkelas.problems import suggestion
from naikkelas.ranges import NEVER, NEVER_WORD, Bounds
from naikkelas.values import BadValue, describe, read_value

DAY: Final = day()

#: Month names: Bahasa Indonesia, its abbreviations (Agu, Agt and Ags are all in use; Nop is an older spelling), and English.
MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january"),
            ("februari", "feb", "pebruari", "peb", "february"),
            ("maret", "mar", "march"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("agustus", "agu", "agt", "ags", "agst", "aug", "august"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "oct", "october"),
            ("november", "nov", "nopember", "nop"),
            ("desember", "des", "dec", "december"),
        ),
        1,
    )
    for name in names
}

WEEKDAYS: Final[dict[str, int]] = {
    "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "sabtu": 5, "minggu": 6, "ahad": 6,
}  # fmt: skip

#: Words for a day that will not come, where a date may be ``never``.
NEVER_WORDS: Final = frozenset(
    {
        NEVER_WORD, "seumur hidup", "berlaku seumur hidup", "selamanya", "berlaku selamanya", "tidak ada masa berlaku",
        "tanpa masa berlaku", "tanpa batas waktu", "tidak terbatas", "tidak ada batas waktu", "tidak kedaluwarsa", "tidak kadaluarsa",
        "tidak akan datang",
    }
)  # fmt: skip

_ZERO: Final = re.compile(r"0+|0000[-/.]0?0[-/.]0?0|0?0[-/.]0?0[-/.]0000")
_EXPECTED: Final = "31/12/2026 | 31 Desember 2026 | Des 2026 | 2026"
#: Serials from 1954 to 2119; smaller ones are years and days.
_SERIAL: Final = re.compile(r"([2-7][0-9]{4}|80000)(?:[.,]([0-9]+))?")
#: Excel counts days from here; it believes in a 29 February 1900, which lies before every serial that is read.
EXCEL_ZERO: Final = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1800, 2200

_NAME: Final = re.compile(r"[a-z]+")
_SEP: Final = r" ?[-/. ,] ?"
_LEAD: Final = re.compile(r"(?:tgl\.?|tanggal) ?:? ?(?=[0-9])")
_WEEKDAY: Final = re.compile(r"([a-z']+) ?,? ?(?=\(?[0-9])")
_MIDNIGHT: Final = re.compile(r"[ t]00[:.]00(?:[:.]00(?:\.0{1,9})?)?$")
_TIME: Final = re.compile(r"[0-9][ t][0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?")
_UNTIL: Final = re.compile(r"(?:berlaku )?(?:s/d|s\.d\.?|sd|sampai dengan|sampai|hingga) ?(?=[0-9a-z])|(?:exp|expired|ed)\b[.:]* ?")
_TO: Final = re.compile(r" (?:s/d|s\.d\.?|sd|sampai dengan|sampai|hingga|-) ")
_BOTH: Final = re.compile(r"antara (.+) dan (.+)")
_BOUNDS: Final = (
    ("<=", "most"), (">=", "least"), ("<", "before"), (">", "after"), ("sebelum ", "before"), ("sesudah ", "after"), ("setelah ", "after"),
    ("paling lambat ", "most"), ("paling cepat ", "least"),
)  # fmt: skip


class _Refusal(Exception):  # noqa: N818 - it never leaves this module
    """A date that is not read: a code, what was expected, a hint and its slots."""

    def __init__(self, code: str, hint: str | None = None, **slots: object) -> None:
        super().__init__(code)
        self.code, self.hint, self.slots = code, hint, slots


def read_date(raw: object, kind: FactType = DAY, *, excel: bool = False, until: bool = False) -> Messy:
    """A date from a cell: a day number, a range, ``NEVER``, missing, or a problem NK440 to NK443, NK446, NK449.

    ``excel`` allows date serials; ``until`` says that the date is a day of expiry, so that ``s/d 2028`` means 2028. Never raises.
    """
    raw = bare(raw)
    if raw is None:
        return MISSING
    if isinstance(raw, str):
        cell = opened(raw)
    else:
        digits = as_digits(raw)
        if digits is None:
            return _read_native(raw, kind)
        cell = opened(digits)
    if isinstance(cell, Messy):
        return cell
    if cell.is_empty or _ZERO.fullmatch(_MIDNIGHT.sub("", cell.folded)):
        return MISSING
    try:
        return Messy(_value(cell.folded, kind, excel=excel, until=until))
    except _Refusal as no:
        expected = describe(kind) if no.code == "NK443" else _EXPECTED
        return refused(no.code, cell.written, expected, no.hint, **no.slots)


def _read_native(raw: Any, kind: FactType) -> Messy:
    """Dates, and everything that is no text: as the strict door reads them."""
    try:
        return Messy(read_value(raw, kind))
    except BadValue as bad:
        known = isinstance(raw, date) and not isinstance(raw, datetime)
        return refused("NK443" if known else "NK440", seen(raw), bad.expected, bad.hint, **bad.slots)


def _value(text: str, kind: FactType, *, excel: bool, until: bool) -> int | Bounds | None:
    if text.rstrip(".") in NEVER_WORDS:
        if not kind.may_be_never:
            raise _Refusal("NK443", "not_never")
        return NEVER
    return _fitted(_span(text, kind, excel=excel, until=until), kind)


def _fitted(span: Bounds, kind: FactType) -> int | Bounds | None:
    low, high = span
    if low > high:
        raise _Refusal("NK440", "range_reversed")
    if span == kind.bounds:
        return None
    if not (kind.bounds[0] <= low and high <= kind.bounds[1]):
        raise _Refusal("NK443", "out_of_bounds")
    return low if low == high else span


def _span(text: str, kind: FactType, *, excel: bool, until: bool) -> Bounds:
    for sign, side in _BOUNDS:
        if text.startswith(sign):
            return _one_sided(_single(text.removeprefix(sign).strip(), excel=excel), side, kind.bounds)
    lead = _UNTIL.match(text)
    if lead is not None:
        if not until:
            raise _Refusal("NK440", "until_where")
        text = text[lead.end() :]
    both = _BOTH.fullmatch(text)
    ends = list(both.groups()) if both else _TO.split(text)
    if len(ends) != 2 or _is_spaced(text):
        return _single(text, excel=excel)
    first, last = _single(ends[0], excel=excel), _single(ends[1], excel=excel)
    if first[0] > last[0] or first[1] > last[1]:
        raise _Refusal("NK440", "range_reversed")
    return (first[0], last[1])


def _is_spaced(text: str) -> bool:
    """``16 - 2021`` and the like are one date with blanks, not two."""
    return any(pattern.fullmatch(text) for pattern, _ in _FORMS)


def _one_sided(span: Bounds, side: str, bounds: Bounds) -> Bounds:
    match side:
        case "most":
            return (bounds[0], span[1])
        case "least":
            return (span[0], bounds[1])
        case "before":
            return (bounds[0], span[0] - 1)
    return (span[1] + 1, bounds[1])


def _single(text: str, *, excel: bool) -> Bounds:
    """One date, month or year."""
    text = _LEAD.sub("", _MIDNIGHT.sub("", text), count=1)
    if _TIME.search(text):
        raise _Refusal("NK440", "date_has_time")
    weekday = _WEEKDAY.match(text)
    if weekday is not None and weekday[1] in WEEKDAYS:
        return _on(WEEKDAYS[weekday[1]], _single(text[weekday.end() :].strip("()"), excel=excel))
    serial = _SERIAL.fullmatch(text)
    if serial is not None:
        return _serial(int(serial[1]), serial[2] or "", excel=excel)
    for pattern, made_of in _FORMS:
        match = pattern.fullmatch(text)
        if match is not None:
            return made_of(match)
    raise _unreadable(text)


def _unreadable(text: str) -> _Refusal:
    for word in _NAME.findall(text)[:4]:
        close = None if word in MONTHS else suggestion(word, [month for month in MONTHS if month[0] == word[0]])
        if close and len(word) > 2:  # "mulai" and "dan" are words of their own
            return _Refusal("NK440", "did_you_mean", suggestion=close)
    return _Refusal("NK440")


def _on(weekday: int, span: Bounds) -> Bounds:
    """The date, if it is the weekday that stands before it."""
    if span[0] == span[1] and date.fromordinal(span[0]).weekday() != weekday:
        name = next(name for name, number in WEEKDAYS.items() if number == date.fromordinal(span[0]).weekday())
        raise _Refusal("NK441", "other_weekday", suggestion=name.capitalize())
    return span


def _serial(number: int, part_of_day: str, *, excel: bool) -> Bounds:
    if not excel:
        raise _Refusal("NK440", "excel_serial")
    if part_of_day.strip("0"):
        raise _Refusal("NK440", "date_has_time")
    return (EXCEL_ZERO.toordinal() + number, EXCEL_ZERO.toordinal() + number)


# --- the forms of one date -------------------------------------------------------------------------------------------


def _day_of(year: str, month: int, dom: str) -> Bounds:
    _year(year)
    try:
        number = date(int(year), month, int(dom)).toordinal()
    except ValueError:
        swapped = month > 12 >= int(dom) > 0
        raise _Refusal("NK441", "day_first" if swapped else None) from None
    return (number, number)


def _month_of(year: str, month: int) -> Bounds:
    _year(year)
    if not 1 <= month <= 12:
        raise _Refusal("NK441")
    days = monthrange(int(year), month)[1]
    return (date(int(year), month, 1).toordinal(), date(int(year), month, days).toordinal())


def _year(year: str) -> int:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        raise _Refusal("NK443", "out_of_bounds")
    return int(year)


def _year_of(year: str) -> Bounds:
    return (date(_year(year), 1, 1).toordinal(), date(_year(year), 12, 31).toordinal())


def _named(word: str) -> int:
    if word not in MONTHS:
        raise _unreadable(word)
    return MONTHS[word]


def _years(match: re.Match[str]) -> Bounds:
    first, last = _year_of(match[1]), _year_of(match[2])
    if first[0] > last[0]:
        raise _Refusal("NK440", "range_reversed")
    return (first[0], last[1])


def _open(hint: str) -> Callable[[re.Match[str]], Bounds]:
    def refuse(match: re.Match[str]) -> Bounds:
        raise _Refusal("NK442", hint)

    return refuse


def _named_open(hint: str) -> Callable[[re.Match[str]], Bounds]:
    def refuse(match: re.Match[str]) -> Bounds:
        _named(match[1])
        raise _Refusal("NK442", hint)

    return refuse


_YEAR_WORDS: Final = frozenset({"tahun", "thn", "th"})
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Bounds]], ...]] = tuple(
    (re.compile(pattern), made_of)
    for pattern, made_of in (
        (r"([0-9]{1,2}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})", lambda m: _day_of(m[4], int(m[3]), m[1])),
        (r"([0-9]{4}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})", lambda m: _day_of(m[1], int(m[3]), m[4])),
        (rf"([0-9]{{1,2}}){_SEP}([a-z]+)\.?{_SEP}([0-9]{{4}})", lambda m: _day_of(m[3], _named(m[2]), m[1])),
        (rf"([a-z]+)\.?{_SEP}([0-9]{{4}})", lambda m: _month_of(m[2], _named(m[1])) if m[1] not in _YEAR_WORDS else _year_of(m[2])),
        (r"([0-9]{1,2}) ?[-/.] ?([0-9]{4})", lambda m: _month_of(m[2], int(m[1]))),
        (r"([0-9]{4})[-/]([0-9]{1,2})", lambda m: _month_of(m[1], int(m[2]))),
        (r"([0-9]{4})(?:[.,]0)?", lambda m: _year_of(m[1])),
        (r"([0-9]{4}) ?[-/] ?([0-9]{4})", _years),
        (r"[0-9]{1,2} ?([-/.]) ?[0-9]{1,2} ?\1 ?'?[0-9]{2}", _open("year_in_full")),
        (rf"[0-9]{{1,2}}{_SEP}([a-z]+)\.?{_SEP}'?[0-9]{{2}}", _named_open("year_in_full")),
        (rf"([a-z]+)\.?{_SEP}'?[0-9]{{2}}", _named_open("year_in_full")),
        (r"(?:0?[1-9]|1[0-2]) ?[-/] ?(?:1[3-9]|[2-9][0-9])", _open("year_in_full")),
        (r"[0-9]{1,2} ?[-/] ?[0-9]{1,2}", _open("add_the_year")),
        (rf"[0-9]{{1,2}}{_SEP}([a-z]+)\.?", _named_open("add_the_year")),
    )
)
