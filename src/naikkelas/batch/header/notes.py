"""Notes above and below a list: which texts of a row are some, and what a footnote or one that names a column says of whose title.

Beside a note may stand a signature. A row of few cells may also be a business of which little is known, so only what can be nothing else is a note there.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.header.above_titles import with_value
from naikkelas.batch.header.own_rows import is_of_business
from naikkelas.batch.header.title_rows import Numbered
from naikkelas.batch.wording.about_columns import doubted_columns, is_definition
from naikkelas.batch.wording.footnotes import explained_in, sign_beside
from naikkelas.batch.wording.headings import GUIDES, REMARKS
from naikkelas.batch.wording.not_today import turns
from naikkelas.batch.wording.notes import is_numbered, is_only_of_amounts, is_plain_footnote, is_sign, sign_of, signed, turned_columns
from naikkelas.batch.wording.titles import identifies, is_unit
from naikkelas.batch.wording.words import fold

_FEWEST_WORDS: Final = 3
#: A note and what stands beside it: a signature, its place.
MOST_CELLS: Final = 3


class Note(NamedTuple):
    """A text, where it stands, and whether it may be a note about amounts: one of few words only where it says nothing else.

    ``is_listed``: it stands among others below what is called a note.
    """

    number: int
    at: int
    text: str
    is_of_amounts: bool
    is_listed: bool = False


class Says(NamedTuple):
    """What a note says of some columns: the ``sign`` of theirs that it explains, or nothing where it names them.

    ``is_unclear``: nobody knows that what it says of them is harmless.
    """

    number: int
    columns: Sequence[int]
    sign: str
    is_unclear: bool = False


def notes_below(rows: Sequence[Numbered], titles: Sequence[str]) -> list[Note]:
    """The notes among the rows below the titles."""
    found = [Note(number, *each) for number, cells in rows for each in _notes_in(cells, titles)]
    in_units = {each.at for each in found if _is_of_units([cells for _, cells in rows], each.at)}
    return _listed(each._replace(is_of_amounts=each.is_of_amounts and not (_is_short(each.text) and each.at in in_units)) for each in found)


def _listed(notes: Iterable[Note]) -> list[Note]:
    """The notes, with those that stand below what is called a note: numbered ones, and the one right below such a word alone."""
    made: list[Note] = []
    is_listed, below = False, -1
    for each in notes:
        belongs = is_listed and (is_numbered(each.text) or each.number == below + 1)
        made.append(each._replace(is_listed=belongs))
        is_listed |= _is_guide(each.text)
        if fold(each.text) in GUIDES or each.number == below:
            below = each.number
    return made


def _notes_in(cells: Sequence[Cell], titles: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """The notes of a row: its only text or a label with its value, and what can be nothing else beside others."""
    filled = [at for at, cell in enumerate(cells) if not is_blank(cell)]
    if not filled or len(filled) > MOST_CELLS:
        return
    whole = _whole(cells, filled)
    if whole:
        yield filled[0], whole, not _is_short(whole) or is_only_of_amounts(whole)
    elif not is_of_business(titles, cells):
        texts = {at: with_value(cells, at).strip() for at in filled if isinstance(cells[at], str)}
        for at, text in texts.items():
            if sign_of(text) or _is_guide(text) or is_only_of_amounts(text):
                yield at, text, not _is_short(text) or is_only_of_amounts(text)


def _whole(cells: Sequence[Cell], filled: Sequence[int]) -> str:
    """The only text of a row, or a label with its value."""
    first, last = filled[0], filled[-1]
    if not isinstance(cells[first], str) or last - first + 1 != len(filled):
        return ""
    text = with_value(cells, first)
    return text if text == " ".join(text_of(cells[at]).strip() for at in filled) else ""


def _is_short(text: str) -> bool:
    return len(text.split()) < _FEWEST_WORDS


def _is_guide(text: str) -> bool:
    return (fold(text).split() or [""])[0] in GUIDES


def _is_of_units(rows: Iterable[Sequence[Cell]], at: int) -> bool:
    """Whether units stand in a column of the list: one alone in its row is more of the business above it."""
    return any(at < len(cells) and isinstance(cells[at], str) and is_unit(text_of(cells[at]).strip()) for cells in rows if _is_wide(cells))


def _is_wide(cells: Sequence[Cell]) -> bool:
    return not has_few(cells)


def has_few(cells: Sequence[Cell]) -> bool:
    """Whether a row has as few cells as one of notes has at most."""
    return sum(not is_blank(cell) for cell in cells) <= MOST_CELLS


def notes_above(rows: Sequence[Numbered]) -> list[Note]:
    """The notes among the rows above the titles: what begins as one or explains a column, and what is listed below it."""
    found = [
        Note(number, at, text := with_value(cells, at), not _is_short(text) or is_only_of_amounts(text))
        for number, cells in rows
        for at, cell in enumerate(cells) if isinstance(cell, str) and not is_blank(cell)
        if has_few(cells) or sign_of(text_of(cell)) or _is_guide(text_of(cell))
    ]  # fmt: skip
    return [each for each in _listed(found) if each.is_listed or sign_of(each.text) or _is_guide(each.text) or is_definition(each.text)]


def signs_in(titles: Sequence[str], cells: Sequence[Cell]) -> set[str]:
    """The signs of footnotes beside what stands in the row of a business; none of a row that is a footnote itself."""
    filled = [text_of(cell) for cell in cells if not is_blank(cell)]
    is_wide = len(filled) > MOST_CELLS or len(filled) == sum(map(bool, titles))
    if not filled or (not is_wide and (explained_in(filled[0]) or is_sign(filled[0]) or _is_guide(filled[0]))):
        return set()
    return {sign for at, text in enumerate(filled) if (sign := sign_beside(text, may_lead=at > 0 or is_wide))}


def said_by(notes: Sequence[Note], others: Sequence[Note], titles: Sequence[str]) -> Iterator[Says]:
    """What notes say of columns; ``others`` stand on the other side of the titles, where signs are explained too.

    A footnote to a name is about the business, so it speaks of all columns where it turns them.
    """
    signs = [sign for each in (*notes, *others) if (sign := sign_of(each.text))]
    told = [at for at, title in enumerate(titles) if title and not identifies(title)]
    for each in notes:
        sign = sign_of(each.text)
        if sign and not is_plain_footnote(each.text):
            columns = signed(titles, sign, signs)
            is_of_all = turns(each.text) and any(titles[at] and identifies(titles[at]) for at in columns)
            yield Says(each.number, told if is_of_all else [at for at in columns if at in told], sign)
        if sign or _is_guide(each.text) or each.at >= len(titles) or REMARKS.isdisjoint(fold(titles[each.at]).split()):
            yield Says(each.number, turned_columns(each.text, titles), "")
            yield Says(each.number, doubted_columns(each.text, titles, is_note=each.is_listed), "", is_unclear=True)
