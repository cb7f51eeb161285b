"""Claims about decision tables: every row can be reached, rows of ``unique`` do not overlap, nothing falls through between two rows."""

from collections.abc import Iterator, Sequence
from typing import Any

from naikkelas.authoring.verifying.asking import Asking
from naikkelas.authoring.verifying.making import case, fewer, undecided, witness
from naikkelas.authoring.verifying.model import Claim, Kind, Verdict
from naikkelas.authoring.verifying.prover import Found
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.conditions import Derived, FactRef, Table, comparisons
from naikkelas.engines.folded import read_fact
from naikkelas.engines.proof.algebra import Formula
from naikkelas.engines.proof.encoder import Encoder
from naikkelas.engines.proof.facts import Ordered
from naikkelas.logic import MET, NOT_MET


def table_claims(asking: Asking) -> Iterator[Claim]:
    """All claims about all tables of the rule set itself."""
    for derived in asking.rules.linked.derived.values():
        if isinstance(derived.formula, Table):
            yield from _rows(asking, derived, derived.formula)
            if derived.formula.hit == "unique":
                yield _overlap(asking, derived, derived.formula)
            for fact in _axes(asking, derived.formula):
                yield _gap(asking, derived, derived.formula, fact)


def _rows(asking: Asking, derived: Derived, table: Table) -> Iterator[Claim]:
    for place, row in enumerate(table.rows):
        before = [other.when for other in table.rows[:place]] if table.hit == "first" else []
        about = f"{derived.name}[{place + 1}]"

        def goal(encoder: Encoder, place: int = place, earlier: int = len(before)) -> Sequence[Formula]:
            whens = encoder.rows(derived)
            return [whens[place].must, *(encoder.algebra.no(when.may) for when in whens[:earlier])]

        def confirm(seen: Seen, when: object = row.when, before: object = tuple(before)) -> bool:
            return seen.truth(when) == MET and all(seen.truth(other) == NOT_MET for other in before)  # type: ignore[arg-type, attr-defined]

        answer = asking.prover.find(goal, confirm)
        if answer.found is Found.ONE:
            yield Claim(Kind.ROW, about, Verdict.PROVED, place=derived.place)
        elif answer.found is Found.NONE:
            yield asking.off_or_refuted(Kind.ROW, about, "shadowed" if before else "never", goal, derived.place)
        else:
            yield undecided(Kind.ROW, about, answer, derived.place)


def _overlap(asking: Asking, derived: Derived, table: Table) -> Claim:
    def goal(encoder: Encoder) -> Sequence[Formula]:
        return [encoder.algebra.at_least(2, [when.must for when in encoder.rows(derived)])]

    def confirm(seen: Seen) -> bool:
        return sum(seen.truth(row.when) == MET for row in table.rows) > 1

    answer = asking.prover.find(goal, confirm)
    if answer.found is Found.NONE:
        return Claim(Kind.OVERLAP, derived.name, Verdict.PROVED, place=derived.place)
    if answer.found is not Found.ONE:
        return undecided(Kind.OVERLAP, derived.name, answer, derived.place)
    made = witness(answer.seen[0], f"overlap: {derived.name}", confirm, asking.rules)
    return Claim(Kind.OVERLAP, derived.name, Verdict.REFUTED, "case", {"case": made.name}, derived.place, (made,))


def _axes(asking: Asking, table: Table) -> list[str]:
    """The given ordered facts that the rows look at."""
    linked = asking.rules.linked
    found: dict[str, None] = {}
    for row in table.rows:
        for node in comparisons(row.when):
            for side in (node.left, *node.right):
                if isinstance(side, FactRef):
                    found[read_fact(side.name, linked)] = None
    return [name for name in found if isinstance(asking.prover.facts.variables.get(name), Ordered) and name not in linked.derived]


def _gap(asking: Asking, derived: Derived, table: Table, fact: str) -> Claim:
    """A value falls into ``otherwise`` although, all else equal, a smaller and a larger one meet a row with another result."""
    prover, about = asking.prover, f"{derived.name}: {fact}"
    algebra = prover.algebra
    middle = prover.facts.variables[fact]
    choices, branch = [prover.facts.other(fact, algebra) for _ in range(2)], algebra.branch()
    whens = [row.when for row in table.rows]

    def goal() -> Sequence[Formula]:
        below, above = (prover.encoder_of(asking.rules.linked, facts, branch) for facts in choices)
        low, high = (facts.variables[fact] for facts in choices)
        assert isinstance(low, Ordered) and isinstance(middle, Ordered) and isinstance(high, Ordered)  # noqa: S101, PT018 - the axes are
        nothing = [algebra.no(when.may) for when in prover.encoder.rows(derived)]
        sides = [_another(encoder, derived) for encoder in (below, above)]
        assumed = [formula for encoder in (below, above) for formula in prover.assumed(encoder)]
        return [low.low < middle.low, middle.low < high.low, *nothing, *sides, *assumed]

    def confirm(seen: Sequence[Seen]) -> bool:
        low, between, high = seen[1], seen[0], seen[2]
        through = all(between.truth(when) == NOT_MET for when in whens)
        return through and all(any(side.truth(when) == MET for when in whens) for side in (low, high))

    answer = prover.search(goal, [prover.facts, *choices], confirm, branch)
    if answer.found is Found.NONE:
        return Claim(Kind.GAP, about, Verdict.PROVED, place=derived.place)
    if answer.found is not Found.ONE:
        return undecided(Kind.GAP, about, answer, derived.place)
    names = [f"gap in {derived.name}: {fact} {word}" for word in ("falls through", "smaller", "larger")]
    seen = fewer(
        answer.seen,
        [asking.rules] * 3,
        lambda tried: confirm(tried) and _told(asking, tried, derived) == _told(asking, answer.seen, derived),
    )
    cases = tuple(case(one, name, asking.rules, more) for one, name, more in zip(seen, names, _told(asking, seen, derived), strict=True))
    return Claim(Kind.GAP, about, Verdict.REFUTED, "case", {"case": cases[0].name}, derived.place, cases)


def _another(encoder: Encoder, derived: Derived) -> Formula:
    """A row is met whose result is not that of ``otherwise``."""
    *rows, (_, otherwise) = encoder.possible(derived)
    return encoder.algebra.any(possible for possible, then in rows if then != otherwise)


def _told(asking: Asking, seen: Sequence[Seen], derived: Derived) -> list[dict[str, Any]]:
    """What a case expects of the table, where the rule set shows it."""
    if derived.name not in asking.rules.linked.outputs or asking.rules.linked.is_personal(derived.name):
        return [{} for _ in seen]
    return [{"facts": {derived.name: one.decision.facts[derived.name].plain}} for one in seen]
