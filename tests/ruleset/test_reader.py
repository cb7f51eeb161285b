"""The strict reader: what it reads, and for every code the smallest text that gets it and the closest one that does not."""

import json
from dataclasses import replace

import pytest
import yaml
from yaml.error import Mark
from yaml.scanner import ScannerError

from naikkelas.problem_texts import reading
from naikkelas.ruleset.nodes import Mapping, Scalar, Sequence
from naikkelas.ruleset.reader import DEFAULT, Limits, read_yaml
from naikkelas.ruleset.reader_events import PythonLoader

LOADERS = [pytest.param(yaml.CSafeLoader, id="libyaml"), pytest.param(PythonLoader, id="python")]
PADDING = "# padding\n" * 12_000  # more than the reader reads a second time to name a fault


@pytest.fixture(params=LOADERS)
def loader(request):
    return request.param


def plain(node):
    """A node as lists and dicts of text."""
    match node:
        case Mapping(entries=entries):
            return {key.text: plain(value) for key, value in entries}
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Scalar(text=text):
            return text
        case _:
            return None


def told(problems):
    return [f"{p.place.line}:{p.place.column} {p.code}" for p in problems]


# --- what is read ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "2020.10",
        "01111",
        "no",
        "ya",
        "0o7",
        "1_000",
        "12:30:45",
        "2020-11-05",
        "~",
        "null",
        "1e3",
        ".inf",
        "=",
        "<",
        "-1",
        "$as_of",
        "a#b",
        "é",
    ],
)
def test_a_plain_scalar_keeps_its_source_text(text, loader):
    node, problems = read_yaml(f"a: {text}\nb: [{text}, {{c: {text} }}]\n", loader=loader)
    assert (plain(node), problems) == ({"a": text, "b": [text, {"c": text}]}, [])
    assert node.get("a").quoted is False


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("'it''s'", "it's"),
        ('"a\\tb\\u00e9\\/"', "a\tbé/"),
        ('""', ""),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">-\n  one\n  two\n", "one two"),
        ("'2,5 miliar'", "2,5 miliar"),
        ('"\\U0001F600"', "\U0001f600"),
    ],
)
def test_quotes_and_block_text_are_quoted(source, text, loader):
    node, problems = read_yaml(f"a: {source}", loader=loader)
    assert problems == []
    assert node.get("a") == replace(node.get("a"), text=text, quoted=True)


def test_places_count_lines_and_characters_from_one(loader):
    node, problems = read_yaml("judul: é😀 x\ndaftar:\n  - {a: 1, 'é': [y]}\n", "aturan.yaml", loader=loader)
    assert problems == []
    item = node.get("daftar").items[0]
    places = [node, node.key("judul"), node.get("judul"), node.get("daftar"), item, item.key("é"), item.get("é").items[0]]
    assert [str(part.place) for part in places] == [f"aturan.yaml:{spot}" for spot in ("1:1", "1:1", "1:8", "3:3", "3:5", "3:12", "3:18")]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_line_break_that_editors_know_counts(line_break, loader):
    node, problems = read_yaml(line_break.join(["a: 1", "", "b: |", "  x", "  y", "c: 2", ""]), loader=loader)
    assert (plain(node), problems) == ({"a": "1", "b": "x\ny\n", "c": "2"}, [])
    assert node.key("c").place.line == 6


def test_a_byte_order_mark_is_no_column(loader):
    for source in ("\ufeffa: 1", "\ufeffa: 1".encode()):
        node, problems = read_yaml(source, loader=loader)
        assert (plain(node), problems) == ({"a": "1"}, [])
        assert node.place.column == 1


def test_a_value_that_is_left_out_is_empty_text_at_its_key(loader):
    node, problems = read_yaml("a:\nb: {c: , d}\ne: [ x, {f:\n}]\ng: ''\nh:\n  -\n", loader=loader)
    assert (plain(node), problems) == ({"a": "", "b": {"c": "", "d": ""}, "e": ["x", {"f": ""}], "g": "", "h": [""]}, [])
    assert [str(part.place) for part in (node.get("a"), node.get("b").get("c"), node.get("b").get("d"))] == ["1:1", "2:5", "2:10"]
    assert (node.get("a").quoted, node.get("g").quoted) == (False, True)


