"""What is said of conditions that are written otherwise than the language has them: only examples that can be read are shown."""

from collections.abc import Callable
from typing import Final

from naikkelas.conditions import RELATIONS, FactRef, Op, ParamRef
from naikkelas.facts import FactType, Kind
from naikkelas.ruleset import meant
from naikkelas.ruleset.bare import NOTHING
from naikkelas.ruleset.document import as_yaml
from naikkelas.ruleset.names import Names
from naikkelas.ruleset.nodes import Mapping, Node, Scalar
from naikkelas.ruleset.operators import EQUALS, LISTS, OPERATORS
from naikkelas.ruleset.vocabulary import EDGES, TODAY, word_of

AS_OF: Final = "$as_of"


class Hints:
    """Hints for the conditions of one rule set; ``reads`` says whether a condition can be read, and met."""

    def __init__(self, names: Names, reads: Callable[[Mapping], bool]) -> None:
        self.names = names
        self.reads = reads

    def shown(self, condition: Mapping | None, otherwise: str | None, shown: Node | None = None) -> tuple[str | None, dict[str, object]]:
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

    def allowed(self, left: FactRef | ParamRef) -> list[Op]:
        """The comparisons that an operand has."""
        nature = self.names.nature_of(left)
        return [op for op in OPERATORS[self.names.type_of(left).kind] if nature == "value" or op is not Op.KNOWN]

    def for_word(self, key: Scalar, kind: Kind, allowed: list[Op], name: str, node: Node) -> tuple[str | None, dict[str, object]]:
        """What to write for a word of another engine."""
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

    def on_the_right(self, node: Node, kind: FactType) -> tuple[str, dict[str, object]] | None:
        """What a word that is no value of its type may stand for: nothing, the day of the decision, or another fact."""
        if not isinstance(node, Scalar):
            return None
        if node.text in NOTHING and not node.quoted:
            return "unknown_is_answer", {}
        if kind.kind is Kind.DATE and word_of(node.text.removesuffix("()")) in TODAY:
            return "did_you_mean", {"suggestion": AS_OF}
        is_fact = kind.kind.is_ordered and self.kind_of(node.text) is kind.kind and not node.text.startswith("$")
        return ("did_you_mean", {"suggestion": f"{{fact: {node.text}}}"}) if is_fact else None
