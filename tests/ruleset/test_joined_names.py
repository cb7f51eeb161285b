"""Several names without what belongs between them: no hint and no fix leaves one of them out, and what a hint shows loads with all."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naikkelas.authoring.checking import mended
from naikkelas.facts import Kind
from naikkelas.ikm.catalogue import FACTS as FACTS_OF_ALL
from tests.authoring.serving.test_sure_fixes import look, sure_fixes
from tests.ruleset.cases import require
from tests.ruleset.slips import HEAD, criterion, loads, told

BOTH = sorted(name for name, fact in FACTS_OF_ALL.items() if fact.type.kind is Kind.BOOLEAN)
FACTS = "facts:\n  tags: {type: set, of: [a1, b1]}\n"

VALUES = [
    ("{md_status: {in: [held in_process]}}", "{in: [held, in_process]}"),
    ("{md_status: {in: [suspended; held]}}", "{in: [suspended, held]}"),
    ("{md_status: {in: [none, suspended held]}}", "{in: [none, suspended, held]}"),
    ("{md_status: {not_in: [held_in_process]}}", "{not_in: [held, in_process]}"),
    ("{md_status: {is: in_process or held}}", "{in: [in_process, held]}"),
    ("{md_status: {is: held/in_process}}", "{in: [held, in_process]}"),
    ("{md_status: {is_not: held dan in_process}}", "{not_in: [held, in_process]}"),
    ("{sector: {in: wood, herbal}}", "{in: [wood, herbal]}"),
    ("{sector: {in: wood, herbal, processed_food}}", "{in: [wood, herbal, processed_food]}"),
    ("{sector: {in: (wood, herbal)}}", "{in: [wood, herbal]}"),
    ("{sector: {is: wood, herbal}}", "{in: [wood, herbal]}"),
    ("{sector: {in: wood herbal}}", "{in: [wood, herbal]}"),
    ("{sector: {in: 'wood, herbal'}}", "{in: [wood, herbal]}"),
    ("{main_product: {in: kopi, teh}}", "{in: [kopi, teh]}"),
    ("{main_product: {in: 'kopi, teh'}}", "{in: [kopi, teh]}"),
    ("{tags: {includes_any: a1, b1}}", "{includes_any: [a1, b1]}"),
    ("{tags: {includes: a1 b1}}", "{includes_any: [a1, b1]}"),
    ("{tags: {includes: a1 and b1}}", "{includes_all: [a1, b1]}"),
    ("{tags: {includes: a1, b1}}", "{includes_any: [a1, b1]}"),
    ("{sector: wood, herbal}", "{in: [wood, herbal]}"),
    ("{sector: wood or herbal}", "{in: [wood, herbal]}"),
    ("{tags: a1, b1}", "{includes_any: [a1, b1]}"),
    ("{halal_status: {in: [held in_process]}}", "{in: [held, in_process]}"),
]


@pytest.mark.parametrize(("condition", "meant"), VALUES, ids=[each[0] for each in VALUES])
def test_several_values_in_one_are_told_as_a_list_of_all(condition, meant):
    (one,) = told(FACTS + require(condition))
    assert one.advice("en") == f"these are several names, with a comma between each two: write {meant}"
    assert one.advice("id") == f"itu beberapa nama, dengan koma di antaranya: tulis {meant}"
    assert loads(FACTS + require(f"{condition[: condition.index(':')]}: {meant}}}"))
    check_fixes(FACTS + require(condition))


BLOCKS = [
    (criterion("require:", "  sector:", "    in: wood, herbal"), "{in: [wood, herbal]}"),
    (criterion("require:", "  sector:", "    in:", "      wood", "      herbal"), "{in: [wood, herbal]}"),
    (criterion("require:", "  main_product:", "    in: kopi, teh"), "{in: [kopi, teh]}"),
]


@pytest.mark.parametrize(("body", "meant"), BLOCKS)
def test_so_are_those_in_lines(body, meant):
    (one,) = told(body)
    assert one.slots["meant"] == meant
    assert loads(require(f"{{{'sector' if 'sector' in body else 'main_product'}: {meant}}}"))
    check_fixes(body)


KEYS = [
    ("{business_account knows_market: {is: true}}", "{business_account: {is: true}, knows_market: {is: true}}"),
    ("{business_account_knows_market: {is: true}}", "{business_account: {is: true}, knows_market: {is: true}}"),
    ("{business_account and knows_market: {is: true}}", "{business_account: {is: true}, knows_market: {is: true}}"),
    ("{business_account or knows_market: {is: true}}", "{any: [{business_account: {is: true}}, {knows_market: {is: true}}]}"),
]


@pytest.mark.parametrize(("condition", "meant"), KEYS)
def test_several_facts_in_one_are_told_as_conditions_of_each(condition, meant):
    (one,) = told(require(condition))
    assert (one.code, one.slots.get("meant")) == ("NK201", meant)
    assert loads(require(meant))
    check_fixes(require(condition))


def test_several_criteria_that_are_taken_in_one_are_told_as_a_list_of_all():
    effective = "effective: {from: 2026-01-01}\n"
    for taken in ("[operation, business_papers; sales]", "operation business_papers", "[operation business_papers]"):
        (one,) = told(f"{effective}uses: {{kur-mikro: {taken}}}\n" + require("{keeps_books: {is: true}}"))
        meant = one.slots["meant"]
        assert all(name in meant for name in ("operation", "business_papers", *(["sales"] if "sales" in taken else [])))
        assert loads(f"{effective}uses: {{kur-mikro: {meant}}}\n" + require("{keeps_books: {is: true}}"))
        check_fixes(f"{effective}uses: {{kur-mikro: {taken}}}\n" + require("{keeps_books: {is: true}}"))


@pytest.mark.parametrize(
    "condition",
    [
        "{halal_status: {is: un-certified}}",
        "{halal_status: {in: [none certified]}}",
        "{tdk_keeps_books: {is: true}}",
        "{un_keeps_books: {is: true}}",
        "{other_than keeps_books: {is: true}}",
        "{sector: {is: tdk processed_food}}",
        "{sector: {is: bkn wood}}",
        "{sector: {in: [gak wood]}}",
        "{pirt_status: {is: [not held]}}",
        "{pirt_status: {is: ex-held}}",
        "{keeps_books isn't: {is: true}}",
        "{all: [{bebas_halal: {is: true}}]}",
        "{lacks_nib_status: {is: held}}",
    ],
)
def test_of_a_word_that_may_be_the_meaning_no_name_without_it_is_proposed(condition):
    for one in told(require(condition)):
        assert one.slots.get("suggestion", "") == ""
        assert "meant" not in one.slots or loads(require(f"{condition[: condition.index(':')]}: {one.slots['meant']}}}"))
    check_fixes(require(condition))


@pytest.mark.parametrize(
    "condition",
    ["{sector: wood, gold}", "{sector: {in: wood, gold}}", "{sector: {is: wood, gold}}", "{sector: {in: $secs, wood}}", "{workers: banyak, x}", "{$secs: wood, gold}"],
)  # fmt: skip
def test_where_one_of_several_is_no_value_no_fix_tears_them_apart(condition):
    sets = "parameters: {secs: {type: set, of: sector, values: {1800-01-01: [wood]}}}\n"
    assert all("meant" not in one.slots for one in told(sets + require(condition)))
    check_fixes(sets + require(condition))


OF_CHOICES = sorted(name for name, fact in FACTS_OF_ALL.items() if fact.type.kind is Kind.CHOICE and 1 < len(fact.type.choices) < 60)
JOINTS = [" ", "; ", ";", "/", " or ", " atau ", " dan ", "_", " | ", " & "]
WORDS = ["not", "tidak", "bukan", "un", "ex", "tanpa", "lama"]


@given(
    st.sampled_from(OF_CHOICES),
    st.lists(st.integers(0, 99), min_size=2, max_size=3, unique=True),
    st.sampled_from(JOINTS),
    st.integers(0, 3),
    st.sampled_from([None, *WORDS]),
)
@example("heat_treatment", [0, 1, 2], " ", 2, None)
@settings(max_examples=80, deadline=None)
def test_what_is_shown_for_several_values_holds_all_of_them_and_loads(name, at, joint, form, word):
    choices = FACTS_OF_ALL[name].type.choices
    asked = [choices[each % len(choices)] for each in at]
    text = joint.join([*asked, *([word] if word else [])])
    condition = [f"{{in: ['{text}']}}", f"{{is: '{text}'}}", f"{{not_in: ['{asked[0]}', '{text}']}}", f"'{text}'"][form]
    body = require(f"{{{name}: {condition}}}")
    if len(set(asked)) > 1 and text not in choices:
        for one in told(body):
            assert one.slots.get("suggestion", "") not in asked
            meant = one.slots.get("meant")
            assert meant is None or (word is None and all(each in meant for each in asked) and loads(require(f"{{{name}: {meant}}}")))
        assert word is not None or {one.hint for one in told(body)} <= {"several_names", "name_each"}
        check_fixes(body)


@given(st.sampled_from(BOTH), st.sampled_from(BOTH), st.sampled_from(JOINTS))
@settings(max_examples=40, deadline=None)
def test_what_is_shown_for_several_facts_holds_all_of_them_and_loads(one, other, joint):
    if one != other:
        for found in told(require(f"{{'{one}{joint}{other}': {{is: true}}}}")):
            assert found.slots.get("suggestion", "") == ""
            meant = found.slots.get("meant")
            assert (meant is None) == (found.hint == "name_each")
            assert meant is None or (one in meant and other in meant and loads(require(meant)))


@pytest.mark.parametrize(
    "condition",
    ["{in: neither, pasteurised, sterilised}", "{not_in: neither, pasteurised, sterilised}", "neither, pasteurised, sterilised"],
)
def test_a_list_of_all_there_is_is_not_shown(condition):
    (one,) = told(require(f"{{heat_treatment: {condition}}}"))
    assert one.advice("en") == "these are several names: name each, with a comma between each two"


def test_a_name_that_only_holds_what_was_written_is_no_sure_fix():
    (one,) = told(require("{sector: {is: food}}"))
    assert one.slots["suggestion"] == "processed_food"
    check_fixes(require("{sector: {is: food}}"))


def check_fixes(body):
    """No fix makes something that loads of it, or leaves a word out."""
    text = HEAD + body
    assert mended(text, look) == text
    assert sure_fixes(text) == []
