"""When two rule sets can be compared: the days on which a parameter, a criterion or a rule set changes, within both lives."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any, Final

from naikkelas.authoring.diffing.matching import Names, said
from naikkelas.authoring.diffing.model import Moment
from naikkelas.authoring.diffing.saying import span_words, tell
from naikkelas.calendar import Duration
from naikkelas.cohorts.asking import seed_of
from naikkelas.conditions import AsOf, Comparison, Condition, Derived, EveryYear, MonthsSince, Op, comparisons, conditions_of
from naikkelas.facts import LAST_DAY
from naikkelas.problems import Lang
from naikkelas.ruleset.model import Criterion, LinkedRuleSet, ParamValue

#: So many different periods are compared; what is beyond is told.
MOST_PERIODS: Final = 24

#: What of a selection parameters may set.
_SET: Final = ("quota", "waiting_list", "by")

_COUNTS_DAYS: Final = frozenset({Op.AT_LEAST_AGO, Op.LESS_THAN_AGO, Op.AT_LEAST_AHEAD})


@dataclass(frozen=True, slots=True)
class Print:
    """What a rule set says on one day, with parameters by their values: a text for each part that is equal where the part says the same.

    ``criteria`` are what is asked, ``points`` what is given for it, ``outputs`` how shown facts are worked out, ``selection`` how a
    cohort is ordered and cut.
    """

    applies: str
    criteria: Mapping[str, str]
    points: Mapping[str, str]
    outputs: Mapping[str, str]
    selection: str = ""

    @property
    def whole(self) -> tuple[Any, ...]:
        """All of it, to be compared."""
        return (self.applies, self.selection, *(tuple(sorted(each.items())) for each in (self.criteria, self.points, self.outputs)))


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which both sides say what they say on the moment's date. Both ends are ``None`` where there is no common day."""

    moment: Moment
    old: Print
    new: Print
    first: date | None = None
    last: date | None = None


class Prints:
    """The prints of one rule set and of the programmes it asks.

    ``given`` are the derived facts that a profile may give to both sides: of these the name counts, and not only what is behind it.
    """

    def __init__(self, linked: LinkedRuleSet, names: Names | None = None, given: Collection[str] = ()) -> None:
        self.linked = linked
        self._names = names or Names()
        self._given = given

    def on(self, day: int) -> Print:
        """What the rule set says on a day."""
        below: dict[int, str] = {}
        for unit in self.linked.units():
            made = _Day(unit, day, below, self._given)
            if unit is self.linked:
                return made.print(self._names)
            below[id(unit)] = _digest(replace(made.print(Names()), selection="").whole)  # nobody who asks sees a cohort
        raise AssertionError("unreachable")

    def days(self) -> Iterator[int]:
        """Every day from which on something may be said otherwise."""
        for unit in self.linked.units():
            for parameter in unit.parameters.values():
                yield from (start for start, _ in parameter.values)
            for first, last in (unit.effective, *(one.effective for one in unit.criteria.values())):
                yield from (day for day in (first, None if last is None else last + 1) if day is not None)

    @property
    def life(self) -> tuple[int, int | None]:
        """The first and the last day on which the rule set and all it asks are in force."""
        units = [unit.effective for unit in self.linked.units()]
        lasts = [last for _, last in units if last is not None]
        return max(first for first, _ in units), min(lasts, default=None)


