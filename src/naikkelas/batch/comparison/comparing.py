"""This month's result beside last month's: which keys are decided otherwise, and whether the data, the date or the rules did it.

To tell them apart, rows that changed are decided again by today's rules: both tables on both dates. A cause is named only where that
proves it (:mod:`naikkelas.batch.comparison.causes`); elsewhere all that differs is listed.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeVar

from naikkelas.arguments import checked
from naikkelas.batch.cells import text_of
from naikkelas.batch.columns.mapped import MAPPED_TABLES
from naikkelas.batch.columns.mapping import ColumnMapping, Use, read_mapping
from naikkelas.batch.columns.plan import ReadingPlan, plan_of
from naikkelas.batch.columns.proposing import mapping_of, propose_columns
from naikkelas.batch.columns.uses import gives
from naikkelas.batch.comparison.causes import Setting, Trial, cause_of, differing
from naikkelas.batch.comparison.changes import Cause, Change, Comparison, CriterionChange, Kind
from naikkelas.batch.comparison.changes_file import written
from naikkelas.batch.comparison.store import Known, Store, opened
from naikkelas.batch.comparison.strangers import strangers
from naikkelas.batch.rows.profiles import RowReader
from naikkelas.batch.scored_table import ScoredTable, Stamp, reading_of
from naikkelas.batch.table import Row, TableError
from naikkelas.batch.written.draft import files_of
from naikkelas.conditions import Outcome
from naikkelas.facts import Text
from naikkelas.problems import EvaluationError, Lang, Problem, problem
from naikkelas.rules import RuleSet
from naikkelas.snapshot import Snapshot

_REMEMBERED: Final = 8192

_Path = str | os.PathLike[str]

#: An outcome and a status for each criterion that is compared, as their words.
_Decided = tuple[str, ...]


@checked(MAPPED_TABLES)
def compare_scores(  # noqa: PLR0913 - all but three by name
    previous: _Path,
    now: _Path,
    rules: RuleSet,
    *,
    key: str,
    as_of: date,
    rules_as_of: date | None = None,
    mapping: ColumnMapping | _Path | None = None,
    assume: Mapping[str, Any] | None = None,
    prefix: str = "nk_",
    changes: _Path | None = None,
    lang: Lang = "id",
    overwrite: bool = False,
    inputs: Sequence[_Path] = (),
) -> Comparison:
    """Compares two results of :func:`naikkelas.batch.score_table`: which keys are decided otherwise, and what did it.

    Args:
        previous: last month's result, in any form that is read.
        now: this month's.
        rules: the rules of this month's.
        key: the column whose cells name the rows in both; a key that stands twice is told and not compared.
        as_of: this month's as-of date.
        rules_as_of: the date that picked parameter values; ``as_of`` unless given.
        mapping: which column is what, as this month; without one, columns that are sure are used.
        assume: the facts that were assumed this month.
        prefix: what the names of the result's columns start with, in both.
        changes: where every change goes, one a line: ``.csv``, ``.xlsx`` or ``.jsonl``.
        lang: the language of the causes there.
        overwrite: replace that file when it exists.
        inputs: more files that ``changes`` may not be, such as the table itself; the two results and the mapping never are.

    Raises:
        TableError: when one of them is no result (NK484), has no such key (NK461), or the changes cannot be written (NK470).
        ArgumentError: when an argument is of the wrong type (NK504, NK538).
        OSError: when they cannot be written; what was there before still is.
    """
    chosen = mapping if mapping is None or isinstance(mapping, ColumnMapping) else read_mapping(mapping)
    made = _Compared(previous, now, rules, key, prefix, _Today(as_of, rules_as_of or as_of, chosen, dict(assume or {})))
    if changes is None:
        for _ in made.changes():
            pass
    else:
        read = (previous, now, None if chosen is None else chosen.file, *files_of(rules), *inputs)
        kept = tuple(os.fspath(each) for each in read if each is not None)
        made.lost = written(made.changes(), changes, lang=lang, overwrite=overwrite, inputs=kept)
    return made.comparison()


@dataclass(frozen=True, slots=True)
class _Today:
    """How this month's table was read and decided."""

    as_of: date
    rules_as_of: date
    mapping: ColumnMapping | None
    assume: dict[str, Any]


