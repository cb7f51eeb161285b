"""Laying out: what stays, what becomes one, and that a second time changes nothing."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.authoring.formatting import formatted
from naikkelas.ruleset.reader import Mapping, Scalar, read_yaml
from tests.authoring.formatting.writing import Writer
from tests.strategies import make_documents
from tests.strategies_choices import Drawn, Seeded
from tests.strategies_rules import Author

ROOT = Path(__file__).resolve().parents[3]
BUNDLED = sorted(ROOT.glob("rules/**/*.yaml"))


def plain(node):
    """What a tree says, without places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return [(key.text, plain(value)) for key, value in node.entries]
    return [plain(item) for item in node.items]


def said(text):
    node, problems = read_yaml(text)
    assert not problems, problems
    return plain(node)


def check_layout(text, comments):
    """Everything that holds of any file that is laid out."""
    made = formatted(text)
    assert formatted(made) == made
    assert said(made) == said(text)
    assert Counter(line[line.index("#") :] for line in made.splitlines() if "#" in line) == Counter(comments)
    assert made.endswith("\n")
    assert not made.endswith("\n\n")
    assert not [line for line in made.splitlines() if line != line.rstrip()]
    assert "\r" not in made
    assert "\n\n\n" not in made
    return made


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_rule_set_in_any_style_keeps_its_meaning_its_texts_and_its_comments(data):
    choices = Drawn(data.draw)
    document = Author(choices).document()
    writer = Writer(choices)
    text = writer.text(document)
    made = check_layout(text, writer.comments)
    before, after = nk.loads(text), nk.loads(made)
    assert (after.hash, after.text_hash) == (before.hash, before.text_hash)
    assert list(after.linked.criteria) == list(before.linked.criteria)


@pytest.mark.parametrize("seed", range(60))
def test_rule_sets_full_of_comments(seed):
    choices = Seeded(seed)
    document, _ = make_documents(choices)
    writer = Writer(choices)
    writer.remarks = 35
    check_layout(writer.text(document), writer.comments)


VALUES = st.recursive(
    st.one_of(
        st.integers(0, 10**6),
        st.booleans(),
        st.text("ab :-#'\"\\{}[],&*!|>%@?~\n", max_size=8),
        st.text("kata panjang ", min_size=20, max_size=60),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=5)),
    max_leaves=20,
)


@pytest.mark.slow
@settings(deadline=None)
@given(value=st.one_of(st.lists(VALUES, min_size=1), st.dictionaries(st.text("abc", min_size=1), VALUES, min_size=1)), data=st.data())
def test_any_yaml_keeps_what_it_says(value, data):
    text = Writer(Drawn(data.draw), comments=False).text(value)
    made = formatted(text)
    assert formatted(made) == made
    assert said(made) == said(text)


#: Lists and mappings in brackets that fill several lines, and others that are too long for that.
WORDS = st.text("abcdefgh", min_size=9, max_size=16)
WIDE = st.one_of(
    st.lists(WORDS, min_size=10, max_size=14),
    st.dictionaries(WORDS, WORDS, min_size=5, max_size=9),
    st.lists(st.text("abc", min_size=30, max_size=50), min_size=2, max_size=5),
    st.lists(st.lists(WORDS, min_size=4, max_size=12), min_size=1, max_size=2),
)


@pytest.mark.no_cover
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    value=st.dictionaries(WORDS, st.one_of(WIDE, st.dictionaries(WORDS, WIDE, min_size=1, max_size=2)), min_size=1, max_size=3),
    data=st.data(),
)
def test_what_stands_in_brackets_over_lines_keeps_its_comments(value, data):
    writer = Writer(Drawn(data.draw))
    writer.remarks, writer.styled = 35, 80
    check_layout(writer.text(value), writer.comments)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.name)
