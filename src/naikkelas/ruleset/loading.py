"""Finding and loading rule sets by path or name: beside the file that asks, then among those that come with the library."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from naikkelas.facts import Fact
from naikkelas.problems import Problem, in_order, problem
from naikkelas.ruleset.document import RULE_SET_NAME
from naikkelas.ruleset.linker import link
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.names import NotFound
from naikkelas.ruleset.nodes import Mapping as MappingNode
from naikkelas.ruleset.nodes import Node, Scalar
from naikkelas.ruleset.reader import DEFAULT, read_yaml, read_yaml_file

_PACKAGE: Final = Path(__file__).resolve().parent.parent

#: In an installed wheel the rule sets lie in the package; in a checkout they are the top-level folder ``rules/``.
_FOLDERS: Final = (_PACKAGE / "_rules", _PACKAGE.parent.parent / "rules")

#: What is missing because a part could not be read is no problem of its own.
_ABSENCES: Final = frozenset({"NK151", "NK156"})
_MORE: Final = "NK125"

Result = tuple[LinkedRuleSet | None, tuple[Problem, ...]]


@cache
def bundled_files() -> Mapping[str, Path]:
    """The bundled rule sets: the file of each name."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), _FOLDERS[0])
    return MappingProxyType({path.stem: path for path in sorted(folder.glob("*.yaml"))})


class Loader:
    """Loads rule sets and those they refer to; every file is read once."""

    def __init__(self, catalogue: Mapping[str, Fact]) -> None:
        self._catalogue = catalogue
        self._done: dict[Path, Result] = {}
        self._open: list[tuple[Path | None, str]] = []

    def load_file(self, path: Path) -> Result:
        """The linked rule set of a file (``None`` when there are errors) and all its problems."""
        key = path.absolute()
        if key not in self._done:
            file = _shown(path)
            node, problems = read_yaml_file(path, file=file)
            self._done[key] = self._link(node, problems, file, key)
        return self._done[key]

    def load_text(self, text: str | bytes, file: str | None) -> Result:
        """As :meth:`load_file`, from text; other rule sets are looked for among the bundled ones only."""
        node, problems = read_yaml(text, file)
        return self._link(node, problems, file, None)

    def _link(self, node: Node | None, problems: list[Problem], file: str | None, path: Path | None) -> Result:
        if node is None:
            return None, tuple(problems)
        self._open.append((path, _name_of(node)))
        below: list[Problem] = []
        made = link(node, self._catalogue, lambda other: self._find(other, path, below), file)
        self._open.pop()
        found = _without_echo(made.problems, problems) if problems else made.problems
        everything = _capped(in_order([*problems, *below, *found]))
        return (None if any(found.is_error for found in everything) else made.rule_set), everything

    def _find(self, name: str, asking: Path | None, problems: list[Problem]) -> LinkedRuleSet | NotFound:
        path = _beside(name, asking) or bundled_files().get(name)
        circle = next(
            (at for at, (file, rule_set) in enumerate(self._open) if name == rule_set or (path is not None and file == path)), None
        )
        if circle is not None:
            names = [*(rule_set for _, rule_set in self._open[circle:]), name]
            return NotFound("NK225", slots={"read": " -> ".join(names)})
        if path is None:
            return NotFound("NK214", known=bundled_files())
        linked, found = self.load_file(path)
        problems += [one for one in found if one.is_error]
        if linked is not None and linked.name != name:
            return NotFound("NK214", "name_in_file", {"read": path.name, "expected": linked.name})
        return NotFound() if linked is None else linked


def _shown(path: Path) -> str:
    """How problems and decisions name a file: a bundled one without the folder it happens to be installed in."""
    return f"rules/{path.name}" if bundled_files().get(path.stem) == path else str(path)


def _without_echo(found: Iterable[Problem], reading: Iterable[Problem]) -> list[Problem]:
    """The errors of linking that a line which could not be read as it is written does not explain."""
    lines = {one.place.line for one in reading}
    return [one for one in found if one.is_error and one.code not in _ABSENCES and one.place.line not in lines]


def _capped(problems: list[Problem]) -> tuple[Problem, ...]:
    """As many as the reader would show."""
    most = DEFAULT.problems
    errors = [one for one in problems if one.is_error and one.code != _MORE]
    if len(errors) <= most:
        warnings = [one for one in problems if not one.is_error]
        return tuple(in_order([*(one for one in problems if one.is_error), *warnings[:most]]))
    return (*errors[:most], problem(_MORE, errors[most].place, limit=most))


def _beside(name: str, asking: Path | None) -> Path | None:
    """The file ``name.yaml`` beside the one that asks; what cannot be the name of a rule set is not looked for."""
    if asking is None or not RULE_SET_NAME.fullmatch(name):
        return None
    return next((path for ending in (".yaml", ".yml") if (path := asking.parent / f"{name}{ending}").is_file()), None)


def _name_of(node: Node) -> str:
    found = node.get("rule_set") if isinstance(node, MappingNode) else None
    return found.text if isinstance(found, Scalar) else ""
