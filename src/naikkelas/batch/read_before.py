"""What a result of an earlier run says of rows that it did not read: their cells may have moved, so no later run may read them either."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from naikkelas.problems import Lang, Place, Problem, Words, problem

_LANGS: Final[tuple[Lang, ...]] = ("id", "en")
#: What is told of rows that are not read: another number of cells, no business, and none of today.
_UNREAD: Final = ("NK453", "NK570", "NK571")
#: The hint on such rows.
READ_THE_SOURCE: Final = "read_the_source"
#: What the name of a column ends in that tells problems of rows, of a decision or of a place in a cohort.
_TELLING: Final = "problems"
#: What :func:`in_other_rows` says.
_OF_OTHERS: Final = re.compile("([0-9]+), (?:and other rows|dan baris lain) ([0-9, ]+)")


def telling_columns(names: Iterable[str]) -> tuple[int, ...]:
    """Where columns stand that tell the problems of rows in results, whatever their prefix and whatever is left of the result beside them."""
    return tuple(at for at, name in enumerate(names) if name.casefold().endswith(_TELLING))


def said_unread(text: str) -> tuple[str, dict[str, str]] | None:
    """Why a row was not read, by what a result says of its problems: a code, and what fills its words; ``None`` where it was read."""
    for code, pattern in _patterns():
        if (made := pattern.search(text)) is not None:
            slots = {"read": "1", **made.groupdict()}
            others = _OF_OTHERS.fullmatch(slots.get("expected", ""))
            return code, slots if others is None else {**slots, "expected": in_other_rows(*others.groups())}
    return None


def was_unread(found: Problem) -> bool:
    """Whether it is an earlier run that did not read a row, as :func:`said_unread` tells; what that run wrote beside it has not moved."""
    return found.hint == READ_THE_SOURCE


def in_other_rows(cells: str, others: str) -> Words:
    """How many cells a row should have, where other rows have another number than the titles."""
    return Words(f"{cells}, and other rows {others}", f"{cells}, dan baris lain {others}")


@lru_cache(1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How a result says that a row was not read, in each language; numbers with words in one and several."""
    told = [
        (code, problem(code, Place(""), read=read, expected="~", row="\N{PILCROW SIGN}"))
        for code in _UNREAD
        for read in ("\N{SECTION SIGN}", "1")
    ]
    made = [(code, re.escape(each.message(lang))) for code, each in told for lang in _LANGS]
    return tuple((code, re.compile(_with_slots(text), re.IGNORECASE)) for code, text in dict.fromkeys(made))


def _with_slots(text: str) -> str:
    made = text.replace("\N{SECTION SIGN}", "(?P<read>.*?)").replace("\N{PILCROW SIGN}", "(?P<row>[0-9]+)")
    return made.replace(re.escape("~"), "(?P<expected>[^;]*?)")
