"""A list of dicts as a table: read in parts, and given back as dicts of which those that are alike were made together."""

from collections import OrderedDict, defaultdict
from datetime import date, datetime
from decimal import Decimal
from random import Random
from sys import getsizeof
from types import MappingProxyType
from unittest.mock import patch
from uuid import UUID

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.engines.frames import records
from naikkelas.engines.frames.dicts import as_dicts

AS_OF = date(2026, 11, 1)
RULES = nk.loads(
    """
format: naikkelas/1
rule_set: stall
version: 1
facts:
  ph: {type: number, decimals: 1, at_least: 0, at_most: 14}
criteria:
  permit: {require: {pirt_status: {is: held}, pirt_expires_on: {on_or_after: $as_of}}}
  small: {require: {workers: {at_most: 19}}}
  market: {kind: note, require: {knows_market: {is: true}}}
  acid: {kind: note, require: {ph: {at_most: 4.6}}}
  many: {kind: preference, points: 5, require: {annual_sales: {at_least: 300 juta}}}
"""
)
EVERY = {"as_of": AS_OF, "allow_missing": True}
#: More than the rows that are worked on together, and than those below which nothing is made together.
MANY = 2500


def plainly(rows, made, assumed):
    """What the dicts have to be: every value put into every row."""
    return [{**row, **assumed, **results} for row, results in zip(rows, made.iter_rows(named=True), strict=True)]


def typed(rows):
    """The rows with the order of their keys, and the types of what they hold."""
    return [[(key, type(value), value) for key, value in row.items()] for row in rows]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([1, 2, 4, 60, 5000]), max_size=9),
    st.sampled_from([0, 1, 30, 1999, 2000, MANY]),
    st.integers(0, 2**20),
    st.sampled_from([{}, {"md_status": "none"}, {"ph": 4.5, "day": AS_OF}]),
)
def test_dicts_that_were_made_together_are_those_that_are_made_one_by_one(counts, height, seed, assumed):
    random = Random(seed)  # noqa: S311 - test data
    pools = [[f"value {number}" for number in range(count)] if place % 2 else list(range(count)) for place, count in enumerate(counts)]
    columns = {
        f"nk_{place}": pl.Series(random.choices([*pool, None], k=height), dtype=pl.String if place % 2 else pl.Int64)
        for place, pool in enumerate(pools)
    }
    made = pl.DataFrame({**columns, "nk_problems": pl.Series([None] * height, dtype=pl.String)})
    rows = [{"id": number, 3: "x"} if number % 3 else {"name": "Ani"} for number in range(height)]
    assert typed(as_dicts(rows, made, assumed)) == typed(plainly(rows, made, assumed))
    alike = [{"id": number, "__class__": "x"} for number in range(height)]
    for keys in (["id", "__class__"], ["id", "__class__", *(f"more {place}" for place in range(30))], ["id", "nk_problems", "day"]):
        rows = [dict.fromkeys(keys, 0) | row for row in alike] if "__class__" in keys else [dict.fromkeys(keys, height) for _ in alike]
        assert typed(as_dicts(rows, made, assumed, keys)) == typed(plainly(rows, made, assumed))


def stalls(count=MANY):
    random = Random(5)  # noqa: S311 - test data
    pools = {
        "pirt_status": ["held", "none", None],
        "pirt_expires_on": [date(2027, 1, 1), date(2026, 1, 1), None],
        "workers": [3, 19, 20, None],
        "knows_market": [True, False, None],
        "ph": [4.5, 7, None],
        "annual_sales": [*range(299_999_000, 300_001_000), None],
    }
    return [{"id": number} | {name: random.choice(pool) for name, pool in pools.items()} for number in range(count)]


def told(decision):
    """The results of a decision as a table has them."""
    points = decision.points
    statuses = [status.value for status in decision.statuses.values()]
    return [decision.outcome.value, points.at_least, points.at_most, *statuses, *decision.masks, None]


def test_many_rows_are_decided_as_their_profiles_are():
    rows = stalls()
    for row in rows:  # of three ways to lack a value
        if row["id"] % 3 == 0:
            row.pop("workers")
    for row, made in zip(rows, RULES.decide_frame(rows, **EVERY), strict=True):
        facts = {name: value for name, value in row.items() if name != "id"}
        assert list(made.items())[: len(row)] == list(row.items())
        assert list(made.values())[len(row) :] == told(RULES.decide(facts, as_of=AS_OF))


