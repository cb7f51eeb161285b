"""Words that people write for those of the language, and the shape that was meant: for hints only."""

from collections.abc import Iterable
from typing import Final

from naikkelas.conditions import AllOf, AnyOf, Comparison, Condition, Not, Op, Some
from naikkelas.facts import Kind
from naikkelas.ruleset.document import as_yaml, written
from naikkelas.ruleset.nodes import Node, Sequence

#: Where a fact or a connective is expected.
CONNECTIVES: Final = {
    "atau": "any", "or": "any", "salah_satu": "any", "dan": "all", "and": "all", "semua": "all",
    "bukan": "not", "tidak": "not", "kecuali": "not", "kriteria": "criterion", "program": "programme",
}  # fmt: skip
_NUMBERS: Final = {
    ">=": Op.AT_LEAST, "=>": Op.AT_LEAST, "<=": Op.AT_MOST, "=<": Op.AT_MOST, ">": Op.MORE_THAN, "<": Op.LESS_THAN,
    "minimal": Op.AT_LEAST, "minimum": Op.AT_LEAST, "min": Op.AT_LEAST, "paling_sedikit": Op.AT_LEAST, "sekurangnya": Op.AT_LEAST,
    "maksimal": Op.AT_MOST, "maksimum": Op.AT_MOST, "maximum": Op.AT_MOST, "max": Op.AT_MOST, "maks": Op.AT_MOST,
    "paling_banyak": Op.AT_MOST, "lebih_dari": Op.MORE_THAN, "kurang_dari": Op.LESS_THAN, "di_atas": Op.MORE_THAN, "di_bawah": Op.LESS_THAN,
}  # fmt: skip
_OTHERS: Final = {
    "=": Op.IS, "==": Op.IS, "adalah": Op.IS, "equals": Op.IS, "sama_dengan": Op.IS, "!=": Op.IS_NOT, "<>": Op.IS_NOT, "bukan": Op.IS_NOT,
    "antara": Op.BETWEEN, "one_of": Op.IN, "salah_satu": Op.IN, "diketahui": Op.KNOWN, "sebelum": Op.BEFORE, "sesudah": Op.AFTER,
    "setelah": Op.AFTER, "contains": Op.INCLUDES, "memuat": Op.INCLUDES,
}  # fmt: skip
#: What the comparisons of size are called for dates.
_OF_DATES: Final = {
    Op.AT_LEAST: Op.ON_OR_AFTER,
    Op.AT_MOST: Op.ON_OR_BEFORE,
    Op.MORE_THAN: Op.AFTER,
    Op.LESS_THAN: Op.BEFORE,
}


def comparison(name: str, kind: Kind, allowed: Iterable[Op]) -> Op | None:
    """The comparison that a sign or a word in Bahasa Indonesia stands for, if the type has it."""
    word = name.strip().lower().replace(" ", "_")
    found = _NUMBERS.get(word)
    found = _OTHERS.get(word) if found is None else _OF_DATES[found] if kind is Kind.DATE else found
    return found if found in list(allowed) else None


def list_under_not(node: Sequence) -> tuple[str, dict[str, object]]:
    """Of one condition in a list, the condition; of several, both ways to say it."""
    if len(node.items) == 1:
        item = as_yaml(node.items[0])
        return "write_comparison", {"meant": f"{{not: {item}}}", "instead": item, "one_meaning": "yes"}
    return "not_a_list", {}


def bare(op: Op, kind: Kind, node: Node) -> tuple[str | None, dict[str, object]]:
    """The comparison around a value that stands alone; of numbers, days and sets it is one of several that could be meant."""
    if (isinstance(node, Sequence) and not node.items) or not written(node).strip():
        return None, {}
    text = f"{{{op}: {as_yaml(node)}}}"
    is_one = kind in (Kind.BOOLEAN, Kind.CHOICE, Kind.TEXT)
    return "write_comparison", {"meant": text, "instead": text, "one_meaning": "yes" if is_one else ""}


def ends(node: Sequence) -> tuple[str, dict[str, object]]:
    """``between`` with a list of two is meant as from the first to the last."""
    first, last = map(as_yaml, node.items)
    text = f"{{from: {first}, to: {last}}}"
    return "write_comparison", {"meant": f"{{between: {text}}}", "instead": text, "one_meaning": "yes"}


def bare_uses(node: Node) -> tuple[str, dict[str, object]]:
    """``uses: other`` does not say which criteria."""
    return "write_comparison", {"meant": f"{{{as_yaml(node)}: [criterion_1, criterion_2]}}"}


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
