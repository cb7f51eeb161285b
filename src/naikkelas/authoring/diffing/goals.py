"""What is looked for: formulas over two rule sets that are met where a profile is decided otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from naikkelas.authoring.diffing.sharing import NUMBERS
from naikkelas.authoring.verifying.equal import parts_apart
from naikkelas.conditions import CriterionKind, Derived, FactRef, Outcome
from naikkelas.engines.proof.algebra import Algebra, Formula, Truth
from naikkelas.engines.proof.encoder import Encoder, Judged
from naikkelas.facts import Kind

Encoders = tuple[Encoder, Encoder]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about: its name among the new names, and what each side calls it."""

    name: str
    old: str
    new: str


def outcomes(encoders: Encoders, first: Outcome, second: Outcome) -> list[Formula]:
    """The old outcome is one, the new one is the other."""
    one, two = encoders
    return [one.outcome(frozenset({first})).must, two.outcome(frozenset({second})).must]


def _judged(encoders: Encoders, each: Asked) -> tuple[Judged, Judged]:
    one, two = encoders
    return one.criterion(each.old), two.criterion(each.new)


def _bits(algebra: Algebra, judged: Judged) -> list[Formula]:
    """Met for sure, not met for sure, not applicable for sure."""
    guard, require = judged
    return [
        algebra.all([guard.must, require.must]),
        algebra.all([guard.must, algebra.no(require.may)]),
        algebra.no(guard.may),
    ]


def _unequal(algebra: Algebra, one: Formula, two: Formula) -> Formula:
    return algebra.any([algebra.all([one, algebra.no(two)]), algebra.all([two, algebra.no(one)])])


def status_apart(encoders: Encoders, each: Asked) -> Formula:
    """Whether the status of a criterion is not the same."""
    algebra = encoders[0].algebra
    pairs = zip(*(_bits(algebra, judged) for judged in _judged(encoders, each)), strict=True)
    return algebra.any(_unequal(algebra, one, two) for one, two in pairs)


def fed_apart(encoders: Encoders, each: Asked, kind: CriterionKind) -> Formula:
    """Whether anything that a criterion feeds differs: its status, whether it is satisfied, whether it gives its points."""
    algebra = encoders[0].algebra

    def fed(encoder: Encoder, name: str) -> list[Truth]:
        judged = encoder.criterion(name)
        return [encoder.satisfied(name), *([algebra.all_of(judged)] if kind is CriterionKind.PREFERENCE else [])]

    one, two = encoders
    pairs = [pair for a, b in zip(fed(one, each.old), fed(two, each.new), strict=True) for pair in ((a.must, b.must), (a.may, b.may))]
    return algebra.any([status_apart(encoders, each), *(_unequal(algebra, a, b) for a, b in pairs)])


def shown_apart(encoders: Encoders, asked: Asked, derived: tuple[Derived, Derived]) -> Formula:
    """Whether a shown fact is not the same; of values that are nothing like each other none is, so that any profile will do."""
    (one, two), (old, new) = encoders, derived
    algebra = one.algebra
    if type(old.formula) is type(new.formula) and not old.is_value:
        return algebra.any(parts_apart(algebra, one, two, old, new))
    if not (old.is_value and new.is_value) or (old.type.kind is not new.type.kind and not {old.type.kind, new.type.kind} <= NUMBERS):
        return True
    return algebra.any(_values_apart(encoders, asked, derived))


def _values_apart(encoders: Encoders, asked: Asked, derived: tuple[Derived, Derived]) -> Iterator[Formula]:
    one, two = encoders
    algebra, kinds = one.algebra, [each.type for each in derived]
    if kinds[0].kind.is_ordered:
        most = max(kind.decimals for kind in kinds)
        first, second = (10 ** (most - kind.decimals) for kind in kinds)
        for a, b in zip(one.span(FactRef(asked.old)), two.span(FactRef(asked.new)), strict=True):
            yield a * first != b * second
    elif kinds[0].kind is Kind.BOOLEAN:
        for before, after in zip(one.boolean(asked.old), two.boolean(asked.new), strict=True):
            yield _unequal(algebra, before, after)
    else:
        ours, theirs = one.candidates(asked.old), two.candidates(asked.new)
        yield from (_unequal(algebra, ours.get(name, False), theirs.get(name, False)) for name in sorted({*ours, *theirs}))
