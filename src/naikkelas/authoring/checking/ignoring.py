"""Comments that ignore a warning: ``# naikkelas: ignore[NK302] why``, on its line or on the line above."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from naikkelas.authoring.formatting.parts import Comment
from naikkelas.authoring.formatting.reading import comments_of, parts_of
from naikkelas.problem_texts import KINDS, Severity
from naikkelas.problems import Place, Problem, problem
from naikkelas.ruleset.reader_text import Places, prepared

__all__ = ["EVERY_CODE", "PLACEHOLDERS", "Ignored", "ignored_by_comments"]

#: What an editor writes where the reason belongs (Indonesian, English): it is none.
PLACEHOLDERS: Final = ("tulis alasannya di sini", "write the reason here")

#: Where an error stopped the check, nothing was looked for.
EVERY_CODE: Final = frozenset(KINDS)

_MARK: Final = re.compile(r"#\s*naikkelas\s*:", re.IGNORECASE)
_FORM: Final = re.compile(r"#\s*naikkelas\s*:\s*ignore\s*\[(?P<codes>[^\]]*)\]\s*(?P<reason>.*)", re.IGNORECASE)
#: Codes below are those of reading: a text that has such problems has no comments to be sure of.
_LINKING: Final = "NK150"
_WORDS: Final = re.compile(r"\w+")
_CODE: Final = re.compile(r"NK\d{3}")
#: What is shown where a comment names no warning.
_EXAMPLE: Final = "NK302"


@dataclass(slots=True)
class Ignored:
    """One code that a comment ignores on ``line``; ``used`` says whether there was such a problem."""

    code: str
    line: int
    place: Place
    used: bool = False


def ignored_by_comments(text: str, file: str | None, problems: Iterable[Problem], unsure: Collection[str] = ()) -> list[Problem]:
    """The problems that stay, and those of the comments themselves.

    ``text`` is that of ``file``; problems of other files stay. A comment that ignores nothing is a problem (NK331), unless its code is
    one of ``unsure``: nobody knows whether there is such a problem, because an error stopped the check or another file cannot be read.
    """
    kept = list(problems)
    if not _MARK.search(text) or any(one.code < _LINKING and one.place.file == file for one in kept):
        return kept
    found, more = _comments(text, file)
    by_spot: dict[tuple[str, int], list[Ignored]] = {}
    for each in found:
        by_spot.setdefault((each.code, each.line), []).append(each)
    kept = [one for one in kept if one.place.file != file or not _use(by_spot.get((one.code, one.place.line or 0), []))]
    unused = [
        problem("NK331", each.place, "lint_delete_comment", name=each.code) for each in found if not each.used and each.code not in unsure
    ]
    return [*kept, *more, *unused]


def _use(ignored: list[Ignored]) -> bool:
    for each in ignored:
        each.used = True
    return bool(ignored)


def _comments(text: str, file: str | None) -> tuple[list[Ignored], list[Problem]]:
    """What the comments of a text ignore, and those that cannot be read."""
    clean, _ = prepared(Places(text.removeprefix("\ufeff"), file), 1)
    clean = clean.replace("\r\n", "\n").replace("\r", "\n")
    comments = comments_of(parts_of(clean))
    places = Places(clean, file)
    own = {places.line(comment.start) + 1 for comment in comments if comment.own}
    found: list[Ignored] = []
    problems: list[Problem] = []
    for comment in comments:
        if _MARK.match(comment.text):
            made = _read(comment, places.at(comment.start), _covered(clean, places, comment, own))
            found += [each for each in made if isinstance(each, Ignored)]
            problems += [each for each in made if isinstance(each, Problem)]
    return found, problems


def _covered(text: str, places: Places, comment: Comment, own: set[int]) -> int:
    """The line a comment is about: its own, or the next that is no comment."""
    line = places.line(comment.start) + 1
    if not comment.own:
        return line
    line += 1
    last = bisect_right(places.starts, len(text))
    while line <= last and (line in own or not text[slice(*places.span(line - 1))].strip()):
        line += 1
    return line


def _read(comment: Comment, place: Place, line: int) -> list[Ignored | Problem]:
    form = _FORM.fullmatch(comment.text)
    codes = [code.strip() for code in form["codes"].split(",")] if form else []
    if form is None or not _is_reason(form["reason"]) or not all(map(_CODE.fullmatch, codes)):
        told = [code for code in dict.fromkeys(_CODE.findall(comment.text.upper())) if _can_be_ignored(code)]
        return [problem("NK330", place, read=comment.text, codes=", ".join(told) or _EXAMPLE)]
    return [Ignored(code, line, place) if _can_be_ignored(code) else problem("NK332", place, name=code) for code in codes]


def _can_be_ignored(code: str) -> bool:
    return code in KINDS and KINDS[code].severity is Severity.WARNING


def _is_reason(text: str) -> bool:
    """Whether a text says anything, and more than what an editor wrote in its place."""
    said = " ".join(_WORDS.findall(text.casefold()))
    return bool(said) and said not in PLACEHOLDERS
