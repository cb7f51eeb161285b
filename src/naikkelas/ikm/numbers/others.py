"""``TrNumber``, ``NotificationNumber``, ``BrandNumber``: letters that say what it is, and digits of which little is known.

=====================  ==================================  =======================================================================
number                 shape                               ground (domain.md §2)
=====================  ==================================  =======================================================================
traditional medicine   TR, TI, HT, FF and digits           prefixes found (metacpan); 9 digits, first two the year: memory, medium
cosmetics              NA to NE and 11 digits              found (metacpan, an example); NA Asia: memory, high
brand (DJKI)           IDM registered; DID, JID applied    memory, high; how many digits is not known
=====================  ==================================  =======================================================================
"""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from naikkelas.facts import Text
from naikkelas.ikm.numbers.base import Ground, Notes, Part
from naikkelas.ikm.numbers.plain import PlainNumber
from naikkelas.ikm.numbers.reading import Opened, prefix_of
from naikkelas.ikm.numbers.written import Piece

_PREFIX: Final = Text("awalan", "prefix")
_NUMBER: Final = Text("nomor", "number")


@dataclass(frozen=True, slots=True, repr=False)
class PrefixedNumber(PlainNumber):
    """A number that begins with letters; ``prefix`` is ``None`` when only its digits were written."""

    prefix: str | None = None

    @classmethod
    def _besides(cls, text: Opened, number: Piece) -> tuple[str | None]:
        return (prefix_of(text, number, cls.kind),)

    @property
    def canonical(self) -> str | None:
        """The letters, if they were written, and the digits."""
        return f"{self.prefix or ''}{self.digits}" or None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Letters and digits."""
        if not self.digits:
            return ()
        letters = (Part(_PREFIX, self.prefix, self.meaning),) if self.prefix else ()
        return (*letters, Part(_NUMBER, self.digits))

    @property
    def meaning(self) -> Text | None:
        """What the letters say, where that is known."""
        return None


@dataclass(frozen=True, slots=True, repr=False)
class TrNumber(PrefixedNumber):
    """A BPOM number of traditional medicine; ``canonical`` is ``TR193312341``. Other than 9 digits is a warning: that count is not firm."""

    kind: ClassVar[Literal["tr"]] = "tr"
    name: ClassVar[str] = "TR"
    ground: ClassVar[Ground] = Ground("domain.md §2 (prefixes found, digits from memory)", "memory, medium")
    keywords: ClassVar[tuple[str, ...]] = ("tr",)
    counts: ClassVar[tuple[int, ...]] = (8, 9, 10, 11, 12)
    usual: ClassVar[int] = 9

    @classmethod
    def _look_at(cls, text: Opened, number: Piece, notes: Notes) -> None:
        count = len(number.digits)
        if count != cls.usual:
            prefix = prefix_of(text, number, cls.kind) or ""
            notes.add("NK419", f"{prefix}{number.digits}", "number_look_again", count=count, expected=cls.usual)


@dataclass(frozen=True, slots=True, repr=False)
class NotificationNumber(PrefixedNumber):
    """A BPOM notification of a cosmetic product; ``canonical`` is ``NA18191300159``."""

    kind: ClassVar[Literal["na"]] = "na"
    name: ClassVar[str] = "NA"
    ground: ClassVar[Ground] = Ground("domain.md §2 (metacpan Business::ID::POM)", "found")
    keywords: ClassVar[tuple[str, ...]] = ("na",)
    counts: ClassVar[tuple[int, ...]] = (11,)

    @property
    def meaning(self) -> Text | None:
        """NA is Asia, Indonesia included (memory, high); of the others nothing is known here."""
        return Text("Asia, termasuk Indonesia", "Asia, Indonesia included") if self.prefix == "NA" else None


@dataclass(frozen=True, slots=True, repr=False)
class BrandNumber(PrefixedNumber):
    """A number of a brand at DJKI: registered (``IDM``) or applied for (``DID``, ``JID``), which is a warning."""

    kind: ClassVar[Literal["brand"]] = "brand"
    name: ClassVar[str] = "merek"
    ground: ClassVar[Ground] = Ground("domain.md §2, Merek", "memory, high")
    keywords: ClassVar[tuple[str, ...]] = ("brand",)
    counts: ClassVar[tuple[int, ...]] = tuple(range(6, 16))

    @classmethod
    def _look_at(cls, text: Opened, number: Piece, notes: Notes) -> None:
        prefix = prefix_of(text, number, cls.kind)
        if prefix in ("DID", "JID"):
            notes.add("NK427", f"{prefix}{number.digits}", "number_pending")

    @property
    def is_registered(self) -> bool | None:
        """Whether the letters say that it is registered; ``None`` when they were not written."""
        return None if self.prefix is None else self.prefix == "IDM"

    @property
    def meaning(self) -> Text | None:
        """Registered, or applied for."""
        if self.is_registered is None:
            return None
        return Text("terdaftar", "registered") if self.is_registered else Text("permohonan", "application")
