"""From the events of PyYAML to the parts of a file, and to the comments, which events leave out."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import yaml

from naikkelas.authoring.formatting.parts import Branch, Comment, Entry, Leaf, Part
from naikkelas.authoring.formatting.scalars import BLOCK_HEAD, leaf_of
from naikkelas.ruleset.reader_events import LOADER, Event, events_of

__all__ = ["Parts", "comments_of", "parts_of"]

_SPACE: Final = re.compile(r"(?:\s|#[^\n]*)*")
_ANCHOR: Final = re.compile(r"&[\w-]+")
_COMMENT: Final = re.compile(r"#[^\n]*")


class Parts:
    """The parts of one text. ``root`` is ``None`` where the text holds one value only."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Branch | None = None
        #: Where texts start and end, in order: no comment is in there.
        self.spans: list[tuple[int, int]] = []
        self._stack: list[tuple[Branch, Leaf | None]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def column(self, index: int) -> int:
        """The column of an index, from 0."""
        return index - self._lines[bisect_right(self._lines, index) - 1]

    def blank_above(self, index: int) -> bool:
        """Whether the line above that of ``index`` is empty, and only spaces and dashes stand before it in its own."""
        line = bisect_right(self._lines, index) - 1
        if line == 0 or self.text[self._lines[line] : index].strip(" -"):
            return False
        return not self.text[self._lines[line - 1] : self._lines[line]].strip()

    def take(self, event: Event) -> None:
        """The next event."""
        kind: type = type(event)
        if kind in (yaml.ScalarEvent, yaml.AliasEvent):
            self._leaf(event, kind)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            start = self._content(event)
            made = Branch(kind is yaml.MappingStartEvent, bool(event.flow_style), start, self.column(start), event.anchor, start)
            self._add(made, start)
            self._stack.append((made, None))
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self._end(event)

    def _end(self, event: Event) -> None:
        made, _ = self._stack.pop()
        inner = made.entries[-1].value.end if made.entries else made.start
        made.end = max(inner, event.end_mark.index) if made.flow and self.text[made.start] in "[{" else inner
        if self._stack:
            self._stack[-1][0].end = max(self._stack[-1][0].end, made.end)

    def _content(self, event: Event) -> int:
        """Where the content of a node starts, behind its anchor."""
        start = event.start_mark.index
        anchor = _ANCHOR.match(self.text, start) if event.anchor is not None else None
        return _after_space(self.text, anchor.end()) if anchor else start

    def _leaf(self, event: Event, kind: type) -> None:
        if kind is yaml.AliasEvent:
            start, end = event.start_mark.index, event.end_mark.index
            leaf = Leaf(self.text[start:end].rstrip(), start, end)
            self.spans.append((start, end))
        elif not event.value and not event.style:
            start = event.start_mark.index
            anchor = _ANCHOR.match(self.text, start) if event.anchor is not None else None
            start = anchor.end() if anchor else start
            leaf = Leaf("", start, start, event.anchor)
        else:
            start, end = self._content(event), event.end_mark.index
            leaf = leaf_of(event, self.text, start, end)
            self._note_span(event, start, end)
        self._add(leaf, event.start_mark.index)

    def _note_span(self, event: Event, start: int, end: int) -> None:
        if event.style not in ("|", ">"):
            self.spans.append((start, end))
            return
        head = BLOCK_HEAD.match(self.text, start)
        assert head is not None  # noqa: S101 - the parser saw a block text here
        self.spans.append((start, head.end()))
        body = self.text.find("\n", head.end())
        if 0 <= body < end:
            self.spans.append((body, end))

    def _add(self, part: Part, start: int) -> None:
        if not self._stack:
            self.root = part if isinstance(part, Branch) else None
            return
        branch, key = self._stack[-1]
        if branch.is_map and key is None:
            assert isinstance(part, Leaf)  # noqa: S101 - the strict reader refuses other keys
            self._stack[-1] = (branch, part)
            return
        if branch.is_map:
            assert key is not None  # noqa: S101 - it was taken before its value
            begin = self._key_start(key)
            self._stack[-1] = (branch, None)
        else:
            begin = start if branch.flow else self._dash(branch)
        branch.entries.append(Entry(branch, key, part, begin, self.blank_above(begin)))
        branch.end = max(branch.end, part.end)

    def _key_start(self, key: Leaf) -> int:
        """Where a key starts, with its anchor."""
        if key.anchor is None:
            return key.start
        return self.text.rindex(f"&{key.anchor}", 0, key.start)

    def _dash(self, branch: Branch) -> int:
        """Where the dash of the item stands that is being added."""
        return _after_space(self.text, branch.entries[-1].value.end if branch.entries else branch.start)


def _after_space(text: str, index: int) -> int:
    match = _SPACE.match(text, index)
    return match.end() if match else index


def parts_of(text: str) -> Parts:
    """The parts of a text that the strict reader accepts, with a line feed at the end of its lines."""
    parts = Parts(text)
    for event in events_of(text, LOADER):
        parts.take(event)
    return parts


def comments_of(parts: Parts) -> list[Comment]:
    """Every comment, in order."""
    return [
        Comment(text.rstrip(), start, parts.column(start), _stands_alone(parts, start), parts.blank_above(start))
        for start, text in _outside(parts.text, parts.spans)
    ]


def _outside(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    begin = 0
    for start, end in [*spans, (len(text), len(text))]:
        for match in _COMMENT.finditer(text, begin, start):
            yield match.start(), match.group()
        begin = end


def _stands_alone(parts: Parts, start: int) -> bool:
    return not parts.text[start - parts.column(start) : start].strip()
