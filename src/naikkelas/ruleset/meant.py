"""Words that people write for those of the language, and the shape that was meant: for hints only."""

import re
from collections.abc import Callable
from typing import Final

from naikkelas.conditions import AllOf, AnyOf, Comparison, Condition, Const, Not, Op, Some, comparisons
from naikkelas.facts import FactType, Kind
from naikkelas.folding import runs, truth_of_runs
from naikkelas.logic import NOT_MET, UNKNOWN
from naikkelas.problems import Place
from naikkelas.ruleset.bare import Meaning, from_to
from naikkelas.ruleset.bare import ends as one_text
from naikkelas.ruleset.document import as_yaml
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.vocabulary import ENDS, NEGATED, OF_DATES, OTHER_CONNECTIVES, OTHERS, SIZES, word_of

#: The kind of what a name stands for; ``None`` where it stands for nothing.
KindOf = Callable[[str], Kind | None]

_NOT_OF: Final = {"none_of": "any", "not_all_of": "all"}
#: Counts as ``at_least``: how many more, and whether it is the opposite.
_COUNTS: Final = {Op.AT_LEAST: (0, False), Op.MORE_THAN: (1, False), Op.AT_MOST: (1, True), Op.LESS_THAN: (0, True)}
_COUNT: Final = re.compile("[0-9]{1,6}")
#: As much of an example as a message shows.
_LONGEST: Final = 80
_LISTS: Final = re.compile(r"\[.*\]")


def comparison(name: str, kind: Kind) -> Op | None:
    """The comparison that a sign or a word of another engine or in Bahasa Indonesia stands for; the type need not have it."""
    word = word_of(name)
    found = SIZES.get(word)
    return OTHERS.get(word) if found is None else OF_DATES[found] if kind is Kind.DATE else found


def negated(key: Scalar, name: str, node: Node) -> Mapping | None:
    """``not:`` around the comparison that a word is the opposite of."""
    op = NEGATED.get(word_of(name))
    if op is None:
        return None
    if op in (Op.INCLUDES, Op.INCLUDES_ANY):
        op = Op.INCLUDES_ANY if isinstance(node, Sequence) else Op.INCLUDES
    return under("not", under(key.text, under(op, node)))


def under(key: str, node: Node) -> Mapping:
    """``{key: node}``"""
    return Mapping(((Scalar(key, node.place, quoted=False), node),), node.place)


def foreign(node: Mapping, kind_of: KindOf) -> tuple[Scalar, Mapping | None, str] | None:
    """A condition as another engine writes it: the key to tell it at, the condition that is meant, and what is said without one.

    ``kind_of`` is the kind of a known fact or parameter, and ``None`` for any other word.
    """
    keys = {key.text: key for key, _ in node.entries}
    if keys.keys() >= {"fact", "operator", "value"}:
        fact, operator, value = (node.get(each) or node for each in ("fact", "operator", "value"))
        return keys["fact"], _fact_first(fact, operator, value, kind_of), "fact_first"
    if keys.keys() >= {"at_least", "of"}:
        return keys["at_least"], under("some", node), "count_some"
    for key, value in node.entries:
        if key.text in ("all", "any", "not", "some", "criterion", "programme") or kind_of(key.text) is not None:
            continue
        word = word_of(key.text)
        hint = OTHER_CONNECTIVES.get(word)
        if hint in _NOT_OF and isinstance(value, Sequence):
            return key, under("not", under(_NOT_OF[hint], value)), hint
        if hint is not None:
            return key, None, hint
        asked = _var(value) if word in SIZES or word in OTHERS else None
        if asked is not None and isinstance(value, Sequence):
            return key, _fact_first(asked, key, value.items[-1], kind_of) if len(value.items) == 2 else None, "fact_first"
    return None


def _var(node: Node) -> Node | None:
    """The fact of ``[{var: workers}, 5]``, as JsonLogic writes what is compared."""
    first = node.items[0] if isinstance(node, Sequence) and node.items else None
    return first.get("var") if isinstance(first, Mapping) else None


def _fact_first(fact: Node, operator: Node, value: Node, kind_of: KindOf) -> Mapping | None:
    kind = kind_of(fact.text) if isinstance(fact, Scalar) else None
    op = comparison(operator.text, kind) if isinstance(operator, Scalar) and kind is not None else None
    return under(fact.text, under(op, value)) if isinstance(fact, Scalar) and op is not None else None


def of_some(node: Node) -> tuple[Node, Mapping | None, str] | None:
    """``some`` that counts otherwise than from below: where to tell it, what is meant, and what is said without it."""
    if isinstance(node, Sequence):
        return node, _some(1, node), "count_some"
    of = node.get("of") if isinstance(node, Mapping) else None
    if of is None or not isinstance(node, Mapping):
        return None
    for key, count in node.entries:
        number = int(count.text) if isinstance(count, Scalar) and _COUNT.fullmatch(count.text) else None
        word = word_of(key.text)
        if word in ("exactly", "is", "equals", "tepat"):
            return key, None, "exactly_one"
        op = Op(word) if word in _COUNTS else comparison(key.text, Kind.INTEGER)
        if op in _COUNTS and number is not None and key.text != Op.AT_LEAST:
            more, is_not = _COUNTS[op]
            made = _some(number + more, of)
            return key, under("not", made) if is_not else made, "count_some"
    return None


