"""Why a criterion has its status: the few comparisons that fixed it, and nothing of the branches that did not matter."""

from datetime import date

import pytest

import naikkelas as nk
from naikkelas.conditions import ParamRef
from naikkelas.logic import TRUTH_NAMES
from naikkelas.ranges import NEVER
from naikkelas.results import Finding, Group

DAY = date(2024, 2, 29)

HEAD = """\
format: naikkelas/1
rule_set: explained
version: 1
effective: {from: 2020-01-01}
parameters:
  off: {type: boolean, values: {2020-01-01: false}, title: {id: Sakelar, en: Switch}}
  on: {type: boolean, values: {2020-01-01: true}}
  cap: {type: money, values: {2020-01-01: 100}}
  worth: {type: integer, values: {2020-01-01: 9}}
  length: {type: duration, values: {2020-01-01: {months: 1}}}
facts:
  income: {type: money, personal: true}
  born_on: {type: date, personal: true}
  secret: {type: choice, of: [a, b], personal: true}
  rank: {type: choice, of: [a, b, c]}
  knows: {derive: {all: [{knows_market: {is: true}}, {knows_production: {is: true}}]}, title: {id: Tahu, en: Knows}}
  one_of: {derive: {any: [{knows_market: {is: true}}, {knows_production: {is: true}}]}}
  deep: {derive: {knows: {is: true}}}
  size:
    type: choice
    of: [s, m, l]
    table: {rows: [{when: {workers: {at_most: 4}}, then: s}, {when: {workers: {at_most: 19}}, then: m}], otherwise: l}
  size_unique:
    type: choice
    of: [s, m, l]
    table:
      hit: unique
      rows: [{when: {workers: {at_most: 4}}, then: s}, {when: {workers: {between: {from: 5, to: 19}}}, then: m}]
      otherwise: l
  total: {sum: [capital, annual_sales, $cap]}
  double: {times: {fact: income, constant: 2}}
  share: {ratio: {of: capital, to: annual_sales, when_zero: not_met}}
  told: {derive: {secret: {is: a}}}
  own_share: {ratio: {of: capital, to: income, when_zero: not_met}}
  age: {months_since: operating_since}
  born: {months_since: born_on}
  until_halal: {months_since: halal_expires_on}
  score: {points: [extra]}
outputs: [knows, one_of, deep, size, size_unique, total, age, until_halal, score]
criteria:
  extra: {kind: preference, points: 5, require: {brand_status: {is: held}}}
"""


def result(criterion, profile, name="asked", **more):
    """The result of one criterion."""
    body = "".join(f"  {key}: {text}\n" for key, text in {name: criterion, **more}.items())
    return nk.loads(HEAD + body).decide(profile, as_of=DAY).criteria[name]


def said(reason):
    """A reason in few words."""
    sign = "not " if reason.negated else ""
    truth = TRUTH_NAMES[reason.truth]
    match reason:
        case Group():
            counted = f" {reason.at_least}" if reason.kind == "some" else ""
            return f"{sign}{reason.kind}{counted} of {reason.size} {truth}: [{'; '.join(map(said, reason.items))}]"
        case Finding():
            name = f"${reason.comparison.left.name}" if isinstance(reason.comparison.left, ParamRef) else reason.comparison.left.name
            inputs = f" <- [{'; '.join(map(said, reason.inputs))}]" if reason.inputs else ""
            return f"{sign}{name} {reason.comparison.op} {truth}{inputs}"
        case _:
            return f"{sign}{reason.kind} {reason.name} {truth}, found {reason.found}"


def why(require, profile, **more):
    return list(map(said, result(f"{{require: {require}}}", profile, **more).because))


A, B, C = "{knows_market: {is: true}}", "{knows_production: {is: true}}", "{workers: {at_least: 3}}"
YES_A, YES_B = {"knows_market": True}, {"knows_production": True}
NO = {"knows_market": False, "knows_production": False}
ON, OFF = "{$on: {is: true}}", "{$off: {is: true}}"

