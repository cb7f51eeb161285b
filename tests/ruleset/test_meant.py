"""What a rule author is told who writes the words of another engine, or of Bahasa Indonesia: never another meaning, and it can be written so."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.problems import Place
from naikkelas.ruleset.document import as_yaml
from naikkelas.ruleset.nodes import Scalar
from tests.ruleset.cases import HEAD, require

AS_OF = date(2026, 11, 1)
FACTS = """\
facts:
  n: {type: integer, at_most: 100}
  m: {type: integer, at_most: 100}
  tags: {type: set, of: [a1, b1]}
  k: {type: choice, of: [green, red]}
  k2: {type: choice, of: [green, red]}
"""


def told(body):
    """The first problem of a rule set that is refused."""
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + body)
    return refused.value.problems[0]


def loads(condition):
    """Whether a rule set that asks this has no error and no warning of the condition."""
    return {each.code for each in nk.loads(HEAD + FACTS + require(condition)).problems} <= {"NK306"}


SAME = [
    ("{workers: {no_more_than: 5}}", "at_most"),
    ("{workers: {not_more_than: 5}}", "at_most"),
    ("{workers: {tidak_lebih_dari: 5}}", "at_most"),
    ("{workers: {no_less_than: 5}}", "at_least"),
    ("{workers: {not_less_than: 5}}", "at_least"),
    ("{workers: {tidak_kurang_dari: 5}}", "at_least"),
    ("{workers: {not_at_most: 5}}", "more_than"),
    ("{workers: {not_at_least: 5}}", "less_than"),
    ("{workers: {not_is: 5}}", "is_not"),
    ("{sector: {is_in: [herbal]}}", "in"),
    ("{sector: {is_not_in: [herbal]}}", "not_in"),
    ("{operating_since: {not_before: 2020-01-01}}", "on_or_after"),
    ("{operating_since: {not_after: 2020-01-01}}", "on_or_before"),
    ("{operating_since: {later_than: 2020-01-01}}", "after"),
    ("{operating_since: {earlier_than: 2020-01-01}}", "before"),
    ("{operating_since: {not_later_than: 2020-01-01}}", "on_or_before"),
    ("{operating_since: {gte: 2020-01-01}}", "on_or_after"),
    ("{operating_since: {not_at_least_ago: {years: 1}}}", "less_than_ago"),
    ("{operating_since: {not_less_than_ago: {years: 1}}}", "at_least_ago"),
    *((f"{{workers: {{{word}: 5}}}}", "at_least") for word in ("gte", "$gte", "ge", "greater_or_equal", "minimum", "greaterThanInclusive")),
    *((f"{{workers: {{{word}: 5}}}}", "at_most") for word in ("lte", "$lte", "le", "less_than_or_equal", "maximum", "lessThanInclusive")),
    *((f"{{workers: {{{word}: 5}}}}", "more_than") for word in ("gt", "$gt", "greater_than", "exclusiveMinimum", "above")),
    *((f"{{workers: {{{word}: 5}}}}", "less_than") for word in ("lt", "$lt", "exclusiveMaximum", "below")),
    *((f"{{workers: {{{word}: 5}}}}", "is") for word in ("eq", "$eq", "equals", "const", "'==='")),
    *((f"{{workers: {{{word}: 5}}}}", "is_not") for word in ("ne", "neq", "not_equal", "not_equals", "notEqual", "'!=='")),
    ("{sector: {enum: [herbal]}}", "in"),
    ("{sector: {$nin: [herbal]}}", "not_in"),
    ("{tags: {contains_all: [a1]}}", "includes_all"),
]


@pytest.mark.parametrize(("condition", "word"), SAME, ids=[condition for condition, _ in SAME])
def test_a_word_of_another_engine_is_told_by_what_means_exactly_that(condition, word):
    one = told(FACTS + require(condition))
    assert (one.code, one.advice()) == ("NK205", f"did you mean '{word}'?")
    assert loads(condition.replace(one.slots["name"], word).replace(f"'{word}'", word))


BY_NOT = [
    ("{workers: {not_between: {from: 5, to: 19}}}", "{not: {workers: {between: {from: 5, to: 19}}}}"),
    ("{workers: {outside: {from: 5, to: 19}}}", "{not: {workers: {between: {from: 5, to: 19}}}}"),
    ("{tags: {excludes: a1}}", "{not: {tags: {includes: a1}}}"),
    ("{tags: {includes_none: [a1, b1]}}", "{not: {tags: {includes_any: [a1, b1]}}}"),
    ("{tags: {not_includes_all: [a1, b1]}}", "{not: {tags: {includes_all: [a1, b1]}}}"),
    ("{pirt_expires_on: {less_than_ahead: {months: 3}}}", "{not: {pirt_expires_on: {at_least_ahead: {months: 3}}}}"),
]


@pytest.mark.parametrize(("condition", "meant"), BY_NOT, ids=[condition for condition, _ in BY_NOT])
def test_what_only_not_can_say_is_told_with_not(condition, meant):
    assert told(FACTS + require(condition)).advice() == f"write for example {meant}"
    assert loads(meant)


@pytest.mark.parametrize("word", ["more_than_ago", "at_most_ago", "not_more_than_ago", "within", "older_than"])
def test_lengths_of_time_whose_edge_differs_are_told_with_their_edge(word):
    one = told(require(f"{{operating_since: {{{word}: {{years: 5}}}}}}"))
    assert one.advice() == "at_least_ago is met on the very day, less_than_ago is not: choose by what the rule says of that day"
    assert "pada hari itu" in one.advice("id")


@pytest.mark.parametrize("word", ["at_most_ahead", "more_than_ahead"])
def test_so_are_lengths_of_time_ahead(word):
    one = told(require(f"{{pirt_expires_on: {{{word}: {{months: 3}}}}}}"))
    assert one.advice() == "there is only at_least_ahead, which is met on the very day; not: turns it into less than that far ahead"


@pytest.mark.parametrize("word", ["is_empty", "isnull", "is_null", "not_null", "not_known", "is_unknown", "$exists", "kosong"])
def test_whether_a_fact_is_missing_cannot_be_asked(word):
    one = told(require(f"{{workers: {{{word}: true}}}}"))
    assert (one.code, one.hint) == ("NK222", "unknown_is_answer")


def test_money_and_dates_are_never_told_to_be_equal():
    assert [told(require(f"{{annual_sales: {{{word}: 5 juta}}}}")).hint for word in ("eq", "==", "enum")] == ["use_between"] * 3


BARE = [
    ('{annual_sales: "<= 500 juta"}', "{at_most: 500 juta}", True),
    ("{annual_sales: maks 500 juta}", "{at_most: 500 juta}", True),
    ("{annual_sales: hingga 500 juta}", "{at_most: 500 juta}", False),
    ("{annual_sales: sampai dengan 500 juta}", "{at_most: 500 juta}", True),
    ("{annual_sales: di atas 500 juta}", "{more_than: 500 juta}", True),
    ("{annual_sales: 500 juta ke atas}", "{at_least: 500 juta}", True),
    ("{annual_sales: 50 - 100 juta}", "{between: {from: 50 juta, to: 100 juta}}", False),
    ('{operating_since: "< 2020-01-01"}', "{before: 2020-01-01}", True),
    ('{operating_since: ">= 2020-01-01"}', "{on_or_after: 2020-01-01}", True),
    ("{operating_since: sejak 2020-01-01}", "{on_or_after: 2020-01-01}", True),
    ("{operating_since: sebelum 2020-01-01}", "{before: 2020-01-01}", True),
    ("{operating_since: 2020-01-01 s/d 2020-12-31}", "{between: {from: 2020-01-01, to: 2020-12-31}}", False),
    ("{operating_since: 2020-01-01 - 2020-12-31}", "{between: {from: 2020-01-01, to: 2020-12-31}}", False),
    ('{workers: "[5..19]"}', "{between: {from: 5, to: 19}}", True),
    ('{workers: "(5..19]"}', "{more_than: 5, at_most: 19}", True),
    ('{workers: "[5..19["}', "{at_least: 5, less_than: 19}", True),
    ('{workers: "]5..19["}', "{more_than: 5, less_than: 19}", True),
    ("{workers: 5..19}", "{between: {from: 5, to: 19}}", False),
    ("{workers: 5-19}", "{between: {from: 5, to: 19}}", False),
    ("{workers: 5 sampai 19}", "{between: {from: 5, to: 19}}", False),
    ('{workers: ">= 5"}', "{at_least: 5}", True),
    ('{workers: ">5"}', "{more_than: 5}", True),
    ('{workers: "= 5"}', "{is: 5}", True),
    ('{workers: "!= 5"}', "{is_not: 5}", True),
    ("{workers: minimal 5}", "{at_least: 5}", True),
    ("{workers: Min. 5}", "{at_least: 5}", True),
    ("{workers: paling sedikit 5}", "{at_least: 5}", True),
    ("{workers: paling banyak 5}", "{at_most: 5}", True),
    ("{workers: maksimal 5}", "{at_most: 5}", True),
    ("{workers: kurang dari 5}", "{less_than: 5}", True),
    ("{workers: tidak kurang dari 5}", "{at_least: 5}", True),
    ("{workers: tidak lebih dari 5}", "{at_most: 5}", True),
    ("{workers: lebih dari 5}", "{more_than: 5}", True),
    ("{workers: di bawah 5}", "{less_than: 5}", True),
    ("{workers: 5 atau lebih}", "{at_least: 5}", True),
    ("{keeps_books: ya}", "{is: true}", True),
    ("{keeps_books: Tidak}", "{is: false}", True),
    ("{sector: '!= herbal'}", "{is_not: herbal}", True),
    ("{main_product: '< 5'}", "{is: '< 5'}", True),
    ("{workers: 5}", "{is: 5}", False),
    ("{annual_sales: 5 juta}", "{at_least: 5 juta}", False),
]


@pytest.mark.parametrize(("condition", "meant", "is_sure"), BARE, ids=[condition for condition, _, _ in BARE])
def test_the_sign_or_word_before_a_bare_value_chooses_the_comparison(condition, meant, is_sure):
    one = told(require(condition))
    assert (one.code, one.advice()) == ("NK152", f"write for example {meant}")
    assert one.slots["one_meaning"] == ("yes" if is_sure else "")
    assert loads(f"{{{condition[1:].partition(':')[0]}: {meant}}}")


def test_where_only_one_comparison_may_stand_an_interval_takes_all():
    one = told(require('{any: [{workers: "(5..19]"}, {keeps_books: {is: true}}]}'))
    assert one.advice() == "write for example {all: [{workers: {more_than: 5}}, {workers: {at_most: 19}}]}"
    assert "instead" not in one.slots
    assert loads("{any: [{all: [{workers: {more_than: 5}}, {workers: {at_most: 19}}]}, {keeps_books: {is: true}}]}")


NO_EXAMPLE = [
    '{annual_sales: "<= banyak"}',
    "{workers: 19-5}",
    "{workers: minimal -5}",
    '{workers: "< 0"}',
    "{workers: lima}",
    "{sector: bukan_sektor}",
    "{sector: [herbal, bukan_sektor]}",
    "{operating_since: 2020}",
    "{workers: ''}",
    "{sector: '>= herbal'}",
    "{keeps_books: entah}",
    f"{{workers: {'paling sedikit ' * 9}}}",
]


@pytest.mark.parametrize("condition", NO_EXAMPLE)
def test_no_example_is_shown_that_would_be_refused_itself(condition):
    one = told(require(condition))
    assert (one.code, "meant" in one.slots, "instead" in one.slots) == ("NK152", False, False)
    assert one.advice() == f"say how it is compared: {one.slots['comparisons']}"
    assert one.advice("id") == f"sebutkan perbandingannya: {one.slots['comparisons']}"


@pytest.mark.parametrize("value", ["~", "null"])
def test_nothing_is_no_value_to_compare_with(value):
    assert told(require(f"{{workers: {value}}}")).hint == "unknown_is_answer"


@pytest.mark.parametrize(
    ("condition", "outcome", "is_known_only"),
    [
        ("{k: {in: [green, red]}}", "needs_information", True),
        ("{n: {at_most: {fact: n}}}", "needs_information", True),
        ("{n: {at_least: 0}}", "eligible", False),
        ("{both: {at_least: 0}}", "eligible", False),
        ("{level: {at_most: 9}}", "eligible", False),
    ],
)
def test_always_met_says_whether_the_fact_must_be_known(condition, outcome, is_known_only):
    derived = (
        "  both: {sum: [n, m]}\n  level: {type: integer, at_most: 9, table: {rows: [{when: {n: {at_least: 5}}, then: 1}], otherwise: 2}}\n"
    )
    rules = nk.loads(HEAD + FACTS + derived + require(condition))
    (one,) = [each for each in rules.problems if each.code == "NK302"]
    assert rules.decide({}, as_of=AS_OF).outcome.value == outcome
    assert ("is always met whenever it is known;" in one.message()) is is_known_only
    assert ("selalu terpenuhi bila nilainya diketahui;" in one.message("id")) is is_known_only


def test_bounds_that_are_equal_are_not_called_reversed():
    one = told("facts: {n: {type: integer, at_least: 5, at_most: 5}}\n" + require("{n: {at_least: 5}}"))
    assert (one.code, one.advice()) == ("NK207", "the bounds are equal, so there is only one value and nothing to ask")
    assert one.advice("id") == "batasnya sama, jadi hanya ada satu nilai dan tidak ada yang ditanyakan"
    assert told("facts: {n: {type: integer, at_least: 6, at_most: 5}}\n" + require("{n: {at_least: 5}}")).hint == "range_reversed"


TWO = "[{keeps_books: {is: true}}, {sells_online: {is: true}}]"
OTHER_ENGINES = [
    ('{">=": [{var: workers}, 5]}', "{workers: {at_least: 5}}"),
    ('{"==": [{var: sector}, herbal]}', "{sector: {is: herbal}}"),
    ('{"<": [{var: operating_since}, 2020-01-01]}', "{operating_since: {before: 2020-01-01}}"),
    ("{fact: workers, operator: greaterThanInclusive, value: 5}", "{workers: {at_least: 5}}"),
    ("{fact: operating_since, operator: lessThan, value: 2020-01-01}", "{operating_since: {before: 2020-01-01}}"),
    ("{none: [{workers: {at_least: 5}}]}", "{not: {any: [{workers: {at_least: 5}}]}}"),
    ("{noneOf: [{workers: {at_least: 5}}]}", "{not: {any: [{workers: {at_least: 5}}]}}"),
    ("{nand: [{workers: {at_least: 5}}]}", "{not: {all: [{workers: {at_least: 5}}]}}"),
    (f"{{at_least: 2, of: {TWO}}}", f"{{some: {{at_least: 2, of: {TWO}}}}}"),
    (
        "{some: {at_most: 1, of: [{a: {is: true}}, {b: {is: true}}]}}",
        "{not: {some: {at_least: 2, of: [{a: {is: true}}, {b: {is: true}}]}}}",
    ),
    (
        "{some: {less_than: 2, of: [{a: {is: true}}, {b: {is: true}}]}}",
        "{not: {some: {at_least: 2, of: [{a: {is: true}}, {b: {is: true}}]}}}",
    ),
    ("{some: {more_than: 1, of: [{a: {is: true}}, {b: {is: true}}]}}", "{some: {at_least: 2, of: [{a: {is: true}}, {b: {is: true}}]}}"),
    ("{some: [{a: {is: true}}, {b: {is: true}}]}", "{some: {at_least: 1, of: [{a: {is: true}}, {b: {is: true}}]}}"),
    ("{n: {between: {min: 5, max: 19}}}", "{between: {from: 5, to: 19}}"),
    ("{n: {between: 5 and 19}}", "{between: {from: 5, to: 19}}"),
    ("{n: {between: 5..19}}", "{between: {from: 5, to: 19}}"),
    ("{n: {between: {from: {fact: m}, to: 10}}}", "{at_least: {fact: m}, at_most: 10}"),
    ("{n: {is: {fact: m}}}", "{at_least: {fact: m}, at_most: {fact: m}}"),
]


@pytest.mark.parametrize(("condition", "meant"), OTHER_ENGINES, ids=[condition for condition, _ in OTHER_ENGINES])
def test_conditions_of_other_engines_are_told_as_they_are_written_here(condition, meant):
    facts = FACTS + "  a: {type: boolean}\n  b: {type: boolean}\n"
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + facts + require(condition))
    (one,) = [each for each in refused.value.problems if each.is_error]
    shown = meant if len(meant) <= 80 else meant.replace(meant[meant.index("[") : meant.rindex("]") + 1], "[...]")
    assert one.advice() == f"write for example {shown}"
    inside = meant if meant.split(":")[0] not in ("{between", "{at_least") else f"{{n: {meant}}}"
    nk.loads(HEAD + facts + require(inside))


EXACTLY_ONE = "any: [...] where several may be so; exactly one: {all: [{any: [...]}, {not: {some: {at_least: 2, of: [...]}}}]}"
WORDS = [
    ("{any_of: [{workers: {at_least: 5}}]}", "did you mean 'any'?"),
    ("{allOf: [{workers: {at_least: 5}}]}", "did you mean 'all'?"),
    (f"{{any_of: {TWO}}}", "did you mean 'any'?"),
    ("{all: [keeps_books, {sells_online: {is: true}}]}", "write what is asked, for example {keeps_books: {is: true}}"),
    ("{workers: {is: null}}", "a missing fact becomes 'unknown' by itself"),
    ("{sum: [n, m], at_least: 5}", "what is worked out is a fact with a name: facts: {total: {sum: [a, b]}}"),
    ("{ratio: {of: n, to: m}, at_least: 0.5}", "what is worked out is a fact with a name: facts: {total: {sum: [a, b]}}"),
    ("{'!': {workers: {at_least: 5}}}", "did you mean 'not'?"),
    (f"{{xor: {TWO}}}", EXACTLY_ONE),
    (f"{{oneOf: {TWO}}}", EXACTLY_ONE),
    (f"{{some: {{exactly: 1, of: {TWO}}}}}", EXACTLY_ONE),
    ("{unless: {workers: {at_least: 5}}}", "what exempts stands at the criterion: applies_when: {not: {...}}"),
    (
        "{if: [{workers: {at_least: 5}}, true, false]}",
        "'if A then B' is applies_when: A with require: B; a value that depends is a fact with a table",
    ),
    ("{if: {workers: {at_least: 5}}, then: {keeps_books: {is: true}}}", "'if A then B' is applies_when: A with require: B"),
    ("{missing: [workers]}", "a missing fact becomes 'unknown' by itself"),
    ("{var: workers}", "the fact comes first, then the comparison, then the value: {workers: {at_least: 5}}"),
    ("{fact: workers, operator: matches, value: 5}", "the fact comes first, then the comparison, then the value"),
    ("{operating_since: {before: today}}", "did you mean '$as_of'?"),
    ("{operating_since: {before: now()}}", "did you mean '$as_of'?"),
    ("{operating_since: {at_least_ago: P1Y}}", "did you mean '{years: 1}'?"),
    ("{operating_since: {at_least_ago: P6M}}", "did you mean '{months: 6}'?"),
    ("{operating_since: {on_or_before: 31 Desember 2020}}", "did you mean '2020-12-31'?"),
    ("{n: {at_least: m}}", "did you mean '{fact: m}'?"),
    ("{n: {at_least: $m}}", "did you mean '{fact: m}'?"),
    (
        "{k: {is: {fact: k2}}}",
        "two facts of this type are not compared: name the values, such as any: [{all: [{a: {is: x}}, {b: {is: x}}]}]",
    ),
]


@pytest.mark.parametrize(("condition", "words"), WORDS, ids=[condition for condition, _ in WORDS])
def test_words_of_other_engines_are_told_in_one_problem(condition, words):
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + FACTS + require(condition))
    assert [words in (one.advice() or "") for one in refused.value.problems if one.is_error] == [True]


def test_a_fact_of_that_name_is_the_fact():
    named = "  missing: {type: boolean}\n  none: {type: boolean}\n  unless: {type: boolean}\n"
    condition = "{missing: {is: true}, none: {is: true}, unless: {is: true}}"
    assert {each.code for each in nk.loads(HEAD + FACTS + named + require(condition)).problems} <= {"NK306"}


def criterion(key, value="{keeps_books: {is: true}}"):
    return f"criteria: {{q: {{{key}: {value}, require: {{keeps_books: {{is: true}}}}}}}}\n"


def table(text):
    return f"facts: {{z: {{type: integer, at_most: 9, table: {{{text}}}}}}}\n" + require("{z: {at_least: 1}}")


def fact(text):
    return f"facts: {{z: {{{text}}}}}\n" + require("{z: {at_least: 1}}")


WHEN = "{when: {workers: {at_most: 5}}, then: 1}"
KEYS = [
    *((criterion(key, "5"), "did you mean 'points'?") for key in ("score", "weight", "bobot", "poin")),
    *((criterion(key, "x"), "did you mean 'title'?") for key in ("description", "name", "judul")),
    *((criterion(key), "did you mean 'applies_when'?") for key in ("if", "when")),
    *(
        (criterion(key), "what exempts stands at the criterion: applies_when: {not: {...}}")
        for key in ("exempt_when", "unless", "appliesUnless")
    ),
    *((criterion(key, "true"), "write kind: requirement, kind: preference or kind: note") for key in ("mandatory", "required", "optional")),
    (criterion("valid_from", "2026-01-01"), "did you mean 'effective'?"),
    (criterion("message", "x"), "did you mean 'remedy'?"),
    *((criterion("kind", word), "did you mean 'requirement'?") for word in ("mandatory", "syarat", "wajib", "required", "Requirement")),
    *((criterion("kind", word), "did you mean 'preference'?") for word in ("bonus", "optional")),
    *((criterion("kind", word), "write a requirement that says not: what excludes") for word in ("exclusion", "larangan")),
    (table(f"rows: [{WHEN}], default: 0"), "did you mean 'otherwise'?"),
    (table(f"rows: [{WHEN}], else: 0"), "did you mean 'otherwise'?"),
    (table("rows: [{if: {workers: {at_most: 5}}, then: 1}], otherwise: 0"), "did you mean 'when'?"),
    (table("rows: [{when: {workers: {at_most: 5}}, output: 1}], otherwise: 0"), "did you mean 'then'?"),
    *((table(f"hit: {word}, rows: [{WHEN}], otherwise: 0"), "did you mean 'first'?") for word in ("FIRST", "F", "any")),
    (table(f"hit: U, rows: [{WHEN}], otherwise: 0"), "did you mean 'unique'?"),
    *((table(f"hit: {word}, rows: [{WHEN}], otherwise: 0"), "one row gives the value") for word in ("priority", "collect", "RULE ORDER")),
    *((fact(f"{word}: [workers_men, workers_women]"), "'the largest is at most 5' is all of them at most 5") for word in ("max", "min")),
    (fact("average: [workers_men, workers_women]"), "an average of two that is at least 5 is a sum that is at least 10"),
    (fact("count: [keeps_books, sells_online]"), "write some: {at_least: 2, of: [...]}"),
    (fact("days_since: operating_since"), "compare the date itself: at_least_ago: {days: 90}"),
    (fact("percentage: {of: workers_men, to: workers}"), "ratio: {of: a, to: b, when_zero: not_met} is compared with 0.3 for 30 %"),
    (fact("sum: [workers_men, 5]"), "a number of its own stands in a parameter; write its $name here"),
    (fact("type: integer, min: 5"), "did you mean 'at_least'?"),
]


@pytest.mark.parametrize(("body", "words"), KEYS, ids=[" ".join(body.split())[:90] for body, _ in KEYS])
def test_keys_and_words_of_other_engines_are_told_by_ours(body, words):
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + body)
    told = [one.advice() or "" for one in refused.value.problems if one.is_error and one.code != "NK151"]
    assert [words in each for each in told] == [True]


def test_a_word_of_ours_that_stands_there_is_not_suggested_twice():
    assert told(criterion("points: 3, kind: preference, score", "5")).advice().startswith("possible: ")


def test_what_is_wrong_inside_never_hides_that_something_is_wrong():
    many = ", ".join(["{workers: {at_least: x}}"] * 2000)
    one = told(require(f"{{none: [{many}]}}"))
    assert (one.code, one.advice()) == ("NK201", "write not: {any: [...]} (none of them)")


@pytest.mark.parametrize(
    "condition",
    [
        "{some: workers}",
        "{some: {at_most: x, of: [{workers: {at_least: 5}}]}}",
        "{workers: {between: [5]}}",
        "{workers: {between: {min: 5}}}",
    ],
)
def test_what_cannot_be_guessed_is_not_guessed(condition):
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + require(condition))
    assert [one.hint for one in refused.value.problems if one.hint in ("write_comparison", "did_you_mean")] == []


PIECES = [
    ">=",
    "<",
    "!=",
    "minimal",
    "di atas",
    "sampai",
    "bukan",
    "tidak",
    "atau lebih",
    "..",
    "-",
    "[",
    "(",
    "]",
    "5",
    "19",
    "500 juta",
    "2020-01-01",
    "herbal",
    "ya",
    "never",
]
BESIDE = ["workers", "annual_sales", "operating_since", "sector", "keeps_books", "pirt_expires_on", "main_product", "tags", "n"]


@given(st.sampled_from(BESIDE), st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), st.sampled_from(["", " "]), st.booleans())
@example("workers", ["[", "19", "..", "5", "]"], "", True)
@example("pirt_expires_on", [">", "never"], " ", False)
def test_an_example_that_is_shown_can_be_loaded(fact, pieces, between, is_alone):
    text = as_yaml(Scalar(between.join(pieces), Place(), quoted=True))
    condition = f"{{any: [{{{fact}: {text}}}]}}" if is_alone else f"{{{fact}: {text}}}"
    one = told(FACTS + require(condition))
    assert one.code == "NK152"
    if one.hint == "write_comparison":
        meant = one.slots["meant"]
        whole = meant if meant.startswith("{all") else f"{{{fact}: {meant}}}"
        assert not [
            each for each in nk.loads(HEAD + FACTS + require(f"{{any: [{whole}]}}" if is_alone else whole)).problems if each.is_error
        ]
