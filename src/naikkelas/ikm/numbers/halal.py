"""``HalalNumber``: the number of a halal certificate of BPJPH.

``ID`` and 17 digits (**inferred** from 5 samples, domain.md §2). Digits 1 and 2 look like the province, the last four like month and
year of issue (**inferred**): weak, so nothing is judged by them. A ``KH`` number is the fatwa decision, not the certificate (**found**:
okezone 2023). The certificate has had no end since the law of 2023 (memory, high), and the number says nothing of one.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Literal

from naikkelas.facts import Text
from naikkelas.ikm.numbers.base import Ground, Part
from naikkelas.ikm.numbers.pirt_tables import CENTURY, province_name
from naikkelas.ikm.numbers.plain import PlainNumber
from naikkelas.ranges import Range

_DIGITS: Final = 17
_FIRST_YEAR: Final = 2019  # the obligation began on 17 October 2019: domain.md §2

_PROVINCE: Final = Text("dua angka pertama", "first two digits")
_MIDDLE: Final = Text("angka di tengah", "digits between")
_MONTH: Final = Text("empat angka terakhir", "last four digits")


@dataclass(frozen=True, slots=True, repr=False)
class HalalNumber(PlainNumber):
    """The number of a halal certificate; ``canonical`` is ``ID32110000474710722``. A KH number is refused, and says why."""

    kind: ClassVar[Literal["halal"]] = "halal"
    name: ClassVar[str] = "halal"
    ground: ClassVar[Ground] = Ground("domain.md §2, Halal (5 samples)", "inferred")
    keywords: ClassVar[tuple[str, ...]] = ("halal",)
    counts: ClassVar[tuple[int, ...]] = (_DIGITS,)

    @property
    def canonical(self) -> str | None:
        """``ID`` and the 17 digits."""
        return f"ID{self.digits}" if self.digits else None

    @property
    def perhaps_province(self) -> str | None:
        """The province that the first two digits may be. Weak: judge nothing by it."""
        return province_name(self.digits[:2])

    @property
    def perhaps_issued(self) -> Range | None:
        """The month that the last four digits may be. Weak: judge nothing by it."""
        if not self.digits:
            return None
        month, year = int(self.digits[-4:-2]), CENTURY + int(self.digits[-2:])
        if not 1 <= month <= 12 or year < _FIRST_YEAR:
            return None
        return Range(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @property
    def parts(self) -> tuple[Part, ...]:
        """First two digits, middle, last four, with what they may mean."""
        if not self.digits:
            return ()
        place, month = self.perhaps_province, self.perhaps_issued
        province = None if place is None else Text(f"barangkali {place}", f"perhaps {place}")
        first = None if month is None else f"{month.at_least:%m-%Y}"
        issued = None if first is None else Text(f"barangkali terbit {first}", f"perhaps issued {first}")
        return (Part(_PROVINCE, self.digits[:2], province), Part(_MIDDLE, self.digits[2:-4]), Part(_MONTH, self.digits[-4:], issued))
