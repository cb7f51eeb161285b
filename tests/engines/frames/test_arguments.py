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


def told(options, call=RULES.decide_frame, table=TABLE, lang="en"):
    with pytest.raises(nk.EvaluationError) as refused:
        call(table, **{"as_of": AS_OF, **options})
    return [str(found.text(lang)) for found in refused.value.problems]


def test_what_cannot_be_assumed_says_what_can_be_done_instead():
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: a\nversion: 1\nfacts: {channels: {type: set, of: [shop]}}\n"
        "criteria: {k: {require: {channels: {includes: shop}}}, w: {require: {workers: {at_least: 1}}}}\n"
    )
    (text,) = told({"assume": {"channels": ["shop"]}, "allow_missing": True}, rules.decide_frame)
    assert text.endswith(
        "'channels' cannot be named in assume under these rules; a set cannot be assumed; if nobody knows it, name it in allow_missing"
    )
    assert rules.decide_frame(TABLE, as_of=AS_OF, allow_missing=["channels"])["nk_k"].to_list() == ["unknown"]
    for nothing in (None, "", float("nan"), {"at_least": None}):
        (text,) = told({"assume": {"workers": nothing}}, table=pl.DataFrame({"x": [1]}))
        assert text.endswith("leave it out of assume; if nobody knows it, name it in allow_missing")
    (text,) = told({"allow_missing": ["workrs"]})
    assert text.endswith("'workrs' cannot be named in allow_missing under these rules; did you mean 'workers'?")


def test_a_date_written_as_a_text_is_told_from_the_name_of_a_column():
    (text,) = told({"as_of": "2026-11-01"})
    assert text.endswith("if every row is judged on that date, give the date and not a text: as_of=date(2026, 11, 1)")
    (text,) = told({"as_of": "worker"})
    assert text.endswith("did you mean 'workers'?")
    assert RULES.decide_frame(pl.DataFrame({"workers": [1], "2026-11-01": [AS_OF]}), as_of="2026-11-01")["nk_outcome"].to_list() == [
        "eligible"
    ]


@pytest.mark.parametrize("table", ["", ".", "a.", ".b", "a..b"])
def test_a_table_without_a_name_is_refused(table):
    (found,) = refusals(lambda **options: RULES.to_sql("sqlite", as_of=AS_OF, **options), {"table": table})
    assert (found.code, found.place.path) == ("NK538", "table")
    assert 'FROM "a b"."c"' in RULES.to_sql("sqlite", as_of=AS_OF, table="a b.c")


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("allow_missing", None, "None"),
        ("allow_missing", 1, "1"),
        ("allow_missing", [1], "list"),
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


@pytest.mark.parametrize("name", ["\ud800", "a\udfff", "a\0b"])
def test_a_name_that_cannot_be_written_is_refused(name):
    for what, call in CALLS.items():
        for options in ({"prefix": name}, *([{"table": name, "columns": ["workers", name]}] if what == "to_sql" else [])):
            assert [(each.code, each.place.path) for each in refusals(call, options)] == [("NK538", each) for each in sorted(options)]
    for table in (ROWS, [{**ROWS[0], name: AS_OF}], TABLE):
        (found,) = refusals(RULES.decide_frame, {"frame": table, "as_of": name})
        assert (found.code, found.place.path) == ("NK538", "as_of")


def test_what_cannot_be_assumed_of_a_table_cannot_be_assumed_of_its_row():
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: a\nversion: 1\nfacts: {channels: {type: set, of: [shop]}}\n"
        "criteria: {k: {require: {channels: {includes: shop}}}, w: {require: {workers: {at_least: 1}}}}\n"
    )
    for assumed in ({"workerz": 1}, {"channels": ["shop"]}, {"keeps_books": True}, {"workers": "x", "zz": 1}):
        of_table = refusals(rules.decide_frame, {"frame": [{}], "as_of": AS_OF, "assume": assumed, "allow_missing": True})
        assert refusals(rules.explain_row, {"row": {}, "as_of": AS_OF, "assume": assumed}) == of_table


def test_no_rows_as_dicts_are_decided_as_none():
    for as_of in (AS_OF, "day"):
        for rows in ([], ()):
            assert RULES.decide_frame(rows, as_of=as_of) == RULES.decide_frame(rows, as_of=as_of, assume={"workers": 1}) == []
            assert RULES.check_frame(rows, as_of=as_of) == []
    assert [each.code for each in refusals(RULES.decide_frame, {"frame": [], "as_of": AS_OF, "allow_missing": "nobody"})] == ["NK524"]
    assert [each.code for each in refusals(RULES.decide_frame, {"frame": [{}], "as_of": AS_OF})] == ["NK521"]
