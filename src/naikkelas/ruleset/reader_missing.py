"""A colon or a comma that is missing in a line, told by what stands around it: for hints only."""

import re
from typing import Final

__all__ = ["ONE_WORD", "alone", "before_braces", "before_key", "whole_entry"]

#: Keys under which one word stands: neither braces nor another text.
ONE_WORD: Final = frozenset({"format", "rule_set", "version", "firmness", "seed", "kind", "type", "decimals", "points", "source"})
_BRACES: Final = re.compile(r"(?P<key>[$]?[A-Za-z_][\w-]*) +(?=[\[{])")
_ALONE: Final = re.compile(r"(?P<key>[$]?[a-z_][\w-]*)\s*(?:#.*)?")
_NEXT_KEY: Final = re.compile(r"(?P<value>.*\S) +(?P<key>[$]?[a-z][a-z0-9_]*|[0-9]{4}-[0-9]{2}-[0-9]{2})")
#: Of a text for people the next key may be one of these; another word is part of the text.
_BESIDE: Final = frozenset({"title", "require", "applies_when", "kind", "source", "remedy", "question", "points"})
_BEHIND: Final = {
    "id": frozenset({"en"}),
    "en": frozenset({"id"}),
    **dict.fromkeys(("title", "remedy", "note", "question", "unit"), _BESIDE),
}
_OPEN: Final = {"[": "]", "{": "}"}
_QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_COMMENT: Final = re.compile(r"\s#.*")
_LONGEST: Final = 76


def before_braces(content: str) -> str | None:
    """The key that a text begins with, where braces follow it without a colon: ``require {...}``."""
    found = _BRACES.match(content)
    return None if found is None else found["key"]


def alone(content: str) -> str | None:
    """The word that is all of a line."""
    found = _ALONE.fullmatch(content)
    return None if found is None else found["key"]


def whole_entry(content: str, key: str) -> str:
    """The entry with its colon, as far as it stands in this line and can be shown."""
    rest = _COMMENT.sub("", content[len(key) :]).strip()
    return f"{key}: {rest}" if _is_whole(rest) and len(rest) + len(key) < _LONGEST else f"{key}: {rest[:1]}...{_OPEN[rest[0]]}"


def before_key(outer: str, inner: str, rest: str) -> tuple[str, str] | None:
    """The key before which a comma is missing in ``outer: inner: rest``, and how it is written; ``None`` where it may be a text."""
    found = _NEXT_KEY.fullmatch(inner)
    if found is None or found["key"] not in _BEHIND.get(outer, (found["key"],)):
        return None
    before = f"{outer}: {found['value'].rstrip(';')}, {found['key']}: "
    return found["key"], before + (rest if rest and len(before + rest) <= _LONGEST else "...")


def _is_whole(text: str) -> bool:
    """Whether brackets that a text opens are closed in it, and nothing follows."""
    depth = 0
    plain = _QUOTED.sub("x", text)
    for at, sign in enumerate(plain):
        depth += (sign in _OPEN) - (sign in "]}")
        if depth == 0:
            return at == len(plain) - 1
    return False