def test_a_mapping_finds_its_keys_and_values():
    node, _ = read_yaml("a: 1\nb: 2")
    assert (node.get("b").text, node.key("b").place.line, node.get("c"), node.key("c")) == ("2", 2, None, None)


def test_an_alias_is_the_anchored_node_itself(loader):
    node, problems = read_yaml("a: &x [1, 2]\nb: *x\nc: &y teks\n*y : *y\n", loader=loader)
    assert problems == []
    assert node.get("b") is node.get("a")
    assert node.get("teks") is node.get("c")
    assert node.get("b").place.line == 1


def test_merged_keys_stand_where_the_merge_stands(loader):
    source = "x: &x {a: 1}\ny: &y {b: 2}\nz: {q: 0, <<: [*x, *y], r: 3}\nw: {<<: {i: 1}}\n"
    node, problems = read_yaml(source, loader=loader)
    assert problems == []
    assert [key.text for key, _ in node.get("z").entries] == ["q", "a", "b", "r"]
    assert plain(node.get("w")) == {"i": "1"}


def test_json_is_read(loader):
    source = '{\n\t"a": ["\\u00e9\\/", 1.50, true, null],\n\t"b":{"c":"d"}\n}\n'
    node, problems = read_yaml(source, loader=loader)
    assert (plain(node), problems) == ({"a": ["é/", "1.50", "true", "null"], "b": {"c": "d"}}, [])
    assert str(node.key("b").place) == "3:2"


# --- every code: what gets it ----------------------------------------------------------------------------------------

