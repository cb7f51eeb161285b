"""Telling of several names or values that stand as one, or without the brackets of their list: with an example that keeps all of them."""

from dataclasses import dataclass
from typing import Final

from naikkelas.conditions import Op
from naikkelas.facts import FactType, Kind
from naikkelas.ruleset import meant
from naikkelas.ruleset.bare import meaning
from naikkelas.ruleset.document import Document, Where, as_yaml, written
from naikkelas.ruleset.hinting import Hints, Told
from naikkelas.ruleset.joined import behind_commas, is_all
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.operators import LIST_OF, SINGLE_OF
from naikkelas.values import describe

__all__ = ["Several", "shown_whole"]

#: As much as a message shows uncut; of more no example is given, for it would leave names out.
_LONGEST: Final = 80


def shown_whole(text: str) -> Told:
    """The hint that shows several names as they are written."""
    return ("several_names", {"meant": text}) if 0 < len(text) <= _LONGEST else ("name_each", {})


@dataclass(slots=True)
class Several:
    """Each method says whether it told of something; ``document`` gets the problem."""

    document: Document
    hints: Hints

    def facts(self, key: Scalar, value: Node, where: Where) -> bool:
        """``{workers debt: {...}}``"""
        text = self.hints.several_facts(key, value)
        if text is not None:
            hint, slots = shown_whole(text)
            self.document.report("NK201", key, where, hint, name=key.text, **slots)
        return text is not None

    def values(self, name: str, kind: FactType, op: Op, node: Node, where: Where) -> bool:
        """``in: [wood herbal]``, ``in: wood, herbal`` in a line of its own, ``is: wood or herbal``."""
        several = self.hints.several(name, kind, op, node)
        if several is None:
            return False
        at, (hint, slots) = several[0], shown_whole(several[1])
        if at is node and op in SINGLE_OF:
            self.document.misshapen(at, Sequence, op, where, hint, **slots)
        else:
            self.document.report("NK207", at, where, hint, read=at.text, fact=name, expected=describe(kind), **slots)
        return True

    def bare(self, name: str, kind: FactType, node: Node, where: Where) -> bool:
        """``sector: wood or herbal``, where not even a comparison stands."""
        op = Op.INCLUDES if kind.kind is Kind.SET else Op.IS
        several = self.hints.several(name, kind, op, node) if isinstance(node, Scalar) else None
        if several is not None:
            hint, slots = shown_whole(several[1])
            self.document.misshapen(node, Mapping, name, where, hint, **slots)
        return several is not None

    def of_comparison(self, key: Scalar, allowed: list[Op], node: Mapping, where: Where) -> bool:
        """``{in: wood, herbal}``: in braces, what stands behind the comma reads as a comparison."""
        told = behind_commas(node)
        op = next((op for op in allowed if told is not None and told[0].text == op), None)
        listed = op if op in SINGLE_OF else LIST_OF.get(op) if op is not None else None
        if told is None or op is None or listed is None or any(each.text in list(Op) for each, _ in node.entries[1:]):
            return False
        members = meant.under(listed, told[1])
        is_list = self.hints.reads(meant.under(key.text, members))
        kind = self.hints.type_of(key.text)
        is_whole = kind is not None and not is_all(kind, _texts(told[1]))
        hint, slots = shown_whole(as_yaml(members) if is_whole else "") if is_list else ("list_in_brackets", {})
        if op in SINGLE_OF:
            self.document.misshapen(_as_read(node), Sequence, op, where, hint, **slots)
        elif is_list:
            extra = node.entries[1][0]
            self.document.report("NK205", extra, where, hint, name=extra.text, expected=", ".join(allowed), **slots)
        return is_list or op in SINGLE_OF

    def of_condition(self, node: Mapping, where: Where) -> bool:
        """``{sector: wood, herbal}``: in braces, what stands behind the comma reads as a fact."""
        told = behind_commas(node)
        kind = self.hints.type_of(told[0].text) if told is not None else None
        if told is None or kind is None or any(self.hints.is_known(each.text) for each, _ in node.entries[1:]):
            return False
        key, members = told
        found = meaning(members, kind)
        inside = found.written(members.place) if found is not None else None
        is_list = inside is not None and self.hints.reads(meant.under(key.text, inside))
        ways = ", ".join(self.hints.ways(key.text))
        text = "" if inside is None or is_all(kind, _texts(members)) else as_yaml(inside)
        hint, slots = shown_whole(text) if is_list else ("say_how", {"comparisons": ways})
        self.document.misshapen(_as_read(node), Mapping, key.text, where, hint, **slots)
        return True


def _texts(members: Sequence) -> list[str]:
    return [each.text for each in members.items if isinstance(each, Scalar)]


def _as_read(node: Mapping) -> Scalar:
    """What stands in braces behind the first key, as one text."""
    (_, first), *rest = node.entries
    return Scalar(", ".join([written(first), *(key.text for key, _ in rest)]), first.place, quoted=False)
