"""What the linker makes of a rule set: names, types and bounds, whatever the order of the file."""

import json
import sys
from copy import deepcopy
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest

import naikkelas as nk
from naikkelas.conditions import AllOf, AnyOf, AsOf, Comparison, Const, FactRef, Not, Op, ParamRef, comparisons
from naikkelas.facts import Kind
from naikkelas.ruleset.conditions_linker import OPERATORS
from naikkelas.ruleset.names import RESERVED
from tests.ruleset.cases import HEAD, STAFF, require
from tests.ruleset.hostile import EVERYTHING, text_of

DAY = date(2026, 11, 1)


def condition(text, before=""):
    """The linked requirement of a rule set with one criterion."""
    return nk.loads(HEAD + before + require(text)).criteria["asked"].require


def codes(text):
    """The codes that a rule set is refused for; none when it loads."""
    try:
        nk.loads(HEAD + text)
    except nk.RuleSetError as refused:
        return sorted({p.code for p in refused.problems if p.is_error})
    return []


def derived_type(text, name="f"):
    return nk.loads(HEAD + text).linked.derived[name].type


# --- a rule set with everything --------------------------------------------------------------------------------------


def test_everything_loads_without_a_problem_and_decides():
    rules = nk.loads(text_of(EVERYTHING))
    assert rules.problems == ()
    assert list(rules.criteria) == list(EVERYTHING["criteria"])
    assert rules.decide({}, as_of=DAY).outcome == "needs_information"


def shuffled(node, random):
    """The same document with the keys of every mapping in another order."""
    if isinstance(node, dict):
        keys = random.sample(list(node), len(node))
        return {key: shuffled(node[key], random) for key in keys}
    return [shuffled(item, random) for item in node] if isinstance(node, list) else node


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_keys_means_nothing(seed):
    rules = nk.loads(text_of(EVERYTHING))
    other = nk.loads(text_of(shuffled(EVERYTHING, Random(seed))))  # noqa: S311 - not for secrets
    assert (other.hash, other.text_hash, other.problems) == (rules.hash, rules.text_hash, ())


# --- conditions ------------------------------------------------------------------------------------------------------


def test_several_keys_are_all_and_stand_in_one_order():
    one = condition("{workers: {at_least: 3, at_most: 5}, sector: {is: wood}}")
    two = condition("{sector: {is: wood}, workers: {at_most: 5, at_least: 3}}")
    assert isinstance(one, AllOf)
    assert one.to_dict() == two.to_dict()
    assert len(one.items) == 3


@pytest.mark.parametrize(
    ("text", "made"),
    [("{all: [%s]}", Comparison), ("{any: [%s]}", Comparison), ("{not: %s}", Not), ("{all: [%s, %s]}", AllOf), ("{any: [%s, %s]}", AnyOf)],
)
def test_connectives_of_one_are_what_is_in_them(text, made):
    assert type(condition(text.replace("%s", "{workers: {at_least: 3}}"))) is made


def test_listed_members_are_sorted_and_each_counts_once():
    listed = condition("{workers: {in: [7, 3, 007, 3]}}")
    assert [right.value for right in listed.right] == [3, 7]
    assert condition("{sector: {in: [wood, herbal, wood]}}").to_dict() == condition("{sector: {in: [herbal, wood]}}").to_dict()


def test_a_comparison_that_starts_with_a_parameter_is_turned_round():
    before = "parameters: {p: {type: integer, values: {2020-01-01: 5}}, day: {type: date, values: {2020-01-01: 2021-01-01}}}\n"
    turned = {"at_least": Op.AT_MOST, "at_most": Op.AT_LEAST, "more_than": Op.LESS_THAN, "less_than": Op.MORE_THAN}
    for written, op in turned.items():
        made = condition(f"{{$p: {{{written}: {{fact: workers}}}}, $day: {{before: $as_of}}}}", before).items[1]
        assert (made.left, made.op, made.right) == (FactRef("workers"), op, (ParamRef("p"),))
    turned = {"before": Op.AFTER, "after": Op.BEFORE, "on_or_before": Op.ON_OR_AFTER, "on_or_after": Op.ON_OR_BEFORE}
    for written, op in turned.items():
        made = condition(f"{{$day: {{{written}: {{fact: operating_since}}}}, $p: {{at_least: 1}}}}", before).items[0]
        assert (made.left, made.op, made.right) == (FactRef("operating_since"), op, (ParamRef("day"),))


