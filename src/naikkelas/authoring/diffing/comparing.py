"""The whole comparison: which dates, what is proved on each, and what follows from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from naikkelas.authoring.diffing.matching import Names, names_of
from naikkelas.authoring.diffing.model import Answer, Change, Claim, Difference, Effect, Moment, Period, Side
from naikkelas.authoring.diffing.periods import Prints, Span, dated, moment_on, spans_of
from naikkelas.authoring.diffing.proving import claims_of
from naikkelas.authoring.diffing.sharing import may_give
from naikkelas.authoring.verifying.days import equal_days
from naikkelas.authoring.verifying.equal import is_equal
from naikkelas.authoring.verifying.prover import Budget
from naikkelas.cohorts.asking import seed_of
from naikkelas.conditions import CriterionKind
from naikkelas.extras import need
from naikkelas.problems import EvaluationError, MissingExtraError
from naikkelas.ruleset.model import LinkedRuleSet

#: Seconds for all dates together.
SECONDS: Final = 30.0
#: How far from its date a day is looked for, in years: a leap year is among them.
_YEARS_NEAR: Final = (0, 1, 2, 3, 4, -1, -2, -3, -4)


def compare(old: Side, new: Side, *, day: date, only: bool = False, seconds: float = SECONDS) -> Difference:
    """Whether anybody can be decided otherwise, on every date from which something changes while both are in force.

    Args:
        old: what was.
        new: what is.
        day: the date of assessment wherever a period holds it; else the period's day nearest to it.
        only: compare on ``day`` alone.
        seconds: how long all proofs may take together; what is open then is not decided.

    Without z3 the differences are found as far as the texts say; nothing is proved, and the answer says so.
    """
    one, two = old.rules.linked, new.rules.linked
    if old.rules.hash == new.rules.hash and not _drawn_anew(one, two):
        return Difference(old, new, (), same_hash=True, every_day=True)
    names = names_of(one, two)
    given = may_give((one, two))
    spans, left_out = spans_of(Prints(one, names, given), Prints(two, given=given), day, only=only)
    can_prove = _has_proof()
    budget = Budget(seconds)
    moving = {names.new(kind, name) if kind else "" for kind, name in dated(one)} | {name for _, name in dated(two)}
    periods = tuple(_period(old, new, span, names, budget if can_prove else None, moving) for span in spans)
    if can_prove:
        periods = _on_other_days((old, new), list(zip(spans, periods, strict=True)), names, budget)
    compared = [each for each in periods if each.first is not None]
    every_day = not left_out and len(compared) == len(periods) and not any(each.is_dated for each in periods)
    return Difference(
        old, new, periods, same_hash=False, every_day=every_day, not_compared=left_out,
        without_proof=not can_prove and not all(each.is_same for each in periods),
    )  # fmt: skip


def _drawn_anew(one: LinkedRuleSet, two: LinkedRuleSet) -> bool:
    """Whether lots are drawn from another seed: the default one holds the version, which no hash of the meaning does."""
    if one.selection is None or two.selection is None:
        return False
    return seed_of(one, one.selection) != seed_of(two, two.selection)


def moment_of(old: Side, new: Side, day: date) -> Moment:
    """The moment at which a table is judged: on ``day``, by the rules of each side's day nearest to it."""
    return moment_on(Prints(old.rules.linked), Prints(new.rules.linked), day)


def _has_proof() -> bool:
    try:
        need("z3", "verify")
    except MissingExtraError:
        return False
    return True


def _period(old: Side, new: Side, span: Span, names: Names, budget: Budget | None, moving: set[str]) -> Period:
    made = Period(span.moment, span.first, span.last)
    if span.old.whole == span.new.whole:
        return replace(made, is_same=True)
    claims: Sequence[Claim]
    if budget is None:
        claims = [Claim("outcome", Answer.NOT_DECIDED, why="without_proof")]
    else:
        try:
            claims = claims_of(old.rules, new.rules, span, names, budget)
        except EvaluationError:
            claims = [Claim("outcome", Answer.NOT_DECIDED, why="not_in_force")]
    return replace(made, claims=tuple(claims), is_dated=_is_dated((old, new), span, claims, names, moving))


