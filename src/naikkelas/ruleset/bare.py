"""A value that stands where comparisons are expected (``workers: >= 5``), and the comparisons that were probably meant: for hints only."""

import re
from dataclasses import dataclass
from typing import Final

from naikkelas.conditions import Op
from naikkelas.facts import BOOLEAN, FactType, Kind
from naikkelas.likeness import behind_negation
from naikkelas.problems import Place
from naikkelas.ruleset.document import raw, reads
from naikkelas.ruleset.joined import may_be_several
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.vocabulary import OF_DATES
from naikkelas.slips import two_ends
from naikkelas.values import BadValue, read_exact

#: What is written for a value that is not there.
NOTHING: Final = frozenset({"~", "null", "Null", "NULL"})

#: The comparison that is likely meant where a value stands without a sign; of numbers, days and sets it is one of several.
_LIKELY: Final = {
    **dict.fromkeys((Kind.BOOLEAN, Kind.CHOICE, Kind.TEXT, Kind.INTEGER), Op.IS),
    **dict.fromkeys((Kind.NUMBER, Kind.MONEY), Op.AT_LEAST),
    Kind.DATE: Op.ON_OR_AFTER,
    Kind.SET: Op.INCLUDES,
}
#: The same of a list of values.
LIKELY_OF_LIST: Final = {**dict.fromkeys((Kind.CHOICE, Kind.TEXT, Kind.INTEGER), Op.IN), Kind.SET: Op.INCLUDES_ANY}
_ONE_MEANING: Final = (Kind.BOOLEAN, Kind.CHOICE, Kind.TEXT)

#: Signs and words before a value, those that hold others first.
_BEFORE: Final = (
    (Op.AT_LEAST, True, r">=|=>|≥|tidak kurang dari|paling sedikit|paling kurang|paling cepat|sekurang-kurangnya|sedikitnya|setidaknya"),
    (Op.AT_LEAST, True, r"minimal|minimum|min\.?|sejak|at least|no less than|not less than|since"),
    (Op.AT_MOST, True, r"<=|=<|≤|tidak lebih dari|tidak melebihi|paling banyak|paling lambat|sebanyak-banyaknya|sampai dengan|s/d"),
    (Op.AT_MOST, True, r"maksimal|maksimum|maximum|maks\.?|max\.?|at most|no more than|not more than|up to"),
    (Op.AT_MOST, False, r"hingga|sampai|until"),
    (Op.IS_NOT, True, r"!==?|<>|≠|bukan|tidak sama dengan"),
    (Op.IS, True, r"={1,3}|sama dengan"),
    (Op.MORE_THAN, True, r">|lebih dari|di ?atas|sesudah|setelah|more than|greater than|above|over|after"),
    (Op.LESS_THAN, True, r"<|kurang dari|di ?bawah|sebelum|less than|below|under|before"),
)
_BEHIND: Final = ((Op.AT_LEAST, r"ke atas|atau lebih|or more"), (Op.AT_MOST, r"ke bawah|atau kurang|or less"))
_FEEL: Final = re.compile(r"([\[(\]])\s*(\S.*?)\s*\.\.\s*(\S.*?)\s*([\])\[])")
_AND: Final = re.compile(r"\s+(?:and|dan|to)\s+", re.IGNORECASE)
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Meaning:
    """The comparisons that were meant; ``is_sure`` where nothing else can be."""

    comparisons: tuple[tuple[Op, Node], ...]
    is_sure: bool

    def written(self, place: Place) -> Mapping:
        """As they stand under a fact."""
        return Mapping(tuple((Scalar(op, place, quoted=False), node) for op, node in self.comparisons), place)


def meaning(node: Scalar | Sequence, kind: FactType) -> Meaning | None:
    """What a value alone under a fact of this type means; ``None`` where nothing can be guessed."""
    if isinstance(node, Sequence):
        several = LIKELY_OF_LIST.get(kind.kind)
        return None if several is None else Meaning(((several, node),), kind.kind in _ONE_MEANING)
    found = _between(node, kind) or _signed(node, kind) if kind.kind is not Kind.TEXT else None
    op = _LIKELY.get(kind.kind)
    if found is not None or op is None:
        return found
    negated = behind_negation(node.text) if op is Op.IS and not kind.kind.is_ordered else None
    if negated:
        return Meaning(((Op.IS_NOT, true_or_false(_as(negated, node))),), is_sure=False)
    is_sure = kind.kind in _ONE_MEANING and not (kind.kind is Kind.TEXT and may_be_several(node.text))
    return Meaning(((op, true_or_false(node) if kind.kind is Kind.BOOLEAN else node),), is_sure)


def ends(node: Node, kind: FactType) -> Mapping | None:
    """``from`` and ``to`` where they were written in one text, such as ``5 and 19``."""
    found = _between(Scalar(_AND.sub(" - ", node.text), node.place, node.quoted), kind) if isinstance(node, Scalar) else None
    return found.comparisons[0][1] if found is not None and isinstance(found.comparisons[0][1], Mapping) else None


def from_to(low: Node, high: Node, place: Place) -> Mapping:
    """``{from: low, to: high}``"""
    return Mapping(((Scalar("from", place, quoted=False), low), (Scalar("to", place, quoted=False), high)), place)


def _between(node: Scalar, kind: FactType) -> Meaning | None:
    """``[5..19]``, ``5-19``: with brackets it is said whether the ends count."""
    text = node.text.strip()
    if not kind.kind.is_ordered or len(text) > _LONGEST:
        return None
    feel = _FEEL.fullmatch(text)
    if feel is None:
        two = two_ends(text, kind, lambda each: reads(each, kind))
        return None if two is None else Meaning(((Op.BETWEEN, from_to(_as(two[0], node), _as(two[1], node), node.place)),), is_sure=False)
    low, high = _as(feel[2], node), _as(feel[3], node)
    if feel[1] == "[" and feel[4] == "]":
        return Meaning(((Op.BETWEEN, from_to(low, high, node.place)),), is_sure=True)
    first = Op.AT_LEAST if feel[1] == "[" else Op.MORE_THAN
    last = Op.AT_MOST if feel[4] == "]" else Op.LESS_THAN
    return Meaning(((_of(first, kind), low), (_of(last, kind), high)), is_sure=True)


def _signed(node: Scalar, kind: FactType) -> Meaning | None:
    text = node.text.strip()
    if len(text) > _LONGEST:
        return None
    for op, is_sure, words in _BEFORE:
        found = re.fullmatch(rf"(?:{words})(?:(?<=\W)|(?=[\s\d]))\s*(\S.*)", text, re.IGNORECASE)
        if found is not None:
            return Meaning(((_of(op, kind), _as(found[1], node)),), is_sure)
    for op, words in _BEHIND:
        found = re.fullmatch(rf"(.*\S)\s+(?:{words})", text, re.IGNORECASE)
        if found is not None:
            return Meaning(((_of(op, kind), _as(found[1], node)),), is_sure=True)
    return None


def _of(op: Op, kind: FactType) -> Op:
    return OF_DATES.get(op, op) if kind.kind is Kind.DATE else op


def true_or_false(node: Scalar) -> Scalar:
    """``ya`` as ``true``."""
    try:
        read_exact(raw(node), BOOLEAN)
    except BadValue as bad:
        if bad.hint in ("write_true", "write_false"):
            return Scalar(bad.hint.removeprefix("write_"), node.place, quoted=False)
    return node


def _as(text: str, node: Scalar) -> Scalar:
    return Scalar(text, node.place, quoted=False)
