"""What a cell says where it tells in what the amount beside it is counted, or of which time that is: ``juta``, ``USD``, ``per bulan``, ``kg``."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from naikkelas.batch.wording.earlier import FIRST_YEAR
from naikkelas.batch.wording.titles import YEAR, words_of
from naikkelas.ikm.cells import EMPTY

#: A longer text tells more than a unit.
MOST: Final = 40
#: What a cell of any column has that may be looked at by :func:`said_in`, as Polars reads it too.
MAY_TELL: Final = (
    r"(?i)rib|\brb|jut|\bjt|mil|tril|thous|bill|hari|minggu|pekan|bulan|\bbln|\bbl\b|\bhr\b|\bmgg|triw|tri w|semester|[kc]uart|kwart|quart|cawu|da[iy]|week|month|jam"
    r"|\bus|[$€£¥]|dol|eur|gbp|poun|jpy|\byen|cn|rmb|yuan|sgd|myr|ringgit|thb|baht|r[iy]al|\bsar\b|aud|hkd|krw|twd|inr|rupee"
)

#: What amounts of rupiah of a year say of themselves.
RUPIAH: Final = "rupiah"
YEARLY: Final = "tahun"
DAILY: Final = "hari"

_SCALES: Final = {
    **dict.fromkeys(("ribu", "ribuan", "rb", "seribu", "thousand", "thousands"), "ribu"),
    **dict.fromkeys(("juta", "jutaan", "jt", "sejuta", "million", "millions"), "juta"),
    **dict.fromkeys(("miliar", "miliaran", "milyar", "milyaran", "semiliar", "billion", "billions"), "miliar"),
    **dict.fromkeys(("triliun", "trilyun", "triliunan", "trillion"), "triliun"),
}
_ZEROS: Final = {3: "ribu", 6: "juta", 9: "miliar", 12: "triliun"}
#: Capitals that stand for a size where nothing but sizes can stand; a small ``m`` is a metre.
_CAPITALS: Final = {"K": "ribu", "M": "miliar", "T": "triliun"}
_CURRENCIES: Final = words_of(
    "usd us $ dolar dollar eur euro € gbp £ pound poundsterling jpy yen ¥ cny rmb yuan sgd myr ringgit thb baht riyal rial sar aud hkd krw twd inr rupee"
)
_HOME: Final = words_of("rp rupiah idr")
_YEARS: Final = words_of("tahun tahunan thn th setahun pertahun year yearly annual annually annum")
_BARE_TIMES: Final = {
    **dict.fromkeys(("hari", "hr", "day", "days"), DAILY),
    **dict.fromkeys(("minggu", "mgg", "pekan", "week", "weeks"), "minggu"),
    **dict.fromkeys(("bulan", "bln", "bl", "month", "months"), "bulan"),
}
#: Times that are the name of nobody and of no day.
_CLEAR_TIMES: Final = {
    **dict.fromkeys(("harian", "perhari", "sehari", "daily"), DAILY),
    **dict.fromkeys(("mingguan", "perminggu", "seminggu", "pekanan", "sepekan", "perpekan", "weekly"), "minggu"),
    **dict.fromkeys(("bulanan", "perbulan", "perbln", "sebulan", "monthly"), "bulan"),
    **dict.fromkeys(("triwulan", "triwulanan", "pertriwulan", "tw"), "triwulan"),
    **dict.fromkeys(("kuartal", "kuartalan", "kwartal", "quarter", "quarterly"), "triwulan"),
    **dict.fromkeys(("semester", "semesteran", "persemester"), "semester"),
    **dict.fromkeys(("caturwulan", "cawu"), "caturwulan"),
    **dict.fromkeys(("jam", "perjam", "sejam"), "jam"),
}
_MONTHS: Final = words_of(
    "januari jan februari feb pebruari maret mar april apr mei juni jun juli jul agustus agu agt ags september sep sept oktober okt november nov nop desember des"
)
_FIRST_MONTHS: Final = words_of("januari jan")
_LAST_MONTHS: Final = words_of("desember des")
_PER: Final = words_of("per tiap setiap")
_THINGS: Final = words_of(
    "kg kilogram kilo gram g gr ons ton kw kuintal kwintal liter ltr l ml m m2 m3 meter cm ha unit buah bh pcs pc lembar lbr set pasang psg lusin lsn kodi "
    "batang btg butir btr bungkus bks botol btl dus pak pack karung sak toples sachet porsi potong ptg ekor tray box biji cup paket pouch stel helai roll "
    "rim gross persen %"
)
_PEOPLE: Final = words_of("orang org jiwa")
#: Words beside a unit that say no more than whose it is.
_FILLERS: Final = words_of(
    "dalam dlm satuan nilai uang mata omset omzet penjualan pendapatan penghasilan rata x s d sd sampai dan anggaran ta periode kurang lebih sekitar kira i ii iii iv"
)
_TOKENS: Final = re.compile(r"m[23]\b|[a-z]+|[0-9][0-9.,]*|[$€£¥%]")
_JOINED: Final = re.compile(r"\b(rp|idr)\.?(?=ribu|rb|juta|jt|mil|tril|[0-9])")
_MONTHS_OF_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says of amounts: sizes and currencies, times, and what else is counted.

    ``is_clear``: it says so below any title. Else it may be a name (``Hari``, ``Minggu``) where it ``is_bare``, or how long something is (``3 bulan``).
    """

    money: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    is_clear: bool = False
    is_bare: bool = False

    @property
    def tells(self) -> bool:
        """Whether it says anything at all."""
        return bool(self.money or self.times or self.things)


