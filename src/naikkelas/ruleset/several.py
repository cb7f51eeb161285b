"""Telling of several names or values that stand as one, or without the brackets of their list: with an example that keeps all of them."""

from dataclasses import dataclass
from typing import Final

from naikkelas.conditions import Op
from naikkelas.facts import FactType, Kind
from naikkelas.ruleset import meant
from naikkelas.ruleset.bare import meaning
from naikkelas.ruleset.document import Document, Where, as_yaml, written
from naikkelas.ruleset.hinting import Hints, Told
from naikkelas.ruleset.joined import behind_commas, is_all, is_bare, says_or
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.operators import LIST_OF, SINGLE_OF
from naikkelas.values import describe

__all__ = ["ITEMS", "Several", "each_or_all", "shown_whole"]

#: Under these, a list of conditions counts its items.
ITEMS: Final = ("any", "some")
#: As much as a message shows uncut; of more no example is given, for it would leave names out.
_LONGEST: Final = 80


def each_or_all(whole: Mapping) -> Told:
    """The hint for several conditions in one item of a list: that list may be meant, or all of them in the item."""
    text = as_yaml(whole)
    return "each_or_all", {"meant": text if len(text) <= _LONGEST else "{all: [...]}"}


def shown_whole(text: str) -> Told:
    """The hint that shows several names as they are written."""
    return ("several_names", {"meant": text}) if 0 < len(text) <= _LONGEST else ("name_each", {})


@dataclass(slots=True)
class Several:
    """Each method says whether it told of something; ``document`` gets the problem."""

    document: Document
    hints: Hints

    def facts(self, key: Scalar, value: Node, where: Where, alone: str | None) -> bool:
        """``{workers debt: {...}}``; under the connective ``alone`` only one key may stand."""
        told = self._together(self.hints.several_facts(key, value), alone, is_either=says_or(key.text))
        if told is not None:
            self.document.report("NK201", key, where, told[0], name=key.text, **told[1])
        return told is not None

    def references(self, key: Scalar, node: Node, where: Where, alone: str | None) -> bool:
        """``{criterion: a b}``, and ``{programme: a}`` or ``{programme: a, b}``, where the outcomes are missing."""
        found = self.hints.several_references(key, node.text, where.name) if isinstance(node, Scalar) and not node.quoted else []
        if not isinstance(node, Scalar) or not found:
            return False
        if key.text == "programme":
            return self._outcomes(node, found, where, alone)
        told = self._together(found, alone, is_either=says_or(node.text))
        if told is not None:
            self.document.report("NK203", node, where, told[0], name=node.text, **told[1])
        return told is not None

    def _outcomes(self, node: Scalar, found: list[Mapping], where: Where, alone: str | None) -> bool:
        """``{programme: a}``: the outcome of each is missing."""
        named = [inside for each in found for _, inside in each.entries if isinstance(inside, Mapping)]
        inside = Mapping(tuple(entry for each in named for entry in each.entries), node.place)
        if len(found) == 1 or (alone is None and not says_or(node.text)):
            told = shown_whole(as_yaml(inside)) if self.hints.reads(meant.under("programme", inside)) else None
        else:
            told = self._together(found, alone, is_either=says_or(node.text))
        if told is not None:
            hint = {"name_each": "programme_form", "several_names": "write_comparison"}.get(str(told[0]), told[0])
            self.document.misshapen(node, Mapping, "programme", where, hint, **told[1])
        return told is not None

    def _together(self, conditions: list[Mapping], alone: str | None, *, is_either: bool) -> Told | None:
        """What to write for several conditions in place of one; ``None`` where that cannot be read."""
        if not conditions:
            return None
        items = Sequence(tuple(conditions), conditions[0].place)
        keys = [key for each in conditions for key, _ in each.entries]
        whole = meant.under("any" if is_either else "all", items)
        if not is_either and alone is None and len({key.text for key in keys}) == len(keys):
            whole = Mapping(tuple(entry for each in conditions for entry in each.entries), items.place)
        if not self.hints.reads(whole):
            return None
        return each_or_all(whole) if alone in ITEMS and not is_either else shown_whole(as_yaml(whole))

    def keys(self, node: Mapping, where: Where, alone: str | None) -> bool:
        """``{keeps_books, knows_market: true}``, where only the last fact has what is asked of it."""
        *rest, (last, value) = node.entries
        kind = self.hints.type_of(last.text)
        if not rest or kind is None or is_bare(value) or not all(is_bare(each) and self.hints.type_of(key.text) for key, each in rest):
            return False
        found = None if isinstance(value, Mapping) else meaning(value, kind)
        if not isinstance(value, Mapping) and (found is None or not found.is_sure):
            return False
        inside = value if found is None else found.written(value.place)
        told = self._together([meant.under(key.text, inside) for key, _ in node.entries], alone, is_either=False)
        if told is not None:
            (first, nothing), *_ = rest
            hint = {"name_each": "say_how", "several_names": "write_comparison"}.get(str(told[0]), told[0])
            ways = ", ".join(self.hints.ways(first.text))
            self.document.misshapen(nothing, Mapping, first.text, where, hint, **{"comparisons": ways, **told[1]})
        return told is not None

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

    def of_condition(self, node: Mapping, where: Where, alone: str | None) -> bool:
        """``{sector: wood, herbal}``: in braces, what stands behind the comma reads as a fact."""
        told = behind_commas(node)
        if told is not None and told[0].text in ("criterion", "programme"):
            return self.references(told[0], _as_read(node), where, alone)
        if self.keys(node, where, alone):
            return True
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
