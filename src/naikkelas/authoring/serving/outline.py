"""What stands where in a text that may be half-typed: every key and value with the keys above it.

The strict reader says nothing about a text with a syntax error, and that is what a text is while somebody types. This reading
never fails: it goes line by line, and gives up what was left open where a line cannot belong to it. Of a text without syntax
errors it finds what the strict reader finds; tests compare the two.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

__all__ = ["ITEM", "Cursor", "Outline", "Token", "outline"]

#: The step of a path that stands for any item of a list.
ITEM: Final = "-"

Path = tuple[str, ...]

#: What is nested deeper is in no rule set; a text in which everything is opened and nothing closed is not read on and on.
_DEEPEST: Final = 100
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_NO_KEY: Final = frozenset("&!#,[]{}|>%@`*")
_QUOTED_KEY: Final = re.compile(r'"(?:[^"\\\r\n]|\\[^\r\n])*"|\'(?:[^\'\r\n]|\'\')*\'')
_KEY_COLON: Final = re.compile(r":(?=[ \t\r\n]|$)")
_LAST_COLON: Final = re.compile(r"[ \t]*:(?=[ \t\r\n]|$)")
_DASH: Final = re.compile(r"-(?=[ \t\r\n]|$)")
_PROPERTY: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]*)+")
_BLOCK: Final = re.compile(r"[|>][-+0-9]*[ \t]*(?=#|[\r\n]|$)")
_COMMENT: Final = re.compile(r"[ \t]#")
#: Lines that hold nothing, each with its end; a file may have a million of them.
_BLANK_LINES: Final = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))++")
_SPACE: Final = re.compile(r"[ \t]*")
_FLOW_SPACE: Final = re.compile(r"[ \t]+|#[^\r\n]*")
_FLOW_PLAIN: Final = re.compile(r"(?:[^\s,\[\]{}:#]|:(?![\s,\[\]{}]|$)|(?<!\s)#|[ \t]+(?![\s,\[\]{}:#]|$)|[ \t]+:(?![\s,\[\]{}]|$))+")
_DOUBLE: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SINGLE: Final = re.compile(r"'(?:[^']++|'')*+'")
_MARKER: Final = re.compile(r"(?:---|\.\.\.)(?=[ \t\r\n]|$)")
_FLOW_PROPERTY: Final = re.compile(r"[&!*][^\s,\[\]{}]*")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A key or a value. ``path`` are the keys above it, for a value its own key included; ``text`` is without quotes.

    ``is_bare`` marks a text that stands where either a key or a value may: its colon is still to come, or it is a value on
    a line of its own.
    """

    start: int
    end: int
    text: str
    path: Path
    is_key: bool
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """What could be typed at the end of a text: a key of the mapping at ``path``, a value under it, or either.

    ``start`` is where the word begun there starts; ``quote`` is the sign it is quoted with.
    """

    path: Path
    keys: bool
    values: bool
    start: int
    word: str
    flow: bool = False
    quote: str = ""


@dataclass(slots=True)
class _Frame:
    """An open block mapping or list at a column."""

    column: int
    path: Path
    is_list: bool
    key: str | None = None
    filled: bool = False

    @property
    def below(self) -> Path:
        """The path of what stands under it now."""
        return (*self.path, ITEM) if self.is_list else self.path if self.key is None else (*self.path, self.key)


@dataclass(slots=True)
class _Flow:
    """An open bracket. ``pair`` is a mapping of one key that stands in a list without braces."""

    sign: str
    path: Path
    key: str | None = None
    value: bool = False
    pair: bool = False

    @property
    def below(self) -> Path:
        """The path of what stands in it now."""
        return (*self.path, ITEM) if self.sign == "[" else self.path if self.key is None else (*self.path, self.key)


@dataclass(slots=True)
class Outline:
    """The keys and values of a text in order, and what could be typed at its end."""

    tokens: list[Token] = field(default_factory=list)
    cursor: Cursor = Cursor((), True, False, 0, "")


def outline(text: str) -> Outline:
    """Reads a text as far as it can be understood."""
    return _Reader(text).read()


