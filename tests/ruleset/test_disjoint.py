"""Rows of a ``unique`` table: which pairs are shown to exclude each other, and that no pair is let pass that does not."""

from datetime import date, timedelta
from itertools import product

import pytest

import naikkelas as nk
from naikkelas.conditions import FactRef
from naikkelas.ruleset import disjoint, meaning
from naikkelas.ruleset.disjoint import apart, overlapping
from naikkelas.ruleset.order import operands_in, operands_of
from tests.ruleset.cases import HEAD

DECLARED = """\
parameters:
  p: {type: integer, at_most: 100, values: {2020-01-01: 5, 2022-01-01: 8}}
  mode: {type: choice, of: [strict, lenient], values: {2020-01-01: strict}}
  on: {type: boolean, values: {2020-01-01: true}}
  tenth: {type: number, decimals: 1, values: {2020-01-01: 0.5}}
  half: {type: integer, values: {2020-01-01: 1}}
  length: {type: duration, values: {2020-01-01: {months: 6}}}
  woods: {type: set, of: sector, values: {2020-01-01: [wood, handicraft]}}
  opening: {type: date, values: {2020-01-01: 2021-06-01}}
facts:
  rank: {type: choice, of: [a, b, c]}
  insured: {type: boolean}
  ends: {type: date, may_be_never: true}
  ph: {type: number, decimals: 1, at_least: 0, at_most: 14}
  labels: {type: set, of: [halal, local]}
  share: {ratio: {of: capital, to: annual_sales, when_zero: not_met}}
  part: {ratio: {of: capital, to: annual_sales, when_zero: met}}
  age: {months_since: operating_since}
  total: {sum: [workers, shelf_life_days]}
"""


def rules_of(one, two):
    """A table that hits ``first``, so that it loads whatever its rows are, and a criterion for each row."""
    return nk.loads(
        f"{HEAD}{DECLARED}"
        f"  t: {{type: boolean, table: {{rows: [{{when: {one}, then: true}}, {{when: {two}, then: true}}], otherwise: false}}}}\n"
        f"criteria:\n  permit: {{applies_when: {{rank: {{is: a}}}}, require: {{insured: {{is: true}}}}}}\n"
        f"  one: {{require: {one}}}\n  two: {{require: {two}}}\n  t: {{require: {{t: {{is: true}}}}}}\n"
    )


def shown_apart(rules):
    """Whether the rows are shown to exclude each other on every day."""
    table = rules.linked.derived["t"].formula
    one, two = table.rows
    return all(apart(one.when, two.when, rules.linked, values) for values in rules.linked.values_over_time(rules.parameters))


