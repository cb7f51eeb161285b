"""What rules add to reading a file: ``decide_frame`` of a scanned file beside the same scan alone.

    python benchmarks/files.py [rows [rounds]]

The table has 40 columns, as field data has: the twelve facts of benchmarks/policy.yaml, and names, addresses, numbers and notes that the rules
do not read. Parquet, with texts and with choices kept as codes, and clean CSV read with a schema; in memory and streaming; results as texts and
as codes. Prints the time with
rules as a multiple of reading alone: by the clock, and by the processor time of all threads, medians of interleaved rounds.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Literal

import polars as pl
import tables_by_hand as hand
from timing import ratios

WORDS = ("Keripik", "Sambal", "Kopi", "Batik", "Anyaman", "Tahu", "Tempe", "Gula", "Aren", "Barokah", "Makmur", "Jaya", "Lestari", "Bu Ani")


def field_table(count: int) -> pl.DataFrame:
    """Forty columns."""
    random, some = Random(3), min(count, 100_000)  # noqa: S311 - test data

    def words(most: int) -> list[str]:
        return [" ".join(random.choices(WORDS, k=random.randrange(1, most + 1))) for _ in range(some)]

    columns: dict[str, list[Any]] = {
        "id": [f"IKM-{number:07d}" for number in range(some)],
        "nib_number": [f"{random.randrange(10**12):013d}" for _ in range(some)],
        "phone": [f"08{random.randrange(10**9):010d}" for _ in range(some)],
        "email": [f"u{random.randrange(10**6)}@contoh.id" for _ in range(some)],
    }
    columns |= {f"name_{number}": words(3) for number in range(6)} | {f"note_{number}": words(6) for number in range(5)}
    columns |= {f"amount_{number}": [random.randrange(10**7) for _ in range(some)] for number in range(8)}
    columns |= {f"share_{number}": [round(random.random(), 3) for _ in range(some)] for number in range(5)}
    other = pl.DataFrame(columns)
    other = pl.concat([other] * -(-count // some)).head(count)
    return pl.concat([other, hand.made(count, 0.05)], how="horizontal").rechunk()


def contenders(folder: Path, table: pl.DataFrame) -> dict[str, tuple[Callable[[], Any], str]]:
    """Reading alone, and with rules, of each file."""
    codes = {name: pl.Enum(known) for name, known in hand.CHOICES.items()}
    table.write_parquet(folder / "texts.parquet")
    table.with_columns(pl.col(name).cast(kind) for name, kind in codes.items()).write_parquet(folder / "codes.parquet")
    table.write_csv(folder / "clean.csv")
    scans: dict[str, Callable[[], pl.LazyFrame]] = {
        "Parquet": lambda: pl.scan_parquet(folder / "texts.parquet"),
        "Parquet, choices as codes": lambda: pl.scan_parquet(folder / "codes.parquet"),
        "CSV": lambda: pl.scan_csv(folder / "clean.csv", schema=table.schema),
        "CSV, choices as codes": lambda: pl.scan_csv(folder / "clean.csv", schema={**table.schema, **codes}),
    }
    engines: tuple[Literal["in-memory", "streaming"], ...] = ("in-memory", "streaming")
    made: dict[str, tuple[Callable[[], Any], str]] = {}
    for name, scan in scans.items():
        for engine in engines:
            alone = f"{name}, {engine}, alone"
            made[alone] = (lambda scan=scan, engine=engine: scan().collect(engine=engine), alone)  # type: ignore[misc]
            for results, kept in (("", False), (", results as codes", True)):

                def rules(scan: Any = scan, engine: Any = engine, kept: bool = kept) -> pl.DataFrame:
                    return hand.RULES.decide_frame(scan(), as_of=hand.AS_OF, codes=kept).collect(engine=engine)

                made[f"{name}, {engine}{results}"] = (rules, alone)
    return made


def main() -> None:
    """Prints the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with TemporaryDirectory() as folder:
        found = ratios(contenders(Path(folder), field_table(count)), int(sys.argv[2]) if len(sys.argv) > 2 else 7)
    print(f"{count:,} rows; time with rules as a multiple of reading alone\n{'':<56} {'seconds':>8} {'clock':>7} {'work':>7}")
    for name, seconds, clock, work in found:
        if not name.endswith("alone"):
            print(f"{name:<56} {seconds:8.3f} {1 / clock:7.2f} {1 / work:7.2f}")


if __name__ == "__main__":
    main()