SMALLEST = [
    ("NK105", b"a: \xff", "1:4"),
    ("NK105", "a: é\nb: é".encode("latin-1"), "1:4"),
    ("NK105", b"\xef\xbb\xbfa: \xc3", "1:4"),
    ("NK105", b"\xed\xa0\x80: 1", "1:1"),
    ("NK106", "a: 1".encode("utf-16"), "1:1"),
    ("NK106", b"\xfe\xff\x00a", "1:1"),
    ("NK106", "a: 1".encode("utf-32-be"), "1:1"),
    ("NK106", "a: 1".encode("utf-16-le"), "1:1"),
    ("NK107", "", "1:1"),
    ("NK107", b"\xef\xbb\xbf", "1:1"),
    ("NK107", "# hanya komentar\n", "1:1"),
    ("NK107", "---\n", "1:1"),
    ("NK107", "...\n", "1:1"),
    ("NK108", "a: 1\n---\nb: 2", "2:1"),
    ("NK108", "a: 1\n---\n", "2:1"),
    ("NK108", "a: 1\n...\nb: 2", "3:1"),
    ("NK109", "a: b\u00a0c", "1:5"),
    ("NK109", "a:\u00a0b", "1:3"),
    ("NK109", "per\u200bmit: 1", "1:4"),
    ("NK109", "a: x\u202ey", "1:5"),
    ("NK109", "a: x\u2028b", "1:5"),
    ("NK109", "a: x\x85b", "1:5"),
    ("NK109", "a: x\x00b", "1:5"),
    ("NK109", "a: x\ud83db", "1:5"),
    ("NK109", "a: x\ufeffb", "1:5"),
    ("NK109", 'a: "x\\0"', "1:4"),
    ("NK109", 'a: "\\e[2J"', "1:4"),
    ("NK110", "a:\n\tb: 1", "2:1"),
    ("NK110", "a:\tb", "1:3"),
    ("NK110", "a: 'x\ty'", "1:6"),
    ("NK110", "a: 1\t# c\td", "1:5"),
    ("NK111", "%YAML 1.2\n---\na: 1", "1:1"),
    ("NK111", "# c\n\n%TAG ! x\n---\na: 1", "3:1"),
    ("NK112", "a: !x 1", "1:4"),
    ("NK112", "a: !!str 1", "1:4"),
    ("NK112", "a: ! 1", "1:4"),
    ("NK112", "a: &x !!int 1", "1:7"),
    ("NK112", "a: !e!x 1", "1:4"),
    ("NK112", "!<x> [1]", "1:1"),
    ("NK112", "a: !!python/object/apply:os.system [ls]", "1:4"),
    ("NK112", "a: !penting!", "1:4"),
    ("NK113", "a: 1\nb: 2\na: 3", "3:1"),
    ("NK113", "{a: 1, 'a': 2}", "1:8"),
    ("NK113", '"\\u0061": 1\na: 2', "2:1"),
    ("NK113", "x: &x {}\n<<: *x\n<<: *x", "3:1"),
    ("NK114", "{[a]: b}", "1:2"),
    ("NK114", "a: {{nama}}", "1:5"),
    ("NK114", "x: &x [a]\n*x : b", "1:4"),
    ("NK115", "a: 1\n: 2", "2:1"),
    ("NK115", ": 2", "1:1"),
    ("NK115", "{: 2}", "1:2"),
    ("NK116", "a: *x", "1:4"),
    ("NK116", "a: *x\nb: &x 1", "1:4"),
    ("NK117", "a: &x [*x]", "1:8"),
    ("NK117", "&x a: {b: &y {c: *y}}", "1:18"),
    ("NK118", "a: &x 1\nb: &x 2", "2:4"),
    ("NK118", "&x [&x [1]]", "1:5"),
    ("NK121", "x: &x {a: 1}\ny: {<<: *x, a: 2}", "2:5"),
    ("NK121", "x: &x {a: 1}\ny: {a: 2, <<: *x}", "2:11"),
    ("NK121", "x: &x {a: 1}\ny: {<<: [*x, *x]}", "2:5"),
    ("NK122", "x: {<<: teks}", "1:5"),
    ("NK122", "x: {<<: [{a: 1}, b]}", "1:5"),
    ("NK122", "x: {<<: []}", "1:5"),
    ("NK122", "x:\n  <<:\n", "2:3"),
    ("NK123", "a: {at_most: 2,5 miliar}", "1:16"),
    ("NK123", "a: {3302}", "1:5"),
    ("NK124", "a: {at_most:5}", "1:5"),
    ("NK124", "a: {at_most:[5]}", "1:12"),
    ("NK124", "a: {at_most:}", "1:12"),
    ("NK127", "a: \u201cwood\u201d", "1:4"),
    ("NK127", "a: \u2018Jum\u2019at\u2019", "1:4"),
    ("NK127", "\u201ca\u201d: 1", "1:1"),
    ("NK127", "a: [1, \u201ewood\u201c]", "1:8"),
    ("NK127", "a: \u201ctwo\n  lines\u201d", "1:4"),
    ("NK127", "a: \u201csatu # dua\u201d", "1:4"),
    ("NK127", "{a: [\u2018satu  # dua\u2019 \n]}", "1:6"),
    ("NK126", "? a\n: b", "1:1"),
    ("NK126", "a: 1\n? b\n: c", "2:1"),
    ("NK126", "{a: 1, ? b : c}", "1:8"),
    ("NK126", "[? a]", "1:2"),
    ("NK128", "a:\n- b\n\u2013 c: d\n- e", "3:1"),
    ("NK128", "a:\n  - b\n  \u2022 c", "3:3"),
    ("NK128", "a:\n  - b\n  * c", "3:3"),
    ("NK130", "a: 'x", "1:4"),
    ("NK130", 'a: "x\nb: "y"\n', "1:4"),
    ("NK130", "a: 'x\n---\n", "1:4"),
    ("NK131", "a: [1, 2\nb: 3\n", "1:4"),
    ("NK131", "a: {b: 1\n", "1:4"),
    ("NK131", "a: [1, 2}", "1:4"),
    ("NK131", "a: {b: 1,\n    c: 'x'\n    d: 2}", "1:4"),
    ("NK132", "a: b: c", "1:5"),
    ("NK132", "a: {b: c: d}", "1:9"),
    ("NK132", "a: [b: c: d]", "1:9"),
    ("NK132", "a: {b: 1,\n  c: d: e}", "2:7"),
    ("NK132", "--- a: b", "1:6"),
    ("NK133", "a: 1\n  b: 2", "2:3"),
    ("NK133", "a:\n  b: 1\n c: 2", "3:2"),
    ("NK133", "- a\nb: 1", "2:1"),
    ("NK134", "a: 1\nb\nc: 2", "2:1"),
    ("NK134", "a: 1\nat_most:5\nc: 2", "2:1"),
    ("NK134", "judul\na: 1", "1:1"),
    ("NK134", "- judul\n  a: 1", "1:3"),
    ("NK135", "a: @x", "1:4"),
    ("NK135", "a: `x`", "1:4"),
    ("NK135", "a: %x", "1:4"),
    ("NK135", "a: 1\n%x: 2", "2:1"),
    ("NK135", "a: ? b", "1:4"),
    ("NK135", "a: [|]", "1:5"),
    ("NK136", 'a: "C:\\dir"', "1:7"),
    ("NK136", 'a: "\\ud83d\\ud83d"', "1:5"),
    ("NK136", 'a: "\\ude00\\ud83d"', "1:5"),
    ("NK136", 'a: "\\ud83d\\ude00 \\ud83d"', "1:18"),
    ("NK136", 'a: "\\\\ud83d \\ud83d"', "1:13"),
    ("NK136", 'a: "\\U00110000"', "1:5"),
    ("NK136", 'a: "\\x0"', "1:5"),
    ("NK137", "a: > teks", "1:4"),
    ("NK137", "a: |x\n", "1:4"),
    ("NK137", "a: |0\n", "1:4"),
    ("NK138", "a: - b", "1:4"),
    ("NK138", "a: [- b]", "1:5"),
    ("NK138", "a: mikro\n  - kecil\n", "2:3"),
    ("NK139", "a: 'x' y", "1:8"),
    ("NK139", "a: 'it's'", "1:8"),
    ("NK139", "{a: 1} b", "1:8"),
    ("NK139", "[a]\nb", "2:1"),
    ("NK140", "a: [,]", "1:5"),
    ("NK140", "a: ,b", "1:4"),
    ("NK140", "a: ]", "1:4"),
    ("NK141", "a: *penting*", "1:4"),
    ("NK141", "a: & b", "1:4"),
    ("NK142", "k" * 1100 + ": 1", "1:1"),
    ("NK142", "a: 1\n'" + "k" * 1100 + "': 1", "2:1"),
    ("NK143", "a: ['x' y]", "1:9"),
    ("NK143", 'a: {id: "x" en: "y"}', "1:13"),
    ("NK130", 'a: {id: "x, en: "y"}', "1:9"),
    ("NK130", "a: {id: 'x, en: 'y'}", "1:9"),
    ("NK130", 'a: {id: "x", en: "y, note: "z"}', "1:18"),
    ("NK123", "a: {at_most: 500,000,000}", "1:18"),
]


