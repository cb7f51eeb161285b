"""Mending what can only be meant in one way: signs that nobody sees, a missing space, a word for ``true``, comments that ignore nothing."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from naikkelas.problems import Problem
from naikkelas.ruleset.reader import read_yaml
from naikkelas.ruleset.reader_text import Places, spaces_made_plain

__all__ = ["FIXABLE", "fixed"]

_CODES: Final = re.compile(r"\[(?P<codes>[^\]\n]*)\]")
_NOT_IN_QUOTES: Final = re.compile(r'["\\…]')
#: A key that is a name; a time or the beginning of an address is none.
_KEY: Final = re.compile(r"\$?[A-Za-z_]\w*:(?!//)")
_TABS: Final = re.compile(r"\t+")
_INDENTED: Final = re.compile(r"^[ \t]+(?=[^\s])", re.MULTILINE)
#: A single word or code that needs no quotes wherever it stands, or has them.
_WORD: Final = re.compile(r"""(?P<quote>["']?)[\w.-]+(?P=quote)(?=[ \t]*(?:[\r\n,}\]]|$))""")
_TRUTHS: Final = {"write_true": "true", "write_false": "false"}
_STEP: Final = "  "

#: From, to, and what to put there.
_Edit = tuple[int, int, str]


def fixed(text: str, file: str, problems: Iterable[Problem]) -> str:
    """``text`` without those problems of ``file`` that can be mended, or as it was where that would not make it better."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    places = Places(body, file)
    unused: dict[int, set[str]] = defaultdict(set)
    edits: set[_Edit] = set()
    for one in problems:
        if one.code not in FIXABLE or one.place.file != file or one.place.line is None:
            continue
        at = places.starts[one.place.line - 1] + (one.place.column or 1) - 1
        if one.code == "NK331":
            unused[at].add(one.slots["name"])
        else:
            edits.update(_MENDS[one.code](body, at, one))
    edits.update(_comment(places, at, codes) for at, codes in unused.items())
    made = body
    for start, end, new in sorted(edits, reverse=True):
        made = made[:start] + new + made[end:]
    return mark + made if len(read_yaml(made)[1]) <= len(read_yaml(body)[1]) else text


def _invisible(text: str, at: int, _: Problem) -> list[_Edit]:
    found = spaces_made_plain(text, at)
    return [] if found is None else [(at, *found)]


def _quotes(text: str, at: int, one: Problem) -> list[_Edit]:
    """Straight quotes around a text, where the message holds all of it and it needs no other signs."""
    read = one.slots["read"]
    inner = read[1:-1]
    if not text.startswith(read, at) or _NOT_IN_QUOTES.search(inner):
        return []
    return [(at, at + len(read), f'"{inner}"')]


def _space(text: str, at: int, one: Problem) -> list[_Edit]:
    """The space behind the colon of a key. Its place is that of the key or of the colon, as far as the reader came."""
    start = at if text[at : at + 1] != ":" else at + 1 - len(one.slots["key"])
    key = _KEY.match(text, start)
    return [(key.end(), key.end(), " ")] if key is not None and key.group() == one.slots["key"] else []


def _spaces(text: str, at: int, _: Problem) -> list[_Edit]:
    """A space for tabs within a line; before its content only where tabs are all that any line starts with: each is one level."""
    found = _TABS.match(text, at)
    if found is None:
        return []
    if text[max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1 : at].strip(" \t"):
        return [(at, found.end(), " ")]
    starts = list(_INDENTED.finditer(text))
    return [(each.start(), each.end(), _STEP * len(each.group())) for each in starts] if not any(" " in e.group() for e in starts) else []


def _truth(text: str, at: int, one: Problem) -> list[_Edit]:
    """``true`` or ``false`` for a word that means it, where one of the two is expected."""
    word, truth = _WORD.match(text, at), _TRUTHS.get(one.hint or "")
    return [(at, word.end(), truth)] if truth is not None and word is not None and one.slots["read"] in word.group() else []


def _list(text: str, at: int, one: Problem) -> list[_Edit]:
    """Brackets around the one word of a list."""
    word = _WORD.match(text, at) if one.hint == "write_single_or_list" else None
    return [(at, word.end(), f"[{word.group()}]")] if word is not None else []


#: How each is mended; comments that ignore nothing are, code by code, together.
_MENDS: Final[Mapping[str, Callable[[str, int, Problem], list[_Edit]]]] = {
    "NK109": _invisible,
    "NK110": _spaces,
    "NK124": _space,
    "NK127": _quotes,
    "NK152": _list,
    "NK207": _truth,
}
#: Problems that :func:`fixed` may mend.
FIXABLE: Final = frozenset({*_MENDS, "NK331"})


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
