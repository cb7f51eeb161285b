"""What stands behind a value that is complete, and the shapes of parts: hints that load, and errors beside them that are still told."""

import pytest

from tests.ruleset.cases import require
from tests.ruleset.slips import criterion, loads, told

ASK = "require: {keeps_books: {is: true}}"

BEHIND = [
    (criterion("require:", "  keeps_books: {is: true},"), "delete ','"),
    (criterion("require:", "  keeps_books: {is: true};"), "delete ';'"),
    (criterion("require: {keeps_books: {is: true}}, # ok"), "delete ','"),
    (criterion("title: {id: a, en: b},", ASK), "delete ','"),
    (criterion('title: "A",', ASK), "delete ','"),
    (criterion("require: {keeps_books: {is: true}}}"), "delete '}'"),
    (criterion("require: {keeps_books: {is: true}}}}"), "delete '}}'"),
    (criterion("require: {keeps_books: {is: true}}]"), "delete ']'"),
    (criterion("require: {keeps_books: {is: true}}},"), "delete '},'"),
    (criterion("require: {keeps_books: {is: true}} // komentar"), "delete it; a comment begins with '#'"),
    (criterion("require: {keeps_books: {is: true}} dan"), "delete it, or write it on a line of its own"),
    ("applies_when: {regency: {in: [5201, 5202]}} criteria:\n  a: {require: {keeps_books: {is: true}}}\n", "write 'criteria:' on a line of its own"),
    (criterion(f"title: {{id: a, en: b}} {ASK}"), "write 'require:' on a line of its own"),
    (criterion('title: "A" dan "B"', ASK), "put the whole text in quotes"),
    ("criteria:\n  a: (require: {keeps_books: {is: true}})\n", "write { } for ( )"),
    (criterion("require: (keeps_books: {is: true})"), "write { } for ( )"),
    (criterion("require: workers: {at_least: 5}"), "write 'require: {workers: {at_least: 5}}'"),
    (criterion("require: {workers: {at_least: @5}}"), None),
    (criterion("require: @books"), None),
    ("criteria:\n  a: @b\n", None),
    ("criteria:\n  @a: {require: {keeps_books: {is: true}}}\n", None),
    (criterion("require:", "  workers: {at_least: %5}"), None),
    (criterion("title: @a", ASK), "put the whole text in quotes"),
    (criterion("title: {id: @a, en: b}", ASK), "put the whole text in quotes"),
    (criterion("require: {main_product: {is: @kopi}}"), "put the whole text in quotes"),
    (criterion("title:", "  id: @a", "  en: b", ASK), "put the whole text in quotes"),
    ("data_gaps:\n  - @a\n" + require("{keeps_books: {is: true}}"), "put the whole text in quotes"),
    (criterion("title: {", "  id: @a, en: b}", ASK), "put the whole text in quotes"),
    (criterion("require: {any: [", "  {workers: {at_least: @a}}]}"), None),
    (criterion("require:", "  any:", "  - workers: @a"), None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "advice"), BEHIND)
def test_what_stands_behind_a_value_is_told_as_it_is_meant(body, advice):
    (one,) = told(body)
    assert one.advice("en") == advice


@pytest.mark.parametrize(
    "line",
    ["    require: {knows_market: {is: true}},", "    require: {knows_market: {is: true}}};", "    require: {knows_market: {is: true}}},", '    title: "A",'],
)  # fmt: skip
@pytest.mark.parametrize("behind", ["", "    title: b,\n", "    remedy: {id: a, en: b},\n"])
def test_a_comma_at_the_end_of_a_line_hides_no_other_error(line, behind):
    bad = "{require: {keeps_boks: {is: true}}}"
    found = told(f"criteria:\n  x: {bad}\n  a:\n{line}\n{behind}  y: {bad}\n")
    assert [(one.code, one.place.line) for one in found] == [("NK201", 5), ("NK139", 7), ("NK201", 8 + behind.count("\n"))]


def test_of_what_stands_far_behind_its_bracket_the_common_hint_is_given():
    (one,) = told(f"criteria: {{a: {{title: {'x' * 5000}, require: {{workers: {{at_least: @5}}}}}}}}\n")
    assert (one.code, one.hint) == ("NK135", "read_quote_whole")


def test_of_an_open_bracket_behind_such_a_line_nothing_is_guessed():
    found = told("criteria:\n  a: {\n    title: {id: a, en: b}},\n  y: {require: {keeps_boks: {is: true}}}\n  }\n")
    assert found[0].code == "NK139"


LOST = [
    "applies_when:\n  regency: {in: [5201, 5202]} criteria:\n  a: {require: {keeps_books: {is: true}}}\n  b: {require: {knows_market: {is: true}}}\n",
    'facts:\n  tries:\n    title: "Kali coba"\ntype: integer\n    at_most: 20\n  ok: {derive: {keeps_books: {is: true}}}\n'
    "criteria:\n  a: {require: {ok: {is: true}}}\n  b: {require: {tries: {at_least: 3}}}\n",
    'facts:\ntries:\n    title: "Kali coba"\n    type: integer\n    at_most: 20\n  ok: {derive: {keeps_books: {is: true}}}\n'
    "criteria:\n  a: {require: {ok: {is: true}}}\n  b: {require: {tries: {at_least: 3}}}\n",
    "effective: {from: 2026-01-01}\nparameters:\n  gate: {type: boolean, values: {2026-01-01: false}} facts:\n"
    "  ok: {derive: {keeps_books: {is: true}}}\n  size: {type: choice, of: [s, m]}\ncriteria:\n  a: {require: {ok: {is: true}}}\n"
    "  b: {applies_when: {$gate: {is: true}}, require: {size: {is: s}}}\n",
    "title: {id: a, en: b} criteria:\n  a: {require: {keeps_books: {is: true}}}\napplies_when: {criterion: {a: met}}\n",
    "title: A facts:\n  ok: {type: boolean}\ncriteria:\n  a: {require: {ok: {is: true}}}\n",
    "sources:\n  s: {title: x}\n  t: {title: y} parameters:\n  p: {type: integer, values: {1800-01-01: 5}}\n"
    "criteria:\n  a: {require: {workers: {at_least: $p}}, source: s}\n",
    "facts:\n  ok: {type: boolean}\ntitle: Kali coba\n    at_most: 20\n  more: {type: boolean}\ncriteria:\n  a: {require: {more: {is: true}}}\n",
]


