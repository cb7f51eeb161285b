"""One cell of a table, before anybody knows its type: made comparable, cut to a bound, and told apart from an empty one.

What every reader of messy values shares: :class:`Messy` is what they return, :func:`opened` is how they begin.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from math import isnan
from typing import Any, Final, cast

from naikkelas.problems import NOWHERE, Problem, problem
from naikkelas.values import Value

#: The longest cell that is read as an amount, a date, a place or a word; a longer one is no such thing.
MOST_CHARACTERS: Final = 120

#: What stands in a cell that nobody filled in: as found in tables (domain.md §7.2), and as spreadsheets and programs write it.
EMPTY_FOUND: Final = frozenset({"", "-", "null"})
EMPTY_OTHERS: Final = frozenset(
    {
        *("--", "---", ".", "...", "_", "?", "??", "???"),
        *("nan", "nat", "none", "<na>", "n/a", "n.a", "n.a.", "(blank)", "(kosong)"),
        *("tidak tahu", "tidak diketahui", "belum diketahui", "belum tahu", "tidak diisi", "belum diisi", "entah"),
    }
)
EMPTY: Final = EMPTY_FOUND | EMPTY_OTHERS

#: ``2.05337E+14``: Excel shows long numbers so, and saves what it shows.
_DAMAGED: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,20})?e\+?[0-9]{1,3}")

#: Programs that write a column of whole numbers with gaps make ``3305.0`` of every ``3305``.
_WHOLE: Final = re.compile(r"([0-9]{1,15})\.0")

#: What a formula that failed shows.
ERROR: Final = re.compile(r"#(?:n/a|ref!|div/0!|value!|name\?|num!|null!|spill!|calc!|getting_data)|err:[0-9]{3}", re.IGNORECASE)

#: Words with signs around them and between them that say nothing; a dash before them begins a line of a list.
_CALM: Final = re.compile(r"""(?:[-•] ?)?['"(\[]*[^\W_]+(?:[ .,;:/&+_'"()\[\]-]+[^\W_]+)*['")\]]*[.,;:!]?['")\]]*""")
_LETTER: Final = re.compile(r"[^\W_]")
#: What stands between words when somebody is not sure.
_UNSURE: Final = re.compile(r"\.\.|\+ ?/? ?-")

_DASHES: Final = {ord(dash): "-" for dash in "‐‑‒–—―−﹘﹣－"}
#: How a sign is drawn: as a letter, or in colours.
_VARIANTS: Final = dict.fromkeys(range(0xFE00, 0xFE10))
_SIGNS: Final = {ord("≤"): "<=", ord("≥"): ">=", ord("…"): "...", ord("’"): "'", ord("‘"): "'"}


@dataclass(frozen=True, slots=True)
class Messy:
    """What was read of one cell: a canonical value (see :mod:`naikkelas.ranges`), and what is wrong or doubtful about it.

    ``value`` is ``None`` when the cell is empty (no problem) or refused (the problem is an error). With a warning the value stands.
    """

    value: Value = None
    problem: Problem | None = None


MISSING: Final = Messy()


def refused(code: str, read: object, expected: str = "", hint: str | None = None, **slots: object) -> Messy:
    """No value, and why."""
    return Messy(None, problem(code, NOWHERE, hint, read=read, expected=expected, **slots))


@dataclass(frozen=True, slots=True)
class Cell:
    """A text that is to be read: as it stands (``written``), and folded (``folded``: one case, plain dashes and blanks)."""

    written: str
    folded: str

    @property
    def is_empty(self) -> bool:
        """Whether nobody filled it in."""
        return self.folded in EMPTY


def tidy(text: str) -> str:
    """One line, NFC, single ordinary blanks, ordinary dashes and comparison signs."""
    return _on_one_line(unicodedata.normalize("NFC", text).translate(_DASHES).translate(_SIGNS))


def plain(text: str) -> str:
    """One line, NFC and single ordinary blanks, every sign as it stands; how it is drawn does not count."""
    return _on_one_line(unicodedata.normalize("NFC", text).translate(_VARIANTS))


def _on_one_line(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(char) in ("Zs", "Cc", "Cf") else char for char in text).split())


def opened(text: str) -> Cell | Messy:
    """The cell, or what is known of it already: too long, or a number that a spreadsheet damaged."""
    text = str.__str__(text)  # what a subclass holds, whatever it shows
    if len(text) > MOST_CHARACTERS:
        return refused("NK449", len(text), str(MOST_CHARACTERS))
    made = tidy(text)
    if _DAMAGED.fullmatch(made.lower()):
        return refused("NK446", made, hint="text_format")
    return Cell(made, made.casefold())


def is_unsure(text: str) -> bool:
    """Whether signs beside the words of a tidy text may say that they do not hold, or that more is said elsewhere: ``ya?``, ``ya*``, ``± ya``.

    A text of signs alone is not looked at.
    """
    if _LETTER.search(text) is None:
        return False
    return _CALM.fullmatch(text) is None or _UNSURE.search(text) is not None


def bare(raw: Any) -> object:
    """``None`` for every kind of NaN, Python's own number for one of numpy, else the object."""
    kind = type(raw)
    if kind.__name__ in ("NaTType", "NAType"):
        return None
    if kind.__module__.partition(".")[0] == "numpy" and kind.__name__ != "datetime64" and not getattr(raw, "shape", ()):
        raw = raw.item()
    is_nan = (isinstance(raw, float) and isnan(raw)) or (isinstance(raw, Decimal) and raw.is_nan())
    return None if is_nan else cast("object", raw)


def whole(text: str) -> str:
    """A whole number without the ``.0`` that says nothing, and every other text as it is; what may be an amount has readers of its own."""
    found = _WHOLE.fullmatch(text)
    return text if found is None else found[1]


def as_digits(raw: object) -> str | None:
    """A number of a spreadsheet as it would be typed: ``205.0`` is ``205``, ``2.5`` is ``2,5``; ``None`` when it is no such number."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal) or not -(10**15) < raw < 10**15:
        return None
    if isinstance(raw, Decimal) and int(raw.as_tuple().exponent) < -MOST_CHARACTERS:
        return None
    if raw == int(raw):
        return str(int(raw))
    return format(Decimal(str(raw)), "f").replace(".", ",")
