"""What is said of conditions that are written otherwise than the language has them: only examples that can be read are shown."""

from collections.abc import Callable, Container, Iterator
from typing import Final

from naikkelas.conditions import RELATIONS, FactRef, Op, ParamRef
from naikkelas.facts import FactType, Kind
from naikkelas.ikm.answers import folded, table_of
from naikkelas.ruleset import colons, joined, meant, signs
from naikkelas.ruleset.bare import LIKELY_OF_LIST, NOTHING, true_or_false
from naikkelas.ruleset.document import as_yaml
from naikkelas.ruleset.names import Names
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.operators import EQUALS, LIST_OF, LISTS, OPERATORS, SINGLE_OF
from naikkelas.ruleset.vocabulary import ABSENCE, ANY_VALUE, EDGES, EMPTINESS, TODAY, word_of

AS_OF: Final = "$as_of"
#: What is said of a sign before a word where no example can be read.
NEGATE: Final = "negate_by_word"

Told = tuple[str | None, dict[str, object]]
#: Keys under which a condition stands.
_CONDITIONS: Final = frozenset({"require", "applies_when", "derive", "when", "all", "any", "not", "some"})
#: What may stand in place of a fact.
_OWN: Final = frozenset({"all", "any", "not", "some", "criterion", "programme"})
#: As much of a list as a hint shows.
_LONGEST: Final = 120


