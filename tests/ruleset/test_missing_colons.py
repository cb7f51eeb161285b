"""A line that lacks nothing but its colon gets it in a hint, and what is wrong behind it is told with it. So it is with damaged dates."""

import pytest

import naikkelas as nk
from tests.ruleset.slips import HEAD

REST = "  b: {require: {workerss: {at_least: 5}}}\n"
BARE = [
    ("criteria", HEAD + "criteria:\n  a: {require: {workers: {at_least: 5}}}\n" + REST),
    ("facts", HEAD + "facts:\n  z: {type: integer}\ncriteria:\n  a: {require: {z: {at_least: 5}}}\n" + REST),
    ("effective", HEAD + "effective:\n  from: 2020-01-01\ncriteria:\n  a: {require: {workers: {at_least: 5}}}\n" + REST),
    (
        "outputs",
        HEAD + "facts: {big: {derive: {workers: {at_least: 5}}}}\noutputs:\n- big\ncriteria:\n  a: {require: {big: {is: true}}}\n" + REST,
    ),
    ("a", HEAD + "criteria:\n  a:\n    require: {workers: {at_least: 5}}\n" + REST),
    ("require", HEAD + "criteria:\n  a:\n    require:\n      workers: {at_least: 5}\n" + REST),
    ("require", HEAD + "criteria:\n  a:\n    title: A\n    require:\n      workers: {at_least: 5}\n" + REST),
    ("workers", HEAD + "criteria:\n  a:\n    require:\n      workers:\n        at_least: 5\n" + REST),
    ("all", HEAD + "criteria:\n  a:\n    require:\n      all:\n      - workers: {at_least: 5}\n" + REST),
    ("any", HEAD + "criteria:\n  a:\n    require:\n\n      any:   # one of them\n\n        - workers: {at_least: 5}\n" + REST),
    ("remedy", HEAD + "criteria:\n  a:\n    require: {workers: {at_least: 5}}\n    remedy:\n      id: A\n" + REST),
]


def told(text):
    with pytest.raises(nk.RuleSetError) as caught:
        nk.loads(text)
    return caught.value.problems


@pytest.mark.parametrize(("key", "right"), BARE)
def test_a_key_alone_on_its_line_is_told_to_lack_its_colon_and_hides_nothing(key, right):
    (last,) = told(right)
    line = next(number for number, text in enumerate(right.splitlines(), 1) if text.partition("#")[0].strip() == f"{key}:")
    bare = right.splitlines()
    bare[line - 1] = bare[line - 1].replace(":", "", 1)
    first, other = told("\n".join(bare) + "\n")
    assert (first.code, first.place.line, first.advice("en")) == ("NK134", line, f"a colon is missing behind '{key}': write '{key}:'")
    assert other == last


def test_several_lines_without_colons_are_told_together_with_the_rest():
    text = (
        HEAD
        + "effective {from: 2020-01-01}\nparameters\n  p: {type: integer, values: {2020-01-01: x}}\ncriteria\n  a: {require: {workers: {at_leest: $p}}}\n"
    )
    assert [(one.code, one.place.line) for one in told(text)] == [("NK134", 4), ("NK134", 5), ("NK207", 6), ("NK134", 7), ("NK205", 8)]


def test_lines_that_all_lack_their_colons_are_told_once_each():
    lines = "".join(f"  c{number}\n    require\n      workers\n        at_least: x\n" for number in range(9))
    assert {one.code for one in told(HEAD + "criteria:\n" + lines)} <= {"NK134", "NK207"}
    assert {one.place.line for one in told(HEAD + "criteria\n" + lines) if one.code == "NK134"} >= {4, 5, 6, 7}


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "title: Syarat\npinjaman\n  usaha: 1\ncriteria:\n  a: {require: {workers: {at_least: 5}}}\n",
        HEAD + "criteria:\n  a:\n    title:\n      id: A\n      usaha\n        besar: B\n    require: {workers: {at_least: 5}}\n",
        HEAD + "criteria\nfacts:\n  z: {type: integer}\n",
        HEAD + "criteria",
    ],
)
def test_what_may_be_a_text_or_has_nothing_below_it_is_no_key(text):
    one = next(one for one in told(text) if one.code == "NK134")
    assert one.advice("en") is None


def test_a_key_that_is_too_long_to_be_shown_is_left_as_it_is():
    key = "k" * 90
    found = told(HEAD + f"criteria:\n  {key}\n    require: {{workers: {{at_least: 5}}}}\n" + REST)
    assert [(one.code, one.place.line) for one in found] == [("NK134", 5)]


#: The days of a rule set, with a slip in them, and how far down that shifts what stands below.
DATES = [
    "effective: {from: 2020-01-01\n",
    "effective: from: 2020-01-01}\n",
    "{effective: {from: 2020-01-01}\n",
    "effective:{from: 2020-01-01}\n",
    "@effective: {from: 2020-01-01}\n",
    "effective: {from: @2020-01-01}\n",
    "effective\n  from: 2020-01-01\n",
    "effective:{\n  from: 2020-01-01\n",
    "effective:\n  from 2020-01-01\n",
    "effective:\n  from 2020-01-01\n  until: 2030-01-01\n",
    "effective:\n  from:2020-01-01\n",
    "effective:\n  }from: 2020-01-01\n",
    "effective:\n  -from: 2020-01-01\n",
    "effective:\n  from: 2020-01-01\n  until 2030-01-01\n",
    'effective:\n  "from: 2020-01-01\n',
    "effective:\n  from: '2020-01-01\n",
]


@pytest.mark.parametrize("days", DATES)
def test_damaged_days_hide_nothing_of_the_rest(days):
    body = "facts:\n  big: {derive: {workers: {at_leest: 5}}}\ncriteria:\n  a: {require: {workerss: {at_least: ya}}}\n" + REST
    below = [(one.code, one.place.line + days.count("\n")) for one in told(HEAD + body)]
    found = [(one.code, one.place.line) for one in told(HEAD + days + body)]
    assert found[1:] == below
    assert found[0][1] <= 3 + days.count("\n")


def test_without_days_no_value_of_a_parameter_is_missed():
    body = "parameters:\n  p: {type: integer, values: {2020-01-01: 1}}\ncriteria:\n  a: {require: {workers: {at_least: $p}}}\n"
    assert [one.code for one in told(HEAD + "effective:\n  from 2020-01-01\n  until: 2030-01-01\n" + body)] == ["NK134"]


@pytest.mark.parametrize("end", ["from", "until"])
def test_one_day_without_its_colon_is_told_as_it_is_written(end):
    body = "\ncriteria:\n  a: {require: {workers: {at_least: 5}}}\n"
    for slip in (f"{end} 2020-01-01", f"{end}:2020-01-01"):
        (one,) = told(HEAD + f"effective:\n  {slip}" + body)
        assert (one.code, one.advice("en")) == ("NK152", f"write for example {{{end}: 2020-01-01}}")
    assert nk.loads(HEAD + f"effective: {{{end}: 2020-01-01}}" + body)
