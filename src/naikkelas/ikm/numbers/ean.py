"""``EanNumber``: the EAN-13 of a barcode, which has a check digit that can be verified offline (domain.md §5.2, memory, high).

Weights 1 and 3 in turn; the sum is a multiple of 10. 899 is the prefix of Indonesia (memory, high), which says where the number was bought,
not where the product is made.
"""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from naikkelas.facts import Text
from naikkelas.ikm.numbers.base import Ground, Notes, Part
from naikkelas.ikm.numbers.plain import PlainNumber
from naikkelas.ikm.numbers.reading import Opened
from naikkelas.ikm.numbers.written import Piece

_DIGITS: Final = 13
_INDONESIA: Final = "899"

_PREFIX: Final = Text("awalan", "prefix")
_REST: Final = Text("perusahaan dan produk", "company and product")
_CHECK: Final = Text("angka pemeriksa", "check digit")


@dataclass(frozen=True, slots=True, repr=False)
class EanNumber(PlainNumber):
    """The number of a barcode (EAN-13), refused when its check digit is wrong; ``canonical`` is its 13 digits."""

    kind: ClassVar[Literal["ean"]] = "ean"
    name: ClassVar[str] = "EAN-13"
    ground: ClassVar[Ground] = Ground("domain.md §5.2", "memory, high")
    keywords: ClassVar[tuple[str, ...]] = ("ean",)
    counts: ClassVar[tuple[int, ...]] = (_DIGITS,)

    @classmethod
    def _look_at(cls, text: Opened, number: Piece, notes: Notes) -> None:
        expected = check_digit(number.digits[:-1])
        if expected != number.digits[-1]:
            notes.add("NK417", number.text, "number_look_again", expected=expected)

    @property
    def canonical(self) -> str | None:
        """The 13 digits."""
        return self.digits or None

    @property
    def is_indonesian(self) -> bool:
        """Whether it was bought in Indonesia."""
        return self.digits.startswith(_INDONESIA)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Prefix, company and product, check digit."""
        if not self.digits:
            return ()
        place = Text("Indonesia", "Indonesia") if self.is_indonesian else None
        return (Part(_PREFIX, self.digits[:3], place), Part(_REST, self.digits[3:-1]), Part(_CHECK, self.digits[-1]))


def check_digit(digits: str) -> str:
    """The thirteenth digit that belongs to twelve."""
    weighed = sum(int(each) * (1 + 2 * (place % 2)) for place, each in enumerate(digits))
    return str(-weighed % 10)