@pytest.mark.parametrize(("text", "right"), [("{before: $as_of}", (AsOf(),)), ("{between: {from: $as_of, to: 2030-01-01}}", AsOf())])
def test_the_as_of_date_stands_on_the_right(text, right):
    made = condition(f"{{operating_since: {text}}}")
    assert made.right == right or made.right[0] == right


@pytest.mark.parametrize(
    "text",
    [
        "{workers: {is: $as_of}}",
        "{sector: {in: $as_of}}",
        "{$as_of: {is: true}}",
        "{all: $as_of}",
        "{sector: {in: [$as_of]}}",
        "{operating_since: {at_least_ago: $as_of}}",
    ],
)
def test_the_as_of_date_stands_nowhere_else(text):
    assert codes(require(text))[0] in ("NK152", "NK202", "NK207", "NK208")


# --- parameters of every type, on both sides of every comparison -----------------------------------------------------

FACTS = {
    "boolean": "knows_market",
    "integer": "workers",
    "number": "ph",
    "money": "capital",
    "date": "operating_since",
    "choice": "sector",
    "text": "main_product",
    "set": "labels",
}
PARAMETERS = """\
parameters:
  boolean: {type: boolean, values: {2020-01-01: true}}
  integer: {type: integer, values: {2020-01-01: 5}}
  number: {type: number, decimals: 1, values: {2020-01-01: 5}}
  money: {type: money, values: {2020-01-01: 5}}
  date: {type: date, values: {2020-01-01: 2021-01-01}}
  choice: {type: sector, values: {2020-01-01: wood}}
  text: {type: text, values: {2020-01-01: a}}
  set: {type: set, of: text, values: {2020-01-01: [a]}}
  sectors: {type: set, of: sector, values: {2020-01-01: [wood]}}
  label: {type: choice, of: [halal], values: {2020-01-01: halal}}
  labels: {type: set, of: [halal, local], values: {2020-01-01: [local]}}
  duration: {type: duration, values: {2020-01-01: {months: 5}}}
facts:
  ph: {type: number, decimals: 1}
  labels: {type: set, of: [halal, local]}
"""
NAMES = ["boolean", "integer", "number", "money", "date", "choice", "text", "set", "sectors", "label", "labels", "duration"]
_MEMBERS = {"choice": {"sectors"}, "text": {"set", "sectors", "labels"}, "set": {"labels"}, "integer": set()}


def fitting(kind, op):
    """The parameters that may stand on the right of a comparison of a fact of this type."""
    if op in (Op.IN, Op.NOT_IN, Op.INCLUDES_ANY, Op.INCLUDES_ALL):
        return _MEMBERS[kind]
    if op in (Op.AT_LEAST_AGO, Op.LESS_THAN_AGO, Op.AT_LEAST_AHEAD):
        return {"duration"}
    return {"label"} if op is Op.INCLUDES else set() if op is Op.KNOWN else {kind}


@pytest.mark.parametrize(("kind", "op"), [(kind, op) for kind in FACTS for op in OPERATORS[Kind(kind)]])
def test_which_parameter_fits_which_comparison(kind, op):
    for name in NAMES:
        right = f"{{from: ${name}, to: ${name}}}" if op is Op.BETWEEN else f"${name}"
        text = HEAD + PARAMETERS + require(f"{{{FACTS[kind]}: {{{op}: {right}}}}}")
        if name in fitting(kind, op):
            rules = nk.loads(text)
            assert rules.decide({}, as_of=DAY).outcome == "needs_information"
        else:
            with pytest.raises(nk.RuleSetError) as refused:
                nk.loads(text)
            assert {p.code for p in refused.value.problems} <= {"NK208", "NK222"}


