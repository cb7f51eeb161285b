"""The problems of a file with the text each is about: what ``naikkelas check`` finds, for an editor."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from naikkelas.authoring.checking import DEFAULT, Checked, Checker, Settings, find_settings, read_settings
from naikkelas.authoring.serving.offers import said
from naikkelas.authoring.serving.sheet import Sheet
from naikkelas.problem_texts import Severity
from naikkelas.problems import Lang, Place, Problem, ProblemsError
from naikkelas.ruleset.loading import bundled_files

__all__ = ["Diagnosis", "Elsewhere", "checked_alone", "diagnose", "path_of_place", "span_of"]

_WORD: Final = re.compile(r"[^\s,\[\]{}]+")
_PAIRS: Final = {"{": "}", "[": "]"}
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place in another file that says why."""

    path: Path
    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One problem of the file, with what it is about. Without ``problem`` it is told here because another file has it."""

    start: int
    end: int
    severity: Severity
    code: str
    message: str
    problem: Problem | None = None
    elsewhere: tuple[Elsewhere, ...] = ()


def diagnose(path: Path, texts: Mapping[Path, str], lang: Lang) -> tuple[Diagnosis, ...]:
    """Every problem of an open file. ``texts`` are the open files; others are read from the disk."""
    sheet = Sheet(path, texts[path])
    if not sheet.is_ours or not sheet.tokens:
        return ()
    settings, problems = _settings(path)
    checked = Checker(settings, texts).check(path)
    own = [one for one in checked.problems if one.place.file == checked.file]
    others = [one for one in checked.problems if one.place.file != checked.file]
    made = [_own(one, sheet, lang) for one in own]
    return (*made, *_of_others(others, sheet, lang), *(_unusable(one, lang) for one in problems))


def checked_alone(path: Path, texts: Mapping[Path, str]) -> Checked:
    """What is wrong with an open file, as the command line checks it."""
    return Checker(_settings(path)[0], texts).check(path)


def _settings(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings that the command line would find in the folder of the file, and what is wrong with them."""
    found = find_settings(path.parent)
    try:
        return (DEFAULT if found is None else read_settings(found)), ()
    except ProblemsError as error:
        return DEFAULT, error.problems


def _sentence(one: Problem, lang: Lang) -> str:
    advice = one.advice(lang)
    return f"{one.message(lang)}; {advice}" if advice else one.message(lang)


def _own(one: Problem, sheet: Sheet, lang: Lang) -> Diagnosis:
    start, end = span_of(one.place, sheet)
    return Diagnosis(start, end, one.severity, one.code, _sentence(one, lang), one)


def _unusable(one: Problem, lang: Lang) -> Diagnosis:
    message = said(lang, "settings", file=one.place.file, message=_sentence(one, lang))
    return Diagnosis(0, 0, one.severity, one.code, message)


def _of_others(problems: list[Problem], sheet: Sheet, lang: Lang) -> Iterator[Diagnosis]:
    """What is wrong in the files that this one asks for, told where it asks."""
    by_file: dict[str, list[Problem]] = {}
    for one in problems:
        if one.is_error and one.place.file is not None:
            by_file.setdefault(one.place.file, []).append(one)
    for file, found in by_file.items():
        path = path_of_place(found[0].place)
        asked = next((s for s in sheet.symbols if s.kind == "rule_set" and not s.defines and Path(s.name).stem == path.stem), None)
        span = (asked.start, asked.end) if asked is not None else (0, 0)
        places = tuple(Elsewhere(path, one.place.line or 1, one.place.column or 1, _sentence(one, lang)) for one in found)
        message = said(lang, "elsewhere", file=file, message=_sentence(found[0], lang))
        yield Diagnosis(*span, found[0].severity, found[0].code, message, elsewhere=places)


def path_of_place(place: Place) -> Path:
    """The file of a place; one that comes with the library is named without its folder."""
    path = Path(place.file or "")
    bundled = bundled_files().get(path.stem)
    return bundled if bundled is not None and path.parts[:-1] == ("rules",) and not path.is_file() else path.absolute()


def span_of(place: Place, sheet: Sheet) -> tuple[int, int]:
    """From where to where the thing goes that stands at a place: a key, a text, brackets, a comment."""
    lines = sheet.lines
    if place.line is None:
        return 0, 0
    start = lines.of_place(place.line, place.column)
    line = min(place.line - 1, len(lines.starts) - 1)
    first, last = lines.span(line)
    token = sheet.token_from(start)
    if token is not None:
        return start, min(token.end, last) if last > start else token.end
    content = sheet.text[start:last]
    if not content.strip():
        begin = first + len(sheet.text[first:last]) - len(sheet.text[first:last].lstrip())
        return min(begin, start), max(start, last)
    if content[0] in _PAIRS:
        return start, start + _closed(content)
    if content[0] == "#" or content.startswith("- "):
        return start, start + len(content.rstrip())
    word = _WORD.match(content)
    return start, start + (word.end() if word is not None else 1)


def _closed(content: str) -> int:
    """Where the bracket that a line's content starts with is closed; at its end where it is not."""
    depth, index = 0, 0
    while index < len(content):
        quoted = _QUOTED.match(content, index)
        if quoted is not None:
            index = quoted.end()
            continue
        depth += (content[index] in "{[") - (content[index] in "}]")
        index += 1
        if depth == 0:
            return index
    return len(content.rstrip())
