"""Finding and loading rule sets by path or name: beside the file that asks, then among those that come with the library."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from naikkelas.facts import Fact
from naikkelas.problems import Problem, in_order, problem
from naikkelas.ruleset.document import RULE_SET_NAME
from naikkelas.ruleset.followers import NAMES, without_followers
from naikkelas.ruleset.joined import names_without_outcome
from naikkelas.ruleset.linker import link
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.names import NotFound
from naikkelas.ruleset.nodes import Mapping as MappingNode
from naikkelas.ruleset.nodes import Node, Scalar, Sequence
from naikkelas.ruleset.reader import DEFAULT, Reading, read_on, read_on_file, read_yaml_file
from naikkelas.ruleset.reader_damage import Lost

_PACKAGE: Final = Path(__file__).resolve().parent.parent

#: In an installed wheel the rule sets lie in the package; in a checkout they are the top-level folder ``rules/``.
_FOLDERS: Final = (_PACKAGE / "_rules", _PACKAGE.parent.parent / "rules")

#: What is missing because a part could not be read is no problem of its own.
_ABSENCES: Final = frozenset({"NK151", "NK156"})
#: What is wrong with a part by itself, whatever else was not read; of names it is, where no unread part has them.
_LOCAL: Final = frozenset(
    {"NK150", "NK152", "NK154", "NK157", "NK205", "NK206", "NK207", "NK215", "NK220", "NK221", "NK222", "NK301", "NK307"}
)
_MORE: Final = "NK125"
#: Files that begin so stand beside rule sets and are none.
_OTHER_KINDS: Final = ("naikkelas-tests/", "naikkelas-mapping/")
#: So many rule sets may ask for each other in a row.
_MOST_OPEN: Final = 50

_NO_TEXTS: Final[Mapping[Path, str]] = MappingProxyType({})

Result = tuple[LinkedRuleSet | None, tuple[Problem, ...]]


@cache
def bundled_files() -> Mapping[str, Path]:
    """The bundled rule sets: the file of each name."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), _FOLDERS[0])
    return MappingProxyType({path.stem: path for path in rule_set_files(folder)})


def rule_set_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files of a folder, without the tests that may stand beside rule sets."""
    found = sorted({*folder.glob("*.yaml"), *folder.glob("*.yml")})
    return tuple(path for path in found if not path.stem.endswith(".test"))


def is_another_kind(path: Path) -> bool:
    """Whether a file can be read, says under ``format`` that it is none of rules (tests, the columns of a table), and has none."""
    node, _ = read_yaml_file(path)
    if not isinstance(node, MappingNode) or node.get("rule_set") is not None or node.get("criteria") is not None:
        return False
    said = node.get("format")
    return isinstance(said, Scalar) and said.text.startswith(_OTHER_KINDS)


@dataclass(frozen=True, slots=True)
class _Open:
    """A file that is being loaded: what was read of it, and the names of other rule sets that are still to be loaded first."""

    path: Path | None
    file: str | None
    read: Reading
    waiting: Iterator[str]

    @property
    def node(self) -> Node | None:
        """All that was read, if need be without what is no YAML."""
        return self.read.rest if self.read.root is None else self.read.root

    @property
    def problems(self) -> list[Problem]:
        """What was wrong in reading."""
        return self.read.problems

    @property
    def name(self) -> str:
        """What stands under ``rule_set``, checked or not."""
        found = self.node.get("rule_set") if isinstance(self.node, MappingNode) else None
        return found.text if isinstance(found, Scalar) else ""


class Loader:
    """Loads rule sets and those they refer to; every file is read once, however deep the references go."""

    def __init__(self, catalogue: Mapping[str, Fact], texts: Mapping[Path, str] = _NO_TEXTS) -> None:
        """``texts`` stand in for the files at these absolute paths, as an editor has them before they are saved."""
        self._catalogue = catalogue
        self._texts = texts
        self._done: dict[Path, Result] = {}
        #: How problems name each file: as it was spelled when it was first met.
        self._files: dict[Path, str | None] = {}

    def load_file(self, path: Path) -> Result:
        """The linked rule set of a file (``None`` when there are errors) and all its problems."""
        key = one_name(path)
        if key not in self._done:
            self._load(_opened(path, self._texts))
        return self._done[key]

    def file_of(self, path: Path) -> str:
        """How the problems of a file name it: one name in one run, however many spellings lead to it."""
        return self._files.get(one_name(path)) or shown_file(path)

    def load_text(self, text: str | bytes, file: str | None) -> Result:
        """As :meth:`load_file`, from text; other rule sets are looked for among the bundled ones only."""
        return self._load(_made(None, file, read_on(text, file)))

    def _load(self, first: _Open) -> Result:
        """Loads what a file asks for before it is linked itself."""
        result: Result = (None, ())
        opened = [first]
        while opened:
            name = next(opened[-1].waiting, None)
            if name is None:
                result = self._link(opened[-1], opened)
                last = opened.pop()
                if last.path is not None:
                    self._done[one_name(last.path)] = result
                    self._files[one_name(last.path)] = last.file
                continue
            path = self._path_of(name, opened[-1].path)
            if path is not None and one_name(path) not in self._done and len(opened) < _MOST_OPEN and not _is_open(path, opened):
                opened.append(_opened(path, self._texts))
        return result

    def _path_of(self, name: str, asking: Path | None) -> Path | None:
        return path_of(name, asking, self._texts)

    def _link(self, this: _Open, opened: list[_Open]) -> Result:
        if this.node is None:
            return None, tuple(this.problems)
        below: list[Problem] = []
        made = link(this.node, self._catalogue, lambda name: self._find(name, opened, below), this.file)
        found = list(without_followers(made.problems, this.node))
        if this.read.root is None or this.read.lost.is_something:
            found = list(_certain(found, this.read, self._catalogue))
        elif this.problems:
            found = _without_echo(found, this.problems)
        everything = _capped(in_order([*this.problems, *below, *found]))
        return (None if any(found.is_error for found in everything) else made.rule_set), everything

    def _find(self, name: str, opened: list[_Open], problems: list[Problem]) -> LinkedRuleSet | NotFound:
        """Another rule set, which was loaded before; ``problems`` gets what is wrong with it."""
        path = self._path_of(name, opened[-1].path)
        circle = next((at for at, each in enumerate(opened) if name == each.name or (path is not None and _is_open(path, [each]))), None)
        if circle is not None:
            names = [*(each.name for each in opened[circle:]), name]
            return NotFound("NK225", slots={"read": " -> ".join(names)})
        if path is None:
            return NotFound("NK214", known=bundled_files())
        if one_name(path) not in self._done:
            return NotFound("NK226", slots={"expected": str(_MOST_OPEN)})
        linked, found = self._done[one_name(path)]
        problems += [one for one in found if one.is_error]
        if linked is not None and linked.name != name:
            return NotFound("NK214", "name_in_file", {"read": path.name, "expected": linked.name})
        return NotFound() if linked is None else linked


def _opened(path: Path, texts: Mapping[Path, str]) -> _Open:
    file, text = shown_file(path), texts.get(path.absolute())
    return _made(path, file, read_on_file(path, file=file) if text is None else read_on(text, file))


def _made(path: Path | None, file: str | None, read: Reading) -> _Open:
    return _Open(path, file, read, _names_in(read.rest if read.root is None else read.root))


def _is_open(path: Path, opened: Iterable[_Open]) -> bool:
    return any(each.path is not None and one_name(each.path) == one_name(path) for each in opened)


def _names_in(node: Node | None) -> Iterator[str]:
    """The names of rule sets under ``uses`` and ``programme``, wherever they stand."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case MappingNode(entries=entries):
                for key, value in entries:
                    if key.text in ("uses", "programme") and isinstance(value, MappingNode):
                        yield from (name.text for name, _ in value.entries)
                    elif key.text == "programme":
                        yield from names_without_outcome(value, entries)
                    waiting.append(value)
            case Sequence(items=items):
                waiting += items


