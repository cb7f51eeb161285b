"""The same policy, the same rows, other engines: each through its best way for many rows, all in one run.

    python benchmarks/peers.py [rows]

Engines that decide row by row get a fiftieth of the rows, at least 1,000; what is compared is rows a second. Every contender
gives an outcome and a status per criterion, and is checked against `decide` first. Only naikkelas knows ranges, gives masks from
which every explanation is rebuilt, and has unknown without its being written out by hand. What is not installed is left out and
said so: `pip install zen-engine==2.1.3 datalogic-py==5.9.0 openfisca-core==46.0.1`.
"""

import json
import sys
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import duckdb
import polars as pl
import yardstick
import zen_policy
from tables_by_hand import made
from tables_by_hand import polars as by_hand

import naikkelas as nk

AS_OF, YEAR_AGO = date(2026, 11, 1), date(2025, 11, 1)
ROUNDS = 5
RULES = nk.load(Path(__file__).with_name("policy.yaml"))
Contender = tuple[Callable[[], Any], int, Callable[[Any], list[str]]]

SQL = """
WITH truth AS (
  SELECT *, sector = 'processed_food' AS food,
    (pirt_status = 'held' AND pirt_expires_on >= DATE '2026-11-01') OR (md_status = 'held' AND md_expires_on >= DATE '2026-11-01') AS permit,
    operating_since <= DATE '2025-11-01' AS operation, knows_market AS market, knows_production AS production,
    annual_sales <= 15000000000 AND workers <= 19 AS small, nib_status = 'held' AS registered,
    regency IN ('3302', '3303', '3304', '3305', '3306', '3307') AS area, annual_sales >= 300000000 AS growing
  FROM profiles
)
SELECT row,
  CASE WHEN NOT ((NOT food OR permit) AND operation AND market AND production AND small AND registered) THEN 'ineligible'
    WHEN (NOT food OR permit) AND operation AND market AND production AND small AND registered THEN 'eligible'
    ELSE 'needs_information' END AS outcome,
  CASE WHEN NOT food THEN 'not_applicable' WHEN food AND permit THEN 'met' WHEN food AND NOT permit THEN 'not_met' ELSE 'unknown' END AS permit,
"""
SQL += ",\n".join(
    f"  CASE {name} WHEN true THEN 'met' WHEN false THEN 'not_met' ELSE 'unknown' END AS {name}"
    for name in ("operation", "market", "production", "small", "registered", "area", "growing")
)
SQL += "\nFROM truth"


def frames(table: pl.DataFrame) -> dict[str, Contender]:
    """What decides whole tables. Rows of a relation have no order of their own, so they carry a number."""
    relation = duckdb.from_arrow(table.with_row_index("row").to_arrow())
    first = lambda answer: answer.to_series(0).to_list()  # noqa: E731
    return {
        "Polars, by hand": (lambda: by_hand(table), table.height, first),
        "decide_frame, Polars": (
            lambda: RULES.decide_frame(table, as_of=AS_OF),
            table.height,
            lambda answer: answer["nk_outcome"].to_list(),
        ),
        "DuckDB SQL, by hand": (
            lambda: relation.query("profiles", SQL).to_arrow_table(),
            table.height,
            lambda answer: answer.sort_by("row")["outcome"].to_pylist(),
        ),
        "decide_frame, DuckDB": (
            lambda: RULES.decide_frame(relation, as_of=AS_OF).to_arrow_table(),
            table.height,
            lambda answer: answer.sort_by("row")["nk_outcome"].to_pylist(),
        ),
    }


def rows(table: pl.DataFrame) -> dict[str, Contender]:
    """What decides one profile at a time, from plain dicts, checked and unchecked."""
    dicts = table.to_dicts()
    profiles = [nk.IKMProfile(**each) for each in dicts]
    text = lambda answers: [str(getattr(each, "outcome", each[0] if isinstance(each, tuple) else each)) for each in answers]  # noqa: E731
    plain = [yardstick.Profile(**each) for each in dicts]
    return {
        "decide_frame, dicts to dicts": (
            lambda: RULES.decide_frame(dicts, as_of=AS_OF),
            len(dicts),
            lambda answers: [each["nk_outcome"] for each in answers],
        ),
        "decide_frame, dicts to frame": (
            lambda: RULES.decide_frame(pl.DataFrame(dicts), as_of=AS_OF),
            len(dicts),
            lambda answer: answer["nk_outcome"].to_list(),
        ),
        "decide, dicts": (lambda: [RULES.decide(each, as_of=AS_OF) for each in dicts], len(dicts), text),
        "decide, profiles": (lambda: [RULES.decide(each, as_of=AS_OF) for each in profiles], len(dicts), text),
        "Python by hand, pydantic + dicts": (
            lambda: [yardstick.decide(yardstick.Profile(**each), AS_OF, YEAR_AGO) for each in dicts],
            len(dicts),
            text,
        ),
        "Python by hand, profiles": (lambda: [yardstick.decide(each, AS_OF, YEAR_AGO) for each in plain], len(dicts), text),
    }