APART = [
    ("{labels: {includes_all: [halal]}}", "{not: {labels: {includes: halal}}}"),
    ("{labels: {includes: local}}", "{not: {labels: {includes_any: [halal, local]}}}"),
    ("{labels: {includes_all: [halal, local]}}", "{not: {labels: {includes_any: [halal, local]}}}"),
    ("{workers: {at_most: 4}}", "{workers: {at_least: 5}}"),
    ("{workers: {less_than: 5}}", "{workers: {more_than: 4}}"),
    ("{workers: {between: {from: 1, to: 4}}}", "{workers: {between: {from: 5, to: 9}}}"),
    ("{workers: {is: 3}}", "{workers: {is_not: 3}}"),
    ("{workers: {in: [1, 2, 5]}}", "{workers: {in: [3, 4, 6]}}"),
    ("{workers: {in: [1, 2, 5]}}", "{workers: {between: {from: 3, to: 4}}}"),
    ("{workers: {not_in: [1, 2]}}", "{workers: {in: [1, 2]}}"),
    ("{ph: {at_most: 4.6}}", "{ph: {more_than: 4.6}}"),
    ("{workers: {at_most: $p}}", "{workers: {more_than: $p}}"),
    ("{workers: {at_most: $p}}", "{workers: {at_least: 9}}"),
    ("{total: {at_most: 4}}", "{total: {at_least: 5}}"),
    # names
    ("{sector: {is: wood}}", "{sector: {is: herbal}}"),
    ("{sector: {in: [wood, herbal]}}", "{sector: {in: [textile]}}"),
    ("{sector: {is: wood}}", "{sector: {is_not: wood}}"),
    ("{sector: {is: wood}}", "{sector: {not_in: [wood, herbal]}}"),
    ("{sector: {in: $woods}}", "{sector: {is: herbal}}"),
    ("{sector: {in: $woods}}", "{sector: {not_in: $woods}}"),
    ("{rank: {not_in: [a, b]}}", "{rank: {not_in: [c]}}"),  # every choice is in one of the two lists
    ("{rank: {is_not: a}}", "{rank: {not_in: [b, c]}}"),
    ("{kbli: {is: '10710'}}", "{kbli: {is: '10792'}}"),
    ("{kbli: {is: '10710'}}", "{kbli: {is_not: '10710'}}"),
    ("{insured: {is: true}}", "{insured: {is: false}}"),
    ("{insured: {is: true}}", "{insured: {is_not: true}}"),
    ("{insured: {is_not: true}}", "{insured: {is_not: false}}"),
    # connectives
    ("{all: [{workers: {at_least: 3}}, {sector: {is: wood}}]}", "{all: [{workers: {at_most: 9}}, {sector: {is: herbal}}]}"),
    ("{any: [{workers: {at_most: 2}}, {workers: {at_least: 9}}]}", "{workers: {between: {from: 3, to: 8}}}"),
    ("{any: [{any: [{workers: {at_most: 2}}, {workers: {is: 3}}]}, {workers: {at_least: 9}}]}", "{workers: {between: {from: 4, to: 8}}}"),
    ("{not: {workers: {at_most: 4}}}", "{workers: {at_most: 4}}"),
    ("{not: {any: [{workers: {at_most: 4}}, {sector: {is: wood}}]}}", "{sector: {is: wood}}"),
    ("{not: {all: [{workers: {at_most: 4}}, {sector: {is: wood}}]}}", "{workers: {at_most: 3}, sector: {is: wood}}"),
    ("{not: {sector: {not_in: [wood]}}}", "{sector: {is: herbal}}"),
    ("{workers: {at_least: 3, at_most: 2}}", "{workers: {at_least: 0}}"),  # the first is never met
    ("{some: {at_least: 2, of: [{workers: {at_least: 5}}, {sector: {is: wood}}]}}", "{workers: {at_most: 4}}"),
    ("{some: {at_least: 1, of: [{workers: {at_least: 5}}, {workers: {is: 3}}]}}", "{workers: {at_most: 2}}"),
    ("{not: {some: {at_least: 1, of: [{workers: {at_least: 5}}, {sector: {is: wood}}]}}}", "{workers: {at_least: 5}}"),
    (
        "{some: {at_least: 2, of: [{workers: {at_least: 5}}, {sector: {is: wood}}, {rank: {is: a}}]}}",
        "{workers: {at_most: 4}, rank: {is: b}}",
    ),
    # references
    ("{criterion: {permit: met}}", "{criterion: {permit: [not_met, not_applicable]}}"),
    ("{not: {criterion: {permit: met}}}", "{criterion: {permit: met}}"),
    ("{programme: {inopak-naik-kelas: eligible}}", "{programme: {inopak-naik-kelas: [ineligible, out_of_scope]}}"),
    ("{not: {programme: {inopak-naik-kelas: eligible}}}", "{programme: {inopak-naik-kelas: eligible}}"),
    # dates and lengths of time
    ("{ends: {before: $as_of}}", "{ends: {on_or_after: $as_of}}"),
    ("{ends: {before: 2020-01-01}}", "{ends: {between: {from: 2020-01-01, to: 2021-01-01}}}"),
    ("{ends: {before: $opening}}", "{ends: {after: 2021-06-01}}"),
    ("{operating_since: {at_least_ago: {months: 12}}}", "{operating_since: {less_than_ago: {months: 12}}}"),
    ("{operating_since: {at_least_ago: {years: 1}}}", "{operating_since: {less_than_ago: $length}}"),
    ("{operating_since: {at_least_ago: {days: 90}}}", "{operating_since: {less_than_ago: {weeks: 12}}}"),
    ("{operating_since: {at_least_ago: {days: 400}}}", "{operating_since: {less_than_ago: {months: 12}}}"),
    ("{operating_since: {at_least_ago: {months: 12}}}", "{operating_since: {less_than_ago: {days: 300}}}"),
    ("{operating_since: {at_least_ago: {months: 0}}}", "{operating_since: {after: $as_of}}"),
    ("{ends: {before: $as_of}}", "{ends: {at_least_ahead: {months: 6}}}"),
    ("{ends: {at_least_ago: {months: 1}}}", "{ends: {at_least_ahead: {months: 0}}}"),
    ("{not: {ends: {at_least_ahead: {months: 6}}}}", "{ends: {at_least_ahead: {months: 6}}}"),
    ("{ends: {between: {from: $as_of, to: never}}}", "{ends: {before: $as_of}}"),
    ("{age: {less_than: 12}}", "{age: {at_least: 12}}"),
    # ratios, pairs, parameters
    ("{share: {at_most: 0.5}}", "{share: {more_than: 0.5}}"),
    ("{share: {at_most: $tenth}}", "{share: {more_than: 0.5}}"),
    ("{share: {less_than: $half}}", "{share: {at_least: $half}}"),
    ("{share: {between: {from: 0, to: 0.3}}}", "{share: {more_than: 0.3}}"),
    ("{capital: {at_least: {fact: annual_sales}}}", "{capital: {less_than: {fact: annual_sales}}}"),
    ("{capital: {at_least: {fact: annual_sales}}}", "{annual_sales: {more_than: {fact: capital}}}"),
    ("{not: {capital: {at_least: {fact: annual_sales}}}}", "{annual_sales: {at_most: {fact: capital}}}"),
    ("{$mode: {is: strict}}", "{$mode: {is: lenient}}"),
    ("{$mode: {is: lenient}}", "{workers: {at_least: 0}}"),  # the first is never met as things are set
    ("{$on: {is: false}}", "{workers: {at_least: 0}}"),
    ("{$p: {at_least: 9}}", "{workers: {at_least: 0}}"),
]

