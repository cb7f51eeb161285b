"""Where the YAML events come from: libyaml, or PyYAML's own parser made to read the same language.

PyYAML's parser in Python differs from libyaml in a few spots that authors meet: ``{en: Ready?}`` is refused, ``{a:}`` is
accepted, half a surrogate pair in an escape becomes text. :class:`PythonLoader` follows libyaml there, so that a rule set
that is accepted on one machine is accepted on every machine. The tests compare the two on random input.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
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
#: A character beyond U+FFFF as JSON escapes it. YAML knows no pairs, and JSON is YAML.
_PAIR: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_PAIRED: Final = re.compile(r"\\u[dD][89abAB]")
_HIGH, _LOW, _FIRST_BEYOND = 0xD800, 0xDC00, 0x10000
#: Where 2048 characters of private use stand in for the halves, as long as the text has none of them.
_STAND_INS: Final = (0xE000, 0xE800, 0xF000)
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
    """The YAML events of ``text``; raises ``yaml.MarkedYAMLError`` where the text stops being YAML.

    A pair of surrogates that a text in ``"`` escapes, as JSON writes an emoji, is the one character that it stands for.
    """
    pairs = list(_PAIR.finditer(text)) if _PAIRED.search(text) else []
    base = next((base for base in _STAND_INS if pairs and not _has_any(text, base)), None)
    if base is None:
        return cast("Iterator[Event]", yaml.parse(text, Loader=loader))
    made = _PAIR.sub(lambda match: f"{match[1]}\\u{_moved(match[2], base):x}\\u{_moved(match[3], base):x}", text)
    return _restored(cast("Iterator[Event]", yaml.parse(made, Loader=loader)), pairs, base)


def _moved(half: str, base: int) -> int:
    return int(half, 16) - _HIGH + base


def _has_any(text: str, base: int) -> bool:
    """Whether a text has, or escapes, one of the 2048 characters from ``base`` on."""
    digits = f"{base >> 12:x}[{'0-7' if base >> 11 & 1 == 0 else '89a-f'}]"
    return re.search(rf"[{chr(base)}-{chr(base + 0x7FF)}]|\\(?:u|U0000){digits}", text, re.IGNORECASE) is not None


def _restored(events: Iterator[Any], pairs: list[re.Match[str]], base: int) -> Iterator[Event]:
    """The events with what stood in for the halves: in ``"`` the character, elsewhere what was written."""
    middle = base + _LOW - _HIGH
    halves = re.compile(f"([{chr(base)}-{chr(middle - 1)}])([{chr(middle)}-{chr(base + 0x7FF)}])")
    literal = re.compile(rf"\\u{base >> 12:x}[0-9a-f]{{3}}\\u{base >> 12:x}[0-9a-f]{{3}}")
    starts = [match.end(1) for match in pairs]
    for event in events:
        if isinstance(event, yaml.ScalarEvent) and event.style == '"':
            event.value = halves.sub(
                lambda match: chr(_FIRST_BEYOND + ((ord(match[1]) - base) << 10) + ord(match[2]) - middle), event.value
            )
        elif isinstance(event, yaml.ScalarEvent):
            first = bisect_left(starts, cast("Spot", event.start_mark).index)
            event.value = literal.sub(partial(_as_written, (pairs[at] for at in range(first, len(pairs)))), event.value)
        yield event


def _as_written(pairs: Iterator[re.Match[str]], _: re.Match[str]) -> str:
    pair = next(pairs)
    return f"\\u{pair[2]}\\u{pair[3]}"
