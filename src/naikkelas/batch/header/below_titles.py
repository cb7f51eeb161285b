"""What a row right below the titles is: more of them, units, numbers of the columns, a business, or what may be either. It is decided here alone."""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.header.merges import NO_SPREAD, Spread
from naikkelas.batch.header.title_rows import Numbered, goes_on, may_be_titles
from naikkelas.batch.wording.titles import in_brackets, is_counted, is_number_of_row, is_unit

_FEWEST: Final = 3
#: How far the number of a column is from the one before it where one is missing.
_STEP: Final = 2
#: ``(7=5+6)``: how a column is worked out from others. A sheet takes ``(3)`` for -3.
_WORKED_OUT: Final = re.compile(r"\(?-?([0-9]{1,3})\)?\.? ?(?:= ?[0-9(][0-9 +×*x/:()–-]{0,40})?\)?")
#: ``kol 3``, ``[3]``: a column by its number, whatever stands around that.
_COLUMN: Final = re.compile(r"(?:kolom|kol|column|col)\.? ?[(\[]?([0-9]{1,3})[)\]]?|\[([0-9]{1,3})\]", re.IGNORECASE)
#: ``4a``: a part of a column.
_PART: Final = re.compile(r"\(?([0-9]{1,3})([a-z]?)\)?\.?", re.IGNORECASE)
_LETTER: Final = re.compile(r"\(?([a-z])[.)]{0,2}", re.IGNORECASE)
_ROMAN: Final = re.compile(r"\(?([ivxl]{1,7})[.)]{0,2}", re.IGNORECASE)
_MARKS: Final = re.compile(r"[().]")
_ROMAN_TENS: Final = ("", "x", "xx", "xxx", "xl")
_ROMAN_ONES: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ORDERED: Final = re.compile(r"[0-9]+|[a-z]+", re.IGNORECASE)


class Below(Enum):
    """What a row below titles is: more of them; units or numbers of the columns, ``MARKS`` where it may be a business too; a business, ``WORDS`` where it may go on with the titles too."""

    TITLES = "titles"
    UNITS = "units"
    NUMBERS = "numbers"
    MARKS = "marks"
    WORDS = "words"
    BUSINESS = "business"


def what_is(titles: Sequence[str], cells: Sequence[Cell], rows: Sequence[Numbered], spread: Spread = NO_SPREAD, *, is_next: bool) -> Below:
    """What a row is; ``rows`` are those below it. Where it ``is_next`` to the titles, none that may be a business stands between.

    ``spread`` is what merged cells say of the titles.
    """
    more = goes_on(titles, cells, rows, spread) if is_next else False
    if more:
        return Below.TITLES
    marks = _marks(titles, cells, [below for _, below in rows])
    if marks is not None:
        return marks
    if more is False and not may_be_titles(titles, cells, rows, is_next=is_next):
        return Below.BUSINESS
    return Below.WORDS


def _marks(titles: Sequence[str], cells: Sequence[Cell], beneath: Sequence[Sequence[Cell]]) -> Below | None:
    """Units or numbers of the columns, also such that may be a business; ``None`` where a row is neither."""
    found = [(at, _text(cell)) for at, cell in enumerate(cells) if not is_blank(cell)]
    texts = [text for _, text in found]
    covers = [at for at, _ in found] == [at for at, title in enumerate(titles) if title]
    if not found:
        return None
    if any(at >= len(titles) or not titles[at] for at, _ in found):
        return Below.MARKS if len(found) >= _FEWEST and _counting(texts, found[0][0] + 1, covers=True) else None
    under = [is_counted(titles[at]) for at, _ in found]
    if all(map(is_unit, texts)):
        return _of_units(under, texts)
    if any(kind and is_unit(text) for kind, text in zip(under, texts, strict=True)):
        return Below.MARKS
    texts = list(map(_as_number, texts))
    kind = _counting(texts, found[0][0] + 1, covers=covers) if len(found) >= _FEWEST else None
    has_words = any(each is False and not is_number_of_row(titles[at]) for each, (at, _) in zip(under, found, strict=True))
    if kind is None and covers and has_words and _goes_up(texts):
        return Below.MARKS
    if kind is Below.NUMBERS and not has_words and all(map(str.isdigit, texts)):  # below numbers alone they may be those of a business
        return Below.MARKS
    return Below.MARKS if kind and _begins_list(found[0], beneath) else kind