class _Day:
    """One rule set on one day. ``below`` are the digests of the programmes."""

    def __init__(self, unit: LinkedRuleSet, day: int, below: Mapping[int, str], given: Collection[str]) -> None:
        self._unit, self._day, self._below, self._given = unit, day, below, given
        self._made: dict[tuple[str, str], str] = {}
        for kind, name in unit.order:
            data = self._criterion(unit.criteria[name]) if kind == "criterion" else self._put(unit.derived[name].to_dict())
            self._made[kind, name] = _digest(data)

    def print(self, names: Names) -> Print:
        unit = self._unit
        criteria = {names.new("criterion", name): self._made["criterion", name] for name in unit.criteria}
        worth = {name: one.points if isinstance(one.points, int) else one.points.to_dict() for name, one in unit.criteria.items()}
        points = {names.new("criterion", name): said(self._put(each)) for name, each in worth.items()}
        outputs = {names.new("fact", name): self._made["fact", name] for name in unit.outputs}
        applies = "" if unit.applies_when is None else said(self._put(unit.applies_when.to_dict()))
        return Print(applies, criteria, points, outputs, self._selection())

    def _selection(self) -> str:
        """How a cohort is ordered, cut and drawn; only its limits and groups may be parameters."""
        selection = self._unit.selection
        if selection is None:
            return ""
        made = {key: self._settings(item) if key in _SET else item for key, item in selection.to_dict().items()}
        return said(made | {"seed": seed_of(self._unit, selection)})

    def _settings(self, value: Any) -> Any:
        """A limit with the values of its parameters."""
        if isinstance(value, dict):
            return {key: self._settings(item) for key, item in value.items()}
        if isinstance(value, str) and value.startswith("$"):
            return _plain(self._unit.parameters[value[1:]].at(self._day))
        return value

    def _criterion(self, criterion: Criterion) -> Any:
        made = criterion.to_dict()
        made.pop("effective"), made.pop("points")
        if not criterion.in_force(self._day):
            made |= {"guard": "out of force", "require": None}
        return self._put(made)

    def _put(self, value: Any) -> Any:
        """Plain data with what stands behind every name."""
        if isinstance(value, list):
            return [self._put(item) for item in value]
        if not isinstance(value, dict):
            return value
        made = {}
        for key, item in value.items():
            if key == "parameter" and isinstance(item, str):
                made["value"] = _plain(self._unit.parameters[item].at(self._day))
            elif key == "fact" and isinstance(item, str):
                made |= self._fact(item)
            elif key in ("criterion", "status_of") and isinstance(item, str):
                made["judged"] = self._made["criterion", item]
            elif key == "programme":
                made["outcome_of"] = self._below[id(self._unit.programmes[item])]
            elif key == "points" and isinstance(item, list):
                made["points"] = sorted([self._made["criterion", name], said(self._put(self._worth(name)))] for name in item)
            else:
                made[key] = self._put(item)
        return made

    def _worth(self, name: str) -> Any:
        points = self._unit.criteria[name].points
        return points if isinstance(points, int) else points.to_dict()

    def _fact(self, name: str) -> dict[str, Any]:
        if name in self._unit.derived:
            return {"worked_out": self._made["fact", name], **({"or_given": name} if name in self._given else {})}
        return {"given": name, "type": self._unit.facts[name].type.to_dict()}


def _plain(value: ParamValue | None) -> Any:
    if isinstance(value, Duration):
        return value.to_dict()
    return sorted(value) if isinstance(value, frozenset) else value


def _digest(value: Any) -> str:
    made = [list(each) if isinstance(each, tuple) else each for each in value] if isinstance(value, tuple) else value
    return sha256(said(made).encode()).hexdigest()


# --- periods ---------------------------------------------------------------------------------------------------------


def spans_of(old: Prints, new: Prints, day: date, *, only: bool) -> tuple[list[Span], int]:
    """The spans to compare, and how many are left out; each is judged on its day nearest to ``day``, or on ``day`` alone.

    Where there is no day on which both are in force, each side has the rules of its own day nearest to the date of assessment.
    """
    lives = old.life, new.life
    first, last = max(life[0] for life in lives), min((end for _, end in lives if end is not None), default=None)
    if only or (last is not None and last < first):
        asked = day.toordinal() if only else first
        return [_span(old, new, asked, [_nearest(asked, life) for life in lives])], 0
    days = sorted({first, *(each for side in (old, new) for each in side.days() if first < each and (last is None or each <= last))})
    made: list[Span] = []
    ends = [*(each - 1 for each in days[1:]), last]
    for start, end in zip(days, ends, strict=True):
        prints = old.on(start), new.on(start)
        if made and (made[-1].old.whole, made[-1].new.whole) == (prints[0].whole, prints[1].whole):
            start = _number(made.pop().first)  # noqa: PLW2901 - the same period goes on
        at = date.fromordinal(_nearest(day.toordinal(), (start, end)))
        made.append(Span(Moment(at, at, at), *prints, date.fromordinal(start), None if end is None else date.fromordinal(end)))
    if len(made) > MOST_PERIODS:
        near = sorted(made, key=lambda span: abs(span.moment.as_of.toordinal() - day.toordinal()))[:MOST_PERIODS]
        return [span for span in made if span in near], len(made) - MOST_PERIODS
    return made, 0