TOGETHER = [
    ("{labels: {includes: local}}", "{not: {labels: {includes_all: [halal, local]}}}"),
    ("{labels: {includes_any: [halal, local]}}", "{not: {labels: {includes: halal}}}"),
    ("{workers: {at_most: 5}}", "{workers: {at_least: 5}}"),
    ("{workers: {in: [1, 2, 5]}}", "{workers: {between: {from: 3, to: 5}}}"),
    ("{workers: {at_most: $p}}", "{workers: {at_least: 8}}"),  # from 2022 on
    ("{sector: {in: [wood, herbal]}}", "{sector: {in: [herbal, textile]}}"),
    ("{sector: {is_not: wood}}", "{sector: {is_not: herbal}}"),
    ("{kbli: {is_not: '10710'}}", "{kbli: {is_not: '10792'}}"),
    ("{workers: {at_most: 4}}", "{sector: {is: wood}}"),
    ("{any: [{workers: {at_most: 2}}, {sector: {is: wood}}]}", "{workers: {at_least: 9}}"),
    ("{not: {all: [{workers: {at_most: 4}}, {sector: {is: wood}}]}}", "{workers: {at_most: 3}}"),
    ("{criterion: {permit: [met, not_met]}}", "{criterion: {permit: [met, not_applicable]}}"),
    ("{ends: {before: $as_of}}", "{ends: {after: 2020-01-01}}"),
    ("{operating_since: {at_least_ago: {months: 12}}}", "{operating_since: {less_than_ago: {months: 13}}}"),
    ("{operating_since: {at_least_ago: {days: 365}}}", "{operating_since: {less_than_ago: {months: 12}}}"),
    ("{operating_since: {at_least_ago: {months: 12}}}", "{operating_since: {less_than_ago: {days: 367}}}"),
    ("{ends: {at_least_ahead: {months: 1}}}", "{not: {ends: {at_least_ahead: {days: 31}}}}"),
    ("{share: {more_than: 0.5}}", "{share: {less_than: 0.5001}}"),  # 0.50005
    ("{share: {at_most: $tenth}}", "{share: {more_than: 0.1}}"),
    ("{part: {at_most: 0.5}}", "{part: {more_than: 0.5}}"),  # both when there are no sales
    ("{not: {share: {at_most: 0.5}}}", "{not: {share: {more_than: 0.5}}}"),
    ("{capital: {at_least: {fact: annual_sales}}}", "{capital: {at_most: {fact: annual_sales}}}"),
    ("{labels: {includes: halal}}", "{labels: {includes: local}}"),
    ("{$mode: {is: strict}}", "{workers: {at_least: 1}}"),
    ("{some: {at_least: 1, of: [{workers: {at_least: 5}}, {sector: {is: wood}}]}}", "{workers: {at_most: 4}}"),
    ("{insured: {known: true}}", "{insured: {is: false}}"),
]

