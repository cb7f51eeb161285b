"""What rests on what in a rule set: facts, derived facts, criteria, outcome; as columns from left to right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from naikkelas.authoring.pages.words import Writer
from naikkelas.conditions import (
    Condition,
    CriterionIs,
    CriterionKind,
    FactRef,
    PointsOf,
    conditions_of,
    operands_in,
    operands_of,
    references,
)
from naikkelas.ruleset.model import Criterion, LinkedRuleSet

NodeKind = Literal["fact", "programme", "derived", "requirement", "preference", "note", "result"]

#: What a node is: a sort and a name, such as ``("fact", "workers")``.
Key = tuple[str, str]

_SCOPE: Key = ("result", "scope")
_OUTCOME: Key = ("result", "outcome")
_POINTS: Key = ("result", "points")


@dataclass(frozen=True, slots=True)
class Node:
    """A box: what it is, what it says, and the column it stands in."""

    kind: NodeKind
    label: str
    column: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes, column by column from top to bottom, and the lines between them by their places in ``nodes``."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[tuple[int, int], ...]


def graph_of(writer: Writer) -> Graph:
    """The picture of a rule set. The same rules give the same picture."""
    builder = _Builder(writer, writer.linked)
    builder.build()
    return builder.laid_out()


@dataclass(slots=True)
class _Builder:
    writer: Writer
    linked: LinkedRuleSet
    labels: dict[Key, str] = field(default_factory=dict)
    kinds: dict[Key, NodeKind] = field(default_factory=dict)
    into: dict[Key, list[Key]] = field(default_factory=dict)

    def build(self) -> None:
        """Adds everything, each after what it rests on."""
        for kind, name in self.linked.order:
            if kind == "fact":
                derived = self.linked.derived[name]
                self._add(("fact", name), "derived", self.writer.text(derived.title), self._of_derived(name))
            else:
                criterion = self.linked.criteria[name]
                self._add(("criterion", name), criterion.kind.value, self.writer.text(criterion.title), self._of_criterion(criterion))
        by_kind = {
            kind: [("criterion", name) for name, each in self.linked.criteria.items() if each.kind is kind] for kind in CriterionKind
        }
        needed: list[Key] = list(by_kind[CriterionKind.REQUIREMENT])
        if self.linked.applies_when is not None:
            self._add(_SCOPE, "result", self.writer("picture.scope"), self._of_condition(self.linked.applies_when))
            needed.append(_SCOPE)
        if needed and not self.linked.is_report:
            self._add(_OUTCOME, "result", self.writer("picture.outcome"), needed)
        if by_kind[CriterionKind.PREFERENCE]:
            self._add(_POINTS, "result", self.writer("picture.points"), by_kind[CriterionKind.PREFERENCE])

    def _add(self, key: Key, kind: NodeKind, label: str, inputs: Iterable[Key]) -> None:
        self.labels[key], self.kinds[key] = label, kind
        self.into[key] = list(dict.fromkeys(inputs))

    def _of_derived(self, name: str) -> Iterator[Key]:
        formula = self.linked.derived[name].formula
        yield from (self._given(operand.name) for operand in operands_of(formula) if isinstance(operand, FactRef))
        for condition in conditions_of(formula):
            yield from self._referred(condition)
        if isinstance(formula, PointsOf):
            yield from (("criterion", each) for each in sorted(formula.criteria))

    def _of_criterion(self, criterion: Criterion) -> Iterator[Key]:
        for condition in (criterion.guard, criterion.require):
            if condition is not None:
                yield from self._of_condition(condition)
        if isinstance(criterion.points, FactRef):
            yield self._given(criterion.points.name)

    def _of_condition(self, condition: Condition) -> Iterator[Key]:
        yield from (self._given(operand.name) for operand in operands_in(condition) if isinstance(operand, FactRef))
        yield from self._referred(condition)

    def _referred(self, condition: Condition) -> Iterator[Key]:
        for reference in references(condition):
            if isinstance(reference, CriterionIs):
                yield ("criterion", reference.criterion)
            else:
                key = ("programme", reference.programme)
                if key not in self.labels:
                    self._add(key, "programme", self.writer.text(self.linked.programmes[reference.programme].title), ())
                yield key

    def _given(self, name: str) -> Key:
        key = ("fact", name)
        if name not in self.linked.derived and key not in self.labels:
            self._add(key, "fact", self.writer.fact(name), ())
        return key

    # --- columns -----------------------------------------------------------------------------------------------------

    def laid_out(self) -> Graph:
        """The nodes in columns, each beside what uses it, so that few lines cross."""
        columns = self._columns()
        rows: list[list[Key]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
        for key, column in columns.items():
            rows[column].append(key)
        used_by: dict[Key, list[Key]] = {key: [] for key in columns}
        for key, inputs in self.into.items():
            for each in inputs:
                used_by[each].append(key)
        place: dict[Key, float] = {}
        for members in reversed(rows):
            members.sort(key=lambda key: _mean([place[user] for user in used_by[key]]))
            place.update({key: number / len(members) for number, key in enumerate(members)})
        order = [key for members in rows for key in members]
        number = {key: index for index, key in enumerate(order)}
        nodes = tuple(Node(self.kinds[key], self.labels[key], columns[key]) for key in order)
        edges = tuple(sorted((number[each], number[key]) for key, inputs in self.into.items() for each in inputs))
        return Graph(self.writer("picture"), nodes, edges)

    def _columns(self) -> dict[Key, int]:
        """Facts first; criteria beside each other where nothing forbids it; results last."""
        order = self._in_order()
        first = 1 + max((0, *self._of_facts(order).values()))
        found: dict[Key, int] = {}
        for key in order:
            own = 1 + max((found[each] for each in self.into[key]), default=-1)
            found[key] = max(own, first) if key[0] == "criterion" or key == _SCOPE else own
        last = max(found.values(), default=0)
        return {key: last if key in (_OUTCOME, _POINTS) else column for key, column in found.items()}

    def _of_facts(self, order: list[Key]) -> dict[Key, int]:
        """The columns of what rests on facts and programmes only: criteria stand to the right of all of these."""
        found: dict[Key, int] = {}
        for key in order:
            if key[0] in ("fact", "programme") and all(each in found for each in self.into[key]):
                found[key] = 1 + max((found[each] for each in self.into[key]), default=-1)
        return found

    def _in_order(self) -> list[Key]:
        """Every node after what it rests on."""
        given = [key for key in self.labels if not self.into[key] and key[0] != "criterion"]
        rest = [("fact" if kind == "fact" else "criterion", name) for kind, name in self.linked.order]
        return list(dict.fromkeys([*given, *rest, *(key for key in self.labels if key[0] == "result")]))


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 1.0
