"""A table in, the same table out with a decision in every row."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from naikkelas.arguments import checked, word
from naikkelas.batch.arguments import TABLES
from naikkelas.batch.cells import Cell
from naikkelas.batch.columns.mapped import MAPPED_TABLES, opened
from naikkelas.batch.columns.mapping import ColumnMapping
from naikkelas.batch.columns.plan import ReadingPlan, plan_of
from naikkelas.batch.columns.uses import use_title
from naikkelas.batch.rows.derived import DerivedColumns
from naikkelas.batch.rows.keys import Keys
from naikkelas.batch.rows.profiles import CellProblem, RowReader
from naikkelas.batch.rows.row_words import mark
from naikkelas.batch.rows.row_words import told as told_of
from naikkelas.batch.rows.summary import Counts, Score, most_first
from naikkelas.batch.rows.verdicts import Judge, Verdict
from naikkelas.batch.scored_table import AS_OF, READING, RULES, check_prefix, reading_of, stamp
from naikkelas.batch.table import Table, TableError
from naikkelas.batch.written.column_words import column_notes, said_columns
from naikkelas.batch.written.draft import Draft, files_of
from naikkelas.batch.written.result_form import sink_of
from naikkelas.batch.written.sinks import PROBLEM_COLUMNS, Sink, problem_row
from naikkelas.batch.written.workbook import WorkbookSink, cut_cells
from naikkelas.conditions import CriterionKind
from naikkelas.ikm.findings import HIDDEN
from naikkelas.ikm.outside import told
from naikkelas.problems import EvaluationError, Lang, MissingExtraError, Place, Problem, Words, problem
from naikkelas.rules import RuleSet

if TYPE_CHECKING:
    from naikkelas.batch.columnar.run import BlockScorer, ScoredBlock

#: How many rows pass between two calls of ``progress``.
STEP: Final = 500

#: Fewer rows are decided one by one sooner than a table engine has started.
FEW: Final = 500

#: Problems of a table that are about a row or a title: they stand in the file of problems, also where nothing is shown.
_OF_ROWS: Final = frozenset({"NK480", "NK559", "NK561", "NK562", "NK568"})

#: Called with the rows done and, where it is known, the rows in all.
Progress = Callable[[int, int | None], None]
_Path = str | os.PathLike[str]

#: What decides the rows of a table.
Engine = Literal["polars", "duckdb", "rows"]


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
    engine: "Engine | None" = None


@checked(MAPPED_TABLES, engine=word(get_args(Engine)))
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
    engine: Engine | None = None,
    check_unused: bool = False,
    progress: Progress | None = None,
) -> Score:
    """Decides every row of a table and writes the table with the decisions, whole or not at all.

    Every row that is not blank stands in the result once, in order: its own columns, then ``nk_outcome``, ``nk_reasons``,
    ``nk_next_step``, ``nk_points_low``, ``nk_points_high``, the status of each criterion, ``nk_problems``, ``nk_as_of``, ``nk_rules``,
    ``nk_reading``, and with ``assume`` also ``nk_assumed``. A cell that cannot be read makes its fact missing and is told there.

    Args:
        table: a table of :func:`read_table`, or its path.
        rules: the rules to decide by.
        out: where the result goes: ``.csv``, ``.xlsx``, ``.parquet`` or ``.jsonl``.
        as_of: the date all rows are judged on.
        rules_as_of: the date that picks parameter values; ``as_of`` unless given.
        mapping: which column is what, or the path of such a file; without one, columns that are sure are used. A path is read from the
            sheet and the row of titles that it names.
        problems: where every problem of a cell goes, one a line: ``.csv`` or ``.jsonl``.
        assume: facts without a column that are the same in every row.
        key: the column whose cells name the rows; two alike are told.
        lang: the language of reasons, next steps and problems.
        prefix: what the names of the result's columns start with.
        overwrite: replace files that exist.
        engine: ``polars`` or ``duckdb`` decides some ten thousand rows at a time, ``rows`` one by one; all write the same. Without one
            Polars does where it can; for a few hundred rows ``rows`` does, which is sooner done, and where Polars cannot, with a warning
            (NK478) that says why.
        check_unused: also look at the cells of columns that surely are facts which the rules do not read.
        progress: called now and then with the rows done, and in all where that is known.

    Raises:
        TableError: when the table, the mapping or the result cannot be used (NK402, NK450 to NK477); nothing is written.
        ProfileError: when an assumed value cannot be read.
        EvaluationError: when the rules are not in force on that date.
        ArgumentError: when an argument is of the wrong type (NK504, NK538); it is a ``ValueError`` too.
        MissingExtraError: when the engine that was asked for is not installed.
        OSError: when the result cannot be written; what was there before still is.
    """
    check_prefix(prefix)
    table, chosen = opened(table, mapping)
    options = Options(as_of, rules_as_of, lang, prefix, key, overwrite, dict(assume or {}), engine)
    plan = plan_of(table, rules, chosen, options.assume, check_unused=check_unused)
    run = _Run(table, rules, plan, options)
    others = tuple(path for path in (table.file, None if chosen is None else chosen.file, *files_of(rules)) if path is not None)
    return _written(run, out, problems, others, progress)


def _written(run: "_Run", out: _Path, problems: _Path | None, inputs: tuple[str, ...], progress: Progress | None) -> Score:
    """The result and the problems beside it, both in their place or neither."""
    overwrite = run.options.overwrite
    with ExitStack() as stack:
        draft = stack.enter_context(Draft(out, overwrite=overwrite, inputs=inputs))
        drafts = [draft]
        sinks = [stack.enter_context(_closing(_sink(draft, run)))]
        if problems is not None:
            beside = stack.enter_context(Draft(problems, overwrite=overwrite, inputs=inputs, others=(os.fspath(out),)))
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
        self._derived = DerivedColumns(table, plan, rules, self._judge)
        self._keys = Keys(table, options.key)
        self.assumed = assumed_words(rules, options.assume)
        stamped = (*stamp(rules, options.as_of, options.rules_as_of), reading_of(plan))
        self.last = (*stamped, *([self.assumed] if self.assumed else ()))
        self.engine: Engine = "rows"
        self.is_sheet = False
        self._warnings: list[Problem] = [*table.problems, *plan.problems]
        added = result_columns(rules, options.prefix, assumed=bool(options.assume))
        self.names = [*(column.name for column in table.columns), *added]
        taken = {column.name for column in table.columns}.intersection(added)
        if taken:
            first = min(taken)
            raise TableError([problem("NK471", table.place(column=table.column(first)), "other_prefix", name=first)])
        self._scorer = self._block_scorer(options.engine)

    def _block_scorer(self, wanted: "Engine | None") -> "BlockScorer | None":
        """What scores blocks; ``None`` where rows are decided one by one, because that was asked for or nothing else can."""
        if wanted == "rows" or (wanted is None and self.table.total is not None and self.table.total < FEW):
            return None
        try:
            from naikkelas.batch.columnar.run import BlockScorer

            days = (self.options.as_of, self.options.rules_as_of)
            engine = wanted or "polars"
            scorer = BlockScorer(
                self.table, self.rules, self.plan, self.options.assume, self._judge, self._derived, days, engine, self._mark
            )
        except MissingExtraError as error:
            if wanted is not None:
                raise
            self._by_rows(error.problems)
        except EvaluationError as error:
            self._by_rows(error.problems)
        else:
            self.engine = engine
            return scorer
        return None

    def _by_rows(self, why: Sequence[Problem]) -> None:
        reason = Words(why[0].message("en"), why[0].message("id"))
        self._warnings.append(problem("NK478", Place(self.table.file), why[0].hint, **{**why[0].slots, "reason": reason}))

    def through(self, sinks: Sequence[Sink], out: str, progress: Progress | None) -> Score:
        """Every row, once."""
        counts = Counts()
        lost = [self._of_table(each) for each in self.table.problems if each.code in _OF_ROWS]
        for sink in sinks:
            sink.begin()
            for found in lost:
                sink.problem(found)
        through = self._by_row if self._scorer is None else self._by_block
        for _ in through(sinks, counts):
            if progress is not None:
                progress(counts.rows, self.table.total)
        if progress is not None:
            progress(counts.rows, self.table.total)
        self._check(counts)
        return self._score(counts, out)

    def _of_table(self, found: Problem) -> CellProblem:
        """What was found out about a row or a title before any row was decided."""
        at = found.place.column
        return CellProblem(found.place.line or 0, None if at is None else self.table.columns[at - 1], found)

    def _by_row(self, sinks: Sequence[Sink], counts: Counts) -> Iterator[None]:
        """Row by row; stops now and then for others to see how far it is."""
        for row in self.table.rows():
            snapshot, found = self._reader.read(row)
            if row.problem is None:
                found += self._derived.placed(self._derived.problems(snapshot), row.number, row.cells.__getitem__)
                found += self._keys.repeated(row.number, row.cells)
            found += self._cut(row.number, row.cells)
            verdict = self._judge.judge(snapshot)
            told = told_of((self._mark(each) for each in found), row.surplus)
            made = self._cells(verdict, verdict.reasons, told)
            found += self._cut(row.number, made, len(row.cells))
            counts.add(verdict)
            if (apart := counts.note(found)) is not None:
                counts.set_apart(apart, verdict)
            counts.marked += bool(told)
            cells = (*row.cells, *made)
            for sink in sinks:
                sink.row(cells)
                for each in found:
                    sink.problem(each)
            if counts.rows % STEP == 0:
                yield

    def _by_block(self, sinks: Sequence[Sink], counts: Counts) -> Iterator[None]:
        """Many rows at a time; stops after each block."""
        from naikkelas.batch.blocks import blocks_of
        from naikkelas.batch.columnar.written import write_block

        assert self._scorer is not None  # noqa: S101 - that is why it goes this way
        for block in blocks_of(self.table):
            scored = self._scorer.score(block)
            found = scored.problems
            for at, each in self._keys.repeated_in(block):
                found.setdefault(at, []).append((each, self._mark(each)))
            marks = self._marks(scored)
            for verdict, rows in scored.verdicts():
                counts.add(verdict, rows)
            for sink in (each for each in sinks if not isinstance(each, _ProblemSink)):
                if self.is_sheet:
                    self._write_sheet(sink, scored, marks, found)
                else:
                    write_block(sink, scored, marks, self._cells, self.last)
            counts.marked += len(marks)
            for at in sorted(found):
                if (apart := counts.note(each for each, _ in found[at])) is not None:
                    counts.set_apart(apart, scored.verdict(at))
                for sink in sinks:
                    for each, _ in found[at]:
                        sink.problem(each)
            yield

    def _marks(self, scored: "ScoredBlock") -> dict[int, str]:
        """What is wrong with the rows of a block, in words, by their place."""
        marks = {at: told_of((text for _, text in told), ()) for at, told in scored.problems.items()}
        for at, surplus in scored.block.surplus.items():
            marks[at] = told_of([marks.get(at) or None], surplus)
        return {at: text for at, text in marks.items() if text}

    def _cut(self, number: int, cells: Sequence[Cell], first: int = 0) -> list[CellProblem]:
        """What is told of cells, from column ``first`` on, that are longer than the result can hold."""
        return cut_cells(self.table, number, cells, self.names, first) if self.is_sheet else []

    def _write_sheet(
        self, sink: Sink, scored: "ScoredBlock", marks: dict[int, str], found: dict[int, list[tuple[CellProblem, str | None]]]
    ) -> None:
        """Writes a block where cells may be too long, and looks at each of them once; what is told of them goes to the others."""
        for at, (cells, verdict, reasons) in enumerate(scored.rows()):
            number = scored.block.numbers[at]
            if own := self._cut(number, cells):
                found.setdefault(at, []).extend((each, self._mark(each)) for each in own)
                marks[at] = told_of((text for _, text in found[at]), scored.block.surplus.get(at, ()))
            made = self._cells(verdict, reasons, marks.get(at, ""))
            if more := self._cut(number, made, len(cells)):
                found.setdefault(at, []).extend((each, None) for each in more)
            sink.row((*cells, *made))

    def _cells(self, verdict: Verdict, reasons: str, told: str) -> tuple[Cell, ...]:
        """What a row gets behind its own cells."""
        statuses = (status.value for status in verdict.statuses)
        made = (verdict.outcome.value, reasons, verdict.next_step, *verdict.points, *statuses, told)
        return (*made, *self.last)

    def _mark(self, each: CellProblem) -> str | None:
        """What a row says of a problem; of most warnings nothing."""
        return mark(each, self.options.lang)

    def _check(self, counts: Counts) -> None:
        """The totals: what was counted before is what went through, and every row has one outcome."""
        expected = counts.rows if self.table.total is None else self.table.total
        if not counts.rows == expected == counts.outcomes.total():
            place = Place(self.table.file)
            raise TableError([problem("NK475", place, "read_again", read=counts.rows, expected=expected)])

    def _score(self, counts: Counts, out: str) -> Score:
        rules, plan = self.rules, self.plan
        return Score(
            out,
            counts.rows,
            counts.marked,
            dict(counts.outcomes),
            most_first(counts.lost, rules.criteria),
            most_first(counts.open, rules.criteria),
            most_first(counts.asked, rules.facts),
            most_first(counts.problems, ()),
            tuple(counts.first),
            tuple(self._warnings),
            tuple((each.column.name, each.use.words) for each in plan.used),
            tuple(column.name for column in plan.unused),
            plan.missing,
            tuple(self.options.assume),
            self.table.notes,
            tuple((each.column.name, each.use.words) for each in plan.unread),
            bool(plan.checked),
            self.engine,
            self.assumed,
            dict(counts.no_business),
            dict(counts.perhaps_no_business),
            self.options.as_of,
            self.options.rules_as_of,
            dict(counts.not_today),
            {name: counts.first_lost[name] for name, each in rules.criteria.items() if each.kind is CriterionKind.REQUIREMENT},
            tuple((each.column.name, use_title(each.use, each.fact)) for each in plan.used),
            tuple((each.column.name, use_title(each.use, each.fact)) for each in plan.unread),
        )


def assumed_words(rules: RuleSet, assume: Mapping[str, Any]) -> str:
    """What is assumed for every row, as the result says it: ``knows_production=true; md_status=none``; personal values are hidden."""
    snapshot = rules.admit(dict(assume))
    said = []
    for name in assume:
        fact = rules.catalogue[name]
        value = snapshot.value(name)
        said.append(f"{name}={HIDDEN if fact.personal else told(value, fact.type)}")
    return "; ".join(said)


@checked(TABLES)
def result_columns(rules: RuleSet, prefix: str = "nk_", *, assumed: bool = False) -> list[str]:
    """The names of the columns that a result adds, in order; ``assumed`` with the one that says what was assumed."""
    ends = ("problems", AS_OF, RULES, READING, *(["assumed"] if assumed else []))
    return [*decided_columns(rules, prefix), *(f"{prefix}{end}" for end in ends)]


def decided_columns(rules: RuleSet, prefix: str = "nk_") -> list[str]:
    """The names of the columns that hold a decision and its words, in order."""
    return [f"{prefix}{end}" for end in ("outcome", "reasons", "next_step", "points_low", "points_high", *rules.criteria)]


def _sink(draft: Draft, run: _Run) -> Sink:
    table = run.table

    def book() -> WorkbookSink:
        own, prefix, lang = len(table.columns), run.options.prefix, run.options.lang
        about, criteria = (run.rules, table.file, table.sheet), run.rules.criteria
        said = said_columns(run.names, own, prefix, criteria, lang)
        return WorkbookSink(draft, run.names, own, about, lang, said, column_notes(run.names, own, prefix, criteria, lang))

    made = sink_of(draft, run.names, delimiter=table.delimiter, book=book, rows=table.total)
    run.is_sheet = isinstance(made, WorkbookSink)
    return made


class _ProblemSink:
    """The file of problems: one line for each."""

    def __init__(self, draft: Draft, run: _Run) -> None:
        self._run = run
        self._sink: Sink = sink_of(draft, PROBLEM_COLUMNS, delimiter=run.table.delimiter, parquet=False)

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
