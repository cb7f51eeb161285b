"""What a table says of an earlier decision: in which columns it stands, and by which rules and on which date it was made."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from naikkelas.batch.cells import Cell, text_of
from naikkelas.batch.rows.result_words import OUTCOMES_IN, STATUSES_IN, outcome_said
from naikkelas.batch.scored_table import AS_OF, READING, RULES, Stamp, stamp, stamp_of
from naikkelas.batch.table import Column, Row, Table, TableError, closest
from naikkelas.conditions import Outcome
from naikkelas.problems import Lang, Place, Problem, Words, problem, shown
from naikkelas.rules import RuleSet

OUTCOME: Final = "outcome"
#: What the other columns of a decision end in, for a result without a prefix.
_FIXED: Final = frozenset({OUTCOME, "points_low", "points_high", "reasons", "next_step", "problems", AS_OF, RULES, READING, "assumed"})
_PLACES: Final = frozenset({"place", "rank_low", "rank_high", "waiting_low", "waiting_high", "group", "group_name"})
_PLACE_WORDS: Final = frozenset({"place_reason", "place_problems"})
#: How many cells that cannot be read are told.
_MOST_SHOWN: Final = 3


def outcome_in(cell: Cell) -> Outcome | None:
    """The outcome that a cell names, by its code or its words, in whatever case; ``None`` where it names none."""
    return outcome_said(cell) if isinstance(cell, str) else None


class Before:
    """The columns of a table that hold an earlier decision."""

    def __init__(self, table: Table, outcome: Column) -> None:
        self.outcome = outcome
        self.prefix = outcome.name[: -len(OUTCOME)] if outcome.name.casefold().endswith(OUTCOME) else None
        known = {column.name.casefold(): column for column in table.columns}
        self._columns = {} if self.prefix is None else {end: known.get(f"{self.prefix}{end}".casefold()) for end in _FIXED}
        self._columns[OUTCOME] = outcome
        self._stamps: Counter[tuple[str, str]] = Counter()

    def column(self, end: str) -> Column | None:
        """The column of a part of the decision."""
        return self._columns.get(end)

    def cell(self, row: Row, end: str) -> Cell:
        """A part of the decision about a row."""
        column = self._columns.get(end)
        return None if column is None else row.cells[column.index]

    def holds(self, column: Column) -> bool:
        """Whether a column is part of the decision, or of an earlier selection beside it, and none of the table's own."""
        if self.prefix:
            return column.name.casefold().startswith(self.prefix.casefold())
        if self.prefix is None:
            return column.index == self.outcome.index
        return self._is_among(column) or column.name.casefold() in _FIXED | _PLACES | _PLACE_WORDS

    def _is_among(self, column: Column) -> bool:
        """Whether a column stands where the statuses of criteria do: behind the points, and before the next part of the decision."""
        first = self.column("points_high")
        if first is None:
            return False
        behind = [each.index for each in self._columns.values() if each is not None and each.index > first.index]
        return bool(behind) and first.index < column.index < min(behind)

    def said(self, table: Table, lang: Lang | None) -> dict[int, Mapping[str, str]]:
        """Where outcomes and statuses stand, and what each text there that is one is in a language, or in codes."""
        if self.prefix is None:  # a column that somebody named: it is written as it was
            return {}
        statuses = (column for column in table.columns if self._is_status(column, self.prefix))
        return {column.index: STATUSES_IN[lang] for column in statuses} | {self.outcome.index: OUTCOMES_IN[lang]}

    def _is_status(self, column: Column, prefix: str) -> bool:
        """Whether a column holds the status of a criterion."""
        if not prefix:
            return self._is_among(column)
        name = column.name.casefold()
        return name.startswith(prefix.casefold()) and name[len(prefix) :] not in _FIXED | _PLACES | _PLACE_WORDS

    def note(self, row: Row) -> None:
        """Counts by which rules and on which date a row was decided."""
        if row.problem is None:
            self._stamps[text_of(self.cell(row, AS_OF)).strip(), text_of(self.cell(row, RULES)).strip()] += 1

    def check_rules(self, table: Table, rules: RuleSet | None) -> None:
        """Refuses what other rules decided.

        Raises:
            TableError: when a row was decided by a rule set of another name (NK498).
        """
        for stamped in self._stamps if rules is not None else ():
            words = stamp_of(*stamped).rules
            if words is not None and words.split(" ")[0] != rules.name:  # type: ignore[union-attr]  # else there is no loop
                raise TableError(
                    [problem("NK498", table.place(column=self.column(RULES)), "same_rules", read=shown(words), expected=rules.name)]  # type: ignore[union-attr]
                )

    def differences(self, table: Table, rules: RuleSet | None, as_of: date, rules_as_of: date | None) -> Iterator[Problem]:
        """How the earlier decision differs from one that were made now: other words of the rules, another date (NK499).

        What cannot be read there may differ too (NK563).
        """
        stamps = [stamp_of(*stamped) for stamped in self._stamps]
        yield from self._unreadable(table, rules, as_of, rules_as_of)
        if rules is not None:
            own = stamp_of(*stamp(rules, as_of, rules_as_of))
            others = (_rules_words(each) for each in stamps if each.hash is not None and _rules_words(each) != _rules_words(own))
            yield from self._differing(table, RULES, Words("the rules", "aturan"), others, _rules_words(own))
            wanted = rules_as_of or as_of
            # Where neither names a date of its own for the parameters, the as-of dates say it all.
            days = (each.rules_as_of for each in stamps if each.rules_as_of != each.as_of or wanted != as_of)
            said = (str(day) for day in days if day is not None and day != wanted)
            yield from self._differing(table, RULES, Words("the date of the parameters", "tanggal parameter"), said, str(wanted))
        dates = (str(each.as_of) for each in stamps if each.as_of not in (None, as_of))
        yield from self._differing(table, AS_OF, Words("the as-of date", "tanggal penilaian"), dates, str(as_of))

    def _unreadable(self, table: Table, rules: RuleSet | None, as_of: date, rules_as_of: date | None) -> Iterator[Problem]:
        days = {text for text, _ in self._stamps if text and stamp_of(text, "").as_of is None}
        words = {text for _, text in self._stamps if text and stamp_of("", text).hash is None}
        own = "" if rules is None else _rules_words(stamp_of(*stamp(rules, as_of, rules_as_of)))
        for end, what, found, expected in (
            (RULES, Words("the rules", "aturan"), words if rules is not None else set(), own),
            (AS_OF, Words("the as-of date", "tanggal penilaian"), days, str(as_of)),
        ):
            if found:
                read = ", ".join(shown(text) for text in sorted(found)[:_MOST_SHOWN]) + (", …" if len(found) > _MOST_SHOWN else "")
                yield problem("NK563", table.place(column=self.column(end)), "score_again", name=what, read=read, expected=expected)

    def _differing(self, table: Table, end: str, what: Words, found: Iterable[str], expected: str) -> Iterator[Problem]:
        told = ", ".join(sorted(set(found)))
        if told:
            yield problem("NK499", table.place(column=self.column(end)), "score_again", name=what, read=told, expected=expected)


