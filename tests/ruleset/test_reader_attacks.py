"""Files made to hurt: every one ends soon, in bounded memory, with a code."""

import tracemalloc
from itertools import pairwise
from string import ascii_lowercase

import pytest
import yaml

from naikkelas.ruleset.reader import read_yaml
from naikkelas.ruleset.reader_events import PythonLoader

pytestmark = pytest.mark.slow

SIZE = 1_900_000


def filled(part, start="", end=""):
    return start + part * ((SIZE - len(start) - len(end)) // len(part)) + end


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in pairwise(ascii_lowercase)
)
MANY = ", ".join(f"k{n}: 1" for n in range(3000))

ATTACKS = {
    "billion laughs": (LAUGHS, "NK120"),
    "laughing keys": (LAUGHS.replace("[", "{<<: [").replace("]", "]}"), "NK122"),
    "quadratic alias": ("a: &a [" + "x," * 20_000 + "]\nb: [" + "*a," * 20_000 + "]", "NK120"),
    "merge bomb": (f"a: &a {{{MANY}}}\nb: {{<<: [{'*a, ' * 3000}]}}", "NK120"),
    "merge conflicts": (f"a: &a {{{MANY}}}\nb: {{<<: [{'*a, ' * 9}]}}", "NK121"),
    "anchor in itself": ("&a [*a]", "NK117"),
    "anchors in a circle": ("a: &a {b: &b {c: *a, d: *b}}", "NK117"),
    "deep brackets": ("[" * 100_000, "NK119"),
    "deep braces": ("{a: " * 100_000, "NK119"),
    "deep dashes": ("- " * 100_000, "NK119"),
    "deep question marks": ("? " * 100_000, "NK126"),
    "deep indentation": ("\n".join(" " * n + "a:" for n in range(1000)), "NK119"),
    "deep alias": ("a: &a " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 20 + "*a" + "]" * 20, "NK119"),
    "huge key": ("k" * 1_000_000 + ": 1", "NK142"),
    "huge question mark": ("{? " + " " * 1_000_000 + "a}", "NK126"),
    "python object": ("!!python/object/apply:os.system ['exit 1']", "NK112"),
    "python name": ("a: !!python/name:os.system", "NK112"),
    "many values": (filled("- a\n"), "NK120"),
    "many empty values": (filled("-\n"), "NK120"),
    "many equal keys": (filled("a: 1\n"), "NK125"),
    "many commas": (filled("1,", "{"), "NK125"),
    "many tabs": (filled("a\t"), "NK125"),
    "many lines with tabs": (filled("\t\n"), "NK125"),
    "many comments with tabs": (filled("#\t\n"), "NK107"),
    "many directives": (filled("%x\n"), "NK125"),
    "many invisible characters": (filled("x\u200b")[: SIZE // 4], "NK125"),
    "many tags": (filled("- !x a\n")[: SIZE // 2], "NK125"),
    "many colons": (filled(": "), "NK115"),
    "many lines above a colon": (filled("#\n", "a: 1\n", " b: 2"), "NK133"),
    "many escapes": (filled("\\n", '"', '\\q"'), "NK136"),
    "open quote": (filled("a b\n", '"'), "NK130"),
    "only carriage returns": (filled("\r"), "NK107"),
    "only zeros": ("x" + "\0" * 1_000_000, "NK109"),
    "only bad bytes": (b"a: " + b"\xff" * 1_900_000, "NK105"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_soon_with_a_code(name):
    source, code = ATTACKS[name]
    _, problems = read_yaml(source)  # measured: under 2 seconds each
    assert code in {p.code for p in problems}
    assert len(problems) <= 201


@pytest.mark.parametrize("name", [name for name, (source, _) in ATTACKS.items() if len(source) <= 400_000])
def test_python_and_libyaml_refuse_the_same(name):
    source, _ = ATTACKS[name]
    assert read_yaml(source, loader=PythonLoader) == read_yaml(source, loader=yaml.CSafeLoader)


def test_laughs_take_no_memory():
    tracemalloc.start()
    try:
        read_yaml(LAUGHS)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("blank", ["\n", "# x\n"])
def test_blank_lines_take_no_memory(blank):
    text = blank * 200_000 + "a: 1"
    tracemalloc.start()
    try:
        assert read_yaml(text)[1] == []
        assert tracemalloc.get_traced_memory()[1] < 8 * len(text)
    finally:
        tracemalloc.stop()


def test_no_object_is_made(tmp_path):
    mark = tmp_path / "made"
    for tag in ("python/object/apply:pathlib.Path.touch", "python/object/new:pathlib.Path.touch"):
        node, problems = read_yaml(f"a: !!{tag} [{mark}]")
        assert ([p.code for p in problems], node.get("a").items[0].text) == (["NK112"], str(mark))
    assert not mark.exists()


@pytest.mark.parametrize(
    "trick", ["\u202e", "\u2066", "\u200b", "\u2060", "\u00ad", "\u2028", "\u2029", "\x85", "\x7f", "\U000e0041", "\u3164"]
)
def test_a_reviewer_sees_what_the_machine_reads(trick):
    _, problems = read_yaml(f"permit: held{trick} # revoked\n")
    assert [str(p.place) + " " + p.code for p in problems] == ["1:13 NK109"]
