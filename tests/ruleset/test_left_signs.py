"""Signs of lists, commas and quotes that stay in a text: told, unless the author put the text in quotes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.ruleset.leftovers import leftover
from naikkelas.ruleset.nodes import Scalar
from tests.ruleset.cases import require
from tests.ruleset.slips import HEAD

TAGS = "facts: {tags: {type: set, of: text}}\n"


def found(body):
    problems = nk.loads(HEAD + body).problems
    assert not [one for one in problems if one.is_error]
    return [(one.place.line, one.advice("en")) for one in problems if one.code == "NK346"]


def listed(*items):
    return "criteria:\n  c:\n    require:\n      main_product:\n        in:\n" + "".join(f"          - {item}\n" for item in items)


def plain(read, meant):
    told = f"write {meant}, or '{read}' if it is really written so"
    is_one = sum(sign in '“”„«»‹›"' for sign in read) == 1
    return told + "; a text with a comma in it stands as a whole in straight quotes" if is_one else told


KEPT = [
    ("kopi,", "kopi"),
    ("kopi;", "kopi"),
    ("• kopi", "kopi"),
    ("•kopi", "kopi"),
    ("1. kopi", "kopi"),
    ("“kopi", "kopi"),
    ("kopi”", "kopi"),
    ("“kopi\"", "kopi"),
    ("«kopi»", "kopi"),
    ("kopi\"", "kopi"),
    ("“kopi”,", "kopi"),
    ("‹kopi", "kopi"),
    ("„kopi", "kopi"),
]  # fmt: skip


@pytest.mark.parametrize(("read", "meant"), KEPT)
def test_what_was_left_in_a_text_is_told_at_its_place(read, meant):
    assert found(listed("teh", read)) == [(10, plain(read, meant))]
    assert found(require(f"{{main_product: {{is: '{read}'}}}}")) == []
    assert found(listed("teh", f"'{read}'")) == []


@pytest.mark.parametrize(
    ("read", "meant"), [("– kopi", "kopi"), ("-kopi", "kopi"), ("—kopi", "kopi"), ("-- kopi", "kopi"), ("-3305", "3305")]
)
def test_of_a_dash_both_that_can_be_meant_are_told(read, meant):
    advice = f"write {meant}, or '{read}' if it is really written so; if it is to say 'not': use is_not, not_in or not: {{...}}"
    assert found(listed("teh", read)) == [(10, advice)]
    assert found(listed("teh", f'"{read}"')) == []


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (require("{main_product: {in: [“kopi, teh”]}}"), 2),
        (require("{main_product: {is: «kopi»}}"), 1),
        ("criteria:\n  c:\n    require:\n      main_product:\n        is: kopi,\n", 1),
        ("criteria:\n  c:\n    require:\n      main_product:\n        is_not: – kopi\n", 1),
        (TAGS + "criteria:\n  c:\n    require:\n      tags:\n        includes: a,\n", 1),
        (TAGS + "criteria:\n  c:\n    require:\n      tags:\n        includes_any: [• a, b]\n", 1),
        ("facts: {kind: {type: choice, of: [“a1, b1”, c1]}}\n" + require("{kind: {is: c1}}"), 2),
        ("facts:\n  kind:\n    type: set\n    of:\n    - a1,\n    - b1\n" + require("{kind: {includes: b1}}"), 1),
        ("parameters:\n  p: {type: text, values: {1800-01-01: kopi”}}\n" + require("{main_product: {is: $p}}"), 1),
        ("parameters:\n  p: {type: set, of: text, values: {1800-01-01: [“kopi, teh”]}}\n" + require("{main_product: {in: $p}}"), 2),
        ("facts: {name: {type: text}}\nassumptions: [{when: {name: {is: kopi”}}, then: {workers: {at_least: 1}}}]\n" + require("{workers: {at_least: 5}, name: {is: teh}}"), 1),
    ],
)  # fmt: skip
def test_everywhere_a_text_is_read(body, lines):
    assert len(found(body)) == lines


@pytest.mark.parametrize(
    "text",
    ["kopi", "kopi - teh", "kopi, teh", "kopi “arabika”", "“kopi” arabika", 'kopi "arabika"', "Jum'at", "a-b", "5", "CV. Maju", "kopi (bubuk)", "kopi/teh", "+62", "3.5", "1.5 kg", "PT", "…", "•"],
)  # fmt: skip
def test_a_text_that_is_written_so_is_not_told(text):
    assert found(listed("teh", text)) == []


def test_a_text_with_a_leftover_still_says_what_it_said():
    assert nk.loads(HEAD + listed("kopi,")).hash == nk.loads(HEAD + listed("'kopi,'")).hash != nk.loads(HEAD + listed("kopi")).hash


SIGNS = ["-", "– ", "— ", "• ", "•", "“", "„", "«", "‘"]
ENDS = [",", ";", "”", "’", "»", '"', "”,"]


@given(st.sampled_from(["kopi", "teh celup", "a1", "3305"]), st.sampled_from(["", *SIGNS]), st.sampled_from(["", *ENDS]))
@settings(max_examples=60, deadline=None)
def test_every_sign_at_either_end_is_found_and_in_quotes_none(text, before, behind):
    read = before + text + behind
    told = leftover(Scalar(read, nk.Place(), quoted=False))
    assert (told is not None) == (before + behind != "")
    assert told is None or told.meant == text
    assert leftover(Scalar(read, nk.Place(), quoted=True)) is None


@given(st.text(max_size=12))
@settings(max_examples=200, deadline=None)
def test_what_is_proposed_has_nothing_left_over(text):
    told = leftover(Scalar(text.strip(), nk.Place(), quoted=False))
    assert told is None or (told.meant and told.meant in text and leftover(Scalar(told.meant, nk.Place(), quoted=False)) is None)
