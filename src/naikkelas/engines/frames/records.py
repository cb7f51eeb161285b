"""A list of mappings as a table: what a web service, a JSON file or a form has at hand. It comes back as a list of dicts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from naikkelas.engines.frames.dicts import as_dicts
from naikkelas.engines.frames.door import BY_VALUE, HIGH, LOW, READ_FROM, Column
from naikkelas.engines.frames.given import TELLING
from naikkelas.engines.frames.memory import objects
from naikkelas.engines.frames.row_reading import told_of
from naikkelas.engines.frames.tables import MemoryTable
from naikkelas.extras import need
from naikkelas.facts import FactType
from naikkelas.ikm.profile import IKMProfile
from naikkelas.problems import EvaluationError, Place, ProfileError, problem

if TYPE_CHECKING:
    import polars as pl

#: Moments are read one by one: each may have a time zone.
_FAMILIES: Final = {int: "int", float: "float", bool: "bool", date: "date"}
#: What a column of values of one type is made of. Days become numbers first, which are a column in half the time that dates are.
_DTYPES: Final = {"int": "Int64", "float": "Float64", "bool": "Boolean", "date": "Int32", "text": "String"}
_NUMBERS: Final = frozenset({int, float})
_NOTHING: Final = type(None)
#: Families of which a column is made by parts.
_PLAIN: Final = frozenset({"int", "float", "bool", "date", "text"})
#: A value that does not go into a column: a number needs more than 64 bits, half a character.
_MISFITS: Final = (TypeError, OverflowError, UnicodeError)
_MOST_TOLD: Final = 20
_BEFORE_1970: Final = date(1970, 1, 1).toordinal()
_TELLING: Final = frozenset(TELLING)
#: Stands where something cannot be read, so that its row is not decided and says why.
_UNUSABLE: Final = object()
_TEXTS: Final = frozenset({str})
_DICTS: Final = frozenset({dict})
#: Rows that are read together: so few that their values stay in a near memory until they are columns.
_TOGETHER: Final = 4096
#: So few that their keys do.
_NEAR: Final = 512


def is_records(frame: object) -> bool:
    """Whether it is a list or a tuple, which no other kind of table is."""
    return isinstance(frame, list | tuple)


class RecordsTable(MemoryTable):
    """A list of mappings. A key that a row does not have is missing there; ``types`` are the facts that may be given.

    Facts that follow from ``permits`` or from a number are written into the row, as :meth:`RuleSet.decide` would find them.
    """

    def __init__(self, rows: Sequence[Mapping[str, Any]], types: Mapping[str, FactType], as_of: object = None) -> None:
        keys = _keys(rows)
        wrong = set() if keys else {kind for kind in {*map(type, rows)} if not issubclass(kind, Mapping)}
        if wrong:
            raise EvaluationError([_no_record(row, number) for number, row in enumerate(rows) if type(row) in wrong][:_MOST_TOLD])
        self.pl = need("polars", "batch")
        self.original = rows
        names = keys or _names(rows)
        if not _TELLING.isdisjoint(names):
            rows = [_with_what_follows(row, types) for row in rows]
            keys, names = None, _names(rows)
        self._keys = keys
        self.frame = rows
        wanted: dict[str, FactType | None] = {name + end: kind for name, kind in types.items() for end in ("", LOW, HIGH)}
        if isinstance(as_of, str):
            wanted.setdefault(as_of, None)
        self.columns = {name: Column(name, "other") for name in names}
        read = [name for name in names if name in wanted]
        self._read = self._plain(rows, {name: wanted[name] for name in read})
        for name in read:
            if name not in self._read:
                self._read[name] = self._column(name, wanted[name], [row.get(name) for row in rows])
        if not rows and isinstance(as_of, str):  # no row says whether it has one
            self.columns[as_of], self._read[as_of] = Column(as_of, "null"), self.pl.Series(as_of, [], dtype=self.pl.Null)

    def _plain(self, rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, FactType | None]) -> dict[str, "pl.Series"]:
        """The columns whose values are all of one type that is read as it stands, or missing; their families go to ``columns``."""
        growing = {name: _Growing(self.pl, kind) for name, kind in kinds.items()}
        for part in _parts(rows, _TOGETHER):
            for column, values in zip(growing.values(), _columns(part, list(growing), self._keys), strict=True):
                if column.goes_on:
                    column.add(values)
        found = {name: column for name, column in growing.items() if column.goes_on}
        self.columns |= {name: Column(name, column.read_as) for name, column in found.items()}
        return {name: column.whole(name) for name, column in found.items()}

    def _column(self, name: str, kind: FactType | None, values: list[Any]) -> "pl.Series":
        """A column of whatever there is; its family goes to ``columns``."""
        pl, kinds = self.pl, _kinds(values)
        family = _family(kinds, kind)
        try:
            made = _done(pl, _made(pl, values, "text" if kinds == _TEXTS else family), family).alias(name)
        except _MISFITS:  # they are refused one by one, with words
            family, made = BY_VALUE, objects(values).alias(name)
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
        return as_dicts(self.frame, made, assumed, self._keys)


def _with_what_follows(row: Mapping[str, Any], types: Mapping[str, FactType]) -> Mapping[str, Any]:
    told = {name: row[name] for name in _TELLING if row.get(name) is not None}
    if not told:
        return row
    try:
        found = vars(IKMProfile.admit(told))
    except ProfileError:
        found = dict.fromkeys((fact for name in told for fact in TELLING[name]), _UNUSABLE)
    follows = {
        name: value for name, value in found.items() if value is not None and name in types and told_of(row, name, types[name]) is None
    }
    return {**row, **follows}


def _names(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The keys of all rows that are texts, those of the first one in its order."""
    first = list(rows[0]) if rows else []
    others: set[Any] = set().union(*rows).difference(first)
    return [name for name in (*first, *sorted(others, key=repr)) if isinstance(name, str)]


