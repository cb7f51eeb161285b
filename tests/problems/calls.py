"""Pairs of calls: dates, parameters, libraries, engines, tables in memory, SQL, verification and revisions (NK478 and NK5xx)."""

import contextlib
import os
import shutil
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import pandas as pd
import polars as pl
import pytest

import naikkelas as nk
from naikkelas.authoring.diffing import Wanted, extracted, moment_of, names_of, table_difference
from naikkelas.authoring.verifying import Direction, verify
from naikkelas.batch import read_table, score_table
from naikkelas.engines.durable import refusals
from naikkelas.extras import need
from tests.authoring.diffing.make import sides, small
from tests.authoring.diffing.test_revisions import git
from tests.batch.rows.test_score import TOO_FINE
from tests.engines.durable.needed import durable_rules
from tests.problems.pair import Pair, family
from tests.ruleset.cases import HEAD, STAFF, require

DAY = date(2026, 11, 1)
STALL = nk.loads(
    HEAD + "parameters: {p: {type: integer, at_least: 1, at_most: 9, values: {2020-01-01: 5}}}\n" + require("{workers: {at_least: $p}}")
)
PLAIN = nk.loads(HEAD + STAFF)
FINE = nk.loads(TOO_FINE)
NO_Z3 = "the extra verify is not installed"


def on(_: Path, days: dict[str, Any]):
    return STALL.decide({}, **{"as_of": DAY, **days}).problems


def parameter(_: Path, values: dict[str, Any]):
    STALL.with_parameters(**values)
    return ()


def bundled(_: Path, name: str):
    nk.bundled(name)
    return ()


def library(folder: Path, given: tuple[dict[str, str], str | None]):
    """What a folder of these files holds on a day; each file says how the first one is changed."""
    files, name = given
    for file, changed in files.items():
        (folder / file).write_text((HEAD + STAFF).replace(*changed.split("=>")) if changed else HEAD + STAFF, encoding="utf-8")
    nk.library(folder).at(DAY, name)
    return ()


def package(_: Path, name: str):
    need(name, "batch")
    return ()


def by_rows(folder: Path, rows: int):
    """A table that is decided by what no table engine can do."""
    (folder / "data.csv").write_text("workers,x\n" + "3,y\n" * rows, encoding="utf-8")
    made = score_table(folder / "data.csv", FINE, folder / "hasil.csv", as_of=DAY)
    return [*made.problems, *(each.code for each in made.warnings)]


def durable(_: Path, profile: Any):
    durable_rules()
    with nk.DurableEngine(PLAIN) as engine:
        return engine.decide(profile, as_of=DAY).problems


def closed(_: Path, early: bool):
    durable_rules()
    engine = nk.DurableEngine(PLAIN)
    if early:
        engine.close()
    with engine:
        return engine.decide({}, as_of=DAY).problems


def rows_of(most: int):
    listed = ", ".join(f"{{when: {{workers: {{is: {number}}}}}, then: {number}}}" for number in range(most))
    return nk.loads(
        f"{HEAD}facts: {{size: {{type: integer, table: {{rows: [{listed}], otherwise: 99}}}}}}\n" + require("{size: {at_least: 3}}")
    )


def large(_: Path, more: int):
    durable_rules()
    with nk.DurableEngine(rows_of(refusals.MOST_ROWS + more)) as engine:
        return engine.decide({}, as_of=DAY).problems


def frame(given: Any, rules: nk.RuleSet = PLAIN, **options: Any):
    rules.decide_frame(given, **{"as_of": DAY, **options})
    return ()


def tabled(_: Path, given: dict[str, Any]):
    """A Polars table of these columns; what is not a list is an option."""
    cells = {name: value for name, value in given.items() if isinstance(value, list)}
    return frame(pl.DataFrame(cells), **{name: value for name, value in given.items() if name not in cells})


def columns(_: Path, names: list[str]):
    return frame(pd.DataFrame([[3, 4]], columns=names))


def lazy(_: Path, days: int):
    visited = [DAY + timedelta(number) for number in range(days)]
    return frame(pl.LazyFrame({"workers": [3] * days, "visited_on": visited}), as_of="visited_on")


def looked_at(rules: nk.RuleSet, _: Path, columns: dict[str, list[Any]]):
    return rules.check_frame(pl.DataFrame(columns), as_of=DAY, allow_missing=True)


def fine(_: Path, text: str):
    return nk.loads(text).check_frame(pl.DataFrame({"workers": [3]}), as_of=DAY)


def stored(_: Path, changed: dict[str, Any]):
    row = PLAIN.decide_frame(pl.DataFrame({"workers": [3]}), as_of=DAY).row(0, named=True)
    return PLAIN.explain_row({**row, **changed}, as_of=DAY).problems


def sql(_: Path, given: tuple[str, str]):
    dialect, prefix = given
    PLAIN.to_sql(dialect, as_of=DAY, prefix=prefix)
    return ()


def direction(_: Path, fact: str):
    pytest.importorskip("z3", reason=NO_Z3)
    rules = nk.loads(HEAD + require("{operating_since: {at_least_ago: {months: 12}}, sector: {is: wood}}"))
    verify(rules, DAY, directions=[Direction(fact)])
    return ()


def stricter(_: Path, kind: str):
    pytest.importorskip("z3", reason=NO_Z3)
    one, other = (nk.loads(f"{HEAD}facts: {{f: {{type: {each}}}}}\n" + require("{f: {known: true}}")) for each in ("boolean", kind))
    verify(one, DAY, stricter=other)
    return ()


