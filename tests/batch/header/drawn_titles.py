"""Tables with titles in up to three rows, drawn together with what is true of them, and written as people write them."""

import csv
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

from tests.batch.header.drawn_words import CELLS, GROUPS, NAMES, NUMBER, SIDES, SINGLES, SUPERS, TRAPS, Group, Leaf
from tests.strategies_choices import Choices

_SCALES = {1: ("Rp", "rupiah"), 1_000: ("Rp ribu", "ribuan rupiah"), 1_000_000: ("Rp juta", "jutaan rupiah")}
_AMOUNTS = (5_000_000, 12_000_000, 75_000_000, 300_000_000, None)
_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")
#: What stands over groups has smaller numbers.
FIRST_GROUP = 100
#: Titles of whole sheets, which change nothing, and one that makes everything in it a plan.
_SHEETS = (
    ("DAFTAR IKM KABUPATEN KEBUMEN",),
    ("DATA UMKM TAHUN 2026",),
    ("DINAS PERINDUSTRIAN", "REKAPITULASI DATA IKM", "Kecamatan : Gombong"),
)
_TARGETS = ("TARGET IKM TAHUN 2027",)
_CODES = (
    ({1: True, 0: False}, ""),
    ({1: True, 0: False}, "1 = ya, 0 = tidak"),
    ({2: True, 1: False}, "Keterangan: 1 = tidak, 2 = ya"),
)
_SUMS = ("Jumlah", "TOTAL", "Jumlah Total", "Sub Jumlah", "Rata-rata")
_NOTES = ("Keterangan: v = ada, - = belum", "Sumber: Dinas Perindustrian 2026", "*) masih proses")
_SIGNATURE = ("Kebumen, 2 Januari 2026", "Kepala Dinas,", "NIP. 19700101 199503 1 001")
#: What of a business stays true where the whole sheet is a plan.
_LASTING = frozenset({"name", "person", "place", "sector", "nik", "text"})


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column: the groups it stands below, outermost first, each with a number of its own, and what it is."""

    groups: tuple[tuple[int, str], ...]
    leaf: Leaf

    @property
    def chain(self) -> tuple[tuple[int | None, str], ...]:
        """Its titles from the top; those of groups with their number."""
        return (*self.groups, (None, self.leaf.title))

    @property
    def title(self) -> str:
        """All its titles, for messages."""
        return " / ".join(title for _, title in self.chain)


@dataclass(frozen=True, slots=True)
class Habits:
    """How whoever wrote the table writes: the file, where titles stand, and how amounts and answers are written."""

    form: str = ";"
    spread: str = "left"
    singles: str = "top"
    unit: str = "cells"
    scale: int = 1
    codes: dict[int, bool] = field(default_factory=dict)
    legend: str = ""
    legend_at: str = "below"
    above: tuple[str, ...] = ()
    above_at: int = 0
    gap: int = 0
    counting: str = ""
    asks_people: bool = False
    is_plan: bool = False


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table as it is written, and what is true of it: what its columns are, and in which rows which businesses stand.

    ``merged`` are left, top, right and bottom of merged cells, from 1.
    """

    habits: Habits
    columns: tuple[DrawnColumn, ...]
    rows: tuple[tuple[str | int | None, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...]
    businesses: dict[int, dict[str, object]]

    def write(self, folder: Path) -> Path:
        """The file."""
        if self.habits.form == "xlsx":
            return self._write_sheet(folder / "tabel.xlsx")
        path = folder / "tabel.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=self.habits.form).writerows(self.rows)
        return path

    def _write_sheet(self, path: Path) -> Path:
        book = openpyxl.Workbook()
        for row in self.rows:
            book.active.append(row)
        for left, top, right, bottom in self.merged:
            book.active.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        book.save(path)
        return path

    def __repr__(self) -> str:
        lines = [
            f"{number:3} {'B' if number in self.businesses else ' '} " + "|".join("" if cell is None else str(cell) for cell in row)
            for number, row in enumerate(self.rows, 1)
        ]
        merged = [f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}" for left, top, right, bottom in self.merged]
        return "\n".join([f"{self.habits.form} merged {merged}", *lines])


def drawn_table(choices: Choices, *, plain: bool = False) -> DrawnTable:
    """A table; a ``plain`` one has no titles that say something else than they seem to, and says the unit of its amounts."""
    habits = _habits(choices, plain=plain)
    columns = _columns(choices, plain=plain)
    if habits.is_plan:
        columns = [
            replace(column, leaf=column.leaf if column.leaf.kind in _LASTING else replace(column.leaf, fact="")) for column in columns
        ]
    if habits.unit == "title":
        columns = list(_with_units(columns, _SCALES[habits.scale][0]))
    return _Writer(choices, habits, columns).table()


# --- what is drawn ---------------------------------------------------------------------------------------------------


def _habits(choices: Choices, *, plain: bool) -> Habits:
    is_plan = not plain and choices.chance(5)
    sheets = _TARGETS if is_plan else choices.pick(_SHEETS) if choices.chance(50) else ()
    unit = choices.pick(("cells", "title", "row", *(() if plain else ("above", "nowhere"))))
    codes, legend = choices.pick(_CODES[: 1 if plain else None]) if choices.chance(25) else ({}, "")
    form, spread = choices.pick((";", ",", "xlsx")), choices.pick(("left", "merged", "middle", "each"))
    return Habits(
        form=form,
        spread=spread,
        singles=choices.pick(("top", "bottom", "down")),
        unit=unit,
        scale=choices.pick(
            tuple(_SCALES) if unit != "nowhere" else (1, 1_000_000)
        ),  # 300000 of which nothing says that it counts thousands is rupiah
        codes=codes,
        legend=legend,
        legend_at=choices.pick(("below", "above")),
        above=(sheets,) if isinstance(sheets, str) else sheets,
        above_at=choices.pick((0, 50)) if spread != "merged" and choices.chance(30) else 0,
        gap=choices.integer(0, 1),
        counting=choices.pick(("", "{}", "({})")),
        asks_people=choices.chance(30),
        is_plan=is_plan,
    )


def _columns(choices: Choices, *, plain: bool) -> list[DrawnColumn]:
    """Columns of which no two are the same fact; traps may be called as others are."""
    items: list[Leaf | Group] = [*choices.some_of(GROUPS, 0, 2), *choices.some_of(SINGLES, 1, 4)]
    items += choices.some_of(SIDES, 0, 2)
    items += [] if plain else choices.some_of(TRAPS, 0, 2)
    taken: set[str] = set()
    columns: list[DrawnColumn] = []
    above, left = (0, SUPERS[0]), 0
    for number, item in enumerate(choices.shuffled([each for each in items if _is_new(each, taken)])):
        if item in SIDES:  # what stands alone below a title that nobody knows may be the remark of a business without a name
            left = 0
        elif not left and not plain and choices.chance(25):
            above, left = (number, choices.pick(SUPERS)), choices.integer(1, 2)
        is_own = not left or above[1].is_own
        over = ((above[0], above[1].title),) if left else ()
        for column in _columns_of(item, number):
            groups = (*over, *column.groups)[-2:]  # nobody writes four rows of titles
            columns.append(DrawnColumn(groups, column.leaf if is_own else replace(column.leaf, fact="")))
        left = max(0, left - 1)
    return _with_names(choices, columns)


def _columns_of(item: Leaf | Group, number: int) -> list[DrawnColumn]:
    """The columns of a group, or the one of a single title."""
    if isinstance(item, Leaf):
        return [DrawnColumn((), item)]
    if not item.parts:
        return [DrawnColumn(((FIRST_GROUP + number, item.title),), leaf) for leaf in item.leaves]
    inner = [(FIRST_GROUP + 100 * (1 + at) + number, part) for at, part in enumerate(item.parts)]
    return [DrawnColumn(((FIRST_GROUP + number, item.title), part), leaf) for part in inner for leaf in item.leaves]


def _is_new(item: Leaf | Group, taken: set[str]) -> bool:
    """Whether no other column tells of the same permit, the same people, the same fact."""
    leaves = item.leaves if isinstance(item, Group) else (item,)
    own = {_about(leaf.fact) for leaf in leaves if leaf.fact}
    if not taken.isdisjoint(own):
        return False
    taken |= own
    return True


def _about(fact: str) -> str:
    return fact.partition("_")[0] if fact.startswith(("workers", "pirt", "halal", "nib", "brand")) else fact


def _with_names(choices: Choices, columns: list[DrawnColumn]) -> list[DrawnColumn]:
    """The names of the businesses stand first, behind their numbers, or somewhere between whole groups."""
    name, number = DrawnColumn((), choices.pick(NAMES)), DrawnColumn((), NUMBER)
    first = [number] if choices.chance(70) else []
    if not choices.chance(15):
        return [
            *(first if len(columns) > 3 else [number]),
            name,
            *columns,
        ]  # of two columns nobody can tell what numbers them, and one title that is known is too few to find
    first = [number] if columns[0].groups or len(columns) == 1 else first  # a title alone over the first column is that of the sheet
    ends = [at for at in range(len(columns) + 1) if at in (0, len(columns)) or not set(columns[at - 1].groups) & set(columns[at].groups)]
    at = choices.pick(ends)
    return [*first, *columns[:at], name, *columns[at:]]


def _with_units(columns: list[DrawnColumn], unit: str) -> Iterator[DrawnColumn]:
    """A unit stands in the title of a group of amounts alone, else in that of the column."""
    for column in columns:
        if column.leaf.kind != "money":
            yield column
            continue
        inner = column.groups[-1][0] if column.groups else None
        below = [each.leaf.kind for each in columns if inner is not None and (each.groups or ((None,),))[-1][0] == inner]
        if inner is not None and inner >= FIRST_GROUP and set(below) == {"money"}:
            number, title = column.groups[-1]
            yield replace(column, groups=(*column.groups[:-1], (number, f"{title} ({unit})")))
        else:
            yield replace(column, leaf=replace(column.leaf, title=f"{column.leaf.title} ({unit})"))


# --- how it is written -----------------------------------------------------------------------------------------------

Row = list[str | int | None]


class _Writer:
    """Writes one table, row by row."""

    def __init__(self, choices: Choices, habits: Habits, columns: list[DrawnColumn]) -> None:
        self.choices, self.habits, self.columns = choices, habits, columns
        self.width = len(columns)
        self.rows: list[Row] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.businesses: dict[int, dict[str, object]] = {}
        self.named = next(at for at, column in enumerate(columns) if column.leaf.kind == "name")

    def table(self) -> DrawnTable:
        self._above()
        titles = self._titles()
        self.rows += titles
        self._below_titles()
        self._list(titles)
        self._below()
        return DrawnTable(self.habits, tuple(self.columns), tuple(map(tuple, self.rows)), tuple(self.merged), self.businesses)

    def _row(self, at: int = 0, text: str | int | None = None) -> Row:
        row: Row = [None] * self.width
        row[at] = text
        return row

    def _above(self) -> None:
        lines = list(self.habits.above)
        lines += [f"(dalam {_SCALES[self.habits.scale][1]})"] if self.habits.unit == "above" else []
        lines += [self.habits.legend] if self.habits.legend and self.habits.legend_at == "above" else []
        for line in lines:
            self.rows.append(self._row(self.habits.above_at * (self.width - 1) // 100, line))
            self._merge(0, self.width - 1, len(self.rows), len(self.rows))
        self.rows += [self._row()] * self.habits.gap if lines else []

    def _merge(self, left: int, right: int, top: int, bottom: int) -> None:
        if self.habits.form == "xlsx" and self.habits.spread == "merged" and (left, top) != (right, bottom):
            self.merged.append((left + 1, top, right + 1, bottom))

    # --- titles ------------------------------------------------------------------------------------------------------

    def _titles(self) -> list[Row]:
        depth = max(len(column.chain) for column in self.columns)
        rows: list[Row] = [[None] * self.width for _ in range(depth)]
        top = len(self.rows) + 1
        for at, column in enumerate(self.columns):
            for level, (number, title) in zip(self._levels(column, depth), column.chain, strict=True):
                if number is None:
                    rows[level][at] = title
                    if self.habits.singles == "down":
                        self._merge(at, at, top + level, top + depth - 1)
                elif self._stands_at(number) == at or self.habits.spread == "each":
                    rows[level][at] = title
        for number in dict.fromkeys(number for column in self.columns for number, _ in column.groups):
            over = self._over(number)
            first = self.columns[over[0]]
            level = self._levels(first, depth)[[each for each, _ in first.groups].index(number)]
            self._merge(over[0], over[-1], top + level, top + level)
        return rows

    def _levels(self, column: DrawnColumn, depth: int) -> list[int]:
        """The rows in which the titles of a column stand: what is over groups in the first, and the rest as is the habit."""
        missing = depth - len(column.chain) if self.habits.singles == "bottom" else 0
        return [at if number is not None and number < FIRST_GROUP else at + missing for at, (number, _) in enumerate(column.chain)]

    def _over(self, number: int) -> list[int]:
        return [at for at, column in enumerate(self.columns) if number in dict(column.groups)]

    def _stands_at(self, number: int) -> int:
        """The column in which the title of a group stands that is written once.

        Over the middle of four columns or more it may be right of it, too.
        """
        over = self._over(number)
        last = len(over) - 1
        if self.habits.spread != "middle":
            return over[0]
        return over[(last + (number % 2 if last > 2 else 0)) // 2]

    def _below_titles(self) -> None:
        unit = f"({_SCALES[self.habits.scale][0]})" if self.habits.unit == "row" else None
        people = "(orang)" if self.habits.asks_people else None
        units = [{"money": unit, "count": people, "both": people}.get(column.leaf.kind) for column in self.columns]
        self.rows += [units] if any(units) else []
        if self.habits.counting:
            self.rows.append([self.habits.counting.format(at) if "(" in self.habits.counting else at for at in range(1, self.width + 1)])

    # --- rows --------------------------------------------------------------------------------------------------------

    def _list(self, titles: list[Row]) -> None:
        many = self.choices.integer(2, 6)
        cut = self.choices.integer(1, many) if self.choices.chance(20) else None
        what = self.choices.pick(("heading", "sum", "titles", "blank"))
        for number in range(1, many + 1):
            if number == cut:
                match what:
                    case "heading":
                        # alone in a column of places it may be all that is known of a business
                        first = self.named if self.columns[0].leaf.kind in ("place", "village") else 0
                        self.rows.append(self._row(self.choices.pick((first, self.named)), "Kecamatan Ayah"))
                    case "sum":
                        self.rows.append(self._sum("Sub Jumlah"))
                    case "titles":
                        self.rows += [list(row) for row in titles]
                    case _:
                        self.rows.append(self._row())
            self._business(number)

    def _business(self, number: int) -> None:
        said: dict[int, tuple[str | int | None, object]] = {}
        for at, column in enumerate(self.columns):
            said[at] = (number, None) if column.leaf.kind == "number" else self._cell(column.leaf)
        for at, column in enumerate(self.columns):
            if column.leaf.kind == "both":
                people = [said[at - 2][1], said[at - 1][1]]
                told = None if None in people else sum(people)  # type: ignore[arg-type]  # counts
                said[at] = (told, told)
        self.rows.append([said[at][0] for at in range(self.width)])
        self.businesses[len(self.rows)] = self._truth({at: value for at, (_, value) in said.items()})

    def _cell(self, leaf: Leaf) -> tuple[str | int | None, object]:
        if leaf.kind == "money":
            return self._amount()
        if leaf.kind in ("yes", "status") and self.habits.codes:
            code = self.choices.pick(tuple(self.habits.codes))
            answer = self.habits.codes[code]
            return code, answer if leaf.kind == "yes" else "held" if answer else "none"
        return (None, None) if leaf.kind == "both" else self.choices.pick(CELLS[leaf.kind])

    def _amount(self) -> tuple[str | int | None, object]:
        amount = self.choices.pick(_AMOUNTS)
        return (None if amount is None else self._written(amount)), amount

    def _written(self, amount: int) -> str | int:
        if self.habits.unit == "cells":
            return f"{amount // 1_000_000} juta" if self.habits.scale > 1 else "Rp " + f"{amount:,}".replace(",", ".")
        return amount // self.habits.scale

    def _truth(self, values: dict[int, object]) -> dict[str, object]:
        """What is true of a business, by the facts that its columns tell; nothing where they leave it open."""
        truth: dict[str, object] = {}
        for at, column in enumerate(self.columns):
            if column.leaf.fact and column.leaf.kind != "month":
                truth[column.leaf.fact] = values[at]
        month = next((values[at] for at, column in enumerate(self.columns) if column.leaf.kind == "month" and column.leaf.fact), None)
        year = truth.get("operating_since")
        if month is not None and isinstance(year, tuple):
            truth["operating_since"] = _within(date.fromordinal(year[0]).year, _MONTHS.index(str(month)) + 1)
        people = [truth.get(f"workers_{which}") for which in ("men", "women")]
        if "workers" not in truth and "workers_men" in truth and None not in people:
            truth["workers"] = sum(people)  # type: ignore[arg-type]  # counts
        return truth

    def _sum(self, word: str) -> Row:
        """A sum of the others, whose word may stand behind its amounts."""
        row = self._row(self.choices.pick((0, self.named)), word)
        for at, column in enumerate(self.columns):
            if column.leaf.kind in ("count", "both") and row[at] is None:
                row[at] = 17
            if column.leaf.kind == "money" and row[at] is None:
                row[at] = self._written(392_000_000)
        return row

    def _below(self) -> None:
        if self.choices.chance(40):
            self.rows.append(self._sum(self.choices.pick(_SUMS)))
        if self.habits.legend and self.habits.legend_at == "below":
            self.rows += [self._row()] * self.habits.gap + [self._row(0, self.habits.legend)]
        if self.choices.chance(25):
            self.rows += [self._row(), self._row(self.choices.pick((0, self.named)), self.choices.pick(_NOTES))]
        if self.choices.chance(25):
            at = self.choices.integer(0, self.width - 1)
            self.rows += [self._row(), *(self._row(at, line) for line in _SIGNATURE)]


def _within(year: int, month: int) -> tuple[int, int]:
    return date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal()
