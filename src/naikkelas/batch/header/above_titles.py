"""Rows above the titles: titles of groups, the title of the whole sheet, and units that hold for all amounts."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.header.title_reach import last_of, left_of
from naikkelas.batch.wording.both_groups import without_groups
from naikkelas.batch.wording.groups import OF_SHEETS, is_neutral
from naikkelas.batch.wording.headings import GUIDES, REPORTS, first_columns
from naikkelas.batch.wording.legends import is_of_answers
from naikkelas.batch.wording.no_business import RowJudge
from naikkelas.batch.wording.not_today import counts_others, is_note_of_other_days, is_of_unused_footnote, turns
from naikkelas.batch.wording.notes import is_plain_footnote, is_sign, says_what_can_be_done, sign_of, tells_other_amounts
from naikkelas.batch.wording.sheet_titles import (
    heads_list,
    is_form,
    is_label,
    is_of_paper,
    is_of_place,
    is_time,
    is_title_of_sheet,
    is_value,
    tells_more_than_month,
    tells_period,
)
from naikkelas.batch.wording.titles import (
    KNOWN,
    OF_A_YEAR,
    YEAR,
    identifies,
    is_of_names,
    is_title,
    is_unit,
    may_be_of_businesses,
    words_of,
)
from naikkelas.batch.wording.words import fold, is_known

NOWHERE: Final[Mapping[int, int]] = MappingProxyType({})

#: Words above titles that make them say something else.
_CHANGES: Final = words_of(
    "target rencana proyeksi sebelum sesudah setelah sebelumnya awal akhir before after planned belum tidak tanpa bukan proses pengurusan diurus "
    "pesaing lain lainnya cabang mitra"
)
_NOTES: Final = words_of("catatan cat keterangan ket note nb")
_MONEY: Final = r"(?:rp|rupiah|idr)"
_THOUSANDS: Final = r"(?:1[.,]?)?(?:000[.,]?)+(?![0-9])"
#: So many texts beside each other, and not over the first columns, are titles of groups.
_SEVERAL: Final = 2
#: The size of amounts, wherever it is said; ``5 juta`` is an amount.
_SIZE: Final = re.compile(
    r"(?<![0-9])(?<![0-9] )\b(?:ribu(?:an)?|rb|juta(?:an)?|jt|mil[iy]ar(?:an)?|tril[iy]un(?:an)?|thousands?|millions?|billions?)\b"
    rf"|\b{_MONEY}\W{{0,3}}{_THOUSANDS}|\bx ?1(?:[.,]?000)+\b|(?<![0-9])(?<![0-9][.,]){_THOUSANDS}\W{{0,3}}{_MONEY}\b|\bdalam\W{{1,3}}{_THOUSANDS}"
    rf"|\bse(?:ribu|juta|mil[iy]ar)\W{{0,3}}{_MONEY}\b|\b(?:dalam|satuan)\W{{1,3}}se(?:ribu|juta|mil[iy]ar)\b|\(['’]?000\)"
)


def may_stand_over(cells: Sequence[Cell], below: Sequence[Cell], leftmost: int) -> bool:
    """Whether a row above titles may hold those of groups: texts, each with something right below it, or known and not over the first column.

    Behind what says which business a row is that may be over the first column too. What stands over the ``leftmost`` column of the table alone is the title of the sheet.
    """
    first = next((at for at, cell in enumerate(below) if not is_blank(cell)), 0)
    if all(is_blank(cell) for cell in cells[leftmost + 1 :]):
        return False
    begins = next((isinstance(cell, str) and identifies(cell) for cell in cells if not is_blank(cell)), False)
    for at, cell in enumerate(cells):
        if is_blank(cell):
            continue
        if not isinstance(cell, str) or not is_title(cell) or is_unit(cell):
            return False
        if (at >= len(below) or is_blank(below[at])) and not (is_known(cell, KNOWN) and (at > first or begins)):
            return False
    return True


def hang_over(
    cells: Sequence[Cell],
    titles: Sequence[str],
    over: Sequence[Cell] = (),
    until: Mapping[int, int] = NOWHERE,
    *,
    is_next: bool = False,
    begin_left: bool = False,
) -> set[int]:
    """The columns below the cells of a row above the titles, where these may be titles of groups; ``over`` is the row above that.

    A group that is not neutral goes on up to one that is, or to the last column of its merged cells (``until``); where it has none it may stand over the
    middle of its columns, unless those of the table ``begin_left``: what is alone in its row may do so all the same, as the title of a sheet. What stands over the first columns is
    the title of the sheet, and so is what begins like one and changes nothing, and the year below that; where the row ``is_next`` to the titles, it is
    merged over a part of them, or several stand beside each other, it must say no more than what such a title says.
    """
    above = [at for at, cell in enumerate(cells) if not is_blank(cell)]
    texts = {at: text_of(cells[at]).strip() for at in above}
    if not all(YEAR.fullmatch(text) or (isinstance(cells[at], str) and is_title(text)) for at, text in texts.items()):
        texts = {at: text for at, text in texts.items() if not _CHANGES.isdisjoint(fold(text).split())}  # beside numbers, as of a sum
    first = first_columns(titles, alone=len(above) == 1)
    if (is_form(texts) and above[0] <= first) or (texts and all(map(is_of_answers, texts.values()))):
        return set()
    beside = len([at for at in texts if at > first])
    found: set[int] = set()
    before, are_titles = "", any(map(identifies, texts.values()))
    last = max((at for at, title in enumerate(titles) if title), default=0)
    alike = _alike(texts)
    for (at, text), beyond in zip(texts.items(), [*texts.values(), ""][1:], strict=False):
        above_it = over[at] if at < len(over) else None
        is_part = (at in until and until[at] < last and not (len(above) == 1 and _is_of_all(text, above_it))) or at in alike
        is_sheet = _is_surely_no_group(text, before, beyond, above_it, is_part=is_part, is_left=above[0] <= first)
        is_sheet = is_sheet or (
            not is_part and _is_of_all_columns(text, above_it if _filled(over) == 1 else None, is_alone=len(above) == 1)
        )
        is_sheet = is_sheet or (not is_next and not is_part and beside < _SEVERAL and _is_no_group(text, before, above_it))
        if at <= first or is_neutral(text):
            found -= set(range(at, len(titles)))
        elif not is_sheet:
            found -= set(range(at, len(titles)))
            found |= set(range(at, until.get(at, len(titles) - 1) + 1))
            if at < len(titles) and at not in until and (not begin_left or len(above) == 1):
                found |= set(left_of(cells, at, titles, last_of(cells, at, titles)))
        before = "" if are_titles and not (text.endswith(":") and not is_known(text, KNOWN)) else text
    return {at for at in found if at < len(titles) and titles[at]}


def text_of_sheet(cells: Sequence[Cell], titles: Sequence[str], *, is_near: bool) -> str:
    """The text of a row above the titles that speaks of the whole sheet: over the first columns, or alone where it is no title of a group.

    One that ``is_near`` the titles, and stands further right, is one unless it begins like the title of a sheet. A label is read with its value; of
    what tells people how to fill in a sheet only what speaks of its data is one.
    """
    above = [at for at, cell in enumerate(cells) if not is_blank(cell)]
    if not above or not isinstance(cells[above[0]], str):
        return ""
    text = with_value(cells, above[0])
    word = (fold(text).split() or [""])[0]
    if all(is_of_answers(text_of(cells[at])) for at in above) or (sign_of(text) and is_plain_footnote(text)):
        return ""
    if says_what_can_be_done(text):
        return ""
    if word in GUIDES:
        return text if is_note_of_other_days(text) else ""
    if above[0] <= first_columns(titles, alone=len(above) == 1):
        return text
    if not is_near:  # no title of a group, whatever stands beside it
        texts = [with_value(cells, at) for at in above]
        return next((each for each in texts if turns(each) and (fold(each).split()[0] not in GUIDES)), text if len(above) == 1 else "")
    return text if len(above) == 1 and (word in REPORTS or heads_list(text)) else ""


class Asides:
    """Tells which texts above some titles turn nothing of the list, whatever words they have, by the ``rows`` below the titles.

    A count of others than the businesses that are listed heads none of them, and nor does a footnote whose sign stands nowhere in the list.
    """

    def __init__(self, titles: Sequence[str], rows: Sequence[Sequence[Cell]], *, are_all: bool) -> None:
        judge, self._are_all = RowJudge(titles), are_all
        self._said = [*titles, *(cell for cells in rows for cell in cells if isinstance(cell, str))]
        self._businesses = sum(judge.about(cells) is None for cells in rows)

    def says_nothing(self, cells: Sequence[Cell], at: int) -> bool:
        """Whether a cell of a row above the titles is such a text; the number of a count may stand beside it."""
        cell = cells[at]
        if not isinstance(cell, str) or not turns(cell):
            return False
        number = text_of(cells[at + 1]).strip() if at + 1 < len(cells) else ""
        text = f"{cell.strip()}: {number}" if number.isdecimal() else with_value(cells, at)
        return counts_others(text, self._businesses, are_all=self._are_all) or is_of_unused_footnote(text, self._said)


def with_value(cells: Sequence[Cell], at: int) -> str:
    """A text, and what stands beside it where it is the label of that: ``Jenis Data`` beside ``: Usulan 2027``, or further right behind ``Jenis Data:``.

    What is called a note and nothing else is the label of the text beside it also without a sign.
    """
    made = [text_of(cells[at]).strip()]
    for cell in cells[at + 1 :]:
        beside = text_of(cell).strip() if not is_blank(cell) else ""
        if not beside and made[-1].endswith(":"):
            continue
        is_noted = len(made) == 1 and fold(made[0]) in _NOTES and isinstance(cell, str) and any(map(str.isalpha, beside))
        if not beside or not (made[-1].endswith(":") or beside.startswith(":") or is_sign(made[-1]) or is_noted):
            break
        made.append(beside)
    return " ".join(made)


def _alike(texts: Mapping[int, str]) -> set[int]:
    """Where titles of sheets in one row begin alike and differ: each is that of its own columns, ``Data IKM 2024`` beside ``Data IKM 2025``."""
    kinds: dict[str, set[str]] = {}
    sheets = {at: fold(text) for at, text in texts.items() if is_title_of_sheet(text) or is_of_paper(text)}
    for text in sheets.values():
        kinds.setdefault(text.split()[0], set()).add(text)
    return {at for at, text in sheets.items() if len(kinds[text.split()[0]]) > 1}


def _is_no_group(text: str, before: str, over: Cell) -> bool:
    """Whether a text above titles is a unit, or speaks of the sheet; ``over`` stands above it."""
    if is_unit(text) and not tells_period(text):
        return True
    if isinstance(over, str) and OF_A_YEAR.fullmatch(fold(text)) and _is_of_sheet(text_of(over), ""):
        return True
    return _is_of_sheet(text, before)


def _is_surely_no_group(text: str, before: str, beyond: str, over: Cell, *, is_part: bool, is_left: bool) -> bool:
    """Whether it says no more than the title of a sheet does, as it must right above the titles; ``before`` and ``beyond`` stand beside it.

    What is over a part of the titles alone (``is_part``) is a group all the same; a row that ``is_left`` begins over the first columns.
    """
    if is_unit(text) and not tells_period(text):
        return True
    if text.startswith(":") or (before.endswith(":") and not text.endswith(":") and _changes_nothing(text)):
        return True
    if is_part or not _CHANGES.isdisjoint(fold(text).split()) or tells_period(text):
        return False
    if ":" in text or is_title_of_sheet(text):
        return True
    if is_time(text):
        return is_title_of_sheet(before) or (isinstance(over, str) and is_title_of_sheet(over))
    if is_label(text):
        return bool(beyond) and is_value(beyond, text, is_left=False)
    return is_label(before) and is_value(text, before, is_left=is_left)


def _changes_nothing(text: str) -> bool:
    """Whether what stands behind a label is none of what turns titles: ``Rencana`` is a group also there."""
    return _CHANGES.isdisjoint(fold(text).split()) and not turns(text)


def _is_of_all_columns(text: str, over: Cell, *, is_alone: bool) -> bool:
    """Whether a text that is not merged over a part of the titles heads the whole list, is the year of what does, or belongs to the paper.

    ``over`` is what stands alone in the row above, and right above it.
    """
    if is_of_paper(text) or (is_alone and is_time(text) and isinstance(over, str) and heads_list(over)):
        return True
    return (
        is_alone
        and heads_list(text)
        and not turns(text)
        and _CHANGES.isdisjoint(without_groups(text).split())
        and not tells_more_than_month(text)
    )


def _is_of_all(text: str, over: Cell) -> bool:
    """Whether a text alone in its row speaks of a whole regency or province, or is the year below such a one."""
    return is_of_place(text) or (is_time(text) and isinstance(over, str) and is_of_place(over))


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def tells_size(cells: Sequence[Cell]) -> bool:
    """Whether a row says in what amounts are counted: ``DATA IKM (dalam ribuan rupiah)``, ``dalam USD``, ``x 1.000``."""
    return any(isinstance(cell, str) and (_SIZE.search(" ".join(cell.casefold().split())) or tells_other_amounts(cell)) for cell in cells)


def names_more(titles: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Whether a row below titles has the title of the names or numbers of businesses where these have none; ``Usaha`` below others is no such title."""
    is_named = any(map(is_of_names, titles))
    return any(
        at >= len(titles) or not titles[at] for at, cell in enumerate(cells)
        if isinstance(cell, str) and may_be_of_businesses(cell) and not (is_named and fold(cell) == "usaha")
    )  # fmt: skip


def _is_of_sheet(text: str, before: str) -> bool:
    """Whether a text above titles speaks of the whole sheet; ``before`` stands on its left: ``Kabupaten`` beside ``: Kebumen``."""
    if text.startswith(":"):
        return True
    words = fold(text).split() or [""]
    if not _CHANGES.isdisjoint(words) or tells_period(text):
        return False
    if ":" in text or words[0] in OF_SHEETS or words[0] in REPORTS:
        return True
    label = fold(before).split()
    is_label = before.endswith(":") or (bool(label) and OF_SHEETS.issuperset(label))
    return is_label or (bool(label) and label[0] in OF_SHEETS and bool(OF_A_YEAR.fullmatch(fold(text))))
