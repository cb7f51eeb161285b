"""Mending what can only be meant in one way: signs that nobody sees, a missing space, a word for ``true``, comments that ignore nothing."""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from itertools import islice
from typing import Final

from naikkelas.problems import Problem
from naikkelas.ruleset.nodes import Node, Scalar, Sequence
from naikkelas.ruleset.reader import read_yaml
from naikkelas.ruleset.reader_text import Places, spaces_made_plain

__all__ = ["FIXABLE", "Edit", "fixed", "mends"]

_CODES: Final = re.compile(r"\[(?P<codes>[^\]\n]*)\]")
_NOT_IN_QUOTES: Final = re.compile(r'["\\…]')
#: A key that is a name; a time or the beginning of an address is none.
_KEY: Final = re.compile(r"\$?[A-Za-z_]\w*:(?!//)")
_TABS: Final = re.compile(r"\t+")
_INDENTED: Final = re.compile(r"^[ \t]+(?=[^\s])", re.MULTILINE)
#: A single word or code that needs no quotes wherever it stands, or has them.
_WORD: Final = re.compile(r"""(?P<quote>["']?)(?P<word>[\w.-]+)(?P=quote)(?=[ \t]*(?:[\r\n,}\]]|$)|[ \t]+\#)""")
_TRUTHS: Final = {"write_true": "true", "write_false": "false"}
_STEP: Final = "  "

#: So many mends are tried one by one where together they would make nothing better.
_ONE_BY_ONE: Final = 20

#: From, to, and what to put there.
Edit = tuple[int, int, str]


def fixed(text: str, file: str, problems: Iterable[Problem]) -> str:
    """``text`` without those problems of ``file`` that can be mended, or as it was where that would not make it better."""
    found, before, draft = list(problems), _problems_of(text), _Draft(text, file)
    made = _with(text, draft.edits(found))
    if _problems_of(made) > before:
        made = _with(text, draft.edits(mends(text, file, found)))
    return made if _problems_of(made) <= before else text


def mends(text: str, file: str, problems: Iterable[Problem]) -> dict[Problem, tuple[Edit, ...]]:
    """What mends each problem of ``file`` alone, by its places in ``text``; without what would not make it better.

    They are tried together, and one by one only where that fails: of a hundred problems the text is not read a hundred times. What mends
    the tabs before every line is told of the first of them.
    """
    draft = _Draft(text, file)
    found: dict[Problem, tuple[Edit, ...]] = {}
    for one in problems:
        if one.code in FIXABLE and not (draft.is_told and draft.is_of_levels(one)):
            edits = tuple(sorted(draft.edits([one])))
            if edits:
                found[one] = edits
    if not found:
        return {}
    before = _problems_of(text)
    if _problems_of(_with(text, draft.edits(found))) <= before:
        return found
    return {one: found[one] for one in islice(found, _ONE_BY_ONE) if _problems_of(_with(text, found[one])) <= before}


def _problems_of(text: str) -> int:
    return len(read_yaml(text)[1])


