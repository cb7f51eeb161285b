"""One rule set is stricter than another: whoever is eligible under it is eligible under the other."""

from collections.abc import Iterator, Sequence
from datetime import date

from naikkelas.authoring.verifying.making import case, fewer, undecided
from naikkelas.authoring.verifying.model import Claim, Kind, Verdict
from naikkelas.authoring.verifying.prover import Budget, Found, Prover, types_of
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.conditions import Outcome
from naikkelas.engines.proof.algebra import Formula
from naikkelas.problems import EvaluationError, problem
from naikkelas.rules import RuleSet

_ELIGIBLE = frozenset({Outcome.ELIGIBLE})


def stricter_claims(rules: RuleSet, other: RuleSet, as_of: date, budget: Budget) -> Iterator[Claim]:
    """Of profiles in which everything is known; and where that holds, of profiles with unknowns too.

    Raises:
        EvaluationError: when a fact has two types (NK552).
    """
    one, two = types_of(rules.linked), types_of(other.linked)
    clashing = [name for name, kind in one.items() if name in two and kind.to_dict() != two[name].to_dict()]
    if clashing:
        raise EvaluationError([problem("NK552", read=name, name=rules.name, other=other.name) for name in clashing])
    exact = _claim(Kind.STRICTER, Prover([rules, other], as_of, budget))
    yield exact
    if exact.verdict is Verdict.PROVED:
        yield _claim(Kind.STRICTER_OPEN, Prover([rules, other], as_of, budget, is_open=True))


def _claim(kind: Kind, prover: Prover) -> Claim:
    rules, other = prover.rule_sets
    about = f"{rules.name} -> {other.name}"

    def goal() -> Sequence[Formula]:
        first, second = (encoder.outcome(_ELIGIBLE).must for encoder in prover.encoders)
        return [first, prover.algebra.no(second)]

    def confirm(seen: Sequence[Seen]) -> bool:
        first, second = (one.decision.outcome for one in seen)
        refuting = {Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE} if kind is Kind.STRICTER else {Outcome.NEEDS_INFORMATION}
        return first is Outcome.ELIGIBLE and second in refuting

    answer = prover.search(goal, [prover.facts], confirm)
    if answer.found is Found.NONE:
        return Claim(kind, about, Verdict.PROVED)
    if answer.found is not Found.ONE:
        return undecided(kind, about, answer)
    seen = fewer(answer.seen, prover.rule_sets, confirm)
    name = f"eligible under {rules.name}, not under {other.name}"
    cases = tuple(case(one, name, own) for one, own in zip(seen, prover.rule_sets, strict=True))
    if kind is Kind.STRICTER_OPEN:
        return Claim(kind, about, Verdict.BY_DESIGN, "asks_more", {"case": name}, witnesses=cases)
    return Claim(kind, about, Verdict.REFUTED, "case", {"case": name}, witnesses=cases)