def _parts(rows: Sequence[Mapping[str, Any]], size: int) -> Iterator[Sequence[Mapping[str, Any]]]:
    """The rows, so many at a time."""
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _keys(rows: Sequence[Any]) -> list[str] | None:
    """The keys of the rows if all are dicts with the same texts as keys, in the same order.

    Rows end where they should if all keys in a row are those: no row has a key twice, so none is longer than the first, and none shorter.
    """
    first = list(rows[0]) if rows and type(rows[0]) is dict else []
    if {*map(type, first)} == _TEXTS:
        with suppress(TypeError):  # a missing value of pandas is neither equal to a text nor different
            if all({*map(type, part)} == _DICTS and [*chain(*part)] == first * len(part) for part in _parts(rows, _NEAR)):
                return first
    return None


def _columns(rows: Sequence[Any], names: Sequence[str], keys: Sequence[str] | None) -> Sequence[Sequence[Any]]:
    """The columns of these names; ``keys`` are those of the rows when all have the same, in the same order."""
    if keys and len(keys) <= 2 * len(names):
        cells: list[Any] = [*chain.from_iterable(map(dict.values, rows))]
        return [cells[keys.index(name) :: len(keys)] for name in names]
    if len(names) > 1 and {*map(type, rows)} == _DICTS:
        with suppress(KeyError):  # the usual case: every row has them all
            cells = [*chain.from_iterable(map(itemgetter(*names), rows))]
            return [cells[place :: len(names)] for place in range(len(names))]
    return [[row.get(name) for row in rows] for name in names]


class _Growing:
    """A column that grows by parts as long as its values are of one type, which is also the one that its fact is read from."""

    def __init__(self, pl: Any, kind: FactType | None) -> None:
        self._pl = pl
        self._kind = kind
        self._kinds: set[type] = set()
        self._family = ""
        self._parts: list[Any] = []
        self.goes_on = True

    @property
    def read_as(self) -> str:
        """The family of the column; texts are read value by value."""
        return BY_VALUE if self._family == "text" else self._family

    def add(self, values: Sequence[Any]) -> None:
        """Adds values, or ends when they are of another type."""
        kinds = _kinds(values)
        if not self._kinds:
            self._kinds, self._family = kinds, "text" if kinds == _TEXTS else _family(kinds, self._kind)
        self.goes_on = kinds <= self._kinds and self._family in _PLAIN
        if self.goes_on:
            try:
                self._parts.append(_made(self._pl, values, self._family))
            except _MISFITS:
                self.goes_on = False

    def whole(self, name: str) -> Any:
        """All of it."""
        return _done(self._pl, self._pl.concat(self._parts, rechunk=True), self._family).alias(name)


def _kinds(values: Iterable[Any]) -> set[type]:
    """The types of what is known. All are looked at: what does not fit can end Polars in a panic, which nothing catches."""
    return {*map(type, values)} - {_NOTHING}


def _family(kinds: set[type], kind: FactType | None) -> str:
    """What a column holds whose values are of these types, and which a fact (or, without one, the as-of date) is read from."""
    family = "null" if not kinds else "float" if kinds == _NUMBERS else BY_VALUE
    if len(kinds) == 1:
        family = next((_FAMILIES[each] for each in kinds if each in _FAMILIES), BY_VALUE)
    return family if family == "null" or family in (("date",) if kind is None else READ_FROM[kind.kind]) else BY_VALUE


def _made(pl: Any, values: Sequence[Any], family: str) -> Any:
    """A column of values of one type; what does not go into it is one of the misfits."""
    if family == "date":
        values = [None if day is None else day.toordinal() for day in values]
    if family == BY_VALUE:
        return objects(values)
    return pl.Series(values, dtype=getattr(pl, _DTYPES[family]) if family in _DTYPES else None)


def _done(pl: Any, made: Any, family: str) -> Any:
    """The column with the type of its family."""
    return (made - _BEFORE_1970).cast(pl.Date) if family == "date" else made


def _no_record(row: object, number: int) -> Any:
    return problem("NK520", Place(path=f"[{number}]"), read=type(row).__qualname__, expected="dict")