def _with(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits made, which do not overlap."""
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


class _Draft:
    """A text that is to be mended; places of problems do not count its byte order mark."""

    def __init__(self, text: str, file: str) -> None:
        self._moved = 1 if text.startswith("\ufeff") else 0
        self._body = text[self._moved :]
        self._places = Places(self._body, file)
        #: Whether the edits of the levels were asked for.
        self.is_told = False
        self._one: list[str] | None = None
        self._is_all = False
        self._asked = 0
        self._between: dict[int, bool] = {}

    def edits(self, problems: Iterable[Problem]) -> set[Edit]:
        """Everything that mends these problems, by its places in the text."""
        unused: dict[int, set[str]] = defaultdict(set)
        edits: set[Edit] = set()
        levels = False
        for one in problems:
            at = self._index(one)
            if at is None:
                continue
            if one.code == "NK331":
                unused[at].add(one.slots["name"])
            elif self.is_of_levels(one):
                levels = self.is_told = True
            elif one.code != "NK110" or self._is_between(at):
                edits.update(_MENDS[one.code](self._body, at, one))
        edits.update(_comment(self._places, at, codes) for at, codes in unused.items())
        if levels:
            edits.update(_levels(self._body))
        return {(start + self._moved, end + self._moved, new) for start, end, new in edits}

    def is_of_levels(self, one: Problem) -> bool:
        """Whether a problem is about tabs before the content of a line."""
        at = self._index(one) if one.code == "NK110" else None
        return at is not None and not self._body[self._places.span(self._places.line(at))[0] : at].strip(" \t")

    def _is_between(self, at: int) -> bool:
        """Whether tabs stand between what is read, and are no part of a text: then one space is there what two are."""
        if self._one is None:
            self._one = _texts(_spaced(self._body, None))
            self._is_all = self._one == _texts(_spaced(self._body, range(len(self._body))))
        if self._is_all or self._asked >= _ONE_BY_ONE:
            return self._is_all
        if at not in self._between:
            self._asked += 1
            self._between[at] = self._one == _texts(_spaced(self._body, range(at, at + 1)))
        return self._between[at]

    def _index(self, one: Problem) -> int | None:
        """Where in the body a problem stands that may be mended."""
        if one.code not in FIXABLE or one.place.file != self._places.file or one.place.line is None:
            return None
        return self._places.starts[one.place.line - 1] + (one.place.column or 1) - 1


def _invisible(text: str, at: int, _: Problem) -> list[Edit]:
    found = spaces_made_plain(text, at)
    return [] if found is None else [(at, *found)]


def _quotes(text: str, at: int, one: Problem) -> list[Edit]:
    """Straight quotes around a text, where the message holds all of it and it needs no other signs."""
    read = one.slots["read"]
    inner = read[1:-1]
    if not text.startswith(read, at) or _NOT_IN_QUOTES.search(inner):
        return []
    return [(at, at + len(read), f'"{inner}"')]


def _space(text: str, at: int, one: Problem) -> list[Edit]:
    """The space behind the colon of a key. Its place is that of the key or of the colon, as far as the reader came."""
    start = at if text[at : at + 1] != ":" else at + 1 - len(one.slots["key"])
    key = _KEY.match(text, start)
    return [(key.end(), key.end(), " ")] if key is not None and key.group() == one.slots["key"] else []


def _spaces(text: str, at: int, _: Problem) -> list[Edit]:
    """A space for tabs within a line."""
    found = _TABS.match(text, at)
    return [] if found is None else [(at, found.end(), " ")]


def _spaced(text: str, wide: Container[int] | None) -> str:
    """A text with one space for the tabs within lines, two for those that start at some places, and levels for those before lines."""

    def spaces(found: re.Match[str]) -> str:
        if not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip(" "):
            return _STEP * len(found.group())
        return "  " if wide is not None and found.start() in wide else " "

    return _TABS.sub(spaces, text)


def _texts(text: str) -> list[str]:
    """Every text that is read, in order."""
    root, _ = read_yaml(text)
    found: list[str] = []
    waiting: list[Node | None] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            found.append(node.text)
        elif isinstance(node, Sequence):
            waiting += node.items
        elif node is not None:
            waiting += [each for pair in node.entries for each in pair]
    return found


def _levels(text: str) -> list[Edit]:
    """Spaces for the tabs before the content of lines, where they are all that any line starts with: each is one level."""
    starts = list(_INDENTED.finditer(text))
    return [(each.start(), each.end(), _STEP * len(each.group())) for each in starts] if not any(" " in e.group() for e in starts) else []


def _truth(text: str, at: int, one: Problem) -> list[Edit]:
    """``true`` or ``false`` for a word that means it, where one of the two is expected."""
    word, truth = _WORD.match(text, at), _TRUTHS.get(one.hint or "")
    return [(at, word.end(), truth)] if truth is not None and word is not None and one.slots["read"] == word["word"] else []


def _list(text: str, at: int, one: Problem) -> list[Edit]:
    """Brackets around the one word of a list, where it is all that was read."""
    word = _WORD.match(text, at) if one.hint == "write_single_or_list" else None
    return [(at, word.end(), f"[{word.group()}]")] if word is not None and one.slots["read"] == word["word"] else []


#: How each is mended; comments that ignore nothing are, code by code, together.
_MENDS: Final[Mapping[str, Callable[[str, int, Problem], list[Edit]]]] = {
    "NK109": _invisible,
    "NK110": _spaces,
    "NK124": _space,
    "NK127": _quotes,
    "NK152": _list,
    "NK207": _truth,
}
#: Problems that :func:`fixed` may mend.
FIXABLE: Final = frozenset({*_MENDS, "NK331"})


def _comment(places: Places, at: int, unused: set[str]) -> Edit:
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
