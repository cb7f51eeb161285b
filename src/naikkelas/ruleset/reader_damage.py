"""Reading on behind a part that is no YAML: the entry that holds it is left out, so that what is wrong with the others is told too.

An entry is found by its indentation, as an author sees it: a criterion, a fact, a parameter, or a whole part of the file. It is left out
only where the lines behind it plainly begin something else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from naikkelas.ruleset.reader_text import Places

__all__ = ["SWALLOWED", "TOPMOST", "Lost", "behind_tabs", "doubted", "part_of", "without_entry"]

#: In a text in quotes over several lines, what looks like the next entry: its closing quote may be missing.
SWALLOWED: Final = re.compile(r"[\r\n] *(?:- +)*[\w\"'-]+ *:(?=\s)")
_KEY: Final = re.compile(r"(?P<key>\$?[A-Za-z_\ufffd][\w\ufffd-]*|\"[^\"\\]*\"|'[^']*') *:(?=\s|$)")
_NO_KEY: Final = re.compile(r"[^\w\s#]?(?P<key>[a-z_]+)\b")
_KEY_WITHIN: Final = re.compile(r"(?<=\S)\s+(?P<key>[a-z_]+) *:(?=\s|$)")
_ITEM: Final = re.compile(r"-(?=\s|$)")
_BRACKET: Final = re.compile(r"[{}\[\]]")
_QUOTED: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_WORD: Final = re.compile(r"[\w-]+")
_COMMENT: Final = re.compile(r"\s#[^\r\n]*$")
#: What gives a text a second place.
_REPEATED: Final = re.compile(r"(?:^|[\s\[{,])[&*][\w-]|<<")
#: A name alone, as a line begins that was not finished.
_CUT: Final = re.compile(r" *(?P<name>[a-z]\w{2,})\s*")
#: Of other parts depends what the rest means.
_BEARING: Final = frozenset({"format"})
#: What it takes from elsewhere may have any name.
_ANY_NAMES: Final = "uses"
#: Stands in every part, and is no name.
_ALL: Final = "*"
#: Parts that give names, or that others depend on; a line of which that stands so far right may belong at the left.
_PARTS: Final = frozenset({"facts", "parameters", "criteria", "sources", "effective", _ANY_NAMES}) | _BEARING
#: Parts that stand nowhere else in a file.
TOPMOST: Final = _PARTS | {"applies_when", "outputs", "data_gaps", "selection", "never_hurts", "assumptions"}
#: Keys at the left that give nothing else.
_HEAD: Final = frozenset({"rule_set", "version", "title", "firmness"})
#: Parts of which no key is a name.
_NO_NAMES: Final = frozenset({"effective"})
#: Farther right than anything that is written.
_FAR: Final = 10_000
_FEW: Final = 1


@dataclass(frozen=True, slots=True)
class Lost:
    """What was left out, or read otherwise than it was meant.

    ``lines`` (from 1) are those of which nothing is certain; ``names`` are all words of the entries, each with the part of the file that
    holds it, and ``begun`` those that may be the beginning of a longer one. Where ``is_bearing``, nothing of the rest is certain any more.
    """

    lines: frozenset[int] = frozenset()
    names: frozenset[tuple[str, str]] = frozenset()
    is_bearing: bool = False
    begun: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_something(self) -> bool:
        """Whether anything is not certain."""
        return self.is_bearing or bool(self.lines)

    def and_also(self, other: "Lost") -> "Lost":
        """Both."""
        is_bearing = self.is_bearing or other.is_bearing
        return Lost(self.lines | other.lines, self.names | other.names, is_bearing, self.begun | other.begun)

    def may_hold(self, part: str, name: str) -> bool:
        """Whether a name may have been given in a part of the file, and not been read."""
        if (_ANY_NAMES, _ALL) in self.names or (part, name) in self.names:
            return True
        return any(part == of and name.startswith(begun) for of, begun in self.begun)


def without_entry(
    text: str, places: Places, line: int, until: int, *, is_whole: bool = False, left_over: int | None = None
) -> tuple[str, Lost] | None:
    """The text with blanks for the entry that a line (from 0) belongs to, and what it was; ``None`` where no entry can be told.

    ``until`` is a line that the entry holds too; with ``is_whole`` the whole part of the file that holds it is left out. From column
    ``left_over`` (from 0) on, the line ``until`` holds what is behind a value that is complete.
    """
    lines = [text[slice(*places.span(at))] for at in range(len(places.starts))]
    begun_in_line = _begun_in(lines[until]) if until < len(lines) else set[str]()
    found = _entry(lines, line, is_whole or bool(begun_in_line)) if line < len(lines) else None
    if found is None or found[1] <= until:
        return None
    first, last, top, key = found
    lost = "".join(lines[first:last])
    complete = [each[:left_over] if left_over is not None and at == until else each for at, each in enumerate(lines[first:last], first)]
    if _REPEATED.search(lost) or _goes_on(complete):
        return None
    made = "".join([*lines[:first], _blank(lost), *lines[last:]])
    parts = _parts(key, lines[first:last]) | begun_in_line
    above = _part_above(lines, top) if _is_torn_off(key, lines[top:last]) else None
    torn = range(0)
    if above is not None:
        parts.add(above[1])
        torn = range(_last_entry(lines, above[0], top), top)
    names = frozenset(name for part in parts for name in _names(part, "".join([*(lines[at] for at in torn), lost])))
    cut = _CUT.fullmatch(lines[line])
    begun = frozenset((part, cut["name"]) for part in parts) if cut is not None else frozenset[tuple[str, str]]()
    outer = {top + 1} if above is None else {top + 1, above[0] + 1}
    return made, Lost(
        frozenset({*outer, *(at + 1 for at in torn), *range(first + 1, last + 1)}), names, not _BEARING.isdisjoint(parts), begun
    )


def doubted(text: str, places: Places, doubts: Iterable[int]) -> Lost:
    """What is not certain where some lines (from 1) are read otherwise than they are meant: these, what they end, and the names around."""
    lines = [text[slice(*places.span(at))] for at in range(len(places.starts))]
    lost = Lost()
    for line in sorted(set(doubts)):
        found = _entry(lines, line - 1, is_whole=False) if line <= len(lines) else None
        if found is None or _goes_on(lines[found[0] : found[1]]) or _REPEATED.search("".join(lines[found[0] : found[1]])):
            return Lost(is_bearing=True)
        first, last, top, key = found
        names = _names(key, "".join(lines[first:last]))
        lost = lost.and_also(Lost(frozenset({top + 1, *range(first + 1, _below(lines, line - 1) + 1)}), names, key in _BEARING))
    return lost


def behind_tabs(text: str, places: Places, tabbed: Iterable[int]) -> tuple[str, Lost]:
    """The text with blanks for the entries that some lines (from 1) with tabs before them may belong to, for their level is not known."""
    lines = [text[slice(*places.span(at))] for at in range(len(places.starts))]
    led = {line - 1 for line in tabbed}
    blank: set[int] = set()
    far = [" " * _FAR + line.lstrip(" ") if at in led else line for at, line in enumerate(lines)]
    lost = Lost()
    for line in sorted(led):
        found = _entry(far, line, is_whole=False)
        if found is not None and found[0] in led:
            found = _entry(far, line, is_whole=True)
        content = lines[line].strip()
        key = _KEY.match(content)
        is_topmost = key is not None and (key["key"] in TOPMOST or (key["key"] == "title" and content.endswith(":")))
        if found is None or is_topmost or _goes_on(lines[found[0] : found[1]]) or _REPEATED.search("".join(lines[found[0] : found[1]])):
            return text, Lost(is_bearing=True)
        first, last, top, part = found
        names = _names(part, "".join(lines[first:last]))
        lost = lost.and_also(Lost(frozenset({top + 1, *range(first + 1, last + 1)}), names, part in _BEARING))
        blank.update(range(first, last))
    return "".join(_blank(line) if at in blank else line for at, line in enumerate(lines)), lost


def part_of(text: str, places: Places, line: int) -> int:
    """The first line (from 1) of the part of the file that a line belongs to."""
    lines = (text[slice(*places.span(at))] for at in range(line - 2, -1, -1))
    return next((line - 1 - back for back, each in enumerate(lines) if _indent(each) == 0 and _KEY.match(each)), 1)


def _blank(text: str) -> str:
    return "".join(char if char in "\r\n" else " " for char in text)


def _below(lines: list[str], line: int) -> int:
    """The line (from 0) behind all that belongs to one: with a name that is not the one that was meant, all of it is read otherwise."""
    level = _indent(lines[line])
    if level is None or not _COMMENT.sub("", lines[line]).rstrip().endswith(":"):
        return line + 1
    is_item = _ITEM.match(lines[line].lstrip(" ")) is not None
    for at in range(line + 1, len(lines)):
        found = _indent(lines[at])
        if found is not None and (found < level or (found == level and (is_item or not _ITEM.match(lines[at].lstrip(" "))))):
            return at
    return len(lines)


def _parts(key: str, lines: list[str]) -> set[str]:
    """The part of the file that some lines belong to, and those that may begin in them where a line stands too far right."""
    found = (_KEY.match(line.lstrip(" ")) for line in lines if 0 < (_indent(line) or 0) <= _FEW)
    return {key, *(each["key"] for each in found if each is not None and each["key"] in _PARTS)}


def _is_torn_off(key: str, lines: list[str]) -> bool:
    """Whether a line at the left may have lost its level: its key is of no part, or it has lines below it that are no YAML."""
    is_alone = all(_indent(each) is None for each in lines[1:])
    return key not in TOPMOST and (key not in _HEAD or not is_alone)


def _part_above(lines: list[str], top: int) -> tuple[int, str] | None:
    """The part of the file before one that gives no names, with its line: what stands below that one may belong to it."""
    for at in range(top - 1, -1, -1):
        found = _KEY.match(lines[at]) if _indent(lines[at]) == 0 else None
        if found is not None and found["key"] in _PARTS:
            return None if found["key"] in _BEARING else (at, found["key"])
    return None


def _last_entry(lines: list[str], top: int, end: int) -> int:
    """Where the last entry of a part begins that stands above a line."""
    inner = next((_indent(lines[at]) for at in range(top + 1, end) if _indent(lines[at]) is not None), None)
    return next((at for at in range(end - 1, top, -1) if _indent(lines[at]) == inner and inner is not None), top)


def _begun_in(line: str) -> set[str]:
    """The parts of the file that begin within a line, behind something else: a line break is missing there."""
    content = _COMMENT.sub("", line).rstrip()
    return {found["key"] for found in _KEY_WITHIN.finditer(content) if found["key"] in TOPMOST and found.end() == len(content)}


def _names(part: str, text: str) -> frozenset[tuple[str, str]]:
    return frozenset((part, word) for word in (_ALL, *_WORD.findall(text.replace("\ufffd", ""))))


def _entry(lines: list[str], line: int, is_whole: bool) -> tuple[int, int, int, str] | None:
    """The first line of an entry, the line behind it, and the line and the key of the part of the file that holds it."""
    top = next((at for at in range(line, -1, -1) if _indent(lines[at]) == 0 and _top_key(lines[at])), None)
    if top is None:
        return None
    key = (_top_key(lines[top]) or "").strip("\"'").replace("\ufffd", "")
    inner = next((_indent(lines[at]) for at in range(top + 1, len(lines)) if _indent(lines[at]) is not None), None)
    is_list = inner == 0 and all(_ITEM.match(each) for each in lines[top + 1 : line + 1] if _indent(each) == 0)
    if not is_list and any(_indent(each) == 0 for each in lines[top + 1 : line + 1]):
        return None
    first = top
    if line > top and not is_whole and key not in _NO_NAMES and (inner or is_list):
        first = next((at for at in range(line, top, -1) if _indent(lines[at]) == inner and (inner or _ITEM.match(lines[at]))), top)
    level = _indent(lines[first]) or 0
    ends = (at for at in range(first + 1, len(lines)) if (found_at := _indent(lines[at])) is not None and found_at <= level)
    last = next((at for at in ends if first != top or not _ITEM.match(lines[at])), len(lines))  # a list may stand as far left as its key
    if last <= line or not (_begins(lines[first]) or first == top):
        return None  # its lines are not where they seem to belong
    return (first, last, top, key) if last == len(lines) or _begins(lines[last]) else None


def _top_key(line: str) -> str | None:
    """The key at the left of a line, also one that is no YAML: then it begins with a word that is a key nowhere else."""
    found = _KEY.match(line)
    broken = _NO_KEY.match(line) if found is None else None
    return found["key"] if found is not None else broken["key"] if broken is not None and broken["key"] in TOPMOST | _HEAD else None


def _goes_on(lines: list[str]) -> bool:
    """Whether the last of some lines leaves something open: then those behind it belong to it, wherever they stand."""
    last = _COMMENT.sub("", next((line for line in reversed(lines) if _indent(line) is not None), "")).rstrip()
    if not last.endswith(","):
        return last.endswith(("{", "["))
    signs = _BRACKET.findall(_QUOTED.sub("", "".join(lines)))
    return _KEY.match(last.lstrip(" ")) is None or sum(1 if sign in "{[" else -1 for sign in signs) != 0


def _indent(line: str) -> int | None:
    """How far a line is indented; ``None`` for one that holds nothing."""
    content = line.strip(" \r\n")
    return None if not content or content[0] == "#" else len(line) - len(line.lstrip(" "))


def _begins(line: str) -> bool:
    """Whether a line plainly begins an entry."""
    content = line.lstrip(" ")
    return _KEY.match(content) is not None or _ITEM.match(content) is not None
