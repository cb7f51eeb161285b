"""Giving a name another name, everywhere it is used, or saying why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from naikkelas.authoring.checking import Checker
from naikkelas.authoring.serving.desk import Desk, Found
from naikkelas.authoring.serving.offers import said
from naikkelas.authoring.serving.sheet import Sheet, Symbol
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import Lang, NaikkelasError, Problem
from naikkelas.ruleset.document import NAME
from naikkelas.ruleset.loading import bundled_files
from naikkelas.ruleset.names import RESERVED
from naikkelas.ruleset.reader import read_yaml

__all__ = ["RefusedError", "Rename", "applied", "renamable", "rename"]

_KINDS: Final = frozenset({"parameter", "criterion", "fact", "source"})
_INSTALLED: Final = "_rules"
#: Codes below are those of reading: such a text is not understood to its end.
_LINKING: Final = "NK150"

Edit = tuple[int, int, str]


class RefusedError(NaikkelasError):
    """A name that cannot be changed, or not to that; its text says why, in the language asked for."""


@dataclass(frozen=True, slots=True)
class Rename:
    """The edits of each file, by their places in its text."""

    edits: Mapping[Path, tuple[Edit, ...]]


def renamable(desk: Desk, sheet: Sheet, index: int, lang: Lang) -> Symbol | None:
    """The name at an index if it can be changed; ``None`` where there is none.

    Raises:
        RefusedError: when it cannot be changed.
    """
    found = _target(desk, sheet, index, lang)
    return None if found is None else found[0]


def _target(desk: Desk, sheet: Sheet, index: int, lang: Lang) -> tuple[Symbol, Found] | None:
    symbol = sheet.symbol_at(index) if sheet.is_ours else None
    if symbol is None:
        return None
    if symbol.kind not in _KINDS or (symbol.kind, symbol.name) == ("parameter", "as_of"):
        raise RefusedError(said(lang, "rename.other"))
    found = desk.definition(sheet, symbol)
    if found is None:
        key = "rename.built_in" if symbol.kind == "fact" and symbol.name in FACTS else "rename.unknown"
        raise RefusedError(said(lang, key, name=symbol.name))
    if found.path.parent.name == _INSTALLED and bundled_files().get(found.path.stem) == found.path:
        raise RefusedError(said(lang, "rename.bundled", name=symbol.name))
    return symbol, found


def rename(desk: Desk, sheet: Sheet, index: int, name: str, lang: Lang) -> Rename | None:
    """Every edit that gives the name at an index another one; ``None`` where there is no name.

    Raises:
        RefusedError: when it cannot be changed, or the rules or their tests would become wrong.
    """
    target = _target(desk, sheet, index, lang)
    if target is None:
        return None
    symbol, found = target
    wanted = name.strip().removeprefix("$")
    if not NAME.fullmatch(wanted):
        raise RefusedError(said(lang, "rename.name", name=name))
    if wanted in RESERVED:
        raise RefusedError(said(lang, "rename.reserved", name=wanted))
    if symbol.kind == "fact" and wanted in FACTS:
        raise RefusedError(said(lang, "rename.built_in", name=wanted))
    if wanted == symbol.name:
        return Rename({})
    most = desk.too_many(found.path)
    if most is not None:
        raise RefusedError(said(lang, "rename.many", count=most))
    edits: dict[Path, tuple[Edit, ...]] = {}
    for use in desk.uses_of(found):
        edits[use.path] = (*edits.get(use.path, ()), (use.symbol.start, use.symbol.end, wanted))
    _refuse_broken(desk, symbol, wanted, edits, lang)
    _refuse_worse(desk, found, wanted, edits, lang)
    return Rename(edits)


def _refuse_broken(desk: Desk, symbol: Symbol, wanted: str, paths: Iterable[Path], lang: Lang) -> None:
    """A file that cannot be read may hide uses; a name that is taken would join two things."""
    for path in paths:
        sheet = desk.sheet(path)
        if sheet is None or any(one.code < _LINKING for one in read_yaml(sheet.text)[1]):
            raise RefusedError(said(lang, "rename.broken", file=path.name))
        if not sheet.is_tests and wanted in desk.names(sheet, symbol.kind):
            raise RefusedError(said(lang, "rename.taken", name=wanted, file=path.name))


def _refuse_worse(desk: Desk, found: Found, wanted: str, edits: Mapping[Path, tuple[Edit, ...]], lang: Lang) -> None:
    """The edits are tried first, in every file that rests on an edited one; an error that was not there before refuses them.

    In a file with errors before, only one that is about the names: mending a name lets those show that it hid.
    """
    after = dict(desk.texts)
    for path, changes in edits.items():
        after[path] = applied(desk.text(path) or "", changes)
    before, tried = Checker(texts=desk.snapshot()), Checker(texts=after)
    names = {sign + name for sign in ("", "$") for name in (found.symbol.name, wanted)}
    for path in desk.resting_on(edits, found.path):
        old = before.check(path).problems
        known, had_errors = {_what(one) for one in old}, any(one.is_error for one in old)
        for one in tried.check(path).problems:
            if one.is_error and _what(one) not in known and (not had_errors or names & {*one.slots.values()}):
                file = Path(one.place.file or path).name
                raise RefusedError(said(lang, "rename.worse", name=wanted, file=file, message=one.message(lang)))


def _what(one: Problem) -> tuple[object, ...]:
    return one.code, one.place.file, one.place.line


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits made."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text
