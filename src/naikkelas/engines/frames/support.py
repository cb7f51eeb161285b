"""What the table engines can do and cannot, declared in one place: the refusals, and the table in docs/frames.md."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from naikkelas.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    ConditionFormula,
    CriterionIs,
    EveryYear,
    MonthsSince,
    Not,
    PointsOf,
    ProgrammeIs,
    Ratio,
    Scorecard,
    Some,
    Sum,
    Table,
)
from naikkelas.engines.frames.scorecards import MOST_COMMON
from naikkelas.engines.rows.source import units_of
from naikkelas.problems import Place, Problem, problem
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.scores import common_denominator

_FORMULAS: Final = (ConditionFormula, Table, Sum, Ratio, MonthsSince, PointsOf, EveryYear, Scorecard)
_CONDITIONS: Final = (Comparison, AllOf, AnyOf, Not, Some, CriterionIs, ProgrammeIs)


def refusals(linked: LinkedRuleSet) -> list[Problem]:
    """What of a rule set no table engine can work out (NK532), each once."""
    return list(dict.fromkeys(_found(linked)))


def _found(linked: LinkedRuleSet) -> Iterator[Problem]:
    for unit in units_of(linked):
        for name, derived in unit.derived.items():
            formula: object = derived.formula
            if not isinstance(formula, _FORMULAS):
                yield _refusal(name, type(formula).__name__)
            elif isinstance(formula, Scorecard) and common_denominator(formula) > MOST_COMMON:
                yield _refusal(name, "scorecard with a common denominator above 2^53")
        for condition in unit.conditions():
            yield from _in_condition(condition)


def _in_condition(node: object) -> Iterator[Problem]:
    if not isinstance(node, _CONDITIONS):
        yield _refusal("", type(node).__name__)
    elif isinstance(node, AllOf | AnyOf | Some):
        for item in node.items:
            yield from _in_condition(item)
    elif isinstance(node, Not):
        yield from _in_condition(node.item)


def _refusal(name: str, what: str) -> Problem:
    return problem("NK532", Place(path=name or None), name=name or what, read=what.lower())


def life(linked: LinkedRuleSet) -> str:
    """From when to when a rule set is in force, for a message."""
    first, last = linked.effective
    return f"{date.fromordinal(first).isoformat()} .. {'…' if last is None else date.fromordinal(last).isoformat()}"
