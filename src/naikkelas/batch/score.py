"""A table in, the same table out with a decision in every row."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.draft import Draft, unwritable
from naikkelas.batch.mapping import ColumnMapping, read_mapping
from naikkelas.batch.plan import ReadingPlan, plan_of
from naikkelas.batch.profiles import CellProblem, RowReader
from naikkelas.batch.reading import JSON_ENDINGS, SHEET_ENDINGS, TEXT_ENDINGS, read_table
from naikkelas.batch.sinks import PROBLEM_COLUMNS, CsvSink, JsonlSink, Sink, problem_row
from naikkelas.batch.summary import Counts, Score
from naikkelas.batch.table import Column, Row, Table, TableError, closest
from naikkelas.batch.verdicts import Judge, Verdict
from naikkelas.batch.workbook import MOST_ROWS, WorkbookSink
from naikkelas.problems import Lang, Place, Problem, Words, problem
from naikkelas.rules import RuleSet

#: How many rows pass between two calls of ``progress``.
STEP: Final = 500

#: Warnings that are told in the row itself, beside every error: the row contradicts itself, stands twice, or is none.
_MARKING: Final = frozenset({"NK404", "NK457", "NK472"})

#: Called with the rows done and, where it is known, the rows in all.
Progress = Callable[[int, int | None], None]
_Path = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Options:
    """How a table is scored; see :func:`score_table`."""

    as_of: date
    rules_as_of: date | None = None
    lang: Lang = "id"
    prefix: str = "nk_"
    key: str | None = None
    overwrite: bool = False
    assume: Mapping[str, Any] = field(default_factory=dict, hash=False)


def score_table(  # noqa: PLR0913 - all but three by name
    table: Table | _Path,
    rules: RuleSet,
    out: _Path,
    *,
    as_of: date,
    rules_as_of: date | None = None,
    mapping: ColumnMapping | _Path | None = None,
    problems: _Path | None = None,
    assume: Mapping[str, Any] | None = None,
    key: str | None = None,
    lang: Lang = "id",
    prefix: str = "nk_",
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Score:
    """Decides every row of a table and writes the table with the decisions, whole or not at all.

    Every row that is not blank stands in the result once, in order: its own columns, then ``nk_outcome``, ``nk_points_low``,
    ``nk_points_high``, the status of each criterion, ``nk_reasons``, ``nk_next_step`` and ``nk_problems``. A cell that cannot be read
    makes its fact missing and is told there.

    Args:
        table: a table of :func:`read_table`, or its path.
        rules: the rules to decide by.
        out: where the result goes: ``.csv``, ``.xlsx`` or ``.jsonl``.
        as_of: the date all rows are judged on.
        rules_as_of: the date that picks parameter values; ``as_of`` unless given.
        mapping: which column is what, or the path of such a file; without one, columns that are sure are used.
        problems: where every problem of a cell goes, one a line: ``.csv`` or ``.jsonl``.
        assume: facts without a column that are the same in every row.
        key: the column whose cells name the rows; two alike are told.
        lang: the language of reasons, next steps and problems.
        prefix: what the names of the result's columns start with.
        overwrite: replace files that exist.
        progress: called every 500 rows with the rows done, and in all where that is known.

    Raises:
        TableError: when the table, the mapping or the result cannot be used (NK450 to NK477); nothing is written.
        ProfileError: when an assumed value cannot be read.
        EvaluationError: when the rules are not in force on that date.
        OSError: when the result cannot be written; what was there before still is.
    """
    table = table if isinstance(table, Table) else read_table(table)
    chosen = mapping if mapping is None or isinstance(mapping, ColumnMapping) else read_mapping(mapping)
    options = Options(as_of, rules_as_of, lang, prefix, key, overwrite, dict(assume or {}))
    plan = plan_of(table, rules, chosen, options.assume)
    run = _Run(table, rules, plan, options)
    others = tuple(path for path in (table.file, None if chosen is None else chosen.file) if path is not None)
    return _written(run, out, problems, others, progress)


def _written(run: "_Run", out: _Path, problems: _Path | None, inputs: tuple[str, ...], progress: Progress | None) -> Score:
    """The result and the problems beside it, both in their place or neither."""
    overwrite = run.options.overwrite
    with ExitStack() as stack:
        draft = stack.enter_context(Draft(out, overwrite=overwrite, inputs=inputs))
        drafts = [draft]
        sinks = [stack.enter_context(_closing(_sink(draft, run)))]
        if problems is not None:
            beside = stack.enter_context(Draft(problems, overwrite=overwrite, inputs=(*inputs, os.fspath(out))))
            drafts.insert(0, beside)
            sinks.append(stack.enter_context(_closing(_ProblemSink(beside, run))))
        score = run.through(sinks, str(draft.path), progress)
        for sink in sinks:
            sink.finish(score)
        for each in drafts:
            each.commit()
    return score


class _Run:
    """One table on its way through the rules."""

    def __init__(self, table: Table, rules: RuleSet, plan: ReadingPlan, options: Options) -> None:
        self.table, self.rules, self.plan, self.options = table, rules, plan, options
        self._reader = RowReader(table, plan, rules, options.assume)
        self._judge = Judge(rules, options.as_of, options.lang, options.rules_as_of)
        self._key = _key_column(table, options.key)
        self._seen: dict[str, int] = {}
        self.names = [*(column.name for column in table.columns), *result_columns(rules, options.prefix)]
        taken = {column.name for column in table.columns}.intersection(result_columns(rules, options.prefix))
        if taken:
            first = min(taken)
            raise TableError([problem("NK471", table.place(column=table.column(first)), "other_prefix", name=first)])

    def through(self, sinks: Sequence[Sink], out: str, progress: Progress | None) -> Score:
        """Every row, once."""
        counts = Counts()
        for sink in sinks:
            sink.begin()
        for row in self.table.rows():
            snapshot, problems = self._reader.read(row)
            problems += self._repeated(row)
            verdict = self._judge.judge(snapshot)
            told = self._told(problems, row)
            counts.add(verdict, problems, bool(told))
            cells = (*row.cells, *_cells(verdict), told)
            for sink in sinks:
                sink.row(cells)
                for each in problems:
                    sink.problem(each)
            if progress is not None and counts.rows % STEP == 0:
                progress(counts.rows, self.table.total)
        if progress is not None:
            progress(counts.rows, self.table.total)
        self._check(counts)
        return self._score(counts, out)

    def _repeated(self, row: Row) -> Iterable[CellProblem]:
        """The warning about a key that stood in an earlier row; the key itself may be personal and is not told."""
        if self._key is None or row.problem is not None or is_blank(row.cells[self._key.index]):
            return
        key = text_of(row.cells[self._key.index]).strip().casefold()
        first = self._seen.setdefault(key, row.number)
        if first != row.number:
            place = self.table.place(row.number, self._key)
            yield CellProblem(row.number, self._key, problem("NK472", place, name=self._key.name, read=first))

    def _told(self, problems: Iterable[CellProblem], row: Row) -> str:
        """What is wrong with a row, in words; the cells that belong to no column stand here, so that nothing of the row is lost."""
        parts = [
            f"{each.column.name}: {each.problem.message(self.options.lang)}" if each.column else each.problem.message(self.options.lang)
            for each in problems
            if each.problem.is_error or each.problem.code in _MARKING
        ]
        if row.surplus:
            parts.append(f"+ {' | '.join(text_of(cell) for cell in row.surplus)}")
        return "; ".join(parts)

    def _check(self, counts: Counts) -> None:
        """The totals: what was counted before is what went through, and every row has one outcome."""
        expected = counts.rows if self.table.total is None else self.table.total
        if not counts.rows == expected == counts.outcomes.total():
            place = Place(self.table.file)
            raise TableError([problem("NK475", place, "read_again", read=counts.rows, expected=expected)])

    def _score(self, counts: Counts, out: str) -> Score:
        warnings: list[Problem] = [*self.table.problems, *self.plan.problems]
        return Score(
            out,
            counts.rows,
            counts.marked,
            dict(counts.outcomes),
            dict(counts.lost.most_common()),
            dict(counts.open.most_common()),
            dict(counts.asked.most_common()),
            dict(counts.problems.most_common()),
            tuple(counts.first),
            tuple(warnings),
            tuple((each.column.name, each.use.words) for each in self.plan.used),
            tuple(column.name for column in self.plan.unused),
            self.plan.missing,
            tuple(self.options.assume),
            self.table.notes,
        )


def result_columns(rules: RuleSet, prefix: str = "nk_") -> list[str]:
    """The names of the columns that a result adds, in order."""
    ends = ("outcome", "points_low", "points_high", *rules.criteria, "reasons", "next_step", "problems")
    return [f"{prefix}{end}" for end in ends]


def _cells(verdict: Verdict) -> tuple[Cell, ...]:
    statuses = (status.value for status in verdict.statuses)
    return (verdict.outcome.value, *verdict.points, *statuses, verdict.reasons, verdict.next_step)


def _key_column(table: Table, name: str | None) -> Column | None:
    if name is None:
        return None
    found = table.column(name)
    if found is None:
        close = closest(name, [column.name for column in table.columns])
        raise TableError([problem("NK461", Place(table.file), "did_you_mean" if close else None, name=name, suggestion=close or "")])
    return found


def _sink(draft: Draft, run: _Run) -> Sink:
    ending = draft.path.suffix.lower()
    if ending in TEXT_ENDINGS:
        return CsvSink(draft, run.names, run.table.delimiter or ("\t" if ending == ".tsv" else ","))
    if ending in JSON_ENDINGS:
        return JsonlSink(draft, run.names)
    if ending not in SHEET_ENDINGS - {".xlsm"}:
        reason = Words("its name must end in .csv, .xlsx or .jsonl", "namanya harus berakhiran .csv, .xlsx, atau .jsonl")
        raise unwritable(draft.path, reason)
    if run.table.total is not None and run.table.total >= MOST_ROWS:
        reason = Words(f"a sheet holds {MOST_ROWS - 1} rows; write .csv", f"satu lembar memuat {MOST_ROWS - 1} baris; tulis ke .csv")
        raise unwritable(draft.path, reason)
    about = (run.rules, run.table.file, run.table.sheet)
    return WorkbookSink(draft, run.names, len(run.table.columns), about, run.options.lang)


class _ProblemSink:
    """The file of problems: one line for each."""

    def __init__(self, draft: Draft, run: _Run) -> None:
        ending = draft.path.suffix.lower()
        if ending not in TEXT_ENDINGS | JSON_ENDINGS:
            raise unwritable(draft.path, Words("its name must end in .csv or .jsonl", "namanya harus berakhiran .csv atau .jsonl"))
        self._run = run
        self._sink: Sink = (
            JsonlSink(draft, PROBLEM_COLUMNS) if ending in JSON_ENDINGS else CsvSink(draft, PROBLEM_COLUMNS, run.table.delimiter or ",")
        )

    def begin(self) -> None:
        """Writes the titles."""
        self._sink.begin()

    def row(self, cells: Sequence[Cell]) -> None:
        """Rows go elsewhere."""

    def problem(self, found: CellProblem) -> None:
        """Writes one line."""
        table = self._run.table
        self._sink.row(problem_row(found, table.file, table.sheet, self._run.options.lang))

    def finish(self, score: Score) -> None:
        """Closes the file."""
        self._sink.finish(score)

    def close(self) -> None:
        """Closes the file."""
        self._sink.close()


class _closing:  # noqa: N801 - as contextlib.closing, which cannot carry the type of a protocol
    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def __enter__(self) -> Sink:
        return self._sink

    def __exit__(self, *_: object) -> None:
        self._sink.close()