def test_the_bundled_files_are_laid_out(path):
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # indentation by two, lists below their key
        ("a:\n    b:\n    - 1\n    -   c: 2\n        d: 3\n", "a:\n  b:\n    - 1\n    - c: 2\n      d: 3\n"),
        ("-\n  - a\n  -   - b\n", "- - a\n  - - b\n"),
        # brackets stay while they fit, and are written in one way
        ("a: { b : [ 1,2 , ], c: {} }\n", "a: {b: [1, 2], c: {}}\n"),
        ("a: {\n  b: 1,\n\n  c: 2\n}\n", "a: {b: 1, c: 2}\n"),
        ("a: [b: 1, {c}]\n", "a: [{b: 1}, {c}]\n"),
        ("{a: 1, b: [c]}\n", "a: 1\nb: [c]\n"),
        ("criteria: {a: {require: {b: {is: c}}}}\n", "criteria:\n  a: {require: {b: {is: c}}}\n"),
        # what does not fit
        (f"a: {{id: \"{'x' * 70}\", en: \"{'y' * 50}\"}}\n", f"a:\n  id: \"{'x' * 70}\"\n  en: \"{'y' * 50}\"\n"),
        (f"a: [{', '.join(['12345678'] * 14)}]\n", f"a: [{', '.join(['12345678'] * 11)},\n    {', '.join(['12345678'] * 3)}]\n"),
        (f"- [{', '.join(['x' * 50] * 3)}]\n", f"- [{', '.join(['x' * 50] * 2)},\n   {'x' * 50}]\n"),
        (f"a: [{', '.join(['x' * 50] * 3)}]\n", "a:\n" + f"  - {'x' * 50}\n" * 3),
        (f"a: &m {{{', '.join(f'key{n}: value{n}' for n in range(9))}}}\n",
         "a: &m {key0: value0, key1: value1, key2: value2, key3: value3, key4: value4, key5: value5, key6: value6, key7: value7,\n"
         "       key8: value8}\n"),
        # texts
        ("a: 'b c'\nd: 'e \"f\"'\ng: 'it''s'\n", "a: \"b c\"\nd: 'e \"f\"'\ng: \"it's\"\n"),
        ("a: 2020.10\nb: 01111\nc: no\nd: \"1\"\n", "a: 2020.10\nb: 01111\nc: no\nd: \"1\"\n"),
        ("a: one\n   two\n\n   three\n", 'a: "one two\\nthree"\n'),
        ("a: one\n   two\n", "a: one two\n"),
        ('a: "one\n   two\\\n   three\\n\n\n   \\"four"\n', 'a: "one twothree\\n\\n\\"four"\n'),
        ("a: 'one\n\n  two \"x\"'\n", 'a: "one\\ntwo \\"x\\""\n'),
        ("a: |   # why\n     b\n      c\n\nd: >-\n e\n", "a: | # why\n  b\n   c\n\nd: >-\n  e\n"),
        ("a: |+\n  b\n\nc:\n  - |2-\n     d\n  - |\n", "a: |+\n  b\n\nc:\n  - |2-\n     d\n  - |\n"),
        ("a: |4\n      b", "a: |2-\n    b\n"),
        # anchors
        ("a: &x\n    b: 1\nc: *x\nd:\n  - &y\n    e: *x\n  - *y\nf: {*x : 1}\n".replace("{*x : 1}", "{g: *y }"), "a: &x\n  b: 1\nc: *x\nd:\n  - &y\n    e: *x\n  - *y\nf: {g: *y}\n"),
        ("&k a: 1\n*k : 2\nb: &n\n".replace("*k : 2\n", ""), "&k a: 1\nb: &n\n"),
        ("&all\na: 1\n", "&all\na: 1\n"),
        ("a: &l\n- 1\nb: &e []\nc: &q 'x'\n", "a: &l\n  - 1\nb: &e []\nc: &q \"x\"\n"),
        # empty lines and ends of documents
        ("\n\na: 1\n\n\n\nb:\n\n  c: 2\n\n\n", "a: 1\n\nb:\n  c: 2\n"),
        ("rule_set: a\ncriteria:\n  b: 1\n", "rule_set: a\n\ncriteria:\n  b: 1\n"),
        ("rule_set: a\n# about them\ncriteria:\n  b: 1\n", "rule_set: a\n\n# about them\ncriteria:\n  b: 1\n"),
        ("\ufeff---\r\na: 1\r\n...\r\n", "a: 1\n"),
        ("a:\nb: ''\nc: [ ]\n", 'a:\nb: ""\nc: []\n'),
        ("just a text\n\n", "just a text\n"),
        ("a: 1\n\n# the end\n\n\n", "a: 1\n\n# the end\n"),
    ],
)  # fmt: skip
def test_one_layout(before, after):
    assert formatted(before) == after
    assert formatted(after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1    #one\nb: # two\n  c: 3\n", "a: 1 #one\nb: # two\n  c: 3\n"),
        ("# head\n\n# first\na: 1\n  # deep\nb: 2\n", "# head\n\n# first\na: 1\n# deep\nb: 2\n"),
        ("a:\n    b: 1\n    # ends a\n  # still ends a\n# of c\nc: 2\n", "a:\n  b: 1\n  # ends a\n# still ends a\n# of c\nc: 2\n"),
        ("a:\n  - b: 1\n    # in the item\n  # in the list\n# at the end\n", "a:\n  - b: 1\n    # in the item\n  # in the list\n# at the end\n"),
        ("a:\n- b\n# at the end\n", "a:\n  - b\n# at the end\n"),
        ("a: [1, # one\n  2\n  # two\n  ] # all\n", "a: # all\n  - 1 # one\n  - 2\n  # two\n"),
        ("a: [ # open\n  {b: 1,\n   # why\n   c: 2}]\n", "a: # open\n  - b: 1\n    # why\n    c: 2\n"),
        ("a: [ # nothing\n  # yet\n]\n", "# yet\na: [] # nothing\n"),
        ("a:\n  # why\n  b c\n", "# why\na: b c\n"),
        ("a:\n  # why\n  b c\nd: 1\n", "# why\na: b c\nd: 1\n"),
        ("a:\n  -\n    # why\n    b\n", "a:\n  # why\n  - b\n"),
        ("a:\n  # why\n  {b: c}\n", "# why\na: {b: c}\n"),
        ("a:\n  - # one\n    # two\n    b: 1\n", "a:\n  # one\n  # two\n  - b: 1\n"),
        ("x: 1\n\na: &k # anchored\n  b: 1\n", "x: 1\n\na: &k # anchored\n  b: 1\n"),
        ("--- # start\na: 1\n", "# start\na: 1\n"),
        ("# all\n{a: 1,\n # two\n b: 2 # three\n} # four\n", "# all\na: 1\n# two\nb: 2 # three\n# four\n"),
        ("a: 'x # no' # yes\nb: |\n  # text\n# comment\n", "a: \"x # no\" # yes\nb: |\n  # text\n# comment\n"),
        ("a:\n  -\n\n   # why\n   - b\n", "a:\n  # why\n  - - b\n"),
        # behind brackets that are closed in a later line
        (f"a: [{', '.join(['12345678'] * 14)}] # why\n# of b\nb: 1\n",
         f"a: [{', '.join(['12345678'] * 11)},\n    {', '.join(['12345678'] * 3)}] # why\n# of b\nb: 1\n"),
        (f"- [{', '.join(['x' * 50] * 3)}] # why\n", f"- [{', '.join(['x' * 50] * 2)},\n   {'x' * 50}] # why\n"),
    ],
)  # fmt: skip
def test_where_comments_go(before, after):
    made = formatted(before)
    assert formatted(made) == made
    assert made == after


