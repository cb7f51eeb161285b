"""A list of mappings as a table: what a web service, a JSON file or a form has at hand. It comes back as a list of dicts."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from naikkelas.engines.frames.dicts import TOGETHER, as_dicts
from naikkelas.engines.frames.door import BY_VALUE, HIGH, LOW, READ_FROM, Column
from naikkelas.engines.frames.given import TELLING
from naikkelas.engines.frames.tables import MemoryTable
from naikkelas.extras import need
from naikkelas.facts import FactType
from naikkelas.ikm.profile import IKMProfile
from naikkelas.problems import EvaluationError, Place, ProfileError, problem

if TYPE_CHECKING:
    import polars as pl

_FAMILIES: Final = {int: "int", float: "float", bool: "bool", date: "date", datetime: "datetime"}
_NUMBERS: Final = frozenset({int, float})
_NOTHING: Final = type(None)
_MOST_TOLD: Final = 20
_BEFORE_1970: Final = date(1970, 1, 1).toordinal()
_TELLING: Final = frozenset(TELLING)
#: Stands where something cannot be read, so that its row is not decided and says why.
_UNUSABLE: Final = object()
_TEXTS: Final = frozenset({str})


def is_records(frame: object) -> bool:
    """Whether it is a list or a tuple, which no other kind of table is."""
    return isinstance(frame, list | tuple)


class RecordsTable(MemoryTable):
    """A list of mappings. A key that a row does not have is missing there; ``types`` are the facts that may be given.

    Facts that follow from ``permits`` or from a number are written into the row, as :meth:`RuleSet.decide` would find them.
    """

    def __init__(self, rows: Sequence[Mapping[str, Any]], types: Mapping[str, FactType], as_of: object = None) -> None:
        wrong = {kind for kind in {*map(type, rows)} if not issubclass(kind, Mapping)}
        if wrong:
            raise EvaluationError([_no_record(row, number) for number, row in enumerate(rows) if type(row) in wrong][:_MOST_TOLD])
        self.pl = need("polars", "batch")
        self.original = rows
        names = _names(rows)
        if not _TELLING.isdisjoint(names):
            rows = [_with_what_follows(row, types) for row in rows]
            names = _names(rows)
        self.frame = rows
        wanted: dict[str, FactType | None] = {name + end: kind for name, kind in types.items() for end in ("", LOW, HIGH)}
        if isinstance(as_of, str):
            wanted.setdefault(as_of, None)
        self.columns = {name: Column(name, "other") for name in names}
        read = [name for name in names if name in wanted]
        self._read = {name: self._column(name, wanted[name], values) for name, values in zip(read, _columns(rows, read), strict=True)}

    def _column(self, name: str, kind: FactType | None, values: list[Any]) -> "pl.Series":
        """A column as Polars has it; its family goes to ``columns``.

        The values themselves are not kept: a garbage collector would look through the long lists again and again.
        """
        pl, kinds = self.pl, _kinds(values)
        family = "null" if not kinds else "float" if kinds == _NUMBERS else BY_VALUE
        if len(kinds) == 1:
            family = next((_FAMILIES[each] for each in kinds if each in _FAMILIES), BY_VALUE)
        if family != "null" and family not in (("date",) if kind is None else READ_FROM[kind.kind]):
            family = BY_VALUE
        try:
            made = _typed(pl, name, values, "text" if kinds == _TEXTS else family)
        except (
            TypeError,
            OverflowError,
            UnicodeError,
        ):  # a number needs more than 64 bits, half a character: refused one by one, with words
            family, made = BY_VALUE, pl.Series(name, values, dtype=pl.Object)
        self.columns[name] = Column(name, family)
        return made  # type: ignore[no-any-return]

    @property
    def height(self) -> int:
        """How many rows."""
        return len(self.frame)

    def _polars(self, name: str) -> "pl.Series":
        return self._read[name]

    def with_results(self, made: "pl.DataFrame", assumed: Mapping[str, Any]) -> list[dict[str, Any]]:
        """A dict for each row, with the results after what was there."""
        return as_dicts(self.frame, made, assumed)


def _with_what_follows(row: Mapping[str, Any], types: Mapping[str, FactType]) -> Mapping[str, Any]:
    told = {name: row[name] for name in _TELLING if row.get(name) is not None}
    if not told:
        return row
    try:
        found = vars(IKMProfile.admit(told))
    except ProfileError:
        found = dict.fromkeys((fact for name in told for fact in TELLING[name]), _UNUSABLE)
    follows = {name: value for name, value in found.items() if name in types and value is not None and row.get(name) is None}
    return {**row, **follows}


def _names(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The keys of all rows that are texts, those of the first one in its order."""
    first = list(rows[0]) if rows else []
    others: set[Any] = set().union(*rows).difference(first)
    return [name for name in (*first, *sorted(others, key=repr)) if isinstance(name, str)]


def _columns(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[list[Any]]:
    """The columns of these names."""
    found: list[list[Any]] = [[] for _ in names]
    everything = itemgetter(*names) if len(names) > 1 and {*map(type, rows)} == {dict} else None
    for start in range(0, len(rows), TOGETHER):
        part = rows[start : start + TOGETHER]
        columns: Iterable[Sequence[Any]] = ()
        if everything is not None:
            with suppress(KeyError):  # the usual case: every row has them all
                columns = list(zip(*map(everything, part), strict=True))
        for values, more in zip(found, columns or [[row.get(name) for row in part] for name in names], strict=True):
            values.extend(more)
    return found


def _kinds(values: list[Any]) -> set[type]:
    """The types of what is known. All are looked at: what does not fit can end Polars in a panic, which nothing catches."""
    return {*map(type, values)} - {_NOTHING}


def _typed(pl: Any, name: str, values: list[Any], family: str) -> Any:
    """A column of values of one type; what does not go into it is a ``TypeError``."""
    if family == "date":  # numbers become a column in half the time that dates do
        days = pl.Series(name, [None if day is None else day.toordinal() for day in values], dtype=pl.Int32)
        return (days - _BEFORE_1970).cast(pl.Date)
    dtypes = {"int": pl.Int64, "float": pl.Float64, "bool": pl.Boolean, "text": pl.String, BY_VALUE: pl.Object}
    return pl.Series(name, values, dtype=dtypes.get(family))


def _no_record(row: object, number: int) -> Any:
    return problem("NK520", Place(path=f"[{number}]"), read=type(row).__qualname__, expected="dict")
