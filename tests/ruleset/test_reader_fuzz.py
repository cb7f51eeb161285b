"""Any input at all: the reader never raises, and what it returns keeps its promises. Both parsers give the same."""

import json
import re

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naikkelas.problem_texts import reading
from naikkelas.ruleset.nodes import Mapping, Scalar, Sequence
from naikkelas.ruleset.reader import Limits, read_yaml
from naikkelas.ruleset.reader_events import PythonLoader

pytestmark = pytest.mark.slow

RULE_SET = """\
format: naikkelas/1
rule_set: contoh
version: 2020.11
effective: {from: 2020-11-05}
parameters:
  minimum: {type: duration, values: {2020-11-05: {months: 12}}}
criteria:
  permit:
    title: {id: "Izin PIRT berlaku?", en: 'Holds a valid permit?'}
    require: &izin
      any:
        - all: [{pirt_status: {is: held}}, {expires_on: {on_or_after: $as_of}}]
        - {sales: {at_most: '2,5 miliar'}}
    remedy: >-
      Urus SPP-IRT
      melalui OSS
  other:
    <<: *izin
data_gaps:
- {id: "Potensi ekspor", en: "Export potential"}
"""

SNIPPETS = st.sampled_from([
    "", " ", "\n", "\n  ", "\n- ", "- ", ": ", ":", ", ", "? ", "[", "]", "{", "}", "'", '"', "#", " #", "&x ", "*x", "*izin", "!t ", "|", ">", "|\n",
    "%", "@", "`", "---\n", "\n---\n", "\n...\n", "<<: ", "\\", "\\u00e9", "\\ud83d", "\\q", "\t", "\r", "\u00a0", "\u2028", "\ufeff", "\0", "\ud800",
    "é", "😀", "a", "a: b", "2,5", "key: ", "permit:\n", "!!python/object/apply:os.system ", "%YAML 1.2\n",
])  # fmt: skip


@st.composite
def mutated(draw):
    """The rule set with a few pieces replaced, inserted or deleted."""
    text = RULE_SET
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(SNIPPETS) + text[start + draw(st.integers(0, 8)) :]
    return text


SOURCES = st.one_of(mutated(), st.lists(SNIPPETS, max_size=14).map("".join), st.text(max_size=60), st.binary(max_size=60))
LINE = re.compile(r"\r\n|\r|\n")


def nodes(node):
    """Every node of a tree, keys included."""
    todo = [] if node is None else [node]
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, Sequence):
            todo += node.items
        elif isinstance(node, Mapping):
            todo += [part for entry in node.entries for part in entry]


def inside(place, lines):
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


@given(SOURCES)
@example(b"\xff\xfe")
@example("\ufeff")
@example("\r\n\r")
@example("{? : ")
@example('"\\U00110000')
@settings(max_examples=600, deadline=None)
def test_any_input_gives_a_tree_or_problems_with_places_inside_the_file(source):
    node, problems = read_yaml(source, "f.yaml")
    text = source if isinstance(source, str) else source.decode("utf-8", errors="replace")
    lines = LINE.split(text.removeprefix("\ufeff"))
    assert node is None or isinstance(node, Scalar | Sequence | Mapping)
    assert node is not None or problems
    for problem in problems:
        assert problem.code in reading.KINDS
        assert problem.text("id").startswith("f.yaml:")
        assert problem.text("en").isprintable()
        assert inside(problem.place, lines)
    for part in nodes(node):
        assert inside(part.place, lines)


@given(SOURCES)
@settings(max_examples=600, deadline=None)
def test_problems_are_sorted_by_place_and_stand_once(source):
    _, problems = read_yaml(source)
    assert len(set(problems)) == len(problems)
    places = [(p.place.line, p.place.column) for p in problems]
    assert places == sorted(places)


@given(SOURCES)
@settings(max_examples=600, deadline=None)
def test_texts_can_be_written_and_keys_stand_once(source):
    node, _ = read_yaml(source)
    for part in nodes(node):
        if isinstance(part, Scalar):
            part.text.encode()
        elif isinstance(part, Mapping):
            keys = [key.text for key, _ in part.entries]
            assert len(set(keys)) == len(keys)


@given(SOURCES)
@settings(max_examples=600, deadline=None)
def test_both_parsers_give_the_same(source):
    assert read_yaml(source, loader=PythonLoader) == read_yaml(source, loader=yaml.CSafeLoader)


@given(SOURCES, st.integers(1, 6), st.integers(1, 40))
@settings(max_examples=300, deadline=None)
def test_what_is_accepted_is_within_the_limits(source, depth, count):
    node, _ = read_yaml(source, limits=Limits(depth=depth, nodes=count))
    assert sum(1 for _ in nodes(node)) <= count
    level = [] if node is None else [node]
    for _ in range(depth + 1):
        level = [part for top in level for part in ([] if isinstance(top, Scalar) else nodes_below(top))]
    assert level == []


def nodes_below(node):
    return node.items if isinstance(node, Sequence) else [value for _, value in node.entries]


@given(mutated())
@settings(max_examples=300, deadline=None)
def test_bytes_and_text_are_read_alike(source):
    try:
        data = source.encode()
    except UnicodeEncodeError:
        return
    if b"\0" not in data[:2]:
        assert read_yaml(data) == read_yaml(source)


def test_the_rule_set_itself_has_no_problem():
    assert read_yaml(RULE_SET)[1] == []


# --- what other YAML tools write ---------------------------------------------------------------------------------------

CONTROL = [chr(n) for n in (*range(9), 11, 12, *range(14, 32), *range(127, 160))]
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=CONTROL), max_size=20)
KEY = TEXT.filter(lambda text: text and not re.search("[\r\n\u2028\u2029]", text))  # PyYAML writes others as `? key`


def data(text, key):
    return st.recursive(text, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(key, inner, max_size=4), max_leaves=12)


class PlainLoader(yaml.SafeLoader):
    """PyYAML with every scalar as text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's name


def as_data(node):
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [as_data(item) for item in node.items]
    return {key.text: as_data(value) for key, value in node.entries}


@given(data(TEXT, KEY), st.booleans(), st.sampled_from(['"', "'", None]), st.integers(10, 200))
@settings(max_examples=400, deadline=None)
def test_what_pyyaml_dumps_is_read_as_pyyaml_reads_it(wanted, flow, style, width):
    dumped = yaml.safe_dump(wanted, default_flow_style=flow, default_style=style, width=width)
    node, problems = read_yaml(dumped)
    assert problems == []
    assert as_data(node) == yaml.load(dumped, PlainLoader) == wanted  # noqa: S506 - a SafeLoader


BMP = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"], exclude_characters=CONTROL), max_size=20)


@given(data(BMP, BMP), st.sampled_from([None, 2, "\t"]))
@settings(max_examples=300, deadline=None)
def test_json_is_read_as_json_reads_it(wanted, indent):
    node, problems = read_yaml(json.dumps(wanted, indent=indent))
    assert problems == []
    assert as_data(node) == wanted
