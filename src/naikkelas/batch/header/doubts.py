"""Which columns of a table may say something else than their titles do, by what stands around them, and why."""

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.header.above_titles import hang_over, tells_size, text_of_sheet, with_value
from naikkelas.batch.header.merges import Merge
from naikkelas.batch.header.notes import notes_above, notes_below, said_by, signs_in
from naikkelas.batch.header.other_tables import tables_beside, titles_of_another
from naikkelas.batch.header.title_reach import begin_left
from naikkelas.batch.header.title_rows import Numbered
from naikkelas.batch.table import unnamed
from naikkelas.batch.wording.footnotes import unharmless
from naikkelas.batch.wording.headings import Headings, first_columns, says_of_whom
from naikkelas.batch.wording.not_today import is_note_of_other_days, turns
from naikkelas.batch.wording.notes import tells_other_time
from naikkelas.batch.wording.sheet_titles import tells_period
from naikkelas.batch.wording.titles import (
    are_remarks,
    fact_of,
    holds_numbers,
    identifies,
    is_counted,
    is_number_of_row,
    is_of_businesses,
    is_of_names,
    is_place,
    lacks_size,
    title_of,
    titles_in,
)
from naikkelas.batch.wording.words import NAMES, fold
from naikkelas.facts import Text

#: What may also be the kind of business.
_BUSINESS: Final = "usaha"


