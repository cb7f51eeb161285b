"""Columns that hold the unit or the period of the amounts beside them: ``Omset (Rp) | Satuan`` over ``900 | juta``.

Nobody puts the two together, so an amount is not sure where a column says of it anything else than what it is read as. Such a column belongs to what
stands on its left; where that is nothing that is counted, to what stands on its right. In a column with another title only what can be no name or
remark says anything, and what has a rhythm of its own (``Jadwal Produksi``) says nothing of a period.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.columns.mapping import Use
from naikkelas.batch.columns.proposals import Sure
from naikkelas.batch.columns.unit_cells import DAILY, MAY_TELL, MOST, NOTHING, RUPIAH, YEARLY, Said, may_tell, said_in
from naikkelas.batch.columns.unit_titles import OF_ALL, has_rhythm, is_of_count, is_of_money, is_of_months, is_remark, unit_title
from naikkelas.batch.table import Column
from naikkelas.batch.wording.titles import holds_numbers, identifies, is_number_of_row
from naikkelas.batch.wording.words import fold
from naikkelas.facts import Fact, Kind, Text
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.rupiah import header_unit

if TYPE_CHECKING:
    import polars as pl

#: So far from an amount a column without a title that says so may hold its unit: another unit may stand between.
_NEAR: Final = 2
#: So many different texts of a column are kept.
_MOST_KEPT: Final = 100
#: Numbers of so many units cannot be compared.
_SEVERAL: Final = 2
#: The only amount of the catalogue that is one of a time.
_OF_A_YEAR: Final = "annual_sales"

Guessed = Mapping[Column, tuple[Use | None, Sure]]


class _Sort(Enum):
    """What stands in a column, as far as units may belong to it."""

    AMOUNT = "amount"
    MONEY = "money"
    COUNT = "count"
    UNIT = "unit"
    OTHER = "other"


@dataclass(slots=True)
class _Tally:
    """What the cells of a column say: how many are filled, the texts that may be units, and whether others stand there too."""

    filled: int = 0
    texts: Counter[str] = field(default_factory=Counter)

    def take(self, texts: Iterable[tuple[str, int]]) -> None:
        """Keeps texts, each with how many cells have it."""
        for text, count in texts:
            if text in self.texts or len(self.texts) < _MOST_KEPT:
                self.texts[text] += count

    def said(self) -> list[tuple[str, int, Said | None]]:
        """What each text says, those of most cells first."""
        return [(text, count, said_in(text)) for text, count in self.texts.most_common()]

    def is_of_units(self) -> bool:
        """Whether most filled cells tell units."""
        return self.filled > 0 and 2 * sum(count for _, count, said in self.said() if said is not None and said.tells) >= self.filled


class _Reach(NamedTuple):
    """The amounts that a column may tell of: the one right beside it, of which it tells anything, others, and whether only sizes of money count for these."""

    near: frozenset[int]
    others: frozenset[int]
    only_money: bool = False


class UnitsBeside:
    """Looks for the columns of units of a table: at its first rows, and where it has more (:meth:`for_all`), at all of them."""

    def __init__(self, guessed: Guessed, facts: Mapping[str, Fact], known: Mapping[str, str], rows: Sequence[Sequence[Cell]]) -> None:
        self._columns = list(guessed)
        self._sure = {column.index for column, (use, sure) in guessed.items() if use is not None and sure.is_used}
        self._titles = {column.index: None if column.index in self._sure else unit_title(column.title, known) for column in guessed}
        found = {column.index: facts.get(use.name) for column, (use, _) in guessed.items() if use is not None}
        self._amounts = {
            at: fact
            for at, fact in found.items()
            if fact is not None
            and _counts(fact)
            and self._titles[at] is None
            and (at in self._sure or holds_numbers([cells[at] for cells in rows]))
        }
        self._sorts = {column.index: self._sort(column, rows) for column in guessed}
        waiting = self._sure & self._amounts.keys()
        self._tallies = {column.index: _Tally() for column in self._columns if waiting and self._may_be(column)}
        self._open = list(self._tallies)
        for cells in rows:
            self.row(cells)

    def for_all(self) -> "UnitsBeside | None":
        """Itself, to be shown all rows from the first on; ``None`` where the first rows show that no more is found further down."""
        self._tallies = {at: _Tally() if self._is_open(at) else tally for at, tally in self._tallies.items()}
        self._open = [at for at, tally in self._tallies.items() if not tally.filled]
        return self if self._open else None

    def row(self, cells: Sequence[Cell]) -> None:
        """One row."""
        for at in self._open:
            cell, tally = cells[at], self._tallies[at]
            if is_blank(cell):
                continue
            tally.filled += 1
            if self._titles[at] is not None or (isinstance(cell, str) and may_tell(cell)):
                tally.take([(text_of(cell).strip()[: MOST + 1], 1)])

    def texts(self, columns: "Sequence[pl.Series]") -> None:
        """Many rows of texts at once, by column; of rows that cannot be read there is nothing."""
        for at in self._open:
            tally = self._tallies[at]
            filled = columns[at].str.strip_chars()
            filled = filled.filter((filled != "").fill_null(value=False))
            tally.filled += len(filled)
            kept = (
                filled if self._titles[at] is not None else filled.filter((filled.str.len_chars() <= MOST) & filled.str.contains(MAY_TELL))
            )
            counted = kept.str.slice(0, MOST + 1).value_counts(sort=True).head(_MOST_KEPT)
            tally.take(counted.iter_rows())

    def doubts(self) -> dict[int, Text]:
        """Why amounts are not sure, by their columns."""
        found: dict[int, Text] = {}
        for at, tally in self._tallies.items():
            if not tally.filled:
                continue
            reach = self._reach(at)
            for amount in sorted(reach.near | reach.others):
                text = self._harm(at, tally, amount, reach)
                if text is not None:
                    found.setdefault(amount, _why(self._columns[at].name, text))
        return found

    # --- which columns -----------------------------------------------------------------------------------------------

    def _sort(self, column: Column, rows: Sequence[Sequence[Cell]]) -> _Sort:
        at, title = column.index, column.title
        if at in self._amounts:
            return _Sort.AMOUNT
        if self._titles[at] is not None:
            return _Sort.UNIT
        if at in self._sure or not title or identifies(title) or is_number_of_row(title):
            return _Sort.OTHER
        if is_of_money(title):
            return _Sort.MONEY
        return _Sort.COUNT if is_of_count(title, has_numbers=holds_numbers([cells[at] for cells in rows])) else _Sort.OTHER

    def _may_be(self, column: Column) -> bool:
        """Whether a column may hold units: its title says so, or it stands near an amount and nothing is known of it."""
        at = column.index
        if self._titles[at] is not None:
            return True
        is_near = any(abs(at - amount) <= _NEAR for amount in self._amounts)
        return is_near and self._sorts[at] is not _Sort.AMOUNT and at not in self._sure and not identifies(column.title)

    def _is_open(self, at: int) -> bool:
        """Whether something may stand further down that the first rows do not show: no other text than units does."""
        tally, title = self._tallies[at], self._columns[at].title
        return self._titles[at] is not None or not title or is_remark(title) or not tally.filled or bool(tally.texts)

    def _reach(self, at: int) -> _Reach:
        named = self._titles[at]
        if named and named != OF_ALL:
            return _Reach(frozenset(other for other, fact in self._amounts.items() if fact.name == named), frozenset())
        left, right = self._beside(at, -1), self._beside(at, 1)
        of_left = _Sort.OTHER if left is None else self._sorts[left]
        beyond = frozenset(self._run(right, 1))
        if left is not None and of_left is _Sort.AMOUNT:
            is_money = self._amounts[left].type.kind is Kind.MONEY
            run = frozenset(self._run(left, -1)) - {left} if is_money else frozenset()
            return _Reach(frozenset({left}), run | frozenset(self._of_money(beyond)), only_money=not is_money)
        if of_left is _Sort.MONEY:
            return _Reach(frozenset(), frozenset(self._run(left, -1)))
        if of_left is _Sort.COUNT or beyond:
            return _Reach(frozenset(), beyond, only_money=of_left is _Sort.COUNT)
        return _Reach(frozenset(), frozenset(self._of_money(self._amounts)))

    def _of_money(self, columns: Iterable[int]) -> Iterator[int]:
        return (at for at in columns if self._amounts[at].type.kind is Kind.MONEY)

    def _beside(self, at: int, step: int) -> int | None:
        """The next column that is none of units, on one side; one without title and cells is nothing."""
        then = at + step
        while 0 <= then < len(self._columns):
            tally = self._tallies.get(then)
            is_empty = not self._columns[then].title and tally is not None and not tally.filled
            if self._sorts[then] is not _Sort.UNIT and not is_empty and not (tally is not None and tally.is_of_units()):
                return then
            then += step
        return None

    def _run(self, first: int | None, step: int) -> Iterator[int]:
        """The amounts that stand beside each other from a column on, also with other money between."""
        at = first
        while at is not None and self._sorts[at] in (_Sort.AMOUNT, _Sort.MONEY):
            if at in self._amounts:
                yield at
            at = self._beside(at, step)

    # --- what they say -----------------------------------------------------------------------------------------------

    def _harm(self, at: int, tally: _Tally, amount: int, reach: _Reach) -> str | None:
        """The first text that says of an amount what it is not read as; an empty one where nobody knows what a text says."""
        is_near, title = amount in reach.near, self._titles[at]
        fact = self._amounts[amount]
        own = _own(fact, header_unit(self._columns[amount].title))
        is_one = len({(said.times, said.things) for _, _, said in tally.said() if said is not None and said.tells}) < _SEVERAL
        of_month = is_of_months(self._columns[at].title)
        if of_month and (fact.name != _OF_A_YEAR or YEARLY in fold(self._columns[amount].title).split()):
            return None
        for text, _, said in tally.said():
            if said is None:
                if title is not None and (is_near or of_month):
                    return ""
                continue
            heard = said if title is not None else self._heard(at, tally, said)
            told = _about(fact, heard, is_near=is_near, only_money=reach.only_money)
            if fact.type.kind is not Kind.MONEY and fact.type.unit is None and is_one:
                told = heard.money  # nobody said what its numbers count, and all count the same
            if told - own.money - own.times - own.things:
                return text
        return None

    def _heard(self, at: int, tally: _Tally, said: Said) -> Said:
        """What a cell says below a title that does not speak of units."""
        title = self._columns[at].title
        is_heard = said.is_clear or (said.is_bare and (not title or is_remark(title) or tally.is_of_units()))
        if not is_heard:
            return NOTHING
        return Said(money=said.money) if said.things or has_rhythm(title) else Said(said.money, said.times)


def _counts(fact: Fact) -> bool:
    """Whether the unit of a fact's numbers counts: rupiah, days; people and outlets have no other."""
    if fact.type.kind is Kind.MONEY:
        return True
    is_number = fact.type.kind in (Kind.INTEGER, Kind.NUMBER)
    return is_number and (fact.name.endswith("_days") if fact.name in FACTS else "orang" not in _unit_of(fact).things)


