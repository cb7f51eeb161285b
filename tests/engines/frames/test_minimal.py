"""Without the extra: tables say what to install, and SQL is written all the same."""

import subprocess
import sys

PROBE = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name in ("narwhals", "polars", "pandas", "pyarrow", "duckdb"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refuse())
from datetime import date
import naikkelas as nk
rules = nk.bundled("inopak-naik-kelas")
assert "SELECT" in rules.to_sql("postgresql", as_of=date(2026, 11, 1))
assert rules.explain_row({"sector": "wood"}, as_of=date(2026, 11, 1)).outcome == "needs_information"
for call in (rules.decide_frame, rules.check_frame):
    try:
        call([], as_of=date(2026, 11, 1))
    except nk.MissingExtraError as error:
        print(error.problems[0].code, error.problems[0].advice())
"""


def test_what_needs_the_extra_says_so():
    done = subprocess.run([sys.executable, "-I", "-c", PROBE], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("NK507") and "naikkelas[batch]" in line for line in lines)
