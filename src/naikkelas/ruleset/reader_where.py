"""Under which keys a spot of a text stands, told by its signs and its levels: also where it is no YAML. And whether a text may stand there."""

import re
from typing import Final

from naikkelas.ruleset.reader_damage import TOPMOST
from naikkelas.ruleset.reader_text import Places

__all__ = ["keys_above", "may_be_key", "takes_text"]

_KEY: Final = re.compile(r"(?P<key>(?<![\w$-])\$?[\w-]++|\"[^\"\n]*\"|'[^'\n]*') *:(?=\s|$)")
_ITEMS: Final = re.compile(r" *(?:- +)*")
_SIGNS: Final = re.compile(rf"{_KEY.pattern}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[\[\]{{}},]")
#: Of what stands so far from the beginning of its line or bracket, nothing is told.
_FAR: Final = 4000
#: Parts whose keys are names, and keys under which conditions stand: what is below a name or a fact is no text.
_SECTIONS: Final = frozenset({"criteria", "facts", "parameters", "sources", "uses", "groups", "effective"})
_CONDITIONS: Final = frozenset({"require", "applies_when", "derive", "when", "all", "any", "not", "criterion", "programme"})
_SHAPES: Final = "some table rows values selection quota order outputs sum difference times ratio scorecard indicators weight scale points"
_VALUES: Final = (
    "known kind format type decimals between months_since every_year never_hurts assumptions at_least at_most more_than less_than"
)
_DATES: Final = "before after on_or_before on_or_after at_least_ago less_than_ago at_least_ahead"
#: Below these everything is a text for people.
_TEXTS: Final = frozenset({"title", "remedy", "question", "unit", "note", "data_gaps", "aliases", "choice_titles"})
_NO_TEXTS: Final = _SECTIONS | _CONDITIONS | frozenset(f"{_SHAPES} {_VALUES} {_DATES}".split())


def keys_above(text: str, places: Places, index: int, first: int) -> list[str]:
    """The keys that a spot stands under, the nearest first; ``first`` is the line (from 0) where the outermost open bracket around it stands."""
    start = places.span(first)[0]
    if index - start > _FAR:
        return []
    levels: list[str] = [""]
    for found in _SIGNS.finditer(text, start, index):
        sign = found.group()
        if found["key"] is not None:
            levels[-1] = levels[-1] if len(levels) == 1 and levels[-1] else found["key"].strip("\"'")
        elif sign in ("[", "{"):
            levels.append("")
        elif sign in ("]", "}"):
            del levels[max(1, len(levels) - 1) :]
        elif sign == "," and len(levels) > 1:
            levels[-1] = ""
    return [*(key for key in reversed(levels) if key), *_by_levels(text, places, first)]


def _by_levels(text: str, places: Places, line: int) -> list[str]:
    """The keys above a line: each that stands farther left than what is below it, or as far where that is a list."""
    found: list[str] = []
    content = text[slice(*places.span(line))]
    level, is_item = _level(content)
    for at in range(line - 1, -1, -1):
        content = text[slice(*places.span(at))]
        if not content.strip() or content.lstrip()[0] == "#":
            continue
        start = _ITEMS.match(content)
        column = start.end() if start is not None else 0
        key = _KEY.match(content, column)
        own, own_is_item = _level(content)
        if key is not None and (column < level or (column == level and is_item and not own_is_item)):
            found.append(key["key"].strip("\"'"))
            level, is_item = own, own_is_item
        elif own < level:
            level, is_item = own, own_is_item
    return found


def _level(line: str) -> tuple[int, bool]:
    """How far right a line stands, and whether it begins a list item."""
    content = line.lstrip(" ")
    return len(line) - len(content), content.startswith("- ")


def takes_text(keys: list[str], *, is_key: bool) -> bool:
    """Whether what stands under some keys may be any text in quotes; with ``is_key`` it would be a key there."""
    if not _TEXTS.isdisjoint(keys):
        return True
    path = ["", *keys] if is_key else keys
    own, above = [*path, "", ""][:2]
    is_named = above in _SECTIONS or (is_key and (not keys or [*keys, ""][1] in _SECTIONS))
    return not (own in _NO_TEXTS or above in _CONDITIONS or above == "of" or is_named)


def may_be_key(word: str, keys: list[str]) -> bool:
    """Whether a word under some keys is one that lines may stand under: a word of the language, or a name where names stand."""
    if not keys:
        return word in TOPMOST or word == "title"
    return keys[0] in _SECTIONS | _CONDITIONS or (word in _NO_TEXTS | _TEXTS and keys[0] not in _TEXTS)
