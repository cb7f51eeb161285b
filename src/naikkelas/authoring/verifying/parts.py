"""Claims about comparisons: none always answers alike where it is asked."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from naikkelas import conditions
from naikkelas.authoring.testing.wording import compared
from naikkelas.authoring.verifying.asking import Asking
from naikkelas.authoring.verifying.making import undecided
from naikkelas.authoring.verifying.model import Claim, Kind, Verdict
from naikkelas.authoring.verifying.prover import Answer, Found
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Op,
    ParamRef,
    Scorecard,
    Some,
    Table,
    conditions_of,
)
from naikkelas.engines.proof.algebra import Formula
from naikkelas.engines.proof.encoder import Encoder
from naikkelas.logic import MET, NOT_MET


class Asked(NamedTuple):
    """A comparison where it is asked: what has to be met and what must not be met for it to be looked at."""

    owner: str
    comparison: Comparison
    met: tuple[Condition, ...]
    not_met: tuple[Condition, ...]
    guard: str | None = None


def comparison_claims(asking: Asking) -> Iterator[Claim]:
    """Every comparison of the rule set itself, of facts and not of parameters, can be met and can be not met where it is asked."""
    for asked in _asked(asking):
        comparison = asked.comparison
        if not isinstance(comparison.left, ParamRef) and comparison.op is not Op.KNOWN:
            yield _varies(asking, asked)


def _varies(asking: Asking, asked: Asked) -> Claim:
    about = f"{asked.owner}: {compared(asked.comparison)}"
    place = asked.comparison.place
    found: dict[int, Answer] = {}
    for wanted in (MET, NOT_MET):

        def goal(encoder: Encoder, wanted: int = wanted) -> Sequence[Formula]:
            return [*_context(encoder, asked), *_truth(encoder, asked.comparison, wanted)]

        def confirm(seen: Seen, wanted: int = wanted) -> bool:
            return seen.truth(asked.comparison) == wanted and _in_context(seen, asked)

        answer = asking.prover.find(goal, confirm)
        if answer.found not in (Found.ONE, Found.NONE):
            return undecided(Kind.COMPARISON, about, answer, place)
        found[wanted] = answer
    gone = [wanted for wanted, answer in found.items() if answer.found is Found.NONE]
    if not gone:
        return Claim(Kind.COMPARISON, about, Verdict.PROVED, place=place)
    why = "not_asked" if len(gone) == 2 else "never" if gone == [MET] else "always"
    last = gone[0]

    def goal_of_last(encoder: Encoder) -> Sequence[Formula]:
        return [*_context(encoder, asked), *_truth(encoder, asked.comparison, last)]

    has_limit = any(isinstance(right, ParamRef) for right in asked.comparison.right)
    if len(gone) == 1 and has_limit and asking.is_limited(goal_of_last):
        return Claim(Kind.COMPARISON, about, Verdict.BY_DESIGN, "parameters", place=place)
    return asking.off_or_refuted(Kind.COMPARISON, about, why, goal_of_last, place)


def _truth(encoder: Encoder, node: Condition, wanted: int) -> list[Formula]:
    truth = encoder.truth(node)
    return [truth.must if wanted == MET else encoder.algebra.no(truth.may)]


def _context(encoder: Encoder, asked: Asked) -> list[Formula]:
    guard = [] if asked.guard is None else [encoder.criterion(asked.guard).guard.must]
    met = [formula for node in asked.met for formula in _truth(encoder, node, MET)]
    return [*guard, *met, *(formula for node in asked.not_met for formula in _truth(encoder, node, NOT_MET))]


def _in_context(seen: Seen, asked: Asked) -> bool:
    if asked.guard is not None and seen.criterion(asked.guard)[0] != MET:
        return False
    return all(seen.truth(node) == MET for node in asked.met) and all(seen.truth(node) == NOT_MET for node in asked.not_met)


# --- where comparisons are asked -------------------------------------------------------------------------------------


def _asked(asking: Asking) -> Iterator[Asked]:
    linked = asking.rules.linked
    applies = linked.applies_when
    scope = () if applies is None else (applies,)
    if applies is not None:
        yield from _below("applies_when", applies, (), ())
    for name, derived in linked.derived.items():
        yield from _in_formula(name, derived.formula)
    for name, criterion in linked.criteria.items():
        if criterion.in_force(asking.day):
            if criterion.guard is not None:
                yield from _below(name, criterion.guard, scope, ())
            yield from (asked._replace(guard=name) for asked in _below(name, criterion.require, scope, ()))


def _in_formula(name: str, formula: conditions.Formula) -> Iterator[Asked]:
    if isinstance(formula, Table):
        for place, row in enumerate(formula.rows):
            before = tuple(other.when for other in formula.rows[:place]) if formula.hit == "first" else ()
            yield from _below(name, row.when, (), before)
    elif isinstance(formula, Scorecard):
        for one in formula.indicators:
            guard = () if one.guard is None else (one.guard,)
            if one.criterion is None:
                yield from (asked for node in guard for asked in _below(name, node, (), ()))
                yield from _below(name, one.require, guard, ())
    else:
        for condition in conditions_of(formula):
            yield from _below(name, condition, (), ())


def _below(owner: str, node: Condition, met: tuple[Condition, ...], not_met: tuple[Condition, ...]) -> Iterator[Asked]:
    """The comparisons below a condition; beside one under ``all`` the others are met, for otherwise it would not matter."""
    match node:
        case Comparison():
            yield Asked(owner, node, met, not_met)
        case AllOf():
            for item in node.items:
                others = tuple(other for other in node.items if other is not item)
                yield from _below(owner, item, (*met, *others), not_met)
        case AnyOf() | Some():
            for item in node.items:
                yield from _below(owner, item, met, not_met)
        case Not():
            yield from _below(owner, node.item, met, not_met)
