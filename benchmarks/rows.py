"""What rows as dicts cost: a list of them decided, and one row of a decided table explained.

    python benchmarks/rows.py [rows [rounds]]

The list is measured by a loop written by hand that reads each dict with pydantic and decides it (benchmarks/yardstick.py), ``explain_row`` by
``decide`` of the same facts as a dict: before anything is read of the decision, with every criterion read, and with all of it as plain data.
Rounds are interleaved, and each number is a median of them; more than 1 is faster. The results are compared first.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

import polars as pl
import yardstick
from tables_by_hand import AS_OF, RULES, YEAR_AGO, made
from timing import ratios


def measure(count: int, gaps: float, rounds: int) -> None:
    """Prints one comparison."""
    table = made(count, gaps)
    rows = table.to_dicts()
    decided = RULES.decide_frame(rows, as_of=AS_OF)
    same(rows, decided)
    few, explained = rows[: count // 10], decided[: count // 10]
    fewest, told = few[: count // 100], explained[: count // 100]

    def decide(row: Any) -> Any:
        return RULES.decide(row, as_of=AS_OF)

    def explain(row: Any) -> Any:
        return RULES.explain_row(row, as_of=AS_OF)

    found = ratios(
        {
            "a loop with pydantic": (lambda: by_hand(rows), "a loop with pydantic"),
            "decide_frame, dicts to dicts": (lambda: RULES.decide_frame(rows, as_of=AS_OF), "a loop with pydantic"),
            "decide_frame, dicts to frame": (lambda: RULES.decide_frame(pl.DataFrame(rows), as_of=AS_OF), "a loop with pydantic"),
            "decide": (lambda: every(decide, few), "decide"),
            "explain_row": (lambda: every(explain, explained), "decide"),
            "explain_row, no result in it": (lambda: every(explain, few), "decide"),
            "decide, criteria": (lambda: every(lambda row: decide(row).criteria, few), "decide, criteria"),
            "explain_row, criteria": (lambda: every(lambda row: explain(row).criteria, explained), "decide, criteria"),
            "decide, all of it": (lambda: every(lambda row: decide(row).to_dict(), fewest), "decide, all of it"),
            "explain_row, all of it": (lambda: every(lambda row: explain(row).to_dict(), told), "decide, all of it"),
        },
        rounds,
    )
    print(f"\n{count:,} rows, {gaps:.0%} of the cells missing; speed as a multiple of the one beside")
    print(f"{'':<30} {'seconds':>8} {'clock':>7} {'work':>7}")
    for name, seconds, clock, work in found:
        print(f"{name:<30} {seconds:8.3f} {clock:7.2f} {work:7.2f}")


def by_hand(rows: Iterable[dict[str, Any]]) -> list[Any]:
    """What somebody writes who has dicts and wants them checked."""
    return [yardstick.decide(yardstick.Profile(**row), AS_OF, YEAR_AGO) for row in rows]


def every(call: Callable[[Any], Any], rows: Iterable[Any]) -> None:
    """Calls for each row and keeps nothing."""
    deque(map(call, rows), 0)


def same(rows: list[dict[str, Any]], decided: list[dict[str, Any]]) -> None:
    """Stops when results differ."""
    for row, result, (outcome, statuses, points) in zip(rows, decided, by_hand(rows), strict=True):
        told = {name: result[f"nk_{name}"] for name in statuses}
        if (result["nk_outcome"], told, (result["nk_points_low"], result["nk_points_high"])) != (outcome, statuses, points):
            raise SystemExit(f"by hand it is decided otherwise: {row}")
        if RULES.explain_row(result, as_of=AS_OF).problems:
            raise SystemExit(f"the row is explained otherwise: {row}")


if __name__ == "__main__":
    for share in (0.0, 0.1):
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, share, int(sys.argv[2]) if len(sys.argv) > 2 else 7)
