"""A colon or a comma that is missing is named, and what is shown to write instead can be loaded."""

import pytest

from naikkelas.authoring.checking import mended
from naikkelas.ruleset.reader import read_yaml
from tests.authoring.serving.test_sure_fixes import look, sure_fixes
from tests.ruleset.cases import require
from tests.ruleset.slips import HEAD, criterion, loads, told

BOOKS = require("{keeps_books: {is: true}}")

COMMAS = [
    (criterion("title: {id: Usaha jalan en: Running}", "require: {keeps_books: {is: true}}"), "id: Usaha jalan, en: Running"),
    (require("{workers: {between: {from: 5 to: 9}}}"), "from: 5, to: 9"),
    (require("{workers: {at_least: 5 at_most: 9}}"), "at_least: 5, at_most: 9"),
    ("parameters: {p: {type: integer, values: {2026-01-01: 5 2027-01-01: 6}}}\neffective: {from: 2026-01-01}\n" + require("{workers: {at_least: $p}}"), "2026-01-01: 5, 2027-01-01: 6"),
    ("facts: {r: {ratio: {of: workers_men to: workers, when_zero: met}}}\n" + require("{r: {at_most: 0.3}}"), "of: workers_men, to: workers"),
    ("facts: {r: {type: choice, of: [a, b], table: {hit: first rows: [{when: {keeps_books: {is: true}}, then: a}], otherwise: b}}}\n" + require("{r: {is: a}}"), "hit: first, rows: [{when: {keeps_books: {is: true}}, then: a}]"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "meant"), COMMAS)
def test_a_comma_that_is_missing_before_a_key_is_named(body, meant):
    (one,) = told(body)
    assert (one.code, one.advice("en")) == ("NK143", f"write '{meant}'")
    wrong = meant.replace(",", "", 1).removesuffix("...")
    line = (HEAD + body).splitlines()[one.place.line - 1]
    assert line[one.place.column - 1 :].startswith(meant.partition(", ")[2].removesuffix("..."))
    assert wrong in body
    assert loads(body.replace(wrong, meant.removesuffix("...")))
    check_fixes(body)


COLONS = [
    (criterion("require {keeps_books: {is: true}}"), "require", "require: {keeps_books: {is: true}}"),
    (criterion("require:", "  not {sector: {is: wood}}"), "not", "not: {sector: {is: wood}}"),
    (criterion("require:", "  any:", "    - keeps_books {is: true}"), "keeps_books", "keeps_books: {is: true}"),
    (criterion("require:", "  any:", "    - keeps_books {is: true}", "    - knows_market: {is: true}"), "keeps_books", "keeps_books: {is: true}"),
    (criterion("require:", "  workers {at_least: 5}"), "workers", "workers: {at_least: 5}"),
    (criterion("require:", "  any [{keeps_books: {is: true}}]"), "any", "any: [{keeps_books: {is: true}}]"),
    ("effective {from: 2026-01-01}\n" + BOOKS, "effective", "effective: {from: 2026-01-01}"),
    ("criteria {a: {require: {keeps_books: {is: true}}}}\n", "criteria", "criteria: {a: {require: {keeps_books: {is: true}}}}"),
    ("criteria:\n  a {require: {keeps_books: {is: true}}}\n", "a", "a: {require: {keeps_books: {is: true}}}"),
    ("parameters:\n  p {type: integer, values: {1800-01-01: 5}}\n" + require("{workers: {at_least: $p}}"), "p", "p: {type: integer, values: {1800-01-01: 5}}"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "word", "meant"), COLONS)
def test_a_colon_that_is_missing_before_braces_is_named(body, word, meant):
    (one,) = told(body)
    assert (one.code, one.advice("en")) == ("NK134", f"a colon is missing behind '{word}': write '{meant}'")
    line = (HEAD + body).splitlines()[one.place.line - 1]
    assert line[one.place.column - 1 :].startswith(word)
    assert loads(body.replace(meant.replace(":", "", 1), meant))
    check_fixes(body)


def test_a_semicolon_where_a_comma_belongs_is_none_of_the_value():
    (one,) = told(require("{workers: {at_least: 5; at_most: 9}}"))
    assert one.advice("en") == "write 'at_least: 5, at_most: 9'"