# --- connectives -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("require", "profile", "told"),
    [
        # all: met, every item; not met, those that are not; unknown, those that are open
        (f"{{all: [{A}, {B}]}}", {**YES_A, **YES_B}, ["knows_market is met", "knows_production is met"]),
        (f"{{all: [{A}, {B}]}}", {**YES_A, "knows_production": False}, ["knows_production is not_met"]),
        (f"{{all: [{A}, {B}]}}", {"knows_production": False}, ["knows_production is not_met"]),
        (f"{{all: [{A}, {B}]}}", NO, ["knows_market is not_met", "knows_production is not_met"]),
        (f"{{all: [{A}, {B}]}}", YES_A, ["knows_production is unknown"]),
        # any: met, the first that met it; else every way that is still open, or all of them
        (f"{{any: [{A}, {B}]}}", YES_B, ["knows_production is met"]),
        (f"{{any: [{A}, {B}]}}", {**YES_A, **YES_B}, ["knows_market is met"]),
        (f"{{any: [{A}, {B}]}}", NO, ["any of 2 not_met: [knows_market is not_met; knows_production is not_met]"]),
        (f"{{any: [{A}, {B}]}}", {}, ["any of 2 unknown: [knows_market is unknown; knows_production is unknown]"]),
        (f"{{any: [{A}, {B}]}}", {"knows_market": False}, ["any of 2 unknown: [knows_market is not_met; knows_production is unknown]"]),
        (f"{{any: [{{all: [{A}, {B}]}}, {C}]}}", YES_B | {"knows_market": False}, ["any of 2 unknown: [knows_market is not_met; workers at_least unknown]"]),
        (f"{{not: {{any: [{A}, {B}]}}}}", {"knows_market": False}, ["not knows_production is unknown"]),
        (f"{{not: {{all: [{A}, {B}]}}}}", YES_A, ["not all of 2 unknown: [not knows_market is met; not knows_production is unknown]"]),
        (f"{{not: {{all: [{A}, {B}]}}}}", {}, ["not all of 2 unknown: [not knows_market is unknown; not knows_production is unknown]"]),
        (f"{{some: {{at_least: 2, of: [{A}, {B}, {C}]}}}}", {"knows_market": False}, ["some 2 of 3 unknown: [knows_market is not_met; knows_production is unknown; workers at_least unknown]"]),
        (f"{{not: {{some: {{at_least: 2, of: [{A}, {B}, {C}]}}}}}}", YES_A, ["not some 2 of 3 unknown: [not knows_market is met; not knows_production is unknown; not workers at_least unknown]"]),
        (f"{{not: {{all: [{ON}, {B}]}}}}", {}, ["not knows_production is unknown"]),
        (f"{{any: [{A}, {{all: [{B}, {C}]}}]}}", {**NO, "workers": 1}, ["any of 2 not_met: [knows_market is not_met; all of 2 not_met: [knows_production is not_met; workers at_least not_met]]"]),
        (f"{{any: [{{any: [{A}, {B}]}}, {C}]}}", {"workers": 5}, ["workers at_least met"]),
        # not
        (f"{{not: {A}}}", {"knows_market": False}, ["not knows_market is not_met"]),
        (f"{{not: {A}}}", {"knows_market": True}, ["not knows_market is met"]),
        (f"{{not: {{not: {A}}}}}", YES_A, ["knows_market is met"]),
        (f"{{not: {{any: [{A}, {B}]}}}}", NO, ["not any of 2 not_met: [not knows_market is not_met; not knows_production is not_met]"]),
        (f"{{not: {{any: [{A}, {B}]}}}}", YES_B, ["not knows_production is met"]),
        (f"{{not: {{all: [{A}, {B}]}}}}", {**YES_A, "knows_production": False}, ["not knows_production is not_met"]),
        # some
        (f"{{some: {{at_least: 2, of: [{A}, {B}, {C}]}}}}", {**YES_A, **YES_B}, ["some 2 of 3 met: [knows_market is met; knows_production is met]"]),
        (f"{{some: {{at_least: 2, of: [{A}, {B}, {C}]}}}}", {**NO, "workers": 5}, ["some 2 of 3 not_met: [knows_market is not_met; knows_production is not_met]"]),
        (f"{{some: {{at_least: 2, of: [{A}, {B}, {C}]}}}}", YES_A, ["some 2 of 3 unknown: [knows_production is unknown; workers at_least unknown]"]),
    ],
)  # fmt: skip
def test_only_what_mattered_is_told(require, profile, told):
    assert why(require, profile) == told


