"""What people write where a value is expected, and what they probably meant: for hints only, nothing is read here."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final
from unicodedata import decimal, normalize

from naikkelas.facts import FactType, Kind
from naikkelas.ranges import NEVER_WORD

#: A hint of the catalogue and its slots.
Advice = tuple[str, Mapping[str, object]]

_MILLION: Final = re.compile(r"(?:rp\.?\s*)?(\d+(?:[.,]\d{1,2}|[.,]\d{4,})?)\s*m", re.IGNORECASE)
_COMMAS: Final = re.compile(r"(?:rp\.?\s*)?(\d{1,3}(?:,\d{3}){2,})", re.IGNORECASE)
_PERCENT: Final = re.compile(r"(-?\d{1,9}(?:[.,]\d{1,9})?)\s*(?:%|persen|percent)", re.IGNORECASE)
_FRACTION: Final = re.compile(r"-?\d+[.,]\d+")
_THOUSANDS: Final = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?")
_AROUND_MONEY: Final = re.compile(r"^idr\.?\s*(?=\d)|\s*rupiah$|[,.]-{1,2}$", re.IGNORECASE)
_SPACED: Final = re.compile(r"\d{1,3}(?:[ _]\d{3})+(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.]?(\d{2}|(?<=[-/.])\d)[-/.]?(\d{2}|(?<=[-/.])\d)(?:[T ]\d{2}:\d{2}.*)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH_NAMES: Final = (
    "januari january jan", "februari february pebruari feb", "maret march mar", "april apr", "mei may", "juni june jun", "juli july jul",
    "agustus august agu ags aug", "september sept sep", "oktober october okt oct", "november nopember nov nop", "desember december des dec",
)  # fmt: skip
_MONTHS: Final = {name: month for month, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH_IN_WORDS: Final = re.compile(r"(\d{1,2})[\s-]+([A-Za-z]+)\.?[\s-]+(\d{4})")
_BETWEEN: Final = re.compile(r"\s*(?:\.\.|-|–|—|\bs/d\b|\bs\.d\.|\bsampai(?: dengan)?\b|\bhingga\b)\s*", re.IGNORECASE)
_UNIT: Final = re.compile(r"\s*[a-z]+", re.IGNORECASE)
_NEVER_WORDS: Final = frozenset(
    {"seumur hidup", "selamanya", "tanpa batas", "tanpa batas waktu", "tidak terbatas", "tidak ada masa berlaku", "permanen", "forever"}
)
_LONGEST: Final = 80
_UNIT_WORDS: Final = {
    "tahun": "years", "thn": "years", "th": "years", "year": "years", "years": "years",
    "bulan": "months", "bln": "months", "month": "months", "months": "months",
    "minggu": "weeks", "pekan": "weeks", "week": "weeks", "weeks": "weeks",
    "hari": "days", "day": "days", "days": "days",
}  # fmt: skip
_ISO: Final = re.compile(r"P([1-9][0-9]{0,5})([YMWD])", re.IGNORECASE)
_ISO_UNITS: Final = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
_COUNTED: Final = re.compile(r"([0-9]{1,6})\s*([A-Za-z]+)")


def slip(text: str, kind: FactType, reads: Callable[[str], bool]) -> Advice | None:
    """What to say about a text that is no value of the type; ``reads`` tells whether another text would be one."""
    if len(text) > _LONGEST or not kind.kind.is_ordered:
        return None
    found = _of_kind(text, kind)
    plain = _plain(text) if found is None else text
    if plain != text and reads(plain):
        return _meant(plain)
    if found is None and kind.kind is Kind.MONEY:
        found = _money_as_read(text, reads)
    if found is None:
        found = _range(text, kind, reads)
    return found


def _of_kind(text: str, kind: FactType) -> Advice | None:
    if kind.kind is Kind.DATE:
        return _of_date(text, kind)
    if kind.kind is Kind.MONEY:
        return _of_money(text)
    percent = _PERCENT.fullmatch(text)
    if kind.kind is Kind.INTEGER:
        broken = _FRACTION.fullmatch(text) and not _THOUSANDS.fullmatch(text)
        return ("whole_number", {}) if percent or broken else None
    if percent is None:
        return None
    share = Decimal(percent[1].replace(",", "."))
    return "percent", {"share": f"{share / 100:f}", "percent": f"{share:f}"}


def _plain(text: str) -> str:
    """Digits and signs of other scripts and widths as those of the keyboard."""
    return "".join(str(decimal(char, char)) for char in normalize("NFKC", text).replace("\u2212", "-"))


def _money_as_read(text: str, reads: Callable[[str], bool]) -> Advice | None:
    """``IDR 5 000 000,-`` without what is no part of the amount."""
    bare = _AROUND_MONEY.sub("", _AROUND_MONEY.sub("", text))
    found = _SPACED.sub(lambda each: re.sub("[ _]", "", each.group()), bare)
    return _meant(found) if found != text and reads(found) else None


def _of_money(text: str) -> Advice | None:
    million = _MILLION.fullmatch(text)
    if million is not None:
        return "million_or_miliar", {"amount": million[1]}
    commas = _COMMAS.fullmatch(text)
    return None if commas is None else _meant(commas[1].replace(",", ""))


def _of_date(text: str, kind: FactType) -> Advice | None:
    if kind.may_be_never and text.lower() in _NEVER_WORDS:
        return _meant(NEVER_WORD)
    first = _YEAR_FIRST.fullmatch(text) if text.isascii() else None
    if first is not None:
        return _real_day(int(first[1]), int(first[2]), int(first[3]))
    found = (_DAY_FIRST.fullmatch(text) or _MONTH_IN_WORDS.fullmatch(text)) if text.isascii() else None
    month = _MONTHS.get(found[2].lower(), found[2]) if found is not None else ""
    if found is None or not str(month).isdigit():
        return None
    return _real_day(int(found[3]), int(month), int(found[1]))


def _real_day(year: int, month: int, day: int) -> Advice | None:
    try:
        return _meant(date(year, month, day).isoformat())
    except ValueError:
        return None


def _range(text: str, kind: FactType, reads: Callable[[str], bool]) -> Advice | None:
    ends = two_ends(text, kind, reads)
    return None if ends is None else _meant(f"{{at_least: {_quoted(ends[0])}, at_most: {_quoted(ends[1])}}}")


def two_ends(text: str, kind: FactType, reads: Callable[[str], bool]) -> tuple[str, str] | None:
    """What ``50 - 100 juta`` goes from and to; a unit behind the last is the unit of both."""
    if len(text) > _LONGEST:
        return None
    for found in _BETWEEN.finditer(text):
        low, high = text[: found.start()], text[found.end() :]
        unit = _UNIT.search(high)
        if kind.kind is Kind.MONEY and unit is not None and low[-1:].isdigit():
            low += unit.group()
        if low and high and reads(low) and reads(high):
            return low, high
    return None


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text else text


def _meant(text: str) -> Advice:
    return "did_you_mean", {"suggestion": text}


def length_in_words(raw: object) -> Advice | None:
    """``12 bulan`` and ``P12M`` are meant as ``{months: 12}``."""
    iso = _ISO.fullmatch(raw.strip()) if isinstance(raw, str) and raw.isascii() else None
    if iso is not None:
        return _meant(f"{{{_ISO_UNITS[iso[2].upper()]}: {int(iso[1])}}}")
    counted = _COUNTED.fullmatch(raw.strip()) if isinstance(raw, str) and raw.isascii() else None
    unit = _UNIT_WORDS.get(counted[2].lower()) if counted else None
    return _meant(f"{{{unit}: {int(counted[1])}}}") if counted and unit else None


def broken_length(raw: object, unit: str, factor: int) -> Advice | None:
    """A year and a half is 18 months: ``{years: 1.5}``, where ``factor`` of ``unit`` make one of what was counted."""
    text = str(raw)
    if len(text) > _LONGEST or not _FRACTION.fullmatch(text) or not text.isascii():
        return None
    whole = Decimal(text.replace(",", ".")) * factor
    return _meant(f"{{{unit}: {int(whole)}}}") if whole == int(whole) and whole > 0 else ("whole_number", {})
