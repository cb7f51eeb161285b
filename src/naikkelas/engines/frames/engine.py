"""Deciding a whole table: the frame goes in, the same kind of frame comes out with the columns of the decision."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from naikkelas.engines.frames.door import TableDoor
from naikkelas.engines.frames.given import Given, Options, table_types
from naikkelas.engines.frames.graph import Graph, day_of
from naikkelas.engines.frames.memory import Memory
from naikkelas.engines.frames.parts import assumed_column
from naikkelas.engines.frames.records import RecordsTable, is_records
from naikkelas.engines.frames.support import refusals
from naikkelas.engines.frames.tables import LazyTable, MemoryTable, opened
from naikkelas.engines.frames.verdict import Dates, verdict
from naikkelas.facts import Fact, FactType, Kind
from naikkelas.problems import EvaluationError, Place, Problem, Words, in_order, problem
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.values import unscaled

if TYPE_CHECKING:
    import polars as pl

    from naikkelas.engines.frames.ready import Ready

#: Dates worked out together; a table in memory with more is worked out in parts, any other is refused.
MOST_DAYS: Final = 64
_NO_CODES: Final = Words("False; only tables of Polars have codes", "False; hanya tabel Polars yang punya kode")


class FramesEngine:
    """Decides tables by one rule set. ``catalogue`` are the facts a profile may give. It keeps nothing that stood in a table."""

    def __init__(self, linked: LinkedRuleSet, catalogue: Mapping[str, Fact]) -> None:
        self.linked = linked
        self.catalogue = catalogue
        self._types = table_types(linked, catalogue)

    def problems(self, frame: Any, options: Options) -> list[Problem]:
        """Everything that can be said of a table by its columns alone, without raising."""
        table = self._opened(frame, options)
        return in_order(self._given(table, options).problems)

    def decide(self, frame: Any, options: Options) -> Any:
        """The frame with the columns of the decision.

        Raises:
            EvaluationError: when the table cannot be decided.
        """
        table = self._opened(frame, options)
        given = self._given(table, options)
        if given.errors:
            raise EvaluationError(given.errors)
        return self._in_memory(table, given) if isinstance(table, MemoryTable) else self._lazily(table, given)

    def _opened(self, frame: Any, options: Options) -> LazyTable | MemoryTable:
        return RecordsTable(frame, self._types, options.as_of) if is_records(frame) else opened(frame)

    def _given(self, table: LazyTable | MemoryTable, options: Options) -> Given:
        if isinstance(table, RecordsTable) and not table.height:  # no row says which keys it would have
            allowed = options.allow_missing
            options = replace(options, allow_missing=allowed if allowed is True else frozenset(allowed or ()) | self._types.keys())
        given = Given(
            self.linked,
            self.catalogue,
            table.columns,
            options,
            in_memory=isinstance(table, MemoryTable),
            ignores_case=table.ignores_case,
            is_empty=table.is_empty,
        )
        given.note_unreadable()
        given.problems += refusals(self.linked)
        if options.codes and not table.keeps_codes:
            given.problems.append(problem("NK538", Place(path="codes"), name="codes", read="True", expected=_NO_CODES))
        if isinstance(options.as_of, date) and not given.errors:
            given.problems += Dates((options.as_of,), options.rules_as_of).problems(self.linked)
        return given

    # --- lazy tables --------------------------------------------------------------------------------------------------

    def _lazily(self, table: LazyTable, given: Given) -> Any:
        options, column = given.options, given.options.as_of
        if isinstance(column, str):
            days = table.days(column, MOST_DAYS)
            if len(days) > MOST_DAYS:
                raise EvaluationError([problem("NK531", name=column, read=table.count_days(column), expected=MOST_DAYS)])
            dates = Dates(days, options.rules_as_of, column)
        else:
            dates = Dates((column,), options.rules_as_of)
        graph = Graph(codes=options.codes)
        door = TableDoor(graph, given.types, given.sources, given.assumed)
        made = {name: assumed_column(graph, value, given.types[name]) for name, value in given.assumed.items()}
        return table.with_nodes(made | verdict(self.linked, graph, door, dates, options.prefix))

    # --- tables in memory -----------------------------------------------------------------------------------------------

    @cached_property
    def _ready(self) -> "Ready":
        from naikkelas.engines.frames.ready import Ready

        return Ready(self.linked, self._types)

    def _in_memory(self, table: MemoryTable, given: Given) -> Any:
        """Canonical columns first, then the decision from them alone."""
        options = given.options
        read = [column.name for source in given.sources.values() for column in source.columns]
        memory = Memory(table.polars([*read, options.as_of] if isinstance(options.as_of, str) else read))
        sources = memory.canonical(given.sources, given.types, self._ready.test_of)
        day = memory.days(given.columns[options.as_of]).name if isinstance(options.as_of, str) else None

        def decide(part: "pl.DataFrame", days: tuple[date, ...]) -> "pl.DataFrame":
            return self._ready.decided(
                sources, given.assumed, Dates(days, options.rules_as_of, day), options.prefix, codes=options.codes
            ).of(part)

        if isinstance(options.as_of, str):
            made = memory.by_days(memory.columns(), str(day), MOST_DAYS, decide)
        else:
            made = decide(memory.columns(), (options.as_of,))
        return table.with_results(made, {name: _told(value, given.types[name]) for name, value in given.assumed.items()})


def _told(value: Any, kind: FactType) -> Any:
    """A canonical value as a table writes it."""
    if kind.kind is Kind.DATE:
        return day_of(value)
    return float(unscaled(value, kind.decimals)) if kind.kind is Kind.NUMBER else value
