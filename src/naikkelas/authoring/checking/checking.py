"""Checking one file after the other."""

from dataclasses import dataclass, field
from pathlib import Path

from naikkelas.authoring.case_format import is_case_file
from naikkelas.authoring.checking.ignoring import ignored_by_comments
from naikkelas.authoring.checking.lints import lint
from naikkelas.authoring.checking.settings import DEFAULT, Settings
from naikkelas.authoring.testing import read_cases
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import Problem, in_order
from naikkelas.ruleset.loading import Loader, shown_file
from naikkelas.ruleset.reader import DEFAULT as LIMITS
from naikkelas.ruleset.reader import read_yaml_file

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
    _loader: Loader = field(default_factory=lambda: Loader(FACTS))

    def check(self, path: Path) -> Checked:
        """Every problem of a rule set or a file of tests: what refuses it, its lints, and those of its comments."""
        if is_case_file(path):
            file, problems = str(path), list(read_cases(path).problems)
        else:
            file, problems = shown_file(path), self._problems(path)
        problems = ignored_by_comments(_text(path), file, problems, complete=not any(one.is_error for one in problems))
        return Checked(file, tuple(in_order(self.settings.judged(problems))))

    def _problems(self, path: Path) -> list[Problem]:
        linked, problems = self._loader.load_file(path)
        if linked is None:
            return list(problems)
        node, _ = read_yaml_file(path, file=shown_file(path))
        return [*problems, *lint(linked, node, FACTS)]


def _text(path: Path) -> str:
    """The text of a file, for its comments; nothing when it cannot be read or is too large, which is a problem already."""
    try:
        if not path.is_file() or path.stat().st_size > LIMITS.size:
            return ""
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return ""
