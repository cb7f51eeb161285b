"""What stays in a text by mistake: the sign of a list before it, a comma of JSON behind it, a quote that YAML takes for a letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from naikkelas.facts import FactType, Kind
from naikkelas.ruleset.nodes import Node, Scalar, Sequence
from naikkelas.ruleset.reader_keys import OTHER_DASH

__all__ = ["DASH", "Leftover", "leftover", "leftovers", "without_comma"]

#: Dashes of every width before all else.
DASH: Final = re.compile(r"\s*(?P<sign>[‐‑‒–—―−⸺⸻﹘﹣－-]+)\s*(?=[^\s‐‑‒–—―−⸺⸻﹘﹣－-])")
_BEHIND: Final = re.compile(r"[,;，；、\s]+$")
#: Quotes of every shape, straight ones too: a text in those is not looked at.
_OPENING: Final = "“”„‟‘’‚‛«»‹›´`「『＂＇\"'"
_CLOSING: Final = "“”‟‘’‛«»‹›´`」』＂＇\"'"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A text with what was left in it, and without; ``what`` is a ``dash``, which might negate, one ``quote``, whose other one may stand behind a comma, or another ``sign``."""

    read: str
    meant: str
    what: str


def leftovers(node: Node, kind: FactType) -> Iterator[tuple[Scalar, Leftover]]:
    """What was left in the texts of a value: of a text, or of a set of texts. Choices are words that stand elsewhere."""
    if kind.choices is None and kind.kind in (Kind.TEXT, Kind.SET):
        for each in node.items if isinstance(node, Sequence) else (node,):
            found = leftover(each) if isinstance(each, Scalar) else None
            if found is not None and isinstance(each, Scalar):
                yield each, found


def leftover(node: Scalar) -> Leftover | None:
    """What was left in a text without quotes; ``None`` where nothing was, or nothing else would stay."""
    if node.quoted:
        return None
    text, found = node.text.strip(), set()
    while (shorter := _without_one(text)[0]) != text:
        found.add(_without_one(text)[1])
        text = shorter
    what = next((each for each in ("dash", "quote") if each in found), "sign")
    return Leftover(node.text.strip(), text, what) if text and text != node.text.strip() else None


def without_comma(text: str) -> str:
    """The text without a comma or semicolon at its end, which other formats have there."""
    return _BEHIND.sub("", text)


def _without_one(text: str) -> tuple[str, str]:
    """The text without one sign at an end that does not belong to it, and what that is; the same text where there is none."""
    dash = DASH.match(text)
    sign = dash or OTHER_DASH.match(text)
    if sign is not None:
        return text[sign.end() :], "sign" if dash is None else "dash"
    if _BEHIND.search(text):
        return without_comma(text), "sign"
    opens, closes = text[:1] in _OPENING, text[-1:] in _CLOSING
    if opens and closes and len(text) > 1 and not _quotes(text[1:-1]):
        return text[1:-1].strip(), "sign"
    if opens and not _quotes(text[1:]):
        return text[1:].strip(), "quote"
    return (text[:-1].strip(), "quote") if closes and not _quotes(text[:-1]) else (text, "sign")


def _quotes(text: str) -> bool:
    """Whether a quote stands in the text that may belong to one at its end; an apostrophe within a word does not."""
    return any(sign in _OPENING for sign in re.sub(r"(?<=\w)['’](?=\w)", "", text))