@dataclass(slots=True)
class Doubts:
    """Why columns are not sure, by their number; ``groups`` are rows above that may be a part of titles, ``others`` those below that hold other titles."""

    of: dict[int, Text] = field(default_factory=dict)
    groups: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)

    def say(self, columns: Iterable[int], text: str, english: str) -> None:
        """The first reason of each column stays."""
        why = Text(text, english)
        for at in columns:
            self.of.setdefault(at, why)

    def by_rows_above(
        self,
        rows: Sequence[Numbered],
        titles: Sequence[str],
        own: Sequence[Numbered],
        merges: Sequence[Merge],
        says_nothing: Callable[[Sequence[Cell], int], bool],
    ) -> None:
        """What the ``rows`` above the ``own`` ones of the titles say: groups right above these or above one blank row, units, and what all is about.

        What ``says_nothing`` of the list neither is a group nor turns it.
        """
        told = [(number, [None if says_nothing(cells, at) else cell for at, cell in enumerate(cells)]) for number, cells in rows]
        near = self._by_groups(told, titles, own, merges)
        for at, (number, cells) in enumerate(rows):
            if tells_size(cells):
                columns = [at for at, title in enumerate(titles) if title and lacks_size(title)]
                self._of_row_above(number, columns, "menyebut satuan jumlah uang", "tells a unit of amounts of money")
            text = text_of_sheet(cells, titles, is_near=at >= near)
            is_part = number in self.groups and _is_over_part(number, cells, titles, merges)
            if not is_part and turns(text_of_sheet(told[at][1], titles, is_near=at >= near)):
                columns = [at for at, title in enumerate(titles) if title and not identifies(title)]
                self._of_row_above(
                    number,
                    columns,
                    "menyebut rencana, usulan, waktu lain, atau yang belum ada",
                    "speaks of plans, requests, another time or what is missing",
                )
            elif tells_period(text):
                self._of_row_above(number, _of_a_year(titles), "menyebut waktu lain", "tells another period")

    def _of_row_above(self, number: int, columns: Sequence[int], what: str, english: str) -> None:
        if columns:
            self.say(columns, f"baris {number} di atasnya {what}", f"row {number} above it {english}")
            self.groups.append(number)

    def _by_groups(self, rows: Sequence[Numbered], titles: Sequence[str], own: Sequence[Numbered], merges: Sequence[Merge]) -> int:
        """Where the rows begin that are near enough to hold titles of groups."""
        blank, below, is_next = 0, own[0], True
        are_left = begin_left(own)
        for at in range(len(rows) - 1, -1, -1):
            number, cells = rows[at]
            apart = blank_between(rows[at], below)
            blank, is_next = blank + apart, is_next and not apart
            if blank > 1:
                return at + 1
            over = rows[at - 1][1] if at and not blank_between(rows[at - 1], rows[at]) else ()
            until = {each.left: each.right for each in merges if each.top == number and each.right > each.left}
            columns = hang_over(cells, titles, over, until, is_next=is_next, begin_left=are_left)
            is_next = bool(columns)
            if columns:
                self.say(columns, f"baris {number} di atasnya mungkin bagian judulnya", f"row {number} above it may be a part of its title")
                self.groups.append(number)
            below = rows[at]
        return 0

    def by_titles_beside(self, of_left: Mapping[int, str], of_right: Mapping[int, str]) -> None:
        """Titles of groups beside columns may stand over these too."""
        for column, group in of_left.items():
            self.say([column], f"'{group}' di kirinya mungkin bagian judulnya", f"'{group}' on its left may be a part of its title")
        for column, group in of_right.items():
            self.say([column], f"'{group}' di kanannya mungkin bagian judulnya", f"'{group}' on its right may be a part of its title")

    def by_second_list(self, titles: Sequence[str]) -> None:
        """From a second number of the rows or name of a business on, another list stands beside the first: its rows are no rows of this one."""
        numbers: set[str] = set()
        is_named = has_more = is_apart = False
        before = ""
        for at, title in enumerate(titles):
            if not title:
                is_apart = is_named
                continue
            folded = fold(title)
            is_again = (folded in numbers and folded != before) or (has_more and is_of_names(title) and folded != _BUSINESS)
            if is_again or (is_apart and folded in NAMES):
                columns = [other for other in range(at, len(titles)) if titles[other]]
                self.say(
                    columns,
                    f"mulai kolom '{title}' ini mungkin daftar lain",
                    f"another list may begin with this column '{title}'",
                )
                return
            numbers |= {folded} if is_number_of_row(title) else set()
            has_more = has_more or (is_named and not identifies(title))
            is_named = is_named or is_of_names(title)
            before = folded

    def by_other_tables(self, rows: Sequence[Numbered], titles: Sequence[str]) -> None:
        """What stands in other tables of the sheet, beside the list or below it, is of no business: ``rows`` are those below the titles."""
        for columns in tables_beside(titles, rows):
            title = titles[columns[0]]
            self.say(
                columns,
                f"mulai kolom '{title}' ini, di balik kolom kosong, mungkin tabel lain",
                f"another table may begin with this column '{title}', behind an empty one",
            )
        for number in titles_of_another(titles, rows):
            self.say(
                [at for at, title in enumerate(titles) if title and not identifies(title)],
                f"baris {number} di bawahnya mungkin judul tabel lain",
                f"row {number} below it may hold the titles of another table",
            )
            self.others.append(number)

    def by_notes_below(self, rows: Sequence[Numbered], titles: Sequence[str]) -> None:
        """A note below the list may tell the unit of its amounts, or their period."""
        for number, _, text, is_of_amounts, _ in notes_below(rows, titles):
            if is_of_amounts and tells_size([text]):
                columns = [at for at, title in enumerate(titles) if title and lacks_size(title)]
                self.say(
                    columns,
                    f"baris {number} di bawahnya menyebut satuan jumlah uang",
                    f"row {number} below it tells a unit of amounts of money",
                )
            if is_note_of_other_days(text):
                self._of_plans_below(number, titles)
            if is_of_amounts and tells_other_time(text):
                self.say(
                    _of_a_year(titles), f"baris {number} di bawahnya menyebut waktu lain", f"row {number} below it tells another period"
                )

    def by_notes_about_titles(
        self, above: Sequence[Numbered], below: Sequence[Numbered], titles: Sequence[str], signs: Iterable[str] = ()
    ) -> None:
        """Notes may explain the sign of a title or of a business, or name a column and say that it is none of today or of others.

        ``signs`` are those of businesses further down.
        """
        self._by_footnotes(above, below, titles, signs)
        over, under = notes_above(above), notes_below(below, titles)
        for each in over:
            if each.is_of_amounts and tells_other_time(each.text):
                self._of_row_above(each.number, _of_a_year(titles), "menyebut waktu lain", "tells another period")
        for number, columns, sign, is_unclear in said_by(over, under, titles):
            self._of_row_above(number, columns, *_explained(sign, is_unclear=is_unclear))
        for number, columns, sign, is_unclear in said_by(under, over, titles):
            what, english = _explained(sign, is_unclear=is_unclear)
            self.say(columns, f"baris {number} di bawahnya {what}", f"row {number} below it {english}")

    def _by_footnotes(self, above: Sequence[Numbered], below: Sequence[Numbered], titles: Sequence[str], signs: Iterable[str]) -> None:
        """Where a footnote says of some businesses that they are none of today, or what nobody understands, the columns wait."""
        used = {*signs, *(sign for _, cells in below for sign in signs_in(titles, cells))}
        if not used:
            return
        texts = [with_value(cells, at) for _, cells in above for at, cell in enumerate(cells) if isinstance(cell, str)]
        texts += [each.text for each in notes_below(below, titles)]
        if sign := unharmless(texts, used):
            self.say(
                [at for at, title in enumerate(titles) if title and not identifies(title)],
                f"catatan kaki menerangkan tanda '{sign}' pada sebagian usaha",
                f"a footnote explains the sign '{sign}' of some businesses",
            )

    def by_heading_of_all(self, rows: Sequence[Numbered], titles: Sequence[str]) -> None:
        """Where a row heads all the others, and they are only planned, asked for or missing, the columns are none of today.

        Of a heading further down no column waits: only the rows below it are not read.
        """
        judge = Headings(titles)
        first = next((at for at, (_, cells) in enumerate(rows) if not judge.may_head(cells)), 0)
        found = next((number for number, cells in rows[:first] if judge.turning(cells)), None)
        if found is not None:
            self._of_plans_below(found, titles)

    def _of_plans_below(self, number: int, titles: Sequence[str]) -> None:
        self.say(
            [at for at, title in enumerate(titles) if title and not identifies(title)],
            f"baris {number} di bawahnya menyebut rencana, usulan, waktu lain, atau yang belum ada",
            f"row {number} below it speaks of plans, requests, another time or what is missing",
        )

    def by_data_beside(self, rows: Sequence[Numbered], titles: Sequence[str], *, delimited: bool) -> None:
        """A title may stand over what is beside it too, which has none; that of a name does not change by it, nor that of a place by remarks.

        What stands alone in a row, as a signature below a list, is no data.
        """
        titled = [at for at, title in enumerate(titles) if title]
        data = [cells for _, cells in rows if any(at < len(cells) and not is_blank(cells[at]) for at in titled)]
        beside = Counter(at for cells in data for at, cell in enumerate(cells) if not is_blank(cell))
        for at in sorted(set(beside).difference(titled)):
            if delimited and at >= len(titles) and beside[at] == 1 < len(data):  # one row that is too long
                continue
            place = bisect(titled, at)
            over, then = titled[place - 1] if place else None, titled[place] if place < len(titled) else None
            if over is None:
                continue
            held = [cells[at] for cells in data if at < len(cells)]
            name = unnamed(at)
            if not identifies(titles[over]) and not (is_place(titles[over]) and are_remarks(held)):
                self.say(
                    [over],
                    f"kolom '{name}' di kanannya berisi data tanpa judul",
                    f"the column '{name}' beside it holds data without a title",
                )
            elif then is not None and is_counted(titles[then]) and holds_numbers(held):
                self.say(
                    [then],
                    f"kolom '{name}' di kirinya berisi angka tanpa judul",
                    f"the column '{name}' before it holds numbers without a title",
                )

    def by_titles_that_differ(self, own: Sequence[Mapping[str, None]], rows: Sequence[Numbered]) -> None:
        """Where titles come again further down and are others, nobody knows what the column is; ``own`` is what each is called, folded."""
        for number, cells in rows:
            if titles_in(cells) < 2 and not _begins_again(own, cells):
                continue
            again = [fold(title_of(cell)) for cell in cells]
            is_whole = any(identifies(said) and said in own[at] for at, said in enumerate(again[: len(own)]))
            then = [*again, *[""] * (len(own) - len(again))]
            differ = [at for at, said in enumerate(own) if then[at] not in said and (then[at] or is_whole)]
            self.say(differ, f"judul di baris {number} lain", f"the titles in row {number} say something else")
            if differ:
                self.others.append(number)


