"""Files larger than memory stream: what a run holds does not grow with the rows, and five million of them fit in little."""

import subprocess
import sys

import pytest

ROWS = (50_000, 200_000)
MANY_ROWS = 5_000_000
#: What the interpreter, Polars and some blocks of rows take; the file and its result have more than a gigabyte.
CAP = 700_000_000
#: Far less than the larger file and its result take, and more than a loaded machine varies by.
MOST_MORE = 50_000_000

#: Writes a table of so many rows, all different, scores it, and prints the most memory that it held.
PROGRAM = """
import resource, sys
from datetime import date
import naikkelas as nk
from naikkelas.batch import score_table

folder, rows, engine = sys.argv[1], int(sys.argv[2]), sys.argv[3]
regencies = ["Kab. Kebumen", "3305", "Kota Semarang", "Semarang"]
with open(f"{folder}/data.csv", "w", encoding="utf-8") as file:
    file.write("No,Nama Usaha,Kab/Kota,operating_since,pirt_status,pirt_expires_on,knows_market,knows_production,Omset\\n")
    for at in range(rows):
        day = f"{2015 + at % 11}-{1 + at % 12:02}-{1 + at % 28:02}"
        amount = f"Rp {at % 50_000}.000" if at % 10 == 0 else str(1_000_000 + at)
        file.write(f"{at},Usaha nomor {at} di pasar,{regencies[at % 4]},{day},held,2028-{1 + at % 12:02}-01,ya,{'ya' if at % 7 else 'tidak'},{amount}\\n")
score = score_table(
    f"{folder}/data.csv", nk.bundled("inopak-naik-kelas"), f"{folder}/hasil.csv", as_of=date(2026, 11, 1), engine=engine, check_unused=True,
    problems=f"{folder}/masalah.csv",
)
assert score.rows == rows
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["polars"])
def test_memory_does_not_grow_with_the_rows(tmp_path, engine):
    pytest.importorskip("resource", reason="what a process holds is told by Unix")
    held = []
    for rows in ROWS:
        most, size = scored(tmp_path, rows, engine)
        held.append(most)
    assert held[1] - held[0] < MOST_MORE < size, held


@pytest.mark.large
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_five_million_rows_stay_under_a_cap(tmp_path, engine):
    pytest.importorskip("resource", reason="what a process holds is told by Unix")
    most, size = scored(tmp_path, MANY_ROWS, engine)
    assert most < CAP < size, (most, size)


def scored(folder, rows, engine):
    """The most memory that a run of so many rows held, and how large its result is, in bytes."""
    command = [sys.executable, "-c", PROGRAM, str(folder), str(rows), engine]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=1800)
    size = (folder / "hasil.csv").stat().st_size
    for path in folder.iterdir():
        path.unlink()
    return int(done.stdout), size
