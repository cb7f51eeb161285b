"""Checking one file after the other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from naikkelas.authoring.case_format import is_case_file, is_case_text
from naikkelas.authoring.checking.days import lint_versions
from naikkelas.authoring.checking.ignoring import ignored_by_comments
from naikkelas.authoring.checking.lints import lint
from naikkelas.authoring.checking.settings import DEFAULT, Settings
from naikkelas.authoring.testing import CaseReader
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import Problem, in_order
from naikkelas.ruleset.loading import Loader, shown_file
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.reader import DEFAULT as LIMITS
from naikkelas.ruleset.reader import read_yaml, read_yaml_file

__all__ = ["Checked", "Checker"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The problems of one file, sorted by place, with the severities of the settings. ``file`` is how they name it."""

    file: str
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Checker:
    """Checks files by one project's settings; every file is read once, however many refer to it."""

    settings: Settings = DEFAULT
    #: What stands in for the files at these absolute paths, as an editor has them before they are saved.
    texts: Mapping[Path, str] = field(default_factory=dict)
    _loader: Loader = field(init=False)

    def __post_init__(self) -> None:
        self._loader = Loader(FACTS, self.texts)

    def check(self, path: Path, beside: Iterable[Problem] = ()) -> Checked:
        """Every problem of a rule set or a file of tests: what refuses it, its lints, and those of its comments.

        ``beside`` are what :meth:`versions` found about the file.
        """
        text = self.texts.get(path.absolute())
        if is_case_file(path) if text is None else is_case_text(text):
            file, problems = str(path), list(CaseReader(self.texts).read(path, text).problems)
        else:
            file, problems = shown_file(path), [*self._problems(path, text), *beside]
        problems = ignored_by_comments(
            _text(path) if text is None else text, file, problems, complete=not any(one.is_error for one in problems)
        )
        return Checked(file, tuple(in_order(self.settings.judged(problems))))

    def versions(self, paths: Iterable[Path]) -> dict[Path, list[Problem]]:
        """What is wrong between the versions of one rule set in one folder, by the file that it is told of."""
        folders: dict[Path, dict[str, Path]] = defaultdict(dict)
        linked: dict[Path, list[LinkedRuleSet]] = defaultdict(list)
        for path in paths:
            if is_case_file(path):
                continue
            found, _ = self._loader.load_file(path)
            if found is not None and found.file is not None:
                folders[path.parent][found.file] = path
                linked[path.parent].append(found)
        made: dict[Path, list[Problem]] = defaultdict(list)
        for folder, files in folders.items():
            for one in lint_versions(linked[folder]):
                made[files[str(one.place.file)]].append(one)
        return made

    def _problems(self, path: Path, text: str | None) -> list[Problem]:
        linked, problems = self._loader.load_file(path)
        if linked is None:
            return list(problems)
        node, _ = read_yaml_file(path, file=shown_file(path)) if text is None else read_yaml(text, shown_file(path))
        return [*problems, *lint(linked, node, FACTS)]


def _text(path: Path) -> str:
    """The text of a file, for its comments; nothing when it cannot be read or is too large, which is a problem already."""
    try:
        if not path.is_file() or path.stat().st_size > LIMITS.size:
            return ""
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return ""
