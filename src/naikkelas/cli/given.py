"""Profiles from files and from standard input, read strictly, with the place of every value."""

import json
import re
import sys
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from naikkelas.ikm.findings import hidden_slots
from naikkelas.problems import Place, Problem, Words, problem
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.reader import DEFAULT, read_yaml, read_yaml_file

#: The argument that means standard input, and its name in messages.
STANDARD_INPUT: Final = "-"
STDIN_NAME: Final = "<stdin>"

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_JSON_FRACTION: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Given:
    """One profile as it stands in a file: the raw values, where each stands, or why it cannot be read.

    ``name`` is the file, followed by ``#2`` for the second profile of a list.
    """

    name: str
    raw: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_profiles(path: str, known: Container[str]) -> list[Given]:
    """Every profile of a file, which holds one mapping or a list of them. ``known`` are the keys that are no mistake."""
    name = STDIN_NAME if path == STANDARD_INPUT else path
    node, problems, is_json = _read(path)
    if node is None or any(found.is_error for found in problems):
        return [Given(name, problems=tuple(_advised(_without_text(found)) for found in problems))]
    if not isinstance(node, Sequence):
        return [_given(name, node, known, is_json)]
    if not node.items:
        return [Given(name, problems=(problem("NK403", node.place, "profile_form", read="[]"),))]
    return [_given(f"{name}#{number}", item, known, is_json) for number, item in enumerate(node.items, 1)]


def _without_text(found: Problem) -> Problem:
    """A problem of the reader without the line it quotes: that may be anybody's name."""
    return hidden_slots(found, [slot for slot in ("read", "whole", "plain") if slot in found.slots])


def _advised(found: Problem) -> Problem:
    """Of an empty file, what it should hold."""
    return replace(found, hint="profile_form") if found.code == "NK107" else found


def holds_one(paths: list[str], given: list[Given]) -> bool:
    """Whether one file was named and it holds one mapping: then one decision is wanted, else a list."""
    return len(paths) == 1 and len(given) == 1 and "#" not in given[0].name.removeprefix(paths[0])


def _read(path: str) -> tuple[Node | None, list[Problem], bool]:
    if path != STANDARD_INPUT:
        node, problems = read_yaml_file(path)
        is_json = Path(path).suffix.lower() == ".json"
        return node, problems + (_not_json(path) if is_json and node is not None and not problems else []), is_json
    if sys.stdin is None:  # closed by whoever started us
        return None, [problem("NK101", Place(STDIN_NAME))], False
    data: bytes = sys.stdin.buffer.read(DEFAULT.size + 1)
    node, problems = read_yaml(data, STDIN_NAME)
    return node, problems, node is not None and _is_json(data)


def _not_json(path: str) -> list[Problem]:
    """What YAML forgives and JSON does not, such as a comma too many: in a ``.json`` file it is the trace of a broken export."""
    try:
        json.loads(Path(path).read_bytes())
    except json.JSONDecodeError as error:
        index, hint = _reason(error.doc, error.pos)
        at = json.JSONDecodeError(error.msg, error.doc, index)  # which counts lines
        return [problem("NK149", Place(path, at.lineno, at.colno), hint)]
    except (OSError, ValueError, RecursionError):
        return [problem("NK149", Place(path, 1, 1))]
    return []


def _reason(text: str, index: int) -> tuple[int, str | None]:
    """Where a text stops being JSON, and what YAML forgives there. Python 3.13 counts a comma too many from the comma, others from behind it."""
    sign, before = text[index : index + 1], text[:index].rstrip()
    if sign in ("}", "]") and before.endswith(","):
        return len(before) - 1, "json_comma"
    if sign == "," and text[index + 1 :].lstrip()[:1] in ("}", "]"):
        return index, "json_comma"
    return index, "json_quotes" if sign == "'" else "json_zero" if sign.isdigit() and text[index - 1] == "0" else None


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def _given(name: str, node: Node, known: Container[str], is_json: bool) -> Given:
    if not isinstance(node, Mapping):
        return Given(name, problems=(problem("NK403", node.place, "profile_form", read=_sort(node)),))
    return Given(name, _value(node, is_json), dict(_places(node, "", known)))


def _sort(node: Node) -> Words | str:
    """What stands where a profile should: never the text itself, which may be anybody's name."""
    if isinstance(node, Sequence):
        return Words("list", "daftar")
    is_null = isinstance(node, Scalar) and not node.quoted and node.text in _NULLS
    return "null" if is_null else Words("text", "teks")


def _value(node: Node, is_json: bool) -> Any:
    """The node as the door takes it: scalars as text, null as missing."""
    if isinstance(node, Mapping):
        return {key.text: _value(item, is_json) for key, item in node.entries}
    if isinstance(node, Sequence):
        return [_value(item, is_json) for item in node.items]
    if not node.quoted and (node.text in _NULLS or (is_json and node.text == "NaN")):
        return None
    if is_json and not node.quoted and _JSON_FRACTION.fullmatch(node.text) and not node.text.lstrip("-").isdigit():
        return Decimal(node.text)  # in JSON 2.500 is two and a half; in YAML it is text, and may be 2500 rupiah
    return node.text


def _places(node: Node, path: str, known: Container[str]) -> Iterator[tuple[str, Place]]:
    """The place of every value by its path; of a key that nobody knows, the place of the key."""
    if isinstance(node, Mapping):
        for key, item in node.entries:
            inner = f"{path}.{key.text}" if path else key.text
            yield inner, (item.place if key.text in known else key.place)
            yield from _places(item, inner, known)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield f"{path}[{index}]", item.place
            yield from _places(item, f"{path}[{index}]", known)


def plain(node: Node | None) -> Any:
    """A node as plain data for a parameter: scalars as text, null as ``None``."""
    return None if node is None else _value(node, False)
