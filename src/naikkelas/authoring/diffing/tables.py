"""Who in a table is decided otherwise, and because of which criterion."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from naikkelas.authoring.diffing.matching import Names
from naikkelas.authoring.diffing.model import ChangedRow, Moment, Side, TableDifference
from naikkelas.authoring.diffing.persons import holds_person, names_person_column
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.columns.cell_reading import reader_of
from naikkelas.batch.columns.mapping import ColumnMapping, Use
from naikkelas.batch.columns.plan import plan_of
from naikkelas.batch.columns.proposing import mapping_of, propose_columns
from naikkelas.batch.files.reading import JSON_ENDINGS, TEXT_ENDINGS
from naikkelas.batch.rows.profiles import RowReader
from naikkelas.batch.table import Column, Row, Table, TableError, closest
from naikkelas.batch.written.draft import Draft, files_of, unwritable
from naikkelas.batch.written.sinks import CsvSink, JsonlSink
from naikkelas.conditions import CriterionKind, Outcome
from naikkelas.decision import Decision
from naikkelas.explain.words import value_words
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.catalogue import PERMIT_KINDS
from naikkelas.logic import MET, NOT_MET, negate
from naikkelas.problems import Lang, Place, Words, problem
from naikkelas.rules import RuleSet
from naikkelas.snapshot import Snapshot

#: So many changed rows are told one by one.
MOST_ROWS: Final = 20

#: Guard and requirement of every requirement, by its new name, and of the scope by no name.
Truths = Mapping[str, tuple[int, int]]

_PREFIX: Final = "nk_"
_COLUMNS: Final = tuple(f"{_PREFIX}{end}" for end in ("row", "old_outcome", "new_outcome", "because"))
_KEY: Final = f"{_PREFIX}key"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a table is compared: a mapping of its columns, assumed facts, the column to count by, a file, and what names its rows there."""

    mapping: ColumnMapping | None = None
    assume: Mapping[str, Any] | None = None
    by: str | None = None
    key: str | None = None
    out: str | os.PathLike[str] | None = None
    overwrite: bool = False


def table_difference(table: Table, sides: tuple[Side, Side], moment: Moment, names: Names, wanted: Wanted, lang: Lang) -> TableDifference:
    """Decides every row by both rule sets.

    Raises:
        TableError: when the table, the mapping, a column (NK461), or the file cannot be used, or rows would be counted by personal
            data (NK558).
        ProfileError: when an assumed value cannot be read.
        EvaluationError: when a rule set is not in force.
    """
    return _Run(table, sides, moment, names, wanted, lang).through()


