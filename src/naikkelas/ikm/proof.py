"""What a PIRT number proves by itself, and says so: that a permit was issued, and in which year it ends.

A firm number (:attr:`PirtNumber.is_firm`) stands for a permit that was issued, so a status that is not given is read as ``held``; it cannot
show that the permit was not revoked since (domain.md §1.1), and the origin says that. It ends in some year (§1.2, §1.3), which is a range
of days; whether that is past is for the rules to ask, because nobody here knows the date. A number with a doubtful digit, or with words
beside it, proves nothing and is a warning; one that is no number is an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from naikkelas.facts import TEXT, Text, day
from naikkelas.ikm.findings import Findings, Loc
from naikkelas.ikm.outside import told
from naikkelas.ikm.regions import REGENCIES
from naikkelas.ranges import Bounds
from naikkelas.snapshot import Exact

if TYPE_CHECKING:  # loaded when the first number is read: most profiles have none
    from naikkelas.ikm.numbers.base import Number
    from naikkelas.ikm.numbers.pirt import PirtNumber

#: Words beside a number.
_BESIDE: Final = "NK426"

#: Warnings about what a number could not be named after: they matter to who shows the number, not to who judges by it.
_NAMING: Final = frozenset({"NK422", "NK423"})

#: The one status that a number contradicts: a permit that was issued may have ended, been revoked, or be in renewal.
_DENIED: Final = frozenset({"none"})


@dataclass(frozen=True, slots=True)
class Follows:
    """A fact that follows from others, and how to say from which. ``denied`` are the given values that cannot be; ``None``: all others."""

    name: str
    value: Exact | Bounds
    origin: Text
    denied: frozenset[str] | None = None

    def denies(self, given: Exact | Bounds) -> bool:
        """Whether a given value that differs is a contradiction."""
        return self.denied is None or given in self.denied


def read_number(raw: object, loc: Loc, findings: Findings) -> "PirtNumber | None":
    """The number that stands at ``loc``; what is wrong or doubtful about it is noted there."""
    if raw is None:
        return None
    from naikkelas.ikm.numbers.pirt import PirtNumber

    number = PirtNumber.parse(raw)
    for found in number.problems:
        if found.code not in _NAMING:
            findings.again(found, loc)
    return number


def proved(number: "PirtNumber | None") -> dict[str, Exact | Bounds]:
    """Status and expiry as far as the number proves them."""
    if number is None or not number.is_firm or number.expiry_year is None or has_words_beside(number):
        return {}
    year = number.expiry_year
    return {"status": "held", "expires_on": (date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())}


def has_words_beside(number: "Number") -> bool:
    """Whether something stands beside a number that was not read (``dicabut``, ``exp 2024``): nobody knows what it says of the permit."""
    return any(found.code == _BESIDE for found in number.problems)


def facts_of_number(number: "PirtNumber | None") -> list[Follows]:
    """What follows from the number of the business alone."""
    if number is None:
        return []
    start = Text(f"dari nomor {number}", f"from the number {number}")
    denied = {"status": _DENIED}
    return [Follows(f"pirt_{name}", value, tail(start, name), denied.get(name)) for name, value in proved(number).items()]


_TYPES: Final = {"status": TEXT, "expires_on": day(may_be_never=True)}
_TAILS: Final = {
    "status": Text("; apakah dicabut tidak diketahui", "; whether it was revoked is not known"),
    "expires_on": Text("; hanya tahunnya yang diketahui", "; only the year is known"),
}


def tail(origin: Text, name: str) -> Text:
    """The origin of a status or an expiry that a number had to tell."""
    more = _TAILS[name]
    return Text(origin.id + more.id, origin.en + more.en)


def note_contradictions(values: Mapping[str, Exact | Bounds], says: Mapping[str, Exact | Bounds], loc: Loc, findings: Findings) -> None:
    """Warns of a permit whose given status or expiry its number contradicts; what was given stands."""
    for name in says:
        if name in values and _contradicts(values[name], says[name]):
            read, expected = (told(value, _TYPES[name]) for value in (values[name], says[name]))
            findings.add("NK404", (*loc, name), name=name, read=read, expected=expected)


def _contradicts(given: Exact | Bounds, said: Exact | Bounds) -> bool:
    if not isinstance(said, tuple):
        return given in _DENIED
    low, high = given if isinstance(given, tuple) else (given, given)
    return isinstance(low, int) and isinstance(high, int) and (high < said[0] or said[1] < low)


def note_elsewhere(numbers: Iterable[tuple[Loc, "PirtNumber | None"]], regency: object, findings: Findings) -> None:
    """Warns of numbers that were surely issued in another regency than that of the business (domain.md §1.2: a PIRT does not move along)."""
    for loc, number in numbers:
        home = None if number is None or not number.is_firm else number.regency
        if number is not None and home is not None and isinstance(regency, str) and regency in REGENCIES and regency != home.code:
            findings.add(
                "NK428", loc, "number_moved", name=number.name, read=str(number), other=home.name, expected=REGENCIES[regency].name
            )


def same_number(first: object, second: object) -> bool:
    """Whether two texts are one number, written differently."""
    from naikkelas.ikm.numbers.pirt import PirtNumber

    number = PirtNumber.parse(first).canonical
    return number is not None and number == PirtNumber.parse(second).canonical
