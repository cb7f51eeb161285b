"""The versions of one rule set that stand in one folder: what is wrong between them is told of one of them, however few are checked."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from naikkelas.authoring.checking.days import lint_versions
from naikkelas.problems import Problem
from naikkelas.ruleset.loading import Loader, is_another_kind, one_name, rule_set_files
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.reader import DEFAULT as LIMITS

__all__ = ["OF_VERSIONS", "Neighbours", "text_of"]

#: The codes that only several versions together can have.
OF_VERSIONS: Final = frozenset({"NK340", "NK341"})

#: What may be a rule set's name; whether it is, the loader says.
_NAMED: Final = re.compile(r"""\brule_set["']?[ \t]*:[ \t]*["']?([\w.-]+)""")


@dataclass(slots=True)
class Neighbours:
    """The versions beside a file, as one loader reads them; every folder is looked at once."""

    loader: Loader
    #: What stands in for the files at these absolute paths.
    texts: Mapping[Path, str]
    _folders: dict[Path, dict[str, list[Path]]] = field(default_factory=dict)

    def between(self, path: Path, linked: LinkedRuleSet) -> tuple[list[Problem], bool]:
        """What is wrong between a file and the other versions in its folder, told of this file; whether all of them could be looked at."""
        others = [other for other in self._named(path.parent, linked.name) if one_name(other) != one_name(path)]
        found = [self.loader.load_file(other)[0] for other in others]
        versions = [linked, *(each for each in found if each is not None and each.name == linked.name)]
        file = self.loader.file_of(path)
        return [one for one in lint_versions(versions) if one.place.file == file], None not in found

    def _named(self, folder: Path, name: str) -> Iterable[Path]:
        """The files of a folder that may be versions of a rule set."""
        key = one_name(folder / name).parent
        if key not in self._folders:
            made: dict[str, list[Path]] = defaultdict(list)
            opened = (path for path in self.texts if path.parent == folder.absolute() and not path.stem.endswith(".test"))
            for path in {one_name(path): path for path in (*opened, *rule_set_files(folder))}.values():
                known = self.texts.get(path.absolute())
                for each in {*_NAMED.findall(text_of(path) if known is None else known)}:
                    made[each].append(path)
            self._folders[key] = made
        return [path for path in self._folders[key].get(name, ()) if path.absolute() in self.texts or not is_another_kind(path)]


def text_of(path: Path) -> str:
    """The text of a file, as far as it can be read; nothing when it cannot or is too large, which is a problem already."""
    try:
        if not path.is_file() or path.stat().st_size > LIMITS.size:
            return ""
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return ""