def _said(raw: str) -> str:
    """A text without its quotes; only simple escapes are undone, names hold no others."""
    if raw[:1] == '"':
        return _ESCAPE.sub(r"\1", raw[1:-1] if len(raw) > 1 and raw.endswith('"') else raw[1:])
    if raw[:1] == "'":
        return (raw[1:-1] if len(raw) > 1 and raw.endswith("'") else raw[1:]).replace("''", "'")
    return raw


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.made = Outline()
        self.frames: list[_Frame] = []
        self.at = 1 if text.startswith("\ufeff") else 0
        breaks = [found.span() for found in _BREAK.finditer(text)]
        #: Where the lines end, and where the next ones start.
        self.ends = [*(start for start, _ in breaks), len(text)]
        self.nexts = [*(end for _, end in breaks), len(text)]

    def read(self) -> Outline:
        self.made.cursor = Cursor((), True, False, len(self.text), "")
        while self.at < len(self.text):
            blank = _BLANK_LINES.match(self.text, self.at)
            if blank is None:
                self._line()
            else:
                self.at = blank.end()
        return self.made

    # --- block -------------------------------------------------------------------------------------------------------

    def _end_of_line(self, index: int) -> int:
        return self.ends[min(bisect_left(self.ends, index), len(self.ends) - 1)]

    def _next_line(self, index: int) -> int:
        return self.nexts[min(bisect_left(self.ends, index), len(self.ends) - 1)]

    def _line(self) -> None:
        begin = self.at
        start = self._skip(begin)
        end = self._end_of_line(begin)
        self.at = self._next_line(begin)
        if _MARKER.match(self.text, begin) and self.at < len(self.text):
            return
        if start >= end or self.text[start] == "#":
            if self.at >= len(self.text) and (end == len(self.text)) and start >= end:
                self._empty(start - begin, start)
            elif self.at >= len(self.text) and end == len(self.text):
                self.made.cursor = Cursor((), False, False, end, "")
            return
        self._content(start, start - begin, begin)
        if self.at >= len(self.text) and self.text[-1:] in ("\n", "\r"):
            self._empty(0, len(self.text))

    def _skip(self, index: int) -> int:
        found = _SPACE.match(self.text, index)
        return found.end() if found else index

    def _empty(self, column: int, index: int) -> None:
        """The cursor on a line of its own, indented by ``column``."""
        below = next((frame for frame in reversed(self.frames) if frame.column <= column), None)
        if below is None:
            self.made.cursor = Cursor((), True, False, index, "")
        elif below.column < column:
            self.made.cursor = Cursor(below.below, True, not below.is_list and not below.filled, index, "")
        elif below.is_list:
            holder = next((f for f in reversed(self.frames[: self.frames.index(below)]) if f.column <= column), None)
            path = holder.path if holder is not None and holder.column == column else below.path
            self.made.cursor = Cursor(path, holder is not None and holder.column == column, False, index, "")
        else:
            self.made.cursor = Cursor(below.path, True, False, index, "")

    def _content(self, start: int, column: int, begin: int) -> None:
        """What stands at a column: items of lists, a key with its value, or a value alone."""
        dash = _DASH.match(self.text, start)
        self._leave(column, is_item=dash is not None)
        while dash is not None:
            inner = self._item(start, column)
            if inner is None:
                return
            start, column = inner, inner - begin
            dash = _DASH.match(self.text, start)
            self._leave(column, is_item=dash is not None)
        key = self._key_at(start)
        top = self.frames[-1] if self.frames else None
        if key is not None:
            if top is None or top.is_list or top.column != column:
                top = _Frame(column, top.below if top is not None else (), is_list=False)
                self.frames.append(top)
            top.key, top.filled = _said(self.text[start:key]), False
            self.made.tokens.append(Token(start, key, top.key, top.path, is_key=True))
            colon = self.text.index(":", key)
            self._value(colon + 1, top.below, column)
            return
        self._alone(start, column, top)

    def _leave(self, column: int, *, is_item: bool) -> None:
        while self.frames:
            top = self.frames[-1]
            if top.column > column or (top.column == column and top.is_list and not is_item):
                self.frames.pop()
            else:
                return

    def _item(self, start: int, column: int) -> int | None:
        """Where the content of an item starts; ``None`` where it has none in its line, or lies too deep."""
        top = self.frames[-1] if self.frames else None
        if top is None or not top.is_list or top.column != column:
            top = _Frame(column, top.below if top is not None else (), is_list=True)
            self.frames.append(top)
        inner = self._skip(start + 1)
        if inner >= self._end_of_line(start):
            self.made.cursor = Cursor(top.below, True, True, inner, "")
            return None
        return None if self.text[inner] == "#" or len(self.frames) > _DEEPEST else inner

    def _key_at(self, start: int) -> int | None:
        """Where a key that starts here ends; ``None`` where none does."""
        if self.text[start] in _NO_KEY:
            return None
        if self.text[start] in "\"'":
            quoted = _QUOTED_KEY.match(self.text, start)
            return quoted.end() if quoted is not None and _LAST_COLON.match(self.text, quoted.end()) else None
        colon = _KEY_COLON.search(self.text, start, self._end_of_line(start))
        if colon is None or _COMMENT.search(self.text, start, colon.start()) is not None:
            return None
        return start + len(self.text[start : colon.start()].rstrip(" \t"))

    def _alone(self, start: int, column: int, top: _Frame | None) -> None:
        """A text without a colon: the rest of a value, a value on its own line, or a key whose colon is still to come."""
        if top is not None and not top.is_list and top.column == column:
            self._value(start, top.path, column, bare=True, as_key=True)
        elif top is not None and not top.is_list and top.filled:
            end = self._end_of_line(start)
            if end == len(self.text):
                self.made.cursor = Cursor(top.below, False, False, end, "")
        else:
            self._value(start, top.below if top is not None else (), column, bare=True, as_key=top is None)
            if top is not None and not top.is_list:
                top.filled = True

    # --- values ------------------------------------------------------------------------------------------------------

    def _value(self, index: int, path: Path, column: int, *, bare: bool = False, as_key: bool = False) -> None:
        """The value that starts at an index or behind the spaces there; ``column`` is that of what it belongs to."""
        start = self._skip(index)
        found = _PROPERTY.match(self.text, start)
        start = self._skip(found.end()) if found else start
        end = self._end_of_line(index)
        if start >= end:
            if end == len(self.text):
                self.made.cursor = Cursor(path, False, start > index, start, "")
            return
        sign = self.text[start]
        if sign == "#":
            if end == len(self.text):
                self.made.cursor = Cursor(path, False, False, end, "")
            return
        if self.frames and not as_key:
            self.frames[-1].filled = True
        if sign in "{[":
            self._flow(start, path, -1 if not self.frames else column)
        elif sign in "\"'":
            self._quoted(start, path, column, as_key=as_key)
        elif _BLOCK.match(self.text, start):
            self._block(start, path, column)
        else:
            self._plain(start, end, path, bare=bare, as_key=as_key)

    def _plain(self, start: int, end: int, path: Path, *, bare: bool, as_key: bool) -> None:
        """A text without quotes, up to a comment or the end of its line."""
        comment = _COMMENT.search(self.text, start, end)
        content = self.text[start : comment.start() if comment else end].rstrip(" \t")
        stop = start + len(content)
        self._add(start, stop, path, is_key=as_key, is_bare=bare)
        if end == len(self.text):
            typed = stop == end
            typing = (start, content) if typed else (end, "")
            self.made.cursor = Cursor(path, typed and bare, typed and not as_key, *typing)

    def _add(self, start: int, end: int, path: Path, *, is_key: bool = False, is_bare: bool = False) -> None:
        raw = self.text[start:end]
        if not raw.startswith("*"):
            self.made.tokens.append(Token(start, end, _said(raw), path, is_key, is_bare))

    def _is_over(self, index: int, column: int) -> bool:
        """Whether the line at ``index`` cannot belong to a value of something at ``column``."""
        start = self._skip(index)
        if start >= len(self.text) or self.text[start] in "\r\n#" or start - index > column:
            return False
        return _DASH.match(self.text, start) is not None or self._key_at(start) is not None

    def _over(self, start: int, end: int, column: int) -> int | None:
        """The end of the last line before ``end`` behind which a value that starts at ``start`` was left open."""
        index = self._next_line(start)
        while index < end:
            if self._is_over(index, column):
                return index
            index = self._next_line(index)
        return None

    def _quoted(self, start: int, path: Path, column: int, *, as_key: bool = False) -> None:
        found = (_DOUBLE if self.text[start] == '"' else _SINGLE).match(self.text, start)
        over = self._over(start, found.end() if found else len(self.text), column)
        if found is not None and over is None:
            self._add(start, found.end(), path, is_key=as_key)
            self.at = self._next_line(found.end())
            if self.at >= len(self.text) and self._end_of_line(found.end()) == len(self.text):
                self.made.cursor = Cursor(path, False, False, len(self.text), "")
            return
        end = self._end_of_line(start)
        self._add(start, end, path, is_key=as_key)
        if over is None and end == len(self.text):
            self.made.cursor = Cursor(path, as_key, not as_key, start, _said(self.text[start:end]), quote=self.text[start])

    def _block(self, start: int, path: Path, column: int) -> None:
        """Text over several lines: all that is indented deeper."""
        index = self._next_line(start)
        while index < len(self.text):
            begin = self._skip(index)
            if begin < len(self.text) and self.text[begin] not in "\r\n" and begin - index <= column:
                break
            index = self._next_line(index)
        self._add(start, index, path)
        self.at = index
        if index >= len(self.text):
            self.made.cursor = Cursor(path, False, False, index, "")

    # --- brackets ----------------------------------------------------------------------------------------------------

    def _flow(self, start: int, path: Path, column: int) -> None:
        """Everything in brackets, over as many lines as it takes."""
        stack = [_Flow(self.text[start], path)]
        index = start + 1
        while stack and index < len(self.text):
            found = _FLOW_SPACE.match(self.text, index)
            if found is not None:
                index = found.end()
                if found.group().startswith("#") and index == len(self.text):
                    self.made.cursor = Cursor(stack[-1].below, False, False, index, "", flow=True)
                    self.at = index
                    return
                continue
            if self.text[index] in "\r\n":
                index = self._next_line(index)
                if self._is_over(index, column):
                    self.at = index
                    return
                continue
            index = self._step(index, stack, column)
        self.at = self._next_line(index)
        if index >= len(self.text):
            self._flow_end(stack, path)
        elif self._end_of_line(index) == len(self.text):
            self.made.cursor = Cursor(path, False, False, len(self.text), "")

    def _flow_end(self, stack: list[_Flow], path: Path) -> None:
        """The cursor where a text ends inside brackets, or right behind them."""
        end = len(self.text)
        if not stack:
            self.made.cursor = Cursor(path, False, False, end, "", flow=True)
            return
        top = stack[-1]
        last = self.made.tokens[-1] if self.made.tokens else None
        if last is not None and last.end == end:
            raw = self.text[last.start : last.end]
            quote = raw[0] if raw[0] in "\"'" else ""
            if quote and len(raw) > 1 and raw.endswith(quote):
                self.made.cursor = Cursor(top.below, False, False, end, "", flow=True)
            else:
                in_list = top.sign == "["
                self.made.cursor = Cursor(last.path, last.is_key or in_list, not last.is_key, last.start, last.text, flow=True, quote=quote)
        elif top.sign == "[":
            self.made.cursor = Cursor(top.below, True, True, end, "", flow=True)
        else:
            self.made.cursor = Cursor(top.below, top.key is None, top.value, end, "", flow=True)

    def _step(self, index: int, stack: list[_Flow], column: int) -> int:
        """Reads one sign or text in brackets and returns the index behind it."""
        top, sign = stack[-1], self.text[index]
        if sign in "{[":
            if len(stack) < _DEEPEST:
                stack.append(_Flow(sign, top.below))
            return index + 1
        if sign in "}]":
            self._close(stack, sign)
            return index + 1
        if sign == ",":
            if top.pair:
                stack.pop()
            stack[-1].key, stack[-1].value = None, False
            return index + 1
        if sign == ":":
            top.value = top.key is not None
            return index + 1
        if sign in "&!*":
            found = _FLOW_PROPERTY.match(self.text, index)
            return found.end() if found else index + 1
        return self._flow_text(index, stack, column)

    @staticmethod
    def _close(stack: list[_Flow], sign: str) -> None:
        opened = "{" if sign == "}" else "["
        at = next((at for at in range(len(stack) - 1, -1, -1) if stack[at].sign == opened and not stack[at].pair), None)
        if at is not None:
            del stack[at:]

    def _flow_text(self, index: int, stack: list[_Flow], column: int) -> int:
        end, top = self._flow_text_end(index, column), stack[-1]
        behind = self._skip(end)
        has_colon = self.text.startswith(":", behind)
        if top.sign == "{" and top.key is None:
            top.key = _said(self.text[index:end])
            self._add(index, end, top.path, is_key=True, is_bare=not has_colon)
        elif top.sign == "[" and has_colon:
            stack.append(_Flow("{", top.below, _said(self.text[index:end]), pair=True))
            self._add(index, end, top.below, is_key=True)
        else:
            self._add(index, end, top.below, is_bare=top.sign == "[")
        return end

    def _flow_text_end(self, index: int, column: int) -> int:
        if self.text[index] in "\"'":
            found = (_DOUBLE if self.text[index] == '"' else _SINGLE).match(self.text, index)
            if found is not None and self._over(index, found.end(), column) is None:
                return found.end()
            return self._end_of_line(index)
        plain = _FLOW_PLAIN.match(self.text, index)
        return plain.end() if plain is not None else index + 1