WRITTEN = {
    "boolean": "true", "integer": "5", "number": "5", "money": "5", "date": "2021-01-01", "choice": "wood", "text": "a", "sectors": "wood", "label": "halal",
    "labels": "local", "set": "a",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_on_the_left_is_compared_as_a_fact_is(name):
    kind = Kind({"sectors": "set", "labels": "set", "label": "choice"}.get(name, name))
    for op in Op:
        right = {
            Op.BETWEEN: f"{{from: {WRITTEN.get(name)}, to: {WRITTEN.get(name)}}}",
            Op.KNOWN: "true",
            Op.AT_LEAST_AGO: "{months: 5}", Op.LESS_THAN_AGO: "{months: 5}", Op.AT_LEAST_AHEAD: "{months: 5}",
        }.get(op, WRITTEN.get(name))  # fmt: skip
        if op in (Op.IN, Op.NOT_IN, Op.INCLUDES_ANY, Op.INCLUDES_ALL):
            right = f"[{right}]"
        text = PARAMETERS + require(f"{{${name}: {{{op}: {right}}}}}")
        assert (codes(text) == []) == (op in OPERATORS[kind]), op
        if op in OPERATORS[kind]:
            assert nk.loads(HEAD + text).decide({}, as_of=DAY).outcome in ("eligible", "ineligible")


# --- constants -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["1_000", "1e3", "0x10", ".inf", "-.inf", "NaN", "1.000", "1,5", "''", "~", "null", "true", "９", "1" * 50]
)
def test_numbers_are_written_plainly(text):
    assert codes(require(f"{{workers: {{at_least: {text}}}}}")) in (["NK207"], ["NK123"], ["NK150", "NK207"], ["NK123", "NK205"])
    assert codes(f"facts: {{f: {{times: {{fact: capital, constant: '{text}'}}}}}}\n" + require("{f: {at_most: 4}}")) in (
        [],
        ["NK207"],
        ["NK156", "NK207"],
        ["NK156"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01",
        "1799-12-31",
        "2201-01-01",
        "9999-12-31",
        "10000-01-01",
        "2019-02-29",
        "2019-13-01",
        "2019-00-10",
        "2019",
        "2019-05",
        "never",
        "31-12-2019",
    ],
)
def test_days_outside_the_calendar_of_a_fact_are_refused(text):
    assert codes(require(f"{{operating_since: {{before: {text}}}}}")) == ["NK207"]


def test_never_is_a_constant_where_the_fact_may_be_never():
    made = condition("{halal_expires_on: {on_or_after: never}}")
    assert (
        nk.loads(HEAD + require("{halal_expires_on: {on_or_after: never}}")).decide({"halal_expires_on": "never"}, as_of=DAY).outcome
        == "eligible"
    )
    assert isinstance(made.right[0], Const)


@pytest.mark.parametrize(
    ("text", "months"), [("{years: 1}", 12), ("{years: 1, months: 6}", 18), ("{months: 0}", 0), ("{years: 500}", 6000)]
)
def test_durations(text, months):
    assert condition(f"{{operating_since: {{at_least_ago: {text}}}}}").right[0].value == nk.Duration("months", months)


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "{}",
        "{months: -1}",
        "{months: 1.5}",
        "{months: 6001}",
        "{days: 183001}",
        "{weeks: 99999999999999999999}",
        "{years: 500, months: 1}",
        "{hours: 3}",
        "[{months: 1}]",
        "{months: []}",
    ],
)
def test_durations_that_are_none(text):
    assert codes(require(f"{{operating_since: {{at_least_ago: {text}}}}}")) == ["NK207"]


# --- names -----------------------------------------------------------------------------------------------------------


def test_one_name_may_be_a_parameter_a_fact_a_criterion_and_a_source():
    text = (
        "sources: {x: {title: a}}\nparameters: {x: {type: integer, values: {2020-01-01: 3}}}\nfacts: {x: {type: integer}}\n"
        "criteria: {x: {require: {x: {at_least: $x}}, source: x}, y: {require: {criterion: x}}}\n"
    )
    rules = nk.loads(HEAD + text)
    assert rules.problems == ()
    assert rules.decide({"x": 3}, as_of=DAY).outcome == "eligible"


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_words_of_the_language_are_no_names(name):
    for section, body in (
        ("facts", "{type: boolean}"),
        ("parameters", "{type: boolean, values: {2020-01-01: true}}"),
        ("sources", "{title: x}"),
    ):
        assert "NK211" in codes(f"{section}: {{{name}: {body}}}\n{STAFF}")
    assert "NK211" in codes(f"criteria: {{{name}: {{require: {{workers: {{at_least: 3}}}}}}}}\n")