def _about(fact: Fact, heard: Said, *, is_near: bool, only_money: bool) -> frozenset[str]:
    """What a text says of an amount: right beside it all, elsewhere a time only of what is counted by the year."""
    if fact.type.kind is not Kind.MONEY:
        if only_money and not is_near:
            return frozenset()
        return heard.times if fact.name in FACTS else heard.money | heard.times | heard.things
    if is_near:
        return heard.money | heard.times | heard.things
    is_stock = fact.name in FACTS and fact.name != _OF_A_YEAR
    return heard.money if is_stock or only_money or heard.things else heard.money | heard.times


def _unit_of(fact: Fact) -> Said:
    unit = fact.type.unit
    return NOTHING if unit is None else said_in(unit.id) or NOTHING


def _own(fact: Fact, unit: str | None) -> Said:
    """What an amount is read as."""
    if fact.type.kind is Kind.MONEY:
        return Said(frozenset({RUPIAH, unit or RUPIAH}), frozenset({YEARLY}))
    return Said(times=frozenset({DAILY})) if fact.name in FACTS else _unit_of(fact)


def _why(name: str, text: str) -> Text:
    told, english = (f": '{text}'", f": '{text}'") if text else ("", "")
    return Text(f"kolom '{name}' mungkin menyebut satuan atau waktunya{told}", f"the column '{name}' may tell its unit or period{english}")
