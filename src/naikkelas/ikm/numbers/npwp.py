"""``NpwpNumber``: a tax number. It may be a person's identity number, so no problem ever shows it.

15 digits, or 16, which may be the NIK of a person (**memory, high**: domain.md names the NPWP in §4.1, §5.1 and §7.1, and not its shape). Of 15
digits the ninth is a check digit, "apparently" by Luhn's rule over the first nine (**found**: documentation of Perl's Business::ID::NPWP, its own word): a mismatch is a
warning.
"""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from naikkelas.facts import Text
from naikkelas.ikm.numbers.base import Ground, Notes, Part
from naikkelas.ikm.numbers.plain import PlainNumber
from naikkelas.ikm.numbers.reading import Opened
from naikkelas.ikm.numbers.written import Piece

_HOLDER: Final = Text("wajib pajak", "taxpayer")
_CHECK: Final = Text("angka pemeriksa", "check digit")
_OFFICE: Final = Text("kantor pajak", "tax office")
_BRANCH: Final = Text("cabang", "branch")
_ALL: Final = Text("16 angka, mungkin NIK", "16 digits, perhaps a NIK")


@dataclass(frozen=True, slots=True, repr=False)
class NpwpNumber(PlainNumber):
    """A tax number; ``canonical`` is ``01.234.567.4-901.000`` (15 digits) or 16 digits."""

    kind: ClassVar[Literal["npwp"]] = "npwp"
    name: ClassVar[str] = "NPWP"
    personal: ClassVar[bool] = True
    ground: ClassVar[Ground] = Ground("15 or 16 digits; parts: metacpan Business::ID::NPWP (found)", "memory, high")
    keywords: ClassVar[tuple[str, ...]] = ("npwp", "nik")
    counts: ClassVar[tuple[int, ...]] = (15, 16)

    @classmethod
    def _look_at(cls, text: Opened, number: Piece, notes: Notes) -> None:
        if len(number.digits) == cls.counts[0] and luhn(number.digits[:9]):
            notes.add("NK429", number.text, "number_look_again")

    @property
    def canonical(self) -> str | None:
        """15 digits with their points and hyphen, 16 as they are."""
        each = self.digits
        if len(each) != self.counts[0]:
            return each or None
        return f"{each[:2]}.{each[2:5]}.{each[5:8]}.{each[8]}-{each[9:12]}.{each[12:]}"

    @property
    def may_be_nik(self) -> bool:
        """Whether it has as many digits as an identity number."""
        return len(self.digits) == self.counts[1]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Of 15 digits: holder, check digit, tax office, branch."""
        each = self.digits
        if len(each) != self.counts[0]:
            return (Part(_ALL, each),) if each else ()
        return (Part(_HOLDER, each[:8]), Part(_CHECK, each[8]), Part(_OFFICE, each[9:12]), Part(_BRANCH, each[12:]))


def luhn(digits: str) -> int:
    """0 when the digits keep Luhn's rule."""
    doubled = (int(each) * (1 + place % 2) for place, each in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10
