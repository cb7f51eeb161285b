"""Comparisons and conditions written without their colons (``{at_least 5}``, ``workers at_least 5``), and what was meant: for hints only."""

import re
from typing import Final

from naikkelas.conditions import Op
from naikkelas.facts import FactType, Kind
from naikkelas.problems import Place, suggestion
from naikkelas.ruleset.bare import ends, meaning, true_or_false
from naikkelas.ruleset.meant import comparison, under
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.operators import AGO, SINGLE_OF
from naikkelas.slips import length_in_words

__all__ = ["comparisons_of", "of_fact"]

#: A sign or a word of several parts, such as ``is not``; the longest first.
_MOST_WORDS: Final = 3
#: Where the next comparison begins: its word is in no value.
_NEXT: Final = re.compile(r"\s+(?=(?:at_least|at_most|more_than|less_than|on_or_after|on_or_before)\s)")
_LIST: Final = re.compile(r"\[(.*)\]", re.DOTALL)
_PAIR: Final = re.compile(r"([\"'])([^\"']*)\1")
_LONGEST: Final = 200
#: Shorter words are like many.
_LEAST: Final = 5


def _misspelled(word: str) -> Op | None:
    close = suggestion(word, map(str, Op)) if len(word) >= _LEAST else None
    return None if close is None else Op(close)


def _word_and_value(text: str, kind: Kind) -> tuple[str, Op, str] | None:
    """The word that a text begins with, the comparison it stands for, and what is behind it."""
    words = text.split() if len(text) <= _LONGEST else []
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        word = " ".join(words[:count])
        op = comparison(word, kind) or (_misspelled(word) if count == 1 else None)
        if op is not None:
            return word, op, text.strip()[len(word) :].strip() if count == 1 else " ".join(words[count:])
    return None


def comparisons_of(node: Scalar, kind: FactType, *, are_own: bool) -> tuple[str, Mapping | None] | None:
    """The first word of a text that is a comparison without its colon, and what is meant; with ``are_own`` only words of the language count.

    ``None`` for what is meant where the text holds more than can be told.
    """
    first, made = "", []
    for part in _NEXT.split(node.text.strip()):
        found = _word_and_value(part, kind.kind)
        if found is None or (are_own and found[0] not in [*map(str, Op), "is not", "not in"]):
            return (first, None) if first else None
        word, op, rest = found
        first = first or word
        made.append((Scalar(op, node.place, quoted=False), _value(rest, op, kind, node.place)))
    return first, Mapping(tuple(made), node.place)


def _value(text: str, op: Op, kind: FactType, place: Place) -> Node:
    """What stands behind a comparison, as it was meant."""
    node = _scalar(text, place)
    inside = _LIST.fullmatch(text)
    if inside is not None or (op in SINGLE_OF and not text.startswith("$")):
        parts = (inside[1] if inside is not None else text).split(",")
        return Sequence(tuple(_scalar(part.strip(), place) for part in parts), place)
    if op is Op.BETWEEN:
        return ends(node, kind) or node
    length = length_in_words(text) if op in AGO else None
    if length is not None:
        unit, _, count = str(length[1]["suggestion"]).strip("{}").partition(": ")
        return under(unit, _scalar(count, place))
    return true_or_false(node) if kind.kind is Kind.BOOLEAN else node


def _scalar(text: str, place: Place) -> Scalar:
    quoted = _PAIR.fullmatch(text)
    return Scalar(text if quoted is None else quoted[2], place, quoted=False)


def of_fact(name: str, rest: str, value: Node, kind: FactType) -> Mapping | None:
    """The condition of ``workers at_least: 5`` and of ``workers >= 5``: ``rest`` is what stands behind the fact, ``value`` what is behind a colon."""
    place = value.place
    if not isinstance(value, Scalar) or value.text:
        found = comparison(rest, kind.kind)
        return None if found is None else under(name, under(found, value))
    told = comparisons_of(Scalar(rest, place, quoted=False), kind, are_own=False)
    if told is not None:
        return None if told[1] is None else under(name, told[1])
    bare = meaning(Scalar(rest, place, quoted=False), kind)
    return None if bare is None or not bare.is_sure else under(name, bare.written(place))
