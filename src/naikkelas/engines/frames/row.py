"""One row of a decided table, explained: read again as a profile, and compared with the result that stands in it."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any, Final, Protocol

from naikkelas.decision import Decision
from naikkelas.engines.frames.arguments import asked
from naikkelas.engines.frames.door import HIGH, LOW
from naikkelas.engines.frames.given import assumption, no_assumed_set, no_column, no_fact, repeated, table_types
from naikkelas.engines.frames.row_reading import compile_quick, contradictions, is_missing, of_32_bits, profile_of
from naikkelas.engines.frames.verdict import output_names
from naikkelas.facts import Fact, FactType, Kind, day
from naikkelas.problems import EvaluationError, Place, Problem, ProfileError, Words, problem, shown
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Snapshot, with_assumed
from naikkelas.values import BadValue, read_value

_ANY_DAY: Final = day(1, date.max.toordinal())
_PREFIX: Final = "nk_"
_NOTHING: Final = Words("nothing", "kosong")
_NUMBER: Final = re.compile(r"-?[0-9]{1,19}(?:\.0*)?")


class SparkRow(Protocol):
    """A row of PySpark: a tuple that can be asked for its names."""

    def asDict(self, recursive: bool = False) -> dict[str, Any]:  # noqa: N802 - PySpark's
        """Names and values."""
        ...


class Deciding(Protocol):
    """What of a :class:`naikkelas.RuleSet` is needed here; that class stands on a floor above."""

    @property
    def linked(self) -> LinkedRuleSet:
        """The linked rule set."""
        ...

    @property
    def catalogue(self) -> Mapping[str, Fact]:
        """Every fact that a profile may give."""
        ...

    def admit(self, profile: Mapping[str, Any]) -> Snapshot:
        """Reads a profile at the door."""
        ...

    def decide(self, profile: Snapshot, *, as_of: date, rules_as_of: date | None = None) -> Decision:
        """Decides it."""
        ...


class Absent:
    """Stands where a row has no such column: the class itself, which is the same in every process."""


class RowDecision(Decision):
    """The decision about a row. It is compared with the result that stood in the row when its problems are first read."""

    __slots__ = ("_columns", "_told")

    #: The columns of a result, and their values as they were when the row was explained; nothing where there was no result.
    _columns: tuple[str, ...]
    _told: tuple[Any, ...] | None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings about the profile, and where the result in the row is not that of its facts (NK527)."""
        parts = self._parts
        if self._told is None or (parts is not None and "problems" in parts):
            return super().problems
        reader, snapshot = self._reader, self._snapshot
        changed = changes(self._columns, self._told, reader.row(self._part("whole")))
        made = tuple(reader.problems(with_problems(snapshot, changed) if changed else snapshot, self._verdict))
        self._parts = (self._parts or {}) | {"problems": made}
        return made


