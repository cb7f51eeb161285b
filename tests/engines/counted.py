"""What differential tests on engines beside the common ones ran and refused, told at the end of a run."""

from collections import Counter

import polars as pl

from tests.engines.frames.test_differential import MOST_REFUSED, expected, profiles, seen
from tests.strategies import seeded_case

#: By engine: rule sets run and refused, and rows.
COUNTED: dict[str, Counter[str]] = {}


def compare(engine, decide, seeds, count):
    """Decides a table for each seed by ``decide`` (rules, rows, dates) and compares every row; an engine may not refuse too many."""
    found = COUNTED[engine] = Counter()
    for seed in seeds:
        case = seeded_case(seed)
        if any(problem.code == "NK532" for problem in case.rules.check_frame(pl.DataFrame(), as_of=case.as_of)):
            found["refused"] += 1
            continue
        rows = profiles(case, count)
        made = decide(case.rules, rows, as_of=case.as_of, rules_as_of=case.rules_as_of)
        assert len(made) == len(rows)
        for values, row in zip(rows, made, strict=True):
            told = (row["nk_problems"], seen(case.rules, row))
            assert told == (None, expected(case.decide(values))), (seed, values)
        found["run"] += 1
        found["rows"] += len(rows)
    assert found["refused"] <= MOST_REFUSED * len(seeds), found


def lines():
    """What was counted, a line for each engine."""
    return [
        f"{engine}: {found['run']} rule sets and {found['rows']} rows compared with decide, {found['refused']} rule sets refused"
        for engine, found in COUNTED.items()
    ]
