"""Mending what can only be meant in one way: signs that nobody sees, a missing space, a word for ``true``, comments that ignore nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from itertools import islice
from typing import Final

from naikkelas.authoring.checking.checking import Checked
from naikkelas.authoring.checking.edits import Edit, Spot, reads_as, spot_of, spots_of, texts_of, with_edits
from naikkelas.authoring.checking.tabs import STEP, levels
from naikkelas.problems import Problem
from naikkelas.ruleset.nodes import Node
from naikkelas.ruleset.reader import read_yaml
from naikkelas.ruleset.reader_text import Places, spaces_made_plain
from naikkelas.ruleset.reader_tree import CURLY

__all__ = ["FIXABLE", "Look", "fixed", "mended", "mends"]

_CODES: Final = re.compile(r"\[(?P<codes>[^\]\n]*)\]")
_NOT_IN_QUOTES: Final = re.compile(r'["\\]')
_ANCHOR: Final = re.compile(r"&\S+[ \t\r\n]+")
_LINE_BREAK: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
#: What may stand behind the closing quote of a text.
_BEHIND: Final = re.compile(r"[ \t]*(?:[\r\n,}\]]|$)|[ \t]+#")
#: A key that is a name; a time or the beginning of an address is none.
_KEY: Final = re.compile(r"\$?[A-Za-z_]\w*:(?!//)")
_TABS: Final = re.compile(r"\t+")
#: A single word or code that needs no quotes wherever it stands, or has them.
_WORD: Final = re.compile(r"""(?P<quote>["']?)(?P<word>[\w.-]+)(?P=quote)(?=[ \t]*(?:[\r\n,}\]]|$)|[ \t]+\#)""")
_TRUTHS: Final = {"write_true": "true", "write_false": "false"}
_CUT: Final = "…"

#: So many mends are tried one by one where together they would make nothing better.
_ONE_BY_ONE: Final = 20
#: What is mended may have hidden more to mend. No file needs so many rounds; one that did would be mended back and forth.
_ROUNDS: Final = 20

#: What is wrong with a text in place of the file.
Look = Callable[[str], Checked]


def mended(text: str, look: Look) -> str:
    """``text`` mended until nothing is left that can only be meant in one way; as it was where that would not make it better."""
    for _ in range(_ROUNDS):
        checked = look(text)
        made = fixed(text, checked.file, checked.problems)
        if made == text:
            break
        text = made
    return text


def fixed(text: str, file: str, problems: Iterable[Problem]) -> str:
    """``text`` without those problems of ``file`` that can be mended as it stands; mending them may show more."""
    found = [one for one in problems if one.code in FIXABLE and one.place.file == file]
    if not found:
        return text
    root, before = read_yaml(text)
    draft = _Draft(text, file, root, before)
    if _is_fine(text, root, before, draft, found):
        return with_edits(text, draft.edits(found))
    made = with_edits(text, draft.edits(mends(text, file, found)))
    return made if len(read_yaml(made)[1]) <= len(before) else text


def mends(text: str, file: str, problems: Iterable[Problem]) -> dict[Problem, tuple[Edit, ...]]:
    """What mends each problem of ``file`` alone, by its places in ``text``; without what would not make it better.

    They are tried together, and one by one only where that fails: of a hundred problems the text is not read a hundred times. What mends
    the tabs before every line is told of the first of them.
    """
    fixable = [one for one in problems if one.code in FIXABLE and one.place.file == file]
    if not fixable:
        return {}
    root, before = read_yaml(text)
    draft = _Draft(text, file, root, before)
    found: dict[Problem, tuple[Edit, ...]] = {}
    for one in fixable:
        if not (draft.is_told and draft.is_of_levels(one)):
            edits = tuple(sorted(draft.edits([one])))
            if edits:
                found[one] = edits
    if not found or _is_fine(text, root, before, draft, found):
        return found
    return {one: found[one] for one in islice(found, _ONE_BY_ONE) if _is_fine(text, root, before, draft, [one])}


def _is_fine(text: str, root: Node | None, before: list[Problem], draft: "_Draft", problems: Iterable[Problem]) -> bool:
    """Whether mends leave no more to read wrongly, and those that write one thing for another write nothing else."""
    found = list(problems)
    if len(read_yaml(with_edits(text, draft.edits(found)))[1]) > len(before):
        return False
    plain = {spot_of(one.place): edit for one in found if one.code in _PLAIN for edit in draft.edits([one])}
    if root is None or not plain:
        return True
    changes = {spot: node for spot, edit in plain.items() if (node := read_yaml(edit[2])[0]) is not None}
    return reads_as(with_edits(text, plain.values()), root, changes)


class _Draft:
    """A text that is to be mended; places of problems do not count its byte order mark."""

    def __init__(self, text: str, file: str, root: Node | None, problems: list[Problem]) -> None:
        self._moved = 1 if text.startswith("\ufeff") else 0
        self._body = text[self._moved :]
        self._places = Places(self._body, file)
        #: Whether the edits of the levels were asked for.
        self.is_told = False
        self._one: list[str] | None = None
        self._is_all = False
        self._asked = 0
        self._between: dict[int, bool] = {}
        self._problems = problems
        self._levels: list[Edit] | None = None
        #: How often each text is read: one that an alias repeats stands for more than what its problem is about.
        self._times = Counter(spots_of(root)) if root is not None else Counter[Spot]()

    def edits(self, problems: Iterable[Problem]) -> set[Edit]:
        """Everything that mends these problems, by its places in the text."""
        unused: dict[int, set[str]] = defaultdict(set)
        edits: set[Edit] = set()
        has_levels = False
        for one in problems:
            at = self._index(one)
            if at is None:
                continue
            if one.code == "NK331":
                unused[at].add(one.slots["name"])
            elif self.is_of_levels(one):
                has_levels = self.is_told = True
            elif one.code in _ONCE and self._times[spot_of(one.place)] > 1:
                continue
            elif one.code != "NK110" or self._is_between(at):
                edits.update(_MENDS[one.code](self._body, at, one))
        edits.update(_comment(self._places, at, codes) for at, codes in unused.items())
        if has_levels:
            edits.update(self._leveled())
        return {(start + self._moved, end + self._moved, new) for start, end, new in edits}

    def _leveled(self) -> list[Edit]:
        if self._levels is None:
            self._levels = levels(self._body, self._problems)
        return self._levels

    def is_of_levels(self, one: Problem) -> bool:
        """Whether a problem is about tabs before the content of a line."""
        at = self._index(one) if one.code == "NK110" else None
        return at is not None and not self._body[self._places.span(self._places.line(at))[0] : at].strip(" \t")

    def _is_between(self, at: int) -> bool:
        """Whether tabs stand between what is read, and are no part of a text: then one space is there what two are."""
        if self._one is None:
            self._one = _read_texts(_spaced(self._body, None))
            self._is_all = self._one == _read_texts(_spaced(self._body, range(len(self._body))))
        if self._is_all or self._asked >= _ONE_BY_ONE:
            return self._is_all
        if at not in self._between:
            self._asked += 1
            self._between[at] = self._one == _read_texts(_spaced(self._body, range(at, at + 1)))
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
    """Straight quotes around a text that needs no other signs, also over several lines and behind an anchor."""
    anchor = _ANCHOR.match(text, at)
    start = at if anchor is None else anchor.end()
    end = _closing(text, start)
    if end is None:
        return []
    inner = text[start + 1 : end]
    whole, read = _LINE_BREAK.sub(" ", text[start : end + 1]), one.slots["read"]
    is_read = whole == read if not read.endswith(_CUT) else whole.startswith(read[:-1])
    return [(start, end + 1, f'"{inner}"')] if is_read and not _NOT_IN_QUOTES.search(inner) else []


def _closing(text: str, start: int) -> int | None:
    """Where the typographic quote is closed that stands there; ``None`` where another opens before."""
    opened = text[start : start + 1]
    closing = CURLY.get(opened, "")
    for at in range(start + 1, len(text) if closing else 0):
        if text[at] in closing and _BEHIND.match(text, at + 1):
            return at
        if text[at] == opened or (text[at] in "\r\n" and not text[start + 1 : at].strip()):
            return None
    return None


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
            return " " * STEP * len(found.group())
        return "  " if wide is not None and found.start() in wide else " "

    return _TABS.sub(spaces, text)


def _read_texts(text: str) -> list[str]:
    return texts_of(read_yaml(text)[0])


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
#: Those that write one thing for another at their place, and nothing else.
_PLAIN: Final = frozenset({"NK127", "NK152", "NK207"})
#: What is about one place alone, where the same text may be right at another that repeats it.
_ONCE: Final = frozenset({"NK152", "NK207"})
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
