"""Finding and loading rule sets by path or name: beside the file that asks, then among those that come with the library."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from naikkelas.facts import Fact
from naikkelas.problems import Place, Problem, in_order, problem
from naikkelas.ruleset.linker import Linked, link
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.nodes import Mapping as MappingNode
from naikkelas.ruleset.nodes import Node, Scalar
from naikkelas.ruleset.reader import read_yaml, read_yaml_file

_PACKAGE: Final = Path(__file__).resolve().parent.parent

#: In an installed wheel the rule sets lie in the package; in a checkout they are the top-level folder ``rules/``.
_FOLDERS: Final = (_PACKAGE / "_rules", _PACKAGE.parent.parent / "rules")

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
        self._open: list[str] = []

    def load_file(self, path: Path) -> Result:
        """The linked rule set of a file (``None`` when there are errors) and all its problems."""
        key = path.absolute()
        if key not in self._done:
            node, problems = read_yaml_file(path)
            self._done[key] = self._link(node, problems, str(path), path.parent)
        return self._done[key]

    def load_text(self, text: str | bytes, file: str | None) -> Result:
        """As :meth:`load_file`, from text; other rule sets are looked for among the bundled ones only."""
        node, problems = read_yaml(text, file)
        return self._link(node, problems, file, None)

    def _link(self, node: Node | None, problems: list[Problem], file: str | None, folder: Path | None) -> Result:
        if node is None or any(found.is_error for found in problems):
            return None, tuple(in_order(problems))
        name = _name_of(node)
        self._open.append(name)
        below: list[Problem] = []
        made: Linked = link(node, self._catalogue, lambda other: self._find(other, folder, below, file), file)
        self._open.pop()
        everything = tuple(in_order([*problems, *below, *made.problems]))
        return (None if any(found.is_error for found in everything) else made.rule_set), everything

    def _find(self, name: str, folder: Path | None, problems: list[Problem], file: str | None) -> LinkedRuleSet | None:
        if name in self._open:
            circle = " -> ".join([*self._open[self._open.index(name) :], name])
            problems.append(problem("NK225", Place(file), name=name, read=circle))
            return None
        path = _beside(name, folder) or bundled_files().get(name)
        if path is None:
            return None
        linked, found = self.load_file(path)
        problems += [one for one in found if one.is_error]
        return linked


def _beside(name: str, folder: Path | None) -> Path | None:
    """The file ``name.yaml`` in a folder; a name with anything but letters, digits, - and _ is not looked for."""
    if folder is None or not name.replace("-", "").replace("_", "").isalnum():
        return None
    return next((path for ending in (".yaml", ".yml") if (path := folder / f"{name}{ending}").is_file()), None)


def _name_of(node: Node) -> str:
    found = node.get("rule_set") if isinstance(node, MappingNode) else None
    return found.text if isinstance(found, Scalar) else ""
