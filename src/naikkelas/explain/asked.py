"""What a finding asks, said without "not": every negated comparison is turned into its exact complement.

``not at_least 3`` is asked as ``less_than 3``, and ``not any of A, B`` as ``all of not A, not B``. In Kleene logic each
pair says the same, so symbols and sentences always speak of what the rule wants.
"""

from typing import Final, NamedTuple

from naikkelas.calendar import Duration
from naikkelas.conditions import AsOf, Comparison, Op
from naikkelas.facts import FactType, Kind
from naikkelas.logic import negate
from naikkelas.results import Finding, Group, Reason
from naikkelas.values import Value

#: What is asked when the opposite of an operator is asked.
COMPLEMENTS: Final = {
    Op.IS: "is_not",
    Op.IS_NOT: "is",
    Op.IN: "not_in",
    Op.NOT_IN: "in",
    Op.AT_LEAST: "less_than",
    Op.AT_MOST: "more_than",
    Op.MORE_THAN: "at_most",
    Op.LESS_THAN: "at_least",
    Op.BETWEEN: "outside",
    Op.BEFORE: "on_or_after",
    Op.AFTER: "on_or_before",
    Op.ON_OR_BEFORE: "after",
    Op.ON_OR_AFTER: "before",
    Op.AT_LEAST_AGO: "less_than_ago",
    Op.LESS_THAN_AGO: "at_least_ago",
    Op.AT_LEAST_AHEAD: "less_than_ahead",
    Op.KNOWN: "not_known",
    Op.INCLUDES: "excludes",
    Op.INCLUDES_ANY: "includes_none",
    Op.INCLUDES_ALL: "not_includes_all",
}

#: How sizes are asked of a date, and dates of anything else.
_OF_DATES: Final = {"at_least": "on_or_after", "at_most": "on_or_before", "more_than": "after", "less_than": "before"}
_OF_SIZES: Final = {word: size for size, word in _OF_DATES.items()}

#: A date fact whose name ends so is the end of something's validity.
EXPIRY_SUFFIX: Final = "_expires_on"
_VALIDITY: Final = {"on_or_after": "valid", "before": "expired"}

#: One resolved right side.
Wanted = Value | Duration


class Ask(NamedTuple):
    """What the rule wants of the left side, whether it holds, and the right sides with sets unfolded."""

    kind: str
    truth: int
    wanted: tuple[Wanted, ...]


def truth_of(reason: Reason) -> int:
    """Whether what the rule wants holds: the reason's own truth, turned round when it is negated."""
    return negate(reason.truth) if reason.negated else reason.truth


def asked(finding: Finding) -> Ask:
    """What a finding asks, in the plainest of the words that say the same."""
    kind, wanted = plainest(finding.comparison.op, finding.type, unfolded(finding.wanted), negated=finding.negated)
    return Ask(kind, truth_of(finding), wanted)


def plainest(op: Op, type_: FactType, wanted: tuple[Wanted, ...], *, negated: bool) -> tuple[str, tuple[Wanted, ...]]:
    """What an operator asks of a value of a type, in the plainest of the words that say the same, and of what it is asked."""
    kind = COMPLEMENTS[op] if negated else op.value
    if kind in ("in", "not_in") and len(wanted) == 1:
        kind = "is" if kind == "in" else "is_not"
    if kind == "is_not" and wanted and isinstance(wanted[0], bool):
        kind, wanted = "is", (not wanted[0],)
    words = _OF_DATES if type_.kind is Kind.DATE else _OF_SIZES
    return words.get(kind, kind), wanted


def unfolded(wanted: tuple[Wanted, ...]) -> tuple[Wanted, ...]:
    """The right sides with the members of a set in its place, sorted."""
    return tuple(member for item in wanted for member in (sorted(item) if isinstance(item, frozenset) else (item,)))


def validity(comparison: Comparison, kind: str) -> str | None:
    """``valid`` or ``expired`` when the end of something's validity is compared with the as-of date."""
    ends = comparison.left.name.endswith(EXPIRY_SUFFIX) and comparison.right == (AsOf(),)
    return _VALIDITY.get(kind) if ends else None


def pushed(group: Group) -> Group:
    """A negated group as the group of the opposites: not any is all not, not (2 of 4) is (3 of 4) not.

    Its items are as they were: ``negated`` counts every "not" above a reason, so they already say the opposite.
    """
    if not group.negated:
        return group
    truth = negate(group.truth)
    if group.kind == "some":
        return Group("some", truth, group.items, group.size, group.size - (group.at_least or 0) + 1)
    return Group("any" if group.kind == "all" else "all", truth, group.items, group.size)