def revision(folder: Path, given: dict[str, Any]):
    """Reads ``path`` from a repository of one commit; without ``git`` none is found, and without ``init`` there is no repository."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    (folder / "rules.yaml").write_text(HEAD + STAFF, encoding="utf-8")
    (folder / "into").mkdir()
    if given.get("init", True):
        for arguments in (("init", "-q"), ("add", "rules.yaml"), ("commit", "-q", "-m", "one")):
            git(folder, *arguments)
    here = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
        "GIT_CEILING_DIRECTORIES": str(folder.parent)
    }
    path = here["PATH"] if given.get("git", True) else str(folder / "into")
    with mock.patch.dict(os.environ, {**here, "PATH": path}, clear=True), contextlib.chdir(folder):
        extracted(given["path"], folder / "into")
    return ()


def counted(folder: Path, by: str):
    (folder / "data.csv").write_text("nama pemilik,zona,workers\nSiti,utara,3\n", encoding="utf-8")
    document = small({"staff": {"require": {"workers": {"at_least": 3}}}})
    one, two = sides(document, document)
    names = names_of(one.rules.linked, two.rules.linked)
    table_difference(read_table(folder / "data.csv"), (one, two), moment_of(one, two, DAY), names, Wanted(by=by), "en")
    return ()


DECIDING = (
    *family(
        on,
        ("NK501", {"as_of": date(2019, 12, 31)}, {"as_of": date(2020, 1, 1)}),
        ("NK504", {"as_of": "2026-11-01"}, {"as_of": DAY}),
        ("NK504", {"rules_as_of": 2026}, {"rules_as_of": None}),
    ),
    *family(parameter, ("NK502", {"q": 5}, {"p": 5}), ("NK503", {"p": 10}, {"p": 9})),
    *family(bundled, ("NK505", "inopak-naik-kela", "inopak-naik-kelas")),
    *family(
        library,
        ("NK505", ({"a.yaml": ""}, "tryed"), ({"a.yaml": ""}, "tried")),
        ("NK506", ({"a.yaml": "", "b.yaml": "2020-01-01=>2026-11-01"}, None), ({"a.yaml": "", "b.yaml": "2020-01-01=>2026-11-02"}, None)),
        ("NK509", ({"a.yaml": "", "b.yaml": "tried=>other"}, None), ({"a.yaml": "", "b.yaml": "tried=>other"}, "tried")),
        ("NK515", ({"a.test.yaml": ""}, None), ({"a.yaml": ""}, None)),
    ),
    *family(package, ("NK507", "jsons", "json"), ("NK508", "json.coder", "json.decoder")),
    *family(by_rows, ("NK478", 500, 499)),
)

DURABLE = (
    *family(large, ("NK511", 1, 0)),
    *family(closed, ("NK512", True, False)),
    *family(durable, ("NK513", nk.Snapshot({"workers": "3"}, {}), nk.Snapshot({"workers": 3}, {}))),
)

FRAMES = (
    *family(
        tabled,
        ("NK521", {"workrs": [3]}, {"workers": [3]}),
        ("NK522", {"workers": [True]}, {"workers": [3]}),
        ("NK523", {"workers": [3], "assume": {"workers": 3}}, {"worker": [3], "assume": {"workers": 3}}),
        ("NK524", {"workers": [3], "allow_missing": ("workrs",)}, {"workers": [3], "allow_missing": ("workers",)}),
        ("NK525", {"workers": [3], "nk_outcome": ["x"]}, {"workers": [3], "outcome": ["x"]}),
        ("NK528", {"workers": [3], "on": [DAY], "as_of": "day"}, {"workers": [3], "day": [DAY], "as_of": "day"}),
        ("NK538", {"workers": [3], "allow_missing": None}, {"workers": [3], "allow_missing": False}),
    ),
    *family(lambda _, given: frame(given), ("NK520", {"workers": 3}, [{"workers": 3}])),
    *family(columns, ("NK526", ["workers", "workers"], ["workers", "workers_men"])),
    *family(lazy, ("NK531", 65, 64)),
    *family(stored, ("NK527", {"workers": 2}, {"workers": 4}), ("NK534", {"workers__low": 4}, {"workers__low": 3})),
    *family(partial(looked_at, PLAIN), ("NK529", {"workrs": [3]}, {"workers": [3]})),
    *family(
        partial(looked_at, nk.bundled("inopak-naik-kelas")), ("NK530", {"pirt_number": ["2053374020970-28"]}, {"pirt_status": ["held"]})
    ),
    Pair("NK532", TOO_FINE, TOO_FINE.replace("weight: 997", "weight: 999"), fine),
    *family(
        sql,
        ("NK533", ("postgres", "nk_"), ("postgresql", "nk_")),
        ("NK537", ("postgresql", "p" * 53), ("postgresql", "p" * 52)),
        ("NK537", ("postgresql", "p" * 60), ("duckdb", "p" * 60)),
    ),
)

VERIFYING = (
    *family(direction, ("NK550", "producing_since", "operating_since"), ("NK551", "sector", "operating_since")),
    *family(stricter, ("NK552", "text", "boolean")),
)

REVISIONS = family(
    revision,
    ("NK553", {"path": "HEAD:rules.yaml", "git": False}, {"path": "HEAD:rules.yaml", "git": True}),
    ("NK554", {"path": "HEAD:rules.yaml", "init": False}, {"path": "HEAD:rules.yaml", "init": True}),
    ("NK555", {"path": "HEAD~1:rules.yaml"}, {"path": "HEAD:rules.yaml"}),
    ("NK556", {"path": "HEAD:rule.yaml"}, {"path": "HEAD:rules.yaml"}),
)

COUNTED = family(counted, ("NK558", "nama pemilik", "zona"))

PAIRS = (*DECIDING, *DURABLE, *FRAMES, *VERIFYING, *REVISIONS, *COUNTED)
