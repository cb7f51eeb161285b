"""The files an editor has open, as they are there, and those beside them on the disk: one place that knows what a name means."""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from naikkelas.authoring.serving.sheet import NameKind, Sheet, Symbol
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ruleset.loading import Loader, path_of
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.reader import DEFAULT as LIMITS

__all__ = ["Desk", "Found"]

#: So many files of a folder are looked at for uses of a name.
_MOST_FILES: Final = 500
#: A longer text is not linked while its author waits for an answer.
_MOST_LINKED: Final = 200_000
_TESTS: Final = "tests"
_AS_OF: Final = "as_of"


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a file."""

    path: Path
    symbol: Symbol


class Desk:
    """Open texts by absolute path, and what can be known from them. Not shared between threads; :meth:`snapshot` is."""

    def __init__(self) -> None:
        self._texts: dict[Path, str] = {}
        self._sheets: dict[Path, Sheet] = {}
        self._linked: dict[Path, LinkedRuleSet] = {}
        #: What was linked since anything last changed.
        self._fresh: set[Path] = set()

    @property
    def texts(self) -> Mapping[Path, str]:
        """The open texts."""
        return MappingProxyType(self._texts)

    def snapshot(self) -> Mapping[Path, str]:
        """A copy of the open texts that no later edit changes."""
        return dict(self._texts)

    def put(self, path: Path, text: str) -> None:
        """Opens a file, or changes one that is open."""
        self._texts[path] = text
        self.changed()

    def drop(self, path: Path) -> None:
        """Closes a file: what is on the disk counts again."""
        self._texts.pop(path, None)
        self.changed()

    def changed(self) -> None:
        """Something changed, here or on the disk: what was linked before may be old."""
        self._fresh.clear()

    def text(self, path: Path) -> str | None:
        """The text of a file, open or on the disk; ``None`` when there is none that could be a rule set."""
        found = self._texts.get(path)
        if found is not None:
            return found
        try:
            if not path.is_file() or path.stat().st_size > LIMITS.size:
                return None
            return path.read_bytes().decode("utf-8", errors="replace")
        except (OSError, ValueError):
            return None

    def sheet(self, path: Path) -> Sheet | None:
        """A file with its keys, values and names."""
        text = self.text(path)
        if text is None:
            return None
        known = self._sheets.get(path)
        if known is None or known.text != text:
            known = self._sheets[path] = Sheet(path, text)
        return known

    # --- what names mean ----------------------------------------------------------------------------------------------

    def tested(self, sheet: Sheet) -> Path | None:
        """The rule set that a file of tests is about, or the rule set itself."""
        if not sheet.is_tests:
            return sheet.path
        written = sheet.value("rules")
        return None if written is None else self.named(written, sheet.path)

    def named(self, written: str, beside: Path) -> Path | None:
        """The file of a rule set by its name or path, as a file of tests names it."""
        if "/" not in written and "\\" not in written and not written.lower().endswith((".yaml", ".yml")):
            return path_of(written, None, self._texts)
        return Path(os.path.normpath((beside.parent / written).absolute()))

    def used(self, sheet: Sheet) -> Iterator[Sheet]:
        """The rule sets of which a rule set takes criteria."""
        for name in sheet.keys("uses"):
            other = self.rule_set(name, sheet)
            if other is not None:
                yield other

    def rule_set(self, name: str, asking: Sheet) -> Sheet | None:
        """Another rule set by the name by which a rule set asks for it."""
        path = path_of(name, asking.path, self._texts)
        return None if path is None else self.sheet(path.absolute())

    def definition(self, sheet: Sheet, symbol: Symbol) -> Found | None:
        """Where what a name means is defined; ``None`` for built-in facts and for names that mean nothing."""
        if symbol.kind == "rule_set":
            return self._rule_set_definition(sheet, symbol)
        if sheet.is_tests:
            path = self.tested(sheet)
            other = None if path is None else self.sheet(path)
            return None if other is None else self._find(other, symbol.kind, symbol.name)
        if symbol.rule_set:
            other = self.rule_set(symbol.rule_set, sheet)
            return None if other is None else self._find(other, symbol.kind, symbol.name)
        return self._find(sheet, symbol.kind, symbol.name)

    def _rule_set_definition(self, sheet: Sheet, symbol: Symbol) -> Found | None:
        path = sheet.path if symbol.defines else self.named(symbol.name, sheet.path) if sheet.is_tests else None
        other = self.sheet(path) if path is not None else self.rule_set(symbol.name, sheet) if not sheet.is_tests else None
        if other is None:
            return None
        found = next((each for each in other.symbols if each.kind == "rule_set" and each.defines), None)
        return Found(other.path, found or Symbol("rule_set", symbol.name, 0, 0, defines=True))

    def _find(self, sheet: Sheet, kind: NameKind, name: str) -> Found | None:
        """A definition in a rule set, or in those it takes criteria of."""
        waiting, seen = [sheet], set()
        while waiting:
            this = waiting.pop(0)
            own = this.definitions(kind).get(name)
            if own is not None:
                return Found(this.path, own)
            seen.add(this.path)
            waiting += [other for other in self.used(this) if other.path not in seen]
        return None

    def names(self, sheet: Sheet, kind: NameKind) -> dict[str, Found]:
        """Every name of a kind that a file may use, with where it is defined; built-in facts come to them."""
        path = self.tested(sheet)
        first = None if path is None else self.sheet(path)
        made: dict[str, Found] = {}
        waiting, seen = [] if first is None else [first], set()
        while waiting:
            this = waiting.pop(0)
            for name, symbol in this.definitions(kind).items():
                made.setdefault(name, Found(this.path, symbol))
            seen.add(this.path)
            waiting += [other for other in self.used(this) if other.path not in seen]
        return made

    def uses_of(self, target: Found) -> list[Found]:
        """Every place that means what is defined there, the definition first among those of its file."""
        return [
            Found(sheet.path, symbol)
            for sheet in self._around(target.path)
            for symbol in sheet.symbols
            if symbol.kind == target.symbol.kind and self._may_mean(symbol, target) and self.definition(sheet, symbol) == target
        ]

    @staticmethod
    def _may_mean(symbol: Symbol, target: Found) -> bool:
        return symbol.kind == "rule_set" or (symbol.name == target.symbol.name and symbol.name != _AS_OF)

    def too_many(self, path: Path) -> int | None:
        """How many files beside a file are looked at, where there are more; ``None`` where there are not."""
        return _MOST_FILES if len(_beside(path)) > _MOST_FILES else None

    def resting_on(self, paths: Collection[Path], around: Path) -> Iterator[Path]:
        """These files, and those around a file that rest on one of them, directly or through others."""
        asked = {sheet.path: self._asked(sheet) for sheet in self._around(around)}
        reached, size = {*paths}, 0
        while size != len(reached):
            size = len(reached)
            reached |= {path for path, names in asked.items() if names & reached}
        yield from (path for path in dict.fromkeys((*paths, *asked)) if path in reached)

    def _asked(self, sheet: Sheet) -> frozenset[Path]:
        """The files of the rule sets that a file names."""
        found = (self.definition(sheet, symbol) for symbol in sheet.symbols if symbol.kind == "rule_set" and not symbol.defines)
        return frozenset(each.path for each in found if each is not None)

    def _around(self, path: Path) -> Iterator[Sheet]:
        """The file itself, those beside it, its tests, and every file that is open."""
        for each in dict.fromkeys((path, *self._texts, *_beside(path)[:_MOST_FILES])):
            sheet = self.sheet(each)
            if sheet is not None and sheet.is_ours:
                yield sheet

    # --- what the linker made of it -----------------------------------------------------------------------------------

    def linked(self, sheet: Sheet) -> LinkedRuleSet | None:
        """The rule set that a file is or tests, as it was when it last had no errors."""
        path = self.tested(sheet)
        if path is None:
            return None
        text = self._texts.get(path, "")
        if path not in self._fresh and len(text) <= _MOST_LINKED:
            made, _ = Loader(FACTS, self._texts).load_file(path)
            self._fresh.add(path)
            if made is not None:
                self._linked[path] = made
        return self._linked.get(path)


def _beside(path: Path) -> list[Path]:
    """The YAML files of the folder of a file, and of the folder of its tests."""
    folder = path.parent
    return [file for where in (folder, folder / _TESTS) for ending in ("*.yaml", "*.yml") for file in sorted(where.glob(ending))]
