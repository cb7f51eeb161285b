"""Places of a text as editors count them: lines from 0, and columns in the units that client and server agreed on."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final, Literal

__all__ = ["Lines", "Units"]

#: What a column counts. Editors count in UTF-16 unless they say otherwise: an emoji is two.
Units = Literal["utf-8", "utf-16", "utf-32"]

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_CODECS: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_MARK: Final = "\ufeff"


class Lines:
    """A text and where its lines start. A line ends with LF, CR LF or CR, and with nothing else."""

    def __init__(self, text: str, units: Units = "utf-16") -> None:
        self.text = text
        self.units = units

    @cached_property
    def starts(self) -> list[int]:
        """The index of the first character of each line."""
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    @property
    def offset(self) -> int:
        """How far places of problems are moved: they do not count a byte order mark."""
        return 1 if self.text.startswith(_MARK) else 0

    def line_of(self, index: int) -> int:
        """The line of an index, from 0."""
        return bisect_right(self.starts, index) - 1

    def span(self, line: int) -> tuple[int, int]:
        """Where the content of a line starts and ends, its line break left out."""
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        start = self.starts[line]
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def position(self, index: int) -> tuple[int, int]:
        """Line and column of an index, as an editor counts them."""
        index = max(0, min(index, len(self.text)))
        line = self.line_of(index)
        codec, size = _CODECS[self.units]
        before = self.text[self.starts[line] : index]
        return line, len(before) if before.isascii() else len(before.encode(codec, "surrogatepass")) // size

    def index(self, line: int, column: int) -> int:
        """The index of a line and column; of what lies behind the line its end, behind the text its end."""
        if line < 0:
            return 0
        if line >= len(self.starts):
            return len(self.text)
        start, end = self.span(line)
        content = self.text[start:end]
        if content.isascii():
            return start + max(0, min(column, len(content)))
        codec, size = _CODECS[self.units]
        units = 0
        for at, character in enumerate(content):
            if units >= column:
                return start + at
            units += len(character.encode(codec, "surrogatepass")) // size
        return end

    def of_place(self, line: int | None, column: int | None) -> int:
        """The index of a problem's place, whose line and column count characters from 1."""
        if line is None or line > len(self.starts):
            return 0 if line is None else len(self.text)
        start, end = self.span(line - 1)
        moved = self.offset if line == 1 else 0
        return min(start + (column or 1) - 1 + moved, max(start, end))