def moment_on(old: Prints, new: Prints, day: date) -> Moment:
    """A date of assessment; each side has the rules of its own day nearest to it."""
    return Moment(day, *(date.fromordinal(_nearest(day.toordinal(), side.life)) for side in (old, new)))


def _number(day: date | None) -> int:
    return 0 if day is None else day.toordinal()


def _span(old: Prints, new: Prints, day: int, days: list[int]) -> Span:
    moment = Moment(date.fromordinal(day), *(date.fromordinal(each) for each in days))
    return Span(moment, old.on(days[0]), new.on(days[1]))


def _nearest(day: int, life: tuple[int, int | None]) -> int:
    first, last = life
    return max(first, day if last is None else min(day, last))


def only_one(old: LinkedRuleSet, new: LinkedRuleSet, lang: Lang) -> Iterator[str]:
    """The days on which only one side can be used, where that does not follow from what each says of itself.

    A rule set cannot be used on a day on which one that it asks is not in force (NK501).
    """
    lives = Prints(old).life, Prints(new).life
    if lives == (old.effective, new.effective):
        return
    for key, mine, other in (("old", *lives), ("new", *lives[::-1])):
        for first, last in _without(mine, other):
            yield tell(lang, f"only.{key}", span=span_words(lang, first, last))


def _without(mine: tuple[int, int | None], other: tuple[int, int | None]) -> Iterator[tuple[int, int | None]]:
    """The days of one life that the other does not have; a life may have no day."""
    ends = [LAST_DAY if last is None else last for _, last in (mine, other)]
    spans = [(mine[0], min(ends[0], other[0] - 1)), (max(mine[0], ends[1] + 1), ends[0])]
    if other[0] > ends[1]:
        spans = [(mine[0], ends[0])]
    yield from ((first, None if last == LAST_DAY else last) for first, last in spans if first <= last)


# --- what counts days ------------------------------------------------------------------------------------------------


def dated(linked: LinkedRuleSet) -> frozenset[tuple[str, str]]:
    """The derived facts and criteria whose meaning moves with the date of assessment, and ``("", "")`` where the scope does."""
    known: dict[int, frozenset[tuple[str, str]]] = {}
    for unit in linked.units():
        known[id(unit)] = _dated(unit, frozenset(name for name, other in unit.programmes.items() if known[id(other)]))
    return known[id(linked)]


def _dated(linked: LinkedRuleSet, moving: frozenset[str]) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for key in linked.order:
        made = linked.criteria[key[1]] if key[0] == "criterion" else linked.derived[key[1]]
        if _moves(made, found, moving):
            found.add(key)
    if linked.applies_when is not None and _reads(linked.applies_when.to_dict(), [linked.applies_when], found, moving):
        found.add(("", ""))
    return frozenset(found)


def _moves(made: Criterion | Derived, found: set[tuple[str, str]], moving: frozenset[str]) -> bool:
    if isinstance(made, Derived):
        if isinstance(made.formula, MonthsSince | EveryYear):
            return True
        return _reads(made.formula.to_dict(), conditions_of(made.formula), found, moving)
    conditions = [made.require, *([] if made.guard is None else [made.guard])]
    return _reads(made.to_dict(), conditions, found, moving)


def _reads(data: Any, conditions: "list[Condition] | tuple[Condition, ...]", found: set[tuple[str, str]], moving: frozenset[str]) -> bool:
    if any(_counts(each) for condition in conditions for each in comparisons(condition)):
        return True
    return any(key in found or (key[0] == "programme" and key[1] in moving) for key in _keys(data))


def _counts(comparison: Comparison) -> bool:
    return comparison.op in _COUNTS_DAYS or any(isinstance(right, AsOf) for right in comparison.right)


def _keys(data: Any) -> Iterator[tuple[str, str]]:
    """The facts, criteria and programmes that plain data names."""
    if isinstance(data, list):
        for item in data:
            yield from _keys(item)
    elif isinstance(data, dict):
        for key, item in data.items():
            if key in ("fact", "criterion", "programme", "status_of") and isinstance(item, str):
                yield ("criterion" if key == "status_of" else key), item
            elif key == "points" and isinstance(item, list):
                yield from (("criterion", name) for name in item if isinstance(name, str))
            else:
                yield from _keys(item)
