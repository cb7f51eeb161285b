"""What the format of a number makes of it: ``"Rp" #,##0 "ribu"`` shows 750 as ``Rp 750 ribu``, and that is what people read.

A format that only groups, rounds, colours or says rupiah leaves the number alone. One with other words gives the text that is shown, not
rounded, which is then read as every text; one that hides what the number is gives a cell that nobody may read. How far formats show
dates is the business of :mod:`naikkelas.batch.files.date_formats`.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from naikkelas.batch.cells import Cell, Doubtful, text_of
from naikkelas.batch.files.date_formats import NONE, WHOLE, Parts, are_words, as_far_as_shown, parts_of
from naikkelas.problems import NOWHERE, Words, problem

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]?|(?P<general>general|standard)|(?P<day>am/pm|a/p)'
    r"|(?P<exponent>e[-+])|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
#: How many parts of a format are for numbers; one more is for texts.
_NUMBERS: Final = 3
_SPAN: Final = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)")
_DATE_LETTERS: Final = frozenset("dmyhs")
_PLAIN_BEFORE: Final = frozenset({"", "rp", "rp.", "idr", "idr.", "+"})
_PLAIN_BEHIND: Final = frozenset({"", ",-", ",--", ".-", "-", ",00", ".00", "rupiah", "rp", "idr", ",-rupiah"})
#: Signs between digits that part the digits of a number of identification, and mean nothing.
_BETWEEN: Final = re.compile(r"[-./ \u00a0]*")
_PARTING: Final = "-./,: \u00a0"
#: What people call a thousandfold, by the number of times.
_TIMES: Final = {"ribu": 1, "rb": 1, "juta": 2, "jt": 2, "miliar": 3, "milyar": 3, "m": 3, "triliun": 4, "trilyun": 4, "t": 4}

#: What the program itself calls formats that stand in no file; those of money show the currency of the computer they are opened on.
BUILT_IN: Final = {
    9: "0%", 10: "0.00%", **dict.fromkeys((14, 15), "d/m/yyyy"), 22: "d/m/yyyy h:mm", 16: "d-mmm", 17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 45, 47), "h:mm"), 46: "[h]:mm",
}  # fmt: skip
#: Numbers of days in a column of dates that are years which somebody typed.
FIRST_YEAR, LAST_YEAR = 1900, 2100

#: A dash for zero, as in ledgers.
_DASHES: Final = re.compile("[-\u2010-\u2015\u2212]+")
_HIDES: Final = Words("its format hides a part of it", "formatnya menyembunyikan sebagian isinya")
_IS_YEAR: Final = Words("its date is a year that was taken for a count of days", "tanggalnya adalah tahun yang dianggap jumlah hari")
_HIDDEN: Final = problem("NK566", NOWHERE, "plain_format", reason=_HIDES)
_UNCALCULATED: Final = problem("NK567", NOWHERE, "calculate")
_YEAR: Final = problem("NK566", NOWHERE, "holds_a_year", reason=_IS_YEAR)


@dataclass(frozen=True, slots=True)
class Section:
    """What one part of a format does: the texts before and behind the digits, how often it takes off three digits, and per cent.

    ``shows_zero``: as a digit or as a dash. ``parts`` are those of a date, ``has_time`` says that it shows more, and ``says_more`` that
    words or signs stand beside it.
    """

    before: str = ""
    behind: str = ""
    between: str = ""
    thousands: int = 0
    hundreds: int = 0
    has_digits: bool = False
    shows_zero: bool = False
    is_date: bool = False
    is_span: bool = False
    parts: Parts = NONE
    has_time: bool = False
    says_more: bool = False
    condition: tuple[str, float] | None = None
    is_text: bool = False

    @property
    def is_whole_date(self) -> bool:
        """Whether what is shown is a date with its time, and no more and no less."""
        return self.is_date and self.parts == WHOLE and self.has_time and not self.says_more

    def of_date(self, day: date) -> Cell:
        """A date as far as it is shown, as a text with the words beside it."""
        made = as_far_as_shown(day, self.parts, has_time=self.has_time)
        if isinstance(made, Doubtful) or not self.says_more:
            return made
        return as_shown(self.before, text_of(made), as_shown("", self.between.strip(_PARTING), self.behind))

    @property
    def is_plain(self) -> bool:
        """Whether what is shown is the number, or nothing where that is zero."""
        return (
            self.has_digits
            and not (self.thousands or self.hundreds)
            and _folded(self.before) in _PLAIN_BEFORE
            and _folded(self.behind) in _PLAIN_BEHIND
            and _BETWEEN.fullmatch(self.between) is not None
        )


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format of a number, for positive ones, negative ones and zero."""

    sections: tuple[Section, ...]
    has_conditions: bool = False

    @property
    def is_date(self) -> bool:
        """Whether numbers, or some of them, are days since the beginning of the calendar of the file."""
        return any(each.is_date for each in self.sections)

    @property
    def is_whole_date(self) -> bool:
        """Whether it shows any number as a date with its time and no otherwise."""
        return self.is_date and all(each.is_whole_date for each in self.sections if not each.is_text)

    def of_date(self, day: date) -> Cell:
        """A date of which nobody told the number, as its first part for dates shows it."""
        return next(each for each in self.sections if each.is_date).of_date(day)

    @property
    def is_plain(self) -> bool:
        """Whether no number becomes anything else, and no text."""
        only = self.sections[0]
        return len(self.sections) == 1 and not only.is_date and only.is_plain and only.shows_zero and self.of_texts is None

    @property
    def hides_texts(self) -> bool:
        """Whether it has a part for texts that does not show them."""
        return len(self.sections) > _NUMBERS and not self.sections[_NUMBERS].is_text

    @property
    def of_texts(self) -> Section | None:
        """What adds words to texts, if anything does."""
        return next((each for each in self.sections if each.is_text and (each.before or each.behind)), None)

    def shown(self, number: int | float) -> Cell:
        """The number where the format leaves it alone, else the text that is shown, or a cell that nobody may read."""
        section = self.section(number)
        if number == 0 and not section.shows_zero:
            return hidden(number)
        if section.is_plain or (number == 0 and not section.has_digits):
            return number
        if not section.has_digits or _BETWEEN.fullmatch(section.between) is None:
            return hidden(number)
        if section.thousands and (section.hundreds or times_of(section.behind) != section.thousands):
            return hidden(number)
        return as_shown(section.before, _exact(number, section), section.behind)

    def section(self, number: int | float) -> Section:
        """The part of the format that is for a number."""
        if self.has_conditions:
            rest = [section for section in self.sections if section.condition is None]
            met = (section for section in self.sections if section.condition is not None and _holds(section.condition, number))
            return next(met, rest[0] if rest else self.sections[0])
        index = 1 if number < 0 else 2 if number == 0 else 0
        is_apart = index < min(len(self.sections), _NUMBERS) and not self.sections[index].is_text
        return self.sections[index if is_apart else 0]


