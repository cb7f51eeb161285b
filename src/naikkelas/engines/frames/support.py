"""What the table engines can do and cannot, declared in one place: the refusals, and the table in docs/table-support.md."""

from collections.abc import Iterator
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
from naikkelas.problems import Place, Problem, problem
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.scores import common_denominator

#: The ways a table can be decided, in groups that can do the same, and their names.
ENGINES: Final = {
    "memory": "Polars DataFrame, pandas, PyArrow",
    "records": "list of dicts",
    "lazy": "Polars LazyFrame, DuckDB relation",
    "pyspark": "PySpark DataFrame",
    "duckdb": "SQL `duckdb`",
    "sqlite": "SQL `sqlite`",
    "postgresql": "SQL `postgresql`",
    "spark": "SQL `spark`",
}

_READ_BY_VALUE: Final = ("memory", "records")
_SQL: Final = ("duckdb", "sqlite", "postgresql", "spark")

#: What can be asked, and the answer of each engine that does not simply say yes.
FEATURES: Final = {
    "compared with `decide` row by row, random rule sets": dict.fromkeys(ENGINES, "in every run of the tests")
    | dict.fromkeys(("pyspark", "spark"), "by `make test-spark`")
    | {"postgresql": "where there is a server"},
    "every condition, guards, decision tables, sums, ratios, points, other rule sets": {},
    "scorecards": dict.fromkeys(ENGINES, "up to a common denominator of 2^53"),
    "sides of ranges in `<fact>__low`, `<fact>__high`": {},
    "derived facts given as columns; all workers from men and women": {},
    "what a PIRT number proves, lists of permits": dict.fromkeys(ENGINES, "no ([NK530](problems/NK530.md))") | {"records": "yes"},
    "numbers, dates and yes or no written as texts": dict.fromkeys(("lazy", "pyspark", *_SQL), "no ([NK522](problems/NK522.md))"),
    "free texts and members of sets": dict.fromkeys(ENGINES, "printable ASCII, without blanks around, of any length")
    | dict.fromkeys(_READ_BY_VALUE, "up to 10,000 characters"),
    "texts of a column whose collation takes two texts for one": dict.fromkeys(ENGINES, "compared as they are written")
    | dict.fromkeys(_READ_BY_VALUE, "there are none"),
    "decimals with more digits than a floating number has": dict.fromkeys(
        ("duckdb", "postgresql", "spark"), "as the nearest floating number"
    )
    | {"sqlite": "there are none"},
    "`never` in a column of dates": dict.fromkeys(ENGINES, "as 9999-12-31")
    | dict.fromkeys(_READ_BY_VALUE, "as 9999-12-31, or `never` in texts")
    | {"sqlite": "as `never`"},
    "days with a time (`TIMESTAMP`)": dict.fromkeys(ENGINES, "at midnight, without a time zone") | {"sqlite": "no"},
    "sets": dict.fromkeys(ENGINES, "lists of texts") | {"sqlite": "JSON arrays"},
    "names that differ only in upper and lower case": dict.fromkeys(ENGINES, "one name")
    | dict.fromkeys(_READ_BY_VALUE, "two names")
    | {"lazy": "two names to Polars, one to DuckDB", "postgresql": "two names"}
    | {"pyspark": "one name, unless `spark.sql.caseSensitive` is set"},
    "names of more than 63 bytes": {"postgresql": "no ([NK537](problems/NK537.md))"},
    "a date for each row (`as_of` names a column)": dict.fromkeys(("lazy", "pyspark"), "up to 64 different") | dict.fromkeys(_SQL, "no"),
}

_FORMULAS: Final = (ConditionFormula, Table, Sum, Ratio, MonthsSince, PointsOf, EveryYear, Scorecard)
_CONDITIONS: Final = (Comparison, AllOf, AnyOf, Not, Some, CriterionIs, ProgrammeIs)


def refusals(linked: LinkedRuleSet) -> list[Problem]:
    """What of a rule set no table engine can work out (NK532), each once."""
    return list(dict.fromkeys(_found(linked)))


def _found(linked: LinkedRuleSet) -> Iterator[Problem]:
    for unit in linked.units():
        for name, derived in unit.derived.items():
            formula: object = derived.formula
            if not isinstance(formula, _FORMULAS):
                yield _refusal(name, type(formula).__name__)
            elif isinstance(formula, Scorecard) and common_denominator(formula) > MOST_COMMON:
                yield _refusal(name, "scorecard > 2^53")
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


def support_table() -> Iterator[str]:
    """The lines of the table in docs/table-support.md."""
    yield "| | " + " | ".join(ENGINES.values()) + " |"
    yield "|---" * (len(ENGINES) + 1) + "|"
    for feature, answers in FEATURES.items():
        yield f"| {feature} | " + " | ".join(answers.get(name, "yes") for name in ENGINES) + " |"
