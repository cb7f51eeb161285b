"""Whether any profile is decided otherwise on one date, with z3; every profile is looked up with the real engine before it is told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from naikkelas.authoring.diffing.goals import Asked, fed_apart, outcomes, shown_apart, status_apart
from naikkelas.authoring.diffing.looking import Looking, Pair
from naikkelas.authoring.diffing.matching import Names
from naikkelas.authoring.diffing.model import Answer, Claim, Witness
from naikkelas.authoring.diffing.periods import Print, Span
from naikkelas.authoring.diffing.sharing import never_given, same_shown, told_or_derived, unlike
from naikkelas.authoring.testing.model import UNKNOWN_WORD
from naikkelas.authoring.verifying.prover import Answer as Found
from naikkelas.authoring.verifying.prover import Budget
from naikkelas.authoring.verifying.prover import Found as Came
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.conditions import CriterionKind, Outcome
from naikkelas.engines.proof.algebra import Formula
from naikkelas.problems import ProfileError
from naikkelas.results import OutputValue
from naikkelas.rules import RuleSet

#: Profiles in which everything is known end in one of these.
_DECIDED: Final = (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE)

#: Facts are left out of a witness one by one as long as it still shows what it is there for; of longer profiles only so many.
_MOST_TRIED: Final = 200


def claims_of(old: RuleSet, new: RuleSet, span: Span, names: Names, budget: Budget) -> tuple[Claim, ...]:
    """What is the same and what is not, on the date of one span.

    Raises:
        MissingExtraError: when z3 is not installed.
    """
    return tuple(_Comparing(old, new, span, names, budget).claims())


class _Comparing:
    """The comparison on one date."""

    def __init__(self, old: RuleSet, new: RuleSet, span: Span, names: Names, budget: Budget) -> None:
        self._old, self._new, self._span, self._names, self._budget = old, new, span, names, budget
        self._linked = old.linked, new.linked
        back = {self._names.new("criterion", name): name for name in old.criteria}
        self._common = [Asked(name, back[name], name) for name in new.criteria if name in back]
        self._alone = self._one_sided(back)
        self._worths = _worth(old, span.old, names), _worth(new, span.new, Names())
        self._has_other_worth = self._worths[0] != self._worths[1]
        self._differing = [each for each in self._common if _differs(span, "criteria", each.name)]

    def _one_sided(self, back: Mapping[str, str]) -> bool:
        """Whether a requirement stands on one side only, or is one on one side only."""
        required = CriterionKind.REQUIREMENT
        gone = [one for name, one in self._old.criteria.items() if self._names.new("criterion", name) not in self._new.criteria]
        come = [one for name, one in self._new.criteria.items() if name not in back]
        kinds = [(self._old.criteria[each.old].kind, self._new.criteria[each.new].kind) for each in self._common]
        return any(one.kind is required for one in (*gone, *come)) or any(a is not b and required in (a, b) for a, b in kinds)

    def claims(self) -> Iterator[Claim]:
        """Of profiles in which everything is known; where all of that is the same, of profiles with unknowns too.

        Where one side works out what the other has to be told, those who do not tell it are looked at in any case.
        """
        for why, found in (("types", unlike(self._linked)), ("given_and_derived", never_given(self._linked))):
            if found:
                yield Claim("outcome", Answer.NOT_DECIDED, why=why, slots={"name": ", ".join(found)})
                return
        exact = [*self._exact()]
        yield from exact
        if all(claim.answer is Answer.SAME for claim in exact):
            yield from self._open()
        elif told_or_derived(self._linked):
            yield from (claim for claim in self._open() if (claim.about, claim.answer) != ("outcome", Answer.SAME))

    # --- everything is known -----------------------------------------------------------------------------------------

    def _exact(self) -> Iterator[Claim]:
        both = Looking((self._old, self._new), self._span.moment, self._budget)
        parts = [(each, both.ask(_status_goal(both, each), _status_shown(each))) for each in self._differing]
        same = all(answer.found is Came.NONE for _, answer in parts)
        yield from self._outcome(both, same=same)
        for each, answer in parts:
            yield self._claim(both, "status", each.name, answer, _status_shown(each), each)
        yield from self._points(both, same=same)
        yield from self._outputs(both)
        if self._span.old.selection != self._span.new.selection:
            yield Claim("selection", Answer.DIFFERENT)

    def _outcome(self, both: Looking, *, same: bool) -> Iterator[Claim]:
        """Of each pair of outcomes a profile; none is looked for where every criterion and the scope are the same."""
        if same and not self._alone and self._span.old.applies == self._span.new.applies:
            yield Claim("outcome", Answer.SAME)
            return
        found: list[Witness] = []
        for first, second in ((one, two) for one in _DECIDED for two in _DECIDED if one is not two):

            def confirm(seen: Pair, first: Outcome = first, second: Outcome = second) -> bool:
                return seen[0].decision.outcome is first and seen[1].decision.outcome is second

            answer = both.ask(lambda first=first, second=second: outcomes(both.encoders, first, second), confirm)  # type: ignore[misc]
            if answer.found is Came.ONE:
                found.append(self._witness(both, answer, confirm, "outcome"))
            elif answer.found is not Came.NONE:
                yield self._undecided("outcome", "", answer)
                break
        else:
            yield Claim("outcome", Answer.DIFFERENT if found else Answer.SAME, witnesses=tuple(found))
            return
        if found:
            yield Claim("outcome", Answer.DIFFERENT, witnesses=tuple(found))

    def _points(self, both: Looking, *, same: bool) -> Iterator[Claim]:
        """The sum of the points; nothing is claimed where no preference is touched."""
        if (same and not self._has_other_worth) or not self._touches_points():
            return

        def goal() -> Sequence[Formula]:
            one, two = (encoder.points()[0] for encoder in both.encoders)
            return [one != two]

        def confirm(seen: Pair) -> bool:
            one, two = (side.decision.points for side in seen)
            return one.at_least == one.at_most != two.at_most == two.at_least

        yield self._claim(both, "points", "", both.ask(goal, confirm), confirm)

    def _touches_points(self) -> bool:
        """Whether a preference asks or gives something else."""
        prefers = {name for each in self._worths for name in each}
        return self._has_other_worth or any(asked.name in prefers for asked in self._differing)

    def _outputs(self, both: Looking) -> Iterator[Claim]:
        old, new = self._span.old.outputs, self._span.new.outputs
        back = {self._names.new("fact", name): name for name in self._old.linked.outputs}
        for name in (each for each in new if each in old and old[each] != new[each]):
            asked = Asked(name, back[name], name)
            derived = self._old.linked.derived[asked.old], self._new.linked.derived[name]

            def confirm(seen: Pair, asked: Asked = asked) -> bool:
                one, two = (side.decision.facts[own] for side, own in zip(seen, (asked.old, asked.new), strict=True))
                return not same_shown(one.plain, two.plain) or one.candidates != two.candidates

            answer = both.ask(lambda asked=asked, derived=derived: [shown_apart(both.encoders, asked, derived)], confirm)  # type: ignore[misc]
            if answer.found is Came.DENIED and not all(each.is_value for each in derived):
                answer = Found(
                    Came.OPEN, why="no_value", slots={"name": name}
                )  # its parts are not the same, and what is shown of it may be
            yield self._claim(both, "output", name, answer, confirm, asked)

    # --- with unknowns -----------------------------------------------------------------------------------------------

    def _open(self) -> Iterator[Claim]:
        both = Looking((self._old, self._new), self._span.moment, self._budget, is_open=True)
        if self._differing or self._alone or self._span.old.applies != self._span.new.applies:
            yield self._open_outcome(both)
        for each in self._differing:
            if both.ask(_fed_goal(both, each, self._new.criteria[each.new].kind), _status_shown(each)).found is not Came.NONE:
                answer = both.ask(_status_goal(both, each), _status_shown(each))
                yield self._claim(both, "status", each.name, answer, _status_shown(each), each)
        yield from self._open_points(both)
        yield from self._outputs(both)

    def _open_outcome(self, both: Looking) -> Claim:
        """Everything known, they agree; so with unknowns one can only be decided where the other still asks."""
        found: list[Witness] = []
        decided = frozenset(_DECIDED)
        for side in (0, 1):

            def goal(side: int = side) -> Sequence[Formula]:
                one, two = both.encoders[side], both.encoders[1 - side]
                return [one.outcome(decided).must, both.algebra.no(two.outcome(decided).must)]

            def confirm(seen: Pair, side: int = side) -> bool:
                one, two = seen[side].decision.outcome, seen[1 - side].decision.outcome
                return one is not Outcome.NEEDS_INFORMATION and two is Outcome.NEEDS_INFORMATION

            answer = both.ask(goal, confirm)
            if answer.found is Came.ONE:
                found.append(self._witness(both, answer, confirm, "outcome"))
            elif answer.found is not Came.NONE:
                return self._undecided("outcome", "", answer, is_open=True)
        return Claim("outcome", Answer.DIFFERENT if found else Answer.SAME, is_open=True, witnesses=tuple(found))

    def _open_points(self, both: Looking) -> Iterator[Claim]:
        if not self._touches_points():
            return

        def goal() -> Sequence[Formula]:
            (a, b), (c, d) = (encoder.points() for encoder in both.encoders)
            return [both.algebra.any([a != c, b != d])]

        def confirm(seen: Pair) -> bool:
            return bool(seen[0].decision.points != seen[1].decision.points)

        yield self._claim(both, "points", "", both.ask(goal, confirm), confirm)

    # --- claims and witnesses ----------------------------------------------------------------------------------------

    def _claim(
        self, both: Looking, about: str, name: str, answer: Found, confirm: Callable[[Pair], bool], asked: Asked | None = None
    ) -> Claim:
        if answer.found is Came.NONE:
            return Claim(about, Answer.SAME, name, both.is_open)
        if answer.found is not Came.ONE:
            return self._undecided(about, name, answer, is_open=both.is_open)
        witness = self._witness(both, answer, confirm, about, asked)
        return Claim(about, Answer.DIFFERENT, name, both.is_open, witnesses=(witness,))

    def _undecided(self, about: str, name: str, answer: Found, *, is_open: bool = False) -> Claim:
        why = "mismatch" if answer.found is Came.DENIED else answer.why
        return Claim(about, Answer.NOT_DECIDED, name, is_open, why, answer.slots)

    def _witness(self, both: Looking, answer: Found, confirm: Callable[[Pair], bool], shows: str, asked: Asked | None = None) -> Witness:
        """A profile with as few facts as will do; one that was told before if it shows this too."""
        seen = next((pair for pair in both.told if confirm(pair)), None)
        if seen is None:
            seen = self._fewer(both, (answer.seen[0], answer.seen[1]), confirm)
            both.told.append(seen)
        own = ("", "") if asked is None else (asked.old, asked.new)
        before, expect = (_expected(side, shows, name) for side, name in zip(seen, own, strict=True))
        slots = {"old": _about(before), "new": _about(expect), "name": "" if asked is None else asked.name}
        return Witness(shows, slots, both.profile(seen), before, expect)

    def _fewer(self, both: Looking, seen: Pair, confirm: Callable[[Pair], bool]) -> Pair:
        for name in list({**seen[0].values, **seen[1].values})[:_MOST_TRIED]:
            one, two = ({other: value for other, value in side.values.items() if other != name} for side in seen)
            with suppress(ProfileError):  # what the door wants together stays together
                if confirm(tried := both.look((one, two))) and _kept(tried, seen):
                    seen = tried
        return seen


def _kept(tried: Pair, seen: Pair) -> bool:
    """Whether a shorter profile ends as the longer one does."""
    return all(a.decision.outcome is b.decision.outcome for a, b in zip(tried, seen, strict=True))


def _expected(seen: Seen, shows: str, name: str) -> dict[str, Any]:
    decision = seen.decision
    made: dict[str, Any] = {"outcome": decision.outcome.value}
    if shows == "status":
        made["statuses"] = {name: decision.statuses[name].value}
    elif shows == "points":
        low, high = decision.points.at_least, decision.points.at_most
        made["points"] = low if low == high else {"at_least": low, "at_most": high}
    elif shows == "output" and not decision.rules.is_personal(name):
        made["facts"] = {name: _shown(decision.facts[name])}
    return made


def _shown(output: OutputValue) -> Any:
    """A shown fact as a test expects it: a value, a range, the choices it may still be, or that it is not known."""
    if output.plain is None:
        return list(output.candidates) or UNKNOWN_WORD
    return output.plain


def _about(expect: Mapping[str, Any]) -> Any:
    """What a witness is about."""
    for key in ("statuses", "facts"):
        if key in expect:
            return next(iter(expect[key].values()))
    return expect.get("points", expect["outcome"])


def _differs(span: Span, what: str, name: str) -> bool:
    one, two = getattr(span.old, what), getattr(span.new, what)
    return bool(one[name] != two[name])


def _worth(rules: RuleSet, print_: Print, names: Names) -> dict[str, str]:
    """What each preference asks and gives."""
    own = {names.new("criterion", name): one.kind for name, one in rules.criteria.items()}
    return {name: print_.points[name] for name, kind in own.items() if kind is CriterionKind.PREFERENCE}


def _status_goal(both: Looking, each: Asked) -> Callable[[], Sequence[Formula]]:
    return lambda: [status_apart(both.encoders, each)]


def _fed_goal(both: Looking, each: Asked, kind: CriterionKind) -> Callable[[], Sequence[Formula]]:
    return lambda: [fed_apart(both.encoders, each, kind)]


def _status_shown(each: Asked) -> Callable[[Pair], bool]:
    return lambda seen: seen[0].decision.statuses[each.old] is not seen[1].decision.statuses[each.new]