@pytest.mark.parametrize("body", LOST)
def test_a_lost_line_break_or_level_brings_no_other_error_about(body):
    assert [one.code for one in told(body)] in (["NK139"], ["NK133"], ["NK132"])


@pytest.mark.parametrize(
    ("body", "code", "advice"),
    [
        ("criteria:\n  a: {required: {keeps_books: {is: true}}}\n", "NK150", "did you mean 'require'?"),
        ("criteria:\n  a: {wajib: {keeps_books: {is: true}}}\n", "NK150", "did you mean 'require'?"),
        (criterion(ASK, "required: true"), "NK150", "write kind: requirement, kind: preference or kind: note"),
        *(
            (f"facts:\n  f: {{type: {kind}, {key}: [a, b]}}\n" + require("{keeps_books: {is: true}}"), "NK150", advice)
            for key in ("values", "choices", "enum", "options")
            for kind, advice in (
                ("boolean", "possible: type"),
                ("integer", "possible: type, at_least, at_most, unit"),
                ("date", "possible: type, at_least, at_most, may_be_never"),
                ("text", "a list of words to choose from is type: choice, of: [...]"),
                ("choice", "did you mean 'of'?"),
            )
        ),
        (require("{non: {keeps_books: {is: true}}}"), "NK201", "did you mean 'not'?"),
        (require("{workers: {atleast 5}}"), "NK205", "a colon is missing behind 'atleast': write {at_least: 5}"),
        ("effective: {from: 2021-01-01}\nuses: {inopak-naik-kelas: permit}\n" + require("{keeps_books: {is: true}}"), "NK152", "write for example [permit]"),
        ("parameters: {p: 5}\n" + require("{workers: {at_least: $p}}"), "NK152", "write for example {type: integer, values: {1800-01-01: 5}}"),
        ("effective: {from: 2026-02-01}\nparameters: {p: 500 juta}\n" + require("{annual_sales: {at_least: $p}}"), "NK152",
         "write for example {type: money, values: {2026-02-01: 500 juta}}"),
        ("parameters: {p: true}\n" + require("{keeps_books: {is: true}}"), "NK152", "write for example {type: boolean, values: {1800-01-01: true}}"),
        ("parameters: {p: 2026-01-01}\n" + require("{keeps_books: {is: true}}"), "NK152", "write for example {type: date, values: {1800-01-01: 2026-01-01}}"),
        ("parameters: {p: banyak}\n" + require("{keeps_books: {is: true}}"), "NK152", "a parameter has a type and its values, such as {type: integer, values: {1800-01-01: 5}}"),
        ("criteria: permit\n", "NK152", "each has a name and what it asks, such as {permit: {require: {keeps_books: {is: true}}}}"),
        (require("{keeps_books: {is: mungkin}}"), "NK207", "write true or false; a profile leaves out what is not known"),
        ("effective: {from: 2026-13-01}\n" + require("{keeps_books: {is: true}}"), "NK207", "there is no such date in the calendar"),
        (require("{operating_since: {before: 2026-13-01}}"), "NK207", "there is no such date in the calendar"),
    ],
)  # fmt: skip
def test_a_part_of_another_shape_is_told_by_what_is_meant(body, code, advice):
    one = next(one for one in told(body) if one.code == code)
    assert one.advice("en") == advice
    if advice.startswith("write for example"):
        meant = advice.removeprefix("write for example ")
        read = one.slots["read"]
        assert loads(body.replace(f": {read}}}\n", f": {meant}}}\n", 1))


FORMULA = (
    "facts:\n  size:\n    type: choice\n    of: [s, m]\n{}table:\n      rows:\n        - {{when: {{workers: {{at_most: 4}}}}, then: s}}\n      otherwise: m\n"
    "  more: {{type: boolean}}\ncriteria:\n  a: {{require: {{size: {{is: s}}}}}}\noutputs: [size]\n"
)


def test_a_line_that_lost_its_level_leaves_the_entry_above_uncertain():
    assert loads(FORMULA.format("    "))
    (one,) = told(FORMULA.format(""))
    assert one.code == "NK133"


@pytest.mark.parametrize("word", ["dan", "// ok", "[a]"])
def test_a_word_before_a_list_brings_no_other_error_about(word):
    found = told(f"facts:\n  f:\n    type: choice\n    of: {word}\n      - shop\n      - web\n" + require("{f: {is: shop}}"))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("line", "meant"),
    [("kind: note；", "note"), ("require: {pirt_status: {is: held，}}", "held"), ("require: {workers: {at_least: 5、}}", "5")],
)
def test_a_comma_of_another_width_behind_a_value_is_told_as_a_plain_one_is(line, meant):
    rest = "" if line.startswith("require") else "    require: {keeps_books: {is: true}}\n"
    (one,) = told(f"criteria:\n  c:\n    {line}\n{rest}")
    assert one.slots["suggestion"] == meant