class _Compared:
    """Two results. Their rows are compared when the changes are asked for, and counted on the way."""

    def __init__(self, previous: _Path, now: _Path, rules: RuleSet, key: str, prefix: str, today: _Today) -> None:
        self._before, self._now = ScoredTable(previous, key, prefix), ScoredTable(now, key, prefix)
        self._rules = rules
        self._criteria = tuple(name for name in rules.criteria if name in self._before.criteria and name in self._now.criteria)
        self._again = _Again(rules, self._criteria, self._before, self._now, today)
        self._counts: Counter[str] = Counter()
        self._moves: Counter[tuple[Outcome, Outcome]] = Counter()
        self._changed: Counter[str] = Counter()
        self._causes: Counter[Cause] = Counter()
        self._stamps: tuple[Counter[Stamp], Counter[Stamp]] = (Counter(), Counter())
        self._twice: list[Problem] = []
        self._strange: Text | None = None
        self.lost: list[Problem] = []

    def changes(self) -> Iterator[Change]:
        """Every key that changed, in the order of this month's result; then those that are gone."""
        with opened() as store:
            for side, result in enumerate((self._before, self._now)):
                read = result.reader(self._criteria)
                for row in result.table.rows():
                    scored = read(row)
                    self._stamps[side][scored.stamp] += 1
                    if not scored.key:
                        self._counts["unkeyed"] += 1
                        continue
                    self._counts["unread"] += scored.outcome is None
                    store.add(side, row.number, scored)
                store.done(side)
                self._tell_repeated(store, side, result)
            self._counts["same"] = store.same()
            self._counts["repeated"] = store.repeated()
            self._strange = strangers(store, self._now.key.name)
            self._read_again(store)
            yield from map(self._counted, self._in_order(store))

    def comparison(self) -> Comparison:
        """What was counted, when all changes have gone by."""
        counts = {name: self._counts[name] for name in ("same", "changed", "new", "gone", "repeated", "unkeyed", "unread")}
        before, after = (tuple(dict.fromkeys(_words(stamp) for stamp in stamps)) for stamps in self._stamps)
        return Comparison(
            **counts,
            moves=dict(self._moves.most_common()),
            criteria=dict(self._changed.most_common()),
            causes=dict(self._causes.most_common()),
            new_criteria=tuple(name for name in self._now.criteria if name not in self._before.criteria),
            gone_criteria=tuple(name for name in self._before.criteria if name not in self._now.criteria),
            before=before,
            after=after,
            notes=tuple(self._notes()),
            problems=(*self._twice, *self.lost),
        )

    # --- on the way --------------------------------------------------------------------------------------------------

    def _tell_repeated(self, store: Store, side: int, result: ScoredTable) -> None:
        for row, first in store.twice(side):
            self._twice.append(problem("NK485", result.table.place(row, result.key), name=result.key.name, read=first))

    def _read_again(self, store: Store) -> None:
        """What last month's table would give today, of the rows that changed."""
        if not self._again.is_possible:
            return
        read = self._before.reader(self._criteria)
        for row, (_, key) in _beside(self._before, store.changed()):
            store.keep(key, *self._again.of_before(row, read(row).stamp), self._again.mark_of_before(row, read(row).stamp))

    def _in_order(self, store: Store) -> Iterator[Change]:
        read = self._now.reader(self._criteria)
        for row, (_, decided, known) in _beside(self._now, store.different()):
            if known is None:
                yield Change(Kind.NEW, self._now.key_as_written(row), None, Outcome(decided[0]), row_now=row.number)
            else:
                yield self._explained(row, known, decided, read(row).stamp)
        read = self._before.reader(())
        for row, _ in _beside(self._before, store.gone()):
            yield Change(Kind.GONE, self._before.key_as_written(row), read(row).outcome, None, row_before=row.number)

    def _explained(self, row: Row, known: Known, now: _Decided, stamp: Stamp) -> Change:
        """A key that is decided otherwise: each part of the decision with what made it so."""
        mixed, again = self._again.of_now(row, stamp, known.stamp)
        again_read = self._again.reading_of_before
        setting = Setting.of(known.stamp, stamp, self._rules.name, same_columns=self._again.same_columns, reading=again_read)
        trials = [Trial(*(_part(each, at) for each in (known.old, known.moved, mixed, again))) for at in range(len(now))]
        causes = [
            None if was == is_now else cause_of(was, is_now, trial, setting)
            for was, is_now, trial in zip(known.decided, now, trials, strict=True)
        ]
        criteria = tuple(
            CriterionChange(name, known.decided[at], now[at], cause)
            for at, name in enumerate(self._criteria, 1)
            if (cause := causes[at]) is not None
        )
        several = {each for each in causes if each is not None}
        cause = several.pop() if len(several) == 1 else Cause.SEVERAL
        differs: tuple[str, ...] = ()
        if Cause.UNKNOWN in causes:
            differs = differing(
                setting,
                data=known.mark is not None and known.mark != self._again.mark_of_now(row, stamp),
                date=known.stamp.as_of is not None and known.stamp.days != stamp.days,
                reading=again not in (None, now) or (setting.same_rules is True and known.old not in (None, known.decided)),
            )
        outcomes = Outcome(known.decided[0]), Outcome(now[0])
        return Change(Kind.CHANGED, self._now.key_as_written(row), *outcomes, criteria, cause, known.row, row.number, differs)

    def _counted(self, change: Change) -> Change:
        self._counts[change.kind.value] += 1
        if change.before is not None and change.after is not None and change.before is not change.after:
            self._moves[change.before, change.after] += 1
        self._changed.update(each.name for each in change.criteria)
        if change.cause is not None:
            self._causes[change.cause] += 1
        return change

    def _notes(self) -> Iterator[Text]:
        if self._strange is not None:
            yield self._strange
        missing = ", ".join(self._before.missing)
        if missing:
            yield Text(
                f"hasil lama tidak mempunyai kolom {missing}, jadi sebab perubahannya tidak dapat diketahui",
                f"the old result has no column {missing}, so nobody knows what made a row change",
            )
        elif not self._again.is_possible:
            yield Text(
                "kolom tabel lama tidak dapat dibaca seperti sekarang, jadi sebab perubahannya tidak dapat diketahui",
                "the columns of the old table cannot be read as today, so nobody knows what made a row change",
            )
        others = ", ".join(sorted({stamp.programme or "" for stamp in self._stamps[0]} - {"", self._rules.name}))
        if others:
            yield Text(
                f"hasil lama dinilai dengan program lain ({others}), bukan {self._rules.name}; bedanya bukan perubahan sejak itu",
                f"the old result is of another programme ({others}), not {self._rules.name}; what differs is no change since then",
            )
        dates = {stamp.as_of for stamp in self._stamps[0]}
        if len(dates) > 1:
            yield Text("hasil lama memuat lebih dari satu tanggal penilaian", "the old result holds more than one as-of date")