@pytest.mark.parametrize(("code", "source", "place"), SMALLEST, ids=[f"{code}-{n}" for n, (code, *_) in enumerate(SMALLEST)])
def test_the_smallest_text_that_gets_a_code(code, source, place, loader):
    _, problems = read_yaml(source, loader=loader)
    assert told(problems) == [f"{place} {code}"]


@pytest.mark.parametrize(("code", "source", "place"), SMALLEST, ids=[f"{code}-{n}" for n, (code, *_) in enumerate(SMALLEST)])
def test_a_large_file_gets_the_same_code(code, source, place):
    line, column = place.split(":")
    pads = not (code in ("NK106", "NK107") or (isinstance(source, bytes) and source.startswith(b"\xef\xbb\xbf")))
    padding = PADDING if pads else ""
    _, problems = read_yaml((padding if isinstance(source, str) else padding.encode()) + source)
    assert told(problems) == [f"{int(line) + len(padding.splitlines())}:{column} {code}"]


def test_every_code_of_the_reader_has_a_smallest_text():
    elsewhere = {"NK101", "NK102", "NK103", "NK104", "NK119", "NK120", "NK125"}  # files and limits: tested by name
    catch_all = {"NK149"}  # for a parser that will say what today's do not
    mine = {code for code in reading.KINDS if code < "NK150"}
    assert {code for code, *_ in SMALLEST} == mine - elsewhere - catch_all


