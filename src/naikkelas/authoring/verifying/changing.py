"""More of a fact never hurts: whoever is eligible stays so, and no points are lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from naikkelas.authoring.verifying.asking import Asking
from naikkelas.authoring.verifying.making import case, fewer, undecided
from naikkelas.authoring.verifying.model import Claim, Kind, Verdict
from naikkelas.authoring.verifying.prover import Answer, Found, Prover
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.conditions import CriterionKind, MonthsSince, Outcome
from naikkelas.engines.proof.algebra import Algebra, Formula
from naikkelas.engines.proof.facts import Ordered, Plain, Variable
from naikkelas.facts import Kind as FactKind
from naikkelas.problems import NOWHERE, EvaluationError, Place, Words, problem, suggestion
from naikkelas.rules import RuleSet
from naikkelas.ruleset.model import Change, LinkedRuleSet

#: Kinds of facts that have no more and no less, in words.
_WITHOUT_MORE: Final = {FactKind.CHOICE: Words("choice", "pilihan"), FactKind.TEXT: Words("text", "teks")}


@dataclass(frozen=True, slots=True)
class Direction:
    """A fact and which way it changes: more is later for a date, true for a boolean, more members for a set.

    With ``value`` it becomes that, whatever it was: ``Direction("pirt_status", value="held")``.
    """

    fact: str
    more: bool = True
    value: bool | str | None = None
    place: Place = NOWHERE


def declared(linked: LinkedRuleSet) -> list[Direction]:
    """What the rule set itself says never hurts."""
    return [
        Direction(one.fact, one.change in (Change.MORE, Change.LATER), one.value if one.change is Change.BECOMES else None, one.place)
        for one in linked.never_hurts
    ]


def given_fact(direction: Direction, rules: RuleSet) -> Direction:
    """The given fact behind a direction: more "months since" is an earlier date.

    Raises:
        EvaluationError: when the rules do not read the fact, or it has no order (NK550, NK551).
    """
    linked = rules.linked
    derived = linked.derived.get(direction.fact)
    if derived is not None and isinstance(derived.formula, MonthsSince):
        return replace(direction, fact=derived.formula.date.name, more=not direction.more)
    fact = rules.facts.get(direction.fact)
    if fact is None:
        close = suggestion(direction.fact, rules.facts)
        hint = "did_you_mean" if close else None
        raise EvaluationError([problem("NK550", hint=hint, name=rules.name, read=direction.fact, suggestion=close or "")])
    if direction.value is None and fact.type.kind in _WITHOUT_MORE:
        raise EvaluationError([problem("NK551", read=direction.fact, expected=_WITHOUT_MORE[fact.type.kind])])
    return direction


def never_hurts(asking: Asking, direction: Direction) -> Claim:
    """The claim about one fact."""
    prover, rules = asking.prover, asking.rules
    asked = given_fact(direction, rules)
    facts, branch = prover.facts.other(asked.fact, prover.algebra), prover.algebra.branch()
    has_points = any(one.kind is CriterionKind.PREFERENCE for one in rules.criteria.values())

    def goal() -> Sequence[Formula]:
        changed = prover.encoder_of(rules.linked, facts, branch)
        pair = (prover.facts.variables[asked.fact], facts.variables[asked.fact])
        eligible = [encoder.outcome(frozenset({Outcome.ELIGIBLE})).must for encoder in (prover.encoder, changed)]
        worse = branch.no(eligible[1])
        if has_points:
            worse = branch.any([worse, changed.points()[0] < prover.encoder.points()[0]])
        return [eligible[0], _changed(branch, pair, asked), worse, *prover.assumed(changed)]

    def confirm(seen: Sequence[Seen]) -> bool:
        before, after = (one.decision for one in seen)
        if before.outcome is not Outcome.ELIGIBLE:
            return False
        return after.outcome in (Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE) or after.points.at_most < before.points.at_least

    answer = prover.search(goal, [prover.facts, facts], confirm, branch)
    kind, about, place = *_named(direction), direction.place
    if answer.found is Found.NONE:
        if not rules.linked.assumptions:
            return Claim(kind, about, Verdict.PROVED, place=place)
        return _with_assumptions(asking, asked, Claim(kind, about, Verdict.PROVED, place=place))
    if answer.found is not Found.ONE:
        return undecided(kind, about, answer, place)
    seen = fewer(answer.seen, [rules] * 2, confirm)
    names = tuple(f"{kind.value} {about}: {word}" for word in ("before", "after"))
    cases = tuple(case(one, name, rules, {"points": _points(one)} if has_points else None) for one, name in zip(seen, names, strict=True))
    return Claim(kind, about, Verdict.REFUTED, "case", {"case": cases[1].name}, place, cases)


def _with_assumptions(asking: Asking, asked: Direction, proved: Claim) -> Claim:
    """What is proved under assumptions, unless they are why nobody eligible can change so: then anything would be."""
    prover = asking.prover
    under = _some_pair(prover, asking.rules, asked)
    if under.found is Found.ONE:
        return proved
    if under.found is not Found.NONE:
        return undecided(proved.kind, proved.about, under, proved.place)
    free = RuleSet(replace(asking.rules.linked, assumptions=()))
    without = _some_pair(Prover([free], prover.as_of, prover.budget), free, asked)
    if without.found is Found.NONE:
        return proved  # nobody can change so, whatever is assumed: other claims tell why
    if without.found is not Found.ONE:
        return undecided(proved.kind, proved.about, without, proved.place)
    return replace(proved, verdict=Verdict.REFUTED, why="empty")


def _some_pair(prover: Prover, rules: RuleSet, asked: Direction) -> Answer:
    """Whether somebody is eligible and may change so."""
    facts, branch = prover.facts.other(asked.fact, prover.algebra), prover.algebra.branch()

    def goal() -> Sequence[Formula]:
        changed = prover.encoder_of(rules.linked, facts, branch)
        pair = (prover.facts.variables[asked.fact], facts.variables[asked.fact])
        eligible = prover.encoder.outcome(frozenset({Outcome.ELIGIBLE})).must
        return [eligible, *_really(branch, pair, asked), _changed(branch, pair, asked), *prover.assumed(changed)]

    return prover.answer(goal, [prover.facts, facts], branch)


def _really(algebra: Algebra, pair: tuple[Variable, Variable], asked: Direction) -> list[Formula]:
    """What becomes something was something else before."""
    if asked.value is None:
        return []
    return [algebra.no(_changed(algebra, (pair[1], pair[0]), asked))]


def _named(direction: Direction) -> tuple[Kind, str]:
    """What is claimed, and of what."""
    if direction.value is None:
        return Kind.MORE if direction.more else Kind.LESS, direction.fact
    return Kind.BECOMES, f"{direction.fact}: {str(direction.value).lower() if isinstance(direction.value, bool) else direction.value}"


def _changed(algebra: Algebra, pair: tuple[Variable, Variable], asked: Direction) -> Formula:
    """The second is what the first may become."""
    if asked.value is None:
        return _no_less(algebra, *(pair if asked.more else pair[::-1]))
    second = pair[1]
    assert isinstance(second, Plain)  # noqa: S101 - only a boolean or a choice becomes something
    if isinstance(asked.value, bool):
        return second.value if asked.value else algebra.no(second.value)
    return second.value == second.names.index(asked.value)


def _no_less(algebra: Algebra, first: Variable, second: Variable) -> Formula:
    """The second is the first, or more."""
    if isinstance(first, Ordered) and isinstance(second, Ordered):
        return first.low < second.low
    assert isinstance(first, Plain) and isinstance(second, Plain)  # noqa: S101, PT018 - two variables of one fact
    if first.type.kind is FactKind.BOOLEAN:
        return algebra.all([algebra.no(first.value), second.value])
    return algebra.all(algebra.any([algebra.no(member), second.members[name]]) for name, member in first.members.items())


def _points(seen: Seen) -> int | dict[str, int]:
    low, high = seen.decision.points.at_least, seen.decision.points.at_most
    return low if low == high else {"at_least": low, "at_most": high}
