"""Checking one file after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from naikkelas.authoring.case_format import is_case_file, is_case_text
from naikkelas.authoring.checking.ignoring import EVERY_CODE, ignored_by_comments
from naikkelas.authoring.checking.lints import lint
from naikkelas.authoring.checking.neighbours import OF_VERSIONS, Neighbours, text_of
from naikkelas.authoring.checking.settings import DEFAULT, Settings
from naikkelas.authoring.testing import CaseReader
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import Problem, in_order
from naikkelas.ruleset.loading import Loader
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
    _neighbours: Neighbours = field(init=False)

    def __post_init__(self) -> None:
        self._loader = Loader(FACTS, self.texts)
        self._neighbours = Neighbours(self._loader, self.texts)

    def check(self, path: Path) -> Checked:
        """Every problem of a rule set or a file of tests: what refuses it, its lints, and those of its comments.

        What is wrong between the versions of a rule set in one folder is told of one of them, also where only that one is checked.
        """
        text = self.texts.get(path.absolute())
        unsure: frozenset[str] = frozenset()
        if is_case_file(path) if text is None else is_case_text(text):
            file, problems = str(path), list(CaseReader(self.texts).read(path, text).problems)
        else:
            problems, unsure = self._problems(path, text)
            file = self._loader.file_of(path)
        if any(one.is_error for one in problems):
            unsure = EVERY_CODE
        problems = ignored_by_comments(text_of(path) if text is None else text, file, problems, unsure)
        return Checked(file, tuple(in_order(self.settings.judged(problems))))

    def _problems(self, path: Path, text: str | None) -> tuple[list[Problem], frozenset[str]]:
        """The problems of a rule set, and the codes that could not be looked for."""
        linked, problems = self._loader.load_file(path)
        if linked is None:
            return list(problems), EVERY_CODE
        file = self._loader.file_of(path)
        node, _ = read_yaml_file(path, file=file) if text is None else read_yaml(text, file)
        between, whole = self._neighbours.between(path, linked)
        return [*problems, *lint(linked, node, FACTS), *between], frozenset() if whole else OF_VERSIONS