class RowReader:
    """Explains rows of tables by one rule set. Immutable; keeps nothing of any row."""

    def __init__(self, rules: Deciding) -> None:
        self.linked = rules.linked
        self._types = table_types(rules.linked, rules.catalogue)
        self._quick = compile_quick(self._types, rules.catalogue)
        self._usual = self._columns(_PREFIX)
        self._results = itemgetter(*self._usual)
        self._usual_assumed = f"{_PREFIX}assumed"

    def explain(
        self,
        rules: Deciding,
        row: "Mapping[str, Any] | SparkRow",
        *,
        as_of: date | str,
        rules_as_of: date | None,
        assume: Mapping[str, Any] | None,
        prefix: str,
    ) -> Decision:
        """See :meth:`naikkelas.RuleSet.explain_row`."""
        if assume is not None or prefix is not _PREFIX:
            asked(assume=assume, prefix=prefix)
        if type(row) is not dict:
            row = _as_mapping(row)
        snapshot = None if assume else self._quick(row)
        if snapshot is None:
            narrow = of_32_bits(row, self._types)
            read = _as_decided(row, narrow, prefix)
            snapshot = self._admitted(rules, read, dict(assume or {}), as_of, {} if read is not row else narrow)
        said = row.get(self._usual_assumed if prefix == _PREFIX else f"{prefix}assumed")
        if assume or said is not None:
            snapshot = with_assumed(snapshot, [*(assume or {}), *assumed_in(said)])
        day = day_in(row, as_of) if isinstance(as_of, str) else as_of
        decision = rules.decide(snapshot, as_of=day, rules_as_of=rules_as_of)
        made = RowDecision()
        made._reader, made._snapshot, made._verdict, made._parts = decision._reader, decision._snapshot, decision._verdict, None
        made._columns = columns = self._usual if prefix == _PREFIX else self._columns(prefix)
        made._told = self._told(row, columns) if _has_result(row, columns[0], prefix) else None
        return made

    def _admitted(
        self, rules: Deciding, row: Mapping[str, Any], assume: dict[str, Any], as_of: date | str, narrow: Mapping[str, float]
    ) -> Snapshot:
        """The row as the door reads it, with all that is wrong at once; ``narrow`` are numbers that may be of 32 bits."""
        wrong = contradictions(row, self._types)
        profile = profile_of(row, self._types)
        unnamed = _unnamed(assume, self._types)
        assume = {name: said for name, said in assume.items() if name not in unnamed}
        assume |= profile_of(assume, self._types)  # as a row writes it, in which the last day is "never"
        refused = [*unnamed.values(), *_refused(rules, profile, assume)]
        unread = {one.place.path for one in refused if one.code == "NK402"}
        snapshot = None
        try:
            snapshot = rules.admit(profile | {name: said for name, said in assume.items() if name not in profile and name not in unread})
        except ProfileError as error:
            wrong += [_told_narrow(each, narrow) for each in error.problems]
        if snapshot is not None and not wrong and not refused:
            return snapshot
        if isinstance(as_of, str):
            try:
                day_in(row, as_of)
            except EvaluationError as error:
                refused += error.problems
        raise EvaluationError([*refused, *wrong]) if refused else ProfileError(wrong)

    def _told(self, row: Mapping[str, Any], columns: tuple[str, ...]) -> tuple[Any, ...]:
        """The result that stands in a row."""
        if type(row) is dict and columns is self._usual:
            try:
                return self._results(row)  # type: ignore[no-any-return]
            except KeyError:
                pass  # it has only some of the columns
        return tuple(row.get(column, Absent) for column in columns)

    def _columns(self, prefix: str) -> tuple[str, ...]:
        """The columns of a result that say what was decided."""
        return tuple(name for name in output_names(self.linked, prefix) if name != f"{prefix}problems")


def _has_result(row: Mapping[str, Any], outcome: str, prefix: str) -> bool:
    """Whether an earlier result stands in a row: an outcome, or none because of a value that could not be used then."""
    said = row.get(outcome)
    if isinstance(said, str) and said:
        return True
    return outcome in row and isinstance(blamed := row.get(f"{prefix}problems"), str) and not is_missing(blamed) and is_missing(said)


def _as_decided(row: Mapping[str, Any], narrow: Mapping[str, float], prefix: str) -> Mapping[str, Any]:
    """The row with numbers of 32 bits as its table read them.

    That it did, the result in the row says: a number of 64 bits that cannot be read is blamed there. Without a result nobody knows.
    """
    if not narrow or not _has_result(row, f"{prefix}outcome", prefix):
        return row
    said = row.get(f"{prefix}problems")
    blamed = set(said.split()) if isinstance(said, str) else set()
    found = {name: value for name, value in narrow.items() if blamed.isdisjoint({name, name.removesuffix(LOW).removesuffix(HIGH)})}
    return {**row, **found} if found else row


def _told_narrow(found: Problem, narrow: Mapping[str, float]) -> Problem:
    """A problem, with the way out where its number may be one of 32 bits."""
    path = (found.place.path or "").partition(".")[0]
    meant = next((narrow[name] for name in (path, path + LOW, path + HIGH) if name in narrow), None)
    if found.code != "NK402" or meant is None:
        return found
    return replace(found, hint="number_of_32_bits", slots={**found.slots, "meant": str(meant)})


