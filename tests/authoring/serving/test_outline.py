"""What stands where: as the strict reader sees it where that can read, and something sensible where it cannot."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naikkelas.authoring.formatting import formatted
from naikkelas.authoring.serving import outline as module
from naikkelas.authoring.serving.lines import Lines
from naikkelas.authoring.serving.outline import ITEM, outline
from naikkelas.ruleset.nodes import Mapping, Scalar, Sequence
from naikkelas.ruleset.reader import read_yaml
from tests.cli.console import ROOT
from tests.strategies import documents, text_of

FILES = sorted([*(ROOT / "rules").glob("*.yaml"), *(ROOT / "rules" / "tests").glob("*.yaml")])


def strictly(node, path=()):
    """Every key and text of the strict reader with its place; what an alias repeats stands where it was written."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield (key.place.line, key.place.column, key.text, True)
            yield from strictly(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from strictly(item, (*path, ITEM))
    elif node.text or node.quoted:
        yield (node.place.line, node.place.column, node.text, False)


def paths(node, path=()):
    if isinstance(node, Scalar):
        yield path
    for key, value in node.entries if isinstance(node, Mapping) else ():
        yield from paths(value, (*path, key.text))
    for item in node.items if isinstance(node, Sequence) else ():
        yield from paths(item, (*path, ITEM))


def loosely(text):
    lines = Lines(text, "utf-32")
    for token in outline(text).tokens:
        line, column = lines.position(token.start)
        yield (line + 1, column + 1, token.text, token.is_key)


def same(text):
    node, problems = read_yaml(text)
    assert problems == []
    assert set(loosely(text)) == set(strictly(node))
    assert {token.path for token in outline(text).tokens if not token.is_key} <= set(paths(node))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_bundled_files_are_read_as_the_strict_reader_reads_them(path):
    text = path.read_text(encoding="utf-8")
    same(text)
    same(text.replace("\n", "\r\n"))


@pytest.mark.no_cover
@settings(max_examples=40, deadline=None)
@given(documents(), st.booleans())
def test_rule_sets_are_read_as_the_strict_reader_reads_them(document, as_json):
    text = text_of(document, as_json=as_json)
    same(text)
    if not as_json:
        same(formatted(text))


@pytest.mark.parametrize(
    "text",
    [
        "a: 'it''s'\nb: \"q \\\" # no\" # yes\nc: |\n  x: y\n  z\n\nd: >-\n  folded\ne: plain # comment\n",
        "a:\n- b\n- - c\n  - d\n- {e: f, g: [h, {i: j}]}\nk: l\n",
        "a: {b: c, # why\n  # here\n  d: [e,\n  f]}\ng: h\n",
        "'quoted key': 1\n\"other\": {'x': \"y\"}\n",
        "a: [b: c, d]\ne: {f, g: h}\n",
        "a: &x {b: c}\nd: &y\n  e: f\n",
        "url: https://example.org/a?b#c\nt: a:b\nk: {u: http://x/y, v: 'z'}\n",
        "--- # begins\na: b\n",
        "- a: b\n  c: d\n-\n  e: f\n-   g\n",
        "a:\n    'long\n    text'\nb: c\n",
    ],
)
def test_forms_of_yaml_are_read_as_the_strict_reader_reads_them(text):
    node, problems = read_yaml(text)
    assert problems == []
    assert {(line, column, is_key) for line, column, _, is_key in loosely(text)} == {
        (line, column, is_key) for line, column, _, is_key in strictly(node)
    }


def test_texts_over_several_lines_are_one_text():
    tokens = outline("a: |\n  x: y\n  z\nb: 'c\n  d'\ne: f\n  g\nh: i\n").tokens
    assert [token.text for token in tokens if token.is_key] == ["a", "b", "e", "h"]


CURSORS = {
    "": ((), True, False, ""),
    "cri": ((), True, False, "cri"),
    "criteria:\n": ((), True, False, ""),
    "criteria:\n  ": (("criteria",), True, True, ""),
    "criteria:\n  a:\n    ": (("criteria", "a"), True, True, ""),
    "criteria:\n  a:\n    require: ": (("criteria", "a", "require"), False, True, ""),
    "criteria:\n  a:\n    require:\n      wor": (("criteria", "a", "require"), True, True, "wor"),
    "criteria:\n  a:\n    kind: pre": (("criteria", "a", "kind"), False, True, "pre"),
    "criteria:\n  a:\n    title: x\n  ": (("criteria",), True, False, ""),
    "criteria:\n  a:\n    title: x\n    req": (("criteria", "a"), True, False, "req"),
    "a: {": (("a",), True, False, ""),
    "a: {b": (("a",), True, False, "b"),
    "a: {b: ": (("a", "b"), False, True, ""),
    "a: {b: c": (("a", "b"), False, True, "c"),
    "a: {b: c, ": (("a",), True, False, ""),
    "a: {b: c}": (("a",), False, False, ""),
    "a: {b: c} ": (("a",), False, False, ""),
    "a: [": (("a", "-"), True, True, ""),
    "a: [b, c": (("a", "-"), True, True, "c"),
    "a: [{b: {c": (("a", "-", "b"), True, False, "c"),
    "a: [{b: 'c": (("a", "-", "b"), False, True, "c"),
    "a: [{b: 'c'": (("a", "-", "b"), False, False, ""),
    "a: 'b": (("a",), False, True, "b"),
    "a: 'b'": (("a",), False, False, ""),
    "a:\n  - ": (("a", "-"), True, True, ""),
    "a:\n  - b": (("a", "-"), True, True, "b"),
    "a:\n  - b\n  ": (("a",), False, False, ""),
    "a:\n- b\n": ((), True, False, ""),
    "a:\n  - b: c\n    ": (("a", "-"), True, False, ""),
    "a: b # com": ((), False, False, ""),
    "# com": ((), False, False, ""),
    "a: {b: c # com": (("a",), False, False, ""),
    "a: |\n  text": (("a",), False, False, ""),
    "a: b\n  c": (("a",), False, False, ""),
    "a: # x": (("a",), False, False, ""),
    "a: &x ": (("a",), False, True, ""),
    "a: {b: {c: d}\ne:\n  f": (("e",), True, True, "f"),  # a brace was forgotten above
    "a: 'b\nc:\n  d": (("c",), True, True, "d"),  # a quote was forgotten above
    "a: [b,\n  c: d\n  ": (("a", "-", "c"), False, True, ""),
}


@pytest.mark.parametrize("text", CURSORS)
def test_what_may_be_typed_at_the_end(text):
    cursor = outline(text).cursor
    path, keys, values, word = CURSORS[text]
    found = (cursor.keys, cursor.values, cursor.word)
    assert found == (keys, values, word)
    if keys or values:
        assert cursor.path == path


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab:{}[],-#'\"|>&*!$ \n\r\t\ufeff🙂", max_size=60))
def test_it_reads_anything(text):
    made = outline(text)
    assert all(0 <= token.start <= token.end <= len(text) for token in made.tokens)
    assert 0 <= made.cursor.start <= len(text)
    assert [token.start for token in made.tokens] == sorted(token.start for token in made.tokens)


def test_a_long_line_is_read_quickly_enough_to_be_read_at_all():
    assert len(outline("a: " + " " * 50_000 + "b\n" + "x" * 50_000 + ": {y: " + "z " * 20_000 + "}").tokens) == 5


@pytest.mark.parametrize("sign", ["- ", "[", "{", "{a: ", '["', '{a: "', "? ", "{a: b\n", "}]"])
def test_what_is_opened_and_never_closed_is_given_up_at_some_depth(sign):
    text = "format: naikkelas/1\ncriteria: " + sign * 3_000 + "\nversion: 1\n"
    found = outline(text)
    assert max(len(token.path) for token in found.tokens) < 300
    assert len(found.cursor.path) < 300
    found = outline("a:\n  " + sign * 3_000 + "\nversion: 1\n")
    assert max(len(token.path) for token in found.tokens) < 300


def test_an_open_quote_with_broken_lines_is_given_up_at_once():
    found = outline('format: naikkelas/1\ntitle: "a' + "\\\n" * 40 + "version: 1\n")
    assert (found.tokens[-1].path, found.tokens[-1].text) == (("version",), "1")


class Counting:
    """A pattern that counts how much text it was shown until it found something."""

    def __init__(self, pattern):
        self.pattern, self.seen = pattern, 0

    def search(self, text, start=0):
        found = self.pattern.search(text, start)
        self.seen += (found.start() if found else len(text)) - start
        return found

    def finditer(self, text):
        self.seen += len(text)
        return self.pattern.finditer(text)


@pytest.mark.parametrize("tail", ["", ", x: 'open", ', x: "open', "]}"])
def test_a_long_line_is_searched_for_its_end_once(monkeypatch, tail):
    counting = Counting(module._BREAK)
    monkeypatch.setattr(module, "_BREAK", counting)
    text = "criteria: {" + ", ".join(f'c{at}: {{title: "t{at}", require: {{workers: {{at_least: {at}}}}}}}' for at in range(500)) + tail
    assert len(outline(text).tokens) >= 3_000
    assert counting.seen < 5 * len(text)


@pytest.mark.parametrize("blank", ["\n", "  \r\n", "# x\n", "\r"])
def test_blank_lines_are_passed_over_at_once(blank, monkeypatch):
    seen, line = [], module._Reader._line
    monkeypatch.setattr(module._Reader, "_line", lambda self: (seen.append(self.at), line(self))[1])
    made = outline("a: 1\n" + blank * 1000 + "b:\n" + blank * 1000 + "  c: 2\n" + blank * 1000)
    assert [(token.text, token.path) for token in made.tokens if token.is_key] == [("a", ()), ("b", ()), ("c", ("b",))]
    assert len(seen) == 3


@pytest.mark.parametrize("text", ["a: 1\n\n", "a: 1\n\n  ", "a:\n\n  ", "a:\n# x", "a:\n  b: 1\n\n  # x\n", "\n\n", "- a\n\n  # x\n  "])
def test_the_cursor_behind_blank_lines_is_where_it_would_be_line_by_line(text, monkeypatch):
    made = outline(text).cursor
    monkeypatch.setattr(module, "_BLANK_LINES", re.compile("(?!)"))
    assert made == outline(text).cursor
