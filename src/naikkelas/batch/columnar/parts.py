"""Columns that can be read without each other: what the door makes of one part does not depend on the cells of another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from naikkelas.batch.columns.plan import ReadingPlan, UsedColumn
from naikkelas.batch.columns.uses import gives
from naikkelas.batch.rows.profiles import RowReader
from naikkelas.batch.table import Table
from naikkelas.ikm.catalogue import PERMIT_KINDS
from naikkelas.ikm.door import PERMITS
from naikkelas.rules import RuleSet

_WORKERS = ("workers", "workers_men", "workers_women")
_NUMBER = ("pirt_number", "pirt_status", "pirt_expires_on", "regency")
_ALL_PERMITS = ("regency", *(f"{kind}_{part}" for kind in PERMIT_KINDS for part in ("status", "number", "expires_on")))


@dataclass(frozen=True, slots=True)
class Part:
    """Some columns, and the reader of their cells, which also takes the assumed facts that meet theirs.

    ``is_plain``: it is one column, and its cells give one fact and nothing else.
    """

    columns: tuple[UsedColumn, ...]
    reader: RowReader
    is_plain: bool = False


def parts_of(table: Table, plan: ReadingPlan, rules: RuleSet, assume: Mapping[str, Any]) -> list[Part]:
    """The columns of a plan in as many parts as can be; a part without columns has assumed facts alone."""
    claims: list[tuple[object, frozenset[str]]] = [(each, _claims(each)) for each in plan.used]
    claims += [(name, frozenset([PERMITS, *_ALL_PERMITS] if name == PERMITS else [name])) for name in assume]
    parts = []
    for members in _joined(claims, _links(claims)):
        columns = tuple(sorted((each for each in members if isinstance(each, UsedColumn)), key=lambda each: each.column.index))
        taken = {str(name): assume[name] for name in members if isinstance(name, str)}
        part = replace(plan, used=columns, checked=())
        is_plain = len(columns) == 1 and not taken and gives(columns[0].use) == (columns[0].use.name,)
        parts.append(Part(columns, RowReader(table, part, rules, taken), is_plain))
    checked = ((group, replace(plan, used=(), checked=group)) for group in _checked(plan.checked))
    return [*parts, *(Part(group, RowReader(table, alone, rules, {}), len(group) == 1) for group, alone in checked)]


def _claims(each: UsedColumn) -> frozenset[str]:
    """The facts that a column gives, or that its cells are held against at the door."""
    own = (PERMITS, *_ALL_PERMITS) if each.use.role == "permits" else gives(each.use)
    return frozenset((*own, each.use.name)) - {""}


def _links(claims: Iterable[tuple[object, frozenset[str]]]) -> list[frozenset[str]]:
    """Facts that the door holds against each other, as far as the table gives what makes it do so."""
    given = {name for _, names in claims for name in names}
    links = [frozenset(_WORKERS)]
    if "pirt_number" in given:
        links.append(frozenset(_NUMBER))
    if PERMITS in given:
        links.append(frozenset(_ALL_PERMITS))
    return links


def _joined(claims: list[tuple[object, frozenset[str]]], links: list[frozenset[str]]) -> list[list[object]]:
    """The claimants that share a fact, directly or through others, in the order of the first of each."""
    groups: list[tuple[set[str], list[object]]] = []
    for claimant, names in claims:
        wide = set(names).union(*(link for link in links if link & names))
        near = [group for group in groups if group[0] & wide]
        merged = (wide.union(*(group[0] for group in near)), [each for group in near for each in group[1]] + [claimant])
        groups = [group for group in groups if group not in near] + [merged]
    return [members for _, members in groups]


def _checked(columns: Iterable[UsedColumn]) -> list[tuple[UsedColumn, ...]]:
    """Columns that are only checked, each alone but for the months and years of one date."""
    groups: dict[str, list[UsedColumn]] = {}
    for each in columns:
        key = each.use.name if each.use.role in ("month", "year") else f"#{each.column.index}"
        groups.setdefault(key, []).append(each)
    return [tuple(group) for group in groups.values()]
