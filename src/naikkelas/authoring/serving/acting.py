"""What can be done about a problem at once: the mends of ``check --fix``, the word that was meant, a comment that ignores it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from naikkelas.authoring.checking import Edit, Look, mended, mends, texts_of
from naikkelas.authoring.formatting import formatted
from naikkelas.authoring.serving.diagnosing import Diagnosis
from naikkelas.authoring.serving.offers import said
from naikkelas.authoring.serving.sheet import Sheet
from naikkelas.authoring.serving.trying import Check, Trial, kept
from naikkelas.ikm.catalogue import FACTS
from naikkelas.likeness import words_of
from naikkelas.problem_texts import KINDS, Severity
from naikkelas.problems import NOWHERE, Lang, Problem, RuleSetError
from naikkelas.ruleset.document import as_yaml
from naikkelas.ruleset.nodes import Scalar
from naikkelas.ruleset.reader import read_yaml

__all__ = ["Action", "actions", "fix_all", "layout"]

_CUT: Final = "…"
#: Codes that a comment cannot ignore: those of reading, and those of comments themselves.
_FIRST_IGNORABLE: Final = "NK150"
#: A file of a later version may be right as it is, and this version too old for it.
_OF_FORMATS: Final = frozenset({"NK153", "NK160"})
_OF_COMMENTS: Final = frozenset({"NK330", "NK331", "NK332"})


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do; ``is_sure`` says that it can only be meant so."""

    title: str
    edits: tuple[Edit, ...]
    diagnosis: Diagnosis
    is_sure: bool = False


def actions(sheet: Sheet, found: Iterable[Diagnosis], lang: Lang, check: Check) -> Iterator[Action]:
    """What can be done about problems of a file; ``check`` tells what is wrong with another text of it."""
    about = [(each, each.problem) for each in found if each.problem is not None]
    sure = mends(sheet.text, _file([one for _, one in about]), [one for _, one in about]) if about else {}
    tried = [made for each, one in about if (made := _meant(sheet, each, one)) is not None]
    meant = {each.problem: each for each in kept(sheet.text, tried, check)} if tried else {}
    for each, one in about:
        if one in sure:
            yield Action(said(lang, "fix", code=one.code), sure[one], each, is_sure=True)
        if one in meant:
            word = one.slots.get("instead", one.slots.get("suggestion", ""))
            is_sure = (
                meant[one].is_whole
                and one.slots.get("one_meaning", "yes") == "yes"
                and not (meant[one].is_name and (_may_be_the_slip(sheet, word) or _is_part(sheet, each, word)))
            )
            yield Action(said(lang, "replace", words=f"'{word}'"), (meant[one].edit,), each, is_sure)
        yield from _format(sheet, each, one, lang)
        yield from _ignore(sheet, each, lang)


def fix_all(sheet: Sheet, look: Look) -> Edit | None:
    """What ``check --fix`` makes of the file; ``look`` checks another text of it."""
    return _difference(sheet.text, mended(sheet.text, look))


def layout(sheet: Sheet) -> Edit | None:
    """The edit that gives a file the one layout; ``None`` where it has it, or cannot be read."""
    try:
        made = formatted(sheet.text, str(sheet.path))
    except RuleSetError:
        return None
    return _difference(sheet.text, made)


def _may_be_the_slip(sheet: Sheet, word: str) -> bool:
    """Whether a name that the file itself gives is written there only once: then it may be the one that is misspelled."""
    bare = word.removeprefix("$")
    return bare not in FACTS and sum(text in (bare, f"${bare}") for text in texts_of(read_yaml(sheet.text)[0])) == 1


def _is_part(sheet: Sheet, each: Diagnosis, word: str) -> bool:
    """Whether what stands there is one word of a longer name: ``food`` may be another than ``processed_food``."""
    words = words_of(word)
    return len(words) > 1 and "".join(words_of(sheet.text[each.start : each.end])) in words


def _file(problems: list[Problem]) -> str:
    return problems[0].place.file or ""


def _meant(sheet: Sheet, each: Diagnosis, one: Problem) -> Trial | None:
    """The name that was probably meant, or the comparison around a value that stands alone."""
    token = sheet.token_from(each.start)
    raw = sheet.text[each.start : each.end]
    is_whole = token is not None and token.end == each.end
    if one.hint == "write_comparison" and ((raw[:1], raw[-1:]) == ("[", "]") or is_whole):
        new, is_name = one.slots.get("instead", ""), False
    elif token is not None and is_whole and one.hint == "did_you_mean" and token.text in one.slots.values():
        word = one.slots.get("suggestion", "")
        is_name = not word.startswith("{")
        new = _quoted_as(raw, word) if is_name else word
    else:
        return None
    return Trial(one, (each.start, each.end, new), is_name) if new and _CUT not in new else None


def _quoted_as(raw: str, word: str) -> str:
    """A word with the quotes of what stood there, and with quotes where it needs them."""
    quote = raw[0] if raw[0] in "\"'" else ""
    plain = as_yaml(Scalar(word, NOWHERE, quoted=False))
    return f"{quote}{word}{quote}" if plain == word else plain


def _format(sheet: Sheet, each: Diagnosis, one: Problem, lang: Lang) -> Iterator[Action]:
    """The format that this version reads."""
    token = sheet.token_from(each.start)
    if one.code in _OF_FORMATS and token is not None and token.path == ("format",) and not token.is_key:
        word = one.slots["expected"]
        yield Action(said(lang, "replace", words=f"'{word}'"), ((each.start, each.end, word),), each)


def _ignore(sheet: Sheet, each: Diagnosis, lang: Lang) -> Iterator[Action]:
    """A comment above the line, with a reason still to be written."""
    if KINDS[each.code].severity is not Severity.WARNING or each.code < _FIRST_IGNORABLE or each.code in _OF_COMMENTS:
        return
    lines = sheet.lines
    start, end = lines.span(lines.line_of(each.start))
    content = sheet.text[start:end]
    indent = content[: len(content) - len(content.lstrip(" "))]
    ending = "\r\n" if "\r\n" in sheet.text else "\n"
    start += lines.offset if start == 0 else 0
    comment = f"{indent}# naikkelas: ignore[{each.code}] {said(lang, 'ignore.reason')}{ending}"
    yield Action(said(lang, "ignore", code=each.code), ((start, start, comment),), each)


def _difference(before: str, after: str) -> Edit | None:
    """The one edit between two texts; ``None`` where they are the same. No pair of CR and LF is split."""
    if before == after:
        return None
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    while start > 0 and before[start - 1] == "\r":
        start -= 1
    while end > 0 and before[len(before) - end] == "\n":
        end -= 1
    return start, len(before) - end, after[start : len(after) - end]
