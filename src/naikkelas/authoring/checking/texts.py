"""Lints of what stands in the file: texts that are not translated, and double negatives."""

import re
from collections.abc import Iterator
from typing import Final

from naikkelas.problems import Place, Problem, Words, problem
from naikkelas.ruleset.document import TOP, Where
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence

__all__ = ["lint_texts"]

_TEXTS: Final = frozenset({"title", "remedy", "question", "note"})
_SECTIONS: Final = {"parameters": "parameter", "facts": "fact", "criteria": "criterion"}
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
#: A name or an abbreviation is the same in both languages; a sentence is not.
_SENTENCE: Final = 3

_POSITIVE: Final = {"is_not": "is", "not_in": "in"}


def lint_texts(root: Mapping) -> list[Problem]:
    """NK317, NK318 and NK338 of a whole file. Titles of sources are names, which nobody translates."""
    found: list[Problem] = []
    for key, value in root.entries:
        kind = _SECTIONS.get(key.text)
        if kind is not None and isinstance(value, Mapping):
            for name, body in value.entries:
                found += _entry(body, Where(kind, name.text))
        elif key.text == "title":
            found += _same(value, key.text, TOP)
        elif key.text == "applies_when":
            found += _negatives(value, TOP)
        elif key.text == "data_gaps" and isinstance(value, Sequence):
            for item in value.items:
                found += _same(item, key.text, TOP)
    return found


def _entry(body: Node, where: Where) -> Iterator[Problem]:
    if isinstance(body, Mapping):
        for key, value in body.entries:
            if key.text in _TEXTS:
                yield from _same(value, key.text, where)
            else:
                yield from _negatives(value, where)


def _same(node: Node, name: str, where: Where) -> Iterator[Problem]:
    """NK318, and NK338 where one language is missing. A text that is written once is meant for both languages."""
    if not isinstance(node, Mapping):
        return
    one, two = node.get("id"), node.get("en")
    if len(node.entries) == 1 and (one is None) != (two is None):
        key = node.entries[0][0]
        yield _told("NK338", key.place, where, "lint_other_language", name=name, read=key.text, expected="en" if two is None else "id")
    same = isinstance(one, Scalar) and isinstance(two, Scalar) and one.text.strip() == two.text.strip()
    if same and isinstance(two, Scalar) and len(_WORD.findall(two.text)) >= _SENTENCE:
        yield _told("NK318", two.place, where, "lint_one_text", name=name, read=two.text)


def _negatives(node: Node, where: Where) -> Iterator[Problem]:
    """NK317, wherever conditions stand."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case Sequence(items=items):
                waiting += items
            case Mapping(entries=entries):
                for key, value in entries:
                    waiting.append(value)
                    if key.text == "not":
                        yield from _double(value, key.place, where)


def _double(asked: Node, place: Place, where: Where) -> Iterator[Problem]:
    if not isinstance(asked, Mapping) or len(asked.entries) != 1:
        return
    key, value = asked.entries[0]
    if key.text == "not":
        yield _told("NK317", place, where, "lint_positive", name="not", expected=Words("without either 'not'", "tanpa kedua 'not'"))
    elif isinstance(value, Mapping) and len(value.entries) == 1 and value.entries[0][0].text in _POSITIVE:
        operator = value.entries[0][0].text
        yield _told("NK317", place, where, "lint_positive", name=operator, expected=f"{{{key.text}: {{{_POSITIVE[operator]}: ...}}}}")


def _told(code: str, place: Place, where: Where, hint: str, **slots: object) -> Problem:
    return problem(code, place, hint, where=str(where), where_id=where.indonesian, **slots)