#: These exclude each other, but it is not shown: they are refused, and ``hit: first`` is right for them.
NOT_SHOWN = [
    ("{workers: {at_least: {fact: workers_men}}, workers_men: {at_least: 5}}", "{workers: {at_most: 4}}"),
    ("{age: {at_least: 12}}", "{operating_since: {less_than_ago: {months: 12}}}"),
]


@pytest.mark.parametrize(("one", "two"), APART)
def test_rows_that_exclude_each_other_are_accepted(one, two):
    assert shown_apart(rules_of(one, two))
    assert shown_apart(rules_of(two, one))


@pytest.mark.parametrize(("one", "two"), TOGETHER + NOT_SHOWN)
def test_rows_that_may_be_met_together_are_refused(one, two):
    assert not shown_apart(rules_of(one, two))
    assert not shown_apart(rules_of(two, one))


def test_refused_means_nk303_and_only_under_unique():
    rows = "rows: [{when: {workers: {at_most: 5}}, then: true}, {when: {workers: {at_least: 5}}, then: false}], otherwise: false"
    text = HEAD + "facts: {t: {type: boolean, table: {%s%s}}}\ncriteria: {a: {require: {t: {is: true}}}}\n"
    assert nk.loads(text % ("", rows)).problems == ()
    with pytest.raises(nk.RuleSetError, match=r"rows no\. 1 and no\. 2 of fact 't' can be met at once"):
        nk.loads(text % ("hit: unique, ", rows))


# --- against the engine ----------------------------------------------------------------------------------------------

AS_OF = date(2024, 2, 29)
NEAR = sorted(
    {AS_OF + timedelta(step * far) for far in (0, 1, 27, 28, 29, 30, 31, 32, 90, 300, 364, 365, 366, 367, 400) for step in (-1, 1)}
)
VALUES = {
    "workers": range(11),
    "shelf_life_days": (0, 3),
    "sector": ("wood", "herbal", "textile"),
    "rank": ("a", "b", "c"),
    "insured": (True, False),
    "kbli": ("10710", "10792", "13121"),
    "ph": ("4.6", "4.7"),
    "labels": ([], ["halal"], ["local"], ["halal", "local"]),
    "ends": (*NEAR, date(2019, 5, 1), date(2021, 6, 1), "never"),
    "operating_since": NEAR,
    "capital": (0, 1, 10001, 20000),
    "annual_sales": (0, 1, 20000, 20002),
    "workers_men": (0, 5, 6),
}


def profiles(rules):
    """Every combination of a few values of the facts that the two rows read; other facts have none."""
    operands = {ref.name for name in ("one", "two") for ref in _facts(rules.linked, rules.linked.criteria[name].require)}
    names = sorted(operands & set(VALUES))
    for values in product(*(VALUES[name] for name in names)):
        yield dict(zip(names, values, strict=True))


def _facts(linked, node):
    for operand in operands_in(node):
        if isinstance(operand, FactRef):
            derived = linked.derived.get(operand.name)
            yield from [operand] if derived is None else operands_of(derived.formula)


@pytest.mark.parametrize(("one", "two"), APART + NOT_SHOWN)
def test_no_profile_meets_two_rows_that_are_accepted(one, two):
    rules = rules_of(one, two)
    for profile in profiles(rules):
        statuses = rules.decide(profile, as_of=AS_OF).statuses
        assert not statuses["one"] == statuses["two"] == "met", profile


@pytest.mark.parametrize(("one", "two"), [pair for pair in TOGETHER if "known" not in pair[0] and "criterion" not in pair[0]])
def test_some_profile_meets_two_rows_that_are_refused(one, two):
    rules = rules_of(one, two)
    met = (rules.decide(profile, as_of=AS_OF).statuses for profile in profiles(rules))
    assert any(statuses["one"] == statuses["two"] == "met" for statuses in met)


