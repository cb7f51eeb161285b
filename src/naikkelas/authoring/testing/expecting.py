"""What a case expects, read against the rule set under test."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from naikkelas.authoring.testing.drafts import Draft
from naikkelas.authoring.testing.model import UNKNOWN_WORD, Candidates, Expectation, ScoreSpan, Span, Unknown, Wanted, What
from naikkelas.authoring.testing.notes import Notes, Where, is_null, plain, written
from naikkelas.conditions import Outcome, Scorecard, Status
from naikkelas.facts import Fact, FactType, Kind, integer
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.nodes import Mapping as MappingNode
from naikkelas.ruleset.nodes import Node, Scalar, Sequence
from naikkelas.values import BadValue, describe, read_value

_SIDES: Final = frozenset({"at_least", "at_most"})
_NUMBER: Final = re.compile(r"-?[0-9]{1,20}([.,][0-9]{1,20})?")
_ANY_POINTS: Final = integer(-(10**12), 10**12)


class Expecting:
    """Reads the expectations of the cases of one file."""

    def __init__(self, linked: LinkedRuleSet, notes: Notes) -> None:
        self._linked = linked
        self._facts: Mapping[str, Fact] = linked.facts
        self._notes = notes

    def read(self, draft: Draft) -> tuple[Expectation, ...]:
        """Everything a case expects, in the order of the keys; what cannot be read is noted."""
        made = [*self._outcome(draft), *self._statuses(draft), *self._missing(draft), *self._points(draft)]
        return (*made, *self._outputs(draft), *self._explains(draft))

    def _outcome(self, draft: Draft) -> Iterator[Expectation]:
        node = draft.get("expect.outcome")
        word = self._notes.word(node, "outcome", draft.where, [outcome.value for outcome in Outcome])
        if word is not None and node is not None:
            yield _made("outcome", "", Outcome(word), node)

    def _statuses(self, draft: Draft) -> Iterator[Expectation]:
        for name, (key, node) in draft.group("expect.statuses").items():
            if name not in self._linked.criteria:
                self._notes.unknown("NK166", key, draft.where, name, self._linked.criteria)
            word = self._notes.word(node, name, draft.where, [status.value for status in Status])
            if word is not None and name in self._linked.criteria:
                yield _made("status", name, Status(word), node)

    def _missing(self, draft: Draft) -> Iterator[Expectation]:
        node = draft.get("expect.missing")
        if node is None or is_null(node):
            return
        names = self._notes.texts(node, "missing", draft.where)
        for name in names:
            if name.text not in self._facts:
                self._notes.unknown("NK167", name, draft.where, name.text, self._facts)
        if isinstance(node, Sequence):
            yield _made("missing", "", frozenset(name.text for name in names), node)

    def _points(self, draft: Draft) -> Iterator[Expectation]:
        node = draft.get("expect.points")
        if node is None or is_null(node):
            return
        try:
            span = _span(plain(node), _ANY_POINTS)
        except BadValue:
            self._notes.misfit(node, "points", draft.where, written(node), ["10", "{at_least: 0, at_most: 10}"])
        else:
            yield _made("points", "", span, node)

    def _outputs(self, draft: Draft) -> Iterator[Expectation]:
        for name, (key, node) in draft.group("expect.facts").items():
            if name not in self._linked.outputs:
                self._notes.unknown("NK168", key, draft.where, name, self._linked.outputs)
            elif not is_null(node):
                wanted = self._output(node, name, draft.where)
                if wanted is not None:
                    yield _made("fact", name, wanted, node)

    def _output(self, node: Node, name: str, where: Where) -> Wanted | None:
        derived = self._linked.derived[name]
        kind = derived.type
        try:
            return _score(node) if isinstance(derived.formula, Scorecard) else _output_value(node, kind)
        except BadValue as bad:
            self._notes.misfit(node, name, where, written(node), [bad.expected or describe(kind), UNKNOWN_WORD], None)
            return None

    def _explains(self, draft: Draft) -> Iterator[Expectation]:
        node = draft.get("expect.explains")
        if node is None or is_null(node):
            return
        sentences = [node] if isinstance(node, Scalar) else self._notes.texts(node, "explains", draft.where)
        for sentence in sentences:
            if sentence.text.strip():
                yield _made("explains", "", " ".join(sentence.text.split()), sentence)


def _made(what: What, name: str, wanted: Wanted, node: Node) -> Expectation:
    return Expectation(what, name, wanted, written(node), node.place, node)


def _span(raw: Any, kind: FactType) -> Span:
    """A number, or a range of which either end may be left out."""
    if isinstance(raw, dict):
        if not raw or not raw.keys() <= _SIDES:
            raise BadValue("{at_least: …, at_most: …}")
        low, high = (_whole(raw.get(side), kind) for side in ("at_least", "at_most"))
        return Span(low, high)
    exact = _whole(raw, kind)
    if exact is None:
        raise BadValue(describe(kind))
    return Span(exact, exact)


def _whole(raw: Any, kind: FactType) -> int | None:
    value = read_value(raw, kind)
    if value is not None and not isinstance(value, int):
        raise BadValue(describe(kind))
    return value


def _score(node: Node) -> Wanted:
    """``unknown``, a number with as many decimals as it has, or a range."""
    if isinstance(node, Scalar):
        if node.text == UNKNOWN_WORD:
            return Unknown()
        exact = _decimal(node.text)
        return ScoreSpan(exact, exact)
    raw = plain(node)
    if not isinstance(raw, dict) or not raw or not raw.keys() <= _SIDES:
        raise BadValue("75 | {at_least: 50, at_most: 75}")
    low, high = (None if raw.get(side) is None else _decimal(raw[side]) for side in ("at_least", "at_most"))
    return ScoreSpan(low, high)


def _decimal(text: Any) -> Decimal:
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise BadValue("75 | {at_least: 50, at_most: 75}")
    return Decimal(text.replace(",", "."))


def _output_value(node: Node, kind: FactType) -> Wanted:
    """``unknown``, a value, for ordered types a range, for choices a list of candidates."""
    if isinstance(node, Scalar) and node.text == UNKNOWN_WORD and not node.quoted:
        return Unknown()
    if kind.kind is Kind.CHOICE and isinstance(node, Sequence):
        return Candidates(frozenset(str(read_value(plain(item), kind)) for item in node.items))
    if kind.kind.is_ordered and isinstance(node, MappingNode):
        return _span(plain(node), kind)
    value = read_value(plain(node), kind)
    if isinstance(value, tuple):  # 2019 alone is a whole year
        return Span(*value)
    if value is None:
        raise BadValue(describe(kind))
    return value