PLAIN: Final = NumberFormat((Section(has_digits=True, shows_zero=True),))


def as_shown(before: str, digits: str, behind: str) -> str:
    """A number with the texts beside it."""
    return " ".join(part for part in (before, digits, behind) if part)


def is_plain_text(before: str, behind: str) -> bool:
    """Whether texts beside a number say no more than that it is one, or rupiah."""
    return _folded(before) in _PLAIN_BEFORE and _folded(behind) in _PLAIN_BEHIND


def hidden(number: int | float) -> Doubtful:
    """A number of which nobody can tell how much of it is shown."""
    return hidden_text(written(number))


def hidden_text(text: str) -> Doubtful:
    """A text that the sheet does not show."""
    return Doubtful(text, _HIDDEN)


def year_as_date(shown: str) -> Doubtful:
    """A day of 1905, or 1909, that was surely a year."""
    return Doubtful(shown, _YEAR)


def is_typed_year(day: date, zero: date) -> bool:
    """Whether a day is what a program that counts from ``zero`` makes of a year that is typed into a cell of dates."""
    return FIRST_YEAR <= day.toordinal() - zero.toordinal() <= LAST_YEAR


def uncalculated(formula: str) -> Doubtful:
    """A formula without a value."""
    return Doubtful(f"={formula}" if formula else "=…", _UNCALCULATED)


def times_of(behind: str) -> int:
    """How often a word behind a number stands for three zeros."""
    return _TIMES.get(_folded(behind), 0)


def written(number: float | Decimal) -> str:
    """A number in digits, as it would be typed."""
    return _digits(Decimal(str(number)))


def format_of(code: str) -> NumberFormat:
    """What a format means."""
    made: list[Section] = []
    parts: list[re.Match[str]] = []
    for token in _TOKEN.finditer(code):
        if token["sign"] == ";":
            made.append(_section_of(parts))
            parts = []
        else:
            parts.append(token)
    made.append(_section_of(parts))
    has_conditions = any(section.condition is not None for section in made)
    if not has_conditions:
        made[1:3] = map(_without_sign, made[1:3])
    return NumberFormat(tuple(made[: _NUMBERS + 1]), has_conditions)


def _without_sign(section: Section) -> Section:
    """What is for negative numbers and zero, without the sign: the number has its own, and zero is shown as a dash."""
    before, behind = section.before.replace("-", "").replace("(", ""), section.behind.replace("-", "").replace(")", "")
    return replace(section, before=before.strip(), behind=behind.strip())


