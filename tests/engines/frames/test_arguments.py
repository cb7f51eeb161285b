"""What is said beside the table: an argument of the wrong type is named, with what was read and what is expected."""

from datetime import date

import polars as pl
import pytest

import naikkelas as nk

RULES = nk.loads("{format: naikkelas/1, rule_set: fair, version: 1, criteria: {c: {require: {workers: {at_least: 1}}}}}")
AS_OF = date(2026, 11, 1)
TABLE = pl.DataFrame({"workers": [1]})
ROWS = [{"workers": 1}]
CALLS = {
    "decide_frame": lambda **options: RULES.decide_frame(TABLE, as_of=AS_OF, **options),
    "a lazy table": lambda **options: RULES.decide_frame(TABLE.lazy(), as_of=AS_OF, **options),
    "dicts": lambda **options: RULES.decide_frame(ROWS, as_of=AS_OF, **options),
    "check_frame": lambda **options: RULES.check_frame(TABLE, as_of=AS_OF, **options),
    "to_sql": lambda **options: RULES.to_sql("sqlite", as_of=AS_OF, **options),
}


def refusals(call, options):
    with pytest.raises(nk.EvaluationError) as refused:
        call(**options)
    return refused.value.problems


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("allow_missing", None, "None"),
        ("allow_missing", 1, "1"),
        ("allow_missing", [1], "[1]"),
        ("allow_missing", b"workers", "b'workers'"),
        ("assume", ["owner_name"], "list"),
        ("assume", "owner_name=Ani", "str"),
        ("assume", {1: True}, "dict[int]"),
        ("prefix", None, "None"),
        ("prefix", b"nk_", "b'nk_'"),
    ],
    ids=repr,
)
def test_an_argument_of_the_wrong_type_is_named(call, name, value, read):
    (found,) = refusals(call, {name: value})
    assert (found.code, found.place.path) == ("NK538", name)
    for lang in ("id", "en"):
        assert f"'{name}'" in found.message(lang)
        assert read in found.message(lang)
    assert "Ani" not in str(found)


def test_all_wrong_arguments_are_told_at_once():
    found = refusals(CALLS["decide_frame"], {"allow_missing": None, "prefix": 3, "assume": [("workers", 1)]})
    assert [(each.code, each.place.path) for each in found] == [("NK538", "allow_missing"), ("NK538", "assume"), ("NK538", "prefix")]


@pytest.mark.parametrize(
    ("name", "value"), [("table", None), ("table", 3), ("columns", "workers"), ("columns", [1]), ("columns", 3), ("columns", b"workers")]
)
def test_the_names_of_a_select_are_texts(name, value):
    (found,) = refusals(CALLS["to_sql"], {name: value})
    assert (found.code, found.place.path) == ("NK538", name)


@pytest.mark.parametrize("dialect", [None, 3, ["sqlite"], b"sqlite"])
def test_a_dialect_that_is_no_text_is_unknown(dialect):
    with pytest.raises(nk.EvaluationError) as refused:
        RULES.to_sql(dialect, as_of=AS_OF)
    assert [each.code for each in refused.value.problems] == ["NK533"]
    assert "sqlite" in str(refused.value)


@pytest.mark.parametrize(
    "names", ["workers", ["workers"], ("workers",), {"workers"}, {"workers": 1}, iter(["workers"]), pl.Series(["workers"])]
)
def test_names_may_come_from_anything_that_has_them(names):
    empty = pl.DataFrame({"note": [1]})
    assert RULES.decide_frame(empty, as_of=AS_OF, allow_missing=names)["nk_outcome"].to_list() == ["needs_information"]


@pytest.mark.parametrize("names", [["workers"], ("workers",), {"workers": 1}, iter(["workers"]), TABLE.columns])
def test_columns_may_come_from_anything_that_has_names(names):
    assert RULES.to_sql("sqlite", as_of=AS_OF, columns=names) == RULES.to_sql("sqlite", as_of=AS_OF)