NOTHING: Final = Said()
_MAY_TELL: Final = re.compile(MAY_TELL).search


def may_tell(text: str) -> bool:
    """Whether a text may be one that a cell of any column says as a unit."""
    return len(text) <= MOST and _MAY_TELL(text) is not None


def is_thing(word: str) -> bool:
    """Whether a word is the unit of things, and of no amounts."""
    return word in _THINGS


@lru_cache(4096)
def said_in(text: str) -> Said | None:
    """What a text says as a unit; nothing where it is as good as blank, ``None`` where it says anything else."""
    text = " ".join(text.split())
    if text.casefold() in EMPTY:
        return NOTHING
    if len(text) > MOST:
        return None
    if text in _CAPITALS:
        return Said(money=frozenset({_CAPITALS[text]}))
    plain = _JOINED.sub(r"\1 ", text.casefold())
    if any(char.isalnum() for char in _TOKENS.sub("", plain)):
        return None
    return _Reading(is_per="/" in plain).of(_TOKENS.findall(plain.replace("tri wulan", "triwulan")))


class _Reading:
    """The words of a text, one after the other."""

    def __init__(self, *, is_per: bool) -> None:
        self._is_per, self._is_clear, self._is_bare = is_per, False, False
        self._money: set[str] = set()
        self._times: set[str] = set()
        self._things: set[str] = set()
        self._months: list[str] = []
        self._number: int | None = None

    def of(self, tokens: list[str]) -> Said | None:
        """What they say together; ``None`` where one of them says anything else."""
        if not all(map(self._take, tokens)) or (self._number is not None and not self._times):
            return None
        self._of_months()
        if tokens and not (self._money or self._times or self._things):
            return None
        is_clear = self._is_clear or (self._is_bare and self._is_per)
        return Said(frozenset(self._money), frozenset(self._times), frozenset(self._things), is_clear, self._is_bare and not is_clear)

    def _take(self, token: str) -> bool:
        """Whether a word is understood; it is kept."""
        if token[0].isdigit():
            return self._take_number(token)
        if token in _SCALES or token in _CURRENCIES:
            self._money.add(_SCALES.get(token, token))
            self._is_clear = True
        elif token in _HOME:
            self._money.add(RUPIAH)
        elif token in _CLEAR_TIMES:
            self._of_time(_CLEAR_TIMES[token], is_clear=True)
        elif token in _BARE_TIMES:
            self._of_time(_BARE_TIMES[token], is_clear=False)
        elif token in _YEARS:
            self._of_time(YEARLY, is_clear=False, is_bare=False)
        elif token in _MONTHS:
            self._months.append(token)
        elif token in _THINGS or token in _PEOPLE:
            self._things.add("orang" if token in _PEOPLE else token)
        elif token in _PER:
            self._is_per = True
        else:
            return token in _FILLERS
        return True

    def _of_time(self, time: str, *, is_clear: bool, is_bare: bool = True) -> None:
        """A time, also some of them: twelve months are a year, and how long something is may be no period of amounts."""
        number, self._number = self._number, None
        if number is None or number == 1:
            self._times.add(time)
            self._is_clear, self._is_bare = self._is_clear or is_clear, self._is_bare or is_bare
        else:
            self._times.add(YEARLY if (number, time) == (_MONTHS_OF_A_YEAR, "bulan") else f"{number} {time}")

    def _take_number(self, token: str) -> bool:
        """A year, how many times, or a size: ``2026``, ``3 bulan``, ``x 1.000``, ``000``."""
        digits = re.sub("[.,]", "", token)
        zeros = len(digits) - len(digits.rstrip("0"))
        if digits.rstrip("0") in ("", "1") and zeros in _ZEROS:
            self._money.add(_ZEROS[zeros])
        elif YEAR.fullmatch(digits):
            self._times.add(YEARLY if int(digits) >= FIRST_YEAR else digits)
        elif self._number is None and token.isdigit():
            self._number = int(digits)
        else:
            return False
        return True

    def _of_months(self) -> None:
        """Months: the first and the last are a year, others are a part of one."""
        if not self._months:
            return
        is_year = self._months[0] in _FIRST_MONTHS and self._months[-1] in _LAST_MONTHS and len(self._months) > 1
        self._times = (self._times - {YEARLY}) | {YEARLY if is_year else "bulan"}