# --- and what does not -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("a: é".encode(), id="utf-8"),
        pytest.param("# c\na: 1\n", id="comment-and-value"),
        pytest.param("---\na: 1\n", id="one-document-start"),
        pytest.param("a: 1\n...\n# c\n", id="one-document-end"),
        pytest.param("a: b c", id="ordinary-space"),
        pytest.param("a: 👩‍🌾 ﷼ ٣ ꦗꦮ", id="joiner-and-scripts"),
        pytest.param('a: "\\u00a0\\t\\n"', id="escaped-space"),
        pytest.param("a: 1 # c\td\n#\te\n", id="tab-in-comment"),
        pytest.param('a: "\\t"', id="escaped-tab"),
        pytest.param("a: 100% # %YAML\nb: '%x'", id="percent"),
        pytest.param("a: '!x'\nb: x!", id="exclamation"),
        pytest.param("a: 1\nA: 2\nb: {a: 3}", id="other-keys"),
        pytest.param("'': 1", id="quoted-empty-key"),
        pytest.param("a: '*x'\nb: 2*3 & c", id="star-in-text"),
        pytest.param("a: &x [1]\nb: [*x, *x]", id="repeated-alias"),
        pytest.param("x: &x {a: 1}\ny: {<<: *x, b: 2}", id="merge"),
        pytest.param("x: &x {a: 1}\ny: {'<<': *x, a: 2}", id="quoted-merge"),
        pytest.param("a: {at_most: '2,5 miliar'}", id="quoted-comma"),
        pytest.param("a: {at_most: 2.5 miliar}", id="point"),
        pytest.param("a:\n  at_most: 2,5 miliar", id="comma-without-braces"),
        pytest.param("a: {b, c: 1}", id="key-without-value"),
        pytest.param("a: {'3302': }", id="quoted-number-key"),
        pytest.param("a: {at_most: 5}", id="space-after-colon"),
        pytest.param('{"a":5}', id="json-colon"),
        pytest.param("a: {url: https://a.id/b?c=1}", id="colon-in-text"),
        pytest.param("t: {id: Siap?, en: Ready ?}\nu: Siap ?\nv: ?w", id="question-mark"),
        pytest.param("a: 'x\n  y'", id="quote-over-lines"),
        pytest.param("a: {b: 1,\n  c: 2,\n}", id="braces-over-lines"),
        pytest.param("a: 'b: c'", id="quoted-colon"),
        pytest.param("a: b:c", id="tight-colon"),
        pytest.param("a:\n- b\n", id="list-under-key"),
        pytest.param("a: x@y.id", id="at-inside"),
        pytest.param("a: 'C:\\dir'", id="backslash-in-single-quotes"),
        pytest.param("a: >\n  teks\nb: |+2 # c\n    x\n", id="block-text"),
        pytest.param("a: >#c\n  teks\n", id="block-text-tight-comment"),
        pytest.param("a: b - c\n  d -e", id="dash-in-text"),
        pytest.param("a: [,\n]".replace(",", "b,"), id="comma-at-the-end"),
        pytest.param("k" * 900 + ": 1", id="long-key"),
        pytest.param("a: Tulis “lunas”\nb: “lunas” saja\nc: “satu” dan “dua”", id="curly-quotes-inside"),
        pytest.param("a: '“x”'\nb: \"‘x’\"\nc: |\n  “x”\nd: “\ne: “x'", id="curly-quotes-in-straight-ones"),
    ],
)
def test_the_closest_text_that_gets_none(source, loader):
    node, problems = read_yaml(source, loader=loader)
    assert node is not None
    assert problems == []


