"""The random rule sets and profiles reach every construct and every answer, or the laws would hold of nothing."""

from collections import Counter

import pytest

from naikkelas.conditions import FactRef, Op, Outcome, ParamRef, Status, comparisons
from tests.oracle.interpreter import interpret
from tests.oracle.laws import snapshot_of
from tests.strategies import seeded_case
from tests.strategies_profiles import rule_sets_in

SEEDS = range(250)
LEAST = 3


def nodes(condition):
    yield condition
    for item in (*getattr(condition, "items", ()), *([condition.item] if hasattr(condition, "item") else [])):
        yield from nodes(item)


def constructs(linked):
    """The names of everything that a rule set is made of."""
    for condition in linked.conditions():
        for node in nodes(condition):
            yield type(node).__name__
        for node in comparisons(condition):
            yield f"{node.type.kind.value} {node.op.value}"
            yield f"{type(node.left).__name__} {type(node.right[0]).__name__ if node.right else 'nothing'}"
            if isinstance(node.left, FactRef) and node.left.name in linked.derived:
                yield f"compared {type(linked.derived[node.left.name].formula).__name__}"
    for derived in linked.derived.values():
        yield f"{derived.type.kind.value} {type(derived.formula).__name__}"
        yield from ("hit " + derived.formula.hit for _ in [0] if hasattr(derived.formula, "hit"))
        yield from scorecard_constructs(derived.formula)
    for criterion in linked.criteria.values():
        yield f"kind {criterion.kind.value}"
        yield "guard" if criterion.guard else "no guard"
        yield f"points {type(criterion.points).__name__}"
        yield from ("dates of a criterion" for _ in [0] if criterion.effective != (None, None))
    yield from ("applies_when" for _ in [0] if linked.applies_when)
    yield f"{len(linked.programmes)} programmes"


def scorecard_constructs(formula):
    yield from ("scorecard that may be empty" for _ in [0] if getattr(formula, "when_empty", None) is not None)
    for indicator in getattr(formula, "indicators", ()):
        always = "indicator always asked" if indicator.guard is None else "indicator with a guard"
        yield "indicator of a criterion" if indicator.criterion else always


@pytest.fixture(scope="module")
def reached():
    made = Counter()
    for seed in SEEDS:
        case = seeded_case(seed)
        for linked in rule_sets_in(case.rules.linked):
            made.update(set(constructs(linked)))
        made["taken"] += any("uses" in document for document in (case.document, *case.programmes.values()))
        made["more than one mask"] += len(case.rules.linked.comparisons) > 31
        for _ in range(3):
            verdict = interpret(case.rules.linked, snapshot_of(case.applicant.profile()), case.as_of, case.rules_as_of)
            made[f"outcome {verdict.outcome}"] += 1
            made.update({f"status {status}" for status in verdict.status.values()})
            made["open points"] += verdict.points[0] < verdict.points[1]
            made["points below zero"] += verdict.points[0] < 0
    return made


BOTH = ["is", "is_not", "in", "not_in"]
SIZES = ["at_least", "at_most", "more_than", "less_than", "between"]
COMPARED = {
    "boolean": ["is", "is_not", "known"],
    "integer": [*BOTH, *SIZES, "known"],
    "number": [*SIZES, "known"],
    "money": [*SIZES, "known"],
    "date": [*["before", "after", "on_or_before", "on_or_after", "between", "at_least_ago", "less_than_ago", "at_least_ahead", "known"]],
    "choice": [*BOTH, "known"],
    "text": [*BOTH, "known"],
    "set": ["includes", "includes_any", "includes_all", "known"],
}
CONSTRUCTS = [
    *[f"{kind} {op}" for kind, ops in COMPARED.items() for op in ops],
    *["Comparison", "AllOf", "AnyOf", "Not", "Some", "CriterionIs", "ProgrammeIs"],
    *[f"FactRef {right}" for right in ("Const", "ParamRef", "FactRef", "AsOf", "nothing")],
    "ParamRef Const",
    *[f"{kind} Table" for kind in ("boolean", "choice", "integer", "number", "money", "date")],
    *[f"{kind} Sum" for kind in ("integer", "number", "money")],
    *["number Ratio", "integer MonthsSince", "integer PointsOf", "date EveryYear", "boolean ConditionFormula", "number Scorecard"],
    *[
        f"compared {formula}"
        for formula in ["Table", "Sum", "Ratio", "MonthsSince", "PointsOf", "EveryYear", "ConditionFormula", "Scorecard"]
    ],
    *["scorecard that may be empty", "indicator with a guard", "indicator of a criterion", "indicator always asked"],
    *["hit first", "hit unique", "kind requirement", "kind preference", "kind note", "guard", "no guard", "dates of a criterion"],
    *["points int", f"points {ParamRef.__name__}", f"points {FactRef.__name__}", "applies_when", "1 programmes", "2 programmes", "taken"],
    *[f"outcome {outcome.value}" for outcome in Outcome],
    *[f"status {status.value}" for status in Status],
    *["more than one mask", "open points", "points below zero"],
]


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_the_drawn_rule_sets_hold_every_construct(reached, construct):
    assert reached[construct] >= LEAST


def test_the_list_of_comparisons_names_every_operator():
    assert {op for ops in COMPARED.values() for op in ops} == {op.value for op in Op}