def test_a_line_with_a_comment_about_it_stays_together():
    long = ", ".join(f"{{fact_{n}: {{is: true}}}}" for n in range(8))
    line = f"a: [{long}] # naikkelas: ignore[NK302] why\n"
    assert formatted(line) == line
    assert len(formatted(line.replace("naikkelas: ", "")).splitlines()) == 8 + 1
    assert formatted("criteria: {a: {b: c}} # naikkelas: ignore[NK302] why\n").count("\n") == 1


def test_what_cannot_be_read_is_refused_with_every_problem():
    with pytest.raises(nk.RuleSetError) as refused:
        formatted("a: 1\na: 2\nb: !tag x\n", "x.yaml")
    assert [(p.code, p.place.file, p.place.line) for p in refused.value.problems] == [("NK113", "x.yaml", 2), ("NK112", "x.yaml", 3)]


def test_a_layout_that_would_say_something_else_is_not_made():
    with pytest.raises(nk.RuleSetError) as refused:
        formatted(f"a: [{', '.join(['x' * 50] * 3)}, -]\n", "x.yaml")
    assert [str(p) for p in refused.value.problems] == [
        "x.yaml error NK144 the layout of this file cannot be changed without changing what it says; it is left as it is; "
        "put quotes around values that are only the sign '-'"
    ]


def test_bytes_are_read_as_a_file_is():
    assert formatted("\ufeffa: 'é'\r\n".encode()) == 'a: "é"\n'
    with pytest.raises(nk.RuleSetError):
        formatted(b"a: \xff\n")
