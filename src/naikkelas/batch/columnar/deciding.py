"""The facts of a block through a table engine, and back as columns of the decision."""

from collections.abc import Callable, Container
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from naikkelas.batch.columnar.facts import FactColumn, Facts
from naikkelas.batch.columnar.plainly import EPOCH
from naikkelas.extras import need
from naikkelas.facts import FactType, Kind
from naikkelas.problems import EvaluationError
from naikkelas.rules import RuleSet
from naikkelas.snapshot import AssumedOrigin

if TYPE_CHECKING:
    import polars as pl

#: What the engine's columns begin with; a result may call them otherwise.
PREFIX: Final = "nk_"

#: What the columns begin with that tell of a row which facts are assumed, and the bits of its comparisons without those.
WITHOUT: Final = "-"

#: Table engines that decide blocks.
TableEngine = Literal["polars", "duckdb"]

_ROW: Final = "#row"
_LAST_DAY: Final = date.max.toordinal()


class Decider:
    """Decides blocks with one engine.

    Raises:
        EvaluationError: when no table engine can decide by these rules (NK525, NK532), or not on this date.
        MissingExtraError: when the engine is not installed.
    """

    def __init__(self, rules: RuleSet, engine: TableEngine, as_of: date, rules_as_of: date | None) -> None:
        self._rules, self._engine, self._as_of, self._rules_as_of = rules, engine, as_of, rules_as_of
        self._pl = need("polars", "batch")
        self._decide: Callable[[pl.DataFrame], pl.DataFrame] = self._polars
        if engine == "duckdb":
            need("pyarrow", "duckdb")
            self._connection = need("duckdb", "duckdb").connect()
            self._decide = self._duckdb
        errors = [each for each in rules.check_frame(self._pl.DataFrame({_ROW: []}), **self._options) if each.is_error]
        if errors:
            raise EvaluationError(errors)

    @property
    def _options(self) -> dict[str, Any]:
        return {"as_of": self._as_of, "rules_as_of": self._rules_as_of, "allow_missing": True, "prefix": PREFIX}

    def decide(self, facts: Facts, types: "dict[str, FactType]", height: int) -> "tuple[pl.DataFrame, pl.Series]":
        """The columns of the decision, and where it could not be made: there a row has to be decided by itself.

        What is said of assumptions rests on how each comparison is without them, so where something is assumed, that is decided too.
        """
        made, unsure = self._decided(facts, types, height)
        less, rests = _without_assumed(facts)
        if not rests:
            return made, unsure
        again, also_unsure = self._decided(less, types, height)
        masks = [name for name in again.columns if name.startswith(f"{PREFIX}mask_") and name.removeprefix(PREFIX) not in self._criteria]
        return made.hstack([*rests, *(again[name].alias(f"{WITHOUT}{name}") for name in masks)]), unsure | also_unsure

    @property
    def _criteria(self) -> "Container[str]":
        return self._rules.linked.criteria.keys()

    def _decided(self, facts: Facts, types: "dict[str, FactType]", height: int) -> "tuple[pl.DataFrame, pl.Series]":
        pl = self._pl
        unsure = pl.repeat(value=False, n=height, eager=True)
        columns = [pl.int_range(height, eager=True).alias(_ROW)]
        for name, column in facts.columns.items():
            for side in _sides(name, column, types[name]):
                columns.append(self._written(side, types[name], column))
                unsure = unsure | self._unsure(side, types[name])
        made = self._decide(pl.DataFrame(columns)).select(pl.col(f"^{PREFIX}.*$"))
        return made, unsure | made[f"{PREFIX}outcome"].is_null()

    def _unsure(self, side: "pl.Series", kind: FactType) -> "pl.Series":
        """Where a table cannot hold a value as it is: the last day there is, which stands for never. (No number is too fine for a float.)"""
        if kind.kind is Kind.DATE and kind.may_be_never:
            return (side == _LAST_DAY).fill_null(value=False)
        return self._pl.repeat(value=False, n=len(side), eager=True)  # type: ignore[no-any-return]

    def _polars(self, frame: "pl.DataFrame") -> "pl.DataFrame":
        return self._rules.decide_frame(frame, **self._options)

    def _duckdb(self, frame: "pl.DataFrame") -> "pl.DataFrame":
        decided = self._rules.decide_frame(self._connection.from_arrow(frame.to_arrow()), **self._options)
        made: pl.DataFrame = self._pl.from_arrow(decided.to_arrow_table())
        return made.sort(_ROW)

    def _written(self, side: "pl.Series", kind: FactType, column: FactColumn) -> "pl.Series":
        """Canonical values as a table writes them."""
        pl: Any = self._pl
        match kind.kind:
            case Kind.DATE:
                side = (side.clip(upper_bound=_LAST_DAY) - EPOCH).cast(pl.Int32).cast(pl.Date)  # never is the last day there is
            case Kind.NUMBER if kind.decimals:
                side = side.cast(pl.Float64) / float(10**kind.decimals)
            case Kind.SET:
                members: pl.Series = pl.Series([sorted(value) for value in column.sets], dtype=pl.List(pl.String))
                side = members.gather(side).alias(side.name)
        return side


def _without_assumed(facts: Facts) -> "tuple[Facts, list[pl.Series]]":
    """The facts without what is assumed, or follows from that, and of each fact that has such values, in which rows."""
    columns, rests = dict(facts.columns), []
    for name, column in facts.columns.items():
        numbers = [number for number, origin in enumerate(column.origins) if isinstance(origin, AssumedOrigin)]
        if column.origin is None or not numbers:
            continue
        taken = column.origin.is_in(numbers).fill_null(value=False)
        if taken.all():
            del columns[name]
        elif taken.any():
            columns[name] = column.without(taken.arg_true().to_list())
        if taken.any():
            rests.append(taken.cast(need("polars", "batch").Int64).alias(f"{WITHOUT}{name}"))
    return Facts(columns), rests


def _sides(name: str, column: FactColumn, kind: FactType) -> "list[pl.Series]":
    """The columns of a fact: exact, and for ranges both sides; a side that says no more than the type says nothing."""
    made = [column.exact.alias(name)]
    if column.low is not None and column.high is not None:
        low, high = kind.bounds
        made.append(column.low.set(column.low == low, None).alias(f"{name}__low"))
        made.append(column.high.set(column.high == high, None).alias(f"{name}__high"))
    return made
