"""What a table costs: ``decide_frame`` beside the same policy written by hand for Polars and for DuckDB (benchmarks/tables_by_hand.py).

    python benchmarks/frames.py [rows [rounds]]

Prints for each way the seconds of a call and the rows per second as a multiple of the hand-written one that is named beside it: by the
clock, and by the processor time of all threads. Rounds are interleaved, and each number is a median of them. The results are compared first.
The last lines say how much memory a call needs at most, beside what its result holds.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import duckdb
import polars as pl
import tables_by_hand as hand
from timing import ratios

RULES, AS_OF = hand.RULES, hand.AS_OF


def ours(table: Any) -> Any:
    """The policy as a rule set."""
    return RULES.decide_frame(table, as_of=AS_OF)


def same(mine: pl.DataFrame, theirs: pl.DataFrame) -> None:
    """Stops when two results differ."""
    names = {"nk_outcome": "outcome", "nk_points_low": "low", "nk_points_high": "high"} | {f"nk_{name}": name for name in RULES.criteria}
    for name, other in names.items():
        if not (mine[name] == theirs[other]).all():
            raise SystemExit(f"by hand {other} is another")


def measure(count: int, gaps: float, rounds: int) -> None:
    """Prints one comparison."""
    texts = hand.made(count, gaps)
    enums = texts.with_columns(pl.col(name).cast(pl.Enum(known)) for name, known in hand.CHOICES.items())
    categories = texts.with_columns(pl.col(name).cast(pl.Categorical) for name in hand.CHOICES)
    ranged = hand.ranged(texts)
    connection = duckdb.connect()
    connection.register("arrow", texts.to_arrow())
    connection.execute("CREATE TABLE profiles AS SELECT * FROM arrow")
    relation = connection.table("profiles")
    for table, by_hand in ((texts, hand.polars), (enums, hand.polars), (categories, hand.polars), (ranged, hand.polars_ranged)):
        same(ours(table), by_hand(table))
    same(ours(relation).pl().sort(texts.columns), hand.duckdb(connection, "profiles").pl().sort(texts.columns))  # in no order of their own
    found = ratios(
        {
            "by hand, Polars, texts": (lambda: hand.polars(texts), "by hand, Polars, texts"),
            "by hand, Polars, Enum": (lambda: hand.polars(enums), "by hand, Polars, texts"),
            "Polars, texts": (lambda: ours(texts), "by hand, Polars, texts"),
            "Polars lazy, texts": (lambda: ours(texts.lazy()).collect(), "by hand, Polars, texts"),
            "Polars streaming, texts": (lambda: ours(texts.lazy()).collect(engine="streaming"), "by hand, Polars, texts"),
            "Polars, Enum": (lambda: ours(enums), "by hand, Polars, texts"),
            "Polars, Enum ": (lambda: ours(enums), "by hand, Polars, Enum"),
            "Polars, Categorical": (lambda: ours(categories), "by hand, Polars, texts"),
            "by hand, Polars, ranges": (lambda: hand.polars_ranged(ranged), "by hand, Polars, ranges"),
            "Polars, ranges": (lambda: ours(ranged), "by hand, Polars, ranges"),
            "by hand, DuckDB": (lambda: hand.duckdb(connection, "profiles").to_arrow_table(), "by hand, DuckDB"),
            "DuckDB": (lambda: ours(relation).to_arrow_table(), "by hand, DuckDB"),
        },
        rounds,
    )
    print(f"\n{count:,} rows, {gaps:.0%} of the cells missing; rows/s as a multiple of the hand-written one")
    print(f"{'':<26} {'seconds':>8} {'clock':>7} {'work':>7}   beside")
    besides = ["texts"] * 6 + ["Enum", "texts", "ranges", "ranges", "DuckDB", "DuckDB"]
    for (name, seconds, clock, work), beside in zip(found, besides, strict=True):
        print(f"{name:<26} {seconds:8.3f} {clock:7.2f} {work:7.2f}   by hand, {beside}")
    for name, table in (("texts", texts), ("Enum", enums)):
        peak, result = memory(lambda table=table: ours(table))  # type: ignore[misc]
        held = sum(16 if kind == pl.String else 8 for name, kind in result.schema.items() if name.startswith("nk_")) * count
        print(f"memory, {name:<18} {peak / held:8.2f} of what the result holds ({held / 2**20:.0f} MiB)")


def memory(call: Callable[[], Any]) -> tuple[int, Any]:
    """The most memory of this process beyond what it had, in bytes, while a call is made; and what the call gave."""

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    before, done = resident(), Event()
    most = [before]

    def watch() -> None:
        while not done.wait(0.002):
            most[0] = max(most[0], resident())

    watcher = Thread(target=watch)
    watcher.start()
    result = call()
    done.set()
    watcher.join()
    return max(most[0], resident()) - before, result


if __name__ == "__main__":
    for share in (0.0, 0.1):
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, share, int(sys.argv[2]) if len(sys.argv) > 2 else 7)
