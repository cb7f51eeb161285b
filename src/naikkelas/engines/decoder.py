"""From a verdict back to reasons: the same for every engine, because a verdict is only numbers in canonical order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from naikkelas.conditions import CriterionKind, Derived, Scorecard, Status
from naikkelas.decision import OUTCOMES
from naikkelas.engines.assumed import Plain, Resting
from naikkelas.engines.deciding.asker import Asker
from naikkelas.engines.folded import STATUSES, Folded
from naikkelas.engines.reasons import Reasons, as_bounds, derived_value, rule_of
from naikkelas.engines.rows.explained import Explain
from naikkelas.engines.rows.full import FullVerdict, compile_full
from naikkelas.frozen import FrozenDict
from naikkelas.ikm.findings import HIDDEN_READ
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.problems import Place, Problem, problem
from naikkelas.results import NOTHING_ASSUMED, Asked, Assumed, CriterionResult, DecidingSets, OutputValue, Question, Reason
from naikkelas.ruleset.given import deriving
from naikkelas.ruleset.model import Criterion, LinkedRuleSet
from naikkelas.snapshot import Snapshot
from naikkelas.values import Value, plain

_PER_MASK: Final = 31
#: From truths to digits: two bits each are a number of base four.
_DIGITS: Final = b"0123".ljust(256)

Full = Callable[[Any, Any], FullVerdict]


@dataclass(frozen=True, slots=True)
class Dated:
    """One rule set on one date, as an engine has made it ready.

    ``full`` gives the whole verdict of a snapshot; ``explain`` makes, when first wanted, the fast explainer of exact facts,
    and ``open`` are the criteria that it leaves to the general way. ``again`` makes the same decoder where a decision is
    unpickled, from the name of the engine and the two dates; it can be pickled itself.
    """

    linked: LinkedRuleSet
    rule_set_hash: Callable[[], str]
    engine: str
    as_of: date
    rules_as_of: date
    folded: Folded
    full: Full
    explain: Callable[[], Explain]
    open: tuple[str, ...]
    again: Callable[[str, date, date], "Decoder"]


class Decoder:
    """Reads the parts of a decision out of its verdict and snapshot. One per plan; it keeps nothing of any profile."""

    def __init__(self, plan: Dated) -> None:
        self.linked = plan.linked
        self.engine = plan.engine
        self.as_of = plan.as_of
        self.rules_as_of = plan.rules_as_of
        self._folded = plan.folded
        self._full = plan.full
        self._plan = plan
        self._explain: Explain | None = None
        places = {name: place for place, name in enumerate(sorted(plan.linked.criteria))}
        self._places = tuple(places[name] for name in plan.linked.criteria)
        self._asked: dict[tuple[object, bool], Asked] = {}
        self._units = plan.linked.units()[::-1]
        self._given: Mapping[str, LinkedRuleSet] | None = None
        self._fulls: dict[int, Full] = {id(plan.linked): plan.full}
        self._plain: Plain | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return (self._plan.again, (self.engine, self.as_of, self.rules_as_of))

    @property
    def rule_set_hash(self) -> str:
        """The hash of what the rules mean."""
        return self._plan.rule_set_hash()

    def whole(self, snapshot: Snapshot, verdict: Any) -> FullVerdict:
        """All that was decided, where the verdict is that of exact facts, which tells no more than was asked for at once."""
        return verdict if isinstance(verdict, FullVerdict) else self._full(snapshot.exact, snapshot.ranged)

    def _reasons(self, snapshot: Snapshot, verdict: Any) -> Reasons:
        return Reasons(self.linked, self._folded, snapshot, self.whole(snapshot, verdict), self._asked)

    def points(self, verdict: Any) -> tuple[int, int]:
        """The points (low, high) of a verdict."""
        return (verdict.low, verdict.high) if isinstance(verdict, FullVerdict) else (verdict[1], verdict[1])

    def statuses(self, verdict: Any) -> Mapping[str, Status]:
        """The status of every criterion, in the order of the file."""
        codes = verdict.statuses if isinstance(verdict, FullVerdict) else verdict[2:]
        return FrozenDict(zip(self.linked.criteria, [STATUSES[codes[place]] for place in self._places], strict=True))

    def masks(self, snapshot: Snapshot, verdict: Any) -> tuple[int, ...]:
        """Two bits a comparison, 31 comparisons an integer."""
        return _masks(self.whole(snapshot, verdict).codes)

    def row(self, whole: FullVerdict) -> tuple[Any, ...]:
        """What a table tells of a decision: outcome, points, the status of every criterion, masks."""
        codes = whole.statuses
        return (OUTCOMES[whole.outcome], whole.low, whole.high, *[STATUSES[codes[place]] for place in self._places], *_masks(whole.codes))

    def criteria(self, snapshot: Snapshot, verdict: Any) -> Mapping[str, CriterionResult]:
        """Every criterion with status and reasons, in the order of the file."""
        if type(verdict) is tuple and not snapshot.origins:
            explain = self._explain
            if explain is None:
                explain = self._explain = self._plan.explain()
            try:
                made = explain(snapshot.exact, verdict)
            except KeyError:
                pass  # a reason needs a fact that the outcome did not: the general way knows what to say
            else:
                return FrozenDict(self._completed(made, snapshot, verdict) if self._plan.open else made)
        reasons = self._reasons(snapshot, verdict)
        return FrozenDict({name: self._result(made, reasons) for name, made in self.linked.criteria.items()})

    def criterion(self, snapshot: Snapshot, verdict: Any, name: str) -> CriterionResult:
        """One criterion with its reasons."""
        return self._result(self.linked.criteria[name], self._reasons(snapshot, verdict))

    def _completed(self, made: dict[str, CriterionResult], snapshot: Snapshot, verdict: Any) -> dict[str, CriterionResult]:
        """With the criteria that the fast explainer leaves out."""
        reasons = self._reasons(snapshot, verdict)
        return made | {name: self._result(self.linked.criteria[name], reasons) for name in self._plan.open}

    def _result(self, criterion: Criterion, reasons: Reasons) -> CriterionResult:
        in_force = criterion.in_force(self._folded.rules_as_of)
        return CriterionResult(
            rule_of(self.linked, criterion, in_force),
            STATUSES[reasons.status(criterion.id)],
            reasons.of_criterion(criterion) if in_force else (),
            reasons.points(criterion),
        )

    def scope(self, snapshot: Snapshot, verdict: Any) -> tuple[Reason, ...]:
        """Why the rule set does not apply, or why that is open; empty when it applies."""
        whole = self.whole(snapshot, verdict)
        if whole.scope == MET:
            return ()
        reasons = Reasons(self.linked, self._folded, snapshot, whole, self._asked)
        applies = self.linked.applies_when
        if applies is not None and reasons.truth(applies) == whole.scope:
            return reasons.why(applies)
        required = [c for c in self.linked.criteria.values() if c.kind is CriterionKind.REQUIREMENT and c.guard is not None]
        found = [reason for c in required if c.in_force(self._folded.rules_as_of) for reason in self._guard(c, whole.scope, reasons)]
        if applies is not None and reasons.truth(applies) == UNKNOWN:
            found = [*reasons.why(applies), *found]
        return tuple(found)

    def _guard(self, criterion: Criterion, scope: int, reasons: Reasons) -> tuple[Reason, ...]:
        guard = criterion.guard
        return reasons.why(guard) if guard is not None and reasons.truth(guard) in (NOT_MET, scope) else ()

    def assumed(self, snapshot: Snapshot, verdict: Any) -> Assumed:
        """Which assumed facts each part of the decision rests on."""
        names = snapshot.assumed
        if not names:
            return NOTHING_ASSUMED
        if self._plain is None:
            self._plain = Plain(self.linked, self._folded.rules_as_of)
        kept = ({name: value for name, value in part.items() if name not in names} for part in (snapshot.exact, snapshot.ranged))
        codes, without = self.whole(snapshot, verdict).codes, self._full(*kept).codes
        resting = Resting(self._plain, codes, without, names, lambda name: snapshot.value(name) is not None)
        criteria = self.linked.criteria
        kinds = {kind: [each for each in criteria.values() if each.kind is kind] for kind in CriterionKind}
        return Assumed(
            resting.of_scope(),
            _of_some((each.id, resting.of_satisfied(each)) for each in kinds[CriterionKind.REQUIREMENT]),
            _of_some((name, resting.of_status(each)) for name, each in criteria.items()),
            _of_some((each.id, resting.of_points(each)) for each in kinds[CriterionKind.PREFERENCE]),
            _of_some((name, resting.of_fact(name)) for name in self.linked.outputs),
        )

    def outputs(self, snapshot: Snapshot, verdict: Any) -> Mapping[str, OutputValue]:
        """The derived facts the rule set shows."""
        reasons = self._reasons(snapshot, verdict)
        made = {}
        for name in self.linked.outputs:
            derived = self.linked.derived[name]
            value, candidates = reasons.value_of(name)
            score = reasons.scored(derived, told=True) if isinstance(derived.formula, Scorecard) else None
            made[name] = OutputValue(name, derived.title, derived.type, value, candidates, score)
        return FrozenDict(made)

    def asked(self, snapshot: Snapshot, verdict: Any) -> tuple[tuple[Question, ...], DecidingSets]:
        """The facts to ask for, most useful first, and the minimal fact sets that settle it: both from one search."""
        asker = Asker(self.linked, self._folded, snapshot, self.whole(snapshot, verdict), self._full)
        found = asker.deciding_sets()
        sets = tuple(replace(one, answers=self._answers(one.example)) for one in found)
        return asker.questions(), DecidingSets(sets, found.complete)

    def _answers(self, example: Mapping[str, Value]) -> Mapping[str, Any]:
        return FrozenDict({name: plain(value, self.linked.facts[name].type) for name, value in example.items()})

    def problems(self, snapshot: Snapshot, verdict: Any) -> Sequence[Problem]:
        """Warnings of the door, and derived facts that were given otherwise than they follow."""
        given: dict[int, list[Derived]] = {}
        for name, unit in self._deriving().items():
            if snapshot.value(name) is not None:
                given.setdefault(id(unit), []).append(unit.derived[name])
        found = [made for unit in self._units if id(unit) in given for made in self._contradictions(unit, given[id(unit)], snapshot)]
        return [*snapshot.problems, *found] if found else snapshot.problems

    def _deriving(self) -> Mapping[str, LinkedRuleSet]:
        """Who works out each fact that a profile may give: the rule set itself, or a programme below it."""
        if self._given is None:
            below = deriving(self.linked) if self.linked.programmes else {}
            self._given = {**dict.fromkeys(self.linked.derived, self.linked), **below}
        return self._given

    def _contradictions(self, unit: LinkedRuleSet, given: Sequence[Derived], snapshot: Snapshot) -> Iterator[Problem]:
        """What is given to one rule set otherwise than it works it out."""
        names = {derived.name for derived in given}
        exact = {name: value for name, value in snapshot.exact.items() if name not in names}
        ranged = {name: value for name, value in snapshot.ranged.items() if name not in names}
        whole = self._full_of(unit)(exact, ranged)
        found = (self._contradiction(unit, derived, snapshot, whole) for derived in given)
        yield from (made for made in found if made is not None)

    def _full_of(self, unit: LinkedRuleSet) -> Full:
        """The whole verdict of a programme by itself; made when something is first given to it."""
        if id(unit) not in self._fulls:
            days = (self.as_of.toordinal(), self.rules_as_of.toordinal())
            self._fulls[id(unit)] = compile_full(unit)({id(each): Folded.at(each, *days) for each in unit.units()})
        return self._fulls[id(unit)]

    def _contradiction(self, unit: LinkedRuleSet, derived: Derived, snapshot: Snapshot, whole: FullVerdict) -> Problem | None:
        """NK404 when the given value is none of those that follow."""
        if not derived.is_value:
            return None
        value, candidates = derived_value(unit, derived, whole)
        given = snapshot.value(derived.name)
        if derived.type.kind.is_ordered:
            (low, high), (first, last) = as_bounds(value), as_bounds(given)
            fits = low <= last and first <= high
        else:
            fits = given in candidates if candidates else value is None or given == value
        if fits:
            return None
        read, expected = _words(given, derived), " | ".join(candidates) or _words(value, derived)
        if unit.is_personal(derived.name) or self.linked.is_personal(derived.name):
            read = expected = HIDDEN_READ
        return problem("NK404", Place(path=derived.name), name=derived.name, read=read, expected=expected)


def _of_some(found: Iterable[tuple[str, tuple[str, ...]]]) -> Mapping[str, tuple[str, ...]]:
    """Those that rest on something."""
    return FrozenDict({name: names for name, names in found if names})


def _masks(codes: tuple[int, ...]) -> tuple[int, ...]:
    chunks = [codes[start : start + _PER_MASK] for start in range(0, len(codes), _PER_MASK)]
    return tuple([int(bytes(chunk[::-1]).translate(_DIGITS), 4) for chunk in chunks])


def _words(value: Value, derived: Derived) -> object:
    if isinstance(value, tuple):
        return " .. ".join(str(plain(side, derived.type)) for side in value)
    return str(value).lower() if isinstance(value, bool) else plain(value, derived.type)
