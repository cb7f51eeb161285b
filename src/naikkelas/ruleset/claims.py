"""What a rule set says for proofs: changes that never hurt, and what holds of every business. Neither changes a decision."""

from typing import Final

from naikkelas.conditions import MonthsSince, references
from naikkelas.facts import FactType, Kind
from naikkelas.problems import Words
from naikkelas.ruleset.conditions_linker import ConditionLinker
from naikkelas.ruleset.document import TOP
from naikkelas.ruleset.model import Assumption, Change, Harmless, LinkedRuleSet
from naikkelas.ruleset.nodes import Mapping, Node, Scalar
from naikkelas.values import KIND_WORDS

NEVER_HURTS: Final = "never_hurts"
ASSUMPTIONS: Final = "assumptions"
ASSUMPTION_KEYS: Final = ("title", "when", "then")

_SIZES: Final = (Change.MORE, Change.LESS)

#: Which changes each type has.
CHANGES: Final[dict[Kind, tuple[Change, ...]]] = {
    Kind.BOOLEAN: (*_SIZES, Change.BECOMES),
    Kind.INTEGER: _SIZES,
    Kind.NUMBER: _SIZES,
    Kind.MONEY: _SIZES,
    Kind.DATE: (Change.EARLIER, Change.LATER),
    Kind.CHOICE: (Change.BECOMES,),
    Kind.SET: _SIZES,
}


def harmless_of(node: Node | None, linked: LinkedRuleSet, conditions: ConditionLinker) -> tuple[Harmless, ...]:
    """The changes under ``never_hurts``: ``{more: fact}``, ``{earlier: fact}``, ``{becomes: {fact: value}}``."""
    listed = conditions.document.sequence(node, NEVER_HURTS, TOP) if node is not None else ()
    found = [_harmless(item, linked, conditions) for item in listed]
    return tuple(one for one in found if one is not None)


def _harmless(node: Node, linked: LinkedRuleSet, conditions: ConditionLinker) -> Harmless | None:
    document = conditions.document
    asked = document.mapping(node, NEVER_HURTS, TOP, list(Change))
    if asked is None or not asked.entries:
        if asked is not None:
            document.report("NK156", asked, name=NEVER_HURTS)
        return None
    if len(asked.entries) > 1:
        keys = ", ".join(key.text for key, _ in asked.entries)
        document.report("NK157", asked, TOP, "one_each", name=keys, read=NEVER_HURTS)
        return None
    key, value = asked.entries[0]
    if key.text not in list(Change):
        return None
    change = Change(key.text)
    if change is Change.BECOMES:
        return _becomes(key, value, linked, conditions)
    name = document.scalar(value, key.text, TOP)
    kind = _changing(value, name, change, linked, conditions) if name is not None else None
    return None if name is None or kind is None else Harmless(name, change, place=key.place)


def _becomes(key: Scalar, node: Node, linked: LinkedRuleSet, conditions: ConditionLinker) -> Harmless | None:
    document = conditions.document
    asked = document.mapping(node, key.text, TOP)
    if asked is None:
        return None
    if len(asked.entries) != 1:
        keys = ", ".join(each.text for each, _ in asked.entries)
        code, slots = ("NK157", {"read": key.text, "name": keys}) if asked.entries else ("NK156", {"name": key.text})
        document.report(code, asked, TOP, "one_each" if asked.entries else None, **slots)
        return None
    fact, written = asked.entries[0]
    kind = _changing(fact, fact.text, Change.BECOMES, linked, conditions)
    value = document.value(written, kind, fact.text, TOP) if kind is not None else None
    return Harmless(fact.text, Change.BECOMES, value, key.place) if isinstance(value, bool | str) else None


def _changing(node: Node, name: str, change: Change, linked: LinkedRuleSet, conditions: ConditionLinker) -> FactType | None:
    """The type of a fact that can change so; ``None`` after reporting why it cannot."""
    document = conditions.document
    derived = linked.derived.get(name)
    if derived is not None and not isinstance(derived.formula, MonthsSince):
        document.report("NK230", node, TOP, "name_what_it_is_made_of", name=name)
        return None
    read = derived or linked.facts.get(name)
    if read is None:
        if not _may_be_read(name, conditions):
            document.unknown("NK229", node, TOP, linked.facts, name=name)
        return None
    possible = CHANGES.get(read.type.kind, ())
    if change not in possible:
        slots = {"name": change.value, "fact": name, "type": KIND_WORDS[read.type.kind]}
        document.report("NK231", node, TOP, expected=", ".join(possible) or Words("nothing", "tidak ada"), **slots)
        return None
    return read.type


def _may_be_read(name: str, conditions: ConditionLinker) -> bool:
    """Whether a fact may be read by a part of the rules that could not be linked."""
    names = conditions.names
    return name in names.broken or (name in names.facts and any(each.is_error for each in conditions.document.problems))


def assumptions_of(node: Node | None, linked: LinkedRuleSet, conditions: ConditionLinker) -> tuple[Assumption, ...]:
    """The entries under ``assumptions``. What they read is not counted as used: they decide nothing."""
    document, names = conditions.document, conditions.names
    listed = document.sequence(node, ASSUMPTIONS, TOP) if node is not None else ()
    known = {*names.used_facts, *linked.facts}
    made = []
    for item in listed:
        body = document.mapping(item, ASSUMPTIONS, TOP, ASSUMPTION_KEYS, ("then",))
        if body is None:
            continue
        before = set(names.used_facts)
        found = _assumption(body, conditions)
        read = [name for name in sorted(names.used_facts - known) if not _may_be_read(name, conditions)]
        names.used_facts.intersection_update(before)
        for name in read:
            document.report("NK229", body, TOP, "assume_what_is_read", name=name)
        if found is not None and not read:
            made.append(found)
    return tuple(made)


def _assumption(body: Mapping, conditions: ConditionLinker) -> Assumption | None:
    document = conditions.document
    when_node, then_node = body.get("when"), body.get("then")
    when = conditions.link(when_node, TOP, name="when") if when_node is not None else None
    then = conditions.link(then_node, TOP, name="then") if then_node is not None else None
    title = document.text(body.get("title"), "title", TOP)
    for condition in (when, then):
        first = next(references(condition), None) if condition is not None else None
        if first is not None:
            document.report("NK232", first.place, TOP)
            return None
    if then is None or (when is None and when_node is not None):
        return None
    return Assumption(when, then, title, body.place)