class _Run:
    def __init__(self, table: Table, sides: tuple[Side, Side], moment: Moment, names: Names, wanted: Wanted, lang: Lang) -> None:
        self._table, self._moment, self._names, self._wanted, self._lang = table, moment, names, wanted, lang
        self._rules = tuple(side.rules for side in sides)
        self._days = (moment.old, moment.new)
        self._judge({}, {})  # a date outside the life of the rules is told before any row
        proposed = mapping_of(propose_columns(table, self._known()), table).columns
        self._uses = {**proposed, **({} if wanted.mapping is None else wanted.mapping.columns)}
        assume = wanted.assume or {}
        self._readers = [
            RowReader(table, plan_of(table, rules, _own(wanted.mapping, rules, other), own), rules, own)
            for rules, other in zip(self._rules, self._rules[::-1], strict=True)
            for own in [{name: value for name, value in assume.items() if name in rules.catalogue or name not in other.catalogue}]
        ]
        self._by = None if wanted.by is None else self._column(wanted.by)
        self._key = None if wanted.key is None else self._column(wanted.key)
        if self._by is not None and self._is_personal(self._by):
            raise self._personal_group()
        use = None if self._by is None else self._uses.get(self._by.name)
        known = self._known()
        self._read_group = (
            None if use is None or use.role != "fact" or not use.sure or use.name not in known else reader_of(use, known[use.name])
        )

    def through(self) -> TableDifference:
        """Every row, once."""
        pairs: Counter[tuple[str, str]] = Counter()
        criteria: Counter[str] = Counter()
        groups: dict[str, Counter[tuple[str, str]]] = {}
        rows: list[ChangedRow] = []
        unread = changed = 0
        with self._written() as write:
            for row in self._table.rows():
                snapshots, has_problem = self._read(row)
                unread += has_problem
                old, new = self._judge(*snapshots)
                pair = (old.outcome.value, new.outcome.value)
                pairs[pair] += 1
                if pair[0] == pair[1]:
                    continue
                changed += 1
                made = self._changed(row, old, new)
                criteria.update(made.because)
                if self._by is not None:
                    group = self._group(row)
                    made = replace(made, group=group)
                    groups.setdefault(group, Counter())[pair] += 1
                rows += [made] if len(rows) < MOST_ROWS else []
                write(row, made)
        out = None if self._wanted.out is None else os.fspath(self._wanted.out)
        by = None if self._by is None else self._by.name
        told = {group: dict(counts.most_common()) for group, counts in sorted(groups.items(), key=lambda item: (-item[1].total(), item[0]))}
        return TableDifference(
            self._table.file, pairs.total(), changed, _in_order(pairs), dict(criteria.most_common()), self._moment, by, told,
            tuple(rows), out, unread,
        )  # fmt: skip

    # --- a row -------------------------------------------------------------------------------------------------------

    def _read(self, row: Row) -> tuple[tuple[Snapshot, Snapshot], bool]:
        """What each side reads of a row, and whether something could not be read."""
        (one, found), (two, more) = (reader.read(row) for reader in self._readers)
        return (one, two), any(each.problem.is_error for each in (*found, *more))

    def _judge(self, one: Snapshot | Mapping[str, Any], two: Snapshot | Mapping[str, Any]) -> tuple[Decision, Decision]:
        old, new = (
            rules.decide(each, as_of=self._moment.as_of, rules_as_of=day)
            for rules, each, day in zip(self._rules, (one, two), self._days, strict=True)
        )
        return old, new

    def _changed(self, row: Row, old: Decision, new: Decision) -> ChangedRow:
        because, alone = reasons(truths(old, self._names), truths(new, Names()), new.outcome)
        return ChangedRow(row.number, old.outcome.value, new.outcome.value, because, alone)

    def _group(self, row: Row) -> str:
        """The value to count by: in words where the column is a fact that can be read, else as it stands there."""
        assert self._by is not None  # noqa: S101 - asked only then
        cell = row.cells[self._by.index]
        use = self._uses.get(self._by.name)
        fact = None if use is None or use.role != "fact" else self._known().get(use.name)
        if self._read_group is not None and fact is not None and row.problem is None:
            value = dict(self._read_group(cell).values).get(fact.name)
            if value is not None:
                return self._nobody(value_words(value, fact.type, self._lang, fact.choice_titles), fact)
        return self._nobody("" if is_blank(cell) else " ".join(text_of(cell).split()))

    def _nobody(self, shown: str, fact: Fact | None = None) -> str:
        """A value to count by, unless it may name somebody; an amount, a date or a choice that was read does not."""
        if (fact is None or fact.type.kind is Kind.TEXT) and holds_person(shown.strip("“”")):
            raise self._personal_group()
        return shown

    # --- columns -----------------------------------------------------------------------------------------------------

    def _known(self) -> dict[str, Fact]:
        return {name: fact for rules in self._rules for name, fact in rules.catalogue.items()}

    def _column(self, name: str) -> Column:
        """A column by its title, or by the fact that it gives."""
        by_fact = next((title for title, use in self._uses.items() if use.name == name and use.role == "fact"), name)
        found = self._table.column(name) or self._table.column(by_fact)
        if found is None:
            close = closest(name, [*(column.name for column in self._table.columns), *(use.name for use in self._uses.values())])
            place = Place(self._table.file)
            raise TableError([problem("NK461", place, "did_you_mean" if close else None, name=name, suggestion=close or "")])
        return found

    def _is_personal(self, column: Column) -> bool:
        """Whether a column is about a person: by what it is used as, and where that is no fact for sure, by its title."""
        use = self._uses.get(column.name)
        if use is None:
            return names_person_column(column.title)
        if use.role in ("permit", "permits"):
            return use.role == "permits" or PERMIT_KINDS[use.name].personal_number or names_person_column(column.title)
        facts = [rules.catalogue[use.name] for rules in self._rules if use.name in rules.catalogue]
        if any(fact.personal for fact in facts):
            return True
        return not (facts and use.sure) and names_person_column(column.title)

    def _personal_group(self) -> TableError:
        assert self._by is not None  # noqa: S101 - asked only then
        return TableError([problem("NK558", self._table.place(column=self._by), read=self._by.name)])

    # --- the file of changed rows ------------------------------------------------------------------------------------

    @contextmanager
    def _written(self) -> "Iterator[Any]":
        """A function that writes a changed row; the file is there whole when everything went well, or not at all."""
        path = self._wanted.out
        if path is None:
            yield lambda row, made: None
            return
        titles = [column.name for column in self._table.columns]
        taken = [name for name in titles if name in (*_COLUMNS, _KEY)]
        if taken:
            raise TableError([problem("NK471", self._table.place(column=self._table.column(taken[0])), name=taken[0])])
        with ExitStack() as stack:
            rules = [file for each in self._rules for file in files_of(each)]
            draft = stack.enter_context(Draft(path, overwrite=self._wanted.overwrite, inputs=(self._table.file, *rules)))
            key = self._key
            sink = _sink(draft, [*titles, *_COLUMNS, *([] if key is None else [_KEY])], self._table.delimiter or ",")
            stack.callback(sink.close)
            sink.begin()
            yield lambda row, made: sink.row((*row.cells, *_cells(made), *([] if key is None else [row.cells[key.index]])))
            sink.close()
            draft.commit()


