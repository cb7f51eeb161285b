"""Several names written as one (``held in_process``, ``wood; herbal``), where a list or a comma was meant: for hints only."""

import re
from collections.abc import Container, Iterable
from typing import Final

from naikkelas.facts import FactType, Kind
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence

__all__ = [
    "behind_commas",
    "is_all",
    "is_bare",
    "may_be_several",
    "names_in",
    "names_without_outcome",
    "parts_of",
    "says_and",
    "says_or",
    "words_of",
]

_BETWEEN: Final = re.compile(r"[\s;,/|&+()\[\]]+")
_COMMA: Final = re.compile(r"\s*[,;]\s*")
_WORDS: Final = frozenset({"or", "and", "atau", "dan", "serta"})
_OR: Final = re.compile(r"\b(?:or|atau)\b|[|/]", re.IGNORECASE)
_AND: Final = re.compile(r"\b(?:and|dan|serta)\b|[&+]", re.IGNORECASE)
_PARTS: Final = re.compile("[_-]")
_LONGEST: Final = 200
_MOST: Final = 20


def names_in(text: str, known: Container[str]) -> list[str] | None:
    """The known names of which a text is made, in whatever case; ``None`` where it holds anything else, or fewer than two."""
    found: list[str] = []
    for word in words_of(text):
        names = [word] if word in known else _within(word, known) or _within(word.lower(), known)
        if names is None:
            return None
        found += names
    found = list(dict.fromkeys(found))
    return found if len(found) > 1 else None


def words_of(text: str) -> list[str]:
    """The words of a text, without those that join them; none of one that is too long."""
    return [word for word in _BETWEEN.split(text) if word and word.lower() not in _WORDS] if len(text) <= _LONGEST else []


def _within(word: str, known: Container[str]) -> list[str] | None:
    """The known names that are joined by ``_`` or ``-`` in a word, the longest first."""
    parts = _PARTS.split(word)
    if len(parts) > _MOST:
        return None
    found: list[str] = []
    while parts:
        count = next((count for count in range(len(parts), 0, -1) if "_".join(parts[:count]) in known), None)
        if count is None:
            return None
        found.append("_".join(parts[:count]))
        parts = parts[count:]
    return found


def may_be_several(text: str) -> bool:
    """Whether a text may be a list of several: ``kopi, teh``, ``kopi atau teh``."""
    return _COMMA.search(text) is not None or not _WORDS.isdisjoint(text.lower().split())


def says_or(text: str) -> bool:
    """Whether one of the names is enough."""
    return _OR.search(text) is not None


def says_and(text: str) -> bool:
    """Whether all of the names are asked."""
    return _AND.search(text) is not None


def is_all(kind: FactType, values: Iterable[str]) -> bool:
    """Whether values are all there are: then a list of them asks nothing, or cannot be met."""
    return kind.kind is Kind.CHOICE and set(kind.choices or ()) <= {*values}


def parts_of(text: str) -> list[str]:
    """The parts of a text between commas, without brackets of other kinds around them."""
    return [part for each in _COMMA.split(text.strip().strip("()")) if (part := each.strip())]


def behind_commas(node: Mapping) -> tuple[Scalar, Sequence] | None:
    """The comparison in ``{in: wood, herbal}`` and the list that is meant; ``None`` of any other mapping.

    Braces hold keys, so what stands behind the comma reads as keys without values.
    """
    (key, first), *rest = node.entries
    if not rest or not isinstance(first, Scalar) or not first.text or not all(is_bare(value) for _, value in rest):
        return None
    texts = [first, *(each for each, _ in rest)]
    bare = [Scalar(text.text.strip("()"), text.place, text.quoted) for text in texts]
    return key, Sequence(tuple(bare), first.place)


def names_without_outcome(value: Node, entries: Iterable[tuple[Scalar, Node]]) -> list[str]:
    """The names under ``programme`` where none has its outcome: in one text, or as keys without values beside it."""
    return [*words_of(value.text), *(key.text for key, each in entries if is_bare(each))] if isinstance(value, Scalar) else []


def is_bare(value: Node) -> bool:
    """Whether nothing stands behind a key."""
    return isinstance(value, Scalar) and not value.text and not value.quoted
