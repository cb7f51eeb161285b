"""Texts for people: none stands in a table that nobody asks for."""

import ast
import re

import pytest

from tests.house.floors import SOURCE, read_modules

#: What a value of a table of texts is made with.
MADE = {"Text", "ProblemKind", "Hint"}
WORD = re.compile(r"[a-z]{2}")
NAME = re.compile(r"[a-z][a-z0-9_.]*|NK[0-9]+")


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


def said(modules):
    """Every word that the code says by itself, and the patterns of those that it puts together."""
    words, patterns = set(), set()
    for module in modules:
        keys = {id(key) for table in tables(module.tree) for key in table.keys}
        for node in module.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in keys:
                words.add(node.value)
            elif isinstance(node, ast.JoinedStr) and any(
                isinstance(each, ast.Constant) and WORD.search(each.value) for each in node.values
            ):
                patterns.add(pattern(node))
    return words, re.compile("|".join(patterns))


def texts_of(module):
    """The keys of its tables of texts; those of explanations put their keys together, and have a test of their own."""
    is_theirs = module.path.stem.startswith("texts")
    return [key.value for table in tables(module.tree) if is_theirs or isinstance(table.values[0], ast.Call) for key in table.keys]


@pytest.mark.no_cover
def test_every_text_is_asked_for():
    modules = read_modules().values()  # read here: whoever collects the tests would wait for it
    words, patterns = said(modules)
    ends = {word.partition(".")[2] for word in words if NAME.fullmatch(word)}  # behind the name of a table, as ``proof.equivalent``
    asked = words | ends

    def is_asked_for(key):
        head, dot, tail = key.partition(".")
        return key in asked or patterns.fullmatch(key) is not None or (head in words and dot + tail in words)

    texts = {str(module.path.relative_to(SOURCE)): texts_of(module) for module in modules}
    assert sum(map(bool, texts.values())) >= 10  # the tables are found
    assert {path: left for path, keys in texts.items() if (left := [key for key in keys if not is_asked_for(key)])} == {}
