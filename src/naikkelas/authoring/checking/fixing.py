"""Mending what can only be meant in one way: signs that nobody sees, typographic quotes, comments that ignore nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from naikkelas.problems import Problem
from naikkelas.ruleset.reader import read_yaml
from naikkelas.ruleset.reader_text import Places, spaces_made_plain

__all__ = ["FIXABLE", "fixed"]

#: Problems that :func:`fixed` may mend.
FIXABLE: Final = frozenset({"NK109", "NK127", "NK331"})

_CODES: Final = re.compile(r"\[(?P<codes>[^\]\n]*)\]")
_NOT_IN_QUOTES: Final = re.compile(r'["\\…]')

#: From, to, and what to put there.
_Edit = tuple[int, int, str]


def fixed(text: str, file: str, problems: Iterable[Problem]) -> str:
    """``text`` without those problems of ``file`` that can be mended, or as it was where that would not make it better."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    places = Places(body, file)
    unused: dict[int, set[str]] = defaultdict(set)
    edits: list[_Edit] = []
    for one in problems:
        if one.code not in FIXABLE or one.place.file != file or one.place.line is None:
            continue
        at = places.starts[one.place.line - 1] + (one.place.column or 1) - 1
        if one.code == "NK331":
            unused[at].add(one.slots["name"])
        else:
            edits += _invisible(body, at) if one.code == "NK109" else _quotes(body, at, one.slots["read"])
    edits += [_comment(places, at, codes) for at, codes in unused.items()]
    made = body
    for start, end, new in sorted(edits, reverse=True):
        made = made[:start] + new + made[end:]
    return mark + made if len(read_yaml(made)[1]) <= len(read_yaml(body)[1]) else text


def _invisible(text: str, at: int) -> list[_Edit]:
    found = spaces_made_plain(text, at)
    return [] if found is None else [(at, *found)]


def _quotes(text: str, at: int, read: str) -> list[_Edit]:
    """Straight quotes around a text, where the message holds all of it and it needs no other signs."""
    inner = read[1:-1]
    if not text.startswith(read, at) or _NOT_IN_QUOTES.search(inner):
        return []
    return [(at, at + len(read), f'"{inner}"')]


def _comment(places: Places, at: int, unused: set[str]) -> _Edit:
    """The comment without its unused codes, or no comment; no line is left that held nothing else."""
    line = places.line(at)
    start, end = places.span(line)
    content = places.text[start:end]
    stop = start + len(content.rstrip("\r\n"))
    codes = _CODES.search(places.text, at, stop)
    kept = [code.strip() for code in codes["codes"].split(",") if code.strip() not in unused] if codes else []
    if codes is not None and kept:
        return (codes.start(), codes.end(), f"[{', '.join(kept)}]")
    before = places.text[start:at].rstrip()
    return (start + len(before), stop, "") if before else (start, end, "")