def _own(mapping: ColumnMapping | None, rules: RuleSet, other: RuleSet) -> ColumnMapping | None:
    """A mapping without the facts that only the other side knows."""
    if mapping is None:
        return None

    def is_own(use: Use) -> bool:
        return use.name not in other.catalogue or use.name in rules.catalogue

    return replace(mapping, columns={name: use for name, use in mapping.columns.items() if is_own(use)})


def _cells(made: ChangedRow) -> tuple[Cell, ...]:
    return (made.number, made.old, made.new, (", " if made.alone else " + ").join(name or "applies_when" for name in made.because))


def _sink(draft: Draft, names: Sequence[str], delimiter: str) -> CsvSink | JsonlSink:
    ending = draft.path.suffix.lower()
    if ending in JSON_ENDINGS:
        return JsonlSink(draft, names)
    if ending in TEXT_ENDINGS:
        return CsvSink(draft, names, "\t" if ending == ".tsv" else delimiter)
    raise unwritable(draft.path, Words("its name must end in .csv or .jsonl", "namanya harus berakhiran .csv atau .jsonl"))


def _in_order(pairs: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """What changed first, then what stayed, each in the order of the outcomes."""
    order = [outcome.value for outcome in Outcome]
    return {pair: pairs[pair] for pair in sorted(pairs, key=lambda pair: (pair[0] == pair[1], *map(order.index, pair)))}


# --- because of what -------------------------------------------------------------------------------------------------


def truths(decision: Decision, names: Names) -> Truths:
    """Guard and requirement of every requirement by its new name; under no name whether the rule set is for this business."""
    seen = Seen({}, decision)
    seen.settle()
    applies = decision.rules.applies_when
    found = {"": (MET, MET if applies is None else seen.truth(applies))}
    for name, one in decision.rules.criteria.items():
        if one.kind is CriterionKind.REQUIREMENT:
            found[names.new("criterion", name)] = seen.criterion(name)
    return found


def reasons(old: Truths, new: Truths, outcome: Outcome) -> tuple[tuple[str, ...], bool]:
    """The criteria that make the new outcome of the old one: each that is enough alone, or else a few that are enough together."""
    differing = [name for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name)]
    alone = [name for name in differing if judge(_swapped(old, new, [name])) is outcome]
    if alone:
        return tuple(alone), True
    needed = list(differing)
    for name in differing:
        fewer = [each for each in needed if each != name]
        if judge(_swapped(old, new, fewer)) is outcome:
            needed = fewer
    return tuple(needed), len(needed) == 1


def _swapped(old: Truths, new: Truths, names: Iterable[str]) -> Truths:
    """The old truths with those of some criteria as they are now; a criterion that is only on one side comes or goes."""
    made = dict(old)
    for name in names:
        made.pop(name, None)
        made |= {name: new[name]} if name in new else {}
    return made


def judge(found: Truths) -> Outcome:
    """The outcome, from three-valued truths."""
    scope, asked, satisfied = found[""][1], NOT_MET, MET
    for name, (guard, require) in found.items():
        if name:
            asked |= guard
            satisfied &= negate(guard) | require
    scope &= asked
    if scope != MET:
        return Outcome.OUT_OF_SCOPE if scope == NOT_MET else Outcome.NEEDS_INFORMATION
    return {MET: Outcome.ELIGIBLE, NOT_MET: Outcome.INELIGIBLE}.get(satisfied, Outcome.NEEDS_INFORMATION)
