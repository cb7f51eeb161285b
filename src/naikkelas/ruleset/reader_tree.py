"""From YAML events to the tree, without recursion.

The builder keeps the open lists and mappings on a stack of its own, so depth costs nothing but an entry. It counts every
node, those that an alias repeats too, and stops at the limits; what an alias may grow to is known before anything grows.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

import yaml

from naikkelas.problems import Place, Problem, problem
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.reader_damage import SWALLOWED
from naikkelas.ruleset.reader_events import Event, Spot
from naikkelas.ruleset.reader_keys import NO_DASH_SPACE, Merge, joined, merged, split_key
from naikkelas.ruleset.reader_missing import before_braces, whole_entry
from naikkelas.ruleset.reader_text import Places, control_character
from naikkelas.ruleset.reader_where import takes_text

__all__ = ["CURLY", "DEFAULT", "TAG", "Frame", "Limits", "StopReadingError", "TreeBuilder", "tag_hint"]

_ITEM: Final = re.compile(r"[\r\n] *-(?=\s)")
_OTHER_ITEM: Final = re.compile(r"[\r\n] *-(?=[^\W\d])")
#: Typographic quotes that open a text, and those that may close it: writers and languages differ.
CURLY: Final = {
    "\u201c": "\u201d\u201c",
    "\u201d": "\u201d",
    "\u201e": "\u201d\u201c",
    "\u2018": "\u2019\u2018",
    "\u2019": "\u2019",
    "\u201a": "\u2019\u2018",
}
_BEHIND: Final = re.compile(r"[ \t]+#[^\r\n]*")
TAG: Final = re.compile(r"![^\s,\[\]{}]*")
#: A tag that is no type of YAML.
_NEGATING: Final = re.compile(r"!\$?[a-z]")


def tag_hint(tag: re.Match[str] | None) -> str | None:
    """What is said of ``!wood``, which may be meant to negate."""
    return "read_negation" if tag is not None and _NEGATING.match(tag.group()) else None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold. ``size`` in bytes; ``depth`` and ``nodes`` count what aliases repeat; then it is refused."""

    size: int = 2_000_000
    depth: int = 50
    nodes: int = 200_000
    problems: int = 200


DEFAULT: Final = Limits()


class StopReadingError(Exception):
    """The rest of the file cannot be read; the problem that says why is already noted."""


class Frame:
    """A list (with ``items``) or a mapping that is still open. ``before`` counts the nodes in front of it."""

    __slots__ = ("anchor", "before", "entries", "flow", "height", "index", "items", "key", "merge", "place", "seen")

    def __init__(self, place: Place, event: Event, before: int, items: list[Node] | None) -> None:
        self.place = place
        self.anchor: str | None = event.anchor
        self.flow = bool(event.flow_style)
        self.index = event.start_mark.index
        self.before = before
        self.height = 0
        self.items = items
        self.entries: list[tuple[Scalar, Node]] = []
        self.seen: dict[str, Scalar] = {}
        self.merge: Merge | None = None
        self.key: Scalar | None = None


@dataclass(frozen=True, slots=True)
class _Anchored:
    """What an anchor names: the node (``None`` while it is open), how many nodes it counts, how deep it goes."""

    node: Node | None
    count: int = 0
    height: int = 0