def one_name(path: Path) -> Path:
    """The same for every spelling of a file in a folder: ``./a.yaml``, ``b/../a.yaml``, and through a link to the folder.

    A link to the file itself keeps its own name: it has other files beside it, and may have another meaning.
    """
    return Path(os.path.realpath(path.parent)) / path.name


def shown_file(path: Path) -> str:
    """How problems and decisions name a file: a bundled one without the folder it happens to be installed in."""
    return f"rules/{path.name}" if bundled_files().get(path.stem) == path else str(path)


def _without_echo(found: Iterable[Problem], reading: Iterable[Problem]) -> list[Problem]:
    """The errors of linking that a line which could not be read as it is written does not explain."""
    lines = {one.place.line for one in reading}
    return [one for one in found if one.is_error and one.code not in _ABSENCES and one.place.line not in lines]


def _certain(found: Iterable[Problem], read: Reading, catalogue: Mapping[str, Fact]) -> Iterator[Problem]:
    """The errors of linking that are there whatever the unread parts say."""
    lost = read.lost
    lines = {one.place.line for one in read.problems} | lost.lines
    for one in found:
        if not lost.is_bearing and one.place.line not in lines and _is_certain(one, lost, catalogue):
            yield one


def _is_certain(one: Problem, lost: Lost, catalogue: Mapping[str, Fact]) -> bool:
    part = NAMES.get(one.code)
    if part is not None:
        return not lost.may_hold(part, one.slots.get("name", "").removeprefix("$"))
    named = (one.slots.get(slot, "").removeprefix("$") for slot in ("fact", "name"))
    return one.code in _LOCAL and all(
        not name or name in catalogue or not (lost.may_hold("facts", name) or lost.may_hold("parameters", name)) for name in named
    )


def _capped(problems: list[Problem]) -> tuple[Problem, ...]:
    """As many as the reader would show."""
    most = DEFAULT.problems
    errors = [one for one in problems if one.is_error and one.code != _MORE]
    if len(errors) <= most:
        warnings = [one for one in problems if not one.is_error]
        return tuple(in_order([*(one for one in problems if one.is_error), *warnings[:most]]))
    return (*errors[:most], problem(_MORE, errors[most].place, limit=most))


def path_of(name: str, asking: Path | None, texts: Mapping[Path, str] = _NO_TEXTS) -> Path | None:
    """The file of another rule set: ``name.yaml`` beside the one that asks, or a bundled one."""
    if not RULE_SET_NAME.fullmatch(name):
        return None
    beside = [asking.parent / f"{name}{ending}" for ending in (".yaml", ".yml")] if asking is not None else []
    return next((path for path in beside if path.absolute() in texts or path.is_file()), bundled_files().get(name))