_Found = TypeVar("_Found", bound=tuple[Any, ...])


def _beside(result: ScoredTable, found: Iterator[_Found]) -> Iterator[tuple[Row, _Found]]:
    """The rows of a result that something was found of; both come by the number of the row, which stands first in what was found."""
    wanted = next(found, None)
    for row in result.table.rows() if wanted is not None else ():
        if wanted is None:
            return
        if row.number == wanted[0]:
            yield row, wanted
            wanted = next(found, None)


def _part(decided: _Decided | None, at: int) -> str | None:
    return None if decided is None else decided[at]


def _words(stamp: Stamp) -> str:
    parts = (stamp.rules, stamp.hash, None if stamp.as_of is None else stamp.as_of.isoformat())
    return " ".join(part or "?" for part in parts)


# --- deciding again --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts of a row that the rules read, so that alike rows are decided once."""

    exact: tuple[tuple[str, Any], ...]
    ranged: tuple[tuple[str, Any], ...]


class _Reading:
    """The facts of rows of one result; rows that are alike in every cell that is read are read once."""

    def __init__(self, result: ScoredTable, plan: ReadingPlan, rules: RuleSet, assume: Mapping[str, Any]) -> None:
        self._reader = RowReader(result.table, plan, rules, assume)
        self._read = [each.column.index for each in plan.used]
        self._known: dict[tuple[str, ...], _Facts] = {}
        self._nothing = _facts(rules.admit(dict(assume)))
        self.sign = reading_of(plan)
        self.uses = frozenset((name, each.use) for each in plan.used for name in gives(each.use))

    def facts(self, row: Row, stamp: Stamp) -> _Facts:
        """What was known of a row when it was decided: nothing but what is assumed, of one that was not read."""
        if row.problem is not None or not stamp.is_read:
            return self._nothing
        key = tuple(f"{type(row.cells[at]).__name__} {text_of(row.cells[at])}" for at in self._read)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = _facts(self._reader.read(row)[0])
        return found


