"""What the rows of a decided block say: rows that are alike in all that a text rests on share the text.

Rows with the same outcome, statuses, points, masks and known facts form a group; where something is assumed, the masks without it are
alike too. In a group every decision has reasons of the same
shape, so what nobody knows yet is the same for all of it; why a requirement is not met differs only by the values that its reasons tell,
and is worked out once for each of those.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from naikkelas.batch.columnar.deciding import PREFIX, WITHOUT
from naikkelas.batch.columnar.facts import Facts, RowValues
from naikkelas.batch.columnar.reach import Reach, reach_of
from naikkelas.batch.rows.verdicts import LOST_BY, Judge, Verdict, below
from naikkelas.conditions import CriterionKind, FactRef, Outcome
from naikkelas.decision import Decision
from naikkelas.extras import need
from naikkelas.results import Finding, Reason, Scored
from naikkelas.rules import RuleSet

if TYPE_CHECKING:
    import polars as pl

#: How many groups, and how many different texts of one shape, are remembered; then all are forgotten.
_REMEMBERED: Final = 32_768
_PER_COLUMN: Final = 62

_EVERY_BIT: Final = -1

#: The reasons of no criterion: why the rules do not apply.
_SCOPE: Final = ""


@dataclass(slots=True)
class Told:
    """What each row says: the verdict number ``of[row]`` of ``verdicts``, but the text ``reason_of[row]`` of ``reasons`` where that is not null."""

    verdicts: list[Verdict]
    of: "pl.Series"
    reasons: list[str]
    reason_of: "pl.Series"


@dataclass(slots=True, eq=False)
class _Shape:
    """Reasons of one shape: the facts whose values they tell, and the texts by those values."""

    names: tuple[str, ...]
    texts: dict[object, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Head:
    """A group: the verdict of one of its rows, and the reasons that differ, by criterion, with what ends them all."""

    verdict: Verdict
    shapes: tuple[tuple[str, _Shape], ...]
    end: str = ""


class Teller:
    """Turns decided blocks into verdicts. ``judge`` decides and words single rows."""

    def __init__(self, rules: RuleSet, judge: Judge, names: Iterable[str]) -> None:
        self._linked, self._judge = rules.linked, judge
        self._pl = need("polars", "batch")
        self._bits = {name: divmod(number, _PER_COLUMN) for number, name in enumerate(sorted(names))}
        self._presences = -(-len(self._bits) // _PER_COLUMN)
        self._heads: dict[object, _Head] = {}
        self._shapes: dict[object, _Shape] = {}
        self._reach: dict[str, Reach] = {}
        self._derived: dict[str, frozenset[str]] = {}

    def tell(self, facts: Facts, decided: "pl.DataFrame", unsure: "pl.Series") -> Told:
        """What every row says; those that are ``unsure`` are decided by themselves."""
        masks = [name for name in decided.columns if name.startswith(f"{PREFIX}mask_") and name not in self._criteria]
        masks = [*(name for name in decided.columns if name.startswith(WITHOUT)), *masks]
        keys = decided.drop(f"{PREFIX}problems").select(self._pl.exclude(masks), *masks).with_columns(self._presence(facts, decided.height))
        groups = keys.with_row_index("#").filter(~unsure).group_by(keys.columns, maintain_order=True).agg("#")
        of = self._pl.repeat(0, decided.height, dtype=self._pl.UInt32, eager=True)
        numbered = groups.select("#").with_row_index("of").explode("#")
        nothing = self._pl.repeat(None, decided.height, dtype=self._pl.UInt32, eager=True)
        told = Told([], of.scatter(numbered["#"], numbered["of"]), [], nothing)
        alike: dict[tuple[tuple[tuple[str, _Shape], ...], str], list[pl.Series]] = {}
        for key, rows in zip(groups.drop("#").iter_rows(), groups["#"], strict=True):
            head = self._head_of(key, facts, rows[0], len(masks))
            told.verdicts.append(head.verdict)
            if head.shapes:
                alike.setdefault((head.shapes, head.end), []).append(rows)
        for (shapes, end), parts in alike.items():
            self._tell_reasons(shapes, end, self._pl.concat(parts), facts, told)
        single = unsure.arg_true()
        if len(single):
            told.of = told.of.scatter(
                single, self._pl.int_range(len(told.verdicts), len(told.verdicts) + len(single), dtype=self._pl.UInt32, eager=True)
            )
            told.verdicts += [self._judge.judge(facts.snapshot(row)) for row in single]
        return told

    @property
    def _criteria(self) -> frozenset[str]:
        return frozenset(f"{PREFIX}{name}" for name in self._linked.criteria)

    def _presence(self, facts: Facts, height: int) -> "list[pl.Series]":
        """Which facts are known, a bit each."""
        made = [self._pl.repeat(0, height, dtype=self._pl.Int64, eager=True) for _ in range(self._presences)]
        for name, column in facts.columns.items():
            at, bit = self._bits[name]
            made[at] = made[at] + column.known.cast(self._pl.Int64) * (1 << bit)
        return [each.alias(f"?{number}") for number, each in enumerate(made)]

    def _head_of(self, key: tuple[Any, ...], facts: Facts, row: int, masks: int) -> _Head:
        """The group of a key, of which a row is at hand."""
        head = self._heads.get(key)
        if head is None:
            if len(self._heads) >= _REMEMBERED:
                self._heads.clear()
            head = self._heads[key] = self._head(key, facts, row, masks)
        return head

    def _tell_reasons(self, shapes: Sequence[tuple[str, _Shape]], end: str, rows: "pl.Series", facts: Facts, told: Told) -> None:
        """Adds the reasons of rows whose groups have reasons of the same shapes: one text for all rows with the same values."""
        names = dict.fromkeys(name for _, shape in shapes for name in shape.names if name in facts.columns)
        sides = [side for name in names for side in facts.columns[name].sides]
        frame = self._pl.DataFrame([rows.alias("#"), *(side.gather(rows).alias(str(at)) for at, side in enumerate(sides))])
        by = frame.columns[1:] or self._pl.lit(0)
        alike = frame.group_by(by, maintain_order=True).agg("#").select("#").with_row_index("of", len(told.reasons))
        firsts = alike["#"].list.first().to_list()
        values = RowValues(facts)
        parts = [self._texts(name, shape, facts, values, firsts) for name, shape in shapes]
        told.reasons += (LOST_BY.join(each) + end for each in zip(*parts, strict=True))
        numbered = alike.explode("#")
        told.reason_of = told.reason_of.scatter(numbered["#"], numbered["of"])

    def _head(self, key: tuple[Any, ...], facts: Facts, row: int, masks: int) -> _Head:
        decision = self._judge.decide(facts.snapshot(row))
        verdict = self._judge.verdict(decision)
        match verdict.outcome:
            case Outcome.INELIGIBLE:
                names: Sequence[str] = verdict.lost
            case Outcome.OUT_OF_SCOPE if decision.scope:
                names = (_SCOPE,)
            case _:
                names = ()
        presence, bits = key[len(key) - self._presences :], key[len(key) - self._presences - masks : len(key) - self._presences]
        end = self._judge.rest(decision, "") if verdict.outcome is Outcome.INELIGIBLE else ""
        return _Head(verdict, tuple((name, self._shape(name, presence, bits, decision)) for name in names), end)

    # --- reasons ------------------------------------------------------------------------------------------------------

    def _shape(self, name: str, presence: Sequence[int], masks: Sequence[int], decision: Decision) -> _Shape:
        """The shape of the reasons of a criterion in a group: given by the comparisons below it and the facts that are known."""
        reach = self._reach_of(name)
        known = [0] * self._presences
        for fact in reach.facts & self._bits.keys():
            at, bit = self._bits[fact]
            known[at] |= presence[at] & (1 << bit)
        wanted = reach.masks if len(masks) == len(reach.masks) else reach.masks * 2  # also of those without what is assumed
        wanted = (_EVERY_BIT,) * (len(masks) - len(wanted)) + wanted
        key = (name, tuple(mask & bits for mask, bits in zip(masks, wanted, strict=True)), tuple(known))
        found = self._shapes.get(key)
        if found is None:
            if len(self._shapes) >= _REMEMBERED:
                self._shapes.clear()
            reasons = decision.scope if name == _SCOPE else decision.criteria[name].because
            values = {fact for reason in reasons for left in _facts_in(reason) for fact in self._below(left)}
            found = self._shapes[key] = _Shape(tuple(sorted(values & self._bits.keys())))
        return found

    def _reach_of(self, name: str) -> Reach:
        found = self._reach.get(name)
        if found is None:
            linked = self._linked
            if name == _SCOPE:
                required = [each.guard for each in linked.criteria.values() if each.kind is CriterionKind.REQUIREMENT]
                roots = [linked.applies_when, *required]
            else:
                roots = [linked.criteria[name].guard, linked.criteria[name].require]
            found = self._reach[name] = reach_of(linked, [root for root in roots if root is not None])
        return found

    def _below(self, name: str) -> frozenset[str]:
        """A fact, and those from which it is worked out."""
        found = self._derived.get(name)
        if found is None:
            found = self._derived[name] = reach_of(self._linked, (), [name]).facts
        return found

    def _texts(self, name: str, shape: _Shape, facts: Facts, values: RowValues, rows: list[int]) -> list[str]:
        """The reasons of one criterion for each of the rows."""
        known = shape.texts
        if len(known) >= _REMEMBERED:
            known.clear()
        keys = values.of(shape.names, rows)
        made = []
        for row, key in zip(rows, keys, strict=True):
            text = known.get(key)
            if text is None:
                text = known[key] = self._text(name, self._judge.decide(facts.snapshot(row)))
            made.append(text)
        return made

    def _text(self, name: str, decision: Decision) -> str:
        return self._judge.of_scope(decision) if name == _SCOPE else self._judge.of_criterion(decision, decision.criterion(name))


def _facts_in(reason: Reason) -> Iterator[str]:
    """The facts whose values a reason tells, derived ones by their own name."""
    if isinstance(reason, Finding):
        for operand in (reason.comparison.left, *reason.comparison.right):
            if isinstance(operand, FactRef):
                yield operand.name
    elif isinstance(reason, Scored):
        yield reason.name
    for each in below(reason):
        yield from _facts_in(each)
