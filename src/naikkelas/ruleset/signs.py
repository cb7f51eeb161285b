"""Signs before words: those that negate (``!x``), where the language has words, and those that stand for the dash of a list. For hints only.

A dash before all else is the sign of a list to some and a negation to others: nothing here takes it for a negation.
"""

import re
from dataclasses import dataclass
from typing import Final

from naikkelas.conditions import Op
from naikkelas.facts import Kind
from naikkelas.likeness import behind_negation
from naikkelas.ruleset.leftovers import DASH
from naikkelas.ruleset.meant import comparison, under
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.operators import LISTS
from naikkelas.ruleset.reader_keys import NO_DASH_SPACE, OTHER_DASH

__all__ = [
    "Sign",
    "comparison_negated",
    "holds_sign",
    "list_sign",
    "negated_by_word",
    "negation",
    "not_around",
    "opposite_word",
    "sign_before",
    "value_negated",
    "without_sign",
]

_OPPOSITES: Final = (
    (Op.IS, Op.IS_NOT),
    (Op.IN, Op.NOT_IN),
    (Op.AT_LEAST, Op.LESS_THAN),
    (Op.AT_MOST, Op.MORE_THAN),
    (Op.BEFORE, Op.ON_OR_AFTER),
    (Op.AFTER, Op.ON_OR_BEFORE),
    (Op.AT_LEAST_AGO, Op.LESS_THAN_AGO),
)
_OPPOSITE: Final = {**dict(_OPPOSITES), **{second: first for first, second in _OPPOSITES}}
_WORD: Final = re.compile(r"(?:not|no|bukan|tidak|non)\s+(?=\w)")
_NUMBERING: Final = ((re.compile(r"\d"), r"\d{1,3}[.)]"), (re.compile("[a-z]"), r"[a-z]\)"))
#: Before a number these say below zero, or about.
_OF_NUMBERS: Final = re.compile(r"\s*[~∼⁓‐‑‒–—―−-]")


def list_sign(node: Node) -> str | None:
    """The sign that stands for the dash of a list, or the dash without a space, at the beginning of a text; ``None`` where there is none."""
    if not isinstance(node, Scalar) or node.quoted:
        return None
    found = OTHER_DASH.match(node.text)
    return found["sign"] if found is not None else "-" if NO_DASH_SPACE.match(node.text) else None


@dataclass(frozen=True, slots=True)
class Sign:
    """What a text begins with: a dash of whatever width, which may also negate or be a minus, or else a bullet or numbering."""

    text: str
    is_dash: bool


def sign_before(text: str) -> Sign | None:
    """The sign that a text begins with; ``None`` where it begins otherwise."""
    dash, other = DASH.match(text), OTHER_DASH.match(text.lstrip())
    found = dash or other
    return None if found is None else Sign(found["sign"], is_dash=dash is not None)


def holds_sign(node: Node) -> bool:
    """Whether a value in it begins with the sign of a list."""
    if isinstance(node, Scalar):
        return sign_before(node.text) is not None
    return any(map(holds_sign, node.items if isinstance(node, Sequence) else (value for _, value in node.entries)))


def negation(text: str) -> str | None:
    """What stands behind a sign that can only negate; ``None`` where a text begins with none, or with a dash."""
    sign = sign_before(text)
    return None if sign is not None and sign.is_dash else behind_negation(text)


def opposite_word(op: Op | None) -> str:
    """How a comparison is negated: the word for its opposite, or ``not`` around it."""
    return str(_OPPOSITE.get(op, "not: {...}")) if op is not None else "not: {...}"


def without_sign(node: Node) -> list[Node]:
    """The items that a text with a sign before each holds, without their signs; of a list its items so."""
    if isinstance(node, Sequence):
        return [each for item in node.items for each in (without_sign(item) if isinstance(item, Scalar) else [item])]
    sign = sign_before(node.text) if isinstance(node, Scalar) else None
    if sign is None or not isinstance(node, Scalar):
        return [node]
    of_sign = next((words for first, words in _NUMBERING if first.match(sign.text)), re.escape(sign.text))
    parts = re.split(rf"(?:^|\s+){of_sign}\s*", node.text.strip())
    return [Scalar(part.strip(), node.place, quoted=False) for part in parts if part.strip()]


def negated_by_word(key: Scalar, value: Node) -> Mapping | None:
    """``not:`` around what is behind a word that negates; ``None`` for a key without one."""
    found = _WORD.match(key.text)
    return None if found is None else under("not", under(key.text[found.end() :], value))


def not_around(key: Scalar, value: Node, outer: str | None = None) -> Mapping | None:
    """``not:`` around what a key with a sign is about, under ``outer``; ``None`` for a key without one."""
    name = negation(key.text)
    if not name:
        return None
    inside = under(name, value)
    return under("not", inside if outer is None else under(outer, inside))


def comparison_negated(key: Scalar, name: str, kind: Kind, node: Node) -> tuple[Mapping, Mapping] | None:
    """The condition that ``!in`` was meant as, and the part of it that is shown; ``None`` where it is no comparison behind a sign."""
    bare = negation(name)
    op = comparison(bare, kind) if bare else None
    if op is None:
        return None
    return _opposite(key.text, op, node) or _whole(under("not", under(key.text, under(op, node))))


def value_negated(name: str, kind: Kind, op: Op, node: Node) -> tuple[Mapping | None, Mapping | None] | None:
    """What ``is: '!x'`` was meant as, and the part of it that is shown; ``None`` where no value stands behind a sign."""
    if isinstance(node, Sequence):
        bare = [_value(item, kind) for item in node.items]
        if not any(bare):
            return None
        items = tuple(each for each in bare if each is not None)
        return (_opposite(name, op, Sequence(items, node.place)) or (None, None)) if len(items) == len(bare) else (None, None)
    one = _value(node, kind)
    if one is None:
        return None
    return _opposite(name, op, Sequence((one,), node.place) if op in LISTS and not one.text.startswith("$") else one) or (None, None)


def _value(node: Node, kind: Kind) -> Scalar | None:
    if not isinstance(node, Scalar) or list_sign(node) is not None or (kind.is_ordered and _OF_NUMBERS.match(node.text)):
        return None
    bare = negation(node.text)
    return Scalar(bare, node.place, quoted=False) if bare else None


def _opposite(name: str, op: Op, node: Node) -> tuple[Mapping, Mapping] | None:
    other = _OPPOSITE.get(op)
    return None if other is None else (under(name, inside := under(other, node)), inside)


def _whole(condition: Mapping) -> tuple[Mapping, Mapping]:
    return condition, condition
