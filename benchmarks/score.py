"""What scoring a file costs: every engine beside row by row, and reading messy cells beside reading the file alone.

    python benchmarks/score.py [rows] [share of bad cells]

Writes a CSV of so many rows, scores it with each engine (row by row on a part of it) and prints rows a second, the most memory that was held,
and how long the cells alone take beside Polars and :mod:`csv`, which only take the file apart into texts. Medians of interleaved rounds, by the
processor time of all threads: other work on the machine moves that least.
"""

import csv
import resource
import sys
import tempfile
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any

import polars as pl

import naikkelas as nk
from naikkelas.batch import read_table, score_table
from naikkelas.batch.blocks import blocks_of
from naikkelas.batch.columnar.facts import FactReader
from naikkelas.batch.columnar.parts import parts_of
from naikkelas.batch.columns.plan import facts_read, plan_of
from naikkelas.engines.frames.given import table_types

AS_OF = date(2026, 11, 1)
RULES = nk.bundled("inopak-naik-kelas")
ROUNDS = 3
#: Rows that are decided one by one; a million would take minutes.
BY_ROW = 20_000
#: Rows that differ; after that they come again, with other numbers and names.
DIFFERENT = 100_000
TITLES = "No,Nama Usaha,Kab/Kota,Jenis Usaha,operating_since,pirt_status,pirt_expires_on,knows_market,knows_production,Omset Tahunan"
REGENCIES = ("Kebumen", "Kota Semarang", "Kab. Demak", "Banyumas", "3305", "Purbalingga")
BAD = ("??", "lihat lampiran", "x-1", "2.05E+14", "31/02/2020")


def write(path: Path, count: int, share: float) -> None:
    """A table of ten columns as an office keeps it; ``share`` of the cells that are read cannot be."""
    random = Random(11)  # noqa: S311 - test data
    parts = []
    for _ in range(min(count, DIFFERENT)):
        cells = [
            random.choice(REGENCIES),
            "makanan olahan",
            f"{random.randint(2015, 2026)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
            random.choice(("ada", "belum", "proses")),
            f"{random.randint(2024, 2030)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
            random.choice(("ya", "tidak", "ya", "Ya", "")),
            random.choice(("ya", "tidak", "sudah")),
            str(random.randint(1, 9000) * 100_000),
        ]
        parts.append(",".join(random.choice(BAD) if random.random() < share else cell for cell in cells))
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{TITLES}\n")
        for at in range(count):
            file.write(f"{at},Usaha {at},{parts[at % len(parts)]}\n")


def scored(path: Path, engine: Any) -> float:
    """The seconds of a whole run: opening, deciding, writing."""
    start = process_time()
    score_table(path, RULES, path.with_suffix(".hasil.csv"), as_of=AS_OF, engine=engine, overwrite=True)
    return process_time() - start


def only_cells(path: Path) -> float:
    """The seconds of reading every cell to its fact, without deciding anything."""
    table = read_table(path)
    plan = plan_of(table, RULES, None, {})
    names = facts_read(RULES)
    types = {name: kind for name, kind in table_types(RULES.linked, RULES.catalogue).items() if name in names}
    start = process_time()
    reader = FactReader(parts_of(table, plan, RULES, {}), types, lambda _: None)
    for block in blocks_of(table):
        reader.read(block)
    return process_time() - start


def as_texts(path: Path) -> float:
    """The seconds of Polars to read the file as texts."""
    start = process_time()
    pl.read_csv(path, infer_schema=False)
    return process_time() - start


def as_records(path: Path) -> float:
    """The seconds of :mod:`csv` to read the file as texts."""
    start = process_time()
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass
    return process_time() - start


def measure(folder: Path, count: int, share: float) -> None:
    """Prints one comparison."""
    path, part = folder / f"data-{share}.csv", folder / f"part-{share}.csv"
    write(path, count, share)
    write(part, BY_ROW, share)
    calls = {
        "Polars, texts only": lambda: as_texts(path),
        "csv, texts only": lambda: as_records(path),
        "cells to facts": lambda: only_cells(path),
        "score, polars": lambda: scored(path, "polars"),
        "score, duckdb": lambda: scored(path, "duckdb"),
        "score, row by row": lambda: scored(part, "rows") * count / BY_ROW,
    }
    found: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            found[name].append(call())
    seconds = {name: median(each) for name, each in found.items()}
    texts, records, rows = (seconds[name] for name in ("Polars, texts only", "csv, texts only", "score, row by row"))
    print(f"{count:,} rows, {share:.0%} of the cells cannot be read")
    for name, each in seconds.items():
        print(
            f"  {name:<20} {each:8.2f} s {count / each:12,.0f} rows/s   x{each / texts:7.1f} Polars   x{each / records:6.1f} csv"
            f"   {rows / each:7.1f} times row by row"
        )
    print(f"  most memory held so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    rows_asked = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    shares = [float(sys.argv[2])] if len(sys.argv) > 2 else [0.0, 0.01]
    with tempfile.TemporaryDirectory() as made:
        for each_share in shares:
            measure(Path(made), rows_asked, each_share)
