"""Comparisons and values as a rule set writes them, for tables, comments and names of cases."""

from collections.abc import Iterator

from naikkelas.calendar import Duration
from naikkelas.conditions import AsOf, Comparison, FactRef, Op, ParamRef, Right, comparisons, conditions_of
from naikkelas.facts import FactType, Kind
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.values import Value, plain


def parts_of(linked: LinkedRuleSet) -> Iterator[tuple[str, Comparison]]:
    """Every comparison of the rule set itself, each once, with the criterion or the derived fact it belongs to."""
    owners: dict[Comparison, str] = {}
    for name, criterion in linked.criteria.items():  # first, because an indicator may stand for a whole criterion
        for condition in (criterion.guard, criterion.require):
            owners |= {} if condition is None else dict.fromkeys(comparisons(condition), name)
    if linked.applies_when is not None:
        yield from (("applies_when", found) for found in comparisons(linked.applies_when))
    for name, derived in linked.derived.items():
        found = (each for condition in conditions_of(derived.formula) for each in comparisons(condition))
        yield from ((name, each) for each in dict.fromkeys(found) if each not in owners)
    yield from ((name, each) for each, name in owners.items())


def compared(comparison: Comparison) -> str:
    """A comparison as it stands in the file: ``workers: {at_least: 5}``."""
    left = comparison.left.name if isinstance(comparison.left, FactRef) else f"${comparison.left.name}"
    return f"{left}: {{{comparison.op.value}: {_rights(comparison)}}}"


def _rights(comparison: Comparison) -> str:
    rights = [_right(item) for item in comparison.right]
    if comparison.op is Op.KNOWN:
        return "true"
    if comparison.op is Op.BETWEEN:
        return f"{{from: {rights[0]}, to: {rights[1]}}}"
    listed = comparison.op in (Op.IN, Op.NOT_IN, Op.INCLUDES_ANY, Op.INCLUDES_ALL)
    is_set = len(comparison.right) == 1 and isinstance(comparison.right[0], ParamRef)
    return f"[{', '.join(rights)}]" if listed and not is_set else rights[0]


def _right(item: Right) -> str:
    match item:
        case FactRef():
            return f"{{fact: {item.name}}}"
        case ParamRef():
            return f"${item.name}"
        case AsOf():
            return "$as_of"
    return value_text(item.value, item.type)


def value_text(value: Value | Duration, kind: FactType) -> str:
    """A canonical value as a profile or a rule set writes it, on one line."""
    if isinstance(value, Duration):
        return f"{{{value.unit}: {value.count}}}"
    if isinstance(value, tuple):
        return f"{{at_least: {value_text(value[0], kind)}, at_most: {value_text(value[1], kind)}}}"
    made = plain(value, kind)
    if kind.kind is Kind.NUMBER and kind.decimals:
        return str(made).rstrip("0").rstrip(".")
    if isinstance(made, list):
        return f"[{', '.join(map(str, made))}]"
    return str(made).lower() if isinstance(made, bool) else str(made)
