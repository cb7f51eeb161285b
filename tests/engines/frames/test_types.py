"""What a type checker knows of a decided table: its kind is that of the table; dicts come back as dicts, whatever mappings went in."""

import subprocess
import sys

import pytest

SHOWN = """
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, assert_type

import polars as pl

import naikkelas as nk

rules = nk.bundled("kur-mikro")
day = date(2026, 3, 1)
counts: list[dict[str, int]] = [{"workers": 3}]
rows = rules.decide_frame(counts, as_of=day, allow_missing=True)
assert_type(rows, list[dict[str, Any]])
outcome: str = rows[0]["nk_outcome"]


def of_mappings(given: Sequence[Mapping[str, object]]) -> list[dict[str, Any]]:
    return rules.decide_frame(given, as_of="day", allow_missing=["workers"])


assert_type(rules.decide_frame(pl.DataFrame(counts), as_of=day, allow_missing=True, codes=True), pl.DataFrame)
assert_type(rules.decide_frame(pl.LazyFrame(counts), as_of=day, allow_missing=True), pl.LazyFrame)


def reasons(found: tuple[nk.Finding | nk.Reference | nk.Group | nk.Scored, ...]) -> int:
    return len(found)


reasons(rules.decide({}, as_of=day).criteria["trading_age"].because)
"""


@pytest.mark.slow
def test_what_comes_out_has_the_type_of_what_went_in(tmp_path):
    (tmp_path / "shown.py").write_text(SHOWN, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "shown.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
