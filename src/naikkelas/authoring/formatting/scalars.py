"""How one text is to be written: as the author wrote it, on one line, in double quotes where it has quotes."""

import re
from typing import Final

from naikkelas.authoring.formatting.parts import Leaf
from naikkelas.ruleset.reader_events import Event

__all__ = ["BLOCK_HEAD", "leaf_of"]

#: The sign of a block text and what may follow it: ``|``, ``>-``, ``|2+``.
BLOCK_HEAD: Final = re.compile(r"[|>][-+0-9]*")

_FOLDS: Final = re.compile(r"(\\[^\n])|\\\n((?: *\n)*) *|( *\n(?: *\n)*) *")
_SPECIAL: Final = re.compile(r'["\\]')


def leaf_of(event: Event, text: str, start: int, end: int) -> Leaf:
    """A scalar event whose content, without its anchor, is ``text[start:end]``."""
    if event.style in ("|", ">"):
        return _block(event, text, start, end)
    source = text[start:end]
    if event.style == "'":
        source = _single(source, event.value)
    elif event.style == '"':
        source = _FOLDS.sub(_fold, source)
    elif "\n" in source:
        source = _quoted(event.value) if "\n" in event.value else event.value
    return Leaf(source, start, end, event.anchor)


def _single(source: str, value: str) -> str:
    """Single quotes become double ones, unless the text would then need signs to escape it."""
    return source if _SPECIAL.search(value) and "\n" not in source else _quoted(value)


def _quoted(value: str) -> str:
    escaped = _SPECIAL.sub(lambda match: f"\\{match.group()}", value).replace("\n", "\\n")
    return f'"{escaped}"'


def _fold(match: re.Match[str]) -> str:
    """Line breaks in double quotes, written on one line."""
    if match[1]:
        return match[1]
    if match[2] is not None:
        return "\\n" * match[2].count("\n")
    return "\\n" * (match[3].count("\n") - 1) or " "


def _block(event: Event, text: str, start: int, end: int) -> Leaf:
    head = BLOCK_HEAD.match(text, start)
    assert head is not None and event.style is not None  # noqa: PT018, S101 - the parser saw a block text here
    ended = not event.value or event.value.endswith("\n")  # a text that the file ends in may lack its line break
    keeps = "+" in head.group() and ended
    lines = text[start:end].split("\n")[1:]
    first = next((line for line in lines if line.strip()), "")
    told = next((line for line in event.value.split("\n") if line.strip()), "")
    depth = _indentation(first) - _indentation(told) if told else max(map(len, lines), default=0)
    body = [line[depth:] for line in lines]
    if text[start:end].endswith("\n"):
        body.pop()
    while body and not body[-1] and not keeps:
        body.pop()
    hint = "2" if next(filter(None, body), "").startswith(" ") else ""
    signs = "+" if keeps else "-" if "-" in head.group() or not ended else ""
    return Leaf(f"{event.style}{hint}{signs}", start, end, event.anchor, tuple(body), keeps)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