def _rules_words(made: Stamp) -> str:
    return f"{made.rules} {made.hash}"


def before(table: Table, prefix: str, named: str | None = None) -> Before | None:
    """Where a table holds outcomes; ``None`` where it holds none.

    That is the column ``named``, else the one of the prefix, else the only one whose title ends in ``outcome`` and whose cells are outcomes.

    Raises:
        TableError: when there is no such column (NK461), or several could be meant (NK489).
    """
    if named is not None:
        column = table.column(named)
        if column is None:
            close = closest(named, [each.name for each in table.columns])
            raise TableError([problem("NK461", Place(table.file), "did_you_mean" if close else None, name=named, suggestion=close or "")])
        return Before(table, column)
    own = table.column(f"{prefix}{OUTCOME}")
    if own is not None:
        return Before(table, own)
    found = _with_outcomes(table)
    if len(found) > 1:
        names = ", ".join(f"'{each.name}'" for each in found)
        raise TableError([problem("NK489", table.place(column=found[0]), "say_outcome", read=names, name=found[0].name)])
    return Before(table, found[0]) if found else None


def _with_outcomes(table: Table) -> list[Column]:
    """The columns that are called like outcomes and hold some; the rows are read as far as that takes."""
    left = [column for column in table.columns if column.name.strip().casefold().endswith(OUTCOME)]
    found = []
    for row in table.rows() if left else ():
        if row.problem is None:
            found += [column for column in left if outcome_in(row.cells[column.index]) is not None]
            left = [column for column in left if column not in found]
        if not left:
            break
    return sorted(found, key=lambda column: column.index)
