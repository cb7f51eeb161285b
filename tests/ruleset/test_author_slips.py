"""Slips of an author: each is told at its place with what is meant, and what the hint shows can be loaded."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.problems import shown
from tests.ruleset.cases import require
from tests.ruleset.slips import HEAD, criterion, loads, told

FACTS = "facts:\n  tags: {type: set, of: [a1, b1]}\n  names: {type: set, of: text}\n  ph: {type: number, decimals: 1, at_most: 14}\n  few: {type: integer, at_least: 10, at_most: 20}\n"


NO_COLON = [
    ("{workers: {at_least 5}}", "{at_least: 5}", "at_least"),
    ("{pirt_status: {is held}}", "{is: held}", "is"),
    ('{pirt_status: {is "held"}}', "{is: held}", "is"),
    ("{pirt_status: {is not held}}", "{is_not: held}", "is not"),
    ("{annual_sales: {at_most 500 juta}}", "{at_most: 500 juta}", "at_most"),
    ("{operating_since: {on_or_after 2020-01-01}}", "{on_or_after: 2020-01-01}", "on_or_after"),
    ("{operating_since: {at_least_ago 12 months}}", "{at_least_ago: {months: 12}}", "at_least_ago"),
    ("{workers: {minimal 5}}", "{at_least: 5}", "minimal"),
    ("{workers: {between 5 and 9}}", "{between: {from: 5, to: 9}}", "between"),
    ("{keeps_books: {is ya}}", "{is: true}", "is"),
    ("{all: [{workers: {at_least 5}}]}", "{at_least: 5}", "at_least"),
    ("{pirt_expires_on: {on_or_after $as_of}}", "{on_or_after: $as_of}", "on_or_after"),
]


@pytest.mark.parametrize(("condition", "meant", "word"), NO_COLON, ids=[each[0] for each in NO_COLON])
def test_a_colon_that_is_missing_in_braces_is_named(condition, meant, word):
    (one,) = told(require(condition))
    assert (one.code, one.advice("en")) == ("NK205", f"a colon is missing behind '{word}': write {meant}")
    assert one.advice("id") == f"titik dua kurang setelah '{word}': tulis {meant}"
    inner = condition[condition.rindex("{") : condition.index("}") + 1]
    assert loads(require(condition.replace(inner, meant)))


def test_each_of_two_colons_that_are_missing_is_told():
    found = told(require("{workers: {at_least 5, at_most 9}}"))
    assert [one.slots["meant"] for one in found] == ["{at_least: 5}", "{at_most: 9}"]


@pytest.mark.parametrize(
    "condition", ["{workers: {at_least lima}}", "{workers: {at_least -1}}", "{sector: {is pangan}}", "{regency: {in $x}}"]
)
def test_where_the_value_is_wrong_too_only_the_colon_is_told(condition):
    (one,) = told(require(condition))
    word = condition.rpartition("{")[2].partition(" ")[0]
    assert (one.code, one.advice("en")) == ("NK205", f"a colon is missing behind '{word}': write '{word}: ' and then the value")


@pytest.mark.parametrize(
    ("fact", "text", "meant"),
    [
        ("workers", "at_least 5", "{at_least: 5}"),
        ("workers", "at_least 5\n        at_most 9", "{at_least: 5, at_most: 9}"),
        ("pirt_status", 'is "held"', "{is: held}"),
        ("pirt_status", "is held", "{is: held}"),
        ("sector", "in [processed_food, herbal]", "{in: [processed_food, herbal]}"),
        ("annual_sales", "at_most 2,5 miliar", "{at_most: '2,5 miliar'}"),
        ("main_product", "is kopi", "{is: kopi}"),
        ("workers", "between 5 and 9", "{between: {from: 5, to: 9}}"),
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n        "])
def test_a_colon_that_is_missing_below_a_fact_is_named(fact, text, meant, gap):
    (one,) = told(criterion("require:", f"  {fact}:{gap}{text}"))
    word = text.partition(" ")[0]
    assert (one.code, one.place.line, one.advice("en")) == (
        "NK152",
        7 + gap.count("\n"),
        f"a colon is missing behind '{word}': write {meant}",
    )
    assert loads(require(f"{{{fact}: {meant}}}"))


@pytest.mark.parametrize(
    ("body", "code", "meant"),
    [
        (criterion("require: workers at_least 5"), "NK152", "{workers: {at_least: 5}}"),
        (criterion("require: workers >= 5"), "NK152", "{workers: {at_least: 5}}"),
        (criterion("require: keeps_books is true"), "NK152", "{keeps_books: {is: true}}"),
        (criterion("require:", "  workers at_least: 5"), "NK201", "{workers: {at_least: 5}}"),
        (criterion("require: {workers at_least: 5}"), "NK201", "{workers: {at_least: 5}}"),
        (criterion("require: {workers at_least 5}"), "NK201", "{workers: {at_least: 5}}"),
        (criterion("require: {all: [workers at_least 5]}"), "NK152", "{workers: {at_least: 5}}"),
    ],
)
def test_a_condition_in_one_text_is_told_as_it_is_written(body, code, meant):
    (one,) = told(body)
    assert (one.code, one.advice("en")) == (code, f"write for example {meant}")
    assert loads(require(meant))


@pytest.mark.parametrize(
    ("condition", "advice"),
    [
        ("{workers: {is: banyak}}", "write it in digits, for example 5"),
        ("{workers: {at_least: lima}}", "write it in digits, for example 5"),
        ("{workers: {in: [lima]}}", "write it in digits, for example 5"),
        ("{few: {at_least: lima}}", "write it in digits, for example 10"),
        ("{ph: {at_least: tinggi}}", "write it in digits, for example 5.0"),
        ("{workers: {is: known}}", "write for example {known: true}"),
        ("{workers: {is: diketahui}}", "write for example {known: true}"),
        ("{sector: {is: diketahui}}", "write for example {known: true}"),
        ("{workers: {is: unknown}}", "a missing fact becomes 'unknown' by itself; 'has none' is a value of its own (for example none)"),
        (
            "{sector: {is: tidak diketahui}}",
            "a missing fact becomes 'unknown' by itself; 'has none' is a value of its own (for example none)",
        ),
        ("{workers: {at_least: ５}}", "did you mean '5'?"),
        ("{workers: {at_least: ١٢}}", "did you mean '12'?"),
        ("{operating_since: {before: ２０２６}}", "write a whole date, for example 2019-05-31"),
        ("{operating_since: {before: 2026/02}}", "write a whole date, for example 2019-05-31"),
        ("{annual_sales: {at_most: ５００ juta}}", "did you mean '500 juta'?"),
        ("{operating_since: {before: ２０２６-01-01}}", "did you mean '2026-01-01'?"),
        ("{annual_sales: {at_most: 'Rp5.000.000,-'}}", "did you mean 'Rp5.000.000'?"),
        ("{annual_sales: {at_most: 5_000_000}}", "did you mean '5000000'?"),
        ("{annual_sales: {at_most: 5 000 000}}", "did you mean '5000000'?"),
        ("{annual_sales: {at_most: IDR 5000000}}", "did you mean '5000000'?"),
        ("{annual_sales: {at_most: 5 juta rupiah}}", "did you mean '5 juta'?"),
        ("{operating_since: {before: 2026/02/01}}", "did you mean '2026-02-01'?"),
        ("{operating_since: {before: 2026.2.1}}", "did you mean '2026-02-01'?"),
        ("{operating_since: {before: 20260201}}", "did you mean '2026-02-01'?"),
        ("{operating_since: {before: 2026-02-01T00:00:00}}", "did you mean '2026-02-01'?"),
        ("{operating_since: {before: 2026-13-01}}", "there is no such date in the calendar"),
    ],
)
def test_a_value_that_is_none_of_its_type_is_told_by_one(condition, advice):
    (one,) = told(FACTS + require(condition))
    assert (one.code, one.advice("en")) == ("NK207", advice)
    if one.hint == "did_you_mean":
        assert loads(FACTS + require(condition.replace(one.slots["read"], one.slots["suggestion"]).replace("''", "'")))


LONG = "k" * 1100


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        (f"criteria:\n  {LONG}: {{require: {{keeps_books: {{is: true}}}}}}\n", 5, 3),
        (f"criteria:\n  c: {{{LONG}: 5}}\n", 5, 7),
        (f"criteria: {{{LONG}: {{}}}}\n", 4, 12),
        (f"criteria:\n  c: {{require: {{keeps_books: {{is: true}}}}, {LONG}: 5}}\n", 5, 43),
        (f"criteria: {{\n  c: {{}},\n  {LONG}: 5\n}}\n", 6, 3),
        (f'criteria: {{\n  "{LONG}": 5\n}}\n', 5, 3),
        (f"criteria: {{\n  c: [{LONG}: 5]\n}}\n", 5, 7),
    ],
)
def test_a_key_that_is_too_long_is_told_as_such(body, line, column):
    one = told(body)[0]
    assert (one.code, one.place.line, one.place.column) == ("NK142", line, column)


def test_a_long_text_with_a_colon_is_no_long_key():
    assert [one.code for one in told(f"criteria:\n  c: {{title: {'t ' * 600}x: y, require: {{keeps_books: {{is: true}}}}}}\n")] == ["NK132"]


@pytest.mark.parametrize("word", ["is_empty", "kosong", "empty", "is_not_empty", "not_empty"])
def test_whether_a_set_is_empty_is_told_by_its_members(word):
    (one,) = told(FACTS + require(f"{{tags: {{{word}: true}}}}"))
    whole = "{tags: {includes_any: [a1, b1]}}"
    meant = whole if "not" in word else f"{{not: {whole}}}"
    assert (one.code, one.advice("en")) == ("NK205", f"write for example {meant}")
    assert loads(FACTS + require(meant))


@pytest.mark.parametrize("word", ["is_empty", "is_not_empty"])
def test_a_set_of_any_texts_is_told_by_its_form(word):
    (one,) = told(FACTS + require(f"{{names: {{{word}: true}}}}"))
    assert (one.code, one.advice("en")) == ("NK205", "name the members: includes_any: [...]; not: {...} around it says that none is in")


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        ("{all: {workers: {at_least: 5}, keeps_books: {is: true}}}", "[{workers: {at_least: 5}}, {keeps_books: {is: true}}]"),
        ("{any: {workers: {at_least: 5}, keeps_books: {is: true}}}", "[{workers: {at_least: 5}}, {keeps_books: {is: true}}]"),
        ("{all: {workers: {at_least: 5}}}", "[{workers: {at_least: 5}}]"),
        ("{all: {workers: {at_least: 5, at_most: 9}}}", "[{workers: {at_least: 5, at_most: 9}}]"),
        (
            "{some: {at_least: 1, of: {workers: {at_least: 5}, keeps_books: {is: true}}}}",
            "[{workers: {at_least: 5}}, {keeps_books: {is: true}}]",
        ),
    ],
)
def test_a_mapping_where_conditions_are_listed_is_told_by_the_list(condition, meant):
    (one,) = told(require(condition))
    assert (one.code, one.advice("en")) == ("NK152", f"write for example {meant}")
    start = condition.index("{", condition.index("of:") if "of:" in condition else 1)
    end = len(condition) - (2 if "of:" in condition else 1)
    assert loads(require(condition[:start] + meant + condition[end:]))


@pytest.mark.parametrize("condition", ["{any: {workers: {at_least: 5, at_most: 9}}}", "{any: {workers: 5}}", "{all: {worker: {is: 5}}}"])
def test_a_list_that_would_be_refused_is_not_shown(condition):
    assert [one.hint for one in told(require(condition)) if one.code == "NK152"] == [None]


DASHES = [
    (criterion("require:", "  all:", "    -pirt_status: {is: held}", "    - keeps_books: {is: true}"), 8, 9),
    (criterion("require:", "  all:", "    - keeps_books: {is: true}", "    -pirt_status: {is: held}"), 9, 9),
    (criterion("require:", "  all:", "    -pirt_status: {is: held}"), 8, 9),
    (criterion("require:", "  sector:", "    in:", "      -processed_food", "      - wood"), 9, 11),
    (criterion("require:", "  sector:", "    in:", "      - processed_food", "      -wood"), 10, 11),
    ("data_gaps:\n  -{id: a, en: b}\n" + require("{keeps_books: {is: true}}"), 5, 3),
    ("data_gaps:\n  - a\n  -{id: a, en: b}\n" + require("{keeps_books: {is: true}}"), 6, 3),
]


@pytest.mark.parametrize(("body", "line", "column"), DASHES)
def test_a_dash_without_a_space_is_told_where_it_stands(body, line, column):
    (one,) = told(body)
    assert (one.code, one.place.line, one.place.column) == ("NK124", line, column)
    assert one.message("en") == "there must be a space after '-'"
    lines = (HEAD + body).splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace("-", "- ", 1)
    nk.loads("".join(lines))


def test_both_of_two_dashes_without_a_space_are_told():
    found = told(criterion("require:", "  all:", "    -pirt_status: {is: held}", "    -keeps_books: {is: true}"))
    assert [(one.code, one.place.line) for one in found] == [("NK124", 8), ("NK124", 9)]


def test_a_list_of_which_every_dash_lacks_its_space_is_told_by_its_form():
    (one,) = told("data_gaps:\n  -mutu\n" + require("{keeps_books: {is: true}}"))
    assert (one.code, one.place.line, one.advice("en")) == ("NK152", 5, "put a space after '-': - mutu")


TWO_COLONS = [
    (criterion("require:", "  workers: at_least: 5"), "write 'workers: {at_least: 5}'"),
    (criterion("require: workers: {at_least: 5}"), "write 'require: {workers: {at_least: 5}}'"),
    ("criteria:\n  c: require: {workers: {at_least: 5}}\n", "write 'c: {require: {workers: {at_least: 5}}}'"),
    (criterion("require: {workers: at_least: 5}"), "write 'workers: {at_least: 5}'"),
    (criterion("require: {annual_sales: at_most: 500 juta} # ok"), "write 'annual_sales: {at_most: 500 juta}'"),
    (criterion("title: Izin: PIRT", "require: {keeps_books: {is: true}}"), "write 'title: \"Izin: PIRT\"'"),
    (criterion("title: {id: Izin: PIRT, en: x}", "require: {keeps_books: {is: true}}"), "write 'id: \"Izin: PIRT\"'"),
    (criterion("title: 5 hal: satu # x", "require: {keeps_books: {is: true}}"), "write 'title: \"5 hal: satu\"'"),
]


@pytest.mark.parametrize(("body", "words"), TWO_COLONS)
def test_a_second_colon_in_a_line_is_told_as_it_is_meant(body, words):
    (one,) = told(body)
    assert (one.code, one.advice("en").partition(";")[0]) == ("NK132", words)
    whole = words.removeprefix("write '").removesuffix("'")
    assert loads(body.replace(whole.replace('"', "") if '"' in whole else whole.replace("{", "", 1)[: whole.rindex("}") - 1], whole))


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        ("criteria:\n  - c: {require: {keeps_books: {is: true}}}\n", "without '- ': each name stands on a line of its own, such as 'c: ...'"),
        ("criteria:\n  - name: c\n    require: {keeps_books: {is: true}}\n", "without '- ': the name is the key, such as 'c: {...}'"),
        ("criteria:\n  - id: c\n    require: {keeps_books: {is: true}}\n", "without '- ': the name is the key, such as 'c: {...}'"),
        ("criteria:\n  - c\n  - d\n", "without '- ': the name is the key, such as 'c: {...}'"),
        ("facts:\n  - f: {type: boolean}\n" + require("{keeps_books: {is: true}}"), "without '- ': each name stands on a line of its own, such as 'f: ...'"),
        ("data_gaps: mutu\n" + require("{keeps_books: {is: true}}"), "write for example [mutu]"),
        ("data_gaps: {id: a, en: b}\n" + require("{keeps_books: {is: true}}"), "write for example [{id: a, en: b}]"),
        ("assumptions: {then: {workers: {at_least: 5}}}\n" + require("{workers: {at_least: 5}}"), "write for example [{then: {workers: {at_least: 5}}}]"),
        ("never_hurts: {more: workers}\n" + require("{workers: {at_least: 5}}"), "write for example [{more: workers}]"),
        ("effective: 2026-01-01\n" + require("{keeps_books: {is: true}}"), "write for example {from: 2026-01-01}"),
        ("facts:\n  f: boolean\n" + require("{f: {is: true}}"), "write for example {type: boolean}"),
        ("parameters:\n  p: {type: integer, values: 5}\n" + require("{workers: {at_least: $p}}"), "each value has the day from which it holds, such as {1800-01-01: 5}"),
    ],
)  # fmt: skip
def test_a_list_for_names_and_a_value_for_a_list_are_told_by_what_is_meant(body, advice):
    one = told(body)[0]
    assert (one.code, one.advice("en")) == ("NK152", advice)
    if advice.startswith("write for example "):
        meant = advice.removeprefix("write for example ")
        bare = one.slots["read"] if one.slots["read"] in body else meant[1:-1]
        assert loads(body.replace(f": {bare}\n", f": {meant}\n", 1))


@pytest.mark.parametrize(
    ("body", "code", "advice"),
    [
        (criterion("title: 'Rp 5 juta", "require: {keeps_books: {is: true}}"), "NK130", "a quote ' is missing; every text is opened and closed with a quote"),
        (criterion("require: {annual_sales: {at_most: 5,000,000}}"), "NK123", "write it without commas: 5000000"),
        (criterion("require: {annual_sales: {at_most: Rp5.000.000,-}}"), "NK123", "write it without commas: Rp5.000.000"),
        (criterion("require: {sector: {in [processed_food]}}"), "NK143", "or a colon, if 'in' is a key: 'in: ...'"),
        (criterion("require: {operating_since: {at_least_ago {months: 12}}}"), "NK143", "or a colon, if 'at_least_ago' is a key: 'at_least_ago: ...'"),
        (criterion("require: {workers： {at_least: 5}}"), "NK143", "write ':' for '：'"),
        (criterion("require： {workers: {at_least: 5}}"), "NK139", "write ':' for '：'"),
        (criterion("require:", "  workers：", "    at_least: 5"), "NK134", "write ':' for '：'"),
    ],
)  # fmt: skip
def test_signs_that_are_missing_or_others_are_told(body, code, advice):
    one = told(body)[0]
    assert (one.code, one.advice("en")) == (code, advice)


def test_what_is_shown_is_cut_where_it_is_long():
    one = told(criterion("title: Izin: " + "x " * 100, "require: {keeps_books: {is: true}}"))[0]
    assert one.advice("en") == "put the whole text in quotes"
    assert len(shown("x" * 200)) == 80


@pytest.mark.parametrize(
    "condition",
    [
        "{workers banyak: 5}",
        "{workers at_least lima}",
        "{workers at_least 5 lagi at_most x}",
        "{pabrik at_least: 5}",
        "{workers at_least: [5]}",
    ],
)
def test_of_words_that_make_no_condition_no_other_is_shown(condition):
    assert {one.hint for one in told(require(condition))} <= {None, "known_keys"}


@pytest.mark.parametrize(
    "body", ["all: true", "all: keeps_books", "require: workers lima", "require: workers 5", "require: workers at_least lima"]
)
def test_a_text_that_is_no_condition_is_told_by_the_form(body):
    text = criterion("require:", f"  {body}") if body.startswith("all") else criterion(body)
    (one,) = told(text)
    assert (one.code, one.hint) == ("NK152", None if body.startswith("all") else "condition_form")


WORDS = ["at_least", "at_most", "is", "is not", "in", "not in", "between", "minimal", "before", "at_least_ago", "on_or_after", "includes"]
PIECES = [
    "5",
    "9",
    "lima",
    "12 months",
    "2020-01-01",
    "500 juta",
    "held",
    "herbal",
    "$as_of",
    "$p",
    "ya",
    "a1",
    "and",
    "'x'",
    "at_most",
    "is",
    "5.000",
]
BESIDE = ["workers", "annual_sales", "operating_since", "sector", "keeps_books", "pirt_status", "main_product", "tags", "ph"]


@given(st.sampled_from(BESIDE), st.sampled_from(WORDS), st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), st.integers(0, 2))
@example("workers", "at_least", ["5", "at_most", "9"], 1)
@example("operating_since", "at_least_ago", ["12 months"], 0)
def test_an_example_that_is_shown_for_a_missing_colon_can_be_loaded(fact, word, pieces, form):
    said = " ".join([word, *pieces])
    condition = [f"{{{fact}: {{{said}}}}}", f"{{{fact}: {said}}}", f"{{{fact} {said}}}"][form]
    one = told(FACTS + require(condition))[0]
    meant = one.slots.get("meant") if one.hint in ("colon_missing", "write_comparison") else None
    if meant is not None:
        assert loads(FACTS + require(meant if form == 2 else f"{{{fact}: {meant}}}"))