@pytest.mark.parametrize(
    "name", ["Workers", "1st", "_x", "a-b", "a b", "é", "İstanbul", "名", "$x", "''", "x" * 64, "a.b", "a/b", "{}", "[]"]
)
def test_what_is_no_name(name):
    assert codes(f"facts: {{{name}: {{type: boolean}}}}\n{STAFF}") in (["NK154"], ["NK114"], ["NK109"])


def test_facts_of_the_profile_model_and_columns_are_reserved_where_they_would_be_hidden():
    assert codes(f"facts: {{model_dump: {{type: boolean}}}}\n{STAFF}") == ["NK211"]
    assert codes("criteria: {mask_0: {require: {workers: {at_least: 3}}}}\n") == ["NK211"]
    rules = nk.loads(HEAD + "facts: {mask_0: {type: boolean}}\n" + require("{mask_0: {is: true}}"))
    assert rules.profile_model(mask_0=True).mask_0 is True


# --- types -----------------------------------------------------------------------------------------------------------


def test_types_and_choices_are_borrowed_whatever_the_order():
    text = (
        "parameters: {p: {type: set, of: second, values: {2020-01-01: [b]}}, q: {type: size, values: {2020-01-01: l}}}\n"
        "facts:\n  third: {type: second}\n  second: {type: choice, of: first}\n  first: {type: choice, of: [a, b], choice_titles: {a: Alfa}}\n"
        "  sizes: {type: set, of: first}\n" + require("{third: {in: $p}, second: {is: a}, first: {is: b}, sizes: {includes: a}}")
    )
    rules = nk.loads(HEAD + text.replace("q: {type: size, values: {2020-01-01: l}}", "q: {type: third, values: {2020-01-01: a}}"))
    assert {rules.facts[name].type.choices for name in ("first", "second", "third", "sizes")} == {("a", "b")}
    assert rules.facts["second"].choice_titles["a"].id == "Alfa"
    assert [p.code for p in rules.problems] == ["NK304"]


def test_types_borrowed_in_a_circle():
    assert codes("facts:\n  a: {type: choice, of: b}\n  b: {type: choice, of: a}\n" + require("{a: {is: x}, b: {is: x}}")) == ["NK201"]
    assert codes("facts:\n  a: {type: a}\n" + require("{a: {is: x}}")) == ["NK220"]


def test_a_long_row_of_borrowed_types():
    facts = "".join(f"  f{i}: {{type: f{i + 1}}}\n" for i in range(2000))
    assert codes(f"facts:\n{facts}  f2000: {{type: boolean}}\n" + require("{f0: {is: true}}")) == []


def test_choices_are_read_as_text():
    rules = nk.loads(HEAD + "facts: {f: {type: choice, of: [no, 007, ' café']}}\n" + require("{f: {in: [no, 007]}}"))
    assert rules.facts["f"].type.choices == ("no", "007", "café")
    assert rules.decide({"f": "007"}, as_of=DAY).outcome == "eligible"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("{sum: [a, b]}", (-7, 25)),
        ("{difference: [a, b]}", (-15, 17)),
        ("{difference: [b, b]}", (-22, 22)),
        ("{times: {fact: b, constant: 3}}", (-21, 45)),
        ("{times: {fact: b, constant: -3}}", (-45, 21)),
        ("{times: {fact: b, constant: 0}}", (0, 0)),
        ("{times: {fact: b, constant: 2.0}}", (-14, 30)),
        ("{times: {fact: b, constant: 0.5}}", (-35, 75)),
        ("{times: {fact: b, constant: '-0,25'}}", (-375, 175)),
        ("{sum: [a, $p]}", (-3, 15)),
        ("{sum: [a, a, a]}", (0, 30)),
    ],
)
def test_the_bounds_of_arithmetic(text, bounds):
    before = "parameters: {p: {type: integer, at_least: -3, at_most: 5, values: {2020-01-01: 1}}}\n"
    facts = f"facts: {{f: {text}, a: {{type: integer, at_most: 10}}, b: {{type: integer, at_least: -7, at_most: 15}}}}\n"
    assert derived_type(before + facts + require("{f: {known: true}}")).bounds == bounds


def test_decimals_are_aligned():
    facts = "facts: {f: {sum: [a, b]}, a: {type: number, decimals: 1, at_least: 0, at_most: 2}, b: {type: number, decimals: 3, at_least: 0, at_most: 1}}\n"
    rules = nk.loads(HEAD + facts + require("{f: {at_least: 1.234}}"))
    assert rules.linked.derived["f"].type.decimals == 3
    assert rules.decide({"a": "1.2", "b": "0.034"}, as_of=DAY).outcome == "eligible"
    assert rules.decide({"a": "1.2", "b": "0.033"}, as_of=DAY).outcome == "ineligible"


