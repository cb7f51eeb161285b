"""Lints of the days on which criteria and versions of rule sets are in force."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from naikkelas.conditions import FactRef, operands_in
from naikkelas.facts import LAST_DAY
from naikkelas.problems import Place, Problem, Words, problem
from naikkelas.ruleset.document import Where
from naikkelas.ruleset.model import Criterion, LinkedRuleSet

__all__ = ["lint_days", "lint_versions"]


def lint_days(linked: LinkedRuleSet, criteria: Sequence[Criterion]) -> Iterator[Problem]:
    """NK339 and NK342 of the criteria of a file."""
    for each in criteria:
        where = Where("criterion", each.id)
        first, last = each.effective
        ends = linked.effective[1]
        if (last is not None and last < linked.effective[0]) or (first is not None and ends is not None and first > ends):
            yield _told("NK342", each.place, where, "lint_other_days")
        hole = _hole(each, criteria)
        if hole is not None:
            last_day, after = hole
            days = _days(last_day + 1, (after.effective[0] or 0) - 1)
            facts = ", ".join(f"'{name}'" for name in sorted(_facts(each) & _facts(after)))
            yield _told("NK339", after.place, Where("criterion", after.id), "lint_no_hole", name=each.id, read=days, fact=facts)


def _hole(ended: Criterion, criteria: Sequence[Criterion]) -> tuple[int, Criterion] | None:
    """The last day of a criterion after which nothing asks its businesses for its facts until another criterion does."""
    last, facts = ended.effective[1], _facts(ended)
    if last is None:
        return None
    alike = [each for each in criteria if each is not ended and each.kind is ended.kind and facts & _facts(each)]
    later = [each for each in alike if (each.effective[0] or 0) > last and _is_asked_alike(ended, each)]
    if not later or any(each.in_force(last + 1) for each in alike):
        return None
    return last, min(later, key=lambda each: each.effective[0] or 0)


def _is_asked_alike(one: Criterion, two: Criterion) -> bool:
    """Whether two criteria are asked of the same businesses: other guards are no continuation."""
    guards = [None if each.guard is None else each.guard.to_dict() for each in (one, two)]
    return guards[0] == guards[1]


def _facts(criterion: Criterion) -> set[str]:
    return {operand.name for operand in operands_in(criterion.require) if isinstance(operand, FactRef)}


def lint_versions(linked: Iterable[LinkedRuleSet]) -> Iterator[Problem]:
    """NK340 and NK341 of the versions of one rule set: days between them, and days that several have."""
    by_name: dict[str, list[LinkedRuleSet]] = defaultdict(list)
    for each in linked:
        by_name[each.name].append(each)
    for name, versions in by_name.items():
        in_turn = sorted(versions, key=lambda each: (each.effective[0], each.version))
        for at, after in enumerate(in_turn[1:], 1):
            first = after.effective[0]
            before = max(in_turn[:at], key=_last)  # of all that have begun, the one that ends last
            if _last(before) + 1 < first:
                slots = {"name": name, "read": _days(_last(before) + 1, first - 1), "expected": before.version}
                yield problem("NK340", after.effective_at, "lint_no_hole", **slots)
            for other in (each for each in in_turn[:at] if _last(each) >= first):
                slots = {"name": name, "read": other.version, "expected": str(date.fromordinal(first))}
                yield problem("NK341", after.effective_at, "lint_end_before", **slots)


def _last(linked: LinkedRuleSet) -> int:
    return LAST_DAY if linked.effective[1] is None else linked.effective[1]


def _days(first: int, last: int) -> Words:
    start, end = date.fromordinal(first), date.fromordinal(last)
    return Words(str(start), str(start)) if first == last else Words(f"from {start} to {end}", f"{start} sampai {end}")


def _told(code: str, place: Place, where: Where, hint: str, **slots: object) -> Problem:
    return problem(code, place, hint, where=str(where), where_id=where.indonesian, **slots)
