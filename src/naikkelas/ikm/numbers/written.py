"""How a number stands in a text: made plain, and cut into pieces of digits.

Every expression here is linear: no input makes it slow. Digits are the ASCII ones only.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Final

from naikkelas.ikm.findings import seen

#: The longest text that is read as one number; a longer one is no such thing.
MOST_TEXT: Final = 200

_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_BLANKS: Final = dict.fromkeys((*range(0x2000, 0x200B), 0x09, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000), " ")
_UNSEEN: Final = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF))
_PLAIN: Final = _DASHES | _BLANKS | _UNSEEN

_YEAR_APART: Final = re.compile(r"(?<=[0-9]) {0,3}[-_]{1,3} {0,3}(?=[0-9]{2}(?![0-9]))")
_WHOLE_FLOAT: Final = re.compile(r"(?<![0-9.,])([0-9]{11,15})\.0(?![0-9])")
_ATOM: Final = re.compile(r"[^ /]+")
#: Digits that a spreadsheet shows of a long number; it fills up with zeros when told to show more.
_SHOWN: Final = 6
_LONG: Final = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """Digits that stand together, from ``start`` to ``end`` of the text; ``text`` is what was written there."""

    start: int
    end: int
    text: str
    digits: str

    @property
    def ends_with_two(self) -> bool:
        """Whether the last two digits stand apart, after a hyphen."""
        return self.text[-3:-2] == "-"

    @property
    def is_one_word(self) -> bool:
        """Whether there is no blank and no slash in it."""
        return not any(sign in self.text for sign in " /")


def piece(start: int, text: str) -> Piece:
    """The piece that ``text`` is; it has no digits but ASCII ones."""
    return Piece(start, start + len(text), text, "".join(filter(str.isdigit, text)))


def tidy(raw: object) -> str:
    """``raw`` as plain text: ordinary dashes and blanks, nothing invisible; ``""`` for what is neither text nor a whole number.

    A number of a spreadsheet keeps its digits only while it is exact, which those below 10^15 are.
    """
    if isinstance(raw, str):
        text = str.__str__(raw)  # what a subclass holds, whatever it shows
    elif isinstance(raw, float):
        text = _of_float(raw)
    else:
        text = str(int(raw)) if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < 10**40 else ""
    text = _WHOLE_FLOAT.sub(r"\1", text.translate(_PLAIN))
    return _YEAR_APART.sub("-", text).strip()


def _of_float(raw: float) -> str:
    """A whole float below 10^15 as its digits; a longer one as a spreadsheet shows it, because its digits are not sure."""
    if not isfinite(raw) or raw < 0:
        return ""
    return str(int(raw)) if raw.is_integer() and raw < 10**15 else f"{raw:.5E}"


def text_of(raw: object) -> str:
    """What was written, made plain, at most so long."""
    return (tidy(raw) or ("" if isinstance(raw, str) or raw is None else seen(raw)))[:MOST_TEXT]


def is_filled_up(digits: str) -> bool:
    """Whether a long number has no more digits than a spreadsheet shows, and then only zeros."""
    return len(digits) >= _LONG and 0 < len(digits.rstrip("0")) <= _SHOWN


def atoms(run: Piece) -> list[Piece]:
    """The parts of a run between blanks and slashes."""
    found = (_trimmed(run.start + match.start(), match[0]) for match in _ATOM.finditer(run.text))
    return [each for each in found if each.digits]


def _trimmed(start: int, text: str) -> Piece:
    bare = text.lstrip("._-")
    return piece(start + len(text) - len(bare), bare.rstrip("._-"))


def fitting(run: Piece, fits: Callable[[Piece], bool]) -> list[Piece]:
    """The run itself when it fits, else those of its parts that do."""
    return [run] if fits(run) else [atom for atom in atoms(run) if fits(atom)]