# --- what parameters settle ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("require", "profile", "told"),
    [
        (f"{{all: [{ON}, {A}]}}", YES_A, ["knows_market is met"]),
        (f"{{all: [{ON}, {A}]}}", {}, ["knows_market is unknown"]),
        (f"{{any: [{A}, {{all: [{OFF}, {B}]}}]}}", NO, ["knows_market is not_met"]),
        (f"{{any: [{A}, {{all: [{OFF}, {B}]}}]}}", {}, ["knows_market is unknown"]),
        (f"{{any: [{A}, {OFF}, {B}]}}", NO, ["any of 2 not_met: [knows_market is not_met; knows_production is not_met]"]),
        (f"{{any: [{ON}, {A}]}}", YES_A, ["knows_market is met"]),
        # where nothing else is left they are told
        (ON, {}, ["$on is met"]),
        (OFF, {}, ["$off is not_met"]),
        (f"{{any: [{ON}, {A}]}}", {}, ["$on is met"]),
        (f"{{all: [{ON}, {{not: {OFF}}}]}}", {}, ["$on is met", "not $off is not_met"]),
        (f"{{any: [{OFF}, {{all: [{OFF}, {A}]}}]}}", YES_A, ["any of 2 not_met: [$off is not_met; $off is not_met]"]),
        # what a setting keeps from being met is not blamed on the business
        (f"{{all: [{OFF}, {A}]}}", NO, ["$off is not_met"]),
        (f"{{all: [{OFF}, {A}]}}", YES_A, ["$off is not_met"]),
        (f"{{all: [{A}, {{any: [{OFF}, {{all: [{OFF}, {B}]}}]}}]}}", NO, ["any of 2 not_met: [$off is not_met; $off is not_met]"]),
    ],
)  # fmt: skip
def test_settings_are_told_where_they_decide(require, profile, told):
    assert why(require, profile) == told


# --- guards and references -------------------------------------------------------------------------------------------

GUARDED = "{applies_when: {sector: {is: wood}}, require: {knows_market: {is: true}}}"


@pytest.mark.parametrize(
    ("profile", "status", "told"),
    [
        ({"sector": "herbal"}, "not_applicable", ["sector is not_met"]),
        ({"sector": "herbal", "knows_market": False}, "not_applicable", ["sector is not_met"]),
        ({"sector": "wood", "knows_market": True}, "met", ["knows_market is met"]),
        ({"sector": "wood", "knows_market": False}, "not_met", ["knows_market is not_met"]),
        ({"sector": "wood"}, "unknown", ["knows_market is unknown"]),
        ({"knows_market": True}, "unknown", ["sector is unknown"]),
        ({"knows_market": False}, "unknown", ["sector is unknown", "knows_market is not_met"]),
        ({}, "unknown", ["sector is unknown", "knows_market is unknown"]),
    ],
)
def test_the_guard_is_told_where_it_decides(profile, status, told):
    found = result(GUARDED, profile)
    assert found.status == status
    assert list(map(said, found.because)) == told


def test_a_criterion_out_of_its_dates_needs_no_reason():
    found = result("{effective: {until: 2023-12-31}, require: {workers: {at_least: 3}}}", {})
    assert (found.status, found.because, found.not_in_force) == ("not_applicable", (), True)


@pytest.mark.parametrize(
    ("reference", "profile", "told"),
    [
        ("{permit: met}", {"sector": "wood", "knows_market": True}, "criterion permit met, found met"),
        ("{permit: met}", {"sector": "herbal"}, "criterion permit not_met, found not_applicable"),
        ("{permit: [met, not_applicable]}", {"knows_market": True}, "criterion permit met, found unknown"),
        ("{permit: [met, not_applicable]}", {"sector": "herbal"}, "criterion permit met, found not_applicable"),
        ("{permit: not_met}", {"knows_market": True}, "criterion permit not_met, found unknown"),
        ("{permit: not_met}", {}, "criterion permit unknown, found unknown"),
        ("{permit: [met, not_met]}", {"sector": "wood"}, "criterion permit met, found unknown"),
        ("{permit: not_applicable}", {"sector": "wood"}, "criterion permit not_met, found unknown"),
    ],
)
def test_references_say_what_was_found(reference, profile, told):
    assert why(f"{{criterion: {reference}}}", profile, permit=GUARDED) == [told]


def test_a_negated_reference():
    assert why("{not: {criterion: {permit: met}}}", {"sector": "herbal"}, permit=GUARDED) == [
        "not criterion permit not_met, found not_applicable"
    ]


def test_a_programme_says_its_outcome():
    rules = nk.loads(
        HEAD.replace("effective: {from: 2020-01-01}", "effective: {from: 2020-11-05}").replace("2020-01-01:", "2020-11-05:")
        + "  asked: {require: {programme: {inopak-naik-kelas: eligible}}}\n"
    )
    (reason,) = rules.decide({}, as_of=DAY).criteria["asked"].because
    assert said(reason) == "programme inopak-naik-kelas unknown, found needs_information"
    assert reason.wanted == ("eligible",)
    assert reason.title == nk.bundled("inopak-naik-kelas").linked.title