def test_a_parameter_among_the_results_of_a_table_widens_it_before_others_use_it():
    text = (
        "parameters: {p: {type: integer, at_most: 500, values: {2020-01-01: 400}}}\n"
        "facts:\n  total: {sum: [fee, workers]}\n"
        "  fee: {type: integer, at_most: 10, table: {rows: [{when: {workers: {at_least: 5}}, then: $p}], otherwise: 3}}\n"
        + require("{total: {at_least: 300}, fee: {at_most: 450}}")
    )
    rules = nk.loads(HEAD + text)
    assert rules.problems == ()
    assert rules.linked.derived["total"].type.high == 500 + 10**6 or rules.linked.derived["total"].type.high > 500
    assert rules.decide({"workers": 9}, as_of=DAY).outcome == "eligible"
    assert codes(text.replace("otherwise: 3", "otherwise: 30")) == ["NK207"]


# --- what is not refused ---------------------------------------------------------------------------------------------

RATIO = "facts: {f: {ratio: {of: capital, to: annual_sales, when_zero: met}}}\n"
MONTHS = "facts: {f: {months_since: operating_since}}\n"
POINTS = "facts: {f: {points: [area]}}\ncriteria: {area: {kind: preference, points: 5, require: {workers: {at_least: 3}}}, asked: {require: {f: %s}}}\n"


@pytest.mark.parametrize(
    "text",
    [
        *(
            RATIO + require(f"{{f: {{{op}: {value}}}}}")
            for op, value in product(("at_least", "at_most", "more_than", "less_than"), (0, "0.5", 10000))
        ),
        *(
            MONTHS + require(f"{{f: {{{op}: {value}}}}}")
            for op, value in product(("at_least", "less_than", "is", "is_not"), (-6000, 0, 12, 6000))
        ),
        *(POINTS % f"{{{op}: {value}}}" for op, value in product(("at_least", "at_most"), (-5, 0, 5, 10**9))),
        "parameters: {p: {type: integer, at_least: 0, values: {2020-01-01: 0}}}\n" + require("{workers: {at_least: $p}}"),
        "parameters: {p: {type: set, of: sector, values: {2020-01-01: [wood]}}}\n" + require("{sector: {not_in: $p}}"),
        require("{workers: {at_least: {fact: workers_men}}}"),
        require("{operating_since: {at_least_ago: {months: 0}}}"),
        require("{kbli: {is_not: '10710'}}"),
        require("{workers: {between: {from: 0, to: 5}}}"),
        require("{halal_expires_on: {before: never}}"),
    ],
)
def test_comparisons_that_may_go_either_way_are_not_reported(text):
    assert [p.code for p in nk.loads(HEAD + text).problems] == []


def test_a_sum_of_points_that_no_type_could_bear():
    facts = "facts: {big: {times: {fact: workers, constant: 100000}}, score: {points: [%s]}}\n"
    names = [f"c{i}" for i in range(20)]
    criteria = "criteria:\n" + "".join(
        f"  {name}: {{kind: preference, points: {{fact: big}}, require: {{workers: {{at_least: 1}}}}}}\n" for name in names
    )
    asked = "  asked: {require: {score: {at_least: 1}}}\n"
    assert codes(facts % ", ".join(names[:5]) + criteria + asked) == ["NK217"]
    assert codes(facts % "c0" + criteria.replace("{fact: big}", "3") + asked + "outputs: [big]\n") == []


def test_points_of_points():
    text = (
        "facts: {one: {points: [a]}, two: {times: {fact: one, constant: 2}}, all_points: {points: [a, b]}}\n"
        "criteria:\n  a: {kind: preference, points: 7, require: {workers: {at_least: 3}}}\n  b: {kind: preference, points: {fact: two}, require: {sector: {is: wood}}}\n"
        "  asked: {require: {all_points: {at_least: 21}}}\n"
    )
    rules = nk.loads(HEAD + text)
    assert rules.decide({"workers": 5, "sector": "wood"}, as_of=DAY).points.to_dict() == {"at_least": 21, "at_most": 21}


