"""Several facts, criteria or programmes in place of one: what a hint shows loads, with all of them, wherever it stands."""

import re

import pytest

from tests.ruleset.cases import require
from tests.ruleset.slips import loads, told

SEVERAL = "these are several names, with a comma between each two: write "
EXAMPLE = "write for example "
CRITERIA = "criteria:\n  b: {require: {workers: {at_least: 5}}}\n  c: {applies_when: {keeps_books: {is: true}}, require: {workers: {at_least: 6}}}\n  a: {require: "
BOTH = "{keeps_books: {is: true}, knows_market: {is: true}}"
ALL = "{all: [{keeps_books: {is: true}}, {knows_market: {is: true}}]}"


def of_criteria(condition):
    return CRITERIA + condition + "}\n"


#: Where the slip stands, the slip, and what its hint says to write for it: in place of all of it, but for the last word before it.
SLIPS = [
    (require, "{pirt_status: «{is: Held atau in_process}»}", SEVERAL, "{in: [held, in_process]}"),
    (require, "{pirt_status: «{in: [HELD In_process]}»}", SEVERAL, "{in: [held, in_process]}"),
    (require, "{pirt_status: «{is: Held_In_Process}»}", SEVERAL, "{in: [held, in_process]}"),
    (require, "«{Keeps_books KNOWS_MARKET: {is: true}}»", SEVERAL, BOTH),
    (require, "«{keeps_books, knows_market: true}»", EXAMPLE, BOTH),
    (require, "«{keeps_books, knows_market: {is: true}}»", EXAMPLE, BOTH),
    (require, "{not: «{keeps_books, knows_market: true}»}", EXAMPLE, ALL),
    (require, "{not: «{keeps_books knows_market: {is: true}}»}", SEVERAL, ALL),
    (require, "{programme: «kur-mikro»}", EXAMPLE, "{kur-mikro: eligible}"),
    (require, "{programme: «inopak-naik-kelas, kur-mikro»}", EXAMPLE, "{inopak-naik-kelas: eligible, kur-mikro: eligible}"),
    (require, "{programme: «'inopak-naik-kelas dan kur-mikro'»}", None, None),
    (of_criteria, "«{criterion: b c}»", SEVERAL, "{all: [{criterion: b}, {criterion: {c: met}}]}"),
    (of_criteria, "«{criterion: b, c}»", SEVERAL, "{all: [{criterion: b}, {criterion: {c: met}}]}"),
    (of_criteria, "«{criterion: b atau c}»", SEVERAL, "{any: [{criterion: b}, {criterion: {c: met}}]}"),
    (of_criteria, "{not: «{criterion: b dan c}»}", SEVERAL, "{all: [{criterion: b}, {criterion: {c: met}}]}"),
]


@pytest.mark.parametrize(("around", "slip", "says", "meant"), SLIPS, ids=[each[1] for each in SLIPS])
def test_what_is_shown_for_several_in_one_loads(around, slip, says, meant):
    (one,) = told(around(slip.replace("«", "").replace("»", "")))
    if says is None:
        assert one.advice("en") == "say the outcome of each programme: {its-name: eligible}"
        return
    assert one.advice("en") == says + meant
    assert one.advice("id") != one.advice("en")
    assert loads(around(re.sub("«.*»", lambda _: meant, slip)))


#: Under ``any`` and ``some`` several in one item may be meant as several items.
ITEMS = [
    (require, "{keeps_books: {is: true}, knows_market: {is: true}}", ALL),
    (require, "{keeps_books knows_market: {is: true}}", ALL),
    (require, "{keeps_books, knows_market: true}", ALL),
    (of_criteria, "{criterion: b c}", "{all: [{criterion: b}, {criterion: {c: met}}]}"),
    (of_criteria, "{criterion: b, c}", "{all: [{criterion: b}, {criterion: {c: met}}]}"),
]


@pytest.mark.parametrize("of", ["{any: [%s, {workers: {at_least: 9}}]}", "{some: {at_least: 2, of: [%s, {workers: {at_least: 9}}]}}"])
@pytest.mark.parametrize(("around", "item", "meant"), ITEMS, ids=[each[1] for each in ITEMS])
def test_of_several_in_one_item_both_meanings_are_told_and_both_load(of, around, item, meant):
    (one,) = told(around(of % item))
    assert one.advice("en") == f"write each as an item of its own, or {meant} if all of them are to be met"
    assert loads(around(of % meant))
    assert loads(around(of % meant.removeprefix("{all: [").removesuffix("]}")))


def test_what_is_too_long_to_be_shown_is_described():
    long = "{any: [{programme: inopak-naik-kelas, kur-mikro, kur-kecil}]}"
    assert told(require(long))[0].advice("en") == "write each as an item of its own, or {all: [...]} if all of them are to be met"
    (one,) = told(require("{programme: inopak-naik-kelas, kur-mikro, kur-kecil, pangan-pirt}"))
    assert one.advice("en") == "say the outcome of each programme: {its-name: eligible}"


@pytest.mark.parametrize(
    ("around", "slip", "advice"),
    [
        # an example that would not load is not shown
        (require, "{any: [{keeps_books: {is: true}, knows_market: {is: tru}}]}", "write {all: [...]} inside it"),
        (require, "{any: [{workers: {at_least: 1, at_most: 5}}]}", "write {all: [...]} inside it"),
        (require, "{keeps_books, workers: {at_least: 5}}", "say how it is compared: is, is_not, known"),
        (require, "{keeps_books, knows_market, knows_production, field_verified: true}", "say how it is compared: is, is_not, known"),
        (require, "{keeps_books, capital: 5}", "say how it is compared: is, is_not, known"),
        (require, "{programme: kur-mikroo}", "say the outcome of each programme: {its-name: eligible}"),
        (of_criteria, "{criterion: b d}", None),
        (of_criteria, "{criterion: a b}", None),  # it would refer to itself
    ],
)
def test_what_cannot_be_meant_is_not_shown(around, slip, advice):
    assert told(around(slip))[0].advice("en") == advice


@pytest.mark.parametrize("nothing", ["''", '"  "'])
def test_where_a_day_is_empty_a_day_is_shown(nothing):
    parameters = f"parameters:\n  p: {{type: integer, values: {{{nothing}: 5}}}}\n"
    first, *_ = told(parameters + require("{workers: {at_least: $p}}"))
    assert (first.code, first.advice("en")) == ("NK207", "write a whole date, for example 2019-05-31")
