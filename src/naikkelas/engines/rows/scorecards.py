"""Scorecards in generated code: of open facts as a range of scores, of exact facts as one fraction."""

from typing import Protocol

from naikkelas.conditions import Comparison, Condition, FactRef, Indicator, Op, Scorecard
from naikkelas.engines.folded import relation
from naikkelas.engines.rows.source import Source
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.scores import Card


class FullUnit(Protocol):
    """What of a unit of the full path is needed here."""

    source: Source
    linked: LinkedRuleSet
    criteria: dict[str, str]
    derived: dict[str, str]

    def truth(self, node: Condition) -> str:
        """An expression for the truth of a condition."""
        ...

    def tests(self, node: Comparison, k: list[str]) -> str:
        """The relations and fractions of a comparison."""
        ...


def score_of(unit: FullUnit, scorecard: Scorecard) -> str:
    """An expression for the range of the score, from the possible statuses of its indicators."""
    card = Card.of(scorecard)
    statuses = "".join(f"{_possible(unit, one)}, " for one in scorecard.indicators)
    return f"{unit.source.constant(lambda _: card.score)}(({statuses}))"


def _possible(unit: FullUnit, one: Indicator) -> str:
    """Of a criterion guard and requirement themselves are asked: they tell its possible statuses best."""
    if one.criterion is not None:
        at = unit.criteria[one.criterion]
        return f"P[g{at}, r{at}]"
    guard = "3" if one.guard is None else unit.truth(one.guard)
    return f"P[{guard}, {unit.truth(one.require)}]"


def score_compared(unit: FullUnit, node: Comparison, k: list[str]) -> str:
    """An expression for the truth of a comparison of a score."""
    scorecard = _scorecard(unit.linked, node)
    return f"score({unit.tests(node, k)}, d{unit.derived[node.left.name]}, {unit.source.fixed(scorecard.when_empty)})"


def _scorecard(linked: LinkedRuleSet, node: Comparison) -> Scorecard:
    assert isinstance(node.left, FactRef)  # noqa: S101 - that is what the shape says
    formula = linked.derived[node.left.name].formula
    assert isinstance(formula, Scorecard)  # noqa: S101 - as above
    return formula


# --- exact facts -----------------------------------------------------------------------------------------------------


class ExactUnit(Protocol):
    """What of a unit of the exact path is needed here."""

    source: Source
    linked: LinkedRuleSet

    def test(self, node: Condition) -> str:
        """An expression that is true when a condition is met."""
        ...


def exact_score(unit: ExactUnit, scorecard: Scorecard, variable: str) -> None:
    """Statements that leave numerator and denominator of the score in two variables; where nothing applies both are 0."""
    card, fixed, add = Card.of(scorecard), unit.source.fixed, unit.source.add
    common = fixed(card.common)
    total, weights, met, applicable = (f"{variable}{letter}" for letter in "nwma")
    add(f"{total} = {weights} = 0")
    for group in sorted(scorecard.groups, key=lambda group: group.name):
        always = sum(one.weight for one in group.indicators if one.guard is None)
        add(f"{met} = 0; {applicable} = {fixed(always)}")
        for one in group.indicators:
            weight, depth = fixed(one.weight), 2
            if one.guard is not None:
                add(f"if {unit.test(one.guard)}:")
                add(f"{applicable} += {weight}", 3)
                depth = 3
            add(f"if {unit.test(one.require)}: {met} += {weight}", depth)
        counted = f"{total} += {met} * ({common} // {applicable}) * {fixed(group.weight)}; {weights} += {fixed(group.weight)}"
        add(f"if {applicable}: {counted}")
    add(f"{total} *= {fixed(card.scale)}; {weights} *= {common}")


def exact_compared(unit: ExactUnit, node: Comparison, k: list[str], variable: str) -> str:
    """An expression that is true when a comparison of the score is met."""
    relations = [">=", "<="] if node.op is Op.BETWEEN else [relation(node)]
    tests = [f"{variable}n * {c}[1] {rel} {c}[0] * {variable}w" for rel, c in zip(relations, k, strict=True)]
    empty = _scorecard(unit.linked, node).when_empty is True
    return f"({' and '.join(tests)} if {variable}w else {empty})"
