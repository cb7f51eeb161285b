"""``MdNumber``: the permit number of processed food that BPOM registers (MD).

Both layouts are **found** (domain.md §2, there from the documentation of Perl's Business::ID::POM):

* 12 digits, ``MD 224510107115``: packaging 1, type 3, province 2, company 3, product 3;
* 15 digits since risk-based registration, ``MD240935001200027``: risk 1 (2 is high), packaging 1, province 2, type 2, product 4, company 5.

The province is in a coding of BPOM's own (10 and 09 in those examples are no codes of BPS or Kemendagri), so it is not named. The
number has no year: when an MD expires, it does not say.
"""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from naikkelas.facts import Text
from naikkelas.ikm.numbers.base import Ground, Notes, Part
from naikkelas.ikm.numbers.plain import PlainNumber
from naikkelas.ikm.numbers.reading import Opened
from naikkelas.ikm.numbers.written import Piece

Layout = Literal["old", "risk_based"]

_RISK: Final = Text("risiko", "risk")
_PACKAGING: Final = Text("kemasan", "packaging")
_TYPE: Final = Text("jenis pangan", "type of food")
_PROVINCE: Final = Text("provinsi, kode BPOM", "province, code of BPOM")
_COMPANY: Final = Text("perusahaan", "company")
_PRODUCT: Final = Text("produk", "product")

#: Parts of each layout with their widths.
_WIDTHS: Final[dict[Layout, tuple[tuple[Text, int], ...]]] = {
    "old": ((_PACKAGING, 1), (_TYPE, 3), (_PROVINCE, 2), (_COMPANY, 3), (_PRODUCT, 3)),
    "risk_based": ((_RISK, 1), (_PACKAGING, 1), (_PROVINCE, 2), (_TYPE, 2), (_PRODUCT, 4), (_COMPANY, 5)),
}
#: The one risk code that is known.
_HIGH_RISK: Final = "2"
_HIGH: Final = Text("tinggi", "high")


@dataclass(frozen=True, slots=True, repr=False)
class MdNumber(PlainNumber):
    """An MD number; ``canonical`` is ``MD 224510107115``. A number of imported food (ML) is none."""

    kind: ClassVar[Literal["md"]] = "md"
    name: ClassVar[str] = "MD"
    ground: ClassVar[Ground] = Ground("domain.md §2 (metacpan Business::ID::POM)", "found")
    keywords: ClassVar[tuple[str, ...]] = ("md",)
    counts: ClassVar[tuple[int, ...]] = (12, 15)

    @classmethod
    def _look_at(cls, text: Opened, number: Piece, notes: Notes) -> None:
        if number.ends_with_two and not text.has_keyword("md"):
            notes.add("NK416", number.text, other="P-IRT")

    @property
    def canonical(self) -> str | None:
        """``MD 224510107115``."""
        return f"MD {self.digits}" if self.digits else None

    @property
    def layout(self) -> Layout | None:
        """``old`` (12 digits) or ``risk_based`` (15)."""
        return ("old" if len(self.digits) == self.counts[0] else "risk_based") if self.digits else None

    @property
    def parts(self) -> tuple[Part, ...]:
        """As the layout has them."""
        made: list[Part] = []
        start = 0
        for title, width in _WIDTHS[self.layout] if self.layout else ():
            value = self.digits[start : start + width]
            made.append(Part(title, value, _HIGH if title is _RISK and value == _HIGH_RISK else None))
            start += width
        return tuple(made)