def test_so_it_is_within_a_line():
    (one,) = told(criterion("require: not {sector: {is: wood}}"))
    assert (one.code, one.advice("en")) == ("NK132", "write 'require: {not: {sector: {is: wood}}}'")
    assert loads(criterion("require: {not: {sector: {is: wood}}}"))


INSIDE = [
    ("{workers: {between: {from 5, to 9}}}", ["from: 5", "to: 9"]),
    ("{workers: {between: {from: 5, to 9}}}", ["to: 9"]),
    ("{some: {at_least 1, of: [{keeps_books: {is: true}}]}}", ["at_least: 1"]),
]


@pytest.mark.parametrize(("condition", "meant"), INSIDE)
def test_a_colon_that_is_missing_behind_a_key_in_braces_is_named(condition, meant):
    found = told(require(condition))
    words = [each.partition(":")[0] for each in meant]
    assert [(one.code, one.slots["word"]) for one in found] == [("NK150", word) for word in words]
    assert [one.advice("en") for one in found] == [
        f"a colon is missing behind '{word}': write '{word}: ' and then the value" for word in words
    ]
    for each in meant:
        condition = condition.replace(each.replace(":", "", 1), each)
    assert loads(require(condition))
    check_fixes(require(condition))


TWO = "criteria:\n  books: {require: {keeps_books: {is: true}}}\n  c: {require: %s}\n"


@pytest.mark.parametrize(
    ("condition", "code", "advice"),
    [
        ("{criterion: {books met}}", "NK203", "a colon is missing behind 'books': write books: met"),
        ("{criterion: {gold met}}", "NK203", "a colon is missing behind 'gold': write 'gold: ' and then the value"),
        ("{programme: {kur-mikro eligible}}", "NK214", "a colon is missing behind 'kur-mikro': write 'kur-mikro: ' and then the value"),
        ("{programme: {x eligible}}", "NK214", "a colon is missing behind 'x': write 'x: ' and then the value"),
    ],
)
def test_a_colon_that_is_missing_behind_what_is_asked_of_is_named(condition, code, advice):
    head = "effective: {from: 2026-01-01}\n"
    (one,) = told(head + TWO % condition)
    assert (one.code, one.advice("en")) == (code, advice)
    if "meant" in one.slots:
        assert loads(head + TWO % condition.replace(one.slots["meant"].replace(":", "", 1), one.slots["meant"]))


def test_a_text_of_only_a_tag_is_not_called_empty():
    assert [one.code for one in read_yaml("!knows_market")[1]] == ["NK112"]
    assert [one.code for one in read_yaml("# kosong")[1]] == ["NK107"]


ONE_WORD = [
    "sources: {k: {title: x}}\n" + criterion("source: k: x", "require: {keeps_books: {is: true}}"),
    criterion("kind: preference: 10", "require: {keeps_books: {is: true}}"),
    "facts:\n  f:\n    type: choice: a\n" + BOOKS,
    "firmness: firm: x\n" + BOOKS,
]


@pytest.mark.parametrize("body", ONE_WORD)
def test_braces_are_not_shown_where_one_word_stands(body):
    one = told(body)[0]
    assert (one.code, one.hint) == ("NK132", None)


def test_a_text_with_a_colon_is_put_in_quotes_where_one_text_stands():
    body = "sources:\n  s:\n    title: x\n    url: lihat: a\n" + criterion("source: s", "require: {keeps_books: {is: true}}")
    assert told(body)[0].advice("en") == "write 'url: \"lihat: a\"'"


def test_a_comma_at_the_end_of_a_line_is_told_and_what_comes_of_it_is_not():
    body = criterion("kind: preference,", "points: 10,", "require: {keeps_books: {is: true}}")
    found = told(body)
    assert [(one.code, one.advice("en")) for one in found] == [("NK215", "did you mean 'preference'?"), ("NK207", "did you mean '10'?")]
    assert loads(body.replace(",", ""))


@pytest.mark.parametrize("condition", ["{annual_sales: {!<: 500 juta}}", "{operating_since: {!before: 2020-01-01}}"])
def test_of_a_tag_before_a_key_no_comma_is_told(condition):
    assert [one.code for one in told(require(condition))] == ["NK112"]


def check_fixes(body):
    """What is mended by itself does not load as something else."""
    text = HEAD + body
    assert mended(text, look) == text
    assert sure_fixes(text) == []
