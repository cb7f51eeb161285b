"""Verification: what holds of a rule set whatever a profile says, proved or refuted with a profile (extra ``verify``).

::

    from datetime import date
    from naikkelas.authoring.verifying import verify

    found = verify(naikkelas.bundled("inopak-naik-kelas"), date(2026, 11, 1))
    found.proved, found.claims

What is claimed is described in ``docs/verifying.md``.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from naikkelas.authoring.verifying.asking import Asking
from naikkelas.authoring.verifying.changing import Direction, declared, given_fact, never_hurts
from naikkelas.authoring.verifying.criteria import criterion_claims, whole_claims
from naikkelas.authoring.verifying.equal import is_equal
from naikkelas.authoring.verifying.model import Claim, Kind, Verdict, Verification, Witness
from naikkelas.authoring.verifying.parts import comparison_claims
from naikkelas.authoring.verifying.prover import Budget, Prover
from naikkelas.authoring.verifying.stricter import stricter_claims
from naikkelas.authoring.verifying.tables import table_claims
from naikkelas.authoring.verifying.telling import as_data, cases_of, lines
from naikkelas.rules import RuleSet

__all__ = ["Claim", "Direction", "Kind", "Verdict", "Verification", "Witness", "as_data", "cases_of", "is_equal", "lines", "verify"]

#: Seconds for one rule set.
SECONDS = 30.0


def verify(
    rules: RuleSet,
    as_of: date,
    *,
    stricter: RuleSet | None = None,
    directions: Sequence[Direction] = (),
    seconds: float = SECONDS,
) -> Verification:
    """Everything that is claimed of a rule set on one date.

    Args:
        rules: the rule set; those that it asks by ``programme:`` are part of what it means, and are not verified themselves.
        as_of: the date profiles are judged on, which also picks the parameters' values.
        stricter: another rule set, that whoever is eligible under ``rules`` has to be eligible under too.
        directions: facts that never hurt, beside those that the rule set names itself (``never_hurts``).
        seconds: how long all of it may take; what is open then is not decided.

    Raises:
        EvaluationError: when a rule set is not in force (NK501), or a fact cannot be used (NK550 to NK552).
        MissingExtraError: when z3 is not installed.
    """
    for each in (rules, *([] if stricter is None else [stricter])):
        each.decide({}, as_of=as_of)
    asked = [*declared(rules.linked), *directions]
    for direction in asked:
        given_fact(direction, rules)
    budget = Budget(seconds)
    return Verification(rules, as_of, tuple(_claims(Asking(rules, as_of, Prover([rules], as_of, budget)), stricter, asked)))


def _claims(asking: Asking, stricter: RuleSet | None, directions: Sequence[Direction]) -> Iterator[Claim]:
    whole = tuple(whole_claims(asking))
    yield from whole
    yield from criterion_claims(asking, alone=whole[0].verdict is not Verdict.REFUTED)
    yield from table_claims(asking)
    yield from comparison_claims(asking)
    for direction in directions:
        yield never_hurts(asking, direction)
    if stricter is not None:
        yield from stricter_claims(asking.rules, stricter, asking.as_of, asking.prover.budget)
