"""A table in, the same table out with a place in a cohort in every row."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from typing import Any, Final

from naikkelas.arguments import checked, either
from naikkelas.batch.cells import Cell, key_of_name, name_of, text_of
from naikkelas.batch.cohort.decided import OUTCOME, before, outcome_in
from naikkelas.batch.cohort.deciding import Decided, Deciding
from naikkelas.batch.cohort.sheet import CohortBook, CohortSink, cohort_sink
from naikkelas.batch.cohort.words import CHANGED, group_title, group_words, made_lines, reason, summary_lines, to_settle
from naikkelas.batch.columns.mapped import MAPPED_TABLES, opened
from naikkelas.batch.columns.mapping import ColumnMapping
from naikkelas.batch.columns.plan import ReadingPlan, plan_of
from naikkelas.batch.read_before import was_unread
from naikkelas.batch.rows.profiles import CellProblem, RowReader
from naikkelas.batch.rows.verdicts import assumed_told, is_of_other
from naikkelas.batch.score import assumed_words
from naikkelas.batch.scored_table import as_it_was, check_prefix, column_named
from naikkelas.batch.table import NO_BUSINESS, Column, Row, Table, TableError, closest
from naikkelas.batch.written.draft import Draft, files_of
from naikkelas.batch.written.workbook import cut_cells
from naikkelas.cohorts.asking import ANY_POINTS, NO_RULES, Asked, Wanted, ask, wanted_of
from naikkelas.cohorts.choosing import choose
from naikkelas.cohorts.model import Candidate, Cause, Cohort, Standing
from naikkelas.conditions import Outcome
from naikkelas.explain.words import clean, in_lang
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import Lang, Place, Problem, Words, problem, shown
from naikkelas.ranges import Bounds
from naikkelas.rules import RuleSet
from naikkelas.snapshot import Snapshot

#: How many rows pass between two calls of ``progress``.
STEP: Final = 500
#: How many problems of rows are told.
KEPT: Final = 20

_NOTHING: Final = Snapshot({}, {})
#: What parts the cells that name a row.
_BETWEEN: Final = "\x1f"
_Path = str | os.PathLike[str]
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Selected:
    """What became of a table: the cohort, the terms that were used, and what was found on the way.

    ``out`` is ``None`` where only the counts were asked for. ``scored`` says that outcomes were read from the table, and not decided here;
    ``outcome`` is the column they were read from. ``assumed_words`` says what was assumed of every row. ``no_business`` is how many of the
    rows are none; they are refused a place, and nobody judged them.
    """

    cohort: Cohort
    asked: Asked
    rows: int
    out: str | None
    scored: bool
    warnings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    used: tuple[tuple[str, str], ...] = ()
    outcome: str | None = None
    assumed_words: str = ""
    no_business: int = 0


@checked(MAPPED_TABLES, rules=either(type(None), MAPPED_TABLES["rules"]), wanted=wanted_of)
def select_table(  # noqa: PLR0913 - all but three by name
    table: Table | _Path,
    rules: RuleSet | None,
    out: _Path | None = None,
    *,
    as_of: date,
    rules_as_of: date | None = None,
    wanted: Wanted | Mapping[str, Any] | None = None,
    names: Mapping[str, str] | None = None,
    mapping: ColumnMapping | _Path | None = None,
    assume: Mapping[str, Any] | None = None,
    key: str | None = None,
    lang: Lang = "id",
    prefix: str = "nk_",
    outcome: str | None = None,
    decide_again: bool = False,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Selected:
    """Gives out the places of a cohort to the rows of a table, and writes the table with them, whole or not at all.

    A table that :func:`score_table` wrote is taken as it is decided; any other is decided on the way. Every row that is not blank stands
    in the result once, in order: its own columns, those of the decision, then place, rank, waiting list, group and reason.

    Args:
        table: a table, or its path.
        rules: the rules whose ``selection:`` is used, and which decide a table that is not decided yet; ``None`` for neither.
        out: where the result goes: ``.csv``, ``.xlsx``, ``.parquet`` or ``.jsonl``; ``None`` to count only.
        as_of: the date all rows are judged on.
        rules_as_of: the date that picks parameter values; ``as_of`` unless given.
        wanted: what is wanted otherwise than the rules' ``selection:`` says, also as ``{"quota": 4}``.
        names: how the caller calls what is wanted, for messages.
        mapping: which column is what, or the path of such a file; without one, columns that are sure are used.
        assume: facts without a column that are the same in every row.
        key: the column that names a business; by it the lot is drawn. Without one all of the row's own columns are the key.
        lang: the language of the reasons.
        prefix: what the names of the result's columns start with.
        outcome: the column that holds what was decided; unless given that of the prefix, or the only one called ``...outcome`` that holds
            outcomes.
        decide_again: decide every row here, whatever the table says of earlier decisions.
        overwrite: replace a file that exists.
        progress: called every 500 rows with the rows done, and in all where that is known.

    Raises:
        TableError: when the table or the result cannot be used (NK402, NK450 to NK477, NK489, NK497), another rule set decided it (NK498), or
            rows have no key of their own (NK491, NK492).
        EvaluationError: when the selection cannot be used (NK177 to NK179, NK2xx, NK490), or the rules are not in force, or an argument
            is of the wrong type (NK504, NK538).
        OSError: when the result cannot be written; what was there before still is.
    """
    check_prefix(prefix)
    table, chosen = opened(table, mapping)
    linked, catalogue = (NO_RULES, FACTS) if rules is None else (rules.linked, rules.catalogue)
    asked = ask(linked, catalogue, (rules_as_of or as_of).toordinal(), wanted_of("wanted", wanted or {}), names)
    options = _Options(as_of, rules_as_of, lang, prefix, key, outcome, decide_again, dict(assume or {}))
    run = _Run(table, rules, asked, chosen, options)
    inputs = tuple(path for path in (table.file, None if chosen is None else chosen.file, *files_of(rules)) if path is not None)
    return run.selected(run.choose(progress), None) if out is None else _written(run, out, overwrite, inputs, progress)


def _written(run: "_Run", out: _Path, overwrite: bool, inputs: tuple[str, ...], progress: Progress | None) -> Selected:
    """The cohort, and the table with it in its place."""
    with ExitStack() as stack:
        draft = stack.enter_context(Draft(out, overwrite=overwrite, inputs=inputs))
        sink = cohort_sink(draft, run.table, run.names, run.own, run.before, run.rules, run.options.prefix, run.options.lang)
        stack.callback(sink.close)
        cohort = run.choose(progress)
        run.write(cohort, sink)
        draft.commit()
    return run.selected(cohort, str(draft.path))


@dataclass(frozen=True, slots=True)
class _Options:
    as_of: date
    rules_as_of: date | None
    lang: Lang
    prefix: str
    key: str | None
    outcome: str | None
    decide_again: bool
    assume: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class _Line:
    """What is kept of a row: its key, whether its cells were read, those of its decision, what that says, and what is wrong with the row."""

    key: str
    is_read: bool
    decided: tuple[Cell, ...]
    says: tuple[str, ...]
    told: str
    problems: tuple[CellProblem, ...]
    assumed: str = ""
    is_none: bool = False


class _Run:
    """One table on its way to a cohort."""

    def __init__(self, table: Table, rules: RuleSet | None, asked: Asked, mapping: ColumnMapping | None, options: _Options) -> None:
        self.table, self.rules, self.asked, self.options = table, rules, asked, options
        self.before = None if options.decide_again else before(table, options.prefix, options.outcome)
        self.scored = self.before is not None
        if self.scored:
            table = self.table = as_it_was(table)
        if not self.scored and rules is None:
            place = Place(table.file)
            raise TableError([problem("NK497", place, "say_rules", name=f"{options.prefix}outcome")])
        self._key = _key_column(table, options.key)
        reading = _reading_rules(rules, asked, self.scored)
        self._assumed = assumed_words(reading, options.assume)
        self.plan = _plan(table, reading, _fitting(mapping, rules, reading), options.assume)
        self._reader = RowReader(table, self.plan, reading, options.assume) if self.plan.used or options.assume else None
        days = (options.as_of, options.rules_as_of)
        self._deciding = None if self.scored or rules is None else Deciding(table, rules, self.plan, options.assume, days, options.lang)
        self._lines: list[_Line] = []
        self._titles = {name: clean(in_lang(fact.title, options.lang)) for name, fact in asked.facts.items()}
        self._groups: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.problem_count = self.no_business = 0
        self.names = [*(column.name for column in table.columns), *self._added()]
        self._own = tuple(column.index for column in table.columns if self._is_own(column))
        self.own = next((at for at, index in enumerate(self._own) if at != index), len(self._own))
        taken = {column.name for column in table.columns}.intersection(self._added())
        if taken:
            first = min(taken)
            hint = "other_prefix" if self.before is None else "prefix_of_places"
            named = "" if self.before is None else self.before.outcome.name
            raise TableError([problem("NK471", table.place(column=table.column(first)), hint, name=first, suggestion=named)])

    def _is_own(self, column: Column) -> bool:
        """Whether a column says what a business is, and not what was decided of it."""
        return self.before is None or not (self.before.holds(column) or column.name.startswith(self.options.prefix or "\0"))

    def _added(self) -> list[str]:
        """The columns that the result adds."""
        prefix = self.options.prefix
        decided = [] if self._deciding is None else self._deciding.columns(prefix)
        group = [] if self.asked.selection.by is None else ["group", "group_name"]
        ends = ("place", "rank_low", "rank_high", "waiting_low", "waiting_high", *group, "place_reason", "place_problems")
        return [*decided, *(f"{prefix}{end}" for end in ends)]

    # --- first the rows are read ----------------------------------------------------------------------------------------

    def choose(self, progress: Progress | None) -> Cohort:
        """Reads every row and gives out the places."""
        candidates: list[Candidate] = []
        rows: dict[str, int] = {}
        wrong: list[Problem] = []
        for row in self._rows():
            candidate = self._candidate(row)
            candidates.append(candidate)
            key = key_of_name(candidate.key)
            if (key in rows or not key) and len(wrong) <= KEPT:
                found = self._no_key(row, rows.get(key) if key else None)
                wrong.append(found if len(wrong) < KEPT else problem("NK125", found.place, limit=KEPT))
            rows.setdefault(key, row.number)
            if progress is not None and len(candidates) % STEP == 0:
                progress(len(candidates), self.table.total)
        if progress is not None:
            progress(len(candidates), self.table.total)
        if wrong:
            raise TableError(wrong)
        if self.before is not None:
            self.before.check_rules(self.table, self.rules)
        return choose(candidates, self.asked.terms, self.asked.order)

    def _no_key(self, row: Row, first: int | None) -> Problem:
        place = self.table.place(row.number, self._key)
        if first is None:
            return problem("NK492", place, "fill_key", name=self.options.key or "")
        return problem("NK491", place, "one_row_each", read=first)

    def _rows(self) -> Iterator[Row]:
        """The rows; what an earlier run wrote beside them makes none a business."""
        if self.before is None:
            yield from self.table.rows()
            return
        own = self._own
        alone = replace(self.table, columns=tuple(self.table.columns[index] for index in own))
        judged = alone.judging()
        for row in self.table.rows():
            made = judged(replace(row, cells=tuple(row.cells[index] for index in own)))
            yield row if made.problem is None else replace(row, problem=made.problem)

    def _candidate(self, row: Row) -> Candidate:
        snapshot, problems = (_NOTHING, []) if self._reader is None else self._reader.read(row)
        if row.problem is not None and self._reader is None:
            problems = [CellProblem(row.number, None, row.problem)]
        decided, more = self._decided(row, snapshot, problems)
        problems = [*problems, *more]
        is_read = row.problem is None
        candidate = self.asked.candidate(self._name_of(row, is_read=is_read), decided.outcome, decided.points, snapshot)
        if not is_read:
            candidate = replace(candidate, has_lot=False)
        if row.is_no_business and row.problem is not None:
            candidate, decided = replace(candidate, eligible=False), replace(decided, reasons=row.problem.message(self.options.lang))
        says = self._says(candidate, decided, snapshot)
        assumed = "" if self._was_changed(decided) else assumed_told(decided.reasons)
        self.no_business += row.is_no_business
        self._lines.append(_Line(candidate.key, is_read, decided.cells, says, *self._told(problems, row), assumed, row.is_no_business))
        return candidate

    def _name_of(self, row: Row, *, is_read: bool) -> str:
        """What names a row: the cell of its key, or all cells of its own.

        A row that is not read may have cells that have moved, and one that is no business may be like another: they are named by where
        they stand.
        """
        if not is_read:
            return f"{_BETWEEN}{row.number}"
        return _BETWEEN.join(name_of(row.cells[index]) for index in (self._own if self._key is None else (self._key.index,)))

    def _decided(self, row: Row, snapshot: Snapshot, found: Sequence[CellProblem]) -> tuple[Decided, list[CellProblem]]:
        if self._deciding is not None:
            return self._deciding.of(row, snapshot, found), []
        if self.before is None or (row.problem is not None and not was_unread(row.problem)):
            return Decided(None, ANY_POINTS), []
        self.before.note(row)
        problems: list[CellProblem] = []
        outcome = outcome_in(self._cell(row, OUTCOME))
        if outcome is None:
            problems.append(self._unread(row, OUTCOME, " | ".join(Outcome)))
        points = self._points(row) if self._reads_points else ANY_POINTS
        if points is None:
            problems.append(self._unread(row, "points_low", Words("whole numbers, low and high", "bilangan bulat, bawah dan atas")))
        texts = [text_of(self._cell(row, end)) for end in ("reasons", "next_step")]
        return Decided(outcome, points or ANY_POINTS, (), *texts), problems

    @property
    def _reads_points(self) -> bool:
        has = self.before is not None and all(self.before.column(f"points_{end}") is not None for end in ("low", "high"))
        return has and self.asked.uses_points

    def _cell(self, row: Row, end: str) -> Cell:
        return None if self.before is None else self.before.cell(row, end)

    def _points(self, row: Row) -> Bounds | None:
        """The points of a row of a scored table; ``None`` where they cannot be read."""
        texts = [text_of(self._cell(row, f"points_{end}")).strip() for end in ("low", "high")]
        try:
            low, high = (int(text) for text in texts)
        except ValueError:
            return None
        return (low, high) if ANY_POINTS[0] <= low <= high <= ANY_POINTS[1] else None

    def _unread(self, row: Row, end: str, expected: str) -> CellProblem:
        column = None if self.before is None else self.before.column(end)
        read = shown(text_of(self._cell(row, end)))
        found = problem(
            "NK493", self.table.place(row.number, column), name="" if column is None else column.name, read=read, expected=expected
        )
        return CellProblem(row.number, column, found, read)

    def _was_changed(self, decided: Decided) -> bool:
        """Whether somebody changed the outcome in the table."""
        return self.scored and decided.outcome is not None and is_of_other(decided.reasons, decided.outcome)

    def _says(self, candidate: Candidate, decided: Decided, snapshot: Snapshot) -> tuple[str, ...]:
        """What the decision says of one who is turned away, and else what is to be settled."""
        lang = self.options.lang
        changed = in_lang(CHANGED, lang) if self._was_changed(decided) else ""
        if candidate.eligible is False:
            return (changed or decided.reasons,)
        titles = [self._titles[name] for name in self.asked.open_facts(snapshot)]
        if decided.points[0] < decided.points[1] and self.asked.uses_points:
            titles.append({"id": "poin", "en": "points"}[lang])
        if candidate.eligible is None and not decided.next_step:
            titles.append({"id": "hasil penilaian", "en": "the outcome"}[lang])
        return to_settle(titles, lang), decided.next_step, changed

    def _told(self, problems: Sequence[CellProblem], row: Row) -> tuple[str, tuple[CellProblem, ...]]:
        """What is wrong with a row, in words; surplus cells stand here, so that nothing of the row is lost."""
        errors = [each for each in problems if each.problem.is_error or each.problem.code == NO_BUSINESS]
        self.problem_count += len(errors)
        self.problems += [each.problem for each in errors[: KEPT - len(self.problems)]]
        parts = [self._marked(errors)] if errors else []
        if row.surplus:
            parts.append(f"+ {' | '.join(text_of(cell) for cell in row.surplus)}")
        return "; ".join(parts), tuple(errors)

    # --- then they are written ------------------------------------------------------------------------------------------

    def write(self, cohort: Cohort, sink: CohortSink) -> None:
        """Every row again, with its place. What a row is was told before, and is not asked again."""
        sink.begin()
        last = () if self._deciding is None else self._deciding.last
        for count, (row, line) in enumerate(zip_longest(self.table.open(), self._lines)):
            if row is None or line is None or line.key != self._name_of(row, is_read=line.is_read and row.problem is None):
                # somebody changed the file meanwhile
                raise TableError([problem("NK475", Place(self.table.file), "read_again", read=count, expected=len(self._lines))])
            made = (*line.decided, *last, *self._place_cells(cohort[line.key], line))
            told = line.problems
            if isinstance(sink, CohortBook) and (lost := self._cut(row, made)):
                told = (*told, *lost)
                made = (*made[:-1], "; ".join(filter(None, (line.told, self._marked(lost)))))
            sink.row((*row.cells, *made))
            for each in told:
                sink.problem(each)
        warnings = [each.text(self.options.lang) for each in self.warnings(cohort)]
        days = (self.options.as_of, self.options.rules_as_of)
        made_so = made_lines(self._from, days, self._assumed, self.options.lang)
        sink.summary(summary_lines(cohort, self.asked, self.rules, warnings, made_so, self.options.lang, none=self.no_business))

    def _cut(self, row: Row, made: Sequence[Cell]) -> list[CellProblem]:
        """What is told of cells that a sheet does not hold whole; the last says what is wrong with the row."""
        found = cut_cells(self.table, row.number, (*row.cells, *made), self.names)
        self.problem_count += len(found)
        self.problems += [each.problem for each in found[: KEPT - len(self.problems)]]
        return found

    def _marked(self, found: Iterable[CellProblem]) -> str:
        """The words on problems of a row."""
        lang = self.options.lang
        return "; ".join(
            f"{each.column.name}: {each.problem.message(lang)}" if each.column else each.problem.message(lang) for each in found
        )

    def _place_cells(self, standing: Standing, line: _Line) -> tuple[Cell, ...]:
        rank, waiting = standing.rank or (None, None), standing.waiting or (None, None)
        group = () if self.asked.selection.by is None else (standing.group, self._group_title(standing.group))
        said = line.says if standing.cause in (Cause.NOT_ELIGIBLE, Cause.OWN_UNKNOWNS) else ()
        why = reason(standing, self.asked, said, self.options.lang, line.assumed, is_none=line.is_none)
        return (standing.place.value, *rank, *waiting, *group, why, line.told)

    def _group_title(self, group: str | None) -> str | None:
        """What a group is called; nothing where nobody knows it."""
        if group is not None and group not in self._groups:
            self._groups[group] = group_title(group, self.asked, self.options.lang)
        return None if group is None else self._groups[group]

    def selected(self, cohort: Cohort, out: str | None) -> Selected:
        """What became of the table."""
        warnings = [*self.table.problems, *self.plan.problems, *self.warnings(cohort)]
        used = tuple((each.column.name, each.use.words) for each in self.plan.used)
        return Selected(
            cohort,
            self.asked,
            len(self._lines),
            out,
            self.scored,
            tuple(warnings),
            tuple(self.problems),
            self.problem_count,
            used,
            self._from,
            self._assumed,
            self.no_business,
        )

    @property
    def _from(self) -> str | None:
        """The column that outcomes are read from."""
        return None if self.before is None else self.before.outcome.name

    def warnings(self, cohort: Cohort) -> Iterable[Problem]:
        """Decisions made otherwise, facts without a column, minimums that are not met, and minimums that no quota could meet."""
        if self.before is not None:
            yield from self.before.differences(self.table, self.rules, self.options.as_of, self.options.rules_as_of)
        titles = [fact.title for name, fact in self.asked.facts.items() if name in self.plan.missing]
        missing = [Words(clean(title.en), clean(title.id)) for title in titles]
        if self.scored and self.asked.uses_points and not self._reads_points:
            missing.append(Words("points", "poin"))
        for title in missing:
            yield problem("NK494", Place(self.table.file), "map_column", name=title)
        terms = self.asked.terms
        promised = sum(tally.minimum for tally in cohort.groups)
        if terms.quota is not None and promised > terms.quota:
            yield problem("NK496", Place(self.table.file), read=promised, expected=terms.quota)
        for tally in cohort.groups:
            if tally.is_met is False:
                yield problem(
                    "NK495", Place(self.table.file), name=group_words(tally.group, self.asked), read=tally.most, expected=tally.minimum
                )


def _reading_rules(rules: RuleSet | None, asked: Asked, scored: bool) -> RuleSet:
    """Rules that read what the selection needs besides what decides; a table that is decided is read for the selection only."""
    if rules is None or scored:
        declared = {} if rules is None else rules.linked.declared
        return RuleSet(replace(NO_RULES, facts=dict(asked.facts), declared=declared))
    return RuleSet(replace(rules.linked, facts={**rules.linked.facts, **asked.facts}))


def _fitting(mapping: ColumnMapping | None, rules: RuleSet | None, reading: RuleSet) -> ColumnMapping | None:
    """The mapping without columns of facts that the rules know and the selection has no use for."""
    if mapping is None or rules is None:
        return mapping
    idle = rules.catalogue.keys() - reading.catalogue.keys()
    return replace(mapping, columns={name: use for name, use in mapping.columns.items() if use.name not in idle})


def _plan(table: Table, rules: RuleSet, mapping: ColumnMapping | None, assume: Mapping[str, Any]) -> ReadingPlan:
    """How the table is read; that no column is of use is told with each fact (NK494)."""
    if not rules.facts:
        return ReadingPlan((), table.columns, (), ())
    try:
        return plan_of(table, rules, mapping, assume)
    except TableError as error:
        if rules.criteria or any(each.is_error and each.code != "NK465" for each in error.problems):
            raise
        warnings = tuple(each for each in error.problems if not each.is_error)
        return ReadingPlan((), table.columns, warnings, tuple(name for name in rules.facts if name not in assume))


def _key_column(table: Table, name: str | None) -> Column | None:
    if name is None:
        return None
    found = column_named(table.columns, name)
    if found is None:
        close = closest(name, [column.name for column in table.columns])
        raise TableError([problem("NK461", Place(table.file), "did_you_mean" if close else None, name=name, suggestion=close or "")])
    return found