def test_too_many_ways_to_meet_some_are_left_open():
    many = ", ".join(f"{{workers: {{at_least: {number}}}}}" for number in range(1, 13))
    assert not shown_apart(rules_of(f"{{some: {{at_least: 6, of: [{many}]}}}}", "{workers: {at_most: 0}}"))


# --- many rows -------------------------------------------------------------------------------------------------------


def counted(monkeypatch, rows):
    """How many pairs of boxes are looked at for so many rows."""
    seen = []
    met = disjoint._met_together
    monkeypatch.setattr(disjoint, "_met_together", lambda one, two: seen.append(1) or met(one, two))
    text = "".join(f"        - {{when: {row}, then: {number}}}\n" for number, row in enumerate(rows))
    table = f"facts:\n  t:\n    type: integer\n    table:\n      hit: unique\n      rows:\n{text}      otherwise: 0\n"
    nk.loads(f"{HEAD}{table}criteria: {{a: {{require: {{t: {{at_least: 1}}}}}}}}\n")
    return len(seen)


def test_rows_side_by_side_on_one_axis_are_not_compared_pair_by_pair(monkeypatch):
    assert counted(monkeypatch, [f"{{workers: {{between: {{from: {10 * i}, to: {10 * i + 9}}}}}}}" for i in range(500)]) == 0


def test_rows_of_names_are_not_compared_pair_by_pair(monkeypatch):
    assert counted(monkeypatch, [f"{{kbli: {{is: '{10000 + i}'}}}}" for i in range(500)]) == 0


def test_rows_of_a_grid_are_compared_along_one_side(monkeypatch):
    grid = [f"{{workers: {{is: {i}}}, shelf_life_days: {{is: {j}}}}}" for i in range(25) for j in range(20)]
    assert counted(monkeypatch, grid) <= 20 * 25 * 25


def test_only_the_first_overlaps_of_a_table_are_told():
    rows = "".join(f"        - {{when: {{workers: {{at_least: {number}}}}}, then: 1}}\n" for number in range(1, 200))
    table = f"facts:\n  t:\n    type: integer\n    table:\n      hit: unique\n      rows:\n{rows}      otherwise: 0\n"
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(f"{HEAD}{table}criteria: {{a: {{require: {{t: {{at_least: 1}}}}}}}}\n")
    assert [p.code for p in refused.value.problems] == ["NK303"] * 10


@pytest.mark.parametrize(("ways", "shown"), [(64, True), (65, False)])
def test_a_condition_with_too_many_ways_is_left_open(ways, shown):
    many = ", ".join(f"{{workers: {{is: {number}}}}}" for number in range(ways))
    assert shown_apart(rules_of(f"{{any: [{many}]}}", "{workers: {at_least: 1000}}")) == shown


@pytest.mark.parametrize(("count", "shown"), [(6, True), (7, False)])
def test_ways_that_multiply_are_left_open_where_they_are_too_many(count, shown):
    ways = [f"{{any: [{{workers: {{at_most: {limit}}}}}, {{shelf_life_days: {{at_most: {limit}}}}}]}}" for limit in range(21 - count, 21)]
    beyond = f"{{workers: {{at_least: {22 - count}}}, shelf_life_days: {{at_least: {22 - count}}}}}"
    assert shown_apart(rules_of(f"{{all: [{', '.join(reversed(ways))}]}}", beyond)) == shown


def test_values_of_one_parameter_are_looked_at_once(monkeypatch):
    seen = []
    monkeypatch.setattr(meaning, "overlapping", lambda *given: seen.append(1) or overlapping(*given))
    changes = ", ".join(f"20{year}-01-01: {year}" for year in range(20, 60))
    text = (
        f"{HEAD}parameters:\n  p: {{type: integer, values: {{{changes}}}}}\n  q: {{type: integer, values: {{2020-01-01: 5, 2050-01-01: 6}}}}\n"
        "facts: {t: {type: boolean, table: {hit: unique, rows: [{when: {workers: {at_most: $q}}, then: true}], otherwise: false}}}\n"
        "criteria: {a: {require: {t: {is: true}, workers: {at_most: $p}}}}\n"
    )
    nk.loads(text)
    assert len(seen) == 2