def test_rows_that_are_alike_share_nothing_that_can_be_changed():
    rows = stalls(40) * 60
    before = [dict(row) for row in rows]
    made = RULES.decide_frame(rows, **EVERY)
    assert len({id(row) for row in made}) == len(made)
    untouched = typed(made[3:])
    for name in list(made[0]):
        made[0][name] = "another"
    made[0]["more"] = 1
    del made[1]["nk_outcome"]
    made[2].clear()
    assert typed(made[3:]) == untouched
    assert list(made[1]) == [name for name in made[3] if name != "nk_outcome"]
    assert rows == before


def test_rows_with_the_same_keys_take_less_memory_than_dicts_of_their_own_and_never_more():
    for few in RULES.decide_frame(stalls(2), **EVERY):
        assert getsizeof(few) < getsizeof(dict.fromkeys([*few]))
    for many in RULES.decide_frame([{f"more {number}": 1 for number in range(30)}] * 2, **EVERY):
        assert getsizeof(many) <= getsizeof(dict.fromkeys([*many]))


@pytest.mark.parametrize("place", [0, 600])
@pytest.mark.parametrize(
    ("name", "value", "usable"),
    [
        ("workers", True, False),
        ("workers", 3.0, True),
        ("workers", 2**63, False),
        ("workers", "3", True),
        ("annual_sales", -(2**63) - 1, False),
        ("annual_sales", "500 juta", True),
        ("pirt_status", 7, False),
        ("pirt_expires_on", datetime(2027, 1, 1, 10), False),  # noqa: DTZ001 - as a database gives it
        ("pirt_expires_on", datetime(2027, 1, 1), True),  # noqa: DTZ001 - as a database gives it
        ("pirt_expires_on", "2027", True),
        ("knows_market", 1, False),
        ("knows_market", "yes", False),
        ("ph", "4,5", True),
        ("ph", 10**400, False),
        ("pirt_status", pd.NA, True),
        ("pirt_status", Decimal("NaN"), True),
        ("pirt_status", {"held"}, False),
        ("pirt_status", UUID(int=7), False),
        ("pirt_status", "\ud800", False),
        ("pirt_status", True, False),
    ],
)
def test_one_value_of_another_type_is_read_as_a_profile_reads_it(place, name, value, usable):
    rows = stalls()
    rows[place][name] = value
    made = RULES.decide_frame(rows, **EVERY)
    assert [row["nk_problems"] for row in made] == [None if usable or number != place else name for number in range(MANY)]
    kept = {fact: given for fact, given in rows[place].items() if fact != "id"}
    if usable:
        assert list(made[place].values())[len(rows[place]) :] == told(RULES.decide(kept, as_of=AS_OF))
    else:
        with pytest.raises(nk.ProfileError, match="NK402"):
            RULES.decide(kept, as_of=AS_OF)


CELLS = {
    "pirt_status": ["held", "none", " held ", "", "unheard of", 7],
    "pirt_expires_on": [date(2027, 1, 1), date(2026, 1, 1), "2027", datetime(2027, 1, 1), "soon"],  # noqa: DTZ001 - as a database gives it
    "workers": [3, 19, 20, 3.0, "3", -1, True, 2**70],
    "knows_market": [True, False, "yes", 1],
    "ph": [4.5, 7, 7.25, "4,5"],
    "annual_sales": [299_999_999, 300_000_000, 3e8, "300 juta"],
    "name": ["Ani", ["no", "fact"]],
}
#: As often as anything that is there, a cell is empty in one of the ways there are: no key, nothing, no number.
ROW = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(pool) | st.sampled_from([None, float("nan")]) for name, pool in CELLS.items()}
).flatmap(lambda row: st.permutations(list(row)).map(lambda names: {name: row[name] for name in names}))
KINDS = st.sampled_from([dict, dict, OrderedDict, MappingProxyType, lambda row: defaultdict(lambda: "held", row)])


def one_by_one(row):
    """What ``decide`` says of a row, or of which of its facts it says that they cannot be used."""
    try:
        decision = RULES.decide({name: value for name, value in row.items() if name != "name"}, as_of=AS_OF)
    except nk.ProfileError as error:
        return sorted(each.place.path for each in error.problems)
    return told(decision)


#: Rows with the same keys in the same order, as most lists have.
ALIKE = st.lists(st.sampled_from(list(CELLS)), min_size=1, unique=True).flatmap(
    lambda names: st.lists(st.fixed_dictionaries({name: st.sampled_from([*CELLS[name], None]) for name in names}), min_size=1, max_size=9)
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(ROW, KINDS), max_size=9), st.just([]) | ALIKE, st.booleans(), st.integers(1, 4))
def test_rows_of_any_shape_are_decided_as_one_by_one_however_they_are_parted(others, alike, turned, together):
    given_rows = [*((row, dict) for row in alike), *others][:: -1 if turned else 1]
    rows = [kind(row) for row, kind in given_rows]
    with patch.object(records, "_TOGETHER", together), patch.object(records, "_NEAR", together):
        made = RULES.decide_frame(rows, **EVERY)
    for (row, _), results in zip(given_rows, made, strict=True):
        assert (type(results), list(results)[: len(row)]) == (dict, list(row))
        assert all(results[name] is value for name, value in row.items())
        found = list(results.values())[len(row) :]
        assert (found if found[-1] is None else sorted(found[-1].split())) == one_by_one(row)


