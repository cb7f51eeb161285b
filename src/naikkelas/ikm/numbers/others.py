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
from typing import ClassVar, Final, Literal, Self

from naikkelas.facts import Text
from naikkelas.ikm.numbers.base import Ground, Notes, Number, Part
from naikkelas.ikm.numbers.reading import opened, plain_number, prefix_of
from naikkelas.ikm.numbers.written import text_of

_PREFIX: Final = Text("awalan", "prefix")
_NUMBER: Final = Text("nomor", "number")


@dataclass(frozen=True, slots=True, repr=False)
class PrefixedNumber(Number):
    """A number that begins with letters; ``prefix`` is ``None`` when only its digits were written."""

    prefix: str | None = None

    #: How many digits it may have.
    counts: ClassVar[tuple[int, ...]]

    @classmethod
    def parse(cls, text: object) -> Self:
        """The number in ``text``, with or without its letters; it never raises."""
        notes = Notes(cls.name)
        found = opened(text, (cls.kind,), notes)
        number = None if found is None else plain_number(found, cls.counts, notes)
        if found is None or number is None:
            return cls(text_of(text), "", tuple(notes.found))
        prefix = prefix_of(found, number, cls.kind)
        cls._look_at(number.digits, prefix, notes)
        return cls(text_of(text), number.digits, tuple(notes.found), prefix)

    @classmethod
    def _look_at(cls, digits: str, prefix: str | None, notes: Notes) -> None:
        """Notes what is doubtful."""

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
    counts: ClassVar[tuple[int, ...]] = (8, 9, 10, 11, 12)
    usual: ClassVar[int] = 9

    @classmethod
    def _look_at(cls, digits: str, prefix: str | None, notes: Notes) -> None:
        if len(digits) != cls.usual:
            notes.add("NK419", f"{prefix or ''}{digits}", "number_look_again", count=len(digits), expected=cls.usual)


@dataclass(frozen=True, slots=True, repr=False)
class NotificationNumber(PrefixedNumber):
    """A BPOM notification of a cosmetic product; ``canonical`` is ``NA18191300159``."""

    kind: ClassVar[Literal["na"]] = "na"
    name: ClassVar[str] = "NA"
    ground: ClassVar[Ground] = Ground("domain.md §2 (metacpan Business::ID::POM)", "found")
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
    counts: ClassVar[tuple[int, ...]] = tuple(range(6, 16))

    @classmethod
    def _look_at(cls, digits: str, prefix: str | None, notes: Notes) -> None:
        if prefix in ("DID", "JID"):
            notes.add("NK427", f"{prefix}{digits}", "number_pending")

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
