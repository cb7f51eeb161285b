"""Of many known names only those with nearly the same letters are compared, and the answers are those of comparing all of them."""

import random
from collections import Counter
from difflib import SequenceMatcher, get_close_matches

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas import likeness
from naikkelas.conditions import Op
from naikkelas.ikm.catalogue import FACTS
from naikkelas.likeness import are_opposed, nearest, words_of

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARIES = [
    [*FACTS],
    [str(op) for op in Op],
    *sorted({fact.type.choices for fact in FACTS.values() if fact.type.choices}),
    [f"option_number_{at:03d}" for at in range(40)],
    ["a", "b_c", "bc", "cb", "abc_1", "abc_2", "acb_1", "not_held", "held", "TDP", "tdp", "CV ", "Σας", "weiß", "a1b", "ab1"],
]


def plainly(name, known):
    """The nearest name as it is found by looking at every known name as a whole."""
    asked, names = words_of(name), list(dict.fromkeys(known))
    words = {word for each in names for word in words_of(each)}
    joined, close = "".join(asked), []
    for each in names:
        parts = words_of(each)
        mine, theirs = Counter(joined), Counter("".join(parts))
        letters = max((mine - theirs).total(), (theirs - mine).total())
        is_long = len(each) - each.count("_") - each.count(" ") > len(joined) + 10
        if is_long or letters > 3 or abs(mine.total() - theirs.total()) > 2 or (len(joined) < 3 and joined != "".join(parts)):
            continue
        slips = likeness._slips(asked, parts, words)
        alike = SequenceMatcher(None, each.lower(), name.lower()).ratio()
        if slips is not None and (slips == 0 or alike >= 0.66) and not are_opposed(name, each):
            close.append((slips, -alike, each))
    close.sort(key=lambda one: one[:2])
    is_tie = len(close) > 1 and close[0][:2] == close[1][:2]
    return close[0][2] if close and not is_tie and len(asked) <= 20 else None


def slipped(name, draw):
    """A name with some letters missing, too many, others or in each other's place, or with the word of another behind it."""
    for _ in range(draw(st.integers(0, 4))):
        at, kind = draw(st.integers(0, len(name))), draw(st.integers(0, 4))
        letter = draw(st.sampled_from([*LETTERS, "_", " ", "-", "0", "1", "ß"]))
        if kind == 4:
            name += draw(st.sampled_from(["_", "", " not "])) + draw(st.sampled_from(["held", "status", "ago"]))
        else:
            swapped = name[at + 1 : at + 2] + name[at : at + 1]
            name = name[:at] + ["", letter, swapped, letter][kind] + name[at + (1, 0, 2, 1)[kind] :]
    return name


@st.composite
def names_with_slips(draw):
    known = draw(st.one_of(st.sampled_from(VOCABULARIES), st.lists(st.text("ab_1 ", min_size=1, max_size=6), min_size=1, max_size=12)))
    return slipped(draw(st.sampled_from(known)), draw), known


@settings(max_examples=300)
@given(names_with_slips())
@example(("optson_number_000", VOCABULARIES[-2]))
@example(("ni_status", [*FACTS]))
@example(("", ["_"]))
@example(("a " * 21, ["a" * 21]))
def test_only_what_cannot_be_meant_is_left_out(asked):
    name, known = asked
    assert nearest(name, known) == plainly(name, known)


@settings(max_examples=200)
@given(
    st.text(LETTERS, min_size=1, max_size=12) | st.sampled_from(sorted(likeness._POLES)), st.lists(st.text(LETTERS, min_size=1, max_size=9))
)
@example("tidakk", [])
@example("mosst", ["most"])
def test_the_word_that_is_most_alike_is_found_as_difflib_finds_it(word, others):
    known = [*likeness._POLES]
    found = get_close_matches(word, [*known, *others], 1, 0.75)
    assert likeness._closest(word, likeness._letters_of(known), others, 0.75) == (found[0] if found else None)


def options(kind, count):
    """Many names: of other letters, with a word in common, and with numbers in them."""
    choices = random.Random(kind)  # noqa: S311 - the same on every run
    made = ["".join(choices.choices(LETTERS, k=7)) for _ in range(count)]
    ways = {"other": "{}_{}", "alike": "processed_{}", "numbered": "option_number_{2:03d}"}
    return [ways[kind].format(word, word[::-1], at) for at, word in enumerate(made)]


@pytest.mark.parametrize("kind", ["other", "alike", "numbered"])
def test_slips_in_many_options_are_told_with_few_comparisons(kind, monkeypatch):
    known, compared = options(kind, 500), []
    meant = likeness._slips
    monkeypatch.setattr(likeness, "_slips", lambda *given: compared.append(1) or meant(*given))
    asked = [name[:4] + ("x" if name[4] != "x" else "y") + name[5:] for name in known]
    told = [each for name in asked if (each := nearest(name, known))]
    assert told == known
    assert len(compared) <= 20 * len(known)


def test_a_rule_set_with_hundreds_of_slips_tells_each_of_them():
    known = options("alike", 150)
    asked = [name[:11] + ("x" if name[11] != "x" else "y") + name[12:] for name in known]
    text = f"""
format: naikkelas/1
rule_set: many
version: 1
facts:
  goods: {{type: choice, of: [{", ".join(known)}]}}
criteria:
  some_of_them: {{require: {{goods: {{in: [{", ".join(asked)}]}}}}}}
"""
    with pytest.raises(nk.RuleSetError) as caught:
        nk.loads(text)
    assert [one.slots["suggestion"] for one in caught.value.problems] == known