# --- what parts of the wrong shape do not hide -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "facts: {f: {times: 3}}\n" + STAFF,
        "facts: {f: {times: {fact: workers}}}\n" + STAFF,
        "facts: {f: {type: boolean, table: 3}}\n" + STAFF,
        "facts: {f: {type: boolean, table: {rows: 3, otherwise: true}}}\n" + STAFF,
        "facts: {f: {type: boolean, table: {rows: [3], otherwise: true}}}\n" + STAFF,
        "facts: {f: {type: boolean, table: {rows: [{when: {workers: {is: 3}}, then: $q}], otherwise: true}}}\n" + STAFF,
        "facts: {f: {months_since: [operating_since]}}\n" + STAFF,
        "facts: {f: {ratio: {of: [a], to: workers, when_zero: met}}}\n" + STAFF,
        "facts: {f: {sum: [[a]]}}\n" + STAFF,
        "facts: {f: {points: [[a]]}}\n" + STAFF,
        "facts: {f: {every_year: [1]}}\n" + STAFF,
        "facts: {f: {type: choice, of: [[a]]}}\n" + STAFF,
        "uses: {inopak-naik-kelas: [[a]]}\n" + STAFF,
        "uses: [a]\n" + STAFF,
        "outputs: [[a]]\n" + STAFF,
        "data_gaps: [[a]]\n" + STAFF,
        "effective: 2020-01-01\n" + STAFF,
        "criteria: {a: {kind: [note], require: {workers: {is: 3}}}}\n",
        "criteria: {a: {source: [x], require: {workers: {is: 3}}}}\n",
        "criteria: {a: {kind: preference, points: [x], require: {workers: {is: 3}}}}\n",
        "criteria: {a: {kind: preference, points: {fact: [x]}, require: {workers: {is: 3}}}}\n",
    ],
)
def test_a_part_of_the_wrong_shape_is_refused(text):
    head = HEAD.replace("effective: {from: 2020-01-01}\n", "") if text.startswith("effective") else HEAD
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(head + text)
    assert {p.code for p in refused.value.problems} & {"NK151", "NK152", "NK202", "NK207"}


@pytest.mark.parametrize("text", ["[]", "3", "- a\n- b\n", "''"])
def test_a_file_that_is_no_mapping(text):
    with pytest.raises(nk.RuleSetError, match=r"NK152 'rule set' in the rule set must be lines of|NK107"):
        nk.loads(text)


# --- parameters that an owner sets -----------------------------------------------------------------------------------


def test_a_parameter_that_makes_rows_overlap_is_refused():
    text = (
        "parameters: {p: {type: integer, values: {2020-01-01: 5}}}\n"
        "facts: {t: {type: boolean, table: {hit: unique, rows: [{when: {workers: {at_most: $p}}, then: true}, {when: {workers: {at_least: 9}}, then: false}], otherwise: true}}}\n"
    )
    rules = nk.loads(HEAD + text + require("{t: {is: true}}"))
    assert rules.with_parameters(p=8).decide({"workers": 8}, as_of=DAY).outcome == "eligible"
    with pytest.raises(nk.RuleSetError, match="NK303"):
        rules.with_parameters(p=9)


def test_a_parameter_that_makes_a_ratio_overflow_is_refused():
    text = "parameters: {p: {type: number, decimals: 4, values: {2020-01-01: 1}}}\n"
    facts = "facts: {big: {times: {fact: capital, constant: 10000}}, f: {ratio: {of: big, to: annual_sales, when_zero: met}}}\n"
    rules = nk.loads(HEAD + text + facts + require("{f: {at_least: $p}}"))
    with pytest.raises(nk.RuleSetError, match="NK217"):
        rules.with_parameters(p="0.0001")


def test_numbers_beyond_those_of_json_have_a_hash():
    facts = "facts: {big: {times: {fact: capital, constant: 10000}}}\n"
    one, two = (nk.loads(HEAD + facts + require(f"{{big: {{at_least: {10**18 - step}}}}}")).hash for step in (0, 1))
    assert one != two


# --- how much work it is ---------------------------------------------------------------------------------------------


