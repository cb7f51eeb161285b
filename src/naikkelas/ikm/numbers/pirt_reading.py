"""Reading a PIRT number: which digits they are, in which layout, and everything that is wrong or doubtful about them."""

import re
from collections.abc import Callable
from typing import Final, Literal

from naikkelas.ikm.numbers.base import Notes
from naikkelas.ikm.numbers.pirt_tables import (
    CENTURY,
    FIRST_YEAR,
    HIGHEST_GROUP,
    LAST_YEAR,
    PACKAGING,
    PROVINCE_CODES,
    regency_of,
    region_exists,
    tables_of,
)
from naikkelas.ikm.numbers.reading import Opened, checked, is_npwp, looks_like_nik, opened, the_one, why_not
from naikkelas.ikm.numbers.written import Piece

Layout = Literal["current", "longer", "unparted", "old", "sp"]

_DIGITS: Final = 15
#: domain.md §1.3: "paling sedikit 15 digit". How many more, nobody says; 21 are the number of a PB-UMKU (§2).
_MOST_DIGITS: Final = 20
_OLD_DIGITS: Final = 12
#: The rule of 2012 and those before had six (domain.md §1.4).
_OLD_PACKAGING: Final = frozenset("123456")
_EXAMPLE: Final = "2053374020970-28"

#: The wrong layout of domain.md §1.3 (a public repository): a year of four digits.
_YEAR_IN_FOUR: Final = re.compile(r"[0-9 ._]{13,24}-(?:19|20)[0-9]{2}")


def read(raw: object, notes: Notes) -> tuple[str, Layout | None]:
    """The digits and their layout; no digits and ``None`` when the notes say why the text was refused."""
    text = opened(raw, ("pirt", "sp"), notes)
    if text is None:
        return "", None
    for layout, fits in _LAYOUTS.items():
        number = the_one(text, fits, notes)
        if number is not None and checked(text, number, notes):
            _look_at(number, layout, notes)
            return number.digits, layout
        if notes.refused:
            return "", None
    if text.has_keyword("sp") and not text.has_keyword("pirt"):
        notes.add("NK424", text.longest.text, "number_renew", format="SP")
        return text.longest.text, "sp"
    _refuse(text, notes)
    return "", None


def _has_fifteen(number: Piece) -> bool:
    """15 digits; a slash may only part the year from the rest."""
    slashes = number.text.count("/")
    is_whole = slashes == 0 or (slashes == 1 and number.text[-3] == "/")
    return len(number.digits) == _DIGITS and is_whole and not is_npwp(number.text)


def _has_more(number: Piece) -> bool:
    """A few digits more, in one word, with the year apart."""
    return _DIGITS < len(number.digits) <= _MOST_DIGITS and number.is_one_word and number.ends_with_two


def _has_more_unparted(number: Piece) -> bool:
    """A few digits more, and nobody can say which of them are the year; what may be a person's number is none of them."""
    is_long = _DIGITS < len(number.digits) <= _MOST_DIGITS
    return is_long and number.text == number.digits and not looks_like_nik(number.digits)


def _has_twelve(number: Piece) -> bool:
    """12 digits of a known packaging and an existing province, with no year apart; else it is a number that lost digits."""
    digits = number.digits
    is_whole = len(digits) == _OLD_DIGITS and not number.ends_with_two and "/" not in number.text
    return is_whole and digits[0] in _OLD_PACKAGING and digits[3:5] in PROVINCE_CODES


#: Layouts in the order in which they are looked for.
_LAYOUTS: Final[dict[Layout, Callable[[Piece], bool]]] = {
    "current": _has_fifteen,
    "longer": _has_more,
    "unparted": _has_more_unparted,
    "old": _has_twelve,
}


def _refuse(text: Opened, notes: Notes) -> None:
    longest = text.longest
    if _YEAR_IN_FOUR.search(longest.text):
        notes.add("NK414", text.text, "number_year_in_two", expected=_EXAMPLE)
    elif looks_like_nik(longest.digits) or is_npwp(longest.text):
        notes.add("NK416", text.text, None, hide=True, other="NIK/NPWP")
    elif "/" in longest.text:
        notes.add("NK414", text.text, "number_copy_again", expected=_EXAMPLE)
    else:
        is_cut = len(longest.digits) == _DIGITS - 2 and not longest.ends_with_two
        why_not(text, (_DIGITS,), notes, "number_year_lost" if is_cut else "number_copy_again")


# --- warnings ----------------------------------------------------------------------------------------------------------


def _look_at(number: Piece, layout: Layout, notes: Notes) -> None:
    """Notes what is doubtful about a number or its parts."""
    digits = number.digits
    if layout == "old":
        notes.add("NK424", number.text, "number_renew", format=f"{_OLD_DIGITS}")
    elif layout != "current":
        notes.add("NK419", number.text, "number_look_again", count=len(digits), expected=_DIGITS)
    if digits[0] not in PACKAGING:
        notes.add("NK420", digits[0], "number_look_again", expected="1-8")
    _look_at_region(digits[3:7], notes)
    if layout in ("current", "longer"):
        _look_at_year(digits[1:3], CENTURY + int(digits[-2:]), notes)


def _look_at_region(code: str, notes: Notes) -> None:
    if not region_exists(code):
        notes.add("NK421", code, "number_look_again")
    elif regency_of(code) is None:
        notes.add("NK422", code, "number_region_code")


def _look_at_year(group: str, year: int, notes: Notes) -> None:
    """Notes an unlikely year, and a food group that its tables do not have; table C is not known well enough to say so."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        notes.add("NK425", year, "number_look_again", expected=f"{FIRST_YEAR}-{LAST_YEAR}")
    tables = tables_of(year)
    if not 1 <= int(group) <= HIGHEST_GROUP or all(table.is_complete and group not in table.codes for table in tables):
        notes.add("NK423", group, "number_look_again", expected=", ".join(table.letter for table in tables))
