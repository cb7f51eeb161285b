"""What is made ready once for tables in memory that are alike, which is most of what a short table costs.

Kept are the last few, by date, by which facts have a column, of which type, and whether it has gaps. Nothing that stood in a table is kept,
and so no categories either: a column of a type that names them is made ready each time.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import polars as pl

from naikkelas.engines.frames.door import Source, TableDoor
from naikkelas.engines.frames.graph import Graph
from naikkelas.engines.frames.polars_plan import Prepared
from naikkelas.engines.frames.quick import test_of
from naikkelas.engines.frames.verdict import Dates, verdict
from naikkelas.facts import FactType
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Exact

#: Of how many kinds of tables the decision is kept, and of how many columns the test.
_TABLES: Final = 16
_COLUMNS: Final = 512


class Ready:
    """For one rule set, whose table may give facts of these ``types``. Threads may share it: equal answers are made of equal questions."""

    def __init__(self, linked: LinkedRuleSet, types: Mapping[str, FactType]) -> None:
        self._linked = linked
        self._types = types
        self._decided_again = lru_cache(_TABLES)(self._decided)
        self._tested_again = lru_cache(_COLUMNS)(test_of)

    def decided(self, sources: Mapping[str, Source], assumed: Mapping[str, Exact], dates: Dates, prefix: str, *, codes: bool) -> Prepared:
        """The decision of a table whose canonical columns are ``sources``."""
        named = any(column.categories is not None for source in sources.values() for column in source.columns)
        make = self._decided if named or dates.column is not None else self._decided_again
        return make(tuple(sources.items()), tuple(assumed.items()), dates, prefix, codes=codes)

    def _decided(
        self, sources: tuple[tuple[str, Source], ...], assumed: tuple[tuple[str, Exact], ...], dates: Dates, prefix: str, *, codes: bool
    ) -> Prepared:
        graph = Graph(codes=codes)
        door = TableDoor(graph, self._types, dict(sources), dict(assumed))
        return Prepared(verdict(self._linked, graph, door, dates, prefix))

    def test_of(self, name: str, dtype: pl.DataType, kind: FactType) -> pl.Expr | None:
        """See :func:`naikkelas.engines.frames.quick.as_they_stand`."""
        return (test_of if isinstance(dtype, pl.Enum) else self._tested_again)(name, dtype, kind)
