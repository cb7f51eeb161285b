"""Claims about the rule set as a whole and about its criteria."""

from collections.abc import Iterator, Sequence

from naikkelas.authoring.verifying.asking import Asking
from naikkelas.authoring.verifying.making import undecided
from naikkelas.authoring.verifying.model import Claim, Kind, Verdict
from naikkelas.authoring.verifying.prover import Found
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.conditions import CriterionKind, Op, Outcome, comparisons
from naikkelas.engines.proof.algebra import Formula
from naikkelas.engines.proof.encoder import Encoder
from naikkelas.logic import MET, NOT_MET

APPLIES = "applies_when"


def required(asking: Asking) -> list[str]:
    """The requirements, in the order of the file."""
    return [name for name, one in asking.rules.criteria.items() if one.kind is CriterionKind.REQUIREMENT]


def whole_claims(asking: Asking) -> Iterator[Claim]:
    """Someone can be eligible; someone can be refused; and what is assumed does not rule out everybody."""
    for kind, outcome in ((Kind.ELIGIBLE, Outcome.ELIGIBLE), (Kind.REFUSED, Outcome.INELIGIBLE)):
        yield _whole(asking, kind, outcome)
    if asking.rules.linked.assumptions:
        yield _assumptions(asking)


def _assumptions(asking: Asking) -> Claim:
    """Where nobody meets them all, everything would follow from them."""
    linked, about = asking.rules.linked, asking.rules.name
    answer = asking.prover.find(lambda _: [], lambda _: True)
    if answer.found is Found.ONE:
        return Claim(Kind.ASSUMPTIONS, about, Verdict.PROVED)
    if answer.found is not Found.NONE:
        return undecided(Kind.ASSUMPTIONS, about, answer)
    names = asking.names(str(one.place) if one.title is None else one.title.en for one in linked.assumptions)
    return Claim(Kind.ASSUMPTIONS, about, Verdict.REFUTED, "contradict", {"names": names}, linked.assumptions[0].place)


def _whole(asking: Asking, kind: Kind, outcome: Outcome) -> Claim:
    about = asking.rules.name
    answer = asking.prover.find(lambda encoder: [encoder.outcome(frozenset({outcome})).must], lambda seen: seen.decision.outcome is outcome)
    if answer.found is Found.ONE:
        return Claim(kind, about, Verdict.PROVED)
    if answer.found is not Found.NONE:
        return undecided(kind, about, answer)
    if asking.rules.linked.is_report:
        return Claim(kind, about, Verdict.BY_DESIGN, "report")
    if kind is Kind.REFUSED:
        return Claim(kind, about, Verdict.REFUTED, "all_pass")
    return Claim(kind, about, Verdict.REFUTED, "none_together", {"names": asking.names(_conflict(asking))})


def _conflict(asking: Asking) -> tuple[str, ...]:
    encoder, algebra = asking.prover.encoder, asking.prover.algebra
    parts = {name: encoder.satisfied(name).must for name in required(asking)}
    applies = encoder.applies().must
    parts |= {} if applies is True else {APPLIES: applies}
    return asking.prover.conflict([algebra.any(encoder.criterion(name).guard.must for name in required(asking))], parts)


def criterion_claims(asking: Asking, *, alone: bool) -> Iterator[Claim]:
    """Every criterion can be met and can be not met; and ``alone``, unless nobody can be eligible at all, it can refuse somebody."""
    for name, criterion in asking.rules.criteria.items():
        if not criterion.in_force(asking.day):
            yield Claim(Kind.MET, name, Verdict.BY_DESIGN, "dates", place=criterion.place)
            continue
        met = _can_be(asking, name, Kind.MET)
        yield met
        fails = _can_be(asking, name, Kind.NOT_MET)
        yield fails
        if alone and criterion.kind is CriterionKind.REQUIREMENT and fails.verdict is Verdict.PROVED:
            yield _matters(asking, name)


def _can_be(asking: Asking, name: str, kind: Kind) -> Claim:
    """Met, or not met, by somebody in scope."""
    wanted = MET if kind is Kind.MET else NOT_MET
    linked = asking.rules.linked

    def goal(encoder: Encoder) -> Sequence[Formula]:
        guard, require = encoder.criterion(name)
        asked = require if wanted == MET else encoder.algebra.negated(require)
        return [encoder.applies().must, guard.must, asked.must]

    def confirm(seen: Seen) -> bool:
        return asking.in_scope(seen) and seen.criterion(name) == (MET, wanted)

    place = linked.criteria[name].place
    answer = asking.prover.find(goal, confirm)
    if answer.found is Found.ONE:
        return Claim(kind, name, Verdict.PROVED, place=place)
    if answer.found is not Found.NONE:
        return undecided(kind, name, answer, place)
    if kind is Kind.NOT_MET and any(one.op is Op.KNOWN for one in comparisons(linked.criteria[name].require)):
        return Claim(kind, name, Verdict.BY_DESIGN, "known", place=place)
    return asking.off_or_refuted(kind, name, "never" if kind is Kind.MET else "always", goal, place)


def _matters(asking: Asking, name: str) -> Claim:
    """Somebody is refused because of this criterion alone."""
    others = [other for other in required(asking) if other != name]

    def goal(encoder: Encoder) -> Sequence[Formula]:
        scope = encoder.judgement().scope
        alone = encoder.algebra.negated(encoder.satisfied(name))
        return [scope.must, alone.must, *(encoder.satisfied(other).must for other in others)]

    def confirm(seen: Seen) -> bool:
        refused = seen.decision.outcome is Outcome.INELIGIBLE and seen.satisfied(name) == NOT_MET
        return refused and all(seen.satisfied(other) == MET for other in others)

    place = asking.rules.criteria[name].place
    answer = asking.prover.find(goal, confirm)
    if answer.found is Found.ONE:
        return Claim(Kind.MATTERS, name, Verdict.PROVED, place=place)
    if answer.found is not Found.NONE:
        return undecided(Kind.MATTERS, name, answer, place)
    encoder = asking.prover.encoder
    always = goal(encoder)[:2]
    names = asking.prover.conflict(always, {other: encoder.satisfied(other).must for other in others})
    return asking.off_or_refuted(Kind.MATTERS, name, "implied", goal, place, {"names": asking.names(names)})
