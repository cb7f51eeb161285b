"""Values in words: rupiah, dates, numbers, durations, choices and lists, in both languages."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from naikkelas.calendar import Duration
from naikkelas.explain import templates_en, templates_id
from naikkelas.facts import FactType, Kind, Text
from naikkelas.problems import Lang
from naikkelas.ranges import NEVER, Bounds
from naikkelas.values import Value

TEMPLATES: Final[Mapping[Lang, Mapping[str, str]]] = MappingProxyType({"id": templates_id.TEMPLATES, "en": templates_en.TEMPLATES})

#: The longest list and the longest text that a sentence quotes in full.
MOST_LISTED: Final = 8
MOST_TEXT: Final = 120

_ANSI: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x9b[0-?]*[ -/]*[@-~]")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})
_GROUPED_FROM: Final = 10_000
#: Units of one, in English. An author's unit that is not here keeps its form: of "glass" no letter goes.
_OF_ONE: Final[Mapping[str, str]] = MappingProxyType(
    {"people": "person", "men": "man", "women": "woman", "boxes": "box", "batches": "batch", "businesses": "business"}
    | {
        f"{one}s": one
        for one in (
            *("day", "week", "month", "year", "hour", "minute", "worker", "employee", "member", "piece", "item", "unit", "product"),
            *("bottle", "packet", "sack", "point", "time", "kilogram", "gram", "tonne", "ton", "litre", "liter", "metre", "meter"),
            *("kilometre", "kilometer", "square metre", "hectare", "degree", "outlet", "shop", "permit", "training", "session", "machine"),
        )
    }
)
_NO_TITLES: Final[Mapping[str, Text]] = MappingProxyType({})


def say(lang: Lang, key: str, **slots: object) -> str:
    """The sentence of a template with its slots filled."""
    return TEMPLATES[lang][key].format_map(slots)


def say_best(lang: Lang, key: str, state: str, **slots: object) -> str:
    """The sentence of ``key.state`` where there is one, else of ``key``."""
    exact = f"{key}.{state}"
    return say(lang, exact if exact in TEMPLATES[lang] else key, **slots)


def in_lang(text: Text, lang: Lang) -> str:
    """One of the two languages of a text."""
    return text.id if lang == "id" else text.en


def clean(text: str) -> str:
    """``text`` on one line without what cannot be seen: control and direction characters, terminal escapes."""
    if text.isprintable():  # no blank but the plain one, and nothing that cannot be seen
        return " ".join(text.split())
    bare = _ANSI.sub("", text)
    kept = (" " if char.isspace() else char for char in bare if char.isspace() or unicodedata.category(char) not in _INVISIBLE)
    return " ".join("".join(kept).split())


def capital(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def list_words(lang: Lang, words: Sequence[str], last: str = "and") -> str:
    """``A, B dan C``; a long list is cut: ``A, B, ..., dan 6 lainnya``."""
    if len(words) > MOST_LISTED:
        return say(lang, "list.more", head=", ".join(words[:MOST_LISTED]), count=len(words) - MOST_LISTED)
    if len(words) < 2:
        return "".join(words) or say(lang, "value.none")
    return say(lang, f"list.{last}", head=", ".join(words[:-1]), last=words[-1])


def day_words(lang: Lang, day: int) -> str:
    """``1 Maret 2026``; a date that cannot come in words; before the calendar, its first day."""
    if day >= NEVER:
        return say(lang, "value.never")
    when = date.fromordinal(max(day, 1))
    return f"{when.day} {say(lang, f'month.{when.month}')} {when.year}"


def duration_words(lang: Lang, length: Duration) -> str:
    """``12 bulan`` or ``90 hari``."""
    unit = length.unit.removesuffix("s") if abs(length.count) == 1 else length.unit
    return say(lang, f"duration.{unit}", count=length.count)


def number_words(lang: Lang, value: int, decimals: int = 0, *, grouped: bool = True) -> str:
    """A scaled integer as people write it: ``1.250,5`` in Indonesian, ``1,250.5`` in English."""
    thousands, point = (".", ",") if lang == "id" else (",", ".")
    whole, part = divmod(abs(value), 10**decimals)
    digits = f"{whole:,}".replace(",", thousands) if grouped else str(whole)
    tail = f"{part:0{decimals}}".rstrip("0") if part else ""
    return ("-" if value < 0 else "") + digits + (point + tail if tail else "")


def money_words(value: int) -> str:
    """``Rp2.500.000`` in both languages."""
    return f"{'-' if value < 0 else ''}Rp{abs(value):,}".replace(",", ".")


def value_words(value: Value | Duration, kind: FactType, lang: Lang, titles: Mapping[str, Text] = _NO_TITLES) -> str:
    """A canonical value in words; ``titles`` name the choices.

    A range says both ends, or one where the other is the type's own bound; ``None`` is "not known yet".
    """
    if value is None:
        return say(lang, "value.missing")
    if isinstance(value, tuple):
        return _range_words(value, kind, lang)
    return clean(_exact_words(value, kind, lang, titles))


def _exact_words(value: int | bool | str | frozenset[str] | Duration, kind: FactType, lang: Lang, titles: Mapping[str, Text]) -> str:
    match value:
        case Duration():
            return duration_words(lang, value)
        case bool():
            return say(lang, "value.true" if value else "value.false")
        case frozenset():
            return list_words(lang, sorted(_member_words(member, kind, lang, titles) for member in value))
        case str():
            return _member_words(value, kind, lang, titles)
        case _:
            return _with_unit(_bare_words(value, kind, lang), kind, lang, value)


def _member_words(value: str, kind: FactType, lang: Lang, titles: Mapping[str, Text]) -> str:
    title = titles.get(value)
    if title is not None:
        return in_lang(title, lang)
    short = value if len(value) <= MOST_TEXT else value[: MOST_TEXT - 1] + "…"
    return say(lang, "value.text", text=short) if kind.kind is Kind.TEXT else short


def _bare_words(value: int, kind: FactType, lang: Lang) -> str:
    """A number, an amount or a date without its unit. Four digits without a unit stay together: they may be a year."""
    if kind.kind is Kind.MONEY:
        return money_words(value)
    if kind.kind is Kind.DATE:
        return day_words(lang, value)
    grouped = kind.unit is not None or abs(value) >= _GROUPED_FROM * 10**kind.decimals
    return number_words(lang, value, kind.decimals, grouped=grouped)


def _with_unit(words: str, kind: FactType, lang: Lang, end: int | None = None) -> str:
    """Words with their unit, that of one where ``end`` is one. Bahasa Indonesia has one form; English has two, of the units known here."""
    if kind.unit is None:
        return words
    unit = in_lang(kind.unit, lang)
    if lang == "en" and end is not None and abs(end) == 10**kind.decimals:
        unit = _OF_ONE.get(unit, unit)
    return say(lang, "value.unit", number=words, unit=unit)


def open_sides(value: Bounds, kind: FactType) -> tuple[bool, bool]:
    """Which ends of a range say nothing, because they are the type's own bounds (or a date that cannot come)."""
    low, high = value
    never = kind.kind is Kind.DATE and high >= NEVER
    return (kind.low is not None and low <= kind.low, never or (kind.high is not None and high >= kind.high))


def _range_words(value: Bounds, kind: FactType, lang: Lang) -> str:
    no_low, no_high = open_sides(value, kind)
    low, high = (_bare_words(end, kind, lang) for end in value)
    by_day = "day_" if kind.kind is Kind.DATE else ""
    if no_low and no_high:
        return say(lang, "value.missing")
    if no_low:
        return _with_unit(say(lang, f"value.{by_day}to", high=high), kind, lang, value[1])
    if no_high:
        return _with_unit(say(lang, f"value.{by_day}from", low=low), kind, lang, value[0])
    return _with_unit(say(lang, "value.between", low=low, high=high), kind, lang)
