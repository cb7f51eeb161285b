"""Linking conditions: from YAML nodes to the condition tree, with every name resolved and every type checked."""

import re
from collections.abc import Iterable
from typing import Final

from naikkelas.conditions import (
    RELATIONS,
    AllOf,
    AnyOf,
    AsOf,
    Comparison,
    Condition,
    Const,
    FactRef,
    Not,
    Op,
    ParamRef,
    Right,
    Some,
)
from naikkelas.facts import TEXT, FactType, Kind
from naikkelas.ikm.findings import called, spellings
from naikkelas.problems import Words, suggestion
from naikkelas.ruleset import meant
from naikkelas.ruleset.bare import NOTHING, meaning
from naikkelas.ruleset.document import TOP, Document, StopLinkingError, Where, as_yaml, raw, reads, written
from naikkelas.ruleset.hinting import AS_OF, Hints, Told
from naikkelas.ruleset.names import Names
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.operators import AGO, DATES, EQUALS, LIST_OF, LISTS, OPERATORS, SINGLE_OF
from naikkelas.ruleset.references import References
from naikkelas.ruleset.several import ITEMS, Several, each_or_all
from naikkelas.ruleset.signs import list_sign, negation
from naikkelas.ruleset.vocabulary import ABSENCE, CONNECTIVES, word_of
from naikkelas.values import KIND_WORDS, describe, plain

__all__ = ["OPERATORS", "ConditionLinker"]

_FALLBACKS: Final = frozenset({"coalesce", "default", "fallback", "first_known", "if_missing", "or_else", "unless_known", "default_to"})
_WORDS: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ _-][A-Za-z0-9]+)*")
_OWN: Final = ("all", "any", "not", "some", "criterion", "programme")


def _joined(ops: Iterable[str]) -> str:
    return ", ".join(ops) or "-"