def calls_of(document):
    """How many functions are called to load a document."""
    text = text_of({**{key: EVERYTHING[key] for key in ("format", "rule_set", "version", "effective")}, **document})
    seen = 0

    def count(_frame, event, _argument):
        nonlocal seen
        seen += event in ("call", "c_call")

    nk.loads(text)
    sys.setprofile(count)
    try:
        nk.loads(text)
    finally:
        sys.setprofile(None)
    return seen


def criteria_of(count):
    return {
        "criteria": {
            f"c{i}": {"applies_when": {"sector": {"is": "wood"}}, "require": {"workers": {"at_least": i + 1}}} for i in range(count)
        }
    }


def row_of(count):
    row = {f"c{i}": {"require": {"criterion": f"c{i - 1}"}} for i in range(count - 1, 0, -1)}
    return {"criteria": row | {"c0": {"require": {"workers": {"at_least": 3}}}}}


def facts_of(count):
    facts = {f"f{i}": {"sum": ["workers", "shelf_life_days"]} for i in range(count)}
    return {"facts": facts, "criteria": {f"c{i}": {"require": {f"f{i}": {"at_least": i + 1}}} for i in range(count)}}


def parameters_of(count):
    changes = {i: (date(2016, 1, 1) + timedelta(i)).isoformat() for i in range(count)}
    parameters = {f"p{i}": {"type": "integer", "values": {"2015-01-01": i, day: i + 1}} for i, day in changes.items()}
    criteria = {f"c{i}": {"require": {"workers": {"at_least": f"$p{i}", "at_most": 2 * i + 5}}} for i in range(count)}
    return {"parameters": parameters, "criteria": criteria}


def rows_of(count):
    rows = [{"when": {"workers": {"between": {"from": 10 * i, "to": 10 * i + 9}}}, "then": i} for i in range(count)]
    table = {"type": "integer", "table": {"hit": "unique", "rows": rows, "otherwise": 0}}
    return {"facts": {"t": table}, "criteria": {"c": {"require": {"t": {"at_least": 1}}}}}


@pytest.mark.parametrize("make", [criteria_of, row_of, facts_of, parameters_of, rows_of])
def test_twice_as_much_to_load_is_twice_the_work(make):
    assert calls_of(make(120)) < 2.1 * calls_of(make(60))


def test_hashes_are_of_what_was_linked():
    document = deepcopy(EVERYTHING)
    document["criteria"]["money"]["require"]["all"][2]["both"]["less_than"] = 41
    assert nk.loads(json.dumps(document)).hash != nk.loads(json.dumps(EVERYTHING)).hash
    assert all(isinstance(each, Comparison) for each in comparisons(nk.loads(json.dumps(document)).criteria["money"].require))


SIZE = """
facts:
  size:
    type: choice
    of: [micro, small]
    choice_titles: {micro: {id: mikro, en: micro business}}
    table: {rows: [{when: {workers: {at_most: 4}}, then: micro}], otherwise: small}
criteria: {asked: {kind: note, require: {size: {known: true}}}}
outputs: [size]
"""


def test_the_choices_of_a_table_have_titles():
    rules = nk.loads(HEAD + SIZE)
    assert rules.linked.derived["size"].choice_titles["micro"].en == "micro business"
    assert rules.catalogue["size"].choice_titles == rules.linked.derived["size"].choice_titles
    told = rules.decide({"workers": 3}, as_of=DAY).explain("en")
    assert "micro business" in told
    assert "Size: small" not in told


def test_titles_of_choices_come_along_with_what_is_used():
    rules = nk.loads("""
format: naikkelas/1
rule_set: user
version: 1
effective: {from: 2026-01-01}
uses: {kur-mikro: [loan_class]}
criteria: {asked: {require: {kur_class: {is: kecil}}}}
""")
    assert rules.linked.derived["kur_class"].choice_titles["kecil"].id == "KUR Kecil"


@pytest.mark.parametrize(
    ("criteria", "is_report"),
    [
        ("{a: {kind: note, require: {workers: {at_least: 3}}}}", True),
        ("{a: {kind: note, require: {workers: {at_least: 3}}}, b: {require: {workers: {at_least: 3}}}}", False),
        ("{a: {kind: preference, points: 1, require: {workers: {at_least: 3}}}}", False),
    ],
)
def test_a_report_has_notes_only(criteria, is_report):
    rules = nk.loads(f"{HEAD}criteria: {criteria}\n")
    assert rules.linked.is_report is is_report
    assert ("Report, nothing is decided" in rules.decide({}, as_of=DAY).explain("en")) is is_report


