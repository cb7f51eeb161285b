"""The strict YAML reader: a file to a tree of nodes with places, and every problem of the file at once.

Reading never raises, whatever the bytes are. It uses no constructor of PyYAML, so no tag ever makes an object, and it is
bounded: by :class:`Limits` in size, depth, nodes and problems.
"""

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import yaml

from naikkelas.problems import Place, Problem, in_order, problem
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.reader_events import LOADER, Loader, PythonLoader, events_of
from naikkelas.ruleset.reader_faults import diagnose
from naikkelas.ruleset.reader_text import Places, decoded, prepared
from naikkelas.ruleset.reader_tree import DEFAULT, Limits, StopReadingError, TreeBuilder

__all__ = ["DEFAULT", "Limits", "Mapping", "Node", "Scalar", "Sequence", "read_yaml", "read_yaml_file"]

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe must not keep us waiting
_SMALL: Final = 100_000
_SAME_CAUSE: Final = frozenset({"NK109", "NK110", "NK112"})
_FIRST_SYNTAX: Final = "NK130"


def read_yaml(
    source: str | bytes, file: str | None = None, *, limits: Limits = DEFAULT, loader: Loader = LOADER
) -> tuple[Node | None, list[Problem]]:
    """The tree of ``source`` and every problem in it, sorted by place.

    ``file`` is the name that places carry. The tree is ``None`` when the text could not be read to its end, when it is
    empty, or when an alias has nothing to stand for. After other problems it is there, without the refused parts, so that
    the next step can look for more. ``loader`` says which of PyYAML's two parsers is used; both give the same.
    """
    text, problems = _text(source, file, limits)
    if text is None:
        return None, problems
    places = Places(text.removeprefix("\ufeff"), file)
    clean, found = prepared(places, limits.problems + 1)
    root, more = _tree(places, clean, limits, loader)
    return root, _capped(_without_echo(problems + found + more), limits.problems)


def read_yaml_file(
    path: str | os.PathLike[str], *, file: str | None = None, limits: Limits = DEFAULT, loader: Loader = LOADER
) -> tuple[Node | None, list[Problem]]:
    """:func:`read_yaml` on a file. A file that cannot be read is a problem too; only ordinary files are opened.

    ``file`` is how problems name it; its path unless told otherwise.
    """
    name, path = os.fspath(path) if file is None else file, os.fspath(path)
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return None, [problem("NK102", Place(name))]
        with os.fdopen(os.open(path, _READ), "rb") as handle:
            source = handle.read(limits.size + 1)
    except FileNotFoundError:
        return None, [problem("NK101", Place(name))]
    except (OSError, ValueError) as error:
        return None, [problem("NK103", Place(name), reason=getattr(error, "strerror", None) or str(error))]
    return read_yaml(source, name, limits=limits, loader=loader)


def _text(source: str | bytes, file: str | None, limits: Limits) -> tuple[str | None, list[Problem]]:
    if len(source) > limits.size or (isinstance(source, str) and len(source.encode("utf-8", "surrogatepass")) > limits.size):
        return None, [problem("NK104", Place(file), limit=limits.size)]
    return (source, []) if isinstance(source, str) else decoded(source, file)


def _tree(places: Places, text: str, limits: Limits, loader: Loader) -> tuple[Node | None, list[Problem]]:
    """The tree, and what was wrong on the way.

    Where libyaml gives up, PyYAML's own parser reads again and says where and why: so both loaders give the same problems.
    """
    builder = TreeBuilder(places, text, limits)
    try:
        builder.feed(events_of(text, loader))
    except StopReadingError:
        return None, builder.problems
    except yaml.MarkedYAMLError as error:
        if loader is not PythonLoader and len(text) <= _SMALL:
            return _tree(places, text, limits, PythonLoader)
        return None, [*builder.problems, diagnose(error, places, text, builder)]
    root = builder.root
    if root is None or (isinstance(root, Scalar) and not root.text and not root.quoted):
        return None, [*builder.problems, problem("NK107", Place(places.file, 1, 1))]
    return None if builder.broken else root, builder.problems


def _without_echo(problems: list[Problem]) -> list[Problem]:
    """Without the syntax problem of a line whose cause is already named: a tab, an invisible character, a tag."""
    named = {p.place.line for p in problems if p.code in _SAME_CAUSE}
    return [p for p in problems if p.place.line not in named or p.code < _FIRST_SYNTAX]


def _capped(problems: Iterable[Problem], most: int) -> list[Problem]:
    """Sorted, and cut after ``most`` with a note that there are more."""
    ordered = in_order(problems)
    if len(ordered) <= most:
        return ordered
    return [*ordered[:most], problem("NK125", ordered[most].place, limit=most)]