class _Again:
    """Decides rows of results again, by today's rules and today's reading."""

    def __init__(self, rules: RuleSet, criteria: tuple[str, ...], before: ScoredTable, now: ScoredTable, today: _Today) -> None:
        self._rules, self._criteria, self._today = rules, criteria, today
        mapping, assume = today.mapping, today.assume
        self._remembered = lru_cache(_REMEMBERED)(self._decided)
        self._before, self._now = None, None
        try:
            plan = plan_of(now.table, rules, None if mapping is None else _within(mapping.columns, now), assume)
            uses = {each.column.name: replace(each.use, sure=True) for each in (*plan.used, *plan.unread)}
            self._now = _Reading(now, plan, rules, assume)
            then = _within(uses | _renamed(uses, before, rules), before)
            self._before = _Reading(before, plan_of(before.table, rules, then, assume), rules, assume)
        except TableError:
            return

    @property
    def is_possible(self) -> bool:
        """Whether both tables can be read as today's was."""
        return self._before is not None and self._now is not None

    @property
    def same_columns(self) -> bool:
        """Whether both tables have columns for the same facts, read alike."""
        return self._before is not None and self._now is not None and self._before.uses == self._now.uses

    @property
    def reading_of_before(self) -> str | None:
        """How last month's table is read here, as results say it."""
        return None if self._before is None else self._before.sign

    def mark_of_before(self, row: Row, stamp: Stamp) -> int | None:
        """What the facts of last month's row are known by again; ``None`` where they cannot be read."""
        return None if self._before is None else hash(self._before.facts(row, stamp))

    def mark_of_now(self, row: Row, stamp: Stamp) -> int | None:
        """The same of today's row."""
        return None if self._now is None else hash(self._now.facts(row, stamp))

    def of_before(self, row: Row, stamp: Stamp) -> tuple[_Decided | None, _Decided | None]:
        """Last month's row on last month's date, and on today's."""
        if self._before is None or stamp.as_of is None:
            return None, None
        facts = self._before.facts(row, stamp)
        old = self._remembered(facts, stamp.as_of, stamp.rules_as_of or stamp.as_of)
        return old, self._remembered(facts, self._today.as_of, self._today.rules_as_of)

    def of_now(self, row: Row, stamp: Stamp, then: Stamp) -> tuple[_Decided | None, _Decided | None]:
        """This month's row on last month's date, and on today's."""
        if self._now is None or then.as_of is None:
            return None, None
        facts = self._now.facts(row, stamp)
        mixed = self._remembered(facts, then.as_of, then.rules_as_of or then.as_of)
        return mixed, self._remembered(facts, self._today.as_of, self._today.rules_as_of)

    def _decided(self, facts: _Facts, as_of: date, rules_as_of: date) -> _Decided | None:
        """The words of a decision; ``None`` where the rules were not yet, or are no longer, in force."""
        try:
            made = self._rules.decide(Snapshot(dict(facts.exact), dict(facts.ranged)), as_of=as_of, rules_as_of=rules_as_of)
        except EvaluationError:
            return None
        statuses = made.statuses
        return (made.outcome.value, *(statuses[name].value for name in self._criteria))


def _facts(snapshot: Snapshot) -> _Facts:
    return _Facts(tuple(sorted(snapshot.exact.items())), tuple(sorted(snapshot.ranged.items())))


def _within(uses: Mapping[str, Use], result: ScoredTable) -> ColumnMapping:
    """What a mapping says of the columns that a result has."""
    names = {column.name for column in result.own}
    return ColumnMapping({name: use for name, use in uses.items() if name in names})


def _renamed(uses: Mapping[str, Use], before: ScoredTable, rules: RuleSet) -> dict[str, Use]:
    """What last month's columns surely are that have another title today: those whose facts no other column gives."""
    titles = {column.name for column in before.own}
    given = {name for title, use in uses.items() if title in titles for name in gives(use)}
    proposed = mapping_of(propose_columns(before.table, rules.catalogue), before.table).columns
    wanted = {name for title, use in uses.items() if title not in titles for name in gives(use)}
    return {
        title: use
        for title, use in proposed.items()
        if title not in uses and use.sure and use.role != "ignore" and wanted.issuperset(gives(use)) and given.isdisjoint(gives(use))
    }
