"""What a result of an earlier run says of rows that it did not read: their cells may have moved, so no later run may read them either."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from naikkelas.problems import Lang, Place, problem

_LANGS: Final[tuple[Lang, ...]] = ("id", "en")
#: What is told of rows that are not read: another number of cells, and no business.
_UNREAD: Final = ("NK453", "NK570")
#: Columns that tell problems of rows, and one that stands beside each.
_TELLING: Final = (("problems", "outcome"), ("place_problems", "place"))


def telling_columns(names: Iterable[str]) -> tuple[int, ...]:
    """Where columns of results stand that tell the problems of rows, whatever their prefix."""
    places = {name: at for at, name in enumerate(names)}
    found = [
        at
        for name, at in places.items()
        for end, beside in _TELLING
        if name.endswith(end) and f"{name.removesuffix(end)}{beside}" in places
    ]
    return tuple(sorted(found))


def said_unread(text: str) -> tuple[str, dict[str, str]] | None:
    """Why a row was not read, by what a result says of its problems: a code, and what fills its words; ``None`` where it was read."""
    for code, pattern in _patterns():
        if (made := pattern.match(text)) is not None:
            return code, {"read": "1", **made.groupdict()}
    return None


@lru_cache(1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How a result says that a row was not read, in each language; numbers with words in one and several."""
    told = [(code, problem(code, Place(""), read=read, expected="~")) for code in _UNREAD for read in ("\N{SECTION SIGN}", "1")]
    made = [(code, re.escape(each.message(lang))) for code, each in told for lang in _LANGS]
    return tuple((code, re.compile(_with_slots(text))) for code, text in dict.fromkeys(made))


def _with_slots(text: str) -> str:
    return text.replace("\N{SECTION SIGN}", "(?P<read>.*?)").replace(re.escape("~"), "(?P<expected>[^;]*?)")