# --- derived facts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("require", "profile", "told"),
    [
        ("{knows: {is: true}}", {**YES_A, **YES_B}, "knows is met <- [knows_market is met; knows_production is met]"),
        ("{knows: {is: true}}", {"knows_market": False}, "knows is not_met <- [knows_market is not_met]"),
        ("{knows: {is: true}}", YES_A, "knows is unknown <- [knows_production is unknown]"),
        ("{one_of: {is: true}}", YES_B, "one_of is met <- [knows_production is met]"),
        ("{one_of: {is: true}}", NO, "one_of is not_met <- [any of 2 not_met: [knows_market is not_met; knows_production is not_met]]"),
        ("{deep: {is: true}}", {"knows_market": False}, "deep is not_met <- [knows is not_met <- [knows_market is not_met]]"),
        # asked the other way round, its condition is too
        ("{knows: {is: false}}", {"knows_market": False}, "knows is met <- [not knows_market is not_met]"),
        ("{knows: {is_not: true}}", {"knows_market": False}, "knows is_not met <- [not knows_market is not_met]"),
        ("{knows: {is_not: false}}", {"knows_market": False}, "knows is_not not_met <- [knows_market is not_met]"),
        ("{not: {knows: {is: true}}}", {"knows_market": False}, "not knows is not_met <- [not knows_market is not_met]"),
        ("{not: {knows: {is: false}}}", {**YES_A, **YES_B}, "not knows is not_met <- [knows_market is met; knows_production is met]"),
        ("{knows: {is: $off}}", {"knows_market": False}, "knows is met <- [not knows_market is not_met]"),
        ("{knows: {known: true}}", {"knows_market": False}, "knows known met <- [knows_market is not_met]"),
        # tables: the row that was hit, or those that may still be
        ("{size: {is: s}}", {"workers": 3}, "size is met <- [workers at_most met]"),
        ("{size: {is: s}}", {"workers": 9}, "size is not_met <- [workers at_most met]"),
        ("{size: {is: l}}", {"workers": 30}, "size is met <- [workers at_most not_met; workers at_most not_met]"),
        ("{size: {is: s}}", {"workers": {"at_least": 3, "at_most": 9}}, "size is unknown <- [workers at_most unknown]"),
        ("{size: {is: s}}", {}, "size is unknown <- [workers at_most unknown; workers at_most unknown]"),
        ("{size_unique: {is: m}}", {"workers": 9}, "size_unique is met <- [workers between met]"),
        ("{size_unique: {is: l}}", {"workers": 30}, "size_unique is met <- [workers at_most not_met; workers between not_met]"),
        # formulas: what was read
        ("{total: {at_least: 300}}", {"capital": 100, "annual_sales": 200}, "total at_least met <- [capital known met; annual_sales known met; $cap known met]"),
        ("{total: {at_least: 300}}", {"capital": 100}, "total at_least unknown <- [capital known met; annual_sales known unknown; $cap known met]"),
        ("{share: {at_most: 0.5}}", {"capital": 100, "annual_sales": 200}, "share at_most met <- [capital known met; annual_sales known met]"),
        ("{age: {at_least: 1}}", {"operating_since": "2024-01-31"}, "age at_least met <- [operating_since known met]"),
        ("{score: {at_least: 5}}", {}, "score at_least unknown"),
    ],
)  # fmt: skip
def test_where_the_value_of_a_derived_fact_comes_from(require, profile, told):
    assert why(require, profile) == [told]


def test_a_derived_fact_that_was_given_speaks_for_itself():
    assert why("{knows: {is: true}}", {"knows": True}) == ["knows is met"]
    assert why("{size: {is: s}}", {"size": "m", "workers": 3}) == ["size is not_met"]


def test_a_derived_fact_is_explained_once_a_criterion():
    assert why("{all: [{knows: {is: true}}, {deep: {is: true}}, {knows: {is_not: false}}]}", {"knows_market": False}) == [
        "knows is not_met <- [knows_market is not_met]",
        "deep is not_met <- [knows is not_met]",
        "knows is_not not_met",
    ]
    decided = nk.loads(HEAD + "  one: {require: {knows: {is: true}}}\n  two: {require: {knows: {is: true}}}\n").decide(NO, as_of=DAY)
    assert [said(decided.criteria[name].because[0]) for name in ("one", "two")] == [
        "knows is not_met <- [knows_market is not_met; knows_production is not_met]"
    ] * 2


