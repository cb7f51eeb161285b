"""Problems in two languages."""

import pickle
from copy import deepcopy

import pytest

from naikkelas.conditions import Op
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import Words, counted, filled, problem, shown, suggestion

MONEY = Words("money", "rupiah")


def test_a_slot_may_read_differently_in_the_two_languages():
    found = problem("NK402", hint="too_many_decimals", name="capital", read="x", expected=MONEY, decimals=2)
    assert found.message("en") == "value 'x' for capital cannot be read; expected: money"
    assert found.message("id") == "nilai 'x' untuk capital tidak dapat dibaca; yang diharapkan: rupiah"
    assert found.advice("id") == "paling banyak 2 angka di belakang koma"
    assert (found.to_dict("en")["expected"], found.to_dict("id")["expected"]) == ("money", "rupiah")


def test_hints_use_the_words_of_their_language_too():
    slots = {"found": Words("duration", "lama waktu"), "wanted": MONEY, "example": "500 juta"}
    found = problem("NK402", hint="other_kind", name="capital", read="{months: 3}", expected=MONEY, **slots)
    assert found.advice("en") == "what was read is of type duration, but money is expected; write for example 500 juta"
    assert found.advice("id") == "yang terbaca berjenis lama waktu, padahal yang diharapkan rupiah; tulis misalnya 500 juta"


@pytest.mark.parametrize(
    ("code", "slots", "words"),
    [
        ("NK495", {"name": "A", "read": 1, "expected": 2}, "at most 1 place, but"),
        ("NK495", {"name": "A", "read": 0, "expected": 2}, "at most 0 places, but"),
        ("NK453", {"read": 1, "expected": 2}, "has 1 cell, but"),
        ("NK453", {"read": 3, "expected": 2}, "has 3 cells, but"),
        ("NK171", {"read": 1, "expected": 1, "where": "x", "where_id": "x"}, "has 1 cell, and there is 1 column in"),
    ],
)
def test_one_thing_is_told_in_the_singular(code, slots, words):
    assert words in problem(code, **slots).message("en")
    assert all(part not in problem(code, **slots).message("id") for part in ("|", "place", "cell"))


def test_a_template_may_count():
    assert filled("{n:row|rows} {n}", {"n": 1}) == "row 1"
    assert filled("{n:row|rows} {n}", {"n": "2"}) == "rows 2"
    assert filled("{{{n:>3}|{n}}}", {"n": 1}) == "{  1|1}"
    assert [counted(number, "row") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
    assert counted(2, "entry", "entries") == "2 entries"


def test_words_are_english_text_that_knows_its_indonesian():
    assert MONEY == "money"
    assert (MONEY.indonesian, f"{MONEY} 0 .. 5") == ("rupiah", "money 0 .. 5")
    assert shown(MONEY) == "money"


@pytest.mark.parametrize("copied", [lambda it: pickle.loads(pickle.dumps(it)), deepcopy])  # noqa: S301 - our own bytes
def test_words_and_problems_survive_a_copy(copied):
    assert copied(MONEY).indonesian == "rupiah"
    found = problem("NK402", name="capital", read="x", expected=MONEY)
    assert copied(found) == found
    assert copied(found).message("id") == found.message("id")


def test_words_are_cut_to_a_line_in_both_languages():
    found = problem("NK402", name=Words("n" * 300, "m" * 300), read="x" * 300, expected=Words("a" * 300, "b" * 300))
    assert [found.slots[key] for key in ("name", "name_id", "read")] == [sign * 79 + "…" for sign in "nmx"]
    assert [found.slots[key] for key in ("expected", "expected_id")] == [sign * 199 + "…" for sign in "ab"]  # a dozen choices fit


@pytest.mark.parametrize(
    ("read", "known", "meant"),
    [
        ("food", ["wood", "processed_food", "herbal"], "processed_food"),
        ("Food", ["wood", "processed_food"], "processed_food"),
        ("pirt_stauts", ["pirt_status", "md_status"], "pirt_status"),
        ("permit", ["permits", "permit_type"], "permits"),
        ("market", ["knows_market", "market_reach"], None),
        ("is", ["this_is", "other"], None),
        ("herbal_", ["wood", "herbal"], "herbal"),
        ("tidakk", ["ya", "tidak"], "tidak"),
        ("belom", ["sudah", "belum"], "belum"),
        ("x" * 200, ["x" * 200], None),
    ],
)
def test_a_whole_word_of_a_name_is_meant_rather_than_one_spelled_alike(read, known, meant):
    assert suggestion(read, known) == meant


OPPOSED = [
    ("at_most_ago", "at_least_ago"), ("more_than_ago", "less_than_ago"), ("at_most_ahead", "at_least_ahead"), ("less_than_ahead", "less_than_ago"),
    ("no_more_than", "more_than"), ("not_less_than", "less_than"), ("no_less_than", "less_than_ago"), ("not_at_most", "at_most"), ("later_than", "less_than"),
    ("not_between", "between"), ("not_before", "before"), ("is_in", "is_not"), ("excludes", "includes"), ("includes_none", "includes_any"),
    ("includes_all", "includes_any"), ("not_known", "known"), ("not_applies_when", "applies_when"), ("unheld", "held"), ("no_held", "held"),
    ("field_unverified", "field_verified"), ("no_workers", "workers"), ("not_criterion", "criterion"), ("programme_not", "programme"),
    ("unregistered", "registered"), ("inactive", "active"), ("mroe_than", "less_than"), ("men_workers", "women_workers"), ("tidak_aktif", "aktif"),
]  # fmt: skip


@pytest.mark.parametrize(("read", "known"), [pair for one, other in OPPOSED for pair in ((one, other), (other, one))])
def test_the_opposite_is_never_what_was_meant(read, known):
    assert suggestion(read, [known]) is None
    assert suggestion(read.upper(), [known, "something_else"]) is None


NEGATIONS = ["not_{}", "no_{}", "un{}", "non_{}", "{}_not", "tidak_{}", "bukan_{}", "never_{}"]


@pytest.mark.parametrize("negation", NEGATIONS)
@pytest.mark.parametrize("known", [[*map(str, Op)], [*FACTS], ["criterion", "programme", "applies_when", "require", "held", "verified"]])
def test_no_negation_of_a_known_name_is_a_slip_for_one_that_is_not_negated(negation, known):
    for name in known:
        assert suggestion(negation.format(name), known) != name


@pytest.mark.parametrize("name", [name for name in (*map(str, Op), *FACTS) if "non" not in name.split("_")])
def test_a_slip_of_the_fingers_is_still_seen(name):
    if len(name) > 6:
        for at in range(1, len(name) - 1):
            slip = name[:at] + name[at + 1 :]
            assert suggestion(slip, [name]) == name, slip
