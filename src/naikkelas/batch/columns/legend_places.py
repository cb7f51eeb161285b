"""Where legends may stand: in the rows of a table, above it, beside it, in comments and in other sheets. See :mod:`naikkelas.batch.wording.legends`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.table import Column, Row
from naikkelas.batch.wording.legends import DIGITS, GUIDE, MARKS, ODD, WORDS, Sort, is_guide, is_of_answers
from naikkelas.batch.wording.meanings import ANSWER, goes_on, is_vocabulary
from naikkelas.batch.wording.places import MONTHS
from naikkelas.batch.wording.titles import is_number_of_row, is_of_names, known_fact, may_be_of_names, words_of
from naikkelas.batch.wording.words import fold

#: At most so many cells are filled in the row of a legend that has no name of one.
FEW: Final = 2
#: In another sheet also the sign between an answer and its meaning may be a cell.
_FEW_ELSEWHERE: Final = 3
#: A cell that holds more than the sign between a digit and what it means.
FILLED: Final = r"[^\s\x1c-\x1f=:→>]"
_IS_FILLED: Final = re.compile(FILLED).search
_ALONE: Final = re.compile(r"\W*[0-9]\W*[^\W\d_].*", re.DOTALL)

_CODES: Final = words_of("kode angka simbol tanda nilai skor isian pilihan huruf jawaban")
_MEANINGS: Final = words_of("arti artinya maksud makna keterangan ket penjelasan jawaban definisi")
#: Cells that hold an answer and nothing else: signs, and with them words.
_IS_SIGN: Final = re.compile(r"\W*[01vx]\W*|[\s(]*[✓✔√☑✗✘☒×][\s)]*", re.IGNORECASE).fullmatch
_IS_ANSWER: Final = re.compile(rf"\W*(?:{ANSWER})\W*|[\s(]*[–—-][\s)]*", re.IGNORECASE).fullmatch

#: Who signs below a list, and where and when.
_SIGNS_LIST: Final = re.compile(
    rf"(?:(?:a\.? ?n|plt|plh|u\.? ?b)\b\.? ?)?(?:mengetahui|menyetujui|kepala|ketua|camat|lurah|bupati|sekretaris|pembina|nip)\b.*"
    rf"|di(?:buat|susun|ketahui|setujui) oleh\b.*|[a-z .']+, *[0-9]{{0,2}} *(?:{MONTHS})[a-z]* [12][0-9]{{3}}",
    re.IGNORECASE | re.DOTALL,
).fullmatch

#: What the cell of a guide or of codes has, as Polars reads it.
MAYBE_GUIDE: Final = rf"{GUIDE}|(?i:^\W*(?:jawaban|huruf|tanda|nilai)\W*$)|{ODD}"

#: What the names of columns end in that hold the sentences of an earlier result.
_TOLD: Final = ("_reasons", "_next_step", "_reason", "_problems", "_assumed")

Place = int | str


class Places:
    """Where legends may stand in the rows of a table, by its columns; ``facts`` are the places of those that stand for some, ``asked`` of those that take answers."""

    def __init__(self, columns: Sequence[Column], facts: Iterable[int], asked: Iterable[int]) -> None:
        taken, answered = frozenset(facts), frozenset(asked)
        self._told = frozenset(column.index for column in columns if column.name.casefold().endswith(_TOLD))
        self.untitled = tuple(column.index for column in columns if not column.title.strip())
        names = [column.index for column in columns if is_of_names(column.title)]
        self.names = tuple(names or [column.index for column in columns if may_be_of_names(column.title)])
        free = [
            column.index for column in columns
            if column.title.strip() and column.index not in (*taken, *self.names, *self._told) and known_fact(column.title) is None
        ]  # fmt: skip
        self.beside = tuple(sorted(answered.union(free)))
        self.first = range(max(self.names, default=len(columns) - 1) + 1)
        self.pairs = tuple(_pairs_of([column.title for column in columns]))
        self._numbers = frozenset(column.index for column in columns if is_number_of_row(column.title))
        self._own = answered | self._numbers

    def has(self, row: Row, sort: Sort) -> bool:
        """Whether a legend stands in a row."""
        filled = sum(_IS_FILLED(text_of(cell)) is not None for cell in (*row.cells, *row.surplus) if not is_blank(cell))
        own = [None if at in self._told else cell for at, cell in enumerate(row.cells)]
        every = [cell for cell in (*own, *row.surplus) if not is_blank(cell)]
        is_nameless = bool(self.names) and all(is_blank(row.cells[at]) for at in self.names)
        has_guide = self._has_guide(row.cells, is_nameless=is_nameless)
        if _is_bare([text_of(cell) for cell in every], sort):
            return True
        if has_guide or row.is_no_business:
            return _is_said((*own, *row.surplus), sort, has_guide=has_guide)
        if filled <= FEW:
            return self._has_in_few(row, own, sort)
        if is_nameless and any(isinstance(cell, str) and sort.alone(cell) for cell in every):
            return True
        if says_apart([text_of(cell) for cell in (*(row.cells[at] for at in self.untitled), *row.surplus)], sort):
            return True
        if any(isinstance(cell := row.cells[at], str) and sort.beside(cell) for at in self.beside):
            return True
        return any(says_in_pair(text_of(row.cells[one]), text_of(row.cells[other]), sort) for one, other in self.pairs)

    def _has_in_few(self, row: Row, own: Sequence[Cell], sort: Sort) -> bool:
        """The same of a row with hardly a cell: what a business that is not finished has, its number and answers, says nothing together."""
        every = [cell for cell in (*own, *row.surplus) if not is_blank(cell)]
        if any(isinstance(cell, str) and sort.alone(cell) for cell in every):
            return True
        where = [at for at, cell in enumerate(row.cells) if not is_blank(cell)]
        is_signed = len(every) > sum(_IS_FILLED(text_of(cell)) is not None for cell in every)
        if not is_signed and self._own.issuperset(where) and not row.surplus and not any("=" in text_of(cell) for cell in every):
            return False
        if not is_signed and where and where[0] in self._numbers and text_of(row.cells[where[0]]).strip().isdigit():
            return any(_is_said_strictly(pair, sort) for pair in pairwise(map(text_of, every)))
        together = map(" ".join, _parts((*own, *row.surplus)))
        return any(map(sort.alone, together)) or any(_is_said_strictly(pair, sort) for pair in pairwise(map(text_of, every)))

    def _has_guide(self, cells: Sequence[Cell], *, is_nameless: bool) -> bool:
        """Whether a row says that it is a legend: in its first cell, or where nothing else could say it."""
        filled = [cell for cell in cells if not is_blank(cell)]
        return _guides(filled if is_nameless else filled[:1])


def says_apart(texts: Iterable[str], sort: Sort) -> bool:
    """Whether the cells of a business below no title say it: one of them, all together behind a digit, or an answer and the cell beside it."""
    apart = [text for text in texts if not is_blank(text)]
    together = " ".join(apart)
    if any(map(sort.alone, apart)) or (_ALONE.fullmatch(together) is not None and sort.alone(together)):
        return True
    return any(_is_said_strictly(pair, sort) for pair in pairwise(apart))


def says_in_pair(code: str, meaning: str, sort: Sort) -> bool:
    """Whether a cell of codes and the one of what they mean say it."""
    return sort.alone(f"{code} = {meaning}")


def told_above(rows: Iterable[tuple[Place, Sequence[Cell]]], sort: Sort) -> Place | None:
    """Where a legend stands in the rows above a table; ``None`` where none does."""
    return next((place for place, cells in _laid_out(rows, sort) if cells is None or _is_said(cells, sort, has_guide=_guides(cells))), None)


def _guides(cells: Iterable[Cell]) -> bool:
    return any(isinstance(cell, str) and is_guide(cell) is not None for cell in cells)


def told_elsewhere(rows: Iterable[tuple[Place, Sequence[Cell]]], sort: Sort) -> Place | None:
    """Where a legend stands in comments and the rows of other sheets, which may be of businesses too; ``None`` where none does."""
    rows = list(rows)
    listed = _listed(rows)
    laid_out = enumerate(_laid_out(rows, sort))
    return next((place for at, (place, cells) in laid_out if cells is None or _explains(cells, sort, is_listed=at in listed)), None)


def _listed(rows: Sequence[tuple[Place, Sequence[Cell]]]) -> frozenset[int]:
    """Which rows surely are of a list of businesses that has no more than their numbers and what titles of facts ask: ``No | PIRT`` over ``1 | Belum``.

    Its numbers run on from 1 and an answer comes again, which says nothing in a legend. Where every number has an answer of its own, nobody knows.
    """
    found: set[int] = set()
    for above, (place, cells) in enumerate(rows):
        titles = {at: cell for at, cell in enumerate(cells) if not is_blank(cell)}
        number, *asked = titles or (0,)
        if not asked or not is_number_of_row(text_of(titles[number])) or any(known_fact(text_of(titles[at])) is None for at in asked):
            continue
        answers = []
        for run, (there, row) in enumerate(rows[above + 1 :], 1):
            numbered = text_of(row[number]).strip() if number < len(row) else ""
            if _sheet_of(there) != _sheet_of(place) or numbered.removesuffix(".") != str(run):
                break
            answers.append(next((fold(text_of(row[at])) for at in asked if at < len(row) and not is_blank(row[at])), ""))
        given = list(filter(None, answers))
        if len(set(given)) < len(given):
            found.update(range(above + 1, above + 1 + len(answers)))
    return frozenset(found)


def _sheet_of(place: Place) -> str:
    return place.partition("(")[2] if isinstance(place, str) else ""


def _explains(cells: Sequence[Cell], sort: Sort, *, is_listed: bool) -> bool:
    filled = [text_of(cell) for cell in cells if not is_blank(cell)]
    has_guide = bool(filled) and is_guide(filled[0]) is not None
    if is_listed or (not has_guide and len(filled) > _FEW_ELSEWHERE):
        return any(isinstance(cell, str) and sort.beside(cell) for cell in cells)
    if any(map(sort.elsewhere, filled)):
        return True
    is_signed = any(_IS_FILLED(text) is None for text in filled)
    if (has_guide or is_signed) and sort.elsewhere(" ".join(filled)):
        return True
    pairs = list(pairwise(filled))
    return any(_is_said_together(pair, sort) for pair in pairs) if has_guide else any(_is_said_strictly(pair, sort) for pair in pairs[:1])


def _is_said(cells: Iterable[Cell], sort: Sort, *, has_guide: bool = False) -> bool:
    """Whether the cells of a row that is no business say it, one of them or all together; below a guide also codes without their meaning: ``Kode | 1 | 0``."""
    cells = list(cells)
    filled = [text_of(cell) for cell in cells if not is_blank(cell)]
    if any(sort.alone(" ".join(part)) for part in _parts(cells)) or any(map(sort.alone, filled)):
        return True
    if not has_guide:
        return any(_is_said_strictly(pair, sort) for pair in pairwise(filled))
    return _is_bare(filled, sort) or any(_is_said_together(pair, sort) for pair in pairwise(filled))


def _parts(cells: Iterable[Cell]) -> list[list[str]]:
    """The texts of a row that may say something together: behind a legend that is complete may stand who signs, or the day, and no more of it."""
    parts: list[list[str]] = [[]]
    is_apart = False
    for cell in cells:
        if is_blank(cell):
            is_apart = True
            continue
        text = text_of(cell).strip()
        is_other = _SIGNS_LIST(text) is not None or (is_apart and text[:1].isupper() and not goes_on(text))
        if parts[-1] and is_other and is_of_answers(" ".join(parts[-1])):
            parts.append([])
        parts[-1].append(text)
        is_apart = False
    return parts


def _is_bare(filled: Sequence[str], sort: Sort) -> bool:
    """Whether a row has answers alone behind a word for them; what they mean stands elsewhere."""
    if len(filled) < 2 or fold(filled[0]) not in _CODES:
        return False
    return all(_IS_SIGN(text) or _IS_ANSWER(text) for text in filled[1:]) and any(_sort_of(text) is sort for text in filled[1:])


def _is_said_together(pair: tuple[str, str], sort: Sort) -> bool:
    """Whether a cell that holds an answer and the one beside it say it, whatever that one says."""
    one, other = pair
    return (_IS_SIGN(one) is not None or _IS_ANSWER(one) is not None) and sort.alone(f"{one.strip()} = {other.strip()}")


def _is_said_strictly(pair: tuple[str, str], sort: Sort) -> bool:
    """The same where names of businesses may stand: only signs, and words that meanings are made of."""
    return _IS_SIGN(pair[0]) is not None and is_vocabulary(pair[1]) and sort.alone(f"{pair[0].strip()} = {pair[1].strip()}")


def _laid_out(rows: Iterable[tuple[Place, Sequence[Cell]]], sort: Sort) -> Iterator[tuple[Place, Sequence[Cell] | None]]:
    """Rows with their places, and with nothing where cells of a row say it with those of the row or the title above them."""
    pairs: list[tuple[int, int]] = []
    before: Sequence[Cell] = ()
    sheet = None
    for place, cells in rows:
        if _sheet_of(place) != sheet:
            sheet, pairs, before = _sheet_of(place), [], ()
        said = (
            f"{text_of(cells[one])} = {text_of(cells[other])}" for one, other in pairs if other < len(cells) and not is_blank(cells[one])
        )
        is_told = any(map(sort.alone, said)) or any(map(sort.alone, _across(before, cells)))
        yield place, None if is_told else cells
        pairs = _pairs_of([text_of(cell) if isinstance(cell, str) else "" for cell in cells]) or pairs
        before = cells


def _across(above: Sequence[Cell], cells: Sequence[Cell]) -> Iterator[str]:
    """What answers mean that stand over their meanings: ``Kode | 1 | 0`` over ``Arti | belum | sudah``."""
    filled = [(at, text_of(cell)) for at, cell in enumerate(above) if not is_blank(cell)]
    is_headed = bool(filled) and _only_word(filled[0][1]) in _CODES
    signs = filled[1:] if is_headed else filled
    if not signs or not all(_IS_SIGN(text) or (is_headed and _IS_ANSWER(text)) for _, text in signs):
        return
    for at, sign in signs:
        meaning = text_of(cells[at]).strip() if at < len(cells) and isinstance(cells[at], str) else ""
        if meaning and (is_headed or is_vocabulary(meaning)):
            yield f"{sign.strip()} = {meaning}"


def _pairs_of(titles: Sequence[str]) -> list[tuple[int, int]]:
    """The columns of codes and of what they mean."""
    of = {at: _only_word(title) for at, title in enumerate(titles) if title.strip()}
    return [(at, other) for at in of for other in (at + 1, at + 2) if of[at] in _CODES and of.get(other) in _MEANINGS]


def _sort_of(text: str) -> Sort:
    return DIGITS if any(map(str.isdigit, text)) else MARKS if _IS_SIGN(text) else WORDS


def _only_word(title: str) -> str:
    """The word of a title, or its first of two or more."""
    return (fold(title).split() or [""])[0]
