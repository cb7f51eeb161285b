"""Reading files of tests: strictly, with the place of every value, and all problems at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from naikkelas.authoring.case_format import FORMAT
from naikkelas.authoring.testing.drafts import Draft, drafts_of
from naikkelas.authoring.testing.expecting import Expecting
from naikkelas.authoring.testing.model import Case, CaseFile
from naikkelas.authoring.testing.notes import FILE, Entry, Notes, plain
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.permits import FIELDS
from naikkelas.loading import bundled, load
from naikkelas.problems import Lang, Place, Problem, ProblemsError, RuleSetError, in_order
from naikkelas.rules import RuleSet
from naikkelas.ruleset.loading import Loader
from naikkelas.ruleset.nodes import Mapping as MappingNode
from naikkelas.ruleset.nodes import Node, Scalar, Sequence
from naikkelas.ruleset.reader import read_yaml, read_yaml_file
from naikkelas.snapshot import Snapshot

FILE_KEYS: Final = ("format", "rules", "note", "as_of", "rules_as_of", "lang", "parameters", "base", "cases")

_NO_TEXTS: Final[Mapping[Path, str]] = MappingProxyType({})


class CaseReader:
    """Reads files of tests; each rule set is loaded once, however many files test it."""

    def __init__(self, texts: Mapping[Path, str] = _NO_TEXTS) -> None:
        """``texts`` stand in for the files at these absolute paths, as an editor has them before they are saved."""
        self._texts = texts
        self._loaded: dict[str, RuleSet | ProblemsError] = {}

    def read(self, path: str | Path, text: str | None = None) -> CaseFile:
        """A file of tests, as if ``text`` stood in it where that is given. It never raises: what is wrong stands in ``problems``."""
        path, name = Path(path), str(path)
        node, found = read_yaml_file(path) if text is None else read_yaml(text, name)
        notes = Notes(list(found))
        if not isinstance(node, MappingNode):
            if node is not None:
                notes.shape(node, MappingNode, "format", FILE)
            return CaseFile(path, name, None, (), tuple(in_order(notes.problems)))
        rules, cases = _Reading(node, path, notes, self).read()
        problems = tuple(in_order(notes.problems))
        return CaseFile(path, name, rules, () if any(one.is_error for one in problems) else cases, problems)

    def rule_set(self, written: str, beside: Path) -> RuleSet:
        """The rule set that a file of tests names: a path seen from that file, or the bare name of a bundled one.

        Raises:
            RuleSetError: when it cannot be loaded.
        """
        is_path = "/" in written or "\\" in written or written.lower().endswith((".yaml", ".yml"))
        key = str((beside.parent / written).resolve()) if is_path else written
        if key not in self._loaded:
            try:
                self._loaded[key] = self._load(_short(beside.parent, written)) if is_path else bundled(written)
            except ProblemsError as error:
                self._loaded[key] = error
        found = self._loaded[key]
        if isinstance(found, ProblemsError):
            raise found
        return found

    def _load(self, path: Path) -> RuleSet:
        if not self._texts:
            return load(path)
        linked, problems = Loader(FACTS, self._texts).load_file(path)
        if linked is None:
            raise RuleSetError(list(problems))
        return RuleSet(linked, problems)


def _short(folder: Path, written: str) -> Path:
    """The path as people would write it: without the ``..`` of the way to it, as long as no link stands in between."""
    path = folder / written
    while ".." in path.parts[1:]:
        at = path.parts.index("..", 1)
        if path.parts[at - 1] == ".." or Path(*path.parts[:at]).is_symlink():
            break
        path = Path(*path.parts[: at - 1], *path.parts[at + 1 :])
    return path


class _Reading:
    """The reading of one file."""

    def __init__(self, node: MappingNode, path: Path, notes: Notes, reader: CaseReader) -> None:
        self._node = node
        self._path = path
        self._notes = notes
        self._reader = reader
        self._with: dict[str, RuleSet] = {}

    def read(self) -> tuple[RuleSet | None, tuple[Case, ...]]:
        notes = self._notes
        written = notes.text(self._node.get("format"), "format", FILE)
        if written != FORMAT:
            at = self._node.get("format") or self._node
            notes.report("NK160", at, hint="test_of_the_tests", read=written or "", expected=FORMAT)
            return None, ()
        self._entries = notes.known_entries(self._node, "format", FILE, FILE_KEYS)
        rules = self._rule_set()
        self._base = notes.entries(self._get("base"), "base", FILE)
        self._as_of = notes.day(self._get("as_of"), "as_of", FILE)
        self._rules_as_of = notes.day(self._get("rules_as_of"), "rules_as_of", FILE)
        self._lang = notes.word(self._get("lang"), "lang", FILE, ("id", "en"))
        self._parameters = notes.entries(self._get("parameters"), "parameters", FILE)
        drafts = drafts_of(notes.items(self._get("cases"), "cases", FILE), notes)
        if not drafts and not any(one.is_error for one in notes.problems):
            notes.report("NK162", self._node, name="cases")
        if rules is None:
            return None, ()
        self._expecting = Expecting(rules.linked, notes)
        made = [self._case(draft, rules) for draft in drafts]
        return rules, tuple(case for case in made if case is not None)

    def _get(self, key: str) -> Node | None:
        found = self._entries.get(key)
        return None if found is None else found[1]

    def _rule_set(self) -> RuleSet | None:
        node = self._get("rules")
        written = self._notes.text(node, "rules", FILE)
        if written is None or node is None:
            if node is None or isinstance(node, Scalar):
                self._notes.report("NK162", node or self._node, name="rules")
            return None
        try:
            return self._reader.rule_set(written, self._path)
        except ProblemsError as error:
            self._notes.report("NK173", node, read=written)
            self._notes.problems += error.problems
            return None

    def _case(self, draft: Draft, base: RuleSet) -> Case | None:
        notes, where = self._notes, draft.where
        before = len(notes.problems)
        if not draft.expects:
            notes.report("NK165", draft.at, where, hint="test_expect_something")
        expectations = self._expecting.read(draft)
        as_of = notes.day(draft.get("as_of"), "as_of", where) or self._as_of
        rules_as_of = notes.day(draft.get("rules_as_of"), "rules_as_of", where) or self._rules_as_of
        lang = notes.word(draft.get("lang"), "lang", where, ("id", "en")) or self._lang
        if as_of is None and draft.get("as_of") is None and self._get("as_of") is None:
            notes.report("NK170", draft.at, where)
        rules = self._with_parameters(draft, base)
        raw, snapshot = self._profile(draft, base)
        if len(notes.problems) > before or as_of is None or rules is None or snapshot is None:
            return None
        if not self._in_force(rules, snapshot, as_of, rules_as_of, draft):
            return None
        said: Lang = "en" if lang == "en" else "id"
        set_to = {name: plain(node) for name, (_, node) in self._settings(draft).items()}
        return Case(draft.name, draft.at.place, rules, snapshot, raw, as_of, rules_as_of, said, expectations, set_to)

    def _in_force(self, rules: RuleSet, snapshot: Snapshot, as_of: date, rules_as_of: date | None, draft: Draft) -> bool:
        """Whether the case can be decided at all; if not, why is noted at the date that is to blame."""
        try:
            rules.decide(snapshot, as_of=as_of, rules_as_of=rules_as_of)
        except ProblemsError as error:
            key = "as_of" if rules_as_of is None else "rules_as_of"
            node = draft.get(key) or self._get(key) or draft.at
            self._notes.problems += _moved(error, node.place)
            return False
        return True

    def _settings(self, draft: Draft) -> dict[str, Entry]:
        return self._parameters | draft.group("parameters")

    def _with_parameters(self, draft: Draft, base: RuleSet) -> RuleSet | None:
        settings = self._settings(draft)
        if not settings:
            return base
        values = {name: plain(node) for name, (_, node) in settings.items()}
        key = repr(sorted(values.items()))
        if key not in self._with:
            try:
                self._with[key] = base.with_parameters(**values)
            except ProblemsError as error:
                for found in error.problems:
                    name = found.slots.get("name", "")
                    at, node = settings.get(name, (draft.at, draft.at))
                    self._notes.problems += [replace(found, place=(at if found.code == "NK502" else node).place)]
                return None
        return self._with[key]

    # --- profiles ----------------------------------------------------------------------------------------------------

    def _profile(self, draft: Draft, rules: RuleSet) -> tuple[Mapping[str, Any], Snapshot | None]:
        entries = dict(self._base)
        for name in self._notes.texts(draft.get("without"), "without", draft.where):
            if entries.pop(name.text, None) is None:
                self._notes.unknown("NK174", name, draft.where, name.text, self._base)
        entries |= draft.group("profile")
        raw = {name: plain(node) for name, (_, node) in entries.items()}
        known = {*rules.catalogue, *FIELDS, "permits"}
        places = {path: place for entry in entries.values() for path, place in _places(entry, "", known)}
        try:
            return raw, rules.admit(raw, file=str(self._path), places=places)
        except ProblemsError as error:
            self._notes.problems += error.problems
            return raw, None


def _moved(error: ProblemsError, place: Place) -> list[Problem]:
    return [replace(found, place=place) for found in error.problems]


def _places(entry: Entry, path: str, known: set[str]) -> list[tuple[str, Place]]:
    """The place of a value and of all below it, by path; of a key that nobody knows, the place of the key."""
    key, node = entry
    own = f"{path}.{key.text}" if path else key.text
    return [(own, node.place if key.text in known else key.place), *_below(node, own, known)]


def _below(node: Node, path: str, known: set[str]) -> list[tuple[str, Place]]:
    if isinstance(node, MappingNode):
        return [found for entry in node.entries for found in _places(entry, path, known)]
    if isinstance(node, Sequence):
        inside = [(f"{path}[{number}]", item) for number, item in enumerate(node.items)]
        return [found for inner, item in inside for found in ((inner, item.place), *_below(item, inner, known))]
    return []


def read_cases(path: str | Path) -> CaseFile:
    """Reads one file of tests.

    It never raises for what stands in the file: every mistake is a :class:`~naikkelas.Problem` with its place in
    ``problems``, those of the rule set under test included, and a file with errors has no cases.
    """
    return CaseReader().read(path)