def _begins_again(own: Sequence[Mapping[str, None]], cells: Sequence[Cell]) -> bool:
    """Whether the title of the names or numbers of businesses stands below itself, and others beside it; ``own`` is what each column is called."""
    said = [title_of(cell) if isinstance(cell, str) else "" for cell in cells[: len(own)]]
    return len(list(filter(None, said))) > 1 and any(
        is_of_businesses(text) and fold(text) in own[at] for at, text in enumerate(said) if text
    )


def _is_over_part(number: int, cells: Sequence[Cell], titles: Sequence[str], merges: Sequence[Merge]) -> bool:
    """Whether the only text of a row is merged over columns behind the first ones, and says of nobody what it lists: it is the title of these alone."""
    first, filled = first_columns(titles, alone=True), [at for at, cell in enumerate(cells) if not is_blank(cell)]
    if len(filled) != 1 or says_of_whom(text_of(cells[filled[0]])):
        return False
    return any(each.top == number and each.right > each.left == filled[0] > first for each in merges)


def blank_between(one: Numbered, other: Numbered) -> int:
    """How many blank rows stand between two; cells of a text file may hold line breaks."""
    between, breaks = other[0] - one[0] - 1, sum(text_of(cell).count("\n") for cell in one[1])
    return between - breaks if between >= breaks else between


def _of_a_year(titles: Sequence[str]) -> list[int]:
    """The columns of amounts of a year that do not say that themselves."""
    found = []
    for at, title in enumerate(titles):
        fact = fact_of(title) if title else None
        if fact is not None and fact.name == "annual_sales" and "tahun" not in fold(title):
            found.append(at)
    return found


def _explained(sign: str, *, is_unclear: bool) -> tuple[str, str]:
    """What a note does that explains a sign, or names a column."""
    if is_unclear:
        return "menerangkan artinya", "says what it means"
    if sign:
        return f"menerangkan tanda '{sign}' di judulnya", f"explains the sign '{sign}' in its title"
    return "menyebutnya belum ada, direncanakan, atau milik pihak lain", "says of it that it is not there, planned or somebody else's"
