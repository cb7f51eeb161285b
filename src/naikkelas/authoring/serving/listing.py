"""The outline of a file that an editor shows: sections and names of a rule set, cases of a file of tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from naikkelas.authoring.serving.outline import ITEM, Token
from naikkelas.authoring.serving.sheet import Sheet
from naikkelas.problems import Lang

__all__ = ["Entry", "entries"]

_SECTIONS: Final = ("sources", "parameters", "facts", "criteria")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with its name, what is said beside it, the text it covers and the place of its name."""

    name: str
    detail: str
    kind: str
    start: int
    end: int
    name_start: int
    name_end: int
    below: tuple["Entry", ...] = ()


def entries(sheet: Sheet, lang: Lang) -> tuple[Entry, ...]:
    """What a file holds, in its order."""
    if not sheet.is_ours:
        return ()
    return tuple(_tests(sheet) if sheet.is_tests else _rules(sheet, lang))


def _ends(sheet: Sheet) -> dict[int, int]:
    """Where the text of each key ends that holds others, by where the key starts."""
    ends: dict[int, int] = {}
    opened: list[Token] = []
    for token in sheet.tokens:
        while opened and token.path[: len(opened[-1].path) + 1] != (*opened[-1].path, opened[-1].text):
            opened.pop()
        for holder in opened:
            ends[holder.start] = token.end
        if token.is_key:
            ends[token.start] = token.end
            opened.append(token)
    return ends


def _rules(sheet: Sheet, lang: Lang) -> Iterator[Entry]:
    ends = _ends(sheet)
    for token in sheet.tokens:
        if not token.is_key or token.path or not token.text:
            continue
        below = tuple(_names(sheet, token.text, ends, lang)) if token.text in _SECTIONS else ()
        value = sheet.value(token.text) or ""
        yield Entry(token.text, value, "section" if below else "key", token.start, ends[token.start], token.start, token.end, below)


def _names(sheet: Sheet, section: str, ends: dict[int, int], lang: Lang) -> Iterator[Entry]:
    for token in sheet.tokens:
        if token.is_key and token.path == (section,) and token.text:
            title = sheet.value(section, token.text, "title", lang) or sheet.value(section, token.text, "title") or ""
            yield Entry(token.text, title, section, token.start, ends[token.start], token.start, token.end)


def _tests(sheet: Sheet) -> Iterator[Entry]:
    tokens = sheet.tokens
    starts = [at for at, token in enumerate(tokens) if not token.is_key and token.path == ("cases", ITEM, "name") and token.text]
    for place, at in enumerate(starts):
        stop = starts[place + 1] - 1 if place + 1 < len(starts) else len(tokens)
        inside = [token.end for token in tokens[at:stop] if token.path[:2] == ("cases", ITEM)]
        token = tokens[at]
        yield Entry(token.text, "", "case", token.start, max(inside), token.start, token.end)
