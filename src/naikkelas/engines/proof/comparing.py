"""Comparisons as formulas: what the full path of the rows engine works out for one profile, said of all profiles."""

from collections.abc import Mapping, Sequence

from naikkelas.conditions import Comparison, Op, Ratio
from naikkelas.engines.folded import Shape, relation
from naikkelas.engines.proof.algebra import Algebra, Formula, Truth, exact
from naikkelas.engines.proof.facts import Plain
from naikkelas.engines.rows.ratios import Test
from naikkelas.folding import Run

#: The bounds of an ordered value.
Span = tuple[Formula, Formula]

#: For every choice whether it is possible.
Candidates = Mapping[str, Formula]


def tests_of(node: Comparison, constants: Sequence[tuple[int, int]]) -> list[Test]:
    """What a fraction is tested against."""
    relations = (">=", "<=") if node.op is Op.BETWEEN else (relation(node),)
    return list(zip(relations, constants, strict=True))


def ordered(algebra: Algebra, shape: Shape, constants: Sequence[object], span: Span) -> Truth:
    """An ordered value against constants; negative operators are the caller's."""
    low, high = span
    match shape:
        case Shape.LOW:
            return _sides(span, low >= constants[0], high >= constants[0])
        case Shape.HIGH:
            return _sides(span, high <= constants[0], low <= constants[0])
        case Shape.KNOWN:
            return Truth(low == high, True) if low is not high else exact(True)
        case Shape.BOTH:
            return _in_runs(algebra, ((constants[0], constants[1]),), span)  # type: ignore[arg-type]  # two numbers
    return _in_runs(algebra, constants[0], span)  # type: ignore[arg-type]  # runs


def _sides(span: Span, must: Formula, may: Formula) -> Truth:
    return exact(must) if span[0] is span[1] else Truth(must, may)


def _in_runs(algebra: Algebra, runs: Sequence[Run], span: Span) -> Truth:
    low, high = span
    held = algebra.any(
        algebra.all([True if first is None else low >= first, True if last is None else high <= last]) for first, last in runs
    )
    if low is high:
        return exact(held)
    touched = algebra.any(
        algebra.all([True if first is None else high >= first, True if last is None else low <= last]) for first, last in runs
    )
    return Truth(held, touched)


def pair(relation_: str, one: Span, two: Span) -> Truth:
    """Two ordered values against each other."""
    (a, b), (c, d) = one, two
    must, may = {
        ">=": lambda: (a >= d, b >= c),
        ">": lambda: (a > d, b > c),
        "<=": lambda: (b <= c, a <= d),
        "<": lambda: (b < c, a < d),
    }[relation_]()
    return exact(must) if a is b and c is d else Truth(must, may)


def plain(algebra: Algebra, node: Comparison, shape: Shape, constants: Sequence[object], fact: Plain) -> Truth:
    """A given fact without order; negative operators are the caller's."""
    met: Formula = True
    if shape is Shape.BOOLEAN:
        met = fact.value if constants[0] else algebra.no(fact.value)
    elif shape is Shape.MEMBER:
        wanted: frozenset[str] = constants[0]  # type: ignore[assignment]  # names
        met = algebra.any(fact.value == place for place, name in enumerate(fact.names) if name in wanted)
    elif shape is Shape.SET and isinstance(constants[0], str):
        met = fact.members[constants[0]]
    elif shape is Shape.SET:
        members = [fact.members[name] for name in sorted(constants[0])]  # type: ignore[call-overload]  # names
        met = algebra.any(members) if node.op is Op.INCLUDES_ANY else algebra.all(members)
    if fact.known is True:
        return exact(met)
    if shape is Shape.KNOWN:
        return Truth(fact.known, True)
    return Truth(algebra.all([fact.known, met]), algebra.any([algebra.no(fact.known), met]))


def among(algebra: Algebra, shape: Shape, constants: Sequence[object], candidates: Candidates, *, is_exact: bool) -> Truth:
    """A derived choice."""
    if is_exact and shape is Shape.KNOWN:
        return exact(True)
    if shape is Shape.KNOWN:
        return Truth(algebra.no(algebra.at_least(2, list(candidates.values()))), True)
    wanted: frozenset[str] = constants[0]  # type: ignore[assignment]  # names
    inside = algebra.any(possible for name, possible in candidates.items() if name in wanted)
    if is_exact:
        return exact(inside)
    return Truth(algebra.no(algebra.any(possible for name, possible in candidates.items() if name not in wanted)), inside)


def fraction(algebra: Algebra, tests: Sequence[Test], above: Formula, below: Formula) -> Formula:
    """Whether an exact fraction with a positive denominator meets every test."""
    return algebra.all(_meets(sign, above * denominator, numerator * below) for sign, (numerator, denominator) in tests)


def _meets(sign: str, one: Formula, two: Formula) -> Formula:
    return {">=": lambda: one >= two, ">": lambda: one > two, "<=": lambda: one <= two, "<": lambda: one < two}[sign]()


def ratio(algebra: Algebra, tests: Sequence[Test], parts: tuple[Span, Span], formula: Ratio) -> Truth:
    """A ratio of two ranges, as :func:`naikkelas.engines.rows.ratios.ratio_truth` has it."""
    of = [end * formula.of_factor for end in parts[0]]
    to = [end * formula.to_factor for end in parts[1]]
    zero = formula.when_zero
    if parts[0][0] is parts[0][1] and parts[1][0] is parts[1][1]:
        positive = fraction(algebra, tests, of[0], to[0])
        return exact(algebra.any([algebra.all([to[0] == 0, zero]), algebra.all([to[0] > 0, positive])]))
    least = algebra.either(to[0] > formula.to_factor, to[0], formula.to_factor)
    low = (of[0], algebra.either(of[0] >= 0, to[1], least))
    high = (of[1], algebra.either(of[1] >= 0, least, to[1]))
    ends = [(high, low) if sign in ("<=", "<") else (low, high) for sign, _ in tests]
    must = algebra.all(fraction(algebra, [test], *worst) for test, (worst, _) in zip(tests, ends, strict=True))
    may = algebra.all(fraction(algebra, [test], *best) for test, (_, best) in zip(tests, ends, strict=True))
    nothing, some = to[1] == 0, to[1] > 0
    surely = to[0] > 0
    return Truth(
        algebra.any([algebra.all([nothing, zero]), algebra.all([some, must, algebra.any([surely, zero])])]),
        algebra.any([algebra.all([nothing, zero]), algebra.all([some, algebra.any([may, algebra.all([algebra.no(surely), zero])])])]),
    )
