"""``NibNumber`` and ``PbUmkuNumber``: the business number of OSS, and the permits that hang on it.

A NIB has 13 digits (**found**, domain.md §2). Since OSS-RBA its first six seem to be the day of issue, DDMMYY (**inferred** from samples;
memory, medium); older ones begin 9120, 8120, 0220 (**found**). That is too weak to judge by. It does not expire (**found**).
The number of a PB-UMKU has 21 digits, the NIB and 8 more (**inferred** from two samples). Both may name a person.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Literal

from naikkelas.facts import Text
from naikkelas.ikm.numbers.base import Ground, Notes, Part
from naikkelas.ikm.numbers.pirt_tables import CENTURY
from naikkelas.ikm.numbers.plain import PlainNumber
from naikkelas.ikm.numbers.reading import Opened

_DIGITS: Final = 13
_PB_UMKU_DIGITS: Final = 21
#: The year in which OSS-RBA began: domain.md §1.1 (PP 5/2021).
_FIRST_YEAR: Final = 2021
_SLASH: Final = re.compile(r"[0-9A-Za-z.] ?/")

_SIX: Final = Text("enam angka pertama", "first six digits")
_REST: Final = Text("angka selebihnya", "the other digits")
_NIB: Final = Text("NIB", "NIB")
_SERIAL: Final = Text("nomor urut izin", "number of the permit")


@dataclass(frozen=True, slots=True, repr=False)
class NibNumber(PlainNumber):
    """A NIB; ``canonical`` is its 13 digits. The number of a letter (``090/SKU/180/2025``) is none, and says so."""

    kind: ClassVar[Literal["nib"]] = "nib"
    name: ClassVar[str] = "NIB"
    personal: ClassVar[bool] = True
    ground: ClassVar[Ground] = Ground("domain.md §2", "found")
    keywords: ClassVar[tuple[str, ...]] = ("nib",)
    counts: ClassVar[tuple[int, ...]] = (_DIGITS,)

    @classmethod
    def _is_other(cls, text: Opened, notes: Notes) -> bool:
        has_nib = any(len(run.digits) == _DIGITS and "/" not in run.text for run in text.runs)
        if _SLASH.search(text.text) and not has_nib:
            notes.add("NK416", text.text, "number_letter", other="no. surat")
        elif len(text.longest.digits) == _PB_UMKU_DIGITS:
            notes.add("NK416", text.text, "number_copy_again", other="PB-UMKU")
        return notes.refused

    @property
    def canonical(self) -> str | None:
        """The 13 digits."""
        return self.digits or None

    @property
    def perhaps_issued_on(self) -> date | None:
        """The day that the first six digits would be, if they are one; ``None`` when they are none. Weak: judge nothing by it."""
        digits = self.digits
        if not digits or CENTURY + int(digits[4:6]) < _FIRST_YEAR:
            return None
        try:
            return date(CENTURY + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
        except ValueError:
            return None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The first six digits, and the day they may be; the rest."""
        day = self.perhaps_issued_on
        meaning = None if day is None else Text(f"barangkali terbit {day:%d-%m-%Y}", f"perhaps issued on {day.isoformat()}")
        return (Part(_SIX, self.digits[:6], meaning), Part(_REST, self.digits[6:])) if self.digits else ()


@dataclass(frozen=True, slots=True, repr=False)
class PbUmkuNumber(PlainNumber):
    """The number of a permit that supports a business (PB-UMKU) in OSS; ``canonical`` is its 21 digits."""

    kind: ClassVar[Literal["pb_umku"]] = "pb_umku"
    name: ClassVar[str] = "PB-UMKU"
    personal: ClassVar[bool] = True
    ground: ClassVar[Ground] = Ground("domain.md §2 (two product sites)", "inferred")
    keywords: ClassVar[tuple[str, ...]] = ("pb_umku",)
    counts: ClassVar[tuple[int, ...]] = (_PB_UMKU_DIGITS,)

    @property
    def canonical(self) -> str | None:
        """The 21 digits."""
        return self.digits or None

    @property
    def nib(self) -> NibNumber | None:
        """The NIB it begins with."""
        return NibNumber.parse(self.digits[:_DIGITS]) if self.digits else None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The NIB and the number behind it."""
        return (Part(_NIB, self.digits[:_DIGITS]), Part(_SERIAL, self.digits[_DIGITS:])) if self.digits else ()