def zen(table: pl.DataFrame) -> dict[str, Contender]:
    """zen-engine: its static loader, one call for the whole batch."""
    import zen as engines

    engine = engines.ZenEngine({"loader": {"type": "static", "content": {"policy": zen_policy.graph()}}})
    requests = [{"key": "policy", "context": zen_policy.context(each, AS_OF, YEAR_AGO)} for each in table.to_dicts()]
    try:
        engine.evaluate_batch(requests[:1])
    except Exception as error:  # noqa: BLE001 - its API differs between versions; one call a row is the other way
        print(f"zen-engine: evaluate_batch cannot be used ({error}); one call a row")
        contexts = [each["context"] for each in requests]
        return {
            "zen-engine": (
                lambda: [engine.evaluate("policy", each) for each in contexts],
                len(contexts),
                lambda answers: [each["result"]["outcome"] for each in answers],
            )
        }
    return {"zen-engine, batch": (lambda: engine.evaluate_batch(requests), len(requests), _zen_outcomes)}


def _zen_outcomes(answers: Any) -> list[str]:
    found = [each.get("data", each) for each in answers]
    return [each["result"]["outcome"] for each in found]


def datalogic(table: pl.DataFrame) -> dict[str, Contender]:
    """datalogic-py: one compiled template, parsed data, one native call for the batch."""
    import datalogic_policy
    from datalogic_py import DataHandle, Engine

    engine = Engine(templating=True)
    rule = engine.compile(datalogic_policy.rule(AS_OF.toordinal(), YEAR_AGO.toordinal()))
    session = engine.session()
    texts = [json.dumps(zen_policy.context(each, AS_OF, YEAR_AGO)) for each in table.to_dicts()]
    handles = [DataHandle(each) for each in texts]
    outcomes = lambda answers: [json.loads(each)["outcome"] for each in answers]  # noqa: E731
    return {
        "datalogic-py, parsed data": (lambda: session.evaluate_batch(rule, handles), len(handles), outcomes),
        "datalogic-py, JSON text": (
            lambda: session.evaluate_batch(rule, [DataHandle(each) for each in texts]),
            len(handles),
            outcomes,
        ),
    }


def openfisca(table: pl.DataFrame) -> dict[str, Contender]:
    """OpenFisca-core: numpy arrays, encoded before the timing."""
    import openfisca_policy

    rules = openfisca_policy.system(AS_OF.toordinal(), YEAR_AGO.toordinal())
    columns = {name: _encoded(table[name]).to_numpy() for name in RULES.facts}
    words = ("ineligible", "needs_information", "eligible")
    return {
        "OpenFisca-core": (
            lambda: openfisca_policy.decide(rules, columns, table.height),
            table.height,
            lambda answer: [words[number] for number in answer["outcome"]],
        )
    }


def _encoded(column: pl.Series) -> pl.Series:
    """Numbers, with -1 for missing; the choice that is asked for is 0."""
    if column.dtype == pl.String:
        wanted = {"processed_food": 0, "held": 0}
        known = {value: wanted.get(value, int(value) if value.isdigit() else 1) for value in column.drop_nulls().unique()}
        return column.replace_strict(known, default=-1, return_dtype=pl.Int64)
    if column.dtype == pl.Date:
        return (column.cast(pl.Int64) + date(1970, 1, 1).toordinal()).fill_null(-1)
    return column.cast(pl.Int64).fill_null(-1)


def durable(table: pl.DataFrame) -> dict[str, Contender]:
    """durable-rules, inside the guardrails of our engine on it."""
    engine = nk.DurableEngine(RULES)
    dicts = table.to_dicts()
    text = lambda answers: [str(each.outcome) for each in answers]  # noqa: E731
    return {"durable-rules (DurableEngine)": (lambda: [engine.decide(each, as_of=AS_OF) for each in dicts], len(dicts), text)}


OPTIONAL = {"zen": zen, "datalogic_py": datalogic, "openfisca_core": openfisca, "durable": durable}
WHOLE_TABLES = frozenset({"openfisca_core"})


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    table = made(count, 0.1)
    few = table.head(max(1_000, count // 50))
    contenders = frames(table) | rows(few)
    for module, make in OPTIONAL.items():
        if find_spec(module) is None:
            print(f"{module} is not installed: its line is left out")
            continue
        contenders |= make(table if module in WHOLE_TABLES else few)
    _check(contenders, few)
    found = _measured(contenders)
    unit = found["Polars, by hand"]
    print(f"{count:,} rows, 10% of the cells missing; row engines: {few.height:,} rows")
    for name, speed in sorted(found.items(), key=lambda pair: -pair[1]):
        print(f"  {name:<34} {speed / unit:10.5f} of Polars by hand")


def _check(contenders: dict[str, Contender], few: pl.DataFrame) -> None:
    expected = [RULES.decide(each, as_of=AS_OF).outcome.value for each in few.to_dicts()]
    for name, (call, _, outcomes) in contenders.items():
        got = outcomes(call())[: few.height]
        if got != expected:
            row = next(number for number, pair in enumerate(zip(got, expected, strict=True)) if pair[0] != pair[1])
            raise SystemExit(f"{name} decides otherwise in row {row}: {got[row]}, not {expected[row]}: {few.row(row, named=True)}")


def _measured(contenders: dict[str, Contender]) -> dict[str, float]:
    """Rows a second: the median of interleaved rounds."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, (call, _, _) in contenders.items():
            start = perf_counter()
            call()
            times[name].append(perf_counter() - start)
    return {name: contenders[name][1] / median(spent) for name, spent in times.items()}


if __name__ == "__main__":
    main()
