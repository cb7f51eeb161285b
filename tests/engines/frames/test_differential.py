"""Every table engine says of every row what ``decide`` says of it: outcome, statuses, points, masks bit for bit."""

from dataclasses import replace
from datetime import date

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, note, settings

from naikkelas.ranges import NEVER
from tests.engines.frames.doors import ENCODED, ENGINES, as_polars
from tests.strategies import cases, seeded_case, text_of
from tests.strategies_profiles import written
from tests.strategies_words import AS_OF, GIVEN

SEEDS = range(6)
MORE_SEEDS = range(1000, 1040)
ROWS = 40
#: Many rule sets about these compare a date that may be ``never`` with a parameter that is, on some day.
OPEN_ENDED = [operand for operand in GIVEN if operand.kind == "date" and operand.high == NEVER]
DATES = (*OPEN_ENDED, *(replace(OPEN_ENDED[-1], name=name) for name in ("runs_until", "owed_until", "barred_until")))


def seen(rules, row, prefix="nk_"):
    """What a row of results says."""
    masks = [row[name] for name in row if name.startswith(f"{prefix}mask_")]
    statuses = {name: row[prefix + name] for name in rules.criteria}
    return (row[f"{prefix}outcome"], statuses, (row[f"{prefix}points_low"], row[f"{prefix}points_high"]), tuple(masks))


def expected(decision):
    """The same of a decision."""
    points = decision.points
    statuses = {name: status.value for name, status in decision.statuses.items()}
    return (decision.outcome.value, statuses, (points.at_least, points.at_most), tuple(decision.masks))


def profiles(case, count=ROWS):
    made = (case.applicant.profile() if number % 3 else case.applicant.exact_profile() for number in range(count))
    return [{name: before_never(value) for name, value in values.items()} for values in made]


def before_never(value):
    """The last day of the calendar stands for ``never`` in a table, so no date of a table is that day: the day before it is taken."""
    if isinstance(value, tuple):
        low, high = map(before_never, value)
        return low if low == high else (low, high)
    return NEVER - 2 if type(value) is int and value == NEVER - 1 else value


def differing(engine, case, count=ROWS):
    """The first row on which an engine differs, as (profile, its row, the decision); ``None`` when there is none."""
    rows = profiles(case, count)
    made = (ENGINES | ENCODED)[engine](case.rules, rows, as_of=case.as_of, rules_as_of=case.rules_as_of)
    assert len(made) == len(rows)
    for values, row in zip(rows, made, strict=True):
        decided = expected(case.decide(values))
        assert row["nk_problems"] is None, (values, row["nk_problems"])
        if seen(case.rules, row) != decided:
            return values, seen(case.rules, row), decided
    return None


def is_refused(case):
    """Whether the engines of tables refuse a rule set, in the way that is documented."""
    return any(problem.code == "NK532" for problem in case.rules.check_frame(pl.DataFrame(), as_of=case.as_of))


def run(counted, engine, seeds, **options):
    """Decides the tables of many seeds."""
    for seed in seeds:
        case = seeded_case(seed, **options)
        if is_refused(case):
            counted.refuse(engine)
            continue
        found = differing(engine, case)
        assert found is None, (seed, found)
        counted.run(engine, ROWS)


def compare(counted, engine, decide, seeds, count):
    """The same of an engine beside the common ones: ``decide`` takes rules, rows and dates."""
    for seed in seeds:
        case = seeded_case(seed)
        if is_refused(case):
            counted.refuse(engine)
            continue
        rows = profiles(case, count)
        made = decide(case.rules, rows, as_of=case.as_of, rules_as_of=case.rules_as_of)
        assert len(made) == len(rows)
        for values, row in zip(rows, made, strict=True):
            told = (row["nk_problems"], seen(case.rules, row))
            assert told == (None, expected(case.decide(values))), (seed, values)
        counted.run(engine, len(rows))


@pytest.mark.parametrize("engine", ENGINES)
def test_tables_are_decided_as_profiles_are(counted, engine):
    run(counted, engine, SEEDS)


@pytest.mark.parametrize("engine", ["polars_lazy", "duckdb_relation", "sqlite_sql", "polars_eager"])
def test_dates_and_parameters_that_are_never_are_decided_as_in_profiles(counted, engine):
    run(counted, engine, range(8), vocabulary=DATES, most_criteria=8)


@pytest.mark.parametrize("engine", ENCODED)
def test_tables_of_codes_are_decided_as_profiles_are(counted, engine):
    run(counted, engine, range(100, 103))


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("engine", ENGINES)
@given(case=cases())
def test_drawn_tables_are_decided_as_profiles_are(counted, engine, case):
    """Fewer rows, but Hypothesis makes a failure small."""
    if is_refused(case):
        counted.refuse(engine)
        return
    found = differing(engine, case, 4)
    note(text_of(case.document, as_json=False))
    assert found is None
    counted.run(engine, 4)


@pytest.mark.slow
@pytest.mark.parametrize("engine", [*ENGINES, "polars_wider_enum", "polars_categorical_streaming"])
def test_many_tables_are_decided_as_profiles_are(counted, engine):
    run(counted, engine, MORE_SEEDS)


@pytest.mark.parametrize("kind", ["memory", "lazy", "duckdb"])
@pytest.mark.parametrize("seed", range(6))
def test_every_row_may_have_a_date_of_its_own(seed, kind):
    case = seeded_case(seed)
    rows = profiles(case, 24)
    days = [date.fromisoformat(case.choices.pick(AS_OF)) for _ in rows]
    table = as_polars(case.rules, rows).with_columns(pl.Series("judged_on", days))
    options = {"as_of": "judged_on", "rules_as_of": case.rules_as_of if seed % 2 else None, "allow_missing": True}
    given = {"memory": table, "lazy": table.lazy(), "duckdb": duckdb.from_arrow(table.to_arrow())}[kind]
    decided = case.rules.decide_frame(given, **options)
    made = (decided.pl() if kind == "duckdb" else decided.lazy().collect()).sort("row").to_dicts()
    for values, day, row in zip(rows, days, made, strict=True):
        decision = case.rules.decide(written(case.rules.linked, values), as_of=day, rules_as_of=options["rules_as_of"])
        assert (row["nk_problems"], seen(case.rules, row)) == (None, expected(decision))


@pytest.mark.parametrize("seed", range(8))
def test_a_row_is_explained_by_the_very_decision_of_its_profile(seed):
    case = seeded_case(seed)
    rows, days = profiles(case, 12), {"as_of": case.as_of, "rules_as_of": case.rules_as_of}
    made = case.rules.decide_frame(as_polars(case.rules, rows), allow_missing=True, **days)
    for values, row in zip(rows, made.to_dicts(), strict=True):
        explained, decided = case.rules.explain_row(row, **days), case.decide(values)
        assert explained.to_dict() == decided.to_dict()
        assert explained.explain() == decided.explain()
        assert tuple(explained.problems) == tuple(decided.problems)
