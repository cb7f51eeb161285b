"""The strict YAML reader: a file to a tree of nodes with places, and every problem of the file at once.

Reading never raises, whatever the bytes are. It uses no constructor of PyYAML, so no tag ever makes an object, and it is
bounded: by :class:`Limits` in size, depth, nodes and problems.
"""

import os
import stat
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

import yaml

from naikkelas.problems import Place, Problem, in_order, problem
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.reader_damage import Lost, behind_tabs, doubted, part_of, without_entry
from naikkelas.ruleset.reader_events import LOADER, Loader, PythonLoader, events_of
from naikkelas.ruleset.reader_faults import diagnose
from naikkelas.ruleset.reader_text import Places, decoded, is_comment, prepared
from naikkelas.ruleset.reader_tree import DEFAULT, Limits, StopReadingError, TreeBuilder

__all__ = [
    "DEFAULT",
    "Limits",
    "Mapping",
    "Node",
    "Reading",
    "Scalar",
    "Sequence",
    "read_on",
    "read_on_file",
    "read_yaml",
    "read_yaml_file",
]

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe must not keep us waiting
_SMALL: Final = 100_000
_SAME_CAUSE: Final = frozenset({"NK105", "NK109", "NK110", "NK112"})
_FIRST_SYNTAX: Final = "NK130"
_TAG: Final = "NK112"
#: What a tag before a key makes of it.
_OF_KEYS: Final = frozenset({"NK114", "NK115", "NK123"})
#: So many characters are read again, and so many parts left out, to find what else is wrong.
_READ_AGAIN: Final = 400_000
_MOST_LOST: Final = 20
#: So many times a file is read with colons that it lacks.
_MOST_WITH_COLONS: Final = 3
#: So many characters are looked through for what belongs to lines that are in doubt; of more nothing is certain.
_LOOKED_THROUGH: Final = 20_000_000
#: Of these, a line that is read is read otherwise than it was meant.
_DOUBTS: Final = frozenset({"NK109", "NK110", "NK112", "NK123", "NK124", "NK127", "NK134", "NK138"})
#: What a sign that is missing makes of the brackets around it.
_OF_SHAPE: Final = frozenset({"NK113", "NK114", "NK115", "NK123", "NK138"})
#: What a line that stands elsewhere than it was meant brings about in its entry.
_OF_LEVELS: Final = frozenset({"NK113", "NK132", "NK133", "NK134", "NK138"})
#: The fault of a line that stands too far left or right: it may be another line that does.
_OF_LINES: Final = "NK133"
#: The fault of a line without a colon: where it begins no entry, it may be another line that is wrong.
_NO_COLON: Final = "NK134"
_LACKS_COLON: Final = "read_colon_behind"
#: The fault of what stands behind a value that is complete.
_LEFT_OVER: Final = "NK139"
#: Faults that are not about one entry.
_ENDINGS: Final = frozenset({"NK107", "NK108", "NK149"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the tree, or ``rest``, what is left of it without the entries that are no YAML; and every problem.

    ``lost`` is what the rest lacks, and what was not read as it was meant.
    """

    root: Node | None
    problems: list[Problem]
    rest: Node | None = None
    lost: Lost = field(default_factory=Lost)


def read_yaml(
    source: str | bytes, file: str | None = None, *, limits: Limits = DEFAULT, loader: Loader = LOADER
) -> tuple[Node | None, list[Problem]]:
    """The tree of ``source`` and every problem in it, sorted by place.

    ``file`` is the name that places carry. The tree is ``None`` when the text could not be read to its end, when it is
    empty, or when an alias has nothing to stand for. After other problems it is there, without the refused parts, so that
    the next step can look for more. ``loader`` says which of PyYAML's two parsers is used; both give the same.
    """
    found = read_on(source, file, limits=limits, loader=loader)
    return found.root, found.problems


def read_on(source: str | bytes, file: str | None = None, *, limits: Limits = DEFAULT, loader: Loader = LOADER) -> Reading:
    """As :func:`read_yaml`, with what can be read behind a part that is no YAML."""
    text, problems = _text(source, file, limits)
    if text is None:
        return Reading(None, problems)
    made = _read(text, problems, file, limits, loader)
    told: dict[int, Problem] = {}
    for _ in range(min(_MOST_WITH_COLONS, _READ_AGAIN // max(len(text), 1))):
        colons = _colons(made.problems, told) if made.root is None else {}
        if not colons:
            break
        told |= colons
        text = _with_colons(text, file, colons.values())
        made = _read(text, problems, file, limits, loader)
        others = [one for one in made.problems if one.place.line not in told]
        made = Reading(None, _capped([*told.values(), *others], limits.problems), made.rest if made.root is None else made.root, made.lost)
    return made


def _colons(problems: Iterable[Problem], told: Container[int]) -> dict[int, Problem]:
    """The lines that lack nothing but the colon behind their key, which are read with it."""
    return {_line(one): one for one in problems if one.hint == _LACKS_COLON and _line(one) not in told}


def _with_colons(text: str, file: str | None, lacking: Iterable[Problem]) -> str:
    text = text.removeprefix("\ufeff")
    starts = Places(text, file).starts
    begun = ((starts[_line(one) - 1] + (one.place.column or 1) - 1, one.slots["key"]) for one in lacking)
    ends = sorted(start + len(key) for start, key in begun if text.startswith(key, start))
    return ":".join(text[first:last] for first, last in pairwise([0, *ends, len(text)]))


def _read(text: str, problems: list[Problem], file: str | None, limits: Limits, loader: Loader) -> Reading:
    places = Places(text.removeprefix("\ufeff"), file)
    clean, found = prepared(places, limits.problems + 1)
    entire, tabs = _without_tabs(clean, places, found, limits.problems)
    made = _tree(places, clean, limits, loader)
    if made.root is None and tabs.lines:
        made = _again(made, tabs, _tree(places, entire, limits, loader))
    told = _capped(_without_echo(problems + found + made.problems), limits.problems)
    if tabs.is_bearing:
        part = part_of(clean, places, next(_line(one) for one in found if _is_led(places, one)))
        told = [one for one in told if one.code != _OF_LINES or _line(one) < part]
    doubts = [one for one in told if one.code in _DOUBTS]
    lost = made.lost.and_also(_doubted(clean, places, doubts)).and_also(tabs) if doubts else made.lost
    return Reading(made.root, told, made.rest, lost)


def read_yaml_file(
    path: str | os.PathLike[str], *, file: str | None = None, limits: Limits = DEFAULT, loader: Loader = LOADER
) -> tuple[Node | None, list[Problem]]:
    """:func:`read_yaml` on a file. A file that cannot be read is a problem too; only ordinary files are opened.

    ``file`` is how problems name it; its path unless told otherwise.
    """
    found = read_on_file(path, file=file, limits=limits, loader=loader)
    return found.root, found.problems


def read_on_file(path: str | os.PathLike[str], *, file: str | None = None, limits: Limits = DEFAULT, loader: Loader = LOADER) -> Reading:
    """:func:`read_on` on a file."""
    name, path = os.fspath(path) if file is None else file, os.fspath(path)
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return Reading(None, [problem("NK102", Place(name))])
        with os.fdopen(os.open(path, _READ), "rb") as handle:
            source = handle.read(limits.size + 1)
    except FileNotFoundError:
        return Reading(None, [problem("NK101", Place(name))])
    except (OSError, ValueError) as error:
        return Reading(None, [problem("NK103", Place(name), reason=getattr(error, "strerror", None) or str(error))])
    return read_on(source, name, limits=limits, loader=loader)


def _text(source: str | bytes, file: str | None, limits: Limits) -> tuple[str | None, list[Problem]]:
    if len(source) > limits.size or (isinstance(source, str) and len(source.encode("utf-8", "surrogatepass")) > limits.size):
        return None, [problem("NK104", Place(file), limit=limits.size)]
    return (source, []) if isinstance(source, str) else decoded(source, file)


def _doubted(text: str, places: Places, doubts: list[Problem]) -> Lost:
    """What is not certain around some problems."""
    doubts = [one for one in doubts if not is_comment(places, _line(one) - 1, (one.place.column or 1) - 1)]
    lines = {_line(one) for one in doubts if not _is_led(places, one)}
    return Lost(is_bearing=True) if len(lines) * len(text) > _LOOKED_THROUGH else doubted(text, places, lines)


def _without_tabs(text: str, places: Places, found: list[Problem], most: int) -> tuple[str, Lost]:
    """The text without the entries that lines behind tabs belong to, and what they were; of more than ``most`` tabs not all are known."""
    led = [_line(one) for one in found if _is_led(places, one)]
    if led and (len(found) > most or len(led) * len(text) > _LOOKED_THROUGH):
        return text, Lost(is_bearing=True)
    return behind_tabs(text, places, led) if led else (text, Lost())


def _again(made: Reading, tabs: Lost, other: Reading) -> Reading:
    """What was read with and without lines behind tabs: of these it is told what does not come of their level."""
    inside = [one for one in made.problems if _line(one) in tabs.lines and one.code not in _OF_LEVELS]
    rest = other.rest if other.root is None else other.root
    return Reading(None, inside + [one for one in other.problems if one not in inside], rest, other.lost)


def _is_led(places: Places, one: Problem) -> bool:
    """Whether a problem is a tab before all else in its line."""
    start = places.starts[_line(one) - 1] if one.code == "NK110" else 0
    return one.code == "NK110" and not places.text[start : start + (one.place.column or 1) - 1].strip()


def _tree(places: Places, text: str, limits: Limits, loader: Loader) -> Reading:
    """The tree, and what was wrong on the way; each part that is no YAML is left out, and the rest is read again."""
    found: list[Problem] = []
    lost, left = Lost(), min(_MOST_LOST, _READ_AGAIN // max(len(text), 1))
    while True:
        builder, fault = _fed(places, text, limits, loader)
        if fault is None:
            found += builder.problems
            break
        found += [one for one in builder.problems if one.code not in _OF_SHAPE or _line(one) < _line(fault)]
        if fault not in found:
            found.append(fault)
        part = _without(fault, builder, places, text) if left > 0 and len(found) <= limits.problems else None
        if part is None:
            return Reading(None, found)
        text, left, lost = part[0], left - 1, lost.and_also(part[1])
    root = builder.root
    if builder.broken or (lost.lines and builder.swallows):
        return Reading(None, found)
    if root is None or (isinstance(root, Scalar) and not root.text and not root.quoted):
        is_told = bool(lost.lines) or any(one.code == _TAG for one in found)
        return Reading(None, found if is_told else [*found, problem("NK107", Place(places.file, 1, 1))])
    return Reading(None, found, root, lost) if lost.lines else Reading(root, found)


def _fed(places: Places, text: str, limits: Limits, loader: Loader) -> tuple[TreeBuilder, Problem | None]:
    """A builder that has read a text, and where and why the text is no YAML.

    Where libyaml gives up, PyYAML's own parser reads again and says it: so both loaders give the same problems.
    """
    builder = TreeBuilder(places, text, limits)
    try:
        builder.feed(events_of(text, loader))
    except StopReadingError:
        builder.broken = True
    except yaml.MarkedYAMLError as error:
        if loader is not PythonLoader and len(text) <= _SMALL:
            return _fed(places, text, limits, PythonLoader)
        return builder, diagnose(error, places, text, builder)
    return builder, None


def _without(fault: Problem, builder: TreeBuilder, places: Places, text: str) -> tuple[str, Lost] | None:
    """The text without the entry of a fault; ``None`` where the fault may lie elsewhere, or the rest is no rule set."""
    line = _line(fault) - 1
    if fault.code in _ENDINGS or (builder.swallows and builder.swallows != {line}):
        return None
    outermost = next((frame.place.line for frame in builder.stack if frame.flow), None)
    first = line if outermost is None else min(line, outermost - 1)
    left_over = (fault.place.column or 1) - 1 if fault.code == _LEFT_OVER else None
    part = None if fault.code == _OF_LINES else without_entry(text, places, first, line, left_over=left_over)
    return part or (without_entry(text, places, first, line, is_whole=True) if fault.code in (_OF_LINES, _NO_COLON) else None)


def _line(one: Problem) -> int:
    return one.place.line or 1


def _without_echo(problems: list[Problem]) -> list[Problem]:
    """Without the syntax problem of a line whose cause is already named: a byte that is no text, a tab, an invisible character, a tag."""
    named = {p.place.line for p in problems if p.code in _SAME_CAUSE}
    tagged = {p.place.line for p in problems if p.code == _TAG}
    told = (p for p in problems if p.code not in _OF_KEYS or p.place.line not in tagged)
    return [p for p in told if p.place.line not in named or p.code < _FIRST_SYNTAX]


def _capped(problems: Iterable[Problem], most: int) -> list[Problem]:
    """Sorted, and cut after ``most`` with a note that there are more."""
    ordered = in_order(problems)
    if len(ordered) <= most:
        return ordered
    return [*ordered[:most], problem("NK125", ordered[most].place, limit=most)]
