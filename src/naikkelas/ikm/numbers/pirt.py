"""``PirtNumber``: the number of a home-industry food permit (SPP-IRT), as people write it.

======  ==================================================================  ============================================
digits  meaning                                                             ground (domain.md §1.3)
======  ==================================================================  ============================================
1       packaging                                                           found (all sources)
2-3     food group, by the table of its era                                 found; table C inferred (§1.5)
4-7     province and regency, in the BPS coding                             found, inferred (§6.3)
8-9     running number of the maker's products                              found
10-13   running number of the maker in the regency                          found
14-15   last two digits of the year in which it expires                     found
======  ==================================================================  ============================================

The rule says *at least* 15 digits (found), so more are odd, not impossible. The century of the year is always 2000: numbers of 15
digits exist since 2012 (§1.8). Twelve digits are the old format (§1.8; its layout is from memory, medium) and have no year.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Literal, Self

from naikkelas.facts import Text
from naikkelas.ikm.numbers.base import Ground, Notes, Number, Part
from naikkelas.ikm.numbers.pirt_reading import Layout, read
from naikkelas.ikm.numbers.pirt_tables import CENTURY, PACKAGING, FoodGroup, province_name, regency_of, tables_of
from naikkelas.ikm.numbers.written import text_of
from naikkelas.ikm.regions import Regency
from naikkelas.ranges import Range

#: Warnings that leave in doubt whether these are the digits of a real number; the others only leave something unnamed.
_DOUBTFUL: Final = frozenset({"NK419", "NK420", "NK421", "NK424", "NK425"})

_YEAR: Final = slice(-2, None)


@dataclass(frozen=True, slots=True, repr=False)
class PirtNumber(Number):
    """A PIRT number. ``canonical`` is ``2053374020970-28``; ``label`` is as the label of the product has it.

    ``layout`` is ``current`` (15 digits), ``longer``, ``unparted`` (longer, and no hyphen says which digits are the year), ``old`` (12
    digits, *format lama*), ``sp`` (*Sertifikat Penyuluhan*, older still), or ``None`` when the number was refused. Of an SP number,
    whose layout is not known, ``digits`` keeps the signs between them.
    """

    layout: Layout | None = None

    kind: ClassVar[Literal["pirt"]] = "pirt"
    name: ClassVar[str] = "P-IRT"
    ground: ClassVar[Ground] = Ground("domain.md §1.3", "found")

    @classmethod
    def parse(cls, text: object) -> Self:
        """The PIRT number in ``text``, which may say ``P-IRT No.`` and be grouped as people like; it never raises.

        ``tests/ikm/numbers`` has the ways of writing. Several numbers are refused: :func:`naikkelas.ikm.numbers.find_numbers`.
        """
        notes = Notes(cls.name)
        digits, layout = read(text, notes)
        return cls(text_of(text), digits, tuple(notes.found), layout)

    @property
    def canonical(self) -> str | None:
        """``2053374020970-28``; with the year apart where it is known which digits are the year."""
        match self.layout:
            case "current" | "longer":
                return f"{self.digits[:-2]}-{self.digits[_YEAR]}"
            case "old" | "unparted":
                return self.digits
            case "sp":
                return f"SP {self.digits}"
        return None

    @property
    def label(self) -> str | None:
        """``P-IRT No. 2053374020970-28``, as the regulation prints it; ``None`` when it has no such number."""
        return f"P-IRT No. {self.canonical}" if self._is_numbered else None

    @property
    def is_firm(self) -> bool:
        """Whether these are, beyond doubt about any digit, the digits of a number that was issued: then it proves that it was.

        That it has not been revoked since, no number can prove.
        """
        return self.layout == "current" and not any(found.is_error or found.code in _DOUBTFUL for found in self.problems)

    @property
    def _is_numbered(self) -> bool:
        return self.layout not in (None, "sp")

    @property
    def packaging_code(self) -> str | None:
        """Digit 1."""
        return self.digits[0] if self._is_numbered else None

    @property
    def packaging(self) -> Text | None:
        """What digit 1 means; ``None`` for a code that nobody knows."""
        return PACKAGING.get(self.packaging_code or "")

    @property
    def group_code(self) -> str | None:
        """Digits 2 and 3."""
        return self.digits[1:3] if self._is_numbered else None

    @property
    def groups(self) -> tuple[FoodGroup, ...]:
        """What digits 2 and 3 mean, in each table that the number may follow. Never show a name without its table."""
        year = self.expiry_year
        return () if year is None else tuple(FoodGroup(self.digits[1:3], table) for table in tables_of(year))

    @property
    def region_code(self) -> str | None:
        """Digits 4 to 7, in the coding of BPS."""
        return self.digits[3:7] if self._is_numbered else None

    @property
    def province(self) -> str | None:
        """The name of the province, where the codings do not differ."""
        return None if self.region_code is None else province_name(self.region_code[:2])

    @property
    def regency(self) -> Regency | None:
        """The regency or city, only where both codings agree on the code."""
        return None if self.region_code is None else regency_of(self.region_code)

    @property
    def product_serial(self) -> str | None:
        """Which of the maker's products it is; ``None`` where the widths are not known."""
        return self.digits[7:9] if self.layout in ("current", "old") else None

    @property
    def maker_serial(self) -> str | None:
        """Which maker of the regency it is; ``None`` where the widths are not known."""
        return {"current": self.digits[9:13], "old": self.digits[9:12]}.get(self.layout or "")

    @property
    def expiry_year(self) -> int | None:
        """The year in which it expires: always of this century."""
        return CENTURY + int(self.digits[_YEAR]) if self.layout in ("current", "longer") else None

    @property
    def expires(self) -> Range | None:
        """From 1 January to 31 December of that year; 31 December is the last safe reading."""
        year = self.expiry_year
        return None if year is None else Range(date(year, 1, 1), date(year, 12, 31))

    @property
    def parts(self) -> tuple[Part, ...]:
        """Packaging, food group (one for each table), region, serial numbers, year."""
        if not self._is_numbered:
            return ()
        return (Part(_PACKAGING, self.digits[0], self.packaging), *self._group_parts(), self._region_part(), *self._serial_parts())

    def _group_parts(self) -> tuple[Part, ...]:
        if not self.groups:
            return (Part(_GROUP, self.digits[1:3]),)
        return tuple(Part(_in_table(group), group.code, group.name) for group in self.groups)

    def _region_part(self) -> Part:
        if self.regency is not None:
            return Part(_REGION, self.digits[3:7], Text(self.regency.name, self.regency.name))
        province = None if self.province is None else Text(f"provinsi {self.province}", f"province {self.province}")
        return Part(_REGION, self.digits[3:7], province)

    def _serial_parts(self) -> tuple[Part, ...]:
        if self.layout == "unparted":
            return (Part(_SERIALS, self.digits[7:]),)
        if self.layout == "longer":
            return (Part(_SERIALS, self.digits[7:-2]), self._year_part())
        serials = (Part(_PRODUCT, self.digits[7:9]), Part(_MAKER, self.maker_serial or ""))
        return (*serials, self._year_part()) if self.layout == "current" else serials

    def _year_part(self) -> Part:
        meaning = Text(f"berlaku s.d. tahun {self.expiry_year}", f"valid until some day of {self.expiry_year}")
        return Part(_EXPIRY, self.digits[_YEAR], meaning)


_PACKAGING: Final = Text("kemasan", "packaging")
_GROUP: Final = Text("kelompok pangan", "food group")
_REGION: Final = Text("daerah", "region")
_PRODUCT: Final = Text("nomor urut produk", "product of the maker")
_MAKER: Final = Text("nomor urut produsen", "maker in the regency")
_SERIALS: Final = Text("nomor urut", "serial numbers")
_EXPIRY: Final = Text("tahun berakhir", "year of expiry")


def _in_table(group: FoodGroup) -> Text:
    return Text(f"{_GROUP.id}, {group.table.title.id}", f"{_GROUP.en}, {group.table.title.en}")