def _some(count: int, of: Node) -> Mapping:
    number = Scalar(str(count), of.place, quoted=False)
    keys = (Scalar(each, of.place, quoted=False) for each in ("at_least", "of"))
    return under("some", Mapping(tuple(zip(keys, (number, of), strict=True)), of.place))


def short(node: Node) -> str:
    """The node as a hint shows it; lists that are too long are left out."""
    text = as_yaml(node)
    return text if len(text) <= _LONGEST else _LISTS.sub("[...]", text)


def list_under_not(node: Sequence) -> tuple[str, dict[str, object]]:
    """Of one condition in a list, the condition; of several, both ways to say it."""
    if len(node.items) == 1:
        item = as_yaml(node.items[0])
        return "write_comparison", {"meant": f"{{not: {item}}}", "instead": item, "one_meaning": "yes"}
    return "not_a_list", {}


def bare(meaning: Meaning, key: Scalar, place: Place, alone: str | None) -> tuple[Mapping, dict[str, object]]:
    """The condition that a value alone was meant as, and what a hint says of it; under ``alone`` only one comparison may stand."""
    inner = meaning.written(place)
    if alone is not None and len(inner.entries) > 1:
        each = Sequence(tuple(under(key.text, Mapping((entry,), place)) for entry in inner.entries), place)
        whole = under("all", each)
        return whole, {"meant": as_yaml(whole), "one_meaning": ""}
    text = as_yaml(inner)
    return under(key.text, inner), {"meant": text, "instead": text, "one_meaning": "yes" if meaning.is_sure else ""}


def ends(node: Node, kind: FactType) -> Mapping | None:
    """``between`` with a list of two, other words, or one text is meant as from the first to the last."""
    if isinstance(node, Scalar):
        return one_text(node, kind)
    if isinstance(node, Sequence):
        return from_to(*node.items, node.place) if len(node.items) == 2 else None
    named = {ENDS.get(word_of(key.text)): value for key, value in node.entries}
    low, high = named.get("from"), named.get("to")
    is_other = len(node.entries) == 2 and low is not None and high is not None and node.get("from") is not low
    return from_to(low, high, node.place) if is_other and low is not None and high is not None else None


def facts_between(node: Node, kind: Kind) -> Mapping | None:
    """``between`` with a fact as an end is meant as two comparisons."""
    low, high = (node.get("from"), node.get("to")) if isinstance(node, Mapping) else (None, None)
    if low is None or high is None or not any(isinstance(end, Mapping) and end.get("fact") for end in (low, high)):
        return None
    names = [OF_DATES[op] if kind is Kind.DATE else op for op in (Op.AT_LEAST, Op.AT_MOST)]
    return Mapping(tuple((Scalar(op, node.place, quoted=False), end) for op, end in zip(names, (low, high), strict=True)), node.place)


def two_facts(name: str, op: Op, node: Mapping, kind: Kind) -> tuple[Mapping | None, str | None, Mapping | None]:
    """Two facts under a comparison that has none: the condition that is meant, what is said without it, and the part that is shown."""
    if op is not Op.IS or kind is not Kind.INTEGER:
        return None, None if kind.is_ordered else "two_facts", None
    inside = Mapping(tuple((Scalar(each, node.place, quoted=False), node) for each in (Op.AT_LEAST, Op.AT_MOST)), node.place)
    return under(name, inside), None, inside


def bare_uses(node: Node) -> tuple[str, dict[str, object]]:
    """``uses: other`` does not say which criteria."""
    return "write_comparison", {"meant": f"{{{as_yaml(node)}: [criterion_1, criterion_2]}}"}


def can_be_met(condition: Condition) -> bool:
    """Whether no comparison of sizes in it is one that every value fails."""
    return all(_truth(each) != NOT_MET for each in comparisons(condition))


def _truth(one: Comparison) -> int:
    numbers = [right.value for right in one.right if isinstance(right, Const) and isinstance(right.value, int)]
    if not one.type.kind.is_ordered or len(numbers) < len(one.right) or not numbers:
        return UNKNOWN
    return truth_of_runs(one.op, runs(one.op, numbers, 0), *one.type.bounds)


def can_be(condition: Condition) -> tuple[bool, bool]:
    """Whether it can be met, and whether it can be not met; ``known`` alone never is not met."""
    match condition:
        case Comparison(op=Op.KNOWN):
            return True, False
        case Not(item=item):
            met, not_met = can_be(item)
            return not_met, met
        case AllOf(items=items):
            answers = [can_be(item) for item in items]
            return all(met for met, _ in answers), any(not_met for _, not_met in answers)
        case AnyOf(items=items):
            answers = [can_be(item) for item in items]
            return any(met for met, _ in answers), all(not_met for _, not_met in answers)
        case Some(at_least=count, items=items):
            answers = [can_be(item) for item in items]
            return sum(met for met, _ in answers) >= count, sum(not_met for _, not_met in answers) > len(items) - count
    return True, True