def _as_mapping(row: object) -> Mapping[str, Any]:
    """Names and values of a row of any kind; pandas and PySpark have methods for it."""
    given: Any = row
    if isinstance(row, Mapping):
        return row
    if hasattr(row, "asDict"):
        return given.asDict()  # type: ignore[no-any-return]
    if hasattr(row, "to_dict") and getattr(row, "ndim", None) == 1:  # a table has it too
        if twice := repeated([*map(str, given.index)]):
            raise EvaluationError(twice)
        return dict(given.items())  # to_dict() would make 64 bits of numbers of 32
    raise EvaluationError([problem("NK520", read=type(row).__qualname__, expected="dict | pandas.Series | pyspark.sql.Row")])


def _unnamed(assume: Iterable[str], types: Mapping[str, FactType]) -> dict[str, Problem]:
    """What cannot be assumed of a table, by its name (NK524)."""
    found = {name: no_fact(name, "assume", types) for name in assume if name not in types}
    return found | {name: no_assumed_set(name) for name in assume if name in types and types[name].kind is Kind.SET}


def _refused(rules: Deciding, profile: Mapping[str, Any], assume: Mapping[str, Any]) -> list[Problem]:
    """What is assumed and cannot be read (NK402), and what the row says otherwise (NK523): a decided row has what was assumed.

    Of a cell that cannot be read, the door of the whole row tells.
    """
    wrong = []
    for fact in (rules.catalogue[name] for name in assume if name in rules.catalogue):
        name = fact.name
        value = assumption(name, assume[name], fact.type, personal=fact.personal)
        if isinstance(value, Problem):
            wrong.append(value)
        elif profile.get(name) is not None:
            with suppress(ProfileError):
                if rules.admit({name: profile[name]}).value(name) != value:
                    wrong.append(problem("NK523", Place(path=name), name=name))
    return wrong


def assumed_in(said: object) -> list[str]:
    """The facts that the table says were assumed: by their names, or as ``naikkelas score`` writes it, ``name=value; ...``."""
    return [part.partition("=")[0] for part in said.replace(";", " ").split()] if isinstance(said, str) else []


def with_problems(snapshot: Snapshot, found: Iterable[Problem]) -> Snapshot:
    """The snapshot with more warnings."""
    return replace(snapshot, problems=(*snapshot.problems, *found))


def day_in(row: Mapping[str, Any], column: str) -> date:
    """The as-of date that stands in a row.

    Raises:
        EvaluationError: when there is no such column (NK528), or no date in it (NK504).
    """
    if column not in row:
        raise EvaluationError([no_column(column, row)])
    try:
        value = read_value(row[column], _ANY_DAY)
    except BadValue:
        value = None
    if not isinstance(value, int) or isinstance(value, bool):
        raise EvaluationError([problem("NK504", Place(path=column), name=column, read=shown(repr(row[column])))])
    return date.fromordinal(value)


def changes(columns: tuple[str, ...], told: tuple[Any, ...], now: tuple[Any, ...]) -> list[Problem]:
    """Where a result that stood in ``columns`` of a row is not that of its facts (NK527)."""
    try:
        if told == now:
            return []
    except (TypeError, ValueError):  # see below
        pass
    differ = [_differs(said, value) for said, value in zip(told, now, strict=True)]
    found = [each for each in zip(columns, told, now, differ, strict=True) if each[-1]]
    read = (_NOTHING if is_missing(said) else said for _, said, _, _ in found)
    return [problem("NK527", Place(path=one[0]), name=one[0], read=said, expected=one[2]) for one, said in zip(found, read, strict=True)]


def _differs(said: object, value: object) -> bool:
    if said is value or said is Absent:
        return False
    if isinstance(said, str) and isinstance(value, int):  # as a file of texts has a number
        return not (_NUMBER.fullmatch(said) and Decimal(said) == value)
    try:
        return bool(said != value)
    except (TypeError, ValueError):  # an array, or a missing value of pandas: nothing that a result could say
        return True
