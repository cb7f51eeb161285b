"""A list of mappings as a table: what a web service, a JSON file or a form has at hand. It comes back as a list of dicts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

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
_TELLING: Final = frozenset(TELLING)
#: Stands where something cannot be read, so that its row is not decided and says why.
_UNUSABLE: Final = object()
_TEXTS: Final = frozenset({str, _NOTHING})


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
        read = [name for name in names if name in wanted]
        self._values = dict(zip(read, _values(rows, read), strict=True))
        self._kinds = {name: frozenset(map(type, values)) for name, values in self._values.items()}
        self.columns = {name: self._column(name, wanted[name]) if name in wanted else Column(name, "other") for name in names}

    def _column(self, name: str, kind: FactType | None) -> Column:
        kinds = self._kinds[name] - {_NOTHING}
        family = "null" if not kinds else "float" if kinds == _NUMBERS else BY_VALUE
        if len(kinds) == 1:
            family = next((_FAMILIES[each] for each in kinds if each in _FAMILIES), BY_VALUE)
        suits = family == "null" or (family == "date" if kind is None else family in READ_FROM[kind.kind])
        return Column(name, family if suits and not _too_long(family, self._values[name]) else BY_VALUE)

    @property
    def height(self) -> int:
        """How many rows."""
        return len(self.frame)

    def _polars(self, name: str) -> "pl.Series":
        values, family = self._values[name], self.columns[name].family
        if family != BY_VALUE:
            return self.pl.Series(name, values, dtype=self.pl.Float64 if family == "float" else None)  # type: ignore[no-any-return]
        return self.pl.Series(name, values, dtype=self.pl.String if self._kinds[name] <= _TEXTS else self.pl.Object)  # type: ignore[no-any-return]

    def with_results(self, made: "pl.DataFrame", assumed: Mapping[str, Any]) -> list[dict[str, Any]]:
        """A dict for each row, with the results after what was there."""
        names = (*assumed, *made.columns)
        columns = [*([value] * self.height for value in assumed.values()), *(values.to_list() for values in made)]
        found = [dict(row) for row in self.frame]
        for row, results in zip(found, zip(*columns, strict=True), strict=True):
            row.update(zip(names, results, strict=False))  # of one length by the line above, and checking it costs a fifth
        return found


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


def _values(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> Iterable[Sequence[Any]]:
    """The columns of these names."""
    try:
        found = map(itemgetter(*names), rows)  # the usual case: every row has them all
        return list(zip(*found, strict=True)) if len(names) > 1 and rows else [list(found)]
    except (KeyError, TypeError):  # a row lacks one, or there are no names
        return [[row.get(name) for row in rows] for name in names]


def _too_long(family: str, values: Iterable[Any]) -> bool:
    """Whether a number needs more than 64 bits; such are read one by one, and refused there with words."""
    known = [value for value in values if value is not None] if family == "int" else []
    return bool(known) and not (min(known) >= -(2**63) and max(known) < 2**63)


def _no_record(row: object, number: int) -> Any:
    return problem("NK520", Place(path=f"[{number}]"), read=type(row).__qualname__, expected="dict")