def _section_of(tokens: list[re.Match[str]]) -> Section:
    reading = _Reading()
    for token in tokens:
        reading.take(token)
    return reading.section()


class _Reading:
    """One part of a format on its way: the texts before the digits, between them, and behind the last."""

    def __init__(self) -> None:
        self._before = self._between = self._behind = ""
        self._commas = self._hundreds = 0
        self._digits = self._zero = self._is_date = self._is_span = self._is_text = False
        self._runs: list[str] = []
        self._is_running = self._has_noon = False
        self._ahead = self._beyond = 0
        self._condition: tuple[str, float] | None = None

    def take(self, token: re.Match[str]) -> None:
        """The next sign of the format."""
        letter = (token["sign"] or "").casefold()
        if letter in _DATE_LETTERS:
            self._run(letter)
        else:
            self._is_running = False
        if token["bracket"] is not None:
            self._bracket(token["bracket"])
        elif token["day"]:
            self._has_noon = True
            self._dated()
        elif token["general"]:
            self._digit()
            self._zero = True
        elif token["sign"]:
            self._sign(token["sign"])
        else:
            self._text(token["quoted"] or token["escaped"] or "")

    def _run(self, letter: str) -> None:
        """Letters of a date that follow each other mean something together."""
        if self._is_running and self._runs[-1][0] == letter:
            self._runs[-1] += letter
        else:
            self._runs.append(letter)
        self._is_running = True
        self._dated()

    def _dated(self) -> None:
        """Texts so far stand before this part of a date, and before or between those that came earlier."""
        if not self._is_date:
            self._is_date, self._ahead = True, len(self._before)
        self._beyond = len(self._before)

    def _bracket(self, inside: str) -> None:
        if inside.startswith("$"):
            self._text(inside[1:].partition("-")[0])
        elif _SPAN.fullmatch(inside):
            self._is_span = True
            self._run(inside[0].casefold())
        elif found := _CONDITION.fullmatch(inside):
            self._condition = (found[1], float(found[2]))

    def _sign(self, sign: str) -> None:
        self._is_text |= sign == "@"
        if self._is_date and sign in "0.#?":
            self._beside_date(sign)
        elif sign in "0#?@":
            self._digit()
            self._zero |= sign in "0@"
        elif sign == ",":
            self._commas += self._digits
        elif sign.casefold() in _DATE_LETTERS:
            pass
        elif sign == "/" and self._digits:
            self._zero = True
        elif sign != ".":
            self._hundreds += sign == "%"
            self._text(sign)

    def _beside_date(self, sign: str) -> None:
        """Zeros are parts of a second; other signs are what they are."""
        if sign == "0":
            self._dated()
        else:
            self._text(sign)

    def _digit(self) -> None:
        """Commas and texts before another digit part the digits."""
        if self._digits:
            self._between += self._behind
        self._digits, self._behind, self._commas = True, "", 0

    def _text(self, text: str) -> None:
        if self._digits:
            self._behind += text
        else:
            self._before += text

    def section(self) -> Section:
        """What was read."""
        if self._is_date:
            return self._date()
        texts = _folded(self._before + self._between + self._behind)
        is_dash = _DASHES.search(texts) is not None and _DASHES.sub("", texts) in _PLAIN_BEFORE
        return Section(
            self._before.strip(), self._behind.strip(), self._between, self._commas, self._hundreds, has_digits=self._digits,
            shows_zero=self._zero or is_dash, condition=self._condition, is_text=self._is_text,
        )  # fmt: skip

    def _date(self) -> Section:
        before, between = self._before[: self._ahead].strip(), self._before[self._ahead : self._beyond]
        behind = f"{self._before[self._beyond :]}{self._between}{self._behind}".strip()
        has_weekday = any(run[0] == "d" and len(run) >= len("ddd") for run in self._runs)
        return Section(
            before, behind, between, is_date=True, is_span=self._is_span, parts=parts_of(self._runs), condition=self._condition,
            has_time=self._has_noon or any(run[0] in "hs" for run in self._runs),
            says_more=are_words(before, between, behind, has_weekday=has_weekday),
        )  # fmt: skip


def _holds(condition: tuple[str, float] | None, number: float) -> bool:
    sign, bound = condition or ("=", 0.0)
    return {
        "<": number < bound, ">": number > bound, "=": number == bound,
        "<=": number <= bound, ">=": number >= bound, "<>": number != bound,
    }[sign]  # fmt: skip


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _exact(number: float, section: Section) -> str:
    return _digits(Decimal(str(number)).scaleb(2 * section.hundreds - 3 * section.thousands))


def _digits(number: Decimal) -> str:
    """In digits, with a comma before decimals and no zeros at the end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text
