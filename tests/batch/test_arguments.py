"""What is handed over to the functions of tables and cohorts: other things than their names stand for are told, before anything is done."""

import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import naikkelas as nk
from naikkelas.batch import (
    compare_scores,
    mapping_of,
    mapping_text,
    propose_columns,
    read_mapping,
    read_table,
    result_columns,
    score_table,
    select_table,
    write_template,
)  # fmt: skip
from naikkelas.cohorts.asking import Wanted
from tests.batch.make import csv_at

RULES = nk.bundled("inopak-naik-kelas")
AS_OF = date(2026, 11, 1)
ROWS = "No,Nama Usaha,Tahu Pasar,Tahu Produksi\n1,Tempe,ya,ya\n2,Tahu,ya,tidak\n"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A table, its result and its mapping; nobody writes there."""
    folder = tmp_path_factory.mktemp("arguments")
    table = csv_at(folder, ROWS)
    score_table(table, RULES, folder / "lama.csv", as_of=AS_OF)
    csv_at(folder, 'format: naikkelas-mapping/1\ncolumns:\n  "Tahu Pasar": {fact: knows_market}\n', "peta.yaml")
    return folder


@pytest.fixture
def folder(files, tmp_path, monkeypatch):
    shutil.copytree(files, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def score(table="data.csv", rules=RULES, out="hasil.csv", **given):
    return score_table(table, rules, out, **{"as_of": AS_OF, **given})


def select(table="data.csv", rules=RULES, out=None, **given):
    return select_table(table, rules, out, **{"as_of": AS_OF, **given})


def compare(previous="lama.csv", now="lama.csv", rules=RULES, **given):
    return compare_scores(previous, now, rules, **{"as_of": AS_OF, "key": "No", **given})


def cohort(rules=RULES, profiles=None, **given):
    return nk.select_cohort(rules, {"a": {}} if profiles is None else profiles, **{"as_of": AS_OF, "quota": 1, **given})


def read(path="data.csv", **given):
    return read_table(path, **given)


def proposed(table="data.csv", **given):
    return propose_columns(table, **given)


def template(rules=RULES, out="isi.xlsx", **given):
    return write_template(rules, out, **given)


class Nothing:
    """A value of a type that nobody knows."""


#: What stands for no path and for no table.
NO_PATHS = [
    None,
    3,
    True,
    2.5,
    ["data.csv"],
    {"a": 1},
    {"data.csv"},
    Nothing(),
    Path,
    (each for each in ("data.csv",)),
    "da\0ta.csv",
    b"\0",
]
NO_TEXTS = [3, True, ["NIB"], b"NIB", date(2026, 1, 1), Nothing()]
NO_FLAGS = ["ya", 1, 0, "no", None, Nothing()]
NO_MAPPINGS = [["a=b"], "a=b", {1: True}, {None: True}, 3, [("a", True)]]
NO_RULES = ["inopak-naik-kelas", 3, Path("rules.yaml"), nk.select_cohort, RULES.linked]
NO_DAYS = ["2026-11-01", datetime(2026, 11, 1, tzinfo=UTC), 20261101, True]
NO_LANGS = ["fr", "EN", "", 1, ["id"]]

WRONG = {
    score: {
        "table": NO_PATHS, "rules": [None, *NO_RULES], "out": NO_PATHS, "problems": NO_PATHS[1:], "as_of": [None, *NO_DAYS],
        "rules_as_of": NO_DAYS, "mapping": [{"NIB": {"permit": "nib"}}, *NO_PATHS[1:]], "assume": NO_MAPPINGS, "key": NO_TEXTS,
        "lang": [None, *NO_LANGS], "prefix": [None, *NO_TEXTS], "overwrite": NO_FLAGS, "engine": ["spark", "", 3, ["rows"]],
        "check_unused": NO_FLAGS, "progress": [3, "x", True],
    },
    select: {
        "table": NO_PATHS, "rules": NO_RULES, "out": NO_PATHS[1:], "as_of": [None, *NO_DAYS], "rules_as_of": NO_DAYS,
        "wanted": [{"quotas": 4}, {1: 4}, 4, ["quota"], "quota"], "names": ["x", 3], "mapping": NO_PATHS[1:], "assume": NO_MAPPINGS,
        "key": NO_TEXTS, "lang": [None, *NO_LANGS], "prefix": [None, *NO_TEXTS], "outcome": NO_TEXTS, "decide_again": NO_FLAGS,
        "overwrite": NO_FLAGS, "progress": [3, "x"],
    },
    compare: {
        "previous": NO_PATHS, "now": NO_PATHS, "rules": [None, *NO_RULES], "key": [None, *NO_TEXTS], "as_of": [None, *NO_DAYS],
        "rules_as_of": NO_DAYS, "mapping": NO_PATHS[1:], "assume": NO_MAPPINGS, "prefix": [None, *NO_TEXTS], "changes": NO_PATHS[1:],
        "lang": [None, *NO_LANGS], "overwrite": NO_FLAGS, "inputs": [None, 3, "a.csv", b"a.csv", [None], [["a"]]],
    },
    cohort: {
        "rules": [None, *NO_RULES], "profiles": [[{}], ({} for _ in range(2)), "a", 3, [("a", {})]], "as_of": [None, *NO_DAYS],
        "rules_as_of": NO_DAYS, "quota": [2.5, Nothing()], "by": [3, Nothing()], "groups": [3, Nothing(), [3]], "minimum": [2.5],
        "maximum": [Nothing()], "order": [3, Nothing(), [3], [None]], "waiting_list": [2.5, ["1"]],
    },
    read: {
        "path": NO_PATHS, "sheet": NO_TEXTS, "header_row": ["1", True, 1.0, Nothing()], "delimiter": [";;", "", b";", 3, '"', "\n"],
        "short_rows": NO_FLAGS,
    },
    proposed: {"table": NO_PATHS, "facts": [RULES, ["sector"], 3, "sector"]},
    template: {"rules": [None, *NO_RULES], "out": NO_PATHS, "lang": [None, *NO_LANGS], "overwrite": NO_FLAGS},
    read_mapping: {"path": NO_PATHS},
    result_columns: {"prefix": [None, *NO_TEXTS], "rules": [None, *NO_RULES]},
}  # fmt: skip
CALLS = [(call, name, value) for call, names in WRONG.items() for name, values in names.items() for value in values]


@pytest.mark.parametrize(("call", "name", "value"), CALLS)
def test_an_argument_of_another_kind_is_named_and_nothing_is_written(files, monkeypatch, call, name, value):
    monkeypatch.chdir(files)
    before = sorted(files.iterdir())
    more = {"rules": RULES} if call is result_columns and name != "rules" else {}
    with pytest.raises(nk.EvaluationError) as found:
        call(**{name: value}, **more)
    told = found.value.problems
    assert all(name in (each.place.path, each.slots.get("name")) or name in str(each) for each in told)
    assert call is cohort or {each.code for each in told} <= {"NK538", "NK504"}
    assert sorted(files.iterdir()) == before


def test_what_is_wrong_is_told_at_once_and_without_values_that_may_be_personal(folder):
    with pytest.raises(nk.EvaluationError) as found:
        score(table=[{"nik": "3305010101900001"}], mapping={"NIK": "3305010101900002"}, assume=["nik=3305010101900003"], lang="fr")
    assert [each.place.path for each in found.value.problems] == ["assume", "lang", "mapping", "table"]
    assert "33050101" not in str(found.value)
    assert "argumen 'lang' berisi 'fr'; yang diharapkan: id | en" in found.value.problems[1].text("id")


@pytest.mark.parametrize(("value", "told"), [("nik=3305010101900003", "str"), ({3305010101900003: True}, "dict[int]"), (7, "int")])
def test_of_what_is_assumed_only_the_type_is_told(folder, value, told):
    with pytest.raises(nk.EvaluationError) as found:
        score(assume=value)
    assert found.value.problems[0].slots["read"] == told


def test_a_name_of_rules_is_told_how_to_become_rules(folder):
    with pytest.raises(nk.EvaluationError, match=r"nk\.load\(path\) or nk\.bundled\(name\)"):
        score(rules="inopak-naik-kelas")


def test_another_engine_is_a_value_error_too(folder):
    with pytest.raises(ValueError, match=r"'spark'; expected: polars \| duckdb \| rows"):
        score(engine="spark")


def test_python_itself_says_which_argument_is_missing(folder):
    with pytest.raises(TypeError, match="as_of"):
        score_table("data.csv", RULES, "hasil.csv")
    with pytest.raises(TypeError, match="unexpected"):
        read_table("data.csv", sheets="Data")


class Named:
    """What stands for a path of bytes."""

    def __fspath__(self):
        return b"data.csv"


class Facts(Mapping):
    """A mapping that is no dict."""

    def __getitem__(self, name):
        return {"knows_production": True}[name]

    def __iter__(self):
        return iter(["knows_production"])

    def __len__(self):
        return 1


class One:
    """What stands for the number 1."""

    def __index__(self):
        return 1


@pytest.mark.parametrize("table", ["data.csv", Path("data.csv"), b"data.csv", Named(), read_table])
def test_whatever_stands_for_a_path_is_one(folder, table):
    table = read_table("data.csv") if table is read_table else table
    assert score(table).rows == 2
    assert len(propose_columns(table)) == 4
    assert select(table, wanted=Wanted(quota=1)).rows == 2


def test_paths_of_bytes_are_taken_everywhere(folder):
    made = score(b"data.csv", RULES, b"baru.csv", problems=b"masalah.csv", mapping=b"peta.yaml")
    assert (made.out, Path("masalah.csv").exists()) == ("baru.csv", True)
    assert read_mapping(b"peta.yaml").file == "peta.yaml"
    made = compare(b"lama.csv", b"baru.csv", changes=b"ubah.csv", inputs=(b"x", Path("y")))
    assert (made.new, made.gone) == (0, 0)
    with pytest.raises(nk.ProblemsError, match="NK470"):
        compare(b"lama.csv", b"baru.csv", changes=b"ubah2.csv", inputs=(b"ubah2.csv",))
    assert write_template(RULES, b"isi.xlsx")


def test_what_is_plainly_meant_is_taken(folder):
    assert read_table("data.csv", header_row=One()).columns == read_table("data.csv", header_row=1).columns
    table = read_table("data.csv")
    assert score(assume=Facts(), mapping="peta.yaml", overwrite=True).assumed_words == "knows_production=true"
    assert select(wanted={"quota": 1}).asked.terms == select(wanted=Wanted(quota=1)).asked.terms
    assert mapping_text(propose_columns(table), table, "en") != mapping_text(propose_columns(table), table, "id")
    assert mapping_of(propose_columns(table), table).columns


def test_the_functions_still_say_what_they_take():
    assert "as_of" in score_table.__annotations__
    assert score_table.__doc__.startswith("Decides every row")