def test_open_choices_keep_their_candidates():
    (found,) = result("{require: {size: {is: s}}}", {"workers": {"at_least": 3, "at_most": 9}}).because
    assert (found.value, found.candidates) == (None, ("s", "m"))
    (found,) = result("{require: {size: {is: s}}}", {"workers": 9}).because
    assert (found.value, found.candidates) == ("m", ())


# --- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("require", "profile", "value"),
    [
        ("{workers: {at_least: 3}}", {"workers": 5}, 5),
        ("{workers: {at_least: 3}}", {"workers": {"at_least": 1, "at_most": 5}}, (1, 5)),
        ("{workers: {at_least: 3}}", {}, None),
        ("{knows: {is: true}}", {"knows_market": False}, False),
        ("{knows: {is: true}}", {}, None),
        ("{total: {at_least: 300}}", {"capital": 100, "annual_sales": {"at_least": 5, "at_most": 9}}, (205, 209)),
        ("{age: {at_least: 1}}", {"operating_since": "2024-01-31"}, 1),
        ("{age: {at_least: 1}}", {"operating_since": "2023"}, (2, 13)),
        ("{age: {at_least: 1}}", {"operating_since": "2024-03-15"}, -1),
        ("{age: {at_least: 1}}", {}, None),
        ("{until_halal: {at_least: 1}}", {"halal_expires_on": "never"}, None),
        ("{until_halal: {at_least: 1}}", {"halal_expires_on": {"at_least": "2024-01-01"}}, (-6000, 1)),
        ("{share: {at_most: 0.5}}", {"capital": 100, "annual_sales": 300}, 3333),
        ("{share: {at_most: 0.5}}", {"capital": 100, "annual_sales": 0}, None),
        ("{share: {at_most: 0.5}}", {"capital": 100, "annual_sales": {"at_least": 3}}, None),
        ("{$cap: {at_least: 3}}", {}, 100),
    ],
)
def test_the_value_that_was_read(require, profile, value):
    (found,) = result(f"{{require: {require}}}", profile).because
    assert found.value == value


@pytest.mark.parametrize(
    ("require", "wanted", "parameters", "limits"),
    [
        ("{workers: {at_least: 3}}", (3,), (None,), (3, None)),
        ("{workers: {more_than: 3}}", (3,), (None,), (4, None)),
        ("{workers: {between: {from: 3, to: 5}}}", (3, 5), (None, None), (3, 5)),
        ("{workers: {in: [7, 3]}}", (3, 7), (None, None), (None, None)),
        ("{capital: {at_most: $cap}}", (100,), ("cap",), (None, 100)),
        ("{operating_since: {at_least_ago: $length}}", (nk.Duration("months", 1),), ("length",), (None, date(2024, 1, 31).toordinal())),
        ("{operating_since: {less_than_ago: {days: 30}}}", (nk.Duration("days", 30),), (None,), (date(2024, 1, 31).toordinal(), None)),
        ("{halal_expires_on: {on_or_after: $as_of}}", (DAY.toordinal(),), (None,), (DAY.toordinal(), None)),
        ("{halal_expires_on: {on_or_after: never}}", (NEVER,), (None,), (NEVER, None)),
        ("{age: {at_least: 1}}", (1,), (None,), (None, date(2024, 1, 31).toordinal())),
        ("{knows_market: {is: $on}}", (True,), ("on",), (None, None)),
        ("{workers: {known: true}}", (), (), (None, None)),
    ],
)
def test_what_was_wanted(require, wanted, parameters, limits):
    (found,) = result(f"{{require: {require}}}", {}).because
    assert (found.wanted, found.parameters, found.limits) == (wanted, parameters, limits)


def test_the_fact_on_the_right_and_its_value():
    (found,) = result("{require: {workers_women: {at_least: {fact: workers_men}}}}", {"workers_women": 2, "workers_men": 5}).because
    assert (found.value, found.other, found.wanted) == (2, "workers_men", (5,))
    (found,) = result("{require: {capital: {at_least: {fact: total}}}}", {"capital": 2, "annual_sales": 5}).because
    assert (found.other, found.wanted) == ("total", (107,))


def test_titles_are_those_of_facts_parameters_and_derived_facts():
    titles = [
        result(f"{{require: {require}}}", {}).because[0].title.en
        for require in ("{$off: {is: true}}", "{$on: {is: true}}", "{knows: {is: true}}", "{workers: {is: 3}}")
    ]
    assert titles == ["Switch", "on", "Knows", nk.FACTS["workers"].title.en]


