"""Every permit number in a text: ``NIB, PIRT No. 2123517010001-22`` holds one, ``2053374020970-28; 2053374030970-28`` two.

A keyword announces the number behind it, with nothing but small words (*No.*, *RI*) and signs between. Of several keywords in a row the last one
whose shape fits counts. Without a keyword, a number is of the kind of the one before it if it fits, else of the kind its shape alone shows:

* 13 digits, hyphen, 2 digits, or 15 digits, that read as a PIRT number without doubt (of 15 digits in a row also the regency must be sure);
* an NPWP grouped as it is printed;
* 13 digits that begin like a NIB, but not with 08, which may be a telephone;
* 21 digits that begin with such a NIB.

Anything else without a keyword (telephones, dates, prices, identity numbers) is passed over. A number that was announced and cannot be read
is in the result, with its problems.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from naikkelas.ikm.numbers.base import Number
from naikkelas.ikm.numbers.ean import EanNumber
from naikkelas.ikm.numbers.halal import HalalNumber
from naikkelas.ikm.numbers.md import MdNumber
from naikkelas.ikm.numbers.nib import NibNumber, PbUmkuNumber
from naikkelas.ikm.numbers.npwp import NpwpNumber
from naikkelas.ikm.numbers.others import BrandNumber, NotificationNumber, TrNumber
from naikkelas.ikm.numbers.pirt import PirtNumber
from naikkelas.ikm.numbers.reading import is_npwp, looks_like_nib
from naikkelas.ikm.numbers.scan import Sort, Token, tokens
from naikkelas.ikm.numbers.written import Piece, atoms, tidy

_CLASSES: Final[tuple[type[Number], ...]] = (
    PirtNumber, MdNumber, HalalNumber, NibNumber, PbUmkuNumber, NpwpNumber, TrNumber, NotificationNumber, BrandNumber, EanNumber,
)  # fmt: skip

#: Every kind of number that can be read, by its name.
NUMBER_KINDS: Final[Mapping[str, type[Number]]] = MappingProxyType({each.kind: each for each in _CLASSES})

#: Keywords without a class of their own, and whose parser says what the number is not.
_READ_AS: Final = {"kh": "halal", "ml": "md", "sp": "pirt"}
#: Two letters that are words too: what they seem to announce and cannot be read is passed over.
_WEAK: Final = frozenset({"tr", "na", "sp"})

#: Fewer digits behind a keyword are a count or a year, not a number.
_FEWEST: Final = 5
#: A letter or two among the digits, as OCR leaves them, and how many digits make it worth telling.
_MIXED: Final = re.compile(r"[0-9][0-9._-]{0,30}[a-z]{1,2}[0-9][0-9a-z._-]{0,30}", re.IGNORECASE)
_DIGIT: Final = re.compile("[0-9]")
_MIXED_DIGITS: Final = 9
#: Digits of a number that a run may hold several of.
_ALONE: Final = frozenset({13, 15, 16, 17, 21})


def find_numbers(text: object) -> tuple[Number, ...]:
    """Every permit number in ``text``, in order and each once. It never raises, and takes time in proportion to the text."""
    found: dict[tuple[str, str], Number] = {}
    for number in _Finder(tidy(text)).numbers():
        found.setdefault((number.kind, number.canonical or number.written), number)
    return tuple(found.values())


@dataclass(slots=True)
class _Finder:
    """Goes through the tokens of a text.

    ``announced`` are the keywords since the last number, ``last`` is the kind of that number, ``passed`` the place up to which letters
    and digits without a gap have been read already.
    """

    text: str
    announced: list[Token] = field(default_factory=list)
    last: str = ""
    passed: int = 0

    def numbers(self) -> Iterator[Number]:
        """Every number as it comes, repeated ones too."""
        for token in tokens(self.text):
            if token.start < self.passed:
                continue
            match token.sort:
                case Sort.KEYWORD:
                    self.announced.append(token)
                    self.announced = self.announced[-len(NUMBER_KINDS) :]
                case Sort.WORD:
                    self.announced, self.last = [], ""
                case Sort.DAMAGED if self.announced:
                    yield self._announced_as(self.announced[-1], token.piece)
                    self.announced = []
                case Sort.RUN:
                    yield from self._of_run(token.piece)

    def _of_run(self, run: Piece) -> Iterator[Number]:
        mixed = self._mixed(run)
        pieces = [mixed] if mixed is not None else _pieces(run)
        if len(pieces) == 1 and mixed is None and len(run.digits) < _FEWEST:
            return
        for number in filter(None, map(self._of_piece, pieces)):
            self.last = number.kind
            yield number
        self.announced = []

    def _mixed(self, run: Piece) -> Piece | None:
        """The run and what follows it without a gap, when it was announced and has a letter among its digits."""
        match = _MIXED.match(self.text, run.start) if self.announced else None
        if match is None or len(_DIGIT.findall(match[0])) < _MIXED_DIGITS:
            return None
        self.passed = match.end()
        return Piece(match.start(), match.end(), match[0], "")

    def _of_piece(self, piece: Piece) -> Number | None:
        if self.announced:
            return self._of_announced(piece)
        if self._is_glued(piece):
            return None
        by_shape = _by_shape(piece)
        if by_shape is not None or not self.last:
            return by_shape
        same = NUMBER_KINDS[self.last].parse(piece.text)
        return None if same.status == "error" else same

    def _is_glued(self, piece: Piece) -> bool:
        return self.text[piece.end : piece.end + 1].isalpha() or self.text[max(piece.start - 1, 0) : piece.start].isalpha()

    def _of_announced(self, piece: Piece) -> Number | None:
        """The last keyword whose shape fits; when none does, what the last one says of it."""
        made = [self._announced_as(keyword, piece) for keyword in reversed(self.announced) if _class_of(keyword) is not None]
        fits = next((number for number in made if number.status != "error"), None)
        if fits is not None or not made:
            return fits
        return None if self.announced[-1].kind in _WEAK else made[0]

    def _announced_as(self, keyword: Token, piece: Piece) -> Number:
        """The piece as the kind of its keyword, with the letters that touch it on either side."""
        end = piece.end + (1 if self.text[piece.end : piece.end + 1].isalpha() else 0)
        return (_class_of(keyword) or PirtNumber).parse(f"{keyword.piece.text} {self.text[piece.start : end]}")


def _class_of(keyword: Token) -> type[Number] | None:
    return NUMBER_KINDS.get(_READ_AS.get(keyword.kind, keyword.kind))


def _pieces(run: Piece) -> list[Piece]:
    """The parts of a run when more than one of them is as long as a number, else the run as a whole."""
    parts = [part for part in atoms(run) if len(part.digits) in _ALONE]
    return parts if len(parts) > 1 else [run]


def _by_shape(piece: Piece) -> Number | None:
    """The number that digits are without a keyword; ``None`` when they may be anything."""
    if is_npwp(piece.text):
        return NpwpNumber.parse(piece.text)
    if looks_like_nib(piece.digits) and not piece.digits.startswith("08"):
        return NibNumber.parse(piece.text)
    if len(piece.digits) == 21 and looks_like_nib(piece.digits[:13]):
        return PbUmkuNumber.parse(piece.text)
    number = PirtNumber.parse(piece.text)
    is_sure = number.is_firm and (piece.ends_with_two or number.regency is not None)
    return number if is_sure else None
