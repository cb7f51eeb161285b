"""No criterion hides a column: what results have beside the columns of the criteria cannot be the name of one.

The columns are read from real results, so a column that somebody adds is found here before an author finds it.
"""

import csv
import re
from datetime import date

import polars as pl
import pytest

import naikkelas as nk
from naikkelas.batch import result_columns, score_table, scored_table, select_table
from naikkelas.batch.cohort import decided as cohort_decided
from naikkelas.engines.frames.verdict import OWN
from naikkelas.ruleset.names import OF_RESULTS

AS_OF = date(2026, 11, 1)
PREFIX = "q_"
HEAD = "format: naikkelas/1\nrule_set: stan\nversion: 1\neffective: {from: 2026-01-01}\n"
RULES = nk.loads(
    HEAD + "criteria: {books: {require: {keeps_books: {is: true}}}, market: {require: {knows_market: {is: true}}}}\n"
    "selection: {quota: 1, by: {fact: regency, maximum: 1}, waiting_list: 1, order: [{most: points}]}\n"
)
TABLE = "No;regency;keeps_books\nA1;3305;true\nA2;3305;true\nA3;3321;false\n"
ASSUMED = {"knows_market": True}


def rules_with(*names):
    return nk.loads(HEAD + "criteria:\n" + "".join(f"  {name}: {{require: {{keeps_books: {{is: true}}}}}}\n" for name in names))


def ends(columns, own):
    """What the names of the columns end in that stand behind the table's own and are no criterion's; each number of a mask is 0."""
    made = [re.sub(r"^mask_\d+$", "mask_0", name.removeprefix(PREFIX)) for name in columns if name not in own]
    assert all(name.startswith(PREFIX) for name in columns if name not in own)
    return {*made} - {*RULES.criteria}


@pytest.fixture
def table(tmp_path):
    (tmp_path / "data.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path / "data.csv"


def titles(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file, delimiter=";"))


def written(table):
    """The ends of the columns that score, select and decide_frame write with everything that adds one."""
    own = titles(table)
    how = {"as_of": AS_OF, "prefix": PREFIX, "assume": ASSUMED, "key": "No", "overwrite": True}
    score_table(table, RULES, table.with_name("scored.csv"), **how)
    select_table(table, RULES, table.with_name("cohort.csv"), **how)
    frame = pl.DataFrame({"keeps_books": [True]})
    decided = RULES.decide_frame(frame, as_of=AS_OF, prefix=PREFIX, assume=ASSUMED)
    return {
        "score": ends(titles(table.with_name("scored.csv")), own),
        "select": ends(titles(table.with_name("cohort.csv")), own),
        "decide_frame": ends(decided.columns, {*frame.columns, *ASSUMED}),
    }


def test_what_is_reserved_is_what_results_have_beside_criteria(table):
    found = written(table)
    assert {"outcome", "reasons", "reading", "assumed"} <= found["score"]
    assert {"place", "group", "group_name", "waiting_high"} <= found["select"]
    assert {"outcome", "assumed", "mask_0"} <= found["decide_frame"]
    assert set().union(*found.values()) == {*OF_RESULTS, "mask_0"}


def test_what_is_read_back_as_a_column_of_a_result_is_reserved():
    places = cohort_decided._PLACES | cohort_decided._PLACE_WORDS
    assert {*scored_table._FIXED, *cohort_decided._FIXED, *places, *OWN} == OF_RESULTS
    assert {name.removeprefix(PREFIX) for name in result_columns(RULES, PREFIX, assumed=True)} <= {*OF_RESULTS, *RULES.criteria}


@pytest.mark.parametrize("name", [*sorted(OF_RESULTS), "mask_0", "mask_61", "mask_" + "7" * 58])
def test_a_criterion_that_would_hide_a_column_is_refused_with_a_name_that_loads(name):
    with pytest.raises(nk.RuleSetError) as refused:
        rules_with(name)
    (told,) = refused.value.problems
    assert (told.code, told.place.line) == ("NK211", 6)
    for lang, call in (("id", "misalnya"), ("en", "such as")):
        said = told.text(lang)
        assert f"'nk_{name}'" in said
        free = re.search(rf"{call} '(\w+)'", said)[1]
        assert list(rules_with(free).criteria) == [free]


def test_the_name_that_is_proposed_is_none_that_another_criterion_has():
    with pytest.raises(nk.RuleSetError, match="such as 'place_check_3'"):
        rules_with("place_check", "place", "place_check_2")


NEAR = ("mask_worn", "mask_", "mask_0_worn", "masks", "outcomes", "placed", "group_names", "place_check", "my_rules")


def test_names_that_are_only_like_a_column_are_free(table):
    rules = rules_with(*NEAR)
    score_table(table, rules, table.with_name("scored.csv"), as_of=AS_OF)
    found = titles(table.with_name("scored.csv"))
    assert len(found) == len(set(found))
    assert {f"nk_{name}" for name in NEAR} <= {*found}


def test_facts_and_parameters_may_be_called_as_columns_are():
    rules = nk.loads(
        HEAD + "facts: {place: {type: boolean}}\nparameters: {group: {type: integer, values: {2026-01-01: 3}}}\n"
        "criteria: {a: {require: {place: {is: true}, workers: {at_least: $group}}}}\n"
    )
    assert rules.decide({"place": True, "workers": 3}, as_of=AS_OF).outcome == "eligible"