def counts_columns(titles: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Whether a row anywhere below the titles counts the columns from one on: a business has no number below a title of words."""
    first = next((_as_number(_text(cell)) for cell in cells if not is_blank(cell)), "")
    kind = _marks(titles, cells, ()) if first.strip("(.)") == "1" else None
    words = [at for at, title in enumerate(titles) if is_counted(title) is False and not is_number_of_row(title)]
    return kind in (Below.NUMBERS, Below.MARKS) and any(at < len(cells) and any(map(str.isdigit, _text(cells[at]))) for at in words)


def with_units(titles: Sequence[str], cells: Sequence[Cell]) -> list[str]:
    """The titles with the units below them, whatever they say: ``Omset`` over ``Rp juta`` is ``Omset (Rp juta)``."""
    made = []
    for at, title in enumerate(titles):
        unit = _text(cells[at]) if at < len(cells) and is_counted(title) is not False else ""
        inner = unit[1:-1] if in_brackets(unit) else unit
        made.append(f"{title} ({inner})" if title and unit and is_unit(unit) else title)
    return made


def _as_number(text: str) -> str:
    """A text as the number in brackets that it is of a column: ``[3]`` and ``kol 3`` are ``(3)``."""
    made = _COLUMN.fullmatch(text)
    return f"({made[1] or made[2]})" if made else text


def _goes_up(texts: Sequence[str]) -> bool:
    """Whether plain numbers go up from one, of which a column that is hidden or was taken out has one."""
    numbers = [int(text) for text in texts if re.fullmatch("[0-9]{1,3}", text)]
    return len(numbers) == len(texts) and numbers[0] == 1 and all(1 <= then - one <= _STEP for one, then in pairwise(numbers))


def _has_parts(texts: Sequence[str]) -> bool:
    """Whether numbers go up from one, and letters where columns are parts of one: ``3;4a;4b;5``."""
    made = [match for text in texts if (match := _PART.fullmatch(text))]
    parts = [(int(match[1]), match[2].casefold()) for match in made]
    if len(made) != len(texts) or parts[0][0] != 1 or not any(letter for _, letter in parts):
        return False
    return all(
        (then[0] == one[0] + 1 and then[1] in ("", "a")) or (then[0] == one[0] and one[1] and then[1] == chr(ord(one[1]) + 1))
        for one, then in pairwise(parts)
    )


def _text(cell: Cell) -> str:
    return " ".join(text_of(cell).split())


def _of_units(kinds: Sequence[bool | None], texts: Sequence[str]) -> Below | None:
    """Units below a name are none, but a business of that name or a wrong cell; without brackets they need a column that is counted."""
    is_bare = not all(map(in_brackets, texts))
    if False in kinds:
        return None if is_bare and True not in kinds else Below.MARKS
    return Below.MARKS if is_bare and True not in kinds else Below.UNITS


def _begins_list(first: tuple[int, str], beneath: Sequence[Sequence[Cell]]) -> bool:
    """Whether the row begins a list: ``2`` stands below its ``1``, ``b.`` below its ``a.``. Below a numbering of the columns another one begins."""
    at, text = first
    below = next((_text(cells[at]) for cells in beneath if at < len(cells) and not is_blank(cells[at])), "").casefold()
    match = _ORDERED.search(text)
    if match is None:
        return False
    core = match[0].casefold()
    if core.isdigit():
        then = [str(int(core) + 1)]
    else:
        then = [chr(ord(core) + 1)] if len(core) == 1 else []
        then += [_roman(number + 1) for number in range(1, 10 * len(_ROMAN_TENS)) if _roman(number) == core]
    return below in {f"{text[: match.start()]}{each}{text[match.end() :]}".casefold() for each in then}


def _counting(texts: Sequence[str], first: int, *, covers: bool) -> Below | None:
    """Numbers, also such that say how a column is worked out, roman ones, or letters; ``first`` is the number of the first column.

    In brackets they need not stand below every title; plain ones that do not may be anything.
    """
    bracketed = all(map(in_brackets, texts))
    numbers = [match[1] for text in texts if (match := _WORKED_OUT.fullmatch(text))]
    if len(numbers) == len(texts):
        if (covers or bracketed) and _counts(numbers, len(texts), int(numbers[0]) if bracketed else 1):
            return Below.NUMBERS
        if any(_counts(numbers, len(texts), each) for each in (1, first)):
            return Below.MARKS
    if not covers:
        return None
    if _has_parts(texts):
        return Below.NUMBERS
    if [match[1].lower() for text in texts if (match := _ROMAN.fullmatch(text))] == [_roman(number) for number in range(1, len(texts) + 1)]:
        return Below.NUMBERS
    letters = [match[1].lower() for text in texts if (match := _LETTER.fullmatch(text))]
    if letters == [chr(ord("a") + at) for at in range(len(texts))]:
        return Below.NUMBERS if all(map(_MARKS.search, texts)) else Below.MARKS
    return None


def _counts(numbers: Sequence[str], wanted: int, first: int = 1) -> bool:
    return [int(number) for number in numbers] == list(range(first, first + wanted))


def _roman(number: int) -> str:
    return _ROMAN_TENS[number // 10] + _ROMAN_ONES[number % 10] if number < 10 * len(_ROMAN_TENS) else ""
