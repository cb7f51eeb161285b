"""Where the YAML events come from: libyaml, or PyYAML's own parser made to read the same language.

PyYAML's parser in Python differs from libyaml in a few spots that authors meet: ``{en: Ready?}`` is refused, ``{a:}`` is
accepted, half a surrogate pair in an escape becomes text. :class:`PythonLoader` follows libyaml there, so that a rule set
that is accepted on one machine is accepted on every machine. The tests compare the two on random input.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, Protocol, TypeAlias, cast

import yaml
from yaml.error import Mark
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken, TagToken

__all__ = ["LOADER", "Event", "Loader", "PythonLoader", "Spot", "events_of"]

_BLOCK_RUN: Final = re.compile(r"(?:[^\0 \t\r\n:]|:(?![\0 \t\r\n]))*")
_FLOW_RUN: Final = re.compile(r"(?:[^\0 \t\r\n:,\[\]{}]|:(?![\0 \t\r\n,?\[\]{}]))*")
_TAG: Final = re.compile(r"!<[^>\s\0]*>|![^\s\0,\[\]{}]*")
_COMMENTED_SIGNS: Final = re.compile(r"([+-]?)([1-9]?)([+-]?)(?=#)")
_HALF: Final = re.compile(r"\\(?:(?:u|U0000)[dD][89a-fA-F]|.)", re.DOTALL)


class Spot(Protocol):
    """Where an event starts or ends, from 0."""

    index: int
    line: int
    column: int


class Event(Protocol):
    """What the tree builder reads from the events of PyYAML. Which of the rest is there depends on the kind of event."""

    start_mark: Spot
    end_mark: Spot
    anchor: Any
    tag: str | None
    value: str
    style: str | None
    flow_style: bool | None
    explicit: bool | None


class PythonLoader(yaml.SafeLoader):
    """PyYAML's parser in Python, reading plain text, block text, escapes and tags as libyaml 0.2.5 does. Takes a ``str``."""

    def scan_plain(self) -> ScalarToken:
        """Text without quotes. In braces ``?`` belongs to it, and a ``:`` directly before ``,?[]{}`` is an error."""
        chunks: list[str] = []
        spaces: list[str] | None = []
        start = end = self.get_mark()
        indent = self.indent + 1
        while self.peek() != "#" and (run := self._plain_run(start)):
            self.allow_simple_key = False
            chunks += spaces or []
            chunks.append(run)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def _plain_run(self, start: Mark) -> str:
        """The text up to the next space or sign."""
        match = (_FLOW_RUN if self.flow_level else _BLOCK_RUN).match(self.buffer, self.pointer)
        run = match.group() if match else ""
        self.forward(len(run))
        if self.flow_level and self.peek() == ":" and self.peek(1) in ",?[]{}":
            raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", self.get_mark())
        return run

    def scan_tag(self) -> TagToken:
        """A tag, well-formed or not: the tree builder refuses every one. A comma ends it."""
        start = self.get_mark()
        match = _TAG.match(self.buffer, self.pointer)
        tag = match.group() if match else "!"
        self.forward(len(tag))
        return TagToken((None, tag), start, self.get_mark())

    def scan_block_scalar_indicators(self, start_mark: Mark) -> tuple[bool | None, int | None]:
        """The signs behind ``|`` and ``>``. A comment may follow without a space."""
        match = _COMMENTED_SIGNS.match(self.buffer, self.pointer)
        if not match or (match[1] and match[3]):
            found: tuple[bool | None, int | None] = super().scan_block_scalar_indicators(start_mark)
            return found
        self.forward(len(match.group()))
        chomping = match[1] or match[3]
        return chomping == "+" if chomping else None, int(match[2]) if match[2] else None

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Mark) -> list[str]:
        """Text in quotes. An escape that is no character, or half of one, is an error."""
        begin = self.index
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except ValueError:
            raise self._bad_escape(start_mark, self.index) from None
        if double and any("\ud800" <= chunk <= "\udfff" for chunk in chunks if len(chunk) == 1):
            halves = _HALF.finditer(self.buffer, begin, self.index)
            raise self._bad_escape(start_mark, next((m.start() for m in halves if len(m.group()) > 2), begin))
        return chunks

    def _bad_escape(self, start: Mark, index: int) -> ScannerError:
        at = Mark(self.name, index, self.line, self.column, None, 0)
        return ScannerError("while parsing a quoted scalar", start, "found invalid Unicode character escape code", at)


Loader: TypeAlias = type[yaml.SafeLoader] | type[yaml.CSafeLoader]

LOADER: Final[Loader] = getattr(yaml, "CSafeLoader", PythonLoader)


def events_of(text: str, loader: Loader) -> Iterator[Event]:
    """The YAML events of ``text``; raises ``yaml.MarkedYAMLError`` where the text stops being YAML."""
    return cast("Iterator[Event]", yaml.parse(text, Loader=loader))