class Hints:
    """Hints for the conditions of one rule set; ``reads`` says whether a condition can be read, and met."""

    def __init__(self, names: Names, reads: Callable[[Mapping], bool]) -> None:
        self.names = names
        self.reads = reads

    def shown(self, condition: Mapping | None, shown: Node | None = None, *, otherwise: str | None) -> tuple[str | None, dict[str, object]]:
        """The hint that shows a condition, or part of it, if it can be read; else another hint."""
        if condition is not None and self.reads(condition):
            return "write_comparison", {"meant": meant.short(shown or condition)}
        return otherwise, {}

    def kind_of(self, name: str) -> Kind | None:
        """The kind of a known fact or ``$parameter``; one that is broken is known too."""
        if name in self.names.broken:
            return Kind.TEXT
        if name in self.names.derived or name in self.names.facts:
            return self.names.type_of(FactRef(name)).kind
        return self.names.parameters[name[1:]].type.kind if name[1:] in self.names.parameters and name[0] == "$" else None

    def is_known(self, name: str) -> bool:
        """Whether a name stands for something in a condition."""
        return name in _OWN or self.kind_of(name) is not None

    def ways(self, name: str) -> list[Op]:
        """The comparisons that a known fact or ``$parameter`` has."""
        return self.allowed(ParamRef(name[1:]) if name[0] == "$" else FactRef(name))

    def type_of(self, name: str) -> FactType | None:
        """The type of a known fact or ``$parameter`` that is not broken."""
        if name in self.names.broken or self.kind_of(name) is None:
            return None
        return self.names.type_of(ParamRef(name[1:]) if name[0] == "$" else FactRef(name))

    def form(self, node: Node, name: str) -> Told:
        """What to write where a condition is no mapping."""
        if isinstance(node, Mapping):
            return None, {}
        whole = self.in_words(node, Scalar("", node.place, quoted=False)) if isinstance(node, Scalar) else None
        return self.shown(whole, otherwise="condition_form" if name in _CONDITIONS else None)

    def in_words(self, said: Scalar, value: Node) -> Mapping | None:
        """The condition that was written without its colons: ``workers at_least 5``; ``None`` where it could not be read."""
        name, _, rest = said.text.strip().partition(" ")
        kind = self.type_of(name) if rest.strip() and not said.quoted else None
        found = None if kind is None else colons.of_fact(name, rest.strip(), value, kind)
        if found is None or kind is None or (not kind.kind.is_ordered and signs.holds_sign(found)):
            return None
        return found if self.reads(found) else None

    def without_colon(self, key: Scalar, said: Scalar, alone: str | None = None, *, are_own: bool) -> Told | None:
        """What to say of ``at_least 5`` where ``at_least: 5`` is meant."""
        kind = self.type_of(key.text)
        found = None if kind is None or said.quoted else colons.comparisons_of(said, kind, are_own=are_own)
        if found is None:
            return None
        word, inside = found
        is_whole = inside is not None and (kind is None or kind.kind.is_ordered or not signs.holds_sign(inside))
        if (
            inside is None
            or not is_whole
            or (alone is not None and len(inside.entries) > 1)
            or not self.reads(meant.under(key.text, inside))
        ):
            return "colon_and_value", {"word": word}
        return "colon_missing", {"word": word, "meant": as_yaml(inside)}

    def emptiness(self, key: Scalar, name: str) -> Told | None:
        """What to write for asking whether a set has members; ``None`` of other types, and of other words."""
        kind, has_some = self.type_of(key.text), EMPTINESS.get(word_of(name))
        if kind is None or kind.kind is not Kind.SET or has_some is None:
            return None
        if not kind.choices:
            return "set_members", {}
        members = Sequence(tuple(Scalar(each, key.place, quoted=False) for each in kind.choices), key.place)
        found = meant.under(key.text, meant.under(Op.INCLUDES_ANY, members))
        return self.shown(found if has_some else meant.under("not", found), otherwise="set_members")

    def as_list(self, node: Node, name: str) -> Told:
        """What to write where a list of conditions is a mapping or a text."""
        if not isinstance(node, Mapping) or not node.entries:
            return None, {}
        sign = signs.list_sign(node.entries[0][0])
        if sign is not None:
            return "list_sign", {"sign": sign}
        items = Sequence(tuple(Mapping((each,), each[0].place) for each in node.entries), node.place)
        if not self.reads(meant.under("all" if name == "all" else "any", items)):
            return None, {}
        text = as_yaml(items)
        return "write_comparison", {"meant": text if len(text) <= _LONGEST else f"[{as_yaml(items.items[0])}, ...]"}

    def allowed(self, left: FactRef | ParamRef) -> list[Op]:
        """The comparisons that an operand has."""
        nature = self.names.nature_of(left)
        return [op for op in OPERATORS[self.names.type_of(left).kind] if nature == "value" or op is not Op.KNOWN]

    def for_word(self, key: Scalar, kind: Kind, allowed: list[Op], name: str, node: Node) -> tuple[str | None, dict[str, object]]:
        """What to write for a word of another engine, or for a comparison without its colon."""
        said = isinstance(node, Scalar) and not node.text and not node.quoted
        told = self.without_colon(key, Scalar(name, key.place, quoted=False), are_own=False) if said else None
        if told is not None:
            return told
        sign = signs.sign_before(name)
        if sign is not None and sign.is_dash:
            return self.sign_or_not(sign.text, meant.comparison(name.lstrip().removeprefix(sign.text).strip(), kind))
        if signs.negation(name) is not None:
            found = signs.comparison_negated(key, name, kind, node)
            return self.shown(*(found if found is not None else (None, None)), otherwise=NEGATE)
        word = meant.comparison(name, kind)
        if word in allowed:
            return "did_you_mean", {"suggestion": word}
        if word in (*EQUALS, *LISTS) and kind.is_ordered:
            return "use_between", {}
        negated = meant.negated(key, name, node)
        if negated is not None and self.reads(negated):
            return "write_comparison", {"meant": as_yaml(negated)}
        return EDGES.get(word_of(name)) if kind is Kind.DATE else None, {}

    def of_facts(self, kind: FactType) -> list[Op]:
        """The comparisons whose right side may be a fact."""
        return [op for op in RELATIONS if op in OPERATORS[kind.kind]]

    def negated_key(self, key: Scalar, value: Node, outer: str | None = None) -> Told | None:
        """What to write for a name behind a sign that negates; ``None`` for a name without one."""
        worded = signs.negated_by_word(key, value) if outer is None else None
        if worded is not None and self.reads(worded):
            return "write_comparison", {"meant": meant.short(worded)}
        if signs.list_sign(key) is not None:
            return None
        if signs.negation(key.text) is None:
            sign = signs.sign_before(key.text)
            known: Container[str] = self.names.guarded if outer == "criterion" else (*self.names.facts, *self.names.derived)
            return None if sign is None else self.behind_sign(key.text, known) or ("list_sign", {"sign": sign.text})
        return self.shown(signs.not_around(key, value, outer), otherwise=NEGATE)

    def several(self, name: str, kind: FactType, op: Op, node: Node) -> tuple[Scalar, str] | None:
        """Where several values stand as one (``in: wood herbal``), and the list of all of them; ``None`` where it cannot be read.

        The list is empty where it would hold every choice.
        """
        items = node.items if isinstance(node, Sequence) else (node,)
        listed = op if op in SINGLE_OF else LIST_OF.get(op)
        if listed is None or not all(isinstance(item, Scalar) for item in items):
            return None
        texts = [item for item in items if isinstance(item, Scalar)]
        is_text = kind.choices is None and isinstance(node, Scalar) and op in SINGLE_OF
        parts = [self._parts(item.text, kind, is_text=is_text) for item in texts]
        at = next((item for item, found in zip(texts, parts, strict=True) if found is not None), None)
        if at is None:
            return None
        if op is Op.INCLUDES and not joined.says_or(at.text) and joined.says_and(at.text):
            listed = Op.INCLUDES_ALL
        values = [each for item, found in zip(texts, parts, strict=True) for each in (found or [item.text])]
        members = Sequence(tuple(Scalar(each, at.place, quoted=False) for each in dict.fromkeys(values)), at.place)
        inside = meant.under(listed, members)
        text = "" if joined.is_all(kind, values) else as_yaml(inside)
        return (at, text) if self.reads(meant.under(name, inside)) else None

    def _parts(self, text: str, kind: FactType, *, is_text: bool) -> list[str] | None:
        if kind.choices is not None:
            return None if text in kind.choices else joined.names_in(text, kind.choices)
        parts = joined.parts_of(text) if is_text else []
        return parts if len(parts) > 1 else None

    def several_facts(self, key: Scalar, value: Node) -> list[Mapping]:
        """The conditions of several facts whose names stand as one; none of any other name."""
        names = joined.names_in(key.text, {*self.names.facts, *self.names.derived}) if self.kind_of(key.text) is None else None
        return [meant.under(name, value) for name in names or ()]

    def several_references(self, key: Scalar, text: str, own: str) -> list[Mapping]:
        """The conditions of what stands in a text under ``criterion`` (several names), or under ``programme`` (names without outcomes).

        ``own`` is the criterion that they stand in, which cannot refer to itself.
        """
        if key.text == "programme":
            names, word = joined.words_of(text), "eligible"
        else:
            names, word = joined.names_in(text, self.names.guarded.keys() - {own}) or [], "met"
        made = []
        for name in names:
            bare = Scalar(name, key.place, quoted=False)
            said = Mapping(((bare, Scalar(word, key.place, quoted=False)),), key.place)
            made.append(meant.under(key.text, said if key.text == "programme" or self.names.guarded[name] else bare))
        return made

    def negated_value(self, name: str, kind: FactType, op: Op, node: Node) -> Told | None:
        """What to write for a value, or for values, behind a sign that negates; ``None`` without one."""
        behind = self.behind_sign(node.text, kind.choices or (), op=op) if isinstance(node, Scalar) and not kind.kind.is_ordered else None
        if behind is not None:
            return behind
        found = signs.value_negated(name, kind.kind, op, node)
        return None if found is None else self.shown(*found, otherwise=NEGATE)

    def sign_or_not(self, sign: str, op: Op | None = None) -> Told:
        """What to say of a dash before a name or one value: it may be the sign of a list that was copied along, or negate."""
        return "sign_or_not", {"sign": sign, "word": signs.opposite_word(op)}

    def behind_sign(self, text: str, known: Container[str], before: str = "", op: Op | None = None) -> Told | None:
        """What to say of a name or a word of ``known`` behind the sign of a list; ``None`` without a sign."""
        sign = signs.sign_before(text)
        if sign is None or sign.is_dash:
            return None if sign is None else self.sign_or_not(sign.text, op)
        name = text.strip().removeprefix(sign.text).strip()
        return ("did_you_mean", {"suggestion": f"{before}{name}", "one_meaning": ""}) if name in known else None

    def signs_of_list(self, name: str, kind: FactType, op: Op, node: Scalar) -> Told | None:
        """What to write for a text that begins with the sign of a list, where a list is expected; ``None`` of any other text."""
        sign = signs.sign_before(node.text)
        if sign is None:
            return None
        listed = next((each for each in self._lists(node) if self.reads(meant.under(name, meant.under(op, each)))), None)
        if not sign.is_dash:
            return ("list_sign", {"sign": sign.text}) if listed is None else ("write_list", {"listed": meant.short(listed)})
        below = Sequence(tuple(Scalar(f"-{as_yaml(each)}", node.place, quoted=False) for each in signs.without_sign(node)), node.place)
        is_minus = kind.kind.is_ordered and self.reads(meant.under(name, meant.under(op, below)))
        word = signs.opposite_word(op)
        if listed is None:
            return None if is_minus else ("list_or_not_form", {"word": word})
        slots: dict[str, object] = {"listed": meant.short(listed), "word": word, "other": as_yaml(below)}
        return "list_or_minus" if is_minus else "list_or_not", slots

    def signs_of_values(self, name: str, kind: FactType, node: Scalar | Sequence) -> Told | None:
        """What to write for values behind signs of a list, where comparisons are expected; ``None`` of any others, and of sizes."""
        texts = [each.text for each in (node.items if isinstance(node, Sequence) else (node,)) if isinstance(each, Scalar)]
        found = [each for each in map(signs.sign_before, texts) if each is not None]
        if not found or kind.kind.is_ordered:
            return None
        several = LIKELY_OF_LIST.get(kind.kind)
        items = signs.without_sign(node)
        inside = meant.under(several, Sequence(tuple(items), node.place)) if several is not None else meant.under(Op.IS, items[0])
        is_read = len(items) == 1 or several is not None
        listed = inside if is_read and self.reads(meant.under(name, inside)) else None
        word = signs.opposite_word(Op.IS if isinstance(node, Scalar) and Op.IS in OPERATORS[kind.kind] else several)
        sign = found[0].text
        if not any(each.is_dash for each in found):
            return ("list_sign", {"sign": sign}) if listed is None or several is None else ("write_list", {"listed": meant.short(listed)})
        if listed is None:
            return "list_or_not_form", {"word": word}
        return "list_or_not" if several is not None else "value_or_not", {"listed": meant.short(listed), "word": word, "sign": sign}

    def _lists(self, node: Scalar) -> Iterator[Node]:
        """The list that a text with signs holds, and the parameter that it may be."""
        items = signs.without_sign(node)
        yield Sequence(tuple(items), node.place)
        yield from items if len(items) == 1 else ()

    def on_the_right(self, name: str, node: Node, kind: FactType, left: FactRef | ParamRef, op: Op) -> Told | None:
        """What a word that is no value of its type may stand for: nothing, any value, the day of the decision, or another fact."""
        if not isinstance(node, Scalar):
            return None
        negated = self.negated_value(name, kind, op, node)
        if negated is not None:
            return negated
        if node.text in NOTHING and not node.quoted:
            return "unknown_is_answer", {}
        if kind.kind is Kind.DATE and word_of(node.text.removesuffix("()")) in TODAY:
            return "did_you_mean", {"suggestion": AS_OF}
        if kind.kind is Kind.BOOLEAN and true_or_false(node) is node and node.text not in ("true", "false", *self.names.parameters):
            return "true_or_false", {}
        word = word_of(node.text) if kind.kind not in (Kind.BOOLEAN, Kind.TEXT) else ""
        if word in ABSENCE:
            return "unknown_is_answer", {}
        if word in ANY_VALUE and Op.KNOWN in self.allowed(left):
            return "write_comparison", {"meant": "{known: true}"}
        is_fact = kind.kind.is_ordered and self.kind_of(node.text) is kind.kind and not node.text.startswith("$")
        meant = f"{{fact: {node.text}}}" if is_fact else self.choice_called(name, node)
        return ("did_you_mean", {"suggestion": meant}) if meant is not None else None

    def choice_called(self, name: str, node: Node) -> str | None:
        """The choice of a fact that people call so, in tables and in explanations: ``pangan olahan``, ``dimiliki``."""
        fact = self.names.facts.get(name)
        if fact is None or fact.type.kind is not Kind.CHOICE or not isinstance(node, Scalar):
            return None
        says = table_of(fact).get(folded(node.text))
        return says if isinstance(says, str) else None