def _on_other_days(sides: tuple[Side, Side], found: Sequence[tuple[Span, Period]], names: Names, budget: Budget) -> tuple[Period, ...]:
    """The periods, of which one that is the same on its date only was looked at on other days too: those that stand for all others.

    A day on which anything differs takes the place of the date. Without one, the answer holds on every day only where that is proved.
    """
    periods = [period for _, period in found]
    waiting = [at for at, period in enumerate(periods) if period.is_same_on_its_date]
    if not waiting:
        return tuple(periods)
    days = equal_days(*(side.rules.linked for side in sides), budget=budget) or ()
    for at in waiting:
        periods[at] = _on_a_day_that_differs(sides, *found[at], days, names, budget)
    if any(periods[at].is_same_on_its_date for at in waiting) and is_equal(sides[0].rules, sides[1].rules, budget.milliseconds / 1000):
        periods = [replace(period, is_dated=False) if period.is_same_on_its_date else period for period in periods]
    return tuple(periods)


def _on_a_day_that_differs(
    sides: tuple[Side, Side], span: Span, period: Period, days: Sequence[date], names: Names, budget: Budget
) -> Period:
    """The period as of a day on which anything differs for certain, one near its date if there is one; as it was where none is found."""
    near = span.moment.as_of.year

    def other(day: date) -> Period | None:
        if not _holds(span, day) or not budget.milliseconds:
            return None
        moment = Moment(day, day, day)
        claims = claims_of(sides[0].rules, sides[1].rules, replace(span, moment=moment), names, budget)
        return replace(period, moment=moment, claims=claims) if any(claim.answer is Answer.DIFFERENT for claim in claims) else None

    found = next((made for day in days if (made := other(day)) is not None), None)
    if found is None:
        return period
    nearer = (_in_year(found.moment.as_of, near + away) for away in _YEARS_NEAR)
    return next((made for day in nearer if day is not None and (made := other(day)) is not None), found)


def _holds(span: Span, day: date) -> bool:
    return (span.first is None or span.first <= day) and (span.last is None or day <= span.last)


def _in_year(day: date, year: int) -> date | None:
    """The same day of another year; ``None`` where that has none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _is_dated(sides: tuple[Side, Side], span: Span, claims: Sequence[Claim], names: Names, moving: set[str]) -> bool:
    """Whether anything counts days that differs, or that what differs is decided together with.

    An outcome is one of all requirements, and a sum of points one of all preferences: only where each of them is the same by itself does
    it not matter what the others count. A period of one day has no other day.
    """
    if span.first is not None and span.first == span.last:
        return False
    differing = _differing(span)
    if differing & moving:
        return True
    kinds = (
        {names.new("criterion", name): each.kind for name, each in sides[0].rules.criteria.items()},
        {name: each.kind for name, each in sides[1].rules.criteria.items()},
    )
    for kind in (CriterionKind.REQUIREMENT, CriterionKind.PREFERENCE):
        ours, theirs = ({name for name, each in side.items() if each is kind} for side in kinds)
        scope = {""} if kind is CriterionKind.REQUIREMENT else set()
        if moving & (ours | theirs | scope) and (ours != theirs or scope & differing or _is_told_apart(ours, span, claims)):
            return True
    return False


def _is_told_apart(criteria: set[str], span: Span, claims: Sequence[Claim]) -> bool:
    """Whether one of some criteria is not the same by itself, or is worth something else."""
    told = {claim.name for claim in claims if claim.about == "status" and (claim.is_open or claim.answer is not Answer.SAME)}
    worth = {name for name in criteria if span.old.points[name] != span.new.points[name]}
    return bool(criteria & told or worth)


def _differing(span: Span) -> set[str]:
    """The names of what is not said alike; the scope has none."""
    found = {""} if span.old.applies != span.new.applies else set()
    for one, two in ((span.old.criteria, span.new.criteria), (span.old.points, span.new.points), (span.old.outputs, span.new.outputs)):
        found |= {name for name in one if name in two and one[name] != two[name]}
    return found


def has_difference(difference: Difference, changes: Sequence[Change], *, allow_undecided: bool = False) -> bool:
    """Whether anything that decides is different, or nobody could say."""
    if difference.table is not None and difference.table.changed:
        return True
    if any(change.effect is Effect.DIFFERS for change in changes):
        return True
    answers = {period.answer for period in difference.periods}
    if Answer.DIFFERENT in answers:
        return True
    undecided = Answer.NOT_DECIDED in answers or bool(difference.not_compared) or difference.is_open_on_other_days
    return undecided and not allow_undecided