# --- hints -----------------------------------------------------------------------------------------------------------

HINTS = [
    (require("{operating_since: {before: 31/12/2026}}"), "did you mean '2026-12-31'?"),
    (require("{operating_since: {before: 2019}}"), "write a whole date, for example 2019-05-31"),
    (require("{operating_since: {on_or_after: as_of}}"), "did you mean '$as_of'?"),
    (
        "parameters: {limit: {type: integer, values: {2020-01-01: 5}}}\n" + require("{workers: {at_least: limit, at_most: $limit}}"),
        "did you mean '$limit'?",
    ),
    (require("{operating_since: {at_least_ago: {years: 1.5}}}"), "did you mean '{months: 18}'?"),
    (require("{workers: {at_least: 50%}}"), "write a whole number"),
    (require("{annual_sales: {at_most: 500,000,000}}"), "write it without commas: 500000000"),
    (require("{annual_sales: {at_most: 1,5M}}"), "quote it: '1,5M'"),
    (require("{annual_sales: {at_most: '1,5M'}}"), "write 1,5 juta or 1,5 miliar"),
    (require("{workers: {between: {from: 19, to: 5}}}"), "the ends are swapped; write {from: 5, to: 19}"),
    (require("{operating_since: {between: {from: 2020-01-02, to: 2020-01-01}}}"), "write {from: 2020-01-01, to: 2020-01-02}"),
    (require("{workers: {maksimal: 5}}"), "did you mean 'at_most'?"),
    (require("{operating_since: {'>=': 2020-01-01}}"), "did you mean 'on_or_after'?"),
    (require("{sector: {'=': wood}}"), "did you mean 'is'?"),
    (require("{workers: {>=: 5}}"), "comparisons are words: at_least (>=)"),
    (require("{dan: [{workers: {at_least: 5}}]}"), "did you mean 'all'?"),
    (require("{not: [{workers: {at_least: 5}}]}"), "write for example {not: {workers: {at_least: 5}}}"),
    (require("{not: [{workers: {at_least: 5}}, {sector: {is: wood}}]}"), "write not: {any: [...]} (none of them)"),
    (require(""), "write what is asked, for example {keeps_books: {is: true}}"),
    ("criteria: {a: {title: x}}\n", "require: {keeps_books: {is: true}}"),
    ("criteria: {a: {source: Kick off, require: {keeps_books: {is: true}}}}\n", "write a name from the section sources, not its title"),
    ("uses: inopak-naik-kelas\n" + STAFF, "write for example {inopak-naik-kelas: [criterion_1, criterion_2]}"),
    (f'title: {{id: "Stan, en: "Booth"}}\n{STAFF}', 'a quote " is missing'),
]


@pytest.mark.parametrize(("body", "words"), HINTS, ids=[words for _, words in HINTS])
def test_what_to_write_instead(body, words):
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + body)
    assert [words in (problem.advice() or "") for problem in refused.value.problems] == [True]


def test_not_not_known_is_known():
    assert codes(require("{not: {not: {workers: {known: true}}}}")) == ["NK222"]
    assert codes(require("{not: {all: [{not: {sector: {is: wood}}}, {workers: {known: true}}]}}")) == []


def test_an_empty_requirement_is_called_by_its_key():
    with pytest.raises(nk.RuleSetError, match="'require' in criterion 'asked' must be lines of 'key: value', read: empty"):
        nk.loads(HEAD + require(""))


def test_a_criterion_that_uses_does_not_find_names_the_other_rule_set():
    with pytest.raises(nk.RuleSetError, match="unknown criterion 'permits' in rule set 'inopak-naik-kelas'; did you mean 'permit'"):
        nk.loads(HEAD + "uses: {inopak-naik-kelas: [permits]}\n" + STAFF)


def test_a_scorecard_without_a_scale_hides_no_other_problem():
    inside = "[{require: {nib_status: {is: held}}, weight: 0}, {nib_stauts: {is: held}}, {npwp_status: held}]"
    assert codes(f"facts: {{f: {{scorecard: {{groups: {{g: {{indicators: {inside}}}}}}}}}}}\n" + require("{f: {at_least: 3}}")) == [
        "NK151",
        "NK152",
        "NK201",
        "NK207",
    ]
