"""What is said of conditions that are written otherwise than the language has them: only examples that can be read are shown."""

from collections.abc import Callable
from typing import Final

from naikkelas.conditions import RELATIONS, FactRef, Op, ParamRef
from naikkelas.facts import FactType, Kind
from naikkelas.likeness import behind_negation
from naikkelas.ruleset import colons, meant, signs
from naikkelas.ruleset.bare import NOTHING, true_or_false
from naikkelas.ruleset.document import as_yaml
from naikkelas.ruleset.names import Names
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.operators import EQUALS, LISTS, OPERATORS
from naikkelas.ruleset.vocabulary import ABSENCE, ANY_VALUE, EDGES, EMPTINESS, TODAY, word_of

AS_OF: Final = "$as_of"
#: What is said of a sign before a word where no example can be read.
NEGATE: Final = "negate_by_word"

Told = tuple[str | None, dict[str, object]]
#: Keys under which a condition stands.
_CONDITIONS: Final = frozenset({"require", "applies_when", "derive", "when", "all", "any", "not", "some"})
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
        return found if found is not None and self.reads(found) else None

    def without_colon(self, key: Scalar, said: Scalar, alone: str | None = None, *, are_own: bool) -> Told | None:
        """What to say of ``at_least 5`` where ``at_least: 5`` is meant."""
        kind = self.type_of(key.text)
        found = None if kind is None or said.quoted else colons.comparisons_of(said, kind, are_own=are_own)
        if found is None:
            return None
        word, inside = found
        if inside is None or (alone is not None and len(inside.entries) > 1) or not self.reads(meant.under(key.text, inside)):
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
        if behind_negation(name) is not None:
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
        if behind_negation(key.text) is None or signs.list_sign(key) is not None:
            return None
        return self.shown(signs.not_around(key, value, outer), otherwise=NEGATE)

    def negated_value(self, name: str, kind: FactType, op: Op, node: Node) -> Told | None:
        """What to write for a value, or for values, behind a sign that negates; ``None`` without one."""
        found = signs.value_negated(name, kind.kind, op, node)
        return None if found is None else self.shown(*found, otherwise=NEGATE)

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
        return ("did_you_mean", {"suggestion": f"{{fact: {node.text}}}"}) if is_fact else None