def test_a_fault_that_no_rule_knows_keeps_its_place():
    class OddLoader(PythonLoader):
        def get_event(self):
            mark = Mark(None, len(PADDING) + 3, 0, 0, None, 0)
            raise ScannerError("while reading", mark, "found something new", mark)

    assert told(read_yaml(PADDING + "a: b", loader=OddLoader)[1]) == [f"{len(PADDING.splitlines()) + 1}:4 NK149"]


# --- limits ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["a: éé", "a: éé".encode()])
def test_size_is_counted_in_bytes(source):
    assert told(read_yaml(source, limits=Limits(size=7))[1]) == []
    assert [p.code for p in read_yaml(source, limits=Limits(size=6))[1]] == ["NK104"]


def test_depth_is_counted_with_what_aliases_repeat(loader):
    limits = Limits(depth=4)
    for source in ("[[[[x]]]]", "{a: {b: {c: {d: x}}}}", "a: &x [[1]]\nb: {c: *x}"):
        assert told(read_yaml(source, limits=limits, loader=loader)[1]) == []
    for source, place in (("[[[[[x]]]]]", "1:5"), ("a: &x [[1]]\nb: {c: {d: *x}}", "2:12")):
        assert read_yaml(source, limits=limits, loader=loader)[0] is None
        assert told(read_yaml(source, limits=limits, loader=loader)[1]) == [f"{place} NK119"]


def test_values_are_counted_with_what_aliases_repeat(loader):
    source = "a: &x [1, 2, 3]\nb: *x\n"  # the mapping, two keys, twice four
    assert told(read_yaml(source, limits=Limits(nodes=11), loader=loader)[1]) == []
    assert told(read_yaml(source, limits=Limits(nodes=10), loader=loader)[1]) == ["2:4 NK120"]


def test_the_list_of_problems_ends(loader):
    node, problems = read_yaml("a: 1\n" * 50, limits=Limits(problems=3), loader=loader)
    assert told(problems) == ["2:1 NK113", "3:1 NK113", "4:1 NK113", "5:1 NK125"]
    assert plain(node) == {"a": "1"}


def test_the_limits_leave_room_for_real_rule_sets():
    assert (DEFAULT.size, DEFAULT.depth, DEFAULT.nodes) == (2_000_000, 50, 200_000)


# --- several problems at once ----------------------------------------------------------------------------------------


def test_every_problem_of_a_file_at_once_sorted_by_place(loader):
    source = "a: !x 1\nb: {at_most: 2,5}\nc:\n\td: 1\na: 2\ne: *y\nf: x\u00a0y\n: g\n"
    node, problems = read_yaml(source, loader=loader)
    assert told(problems) == ["1:4 NK112", "2:16 NK123", "4:1 NK110", "5:1 NK113", "6:4 NK116", "7:5 NK109", "8:1 NK115"]
    assert node is None


def test_what_the_characters_show_is_told_even_behind_a_syntax_error(loader):
    source = "a: 1\na: 2\nb: 'x' y\nc:\td\ne: x\u00a0y\n"
    assert told(read_yaml(source, loader=loader)[1]) == ["2:1 NK113", "3:8 NK139", "4:3 NK110", "5:5 NK109"]


def test_a_bad_byte_does_not_hide_the_rest(loader):
    assert told(read_yaml(b"a: \xe9\nb: 1\nb: 2\n", loader=loader)[1]) == ["1:4 NK105", "3:1 NK113"]


def test_a_cause_gets_one_problem_and_no_echo(loader):
    for source in ("a:\n  b: 1\n\tc: 2", "a: 1\u2028b: 2", "a: !x!y z"):
        assert len(read_yaml(source, loader=loader)[1]) == 1


def test_refused_parts_are_left_out_of_the_tree(loader):
    source = "a: 1\na: 2\n[x]: 3\nb: {at_most: 2,5 miliar, c:d}\nd: !x {e: f, [g]: h}\n"
    node, _ = read_yaml(source, loader=loader)
    assert plain(node) == {"a": "1", "b": {"at_most": "2,5 miliar"}, "d": {"e": "f"}}