class ConditionLinker:
    """Links the conditions of one rule set."""

    def __init__(self, document: Document, names: Names) -> None:
        self.document = document
        self.names = names
        self.hints = Hints(names, self._reads)

    def link(self, node: Node, where: Where, *, alone: str | None = None, name: str | None = None) -> Condition | None:
        """The condition a mapping stands for; ``alone`` is the connective under which only one key may stand.

        ``name`` is the key that it stands under, for messages. ``None`` after a problem was reported.
        """
        name = name or alone or "condition"
        hint, slots = self.hints.form(node, name)
        found = self.document.shape(node, Mapping, name, where, hint, **slots)
        if found is None:
            return None
        if not found.entries:
            self.document.report("NK156", found, where, name=name)
            return None
        if self._told_foreign(found, where) or self._several_of().of_condition(found, where, alone):
            return None
        entries = sorted(found.entries, key=lambda e: e[0].text)
        items = [item for key, value in entries for item in self._entry(key, value, where, alone)]
        if alone is not None and self._several(found) and not any(list_sign(key) for key, _ in found.entries):
            keys = ", ".join(key.text for key, _ in found.entries)
            hint, slots = self._each_or_all(found, alone)
            self.document.report("NK157", found, where, hint, name=keys, read=alone, **slots)
            return None
        if any(item is None for item in items):
            return None
        done = tuple(item for item in items if item is not None)
        return done[0] if len(done) == 1 else AllOf(done) if done else None

    def _each_or_all(self, node: Mapping, alone: str) -> Told:
        """What to write where several conditions stand in place of one; several comparisons of one fact are meant together."""
        if alone not in ITEMS or len(node.entries) == 1:
            return "use_all", {}
        each = Sequence(tuple(Mapping((entry,), node.place) for entry in node.entries), node.place)
        whole = meant.under("all", each)
        return each_or_all(whole) if self._reads(whole) else ("use_all", {})

    def _told_foreign(self, node: Mapping, where: Where) -> bool:
        """Whether a condition is one of another engine; tells how it is written here."""
        told = meant.foreign(node, self.hints.kind_of)
        if told is not None:
            key, condition, otherwise = told
            hint, slots = self.hints.shown(condition, otherwise=otherwise)
            self.document.report("NK201", key, where, hint, name=key.text, **slots)
        return told is not None

    def _several(self, node: Mapping) -> bool:
        """Whether a mapping holds more than one condition: several keys, or several comparisons under one."""
        if len(node.entries) != 1:
            return True
        key, value = node.entries[0]
        return key.text not in ("all", "any", "not", "some") and isinstance(value, Mapping) and len(value.entries) > 1

    def _entry(self, key: Scalar, value: Node, where: Where, alone: str | None) -> list[Condition | None]:
        if key.text in ("criterion", "programme") and self._several_of().references(key, value, where, alone):
            return [None]
        match key.text:
            case "all":
                items = self._items(value, "all", where, None)
                return [None if items is None else items[0] if len(items) == 1 else AllOf(items)]
            case "any":
                items = self._items(value, "any", where, "any")
                return [None if items is None else items[0] if len(items) == 1 else AnyOf(items)]
            case "not":
                return [self._not(value, where)]
            case "some":
                return [self._some(value, where)]
            case "criterion":
                return self._references().criteria(value, where)
            case "programme":
                return self._references().programmes(value, where)
        return self._comparisons(key, value, where, alone)

    def _several_of(self) -> Several:
        return Several(self.document, self.hints)

    def _references(self) -> References:
        return References(self.document, self.names, self.hints)

    def _not(self, node: Node, where: Where) -> Condition | None:
        if isinstance(node, Sequence) and node.items:
            hint, slots = meant.list_under_not(node)
            self.document.misshapen(node, Mapping, "not", where, hint, **slots)
            return None
        item = self.link(node, where, alone="not")
        if item is not None and not meant.can_be(item)[1]:
            self.document.report("NK222", node, where, "unknown_is_answer", name="not", read=written(node))
            return None
        return None if item is None else Not(item)

    def _items(self, node: Node, name: str, where: Where, alone: str | None) -> tuple[Condition, ...] | None:
        if not isinstance(node, Sequence):
            hint, slots = self.hints.as_list(node, name)
            self.document.misshapen(node, Sequence, name, where, hint, **slots)
            return None
        nodes = self.document.sequence(node, name, where)
        items = [self.link(item, where, alone=alone, name=name) for item in nodes]
        done = tuple(item for item in items if item is not None)
        return done if done and len(done) == len(nodes) else None

    def _some(self, node: Node, where: Where) -> Condition | None:
        told = meant.of_some(node)
        if told is not None:
            at, condition, otherwise = told
            hint, slots = self.hints.shown(condition, otherwise=otherwise)
            self.document.report("NK150", at, where, hint, name=at.text if isinstance(at, Scalar) else "some", **slots)
            return None
        found = self.document.mapping(node, "some", where, ("at_least", "of"), ("at_least", "of"))
        count_node, of = (found.get("at_least"), found.get("of")) if found is not None else (None, None)
        if count_node is None or of is None:
            return None
        items = self._items(of, "of", where, "some")
        count = self.document.value(count_node, FactType(Kind.INTEGER, 0, 10**6), "at_least", where)
        if items is None or not isinstance(count, int):
            return None
        if not 1 <= count <= len(items):
            self.document.report("NK307", count_node, where, read=count, expected=len(items))
            return None
        return Some(count, items)

    # --- comparisons --------------------------------------------------------------------------------------------------

    def operand(self, key: Scalar, where: Where) -> FactRef | ParamRef | None:
        """The fact or ``$parameter`` a name stands for; marks it as used."""
        if key.text.startswith("$"):
            return self._parameter(key, where)
        if key.text in self.names.facts or key.text in self.names.derived:
            self.names.used_facts.add(key.text)
            return FactRef(key.text)
        if key.text in self.names.broken:
            return None
        if key.text in _FALLBACKS:
            self.document.report("NK221", key, where, "fallback_recipe", name=key.text)
            return None
        word = CONNECTIVES.get(word_of(key.text))
        if word is not None:
            self.document.report("NK201", key, where, "did_you_mean", name=key.text, suggestion=word)
            return None
        known = [*self.names.facts, *self.names.derived, *_OWN]
        fact = called(key.text, spellings(self.names.facts.values())) if _WORDS.fullmatch(key.text) else None
        if fact is not None and suggestion(key.text, known) is None:
            self.document.report("NK201", key, where, "did_you_mean", name=key.text, suggestion=fact)
            return None
        self.document.unknown("NK201", key, where, known, name=key.text)
        return None

    def _parameter(self, key: Scalar, where: Where) -> ParamRef | None:
        name = key.text[1:]
        if name in self.names.parameters:
            self.names.used_parameters.add(name)
            return ParamRef(name)
        if key.text in self.names.broken:
            return None
        if key.text == AS_OF:
            self.document.report("NK202", key, where, "as_of_right", name=key.text)
            return None
        behind = self.hints.behind_sign(name, self.names.parameters, "$")
        if behind is not None:
            self.document.report("NK202", key, where, behind[0], name=key.text, **behind[1])
            return None
        known = [*(f"${each}" for each in self.names.parameters), AS_OF]
        self.document.unknown("NK202", key, where, known, name=key.text)
        return None

    def _comparisons(self, key: Scalar, value: Node, where: Where, alone: str | None) -> list[Condition | None]:
        whole = self.hints.in_words(key, value)
        if whole is not None:
            self.document.report("NK201", key, where, "write_comparison", name=key.text, meant=as_yaml(whole))
            return [None]
        if self._several_of().facts(key, value, where, alone):
            return [None]
        if self._references().told_negated("NK201", key, value, None, where):
            return [None]
        left = self.operand(key, where)
        if left is None and (word_of(key.text) in CONNECTIVES or key.text in _FALLBACKS or list_sign(key)):
            return [None]
        if left is not None and not isinstance(value, Mapping):
            self._bare(key, left, value, where, alone)
            return [None]
        found = self._references().named(value, key.text, where)
        if left is None or found is None or self._several_of().of_comparison(key, self.hints.allowed(left), found, where):
            return [None]
        entries = sorted(found.entries, key=lambda e: e[0].text)
        return [self._comparison(key, left, op, right, where) for op, right in entries]

    def _bare(self, key: Scalar, left: FactRef | ParamRef, value: Scalar | Sequence, where: Where, alone: str | None) -> None:
        """A value where comparisons are expected: the hint writes the comparison, if it can be read so."""
        kind = self.names.type_of(left)
        ways: dict[str, object] = {"comparisons": _joined(self.hints.allowed(left))}
        if isinstance(value, Scalar) and value.text in NOTHING and not value.quoted:
            self.document.misshapen(value, Mapping, key.text, where, "unknown_is_answer")
            return
        if self._several_of().bare(key.text, kind, value, where):
            return
        told = self.hints.without_colon(key, value, alone, are_own=True) if isinstance(value, Scalar) else None
        told = told or self.hints.signs_of_values(key.text, kind, value)
        if told is not None:
            self.document.misshapen(value, Mapping, key.text, where, told[0], **told[1])
            return
        found = meaning(value, kind)
        condition, slots = (None, ways) if found is None else meant.bare(found, key, value.place, alone)
        if condition is not None and self._reads(condition):
            self.document.misshapen(value, Mapping, key.text, where, "write_comparison", **slots)
        else:
            self.document.misshapen(value, Mapping, key.text, where, "say_how", **ways)

    def _reads(self, condition: Mapping) -> bool:
        """Whether a condition that a hint would show is one that can be read, and met."""
        real, self.document = self.document, self.document.draft()
        try:
            found = self.link(condition, TOP)
        except StopLinkingError:
            return False
        finally:
            self.document = real
        return found is not None and meant.can_be_met(found)

    def _comparison(self, key: Scalar, left: FactRef | ParamRef, op_key: Scalar, node: Node, where: Where) -> Condition | None:
        kind = self.names.type_of(left)
        op = self._operator(key, left, op_key, node, where)
        if op is None:
            return None
        rights = None if self._several_of().values(key.text, kind, op, node, where) else self._rights(key.text, left, kind, op, node, where)
        if rights is None:
            return None
        if isinstance(left, ParamRef) and rights and isinstance(rights[0], FactRef):
            return self._turned(left, op, rights[0], key)
        return Comparison(left, op, rights, kind, key.place)

    def _turned(self, left: ParamRef, op: Op, right: FactRef, key: Scalar) -> Comparison:
        """``$p at_least {fact: f}`` is ``f at_most $p``."""
        turned = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}[RELATIONS[op]]
        is_date = op in DATES
        new = next(o for o, relation in RELATIONS.items() if relation == turned and (o in DATES) == is_date)
        return Comparison(right, new, (left,), self.names.type_of(right), key.place)

    def _operator(self, key: Scalar, left: FactRef | ParamRef, op_key: Scalar, node: Node, where: Where) -> Op | None:
        kind, allowed = self.names.type_of(left).kind, self.hints.allowed(left)
        name = op_key.text
        if name in allowed:
            if name == Op.KNOWN and raw(node) != "true":
                self.document.report("NK222", node, where, "unknown_is_answer", name=name, read=written(node))
                return None
            return Op(name)
        if name in _FALLBACKS:
            self.document.report("NK221", op_key, where, "fallback_recipe", name=name)
        elif (told := self.hints.emptiness(key, name)) is not None:
            self.document.report("NK205", op_key, where, told[0], name=name, expected=_joined(allowed), **told[1])
        elif word_of(name) in ABSENCE:
            self.document.report("NK222", op_key, where, "unknown_is_answer", name=name, read=written(node))
        elif name in list(Op):
            hint = "use_between" if name in (*EQUALS, *LISTS) and kind.is_ordered else "use_dates" if kind is Kind.DATE else None
            slots = {"name": name, "fact": key.text, "type": KIND_WORDS[kind], "expected": _joined(allowed)}
            self.document.report("NK206", op_key, where, hint, **slots)
        else:
            hint, more = self.hints.for_word(key, kind, allowed, name, node)
            more = {"name": name, "expected": _joined(allowed), **more}
            if hint is None:
                self.document.unknown("NK205", op_key, where, allowed, "known_keys", **more)
            else:
                self.document.report("NK205", op_key, where, hint, **more)
        return None

    def _rights(self, name: str, left: FactRef | ParamRef, kind: FactType, op: Op, node: Node, where: Where) -> tuple[Right, ...] | None:
        if op is Op.KNOWN:
            return ()
        if op is Op.BETWEEN:
            if self._other_ends(name, kind, node, where):
                return None
            found = self.document.mapping(node, "between", where, ("from", "to"), ("from", "to"))
            ends = [found.get("from"), found.get("to")] if found is not None else [None, None]
            rights = [self._right(name, left, kind, op, end, where) for end in ends if end is not None]
            done = tuple(item for item in rights if item is not None)
            return done if len(done) == 2 and self._in_order(name, kind, done, node, where) else None
        if op in SINGLE_OF:
            return self._listed(name, kind, op, node, where)
        if op in LIST_OF and LIST_OF[op] in OPERATORS[kind.kind] and isinstance(node, Sequence):
            hint, slots = self.hints.shown(meant.under(name, listed := meant.under(LIST_OF[op], node)), listed, otherwise=None)
            self.document.misshapen(node, Scalar, op, where, hint, **slots)
            return None
        if op in AGO:
            right = self._right(name, left, FactType(Kind.DURATION), op, node, where)
        elif op is Op.INCLUDES:
            member = FactType(Kind.CHOICE, choices=kind.choices) if kind.choices else TEXT
            right = self._right(name, left, member, op, node, where)
        else:
            right = self._right(name, left, kind, op, node, where)
        return None if right is None else (right,)

    def _other_ends(self, name: str, kind: FactType, node: Node, where: Where) -> bool:
        """Tells how ``between`` is written where its ends were written otherwise."""
        ends = meant.ends(node, kind)
        inside = meant.under(Op.BETWEEN, ends) if ends is not None else meant.facts_between(node, kind.kind)
        if inside is None or not self._reads(meant.under(name, inside)):
            return False
        slots: dict[str, object] = {"meant": meant.short(inside)}
        if ends is None:
            slots |= {
                "name": "between: {fact: …}",
                "fact": name,
                "type": KIND_WORDS[kind.kind],
                "expected": _joined(self.hints.of_facts(kind)),
            }
            self.document.report("NK206", node, where, "write_comparison", **slots)
        elif isinstance(node, Mapping):
            key = node.entries[0][0]
            self.document.report("NK150", key, where, "write_comparison", name=key.text, **slots)
        else:
            slots |= {"instead": as_yaml(ends), "one_meaning": "yes" if isinstance(node, Sequence) else ""}
            self.document.misshapen(node, Mapping, Op.BETWEEN, where, "write_comparison", **slots)
        return True

    def _in_order(self, name: str, kind: FactType, ends: tuple[Right, ...], node: Node, where: Where) -> bool:
        """Whether the ends of a ``between``, where both are constants, stand the right way round."""
        first, last = (end.value if isinstance(end, Const) else None for end in ends)
        if not (isinstance(first, int) and isinstance(last, int)) or first <= last:
            return True
        low, high = (plain(value, kind) for value in (first, last))
        slots = {"fact": name, "name": Op.BETWEEN, "read": f"{low}, {high}", "expected": describe(kind)}
        self.document.report("NK301", node, where, "swap_ends", **slots, low=high, high=low)
        return False

    def _listed(self, name: str, kind: FactType, op: Op, node: Node, where: Where) -> tuple[Right, ...] | None:
        """The members of a list, sorted, or one parameter of type set."""
        member = FactType(Kind.CHOICE, choices=kind.choices) if kind.kind is Kind.SET and kind.choices else kind
        member = TEXT if member.kind is Kind.SET else member
        listed = self.hints.signs_of_list(name, member, op, node) if isinstance(node, Scalar) else None
        negated = listed or self.hints.negated_value(name, member, op, node)
        if isinstance(node, Scalar) and negated is not None:
            self.document.misshapen(node, Sequence, op, where, negated[0], **negated[1])
            return None
        if isinstance(node, Scalar) and node.text.startswith("$"):
            param = self._parameter(node, where)
            if param is None:
                return None
            return (param,) if self._same_members(name, member, param, node, where) else None
        if isinstance(node, Scalar) and reads(node.text, member) and node.text.strip():
            text = as_yaml(node)
            single = {"meant": f"{{{SINGLE_OF[op]}: {text}}}", "listed": f"{{{op}: [{text}]}}"}
            self.document.misshapen(node, Sequence, op, where, "write_single_or_list", **single)
            return None
        items = self.document.sequence(node, name, where)
        advice = [self._sign_of_item(name, member, op, item, negated) for item in items]
        values = [self.document.value(item, member, name, where, told) for item, told in zip(items, advice, strict=True)]
        done = {value for value in values if isinstance(value, int | str)}
        if not done or any(value is None for value in values):
            return None
        return tuple(Const(value, member) for value in sorted(done))

    def _sign_of_item(self, name: str, member: FactType, op: Op, item: Node, negated: Told | None) -> Told | None:
        """What is said of the sign before an item of a list, if that is no value."""
        if not isinstance(item, Scalar):
            return None
        if negation(item.text):
            return negated
        choice = self.hints.choice_called(name, item)
        return self.hints.negated_value(name, member, op, item) or (("did_you_mean", {"suggestion": choice}) if choice else None)

    def _same_members(self, name: str, member: FactType, param: ParamRef, node: Scalar, where: Where) -> bool:
        other = self.names.type_of(param)
        fits = other.kind is Kind.SET and member.kind in (Kind.CHOICE, Kind.TEXT)
        if fits and member.choices is not None:
            fits = other.choices is not None and set(other.choices) <= set(member.choices)
        if not fits:
            words = KIND_WORDS[member.kind]
            self._differ(name, Words(f"set of {words}", f"himpunan {words.indonesian}"), node, other, where)
        return fits

    def _differ(self, name: str, kind: Words, node: Scalar, other: FactType, where: Where) -> None:
        self.document.report("NK208", node, where, name=node.text, fact=name, type=kind, read=KIND_WORDS[other.kind])

    def _right(self, name: str, left: FactRef | ParamRef, kind: FactType, op: Op, node: Node, where: Where) -> Right | None:
        if isinstance(node, Scalar) and node.text == AS_OF:
            if kind.kind is Kind.DATE:
                return AsOf()
            self.document.report("NK208", node, where, name=AS_OF, fact=name, type=KIND_WORDS[kind.kind], read=KIND_WORDS[Kind.DATE])
            return None
        if isinstance(node, Scalar) and node.text.startswith("$"):
            if op in RELATIONS and node.text[1:] not in self.names.parameters and self.hints.kind_of(node.text[1:]) is kind.kind:
                self.document.report("NK202", node, where, "did_you_mean", name=node.text, suggestion=f"{{fact: {node.text[1:]}}}")
                return None
            param = self._parameter(node, where)
            if param is None:
                return None
            return param if self._comparable(name, left, kind, param, node, where) else None
        if isinstance(node, Mapping) and node.get("fact") is not None:
            return self._other_fact(name, left, kind, op, node, where)
        value = self.document.value(node, kind, name, where, self.hints.on_the_right(name, node, kind, left, op))
        return None if value is None or isinstance(value, tuple) else Const(value, kind)

    def _comparable(
        self, name: str, left: FactRef | ParamRef, kind: FactType, other: FactRef | ParamRef, node: Scalar, where: Where
    ) -> bool:
        """Whether two operands have one type; reports NK208 if not."""
        theirs = self.names.type_of(other)
        same = theirs.kind is kind.kind
        if self.names.nature_of(left) in ("ratio", "score"):
            same = theirs.kind in (Kind.NUMBER, Kind.INTEGER) and theirs.decimals <= kind.decimals
        elif same and kind.kind is Kind.NUMBER:
            same = theirs.decimals == kind.decimals
        elif same and kind.choices is not None:
            same = theirs.choices is not None and set(theirs.choices) <= set(kind.choices)
        if not same:
            self._differ(name, KIND_WORDS[kind.kind], node, theirs, where)
        return same

    def _other_fact(self, name: str, left: FactRef | ParamRef, kind: FactType, op: Op, node: Mapping, where: Where) -> Right | None:
        found = self.document.mapping(node, name, where, ("fact",))
        inner = found.get("fact") if found is not None else None
        inner = self.document.shape(inner, Scalar, "fact", where) if inner is not None else None
        if inner is None:
            return None
        if op not in RELATIONS:
            mine = self.names.type_of(left)
            both, otherwise, part = meant.two_facts(name, op, node, mine.kind)
            hint, slots = self.hints.shown(both, part, otherwise=otherwise)
            expected = _joined(self.hints.of_facts(mine))
            slots = {"name": f"{op}: {{fact: …}}", "fact": name, "type": KIND_WORDS[mine.kind], "expected": expected, **slots}
            self.document.report("NK206", node, where, hint, **slots)
            return None
        other = self.operand(inner, where)
        if other is None:
            return None
        for side, label in ((left, name), (other, inner.text)):
            if self.names.nature_of(side) != "value":
                self.document.report("NK219", node, where, name=label)
                return None
        return other if self._comparable(name, left, kind, other, inner, where) else None
