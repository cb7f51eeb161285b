"""A negation that is written as a sign, and another sign than a dash before a list item: no hint turns them into their opposite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.conditions import Op
from naikkelas.ikm.catalogue import FACTS
from naikkelas.likeness import are_opposed
from naikkelas.problems import shown, suggestion
from tests.ruleset.cases import require
from tests.ruleset.slips import loads, told

SETS = "parameters: {secs: {type: set, of: sector, values: {1800-01-01: [wood]}}}\n"
BOOKS = "criteria:\n  books: {require: {keeps_books: {is: true}}}\n"
GUARDED = "criteria:\n  books: {applies_when: {sector: {is: wood}}, require: {keeps_books: {is: true}}}\n"


SIGNS = ["!", "! ", "~", "¬", "-", "–", "—", "−", "<>", "!=", "≠", "!!", "！", "~ ", "≠ ", "<> "]
NAMES = sorted({*FACTS, *(str(op) for op in Op), "all", "any", "some", "criterion", "programme", "eligible", "met", "held", "wood", "gold"})


@given(st.sampled_from(NAMES), st.sampled_from(SIGNS))
def test_no_name_behind_a_sign_that_negates_is_close_to_the_bare_one(name, sign):
    assert are_opposed(sign + name, name)
    assert are_opposed(name, sign + name)
    assert suggestion(sign + name, NAMES) != name
    assert suggestion(sign + name, [name]) is None
    assert suggestion(f"{sign}{name}", [f"{sign}{name}"]) == f"{sign}{name}"  # alike with their signs


@given(st.sampled_from([name for name in NAMES if len(name) > 3]), st.sampled_from(SIGNS), st.integers(0, 100))
def test_nor_is_one_with_a_slip_of_the_fingers(name, sign, at):
    at = 1 + at % (len(name) - 1)
    assert suggestion(sign + name[:at] + name[at + 1 :], NAMES) != name


@pytest.mark.parametrize(("one", "other"), [("kur-mikro", "kur_mikro"), ("kur-mikro", "kurmikro"), ("a-b", "a_b"), ("--lang", "--lagn")])
def test_a_dash_between_words_is_no_negation(one, other):
    assert not are_opposed(one, other)


def test_a_name_much_longer_than_what_was_written_is_not_suggested():
    assert suggestion("non", ["separate_from_non_halal", "keeps_books"]) is None
    assert suggestion("food", ["processed_food", "wood"]) == "processed_food"


NEGATED = [
    ('{"!any": [{keeps_books: {is: true}}, {knows_market: {is: true}}]}', "{not: {any: [{keeps_books: {is: true}}, {knows_market: {is: true}}]}}"),
    ('{"!sells_online": {is: true}}', "{not: {sells_online: {is: true}}}"),
    ('{"~sells_online": {is: true}}', "{not: {sells_online: {is: true}}}"),
    ('{"!sector": {in: [wood]}}', "{not: {sector: {in: [wood]}}}"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "meant"), NEGATED)
def test_a_condition_behind_a_sign_is_told_by_not(condition, meant):
    (one,) = told(require(condition))
    assert (one.code, one.advice("en")) == ("NK201", f"write for example {meant}")
    assert loads(require(meant))


INSIDE = [
    ('{sector: {"!in": [wood]}}', "NK205", "{not_in: [wood]}"),
    ('{sector: {"!is": wood}}', "NK205", "{is_not: wood}"),
    ('{sector: {"~is": wood}}', "NK205", "{is_not: wood}"),
    ('{workers: {"!at_least": 5}}', "NK205", "{less_than: 5}"),
    ('{workers: {"!between": {from: 5, to: 9}}}', "NK205", "{not: {workers: {between: {from: 5, to: 9}}}}"),
    ('{pirt_status: {is: "!held"}}', "NK207", "{is_not: held}"),
    ('{pirt_status: {is_not: "!held"}}', "NK207", "{is: held}"),
    ('{sector: {is: "!= wood"}}', "NK207", "{is_not: wood}"),
    ('{sector: {is: "<> wood"}}', "NK207", "{is_not: wood}"),
    ('{sector: {is: "~wood"}}', "NK207", "{is_not: wood}"),
    ('{sector: {in: ["!wood"]}}', "NK207", "{not_in: [wood]}"),
    ('{sector: {in: "!$secs"}}', "NK152", "{not_in: $secs}"),
    ('{sector: {in: "!wood"}}', "NK152", "{not_in: [wood]}"),
    ('{keeps_books: {is: "!true"}}', "NK207", "{is_not: true}"),
    ('{workers: {is: "!5"}}', "NK207", "{is_not: 5}"),
]


@pytest.mark.parametrize(("condition", "code", "meant"), INSIDE)
def test_a_comparison_and_a_value_behind_a_sign_are_told_by_the_opposite(condition, code, meant):
    found = told(SETS + require(condition))
    assert [(one.code, one.advice("en")) for one in found] == [(code, f"write for example {meant}")]
    whole = meant if meant.startswith("{not:") else f"{condition[: condition.index(':')]}: {meant}}}"
    assert loads(SETS + require(whole))


REFERENCES = [
    (BOOKS, '{criterion: "!books"}', "{not: {criterion: books}}"),
    (GUARDED, '{criterion: "!books"}', "{not: {criterion: {books: met}}}"),
    (BOOKS, '{criterion: {"!books": met}}', "{not: {criterion: {books: met}}}"),
    (BOOKS, '{criterion: {books: "!met"}}', "{books: [not_met, not_applicable]}"),
]


@pytest.mark.parametrize(("body", "condition", "meant"), REFERENCES)
def test_a_reference_behind_a_sign_is_told_by_not(body, condition, meant):
    (one,) = told(f"{body}  c: {{require: {condition}}}\n")
    assert one.advice("en") == f"write for example {meant}"
    assert loads(f"{body}  c: {{require: {meant if meant.startswith('{not') else f'{{criterion: {meant}}}'}}}\n")


@pytest.mark.parametrize(
    "condition",
    [
        '{"!gold": {is: true}}',
        '{programme: {"!x": eligible}}',
        '{"!keeps_books": {at_least: 5}}',
        '{sector: {in: ["!wood", herbal]}}',
        '{sector: {is: "!gold"}}',
        '{criterion: "!gold"}',
        '{programme: {inopak-naik-kelas: "!gold"}}',
        '{sector: {"!gold": wood}}',
    ],
)
def test_where_no_example_can_be_loaded_the_form_is_told(condition):
    found = told(require(condition))
    assert {one.hint for one in found} <= {"negate_by_word", None, "known_keys"}
    assert "negate_by_word" in {one.hint for one in found}


def listed(*lines, under="any"):
    return f"criteria:\n  c:\n    require:\n      {under}:\n" + "".join(f"      {line}\n" for line in lines)


BULLETS = ["– ", "–", "— ", "• ", "•", "--", "-- ", "1. ", "2) ", "+ ", "● ", "→ ", "− "]


@pytest.mark.parametrize("bullet", BULLETS)
@pytest.mark.parametrize("under", ["any", "all", "not"])
def test_another_sign_before_a_list_item_is_told_as_such(bullet, under):
    first = "- keeps_books: {is: true}"
    for lines, line in (
        ([first, f"{bullet}knows_market: {{is: true}}"], 9),
        ([first, f"{bullet}knows_market: {{is: true}}", "- sells_online: {is: true}"], 9),
        ([f"  {bullet}knows_market: {{is: true}}"], 8),
        ([f"  {bullet}knows_market: {{is: true}}", f"  {bullet}sells_online: {{is: true}}"], 8),
    ):
        found = [one for one in told(listed(*lines, under=under)) if one.place.line == line or one.hint == "list_sign"]
        assert [one.advice("en") for one in found][:1] == [f"write '- ' for '{bullet.strip()}', with a space behind it"], (lines, found)
        assert not [one for one in found if one.slots.get("suggestion")]


def test_a_star_before_a_list_item_is_told_as_such():
    (one,) = told(listed("- keeps_books: {is: true}", "* knows_market: {is: true}"))
    assert (one.code, one.place.line, one.advice("en")) == ("NK128", 9, "write '- ' for '*', with a space behind it")


def test_other_signs_before_texts_are_told_too():
    (one,) = told("criteria:\n  c:\n    require:\n      sector:\n        in:\n          • wood\n          • herbal\n")
    assert (one.code, one.advice("en")) == ("NK152", "write the list: [wood, herbal]")


def test_a_dash_among_keys_is_told_and_a_key_among_dashes():
    (one,) = told("criteria:\n  a: {require: {keeps_books: {is: true}}}\n  - b: {require: {knows_market: {is: true}}}\n")
    assert (one.code, one.place.line, one.advice("en")) == ("NK138", 6, "delete '- ': the lines above are of the form 'key: value'")
    (one,) = told("facts:\n  f:\n    sum:\n  - workers\n    - debt\n" + require("{keeps_books: {is: true}}"))
    assert one.code == "NK133"
    (one,) = told("criteria:\n  c:\n    require:\n      any:\n        - keeps_books: {is: true}\n        knows_market: {is: true}\n")
    assert (one.code, one.place.line, one.advice("en")) == ("NK133", 9, "if it belongs to the list above, write '- ' before it")


@pytest.mark.parametrize(
    ("condition", "code", "advice"),
    [
        ("{not sells_online: {is: true}}", "NK201", "write for example {not: {sells_online: {is: true}}}"),
        ("{bukan sells_online: {is: true}}", "NK201", "write for example {not: {sells_online: {is: true}}}"),
        ("{sector: {is: !wood}}", "NK112", "if it is to negate, write is_not, not_in, or not: {...}"),
        ("{!sells_online: {is: true}}", "NK112", "if it is to negate, write is_not, not_in, or not: {...}"),
        ("{!any: [{sells_online: {is: true}}]}", "NK112", "if it is to negate, write is_not, not_in, or not: {...}"),
        ('{sector: "!wood"}', "NK152", "write for example {is_not: wood}"),
        ('{main_product: "!kopi"}', "NK152", "write for example {is_not: kopi}"),
    ],
)
def test_a_negation_by_a_word_or_a_tag_is_told_too(condition, code, advice):
    (one,) = told(require(condition))
    assert (one.code, one.advice("en")) == (code, advice)
    assert one.slots.get("one_meaning", "") == ""


@pytest.mark.parametrize("value", ["-wood", "{is: -wood}", "{in: -wood}", "{in: [-wood]}", "\n          -wood"])
def test_a_dash_without_quotes_may_be_one_of_a_list_and_turns_nothing_round(value):
    for one in told(f"criteria:\n  c:\n    require:\n      all:\n      - sector: {value}\n"):
        assert "not" not in one.slots.get("meant", "")
        assert one.slots.get("suggestion", "") == ""


@pytest.mark.parametrize(
    ("body", "line", "sign"),
    [
        ("criteria:\n  c:\n    require:\n      sector:\n        in:\n        – wood\n        – herbal\n", 9, "–"),
        ("criteria:\n  c:\n    require:\n      sector:\n        in:\n        - wood\n        • herbal\n", 10, "•"),
        ("data_gaps:\n  • {id: a, en: b}\n  • {id: c, en: d}\n" + require("{keeps_books: {is: true}}"), 5, "•"),
        ("data_gaps:\n  1. {id: a, en: b}\n" + require("{keeps_books: {is: true}}"), 5, "1."),
    ],
)
def test_other_signs_before_values_are_told_where_they_stand(body, line, sign):
    (one,) = told(body)
    assert (one.code, one.place.line, one.slots["sign"]) == ("NK128", line, sign)
    assert one.advice("en") == f"write '- ' for '{sign}', with a space behind it"


def test_quotes_are_not_proposed_for_brackets_where_no_text_may_stand():
    assert told(require("{{keeps_books}: {is: true}}"))[0].hint is None
    assert told(f"title: {{{{nama}}}}\n{require('{keeps_books: {is: true}}')}")[0].hint == "read_quote_braces"


@pytest.mark.parametrize("before", ["_ ", "= ", "a. ", "(1) ", "o ", "\uf0b7 ", "\uf0b7", "or ", "atau ", "dan ", "§ ", "1 "])
def test_whatever_stands_before_a_known_name_the_name_alone_is_not_proposed(before):
    (one,) = told(listed("- keeps_books: {is: true}", f"{before}knows_market: {{is: true}}"))
    assert one.advice("en") == f"write '- ' for '{shown(before.strip())}', with a space behind it"
    assert not one.slots.get("suggestion")


def test_other_words_before_a_name_are_no_sign_and_a_slip_within_a_name_is_still_told():
    (one,) = told(listed("- keeps_books: {is: true}", "syarat knows_market: {is: true}"))
    assert (one.hint, one.slots.get("suggestion", "")) == (None, "")
    (one,) = told(require("{keeps books: {is: true}}"))
    assert one.advice("en") == "did you mean 'keeps_books'?"
    (one,) = told(require("{keeps-books: {is: true}}"))
    assert one.advice("en") == "did you mean 'keeps_books'?"