# --- what is said ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a: {at_most: 2,5 miliar}", "quote it: '2,5 miliar'"),
        ("a: {at_most: 2,500}", "write it without commas: 2500; if the comma is a decimal comma, quote it: '2,500'"),
        ("a: {at_most: 2,500,000}", "write it without commas: 2500000"),
        ("a: {at_most 2,5 miliar}", "quote it: '2,5 miliar'"),
        ("a: 1\n\n'a': 2", "'a' stands twice; the first one is on line 1"),
        ("x: &x {a: 1}\ny:\n  a: 2\n  <<: *x", "'<<' brings the key 'a' (line 1), which is already there on line 3"),
        ("a: 1\nat_most:5\nb: 2", "'at_most:5' is not of the form 'key: value'; put a space after the ':'"),
        ("a: 'it's'", "written twice"),
        ("a: x\u00a0y", "U+00A0; delete it and type an ordinary space"),
        ("a: [1\nb: 2", "'[' opened here is not closed by ']', or a comma is missing on line 2"),
        ('a: "\\ud83d"', "'\\ud83d' does not stand for a character; write the character itself"),
        ('a: "\\d"', "'\\d' does not stand for a character; use single quotes"),
        ("a: *x", "if the '*' belongs to the text, quote it: '*x'"),
        ("a: !!python/name:os.system x", "'!!python/name:os.system' is a YAML tag"),
        (b"a: \xe9", "0xE9 here is not UTF-8 text; save the file again"),
    ],
)
def test_the_sentence_says_what_to_do(source, words, loader):
    _, problems = read_yaml(source, loader=loader)
    assert words in problems[-1].text("en")


def test_both_languages_have_the_same_slots():
    for text in (*reading.KINDS.values(), *reading.HINTS.values()):
        slots = [{part.split("}")[0] for part in words.split("{")[1:]} for words in (text.id, text.en)]
        assert slots[0] == slots[1]


def test_an_officer_reads_indonesian():
    _, problems = read_yaml("a: 1\na: 2", "aturan.yaml")
    assert problems[0].text("id") == "aturan.yaml:2:1 galat NK113 kunci 'a' tertulis dua kali; yang pertama ada di baris 1"


PAIRS = [
    ('{"a": "Warung \\ud83d\\ude00"}', "Warung \U0001f600"),
    ('{"a": "\\uD83D\\uDE00\\ud83d\\ude00 x"}', "\U0001f600\U0001f600 x"),
    ('a: "\\\\\\ud83d\\ude00"', "\\\U0001f600"),
    ('a: "\\\\ud83d\\\\ude00"', "\\ud83d\\ude00"),
    ("a: '\\ud83d\\ude00'", "\\ud83d\\ude00"),
    ("a: x \\uD83d\\uDe00 y", "x \\uD83d\\uDe00 y"),
    ("# \\ud83d\\ude00\na: |\n  \\uDBff\\uDFff", "\\uDBff\\uDFff"),
    ('a: "\\ue000\\ue400 \ue000 \\ud800\\udc00"', "\ue000\ue400 \ue000 \U00010000"),
    ('a: "\\uDBFF\\uDFFD"', "\U0010fffd"),
]


@pytest.mark.parametrize(("text", "value"), PAIRS, ids=[text for text, _ in PAIRS])
def test_a_pair_of_surrogates_is_one_character_as_json_writes_it(text, value, loader):
    root, problems = read_yaml(text, loader=loader)
    assert (root.entries[0][1].text, problems) == (value, [])


def test_what_json_writes_is_read_with_its_places():
    given = {"nama \U0001f600": ["\U0001f600", "\\", "a\nb"], "b": "\U0001f600"}
    root, problems = read_yaml(json.dumps(given))
    assert problems == []
    assert [key.text for key, _ in root.entries] == list(given)
    assert [item.text for item in root.entries[0][1].items] == given["nama \U0001f600"]
    assert root.entries[1][1].place.column == json.dumps(given).index('"b":') + 6


def test_a_byte_that_is_no_text_is_told_once_for_its_line():
    _, problems = read_yaml(b"a: b\n\xc0\x80\n")
    assert [one.code for one in problems] == ["NK105"]
