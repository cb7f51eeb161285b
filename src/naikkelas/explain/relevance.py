"""Which reasons are told. A rule set compares its own parameters too, and no owner of a business can change those.

Such a *setting* is told only where it decides: a met one beside other reasons goes without saying, and a way that a
setting closes is no way. The JSON of a decision has them all.
"""

from collections.abc import Iterable
from dataclasses import replace

from naikkelas.conditions import ParamRef
from naikkelas.explain.asked import pushed, truth_of
from naikkelas.logic import NOT_MET
from naikkelas.results import Finding, Group, Reason


def told_of_all(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """What is told of reasons that all have to be met; a group of that kind among them gives way to its items."""
    spread = tuple(item for reason in reasons for item in _spread(reason))
    closed = tuple(item for item in spread if is_setting(item) and truth_of(item) == NOT_MET)
    others = tuple(item for item in spread if not is_setting(item))
    return closed or others or spread


def _spread(reason: Reason) -> Iterable[Reason]:
    group = pushed(reason) if isinstance(reason, Group) else None
    return told_of_all(group.items) if group is not None and group.kind == "all" and group.items else (reason,)


def trimmed(group: Group) -> Group:
    """A group without "not", without the ways that settings close, and counted without them."""
    group = pushed(group)
    if group.kind == "all":
        return replace(group, items=told_of_all(group.items))
    if group.kind == "some":
        return group
    open_ways = tuple(item for item in group.items if not is_closed(item))
    return replace(group, items=open_ways, size=group.size - len(group.items) + len(open_ways)) if open_ways else group


def is_setting(reason: Reason) -> bool:
    """Whether a reason is about the rule set's own parameters only."""
    if isinstance(reason, Group):
        return bool(reason.items) and all(is_setting(item) for item in reason.items)
    return isinstance(reason, Finding) and isinstance(reason.comparison.left, ParamRef)


def is_closed(reason: Reason) -> bool:
    """Whether a setting alone keeps a reason from being met."""
    if isinstance(reason, Group) and pushed(reason).kind == "all":
        return any(is_closed(item) for item in reason.items)
    return is_setting(reason) and truth_of(reason) == NOT_MET
