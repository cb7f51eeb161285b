"""Other tables in the sheet of a list: a recap beside it behind an empty column, or one below it whose titles nobody knows.

An empty column is no sign by itself, and nor is a word where a number is asked for: something else must point to another table.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.header.title_rows import Numbered
from naikkelas.batch.wording.no_business import RowJudge
from naikkelas.batch.wording.titles import (
    KNOWN,
    MEN,
    WOMEN,
    are_couple,
    holds_numbers,
    is_counted,
    is_meant,
    is_number_of_row,
    is_title,
    may_be_of_names,
    title_of,
    titles_in,
    words_of,
)
from naikkelas.batch.wording.words import fold, is_known

#: What the titles of amounts say, also of those that nobody knows.
_AMOUNTS: Final = words_of("jumlah total anggaran nilai harga biaya pagu realisasi volume besaran investasi kapasitas banyaknya")
_SUMS: Final = words_of("jumlah total subtotal")
_LONGEST_SUM: Final = 3
#: A recap that ends earlier has so many rows at least, and the list so many more.
_FEWEST: Final = 2


def tables_beside(titles: Sequence[str], rows: Sequence[Numbered]) -> Iterator[list[int]]:
    """The columns, from the first on, of each table that may stand beside the list, behind a column in which nothing stands.

    The signs: it is summed up in the row of a business; it ends two rows or more before the list, or goes on behind its end; or it begins with a title
    that the list has too.
    """
    parts = _parts(titles, rows)
    own = next((part for part in parts if any(may_be_of_names(titles[at]) for at in part)), None)
    if own is None:
        return
    for part in parts:
        if part[0] > own[-1] and _is_another(part, own, titles, [cells for _, cells in rows]):
            yield [at for at in part if titles[at]]


def _parts(titles: Sequence[str], rows: Sequence[Numbered]) -> list[list[int]]:
    """The columns between empty ones; each part has a title."""
    filled = {at for _, cells in rows for at, cell in enumerate(cells) if not is_blank(cell)}
    parts: list[list[int]] = [[]]
    for at, title in enumerate(titles):
        if title or at in filled:
            parts[-1].append(at)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if any(titles[at] for at in part)]


def _is_another(part: Sequence[int], own: Sequence[int], titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a part of the columns has signs of a table of its own beside the ``own`` ones of the list."""
    titled = [at for at in part if titles[at]]
    if fold(titles[titled[0]]) in {fold(titles[at]) for at in own if titles[at]}:
        return True
    is_listed = [_has(cells, own) and not _sums_up(cells, own) for cells in rows]
    last = max((at for at, is_own in enumerate(is_listed) if is_own), default=-1)
    held = [_has(cells, part) for cells in rows]
    end = max((at for at, is_held in enumerate(held) if is_held), default=-1)
    if 0 <= end <= last and is_listed[end] and _sums_up(rows[end], part):
        return True
    if any(_has_row(cells, part) for cells in rows[last + 1 :]):
        return True
    full = [all(_has(cells, [at]) for at in titled) for cells in rows[: end + 1]]
    return len(titled) > 1 and len(full) >= _FEWEST and all(full) and last - end >= _FEWEST


def _has(cells: Sequence[Cell], columns: Sequence[int]) -> bool:
    return any(at < len(cells) and not is_blank(cells[at]) for at in columns)


def _texts_and_numbers(cells: Sequence[Cell], columns: Sequence[int]) -> tuple[list[str], bool]:
    """The words in some columns of a row, folded, and whether a number stands beside them."""
    held = [cells[at] for at in columns if at < len(cells) and not is_blank(cells[at])]
    words = [fold(text_of(cell)) for cell in held if isinstance(cell, str) and not any(map(str.isdigit, cell))]
    return words, any(holds_numbers([cell]) for cell in held)


def _sums_up(cells: Sequence[Cell], columns: Sequence[int]) -> bool:
    """Whether a row sums up others in some columns: ``Jumlah``, or ``Total Kecamatan``, beside a number."""
    words, has_number = _texts_and_numbers(cells, columns)
    return has_number and any(text and text.split()[0] in _SUMS and len(text.split()) <= _LONGEST_SUM for text in words)


def _has_row(cells: Sequence[Cell], columns: Sequence[int]) -> bool:
    """Whether a row of a table stands in some columns: a word beside a number, and no sum of the list."""
    words, has_number = _texts_and_numbers(cells, columns)
    return has_number and bool(words) and not _sums_up(cells, columns)


def titles_of_another(titles: Sequence[str], rows: Sequence[Numbered]) -> Iterator[int]:
    """The rows that can only be the titles of another table, whatever they say: all short texts, one of which names amounts over a number.

    It stands where the list has numbers too, and the row has no number of its own. Titles that are known are told apart by what they say. Where men and
    women are counted, columns wait only for rows below that are not told to be none by themselves.
    """
    numbers = [at for at, title in enumerate(titles) if is_number_of_row(title)]
    counted = [at for at, title in enumerate(titles) if title and is_counted(title)]
    judge = RowJudge(titles)
    for place, ((number, cells), (_, below)) in enumerate(pairwise(rows)):
        said = {at: title_of(cell) for at, cell in enumerate(cells) if not is_blank(cell)}
        if (
            len(said) < _FEWEST
            or titles_in(cells) >= _FEWEST
            or not all(isinstance(cells[at], str) and is_title(text) for at, text in said.items())
        ):
            continue
        if any(at in said and not is_known(said[at], KNOWN) for at in numbers):
            continue
        over = [at for at in counted if at in said and at < len(below) and _is_number(below[at])]
        if all(_is_part_of(titles[at], text) for at, text in said.items() if at < len(titles)):
            continue
        of_people = are_couple(said.values()) and any(fold(said[at]) in MEN | WOMEN for at in over)
        if any(_names_amounts(said[at]) for at in over) or (
            of_people and any(map(judge.may_be_one, (each for _, each in rows[place + 1 :])))
        ):
            yield number


def _is_part_of(title: str, text: str) -> bool:
    """Whether a text is how a title ends: so the second row of the titles stands on every page."""
    return f" {fold(title)}".endswith(f" {fold(text)}")


def _names_amounts(title: str) -> bool:
    if any(map(str.isdigit, title)):
        return False
    return is_counted(title) is True or is_meant(title) or not _AMOUNTS.isdisjoint(fold(title).split())


def _is_number(cell: Cell) -> bool:
    return not is_blank(cell) and holds_numbers([cell])