def test_a_value_that_was_not_given_says_where_it_comes_from():
    (found,) = result("{require: {workers: {at_least: 3}}}", {"workers_men": 2, "workers_women": 2}).because
    assert (found.value, found.origin is None) == (4, False)
    (found,) = result("{require: {workers: {at_least: 3}}}", {"workers": 4}).because
    assert found.origin is None
    (found,) = result("{require: {pirt_status: {is: held}}}", {"permits": [{"kind": "pirt", "status": "held"}]}).because
    assert found.origin is not None


# --- personal values -------------------------------------------------------------------------------------------------

PRIVATE = {"income": 777_123, "born_on": "1991-08-17", "secret": "a", "capital": 5}


@pytest.mark.parametrize(
    "require",
    [
        "{income: {at_least: 5}}",
        "{secret: {is: a}}",
        "{born_on: {before: $as_of}}",
        "{capital: {at_most: {fact: income}}}",
        "{income: {more_than: {fact: capital}}}",
        "{double: {at_least: 5}}",
        "{capital: {at_most: {fact: double}}}",
        "{own_share: {at_most: 0.5}}",
        "{born: {at_least: 5}}",
        "{income: {known: true}}",
        "{told: {is: true}}",
    ],
)
def test_a_personal_value_is_in_no_reason(require):
    rules = nk.loads(HEAD + f"  asked: {{require: {require}}}\n")
    decision = rules.decide(PRIVATE, as_of=DAY)
    (found,) = decision.criteria["asked"].because
    assert found.truth == 3
    assert found.value in (None, 5)
    assert found.hidden == (found.value is None)
    assert found.wanted in ((None,), (5,), (5000,), (True,), ("a",), (DAY.toordinal(),), ())
    assert not any(reading.value is not None for reading in found.inputs if reading.hidden)
    everything = (
        decision.to_json("en")
        + decision.to_json("id")
        + decision.explain("en")
        + decision.explain("id")
        + decision.explain(format="html")
        + repr(found)
    )
    for secret in ("777123", "777.123", "777,123", "1554246", "1.554.246", "1991", "1,554,246"):
        assert secret not in everything
    assert str(date(1991, 8, 17).toordinal()) not in repr(found)


def test_what_is_not_personal_is_shown_beside_it():
    (found,) = result("{require: {own_share: {at_most: 0.5}}}", PRIVATE).because
    assert [(reading.title.en, reading.value, reading.hidden) for reading in found.inputs] == [
        (nk.FACTS["capital"].title.en, 5, False),
        ("income", None, True),
    ]


# --- points ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "profile", "found"),
    [
        ("7", {"workers": 5}, (7, 7)),
        ("7", {"workers": 1}, (0, 0)),
        ("7", {}, (0, 7)),
        ("-7", {}, (-7, 0)),
        ("{fact: workers_men}", {"workers": 5, "workers_men": 4}, (4, 4)),
        ("{fact: workers_men}", {"workers": 5, "workers_men": {"at_least": 2, "at_most": 4}}, (2, 4)),
        ("{fact: workers_men}", {"workers_men": 2}, (0, 2)),
        ("{fact: score}", {"workers": 5, "brand_status": "held"}, (5, 5)),
        ("{fact: score}", {"workers": 5}, (0, 5)),
        ("$worth", {"workers": 5}, (9, 9)),
        ("$worth", {}, (0, 9)),
    ],
)
def test_points_of_one_preference(points, profile, found):
    assert result(f"{{kind: preference, points: {points}, require: {C}}}", profile).points == found


# --- bounded ---------------------------------------------------------------------------------------------------------


def heights(reason):
    """How deep a reason goes."""
    below = reason.inputs if isinstance(reason, Finding) else getattr(reason, "items", ())
    return 1 + max(map(heights, below), default=0)


def test_a_row_of_derived_facts_is_told_as_deep_as_anybody_would_read():
    facts = "".join(f"  d{i}: {{derive: {{any: [{{d{i - 1}: {{is: true}}}}, {{workers: {{is: {i}}}}}]}}}}\n" for i in range(1, 50))
    text = (
        HEAD.replace("outputs:", f"  d0: {{derive: {{knows_market: {{is: true}}}}}}\n{facts}outputs:")
        + "  asked: {require: {d49: {is: true}}}\n"
    )
    (found,) = nk.loads(text).decide(NO, as_of=DAY).criteria["asked"].because
    assert 20 < heights(found) < 80
