"""Texts for people: none stands in a table that nobody asks for."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "naikkelas"
#: What a value of a table of texts is made with.
MADE = {"Text", "ProblemKind", "Hint"}
WORD = re.compile(r"[a-z]{2}")
NAME = re.compile(r"[a-z][a-z0-9_.]*|NK[0-9]+")
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


def is_text(node):
    if isinstance(node, ast.Tuple):
        return bool(node.elts) and all(is_text(each) for each in node.elts)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in MADE
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def tables(tree):
    """The dictionaries of a module from words to texts."""
    for statement in tree.body:
        node = getattr(statement, "value", None) if isinstance(statement, ast.Assign | ast.AnnAssign) else None
        if isinstance(node, ast.Dict):
            keys = [key for key in node.keys if key is not None]
            named = all(isinstance(key, ast.Constant) and isinstance(key.value, str) and NAME.fullmatch(key.value) for key in keys)
            if keys and named and all(map(is_text, node.values)):
                yield node


def pattern(node):
    """What an f-string may become."""
    return "".join(re.escape(each.value) if isinstance(each, ast.Constant) else ".+" for each in node.values)


def said():
    """Every word that the code says by itself, and the patterns of those that it puts together."""
    words, patterns = set(), set()
    for tree in MODULES.values():
        keys = {id(key) for table in tables(tree) for key in table.keys}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in keys:
                words.add(node.value)
            elif isinstance(node, ast.JoinedStr) and any(
                isinstance(each, ast.Constant) and WORD.search(each.value) for each in node.values
            ):
                patterns.add(pattern(node))
    return words, re.compile("|".join(patterns))


WORDS, PATTERNS = said()
#: What stands behind the name of a table, as ``proof.equivalent``.
ENDS = {word.partition(".")[2] for word in WORDS if NAME.fullmatch(word)}
#: Tables of texts by their module; those of explanations put their keys together, and have a test of their own.
IN = {
    path: [
        key.value for table in tables(tree) if path.stem.startswith("texts") or isinstance(table.values[0], ast.Call) for key in table.keys
    ]
    for path, tree in MODULES.items()
}


def is_asked_for(key):
    head, dot, tail = key.partition(".")
    return key in WORDS | ENDS or PATTERNS.fullmatch(key) is not None or (head in WORDS and dot + tail in WORDS)


@pytest.mark.parametrize("path", [path for path, keys in IN.items() if keys], ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_text_is_asked_for(path):
    assert [key for key in IN[path] if not is_asked_for(key)] == []
