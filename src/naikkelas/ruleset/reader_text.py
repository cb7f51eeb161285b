"""The first look at a file: bytes to text, and everything in the text that an author cannot see.

What is found here never stops the reading. The text that goes on to the YAML parser has the same length and the same
lines; only the refused characters are replaced, so that the rest of the file can be checked in the same run.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from naikkelas.problems import Place, Problem, problem

__all__ = ["Places", "control_character", "decoded", "is_comment", "prepared", "spaces_made_plain"]

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_BLANK_LINES: Final = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*+")
_TABS: Final = re.compile(r"\t+")
_LEADING: Final = re.compile(r"(?m)^[ \t]*\t[ \t]*")
_COMMENT: Final = re.compile(r"(?:^|[ \t])#")
_JSON: Final = re.compile(r"\s*[{\[]")

_SPACES: Final = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HIDDEN: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
)
_INVISIBLE: Final = re.compile(f"[{_SPACES}{_HIDDEN}]+")
#: What a comment begins behind, for whoever sees it.
_BEFORE_COMMENT: Final = re.compile(f"(?m)^[ \t{_SPACES}{_HIDDEN}]*[{_HIDDEN}][ \t{_SPACES}{_HIDDEN}]*(?=#)")
_SPACE: Final = re.compile(f"[{_SPACES}]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Places:
    """Turns an index of the text into a :class:`Place`. A line ends with LF, CR LF or CR, as editors count."""

    __slots__ = ("_starts", "file", "text")

    def __init__(self, text: str, file: str | None) -> None:
        self.text = text
        self.file = file
        self._starts: list[int] = []

    @property
    def starts(self) -> list[int]:
        """Where each line starts; found out when the first place is asked for."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in _BREAK.finditer(self.text))]
        return self._starts

    def line(self, index: int) -> int:
        """The line of ``index``, from 0."""
        return bisect_right(self.starts, index) - 1

    def at(self, index: int) -> Place:
        """The place of ``index``, or of the end of the text when it lies behind it."""
        index = min(index, len(self.text))
        line = self.line(index)
        return Place(self.file, line + 1, index - self.starts[line] + 1)

    def span(self, line: int) -> tuple[int, int]:
        """The first index of a line and the index behind its line break."""
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        return self.starts[line], end


def is_comment(places: Places, line: int, column: int) -> bool:
    """Whether what stands there (both from 0) is in a comment, or before one that nothing else is before; not where a quote might be around it."""
    start, end = places.span(line)
    if _BEFORE_COMMENT.match(places.text, start, end):
        return True
    found = _COMMENT.search(places.text[start : start + column])
    return found is not None and not {'"', "'"} & {*places.text[start : start + found.start()]}


def control_character(text: str) -> str | None:
    """The first control character in ``text`` that is no tab and no line break, as ``U+0007``."""
    found = _CONTROL.search(text)
    return _named(found.group()) if found else None


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"


def decoded(source: bytes, file: str | None) -> tuple[str | None, list[Problem]]:
    """``source`` as text; bytes that are not UTF-8 become U+FFFD and one problem. UTF-16 cannot be read at all."""
    if source.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or b"\x00" in source[:2]:
        return None, [problem("NK106", Place(file, 1, 1), "read_save_as_utf8")]
    try:
        return source.decode("utf-8"), []
    except UnicodeDecodeError as error:
        text, index = source.decode("utf-8", errors="replace"), len(source[: error.start].decode("utf-8"))
        marked = text.startswith("\ufeff")
        place = Places(text[marked:], file).at(index - marked)
        return text, [problem("NK105", place, "read_save_as_utf8", byte=f"0x{source[error.start]:02X}")]


def prepared(places: Places, most: int) -> tuple[str, list[Problem]]:
    """The text for the YAML parser, and at most ``most`` problems of each kind that stand in the characters themselves."""
    text = places.text
    if not text.isascii() or _CONTROL.search(text):
        invisible = list(islice(_invisible(places), most))
        text = _INVISIBLE.sub(_visible, _BEFORE_COMMENT.sub(lambda match: " " * len(match.group()), text))
    else:
        invisible = []
    if "\t" in text and _JSON.match(text):
        text = _LEADING.sub(lambda match: " " * len(match.group()), text)
    tabs = list(islice(_tabs(places, text), most))
    text, directives = _without_directives(text.replace("\t", " ") if tabs else text)
    return text, invisible + tabs + [problem("NK111", places.at(index)) for index in directives[:most]]


def spaces_made_plain(text: str, index: int) -> tuple[int, str] | None:
    """Where the invisible characters at ``index`` end, and the plain spaces that are left of them; ``None`` where there are none."""
    match = _INVISIBLE.match(text, index)
    return (match.end(), "".join(" " for character in match.group() if _SPACE.match(character))) if match else None


def _invisible(places: Places) -> Iterator[Problem]:
    for match in _INVISIBLE.finditer(places.text):
        first = match.group()[0]
        hint = "read_plain_space" if _SPACE.match(first) else "read_remove_character"
        yield problem("NK109", places.at(match.start()), hint, character=_named(first))


def _visible(match: re.Match[str]) -> str:
    return "".join(" " if _SPACE.match(character) else "\ufffd" for character in match.group())


def _tabs(places: Places, text: str) -> Iterator[Problem]:
    """The runs of tabs in ``text`` outside comments."""
    index = text.find("\t")
    while index >= 0:
        start, end = places.span(places.line(index))
        comment = _COMMENT.search(text[start:end])
        for match in _TABS.finditer(text, start, start + comment.end() if comment else end):
            yield problem("NK110", places.at(match.start()), "read_spaces_for_tab")
        index = text.find("\t", end)


def _without_directives(text: str) -> tuple[str, list[int]]:
    """``text`` with the ``%`` lines before the document made into comments, and where they stand."""
    found: list[int] = []
    index = _end_of(_BLANK_LINES, text, 0)
    while text.startswith("%", index):
        found.append(index)
        line_break = _BREAK.search(text, index)
        index = _end_of(_BLANK_LINES, text, line_break.end()) if line_break else len(text)
    ends = [*found, len(text)]
    return "#".join([text[: ends[0]], *(text[start + 1 : end] for start, end in pairwise(ends))]), found


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
