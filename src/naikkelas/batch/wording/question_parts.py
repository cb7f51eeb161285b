"""Which titles of a numbered form stand below others, and what these make of them: ``3.1 PIRT`` is a part of ``3. Izin yang dibutuhkan``.

A number says so (``3.1`` stands below ``3``), a heading that is a column of its own (``B. Rencana 2027`` before ``B1. PIRT``), or the place of a title that
has no number among those that have one. Such a title is read as below that of a group of columns: one that says nothing changes nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from naikkelas.batch.cells import Cell
from naikkelas.batch.wording.groups import ends_before, is_neutral
from naikkelas.batch.wording.not_today import turns
from naikkelas.batch.wording.numbered import Number, numbered
from naikkelas.batch.wording.titles import KNOWN, identifies, is_of_businesses, is_of_names, sure_fact, title_of
from naikkelas.batch.wording.words import fold, is_known, lists_permits, sign_in, without_answers, without_question, without_unit
from naikkelas.facts import Fact, Text
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.rupiah import header_unit

#: ``B. Rencana``, ``II) Legalitas``, ``Blok III. Izin``: the heading of a part, which stands among the questions.
_HEADING: Final = re.compile(
    r"\s*(?:(?i:bagian|blok|seksi|kelompok|section|part)\s+(?:[A-Za-z]|[IVXLivxl]{1,6}|[0-9]{1,2})(?:\s*[.):\]-]+\s*|\s+)"
    r"|\(?(?:[A-Z]|[IVXL]{1,6})(?:\s*[.:\]]\s+|\s*\)\s*|\s+-\s+))(?=[^\W\d_])"
)
#: ``3 Izin``, ``P3 Izin``.
_BARE: Final = re.compile(r"([A-Za-z]?)([0-9]{1,2})\s+(?=[^\W\d_])")
#: Fewer numbers and headings say nothing of the titles between them.
_FEWEST: Final = 2
#: What facts of one thing end with: ``workers_men``, ``pirt_number``.
_ENDINGS: Final = re.compile(r"_(?:status|number|expires_on|men|women)$")
_ANY: Final = FACTS["business_name"]


@dataclass(frozen=True, slots=True)
class _Title:
    """A title where it stands: as it is written, what it says without its number, and this; or that it heads a part of the form."""

    at: int
    written: str
    text: str
    number: Number | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The titles of a form together with those that they stand below, where that is known as a whole, and why other columns are not sure."""

    titles: tuple[str, ...]
    doubts: Mapping[int, Text] = field(default_factory=dict)


def read_parts(rows: Sequence[Sequence[Cell]], titles: Sequence[str], is_empty: Callable[[int], bool]) -> Parts:
    """What the titles of the columns are below others of the form; ``rows`` are those that they are written in.

    ``is_empty`` tells whether a column holds nothing, or may hold nothing.
    """
    lines = _lines_of(rows)
    all_titles = [title for line in lines for title in line]
    if sum(title.number is not None or title.is_heading for title in all_titles) < _FEWEST:
        return Parts(tuple(titles))
    over = _Over(all_titles, _headings(lines[0], is_empty) if len(lines) == 1 else {})
    made, doubts = list(titles), dict[int, Text]()
    for title in all_titles:
        if title.at >= len(made) or not made[title.at]:
            continue
        for parent in over.all_of(title):
            made[title.at], changes = _below(parent.text, made[title.at])
            if changes:
                doubts.setdefault(title.at, _may_be_part(parent))
        missing = over.missing_of(title) if made[title.at].startswith(title.text) else None
        if missing is not None and title.number is not None:
            doubts.setdefault(title.at, _is_missing(title.number, missing))
    return Parts(tuple(made), doubts)


def _lines_of(rows: Sequence[Sequence[Cell]]) -> list[list[_Title]]:
    """The titles of some rows, with numbers that need no sign behind them (``3 Izin``) where all rise; nothing where others do not rise either."""
    for is_bare in (True, False):
        lines = [_titles_of(cells, is_bare=is_bare) for cells in rows]
        if all(map(_rise, lines)):
            return lines
    return []


def _titles_of(cells: Sequence[Cell], *, is_bare: bool) -> list[_Title]:
    made = []
    for at, cell in enumerate(cells):
        text = title_of(cell) if isinstance(cell, str) else ""
        found = numbered(text) or (_bare(text) if is_bare else None)
        heading = _HEADING.match(text) if found is None else None
        heading = None if heading is not None and is_known(text, KNOWN) else heading
        if found is not None:
            made.append(_Title(at, text, text[found[1] :], found[0]))
        elif text:
            made.append(_Title(at, text, text[heading.end() :] if heading else text, is_heading=heading is not None))
    return made


def _bare(text: str) -> tuple[Number, int] | None:
    """The number before a title, as :func:`numbered` gives it, where no sign stands behind it."""
    made = _BARE.match(text)
    return None if made is None else ((made[1].casefold(), (int(made[2]),)), made.end())


def _rise(line: Sequence[_Title]) -> bool:
    """Whether the numbers of a row rise: others are no numbers of questions."""
    numbers = [title.number for title in line if title.number is not None]
    return all(one < then for one, then in pairwise(numbers))