class Shout(str):
    """A text that is no plain one."""

    __slots__ = ()


@pytest.mark.parametrize(
    "others",
    [
        [["workers", "pirt_status"]],
        [["pirt_status"], ["workers", "pirt_status"], ["workers"]],
        [["pirt_status", "workers", "name"], ["pirt_status"]],
        [["pirt_status", "name"]],
        [["pirt_status", pd.NA]],
        [[pd.NA, "workers"]],
        [["pirt_status", 3]],
        [[3, "pirt_status"], [3, "pirt_status"]],
        [["pirt_status", Shout("workers")]],
        [[]],
    ],
    ids=str,
)
def test_keys_of_each_row_are_its_own(others):
    pool = {"pirt_status": "none", "workers": 3}
    rows = [{name: pool.get(name, "x") for name in names} for names in (["pirt_status", "workers"], *others)]
    for given_rows in (rows, rows[::-1], rows[1:], rows[:1] * MANY + rows[1:]):
        made = RULES.decide_frame(given_rows, **EVERY)
        for row, results in zip(given_rows, made, strict=True):
            assert list(results)[: len(row)] == list(row)
            assert results["nk_permit"] == ("not_met" if "pirt_status" in row else "unknown")
            assert results["nk_small"] == ("met" if "workers" in row else "unknown")


def test_a_column_that_changes_its_type_late_is_read_all_the_same():
    rows = [{"workers": None, "ph": None}, {"workers": 3, "ph": 4}, {"workers": 2**40, "ph": 4.6}, {"workers": 2**70, "ph": None}]
    with patch.object(records, "_TOGETHER", 1):
        made = RULES.decide_frame(rows, **EVERY)
    assert [row["nk_small"] for row in made] == ["unknown", "met", None, None]
    assert [row["nk_acid"] for row in made] == ["unknown", "met", None, None]
    assert [row["nk_problems"] for row in made] == [None, None, "workers", "workers"]


@pytest.mark.parametrize("kind", [dict, OrderedDict, MappingProxyType, lambda row: defaultdict(lambda: "held", row)])
def test_a_row_of_any_mapping_becomes_a_dict_and_stays_as_it_was(kind):
    rows = [kind({"pirt_status": "none", "workers": 3}), kind({"workers": 3})]
    first, second = RULES.decide_frame(rows, **EVERY)
    assert (type(first), type(second)) == (dict, dict)
    assert (first["nk_permit"], second["nk_permit"]) == ("not_met", "unknown")
    assert [list(row) for row in rows] == [["pirt_status", "workers"], ["workers"]]
    same = [{"pirt_status": "none", "workers": 3}, kind({"pirt_status": "none", "workers": 3})]
    for row in RULES.decide_frame(same, **EVERY):
        assert (type(row), row["nk_permit"], row["nk_small"]) == (dict, "not_met", "met")


def test_each_dict_may_have_a_date_of_its_own():
    days = [date(2026, 6, 1), "2027-06-01", None, datetime(2027, 6, 1), "soon"]  # noqa: DTZ001 - as a database gives it
    rows = [{"pirt_status": "held", "pirt_expires_on": date(2027, 1, 1), "day": day} for day in days]
    made = RULES.decide_frame(rows, as_of="day", allow_missing=True)
    assert [row["nk_permit"] for row in made] == ["met", "not_met", None, "not_met", None]
    assert [row["nk_problems"] for row in made] == [None, None, "as_of", None, "as_of"]
    assert [row["nk_permit"] for row in RULES.decide_frame(rows[:1] * MANY, as_of="day", allow_missing=True)] == ["met"] * MANY


def test_a_number_that_cannot_be_read_undecides_its_own_row_alone():
    rows = [{"sector": "processed_food", "pirt_status": "held"}, {"sector": "processed_food", "pirt_number": "x"}]
    made = nk.bundled("inopak-naik-kelas").decide_frame(rows, as_of=date(2026, 11, 1), allow_missing=True)
    assert [row["nk_problems"] for row in made] == [None, "pirt_expires_on pirt_status"]