class TreeBuilder:
    """Takes events one by one. Afterwards ``root`` is the tree, and ``broken`` says whether it lacks a part."""

    def __init__(self, places: Places, text: str, limits: Limits) -> None:
        self.places = places
        self.text = text
        self.limits = limits
        self.root: Node | None = None
        self.root_in_flow = False
        self.broken = False
        self.ended = False
        self.problems: list[Problem] = []
        self.stack: list[Frame] = []
        self.last_quoted: Event | None = None
        #: The lines (from 0) where texts in quotes begin that hold what looks like the next entry.
        self.swallows: set[int] = set()
        self._asks = "?" in text
        self._anchors: dict[str, _Anchored] = {}
        self._count = 0
        self._started = 0
        self._refused = Scalar("", Place(places.file), True)

    def feed(self, events: Iterable[Event]) -> None:
        """Builds from ``events``; raises :class:`StopReadingError` at a limit and whatever the parser raises."""
        handlers: dict[type, Callable[[Event], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.SequenceStartEvent: lambda event: self._start(event, []),
            yaml.MappingStartEvent: lambda event: self._start(event, None),
            yaml.SequenceEndEvent: self._end,
            yaml.MappingEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: self._document_end,
        }
        for event in events:
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)

    def note(self, code: str, place: Place, hint: str | None = None, **slots: object) -> None:
        """Adds a problem, until there are more than anybody reads."""
        if len(self.problems) <= self.limits.problems:
            self.problems.append(problem(code, place, hint, **slots))

    def _keep(self, problems: Iterable[Problem]) -> None:
        self.problems += islice(problems, max(0, self.limits.problems + 1 - len(self.problems)))

    def _place(self, mark: Spot) -> Place:
        return Place(self.places.file, mark.line + 1, mark.column + 1)

    def _document(self, event: Event) -> None:
        self._started += 1
        if self._started > 1:
            self.note("NK108", self.places.at(event.start_mark.index))
            raise StopReadingError

    def _document_end(self, event: Event) -> None:
        self.ended = bool(event.explicit)

    def _scalar(self, event: Event) -> None:
        place = self._place(event.start_mark)
        if event.style:
            self._quoted(event, place)
        elif not event.value:
            place = self._place_of_nothing(event)
        else:
            self._plain(event, place)
        node = Scalar(event.value, place, bool(event.style))
        self._grow(1, place)
        if self._asks:
            self._no_question(event)
        if event.tag is not None or event.anchor is not None:
            self._properties(event, place)
            if event.anchor is not None:
                self._anchors.setdefault(event.anchor, _Anchored(node, 1))
        self._add(node)

    def _place_of_nothing(self, event: Event) -> Place:
        """Where a value that was left out is missing: at its key, if it has one."""
        key = self.stack[-1].key if self.stack else None
        return self.places.at(event.start_mark.index) if key is None or key is self._refused else key.place

    def _quoted(self, event: Event, place: Place) -> None:
        self.last_quoted = event
        start, end = event.start_mark, event.end_mark
        if end.line > start.line and event.style in ("'", '"') and SWALLOWED.search(self.text, start.index, end.index):
            self.swallows.add(start.line)
        character = control_character(event.value) if event.style == '"' else None
        if character:
            self.note("NK109", place, "read_remove_character", character=character)

    def _plain(self, event: Event, place: Place) -> None:
        """Text without quotes. Typographic ones around all of it were meant as such, and YAML would take them as letters."""
        if event.end_mark.line > event.start_mark.line:
            self._plain_lines(event)
        value = event.value + self._cut_off(event)
        opened, inner, closed = value[:1], value[1:-1], value[-1:]
        if len(value) > 1 and closed in CURLY.get(opened, ()) and opened not in inner:
            self.note("NK127", place, "read_straight_quotes", read=value, meant=inner)

    def _cut_off(self, event: Event) -> str:
        """What a ``#`` cuts off a text in typographic quotes: YAML takes it for a comment."""
        closing = CURLY.get(event.value[:1], "")
        if not closing or any(sign in event.value[1:] for sign in closing):
            return ""
        comment = _BEHIND.match(self.text, event.end_mark.index)
        return comment.group().rstrip() if comment else ""

    def _plain_lines(self, event: Event) -> None:
        """Text without quotes over several lines: a ``- `` in it was meant as a list item."""
        item = _ITEM.search(self.text, event.start_mark.index, event.end_mark.index)
        if NO_DASH_SPACE.match(event.value) and (item or _OTHER_ITEM.search(self.text, event.start_mark.index, event.end_mark.index)):
            self.note("NK124", self._place(event.start_mark), key="-")
        elif item:
            self.note("NK138", self.places.at(item.end() - 1), "read_quote_whole")

    def _no_question(self, event: Event, opens: bool = False) -> None:
        """Refuses ``? key``. The two parsers read it differently, and an author means a text that starts with ``?``."""
        index = event.start_mark.index
        found = opens and self.text.startswith("?", index)
        if not found and self.stack and self.stack[-1].items is None and self.stack[-1].key is None:
            while index > 0 and self.text[index - 1] == " ":
                index -= 1
            index -= 1
            found = index >= 0 and self.text[index] == "?" and self.text[max(0, index - 1)] in "? \r\n,[{"
        if found:
            self.note("NK126", self.places.at(index), "read_quote_whole")
            raise StopReadingError

    def _start(self, event: Event, items: list[Node] | None) -> None:
        """Opens a list that takes ``items``, or a mapping."""
        place = self._place(event.start_mark)
        self._grow(1, place)
        if len(self.stack) >= self.limits.depth:
            self._too_deep(place)
        if self._asks:
            self._no_question(event, opens=items is None)
        frame = Frame(place, event, self._count - 1, items)
        if event.tag is not None or event.anchor is not None:
            self._properties(event, place)
            if event.anchor is not None and event.anchor in self._anchors:
                frame.anchor = None
            elif event.anchor is not None:
                self._anchors[event.anchor] = _Anchored(None)
        self.root_in_flow = self.root_in_flow or (not self.stack and frame.flow)
        self.stack.append(frame)

    def _end(self, event: Event) -> None:
        frame = self.stack.pop()
        node = self._closed(frame)
        if frame.anchor is not None:
            self._anchors[frame.anchor] = _Anchored(node, self._count - frame.before, frame.height + 1)
        self._add(node, frame.height + 1)

    def _closed(self, frame: Frame) -> Node:
        if frame.items is not None:
            return Sequence(tuple(frame.items), frame.place)
        entries = frame.entries
        if frame.merge is not None:
            entries, problems = merged(entries, frame.merge)
            self._keep(problems)
        return Mapping(tuple(entries), frame.place)

    def _alias(self, event: Event) -> None:
        target = self._anchors.get(event.anchor)
        place = self._place(event.start_mark)
        if target is None or target.node is None:
            hint = "read_quote_star" if target is None else None
            self.note("NK116" if target is None else "NK117", place, hint, name=event.anchor)
            self.broken = True
            self._add(self._refused)
            return
        self._grow(target.count, place)
        if len(self.stack) + target.height > self.limits.depth:
            self._too_deep(place)
        self._add(target.node, target.height)

    def _grow(self, count: int, place: Place) -> None:
        self._count += count
        if self._count > self.limits.nodes:
            self.note("NK120", place, limit=self.limits.nodes)
            raise StopReadingError

    def _too_deep(self, place: Place) -> None:
        self.note("NK119", place, limit=self.limits.depth)
        raise StopReadingError

    def _properties(self, event: Event, place: Place) -> None:
        """The tag and the anchor in front of a node."""
        if event.tag is not None:
            tag = TAG.search(self.text, event.start_mark.index)
            self.note("NK112", self.places.at(tag.start()) if tag else place, tag_hint(tag), tag=tag.group() if tag else "!")
        if event.anchor is not None and event.anchor in self._anchors:
            self.note("NK118", place, name=event.anchor)

    def _add(self, node: Node, height: int = 0) -> None:
        """Puts a finished node where it belongs."""
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        frame.height = max(frame.height, height)
        if frame.items is not None:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = self._key(node)
        else:
            self._value(frame, frame.key, node)
            frame.key = None

    def _key(self, node: Node) -> Scalar:
        """``node`` as a key; a key that is refused takes its value along."""
        if not isinstance(node, Scalar):
            under = [frame.key.text for frame in reversed(self.stack) if frame.key is not None]
            self.note("NK114", node.place, "read_quote_braces" if takes_text(under, is_key=False) else None)
        elif not node.text and not node.quoted:
            self.note("NK115", node.place)
        else:
            if not node.quoted and not self.stack[-1].flow and NO_DASH_SPACE.match(node.text):
                self.note("NK124", node.place, key="-")
            if not node.quoted and not self.stack[-1].flow:
                self._before_braces(node)
            return node
        return self._refused

    def _before_braces(self, key: Scalar) -> None:
        """``keeps_books {is: true}`` reads as a key with braces in it: its colon is missing."""
        bare = before_braces(key.text)
        if bare is not None:
            line = (key.place.line or 1) - 1
            content = self.text[self.places.starts[line] + (key.place.column or 1) - 1 : self.places.span(line)[1]].rstrip()
            self.note("NK134", key.place, "read_colon_behind", read=content, key=bare, whole=whole_entry(content, bare))

    def _value(self, frame: Frame, key: Scalar, node: Node) -> None:
        if key is self._refused or (frame.flow and not key.quoted and self._slip(frame, key, node)):
            return
        first = frame.seen.get(key.text)
        if first is not None:
            self.note("NK113", key.place, key=key.text, line=first.place.line)
            return
        frame.seen[key.text] = key
        if key.text == "<<" and not key.quoted:
            frame.merge = Merge(key, node, len(frame.entries))
        else:
            frame.entries.append((key, node))

    def _slip(self, frame: Frame, key: Scalar, node: Node) -> bool:
        """Whether braces made a key that nobody meant. The rest of a number goes back to its number."""
        if not isinstance(node, Scalar) or node.text or node.quoted:
            return False
        slip = split_key(frame.entries, key)
        if slip is None:
            return False
        whole = joined(frame.entries, key)
        if whole is not None and whole.text.count(",") > 1 and self.problems and self.problems[-1].code == "NK123":
            self.problems[-1] = replace(slip, place=self.problems[-1].place)  # the next group of the same number
        else:
            self._keep([slip])
        if slip.code == "NK123" and whole is not None:
            frame.entries[-1] = (frame.entries[-1][0], whole)
        return True