class _Over:
    """What titles of a form stand below, by their numbers and by headings."""

    def __init__(self, titles: Sequence[_Title], headings: Mapping[int, Sequence[_Title]]) -> None:
        self._by_number = {title.number: title for title in titles if title.number is not None}
        self._headings = headings
        self._top = min((len(parts) for _, parts in self._by_number), default=0)

    def all_of(self, title: _Title) -> Iterator[_Title]:
        """What a title stands below, the nearest first."""
        if title.number is not None:
            letters, parts = title.number
            for end in range(len(parts) - 1, 0, -1):
                if (letters, parts[:end]) in self._by_number:
                    yield self._by_number[letters, parts[:end]]
        yield from self._headings.get(title.at, ())

    def missing_of(self, title: _Title) -> Number | None:
        """The number that a title stands below and no title has; where none of the form has a shorter one, they only number its parts."""
        if title.number is None:
            return None
        letters, parts = title.number
        above = (letters, parts[:-1])
        return above if len(parts) > self._top and above not in self._by_number else None


# --- headings --------------------------------------------------------------------------------------------------------


def _headings(line: Sequence[_Title], is_empty: Callable[[int], bool]) -> dict[int, list[_Title]]:
    """What the columns of a row stand below that no number tells, the nearest first: headings, and questions of which titles without numbers may be answers."""
    found: dict[int, list[_Title]] = {}
    part: _Title | None = None
    head: _Title | None = None
    asked: _Title | None = None
    last = max((title.at for title in line if title.number is not None), default=-1)
    for title, then in zip(line, [*line[1:], None], strict=True):
        question: _Title | None = None
        if title.is_heading:
            part, head, asked = title, None, None
            continue
        if title.number is not None:
            asked = title
        elif _may_head(title, then, asked, line, is_empty):
            head = title
            continue
        elif not is_known(title.text, KNOWN):
            head = None
        elif asked is not None and (title.at < last or turns(asked.text) or is_empty(asked.at)):
            question = None if _stands_alone(asked.text, title.text) else asked
        found[title.at] = [each for each in (question, head, part) if each is not None]
    return found


def _may_head(title: _Title, then: _Title | None, asked: _Title | None, line: Sequence[_Title], is_empty: Callable[[int], bool]) -> bool:
    """Whether a title without a number heads the questions that begin behind it, with the one ``then``; ``asked`` is the one before it."""
    if then is None or then.number is None or _stands_alone(title.text, then.text):
        return False
    if turns(title.text):
        return True
    if asked is None or asked.number is None:
        begins = not any(is_of_businesses(each.text) for each in line if each.number is not None)
    else:
        (letters, _), (letters_then, parts) = asked.number, then.number
        if (
            letters_then and letters_then != letters and title.text.casefold().startswith(f"{letters_then} ")
        ):  # ``B Mitra`` before ``B1. PIRT``
            return True
        begins = letters != letters_then or (len(parts) > 1 and parts[-1] == 1)
    return begins and is_empty(title.at)


def _stands_alone(group: str, title: str) -> bool:
    """Whether a title is surely that of a column by itself, and of no group of which the ``title`` behind it is a part."""
    return not is_neutral(group) and (is_known(group, {}) or identifies(group) or ends_before(group, title, ()))


# --- what they say ---------------------------------------------------------------------------------------------------


def _below(group: str, title: str) -> tuple[str, bool]:
    """What a title says below another, and whether that may be something else than it says by itself."""
    is_calm = sign_in(group, _ANY) is None
    if is_calm and (f" {fold(group)} " in f" {fold(title)} " or _changes_nothing(group, title)):
        return title, False
    made = f"{group} {title}"
    return (made, False) if sure_fact(made) is not None else (title, True)


def _changes_nothing(group: str, title: str) -> bool:
    """Whether a title says the same below that of a group, of the name of the business, or of what it is about itself."""
    fact = _fact_of(title)
    if is_neutral(group):
        return not lists_permits(group) or (fact is not None and fact.name.endswith(("_status", "_number", "_expires_on")))
    if is_of_names(group):
        return True
    over = _fact_of(group) if header_unit(group) in (None, "rupiah") else None
    return over is not None and fact is not None and _ENDINGS.sub("", over.name) == _ENDINGS.sub("", fact.name)


def _fact_of(title: str) -> Fact | None:
    """The fact that a title stands for, also as a question; one with a unit that is not wholly understood stands for none."""
    spellings = (fold(title), without_unit(title), without_question(title, KNOWN, FACTS), without_answers(title, KNOWN))
    return next((FACTS[KNOWN[each]] for each in spellings if each is not None and each in KNOWN), None)


def _may_be_part(parent: _Title) -> Text:
    return Text(f"mungkin bagian dari '{parent.written}'", f"it may be a part of '{parent.written}'")


def _is_missing(number: Number, missing: Number) -> Text:
    own, other = _written(number), _written(missing)
    return Text(
        f"nomornya {own}, dan tidak ada judul bernomor {other}",
        f"its number is {own}, and no title has the number {other}",
    )


def _written(number: Number) -> str:
    letters, parts = number
    return letters.upper() + ".".join(map(str, parts))
